//! The real registers, read in place with the mappings of the examples: what goes in, what is said of it, and that it goes
//! out again. What a date means is worked out here once more from the sheet itself, by other code than the program's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::answer::{Answer, Record, rows};
use crate::office::Office;
use crate::sheets::{Tally, agreements, findings, goes_out_and_in_again, said, tally};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the real registers; says so where they are not here.
#[expect(clippy::print_stderr, reason = "a test that was left out says so")]
pub(crate) fn data(name: &str) -> Option<PathBuf> {
    let path = root().join("../shared/data").join(name);
    if path.is_file() {
        return Some(path);
    }
    eprintln!("left out: {} is not here, so the real register was not read", path.display());
    None
}

pub(crate) fn import(register: &str, sheet: &Path, mapping: &str, flags: &str) -> String {
    let mapping = root().join("examples/mappings").join(mapping);
    format!("import {register} \"{}\" --mapping \"{}\" --lang en {flags}", sheet.display(), mapping.display())
}

pub(crate) fn sheet(path: &Path) -> Vec<Record> {
    rows(&std::fs::read_to_string(path).unwrap())
}

/// The same file again, out and in again, the sum of the map, and back.
#[track_caller]
pub(crate) fn holds(office: &Office, import: &str, imported: usize, before: &str) {
    let again = office.types_in_vain(import);
    let tally = tally(again.succeeds());
    assert_eq!((tally.new, tally.changed, tally.known), (0, 0, imported), "{again}");
    let map = office.types("report map -O json --as-of 2040-01-01").json();
    let records: Vec<u64> =
        map["summary"].as_array().unwrap().iter().map(|line| line["records"].as_u64().unwrap()).collect();
    let whole = imported as u64;
    assert_eq!((records[0], records[1], records[1] + records[2]), (whole, whole, whole));
    let total: u64 = map["kind"].as_array().unwrap().iter().map(|line| line["total"].as_u64().unwrap()).sum();
    assert_eq!(total, whole);
    goes_out_and_in_again(office);
    office.types("undo").succeeds();
    assert!(before == office.export(), "undo left something behind");
}

/// The findings counted by column and kind; what stands in backticks and all digits are left out of the kind.
fn kinds(findings: &[Record]) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        let parts: Vec<&str> = finding["problem"].split('`').collect();
        let words: String = parts.iter().step_by(2).copied().collect();
        let words: String = words.chars().filter(|c| !c.is_ascii_digit() && *c != '-').collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        *counts.entry((finding["column"].clone(), words)).or_default() += 1;
    }
    counts
}

#[track_caller]
pub(crate) fn are_counted(findings: &[Record], wanted: &[(&str, &str, usize)]) {
    let wanted: BTreeMap<(String, String), usize> =
        wanted.iter().map(|(column, kind, n)| (((*column).to_owned(), (*kind).to_owned()), *n)).collect();
    assert_eq!(kinds(findings), wanted);
}

#[track_caller]
pub(crate) fn are_said(findings: &[Record], wanted: &[&str]) {
    let all: Vec<String> = findings.iter().map(said).collect();
    for line in wanted {
        assert!(all.iter().any(|l| l == line), "{line}\n{all:#?}");
    }
}

// ---- the agreements of nine universities ----

#[test]
fn thirty_seven_agreements_without_a_title_get_one_by_a_template() {
    let Some(path) = data("tu9_agreements_cc0.csv") else { return };
    let office = Office::founded();
    let before = office.export();
    let line = import("agreements", &path, "tu9-agreements.toml", "");
    let (answer, found) = findings(&office, &line);
    assert_eq!(tally(answer.succeeds()), Tally { rows: 37, new: 37, ..Tally::default() });
    answer.says("New records made: 9 (partner)");
    assert!(found.is_empty(), "nothing is wrong with it: {found:?}");
    let stored = agreements(&office);
    let source = sheet(&path);
    for (row, record) in source.iter().zip(&stored) {
        let title = format!("{} {}", row["esac_id"], row["relationship"]);
        assert_eq!(record["title"], title.trim());
        assert_eq!(record["ends_on"], row["end_date"]);
        let members = format!("SELECT count(*) FROM party WHERE agreement = '{}'", record["code"]);
        let wanted = row["members_slug"].split(';').count();
        assert_eq!(office.number(&members), i64::try_from(wanted).unwrap(), "{title}");
    }
    holds(&office, &line, 37, &before);
}

