//! The scores of evaluations, one after the other in the order of the file: answers and evaluations stand there in the same
//! order, so that all of them are read once, side by side, and nothing is looked up. Nothing is kept.

use std::cmp::Ordering;

use jiff::civil::Date;
use rusqlite::{Row, Statement, ToSql};

use super::Ask;
use crate::calendar::period::{Period, of_name};
use crate::error::Result;
use crate::register::DEPARTMENT;
use crate::rules::scoring::{Bands, Instrument, Scores};
use crate::store::Store;

/// One evaluation with what it adds up to.
#[derive(Clone, Copy)]
pub(super) struct Scored<'r> {
    pub(super) code: &'r str,
    pub(super) agreement: &'r str,
    pub(super) period: &'r str,
    pub(super) assessor: &'r str,
    pub(super) answered_on: &'r str,
    /// Of the agreement, where [`Wanted::with_agreements`] asks for it; empty elsewhere.
    pub(super) department: Option<&'r str>,
    pub(super) kind: &'r str,
    pub(super) title: &'r str,
    pub(super) scores: Scores,
    pub(super) bands: Bands,
}

/// Which evaluations are wanted, as a condition over `evaluation e` with its values.
pub(super) struct Wanted {
    condition: String,
    values: Vec<(&'static str, String)>,
    /// Whether the answers of each are looked up, instead of walking over all there are.
    looked_up: bool,
    /// Whether it is read what has a proof.
    proofs: bool,
    /// Whether it is read of what agreement each is.
    agreements: bool,
}

impl Wanted {
    /// Those of the periods that end in the days asked about, of the agreements that are asked about.
    pub(super) fn asked(ask: &Ask) -> Self {
        let (mut conditions, mut values) = (Vec::new(), Vec::new());
        if ask.only.is_asked() {
            conditions.push(format!("e.agreement IN (SELECT code FROM agreement WHERE {})", ask.only.sql()));
        }
        if ask.period != Period::default() {
            // The names of periods begin with their year; whether one ends in the days asked about is looked at besides.
            let year = |day: Option<Date>, open: &str| {
                day.map_or_else(|| open.to_owned(), |day| format!("{:04}", day.year()))
            };
            conditions.push("e.period BETWEEN :first AND :last".to_owned());
            values.push((":first", year(ask.period.from, "")));
            values.push((":last", format!("{}~", year(ask.period.to, "9999"))));
        }
        let looked_up = !conditions.is_empty();
        let condition = if looked_up { conditions.join(" AND ") } else { "1".to_owned() };
        Self { condition, values, looked_up, proofs: true, agreements: false }
    }

    /// The same with the department, kind and title of each agreement, as of the day of which the store speaks.
    pub(super) fn with_agreements(mut self) -> Self {
        self.agreements = true;
        self
    }

    /// The same; what has a proof is read only where it is asked for, and elsewhere everything counts as proved.
    pub(super) fn with_proofs(mut self, asked: bool) -> Self {
        self.proofs = asked;
        self
    }

    /// Those of one agreement.
    pub(super) fn of_agreement(code: &str) -> Self {
        Self::one_that("e.agreement = :code", code)
    }

    /// One evaluation alone.
    pub(super) fn one(code: &str) -> Self {
        Self::one_that("e.code = :code", code)
    }

    fn one_that(condition: &str, code: &str) -> Self {
        Self {
            condition: condition.to_owned(),
            values: vec![(":code", code.to_owned())],
            looked_up: true,
            proofs: true,
            agreements: false,
        }
    }
}

/// The statement of the answers.
fn answers(proofs: bool, order: &str) -> String {
    let proved = if proofs { "proof IS NOT NULL OR proof_at IS NOT NULL" } else { "1" };
    format!("SELECT evaluation, question, option, {proved} FROM answer {order}")
}

/// The statement of the evaluations. Each agreement is looked up in the order of the file, which is nearly that of its walk.
fn evaluations(ask: &Ask, wanted: &Wanted) -> String {
    let (columns, join) = if wanted.agreements {
        let columns = format!("{DEPARTMENT}, agreement.kind, agreement.title");
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
pub(super) fn each(
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

/// Whether periods end in the days asked about; the last answer is kept, for they come in long rows of the same.
pub(super) struct Periods<'a> {
    ask: &'a Ask,
    last: (String, bool),
}

impl<'a> Periods<'a> {
    pub(super) fn new(ask: &'a Ask) -> Self {
        Self { ask, last: (String::new(), ask.period == Period::default()) }
    }

    pub(super) fn holds(&mut self, name: &str) -> bool {
        if self.last.0 != name {
            let end = of_name(name).and_then(|p| p.to);
            self.last = (name.to_owned(), end.is_some_and(|day| self.ask.period.contains(day)));
        }
        self.last.1
    }
}

/// Which assessor's word counts: the secretariat's before the department's, and the partner's last.
pub(super) fn rank(assessor: &str) -> u8 {
    match assessor {
        "secretariat" => 2,
        "department" => 1,
        _ => 0,
    }
}

/// What counts of an agreement in a period: the secretariat's evaluation, else the department's, which is provisional; never
/// the partner's alone, and none in which nothing is answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Official {
    pub(super) agreement: String,
    pub(super) department: Option<String>,
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) period: String,
    pub(super) scores: Scores,
    pub(super) bands: Bands,
    pub(super) provisional: bool,
}

/// Picks the official one out of the evaluations of an agreement in a period, which stand one after the other.
#[derive(Default)]
struct Picking {
    here: Official,
    /// The rank of the assessor who is picked so far; the partner's is that of nobody.
    rank: u8,
}

impl Picking {
    fn is_at(&self, scored: &Scored<'_>) -> bool {
        self.here.agreement == scored.agreement && self.here.period == scored.period
    }

    /// Goes to the next agreement and period; what it held is used again, so that no memory is asked for.
    fn go_to(&mut self, scored: &Scored<'_>) {
        let here = &mut self.here;
        scored.agreement.clone_into(&mut here.agreement);
        scored.period.clone_into(&mut here.period);
        scored.kind.clone_into(&mut here.kind);
        scored.title.clone_into(&mut here.title);
        match (scored.department, &mut here.department) {
            (Some(new), Some(old)) => new.clone_into(old),
            (new, old) => *old = new.map(str::to_owned),
        }
        self.rank = 0;
    }

    fn look_at(&mut self, scored: &Scored<'_>) {
        let rank = rank(scored.assessor);
        if rank > self.rank {
            self.rank = rank;
            (self.here.scores, self.here.bands) = (scored.scores, scored.bands);
            self.here.provisional = rank < 2;
        }
    }
}

/// Hands the official evaluation of every wanted agreement and period to `take`; returns how many have only the partner's.
pub(super) fn official(
    store: &Store,
    ask: &Ask,
    wanted: &Wanted,
    take: &mut dyn FnMut(&Official) -> Result<()>,
) -> Result<i64> {
    let mut picking = Picking::default();
    let mut partner_only = 0;
    let mut close = |picking: &Picking| match (picking.rank, picking.here.agreement.is_empty()) {
        (_, true) => Ok(()),
        (0, _) => {
            partner_only += 1;
            Ok(())
        }
        _ => take(&picking.here),
    };
    each(store, ask, wanted, &mut |scored| {
        if scored.scores.total().answered == 0 {
            return Ok(());
        }
        if !picking.is_at(scored) {
            close(&picking)?;
            picking.go_to(scored);
        }
        picking.look_at(scored);
        Ok(())
    })?;
    close(&picking)?;
    Ok(partner_only)
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
