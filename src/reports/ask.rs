//! What a report can be asked: the day, the days, which agreements, and what else it takes.

use jiff::civil::Date;
use rusqlite::ToSql;

#[cfg(doc)]
use super::ACTORS;
use crate::calendar::period::Period;
use crate::lang::Lang;
use crate::register::DEPARTMENT;
use crate::rules::counting::Count;
use crate::rules::procedure::family;
use crate::say;

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
    /// `--roll-up`: departments stand for those that they took over from.
    RollUp,
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
    /// Whether a department stands for those that it took over from.
    pub roll_up: bool,
}

impl Only {
    /// Whether anything is asked.
    pub(super) fn is_asked(&self) -> bool {
        self.department.is_some() || self.partner.is_some() || self.kind.is_some()
    }

    /// The department that an agreement counts with, in a statement over `agreement`: the one that leads it on the day in question.
    pub(crate) fn lead(&self) -> String {
        self.rolled(DEPARTMENT)
    }

    /// The department that something counts with, in a statement over `agreement`: the one that is named, or who took over from it.
    pub(super) fn rolled(&self, department: &str) -> String {
        if self.roll_up {
            format!("rolled_up({department}, agreement.affair)")
        } else {
            department.to_owned()
        }
    }

    /// What is said where departments stand for others.
    pub(super) fn told(&self, lang: Lang) -> Option<String> {
        self.roll_up.then(|| {
            say!(
                lang,
                "OPD yang berakhir dihitung pada penerusnya (sinergi department succession list).",
                "Departments that came to an end count with their successors (sinergi department succession list)."
            )
        })
    }

    /// The condition on a statement over `agreement`; true where nothing is asked.
    pub(crate) fn sql(&self) -> String {
        let mut sql = "1".to_owned();
        if self.department.is_some() && self.roll_up {
            sql.push_str(" AND ");
            sql.push_str(&self.lead());
            sql.push_str(" = :department");
        } else if self.department.is_some() {
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
    pub(crate) fn with<'v>(
        &'v self,
        others: &[(&'static str, &'v dyn ToSql)],
    ) -> Vec<(&'static str, &'v dyn ToSql)> {
        let own = [(":department", &self.department), (":partner", &self.partner), (":kind", &self.kind)];
        let own = own.into_iter().filter(|(_, value)| value.is_some());
        others.iter().copied().chain(own.map(|(name, value)| (name, value as &dyn ToSql))).collect()
    }
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
    pub(super) fn wants_sop(&self, code: &str) -> bool {
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
