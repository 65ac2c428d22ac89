//! An addendum that came in as a row of a register becomes what it is: an amendment of its agreement.

use super::Door;
use crate::error::{Error, Fault, Result};
use crate::register::{self, Row};
use crate::value::Value;

/// What an amendment has no field for is kept as words: what they are called, and their names.
const KEPT: [(&str, &str); 5] = [
    ("request_number", "nomor permohonan"),
    ("term_text", "bunyi jangka waktu"),
    ("source_status", "status menurut register"),
    ("unread", "isi yang tidak terbaca"),
    ("note", ""),
];

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
                format!("{addendum} mempunyai {} sendiri", child.entity().noun().spoken(crate::Lang::Id)),
                format!(
                    "{addendum} has a record of its own: {}",
                    child.entity().noun().spoken(crate::Lang::En)
                ),
            )
            .with_hint(
                format!("pindahkan atau hapus dahulu: sinergi agreement show {addendum}"),
                format!("move or remove it first: sinergi agreement show {addendum}"),
            ));
        }
        let mut row = Row::new(amendment);
        row.set("agreement", to);
        row.set("word", "addendum");
        for (field, from) in [
            ("signed_on", "signed_on"),
            ("number", "own_number"),
            ("ends_on", "ends_on"),
            ("changes", "title"),
            ("paper", "paper"),
            ("source_id", "source_id"),
        ] {
            row.set(field, record.row.get(from).clone());
        }
        let mut words: Vec<String> = KEPT
            .iter()
            .filter_map(|(name, called)| {
                let text = record.row.text(name)?;
                Some(if called.is_empty() { text.to_owned() } else { format!("{called}: {text}") })
            })
            .collect();
        words.extend(
            record
                .children
                .iter()
                .filter(|row| row.entity().name == "party")
                .filter_map(|party| Some(format!("nomor mitra: {}", party.text("number")?))),
        );
        if !words.is_empty() {
            row.set("note", Value::Text(words.join("\n")));
        }
        // It goes first: what refers to it is told before anything is made of it.
        self.remove(agreement, addendum)?;
        self.add(&mut row)
    }
}
