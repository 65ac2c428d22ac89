//! The codes alone, one a line, or the first column where there are none, for `xargs`. Knows no headings, no other columns and no foot.

use std::io::Write;

use super::Renderer;
use super::show::visible;
use crate::error::Error;
use crate::sheet::{Cell, Foot, Head, Sink};

/// Writes codes.
pub(super) struct Code<'w> {
    out: &'w mut dyn Write,
    /// Where the codes stand: the column of that key, else the first.
    at: usize,
}

impl<'w> Code<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out, at: 0 }
    }
}

impl Sink for Code<'_> {
    fn begin(&mut self, head: &Head<'_>) -> Result<(), Error> {
        self.at = head.columns.iter().position(|column| column.key == "code").unwrap_or(0);
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        match cells.get(self.at) {
            Some(Cell::Text(code)) => writeln!(self.out, "{}", visible(code))?,
            Some(Cell::Int(number)) => writeln!(self.out, "{number}")?,
            Some(Cell::Share(share)) => writeln!(self.out, "{share}")?,
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
        Ok(self.out.flush()?)
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
