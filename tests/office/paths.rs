//! The path of an agreement through its SOP: steps, returns, silence, parking, signing, closing, and what the reports say of it.

use crate::answer::Record;
use crate::office::Office;

/// An office late in 2025, with the national holidays of that spring that fall on working days and close it.
fn office() -> Office {
    let office = Office::founded().env("SINERGI_NOW", "2025-12-31T09:00:00");
    office.write(
        "libur.csv",
        "date,name,closed\n2025-03-31,Idul Fitri,yes\n2025-04-01,Idul Fitri kedua,yes\n2025-04-18,Wafat Isa Almasih,yes\n\
         2025-05-01,Hari Buruh,yes\n2025-05-12,Waisak,yes\n2025-05-29,Kenaikan Isa Almasih,yes\n2025-06-01,Hari Lahir Pancasila,yes\n",
    );
    office.types("import holidays libur.csv").succeeds();
    office
}

fn add(office: &Office, flags: &str) -> String {
    office.makes(&format!("agreement add --title Uji --department DLH {flags}"))
}

fn step(office: &Office, code: &str, flags: &str) {
    office.types(&format!("agreement step {code} {flags}")).succeeds();
}

/// The path of an agreement: number, state, entered, left, working days.
fn path(office: &Office, code: &str, flags: &str) -> Vec<String> {
    let rows = office.types(&format!("agreement show {code} --path -O csv {flags}")).rows();
    rows.into_iter()
        .map(|r| {
            ["number", "stands", "entered_on", "left_on", "days"]
                .map(|k| r[k].as_str())
                .join(" ")
                .trim_end()
                .to_owned()
        })
        .collect()
}

fn stuck(office: &Office, flags: &str) -> Vec<Record> {
    office.types(&format!("report stuck --part requests -O csv {flags}")).rows()
}

#[test]
fn the_council_is_silent_for_forty_five_working_days_and_the_governor_has_five() {
    let office = office();
    let code = add(&office, "--kind ksdpl --document naskah --requested-on 2025-03-03");
    step(&office, &code, "--step 4 --on 2025-03-03 --reason \"Penjajakan sudah selesai\"");
    step(&office, &code, "--on 2025-03-17");
    // 18 March to 26 May 2025 are 50 days from Monday to Friday, five of them holidays.
    office
        .types(&format!("agreement step {code} --deemed --on 2025-05-23"))
        .is_refused("44")
        .says("2025-05-26");
    step(&office, &code, "--deemed --on 2025-05-26");
    // 27, 28 and 30 May, 2 and 3 June: the 29th is a holiday.
    office
        .types(&format!("agreement step {code} --deemed --on 2025-06-03"))
        .is_refused("diam tidak berarti setuju");
    let due = office.types("report stuck --part requests -O csv --as-of 2025-06-03").rows();
    assert_eq!(
        (due[0]["days"].as_str(), due[0]["standard_days"].as_str(), due[0]["over"].as_str()),
        ("5", "5", "0")
    );
    let late = office.types("report stuck --part requests -O csv --as-of 2025-06-04").rows();
    assert_eq!((late[0]["over"].as_str(), late[0]["waiting_on"].as_str()), ("1", "governor"));
    let steps = path(&office, &code, "--as-of 2025-06-03");
    assert_eq!(steps[3], "5 on-time 2025-03-17 2025-05-26 45");
    assert_eq!(steps[4], "6 now 2025-05-26  5");
}

