//! What can go wrong, as far as a caller can tell it apart, in both languages, each with a hint. Never SQL text.

use std::path::PathBuf;

use crate::lang::{Choice, Lang, Noun, word_list};
use crate::say;

/// What is wrong with one value that somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not a date in any spelling that is read.
    NotADate(String),
    /// A day that the calendar does not have, such as 31 February.
    NoSuchDay(String),
    /// `03/04/2025` without a rule saying which comes first.
    TwoWayDate(String),
    /// Not a period.
    NotAPeriod(String),
    /// Not whole rupiah.
    NotRupiah(String),
    /// Not a whole number.
    NotANumber(String),
    /// Neither yes nor no.
    NotYesNo(String),
    /// Not a code: letters, digits, `.`, `-` only.
    NotACode(String),
    /// Not one of the words that the field knows.
    NotAChoice {
        /// What was typed.
        text: String,
        /// The words that are known.
        choices: &'static [Choice],
    },
    /// A code or name that no record of the register has.
    Unknown {
        /// The register that was searched.
        register: Noun,
        /// What was typed.
        text: String,
        /// The nearest records, as `CODE (name)`.
        near: Vec<String>,
    },
    /// A name or number that several records share.
    Several {
        /// The register that was searched.
        register: Noun,
        /// What was typed.
        text: String,
        /// The records that have it, as `CODE (name)`.
        all: Vec<String>,
    },
    /// A field that must be filled is empty.
    Empty(&'static str),
    /// The end lies before the start.
    EndBeforeStart {
        /// The end, ISO.
        end: String,
        /// The start, ISO.
        start: String,
    },
    /// Two values that contradict each other; the two texts say how, Indonesian and English.
    Contradiction(String, String),
}

