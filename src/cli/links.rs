//! Flags of a parent that fill its linking children: `--partner A --partner B`, `--supporting DINKES,DLH`.

use clap::{Arg, ArgAction, ArgMatches};
use sinergi::register::{Entity, Key, Row, entity};
use sinergi::store::{Door, Store, find, near, resolve};
use sinergi::value::Value;
use sinergi::{Error, Fault, Result};

use super::complete::by_kind;
use super::fields::refused;
use super::tree::help;

/// What was typed for one linking child register.
pub(super) struct Links {
    pub(super) entity: &'static Entity,
    pub(super) flag: &'static str,
    pub(super) field: &'static str,
    pub(super) texts: Vec<String>,
    /// Whether the flag was typed at all.
    pub(super) given: bool,
}

/// The linking flags of a register.
pub(super) fn flags(entity: &'static Entity) -> Vec<Arg> {
    let arg = |(child, (flag, field)): (&'static Entity, (&'static str, &'static str))| {
        let arg = Arg::new(flag)
            .long(flag)
            .value_name("CODE")
            .allow_hyphen_values(true)
            .action(ArgAction::Append)
            .help(match child.key {
                Key::Link => help("kode atau nama, dipisah koma", "codes or names between commas"),
                _ => help(
                    "mitra: kode atau nama; ulangi untuk beberapa",
                    "a partner: code or name; repeat it for several",
                ),
            });
        match child.field(field) {
            Some(field) => by_kind(arg, field),
            None => arg,
        }
    };
    linked(entity).map(arg).collect()
}

/// Children that a flag of their parent fills.
pub(super) fn linked(
    entity: &'static Entity,
) -> impl Iterator<Item = (&'static Entity, (&'static str, &'static str))> {
    entity.children().filter_map(|child| child.flag.map(|flag| (child, flag)))
}

/// What was typed, flag by flag. A pure link takes several codes between commas; a party's name may hold one.
pub(super) fn typed(entity: &'static Entity, matches: &ArgMatches) -> Vec<Links> {
    linked(entity)
        .map(|(child, (flag, field))| {
            let values = matches.try_get_many::<String>(flag).ok().flatten();
            let given = values.is_some();
            let texts = values.into_iter().flatten().flat_map(|text| match child.key {
                Key::Link => text.split(',').map(|t| t.trim().to_owned()).collect::<Vec<_>>(),
                _ => vec![text.trim().to_owned()],
            });
            let texts = texts.filter(|t| !t.is_empty()).collect();
            Links { entity: child, flag, field, texts, given }
        })
        .collect()
}

/// The flag that lets a partner be made whom nobody recorded yet.
pub(super) fn create(entity: &'static Entity) -> Option<Arg> {
    linked(entity).any(|(_, (flag, _))| flag == "partner").then(|| {
        Arg::new("create-partner")
            .long("create-partner")
            .action(ArgAction::SetTrue)
            .help(help("buat mitra yang belum terdaftar", "make partners that are not known yet"))
    })
}

/// A child to be written, its parent still open, and the record that must be made before it.
pub(super) struct Linked {
    pub(super) row: Row,
    field: &'static str,
    new: Option<Row>,
}

impl Linked {
    /// Writes the child, and before it what it names for the first time; returns the code of that.
    pub(super) fn write(&mut self, door: &mut Door<'_>, parent: &str) -> Result<Option<String>> {
        let made = self.new.as_mut().map(|new| door.add(new)).transpose()?;
        if let Some(code) = &made {
            self.row.set(self.field, code.as_str());
        }
        self.row.set_at(0, Value::Text(parent.to_owned()));
        door.add_within(&mut self.row)?;
        Ok(made)
    }

    /// Writes the child under a parent that was there before, with a history of its own.
    pub(super) fn write_alone(&mut self, door: &mut Door<'_>, parent: &str) -> Result<String> {
        if let Some(new) = &mut self.new {
            let code = door.add(new)?;
            self.row.set(self.field, code.as_str());
        }
        self.row.set_at(0, Value::Text(parent.to_owned()));
        self.row.set_at(1, Value::Null);
        door.add(&mut self.row)
    }
}

/// The rows to write. With `create`, a partner whom nobody recorded yet is made, unless it is one of our departments.
pub(super) fn rows(links: &[Links], create: bool, store: &Store) -> Result<Vec<Linked>> {
    let mut rows: Vec<Linked> = Vec::new();
    for link in links {
        let mut seen = Vec::new();
        for (at, text) in link.texts.iter().enumerate() {
            let mut row = Row::new(link.entity);
            row.set(link.field, text.as_str());
            if link.entity.key == Key::Position {
                row.set_at(1, Value::Int(i64::try_from(at).unwrap_or_default() + 1));
            }
            let new = match resolve(store.conn(), &mut row)?.into_iter().next() {
                None => None,
                Some((_, Fault::Unknown { .. })) if create && link.flag == "partner" => {
                    Some(new_partner(text, store)?)
                }
                Some((_, fault)) => return Err(refused(link.flag, fault)),
            };
            // A new name is the same name in any case and with any blanks, as when it is looked up.
            let named = match &new {
                Some(_) => Value::Text(folded(text)),
                None => row.get(link.field).clone(),
            };
            if !seen.contains(&named) || link.entity.key == Key::Position && new.is_none() {
                seen.push(named);
                rows.push(Linked { row, field: link.field, new });
            }
        }
    }
    Ok(rows)
}

fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a partner may be called that: a name with letters that is none of our departments.
pub(super) fn nameable(name: &str, store: &Store) -> Result<()> {
    new_partner(name, store).map(drop)
}

/// Partners whose names are like those that are about to be made.
pub(super) fn alike(rows: &[Linked], store: &Store) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for new in rows.iter().filter_map(|row| row.new.as_ref()) {
        found.extend(near(store.conn(), new.entity(), new.text("name").unwrap_or_default())?);
    }
    Ok(found)
}

fn new_partner(name: &str, store: &Store) -> Result<Row> {
    let (Some(partner), Some(department)) = (entity("partner"), entity("department")) else {
        return Err(Error::usage("tidak ada register mitra", "there is no register of partners"));
    };
    if !name.contains(char::is_alphabetic) {
        return Err(Error::usage(
            format!("`{name}` bukan nama mitra"),
            format!("`{name}` is no name of a partner"),
        )
        .with_hint("tulis namanya", "write its name"));
    }
    if let Ok(code) = find(store.conn(), department, name)? {
        return Err(Error::usage(
            format!("`{name}` adalah OPD sendiri ({code}), bukan mitra"),
            format!("`{name}` is one of our own departments ({code}), not a partner"),
        )
        .with_hint(
            format!("pakai --department {code} atau --supporting {code}"),
            format!("use --department {code} or --supporting {code}"),
        ));
    }
    let mut row = Row::new(partner);
    row.set("name", name.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
    row.set("kind", "unknown");
    Ok(row)
}

/// The refusal to fill parties again by a flag, which would drop what is known of them.
pub(super) fn only_when_added(flag: &str, child: &'static Entity) -> Error {
    let command = child.command();
    Error::usage(
        format!("`--{flag}` hanya untuk kerja sama baru"),
        format!("`--{flag}` is for a new record only"),
    )
    .with_hint(
        format!("pakai: sinergi {command} add, edit atau remove"),
        format!("use: sinergi {command} add, edit or remove"),
    )
}
