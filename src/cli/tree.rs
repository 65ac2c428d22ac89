//! The command tree, built lazily: nouns from the registers, the same verbs for each, then the special verbs.

use std::sync::OnceLock;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use sinergi::register::{self, Act, Does, Entity};
use sinergi::{Label, Lang, say};

use super::office::Office;
use super::{acts, generic, noun_verbs, verbs};

static LANG: OnceLock<Lang> = OnceLock::new();

/// Sets the language of help, once.
pub(super) fn speak(lang: Lang) {
    let _ = LANG.set(lang);
}

/// The language of help.
pub(super) fn lang() -> Lang {
    LANG.get().copied().unwrap_or_default()
}

/// A text of help.
pub(super) fn help(id: &'static str, en: &'static str) -> &'static str {
    Label { id, en }.get(lang())
}

/// The whole tree; what stands under a noun or verb is built when it is called.
pub(super) fn root() -> Command {
    let mut root = Command::new("sinergi")
        .version(env!("CARGO_PKG_VERSION"))
        .about(help(
            "Buku kerja sama daerah: satu program, satu berkas",
            "The ledger of regional cooperation: one program, one file",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .max_term_width(110)
        .after_help(help(
            "Contoh:\n  sinergi init --sample --db contoh.db      data contoh untuk berlatih\n  \
             sinergi --db contoh.db status             apa yang perlu perhatian\n  \
             sinergi --db contoh.db report map         peta semua kerja sama\n  \
             sinergi agreement add                     mencatat kerja sama dengan tanya jawab",
            "Examples:\n  sinergi init --sample --db contoh.db      sample data to practise on\n  \
             sinergi --db contoh.db status             what needs attention\n  \
             sinergi --db contoh.db report map         the map of all cooperation\n  \
             sinergi agreement add                     record an agreement by question and answer",
        ));
    root = common(root);
    for verb in verbs::ALL {
        root = root.subcommand(
            Command::new(verb.name).about(verb.about.get(lang())).aliases(verb.also).defer(verbs::build),
        );
    }
    for entity in register::ALL.iter().copied().filter(|e| e.above().is_none()) {
        root = root.subcommand(noun(entity, entity.word()));
    }
    root
}

fn noun(entity: &'static Entity, path: &str) -> Command {
    Command::new(entity.word())
        .display_name(path.to_owned())
        .about(format!("{}: add, list, show, edit, remove", entity.label.get(lang())))
        .visible_aliases(entity.also.first().copied())
        .aliases(&entity.also[entity.also.len().min(1)..])
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .defer(fill_noun)
}

/// The verbs of a noun, and the registers that hang under it.
fn fill_noun(command: Command) -> Command {
    let path = path_of(&command);
    let Some(entity) = register::reached(path.split(' ')) else { return command };
    let mut command = command;
    let own = |name: &str| noun_verbs::of_noun(entity).iter().any(|verb| verb.name == name);
    for verb in generic::VERBS.iter().filter(|verb| !own(verb.name)) {
        let about = (verb.about)(entity, lang());
        command = command.subcommand(
            Command::new(verb.name)
                .display_name(format!("{path} {}", verb.name))
                .about(about)
                .aliases(verb.also)
                .defer(fill_verb),
        );
    }
    for act in acts(entity).map(|(_, act)| act).filter(|act| !own(act.name)) {
        command = command.subcommand(
            Command::new(act.name)
                .display_name(format!("{path} {}", act.name))
                .about(act.about.get(lang()))
                .aliases(act.also)
                .defer(fill_act),
        );
    }
    for verb in noun_verbs::of_noun(entity) {
        command = command.subcommand(
            Command::new(verb.name)
                .display_name(format!("{path} {}", verb.name))
                .about(verb.about.get(lang()))
                .aliases(verb.also)
                .defer(fill_own),
        );
    }
    let beside = register::ALL.iter().copied().filter(|e| e.under == Some(entity.name));
    for child in entity.children().chain(beside).filter(|c| c.flag.is_none_or(|(flag, _)| flag == "partner"))
    {
        command = command.subcommand(noun(child, &format!("{path} {}", child.word())));
    }
    common(command).after_help(format!("{}:\n  {}", help("Contoh", "Example"), entity.example))
}

/// The acts of a noun: its own, and those of its children, with the register that each fills.
fn acts(entity: &'static Entity) -> impl Iterator<Item = (&'static Entity, &'static Act)> {
    let own = entity.acts.iter().filter(|_| entity.parent().is_none()).map(move |act| (entity, act));
    own.chain(entity.children().flat_map(|child| child.acts.iter().map(move |act| (child, act))))
}

/// Fills a special verb of a noun.
fn fill_own(command: Command) -> Command {
    let path = path_of(&command);
    match noun_and_verb(&path) {
        Some((entity, verb)) => verbs::build_own(entity, verb, command),
        None => command,
    }
}

fn fill_act(command: Command) -> Command {
    let path = path_of(&command);
    let found = noun_and_verb(&path).and_then(|(entity, verb)| act(entity, verb));
    common(match found {
        Some((entity, act)) if act.does == Does::Adds => generic::build_add(entity, Some(act), command),
        Some((entity, act)) => acts::build(entity, act, command),
        None => command,
    })
}

/// The act of a noun, and the register that it fills.
fn act(entity: &'static Entity, name: &str) -> Option<(&'static Entity, &'static Act)> {
    acts(entity).find(|(_, act)| act.name == name)
}

fn fill_verb(command: Command) -> Command {
    let path = path_of(&command);
    let Some((entity, verb)) = noun_and_verb(&path) else { return command };
    match generic::VERBS.iter().find(|v| v.name == verb) {
        Some(verb) => common((verb.build)(entity, command)),
        None => command,
    }
}

/// Whether a word is a command.
pub(super) fn is_command(word: &str) -> bool {
    verbs::ALL.iter().any(|v| v.name == word) || register::ALL.iter().any(|e| e.name == word)
}

/// The words that reach a command, kept in its display name.
fn path_of(command: &Command) -> String {
    command.get_display_name().unwrap_or(command.get_name()).to_owned()
}

/// The noun that words reach, and the verb behind them.
fn noun_and_verb(path: &str) -> Option<(&'static Entity, &str)> {
    let (nouns, verb) = path.rsplit_once(' ')?;
    Some((register::reached(nouns.split(' '))?, verb))
}

/// Runs the command that was typed.
pub(super) fn dispatch(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some((name, below)) = matches.subcommand() else { return Ok(()) };
    if let Some(verb) = verbs::ALL.iter().find(|v| v.name == name) {
        return (verb.run)(below, office);
    }
    let Some(entity) = register::below(None, name) else { return Ok(()) };
    run_noun(entity, below, office)
}

fn run_noun(entity: &'static Entity, matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some((name, below)) = matches.subcommand() else { return Ok(()) };
    // A verb that a register has for itself goes before the one that every register has.
    if let Some(verb) = noun_verbs::of_noun(entity).iter().find(|v| v.name == name) {
        return (verb.run)(below, office);
    }
    if let Some(verb) = generic::VERBS.iter().find(|v| v.name == name) {
        return (verb.run)(entity, below, office);
    }
    match (act(entity, name), register::below(Some(entity), name)) {
        (Some((entity, act)), _) => match act.does {
            Does::Adds => generic::add(entity, Some(act), below, office),
            Does::Fills => acts::perform(entity, act, below, office),
        }
        .map_err(|error| acts::by_its_flags(error, act)),
        (None, Some(child)) => run_noun(child, below, office),
        (None, None) => Ok(()),
    }
}

/// Adds what every command takes. clap's own way would copy these into every command there is before one is called.
/// An act of which `--by` says by whom it was done keeps that word for itself; who records it is then said by the
/// environment, or before the command.
pub(super) fn common(command: Command) -> Command {
    let taken = |arg: &Arg| {
        let long = arg.get_long().unwrap_or_default();
        command.get_arguments().any(|own| own.get_all_aliases().is_some_and(|all| all.contains(&long)))
    };
    let free: Vec<Arg> = globals().into_iter().filter(|arg| !taken(arg)).collect();
    command.args(free)
}

fn globals() -> Vec<Arg> {
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).help(about).num_args(1)
    };
    let switch = |name: &'static str, about: &'static str| {
        Arg::new(name).long(name).help(about).action(ArgAction::SetTrue)
    };
    let group = help("Pilihan umum", "Global options");
    let args = vec![
        text("db", "FILE", help("berkas basis data (atau SINERGI_DB)", "the database file (or SINERGI_DB)")),
        text(
            "as-of",
            "DATE",
            help("keadaan pada tanggal ini, bukan hari ini", "look at this day, not today"),
        ),
        text(
            "output",
            "FILE",
            help("tulis ke berkas; bentuknya menurut ekstensi", "write to a file; its extension says how"),
        )
        .short('o'),
        text(
            "format",
            "FORMAT",
            help("bentuk keluaran: text, csv, json, code", "form of output: text, csv, json, code"),
        )
        .short('O'),
        text("lang", "LANG", help("bahasa: id atau en", "language: id or en")),
        text(
            "by",
            "NAME",
            help("siapa yang mencatat (atau SINERGI_USER)", "who records this (or SINERGI_USER)"),
        ),
        text("width", "N", help("lebar tabel", "width of tables")),
        text("color", "WHEN", help("warna", "colour")).value_parser(["auto", "always", "never"]),
        text(
            "timeout",
            "SECONDS",
            help("lama menunggu berkas yang sedang dipakai", "how long to wait for a busy file"),
        ),
        switch("wide", help("tampilkan semua kolom walau lebar", "show all columns however wide")),
        switch(
            "excel",
            help("CSV untuk Excel berbahasa Indonesia", "CSV for Excel with Indonesian settings"),
        ),
        switch("borders", help("tabel dengan garis", "tables with lines")),
        switch("no-header", help("tanpa judul kolom", "without column headings")),
        switch("no-input", help("jangan bertanya", "ask no questions")),
        switch("quiet", help("hanya galat yang diberitahukan", "say nothing but errors")).short('q'),
    ];
    args.into_iter().map(|arg| arg.help_heading(group)).collect()
}

/// A flag that takes one text.
pub(super) fn flag(name: &'static str, value: &'static str, about: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(about)
}

/// The switch of every write.
pub(super) fn dry_run() -> Arg {
    Arg::new("dry-run")
        .long("dry-run")
        .short('n')
        .action(ArgAction::SetTrue)
        .help(help("tunjukkan saja, jangan simpan", "show what would happen, save nothing"))
}

/// The switch that answers yes to a question of confirmation.
pub(super) fn yes() -> Arg {
    Arg::new("yes")
        .long("yes")
        .short('y')
        .action(ArgAction::SetTrue)
        .help(help("jangan minta kepastian", "do not ask for confirmation"))
}

/// A line of examples under a command's help.
pub(super) fn examples(lines: &str) -> String {
    say!(lang(), "Contoh:\n  {}", "Example:\n  {}", lines)
}
