//! The records behind what a period counts: signed in it, in force in it, ending in it.

use super::{Ask, FIRST_PARTNER, LeftOut, OTHERS, Part, Report, Takes, ends_between};
use crate::error::Result;
use crate::lang::{Label, choice_label, label};
use crate::register::{DEPARTMENT, ENDS_ON, KINDS};
use crate::rules::counting::{COUNTS, Count};
use crate::rules::status::{STATES, State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, cell, facts};
use crate::value::Kind;

const COLUMNS: &[Column] = &[
    Column::new("code", label("Kode", "Code"), Kind::Code),
    Column::new("signed_on", label("Ditandatangani pada", "Signed on"), Kind::DayOrYear).rank(3),
    Column::new("effective_on", label("Mulai", "From"), Kind::Date).rank(5),
    Column::new("ends_on", label("Berakhir", "Ends on"), Kind::Date),
    Column::new("status", label("Status", "Status"), Kind::Choice(STATES)).rank(1),
    Column::new("kind", label("Jenis", "Kind"), Kind::Choice(KINDS)).rank(6),
    Column::new("title", label("Judul", "Title"), Kind::Text),
    Column::new("partner", label("Mitra", "Partner"), Kind::Text).rank(2),
    Column::new("department", label("OPD", "Department"), Kind::Code).rank(4),
];

const fn part(name: &'static str, label: Label) -> Part {
    Part { name, label, columns: COLUMNS }
}

const fn report(
    name: &'static str,
    also: &'static [&'static str],
    parts: &'static [Part],
    about: Label,
    example: &'static str,
    run: fn(&Store, &Ask, &mut dyn Sink) -> Result<()>,
) -> Report {
    let label = parts[0].label;
    Report {
        name,
        also,
        label,
        about,
        command: false,
        takes: &[Takes::Period, Takes::Only],
        parts,
        example,
        run,
    }
}

const SIGNED_PART: &[Part] = &[part("signed", label("Ditandatangani dalam periode", "Signed in the period"))];
const IN_FORCE_PART: &[Part] = &[part("in-force", label("Berlaku dalam periode", "In force in the period"))];
const ENDING_PART: &[Part] = &[part("ending", label("Berakhir dalam periode", "Ending in the period"))];

pub(super) static SIGNED: Report = report(
    "signed",
    &["ditandatangani"],
    SIGNED_PART,
    label("Kerja sama yang ditandatangani dalam suatu periode", "Agreements that were signed in a period"),
    "sinergi report signed --period 2024",
    |store, ask, sink| run(Count::Signed, store, ask, sink),
);

pub(super) static IN_FORCE: Report = report(
    "in-force",
    &["berlaku"],
    IN_FORCE_PART,
    label("Kerja sama yang berlaku dalam suatu periode", "Agreements that were in force in a period"),
    "sinergi report in-force --period 2025-S1 --kind ksdpk",
    |store, ask, sink| run(Count::InForce, store, ask, sink),
);

pub(super) static ENDING: Report = report(
    "ending",
    &["berakhir"],
    ENDING_PART,
    label("Kerja sama yang berakhir dalam suatu periode", "Agreements that end in a period"),
    "sinergi report ending --period 2026-S2",
    |store, ask, sink| run(Count::Ending, store, ask, sink),
);

fn run(count: Count, store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let notice = store.settings()?.notice_days();
    let ask = &Ask { count: Some(count), ..ask.clone() };
    let part = match count {
        Count::Signed => SIGNED_PART,
        Count::InForce => IN_FORCE_PART,
        Count::Ending => ENDING_PART,
    };
    let title = say!(
        lang,
        "Kerja sama yang {} {}",
        "Agreements {} {}",
        choice_label(count.word(), COUNTS, lang),
        ask.period.spelled(lang)
    );
    part[0].begin_on_day(&title, ask, sink)?;
    // What may be counted is narrowed down before it is put in order; the rule has the last word.
    let (first, last) = (ask.period.from.map(|d| d.to_string()), ask.period.to.map(|d| d.to_string()));
    let (first, last) = (first.as_deref().unwrap_or(""), last.as_deref().unwrap_or("9999-12-31"));
    let (narrow, order) = match count {
        Count::Signed => {
            ("signed_on BETWEEN substr(:from, 1, 4) AND :to".to_owned(), "signed_on, code".to_owned())
        }
        Count::InForce => (
            "coalesce(effective_on, signed_on, '') <= :to AND :from IS NOT NULL".to_owned(),
            "code".to_owned(),
        ),
        Count::Ending => (
            format!("(ended_on BETWEEN :from AND :to OR {})", ends_between(":from", ":to")),
            format!(
                "min(coalesce({ENDS_ON}, '9999'), CASE WHEN ended_on <= as_of() THEN ended_on ELSE '9999' END), code"
            ),
        ),
    };
    let sql = format!(
        "SELECT code, signed_on, effective_on, {ENDS_ON}, kind, title, {FIRST_PARTNER}, {DEPARTMENT}, {OTHERS}, {FACTS} \
         FROM agreement WHERE {narrow} AND {} ORDER BY {order}",
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[(":from", &first), (":to", &last)]).as_slice())?;
    let mut shown = 0;
    while let Some(row) = rows.next()? {
        let facts = facts(row, 9)?;
        let found = state(&facts, ask.as_of, notice);
        let signed_on = row.get_ref(1)?.as_str_or_null().unwrap_or_default();
        if !ask.counts(&facts, found, signed_on, row.get(8)?, &mut LeftOut::default()) {
            continue;
        }
        shown += 1;
        sink.row(&[
            cell(row, 0)?,
            cell(row, 1)?,
            cell(row, 2)?,
            cell(row, 3)?,
            Cell::Text(found.word()),
            cell(row, 4)?,
            cell(row, 5)?,
            cell(row, 6)?,
            cell(row, 7)?,
        ])?;
    }
    let mut notes = vec![say!(lang, "{} kerja sama.", "Agreements: {}.", shown)];
    notes.extend(left_out(store, ask, notice)?.notes(lang));
    sink.end(&Foot { notes, ..Foot::default() })
}

/// What the period does not count, and why.
fn left_out(store: &Store, ask: &Ask, notice: i32) -> Result<LeftOut> {
    let sql = format!("SELECT signed_on, {OTHERS}, {FACTS} FROM agreement WHERE {}", ask.only.sql());
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let mut left = LeftOut::default();
    while let Some(row) = rows.next()? {
        let facts = facts(row, 2)?;
        let found: State = state(&facts, ask.as_of, notice);
        let signed_on = row.get_ref(0)?.as_str_or_null().unwrap_or_default();
        ask.counts(&facts, found, signed_on, row.get(1)?, &mut left);
    }
    Ok(left)
}
