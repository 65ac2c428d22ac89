//! Which evaluation speaks for an agreement in a period, with its scores in a line: the secretariat's, else the department's,
//! else the partner's; one in which nothing is answered only where there is no other.

use super::Ask;
use super::scores::{Wanted, each, rank};
use crate::calendar::period::of_name;
use crate::error::Result;
use crate::lang::{Lang, choice_label};
use crate::render::cell_text;
use crate::rules::scoring::{AXES, Bands, Scores, VERDICTS};
use crate::sheet::Cell;
use crate::store::Store;
use crate::value::Kind;

/// The evaluation that speaks for a period.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    pub(super) code: String,
    pub(super) period: String,
    pub(super) assessor: String,
    pub(super) answered_on: String,
    pub(super) scores: Scores,
    pub(super) bands: Bands,
}

impl Spoken {
    /// What counts before what: one with answers, then who answered.
    fn weight(&self) -> (bool, u8) {
        (self.scores.total().answered > 0, rank(&self.assessor))
    }
}

/// Those of an agreement as of the day that is asked about, in the order in which their periods end.
pub(super) fn spoken(store: &Store, ask: &Ask, agreement: &str) -> Result<Vec<Spoken>> {
    let ask = &Ask::new(ask.as_of, ask.lang);
    let mut found: Vec<Spoken> = Vec::new();
    each(store, ask, &Wanted::of_agreement(agreement), &mut |scored| {
        let one = Spoken {
            code: scored.code.to_owned(),
            period: scored.period.to_owned(),
            assessor: scored.assessor.to_owned(),
            answered_on: scored.answered_on.to_owned(),
            scores: scored.scores,
            bands: scored.bands,
        };
        match found.iter_mut().find(|known| known.period == one.period) {
            Some(known) if one.weight() > known.weight() => *known = one,
            Some(_) => {}
            None => found.push(one),
        }
        Ok(())
    })?;
    found.sort_by_key(|one| of_name(&one.period).map(|p| (p.to, p.from)));
    Ok(found)
}

/// The code of the evaluation that speaks for a period; `None` where there is none by the day that is asked about.
pub fn official_code(store: &Store, ask: &Ask, agreement: &str, period: &str) -> Result<Option<String>> {
    let found = spoken(store, ask, agreement)?;
    Ok(found.into_iter().find(|one| one.period == period).map(|one| one.code))
}

/// The scores of an evaluation in one line: each axis with its verdict.
pub fn verdicts(store: &Store, ask: &Ask, code: &str) -> Result<String> {
    let mut line = String::new();
    each(store, &Ask::new(ask.as_of, ask.lang), &Wanted::one(code), &mut |scored| {
        line = in_a_line(&scored.scores, &scored.bands, ask.lang);
        Ok(())
    })?;
    Ok(line)
}

/// Each axis that has questions which apply, with its score and verdict.
pub(super) fn in_a_line(scores: &Scores, bands: &Bands, lang: Lang) -> String {
    let axes = scores.axes.iter().zip(AXES).filter(|(tally, _)| tally.applicable > 0);
    let told: Vec<String> = axes
        .map(|(tally, axis)| {
            let verdict = choice_label(tally.verdict(bands).word(), VERDICTS, lang);
            match tally.score() {
                Some(share) => {
                    let percent = cell_text(&Cell::Share(share), Kind::Percent, lang);
                    format!("{} {percent} {verdict}", axis.label.get(lang))
                }
                None => format!("{} {verdict}", axis.label.get(lang)),
            }
        })
        .collect();
    told.join("; ")
}
