//! The program as an office meets it: every test types lines into the real binary, or walks the descriptions.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answer;
mod cells;
mod database;
mod described;
mod help;
mod import;
mod init;
mod journal;
mod language;
mod layers;
mod listing;
mod map;
mod office;
mod output;
mod plans;
mod processes;
mod properties;
mod records;
mod references;
mod registers;
mod regressions;
mod removal;
mod reports;
mod schema;
mod undo;
mod widths;

/// A file that no `mod` line names would never run.
#[test]
fn every_file_here_is_a_module() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/office");
    let this = include_str!("main.rs");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(module) = name.strip_suffix(".rs").filter(|m| *m != "main") else { continue };
        assert!(this.contains(&format!("\nmod {module};")), "{name} is not declared in main.rs");
    }
}
