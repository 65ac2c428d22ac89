//! The path of one agreement: every step as it was planned and as it went, pass by pass, and when its renewal must begin.

use jiff::civil::Date;

use super::renewal::Renewal;
use super::{Ask, Part, on_day};
use crate::calendar::date::iso;
use crate::error::Result;
use crate::lang::{Choice, Lang, choice, choice_label, label};
use crate::register::{ENDS_ON, STATE_FACTS};
use crate::rules::path::{Pass, Path, WORDS, Word};
use crate::rules::procedure::{HOLDERS, Sop, Step, Walks};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, Travel, Traveller};
use crate::value::Kind;

/// How a step stands; the words stand in CSV and JSON.
const STANDS: &[Choice] = &[
    choice("before-record", "sebelum catatan", "before the record"),
    choice("above", "oleh induk", "by the one above"),
    choice("on-time", "tepat waktu", "on time"),
    choice("late", "terlambat", "late"),
    choice("done", "selesai", "done"),
    choice("skipped", "dilewati", "skipped"),
    choice("returned", "dikembalikan", "returned"),
    choice("now", "sedang dijalani", "stands here"),
    choice("now-late", "sedang dijalani, terlambat", "stands here, late"),
    choice("parked", "ditunda", "parked"),
    choice("ahead", "belum", "ahead"),
];

const PART: Part = Part {
    name: "path",
    label: label("Jalan menurut SOP", "Path through the SOP"),
    columns: &[
        Column::new("number", label("No.", "No."), Kind::Count),
        Column::new("step", label("Langkah", "Step"), Kind::Text).wraps(),
        Column::new("stands", label("Keadaan", "State"), Kind::Choice(STANDS)),
        Column::new("planned_on", label("Rencana", "Planned"), Kind::Date).rank(1),
        Column::new("entered_on", label("Mulai", "Entered"), Kind::Date).rank(2),
        Column::new("left_on", label("Selesai", "Left"), Kind::Date),
        Column::new("left_as", label("Bagaimana", "How"), Kind::Choice(WORDS)).rank(5),
        Column::new("days", label("HK", "Days"), Kind::Count),
        Column::new("standard", label("Baku", "Standard"), Kind::Count),
        Column::new("held", label("Ditunggu", "Waited for"), Kind::Text).rank(3),
    ],
};

/// Shows the path of an agreement.
pub fn path_sheet(store: &Store, ask: &Ask, code: &str, sink: &mut dyn Sink) -> Result<()> {
    store.speak_as_of(ask.as_of)?;
    let lang = ask.lang;
    let Some(traveller) = Traveller::read(store.conn(), code)? else { return Ok(()) };
    let travel = Travel::new(store.conn(), store.calendar()?)?;
    let sql = format!(
        "SELECT title, CASE WHEN state({STATE_FACTS}) IN ('running', 'ending-soon', 'signed') THEN {ENDS_ON} END, CASE WHEN closed_as IS NOT NULL THEN ended_on END FROM agreement WHERE code = ?1"
    );
    let (title, ends_on, closed): (String, Option<String>, Option<String>) =
        store.conn().query_row(&sql, [code], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    // The clock of a closed request stands still from then on.
    let closed = closed.as_deref().and_then(iso).filter(|day| *day <= ask.as_of);
    let day = closed.unwrap_or(ask.as_of);
    let own = travel.path(&traveller, day)?;
    let by = own.as_ref().map(|(sop, _)| format!(", {}", sop.code)).unwrap_or_default();
    PART.begin_titled(&on_day(&format!("{code} {title}{by}"), day, lang), ask, sink)?;
    let mut notes = Vec::new();
    match &own {
        None => notes.push(say!(
            lang,
            "Tidak ada catatan perjalanan. Mulai: {} agreement step {}",
            "No path is recorded. Begin: {} agreement step {}",
            ask.program,
            code
        )),
        Some((sop, path)) => {
            let above = travel.path_above(&traveller, day)?.map(|(_, path)| path);
            let planned = plan(sop, path, &traveller, &travel);
            for (at, step) in sop.steps.iter().enumerate() {
                let line = Line { sop, path, step, at, planned: planned[at], day, lang };
                line.write(&traveller, above.as_ref(), &travel, sink)?;
            }
            notes.extend(told(path, sop, &traveller, closed, day, lang));
        }
    }
    if let Some(end) = ends_on.as_deref().and_then(iso) {
        let begin = Renewal::new(store, &travel, ask.as_of)?.begin(&traveller.kind, &traveller.walker(), end);
        notes.extend(begin.map(|begin| {
            say!(
                lang,
                "Berakhir {}; pembaruannya dimulai paling lambat {}.",
                "It ends on {}; its renewal begins no later than {}.",
                end,
                begin
            )
        }));
    }
    sink.end(&Foot { notes, ..Foot::default() })
}

/// The day on which each step was to be done, counted on from the day on which the path began; unknown from the first step on that
/// has no limit.
fn plan(sop: &Sop, path: &Path, traveller: &Traveller, travel: &Travel<'_>) -> Vec<Option<Date>> {
    let mut day = path.passes.first().and_then(|pass| pass.entered);
    let walker = traveller.walker();
    let planned = |(at, step): (usize, &Step)| {
        if at < path.start || walker.walks(step) != Walks::Itself {
            return None;
        }
        day = day.zip(step.time).and_then(|(day, time)| time.due(day, &travel.calendar));
        day
    };
    sop.steps.iter().enumerate().map(planned).collect()
}

/// What is to be said of the whole: parked, closed.
fn told(
    path: &Path,
    sop: &Sop,
    traveller: &Traveller,
    closed: Option<Date>,
    day: Date,
    lang: Lang,
) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(day) = closed {
        notes.push(say!(lang, "Permohonan ditutup pada {}.", "The request was closed on {}.", day));
    }
    if let Some((since, until)) = path.parked.filter(|_| path.is_parked(day)) {
        let until = until.map(|day| say!(lang, " sampai {}", " until {}", day)).unwrap_or_default();
        notes.push(say!(lang, "Ditunda sejak {}{}.", "Parked since {}{}.", since, until));
    }
    let before = |step: &Step| traveller.walker().walks(step) == Walks::Itself;
    if sop.steps.iter().take(path.start).any(before) {
        notes.push(say!(
            lang,
            "Catatan mulai pada langkah {}; yang sebelumnya tidak dicatat siapa pun.",
            "The record begins with step {}; nobody recorded what came before.",
            sop.steps[path.start].number
        ));
    }
    notes.push(say!(
        lang,
        "HK: hari kerja, tanpa hari penundaan.",
        "Days: working days, without those on which it was parked."
    ));
    notes
}

