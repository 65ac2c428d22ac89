//! What a person corrected after an import, what a file contradicts itself in, and what is no record: an import that comes
//! again leaves the first, tells the second, and counts the third.

use crate::office::Office;
use crate::sheets::{agreements, findings, import, office_with, said, taken, tally};

const MAKE: &str = "--create partners --partner-separator ;";

fn parties(office: &Office) -> Vec<String> {
    let rows = office.types("export parties -O csv").rows();
    let names = office.types("export partners -O csv").rows();
    let name = |code: &str| names.iter().find(|p| p["code"] == code).map(|p| p["name"].clone()).unwrap();
    rows.iter().map(|p| format!("{} {}", p["agreement"], name(&p["partner"]))).collect()
}

// ---- by hand ----

#[test]
fn parties_and_supporting_departments_that_a_person_changed_stay_and_are_told() {
    let office = office_with("title,own_number,partner,supporting\nA,1,PT A; PT B,\"DINKES,DINSOS\"\n");
    let line = import(MAKE);
    office.types(&line).succeeds();
    let code = agreements(&office)[0]["code"].clone();
    office.types(&format!("agreement party remove {code}/2 --yes")).succeeds();
    office.types(&format!("agreement edit {code} --supporting DINKES")).succeeds();
    let before = office.bytes();
    let (answer, found) = findings(&office, &line);
    let count = tally(&answer);
    assert_eq!((count.known, count.changed), (1, 0), "{answer}");
    assert_eq!(found.len(), 2, "{answer}");
    assert_eq!(parties(&office), [format!("{code} PT A")]);
    assert!(office.bytes() == before || office.number("SELECT count(*) FROM involvement") == 1);
    office.types(&format!("{line} --overwrite")).succeeds();
    assert_eq!(parties(&office), [format!("{code} PT A"), format!("{code} PT B")]);
}

#[test]
fn a_party_that_a_later_file_names_is_added_where_nobody_changed_any() {
    let office = office_with("title,own_number,partner\nA,1,PT A\n");
    office.types(&import(MAKE)).succeeds();
    office.write("r.csv", "title,own_number,partner\nA,1,PT A; PT B\n");
    let answer = office.types(&import(MAKE));
    assert_eq!(tally(answer.succeeds()).changed, 1);
    assert_eq!(parties(&office).len(), 2);
}

#[test]
fn the_same_file_makes_no_second_record_of_a_number_title_or_partner_that_was_corrected() {
    let office = office_with(
        "title,own_number,partner,effective_on\nA,1/X,PT A,2024-01-01\nB,,PT B,2024-02-01\nC,3/X,PT C,2024-03-01\n",
    );
    office.types(&import(MAKE)).succeeds();
    let codes: Vec<String> = agreements(&office).iter().map(|row| row["code"].clone()).collect();
    office.types("partner add --name \"PT Betul\" --kind company").succeeds();
    office.types(&format!("agreement edit {} --own-number 1/XY", codes[0])).succeeds();
    office.types(&format!("agreement edit {} --title \"B, dibetulkan\"", codes[1])).succeeds();
    office.types(&format!("agreement party edit {}/1 --partner \"PT Betul\"", codes[2])).succeeds();
    let answer = office.types(&import(MAKE));
    let count = tally(answer.succeeds());
    assert_eq!((count.known, count.new, count.changed), (3, 0, 0), "{answer}");
    let rows = agreements(&office);
    assert_eq!((rows[0]["own_number"].as_str(), rows[1]["title"].as_str()), ("1/XY", "B, dibetulkan"));
}

#[test]
fn a_number_that_was_corrected_twice_away_from_the_same_one_is_still_its_own() {
    let office = office_with("title,own_number\nA,1/X\n");
    office.types(&import("")).succeeds();
    let code = agreements(&office)[0]["code"].clone();
    for number in ["2/X", "1/X", "3/X"] {
        office.types(&format!("agreement edit {code} --own-number {number}")).succeeds();
    }
    let answer = office.types(&import(""));
    let count = tally(answer.succeeds());
    assert_eq!((count.known, count.new), (1, 0), "{answer}");
}

