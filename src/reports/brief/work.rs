//! Questions 6 to 12: what hinders, what is done by whom and when, and what is proposed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::questions::{Answer, HINDRANCES, NEIGHBOURS, OVERLAP, PLAN, PROPOSALS, SIGNATURES, SOP};
use crate::calendar::date::{iso, long};
use crate::calendar::period::Period;
use crate::error::Result;
use crate::lang::{Choice, Lang, choice_label};
use crate::register::OUTCOME_WORDS;
use crate::reports;
use crate::reports::gathered::gather;
use crate::reports::overlap::{Alike, WHYS, each as overlaps};
use crate::reports::plan::{Sums, planned};
use crate::reports::{Ask, compliance, decisions, due, obstacles, stuck};
use crate::rules::plan::{STATES as PLAN_STATES, State};
use crate::say;
use crate::sheet::Sink;
use crate::store::Store;
use crate::value::Value;

pub(super) fn hindrances(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let counted = gather(&obstacles::REPORT, "category", store, ask)?;
    let mut answer = Answer::default();
    let open = ["open", "being_solved", "overdue", "escalated"].iter().map(|key| counted.total(key)).sum();
    answer.number("open", open);
    let lines = gather(&due::REPORT, "due", store, ask)?;
    let late = |row: &&Vec<Value>| lines.text(row, "what") == Some("solve") && lines.int(row, "days") < 0;
    answer.count("overdue", lines.rows.iter().filter(late).count());
    for row in lines.rows.iter().filter(late).take(5) {
        let text = |key: &str| lines.text(row, key).unwrap_or_default();
        let code = text("key").trim_end_matches("/solve").to_owned();
        answer.detail("overdue", None, format!("{code} {} ({}, {})", text("title"), text("who"), text("on")));
    }
    answer.write(&HINDRANCES, ask, "obstacle list --state open,being-solved,overdue,escalated", sink)
}

pub(super) fn overlap(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    overlaps(store, ask, Alike::All, &mut |group| {
        let codes: Vec<&str> = group.members.iter().map(|member| member.code.as_str()).collect();
        groups.entry(group.why).or_default().push(codes.join(" + "));
        Ok(())
    })?;
    let mut answer = Answer::default();
    for why in WHYS {
        let found = groups.remove(why.word).unwrap_or_default();
        answer.detail(why.word, i64::try_from(found.len()).ok(), shortened(&found));
    }
    answer.write(&OVERLAP, ask, "report overlap", sink)
}

pub(super) fn by_the_sop(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let table = gather(&compliance::REPORT, "departments", store, ask)?;
    let mut answer = Answer::default();
    let sum = |key: &str| table.rows.iter().map(|row| table.int(row, key)).sum::<i64>();
    answer.detail(
        "as-set",
        Some(sum("as_set")),
        say!(ask.lang, "dari {} yang wajib", "of {} that were due", sum("due")),
    );
    // A department has a line for each version that it goes by.
    let mut departments: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for row in &table.rows {
        if let Some(code) = table.text(row, "department") {
            let (kept, due) = departments.entry(code).or_default();
            *kept += table.int(row, "as_set");
            *due += table.int(row, "due");
        }
    }
    let judged = departments.into_iter().filter(|(_, (_, due))| *due > 0);
    let mut least: Vec<(i64, i64, i64, &str)> =
        judged.map(|(code, (kept, due))| (kept * 10_000 / due, kept, due, code)).collect();
    least.sort_by_key(|(share, _, due, code)| (*share, -due, *code));
    for (_, kept, due, code) in least.iter().take(3) {
        answer.detail("least", None, say!(ask.lang, "{}: {} dari {}", "{}: {} of {}", code, kept, due));
    }
    let time = gather(&compliance::REPORT, "time", store, ask)?;
    let mut slow: Vec<&Vec<Value>> = time.rows.iter().filter(|row| time.int(row, "over") > 0).collect();
    slow.sort_by_key(|row| std::cmp::Reverse(time.int(row, "over")));
    for row in slow.iter().take(3) {
        let text = |key: &str| time.text(row, key).unwrap_or_default();
        let days = time.int(row, "over");
        answer.detail(
            "slowest",
            Some(days),
            say!(
                ask.lang,
                "hari kerja lebih: {} ({})",
                "working days over: {} ({})",
                text("step"),
                text("sop")
            ),
        );
    }
    let late = stuck::late(store, ask)?;
    answer.number("stuck", late);
    answer.write(&SOP, ask, "report compliance", sink)
}

