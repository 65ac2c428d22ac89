//! What is kept: the description types, and the list of all registers. Descriptions are data and at most one
//! function; they know no SQL beyond a derived field's constant expression.

mod act;
mod affair;
mod agreement;
mod amendment;
mod category;
mod complete;
mod confirmation;
mod decision;
mod department;
mod fulfilment;
mod ground;
mod handling;
mod holiday;
mod involvement;
mod lead;
mod mandate;
mod obligation;
mod obstacle;
mod partner;
mod party;
mod reminder;

mod row;
mod setting;
mod solution;
mod validity;

pub use act::{Act, Does};
pub use agreement::{DEPARTMENT, DOCUMENTS, ENDS_ON, KINDS, STATE_FACTS, SUCCESSOR};
pub use confirmation::{ANSWER, ANSWERS, LAST as LAST_CONFIRMATION};
pub use decision::{CONTINUED, OPEN as OPEN_DECISION};
pub use obligation::STATE as OBLIGATION_STATE;
pub use obstacle::{SEVERITIES, STATE as OBSTACLE_STATE};
pub use partner::KINDS as PARTNER_KINDS;
pub use row::Row;
pub use setting::{SETTINGS, Setting, Settings};
pub use solution::OUTCOMES;

use crate::error::Fault;
use crate::lang::{Label, Lang, Noun};
use crate::value::Kind;

/// Every register, parents before children. Adding one is its file and its line here.
pub static ALL: &[&Entity] = &[
    &setting::ENTITY,
    &affair::ENTITY,
    &department::ENTITY,
    &mandate::ENTITY,
    &partner::ENTITY,
    &agreement::ENTITY,
    &party::ENTITY,
    &involvement::ENTITY,
    &amendment::ENTITY,
    &lead::ENTITY,
    &decision::ENTITY,
    &confirmation::ENTITY,
    &obligation::ENTITY,
    &fulfilment::ENTITY,
    &reminder::ENTITY,
    &holiday::ENTITY,
    &category::ENTITY,
    &obstacle::ENTITY,
    &solution::ENTITY,
    &handling::ENTITY,
];

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
    /// The acts that have verbs of their own: of a child, those that add one to its parent; of others, those that fill
    /// some fields of a record.
    pub acts: &'static [Act],
    /// Looks at a whole row before it is written: completes what follows from other fields, refuses what
    /// contradicts itself.
    pub check: Option<Check>,
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
    /// The first two fields, a day and a name, both typed; written `DAY/NAME`.
    Dated,
}

impl Key {
    /// How many leading fields make the key.
    pub const fn width(self) -> usize {
        match self {
            Self::Typed | Self::Initials | Self::Yearly(_) | Self::Numbered(_) => 1,
            Self::Position | Self::Link | Self::Dated => 2,
        }
    }
}

/// One field: column, flag, CSV heading and JSON key at once.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one word of a described field")]
pub struct Field {
    /// Column, flag (with hyphens), CSV heading and JSON key.
    pub name: &'static str,
    /// What a person reads.
    pub label: Label,
    /// What it holds.
    pub kind: Kind,
    /// Whether a record cannot be without it.
    pub required: bool,
    /// Whether a new record's form asks for it, required or not.
    pub asked: bool,
    /// Headings it is also known by on import.
    pub also: &'static [&'static str],
    /// A constant SQL expression over the table: the field is read-only and never imported.
    pub derived: Option<&'static str>,
    /// How it reads as of a day, where later records change it; files and forms hold what was entered.
    pub as_of: Option<AsOf>,
    /// A day that is agreed on beforehand, such as an end; other days say when something happened.
    pub ahead: bool,
    /// The field beside which it says nothing: a form does not ask for it where that one is filled.
    pub unless: Option<&'static str>,
    /// Whether a record that names one here belongs to it, though it can be without: its sheet shows it.
    pub belongs: bool,
    /// Place in a list: 0 never given up, higher given up sooner, `None` only on request.
    pub rank: Option<u8>,
}

/// How a field reads as of the day that `as_of()` says in a statement.
#[derive(Clone, Copy, Debug)]
pub struct AsOf {
    /// A constant SQL expression over the table.
    pub sql: &'static str,
    /// The child register whose records change it.
    pub by: &'static str,
}

impl Field {
    /// An optional field that lists show on request.
    pub const fn new(name: &'static str, id: &'static str, en: &'static str, kind: Kind) -> Self {
        Self {
            name,
            label: Label { id, en },
            kind,
            required: false,
            asked: false,
            also: &[],
            derived: None,
            as_of: None,
            ahead: false,
            unless: None,
            belongs: false,
            rank: None,
        }
    }

    /// A record cannot be without it.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self.asked = true;
        self
    }

    /// A new record's form asks for it.
    #[must_use]
    pub const fn asked(mut self) -> Self {
        self.asked = true;
        self
    }

    /// Headings it is also known by.
    #[must_use]
    pub const fn also(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    /// Read-only, computed by this SQL expression.
    #[must_use]
    pub const fn derived(mut self, sql: &'static str) -> Self {
        self.derived = Some(sql);
        self
    }

    /// Read as of a day by this SQL expression, because records of that child register change it.
    #[must_use]
    pub const fn as_of(mut self, by: &'static str, sql: &'static str) -> Self {
        self.as_of = Some(AsOf { sql, by });
        self
    }

    /// A day that is agreed on beforehand.
    #[must_use]
    pub const fn ahead(mut self) -> Self {
        self.ahead = true;
        self
    }

    /// A form asks for it where that other field is empty, and then it cannot be skipped.
    #[must_use]
    pub const fn unless(mut self, other: &'static str) -> Self {
        self.unless = Some(other);
        self.asked = true;
        self
    }

    /// A record that names one here belongs to it.
    #[must_use]
    pub const fn belongs(mut self) -> Self {
        self.belongs = true;
        self
    }

    /// Whether it is a day on which something happened.
    pub fn happens(&self) -> bool {
        matches!(self.kind, Kind::Date | Kind::DayOrYear) && !self.ahead
    }

    /// Shown in lists; 0 is never given up on a narrow screen.
    #[must_use]
    pub const fn rank(mut self, rank: u8) -> Self {
        self.rank = Some(rank);
        self
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
        Noun { label: &self.label, above: self.parent().map_or("", |p| p.name), name: self.name }
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
            (Key::Position | Key::Link, Kind::Reference(name)) => entity(name),
            _ => None,
        }
    }

    /// The registers that hang under this one.
    pub fn children(&self) -> impl Iterator<Item = &'static Entity> {
        let name = self.name;
        ALL.iter().copied().filter(move |e| e.parent().is_some_and(|p| p.name == name))
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

    /// The field that says it in another language than the office's own, where the register has one.
    pub fn other_naming(&self, lang: Lang) -> Option<&'static Field> {
        self.stored().find(|f| lang == Lang::En && f.name == "english")
    }
}

/// The register of that table.
pub fn entity(name: &str) -> Option<&'static Entity> {
    ALL.iter().copied().find(|e| e.name == name)
}

/// The register meant by a word: table, plural, or another word for it, whatever the case.
pub fn named(word: &str) -> Option<&'static Entity> {
    let word = word.to_lowercase().replace('_', "-");
    ALL.iter().copied().find(|e| e.name == word || e.plural == word || e.also.contains(&word.as_str()))
}
