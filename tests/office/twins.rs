//! Partners recorded twice: which they may be, and how two become one.

use crate::office::Office;

fn city() -> Office {
    Office::sample().env("SINERGI_NOW", "2026-06-30T09:00:00")
}

#[test]
fn twins_of_the_sample_are_listed_with_a_score_and_the_one_to_keep() {
    let rows = city().types("partner duplicates -O csv").rows();
    let line = |row: &crate::answer::Record| {
        ["score", "partner", "agreements", "twin", "twin_agreements"].map(|key| row[key].clone()).join(" ")
    };
    assert_eq!(rows.iter().map(line).collect::<Vec<_>>(), ["100 BPJS-KES 2 BPJS-KESEHATAN-PKY 1"]);
    // BPD-KALTENG was merged: it stands no more.
    city()
        .types("partner duplicates --lang en")
        .shows("Pairs: 1")
        .shows("partner merge BPJS-KESEHATAN-PKY --into BPJS-KES");
}

#[test]
fn spelling_case_legal_forms_and_places_are_seen_through_and_other_bodies_are_not_touched() {
    let office = Office::founded();
    for (code, name) in [
        ("A1", "PT. Maju Bersama, Tbk"),
        ("A2", "maju bersama"),
        ("B1", "CV Cahaya Borneo"),
        ("B2", "CV Cahya Borneo"),
        ("C1", "BNN"),
        ("C2", "BNN Kota Palangka Raya"),
        ("D1", "Kota Bogor"),
        ("D2", "Kabupaten Bogor"),
        ("E1", "SMK Negeri 1"),
        ("E2", "SMK Negeri 2"),
        ("F1", "BPJS Kesehatan"),
        ("F2", "BPJS Ketenagakerjaan"),
    ] {
        office.types(&format!("partner add --code {code} --name \"{name}\" --kind other")).succeeds();
    }
    let rows = office.types("partner duplicates -O csv").rows();
    let pairs: Vec<String> =
        rows.iter().map(|row| format!("{} {} {}", row["partner"], row["twin"], row["score"])).collect();
    assert_eq!(pairs, ["A1 A2 100", "C1 C2 95", "B1 B2 94"]);
}

/// BPJS-KESEHATAN-PKY is named by a party, and here also by an obligation, an obstacle, a waiver and an item of an agenda.
fn named_everywhere() -> Office {
    let office = city();
    for line in [
        "obligation add --agreement KS-2020-0002 --title Laporan --owed-by BPJS-KESEHATAN-PKY",
        "obstacle log --title Tunggakan --agreement KS-2020-0002 --category ANGGARAN --owner BPJS-KESEHATAN-PKY --on 2026-06-01",
        "check waive no-power partner/BPJS-KESEHATAN-PKY --reason Lama --until 2027-01-01",
        "meeting item add RPT-2026-02 --topic other --title Iuran --record partner/BPJS-KESEHATAN-PKY",
    ] {
        office.types(line).succeeds();
    }
    office
}

#[test]
fn a_merge_shows_what_moves_keeps_the_signed_name_and_is_taken_back_to_the_byte() {
    let office = named_everywhere();
    let before = office.export();
    let line = "partner merge BPJS-KESEHATAN-PKY --into BPJS-KES --lang en";
    office
        .types_in_vain(&format!("{line} --dry-run"))
        .succeeds()
        .says("party: 1 (KS-2020-0002/1)")
        .says("obligation: 1")
        .says("obstacle: 1")
        .says("waiver: 1")
        .says("item: 1");
    office.types_in_vain(line).is_refused("confirmation is needed").says("--confirm BPJS-KESEHATAN-PKY");
    office
        .types_in_vain(&format!("{line} --confirm BPJS-KES"))
        .is_refused("`BPJS-KES` is not BPJS-KESEHATAN-PKY");
    office.types(&format!("{line} --confirm bpjs-kesehatan-pky")).succeeds().says("5 records");
    let party = "SELECT count(*) FROM party WHERE agreement = 'KS-2020-0002' AND partner = 'BPJS-KES' \
                 AND signed_name = 'BPJS Kesehatan KC Palangkaraya'";
    assert_eq!(office.number(party), 1);
    for sql in [
        "SELECT count(*) FROM obligation WHERE owed_by = 'partner/BPJS-KES'",
        "SELECT count(*) FROM obstacle WHERE owner = 'partner/BPJS-KES'",
        "SELECT count(*) FROM waiver WHERE record = 'partner/BPJS-KES'",
        "SELECT count(*) FROM item WHERE record = 'partner/BPJS-KES'",
    ] {
        assert_eq!(office.number(sql), 1, "{sql}");
    }
    assert!(!office.export().contains("partner/BPJS-KESEHATAN-PKY"));
    // Whoever writes the old one means the other from now on.
    let code =
        office.makes("agreement add --kind sinergi --document nk --title Uji --partner BPJS-KESEHATAN-PKY");
    office.types(&format!("agreement party list {code} -O csv")).shows("BPJS-KES,");
    office
        .write("r.csv", "title,kind,document,partner\nUji impor,sinergi,nk,BPJS Kesehatan KC Palangkaraya\n");
    office.types("import agreements r.csv").succeeds();
    let signed = "SELECT count(*) FROM party WHERE partner = 'BPJS-KES' AND signed_name = 'BPJS Kesehatan KC Palangkaraya'";
    assert_eq!(office.number(signed), 2, "what an import writes under the old name keeps it");
    for _ in 0..3 {
        office.types("undo").succeeds();
    }
    assert_eq!(office.export(), before);
}

#[test]
fn a_merge_into_itself_in_a_circle_or_of_two_parties_is_refused() {
    let office = city();
    let refused = |line: &str, words: &str| {
        office.types_in_vain(&format!("partner merge {line} --confirm X --lang en")).is_refused(words);
    };
    refused("BPJS-KES --into BPJS-KES", "refers to itself");
    refused("BANK-KALTENG --into BPD-KALTENG", "BPD-KALTENG was merged into BANK-KALTENG already");
    refused("BPD-KALTENG --into BRI-PKY", "BPD-KALTENG was merged into BANK-KALTENG already");
    refused("KAB-KATINGAN --into KAB-GUNUNG-MAS", "are both parties of KS-2019-0001");
    refused("KAB-KATINGAN --into NOPE", "partner `NOPE` does not exist");
    // By hand, too; and nothing is said to be merged that is still named.
    office
        .types_in_vain("partner edit UPR --merged-into PLN-PKY --lang en")
        .is_refused("partner merge UPR --into PLN-PKY");
    office
        .types_in_vain("partner edit BANK-KALTENG --merged-into BPD-KALTENG --lang en")
        .is_refused("itself");
}
