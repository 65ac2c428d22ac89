//! `sop round form`: one row a department and step. Its filled copy comes back by `import findings`.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::lang::{choice_label, label};
use sinergi::register::{self, Entity, RESULTS};
use sinergi::render::Format;
use sinergi::sheet::{Cell, Column, Foot, Head};
use sinergi::store::{find, read_row, sop};
use sinergi::value::Kind;
use sinergi::{Error, say};

use super::{known, not_asked};
use crate::cli::evaluate;
use crate::cli::generic::{code_arg, code_of};
use crate::cli::office::Office;
use crate::cli::tree::{examples, help};

/// Fills `sop round form`.
pub(in crate::cli) fn build_form(command: Command) -> Command {
    let Some(round) = register::entity("round") else { return command };
    command
        .arg(code_arg(round).required(true).num_args(1))
        .arg(known(
            Arg::new("DEPARTMENT")
                .value_name(help("OPD", "DEPARTMENT"))
                .num_args(1)
                .help(help("hanya bagi OPD ini", "for this department alone")),
            "department",
        ))
        .after_help(examples("sinergi sop round form SOP-KSDPK.2/2024-S2 DLH -o putaran.csv"))
}

/// Writes the form of a round: one row a department and step. Its filled copy comes back by `import findings`.
pub(in crate::cli) fn form(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let (Some(round), Some(finding), Some(department)) =
        (register::entity("round"), register::entity("finding"), register::entity("department"))
    else {
        return Ok(());
    };
    if office.output.format != Format::Csv {
        return Err(evaluate::form_is_csv().into());
    }
    let store = office.open()?;
    let lang = office.lang();
    let code = code_of(round, matches, &store)?;
    let only = match matches.get_one::<String>("DEPARTMENT") {
        Some(text) => Some(
            find(store.conn(), department, text)?.map_err(|fault| Error::Refused(String::new(), fault))?,
        ),
        None => None,
    };
    let asked = store.asked_by(&code)?;
    if let Some(who) = only.as_ref().filter(|only| !asked.contains(only)) {
        return Err(not_asked(&code, who).into());
    }
    let steps = sop(store.conn(), code.split('/').next().unwrap_or_default())?.steps;
    let columns = columns(finding, lang);
    let mut rows = 0;
    office.output.answer(&store, false, |sink| {
        let title = say!(lang, "Formulir putaran {}", "Form of the round {}", code);
        sink.begin(&Head { part: "form", title: &title, columns: &columns, lang, record: false })?;
        for who in asked {
            if only.as_ref().is_some_and(|only| *only != who) {
                continue;
            }
            for step in &steps {
                let Some(row) = read_row(store.conn(), finding, &format!("{code}/{who}/{}", step.code))?
                else {
                    continue;
                };
                let field = |name: &str| row.text(name).map(str::to_owned);
                let result = field("result").map(|word| choice_label(&word, RESULTS, lang));
                let (on, by, proof, note) =
                    (field("answered_on"), field("answered_by"), field("proof"), field("note"));
                sink.row(&[
                    Cell::Text(&code),
                    Cell::Text(&who),
                    Cell::Text(&step.code),
                    Cell::Text(step.named(lang)),
                    result.as_deref().into(),
                    proof.as_deref().into(),
                    note.as_deref().into(),
                    on.as_deref().into(),
                    by.as_deref().into(),
                ])?;
                rows += 1;
            }
        }
        sink.end(&Foot::default())
    })?;
    let words: Vec<&str> = RESULTS.iter().map(|c| c.label.get(lang)).collect();
    office.tell(&say!(
        lang,
        "{} baris. Isi kolom Hasil dengan: {}. Setelah diisi: sinergi import findings FORM.csv; bila kolom Dijawab pada kosong: --set answered_on=TANGGAL",
        "Rows: {}. Fill the column Result with: {}. Once it is filled: sinergi import findings FORM.csv; where Answered on is empty: --set answered_on=DATE",
        rows,
        words.join(", ")
    ));
    Ok(())
}

/// The columns of the form: those of the register, and what the step is.
fn columns(finding: &'static Entity, lang: sinergi::Lang) -> Vec<Column> {
    let field = |name: &str| {
        let label = finding.field(name)?.label;
        Some(Column::new(label.get(lang), label, Kind::Text))
    };
    let activity = label("Kegiatan", "Activity");
    let mut columns: Vec<Column> = ["round", "department", "step"].into_iter().filter_map(field).collect();
    columns.push(Column::new(activity.get(lang), activity, Kind::Text));
    columns.extend(["result", "proof", "note", "answered_on", "answered_by"].into_iter().filter_map(field));
    columns
}
