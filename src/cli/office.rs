//! What every command works with: the file, the day, the language, who is typing, and where the answer goes.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ArgMatches;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use sinergi::store::{Entry, Store};
use sinergi::{Error, Fault, Lang};

use super::output::Output;

/// The surroundings of one command.
#[expect(clippy::struct_excessive_bools, reason = "each is one flag of the command line")]
pub(super) struct Office {
    lang: Lang,
    forced_lang: bool,
    db: Option<PathBuf>,
    /// Whether the file was named on the command line, so that commands we suggest must name it too.
    db_typed: bool,
    timeout: u64,
    as_of: Option<String>,
    now: ZonedDateTime,
    by: Option<String>,
    verb: String,
    no_input: bool,
    /// Says nothing but errors on stderr.
    quiet: bool,
    /// Where the answer goes.
    pub(super) output: Output,
}

impl Office {
    pub(super) fn new(matches: &ArgMatches, lang: Lang) -> Result<Self> {
        let text = |name: &str| global(matches, name);
        if let Some(word) = text("lang")
            && Lang::read(&word).is_none()
        {
            return Err(Error::usage(
                format!("bahasa `{word}` tidak dikenal"),
                format!("unknown language `{word}`"),
            )
            .with_hint("pilih id atau en", "choose id or en")
            .into());
        }
        let timeout = match text("timeout") {
            None => 5,
            Some(seconds) => seconds
                .parse()
                .map_err(|_| Error::Refused("`--timeout`".into(), Fault::NotANumber(seconds)))?,
        };
        Ok(Self {
            lang,
            forced_lang: text("lang").is_some() || env("SINERGI_LANG").is_some(),
            db_typed: text("db").is_some(),
            db: text("db").or_else(|| env("SINERGI_DB")).map(PathBuf::from),
            timeout,
            as_of: text("as-of"),
            now: now()?,
            by: text("by"),
            verb: verb(matches),
            no_input: flag(matches, "no-input") || env("SINERGI_NO_INPUT").is_some(),
            quiet: flag(matches, "quiet"),
            output: Output::new(matches)?,
        })
    }

    /// The language of everything that is said.
    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// Today, by the clock or by `SINERGI_NOW`.
    pub(super) fn today(&self) -> Date {
        self.now.date()
    }

    /// The day the facts are looked at.
    pub(super) fn as_of(&self) -> Result<Date> {
        match &self.as_of {
            None => Ok(self.today()),
            Some(text) => Ok(sinergi::calendar::date::typed(text, self.today())
                .map_err(|fault| Error::Refused("`--as-of`".into(), fault))?),
        }
    }

    /// Whether that day was typed.
    pub(super) fn as_of_is_typed(&self) -> bool {
        self.as_of.is_some()
    }

    /// The file that was named, or the one in the data folder.
    pub(super) fn path(&self) -> Result<PathBuf> {
        self.db.clone().map_or_else(default_path, Ok)
    }

    /// The words that call the program on this file again.
    pub(super) fn program(&self) -> String {
        match &self.db {
            Some(path) if self.db_typed => format!("sinergi --db {}", quoted(&path.to_string_lossy())),
            _ => "sinergi".to_owned(),
        }
    }

    /// Opens the file for reading, once for a command. It is not taken down at the end: the system closes it with the
    /// process, and to free its memory piece by piece costs a twentieth of a short command.
    pub(super) fn open(&mut self) -> Result<ManuallyDrop<Store>> {
        let store = Store::open(&self.path()?, self.timeout).map_err(|e| self.explain(e))?;
        self.settle_language(&store)?;
        Ok(ManuallyDrop::new(store))
    }

    /// Opens the file for writing.
    pub(super) fn open_for_writing(&mut self) -> Result<Store> {
        let store = Store::open_for_writing(&self.path()?, self.timeout).map_err(|e| self.explain(e))?;
        self.settle_language(&store)?;
        Ok(store)
    }

    /// Who writes, when, and what was typed.
    pub(super) fn entry(&self) -> Entry {
        let command: Vec<String> =
            std::env::args_os().skip(1).map(|a| quoted(&a.to_string_lossy())).collect();
        Entry {
            at: self.now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            year: self.today().year(),
            actor: self.actor(),
            verb: self.verb.clone(),
            command: command.join(" "),
        }
    }

    /// Whether questions may be asked: both ends are terminals, or questions line by line are asked for, and nobody
    /// forbade it.
    pub(super) fn may_ask(&self) -> bool {
        let terminals = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        !self.no_input && (terminals || super::prompter::wants_plain())
    }

    /// Talks to the person, beside the answer.
    pub(super) fn tell(&self, words: &str) {
        if !self.quiet {
            let words = self.on_this_file(words);
            let _ = writeln!(std::io::stderr(), "{}", super::output::visible_lines(&words));
        }
    }

    /// Says what failed, however quiet it is to be.
    pub(super) fn tell_failure(&self, words: &str) {
        let words = self.on_this_file(words);
        let _ = writeln!(std::io::stderr(), "{}", super::output::visible_lines(&words));
    }

    /// Says what is wrong with an answer, and what to type instead.
    pub(super) fn tell_fault(&self, fault: &Fault) {
        let parts = [fault.say(self.lang), fault.hint(self.lang)];
        self.tell_failure(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "));
    }

    /// Suggested commands name the file again where it was named on the command line.
    pub(super) fn on_this_file(&self, words: &str) -> String {
        let program = self.program();
        let mut pieces = words.split("sinergi ");
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let word = piece.split([' ', '\n']).next().unwrap_or_default();
            let command = word != "init" && super::tree::is_command(word);
            text.push_str(if command { &program } else { "sinergi" });
            text.push(' ');
            text.push_str(piece);
        }
        text
    }

