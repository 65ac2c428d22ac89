//! What is wrong: named checks, each with its level, its basis in law or practice, and what it looks at. Adding one is an entry in
//! the file of its matter and a line here.

mod file;
mod groups;
mod life;
mod matter;
mod parts;
mod run;
mod scene;
mod signing;
mod spool;
mod subject;
mod term;
mod waivers;

use std::borrow::Cow;

use crate::error::Result;
use crate::lang::{Choice, Label, choice, choice_also};

pub use parts::{PARTS, columns};
pub use run::{Tally, Wanted, check};
use scene::Scene;
use subject::Subject;

/// How much a finding matters, as words.
pub const LEVELS: &[Choice] = &[
    choice_also("error", "kesalahan", "error", &["errors", "galat"]),
    choice_also("warning", "peringatan", "warning", &["warnings"]),
    choice_also("info", "informasi", "info", &["infos", "information"]),
];

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Against the law, or contradicting itself.
    Error,
    /// To be mended or explained.
    Warning,
    /// To be known.
    Info,
}

impl Level {
    /// The stored word.
    pub fn word(self) -> &'static str {
        LEVELS[self as usize].word
    }
}

/// On what a check rests, as words.
pub const SOURCES: &[Choice] = &[
    choice("law", "peraturan", "law"),
    choice("use", "praktik", "practice"),
    choice("ours", "aturan program ini", "a rule of this program"),
];

/// A named check.
#[derive(Debug)]
pub struct Check {
    /// Its name, on the command line and in waivers.
    pub name: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What is found.
    pub label: Label,
    /// Why it is looked for, and what is left alone.
    pub about: Label,
    /// On what it rests: a word of [`SOURCES`].
    pub source: &'static str,
    /// What to type against it.
    pub cure: Label,
    looks: Looks,
}

/// What a check looks at.
enum Looks {
    /// Each agreement of our own, in one walk for all such checks; says what is wrong with it.
    Agreement(fn(&Subject<'_, '_>) -> Result<Option<String>>),
    /// Whatever else, in its own way.
    Whole(fn(&Scene<'_>, Take<'_>) -> Result<()>),
}

impl std::fmt::Debug for Looks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Agreement(_) => "Agreement",
            Self::Whole(_) => "Whole",
        })
    }
}

/// Takes what is found.
type Take<'t> = &'t mut dyn FnMut(&Found<'_>) -> Result<()>;

/// What is found: a record, and what is wrong with it.
struct Found<'f> {
    /// The register of the record.
    register: &'static str,
    /// Its code.
    code: &'f str,
    /// The department that answers for it.
    department: Option<&'f str>,
    /// What it is called.
    title: Option<&'f str>,
    /// What is wrong with it.
    detail: String,
    /// Of a paper, the agreement that it belongs to: what is waived for that is waived for it.
    above: Option<&'f str>,
}

impl<'f> Found<'f> {
    /// Something that is wrong with a record of which neither department nor title matter.
    fn new(register: &'static str, code: &'f str, detail: String) -> Self {
        Self { register, code, department: None, title: None, detail, above: None }
    }

    /// How the record is written where any may be named: an agreement by its code, others after their register.
    fn written(&self) -> Cow<'_, str> {
        match self.register {
            "agreement" => Cow::Borrowed(self.code),
            register => Cow::Owned(format!("{register}/{}", self.code)),
        }
    }
}

/// Every check: what is against the law first, then by matter. Adding one is its entry and its line here.
pub static ALL: &[&Check] = &[
    &signing::NOT_A_NEIGHBOUR,
    &signing::SIGNER,
    &signing::NO_COUNCIL,
    &term::LOI_TERM,
    &term::NASKAH_TERM,
    &term::END_BEFORE_START,
    &file::INTEGRITY,
    &file::FOREIGN_KEYS,
    &file::SCHEMA,
    &file::DANGLING,
    &signing::NO_POWER,
    &signing::NO_STUDY,
    &signing::NO_WORK_PLAN,
    &signing::NO_UMBRELLA,
    &signing::CENTRAL_PKS,
    &term::OUTLIVES_UMBRELLA,
    &term::AFTER_UMBRELLA,
    &term::LONG_TERM,
    &term::STALE_STATUS,
    &term::NUMBER_DATE,
    &matter::OUTSIDE_PLAN,
    &matter::NO_DEPARTMENT,
    &matter::NO_AFFAIR,
    &matter::OUTSIDE_MANDATE,
    &matter::DEPARTMENT_GONE,
    &matter::NO_LIAISON,
    &groups::OVERLAP,
    &groups::TWIN_REQUEST,
    &file::PAPER_MISSING,
    &file::PAPER_CHANGED,
    &life::UMBRELLA_UNUSED,
    &life::SLEEPING,
    &life::NOT_EVALUATED,
    &matter::SHARED_AFFAIR,
    &matter::UNREAD,
    &groups::NUMBER_TWICE,
    &groups::PARTNER_TWINS,
    &file::BESIDES_SCHEMA,
];

/// The check of that name.
pub fn named(name: &str) -> Option<&'static Check> {
    let name = name.trim().to_lowercase().replace(['_', ' '], "-");
    ALL.iter().copied().find(|check| check.name == name)
}
