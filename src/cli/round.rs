//! Rounds: every department is asked how far it follows an SOP, step by step; by questions, by flags, or by a form that goes out
//! and comes back.

mod answer;
mod form;
mod open;

use clap::Arg;
use sinergi::{Error, register};

pub(super) use self::answer::{answer, build_answer};
pub(super) use self::form::{build_form, form};
pub(super) use self::open::{build_open, open};
use super::complete::by_code;

fn text(name: &'static str, value: &'static str, about: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).num_args(1).allow_hyphen_values(true).help(about)
}

fn known(arg: Arg, register: &str) -> Arg {
    match register::entity(register) {
        Some(entity) => by_code(arg, entity),
        None => arg,
    }
}

/// The refusal of a department that a round does not ask.
fn not_asked(round: &str, who: &str) -> Error {
    Error::usage(
        format!("putaran {round} tidak menanya {who}"),
        format!("the round {round} does not ask {who}"),
    )
    .with_hint(
        format!("lihat: sinergi sop finding list --round {round}"),
        format!("see: sinergi sop finding list --round {round}"),
    )
}
