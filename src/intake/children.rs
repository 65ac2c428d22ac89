//! Children that stand in the rows of their parents: a solution beside its obstacle, under headings such as
//! `solution.proposal`.

use super::headings::{Column, Target};
use super::rows::Cells;
use super::update::{Update, update};
use super::{Allow, Problems, What};
use crate::calendar::date::Order;
use crate::error::Result;
use crate::register::{Entity, Row};
use crate::store::{Door, of_register, resolve};
use crate::value::Value;

/// The columns of one child's register.
pub(super) struct Children<'c> {
    entity: &'static Entity,
    columns: &'c [Column],
    filled: Vec<&'static str>,
}

impl<'c> Children<'c> {
    /// Those that the columns of a file speak of.
    pub(super) fn of(entity: &'static Entity, columns: &'c [Column]) -> Vec<Self> {
        let own = |child: &'static Entity| {
            let filled = columns.iter().filter_map(|column| place(child, column));
            filled.filter_map(|at| child.stored().nth(at)).map(|field| field.name).collect::<Vec<_>>()
        };
        let found = entity.children().map(|child| Self { entity: child, columns, filled: own(child) });
        found.filter(|children| !children.filled.is_empty()).collect()
    }

    /// The child that a row speaks of, if it does, and how many of its cells are bad.
    pub(super) fn read(
        &self,
        cells: &Cells<'_>,
        order: Option<Order>,
        door: &Door<'_>,
        problems: &mut Problems,
    ) -> Result<(Option<Row>, usize)> {
        let mut row = Row::new(self.entity);
        let at = |column: &Column| place(self.entity, column);
        let mut bad = cells.fill(&mut row, self.columns, at, order, problems);
        for (field, fault) in resolve(door.conn(), &mut row)? {
            let content = row.text(field).unwrap_or_default();
            problems.push(cells.line, &self.heading(field), content, What::Fault(fault));
            bad += 1;
        }
        let says = row.values().iter().any(|value| !value.is_null());
        Ok((says.then_some(row), bad))
    }

    /// Writes the child under its parent: into the one that says the same thing, else as a new one. Says whether anything
    /// differed.
    pub(super) fn store(
        &self,
        door: &mut Door<'_>,
        mut row: Row,
        parent: &str,
        allow: Allow,
        line: u64,
        problems: &mut Problems,
    ) -> Result<bool> {
        row.set_at(0, Value::Text(parent.to_owned()));
        // It is known again by what no record of its register can be without.
        let says = self.entity.stored().skip(self.entity.key.width()).find(|field| field.required);
        let siblings = of_register(door.conn(), self.entity, parent)?;
        let same = |known: &&Row| says.is_some_and(|field| known.get(field.name) == row.get(field.name));
        let mut known = siblings.iter().find(same);
        if let (None, Some(field)) = (known, says) {
            // Or by what it said before a person edited it.
            for sibling in &siblings {
                if door.said_before(self.entity, &sibling.code(), field.name, row.get(field.name))? {
                    known = Some(sibling);
                }
            }
        }
        if let Some(known) = known {
            let columns = self.columns;
            let how = Update { allow, columns, filled: &self.filled, set: &[], line };
            return update(door, &row, &known.code(), &how, problems);
        }
        door.add(&mut row)?;
        Ok(true)
    }

    /// The heading of a field's column, or its name where it has none.
    pub(super) fn heading(&self, field: &str) -> String {
        let at = self.entity.stored().position(|f| f.name == field);
        let column = self.columns.iter().find(|column| at.is_some() && place(self.entity, column) == at);
        column.map_or_else(|| format!("{}.{field}", self.entity.name), |column| column.heading.clone())
    }
}

/// The place of the field of a child that a column fills.
fn place(child: &Entity, column: &Column) -> Option<usize> {
    match column.target {
        Target::Child(name, at) if name == child.name => Some(at),
        _ => None,
    }
}
