//! The other reports: the full register, what is due, where things stand, and search.

use std::collections::HashSet;

use crate::answer::Answer;
use crate::office::Office;

/// The agreements that end, in the order of the list; obstacles stand between them.
fn due(office: &Office, flags: &str) -> Vec<String> {
    let rows = office.types(&format!("due {flags} -O csv")).rows();
    rows.into_iter().filter(|r| r["key"].starts_with("KS-")).map(|r| r["code"].clone()).collect()
}

#[test]
fn the_register_holds_every_agreement_once_in_the_order_of_the_law() {
    let office = Office::sample();
    let rows = office.types("report register -O csv").rows();
    let there = office.types("agreement list -O csv --columns status").column("status");
    assert_eq!(rows.len(), there.iter().filter(|s| *s != "not-yet").count());
    let codes: HashSet<&str> = rows.iter().map(|r| r["code"].as_str()).collect();
    assert_eq!(codes.len(), rows.len());
    let order = ["ksdd-wajib", "ksdd-sukarela", "ksdpk", "ksdpl", "ksdll", "sinergi", "unknown"];
    assert!(rows.is_sorted_by_key(|r| order.iter().position(|k| *k == r["kind"]).unwrap()));
    let numbers: Vec<String> = (1..=rows.len()).map(|n| n.to_string()).collect();
    assert_eq!(rows.iter().map(|r| r["no"].clone()).collect::<Vec<_>>(), numbers);
    let several = rows.iter().find(|r| r["code"] == "KS-2021-0004").unwrap();
    assert_eq!(several["partners"].matches("; ").count(), 4);
}

#[test]
fn due_looks_ahead_and_back_from_the_day() {
    let office = Office::sample();
    let soon = ["KS-2019-0002", "KS-2022-0002", "KS-2024-0001", "KS-2022-0003"];
    assert_eq!(due(&office, "--since today"), soon, "the notice days of the office: 90");
    assert_eq!(due(&office, "--since today --within 90d"), soon);
    assert_eq!(due(&office, "--since today --within 18d"), soon[..1], "the last day still counts");
    assert!(due(&office, "--since today --within 17d").is_empty());
    assert_eq!(due(&office, "--since today --within 30"), soon[..2]);
    assert_eq!(due(&office, "--since today --within 1m"), soon[..2], "2025-02-15");
    assert_eq!(due(&office, "--since today --within 2025-02-18"), soon[..3]);
    assert_eq!(
        due(&office, "--within 0d"),
        ["KS-2024-0002", "KS-2023-0004"],
        "a year back by itself; a renewal that must begin stays"
    );
    assert_eq!(
        due(&office, "--within 0d --since 2021-01-01"),
        [
            "KS-2018-0002",
            "KS-2020-0002",
            "KS-2017-0002",
            "KS-2021-0003",
            "KS-2018-0001",
            "KS-2024-0002",
            "KS-2023-0004"
        ]
    );
    assert_eq!(due(&office, "--as-of 2025-02-03 --since -1d --within 0d"), ["KS-2019-0002"]);
    office.types("due --within lama").is_refused("`--within`");
    office.types("due --since kapan").is_refused("`--since`");
}

#[test]
fn due_counts_the_days_and_says_what_it_does_not_show() {
    let office = Office::sample();
    let rows = office.types("due -O csv").rows();
    let first = rows.iter().find(|r| r["code"] == "KS-2019-0002").unwrap();
    assert_eq!(
        (first["on"].as_str(), first["days"].as_str(), first["status"].as_str()),
        ("2025-02-02", "18", "ending-soon")
    );
    let first = rows.iter().find(|r| r["key"].ends_with("/end")).unwrap();
    assert_eq!(first["days"], "-15");
    let answer = office.types("due --lang en");
    answer.shows("Not shown: 5").shows("--since");
    let endless = office.types("agreement list --ends-on none --status running,unknown-term -O code");
    answer.shows(&format!("nothing can remind of them: {}", endless.lines().len()));
}

