//! Which partners may be the same, written twice: pairs of names with a score, and what hangs on each.

use super::{Ask, Part};
use crate::error::Result;
use crate::lang::label;
use crate::rules::twins::{Name, pairs};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::Store;
use crate::value::Kind;

const PART: Part = Part {
    name: "duplicates",
    label: label("Mitra yang mungkin tercatat dua kali", "Partners that may be recorded twice"),
    columns: &[
        Column::new("score", label("Mirip", "Score"), Kind::Count),
        Column::new("partner", label("Mitra", "Partner"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text),
        Column::new("agreements", label("Kerja sama", "Agreements"), Kind::Count).rank(1),
        Column::new("twin", label("Kembaran", "Twin"), Kind::Code),
        Column::new("twin_name", label("Nama kembaran", "Name of the twin"), Kind::Text),
        Column::new("twin_agreements", label("Kerja samanya", "Its agreements"), Kind::Count).rank(1),
    ],
};

/// A partner and a twin of it.
pub struct Twins {
    /// The code and name of the one with more agreements.
    pub one: (String, String),
    /// The code and name of the other.
    pub twin: (String, String),
    /// How many agreements each has.
    pub agreements: (i64, i64),
    /// How likely they are the same, of 100.
    pub score: i64,
}

/// The pairs of partners that may be the same, the likest first; what was merged stands no more.
pub fn twins(store: &Store) -> Result<Vec<Twins>> {
    let sql = "SELECT code, name, (SELECT count(*) FROM party WHERE party.partner = partner.code) FROM partner \
               WHERE merged_into IS NULL ORDER BY code";
    let mut statement = store.conn().prepare(sql)?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let all: Vec<(String, String, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    let names: Vec<Name> = all.iter().map(|(_, name, _)| Name::read(name)).collect();
    let told = |(a, b, score): (usize, usize, i64)| {
        // The one that more hangs on is the one to keep.
        let (one, twin) = if all[b].2 > all[a].2 { (&all[b], &all[a]) } else { (&all[a], &all[b]) };
        let known = |of: &(String, String, i64)| (of.0.clone(), of.1.clone());
        Twins { one: known(one), twin: known(twin), agreements: (one.2, twin.2), score }
    };
    Ok(pairs(&names).into_iter().map(told).collect())
}

/// Shows the pairs.
pub fn duplicates(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    store.speak_as_of(ask.as_of)?;
    PART.begin_titled(PART.label.get(ask.lang), ask, sink)?;
    let found = twins(store)?;
    for pair in &found {
        sink.row(&[
            Cell::Int(pair.score),
            Cell::Text(&pair.one.0),
            Cell::Text(&pair.one.1),
            Cell::Int(pair.agreements.0),
            Cell::Text(&pair.twin.0),
            Cell::Text(&pair.twin.1),
            Cell::Int(pair.agreements.1),
        ])?;
    }
    let lang = ask.lang;
    let notes = vec![if found.is_empty() {
        say!(lang, "Tidak ada nama mitra yang mirip.", "No names of partners are alike.")
    } else {
        say!(
            lang,
            "{} pasangan, patut diperiksa satu per satu; nama yang mirip belum tentu mitra yang sama.",
            "Pairs: {}, to be looked at one by one; names that are alike need not be one partner.",
            found.len()
        )
    }];
    let open = found
        .first()
        .map(|pair| format!("{} partner merge {} --into {}", ask.program, pair.twin.0, pair.one.0));
    sink.end(&Foot { notes, open, ..Foot::default() })
}
