//! What stands in cells: dates in all spellings, terms in words, several partners, other delimiters, hostile text.

use crate::answer::Record;
use crate::office::Office;

const SET: &str = "--set kind=ksdpk --set document=pks";

/// Imports one sheet that must go in and gives the agreements back, in the order of the file.
#[track_caller]
fn taken(sheet: &str, flags: &str) -> Vec<Record> {
    let office = Office::founded();
    office.write("r.csv", sheet);
    office.types(&format!("import agreements r.csv {SET} {flags}")).succeeds();
    office.types("agreement list --columns all -O csv").rows()
}

#[track_caller]
fn is(row: &Record, wanted: &[(&str, &str)]) {
    for (field, value) in wanted {
        assert_eq!(row[*field], *value, "{field} of {}", row["title"]);
    }
}

#[test]
fn dates_are_read_in_every_usual_spelling() {
    let days = [
        "2024-03-05",
        "05 Maret 2024",
        "5 Mar 2024",
        "March 5, 2024",
        "2024/03/05",
        "5 MARET 2024",
        "13/03/2024",
    ];
    let rows = taken(&format!("title,ends_on\nX,\"{}\"\n", days.join("\"\nX,\"")), "");
    let read: Vec<&str> = rows.iter().map(|r| r["ends_on"].as_str()).collect();
    assert_eq!(read[..6], ["2024-03-05"; 6]);
    assert_eq!(read[6], "2024-03-13", "only one reading");
}

#[test]
fn a_date_of_two_readings_needs_an_order() {
    let sheet = "title,ends_on\nX,03/04/2024\n";
    let office = Office::founded();
    office.write("r.csv", sheet);
    let refused = office.types_in_vain(&format!("import agreements r.csv {SET}"));
    refused.is_refused("03/04/2024").says("--date-order");
    is(&taken(sheet, "--date-order dmy")[0], &[("ends_on", "2024-04-03")]);
    is(&taken(sheet, "--date-order mdy")[0], &[("ends_on", "2024-03-04")]);
}

#[test]
fn a_term_in_words_gives_an_end_only_by_a_rule() {
    let rows = taken(
        "title,Tanggal Penandatanganan,Tanggal Mulai,Jangka Waktu\n\
         A,2024-01-01,,5 (lima) tahun sejak ditandatangani\n\
         B,2024-01-01,,Lima (5) Tahun\n\
         C,,1 Juli 2024,2 tahun sejak tanggal mulai berlaku\n\
         D,2024-01-01,,selamanya\n\
         E,2024-01-01,,Sampai Unit Kerja meraih predikat WBK\n\
         F,2024-01-01,,sampai dengan Tahun 2024\n\
         G,2024-01-01,,Akan dibicarakan\n",
        "",
    );
    is(&rows[0], &[("ends_on", "2028-12-31"), ("end_rule", "from-signing"), ("term_months", "60")]);
    is(
        &rows[1],
        &[("ends_on", ""), ("end_rule", "unknown"), ("term_months", "60"), ("term_text", "Lima (5) Tahun")],
    );
    is(&rows[2], &[("ends_on", "2026-06-30"), ("end_rule", "from-effect")]);
    is(&rows[3], &[("ends_on", ""), ("end_rule", "open-ended"), ("status", "running")]);
    is(&rows[4], &[("ends_on", ""), ("end_rule", "conditional"), ("status", "running")]);
    is(&rows[5], &[("ends_on", "2024-12-31"), ("end_rule", "date"), ("status", "lapsed")]);
    is(&rows[6], &[("ends_on", ""), ("end_rule", "unknown"), ("term_text", "Akan dibicarakan")]);
}

