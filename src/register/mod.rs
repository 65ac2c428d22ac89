//! What is kept: the description types, and the list of all registers. Descriptions are data and at most one
//! function; they know no SQL beyond a derived field's constant expression.

mod act;
mod activity;
mod adoption;
mod affair;
mod agreement;
mod agreement_facts;
mod amendment;
mod answer;
mod attendance;
mod benefit;
mod category;
mod complete;
mod confirmation;
mod decision;
mod department;
mod document;
mod entity;
mod evaluation;
mod exemption;
mod field;
mod finding;
mod former_name;
mod fulfilment;
mod funding;
mod ground;
mod handling;
mod holiday;
mod instrument;
mod involvement;
mod item;
mod lead;
mod mandate;
mod measurement;
mod meeting;
mod member;
mod movement;
mod obligation;
mod obstacle;
mod paper;
mod partner;
mod party;
mod planned;
mod question;
mod realisation;
mod reminder;
mod revision;
mod round;
mod row;
mod setting;
mod solution;
mod sop;
mod step;
mod succession;
mod team;
mod validity;
mod waiver;
mod words;

pub use act::{Act, Does};
pub use activity::{ACTIVITY_BUDGET, ACTIVITY_FACTS, ACTIVITY_STATE, ACTIVITY_TARGET};
pub use agreement::{DOCUMENTS, KINDS, SIGNER_ROLES};
pub use agreement_facts::{CARRIED_BELOW, DEPARTMENT, ENDS_ON, PLANNED_BELOW, STATE_FACTS, SUCCESSOR};
pub use benefit::LAST_MEASURED;
pub use confirmation::{ANSWER, ANSWERS, LAST as LAST_CONFIRMATION};
pub use decision::{CONTINUED, OPEN as OPEN_DECISION, WORDS as OUTCOME_WORDS, carried_out_on};
pub use document::REVIEWS;
pub use entity::{Around, Check, Entity, Key};
pub use evaluation::ASSESSORS;
pub use field::{AsOf, Field};
pub use finding::RESULTS;
pub(crate) use former_name::name_on;
pub use funding::{SIDES as FUNDING_SIDES, SOURCES as FUNDING_SOURCES};
pub use item::{ITEM_RESULTS, TOPICS};
pub use meeting::{MEETING_DAY, MEETING_STATE};
pub use obligation::{STATE as OBLIGATION_STATE, STATES as OBLIGATION_STATES};
pub use obstacle::{SEVERITIES, STATE as OBSTACLE_STATE};
pub use partner::KINDS as PARTNER_KINDS;
pub use row::Row;
pub use setting::{SETTINGS, Setting, Settings};
pub use solution::{OUTCOMES, STATE as SOLUTION_STATE};

/// Every register, parents before children. Adding one is its file and its line here.
pub static ALL: &[&Entity] = &[
    &setting::ENTITY,
    &affair::ENTITY,
    &department::ENTITY,
    &former_name::DEPARTMENT,
    &succession::DEPARTMENT,
    &mandate::ENTITY,
    &partner::ENTITY,
    &former_name::PARTNER,
    &succession::PARTNER,
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
    &instrument::ENTITY,
    &question::ENTITY,
    &benefit::ENTITY,
    &measurement::ENTITY,
    &funding::ENTITY,
    &evaluation::ENTITY,
    &answer::ENTITY,
    &paper::ENTITY,
    &document::ENTITY,
    &sop::ENTITY,
    &step::ENTITY,
    &adoption::ENTITY,
    &exemption::ENTITY,
    &round::ENTITY,
    &finding::ENTITY,
    &movement::ENTITY,
    &team::ENTITY,
    &member::ENTITY,
    &meeting::ENTITY,
    &attendance::ENTITY,
    &item::ENTITY,
    &activity::ENTITY,
    &revision::ENTITY,
    &realisation::ENTITY,
    &waiver::ENTITY,
];

/// The register that words reach on the command line: `department`, `department mandate`.
pub fn reached<'w>(words: impl Iterator<Item = &'w str>) -> Option<&'static Entity> {
    let mut above: Option<&'static Entity> = None;
    for word in words {
        above = Some(below(above, word)?);
    }
    above
}

/// The register of that word under another, or among those that stand under none.
pub fn below(above: Option<&Entity>, word: &str) -> Option<&'static Entity> {
    let word = word.to_lowercase();
    let called = |e: &&Entity| e.word() == word || e.plural == word || e.also.contains(&word.as_str());
    ALL.iter().copied().filter(|e| e.above() == above.map(|e| e.name)).find(called)
}

/// The register of that table.
pub fn entity(name: &str) -> Option<&'static Entity> {
    ALL.iter().copied().find(|e| e.name == name)
}

/// The register meant by a word: table, plural, or another word for it, whatever the case.
pub fn named(word: &str) -> Option<&'static Entity> {
    let word = word.to_lowercase();
    let (table, word) = (word.replace('-', "_"), word.replace('_', "-"));
    ALL.iter().copied().find(|e| e.name == table || e.plural == word || e.also.contains(&word.as_str()))
}

/// The register that a code alone speaks of: by its own prefix, or by the parts of which it is made; `None` where several have
/// such codes.
pub fn speaking_for_itself(code: &str) -> Option<&'static Entity> {
    let upper = code.to_uppercase();
    let begins = |prefix: &str| upper.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('-'));
    match upper.matches('/').count() {
        0 => ALL
            .iter()
            .copied()
            .find(|e| matches!(e.key, Key::Yearly(prefix) | Key::Numbered(prefix) if begins(prefix))),
        1 if begins("K") => entity("solution"),
        2 if begins("KS") => entity("evaluation"),
        _ => None,
    }
}
