//! Acts: what is done to a record on a day and has a verb of its own. They are data, like the registers.

use super::{Entity, Field};
use crate::lang::Label;

/// Something that is done to a record on a day and has a verb of its own: `agreement sign`, `agreement extend`.
#[derive(Debug)]
pub struct Act {
    /// Its verb.
    pub name: &'static str,
    /// Other words for it.
    pub also: &'static [&'static str],
    /// What it records, for help.
    pub about: Label,
    /// Whether it adds a record or fills one that is there.
    pub does: Does,
    /// The fields it fills, in the order of its form; none named are all that the register lets one fill.
    pub fields: &'static [&'static str],
    /// The fields it cannot do without, beside those that no record can.
    pub required: &'static [&'static str],
    /// What it says by being done at all: field and value.
    pub sets: &'static [(&'static str, &'static str)],
    /// The field that is still empty before it is done: it is done once.
    pub once: Option<&'static str>,
    /// The field that may be typed as a bare word after the code.
    pub bare: Option<&'static str>,
    /// Shorter flags: field and flag.
    pub short: &'static [(&'static str, &'static str)],
    /// What these fields read as of a day before it was done.
    pub before: &'static [(&'static str, &'static str)],
    /// Whether its day is today where none is typed: it is recorded while it is done.
    pub today: bool,
    /// Whether it can only have been done already: nobody confirms on a day to come.
    pub past: bool,
    /// The words of the decisions that it carries out.
    pub carries_out: &'static [&'static str],
    /// A flag that names another record of the parent's register to do it, and the field of that one that points back.
    pub instead: Option<(&'static str, &'static str)>,
    /// The verb that usually comes next.
    pub next: Option<&'static str>,
    /// Where this field has this value, another verb comes next.
    pub otherwise: Option<(&'static str, &'static str, &'static str)>,
    /// A command that works, for help.
    pub example: &'static str,
}

/// What an act does with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// Adds one; of a child, to the parent that is named.
    Adds,
    /// Fills fields of one that is there; a child is named by its parent and its number.
    Fills,
}

impl Act {
    /// The day on which it is done: the first of its fields that says when something happened.
    pub fn day(&self, entity: &'static Entity) -> Option<&'static Field> {
        let own = self.fields.iter().filter_map(|name| entity.field(name)).find(|field| field.happens());
        own.or_else(|| entity.stored().find(|field| field.happens()))
    }

    /// An act of which only the name is known yet.
    pub(super) const NEW: Self = Self {
        name: "",
        also: &[],
        about: Label { id: "", en: "" },
        does: Does::Adds,
        fields: &[],
        required: &[],
        sets: &[],
        once: None,
        bare: None,
        short: &[],
        before: &[],
        today: false,
        past: false,
        carries_out: &[],
        instead: None,
        next: None,
        otherwise: None,
        example: "",
    };
}
