//! `document add` and `document check`: papers of an agreement, kept by where they lie and by their fingerprint.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sha2::{Digest, Sha256};
use sinergi::register::{self, Entity, Row};
use sinergi::store::{Store, find};
use sinergi::value::Value;
use sinergi::{Error, say};

use super::complete::by_code;
use super::days;
use super::fields::refused;
use super::generic::{code_arg, code_of};
use super::office::Office;
use super::output::print_line;
use super::tree::{dry_run, examples, help};

/// A paper that somebody named: its kind, and the file or the reference.
pub(super) struct Paper {
    kind: String,
    place: Place,
}

/// Where a paper lies.
enum Place {
    /// A file, by its path from the folder of the database on.
    File { path: String, fingerprint: String, size: u64 },
    /// Elsewhere: a reference in words.
    Reference(String),
}

impl Paper {
    /// The record of it.
    pub(super) fn row(&self, entity: &'static Entity, agreement: &str, on: jiff::civil::Date) -> Row {
        let mut row = Row::new(entity);
        row.set("agreement", agreement);
        row.set("kind", self.kind.as_str());
        row.set("received_on", on);
        match &self.place {
            Place::File { path, fingerprint, size } => {
                row.set("path", path.as_str());
                row.set("fingerprint", fingerprint.as_str());
                row.set("size", Value::Int(i64::try_from(*size).unwrap_or(i64::MAX)));
            }
            Place::Reference(text) => row.set("path", text.as_str()),
        }
        row
    }
}

/// Reads `[KIND=]FILE|REF`; without a kind it is the only one that is wanted.
pub(super) fn paper(text: &str, wanted: &[&str], store: &Store) -> Result<Paper> {
    let Some(entity) = register::entity("paper") else {
        return Err(refused("paper", sinergi::Fault::Empty("paper")).into());
    };
    // A reference may hold an equals sign: what stands before the first is a kind or the whole is one.
    let named = match text.split_once('=') {
        Some((kind, place)) => match find(store.conn(), entity, kind.trim())? {
            Ok(kind) => Some((kind, place.trim())),
            // One word before the sign is meant as a kind.
            Err(fault) if !kind.trim().contains([' ', '/']) => return Err(refused("paper", fault).into()),
            Err(_) => None,
        },
        None => None,
    };
    let (kind, place) = match (named, wanted) {
        (Some((kind, place)), _) => (kind, place),
        (None, [only]) => ((*only).to_owned(), text.trim()),
        (None, _) => {
            let list = if wanted.is_empty() { "KAK".to_owned() } else { wanted.join(", ") };
            return Err(Error::usage(
                format!("`--paper {text}` tidak menyebut jenisnya"),
                format!("`--paper {text}` does not say of which kind it is"),
            )
            .with_hint(
                format!("tulis JENIS=BERKAS; jenisnya: {list}"),
                format!("write KIND=FILE; the kinds: {list}"),
            )
            .into());
        }
    };
    let place = match std::fs::metadata(place) {
        Ok(meta) if meta.is_file() => file(Path::new(place), store.path())?,
        _ if looks_like_a_file(place) => return Err(missing(place).into()),
        _ => Place::Reference(place.to_owned()),
    };
    Ok(Paper { kind, place })
}

/// Whether a text can only mean a file: it names a folder or ends as files do.
fn looks_like_a_file(text: &str) -> bool {
    let end = Path::new(text).extension().and_then(|end| end.to_str()).unwrap_or_default();
    let known = ["pdf", "doc", "docx", "odt", "xls", "xlsx", "jpg", "jpeg", "png", "zip", "txt"];
    known.contains(&end.to_ascii_lowercase().as_str()) || text.starts_with(['.', '/', '~'])
}

fn missing(place: &str) -> Error {
    Error::usage(format!("tidak ada berkas `{place}`"), format!("there is no file `{place}`")).with_hint(
        "periksa jalurnya; bila naskahnya ada di tempat lain, sebutkan rujukannya, misalnya \"Arsip 119/2025\"",
        "check the path; if the paper lies elsewhere, name its reference, such as \"Archive 119/2025\"",
    )
}

/// The fingerprint of a file and its path from the database on.
fn file(path: &Path, database: &Path) -> Result<Place> {
    let (fingerprint, size) = fingerprint(path).map_err(|e| Error::File(path.to_owned(), e))?;
    Ok(Place::File { path: from_database(path, database), fingerprint, size })
}

/// SHA-256 in hexadecimal digits, and the size in bytes.
pub(super) fn fingerprint(path: &Path) -> std::io::Result<(String, u64)> {
    let mut digest = Sha256::new();
    let (mut file, mut size, mut piece) = (std::fs::File::open(path)?, 0, [0; 8192]);
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        digest.update(&piece[..read]);
        size += read as u64;
    }
    let digits = b"0123456789abcdef";
    let pair = |byte: &u8| [digits[usize::from(byte >> 4)], digits[usize::from(byte & 15)]].map(char::from);
    Ok((digest.finalize().iter().flat_map(pair).collect(), size))
}

