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
use sinergi::store::{Store, find, resolve_value};
use sinergi::value::{Kind, Value, choose};
use sinergi::{Error, Lang, say};

use super::complete::{by_code, by_name};
use super::days;
use super::failure::Silent;
use super::fields::{self, refused};
use super::office::Office;
use super::output::print_line;
use super::report::takes_args;
use super::tree::{common, dry_run, examples, help};

/// A flag that takes one text.
fn flag(name: &'static str, value: &'static str, about: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(about)
}

fn names() -> Vec<&'static str> {
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
                .defer(|command| common(build_waive(command))),
        )
        .after_help(examples(
            "sinergi check --level error,warning\n  sinergi check --name overlap\n  sinergi check --explain number-date",
        ))
}

fn build_waive(command: Command) -> Command {
    let name = Arg::new("NAME").value_name(help("NAMA", "NAME")).required(true);
    let name = by_name(name.help(help("nama pemeriksaan", "the name of the check")), names());
    let record = Arg::new("RECORD").value_name(help("CATATAN", "RECORD")).required(true).help(help(
        "kode kerja sama, atau REGISTER/KODE seperti partner/BPJS-KES untuk semua kerja sama mitra itu",
        "the code of an agreement, or REGISTER/CODE such as partner/BPJS-KES for all that is agreed with it",
    ));
    command
        .arg(name)
        .arg(record)
        .arg(flag("reason", "TEXT", help("alasannya", "why")))
        .arg(
            flag("until", "DATE", help("berlaku sampai hari itu", "until that day"))
                .allow_hyphen_values(true),
        )
        .arg(flag("approved-by", "TEXT", help("disetujui oleh", "by whose leave")))
        .arg(dry_run())
        .after_help(examples(
            "sinergi check waive no-power KS-2025-0001 --reason \"Kuasa sedang diperbarui\" --until +90d",
        ))
}

pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    match matches.subcommand() {
        Some(("waive", below)) => return waive(below, office),
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
    let list = |flag: &str| -> Vec<String> {
        let text = matches.get_one::<String>(flag).cloned().unwrap_or_default();
        text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
    };
    for word in list("level") {
        let level = choose(&word, LEVELS).map_err(|fault| refused("level", fault))?;
        wanted.levels.extend(
            [Level::Error, Level::Warning, Level::Info].into_iter().filter(|l| l.word() == level.word),
        );
    }
    for name in list("name") {
        wanted.names.push(known(&name, "name")?.name);
    }
    Ok(wanted)
}

/// The check that is meant; another name is refused, with the nearest.
fn known(name: &str, flag: &str) -> Result<&'static Check, Error> {
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
    let lang = office.lang();
    office.output.answer_from_nothing(|sink| {
        sink.begin(&Head { part: "checks", title: "", columns: COLUMNS, lang, record: false })?;
        for check in ALL {
            let cells = cells(check, lang);
            sink.row(&[cells[0], cells[1], cells[2], cells[4]])?;
        }
        sink.end(&Foot { open: Some(format!("sinergi check --explain {}", ALL[0].name)), ..Foot::default() })
    })
}

/// The record that is meant: any as REGISTER/CODE, an agreement also by its code or number alone.
fn record_of(text: &str, store: &Store) -> Result<String> {
    let fault = match resolve_value(store.conn(), Kind::Record, text)? {
        Ok(record) => return Ok(record.unwrap_or_default()),
        Err(fault) => fault,
    };
    let Some(agreement) = register::entity("agreement") else { return Ok(String::new()) };
    match find(store.conn(), agreement, text)? {
        Ok(code) => Ok(format!("{}/{code}", agreement.name)),
        Err(_) => Err(Error::Refused(String::new(), fault).into()),
    }
}

/// Switches a check off for a record.
fn waive(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let text = |name: &str| matches.get_one::<String>(name).map(|text| text.trim()).unwrap_or_default();
    let check = known(text("NAME"), "")?;
    fields::demand(
        &["reason", "until"],
        matches,
        (
            "--reason \"Kuasa sedang diperbarui\" --until +90d",
            "--reason \"The power is being renewed\" --until +90d",
        ),
    )?;
    let mut store = office.open_for_writing()?;
    let Some(waiver) = register::entity("waiver") else { return Ok(()) };
    let record = record_of(text("RECORD"), &store)?;
    let until = days::typed("until", matches, office)?.unwrap_or_else(|| office.today());
    let mut row = register::Row::new(waiver);
    row.set("check", check.name);
    row.set("record", record.as_str());
    row.set("reason", text("reason"));
    row.set("waived_on", office.today());
    row.set("valid_until", until);
    row.set(
        "approved_by",
        Some(text("approved-by")).filter(|t| !t.is_empty()).map_or(Value::Null, Value::from),
    );
    let dry = matches.get_flag("dry-run");
    let done = store.write(&office.entry(), dry, |door| door.add(&mut row));
    let (code, _) = done.map_err(|error| match error {
        Error::Refused(place, fault) if place == "`valid_until`" => refused("until", fault),
        other => other,
    })?;
    print_line(&code)?;
    let lang = office.lang();
    office.tell(&if dry {
        say!(
            lang,
            "{} akan dikecualikan dari {} sampai {}; tidak ada yang disimpan (--dry-run).",
            "{} would be left out of {} until {}; nothing was saved (--dry-run).",
            record,
            check.name,
            until
        )
    } else {
        say!(
            lang,
            "{} dikecualikan dari {} sampai {}. Batalkan: sinergi undo",
            "{} is left out of {} until {}. Take it back: sinergi undo",
            record,
            check.name,
            until
        )
    });
    Ok(())
}