pub(super) fn this_quarter(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let first = Date::new(ask.as_of.year(), (ask.as_of.month() - 1) / 3 * 3 + 1, 1).unwrap_or(ask.as_of);
    let last = first.checked_add(jiff::Span::new().months(2)).map_or(ask.as_of, Date::last_of_month);
    let period = Period { from: Some(first), to: Some(last) };
    let (plan, _) = planned(store, &Ask { period, year: None, ..ask.clone() })?;
    let mut sums = Sums::default();
    for line in &plan.lines {
        let one = &plan.activities[line.at];
        sums.add(one, line, one.state(plan.day).unwrap_or(State::NotDue), plan.from, plan.day);
    }
    let mut answer = Answer::default();
    answer.count("promised", plan.lines.len());
    answer.number("done", sums.states[State::Done as usize]);
    answer.number("late", sums.states[State::Late as usize]);
    answer.money("budget", sums.budget, ask.people);
    answer.money("spent", sums.spent, ask.people);
    let states: Vec<String> = PLAN_STATES
        .iter()
        .zip(sums.states)
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| format!("{}: {count}", state.label.get(ask.lang)))
        .collect();
    if !states.is_empty() {
        answer.notes.push(format!("{}.", states.join("; ")));
    }
    let name = period.name().unwrap_or_default();
    answer.write(&PLAN, ask, &format!("report plan --period {name}"), sink)
}

pub(super) fn to_sign(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lines = gather(&due::REPORT, "due", store, ask)?;
    let own = |row: &&Vec<Value>| matches!(lines.text(row, "who"), Some("sekda" | "head"));
    let mut answer = Answer::default();
    answer.count("to-do", lines.rows.iter().filter(own).count());
    for row in lines.rows.iter().filter(own).take(5) {
        let text = |key: &str| lines.text(row, key).unwrap_or_default();
        let what = choice_label(text("what"), due::WHATS, ask.lang);
        let day = iso(text("on")).map_or_else(String::new, |day| long(day, ask.lang));
        answer.detail("next", None, format!("{day}: {what}, {} ({})", text("title"), text("key")));
    }
    answer.write(&SIGNATURES, ask, "due --for sekda,head", sink)
}

pub(super) fn neighbours(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let table = gather(&reports::neighbours::REPORT, "neighbours", store, ask)?;
    let names = |in_place: bool| {
        let of = |row: &&Vec<Value>| (table.text(row, "place") == Some("in-place")) == in_place;
        let names: Vec<&str> =
            table.rows.iter().filter(of).filter_map(|row| table.text(row, "name")).collect();
        (i64::try_from(names.len()).ok(), names.join(", "))
    };
    let mut answer = Answer::default();
    answer.count("neighbours", table.rows.len());
    for (what, in_place) in [("in-place", true), ("lacking", false)] {
        let (count, names) = names(in_place);
        answer.detail(what, count, names);
    }
    answer.write(&NEIGHBOURS, ask, "report neighbours", sink)
}

pub(super) fn proposed(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let table = gather(&decisions::REPORT, "decisions", store, ask)?;
    let mut answer = Answer::default();
    let waiting = |row: &[Value]| table.text(row, "fate") == Some("waiting");
    for word in OUTCOME_WORDS {
        let of: Vec<&str> = table
            .rows
            .iter()
            .filter(|row| waiting(row) && table.text(row, "proposed") == Some(word.word))
            .filter_map(|row| table.text(row, "agreement"))
            .collect();
        if !of.is_empty() {
            let count = i64::try_from(of.len()).ok();
            answer.detail("proposed", count, spoken(word, &of, ask.lang));
        }
    }
    answer.count("nothing-proposed", table.count(|row| table.text(row, "fate") == Some("nothing-proposed")));
    answer.write(&PROPOSALS, ask, "report decisions", sink)
}

/// `extend: KS-2024-0001, KS-2024-0002, …`
fn spoken(word: &Choice, codes: &[&str], lang: Lang) -> String {
    format!("{}: {}", word.label.get(lang), shortened(codes))
}

/// The first few of a list.
fn shortened(list: &[impl AsRef<str>]) -> String {
    const SHOWN: usize = 4;
    let more = if list.len() > SHOWN { ", …" } else { "" };
    let first: Vec<&str> = list.iter().take(SHOWN).map(AsRef::as_ref).collect();
    format!("{}{more}", first.join(", "))
}