impl Fault {
    /// Says what is wrong: lower case, the value in backticks.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::NotADate(t) => say!(lang, "`{}` bukan tanggal yang dikenali", "`{}` is not a date", t),
            Self::NoSuchDay(t) => say!(lang, "tanggal `{}` tidak ada", "there is no day `{}`", t),
            Self::TwoWayDate(t) => {
                say!(lang, "`{}` dapat dibaca sebagai dua tanggal", "`{}` reads as two different dates", t)
            }
            Self::NotAPeriod(t) => say!(lang, "`{}` bukan periode", "`{}` is not a period", t),
            Self::NotRupiah(t) => {
                say!(lang, "`{}` bukan rupiah yang dikenali", "`{}` is not an amount of rupiah", t)
            }
            Self::NotANumber(t) => say!(lang, "`{}` bukan bilangan bulat", "`{}` is not a whole number", t),
            Self::NotYesNo(t) => say!(lang, "`{}` bukan ya atau tidak", "`{}` is neither yes nor no", t),
            Self::NotACode(t) => say!(lang, "`{}` bukan kode", "`{}` is not a code", t),
            Self::NotAChoice { text, .. } => {
                say!(lang, "`{}` bukan pilihan yang dikenal", "`{}` is not one of the choices", text)
            }
            Self::Unknown { register, text, .. } => {
                let name = register.spoken(lang);
                say!(lang, "{} `{}` tidak ada", "{} `{}` does not exist", name, text)
            }
            Self::Several { register, text, all } => {
                let name = register.spoken(lang);
                let n = all.len();
                say!(
                    lang,
                    "`{}` dipakai {} {}",
                    "`{}` is the name or number of {} records: {}",
                    text,
                    n,
                    name
                )
            }
            Self::Empty(field) => {
                say!(lang, "`{}` harus diisi", "`{}` must be filled", field)
            }
            Self::EndBeforeStart { end, start } => say!(
                lang,
                "tanggal berakhir {} mendahului tanggal mulai {}",
                "the end date {} lies before the start date {}",
                end,
                start
            ),
            Self::Contradiction(id, en) => match lang {
                Lang::Id => id.clone(),
                Lang::En => en.clone(),
            },
        }
    }

    /// Says what to type instead; empty where there is nothing to add.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NotADate(_) | Self::NoSuchDay(_) => say!(
                lang,
                "tulis 2025-01-15, 15/01/2025 (hari dahulu) atau \"15 Januari 2025\"",
                "write 2025-01-15, 15/01/2025 (day first) or \"15 January 2025\""
            ),
            Self::TwoWayDate(_) => say!(
                lang,
                "sebutkan urutannya: --date-order dmy, mdy atau ymd",
                "say the order: --date-order dmy, mdy or ymd"
            ),
            Self::NotAPeriod(_) => say!(
                lang,
                "contoh: 2025, 2025-S1, 2025-Q2, 2025-03, 2025-01..2025-06, last-semester",
                "for example: 2025, 2025-S1, 2025-Q2, 2025-03, 2025-01..2025-06, last-semester"
            ),
            Self::NotRupiah(_) => say!(
                lang,
                "tulis 1250000, 1.250.000, Rp1.250.000,00 atau 1,25 juta; titik bukan tanda desimal",
                "write 1250000, 1.250.000, Rp1.250.000,00 or 1,25 juta; a dot is never a decimal sign"
            ),
            Self::NotANumber(_) => {
                say!(lang, "tulis angka saja, misalnya 36", "write digits only, such as 36")
            }
            Self::NotYesNo(_) => say!(lang, "tulis ya atau tidak", "write yes or no"),
            Self::NotACode(_) => say!(
                lang,
                "pakai huruf, angka, titik dan tanda hubung, misalnya DLH atau BPJS-KES",
                "use letters, digits, dots and hyphens, such as DLH or BPJS-KES"
            ),
            Self::NotAChoice { choices, text } => {
                let list = word_list(choices);
                match nearest_word(text, choices, lang) {
                    Some(near) => {
                        say!(
                            lang,
                            "mungkin maksudnya {}; pilihan: {}",
                            "did you mean {}? choices: {}",
                            near,
                            list
                        )
                    }
                    None => say!(lang, "pilihan: {}", "choices: {}", list),
                }
            }
            Self::Unknown { near, register, .. } if near.is_empty() => {
                let list = &register.command;
                say!(lang, "lihat daftarnya: sinergi {} list", "see them all: sinergi {} list", list)
            }
            Self::Unknown { near, .. } => {
                say!(lang, "mungkin maksudnya {}", "did you mean {}?", near.join(", "))
            }
            Self::Several { all, .. } => {
                say!(lang, "sebutkan kodenya: {}", "give the code: {}", all.join(", "))
            }
            Self::Empty(_) | Self::EndBeforeStart { .. } | Self::Contradiction(..) => String::new(),
        }
    }
}

fn nearest_word(text: &str, choices: &[Choice], lang: Lang) -> Option<&'static str> {
    let typed = text.to_lowercase();
    let best = choices
        .iter()
        .flat_map(|c| [c.word, c.label.get(lang)])
        .map(|word| (strsim::jaro_winkler(&typed, &word.to_lowercase()), word))
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.8).then_some(best.1)
}

