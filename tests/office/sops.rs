//! SOPs: versions with front sheet and flow, what a revision changes, who adopted them, and who is exempt.

use crate::answer::Record;
use crate::office::Office;

fn steps_of(office: &Office, sop: &str) -> Vec<String> {
    let rows =
        office.types(&format!("sop step list --sop {sop} --sort number --columns number,code -O csv")).rows();
    rows.into_iter().map(|r| format!("{} {}", r["number"], r["code"])).collect()
}

fn case(office: &Office, department: &str, sop: &str, day: &str) -> Record {
    let line =
        format!("report adoption --part cases --department {department} --sop {sop} -O csv --as-of {day}");
    office.types(&line).rows().remove(0)
}

#[test]
fn a_new_file_has_a_generic_sop_for_every_kind_and_each_says_what_is_to_be_confirmed() {
    let office = Office::founded();
    let kinds = office.types("sop list --columns code,kinds,steps -O csv").rows();
    let told: Vec<String> =
        kinds.iter().map(|r| format!("{} {} {}", r["code"], r["kinds"], r["steps"])).collect();
    assert_eq!(
        told,
        [
            "SOP-KSDD.1 ksdd-wajib,ksdd-sukarela 10",
            "SOP-KSDLN.1 ksdpl,ksdll 13",
            "SOP-KSDPK.1 ksdpk 11",
            "SOP-SINERGI.1 sinergi 5"
        ]
    );
    // By law the council has 45 working days and the governor 5; the limits of the domestic stages are no law's.
    let set = office.types("sop step list --confirmed yes --columns sop,code,time -O csv").rows();
    let set: Vec<String> = set.iter().map(|r| format!("{} {} {}", r["sop"], r["code"], r["time"])).collect();
    assert_eq!(set, ["SOP-KSDLN.1 COUNCIL 45", "SOP-KSDLN.1 FORWARD 5"]);
    office
        .types("sop show SOP-KSDLN.1 --lang en")
        .shows("Forward the papers to the minister")
        .shows("silence approves");
}

#[test]
fn an_sop_is_shown_with_its_front_sheet_and_one_column_an_actor_within_the_screen() {
    let office = Office::sample();
    for (width, lang) in [("120", "id"), ("80", "id"), ("120", "en"), ("80", "en")] {
        for sop in ["SOP-KSDD.1", "SOP-KSDPK.2", "SOP-SINERGI.1", "SOP-KSDLN.1"] {
            let answer = office.types(&format!("sop show {sop} --width {width} --lang {lang}"));
            let widest = answer.lines().into_iter().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= width.parse().unwrap(), "{sop} {width} {lang}: {widest}\n{answer}");
        }
    }
    let answer = office.types("sop show SOP-KSDPK.2 --width 120");
    answer.shows("Dasar hukum").shows("HUKUM").shows("●").shows("10 HK");
    let json = office.types("sop show SOP-KSDPK.2 -O json").json();
    assert_eq!(json["steps"].as_array().unwrap().len(), 12);
}

#[test]
fn a_revision_is_a_new_version_and_the_difference_is_shown() {
    let office = Office::founded();
    office
        .types("sop revise SOP-KSDPK.1 --valid-from 2025-01-10 --drop STUDY --reason \"Kajian menjadi bagian KAK\"")
        .prints("SOP-KSDPK.2\n")
        .says("sop diff SOP-KSDPK.1 SOP-KSDPK.2");
    office.types("sop step edit SOP-KSDPK.2/MAP --time 7").succeeds();
    office
        .types(
            "sop step add SOP-KSDPK.2 --code LEGAL --activity \"Menelaah\" --actor \"bagian hukum\" --time 5",
        )
        .succeeds();
    assert_eq!(steps_of(&office, "SOP-KSDPK.2")[..3], ["1 MAP", "2 OFFER", "3 KB-DRAFT"]);
    let rows = office.types("sop diff SOP-KSDPK.1 SOP-KSDPK.2 -O csv").rows();
    let told: Vec<String> = rows
        .iter()
        .map(|r| ["step", "change", "field", "old", "new"].map(|k| r[k].as_str()).join("|"))
        .collect();
    assert!(told.contains(&"MAP|changed|time|10|7".to_owned()), "{told:?}");
    assert!(told.contains(&"STUDY|dropped||2 Menyusun studi kelayakan|".to_owned()), "{told:?}");
    assert!(told.contains(&"LEGAL|added|||11 Menelaah".to_owned()), "{told:?}");
    assert!(told.contains(&"OFFER|moved|number|3|2".to_owned()), "{told:?}");
    office.types("sop diff SOP-KSDPK.1 SOP-KSDPK.2 --lang en").shows("Steps added: 1, dropped: 1");
    // Two versions do not begin on one day.
    office
        .types_in_vain("sop revise SOP-KSDPK.2 --valid-from 2025-01-10")
        .is_refused("SOP-KSDPK.2 sudah berlaku");
    office.types_in_vain("sop revise SOP-KSDPK.2 --valid-from 2025-01-20 --drop TIADA").is_refused("`TIADA`");
    // The newest is revised, and the next begins after it.
    office
        .types_in_vain("sop revise SOP-KSDPK.1 --valid-from 2025-01-20")
        .is_refused("SOP-KSDPK.2 lebih baru");
    office.types_in_vain("sop revise SOP-KSDPK.2 --valid-from 2024-12-01").is_refused("sesudah SOP-KSDPK.2");
}