#[test]
fn the_hospital_register_goes_out_and_in_again() {
    let Some(path) = data("soedono/klinis.csv") else { return };
    let office = Office::founded();
    let before = office.export();
    let line = import("agreements", &path, "soedono-klinis.toml", "");
    let answer: Answer = office.types(&line);
    assert_eq!(tally(answer.succeeds()).new, 98);
    holds(&office, &line, 98, &before);
}

// ---- three date styles in one row ----

#[test]
fn every_date_cell_of_the_projects_is_read_as_it_can_be() {
    use sinergi::calendar::date::{How, Order, cell};
    let Some(path) = data("melbourne_mixed_dates_cc0.csv") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let all = rows(text.trim_start_matches('\u{feff}'));
    assert_eq!(all.len(), 445);
    let columns = ["Tender Closed", "BNI", "BCA", "PBC", "Stage1", "Stage2", "Stage3"];
    let cells: Vec<&str> = all
        .iter()
        .flat_map(|row| columns.map(|column| row[column].trim()))
        .filter(|text| !text.is_empty())
        .collect();
    let counts = |order: Option<Order>| {
        // Sure, by the order, against it, refused.
        let mut counts = [0; 4];
        for text in &cells {
            let at = match cell(text, order) {
                Ok(read) => match read.how {
                    How::Sure => 0,
                    How::ByOrder => 1,
                    How::Against => 2,
                },
                Err(_) => 3,
            };
            counts[at] += 1;
        }
        counts
    };
    assert_eq!(cells.len(), 2845);
    assert_eq!(counts(None), [2629, 0, 0, 216]);
    assert_eq!(counts(Some(Order::Dmy)), [2629, 216, 0, 0]);
    assert_eq!(counts(Some(Order::Mdy)), [2203, 216, 426, 0]);
    assert_eq!(counts(Some(Order::Ymd)), [2629, 0, 0, 216]);
    let day = |text: &str, order| cell(text, Some(order)).unwrap().date.to_string();
    let first = &all[0];
    assert_eq!(day(&first["BNI"], Order::Dmy), "2016-02-05", "5/02/2016 5:00:00 PM");
    assert_eq!(day(&first["BCA"], Order::Dmy), "2016-05-25", "2016-05-25 17:00:00");
    assert_eq!(day(&first["PBC"], Order::Mdy), "2016-03-30", "30/03/2016 5:00:00 PM");
    assert_eq!(day(&all[1]["PBC"], Order::Ymd), "2016-10-24", "24/10/2016");
    assert_eq!(day(&all[1]["BNI"], Order::Mdy), "2016-11-07", "11/07/2016 5:00:00 PM");
}

#[test]
fn every_example_mapping_says_what_it_is_for_and_can_be_read() {
    for entry in std::fs::read_dir(root().join("examples/mappings")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# For "), "{}", path.display());
        let mapping = sinergi::intake::Mapping::open(&path).unwrap();
        assert!(mapping.register.is_some_and(|r| {
            ["agreements", "departments", "obstacles", "evaluations"].contains(&r.as_str())
        }));
    }
}

#[test]
fn kulon_progo_goes_in_with_a_proposal_beside_each_problem() {
    let Some(path) = data("kulon-progo/problems.csv") else { return };
    let office = Office::founded();
    let before = office.export();
    let line = import("obstacles", &path, "kulon-progo-problems.toml", "");
    let answer = office.types(&line);
    let tally = tally(answer.succeeds());
    assert_eq!((tally.new, tally.changed, tally.known), (85, 0, 0), "{answer}");
    let obstacles = office.types("obstacle list -O csv").rows();
    let solutions = office.types("obstacle solution list -O csv").rows();
    // The sheet itself, by other code: its costs without the dots, its years, its problems.
    let text = std::fs::read_to_string(&path).unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let sheet: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((sheet.len(), obstacles.len(), solutions.len()), (85, 85, 85));
    for ((row, obstacle), solution) in sheet.iter().zip(&obstacles).zip(&solutions) {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(plain(&row[5]), plain(&obstacle["title"]));
        assert_eq!((row[1].trim(), ""), (obstacle["raised_on"].as_str(), obstacle["category"].as_str()));
        assert_eq!(plain(&row[4]), plain(&solution["proposal"]));
        for (at, field) in [(8, "cost_from"), (9, "cost_to")] {
            assert_eq!(row[at].replace('.', "").trim(), solution[field], "{row:?}");
        }
    }
    office.types_in_vain(&line).succeeds().says("85 known");
    goes_out_and_in_again(&office);
    office.types("undo").succeeds();
    assert!(before == office.export(), "undo left something behind");
}
