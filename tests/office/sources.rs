//! What is due, source by source: who acts, from when, what was put off, and the texts that go out.

use crate::answer::Record;
use crate::office::Office;
use crate::real::data;

fn founded() -> Office {
    let office = Office::founded();
    // What is owed of evaluations is an item of its own.
    office.types("setting edit evaluations_a_year --value 0").succeeds();
    office
        .types("partner add --code UPR --name \"Universitas Palangka Raya\" --kind public-university")
        .succeeds();
    office
}

fn due(office: &Office, flags: &str) -> Vec<Record> {
    office.types(&format!("due {flags} -O csv")).rows()
}

/// Key, day, what and who of each line.
fn lines(office: &Office, flags: &str) -> Vec<String> {
    let line = |r: Record| [&r["key"], &r["on"], &r["what"], &r["who"]].map(String::as_str).join(" ");
    due(office, flags).into_iter().map(line).collect()
}

fn agreement(office: &Office, flags: &str) {
    office
        .types(&format!("agreement add --title Uji --kind ksdpk --document pks --department DLH {flags}"))
        .succeeds();
}

#[test]
fn an_obligation_is_due_until_it_is_met_and_says_whose_turn_it_is() {
    let office = founded();
    agreement(&office, "--signed-on 2024-01-01 --ends-on 2027-12-31 --partner UPR");
    office
        .types("obligation add --agreement KS-2025-0001 --title \"Laporan semester\" --owed-by UPR --due-on 2025-02-01")
        .succeeds()
        .prints("KWJ-2025-0001\n");
    office.types("obligation add --agreement KS-2025-0001 --title \"Sewa lahan\" --owed-by DINKES --due-on 2025-02-02").succeeds();
    office
        .types("obligation add --agreement KS-2025-0001 --title \"Tanpa hari\" --due-text \"setiap saat\"")
        .succeeds();
    assert_eq!(
        lines(&office, ""),
        ["KWJ-2025-0001/due 2025-02-01 ask DLH", "KWJ-2025-0002/due 2025-02-02 meet DINKES"]
    );
    let office = office.env("SINERGI_NOW", "2025-06-01T08:00:00");
    let state = |day: &str| {
        office
            .types(&format!("obligation list --code KWJ-2025-0001 --columns state -O csv --as-of {day}"))
            .rows()[0]["state"]
            .clone()
    };
    assert_eq!(state("2025-01-15"), "never-reviewed");
    office.types("obligation review kwj-2025-1 sebagian --on 2025-02-05 --reviewed-by DLH").succeeds();
    office.types("obligation review KWJ-2025-0001 met --on 2025-03-01").succeeds();
    assert_eq!(
        (state("2025-02-04"), state("2025-02-05"), state("2025-03-01")),
        ("never-reviewed".into(), "partly".into(), "met".into())
    );
    let keys = |day: &str| {
        lines(&office, &format!("--as-of {day}")).iter().filter(|l| l.starts_with("KWJ-2025-0001")).count()
    };
    assert_eq!((keys("2025-02-28"), keys("2025-03-01")), (1, 0));
    office
        .types("obligation list --agreement KS-2025-0001 --state never-reviewed --as-of 2025-03-01 -O code")
        .prints("KWJ-2025-0002\nKWJ-2025-0003\n");
    office.types("agreement show KS-2025-0001").shows("Kewajiban (3)").shows("Laporan semester");
    office
        .types("agreement remove KS-2025-0001 --yes")
        .is_refused("kewajiban (3)")
        .says("obligation list --agreement");
    office.types_in_vain("obligation add --agreement KS-2025-0009 --title X").is_refused("KS-2025-0009");
}

#[test]
fn a_foreign_agreement_has_its_notice_its_council_and_its_governor() {
    let office = founded();
    office
        .types("agreement add --title Kota --kind ksdpl --document naskah --department DLH --signed-on 2023-01-01 --ends-on 2026-03-30")
        .succeeds();
    let of = |flags: &str| lines(&office, &format!("{flags} --as-of 2026-01-02"));
    assert_eq!(
        of(""),
        [
            "KS-2025-0001/notice 2025-09-30 announce head",
            "KS-2025-0001/council 2026-03-23 approve council",
            "KS-2025-0001/end 2026-03-30 propose DLH",
            "KS-2025-0001/governor 2026-03-30 forward governor",
        ]
    );
    let begin = |office: &Office| -> Vec<String> {
        due(office, "--as-of 2026-01-02")
            .into_iter()
            .filter(|r| !r["begin_on"].is_empty())
            .map(|r| r["begin_on"].clone())
            .collect()
    };
    assert_eq!(begin(&office), ["2026-01-19", "2026-03-23"]);
    // A closed Monday before the end takes a day off: the governor begins on the Friday before.
    office.types("holiday add --date 2026-03-23 --name \"Cuti bersama\" --closed").succeeds();
    office.types("holiday add --date 2026-03-24 --name \"Hari kota\" --closed no").succeeds();
    assert_eq!(begin(&office), ["2026-01-16", "2026-03-20"]);
    assert_eq!(of("--for council").len(), 1);
    assert_eq!(of("--for gubernur"), ["KS-2025-0001/governor 2026-03-30 forward governor"]);
    assert_eq!(of("--for \"wali kota\""), ["KS-2025-0001/notice 2025-09-30 announce head"]);
    // Without a council's approval there is none to wait for.
    office.types("agreement edit KS-2025-0001 --council-approval no").succeeds();
    assert!(of("--for council").is_empty());
    // What is to lapse needs no notice.
    office.types("agreement decide KS-2025-0001 lapse --on 2025-12-01").succeeds();
    assert!(of("").is_empty());
}

