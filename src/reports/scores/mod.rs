//! The scores of evaluations, one after the other in the order of the file: answers and evaluations stand there in the same
//! order, so that all of them are read once, side by side, and nothing is looked up. Nothing is kept.

mod official;
mod wanted;

use std::cmp::Ordering;

use rusqlite::{Row, Statement, ToSql};

pub(in crate::reports) use self::official::{Official, official, rank};
pub(in crate::reports) use self::wanted::{Periods, Wanted};
use super::Ask;
use crate::error::Result;
use crate::rules::scoring::{Bands, Instrument, Scores};
use crate::store::Store;

/// One evaluation with what it adds up to.
#[derive(Clone, Copy)]
pub(in crate::reports) struct Scored<'r> {
    pub(in crate::reports) code: &'r str,
    pub(in crate::reports) agreement: &'r str,
    pub(in crate::reports) period: &'r str,
    pub(in crate::reports) assessor: &'r str,
    pub(in crate::reports) answered_on: &'r str,
    /// Of the agreement, where [`Wanted::with_agreements`] asks for it; empty elsewhere.
    pub(in crate::reports) department: Option<&'r str>,
    pub(in crate::reports) kind: &'r str,
    pub(in crate::reports) title: &'r str,
    pub(in crate::reports) scores: Scores,
    pub(in crate::reports) bands: Bands,
}

/// The statement of the answers.
fn answers(proofs: bool, order: &str) -> String {
    let proved = if proofs { "proof IS NOT NULL OR proof_at IS NOT NULL" } else { "1" };
    format!("SELECT evaluation, question, option, {proved} FROM answer {order}")
}

/// The statement of the evaluations. Each agreement is looked up in the order of the file, which is nearly that of its walk.
fn evaluations(ask: &Ask, wanted: &Wanted) -> String {
    let (columns, join) = if wanted.agreements {
        let columns = format!("{}, agreement.kind, agreement.title", ask.only.lead());
        (columns, "CROSS JOIN agreement ON agreement.code = e.agreement")
    } else {
        ("NULL, NULL, NULL".to_owned(), "")
    };
    format!(
        "SELECT e.code, e.agreement, e.period, e.assessor, e.answered_on, e.instrument, {columns} FROM evaluation e {join} \
         WHERE e.answered_on <= '{}' AND {} ORDER BY e.code",
        ask.as_of, wanted.condition
    )
}

/// Hands every wanted evaluation that was answered by the day, and whose period ends in the days asked about, to `take`.
pub(in crate::reports) fn each(
    store: &Store,
    ask: &Ask,
    wanted: &Wanted,
    take: &mut dyn FnMut(&Scored<'_>) -> Result<()>,
) -> Result<()> {
    let instruments = store.instruments()?;
    let mut statement = store.conn().prepare(&evaluations(ask, wanted))?;
    let own: Vec<(&'static str, &dyn ToSql)> =
        wanted.values.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect();
    let values = if wanted.looked_up { ask.only.with(&own) } else { own };
    let mut rows = statement.query(values.as_slice())?;
    let mut periods = Periods::new(ask);
    if wanted.looked_up {
        let mut answers =
            store.conn().prepare(&answers(wanted.proofs, "WHERE evaluation = ?1 ORDER BY question"))?;
        while let Some(row) = rows.next()? {
            if periods.holds(text(row, 2)?) {
                let Some(instrument) = of(&instruments, text(row, 5)?) else { continue };
                let scores = looked_up(instrument, &mut answers, text(row, 0)?)?;
                take(&scored(row, instrument, scores)?)?;
            }
        }
        return Ok(());
    }
    let mut statement = store.conn().prepare(&answers(wanted.proofs, "ORDER BY evaluation, question"))?;
    let mut answers = statement.query([])?;
    let mut answer = answers.next()?;
    while let Some(row) = rows.next()? {
        let code = bytes(row, 0)?;
        let Some(instrument) = of(&instruments, text(row, 5)?) else { continue };
        let mut scorer = instrument.scorer();
        while let Some(found) = answer {
            match bytes(found, 0)?.cmp(code) {
                Ordering::Greater => break,
                Ordering::Equal => scorer.answer(bytes(found, 1)?, bytes(found, 2)?, found.get(3)?),
                Ordering::Less => {}
            }
            answer = answers.next()?;
        }
        take(&scored(row, instrument, scorer.scores())?)?;
    }
    Ok(())
}

fn looked_up(instrument: &Instrument, answers: &mut Statement<'_>, code: &str) -> Result<Scores> {
    let mut scorer = instrument.scorer();
    let mut rows = answers.query([code])?;
    while let Some(row) = rows.next()? {
        scorer.answer(bytes(row, 1)?, bytes(row, 2)?, row.get(3)?);
    }
    Ok(scorer.scores())
}

fn scored<'r>(row: &'r Row<'_>, instrument: &Instrument, scores: Scores) -> Result<Scored<'r>> {
    Ok(Scored {
        code: text(row, 0)?,
        agreement: text(row, 1)?,
        period: text(row, 2)?,
        assessor: text(row, 3)?,
        answered_on: text(row, 4)?,
        department: row.get_ref(6)?.as_str_or_null().unwrap_or_default(),
        kind: text(row, 7)?,
        title: text(row, 8)?,
        scores,
        bands: instrument.bands,
    })
}

fn of<'i>(instruments: &'i [Instrument], code: &str) -> Option<&'i Instrument> {
    instruments.iter().find(|i| i.code == code)
}

fn text<'r>(row: &'r Row<'_>, at: usize) -> Result<&'r str> {
    Ok(row.get_ref(at)?.as_str().unwrap_or_default())
}

/// Codes and words are compared as they stand in the file; nothing is gained by reading them as text first.
fn bytes<'r>(row: &'r Row<'_>, at: usize) -> Result<&'r [u8]> {
    Ok(row.get_ref(at)?.as_bytes().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::lang::Lang;

    fn plan(store: &Store, sql: &str) -> String {
        let mut statement = store.conn().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let values = vec!["KS-2025-0001"; statement.parameter_count()];
        let rows =
            statement.query_map(rusqlite::params_from_iter(values), |r| r.get::<_, String>(3)).unwrap();
        rows.map(std::result::Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn all_is_read_in_the_order_of_the_file_and_one_agreement_by_its_index() {
        let store = Store::in_memory().unwrap();
        let ask = Ask::new(date(2025, 1, 15), Lang::Id);
        store.speak_as_of(ask.as_of).unwrap();
        let all = plan(&store, &evaluations(&ask, &Wanted::asked(&ask).with_agreements()));
        assert!(all.starts_with("SCAN e\nSEARCH agreement USING INDEX"), "{all}");
        assert_eq!(plan(&store, &answers(true, "ORDER BY evaluation, question")), "SCAN answer");
        let one = plan(&store, &evaluations(&ask, &Wanted::of_agreement("KS-2025-0001")));
        assert_eq!(one, "SEARCH e USING INDEX evaluation_agreement (agreement=?)");
        let of_one = plan(&store, &answers(true, "WHERE evaluation = ?1 ORDER BY question"));
        assert_eq!(of_one, "SEARCH answer USING PRIMARY KEY (evaluation=?)");
    }
}
