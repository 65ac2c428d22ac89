//! Movements: the path of an agreement through its SOP. Each says what happened to which step on which day; where it stands,
//! since when, and for whom it waits follows from them.

use super::{Act, Around, Entity, Field, Key, Row, words};
use crate::error::Fault;
use crate::lang::label;
use crate::rules::path::WORDS;
use crate::rules::procedure::HOLDERS;
use crate::value::{Kind, Value};

pub(super) static ENTITY: Entity = Entity {
    name: "movement",
    label: label("Perjalanan", "Movement"),
    plural: "movements",
    also: &["perjalanan"],
    key: Key::Position,
    fields: &[
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("word", "Perjalanan", "Movement", Kind::Choice(WORDS)).required().rank(0),
        Field::new("step", "Langkah", "Step", Kind::Code).rank(0),
        Field::new("moved_on", "Pada", "On", Kind::Date).required().rank(0),
        Field::new("sop", "SOP", "SOP", Kind::Reference("sop")).rank(2),
        Field::new("waiting_on", "Menunggu", "Waiting on", Kind::Choice(HOLDERS)).rank(1),
        Field::new("until", "Sampai", "Until", Kind::Date).ahead().rank(1),
        Field::new("reason", "Alasan", "Reason", Kind::Note).rank(1),
        Field::new("override", "Alasan tetap ditandatangani", "Reason to sign all the same", Kind::Note)
            .rank(3),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: PAUSES,
    check: Some(check),
    example_code: "KS-2024-0010/1",
    example: "sinergi agreement step KS-2024-0011",
};

/// What stops the clock and lets it run again. What the step and the version are follows from the path.
const PAUSES: &[Act] = &[
    Act {
        name: "park",
        also: &["tunda"],
        about: label("Menunda permohonan sampai suatu hari", "Parks a request until a day"),
        fields: &["moved_on", "until", "reason", "note"],
        required: &["until", "reason"],
        sets: &[("word", "parked")],
        short: &[("moved_on", "on")],
        today: true,
        past: true,
        next: Some("resume"),
        example: "sinergi agreement park KS-2024-0010 --until 2025-06-30 --reason \"Menunggu APBD perubahan\"",
        ..Act::NEW
    },
    Act {
        name: "resume",
        also: &["lanjutkan"],
        about: label("Melanjutkan permohonan yang ditunda", "Resumes a parked request"),
        fields: &["moved_on", "reason", "note"],
        sets: &[("word", "resumed")],
        short: &[("moved_on", "on")],
        today: true,
        past: true,
        next: Some("step"),
        example: "sinergi agreement resume KS-2024-0013",
        ..Act::NEW
    },
];

/// The last movement before a position.
fn before<'r>(around: &Around<'r>, position: i64) -> Option<&'r Row> {
    let earlier = around.siblings.iter().filter(|m| m.int("position").is_some_and(|p| p < position));
    earlier.max_by_key(|m| m.int("position"))
}

/// A path begins by entering a step and goes on in the order of days; it goes back, is passed over, parked and begun in its middle
/// for a reason.
fn check(row: &mut Row, _: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let position = row.int("position").unwrap_or(i64::MAX);
    let last = before(around, position);
    let code = row.text("agreement").unwrap_or_default().to_owned();
    let word = row.text("word").unwrap_or_default().to_owned();
    let pause = matches!(word.as_str(), "parked" | "resumed");
    match last {
        None if word != "entered" => {
            return Err((
                if pause { "word" } else { "step" },
                Fault::Contradiction(
                    format!("{code} belum memasuki SOP; mulai dengan: sinergi agreement step {code}"),
                    format!("{code} has not entered an SOP yet; begin with: sinergi agreement step {code}"),
                ),
            ));
        }
        Some(last) if row.get("sop").is_null() => row.set("sop", last.get("sop").clone()),
        _ => {}
    }
    // What stops the clock or lets it run is of no step.
    let needed = if pause { &["sop"][..] } else { &["sop", "step"] };
    if let Some(empty) = needed.iter().find(|name| row.get(name).is_null()) {
        return Err((empty, Fault::Empty(empty)));
    }
    refuse_closed(around, &code)?;
    let sop = row.text("sop").unwrap_or_default().to_owned();
    super::step::settle(row, &sop, around)?;
    in_order_of_days(row, around, position)?;
    fits_its_step(row, around, position, &sop)?;
    if let Some(other) = last.and_then(|last| last.text("sop")).filter(|other| *other != sop) {
        return Err((
            "sop",
            Fault::Contradiction(
                format!("{code} berjalan menurut {other}, bukan {sop}"),
                format!("{code} goes by {other}, not by {sop}"),
            ),
        ));
    }
    if matches!(word.as_str(), "skipped" | "returned" | "parked") && row.get("reason").is_null() {
        return Err(("reason", Fault::Empty("reason")));
    }
    if word == "waiting" && row.get("waiting_on").is_null() {
        return Err(("waiting_on", Fault::Empty("waiting_on")));
    }
    pauses_in_turn(row, around, position, &code)
}

