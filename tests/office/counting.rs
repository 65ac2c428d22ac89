//! What a period counts, whose cooperation is counted, and whether it is really carried out.

use crate::office::Office;

fn office() -> Office {
    Office::sample().env("SINERGI_NOW", "2026-06-30T08:00:00")
}

#[test]
fn the_map_of_a_period_is_the_list_of_that_period() {
    let office = office();
    for count in ["signed", "in-force", "ending"] {
        for period in ["2024", "2025-S1", "2026-Q3", "2023-06-01..2024-02-29"] {
            let flags = format!("--period {period}");
            let kinds =
                office.types(&format!("report map --part kind --count {count} {flags} -O csv")).rows();
            let list = office.types(&format!("report {count} {flags} -O csv")).rows();
            let total: usize = kinds.iter().map(|r| r["total"].parse::<usize>().unwrap()).sum();
            assert_eq!(total, list.len(), "{count} {period}");
            for row in &kinds {
                let only = office.types(&format!("report {count} {flags} --kind {} -O code", row["kind"]));
                assert_eq!(only.lines().len().to_string(), row["total"], "{count} {period} {}", row["kind"]);
            }
            let summary =
                office.types(&format!("report map --part summary --count {count} {flags} -O csv")).rows();
            let of = |what: &str| -> i64 {
                summary.iter().find(|r| r["what"] == what).unwrap()["records"].parse().unwrap()
            };
            let left: i64 =
                ["not-yet", "not-own", "not-signed", "outside-period", "undated"].map(of).iter().sum();
            assert_eq!(of("register"), of("counted") + left, "{count} {period}");
        }
    }
}

#[test]
fn the_heading_says_what_was_counted_and_spells_the_period() {
    let office = office();
    office
        .types("report map --period 2025-S1 --count signed")
        .shows("Kerja sama menurut jenis, ditandatangani dalam 1 Januari 2025 – 30 Juni 2025, keadaan per 30 Juni 2026");
    office.types("report map --period 2025-S1 --lang en").shows("in force in 1 January 2025 – 30 June 2025");
    office
        .types("report in-force --period 2025")
        .shows("Kerja sama yang berlaku dalam 1 Januari 2025 – 31 Desember 2025");
    office.types("report map --count apa").is_refused("--count").says("in-force");
    office.types("report map --period kapan").is_refused("--period");
}

/// Three agreements of known days, counted by hand.
#[test]
fn what_a_period_counts_is_what_the_days_say() {
    let office = Office::founded();
    for days in [
        "--signed-on 2024-12-31 --ends-on 2025-06-30",
        "--signed-on 2025-01-01 --ends-on 2025-07-01",
        "--signed-on 2025 --ends-on 2030-01-01",
        "--signed yes --ends-on 2024-12-31",
        "--requested-on 2025-01-05",
    ] {
        office.types(&format!("agreement add --title Uji --kind ksdpk --document pks {days}")).succeeds();
    }
    let codes = |count: &str| {
        office
            .types(&format!("report {count} --period 2025-S1 --as-of 2025-12-31 -O code"))
            .stdout
            .replace("KS-2025-000", "")
            .replace('\n', " ")
    };
    assert_eq!(codes("signed"), "2 ");
    assert_eq!(codes("in-force"), "1 2 3 ");
    assert_eq!(codes("ending"), "1 ");
    office
        .types("report signed --period 2025-S1 --as-of 2025-12-31")
        .shows("Tidak dihitung: 2 (tanggalnya tidak diketahui).");
    assert_eq!(
        office.types("report signed --period 2025 --as-of 2025-12-31 -O code").lines().len(),
        2,
        "the year alone"
    );
    office.types("agreement end KS-2025-0003 --on 2025-03-01 --ground agreed").succeeds();
    assert_eq!(codes("ending"), "3 1 ");
}

