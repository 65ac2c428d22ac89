//! The rows of a report taken in, for another report that rests on it: what it counts is counted by one rule.

use super::{Ask, Report};
use crate::error::Result;
use crate::sheet::{Cell, Foot, Head, Sink};
use crate::store::Store;
use crate::value::Value;

/// The parts of a report with their rows.
#[derive(Default)]
pub(super) struct Gathered(Vec<Table>);

/// One part.
#[derive(Default)]
pub(super) struct Table {
    part: &'static str,
    keys: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Value>>,
    total: Vec<Value>,
}

/// Runs a report for its rows alone, as programs read it.
pub(super) fn gather(report: &Report, part: &str, store: &Store, ask: &Ask) -> Result<Table> {
    let ask = Ask { people: false, part: Some(part.to_owned()), ..ask.clone() };
    let mut taken = Gathered::default();
    report.fill(store, &ask, &mut taken)?;
    // A report may speak of another day than the one that rests on it.
    store.speak_as_of(ask.as_of)?;
    let at = taken.0.iter().position(|table| table.part == part);
    Ok(at.map(|at| taken.0.swap_remove(at)).unwrap_or_default())
}

impl Table {
    /// The cell of a row under a key.
    pub(super) fn value<'a>(&self, row: &'a [Value], key: &str) -> &'a Value {
        const NOTHING: &Value = &Value::Null;
        self.keys.iter().position(|known| *known == key).and_then(|at| row.get(at)).unwrap_or(NOTHING)
    }

    /// Its text.
    pub(super) fn text<'a>(&self, row: &'a [Value], key: &str) -> Option<&'a str> {
        self.value(row, key).text()
    }

    /// Its number; nothing where there is none.
    pub(super) fn int(&self, row: &[Value], key: &str) -> i64 {
        self.value(row, key).int().unwrap_or_default()
    }

    /// The number under a key in the row of totals.
    pub(super) fn total(&self, key: &str) -> i64 {
        self.int(&self.total, key)
    }

    /// How many rows a test holds for.
    pub(super) fn count(&self, test: impl Fn(&[Value]) -> bool) -> usize {
        self.rows.iter().filter(|row| test(row)).count()
    }
}

fn owned(cell: &Cell<'_>) -> Value {
    match cell {
        Cell::Text(text) => Value::from(*text),
        Cell::Int(number) => Value::Int(*number),
        Cell::Empty => Value::Null,
        // Shares are compared by ten-thousandths.
        #[expect(clippy::cast_possible_truncation, reason = "rounded, and no share is that large")]
        Cell::Share(share) => Value::Int((share * 10_000.0).round() as i64),
    }
}

impl Sink for Gathered {
    fn begin(&mut self, head: &Head<'_>) -> Result<()> {
        let keys = head.columns.iter().map(|column| column.key).collect();
        self.0.push(Table { part: head.part, keys, ..Table::default() });
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if let Some(table) = self.0.last_mut() {
            table.rows.push(cells.iter().map(owned).collect());
        }
        Ok(())
    }

    fn end(&mut self, foot: &Foot) -> Result<()> {
        if let Some(table) = self.0.last_mut() {
            table.total = foot.total.iter().map(owned).collect();
        }
        Ok(())
    }
}
