//! How each of the nine parts is gathered.

use rusqlite::Row;

use super::Sheet;
use crate::error::Result;
use crate::lang::{Lang, choice_label};
use crate::register::{ANSWERS, DEPARTMENT, ENDS_ON, LAST_MEASURED, OBLIGATION_STATES, OBSTACLE_STATE};
use crate::render::cell_text;
use crate::reports::{DEPARTMENT_NAME, PARTNER_NAME};
use crate::rules::status::state;
use crate::say;
use crate::sheet::Cell;
use crate::store::{FACTS, cells, facts};
use crate::value::Kind;

/// One row of the agreement's own facts, as a record.
fn record(sheet: &mut Sheet<'_>, columns: &str) -> Result<()> {
    sheet.begin(true)?;
    let sql = format!("SELECT {columns} FROM agreement WHERE code = ?1");
    let mut statement = sheet.store.conn().prepare(&sql)?;
    let mut rows = statement.query([sheet.code])?;
    let mut any = false;
    if let Some(row) = rows.next()? {
        let cells = cells(row, sheet.part.columns.len())?;
        any = cells.iter().any(|cell| *cell != Cell::Empty);
        if any {
            sheet.sink.row(&cells)?;
        }
    }
    sheet.end(any, Vec::new())
}

pub(super) fn title(sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.begin(true)?;
    let sql = format!(
        "SELECT code, title, kind, document, own_number, \
         (SELECT group_concat({PARTNER_NAME} || coalesce(' (' || y.number || ')', ''), char(10)) FROM party y \
          JOIN partner p ON p.code = y.partner WHERE y.agreement = agreement.code), \
         (SELECT d.code || ' (' || {DEPARTMENT_NAME} || ')' FROM department d WHERE d.code = {DEPARTMENT}), \
         (SELECT group_concat(department, ', ') FROM involvement i WHERE i.agreement = agreement.code), \
         signed_on, effective_on, {ENDS_ON}, {FACTS} FROM agreement WHERE code = ?1"
    );
    let notice = sheet.store.settings()?.notice_days();
    let mut statement = sheet.store.conn().prepare(&sql)?;
    let mut rows = statement.query([sheet.code])?;
    if let Some(row) = rows.next()? {
        let facts = facts(row, 11)?;
        let status = state(&facts, sheet.ask.as_of, notice);
        let mut cells = cells(row, 11)?;
        // What was signed later is not known yet on the day that is asked about.
        if row.get::<_, Option<String>>(8)?.is_some_and(|day| day > sheet.ask.as_of.to_string()) {
            cells[8..].fill(Cell::Empty);
        }
        cells.push(Cell::Text(status.word()));
        sheet.sink.row(&cells)?;
    }
    sheet.end(true, Vec::new())
}

pub(super) fn background(sheet: &mut Sheet<'_>) -> Result<()> {
    let other = |field: &str| {
        format!("(SELECT o.code || ' ' || o.title FROM agreement o WHERE o.code = agreement.{field})")
    };
    let columns = format!(
        "{}, {}, umbrella, (SELECT a.code || ' ' || a.name FROM affair a WHERE a.code = agreement.affair), \
         programme, requested_on, applicant, note",
        other("parent"),
        other("predecessor")
    );
    record(sheet, &columns)
}

pub(super) fn aims(sheet: &mut Sheet<'_>) -> Result<()> {
    record(sheet, "purpose, benefit")
}

pub(super) fn scope(sheet: &mut Sheet<'_>) -> Result<()> {
    record(sheet, "scope, place")
}

/// Something that was told on a day.
pub(super) struct Told {
    pub(super) on: String,
    pub(super) source: &'static str,
    pub(super) text: String,
}

/// Writes what was told, in the order of its days.
pub(super) fn write(sheet: &mut Sheet<'_>, mut lines: Vec<Told>) -> Result<()> {
    sheet.begin(false)?;
    lines.sort_by(|a, b| a.on.cmp(&b.on));
    for line in &lines {
        sheet.sink.row(&[Cell::Text(&line.on), Cell::Text(line.source), Cell::Text(&line.text)])?;
    }
    sheet.end(!lines.is_empty(), Vec::new())
}

