//! What came of an item: the item says it, a promise becomes an activity, and a decision about an agreement is recorded as one.

use jiff::civil::Date;
use sinergi::Result;
use sinergi::register::{Row, entity as register_of};
use sinergi::store::{Door, of_register, read_row};
use sinergi::value::Value;

/// What came of one item.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    /// A word of the results.
    pub(super) result: &'static str,
    pub(super) resolution: Option<String>,
    /// Who carries it out, as an actor is kept.
    pub(super) owner: Option<String>,
    pub(super) due_on: Option<Date>,
    /// What is decided about the agreement that it is about.
    pub(super) word: Option<&'static str>,
}

impl Outcome {
    /// Whether somebody promised something.
    pub(super) fn promises(&self) -> bool {
        self.owner.is_some() || self.due_on.is_some()
    }
}

/// Writes what came of an item of a meeting on its day. Gives back the code of the activity that carries the promise, if there is one:
/// an item about an activity moves that one, so that nothing is promised twice.
pub(super) fn write(
    door: &mut Door<'_>,
    meeting: &Row,
    item: &Row,
    outcome: &Outcome,
    on: Date,
) -> Result<Option<String>> {
    let Some(items) = register_of("item") else { return Ok(None) };
    let text = |text: &Option<String>| text.as_deref().map_or(Value::Null, Value::from);
    let mut fields = vec![("result", Value::from(outcome.result))];
    if outcome.resolution.is_some() {
        fields.push(("resolution", text(&outcome.resolution)));
    }
    door.edit(items, &item.code(), &fields)?;
    let record = item.text("record").and_then(|record| record.split_once('/'));
    let mut origin = item.text("record").map(str::to_owned);
    if let (Some(word), Some(("agreement", agreement)), Some(entity)) =
        (outcome.word, record, register_of("decision"))
    {
        let mut row = Row::new(entity);
        row.set("agreement", agreement);
        row.set("word", word);
        row.set("decided_on", on);
        row.set("decided_by", meeting.text("chair").map_or(Value::Null, Value::from));
        row.set("meeting", meeting.code().as_str());
        row.set("note", text(&outcome.resolution));
        // What is promised carries the decision out.
        origin = Some(format!("decision/{}", door.add(&mut row)?));
    }
    if !outcome.promises() {
        return Ok(None);
    }
    match record {
        Some(("activity", code)) => again(door, meeting, code, outcome, on).map(Some),
        _ => promise(door, meeting, item, origin.as_deref(), outcome, on),
    }
}

/// A new activity.
fn promise(
    door: &mut Door<'_>,
    meeting: &Row,
    item: &Row,
    origin: Option<&str>,
    outcome: &Outcome,
    on: Date,
) -> Result<Option<String>> {
    let Some(entity) = register_of("activity") else { return Ok(None) };
    let mut row = Row::new(entity);
    let said = outcome.resolution.as_deref().or_else(|| item.text("title")).unwrap_or_default();
    row.set("title", said.lines().next().unwrap_or_default());
    row.set("year", outcome.due_on.unwrap_or(on).year().to_string().as_str());
    row.set("owner", outcome.owner.as_deref().map_or(Value::Null, Value::from));
    row.set("due_on", outcome.due_on.map_or(Value::Null, Value::from));
    row.set("meeting", meeting.code().as_str());
    row.set("agreed_on", on);
    row.set("origin", origin.map_or(Value::Null, Value::from));
    door.add(&mut row).map(Some)
}

/// The activity that the item is about gets another day or owner.
fn again(door: &mut Door<'_>, meeting: &Row, code: &str, outcome: &Outcome, on: Date) -> Result<String> {
    let (Some(activities), Some(revisions)) = (register_of("activity"), register_of("revision")) else {
        return Ok(code.to_owned());
    };
    if let Some(owner) = &outcome.owner {
        door.edit(activities, code, &[("owner", owner.as_str().into())])?;
    }
    // What a revision said last is in force.
    let revised = of_register(door.conn(), revisions, code)?;
    let last = revised
        .iter()
        .filter(|revision| !revision.get("due_on").is_null())
        .max_by_key(|revision| (revision.date("revised_on"), revision.int("position")));
    let due = match last {
        Some(last) => last.date("due_on"),
        None => read_row(door.conn(), activities, code)?.and_then(|row| row.date("due_on")),
    };
    if let Some(day) = outcome.due_on.filter(|day| due != Some(*day)) {
        let mut row = Row::new(revisions);
        row.set("activity", code);
        row.set("revised_on", on);
        row.set("due_on", day);
        row.set("basis", meeting.code().as_str());
        row.set("note", outcome.resolution.as_deref().map_or(Value::Null, Value::from));
        door.add(&mut row)?;
    }
    Ok(code.to_owned())
}

/// Notes that a meeting was held on a day, where nobody has yet.
pub(super) fn held(door: &mut Door<'_>, meeting: &Row, on: Date) -> Result<()> {
    match register_of("meeting").filter(|_| meeting.get("held_on").is_null()) {
        Some(entity) => door.edit(entity, &meeting.code(), &[("held_on", on.into())]).map(drop),
        None => Ok(()),
    }
}
