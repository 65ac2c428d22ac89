//! The agenda of a meeting on paper: the items that it has, with what came of them, then what it has not yet.

use jiff::civil::Date;

use super::{Ask, Point};
use crate::error::Result;
use crate::lang::label;
use crate::register::{ITEM_RESULTS, Row, TOPICS, entity};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::store::{Store, of_register};
use crate::value::Kind;

/// The day of a meeting as it was known on a day: when it was held, else the one it was postponed to, else the one it was called for.
pub fn day_of(meeting: &Row, as_of: Date) -> Option<Date> {
    let by_then = |name: &str| meeting.date(name).filter(|day| *day <= as_of);
    match by_then("held_on") {
        Some(held) => Some(held),
        None if by_then("postponed_on").is_some() => meeting.date("postponed_to"),
        None => meeting.date("meets_on"),
    }
}

const COLUMNS: &[Column] = &[
    Column::new("position", label("No.", "No."), Kind::Count),
    Column::new("topic", label("Perihal", "Topic"), Kind::Choice(TOPICS)),
    Column::new("title", label("Butir", "Item"), Kind::Text).wraps(),
    Column::new("record", label("Catatan", "Record"), Kind::Record).rank(2),
    Column::new("carried_from", label("Dibawa dari", "Carried from"), Kind::Code).rank(3),
    Column::new("result", label("Hasil", "Result"), Kind::Choice(ITEM_RESULTS)),
    Column::new("resolution", label("Putusan", "Resolution"), Kind::Text).rank(1).wraps(),
];

/// Shows the agenda of a meeting: the items that it has, then what it has not yet.
pub fn agenda_sheet(
    store: &Store,
    ask: &Ask,
    meeting: Option<&Row>,
    points: &[Point],
    sink: &mut dyn Sink,
) -> Result<()> {
    let lang = ask.lang;
    let title = match meeting {
        Some(meeting) => {
            let title = meeting.text("title").unwrap_or_default();
            let day = day_of(meeting, ask.as_of).map(|day| day.to_string()).unwrap_or_default();
            say!(lang, "Agenda {} {}: {}", "Agenda of {} {}: {}", meeting.code(), day, title)
        }
        None => say!(lang, "Bahan rapat berikutnya", "Points for the next meeting"),
    };
    // What a later meeting came to nobody knew on that day.
    let held_later = |meeting: &Row| meeting.date("held_on").is_some_and(|on| on > ask.as_of);
    let items = match (entity("item"), meeting.filter(|meeting| !held_later(meeting))) {
        (Some(item), Some(meeting)) => of_register(store.conn(), item, &meeting.code())?,
        _ => Vec::new(),
    };
    // Before the meeting there are no results yet; a person wants the room.
    let spoken = !ask.people || items.iter().any(|item| !item.get("result").is_null());
    let columns = if spoken { COLUMNS } else { &COLUMNS[..COLUMNS.len() - 2] };
    sink.begin(&Head { part: "agenda", title: &title, columns, lang, record: false })?;
    for item in &items {
        let cells = [
            item.int("position").into(),
            item.text("topic").into(),
            item.text("title").into(),
            item.text("record").into(),
            item.text("carried_from").into(),
            item.text("result").into(),
            item.text("resolution").into(),
        ];
        sink.row(&cells[..columns.len()])?;
    }
    let first = items.iter().filter_map(|item| item.int("position")).max().unwrap_or_default();
    for (number, point) in (first + 1..).zip(points) {
        let cells = [
            Cell::Int(number),
            Cell::Text(point.topic),
            Cell::Text(&point.title),
            point.record.as_deref().into(),
            point.carried_from.as_deref().into(),
            Cell::Empty,
            Cell::Empty,
        ];
        sink.row(&cells[..columns.len()])?;
    }
    let mut notes = vec![if items.is_empty() && points.is_empty() {
        say!(lang, "Tidak ada yang perlu dibahas.", "There is nothing to speak of.")
    } else {
        TOPICS
            .iter()
            .map(|topic| {
                let own = items.iter().filter(|item| item.text("topic") == Some(topic.word)).count();
                (topic, own + points.iter().filter(|point| point.topic == topic.word).count())
            })
            .filter(|(_, count)| *count > 0)
            .map(|(topic, count)| format!("{}: {count}", topic.label.get(lang)))
            .collect::<Vec<_>>()
            .join("; ")
            + "."
    }];
    if !points.is_empty() && meeting.is_some() {
        notes.push(say!(
            lang,
            "{} butir belum tersimpan dalam agenda (--save).",
            "{} items are not kept in the agenda yet (--save).",
            points.len()
        ));
    }
    let verb = |meeting: &Row| {
        if meeting.date("held_on").is_some_and(|on| on <= ask.as_of) { "show" } else { "run" }
    };
    let open = meeting.map(|meeting| ask.command(&format!("meeting {} {}", verb(meeting), meeting.code())));
    sink.end(&Foot { notes, open, ..Foot::default() })
}
