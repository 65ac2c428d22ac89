//! The obstacles of mandatory cooperation. They have weight in law: before the governor takes such cooperation over, its
//! evaluation has to name them.

use super::{Ask, DEPARTMENT, FIRST_PARTNER, Part, Report, Takes};
use crate::calendar::date::iso;
use crate::error::Result;
use crate::lang::label;
use crate::register::{OBSTACLE_STATE, SEVERITIES};
use crate::rules::obstacle::{STATES, State};
use crate::rules::status::days_between;
use crate::say;
use crate::sheet::{Column, Foot, Sink};
use crate::store::{FACTS, Store, cell};
use crate::value::Kind;

const PART: Part = Part {
    name: "mandatory-obstacles",
    label: label("Kendala kerja sama wajib", "Obstacles of mandatory cooperation"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("partner", label("Mitra", "Partner"), Kind::Text).rank(2),
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("title", label("Kendala", "What hinders"), Kind::Text),
        Column::new("state", label("Keadaan", "State"), Kind::Choice(STATES)),
        Column::new("severity", label("Bobot", "Severity"), Kind::Choice(SEVERITIES)).rank(1),
        Column::new("age", label("Umur", "Age"), Kind::Count).rank(3),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(4),
        Column::new("root_cause", label("Akar masalah", "Root cause"), Kind::Text).rank(5),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "mandatory-obstacles",
    also: &["kendala-wajib"],
    label: PART.label,
    about: label(
        "Kendala kerja sama wajib, yang dibutuhkan evaluasi sebelum diambil alih Gubernur",
        "Obstacles of mandatory cooperation, as a takeover by the governor needs them",
    ),
    command: false,
    takes: &[Takes::Only],
    parts: &[PART],
    example: "sinergi report mandatory-obstacles",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    PART.begin(ask, sink)?;
    let sql = format!(
        "SELECT agreement.code, {FIRST_PARTNER}, o.code, o.title, o.state, o.severity, o.raised_on, coalesce(o.department, {DEPARTMENT}), o.root_cause \
         FROM agreement JOIN (SELECT obstacle.*, {OBSTACLE_STATE} AS state FROM obstacle) o ON o.agreement = agreement.code \
         WHERE agreement.kind = 'ksdd-wajib' AND o.raised_on <= as_of() AND {} ORDER BY 1, o.raised_on, o.code",
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let (mut shown, mut open) = (0, 0);
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        let state = text(4)?.and_then(State::of);
        shown += 1;
        open += i64::from(state.is_some_and(State::is_open));
        let age = text(6)?.and_then(iso).map(|day| i64::from(days_between(day, ask.as_of)));
        sink.row(&[
            cell(row, 0)?,
            cell(row, 1)?,
            cell(row, 2)?,
            cell(row, 3)?,
            cell(row, 4)?,
            cell(row, 5)?,
            age.filter(|_| state.is_some_and(State::is_open)).into(),
            cell(row, 7)?,
            cell(row, 8)?,
        ])?;
    }
    let sql = format!(
        "SELECT count(*) FROM agreement WHERE kind = 'ksdd-wajib' AND state({FACTS}) <> 'not-yet' AND {}",
        ask.only.sql()
    );
    let all: i64 = store.conn().query_row(&sql, ask.only.with(&[]).as_slice(), |r| r.get(0))?;
    let notes = vec![say!(
        ask.lang,
        "Kendala: {}, masih terbuka: {}. Kerja sama wajib yang dilihat: {}.",
        "Obstacles: {}, still open: {}. Mandatory agreements looked at: {}.",
        shown,
        open,
        all
    )];
    sink.end(&Foot { notes, ..Foot::default() })
}
