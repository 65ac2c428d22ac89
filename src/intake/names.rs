//! Names and codes of a small register, held in memory for the length of an import: from what a cell says to a code.

use std::collections::{HashMap, HashSet};

use crate::error::{Fault, Result};
use crate::register::{Entity, Row, entity};
use crate::store::{Door, former_names, merges, names as known_names, near};

/// Codes by name and by code; an exact name wins over a code.
pub(super) struct Names {
    entity: &'static Entity,
    /// A name that several records share means none of them.
    by_name: HashMap<String, Vec<String>>,
    /// By the name without that of our own region at its end.
    by_stem: HashMap<String, Vec<String>>,
    by_code: HashMap<String, String>,
    /// Names that are not those of today: former ones, and those of records that were merged into others.
    former: HashSet<String>,
    /// Codes by what cells said before, to the letter: most cells say it again.
    by_text: HashMap<String, String>,
    /// The words of our own region, which a department's name may end in: `kota palangka raya`, `palangka raya`.
    regions: Vec<String>,
    create: bool,
    /// How many were made during this import.
    pub(super) made: usize,
}

impl Names {
    /// Loads a register's names.
    pub(super) fn load(door: &Door<'_>, register: &'static str, create: bool) -> Result<Option<Self>> {
        let Some(entity) = entity(register) else { return Ok(None) };
        let regions = match register {
            "department" => regions(door.settings().get("city")),
            _ => Vec::new(),
        };
        let mut names = Self {
            entity,
            by_name: HashMap::new(),
            by_stem: HashMap::new(),
            by_code: HashMap::new(),
            former: HashSet::new(),
            by_text: HashMap::new(),
            regions,
            create,
            made: 0,
        };
        for (code, name) in known_names(door.conn(), entity)? {
            names.by_name.entry(folded(&name)).or_default().push(code.clone());
            names.by_stem.entry(names.stem(&name)).or_default().push(code.clone());
            names.by_code.insert(code.to_lowercase(), code);
        }
        // What is called otherwise today is known by its former name, where nothing else has it.
        let today: HashSet<String> = names.by_name.keys().cloned().collect();
        for (code, name) in former_names(door.conn(), entity)? {
            if !today.contains(&folded(&name)) {
                names.former.insert(folded(&name));
                names.by_name.entry(folded(&name)).or_default().push(code);
            }
        }
        let merges = merges(door.conn(), entity)?;
        for (name, codes) in names.by_name.iter().filter(|_| !merges.is_empty()) {
            if codes.iter().all(|code| merges.contains_key(code)) {
                names.former.insert(name.clone());
            }
        }
        let stays = |code: &mut String| {
            if let Some(into) = merges.get(code.as_str()) {
                into.clone_into(code);
            }
        };
        for codes in names.by_name.values_mut().chain(names.by_stem.values_mut()) {
            codes.iter_mut().for_each(stays);
            codes.sort_unstable();
            codes.dedup();
        }
        names.by_code.values_mut().for_each(stays);
        Ok(Some(names))
    }

    /// The code of a record that is there.
    pub(super) fn known(&self, text: &str) -> Option<&str> {
        if let Some(code) = self.by_text.get(text) {
            return Some(code);
        }
        match self.of_name(text) {
            [code] => Some(code),
            [] => {
                let code = self.by_code.get(&text.trim().to_lowercase());
                code.or_else(|| self.by_code.get(&self.stem(text))).map(String::as_str)
            }
            _ => None,
        }
    }

    /// Whether a cell says a name that is not today's: what is signed under it keeps it.
    pub(super) fn is_former(&self, text: &str) -> bool {
        self.former.contains(&folded(text))
    }

    /// The records of that name: exactly, else without the name of our own region.
    pub(super) fn of_name(&self, text: &str) -> &[String] {
        let exact = self.by_name.get(&folded(text));
        exact.or_else(|| self.by_stem.get(&self.stem(text))).map_or(&[], Vec::as_slice)
    }

    /// Whether a cell means a record that is there, or several.
    pub(super) fn has(&self, text: &str) -> bool {
        self.known(text).is_some() || !self.of_name(text).is_empty()
    }

    /// Whether a cell means a record that is there, or one that may be made.
    pub(super) fn check(&self, text: &str, door: &Door<'_>) -> Result<Result<(), Fault>> {
        if self.known(text).is_some() {
            return Ok(Ok(()));
        }
        let register = self.entity.noun();
        let several = self.of_name(text);
        if !several.is_empty() {
            return Ok(Err(Fault::Several { register, text: text.to_owned(), all: several.to_vec() }));
        }
        if self.create {
            return Ok(Ok(()));
        }
        let near = near(door.conn(), self.entity, text)?;
        Ok(Err(Fault::Unknown { register, text: text.to_owned(), near }))
    }

    /// The code that a cell means; makes a record where that is allowed and there is none.
    pub(super) fn code(&mut self, text: &str, door: &mut Door<'_>) -> Result<Result<String, Fault>> {
        if let Some(code) = self.by_text.get(text) {
            return Ok(Ok(code.clone()));
        }
        if let Err(fault) = self.check(text, door)? {
            return Ok(Err(fault));
        }
        if let Some(code) = self.known(text).map(str::to_owned) {
            self.by_text.insert(text.to_owned(), code.clone());
            return Ok(Ok(code));
        }
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut row = Row::new(self.entity);
        row.set("kind", kind_by_name(self.entity, &name));
        row.set("name", name.as_str());
        let code = door.add(&mut row)?;
        self.made += 1;
        self.by_name.insert(folded(text), vec![code.clone()]);
        Ok(Ok(code))
    }

    /// A name folded, and without the name of our own region at its end.
    fn stem(&self, text: &str) -> String {
        let mut key = folded(text);
        if self.entity.name == "department" {
            key = key.trim_end_matches(['.', ',', ' ']).replace(" & ", " dan ");
        }
        let own = self.regions.iter().find_map(|region| {
            let stem = key.strip_suffix(region.as_str())?.trim_end_matches([' ', ',']);
            (!stem.is_empty() && key.len() > stem.len() + region.len()).then_some(stem.len())
        });
        if let Some(stem) = own {
            key.truncate(stem);
        }
        key
    }
}

/// What a region may be.
const RANKS: [&str; 3] = ["kota", "kabupaten", "provinsi"];

/// How a department's name may say whose it is: the region as the office writes it, and without the word before it.
fn regions(city: &str) -> Vec<String> {
    let whole = folded(city);
    if whole.is_empty() {
        return Vec::new();
    }
    let bare = RANKS.iter().find_map(|rank| whole.strip_prefix(rank)?.strip_prefix(' '));
    let bare = bare.unwrap_or(&whole).to_owned();
    let mut regions = vec![whole.clone()];
    regions.extend(RANKS.iter().map(|rank| format!("{rank} {bare}")));
    regions.push(bare);
    let joined: Vec<String> = regions
        .iter()
        .filter_map(|region| {
            let (word, bare) = region.split_once(' ')?;
            let bare = bare.replace(' ', "");
            Some(if RANKS.contains(&word) { format!("{word} {bare}") } else { format!("{word}{bare}") })
        })
        .collect();
    regions.extend(joined);
    regions
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
