//! What a row says, judged: dates beside each other, amounts, partners, documents, twins, and rows that are no records.

use crate::answer::Record;
use crate::office::Office;
use crate::sheets::{Tally, agreements, findings, import, office_with, said, taken, tally};

#[track_caller]
fn is(row: &Record, wanted: &[(&str, &str)]) {
    for (field, value) in wanted {
        assert_eq!(row[*field], *value, "{field} of {}", row["title"]);
    }
}

/// The findings of a sheet, one line each.
#[track_caller]
fn found(sheet: &str, flags: &str) -> (Office, Vec<String>) {
    let office = office_with(sheet);
    let (_, found) = findings(&office, &import(flags));
    (office, found.iter().map(said).collect())
}

// ---- dates ----

#[test]
fn an_ambiguous_date_without_an_order_is_refused_and_a_clear_one_beside_it_is_not() {
    let sheet = "title,effective_on,ends_on\nA,03/04/2024,25/07/2024\nB,05/05/2024,07/25/2024\n";
    let (_, said) = found(sheet, "");
    assert_eq!(said, ["2 effective_on: `03/04/2024` reads as two different dates"]);
    let rows = taken(sheet, "--as-unknown");
    is(&rows[0], &[("effective_on", ""), ("ends_on", "2024-07-25"), ("unread", "effective_on: 03/04/2024")]);
    is(&rows[1], &[("effective_on", "2024-05-05"), ("ends_on", "2024-07-25"), ("unread", "")]);
    let (_, said) = found(sheet, "--date-order ymd");
    assert_eq!(said.len(), 1, "where the year stands last, ymd settles nothing: {said:?}");
}

#[test]
fn under_an_order_a_cell_that_only_reads_the_other_way_is_taken_and_told() {
    let sheet = "title,effective_on,ends_on\nA,01/31/2024,31/12/2024\nB,02/03/2024,12/31/2024\n";
    let (office, said) = found(sheet, "--date-order mdy");
    assert_eq!(said, ["2 ends_on: reads only in the other order: 2024-12-31"]);
    let rows = agreements(&office);
    is(&rows[0], &[("effective_on", "2024-01-31"), ("ends_on", "2024-12-31")]);
    is(&rows[1], &[("effective_on", "2024-02-03"), ("ends_on", "2024-12-31")]);
}

#[test]
fn beside_a_cell_against_the_order_an_ambiguous_one_is_bad_and_only_in_its_row() {
    for (order, against) in [("mdy", "25/07/2024"), ("dmy", "07/25/2024")] {
        let sheet = format!(
            "title,signed_on,ends_on\nA,03/04/2024,{against}\nB,03/04/2024,2024-07-25\nC,2024-01-02,{against}\n"
        );
        let flags = format!("--date-order {order}");
        let (office, said) = found(&sheet, &flags);
        assert_eq!(
            said,
            [
                "2 ends_on: reads only in the other order: 2024-07-25",
                "2 signed_on: `03/04/2024` reads as two different dates",
                "4 ends_on: reads only in the other order: 2024-07-25",
            ],
            "{order}"
        );
        office.types_in_vain(&import(&flags)).is_refused("1 cell ");
        let rows = taken(&sheet, &format!("{flags} --as-unknown"));
        is(&rows[0], &[("signed_on", ""), ("ends_on", "2024-07-25"), ("unread", "signed_on: 03/04/2024")]);
        is(&rows[1], &[("signed_on", if order == "mdy" { "2024-03-04" } else { "2024-04-03" })]);
    }
}

#[test]
fn a_term_in_the_row_confirms_the_other_reading_by_either_way_of_counting() {
    let (office, said) = found(
        "title,effective_on,ends_on,term_text\n\
         A,01/07/2024,30/06/2025,1 tahun\n\
         B,04/07/2024,04/07/2026,24 bulan\n\
         C,01/07/2024,30/06/2026,1 tahun\n\
         D,13/06/2025,12/06/2030,5 (lima) tahun\n\
         E,13/06/2025,13/06/2026,1 tahun\n",
        "--date-order mdy --as-unknown",
    );
    assert_eq!(
        said,
        [
            "2 effective_on: confirmed by the term: 2024-07-01",
            "2 ends_on: reads only in the other order: 2025-06-30",
            "4 ends_on: reads only in the other order: 2026-06-30",
            "4 effective_on: `01/07/2024` reads as two different dates",
            "5 effective_on: reads only in the other order: 2025-06-13",
            "5 ends_on: confirmed by the term: 2030-06-12",
            "6 effective_on: reads only in the other order: 2025-06-13",
            "6 ends_on: reads only in the other order: 2026-06-13",
        ]
    );
    let rows = agreements(&office);
    is(&rows[0], &[("effective_on", "2024-07-01"), ("ends_on", "2025-06-30"), ("unread", "")]);
    // Nothing in the row is against the order: the order holds.
    is(&rows[1], &[("effective_on", "2024-04-07"), ("ends_on", "2026-04-07")]);
    is(&rows[2], &[("effective_on", ""), ("ends_on", "2026-06-30")]);
    is(&rows[3], &[("effective_on", "2025-06-13"), ("ends_on", "2030-06-12")]);
}

