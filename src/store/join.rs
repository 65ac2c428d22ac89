//! A request that goes into another: its parties, departments and papers move there; both numbers stay.

use super::{Door, of_register, read_row};
use crate::error::{Error, Fault, Result};
use crate::register::{Row, entity};
use crate::value::Value;

impl Door<'_> {
    /// Moves what hangs under a request to the one that it was joined into.
    pub fn join(&mut self, code: &str, into: &str) -> Result<()> {
        let (Some(agreement), Some(party), Some(involvement), Some(document)) =
            (entity("agreement"), entity("party"), entity("involvement"), entity("document"))
        else {
            return Ok(());
        };
        refuse_no_request(read_row(self.conn(), agreement, into)?.as_ref())?;
        let there = of_register(self.conn(), party, into)?;
        for old in of_register(self.conn(), party, code)? {
            let known = there.iter().any(|other| other.text("partner") == old.text("partner"));
            self.remove(party, &old.code())?;
            if !known {
                let mut new = old.clone();
                new.set("agreement", into);
                new.set("position", Value::Null);
                self.add(&mut new)?;
            }
        }
        let target = read_row(self.conn(), agreement, into)?;
        let lead = target.as_ref().and_then(|row| row.text("department")).map(str::to_owned);
        let own =
            read_row(self.conn(), agreement, code)?.and_then(|row| row.text("department").map(str::to_owned));
        let mut departments: Vec<String> = own.into_iter().collect();
        for old in of_register(self.conn(), involvement, code)? {
            departments.extend(old.text("department").map(str::to_owned));
            self.remove(involvement, &old.code())?;
        }
        let mut known: Vec<String> = of_register(self.conn(), involvement, into)?
            .iter()
            .filter_map(|row| row.text("department").map(str::to_owned))
            .chain(lead)
            .collect();
        for department in departments {
            if !known.contains(&department) {
                let mut new = Row::new(involvement);
                new.set("agreement", into);
                new.set("department", department.as_str());
                self.add(&mut new)?;
                known.push(department);
            }
        }
        let mut statement =
            self.conn().prepare("SELECT code FROM document WHERE agreement = ?1 ORDER BY code")?;
        let papers = statement.query_map([code], |r| r.get::<_, String>(0))?;
        for paper in papers.collect::<rusqlite::Result<Vec<_>>>()? {
            self.edit(document, &paper, &[("agreement", into.into())])?;
        }
        Ok(())
    }
}

/// What takes another request in is a request itself.
fn refuse_no_request(into: Option<&Row>) -> Result<()> {
    let Some(row) = into.filter(|row| row.text("signed") != Some("no") || !row.get("closed_as").is_null())
    else {
        return Ok(());
    };
    let code = row.code();
    Err(Error::Refused(
        "`joined_into`".into(),
        Fault::Contradiction(
            format!("{code} bukan permohonan yang sedang berjalan: sudah ditandatangani atau ditutup"),
            format!("{code} is no running request: it is signed or closed"),
        ),
    ))
}
