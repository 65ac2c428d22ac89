//! What is due: one list of everything that has a date ahead or past, from a list of sources, in the order of days.
//! Nothing of it is stored: a missed run loses nothing, a second one doubles nothing. An item has a key that stays the
//! same, `KS-2025-0001/end`, by which it can be put off.

mod message;
mod sources;

use jiff::Span;
use jiff::civil::Date;
use rusqlite::Row;

pub use self::message::Message;
use self::sources::{Due, Item, SOURCES};
use super::{Ask, FIRST_PARTNER, Part, Report, Takes};
use crate::calendar::date::{add_months, iso, long};
use crate::calendar::working_days::Calendar;
use crate::error::{Error, Result};
use crate::lang::{Choice, choice, choice_also, label};
use crate::register::{DEPARTMENT, ENDS_ON, OPEN_DECISION, SUCCESSOR, Settings};
use crate::rules::due::{COUNCIL_DAYS, GOVERNOR_DAYS, What, Who, has_come, step};
use crate::rules::status::{STATES, State, days_between, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, cell, facts};
use crate::value::Kind;

/// What is to be done, in the order of [`What`]; the words stand in CSV and JSON.
pub(super) const WHATS: &[Choice] = &[
    choice("propose", "usulkan kelanjutan", "propose what next"),
    choice("decide", "putuskan (habis)", "decide (lapsed)"),
    choice("carry-out", "jalankan keputusan", "carry out decision"),
    choice("meet", "penuhi kewajiban", "meet obligation"),
    choice("ask", "tagih kepada mitra", "ask the partner"),
    choice("announce", "umumkan lanjutan", "announce extension"),
    choice("approve", "setujui lanjutan", "approve extension"),
    choice("forward", "teruskan ke pusat", "forward to centre"),
    choice("ground", "sebutkan dasarnya", "name its ground"),
    choice("shorten", "melebihi batas", "beyond the limit"),
];

/// Who acts beside the departments; the words stand in CSV and JSON.
pub const ACTORS: &[Choice] = &[
    choice_also("sekda", "Sekda", "secretary", &["sekretaris daerah", "regional secretary"]),
    choice_also(
        "head",
        "KDH",
        "head",
        &["kepala daerah", "wali kota", "walikota", "bupati", "head of region"],
    ),
    choice_also("council", "DPRD", "council", &[]),
    choice_also("governor", "Gubernur", "governor", &[]),
    choice_also("secretariat", "sekretariat", "secretariat", &["sekretariat tim"]),
];

const ON: Column = Column::new("on", label("Tanggal", "Date"), Kind::Date);
const DAYS: Column = Column::new("days", label("Sisa", "Days"), Kind::Count).rank(3);
const KEY: Column = Column::new("key", label("Butir", "Item"), Kind::Code);
const TITLE: Column = Column::new("title", label("Judul", "Title"), Kind::Text);
const WHAT: Column = Column::new("what", label("Tindakan", "To do"), Kind::Choice(WHATS)).rank(1);
const WHO: Column = Column::new("who", label("Oleh", "By"), Kind::Choice(ACTORS)).rank(2);
const BEGIN: Column = Column::new("begin_on", label("Mulai kerjakan", "Begin on"), Kind::Date).rank(6);
const PARTNER: Column = Column::new("partner", label("Mitra", "Partner"), Kind::Text).rank(4);
const STATUS: Column = Column::new("status", label("Status", "Status"), Kind::Choice(STATES)).rank(7);
const STEP: Column = Column::new("step", label("Tahap", "Step"), Kind::Count).rank(8);
const CODE: Column = Column::new("code", label("Kode", "Code"), Kind::Code).rank(9);
const OPD: Column = Column::new("department", label("OPD", "Department"), Kind::Code).rank(5);

const DUE: Part = Part {
    name: "due",
    label: label("Jatuh tempo", "Due"),
    columns: &[ON, DAYS, KEY, TITLE, WHAT, WHO, BEGIN, PARTNER, OPD, STATUS, STEP, CODE],
};

/// The same lines with the department first.
const GROUPED: Part = Part {
    name: "due",
    label: DUE.label,
    columns: &[OPD.rank(0), ON, DAYS, KEY, TITLE, WHAT, WHO, BEGIN, PARTNER, STATUS, STEP, CODE],
};

pub(super) static REPORT: Report = Report {
    name: "due",
    also: &["jatuh-tempo"],
    label: label("Jatuh tempo", "What is due"),
    about: label(
        "Semua yang bertanggal: yang berakhir, habis tanpa keputusan, kewajiban, batas waktu",
        "Everything with a date: what ends, lapsed undecided, obligations, limits",
    ),
    command: true,
    takes: &[Takes::Within, Takes::Since, Takes::Only, Takes::For, Takes::Group],
    parts: &[DUE],
    example: "sinergi due --within 90d --for sekda",
    run,
};

