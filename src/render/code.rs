//! The first column alone, one value a line, for `xargs`. Knows no headings, no other columns and no foot.

use std::io::Write;

use super::Renderer;
use super::show::visible;
use crate::error::Error;
use crate::sheet::{Cell, Foot, Head, Sink};

/// Writes codes.
pub(super) struct Code<'w>(&'w mut dyn Write);

impl<'w> Code<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self(out)
    }
}

impl Sink for Code<'_> {
    fn begin(&mut self, _: &Head<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        match cells.first() {
            Some(Cell::Text(code)) => writeln!(self.0, "{}", visible(code))?,
            Some(Cell::Int(number)) => writeln!(self.0, "{number}")?,
            Some(Cell::Share(share)) => writeln!(self.0, "{share}")?,
            Some(Cell::Empty) | None => {}
        }
        Ok(())
    }

    fn end(&mut self, _: &Foot) -> Result<(), Error> {
        Ok(())
    }
}

impl Renderer for Code<'_> {
    fn finish(&mut self) -> Result<(), Error> {
        Ok(self.0.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Look, sample};

    #[test]
    fn one_code_stands_on_each_line() {
        let expected = "KS-2025-0001\nKS-2024-0019\nKS-2023-0014\n";
        assert_eq!(sample::written(Format::Code, &Look::default()), expected);
        assert_eq!(sample::of_texts(Format::Code, &Look::default(), &[]), "");
    }

    #[test]
    fn a_hostile_value_stays_on_its_line() {
        let texts = [("a\nb".to_owned(), String::new())];
        assert_eq!(sample::of_texts(Format::Code, &Look::default(), &texts), "a␊b\n");
    }
}
