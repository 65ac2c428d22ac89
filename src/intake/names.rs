//! Names and codes of a small register, held in memory for the length of an import: from what a cell says to a code.

use std::collections::HashMap;

use crate::error::{Fault, Result};
use crate::register::{Entity, Row, entity};
use crate::store::{Door, names as known_names, near};

/// Codes by code and by name.
pub(super) struct Names {
    entity: &'static Entity,
    /// By code and by name; a name that several records share means none of them.
    codes: HashMap<String, Vec<String>>,
    /// The words of our own region, which a department's name may end in.
    region: String,
    create: bool,
    /// How many were made during this import.
    pub(super) made: usize,
}

impl Names {
    /// Loads a register's names.
    pub(super) fn load(door: &Door<'_>, register: &'static str, create: bool) -> Result<Option<Self>> {
        let Some(entity) = entity(register) else { return Ok(None) };
        let region = match register {
            "department" => folded(door.settings().get("city")),
            _ => String::new(),
        };
        let mut names = Self { entity, codes: HashMap::new(), region, create, made: 0 };
        for (code, name) in known_names(door.conn(), entity)? {
            for key in [folded(&code), names.key(&name)] {
                let codes = names.codes.entry(key).or_default();
                if !codes.contains(&code) {
                    codes.push(code.clone());
                }
            }
        }
        Ok(Some(names))
    }

    /// The code of a record that is there.
    pub(super) fn known(&self, text: &str) -> Option<&str> {
        match self.codes.get(&self.key(text))?.as_slice() {
            [code] => Some(code),
            _ => None,
        }
    }

    /// The code that a cell means; makes a record where that is allowed and there is none.
    pub(super) fn code(&mut self, text: &str, door: &mut Door<'_>) -> Result<Result<String, Fault>> {
        let key = self.key(text);
        match self.codes.get(&key).map(Vec::as_slice) {
            None => {}
            Some([code]) => return Ok(Ok(code.clone())),
            Some(several) => {
                let (register, all) = (self.entity.noun(), several.to_vec());
                return Ok(Err(Fault::Several { register, text: text.to_owned(), all }));
            }
        }
        if !self.create {
            let near = near(door.conn(), self.entity, text)?;
            return Ok(Err(Fault::Unknown { register: self.entity.noun(), text: text.to_owned(), near }));
        }
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut row = Row::new(self.entity);
        row.set("kind", kind_by_name(self.entity, &name));
        row.set("name", name.as_str());
        let code = door.add(&mut row)?;
        self.made += 1;
        self.codes.insert(key, vec![code.clone()]);
        Ok(Ok(code))
    }

    /// A name as it is compared: folded, and without the name of our own region at its end.
    fn key(&self, text: &str) -> String {
        let mut key = folded(text);
        if !self.region.is_empty()
            && let Some(stem) = key.strip_suffix(&self.region).map(|stem| stem.trim_end().len())
            && stem > 0
        {
            key.truncate(stem);
        }
        key
    }
}

/// Lower case, runs of blanks folded, and the word `bidang` or `urusan` before an affair dropped.
fn folded(text: &str) -> String {
    let text = text.to_lowercase();
    let mut words = text.split_whitespace().peekable();
    if matches!(words.peek(), Some(&("bidang" | "urusan"))) {
        words.next();
    }
    let mut folded = String::with_capacity(text.len());
    for word in words {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// A department's kind is the first word of its name where that is one; a partner's is not guessed.
fn kind_by_name(entity: &Entity, name: &str) -> &'static str {
    if entity.name == "partner" {
        return "unknown";
    }
    match name.split_whitespace().next().unwrap_or_default().to_lowercase().as_str() {
        "dinas" => "dinas",
        "badan" => "badan",
        "bagian" => "bagian",
        "kecamatan" => "kecamatan",
        "kelurahan" => "kelurahan",
        "sekretariat" => "secretariat",
        "inspektorat" => "inspectorate",
        "upt" | "uptd" => "upt",
        _ => "other",
    }
}
