//! The edges of an import: what is said, left out, kept unknown and known again.

use crate::office::Office;
use crate::sheets::{agreements, findings, import, office_with, said, tally};

// ---- findings ----

#[test]
fn a_line_after_a_blank_one_is_named_as_an_editor_counts_it() {
    for end in ["\n", "\r\n"] {
        let office = office_with(["title,value", "A,1", "", "B,banyak", "", "", "C,banyak", ""].join(end));
        let (_, found) = findings(&office, &import(""));
        let lines: Vec<&str> = found.iter().map(|f| f["line"].as_str()).collect();
        assert_eq!(lines, ["4", "7"], "{end:?}");
    }
}

#[test]
fn a_parent_that_is_not_found_is_reported_under_its_heading() {
    let office = office_with("title,Nomor MoU\nA,9/2024\n");
    let (_, found) = findings(&office, &import("--map \"Nomor MoU=parent\""));
    assert_eq!((found.len(), found[0]["column"].as_str()), (1, "Nomor MoU"));
}

#[test]
fn an_empty_cell_that_must_be_filled_is_reported_under_its_heading() {
    let office = office_with("Perihal,note\n,x\n");
    let (_, found) = findings(&office, &import(""));
    assert_eq!(found[0]["column"], "Perihal");
}

#[test]
fn a_mark_is_not_overruled_into_nonsense() {
    let office = office_with("\u{feff}Judul\nKafé\n");
    let answer = office.types(&import("--encoding windows-1252"));
    if answer.code == Some(0) {
        assert_eq!(agreements(&office)[0]["title"], "Kafé");
    }
}

#[test]
fn an_import_of_nothing_leaves_the_bytes_of_the_file() {
    let office = office_with("title,note\n");
    office.types_in_vain(&import("")).succeeds();
}

#[test]
fn a_record_that_import_all_refuses_is_named_with_its_file_and_line() {
    let office = Office::sample();
    office.types("export all keluar").succeeds();
    let path = office.path("keluar").join("agreements.csv");
    let broken = std::fs::read_to_string(&path).unwrap().replacen(",ksdpk,", ",entah,", 1);
    std::fs::write(&path, broken).unwrap();
    let fresh = Office::founded();
    fresh
        .types_in_vain(&format!("import all \"{}\"", office.path("keluar").display()))
        .is_refused("agreements.csv:");
}

// ---- own departments ----

#[test]
fn an_exact_name_wins_over_the_same_name_without_the_suffix_of_the_city() {
    let office = office_with("title,OPD\nA,Badan Uji Kota Contoh\n");
    office.types("setting edit city --value \"Kota Contoh\"").succeeds();
    office.types("department add --code UJI1 --name \"Badan Uji\" --kind badan").succeeds();
    office.types("department add --code UJI2 --name \"Badan Uji Kota Contoh\" --kind badan").succeeds();
    office.types(&import("")).succeeds();
    assert_eq!(agreements(&office)[0]["department"], "UJI2");
}

#[test]
fn a_name_that_two_of_our_departments_share_is_not_made_a_partner_either() {
    let office = office_with("title,Mitra\nA,Badan Uji Kota Contoh\n");
    office.types("setting edit city --value \"Kota Contoh\"").succeeds();
    office.types("department add --code UJI1 --name \"Badan Uji\" --kind badan").succeeds();
    office.types("department add --code UJI2 --name \"Badan Uji Kota Contoh\" --kind badan").succeeds();
    let _ = office.types(&import("--create partners"));
    assert_eq!(office.number("SELECT count(*) FROM partner"), 0);
}

#[test]
fn no_department_of_the_real_city_becomes_a_partner_with_its_suffix_known() {
    crate::requests::makes_no_department_a_partner(Some(crate::requests::CITY));
}

// ---- leaving out, and unknown ----

#[test]
fn a_row_whose_parent_is_not_found_can_be_left_out() {
    let office = office_with("title,own_number,parent\nA,1/2024,9/2024\nB,2/2024,\n");
    let answer = office.types(&import("--skip-invalid"));
    let tally = tally(answer.succeeds());
    assert!(
        matches!((tally.new, tally.refused), (1, 1) | (2, 0)),
        "the row is left out, or its parent: {answer}"
    );
}

