//! The life of an agreement after it is asked for: signed, amended, extended, handed over, ended; each on a day, and every
//! day can be asked afterwards.

use crate::office::Office;

/// An office on 15 January 2025 with one request, KS-2025-0001.
fn asked() -> Office {
    let office = silent();
    office.types("partner add --code BPJS-KES --name \"BPJS Kesehatan\" --kind statutory").succeeds();
    office
        .types("agreement add --title \"Rujukan pasien\" --kind ksdpk --document pks --department DINKES --partner BPJS-KES --requested-on 2024-11-01")
        .succeeds();
    office
}

/// The same, signed on 2 January 2025 for three years.
fn signed() -> Office {
    let office = asked();
    office
        .types("agreement sign KS-2025-0001 --on 2025-01-02 --number 119/7 --term \"3 tahun sejak ditandatangani\"")
        .succeeds();
    office
}

/// One field of one agreement as a list shows it on a day.
fn on(office: &Office, day: &str, field: &str) -> String {
    let list =
        office.types(&format!("agreement list --code KS-2025-0001 --columns {field} -O csv --as-of {day}"));
    list.rows().remove(0)[field].clone()
}

fn keys(office: &Office, flags: &str) -> Vec<String> {
    office.types(&format!("due {flags} -O csv")).column("key")
}

/// An office that evaluates nothing, so that what is due is ends and decisions.
fn silent() -> Office {
    let office = Office::founded();
    office.types("setting edit evaluations_a_year --value 0").succeeds();
    office
}

#[test]
fn the_signing_is_one_command_with_both_numbers() {
    let office = asked();
    assert_eq!(on(&office, "2025-01-15", "status"), "in-process");
    office
        .types(
            "agreement sign ks-2025-1 --signed-on \"2 Januari 2025\" --number 119/7 --partner-number 358/KTR --signer-role \"kepala dinas\" \
             --signer-office \"Kepala Dinas Kesehatan\" --power 188/2/2025 --effective-on 2025-01-10 --term \"1 tahun sejak berlaku\" \
             --signed-at \"Palangka Raya\" --paper arsip/119-7.pdf",
        )
        .succeeds()
        .prints("KS-2025-0001\n")
        .says("→ 119/7");
    let show = office.types("agreement show KS-2025-0001 -O json").json();
    let row = &show["agreement"];
    for (field, value) in [
        ("signed", "yes"),
        ("signed_on", "2025-01-02"),
        ("own_number", "119/7"),
        ("signer_role", "department-head"),
        ("effective_on", "2025-01-10"),
        ("end_rule", "from-effect"),
        ("ends_on", "2026-01-09"),
        ("signed_at", "Palangka Raya"),
        ("paper", "arsip/119-7.pdf"),
    ] {
        assert_eq!(row[field], value, "{field}\n{show}");
    }
    assert_eq!(show["parties"][0]["number"], "358/KTR");
    assert_eq!(office.number("SELECT count(*) FROM operation WHERE verb = 'agreement sign'"), 1);
    office
        .types_in_vain("agreement sign KS-2025-0001 --on 2025-01-03")
        .is_refused("2025-01-02")
        .says("sinergi agreement edit KS-2025-0001 --signed-on");
}

#[test]
fn a_day_of_signing_may_be_a_year_or_unknown_only_of_what_is_signed() {
    let office = asked();
    office.types("agreement sign KS-2025-0001 --on \"tidak diketahui\" --ends-on 2026-12-31").succeeds();
    assert_eq!(on(&office, "2025-01-15", "status"), "running");
    assert_eq!(on(&office, "2025-01-15", "signed_on"), "");
    // What is known to be signed can be dated later on.
    office.types("agreement sign KS-2025-0001 --on 2024").succeeds();
    assert_eq!(on(&office, "2025-01-15", "signed_on"), "2024");
    office.types_in_vain("agreement edit KS-2025-0001 --signed no").is_refused("--signed-on");
    office.types_in_vain("agreement sign KS-2025-0002 --on 2025-01-02").is_refused("KS-2025-0002");
    office.types_in_vain("agreement sign KS-2025-0001").exits(2);
}

