//! The same verbs for every register: a record is added, listed, shown, changed and removed.

use crate::office::Office;

/// A register, a command that adds a record, its code, a change, and what then shows.
const LIVES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "department",
        "--code UPT-LAB --name \"UPT Laboratorium Lingkungan\" --kind upt --parent DLH",
        "UPT-LAB",
        "--liaison \"Kasubbag TU\"",
        "Kasubbag TU",
    ),
    (
        "partner",
        "--code PT-RAJA --name \"PT Rimba Raja\" --kind company --region Sampit --neighbour no",
        "PT-RAJA",
        "--contact 0536-3221111",
        "0536-3221111",
    ),
    ("affair", "--code 9.99 --name \"Urusan uji\" --group optional", "9.99", "--name Percobaan", "Percobaan"),
    (
        "agreement",
        "--kind ksdpk --document pks --title \"Rujukan pasien\" --department DINKES",
        "KS-2025-0008",
        "--value \"Rp 1.250.000,00\"",
        "1.250.000",
    ),
    (
        "department mandate",
        "DLH --affair 1.01",
        "DLH/1.01",
        "--legal-basis \"Perda 11/2016\"",
        "Perda 11/2016",
    ),
    ("agreement party", "KS-2015-0001 --partner UPR", "KS-2015-0001/2", "--office Rektor", "Rektor"),
];

#[test]
fn every_register_adds_lists_shows_changes_and_removes() {
    let office = Office::sample();
    for (noun, fields, code, change, seen) in LIVES {
        let added = office.types(&format!("{noun} add {fields}"));
        added.succeeds().prints(&format!("{code}\n")).says("tercatat");
        office.types(&format!("{noun} list -O csv")).succeeds().shows(code.split('/').next().unwrap());
        office.types(&format!("{noun} show {code}")).succeeds().shows(code).is_quiet();
        office
            .types(&format!("{noun} edit {code} {change}"))
            .succeeds()
            .says("→")
            .prints(&format!("{code}\n"));
        office.types(&format!("{noun} show {code}")).succeeds().shows(seen);
        office.types(&format!("{noun} edit {code} {change}")).succeeds().says("Tidak ada yang berubah");
        office.types(&format!("{noun} remove {code} --yes")).succeeds().says("dihapus").prints("");
        office.types(&format!("{noun} show {code}")).is_refused("tidak ada");
    }
}

#[test]
fn a_setting_is_changed_checked_and_never_made_up() {
    let office = Office::founded();
    office.types("setting edit notice_days --value 60").succeeds().says("90 → 60");
    office.types("setting edit notice_days --value enam").is_refused("`enam`");
    office.types("setting edit term_end --value kapan").is_refused("`kapan`").says("day-before");
    office.types("setting add --name notis --value 1").is_refused("`notis`").says("notice_days");
    office.types("setting edit city --value \"Kota Palangka Raya\"").succeeds();
    office.types("setting list -O csv").shows("city,Kota Palangka Raya\n").shows("notice_days,60\n");
}

#[test]
fn what_is_missing_is_named_all_at_once() {
    let office = Office::founded();
    let answer = office.types("agreement add --lang en");
    answer.is_refused("`--kind`, `--document` and `--title` are required when not running interactively");
    answer.prints("");
    office.types("partner add").is_refused("`--name` dan `--kind` harus disebutkan");
    office.types("department add --name X").is_refused("`--kind` harus disebutkan");
    office.types("affair add").is_refused("`--code` dan `--name`");
    office.types("agreement party add").is_refused("<INDUK>");
    assert_eq!(office.number("SELECT count(*) FROM operation"), 0);
}

#[test]
fn nothing_is_asked_of_a_pipe() {
    let office = Office::sample();
    for line in
        ["agreement add", "agreement add --kind ksdpk", "agreement edit KS-2015-0001", "partner remove TPP"]
    {
        office.types_in_vain(line).exits(2);
        office.types_with(line, b"y\ny\ny\n").exits(2);
        office.types_in_vain(line).exits(2);
    }
    office.types("agreement edit KS-2015-0001").says("--title");
}

#[test]
fn the_bare_code_is_the_answer_and_the_rest_is_talk() {
    let office = Office::founded();
    let line = "agreement add --kind ksdpk --document pks --title \"Rujukan pasien\" --department DINKES";
    let answer = office.types(line);
    answer.prints("KS-2025-0001\n").says("Kerja sama KS-2025-0001 tercatat.").says("sinergi undo");
    office.types(&format!("{line} --quiet")).prints("KS-2025-0002\n").is_quiet();
}

#[test]
fn words_labels_and_synonyms_mean_the_stored_choice() {
    let office = Office::founded();
    let code = office.makes("kerjasama tambah --kind \"KSDD sukarela\" --document MoU --title Perbatasan");
    office
        .types("ag ls --columns kind,document --title Perbatasan -O csv")
        .prints("kind,document\nksdd-sukarela,kb\n");
    office.types(&format!("agreement edit {code} --kind \"Pihak Ketiga\" --signed sudah")).succeeds();
    let row = office.types("agreement list --columns kind,signed,status -O csv").rows().remove(0);
    assert_eq!((row["kind"].as_str(), row["signed"].as_str()), ("ksdpk", "yes"));
    office.types(&format!("agreement edit {code} --kind ksdkp")).is_refused("`ksdkp`").says("ksdpk");
}

