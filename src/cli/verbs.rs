//! The special verbs: what is not the same for every register.

use anyhow::Result;
use clap::{ArgMatches, Command};
use sinergi::lang::{Label, label};
use sinergi::register::Entity;

use super::office::Office;
use super::{
    attach, complete, document, due, evaluate, export, import, init, journal, man, obstacle, path, queue,
    report, revise, round, sheet, sop, topics, tree,
};

/// A verb of its own.
pub(super) struct Verb {
    pub(super) name: &'static str,
    pub(super) also: &'static [&'static str],
    pub(super) about: Label,
    build: fn(Command) -> Command,
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

/// The special verbs that stand under a noun.
pub(super) fn of_noun(entity: &Entity) -> &'static [Verb] {
    match entity.name {
        "agreement" => OF_AGREEMENT,
        "obstacle" => OF_OBSTACLE,
        "instrument" => OF_INSTRUMENT,
        "document" => OF_DOCUMENT,
        "sop" => OF_SOP,
        "round" => OF_ROUND,
        _ => &[],
    }
}

/// The special verbs of obstacles.
const OF_OBSTACLE: &[Verb] = &[
    Verb {
        name: "resolve",
        also: &["selesaikan"],
        about: label(
            "Menyatakan kendala selesai, dengan solusinya",
            "Says that an obstacle is solved, and by what",
        ),
        build: obstacle::build_resolve,
        run: obstacle::resolve,
    },
    Verb {
        name: "similar",
        also: &["serupa"],
        about: label("Kendala serupa dan apa yang berhasil", "Obstacles like it, and what worked"),
        build: obstacle::build_similar,
        run: obstacle::run_similar,
    },
];

/// The special verbs of instruments.
const OF_INSTRUMENT: &[Verb] = &[Verb {
    name: "revise",
    also: &["perbarui"],
    about: label("Membuat versi baru dari yang ada", "Makes a new version from one that is there"),
    build: revise::build_instrument,
    run: revise::instrument,
}];

/// The special verbs of SOPs.
const OF_SOP: &[Verb] = &[
    Verb {
        name: "revise",
        also: &["perbarui"],
        about: label("Membuat versi baru dari yang ada", "Makes a new version from one that is there"),
        build: revise::build_sop,
        run: revise::sop,
    },
    Verb {
        name: "diff",
        also: &["beda"],
        about: label("Apa yang berbeda antara dua versi", "What two versions say otherwise"),
        build: sop::build_diff,
        run: sop::diff,
    },
    Verb {
        name: "adopt",
        also: &["tetapkan"],
        about: label("Mencatat bahwa OPD menetapkan SOP", "Records that a department adopts an SOP"),
        build: sop::build_adopt,
        run: sop::adopt,
    },
];

/// The special verbs of rounds.
const OF_ROUND: &[Verb] = &[
    Verb {
        name: "open",
        also: &["buka"],
        about: label("Membuka putaran bagi OPD", "Opens a round over departments"),
        build: round::build_open,
        run: round::open,
    },
    Verb {
        name: "answer",
        also: &["jawab"],
        about: label("Menjawab putaran untuk satu OPD", "Answers a round for a department"),
        build: round::build_answer,
        run: round::answer,
    },
    Verb {
        name: "form",
        also: &["formulir"],
        about: label("Formulir CSV bagi OPD", "A form as CSV for departments"),
        build: round::build_form,
        run: round::form,
    },
];

/// The special verbs of documents.
const OF_DOCUMENT: &[Verb] = &[
    Verb {
        name: "add",
        also: &["tambah"],
        about: label("Mencatat berkas suatu kerja sama", "Records a paper of an agreement"),
        build: document::build_add,
        run: document::add,
    },
    Verb {
        name: "check",
        also: &["periksa"],
        about: label("Berkas yang hilang atau berubah", "Files that are missing or changed"),
        build: document::build_check,
        run: document::check,
    },
];

/// The special verbs of agreements.
const OF_AGREEMENT: &[Verb] = &[
    Verb {
        name: "step",
        also: &["langkah"],
        about: label("Mencatat langkah berikutnya dalam SOP", "Records the next step of its SOP"),
        build: path::build_step,
        run: path::step,
    },
    Verb {
        name: "attach",
        also: &["lampirkan"],
        about: label("Menjadikan addendum perubahan dari kerja samanya", "Makes an addendum an amendment"),
        build: attach::build,
        run: attach::run,
    },
    Verb {
        name: "sheet",
        also: &["lembar"],
        about: label(
            "Laporan satu kerja sama dalam sembilan bagian",
            "One agreement as a report in nine parts",
        ),
        build: sheet::build,
        run: sheet::run,
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
