//! Reports on the command line: `report NAME`, and those that are commands of their own.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use sinergi::register;
use sinergi::reports::{self, Takes};
use sinergi::sheet::{Cell, Foot, Head, Sink};

use super::asked::{asked, switched};
use super::complete::{by_code, by_name};
use super::failure::Silent;
use super::office::Office;
use super::tree::{common, examples, help, lang};

/// Fills `report`: a subcommand for each report.
pub(super) fn build(command: Command) -> Command {
    let mut command = command.subcommand_required(true).arg_required_else_help(true);
    for report in reports::ALL.iter().filter(|r| !r.command) {
        command = command.subcommand(
            Command::new(report.name)
                .about(report.about.get(lang()))
                .aliases(report.also)
                .display_name(report.name)
                .defer(|command| common(build_one(command))),
        );
    }
    command.after_help(examples("sinergi report map"))
}

/// Fills one report's command: what it can be asked.
pub(super) fn build_one(command: Command) -> Command {
    let Some(report) = reports::report(command.get_name()) else { return command };
    let mut command = command.after_help(examples(report.example));
    if report.parts.len() > 1 {
        let names: Vec<&str> = report.parts.iter().map(|p| p.name).collect();
        let about = format!("{}: {}", help("hanya satu bagian", "one part only"), names.join(", "));
        let part = Arg::new("part").long("part").value_name("NAME").help(about);
        command = command.arg(by_name(part, names));
    }
    for takes in report.takes {
        command = command.args(takes_args(*takes));
    }
    if report.takes.iter().any(|takes| matches!(takes, Takes::Only | Takes::Department)) {
        command = command
            .arg(Arg::new("exit-code").long("exit-code").action(ArgAction::SetTrue).help(help(
                "kode keluar 3 bila ada yang ditampilkan, 0 bila tidak",
                "exit code 3 when there is something to show, 0 when not",
            )))
            .arg(Arg::new("skip-empty").long("skip-empty").action(ArgAction::SetTrue).help(help(
                "tanpa keluaran dan tanpa berkas bila tidak ada apa-apa",
                "no output and no file when there is nothing",
            )));
    }
    command
}

/// The flags that ask for some agreements only.
pub(super) fn filters(command: Command) -> Command {
    command.args(takes_args(Takes::Only))
}

/// A flag for each register: only what is of that record.
fn of_register(names: &'static [&'static str]) -> impl Iterator<Item = Arg> {
    names.iter().filter_map(|name| register::entity(name)).map(|entity| {
        let about = match entity.name {
            "partner" => help("hanya mitra ini", "only this partner"),
            "sop" => help("hanya SOP ini, semua versinya", "only this SOP, in all its versions"),
            _ => help("hanya OPD ini", "only this department"),
        };
        by_code(Arg::new(entity.name).long(entity.name).value_name("CODE").help(about), entity)
    })
}

/// The flags of one thing that a report can be asked.
pub(super) fn takes_args(takes: Takes) -> Vec<Arg> {
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).help(about)
    };
    match takes {
        Takes::Within => vec![text("within", "90d|DATE", help("sejauh ini ke depan", "this far ahead"))],
        Takes::Since => vec![
            text("since", "DATE", help("sejauh ini ke belakang", "this far back")).allow_hyphen_values(true),
        ],
        Takes::Period => vec![text(
            "period",
            "2025-S1",
            help("periode, kedua ujungnya ikut", "a period, both ends included"),
        )],
        Takes::Count => vec![text(
            "count",
            "WORD",
            help(
                "yang dihitung dalam periode: signed, in-force (bila tidak disebut), ending",
                "what the period counts: signed, in-force (unless named), ending",
            ),
        )],
        Takes::Words => vec![
            Arg::new("words")
                .value_name(help("KATA", "WORDS"))
                .required(true)
                .action(ArgAction::Append)
                .num_args(1..)
                .help(help("kata yang harus ada semua", "words that must all occur")),
        ],
        Takes::Year => vec![text("year", "2025", help("rencana tahun ini", "the plan of this year"))],
        Takes::Months => vec![text(
            "months",
            "N",
            help(
                "berapa bulan tanpa catatan dianggap lama",
                "how many months without a record count as long",
            ),
        )],
        Takes::Department => of_register(&["department"]).collect(),
        Takes::Sop => of_register(&["sop"]).collect(),
        Takes::Only => of_register(&["department", "partner"])
            .chain([text("kind", "KIND", help("hanya jenis ini", "only this kind"))])
            .collect(),
        Takes::RollUp => vec![Arg::new("roll-up").long("roll-up").action(ArgAction::SetTrue).help(help(
            "OPD yang berakhir dihitung pada penerusnya",
            "departments that came to an end count with their successors",
        ))],
        Takes::Late => vec![
            Arg::new("late")
                .long("late")
                .action(ArgAction::SetTrue)
                .help(help("hanya yang lewat waktunya", "only what is past its time")),
        ],
        Takes::For => vec![text(
            "for",
            "WHO",
            help(
                "tugas siapa, dipisah koma: sekda, head, council, governor, secretariat, atau kode OPD",
                "whose tasks, between commas: sekda, head, council, governor, secretariat, or a department",
            ),
        )],
        Takes::Group => vec![
            Arg::new("group")
                .long("group")
                .action(ArgAction::SetTrue)
                .help(help("kelompokkan menurut OPD", "group by department")),
        ],
    }
}

/// Runs `report NAME`.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some((name, below)) = matches.subcommand() else { return Ok(()) };
    run_named(name, below, office)
}

/// Runs a report that is a command of its own.
pub(super) fn run_named(name: &str, matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(report) = reports::report(name) else { return Ok(()) };
    let store = office.open()?;
    let ask = asked(report, matches, &store, office)?;
    office.output.only(ask.part.clone());
    let wants = |flag: &str| switched(matches, flag);
    let (exit_code, skip_empty) = (wants("exit-code"), wants("skip-empty"));
    let mut counted = Counted(0);
    if exit_code || skip_empty {
        report.fill(&store, &ask, &mut counted)?;
    }
    if skip_empty && counted.0 == 0 {
        return Ok(());
    }
    office.output.answer(&store, report.parts.len() > 1, |sink| report.fill(&store, &ask, sink))?;
    if exit_code && counted.0 > 0 {
        return Err(Silent(3).into());
    }
    if report.name == "status" && office.output.on_screen() {
        office.tell(&format!("{}  {}", help("Basis data", "Database"), store.path().display()));
    }
    Ok(())
}

/// Counts rows and shows none.
struct Counted(usize);

impl Sink for Counted {
    fn begin(&mut self, _: &Head<'_>) -> sinergi::Result<()> {
        Ok(())
    }

    fn row(&mut self, _: &[Cell<'_>]) -> sinergi::Result<()> {
        self.0 += 1;
        Ok(())
    }

    fn end(&mut self, _: &Foot) -> sinergi::Result<()> {
        Ok(())
    }
}
