//! The numbers that partners gave a document, for the act that signs it.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches};
use sinergi::Error;
use sinergi::register::{Act, Row, entity};
use sinergi::store::{Store, find, of_register};
use sinergi::value::{Kind, Value};

use super::fields;
use super::tree::help;

/// The numbers that the partners gave the document, for the act that signs it.
pub(super) fn flag(act: &Act) -> Option<Arg> {
    asked_by(act).then(|| {
        Arg::new("partner-number")
            .long("partner-number")
            .value_name(help("MITRA=NOMOR", "PARTNER=NUMBER"))
            .action(ArgAction::Append)
            .help(help(
                "nomor dari mitra; ulangi untuk beberapa",
                "a partner's number; repeat it for several",
            ))
    })
}

/// Whether the act records the numbers of the document.
pub(super) fn asked_by(act: &Act) -> bool {
    act.fields.contains(&"own_number")
}

/// The parties and the numbers they gave: `BPJS-KES=119/2026`, or the bare number where there is one party.
pub(super) fn typed(code: &str, matches: &ArgMatches, store: &Store) -> Result<Vec<(Row, Value)>> {
    let Ok(Some(texts)) = matches.try_get_many::<String>("partner-number") else { return Ok(Vec::new()) };
    let (Some(party), Some(partner)) = (entity("party"), entity("partner")) else {
        return Ok(Vec::new());
    };
    let parties = of_register(store.conn(), party, code)?;
    let mut found = Vec::new();
    for text in texts {
        // A number may hold an equals sign: what stands before the first is a partner or the whole is a number.
        let named = match text.split_once('=') {
            Some((name, number)) => Some((find(store.conn(), partner, name)?, number)),
            None => None,
        };
        let (row, number) = match (named, parties.as_slice()) {
            (Some((Ok(who), number)), _) => {
                (parties.iter().find(|p| p.text("partner") == Some(who.as_str())), number)
            }
            (None | Some((Err(_), _)), [only]) => (Some(only), text.as_str()),
            (Some((Err(fault), _)), _) => return Err(fields::refused("partner-number", fault).into()),
            (None, _) => (None, text.as_str()),
        };
        let Some(row) = row else {
            let all: Vec<&str> = parties.iter().filter_map(|p| p.text("partner")).collect();
            let all = all.join(", ");
            return Err(Error::usage(
                format!("`--partner-number {text}` tidak menyebut salah satu pihak"),
                format!("`--partner-number {text}` names none of the parties"),
            )
            .with_hint(
                format!("tulis MITRA=NOMOR; pihaknya: {all}"),
                format!("write PARTNER=NUMBER; the parties: {all}"),
            )
            .into());
        };
        found.push((row.clone(), Kind::Text.parse(number, jiff::civil::Date::MIN).unwrap_or_default()));
    }
    Ok(found)
}
