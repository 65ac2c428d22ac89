//! Obstacles like one that is there, or like a text: by category, department, kind of partner, affair and words; with what
//! was tried against them, what worked first.

mod best;

use self::best::{Candidate, Traits, best, traits, what_is_asked};
use super::{Ask, Part};
use crate::calendar::date::iso;
use crate::error::Result;
use crate::lang::{Label, label};
use crate::register::{OBSTACLE_STATE, OUTCOMES};
use crate::rules::median::median;
use crate::rules::obstacle::STATES;
use crate::rules::similar::Query;
use crate::rules::status::days_between;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, cell};
use crate::value::Kind;

const LIKE: Part = Part {
    name: "similar",
    label: label("Kendala serupa", "Similar obstacles"),
    columns: &[
        Column::new("score", label("Mirip (%)", "Like (%)"), Kind::Count).rank(3),
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("state", label("Keadaan", "State"), Kind::Choice(STATES)).rank(1),
        Column::new("title", label("Kendala", "What hinders"), Kind::Text),
        Column::new("why", label("Karena", "Because"), Kind::Text).rank(2),
    ],
};

const TRIED: Part = Part {
    name: "solutions",
    label: label("Yang pernah dicoba", "What was tried"),
    columns: &[
        Column::new("outcome", label("Hasil", "Outcome"), Kind::Choice(OUTCOMES)),
        Column::new("days", label("Hari", "Days"), Kind::Count).rank(2),
        Column::new("solution", label("Solusi", "Solution"), Kind::Code).rank(1),
        Column::new("proposal", label("Usulan", "Proposal"), Kind::Text),
        Column::new("owner", label("Penanggung jawab", "Owner"), Kind::Actor).rank(3),
    ],
};

/// The names of the parts.
pub const SIMILAR_PARTS: &[&str] = &[LIKE.name, TRIED.name];

/// What obstacles are to be like.
#[derive(Clone, Debug, Default)]
pub struct Like {
    /// The code of an obstacle.
    pub code: Option<String>,
    /// A text, where there is no obstacle yet.
    pub text: Option<String>,
    /// The code of a category.
    pub category: Option<String>,
    /// The code of a department.
    pub department: Option<String>,
}

/// Shows the obstacles that are like it, and what was tried against them.
pub fn similar(store: &Store, ask: &Ask, like: &Like, sink: &mut dyn Sink) -> Result<()> {
    store.speak_as_of(ask.as_of)?;
    let (mut query, own) = what_is_asked(store, like)?;
    let found = best(store, ask, like, &mut query, &own)?;
    let shown = show(store, ask, &query, &own, &found, sink)?;
    tried(store, ask, &shown, sink)
}

/// Writes the part of obstacles; returns their codes.
fn show(
    store: &Store,
    ask: &Ask,
    query: &Query,
    own: &Traits,
    found: &[Candidate],
    sink: &mut dyn Sink,
) -> Result<Vec<String>> {
    let lang = ask.lang;
    if ask.wants(LIKE.name) {
        LIKE.begin(ask, sink)?;
    }
    let sql = format!("SELECT code, {OBSTACLE_STATE}, title FROM obstacle WHERE rowid = ?1");
    let mut statement = store.conn().prepare(&sql)?;
    let mut codes = Vec::new();
    for candidate in found {
        let other = traits(store, candidate.rowid)?;
        let mut rows = statement.query([candidate.rowid])?;
        let Some(row) = rows.next()? else { continue };
        codes.push(row.get(0)?);
        let why = reasons(query, own, &other, candidate.shared).get(lang);
        #[expect(clippy::cast_possible_truncation, reason = "a share of 100")]
        let percent = (candidate.score.min(1.0) * 100.0).round() as i64;
        if ask.wants(LIKE.name) {
            sink.row(&[Cell::Int(percent), cell(row, 0)?, cell(row, 1)?, cell(row, 2)?, Cell::Text(&why)])?;
        }
    }
    if ask.wants(LIKE.name) {
        let notes = if codes.is_empty() {
            vec![say!(lang, "Tidak ada kendala yang serupa.", "No obstacle is like it.")]
        } else {
            Vec::new()
        };
        sink.end(&Foot { notes, ..Foot::default() })?;
    }
    Ok(codes)
}

