//! One record of a register, as values in the order of its stored fields.

use jiff::civil::Date;

use super::Entity;
use crate::calendar::date;
use crate::lang::Lang;
use crate::value::Value;

/// One record, whole: a value for every stored field.
#[derive(Clone, Debug)]
pub struct Row {
    entity: &'static Entity,
    values: Vec<Value>,
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.entity.name == other.entity.name && self.values == other.values
    }
}

impl Row {
    /// A record of which nothing is known.
    pub fn new(entity: &'static Entity) -> Self {
        Self { entity, values: vec![Value::Null; entity.stored().count()] }
    }

    /// A record from values in the order of the stored fields.
    pub fn from_values(entity: &'static Entity, values: Vec<Value>) -> Self {
        debug_assert_eq!(values.len(), entity.stored().count());
        Self { entity, values }
    }

    /// The register it belongs to.
    pub fn entity(&self) -> &'static Entity {
        self.entity
    }

    /// The values, in the order of the stored fields.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The value of a stored field.
    ///
    /// # Panics
    /// Where the register has no such field: names come from constants, and a test walks them all.
    pub fn get(&self, name: &str) -> &Value {
        &self.values[self.position(name)]
    }

    /// Replaces the value of a stored field.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        let at = self.position(name);
        self.values[at] = value.into();
    }

    /// Replaces the value at a place in the order of the stored fields.
    pub fn set_at(&mut self, at: usize, value: Value) {
        self.values[at] = value;
    }

    /// The text of a field.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).text()
    }

    /// The whole date of a field; `None` where it is unknown or only a year.
    pub fn date(&self, name: &str) -> Option<Date> {
        self.text(name).and_then(date::iso)
    }

    /// The number of a field.
    pub fn int(&self, name: &str) -> Option<i64> {
        self.get(name).int()
    }

    /// What it is called in a language: by the name that is kept for it, else by its only one.
    pub fn name_in(&self, lang: Lang) -> Option<&str> {
        let other = self.entity.other_naming(lang).and_then(|field| self.text(field.name));
        other.or_else(|| self.text_of_naming())
    }

    /// The name or title of the record.
    pub fn text_of_naming(&self) -> Option<&str> {
        self.entity.naming().and_then(|field| self.text(field.name))
    }

    /// Fields and values side by side.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static super::Field, &Value)> {
        self.entity.stored().zip(&self.values)
    }

    /// The code that a joined key makes of the fields that follow it; `None` where one is not known, or the key is none.
    pub fn joined(&self) -> Option<String> {
        let parts: Option<Vec<&str>> = self.entity.joined().iter().map(|f| self.text(f.name)).collect();
        parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("/"))
    }

    /// The record's code as people write it: `DLH`, `KS-2025-0001/2`.
    pub fn code(&self) -> String {
        let parts: Vec<String> = self.values[..self.entity.key.width()]
            .iter()
            .map(|v| match v {
                Value::Text(text) => text.clone(),
                Value::Int(number) => number.to_string(),
                Value::Null => String::new(),
            })
            .collect();
        parts.join("/")
    }

    fn position(&self, name: &str) -> usize {
        self.entity
            .stored()
            .position(|f| f.name == name)
            .unwrap_or_else(|| panic!("{} has no field {name}", self.entity.name))
    }
}
