//! Where due items come from. Adding a source is one entry: what it selects, and what is to be done.

use jiff::Span;
use jiff::civil::Date;
use rusqlite::functions::FunctionFlags;

use crate::calendar::date::iso;
use crate::calendar::working_days::Calendar;
use crate::error::Result;
use crate::register::{ENDS_ON, OBLIGATION_STATE, OBSTACLE_STATE, OPEN_DECISION, SOLUTION_STATE};
use crate::reports::renewal::Renewal;
use crate::reports::{Ask, ends_between};
use crate::rules::due::{
    What, Who, beyond, council, end, governor, has_come, limit, longest, notice, signer,
};
use crate::rules::procedure::{Walker, needs_council};
use crate::rules::status::{State, first_day};
use crate::store::Store;

/// One kind of item.
pub(super) struct Source {
    /// The last word of its keys: `end` in `KS-2025-0001/end`.
    pub(super) name: &'static str,
    /// The register whose code stands before it.
    pub(super) register: &'static str,
    /// Selects `day`, `key`, `title`, `lead`, `detail`, `agreement`, `department` (its own), up to `:until`; from `:since` on where it is many.
    pub(super) sql: fn() -> String,
    /// What has ended and passes away with the time: older ones are counted, not shown. All others stay until they are done.
    pub(super) passes: bool,
    /// An agreement that follows silences it.
    pub(super) renewable: bool,
    /// It is shown from its day on, not ahead of it.
    pub(super) waits: bool,
    /// What is to be done, if anything.
    pub(super) judge: fn(&Item<'_>, &Calendar) -> Option<Due>,
}

/// An item as its source found it.
pub(super) struct Item<'a> {
    pub(super) state: State,
    pub(super) end: Option<Date>,
    pub(super) as_of: Date,
    pub(super) document: &'a str,
    /// The word of the decision that stands open.
    pub(super) decision: Option<&'a str>,
    pub(super) detail: Option<&'a str>,
}

/// What is to be done, by whom, and from when where a standard time is known.
pub(super) struct Due {
    pub(super) what: What,
    pub(super) who: Who,
    pub(super) begin: Option<Date>,
}

impl Due {
    fn of((what, who): (What, Who)) -> Self {
        Self { what, who, begin: None }
    }
}

impl Item<'_> {
    /// Whether an agreement that is in force is to go on after its end, as far as anybody decided.
    fn goes_on(&self) -> bool {
        let in_force = self.state.in_force() || self.state == State::Signed;
        in_force && !matches!(self.decision, Some("lapse" | "end"))
    }
}

