//! Text for people: titles, tables, records and what follows them. Knows no files and no terminal: width and colour
//! are given.

use std::io::Write;
use std::ops::RangeInclusive;

use anstyle::Style;

use super::pages::Pages;
use super::record::{self, wrapped};
use super::show::visible;
use super::{Look, Renderer};
use crate::error::Error;
use crate::lang::Lang;
use crate::sheet::{Cell, Column, Foot, Head, Sink};

/// Other screens are not believed: some terminals report 0 columns.
const SCREENS: RangeInclusive<usize> = 60..=10_000;

const TITLE: Style = Style::new().bold();

/// Writes text.
pub(super) struct Text<'w> {
    look: Look,
    out: &'w mut dyn Write,
    begun: bool,
    titled: bool,
    body: Body,
}

/// What stands between the title and the foot.
enum Body {
    Table(Pages),
    Record(Vec<Column>, Lang),
}

impl<'w> Text<'w> {
    pub(super) fn new(look: Look, out: &'w mut dyn Write) -> Self {
        let width = look.width.map(|width| width.clamp(*SCREENS.start(), *SCREENS.end()));
        let body = Body::Record(Vec::new(), Lang::default());
        Self { look: Look { width, ..look }, out, begun: false, titled: false, body }
    }

    fn title(&mut self, title: &str) -> Result<(), Error> {
        let style = self.look.paint(TITLE);
        for line in title.lines().flat_map(|line| wrapped(&visible(line), self.look.width)) {
            writeln!(self.out, "{style}{line}{style:#}")?;
        }
        Ok(())
    }

    fn foot(&mut self, foot: &Foot) -> Result<(), Error> {
        let hidden = match &self.body {
            Body::Table(pages) => pages.hidden(),
            Body::Record(..) => None,
        };
        for note in foot.notes.iter().chain(&hidden) {
            self.write(&wrapped(&visible(note), self.look.width))?;
        }
        if let Some(command) = &foot.open {
            // Not wrapped: a command is copied whole.
            writeln!(self.out, "→ {}", visible(command))?;
        }
        Ok(())
    }

    fn write(&mut self, lines: &[String]) -> Result<(), Error> {
        for line in lines {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }
}

impl Sink for Text<'_> {
    fn begin(&mut self, head: &Head<'_>) -> Result<(), Error> {
        if std::mem::replace(&mut self.begun, true) {
            writeln!(self.out)?;
        }
        self.titled = !head.title.is_empty();
        self.title(head.title)?;
        if head.record && self.titled {
            writeln!(self.out)?;
        }
        self.body = if head.record {
            Body::Record(head.columns.to_vec(), head.lang)
        } else {
            Body::Table(Pages::new(head, self.look))
        };
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        let lines = match &mut self.body {
            Body::Record(columns, lang) => record::lines(columns, cells, *lang, self.look.width),
            Body::Table(pages) => {
                let lines = if pages.full() { pages.take(false) } else { Vec::new() };
                pages.push(cells);
                lines
            }
        };
        self.write(&lines)
    }

    fn end(&mut self, foot: &Foot) -> Result<(), Error> {
        // A bare list in a pipe is one line a record and nothing else.
        let footed = self.titled || self.look.width.is_some();
        let lines = match &mut self.body {
            Body::Record(..) if footed && (foot.open.is_some() || !foot.notes.is_empty()) => {
                vec![String::new()]
            }
            Body::Record(..) => Vec::new(),
            Body::Table(pages) => {
                if footed && !foot.total.is_empty() {
                    pages.push_total(&foot.total);
                }
                pages.take(true)
            }
        };
        self.write(&lines)?;
        if footed { self.foot(foot) } else { Ok(()) }
    }
}

