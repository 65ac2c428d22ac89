//! The twelve questions of the regional secretary, each answered in a line or a small table, and under each the command that opens
//! it. Figures are those of the reports that are opened, read from their rows.

mod agreements;
mod questions;
mod work;

use self::agreements::{by_department, by_kind, for_the_people, on_paper, still_carried_out};
use self::questions::{
    AGREEMENTS, BENEFITS, DEPARTMENTS, HINDRANCES, LAPSED, NEIGHBOURS, OVERLAP, PAPER, PLAN, PROPOSALS,
    SIGNATURES, SOP,
};
use self::work::{by_the_sop, hindrances, neighbours, overlap, proposed, this_quarter, to_sign};
use super::{Ask, Part, Report};
use crate::error::Result;
use crate::lang::label;
use crate::sheet::Sink;
use crate::store::Store;

pub(super) static REPORT: Report = Report {
    name: "brief",
    also: &["ringkas", "sekda"],
    label: label("Dua belas pertanyaan Sekda", "The twelve questions"),
    about: label(
        "Dua belas pertanyaan Sekda, masing-masing dengan jawaban dan perintah pembukanya",
        "The regional secretary's twelve questions, each with its answer and the command that opens it",
    ),
    command: false,
    takes: &[],
    parts: &[
        AGREEMENTS,
        PAPER,
        LAPSED,
        DEPARTMENTS,
        BENEFITS,
        HINDRANCES,
        OVERLAP,
        SOP,
        PLAN,
        SIGNATURES,
        NEIGHBOURS,
        PROPOSALS,
    ],
    example: "sinergi report brief",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    type Fill = fn(&Store, &Ask, &mut dyn Sink) -> Result<()>;
    let questions: [(&Part, Fill); 12] = [
        (&AGREEMENTS, by_kind),
        (&PAPER, on_paper),
        (&LAPSED, still_carried_out),
        (&DEPARTMENTS, by_department),
        (&BENEFITS, for_the_people),
        (&HINDRANCES, hindrances),
        (&OVERLAP, overlap),
        (&SOP, by_the_sop),
        (&PLAN, this_quarter),
        (&SIGNATURES, to_sign),
        (&NEIGHBOURS, neighbours),
        (&PROPOSALS, proposed),
    ];
    for (part, fill) in questions {
        if ask.wants(part.name) {
            store.speak_as_of(ask.as_of)?;
            fill(store, ask, sink)?;
        }
    }
    Ok(())
}
