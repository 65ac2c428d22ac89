//! What is shown: one file for each report, with its columns and its SQL. Knows no terminal and no format.

mod adoption;
mod agenda;
mod agenda_sheet;
mod agreement_sheet;
mod alignment;
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
use rusqlite::ToSql;

pub use self::agenda::{Point, agenda, next_meeting};
pub use self::agenda_sheet::{agenda_sheet, day_of as meeting_day};
pub use self::agreement_sheet::{SHEET_PARTS, agreement_sheet};
pub use self::documents::documents;
pub use self::due::{ACTORS, Message, day_of, is_item};
pub use self::evaluated::{EVALUATED_PARTS, evaluated};
pub use self::evidence::{Evidence, evidence};
pub use self::flow::flow;
use self::left::{LeftOut, OTHERS};
pub use self::owed::{Owed, owed};
pub use self::path_sheet::path_sheet;
pub use self::similar::{Like, SIMILAR_PARTS, similar};
pub use self::sop_diff::sop_diff;
pub use self::spoken::{official_code, verdicts};
use crate::calendar::date::long;
use crate::calendar::period::Period;
use crate::error::Result;
use crate::lang::{Label, Lang, choice_label, label};
use crate::register::{DEPARTMENT, ENDS_ON};
use crate::rules::counting::{COUNTS, Count};
use crate::rules::procedure::family;
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

/// What a report can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// `--within 90d`: how far ahead.
    Within,
    /// `--since DATE`: how far back.
    Since,
    /// Words to look for.
    Words,
    /// `--period 2025-S1`.
    Period,
    /// `--count signed|in-force|ending`: what a period counts.
    Count,
    /// `--department`, `--partner`, `--kind`: only the agreements of these.
    Only,
    /// `--department` alone.
    Department,
    /// `--year 2025`: the plan of that year.
    Year,
    /// `--months 12`: how many without anything recorded count as long.
    Months,
    /// `--sop`: only the versions of one SOP.
    Sop,
    /// `--late`: only what is past its time.
    Late,
    /// `--for`: only what these are to do.
    For,
    /// `--group`: by department.
    Group,
}

/// Which agreements a report is about; empty where it is about all.
#[derive(Clone, Debug, Default)]
pub struct Only {
    /// The code of the leading department.
    pub department: Option<String>,
    /// The code of a partner.
    pub partner: Option<String>,
    /// The word of a kind.
    pub kind: Option<String>,
}

/// What is asked of a report.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is asked or not")]
pub struct Ask {
    /// The day the facts are looked at.
    pub as_of: Date,
    /// Whether that day was not typed but is today.
    pub today: bool,
    /// The language.
    pub lang: Lang,
    /// Whether a person reads the answer, not a program: then words of data are told by their labels.
    pub people: bool,
    /// The last day looked ahead to.
    pub until: Option<Date>,
    /// The first day looked back to.
    pub since: Option<Date>,
    /// Words to look for.
    pub words: Vec<String>,
    /// The days asked about, both ends included.
    pub period: Period,
    /// What of them is counted in these days; `None` counts everything.
    pub count: Option<Count>,
    /// The agreements asked about.
    pub only: Only,
    /// The year of the plan that is asked about.
    pub year: Option<i16>,
    /// How many months without anything recorded count as long.
    pub months: Option<i32>,
    /// The SOP that is asked about, in whatever version.
    pub sop: Option<String>,
    /// Whether only what is past its time is asked about.
    pub late: bool,
    /// Whose tasks are asked about: words of [`ACTORS`] and codes of departments, between commas.
    pub who: Option<String>,
    /// Whether the lines stand by department.
    pub group: bool,
    /// The words that call the program on this file: `sinergi`, or `sinergi --db FILE`.
    pub program: String,
    /// The one part that is wanted, where only one is.
    pub part: Option<String>,
}