#[test]
fn a_memorandum_is_signed_while_the_councils_answer_is_open_and_the_pks_under_it_is_not() {
    let office = office();
    let kb = add(&office, "--kind ksdpk --document kb --requested-on 2025-01-06 --council-approval yes");
    for day in ["2025-01-06", "2025-01-13", "2025-01-20", "2025-01-27", "2025-02-03"] {
        step(&office, &kb, &format!("--on {day}"));
    }
    assert_eq!(path(&office, &kb, "")[4], "5 now-late 2025-02-03  231");
    office
        .types(&format!("agreement step {kb} --on 2025-02-10"))
        .is_refused("belum ditandatangani")
        .says("agreement sign");
    // Papers are missing, too: of a memorandum that is said, and no more.
    office.types(&format!("agreement sign {kb} --on 2025-02-10")).succeeds().says("kelengkapan belum ada");
    assert_eq!(
        path(&office, &kb, "--as-of 2025-02-10")[4..6],
        ["5 on-time 2025-02-03 2025-02-10 5", "6 now 2025-02-10  0"]
    );
    let pks = add(&office, &format!("--kind ksdpk --document pks --parent {kb} --council-approval yes"));
    step(&office, &pks, "--on 2025-02-17");
    step(&office, &pks, "--on 2025-03-03 --paper DRAFT=Arsip/1");
    let signing = format!("agreement sign {pks} --on 2025-03-10");
    office.types_in_vain(&signing).is_refused("DPRD belum menyetujui").says("--override");
    office.types(&format!("{signing} --dry-run")).is_refused("DPRD belum menyetujui");
    office
        .types(&format!("{signing} --override \"Perintah kepala daerah\""))
        .succeeds()
        .says("DPRD belum menyetujui");
    let kept = office
        .types(&format!("agreement movement list --agreement {pks} --columns word,step,override -O csv"))
        .rows();
    assert_eq!(kept[2]["override"], "Perintah kepala daerah");
    assert_eq!((kept[2]["word"].as_str(), kept[2]["step"].as_str()), ("done", "PKS-SIGN"));
    office.types("undo").succeeds();
    // Once the council has answered, and the shared papers lie with the memorandum, nothing keeps it.
    step(&office, &kb, "--on 2025-03-05 --paper \"Keputusan DPRD 5/2025\"");
    for kind in ["kak", "study", "offer"] {
        office
            .types(&format!("document add {kb} \"Arsip {kind}\" --kind {kind} --received 2025-01-20"))
            .succeeds();
    }
    office.types(&signing).succeeds();
    assert_eq!(
        office.number(&format!(
            "SELECT count(*) FROM movement WHERE agreement = '{pks}' AND override IS NOT NULL"
        )),
        0
    );
}

