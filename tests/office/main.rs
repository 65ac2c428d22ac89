//! The program as an office meets it: every test types lines into the real binary, or walks the descriptions.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod acceptance;
mod activities;
mod acts;
mod alignment;
mod alike;
mod answer;
mod benefits;
mod brief;
mod cells;
mod checks;
mod corrected;
mod counting;
mod database;
mod described;
mod documents;
mod due;
mod edges;
mod evaluate;
mod evaluated;
mod files;
mod forms;
mod glossary;
mod help;
mod import;
mod init;
mod journal;
mod judged;
mod language;
mod layers;
mod leave;
mod life;
mod listing;
mod lives;
mod map;
mod mapped;
mod meetings;
mod obstacles;
mod office;
mod output;
mod overlap;
mod owed;
mod paper_only;
mod papers;
mod paths;
mod plans;
mod polytechnic;
mod processes;
mod promised;
mod prompts;
mod properties;
mod real;
mod records;
mod references;
mod registers;
mod regressions;
mod removal;
mod reports;
mod requests;
mod rounds;
mod schema;
mod sheet_of_a_life;
mod sheets;
mod sops;
mod sources;
mod succession;
mod told_once;
mod twins;
mod undo;
mod whole;
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