#[test]
fn a_term_beyond_what_the_rules_allow_is_asked_for_its_ground() {
    let office = founded();
    agreement(&office, "--signed-on 2020-02-01 --ends-on 2030-12-31");
    office
        .types("agreement add --title Niat --kind ksdll --document loi --department DLH --signed-on 2024-03-01 --ends-on 2025-06-30")
        .succeeds();
    assert_eq!(
        lines(&office, "--within 90d"),
        ["KS-2025-0001/limit 2025-02-01 ground DLH", "KS-2025-0002/limit 2025-03-01 shorten DLH"]
    );
    office.types("agreement edit KS-2025-0001 --legal-ground \"PMK 115/2020\"").succeeds();
    office.types("agreement edit KS-2025-0002 --legal-ground \"PMK 115/2020\"").succeeds();
    assert_eq!(
        lines(&office, "--within 90d"),
        ["KS-2025-0002/limit 2025-03-01 shorten DLH"],
        "a letter of intent has a year"
    );
}

#[test]
fn the_lead_time_is_the_agreements_own_else_that_of_its_kind_else_the_offices() {
    let office = founded();
    agreement(&office, "--signed-on 2024-01-01 --ends-on 2025-12-31");
    let of_end = |line: &String| line.starts_with("KS-2025-0001/end");
    let first = |day: &str| lines(&office, &format!("--as-of {day}")).iter().any(of_end);
    assert!(!first("2025-10-01") && first("2025-10-02"), "90 days");
    office.types("setting edit notice_by_kind --value \"ksdpk=180, ksdd wajib=200\"").succeeds();
    assert!(!first("2025-07-03") && first("2025-07-04"), "180 days");
    office.types("agreement edit KS-2025-0001 --notice-days 30").succeeds();
    assert!(!first("2025-11-30") && first("2025-12-01"), "30 days");
    office.types("setting edit notice_by_kind --value ksdx=3").is_refused("ksdx").says("ksdpk");
    office.types("setting edit notice_by_kind --value ksdpk=banyak").is_refused("ksdpk=banyak");
    office.types("agreement edit KS-2025-0001 --notice-days 4000").is_refused("4000");
}

#[test]
fn the_step_says_which_reminder_it_is_and_a_missed_run_changes_nothing() {
    let office = founded();
    agreement(&office, "--signed-on 2024-01-01 --ends-on 2025-12-31");
    let step = |day: &str| {
        let rows = due(&office, &format!("--within 200d --as-of {day}"));
        rows.into_iter().find(|r| r["key"].ends_with("/end")).unwrap()["step"].clone()
    };
    for (day, reached) in [
        ("2025-07-03", ""),
        ("2025-07-04", "180"),
        ("2025-10-02", "90"),
        ("2025-11-01", "60"),
        ("2025-12-01", "30"),
        ("2025-12-24", "7"),
        ("2025-12-31", "0"),
    ] {
        assert_eq!(step(day), reached, "{day}");
    }
    let first = office.types("due --as-of 2025-12-24 -O csv").stdout;
    assert_eq!(office.types("due --as-of 2025-12-24 -O csv").stdout, first);
}

