//! How each agreement was carried out, what hindered, and what follows: a line each.

use std::collections::HashMap;

use super::{EXECUTION, FOLLOW_UP, OBSTACLES};
use crate::calendar::period::of_name;
use crate::error::Result;
use crate::lang::choice_label;
use crate::register::{ANSWER, LAST_MEASURED, OBSTACLE_STATE, carried_out_on};
use crate::render::cell_text;
use crate::reports::scores::{Official, Wanted, official};
use crate::reports::{Ask, OTHERS, proposals};
use crate::rules::obstacle::State;
use crate::rules::scoring::Verdict;
use crate::say;
use crate::sheet::{Cell, Foot, Sink};
use crate::store::{Store, cell, cells};
use crate::value::Kind;

/// What the lines say of the agreements in force.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    pub(super) without_score: i64,
    pub(super) nobody_said: i64,
}

/// A line for each agreement in force; the summary wants its counts, written or not.
pub(super) fn execution(
    store: &Store,
    ask: &Ask,
    late: &Ask,
    in_force: &[String],
    sink: &mut dyn Sink,
) -> Result<Told> {
    // Of several periods that end in the one that is asked about, the secretariat's word counts first, then the last of them,
    // and of two that end on one day the shorter.
    let order = |provisional: bool, name: &str| (!provisional, of_name(name).map(|p| (p.to, p.from)));
    let mut official_of: HashMap<String, Official> = HashMap::new();
    official(store, late, &Wanted::asked(late), &mut |one| {
        let known = official_of.get(&one.agreement);
        if known.is_none_or(|k| order(k.provisional, &k.period) <= order(one.provisional, &one.period)) {
            official_of.insert(one.agreement.clone(), one.clone());
        }
        Ok(())
    })?;
    let written = ask.wants(EXECUTION.name);
    if written {
        EXECUTION.begin_titled(EXECUTION.label.get(ask.lang), ask, sink)?;
    }
    let sql = format!("SELECT title, {ANSWER} FROM agreement WHERE code = ?1");
    let mut statement = store.conn().prepare(&sql)?;
    let mut told = Told::default();
    for code in in_force {
        let (title, answer): (String, String) =
            statement.query_row([code], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let found = official_of.get(code);
        let tally = found.map(|one| one.scores.total());
        let verdict = found.zip(tally).map(|(one, tally)| tally.verdict(&one.bands));
        told.nobody_said += i64::from(answer == "nobody-said");
        told.without_score += i64::from(verdict.is_none_or(|verdict| verdict == Verdict::CannotSay));
        if written {
            let result = measured(store, ask, code)?;
            let share = tally.and_then(|tally| tally.score());
            let unproved = tally.and_then(|tally| tally.without_proof());
            sink.row(&[
                Cell::Text(code),
                Cell::Text(&title),
                Cell::Text(&answer),
                Cell::share(share),
                verdict.map(Verdict::word).into(),
                found.map(|one| i64::from(one.provisional)).into(),
                Cell::share(unproved),
                result.as_deref().into(),
            ])?;
        }
    }
    if written {
        let open = Some(late.command(&format!("report evaluation{}", ask.period.flag("period"))));
        sink.end(&Foot { open, ..Foot::default() })?;
    }
    Ok(told)
}

/// What was measured of an agreement by the day, one benefit after the other.
fn measured(store: &Store, ask: &Ask, agreement: &str) -> Result<Option<String>> {
    let sql = format!(
        "SELECT b.name, m.value, b.unit, attainment(b.baseline, b.target, m.value, b.better) FROM benefit b \
         JOIN measurement m ON {LAST_MEASURED} WHERE b.agreement = ?1 ORDER BY b.code"
    );
    let mut statement = store.conn().prepare_cached(&sql)?;
    let mut rows = statement.query([agreement])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let (name, unit): (String, String) = (row.get(0)?, row.get(2)?);
        let value = row.get_ref(1)?.as_str().unwrap_or_default();
        let value = cell_text(&Cell::Text(value), Kind::Decimal, ask.lang);
        let reached = row.get::<_, Option<i64>>(3)?.map_or_else(String::new, |p| format!(" ({p} %)"));
        lines.push(format!("{name}: {value} {unit}{reached}"));
    }
    Ok((!lines.is_empty()).then(|| lines.join("; ")))
}

