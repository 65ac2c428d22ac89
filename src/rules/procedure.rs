//! Procedures: the steps of an SOP, how long each may take, and which of them a document walks itself, reads from the one
//! above it, or leaves out.

use jiff::Span;
use jiff::civil::Date;

use crate::calendar::date::add_months;
use crate::calendar::working_days::Calendar;
use crate::lang::{Choice, Label, Lang, choice, choice_also, label};

/// Who carries a step out, or is waited for; the words stand in the file.
pub const HOLDERS: &[Choice] = &[
    choice_also("department", "OPD", "department", &["perangkat daerah", "opd pemrakarsa", "dinas"]),
    choice_also("secretariat", "sekretariat", "secretariat", &["bagian kerja sama", "sekretariat tim"]),
    choice_also("team", "TKKSD", "team", &["tim"]),
    choice_also("legal", "Bag. Hukum", "legal office", &["bagian hukum", "hukum"]),
    choice_also("sekda", "Sekda", "secretary", &["sekretaris daerah", "regional secretary"]),
    choice_also("head", "KDH", "head", &["kepala daerah", "wali kota", "bupati", "head of region"]),
    choice_also("partner", "mitra", "partner", &[]),
    choice_also("council", "DPRD", "council", &[]),
    choice_also("governor", "Gubernur", "governor", &[]),
    choice_also("minister", "Menteri", "minister", &["mendagri", "kementerian", "menteri dalam negeri"]),
    choice_also("other", "lainnya", "other", &["lain-lain"]),
];

/// The same holders above narrow columns, in the same order.
pub const SHORT_HOLDERS: [Label; 11] = [
    label("OPD", "Dept"),
    label("Sekr.", "Secr."),
    label("TKKSD", "Team"),
    label("Hukum", "Legal"),
    label("Sekda", "Sec."),
    label("KDH", "Head"),
    label("Mitra", "Partn"),
    label("DPRD", "Counc"),
    label("Gub.", "Gov."),
    label("Ment.", "Min."),
    label("Lain", "Other"),
];

/// Units of time of a step.
pub const UNITS: &[Choice] = &[
    choice_also("minute", "menit", "minutes", &["minutes"]),
    choice_also("hour", "jam", "hours", &["hours"]),
    choice_also("working-day", "hari kerja", "working days", &["hk", "hari kerja", "working day"]),
    choice_also("day", "hari", "days", &["hari kalender"]),
    choice_also("month", "bulan", "months", &["month"]),
];

/// When a step applies at all.
pub const CONDITIONS: &[Choice] =
    &[choice("council", "bila perlu persetujuan DPRD", "if council approval is needed")];

/// What happens in a step that rules look at.
pub const EVENTS: &[Choice] = &[
    choice_also("signing", "penandatanganan", "signing", &["sign"]),
    choice_also("council", "persetujuan DPRD", "council approval", &["dprd"]),
    choice_also("execution", "pelaksanaan", "execution", &[]),
];

/// Minutes of a working day, for the steps that an SOP times by the clock.
const MINUTES_A_DAY: u32 = 480;

/// How long a step may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// How many of the unit.
    pub amount: u32,
    /// The place of the unit in [`UNITS`].
    pub unit: usize,
}

impl Time {
    /// A time from its stored number and word.
    pub fn read(amount: Option<i64>, unit: Option<&str>) -> Option<Self> {
        let unit = UNITS.iter().position(|u| u.word == unit.unwrap_or("working-day"))?;
        Some(Self { amount: u32::try_from(amount?).ok()?, unit })
    }

    /// The working days it is made of, where it is counted in these; minutes and hours are done within a working day.
    pub fn working_days(self) -> Option<u32> {
        match UNITS[self.unit].word {
            "minute" => Some(self.amount.saturating_sub(1) / MINUTES_A_DAY),
            "hour" => Some(self.amount.saturating_mul(60).saturating_sub(1) / MINUTES_A_DAY),
            "working-day" => Some(self.amount),
            _ => None,
        }
    }