/// Every source, in the order in which items of one day stand.
pub(super) const SOURCES: &[Source] = &[
    Source {
        name: "end",
        register: "agreement",
        passes: true,
        sql: || selected(ENDS_ON, "end", &ends_between(":since", ":until")),
        renewable: true,
        waits: false,
        judge: |item, _| end(item.state, item.decision, item.document).map(Due::of),
    },
    Source {
        name: "renew",
        register: "agreement",
        passes: false,
        sql: || {
            // A renewal that was asked for has begun.
            let asked = "SELECT 1 FROM agreement n WHERE n.predecessor = agreement.code AND coalesce(n.requested_on, '') <= as_of() \
                         AND (n.closed_as IS NULL OR n.ended_on > as_of())";
            let above = "(SELECT p.document FROM agreement p WHERE p.code = agreement.parent)";
            let day = format!("renew_day(kind, document, council_approval, {above}, {ENDS_ON}, notice_days)");
            selected(&day, "renew", &format!("{} AND NOT EXISTS ({asked})", ends_between("as_of()", ":late")))
        },
        renewable: true,
        waits: true,
        judge: |item, _| item.goes_on().then(|| Due::of((What::Begin, Who::Lead))),
    },
    Source {
        name: "notice",
        register: "agreement",
        passes: false,
        sql: || foreign(&format!("notice_day({ENDS_ON})"), "notice"),
        renewable: true,
        waits: false,
        judge: |item, _| item.goes_on().then(|| Due::of((What::Announce, Who::Head))),
    },
    Source {
        name: "council",
        register: "agreement",
        passes: false,
        sql: || {
            format!(
                "{} AND council_approval IS NOT 0",
                foreign(&format!("council_day({ENDS_ON})"), "council")
            )
        },
        renewable: true,
        waits: false,
        judge: |item, calendar| {
            let (begin, _) = council(item.end?, calendar)?;
            item.goes_on().then_some(Due { what: What::Approve, who: Who::Council, begin: Some(begin) })
        },
    },
    Source {
        name: "governor",
        register: "agreement",
        passes: false,
        sql: || foreign(ENDS_ON, "governor"),
        renewable: true,
        waits: false,
        judge: |item, calendar| {
            let (begin, _) = governor(item.end?, calendar)?;
            item.goes_on().then_some(Due { what: What::Forward, who: Who::Governor, begin: Some(begin) })
        },
    },
    Source {
        name: "limit",
        register: "agreement",
        passes: false,
        sql: || {
            // Years alone narrow it down: who runs longer has an end in a later year.
            let start = "coalesce(agreement.effective_on, agreement.signed_on)";
            let years = format!("substr(agreement.ends_on, 1, 4) - substr({start}, 1, 4)");
            let least = format!("iif(document = 'loi', {}, {})", longest("loi") / 12, longest("") / 12);
            selected(
                &format!("limit_day(document, {start}, {ENDS_ON})"),
                "limit",
                &format!(
                    "(legal_ground IS NULL OR document IN ('loi', 'naskah')) \
                     AND ({years} >= {least} OR code IN (SELECT agreement FROM amendment))"
                ),
            )
        },
        renewable: true,
        waits: false,
        judge: |item, _| {
            let stands = item.state.in_force() || item.state == State::Signed;
            (stands && item.end.is_some_and(|end| end >= item.as_of))
                .then(|| Due::of((beyond(item.document), Who::Lead)))
        },
    },
    Source {
        name: "decision",
        register: "decision",
        passes: false,
        sql: || {
            format!(
                "SELECT coalesce(d.valid_until, d.decided_on) AS day, \
                 d.agreement || '/' || d.position || '/decision' AS key, \
                 NULL AS title, NULL AS lead, d.word AS detail, d.agreement, NULL AS department FROM decision d \
                 WHERE d.word IN ('amend', 'widen', 'end') AND {OPEN_DECISION}"
            )
        },
        renewable: false,
        waits: false,
        judge: |item, _| {
            let done = matches!(item.state, State::Ended | State::Lapsed | State::NotYet);
            (!done).then(|| Due::of((What::CarryOut, signer(item.document))))
        },
    },
    Source {
        name: "due",
        register: "obligation",
        passes: false,
        sql: || {
            format!(
                "SELECT due_on AS day, code || '/due' AS key, title, \
                 iif(owed_by LIKE 'department/%', substr(owed_by, 12), NULL) AS lead, owed_by AS detail, agreement, NULL AS department \
                 FROM obligation WHERE due_on <= :until AND {OBLIGATION_STATE} <> 'met'"
            )
        },
        renewable: false,
        waits: false,
        judge: |item, _| {
            let theirs = item.detail.is_some_and(|by| by.starts_with("partner/"));
            Some(Due::of((if theirs { What::Ask } else { What::Meet }, Who::Lead)))
        },
    },
    Source {
        name: "solve",
        register: "obstacle",
        passes: false,
        sql: || obstacles("due_on", "solve", "due_on <= :until", "<> 'not-yet'"),
        renewable: false,
        waits: false,
        judge: |_, _| Some(Due::of((What::Solve, Who::Lead))),
    },
    Source {
        name: "try",
        register: "solution",
        passes: false,
        sql: || {
            let (own, above) = (department_of("s.owner"), department_of("o.owner"));
            format!(
                "SELECT s.due_on AS day, s.obstacle || '/' || s.position || '/try' AS key, s.proposal AS title, \
                 coalesce({own}, {above}) AS lead, s.owner AS detail, o.agreement, \
                 coalesce(o.department, {above}, {own}) AS department FROM \
                 (SELECT solution.*, {SOLUTION_STATE} AS state FROM solution WHERE due_on <= :until) s \
                 JOIN obstacle o ON o.code = s.obstacle WHERE s.state IN ('being-tried', 'overdue')"
            )
        },
        renewable: false,
        waits: false,
        judge: |_, _| Some(Due::of((What::Try, Who::Lead))),
    },
    Source {
        name: "escalate",
        register: "obstacle",
        passes: false,
        sql: || {
            let day = "escalate_day(raised_on)";
            obstacles(day, "escalate", &format!("{day} <= :until"), "<> 'escalated'")
        },
        renewable: false,
        // It is proposed once the days are over, not ahead of them.
        waits: true,
        judge: |_, _| Some(Due::of((What::Escalate, Who::Secretariat))),
    },
    Source {
        name: EVALUATIONS,
        register: "department",
        passes: false,
        sql: || evaluations("department IS NOT NULL"),
        renewable: false,
        waits: false,
        judge: |_, _| Some(Due::of((What::Evaluate, Who::Lead))),
    },
    Source {
        name: EVALUATIONS,
        register: "setting",
        passes: false,
        sql: || evaluations("department IS NULL"),
        renewable: false,
        waits: false,
        judge: |_, _| Some(Due::of((What::Evaluate, Who::Secretariat))),
    },
];

