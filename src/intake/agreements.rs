//! Agreements from rows: the row itself, its parties and supporting departments, and what makes it known again.

use csv::ByteRecord;

use super::headings::{Column, Target, recognise};
use super::known::{Identity, Known};
use super::names::Names;
use super::records::{refuse, require, settings, update};
use super::source::{Source, is_blank};
use super::{Import, Outcome, Problems, cells};
use crate::calendar::date::Order;
use crate::error::{Fault, Result};
use crate::register::{Field, Row, entity};
use crate::store::{Door, find, read_row, resolve_value};
use crate::value::{Kind, Value};

/// What one row of the file says.
struct Line {
    number: u64,
    row: Row,
    partners: Vec<String>,
    partner_number: Option<String>,
    supporting: Vec<String>,
    parent: Option<String>,
}

/// An import of agreements under way.
struct Intake<'i, 'd, 'c> {
    door: &'d mut Door<'c>,
    problems: &'d mut Problems,
    fields: Vec<&'static Field>,
    set: Vec<(&'static str, Value)>,
    order: Option<Order>,
    separator: Option<&'i str>,
    partners: Names,
    departments: Names,
    affairs: Names,
    known: Known,
    /// References to agreements that may stand further down: line, code, what was typed.
    parents: Vec<(u64, String, String)>,
}

/// Reads every row of a file into the agreements.
pub(super) fn read(
    import: &Import<'_>,
    mut source: Source<'_>,
    door: &mut Door<'_>,
    problems: &mut Problems,
) -> Result<Outcome> {
    let (columns, left_out) = recognise(import.entity, &source.headings, import.mapping)?;
    require(import, &columns.iter().map(|c| c.target).collect::<Vec<_>>())?;
    let mut outcome = Outcome { left_out, delimiter: source.delimiter, ..Outcome::default() };
    let creates = |register| import.mapping.creates(register);
    let names = (
        Names::load(door, "partner", creates("partner"))?,
        Names::load(door, "department", creates("department"))?,
        Names::load(door, "affair", false)?,
    );
    let (Some(partners), Some(departments), Some(affairs)) = names else { return Ok(outcome) };
    let known = Known::load(door)?;
    let late = if known.is_empty() { drop_indexes(door)? } else { Vec::new() };
    let mut intake = Intake {
        problems,
        fields: import.entity.stored().collect(),
        set: settings(import)?,
        order: import.mapping.order()?,
        separator: import.mapping.partner_separator.as_deref(),
        partners,
        departments,
        affairs,
        known,
        parents: Vec::new(),
        door,
    };
    let mut record = ByteRecord::new();
    while let Some(line) = source.next(&mut record)? {
        if is_blank(&record) {
            outcome.blank += 1;
            continue;
        }
        outcome.rows += 1;
        intake.problems.rows += 1;
        let before = intake.problems.count;
        let line = intake.line(import, &columns, &source, &record, line)?;
        if intake.problems.count == before {
            intake.store(line, &mut outcome)?;
        }
    }
    for sql in late {
        intake.door.conn().execute_batch(&sql)?;
    }
    intake.join_parents(import)?;
    let made = [("partner", intake.partners.made), ("department", intake.departments.made)];
    outcome.made = made.into_iter().filter(|(_, n)| *n > 0).collect();
    Ok(outcome)
}

