//! What follows from an agreement's own fields when it is entered: whether it is signed, its term and its end.
//! Refuses what contradicts itself; guesses nothing.

use super::{Around, Row, Settings, ground};
use crate::calendar::term::{self, Start, Term};
use crate::error::Fault;
use crate::rules::status::first_day;
use crate::rules::term::end_of_term;
use crate::value::Value;

type Refusal = (&'static str, Fault);

/// Completes a row and refuses one that contradicts itself; the check of the agreement register.
pub(super) fn complete(row: &mut Row, before: Option<&Row>, around: &Around<'_>) -> Result<(), Refusal> {
    if row.get("standing").is_null() {
        row.set("standing", "own");
    }
    if row.int("term_months") == Some(0) {
        return Err(("term_months", Fault::OutOfBounds("0".to_owned())));
    }
    settle_signature(row, before)?;
    refuse_strange_closing(row)?;
    read_term(row, before);
    settle_end(row, before, around.settings)?;
    refuse_end_before_start(row)?;
    ground::refuse_strange(row)
}

/// A row that names a day of signing is signed; one with no date at all is a request that is not.
fn settle_signature(row: &mut Row, before: Option<&Row>) -> Result<(), Refusal> {
    let dated = !row.get("signed_on").is_null();
    let same = |name: &str| before.is_some_and(|b| b.get(name) == row.get(name));
    if dated && (row.text("signed") == Some("unknown") || (same("signed") && !same("signed_on"))) {
        row.set("signed", "yes");
    }
    match row.text("signed") {
        Some("no") if dated => Err((
            "signed_on",
            Fault::Contradiction(
                "ada tanggal penandatanganan, padahal `signed` = no".into(),
                "there is a day of signing, yet `signed` is no".into(),
            ),
        )),
        None => {
            let begun = !row.get("effective_on").is_null() || !row.get("ends_on").is_null();
            row.set(
                "signed",
                if dated {
                    "yes"
                } else if begun {
                    "unknown"
                } else {
                    "no"
                },
            );
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Fills months, end and rule from the words of the term, where these say them and nothing else has.
fn read_term(row: &mut Row, before: Option<&Row>) {
    let Some(text) = row.text("term_text") else { return };
    let text = text.to_owned();
    if before.is_some_and(|b| b.get("term_text") == row.get("term_text")) {
        return;
    }
    forget_old_term(row, before);
    match term::read(&text) {
        Term::Months { months, from } => {
            if row.get("term_months").is_null() {
                row.set("term_months", Value::Int(months.into()));
            }
            let rule = match from {
                Start::Signing => Some("from-signing"),
                Start::Effect => Some("from-effect"),
                Start::Unstated => None,
            };
            if let Some(rule) = rule.filter(|_| row.get("end_rule").is_null() && row.get("ends_on").is_null())
            {
                row.set("end_rule", rule);
            }
        }
        Term::Until(end) if row.get("ends_on").is_null() && row.get("end_rule").is_null() => {
            row.set("ends_on", end);
            row.set("end_rule", "date");
        }
        Term::OpenEnded if row.get("ends_on").is_null() && row.get("end_rule").is_null() => {
            row.set("end_rule", "open-ended");
        }
        Term::Conditional if row.get("ends_on").is_null() && row.get("end_rule").is_null() => {
            row.set("end_rule", "conditional");
        }
        _ => {}
    }
}

/// A term that is worded anew takes the months, rule and end that followed from the old wording with it; what somebody
/// typed in the same breath stays, and so does an end that is a written date.
fn forget_old_term(row: &mut Row, before: Option<&Row>) {
    let Some(before) = before else { return };
    let same = |row: &Row, name: &str| before.get(name) == row.get(name);
    if same(row, "term_months") {
        row.set("term_months", Value::Null);
    }
    if row.text("end_rule") != Some("date") && same(row, "end_rule") {
        row.set("end_rule", Value::Null);
        if same(row, "ends_on") {
            row.set("ends_on", Value::Null);
        }
    }
}

/// Settles the end and the rule it follows from. An end typed by hand wins over one that was computed.
fn settle_end(row: &mut Row, before: Option<&Row>, settings: &Settings) -> Result<(), Refusal> {
    let changed = |name: &str| before.is_none_or(|b| b.get(name) != row.get(name));
    let typed_end = !row.get("ends_on").is_null() && changed("ends_on");
    let cleared = before.is_some() && row.get("ends_on").is_null() && changed("ends_on");
    let counted = matches!(row.text("end_rule"), Some("from-signing" | "from-effect"));
    if cleared && counted && !changed("end_rule") && !changed("term_text") {
        // Somebody took the computed end away: nobody knows it any more.
        row.set("end_rule", "unknown");
        return Ok(());
    }
    let rule = row.text("end_rule").map(str::to_owned);
    let start = match rule.as_deref() {
        Some("from-signing") => row.date("signed_on"),
        Some("from-effect") => row.date("effective_on"),
        Some("open-ended" | "conditional" | "unknown") if typed_end && !changed("end_rule") => {
            row.set("end_rule", "date");
            return Ok(());
        }
        Some(word @ ("open-ended" | "conditional" | "unknown")) if !row.get("ends_on").is_null() => {
            if changed("end_rule") && !typed_end {
                row.set("ends_on", Value::Null);
                return Ok(());
            }
            return Err((
                "ends_on",
                Fault::Contradiction(
                    format!("ada tanggal berakhir, padahal `end_rule` = {word}"),
                    format!("there is an end date, yet `end_rule` is {word}"),
                ),
            ));
        }
        Some("date") if row.get("ends_on").is_null() => {
            if changed("end_rule") {
                return Err(("ends_on", Fault::Empty("ends_on")));
            }
            row.set("end_rule", "unknown");
            return Ok(());
        }
        None => {
            row.set("end_rule", if row.get("ends_on").is_null() { "unknown" } else { "date" });
            return Ok(());
        }
        _ => return Ok(()),
    };
    let computed = row
        .int("term_months")
        .zip(start)
        .and_then(|(months, start)| end_of_term(start, months, settings.get("term_end") == "same-day"));
    match (typed_end, computed) {
        (true, Some(end)) if row.date("ends_on") == Some(end) => {}
        (true, _) if before.is_some() && !changed("end_rule") => row.set("end_rule", "date"),
        (true, Some(end)) => {
            let written = row.text("ends_on").unwrap_or_default().to_owned();
            return Err((
                "ends_on",
                Fault::Contradiction(
                    format!("tanggal berakhir {written} tidak sama dengan hasil hitungan {end}"),
                    format!("the end date {written} is not the computed {end}"),
                ),
            ));
        }
        (true, None) => row.set("end_rule", "date"),
        (false, Some(end)) => row.set("ends_on", end),
        // The facts an end was computed from are gone: so is the end.
        (false, None) => row.set("ends_on", Value::Null),
    }
    Ok(())
}

/// What is closed as a request was never signed, and says on which day; what was joined says into which other one.
fn refuse_strange_closing(row: &Row) -> Result<(), Refusal> {
    let Some(word) = row.text("closed_as") else {
        return match row.text("joined_into") {
            Some(other) => Err((
                "joined_into",
                Fault::Contradiction(
                    format!("digabung ke {other}, padahal permohonannya tidak ditutup"),
                    format!("joined into {other}, yet the request is not closed"),
                ),
            )),
            None => Ok(()),
        };
    };
    if row.text("signed") != Some("no") {
        return Err((
            "closed_as",
            Fault::Contradiction(
                "yang sudah ditandatangani bukan permohonan lagi; akhiri dengan: sinergi agreement end"
                    .into(),
                "what is signed is no request any more; end it with: sinergi agreement end".into(),
            ),
        ));
    }
    let needed = [("ended_on", true), ("joined_into", word == "joined")];
    if let Some((empty, _)) = needed.into_iter().find(|(name, needed)| *needed && row.get(name).is_null()) {
        return Err((empty, Fault::Empty(empty)));
    }
    let asked = row.text("requested_on").and_then(first_day);
    match (asked, row.date("ended_on")) {
        (Some(asked), Some(closed)) if closed < asked => {
            Err(("ended_on", Fault::EndBeforeStart { end: closed.to_string(), start: asked.to_string() }))
        }
        _ => Ok(()),
    }
}

fn refuse_end_before_start(row: &Row) -> Result<(), Refusal> {
    if let Some(ended) = row.date("ended_on") {
        if row.text("signed") == Some("no") && row.get("closed_as").is_null() {
            return Err((
                "ended_on",
                Fault::Contradiction(
                    "kerja sama yang belum ditandatangani tidak dapat diakhiri".into(),
                    "an agreement that is not signed cannot be ended".into(),
                ),
            ));
        }
        for name in ["signed_on", "end_requested_on"] {
            if let Some(start) = row.text(name).and_then(first_day).filter(|start| ended < *start) {
                return Err((
                    "ended_on",
                    Fault::EndBeforeStart { end: ended.to_string(), start: start.to_string() },
                ));
            }
        }
    }
    let start = row.date("effective_on").or_else(|| row.text("signed_on").and_then(first_day));
    for name in ["ends_on", "ended_on"] {
        if let (Some(end), Some(start)) = (row.date(name), start)
            && end < start
        {
            return Err((name, Fault::EndBeforeStart { end: end.to_string(), start: start.to_string() }));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
