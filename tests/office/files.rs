//! The bytes of a file: encodings, delimiters, line ends and quotes, and files that are too large, too short, or none.

use std::fmt::Write as _;

use crate::answer::rows;
use crate::office::Office;
use crate::sheets::{SET, Tally, agreements, findings, import, office_with, taken, tally};

const ACCENTED: &str = "Judul;Catatan\nKafé Müller – “Rujukan”;naïf\n";

#[track_caller]
fn is_read(bytes: &[u8], flags: &str) {
    let rows = taken(bytes, flags);
    assert_eq!((rows[0]["title"].as_str(), rows[0]["note"].as_str()), ("Kafé Müller – “Rujukan”", "naïf"));
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '–' => 0x96,
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect()
}

#[test]
fn marks_say_the_encoding() {
    let marked = format!("\u{feff}{ACCENTED}");
    is_read(ACCENTED.as_bytes(), "");
    is_read(marked.as_bytes(), "");
    is_read(&utf16(&marked, u16::to_le_bytes), "");
    is_read(&utf16(&marked, u16::to_be_bytes), "");
}

#[test]
fn an_encoding_without_a_mark_is_named() {
    is_read(&windows_1252(ACCENTED), "--encoding windows-1252");
    is_read(&utf16(ACCENTED, u16::to_le_bytes), "--encoding utf-16le");
    is_read(&utf16(ACCENTED, u16::to_be_bytes), "--encoding UTF-16BE");
    let office = office_with(windows_1252(ACCENTED));
    let answer = office.types_in_vain(&import(""));
    answer.is_refused("r.csv is not UTF-8 (line 2)").says("--encoding windows-1252");
    office.types_in_vain(&import("--encoding latin-tujuh")).is_refused("unknown encoding `latin-tujuh`");
    let office = office_with(utf16(ACCENTED, u16::to_le_bytes));
    office.types_in_vain(&import("")).is_refused("r.csv").says("--encoding utf-16le");
}

#[test]
fn a_byte_that_is_no_utf8_far_down_keeps_everything_out_and_names_its_line() {
    let mut bytes = b"title,note\n".to_vec();
    for n in 0..5000 {
        bytes.extend(format!("Kerja sama {n},catatan\n").bytes());
    }
    bytes.extend(b"Kaf\xe9,x\n");
    let office = office_with(bytes);
    office.types_in_vain(&import("")).is_refused("line 5002").says("--encoding windows-1252");
    office.types(&import("--encoding windows-1252")).succeeds().says("5001 new");
}

#[test]
fn a_wrong_encoding_that_is_named_writes_nothing_half() {
    let office = office_with("title,note\nA,x\n");
    office.types_in_vain(&import("--encoding utf-16le")).exits(2);
    let office = office_with(ACCENTED);
    let answer = office.types_in_vain(&import("--encoding utf-16be"));
    answer.exits(2);
}

#[test]
fn bytes_that_are_no_utf8_after_a_mark_are_refused_too() {
    let office = office_with(b"\xef\xbb\xbftitle,note\nKaf\xe9,x\n");
    office.types_in_vain(&import("")).is_refused("line 2");
}

#[test]
fn delimiters_are_found_or_named() {
    for (sign, flag) in
        [(",", ""), (";", ""), ("\t", ""), ("|", ""), ("~", "--delimiter ~"), ("\t", "--delimiter tab")]
    {
        let sheet = ["Judul", "Catatan"].join(sign)
            + "\n"
            + &["Rujukan, pasien; satu"; 2].map(|t| format!("\"{t}\"")).join(sign);
        let rows = taken(sheet, flag);
        assert_eq!(rows[0]["title"], "Rujukan, pasien; satu", "{sign:?}");
        assert_eq!(rows[0]["note"], "Rujukan, pasien; satu", "{sign:?}");
    }
    let office = office_with("Judul;Catatan\nA;x\n");
    office.types_in_vain(&import("--delimiter ,")).is_refused("title");
    office.types_in_vain(&import("--delimiter titik")).is_refused("`titik`").says("tab");
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    for end in ["\n", "\r\n"] {
        let sheet =
            ["title,value,note", "A,1,\"dua", "baris\"", "B,banyak,", "C,2,", "D,sedikit,", ""].join(end);
        let office = office_with(&sheet);
        let (answer, found) = findings(&office, &import("--skip-invalid"));
        let lines: Vec<&str> = found.iter().map(|f| f["line"].as_str()).collect();
        assert_eq!(lines, ["4", "6"], "{end:?}");
        assert_eq!(tally(&answer), Tally { rows: 4, new: 2, refused: 2, ..Tally::default() });
    }
}

