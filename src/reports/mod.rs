//! What is shown: one file for each report, with its columns and its SQL. Knows no terminal and no format.

mod adoption;
mod agenda;
mod agenda_sheet;
mod agreement_sheet;
mod alignment;
mod ask;
mod attendance;
mod benefits;
mod brief;
mod budget;
mod carried_out;
mod changes;
mod compliance;
mod decisions;
mod disagreement;
mod documents;
mod due;
mod duplicates;
mod evaluated;
mod evaluation;
mod evaluations_due;
mod evidence;
mod flow;
mod gathered;
mod grid;
mod left;
mod map;
mod missing;
mod names;
mod neighbours;
mod obstacles;
mod official;
mod overlap;
mod owed;
mod paper_only;
mod papers;
mod path_sheet;
mod period;
mod plan;
mod promises;
mod proposals;
mod recurring;
mod renewal;
mod reporting;
mod requests;
mod scores;
mod search;
mod semester;
mod similar;
mod solutions;
mod sop_diff;
mod spoken;
mod status;
mod stuck;
mod takeover;
mod terms;
mod uniformity;

use jiff::civil::Date;

pub use self::agenda::{Point, agenda, next_meeting};
pub use self::agenda_sheet::{agenda_sheet, day_of as meeting_day};
pub use self::agreement_sheet::{SHEET_PARTS, agreement_sheet};
pub(crate) use self::alignment::Mandates;
pub use self::ask::{Ask, Only, Takes};
pub use self::documents::{Look, Paper, Wrong, documents, wrong_papers};
pub use self::due::{ACTORS, Message, day_of, is_item};
pub use self::duplicates::{Twins, duplicates, twins};
pub use self::evaluated::{EVALUATED_PARTS, evaluated};
pub use self::evidence::{Evidence, evidence};
pub use self::flow::flow;
use self::left::LeftOut;
pub(crate) use self::left::OTHERS;
pub(crate) use self::overlap::hash;
pub use self::overlap::{Alike, each as overlaps};
pub use self::owed::{Owed, owed};
pub(crate) use self::paper_only::{RECORDED_ON, SAID};
pub use self::path_sheet::path_sheet;
pub use self::similar::{Like, SIMILAR_PARTS, similar};
pub use self::sop_diff::sop_diff;
pub use self::spoken::{official_code, verdicts};
use crate::calendar::date::long;
use crate::error::Result;
use crate::lang::{Label, Lang, choice_label, label};
use crate::register::{DEPARTMENT, ENDS_ON, name_on};
use crate::rules::counting::COUNTS;
use crate::say;
use crate::sheet::{Column, Head, Sink};
use crate::store::Store;

/// Every report. Adding one is its file and its line here.
pub static ALL: &[&Report] = &[
    &map::REPORT,
    &brief::REPORT,
    &official::REPORT,
    &period::SIGNED,
    &period::IN_FORCE,
    &period::ENDING,
    &terms::REPORT,
    &alignment::REPORT,
    &paper_only::REPORT,
    &overlap::REPORT,
    &neighbours::REPORT,
    &carried_out::REPORT,
    &carried_out::LAPSED,
    &missing::REPORT,
    &obstacles::REPORT,
    &solutions::REPORT,
    &recurring::REPORT,
    &takeover::REPORT,
    &evaluation::REPORT,
    &disagreement::REPORT,
    &benefits::REPORT,
    &decisions::REPORT,
    &evaluations_due::REPORT,
    &reporting::REPORT,
    &stuck::REPORT,
    &papers::REPORT,
    &adoption::REPORT,
    &uniformity::REPORT,
    &compliance::REPORT,
    &plan::REPORT,
    &grid::REPORT,
    &promises::REPORT,
    &budget::REPORT,
    &attendance::REPORT,
    &semester::REPORT,
    &changes::REPORT,
    &due::REPORT,
    &status::REPORT,
    &search::REPORT,
];

