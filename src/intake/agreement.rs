//! Reads one row of a register of agreements: every cell by its column, its dates settled together.

use std::cell::Cell;

use super::Notice;
use super::cells::{self, More};
use super::dates::{Settled, settle};
use super::headings::{Column, Target};
use super::line::{Line, is_mou, read_mou, refuse_end_before_start, take_part};
use super::names::Names;
use super::rows::Cells;
use crate::calendar::date::{self, How, Order, Read};
use crate::calendar::term::{self, Term};
use crate::error::{Fault, Result};
use crate::register::{Entity, Field};
use crate::store::{Door, resolve_value};
use crate::value::{Kind, Value};

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
        entity: &'static Entity,
        door: &mut Door<'_>,
    ) -> Result<Line> {
        let mut line = Line::new(cells.line, entity);
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
                Target::Skip | Target::Child(..) | Target::Answer(_) | Target::ForAll(_) => {}
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
                let how = how.get();
                if day.is_none_or(|date| line.dates(field.name, heading, text, Read { date, how })) {
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
        let spoken = line.row.text("term_text").and_then(term::range).is_some_and(|(from, to)| {
            [from, to].iter().any(|t| date::cell(t, self.order).is_ok_and(|read| read.how == How::Against))
        });
        let months = match line.row.text("term_text").map(term::read) {
            Some(Term::Months { months, .. }) => Some(i64::from(months)),
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

fn is_day(kind: Kind) -> bool {
    matches!(kind, Kind::Date | Kind::DayOrYear)
}

/// The names in a cell; without a separator it is one, whatever signs it holds.
fn split<'t>(text: &'t str, separator: Option<&str>) -> Vec<&'t str> {
    let parts: Vec<&str> = match separator {
        Some(sign) if !sign.is_empty() => text.split(sign).collect(),
        _ => vec![text],
    };
    parts.into_iter().map(str::trim).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_one_partner_unless_a_separator_is_named() {
        assert_eq!(split("PT A, Tbk; PT B", None), ["PT A, Tbk; PT B"]);
        assert_eq!(split("PT A, Tbk; PT B;", Some(";")), ["PT A, Tbk", "PT B"]);
    }
}
