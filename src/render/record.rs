//! One record as a list of labels and values, and running text wrapped to a width. Knows no pages and no colours.

use std::borrow::Cow;

use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, Table, Width};

use super::show::{cell_text, visible};
use super::width::width;
use crate::lang::Lang;
use crate::sheet::{Cell, Column};
use crate::value::{Kind, rupiah};

/// What a value gets, however long the labels are.
const LEAST: usize = 20;

/// The lines of a record: what is known of it, each value wrapped with a hanging indent.
pub(super) fn lines(
    columns: &[Column],
    cells: &[Cell<'_>],
    lang: Lang,
    screen: Option<usize>,
) -> Vec<String> {
    let known: Vec<_> = columns
        .iter()
        .zip(cells)
        .map(|(column, cell)| (column.label.get(lang), value(cell, column.kind, lang)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let label = known.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    let room = screen.map(|screen| screen.saturating_sub(label + 2).max(LEAST));
    let mut table = Table::new();
    table.load_style(NOTHING);
    for (label, value) in &known {
        table.add_row([label, value.as_ref()]);
    }
    finished(&mut table, room)
}

/// The lines of a running text on a screen of so many columns; a pipe has none.
pub fn wrapped(text: &str, screen: Option<usize>) -> Vec<String> {
    let mut table = Table::new();
    table.load_style(NOTHING).add_row([text]);
    finished(&mut table, screen)
}

/// The table's lines, its last column no wider than `room`.
fn finished(table: &mut Table, room: Option<usize>) -> Vec<String> {
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    if let Some(column) = table.column_iter_mut().last() {
        column.set_padding((0, 0));
        if let Some(room) = room {
            let room = u16::try_from(room).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(room)));
        }
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// As in a table, but an amount says its currency and a note keeps its lines.
fn value<'a>(cell: &Cell<'a>, kind: Kind, lang: Lang) -> Cow<'a, str> {
    match (cell, kind) {
        (Cell::Int(amount), Kind::Rupiah) => rupiah::show(*amount).into(),
        (Cell::Text(note), Kind::Note) => note.lines().map(visible).collect::<Vec<_>>().join("\n").into(),
        _ => match cell_text(cell, kind, lang) {
            Cow::Borrowed(text) => visible(text),
            Cow::Owned(text) => text.into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::label;

    const COLUMNS: [Column; 4] = [
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("value", label("Nilai", "Value"), Kind::Rupiah),
        Column::new("ends_on", label("Berakhir", "Ends"), Kind::Date),
        Column::new("note", label("Catatan", "Note"), Kind::Note),
    ];
    const NOTE: &str =
        "Menunggu hasil kajian fiskal dari Badan Keuangan Daerah, lalu dibahas.\nJangan\tlupa.";

    fn shown(screen: Option<usize>) -> String {
        let cells = [Cell::Text("KS-2025-0001"), Cell::Int(1_250_000_000), Cell::Empty, Cell::Text(NOTE)];
        lines(&COLUMNS, &cells, Lang::Id, screen).join("\n")
    }

    #[test]
    fn values_hang_beside_their_labels_and_the_unknown_is_left_out() {
        let expected = "\
Kode     KS-2025-0001
Nilai    Rp1.250.000.000
Catatan  Menunggu hasil kajian fiskal dari Badan Keuangan
         Daerah, lalu dibahas.
         Jangan␉lupa.";
        assert_eq!(shown(Some(60)), expected);
    }

    #[test]
    fn a_pipe_wraps_nothing() {
        assert_eq!(shown(None).lines().count(), 4);
    }

    #[test]
    fn a_word_longer_than_the_screen_is_broken() {
        let word = "x".repeat(130);
        assert!(wrapped(&word, Some(60)).iter().all(|line| width(line) <= 60));
        assert_eq!(wrapped(&word, Some(60)).concat(), word);
    }

    #[test]
    fn no_note_makes_a_line_longer_than_the_screen() {
        arbtest::arbtest(|u| {
            let (screen, note): (usize, String) = (u.int_in_range(60..=200)?, u.arbitrary()?);
            let row = lines(&COLUMNS[3..], &[Cell::Text(&note)], Lang::En, Some(screen));
            assert!(row.iter().all(|line| width(line) <= screen), "{row:#?}");
            Ok(())
        });
    }
}
