//! Where each row of the statement is looked at: whether it is a line, and of what words it is made.

use rusqlite::Row;

use super::WHATS;
use super::sources::{Due, Item, SOURCES};
use crate::calendar::date::iso;
use crate::calendar::working_days::Calendar;
use crate::error::Result;
use crate::register::Settings;
use crate::reports::Ask;
use crate::rules::due::{What, Who, has_come, step};
use crate::rules::status::{days_between, state};
use crate::sheet::{Cell, Sink};
use crate::store::{cell, facts};

/// What a row of the statement is looked at with.
pub(super) struct Desk<'s> {
    pub(super) ask: &'s Ask,
    pub(super) settings: &'s Settings,
    pub(super) calendar: &'s Calendar,
    pub(super) notice: i32,
}

/// What a row turned out to be.
pub(super) enum Found<'r> {
    Due(Line<'r>),
    Renewed,
    PutOff,
    Nothing,
}

/// A line of the list.
pub(super) struct Line<'r> {
    pub(super) due: Due,
    who: &'r str,
    days: i32,
    status: Option<&'static str>,
    department: Option<&'r str>,
}

impl Desk<'_> {
    pub(super) fn look<'r>(&self, row: &'r Row<'_>) -> Result<Found<'r>> {
        let text = |at: usize| -> Result<Option<&'r str>> {
            Ok(row.get_ref(at)?.as_str_or_null().unwrap_or_default())
        };
        let as_of = self.ask.as_of;
        let source = &SOURCES[usize::from(row.get::<_, u8>(0)?)];
        let Some(on) = text(1)?.and_then(iso) else { return Ok(Found::Nothing) };
        let state = state(&facts(row, 16)?, as_of, self.notice);
        let own: Option<i32> = row.get(10)?;
        let lead = match own {
            Some(days) => days,
            None => self.settings.notice_days_of(text(7)?.unwrap_or_default()),
        };
        let item = Item {
            state,
            end: text(15)?.and_then(iso),
            as_of,
            document: text(8)?.unwrap_or_default(),
            decision: text(13)?,
            detail: text(5)?,
        };
        let Some(due) = (source.judge)(&item, self.calendar) else { return Ok(Found::Nothing) };
        let begun = due.begin.is_some_and(|begin| begin <= as_of);
        let lead = source.ahead.unwrap_or(lead);
        if self.ask.until.is_none() && !has_come(on, as_of, lead) && !begun {
            return Ok(Found::Nothing);
        }
        let department = text(11)?;
        let who = match due.who {
            Who::Sekda => "sekda",
            Who::Head => "head",
            Who::Council => "council",
            Who::Governor => "governor",
            Who::Secretariat => "secretariat",
            Who::Lead => text(4)?.or(department).unwrap_or("secretariat"),
        };
        if self.ask.who.as_deref().is_some_and(|asked| asked.split(',').all(|one| one != who)) {
            return Ok(Found::Nothing);
        }
        if source.renewable && row.get(12)? {
            return Ok(Found::Renewed);
        }
        if text(14)?.and_then(iso).is_some_and(|day| day > as_of) {
            return Ok(Found::PutOff);
        }
        let days = days_between(as_of, on);
        Ok(Found::Due(Line { due, who, days, status: text(6)?.map(|_| state.word()), department }))
    }
}

impl Line<'_> {
    pub(super) fn write(&self, row: &Row<'_>, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
        let begin = self.due.begin.map(|day| day.to_string());
        let step = step(self.days).filter(|_| self.due.what == What::Propose).map(i64::from);
        let mut cells = vec![
            cell(row, 1)?,
            Cell::Int(self.days.into()),
            cell(row, 2)?,
            cell(row, 3)?,
            Cell::Text(WHATS[self.due.what as usize].word),
            Cell::Text(self.who),
            begin.as_deref().into(),
            cell(row, 9)?,
            self.department.into(),
            self.status.into(),
            step.into(),
            cell(row, 6)?,
        ];
        if ask.group {
            // The department stands first, the rest in its order.
            cells[..=8].rotate_right(1);
        }
        sink.row(&cells)
    }
}
