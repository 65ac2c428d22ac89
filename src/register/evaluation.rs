//! Evaluations: how one assessor saw an agreement in one period. Its answers hang under it; the version of the questions
//! is kept with it.

use jiff::civil::Date;

use super::decision::WORDS;
use super::{Around, Entity, Field, Key, Row};
use crate::calendar::period::of_name;
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::rules::counting::Count;
use crate::rules::status::Facts;
use crate::value::Kind;

/// Who evaluates, as words; the order is that of the letters, in which they stand in the file.
pub const ASSESSORS: &[Choice] = &[
    choice_also("department", "OPD", "department", &["perangkat daerah"]),
    choice_also("partner", "mitra", "partner", &[]),
    choice_also("secretariat", "sekretariat", "secretariat", &["tkksd", "sekretariat tim"]),
];

pub(super) static ENTITY: Entity = Entity {
    name: "evaluation",
    label: label("Evaluasi", "Evaluation"),
    plural: "evaluations",
    also: &["evaluasi"],
    key: Key::Joined(3),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Path).rank(0),
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement"))
            .required()
            .also(&["nama kerjasama", "kode kerja sama"])
            .rank(3),
        Field::new("period", "Periode", "Period", Kind::Period).required().rank(3),
        Field::new("assessor", "Penilai", "Assessor", Kind::Choice(ASSESSORS)).required().rank(3),
        Field::new("instrument", "Instrumen", "Instrument", Kind::Reference("instrument")).required().rank(4),
        Field::new("answered_on", "Dijawab pada", "Answered on", Kind::Date).required().rank(1),
        Field::new("answered_by", "Dijawab oleh", "Answered by", Kind::Actor).rank(2),
        Field::new("entered_by", "Dimasukkan oleh", "Entered by", Kind::Text).rank(5),
        Field::new("recommendation", "Rekomendasi", "Recommendation", Kind::Choice(WORDS)).rank(1),
        Field::new("findings", "Catatan hasil", "Findings", Kind::Note).rank(5),
        Field::new("advice", "Saran", "Advice", Kind::Note).rank(5),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "KS-2025-0001/2025-S1/partner",
    example: "sinergi evaluation add --agreement KS-2025-0001 --period 2025-S1 --assessor partner --instrument MONEV.1 \
              --answered-on 2025-07-10",
};

/// The period is one in which the agreement was in force, as far as is known, and had begun when it was answered.
fn check(row: &mut Row, before: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let Some(period) = row.text("period").and_then(of_name) else { return Ok(()) };
    let (Some(from), Some(to)) = (period.from, period.to) else { return Ok(()) };
    if let Some(day) = row.date("answered_on")
        && day < from
    {
        return Err((
            "answered_on",
            Fault::Contradiction(
                format!("{day} mendahului periodenya, yang mulai {from}"),
                format!("{day} lies before its period, which begins on {from}"),
            ),
        ));
    }
    // An evaluation that was right when it was made stays right when it is corrected, and keeps its version.
    if let Some(before) = before {
        return refuse_other_version(row, before);
    }
    let code = row.text("agreement").unwrap_or_default().to_owned();
    let Some(agreement) = (around.read)("agreement", &code) else { return Ok(()) };
    // As known when it was answered: an extension may be signed after the period that it covers.
    let known = row.date("answered_on").map_or(to, |day| day.max(to));
    let facts = facts_of(&agreement, &(around.under)("amendment", &code), known);
    if agreement.text("signed") == Some("no") {
        return Err((
            "agreement",
            Fault::Contradiction(
                format!("{code} belum ditandatangani, jadi belum ada yang dievaluasi"),
                format!("{code} is not signed, so there is nothing to evaluate"),
            ),
        ));
    }
    if Count::InForce.holds(&facts.known_on(to), agreement.text("signed_on"), &period) == Some(false) {
        let name = row.text("period").unwrap_or_default();
        let spoken = |day: Option<Date>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
        let end = facts.ends_on.into_iter().chain(facts.ended_on).min();
        let (start, end) = (spoken(facts.start()), spoken(end));
        return Err((
            "period",
            Fault::Contradiction(
                format!("{code} tidak berlaku dalam {name} (mulai {start}, berakhir {end})"),
                format!("{code} was not in force in {name} (from {start}, until {end})"),
            ),
        ));
    }
    Ok(())
}

fn refuse_other_version(row: &Row, before: &Row) -> Result<(), (&'static str, Fault)> {
    let (new, old) = (row.text("instrument"), before.text("instrument"));
    if new == old {
        return Ok(());
    }
    let (new, old) = (new.unwrap_or_default(), old.unwrap_or_default());
    Err((
        "instrument",
        Fault::Contradiction(
            format!("evaluasi ini dibuat dengan {old}; versinya tidak dapat diganti dengan {new}"),
            format!("this evaluation was made with {old}; its version cannot become {new}"),
        ),
    ))
}

/// The facts of an agreement as of a day, with what its amendments say of its end by then.
fn facts_of(agreement: &Row, amendments: &[Row], day: Date) -> Facts {
    let order = |row: &Row| (row.text("signed_on").unwrap_or_default().to_owned(), row.int("position"));
    let told = amendments.iter().filter(|a| {
        !a.get("ends_on").is_null() && a.text("signed_on").is_none_or(|on| on <= day.to_string().as_str())
    });
    let moved = told.max_by_key(|a| order(a)).and_then(|a| a.text("ends_on"));
    Facts::read(
        agreement.text("signed"),
        agreement.text("signed_on"),
        agreement.int("mapped") == Some(1),
        agreement.text("requested_on"),
        agreement.text("effective_on"),
        moved.or_else(|| agreement.text("ends_on")),
        agreement.text("end_rule"),
        agreement.text("ended_on"),
    )
}
