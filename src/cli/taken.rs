//! What is taken in of a list instead of being shown: one row, the codes, or how many rows there are.

use sinergi::Error;
use sinergi::sheet::{Cell, Foot, Head, Sink};
use sinergi::value::Value;

/// Keeps one row.
#[derive(Default)]
pub(super) struct Take(pub(super) Vec<Value>);

impl Sink for Take {
    fn begin(&mut self, _: &Head<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        self.0 = cells
            .iter()
            .map(|cell| match cell {
                Cell::Text(text) => Value::from(*text),
                Cell::Int(number) => Value::Int(*number),
                Cell::Empty | Cell::Share(_) => Value::Null,
            })
            .collect();
        Ok(())
    }

    fn end(&mut self, _: &Foot) -> Result<(), Error> {
        Ok(())
    }
}

/// Keeps the first cell of each row.
#[derive(Default)]
pub(super) struct Codes(pub(super) Vec<String>);

impl Sink for Codes {
    fn begin(&mut self, _: &Head<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        if let Some(Cell::Text(code)) = cells.first() {
            self.0.push((*code).to_owned());
        }
        Ok(())
    }

    fn end(&mut self, _: &Foot) -> Result<(), Error> {
        Ok(())
    }
}

/// Counts rows.
pub(super) struct Count(pub(super) usize);

impl Sink for Count {
    fn begin(&mut self, _: &Head<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, _: &[Cell<'_>]) -> Result<(), Error> {
        self.0 += 1;
        Ok(())
    }

    fn end(&mut self, _: &Foot) -> Result<(), Error> {
        Ok(())
    }
}
