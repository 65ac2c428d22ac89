//! Which obstacles are like one: candidates by what they are about, then the words.

use rusqlite::OptionalExtension;

use super::Like;
use crate::error::Result;
use crate::register::DEPARTMENT;
use crate::reports::Ask;
use crate::rules::similar::{Query, likeness, weights};
use crate::store::Store;

/// How many are shown.
const SHOWN: usize = 10;

/// How many of those that are likest by words are looked at for the rest.
const LOOKED_AT: usize = 200;

/// How like an obstacle must be to be shown, of 1.
const LEAST: f64 = 0.2;

/// What each likeness counts for, of 1: words most, then the sort of obstacle and who has it. Chosen by hand.
const WORDS: f64 = 0.65;
const CATEGORY: f64 = 0.15;
const DEPARTMENT_SAME: f64 = 0.1;
const AFFAIR: f64 = 0.05;
const PARTNER_KIND: f64 = 0.05;

/// What it counts for where it holds, else nothing.
fn if_same(same: bool, counts: f64) -> f64 {
    if same { counts } else { 0.0 }
}

/// What an obstacle is compared by beside its words.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    pub(super) category: Option<String>,
    pub(super) department: Option<String>,
    pub(super) affair: Option<String>,
    pub(super) partner_kind: Option<String>,
}

/// One that may be like it.
pub(super) struct Candidate {
    pub(super) rowid: i64,
    pub(super) shared: u64,
    pub(super) category: bool,
    pub(super) department: bool,
    pub(super) score: f64,
}

/// The words and traits to compare with.
pub(super) fn what_is_asked(store: &Store, like: &Like) -> Result<(Query, Traits)> {
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
pub(super) fn traits(store: &Store, rowid: i64) -> Result<Traits> {
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

/// Selects what may be like it: of the same category, department or affair, by their indexes, before any word is looked at;
/// where none of them is known, every obstacle.
fn candidates(narrowed: bool) -> String {
    let narrow = if narrowed {
        "rowid IN (SELECT rowid FROM obstacle WHERE category = ?1 UNION SELECT rowid FROM obstacle WHERE department = ?2 \
         UNION SELECT rowid FROM obstacle WHERE agreement IN (SELECT code FROM agreement WHERE affair = ?5))"
    } else {
        "(?1, ?2, ?5) IS (NULL, NULL, NULL)"
    };
    format!(
        "SELECT rowid, title, detail, root_cause, category IS ?1, department IS ?2 FROM obstacle \
         WHERE {narrow} AND raised_on <= ?3 AND code IS NOT ?4"
    )
}

/// Those that are likest.
pub(super) fn best(
    store: &Store,
    ask: &Ask,
    like: &Like,
    query: &mut Query,
    own: &Traits,
) -> Result<Vec<Candidate>> {
    let narrowed = own.category.is_some() || own.department.is_some() || own.affair.is_some();
    let mut statement = store.conn().prepare(&candidates(narrowed))?;
    let day = ask.as_of.to_string();
    let mut rows = statement.query((&own.category, &own.department, &day, &like.code, &own.affair))?;
    let mut counts = vec![0_u32; query.len()];
    let mut texts = 0;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut shared = 0;
        for at in 1..=3 {
            // Words are looked for byte by byte; whether the whole is text does not matter.
            shared |=
                row.get_ref(at)?.as_bytes_or_null().unwrap_or_default().map_or(0, |text| query.shared(text));
        }
        texts += 1;
        for (at, count) in counts.iter_mut().enumerate() {
            *count += u32::from(shared >> at & 1 == 1);
        }
        let category = own.category.is_some() && row.get(4)?;
        let department = own.department.is_some() && row.get(5)?;
        // A text is looked for by its words; an obstacle is like another by category and department alone, too.
        if shared != 0 || like.text.is_none() && category && department {
            found.push(Candidate { rowid: row.get(0)?, shared, category, department, score: 0.0 });
        }
    }
    let weights = weights(&counts, texts);
    for candidate in &mut found {
        let words = likeness(candidate.shared, &weights);
        let traits = if_same(candidate.category, CATEGORY) + if_same(candidate.department, DEPARTMENT_SAME);
        candidate.score = if narrowed { WORDS * words + traits } else { words };
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.rowid.cmp(&b.rowid)));
    found.truncate(LOOKED_AT);
    if narrowed {
        for candidate in &mut found {
            let other = traits(store, candidate.rowid)?;
            let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
            candidate.score += if_same(same(&own.affair, &other.affair), AFFAIR)
                + if_same(same(&own.partner_kind, &other.partner_kind), PARTNER_KIND);
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.rowid.cmp(&b.rowid)));
    }
    found.retain(|candidate| candidate.score >= LEAST);
    found.truncate(SHOWN);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_found_by_indexes_before_any_word_is_looked_at() {
        let store = Store::in_memory().unwrap();
        let sql = format!("EXPLAIN QUERY PLAN {}", candidates(true));
        let mut statement = store.conn().prepare(&sql).unwrap();
        let rows = statement.query_map(["a", "b", "c", "d", "e"], |r| r.get::<_, String>(3)).unwrap();
        let plan = rows.map(Result::unwrap).collect::<Vec<_>>().join("\n");
        for index in [
            "obstacle_category (category=?)",
            "obstacle_department (department=?)",
            "obstacle_agreement (agreement=?)",
            "SEARCH obstacle USING INTEGER PRIMARY KEY (rowid=?)",
        ] {
            assert!(plan.contains(index), "{index}\n{plan}");
        }
        assert!(!plan.contains("SCAN obstacle") && !plan.contains("SCAN o\n"), "{plan}");
    }
}
