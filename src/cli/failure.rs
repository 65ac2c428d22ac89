//! How a failure is told: one error, a hint, an exit code. A closed pipe is no failure.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use sinergi::{Error, Lang, say};

use super::office::{Hint, Office};
use super::output::visible_lines;

/// Leaves without a word: everything was said already.
#[derive(Debug)]
pub(super) struct Silent(pub(super) u8);

impl std::fmt::Display for Silent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "exit {}", self.0)
    }
}

impl std::error::Error for Silent {}

/// The person left a question.
#[derive(Debug)]
pub(super) struct Cancelled;

impl std::fmt::Display for Cancelled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cancelled")
    }
}

impl std::error::Error for Cancelled {}

/// Says what failed and gives the exit code.
pub(super) fn report(error: &anyhow::Error, lang: Lang, office: Option<&Office>) -> ExitCode {
    let mut err = std::io::stderr().lock();
    if let Some(Silent(code)) = error.downcast_ref() {
        return ExitCode::from(*code);
    }
    if error.is::<Cancelled>() {
        let words = say!(lang, "dibatalkan: tidak ada yang disimpan", "cancelled: nothing was saved");
        let _ = writeln!(err, "{words}");
        return ExitCode::from(130);
    }
    let Some(known) = error.downcast_ref::<Error>() else {
        let _ = writeln!(err, "{}: {}", word(lang), visible_lines(&error.to_string()));
        return ExitCode::FAILURE;
    };
    // Damage that is met while reading does not know the file's name.
    let named = match (known, office) {
        (Error::Damaged(path), Some(office)) if path.as_os_str().is_empty() => {
            office.path().ok().map(Error::Damaged)
        }
        _ => None,
    };
    let known = named.as_ref().unwrap_or(known);
    if let Error::Io(io) = known
        && io.kind() == ErrorKind::BrokenPipe
    {
        return ExitCode::SUCCESS;
    }
    let _ = writeln!(err, "{}: {}", word(lang), visible_lines(&as_flag(&known.say(lang))));
    let hint = match error.downcast_ref::<Hint>() {
        Some(Hint(id, en)) => (if lang == Lang::Id { id } else { en }).clone(),
        None => known.hint(lang),
    };
    let hint = office.map_or_else(|| hint.clone(), |office| office.on_this_file(&hint));
    if !hint.is_empty() {
        let _ = writeln!(err, "{}: {}", say!(lang, "saran", "hint"), visible_lines(&hint));
    }
    if std::env::var_os("SINERGI_DEBUG").is_some() {
        let _ = writeln!(err, "{known:?}");
    }
    code(known)
}

/// A refusal that begins with a field's name names the flag instead: `ends_on` is typed as `--ends-on`.
fn as_flag(words: &str) -> String {
    let rest = words.strip_prefix('`').and_then(|w| w.split_once("`: "));
    match rest {
        Some((field, what)) if field.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') => {
            format!("`--{}`: {what}", field.replace('_', "-"))
        }
        _ => words.to_owned(),
    }
}

fn word(lang: Lang) -> String {
    say!(lang, "galat", "error")
}

fn code(error: &Error) -> ExitCode {
    ExitCode::from(match error {
        Error::Refused(..)
        | Error::Usage { .. }
        | Error::InUse { .. }
        | Error::RestedOn { .. }
        | Error::Exists(_)
        | Error::NotOurs(_) => 2,
        Error::NoDatabase(_) => 10,
        Error::Busy => 11,
        _ => 1,
    })
}

/// Prints clap's own words, which stay English, and our hint after them.
pub(super) fn of_clap(error: &clap::Error, lang: Lang) -> ExitCode {
    use clap::error::ErrorKind as K;
    if let Err(io) = error.print()
        && io.kind() != ErrorKind::BrokenPipe
    {
        let _ = writeln!(std::io::stderr(), "{}: {}", word(lang), Error::Io(io).say(lang));
        return ExitCode::FAILURE;
    }
    match error.kind() {
        K::DisplayHelp | K::DisplayVersion => ExitCode::SUCCESS,
        K::DisplayHelpOnMissingArgumentOrSubcommand => ExitCode::from(2),
        K::UnknownArgument if is_backwards(error) => {
            let hint = say!(
                lang,
                "saran: hari ke belakang ditulis dengan tanda sama dengan: --as-of=-1b",
                "hint: a day that lies back is written with an equals sign: --as-of=-1m"
            );
            let _ = writeln!(std::io::stderr(), "{hint}");
            ExitCode::from(2)
        }
        _ => {
            let hint = say!(
                lang,
                "saran: lihat perintah dan contohnya dengan --help",
                "hint: see commands and examples with --help"
            );
            let _ = writeln!(std::io::stderr(), "{hint}");
            ExitCode::from(2)
        }
    }
}

/// Whether what was taken for a flag is a relative date such as `-1m`.
fn is_backwards(error: &clap::Error) -> bool {
    use clap::error::{ContextKind, ContextValue};
    match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(arg)) => {
            arg.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        }
        _ => false,
    }
}
