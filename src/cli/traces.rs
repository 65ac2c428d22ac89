//! The history of a record: what was recorded of it, as a part of its sheet and in words.

use sinergi::register::{Entity, Field, entity as register_of};
use sinergi::sheet::{Cell, Column, Foot, Head, Sink};
use sinergi::store::{Store, Trace};
use sinergi::value::Kind;
use sinergi::{Error, Lang, say};

use super::fields;
use super::life::Life;
use super::show::borrowed;

/// How many lines of history a sheet shows.
const TRACES: usize = 12;

const HISTORY: &[Column] = &[
    Column::new("at", sinergi::lang::label("Waktu", "When"), Kind::Code),
    Column::new("by", sinergi::lang::label("Oleh", "By"), Kind::Text).rank(3),
    Column::new("operation", sinergi::lang::label("Op.", "Op."), Kind::Count).rank(4),
    Column::new("record", sinergi::lang::label("Catatan", "Record"), Kind::Code).rank(2),
    Column::new("what", sinergi::lang::label("Perubahan", "Change"), Kind::Note),
];

/// The last lines of a record's history, as far as they had been recorded by the day that is asked about.
pub(super) fn history(
    store: &Store,
    entity: &'static Entity,
    life: &Life<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let Life { code, lang, people, .. } = *life;
    let mut traces = store.traces(entity, code)?;
    // Of a day, only what had been recorded by its end.
    traces.retain(|trace| life.tells(trace.operation.at.get(..10)));
    if traces.is_empty() && people {
        return Ok(());
    }
    let title = say!(lang, "Riwayat ({})", "History ({})", traces.len());
    let columns: Vec<Column> =
        if people { HISTORY.to_vec() } else { HISTORY[..4].iter().copied().chain(CHANGE).collect() };
    sink.begin(&Head { part: "history", title: &title, columns: &columns, lang, record: false })?;
    let skipped = if people { traces.len().saturating_sub(TRACES) } else { 0 };
    for trace in &traces[skipped..] {
        let (at, what) = (minute(&trace.operation.at), change_words(trace, lang));
        let mut cells = vec![
            Cell::Text(&at),
            Cell::Text(&trace.operation.actor),
            Cell::Int(trace.operation.number),
            Cell::Text(&trace.code),
        ];
        if people {
            cells.push(Cell::Text(&what));
        } else {
            cells.extend(change_cells(trace));
        }
        sink.row(&cells)?;
    }
    let open = (skipped > 0).then(|| format!("sinergi history {code}"));
    sink.end(&Foot { total: Vec::new(), notes: Vec::new(), open })
}

/// The time of an operation to the minute.
pub(super) fn minute(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

/// The columns of a change for programs: words and values as they are stored.
pub(super) const CHANGE: [Column; 4] = [
    Column::new("action", sinergi::lang::label("Tindakan", "Action"), Kind::Code),
    Column::new("field", sinergi::lang::label("Bidang", "Field"), Kind::Code),
    Column::new("old", sinergi::lang::label("Dahulu", "Old"), Kind::Note),
    Column::new("new", sinergi::lang::label("Kini", "New"), Kind::Note),
];

/// A change for programs.
pub(super) fn change_cells(trace: &Trace) -> [Cell<'_>; 4] {
    [Cell::Text(&trace.action), trace.field.as_deref().into(), borrowed(&trace.old), borrowed(&trace.new)]
}

/// One change in words.
pub(super) fn change_words(trace: &Trace, lang: Lang) -> String {
    let entity = register_of(&trace.register);
    let field = entity.zip(trace.field.as_deref()).and_then(|(e, f)| e.field(f));
    // Children of several registers have the same code: which one it is, is said.
    if let Some(child) = entity.filter(|e| e.parent().is_some()) {
        let words = words_of(trace, field, lang);
        return format!("{}: {words}", child.noun().spoken(lang));
    }
    words_of(trace, field, lang)
}

fn words_of(trace: &Trace, field: Option<&'static Field>, lang: Lang) -> String {
    match (trace.action.as_str(), field) {
        ("created", _) => say!(lang, "dicatat", "created"),
        ("removed", _) => say!(lang, "dihapus", "removed"),
        (_, Some(field)) => {
            let (old, new) = (fields::shown(field, &trace.old, lang), fields::shown(field, &trace.new, lang));
            format!("{}: {old} → {new}", field.label.get(lang))
        }
        _ => trace.field.clone().unwrap_or_default(),
    }
}
