//! History: who typed what, when, and what it did to each record.

use crate::office::Office;

#[test]
fn every_command_that_changed_something_is_kept_as_it_was_typed() {
    let office = Office::founded();
    office.makes("partner add --code UPR --name \"Universitas Palangka Raya\" --kind ptn");
    office.types("partner edit UPR --region \"Palangka Raya\" --by budi").succeeds();
    office.types("partner edit UPR --region \"Palangka Raya\"").succeeds().says("Tidak ada yang berubah");
    let rows = office.types("history -O csv").rows();
    assert_eq!(rows.len(), 2, "what changed nothing is not kept");
    assert_eq!(rows[0]["command"], "partner edit UPR --region \"Palangka Raya\" --by budi");
    assert_eq!((rows[0]["by"].as_str(), rows[1]["by"].as_str()), ("budi", "sekretariat"));
    assert_eq!(rows[1]["at"], "2025-01-15 10:41");
    office.types("history --limit 1 -O csv").succeeds().shows("budi").hides("partner add");
}

#[test]
fn the_history_of_a_record_shows_old_and_new() {
    let office = Office::sample();
    office.types("agreement edit KS-2015-0001 --department DLH --value 2jt --note \"\"").succeeds();
    let answer = office.types("history ks-2015-1");
    answer.succeeds().shows("OPD: BPKAD → DLH").shows("48.500.000.000 → 2.000.000").shows("→ (kosong)");
    office.types("history ks-2015-1 --lang en").shows("Department: BPKAD → DLH").shows("→ (empty)");
    office.types("agreement show KS-2015-0001").shows("OPD: BPKAD → DLH");
    office.types("history DLH").succeeds();
    office.types("history TIADA").is_refused("TIADA");
}

#[test]
fn a_removed_record_still_has_a_history() {
    let office = Office::sample();
    office.types("agreement remove KS-2025-0003 --yes").succeeds();
    office.types("history ks-2025-0003").succeeds().shows("dihapus");
    office.types("history KS-2025-0003 --lang en").succeeds().shows("removed");
}

#[test]
fn created_leaves_one_row_a_record_without_values() {
    let office = Office::sample();
    office.makes(
        "agreement add --kind ksdpk --document pks --title X --partner UPR --partner TPP --supporting DLH",
    );
    let rows = "SELECT count(*) FROM change WHERE operation = (SELECT max(number) FROM operation)";
    assert_eq!(office.number(rows), 1, "the children are in the parent's row");
    assert_eq!(office.number(&format!("{rows} AND action = 'created' AND old IS NULL AND new IS NULL")), 1);
    office.types("agreement edit KS-2025-0008 --note A --title B").succeeds();
    assert_eq!(office.number(rows), 2, "a row a field");
}

#[test]
fn removed_keeps_the_whole_record_with_its_children() {
    let office = Office::sample();
    for register in ["benefit", "funding", "evaluation"] {
        let codes = office.types(&format!("{register} list --agreement KS-2021-0004 -O code"));
        for code in codes.lines() {
            office.types(&format!("{register} remove {code} --yes")).succeeds();
        }
    }
    for line in [
        // What was spoken of goes first, and what took it over before that.
        "meeting item remove RPT-2024-0003/1 --yes",
        "meeting item remove RPT-2024-0002/1 --yes",
        "meeting item remove RPT-2026-0002/2 --yes",
        "activity remove KEG-2026-0016 --yes",
        "obstacle remove K-0009 --yes",
        "obstacle remove K-0010 --yes",
        "agreement remove KS-2021-0004 --yes",
    ] {
        office.types(line).succeeds();
    }
    let sql = "SELECT old FROM change WHERE code = 'KS-2021-0004' AND action = 'removed'";
    let text: String = office.conn().query_row(sql, [], |r| r.get(0)).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["own_number"], "119/08/KB/TAPEM/VII/2021");
    assert_eq!(json["children"]["party"].as_array().unwrap().len(), 5);
    assert!(!json["children"]["involvement"].as_array().unwrap().is_empty());
}

#[test]
fn what_failed_leaves_no_history() {
    let office = Office::sample();
    let before = office.number("SELECT count(*) FROM operation");
    office.write("rusak.csv", "title,kind,document\nSatu,ksdpk,pks\nDua,apa,pks\n");
    for line in [
        "agreement edit KS-2015-0001 --ends-on 2001-01-01",
        "partner remove UPR --yes",
        "import agreements rusak.csv",
    ] {
        office.types_in_vain(line).exits(2);
    }
    assert_eq!(office.number("SELECT count(*) FROM operation"), before);
}

#[test]
fn the_actor_is_the_flag_then_the_environment_then_the_system() {
    let office = Office::founded().env("SINERGI_USER", "").env("USER", "siti");
    office.types("setting edit city --value A").succeeds();
    let office = office.env("SINERGI_USER", "sekda");
    office.types("setting edit city --value B").succeeds();
    office.types("setting edit city --value C --by \"Bagian Tapem\"").succeeds();
    assert_eq!(office.types("history -O csv").column("by"), ["Bagian Tapem", "sekda", "siti"]);
}
