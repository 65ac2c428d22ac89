//! How a sheet leaves: for people, for spreadsheets, for programs, for `xargs`. Knows neither where the rows come
//! from nor where they go: width and colour are given, and everything is written to the `Write` it is handed.

mod code;
mod csv;
mod json;
mod layout;
mod pages;
mod record;
#[cfg(test)]
mod sample;
mod show;
mod table;
mod text;
mod width;

pub use record::wrapped;
pub use show::{cell_text, visible};

use std::io::Write;
use std::path::Path;

use anstyle::Style;

use crate::error::Error;
use crate::sheet::Sink;

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Tables and lists for people.
    #[default]
    Text,
    /// RFC 4180 with stored values.
    Csv,
    /// Objects with stored values.
    Json,
    /// The first column alone, one value a line.
    Code,
}

impl Format {
    /// The names, for messages and completion.
    pub const NAMES: [&'static str; 4] = ["text", "csv", "json", "code"];

    /// The format that a person names.
    pub fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "text" | "txt" | "table" => Some(Self::Text),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "code" => Some(Self::Code),
            _ => None,
        }
    }

    /// The format that a file's extension names.
    pub fn of_file(path: &Path) -> Option<Self> {
        match path.extension()?.to_ascii_lowercase().to_str()? {
            "txt" => Some(Self::Text),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// How text for people looks. The other formats heed only `no_header`, `excel` and `screen`.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one flag of the command line")]
pub struct Look {
    /// The width of the screen; `None` is a pipe or file, where nothing is cut.
    pub width: Option<usize>,
    /// Whether escapes for colour may be written.
    pub colour: bool,
    /// Whether tables stand in boxes.
    pub borders: bool,
    /// CSV is for a spreadsheet with Indonesian settings.
    pub excel: bool,
    /// Leaves out the line of headings.
    pub no_header: bool,
    /// Keeps every column whole, however long the lines become.
    pub wide: bool,
    /// The answer goes to a screen: in no format may a text move or hide anything there.
    pub screen: bool,
}

impl Look {
    /// The style, where colour may be written.
    fn paint(&self, style: Style) -> Style {
        if self.colour { style } else { Style::new() }
    }
}

/// A sink that has a last word to write.
pub trait Renderer: Sink {
    /// Closes what the parts left open. Nothing follows.
    fn finish(&mut self) -> Result<(), Error>;
}

/// The sink for a format. `parts` says that several parts may come, which only JSON must know beforehand. The
/// writer should be buffered: rows are written as they come.
pub fn sink<'w>(
    format: Format,
    look: &Look,
    parts: bool,
    out: &'w mut dyn Write,
) -> Result<Box<dyn Renderer + 'w>, Error> {
    Ok(match format {
        Format::Text => Box::new(text::Text::new(*look, out)),
        Format::Csv if look.excel => Box::new(csv::Csv::for_excel(*look, out)?),
        Format::Csv => Box::new(csv::Csv::new(*look, out)),
        Format::Json => Box::new(json::Json::new(parts, look.screen, out)),
        Format::Code => Box::new(code::Code::new(out)),
    })
}

/// The refusal of a second part by a format that holds one.
fn one_part_only() -> Error {
    Error::usage("format ini hanya memuat satu bagian", "this format holds one part only")
        .with_hint("pilih satu bagian dengan --part", "choose one part with --part")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_names_a_format_and_nothing_else_does() {
        assert!(Format::NAMES.iter().all(|name| Format::named(name).is_some()));
        assert_eq!(Format::named("Table"), Some(Format::Text));
        assert_eq!(Format::named("yaml"), None);
    }

    #[test]
    fn a_file_is_known_by_its_extension() {
        assert_eq!(Format::of_file(Path::new("a/kerja.sama.CSV")), Some(Format::Csv));
        assert_eq!(Format::of_file(Path::new("laporan.txt")), Some(Format::Text));
        assert_eq!(Format::of_file(Path::new("laporan.xyz")), None);
        assert_eq!(Format::of_file(Path::new("csv")), None);
    }
}
