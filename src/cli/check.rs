//! `check`: what is wrong, by named checks; `check list` and `--explain` tell what they are, `check waive` switches one off for a
//! record or a partner.

use std::path::Path;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::checks::{self, ALL, Check, LEVELS, Level, SOURCES, Wanted};
use sinergi::lang::{Label, label};
use sinergi::register;
use sinergi::render::Format;
use sinergi::reports::{Ask, Only, Takes};
use sinergi::sheet::{Cell, Column, Foot, Head};
use sinergi::store::Store;
use sinergi::value::{Kind, choose};
use sinergi::{Error, Fault, Lang};

use super::complete::{by_code, by_name};
use super::failure::Silent;
use super::fields::refused;
use super::office::Office;
use super::report::takes_args;
use super::tree::{common, examples, flag, help};
use super::waive;

pub(super) fn names() -> Vec<&'static str> {
    ALL.iter().map(|check| check.name).collect()
}

pub(super) fn build(command: Command) -> Command {
    let part = format!("{}: {}", help("hanya satu bagian", "one part only"), checks::PARTS.join(", "));
    let department =
        flag("department", "CODE", help("hanya catatan OPD ini", "only records of this department"));
    let department = match register::entity("department") {
        Some(entity) => by_code(department, entity),
        None => department,
    };
    command
        .arg(flag(
            "level",
            "LEVEL",
            help("tingkat, dipisah koma: error, warning, info", "levels, between commas: error, warning, info"),
        ))
        .arg(by_name(
            flag("name", "NAME", help("hanya pemeriksaan ini, dipisah koma", "only these checks, between commas")),
            names(),
        ))
        .arg(department)
        .args(takes_args(Takes::Months))
        .arg(by_name(
            Arg::new("part").long("part").value_name("NAME").help(part),
            checks::PARTS.to_vec(),
        ))
        .arg(by_name(
            flag("explain", "NAME", help("jelaskan satu pemeriksaan", "explain one check")),
            names(),
        ))
        .args_conflicts_with_subcommands(true)
        .subcommand(
            Command::new("list")
                .display_name("check list")
                .alias("daftar")
                .about(help("Daftar semua pemeriksaan", "Lists all checks"))
                .defer(|command| common(command.after_help(examples("sinergi check list")))),
        )
        .subcommand(
            Command::new("waive")
                .display_name("check waive")
                .alias("kecualikan")
                .about(help(
                    "Mengecualikan satu catatan atau mitra dari satu pemeriksaan",
                    "Switches a check off for a record or a partner",
                ))
                .defer(|command| common(waive::build(command))),
        )
        .after_help(examples(
            "sinergi check --level error,warning\n  sinergi check --name overlap\n  sinergi check --explain number-date",
        ))
}

pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    match matches.subcommand() {
        Some(("waive", below)) => return waive::run(below, office),
        Some(("list", _)) => return list(office),
        _ => {}
    }
    if let Some(name) = matches.get_one::<String>("explain") {
        return explain(known(name, "explain")?, office);
    }
    let store = office.open()?;
    let ask = asked(matches, &store, office)?;
    let wanted = wanted(matches, office)?;
    let folder = store.path().parent().map(Path::to_owned).unwrap_or_default();
    let look = |path: &str| super::document::fingerprint(&folder.join(path));
    office.output.only(ask.part.clone());
    let mut tally = checks::Tally::default();
    office.output.answer(&store, true, |sink| {
        tally = checks::check(&store, &ask, &wanted, &look, sink)?;
        Ok(())
    })?;
    if tally.found[Level::Error as usize] > 0 {
        return Err(Silent(3).into());
    }
    Ok(())
}

/// The question as typed.
fn asked(matches: &ArgMatches, store: &Store, office: &Office) -> Result<Ask> {
    let mut ask = Ask::new(office.as_of()?, office.lang());
    ask.today = !office.as_of_is_typed();
    ask.people = office.output.format == Format::Text;
    ask.program = office.program();
    ask.months = super::asked::months(matches)?;
    ask.part = super::asked::part(checks::PARTS, matches, office)?;
    ask.only = Only { department: super::asked::department(matches, store)?, ..Only::default() };
    Ok(ask)
}

