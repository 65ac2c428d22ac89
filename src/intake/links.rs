//! What hangs under an agreement by its row: its parties and its supporting departments.

use super::agreements::Intake;
use super::line::Line;
use super::update::{Told, keeps};
use super::{Notice, Problems};
use crate::error::Result;
use crate::register::{Entity, Row, entity};
use crate::store::read_row;
use crate::value::Value;

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
            if self.reader.partners.is_former(name) {
                row.set("signed_name", name.as_str());
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
                    let heading = self.heading("partner_number");
                    let content = number.unwrap_or_default();
                    let told = Told { line: line.number, heading: &heading, content };
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
}
