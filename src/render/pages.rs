//! The table of one part: rows gathered into pages, each page turned into lines. Knows no writer, no titles and no
//! notes.

use anstyle::{AnsiColor, Style};

use super::Look;
use super::layout::{Layout, Wish};
use super::show::{cell_text, visible};
use super::table::{self, Edges, Piece};
use super::width::width;
use crate::lang::Lang;
use crate::sheet::{Cell, Column, Head};
use crate::value::{Align, Kind};

/// Rows laid out at once; the first page decides the widths of all.
const PAGE: usize = 500;
/// No column is laid out wider than this in a pipe; a longer cell pushes its line instead of padding all others.
const WIDEST: usize = 240;

const HEADING: Style = Style::new().dimmed();
const TOTAL: Style = Style::new().bold();
/// Words that catch the eye. The word itself says it all, so nothing is lost without colour.
const SIGNALS: [(&str, AnsiColor); 3] =
    [("lapsed", AnsiColor::Red), ("ending-soon", AnsiColor::Yellow), ("running", AnsiColor::Green)];

/// A table that is written a page at a time.
pub(super) struct Pages {
    look: Look,
    columns: Vec<Column>,
    lang: Lang,
    rows: Vec<Vec<Piece>>,
    layout: Option<Layout>,
}

impl Pages {
    pub(super) fn new(head: &Head<'_>, look: Look) -> Self {
        Self { look, columns: head.columns.to_vec(), lang: head.lang, rows: Vec::new(), layout: None }
    }

    /// Whether the page must be taken before the next row.
    pub(super) fn full(&self) -> bool {
        self.rows.len() >= PAGE
    }

