//! The paper of the next meeting, made by itself: what was postponed, open promises, what lapsed and ends, stuck requests, overdue
//! obstacles, evaluations that are owed, and decisions that are proposed. Each point names its record.

use std::collections::HashMap;

use super::gathered::{Table, gather};
use super::promises::promises;
use super::{Ask, decisions, due, evaluations_due, stuck};
use crate::error::Result;
use crate::lang::{Lang, choice_label};
use crate::register::OUTCOME_WORDS;
use crate::rules::plan::State;
use crate::say;
use crate::store::Store;
use crate::value::actor_code;

/// One point of an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Why it stands there: a word of the topics.
    pub topic: &'static str,
    /// What is spoken of, in words.
    pub title: String,
    /// The record that it is about: `agreement/KS-2025-0001`.
    pub record: Option<String>,
    /// The item of an earlier meeting that it goes on with.
    pub carried_from: Option<String>,
}

impl Point {
    fn new(topic: &'static str, title: String, record: String) -> Self {
        Self { topic, title, record: Some(record), carried_from: None }
    }
}

/// The points so far, and where each record stands among them: of one record there is one point.
#[derive(Default)]
struct Points {
    all: Vec<Point>,
    places: HashMap<String, usize>,
}

impl Points {
    /// Adds a point, unless its record stands there already.
    fn add(&mut self, point: Point) {
        if let Some(record) = &point.record {
            if self.places.contains_key(record) {
                return;
            }
            self.places.insert(record.clone(), self.all.len());
        }
        self.all.push(point);
    }
}

/// What the next meeting is to speak of on a day. Of one record there is one point; what is proposed for it is said there.
pub fn agenda(store: &Store, ask: &Ask) -> Result<Vec<Point>> {
    store.speak_as_of(ask.as_of)?;
    let mut points = Points::default();
    for point in carried(store)? {
        points.add(point);
    }
    open_promises(store, ask, &mut points)?;
    let lines = gather(&due::REPORT, "due", store, ask)?;
    for (what, topic) in [("decide", "lapsed"), ("propose", "ending")] {
        ending(&lines, what, topic, &mut points);
    }
    stuck_requests(store, ask, &mut points)?;
    ending(&lines, "solve", "obstacle", &mut points);
    let owed = gather(&evaluations_due::REPORT, "departments", store, ask)?;
    if let Some(point) = evaluations(&owed, ask.lang) {
        points.add(point);
    }
    proposals(store, ask, &mut points)?;
    Ok(points.all)
}

/// Of meetings, whatever is open; of anything else, what is late.
fn open_promises(store: &Store, ask: &Ask, points: &mut Points) -> Result<()> {
    let lang = ask.lang;
    let (mut open, _) = promises(store, ask)?;
    open.retain(|(one, state)| state.is_open() && (one.meeting.is_some() || *state == State::Late));
    open.sort_by_cached_key(|(one, _)| (one.facts.due(ask.as_of), one.code.clone()));
    for (one, state) in open {
        let owner =
            one.owner.as_deref().map_or_else(String::new, |owner| format!(" ({})", actor_code(owner)));
        let due = one.facts.due(ask.as_of).map(|due| due.to_string()).unwrap_or_default();
        let late = if state == State::Late { say!(lang, ", terlambat", ", late") } else { String::new() };
        let title = say!(lang, "{}{}: {}{}", "{}{}: {}{}", one.title, owner, due, late);
        points.add(Point::new("promise", title, format!("activity/{}", one.code)));
    }
    Ok(())
}

/// What is due of agreements that end and of obstacles that are past their day.
fn ending(lines: &Table, what: &str, topic: &'static str, points: &mut Points) {
    for row in lines.rows.iter().filter(|row| lines.text(row, "what") == Some(what)) {
        let of_obstacle = topic == "obstacle";
        if of_obstacle && lines.int(row, "days") >= 0 {
            continue;
        }
        let text = |key: &str| lines.text(row, key).unwrap_or_default();
        let code = text("key").rsplit_once('/').map_or(text("key"), |(code, _)| code);
        let register = if of_obstacle { "obstacle" } else { "agreement" };
        points.add(Point::new(
            topic,
            format!("{}: {}", text("title"), text("on")),
            format!("{register}/{code}"),
        ));
    }
}

