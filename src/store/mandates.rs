//! What departments hold when others take over from one: the affairs that move, and those that nobody takes.

use jiff::civil::Date;

use super::succeed::refused;
use super::{Door, Handover, Heir, Moved, of_register, read_row};
use crate::error::Result;
use crate::register::{self, Entity, Row};
use crate::rules::alignment::is_valid;
use crate::rules::status::first_day;
use crate::value::Value;

impl Door<'_> {
    /// The affairs that it held end with it; those that take over hold them from that day on, by its decree. What it was to hold only
    /// later goes over as it is.
    pub(super) fn move_mandates(&mut self, hand: &Handover<'_>, last: Date, moved: &mut Moved) -> Result<()> {
        let Some(mandate) = register::entity("mandate") else { return Ok(()) };
        let begins = |row: &Row| row.text("valid_from").and_then(first_day);
        let later = |row: &Row| begins(row).is_some_and(|first| first >= hand.on);
        let holds = |row: &Row| later(row) || is_valid(row.text("valid_from"), row.text("valid_to"), hand.on);
        let own: Vec<Row> = of_register(self.conn(), mandate, hand.from)?.into_iter().filter(holds).collect();
        refuse_affairs(hand, &own)?;
        for row in &own {
            let Some(affair) = row.text("affair") else { continue };
            let takes = |heir: &&Heir| heir.affairs.iter().any(|own| own == affair);
            let heir = hand
                .into
                .iter()
                .find(takes)
                .or_else(|| hand.into.iter().find(|heir| heir.affairs.is_empty()));
            if later(row) {
                self.remove(mandate, &row.code())?;
            } else {
                self.edit(mandate, &row.code(), &[("valid_to", last.into())])?;
            }
            match heir {
                Some(heir) => self.give(mandate, row, heir, later(row), hand, moved)?,
                None => moved.untaken.push(affair.to_owned()),
            }
        }
        Ok(())
    }

    /// Lets one hold an affair that another held; where it holds it already, nothing changes.
    fn give(
        &mut self,
        mandate: &'static Entity,
        was: &Row,
        heir: &Heir,
        later: bool,
        hand: &Handover<'_>,
        moved: &mut Moved,
    ) -> Result<()> {
        let affair = was.text("affair").unwrap_or_default();
        if let Some(held) = read_row(self.conn(), mandate, &format!("{}/{affair}", heir.code))? {
            if is_valid(held.text("valid_from"), held.text("valid_to"), hand.on) {
                return Ok(());
            }
            let (code, to) = (held.code(), held.text("valid_to").unwrap_or_default());
            return Err(refused(
                "affairs",
                format!(
                    "{code} sudah pernah diampu sampai {to}; ubah dahulu: sinergi department mandate edit {code}"
                ),
                format!(
                    "{code} was held until {to} before; change that first: sinergi department mandate edit {code}"
                ),
            ));
        }
        let mut row = was.clone();
        row.set("department", heir.code.as_str());
        if !later {
            row.set("legal_basis", hand.basis.map_or(Value::Null, Value::from));
            row.set("valid_from", hand.on);
            row.set("valid_to", Value::Null);
        }
        self.add(&mut row)?;
        moved.mandates.push((affair.to_owned(), heir.code.clone()));
        Ok(())
    }
}

/// Refuses affairs that it does not hold or that two are to take, and several that take the rest.
fn refuse_affairs(hand: &Handover<'_>, own: &[Row]) -> Result<()> {
    let mut named: Vec<&str> = Vec::new();
    for affair in hand.into.iter().flat_map(|heir| &heir.affairs) {
        if !own.iter().any(|row| row.text("affair") == Some(affair)) {
            let code = hand.from;
            return Err(refused(
                "affairs",
                format!(
                    "{code} tidak mengampu {affair}; bila mengampu: sinergi department mandate add {code} --affair {affair}"
                ),
                format!(
                    "{code} does not hold {affair}; if it does: sinergi department mandate add {code} --affair {affair}"
                ),
            ));
        }
        if named.contains(&affair.as_str()) {
            return Err(refused(
                "affairs",
                format!("{affair} disebut untuk dua penerus"),
                format!("{affair} is named for two that take over"),
            ));
        }
        named.push(affair);
    }
    if hand.into.iter().filter(|heir| heir.affairs.is_empty()).count() > 1 {
        return Err(refused(
            "affairs",
            "hanya satu penerus yang mengambil sisanya; sebutkan urusan yang lain".to_owned(),
            "only one takes the rest; name the affairs of the others".to_owned(),
        ));
    }
    Ok(())
}
