//! What can go wrong, as far as a caller can tell it apart, in both languages, each with a hint. Never SQL text.

mod fault;

use std::path::PathBuf;

pub use fault::Fault;

use crate::lang::{Lang, Noun};
use crate::say;

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
        /// Who uses it: register, how many, and the command that lists them.
        users: Vec<(Noun, i64, String)>,
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
                    .map(|(r, n, _)| format!("{} ({n})", r.spoken(lang)))
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
            Self::InUse { users, .. } => {
                let lists: Vec<String> = users.iter().map(|(_, _, list)| format!("sinergi {list}")).collect();
                say!(
                    lang,
                    "ubah atau hapus dahulu yang memakainya: {}",
                    "change or remove those first: {}",
                    lists.join("; ")
                )
            }
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
