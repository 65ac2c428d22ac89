//! The special verbs that stand under a noun: what is not the same for every register.

use sinergi::lang::label;
use sinergi::register::Entity;

use super::verbs::Verb;
use super::{attach, document, meeting, merge, obstacle, path, plan, revise, round, sheet, sop, succession};

/// The special verbs that stand under a noun.
pub(super) fn of_noun(entity: &Entity) -> &'static [Verb] {
    match entity.name {
        "department" => OF_DEPARTMENT,
        "partner" => OF_PARTNER,
        "agreement" => OF_AGREEMENT,
        "obstacle" => OF_OBSTACLE,
        "instrument" => OF_INSTRUMENT,
        "document" => OF_DOCUMENT,
        "sop" => OF_SOP,
        "round" => OF_ROUND,
        "activity" => OF_ACTIVITY,
        "meeting" => OF_MEETING,
        _ => &[],
    }
}

/// A noun whose records others take over from.
macro_rules! through_time {
    ($register:literal) => {
        [
            Verb {
                name: "rename",
                also: &["ganti-nama"],
                about: label("Memberi nama baru sejak suatu hari", "Gives another name from a day on"),
                build: |command| succession::build_rename($register, command),
                run: |matches, office| succession::rename($register, matches, office),
            },
            Verb {
                name: "split",
                also: &["pecah"],
                about: label(
                    "Mencatat beberapa penerus dari yang berakhir",
                    "Records several that take over from one that ends",
                ),
                build: |command| succession::build_split($register, command),
                run: |matches, office| succession::split($register, matches, office),
            },
        ]
    };
}

/// The special verbs of departments.
const OF_DEPARTMENT: &[Verb] = &{
    let [rename, split] = through_time!("department");
    [
        rename,
        Verb {
            name: "merge",
            also: &["gabung"],
            about: label(
                "Mencatat satu penerus dari yang berakhir",
                "Records one that takes over from those that end",
            ),
            build: succession::build_merge,
            run: succession::merge,
        },
        split,
    ]
};

/// The special verbs of partners.
const OF_PARTNER: &[Verb] = &{
    let [rename, split] = through_time!("partner");
    [
        rename,
        Verb {
            name: "merge",
            also: &["gabung"],
            about: label(
                "Menggabungkan dua catatan dari mitra yang sama",
                "Merges two records of the same partner",
            ),
            build: merge::build,
            run: merge::run,
        },
        split,
        Verb {
            name: "duplicates",
            also: &["kembar"],
            about: label("Mitra yang mungkin tercatat dua kali", "Partners that may be recorded twice"),
            build: merge::build_duplicates,
            run: merge::run_duplicates,
        },
    ]
};

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

/// The special verbs of meetings.
const OF_MEETING: &[Verb] = &[
    Verb {
        name: "agenda",
        also: &["bahan"],
        about: label(
            "Bahan rapat berikutnya, tersusun sendiri",
            "The agenda of the next meeting, made by itself",
        ),
        build: meeting::build_agenda,
        run: meeting::agenda,
    },
    Verb {
        name: "run",
        also: &["jalankan"],
        about: label("Menjalani agenda di ruang rapat", "Walks through the agenda in the room"),
        build: meeting::build_run,
        run: meeting::walk,
    },
    Verb {
        name: "result",
        also: &["hasil"],
        about: label("Mencatat hasil satu butir agenda", "Records what came of one item"),
        build: meeting::build_result,
        run: meeting::result,
    },
];

/// The special verbs of activities.
const OF_ACTIVITY: &[Verb] = &[
    Verb {
        name: "progress",
        also: &["kemajuan"],
        about: label(
            "Mencatat apa yang terlaksana dan terpakai pada suatu hari",
            "Records what was done and spent on a day",
        ),
        build: plan::build_progress,
        run: plan::progress,
    },
    Verb {
        name: "done",
        also: &["selesai"],
        about: label(
            "Menyatakan aktivitas selesai, juga asalnya bila diminta",
            "Says that an activity is done, and closes what it came from",
        ),
        build: plan::build_done,
        run: plan::done,
    },
    Verb {
        name: "from",
        also: &["dari"],
        about: label(
            "Menjadikan solusi, rekomendasi atau keputusan sebuah aktivitas",
            "Makes an activity of a solution, recommendation or decision",
        ),
        build: plan::build_from,
        run: plan::from,
    },
    Verb {
        name: "copy",
        also: &["salin"],
        about: label("Menyalin rencana setahun ke tahun lain", "Copies the plan of a year to another"),
        build: plan::build_copy,
        run: plan::copy,
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
