//! `meeting run`: through the agenda in the room, one key an item. Nothing is written before the end; then everything is one
//! operation.

use anyhow::Result;
use clap::{ArgMatches, Command};
use jiff::civil::Date;
use sinergi::lang::choice_label;
use sinergi::register::{ITEM_RESULTS, Row, TOPICS, entity as register_of};
use sinergi::reports::Point;
use sinergi::store::{Door, of_register, read_row};
use sinergi::value::actor_code;
use sinergi::{Error, Lang, say};

use super::agenda::{ask, keep, new_points};
use super::outcome::{Outcome, held, write};
use super::room::{Step, departments, one};
use super::{meeting, open, spoken_on};
use crate::cli::acts;
use crate::cli::form::Form;
use crate::cli::generic::code_arg;
use crate::cli::office::Office;
use crate::cli::output::print_line;
use crate::cli::tree::{dry_run, examples, help};

/// Fills `meeting run`.
pub(in crate::cli) fn build(command: Command) -> Command {
    let Some(entity) = meeting() else { return command };
    let on = clap::Arg::new("on").long("on").value_name("DATE").num_args(1).help(help(
        "hari rapatnya; tanpa ini hari ini",
        "the day of the meeting; today where it is not named",
    ));
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .arg(on)
        .arg(dry_run())
        .after_help(examples("sinergi meeting run RPT-2026-0003"))
}

/// An item on its way through the room.
struct Spoken {
    title: String,
    topic: String,
    record: Option<String>,
    /// Its place among those that the meeting has, or among the new ones.
    known: Option<Row>,
    outcome: Option<Outcome>,
}

/// Walks through the agenda.
pub(in crate::cli) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let (Some(items), Some(meetings)) = (register_of("item"), meeting()) else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let text = matches.get_one::<String>("CODE").map_or("", String::as_str);
    let row = open(text, &store, office.today())?;
    let code = row.code();
    if !office.may_ask() {
        return Err(Error::usage(
            "`meeting run` bertanya butir demi butir dan memerlukan terminal",
            "`meeting run` asks item by item and needs a terminal",
        )
        .with_hint(
            format!("tanpa pertanyaan: sinergi meeting agenda {code} --save, lalu sinergi meeting result {code} 1 noted"),
            format!("without questions: sinergi meeting agenda {code} --save, then sinergi meeting result {code} 1 noted"),
        )
        .into());
    }
    let on = spoken_on(&row, matches, office)?;
    let points = new_points(&store, &ask(office)?, Some(&row))?;
    let there = of_register(store.conn(), items, &code)?;
    let open_items = there.into_iter().filter(|item| item.get("result").is_null()).map(|item| Spoken {
        title: item.text("title").unwrap_or_default().to_owned(),
        topic: item.text("topic").unwrap_or_default().to_owned(),
        record: item.text("record").map(str::to_owned),
        known: Some(item),
        outcome: None,
    });
    let new = points.iter().map(|point| Spoken {
        title: point.title.clone(),
        topic: point.topic.to_owned(),
        record: point.record.clone(),
        known: None,
        outcome: None,
    });
    let mut spoken: Vec<Spoken> = open_items.chain(new).collect();
    let form = Form::new(&store, office);
    office.tell(&format!("{} {}", code, row.text("title").unwrap_or_default()));
    office.tell(&form.way_out());
    let all = spoken.len();
    for (at, item) in spoken.iter_mut().enumerate() {
        let topic = choice_label(&item.topic, TOPICS, lang);
        office.tell(&format!("\n{}/{all}  {topic}: {}", at + 1, item.title));
        match one(item.record.as_deref(), &store, &form, on, lang)? {
            Step::Said(outcome) => item.outcome = Some(outcome),
            Step::Skipped => {}
            Step::Finished => break,
        }
    }
    let present = departments(&store, &form, &code, lang)?;
    let prompt = say!(lang, "Jalannya rapat (boleh kosong)", "Notes of the meeting (may stay empty)");
    let notes = form.text(&prompt, &|_| Ok(()))?;
    let dry = matches.get_flag("dry-run");
    let (made, changes) = store.write(&office.entry(), dry, |door| {
        held(door, &row, on)?;
        let (made, mut minutes) = spoken_through(door, &row, &points, &spoken, on, lang)?;
        if let Some(entity) = register_of("attendance") {
            door.set_links(entity, &code, present)?;
        }
        minutes.extend(Some(notes.trim().to_owned()).filter(|notes| !notes.is_empty()));
        let old =
            read_row(door.conn(), meetings, &code)?.and_then(|row| row.text("notes").map(str::to_owned));
        if !minutes.is_empty() {
            let draft: Vec<String> = old.into_iter().chain(minutes).collect();
            door.edit(meetings, &code, &[("notes", draft.join("\n").as_str().into())])?;
        }
        Ok(made)
    })?;
    print_line(&code)?;
    let said =
        |word: &str| spoken.iter().filter(|s| s.outcome.as_ref().is_some_and(|o| o.result == word)).count();
    let counts: Vec<String> = ITEM_RESULTS
        .iter()
        .map(|result| (result, said(result.word)))
        .filter(|(_, count)| *count > 0)
        .map(|(result, count)| format!("{}: {count}", result.label.get(lang)))
        .collect();
    office.tell(&format!("\n{}", counts.join("; ")));
    if !made.is_empty() {
        office.tell(&say!(lang, "Menjadi aktivitas: {}", "Became activities: {}", made.join(", ")));
    }
    acts::tell_saved(changes.is_empty(), dry, office, lang);
    if !dry {
        office.tell(&say!(lang, "Notula: sinergi meeting show {}", "Minutes: sinergi meeting show {}", code));
    }
    Ok(())
}

/// Keeps the new items and writes what came of each; gives back the activities and the lines of the draft minutes.
fn spoken_through(
    door: &mut Door<'_>,
    meeting: &Row,
    points: &[Point],
    spoken: &[Spoken],
    on: Date,
    lang: Lang,
) -> sinergi::Result<(Vec<String>, Vec<String>)> {
    let mut fresh = keep(door, &meeting.code(), points)?.into_iter();
    let (mut made, mut minutes) = (Vec::new(), Vec::new());
    for item in spoken {
        let own = item.known.clone().or_else(|| fresh.next());
        let (Some(own), Some(outcome)) = (own, &item.outcome) else { continue };
        let activity = write(door, meeting, &own, outcome, on)?;
        minutes.push(line(&item.title, outcome, activity.as_deref(), lang));
        made.extend(activity);
    }
    Ok((made, minutes))
}

/// A line of the draft minutes.
fn line(title: &str, outcome: &Outcome, activity: Option<&str>, lang: Lang) -> String {
    let result = choice_label(outcome.result, ITEM_RESULTS, lang);
    let said = outcome.resolution.as_deref().map_or_else(String::new, |text| format!(": {text}"));
    let who = outcome.owner.as_deref().map(|owner| actor_code(owner).to_owned());
    let day = outcome.due_on.map(|day| day.to_string());
    let told: Vec<String> = who.into_iter().chain(day).chain(activity.map(str::to_owned)).collect();
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) };
    format!("{title} – {result}{said}{told}")
}
