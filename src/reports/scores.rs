//! The scores of evaluations, one after the other in the order of the file: answers and evaluations stand there in the same
//! order, so that all of them are read once, side by side, and nothing is looked up. Nothing is kept.

use jiff::civil::Date;
use rusqlite::{Row, Statement, ToSql};

use super::Ask;
use crate::calendar::period::Period;
use crate::error::Result;
use crate::rules::scoring::{Bands, Instrument, Scores};
use crate::store::Store;

/// One evaluation with what it adds up to.
pub(super) struct Scored<'r> {
    pub(super) code: &'r str,
    pub(super) agreement: &'r str,
    pub(super) period: &'r str,
    pub(super) assessor: &'r str,
    pub(super) recommendation: Option<&'r str>,
    pub(super) scores: Scores,
    pub(super) bands: Bands,
}

/// Which evaluations are wanted, as a condition over `evaluation e` with its values.
pub(super) struct Wanted {
    condition: String,
    values: Vec<(&'static str, String)>,
    /// Whether they are few, so that the answers of each are looked up.
    pub(super) few: bool,
}

impl Wanted {
    /// Those of the periods that lie in the one that is asked about, of the agreements that are asked about.
    pub(super) fn asked(ask: &Ask) -> Self {
        let (mut conditions, mut values) = (Vec::new(), Vec::new());
        if ask.only.is_asked() {
            conditions.push(format!("e.agreement IN (SELECT code FROM agreement WHERE {})", ask.only.sql()));
        }
        if ask.period != Period::default() {
            // The names of periods begin with their year; whether one lies in the days asked about is looked at besides.
            let year = |day: Option<Date>, open: &str| {
                day.map_or_else(|| open.to_owned(), |day| format!("{:04}", day.year()))
            };
            conditions.push("e.period BETWEEN :first AND :last".to_owned());
            values.push((":first", year(ask.period.from, "")));
            values.push((":last", format!("{}~", year(ask.period.to, "9999"))));
        }
        let few = !conditions.is_empty();
        Self { condition: if few { conditions.join(" AND ") } else { "1".to_owned() }, values, few }
    }

