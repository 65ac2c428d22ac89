//! `sop diff` and `sop adopt`: what versions say otherwise, and that a department takes one over, as it is or in an own text.

use std::path::Path;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use sinergi::register::{self, Act, Entity, Row};
use sinergi::reports::{Ask, sop_diff};
use sinergi::rules::conformity::conformity;
use sinergi::rules::procedure::family;
use sinergi::store::{find, read_row, resolve, sop};
use sinergi::value::Value;
use sinergi::{Error, say};

use super::complete::by_code;
use super::fields::{self, refused};
use super::generic::{self, parent_typed};
use super::office::Office;
use super::output::print_line;
use super::revise::{StepsFile, next};
use super::tree::{examples, help};
use super::{acts, days};

/// Fills `sop diff`.
pub(super) fn build_diff(command: Command) -> Command {
    let Some(entity) = register::entity("sop") else { return command };
    let one = |name: &'static str, about: &'static str| {
        by_code(Arg::new(name).value_name(name).required(true).num_args(1).help(about), entity)
    };
    command
        .arg(one("A", help("versi lama, atau SOP seragam", "the old version, or the uniform SOP")))
        .arg(one(
            "B",
            help("versi baru, atau naskah OPD sendiri", "the new version, or a department's own text"),
        ))
        .after_help(examples("sinergi sop diff SOP-KSDPK.1 SOP-KSDPK.2"))
}

/// Shows what two versions say otherwise.
pub(super) fn diff(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = register::entity("sop") else { return Ok(()) };
    let store = office.open()?;
    let code = |name: &str| -> Result<String> {
        let text = matches.get_one::<String>(name).map_or("", String::as_str);
        Ok(find(store.conn(), entity, text)?.map_err(|fault| Error::Refused(String::new(), fault))?)
    };
    let (old, new) = (code("A")?, code("B")?);
    let ask = Ask::new(office.as_of()?, office.lang());
    office.output.answer(&store, false, |sink| sop_diff(&store, &ask, &old, &new, sink))
}

fn adoption() -> Option<(&'static Entity, &'static Act)> {
    let entity = register::entity("adoption")?;
    Some((entity, entity.acts.iter().find(|act| act.name == "adopt")?))
}

/// Fills `sop adopt`.
pub(super) fn build_adopt(command: Command) -> Command {
    let Some((entity, act)) = adoption() else { return command };
    generic::build_add(entity, Some(act), command).mut_arg("own", |arg| {
        arg.value_name("FILE|CODE").help(help(
            "naskah OPD sendiri: CSV langkahnya, atau kode naskah yang sudah ada",
            "the department's own text: its steps as CSV, or the code of a text that is there",
        ))
    })
}

/// Records an adoption; an own text that is named as a file comes in with it.
pub(super) fn adopt(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some((entity, act)) = adoption() else { return Ok(()) };
    let own = matches.get_one::<String>("own").filter(|own| {
        Path::new(own).is_file() || own.contains(['/', '\\']) || own.to_lowercase().ends_with(".csv")
    });
    match own {
        Some(file) => adopt_own(entity, act, file, matches, office),
        None => generic::add(entity, Some(act), matches, office),
    }
    .map_err(|error| acts::by_its_flags(error, act))
}

fn adopt_own(
    entity: &'static Entity,
    act: &'static Act,
    name: &str,
    matches: &ArgMatches,
    office: &mut Office,
) -> Result<()> {
    let (Some(sops), Some(steps)) = (register::entity("sop"), register::entity("step")) else {
        return Ok(());
    };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let mut row = Row::new(entity);
    fields::fill(&mut row, matches, office)?;
    row.set("own", Value::Null);
    acts::say(&mut row, act, matches, office)?;
    let text = parent_typed(matches).map_or("", String::as_str);
    let code = find(store.conn(), sops, text)?.map_err(|fault| refused("sop", fault))?;
    row.set_at(0, Value::Text(code.clone()));
    let missing = fields::missing(&row);
    if !missing.is_empty() {
        return Err(fields::name_missing(&missing, Some(act), lang).into());
    }
    if let Some((field, fault)) = resolve(store.conn(), &mut row)?.into_iter().next() {
        return Err(fields::refused(field, fault).into());
    }
    days::refuse_ahead(&row, act, office)?;
    let Some(uniform) = read_row(store.conn(), sops, &code)? else { return Ok(()) };
    let department = row.text("department").unwrap_or_default().to_owned();
    let stem = format!("{}-{department}.0", family(&code));
    let own = next(&stem, |tried| Ok(read_row(store.conn(), sops, tried)?.is_some()))?;
    let file = StepsFile::open(name, &own)?;
    let dry = matches.get_flag("dry-run");
    let (adopted, _) = store.write(&office.entry(), dry, |door| {
        let mut new = uniform.clone();
        new.set("code", own.as_str());
        new.set("department", department.as_str());
        new.set("based_on", code.as_str());
        new.set("number", row.get("number").clone());
        new.set("valid_from", row.get("adopted_on").clone());
        for empty in ["made_on", "revised_on", "approved_by", "note"] {
            new.set(empty, Value::Null);
        }
        door.add(&mut new)?;
        file.fill(door, steps, name)?;
        row.set("own", own.as_str());
        let adopted = door.add(&mut row)?;
        let found = conformity(&sop(door.conn(), &code)?, &sop(door.conn(), &own)?);
        Ok((adopted, found))
    })?;
    let (adopted, found) = adopted;
    print_line(&adopted)?;
    office.tell(&say!(
        lang,
        "{} menetapkan {} dengan naskah sendiri {}.",
        "{} adopts {} in its own text {}.",
        department,
        code,
        own
    ));
    office.tell(&if found.conforms() {
        say!(lang, "Naskah itu sesuai: langkah, urutan, dan pelaksananya sama.", "That text conforms: the same steps, order and actors.")
    } else {
        let list = |codes: &[String]| if codes.is_empty() { "–".to_owned() } else { codes.join(", ") };
        say!(
            lang,
            "Naskah itu belum sesuai. Langkah yang kurang: {}; tambahan: {}; urutannya lain: {}; pelaksananya lain: {}.",
            "That text does not conform. Steps missing: {}; added: {}; in another order: {}; with another actor: {}.",
            list(&found.missing),
            list(&found.added),
            list(&found.moved),
            list(&found.other_actor)
        )
    });
    office.tell(&if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else {
        say!(
            lang,
            "Bandingkan: sinergi sop diff {} {}   Batalkan: sinergi undo",
            "Compare: sinergi sop diff {} {}   Take it back: sinergi undo",
            code,
            own
        )
    });
    Ok(())
}
