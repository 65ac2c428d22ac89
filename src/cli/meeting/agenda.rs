//! `meeting agenda`: the paper of the next meeting, made by itself, and kept with `--save`.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use sinergi::register::{Row, entity as register_of};
use sinergi::render::Format;
use sinergi::reports::{self, Ask, Point};
use sinergi::store::{Door, Store, of_register, read_row};
use sinergi::value::Value;
use sinergi::{Error, say};

use super::{meeting, open};
use crate::cli::complete::by_code;
use crate::cli::office::Office;
use crate::cli::output::print_line;
use crate::cli::tree::{dry_run, examples, help};

/// Fills `meeting agenda`.
pub(in crate::cli) fn build(command: Command) -> Command {
    let Some(entity) = meeting() else { return command };
    command
        .arg(by_code(
            Arg::new("CODE").value_name(help("KODE", "CODE")).num_args(1).help(help(
                "rapatnya; tanpa ini rapat berikutnya",
                "the meeting; the next one where none is named",
            )),
            entity,
        ))
        .arg(
            Arg::new("save")
                .long("save")
                .action(ArgAction::SetTrue)
                .help(help("simpan butir-butirnya dalam rapat itu", "keep the items in that meeting")),
        )
        .arg(dry_run())
        .after_help(examples("sinergi meeting agenda"))
}

/// Shows the agenda, or keeps it.
pub(in crate::cli) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let save = matches.get_flag("save");
    let ask = ask(office)?;
    let named = matches.get_one::<String>("CODE").map(String::as_str);
    if !save {
        let store = office.open()?;
        let row = spoken_of(named, &store, &ask)?;
        let points = new_points(&store, &ask, row.as_ref())?;
        return office
            .output
            .answer(&store, false, |sink| reports::agenda_sheet(&store, &ask, row.as_ref(), &points, sink));
    }
    let mut store = office.open_for_writing()?;
    let row = spoken_of(named, &store, &ask)?;
    let points = new_points(&store, &ask, row.as_ref())?;
    let Some(row) = row else {
        return Err(Error::usage("tidak ada rapat yang direncanakan", "no meeting is planned")
            .with_hint(
                "catat: sinergi meeting add --title \"Rapat TKKSD\" --meets-on TANGGAL",
                "record one: sinergi meeting add --title \"TKKSD meeting\" --meets-on DATE",
            )
            .into());
    };
    let (code, lang) = (row.code(), office.lang());
    let dry = matches.get_flag("dry-run");
    store.write(&office.entry(), dry, |door| keep(door, &code, &points).map(drop))?;
    print_line(&code)?;
    office.tell(&if points.is_empty() {
        say!(lang, "Agendanya sudah memuat semuanya.", "Its agenda holds everything already.")
    } else if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else {
        say!(
            lang,
            "{} butir disimpan dalam {}. Berikutnya: sinergi meeting run {}",
            "{} items kept in {}. Next: sinergi meeting run {}",
            points.len(),
            code,
            code
        )
    });
    Ok(())
}

/// The meeting that is named, or the next one.
fn spoken_of(named: Option<&str>, store: &Store, ask: &Ask) -> Result<Option<Row>> {
    if let Some(text) = named {
        return open(text, store, ask.as_of).map(Some);
    }
    let next = reports::next_meeting(store, ask)?.zip(meeting());
    Ok(next.map(|(code, entity)| read_row(store.conn(), entity, &code)).transpose()?.flatten())
}

/// The question that the agenda is the answer to.
pub(super) fn ask(office: &Office) -> Result<Ask> {
    let mut ask = Ask::new(office.as_of()?, office.lang());
    ask.today = !office.as_of_is_typed();
    ask.program = office.program();
    ask.people = office.output.format == Format::Text;
    Ok(ask)
}

/// What a meeting does not speak of yet. One that was held is past: nothing is added to it.
pub(super) fn new_points(store: &Store, ask: &Ask, meeting: Option<&Row>) -> Result<Vec<Point>> {
    let Some(meeting) = meeting else { return Ok(reports::agenda(store, ask)?) };
    match meeting.date("held_on") {
        Some(on) if on <= ask.as_of => return Ok(Vec::new()),
        // As of a day before it was held, nobody knew what it would come to.
        Some(_) => return Ok(reports::agenda(store, ask)?),
        None => {}
    }
    let there = match register_of("item") {
        Some(item) => of_register(store.conn(), item, &meeting.code())?,
        None => Vec::new(),
    };
    let mut points = reports::agenda(store, ask)?;
    points.retain(|point| {
        there.iter().all(|item| match (&point.carried_from, &point.record) {
            (Some(from), _) => item.text("carried_from") != Some(from),
            (None, Some(record)) => item.text("record") != Some(record),
            // What names no record is one thing, though its numbers change.
            (None, None) => item.text("topic") != Some(point.topic),
        })
    });
    Ok(points)
}

/// Writes points as items of a meeting; gives back the items.
pub(super) fn keep(door: &mut Door<'_>, meeting: &str, points: &[Point]) -> sinergi::Result<Vec<Row>> {
    let Some(entity) = register_of("item") else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    for point in points {
        let mut row = Row::new(entity);
        row.set("meeting", meeting);
        row.set("topic", point.topic);
        row.set("title", point.title.as_str());
        let text = |text: &Option<String>| text.as_deref().map_or(Value::Null, Value::from);
        row.set("record", text(&point.record));
        row.set("carried_from", text(&point.carried_from));
        door.add(&mut row)?;
        rows.push(row);
    }
    Ok(rows)
}
