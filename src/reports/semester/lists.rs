//! The list of a kind, with the columns that the office has set.

use crate::error::{Error, Result};
use crate::register::{Field, entity};
use crate::reports::{Ask, Part};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::store::{Filter, List, Store, Test};

/// Writes the agreements of a kind that were in force in the period.
pub(super) fn write(
    store: &Store,
    ask: &Ask,
    part: &Part,
    kind: &str,
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
        filters: vec![Filter::Field(by_kind, Test::Any(vec![kind.into()]))],
        as_entered: false,
        sort: Vec::new(),
        limit: None,
    };
    let mut kept = Kept { in_force, sink: None, rows: 0 };
    store.stream(&list, &mut kept)?;
    if kept.rows == 0 && kind == "unknown" && ask.part.is_none() {
        return Ok(());
    }
    let title = format!("{} ({})", part.label.get(ask.lang), kept.rows);
    sink.begin(&Head { part: part.name, title: &title, columns: &columns, lang: ask.lang, record: false })?;
    let mut kept = Kept { in_force, sink: Some(&mut *sink), rows: 0 };
    store.stream(&list, &mut kept)?;
    let none = say!(ask.lang, "Tidak ada.", "None.");
    let notes = if kept.rows == 0 { vec![none] } else { Vec::new() };
    sink.end(&Foot { notes, ..Foot::default() })
}

/// Lets the rows through whose first cell is the code of one in force, without that cell; counts them.
struct Kept<'a> {
    in_force: &'a [String],
    sink: Option<&'a mut dyn Sink>,
    rows: usize,
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
        self.rows += 1;
        match &mut self.sink {
            Some(sink) => sink.row(rest),
            None => Ok(()),
        }
    }

    fn end(&mut self, _: &Foot) -> Result<(), Error> {
        Ok(())
    }
}