#[test]
fn a_number_that_was_corrected_and_corrected_back_by_undo_is_found_as_before() {
    let office = office_with("title,own_number\nA,1/X\n");
    office.types(&import("")).succeeds();
    let code = agreements(&office)[0]["code"].clone();
    office.types(&format!("agreement edit {code} --own-number 2/X")).succeeds();
    office.types("undo").succeeds();
    let answer = office.types(&import(""));
    assert_eq!(tally(answer.succeeds()).known, 1);
}

#[test]
fn what_is_set_for_all_rows_is_said_of_new_records_only_in_every_register() {
    let office = office_with("code,name\nDINKES,Dinas Kesehatan\nBARU,Kantor Baru\n");
    let answer = office.types("import departments r.csv --set kind=other --lang en");
    let count = tally(answer.succeeds());
    assert_eq!((count.new, count.changed, count.known), (1, 0, 1), "{answer}");
    let kinds = "SELECT count(*) FROM department WHERE code = 'DINKES' AND kind = 'dinas'";
    assert_eq!(office.number(kinds), 1);
}

// ---- contradictions ----

#[test]
fn dates_of_a_span_speak_for_the_cells_beside_them_and_these_for_the_span() {
    for row in [
        "A,03/04/2019,25/07/2019 s/d 30/07/2020,",
        "A,25/07/2019,03/04/2019 s/d 03/05/2020,",
        "A,25/12/2023,,01/02/2024 s/d 01/02/2025",
    ] {
        let office = office_with(format!("title,signed_on,effective_on,ends_on\n{row}\n"));
        let (answer, found) = findings(&office, &import("--date-order mdy --as-unknown"));
        answer.succeeds();
        assert!(found.iter().any(|f| said(f).contains("reads only in the other order")), "{row}: {answer}");
        assert!(found.iter().any(|f| said(f).contains("two different dates")), "{row}: {answer}");
        let stored = &agreements(&office)[0];
        for field in ["signed_on", "effective_on", "ends_on"] {
            assert!(
                !stored[field].contains("-04-0") && !stored[field].contains("-02-0"),
                "{row}: {stored:?}"
            );
        }
    }
}

#[test]
fn a_span_among_the_words_of_the_term_speaks_against_the_order_too() {
    let office = office_with("title,signed_on,term_text\nA,03/04/2024,13/02/2024 s/d 14/02/2025\n");
    let (_, found) = findings(&office, &import("--date-order mdy --as-unknown"));
    assert!(found.iter().any(|f| said(f).contains("two different dates")), "{found:?}");
    assert_eq!(agreements(&office)[0]["signed_on"], "");
}

#[test]
fn an_end_that_a_span_contradicts_is_told_and_both_texts_are_kept() {
    let office = office_with("title,effective_on,ends_on\nA,2024-01-01 s/d 2025-01-01,2026-01-01\n");
    office.types(&import("")).is_refused("differs from");
    let (_, found) = findings(&office, &import("--as-unknown"));
    assert_eq!(found.len(), 2, "{found:?}");
    let stored = &agreements(&office)[0];
    assert_eq!(stored["ends_on"], "");
    assert!(stored["unread"].contains("2025-01-01") && stored["unread"].contains("2026-01-01"), "{stored:?}");
}

#[test]
fn as_unknown_takes_a_row_whose_computed_end_lies_before_its_start() {
    let sheet = "title,signed_on,term_text\nOK,2023-01-01,1 tahun sejak ditandatangani\nI,2023-01-01,s/d Tahun 2020\n";
    let stored = taken(sheet, "--as-unknown");
    assert_eq!((stored[0]["ends_on"].as_str(), stored[1]["ends_on"].as_str()), ("2023-12-31", ""));
    assert_eq!(
        (stored[1]["term_text"].as_str(), stored[1]["end_rule"].as_str()),
        ("s/d Tahun 2020", "unknown")
    );
}

#[test]
fn as_unknown_takes_a_row_whose_end_lies_before_a_start_that_a_person_moved() {
    let office = office_with("title,own_number,effective_on,ends_on\nA,1,2023-01-01,2023-12-31\n");
    office.types(&import("")).succeeds();
    let code = agreements(&office)[0]["code"].clone();
    office.types(&format!("agreement edit {code} --effective-on 2024-01-01 --ends-on 2024-12-31")).succeeds();
    office.write("r.csv", "title,own_number,effective_on,ends_on,note\nA,1,2023-01-01,2023-12-31,baru\n");
    let answer = office.types(&import("--as-unknown"));
    answer.succeeds();
    let stored = &agreements(&office)[0];
    assert_eq!((stored["ends_on"].as_str(), stored["note"].as_str()), ("2024-12-31", "baru"), "{answer}");
}

