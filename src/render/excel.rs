//! CSV for a double click in a spreadsheet with Indonesian settings: byte order mark, `;`, CRLF, labels for headings and
//! words, and texts that a spreadsheet would run as a formula kept from it by a quote.

use std::io::{self, Write};

use ::csv::{Terminator, Writer, WriterBuilder};

use super::{Renderer, cell_text, one_part_only};
use crate::error::Error;
use crate::lang::Lang;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::value::Kind;

/// Writes CSV for spreadsheets.
pub(super) struct Excel<'w> {
    out: Writer<&'w mut dyn Write>,
    no_header: bool,
    begun: bool,
    columns: Vec<Column>,
    lang: Lang,
}

impl<'w> Excel<'w> {
    pub(super) fn new(no_header: bool, out: &'w mut dyn Write) -> io::Result<Self> {
        // The mark stands before the first cell, outside its quotes.
        out.write_all("\u{feff}".as_bytes())?;
        let out = WriterBuilder::new()
            .delimiter(b';')
            .terminator(Terminator::CRLF)
            .buffer_capacity(64 * 1024)
            .from_writer(out);
        Ok(Self { out, no_header, begun: false, columns: Vec::new(), lang: Lang::default() })
    }

    fn head(&mut self, head: &Head<'_>) -> io::Result<()> {
        self.columns = head.columns.to_vec();
        self.lang = head.lang;
        if !self.no_header {
            self.out.write_record(head.columns.iter().map(|column| column.label.get(head.lang)))?;
        }
        Ok(())
    }

    fn record(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for (cell, column) in cells.iter().zip(&self.columns) {
            match (cell, column.kind) {
                (Cell::Text(text), Kind::Choice(_)) => {
                    self.out.write_field(cell_text(&Cell::Text(text), column.kind, self.lang).as_bytes())?;
                }
                (Cell::Text(text), _) if is_formula(text) => self.out.write_field(format!("'{text}"))?,
                (Cell::Text(text), _) => self.out.write_field(text)?,
                (Cell::Int(_), Kind::YesNo) | (Cell::Share(_), _) => {
                    self.out.write_field(cell_text(cell, column.kind, self.lang).as_bytes())?;
                }
                (Cell::Int(number), _) => self.out.write_field(number.to_string())?,
                (Cell::Empty, _) => self.out.write_field("")?,
            }
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }
}

/// Whether a spreadsheet would run a text, or take the quote that keeps it from doing so for its own.
fn is_formula(text: &str) -> bool {
    let rest = text.trim_start_matches('\'');
    rest.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

impl Sink for Excel<'_> {
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

impl Renderer for Excel<'_> {
    fn finish(&mut self) -> Result<(), Error> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::super::{Format, Look};

    #[test]
    fn a_spreadsheet_gets_its_mark_labels_and_harmless_texts() {
        let look = Look { excel: true, ..Look::default() };
        let texts = [("=1+1", "+62 811"), ("-x", "@y"), ("a;b", "'=z"), ("'Aisyiyah", "biasa")];
        let texts: Vec<(String, String)> = texts.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
        let out = sample::of_texts(Format::Csv, &look, &texts);
        let rows: Vec<&str> = out.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
        assert_eq!(rows[1..5], ["'=1+1;'+62 811", "'-x;'@y", "\"a;b\";''=z", "'Aisyiyah;biasa"]);
    }
}
