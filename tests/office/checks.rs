//! What is wrong: each check finds a record of the sample city and rightly leaves another alone; waivers are counted apart.

use std::collections::BTreeSet;

use sinergi::checks::{ALL, LEVELS};

use crate::answer::Record;
use crate::office::Office;

/// The sample city on a day.
fn city(day: &str) -> Office {
    Office::sample().env("SINERGI_NOW", &format!("{day}T09:00:00"))
}

/// The rows of a part, whatever was found.
fn part(office: &Office, line: &str) -> Vec<Record> {
    let answer = office.types(&format!("check {line} -O csv"));
    assert!(matches!(answer.code, Some(0 | 3)), "{answer}");
    crate::answer::rows(&answer.stdout)
}

/// The records that a check finds.
fn found(office: &Office, check: &str) -> Vec<String> {
    part(office, &format!("--name {check} --part findings"))
        .into_iter()
        .map(|mut row| row.remove("record").unwrap())
        .collect()
}

/// A check, the day, a record that it finds and one of the same sort that it leaves alone, and what had to be done before by
/// hand or past the program: what the program itself would never write.
struct Case {
    check: &'static str,
    day: &'static str,
    finds: &'static str,
    leaves: &'static str,
    before: &'static [Before],
}

enum Before {
    Sql(&'static str),
    File(&'static str, &'static str),
}

const fn case(check: &'static str, day: &'static str, finds: &'static str, leaves: &'static str) -> Case {
    Case { check, day, finds, leaves, before: &[] }
}

const JUNE: &str = "2026-06-30";
const DECEMBER: &str = "2026-12-31";

const CASES: &[Case] = &[
    // KAB-KAPUAS is no neighbour, KAB-KATINGAN is one.
    case("not-a-neighbour", JUNE, "KS-2025-0002", "KS-2024-0013"),
    // Signed by the secretary; by the head; a PKS by a department head is another matter.
    case("signer", JUNE, "KS-2025-0006", "KS-2023-0001"),
    case("signer", JUNE, "KS-2025-0006", "KS-2023-0002"),
    // Both need the council; of KS-2024-0012, a naskah, the approval is on its path.
    case("no-council", JUNE, "KS-2015-0001", "KS-2024-0012"),
    case("loi-term", DECEMBER, "KS-2024-0014", "KS-2024-0001"),
    case("naskah-term", DECEMBER, "KS-2024-0015", "KS-2022-0001"),
    Case {
        before: &[Before::Sql("UPDATE agreement SET signed_on = '2029-01-02' WHERE code = 'KS-2024-0006'")],
        ..case("end-before-start", JUNE, "KS-2024-0006", "KS-2024-0009")
    },
    Case {
        before: &[Before::Sql(
            "PRAGMA ignore_check_constraints = ON; UPDATE agreement SET value = -1 WHERE code = 'KS-2024-0006'",
        )],
        ..case("integrity", JUNE, "file/integrity", "file/agreement")
    },
    Case {
        before: &[Before::Sql(
            "PRAGMA foreign_keys = OFF; UPDATE agreement SET affair = '9.99' WHERE code = 'KS-2024-0006'",
        )],
        ..case("foreign-keys", JUNE, "file/agreement", "file/party")
    },
    Case {
        before: &[Before::Sql("DROP INDEX agreement_ends_on; CREATE TABLE catatan_lain (isi TEXT)")],
        ..case("schema", JUNE, "file/agreement_ends_on", "file/agreement_signed_on")
    },
    Case {
        before: &[Before::Sql(
            "UPDATE activity SET owner = 'department/HILANG' WHERE code = 'KEG-2026-0001'",
        )],
        ..case("dangling", JUNE, "activity/KEG-2026-0001", "activity/KEG-2026-0003")
    },
    case("no-power", JUNE, "KS-2019-0003", "KS-2024-0013"),
    case("no-study", JUNE, "KS-2022-0005", "KS-2023-0001"),
    // KS-2023-0004 is its plan.
    case("no-work-plan", JUNE, "KS-2022-0004", "KS-2023-0003"),
    case("no-umbrella", JUNE, "KS-2022-0005", "KS-2023-0002"),
    // Signed in December 2024 with a statutory body; in 2017 with a directorate; in 2024 with a company.
    case("central-pks", "2025-06-30", "KS-2024-0007", "KS-2017-0001"),
    case("central-pks", "2025-06-30", "KS-2024-0007", "KS-2024-0006"),
    case("outlives-umbrella", JUNE, "KS-2021-0002", "KS-2023-0002"),
    case("after-umbrella", DECEMBER, "KS-2024-0016", "KS-2021-0002"),
    // Since 2019 without a last day; 25 years with a ground; and the addendum is judged with what it changes.
    case("long-term", JUNE, "KS-2019-0003", "KS-2015-0001"),
    case("long-term", JUNE, "KS-2019-0003", "KS-2024-0003"),
    case("stale-status", JUNE, "KS-2024-0001", "KS-2024-0009"),
    // VIII against 8 July; IX against 4 September.
    case("number-date", JUNE, "KS-2024-0005", "KS-2023-0002"),
    case("outside-plan", JUNE, "KS-2024-0009", "KS-2022-0004"),
    case("no-department", JUNE, "KS-2024-0011", "KS-2024-0010"),
    case("no-affair", JUNE, "KS-2024-0010", "KS-2023-0002"),
    case("outside-mandate", JUNE, "KS-2025-0002", "KS-2023-0002"),
    case("department-gone", DECEMBER, "KS-2024-0017", "KS-2024-0009"),
    case("no-liaison", DECEMBER, "department/SETDA", "department/DLH"),
    // Its own department lacks a liaison, too, but it came to an end.
    case("no-liaison", DECEMBER, "department/SETDA", "department/DISPERINDAG"),
    case("overlap", JUNE, "KS-2024-0005", "KS-2023-0002"),
    case("twin-request", DECEMBER, "KS-2024-0017", "KS-2024-0011"),
    case("paper-missing", DECEMBER, "document/DOK-2023-0100", "document/DOK-2023-0001"),
    Case {
        before: &[Before::File("naskah/KS-2024-0016.pdf", "lain")],
        ..case("paper-changed", DECEMBER, "document/DOK-2023-0100", "document/DOK-2023-0001")
    },
    case("umbrella-unused", JUNE, "KS-2022-0004", "KS-2023-0001"),
    case("sleeping", JUNE, "KS-2017-0001", "KS-2023-0002"),
    case("not-evaluated", JUNE, "KS-2022-0004", "KS-2022-0005"),
    // BPKAD and BPPRD hold it; DINKES holds 1.02 together with the hospital that stands under it.
    case("shared-affair", JUNE, "affair/5.02", "affair/1.02"),
    case("unread", DECEMBER, "KS-2024-0017", "KS-2024-0011"),
    case("number-twice", DECEMBER, "KS-2024-0016", "KS-2018-0002"),
    Case {
        before: &[Before::Sql("CREATE TABLE catatan_lain (isi TEXT); ANALYZE")],
        ..case("besides-schema", JUNE, "file/catatan_lain.isi", "file/sqlite_stat1.tbl")
    },
    case("partner-twins", JUNE, "partner/BPJS-KESEHATAN-PKY", "partner/BPJS-TK"),
];

#[test]
fn each_check_finds_a_record_of_the_sample_and_rightly_leaves_one_alone() {
    for Case { check, day, finds, leaves, before } in CASES {
        let office = city(day);
        for one in *before {
            match one {
                Before::Sql(sql) => office.conn().execute_batch(sql).unwrap(),
                Before::File(path, text) => {
                    std::fs::create_dir_all(office.path(path).parent().unwrap()).unwrap();
                    office.write(path, text);
                }
            }
        }
        let found = found(&office, check);
        assert!(found.iter().any(|record| record == finds), "{check} does not find {finds}: {found:?}");
        assert!(found.iter().all(|record| record != leaves), "{check} finds {leaves}: {found:?}");
    }
    let tried: BTreeSet<&str> = CASES.iter().map(|case| case.check).collect();
    let all: BTreeSet<&str> = ALL.iter().map(|check| check.name).collect();
    assert_eq!(tried, all, "each check has its case");
}

#[test]
fn the_exit_code_is_three_where_there_are_errors_and_only_there() {
    let office = city(JUNE);
    office.types("check").exits(3);
    office.types("check --level warning,info").succeeds();
    office.types("check --level error -O json").exits(3);
    office.types("check --name no-power").succeeds();
    // Another department has none.
    office.types("check --level error --department DINKES").succeeds();
    Office::founded().types("check").succeeds();
}

#[test]
fn checks_are_chosen_by_level_name_and_department() {
    let office = city(JUNE);
    let rows = part(&office, "--level peringatan --part findings");
    assert!(!rows.is_empty() && rows.iter().all(|row| row["level"] == "warning"));
    let rows = part(&office, "--name overlap,signer --part findings");
    let names: BTreeSet<&str> = rows.iter().map(|row| row["check"].as_str()).collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["overlap", "signer"]);
    let rows = part(&office, "--department DLH --part findings");
    assert!(!rows.is_empty() && rows.iter().all(|row| row["department"] == "DLH"));
    // A program is told of each check, also where nothing was found.
    assert_eq!(part(&office, "--part checks").len(), ALL.len());
    let json =
        serde_json::from_str::<serde_json::Value>(&office.types("check -O json").exits(3).stdout).unwrap();
    assert!(["checks", "findings", "waived"].iter().all(|part| json[*part].is_array()));
    for (line, words) in [
        ("check --level gawat", "`gawat`"),
        ("check --name overlaps", "perhaps overlap is meant"),
        ("check --name xyz", "there is no check `xyz`"),
        ("check --explain xyz", "there is no check `xyz`"),
        ("check --months 0", "`0`"),
        ("check --department NOPE", "does not exist"),
        ("check -O csv", "has several parts"),
    ] {
        office.types_in_vain(&format!("{line} --lang en")).is_refused(words);
    }
}

