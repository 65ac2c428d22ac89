//! What a register is: its table, its key, its fields, and what is looked at before a record is written.

use super::{ALL, Act, Field, Row, Settings, entity};
use crate::error::Fault;
use crate::lang::{Label, Lang, Noun};
use crate::value::Kind;
/// A register: one table, one command, one CSV file.
#[derive(Debug)]
pub struct Entity {
    /// Table and command.
    pub name: &'static str,
    /// What one record is called.
    pub label: Label,
    /// What the whole register is called: `agreements`, also the word for import and export.
    pub plural: &'static str,
    /// Other words for the command.
    pub also: &'static [&'static str],
    /// What the key is made of.
    pub key: Key,
    /// The fields, in the order in which they are shown; the key's come first.
    pub fields: &'static [Field],
    /// For a child whose records are mere links: the flag of the parent that sets them, and the field it fills.
    pub flag: Option<(&'static str, &'static str)>,
    /// The noun that the command stands under, where the key does not say so.
    pub under: Option<&'static str>,
    /// The acts that have verbs of their own: of a child, those that add one to its parent; of others, those that fill
    /// some fields of a record.
    pub acts: &'static [Act],
    /// Looks at a whole row before it is written: completes what follows from other fields, refuses what
    /// contradicts itself.
    pub check: Option<Check>,
    /// A code such as its records have, for help.
    pub example_code: &'static str,
    /// A command that works, for help.
    pub example: &'static str,
}

/// A look at a whole row: the row to be written, what it was before, and what stands around it. The error names the field.
pub type Check = fn(&mut Row, Option<&Row>, &Around<'_>) -> Result<(), (&'static str, Fault)>;

/// What a check may look at beside the row itself.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The settings of the file.
    pub settings: &'a Settings,
    /// Of a child, the record that it hangs under.
    pub parent: Option<&'a Row>,
    /// Of a child, those of its register that hang there already, itself left out.
    pub siblings: &'a [Row],
    /// Reads another record that the row names: its register and code.
    pub read: &'a dyn Fn(&'static str, &str) -> Option<Row>,
    /// Reads what hangs under another record: the child register and the code of the record.
    pub under: &'a dyn Fn(&'static str, &str) -> Vec<Row>,
}

impl std::fmt::Debug for Around<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Around")
            .field("parent", &self.parent)
            .field("siblings", &self.siblings)
            .finish_non_exhaustive()
    }
}

/// How records are told apart, and how a new code is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The first field, always typed.
    Typed,
    /// The first field, typed or made from the initials of the name.
    Initials,
    /// The first field, `PREFIX-YEAR-0001`, from a counter.
    Yearly(&'static str),
    /// The first field, `PREFIX-0001`, from a counter.
    Numbered(&'static str),
    /// The first field refers to the parent, the second counts on under it; written `PARENT/2`.
    Position,
    /// The first field refers to the parent, the second to another record; written `PARENT/OTHER`.
    Link,
    /// The first field refers to the parent, the second is a typed code of its own; written `PARENT/CODE`.
    Named,
    /// The first field is made of so many that follow it; written `KS-2025-0001/2025-S1/partner`.
    Joined(usize),
    /// The first two fields, a day and a name, both typed; written `DAY/NAME`.
    Dated,
}

impl Key {
    /// How many leading fields make the key.
    pub const fn width(self) -> usize {
        match self {
            Self::Typed | Self::Initials | Self::Yearly(_) | Self::Numbered(_) | Self::Joined(_) => 1,
            Self::Position | Self::Link | Self::Named | Self::Dated => 2,
        }
    }
}

impl Entity {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.name == name)
    }

    /// The fields that are columns of the table, in the order of [`Row`].
    pub fn stored(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().filter(|f| f.derived.is_none())
    }

    /// What the register is called in messages, and the words that reach it.
    pub fn noun(&'static self) -> Noun {
        Noun { label: &self.label, above: self.above().unwrap_or_default(), name: self.word() }
    }

    /// Its own word on the command line: its name, without that of the noun it stands under.
    pub fn word(&self) -> &'static str {
        let own = |above: &str| self.name.strip_prefix(above)?.strip_prefix('_');
        self.above().and_then(own).unwrap_or(self.name)
    }

    /// The noun that its command stands under: that of its parent, or the one it names.
    pub fn above(&self) -> Option<&'static str> {
        self.parent().map(|parent| parent.name).or(self.under)
    }

    /// The words that reach it on the command line: `agreement`, `agreement party` for a child.
    pub fn command(&'static self) -> String {
        self.noun().command()
    }

    /// The fields that make the key.
    pub fn key_fields(&self) -> &'static [Field] {
        &self.fields[..self.key.width()]
    }

    /// The register that a child hangs under.
    pub fn parent(&self) -> Option<&'static Entity> {
        match (self.key, self.fields[0].kind) {
            (Key::Position | Key::Link | Key::Named, Kind::Reference(name)) => entity(name),
            _ => None,
        }
    }

    /// The registers that hang under this one.
    pub fn children(&self) -> impl Iterator<Item = &'static Entity> {
        let name = self.name;
        ALL.iter().copied().filter(move |e| e.parent().is_some_and(|p| p.name == name))
    }

    /// The fields of which a joined key is made.
    pub fn joined(&self) -> &'static [Field] {
        match self.key {
            Key::Joined(count) => &self.fields[1..=count],
            _ => &[],
        }
    }

    /// The fields that refer to another record of the same register: a parent, a predecessor.
    pub fn selves(&self) -> impl Iterator<Item = &'static Field> {
        let name = self.name;
        self.stored().filter(move |f| f.kind == Kind::Reference(name))
    }

    /// The registers whose records belong to one of this register, though they are no children of it, and the field that
    /// says so: those that cannot be without one, and those that say they belong.
    pub fn dependents(&self) -> impl Iterator<Item = (&'static Entity, &'static Field)> {
        let name = self.name;
        let needs = move |e: &&'static Entity| -> Option<&'static Field> {
            e.stored().find(|f| (f.required || f.belongs) && f.kind == Kind::Reference(name))
        };
        ALL.iter().copied().filter(|e| e.parent().is_none()).filter_map(move |e| Some((e, needs(&e)?)))
    }

    /// The field that says on which day it happened: its first day.
    pub fn dated(&self) -> Option<&'static Field> {
        self.stored().find(|f| f.happens())
    }

    /// The field that says in words which record it is, where there is one.
    pub fn naming(&self) -> Option<&'static Field> {
        self.stored().find(|f| f.name == "name" || f.name == "title")
    }

    /// The child register that keeps the names which its records had before.
    pub fn former_names(&self) -> Option<&'static Entity> {
        self.naming().and_then(|field| field.as_of).and_then(|as_of| entity(as_of.by))
    }

    /// The field that names the record which one was merged into: the same thing, kept twice.
    pub fn merging(&self) -> Option<&'static Field> {
        self.selves().find(|f| f.name == "merged_into")
    }

    /// The field that says it in another language than the office's own, where the register has one.
    pub fn other_naming(&self, lang: Lang) -> Option<&'static Field> {
        self.stored().find(|f| lang == Lang::En && f.name == "english")
    }
}