#[test]
fn empty_text_makes_a_field_unknown_and_a_required_one_refuses() {
    let office = Office::sample();
    office.types("agreement edit KS-2015-0001 --note \"\" --department \"\"").succeeds().says("(kosong)");
    let row =
        office.types("agreement list --code KS-2015-0001 --columns note,department -O csv").rows().remove(0);
    assert_eq!((row["note"].as_str(), row["department"].as_str()), ("", ""));
    office.types_in_vain("agreement edit KS-2015-0001 --title \"\"").is_refused("`title` harus diisi");
}

#[test]
fn a_request_needs_neither_partner_nor_lead_department() {
    let office = Office::founded();
    let line = "agreement add --kind unknown --document unknown --title \"Kelas perbatasan\" \
                --requested-on 2025-01-10 --request-number 07/X --applicant \"warga Tumbang Hapakat\"";
    let code = office.makes(line);
    let row = office.types("agreement list --columns code,status,applicant,signed -O csv").rows().remove(0);
    assert_eq!(row["code"], code);
    assert_eq!(row["status"], "in-process");
    assert_eq!(row["applicant"], "warga Tumbang Hapakat");
    assert_eq!(row["signed"], "no");
    office.types(&format!("agreement edit {code} --applicant dinkes")).succeeds();
    office.types("agreement list --columns applicant -O csv").prints("applicant\ndepartment/DINKES\n");
    office.types("department remove DINKES --yes").is_refused("kerja sama");
}

#[test]
fn a_mere_potential_is_recorded_as_such() {
    let office = Office::founded();
    for (at, mapped) in ["--mapped yes", "--mapped=ya", "--mapped"].into_iter().enumerate() {
        office.makes(&format!("agreement add --kind ksdpk --document pks --title Angin{at} {mapped}"));
    }
    let states = office.types("agreement list --columns status -O csv").column("status");
    assert_eq!(states, ["mapped", "mapped", "mapped"]);
}

#[test]
fn an_agreement_is_added_with_its_parties_and_supporting_departments() {
    let office = Office::sample();
    let code = office.makes(
        "agreement add --kind ksdpk --document pks --title Uji --partner UPR --partner bpjs-kes \
         --supporting DLH,dinsos --parent KS-2023-0001",
    );
    let answer = office.types(&format!("agreement show {code} -O json"));
    let json = answer.json();
    let text = json.to_string();
    for word in ["UPR", "BPJS-KES", "DLH", "DINSOS", "KS-2023-0001"] {
        assert!(text.contains(word), "{word}\n{answer}");
    }
    let parties = office.types(&format!("agreement party list {code} -O csv --columns position,partner"));
    parties.prints("position,partner\n1,UPR\n2,BPJS-KES\n");
    office.types(&format!("agreement edit {code} --supporting DLH,DISKOMINFO")).succeeds();
    let kept = office.types(&format!("agreement list --code {code} --columns supporting -O csv"));
    assert_eq!(kept.column("supporting"), ["DISKOMINFO,DLH"]);
    office.types(&format!("agreement edit {code} --supporting \"\"")).succeeds();
    assert_eq!(office.number(&format!("SELECT count(*) FROM involvement WHERE agreement = '{code}'")), 0);
    office.types(&format!("agreement edit {code} --partner UPR")).is_refused("agreement party");
}

#[test]
fn dates_and_terms_are_read_as_people_write_them() {
    let office = Office::founded();
    let code = office.makes(
        "agreement add --kind ksdpk --document pks --title Uji --signed-on \"29 Februari 2024\" \
         --term-text \"5 (lima) tahun sejak ditandatangani\"",
    );
    let row = office
        .types("agreement list --columns ends_on,end_rule,term_months,signed,term_text -O csv")
        .rows()
        .remove(0);
    assert_eq!(row["ends_on"], "2029-02-28");
    assert_eq!(row["end_rule"], "from-signing");
    assert_eq!(row["term_months"], "60");
    assert_eq!(row["term_text"], "5 (lima) tahun sejak ditandatangani");
    let edit = |flags: &str| office.types(&format!("agreement edit {code} {flags}"));
    edit("--signed-on 02/03/2024").succeeds().says("2029-03-01");
    edit("--ended-on +10d").succeeds().says("2025-01-25");
    edit("--ends-on 31/02/2026").is_refused("31/02/2026").says("15/01/2025");
    edit("--value 1250.50").is_refused("1250.50").says("titik bukan tanda desimal");
}

#[test]
fn an_end_before_the_start_is_refused() {
    let office = Office::sample();
    let edit = office.types_in_vain("agreement edit KS-2015-0001 --ends-on 2001-01-01 --lang en");
    edit.is_refused("the end date 2001-01-01 lies before the start date 2015-06-01");
    let add =
        "agreement add --kind ksdpk --document pks --title X --effective-on 2025-01-15 --ends-on 2024-12-31";
    office.types_in_vain(add).is_refused("2024-12-31");
}

#[test]
fn a_bare_yes_flag_may_stand_before_another_flag() {
    let office = Office::founded();
    office.makes("agreement add --mapped --kind ksdpk --document pks --title Angin");
    office.types("agreement list --mapped --columns status -O csv").prints("status\nmapped\n");
    office.types("department list --confirmed --columns code -O csv").prints("code\n");
}
