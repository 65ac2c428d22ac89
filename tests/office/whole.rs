//! Out, whole: every register into a folder and back, and the CSV for spreadsheets that comes in again as it was.

use crate::answer::rows;
use crate::office::{Office, REGISTERS};
use crate::sheets::{agreements, folder, goes_out_and_in_again, import, office_with};

/// Texts that a spreadsheet would run, or that only look like it.
const TEXTS: [&str; 12] = [
    "=1+1",
    "+62 811 234",
    "-x",
    "@x",
    "'=x",
    "''=x",
    "'Aisyiyah",
    "=HYPERLINK(\"http://x\",\"a;b\")",
    "biasa; saja, \"kutip\"",
    "dua\nbaris",
    "'",
    "-",
];

fn with_texts() -> Office {
    let office = Office::founded();
    for text in TEXTS {
        let quoted = if text.contains('"') { format!("'{text}'") } else { format!("\"{text}\"") };
        let line = format!("agreement add --title A --kind ksdpk --document pks --note={quoted}");
        office.types(&line).succeeds();
    }
    office
}

fn notes(office: &Office) -> Vec<String> {
    agreements(office).into_iter().map(|mut row| row.remove("note").unwrap()).collect()
}

#[test]
fn the_sample_city_goes_out_and_in_again() {
    let office = Office::sample();
    goes_out_and_in_again(&office);
    let files: Vec<String> = folder(&office, "keluar").into_keys().collect();
    let mut wanted: Vec<String> = REGISTERS.iter().map(|r| format!("{r}.csv")).collect();
    wanted.push("counters.csv".to_owned());
    wanted.sort();
    assert_eq!(files, wanted);
}

#[test]
fn hostile_texts_and_hand_edits_go_out_and_in_again() {
    let office = with_texts();
    office.types("agreement edit KS-2025-0001 --place \"kota  dua, \"").succeeds();
    office.types("agreement remove KS-2025-0003 --yes").succeeds();
    goes_out_and_in_again(&office);
    let fresh = Office::founded();
    fresh.types(&format!("import all \"{}\"", office.path("keluar").display())).succeeds();
    let code = fresh.makes("agreement add --title B --kind ksdpk --document pks");
    assert_eq!(code, "KS-2025-0013", "codes go on where they were");
}

#[test]
fn an_export_of_an_older_version_lacks_the_registers_that_came_later() {
    let office = Office::sample();
    office.types("export all keluar").succeeds();
    for register in ["amendments", "leads", "obligations", "fulfilments", "reminders", "holidays"] {
        std::fs::remove_file(office.path("keluar").join(format!("{register}.csv"))).unwrap();
    }
    let older = Office::founded();
    for register in ["sops", "steps", "adoptions", "exemptions", "rounds", "findings", "movements"] {
        std::fs::rename(
            office.path("keluar").join(format!("{register}.csv")),
            office.path(&format!("{register}.csv")),
        )
        .unwrap();
    }
    older.types(&format!("import all \"{}\"", office.path("keluar").display())).succeeds();
    assert_eq!(older.number("SELECT count(*) FROM sop"), 4, "what every file begins with stays");
    for register in ["sops", "steps", "adoptions", "exemptions", "rounds", "findings", "movements"] {
        std::fs::rename(
            office.path(&format!("{register}.csv")),
            office.path("keluar").join(format!("{register}.csv")),
        )
        .unwrap();
    }
    let fresh = Office::founded();
    fresh
        .types(&format!("import all \"{}\"", office.path("keluar").display()))
        .succeeds()
        .says("Perubahan (tidak ada amendments.csv)");
    assert_eq!(fresh.number("SELECT count(*) FROM sop"), office.number("SELECT count(*) FROM sop"));
    assert_eq!(
        fresh.number("SELECT count(*) FROM agreement"),
        office.number("SELECT count(*) FROM agreement")
    );
}

#[test]
fn import_of_all_wants_a_new_file_and_a_whole_folder() {
    let office = Office::sample();
    office.types("export all keluar").succeeds();
    office
        .types_in_vain("import all keluar --lang en")
        .is_refused("import all needs a new file")
        .says("init --db");
    let used = Office::founded();
    used.types("department edit DINKES --liaison Ani").succeeds();
    let from = office.path("keluar");
    used.types_in_vain(&format!("import all \"{}\"", from.display())).exits(2);
    let fresh = Office::founded();
    let line = format!("import all \"{}\" --lang en", from.display());
    std::fs::remove_file(from.join("parties.csv")).unwrap();
    fresh.types_in_vain(&line).exits(1).says("parties.csv");
    fresh.types_in_vain("import all tiada").exits(1);
    office.types("export all keluar").succeeds();
    let broken =
        std::fs::read_to_string(from.join("agreements.csv")).unwrap().replacen(",ksdpk,", ",entah,", 1);
    std::fs::write(from.join("agreements.csv"), broken).unwrap();
    fresh.types_in_vain(&line).is_refused("entah");
}