#[test]
fn a_term_between_the_same_day_of_two_years_witnesses_neither_reading() {
    let office = office_with(
        "title,signed_on,effective_on,ends_on,term_months\nA,25/06/2024,01/07/2024,01/07/2025,12\n",
    );
    let (_, found) = findings(&office, &import("--date-order mdy"));
    assert_eq!(found.iter().filter(|f| f["problem"].contains("two different dates")).count(), 2);
}

#[test]
fn an_end_before_its_start_is_a_bad_cell_however_it_came_about() {
    let sheet = "title,Tanggal Mulai,Tanggal Selesai\nA,2024-06-01,2024-05-31\nB,2024-06-01,2024-06-01\n";
    let (_, said) = found(sheet, "");
    assert_eq!(said, ["2 Tanggal Selesai: the end date 2024-05-31 lies before the start date 2024-06-01"]);
    let rows = taken(sheet, "--as-unknown");
    is(&rows[0], &[("ends_on", ""), ("end_rule", "unknown"), ("unread", "Tanggal Selesai: 2024-05-31")]);
    is(&rows[1], &[("ends_on", "2024-06-01")]);
    let rows = taken(sheet, "--skip-invalid");
    assert_eq!(rows.len(), 1);
    let (_, said) = found("title,Ditandatangani pada,Tanggal Selesai\nA,2024-06-01,2024-05-31\n", "");
    assert_eq!(said.len(), 1, "a day of signing is a start, too");
}

#[test]
fn a_placeholder_in_a_date_column_is_a_bad_cell() {
    for text in ["#N/A", "-- ", "belum ada", "0000-00-00", "45123", "15/01/25", "01/12/0205"] {
        let (_, said) = found(&format!("title,ends_on\nA,{text}\n"), "--date-order dmy");
        assert_eq!(said.len(), 1, "{text}");
    }
}

// ---- amounts ----

#[test]
fn a_dot_is_never_a_decimal_sign_in_an_amount() {
    let rows = taken("title;value\nA;1.250.000\nB;Rp 1.250.000,00\nC;1250000\nD;Rp1.250.000,-\n", "");
    assert!(rows.iter().all(|row| row["value"] == "1250000"), "{rows:?}");
    for text in ["1,250,000.00", "1250000.50", "1.250.00", "1,250,000", "$5", "-5", "1.5 juta"] {
        let (office, said) = found(&format!("title;value\nA;{text}\n"), "");
        assert_eq!(said, [format!("2 value: `{text}` is not an amount of rupiah")]);
        office.types_in_vain(&import("")).is_refused("a dot is never a decimal sign");
        let rows = taken(format!("title;value\nA;{text}\n"), "--as-unknown");
        is(&rows[0], &[("value", ""), ("unread", &format!("value: {text}"))]);
    }
}

// ---- partners and departments ----

#[test]
fn a_comma_never_parts_partners() {
    let office = office_with("title,Mitra\nA,\"CV Satu, Dua dan Tiga\"\nB,\"PT Empat, Tbk; PT Lima\"\n");
    office.types(&import("--create partners")).succeeds();
    let mut names = office.types("export partners -O csv").column("name");
    names.sort();
    assert_eq!(names, ["CV Satu, Dua dan Tiga", "PT Empat, Tbk; PT Lima"], "no separator was named");
    let office = office_with("title|Mitra\nA|CV Satu, Dua dan Tiga\nB|PT Empat, Tbk; PT Lima;; \n");
    office.types(&import("--create partners --partner-separator ;")).succeeds();
    let mut names = office.types("export partners -O csv").column("name");
    names.sort();
    assert_eq!(names, ["CV Satu, Dua dan Tiga", "PT Empat, Tbk", "PT Lima"]);
    let parties = office.types("export parties -O csv").column("position");
    assert_eq!(parties, ["1", "1", "2"]);
}

