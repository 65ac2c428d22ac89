//! The rows of a file, one after the other: blank ones counted, those that are no records told, the others handed on.

use std::borrow::Cow;

use csv::StringRecord;

use super::headings::{Column, From, Piece, Target, folded};
use super::source::Source;
use super::{Import, Notice, Outcome, Problems, What};
use crate::calendar::date::Order;
use crate::error::{Error, Fault, Result};
use crate::register::Row;

/// One row that may be a record.
#[derive(Clone, Copy)]
pub(super) struct Cells<'r> {
    /// The line it begins on.
    pub(super) line: u64,
    /// The file may be one of ours for a spreadsheet, which are parted by `;`.
    excel: bool,
    /// How many cells have a heading.
    headed: usize,
    record: &'r StringRecord,
}

impl<'r> Cells<'r> {
    /// The cells beyond the headings that say something.
    pub(super) fn beyond(&self) -> impl Iterator<Item = &'r str> {
        self.record.iter().skip(self.headed).filter(|cell| !cell.trim().is_empty())
    }

    /// Reads the cells of columns into a row, each into the stored field at its place; tells the bad ones and counts them.
    pub(super) fn fill(
        &self,
        row: &mut Row,
        columns: &[Column],
        place: impl Fn(&Column) -> Option<usize>,
        order: Option<Order>,
        problems: &mut Problems,
    ) -> usize {
        let mut bad = 0;
        for column in columns {
            let Some(at) = place(column) else { continue };
            let Some(field) = row.entity().stored().nth(at) else { continue };
            let text = self.text(column);
            match super::cells::read(field.kind, &text, order) {
                Ok(value) => row.set_at(at, value),
                Err(fault) => {
                    problems.push(self.line, &column.heading, &text, What::Fault(fault));
                    bad += 1;
                }
            }
        }
        bad
    }

    /// The text of a column: one cell, the first that is filled, or a template of several.
    pub(super) fn text(&self, column: &Column) -> Cow<'r, str> {
        let cell = |at: usize| {
            let text = self.record.get(at).unwrap_or_default();
            if self.excel { unquoted(text) } else { text }
        };
        match &column.from {
            From::At(at) => Cow::Borrowed(cell(*at)),
            From::First(places) => {
                let filled = places.iter().map(|at| cell(*at)).find(|text| !text.trim().is_empty());
                Cow::Borrowed(filled.unwrap_or_default())
            }
            From::Template(pieces) => {
                let cells = pieces
                    .iter()
                    .filter_map(|p| if let Piece::Cell(at) = p { Some(cell(*at)) } else { None });
                if cells.clone().all(|text| text.trim().is_empty()) {
                    return Cow::Borrowed("");
                }
                let text = pieces.iter().map(|p| match p {
                    Piece::Text(text) => text.as_str(),
                    Piece::Cell(at) => cell(*at).trim(),
                });
                Cow::Owned(text.collect())
            }
        }
    }
}

/// Takes off the quote that keeps a spreadsheet from reading a text as a formula.
fn unquoted(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) => rest,
        _ => text,
    }
}

/// Hands every row that may be a record to `take`.
pub(super) fn each(
    import: &Import<'_>,
    mut source: Source<'_>,
    columns: &[Column],
    problems: &mut Problems,
    outcome: &mut Outcome,
    mut take: impl FnMut(Cells<'_>, &mut Problems, &mut Outcome) -> Result<()>,
) -> Result<()> {
    let mut record = StringRecord::new();
    let coded = coded(import, columns)?;
    outcome.rows += source.left_out;
    outcome.no_records += source.left_out;
    let title = import.entity.naming().and_then(|n| import.entity.stored().position(|f| f.name == n.name));
    let titles: Vec<usize> = columns
        .iter()
        .filter(|c| title.is_some_and(|at| c.target == Target::Field(at)))
        .flat_map(|c| c.from.places())
        .collect();
    while let Some(line) = source.next(&mut record)? {
        outcome.rows += 1;
        if is_blank(&record, titles.contains(&0)) {
            outcome.blank += 1;
            continue;
        }
        if let Some(notice) = no_record(&record, &source.headings, &titles) {
            outcome.no_records += 1;
            let content =
                record.iter().map(str::trim).filter(|c| !c.is_empty()).collect::<Vec<_>>().join(" | ");
            problems.note(line, "", &content, notice);
            continue;
        }
        let headed = source.headings.len();
        let cells = Cells { line, excel: source.delimiter == ';', headed, record: &record };
        // Agreements have a place for what cannot be taken.
        let kept = import.entity.field("unread").is_some();
        if let Some(cell) = cells.beyond().next().filter(|_| !kept) {
            problems.push(line, "", cell, What::Fault(Fault::BeyondHeadings));
            outcome.refused += 1;
            problems.fatal += usize::from(!import.allow.skip_invalid);
            continue;
        }
        if coded.as_ref().is_some_and(|(column, prefix)| !begins(&cells.text(column), prefix)) {
            outcome.outside += 1;
            continue;
        }
        take(cells, problems, outcome)?;
    }
    outcome.rows += source.empty_lines();
    outcome.blank += source.empty_lines();
    Ok(())
}

/// The column of the SIPD code and how it is to begin, where only some rows are wanted.
fn coded<'i>(import: &Import<'i>, columns: &[Column]) -> Result<Option<(Column, &'i str)>> {
    let Some(prefix) = import.mapping.code.as_deref() else { return Ok(None) };
    let at = import.entity.stored().position(|field| field.name == "sipd_code");
    let column = columns.iter().find(|column| at.is_some_and(|at| column.target == Target::Field(at)));
    match column {
        Some(column) => Ok(Some((column.clone(), prefix))),
        None => Err(Error::usage(
            format!("{}: tidak ada kolom kode SIPD, jadi --code tidak dapat dipakai", import.name),
            format!("{}: there is no column of SIPD codes, so --code cannot be used", import.name),
        )
        .with_hint(
            "sebutkan kolomnya: --map \"JUDUL KOLOM=sipd_code\"",
            "name it: --map \"HEADING=sipd_code\"",
        )),
    }
}

