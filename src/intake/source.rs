//! From bytes to rows: the encoding, the delimiter, the heading, then one reused record a row.

use std::io::{BufReader, Cursor, Read};
use std::rc::Rc;

use csv::{Reader, ReaderBuilder, StringRecord};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::Mapping;
use super::json;
use super::quotes::{Quotes, Seen};
use crate::error::{Error, Result};

/// How much of the beginning is looked at to find the delimiter.
const LOOK: usize = 64 * 1024;

/// A file of rows, read one at a time.
pub(super) struct Source<'a> {
    reader: Reader<Quotes<Box<dyn Read + 'a>>>,
    name: &'a str,
    seen: Rc<Seen>,
    /// The bytes were decoded, so a sign that stands for broken ones may be in the text.
    decoded: bool,
    /// Lines end in CR LF, whose LF the reader takes for the beginning of the next.
    crlf: bool,
    /// Entries of a JSON file that are no records.
    pub(super) left_out: usize,
    /// The headings, blanks folded.
    pub(super) headings: Vec<String>,
    /// The delimiter that was used.
    pub(super) delimiter: char,
}

impl<'a> Source<'a> {
    /// Opens a file and reads its heading.
    pub(super) fn open(mut input: &'a mut dyn Read, name: &'a str, mapping: &Mapping) -> Result<Self> {
        let encoding = match mapping.encoding.as_deref() {
            None => None,
            Some(label) => Some(
                encoding_rs::Encoding::for_label(label.trim().as_bytes())
                    .ok_or_else(|| unknown_encoding(label))?,
            ),
        };
        let mut raw = Vec::new();
        (&mut input).take(LOOK as u64).read_to_end(&mut raw).map_err(|e| Error::File(name.into(), e))?;
        if encoding.is_some_and(encoding_rs::Encoding::is_single_byte) && is_utf8(&raw) {
            return Err(rather_utf8(name));
        }
        // Without a name, only a mark of UTF-16 leads to decoding; UTF-8 passes as it is.
        let lossy = encoding.is_some() || raw.starts_with(b"\xFF\xFE") || raw.starts_with(b"\xFE\xFF");
        // A byte order mark says the encoding; without one and without a flag the bytes pass as they are and must be UTF-8.
        let decoded = DecodeReaderBytesBuilder::new()
            .encoding(encoding)
            .bom_override(true)
            .strip_bom(true)
            .utf8_passthru(encoding.is_none())
            .build(Cursor::new(raw).chain(input));
        let mut bytes = BufReader::with_capacity(LOOK, decoded);
        let mut start = Vec::new();
        bytes.by_ref().take(LOOK as u64).read_to_end(&mut start).map_err(|e| Error::File(name.into(), e))?;
        if start.iter().all(u8::is_ascii_whitespace) {
            return Err(Error::usage(format!("{name} kosong"), format!("{name} is empty")));
        }
        if is_binary(&start) {
            return Err(no_text(name));
        }
        let mut left_out = 0;
        if json::may_be(&start) {
            bytes.read_to_end(&mut start).map_err(|e| Error::File(name.into(), e))?;
            if let Some(rows) = json::read(&start, name)? {
                (start, left_out) = (rows.csv, rows.left_out);
            }
        }
        let delimiter = match mapping.delimiter.as_deref() {
            Some(text) => named_delimiter(text)?,
            None => find_delimiter(&start),
        };
        let crlf = start.iter().position(|b| *b == b'\n').is_some_and(|at| at > 0 && start[at - 1] == b'\r');
        let (quotes, seen) =
            Quotes::new(Box::new(Cursor::new(start).chain(bytes)) as Box<dyn Read + 'a>, delimiter);
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(quotes);
        let mut record = StringRecord::new();
        let mut source = match reader.read_record(&mut record) {
            Ok(_) => Self {
                reader,
                name,
                seen,
                crlf,
                decoded: lossy,
                left_out,
                headings: Vec::new(),
                delimiter: delimiter.into(),
            },
            Err(error) => return Err(broken(name, &error)),
        };
        source.headings = record.iter().map(|h| h.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        Ok(source)
    }

    /// Lines without anything on them, as far as the file was read.
    pub(super) fn empty_lines(&self) -> usize {
        self.seen.empty()
    }

    /// Reads the next row into a reused record; `None` at the end, else the line it begins on.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>> {
        match self.reader.read_record(record) {
            Ok(more) => match self.seen.unclosed() {
                Some(line) => Err(unclosed(self.name, line)),
                None if more && self.decoded && record.iter().any(|cell| cell.contains('\u{fffd}')) => {
                    Err(not_encoding(self.name, self.line(record)))
                }
                None if more => Ok(Some(self.line(record))),
                None => Ok(None),
            },
            Err(error) => match self.seen.unclosed() {
                Some(line) => Err(unclosed(self.name, line)),
                None => Err(broken(self.name, &error)),
            },
        }
    }
}

impl Source<'_> {
    /// The line a record begins on. The reader counts from the end of the row before, and so takes empty lines between
    /// the two for its own; counting back from where the record ends is right, but at the very end of a file.
    fn line(&self, record: &StringRecord) -> u64 {
        let from_start = record.position().map_or(0, csv::Position::line) + u64::from(self.crlf);
        let inside = record.iter().flat_map(str::bytes).filter(|byte| *byte == b'\n').count() as u64;
        let end = self.reader.position().line() + u64::from(self.crlf || self.reader.is_done());
        from_start.max(end.saturating_sub(inside + 1))
    }
}

