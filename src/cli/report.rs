//! Reports on the command line: `report NAME`, and those that are commands of their own.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::calendar::date;
use sinergi::calendar::period::{self, Period};
use sinergi::register::{self, KINDS};
use sinergi::render::Format;
use sinergi::reports::{self, ACTORS, Ask, Only, Report, Takes};
use sinergi::rules::counting::{COUNTS, Count};
use sinergi::sheet::{Cell, Foot, Head, Sink};
use sinergi::store::{Store, find};
use sinergi::value::{Kind, choose};
use sinergi::{Error, Fault, Lang};

use super::complete::{by_code, by_name};
use super::failure::Silent;
use super::fields::refused;
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
fn takes_args(takes: Takes) -> Vec<Arg> {
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

fn switched(matches: &ArgMatches, flag: &str) -> bool {
    matches.try_get_one::<bool>(flag).ok().flatten().is_some_and(|on| *on)
}

/// What was typed, as the question to a report.
pub(super) fn asked(report: &Report, matches: &ArgMatches, store: &Store, office: &Office) -> Result<Ask> {
    let as_of = office.as_of()?;
    let part = part_of(report, matches, office)?;
    let text = |name: &str| matches.try_get_one::<String>(name).ok().flatten();
    let ask = Ask {
        as_of,
        today: !office.as_of_is_typed(),
        lang: office.lang(),
        people: office.output.format == Format::Text,
        until: text("within").map(|t| ahead(t, as_of)).transpose()?,
        since: text("since")
            .map(|t| date::typed(t, as_of).map_err(|fault| refused("since", fault)))
            .transpose()?,
        words: matches
            .try_get_many::<String>("words")
            .ok()
            .flatten()
            .map(|words| words.cloned().collect())
            .unwrap_or_default(),
        period: match text("period") {
            Some(words) => period::parse(words, as_of).map_err(|fault| refused("period", fault))?,
            None => Period::default(),
        },
        count: match (text("count"), text("period")) {
            (Some(word), _) => Count::of(choose(word, COUNTS).map_err(|fault| refused("count", fault))?.word),
            (None, Some(_)) if report.takes.contains(&Takes::Count) => Some(Count::InForce),
            (None, _) => None,
        },
        only: Only {
            department: text("department").map(|t| code_of("department", t, store)).transpose()?,
            partner: text("partner").map(|t| code_of("partner", t, store)).transpose()?,
            kind: text("kind").map(|t| kind_of(t)).transpose()?,
        },
        year: text("year").map(|t| year_of(t)).transpose()?,
        months: text("months").map(|t| months_of(t)).transpose()?,
        sop: text("sop").map(|t| code_of("sop", t, store)).transpose()?,
        who: text("for")
            .map(|t| t.split(',').map(|one| who_of(one.trim(), store)).collect::<Result<Vec<_>>>())
            .transpose()?
            .map(|all| all.join(",")),
        late: switched(matches, "late"),
        group: switched(matches, "group"),
        program: office.program(),
        part,
    };
    if let (Some(since), Some(until)) = (ask.since, ask.until)
        && since > until
    {
        return Err(Error::usage(
            format!("`--since {since}` lebih akhir daripada `--within {until}`"),
            format!("`--since {since}` is later than `--within {until}`"),
        )
        .with_hint("tukar keduanya", "swap the two")
        .into());
    }
    Ok(ask)
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

/// The code of the record that a filter means.
fn code_of(name: &'static str, text: &str, store: &Store) -> Result<String> {
    let Some(entity) = register::entity(name) else { return Ok(text.to_owned()) };
    Ok(find(store.conn(), entity, text)?.map_err(|fault| refused(name, fault))?)
}

/// Whose tasks are meant: a word of the list, or the code of a department.
fn who_of(text: &str, store: &Store) -> Result<String> {
    match choose(text, ACTORS) {
        Ok(actor) => Ok(actor.word.to_owned()),
        Err(fault) => {
            let Some(entity) = register::entity("department") else { return Ok(text.to_owned()) };
            Ok(find(store.conn(), entity, text)?.map_err(|unknown| {
                let (id, en) = (unknown.hint(Lang::Id), unknown.hint(Lang::En));
                Error::usage(
                    format!("`--for {text}` bukan OPD dan bukan yang bertindak"),
                    format!("`--for {text}` is neither a department nor one who acts"),
                )
                .with_hint(
                    format!("{}; {id}", fault.hint(Lang::Id)),
                    format!("{}; {en}", fault.hint(Lang::En)),
                )
            })?)
        }
    }
}

/// How many months a flag means.
fn months_of(text: &str) -> Result<i32> {
    let months = text.trim().parse().ok().filter(|months| (1..=1200).contains(months));
    Ok(months.ok_or_else(|| refused("months", Fault::NotANumber(text.to_owned())))?)
}

/// The year that a flag means.
fn year_of(text: &str) -> Result<i16> {
    let year = text.trim().parse().ok().filter(|year| (1900..=2200).contains(year));
    Ok(year.ok_or_else(|| {
        let fault = Fault::Contradiction(
            format!("`{text}` bukan tahun; tulis misalnya 2026"),
            format!("`{text}` is no year; write for example 2026"),
        );
        refused("year", fault)
    })?)
}

/// The word of the kind that a filter means.
fn kind_of(text: &str) -> Result<String> {
    let value = Kind::Choice(KINDS).parse(text, Date::MIN).map_err(|fault| refused("kind", fault))?;
    Ok(value.text().unwrap_or_default().to_owned())
}

/// The part that was asked for. A table of rows holds one part, so it must be named where there are several.
fn part_of(report: &Report, matches: &ArgMatches, office: &Office) -> Result<Option<String>> {
    let names = report.parts.iter().map(|p| p.name).collect::<Vec<_>>().join(", ");
    match matches.try_get_one::<String>("part").ok().flatten() {
        Some(name) if report.part(name).is_some() => Ok(Some(name.clone())),
        Some(name) => Err(Error::usage(
            format!("laporan ini tidak mempunyai bagian `{name}`"),
            format!("this report has no part `{name}`"),
        )
        .with_hint(format!("bagiannya: {names}"), format!("its parts are: {names}"))
        .into()),
        None if report.parts.len() > 1 && matches!(office.output.format, Format::Csv | Format::Code) => {
            Err(Error::usage(
                "laporan ini terdiri atas beberapa bagian; bentuk ini memuat satu",
                "this report has several parts; this format holds one",
            )
            .with_hint(format!("tambahkan --part: {names}"), format!("add --part: {names}"))
            .into())
        }
        None => Ok(None),
    }
}

/// `90d`, `3m`, `90` or a date, counted from a day.
fn ahead(text: &str, from: Date) -> Result<Date> {
    let text = text.trim();
    let days = text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() && text.len() < 4;
    let spelled = match text.chars().next() {
        Some(c) if c.is_ascii_digit() && days => format!("+{text}d"),
        Some(c)
            if c.is_ascii_digit() && text.ends_with(|c: char| c.is_ascii_alphabetic()) && text.len() < 7 =>
        {
            format!("+{text}")
        }
        _ => text.to_owned(),
    };
    date::typed(&spelled, from).map_err(|_| refused("within", Fault::NotADate(text.to_owned())).into())
}
