//! Which evaluations a report wants: of which agreements, and of periods that end in which days.

use crate::calendar::period::{Period, of_name};
use crate::reports::Ask;

/// Which evaluations are wanted, as a condition over `evaluation e` with its values.
pub(in crate::reports) struct Wanted {
    pub(super) condition: String,
    pub(super) values: Vec<(&'static str, String)>,
    /// Whether the answers of each are looked up, instead of walking over all there are.
    pub(super) looked_up: bool,
    /// Whether it is read what has a proof.
    pub(super) proofs: bool,
    /// Whether it is read of what agreement each is.
    pub(super) agreements: bool,
}

impl Wanted {
    /// Those of the periods that end in the days asked about, of the agreements that are asked about.
    pub(in crate::reports) fn asked(ask: &Ask) -> Self {
        let (mut conditions, mut values) = (Vec::new(), Vec::new());
        if ask.only.is_asked() {
            conditions.push(format!("e.agreement IN (SELECT code FROM agreement WHERE {})", ask.only.sql()));
        }
        if ask.period != Period::default() {
            // The names of periods begin with their year; whether one ends in the days asked about is looked at besides.
            let [first, last] = ask.period.years();
            conditions.push("e.period BETWEEN :first AND :last".to_owned());
            values.extend([(":first", first), (":last", format!("{last}~"))]);
        }
        let looked_up = !conditions.is_empty();
        let condition = if looked_up { conditions.join(" AND ") } else { "1".to_owned() };
        Self { condition, values, looked_up, proofs: true, agreements: false }
    }

    /// The same with the department, kind and title of each agreement, as of the day of which the store speaks.
    pub(in crate::reports) fn with_agreements(mut self) -> Self {
        self.agreements = true;
        self
    }

    /// The same; what has a proof is read only where it is asked for, and elsewhere everything counts as proved.
    pub(in crate::reports) fn with_proofs(mut self, asked: bool) -> Self {
        self.proofs = asked;
        self
    }

    /// Those of one agreement.
    pub(in crate::reports) fn of_agreement(code: &str) -> Self {
        Self::one_that("e.agreement = :code", code)
    }

    /// One evaluation alone.
    pub(in crate::reports) fn one(code: &str) -> Self {
        Self::one_that("e.code = :code", code)
    }

    fn one_that(condition: &str, code: &str) -> Self {
        Self {
            condition: condition.to_owned(),
            values: vec![(":code", code.to_owned())],
            looked_up: true,
            proofs: true,
            agreements: false,
        }
    }
}

/// Whether periods end in the days asked about; the last answer is kept, for they come in long rows of the same.
pub(in crate::reports) struct Periods<'a> {
    ask: &'a Ask,
    last: (String, bool),
}

impl<'a> Periods<'a> {
    pub(in crate::reports) fn new(ask: &'a Ask) -> Self {
        Self { ask, last: (String::new(), ask.period == Period::default()) }
    }

    pub(in crate::reports) fn holds(&mut self, name: &str) -> bool {
        if self.last.0 != name {
            let end = of_name(name).and_then(|p| p.to);
            self.last = (name.to_owned(), end.is_some_and(|day| self.ask.period.contains(day)));
        }
        self.last.1
    }
}
