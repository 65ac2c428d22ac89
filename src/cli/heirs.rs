//! Those that take over from a department or partner, as they are typed: a record that is there, or one that is founded now.

use anyhow::Result;
use clap::ArgMatches;
use sinergi::Fault;
use sinergi::register::{self, Entity};
use sinergi::store::{Heir, Store, find, read_row};
use sinergi::value::code as read_code;

use super::fields::refused;

/// Those that take over, as typed: a record that is there, or `CODE=NAME`.
pub(super) fn heirs(entity: &'static Entity, matches: &ArgMatches, store: &Store) -> Result<Vec<Heir>> {
    let mut found = Vec::new();
    for text in matches.get_many::<String>("into").into_iter().flatten() {
        found.push(if let Some((code, name)) = text.split_once('=') {
            founded(entity, code.trim(), name.trim(), store)?
        } else {
            let code = find(store.conn(), entity, text)?.map_err(|fault| refused("into", fault))?;
            Heir { code, founded: None, affairs: Vec::new() }
        });
    }
    Ok(found)
}

/// One that is founded by taking over.
fn founded(entity: &'static Entity, code: &str, name: &str, store: &Store) -> Result<Heir> {
    let code = read_code(code).map_err(|fault| refused("into", fault))?;
    if read_row(store.conn(), entity, &code)?.is_some() {
        let fault = Fault::Contradiction(
            format!("{code} sudah ada; tulis kodenya saja"),
            format!("{code} is there already; write its code alone"),
        );
        return Err(refused("into", fault).into());
    }
    if name.is_empty() {
        return Err(refused("into", Fault::Empty("into")).into());
    }
    Ok(Heir { code, founded: Some(name.to_owned()), affairs: Vec::new() })
}

/// `CODE=1.01,2.11`, as the code of one that takes over and the codes of affairs.
pub(super) fn affairs(text: &str, heirs: &[Heir], store: &Store) -> Result<(String, Vec<String>)> {
    let Some(affair) = register::entity("affair") else { return Ok((String::new(), Vec::new())) };
    let (code, list) = text.split_once('=').unwrap_or((text, ""));
    let Some(heir) = heirs.iter().find(|heir| heir.code.eq_ignore_ascii_case(code.trim())) else {
        let fault = Fault::Contradiction(
            format!("`{code}` bukan salah satu penerus; tulis PENERUS=1.01,2.11"),
            format!("`{code}` is none of those that take over; write SUCCESSOR=1.01,2.11"),
        );
        return Err(refused("affairs", fault).into());
    };
    let mut codes = Vec::new();
    for one in list.split([',', ';']).map(str::trim).filter(|one| !one.is_empty()) {
        codes.push(find(store.conn(), affair, one)?.map_err(|fault| refused("affairs", fault))?);
    }
    if codes.is_empty() {
        return Err(refused("affairs", Fault::Empty("affairs")).into());
    }
    Ok((heir.code.clone(), codes))
}