/// A report: titled parts, filled by one function.
#[derive(Debug)]
pub struct Report {
    /// Its name on the command line.
    pub name: &'static str,
    /// Other words for it.
    pub also: &'static [&'static str],
    /// What it is called.
    pub label: Label,
    /// What question it answers.
    pub about: Label,
    /// A command of its own (`sinergi due`), not one of `sinergi report`.
    pub command: bool,
    /// What it can be asked beside the day.
    pub takes: &'static [Takes],
    /// Its parts.
    pub parts: &'static [Part],
    /// A command that works, for help.
    pub example: &'static str,
    /// Fills the parts, in order.
    run: fn(&Store, &Ask, &mut dyn Sink) -> Result<()>,
}

/// One part of a report.
#[derive(Debug)]
pub struct Part {
    /// Its name: JSON key, and `--part`.
    pub name: &'static str,
    /// Its title.
    pub label: Label,
    /// Its columns.
    pub columns: &'static [Column],
}

impl Report {
    /// Fills the report as of the day that is asked about.
    pub fn fill(&self, store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
        store.speak_as_of(ask.as_of)?;
        if ask.only.roll_up {
            store.roll_up(ask.as_of)?;
        }
        (self.run)(store, ask, sink)
    }

    /// The part of that name.
    pub fn part(&self, name: &str) -> Option<&'static Part> {
        self.parts.iter().find(|p| p.name == name)
    }
}

impl Part {
    /// Begins this part, its title followed by the day it speaks of.
    fn begin(&self, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
        let counted = match ask.count {
            Some(count) => {
                let word = choice_label(count.word(), COUNTS, ask.lang);
                format!(", {word} {}", ask.period.spelled(ask.lang))
            }
            None => String::new(),
        };
        self.begin_on_day(&format!("{}{counted}", self.label.get(ask.lang)), ask, sink)
    }

    /// Begins this part, its title followed by the days that are asked about and the day it speaks of.
    fn begin_of_period(&self, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
        let title = format!("{}, {}", self.label.get(ask.lang), ask.period.spelled(ask.lang));
        self.begin_on_day(&title, ask, sink)
    }

    /// Begins this part under a title of its own, followed by the day it speaks of.
    fn begin_on_day(&self, title: &str, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
        self.begin_titled(&on_day(title, ask.as_of, ask.lang), ask, sink)
    }

    /// Begins this part under a title of its own.
    fn begin_titled(&self, title: &str, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
        sink.begin(&Head { part: self.name, title, columns: self.columns, lang: ask.lang, record: false })
    }
}

/// A title, followed by the day it speaks of.
fn on_day(title: &str, day: Date, lang: Lang) -> String {
    say!(lang, "{}, keadaan per {}", "{}, as of {}", title, long(day, lang))
}

/// The name of an agreement's first partner, for a statement over `agreement`.
const FIRST_PARTNER: &str = concat!(
    "(SELECT ",
    name_on!("partner", "p"),
    " FROM party JOIN partner p ON p.code = party.partner WHERE party.agreement = agreement.code ORDER BY party.position LIMIT 1)"
);

/// The name of a partner on the day in question, in a statement that joins it as `p`.
const PARTNER_NAME: &str = name_on!("partner", "p");

/// The name of a department on the day in question, in a statement that joins it as `d`.
const DEPARTMENT_NAME: &str = name_on!("department", "d");

/// The condition that the end of an agreement, as of the day, lies between two values of a statement. What was first
/// agreed on and what amendments say are two ranges of two indexes; which of them holds is then looked at.
fn ends_between(from: &str, to: &str) -> String {
    format!(
        "(agreement.ends_on BETWEEN {from} AND {to} OR agreement.code IN (SELECT agreement FROM amendment \
         WHERE ends_on BETWEEN {from} AND {to})) AND {ENDS_ON} BETWEEN {from} AND {to}"
    )
}

/// What stands where a line of a report is of what nobody knows.
const UNKNOWN: Label = label("(tidak diketahui)", "(unknown)");

/// What stands at the row of totals.
const TOTAL: Label = label("Jumlah", "Total");

/// What a category is called, in a statement that joins it as `k`.
fn category_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "k.name",
        Lang::En => "coalesce(k.english, k.name)",
    }
}

/// The report of that name.
pub fn report(name: &str) -> Option<&'static Report> {
    ALL.iter().copied().find(|r| r.name == name)
}
