//! What meetings have beside the verbs of every register: the agenda that makes itself, what came of each item, the walk through it
//! in the room, and the minutes.

mod agenda;
mod outcome;
mod result;
mod run;

use anyhow::Result;
use sinergi::register::{self, Entity, Row};
use sinergi::store::{Store, find, read_row};
use sinergi::{Error, Fault};

pub(super) use agenda::{build as build_agenda, run as agenda};
pub(super) use result::{build as build_result, run as result};
pub(super) use run::{build as build_run, run as walk};

fn meeting() -> Option<&'static Entity> {
    register::entity("meeting")
}

/// The meeting that a word means; one that was cancelled is walked through no more.
fn open(text: &str, store: &Store) -> Result<Row> {
    let nothing = || Error::Refused(String::new(), Fault::Empty("meeting"));
    let entity = meeting().ok_or_else(nothing)?;
    let code = find(store.conn(), entity, text)?.map_err(|fault| Error::Refused(String::new(), fault))?;
    let row = read_row(store.conn(), entity, &code)?.ok_or_else(nothing)?;
    match row.text("cancelled_on") {
        Some(on) => Err(Error::usage(
            format!("rapat {code} dibatalkan pada {on}"),
            format!("the meeting {code} was cancelled on {on}"),
        )
        .into()),
        None => Ok(row),
    }
}
