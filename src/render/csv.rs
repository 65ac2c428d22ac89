//! RFC 4180 for spreadsheets and programs: commas, LF, UTF-8, stored values. Knows no language and no width.

use std::io::{self, Write};

use ::csv::{ByteRecord, Writer, WriterBuilder};

use super::{Renderer, one_part_only};
use crate::error::Error;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::value::Kind;

/// Writes CSV; nothing is allocated per row.
pub(super) struct Csv<'w> {
    out: Writer<&'w mut dyn Write>,
    no_header: bool,
    begun: bool,
    columns: Vec<Column>,
    field: Vec<u8>,
    record: ByteRecord,
}

impl<'w> Csv<'w> {
    pub(super) fn new(no_header: bool, out: &'w mut dyn Write) -> Self {
        let out = WriterBuilder::new().buffer_capacity(64 * 1024).from_writer(out);
        Self {
            out,
            no_header,
            begun: false,
            columns: Vec::new(),
            field: Vec::new(),
            record: ByteRecord::new(),
        }
    }

    fn head(&mut self, head: &Head<'_>) -> io::Result<()> {
        self.columns = head.columns.to_vec();
        if !self.no_header {
            self.out.write_record(head.columns.iter().map(|column| column.key))?;
        }
        Ok(())
    }

    fn record(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.record.clear();
        for (cell, column) in cells.iter().zip(&self.columns) {
            self.field.clear();
            match *cell {
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
    use super::super::sample;
    use super::super::{Format, Look};
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
    fn an_empty_part_has_its_headings() {
        assert_eq!(sample::of_texts(Format::Csv, &Look::default(), &[]), "name,note\n");
    }

    #[test]
    fn a_second_part_is_refused() {
        let mut out = Vec::new();
        let mut csv = Csv::new(false, &mut out);
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
