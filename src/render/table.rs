//! A page of a table as lines, laid out by comfy-table. Knows which cells stand where, not what they mean.
//!
//! comfy-table wraps what is wider than its column and cannot measure escapes. So where a cell is coloured or
//! wider than its column, it is given a stand-in, and the finished line gets the cell itself.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::Style;
use comfy_table::presets::{NOTHING, UTF8_FULL_CONDENSED};
use comfy_table::{CellAlignment, ColumnConstraint, LineStyle, Row, Table, Width};

use super::layout::{Lane, Layout};
use super::width::{shorten, width};
use crate::value::Align;

/// Never part of a [`Piece`], whose text is visible.
const STAND_IN: char = '\u{1}';

/// What stands in a cell.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) width: usize,
    pub(super) style: Style,
}

impl Piece {
    pub(super) fn new(text: impl Into<String>, style: Style) -> Self {
        let text = text.into();
        Self { width: width(&text), text, style }
    }

    fn cut(&self, lane: &Lane) -> Cow<'_, str> {
        let long = lane.cuts && self.width > lane.width;
        if long { shorten(&self.text, lane.width).into() } else { self.text.as_str().into() }
    }
}

/// Which edges of a box a page draws; pages of one table stand flush under each other.
#[derive(Clone, Copy)]
pub(super) struct Edges {
    pub(super) borders: bool,
    pub(super) first: bool,
    pub(super) last: bool,
}

/// Lays out a page: one line for the heading and for each row, without trailing blanks.
pub(super) fn lines(
    layout: &Layout,
    heading: Option<&[Piece]>,
    rows: &[Vec<Piece>],
    edges: Edges,
) -> Vec<String> {
    let mut stood = Vec::new();
    let mut table = Table::new();
    table.load_style(if edges.borders { UTF8_FULL_CONDENSED } else { NOTHING });
    if let Some(heading) = heading {
        table.set_header(cells(layout, heading, &mut stood));
    }
    for row in rows {
        table.add_row(cells(layout, row, &mut stood));
    }
    if !edges.first {
        table.style_mut().top_border = LineStyle::none();
    }
    if !edges.last {
        table.style_mut().bottom_border = LineStyle::none();
    }
    let padding = if edges.borders { (1, 1) } else { (0, 2) };
    for (column, lane) in table.column_iter_mut().zip(&layout.lanes) {
        let width = u16::try_from(lane.width).unwrap_or(u16::MAX).saturating_add(2);
        column.set_padding(padding).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        column.set_cell_alignment(match lane.align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    let mut stood = stood.into_iter();
    table.lines().map(|line| seat(&line, &mut stood)).collect()
}

fn cells(layout: &Layout, row: &[Piece], stood: &mut Vec<String>) -> Row {
    let cell = |lane: &Lane| {
        let Some(piece) = row.get(lane.column) else { return String::new() };
        if lane.wraps {
            return piece.text.clone();
        }
        let text = piece.cut(lane);
        let taken = width(&text);
        if taken == 0 || (taken <= lane.width && piece.style == Style::new()) {
            return text.into_owned();
        }
        stood.push(format!("{}{text}{:#}", piece.style, piece.style));
        STAND_IN.to_string().repeat(taken.min(lane.width))
    };
    Row::from(layout.lanes.iter().map(cell).collect::<Vec<_>>())
}

/// Puts the cells where their stand-ins were.
fn seat(line: &str, stood: &mut impl Iterator<Item = String>) -> String {
    let (mut seated, mut rest) = (String::with_capacity(line.len()), line);
    while let Some(at) = rest.find(STAND_IN) {
        let cell = stood.next().unwrap_or_default();
        let _ = write!(seated, "{}{cell}", &rest[..at]);
        rest = rest[at..].trim_start_matches(STAND_IN);
    }
    seated.push_str(rest);
    seated.truncate(seated.trim_end().len());
    seated
}
