//! What is due: one list of everything that has a date ahead or past, from a list of sources, in the order of days.
//! Nothing of it is stored: a missed run loses nothing, a second one doubles nothing. An item has a key that stays the
//! same, `KS-2025-0001/end`, by which it can be put off.

mod counts;
mod desk;
mod evaluations;
mod message;
mod selections;
mod sources;
mod spoken;
mod statement;

use jiff::Span;
use jiff::civil::Date;

use self::counts::{Counts, left_out};
use self::desk::{Desk, Found};
pub use self::message::Message;
use self::sources::{SOURCES, Source};
use self::statement::statement;
use super::renewal::Renewal;
use super::{Ask, Part, Report, Takes};
use crate::calendar::date::{add_months, iso, long};
use crate::error::{Error, Result};
use crate::lang::{Choice, choice, choice_also, label};
use crate::rules::due::{COUNCIL_DAYS, GOVERNOR_DAYS};
use crate::rules::status::STATES;
use crate::say;
use crate::sheet::{Column, Foot, Sink};
use crate::store::{Store, Travel};
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
    choice("solve", "selesaikan kendala", "solve obstacle"),
    choice("try", "jalankan solusi", "carry out solution"),
    choice("escalate", "usulkan naik", "propose escalation"),
    choice("evaluate", "evaluasi", "evaluate"),
    choice("begin", "mulai pembaruan", "begin renewal"),
    choice("deliver", "laksanakan", "carry it out"),
    choice("hold", "selenggarakan rapat", "hold the meeting"),
    choice("decree", "perbarui SK tim", "renew the decree"),
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
        "Semua yang bertanggal: yang berakhir, habis tanpa keputusan, kewajiban, kendala",
        "Everything with a date: what ends, lapsed undecided, obligations, obstacles",
    ),
    command: true,
    takes: &[Takes::Within, Takes::Since, Takes::Only, Takes::For, Takes::Group],
    parts: &[DUE],
    example: "sinergi due --within 90d --for sekda",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let (lang, settings) = (ask.lang, store.settings()?);
    let notice = settings.notice_days();
    let calendar = store.calendar()?;
    let renewal = Renewal::new(store, &Travel::new(store.conn(), calendar.clone())?, ask.as_of)?;
    let reach = renewal.reach(ask.as_of);
    spoken::speak(store, ask, &calendar, evaluations::items(store, ask)?, renewal)?;
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
    let title = say!(lang, "Jatuh tempo {} – {}", "Due {} – {}", long(since, lang), long(until, lang));
    let part = if ask.group { &GROUPED } else { &DUE };
    part.begin_on_day(&title, ask, sink)?;
    let (first, last) = (since.to_string(), ahead.to_string());
    // The end of an agreement lies months behind the day by which its extension is announced or its renewal begun.
    let late = add_months(ahead, 8).unwrap_or(Date::MAX).max(reach).to_string();
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

/// The register and the code of the record that an item is about, and the word of its source, where the key is one of this
/// list: `agreement`, `KS-2025-0001` and `end` of `KS-2025-0001/end`.
pub fn is_item(key: &str) -> Option<(&'static str, &str, &'static str)> {
    let (record, name) = key.trim().rsplit_once('/')?;
    // What the secretariat owes itself stands under its own name, which is a setting.
    let own = record.eq_ignore_ascii_case("secretariat");
    let named = |source: &&Source| source.name.eq_ignore_ascii_case(name);
    let source = SOURCES.iter().find(|source| named(source) && own == (source.register == "setting"))?;
    Some((source.register, record, source.name))
}

/// The day of an item, whether it is put off or not; `None` where nothing of that key is due on any day.
pub fn day_of(store: &Store, ask: &Ask, key: &str) -> Result<Option<Date>> {
    store.speak_as_of(ask.as_of)?;
    let calendar = store.calendar()?;
    let of_evaluations = is_item(key).is_some_and(|(_, _, name)| name == sources::EVALUATIONS);
    let owed = if of_evaluations { evaluations::items(store, ask)? } else { "[]".to_owned() };
    let renewal = Renewal::new(store, &Travel::new(store.conn(), calendar.clone())?, ask.as_of)?;
    spoken::speak(store, ask, &calendar, owed, renewal)?;
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
    use super::*;
    use crate::rules::due::What;

    #[test]
    fn the_words_stand_in_the_order_of_what_they_mean() {
        assert_eq!(WHATS.len(), What::ALL.len());
        for (at, what) in What::ALL.into_iter().enumerate() {
            assert_eq!(what as usize, at);
        }
        assert_eq!(WHATS[What::Shorten as usize].word, "shorten");
        assert_eq!(WHATS[What::Announce as usize].word, "announce");
        assert_eq!(WHATS[What::Escalate as usize].word, "escalate");
        assert_eq!(WHATS[What::Evaluate as usize].word, "evaluate");
    }
}
