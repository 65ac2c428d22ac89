//! Where due items come from. Adding a source is one entry: what it selects, and what is to be done.

use jiff::civil::Date;

use super::selections::{department_of, evaluations, foreign, obstacles, selected};
use crate::calendar::working_days::Calendar;
use crate::register::{
    ACTIVITY_FACTS, ACTIVITY_STATE, ENDS_ON, MEETING_DAY, MEETING_STATE, OBLIGATION_STATE, OPEN_DECISION,
    SOLUTION_STATE,
};
use crate::reports::ends_between;
use crate::rules::due::{What, Who, beyond, council, end, governor, longest, signer};
use crate::rules::status::State;

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
    /// How many days ahead of its day it is shown; as many as the office wants notice where nothing is said.
    pub(super) ahead: Option<i32>,
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
        ahead: None,
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
        ahead: Some(0),
        judge: |item, _| item.goes_on().then(|| Due::of((What::Begin, Who::Lead))),
    },
    Source {
        name: "notice",
        register: "agreement",
        passes: false,
        sql: || foreign(&format!("notice_day({ENDS_ON})"), "notice"),
        renewable: true,
        ahead: None,
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
        ahead: None,
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
        ahead: None,
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
        ahead: None,
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
        ahead: None,
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
        ahead: None,
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
        ahead: None,
        judge: |_, _| Some(Due::of((What::Solve, Who::Lead))),
    },
    Source {
        name: "try",
        register: "solution",
        passes: false,
        sql: || {
            // A solution that became an activity is promised there, as long as that is open.
            let (own, above) = (department_of("s.owner"), department_of("o.owner"));
            format!(
                "SELECT s.due_on AS day, s.obstacle || '/' || s.position || '/try' AS key, s.proposal AS title, \
                 coalesce({own}, {above}) AS lead, s.owner AS detail, o.agreement, \
                 coalesce(o.department, {above}, {own}) AS department FROM \
                 (SELECT solution.*, {SOLUTION_STATE} AS state FROM solution WHERE due_on <= :until) s \
                 JOIN obstacle o ON o.code = s.obstacle WHERE s.state IN ('being-tried', 'overdue') \
                 AND NOT EXISTS (SELECT 1 FROM activity WHERE activity.origin = 'solution/' || s.obstacle || '/' || s.position \
                                 AND {ACTIVITY_STATE} IN ('not-due', 'on-track', 'late'))"
            )
        },
        renewable: false,
        ahead: None,
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
        ahead: Some(0),
        judge: |_, _| Some(Due::of((What::Escalate, Who::Secretariat))),
    },
    Source {
        name: "done",
        register: "activity",
        passes: false,
        sql: || {
            let owner = department_of("owner");
            // Worked out once for each: a condition would ask the rule again.
            format!(
                "WITH a AS MATERIALIZED (SELECT activity_due({ACTIVITY_FACTS}) AS day, code, title, owner FROM activity \
                 WHERE coalesce(agreed_on, '') <= as_of()) \
                 SELECT day, code || '/done' AS key, title, {owner} AS lead, owner AS detail, NULL AS agreement, \
                 {owner} AS department FROM a WHERE day <= :until"
            )
        },
        renewable: false,
        ahead: Some(ACTIVITY_DAYS),
        judge: |_, _| Some(Due::of((What::Deliver, Who::Lead))),
    },
    Source {
        name: "hold",
        register: "meeting",
        passes: false,
        sql: || {
            format!(
                "SELECT {MEETING_DAY} AS day, code || '/hold' AS key, title, NULL AS lead, NULL AS detail, NULL AS agreement, \
                 NULL AS department FROM meeting WHERE {MEETING_STATE} IN ('planned', 'unrecorded') AND {MEETING_DAY} <= :until"
            )
        },
        renewable: false,
        ahead: Some(MEETING_DAYS),
        judge: |_, _| Some(Due::of((What::Hold, Who::Secretariat))),
    },
    Source {
        name: "decree",
        register: "team",
        passes: false,
        // A team that another decree follows needs none.
        sql: || {
            "SELECT valid_until AS day, code || '/decree' AS key, name AS title, NULL AS lead, NULL AS detail, NULL AS agreement, \
             NULL AS department FROM team WHERE valid_until <= :until AND decreed_on <= as_of() AND NOT EXISTS \
             (SELECT 1 FROM team n WHERE n.decreed_on > team.decreed_on AND n.decreed_on <= as_of())"
                .to_owned()
        },
        renewable: false,
        ahead: None,
        judge: |_, _| Some(Due::of((What::Decree, Who::Secretariat))),
    },
    Source {
        name: EVALUATIONS,
        register: "department",
        passes: false,
        sql: || evaluations("department IS NOT NULL"),
        renewable: false,
        ahead: None,
        judge: |_, _| Some(Due::of((What::Evaluate, Who::Lead))),
    },
    Source {
        name: EVALUATIONS,
        register: "setting",
        passes: false,
        sql: || evaluations("department IS NULL"),
        renewable: false,
        ahead: None,
        judge: |_, _| Some(Due::of((What::Evaluate, Who::Secretariat))),
    },
];

/// How many days ahead an activity is shown: a month, in which it is carried out.
const ACTIVITY_DAYS: i32 = 30;

/// How many days ahead a meeting is shown: two weeks, in which it is prepared.
const MEETING_DAYS: i32 = 14;

/// The name of the items that evaluations make.
pub(super) const EVALUATIONS: &str = "evaluations";
