//! When something is to be done about an agreement that ends, what, and by whom. Pure: dates in, answers out.

use jiff::civil::Date;

use super::status::{State, days_between};
use crate::calendar::date::add_months;
use crate::calendar::working_days::Calendar;

/// The days before an end at which an office reminds, from early to late; offices use 90, 60, 30, 7 and 0.
pub const STEPS: [i32; 6] = [180, 90, 60, 30, 7, 0];

/// How long before the end of a foreign agreement its extension is announced, in months. Law.
pub const NOTICE_MONTHS: i32 = 6;

/// How many working days the council has to approve; its silence is approval. Law, for foreign cooperation.
pub const COUNCIL_DAYS: u32 = 45;

/// How many working days the governor has to forward papers to the minister. Law, for foreign cooperation.
pub const GOVERNOR_DAYS: u32 = 5;

/// The longest term of a letter of intent, in months. Law.
pub const LONGEST_INTENT: i32 = 12;

/// The longest term of any other document, in months: by law for foreign ones, by use for domestic ones, where a special
/// law may say otherwise.
pub const LONGEST_TERM: i32 = 60;

/// Who has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The regional secretary, who chairs the team.
    Sekda,
    /// The head of region, who alone signs umbrella and foreign documents.
    Head,
    /// The regional council.
    Council,
    /// The governor, through whom papers reach the minister.
    Governor,
    /// The department that leads the agreement, or the team's secretariat where none does.
    Lead,
    /// The team's secretariat.
    Secretariat,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It ends: propose what becomes of it.
    Propose,
    /// It lapsed and nobody has decided.
    Decide,
    /// It was decided and not carried out.
    CarryOut,
    /// An own obligation falls due.
    Meet,
    /// A partner's obligation falls due.
    Ask,
    /// The extension of a foreign agreement is to be announced.
    Announce,
    /// The council has to answer.
    Approve,
    /// The governor has to forward.
    Forward,
    /// It runs longer than is usual, and nobody has named the ground.
    Ground,
    /// It runs longer than the law lets it, whatever the ground.
    Shorten,
    /// An obstacle is to be solved.
    Solve,
    /// A solution that was chosen is to be carried through.
    Try,
    /// An obstacle has stood unsolved for long: somebody higher may have to act.
    Escalate,
    /// Evaluations of a period are owed.
    Evaluate,
    /// The renewal of an agreement must begin, to be signed when it ends.
    Begin,
    /// An activity, or a turn of one, is to be carried out.
    Deliver,
    /// A meeting is to be held, or recorded.
    Hold,
    /// The decree that forms the team ends.
    Decree,
}

impl What {
    /// Every one, in the order of the words that stand for them.
    pub const ALL: [Self; 18] = [
        Self::Propose,
        Self::Decide,
        Self::CarryOut,
        Self::Meet,
        Self::Ask,
        Self::Announce,
        Self::Approve,
        Self::Forward,
        Self::Ground,
        Self::Shorten,
        Self::Solve,
        Self::Try,
        Self::Escalate,
        Self::Evaluate,
        Self::Begin,
        Self::Deliver,
        Self::Hold,
        Self::Decree,
    ];
}

/// The step that has been reached so many days before an end: the smallest that is not smaller. `None` while the end is
/// further away than any, and after it.
pub fn step(days_left: i32) -> Option<i32> {
    STEPS.iter().rev().copied().find(|step| days_left >= 0 && days_left <= *step)
}

/// What is due of the end of an agreement in a state, with the word of the decision that stands open, if any.
///
/// Who signs the document signs its extension: the head of region alone for umbrella and foreign ones.
pub fn end(state: State, decision: Option<&str>, document: &str) -> Option<(What, Who)> {
    let lapsed = match state {
        State::Lapsed => true,
        State::Running | State::EndingSoon | State::Signed => false,
        _ => return None,
    };
    match decision {
        // To let it lapse asks for nothing more; an end that was decided is an item of its own until it is reached.
        Some("lapse" | "end") => None,
        Some("extend" | "continue") => Some((What::CarryOut, signer(document))),
        _ if lapsed => Some((What::Decide, Who::Sekda)),
        _ => Some((What::Propose, Who::Lead)),
    }
}

/// Who signs a document of that kind on our side.
pub fn signer(document: &str) -> Who {
    match document {
        "kb" | "nk" | "loi" | "naskah" => Who::Head,
        _ => Who::Lead,
    }
}