/// The columns that every line is made of: those of its source, then those of its agreement.
fn statement(ask: &Ask) -> String {
    let union: Vec<String> = SOURCES
        .iter()
        .enumerate()
        .map(|(at, source)| format!("SELECT {at} AS source, * FROM ({})", (source.sql)()))
        .collect();
    // A decision from before the last amendment that moved the end is about the old end.
    let moved = "coalesce((SELECT max(m.signed_on) FROM amendment m WHERE m.agreement = agreement.code \
                 AND m.ends_on IS NOT NULL AND m.signed_on <= as_of()), '')";
    let decision = format!(
        "(SELECT d.word FROM decision d WHERE d.agreement = agreement.code AND d.decided_on >= {moved} \
         AND {OPEN_DECISION} ORDER BY d.decided_on DESC, d.position DESC LIMIT 1)"
    );
    // Put off is the item with its day; what was said last counts, so that it can be shortened.
    let put_off = "(SELECT r.put_off_to FROM reminder r WHERE r.item = u.key AND r.put_off_on <= as_of() \
                   AND (r.due_on IS NULL OR r.due_on = u.day) ORDER BY r.put_off_on DESC, r.code DESC LIMIT 1)";
    let partner = format!(
        "coalesce((SELECT p.name FROM partner p WHERE p.code = substr(u.detail, 9) AND u.detail LIKE 'partner/%'), \
         {FIRST_PARTNER})"
    );
    let passing: Vec<String> = SOURCES
        .iter()
        .enumerate()
        .filter(|(_, source)| source.passes || ask.since.is_some())
        .map(|(at, _)| at.to_string())
        .collect();
    let order = if ask.group { "department, day, key" } else { "day, key" };
    format!(
        "SELECT u.source, u.day AS day, u.key AS key, coalesce(u.title, agreement.title), u.lead, u.detail, agreement.code, agreement.kind, \
         agreement.document, {partner}, agreement.notice_days, {DEPARTMENT} AS department, {SUCCESSOR} IS NOT NULL, {decision}, \
         {put_off}, {ENDS_ON}, {FACTS} FROM ({}) u JOIN agreement ON agreement.code = u.agreement \
         WHERE u.day <= :until AND (u.day >= :since OR u.source NOT IN ({})) AND {} ORDER BY {order}",
        union.join(" UNION ALL "),
        passing.join(", "),
        ask.only.sql()
    )
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let (lang, settings) = (ask.lang, store.settings()?);
    let notice = settings.notice_days();
    let calendar = store.calendar()?;
    sources::speak(store, &calendar)?;
    let longest = store.longest_notice()?;
    let until = ask.until.unwrap_or_else(|| plus_days(ask.as_of, longest));
    let since = ask.since.or_else(|| add_months(ask.as_of, -12)).unwrap_or(ask.as_of);
    if since > until {
        return Err(Error::usage(
            format!("hari pertama {since} sesudah hari terakhir {until}"),
            format!("the first day {since} is after the last day {until}"),
        )
        .with_hint("sebutkan --since dan --within", "name both --since and --within"));
    }
    // Work on an item may have to begin before its own lead time: it is looked for as far ahead as the longest takes.
    let work = calendar.after(ask.as_of, COUNCIL_DAYS + GOVERNOR_DAYS).unwrap_or(until);
    let ahead = if ask.until.is_some() { until } else { until.max(work) };
    let title = say!(
        lang,
        "Jatuh tempo {} – {}, keadaan per {}",
        "Due {} – {}, as of {}",
        long(since, lang),
        long(until, lang),
        long(ask.as_of, lang)
    );
    let part = if ask.group { &GROUPED } else { &DUE };
    part.begin_titled(&title, ask, sink)?;
    let (first, last) = (since.to_string(), ahead.to_string());
    // The end of a foreign agreement lies months behind the day by which its extension is announced.
    let late = add_months(ahead, 8).unwrap_or(Date::MAX).to_string();
    let mut statement = store.conn().prepare(&statement(ask))?;
    let values = ask.only.with(&[(":since", &first), (":until", &last), (":late", &late)]);
    let mut rows = statement.query(values.as_slice())?;
    let mut counts = Counts::default();
    let desk = Desk { ask, settings, calendar: &calendar, notice };
    while let Some(row) = rows.next()? {
        match desk.look(row)? {
            Found::Due(line) => {
                counts.add(line.due.what);
                line.write(row, ask, sink)?;
            }
            Found::Renewed => counts.renewed += 1,
            Found::PutOff => counts.put_off += 1,
            Found::Nothing => {}
        }
    }
    drop(rows);
    let mut notes = counts.notes(ask);
    notes.extend(left_out(store, since, notice, ask)?);
    sink.end(&Foot { notes, ..Foot::default() })
}