#[test]
fn a_revision_that_drops_a_step_in_which_requests_stand_says_why_and_they_go_on_by_the_old_one() {
    let office = Office::founded();
    office
        .types("agreement add --title Uji --kind ksdpk --document pks --requested-on 2025-01-06")
        .succeeds();
    office.types("agreement step KS-2025-0001").succeeds();
    office.types("agreement step KS-2025-0001 --on 2025-01-10").succeeds();
    office
        .types_in_vain("sop revise SOP-KSDPK.1 --drop STUDY")
        .is_refused("SOP-KSDPK.2 tidak mempunyai langkah STUDY")
        .says("--reason");
    office.types("sop revise SOP-KSDPK.1 --drop STUDY --reason \"Kajian menjadi bagian KAK\"").succeeds();
    office.types("sop list --code SOP-KSDPK.2 --columns note -O csv").shows("Kajian menjadi bagian KAK");
    let row = office.types("report stuck --part requests -O csv").rows().remove(0);
    assert_eq!(row["step"], "2 Menyusun studi kelayakan");
    office
        .types("agreement add --title Baru --kind ksdpk --document pks --requested-on 2025-01-15")
        .succeeds();
    office.types("agreement step KS-2025-0002").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM movement WHERE sop = 'SOP-KSDPK.2'"), 1);
}

#[test]
fn a_new_version_makes_every_department_not_yet_until_it_adopts_it() {
    let office = Office::founded();
    office
        .types("sop adopt --department DLH --sop SOP-KSDPK.1 --on 2024-01-08 --number 188/1/2024")
        .prints("SOP-KSDPK.1/1\n");
    office
        .types_in_vain("sop adopt SOP-KSDPK.1 --department DLH --on 2024-02-01")
        .is_refused("sudah menetapkan");
    let row = case(&office, "DLH", "SOP-KSDPK.1", "2025-01-07");
    assert_eq!(
        (row["stands"].as_str(), row["number"].as_str(), row["age_months"].as_str()),
        ("adopted", "188/1/2024", "11")
    );
    assert_eq!(case(&office, "DLH", "SOP-KSDPK.1", "2025-01-08")["age_months"], "12");
    office.types("report adoption --part cases --lang en").shows("Not reviewed for 12 months or more: 1");
    office.types("sop review SOP-KSDPK.1 --department DLH --on 2025-01-13").succeeds();
    assert_eq!(case(&office, "DLH", "SOP-KSDPK.1", "2025-01-15")["age_months"], "0");
    assert_eq!(
        case(&office, "DLH", "SOP-KSDPK.1", "2024-01-07")["stands"],
        "not-yet",
        "as of the day before"
    );
    office
        .types_in_vain("sop review SOP-KSDPK.1 --department DINKES --on 2025-01-13")
        .is_refused("belum menetapkan");
    office.types("sop revise SOP-KSDPK.1 --valid-from 2025-01-14").succeeds();
    let row = case(&office, "DLH", "SOP-KSDPK.1", "2025-01-14");
    assert_eq!(
        (row["sop"].as_str(), row["stands"].as_str(), row["adopted"].as_str()),
        ("SOP-KSDPK.2", "old-version", "SOP-KSDPK.1")
    );
    assert_eq!(case(&office, "DINKES", "SOP-KSDPK.1", "2025-01-14")["stands"], "not-yet");
    assert_eq!(case(&office, "DLH", "SOP-KSDPK.1", "2025-01-13")["stands"], "adopted", "the day before");
    office
        .types_in_vain("sop adopt SOP-KSDPK.2 --department DLH --on 2025-01-13")
        .is_refused("mendahului berlakunya");
    office.types("sop adopt SOP-KSDPK.2 --department DLH --on 2025-01-14").succeeds();
    assert_eq!(case(&office, "DLH", "SOP-KSDPK.2", "2025-01-14")["stands"], "adopted");
}