// ---- our own, and no records ----

#[test]
fn our_own_departments_are_no_partners_however_they_are_spelled() {
    let names = [
        "DINKES",
        "Dinkes Kota Contoh Raya",
        "dinas kesehatan kota contohraya",
        "Dinas Kesehatan, Kota Contoh Raya.",
        "Dinas Uji & Coba Kota Contoh Raya",
        "Dinas Uji dan Coba",
    ];
    let rows: Vec<String> = names.iter().map(|name| format!("A,\"{name}\"")).collect();
    let office = office_with(format!("title,Mitra\n{}\nB,Dinas Kesehatan Kabupaten Lain\n", rows.join("\n")));
    office.types("setting edit city --value \"Kota Contoh Raya\"").succeeds();
    office.types("department add --code UJI --name \"Dinas Uji dan Coba\" --kind dinas").succeeds();
    office.types(&import("--create partners")).succeeds();
    assert_eq!(office.types("export partners -O csv").column("name"), ["Dinas Kesehatan Kabupaten Lain"]);
}

#[test]
fn totals_are_no_records_whatever_they_are_totals_of() {
    let sheet = "title,Mitra,value\nA,,100\nTotal Nilai,,300\nTOTAL KESELURUHAN,,300\n,,300\n";
    let office = office_with(sheet);
    let answer = office.types(&import("--as-unknown"));
    let count = tally(answer.succeeds());
    assert_eq!((count.new, count.no_records), (1, 3), "{answer}");
}

#[test]
fn every_cell_beyond_the_headings_is_kept_and_hides_no_other() {
    let sheet = "title,value\nA,banyak,lebih,lagi\n";
    let stored = taken(sheet, "--as-unknown");
    for text in ["banyak", "lebih", "lagi"] {
        assert!(stored[0]["unread"].contains(text), "{stored:?}");
    }
    let office = office_with(sheet);
    let (_, found) = findings(&office, &import(""));
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn partners_of_one_name_are_known_again_one_by_one() {
    let office = office_with("name,kind,region\nKodim,vertical,X\nKodim,vertical,Y\n");
    office.types("import partners r.csv --lang en").succeeds();
    let before = office.bytes();
    let answer = office.types("import partners r.csv --lang en");
    let count = tally(answer.succeeds());
    assert_eq!((count.known, count.new), (2, 0), "{answer}");
    assert!(office.bytes() == before, "nothing was written");
}

#[test]
fn a_row_whose_parent_is_not_found_is_counted_among_the_refused() {
    let office = office_with("title,own_number,parent\nA,1,99\nB,2,2\nC,3,\n");
    let answer = office.types_in_vain(&import(""));
    let count = tally(answer.is_refused("2 cells cannot be taken in 2 rows"));
    assert_eq!((count.new, count.refused), (1, 2), "{answer}");
}

// ---- what refers to others ----

#[test]
fn a_row_whose_parent_is_not_found_is_left_out_and_so_is_what_hangs_under_it() {
    let sheet = "title,own_number,parent\nA,1,99\nB,2,1\nC,3,\nD,4,3\nE,5,5\n";
    let office = office_with(sheet);
    let (answer, found) = findings(&office, &import("--skip-invalid"));
    let count = tally(answer.succeeds());
    assert_eq!((count.new, count.refused), (2, 3), "{answer}");
    assert_eq!(found.iter().map(|f| f["line"].as_str()).collect::<Vec<_>>(), ["2", "3", "6"]);
    let rows = agreements(&office);
    assert_eq!(rows.iter().map(|r| r["title"].as_str()).collect::<Vec<_>>(), ["C", "D"]);
    assert_eq!(rows[1]["parent"], rows[0]["code"]);
    let history = office.types("history -O csv");
    assert!(!history.stdout.contains("removed"), "what was left out was never there: {history}");
    let before = Office::founded().export();
    office.types("undo").succeeds();
    assert_eq!(office.types("export agreements -O csv").rows().len(), 0);
    assert!(before.contains("DINKES"));
}

#[test]
fn a_department_whose_parent_is_not_found_is_left_out() {
    let office =
        office_with("code,name,kind,parent\nX,Dinas X,dinas,TIADA\nY,Dinas Y,dinas,\nZ,UPT Z,upt,Y\n");
    let answer = office.types("import departments r.csv --lang en --skip-invalid");
    let count = tally(answer.succeeds());
    assert_eq!((count.new, count.refused), (2, 1), "{answer}");
    let known = "SELECT count(*) FROM department WHERE code IN ('X', 'Y', 'Z')";
    assert_eq!(office.number(known), 2);
}

#[test]
fn parents_in_a_circle_are_bad_cells() {
    let office = office_with("title,own_number,parent\nA,1,2\nB,2,3\nC,3,1\n");
    let (answer, found) = findings(&office, &import(""));
    answer.is_refused("nothing was saved");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["line"], "4");
}