    /// The last day on which what began on a day is on time. `None` where the calendar ends.
    pub fn due(self, from: Date, calendar: &Calendar) -> Option<Date> {
        match self.working_days() {
            Some(days) => calendar.after(from, days),
            None if UNITS[self.unit].word == "month" => add_months(from, i32::try_from(self.amount).ok()?),
            None => from.checked_add(Span::new().try_days(i64::from(self.amount)).ok()?).ok(),
        }
    }

    /// The day on which it must begin to be done by a day: the other way round.
    pub fn begin(self, by: Date, calendar: &Calendar) -> Option<Date> {
        match self.working_days() {
            Some(days) => calendar.before(by, days),
            None if UNITS[self.unit].word == "month" => add_months(by, -i32::try_from(self.amount).ok()?),
            None => by.checked_sub(Span::new().try_days(i64::from(self.amount)).ok()?).ok(),
        }
    }

    /// In words: `45 hari kerja`.
    pub fn spoken(self, lang: Lang) -> String {
        format!("{} {}", self.amount, UNITS[self.unit].label.get(lang))
    }
}

/// A step of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its code, the same in every version.
    pub code: String,
    /// Its number in the order of the flow.
    pub number: i64,
    /// The stage of the law that it belongs to.
    pub stage: Option<i64>,
    /// What is done, in Indonesian.
    pub activity: String,
    /// The same in English; empty where nobody translated it.
    pub english: String,
    /// Who does it: a word of [`HOLDERS`].
    pub actor: &'static str,
    /// How long it may take.
    pub time: Option<Time>,
    /// The kinds of paper that it needs.
    pub papers: Vec<String>,
    /// The documents that walk it; none named are all.
    pub documents: Vec<String>,
    /// Whether a document reads it from the one above it, where there is one.
    pub shared: bool,
    /// Whether it applies only where council approval is needed.
    pub if_council: bool,
    /// What happens in it: a word of [`EVENTS`].
    pub event: Option<String>,
    /// Whether silence over its time is approval.
    pub silence: bool,
}

impl Step {
    /// The activity in a language.
    pub fn named(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.english.is_empty() { &self.english } else { &self.activity }
    }

    /// Number and activity, as a person reads them.
    pub fn spoken(&self, lang: Lang) -> String {
        format!("{} {}", self.number, self.named(lang))
    }

    /// Whether it is of that event.
    pub fn is(&self, event: &str) -> bool {
        self.event.as_deref() == Some(event)
    }
}

/// A version of a procedure: its steps in the order of the flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sop {
    /// Its code.
    pub code: String,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// The family of a version: `SOP-KSDPK` of `SOP-KSDPK.2`.
pub fn family(code: &str) -> &str {
    let stem = code.trim_end_matches(|c: char| c.is_ascii_digit());
    if stem.len() == code.len() { code } else { stem.strip_suffix('.').unwrap_or(code) }
}

/// Whether an agreement needs the approval of the council.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It does: somebody said so, or the law does of foreign ones.
    Yes,
    /// It does not.
    No,
    /// Nobody has said.
    Unsaid,
}

/// Whether the council has to approve: of a foreign agreement by law unless somebody said no, of others if somebody said so.
pub fn needs_council(kind: &str, said: Option<bool>) -> Need {
    match said {
        Some(true) => Need::Yes,
        Some(false) => Need::No,
        None if matches!(kind, "ksdpl" | "ksdll") => Need::Yes,
        None => Need::Unsaid,
    }
}

/// What decides which steps an agreement walks.
#[derive(Clone, Copy, Debug)]
pub struct Walker<'a> {
    /// Its document.
    pub document: &'a str,
    /// The document of the agreement above it, whose steps it reads.
    pub above: Option<&'a str>,
    /// Whether the council has to approve.
    pub council: Need,
    /// Whether it asks the council by itself, because the one above it needs no approval.
    pub apart: bool,
}

/// How an agreement stands to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walks {
    /// It walks the step itself.
    Itself,
    /// The agreement above it did or does, once for all that hang under it.
    Above,
    /// The step is none of its own.
    Not,
}

