//! What may be left out or unknown, what stays as it was edited by hand, and how a row is known again.

use crate::answer::Record;
use crate::office::Office;
use crate::sheets::{Tally, agreements, findings, import, office_with, said, tally};

const BAD: &str = "\
title,Jenis,Jenis Dokumen,Tanggal Mulai,Tanggal Selesai,value,note
A,ksdpk,pks,2024-01-01,2024-12-31,1.250.000,baik
B,entah,pks,31/02/2024,2024-12-31,banyak,tiga salah
,ksdpk,sesuatu,2024-01-01,,,tanpa judul
D,,,,,,hanya judul
";

fn mapped(flags: &str) -> String {
    format!("import agreements r.csv --lang en --map Jenis=kind {flags}")
}

fn title<'r>(rows: &'r [Record], title: &str) -> &'r Record {
    rows.iter().find(|row| row["title"] == title).unwrap_or_else(|| panic!("{title} {rows:?}"))
}

// ---- bad rows ----

#[test]
fn without_leave_a_bad_cell_keeps_the_whole_file_out() {
    let office = office_with(BAD);
    let (answer, found) = findings(&office, &mapped(""));
    answer.is_refused("7 cells cannot be taken in 3 rows").says("--skip-invalid").says("--as-unknown");
    assert_eq!(found.iter().filter(|f| f["line"] == "3").count(), 3, "{found:?}");
    assert!(found.iter().all(|f| f.keys().count() == 5), "row, column, content, problem, suggestion");
    office.types_in_vain(&mapped("")).exits(2).prints("");
    assert_eq!(tally(&answer).refused, 3);
    assert_eq!(office.number("SELECT count(*) FROM operation"), 0);
}

#[test]
fn skip_invalid_leaves_only_the_bad_rows_out_and_lists_them() {
    let office = office_with(BAD);
    let (answer, found) = findings(&office, &mapped("--skip-invalid"));
    assert_eq!(tally(answer.succeeds()), Tally { rows: 4, new: 1, refused: 3, ..Tally::default() });
    let rows = agreements(&office);
    assert_eq!((rows.len(), rows[0]["title"].as_str(), rows[0]["unread"].as_str()), (1, "A", ""));
    let lines: Vec<&str> = found.iter().map(|f| f["line"].as_str()).collect();
    assert_eq!(lines, ["3", "3", "3", "4", "4", "5", "5"]);
}

#[test]
fn as_unknown_takes_every_row_and_keeps_what_it_could_not_read() {
    let office = office_with(BAD);
    let (answer, found) = findings(&office, &mapped("--as-unknown"));
    assert_eq!(tally(answer.succeeds()), Tally { rows: 4, new: 4, ..Tally::default() });
    assert_eq!(found.len(), 7);
    let rows = agreements(&office);
    let b = title(&rows, "B");
    let kept: Vec<&str> = b["unread"].lines().collect();
    assert_eq!(kept, ["Jenis: entah", "Tanggal Mulai: 31/02/2024", "value: banyak"]);
    assert_eq!((b["kind"].as_str(), b["document"].as_str()), ("unknown", "pks"));
    assert_eq!((b["effective_on"].as_str(), b["value"].as_str()), ("", ""));
    assert_eq!((b["ends_on"].as_str(), b["note"].as_str()), ("2024-12-31", "tiga salah"));
    let untitled = title(&rows, "(tanpa judul)");
    assert_eq!(
        (untitled["document"].as_str(), untitled["unread"].as_str()),
        ("unknown", "Jenis Dokumen: sesuatu")
    );
    let d = title(&rows, "D");
    assert_eq!(
        (d["kind"].as_str(), d["document"].as_str(), d["unread"].as_str()),
        ("unknown", "unknown", "")
    );
    assert_eq!(rows.iter().filter(|row| row["unread"].is_empty()).count(), 2);
    office.types_in_vain(&mapped("--as-unknown")).succeeds().says("0 new, 0 changed, 4 known");
    office.types("undo").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM agreement"), 0);
}