#[test]
fn an_own_text_comes_in_with_the_adoption_and_is_compared_with_the_uniform_one() {
    let office = Office::founded();
    let steps = office.types("sop step list --sop SOP-SINERGI.1 --sort number -O csv --wide").stdout;
    office.write("sama.csv", steps.replace("SOP-SINERGI.1,", ","));
    office
        .types("sop adopt --department DLH --sop SOP-SINERGI.1 --on 2025-01-13 --number 188/2/2025 --own sama.csv")
        .prints("SOP-SINERGI.1/1\n")
        .says("SOP-SINERGI-DLH.1")
        .says("Naskah itu sesuai");
    assert_eq!(case(&office, "DLH", "SOP-SINERGI.1", "2025-01-15")["stands"], "own-conform");
    office.write(
        "beda.csv",
        "Kode;No.;Kegiatan;Pelaksana;Waktu;Satuan waktu\nLETTER;1;Surat;Bagian Hukum;5;hari kerja\n\
         SIGN;2;Tanda tangan;KDH;10;hari kerja\nREVIEW;3;Rapat;TKKSD;10;hari kerja\nARSIP;4;Arsip;OPD;30;menit\nREPORT;5;Lapor;OPD;10;hari\n",
    );
    office
        .types("sop adopt --department DINKES --sop SOP-SINERGI.1 --on 2025-01-13 --own beda.csv")
        .says("kurang: RUN; tambahan: ARSIP; urutannya lain: REVIEW; pelaksananya lain: LETTER");
    let row = case(&office, "DINKES", "SOP-SINERGI.1", "2025-01-15");
    assert_eq!((row["stands"].as_str(), row["differs"].as_str()), ("own-other", "4"));
    // A list of the uniform steps is a template as it comes out, the version in it is not looked at.
    office.types("sop step list --sop SOP-SINERGI.1 -O csv -o naskah.csv").succeeds();
    office
        .types("sop adopt --department DINSOS --sop SOP-SINERGI.1 --on 2025-01-13 --own naskah.csv")
        .says("Naskah itu sesuai");
    office.types("undo").succeeds();
    office.write("kosong.csv", "Kode;Kegiatan;Pelaksana\n");
    office
        .types_in_vain("sop adopt --department DINSOS --sop SOP-SINERGI.1 --on 2025-01-13 --own kosong.csv")
        .exits(2);
    // A text with a bad cell leaves nothing behind.
    office.write("buruk.csv", "Kode;Kegiatan;Pelaksana\nA;Surat;Entah Siapa\n");
    office
        .types_in_vain("sop adopt --department DINSOS --sop SOP-SINERGI.1 --on 2025-01-13 --own buruk.csv")
        .is_refused("buruk.csv:2: Pelaksana");
    office
        .types_in_vain("sop adopt --department DINSOS --sop SOP-SINERGI.1 --on 2025-01-13 --own tiada.csv")
        .exits(1);
    office.types("undo").succeeds();
    assert_eq!(case(&office, "DINKES", "SOP-SINERGI.1", "2025-01-15")["stands"], "not-yet");
    assert_eq!(office.number("SELECT count(*) FROM sop WHERE department = 'DINKES'"), 0);
}

#[test]
fn an_exemption_needs_a_reason_a_leave_and_an_end_and_may_be_of_one_step() {
    let office = Office::founded();
    let waive = "sop waive SOP-KSDPK.1 --department ITKO";
    office.types_in_vain(&format!("{waive} --approved-by Sekda --until 2025-06-30")).is_refused("--reason");
    office.types_in_vain(&format!("{waive} --reason x --until 2025-06-30")).is_refused("--approved-by");
    office.types_in_vain(&format!("{waive} --reason x --approved-by Sekda")).is_refused("--until");
    office
        .types_in_vain(&format!("{waive} --reason x --approved-by Sekda --until 2025-01-14"))
        .is_refused("2025-01-14");
    office
        .types_in_vain(&format!("{waive} --reason x --approved-by Sekda --until 2025-06-30 --step TIADA"))
        .is_refused("`TIADA`");
    office.types(&format!("{waive} --reason x --approved-by Sekda --until 2025-06-30 --step 2")).succeeds();
    assert_eq!(office.types("sop exemption list --columns step -O csv").rows()[0]["step"], "STUDY");
    assert_eq!(
        case(&office, "ITKO", "SOP-KSDPK.1", "2025-01-15")["stands"],
        "not-yet",
        "a step is not the whole"
    );
    office.types(&format!("{waive} --reason x --approved-by Sekda --until 2025-06-30")).succeeds();
    let row = case(&office, "ITKO", "SOP-KSDPK.1", "2025-06-30");
    assert_eq!((row["stands"].as_str(), row["waived_until"].as_str()), ("waived", "2025-06-30"));
    assert_eq!(case(&office, "ITKO", "SOP-KSDPK.1", "2025-07-01")["stands"], "not-yet");
}

#[test]
fn boards_fit_the_screen_in_both_languages_and_have_a_csv() {
    let office = Office::sample();
    for report in ["adoption", "uniformity", "compliance", "stuck", "papers"] {
        for lang in ["id", "en"] {
            let answer = office.types(&format!("report {report} --width 120 --lang {lang}"));
            let widest = answer.lines().into_iter().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= 120, "{report} {lang}: {widest}\n{answer}");
        }
    }
    for part in [
        "adoption --part board",
        "adoption --part cases",
        "uniformity --part matrix",
        "uniformity --part steps",
        "compliance --part departments",
        "compliance --part time",
        "stuck --part steps",
        "stuck --part requests",
        "papers",
    ] {
        assert!(!office.types(&format!("report {part} -O csv")).rows().is_empty(), "{part}");
    }
}
