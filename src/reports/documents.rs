//! Which recorded papers are not as they were: files that are missing or have changed since they were recorded.

use std::io::Result as Read;

use super::{Ask, Part};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::register::DEPARTMENT;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::Store;
use crate::value::Kind;

/// How a recorded file is found; the words stand in CSV and JSON.
const FOUND: &[Choice] = &[choice("missing", "hilang", "missing"), choice("changed", "berubah", "changed")];

const PART: Part = Part {
    name: "documents",
    label: label("Dokumen yang hilang atau berubah", "Documents missing or changed"),
    columns: &[
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("kind", label("Jenis", "Kind"), Kind::Code).rank(1),
        Column::new("path", label("Berkas", "File"), Kind::Text),
        Column::new("found", label("Keadaan", "State"), Kind::Choice(FOUND)),
        Column::new("received_on", label("Diterima pada", "Received on"), Kind::Date).rank(2),
    ],
};

/// Gives the fingerprint and the size of a recorded file.
pub type Look<'l> = &'l dyn Fn(&str) -> Read<(String, u64)>;

/// How a recorded file is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// It is not there.
    Missing,
    /// It is not as it was.
    Changed,
}

/// A paper whose file is not as it was recorded.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// Its code.
    pub code: String,
    /// The agreement that it belongs to.
    pub agreement: String,
    /// Its kind.
    pub kind: String,
    /// Where its file is to lie.
    pub path: String,
    /// The day on which it was received.
    pub received_on: Option<String>,
    /// The department that leads the agreement.
    pub department: Option<String>,
    /// Its own title, or that of the agreement.
    pub title: String,
    /// How its file is found.
    pub state: Paper,
}

/// How many files are as they were, and how many papers are references without a file.
#[derive(Clone, Copy, Debug, Default)]
struct Sound {
    files: i64,
    references: i64,
}

/// Hands every paper, of all agreements or of one, to `take` whose file is not as it was recorded.
fn compare(
    store: &Store,
    of: Option<&str>,
    look: Look<'_>,
    take: &mut dyn FnMut(Wrong) -> Result<()>,
) -> Result<Sound> {
    let sql = format!(
        "SELECT d.code, d.agreement, d.kind, d.path, d.received_on, d.fingerprint, {DEPARTMENT}, coalesce(d.title, agreement.title) \
         FROM document d JOIN agreement ON agreement.code = d.agreement \
         WHERE (?1 IS NULL OR d.agreement = ?1) AND (d.received_on IS NULL OR d.received_on <= as_of()) ORDER BY d.code"
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([of])?;
    let mut sound = Sound::default();
    while let Some(row) = rows.next()? {
        let recorded: Option<String> = row.get(5)?;
        let Some(recorded) = recorded else {
            sound.references += 1;
            continue;
        };
        let state = match look(row.get_ref(3)?.as_str().unwrap_or_default()) {
            Ok((fingerprint, _)) if fingerprint == recorded => {
                sound.files += 1;
                continue;
            }
            Ok(_) => Paper::Changed,
            Err(_) => Paper::Missing,
        };
        take(Wrong {
            code: row.get(0)?,
            agreement: row.get(1)?,
            kind: row.get(2)?,
            path: row.get(3)?,
            received_on: row.get(4)?,
            department: row.get(6)?,
            title: row.get(7)?,
            state,
        })?;
    }
    Ok(sound)
}

/// The papers of all agreements whose files are not as they were recorded, as of the day that statements speak of.
pub fn wrong_papers(store: &Store, look: Look<'_>) -> Result<Vec<Wrong>> {
    let mut wrong = Vec::new();
    compare(store, None, look, &mut |one| {
        wrong.push(one);
        Ok(())
    })?;
    Ok(wrong)
}

/// Compares every recorded file of all agreements, or of one, with what lies there. Gives back how many are not as they were.
pub fn documents(
    store: &Store,
    ask: &Ask,
    of: Option<&str>,
    look: Look<'_>,
    sink: &mut dyn Sink,
) -> Result<usize> {
    store.speak_as_of(ask.as_of)?;
    PART.begin(ask, sink)?;
    let (mut missing, mut changed) = (0, 0);
    let sound = compare(store, of, look, &mut |one| {
        let count = if one.state == Paper::Missing { &mut missing } else { &mut changed };
        *count += 1;
        sink.row(&[
            Cell::Text(&one.code),
            Cell::Text(&one.agreement),
            Cell::Text(&one.kind),
            Cell::Text(&one.path),
            Cell::Text(FOUND[one.state as usize].word),
            one.received_on.as_deref().into(),
        ])
    })?;
    let mut notes = vec![say!(
        ask.lang,
        "Berkas: {} seperti dicatat, {} hilang, {} berubah.",
        "Files: {} as recorded, {} missing, {} changed.",
        sound.files,
        missing,
        changed
    )];
    if sound.references > 0 {
        notes.push(say!(
            ask.lang,
            "Tidak diperiksa: {} (hanya rujukan, tanpa berkas).",
            "Not checked: {} (references without a file).",
            sound.references
        ));
    }
    sink.end(&Foot { notes, ..Foot::default() })?;
    Ok(missing + changed)
}
