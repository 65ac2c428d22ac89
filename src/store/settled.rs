//! What stays as it is: a record that others rest on, such as the questions of an instrument by which somebody was evaluated,
//! and the parts of which a code is made.

use rusqlite::Connection;

use crate::error::{Error, Fault, Result};
use crate::register::{self, Row};
use crate::rules::scoring::answers;
use crate::value::{Kind, Value};

/// What is settled once it is used: a register, the registers whose records use it or its parent, and the fields that count.
/// Words may be corrected.
const SETTLED: &[(&str, &[&str], &[&str])] = &[
    ("instrument", &["evaluation"], &["code", "valid_from", "good_from", "fair_from", "answered_from"]),
    ("question", &["evaluation"], &["instrument", "code", "axis", "weight", "options"]),
    ("sop", &["movement", "adoption", "round"], &["code", "kinds", "valid_from", "department", "based_on"]),
    (
        "step",
        &["movement", "adoption", "round"],
        &[
            "sop",
            "code",
            "number",
            "actor",
            "papers",
            "time",
            "unit",
            "documents",
            "shared",
            "condition",
            "event",
            "silence",
        ],
    ),
];

/// Refuses to add, change or remove a record that is settled. `after` is `None` where it goes.
pub(super) fn refuse_settled(conn: &Connection, before: Option<&Row>, after: Option<&Row>) -> Result<()> {
    let Some(row) = after.or(before) else { return Ok(()) };
    if let (Some(before), Some(after)) = (before, after) {
        refuse_other_parts(before, after)?;
    }
    let entity = row.entity();
    let Some((_, users, fields)) = SETTLED.iter().find(|(name, ..)| *name == entity.name) else {
        return Ok(());
    };
    let place = match (before, after) {
        (Some(before), Some(after)) => {
            let changed = fields.iter().find(|name| worth(name, before) != worth(name, after));
            let Some(changed) = changed else { return Ok(()) };
            format!("`{changed}`")
        }
        _ => String::new(),
    };
    let above = entity.parent().unwrap_or(entity);
    let Some(code) = row.values()[0].text() else { return Ok(()) };
    let mut by = None;
    for user in users.iter().filter_map(|name| register::entity(name)) {
        let Some(field) = user.stored().find(|f| f.kind == Kind::Reference(above.name)) else { continue };
        let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{}\" WHERE \"{}\" = ?1)", user.name, field.name);
        if by.is_none() && conn.prepare_cached(&sql)?.query_row([code], |r| r.get(0))? {
            by = Some(user);
        }
    }
    let Some(by) = by else { return Ok(()) };
    let (noun, used) = (above.noun(), by.noun());
    let (id, en) = (crate::Lang::Id, crate::Lang::En);
    Err(Error::Refused(
        place,
        Fault::Contradiction(
            format!(
                "{} {code} sudah dipakai ({}); buat versi baru: sinergi {} revise {code}",
                noun.spoken(id),
                used.spoken(id),
                above.name
            ),
            format!(
                "{} {code} is in use ({}); make a new version: sinergi {} revise {code}",
                noun.spoken(en),
                used.spoken(en),
                above.name
            ),
        ),
    ))
}

/// What counts of a field: of a list of answers its words and points, for a label may be corrected.
fn worth(name: &str, row: &Row) -> Value {
    let value = row.get(name);
    match (name, value.text().map(|text| answers(text, "", ""))) {
        ("options", Some(Ok(answers))) => {
            let worth: Vec<String> = answers.iter().map(|a| format!("{}={}", a.word, a.points)).collect();
            Value::Text(worth.join(";"))
        }
        _ => value.clone(),
    }
}

/// Refuses to change a field of which the code is made.
fn refuse_other_parts(before: &Row, after: &Row) -> Result<()> {
    let changed = before.entity().joined().iter().find(|f| before.get(f.name) != after.get(f.name));
    let Some(field) = changed else { return Ok(()) };
    let code = before.code();
    Err(Error::Refused(
        format!("`{}`", field.name),
        Fault::Contradiction(
            format!("bagian dari kode {code} tidak dapat diubah; hapus dan catat yang baru"),
            format!("it is a part of the code {code} and cannot change; remove it and record a new one"),
        ),
    ))
}