#[test]
fn a_known_row_that_turns_bad_keeps_what_was_known() {
    let office = office_with("title,own_number,ends_on\nA,1/2024,2024-12-31\n");
    office.types(&import("")).succeeds();
    office.write("r.csv", "title,own_number,ends_on\nA,1/2024,kapan-kapan\n");
    office.types_in_vain(&import("")).is_refused("kapan-kapan");
    office.types(&import("--as-unknown")).succeeds().says("1 changed");
    let row = &agreements(&office)[0];
    assert_eq!((row["ends_on"].as_str(), row["unread"].as_str()), ("2024-12-31", "ends_on: kapan-kapan"));
}

// ---- empty cells and edits by hand ----

const NUMBERED: &str = "title,own_number,note,value,effective_on\nA,1/2024,lama,5000,2024-01-01\n";

#[test]
fn an_empty_cell_changes_nothing_unless_it_may_clear() {
    let office = office_with(NUMBERED);
    office.types(&import("")).succeeds();
    office.write("r.csv", "title,own_number,note,value,effective_on\nA,1/2024,,,2024-01-01\n");
    office.types_in_vain(&import("")).succeeds().says("0 new, 0 changed, 1 known");
    office.types(&import("--clear")).succeeds().says("0 new, 1 changed, 0 known");
    let row = &agreements(&office)[0];
    assert_eq!((row["note"].as_str(), row["value"].as_str()), ("", ""));
    assert_eq!((row["title"].as_str(), row["effective_on"].as_str()), ("A", "2024-01-01"));
    office.types_in_vain(&import("--clear")).succeeds().says("1 known");
    // A column that the file does not have clears nothing.
    office.types("agreement edit KS-2025-0001 --benefit hemat").succeeds();
    office.types_in_vain(&import("--clear")).succeeds().says("1 known");
    office.types("undo").succeeds();
    office.types("undo").succeeds();
    assert_eq!(agreements(&office)[0]["note"], "lama");
}

#[test]
fn what_was_edited_by_hand_stays_and_is_said_unless_it_may_be_replaced() {
    let office = office_with(NUMBERED);
    office.types(&import("")).succeeds();
    office.types("agreement edit KS-2025-0001 --note tangan").succeeds();
    office.write("r.csv", NUMBERED.replace("lama", "baru").replace("5000", "7000"));
    let (answer, found) = findings(&office, &import(""));
    answer.succeeds().says("1 changed");
    let lines: Vec<String> = found.iter().map(said).collect();
    assert_eq!(lines, ["2 note: `note` was edited by hand; kept"]);
    assert_eq!(
        (found[0]["content"].as_str(), found[0]["suggestion"].as_str()),
        ("baru", "--overwrite replaces it")
    );
    let row = &agreements(&office)[0];
    assert_eq!((row["note"].as_str(), row["value"].as_str()), ("tangan", "7000"));
    office.types_in_vain(&import("")).succeeds().says("1 known").says("edited by hand");
    office.types(&import("--overwrite")).succeeds().says("1 changed");
    assert_eq!(agreements(&office)[0]["note"], "baru");
    // The import wrote last: the next one may write again.
    office.write("r.csv", NUMBERED.replace("lama", "lebih baru").replace("5000", "7000"));
    office.types(&import("")).succeeds().says("1 changed");
    assert_eq!(agreements(&office)[0]["note"], "lebih baru");
}

#[test]
fn an_undone_edit_by_hand_does_not_count() {
    let office = office_with(NUMBERED);
    office.types(&import("")).succeeds();
    office.types("agreement edit KS-2025-0001 --note tangan").succeeds();
    office.types("undo").succeeds();
    office.write("r.csv", NUMBERED.replace("lama", "baru"));
    let answer = office.types(&import(""));
    answer.succeeds().says("1 changed");
    assert!(!answer.stderr.contains("by hand"), "{answer}");
    assert_eq!(agreements(&office)[0]["note"], "baru");
}

