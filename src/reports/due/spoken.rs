//! The rules that give the day of an item, given to the statement behind the list.

use jiff::Span;
use jiff::civil::Date;
use rusqlite::functions::FunctionFlags;

use crate::calendar::date::iso;
use crate::calendar::working_days::Calendar;
use crate::error::Result;
use crate::reports::Ask;
use crate::reports::renewal::Renewal;
use crate::rules::due::{council, has_come, limit, notice};
use crate::rules::procedure::{Walker, needs_council};
use crate::rules::status::first_day;
use crate::store::Store;

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
