//! What is typed after `agreement step`, and the movement that it makes.

use clap::ArgMatches;
use sinergi::Error;
use sinergi::rules::path::Word;
use sinergi::rules::procedure::{Sop, Walks};
use sinergi::store::Traveller;

/// What was typed, beside the agreement.
pub(super) struct Typed<'m> {
    pub(super) matches: &'m ArgMatches,
    pub(super) reason: Option<String>,
}

impl<'m> Typed<'m> {
    pub(super) fn text(&self, name: &str) -> Option<&'m str> {
        self.matches.get_one::<String>(name).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    pub(super) fn says(&self, name: &str) -> bool {
        self.matches.get_flag(name)
    }
}

/// A movement that is to be written, and what it is about.
pub(super) struct Move {
    pub(super) word: Word,
    pub(super) step: usize,
    pub(super) waiting_on: Option<&'static str>,
    pub(super) reason: Option<String>,
}

/// The place of a step that was typed by its number or code.
pub(super) fn place(sop: &Sop, flag: &str, text: &str) -> anyhow::Result<usize> {
    let number = text.parse::<i64>().ok();
    let found = sop.steps.iter().position(|s| s.code.eq_ignore_ascii_case(text) || number == Some(s.number));
    found.ok_or_else(|| {
        let last = sop.steps.last().map_or(0, |s| s.number);
        Error::usage(
            format!("`--{flag}`: {} tidak mempunyai langkah `{text}`", sop.code),
            format!("`--{flag}`: {} has no step `{text}`", sop.code),
        )
        .with_hint(
            format!("langkahnya 1 sampai {last}: sinergi sop show {}", sop.code),
            format!("its steps are 1 to {last}: sinergi sop show {}", sop.code),
        )
        .into()
    })
}

pub(super) fn walked_elsewhere(sop: &Sop, step: usize, traveller: &Traveller) -> Error {
    let (number, document) = (sop.steps[step].number, &traveller.document);
    match (traveller.walker().walks(&sop.steps[step]), &traveller.above) {
        (Walks::Above, Some((above, _))) => Error::usage(
            format!("langkah {number} dijalani oleh induknya, {above}"),
            format!("step {number} is walked by the agreement above it, {above}"),
        )
        .with_hint(
            format!("catat di sana: sinergi agreement step {above} --step {number}"),
            format!("record it there: sinergi agreement step {above} --step {number}"),
        ),
        _ => Error::usage(
            format!("langkah {number} tidak dijalani dokumen `{document}`"),
            format!("step {number} is not walked by the document `{document}`"),
        )
        .with_hint(
            format!("lihat: sinergi sop show {}", sop.code),
            format!("see: sinergi sop show {}", sop.code),
        ),
    }
}