#[test]
fn a_redone_edit_by_hand_counts_again_and_clear_respects_it() {
    let office = office_with(NUMBERED);
    office.types(&import("")).succeeds();
    office.types("agreement edit KS-2025-0001 --note tangan").succeeds();
    office.types("undo").succeeds();
    office.types("redo").succeeds();
    office.write("r.csv", NUMBERED.replace("lama", ""));
    office.types_in_vain(&import("--clear")).succeeds().says("edited by hand").says("1 known");
    assert_eq!(agreements(&office)[0]["note"], "tangan");
    office.types(&import("--clear --overwrite")).succeeds().says("1 changed");
    assert_eq!(agreements(&office)[0]["note"], "");
}

#[test]
fn a_department_that_was_edited_by_hand_stays_too() {
    let office = office_with("code,name,kind,liaison\nUJI,Dinas Uji,dinas,Ani\n");
    let line = "import departments r.csv --lang en";
    office.types(line).succeeds().says("1 new");
    office.types("department edit UJI --liaison Budi").succeeds();
    office.write("r.csv", "code,name,kind,liaison\nUJI,Dinas Uji,dinas,Citra\n");
    office.types_in_vain(line).succeeds().says("edited by hand").says("1 known");
    office.types(&format!("{line} --overwrite")).succeeds().says("1 changed");
    office.types("department list --columns code,liaison -O csv").shows("UJI,Citra\n");
}

// ---- known again ----

#[test]
fn a_row_is_known_again_by_the_column_that_is_named() {
    let office = office_with("ID,title,Mitra,effective_on\n7,A,PT Satu,2024-01-01\n8,A,PT Satu,2024-01-01\n");
    let line = import("--id ID --create partners");
    office.types(&line).succeeds().says("2 new");
    // Other order, another title, another start: the same records.
    office.write("r.csv", "ID,title,Mitra,effective_on\n8,B,PT Satu,2024-02-02\n7,A,PT Satu,2024-01-01\n");
    office.types(&line).succeeds().says("0 new, 1 changed, 1 known");
    let rows = agreements(&office);
    assert_eq!((rows[0]["source_id"].as_str(), rows[0]["title"].as_str()), ("7", "A"));
    assert_eq!((rows[1]["source_id"].as_str(), rows[1]["title"].as_str()), ("8", "B"));
    office.write("r.csv", "ID,title,Mitra,effective_on\n9,A,PT Satu,2024-01-01\n");
    office.types(&line).succeeds().says("1 new, 0 changed, 0 known");
    office.types_in_vain(&import("--id Nomor")).is_refused("`Nomor`").says("ID, title");
}

#[test]
fn without_a_number_title_partner_and_start_together_name_a_record_across_files() {
    let office = office_with("title,Mitra,effective_on,note\nA,PT Satu,2024-01-01,x\n");
    let line = import("--create partners");
    office.types(&line).succeeds();
    for (row, said) in [
        ("A,PT Satu,2024-01-01,y", "1 changed"),
        ("A,pt  satu,2024-01-01,y", "1 known"),
        ("A,PT Dua,2024-01-01,y", "1 new"),
        ("A,PT Satu,2024-01-02,y", "1 new"),
        ("B,PT Satu,2024-01-01,y", "1 new"),
    ] {
        office.write("r.csv", format!("title,Mitra,effective_on,note\n{row}\n"));
        office.types(&line).succeeds().says(said);
    }
    assert_eq!(office.number("SELECT count(*) FROM agreement"), 4);
}

#[test]
fn a_request_is_known_again_by_its_number() {
    let office = office_with("title,request_number,applicant\nA,REQ/1,PT Satu\n");
    office.types(&import("")).succeeds();
    office.write("r.csv", "title,request_number,applicant\nA baru,REQ/1,PT Satu\nB,REQ/2,PT Satu\n");
    office.types(&import("")).succeeds().says("1 new, 1 changed");
    assert_eq!(agreements(&office)[0]["title"], "A baru");
}