#[test]
fn one_of_our_own_departments_is_never_made_a_partner() {
    let sheet = "title,Mitra\n\
        A,Dinas Kesehatan\nB,DINAS  KESEHATAN Kota Contoh\nC,dinas kesehatan kota contoh; PT Satu\nD,Dinas Kesehatan Kota Lain\n";
    let office = office_with(sheet);
    office.types("setting edit city --value \"Kota Contoh\"").succeeds();
    let line = import("--create partners --partner-separator ;");
    let (answer, found) = findings(&office, &line);
    assert_eq!(tally(answer.succeeds()).new, 4);
    let said: Vec<String> = found.iter().map(said).collect();
    assert_eq!(said, ["2", "3", "4"].map(|n| format!("{n} Mitra: our own department (DINKES), no partner")));
    let mut names = office.types("export partners -O csv").column("name");
    names.sort();
    assert_eq!(names, ["Dinas Kesehatan Kota Lain", "PT Satu"], "another city's is a partner");
    let rows = agreements(&office);
    for row in &rows[..3] {
        is(row, &[("department", "DINKES")]);
    }
    is(&rows[3], &[("department", "")]);
    office.types_in_vain(&line).succeeds().says("4 known");
}

#[test]
fn without_the_name_of_the_city_only_the_bare_name_is_our_own() {
    let office = office_with("title,Mitra\nA,DINAS KESEHATAN\nB,Dinas Kesehatan Kota Contoh\n");
    office.types(&import("--create partners")).succeeds();
    assert_eq!(office.types("export partners -O csv").column("name"), ["Dinas Kesehatan Kota Contoh"]);
}

#[test]
fn a_second_department_in_the_partners_column_takes_part_as_supporting() {
    let office = office_with("title,OPD,Mitra\nA,DINKES,Dinas Sosial; Dinas Kesehatan; PT Satu\n");
    office.types(&import("--create partners --partner-separator ;")).succeeds();
    let row = &agreements(&office)[0];
    is(row, &[("department", "DINKES")]);
    assert_eq!(office.number("SELECT count(*) FROM involvement"), 1);
    assert_eq!(office.number("SELECT count(*) FROM party"), 1);
}

#[test]
fn an_applicant_that_is_a_department_is_linked_and_any_other_is_kept_as_written() {
    let office = office_with("title,Pemohon\nA,dinas kesehatan kota contoh\nB,PT Entah\nC,DINKES\n");
    office.types("setting edit city --value \"Kota Contoh\"").succeeds();
    office.types(&import("--create partners")).succeeds();
    let rows = agreements(&office);
    let applicants: Vec<&str> = rows.iter().map(|row| row["applicant"].as_str()).collect();
    assert_eq!(applicants, ["department/DINKES", "PT Entah", "department/DINKES"]);
    assert_eq!(office.number("SELECT count(*) FROM partner"), 0);
}

// ---- documents ----

#[test]
fn what_mou_means_depends_on_the_kind_and_is_said() {
    let (office, said) = found(
        "title,kind,document\nA,ksdpk,MoU\nB,ksdpl,M.o.U.\nC,ksdll,Memorandum of Understanding\nD,unknown,mou\nE,sinergi,MOU\n",
        "",
    );
    let words = ["kb", "naskah", "naskah", "unknown", "kb"];
    let wanted: Vec<String> =
        words.iter().zip(2..).map(|(word, n)| format!("{n} document: MoU is read as {word}")).collect();
    assert_eq!(said, wanted);
    let rows = agreements(&office);
    let documents: Vec<&str> = rows.iter().map(|row| row["document"].as_str()).collect();
    assert_eq!(documents, words);
    is(&rows[3], &[("unread", "document: mou")]);
    is(&rows[0], &[("unread", "")]);
}

#[test]
fn mou_is_read_by_a_kind_that_is_set_for_the_whole_file() {
    let office = office_with("title,Jenis Dokumen\nA,MoU\nB,PKS\nC,\n");
    let line = "import agreements r.csv --lang en --set kind=ksdpl --set document=loi";
    office.types(line).succeeds().says("MoU is read as naskah");
    let rows = agreements(&office);
    let documents: Vec<&str> = rows.iter().map(|row| row["document"].as_str()).collect();
    assert_eq!(documents, ["naskah", "pks", "loi"]);
}

#[test]
fn rows_that_are_addenda_stay_rows_and_are_counted_apart() {
    let office = office_with(
        "title,document,own_number\nA,pks,1/2024\nPerubahan A,Adendum,2/2024\nB,addendum,3/2024\n",
    );
    let answer = office.types("import agreements r.csv --lang en --set kind=ksdpk");
    answer.succeeds().says("3 rows: 3 new").says("Of these, addenda: 2.");
    office.types("agreement edit KS-2025-0002 --parent KS-2025-0001").succeeds();
    assert_eq!(agreements(&office)[1]["parent"], "KS-2025-0001", "attached later");
}