    /// One evaluation alone.
    pub(super) fn one(code: &str) -> Self {
        Self { condition: "e.code = :code".to_owned(), values: vec![(":code", code.to_owned())], few: true }
    }
}

const ANSWERS: &str =
    "SELECT evaluation, question, option, proof IS NOT NULL OR proof_at IS NOT NULL FROM answer";

/// Hands every wanted evaluation that was answered by the day, and whose period lies in the one asked about, to `take`.
pub(super) fn each(
    store: &Store,
    ask: &Ask,
    wanted: &Wanted,
    take: &mut dyn FnMut(&Scored<'_>) -> Result<()>,
) -> Result<()> {
    let instruments = store.instruments()?;
    let sql = format!(
        "SELECT e.code, e.agreement, e.period, e.assessor, e.recommendation, e.instrument FROM evaluation e \
         WHERE e.answered_on <= '{}' AND {} ORDER BY e.code",
        ask.as_of, wanted.condition
    );
    let mut statement = store.conn().prepare(&sql)?;
    let own: Vec<(&'static str, &dyn ToSql)> =
        wanted.values.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect();
    let mut rows = statement.query(ask.only.with(&own).as_slice())?;
    let mut periods = Periods::new(ask);
    if wanted.few {
        let mut answers =
            store.conn().prepare(&format!("{ANSWERS} WHERE evaluation = ?1 ORDER BY question"))?;
        while let Some(row) = rows.next()? {
            if periods.holds(text(row, 2)?) {
                let Some(instrument) = of(&instruments, text(row, 5)?) else { continue };
                let scores = looked_up(instrument, &mut answers, text(row, 0)?)?;
                take(&scored(row, instrument, scores)?)?;
            }
        }
        return Ok(());
    }
    let mut statement = store.conn().prepare(&format!("{ANSWERS} ORDER BY evaluation, question"))?;
    let mut answers = statement.query([])?;
    let mut answer = answers.next()?;
    while let Some(row) = rows.next()? {
        let code = text(row, 0)?;
        let Some(instrument) = of(&instruments, text(row, 5)?) else { continue };
        let mut scorer = instrument.scorer();
        while let Some(found) = answer {
            match text(found, 0)?.cmp(code) {
                std::cmp::Ordering::Greater => break,
                std::cmp::Ordering::Equal => scorer.answer(text(found, 1)?, text(found, 2)?, found.get(3)?),
                std::cmp::Ordering::Less => {}
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
        scorer.answer(text(row, 1)?, text(row, 2)?, row.get(3)?);
    }
    Ok(scorer.scores())
}

fn scored<'r>(row: &'r Row<'_>, instrument: &Instrument, scores: Scores) -> Result<Scored<'r>> {
    Ok(Scored {
        code: text(row, 0)?,
        agreement: text(row, 1)?,
        period: text(row, 2)?,
        assessor: text(row, 3)?,
        recommendation: row.get_ref(4)?.as_str_or_null().unwrap_or_default(),
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

/// Whether periods lie in the one asked about; the last answer is kept, for they come in long rows of the same.
struct Periods<'a> {
    ask: &'a Ask,
    last: (String, bool),
}

impl<'a> Periods<'a> {
    fn new(ask: &'a Ask) -> Self {
        Self { ask, last: (String::new(), false) }
    }

    fn holds(&mut self, name: &str) -> bool {
        if self.last.0 != name {
            let span = crate::calendar::period::of_name(name);
            let inside = span
                .and_then(|p| p.from.zip(p.to))
                .is_some_and(|(from, to)| self.ask.period.contains(from) && self.ask.period.contains(to));
            self.last = (name.to_owned(), inside);
        }
        self.last.1
    }
}

/// What counts of an agreement in a period: the secretariat's evaluation, else the department's, which is provisional; never
/// the partner's alone.
#[derive(Clone, Debug)]
pub(super) struct Official {
    pub(super) agreement: String,
    pub(super) period: String,
    pub(super) code: String,
    pub(super) recommendation: Option<String>,
    pub(super) scores: Scores,
    pub(super) bands: Bands,
    pub(super) provisional: bool,
}

/// Picks the official one out of the evaluations of an agreement in a period, which stand one after the other.
#[derive(Default)]
pub(super) struct Picking {
    current: Option<Official>,
    place: (String, String),
    /// Agreements and periods of which only the partner has spoken.
    pub(super) partner_only: i64,
}

impl Picking {
    /// Takes the next evaluation; gives back the official one of the agreement and period before it, when that is over.
    pub(super) fn take(&mut self, scored: &Scored<'_>) -> Option<Official> {
        let same = self.place.0 == scored.agreement && self.place.1 == scored.period;
        let done = if same { None } else { self.finish() };
        if !same {
            self.place = (scored.agreement.to_owned(), scored.period.to_owned());
        }
        if scored.assessor != "partner" {
            self.current = Some(Official {
                agreement: scored.agreement.to_owned(),
                period: scored.period.to_owned(),
                code: scored.code.to_owned(),
                recommendation: scored.recommendation.map(str::to_owned),
                scores: scored.scores,
                bands: scored.bands,
                provisional: scored.assessor != "secretariat",
            });
        }
        done
    }

    /// The last official one.
    pub(super) fn finish(&mut self) -> Option<Official> {
        let done = self.current.take();
        if done.is_none() && !self.place.0.is_empty() {
            self.partner_only += 1;
        }
        self.place = (String::new(), String::new());
        done
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
    each(store, ask, wanted, &mut |scored| picking.take(scored).map_or(Ok(()), |one| take(&one)))?;
    if let Some(last) = picking.finish() {
        take(&last)?;
    }
    Ok(picking.partner_only)
}
