//! From bytes to rows: the byte order mark, the delimiter, the heading, then one reused record a row.

use std::io::{BufRead, BufReader, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::Mapping;
use crate::error::{Error, Result};

/// How much of the beginning is looked at to find the delimiter.
const LOOK: usize = 64 * 1024;

/// A file of rows, read one at a time.
pub(super) struct Source<'a> {
    reader: Reader<Box<dyn Read + 'a>>,
    name: &'a str,
    /// The headings, blanks trimmed.
    pub(super) headings: Vec<String>,
    /// The delimiter that was used.
    pub(super) delimiter: char,
}

impl<'a> Source<'a> {
    /// Opens a file and reads its heading.
    pub(super) fn open(input: &'a mut dyn Read, name: &'a str, mapping: &Mapping) -> Result<Self> {
        let mut input = BufReader::with_capacity(LOOK, input);
        let start = input.fill_buf().map_err(|e| Error::File(name.into(), e))?;
        let mark: &[u8] = b"\xEF\xBB\xBF";
        let start = start.strip_prefix(mark).unwrap_or(start);
        if start.iter().all(u8::is_ascii_whitespace) {
            return Err(empty(name));
        }
        if is_binary(start) {
            return Err(Error::usage(
                format!("{name} bukan berkas teks CSV"),
                format!("{name} is not a text file of rows"),
            )
            .with_hint(
                "simpan lembar kerja sebagai \"CSV UTF-8\" lalu coba lagi",
                "save the sheet as \"CSV UTF-8\" and try again",
            ));
        }
        let delimiter = match mapping.delimiter.as_deref() {
            Some(text) => named_delimiter(text)?,
            None => find_delimiter(start),
        };
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(Box::new(input) as Box<dyn Read + 'a>);
        let heading = reader.byte_headers().map_err(|e| broken(name, &e))?.clone();
        let mut headings = Vec::new();
        for (at, cell) in heading.iter().enumerate() {
            let cell = if at == 0 { cell.strip_prefix(mark).unwrap_or(cell) } else { cell };
            let text = text(cell).map_err(|()| not_utf8(name, 1))?;
            headings.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Ok(Self { reader, name, headings, delimiter: delimiter.into() })
    }

    /// Reads the next row into a reused record; `None` at the end, else the line it begins on.
    pub(super) fn next(&mut self, record: &mut ByteRecord) -> Result<Option<u64>> {
        match self.reader.read_byte_record(record) {
            Ok(true) => Ok(Some(record.position().map_or(0, csv::Position::line))),
            Ok(false) => Ok(None),
            Err(error) => Err(broken(self.name, &error)),
        }
    }

    /// A cell as text.
    pub(super) fn text<'r>(&self, record: &'r ByteRecord, at: usize, line: u64) -> Result<&'r str> {
        text(record.get(at).unwrap_or_default()).map_err(|()| not_utf8(self.name, line))
    }
}

/// Text may hold a stray NUL; every second byte NUL is UTF-16, and many are no text at all.
fn is_binary(start: &[u8]) -> bool {
    start.split(|b| *b == 0).count() * 20 > start.len() + 20
}

/// Whether every cell of a row is blank.
pub(super) fn is_blank(record: &ByteRecord) -> bool {
    record.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace))
}

fn text(bytes: &[u8]) -> Result<&str, ()> {
    std::str::from_utf8(bytes).map_err(|_| ())
}

fn named_delimiter(text: &str) -> Result<u8> {
    match text {
        "tab" | "\\t" | "\t" => Ok(b'\t'),
        _ if text.len() == 1 => Ok(text.as_bytes()[0]),
        _ => {
            Err(Error::usage(format!("`{text}` bukan pemisah kolom"), format!("`{text}` is not a delimiter"))
                .with_hint("pilih satu tanda: , ; | atau tab", "choose one sign: , ; | or tab"))
        }
    }
}

/// The sign that stands most often in the heading outside quotes.
fn find_delimiter(start: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                if let Some(entry) = counts.iter_mut().find(|(sign, _)| sign == byte) {
                    entry.1 += 1;
                }
            }
            _ => {}
        }
    }
    // The first of equals wins: a heading of one column has no delimiter, and a comma does no harm.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

fn empty(name: &str) -> Error {
    Error::usage(format!("{name} kosong"), format!("{name} is empty"))
}

fn not_utf8(name: &str, line: u64) -> Error {
    Error::usage(format!("{name} bukan UTF-8 (baris {line})"), format!("{name} is not UTF-8 (line {line})"))
        .with_hint(
            "simpan lembar kerja sebagai \"CSV UTF-8\" lalu coba lagi",
            "save the sheet as \"CSV UTF-8\" and try again",
        )
}

fn broken(name: &str, error: &csv::Error) -> Error {
    if let csv::ErrorKind::Io(io) = error.kind() {
        return Error::File(name.into(), std::io::Error::new(io.kind(), io.to_string()));
    }
    let line = error.position().map_or(0, csv::Position::line);
    Error::usage(
        format!("{name}: baris {line} tidak dapat dibaca"),
        format!("{name}: line {line} cannot be read"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_what_stands_most_often_in_the_heading() {
        assert_eq!(find_delimiter(b"nomor;judul;mitra\n1,5;a;b\n"), b';');
        assert_eq!(find_delimiter(b"nomor\tjudul\n"), b'\t');
        assert_eq!(find_delimiter(b"judul\nsatu; dua\n"), b',');
        assert_eq!(find_delimiter(b"\"a;b;c\",d\n"), b',');
    }
}