/// The obstacles that were raised in the period or stood open at its end.
pub(super) fn obstacles(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(OBSTACLES.name) {
        return Ok(());
    }
    OBSTACLES.begin_titled(OBSTACLES.label.get(ask.lang), ask, sink)?;
    let open = State::open_words();
    // A year alone sorts before its first day, and counts with it.
    let from = ask.period.since();
    let from = from.strip_suffix("-01-01").unwrap_or(&from);
    let sql = format!(
        "SELECT * FROM (SELECT code, agreement, title, department, severity, {OBSTACLE_STATE} AS state, raised_on \
         FROM obstacle WHERE raised_on <= as_of()) \
         WHERE raised_on >= ?1 OR instr(',{open},', ',' || state || ',') > 0 ORDER BY code"
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([from])?;
    let (mut shown, mut left) = (0, 0);
    while let Some(row) = rows.next()? {
        shown += 1;
        let state = row.get_ref(5)?.as_str_or_null().unwrap_or_default().and_then(State::of);
        left += i64::from(state.is_some_and(State::is_open));
        sink.row(&cells(row, 6)?)?;
    }
    let notes = vec![say!(
        ask.lang,
        "Muncul dalam periode atau masih terbuka pada akhirnya: {}; terbuka: {}.",
        "Raised in the period or open at its end: {}; open: {}.",
        shown,
        left
    )];
    sink.end(&Foot { notes, open: Some(ask.command("report obstacles")), ..Foot::default() })
}

/// The decisions of the period and those that stand open, and what the evaluations of the period recommend.
pub(super) fn follow_up(store: &Store, ask: &Ask, late: &Ask, sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(FOLLOW_UP.name) {
        return Ok(());
    }
    let lang = ask.lang;
    FOLLOW_UP.begin_titled(FOLLOW_UP.label.get(lang), ask, sink)?;
    let sql = format!(
        "SELECT d.agreement, agreement.title, d.word, 'decision', d.decided_on, coalesce(d.note, d.meeting) \
         FROM decision d JOIN agreement ON agreement.code = d.agreement WHERE d.decided_on <= as_of() AND NOT {OTHERS} \
         AND (d.decided_on >= ?1 OR {} IS NULL) ORDER BY d.agreement, d.decided_on",
        carried_out_on()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([ask.period.since()])?;
    let mut shown = 0;
    while let Some(row) = rows.next()? {
        shown += 1;
        sink.row(&cells(row, 6)?)?;
    }
    let mut title =
        store.conn().prepare(&format!("SELECT title, {OTHERS} FROM agreement WHERE code = ?1"))?;
    proposals::each(store, late, &mut |one| {
        let mut rows = title.query([&one.agreement])?;
        let Some(row) = rows.next()? else { return Ok(()) };
        if row.get(1)? {
            return Ok(());
        }
        shown += 1;
        sink.row(&[
            Cell::Text(&one.agreement),
            cell(row, 0)?,
            Cell::Text(&one.word),
            Cell::Text("recommendation"),
            Cell::Text(&one.answered_on),
            one.advice.as_deref().into(),
        ])
    })?;
    let origins: Vec<String> =
        super::ORIGINS.iter().map(|c| choice_label(c.word, super::ORIGINS, lang)).collect();
    let notes = if shown == 0 {
        vec![say!(lang, "Tidak ada.", "None.")]
    } else {
        vec![format!("{}: {shown}.", origins.join(" + "))]
    };
    sink.end(&Foot { notes, open: Some(late.command("report decisions")), ..Foot::default() })
}