impl Renderer for Text<'_> {
    fn finish(&mut self) -> Result<(), Error> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, sample};
    use super::*;
    use crate::lang::label;
    use crate::value::Kind;

    const PIPE: Look = Look {
        width: None,
        colour: false,
        borders: false,
        excel: false,
        no_header: false,
        wide: false,
        screen: false,
    };
    const SUMS: [Column; 2] = [
        Column::new("department", label("OPD", "Dept"), Kind::Text),
        Column::new("value", label("Nilai", "Value"), Kind::Rupiah),
    ];

    fn at(width: usize) -> Look {
        Look { width: Some(width), ..PIPE }
    }

    fn list(look: &Look) -> String {
        sample::written(Format::Text, look)
    }

    fn sums(look: &Look, title: &str) -> String {
        let head = Head { part: "sums", title, columns: &SUMS, lang: Lang::En, record: false };
        let rows = [[Cell::Text("DLH"), Cell::Int(1_000_000)], [Cell::Text("Dinkes"), Cell::Int(250_000)]];
        let foot = Foot {
            total: vec![Cell::Text("Total"), Cell::Int(1_250_000)],
            notes: vec!["2 of 3 departments have a value.".to_owned()],
            open: Some("sinergi agreement list --columns value".to_owned()),
        };
        sample::of(Format::Text, look, &head, &rows, &foot)
    }

    #[test]
    fn a_narrow_screen_gives_up_columns_and_says_which() {
        let expected = "\
KODE          STATUS           MITRA              JUDUL               BERAKHIR
KS-2025-0001  berjalan         PT Kapuas Hijau…   Pengolahan sampah…  2027-03-31
KS-2024-0019  segera berakhir  BPJS Kesehatan C…  Pemanfaatan data    2025-01-31
KS-2023-0014  lewat            RS Siloam          Rujukan, pasien     2024-12-31
5 kolom disembunyikan: JENIS, OPD, NILAI, DIDANAI, CAPAIAN (--wide)
";
        assert_eq!(list(&at(80)), expected);
    }

    #[test]
    fn a_pipe_cuts_nothing_and_says_nothing_more() {
        let out = list(&PIPE);
        assert_eq!(out.lines().count(), 4);
        assert!(!out.contains('…'));
        assert!(out.ends_with("2024-12-31        -45.000           100,0 %\n"), "{out}");
        assert_eq!(list(&Look { excel: false, no_header: true, ..PIPE }).lines().count(), 3);
        assert_eq!(list(&Look { wide: true, ..at(60) }), out);
    }

    #[test]
    fn an_impossible_screen_is_not_believed() {
        assert_eq!(list(&at(0)), list(&at(60)));
        assert_eq!(list(&at(usize::MAX)), list(&at(300)));
    }

    #[test]
    fn colour_is_laid_over_finished_cells() {
        let coloured = list(&Look { colour: true, ..at(80) });
        assert!(coloured.contains("\x1b[31mlewat\x1b[0m            RS Siloam"), "{coloured}");
        let dyed = |escape: &str| coloured.matches(escape).count();
        assert_eq!(dyed("\x1b["), 2 * dyed("\x1b[0m"));
        let mut plain = coloured;
        for escape in ["\x1b[0m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m"] {
            plain = plain.replace(escape, "");
        }
        assert_eq!(plain, list(&at(80)));
    }

    #[test]
    fn totals_and_notes_follow_the_rows() {
        let expected = "\
Values by department
DEPT        VALUE
DLH     1.000.000
Dinkes    250.000
        ─────────
Total   1.250.000
2 of 3 departments have a value.
→ sinergi agreement list --columns value
";
        assert_eq!(sums(&PIPE, "Values by department"), expected);
        assert_eq!(sums(&at(80), ""), expected.split_once('\n').unwrap().1);
        assert_eq!(sums(&PIPE, "").lines().count(), 3, "a bare list in a pipe has no foot");
    }

    #[test]
    fn an_empty_list_has_its_headings() {
        assert_eq!(sample::of_texts(Format::Text, &at(80), &[]), "NAMA  CATATAN\n");
        assert_eq!(sample::of_texts(Format::Text, &Look { excel: false, no_header: true, ..PIPE }, &[]), "");
    }

    #[test]
    fn parts_stand_apart_and_a_record_is_a_list_under_its_title() {
        let mut out = Vec::new();
        let mut text = Text::new(Look { colour: true, ..at(60) }, &mut out);
        for (title, record) in [("Kerja sama\nper 15 Januari", true), ("", false)] {
            text.begin(&Head { title, record, ..sample::TEXTS }).unwrap();
            text.row(&[Cell::Text("PKS"), Cell::Text("satu\ndua")]).unwrap();
            text.end(&Foot { notes: vec!["Selesai.".to_owned()], ..Foot::default() }).unwrap();
        }
        let expected = "\
<1>Kerja sama<0>
<1>per 15 Januari<0>

Nama     PKS
Catatan  satu␊dua

Selesai.

<2>NAMA<0>  <2>CATATAN<0>
PKS   satu␊dua
Selesai.
";
        let out = String::from_utf8(out).unwrap().replace("\x1b[", "<").replace('m', ">");
        assert_eq!(out, expected.replace('m', ">"));
    }
}
