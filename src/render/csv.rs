//! RFC 4180 for programs: commas, LF, UTF-8, stored values; or the same rows for a person's spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use ::csv::{ByteRecord, Terminator, Writer, WriterBuilder};

use super::{Look, Renderer, cell_text, one_part_only, visible};
use crate::error::Error;
use crate::lang::Lang;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::value::Kind;

/// How much is gathered before it is handed on.
const BUFFER: usize = 64 * 1024;

/// Writes CSV; nothing is allocated per row.
pub(super) struct Csv<'w> {
    out: Writer<&'w mut dyn Write>,
    look: Look,
    begun: bool,
    columns: Vec<Column>,
    lang: Lang,
    field: Vec<u8>,
    record: ByteRecord,
}

impl<'w> Csv<'w> {
    /// RFC 4180: commas, LF, stored values.
    pub(super) fn new(look: Look, out: &'w mut dyn Write) -> Self {
        Self::with(look, WriterBuilder::new().buffer_capacity(BUFFER).from_writer(out))
    }

    /// For a double click in a spreadsheet with Indonesian settings: byte order mark, `;`, CR LF, labels.
    pub(super) fn for_excel(look: Look, out: &'w mut dyn Write) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut builder = WriterBuilder::new();
        builder.delimiter(b';').terminator(Terminator::CRLF).buffer_capacity(BUFFER);
        Ok(Self::with(look, builder.from_writer(out)))
    }

    fn with(look: Look, out: Writer<&'w mut dyn Write>) -> Self {
        Self {
            out,
            look,
            begun: false,
            columns: Vec::new(),
            lang: Lang::default(),
            field: Vec::new(),
            record: ByteRecord::new(),
        }
    }

    fn head(&mut self, head: &Head<'_>) -> io::Result<()> {
        self.columns = head.columns.to_vec();
        self.lang = head.lang;
        if !self.look.no_header {
            let heading = |c: &Column| if self.look.excel { c.label.get(head.lang) } else { c.key };
            self.out.write_record(head.columns.iter().map(heading))?;
        }
        Ok(())
    }

    fn record(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.record.clear();
        for (cell, column) in cells.iter().zip(&self.columns) {
            if self.look.excel {
                self.record.push_field(for_people(cell, column.kind, self.lang).as_bytes());
                continue;
            }
            self.field.clear();
            match *cell {
                Cell::Text(text) if self.look.screen => {
                    self.record.push_field(visible(text).as_bytes());
                    continue;
                }
                Cell::Text(text) => {
                    self.record.push_field(text.as_bytes());
                    continue;
                }
                Cell::Int(yes) if column.kind == Kind::YesNo => {
                    self.field.extend_from_slice(if yes == 0 { b"no" } else { b"yes" });
                }
                Cell::Int(number) => write!(self.field, "{number}")?,
                Cell::Share(share) if share.is_finite() => write!(self.field, "{share}")?,
                Cell::Empty | Cell::Share(_) => {}
            }
            self.record.push_field(&self.field);
        }
        // A whole record takes the writer's short way, which a field at a time does not have.
        Ok(self.out.write_byte_record(&self.record)?)
    }
}

/// A cell for a spreadsheet: words by their labels, numbers as plain digits, and a text that would be run as a formula
/// kept from it by a quote.
fn for_people<'c>(cell: &Cell<'c>, kind: Kind, lang: Lang) -> Cow<'c, str> {
    match (cell, kind) {
        (Cell::Text(text), kind) if !matches!(kind, Kind::Choice(_) | Kind::Decimal | Kind::Quantity) => {
            if is_formula(text) {
                Cow::Owned(format!("'{text}"))
            } else {
                Cow::Borrowed(*text)
            }
        }
        (Cell::Int(number), kind) if kind != Kind::YesNo => Cow::Owned(number.to_string()),
        _ => cell_text(cell, kind, lang),
    }
}

