//! An addendum that came in as a row of a register becomes what it is: an amendment of its agreement.

use super::Door;
use crate::error::{Error, Fault, Result};
use crate::lang::{Lang, choice_label};
use crate::register::{self, Field, Row};
use crate::rules::status::first_day;
use crate::value::{Kind, Value};

/// What an amendment takes from the record: its field, and the record's.
const TAKEN: [(&str, &str); 6] = [
    ("signed_on", "signed_on"),
    ("number", "own_number"),
    ("ends_on", "ends_on"),
    ("changes", "title"),
    ("paper", "paper"),
    ("source_id", "source_id"),
];

/// What is said by its being an addendum of that agreement, and need not be kept in words.
const SAID: [&str; 9] =
    ["code", "kind", "document", "department", "parent", "standing", "signed", "end_rule", "predecessor"];

impl Door<'_> {
    /// Makes an agreement whose document is an addendum an amendment of another; returns the amendment's code. The record it
    /// was stays whole in history.
    pub fn attach(&mut self, addendum: &str, to: &str) -> Result<String> {
        let (Some(agreement), Some(amendment)) =
            (register::entity("agreement"), register::entity("amendment"))
        else {
            return Err(Error::usage("register tidak ada", "there is no such register"));
        };
        let record = self.whole(agreement, addendum)?;
        let target = self.whole(agreement, to)?.row;
        if record.row.text("document") != Some("addendum") {
            return Err(Error::usage(
                format!("{addendum} bukan addendum"),
                format!("{addendum} is no addendum"),
            )
            .with_hint(
                format!("bila memang addendum: sinergi agreement edit {addendum} --document addendum"),
                format!("if it is one after all: sinergi agreement edit {addendum} --document addendum"),
            ));
        }
        if target.text("document") == Some("addendum") || addendum == to {
            return Err(Error::Refused(
                "`--to`".to_owned(),
                Fault::Contradiction(
                    format!("{to} sendiri sebuah addendum"),
                    format!("{to} is an addendum itself"),
                ),
            ));
        }
        let lost = |row: &&Row| !matches!(row.entity().name, "party" | "involvement");
        if let Some(child) = record.children.iter().find(lost) {
            return Err(Error::usage(
                format!("{addendum} mempunyai {} sendiri", child.entity().noun().spoken(Lang::Id)),
                format!("{addendum} has a record of its own: {}", child.entity().noun().spoken(Lang::En)),
            )
            .with_hint(
                format!("pindahkan atau hapus dahulu: sinergi agreement show {addendum}"),
                format!("move or remove it first: sinergi agreement show {addendum}"),
            ));
        }
        let mut row = Row::new(amendment);
        row.set("agreement", to);
        row.set("word", "addendum");
        for (field, from) in TAKEN {
            row.set(field, record.row.get(from).clone());
        }
        // What an amendment has no field for is kept in words.
        let taken = |name: &str| SAID.contains(&name) || TAKEN.iter().any(|(_, from)| *from == name);
        let mut words: Vec<String> = record
            .row
            .pairs()
            .filter(|(field, value)| !taken(field.name) && !value.is_null())
            .map(|(field, value)| match field.name {
                "note" => shown(field, value),
                _ => format!("{}: {}", field.label.id, shown(field, value)),
            })
            .collect();
        for child in &record.children {
            let name = if child.entity().name == "party" { "number" } else { "department" };
            if let Some(text) = child.text(name) {
                words.push(format!("{}: {text}", child.entity().label.id));
            }
        }
        if !words.is_empty() {
            row.set("note", Value::Text(words.join("\n")));
        }
        // It goes first: what refers to it is told before anything is made of it.
        self.remove(agreement, addendum)?;
        let code = self.add(&mut row)?;
        if let Some(on) = row.text("signed_on").and_then(first_day) {
            self.carry_out(to, &["amend", "widen"], on)?;
        }
        Ok(code)
    }
}

/// A value in words.
fn shown(field: &Field, value: &Value) -> String {
    match (field.kind, value) {
        (Kind::Choice(choices), Value::Text(word)) => choice_label(word, choices, Lang::Id),
        (Kind::YesNo, Value::Int(yes)) => if *yes == 1 { "ya" } else { "tidak" }.to_owned(),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Int(number)) => number.to_string(),
        (_, Value::Null) => String::new(),
    }
}