#[test]
fn what_the_register_calls_the_status_is_kept_beside_ours() {
    let office = office_with("title,Status,ends_on\nA,Aktif,2020-01-01\n");
    office.types(&import("")).succeeds();
    let row = &office.types("agreement list --columns all -O csv").rows()[0];
    is(row, &[("source_status", "Aktif"), ("status", "lapsed")]);
}

// ---- parents ----

#[test]
fn a_parent_is_found_by_its_number_even_further_down() {
    let sheet = "title,own_number,Dokumen Induk\nAnak,2/2024,1/2024\nInduk,1/2024,\nYatim,3/2024,9/2024\n";
    let office = office_with(sheet);
    office.types_in_vain(&import("")).is_refused("9/2024");
    let answer = office.types(&import("--as-unknown"));
    answer.succeeds().says("3 new");
    let rows = agreements(&office);
    is(&rows[0], &[("parent", "KS-2025-0002")]);
    is(&rows[2], &[("parent", "")]);
    let kept = format!("{} {}", rows[2]["umbrella"], rows[2]["unread"]);
    assert!(kept.contains("9/2024"), "its text is kept: {kept}");
    office.types_in_vain(&import("--as-unknown")).succeeds().says("3 known");
}

// ---- twins ----

#[test]
fn likely_twins_are_told_with_both_lines_and_never_merged() {
    let (office, said) = found(
        "title,own_number,Mitra,effective_on\n\
         A,1/2024,PT Satu,2024-01-01\n\
         B,2/2024,PT Satu,2024-01-01\n\
         A,1/2024,PT Satu,2024-01-01\n\
         C,,PT Satu,2024-01-01\n\
         C,,pt satu,2024-01-01\n\
         C,,PT Satu,2024-02-01\n",
        "--create partners",
    );
    assert_eq!(said, ["4 : perhaps a twin of line 2", "6 : perhaps a twin of line 5"]);
    assert_eq!(agreements(&office).len(), 6);
}

#[test]
fn the_same_number_with_another_partner_or_start_is_told_with_both_lines() {
    let (office, said) = found(
        "title,own_number,Mitra,effective_on\n\
         A,1/2024,PT Satu,2024-01-01\n\
         B,1/2024,PT Dua,2024-01-01\n\
         C,1/2024,PT Satu,2024-05-01\n",
        "--create partners",
    );
    assert_eq!(
        said,
        [
            "3 : the number of line 2, with another partner or start",
            "4 : the number of line 2, with another partner or start",
        ]
    );
    let rows = agreements(&office);
    assert_eq!(rows.iter().filter(|row| row["own_number"] == "1/2024").count(), 3);
}

// ---- rows that are no records ----

#[test]
fn rows_that_are_no_records_are_reported_and_counted() {
    let office = office_with(
        "No,Judul,Mitra,Nilai\n\
         A. DALAM NEGERI,,,\n\
         1,Rujukan,PT Satu,1.000\n\
         No,Judul,Mitra,Nilai\n\
         2,Ambulans,PT Dua,2.000\n\
         Jumlah,,,3.000\n\
         ,Total:,,Rp 3.000\n\
         3,Total sehat,PT Dua,5.000\n\
         ,,,\n",
    );
    let (answer, found) = findings(&office, &import("--create partners"));
    assert_eq!(
        tally(answer.succeeds()),
        Tally { rows: 8, new: 3, no_records: 4, blank: 1, ..Tally::default() }
    );
    let said: Vec<String> = found.iter().map(said).collect();
    assert_eq!(
        said,
        [
            "2 : a section title; left out",
            "4 : repeated headings; left out",
            "6 : a row of totals; left out",
            "7 : a row of totals; left out",
        ]
    );
    assert_eq!(found[0]["content"], "A. DALAM NEGERI");
    assert_eq!(office.number("SELECT sum(value) FROM agreement"), 8000);
    office
        .types_in_vain(&import("--create partners"))
        .succeeds()
        .says("0 new, 0 changed, 3 known, 4 no records, 1 blank");
}

#[test]
fn a_row_with_its_title_alone_is_a_record() {
    let rows = taken("title,note,value\nA. DALAM NEGERI,,\nRujukan,x,1\n", "");
    assert_eq!(rows.len(), 2);
}