#[test]
fn the_real_polytechnic_can_be_taken_without_its_bad_rows() {
    let Some((office, line, _)) = crate::polytechnic::polnep("") else { return };
    assert!(crate::polytechnic::loses_only_the_bad_rows(&office, &line) >= 77);
}

#[test]
fn a_department_whose_parent_is_not_found_can_be_left_out() {
    let office = office_with("code,name,kind,parent\nX,Dinas X,dinas,TIADA\nY,Dinas Y,dinas,\n");
    let answer = office.types("import departments r.csv --lang en --skip-invalid");
    let tally = tally(answer.succeeds());
    assert!(
        matches!((tally.new, tally.refused), (1, 1) | (2, 0)),
        "the row is left out, or its parent: {answer}"
    );
}

#[test]
fn as_unknown_works_for_departments_or_says_that_it_does_not() {
    let office = office_with("code,name,kind,valid_from\nX,Dinas X,dinas,kapan-kapan\n");
    let answer = office.types("import departments r.csv --lang en --as-unknown");
    let said = answer.stderr.lines().any(|l| l.starts_with("hint:") && l.contains("--as-unknown"));
    assert!(!said, "it advises what was already typed\n{answer}");
}

#[test]
fn no_partner_is_made_for_a_row_that_is_left_out() {
    let office = office_with("title,Mitra,value\nA,PT Satu,1\nB,PT Dua,banyak\n");
    office.types(&import("--create partners --skip-invalid")).succeeds();
    assert_eq!(office.types("export partners -O csv").column("name"), ["PT Satu"]);
}

#[test]
fn as_unknown_takes_a_row_that_is_signed_and_not() {
    let office = office_with("title,signed,signed_on\nA,belum,2024-01-01\n");
    office.types(&import("--as-unknown")).succeeds();
    assert_ne!(agreements(&office)[0]["unread"], "");
}

#[test]
fn as_unknown_takes_a_row_with_a_term_of_no_months() {
    let office = office_with("title,term_months\nA,0\n");
    office.types(&import("--as-unknown")).succeeds();
    assert_ne!(agreements(&office)[0]["unread"], "");
}

#[test]
fn as_unknown_takes_a_row_that_ends_before_the_year_of_its_signing() {
    let office = office_with("title,signed_on,ends_on\nA,2024,2023-05-01\n");
    office.types(&import("--as-unknown")).succeeds();
    assert_ne!(agreements(&office)[0]["unread"], "");
}

#[test]
fn as_unknown_takes_a_row_that_is_open_ended_and_ends() {
    let office = office_with("title,end_rule,ends_on\nA,open-ended,2024-01-01\n");
    office.types(&import("--as-unknown")).succeeds();
    assert_ne!(agreements(&office)[0]["unread"], "");
}

#[test]
fn as_unknown_takes_a_row_whose_end_is_not_the_computed_one() {
    let office = office_with(
        "title,signed_on,term_text,ends_on,end_rule\nA,2024-01-01,1 tahun,2026-01-01,from-signing\n",
    );
    office.types(&import("--as-unknown")).succeeds();
    assert_ne!(agreements(&office)[0]["unread"], "");
}

#[test]
fn as_unknown_takes_a_row_with_a_cell_beyond_the_headings() {
    let office = office_with("title,note\nA,x,lebih\n");
    office.types(&import("--as-unknown")).succeeds();
    assert!(agreements(&office)[0]["unread"].contains("lebih"));
}

#[test]
fn as_unknown_makes_no_known_title_or_kind_unknown() {
    let office = office_with("title,own_number,kind\nA,1/2024,ksdpk\n");
    let line = "import agreements r.csv --lang en --set document=pks --as-unknown";
    office.types(line).succeeds();
    office.write("r.csv", "title,own_number,kind\n,1/2024,entah\n");
    office.types(line).succeeds();
    let row = &agreements(&office)[0];
    assert_eq!((row["title"].as_str(), row["kind"].as_str()), ("A", "ksdpk"));
}

#[test]
fn a_known_row_with_an_empty_title_changes_nothing() {
    let office = office_with("title,own_number\nA,1/2024\n");
    office.types(&import("")).succeeds();
    office.write("r.csv", "title,own_number\n,1/2024\n");
    office.types_in_vain(&import("")).succeeds().says("1 known");
}