/// Which checks are meant.
fn wanted(matches: &ArgMatches, office: &Office) -> Result<Wanted> {
    let mut wanted = Wanted { screen: office.output.on_screen(), ..Wanted::default() };
    let list = |flag: &'static str| -> Result<Vec<String>, Error> {
        let Some(text) = matches.get_one::<String>(flag) else { return Ok(Vec::new()) };
        let all: Vec<String> =
            text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect();
        if all.is_empty() { Err(refused(flag, Fault::Empty(flag))) } else { Ok(all) }
    };
    for word in list("level")? {
        let level = choose(&word, LEVELS).map_err(|fault| refused("level", fault))?;
        wanted.levels.extend(
            [Level::Error, Level::Warning, Level::Info].into_iter().filter(|l| l.word() == level.word),
        );
    }
    for name in list("name")? {
        wanted.names.push(known(&name, "name")?.name);
    }
    Ok(wanted)
}

/// The check that is meant; another name is refused, with the nearest.
pub(super) fn known(name: &str, flag: &str) -> Result<&'static Check, Error> {
    checks::named(name).ok_or_else(|| {
        let near = ALL.iter().map(|check| (strsim::jaro_winkler(name, check.name), check.name));
        let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(score, _)| *score > 0.75);
        let near = near.map_or_else(String::new, |(_, near)| near.to_owned());
        let place = if flag.is_empty() { String::new() } else { format!("`--{flag}`: ") };
        let error = Error::usage(
            format!("{place}tidak ada pemeriksaan `{name}`"),
            format!("{place}there is no check `{name}`"),
        );
        if near.is_empty() {
            error.with_hint("lihat semuanya: sinergi check list", "see them all: sinergi check list")
        } else {
            error.with_hint(
                format!("mungkin maksudnya {near}; semuanya: sinergi check list"),
                format!("perhaps {near} is meant; all of them: sinergi check list"),
            )
        }
    })
}

/// What a check is, line by line.
const EXPLAINED: &[Column] = &[
    Column::new("check", label("Pemeriksaan", "Check"), Kind::Code),
    Column::new("level", label("Tingkat", "Level"), Kind::Choice(LEVELS)),
    Column::new("what", label("Yang ditemukan", "What is found"), Kind::Note),
    Column::new("why", label("Penjelasan", "Explanation"), Kind::Note),
    Column::new("basis", label("Dasar", "Basis"), Kind::Choice(SOURCES)),
    Column::new("cure", label("Perbaikan", "What to type"), Kind::Note),
];

fn cells(check: &'static Check, lang: Lang) -> [Cell<'static>; 6] {
    let text = |label: &'static Label| Cell::Text(label.get(lang));
    [
        Cell::Text(check.name),
        Cell::Text(check.level.word()),
        text(&check.label),
        text(&check.about),
        Cell::Text(check.source),
        text(&check.cure),
    ]
}

/// Tells what one check is.
fn explain(check: &'static Check, office: &mut Office) -> Result<()> {
    let lang = office.lang();
    office.output.answer_from_nothing(|sink| {
        sink.begin(&Head { part: "check", title: check.name, columns: EXPLAINED, lang, record: true })?;
        sink.row(&cells(check, lang))?;
        sink.end(&Foot::default())
    })
}

/// Lists all checks.
fn list(office: &mut Office) -> Result<()> {
    const COLUMNS: &[Column] = &[
        EXPLAINED[0],
        EXPLAINED[1],
        Column::new("what", label("Yang ditemukan", "What is found"), Kind::Text),
        EXPLAINED[4].rank(1),
    ];
    let (lang, program) = (office.lang(), office.program());
    office.output.answer_from_nothing(|sink| {
        sink.begin(&Head { part: "checks", title: "", columns: COLUMNS, lang, record: false })?;
        for check in ALL {
            let cells = cells(check, lang);
            sink.row(&[cells[0], cells[1], cells[2], cells[4]])?;
        }
        sink.end(&Foot {
            open: Some(format!("{program} check --explain {}", ALL[0].name)),
            ..Foot::default()
        })
    })
}
