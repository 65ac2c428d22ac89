//! What an agreement's row says of others: its parties, its supporting departments, the agreement above it.

use super::agreement::Line;
use super::agreements::Intake;
use super::records::{Told, keeps};
use super::{Import, Notice, Outcome, Problems, What};
use crate::error::{Fault, Result};
use crate::register::{Entity, Row, entity};
use crate::store::{find, read_row};
use crate::value::Value;

/// What a row says of its parent: the line, the record, what was typed, and whether the record was there before.
pub(super) struct Parent {
    pub(super) line: u64,
    pub(super) code: String,
    pub(super) text: String,
    pub(super) known: bool,
}

impl Intake<'_, '_, '_> {
    /// Writes the parties and supporting departments of a new agreement.
    pub(super) fn link(&mut self, code: &str, line: &Line) -> Result<()> {
        let (Some(party), Some(involvement)) = (entity("party"), entity("involvement")) else {
            return Ok(());
        };
        for (at, name) in line.partners.iter().enumerate() {
            let Ok(partner) = self.reader.partners.code(name, self.door)? else { continue };
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
    pub(super) fn relink(&mut self, code: &str, line: &Line, problems: &mut Problems) -> Result<bool> {
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
        for (at, name) in line.partners.iter().enumerate() {
            let Ok(partner) = self.reader.partners.code(name, self.door)? else { continue };
            let number = line.partner_number.as_deref().filter(|_| at == 0);
            match there.iter().find(|(_, known, _)| *known == partner) {
                None if self.stay(party, code, "partner", line, name, problems)? => {}
                None => {
                    let mut row = Row::new(party);
                    row.set("agreement", code);
                    row.set("partner", partner.as_str());
                    row.set("number", number.map_or(Value::Null, Value::from));
                    self.door.add(&mut row)?;
                    changed = true;
                }
                Some((position, _, known)) if number.is_some() && known.as_deref() != number => {
                    let party_code = format!("{code}/{position}");
                    let value = number.map_or(Value::Null, Value::from);
                    let edits = [("number", value)];
                    let told = Told { line: line.number, content: number.unwrap_or_default() };
                    if keeps(self.door, party, &party_code, "number", self.allow, &told, problems)? {
                        continue;
                    }
                    changed |= self.door.edit(party, &party_code, &edits)? > 0;
                }
                Some(_) => {}
            }
        }
        for department in &line.supporting {
            if read_row(self.door.conn(), involvement, &format!("{code}/{department}"))?.is_none()
                && !self.stay(involvement, code, "supporting", line, department, problems)?
            {
                let mut row = Row::new(involvement);
                row.set("agreement", code);
                row.set("department", department.as_str());
                self.door.add(&mut row)?;
                changed = true;
            }
        }
        Ok(changed)
    }

    /// Whether the children of a record stay as they are because a person changed some since, which is told.
    fn stay(
        &self,
        child: &'static Entity,
        code: &str,
        field: &'static str,
        line: &Line,
        content: &str,
        problems: &mut Problems,
    ) -> Result<bool> {
        let stay = !self.allow.overwrite && self.door.children_by_hand(child, code)?;
        if stay {
            problems.note(line.number, &self.heading(field), content, Notice::EditedByHand(field));
        }
        Ok(stay)
    }

    /// Looks up the parents when every row is in, by code or by number. One that is not found is a bad cell; where bad
    /// rows or cells may be left out, the record goes in without it and its text is kept.
    pub(super) fn join_parents(
        &mut self,
        import: &Import<'_>,
        problems: &mut Problems,
        outcome: &mut Outcome,
    ) -> Result<()> {
        for parent in std::mem::take(&mut self.parents) {
            let Parent { line, code, text, known } = parent;
            let fault = match find(self.door.conn(), import.entity, &text)? {
                Ok(above) if above != code => {
                    let Some(row) = read_row(self.door.conn(), import.entity, &code)? else { continue };
                    let told = Told { line, content: &above };
                    if row.text("parent") == Some(above.as_str())
                        || (known
                            && keeps(self.door, import.entity, &code, "parent", self.allow, &told, problems)?)
                    {
                        continue;
                    }
                    self.door.edit(import.entity, &code, &[("parent", Value::Text(above))])?;
                    if known {
                        outcome.changed += 1;
                        outcome.known = outcome.known.saturating_sub(1);
                    }
                    continue;
                }
                Ok(_) => Fault::Itself,
                Err(fault) => fault,
            };
            let heading = self.heading("parent");
            problems.push(line, &heading, &text, What::Fault(fault));
            if !self.allow.as_unknown && !self.allow.skip_invalid {
                problems.fatal += 1;
                if !known {
                    outcome.refused += 1;
                    outcome.new = outcome.new.saturating_sub(1);
                }
            } else if let Some(row) = read_row(self.door.conn(), import.entity, &code)? {
                let words = format!("{heading}: {text}");
                let kept = row.text("unread").unwrap_or_default();
                if !kept.lines().any(|kept| kept == words) {
                    let unread = format!("{kept}\n{words}");
                    self.door.edit(import.entity, &code, &[("unread", unread.trim_start().into())])?;
                }
            }
        }
        Ok(())
    }
}
