//! Which recorded papers are not as they were: files that are missing or have changed since they were recorded.

use std::io::Result as Read;

use super::{Ask, Part};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, cell};
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

/// Compares every recorded file of all agreements, or of one, with what lies there; `look` gives the fingerprint and the size of
/// a file. Gives back how many are not as they were.
pub fn documents(
    store: &Store,
    ask: &Ask,
    of: Option<&str>,
    look: Look<'_>,
    sink: &mut dyn Sink,
) -> Result<usize> {
    store.speak_as_of(ask.as_of)?;
    PART.begin(ask, sink)?;
    let sql = "SELECT code, agreement, kind, path, received_on, fingerprint FROM document \
               WHERE (?1 IS NULL OR agreement = ?1) AND (received_on IS NULL OR received_on <= as_of()) ORDER BY code";
    let mut statement = store.conn().prepare(sql)?;
    let mut rows = statement.query([of])?;
    let (mut sound, mut missing, mut changed, mut elsewhere) = (0, 0, 0, 0);
    while let Some(row) = rows.next()? {
        let recorded: Option<String> = row.get(5)?;
        let Some(recorded) = recorded else {
            elsewhere += 1;
            continue;
        };
        let found = match look(row.get_ref(3)?.as_str().unwrap_or_default()) {
            Ok((fingerprint, _)) if fingerprint == recorded => {
                sound += 1;
                continue;
            }
            Ok(_) => {
                changed += 1;
                "changed"
            }
            Err(_) => {
                missing += 1;
                "missing"
            }
        };
        sink.row(&[
            cell(row, 0)?,
            cell(row, 1)?,
            cell(row, 2)?,
            cell(row, 3)?,
            Cell::Text(found),
            cell(row, 4)?,
        ])?;
    }
    let mut notes = vec![say!(
        ask.lang,
        "Berkas: {} seperti dicatat, {} hilang, {} berubah.",
        "Files: {} as recorded, {} missing, {} changed.",
        sound,
        missing,
        changed
    )];
    if elsewhere > 0 {
        notes.push(say!(
            ask.lang,
            "Tidak diperiksa: {} (hanya rujukan, tanpa berkas).",
            "Not checked: {} (references without a file).",
            elsewhere
        ));
    }
    sink.end(&Foot { notes, ..Foot::default() })?;
    Ok(missing + changed)
}