#[test]
fn an_item_that_was_put_off_speaks_again_on_its_day() {
    let office = founded();
    agreement(&office, "--signed-on 2024-01-01 --ends-on 2025-03-31");
    let key = "KS-2025-0001/end";
    let silent = |day: &str| !lines(&office, &format!("--as-of {day}")).iter().any(|l| l.starts_with(key));
    assert!(!silent("2025-01-15"));
    office
        .types("due ack ks-2025-1/END --until 2025-02-01 --reason \"Menunggu jawaban mitra\"")
        .succeeds()
        .prints("TND-2025-0001\n")
        .says(key);
    assert!(!silent("2025-01-14"), "yesterday is as it was");
    assert!(silent("2025-01-15") && silent("2025-01-31") && !silent("2025-02-01"));
    office.types("due").shows("Ditunda dan tidak ditampilkan: 1").shows("reminder list");
    office.types("reminder list").shows("Menunggu jawaban mitra");
    office
        .types("jatuh-tempo tunda KS-2025-0001/end --until +30d --reason Lagi --as-of 2025-01-15")
        .succeeds();
    assert!(silent("2025-02-13") && !silent("2025-02-14"));
    for (line, place) in [
        ("due ack KS-2025-0001/end --until 2025-01-15 --reason X", "--until"),
        ("due ack KS-2025-0001/council --until +1d --reason X", "KS-2025-0001/council"),
        ("due ack KS-2025-0001/apa --until +30d --reason X", "KS-2025-0001/apa"),
        ("due ack KS-2025-0099/end --until +30d --reason X", "KS-2025-0099/end"),
        ("due ack KS-2025-0001/end --until kapan --reason X", "--until"),
        ("due ack KS-2025-0001/end", "`--until`"),
    ] {
        office.types_in_vain(line).is_refused(place);
    }
    office.types("due ack").exits(2);
}

#[test]
fn the_lines_of_a_department_are_a_text_to_paste() {
    let office = founded();
    agreement(&office, "--signed-on 2024-01-01 --ends-on 2025-02-14 --partner UPR");
    office.types("agreement add --title Lain --kind ksdpk --document pks --department DINKES --signed-on 2024-01-01 --ends-on 2025-02-14").succeeds();
    let text = office.types("due --message dlh");
    text.succeeds()
        .shows("Yth. Dinas Lingkungan Hidup")
        .shows("1. Uji, dengan Universitas Palangka Raya (KS-2025-0001)")
        .shows("14 Februari 2025 (30 hari lagi): usulkan kelanjutan");
    assert!(!text.stdout.contains("KS-2025-0002"));
    office.types("due --message DLH --lang en").shows("To: Dinas Lingkungan Hidup").shows("in 30 days");
    office.types("due --message DLH -o pesan.txt").succeeds();
    assert_eq!(office.read("pesan.txt"), text.stdout);
    office
        .types("due --message DLH --within 1d --since 2025-01-14 --skip-empty --exit-code")
        .exits(0)
        .prints("");
    office.types("due --message DLH --exit-code").exits(3);
    office.types("due --message DHL").is_refused("DHL").says("DLH");
}

#[test]
fn the_list_can_be_grouped_and_asked_for_one_who_acts() {
    let office = Office::sample().env("SINERGI_NOW", "2026-06-30T08:00:00");
    let rows = due(&office, "--group");
    let all = due(&office, "");
    assert_eq!(rows.len(), all.len());
    assert!(rows.is_sorted_by_key(|r| (r["department"].clone(), r["on"].clone())));
    office.types("due --group --width 80").shows("OPD");
    let actors: std::collections::BTreeSet<String> = all.iter().map(|r| r["who"].clone()).collect();
    let mut counted = 0;
    for who in &actors {
        let theirs = due(&office, &format!("--for {who}"));
        assert!(!theirs.is_empty() && theirs.iter().all(|r| r["who"] == *who));
        counted += theirs.len();
    }
    assert_eq!(counted, all.len());
    office.types("due --for siapa").is_refused("--for").says("sekda");
}

#[test]
fn calendars_of_holidays_come_in_as_json_whatever_their_form() {
    let office = Office::founded();
    office.write(
        "daftar.json",
        r#"[{"holiday_date":"2026-10-5","holiday_name":"Hari Batik","is_national_holiday":false},
            {"holiday_date":"2026-08-17","holiday_name":"Hari Kemerdekaan","is_national_holiday":true}]"#,
    );
    office.write(
        "kalender.json",
        r#"{"2026-12-25":{"description":["Libur"],"holiday":true,"summary":["Natal"]},"info":{"author":"x"}}"#,
    );
    office
        .types("import holidays daftar.json")
        .succeeds()
        .says("2 baris: 2 baru")
        .says("sinergi holiday list");
    office.types("import holidays kalender.json").succeeds().says("2 baris: 1 baru").says("1 bukan catatan");
    assert_eq!(
        office.types("export holidays -O csv").stdout,
        "date,name,closed,note\n2026-08-17,Hari Kemerdekaan,yes,\n2026-10-05,Hari Batik,no,\n2026-12-25,Natal,yes,Libur\n"
    );
    office.types("import holidays daftar.json").succeeds().says("2 sudah ada");
    office.types("holiday show \"17 Agustus 2026\"").shows("Hari Kemerdekaan");
    office.types("holiday show Natal").shows("2026-12-25");
    office.types("holiday edit 2026-12-25 --closed no").succeeds();
    office.types("holiday remove \"2026-12-25/Natal\" --yes").succeeds();
    office.types("holiday show 2026-12-25").is_refused("2026-12-25");
    office.write("rusak.json", "[{\"holiday_date\": \"2026-10-5\",");
    office.types_in_vain("import holidays rusak.json").is_refused("rusak.json").says("baris 1");
    office.write("kosong.json", "[1, 2]");
    office.types_in_vain("import holidays kosong.json").is_refused("kosong.json");
}