#[test]
fn the_sums_of_the_checks_are_those_of_the_findings() {
    let office = city(DECEMBER);
    let findings = part(&office, "--part findings");
    let waived = part(&office, "--part waived");
    for row in part(&office, "--part checks") {
        let of = |rows: &[Record]| rows.iter().filter(|r| r["check"] == row["check"]).count().to_string();
        assert_eq!((of(&findings), of(&waived)), (row["found"].clone(), row["waived"].clone()), "{row:?}");
    }
    // Errors come first, and every finding of a check stands together.
    let order: Vec<&str> = LEVELS.iter().map(|level| level.word).collect();
    assert!(findings.is_sorted_by_key(|row| order.iter().position(|level| *level == row["level"])));
    let mut checks: Vec<&str> = findings.iter().map(|row| row["check"].as_str()).collect();
    checks.dedup();
    assert_eq!(checks.len(), checks.iter().collect::<BTreeSet<_>>().len());
    office.types("check").shows(&format!("{} pemeriksaan", ALL.len()));
}

#[test]
fn every_check_says_what_why_on_what_it_rests_and_what_to_type() {
    let office = Office::new();
    for check in ALL {
        for lang in ["id", "en"] {
            let answer = office.types(&format!("check --explain {} --lang {lang} -O json", check.name));
            answer.succeeds();
            for text in [check.label, check.about, check.cure] {
                let own = if lang == "id" { text.id } else { text.en };
                assert!(
                    own.len() > 4
                        && answer.json()["why"] == check.about.get(sinergi::Lang::read(lang).unwrap()),
                    "{answer}"
                );
            }
        }
    }
    let rows = office.types("check list -O csv").rows();
    assert_eq!(rows.len(), ALL.len());
    assert!(office.files().is_empty(), "no file is made");
    office.types("check --explain NUMBER_DATE").succeeds().shows("number-date");
}

