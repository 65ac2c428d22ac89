//! `activity copy 2025 2026`: the plan of a year becomes that of another, without what was done, promised besides or given up.

use std::collections::HashMap;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::calendar::date::{add_months, iso};
use sinergi::register::Row;
use sinergi::rules::plan::State;
use sinergi::store::{Activity, Store, outlined, read_row};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Fault, say};

use super::activity;
use crate::cli::office::Office;
use crate::cli::output::print_line;
use crate::cli::tree::{dry_run, examples, help};

/// Fills `activity copy`.
pub(in crate::cli) fn build(command: Command) -> Command {
    let year =
        |name: &'static str, about: &'static str| Arg::new(name).value_name(name).required(true).help(about);
    command
        .arg(year("FROM", help("tahun rencana yang disalin", "the year of the plan that is copied")))
        .arg(year("TO", help("tahun rencana yang baru", "the year of the new plan")))
        .arg(dry_run())
        .after_help(examples("sinergi activity copy 2026 2027"))
}

/// Copies the plan of a year onto an empty one.
pub(in crate::cli) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = activity() else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let (lang, today) = (office.lang(), office.today());
    let year = |name: &str| -> Result<i16> {
        let text = matches.get_one::<String>(name).map_or("", String::as_str);
        let parsed = Kind::Period.parse(text, today).ok();
        let year =
            parsed.as_ref().and_then(Value::text).filter(|year| year.len() == 4).and_then(|y| y.parse().ok());
        Ok(year.ok_or_else(|| {
            Error::Refused(
                name.to_owned(),
                Fault::Contradiction(
                    format!("`{text}` bukan tahun; tulis misalnya 2026"),
                    format!("`{text}` is no year; write for example 2026"),
                ),
            )
        })?)
    };
    let (from, to) = (year("FROM")?, year("TO")?);
    store.speak_as_of(today)?;
    refuse_full(&store, to)?;
    let all = store.activities(Some(from))?;
    let before = all.len();
    let kept: Vec<Activity> =
        all.into_iter().filter(|one| is_planned(one) && one.facts.state(today) != State::Dropped).collect();
    if kept.is_empty() {
        return Err(Error::usage(
            format!("rencana {from} tidak mempunyai aktivitas yang dapat disalin"),
            format!("the plan of {from} has no activities to copy"),
        )
        .with_hint(
            format!("lihat: sinergi report plan --year {from}"),
            format!("see: sinergi report plan --year {from}"),
        )
        .into());
    }
    let left = before - kept.len();
    let dry = matches.get_flag("dry-run");
    let lines = outlined(&kept, today);
    let (codes, _) = store.write(&office.entry(), dry, |door| {
        let mut made: HashMap<&str, String> = HashMap::new();
        let mut codes = Vec::new();
        for line in &lines {
            let one = &kept[line.at];
            let Some(old) = read_row(door.conn(), entity, &one.code)? else { continue };
            let mut new = renewed(&old, one, from, to);
            let above = one.parent.as_deref().and_then(|parent| made.get(parent));
            new.set("parent", above.map_or(Value::Null, |code| Value::from(code.as_str())));
            let code = door.add(&mut new)?;
            made.insert(&one.code, code.clone());
            codes.push(code);
        }
        Ok(codes)
    })?;
    for code in &codes {
        print_line(code)?;
    }
    if left > 0 {
        office.tell(&say!(
            lang,
            "Tidak disalin: {} (dibatalkan, atau janji dari rapat, solusi, dan evaluasi).",
            "Not copied: {} (dropped, or promised by a meeting, a solution or an evaluation).",
            left
        ));
    }
    office.tell(&if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else {
        say!(
            lang,
            "Rencana {} berisi {} aktivitas. Lihat: sinergi report plan --year {}   Batalkan: sinergi undo",
            "The plan of {} has {} activities. See it: sinergi report plan --year {}   Take it back: sinergi undo",
            to,
            codes.len(),
            to
        )
    });
    Ok(())
}

/// Whether it stands in the plan itself, and was not promised besides.
fn is_planned(one: &Activity) -> bool {
    let in_the_plan = one.meeting.is_none() || one.parent.is_some() || one.sipd_code.is_some();
    one.origin.is_none() && in_the_plan
}

fn refuse_full(store: &Store, goal: i16) -> Result<()> {
    let there = store.activities(Some(goal))?.iter().filter(|one| is_planned(one)).count();
    if there == 0 {
        return Ok(());
    }
    Err(Error::usage(
        format!("rencana {goal} sudah berisi {there} aktivitas; tidak ada yang disalin"),
        format!("the plan of {goal} has {there} activities already; nothing was copied"),
    )
    .with_hint(
        format!("lihat: sinergi report plan --year {goal}"),
        format!("see them: sinergi report plan --year {goal}"),
    )
    .into())
}

/// The same activity in another year: as it stands now, its days moved by whole years, without what was done.
fn renewed(old: &Row, now: &Activity, from: i16, to: i16) -> Row {
    let mut new = old.clone();
    for empty in [
        "code",
        "meeting",
        "agreed_on",
        "done_on",
        "outcome",
        "dropped_on",
        "drop_reason",
        "source_id",
        "note",
        "target_text",
    ] {
        new.set(empty, Value::Null);
    }
    new.set("year", format!("{to:04}").as_str());
    new.set("budget", now.budget.map_or(Value::Null, Value::Int));
    new.set("target", now.target.as_deref().map_or(Value::Null, Value::from));
    new.set(
        "months",
        now.facts.months.map_or(Value::Null, |months| Value::from(months.to_string().as_str())),
    );
    let months = (i32::from(to) - i32::from(from)) * 12;
    let due = now.facts.due_on.and_then(|due| add_months(due, months));
    new.set("due_on", due.filter(|due| iso(&due.to_string()).is_some()).map_or(Value::Null, Value::from));
    new
}
