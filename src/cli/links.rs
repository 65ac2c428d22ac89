//! Flags of a parent that fill its linking children: `--partner A --partner B`, `--supporting DINKES,DLH`.

use clap::{Arg, ArgAction, ArgMatches};
use sinergi::register::{Entity, Key, Row};
use sinergi::store::{Store, resolve};
use sinergi::value::Value;
use sinergi::{Error, Result};

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
    let arg = |(child, (flag, _)): (&'static Entity, (&'static str, &'static str))| {
        Arg::new(flag).long(flag).value_name("CODE").action(ArgAction::Append).help(match child.key {
            Key::Link => help("kode atau nama, dipisah koma", "codes or names between commas"),
            _ => help(
                "mitra: kode atau nama; ulangi untuk beberapa",
                "a partner: code or name; repeat it for several",
            ),
        })
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

/// The rows to write, their parent still open.
pub(super) fn rows(links: &[Links], store: &Store) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    for link in links {
        for (at, text) in link.texts.iter().enumerate() {
            let mut row = Row::new(link.entity);
            row.set(link.field, text.as_str());
            if link.entity.key == Key::Position {
                row.set_at(1, Value::Int(i64::try_from(at).unwrap_or_default() + 1));
            }
            if let Some((_, fault)) = resolve(store.conn(), &mut row)?.into_iter().next() {
                return Err(refused(link.flag, fault));
            }
            if link.entity.key == Key::Position || !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
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