/// The day by which the extension of a foreign agreement is announced.
pub fn notice(end: Date) -> Option<Date> {
    add_months(end, -NOTICE_MONTHS)
}

/// The days from which and by which the governor forwards, so that it is done when the agreement ends. How long the
/// minister takes nobody knows; that time comes off besides.
pub fn governor(end: Date, calendar: &Calendar) -> Option<(Date, Date)> {
    Some((calendar.before(end, GOVERNOR_DAYS)?, end))
}

/// The days from which and by which the council approves: it is done when the governor begins.
pub fn council(end: Date, calendar: &Calendar) -> Option<(Date, Date)> {
    let done = calendar.before(end, GOVERNOR_DAYS)?;
    Some((calendar.before(done, COUNCIL_DAYS)?, done))
}

/// The longest that a document may run, in months.
pub fn longest(document: &str) -> i32 {
    if document == "loi" { LONGEST_INTENT } else { LONGEST_TERM }
}

/// What is to be done about a term beyond its limit: a special law may give a domestic one a ground, nothing gives one to a
/// letter of intent or a foreign agreement.
pub fn beyond(document: &str) -> What {
    if matches!(document, "loi" | "naskah") { What::Shorten } else { What::Ground }
}

/// The last day that the rules allow, where the end lies beyond it. Five years are five years by either way of counting.
pub fn limit(document: &str, start: Date, end: Date) -> Option<Date> {
    add_months(start, longest(document)).filter(|limit| end > *limit)
}

/// Whether something on a day is to be shown: from the day on which its lead time begins.
pub fn has_come(on: Date, as_of: Date, lead: i32) -> bool {
    days_between(as_of, on) <= lead
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_step_is_the_smallest_that_the_days_left_have_not_passed() {
        for (days, reached) in [
            (181, None),
            (180, Some(180)),
            (91, Some(180)),
            (90, Some(90)),
            (61, Some(90)),
            (60, Some(60)),
            (31, Some(60)),
            (30, Some(30)),
            (8, Some(30)),
            (7, Some(7)),
            (1, Some(7)),
            (0, Some(0)),
            (-1, None),
        ] {
            assert_eq!(step(days), reached, "{days}");
        }
    }

    #[test]
    fn notice_is_computed_from_the_end_not_the_start() {
        assert_eq!(notice(date(2026, 12, 31)), Some(date(2026, 6, 30)));
        assert_eq!(notice(date(2026, 8, 31)), Some(date(2026, 2, 28)));
    }

    #[test]
    fn council_and_governor_have_their_working_days_before_the_end() {
        // Monday 30 March 2026: five working days before it is Monday the 23rd, forty-five before that 19 January.
        let calendar = Calendar::default();
        assert_eq!(governor(date(2026, 3, 30), &calendar), Some((date(2026, 3, 23), date(2026, 3, 30))));
        assert_eq!(council(date(2026, 3, 30), &calendar), Some((date(2026, 1, 19), date(2026, 3, 23))));
    }

    #[test]
    fn what_is_due_of_an_end_follows_from_state_and_decision() {
        assert_eq!(end(State::Running, None, "pks"), Some((What::Propose, Who::Lead)));
        assert_eq!(end(State::Lapsed, None, "pks"), Some((What::Decide, Who::Sekda)));
        assert_eq!(end(State::Lapsed, Some("extend"), "kb"), Some((What::CarryOut, Who::Head)));
        assert_eq!(end(State::EndingSoon, Some("extend"), "pks"), Some((What::CarryOut, Who::Lead)));
        assert_eq!(end(State::Lapsed, Some("lapse"), "pks"), None);
        assert_eq!(end(State::Ended, None, "pks"), None);
        assert_eq!(end(State::UnknownTerm, None, "pks"), None);
    }

    #[test]
    fn a_letter_of_intent_has_a_year_and_others_five() {
        assert_eq!(limit("loi", date(2025, 1, 15), date(2026, 1, 15)), None);
        assert_eq!(limit("loi", date(2025, 1, 15), date(2026, 1, 16)), Some(date(2026, 1, 15)));
        assert_eq!(limit("pks", date(2020, 2, 29), date(2025, 3, 1)), Some(date(2025, 2, 28)));
        assert_eq!(limit("pks", date(2020, 1, 15), date(2025, 1, 15)), None);
    }
}
