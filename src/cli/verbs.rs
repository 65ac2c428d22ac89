//! The special verbs: what is not the same for every register.

use anyhow::Result;
use clap::{ArgMatches, Command};
use sinergi::lang::{Label, label};
use sinergi::register::Entity;

use super::noun_verbs::of_noun;
use super::office::Office;
use super::{
    check, complete, due, evaluate, export, import, init, journal, man, queue, report, topics, tree,
};

/// A verb of its own.
pub(super) struct Verb {
    pub(super) name: &'static str,
    pub(super) also: &'static [&'static str],
    pub(super) about: Label,
    pub(super) build: fn(Command) -> Command,
    pub(super) run: fn(&ArgMatches, &mut Office) -> Result<()>,
}

/// Every special verb, in the order of help.
pub(super) const ALL: &[Verb] = &[
    Verb {
        name: "init",
        also: &["mulai"],
        about: label("Membuat berkas basis data", "Makes a database file"),
        build: init::build,
        run: init::run,
    },
    Verb {
        name: "status",
        also: &[],
        about: label("Apa yang perlu perhatian", "What needs attention"),
        build: report::build_one,
        run: |m, o| report::run_named("status", m, o),
    },
    Verb {
        name: "due",
        also: &["jatuh-tempo"],
        about: label(
            "Semua yang jatuh tempo, dan siapa yang bertindak",
            "Everything that is due, and who acts",
        ),
        build: due::build,
        run: due::run,
    },
    Verb {
        name: "evaluate",
        also: &["nilai"],
        about: label("Mengevaluasi kerja sama untuk suatu periode", "Evaluates an agreement for a period"),
        build: evaluate::build,
        run: evaluate::run,
    },
    Verb {
        name: "complete",
        also: &["lengkapi"],
        about: label(
            "Menanyakan yang belum diketahui, satu per satu",
            "Asks for what is missing, one by one",
        ),
        build: queue::build,
        run: queue::run,
    },
    Verb {
        name: "search",
        also: &["cari"],
        about: label("Mencari kerja sama menurut kata", "Finds agreements by words"),
        build: report::build_one,
        run: |m, o| report::run_named("search", m, o),
    },
    Verb {
        name: "report",
        also: &["laporan"],
        about: label(
            "Laporan: peta, register, yang berakhir, jangka waktu",
            "Reports: map, register, endings, terms",
        ),
        build: report::build,
        run: report::run,
    },
    Verb {
        name: "check",
        also: &["periksa"],
        about: label("Memeriksa apa yang tidak beres", "Checks what is wrong"),
        build: check::build,
        run: check::run,
    },
    Verb {
        name: "import",
        also: &["impor"],
        about: label("Membawa masuk register dari CSV", "Brings in a register from CSV"),
        build: import::build,
        run: import::run,
    },
    Verb {
        name: "export",
        also: &["ekspor"],
        about: label("Mengeluarkan satu atau semua register", "Puts out one register or all"),
        build: export::build,
        run: export::run,
    },
    Verb {
        name: "history",
        also: &["riwayat"],
        about: label("Apa yang dicatat, kapan, oleh siapa", "What was recorded, when, by whom"),
        build: journal::build_history,
        run: journal::history,
    },
    Verb {
        name: "undo",
        also: &["batal"],
        about: label("Membatalkan suatu perintah", "Takes a command back"),
        build: journal::build_undo,
        run: journal::undo,
    },
    Verb {
        name: "redo",
        also: &["ulang"],
        about: label("Menarik kembali pembatalan", "Takes the last undo back"),
        build: journal::build_redo,
        run: journal::redo,
    },
    Verb {
        name: "completions",
        also: &["pelengkap"],
        about: label("Skrip pelengkap perintah untuk shell", "Completions for a shell"),
        build: complete::build,
        run: complete::run,
    },
    Verb {
        name: "man",
        also: &[],
        about: label("Halaman manual", "Manual pages"),
        build: man::build,
        run: man::run,
    },
    Verb {
        name: "help",
        also: &["bantuan"],
        about: label("Bantuan perintah atau topik", "Help of a command or a topic"),
        build: topics::build,
        run: topics::run,
    },
];

/// Fills the verb of that name, when it is called.
pub(super) fn build(command: Command) -> Command {
    match ALL.iter().find(|verb| verb.name == command.get_name()) {
        Some(verb) => tree::common((verb.build)(command)),
        None => command,
    }
}

/// Fills a special verb of a noun.
pub(super) fn build_own(entity: &Entity, name: &str, command: Command) -> Command {
    match of_noun(entity).iter().find(|verb| verb.name == name) {
        Some(verb) => tree::common((verb.build)(command)),
        None => command,
    }
}