#[test]
fn export_of_all_needs_a_folder() {
    let office = Office::sample();
    office.types_in_vain("export all --lang en").is_refused("name the folder").says("sinergi export all");
    office.write("berkas", "x");
    office.types_in_vain("export all berkas").exits(1).says("berkas");
    office.types_in_vain("export tiada").is_refused("`tiada`").says("agreements");
}

// ---- for spreadsheets ----

#[test]
fn excel_gets_its_mark_semicolons_line_ends_and_labels() {
    let office = Office::sample();
    for (lang, labels, kind) in
        [("id", "Kode;Jenis;Dokumen", "Kesepakatan Bersama"), ("en", "Code;Kind;Document", "Memorandum (KB)")]
    {
        office.types(&format!("export agreements -o x.csv --excel --lang {lang}")).succeeds();
        let text = office.read("x.csv");
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines[0].starts_with(&format!("\u{feff}{labels};")), "{}", lines[0]);
        assert!(text.contains(&format!(";{kind};")), "{lang}");
        assert!(text.ends_with("\r\n") && !text.contains("\u{feff}\u{feff}"));
    }
    office.types("agreement list --excel -o y.csv").succeeds();
    assert!(office.read("y.csv").starts_with('\u{feff}'), "a list, too");
}

#[test]
fn formulas_are_neutralised_for_spreadsheets_only() {
    let office = with_texts();
    office.types("export agreements -o x.csv --excel").succeeds();
    let excel = office.read("x.csv");
    for text in ["'=1+1", "'+62 811 234", "'-x", "'@x", "''=x"] {
        assert!(
            excel.contains(&format!(";{text};")) || excel.contains(&format!(";{text}\r\n")),
            "{text}\n{excel}"
        );
    }
    for line in excel.split("\r\n").skip(1) {
        for cell in line.split(';') {
            assert!(!cell.trim_matches('"').starts_with(['=', '+', '@']), "{cell}");
        }
    }
    assert_eq!(notes(&office), TEXTS, "plain CSV is the text itself");
}

#[test]
fn what_went_out_for_a_spreadsheet_comes_in_as_it_was() {
    for lang in ["id", "en"] {
        let office = with_texts();
        let before = office.export();
        office.types(&format!("export agreements -o r.csv --excel --lang {lang}")).succeeds();
        office
            .types_in_vain("import agreements r.csv --lang en")
            .succeeds()
            .says("0 new, 0 changed, 12 known");
        assert_eq!(office.export(), before);
        let fresh = office_with(office.read("r.csv"));
        fresh.types("import agreements r.csv --lang en").succeeds().says("12 new");
        assert_eq!(notes(&fresh), TEXTS, "{lang}");
        assert_eq!(agreements(&fresh), agreements(&office), "{lang}");
    }
}

#[test]
fn the_sample_city_comes_in_from_a_spreadsheet_register_by_register() {
    let office = Office::sample();
    let before = office.export();
    for lang in ["id", "en"] {
        for register in REGISTERS {
            office.types(&format!("export {register} -o r.csv --excel --lang {lang}")).succeeds();
            let answer = office.types(&format!("import {register} r.csv --lang en"));
            answer.succeeds().says("0 new, 0 changed");
        }
    }
    assert_eq!(before, office.export());
}

#[test]
fn excel_is_only_for_csv() {
    let office = Office::sample();
    for line in [
        "export agreements --excel -o x.json",
        "agreement list --excel -O json",
        "export agreements --excel -O text",
    ] {
        office.types_in_vain(line).is_refused("excel");
    }
    assert_eq!(office.files(), ["office.db"]);
    office.types("export agreements -o x.json").succeeds();
    let json: serde_json::Value = serde_json::from_str(&office.read("x.json")).unwrap();
    assert_eq!(json.as_array().unwrap().len(), rows(&office.types("export agreements -O csv").stdout).len());
}

#[test]
fn quotes_before_other_words_are_kept_on_the_way_in() {
    let office = office_with("\u{feff}title;note\r\n'Aisyiyah;'=1+1\r\n''=x;'biasa'\r\n");
    office.types(&import("")).succeeds();
    let rows = agreements(&office);
    assert_eq!((rows[0]["title"].as_str(), rows[0]["note"].as_str()), ("'Aisyiyah", "=1+1"));
    assert_eq!((rows[1]["title"].as_str(), rows[1]["note"].as_str()), ("'=x", "'biasa'"));
}
