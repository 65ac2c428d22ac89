//! What activities have beside the verbs of every register: progress that tells how far it is, `done` with the record that it came
//! from, `from` a record, and the plan of a year copied to the next.

mod copy;
mod done;
mod from;
mod progress;

pub(super) use copy::{build as build_copy, run as copy};
pub(super) use done::{build as build_done, run as done};
pub(super) use from::{build as build_from, run as from};
pub(super) use progress::{build as build_progress, run as progress};

use sinergi::register::{self, Entity};

fn activity() -> Option<&'static Entity> {
    register::entity("activity")
}
