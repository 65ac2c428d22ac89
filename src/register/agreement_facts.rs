//! What is said of an agreement, as of the day in question, in a statement over `agreement`.

use super::name_on;

/// The first partner, and how many there are besides.
pub(super) const PARTNERS: &str = concat!(
    "(SELECT ",
    name_on!("partner", "p"),
    " || iif((SELECT count(*) FROM party n WHERE n.agreement = agreement.code) > 1, \
     ' +' || ((SELECT count(*) FROM party n WHERE n.agreement = agreement.code) - 1), '') \
     FROM party JOIN partner p ON p.code = party.partner WHERE party.agreement = agreement.code \
     ORDER BY party.position LIMIT 1)"
);

/// What kind of partner the first one is.
pub(super) const PARTNER_KIND: &str = "(SELECT p.kind FROM party JOIN partner p ON p.code = party.partner \
     WHERE party.agreement = agreement.code ORDER BY party.position LIMIT 1)";

/// The departments that support it.
pub(super) const SUPPORTING: &str = "(SELECT group_concat(department, ',') FROM involvement \
     WHERE involvement.agreement = agreement.code)";

/// The last valid day as of the day in question: that of the last amendment signed by then, else the one first agreed on.
macro_rules! ends_on {
    () => {
        "coalesce((SELECT m.ends_on FROM amendment m WHERE m.agreement = agreement.code AND m.ends_on IS NOT NULL \
         AND coalesce(m.signed_on, '') <= as_of() ORDER BY coalesce(m.signed_on, '') DESC, m.position DESC LIMIT 1), \
         agreement.ends_on)"
    };
}

/// The facts that [`crate::rules::status::Facts`] reads, in its order.
macro_rules! facts {
    () => {
        concat!(
            "agreement.signed, agreement.signed_on, agreement.mapped, agreement.requested_on, ",
            "agreement.effective_on, ",
            ends_on!(),
            ", agreement.end_rule, agreement.ended_on"
        )
    };
}

/// The last valid day, in a statement over `agreement`.
pub const ENDS_ON: &str = ends_on!();

/// The department that leads as of the day in question, in a statement over `agreement`: that of the last hand-over by
/// then, else the one that led it first.
pub const DEPARTMENT: &str = "coalesce((SELECT l.department FROM lead l WHERE l.agreement = agreement.code \
     AND l.handed_on <= as_of() ORDER BY l.handed_on DESC, l.position DESC LIMIT 1), agreement.department)";

/// The agreements that name another in a field, with the state of each: what is not signed by the day in question is left out.
macro_rules! signed_naming {
    ($field:literal) => {
        concat!(
            "(SELECT agreement.code, agreement.document, agreement.",
            $field,
            " AS named, state(",
            facts!(),
            ") AS state FROM agreement WHERE agreement.",
            $field,
            " IS NOT NULL) s WHERE s.named = agreement.code AND s.state NOT IN ('mapped', 'in-process', 'not-yet', 'closed')"
        )
    };
}

/// The agreement that follows this one and is signed by the day in question, in a statement over `agreement`.
pub const SUCCESSOR: &str =
    concat!("(SELECT s.code FROM ", signed_naming!("predecessor"), " ORDER BY s.code LIMIT 1)");

/// Whether something that is carried out was signed under `agreement` by the day in question.
pub const CARRIED_BELOW: &str = concat!(
    "EXISTS (SELECT 1 FROM ",
    signed_naming!("parent"),
    " AND s.document NOT IN ('addendum', 'kb', 'nk', 'loi'))"
);

/// Whether a plan (RK) was signed under `agreement` by the day in question.
pub const PLANNED_BELOW: &str =
    concat!("EXISTS (SELECT 1 FROM ", signed_naming!("parent"), " AND s.document = 'rk')");

/// The facts that a state follows from, in a statement over `agreement`.
pub const STATE_FACTS: &str = facts!();

/// How it stands on the day in question.
pub(super) const STATE: &str = concat!("state(", facts!(), ")");

/// How many days are left of it.
pub(super) const DAYS_LEFT: &str = concat!("days_left(", ends_on!(), ")");
