//! JSON for programs: stored values under stable English keys, one object a line. Knows no language; the foot,
//! which is for people, is left out.

use std::io::{self, Write};

use serde::Serialize;

use super::{Renderer, one_part_only, visible};
use crate::error::Error;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::value::{Kind, decimal};

/// Writes one array of objects, or one object for a record; of several parts, an object of those.
#[expect(clippy::struct_excessive_bools, reason = "two say what was asked for, two where it stands")]
pub(super) struct Json<'w> {
    out: &'w mut dyn Write,
    parts: bool,
    screen: bool,
    begun: bool,
    record: bool,
    rows: usize,
    columns: Vec<Column>,
    line: Vec<u8>,
}

impl<'w> Json<'w> {
    pub(super) fn new(parts: bool, screen: bool, out: &'w mut dyn Write) -> Self {
        let (columns, line) = (Vec::new(), Vec::new());
        Self { out, parts, screen, begun: false, record: false, rows: 0, columns, line }
    }

    fn indent(&self) -> &'static str {
        if self.parts { "  " } else { "" }
    }

    fn put(&mut self, value: &impl Serialize) -> Result<(), Error> {
        Ok(serde_json::to_writer(&mut self.line, value).map_err(io::Error::from)?)
    }

    fn put_cell(&mut self, cell: &Cell<'_>, kind: Kind) -> Result<(), Error> {
        match *cell {
            Cell::Empty => self.put(&()),
            // Its digits as they are kept: a number of another form would lose the fourth behind the sign.
            Cell::Text(number)
                if matches!(kind, Kind::Decimal | Kind::Quantity) && decimal::units(number).is_some() =>
            {
                self.line.extend_from_slice(number.as_bytes());
                Ok(())
            }
            // Control characters are escaped already; what turns a line around is not.
            Cell::Text(text) if self.screen => self.put(&visible(text)),
            Cell::Text(text) => self.put(&text),
            Cell::Int(yes) if kind == Kind::YesNo => self.put(&(yes != 0)),
            Cell::Int(number) => self.put(&number),
            Cell::Share(share) => self.put(&share),
        }
    }
}

impl Sink for Json<'_> {
    fn begin(&mut self, head: &Head<'_>) -> Result<(), Error> {
        let again = std::mem::replace(&mut self.begun, true);
        if again && !self.parts {
            return Err(one_part_only());
        }
        (self.record, self.rows) = (head.record, 0);
        self.columns = head.columns.to_vec();
        self.line.clear();
        if self.parts {
            self.line.extend_from_slice(if again { b",\n  " } else { b"{\n  " });
            self.put(&head.part)?;
            self.line.extend_from_slice(b": ");
        }
        if !head.record {
            self.line.push(b'[');
        }
        Ok(self.out.write_all(&self.line)?)
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        self.line.clear();
        if !self.record {
            let comma = if self.rows == 0 { "" } else { "," };
            write!(self.line, "{comma}\n{}  ", self.indent())?;
        } else if self.rows > 0 {
            return Err(Error::usage("rekaman ini lebih dari satu", "there is more than one record"));
        }
        self.rows += 1;
        for (at, cell) in cells.iter().enumerate().take(self.columns.len()) {
            let Column { key, kind, .. } = self.columns[at];
            self.line.extend_from_slice(if at == 0 { b"{" } else { b", " });
            self.put(&key)?;
            self.line.extend_from_slice(b": ");
            self.put_cell(cell, kind)?;
        }
        self.line.push(b'}');
        Ok(self.out.write_all(&self.line)?)
    }

    fn end(&mut self, _: &Foot) -> Result<(), Error> {
        match (self.record, self.rows) {
            (true, 0) => write!(self.out, "null")?,
            (true, _) => {}
            (false, 0) => write!(self.out, "]")?,
            (false, _) => write!(self.out, "\n{}]", self.indent())?,
        }
        if !self.parts {
            writeln!(self.out)?;
        }
        Ok(())
    }
}

impl Renderer for Json<'_> {
    fn finish(&mut self) -> Result<(), Error> {
        match (self.parts, self.begun) {
            (true, true) => writeln!(self.out, "\n}}")?,
            (true, false) => writeln!(self.out, "{{}}")?,
            (false, true) => {}
            (false, false) => writeln!(self.out, "[]")?,
        }
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::{Format, Look, sample};
    use super::*;

    fn document(parts: bool, write: impl Fn(&mut Json<'_>)) -> String {
        let mut out = Vec::new();
        let mut json = Json::new(parts, false, &mut out);
        write(&mut json);
        json.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    fn one_row(json: &mut Json<'_>, part: &'static str, record: bool) {
        json.begin(&Head { part, record, ..sample::TEXTS }).unwrap();
        json.row(&[Cell::Text("a"), Cell::Empty]).unwrap();
        json.end(&Foot::default()).unwrap();
    }

    #[test]
    fn a_list_is_an_array_with_one_object_a_line() {
        let out = sample::written(Format::Json, &Look::default());
        assert_eq!(out.lines().count(), 5);
        let read: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(
            read[0],
            json!({
                "code": "KS-2025-0001", "state": "running", "kind": "PKS", "department": "department/DLH",
                "partner": "PT Kapuas Hijau Lestari",
                "title": "Pengolahan sampah terpadu TPA Km 14 Kelurahan Bukit Tunggal",
                "ends_on": "2027-03-31", "value": 1_250_000_000, "funded": true, "share": 0.875,
            })
        );
        assert_eq!(read[2]["funded"], Value::Null);
    }

    #[test]
    fn several_parts_are_an_object_and_a_record_is_one_too() {
        let out = document(true, |json| {
            one_row(json, "summary", false);
            json.begin(&Head { part: "none", ..sample::TEXTS }).unwrap();
            json.end(&Foot::default()).unwrap();
            one_row(json, "agreement", true);
        });
        let expected = r#"{
  "summary": [
    {"name": "a", "note": null}
  ],
  "none": [],
  "agreement": {"name": "a", "note": null}
}
"#;
        assert_eq!(out, expected);
    }

    #[test]
    fn nothing_is_still_a_document() {
        assert_eq!(sample::of_texts(Format::Json, &Look::default(), &[]), "[]\n");
        assert_eq!(document(true, |_| ()), "{}\n");
        assert_eq!(document(false, |_| ()), "[]\n");
        assert_eq!(document(false, |json| one_row(json, "x", true)), "{\"name\": \"a\", \"note\": null}\n");
    }

    #[test]
    fn a_second_part_must_be_announced() {
        let mut out = Vec::new();
        let mut json = Json::new(false, false, &mut out);
        one_row(&mut json, "summary", false);
        assert!(matches!(json.begin(&sample::TEXTS), Err(Error::Usage { .. })));
    }

    #[test]
    fn any_text_reads_back() {
        arbtest::arbtest(|u| {
            let texts: Vec<(String, String)> = u.arbitrary()?;
            let read: Vec<Value> =
                serde_json::from_str(&sample::of_texts(Format::Json, &Look::default(), &texts)).unwrap();
            let expected: Vec<Value> =
                texts.iter().map(|(name, note)| json!({ "name": name, "note": note })).collect();
            assert_eq!(read, expected);
            Ok(())
        });
    }
}
