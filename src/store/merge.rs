//! Two records of one partner become one: what names the one that goes names the other from now on, and each agreement keeps the
//! name that was signed.

use rusqlite::Connection;

use super::{Door, find, read_row};
use crate::error::{Error, Fault, Result};
use crate::register::{self, Entity, Field, Row};
use crate::value::{Kind, Value};

/// A field of a record that names the one that goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The register of the record.
    pub register: &'static str,
    /// Its code.
    pub code: String,
    field: &'static str,
}

/// Everything that names a partner, register by register; its own former names and successors stay with it.
pub fn namings(conn: &Connection, partner: &'static Entity, code: &str) -> Result<Vec<Naming>> {
    let mut found = Vec::new();
    for entity in register::ALL.iter().copied() {
        // A key is never changed.
        let fields = entity.stored().enumerate().filter(|(at, _)| *at >= entity.key.width());
        for (field, target) in fields.filter_map(|(_, field)| Some((field, named(partner, code, field)?))) {
            let key = entity.key_fields().iter().map(|f| format!("\"{}\"", f.name)).collect::<Vec<_>>();
            let sql = format!(
                "SELECT {} FROM \"{}\" WHERE \"{}\" = ?1 ORDER BY {}",
                key.join(" || '/' || "),
                entity.name,
                field.name,
                key.join(", ")
            );
            let mut statement = conn.prepare(&sql)?;
            for code in statement.query_map([&target], |r| r.get(0))? {
                found.push(Naming { register: entity.name, code: code?, field: field.name });
            }
        }
    }
    Ok(found)
}

/// Refuses to say of a record that it was merged while others still name it: the merge moves them first.
pub(super) fn refuse_half_merge(conn: &Connection, before: &Row, after: &Row) -> Result<()> {
    let entity = before.entity();
    let Some(field) = entity.merging() else { return Ok(()) };
    let (Some(into), code) = (after.text(field.name), before.code()) else { return Ok(()) };
    let same = before.get(field.name) == after.get(field.name);
    // That it names itself is said elsewhere.
    if same || into == code || namings(conn, entity, &code)?.is_empty() {
        return Ok(());
    }
    Err(Error::Refused(
        format!("`{}`", field.name),
        Fault::Contradiction(
            format!(
                "masih ada yang menyebut {code}; gabungkan: sinergi {} merge {code} --into {into}",
                entity.name
            ),
            format!("others still name {code}; merge it: sinergi {} merge {code} --into {into}", entity.name),
        ),
    ))
}

/// How a field writes the partner, where it can name one.
fn named(partner: &Entity, code: &str, field: &Field) -> Option<String> {
    match field.kind {
        Kind::Reference(name) if name == partner.name => Some(code.to_owned()),
        Kind::Actor | Kind::Record => Some(format!("{}/{code}", partner.name)),
        _ => None,
    }
}

impl Door<'_> {
    /// Lets `into` be named wherever `code` was, and notes what it was merged into. Gives back what was moved.
    pub fn merge(&mut self, code: &str, into: &str) -> Result<Vec<Naming>> {
        let Some(partner) = register::entity("partner") else { return Ok(Vec::new()) };
        self.refuse_merge(partner, code, into)?;
        let name = read_row(self.conn(), partner, code)?.and_then(|row| row.text("name").map(str::to_owned));
        let namings = namings(self.conn(), partner, code)?;
        for naming in &namings {
            let Some(entity) = register::entity(naming.register) else { continue };
            let Some(field) = entity.field(naming.field) else { continue };
            let target = named(partner, into, field).map_or(Value::Null, Value::Text);
            let mut fields = vec![(naming.field, target)];
            let unsigned = || {
                Ok::<_, Error>(
                    read_row(self.conn(), entity, &naming.code)?
                        .is_some_and(|row| row.get("signed_name").is_null()),
                )
            };
            if entity.name == "party" && unsigned()? {
                fields.push(("signed_name", name.as_deref().map_or(Value::Null, Value::from)));
            }
            self.edit(entity, &naming.code, &fields)?;
        }
        self.edit(partner, code, &[("merged_into", into.into())])?;
        Ok(namings)
    }

    /// Refuses a record merged into itself, one that was merged before on either side, and two parties of one agreement: those
    /// are not the same.
    fn refuse_merge(&self, partner: &'static Entity, code: &str, into: &str) -> Result<()> {
        if code == into {
            return Err(Error::Refused("`--into`".into(), Fault::Itself));
        }
        for (one, place) in [(code, ""), (into, "`--into`")] {
            let Some(row) = read_row(self.conn(), partner, one)? else {
                return Err(Error::Refused(place.into(), find::unknown(self.conn(), partner, one)?));
            };
            if let Some(other) = row.text("merged_into") {
                return Err(Error::Refused(
                    place.into(),
                    Fault::Contradiction(
                        format!("{one} sudah digabung ke {other}"),
                        format!("{one} was merged into {other} already"),
                    ),
                ));
            }
        }
        let sql = "SELECT a.agreement FROM party a JOIN party b ON b.agreement = a.agreement \
                   WHERE a.partner = ?1 AND b.partner = ?2 ORDER BY 1 LIMIT 1";
        let mut statement = self.conn().prepare(sql)?;
        let both: Option<String> = statement.query([code, into])?.next()?.map(|r| r.get(0)).transpose()?;
        match both {
            Some(agreement) => Err(Error::Refused(
                String::new(),
                Fault::Contradiction(
                    format!(
                        "{code} dan {into} keduanya pihak dalam {agreement}; hapus dahulu salah satunya: sinergi agreement party list --agreement {agreement}"
                    ),
                    format!(
                        "{code} and {into} are both parties of {agreement}; remove one of them first: sinergi agreement party list --agreement {agreement}"
                    ),
                ),
            )),
            None => Ok(()),
        }
    }
}
