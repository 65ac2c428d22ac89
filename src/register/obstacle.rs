//! Obstacles (kendala) of an agreement, or of cooperation in general: what hinders, since when, and who must solve it by when.
//! Its state follows from its dated solutions and handlings.

use jiff::civil::Date;

use super::{Act, Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::rules::obstacle::STATES;
use crate::rules::status::first_day;
use crate::value::{Kind, Value};

/// How much an obstacle weighs.
pub const SEVERITIES: &[Choice] = &[
    choice_also("low", "ringan", "low", &["rendah"]),
    choice_also("medium", "sedang", "medium", &[]),
    choice_also("high", "berat", "high", &["tinggi"]),
    choice_also("critical", "sangat berat", "critical", &["kritis"]),
];

/// The facts that its state follows from, as of the day in question. A solution is being tried until it failed, or until the
/// obstacle that it ended was opened again.
pub const STATE: &str = "obstacle_state(obstacle.raised_on, obstacle.due_on, \
     (SELECT h.word FROM handling h WHERE h.obstacle = obstacle.code AND h.handled_on <= as_of() \
      ORDER BY h.handled_on DESC, h.position DESC LIMIT 1), \
     EXISTS (SELECT 1 FROM solution s WHERE s.obstacle = obstacle.code AND s.chosen_on <= as_of() \
             AND (s.outcome_on <= as_of() AND (s.outcome = 'failed' OR EXISTS (SELECT 1 FROM handling h \
                  WHERE h.obstacle = obstacle.code AND h.word = 'reopened' AND s.chosen_on < h.handled_on \
                  AND h.handled_on BETWEEN s.outcome_on AND as_of()))) IS NOT TRUE))";

pub(super) static ENTITY: Entity = Entity {
    name: "obstacle",
    label: label("Kendala", "Obstacle"),
    plural: "obstacles",
    also: &["kendala"],
    key: Key::Numbered("K"),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0),
        Field::new("state", "Keadaan", "State", Kind::Choice(STATES)).derived(STATE).rank(0),
        Field::new("title", "Kendala", "What hinders", Kind::Text).required().rank(0).also(&[
            "permasalahan",
            "kendala",
            "masalah",
            "judul",
        ]),
        Field::new("category", "Kategori", "Category", Kind::Reference("category"))
            .asked()
            .rank(3)
            .also(&["kategori"]),
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement"))
            .belongs()
            .asked()
            .rank(2),
        Field::new("general", "Kendala umum", "General", Kind::YesNo).unless("agreement"),
        Field::new("department", "OPD", "Department", Kind::Reference("department"))
            .asked()
            .rank(4)
            .also(&["opd"]),
        Field::new("severity", "Bobot", "Severity", Kind::Choice(SEVERITIES))
            .asked()
            .rank(1)
            .also(&["bobot"]),
        Field::new("detail", "Rincian", "Detail", Kind::Note).asked().also(&["uraian", "keterangan"]),
        Field::new("root_cause", "Akar masalah", "Root cause", Kind::Note).asked().also(&["penyebab"]),
        Field::new("raised_on", "Muncul pada", "Raised on", Kind::DayOrYear)
            .required()
            .rank(5)
            .also(&["tanggal", "tahun"]),
        Field::new("raised_by", "Disampaikan oleh", "Raised by", Kind::Actor)
            .asked()
            .also(&["sumber usulan"]),
        Field::new("owner", "Penanggung jawab", "Owner", Kind::Actor).asked().rank(6),
        Field::new("due_on", "Jatuh tempo", "Due on", Kind::Date).ahead().asked().rank(1).also(&["tenggat"]),
        Field::new("source_id", "ID sumber", "Source id", Kind::Text),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[Act {
        name: "log",
        also: &["catat"],
        about: label("Mencatat kendala baru", "Records a new obstacle"),
        required: &["category"],
        short: &[("raised_on", "on"), ("due_on", "due")],
        today: true,
        past: true,
        next: Some("propose"),
        example: "sinergi obstacle log --title \"Anggaran belum tersedia\" --category ANGGARAN --general",
        ..Act::NEW
    }],
    check: Some(check),
    example_code: "K-0001",
    example: "sinergi obstacle log --title \"Anggaran belum tersedia\" --category ANGGARAN --general",
};

/// The first day on which an obstacle can have been raised; of some only the year is known.
pub(super) fn raised_on(obstacle: &Row) -> Option<Date> {
    obstacle.text("raised_on").and_then(first_day)
}

/// It belongs to an agreement or is said to be general; of an agreement that had ended it says why in a note.
fn check(row: &mut Row, before: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    if let (Some(raised), Some(due)) = (raised_on(row), row.date("due_on"))
        && due < raised
    {
        return Err((
            "due_on",
            Fault::Contradiction(
                format!("jatuh tempo {due} mendahului munculnya kendala ({raised})"),
                format!("it is due on {due}, before it was raised ({raised})"),
            ),
        ));
    }
    let Some(code) = row.text("agreement").map(str::to_owned) else {
        return match row.int("general") {
            Some(1) => Ok(()),
            Some(_) => Err((
                "agreement",
                Fault::Contradiction(
                    "kendala yang tidak umum menyebut kerja samanya".into(),
                    "an obstacle that is not general names its agreement".into(),
                ),
            )),
            None => Err((
                "general",
                Fault::Contradiction(
                    "sebutkan kerja samanya (--agreement), atau nyatakan umum (--general)".into(),
                    "name its agreement (--agreement), or say that it is general (--general)".into(),
                ),
            )),
        };
    };
    if row.int("general") == Some(1) {
        return Err((
            "general",
            Fault::Contradiction(
                format!("kendala umum tidak menyebut kerja sama {code}"),
                format!("a general obstacle names no agreement, yet it is of {code}"),
            ),
        ));
    }
    row.set("general", Value::Int(0));
    let asked = ["agreement", "raised_on", "note", "detail"];
    let same = before.is_some_and(|before| asked.iter().all(|name| before.get(name) == row.get(name)));
    let said = ["note", "detail"].into_iter().any(|name| !row.get(name).is_null());
    if same || said {
        return Ok(());
    }
    let ended = (around.read)("agreement", &code).and_then(|agreement| agreement.date("ended_on"));
    match (ended, raised_on(row)) {
        (Some(ended), Some(raised)) if ended <= raised => Err((
            "note",
            Fault::Contradiction(
                format!("{code} sudah diakhiri pada {ended}; jelaskan dalam catatan (--note)"),
                format!("{code} was ended on {ended}; say why in a note (--note)"),
            ),
        )),
        _ => Ok(()),
    }
}
