//! One described thing that a record holds.

use crate::lang::Label;
use crate::value::Kind;

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