/// Whether bytes are UTF-8 that goes beyond ASCII; a sign that the end cuts in two does no harm.
fn is_utf8(bytes: &[u8]) -> bool {
    let whole = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !whole.is_ascii() && !whole.starts_with('\u{feff}')
}

fn rather_utf8(name: &str) -> Error {
    Error::usage(format!("{name} tampaknya UTF-8"), format!("{name} looks like UTF-8"))
        .with_hint("tinggalkan --encoding", "leave --encoding out")
}

/// Text may hold a stray NUL; every second byte NUL is UTF-16, and many are no text at all.
fn is_binary(start: &[u8]) -> bool {
    start.split(|b| *b == 0).count() * 20 > start.len() + 20
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

fn unknown_encoding(label: &str) -> Error {
    Error::usage(format!("pengodean `{label}` tidak dikenal"), format!("unknown encoding `{label}`"))
        .with_hint("contoh: utf-8, windows-1252, utf-16le", "for example: utf-8, windows-1252, utf-16le")
}

fn no_text(name: &str) -> Error {
    Error::usage(format!("{name} bukan berkas teks CSV"), format!("{name} is not a text file of rows")).with_hint(
        "simpan lembar kerja sebagai \"CSV UTF-8\"; bila ini UTF-16 tanpa tanda, tambahkan --encoding utf-16le",
        "save the sheet as \"CSV UTF-8\"; if it is UTF-16 without a mark, add --encoding utf-16le",
    )
}

fn not_utf8(name: &str, line: u64) -> Error {
    Error::usage(format!("{name} bukan UTF-8 (baris {line})"), format!("{name} is not UTF-8 (line {line})"))
        .with_hint(
            "mungkin disimpan oleh Excel di Windows; coba --encoding windows-1252",
            "it was probably saved by Excel on Windows; try --encoding windows-1252",
        )
}

fn not_encoding(name: &str, line: u64) -> Error {
    Error::usage(
        format!("{name}: baris {line} tidak cocok dengan pengodeannya"),
        format!("{name}: line {line} is not in that encoding"),
    )
    .with_hint("sebutkan pengodean yang benar dengan --encoding", "name the right one with --encoding")
}

fn unclosed(name: &str, line: u64) -> Error {
    Error::usage(
        format!("{name}: tanda kutip pada baris {line} tidak pernah ditutup"),
        format!("{name}: the quote opened on line {line} is never closed"),
    )
    .with_hint("perbaiki tanda kutip pada baris itu", "mend the quotes of that line")
}

fn broken(name: &str, error: &csv::Error) -> Error {
    let line = error.position().map_or(0, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::Io(io) => Error::File(name.into(), std::io::Error::new(io.kind(), io.to_string())),
        csv::ErrorKind::Utf8 { .. } => not_utf8(name, line),
        _ => Error::usage(
            format!("{name}: baris {line} tidak dapat dibaca"),
            format!("{name}: line {line} cannot be read"),
        ),
    }
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

    fn rows(bytes: &[u8], mapping: &Mapping) -> Result<Vec<Vec<String>>> {
        let mut input = bytes;
        let mut source = Source::open(&mut input, "f.csv", mapping)?;
        let mut all = vec![source.headings.clone()];
        let mut record = StringRecord::new();
        while source.next(&mut record)?.is_some() {
            all.push(record.iter().map(str::to_owned).collect());
        }
        Ok(all)
    }

    #[test]
    fn marks_say_the_encoding_and_a_flag_says_it_where_there_is_none() {
        let expected = vec![vec!["judul".to_owned()], vec!["café".to_owned()]];
        assert_eq!(rows("\u{feff}judul\ncafé\n".as_bytes(), &Mapping::default()).unwrap(), expected);
        let utf16: Vec<u8> = "\u{feff}judul\ncafé\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(rows(&utf16, &Mapping::default()).unwrap(), expected);
        let latin = b"judul\ncaf\xE9\n";
        assert!(rows(latin, &Mapping::default()).is_err());
        let named = Mapping { encoding: Some("windows-1252".into()), ..Mapping::default() };
        assert_eq!(rows(latin, &named).unwrap(), expected);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named_with_its_line() {
        let error = rows(b"judul,mitra\nsatu,a\n\"dua,b\ntiga,c\n", &Mapping::default()).unwrap_err();
        assert!(error.say(crate::Lang::En).contains("line 3"), "{error:?}");
        assert!(rows(b"judul\n\"a \"\"b\"\" c\"\n5\" pipa\n", &Mapping::default()).is_ok());
    }
}
