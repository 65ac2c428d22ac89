//! Papers of agreements: files with their fingerprints, references, reviews, and what is missing.

use crate::office::Office;

fn office() -> Office {
    let office = Office::founded();
    office
        .types("agreement add --title Uji --kind ksdpk --document pks --requested-on 2025-01-06")
        .succeeds();
    std::fs::create_dir_all(office.path("berkas")).unwrap();
    office.write("berkas/kak.pdf", "isi KAK");
    office
}

#[test]
fn a_file_is_kept_by_its_path_from_the_database_with_its_fingerprint_and_size() {
    let office = office();
    office
        .types("document add KS-2025-0001 berkas/kak.pdf --kind kak")
        .prints("DOK-2025-0001\n")
        .says("berkas/kak.pdf (7 bita)");
    let row = office
        .types("document list -O csv --columns kind,path,fingerprint,size,received_on")
        .rows()
        .remove(0);
    // printf 'isi KAK' | sha256sum
    assert_eq!(
        ["kind", "path", "fingerprint", "size", "received_on"].map(|k| row[k].as_str()),
        [
            "KAK",
            "berkas/kak.pdf",
            "6656ec4a812f3716b7ab3cb969e33e7f811dbe64a3da34393150b0bca37dd005",
            "7",
            "2025-01-15"
        ]
    );
    office.types("document check --lang en").shows("Files: 1 as recorded, 0 missing, 0 changed.");
    office.write("berkas/kak.pdf", "isi KAK lain");
    let found = office.types("document check -O csv").rows();
    assert_eq!((found[0]["found"].as_str(), found[0]["code"].as_str()), ("changed", "DOK-2025-0001"));
    office.types("document check --exit-code").exits(3);
    std::fs::remove_file(office.path("berkas/kak.pdf")).unwrap();
    assert_eq!(office.types("document check KS-2025-0001 -O csv").rows()[0]["found"], "missing");
}

#[test]
fn a_file_that_is_missing_is_refused_and_a_reference_is_said_to_be_unchecked() {
    let office = office();
    office
        .types_in_vain("document add KS-2025-0001 berkas/tiada.pdf --kind kak")
        .is_refused("tiada.pdf")
        .says("Arsip");
    office.types_in_vain("document add KS-2025-0001 berkas/kak.pdf --kind entah").is_refused("entah");
    office.types_in_vain("document add KS-2025-0001 berkas/kak.pdf").exits(2);
    office
        .types_in_vain("document add KS-2025-0001 berkas/kak.pdf --kind kak --received 2025-01-16")
        .is_refused("belum tiba");
    office
        .types("document add KS-2025-0001 \"Arsip 12/2025\" --kind \"studi kelayakan atau kajian\"")
        .says("tidak ada berkas yang diperiksa");
    office.types("document check --lang en").shows("Not checked: 1");
}

#[test]
fn a_review_says_who_and_when_and_the_last_paper_of_a_kind_counts() {
    let office = office();
    office.types("agreement step KS-2025-0001").says("Kerangka acuan kerja (KAK)");
    let missing = |day: &str| {
        let rows = office.types(&format!("report papers -O csv --as-of {day}")).rows();
        rows.iter().map(|r| format!("{} {}", r["paper"], r["stands"])).collect::<Vec<_>>()
    };
    assert_eq!(missing("2025-01-15"), ["KAK missing"]);
    office.types("document add KS-2025-0001 Arsip/1 --kind kak --received 2025-01-08").succeeds();
    assert!(missing("2025-01-15").is_empty());
    assert_eq!(missing("2025-01-07"), ["KAK missing"]);
    office.types_in_vain("document review DOK-2025-0001 to-repair").is_refused("--by");
    office
        .types_in_vain("document review DOK-2025-0001 to-repair --by \"Bagian Hukum\" --on 2025-01-07")
        .is_refused("2025-01-08");
    office.types("document review DOK-2025-0001 to-repair --by \"Bagian Hukum\" --on 2025-01-10 --note \"Pasal 4\"").succeeds();
    assert!(missing("2025-01-09").is_empty(), "nobody had said so yet");
    assert_eq!(missing("2025-01-10"), ["KAK to-repair"]);
    office.types("document add KS-2025-0001 Arsip/2 --kind kak --received 2025-01-13").succeeds();
    assert!(missing("2025-01-13").is_empty());
    office
        .types("agreement step KS-2025-0001 --on 2025-01-14 --paper STUDY=Arsip/3 --paper KAK=Arsip/4")
        .succeeds();
    assert_eq!(office.number("SELECT count(*) FROM document"), 4);
    office.types_in_vain("agreement step KS-2025-0001 --paper TIADA=Arsip/3").exits(2);
}