#[test]
fn real_calendars_come_in_whole() {
    for (file, rows, new) in [
        ("kresnasatya_2023.json", 27, 27),
        ("kresnasatya_2024.json", 26, 26),
        ("kresnasatya_2025.json", 27, 27),
        ("kresnasatya_2026.json", 23, 23),
        ("guangrei_calendar_2026.json", 28, 27),
    ] {
        let Some(path) = data(&format!("holidays/{file}")) else { return };
        let office = Office::founded();
        let line = format!("import holidays {}", path.display());
        office.types(&line).succeeds().says(&format!("{rows} baris: {new} baru"));
        assert_eq!(office.number("SELECT count(*) FROM holiday"), new, "{file}");
        assert_eq!(
            office.number("SELECT count(*) FROM holiday WHERE date LIKE '%-08-17' AND closed = 1"),
            1,
            "{file}"
        );
        office.types(&line).says(" 0 baru, 0 berubah");
        office.types("undo").succeeds();
        assert_eq!(office.number("SELECT count(*) FROM holiday"), 0);
    }
}

#[test]
fn what_stands_open_stays_until_it_is_done_however_old() {
    let office = founded();
    agreement(&office, "--signed-on 2015-01-01 --ends-on 2039-12-31");
    office
        .types("obligation add --agreement KS-2025-0001 --title Lama --owed-by DLH --due-on 2019-06-01")
        .succeeds();
    office.types("agreement decide KS-2025-0001 amend --on 2018-05-01").succeeds();
    assert_eq!(
        lines(&office, ""),
        [
            "KS-2025-0001/1/decision 2018-05-01 carry-out DLH",
            "KWJ-2025-0001/due 2019-06-01 meet DLH",
            "KS-2025-0001/limit 2020-01-01 ground DLH",
        ]
    );
    assert_eq!(lines(&office, "--since 2019-01-01").len(), 2, "what is asked for is what is shown");
    office.types("due --within 2020-01-01").is_refused("2020-01-01").says("--since");
}

#[test]
fn a_partner_who_owes_is_named_and_a_put_off_can_be_shortened() {
    let office = founded();
    office.types("partner add --code KAPUAS --name \"Pemerintah Kabupaten Kapuas\" --kind region").succeeds();
    agreement(&office, "--signed-on 2024-01-01 --ends-on 2027-12-31 --partner UPR --partner KAPUAS");
    office
        .types("obligation add --agreement KS-2025-0001 --title \"Peta rawan api\" --owed-by KAPUAS --due-on 2025-02-01")
        .succeeds();
    assert_eq!(due(&office, "")[0]["partner"], "Pemerintah Kabupaten Kapuas");
    office.types("due --message DLH").shows("Peta rawan api, dengan Pemerintah Kabupaten Kapuas");
    office.types("due ack kwj-2025-1/due --until 2035-01-01 --reason Keliru").succeeds();
    assert!(lines(&office, "--as-of 2025-01-25").is_empty());
    office.types("due ack KWJ-2025-0001/due --until 2025-01-20 --reason Benar").succeeds();
    assert!(lines(&office, "--as-of 2025-01-19").is_empty());
    assert_eq!(lines(&office, "--as-of 2025-01-20").len(), 1);
    // An extension of the agreement says nothing about the obligation.
    office.types("due ack KWJ-2025-0001/due --until 2025-03-01 --reason Lagi").succeeds();
    office.types("agreement extend KS-2025-0001 --on 2025-01-15 --term-months 12").succeeds();
    assert!(lines(&office, "--as-of 2025-02-01").is_empty());
}

#[test]
fn work_that_must_begin_is_shown_however_short_the_notice() {
    let office = founded();
    office.types("setting edit notice_days --value 30").succeeds();
    office
        .types("agreement add --title Kota --kind ksdpl --document naskah --department DLH --signed-on 2023-01-01 --ends-on 2026-03-30")
        .succeeds();
    let council =
        |day: &str| lines(&office, &format!("--as-of {day}")).iter().any(|l| l.contains("/council"));
    assert!(council("2026-01-19") && !council("2026-01-18"), "45 and 5 working days before the end");
}
