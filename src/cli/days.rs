//! The days of what is recorded: today where none is said, and none ahead of what can only have happened.

use clap::ArgMatches;
use jiff::civil::Date;
use sinergi::calendar::date;
use sinergi::register::{Act, Does, Entity, Field, Row};
use sinergi::rules::status::first_day;
use sinergi::value::Value;
use sinergi::{Error, Fault};

use super::acts::is_unknown;
use super::fields;
use super::office::Office;

/// What is recorded while it is done is of today where no day was typed.
pub(super) fn set_today(row: &mut Row, act: &Act, matches: &ArgMatches, office: &Office) {
    if let Some(field) = act.day(row.entity()).filter(|_| act.today)
        && row.get(field.name).is_null()
        && !is_unknown(field, matches)
    {
        row.set(field.name, office.today());
    }
}

/// The day that a flag says, if it says one.
pub(super) fn typed(flag: &str, matches: &ArgMatches, office: &Office) -> Result<Option<Date>, Error> {
    let text = matches.get_one::<String>(flag).map(|text| text.trim()).filter(|text| !text.is_empty());
    let read = |text| date::typed(text, office.today()).map_err(|fault| fields::refused(flag, fault));
    text.map(read).transpose()
}

/// The day that a flag says of something that has happened, else today.
pub(super) fn typed_or_today(flag: &str, matches: &ArgMatches, office: &Office) -> Result<Date, Error> {
    let day = typed(flag, matches, office)?.unwrap_or_else(|| office.today());
    refuse_day_ahead(flag, day, office)?;
    Ok(day)
}

/// Refuses a day that is still ahead.
pub(super) fn refuse_day_ahead(flag: &str, day: Date, office: &Office) -> Result<(), Error> {
    not_yet(day, office).map_or(Ok(()), |fault| Err(fields::refused(flag, fault)))
}

/// Refuses a day that is still ahead of an act that can only have been done already.
pub(super) fn refuse_ahead(row: &Row, act: &Act, office: &Office) -> Result<(), Error> {
    // What fills some fields of a record says nothing of its other days.
    let own = |field: &Field| act.does == Does::Adds || act.fields.contains(&field.name);
    if act.past { refuse_some_ahead(row, &own, office) } else { Ok(()) }
}

/// What is wrong with a day on which something is said to have happened and that is still ahead.
pub(super) fn ahead(field: &Field, value: &Value, office: &Office) -> Option<Fault> {
    not_yet(value.text().filter(|_| field.happens()).and_then(first_day)?, office)
}

/// The fault of a day that is still ahead.
pub(super) fn not_yet(day: Date, office: &Office) -> Option<Fault> {
    let fault = || Fault::Contradiction(format!("{day} belum tiba"), format!("{day} is still ahead"));
    (day > office.today()).then(fault)
}

/// Whether nothing of a register can be dated ahead, as far as a person says it: every act on it is past.
pub(super) fn is_past(entity: &'static Entity) -> bool {
    !entity.acts.is_empty() && entity.acts.iter().all(|act| act.past)
}

/// Refuses every day of a record on which something is said to have happened and that is still ahead.
pub(super) fn refuse_days_ahead(row: &Row, office: &Office) -> Result<(), Error> {
    refuse_some_ahead(row, &|_| true, office)
}

fn refuse_some_ahead(row: &Row, which: &dyn Fn(&Field) -> bool, office: &Office) -> Result<(), Error> {
    for field in row.entity().stored().filter(|field| which(field)) {
        if let Some(fault) = ahead(field, row.get(field.name), office) {
            return Err(fields::refused(field.name, fault));
        }
    }
    Ok(())
}