#[test]
fn the_number_of_one_of_several_partners_is_named() {
    let office = asked();
    office.types("partner add --code RSUD-X --name \"RS Seberang\" --kind company").succeeds();
    office.types("agreement party add KS-2025-0001 --partner RSUD-X").succeeds();
    office
        .types_in_vain("agreement sign KS-2025-0001 --on 2025-01-02 --partner-number 358/KTR")
        .is_refused("358/KTR")
        .says("BPJS-KES, RSUD-X");
    office
        .types("agreement sign KS-2025-0001 --on 2025-01-02 --partner-number rsud-x=9/=/RS --partner-number \"BPJS Kesehatan=8/KC\"")
        .succeeds();
    let rows = office.types("agreement party list KS-2025-0001 -O csv").rows();
    assert_eq!((rows[0]["number"].as_str(), rows[1]["number"].as_str()), ("8/KC", "9/=/RS"));
}

#[test]
fn an_extension_moves_the_end_from_its_signing_on() {
    let office = signed();
    assert_eq!(on(&office, "2025-01-15", "ends_on"), "2028-01-01");
    office
        .types("agreement extend KS-2025-0001 --on 2027-12-01 --term-months 12 --reason \"Masih diperlukan\"")
        .succeeds()
        .prints("KS-2025-0001/1\n");
    assert_eq!(on(&office, "2027-11-30", "ends_on"), "2028-01-01");
    assert_eq!(on(&office, "2027-12-01", "ends_on"), "2029-01-01");
    assert_eq!(on(&office, "2028-06-01", "status"), "running");
    assert_eq!(on(&office, "2029-01-01", "status"), "ending-soon", "its last day");
    assert_eq!(on(&office, "2029-01-02", "status"), "lapsed");
    let row = office.types("agreement amendment list KS-2025-0001 -O csv --columns all").rows().remove(0);
    assert_eq!((row["old_ends_on"].as_str(), row["ends_on"].as_str()), ("2028-01-01", "2029-01-01"));
    // A filter on the end follows the day, too.
    let codes = |flags: &str| office.types(&format!("agreement list {flags} -O code")).stdout;
    assert_eq!(codes("--ends-on 2029-01 --as-of 2028-02-01"), "KS-2025-0001\n");
    assert_eq!(codes("--ends-on 2028-01 --as-of 2028-02-01"), "");
    assert_eq!(codes("--ends-on 2028-01 --as-of 2025-02-01"), "KS-2025-0001\n");
    assert_eq!(codes("--status lapsed --as-of 2028-02-01"), "");
    // What was entered stays as it was.
    let export = office.types("export agreements -O csv").rows();
    assert_eq!(export[0]["ends_on"], "2028-01-01");
}

/// A renewal of a year each time, from the day after the former end: 1 January 2022 for three years ends on 31 December
/// 2024, and the third renewal on 31 December 2027.
#[test]
fn three_years_with_yearly_renewal_end_where_they_should() {
    let office = silent();
    office
        .types("agreement add --title Air --kind ksdpk --document pks --signed-on 2022-01-01 --term-text \"3 tahun sejak ditandatangani\"")
        .succeeds();
    for (signed, end) in
        [("2024-12-20", "2025-12-31"), ("2025-12-20", "2026-12-31"), ("2026-12-20", "2027-12-31")]
    {
        office.types(&format!("agreement extend KS-2025-0001 --on {signed} --term-months 12")).succeeds();
        assert_eq!(on(&office, signed, "ends_on"), end);
    }
    for (day, end) in
        [("2024-12-19", "2024-12-31"), ("2025-06-30", "2025-12-31"), ("2030-01-01", "2027-12-31")]
    {
        assert_eq!(on(&office, day, "ends_on"), end, "as of {day}");
    }
    assert_eq!(on(&office, "2027-12-31", "status"), "ending-soon");
    assert_eq!(on(&office, "2028-01-01", "status"), "lapsed");
}

