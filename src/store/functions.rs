//! Rules given to `SQLite` as scalar functions, so that no rule is written a second time in SQL.

use jiff::civil::Date;
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

use super::Store;
use crate::calendar::date;
use crate::calendar::working_days::Calendar;
use crate::error::Result;
use crate::rules::attainment::attainment;
use crate::rules::status::{Facts, days_between, first_day, state};
use crate::rules::succession::{Successions, Successor, codes};
use crate::rules::{obstacle, plan};
use crate::value::decimal;

/// The working days of an office.
pub fn calendar(conn: &Connection) -> Result<Calendar> {
    let mut statement = conn.prepare("SELECT date FROM holiday WHERE closed = 1")?;
    let days = statement.query_map([], |r| r.get::<_, String>(0))?;
    let days: Vec<String> = days.collect::<rusqlite::Result<_>>()?;
    Ok(Calendar::new(days.iter().filter_map(|day| date::iso(day)).collect()))
}

/// What `activity_state` and `activity_due` are given: the facts of an activity.
fn activity(c: &Context<'_>) -> plan::Facts {
    plan::Facts::read(std::array::from_fn(|at| c.get_raw(at).as_str_or_null().unwrap_or_default()))
}

impl Store {
    /// Who took over from which department.
    pub fn successions(&self) -> Result<Successions> {
        let sql =
            "SELECT department, successor, succeeded_on, affairs FROM department_succession ORDER BY 1, 2";
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut known = Successions::default();
        while let Some(row) = rows.next()? {
            let text = |at: usize| {
                row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default().unwrap_or_default())
            };
            let Some(on) = date::iso(text(2)?) else { continue };
            let affairs = codes(text(3)?).map(str::to_owned).collect();
            known.add(row.get(0)?, Successor { code: row.get(1)?, on, affairs });
        }
        Ok(known)
    }

    /// Lets statements call `rolled_up(department, affair)`: who stands for a department on the day.
    pub fn roll_up(&self, as_of: Date) -> Result<()> {
        let known = self.successions()?;
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        self.conn.create_scalar_function("rolled_up", 2, flags, move |c| {
            let text = |at| c.get_raw(at).as_str_or_null().unwrap_or_default();
            Ok(text(0).map(|department| known.standing(department, text(1), as_of).to_owned()))
        })?;
        Ok(())
    }

    /// The working days of the office: its holidays are read here and nowhere else.
    pub fn calendar(&self) -> Result<Calendar> {
        calendar(&self.conn)
    }

    /// The longest days of notice that any kind or agreement has.
    pub fn longest_notice(&self) -> Result<i32> {
        let sql = "SELECT max(notice_days) FROM agreement WHERE notice_days IS NOT NULL";
        let own: Option<i32> = self.conn.query_row(sql, [], |r| r.get(0))?;
        Ok(own.unwrap_or_default().max(self.settings()?.longest_notice()))
    }

    /// Lets statements call `as_of()`, `state(…)` and `days_left(ends_on)`, all of one day.
    pub fn speak_as_of(&self, as_of: Date) -> Result<()> {
        let notice = self.settings()?.notice_days();
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        self.conn.create_scalar_function("state", 8, flags, move |c| {
            let text = |at| c.get_raw(at).as_str_or_null().unwrap_or_default();
            let facts = Facts::read(
                text(0),
                text(1),
                c.get_raw(2).as_i64_or_null().unwrap_or_default() == Some(1),
                text(3),
                text(4),
                text(5),
                text(6),
                text(7),
            );
            Ok(state(&facts, as_of, notice).word())
        })?;
        self.conn.create_scalar_function("obstacle_state", 4, flags, move |c| {
            let day = |at| c.get_raw(at).as_str_or_null().unwrap_or_default().and_then(date::iso);
            let handling = c.get_raw(2).as_str_or_null().unwrap_or_default();
            let chosen = c.get_raw(3).as_i64_or_null().unwrap_or_default() == Some(1);
            let raised = c.get_raw(0).as_str_or_null().unwrap_or_default().and_then(first_day);
            Ok(obstacle::state(raised, day(1), handling, chosen, as_of).word())
        })?;
        self.conn.create_scalar_function("attainment", 4, flags, |c| {
            let text = |at| c.get_raw(at).as_str_or_null().unwrap_or_default();
            let units = |at| text(at).and_then(decimal::units);
            let (Some(target), Some(value)) = (units(1), units(2)) else { return Ok(None) };
            // A part is never rounded to nothing or to the whole.
            #[expect(clippy::cast_possible_truncation, reason = "a percent without its decimals")]
            let percent = |share: f64| match (share * 100.0).round() as i64 {
                rounded if share > 0.0 && share < 1.0 => rounded.clamp(1, 99),
                rounded => rounded,
            };
            Ok(attainment(units(0), target, value, text(3) == Some("down")).map(percent))
        })?;
        self.conn.create_scalar_function("activity_state", 9, flags, move |c| {
            Ok(activity(c).state(as_of).word())
        })?;
        self.conn.create_scalar_function("activity_due", 9, flags, move |c| {
            Ok(activity(c).due(as_of).map(|day| day.to_string()))
        })?;
        self.conn.create_scalar_function("units", 1, flags, |c| {
            Ok(c.get_raw(0).as_str_or_null().unwrap_or_default().and_then(decimal::units))
        })?;
        self.conn.create_scalar_function("decimal", 1, flags, |c| {
            Ok(c.get_raw(0).as_i64_or_null().unwrap_or_default().map(decimal::written))
        })?;
        self.conn.create_scalar_function("as_of", 0, flags, move |_| Ok(as_of.to_string()))?;
        self.conn.create_scalar_function("days_left", 1, flags, move |c| {
            let end = c.get_raw(0).as_str_or_null().unwrap_or_default().and_then(date::iso);
            Ok(end.map(|end| days_between(as_of, end)))
        })?;
        Ok(())
    }
}