#[test]
fn every_command_that_a_check_says_to_type_is_there() {
    let office = Office::new();
    let mut told = 0;
    for (name, text) in
        ALL.iter().flat_map(|check| [(check.name, check.cure.id), (check.name, check.cure.en)])
    {
        for typed in text.split("sinergi ").skip(1) {
            let command = typed.split([',', ')', ';']).next().unwrap_or_default();
            let word =
                |w: &&str| !w.starts_with("--") && w.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            let words: Vec<&str> = command.split(' ').take_while(word).collect();
            let answer = office.types(&format!("{} --help", words.join(" ")));
            assert!(
                answer.code == Some(0) && answer.stdout.contains("Usage: sinergi"),
                "{name}: {text}\n{answer}"
            );
            told += 1;
        }
    }
    assert!(told > 50, "{told}");
}

#[test]
fn the_number_tells_when_day_and_month_may_be_swapped() {
    let office = Office::founded();
    let code = office.makes(
        "agreement add --kind ksdpk --document pks --title Uji --signed yes --signed-on 2023-04-09 --own-number 12/IX/2023",
    );
    let rows = part(&office, "--name number-date --part findings --lang en");
    assert_eq!(rows[0]["record"], code);
    assert_eq!(
        rows[0]["detail"],
        "12/IX/2023: 2023-04-09; day and month may be swapped, it may be 2023-09-04"
    );
    office.types(&format!("agreement edit {code} --signed-on 2023-09-04")).succeeds();
    assert!(found(&office, "number-date").is_empty());
}