    fn actor(&self) -> String {
        let named = self.by.clone().or_else(|| env("SINERGI_USER"));
        let system = || ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(env);
        named.or_else(system).or_else(|| whoami::username().ok()).unwrap_or_else(|| "?".to_owned())
    }

    fn settle_language(&mut self, store: &Store) -> Result<()> {
        if !self.forced_lang
            && let Some(lang) = store.settings()?.language()
        {
            self.lang = lang;
        }
        Ok(())
    }

    /// A missing file says where it was looked for and what to type.
    fn explain(&self, error: Error) -> anyhow::Error {
        let Error::NoDatabase(path) = &error else { return error.into() };
        let make = match &self.db {
            Some(_) => format!("sinergi init --db {}", quoted(&path.to_string_lossy())),
            None => "sinergi init".to_owned(),
        };
        let hint = Hint(
            format!(
                "buat: {make}, atau berlatih: sinergi init --sample --db contoh.db; dicari lewat --db, SINERGI_DB, lalu tempat biasa"
            ),
            format!(
                "make it: {make}, or practise: sinergi init --sample --db contoh.db; looked at --db, SINERGI_DB, then the usual place"
            ),
        );
        anyhow::Error::new(error).context(hint)
    }
}

/// The file in the system's data folder.
pub(super) fn default_path() -> Result<PathBuf> {
    use etcetera::{BaseStrategy, choose_base_strategy};
    Ok(choose_base_strategy()?.data_dir().join("sinergi").join("sinergi.db"))
}

/// A hint that stands beside an error of the library: Indonesian, English.
#[derive(Debug)]
pub(super) struct Hint(pub(super) String, pub(super) String);

impl std::fmt::Display for Hint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.1)
    }
}

/// The words of the command that was called: `agreement edit`, `import`.
fn verb(matches: &ArgMatches) -> String {
    let mut words = Vec::new();
    let mut level = matches;
    while let Some((name, below)) = level.subcommand() {
        words.push(name);
        level = below;
    }
    words.join(" ")
}

/// A global argument, wherever on the line it stands.
pub(super) fn global(matches: &ArgMatches, name: &str) -> Option<String> {
    let mut found = None;
    let mut level = Some(matches);
    while let Some(here) = level {
        if let Ok(Some(value)) = here.try_get_one::<String>(name) {
            found = Some(value.clone());
        }
        level = here.subcommand().map(|(_, below)| below);
    }
    found
}

/// A global switch.
pub(super) fn flag(matches: &ArgMatches, name: &str) -> bool {
    let mut level = Some(matches);
    while let Some(here) = level {
        if matches!(here.try_get_one::<bool>(name), Ok(Some(true))) {
            return true;
        }
        level = here.subcommand().map(|(_, below)| below);
    }
    false
}

/// The language before anything is parsed: `--lang`, `SINERGI_LANG`, the locale, else Indonesian.
pub(super) fn early_language(args: &[OsString]) -> Lang {
    let mut words = args.iter().filter_map(|a| a.to_str());
    let mut named = None;
    while let Some(word) = words.next() {
        if word == "--lang" {
            named = words.next().map(str::to_owned);
        } else if let Some(value) = word.strip_prefix("--lang=") {
            named = Some(value.to_owned());
        }
    }
    let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(env);
    named
        .or_else(|| env("SINERGI_LANG"))
        .and_then(|word| Lang::read(&word))
        .or_else(|| locale().and_then(|word| Lang::read(&word)))
        .unwrap_or_default()
}

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The clock, or `SINERGI_NOW`: a date-time, with or without a zone, or a date.
fn now() -> Result<ZonedDateTime> {
    let Some(fixed) = env("SINERGI_NOW") else {
        return Ok(Timestamp::now().to_zoned_datetime(local_zone().unwrap_or_else(TimeZone::system)));
    };
    let local = || fixed.parse::<jiff::civil::DateTime>().ok()?.to_zoned_datetime(TimeZone::UTC).ok();
    let instant = || Some(fixed.parse::<Timestamp>().ok()?.to_zoned_datetime(TimeZone::UTC));
    Ok(instant()
        .or_else(local)
        .ok_or_else(|| Error::Refused("`SINERGI_NOW`".into(), Fault::NotADate(fixed.clone())))?)
}

/// The zone of this machine from its one file. jiff's own way reads the names of all zones first, which costs as much
/// as the rest of a short command; it stays the way out where this finds nothing.
fn local_zone() -> Option<TimeZone> {
    let path = match env("TZ") {
        None => PathBuf::from("/etc/localtime"),
        Some(name) => Path::new("/usr/share/zoneinfo").join(name.trim_start_matches(':')),
    };
    TimeZone::tzif("local", &std::fs::read(path).ok()?).ok()
}

/// A flag with its value as one would type them; a value that begins with `-` is tied to its flag.
pub(super) fn flag_and_value(flag: &str, value: &str) -> String {
    let between = if value.starts_with('-') { '=' } else { ' ' };
    format!("--{flag}{between}{}", quoted(value))
}

/// An argument as one would type it in a shell.
pub(super) fn quoted(arg: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=,+@%".contains(c);
    if !arg.is_empty() && !arg.starts_with('=') && arg.chars().all(plain) {
        arg.to_owned()
    } else if arg.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", arg.replace('\'', r"'\''"))
    } else {
        format!("\"{arg}\"")
    }
}
