//! Departments and partners through time: one gets another name, or comes to an end and others take over from it.

use jiff::civil::Date;

use super::{Door, FACTS, find, of_register, read_row};
use crate::error::{Error, Fault, Result};
use crate::register::{self, DEPARTMENT, Entity, Row};
use crate::rules::alignment::is_valid;
use crate::rules::status::{State, first_day};
use crate::rules::succession::{Successions, Successor};
use crate::value::Value;

/// One that takes over.
#[derive(Clone, Debug)]
pub struct Heir {
    /// Its code.
    pub code: String,
    /// Where it is founded by the same act: its name.
    pub founded: Option<String>,
    /// The codes of the affairs that move to it; none named is whatever no other takes.
    pub affairs: Vec<String>,
}

/// That others take over from a record on a day.
#[derive(Clone, Debug)]
pub struct Handover<'a> {
    /// The register: departments or partners.
    pub register: &'static Entity,
    /// The code of the one that comes to an end.
    pub from: &'a str,
    /// Those that take over.
    pub into: &'a [Heir],
    /// The first day on which they do.
    pub on: Date,
    /// By which decree.
    pub basis: Option<&'a str>,
}

/// What moved.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// Affairs, with the department that holds each now.
    pub mandates: Vec<(String, String)>,
    /// Agreements that were not over, with the department that leads each now.
    pub agreements: Vec<(String, String)>,
    /// Agreements that were not over and of which nothing tells who takes them, or that went back to it later.
    pub left: Vec<String>,
    /// Affairs that it held and nobody takes.
    pub untaken: Vec<String>,
}