/// Whether a code is that one or stands below it.
fn begins(code: &str, prefix: &str) -> bool {
    let rest = code.trim().strip_prefix(prefix.trim_end_matches('.'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a row says nothing: no cell but signs, or besides them only the running number of an unfilled line.
fn is_blank(record: &StringRecord, titled: bool) -> bool {
    let mut said = record.iter().enumerate().filter(|(_, cell)| cell.chars().any(char::is_alphanumeric));
    match (said.next(), said.next()) {
        (None, _) => true,
        (Some((0, number)), None) => {
            !titled && record.len() > 1 && number.trim().bytes().all(|b| b.is_ascii_digit() || b == b'.')
        }
        _ => false,
    }
}

/// What a sum may say that it is of.
const SUMMED: [&str; 6] = [" nilai", " keseluruhan", " seluruhnya", " semua", " kerja sama", " akhir"];

/// What a row is when it is no record: the headings again, a sum of others, or a title above a section.
fn no_record(record: &StringRecord, headings: &[String], titles: &[usize]) -> Option<Notice> {
    let filled: Vec<(usize, &str)> =
        record.iter().map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    let (first, rest) = filled.split_first()?;
    if filled
        .iter()
        .all(|(at, cell)| headings.get(*at).is_some_and(|h| !h.is_empty() && folded(h) == folded(cell)))
    {
        return Some(Notice::Heading);
    }
    let word = first.1.to_lowercase();
    let word = word.trim_end_matches([':', '.', ' ']);
    let word = SUMMED.iter().find_map(|of| word.strip_suffix(of)).unwrap_or(word).trim_end();
    let sum = matches!(word, "jumlah" | "total" | "sub total" | "subtotal" | "grand total" | "jumlah total");
    let figures = rest.iter().all(|(_, c)| c.chars().all(|c| c.is_ascii_digit() || "., Rp%-".contains(c)));
    if sum && figures {
        return Some(Notice::Total);
    }
    if rest.is_empty() && !first.1.chars().any(char::is_alphabetic) && headings.len() >= 3 {
        return (!titles.contains(&first.0)).then_some(Notice::Total);
    }
    let alone = rest.is_empty() && headings.len() >= 3 && !titles.contains(&first.0);
    (alone && !titles.is_empty()).then_some(Notice::Section)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[&str]) -> Option<Notice> {
        let headings = ["No", "Judul", "Mitra", "Nilai"].map(str::to_owned);
        no_record(&StringRecord::from(cells.to_vec()), &headings, &[1])
    }

    #[test]
    fn headings_totals_and_section_titles_are_no_records() {
        assert_eq!(of(&["NO.", "judul", "Mitra", "Nilai"]), Some(Notice::Heading));
        assert_eq!(of(&["Jumlah", "", "", "1.250.000"]), Some(Notice::Total));
        assert_eq!(of(&["", "TOTAL :", "", "12"]), Some(Notice::Total));
        assert_eq!(of(&["Total Nilai", "", "", "300"]), Some(Notice::Total));
        assert_eq!(of(&["", "TOTAL KESELURUHAN", "", "300"]), Some(Notice::Total));
        assert_eq!(of(&["", "", "", "300"]), Some(Notice::Total));
        assert_eq!(of(&["A. Dalam negeri", "", "", ""]), Some(Notice::Section));
    }

    #[test]
    fn a_record_with_little_in_it_stays_a_record() {
        assert_eq!(of(&["", "Rujukan pasien", "", ""]), None);
        assert_eq!(of(&["1", "Total football", "PT Bola", ""]), None);
        assert_eq!(of(&["Jumlah", "", "PT Bola", ""]), None);
    }

    #[test]
    fn a_row_of_signs_or_of_its_running_number_alone_is_blank() {
        let blank = |cells: &[&str]| is_blank(&StringRecord::from(cells.to_vec()), false);
        assert!(blank(&["", " ", "; ;", "-"]) && blank(&["731", "", "; ; ", ""]));
        assert!(!blank(&["731", "Rujukan", "", ""]) && !blank(&["", "12", "", ""]) && !blank(&["2024"]));
    }

    #[test]
    fn the_quote_before_a_formula_is_taken_off_and_no_other() {
        assert_eq!(unquoted("'=1+1"), "=1+1");
        assert_eq!(unquoted("''=1"), "'=1");
        assert_eq!(unquoted("'Aisyiyah"), "'Aisyiyah");
    }
}
