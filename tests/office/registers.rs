//! A real register, read in place: published by a provincial hospital, with the ends as its own sheet has them.

use std::path::Path;

use crate::answer::rows;
use crate::office::Office;

#[test]
fn a_real_hospital_register_comes_in_whole_and_every_end_is_right() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = root.join("../shared/data/soedono");
    if !data.is_dir() {
        eprintln!("left out: {} is not here, so the real register was not read", data.display());
        return;
    }
    let office = Office::founded();
    let before = office.export();
    let import = format!(
        "import agreements \"{}\" --mapping \"{}\"",
        data.join("klinis.csv").display(),
        root.join("examples/mappings/soedono-klinis.toml").display()
    );
    office.types(&import).succeeds().says("98 baris: 98 baru, 0 berubah, 0 sudah ada");

    let answers = rows(&std::fs::read_to_string(data.join("klinis_answers.csv")).unwrap());
    let wanted: Vec<&str> = answers.iter().map(|r| r["end_date"].as_str()).collect();
    let ends = office.types("agreement list --columns ends_on -O csv").column("ends_on");
    assert_eq!(ends.len(), 98);
    assert_eq!(ends, wanted, "codes are given in the order of the file");

    let counted = |day: &str| -> u32 {
        let totals = office.types(&format!("report map --part kind -O csv --as-of {day}")).column("total");
        totals.iter().map(|n| n.parse::<u32>().unwrap()).sum()
    };
    assert_eq!(counted("2026-12-31"), 98);
    let summary = office.types("report map --part summary -O csv").rows();
    let number = |at: usize| summary[at]["records"].parse::<u32>().unwrap();
    assert_eq!((number(0), number(1), number(1) + number(2)), (98, counted("2025-01-15"), 98));

    office.types_in_vain(&import).succeeds().says("0 baru, 0 berubah, 98 sudah ada");
    let shared = "SELECT count(*) FROM (SELECT 1 FROM agreement GROUP BY own_number HAVING count(*) = 2)";
    assert!(office.number(shared) >= 1, "two of them share an own number");
    office.types("undo").succeeds();
    assert_eq!(before, office.export());
}
