//! What codes of a small register are called.

use super::Ask;
use crate::error::Result;
use crate::register::entity;
use crate::store::{Store, names_on};
use crate::value::actor_code;

/// Codes and names of a register, in the order of its codes, as they were called on the day in question.
pub(super) fn names_of(store: &Store, register: &str, ask: &Ask) -> Result<Vec<(String, String)>> {
    entity(register).map_or_else(|| Ok(Vec::new()), |entity| names_on(store.conn(), entity, ask.lang))
}

/// What those are called who act: departments and partners on record.
pub(super) struct Actors {
    departments: Vec<(String, String)>,
    partners: Vec<(String, String)>,
}

impl Actors {
    pub(super) fn of(store: &Store, ask: &Ask) -> Result<Self> {
        Ok(Self {
            departments: names_of(store, "department", ask)?,
            partners: names_of(store, "partner", ask)?,
        })
    }

    /// The name of an actor; who is only written down is called so.
    pub(super) fn name<'n>(&'n self, actor: &'n str) -> &'n str {
        let code = actor_code(actor);
        let names = if actor.starts_with("department/") { &self.departments } else { &self.partners };
        if code == actor { actor } else { named(names, Some(code), code) }
    }
}

/// The name of a code; the code itself where it has none, and `unknown` where there is no code.
pub(super) fn named<'n>(names: &'n [(String, String)], code: Option<&'n str>, unknown: &'n str) -> &'n str {
    let Some(code) = code else { return unknown };
    let found = names.binary_search_by_key(&code, |(known, _)| known.as_str());
    found.map_or(code, |at| names[at].1.as_str())
}