/// What a statement tells: its first column is the day.
pub(super) fn gather(
    sheet: &Sheet<'_>,
    source: &'static str,
    sql: &str,
    lines: &mut Vec<Told>,
    text: impl Fn(&Row<'_>) -> rusqlite::Result<String>,
) -> Result<()> {
    let mut statement = sheet.store.conn().prepare(sql)?;
    let mut rows = statement.query([sheet.code])?;
    while let Some(row) = rows.next()? {
        let on = row.get::<_, Option<String>>(0)?.unwrap_or_default();
        lines.push(Told { on, source, text: text(row)? });
    }
    Ok(())
}

pub(super) fn progress(sheet: &mut Sheet<'_>) -> Result<()> {
    let lang = sheet.ask.lang;
    let mut lines = Vec::new();
    let sql = "SELECT confirmed_on, carried_out, note, proof FROM confirmation \
               WHERE agreement = ?1 AND confirmed_on <= as_of()";
    gather(sheet, "confirmation", sql, &mut lines, |row| {
        let word = choice_label(&row.get::<_, String>(1)?, ANSWERS, lang);
        let word = say!(lang, "dilaksanakan: {}", "carried out: {}", word);
        joined(word, row, 2..4)
    })?;
    let sql = "SELECT f.reviewed_on, f.result, o.title, f.note FROM fulfilment f JOIN obligation o ON o.code = f.obligation \
               WHERE o.agreement = ?1 AND f.reviewed_on <= as_of()";
    gather(sheet, "review", sql, &mut lines, |row| {
        let word = choice_label(&row.get::<_, String>(1)?, OBLIGATION_STATES, lang);
        joined(format!("{}: {word}", row.get::<_, String>(2)?), row, 3..4)
    })?;
    let sql = "SELECT m.measured_on, b.name, m.value, b.unit, b.target, m.source, m.note FROM measurement m \
               JOIN benefit b ON b.code = m.benefit WHERE b.agreement = ?1 AND m.measured_on <= as_of()";
    gather(sheet, "measurement", sql, &mut lines, |row| {
        let (name, unit): (String, String) = (row.get(1)?, row.get(3)?);
        let (value, target) = (decimal(row, 2, lang)?, decimal(row, 4, lang)?);
        joined(format!("{name}: {value} {unit}, target {target}"), row, 5..7)
    })?;
    let sql = "SELECT signed_on, coalesce(changes, reason, number), ends_on FROM amendment \
               WHERE agreement = ?1 AND coalesce(signed_on, '') <= as_of()";
    gather(sheet, "amendment", sql, &mut lines, |row| {
        let changes = row.get::<_, Option<String>>(1)?.unwrap_or_default();
        let end = row.get::<_, Option<String>>(2)?;
        let end = end.map(|day| say!(lang, "berakhir {}", "ends on {}", day));
        Ok([Some(changes).filter(|text| !text.is_empty()), end]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; "))
    })?;
    write(sheet, lines)
}

/// A text with what stands in further columns.
fn joined(text: String, row: &Row<'_>, columns: std::ops::Range<usize>) -> rusqlite::Result<String> {
    let mut parts = vec![text];
    for at in columns {
        parts.extend(row.get::<_, Option<String>>(at)?);
    }
    Ok(parts.join("; "))
}

fn decimal(row: &Row<'_>, at: usize, lang: Lang) -> rusqlite::Result<String> {
    let text: String = row.get(at)?;
    Ok(cell_text(&Cell::Text(&text), Kind::Decimal, lang).into_owned())
}

/// Rows of a statement as they are.
fn table(sheet: &mut Sheet<'_>, sql: &str, notes: Vec<String>) -> Result<()> {
    sheet.begin(false)?;
    let mut statement = sheet.store.conn().prepare(sql)?;
    let mut rows = statement.query([sheet.code])?;
    let mut any = false;
    while let Some(row) = rows.next()? {
        any = true;
        sheet.sink.row(&cells(row, sheet.part.columns.len())?)?;
    }
    sheet.end(any, notes)
}

pub(super) fn beneficiaries(sheet: &mut Sheet<'_>) -> Result<()> {
    let sql = format!(
        "SELECT b.name, m.beneficiaries, m.beneficiary_group, m.place, m.measured_on, \
         attainment(b.baseline, b.target, m.value, b.better) FROM benefit b \
         LEFT JOIN measurement m ON {LAST_MEASURED} WHERE b.agreement = ?1 ORDER BY b.code"
    );
    table(sheet, &sql, Vec::new())
}

pub(super) fn funding(sheet: &mut Sheet<'_>) -> Result<()> {
    let (text, value): (Option<String>, Option<i64>) = sheet.store.conn().query_row(
        "SELECT funding, value FROM agreement WHERE code = ?1",
        [sheet.code],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    let amount = |sum: i64| cell_text(&Cell::Int(sum), Kind::Rupiah, sheet.ask.lang).into_owned();
    let value = value.map(|sum| say!(sheet.ask.lang, "Nilai kerja sama: Rp{}.", "Value: Rp{}.", amount(sum)));
    let text =
        text.map(|text| say!(sheet.ask.lang, "Menurut naskah: {}.", "As the document says: {}.", text));
    let sql = "SELECT year, source, side, planned, revised, realised FROM funding \
               WHERE agreement = ?1 AND year <= substr(as_of(), 1, 4) ORDER BY code";
    table(sheet, sql, text.into_iter().chain(value).collect())
}

pub(super) fn obstacles(sheet: &mut Sheet<'_>) -> Result<()> {
    let sql = format!(
        "SELECT code, title, {OBSTACLE_STATE}, severity, (SELECT s.proposal FROM solution s WHERE s.obstacle = obstacle.code \
         AND s.chosen_on <= as_of() ORDER BY s.chosen_on DESC, s.position DESC LIMIT 1) \
         FROM obstacle WHERE agreement = ?1 AND raised_on <= as_of() ORDER BY code"
    );
    table(sheet, &sql, Vec::new())
}
