//! Fields that hold a list of words: kinds, documents, papers, written `kb, pks`.

use super::Row;
use crate::error::Fault;
use crate::lang::Choice;
use crate::value::choose;

/// The words of a list, whatever parts them.
pub(super) fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty())
}

/// Writes a field that lists words of a closed list in one way: `kb,pks`.
pub(super) fn settle(
    row: &mut Row,
    field: &'static str,
    choices: &'static [Choice],
) -> Result<(), (&'static str, Fault)> {
    let Some(text) = row.text(field) else { return Ok(()) };
    let words: Result<Vec<&str>, Fault> = list(text).map(|word| Ok(choose(word, choices)?.word)).collect();
    let words = words.map_err(|fault| (field, fault))?.join(",");
    row.set(field, words.as_str());
    Ok(())
}
