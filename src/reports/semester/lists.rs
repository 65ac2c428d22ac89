//! The list of a kind, with the columns that the office has set.

use crate::error::{Error, Result};
use crate::register::{Field, entity};
use crate::reports::{Ask, Part};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::store::{Filter, List, Store, Test};

/// Writes the agreements of a kind, of which the part has its name, that were in force in the period: so many.
pub(super) fn write(
    store: &Store,
    ask: &Ask,
    part: &Part,
    count: i64,
    in_force: &[String],
    sink: &mut dyn Sink,
) -> Result<()> {
    let Some(agreement) = entity("agreement") else { return Ok(()) };
    let wanted = store.settings()?.semester_columns();
    let shown: Vec<&'static Field> = wanted.into_iter().filter_map(|name| agreement.field(name)).collect();
    let (Some(code), Some(by_kind)) = (agreement.field("code"), agreement.field("kind")) else {
        return Ok(());
    };
    let columns: Vec<Column> = shown.iter().map(|field| field.column()).collect();
    // The code comes first, to tell which rows were in force; it is shown where the office wants it.
    let list = List {
        entity: agreement,
        columns: std::iter::once(code).chain(shown).collect(),
        filters: vec![Filter::Field(by_kind, Test::Any(vec![part.name.into()]))],
        as_entered: false,
        sort: Vec::new(),
        limit: None,
    };
    let title = format!("{} ({count})", part.label.get(ask.lang));
    sink.begin(&Head { part: part.name, title: &title, columns: &columns, lang: ask.lang, record: false })?;
    store.stream(&list, &mut Kept { in_force, sink: &mut *sink })?;
    let notes = if count == 0 { vec![say!(ask.lang, "Tidak ada.", "None.")] } else { Vec::new() };
    sink.end(&Foot { notes, ..Foot::default() })
}

/// Lets the rows through whose first cell is the code of one in force, without that cell.
struct Kept<'a> {
    in_force: &'a [String],
    sink: &'a mut dyn Sink,
}

impl Sink for Kept<'_> {
    fn begin(&mut self, _: &Head<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        let Some((Cell::Text(code), rest)) = cells.split_first() else { return Ok(()) };
        if self.in_force.binary_search_by(|known| known.as_str().cmp(code)).is_err() {
            return Ok(());
        }
        self.sink.row(rest)
    }

    fn end(&mut self, _: &Foot) -> Result<(), Error> {
        Ok(())
    }
}