/// Whether a spreadsheet would run a text, or take the quote that keeps it from doing so for its own.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

impl Sink for Csv<'_> {
    fn begin(&mut self, head: &Head<'_>) -> Result<(), Error> {
        if std::mem::replace(&mut self.begun, true) {
            return Err(one_part_only());
        }
        Ok(self.head(head)?)
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        Ok(self.record(cells)?)
    }

    fn end(&mut self, _: &Foot) -> Result<(), Error> {
        Ok(self.out.flush()?)
    }
}

impl Renderer for Csv<'_> {
    fn finish(&mut self) -> Result<(), Error> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::sample;
    use super::*;

    #[test]
    fn values_are_written_as_they_are_stored() {
        let expected = "\
code,state,kind,department,partner,title,ends_on,value,funded,share
KS-2025-0001,running,PKS,department/DLH,PT Kapuas Hijau Lestari,\
Pengolahan sampah terpadu TPA Km 14 Kelurahan Bukit Tunggal,2027-03-31,1250000000,yes,0.875
KS-2024-0019,ending-soon,PKS,Bagian Umum,BPJS Kesehatan Cabang Palangka Raya,Pemanfaatan data,2025-01-31,,no,
KS-2023-0014,lapsed,MoU,,RS Siloam,\"Rujukan, pasien\",2024-12-31,-45000,,1
";
        assert_eq!(sample::written(Format::Csv, &Look::default()), expected);
        let bare = Look { no_header: true, ..Look::default() };
        assert_eq!(sample::written(Format::Csv, &bare), expected.split_once('\n').unwrap().1);
    }

    #[test]
    fn a_spreadsheet_gets_its_mark_labels_and_harmless_texts() {
        let look = Look { excel: true, ..Look::default() };
        let texts = [("=1+1", "+62 811"), ("-x", "@y"), ("a;b", "'=z"), ("'Aisyiyah", "biasa")];
        let texts: Vec<(String, String)> = texts.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
        let out = sample::of_texts(Format::Csv, &look, &texts);
        let rows: Vec<&str> = out.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
        assert_eq!(rows[1..5], ["'=1+1;'+62 811", "'-x;'@y", "\"a;b\";''=z", "'Aisyiyah;biasa"]);
    }

    #[test]
    fn on_a_screen_no_text_moves_or_turns_anything_and_in_a_pipe_it_is_as_stored() {
        let texts = [("a\u{1b}[2Jb".to_owned(), "\u{202e}x".to_owned())];
        let screen = sample::of_texts(Format::Csv, &Look { screen: true, ..Look::default() }, &texts);
        assert_eq!(screen, "name,note\na␛[2Jb,\u{fffd}x\n");
        let pipe = sample::of_texts(Format::Csv, &Look::default(), &texts);
        assert_eq!(pipe, "name,note\na\u{1b}[2Jb,\u{202e}x\n");
    }

    #[test]
    fn an_empty_part_has_its_headings() {
        assert_eq!(sample::of_texts(Format::Csv, &Look::default(), &[]), "name,note\n");
    }

    #[test]
    fn a_second_part_is_refused() {
        let mut out = Vec::new();
        let mut csv = Csv::new(Look::default(), &mut out);
        csv.begin(&sample::HEAD).unwrap();
        csv.end(&Foot::default()).unwrap();
        assert!(matches!(csv.begin(&sample::HEAD), Err(Error::Usage { .. })));
    }

    #[test]
    fn any_text_reads_back() {
        arbtest::arbtest(|u| {
            let texts: Vec<(String, String)> = u.arbitrary()?;
            let out = sample::of_texts(Format::Csv, &Look::default(), &texts);
            let back: Vec<(String, String)> =
                ::csv::Reader::from_reader(out.as_bytes()).deserialize().map(Result::unwrap).collect();
            assert_eq!(back, texts);
            Ok(())
        });
    }
}
