//! Completions: a script for each shell, which asks the program itself, and so offers the codes that the file holds.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};
use sinergi::Error;
use sinergi::lang::Choice;
use sinergi::register::{Entity, Field, entity as register_of};
use sinergi::store::Store;
use sinergi::value::Kind;

use super::office::{Office, default_path};
use super::output::print_text;
use super::tree::{self, help};

/// The variable by which a shell's script asks for completions.
const ASKED: &str = "COMPLETE";

/// Whether this run only completes: then arguments carry what can stand in them.
static COMPLETING: AtomicBool = AtomicBool::new(false);

/// Answers a shell that asks for completions, and ends; does nothing else.
pub(super) fn answer() {
    if std::env::var_os(ASKED).is_none() {
        return;
    }
    COMPLETING.store(true, Ordering::Relaxed);
    CompleteEnv::with_factory(tree::root).bin("sinergi").complete();
}

/// Fills `completions`.
pub(super) fn build(command: Command) -> Command {
    let shells = ["bash", "zsh", "fish", "powershell"];
    command
        .arg(Arg::new("SHELL").required(true).value_parser(shells))
        .after_help(tree::examples("source <(sinergi completions bash)"))
        .long_about(help(
            "Skrip pelengkap untuk sebuah shell; taruh di berkas awalnya, misalnya ~/.bashrc.",
            "The script of completions for a shell; put it in its start-up file, such as ~/.bashrc.",
        ))
}

/// Runs `completions SHELL`.
pub(super) fn run(matches: &ArgMatches, _office: &mut Office) -> Result<()> {
    let name = matches.get_one::<String>("SHELL").map(String::as_str).unwrap_or_default();
    let mut script = Vec::new();
    if let Some(shell) = Shells::builtins().completer(name) {
        shell.write_registration(ASKED, "sinergi", "sinergi", "sinergi", &mut script).map_err(Error::Io)?;
    }
    print_text(&String::from_utf8_lossy(&script))
}

/// Lets an argument be completed by the codes of a register.
pub(super) fn by_code(arg: Arg, entity: &'static Entity) -> Arg {
    if !COMPLETING.load(Ordering::Relaxed) {
        return arg;
    }
    arg.add(ArgValueCompleter::new(move |current: &OsStr| codes(entity, &current.to_string_lossy())))
}

/// Lets a field's flag be completed by what can stand in it.
pub(super) fn by_kind(arg: Arg, field: &'static Field) -> Arg {
    match field.kind {
        Kind::Reference(name) => match register_of(name) {
            Some(entity) => by_code(arg, entity),
            None => arg,
        },
        Kind::Choice(choices) if COMPLETING.load(Ordering::Relaxed) => {
            arg.add(ArgValueCompleter::new(move |current: &OsStr| words(choices, &current.to_string_lossy())))
        }
        _ => arg,
    }
}

/// Lets an argument be completed by the names of a report's parts.
pub(super) fn by_name(arg: Arg, names: Vec<&'static str>) -> Arg {
    if !COMPLETING.load(Ordering::Relaxed) {
        return arg;
    }
    arg.add(ArgValueCompleter::new(move |current: &OsStr| {
        let typed = current.to_string_lossy().to_lowercase();
        names.iter().filter(|name| name.starts_with(&typed)).map(CompletionCandidate::new).collect()
    }))
}

fn words(choices: &'static [Choice], typed: &str) -> Vec<CompletionCandidate> {
    let typed = typed.to_lowercase();
    let fits = |c: &&Choice| c.word.starts_with(&typed);
    let candidate =
        |c: &Choice| CompletionCandidate::new(c.word).help(Some(c.label.get(tree::lang()).into()));
    choices.iter().filter(fits).map(candidate).collect()
}

/// The codes of a register that begin with what was typed, with their names; silent where there is no file.
fn codes(entity: &'static Entity, typed: &str) -> Vec<CompletionCandidate> {
    let found = file()
        .and_then(|path| Store::open(&path, 0).ok())
        .and_then(|store| store.codes(entity, typed, 60).ok());
    let candidate = |(code, name): (String, String)| {
        let name = sinergi::render::visible(&name).into_owned();
        CompletionCandidate::new(code).help(Some(name.into()))
    };
    found.unwrap_or_default().into_iter().map(candidate).collect()
}

/// The file that the line being completed would use: the one it names, or the usual one.
fn file() -> Option<PathBuf> {
    let mut args = std::env::args_os();
    while let Some(arg) = args.next() {
        if arg == "--db" {
            return args.next().map(PathBuf::from);
        }
        if let Some(path) = arg.to_str().and_then(|a| a.strip_prefix("--db=")) {
            return Some(PathBuf::from(path));
        }
    }
    std::env::var_os("SINERGI_DB").map(PathBuf::from).or_else(|| default_path().ok())
}
