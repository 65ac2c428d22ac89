//! Taking back: after every kind of write the registers are again exactly what they were.

use crate::office::Office;

/// Every kind of write, on the sample.
const AGREEMENTS: &[&str] = &[
    "agreement add --kind ksdpk --document pks --title X --partner UPR --partner TPP --supporting DLH,DINKES",
    "agreement add --kind ksdpk --document pks --title X --mapped yes",
    "agreement edit KS-2015-0001 --note Lain --value 1jt --department \"\" --ends-on 2041-01-01",
    "agreement edit KS-2015-0001 --supporting DLH,DINKES",
    "agreement edit KS-2015-0001 --supporting \"\"",
    "agreement edit KS-2015-0001 --title Lain --supporting DLH",
    "agreement edit KS-2021-0001 --term-text \"2 tahun sejak ditandatangani\" --ends-on \"\"",
    "agreement remove KS-2024-0003 --yes",
    "agreement remove KS-2025-0003 --yes",
];
const LINKS: &[&str] = &[
    "agreement party add KS-2015-0001 --partner UPR --number 7/UPR",
    "agreement party edit KS-2021-0004/2 --office Bupati --number \"\"",
    "agreement party remove KS-2021-0004/2 --yes",
    "department mandate add DLH --affair 1.01",
    "department mandate edit DLH/2.11 --valid-to 2030",
    "department mandate remove DLH/2.11 --yes",
];
const SMALL: &[&str] = &[
    "department add --code BARU --name \"Dinas Baru\" --kind dinas",
    "department edit DLH --confirmed yes --parent SETDA",
    "partner add --name \"PT Rimba Raja\" --kind company",
    "partner edit UPR --neighbour tidak",
    "partner merge UPR --into UMPR --confirm UPR",
    "department split DLH --into \"DLHK=Dinas Lingkungan dan Kebersihan\" --into DINSOS --affairs DINSOS=2.11 --on 2025-03-01 --basis Perda",
    "department rename DINKES --to \"Dinas Kesehatan Kota\" --on 2025-02-01",
    "check waive signer KS-2025-0006 --reason Ada --until +30d",
    "partner remove BPD-KALTENG --yes",
    "affair add --code 9.99 --name Uji",
    "affair edit 2.11 --group optional",
    "setting edit notice_days --value 45",
    "setting edit secretariat --value \"\"",
];
/// The sample stands on 15 January 2025: what its obstacles say later is ahead, and stays.
const OBSTACLES: &[&str] = &[
    "obstacle log --title Uji --category SDM --general --on 2025-01-10",
    "obstacle edit K-0014 --severity low --owner \"Forum RT\" --category DATA",
    "obstacle propose K-0014 --text Usul --cost-from 5jt --cost-to 6jt --on 2025-01-10",
    "obstacle resolve K-0019 --solution Usul --worked --on 2025-01-10",
    "obstacle resolve K-0019 1 --on 2025-01-10",
    "obstacle accept K-0019 --on 2025-01-10",
    "obstacle reopen K-0019 --on 2025-01-10",
    "obstacle solution edit K-0003/1 --proposal Lain --outcome partly",
    "obstacle solution remove K-0003/1 --yes",
    "obstacle handling remove K-0019/1 --yes",
    "obstacle remove K-0018 --yes",
    "category add --code CUACA --name cuaca",
    "category edit DATA --english figures",
    "import obstacles masalah.csv --set general=yes",
];
const IMPORTS: &[&str] = &[
    "import agreements baru.csv --create partners,departments",
    "import agreements ubah.csv",
    "import partners mitra.csv",
    "import departments opd.csv",
];

fn office() -> Office {
    let office = Office::sample();
    office.write(
        "baru.csv",
        "title,kind,document,partner,department,supporting,parent\n\
         Satu,ksdpk,pks,PT Entah Siapa,Dinas Antah Berantah,DLH,KS-2015-0001\n\
         Dua,ksdpk,pks,UPR,DLH,,\n",
    );
    office.write("ubah.csv", "code,title,note,kind,document\nKS-2015-0001,Judul lain,Catatan lain,,\nKS-2017-0002,,Satu lagi,ksdpk,pks\n");
    office
        .write("mitra.csv", "code,name,kind\nUPR,Universitas Palangka Raya (UPR),ptn\nXYZ,PT XYZ,company\n");
    office.write("masalah.csv", "title,raised_on,solution.proposal\nSatu,2024,Usul satu\nDua,2024,\n");
    office.write("opd.csv", "code,name,kind,parent\nA,Dinas A,dinas,B\nB,Dinas B,dinas,\n");
    office
}

