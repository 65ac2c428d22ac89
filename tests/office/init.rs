//! Making a file: once, for its owner alone, and never by accident.

use std::fs;

use sinergi::store::{APPLICATION_ID, SCHEMA_VERSION};

use crate::office::Office;

/// Commands that need a file, one of each sort.
const NEED_A_FILE: &[&str] = &[
    "status",
    "due",
    "search rujukan",
    "report map",
    "report register",
    "history",
    "history KS-2025-0001",
    "undo",
    "redo",
    "agreement list",
    "agreement show KS-2025-0001",
    "agreement edit KS-2025-0001 --note x",
    "agreement remove KS-2025-0001 --yes",
    "partner list",
    "setting list",
    "export agreements",
];

#[test]
fn a_new_file_carries_our_stamps_and_its_seed() {
    let office = Office::new();
    office.types("init").succeeds().prints("").says("Dibuat: ");
    assert_eq!(office.files(), ["office.db"]);
    let stamp = |name: &str| -> i64 { office.conn().pragma_query_value(None, name, |r| r.get(0)).unwrap() };
    assert_eq!(stamp("application_id"), APPLICATION_ID);
    assert_eq!(stamp("user_version"), SCHEMA_VERSION);
    assert!(office.number("SELECT count(*) FROM affair") >= 32);
    assert!(office.number("SELECT count(*) FROM department") >= 20);
    assert_eq!(office.number("SELECT count(*) FROM department WHERE confirmed IS NOT 0"), 0);
    assert_eq!(office.number("SELECT count(*) FROM agreement"), 0);
    assert_eq!(office.number("SELECT count(*) FROM operation"), 0);
    let journal: String = office.conn().pragma_query_value(None, "journal_mode", |r| r.get(0)).unwrap();
    assert_eq!(journal, "delete", "offices use shared folders");
}

#[cfg(unix)]
#[test]
fn a_new_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    for line in ["init", "init --sample"] {
        let office = Office::new();
        office.types(line).succeeds();
        let mode = fs::metadata(office.db()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{line}");
    }
}

#[test]
fn a_file_that_exists_is_never_made_again() {
    let office = Office::founded();
    office.types_in_vain("init").is_refused("sudah ada").says("--db");
    office.types_in_vain("init --sample").is_refused("sudah ada").says("--db");
    office.write("catatan.txt", "penting");
    office.types("init --db catatan.txt --lang en").is_refused("exists already");
    assert_eq!(office.read("catatan.txt"), "penting");
}

#[test]
fn the_folders_of_a_new_file_are_made_and_the_usual_place_is_under_home() {
    let office = Office::new().env("SINERGI_DB", "");
    office.types("init").succeeds();
    assert!(office.path("home/.local/share/sinergi/sinergi.db").is_file());
    assert!(office.files().is_empty());
    office.types("department list").succeeds().shows("Dinas Kesehatan");
    office.types("init --db jauh/sekali/baru.db").succeeds();
    assert!(office.path("jauh/sekali/baru.db").is_file());
}

#[test]
fn the_file_named_by_flag_wins_over_the_one_in_the_environment() {
    let office = Office::sample();
    office.types("init --db lain.db").succeeds();
    office.types("agreement list --db lain.db -O csv").succeeds().hides("KS-");
    office.types("--db lain.db agreement list -O csv").succeeds().hides("KS-");
    office.types("agreement list -O csv").succeeds().shows("KS-2015-0001");
}

#[test]
fn no_other_command_makes_a_file() {
    let office = Office::new();
    for line in NEED_A_FILE {
        let answer = office.types(line);
        answer.exits(10).prints("").says("office.db").says("sinergi init");
        assert!(office.files().is_empty(), "{answer}");
    }
    assert_eq!(fs::read_dir(office.path("home")).unwrap().count(), 0);
}

#[test]
fn a_typo_in_the_name_of_the_file_leaves_nothing_behind() {
    let office = Office::sample();
    let answer = office.types("status --db offise.db --lang en");
    answer.exits(10).says("error: there is no database at offise.db").says("hint: ").says("sinergi init");
    office.types("agreement list --db tiada/office.db").exits(10).says("tiada/office.db");
    assert_eq!(office.files(), ["office.db"]);
}

#[test]
fn an_error_about_a_missing_file_says_where_it_was_looked_for() {
    let office = Office::new().env("SINERGI_DB", "");
    let answer = office.types("status --lang en");
    answer.exits(10).says("home/.local/share/sinergi/sinergi.db").says("--db").says("SINERGI_DB");
}

#[test]
fn the_sample_ends_with_what_needs_attention() {
    let office = Office::new();
    let made = office.types("init --sample");
    made.succeeds().says("Dibuat: ").shows("Kota Palangka Raya").shows("segera berakhir");
    made.prints(&office.types("status").stdout);
    assert!((35..=80).contains(&office.number("SELECT count(*) FROM agreement")));
    for sql in [
        "SELECT count(DISTINCT kind) >= 6 FROM agreement",
        "SELECT count(DISTINCT document) >= 7 FROM agreement",
        "SELECT count(*) > 5 FROM agreement WHERE parent IS NOT NULL",
        "SELECT count(*) > 2 FROM agreement WHERE end_rule = 'unknown'",
        "SELECT count(*) > 0 FROM agreement WHERE end_rule = 'open-ended'",
        "SELECT count(*) > 2 FROM party WHERE position = 2",
    ] {
        assert_eq!(office.number(sql), 1, "{sql}");
    }
    assert_eq!(office.number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

#[test]
fn the_name_of_the_region_can_be_given_at_once() {
    let office = Office::new();
    office.types("init --city \"Kota Singkawang\"").succeeds();
    office.types("setting show city -O json").succeeds().shows("Kota Singkawang");
    office.types("status").succeeds().shows("Kota Singkawang");
}

#[test]
fn a_file_may_have_any_name() {
    let office = Office::new();
    for name in ["a b.db", "a?mode=memory.db", "c#d%20.db", "kota 'Palangka'.sqlite", "静岡.db"] {
        let office_of = |line: &str| {
            let mut command = office.command(line);
            command.env("SINERGI_DB", name);
            crate::answer::Answer::new(line, command.output().unwrap())
        };
        office_of("init").succeeds();
        office_of("setting edit city --value Uji").succeeds();
        office_of("setting list -O csv").succeeds().shows("city,Uji");
        assert!(office.path(name).is_file(), "{name}");
    }
}
