//! Solutions of an obstacle: proposed, chosen, tried, and what came of it. What solved one obstacle is looked for when the
//! next one of its sort comes.

use super::{Act, Around, Does, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::value::Kind;

/// What came of a solution that was tried.
pub const OUTCOMES: &[Choice] = &[
    choice_also("worked", "berhasil", "worked", &["ya", "yes"]),
    choice_also("partly", "sebagian", "partly", &[]),
    choice_also("failed", "gagal", "failed", &["tidak", "no"]),
];

/// What has become of a solution by the day in question.
const STATES: &[Choice] = &[
    choice_also("proposed", "diusulkan", "proposed", &["usulan"]),
    choice_also("being-tried", "sedang dijalankan", "being tried", &["dijalankan"]),
    choice_also("overdue", "lewat tenggat", "overdue", &["terlambat"]),
    choice_also("worked", "berhasil", "worked", &[]),
    choice_also("partly", "sebagian", "partly", &[]),
    choice_also("failed", "gagal", "failed", &[]),
    choice_also("dropped", "tidak dilanjutkan", "dropped", &[]),
];

/// The same in a statement over `solution`: its outcome; else, that its obstacle was closed without it; else whether it was
/// chosen, and is past its day.
pub const STATE: &str = "CASE WHEN outcome_on <= as_of() THEN outcome \
     WHEN (SELECT h.word FROM handling h WHERE h.obstacle = solution.obstacle AND h.handled_on <= as_of() \
           ORDER BY h.handled_on DESC, h.position DESC LIMIT 1) IN ('solved', 'accepted') THEN 'dropped' \
     WHEN chosen_on <= as_of() THEN iif(due_on < as_of(), 'overdue', 'being-tried') \
     ELSE 'proposed' END";

pub(super) static ENTITY: Entity = Entity {
    name: "solution",
    label: label("Solusi", "Solution"),
    plural: "solutions",
    also: &["solusi"],
    key: Key::Position,
    fields: &[
        Field::new("obstacle", "Kendala", "Obstacle", Kind::Reference("obstacle")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("state", "Keadaan", "State", Kind::Choice(STATES)).derived(STATE).rank(1),
        Field::new("proposal", "Usulan", "Proposal", Kind::Note)
            .required()
            .rank(0)
            .also(&["usulan", "solusi"]),
        Field::new("proposed_on", "Diusulkan pada", "Proposed on", Kind::Date).rank(5),
        Field::new("cost_from", "Biaya dari (Rp)", "Cost from (Rp)", Kind::Rupiah).rank(6),
        Field::new("cost_to", "Biaya sampai (Rp)", "Cost to (Rp)", Kind::Rupiah).rank(7),
        Field::new("cost_source", "Sumber biaya", "Source of money", Kind::Text).also(&["sumber dana"]),
        Field::new("owner", "Penanggung jawab", "Owner", Kind::Actor).asked().rank(3),
        Field::new("due_on", "Jatuh tempo", "Due on", Kind::Date).ahead().asked().rank(2).also(&["tenggat"]),
        Field::new("chosen_on", "Dipilih pada", "Chosen on", Kind::Date)
            .as_of("solution", "iif(chosen_on <= as_of(), chosen_on, NULL)")
            .rank(4),
        Field::new("outcome", "Hasil", "Outcome", Kind::Choice(OUTCOMES))
            .as_of("solution", "iif(outcome_on <= as_of(), outcome, NULL)")
            .rank(5),
        Field::new("outcome_on", "Hasil diketahui pada", "Outcome known on", Kind::Date)
            .as_of("solution", "iif(outcome_on <= as_of(), outcome_on, NULL)")
            .rank(4),
        Field::new("outcome_note", "Catatan hasil", "Note on the outcome", Kind::Note)
            .as_of("solution", "iif(outcome_on <= as_of(), outcome_note, NULL)"),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[
        Act {
            name: "propose",
            also: &["usulkan"],
            about: label("Mengusulkan solusi", "Proposes a solution"),
            short: &[("proposal", "text"), ("proposed_on", "on"), ("due_on", "due")],
            today: true,
            past: true,
            next: Some("choose"),
            example: "sinergi obstacle propose K-0001 --text \"Masuk pergeseran anggaran\" --owner BPKAD --due +30d",
            ..Act::NEW
        },
        Act {
            name: "choose",
            also: &["pilih"],
            about: label("Memilih solusi yang dijalankan", "Chooses the solution that is tried"),
            does: Does::Fills,
            fields: &["chosen_on", "owner", "due_on"],
            required: &["chosen_on"],
            once: Some("chosen_on"),
            short: &[("chosen_on", "on"), ("due_on", "due")],
            today: true,
            past: true,
            next: Some("outcome"),
            example: "sinergi obstacle choose K-0001 1",
            ..Act::NEW
        },
        Act {
            name: "outcome",
            also: &["hasil"],
            about: label("Mencatat hasil solusi yang dijalankan", "Records what came of a solution"),
            does: Does::Fills,
            fields: &["outcome_on", "outcome", "outcome_note"],
            required: &["outcome_on", "outcome"],
            bare: Some("outcome"),
            once: Some("outcome"),
            short: &[("outcome_on", "on"), ("outcome_note", "note")],
            today: true,
            past: true,
            next: Some("resolve"),
            otherwise: Some(("outcome", "failed", "propose")),
            example: "sinergi obstacle outcome K-0001 1 worked",
            ..Act::NEW
        },
    ],
    check: Some(check),
    example_code: "K-0001/1",
    example: "sinergi obstacle propose K-0001 --text \"Masuk pergeseran anggaran\" --owner BPKAD",
};

/// Money and days are in order; an outcome has its day, and what was tried had been chosen.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    if let (Some(from), Some(to)) = (row.int("cost_from"), row.int("cost_to"))
        && to < from
    {
        return Err((
            "cost_to",
            Fault::Contradiction(
                format!("biaya sampai {to} lebih kecil daripada {from}"),
                format!("the cost to {to} is less than {from}"),
            ),
        ));
    }
    if row.get("outcome").is_null() != row.get("outcome_on").is_null() {
        let empty = if row.get("outcome").is_null() { "outcome" } else { "outcome_on" };
        return Err((empty, Fault::Empty(empty)));
    }
    // What was tried had been chosen, on the day of its outcome where nobody said when.
    let unsaid = row.get("chosen_on").is_null();
    if let Some(day) = row.date("outcome_on").filter(|_| unsaid) {
        row.set("chosen_on", day);
    }
    let raised = around.parent.and_then(super::obstacle::raised_on);
    let proposed = row.date("proposed_on").max(raised);
    let chosen = row.date("chosen_on").max(proposed);
    let chosen_name = if unsaid { "outcome_on" } else { "chosen_on" };
    let days =
        [("proposed_on", raised), (chosen_name, proposed), ("outcome_on", chosen), ("due_on", proposed)];
    for (name, earliest) in days {
        if let (Some(day), Some(earliest)) = (row.date(name), earliest)
            && day < earliest
        {
            return Err((
                name,
                Fault::Contradiction(
                    format!(
                        "{day} mendahului {earliest}: kendala muncul, solusi diusulkan, dipilih, lalu diketahui hasilnya; tenggatnya sesudah diusulkan"
                    ),
                    format!(
                        "{day} lies before {earliest}: an obstacle is raised, a solution proposed, chosen, then its outcome known; it is due after it was proposed"
                    ),
                ),
            ));
        }
    }
    Ok(())
}