#[test]
fn the_notice_days_are_the_offices_own() {
    let office = Office::sample();
    office.types("setting edit notice_days --value 20").succeeds();
    assert_eq!(due(&office, "--since today"), ["KS-2019-0002"]);
    assert_eq!(office.types("agreement list --status ending-soon -O code").lines().len(), 1);
}

#[test]
fn the_screen_of_monday_morning_adds_up() {
    let office = Office::sample();
    for day in ["2025-01-15", "2026-06-30", "2010-01-01"] {
        let rows = office.types(&format!("status --part states -O csv --as-of {day}")).rows();
        let total: i64 = rows.iter().map(|r| r["records"].parse::<i64>().unwrap()).sum();
        let own = "SELECT count(*) FROM agreement WHERE coalesce(standing, 'own') = 'own'";
        assert_eq!(total, office.number(own), "{day}");
        for row in rows {
            let list = office.types(&format!(
                "agreement list --status {} --standing own --as-of {day} -O code",
                row["status"]
            ));
            assert_eq!(list.lines().len().to_string(), row["records"], "{} on {day}", row["status"]);
        }
    }
    office.types("status").shows("TKKSD Kota Palangka Raya, Rabu, 15 Januari 2025");
}

/// Types a command that a screen offers, as CSV.
fn opened(office: &Office, command: &str) -> Answer {
    let line = command.strip_prefix("sinergi ").expect(command);
    office.types(&format!("{line} -O csv"))
}

#[test]
fn every_line_that_needs_attention_opens_with_the_command_beside_it() {
    let office = Office::sample();
    for day in ["2025-01-15", "2026-06-30"] {
        let rows = office.types(&format!("status --part attention -O csv --as-of {day}")).rows();
        assert!(rows.len() > 4, "{rows:?}");
        for row in rows {
            let list = opened(&office, &row["open"]).rows();
            assert_eq!(list.len().to_string(), row["records"], "{}", row["open"]);
        }
    }
}

#[test]
fn every_command_under_a_report_can_be_typed() {
    let office = Office::sample();
    for report in ["report map", "report register", "due", "status", "search rujukan"] {
        for lang in ["id", "en"] {
            let answer = office.types(&format!("{report} --lang {lang}"));
            answer.succeeds();
            for line in answer.lines() {
                let Some(command) = line.strip_prefix("→ ") else { continue };
                if !command.contains(['…']) && !command.contains("KODE") && !command.contains("CODE") {
                    let line = command.strip_prefix("sinergi ").expect(command);
                    office.types(line).succeeds();
                }
            }
        }
    }
}

#[test]
fn commands_that_are_offered_name_the_file_that_was_named() {
    let office = Office::sample();
    std::fs::copy(office.db(), office.path("lain kota.db")).unwrap();
    let answer = office.types("status --part attention --db \"lain kota.db\" -O csv");
    for row in answer.rows() {
        assert!(row["open"].starts_with("sinergi --db \"lain kota.db\" "), "{}", row["open"]);
        opened(&office, &row["open"]).succeeds();
    }
}

#[test]
fn search_looks_in_titles_numbers_partners_and_notes_for_every_word() {
    let office = Office::sample();
    let found = |words: &str| office.types(&format!("search {words} -O code"));
    found("RUJUKAN").succeeds().shows("KS-2022-0003");
    found("510/118/BPKAD").prints("KS-2015-0001\n");
    found("ks-2015-0001").prints("KS-2015-0001\n");
    found("hapakat niaga").shows("KS-2015-0001");
    found("\"terlambat empat\"").prints("KS-2015-0001\n");
    found("014/HNS-DIR").prints("KS-2015-0001\n");
    let (one, other) = (found("universitas"), found("kesehatan"));
    let both = found("universitas kesehatan");
    let has = |answer: &Answer, code: &str| answer.stdout.lines().any(|l| l == code);
    for code in both.lines() {
        assert!(has(&one, code) && has(&other, code), "{code}");
    }
    assert!(both.lines().len() < one.lines().len());
    found("xyzzy").succeeds().prints("");
    found("100%").succeeds().prints("");
    found("\" \"").is_refused("tidak ada kata");
    office.types("search").is_refused("<KATA>");
    office.types("cari rujukan pasien").succeeds();
}
