//! The state of an agreement as of a day, from its dated facts. The one place where it is decided.

use jiff::civil::Date;

use crate::calendar::date;
use crate::lang::{Choice, choice_also};

/// The states, as words.
pub const STATES: &[Choice] = &[
    choice_also("mapped", "potensi", "mapped", &["dipetakan"]),
    choice_also("in-process", "dalam proses", "in process", &["proses"]),
    choice_also("signed", "ditandatangani", "signed", &["belum mulai"]),
    choice_also("running", "berjalan", "running", &["aktif", "berlaku", "active"]),
    choice_also("ending-soon", "segera berakhir", "ending soon", &["akan berakhir"]),
    choice_also(
        "unknown-term",
        "masa tak diketahui",
        "term unknown",
        &["unknown term", "tidak diketahui", "masa tidak diketahui"],
    ),
    choice_also("lapsed", "habis masa berlaku", "lapsed", &["habis", "expired"]),
    choice_also("ended", "diakhiri", "ended", &["dihentikan", "terminated"]),
    choice_also("not-yet", "belum ada", "not yet", &["belum"]),
    choice_also("closed", "tidak dilanjutkan", "not pursued", &["ditutup"]),
];

/// The state of an agreement on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Only a potential that the mapping found.
    Mapped,
    /// Asked for or being prepared, not signed.
    InProcess,
    /// Signed, but not in force before a later day.
    Signed,
    /// In force; its end is far, open or conditional.
    Running,
    /// In force, and its last valid day is at most the notice days away.
    EndingSoon,
    /// Signed or in force, and nobody has recorded when it ends.
    UnknownTerm,
    /// Its last valid day is past.
    Lapsed,
    /// Ended before or at its term by an act.
    Ended,
    /// Nothing of it had happened by that day.
    NotYet,
    /// A request that was declined, withdrawn or joined into another: it will not be signed.
    Closed,
}

impl State {
    /// Every state, in the order of a life.
    pub const ALL: [Self; 10] = [
        Self::Mapped,
        Self::InProcess,
        Self::Signed,
        Self::Running,
        Self::EndingSoon,
        Self::UnknownTerm,
        Self::Lapsed,
        Self::Ended,
        Self::NotYet,
        Self::Closed,
    ];

    /// The stored and exported word.
    pub fn word(self) -> &'static str {
        STATES[self as usize].word
    }

    /// The label of the word.
    pub fn label(self) -> crate::lang::Label {
        STATES[self as usize].label
    }

    /// Whether it is signed and not over: in force, or to be so on a later day.
    pub fn binds(self) -> bool {
        self.in_force() || self == Self::Signed
    }

    /// Whether it is not over: it binds, or is asked for.
    pub fn is_alive(self) -> bool {
        self.binds() || self == Self::InProcess
    }

    /// Whether it was signed by that day, be it over since.
    pub fn was_signed(self) -> bool {
        self.binds() || matches!(self, Self::Lapsed | Self::Ended)
    }

    /// Whether the agreement binds the parties on that day, as far as is known.
    pub fn in_force(self) -> bool {
        matches!(self, Self::Running | Self::EndingSoon | Self::UnknownTerm)
    }
}

/// What is known of an agreement's signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signature {
    /// Known to be signed.
    Yes,
    /// Known not to be signed.
    No,
    /// Nobody has recorded it.
    #[default]
    Unknown,
}

/// The facts that a state follows from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether it is signed.
    pub signature: Signature,
    /// The day of signing; of a year alone, its first day.
    pub signed_on: Option<Date>,
    /// Whether it is only mapped as a potential.
    pub mapped: bool,
    /// The day of the request; of a year alone, its first day.
    pub requested_on: Option<Date>,
    /// The first valid day, where it differs from the day of signing or signing is unknown.
    pub effective_on: Option<Date>,
    /// The last valid day.
    pub ends_on: Option<Date>,
    /// Whether it is known to have no last day, or one that hangs on a condition.
    pub endless: bool,
    /// The day from which an act ended it.
    pub ended_on: Option<Date>,
}

impl Facts {
    /// The facts from stored texts; a year alone counts from its first day, because by then the year has begun.
    #[allow(clippy::too_many_arguments)]
    pub fn read(
        signed: Option<&str>,
        signed_on: Option<&str>,
        mapped: bool,
        requested_on: Option<&str>,
        effective_on: Option<&str>,
        ends_on: Option<&str>,
        end_rule: Option<&str>,
        ended_on: Option<&str>,
    ) -> Self {
        Self {
            signature: match signed {
                Some("yes") => Signature::Yes,
                Some("no") => Signature::No,
                _ => Signature::Unknown,
            },
            signed_on: signed_on.and_then(first_day),
            mapped,
            requested_on: requested_on.and_then(first_day),
            effective_on: effective_on.and_then(date::iso),
            ends_on: ends_on.and_then(date::iso),
            endless: matches!(end_rule, Some("open-ended" | "conditional")),
            ended_on: ended_on.and_then(date::iso),
        }
    }

    /// The same facts without what happened after a day: an act dated later had not been done yet.
    #[must_use]
    pub fn known_on(mut self, as_of: Date) -> Self {
        if self.signed_on.is_some_and(|day| day > as_of) {
            (self.signature, self.signed_on) = (Signature::No, None);
        }
        self.ended_on = self.ended_on.filter(|day| *day <= as_of);
        self
    }

    /// The first valid day as far as is known.
    pub fn start(&self) -> Option<Date> {
        self.effective_on.or(self.signed_on)
    }
}

/// The first day of a day or a year.
pub fn first_day(text: &str) -> Option<Date> {
    if text.len() == 4 {
        return text.parse().ok().and_then(|year| Date::new(year, 1, 1).ok());
    }
    date::iso(text)
}

/// The state as of a day. `notice_days` is how long before its end an agreement counts as ending soon.
///
/// An agreement whose signature nobody recorded is judged by its dates alone: registers list documents that exist
/// and seldom say when they were signed.
pub fn state(facts: &Facts, as_of: Date, notice_days: i32) -> State {
    let past = |day: Option<Date>| day.is_some_and(|day| day <= as_of);
    let signed = match facts.signature {
        Signature::No => false,
        Signature::Yes => facts.signed_on.is_none_or(|day| day <= as_of),
        Signature::Unknown => {
            past(facts.start()) || (facts.start().is_none() && facts.requested_on.is_none())
        }
    };
    if !signed {
        let closed = facts.signature == Signature::No && past(facts.ended_on);
        return if closed { State::Closed } else { before_signing(facts, as_of) };
    }
    if past(facts.ended_on) {
        return State::Ended;
    }
    if facts.ends_on.is_some_and(|end| end < as_of) {
        return State::Lapsed;
    }
    if facts.effective_on.is_some_and(|start| start > as_of) {
        return State::Signed;
    }
    match facts.ends_on {
        Some(end) if days_between(as_of, end) <= notice_days => State::EndingSoon,
        Some(_) => State::Running,
        None if facts.endless => State::Running,
        None => State::UnknownTerm,
    }
}

fn before_signing(facts: &Facts, as_of: Date) -> State {
    match facts.requested_on {
        Some(day) if day <= as_of => State::InProcess,
        None if facts.mapped => State::Mapped,
        // Not signed, and nothing says since when it is being prepared: it is, as far as the file knows.
        None if facts.signature == Signature::No => State::InProcess,
        _ => State::NotYet,
    }
}

/// Days from one day to a later one; negative when it is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

#[cfg(test)]
mod tests;