/// The path of a file from the folder of the database on, so that both can be moved together; with strokes as on every system.
fn from_database(path: &Path, database: &Path) -> String {
    let whole = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = whole(database).parent().map(Path::to_owned).unwrap_or_default();
    let path = whole(path);
    let from = pathdiff::diff_paths(&path, &folder).unwrap_or(path);
    from.components()
        .map(|c| c.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
        .replace("//", "/")
}

/// Fills `document add`.
pub(super) fn build_add(command: Command) -> Command {
    let (Some(agreement), Some(kind)) = (register::entity("agreement"), register::entity("paper")) else {
        return command;
    };
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).num_args(1).allow_hyphen_values(true).help(about)
    };
    command
        .arg(code_arg(agreement).required(true).num_args(1))
        .arg(Arg::new("FILE").value_name(help("BERKAS", "FILE")).required(true).num_args(1).help(help(
            "berkasnya, atau rujukan ke tempat naskahnya",
            "the file, or a reference to where the paper lies",
        )))
        .arg(by_code(
            text(
                "kind",
                "KIND",
                help(
                    "jenisnya: kak, study, draft, signed, power, minutes, report, other, …",
                    "its kind: kak, study, draft, signed, power, minutes, report, other, …",
                ),
            )
            .required(true),
            kind,
        ))
        .arg(text("title", "TEXT", help("judulnya", "its title")))
        .arg(text(
            "received",
            "DATE",
            help("diterima pada; tanpa ini hari ini", "received on; today where it is not named"),
        ))
        .arg(text("note", "TEXT", help("catatan", "a note")))
        .arg(dry_run())
        .after_help(examples("sinergi document add KS-2025-0001 \"Arsip 119/2025\" --kind kak"))
}

/// Records a paper of an agreement.
pub(super) fn add(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let (Some(agreement), Some(document), Some(kind)) =
        (register::entity("agreement"), register::entity("document"), register::entity("paper"))
    else {
        return Ok(());
    };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(agreement, matches, &store)?;
    let text = |name: &str| matches.get_one::<String>(name).map(|text| text.trim()).unwrap_or_default();
    let kind = find(store.conn(), kind, text("kind"))?.map_err(|fault| refused("kind", fault))?;
    let paper = paper(&format!("{kind}={}", text("FILE")), &[], &store)?;
    let on = days::typed_or_today("received", matches, office)?;
    let mut row = paper.row(document, &code, on);
    for name in ["title", "note"] {
        if !text(name).is_empty() {
            row.set(name, text(name));
        }
    }
    let dry = matches.get_flag("dry-run");
    let (made, _) = store.write(&office.entry(), dry, |door| door.add(&mut row))?;
    print_line(&made)?;
    office.tell(&match (dry, &paper.place) {
        (true, _) => say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run)."),
        (false, Place::File { path, size, .. }) => say!(
            lang,
            "Dokumen {} tercatat: {} ({} bita). Telaah: sinergi document review {} fits --by …   Batalkan: sinergi undo",
            "Document {} recorded: {} ({} bytes). Review it: sinergi document review {} fits --by …   Take it back: sinergi undo",
            made,
            path,
            size,
            made
        ),
        (false, Place::Reference(text)) => say!(
            lang,
            "Dokumen {} tercatat dengan rujukan \"{}\"; tidak ada berkas yang diperiksa. Batalkan: sinergi undo",
            "Document {} recorded by the reference \"{}\"; there is no file to check. Take it back: sinergi undo",
            made,
            text
        ),
    });
    Ok(())
}

/// Fills `document check`.
pub(super) fn build_check(command: Command) -> Command {
    let Some(agreement) = register::entity("agreement") else { return command };
    let of = Arg::new("CODE")
        .value_name(help("KODE", "CODE"))
        .num_args(1)
        .help(help("hanya dokumen kerja sama ini", "only the documents of this agreement"));
    command
        .arg(by_code(of, agreement))
        .arg(Arg::new("exit-code").long("exit-code").action(clap::ArgAction::SetTrue).help(help(
            "kode keluar 3 bila ada yang hilang atau berubah",
            "exit code 3 when one is missing or changed",
        )))
        .after_help(examples("sinergi document check"))
}

/// Compares every file with its fingerprint.
pub(super) fn check(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(agreement) = register::entity("agreement") else { return Ok(()) };
    let store = office.open()?;
    let mut ask = sinergi::reports::Ask::new(office.as_of()?, office.lang());
    ask.today = !office.as_of_is_typed();
    let of = matches.contains_id("CODE").then(|| code_of(agreement, matches, &store)).transpose()?;
    let folder = store.path().parent().map(Path::to_owned).unwrap_or_default();
    let look = |path: &str| -> std::io::Result<(String, u64)> { fingerprint(&on_disk(&folder, path)) };
    let mut wrong = 0;
    office.output.answer(&store, false, |sink| {
        wrong = sinergi::reports::documents(&store, &ask, of.as_deref(), &look, sink)?;
        Ok(())
    })?;
    if wrong > 0 && matches.get_flag("exit-code") {
        return Err(super::failure::Silent(3).into());
    }
    Ok(())
}

/// Where a recorded path lies on this machine.
fn on_disk(folder: &Path, path: &str) -> PathBuf {
    folder.join(path)
}