#[test]
fn equal_rows_are_told_apart_by_their_order() {
    let office = office_with("title,own_number,note\nA,1/2024,satu\nA,1/2024,dua\n");
    office.types(&import("")).succeeds().says("perhaps a twin of line 2").says("2 new");
    office.write("r.csv", "title,own_number,note\nA,1/2024,satu\nA,1/2024,DUA\nA,1/2024,tiga\n");
    office.types(&import("")).succeeds().says("1 new, 1 changed, 1 known");
    let notes: Vec<String> = agreements(&office).into_iter().map(|row| row["note"].clone()).collect();
    assert_eq!(notes, ["satu", "DUA", "tiga"]);
}

// ---- findings and the rest ----

#[test]
fn findings_go_to_a_file_in_the_format_of_its_name() {
    let office = office_with("title,value\nA,banyak\nB,1\n");
    let line = import("--skip-invalid");
    office.types(&format!("{line} --dry-run -o f.csv")).succeeds().prints("");
    assert_eq!(office.read("f.csv").lines().next(), Some("line,column,content,problem,suggestion"));
    office.types(&format!("{line} --dry-run -o f.json")).succeeds().prints("");
    let json: serde_json::Value = serde_json::from_str(&office.read("f.json")).unwrap();
    assert_eq!((json[0]["line"].as_i64(), json[0]["content"].as_str()), (Some(2), Some("banyak")));
    office.types_in_vain(&format!("{line} -o f.doc")).is_refused("f.doc");
    let again = office.types(&format!("{line} -o f.csv"));
    again.succeeds().says("1 new").says("1 refused");
    let clean = Office::founded();
    clean.write("r.csv", "title\nA\n");
    clean.types(&format!("{} -o f.csv", import(""))).succeeds();
    assert_eq!(clean.read("f.csv"), "line,column,content,problem,suggestion\n", "nothing to say");
}

#[test]
fn what_was_filled_in_by_hand_stays_when_the_same_file_comes_again() {
    let office = office_with("title,own_number,value\nA,1/2024,banyak\n");
    office.types(&import("--as-unknown")).succeeds();
    office.types("agreement edit KS-2025-0001 --value 5000 --unread \"\"").succeeds();
    office.types_in_vain(&import("--as-unknown")).succeeds().says("1 known").says("edited by hand");
}

#[test]
fn supporting_departments_and_codes_are_known_again() {
    let office =
        office_with("code,title,supporting\nKS-2020-0007,A,\"DINKES,DLH\"\n,B,Dinas Kesehatan; DLH\n");
    office.types(&import("")).succeeds().says("2 new");
    assert_eq!(office.number("SELECT count(*) FROM involvement"), 4);
    office.types_in_vain(&import("")).succeeds().says("2 known");
    assert_eq!(agreements(&office)[0]["code"], "KS-2020-0007");
}

#[test]
fn a_dry_run_with_leave_tells_the_same_and_writes_nothing() {
    for flag in ["--skip-invalid", "--as-unknown"] {
        let office = office_with(BAD);
        let dry = office.types_in_vain(&mapped(&format!("{flag} --dry-run")));
        let real = office.types(&mapped(flag));
        assert_eq!(tally(dry.succeeds().says("--dry-run")), tally(real.succeeds()), "{flag}");
    }
}

#[test]
fn any_register_takes_the_same_flags() {
    let office = office_with(
        "Instansi;Macam;Sejak\nUniversitas Satu;PTN;3/4/2020\nPT Dua;entah;2020\n;PTS;2021\n;;\n",
    );
    let line = "import partners r.csv --lang en --map Instansi=name --map Macam=kind --map Sejak=-";
    let (answer, found) = findings(&office, line);
    answer.is_refused("nothing was saved");
    let lines: Vec<String> = found.iter().map(said).collect();
    assert_eq!(lines[0], "3 Macam: `entah` is not one of the choices");
    assert!(lines[1].starts_with("4 ") && lines[1].ends_with("`name` must be filled"), "{lines:?}");
    let answer = office.types(&format!("{line} --skip-invalid"));
    let wanted = Tally { rows: 4, new: 1, refused: 2, blank: 1, ..Tally::default() };
    assert_eq!(tally(answer.succeeds()), wanted);
    office
        .types("partner list -O csv --columns name,kind")
        .prints("name,kind\nUniversitas Satu,public-university\n");
}
