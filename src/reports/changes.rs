//! What was recorded since a day, usually a month ago: from the history, so it speaks of when things were entered, not of their own dates.

use super::{Ask, Part, Report, Takes};
use crate::calendar::date::{add_months, long};
use crate::error::{Error, Result};
use crate::lang::{Choice, choice, label};
use crate::register::entity;
use crate::render::cell_text;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, cell};
use crate::value::Kind;

/// What became of a record; the words stand in CSV and JSON.
const ACTIONS: &[Choice] = &[
    choice("created", "dicatat", "created"),
    choice("edited", "diubah", "edited"),
    choice("removed", "dihapus", "removed"),
];

const PART: Part = Part {
    name: "changes",
    label: label("Perubahan", "Changes"),
    columns: &[
        Column::new("at", label("Waktu", "When"), Kind::Code),
        Column::new("by", label("Oleh", "By"), Kind::Text).rank(3),
        Column::new("record", label("Catatan", "Record"), Kind::Code),
        Column::new("register", label("Jenis catatan", "Kind of record"), Kind::Text).rank(5),
        Column::new("action", label("Perubahan", "Change"), Kind::Choice(ACTIONS)).rank(1),
        Column::new("field", label("Bidang", "Field"), Kind::Code).rank(4),
        Column::new("what", label("Hal", "What"), Kind::Text).rank(2),
        Column::new("old", label("Lama", "Old"), Kind::Text),
        Column::new("new", label("Baru", "New"), Kind::Text),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "changes",
    also: &["perubahan"],
    label: label("Perubahan sejak suatu hari", "Changes since a day"),
    about: label(
        "Apa yang dicatat, diubah, dan dihapus sejak suatu hari, menurut riwayat",
        "What was recorded, changed and removed since a day, from the history",
    ),
    command: false,
    takes: &[Takes::Since],
    parts: &[PART],
    example: "sinergi report changes --since 2025-01-01",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let since = ask.since.or_else(|| add_months(ask.as_of, -1)).unwrap_or(ask.as_of);
    if since > ask.as_of {
        return Err(Error::usage(
            format!("`--since {since}` masih di depan"),
            format!("`--since {since}` is still ahead"),
        )
        .with_hint("sebutkan hari yang sudah lewat", "name a day that is past"));
    }
    let until = ask.as_of.tomorrow().unwrap_or(ask.as_of);
    let title = say!(
        lang,
        "Perubahan {} – {}, menurut hari pencatatannya",
        "Changes {} – {}, by the day they were recorded",
        long(since, lang),
        long(ask.as_of, lang)
    );
    PART.begin_titled(&title, ask, sink)?;
    // What was taken back again did not move anything; the undo itself says so no more than what it undid.
    let sql = "SELECT o.at, o.actor, c.register, c.code, c.action, c.field, c.old, c.new \
               FROM operation o JOIN change c ON c.operation = o.number \
               WHERE o.at >= ?1 AND o.at < ?2 AND o.undoes IS NULL AND o.undone_by IS NULL \
               ORDER BY o.number, c.sequence";
    let mut statement = store.conn().prepare(sql)?;
    let mut rows = statement.query((since.to_string(), until.to_string()))?;
    let mut counts = [0_i64; ACTIONS.len()];
    while let Some(row) = rows.next()? {
        let text =
            |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default().unwrap_or_default());
        let (register, action, field) = (text(2)?, text(4)?, text(5)?);
        if let Some(at) = ACTIONS.iter().position(|known| known.word == action) {
            counts[at] += 1;
        }
        let described = entity(register).and_then(|e| e.field(field));
        let kind = described.map_or(Kind::Text, |f| f.kind);
        // A removed record is kept whole; what it held is shown by its history, not here.
        let shown = |at: usize| -> Result<String> {
            let value = if action == "edited" { cell(row, at)? } else { Cell::Empty };
            Ok(cell_text(&value, kind, lang).into_owned())
        };
        let (old, new) = (shown(6)?, shown(7)?);
        let when = text(0)?.get(..16).unwrap_or_default().replace('T', " ");
        sink.row(&[
            Cell::Text(&when),
            Cell::Text(text(1)?),
            Cell::Text(text(3)?),
            Cell::Text(entity(register).map_or(register, |e| e.label.get(lang))),
            Cell::Text(action),
            Cell::Text(field),
            Cell::Text(described.map_or(field, |f| f.label.get(lang))),
            Cell::Text(&old),
            Cell::Text(&new),
        ])?;
    }
    let notes = vec![say!(
        lang,
        "Dicatat: {}, diubah: {}, dihapus: {}. Yang dibatalkan kembali tidak dimuat.",
        "Created: {}, edited: {}, removed: {}. What was taken back again is left out.",
        counts[0],
        counts[1],
        counts[2]
    )];
    sink.end(&Foot { total: Vec::new(), notes, open: Some(format!("{} history", ask.program)) })
}