#[test]
fn twenty_agreements_under_one_memorandum_read_its_steps_which_count_once() {
    let office = office();
    let kb = add(&office, "--kind ksdpk --document kb --requested-on 2025-01-06 --council-approval no");
    for day in ["2025-01-06", "2025-01-13", "2025-01-20", "2025-01-27", "2025-02-03"] {
        step(&office, &kb, &format!("--on {day}"));
    }
    office.types(&format!("agreement sign {kb} --on 2025-02-10")).succeeds();
    for _ in 0..20 {
        let pks = add(&office, &format!("--kind ksdpk --document pks --parent {kb}"));
        step(&office, &pks, "--on 2025-03-03");
        step(&office, &pks, "--on 2025-03-10");
    }
    let numbers: Vec<String> =
        path(&office, "KS-2025-0021", "").iter().map(|l| l.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(
        numbers,
        ["1", "2", "3", "4", "5", "7", "8", "9", "10", "11"],
        "without the council's, which nobody needs"
    );
    let states = path(&office, "KS-2025-0021", "");
    assert!(states[0].starts_with("1 above") && states[4].starts_with("5 above"), "{states:?}");
    assert!(states[5].starts_with("7 on-time 2025-03-03 2025-03-10 5"), "{states:?}");
    let rows = office.types("report compliance --part departments -O csv --as-of 2025-03-10").rows();
    // Of the memorandum five steps are done, without papers but the signing; of twenty others one each, all without papers.
    assert_eq!(rows.len(), 1);
    let figure = |key: &str| rows[0][key].as_str();
    assert_eq!(
        (figure("paths"), figure("due"), figure("as_set"), figure("otherwise"), figure("not_done")),
        ("21", "26", "1", "24", "1"),
        "the record of the memorandum is past its five days"
    );
    assert_eq!(figure("without_papers"), "24");
    office.types("agreement step KS-2025-0005 --step 1 --on 2025-03-11").is_refused(&kb).says("--step 1");
}

#[test]
fn an_operative_agreement_without_a_memorandum_walks_the_shared_steps_itself() {
    let office = office();
    let pks = add(&office, "--kind ksdd-sukarela --document pks --requested-on 2025-03-03");
    step(&office, &pks, "");
    let numbers: Vec<String> =
        path(&office, &pks, "").iter().map(|l| l.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(numbers, ["1", "2", "5", "6", "7", "8", "9", "10"]);
    office
        .types(&format!("agreement step {pks} --step 4 --on 2025-03-10 --reason x"))
        .is_refused("tidak dijalani dokumen `pks`");
    office.types(&format!("agreement edit {pks} --council-approval no")).succeeds();
    let numbers: Vec<String> =
        path(&office, &pks, "").iter().map(|l| l.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(numbers, ["1", "2", "6", "7", "8", "9", "10"]);
}

#[test]
fn a_draft_that_goes_back_twice_keeps_its_old_passes_and_their_clocks() {
    let office = office();
    let pks = add(&office, "--kind ksdpk --document pks --council-approval no");
    step(&office, &pks, "--step 7 --on 2025-02-03 --reason \"Tahap awal sebelum SOP\"");
    step(&office, &pks, "--waiting-on legal --on 2025-02-06");
    step(&office, &pks, "--return --to 7 --on 2025-02-13 --reason \"Pasal 4\"");
    step(&office, &pks, "--return --to PKS-DRAFT --on 2025-02-20 --reason \"Lampiran\"");
    step(&office, &pks, "--on 2025-02-24");
    let steps = path(&office, &pks, "--as-of 2025-02-25");
    // Three working days with the department, five with the legal office; then five, then two.
    assert_eq!(
        steps[2..6],
        [
            "3 before-record",
            "7 returned 2025-02-03 2025-02-13 8",
            "7 returned 2025-02-13 2025-02-20 5",
            "7 on-time 2025-02-20 2025-02-24 2",
        ]
    );
    let held = office.types(&format!("agreement show {pks} --path -O csv --as-of 2025-02-25")).rows();
    assert_eq!(held[3]["held"], "OPD 3, Bag. Hukum 5");
    // The step took fifteen days in all its passes.
    let time = office.types("report compliance --part time -O csv --as-of 2025-02-25").rows();
    assert_eq!((time[0]["median_days"].as_str(), time[0]["standard_days"].as_str()), ("15", "15"));
    office.types(&format!("agreement step {pks} --return --to 7 --on 2025-02-26")).is_refused("--reason");
    office
        .types(&format!("agreement step {pks} --return --to 9 --on 2025-02-26 --reason x"))
        .is_refused("belum dijalani");
}

#[test]
fn parked_days_do_not_count_and_the_clock_runs_again_by_itself() {
    let office = office();
    let code = add(&office, "--kind ksdpk --document pks --requested-on 2025-06-02");
    step(&office, &code, "");
    office
        .types(&format!(
            "agreement park {code} --on 2025-06-09 --until 2025-06-23 --reason \"Menunggu APBD\""
        ))
        .succeeds();
    let days = |day: &str| stuck(&office, &format!("--as-of {day}"))[0]["days"].clone();
    // 3, 4, 5, 6 and 9 June; then nothing until the 23rd.
    assert_eq!(["2025-06-09", "2025-06-16", "2025-06-23", "2025-06-24"].map(days), ["5", "5", "5", "6"]);
    assert_eq!(stuck(&office, "--as-of 2025-06-16")[0]["parked_until"], "2025-06-23");
    assert_eq!(stuck(&office, "--as-of 2025-06-23")[0]["parked_until"], "");
    office.types(&format!("agreement resume {code} --on 2025-06-25")).is_refused("tidak sedang ditunda");
    office.types(&format!("agreement resume {code} --on 2025-06-18")).succeeds();
    let days = |day: &str| stuck(&office, &format!("--as-of {day}"))[0]["days"].clone();
    assert_eq!(["2025-06-18", "2025-06-19"].map(days), ["5", "6"]);
    office
        .types(&format!("agreement park {code} --on 2025-06-20 --until 2025-06-20 --reason x"))
        .is_refused("2025-06-20");
    office.types(&format!("agreement park {code} --on 2025-06-20 --until 2025-06-30")).is_refused("--reason");
}

#[test]
fn a_step_out_of_order_dated_before_or_done_twice_is_refused_and_told_what_to_type() {
    let office = office();
    let code = add(&office, "--kind ksdpk --document pks --requested-on 2025-06-02 --council-approval no");
    office.types(&format!("agreement step {code} --deemed")).is_refused("belum memasuki SOP");
    office
        .types(&format!("agreement step {code} --step 2 --on 2025-06-02"))
        .is_refused("mulai dengan langkah 1");
    step(&office, &code, "");
    office
        .types_in_vain(&format!("agreement step {code} --step 3 --on 2025-06-10"))
        .is_refused("belum tiba gilirannya")
        .says("--skip");
    office.types_in_vain(&format!("agreement step {code} --on 2025-05-30")).is_refused("2025-06-02");
    office.types_in_vain(&format!("agreement step {code} --on 2026-01-02")).is_refused("belum tiba");
    office.types_in_vain(&format!("agreement step {code} --skip --on 2025-06-10")).is_refused("--reason");
    office
        .types_in_vain(&format!("agreement step {code} --step 99"))
        .is_refused("`99`")
        .says("sop show SOP-KSDPK.1");
    office
        .types_in_vain(&format!("agreement step {code} --waiting-on entah"))
        .is_refused("entah")
        .says("partner");
    office.types_in_vain(&format!("agreement step {code} --return --reason x")).is_refused("--to");
    // With a reason it is recorded, and counts as out of order.
    step(&office, &code, "--step 3 --on 2025-06-10 --reason \"Mitra mendahului\" --paper Arsip/3");
    office
        .types_in_vain(&format!("agreement step {code} --step 3 --on 2025-06-11"))
        .is_refused("sudah dicatat pada 2025-06-10")
        .says("--return");
    step(&office, &code, "--on 2025-06-16 --paper Arsip/1");
    step(&office, &code, "--skip --on 2025-06-17 --reason \"Kajian lama dipakai\"");
    let rows = office.types("report compliance --part departments -O csv --as-of 2025-06-17").rows();
    let figure = |key: &str| rows[0][key].as_str();
    assert_eq!(
        (figure("as_set"), figure("otherwise"), figure("out_of_order"), figure("not_done")),
        ("1", "1", "1", "1")
    );
    // It stands in the step after those that are left.
    assert_eq!(stuck(&office, "--as-of 2025-06-17")[0]["step"], "7 Menyusun rancangan PKS bersama mitra");
}

#[test]
fn a_movement_that_is_corrected_stays_between_its_neighbours() {
    let office = office();
    let code = add(&office, "--kind ksdpk --document pks --requested-on 2025-06-02");
    step(&office, &code, "");
    step(&office, &code, "--on 2025-06-10");
    step(&office, &code, "--on 2025-06-20");
    office
        .types_in_vain(&format!("agreement movement edit {code}/2 --moved-on 2025-05-30"))
        .is_refused("2025-06-02");
    office
        .types_in_vain(&format!("agreement movement edit {code}/2 --moved-on 2025-06-21"))
        .is_refused("2025-06-20");
    office.types(&format!("agreement movement edit {code}/2 --moved-on 2025-06-12")).succeeds();
    assert_eq!(path(&office, &code, "--as-of 2025-06-20")[0], "1 on-time 2025-06-02 2025-06-12 8");
    office
        .types_in_vain(&format!("agreement movement remove {code}/1 --yes"))
        .is_refused("belum memasuki SOP");
    // A step of a version that is walked stays as it is.
    office.types_in_vain("sop step edit SOP-KSDPK.1/MAP --time 3").is_refused("sop revise SOP-KSDPK.1");
    office.types_in_vain("sop step remove SOP-KSDPK.1/REPORT --yes").is_refused("sop revise SOP-KSDPK.1");
    office.types("sop step edit SOP-KSDPK.1/MAP --english \"Map it\"").succeeds();
}

#[test]
fn a_request_is_declined_withdrawn_or_joined_and_is_a_request_no_more() {
    let office = office();
    let one = add(
        &office,
        "--kind ksdpk --document pks --requested-on 2025-06-02 --request-number P-1 --supporting DINKES",
    );
    let two = add(&office, "--kind ksdpk --document pks --requested-on 2025-06-03 --request-number P-2");
    office.types("partner add --code MITRA --name \"PT Mitra\" --kind company").succeeds();
    office.types(&format!("agreement party add {one} --partner MITRA")).succeeds();
    office.types(&format!("document add {one} Arsip/1 --kind kak --received 2025-06-05")).succeeds();
    let before = office.export();
    office.types_in_vain(&format!("agreement join {one} --into {one}")).exits(2);
    let in_force = add(&office, "--kind ksdpk --document pks --signed-on 2024-01-08 --ends-on 2027-01-07");
    office.types_in_vain(&format!("agreement join {one} --into {in_force}")).is_refused("bukan permohonan");
    office
        .types_in_vain(&format!("agreement step {in_force}"))
        .is_refused("sudah ditandatangani")
        .says("--step N");
    office.types("undo").succeeds();
    office.types(&format!("agreement join {one} --into {two} --on 2025-06-30")).succeeds();
    assert_eq!(office.number(&format!("SELECT count(*) FROM party WHERE agreement = '{two}'")), 1);
    assert_eq!(office.number(&format!("SELECT count(*) FROM party WHERE agreement = '{one}'")), 0);
    assert_eq!(office.number(&format!("SELECT count(*) FROM document WHERE agreement = '{two}'")), 1);
    assert_eq!(
        office.number(&format!(
            "SELECT count(*) FROM involvement WHERE agreement = '{two}' AND department = 'DINKES'"
        )),
        1
    );
    assert_eq!(
        office.number("SELECT count(*) FROM agreement WHERE request_number IN ('P-1', 'P-2')"),
        2,
        "both numbers stay"
    );
    let states = office.types("agreement list --columns code,status -O csv").rows();
    assert_eq!((states[0]["status"].as_str(), states[1]["status"].as_str()), ("closed", "in-process"));
    let then = office.types("agreement list --columns code,status -O csv --as-of 2025-06-29").rows();
    assert_eq!(then[0]["status"], "in-process", "as was known then");
    office.types_in_vain(&format!("agreement step {one}")).is_refused("sudah ditutup pada 2025-06-30");
    office.types_in_vain(&format!("agreement sign {one} --on 2025-07-01")).exits(2);
    office.types("undo").succeeds();
    assert_eq!(office.export(), before);
    office.types_in_vain(&format!("agreement decline {two} --on 2025-07-01")).is_refused("--reason");
    office
        .types(&format!("agreement decline {two} --on 2025-07-01 --reason \"Di luar kewenangan\""))
        .succeeds();
    office
        .types(&format!("agreement withdraw {one} --on 2025-07-02 --reason \"Anggaran dialihkan\""))
        .succeeds();
    assert_eq!(office.types("agreement list --status closed -O code").lines().len(), 2);
    let map = office.types("report map --part summary -O csv").rows();
    assert_eq!(map.iter().find(|r| r["what"] == "closed").unwrap()["records"], "2");
    assert_eq!(map.iter().find(|r| r["what"] == "counted").unwrap()["records"], "0");
    let signed = add(&office, "--kind ksdpk --document pks --signed-on 2025-01-06 --ends-on 2027-01-05");
    office.types_in_vain(&format!("agreement decline {signed} --reason x")).exits(2);
}

#[test]
fn a_renewal_begins_by_the_longer_of_the_standard_and_what_this_office_takes() {
    let office = office();
    // Nothing is measured: 10 + 20 + 5 + 15 + 10 working days before Friday, 27 November 2026 are 60 working days.
    let ends = add(
        &office,
        "--kind ksdpk --document pks --signed-on 2024-11-28 --ends-on 2026-11-27 --council-approval no",
    );
    let renew = |day: &str| -> Option<String> {
        let rows = office.types(&format!("due --as-of {day} -O csv")).rows();
        rows.iter()
            .find(|r| r["key"] == format!("{ends}/renew"))
            .map(|r| format!("{} {} {}", r["on"], r["what"], r["who"]))
    };
    // Twelve weeks before: Friday, 4 September.
    assert_eq!(renew("2026-09-04"), None, "its end is within the days of notice, which is what is shown");
    office.types("setting edit notice_days --value 30").succeeds();
    assert_eq!(renew("2026-09-03"), None, "not ahead of its day");
    assert_eq!(renew("2026-09-04").as_deref(), Some("2026-09-04 begin DLH"));
    // This office took 12 working days for the first step once, where 10 are set.
    let other = add(&office, "--kind ksdpk --document pks --requested-on 2025-06-02 --council-approval no");
    step(&office, &other, "");
    step(&office, &other, "--on 2025-06-18");
    assert_eq!(renew("2026-09-02").as_deref(), Some("2026-09-02 begin DLH"));
    office.types(&format!("agreement show {ends} --path")).shows("2026-09-02");
    // A renewal that was asked for has begun.
    let next =
        add(&office, &format!("--kind ksdpk --document pks --requested-on 2025-12-01 --predecessor {ends}"));
    assert_eq!(renew("2026-09-04"), None);
    office.types(&format!("agreement decline {next} --reason x")).succeeds();
    assert!(renew("2026-09-04").is_some());
    office.types(&format!("agreement decide {ends} lapse --on 2025-12-01")).succeeds();
    assert_eq!(renew("2026-09-04"), None);
}

#[test]
fn old_agreements_have_no_path_and_are_counted_as_such() {
    let office = office();
    add(&office, "--kind ksdpk --document pks --requested-on 2025-12-01");
    add(&office, "--kind ksdpk --document pks --signed-on 2020-01-01 --ends-on 2030-01-01");
    office.types("report stuck --lang en").shows("Left out: 1 (requests without a path; median age 30 days)");
    office.types("report compliance --lang en").shows("Left out: 2 (agreements without a path)");
    office.types("report papers --lang en").shows("Left out: 1 (requests without a path)");
    office.types("agreement show KS-2025-0002 --path --lang en").shows("No path is recorded");
}

#[test]
fn where_a_request_stands_is_what_was_known_on_the_day_that_is_asked_about() {
    let office = Office::sample().env("SINERGI_NOW", "2026-06-30T09:00:00");
    for (day, step) in [
        ("2024-11-18", "1"),
        ("2024-12-02", "2"),
        ("2024-12-09", "3"),
        ("2025-03-10", "2"),
        ("2025-03-24", "3"),
    ] {
        let rows = stuck(&office, &format!("--as-of {day}"));
        let row = rows.iter().find(|r| r["agreement"] == "KS-2024-0010").unwrap_or_else(|| panic!("{day}"));
        assert!(row["step"].starts_with(step), "{day}: {}", row["step"]);
    }
    let rows = stuck(&office, "--as-of 2025-01-15");
    assert_eq!(
        rows.iter().map(|r| r["agreement"].as_str()).collect::<Vec<_>>(),
        ["KS-2024-0009", "KS-2024-0010", "KS-2024-0013", "KS-2024-0012"]
    );
    assert!(rows.iter().all(|r| !r["last_on"].is_empty()));
}

#[test]
fn a_signing_is_judged_by_what_was_there_on_its_day_and_cannot_be_walked_around() {
    let office = office();
    let kb = add(&office, "--kind ksdpk --document kb --requested-on 2025-01-06 --council-approval yes");
    step(&office, &kb, "--step 6 --on 2025-01-06 --reason \"Sudah berjalan\"");
    let pks = add(&office, &format!("--kind ksdpk --document pks --parent {kb} --council-approval yes"));
    step(&office, &pks, "--on 2025-02-03");
    step(&office, &pks, "--on 2025-02-10 --paper DRAFT=Arsip/1");
    step(&office, &kb, "--on 2025-03-03 --paper COUNCIL=Arsip/2");
    office
        .types_in_vain(&format!("agreement sign {pks} --on 2025-02-24"))
        .is_refused("DPRD belum menyetujui");
    office
        .types_in_vain(&format!(
            "agreement movement add {pks} --word done --step PKS-SIGN --moved-on 2025-03-10"
        ))
        .is_refused("belum ditandatangani");
    office
        .types_in_vain(&format!(
            "agreement movement add {pks} --word done --step KB-SIGN --moved-on 2025-03-10"
        ))
        .is_refused("tidak dijalani");
    office
        .types_in_vain(&format!(
            "agreement movement add {pks} --word done --step PKS-DRAFT --moved-on 2025-03-10"
        ))
        .is_refused("sudah dicatat pada 2025-02-10");
    office.types(&format!("agreement sign {pks} --on 2025-03-10")).succeeds();
    office
        .types_in_vain(&format!("agreement step {pks} --on 2025-03-11"))
        .is_refused("sedang dilaksanakan")
        .says("--step 10");
    // Without a path, what somebody said is needed is still asked for; the council's paper says it, or a reason that is kept.
    let bare = add(&office, "--kind ksdpk --document pks --requested-on 2025-02-03 --council-approval yes");
    let sign = format!("agreement sign {bare} --on 2025-03-10");
    office.types_in_vain(&sign).is_refused("DPRD belum menyetujui");
    office.types(&format!("{sign} --override \"Perintah wali kota\"")).succeeds();
    office.types(&format!("agreement show {bare}")).shows("Perintah wali kota");
    office.types("undo").succeeds();
    office
        .types(&format!("document add {bare} \"Keputusan DPRD 7\" --kind council --received 2025-03-03"))
        .succeeds();
    office.types(&sign).succeeds();
}

#[test]
fn what_moves_on_is_parked_no_more_and_its_due_day_counts_working_days() {
    let office = office();
    let code = add(&office, "--kind ksdpk --document pks --requested-on 2025-06-02 --council-approval no");
    step(&office, &code, "");
    // Five working days from Friday to Friday: ten and five from 2 June are 23 June.
    office.types(&format!("agreement park {code} --on 2025-06-06 --until 2025-06-13 --reason x")).succeeds();
    office
        .types(&format!("agreement step {code} --waiting-on legal --on 2025-06-16"))
        .says("paling lambat 2025-06-23");
    office.types(&format!("agreement park {code} --on 2025-06-17 --until 2025-09-01 --reason x")).succeeds();
    step(&office, &code, "--on 2025-06-18");
    let row = stuck(&office, "--as-of 2025-06-20").remove(0);
    assert_eq!((row["days"].as_str(), row["parked_until"].as_str()), ("2", ""));
    office
        .types_in_vain(&format!("agreement step {code} --paper ZZ=Arsip/1 --on 2025-06-20"))
        .is_refused("ZZ");
    office.types_in_vain(&format!("agreement step {code} --sop SOP-KSDD.1")).exits(2);
    let other = add(&office, "--kind ksdpk --document pks --requested-on 2025-06-02");
    office
        .types_in_vain(&format!("agreement step {other} --sop SOP-KSDD.1"))
        .is_refused("bukan untuk jenis `ksdpk`");
    office.types(&format!("agreement withdraw {other} --on 2025-06-20 --reason x")).succeeds();
    office
        .types_in_vain(&format!("agreement park {other} --on 2025-06-21 --until 2025-07-01 --reason x"))
        .exits(2);
    office
        .types_in_vain(&format!("agreement sign {other} --on 2025-06-23"))
        .is_refused("sudah ditutup pada 2025-06-20");
}

#[test]
fn a_refusal_names_the_flag_by_which_the_act_calls_it() {
    let office = office();
    let code = add(&office, "--kind ksdpk --document pks --requested-on 2025-03-03");
    step(&office, &code, "--step 1 --on 2025-03-03");
    for lang in ["id", "en"] {
        office
            .types(&format!(
                "agreement park {code} --lang {lang} --on 2025-03-01 --until 2025-06-01 --reason APBD"
            ))
            .is_refused("`--on`")
            .says("2025-03-03");
        office
            .types(&format!(
                "agreement park {code} --lang {lang} --on 2025-13-01 --until 2025-06-01 --reason APBD"
            ))
            .is_refused("`--on`");
    }
}
