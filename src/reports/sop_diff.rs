//! What a revision changed: the front sheet and the steps of two versions side by side.

use super::{Ask, Part};
use crate::error::Result;
use crate::lang::{Choice, Lang, choice, label};
use crate::register::{Field, Row, entity};
use crate::render::cell_text;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, of_register, read_row};
use crate::value::{Kind, Value};

/// What became of a step; the words stand in CSV and JSON.
const CHANGES: &[Choice] = &[
    choice("added", "ditambah", "added"),
    choice("dropped", "dihapus", "dropped"),
    choice("moved", "dipindah", "moved"),
    choice("changed", "diubah", "changed"),
];

const PART: Part = Part {
    name: "changes",
    label: label("Perbedaan", "Differences"),
    columns: &[
        Column::new("step", label("Langkah", "Step"), Kind::Code),
        Column::new("change", label("Perubahan", "Change"), Kind::Choice(CHANGES)),
        Column::new("field", label("Bidang", "Field"), Kind::Code).rank(9),
        Column::new("what", label("Hal", "What"), Kind::Text).rank(1),
        Column::new("old", label("Lama", "Old"), Kind::Text).wraps(),
        Column::new("new", label("Baru", "New"), Kind::Text).wraps(),
    ],
};

/// A difference.
struct Difference {
    step: String,
    change: &'static str,
    field: Option<&'static Field>,
    old: String,
    new: String,
}

/// Shows what one version says otherwise than another.
pub fn sop_diff(store: &Store, ask: &Ask, old: &str, new: &str, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let title = format!("{}: {old} → {new}", PART.label.get(lang));
    PART.begin_titled(&title, ask, sink)?;
    let (Some(sop), Some(step)) = (entity("sop"), entity("step")) else { return sink.end(&Foot::default()) };
    let mut found = Vec::new();
    if let (Some(before), Some(after)) =
        (read_row(store.conn(), sop, old)?, read_row(store.conn(), sop, new)?)
    {
        found.extend(fields(
            "",
            "changed",
            &before,
            &after,
            &["code", "based_on", "confirmed", "department"],
            lang,
        ));
    }
    let (before, after) = (steps(store, step, old)?, steps(store, step, new)?);
    for row in &before {
        let code = row.text("code").unwrap_or_default();
        match after.iter().find(|other| other.text("code") == Some(code)) {
            Some(other) => {
                found.extend(fields(code, "changed", row, other, &["sop", "code", "confirmed"], lang));
            }
            None => found.push(whole(code, "dropped", row)),
        }
    }
    let is_new = |row: &&Row| before.iter().all(|other| other.text("code") != row.text("code"));
    found.extend(
        after.iter().filter(is_new).map(|row| whole(row.text("code").unwrap_or_default(), "added", row)),
    );
    let mut counts = [0; CHANGES.len()];
    for one in &found {
        if let Some(at) = CHANGES.iter().position(|c| c.word == one.change) {
            counts[at] += 1;
        }
        let shown = |text: &str| if text.is_empty() { None } else { Some(text.to_owned()) };
        let (old, new) = (shown(&one.old), shown(&one.new));
        sink.row(&[
            if one.step.is_empty() { Cell::Empty } else { Cell::Text(&one.step) },
            Cell::Text(one.change),
            one.field.map(|f| f.name).into(),
            one.field.map(|f| f.label.get(lang)).into(),
            old.as_deref().into(),
            new.as_deref().into(),
        ])?;
    }
    let notes = vec![say!(
        lang,
        "Langkah ditambah: {}, dihapus: {}, dipindah: {}; bidang diubah: {}.",
        "Steps added: {}, dropped: {}, moved: {}; fields changed: {}.",
        counts[0],
        counts[1],
        counts[2],
        counts[3]
    )];
    sink.end(&Foot { notes, ..Foot::default() })
}

fn steps(store: &Store, step: &'static crate::register::Entity, code: &str) -> Result<Vec<Row>> {
    let mut rows = of_register(store.conn(), step, code)?;
    rows.sort_by_key(|row| row.int("number"));
    Ok(rows)
}

fn whole(code: &str, change: &'static str, row: &Row) -> Difference {
    let said =
        format!("{} {}", row.int("number").unwrap_or_default(), row.text("activity").unwrap_or_default());
    let (old, new) = if change == "dropped" { (said, String::new()) } else { (String::new(), said) };
    Difference { step: code.to_owned(), change, field: None, old, new }
}

/// The fields in which two records differ. Another number alone is a move.
fn fields(
    step: &str,
    change: &'static str,
    old: &Row,
    new: &Row,
    but: &[&str],
    lang: Lang,
) -> Vec<Difference> {
    let pairs = old.pairs().zip(new.values());
    let differing = pairs.filter(|((field, old), new)| old != new && !but.contains(&field.name));
    differing
        .map(|((field, old), new)| Difference {
            step: step.to_owned(),
            change: if field.name == "number" && !step.is_empty() { "moved" } else { change },
            field: Some(field),
            old: shown(field, old, lang),
            new: shown(field, new, lang),
        })
        .collect()
}

fn shown(field: &Field, value: &Value, lang: Lang) -> String {
    let cell = match value {
        Value::Null => return String::new(),
        Value::Text(text) => Cell::Text(text),
        Value::Int(number) => Cell::Int(*number),
    };
    cell_text(&cell, field.kind, lang).into_owned()
}
