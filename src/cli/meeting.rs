//! What meetings have beside the verbs of every register: the agenda that makes itself, what came of each item, the walk through it
//! in the room, and the minutes.

mod agenda;
mod outcome;
mod result;
mod room;
mod run;

use anyhow::Result;
use clap::ArgMatches;
use jiff::civil::Date;
use sinergi::register::{self, Entity, Row};
use sinergi::store::{Store, find, read_row};
use sinergi::{Error, Fault, reports};

use super::days;
use super::office::Office;

pub(super) use agenda::{build as build_agenda, run as agenda};
pub(super) use result::{build as build_result, run as result};
pub(super) use run::{build as build_run, run as walk};

fn meeting() -> Option<&'static Entity> {
    register::entity("meeting")
}

/// The meeting that a word means; one that was cancelled by a day is spoken of no more.
fn open(text: &str, store: &Store, as_of: Date) -> Result<Row> {
    let nothing = || Error::Refused(String::new(), Fault::Empty("meeting"));
    let entity = meeting().ok_or_else(nothing)?;
    let code = find(store.conn(), entity, text)?.map_err(|fault| Error::Refused(String::new(), fault))?;
    let row = read_row(store.conn(), entity, &code)?.ok_or_else(nothing)?;
    match row.date("cancelled_on").filter(|on| *on <= as_of) {
        Some(on) => Err(Error::usage(
            format!("rapat {code} dibatalkan pada {on}"),
            format!("the meeting {code} was cancelled on {on}"),
        )
        .into()),
        None => Ok(row),
    }
}

/// The day on which a meeting is spoken through: the one that is typed, else when it was held or called for. A meeting that is still
/// ahead is not taken for one of today.
fn spoken_on(meeting: &Row, matches: &ArgMatches, office: &Office) -> Result<Date> {
    let today = office.today();
    let on = match (days::typed("on", matches, office)?, reports::meeting_day(meeting, today)) {
        (Some(day), _) => day,
        (None, Some(day)) if day <= today => day,
        (None, Some(day)) => {
            let code = meeting.code();
            return Err(Error::usage(
                format!("rapat {code} baru akan diselenggarakan pada {day}"),
                format!("the meeting {code} is still ahead, on {day}"),
            )
            .with_hint(
                "bila sudah terselenggara, sebutkan harinya: --on today",
                "if it was held, say on which day: --on today",
            )
            .into());
        }
        (None, None) => today,
    };
    days::refuse_day_ahead("on", on, office)?;
    Ok(on)
}

/// A promise is kept after the meeting, not before it.
fn not_before(on: Date, due: Option<Date>) -> Result<(), Fault> {
    match due.filter(|due| *due < on) {
        Some(due) => Err(Fault::EndBeforeStart { end: due.to_string(), start: on.to_string() }),
        None => Ok(()),
    }
}