/// A request that was closed moves no more.
fn refuse_closed(around: &Around<'_>, code: &str) -> Result<(), (&'static str, Fault)> {
    let closed = around.parent.filter(|agreement| !agreement.get("closed_as").is_null());
    match closed.and_then(|agreement| agreement.text("ended_on")) {
        Some(on) => Err((
            "word",
            Fault::Contradiction(
                format!("permohonan {code} sudah ditutup pada {on}"),
                format!("the request {code} was closed on {on}"),
            ),
        )),
        None => Ok(()),
    }
}

/// A step is one that the document walks, is left once unless it began anew, and a signing is that of a signed document.
fn fits_its_step(
    row: &Row,
    around: &Around<'_>,
    position: i64,
    sop: &str,
) -> Result<(), (&'static str, Fault)> {
    let left = |word: Option<&str>| matches!(word, Some("done" | "skipped" | "deemed"));
    let Some(step) = row.text("step").filter(|_| left(row.text("word"))) else { return Ok(()) };
    let Some(known) = (around.read)("step", &format!("{sop}/{step}")) else { return Ok(()) };
    let contradiction = |id: String, en: String| Err(("step", Fault::Contradiction(id, en)));
    let document = around.parent.and_then(|agreement| agreement.text("document")).unwrap_or_default();
    let walked = known.text("documents").is_none_or(|list| words::list(list).any(|one| one == document));
    if !walked {
        return contradiction(
            format!("langkah {step} tidak dijalani dokumen `{document}`"),
            format!("the step {step} is not walked by the document `{document}`"),
        );
    }
    let signed = around.parent.is_none_or(|agreement| agreement.text("signed") == Some("yes"));
    if known.text("event") == Some("signing") && row.text("word") == Some("done") && !signed {
        return contradiction(
            "naskahnya belum ditandatangani; catat dengan: sinergi agreement sign".into(),
            "the document is not signed; record it by: sinergi agreement sign".into(),
        );
    }
    // Since it last went back, that step was not left yet.
    let mut earlier: Vec<&Row> =
        around.siblings.iter().filter(|m| m.int("position").is_some_and(|p| p < position)).collect();
    earlier.sort_by_key(|m| m.int("position"));
    let since = earlier.iter().rposition(|m| m.text("word") == Some("returned")).map_or(0, |at| at + 1);
    match earlier[since..].iter().find(|m| m.text("step") == Some(step) && left(m.text("word"))) {
        Some(twice) => {
            let on = twice.text("moved_on").unwrap_or_default();
            contradiction(
                format!("langkah {step} sudah dicatat pada {on}"),
                format!("the step {step} is recorded already, on {on}"),
            )
        }
        None => Ok(()),
    }
}

fn in_order_of_days(row: &Row, around: &Around<'_>, position: i64) -> Result<(), (&'static str, Fault)> {
    let day = row.date("moved_on");
    let earlier = around.siblings.iter().filter(|m| m.int("position").is_some_and(|p| p < position));
    let later = around.siblings.iter().filter(|m| m.int("position").is_some_and(|p| p > position));
    let (last, next) =
        (earlier.filter_map(|m| m.date("moved_on")).max(), later.filter_map(|m| m.date("moved_on")).min());
    if let (Some(day), Some(last)) = (day, last)
        && day < last
    {
        return Err((
            "moved_on",
            Fault::Contradiction(
                format!("{day} mendahului langkah sebelumnya ({last})"),
                format!("{day} lies before the movement before it ({last})"),
            ),
        ));
    }
    if let (Some(day), Some(next)) = (day, next)
        && day > next
    {
        return Err((
            "moved_on",
            Fault::Contradiction(
                format!("{day} sesudah langkah berikutnya ({next})"),
                format!("{day} lies after the movement that follows ({next})"),
            ),
        ));
    }
    Ok(())
}

/// What is parked is parked until a later day, and only that is resumed.
fn pauses_in_turn(
    row: &mut Row,
    around: &Around<'_>,
    position: i64,
    code: &str,
) -> Result<(), (&'static str, Fault)> {
    let pause = |m: &&Row| {
        matches!(m.text("word"), Some("parked" | "resumed"))
            && m.int("position").is_some_and(|p| p < position)
    };
    let last = around.siblings.iter().filter(pause).max_by_key(|m| m.int("position"));
    let day = row.date("moved_on");
    let still = last.is_some_and(|m| {
        m.text("word") == Some("parked")
            && m.date("until").is_none_or(|until| day.is_none_or(|day| day < until))
    });
    match row.text("word") {
        Some("parked") => match (day, row.date("until")) {
            (Some(day), Some(until)) if until <= day => {
                Err(("until", Fault::EndBeforeStart { end: until.to_string(), start: day.to_string() }))
            }
            _ => Ok(()),
        },
        Some("resumed") if !still => Err((
            "word",
            Fault::Contradiction(
                format!("{code} tidak sedang ditunda pada hari itu"),
                format!("{code} is not parked on that day"),
            ),
        )),
        _ => {
            if row.text("word") != Some("parked") {
                row.set("until", Value::Null);
            }
            Ok(())
        }
    }
}
