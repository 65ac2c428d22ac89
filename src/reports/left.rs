//! What a counting report counts, and how many it leaves out and why.

use super::Ask;
use crate::lang::{Label, Lang, label};
use crate::rules::status::{Facts, Signature, State};
use crate::say;

/// The condition that an agreement is hosted by another region or body, and so not counted as the city's own.
pub(crate) const OTHERS: &str = "coalesce(standing IN ('joined', 'outside'), 0)";

/// How many agreements a counting report left out, and why.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LeftOut {
    /// Not there yet on that day.
    pub(super) not_yet: i64,
    /// Requests that were closed and will not be signed.
    pub(super) closed: i64,
    /// Hosted by another.
    pub(super) not_own: i64,
    /// Not signed, and so counted in no period.
    pub(super) not_signed: i64,
    /// Not counted in the period.
    pub(super) outside: i64,
    /// The day that the count hangs on is not known.
    pub(super) undated: i64,
}

impl LeftOut {
    pub(super) fn total(&self) -> i64 {
        self.not_yet + self.closed + self.not_own + self.not_signed + self.outside + self.undated
    }

    /// A sentence for each that there are.
    pub(super) fn notes(&self, lang: Lang) -> Vec<String> {
        [
            (self.not_yet, label("belum ada pada hari itu", "not there yet on that day")),
            (self.closed, label("permohonan yang tidak dilanjutkan", "requests that are not pursued")),
            (self.not_own, NOT_OWN),
            (self.undated, label("tanggalnya tidak diketahui", "its day is unknown")),
            (self.not_signed, label("belum ditandatangani", "not signed")),
            (self.outside, OUTSIDE),
        ]
        .into_iter()
        .filter_map(|(number, why)| left_out(number, why, lang))
        .collect()
    }
}

/// A sentence that so many were left out, and why; none where there are none.
pub(super) fn left_out(number: i64, why: Label, lang: Lang) -> Option<String> {
    (number > 0).then(|| say!(lang, "Tidak dihitung: {} ({}).", "Left out: {} ({}).", number, why.get(lang)))
}

/// Why a promise is left out that the plan did not hold yet.
pub(super) const NOT_AGREED: Label = label("belum disepakati pada hari itu", "not agreed by that day");

/// Why an agreement is left out whose path nobody recorded.
pub(super) const NO_PATH: Label = label("permohonan tanpa catatan perjalanan", "requests without a path");

/// Why an agreement is left out that is not the city's own.
pub(super) const NOT_OWN: Label = label("diselenggarakan pihak lain", "hosted by others");

/// Why a record is left out that is not of the days that are asked about.
pub(super) const OUTSIDE: Label = label("di luar periode", "outside the period");

impl Ask {
    /// Whether a counting report counts an agreement; where not, notes why.
    pub(super) fn counts(
        &self,
        facts: &Facts,
        state: State,
        signed_on: Option<&str>,
        others: bool,
        left: &mut LeftOut,
    ) -> bool {
        let facts = &facts.known_on(self.as_of);
        let reason = match self.count.map(|count| count.holds(facts, signed_on, &self.period)) {
            _ if state == State::NotYet => &mut left.not_yet,
            _ if state == State::Closed => &mut left.closed,
            _ if others => &mut left.not_own,
            None | Some(Some(true)) => return true,
            Some(Some(false)) if facts.signature == Signature::No => &mut left.not_signed,
            Some(Some(false)) => &mut left.outside,
            Some(None) => &mut left.undated,
        };
        *reason += 1;
        false
    }
}