/// Why two obstacles are thought alike.
struct Reasons(Vec<Label>, Vec<String>);

impl Reasons {
    fn get(&self, lang: crate::lang::Lang) -> String {
        let mut parts: Vec<String> = self.0.iter().map(|same| same.get(lang).to_owned()).collect();
        if !self.1.is_empty() {
            parts.push(say!(lang, "kata: {}", "words: {}", self.1.join(", ")));
        }
        parts.join("; ")
    }
}

fn reasons(query: &Query, own: &Traits, other: &Traits, shared: u64) -> Reasons {
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    let traits = [
        (same(&own.category, &other.category), label("kategori sama", "same category")),
        (same(&own.department, &other.department), label("OPD sama", "same department")),
        (same(&own.affair, &other.affair), label("urusan sama", "same affair")),
        (same(&own.partner_kind, &other.partner_kind), label("jenis mitra sama", "same kind of partner")),
    ];
    let words = query.words().iter().enumerate().filter(|(at, _)| shared >> at & 1 == 1);
    Reasons(
        traits.into_iter().filter(|(is, _)| *is).map(|(_, label)| label).collect(),
        words.map(|(_, word)| word.clone()).collect(),
    )
}

/// What was tried against them: what worked first, then in part, then what failed and what nobody knows of yet.
fn tried(store: &Store, ask: &Ask, codes: &[String], sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(TRIED.name) {
        return Ok(());
    }
    let lang = ask.lang;
    TRIED.begin(ask, sink)?;
    // What worked stands first; then what is likest, then what was fastest.
    let marks = (3..codes.len() + 3).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT t.outcome, t.code, t.proposal, t.owner, t.raised_on, t.outcome_on FROM \
         (SELECT iif(s.outcome_on <= ?1, s.outcome, NULL) AS outcome, iif(s.outcome_on <= ?1, s.outcome_on, NULL) AS outcome_on, \
                 s.obstacle || '/' || s.position AS code, s.proposal, s.owner, o.raised_on, s.position, \
                 instr(?2, ',' || s.obstacle || ',') AS place \
          FROM solution s JOIN obstacle o ON o.code = s.obstacle \
          WHERE s.obstacle IN ({marks}) AND (s.proposed_on IS NULL OR s.proposed_on <= ?1)) t \
         ORDER BY coalesce(instr('worked partly failed', t.outcome), 99), t.place, \
                  julianday(t.outcome_on) - julianday(t.raised_on), t.position"
    );
    let (day, places) = (ask.as_of.to_string(), format!(",{},", codes.join(",")));
    let mut statement = store.conn().prepare(&sql)?;
    let values = [day.as_str(), places.as_str()].into_iter().chain(codes.iter().map(String::as_str));
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    let (mut worked, mut known, mut taken) = (0, 0, Vec::new());
    while let Some(row) = rows.next()? {
        let day = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default().and_then(iso));
        let outcome = row.get_ref(0)?.as_str_or_null().unwrap_or_default();
        let days = day(4)?.zip(day(5)?).filter(|_| outcome.is_some());
        let days = days.map(|(from, to)| i64::from(days_between(from, to)));
        known += i64::from(outcome.is_some());
        if outcome == Some("worked") {
            worked += 1;
            taken.extend(days);
        }
        sink.row(&[cell(row, 0)?, days.into(), cell(row, 1)?, cell(row, 2)?, cell(row, 3)?])?;
    }
    let mut notes = vec![say!(
        lang,
        "Berhasil: {} dari {} yang diketahui hasilnya.",
        "Worked: {} of {} whose outcome is known.",
        worked,
        known
    )];
    if let Some(median) = median(&mut taken) {
        notes.push(say!(
            lang,
            "Separuh yang berhasil selesai dalam {} hari.",
            "Half of those that worked took {} days or less.",
            median
        ));
    }
    sink.end(&Foot { notes, ..Foot::default() })
}
