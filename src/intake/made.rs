//! Departments and partners that the rows of a register name and that are made where the mapping says so.

use super::names::Names;
use super::{Import, Outcome};
use crate::error::{Fault, Result};
use crate::register::Row;
use crate::store::Door;
use crate::value::{Kind, Value};

/// The registers in which names are made during one import.
pub(super) struct Made(Vec<(&'static str, Names)>);

impl Made {
    /// Those that the mapping names.
    pub(super) fn load(door: &Door<'_>, import: &Import<'_>) -> Result<Self> {
        let mut all = Vec::new();
        for register in ["partner", "department"] {
            if import.mapping.creates(register) && import.entity.name != register {
                all.extend(Names::load(door, register, true)?.map(|names| (register, names)));
            }
        }
        Ok(Self(all))
    }

    /// Puts codes where a row names records of these registers; names those that mean several.
    pub(super) fn join(&mut self, row: &mut Row, door: &mut Door<'_>) -> Result<Vec<(&'static str, Fault)>> {
        let mut faults = Vec::new();
        for (register, names) in &mut self.0 {
            let wanted: Vec<_> = row
                .pairs()
                .filter(|(field, _)| field.kind == Kind::Reference(register))
                .filter_map(|(field, value)| Some((field.name, value.text()?.to_owned())))
                .collect();
            for (field, text) in wanted {
                match names.code(&text, door)? {
                    Ok(code) => row.set(field, Value::Text(code)),
                    Err(fault) => faults.push((field, fault)),
                }
            }
        }
        Ok(faults)
    }

    /// Counts what was made.
    pub(super) fn tell(&self, outcome: &mut Outcome) {
        outcome.made.extend(
            self.0.iter().map(|(register, names)| (*register, names.made)).filter(|(_, made)| *made > 0),
        );
    }
}