/// The same under the other convention: the end falls on the same date every time.
#[test]
fn a_renewal_keeps_the_convention_of_the_office() {
    let office = silent();
    office.types("setting edit term_end --value same-day").succeeds();
    office
        .types("agreement add --title Air --kind ksdpk --document pks --signed-on 2024-02-29 --term-text \"12 bulan sejak ditandatangani\"")
        .succeeds();
    assert_eq!(on(&office, "2025-01-15", "ends_on"), "2025-02-28");
    office.types("agreement extend KS-2025-0001 --on 2025-01-10 --term-months 36").succeeds();
    assert_eq!(on(&office, "2025-01-15", "ends_on"), "2028-02-28");
}

#[test]
fn notice_is_computed_from_the_end_and_not_from_the_start() {
    let office = silent();
    office
        .types("agreement add --title \"Kota kembar\" --kind ksdpl --document naskah --signed-on 2024-03-31 --effective-on 2024-03-31 --ends-on 2026-08-31")
        .succeeds();
    // Six months before 31 August is the last day of February.
    let rows = office.types("due --as-of 2026-02-01 -O csv").rows();
    let notice = rows.iter().find(|r| r["key"] == "KS-2025-0001/notice").expect("it is due");
    assert_eq!(
        (notice["on"].as_str(), notice["who"].as_str(), notice["what"].as_str()),
        ("2026-02-28", "head", "announce")
    );
    assert!(!keys(&office, "--as-of 2025-11-29").contains(&"KS-2025-0001/notice".to_owned()));
    assert!(keys(&office, "--as-of 2025-11-30").contains(&"KS-2025-0001/notice".to_owned()), "90 days ahead");
    assert!(
        !keys(&office, "--as-of 2024-09-30").contains(&"KS-2025-0001/notice".to_owned()),
        "six months from the start"
    );
}

#[test]
fn notice_after_a_renewal_uses_the_new_end() {
    let office = silent();
    office
        .types("agreement add --title \"Kota kembar\" --kind ksdpl --document naskah --signed-on 2022-01-01 --ends-on 2024-12-31")
        .succeeds();
    office.types("agreement extend KS-2025-0001 --on 2024-12-01 --ends-on 2026-12-31").succeeds();
    let on = |day: &str| {
        let rows = office.types(&format!("due --as-of {day} --within 240d -O csv")).rows();
        rows.iter().find(|r| r["key"] == "KS-2025-0001/notice").map(|r| r["on"].clone())
    };
    assert_eq!(on("2024-11-30").as_deref(), Some("2024-06-30"), "before the renewal: long overdue");
    assert_eq!(on("2024-12-01"), None, "after it: too far ahead");
    assert_eq!(on("2026-06-01").as_deref(), Some("2026-06-30"));
    let end = office.types("due --as-of 2026-12-01 -O csv").rows();
    let end = end.iter().find(|r| r["key"] == "KS-2025-0001/end").unwrap();
    assert_eq!(end["on"], "2026-12-31");
}

#[test]
fn a_renewed_agreement_is_silent() {
    let office = signed();
    // By the same document.
    assert_eq!(keys(&office, "--as-of 2027-12-15"), ["KS-2025-0001/end"]);
    office.types("agreement extend KS-2025-0001 --on 2027-12-01 --term-months 12").succeeds();
    assert!(keys(&office, "--as-of 2027-12-15").is_empty());
    assert!(keys(&office, "--as-of 2028-01-15").is_empty(), "the old end is not a lapse");
    office.types("undo").succeeds();
    // By a new agreement.
    office
        .types("agreement add --title \"Rujukan pasien tahap II\" --kind ksdpk --document pks --signed-on 2027-12-10 --ends-on 2030-12-31")
        .succeeds();
    office
        .types("agreement extend KS-2025-0001 --successor KS-2025-0002")
        .succeeds()
        .prints("KS-2025-0002\n");
    assert_eq!(keys(&office, "--as-of 2027-12-09"), ["KS-2025-0001/end"], "it is not signed yet");
    assert!(keys(&office, "--as-of 2027-12-10").is_empty());
    assert!(keys(&office, "--as-of 2028-02-01").is_empty());
    office
        .types("due --as-of 2028-02-01")
        .shows("Sudah dilanjutkan oleh kerja sama lain, jadi tidak diingatkan: 1.");
    office.types("agreement list --successor none --status lapsed --as-of 2028-02-01 -O code").prints("");
    // The chain goes on: the one that follows warns of its own end.
    assert_eq!(keys(&office, "--as-of 2030-12-01"), ["KS-2025-0002/end"]);
    office
        .types_in_vain("agreement extend KS-2025-0001 --successor KS-2025-0002 --on 2027-12-10")
        .is_refused("--successor");
    office.types_in_vain("agreement extend KS-2025-0001 --successor KS-2025-0001").is_refused("--successor");
}