#[test]
fn blank_lines_are_counted_wherever_they_stand() {
    let sheet = "no,title,note\n\n1,A,x\n,,\n\n , ,-\n7,,\n2,B,y\n\n";
    let office = office_with(sheet);
    let answer = office.types(&import(""));
    let tally = tally(answer.succeeds());
    assert_eq!(tally, Tally { rows: 8, new: 2, blank: 6, ..Tally::default() });
}

#[test]
fn a_short_row_is_fine_and_a_long_one_only_where_the_rest_is_empty() {
    let office = office_with("title,note,value\nA\nB,x\nC,x,1,,\nD,x,1, ,lebih\n");
    let (answer, found) = findings(&office, &import(""));
    answer.is_refused("1 cell ");
    assert_eq!((found[0]["line"].as_str(), found[0]["content"].as_str()), ("5", "lebih"));
    assert_eq!(found[0]["problem"], "a cell beyond the last heading");
    let answer = office.types(&import("--skip-invalid"));
    assert_eq!(tally(answer.succeeds()), Tally { rows: 4, new: 3, refused: 1, ..Tally::default() });
    let titles: Vec<String> = agreements(&office).into_iter().map(|row| row["title"].clone()).collect();
    assert_eq!(titles, ["A", "B", "C"]);
}

#[test]
fn a_quote_that_is_never_closed_names_its_line() {
    for end in ["\n", "\r\n"] {
        let sheet = ["title,note", "A,\"x", "y\"", "B,\"tak ditutup", "C,x", ""].join(end);
        let office = office_with(sheet);
        office.types_in_vain(&import("")).is_refused("r.csv: the quote opened on line 4 is never closed");
        office.types_in_vain(&import("--skip-invalid")).is_refused("line 4");
    }
    let rows = taken("title,note\n\"A \"\"besar\"\"\",5\" pipa\n", "");
    assert_eq!((rows[0]["title"].as_str(), rows[0]["note"].as_str()), ("A \"besar\"", "5\" pipa"));
}

#[test]
fn a_cell_of_ten_megabytes_goes_in_and_comes_out() {
    let long = "kata, \"\"kutip\"\" dan\nbaris ".repeat(10 * 1024 * 1024 / 26);
    let wanted = long.replace("\"\"", "\"");
    let office = office_with(format!("title,note,value\nA,\"{long}\",1\nB,pendek,2\n"));
    office.types(&import("")).succeeds().says("2 new");
    let rows = agreements(&office);
    assert!(rows[0]["note"] == wanted.trim_end(), "{} of {}", rows[0]["note"].len(), wanted.len());
    assert_eq!(rows[1]["note"], "pendek");
    office.types_in_vain(&import("")).succeeds().says("2 known");
    // Refused, it is named and not thrown at anybody whole.
    office.write("r.csv", format!("title,value\nA,\"{long}\"\n"));
    let refused = office.types_in_vain(&import(""));
    refused.exits(2);
}

#[test]
fn of_thirty_thousand_rows_with_the_mistake_in_the_last_nothing_is_written() {
    let mut sheet = "title,own_number,value\n".to_owned();
    for n in 2..30_001 {
        let _ = writeln!(sheet, "Kerja sama {n},{n}/2024,1.000");
    }
    sheet.push_str("Yang terakhir,30001/2024,1.5 juta\n");
    let office = office_with(sheet);
    let answer = office.types_in_vain(&import(""));
    answer.is_refused("1 cell cannot be taken in 1 row").says("30001  value");
    assert_eq!(tally(&answer).rows, 30_000);
    assert_eq!(office.files(), ["office.db", "r.csv"], "no journal is left");
    let answer = office.types(&import("--skip-invalid"));
    assert_eq!(tally(answer.succeeds()).new, 29_999);
}

