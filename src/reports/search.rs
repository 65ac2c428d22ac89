//! Finds agreements by words in their titles, numbers, partners and notes. Every word must occur.

use rusqlite::params_from_iter;

use super::{Ask, FIRST_PARTNER, Part, Report, Takes};
use crate::error::{Error, Result};
use crate::lang::label;
use crate::rules::status::STATES;
use crate::say;
use crate::sheet::{Column, Foot, Sink};
use crate::store::{FACTS, Store, cell};
use crate::value::Kind;

const FOUND: Part = Part {
    name: "found",
    label: label("Hasil pencarian", "Found"),
    columns: &[
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("status", label("Status", "Status"), Kind::Choice(STATES)).rank(2),
        Column::new("own_number", label("Nomor", "Own number"), Kind::Text).rank(3),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("partner", label("Mitra", "Partner"), Kind::Text).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "search",
    also: &["cari"],
    label: label("Pencarian", "Search"),
    about: label(
        "Mencari kata di judul, nomor, mitra dan catatan",
        "Looks for words in titles, numbers, partners and notes",
    ),
    command: true,
    takes: &[Takes::Words],
    parts: &[FOUND],
    example: "sinergi search bpjs kesehatan",
    run,
};

/// The test of one word, with its pattern as `?N`.
const WORD: &str = "(title LIKE ?N ESCAPE '\\' OR own_number LIKE ?N ESCAPE '\\' \
    OR request_number LIKE ?N ESCAPE '\\' OR note LIKE ?N ESCAPE '\\' OR purpose LIKE ?N ESCAPE '\\' \
    OR scope LIKE ?N ESCAPE '\\' OR umbrella LIKE ?N ESCAPE '\\' OR applicant LIKE ?N ESCAPE '\\' \
    OR code LIKE ?N ESCAPE '\\' \
    OR code IN (SELECT agreement FROM party JOIN partner p ON p.code = party.partner \
      WHERE p.name LIKE ?N ESCAPE '\\' \
      OR p.code IN (SELECT partner FROM partner_name f WHERE f.name LIKE ?N ESCAPE '\\') OR party.signed_name LIKE ?N ESCAPE '\\' OR party.number LIKE ?N ESCAPE '\\'))";

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let words: Vec<&str> = ask.words.iter().flat_map(|w| w.split_whitespace()).collect();
    if words.is_empty() {
        return Err(Error::usage("tidak ada kata yang dicari", "there is no word to look for")
            .with_hint("contoh: sinergi search rujukan", "for example: sinergi search rujukan"));
    }
    if words.len() > 40 {
        return Err(Error::usage("terlalu banyak kata yang dicari", "there are too many words to look for"));
    }
    let tests: Vec<String> = (1..=words.len()).map(|n| WORD.replace("?N", &format!("?{n}"))).collect();
    let sql = format!(
        "SELECT code, state({FACTS}), own_number, title, {FIRST_PARTNER} FROM agreement \
         WHERE {} ORDER BY code",
        tests.join(" AND ")
    );
    let title = say!(ask.lang, "Hasil pencarian: {}", "Found: {}", words.join(" "));
    FOUND.begin_titled(&title, ask, sink)?;
    let escape =
        |word: &&str| format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(words.iter().map(escape)))?;
    let mut number = 0;
    while let Some(row) = rows.next()? {
        number += 1;
        sink.row(&[cell(row, 0)?, cell(row, 1)?, cell(row, 2)?, cell(row, 3)?, cell(row, 4)?])?;
    }
    let notes = vec![say!(ask.lang, "{} kerja sama ditemukan.", "{} agreements found.", number)];
    let open =
        (number > 0).then(|| format!("{} agreement show {}", ask.program, say!(ask.lang, "KODE", "CODE")));
    sink.end(&Foot { total: Vec::new(), notes, open })
}
