//! The parts of the answer: what was checked, what was found, and what is waived.

use super::LEVELS;
use super::run::Tally;
use crate::calendar::date::long;
use crate::error::Result;
use crate::lang::{Label, Lang, choice_label, label};
use crate::reports::Ask;
use crate::say;
use crate::sheet::{Column, Head, Sink};
use crate::value::Kind;

/// One part of the answer.
pub(super) struct Part {
    pub(super) name: &'static str,
    label: Label,
    columns: &'static [Column],
}

pub(super) static CHECKS: Part = Part {
    name: PARTS[0],
    label: label("Hasil pemeriksaan", "What was checked"),
    columns: &[
        Column::new("level", label("Tingkat", "Level"), Kind::Choice(LEVELS)),
        Column::new("check", label("Pemeriksaan", "Check"), Kind::Code),
        Column::new("what", label("Yang ditemukan", "What is found"), Kind::Text),
        Column::new("found", label("Jumlah", "Found"), Kind::Count),
        Column::new("waived", label("Dikecualikan", "Waived"), Kind::Count),
    ],
};

pub(super) static FINDINGS: Part = Part {
    name: PARTS[1],
    label: label("Catatan yang perlu diperbaiki atau dijelaskan", "Records to be mended or explained"),
    columns: &[
        Column::new("level", label("Tingkat", "Level"), Kind::Choice(LEVELS)).rank(2),
        Column::new("check", label("Pemeriksaan", "Check"), Kind::Code),
        Column::new("record", label("Catatan", "Record"), Kind::Code),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(1),
        Column::new("title", label("Judul", "Title"), Kind::Text).rank(3),
        Column::new("detail", label("Keterangan", "Detail"), Kind::Text).wraps(),
    ],
};

pub(super) static WAIVED: Part = Part {
    name: PARTS[2],
    label: label("Yang dikecualikan", "What is waived"),
    columns: &[
        Column::new("check", label("Pemeriksaan", "Check"), Kind::Code),
        Column::new("record", label("Catatan", "Record"), Kind::Code),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(2),
        Column::new("waiver", label("Pengecualian", "Waiver"), Kind::Code),
        Column::new("valid_until", label("Sampai", "Until"), Kind::Date),
        Column::new("reason", label("Alasan", "Reason"), Kind::Text),
    ],
};

/// The names of the parts.
pub const PARTS: &[&str] = &["checks", "findings", "waived"];

/// The columns of all parts.
pub fn columns() -> impl Iterator<Item = &'static Column> {
    [&CHECKS, &FINDINGS, &WAIVED].into_iter().flat_map(|part| part.columns)
}

/// What was found, in one sentence.
pub(super) fn said(tally: &Tally, checks: usize, quiet: usize, lang: Lang) -> String {
    let counted: Vec<String> = LEVELS
        .iter()
        .zip(tally.found)
        .map(|(level, count)| format!("{}: {count}", choice_label(level.word, LEVELS, lang)))
        .collect();
    say!(
        lang,
        "{} pemeriksaan, {} bersih. {}; dikecualikan: {}.",
        "Checks: {}; clean: {}. {}; waived: {}.",
        checks,
        quiet,
        counted.join(", "),
        tally.waived
    )
}

impl Part {
    /// Begins it, its title followed by the day it speaks of.
    pub(super) fn begin(&self, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
        let title = say!(
            ask.lang,
            "{}, keadaan per {}",
            "{}, as of {}",
            self.label.get(ask.lang),
            long(ask.as_of, ask.lang)
        );
        sink.begin(&Head {
            part: self.name,
            title: &title,
            columns: self.columns,
            lang: ask.lang,
            record: false,
        })
    }
}