/// What can go wrong in the library.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A value that was refused, and the flag or column it stood in.
    #[error("{}: {}", .0, .1.say(Lang::En))]
    Refused(String, Fault),
    /// Something that makes no sense as asked; the texts say what, Indonesian and English, then the hint.
    #[error("{}", .what.1)]
    Usage {
        /// What is wrong, Indonesian and English.
        what: (String, String),
        /// What to type, Indonesian and English; may be empty.
        hint: (String, String),
    },
    /// There is no database file.
    #[error("there is no database at {}", .0.display())]
    NoDatabase(PathBuf),
    /// The file to be made exists.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// The file is a directory, another program's database or no database at all.
    #[error("{} is not a sinergi database", .0.display())]
    NotOurs(PathBuf),
    /// The file was written by a newer sinergi.
    #[error("{} was written by a newer sinergi (schema {found}, this one knows {known})", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema that this program knows.
        known: i64,
    },
    /// The file is damaged.
    #[error("{} is damaged", .0.display())]
    Damaged(PathBuf),
    /// Another program has been writing for as long as we were told to wait.
    #[error("the database is busy")]
    Busy,
    /// The file may be read only.
    #[error("the database cannot be written")]
    ReadOnly,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// A record that others refer to cannot be removed.
    #[error("`{code}` is used by {users:?}")]
    InUse {
        /// The register.
        register: Noun,
        /// The record.
        code: String,
        /// Who uses it: register and how many.
        users: Vec<(Noun, i64)>,
    },
    /// An operation on which later ones rest.
    #[error("operation {number} cannot be undone: {later:?} rest on it")]
    RestedOn {
        /// The operation.
        number: i64,
        /// The later ones.
        later: Vec<i64>,
    },
    /// A file could not be read or written.
    #[error("{}: {}", .0.display(), .1)]
    File(PathBuf, std::io::Error),
    /// Writing the answer failed.
    #[error("cannot write: {0}")]
    Io(#[from] std::io::Error),
    /// `SQLite` refused something that it should not have.
    #[error("the database refused the request")]
    Sql(#[source] rusqlite::Error),
}

/// The library's results.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A refusal of a request as a whole, with its hint, Indonesian first.
    pub fn usage(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Usage { what: (id.into(), en.into()), hint: (String::new(), String::new()) }
    }

    /// The same error with a hint, where it can carry one.
    #[must_use]
    pub fn with_hint(mut self, id: impl Into<String>, en: impl Into<String>) -> Self {
        if let Self::Usage { hint, .. } = &mut self {
            *hint = (id.into(), en.into());
        }
        self
    }

    /// Says what went wrong: lower case, no full stop, the value in backticks.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Refused(place, fault) if place.is_empty() => fault.say(lang),
            Self::Refused(place, fault) => format!("{place}: {}", fault.say(lang)),
            Self::Usage { what, .. } => pick(lang, what).to_owned(),
            Self::NoDatabase(path) => {
                say!(lang, "tidak ada basis data di {}", "there is no database at {}", path.display())
            }
            Self::Exists(path) => say!(lang, "{} sudah ada", "{} exists already", path.display()),
            Self::NotOurs(path) => {
                say!(lang, "{} bukan basis data sinergi", "{} is not a sinergi database", path.display())
            }
            Self::Newer { path, found, known } => say!(
                lang,
                "{} ditulis oleh sinergi yang lebih baru (skema {}, program ini mengenal {})",
                "{} was written by a newer sinergi (schema {}, this one knows {})",
                path.display(),
                found,
                known
            ),
            Self::Damaged(path) => say!(lang, "{} rusak", "{} is damaged", path.display()),
            Self::Busy => say!(
                lang,
                "basis data sedang dipakai: proses lain masih menulis",
                "the database is busy: another process is writing"
            ),
            Self::ReadOnly => {
                say!(lang, "basis data hanya dapat dibaca", "the database cannot be written")
            }
            Self::Full => say!(lang, "disk penuh", "the disk is full"),
            Self::InUse { register, code, users } => {
                let what = register.spoken(lang);
                let users = users
                    .iter()
                    .map(|(r, n)| format!("{n} {}", r.spoken(lang)))
                    .collect::<Vec<_>>()
                    .join(", ");
                say!(
                    lang,
                    "{} `{}` tidak dapat dihapus: dipakai {}",
                    "{} `{}` cannot be removed: it is used by {}",
                    what,
                    code,
                    users
                )
            }
            Self::RestedOn { number, later } => {
                let later = later.iter().map(|n| format!("#{n}")).collect::<Vec<_>>().join(", ");
                say!(
                    lang,
                    "operasi #{} tidak dapat dibatalkan: operasi berikutnya bersandar padanya: {}",
                    "operation #{} cannot be undone: later ones rest on it: {}",
                    number,
                    later
                )
            }
            Self::File(path, error) => {
                say!(lang, "{}: {}", "{}: {}", path.display(), io_words(error, lang))
            }
            Self::Io(error) => say!(lang, "gagal menulis: {}", "cannot write: {}", io_words(error, lang)),
            Self::Sql(_) => say!(
                lang,
                "basis data menolak permintaan ini; tidak ada yang diubah",
                "the database refused this request; nothing was changed"
            ),
        }
    }

    /// Says what to type next; empty where there is nothing to add.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Refused(_, fault) => fault.hint(lang),
            Self::Usage { hint, .. } => pick(lang, hint).to_owned(),
            Self::Exists(_) => say!(
                lang,
                "pilih berkas lain dengan --db; berkas yang ada tidak diubah",
                "choose another file with --db; the existing one was left alone"
            ),
            Self::NotOurs(_) => say!(
                lang,
                "periksa alamatnya; basis data dipilih dengan --db atau SINERGI_DB",
                "check the path; the database is chosen by --db or SINERGI_DB"
            ),
            Self::Newer { .. } => say!(
                lang,
                "pasang versi yang lebih baru; berkas tidak diubah",
                "install the newer version; the file was not changed"
            ),
            Self::Damaged(_) => say!(
                lang,
                "pakai salinan cadangan; berkas yang rusak tidak disentuh",
                "use a backup; the damaged file was left alone"
            ),
            Self::Busy => say!(
                lang,
                "coba lagi, atau tunggu lebih lama dengan --timeout 60",
                "try again, or wait longer with --timeout 60"
            ),
            Self::ReadOnly => say!(
                lang,
                "periksa izin tulis berkas dan foldernya",
                "check the permissions of the file and its folder"
            ),
            Self::InUse { users, .. } => users.first().map_or_else(String::new, |(r, _)| {
                let list = &r.command;
                say!(
                    lang,
                    "ubah atau hapus dahulu yang memakainya: sinergi {} list",
                    "change or remove those first: sinergi {} list",
                    list
                )
            }),
            Self::RestedOn { later, .. } => later.last().map_or_else(String::new, |n| {
                say!(lang, "batalkan dahulu: sinergi undo {}", "undo that one first: sinergi undo {}", n)
            }),
            _ => String::new(),
        }
    }
}

