//! Agenda items: what a meeting speaks of, in order, and what came of it. An item names the record that it is about.

use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::value::Kind;

/// Why something is on an agenda.
pub const TOPICS: &[Choice] = &[
    choice_also("carried", "dibawa dari rapat lalu", "carried over", &[]),
    choice_also("promise", "tindak lanjut", "open promise", &["janji"]),
    choice_also("lapsed", "habis masa berlaku", "lapsed", &[]),
    choice_also("ending", "segera berakhir", "ending soon", &[]),
    choice_also("stuck", "permohonan tertahan", "stuck request", &[]),
    choice_also("obstacle", "kendala lewat tenggat", "overdue obstacle", &["kendala"]),
    choice_also("evaluation", "evaluasi belum ada", "evaluation owed", &["evaluasi"]),
    choice_also("proposal", "usulan keputusan", "decision proposed", &["usulan"]),
    choice_also("other", "lain-lain", "other", &["lainnya"]),
];

/// What came of an item.
pub const ITEM_RESULTS: &[Choice] = &[
    choice_also("decided", "diputuskan", "decided", &["putus"]),
    choice_also("noted", "dicatat", "noted", &["catat"]),
    choice_also("postponed", "ditunda", "postponed", &["tunda"]),
    choice_also("withdrawn", "ditarik", "withdrawn", &["tarik"]),
];

pub(super) static ENTITY: Entity = Entity {
    name: "item",
    label: label("Butir agenda", "Agenda item"),
    plural: "items",
    also: &["butir"],
    key: Key::Position,
    fields: &[
        Field::new("meeting", "Rapat", "Meeting", Kind::Reference("meeting")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("topic", "Perihal", "Topic", Kind::Choice(TOPICS)).required().rank(1),
        Field::new("title", "Butir", "Item", Kind::Text).required().rank(0).also(&["agenda"]),
        Field::new("record", "Catatan terkait", "Record", Kind::Record).rank(1),
        Field::new("result", "Hasil", "Result", Kind::Choice(ITEM_RESULTS))
            .as_of("item", "iif((SELECT m.held_on FROM meeting m WHERE m.code = item.meeting) > as_of(), NULL, result)").rank(0),
        Field::new("resolution", "Putusan", "Resolution", Kind::Note)
            .as_of("item", "iif((SELECT m.held_on FROM meeting m WHERE m.code = item.meeting) > as_of(), NULL, resolution)").rank(2),
        Field::new("carried_from", "Dibawa dari", "Carried from", Kind::Path).rank(3),
        Field::new("carried_to", "Dibawa ke", "Carried to", Kind::Path)
            .derived(
                "(SELECT i.meeting || '/' || i.position FROM item i WHERE i.carried_from = item.meeting || '/' || item.position \
                 ORDER BY i.meeting LIMIT 1)",
            )
            .rank(3),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "RPT-2025-0001/1",
    example: "sinergi meeting item add RPT-2025-0001 --topic other --title \"Jadwal evaluasi semester I\"",
};

/// What was decided says what, and what is carried over was an item before.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    if let Some(from) = row.text("carried_from").filter(|from| (around.read)("item", from).is_none()) {
        return Err((
            "carried_from",
            Fault::Contradiction(format!("tidak ada butir `{from}`"), format!("there is no item `{from}`")),
        ));
    }
    match row.text("result") {
        Some("decided") if row.get("resolution").is_null() => Err(("resolution", Fault::Empty("resolution"))),
        _ => Ok(()),
    }
}
