//! What an import says: what became of the rows, and every finding in one table.

use std::collections::BTreeSet;

use anyhow::Result;
use sinergi::intake::{Allow, Outcome, Problem, Problems, Report};
use sinergi::lang::label;
use sinergi::register::{self, Entity};
use sinergi::render::{Format, Look, sink};
use sinergi::sheet::{Cell, Column, Foot, Head, Sink};
use sinergi::store::Store;
use sinergi::value::Kind;
use sinergi::{Error, Lang, say};

use super::office::Office;

const COLUMNS: &[Column] = &[
    Column::new("line", label("Baris", "Line"), Kind::Count),
    Column::new("column", label("Kolom", "Column"), Kind::Text),
    Column::new("content", label("Isi", "Content"), Kind::Text).rank(1),
    Column::new("problem", label("Masalah", "Problem"), Kind::Text),
    Column::new("suggestion", label("Saran", "Suggestion"), Kind::Text),
];

/// How many different suggestions are said under the table.
const SUGGESTIONS: usize = 6;

/// Tells the findings and what became of the rows. With `-o` the table is the answer and goes to the file, whole.
pub(super) fn show(
    report: &Report,
    name: &str,
    dry: bool,
    allow: Allow,
    entity: &'static Entity,
    store: &Store,
    office: &Office,
) -> Result<()> {
    let lang = office.lang();
    let problems = &report.problems;
    if office.output.to_a_file() {
        office.output.answer(store, false, |sink| table(problems, COLUMNS, lang, sink))?;
    } else if !problems.is_empty() {
        on_screen(problems, office)?;
    }
    tell(&report.outcome, name, office);
    if !report.taken {
        let (bad, rows) = (problems.bad, report.outcome.refused.max(1));
        let of = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        let what = match lang {
            Lang::Id => format!("{bad} isian bermasalah pada {rows} baris"),
            Lang::En => format!("{} cannot be taken in {}", of(bad, "cell"), of(rows, "row")),
        };
        office.tell_failure(&say!(
            lang,
            "galat: {}: {}; tidak ada yang disimpan",
            "error: {}: {}; nothing was saved",
            name,
            what
        ));
        let mut ways = vec![say!(lang, "perbaiki", "correct them")];
        if !allow.skip_invalid {
            ways.push(say!(
                lang,
                "--skip-invalid (tinggalkan barisnya)",
                "--skip-invalid (leave the rows out)"
            ));
        }
        if !allow.as_unknown && entity.field("unread").is_some() {
            ways.push(say!(
                lang,
                "--as-unknown (terima tanpa isian itu)",
                "--as-unknown (take them without the cell)"
            ));
        }
        let ways = ways.join(&say!(lang, ", atau ", ", or "));
        office.tell_failure(&say!(lang, "saran: {}", "hint: {}", ways));
        return Ok(());
    }
    let see = if entity.name == "agreement" {
        "report map".to_owned()
    } else {
        format!("{} list", entity.command())
    };
    office.tell(&match (dry, report.outcome.new + report.outcome.changed) {
        (true, _) => say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run)."),
        (_, 0) => say!(lang, "Tidak ada yang berubah.", "Nothing changed."),
        _ => say!(
            lang,
            "Lihat: sinergi {}   Batalkan: sinergi undo",
            "See it: sinergi {}   Take it back: sinergi undo",
            see
        ),
    });
    Ok(())
}

fn table(problems: &Problems, columns: &[Column], lang: Lang, sink: &mut dyn Sink) -> Result<(), Error> {
    sink.begin(&Head { part: "findings", title: "", columns, lang, record: false })?;
    for p in &problems.listed {
        let (what, hint) = (p.what.say(lang), p.what.hint(lang));
        let cells = [
            Cell::Int(i64::try_from(p.line).unwrap_or_default()),
            Cell::Text(&p.column),
            Cell::Text(&p.content),
            Cell::Text(&what),
            Cell::Text(&hint),
        ];
        sink.row(&cells[..columns.len()])?;
    }
    sink.end(&Foot::default())
}

/// The table on stderr; on a terminal without the column of suggestions, which are said once below.
fn on_screen(problems: &Problems, office: &Office) -> Result<()> {
    let lang = office.lang();
    let width = office.output.error_width();
    let columns = if width.is_some() { &COLUMNS[..4] } else { COLUMNS };
    let mut text: Vec<u8> = Vec::new();
    let mut out = sink(Format::Text, &Look { width, ..Look::default() }, false, &mut text)?;
    table(problems, columns, lang, &mut *out)?;
    out.finish()?;
    drop(out);
    office.tell(String::from_utf8_lossy(&text).trim_end());
    if !problems.unlisted.is_empty() {
        let counts: Vec<String> = problems
            .unlisted
            .iter()
            .map(|((id, en), n)| format!("{}: {n}", if lang == Lang::Id { id } else { en }))
            .collect();
        let list = counts.join(", ");
        office.tell(&say!(
            lang,
            "… dan lagi: {} (semuanya dengan -o FILE.csv)",
            "… and more: {} (all of them with -o FILE.csv)",
            list
        ));
    }
    if width.is_some() {
        let hints: BTreeSet<String> =
            problems.listed.iter().map(|p: &Problem| p.what.hint(lang)).filter(|h| !h.is_empty()).collect();
        for hint in hints.iter().take(SUGGESTIONS) {
            let word = say!(lang, "saran", "hint");
            office.tell(&format!("{word}: {hint}"));
        }
    }
    Ok(())
}

/// Says what became of the rows: every one of them is counted once.
fn tell(outcome: &Outcome, name: &str, office: &Office) {
    let lang = office.lang();
    let Outcome { rows, new, changed, known, .. } = outcome;
    let mut words = say!(
        lang,
        "{}: {} baris: {} baru, {} berubah, {} sudah ada",
        "{}: {} rows: {} new, {} changed, {} known",
        name,
        rows,
        new,
        changed,
        known
    );
    let more = [
        (outcome.refused, label("ditolak", "refused")),
        (outcome.no_records, label("bukan catatan", "no records")),
        (outcome.blank, label("kosong", "blank")),
        (outcome.outside, label("berkode lain", "of other codes")),
    ];
    for (count, what) in more.into_iter().filter(|(count, _)| *count > 0) {
        words = format!("{words}, {count} {}", what.get(lang));
    }
    office.tell(&format!("{words}."));
    if outcome.addenda > 0 {
        let n = outcome.addenda;
        office.tell(&say!(lang, "Di antaranya addendum: {}.", "Of these, addenda: {}.", n));
    }
    for (register, count) in &outcome.made {
        if let Some(entity) = register::entity(register) {
            let noun = entity.noun().spoken(lang);
            office.tell(&say!(lang, "{} {} baru dibuat.", "New records made: {} ({}).", count, noun));
        }
    }
    if !outcome.left_out.is_empty() {
        let list = outcome.left_out.join(", ");
        office.tell(&say!(
            lang,
            "Kolom yang tidak dipakai: {} (--map \"KOLOM=bidang\").",
            "Columns not used: {} (--map \"HEADING=field\").",
            list
        ));
    }
}