impl Ask {
    /// The question about everything on a day.
    pub fn new(as_of: Date, lang: Lang) -> Self {
        Self {
            as_of,
            today: true,
            lang,
            people: true,
            until: None,
            since: None,
            words: Vec::new(),
            period: Period::default(),
            count: None,
            only: Only::default(),
            year: None,
            months: None,
            sop: None,
            late: false,
            who: None,
            group: false,
            program: "sinergi".to_owned(),
            part: None,
        }
    }

    /// Whether a part is wanted.
    pub fn wants(&self, part: &str) -> bool {
        self.part.as_deref().is_none_or(|wanted| wanted == part)
    }

    /// Whether the SOP is asked about, in whatever version.
    fn wants_sop(&self, code: &str) -> bool {
        self.sop.as_deref().is_none_or(|wanted| family(wanted) == family(code))
    }

    /// A command that shows the records behind a figure, as of the same day.
    pub fn command(&self, words: &str) -> String {
        if self.today {
            format!("{} {words}", self.program)
        } else {
            format!("{} {words} --as-of {}", self.program, self.as_of)
        }
    }
}

impl Report {
    /// Fills the report as of the day that is asked about.
    pub fn fill(&self, store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
        store.speak_as_of(ask.as_of)?;
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
        let title = say!(
            ask.lang,
            "{}{}, keadaan per {}",
            "{}{}, as of {}",
            self.label.get(ask.lang),
            counted,
            long(ask.as_of, ask.lang)
        );
        self.begin_titled(&title, ask, sink)
    }

    /// Begins this part, its title followed by the days that are asked about and the day it speaks of.
    fn begin_of_period(&self, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
        let title = say!(
            ask.lang,
            "{}, {}, keadaan per {}",
            "{}, {}, as of {}",
            self.label.get(ask.lang),
            ask.period.spelled(ask.lang),
            long(ask.as_of, ask.lang)
        );
        self.begin_titled(&title, ask, sink)
    }

    /// Begins this part under a title of its own.
    fn begin_titled(&self, title: &str, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
        sink.begin(&Head { part: self.name, title, columns: self.columns, lang: ask.lang, record: false })
    }
}

/// The name of an agreement's first partner, for a statement over `agreement`.
const FIRST_PARTNER: &str = "(SELECT p.name FROM party JOIN partner p ON p.code = party.partner \
    WHERE party.agreement = agreement.code ORDER BY party.position LIMIT 1)";

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

/// What a category is called, in a statement that joins it as `k`.
fn category_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "k.name",
        Lang::En => "coalesce(k.english, k.name)",
    }
}

impl Only {
    /// Whether anything is asked.
    fn is_asked(&self) -> bool {
        self.department.is_some() || self.partner.is_some() || self.kind.is_some()
    }

    /// The condition on a statement over `agreement`; true where nothing is asked.
    fn sql(&self) -> String {
        let mut sql = "1".to_owned();
        if self.department.is_some() {
            sql.push_str(
                " AND (agreement.department = :department OR agreement.code IN (SELECT agreement FROM lead)) AND ",
            );
            sql.push_str(DEPARTMENT);
            sql.push_str(" = :department");
        }
        if self.kind.is_some() {
            sql.push_str(" AND agreement.kind = :kind");
        }
        if self.partner.is_some() {
            sql.push_str(
                " AND agreement.code IN (SELECT q.agreement FROM party q WHERE q.partner = :partner)",
            );
        }
        sql
    }

    /// The values that the condition is given by name, after those that a statement has besides.
    fn with<'v>(&'v self, others: &[(&'static str, &'v dyn ToSql)]) -> Vec<(&'static str, &'v dyn ToSql)> {
        let own = [(":department", &self.department), (":partner", &self.partner), (":kind", &self.kind)];
        let own = own.into_iter().filter(|(_, value)| value.is_some());
        others.iter().copied().chain(own.map(|(name, value)| (name, value as &dyn ToSql))).collect()
    }
}

/// The report of that name.
pub fn report(name: &str) -> Option<&'static Report> {
    ALL.iter().copied().find(|r| r.name == name)
}