/// What a row of the statement is looked at with.
struct Desk<'s> {
    ask: &'s Ask,
    settings: &'s Settings,
    calendar: &'s Calendar,
    notice: i32,
}

/// What a row turned out to be.
enum Found<'r> {
    Due(Line<'r>),
    Renewed,
    PutOff,
    Nothing,
}

/// A line of the list.
struct Line<'r> {
    due: Due,
    who: &'r str,
    days: i32,
    status: &'static str,
    department: Option<&'r str>,
}

impl Desk<'_> {
    fn look<'r>(&self, row: &'r Row<'_>) -> Result<Found<'r>> {
        let text = |at: usize| -> Result<Option<&'r str>> {
            Ok(row.get_ref(at)?.as_str_or_null().unwrap_or_default())
        };
        let as_of = self.ask.as_of;
        let source = &SOURCES[usize::from(row.get::<_, u8>(0)?)];
        let Some(on) = text(1)?.and_then(iso) else { return Ok(Found::Nothing) };
        let state = state(&facts(row, 16)?, as_of, self.notice);
        let item = Item {
            state,
            end: text(15)?.and_then(iso),
            as_of,
            document: text(8)?.unwrap_or_default(),
            decision: text(13)?,
            detail: text(5)?,
        };
        let Some(due) = (source.judge)(&item, self.calendar) else { return Ok(Found::Nothing) };
        let own: Option<i32> = row.get(10)?;
        let lead = match own {
            Some(days) => days,
            None => self.settings.notice_days_of(text(7)?.unwrap_or_default()),
        };
        let begun = due.begin.is_some_and(|begin| begin <= as_of);
        if self.ask.until.is_none() && !has_come(on, as_of, lead) && !begun {
            return Ok(Found::Nothing);
        }
        let department = text(11)?;
        let who = match due.who {
            Who::Sekda => "sekda",
            Who::Head => "head",
            Who::Council => "council",
            Who::Governor => "governor",
            Who::Lead => text(4)?.or(department).unwrap_or("secretariat"),
        };
        if self.ask.who.as_deref().is_some_and(|asked| asked != who) {
            return Ok(Found::Nothing);
        }
        if source.renewable && row.get(12)? {
            return Ok(Found::Renewed);
        }
        if text(14)?.and_then(iso).is_some_and(|day| day > as_of) {
            return Ok(Found::PutOff);
        }
        let days = days_between(as_of, on);
        Ok(Found::Due(Line { due, who, days, status: state.word(), department }))
    }
}

impl Line<'_> {
    fn write(&self, row: &Row<'_>, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
        let begin = self.due.begin.map(|day| day.to_string());
        let step = step(self.days).filter(|_| self.due.what == What::Propose).map(i64::from);
        let mut cells = vec![
            cell(row, 1)?,
            Cell::Int(self.days.into()),
            cell(row, 2)?,
            cell(row, 3)?,
            Cell::Text(WHATS[self.due.what as usize].word),
            Cell::Text(self.who),
            begin.as_deref().into(),
            cell(row, 9)?,
            self.department.into(),
            Cell::Text(self.status),
            step.into(),
            cell(row, 6)?,
        ];
        if ask.group {
            // The department stands first, the rest in its order.
            cells[..=8].rotate_right(1);
        }
        sink.row(&cells)
    }
}

/// How many lines there are of each sort, and how many were silent.
#[derive(Default)]
struct Counts {
    shown: [i64; WHATS.len()],
    renewed: i64,
    put_off: i64,
}

impl Counts {
    fn add(&mut self, what: What) {
        self.shown[what as usize] += 1;
    }

    fn notes(&self, ask: &Ask) -> Vec<String> {
        let lang = ask.lang;
        let shown: Vec<String> = WHATS
            .iter()
            .zip(self.shown)
            .filter(|(_, count)| *count > 0)
            .map(|(what, count)| format!("{}: {count}", what.label.get(lang)))
            .collect();
        let mut notes = vec![if shown.is_empty() {
            say!(lang, "Tidak ada yang jatuh tempo.", "Nothing is due.")
        } else {
            format!("{}.", shown.join("; "))
        }];
        if self.put_off > 0 {
            notes.push(say!(
                lang,
                "Ditunda dan tidak ditampilkan: {} ({} reminder list).",
                "Put off and not shown: {} ({} reminder list).",
                self.put_off,
                ask.program
            ));
        }
        if self.renewed > 0 {
            notes.push(say!(
                lang,
                "Sudah dilanjutkan oleh kerja sama lain, jadi tidak diingatkan: {}.",
                "Followed by another agreement, so silent: {}.",
                self.renewed
            ));
        }
        notes
    }
}

