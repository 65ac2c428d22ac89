//! Files that are not ours, too new, damaged or locked away: refused in plain words and left as they are.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rusqlite::Connection;

use crate::office::Office;

const READ_AND_WRITE: [&str; 4] =
    ["status", "agreement list", "setting edit city --value X", "department remove DLH --yes"];

#[test]
fn a_folder_is_no_database() {
    let office = Office::new();
    fs::create_dir(office.path("folder.db")).unwrap();
    for line in READ_AND_WRITE {
        office.types(&format!("{line} --db folder.db")).is_refused("folder.db").says("--db");
    }
}

#[test]
fn a_text_an_empty_file_and_a_strangers_database_are_refused_untouched() {
    let office = Office::new();
    office.write("teks.db", "ini bukan basis data, melainkan catatan rapat yang agak panjang\n".repeat(40));
    office.write("pendek.db", "halo");
    office.write("kosong.db", "");
    Connection::open(office.path("orang.db"))
        .unwrap()
        .execute_batch("CREATE TABLE agreement (code); INSERT INTO agreement VALUES (1)")
        .unwrap();
    for name in ["teks.db", "pendek.db", "kosong.db", "orang.db"] {
        let before = fs::read(office.path(name)).unwrap();
        for line in READ_AND_WRITE {
            let answer = office.types(&format!("{line} --db {name} --lang en"));
            answer.is_refused("is not a sinergi database").says(name).prints("");
            assert_eq!(fs::read(office.path(name)).unwrap(), before, "{name}: {line}");
        }
    }
    assert_eq!(office.files(), ["kosong.db", "orang.db", "pendek.db", "teks.db"], "nothing is left beside");
}

#[test]
fn a_newer_schema_is_refused_with_both_numbers() {
    let office = Office::sample();
    office.conn().execute_batch("PRAGMA user_version = 99").unwrap();
    for line in READ_AND_WRITE {
        let answer = office.types_in_vain(&format!("{line} --lang en"));
        answer.exits(1).says("schema 99").says("knows 7").prints("");
    }
    assert_eq!(office.files(), ["office.db"]);
}

#[test]
fn a_file_cut_short_is_damaged_and_stays() {
    let office = Office::sample();
    let whole = office.bytes();
    fs::write(office.db(), &whole[..whole.len() / 2]).unwrap();
    let answer = office.types_in_vain("agreement list -O csv");
    assert!(matches!(answer.code, Some(1 | 2)), "{answer}");
    answer.says("galat: ");
    assert_eq!(answer.stderr.lines().count(), 2, "{answer}");
}

#[test]
fn a_file_whose_pages_are_spoilt_is_damaged_by_name() {
    let office = Office::sample();
    let mut bytes = office.bytes();
    for byte in &mut bytes[4096..] {
        *byte = 0xA5;
    }
    fs::write(office.db(), &bytes).unwrap();
    office.types_in_vain("agreement list --lang en").exits(1).says("damaged").says("office.db");
}

/// Root may write everywhere, so there is nothing to see then.
#[test]
fn a_file_that_may_only_be_read_can_be_looked_at_and_not_changed() {
    let office = Office::sample();
    let mut lock = fs::metadata(office.db()).unwrap().permissions();
    lock.set_mode(0o400);
    fs::set_permissions(office.db(), lock).unwrap();
    if fs::OpenOptions::new().write(true).open(office.db()).is_ok() {
        eprintln!("left out: this user may write to any file");
        return;
    }
    office.types("agreement list -O csv").succeeds().shows("KS-2015-0001");
    let answer = office.types("setting edit city --value X --lang en");
    answer.exits(1).says("cannot be written").says("permissions");
}

#[test]
fn a_bad_clock_width_wait_or_language_is_refused_in_our_words() {
    let office = Office::sample();
    office.types("status --as-of 2025-02-30").is_refused("2025-02-30");
    office.types("status --as-of kemarin-dulu").is_refused("kemarin-dulu").says("2025-01-15");
    office.types("status --width lebar").is_refused("--width");
    office.types("status --timeout sebentar").is_refused("--timeout");
    office.types("status -O kertas").is_refused("kertas").says("csv");
    let office = office.env("SINERGI_NOW", "besok");
    office.types("status").is_refused("SINERGI_NOW");
}
