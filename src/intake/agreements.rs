//! Agreements from rows: each is added, or changes the one that it means; its parties and supporting departments with it.

use super::agreement::{Line, Reader, settle_unsaid, start_of};
use super::headings::recognise;
use super::known::{Identity, Known};
use super::names::Names;
use super::records::{Update, refuse, require, settings, update};
use super::source::Source;
use super::twins::Twins;
use super::{Allow, Import, Outcome, Problems, What, rows};
use crate::error::{Fault, Result};
use crate::register::{Row, entity};
use crate::store::{Door, find, read_row};
use crate::value::Value;

/// An import of agreements under way.
struct Intake<'d, 'c> {
    door: &'d mut Door<'c>,
    allow: Allow,
    by_id: bool,
    known: Known,
    twins: Twins,
    /// Fields that a column of the file fills.
    filled: Vec<&'static str>,
    /// References to agreements that may stand further down: line, code, what was typed.
    parents: Vec<(u64, String, String)>,
}

/// Reads every row of a file into the agreements.
pub(super) fn read(
    import: &Import<'_>,
    source: Source<'_>,
    door: &mut Door<'_>,
    problems: &mut Problems,
    outcome: &mut Outcome,
) -> Result<()> {
    let (columns, left_out) = recognise(import.entity, &source.headings, import.mapping)?;
    let set = settings(import)?;
    require(import, &columns)?;
    outcome.left_out = left_out;
    outcome.delimiter = source.delimiter;
    let creates = |register| import.mapping.creates(register);
    let names = (
        Names::load(door, "partner", creates("partner"))?,
        Names::load(door, "department", creates("department"))?,
        Names::load(door, "affair", false)?,
    );
    let (Some(partners), Some(departments), Some(affairs)) = names else { return Ok(()) };
    let mut reader = Reader {
        fields: import.entity.stored().collect(),
        set,
        order: import.mapping.order()?,
        separator: import.mapping.partner_separator.as_deref(),
        partners,
        departments,
        affairs,
    };
    let by_id = import.mapping.id.is_some();
    let known = Known::load(door, by_id)?;
    let late = if known.is_empty() { drop_indexes(door)? } else { Vec::new() };
    let filled = columns.iter().filter_map(|c| c.target.field(import.entity)).collect();
    let mut intake = Intake {
        door,
        allow: import.allow,
        by_id,
        known,
        twins: Twins::default(),
        filled,
        parents: Vec::new(),
    };
    rows::each(import, source, &columns, problems, outcome, |cells, problems, outcome| {
        let line = reader.read(&columns, cells, import.entity, intake.door)?;
        intake.take(line, problems, outcome)
    })?;
    for sql in late {
        intake.door.conn().execute_batch(&sql)?;
    }
    intake.join_parents(import, problems)?;
    std::mem::take(&mut intake.twins).tell(problems);
    let made = [("partner", reader.partners.made), ("department", reader.departments.made)];
    outcome.made = made.into_iter().filter(|(_, n)| *n > 0).collect();
    Ok(())
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

fn code_is_known(door: &Door<'_>, row: &Row, code: &str) -> bool {
    matches!(read_row(door.conn(), row.entity(), code), Ok(Some(_)))
}

impl Intake<'_, '_> {
    /// Tells what is to be known of a row, and stores it unless its bad cells keep it out.
    fn take(&mut self, mut line: Line, problems: &mut Problems, outcome: &mut Outcome) -> Result<()> {
        for (heading, text, notice) in line.notes.drain(..) {
            problems.note(line.number, &heading, &text, notice);
        }
        // A known record keeps its title where the cell is empty.
        let coded = line.row.text("code").is_some_and(|code| code_is_known(self.door, &line.row, code));
        for name in ["kind", "document", "title"].into_iter().filter(|_| !coded) {
            let told = line.bad.iter().any(|(.., field)| *field == Some(name));
            if line.row.get(name).is_null() && !told {
                line.bad.push((name.to_owned(), String::new(), Fault::Empty(name), Some(name)));
            }
        }
        let bad = line.bad.len();
        for (heading, text, fault, _) in &line.bad {
            problems.push(line.number, heading, text, What::Fault(fault.clone()));
        }
        if bad > 0 && self.allow.as_unknown {
            line.make_unknown();
        } else if bad > 0 {
            outcome.refused += 1;
            if !self.allow.skip_invalid {
                problems.fatal += bad;
            }
            return Ok(());
        }
        self.store(line, problems, outcome)
    }

    /// Adds the agreement of a row, or changes the one that it means.
    fn store(&mut self, mut line: Line, problems: &mut Problems, outcome: &mut Outcome) -> Result<()> {
        let known = self.known_code(&line)?;
        let done = if let Some(code) = &known {
            let how = Update { allow: self.allow, filled: &self.filled, line: line.number };
            update(self.door, &line.row, code, &how, problems).map(|differs| (code.clone(), differs))
        } else {
            settle_unsaid(&mut line.row);
            self.door.add(&mut line.row).map(|code| (code, true))
        };
        let (code, differs) = match done {
            Ok(done) => done,
            Err(error) => {
                outcome.refused += 1;
                return refuse(problems, line.number, error, self.allow);
            }
        };
        if line.row.text("code").is_none() || known.is_none() {
            self.twins.add(&self.identity(&line), line.number);
        }
        outcome.addenda += usize::from(line.row.text("document") == Some("addendum"));
        if known.is_none() {
            outcome.new += 1;
            self.link(&code, &line)?;
        } else if self.relink(&code, &line)? || differs {
            outcome.changed += 1;
        } else {
            outcome.known += 1;
        }
        if let Some(parent) = line.parent {
            self.parents.push((line.number, code, parent));
        }
        Ok(())
    }

    fn known_code(&mut self, line: &Line) -> Result<Option<String>> {
        if let Some(code) = line.row.text("code") {
            return Ok(read_row(self.door.conn(), line.row.entity(), code)?.map(|_| code.to_owned()));
        }
        if self.known.is_empty() {
            return Ok(None);
        }
        let identity = self.identity(line);
        self.known.code(self.door, &identity)
    }

    fn identity<'l>(&self, line: &'l Line) -> Identity<'l> {
        Identity {
            id: line.row.text("source_id").filter(|_| self.by_id),
            numbers: [line.row.text("own_number"), line.row.text("request_number")],
            title: line.row.text("title").unwrap_or_default(),
            partner: line.partners.first().map(String::as_str),
            start: start_of(&line.row),
        }
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

    /// Looks up the parents when every row is in, by code or by number. One that is not found is a bad cell; where bad
    /// cells may be unknown its text stays as that of the umbrella.
    fn join_parents(&mut self, import: &Import<'_>, problems: &mut Problems) -> Result<()> {
        for (line, code, text) in std::mem::take(&mut self.parents) {
            let fault = match find(self.door.conn(), import.entity, &text)? {
                Ok(parent) if parent != code => {
                    self.door.edit(import.entity, &code, &[("parent", Value::Text(parent))])?;
                    continue;
                }
                Ok(_) => Fault::Itself,
                Err(fault) => fault,
            };
            problems.push(line, "parent", &text, What::Fault(fault));
            if self.allow.as_unknown {
                self.door.edit(import.entity, &code, &[("umbrella", Value::Text(text))])?;
            } else {
                problems.fatal += 1;
            }
        }
        Ok(())
    }
}
