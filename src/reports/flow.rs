//! The flow table of an SOP as Indonesian administration draws it: one column an actor, then what a step needs, how long it may
//! take, and what comes of it.

use super::Ask;
use crate::error::Result;
use crate::lang::{Choice, Lang, choice_label, label};
use crate::register::{DOCUMENTS, Row, entity};
use crate::rules::procedure::{CONDITIONS, HOLDERS, SHORT_HOLDERS, Step, UNITS};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::store::{Store, of_register, read_row, sop};
use crate::value::Kind;

/// What marks the actor of a step.
const MARK: &str = "●";

/// Shows the steps of a version.
pub fn flow(store: &Store, ask: &Ask, code: &str, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let version = sop(store.conn(), code)?;
    let rows = entity("step").map(|e| of_register(store.conn(), e, code)).transpose()?.unwrap_or_default();
    let acts = |holder: &Choice| version.steps.iter().any(|step| step.actor == holder.word);
    let actors: Vec<_> = HOLDERS.iter().zip(&SHORT_HOLDERS).filter(|(holder, _)| acts(holder)).collect();
    let mut columns = vec![
        Column::new("number", label("No.", "No."), Kind::Count),
        Column::new("activity", label("Kegiatan", "Activity"), Kind::Text).wraps(),
    ];
    columns.extend(actors.iter().map(|(actor, short)| Column::new(actor.word, **short, Kind::Code)));
    columns.extend([
        Column::new("papers", label("Kelengkapan", "Papers"), Kind::Text).rank(3).wraps(),
        Column::new("time", label("Waktu", "Time"), Kind::Code),
        Column::new("product", label("Keluaran", "Output"), Kind::Text).rank(4).wraps(),
        Column::new("remarks", label("Keterangan", "Remarks"), Kind::Text).rank(5).wraps(),
    ]);
    let title = say!(lang, "Alur {} ({} langkah)", "Flow of {} ({} steps)", code, version.steps.len());
    sink.begin(&Head { part: "flow", title: &title, columns: &columns, lang, record: false })?;
    let mut unconfirmed = 0;
    for step in &version.steps {
        let row = rows.iter().find(|row| row.text("code") == Some(step.code.as_str()));
        let set = row.is_some_and(|row| row.int("confirmed") == Some(0));
        unconfirmed += i64::from(set);
        let papers = papers(store, step, lang)?;
        let time = step.time.map(|time| {
            let unit = UNITS[time.unit].word == "working-day";
            let short = if unit { say!(lang, "{} HK", "{} WD", time.amount) } else { time.spoken(lang) };
            format!("{short}{}", if set { "*" } else { "" })
        });
        let remarks = remarks(step, row, lang);
        let mut cells = vec![Cell::Int(step.number), Cell::Text(step.named(lang))];
        cells.extend(
            actors
                .iter()
                .map(|(actor, _)| if actor.word == step.actor { Cell::Text(MARK) } else { Cell::Empty }),
        );
        cells.extend([text(&papers), time.as_deref().into(), text(output(row, lang)), text(&remarks)]);
        sink.row(&cells)?;
    }
    let mut notes = vec![say!(lang, "HK: hari kerja.", "WD: working days.")];
    if unconfirmed > 0 {
        notes.push(say!(
            lang,
            "* waktu {} langkah perlu diperiksa oleh kantor; peraturan tidak menetapkannya.",
            "* the time of {} steps is to be confirmed by the office; no law sets it.",
            unconfirmed
        ));
    }
    sink.end(&Foot { notes, ..Foot::default() })
}

fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn output(row: Option<&Row>, lang: Lang) -> &str {
    let Some(row) = row else { return "" };
    let english = row.text("english_product").filter(|_| lang == Lang::En);
    english.or_else(|| row.text("product")).unwrap_or_default()
}

/// What the papers of a step are called.
fn papers(store: &Store, step: &Step, lang: Lang) -> Result<String> {
    let Some(paper) = entity("paper") else { return Ok(String::new()) };
    let mut names = Vec::new();
    for code in &step.papers {
        let row = read_row(store.conn(), paper, code)?;
        names.push(row.as_ref().and_then(|row| row.name_in(lang)).unwrap_or(code).to_owned());
    }
    Ok(names.join("; "))
}

/// What is to be known of a step besides: when it applies, whether silence answers it, who walks it.
fn remarks(step: &Step, row: Option<&Row>, lang: Lang) -> String {
    let mut parts = Vec::new();
    if let Some(title) = row.and_then(|row| row.text("actor_title")) {
        parts.push(title.to_owned());
    }
    if step.if_council {
        parts.push(CONDITIONS[0].label.get(lang).to_owned());
    }
    if step.silence {
        parts.push(say!(lang, "diam berarti setuju", "silence approves"));
    }
    if !step.documents.is_empty() {
        let short = |word: &String| match choice_label(word, DOCUMENTS, lang) {
            label if label.len() > 12 => word.to_uppercase(),
            label => label,
        };
        let documents: Vec<String> = step.documents.iter().map(short).collect();
        parts.push(documents.join(", "));
    }
    if step.shared {
        parts.push(say!(lang, "sekali untuk induk dan turunannya", "once for a document and those under it"));
    }
    parts.join("; ")
}