#[test]
fn what_others_host_is_not_counted_as_the_citys_own() {
    let office = Office::founded();
    for standing in ["own", "joined", "outside"] {
        office
            .types(&format!("agreement add --title Uji --kind sinergi --document nk --signed-on 2024-01-01 --ends-on 2026-01-01 --standing {standing} --umbrella \"NK provinsi\""))
            .succeeds();
    }
    let total = office.types("report map --part kind -O csv").rows().remove(0)["total"].clone();
    assert_eq!(total, "1");
    office.types("report map").shows("tidak dihitung: diselenggarakan pihak lain").shows("--standing own");
    office.types("status").shows("Tidak dihitung: 2 (diselenggarakan pihak lain).");
    assert_eq!(office.types("status --part states -O csv").rows()[0]["records"], "1");
    assert_eq!(office.types("report in-force --period 2024 -O code").lines().len(), 1);
    assert_eq!(office.types("agreement list -O code").lines().len(), 3, "they are all kept");
}

#[test]
fn whether_it_is_carried_out_has_three_answers() {
    let office = office();
    office.types("agreement confirm KS-2024-0008 yes --on 2026-05-01 --confirmed-by DINKES").succeeds();
    office.types("agreement confirm KS-2024-0007 tidak --on 2026-05-01").succeeds();
    office.types_in_vain("agreement confirm KS-2024-0007 ya --on 2026-07-01").is_refused("2026-07-01");
    let office = office.env("SINERGI_NOW", "2026-07-01T08:00:00");
    office.types("agreement confirm KS-2024-0007 ya --on 2026-07-01").succeeds();
    office.types("agreement confirm KS-2021-0001 ya --on 2026-03-01").succeeds();
    let answers = |flags: &str| {
        let rows = office.types(&format!("report lapsed-running {flags} -O csv")).rows();
        let of = |answer: &str| rows.iter().filter(|r| r["answer"] == answer).count();
        (of("yes"), of("no"), of("nobody-said"))
    };
    let lapsed = office.types("agreement list --status lapsed --as-of 2026-06-30 -O code").lines().len();
    assert_eq!(
        answers("--as-of 2026-06-30"),
        (1, 1, lapsed - 2),
        "one of what was said is from before the end"
    );
    assert_eq!(answers("--as-of 2026-07-01").0, 2, "somebody said otherwise later");
    assert_eq!(
        answers("--as-of 2026-04-30").2,
        office.types("agreement list --status lapsed --as-of 2026-04-30 -O code").lines().len()
    );
    office.types("report lapsed-running --as-of 2026-06-30").shows("ya: 1, sebagian: 0, tidak: 1");
}

#[test]
fn the_answers_go_out_as_a_form_and_come_back() {
    let office = office();
    office.types("report carried-out --kind ksdpk -o form.csv").succeeds();
    let form = office.read("form.csv");
    assert!(
        form.starts_with(
            "agreement,title,department,ends_on,status,answer,carried_out,confirmed_on,confirmed_by,note\n"
        ),
        "{form}"
    );
    let before = office.export();
    // As it went out it says nothing new: the lines without an answer are blank.
    office.types("import confirmations form.csv").succeeds().says("0 baru").says("1 sudah ada");
    assert_eq!(office.export(), before);
    let filled = form.replace("nobody-said,,,,", "nobody-said,ya,30/06/2026,DINKES,");
    office.write("form.csv", &filled);
    let new = filled.matches("nobody-said,ya").count();
    assert!(new > 1);
    office.types("import confirmations form.csv").succeeds().says(&format!("{new} baru"));
    office.types("import confirmations form.csv").succeeds().says("0 baru");
    let answers = office.types("report carried-out --kind ksdpk -O csv").column("answer");
    assert!(answers.iter().all(|a| a == "yes" || a == "partly"), "{answers:?}");
}

#[test]
fn a_renewed_agreement_is_past_its_end_without_being_asked_about() {
    let office = Office::founded();
    for days in ["--signed-on 2020-01-01 --ends-on 2024-12-31", "--signed-on 2024-12-01 --ends-on 2027-12-31"]
    {
        office.types(&format!("agreement add --title Uji --kind ksdpk --document pks {days}")).succeeds();
    }
    office.types("status").shows("agreement list --status lapsed");
    office.types("agreement extend KS-2025-0001 --successor KS-2025-0002").succeeds();
    assert!(office.types("report lapsed-running -O csv").rows().is_empty());
    assert!(office.types("status --part attention -O csv").rows().iter().all(|r| r["what"] != "lapsed"));
}