#[test]
fn a_record_without_an_end_never_warns_and_is_listed_among_the_terms() {
    let office = silent();
    office
        .types("agreement add --title Hibah --kind ksdpl --document naskah --signed-on 2010-01-01 --term-text terlampir")
        .succeeds();
    for day in ["2010-06-01", "2015-01-01", "2025-01-15", "2090-01-01"] {
        assert!(
            keys(&office, &format!("--as-of {day} --since 1900-01-01 --within 2199-12-31")).is_empty(),
            "{day}"
        );
    }
    let rows = office.types("report terms -O csv").rows();
    assert_eq!((rows[0]["code"].as_str(), rows[0]["term_text"].as_str()), ("KS-2025-0001", "terlampir"));
}

#[test]
fn what_cannot_follow_is_refused_with_its_reason() {
    let office = asked();
    office.types_in_vain("agreement amend KS-2025-0001 --on 2025-01-10").is_refused("belum ditandatangani");
    office.types("agreement sign KS-2025-0001 --on 2025-01-02 --ends-on 2025-12-31").succeeds();
    for (line, place, reason) in [
        ("agreement extend KS-2025-0001 --on 2025-01-10 --ends-on 2025-11-30", "--ends-on", "2025-12-31"),
        ("agreement extend KS-2025-0001 --on 2025-01-10 --ends-on 2025-12-31", "--ends-on", "2025-12-31"),
        ("agreement extend KS-2025-0001 --on 2025-01-10", "--ends-on", "harus diisi"),
        (
            "agreement extend KS-2025-0001 --on 2025-01-10 --term-months 12 --ends-on 2026-12-30",
            "--ends-on",
            "2026-12-31",
        ),
        ("agreement amend KS-2025-0001 --on 2025-01-01", "`--on`", "2025-01-02"),
        ("agreement amend KS-2025-0001 --on 2024", "`--on`", "2025-01-02"),
        ("agreement amend KS-2025-0001 --on 2025-01-10 --ends-on 2024-12-31", "--ends-on", "2025-01-02"),
        ("agreement end KS-2025-0001 --on 2025-01-10 --ground replaced", "`--ground`", "bankrupt"),
        ("agreement end KS-2025-0001 --on 2025-01-01 --ground agreed", "`--on`", "2025-01-02"),
        ("agreement end KS-2025-0001 --on 2025-01-10", "--ground", "harus disebutkan"),
        (
            "agreement end KS-2025-0001 --on 2025-01-10 --ground \"ganti wali kota\"",
            "`--ground`",
            "bukan pilihan",
        ),
        ("agreement edit KS-2025-0001 --end-ground agreed", "--ended-on", "harus diisi"),
        ("agreement edit KS-2025-0001 --ends-on 2024-01-01", "--ends-on", "2025-01-02"),
        ("agreement hand-over KS-2025-0001 --to DINKES --on 2025-01-10", "`--to`", "DINKES"),
    ] {
        office.types_in_vain(line).is_refused(place).says(reason);
    }
    office.types("agreement end KS-2025-0001 --on 2025-01-10 --ground pailit").succeeds();
    office
        .types_in_vain("agreement end KS-2025-0001 --on 2025-01-12 --ground agreed")
        .is_refused("2025-01-10");
    office.types_in_vain("agreement amend KS-2025-0001 --on 2025-01-11").is_refused("sudah diakhiri");
}