fn pick(lang: Lang, pair: &(String, String)) -> &str {
    match lang {
        Lang::Id => &pair.0,
        Lang::En => &pair.1,
    }
}

/// An operating system's refusal in words a clerk can use.
fn io_words(error: &std::io::Error, lang: Lang) -> String {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => say!(lang, "tidak ditemukan", "not found"),
        K::PermissionDenied => say!(lang, "tidak diizinkan", "permission denied"),
        K::AlreadyExists => say!(lang, "sudah ada", "exists already"),
        K::IsADirectory => say!(lang, "ini folder, bukan berkas", "this is a folder, not a file"),
        K::NotADirectory => say!(lang, "bukan folder", "not a folder"),
        K::StorageFull => say!(lang, "disk penuh", "the disk is full"),
        K::InvalidData => say!(lang, "isinya bukan teks yang dikenali", "its content is not readable text"),
        _ => error.to_string(),
    }
}

/// The only place where `SQLite`'s codes are looked at.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        match error.sqlite_error_code() {
            Some(C::DatabaseBusy | C::DatabaseLocked) => Self::Busy,
            Some(C::ReadOnly) => Self::ReadOnly,
            Some(C::DiskFull) => Self::Full,
            Some(C::DatabaseCorrupt) => Self::Damaged(PathBuf::new()),
            Some(C::NotADatabase) => Self::NotOurs(PathBuf::new()),
            _ => Self::Sql(error),
        }
    }
}
