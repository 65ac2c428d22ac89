//! How the columns and cells of one office's file are to be read: what `--map`, `--set` and their like say, kept in a
//! file to be used again.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::calendar::date::Order;
use crate::error::{Error, Result};

/// The rules for one file.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// The register that the file belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
    /// `dmy`, `mdy` or `ymd`: how digits that read two ways are meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<String>,
    /// The file's encoding where it is neither UTF-8 nor marked: `windows-1252`, `utf-16le`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The column by which a row is known again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What stands between the columns; found by looking where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// What stands between several partners in one cell; without it a cell is one partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_separator: Option<String>,
    /// Only the rows whose SIPD code begins so: `4.01.02.2.04`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Registers in which names that are not known yet are made: `partners`, `departments`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub create: Vec<String>,
    /// Heading to field. `A|B` is the first of them that is filled; the field `-` leaves a column out; and turned round,
    /// `title = "{ID} {Program}"` makes a field of several columns.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub map: BTreeMap<String, String>,
    /// Field to value, for what the file does not say.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, String>,
}

impl Mapping {
    /// Reads a mapping file.
    pub fn open(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::File(path.to_owned(), e))?;
        toml::from_str(&text).map_err(|error| {
            let place = path.display();
            let why = error.message();
            Error::usage(
                format!("{place}: berkas pemetaan tidak terbaca: {why}"),
                format!("{place}: the mapping file cannot be read: {why}"),
            )
            .with_hint("lihat contoh di examples/mappings", "see the examples in examples/mappings")
        })
    }

    /// The mapping as a file.
    pub fn to_toml(&self) -> Result<String> {
        toml::to_string(self).map_err(|e| Error::Io(std::io::Error::other(e)))
    }

    /// Adds what the command line says; it wins over the file.
    pub fn overlay(&mut self, other: Self) {
        for (mine, theirs) in [
            (&mut self.register, other.register),
            (&mut self.date_order, other.date_order),
            (&mut self.encoding, other.encoding),
            (&mut self.id, other.id),
            (&mut self.code, other.code),
            (&mut self.delimiter, other.delimiter),
            (&mut self.partner_separator, other.partner_separator),
        ] {
            if theirs.is_some() {
                *mine = theirs;
            }
        }
        if !other.create.is_empty() {
            self.create = other.create;
        }
        self.map.extend(other.map);
        self.set.extend(other.set);
    }

    /// The order of day and month.
    pub(super) fn order(&self) -> Result<Option<Order>> {
        match self.date_order.as_deref().map(str::to_ascii_lowercase).as_deref() {
            None => Ok(None),
            Some("dmy") => Ok(Some(Order::Dmy)),
            Some("mdy") => Ok(Some(Order::Mdy)),
            Some("ymd") => Ok(Some(Order::Ymd)),
            Some(other) => Err(Error::usage(
                format!("`{other}` bukan urutan tanggal"),
                format!("`{other}` is not an order of day and month"),
            )
            .with_hint("pilih dmy, mdy atau ymd", "choose dmy, mdy or ymd")),
        }
    }

    /// Whether unknown names of a register (`partner`, `department`) are to be made.
    pub(super) fn creates(&self, register: &str) -> bool {
        self.create.iter().any(|word| crate::register::named(word).is_some_and(|e| e.name == register))
    }
}