#[test]
fn what_is_waived_is_counted_apart_until_its_last_day() {
    let office = city(JUNE);
    let before = office.export();
    let counts = || {
        let rows = part(&office, "--name signer --part checks");
        (rows[0]["found"].clone(), rows[0]["waived"].clone())
    };
    assert_eq!(counts(), ("1".to_owned(), "0".to_owned()));
    let code = office
        .makes("check waive signer 2025-6 --reason \"Kuasa lisan\" --until 2026-12-31 --approved-by Sekda");
    assert_eq!(counts(), ("0".to_owned(), "1".to_owned()));
    office.types("check --name signer").succeeds().shows(&code).shows("Kuasa lisan");
    let later = part(&office, "--name signer --as-of 2027-01-01 --part checks");
    assert_eq!((later[0]["found"].as_str(), later[0]["waived"].as_str()), ("1", "0"));
    let earlier = part(&office, "--name signer --as-of 2026-06-29 --part checks");
    assert_eq!(earlier[0]["found"], "1", "it was not waived yet");
    office.types("undo").succeeds();
    assert_eq!(office.export(), before);
}

#[test]
fn a_waiver_of_a_partner_holds_for_all_that_is_agreed_with_it() {
    let office = city(JUNE);
    assert!(found(&office, "no-study").contains(&"KS-2022-0005".to_owned()));
    office
        .types("check waive no-study partner/KAHAYAN-RESIK --reason \"Kajian bersama\" --until 2026-12-31")
        .succeeds();
    let now = found(&office, "no-study");
    assert!(!now.contains(&"KS-2022-0005".to_owned()) && now.contains(&"KS-2015-0001".to_owned()), "{now:?}");
    // Another check is not switched off by it.
    assert!(found(&office, "no-umbrella").contains(&"KS-2022-0005".to_owned()));
}

#[test]
fn a_waiver_without_a_reason_a_day_a_check_or_a_record_is_refused() {
    let office = city(JUNE);
    let refused = |line: &str, words: &str| {
        office.types_in_vain(&format!("check waive {line} --lang en")).is_refused(words);
    };
    refused("signer KS-2025-0006 --until 2026-12-31", "`--reason` must be named");
    refused("signer KS-2025-0006 --reason \"\" --until 2026-12-31", "`--reason` must be named");
    refused("signer KS-2025-0006", "`--reason` and `--until` must be named");
    refused("signer KS-2025-0006 --reason A --until 2026-06-29", "2026-06-29");
    refused("signers KS-2025-0006 --reason A --until 2026-12-31", "there is no check `signers`");
    refused("signer KS-2099-0001 --reason A --until 2026-12-31", "KS-2099-0001");
    office.types_in_vain("check waive signer KS-2025-0006 --reason A --until +30d --dry-run").succeeds();
    // What a waiver names is not removed under it.
    office.types("check waive unread KS-2026-0004 --reason A --until +30d").succeeds();
    office.types_in_vain("agreement remove KS-2026-0004 --yes --lang en").is_refused("is used");
}

#[test]
fn what_was_sleeping_or_unused_depends_on_the_months() {
    let office = city(JUNE);
    let many =
        |months: u32| part(&office, &format!("--name sleeping --months {months} --part findings")).len();
    assert!(many(1) > many(12) && many(12) >= many(60), "{} {} {}", many(1), many(12), many(60));
}

/// Adds an agreement that is signed, by UPR and DLH; gives its code.
fn signed(office: &Office, flags: &str) -> String {
    office.makes(&format!(
        "agreement add --title Uji --signed yes --partner UPR --department DLH --affair 2.11 {flags}"
    ))
}

#[test]
fn what_has_no_last_day_and_what_has_only_a_year_are_judged_by_what_is_known() {
    let office = city(JUNE);
    let open = signed(&office, "--kind ksdpl --document loi --signed-on 2022-01-01 --end-rule open-ended");
    assert_eq!(found(&office, "loi-term"), [open]);
    // Signed some day of 2023, it is no longer than five years up to December 2028.
    let year = signed(&office, "--kind ksdpk --document pks --signed-on 2023 --ends-on 2028-09-01");
    assert!(!found(&office, "long-term").contains(&year));
    office.types(&format!("agreement edit {year} --ends-on 2029-01-01")).succeeds();
    assert!(found(&office, "long-term").contains(&year));
    // Three years and three more are two terms.
    let extended = signed(&office, "--kind ksdpk --document pks --signed-on 2023-01-01 --ends-on 2025-12-31");
    office
        .types(&format!("agreement extend {extended} --on 2025-12-01 --ends-on 2028-12-31 --reason Perlu"))
        .succeeds();
    assert!(!found(&office, "long-term").contains(&extended));
}