#[test]
fn parents_in_a_circle_are_refused_by_hand_too() {
    let office = office_with("title,own_number,parent\nA,1,\nB,2,1\n");
    office.types(&import("")).succeeds();
    let codes: Vec<String> = agreements(&office).iter().map(|row| row["code"].clone()).collect();
    let line = format!("agreement edit {} --parent {} --lang en", codes[0], codes[1]);
    office.types_in_vain(&line).is_refused("hangs under it");
}

#[test]
fn every_reference_of_a_row_that_is_not_found_is_told_under_its_heading() {
    let office = office_with("OPD,Urusan\nTIADA,9.99\n");
    let (_, found) =
        findings(&office, "import mandates r.csv --map OPD=department --map Urusan=affair --lang en");
    let columns: Vec<&str> = found.iter().map(|f| f["column"].as_str()).collect();
    assert_eq!(columns, ["OPD", "Urusan"]);
}

// ---- twins ----

#[test]
fn of_two_like_rows_the_one_that_stays_in_the_file_is_the_one_that_it_was() {
    let first = "B,2/X,PT B,2024-01-01,2024-12-31,satu\n";
    let second = "B,2/X,PT B,2024-01-01,2025-12-31,dua\n";
    let head = "title,own_number,partner,effective_on,ends_on,note\n";
    let office = office_with(format!("{head}{first}{second}"));
    office.types(&import(MAKE)).succeeds();
    for row in [second, first] {
        office.write("r.csv", format!("{head}{row}"));
        let answer = office.types_in_vain(&import(MAKE));
        assert_eq!(tally(answer.succeeds()).known, 1, "{answer}");
    }
    office.write("r.csv", format!("{head}{second}{first}"));
    let answer = office.types_in_vain(&import(MAKE));
    assert_eq!(tally(answer.succeeds()).known, 2, "{answer}");
}

#[test]
fn what_stays_is_told_once_even_where_another_cell_has_to_be_given_up() {
    let office = office_with("title,own_number,effective_on,ends_on,note\nA,1,2023-01-01,2023-12-31,lama\n");
    office.types(&import("")).succeeds();
    let code = agreements(&office)[0]["code"].clone();
    let line = format!("agreement edit {code} --effective-on 2024-01-01 --ends-on 2024-12-31 --note tangan");
    office.types(&line).succeeds();
    office.write(
        "r.csv",
        "title,own_number,effective_on,ends_on,note,place\nA,1,2023-06-01,2023-11-30,baru,Aula\n",
    );
    let (_, found) = findings(&office, &import("--as-unknown"));
    let notes = found.iter().filter(|f| f["column"] == "note").count();
    assert_eq!(notes, 1, "{found:?}");
}

// ---- a file of ours ----

#[test]
fn a_list_of_ours_for_a_spreadsheet_comes_back_and_changes_nothing() {
    let office = Office::sample();
    office.types("agreement list --excel -o daftar.csv").succeeds();
    let answer = office.types("import agreements daftar.csv --skip-invalid --lang en");
    let count = tally(answer.succeeds());
    assert_eq!((count.new, count.changed), (0, 0), "{answer}");
    answer.says("Columns not used: Status");
}

#[test]
fn a_new_file_without_a_region_says_how_to_name_it() {
    let office = Office::new();
    office.types("init").succeeds().says("setting edit city");
    let other = Office::new();
    let answer = other.types("init --city \"Kota Contoh\"");
    assert!(!answer.succeeds().stderr.contains("setting edit city"), "{answer}");
}