#[test]
fn what_could_not_be_read_is_forgotten_when_it_is_corrected() {
    let office = office_with("title,own_number,value\nA,1/2024,banyak\n");
    office.types(&import("--as-unknown")).succeeds();
    office.write("r.csv", "title,own_number,value\nA,1/2024,5000\n");
    office.types(&import("")).succeeds();
    let row = &agreements(&office)[0];
    assert_eq!((row["value"].as_str(), row["unread"].as_str()), ("5000", ""));
}

// ---- edited by hand ----

#[test]
fn a_partners_number_that_was_edited_by_hand_stays() {
    let office = office_with("title,own_number,Mitra,Nomor Mitra\nA,1/2024,PT Satu,lama\n");
    office.types(&import("--create partners")).succeeds();
    office.types("agreement party edit KS-2025-0001/1 --number tangan").succeeds();
    let answer = office.types(&import("--create partners"));
    answer.succeeds();
    assert_eq!(office.types("agreement party list -O csv").column("number"), ["tangan"], "{answer}");
}

#[test]
fn a_parent_that_was_edited_by_hand_stays() {
    let office = office_with("title,own_number,parent\nA,1/2024,\nB,2/2024,\nC,3/2024,1/2024\n");
    office.types(&import("")).succeeds();
    office.types("agreement edit KS-2025-0003 --parent KS-2025-0002").succeeds();
    let answer = office.types(&import(""));
    answer.succeeds();
    assert_eq!(agreements(&office)[2]["parent"], "KS-2025-0002", "{answer}");
}

#[test]
fn a_parent_that_changes_is_a_change() {
    let office = office_with("title,own_number,parent\nA,1/2024,\nB,2/2024,\nC,3/2024,1/2024\n");
    office.types(&import("")).succeeds();
    office.write("r.csv", "title,own_number,parent\nA,1/2024,\nB,2/2024,\nC,3/2024,2/2024\n");
    office.types(&import("")).succeeds().says("1 changed, 2 known");
}

#[test]
fn a_parent_that_is_not_found_replaces_no_umbrella_that_the_sheet_names() {
    let office = office_with("title,own_number,parent,umbrella\nA,1/2024,9/2024,Perda 5\n");
    office.types(&import("--as-unknown")).succeeds();
    let row = &agreements(&office)[0];
    assert!(row["umbrella"].contains("Perda 5"), "{row:?}");
}

// ---- dates ----

#[test]
fn a_span_in_one_cell_is_judged_like_two_cells() {
    let office = office_with("title,effective_on\nA,01/07/2024 s/d 30/06/2025\n");
    let (_, found) = findings(&office, &import("--date-order mdy"));
    let said: Vec<String> = found.iter().map(said).collect();
    assert!(said.iter().any(|l| l.contains("two different dates")), "{said:?} {:?}", agreements(&office));
}

#[test]
fn a_date_under_the_heading_signed_is_judged_like_any_other() {
    let office = office_with("title,signed,effective_on\nA,25/07/2019,03/08/2019\n");
    let (_, found) = findings(&office, &import("--date-order mdy"));
    let said: Vec<String> = found.iter().map(said).collect();
    assert!(
        said.iter().any(|l| l.contains("reads only in the other order")),
        "{said:?} {:?}",
        agreements(&office)
    );
}

#[test]
fn a_term_that_bears_out_both_readings_confirms_none() {
    let office = office_with(
        "title,signed_on,effective_on,ends_on,term_text\nA,25/03/2019,03/04/2019,03/04/2020,1 tahun\n",
    );
    let (_, found) = findings(&office, &import("--date-order mdy"));
    let said: Vec<String> = found.iter().map(said).collect();
    assert_eq!(said.iter().filter(|l| l.contains("two different dates")).count(), 2, "{said:?}");
}

#[test]
fn beside_an_order_that_was_said_nobody_is_told_to_say_it() {
    let office = office_with("title,effective_on,ends_on\nA,03/04/2024,25/07/2024\n");
    let answer = office.types_in_vain(&import("--date-order mdy"));
    assert!(!answer.stderr.contains("say the order: --date-order"), "{answer}");
}