fn stuck_requests(store: &Store, ask: &Ask, points: &mut Points) -> Result<()> {
    let requests = gather(&stuck::REPORT, "requests", store, &Ask { late: true, ..ask.clone() })?;
    for row in &requests.rows {
        let text = |key: &str| requests.text(row, key).unwrap_or_default();
        let title = say!(
            ask.lang,
            "{}: {}, lewat {} hari kerja",
            "{}: {}, {} working days over",
            text("title"),
            text("step"),
            requests.int(row, "over")
        );
        points.add(Point::new("stuck", title, format!("agreement/{}", text("agreement"))));
    }
    Ok(())
}

fn proposals(store: &Store, ask: &Ask, points: &mut Points) -> Result<()> {
    let lang = ask.lang;
    let proposed = gather(&decisions::REPORT, "decisions", store, ask)?;
    for row in proposed.rows.iter().filter(|row| proposed.text(row, "fate") == Some("waiting")) {
        let text = |key: &str| proposed.text(row, key).unwrap_or_default();
        let word = choice_label(text("proposed"), OUTCOME_WORDS, lang);
        let record = format!("agreement/{}", text("agreement"));
        if let Some(at) = points.places.get(&record) {
            points.all[*at].title += &say!(lang, " (usulan: {})", " (proposed: {})", word);
            continue;
        }
        let title = say!(lang, "{}: usulan {}", "{}: proposed to {}", text("title"), word);
        points.add(Point::new("proposal", title, record));
    }
    Ok(())
}

/// How many evaluations are missing, and which departments owe the most of them.
fn evaluations(owed: &Table, lang: Lang) -> Option<Point> {
    let (missing, expected) = (owed.total("missing"), owed.total("expected"));
    let mut most: Vec<(i64, &str)> = owed
        .rows
        .iter()
        .filter_map(|row| Some((owed.int(row, "missing"), owed.text(row, "department")?)))
        .filter(|(missing, _)| *missing > 0)
        .collect();
    most.sort_by_key(|(missing, code)| (-missing, *code));
    let all = most.len();
    let told: Vec<String> = most.iter().take(5).map(|(missing, code)| format!("{code} {missing}")).collect();
    let more = if all > told.len() { ", …" } else { "" };
    let title = say!(
        lang,
        "{} dari {} evaluasi belum masuk: {}{}",
        "{} of {} evaluations are missing: {}{}",
        missing,
        expected,
        told.join(", "),
        more
    );
    (missing > 0).then_some(Point { topic: "evaluation", title, record: None, carried_from: None })
}

/// Items of meetings that were held and are on no later agenda: those that were postponed, and those that nobody came to and no
/// fact brings back by itself.
fn carried(store: &Store) -> Result<Vec<Point>> {
    // What was called off, or had not met by that day, took nothing over.
    let sql = "SELECT i.title, i.record, i.meeting || '/' || i.position FROM item i JOIN meeting m ON m.code = i.meeting \
               WHERE m.held_on <= as_of() AND (i.result = 'postponed' AND i.topic <> 'evaluation' \
                    OR i.result IS NULL AND i.topic IN ('carried', 'other')) \
               AND NOT EXISTS (SELECT 1 FROM item n JOIN meeting t ON t.code = n.meeting \
                               WHERE n.carried_from = i.meeting || '/' || i.position \
                               AND (t.cancelled_on <= as_of()) IS NOT TRUE AND (t.held_on > as_of()) IS NOT TRUE) \
               ORDER BY m.held_on, i.meeting, i.position";
    let mut statement = store.conn().prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut points = Vec::new();
    while let Some(row) = rows.next()? {
        points.push(Point {
            topic: "carried",
            title: row.get(0)?,
            record: row.get(1)?,
            carried_from: row.get(2)?,
        });
    }
    Ok(points)
}

/// The meeting that comes next on a day: the first that is planned for it or later.
pub fn next_meeting(store: &Store, ask: &Ask) -> Result<Option<String>> {
    store.speak_as_of(ask.as_of)?;
    let sql = format!(
        "SELECT code FROM (SELECT code, {day} AS day, {state} AS state FROM meeting) WHERE state = 'planned' ORDER BY day, code LIMIT 1",
        day = crate::register::MEETING_DAY,
        state = crate::register::MEETING_STATE
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}
