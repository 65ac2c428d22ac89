//! The parts that add up: means by group, from period to period, and what was counted.

use std::collections::BTreeMap;

use super::tally::{Mean, Tally};
use super::{LINES, PERIODS, SUMMARY};
use crate::error::Result;
use crate::reports::scores::{Wanted, official};
use crate::reports::{Ask, Part, TOTAL};
use crate::rules::scoring::Verdict;
use crate::sheet::{Cell, Foot, Sink};
use crate::store::Store;

/// One line of a part that groups.
pub(super) struct Line {
    pub(super) code: Option<String>,
    pub(super) name: String,
    pub(super) tally: Tally,
}

pub(super) fn group(part: &Part, lines: &[Line], all: &Tally, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(part.name) {
        return Ok(());
    }
    part.begin_of_period(ask, sink)?;
    for line in lines {
        sink.row(&cells(line.code.as_deref(), &line.name, &line.tally))?;
    }
    let total = if all.all() > 0 { cells(None, TOTAL.get(ask.lang), all).to_vec() } else { Vec::new() };
    let notes = if part.name == "departments" { ask.only.told(ask.lang) } else { None };
    sink.end(&Foot { total, notes: notes.into_iter().collect(), ..Foot::default() })
}

fn cells<'a>(code: Option<&'a str>, name: &'a str, tally: &Tally) -> [Cell<'a>; 9] {
    let verdict = |verdict: Verdict| Cell::Int(tally.verdicts[verdict as usize]);
    [
        code.into(),
        Cell::Text(name),
        Cell::Int(tally.score.count),
        mean(&tally.score),
        verdict(Verdict::Good),
        verdict(Verdict::Fair),
        verdict(Verdict::Poor),
        verdict(Verdict::CannotSay),
        Cell::Int(tally.provisional),
    ]
}

fn mean(mean: &Mean) -> Cell<'static> {
    Cell::share(mean.value())
}

/// The means of every period up to the one that is asked about.
pub(super) fn trend(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(PERIODS.name) {
        return Ok(());
    }
    let mut until = ask.clone();
    until.period.from = None;
    let mut periods: BTreeMap<String, Tally> = BTreeMap::new();
    official(store, &until, &Wanted::asked(&until).with_proofs(false), &mut |one| {
        match periods.get_mut(&one.period) {
            Some(tally) => tally.add(one),
            None => periods.entry(one.period.clone()).or_default().add(one),
        }
        Ok(())
    })?;
    PERIODS.begin_titled(PERIODS.label.get(ask.lang), ask, sink)?;
    for (name, tally) in &periods {
        let axes = tally.axes;
        sink.row(&[
            Cell::Text(name),
            Cell::Int(tally.score.count),
            mean(&tally.score),
            mean(&axes[0]),
            mean(&axes[1]),
            mean(&axes[2]),
            mean(&axes[3]),
            mean(&axes[4]),
            Cell::Int(tally.verdicts[Verdict::CannotSay as usize]),
        ])?;
    }
    sink.end(&Foot::default())
}

pub(super) fn summary(all: &Tally, partner_only: i64, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(SUMMARY.name) {
        return Ok(());
    }
    SUMMARY.begin_titled(SUMMARY.label.get(ask.lang), ask, sink)?;
    let cannot_say = all.verdicts[Verdict::CannotSay as usize];
    let numbers = [
        all.all() + partner_only,
        all.score.count,
        all.provisional,
        cannot_say,
        partner_only,
        all.answered,
        all.unproved,
    ];
    for (line, number) in LINES.iter().zip(numbers) {
        sink.row(&[Cell::Text(line.word), Cell::Int(number)])?;
    }
    sink.end(&Foot::default())
}