/// Into an empty register rows go first and their indexes after, which costs less than half; the indexes are dropped
/// and made again inside the same transaction.
fn drop_indexes(door: &Door<'_>) -> Result<Vec<String>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL \
               AND tbl_name IN ('agreement', 'party', 'involvement')";
    let mut statement = door.conn().prepare(sql)?;
    let found: Vec<(String, String)> =
        statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
    drop(statement);
    for (name, _) in &found {
        door.conn().execute_batch(&format!("DROP INDEX \"{name}\""))?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}

impl Intake<'_, '_, '_> {
    /// Reads the cells of one row.
    fn line(
        &mut self,
        import: &Import<'_>,
        columns: &[Column],
        source: &Source<'_>,
        record: &ByteRecord,
        line: u64,
    ) -> Result<Line> {
        let mut read = Line {
            number: line,
            row: Row::new(import.entity),
            partners: Vec::new(),
            partner_number: None,
            supporting: Vec::new(),
            parent: None,
        };
        for column in columns {
            let text = source.text(record, column.at, line)?;
            match column.target {
                Target::Skip => {}
                Target::Field(at) => self.cell(&mut read, at, &column.heading, text)?,
                Target::Partner => {
                    for name in split(text, self.separator) {
                        match self.partners.code(name, self.door)? {
                            Ok(code) => read.partners.push(code),
                            Err(fault) => self.problems.push(line, &column.heading, name, fault),
                        }
                    }
                }
                Target::PartnerNumber => {
                    read.partner_number = Some(text.trim()).filter(|t| !t.is_empty()).map(str::to_owned);
                }
                Target::Supporting => {
                    for name in text.split([';', ',']).map(str::trim).filter(|n| !n.is_empty()) {
                        match self.departments.code(name, self.door)? {
                            Ok(code) if !read.supporting.contains(&code) => read.supporting.push(code),
                            Ok(_) => {}
                            Err(fault) => self.problems.push(line, &column.heading, name, fault),
                        }
                    }
                }
            }
        }
        for (name, value) in &self.set {
            if read.row.get(name).is_null() {
                read.row.set(name, value.clone());
            }
        }
        settle_unsaid(&mut read.row);
        Ok(read)
    }

    fn cell(&mut self, read: &mut Line, at: usize, heading: &str, text: &str) -> Result<()> {
        let field = self.fields[at];
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(());
        }
        let value = match field.kind {
            Kind::Reference("department") => self.departments.code(trimmed, self.door)?.map(Value::Text),
            Kind::Reference("affair") => self.affairs.code(trimmed, self.door)?.map(Value::Text),
            Kind::Reference(_) => {
                read.parent = Some(trimmed.to_owned());
                return Ok(());
            }
            Kind::Actor => resolve_value(self.door.conn(), field.kind, trimmed)?
                .map(|code| code.map_or(Value::Null, Value::Text)),
            kind => cells::read(kind, trimmed, self.order),
        };
        match value {
            Ok(value) => read.row.set_at(at, value),
            Err(fault) => {
                if !cells::says_more(&mut read.row, field.name, trimmed, self.order) {
                    self.problems.push(read.number, heading, text, fault);
                }
            }
        }
        Ok(())
    }

    /// Adds the agreement of a row, or changes the one that it means.
    fn store(&mut self, mut line: Line, outcome: &mut Outcome) -> Result<()> {
        let known = self.known_code(&line)?;
        let changed = outcome.changed;
        let done = match &known {
            Some(code) => update(self.door, &line.row, code, outcome).map(|()| code.clone()),
            None => self.door.add(&mut line.row),
        };
        match done {
            Ok(code) => {
                if known.is_none() {
                    outcome.new += 1;
                    self.link(&code, &line)?;
                } else if self.relink(&code, &line)? && outcome.changed == changed {
                    outcome.known -= 1;
                    outcome.changed += 1;
                }
                if let Some(parent) = line.parent {
                    self.parents.push((line.number, code, parent));
                }
                Ok(())
            }
            Err(error) => refuse(self.problems, line.number, error),
        }
    }

    fn known_code(&mut self, line: &Line) -> Result<Option<String>> {
        let row = &line.row;
        if let Some(code) = row.text("code") {
            return Ok(read_row(self.door.conn(), row.entity(), code)?.map(|_| code.to_owned()));
        }
        if self.known.is_empty() {
            return Ok(None);
        }
        let identity = Identity {
            numbers: [row.text("own_number"), row.text("request_number")],
            title: row.text("title").unwrap_or_default(),
            partner: line.partners.first().map(String::as_str),
            start: row.text("effective_on").or_else(|| row.text("signed_on")),
        };
        self.known.code(self.door, &identity)
    }

    /// Writes the parties and supporting departments of a new agreement.
    fn link(&mut self, code: &str, line: &Line) -> Result<()> {
        let (Some(party), Some(involvement)) = (entity("party"), entity("involvement")) else {
            return Ok(());
        };
        for (at, partner) in line.partners.iter().enumerate() {
            let mut row = Row::new(party);
            row.set("agreement", code);
            row.set("position", Value::Int(i64::try_from(at).unwrap_or_default() + 1));
            row.set("partner", partner.as_str());
            if let Some(number) = line.partner_number.as_deref().filter(|_| at == 0) {
                row.set("number", number);
            }
            self.door.add_within(&mut row)?;
        }
        for department in &line.supporting {
            let mut row = Row::new(involvement);
            row.set("agreement", code);
            row.set("department", department.as_str());
            self.door.add_within(&mut row)?;
        }
        Ok(())
    }

    /// Adds to a known agreement the parties and supporting departments that a row names and it does not have, and
    /// writes down the first partner's number where it differs. Says whether anything did.
    fn relink(&mut self, code: &str, line: &Line) -> Result<bool> {
        let (Some(party), Some(involvement)) = (entity("party"), entity("involvement")) else {
            return Ok(false);
        };
        let mut changed = false;
        let mut statement = self.door.conn().prepare_cached(
            "SELECT position, partner, number FROM party WHERE agreement = ?1 ORDER BY position",
        )?;
        let there: Vec<(i64, String, Option<String>)> = statement
            .query_map([code], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
            .collect::<Result<_, _>>()?;
        for partner in &line.partners {
            if there.iter().all(|(_, known, _)| known != partner) {
                let mut row = Row::new(party);
                row.set("agreement", code);
                row.set("partner", partner.as_str());
                self.door.add(&mut row)?;
                changed = true;
            }
        }
        if let (Some(number), Some((position, _, known))) = (&line.partner_number, there.first())
            && known.as_ref() != Some(number)
        {
            let edits = [("number", Value::Text(number.clone()))];
            changed |= self.door.edit(party, &format!("{code}/{position}"), &edits)? > 0;
        }
        for department in &line.supporting {
            if read_row(self.door.conn(), involvement, &format!("{code}/{department}"))?.is_none() {
                let mut row = Row::new(involvement);
                row.set("agreement", code);
                row.set("department", department.as_str());
                self.door.add(&mut row)?;
                changed = true;
            }
        }
        Ok(changed)
    }

    /// Looks up the parents when every row is in: by code, by number, or kept as the text of the umbrella.
    fn join_parents(&mut self, import: &Import<'_>) -> Result<()> {
        for (line, code, text) in std::mem::take(&mut self.parents) {
            match find(self.door.conn(), import.entity, &text)? {
                Ok(parent) if parent != code => {
                    self.door.edit(import.entity, &code, &[("parent", Value::Text(parent))])?;
                }
                Ok(_) => {
                    let fault = Fault::Contradiction(
                        "kerja sama ini menjadi induknya sendiri".into(),
                        "this agreement is its own parent".into(),
                    );
                    self.problems.push(line, "parent", &text, fault);
                }
                Err(fault) => self.problems.push(line, "parent", &text, fault),
            }
        }
        Ok(())
    }
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
fn settle_unsaid(row: &mut Row) {
    let unsaid = ["signed", "signed_on", "requested_on", "request_number", "mapped"];
    if unsaid.iter().all(|name| row.get(name).is_null()) {
        row.set("signed", "unknown");
    }
}