/// The evaluations that are owed, which are counted beforehand by a rule.
fn evaluations(condition: &str) -> String {
    format!(
        "SELECT day, key, title, department AS lead, NULL AS detail, NULL AS agreement, department FROM \
         (SELECT value ->> 'day' AS day, value ->> 'key' AS key, value ->> 'title' AS title, \
          value ->> 'department' AS department FROM json_each(evaluations_owed())) \
         WHERE day <= :until AND {condition}"
    )
}

/// A selection of obstacles that nobody has closed.
fn obstacles(day: &str, name: &str, condition: &str, state: &str) -> String {
    let owner = department_of("owner");
    format!(
        "SELECT {day} AS day, code || '/{name}' AS key, title, {owner} AS lead, owner AS detail, agreement, \
         coalesce(department, {owner}) AS department, code \
         FROM obstacle WHERE {condition} AND raised_on <= as_of() AND {OBSTACLE_STATE} {state} \
         AND {OBSTACLE_STATE} NOT IN ('solved', 'accepted')"
    )
}

/// The department that an actor is, if it is one.
fn department_of(actor: &str) -> String {
    format!("iif({actor} LIKE 'department/%', substr({actor}, 12), NULL)")
}

/// A selection of agreements.
fn selected(day: &str, name: &str, condition: &str) -> String {
    format!(
        "SELECT {day} AS day, code || '/{name}' AS key, NULL AS title, NULL AS lead, NULL AS detail, code AS agreement, NULL AS department \
         FROM agreement WHERE {condition}"
    )
}

/// A selection of foreign agreements, whose ends may lie behind the last day looked at. A letter of intent is followed by
/// an agreement, not extended.
fn foreign(day: &str, name: &str) -> String {
    selected(
        day,
        name,
        &format!("kind IN ('ksdpl', 'ksdll') AND document <> 'loi' AND {}", ends_between(":since", ":late")),
    )
}

/// The name of the items that evaluations make.
pub(super) const EVALUATIONS: &str = "evaluations";

/// Lets statements call the rules that give the day of an item; `owed` are the items that evaluations make.
pub(super) fn speak(
    store: &Store,
    ask: &Ask,
    calendar: &Calendar,
    owed: String,
    renewal: Renewal,
) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let conn = store.conn();
    let day = |c: &rusqlite::functions::Context<'_>, at: usize| {
        c.get_raw(at).as_str_or_null().unwrap_or_default().and_then(first_day)
    };
    conn.create_scalar_function("notice_day", 1, flags, move |c| {
        Ok(day(c, 0).and_then(notice).map(|day| day.to_string()))
    })?;
    conn.create_scalar_function("evaluations_owed", 0, flags, move |_| Ok(owed.clone()))?;
    let (settings, as_of) = (store.settings()?.clone(), ask.as_of);
    conn.create_scalar_function("renew_day", 6, flags, move |c| {
        let text = |at| c.get_raw(at).as_str_or_null().unwrap_or_default();
        let council = c.get_raw(2).as_i64_or_null().unwrap_or_default().map(|said| said == 1);
        let Some(end) = text(4).and_then(iso) else { return Ok(None) };
        let (kind, document) = (text(0).unwrap_or_default(), text(1).unwrap_or_default());
        // Once the end itself is near, that is what is shown.
        let own = c.get_raw(5).as_i64_or_null().unwrap_or_default().and_then(|days| i32::try_from(days).ok());
        if has_come(end, as_of, own.unwrap_or_else(|| settings.notice_days_of(kind))) {
            return Ok(None);
        }
        let walker = Walker { document, above: text(3), council: needs_council(kind, council), apart: false };
        Ok(renewal.begin(kind, &walker, end).map(|day| day.to_string()))
    })?;
    let own = calendar.clone();
    conn.create_scalar_function("council_day", 1, flags, move |c| {
        Ok(day(c, 0).and_then(|end| council(end, &own)).map(|(_, by)| by.to_string()))
    })?;
    let escalate = store.settings()?.escalate_days();
    conn.create_scalar_function("escalate_day", 1, flags, move |c| {
        // Where only the year is known, nobody knows for how long it has stood.
        let raised = c.get_raw(0).as_str_or_null().unwrap_or_default().and_then(iso);
        let later = |raised: Date| raised.checked_add(Span::new().days(escalate?)).ok();
        Ok(raised.and_then(later).map(|day| day.to_string()))
    })?;
    conn.create_scalar_function("limit_day", 3, flags, move |c| {
        let document = c.get_raw(0).as_str_or_null().unwrap_or_default().unwrap_or_default();
        let end = c.get_raw(2).as_str_or_null().unwrap_or_default().and_then(iso);
        let limit = day(c, 1).zip(end).and_then(|(start, end)| limit(document, start, end));
        Ok(limit.map(|day| day.to_string()))
    })?;
    Ok(())
}
