//! Decisions are closed by the act that carries them out.

use jiff::civil::Date;

use super::Door;
use crate::error::Result;
use crate::register;

impl Door<'_> {
    /// Closes the open decisions of an agreement with one of these words that were taken by that day; returns how many.
    pub fn carry_out(&mut self, agreement: &str, words: &[&str], on: Date) -> Result<usize> {
        let Some(entity) = register::entity("decision") else { return Ok(0) };
        let open: Vec<String> = super::of_register(self.conn(), entity, agreement)?
            .into_iter()
            .filter(|row| {
                row.get("closed_on").is_null()
                    && row.text("word").is_some_and(|word| words.contains(&word))
                    && row.date("decided_on").is_some_and(|day| day <= on)
            })
            .map(|row| row.code())
            .collect();
        for code in &open {
            self.edit(entity, code, &[("closed_on", on.into())])?;
        }
        Ok(open.len())
    }
}