fn come_back(writes: &[&str]) {
    let office = office();
    let before = office.export();
    for write in writes {
        office.types(write).succeeds();
        let after = office.export();
        assert_ne!(before, after, "{write}: nothing was written");
        office.types("undo").succeeds().says(write.split(' ').next().unwrap());
        similar(&before, &office.export(), write);
        office.types("redo").succeeds();
        similar(&after, &office.export(), &format!("redo of {write}"));
        office.types("undo").succeeds();
    }
    similar(&before, &office.export(), "the last undo");
    assert_eq!(office.number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

#[test]
fn undo_after_any_write_of_agreements_gives_the_same_registers_back() {
    come_back(AGREEMENTS);
}

#[test]
fn undo_after_any_write_of_links_gives_the_same_registers_back() {
    come_back(LINKS);
}

#[test]
fn undo_after_any_write_of_small_registers_gives_the_same_registers_back() {
    come_back(SMALL);
}

#[test]
fn undo_after_any_import_gives_the_same_registers_back() {
    come_back(IMPORTS);
}

#[test]
fn undo_after_any_write_of_obstacles_gives_the_same_registers_back() {
    come_back(OBSTACLES);
}

#[track_caller]
fn similar(wanted: &str, found: &str, what: &str) {
    if let Some((a, b)) = wanted.lines().zip(found.lines()).find(|(a, b)| a != b) {
        panic!("{what}\nwanted {a}\nfound  {b}");
    }
    assert_eq!(wanted.len(), found.len(), "{what}");
}

#[test]
fn undo_walks_back_and_redo_walks_forth() {
    let office = Office::founded();
    let mut states = vec![office.export()];
    for name in ["A", "B", "C"] {
        office.types(&format!("setting edit city --value {name}")).succeeds();
        states.push(office.export());
    }
    for state in states.iter().rev().skip(1) {
        office.types("undo").succeeds().says("Dibatalkan #");
        similar(state, &office.export(), "undo");
    }
    office.types_in_vain("undo").is_refused("tidak ada");
    for state in &states[1..] {
        office.types("redo").succeeds().says("Diulang #");
        similar(state, &office.export(), "redo");
    }
    office.types_in_vain("redo").is_refused("tidak ada pembatalan");
}

#[test]
fn there_is_nothing_to_undo_in_a_new_file() {
    let office = Office::founded();
    office.types_in_vain("undo --lang en").is_refused("there is no operation to undo");
    office.types_in_vain("redo").is_refused("tidak ada");
    office.types_in_vain("undo 7").is_refused("#7").says("sinergi history");
    office.types_in_vain("undo tujuh").is_refused("`tujuh`");
}

#[test]
fn an_earlier_operation_is_taken_back_by_its_number() {
    let office = Office::founded();
    office.types("setting edit city --value A").succeeds();
    office.types("setting edit team --value B").succeeds();
    office.types("undo 1").succeeds().says("setting edit city");
    office.types("setting list -O csv").shows("city,\n").shows("team,B\n");
    office.types_in_vain("undo 1 --lang en").is_refused("#1 was undone already");
    office.types_in_vain("undo 3").is_refused("pembatalan").says("redo");
    office.types("undo \"#2\"").succeeds();
}

#[test]
fn undo_is_refused_while_later_operations_rest_on_it() {
    let office = Office::founded();
    office.makes("partner add --code UPR --name \"Universitas Palangka Raya\" --kind ptn");
    let code = office.makes("agreement add --kind ksdpk --document pks --title X --partner UPR");
    office.types(&format!("agreement edit {code} --note A")).succeeds();
    office.types(&format!("agreement edit {code} --note B")).succeeds();
    office.types_in_vain("undo 1").exits(2);
    office.types_in_vain("undo 2").is_refused("#3, #4").says("sinergi undo 4");
    office.types_in_vain("undo 3").is_refused("#4");
    for number in [4, 3, 2, 1] {
        office.types(&format!("undo {number}")).succeeds();
    }
    assert_eq!(office.number("SELECT count(*) FROM agreement"), 0);
}

#[test]
fn a_removed_record_comes_back_only_while_what_it_names_is_there() {
    let office = Office::founded();
    office.makes("partner add --code UPR --name \"Universitas Palangka Raya\" --kind ptn");
    let code = office.makes("agreement add --kind ksdpk --document pks --title X --partner UPR");
    office.types(&format!("agreement remove {code} --yes")).succeeds();
    office.types("partner remove UPR --yes").succeeds();
    let before = office.export();
    let answer = office.types_in_vain("undo 3");
    assert_ne!(answer.code, Some(0), "{answer}");
    similar(&before, &office.export(), "a refused undo");
    office.types("undo").succeeds();
    office.types("undo").succeeds();
    office.types(&format!("agreement show {code}")).succeeds().shows("Universitas Palangka Raya");
}

#[test]
fn history_tells_what_was_undone_by_what() {
    let office = Office::founded();
    office.types("setting edit city --value A").succeeds();
    office.types("undo").succeeds();
    office.types("history").shows("dibatalkan #2").shows("membatalkan #1");
    office.types("redo").succeeds();
    let states = office.types("history -O csv --lang en").column("state");
    assert_eq!(states[2], "", "the operation stands again");
    assert!(states[1].contains("taken back by #3"), "{states:?}");
}

#[test]
fn a_field_that_was_edited_twice_goes_back_one_step() {
    let office = Office::sample();
    office.types("agreement edit KS-2015-0001 --note A").succeeds();
    office.types("agreement edit KS-2015-0001 --note B").succeeds();
    office.types("undo").succeeds().says("B → A");
    office.types("agreement list --code KS-2015-0001 --columns note -O csv").prints("note\nA\n");
}

#[test]
fn the_sample_is_no_operation_and_cannot_be_undone() {
    let office = Office::sample();
    office.types("history -O csv").prints("operation,at,by,state,command\n");
    office.types_in_vain("undo").exits(2);
}
