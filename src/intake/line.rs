//! What one row of a register of agreements says: its fields, the others that it names, and what cannot be taken of it.

use super::Notice;
use super::dates::Dated;
use super::headings::{Column, heading_of};
use crate::calendar::date::Read;
use crate::error::Fault;
use crate::register::{Entity, Row};
use crate::value::Value;

/// A cell that cannot be taken: heading, content, fault, and the field it would have filled.
pub(super) type Bad = (String, String, Fault, Option<&'static str>);

/// What stands for the title of an agreement that nobody wrote down.
pub(super) const UNTITLED: &str = "(tanpa judul)";

/// What one row of the file says.
pub(super) struct Line {
    /// The line it begins on.
    pub(super) number: u64,
    pub(super) row: Row,
    /// The partners as they are named; those that are not known yet are made when the row is taken.
    pub(super) partners: Vec<String>,
    pub(super) partner_number: Option<String>,
    pub(super) supporting: Vec<String>,
    /// The heading of the parent's column, and what stands there.
    pub(super) parent: Option<(String, String)>,
    pub(super) bad: Vec<Bad>,
    /// Notices: heading, content, notice.
    pub(super) notes: Vec<(String, String, Notice)>,
    pub(super) dated: Vec<Dated>,
    /// Our own departments that stand among the partners.
    pub(super) own: Vec<String>,
}

impl Line {
    /// A row of which nothing is read yet.
    pub(super) fn new(number: u64, entity: &'static Entity) -> Self {
        Self {
            number,
            row: Row::new(entity),
            partners: Vec::new(),
            partner_number: None,
            supporting: Vec::new(),
            parent: None,
            bad: Vec::new(),
            notes: Vec::new(),
            dated: Vec::new(),
            own: Vec::new(),
        }
    }

    /// Takes a date of a cell for one whose field stands in no column of its own.
    pub(super) fn date(&mut self, field: &'static str, heading: &str, text: &str, read: Read) {
        if self.dates(field, heading, text, read) {
            self.row.set(field, read.date);
        }
    }

    /// Notes how a date was read, and says whether it may be taken. One that another cell contradicts is told with the
    /// bad cells.
    pub(super) fn dates(&mut self, field: &'static str, heading: &str, text: &str, read: Read) -> bool {
        let (heading, text) = (heading.to_owned(), text.to_owned());
        let Some(other) = self.dated.iter().find(|d| d.field == field && d.read.date != read.date) else {
            self.dated.push(Dated { field, heading, text, read });
            return true;
        };
        // Neither is to be lost.
        for (place, said, unlike) in [(&other.heading, &other.text, &text), (&heading, &text, &other.text)] {
            let fault = Fault::Contradicts { text: said.clone(), other: unlike.clone() };
            self.bad.push((place.clone(), said.clone(), fault, Some(field)));
        }
        false
    }

    /// Makes the row one that can be taken: bad cells are unknown, their texts kept in `unread`. Of a new record a kind or
    /// document that cannot be read is the word `unknown`, and a missing title says that it is missing; a known one keeps
    /// what it has.
    pub(super) fn make_unknown(&mut self, known: bool) {
        let bad = std::mem::take(&mut self.bad);
        for (heading, text, _, field) in &bad {
            keep_unread(&mut self.row, heading, text);
            match *field {
                Some(name @ ("kind" | "document")) if !known => self.row.set(name, "unknown"),
                Some(name) => self.row.set(name, Value::Null),
                None => {}
            }
        }
        if self.row.get("title").is_null() && !known {
            self.row.set("title", UNTITLED);
        }
        self.bad = bad;
    }

    /// Fields whose cell could not be taken.
    pub(super) fn bad_fields(&self) -> Vec<&'static str> {
        self.bad.iter().filter_map(|(.., field)| *field).collect()
    }
}

/// Keeps the text of a cell that was not taken.
pub(super) fn keep_unread(row: &mut Row, heading: &str, text: &str) {
    if !text.is_empty() {
        let before = row.text("unread").map_or_else(String::new, |kept| format!("{kept}\n"));
        let place = if heading.is_empty() { "#" } else { heading };
        row.set("unread", format!("{before}{place}: {text}").as_str());
    }
}

/// Our own departments among the partners take part as departments: the first leads where nobody does.
pub(super) fn take_part(line: &mut Line) {
    for code in std::mem::take(&mut line.own) {
        if line.row.get("department").is_null() {
            line.row.set("department", code.as_str());
        } else if line.row.text("department") != Some(&code) && !line.supporting.contains(&code) {
            line.supporting.push(code);
        }
    }
}

/// An end before its start is a bad cell of the row, told with the others.
pub(super) fn refuse_end_before_start(line: &mut Line, columns: &[Column]) {
    let start = line.row.date("effective_on").or_else(|| line.row.date("signed_on"));
    let (Some(start), Some(end)) = (start, line.row.date("ends_on")) else { return };
    if end >= start {
        return;
    }
    let dated = line.dated.iter().find(|d| d.field == "ends_on");
    let (heading, text) = match dated {
        Some(d) => (d.heading.clone(), d.text.clone()),
        None => (heading_of(line.row.entity(), columns, "ends_on"), end.to_string()),
    };
    let fault = Fault::EndBeforeStart { end: end.to_string(), start: start.to_string() };
    line.row.set("ends_on", Value::Null);
    line.bad.push((heading, text, fault, Some("ends_on")));
}

/// What people call `MoU`, whatever the document is.
pub(super) fn is_mou(text: &str) -> bool {
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    matches!(letters.to_ascii_lowercase().as_str(), "mou" | "memorandumofunderstanding")
}

/// Under a domestic kind that word means a Kesepakatan Bersama, under a foreign one a Naskah Kerja Sama; where the kind
/// is unknown so is the document, and the word is kept.
pub(super) fn read_mou(line: &mut Line, heading: String, text: String) {
    let word = match line.row.text("kind") {
        Some("ksdpl" | "ksdll") => "naskah",
        None | Some("unknown") => "unknown",
        Some(_) => "kb",
    };
    line.row.set("document", word);
    if word == "unknown" {
        keep_unread(&mut line.row, &heading, &text);
    }
    line.notes.push((heading, text, Notice::MouMeans(word)));
}

/// A register seldom says whether a document is signed: unless it names a request, that stays unknown.
pub(super) fn settle_unsaid(row: &mut Row) {
    let unsaid = ["signed", "signed_on", "requested_on", "request_number", "mapped"];
    if unsaid.iter().all(|name| row.get(name).is_null()) {
        row.set("signed", "unknown");
    }
}

/// The first valid day of a row as it is written.
pub(super) fn start_of(row: &Row) -> Option<&str> {
    row.text("effective_on").or_else(|| row.text("signed_on"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mou_is_known_however_it_is_spelled() {
        assert!(["MoU", "M.o.U.", "mou", "Memorandum of Understanding"].iter().all(|t| is_mou(t)));
        assert!(!is_mou("Kesepakatan Bersama"));
    }
}
