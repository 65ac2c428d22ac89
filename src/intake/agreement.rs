//! One row of a register of agreements: its cells read, its dates settled together, what cannot be taken kept apart.

use std::cell::Cell;

use super::Notice;
use super::cells::{self, More};
use super::dates::{Dated, Settled, settle};
use super::headings::{Column, Target};
use super::names::Names;
use super::rows::Cells;
use crate::calendar::date::{self, How, Order, Read};
use crate::error::{Fault, Result};
use crate::register::{Field, Row};
use crate::store::{Door, resolve_value};
use crate::value::{Kind, Value};

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
    dated: Vec<Dated>,
    /// Our own departments that stand among the partners.
    own: Vec<String>,
}

/// What reading a row needs: the fields, the rules of the file and the names that are known.
pub(super) struct Reader<'i> {
    pub(super) fields: Vec<&'static Field>,
    pub(super) set: Vec<(&'static str, Value)>,
    pub(super) order: Option<Order>,
    pub(super) separator: Option<&'i str>,
    pub(super) partners: Names,
    pub(super) departments: Names,
    pub(super) affairs: Names,
}

impl Reader<'_> {
    /// Reads one row.
    pub(super) fn read(
        &mut self,
        columns: &[Column],
        cells: Cells<'_>,
        entity: &'static crate::register::Entity,
        door: &mut Door<'_>,
    ) -> Result<Line> {
        let mut line = Line {
            number: cells.line,
            row: Row::new(entity),
            partners: Vec::new(),
            partner_number: None,
            supporting: Vec::new(),
            parent: None,
            bad: Vec::new(),
            notes: Vec::new(),
            dated: Vec::new(),
            own: Vec::new(),
        };
        for text in cells.beyond() {
            line.bad.push((String::new(), text.to_owned(), Fault::BeyondHeadings, None));
        }
        let mut mou = None;
        // An actor may be a partner of the same row, and our own department gives way to the column that names the lead.
        let actors =
            |c: &&Column| matches!(c.target, Target::Field(at) if self.fields[at].kind == Kind::Actor);
        let (late, early): (Vec<&Column>, Vec<&Column>) = columns.iter().partition(actors);
        for column in early.into_iter().chain(late) {
            let text = cells.text(column);
            let trimmed = text.trim();
            if trimmed.is_empty() {
                continue;
            }
            match column.target {
                Target::Skip => {}
                Target::Field(at) if self.fields[at].name == "document" && is_mou(trimmed) => {
                    mou = Some((column.heading.clone(), trimmed.to_owned()));
                }
                Target::Field(at) => self.cell(&mut line, at, &column.heading, trimmed, door)?,
                Target::Partner => self.partners(&mut line, &column.heading, trimmed, door)?,
                Target::PartnerNumber => line.partner_number = Some(trimmed.to_owned()),
                Target::Supporting => self.supporting(&mut line, &column.heading, trimmed, door)?,
            }
        }
        take_part(&mut line);
        for (name, value) in &self.set {
            if line.row.get(name).is_null() && !(*name == "document" && mou.is_some()) {
                line.row.set(name, value.clone());
            }
        }
        if let Some((heading, text)) = mou {
            read_mou(&mut line, heading, text);
        }
        self.settle_dates(&mut line);
        refuse_end_before_start(&mut line, columns);
        Ok(line)
    }

    fn cell(
        &mut self,
        line: &mut Line,
        at: usize,
        heading: &str,
        text: &str,
        door: &mut Door<'_>,
    ) -> Result<()> {
        let field = self.fields[at];
        let how = Cell::new(How::Sure);
        let value = match field.kind {
            Kind::Reference("department") => self.departments.code(text, door)?.map(Value::Text),
            Kind::Reference("affair") => self.affairs.code(text, door)?.map(Value::Text),
            Kind::Reference(_) => {
                line.parent = Some((heading.to_owned(), text.to_owned()));
                return Ok(());
            }
            Kind::Actor => match self.departments.known(text) {
                Some(code) => Ok(Value::Text(format!("department/{code}"))),
                None => resolve_value(door.conn(), field.kind, text)?
                    .map(|code| code.map_or(Value::Null, Value::Text)),
            },
            kind => kind.read(text, &|t| {
                let read = date::cell(t, self.order)?;
                how.set(read.how);
                Ok(read.date)
            }),
        };
        match value {
            Ok(value) => {
                let day = value.text().and_then(date::iso).filter(|_| is_day(field.kind));
                if let Some(date) = day {
                    if line.dates(field.name, heading, text, Read { date, how: how.get() }) {
                        line.row.set_at(at, value);
                    }
                } else {
                    line.row.set_at(at, value);
                }
            }
            Err(fault) => {
                // A date under the heading `signed` is the day of signing.
                if field.name == "signed"
                    && let Ok(read) = date::cell(text, self.order)
                {
                    line.date("signed_on", heading, text, read);
                    return Ok(());
                }
                match cells::says_more(&mut line.row, field.name, text, self.order) {
                    More::Nothing => {
                        line.bad.push((heading.to_owned(), text.to_owned(), fault, Some(field.name)));
                    }
                    More::Term => {}
                    More::Span(ends) => {
                        for (field, text, read) in ends {
                            line.date(field, heading, text, read);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// The parties of a cell. One of our own departments is never made a partner: it takes part as a department.
    fn partners(&self, line: &mut Line, heading: &str, text: &str, door: &Door<'_>) -> Result<()> {
        for name in split(text, self.separator) {
            if self.partners.known(name).is_none() && self.departments.has(name) {
                match self.departments.known(name) {
                    Some(code) => {
                        line.own.push(code.to_owned());
                        let notice = Notice::OwnDepartment(code.to_owned());
                        line.notes.push((heading.to_owned(), name.to_owned(), notice));
                    }
                    None => {
                        if let Err(fault) = self.departments.check(name, door)? {
                            line.bad.push((heading.to_owned(), name.to_owned(), fault, None));
                        }
                    }
                }
                continue;
            }
            match self.partners.check(name, door)? {
                Ok(()) => line.partners.push(name.to_owned()),
                Err(fault) => line.bad.push((heading.to_owned(), name.to_owned(), fault, None)),
            }
        }
        Ok(())
    }

    fn supporting(&mut self, line: &mut Line, heading: &str, text: &str, door: &mut Door<'_>) -> Result<()> {
        // A department's name may hold a comma: between several stands a semicolon, or codes between commas.
        let whole = self.departments.known(text).is_some();
        let sign = if text.contains(';') { ';' } else { ',' };
        let names: Vec<&str> = if whole { vec![text] } else { text.split(sign).collect() };
        for name in names.into_iter().map(str::trim).filter(|n| !n.is_empty()) {
            match self.departments.code(name, door)? {
                Ok(code) if !line.supporting.contains(&code) => line.supporting.push(code),
                Ok(_) => {}
                Err(fault) => line.bad.push((heading.to_owned(), name.to_owned(), fault, None)),
            }
        }
        Ok(())
    }

    /// Settles the dates of the row together.
    fn settle_dates(&self, line: &mut Line) {
        if line.dated.iter().all(|d| d.read.how == How::Sure) {
            return;
        }
        // A span among the words of the term speaks for the order too.
        let spoken =
            line.row.text("term_text").and_then(crate::calendar::term::range).is_some_and(|(from, to)| {
                [from, to]
                    .iter()
                    .any(|t| date::cell(t, self.order).is_ok_and(|read| read.how == How::Against))
            });
        let term = line.row.text("term_text").map(crate::calendar::term::read);
        let months = match term {
            Some(crate::calendar::term::Term::Months { months, .. }) => Some(i64::from(months)),
            _ => line.row.int("term_months"),
        };
        let settled = settle(&line.dated, self.order, &line.row, months, spoken);
        for (dated, settled) in line.dated.iter().zip(settled) {
            let (heading, text) = (dated.heading.clone(), dated.text.clone());
            match settled {
                Settled::Fine => {}
                Settled::Against => {
                    line.notes.push((heading, text, Notice::AgainstOrder(dated.read.date.to_string())));
                }
                Settled::Confirmed(day) => {
                    line.row.set(dated.field, day);
                    line.notes.push((heading, text, Notice::ConfirmedByTerm(day.to_string())));
                }
                Settled::TwoWays => {
                    line.row.set(dated.field, Value::Null);
                    line.bad.push((heading, text.clone(), Fault::DoubtfulDate(text), Some(dated.field)));
                }
            }
        }
    }
}

/// Our own departments among the partners take part as departments: the first leads where nobody does.
fn take_part(line: &mut Line) {
    for code in std::mem::take(&mut line.own) {
        if line.row.get("department").is_null() {
            line.row.set("department", code.as_str());
        } else if line.row.text("department") != Some(&code) && !line.supporting.contains(&code) {
            line.supporting.push(code);
        }
    }
}

impl Line {
    /// Takes a date of a cell for one whose field stands in no column of its own.
    fn date(&mut self, field: &'static str, heading: &str, text: &str, read: Read) {
        if self.dates(field, heading, text, read) {
            self.row.set(field, read.date);
        }
    }

    /// Notes how a date was read, and says whether it may be taken. One that another cell contradicts is told with the
    /// bad cells.
    fn dates(&mut self, field: &'static str, heading: &str, text: &str, read: Read) -> bool {
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

/// An end before its start is a bad cell of the row, told with the others.
fn refuse_end_before_start(line: &mut Line, columns: &[Column]) {
    let start = line.row.date("effective_on").or_else(|| line.row.date("signed_on"));
    let (Some(start), Some(end)) = (start, line.row.date("ends_on")) else { return };
    if end >= start {
        return;
    }
    let dated = line.dated.iter().find(|d| d.field == "ends_on");
    let (heading, text) = match dated {
        Some(d) => (d.heading.clone(), d.text.clone()),
        None => (heading_of(columns, line, "ends_on"), end.to_string()),
    };
    let fault = Fault::EndBeforeStart { end: end.to_string(), start: start.to_string() };
    line.row.set("ends_on", Value::Null);
    line.bad.push((heading, text, fault, Some("ends_on")));
}

fn heading_of(columns: &[Column], line: &Line, field: &str) -> String {
    let at = line.row.entity().stored().position(|f| f.name == field);
    let column = columns.iter().find(|c| at.is_some_and(|at| c.target == Target::Field(at)));
    column.map_or_else(|| field.to_owned(), |c| c.heading.clone())
}

fn is_day(kind: Kind) -> bool {
    matches!(kind, Kind::Date | Kind::DayOrYear)
}

/// What people call `MoU`, whatever the document is.
fn is_mou(text: &str) -> bool {
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    matches!(letters.to_ascii_lowercase().as_str(), "mou" | "memorandumofunderstanding")
}

/// Under a domestic kind that word means a Kesepakatan Bersama, under a foreign one a Naskah Kerja Sama; where the kind
/// is unknown so is the document, and the word is kept.
fn read_mou(line: &mut Line, heading: String, text: String) {
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

/// The names in a cell; without a separator it is one, whatever signs it holds.
fn split<'t>(text: &'t str, separator: Option<&str>) -> Vec<&'t str> {
    let parts: Vec<&str> = match separator {
        Some(sign) if !sign.is_empty() => text.split(sign).collect(),
        _ => vec![text],
    };
    parts.into_iter().map(str::trim).filter(|name| !name.is_empty()).collect()
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

    #[test]
    fn a_cell_is_one_partner_unless_a_separator_is_named() {
        assert_eq!(split("PT A, Tbk; PT B", None), ["PT A, Tbk; PT B"]);
        assert_eq!(split("PT A, Tbk; PT B;", Some(";")), ["PT A, Tbk", "PT B"]);
    }
}
