//! `help`: of a command, or of a topic that many commands share.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use sinergi::{Error, Lang};

use super::office::Office;
use super::output::print_text;
use super::tree::{self, help};

/// A page about something that many commands share.
struct Topic {
    name: &'static str,
    also: &'static [&'static str],
    id: &'static str,
    en: &'static str,
}

macro_rules! topic {
    ($name:literal, $also:expr) => {
        Topic {
            name: $name,
            also: $also,
            id: include_str!(concat!("topics/", $name, ".id.txt")),
            en: include_str!(concat!("topics/", $name, ".en.txt")),
        }
    };
}

const TOPICS: &[Topic] = &[
    topic!("dates", &["tanggal"]),
    topic!("periods", &["periode"]),
    topic!("money", &["uang"]),
    topic!("filters", &["saringan"]),
    topic!("formats", &["bentuk"]),
    topic!("import", &["impor"]),
    topic!("environment", &["lingkungan"]),
    topic!("exit-codes", &["kode-keluar"]),
    topic!("schedule", &["jadwal"]),
];

/// The names of the topics, for help.
pub(super) fn names() -> String {
    TOPICS.iter().map(|t| t.name).collect::<Vec<_>>().join(", ")
}

/// Fills `help`.
pub(super) fn build(command: Command) -> Command {
    command
        .arg(
            Arg::new("WORDS")
                .value_name(help("PERINTAH|TOPIK", "COMMAND|TOPIC"))
                .action(ArgAction::Append)
                .num_args(0..)
                .help(help("perintah atau topik", "a command or a topic")),
        )
        .after_help(format!(
            "{}: {}\n\n{}",
            help("Topik", "Topics"),
            names(),
            tree::examples("sinergi help periods")
        ))
}

/// Runs `help [COMMAND|TOPIC]`.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let words: Vec<&String> = matches.get_many::<String>("WORDS").into_iter().flatten().collect();
    if let [word] = words.as_slice()
        && let Some(topic) = TOPICS.iter().find(|t| t.name == *word || t.also.contains(&word.as_str()))
    {
        return print_text(match office.lang() {
            Lang::Id => topic.id,
            Lang::En => topic.en,
        });
    }
    let mut command = tree::root();
    command.build();
    let mut here = &command;
    for word in &words {
        here = here.find_subcommand(word).ok_or_else(|| unknown(word))?;
    }
    // What `--help` says behind the same words.
    let line = std::iter::once("sinergi").chain(words.iter().map(|w| w.as_str())).chain(["--help"]);
    match tree::root().try_get_matches_from(line) {
        Err(page) => print_text(&page.to_string()),
        Ok(_) => Ok(()),
    }
}

fn unknown(word: &str) -> Error {
    let names = names();
    Error::usage(
        format!("tidak ada perintah atau topik `{word}`"),
        format!("there is no command or topic `{word}`"),
    )
    .with_hint(
        format!("topik: {names}; perintah: sinergi --help"),
        format!("topics: {names}; commands: sinergi --help"),
    )
}