#[test]
fn a_cell_that_holds_a_whole_span_fills_both_ends() {
    let rows = taken(
        "title,Tanggal Mulai,Tanggal Selesai\n\
         A,1 Januari 2022 s/d 31 Desember 2024,\n\
         B,,01 Maret 2023 s/d 28 Februari 2025\n\
         C,2024-01-01,selamanya\n\
         D,2024-01-01,1 tahun sejak berlaku\n",
        "",
    );
    is(&rows[0], &[("effective_on", "2022-01-01"), ("ends_on", "2024-12-31")]);
    is(&rows[1], &[("effective_on", "2023-03-01"), ("ends_on", "2025-02-28")]);
    is(&rows[2], &[("end_rule", "open-ended"), ("ends_on", ""), ("term_text", "selamanya")]);
    is(&rows[3], &[("term_months", "12"), ("ends_on", "2024-12-31"), ("end_rule", "from-effect")]);
}

#[test]
fn every_bad_cell_is_reported_at_once_and_nothing_goes_in() {
    let office = Office::founded();
    office.write(
        "r.csv",
        "title,kind,document,ends_on,value,department,effective_on\n\
         A,ksdpk,pks,31/02/2024,banyak,DINKSE,\n\
         B,apa,pks,2024-01-01,5,,2024-06-01\n\
         ,ksdpk,pks,,,,\n\
         D,ksdpk,pks,,1.250.000,DINKES,\n",
    );
    let answer = office.types_in_vain("import agreements r.csv --lang en");
    answer.is_refused("r.csv").prints("").says("6 cells").says("nothing was saved");
    let line = |number: &str, column: &str| {
        answer
            .stderr
            .lines()
            .find(|l| l.trim_start().starts_with(number) && l.contains(column))
            .unwrap_or_else(|| panic!("{number} {column}\n{answer}"))
    };
    assert!(line("2 ", "ends_on").contains("31/02/2024"));
    assert!(line("2 ", "value").contains("banyak"));
    assert!(line("2 ", "department").contains("DINKES (Dinas Kesehatan)"));
    assert!(line("3 ", "kind").contains("ksdpk"));
    assert!(line("4 ", "title").contains("must be filled"));
}

#[test]
fn an_end_before_the_start_is_a_bad_cell_of_its_row() {
    let office = Office::founded();
    office.write("r.csv", "title,effective_on,ends_on\nA,2024-06-01,2024-01-01\nB,2024-01-01,2024-06-01\n");
    let answer = office.types_in_vain(&format!("import agreements r.csv {SET}"));
    answer.is_refused("2024-01-01").says("ends_on").says("1 isian");
}

#[test]
fn several_partners_stand_in_one_cell_only_where_it_is_said() {
    let sheet = "title,Mitra\nA,Universitas Satu; PT Dua; Universitas Satu Dua\n";
    let office = Office::founded();
    office.write("r.csv", sheet);
    office
        .types(&format!("import agreements r.csv {SET} --create partners --partner-separator \";\""))
        .succeeds()
        .says("3 mitra");
    assert_eq!(office.types("agreement party list -O csv").column("position"), ["1", "2", "3"]);
    let whole = taken(sheet, "--create partners");
    assert_eq!(whole[0]["partner"], "Universitas Satu; PT Dua; Universitas Satu Dua");
}

#[test]
fn a_partner_or_department_is_made_only_where_it_is_said() {
    let office = Office::founded();
    office.write("r.csv", "title,Mitra,OPD\nA,PT Entah,Dinas Antah\n");
    let import = format!("import agreements r.csv {SET}");
    office.types_in_vain(&import).is_refused("PT Entah").says("Dinas Antah");
    office.types_in_vain(&format!("{import} --create partners")).is_refused("Dinas Antah");
    office
        .types(&format!("{import} --create partners,departments"))
        .succeeds()
        .says("1 mitra baru")
        .says("1 OPD baru");
    office.types("partner list -O csv --columns code,kind").prints("code,kind\nPE,unknown\n");
}