impl Walker<'_> {
    /// How it stands to a step. While nobody has said whether the council has to approve, that step applies.
    pub fn walks(&self, step: &Step) -> Walks {
        if step.if_council && self.council == Need::No {
            return Walks::Not;
        }
        let lists =
            |document: &str| step.documents.is_empty() || step.documents.iter().any(|d| d == document);
        match (lists(self.document), self.above) {
            (true, Some(_)) if step.if_council && self.apart => Walks::Itself,
            (true, Some(above)) if step.shared && lists(above) => Walks::Above,
            (true, _) => Walks::Itself,
            (false, Some(above)) if lists(above) => Walks::Above,
            _ => Walks::Not,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn step(documents: &[&str], shared: bool, if_council: bool) -> Step {
        Step {
            code: "X".into(),
            number: 1,
            stage: None,
            activity: "x".into(),
            english: String::new(),
            actor: "department",
            time: None,
            papers: Vec::new(),
            documents: documents.iter().map(|d| (*d).to_owned()).collect(),
            shared,
            if_council,
            event: None,
            silence: false,
        }
    }

    #[test]
    fn a_document_under_another_reads_what_is_shared_and_walks_its_own() {
        let (shared, umbrella) = (step(&["kb", "pks"], true, false), step(&["kb"], false, false));
        let (own, both) = (step(&["pks"], false, false), step(&["kb", "pks"], false, false));
        let under = Walker { document: "pks", above: Some("kb"), council: Need::Unsaid, apart: false };
        let alone = Walker { above: None, ..under };
        let kb = Walker { document: "kb", above: None, council: Need::Unsaid, apart: false };
        let all = [&shared, &umbrella, &own, &both];
        assert_eq!(all.map(|s| under.walks(s)), [Walks::Above, Walks::Above, Walks::Itself, Walks::Itself]);
        assert_eq!(all.map(|s| alone.walks(s)), [Walks::Itself, Walks::Not, Walks::Itself, Walks::Itself]);
        assert_eq!(all.map(|s| kb.walks(s)), [Walks::Itself, Walks::Itself, Walks::Not, Walks::Itself]);
    }

    #[test]
    fn the_council_step_goes_where_somebody_said_no_and_only_there() {
        let council = step(&[], false, true);
        let walker = |council| Walker { document: "pks", above: None, council, apart: false };
        assert_eq!(walker(Need::No).walks(&council), Walks::Not);
        assert_eq!(walker(Need::Unsaid).walks(&council), Walks::Itself);
        let shared = step(&["kb", "pks"], true, true);
        let under = Walker { above: Some("kb"), ..walker(Need::Yes) };
        assert_eq!(under.walks(&shared), Walks::Above);
        assert_eq!(
            Walker { apart: true, ..under }.walks(&shared),
            Walks::Itself,
            "the one above asks nobody"
        );
        assert_eq!(needs_council("ksdpl", None), Need::Yes);
        assert_eq!(needs_council("ksdll", Some(false)), Need::No);
        assert_eq!(needs_council("ksdpk", None), Need::Unsaid);
    }

    #[test]
    fn times_are_counted_in_their_own_unit_both_ways() {
        let calendar = Calendar::new(vec![date(2026, 8, 17)]);
        let time = |amount, unit| Time::read(Some(amount), Some(unit)).unwrap();
        // Friday 14 August 2026; Monday the 17th is a holiday.
        let friday = date(2026, 8, 14);
        assert_eq!(time(1, "working-day").due(friday, &calendar), Some(date(2026, 8, 18)));
        assert_eq!(time(1, "day").due(friday, &calendar), Some(date(2026, 8, 15)));
        assert_eq!(time(1, "month").due(friday, &calendar), Some(date(2026, 9, 14)));
        assert_eq!(time(15, "minute").due(friday, &calendar), Some(friday));
        assert_eq!(time(8, "hour").working_days(), Some(0));
        assert_eq!(time(9, "hour").working_days(), Some(1));
        assert_eq!(time(1, "working-day").begin(date(2026, 8, 18), &calendar), Some(friday));
        assert_eq!(Time::read(None, Some("day")), None);
        assert_eq!(Time::read(Some(3), None), Some(time(3, "working-day")));
    }

    #[test]
    fn a_family_is_the_code_without_its_version() {
        assert_eq!(family("SOP-KSDPK.2"), "SOP-KSDPK");
        assert_eq!(family("SOP-KSDPK"), "SOP-KSDPK");
        assert_eq!(family("SOP2"), "SOP2");
    }
}
