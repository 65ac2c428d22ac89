//! Several programs at one file: they wait, they say so when they wait in vain, and what a killed one began is undone.

use std::fs;
use std::process::Child;

use rusqlite::Connection;

use crate::answer::Answer;
use crate::office::Office;

const ADD: &str = "agreement add --kind ksdpk --document pks --title";

/// Holds the file as another writer would.
fn lock(office: &Office) -> Connection {
    let conn = office.conn();
    conn.execute_batch("BEGIN IMMEDIATE; UPDATE setting SET value = 'Kota Lain' WHERE name = 'city'")
        .unwrap();
    conn
}

fn ended(line: &str, child: Child) -> Answer {
    Answer::new(line, child.wait_with_output().unwrap())
}

#[test]
fn a_writer_who_waits_in_vain_says_that_the_file_is_busy() {
    let office = Office::sample();
    let other = lock(&office);
    for line in ["agreement edit KS-2015-0001 --note X", "setting edit notice_days --value 30", "undo"] {
        let answer = office.types(&format!("{line} --timeout 0 --lang en"));
        answer.exits(11).prints("").says("error: the database is busy").says("--timeout 60");
    }
    office.types(&format!("{ADD} X --timeout 1")).exits(11).prints("").says("sedang dipakai");
    other.execute_batch("ROLLBACK").unwrap();
    office.types(&format!("{ADD} X --timeout 0")).succeeds();
}

#[test]
fn readers_go_on_while_another_prepares_to_write() {
    let office = Office::sample();
    let other = lock(&office);
    office.types("agreement list -O csv --timeout 0").succeeds().shows("KS-2015-0001");
    office.types("status --timeout 0").succeeds().shows("Kota Palangka Raya");
    other.execute_batch("COMMIT").unwrap();
    office.types("setting show city -O csv").shows("Kota Lain");
}

#[test]
fn a_writer_who_waits_gets_through_when_the_other_is_done() {
    let office = Office::sample();
    let other = lock(&office);
    let line = format!("{ADD} Sabar --timeout 60");
    let waiting = office.command(&line).spawn().unwrap();
    let free = std::thread::spawn(move || other.execute_batch("COMMIT").unwrap());
    let answer = ended(&line, waiting);
    free.join().unwrap();
    answer.succeeds().prints("KS-2025-0008\n");
    office.types("setting show city -O csv").shows("Kota Lain");
}

#[test]
fn writers_at_once_all_succeed_with_codes_of_their_own() {
    let office = Office::sample();
    let line = format!("{ADD} Serentak --partner UPR --timeout 60");
    let children: Vec<Child> = (0..4).map(|_| office.command(&line).spawn().unwrap()).collect();
    let mut codes: Vec<String> = children
        .into_iter()
        .map(|child| {
            let answer = ended(&line, child);
            answer.succeeds();
            answer.stdout.trim().to_owned()
        })
        .collect();
    codes.sort();
    assert_eq!(codes, ["KS-2025-0008", "KS-2025-0009", "KS-2025-0010", "KS-2025-0011"]);
    assert_eq!(
        office.number("SELECT count(*) FROM party WHERE agreement IN ('KS-2025-0008', 'KS-2025-0011')"),
        2
    );
}

#[test]
fn what_a_killed_writer_began_is_rolled_back_by_the_next_reader() {
    let office = Office::sample();
    let before = office.types("agreement list --columns all -O csv").stdout;
    let conn = office.conn();
    // A small cache spills into the file before the commit, as a large import does.
    conn.execute_batch(
        "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;
         UPDATE agreement SET title = 'setengah jadi ' || hex(randomblob(2000)), note = hex(randomblob(2000))",
    )
    .unwrap();
    let journal = office.path("office.db-journal");
    assert!(journal.is_file(), "no journal: no test");
    fs::copy(office.db(), office.path("mati.db")).unwrap();
    fs::copy(&journal, office.path("mati.db-journal")).unwrap();
    conn.execute_batch("ROLLBACK").unwrap();
    drop(conn);
    let torn = Connection::open_with_flags(
        format!("file:{}?immutable=1", office.path("mati.db").display()),
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_URI,
    )
    .unwrap();
    let seen =
        torn.query_row("SELECT count(*) FROM agreement WHERE title LIKE 'setengah jadi%'", [], |r| r.get(0));
    assert_ne!(seen.ok(), Some(0_i64), "the copy was not torn: no test");
    drop(torn);
    office.types("agreement list --columns all -O csv --db mati.db").succeeds().prints(&before);
    assert_eq!(office.files(), ["mati.db", "office.db"], "the journal is gone");
    let conn = Connection::open(office.path("mati.db")).unwrap();
    let check: String = conn.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
    assert_eq!(check, "ok");
}

#[test]
fn a_writer_after_a_killed_one_rolls_back_first() {
    let office = Office::sample();
    let conn = office.conn();
    conn.execute_batch(
        "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE agreement SET note = hex(randomblob(3000))",
    )
    .unwrap();
    fs::copy(office.db(), office.path("mati.db")).unwrap();
    fs::copy(office.path("office.db-journal"), office.path("mati.db-journal")).unwrap();
    conn.execute_batch("ROLLBACK").unwrap();
    office.types(&format!("{ADD} Lanjut --db mati.db")).succeeds().prints("KS-2025-0008\n");
    office.types("agreement list --note terlambat -O code --db mati.db").prints("KS-2015-0001\n");
}

#[test]
fn a_reader_who_never_reads_on_does_not_lock_the_office_out() {
    let office = Office::sample();
    // Nobody reads this pipe; the child may block on it, with the file released.
    let mut stalled = office.command("agreement list --columns all -O json").spawn().unwrap();
    office.types(&format!("{ADD} Terus --timeout 60")).succeeds();
    stalled.kill().unwrap();
    let _ = stalled.wait();
}