#[test]
fn delimiters_marks_and_line_ends_are_found() {
    for sheet in [
        "title;note;value\nA;x, y;7.642.000\n",
        "title\tnote\tvalue\nA\tx, y\t7.642.000\n",
        "\u{feff}title,note,value\r\nA,\"x, y\",7.642.000\r\n",
        "title|note|value\nA|x, y|7.642.000",
        "\u{feff}\"title\";\"note\";\"value\"\r\n\"A\";\"x, y\";\"Rp 7.642.000,00\"\r\n",
        " title , note , value \nA,\"x, y\",7642000\n",
    ] {
        let rows = taken(sheet, "");
        is(&rows[0], &[("title", "A"), ("note", "x, y"), ("value", "7642000")]);
    }
    let rows = taken("title~note\nA~x\n", "--delimiter ~");
    is(&rows[0], &[("note", "x")]);
}

#[test]
fn two_rows_that_look_the_same_are_two_records_and_stay_two() {
    let office = Office::founded();
    office.write("r.csv", "title,own_number\nA,445/1\nA,445/1\n");
    let import = format!("import agreements r.csv {SET}");
    office.types(&import).succeeds().says("2 baru");
    office.types_in_vain(&import).succeeds().says("2 sudah ada");
}

#[test]
fn hostile_text_is_kept_as_it_is_and_shown_harmless() {
    let office = Office::founded();
    let title = "A\u{1b}[31mmerah\u{7}";
    let note = "baris satu\nbaris dua\tkolom \u{202e}terbalik\u{200f} nol\0akhir";
    office.write("r.csv", format!("title,note\n{title},\"{note}\"\n"));
    office.types(&format!("import agreements r.csv {SET}")).succeeds();
    let rows = office.types("export agreements -O csv").rows();
    assert_eq!((rows[0]["title"].as_str(), rows[0]["note"].as_str()), (title, note));
    let json = office.types("agreement list --columns title,note -O json").json();
    assert_eq!((json[0]["title"].as_str(), json[0]["note"].as_str()), (Some(title), Some(note)));
    for line in [
        "agreement list --columns code,title,note",
        "agreement show KS-2025-0001",
        "report register",
        "search merah",
        "due",
        "history KS-2025-0001",
    ] {
        let answer = office.types(line);
        answer.succeeds();
        for bad in ['\u{1b}', '\u{7}', '\u{202e}', '\u{200f}', '\0', '\t'] {
            answer.hides(&bad.to_string());
        }
    }
    let list = office.types("agreement list --columns code,title,note");
    assert_eq!(list.lines().len(), 2, "a line break in a cell breaks no line");
    list.shows("baris satu␊baris dua␉kolom");
}

#[test]
fn hostile_arguments_are_harmless_in_talk_and_history() {
    let office = Office::founded();
    let line = "agreement add --kind ksdpk --document pks --title \"A\u{1b}[2J\u{202e}B\nC\"";
    let answer = office.types(line);
    answer.succeeds();
    let edit = office.types("agreement edit KS-2025-0001 --title \"D\u{1b}[2JE\"");
    let refused = office.types("department show \"\u{1b}[31mX\u{202e}\"");
    refused.exits(2);
    let history = office.types("history");
    for text in [&answer.stderr, &edit.stderr, &refused.stderr, &history.stdout] {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    }
    assert_eq!(history.lines().len(), 3);
    assert_eq!(office.types("export agreements -O csv").column("title"), ["D\u{1b}[2JE"]);
}

#[test]
fn a_hostile_cell_that_is_refused_is_shown_harmless() {
    let office = Office::founded();
    office.write("r.csv", "title,value,Mitra\nA,\"x\u{1b}[2J\ny\u{202e}\",\"PT \u{1b}]0;X\u{7}\"\n");
    let answer = office.types_in_vain(&format!("import agreements r.csv {SET}"));
    answer.is_refused("2 isian").says("x␛[2J␊y");
    assert!(!answer.stderr.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{answer}");
}

#[test]
fn what_a_file_does_not_say_is_set_and_what_it_says_stands() {
    let rows = taken(
        "title,kind,standing\nA,ksdpl,\nB,,joined\n",
        "--set standing=own --set note=\"dari buku 2024 = lama\"",
    );
    is(&rows[0], &[("kind", "ksdpl"), ("standing", "own"), ("note", "dari buku 2024 = lama")]);
    is(&rows[1], &[("kind", "ksdpk"), ("standing", "joined")]);
}
