//! Meetings of the team: called for a day, then held, postponed or cancelled. What they speak of and who took part hang under
//! them; what they decide are activities that name them.

use super::validity::follows;
use super::{Act, Around, Does, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::value::Kind;

/// What has become of a meeting by the day in question.
const STATES: &[Choice] = &[
    choice_also("planned", "direncanakan", "planned", &["rencana"]),
    choice_also("unrecorded", "belum dicatat", "not recorded", &[]),
    choice_also("held", "terselenggara", "held", &["sudah"]),
    choice_also("postponed", "ditunda", "postponed", &["tunda"]),
    choice_also("cancelled", "dibatalkan", "cancelled", &["batal"]),
];

/// The day of a meeting as it was known on the day in question; none while it is postponed without a new one.
pub const MEETING_DAY: &str = "CASE WHEN meeting.held_on <= as_of() THEN meeting.held_on \
     WHEN meeting.postponed_on <= as_of() THEN meeting.postponed_to ELSE meeting.meets_on END";

/// What has become of a meeting, in a statement over `meeting`.
pub const MEETING_STATE: &str = "CASE WHEN meeting.cancelled_on <= as_of() THEN 'cancelled' WHEN meeting.held_on <= as_of() THEN 'held' \
     WHEN meeting.postponed_on <= as_of() AND meeting.postponed_to IS NULL THEN 'postponed' \
     WHEN iif(meeting.postponed_on <= as_of(), meeting.postponed_to, meeting.meets_on) < as_of() THEN 'unrecorded' ELSE 'planned' END";

pub(super) static ENTITY: Entity = Entity {
    name: "meeting",
    label: label("Rapat", "Meeting"),
    plural: "meetings",
    also: &["rapat"],
    key: Key::Yearly("RPT"),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0),
        Field::new("state", "Keadaan", "State", Kind::Choice(STATES)).derived(MEETING_STATE).rank(0),
        Field::new("title", "Rapat", "Title", Kind::Text).required().rank(0).also(&["rapat", "acara"]),
        Field::new("meets_on", "Tanggal", "Called for", Kind::Date)
            .as_of("meeting", "iif(postponed_on <= as_of(), coalesce(postponed_to, meets_on), meets_on)")
            .ahead()
            .required()
            .rank(0)
            .also(&["tanggal"]),
        Field::new("chair", "Pimpinan rapat", "Chair", Kind::Text).asked().rank(3).also(&["pimpinan"]),
        Field::new("place", "Tempat", "Place", Kind::Text).asked().rank(4).also(&["tempat"]),
        Field::new("held_on", "Terselenggara pada", "Held on", Kind::Date).as_of("meeting", "iif(held_on <= as_of(), held_on, NULL)").rank(2),
        Field::new("postponed_on", "Ditunda pada", "Postponed on", Kind::Date).as_of("meeting", "iif(postponed_on <= as_of(), postponed_on, NULL)"),
        Field::new("postponed_to", "Ditunda ke", "Postponed to", Kind::Date).as_of("meeting", "iif(postponed_on <= as_of(), postponed_to, NULL)").ahead(),
        Field::new("cancelled_on", "Dibatalkan pada", "Cancelled on", Kind::Date).as_of("meeting", "iif(cancelled_on <= as_of(), cancelled_on, NULL)"),
        Field::new("reason", "Alasan", "Reason", Kind::Note),
        Field::new("minutes", "Notula", "Minutes", Kind::Text).as_of("meeting", "iif(held_on > as_of(), NULL, minutes)").rank(5).also(&["notula", "notulen"]),
        Field::new("items", "Butir agenda", "Agenda items", Kind::Count)
            .derived("(SELECT count(*) FROM item i WHERE i.meeting = meeting.code AND meeting.held_on > as_of() IS NOT TRUE)")
            .rank(2),
        Field::new("attended", "OPD hadir", "Departments present", Kind::Count)
            .derived("(SELECT count(*) FROM attendance a WHERE a.meeting = meeting.code AND meeting.held_on > as_of() IS NOT TRUE)")
            .rank(3),
        Field::new("notes", "Jalannya rapat", "Notes of the meeting", Kind::Note).as_of("meeting", "iif(held_on > as_of(), NULL, notes)"),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[
        Act {
            name: "hold",
            also: &["selenggarakan"],
            about: label("Mencatat bahwa rapat terselenggara", "Records that a meeting was held"),
            does: Does::Fills,
            fields: &["held_on", "chair", "place", "minutes", "notes"],
            required: &["held_on"],
            once: Some("held_on"),
            short: &[("held_on", "on")],
            today: true,
            past: true,
            example: "sinergi meeting hold RPT-2026-0003 --chair \"Sekretaris Daerah\"",
            ..Act::NEW
        },
        Act {
            name: "postpone",
            also: &["tunda"],
            about: label("Menunda rapat", "Postpones a meeting"),
            does: Does::Fills,
            fields: &["postponed_on", "postponed_to", "reason"],
            required: &["postponed_on", "reason"],
            short: &[("postponed_on", "on"), ("postponed_to", "to")],
            today: true,
            past: true,
            example: "sinergi meeting postpone RPT-2026-0003 --to 2026-07-21 --reason \"Ketua dinas luar\"",
            ..Act::NEW
        },
        Act {
            name: "cancel",
            also: &["batalkan"],
            about: label("Membatalkan rapat", "Cancels a meeting"),
            does: Does::Fills,
            fields: &["cancelled_on", "reason"],
            required: &["cancelled_on", "reason"],
            once: Some("cancelled_on"),
            short: &[("cancelled_on", "on")],
            today: true,
            past: true,
            example: "sinergi meeting cancel RPT-2026-0003 --reason \"Digabung dengan rapat berikutnya\"",
            ..Act::NEW
        },
    ],
    check: Some(check),
    example_code: "RPT-2025-0001",
    example: "sinergi meeting add --title \"Rapat TKKSD triwulan I\" --meets-on 2025-03-18 --attended DLH,DINKES",
};

/// A meeting is held or cancelled, not both; what was put off or cancelled says why.
fn check(row: &mut Row, before: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    if let (Some(held), Some(cancelled)) = (row.date("held_on"), row.date("cancelled_on")) {
        let now = if before.is_some_and(|before| before.get("held_on").is_null()) {
            "held_on"
        } else {
            "cancelled_on"
        };
        return Err((
            now,
            Fault::Contradiction(
                format!("dibatalkan {cancelled}, padahal terselenggara {held}"),
                format!("cancelled on {cancelled}, yet held on {held}"),
            ),
        ));
    }
    // What took place or was called off is postponed no more.
    let postponed = before.is_some_and(|before| before.get("postponed_on") != row.get("postponed_on"));
    if let Some(over) = row.date("held_on").or(row.date("cancelled_on")).filter(|_| postponed) {
        return Err((
            "postponed_on",
            Fault::Contradiction(
                format!("rapat ini sudah terselenggara atau dibatalkan pada {over}"),
                format!("this meeting was held or cancelled on {over}"),
            ),
        ));
    }
    let put_off = !row.get("postponed_on").is_null() || !row.get("cancelled_on").is_null();
    if put_off && row.get("reason").is_null() {
        return Err(("reason", Fault::Empty("reason")));
    }
    if row.get("postponed_on").is_null() && !row.get("postponed_to").is_null() {
        return Err(("postponed_on", Fault::Empty("postponed_on")));
    }
    follows(row, "postponed_on", "held_on")?;
    follows(row, "postponed_on", "postponed_to")
}
