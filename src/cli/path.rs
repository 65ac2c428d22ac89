//! The path of an agreement through its SOP: its next step, back to an earlier one, for whom it waits; and what its signing
//! says to it.

mod begin;
mod next;
mod signing;
mod step;
mod told;
mod typed;

pub(super) use self::signing::{flag as override_flag, record, refuse};
pub(super) use self::step::{build as build_step, run as step};