    pub(super) fn push(&mut self, cells: &[Cell<'_>]) {
        let row = cells.iter().zip(&self.columns).map(|(cell, column)| self.piece(cell, column)).collect();
        self.rows.push(row);
    }

    /// A thin line over each total, then the totals.
    pub(super) fn push_total(&mut self, total: &[Cell<'_>]) {
        let style = self.look.paint(TOTAL);
        let cells = total.iter().zip(&self.columns);
        let (rules, totals) = cells
            .map(|(cell, column)| {
                let piece = Piece { style, ..self.piece(cell, column) };
                let ruled = if column.kind.align() == Align::Right { piece.width } else { 0 };
                (Piece::new("─".repeat(ruled), Style::new()), piece)
            })
            .unzip();
        self.rows.extend([rules, totals]);
    }

    /// The lines of the page, which is empty again; under the headings if it is the first.
    pub(super) fn take(&mut self, last: bool) -> Vec<String> {
        let first = self.layout.is_none();
        let layout = self.layout.take().unwrap_or_else(|| self.lay_out(!last));
        let heading = (first && !self.look.no_header).then(|| self.heading());
        let edges = Edges { borders: self.look.borders, first, last };
        let lines = if heading.is_none() && self.rows.is_empty() {
            Vec::new()
        } else {
            table::lines(&layout, heading.as_deref(), &self.rows, edges)
        };
        self.rows.clear();
        self.layout = Some(layout);
        lines
    }

    /// Says which columns were given up, if any.
    pub(super) fn hidden(&self) -> Option<String> {
        let hidden = self.layout.as_ref().map(|layout| &layout.hidden).filter(|all| !all.is_empty())?;
        let names = hidden.iter().map(|&at| self.name(&self.columns[at])).collect::<Vec<_>>().join(", ");
        let (n, noun) = (hidden.len(), if hidden.len() == 1 { "column" } else { "columns" });
        Some(match self.lang {
            Lang::Id => format!("{n} kolom disembunyikan: {names} (--wide)"),
            Lang::En => format!("{n} {noun} hidden: {names} (--wide)"),
        })
    }

    fn name(&self, column: &Column) -> String {
        column.label.get(self.lang).to_uppercase()
    }

    fn heading(&self) -> Vec<Piece> {
        let style = self.look.paint(HEADING);
        self.columns.iter().map(|column| Piece::new(self.name(column), style)).collect()
    }

    fn piece(&self, cell: &Cell<'_>, column: &Column) -> Piece {
        let text = cell_text(cell, column.kind, self.lang);
        let signal = match (cell, column.kind) {
            (Cell::Text(word), Kind::Choice(_)) => SIGNALS.iter().find(|(signal, _)| signal == word),
            _ => None,
        };
        let style = signal.map_or(Style::new(), |(_, colour)| self.look.paint(colour.on_default()));
        Piece::new(visible(&text), style)
    }

    /// The widths for all pages; where more follow, with room for what the first page does not show.
    fn lay_out(&self, more: bool) -> Layout {
        let heading: Vec<usize> = self.heading().iter().map(|piece| piece.width.max(1)).collect();
        let mut natural = heading.clone();
        let widest = self.look.width.unwrap_or(WIDEST);
        for row in &self.rows {
            for (natural, piece) in natural.iter_mut().zip(row) {
                *natural = piece.width.min(widest).max(*natural);
            }
        }
        if more {
            for (natural, column) in natural.iter_mut().zip(&self.columns) {
                *natural = self.widest_of(column.kind).max(*natural);
            }
        }
        let borders = self.look.borders;
        let wish = Wish { columns: &self.columns, heading: &heading, natural: &natural, borders };
        match self.look.width {
            Some(room) if !self.look.wide => Layout::fit(&wish, room),
            _ => Layout::whole(&wish),
        }
    }

    /// The widest cell to expect of a kind that is never shortened: the longest label of a choice, hundreds of thousands
    /// of records, hundreds of milliards of rupiah. What is wider still pushes its line.
    fn widest_of(&self, kind: Kind) -> usize {
        match kind {
            Kind::Choice(choices) => {
                choices.iter().map(|choice| width(choice.label.get(self.lang))).max().unwrap_or_default()
            }
            Kind::Count => "999999".len(),
            Kind::Rupiah => "999.999.999.999".len(),
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, sample};
    use super::*;
    use crate::lang::label;
    use crate::sheet::Foot;

    const PIPE: Look = Look {
        width: None,
        colour: false,
        borders: false,
        excel: false,
        no_header: false,
        wide: false,
        screen: false,
    };

    fn at(width: usize) -> Look {
        Look { width: Some(width), ..PIPE }
    }

    /// Texts of which the last follow on a second page.
    fn pages(look: &Look, last: &str) -> String {
        let mut texts = vec![("a".to_owned(), "b".to_owned()); PAGE];
        texts.push((last.to_owned(), "c".to_owned()));
        sample::of_texts(Format::Text, look, &texts)
    }

    #[test]
    fn lines_keep_to_the_width_and_codes_dates_and_amounts_are_whole() {
        for screen in [60, 80, 100, 120, 200] {
            for borders in [false, true] {
                let out = sample::written(Format::Text, &Look { borders, ..at(screen) });
                assert!(out.lines().all(|line| width(line) <= screen && line == line.trim_end()), "{out}");
                assert!(
                    ["KS-2025-0001", "2027-03-31", "segera berakhir"].iter().all(|v| out.contains(v)),
                    "{out}"
                );
                assert_eq!(out.contains("1.250"), out.contains("1.250.000.000"), "{out}");
            }
        }
    }

    #[test]
    fn pages_stand_flush_and_a_wider_cell_pushes_only_its_line() {
        let out = pages(&PIPE, "x".repeat(70_000).as_str());
        assert_eq!(out.lines().count(), PAGE + 2);
        assert_eq!(out.lines().nth(PAGE), Some("a     b"));
        assert!(out.ends_with("xx  c\n"));
        let out = pages(&at(60), "wider than before");
        assert!(out.ends_with("wid…  c\n"), "{out}");
        let boxed = pages(&Look { borders: true, ..at(60) }, "z");
        assert_eq!((boxed.matches('┌').count(), boxed.matches('└').count()), (1, 1));
    }

    #[test]
    fn hostile_text_stays_on_its_line_and_moves_nothing() {
        let hostile = [("\x1b[2J\0\n\r\u{202e}abc\u{9b}".to_owned(), "静岡県 e\u{301}\t".to_owned())];
        let out = sample::of_texts(Format::Text, &at(60), &hostile);
        assert_eq!(out, "NAMA          CATATAN\n␛[2J␀␊␍�abc�  静岡県 e\u{301}␉\n");
    }

    #[test]
    fn no_text_makes_a_line_longer_than_the_screen_or_two() {
        const COLUMNS: [Column; 3] = [
            Column::new("code", label("Kode", "Code"), Kind::Code),
            Column::new("name", label("Nama", "Name"), Kind::Text).rank(1),
            Column::new("note", label("Catatan", "Note"), Kind::Note),
        ];
        arbtest::arbtest(|u| {
            let look = Look { borders: u.arbitrary()?, ..at(u.int_in_range(60..=200)?) };
            let texts: Vec<(u32, String, String)> = u.arbitrary()?;
            let codes: Vec<String> = texts.iter().map(|(n, ..)| format!("KS-{n}")).collect();
            let rows: Vec<_> = codes
                .iter()
                .zip(&texts)
                .map(|(code, (_, name, note))| [Cell::Text(code), Cell::Text(name), Cell::Text(note)])
                .collect();
            let head = Head { columns: &COLUMNS, ..sample::TEXTS };
            let out = sample::of(Format::Text, &look, &head, &rows, &Foot::default());
            assert_eq!(out.matches('\n').count(), texts.len() + if look.borders { 4 } else { 1 });
            assert!(out.lines().all(|line| Some(width(line)) <= look.width), "{out}");
            assert!(codes.iter().all(|code| out.contains(code)), "{out}");
            Ok(())
        });
    }
}