// ---- rows and columns ----

#[test]
fn a_title_of_digits_alone_is_no_blank_row() {
    let office = office_with("title,note\n112,\n");
    office.types(&import("")).succeeds().says("1 new");
}

#[test]
fn the_id_may_be_a_column_that_is_mapped_to_the_source_id_already() {
    let office = office_with("No,title\n1,A\n");
    office.types(&import("--map No=source_id --id No")).succeeds().says("1 new");
}

// ---- bytes ----

#[test]
fn bytes_that_are_no_utf8_are_never_replaced_when_utf8_is_named() {
    let office = office_with(b"title,note\nKaf\xe9,x\n");
    office.types_in_vain(&import("--encoding utf-8")).is_refused("line 2");
}

#[test]
fn half_a_sign_of_utf16_is_never_replaced() {
    let mut bytes: Vec<u8> = "\u{feff}title,note\nA,x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.extend([0x00, 0xd8, 0x41, 0x00, 0x0a, 0x00]);
    let office = office_with(bytes);
    office.types_in_vain(&import("")).is_refused("r.csv");
}

#[test]
fn utf8_that_somebody_calls_windows_1252_is_told() {
    let office = office_with("Judul\nKafé – “Rujukan”\n");
    let answer = office.types(&import("--encoding windows-1252"));
    assert!(answer.code == Some(2) || answer.stderr.contains("UTF-8"), "{answer}");
}

// ---- flags ----

#[test]
fn a_word_in_create_of_a_mapping_file_is_checked() {
    let office = office_with("title\nA\n");
    office.write("m.toml", "create = [\"parteners\"]\n");
    office.types_in_vain(&import("--mapping m.toml")).is_refused("parteners");
}

#[test]
fn a_value_that_is_set_for_all_rows_may_be_a_name() {
    let office = office_with("title\nA\n");
    office.types(&import("--set \"department=Dinas Kesehatan\"")).succeeds();
    assert_eq!(agreements(&office)[0]["department"], "DINKES");
}

#[test]
fn a_value_that_is_set_for_all_rows_and_is_not_known_is_named() {
    let office = office_with("title\nA\n");
    office.types_in_vain(&import("--set department=TIADA")).is_refused("TIADA");
}

#[test]
fn an_applicant_that_is_set_for_all_rows_is_linked() {
    let office = office_with("title\nA\n");
    office.types(&import("--set \"applicant=Dinas Kesehatan\"")).succeeds();
    assert_eq!(agreements(&office)[0]["applicant"], "department/DINKES");
}

#[test]
fn nothing_goes_in_when_the_mapping_cannot_be_saved() {
    let office = office_with("title\nA\n");
    office.types_in_vain(&import("--save-mapping tiada/m.toml")).exits(2);
}

#[test]
fn nothing_goes_in_when_the_findings_cannot_be_written() {
    let office = office_with("title\nA\n");
    office.types_in_vain(&import("-o tiada/f.csv")).exits(2);
}

// ---- known again ----

#[test]
fn the_same_number_in_the_register_with_another_start_is_told() {
    let office = office_with("title,own_number,effective_on\nA,1/2024,2024-01-01\n");
    office.types(&import("")).succeeds();
    office.write("r.csv", "title,own_number,effective_on\nA,1/2024,2024-02-01\n");
    office.types(&import("")).succeeds().says("with another partner or start");
}

#[test]
fn the_same_file_adds_nothing_after_a_start_was_corrected_by_hand() {
    let office = office_with("title,own_number,effective_on\nA,1/2024,2024-01-01\n");
    office.types(&import("")).succeeds();
    office.types("agreement edit KS-2025-0001 --effective-on 2024-05-05").succeeds();
    office.types(&import("")).succeeds().says("0 new");
}

#[test]
fn the_same_file_adds_nothing_after_a_party_was_removed_by_hand() {
    let office = office_with("title,own_number,Mitra\nA,1/2024,PT Satu\n");
    office.types(&import("--create partners")).succeeds();
    office.types("agreement party remove KS-2025-0001/1 --yes").succeeds();
    office.types(&import("--create partners")).succeeds().says("0 new");
}
