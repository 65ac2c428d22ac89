//! Obstacles like one that is there, or like a text: by category, department, kind of partner, affair and words; with what
//! was tried against them, what worked first.

use rusqlite::OptionalExtension;

use super::{Ask, DEPARTMENT, Part};
use crate::calendar::date::iso;
use crate::error::Result;
use crate::lang::{Label, label};
use crate::register::{OBSTACLE_STATE, OUTCOMES};
use crate::rules::obstacle::STATES;
use crate::rules::similar::{Query, likeness, weights};
use crate::rules::status::days_between;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, cell};
use crate::value::Kind;

/// How many are shown.
const SHOWN: usize = 10;

/// How many of those that are likest by words are looked at for the rest.
const LOOKED_AT: usize = 200;

/// How like an obstacle must be to be shown, of 1.
const LEAST: f64 = 0.2;

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

/// What an obstacle is compared by beside its words.
#[derive(Clone, Debug, Default)]
struct Traits {
    category: Option<String>,
    department: Option<String>,
    affair: Option<String>,
    partner_kind: Option<String>,
}

/// One that may be like it.
struct Candidate {
    rowid: i64,
    shared: u64,
    category: bool,
    department: bool,
    score: f64,
}

/// Shows the obstacles that are like it, and what was tried against them.
pub fn similar(store: &Store, ask: &Ask, like: &Like, sink: &mut dyn Sink) -> Result<()> {
    store.speak_as_of(ask.as_of)?;
    let (query, own) = what_is_asked(store, like)?;
    let found = best(store, ask, like, &query, &own)?;
    let shown = show(store, ask, &query, &own, &found, sink)?;
    tried(store, ask, &shown, sink)
}

/// The words and traits to compare with.
fn what_is_asked(store: &Store, like: &Like) -> Result<(Query, Traits)> {
    let mut own =
        Traits { category: like.category.clone(), department: like.department.clone(), ..Traits::default() };
    let mut texts: Vec<String> = like.text.iter().cloned().collect();
    if let Some(code) = &like.code {
        let sql = "SELECT rowid, title, detail, root_cause FROM obstacle WHERE code = ?1";
        let row: Option<(i64, String, Option<String>, Option<String>)> = store
            .conn()
            .query_row(sql, [code], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
            .optional()?;
        if let Some((rowid, title, detail, cause)) = row {
            own = traits(store, rowid)?;
            texts.extend([Some(title), detail, cause].into_iter().flatten());
        }
    }
    Ok((Query::new(texts.iter().map(String::as_str)), own))
}

/// The traits of an obstacle: its own, else those of its agreement.
fn traits(store: &Store, rowid: i64) -> Result<Traits> {
    let sql = format!(
        "SELECT o.category, coalesce(o.department, {DEPARTMENT}), agreement.affair, \
         (SELECT p.kind FROM party JOIN partner p ON p.code = party.partner WHERE party.agreement = agreement.code \
          ORDER BY party.position LIMIT 1) \
         FROM obstacle o LEFT JOIN agreement ON agreement.code = o.agreement WHERE o.rowid = ?1"
    );
    let mut statement = store.conn().prepare_cached(&sql)?;
    let traits = statement.query_row([rowid], |r| {
        Ok(Traits { category: r.get(0)?, department: r.get(1)?, affair: r.get(2)?, partner_kind: r.get(3)? })
    })?;
    Ok(traits)
}

/// Those that are likest. Category and department narrow them down by their indexes before any word is looked at; where
/// neither is known, every obstacle is.
fn best(store: &Store, ask: &Ask, like: &Like, query: &Query, own: &Traits) -> Result<Vec<Candidate>> {
    let narrow = if own.category.is_some() || own.department.is_some() {
        "rowid IN (SELECT rowid FROM obstacle WHERE category = ?1 UNION SELECT rowid FROM obstacle WHERE department = ?2)"
    } else {
        "?1 IS NULL AND ?2 IS NULL"
    };
    let sql = format!(
        "SELECT rowid, title, detail, root_cause, category IS ?1, department IS ?2 FROM obstacle \
         WHERE {narrow} AND raised_on <= ?3 AND code IS NOT ?4"
    );
    let mut statement = store.conn().prepare(&sql)?;
    let day = ask.as_of.to_string();
    let mut rows = statement.query((&own.category, &own.department, &day, &like.code))?;
    let mut counts = vec![0_u32; query.len()];
    let mut texts = 0;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let text =
            |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default().unwrap_or_default());
        let shared = query.shared(text(1)?) | query.shared(text(2)?) | query.shared(text(3)?);
        texts += 1;
        for (at, count) in counts.iter_mut().enumerate() {
            *count += u32::from(shared >> at & 1 == 1);
        }
        let category = own.category.is_some() && row.get(4)?;
        let department = own.department.is_some() && row.get(5)?;
        if shared != 0 || category && department {
            found.push(Candidate { rowid: row.get(0)?, shared, category, department, score: 0.0 });
        }
    }
    let weights = weights(&counts, texts);
    let narrowed = own.category.is_some() || own.department.is_some();
    for candidate in &mut found {
        let words = likeness(candidate.shared, &weights);
        let traits =
            0.15 * f64::from(u8::from(candidate.category)) + 0.1 * f64::from(u8::from(candidate.department));
        candidate.score = if narrowed { 0.65 * words + traits } else { words };
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.rowid.cmp(&b.rowid)));
    found.truncate(LOOKED_AT);
    if narrowed {
        for candidate in &mut found {
            let other = traits(store, candidate.rowid)?;
            let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
            candidate.score += 0.05 * f64::from(u8::from(same(&own.affair, &other.affair)))
                + 0.05 * f64::from(u8::from(same(&own.partner_kind, &other.partner_kind)));
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.rowid.cmp(&b.rowid)));
    }
    found.retain(|candidate| candidate.score >= LEAST);
    found.truncate(SHOWN);
    Ok(found)
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
    let marks = (2..codes.len() + 2).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT iif(s.outcome_on <= ?1, s.outcome, NULL) AS outcome, s.obstacle || '/' || s.position, s.proposal, s.owner, \
         o.raised_on, s.outcome_on FROM solution s JOIN obstacle o ON o.code = s.obstacle \
         WHERE s.obstacle IN ({marks}) ORDER BY coalesce(instr('worked partly failed', outcome), 99), s.outcome_on DESC, 2"
    );
    let day = ask.as_of.to_string();
    let mut statement = store.conn().prepare(&sql)?;
    let values = std::iter::once(day.as_str()).chain(codes.iter().map(String::as_str));
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

/// The middle of some numbers, the lower one of two; `None` of none.
pub(super) fn median(numbers: &mut [i64]) -> Option<i64> {
    numbers.sort_unstable();
    numbers.get(numbers.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_middle_and_of_two_the_lower() {
        assert_eq!(median(&mut []), None);
        assert_eq!(median(&mut [7]), Some(7));
        assert_eq!(median(&mut [9, 1, 5]), Some(5));
        assert_eq!(median(&mut [9, 1]), Some(1));
        assert_eq!(median(&mut [4, 3, 2, 1]), Some(2));
    }
}