#[test]
fn an_end_has_its_day_and_a_ground_of_its_kind() {
    let office = signed();
    office
        .types("agreement end KS-2025-0001 --on 2025-06-30 --ground purpose-reached --requested 2025-05-02 --note \"Surat mitra 12/V\"")
        .succeeds();
    assert_eq!(on(&office, "2025-06-29", "status"), "running");
    assert_eq!(on(&office, "2025-06-30", "status"), "ended");
    assert!(keys(&office, "--as-of 2028-01-01").is_empty());
    // A foreign agreement has other grounds.
    office.types("agreement add --title Kota --kind ksdpl --document naskah --signed-on 2024-01-01 --ends-on 2026-01-01").succeeds();
    office
        .types_in_vain("agreement end KS-2025-0002 --on 2025-06-30 --ground change-of-law")
        .says("agreed-procedure");
    office.types("agreement end KS-2025-0002 --on 2025-06-30 --ground replaced").succeeds();
}

#[test]
fn an_act_closes_the_decision_that_it_carries_out() {
    let office = signed();
    office.types("agreement decide KS-2025-0001 extend --on 2027-11-01 --decided-by Sekda --meeting \"Rapat TKKSD\"").succeeds();
    let due = |day: &str| {
        let rows = office.types(&format!("due --as-of {day} -O csv")).rows();
        rows.iter()
            .map(|r| [&r["key"], &r["what"], &r["who"]].map(String::as_str).join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(due("2027-10-31"), ["KS-2025-0001/end propose DINKES"]);
    assert_eq!(due("2027-11-01"), ["KS-2025-0001/end carry-out DINKES"]);
    assert_eq!(due("2028-01-02"), ["KS-2025-0001/end carry-out DINKES"], "lapsed, but not undecided");
    office
        .types("agreement extend KS-2025-0001 --on 2027-12-20 --term-months 12")
        .succeeds()
        .says("KS-2025-0001/1 Dilaksanakan pada: (kosong) → 2027-12-20");
    assert!(due("2028-01-02").is_empty());
    assert_eq!(due("2027-12-19"), ["KS-2025-0001/end carry-out DINKES"], "the day before is as it was");
    // One undo takes both back.
    office.types("undo").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM decision WHERE closed_on IS NOT NULL"), 0);
    // A decision to end is an item of its own until it is carried out.
    office.types("agreement decide KS-2025-0001 end --on 2027-11-02 --valid-until 2027-12-31").succeeds();
    assert_eq!(due("2027-11-05"), ["KS-2025-0001/2/decision carry-out DINKES"]);
    office.types("agreement end KS-2025-0001 --on 2027-12-01 --ground agreed").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM decision WHERE closed_on = '2027-12-01'"), 1);
    assert!(due("2027-12-05").is_empty());
    // To let it lapse asks for nothing more.
    office.types("undo").succeeds();
    office.types("agreement decide KS-2025-0001 lapse --on 2027-11-03").succeeds();
    assert!(!due("2028-01-05").iter().any(|line| line.starts_with("KS-2025-0001/end")));
}

#[test]
fn a_decision_made_before_a_renewal_does_not_silence_the_new_end() {
    let office = signed();
    office.types("agreement decide KS-2025-0001 lapse --on 2027-06-01").succeeds();
    assert!(keys(&office, "--as-of 2027-12-01").is_empty());
    office.types("due ack KS-2025-0001/end --until 2040-01-01 --reason Nanti").succeeds();
    office.types("agreement extend KS-2025-0001 --on 2027-12-10 --term-months 12").succeeds();
    assert_eq!(keys(&office, "--as-of 2028-12-01"), ["KS-2025-0001/end"]);
}

#[test]
fn a_hand_over_changes_the_lead_from_its_day_on() {
    let office = signed();
    office
        .types("agreement hand-over KS-2025-0001 --to DLH --on 2026-01-01 --basis \"Perda 3/2025\"")
        .succeeds();
    assert_eq!(on(&office, "2025-12-31", "department"), "DINKES");
    assert_eq!(on(&office, "2026-01-01", "department"), "DLH");
    let codes = |flags: &str| office.types(&format!("agreement list {flags} -O code")).stdout;
    assert_eq!(codes("--department DLH --as-of 2026-02-01"), "KS-2025-0001\n");
    assert_eq!(codes("--department DINKES --as-of 2026-02-01"), "");
    assert_eq!(codes("--department DINKES --as-of 2025-02-01"), "KS-2025-0001\n");
    let map = office.types("report map --part department -O csv --as-of 2026-02-01").rows();
    assert_eq!(map[0]["department"], "DLH");
    let rows = office.types("due --as-of 2027-12-15 --department DLH --for dlh -O csv").rows();
    assert_eq!((rows[0]["department"].as_str(), rows[0]["who"].as_str()), ("DLH", "DLH"));
    office
        .types("department remove DLH --yes")
        .is_refused("DLH")
        .says("agreement lead list --department DLH");
}

#[test]
fn an_addendum_that_came_in_as_a_row_is_attached_to_its_agreement() {
    let office = signed();
    office
        .types("agreement add --title \"Addendum I rujukan\" --kind ksdpk --document addendum --signed-on 2025-01-10 --own-number 119/9 --ends-on 2029-12-31 --partner BPJS-KES --note Arsip")
        .succeeds();
    let before = office.export();
    office.types_in_vain("agreement attach KS-2025-0002").is_refused("--to");
    office.types_in_vain("agreement attach KS-2025-0001 --to KS-2025-0002").is_refused("bukan addendum");
    office.types_in_vain("agreement attach KS-2025-0002 --to KS-2025-0002").is_refused("--to");
    office.types("agreement attach KS-2025-0002 --to KS-2025-0001 --dry-run").succeeds();
    assert_eq!(office.export(), before);
    office.types("agreement attach 119/9 --to 119/7").succeeds().prints("KS-2025-0001/1\n");
    let row = office.types("agreement amendment list -O csv --columns all").rows().remove(0);
    assert_eq!(
        [
            &row["agreement"],
            &row["number"],
            &row["ends_on"],
            &row["old_ends_on"],
            &row["changes"],
            &row["note"]
        ]
        .map(String::as_str),
        ["KS-2025-0001", "119/9", "2029-12-31", "2028-01-01", "Addendum I rujukan", "Arsip"]
    );
    assert_eq!(on(&office, "2025-01-15", "ends_on"), "2029-12-31");
    assert_eq!(office.number("SELECT count(*) FROM agreement"), 1);
    office.types("undo").succeeds();
    assert_eq!(office.export(), before);
}

#[test]
fn what_is_entered_today_leaves_yesterday_as_it_was() {
    let office = signed();
    let yesterday = |office: &Office| {
        [
            "status",
            "due --since 2020-01-01 --within 2199-12-31",
            "report map",
            "report register",
            "report terms",
            "agreement list --columns all",
        ]
        .map(|line| office.types(&format!("{line} -O json --as-of 2025-01-14")).stdout)
    };
    let before = yesterday(&office);
    for line in [
        "agreement amend KS-2025-0001 --on 2025-01-15 --ends-on 2026-01-01",
        "agreement hand-over KS-2025-0001 --to DLH --on 2025-01-15",
        "due ack KS-2025-0001/end --until +30d --reason Nanti",
        "agreement decide KS-2025-0001 end --on 2025-01-15",
        "agreement confirm KS-2025-0001 no --on 2025-01-15",
        "agreement end KS-2025-0001 --on 2025-01-15 --ground agreed",
    ] {
        office.types(line).succeeds();
    }
    let after = yesterday(&office);
    for (then, now) in before.iter().zip(&after) {
        // What is recorded of the end stands in its columns; the state of yesterday does not know it.
        let plain = |text: &str| {
            let known = ["ended_on", "end_ground"];
            text.lines().filter(|l| known.iter().all(|k| !l.contains(k))).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(plain(then), plain(now));
    }
}

#[test]
fn an_amendment_needs_its_day_and_one_of_no_effect_is_refused() {
    let office = signed();
    office.types_in_vain("agreement extend KS-2025-0001 --term-months 12").is_refused("--on");
    office.types("agreement extend KS-2025-0001 --on unknown --term-months 12").succeeds();
    assert_eq!(on(&office, "2025-01-15", "ends_on"), "2029-01-01");
    office
        .types_in_vain("agreement extend KS-2025-0001 --on unknown --ends-on 2032-12-31")
        .is_refused("`--on`")
        .says("harus diisi");
    office.types("agreement extend KS-2025-0001 --on 2025-01-10 --ends-on 2031-12-31").succeeds();
    office
        .types_in_vain("agreement extend KS-2025-0001 --on 2025 --ends-on 2033-12-31")
        .is_refused("harinya harus diketahui");
    // Of a later day than one that was signed after it.
    office
        .types_in_vain("agreement extend KS-2025-0001 --on 2025-01-05 --ends-on 2032-12-31")
        .is_refused("KS-2025-0001/2")
        .says("tidak lebih lama");
}

#[test]
fn what_belongs_together_agrees_in_every_order_of_entry() {
    let office = signed();
    office.types("agreement extend KS-2025-0001 --on 2025-01-10 --ends-on 2029-12-31").succeeds();
    for (line, reason) in [
        ("agreement edit KS-2025-0001 --signed-on 2025-01-12", "amendment edit KS-2025-0001/1"),
        ("agreement edit KS-2025-0001 --signed no --signed-on \"\"", "belum ditandatangani"),
        ("agreement end KS-2025-0001 --on 2025-01-09 --ground agreed", "sudah diakhiri"),
        ("agreement edit KS-2025-0001 --ends-on 2030-12-31", "tidak lebih lama"),
        ("undo 4", "belum ditandatangani"),
    ] {
        office.types_in_vain(line).exits(2).says(reason);
    }
    // What an extension was computed from cannot go from under it.
    office.types("agreement extend KS-2025-0001 --on 2025-01-12 --term-months 12").succeeds();
    office.types_in_vain("agreement amendment remove KS-2025-0001/1 --yes").is_refused("KS-2025-0001/2");
    // An extension is corrected by what it was computed from.
    office.types("agreement amendment edit KS-2025-0001/2 --term-months 24").succeeds().says("2031-12-31");
    // A request is not ended, and not before it was asked for.
    office.types("agreement add --title Lain --kind ksdpk --document pks").succeeds();
    office
        .types_in_vain("agreement end KS-2025-0002 --on 2025-01-15 --ground agreed")
        .is_refused("belum ditandatangani");
    office
        .types_in_vain("agreement end KS-2025-0001 --on 2025-01-14 --ground agreed --requested 2025-01-15")
        .is_refused("2025-01-15");
}

#[test]
fn a_successor_is_one_signed_later_and_closes_the_decision_when_it_is_signed() {
    let office = signed();
    office
        .types("agreement add --title Lama --kind ksdpk --document pks --signed-on 2020-01-01 --ends-on 2023-12-31")
        .succeeds();
    office.types_in_vain("agreement extend KS-2025-0001 --successor KS-2025-0002").is_refused("2020-01-01");
    office.types("agreement decide KS-2025-0001 extend --on 2025-01-05").succeeds();
    // A draft with a planned end follows, but silences nothing before it is signed.
    office
        .types("agreement add --title Baru --kind ksdpk --document pks --requested-on 2025-01-10 --ends-on 2031-12-31")
        .succeeds();
    office.types("agreement extend KS-2025-0001 --successor KS-2025-0003").succeeds();
    assert_eq!(keys(&office, "--as-of 2027-12-01"), ["KS-2025-0001/end"]);
    assert_eq!(on(&office, "2027-12-01", "successor"), "");
    office.types("agreement sign KS-2025-0003 --on 2025-01-14").succeeds();
    assert_eq!(on(&office, "2027-12-01", "successor"), "KS-2025-0003");
    assert!(keys(&office, "--as-of 2027-12-01").is_empty());
    assert_eq!(office.number("SELECT count(*) FROM decision WHERE closed_on = '2025-01-14'"), 1);
    office.types("agreement add --title Lagi --kind ksdpk --document pks --signed-on 2025-01-15").succeeds();
    office.types_in_vain("agreement extend KS-2025-0001 --successor KS-2025-0004").is_refused("KS-2025-0003");
}

#[test]
fn an_addendum_that_is_attached_keeps_everything_it_said_and_is_known_again() {
    let office = silent();
    office.write(
        "r.csv",
        "Nomor;Judul;Jenis;Dokumen;Tanggal TTD;Berakhir;Nilai;Ruang Lingkup\n\
         119/1;Angkutan;ksdpk;pks;2024-01-15;2026-12-31;1000000;angkut\n\
         119/1A;Addendum;ksdpk;addendum;2025-01-02;2027-12-31;2500000;angkut dan olah\n",
    );
    let line = "import agreements r.csv --map Jenis=kind --map Dokumen=document";
    office.types(line).succeeds().says("2 baru");
    office.types("agreement decide KS-2025-0001 amend --on 2025-01-01").succeeds();
    office.types("agreement attach KS-2025-0002 --to KS-2025-0001").succeeds();
    let row = office.types("agreement amendment list -O csv --columns all").rows().remove(0);
    for words in ["Nilai kerja sama (Rp): 2500000", "Ruang lingkup: angkut dan olah"] {
        assert!(row["note"].contains(words), "{words}\n{}", row["note"]);
    }
    assert_eq!(office.number("SELECT count(*) FROM decision WHERE closed_on = '2025-01-02'"), 1);
    let before = office.export();
    office
        .types(line)
        .succeeds()
        .says("0 baru")
        .says("sudah menjadi KS-2025-0001/1")
        .says("agreement amendment edit");
    assert_eq!(office.export(), before);
}

#[test]
fn the_form_of_an_act_takes_what_its_flags_take() {
    let office = asked().env("SINERGI_PROMPTER", "plain");
    // An unknown day, a number, nothing for the rest, the term, and the partner's number.
    let typed = "\n119/7\n\n\n\n\n3 tahun sejak ditandatangani\n\n\n\n\n\n\n358/KTR\n";
    let answer = office.types_with("agreement sign KS-2025-0001", typed.as_bytes());
    answer.exits(0).says("--signed-on unknown").says("--partner-number BPJS-KES=358/KTR");
    let row = office.types("agreement show KS-2025-0001 -O json").json();
    assert_eq!(
        (&row["agreement"]["signed"], &row["parties"][0]["number"]),
        (&"yes".into(), &"358/KTR".into())
    );
    assert!(row["agreement"]["signed_on"].is_null());
    // A ground of another kind is told at once and asked again.
    let answer =
        office.types_with("agreement end KS-2025-0001", b"2025-01-10\nreplaced\nkesepakatan para\n\n\n");
    answer.exits(0).says("bukan dasar pengakhiran");
    assert_eq!(office.number("SELECT count(*) FROM agreement WHERE end_ground = 'agreed'"), 1);
}

#[test]
fn the_reports_of_a_period_know_nothing_of_what_is_dated_later() {
    let office = signed();
    office
        .types("agreement add --title Baru --kind ksdpk --document pks --requested-on 2024-12-01")
        .succeeds();
    let yesterday = || {
        let mut texts = Vec::new();
        for count in ["signed", "in-force", "ending"] {
            for period in ["2025", "2027..2030"] {
                for line in [
                    format!("report {count} --period {period}"),
                    format!("report map --count {count} --period {period}"),
                ] {
                    texts.push(office.types(&format!("{line} -O json --as-of 2025-01-14")).stdout);
                }
            }
        }
        texts
    };
    let before = yesterday();
    office.types("agreement sign KS-2025-0002 --on 2025-01-15 --ends-on 2028-12-31").succeeds();
    office.types("agreement end KS-2025-0001 --on 2025-01-15 --ground agreed").succeeds();
    assert_eq!(yesterday(), before);
}
