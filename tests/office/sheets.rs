//! What the tests of the way in and the way out share: an office with a sheet, its findings as rows, and the tally of an
//! import, which always adds up.

use std::collections::BTreeMap;

use crate::answer::{Answer, Record, rows};
use crate::office::Office;

/// What most small sheets do not say.
pub(crate) const SET: &str = "--set kind=ksdpk --set document=pks";

/// A new office with a sheet as `r.csv`.
pub(crate) fn office_with(sheet: impl AsRef<[u8]>) -> Office {
    let office = Office::founded();
    office.write("r.csv", sheet);
    office
}

/// The line that imports `r.csv` with [`SET`], in English.
pub(crate) fn import(flags: &str) -> String {
    format!("import agreements r.csv {SET} --lang en {flags}")
}

/// Every agreement as it is stored, in the order of codes.
pub(crate) fn agreements(office: &Office) -> Vec<Record> {
    office.types("export agreements -O csv").rows()
}

/// Imports a small sheet that must go in, and gives the agreements back.
#[track_caller]
pub(crate) fn taken(sheet: impl AsRef<[u8]>, flags: &str) -> Vec<Record> {
    let office = office_with(sheet);
    office.types(&import(flags)).succeeds();
    agreements(&office)
}

/// Imports with the findings into a file, whatever becomes of it, and gives them back.
#[track_caller]
pub(crate) fn findings(office: &Office, line: &str) -> (Answer, Vec<Record>) {
    let answer = office.types(&format!("{line} -o findings.csv"));
    assert!(matches!(answer.code, Some(0 | 2)), "{answer}");
    (answer, rows(&office.read("findings.csv")))
}

/// A finding in one line: `line column: problem`.
pub(crate) fn said(finding: &Record) -> String {
    format!("{} {}: {}", finding["line"], finding["column"], finding["problem"])
}

/// What became of the rows of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) rows: usize,
    pub(crate) new: usize,
    pub(crate) changed: usize,
    pub(crate) known: usize,
    pub(crate) refused: usize,
    pub(crate) no_records: usize,
    pub(crate) blank: usize,
}

/// Reads the line of counts in English; whatever happened, every row is counted once.
#[track_caller]
pub(crate) fn tally(answer: &Answer) -> Tally {
    let line = answer.stderr.lines().find(|l| l.contains(" rows: ")).unwrap_or_else(|| panic!("{answer}"));
    let (before, after) = line.rsplit_once(" rows: ").unwrap();
    let mut tally = Tally { rows: before.rsplit(' ').next().unwrap().parse().unwrap(), ..Tally::default() };
    for part in after.trim_end_matches('.').split(", ") {
        let (number, word) = part.split_once(' ').unwrap();
        let place = match word {
            "new" => &mut tally.new,
            "changed" => &mut tally.changed,
            "known" => &mut tally.known,
            "refused" => &mut tally.refused,
            "no records" => &mut tally.no_records,
            "blank" => &mut tally.blank,
            other => panic!("{other}\n{answer}"),
        };
        *place = number.parse().unwrap();
    }
    let Tally { rows, new, changed, known, refused, no_records, blank } = tally;
    assert_eq!(
        new + changed + known + refused + no_records + blank,
        rows,
        "every row is counted once\n{answer}"
    );
    tally
}

/// The folder that `export all` wrote, file by file.
pub(crate) fn folder(office: &Office, name: &str) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(office.path(name)).unwrap();
    entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_str().unwrap().to_owned();
            (file, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// Export of all, import of all into a new file, export of all: the same bytes in every file.
#[track_caller]
pub(crate) fn goes_out_and_in_again(office: &Office) {
    office.types("export all keluar").succeeds();
    let wanted = folder(office, "keluar");
    let fresh = Office::founded();
    fresh.types(&format!("import all \"{}\"", office.path("keluar").display())).succeeds();
    fresh.types("export all keluar").succeeds();
    let got = folder(&fresh, "keluar");
    assert_eq!(wanted.keys().collect::<Vec<_>>(), got.keys().collect::<Vec<_>>());
    for (name, text) in &wanted {
        assert!(got[name] == *text, "{name} is not what went out");
    }
}
