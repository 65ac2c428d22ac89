//! Agreements from rows: each is added, or changes the one that it means; its parties and supporting departments with it.

use super::agreement::Reader;
use super::headings::{Column, heading_of, recognise};
use super::known::{Found, Identity, Known};
use super::later::{self, Later};
use super::line::{Line, UNTITLED, keep_unread, settle_unsaid, start_of};
use super::names::Names;
use super::records::{require, settings};
use super::source::Source;
use super::twins::Twins;
use super::update::{Update, refuse, update};
use super::{Allow, Fate, Import, Notice, Outcome, Problems, What, rows};
use crate::error::{Error, Fault, Result};
use crate::register::{Entity, Row};
use crate::store::{Door, read_row};
use crate::value::Value;

/// An import of agreements under way.
pub(super) struct Intake<'d, 'c, 'i> {
    pub(super) door: &'d mut Door<'c>,
    pub(super) reader: Reader<'i>,
    pub(super) allow: Allow,
    entity: &'static Entity,
    columns: &'i [Column],
    by_id: bool,
    known: Known,
    twins: Twins,
    later: Vec<Later>,
    /// Of a register that was empty: the indexes to be made when every row is in, dropped with the first.
    indexes: Option<Vec<String>>,
}

/// Reads every row of a file into the agreements.
pub(super) fn read(
    import: &Import<'_>,
    source: Source<'_>,
    door: &mut Door<'_>,
    problems: &mut Problems,
    outcome: &mut Outcome,
) -> Result<()> {
    let (columns, left_out) = recognise(import.entity, &source.headings, import.mapping, &[])?;
    let set = settings(import, door)?;
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
    let reader = Reader {
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
    let fresh = known.is_empty();
    let mut intake = Intake {
        door,
        reader,
        allow: import.allow,
        entity: import.entity,
        columns: &columns,
        by_id,
        known,
        twins: Twins::default(),
        later: Vec::new(),
        indexes: fresh.then(Vec::new),
    };
    rows::each(import, source, &columns, problems, outcome, |cells, problems, outcome| {
        let line = intake.reader.read(&columns, cells, import.entity, intake.door)?;
        intake.take(line, problems, outcome)
    })?;
    for sql in intake.indexes.take().unwrap_or_default() {
        intake.door.conn().execute_batch(&sql)?;
    }
    later::join(intake.door, import, &intake.later, problems, outcome)?;
    std::mem::take(&mut intake.twins).tell(problems);
    let made = [("partner", intake.reader.partners.made), ("department", intake.reader.departments.made)];
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

impl Intake<'_, '_, '_> {
    /// Tells what is to be known of a row, and stores it unless its bad cells keep it out.
    fn take(&mut self, mut line: Line, problems: &mut Problems, outcome: &mut Outcome) -> Result<()> {
        for (heading, text, notice) in line.notes.drain(..) {
            problems.note(line.number, &heading, &text, notice);
        }
        let found = self.find(&line)?;
        let known = matches!(found, Found::Same(_));
        // A known record keeps what an empty cell does not say.
        for name in ["kind", "document", "title"].into_iter().filter(|_| !known) {
            if line.row.get(name).is_null() && !line.bad_fields().contains(&name) {
                line.bad.push((self.heading(name), String::new(), Fault::Empty(name), Some(name)));
            }
        }
        let bad = line.bad.len();
        for (heading, text, fault, _) in &line.bad {
            problems.push(line.number, heading, text, What::Fault(fault.clone()));
        }
        if bad > 0 && self.allow.as_unknown {
            line.make_unknown(known);
        } else if bad > 0 {
            outcome.refused += 1;
            problems.fatal += if self.allow.skip_invalid { 0 } else { bad };
            return Ok(());
        }
        match found {
            Found::Same(code) => self.change(&line, code, problems, outcome),
            Found::Numbered(code) => {
                problems.note(line.number, "", "", Notice::SameNumberAs(code));
                self.add(line, problems, outcome)
            }
            Found::New => match self.attached(&line)? {
                Some(code) => {
                    problems.note(line.number, "", "", Notice::Attached(code));
                    outcome.known += 1;
                    Ok(())
                }
                None => self.add(line, problems, outcome),
            },
        }
    }

    /// The amendment that an addendum of the file has become since.
    fn attached(&self, line: &Line) -> Result<Option<String>> {
        if line.row.text("document") != Some("addendum") || self.known.is_empty() {
            return Ok(None);
        }
        let text = |name: &str| line.row.text(name);
        // By its id, else by its number, else by title and day; a title alone may be that of any addendum.
        let (column, named) = match (text("source_id").filter(|_| self.by_id), text("own_number")) {
            (Some(id), _) => ("source_id", Some(id)),
            (None, Some(number)) => ("number", Some(number)),
            (None, None) => ("changes", text("title").filter(|_| text("signed_on").is_some())),
        };
        let sql = format!(
            "SELECT agreement || '/' || position FROM amendment WHERE {column} = ?1 AND (?3 OR signed_on IS ?2) LIMIT 1"
        );
        let mut statement = self.door.conn().prepare_cached(&sql)?;
        let mut rows = statement.query((named, text("signed_on"), column == "source_id"))?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    /// The heading of a field's column, or its name where it has none.
    pub(super) fn heading(&self, field: &str) -> String {
        heading_of(self.entity, self.columns, field)
    }

    /// Adds the agreement of a row. A value that the whole row contradicts is a bad cell like any other.
    fn add(&mut self, mut line: Line, problems: &mut Problems, outcome: &mut Outcome) -> Result<()> {
        if let Some(indexes) = self.indexes.as_mut().filter(|indexes| indexes.is_empty()) {
            *indexes = drop_indexes(self.door)?;
        }
        settle_unsaid(&mut line.row);
        let mut row = line.row.clone();
        let code = loop {
            let (place, fault) = match self.door.add(&mut row) {
                Ok(code) => break code,
                Err(Error::Refused(place, fault)) if self.allow.as_unknown => (place, fault),
                Err(error) => return self.refuse(line.number, error, problems, outcome),
            };
            let Some(text) = give_up(&mut line.row, &place, false) else {
                return self.refuse(line.number, Error::Refused(place, fault), problems, outcome);
            };
            problems.push(line.number, &self.heading(place.trim_matches('`')), &text, What::Fault(fault));
            row = line.row.clone();
        };
        line.row = row;
        self.link(&code, &line)?;
        self.settle(&line, code, Fate::New, outcome);
        Ok(())
    }

    /// Changes the agreement that a row means.
    fn change(
        &mut self,
        line: &Line,
        code: String,
        problems: &mut Problems,
        outcome: &mut Outcome,
    ) -> Result<()> {
        let bad = line.bad_fields();
        let filled = self.columns.iter().filter_map(|c| c.target.field(self.entity));
        let filled: Vec<&'static str> = filled.filter(|name| !bad.contains(name)).collect();
        let mut row = line.row.clone();
        let unread = self.unread(line, &code)?;
        row.set("unread", unread.clone().unwrap_or_default());
        let how = Update {
            allow: self.allow,
            columns: self.columns,
            filled: &filled,
            set: &self.reader.set,
            line: line.number,
        };
        let mut differs = loop {
            let (place, fault) = match update(self.door, &row, &code, &how, problems) {
                Ok(differs) => break differs,
                Err(Error::Refused(place, fault)) if self.allow.as_unknown => (place, fault),
                Err(error) => return self.refuse(line.number, error, problems, outcome),
            };
            let Some(text) = give_up(&mut row, &place, true) else {
                return self.refuse(line.number, Error::Refused(place, fault), problems, outcome);
            };
            problems.push(line.number, &self.heading(place.trim_matches('`')), &text, What::Fault(fault));
        };
        if unread.is_some() && row.get("unread").is_null() {
            // An empty value changes nothing on its way through `update`: what is read by now is forgotten here.
            differs |= self.door.edit(row.entity(), &code, &[("unread", Value::Null)])? > 0;
        }
        differs |= self.relink(&code, line, problems)?;
        self.settle(line, code, if differs { Fate::Changed } else { Fate::Known }, outcome);
        Ok(())
    }

    fn refuse(&self, line: u64, error: Error, problems: &mut Problems, outcome: &mut Outcome) -> Result<()> {
        outcome.refused += 1;
        refuse(problems, line, error, self.allow, |field| self.heading(field))
    }

    /// Texts of cells that could not be read: those of this row, with that of a parent that is still looked for. A text
    /// that the file has corrected since is forgotten, unless a person wrote it. `None` where there is and was none.
    fn unread(&self, line: &Line, code: &str) -> Result<Option<Value>> {
        let entity = line.row.entity();
        let before = read_row(self.door.conn(), entity, code)?;
        let before = before.as_ref().and_then(|row| row.text("unread")).unwrap_or_default();
        if line.row.get("unread").is_null() {
            if before.is_empty() {
                return Ok(None);
            } else if !self.speaks_of(before) || self.door.edited_by_hand(entity, code, "unread")? {
                return Ok(Some(before.into()));
            }
        }
        let parent = line.parent.as_ref().map(|(heading, text)| format!("{heading}: {text}"));
        let kept = before.lines().filter(|kept| Some(*kept) == parent.as_deref());
        let texts: Vec<&str> =
            line.row.text("unread").into_iter().chain(kept).filter(|t| !t.is_empty()).collect();
        Ok(Some(if texts.is_empty() { Value::Null } else { texts.join("\n").as_str().into() }))
    }

    /// Whether the file has a column from which one of these texts came: what it does not speak of it has not corrected.
    fn speaks_of(&self, unread: &str) -> bool {
        let begins =
            |line: &str, heading: &str| line.strip_prefix(heading).is_some_and(|rest| rest.starts_with(": "));
        let known =
            |line: &str| line.starts_with('#') || self.columns.iter().any(|c| begins(line, &c.heading));
        unread.lines().any(known)
    }

    /// What is remembered of a row that was taken. Rows that carry a code are told apart by it.
    fn settle(&mut self, line: &Line, code: String, fate: Fate, outcome: &mut Outcome) {
        *outcome.of(fate) += 1;
        if line.row.text("code").is_none() || fate == Fate::New {
            let identity = identity(line, &self.reader, self.by_id);
            self.twins.add(&identity, line.number);
        }
        outcome.addenda += usize::from(line.row.text("document") == Some("addendum"));
        if let Some((heading, text)) = line.parent.clone() {
            self.later.push(Later { line: line.number, code, field: "parent", heading, text, fate });
        }
    }

    fn find(&mut self, line: &Line) -> Result<Found> {
        if let Some(code) = line.row.text("code") {
            let known = read_row(self.door.conn(), line.row.entity(), code)?.is_some();
            return Ok(if known { Found::Same(code.to_owned()) } else { Found::New });
        }
        if self.known.is_empty() {
            return Ok(Found::New);
        }
        let identity = identity(line, &self.reader, self.by_id);
        let conn = self.door.conn();
        self.known.find(self.door, &identity, &|code| {
            let stored = read_row(conn, self.entity, code)?;
            let says = |stored: &Row| {
                line.row.values().iter().zip(stored.values()).all(|(a, b)| a.is_null() || a == b)
            };
            Ok(stored.is_some_and(|stored| says(&stored)))
        })
    }
}

/// What makes a row known again; a partner that is known is named by its code.
fn identity<'l>(line: &'l Line, reader: &'l Reader<'_>, by_id: bool) -> Identity<'l> {
    let partner = line.partners.first().map(|name| reader.partners.known(name).unwrap_or(name));
    Identity {
        id: line.row.text("source_id").filter(|_| by_id),
        numbers: [line.row.text("own_number"), line.row.text("request_number")],
        title: line.row.text("title").unwrap_or(UNTITLED),
        partner,
        start: start_of(&line.row),
    }
}

/// Gives up the value of a refused field: its text is kept, the field unknown. An end that a new row's own words give, and
/// that cannot be, is unknown while the words stay. The text that was given up; none where there was none to give.
fn give_up(row: &mut Row, place: &str, known: bool) -> Option<String> {
    let name = place.trim_matches('`');
    let field = row.entity().stored().find(|f| f.name == name && !f.required)?;
    let text = match row.get(field.name) {
        Value::Null if field.name == "ends_on" && !known && row.text("end_rule") != Some("unknown") => {
            row.set("end_rule", "unknown");
            return Some(row.text("term_text").unwrap_or_default().to_owned());
        }
        Value::Null => return None,
        Value::Text(text) => text.clone(),
        Value::Int(number) => number.to_string(),
    };
    row.set(field.name, Value::Null);
    keep_unread(row, field.name, &text);
    Some(text)
}