/// Says how many ends lie before the days looked at, and how many agreements in force have no end to watch.
fn left_out(store: &Store, since: Date, notice: i32, ask: &Ask) -> Result<Vec<String>> {
    let sql = format!("SELECT {FACTS} FROM agreement WHERE {}", ask.only.sql());
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let (mut older, mut endless) = (0, 0);
    while let Some(row) = rows.next()? {
        let facts = facts(row, 0)?;
        match (state(&facts, ask.as_of, notice), facts.ends_on) {
            (State::Lapsed, Some(end)) if end < since => older += 1,
            (found, None) if found.in_force() => endless += 1,
            _ => {}
        }
    }
    let lang = ask.lang;
    let mut notes = Vec::new();
    if older > 0 {
        notes.push(say!(
            lang,
            "Tidak ditampilkan: {} yang habis sebelum {} (--since).",
            "Not shown: {} that lapsed before {} (--since).",
            older,
            long(since, lang)
        ));
    }
    if endless > 0 {
        notes.push(say!(
            lang,
            "Berjalan tanpa tanggal berakhir, jadi tidak dapat diingatkan: {}.",
            "In force without an end date, so nothing can remind of them: {}.",
            endless
        ));
    }
    Ok(notes)
}

/// The register and the code of the record that an item is about, and the word of its source, where the key is one of this
/// list: `agreement`, `KS-2025-0001` and `end` of `KS-2025-0001/end`.
pub fn is_item(key: &str) -> Option<(&'static str, &str, &'static str)> {
    let (record, name) = key.trim().rsplit_once('/')?;
    let source = SOURCES.iter().find(|source| source.name.eq_ignore_ascii_case(name))?;
    Some((source.register, record, source.name))
}

/// The day of an item, whether it is put off or not; `None` where nothing of that key is due on any day.
pub fn day_of(store: &Store, ask: &Ask, key: &str) -> Result<Option<Date>> {
    store.speak_as_of(ask.as_of)?;
    let calendar = store.calendar()?;
    sources::speak(store, &calendar)?;
    let everything = Ask { since: Some(Date::MIN), until: Some(Date::MAX), ..ask.clone() };
    let sql = format!("SELECT * FROM ({}) WHERE key = :key", statement(&everything));
    let mut statement = store.conn().prepare(&sql)?;
    let (first, last) = ("", "9999-12-31");
    let mut rows =
        statement.query(&[(":since", &first), (":until", &last), (":late", &last), (":key", &key)])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let desk = Desk { ask: &everything, settings: store.settings()?, calendar: &calendar, notice: 0 };
    Ok(match desk.look(row)? {
        Found::Nothing => None,
        _ => row.get_ref(1)?.as_str_or_null().unwrap_or_default().and_then(iso),
    })
}

fn plus_days(day: Date, days: i32) -> Date {
    day.checked_add(Span::new().days(days)).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::lang::Lang;

    /// How the statement of these questions is carried out.
    fn plan(ask: &Ask) -> String {
        let store = Store::in_memory().unwrap();
        store.speak_as_of(ask.as_of).unwrap();
        sources::speak(&store, &store.calendar().unwrap()).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN {}", statement(ask));
        let mut statement = store.conn().prepare(&sql).unwrap();
        let rows = statement.query_map(["2025-01-01", "2025-06-30", "2026-02-28"], |r| r.get::<_, String>(3));
        let rows = rows.unwrap();
        rows.map(std::result::Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_is_due_is_ranges_of_indexes_and_nothing_of_a_line_is_scanned() {
        let ask = Ask::new(date(2025, 1, 15), Lang::Id);
        let plan = plan(&ask);
        for index in [
            "agreement_ends_on (ends_on>? AND ends_on<?)",
            "amendment_ends_on (ends_on>? AND ends_on<?)",
            "obligation_due_on (due_on<?)",
            "reminder_item (item=?)",
            "agreement_predecessor (predecessor=?)",
        ] {
            assert!(plan.contains(index), "{index}\n{plan}");
        }
        for table in ["SCAN party", "SCAN p\n", "SCAN m\n", "SCAN l\n", "SCAN r\n", "SCAN s\n"] {
            assert!(!plan.contains(table), "{table}\n{plan}");
        }
        // The open decisions are walked once, as a source; those of a line are looked up.
        assert_eq!(plan.matches("SCAN d\n").count(), 1, "{plan}");
        assert!(plan.contains("SEARCH d USING PRIMARY KEY (agreement=?)"), "{plan}");
    }

    #[test]
    fn the_words_stand_in_the_order_of_what_they_mean() {
        assert_eq!(WHATS.len(), What::ALL.len());
        for (at, what) in What::ALL.into_iter().enumerate() {
            assert_eq!(what as usize, at);
        }
        assert_eq!(WHATS[What::Shorten as usize].word, "shorten");
        assert_eq!(WHATS[What::Announce as usize].word, "announce");
    }
}