#[test]
fn what_happens_later_is_not_known_yet() {
    let office = city(JUNE);
    // The memorandum that is ended in December outlives nothing in June.
    office.types("agreement end KS-2023-0001 --on 2025-12-31 --ground agreed").succeeds();
    let then = |check: &str, day: &str| {
        let rows = part(&office, &format!("--name {check} --part findings --as-of {day}"));
        rows.into_iter().map(|mut row| row.remove("record").unwrap()).collect::<Vec<_>>()
    };
    assert!(!then("outlives-umbrella", "2025-06-30").contains(&"KS-2023-0002".to_owned()));
    assert!(then("outlives-umbrella", "2026-01-31").contains(&"KS-2023-0002".to_owned()));
    // A plan that is only asked for is none.
    office.types("agreement add --kind sinergi --document rk --title RK --parent KS-2022-0004 --signed no --requested-on 2026-06-29").succeeds();
    assert!(then("no-work-plan", JUNE).contains(&"KS-2022-0004".to_owned()));
    // What is not signed yet on the day has no day that its number could contradict.
    assert!(then("number-date", "2024-06-30").is_empty());
    assert!(then("no-liaison", JUNE).is_empty(), "what SETDA leads begins later");
}

#[test]
fn an_overlap_is_told_once_for_each_agreement_and_names_one_that_it_meets() {
    let office = city(JUNE);
    let of = |title: &str, from: &str, until: &str| {
        let days = format!("--kind ksdpk --document pks --signed-on {from} --ends-on {until}");
        let code = signed(&office, &days);
        office.types(&format!("agreement edit {code} --title \"{title}\"")).succeeds();
        code
    };
    let first = of("Pengelolaan bank sampah kelurahan", "2022-01-05", "2026-07-15");
    let second = of("Pengelolaan bank sampah kelurahan", "2025-01-05", "2028-01-15");
    let third = of("Penanaman pohon di tepi sungai", "2026-06-20", "2029-01-15");
    office.types(&format!("agreement edit {third} --effective-on 2026-09-01")).succeeds();
    let rows = part(&office, "--name overlap --part findings");
    let own = |code: &String| {
        rows.iter().filter(|row| row["record"] == *code).map(|row| row["detail"].clone()).collect::<Vec<_>>()
    };
    assert!(own(&first).is_empty());
    assert_eq!(own(&second).len(), 1);
    assert!(own(&second)[0].starts_with(&first));
    assert_eq!(own(&third).len(), 1);
    assert!(own(&third)[0].starts_with(&second), "the first is over before it begins: {:?}", own(&third));
}

#[test]
fn a_pks_has_a_signed_umbrella_above_it_or_is_told() {
    let office = city(JUNE);
    let days = "--kind ksdpk --document pks --signed-on 2026-01-05 --ends-on 2028-01-04";
    let under_pks = signed(&office, &format!("{days} --parent KS-2024-0009"));
    let kb = office.makes("agreement add --kind ksdpk --document kb --title KB --signed no --requested-on 2026-01-02 --partner UPR");
    let under_request = signed(&office, &format!("{days} --parent {kb}"));
    let under_kb = signed(&office, &format!("{days} --parent KS-2023-0001"));
    let found = found(&office, "no-umbrella");
    assert!(
        found.contains(&under_pks) && found.contains(&under_request) && !found.contains(&under_kb),
        "{found:?}"
    );
    // One of which nobody recorded the signing, and that runs, is carried out all the same.
    let used = office.makes("agreement add --kind ksdpk --document kb --title KB2 --signed yes --signed-on 2024-01-05 --partner UPR");
    office
        .types(&format!("agreement add --kind ksdpk --document pks --title Jalan --parent {used} --signed unknown --effective-on 2024-06-01 --ends-on 2028-05-31"))
        .succeeds();
    assert!(!self::found(&office, "umbrella-unused").contains(&used));
}

#[test]
fn what_is_waived_for_an_agreement_is_waived_for_its_papers_and_follows_who_leads() {
    let office = city(DECEMBER);
    office.types("agreement hand-over KS-2024-0016 --to DLH --on 2026-11-01").succeeds();
    let rows = part(&office, "--name paper-missing --part findings --department DLH");
    assert_eq!(rows.len(), 1, "it stands with the department that leads now");
    office.types("check waive paper-missing KS-2024-0016 --reason \"Arsip statis\" --until +90d").succeeds();
    assert!(found(&office, "paper-missing").is_empty());
    office.types("waiver add --check SIGNERS --record agreement/KS-2025-0006 --reason A --waived-on 2026-12-01 --valid-until 2027-01-01").succeeds();
    assert_eq!(found(&office, "dangling"), ["waiver/KCL-2026-0004"], "there is no such check");
    office.types_in_vain("check --name \",\" --lang en").is_refused("must be filled");
}