/// A step with all its passes.
struct Line<'a> {
    sop: &'a Sop,
    path: &'a Path,
    step: &'a Step,
    at: usize,
    planned: Option<Date>,
    day: Date,
    lang: Lang,
}

impl Line<'_> {
    fn write(
        &self,
        traveller: &Traveller,
        above: Option<&Path>,
        travel: &Travel<'_>,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        match traveller.walker().walks(self.step) {
            Walks::Not => return Ok(()),
            Walks::Above => {
                let pass = above.and_then(|path| path.last_pass(self.at));
                return self.row("above", pass, sink);
            }
            Walks::Itself => {}
        }
        let passes = self.path.passes.iter().enumerate().filter(|(_, pass)| pass.step == self.at);
        let mut any = false;
        for (at, pass) in passes {
            self.row(self.stands(at, pass, travel), Some(pass), sink)?;
            any = true;
        }
        // What was left before it went back is to be walked anew.
        let stands = self.path.standing().is_some_and(|pass| pass.step == self.at);
        if any && (stands || self.path.is_left(self.at)) {
            return Ok(());
        }
        self.row(if self.at < self.path.start { "before-record" } else { "ahead" }, None, sink)
    }

    fn stands(&self, at: usize, pass: &Pass, travel: &Travel<'_>) -> &'static str {
        let late = pass.late(self.step, &travel.calendar, self.day);
        match (pass.left, late) {
            (Some((_, Word::Returned)), _) => "returned",
            (Some((_, Word::Skipped)), _) => "skipped",
            (Some(_), Some(true)) => "late",
            (Some(_), Some(false)) => "on-time",
            (Some(_), None) => "done",
            (None, _) if self.path.current == Some(at) && self.path.is_parked(self.day) => "parked",
            (None, Some(true)) => "now-late",
            (None, _) => "now",
        }
    }

    fn row(&self, stands: &'static str, pass: Option<&Pass>, sink: &mut dyn Sink) -> Result<()> {
        debug_assert!(self.at < self.sop.steps.len());
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let planned = day(self.planned);
        let (entered, left) =
            (day(pass.and_then(|p| p.entered)), day(pass.and_then(|p| p.left).map(|(day, _)| day)));
        let standard = self.step.time.and_then(crate::rules::procedure::Time::working_days);
        let held: Vec<String> = pass.map_or_else(Vec::new, |pass| {
            pass.held
                .iter()
                .map(|(who, days)| format!("{} {days}", choice_label(who, HOLDERS, self.lang)))
                .collect()
        });
        let held = held.join(", ");
        sink.row(&[
            Cell::Int(self.step.number),
            Cell::Text(self.step.named(self.lang)),
            Cell::Text(stands),
            planned.as_deref().into(),
            entered.as_deref().into(),
            left.as_deref().into(),
            pass.and_then(|p| p.left).map(|(_, word)| word.word()).into(),
            pass.filter(|pass| pass.entered.is_some()).map(|pass| i64::from(pass.days)).into(),
            standard.map(i64::from).into(),
            if held.is_empty() { Cell::Empty } else { Cell::Text(&held) },
        ])
    }
}