#[test]
fn a_nul_byte_in_a_cell_is_kept() {
    let rows = taken("title,note\nA,satu\0dua\n", "");
    assert_eq!(rows[0]["note"], "satu\0dua");
}

#[test]
fn files_with_nothing_in_them_are_told_apart() {
    let office = office_with("");
    for (bytes, words) in
        [("", "r.csv is empty"), ("\n\r\n  \n", "r.csv is empty"), ("\u{feff}", "r.csv is empty")]
    {
        office.write("r.csv", bytes);
        office.types_in_vain(&import("")).is_refused(words);
    }
    for alone in ["title,note", "title,note\n", "\u{feff}title;note\r\n"] {
        office.write("r.csv", alone);
        let answer = office.types(&import(""));
        assert_eq!(tally(answer.succeeds().says("Nothing changed")), Tally::default());
    }
    office.write("r.csv", "title,note\nTitle , NOTE\n");
    let answer = office.types(&import(""));
    assert_eq!(tally(answer.succeeds()), Tally { rows: 1, no_records: 1, ..Tally::default() });
    assert_eq!(office.number("SELECT count(*) FROM operation"), 0);
    answer.says("repeated headings");
}

#[test]
fn what_is_no_text_is_refused_whatever_it_claims() {
    let office = office_with([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 0x21, 0, 0xb5, 0x55].repeat(40));
    office.types_in_vain(&import("")).is_refused("r.csv");
    let office = office_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0");
    office.types_in_vain(&import("")).is_refused("r.csv");
}

#[test]
fn standard_input_is_read_like_a_file() {
    let office = Office::founded();
    let line = format!("import agreements - {SET} --lang en");
    let before = office.bytes();
    let refused = office.types_with(&line, b"title,value\nA,banyak\n");
    refused.is_refused("-: 1 cell ");
    let empty = office.types_with(&line, b"");
    empty.is_refused("empty");
    let unclosed = office.types_with(&line, b"title\n\"A\n");
    unclosed.is_refused("line 2");
    assert!(office.bytes() == before);
    let answer = office.types_with(
        &format!("{line} -o f.csv"),
        &utf16("\u{feff}title;value\nA;1.000\nB;x\n", u16::to_le_bytes),
    );
    answer.exits(2);
    assert_eq!(rows(&office.read("f.csv"))[0]["line"], "3");
    let answer = office.types_with(&line, "title;value\r\nA;1.000\r\n".as_bytes());
    assert_eq!(tally(answer.succeeds()).new, 1);
}

// ---- very many findings ----

#[test]
fn the_first_thousand_findings_are_listed_and_the_rest_is_counted_by_cause() {
    let mut sheet = "title,value,ends_on\n".to_owned();
    for n in 0..600 {
        let _ = writeln!(sheet, "Kerja sama {n},banyak,31/02/2024");
    }
    let office = office_with(sheet);
    let answer = office.types_in_vain(&import(""));
    answer.is_refused("1200 cells cannot be taken in 600 rows");
    let listed = answer.stderr.lines().filter(|l| l.contains("banyak") || l.contains("31/02/2024")).count();
    assert_eq!(listed, 1000);
    let line = answer.stderr.lines().find(|l| l.contains("and more")).unwrap_or_else(|| panic!("{answer}"));
    for words in ["no amount: 100", "no date: 100", "-o FILE.csv"] {
        assert!(line.contains(words), "{line}");
    }
    let (answer, found) = findings(&office, &import(""));
    assert_eq!(found.len(), 1200);
    assert!(!answer.stderr.contains("and more"), "{answer}");
    let (answer, found) = findings(&office, &import("--skip-invalid"));
    assert_eq!((found.len(), tally(answer.succeeds()).refused), (1200, 600));
}