impl Door<'_> {
    /// Gives a record another name from a day on; the one that it had stays known.
    pub fn rename(
        &mut self,
        register: &'static Entity,
        code: &str,
        name: &str,
        on: Date,
        basis: Option<&str>,
    ) -> Result<()> {
        let Some(former) = register.former_names() else { return Ok(()) };
        let Some(row) = read_row(self.conn(), register, code)? else {
            return Err(Error::Refused(String::new(), find::unknown(self.conn(), register, code)?));
        };
        let now = row.text("name").unwrap_or_default();
        if now == name {
            return Err(refused(
                "to",
                format!("{code} sudah bernama `{name}`"),
                format!("{code} has the name `{name}` already"),
            ));
        }
        refuse_before_it_was(&row, on)?;
        refuse_ended(&row, on)?;
        let last = of_register(self.conn(), former, code)?;
        if let Some(last) =
            last.iter().filter_map(|row| row.date("renamed_on")).max().filter(|last| *last >= on)
        {
            return Err(refused(
                "on",
                format!("{code} sudah berganti nama pada {last}; ganti nama berikutnya sesudah itu"),
                format!("{code} was renamed on {last} already; the next name comes after that"),
            ));
        }
        let mut kept = Row::new(former);
        kept.set_at(0, code.into());
        kept.set("name", now);
        kept.set("renamed_on", on);
        kept.set("basis", basis.map_or(Value::Null, Value::from));
        self.add(&mut kept)?;
        self.edit(register, code, &[("name", name.into())])?;
        Ok(())
    }

    /// Lets others take over from a record: it ends the day before, what it held and led moves, and who took over is kept.
    pub fn hand_over(&mut self, hand: &Handover<'_>) -> Result<Moved> {
        let succession = hand.register.children().find(|child| child.field("successor").is_some());
        let Some(succession) = succession else { return Ok(Moved::default()) };
        let Some(old) = read_row(self.conn(), hand.register, hand.from)? else {
            return Err(Error::Refused(String::new(), find::unknown(self.conn(), hand.register, hand.from)?));
        };
        refuse_before_it_was(&old, hand.on)?;
        self.refuse_over(succession, &old, hand)?;
        let last = hand.on.yesterday().unwrap_or(hand.on);
        for heir in hand.into {
            if let Some(name) = &heir.founded {
                let mut new = Row::new(hand.register);
                new.set("code", heir.code.as_str());
                new.set("name", name.as_str());
                new.set("kind", old.get("kind").clone());
                new.set("valid_from", hand.on);
                self.add(&mut new)?;
            }
            let mut row = Row::new(succession);
            row.set_at(0, hand.from.into());
            row.set("successor", heir.code.as_str());
            row.set("succeeded_on", hand.on);
            row.set("basis", hand.basis.map_or(Value::Null, Value::from));
            if succession.field("affairs").is_some() && !heir.affairs.is_empty() {
                row.set("affairs", heir.affairs.join(",").as_str());
            }
            self.add(&mut row)?;
        }
        self.edit(hand.register, hand.from, &[("valid_to", last.into())])?;
        let mut moved = Moved::default();
        if hand.register.name == "department" {
            self.move_mandates(hand, last, &mut moved)?;
            self.move_agreements(hand, &mut moved)?;
        }
        Ok(moved)
    }

    /// Refuses one that came to an end already, and heirs that are named twice or not there on the day.
    fn refuse_over(&self, succession: &'static Entity, old: &Row, hand: &Handover<'_>) -> Result<()> {
        let code = hand.from;
        if let Some(row) = of_register(self.conn(), succession, code)?.first() {
            let (on, to) =
                (row.text("succeeded_on").unwrap_or_default(), row.text("successor").unwrap_or_default());
            return Err(refused(
                "on",
                format!("{code} sudah beralih ke {to} pada {on}"),
                format!("{code} went over to {to} on {on} already"),
            ));
        }
        refuse_ended(old, hand.on)?;
        for (at, heir) in hand.into.iter().enumerate() {
            let code = &heir.code;
            if hand.into[..at].iter().any(|other| other.code == *code) {
                return Err(refused(
                    "into",
                    format!("{code} disebut dua kali"),
                    format!("{code} is named twice"),
                ));
            }
            let known = read_row(self.conn(), hand.register, code)?;
            let there = |row: &Row| is_valid(row.text("valid_from"), row.text("valid_to"), hand.on);
            if heir.founded.is_none() && !known.as_ref().is_some_and(there) {
                return Err(refused(
                    "into",
                    format!("{code} tidak ada pada {}", hand.on),
                    format!("{code} does not exist on {}", hand.on),
                ));
            }
        }
        Ok(())
    }

    /// What it leads and is not over goes to the one that takes its affair, or all.
    fn move_agreements(&mut self, hand: &Handover<'_>, moved: &mut Moved) -> Result<()> {
        let Some(lead) = register::entity("lead") else { return Ok(()) };
        let mut known = Successions::default();
        for heir in hand.into {
            let successor = Successor { code: heir.code.clone(), on: hand.on, affairs: heir.affairs.clone() };
            known.add(hand.from.to_owned(), successor);
        }
        let over = [State::Lapsed, State::Ended, State::Closed].map(State::word).join("','");
        let sql = format!(
            "SELECT code, affair FROM agreement WHERE {DEPARTMENT} = ?1 AND state({FACTS}) NOT IN ('{over}') ORDER BY code"
        );
        let mut statement = self.conn().prepare(&sql)?;
        let rows = statement
            .query_map([hand.from], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Option<String>>(1)?)))?;
        for row in rows.collect::<rusqlite::Result<Vec<_>>>()? {
            let (agreement, affair) = row;
            let to = known.standing(hand.from, affair.as_deref(), hand.on);
            if to == hand.from {
                continue;
            }
            let mut row = Row::new(lead);
            row.set("agreement", agreement.as_str());
            row.set("department", to);
            row.set("handed_on", hand.on);
            row.set("basis", hand.basis.map_or(Value::Null, Value::from));
            self.add(&mut row)?;
            moved.agreements.push((agreement, to.to_owned()));
        }
        // What nobody takes, and what was handed back to it on a later day.
        let sql = format!(
            "SELECT code FROM agreement WHERE coalesce((SELECT l.department FROM lead l WHERE l.agreement = agreement.code \
             ORDER BY l.handed_on DESC, l.position DESC LIMIT 1), department) = ?1 AND state({FACTS}) NOT IN ('{over}') ORDER BY code"
        );
        let mut statement = self.conn().prepare(&sql)?;
        moved.left = statement.query_map([hand.from], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(())
    }
}

/// Refuses one that had come to an end by a day.
fn refuse_ended(row: &Row, on: Date) -> Result<()> {
    match row.text("valid_to").filter(|last| !is_valid(None, Some(last), on)) {
        Some(last) => {
            let code = row.code();
            Err(refused(
                "on",
                format!("{code} sudah berakhir pada {last}"),
                format!("{code} came to an end on {last} already"),
            ))
        }
        None => Ok(()),
    }
}

/// Refuses a day on which the record was not there yet.
fn refuse_before_it_was(row: &Row, on: Date) -> Result<()> {
    match row.text("valid_from").filter(|from| first_day(from).is_some_and(|first| first >= on)) {
        Some(from) => {
            let code = row.code();
            Err(refused(
                "on",
                format!("{code} baru ada sejak {from}"),
                format!("{code} is there only since {from}"),
            ))
        }
        None => Ok(()),
    }
}

pub(super) fn refused(flag: &str, id: String, en: String) -> Error {
    Error::Refused(format!("`--{flag}`"), Fault::Contradiction(id, en))
}
