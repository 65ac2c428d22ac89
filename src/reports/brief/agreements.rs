//! Questions 1 to 5: what there is, what is carried out, who has it, and what the people got.

use super::questions::{AGREEMENTS, Answer, BENEFITS, DEPARTMENTS, LAPSED, PAPER};
use crate::error::Result;
use crate::reports::gathered::{Table, gather};
use crate::reports::{Ask, TOTAL, alignment, benefits, carried_out, map, paper_only};
use crate::rules::alignment::Alignment;
use crate::say;
use crate::sheet::{Cell, Foot, Sink};
use crate::store::Store;
use crate::value::Value;

pub(super) fn by_kind(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let kinds = gather(&map::REPORT, "kind", store, ask)?;
    let year = gather(&map::REPORT, "this_year", store, ask)?;
    AGREEMENTS.begin_titled(AGREEMENTS.label.get(ask.lang), ask, sink)?;
    let mut all = [0; 3];
    for row in &kinds.rows {
        let (kind, name) = (kinds.text(row, "kind"), kinds.text(row, "name"));
        let ending = year.rows.iter().find(|other| year.text(other, "kind") == kind);
        let numbers = [
            ["running", "ending_soon", "unknown_term"].iter().map(|key| kinds.int(row, key)).sum(),
            kinds.int(row, "lapsed"),
            ending.map_or(0, |row| year.int(row, "ending")),
        ];
        for (sum, number) in all.iter_mut().zip(numbers) {
            *sum += number;
        }
        let mut cells = vec![kind.into(), name.into()];
        cells.extend(numbers.map(Cell::Int));
        sink.row(&cells)?;
    }
    let mut total = vec![Cell::Empty, Cell::Text(TOTAL.get(ask.lang))];
    total.extend(all.map(Cell::Int));
    sink.end(&Foot { total, open: Some(ask.command("report map")), ..Foot::default() })
}

/// How many of a table have each answer of a confirmation.
fn answers(table: &Table, words: [(&'static str, &[&str]); 3]) -> Answer {
    let mut answer = Answer::default();
    for (what, of) in words {
        answer
            .count(what, table.count(|row| table.text(row, "answer").is_some_and(|word| of.contains(&word))));
    }
    answer
}

pub(super) fn on_paper(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let table = gather(&paper_only::REPORT, "departments", store, ask)?;
    let mut answer = Answer::default();
    for (what, key) in [("alive", "alive"), ("dead", "dead"), ("nobody-said", "nobody_said")] {
        answer.number(what, table.total(key));
    }
    answer.notes.push(say!(
        ask.lang,
        "Dari {} yang berlaku. Tanpa catatan bukan bukti tidak dilaksanakan.",
        "Of {} in force. No record is no proof that it is not carried out.",
        table.total("agreements")
    ));
    answer.write(&PAPER, ask, "report paper-only", sink)
}

pub(super) fn still_carried_out(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let table = gather(&carried_out::LAPSED, "lapsed-running", store, ask)?;
    let words: [(&str, &[&str]); 3] =
        [("still-carried-out", &["yes", "partly"]), ("stopped", &["no"]), ("nobody-said", &["nobody-said"])];
    let mut answer = answers(&table, words);
    answer.notes.push(say!(ask.lang, "Dari {} yang habis.", "Of {} that lapsed.", table.rows.len()));
    answer.write(&LAPSED, ask, "report lapsed-running", sink)
}

pub(super) fn by_department(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let table = gather(&map::REPORT, "department", store, ask)?;
    let mut answer = Answer::default();
    let in_force = |row: &[Value]| {
        ["running", "ending_soon", "unknown_term"].iter().map(|key| table.int(row, key)).sum::<i64>()
    };
    let mut most: Vec<(i64, &str)> =
        table.rows.iter().filter_map(|row| Some((in_force(row), table.text(row, "department")?))).collect();
    let none: Vec<String> = store
        .departments_on(ask.as_of)?
        .into_iter()
        .filter(|code| most.iter().all(|(count, own)| own != code || *count == 0))
        .collect();
    most.sort_by_key(|(count, code)| (-count, *code));
    for (count, code) in most.iter().take(3).filter(|(count, _)| *count > 0) {
        answer.detail("most", Some(*count), (*code).to_owned());
    }
    let count = i64::try_from(none.len()).ok();
    answer.detail("none", count, none.join(", "));
    let without: i64 = table
        .rows
        .iter()
        .filter(|row| table.text(row, "department").is_none())
        .map(|row| in_force(row))
        .sum();
    answer.number("without-department", without);
    let aligned = gather(&alignment::REPORT, "agreements", store, ask)?;
    let outside: Vec<&str> = aligned
        .rows
        .iter()
        .filter(|row| aligned.text(row, "alignment") == Some(Alignment::Outside.word()))
        .filter_map(|row| aligned.text(row, "agreement"))
        .collect();
    answer.detail("outside-mandate", i64::try_from(outside.len()).ok(), outside.join(", "));
    answer.notes.push(say!(ask.lang, "Yang berlaku saja.", "Those in force only."));
    answer.write(&DEPARTMENTS, ask, "report map --part department", sink)
}

pub(super) fn for_the_people(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let table = gather(&benefits::REPORT, "indicators", store, ask)?;
    let mut answer = Answer::default();
    // The people of an agreement are counted once, however many of its indicators reach them: the report's own total.
    answer.number("beneficiaries", table.total("beneficiaries"));
    answer.money("saved", table.total("saved"), ask.people);
    answer.money("earned", table.total("earned"), ask.people);
    // A share is taken in by ten-thousandths.
    let reached = |row: &[Value]| table.value(row, "attainment").int().map(|share| share >= 10_000);
    answer.count("reached", table.count(|row| reached(row) == Some(true)));
    answer.count("below", table.count(|row| reached(row) == Some(false)));
    answer.count("unmeasured", table.count(|row| reached(row).is_none()));
    answer.write(&BENEFITS, ask, "report benefits", sink)
}
