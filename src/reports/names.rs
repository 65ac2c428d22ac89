//! What codes of a small register are called.

use super::Ask;
use crate::error::Result;
use crate::register::entity;
use crate::store::{Store, names_in};

/// Codes and names of a register, in the order of its codes.
pub(super) fn names_of(store: &Store, register: &str, ask: &Ask) -> Result<Vec<(String, String)>> {
    entity(register).map_or_else(|| Ok(Vec::new()), |entity| names_in(store.conn(), entity, ask.lang))
}

/// The name of a code; the code itself where it has none, and `unknown` where there is no code.
pub(super) fn named<'n>(names: &'n [(String, String)], code: Option<&'n str>, unknown: &'n str) -> &'n str {
    let Some(code) = code else { return unknown };
    let found = names.binary_search_by_key(&code, |(known, _)| known.as_str());
    found.map_or(code, |at| names[at].1.as_str())
}
