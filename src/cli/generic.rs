//! The verbs that every register has, from its description alone: add, list, show, edit, remove.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use sinergi::register::{Act, Entity, Field, Key, Row};
use sinergi::store::{Change, find, resolve};
use sinergi::value::Value;
use sinergi::{Error, Fault, Lang, say};

use super::complete::by_code;
use super::office::Office;
use super::output::print_line;
use super::tree::{dry_run, examples, help, lang};
use super::{actors, acts, days, edit, fields, links, list, prompt, remove, same, show, successor};

/// A verb of every register.
pub(super) struct Verb {
    pub(super) name: &'static str,
    pub(super) also: &'static [&'static str],
    pub(super) about: fn(&'static Entity, Lang) -> String,
    pub(super) build: fn(&'static Entity, Command) -> Command,
    pub(super) run: fn(&'static Entity, &ArgMatches, &mut Office) -> Result<()>,
}

/// The same verbs for every register.
pub(super) const VERBS: &[Verb] = &[
    Verb {
        name: "add",
        also: &["tambah"],
        about: |e, l| say!(l, "Mencatat {} baru", "Records a new {}", e.noun().spoken(l)),
        build: |entity, command| build_add(entity, None, command),
        run: |entity, matches, office| add(entity, None, matches, office),
    },
    Verb {
        name: "list",
        also: &["ls", "daftar"],
        about: |e, l| say!(l, "Daftar {}", "Lists records: {}", e.noun().spoken(l)),
        build: list::build,
        run: list::run,
    },
    Verb {
        name: "show",
        also: &["lihat"],
        about: |e, l| say!(l, "Lembar satu {}", "Shows one {}", e.noun().spoken(l)),
        build: show::build,
        run: show::run,
    },
    Verb {
        name: "edit",
        also: &["ubah"],
        about: |e, l| say!(l, "Mengubah satu {}", "Changes one {}", e.noun().spoken(l)),
        build: edit::build,
        run: edit::run,
    },
    Verb {
        name: "remove",
        also: &["rm", "hapus"],
        about: |e, l| say!(l, "Menghapus satu {}", "Removes one {}", e.noun().spoken(l)),
        build: remove::build,
        run: remove::run,
    },
];

/// The code of the record that a command is about.
pub(super) fn code_arg(entity: &'static Entity) -> Arg {
    let name = match entity.key {
        Key::Position | Key::Link | Key::Named => help("INDUK/KUNCI", "PARENT/KEY"),
        Key::Dated => help("TANGGAL/NAMA", "DAY/NAME"),
        _ => help("KODE", "CODE"),
    };
    let arg = Arg::new("CODE").value_name(name).help(help(
        "kode, nomor resmi, atau nama yang hanya dipakai satu",
        "code, official number, or a name that only one has",
    ));
    by_code(arg, entity)
}

/// The record that a child hangs under.
pub(super) fn parent_arg(parent: &'static Entity) -> Arg {
    let arg = Arg::new("PARENT").value_name(help("INDUK", "PARENT")).help(say!(
        lang(),
        "{} yang menaunginya",
        "the {} it hangs under",
        parent.noun().spoken(lang())
    ));
    by_code(arg, parent)
}

/// The same as a flag of its name.
const PARENT_FLAG: &str = "parent-named";

fn parent_flag(parent: &'static Entity) -> Arg {
    let arg = Arg::new(PARENT_FLAG)
        .long(parent.name)
        .value_name("CODE")
        .help(help("induk, sebagai ganti kata pertama", "the parent, instead of the bare word"));
    by_code(arg, parent)
}

/// What a new child's parent was called, bare or by its flag.
pub(super) fn parent_typed(matches: &ArgMatches) -> Option<&String> {
    typed(matches, "PARENT").or_else(|| typed(matches, PARENT_FLAG))
}

pub(super) fn build_add(entity: &'static Entity, act: Option<&'static Act>, command: Command) -> Command {
    let mut command = command;
    if let Some(parent) = entity.parent() {
        command = command
            .arg(parent_arg(parent).required_unless_present(PARENT_FLAG))
            .arg(parent_flag(parent).conflicts_with("PARENT"));
    }
    command = match act {
        Some(act) => command.args(acts::flags(entity, act)).args(successor::instead(entity, act)),
        None => command.args(fields::flags(entity)),
    };
    command
        .args(links::flags(entity))
        .args(links::create(entity))
        .arg(dry_run())
        .after_help(examples(act.map_or(entity.example, |act| act.example)))
}

/// Adds a record; by an act of its own, what the act says goes without saying.
pub(super) fn add(
    entity: &'static Entity,
    act: Option<&'static Act>,
    matches: &ArgMatches,
    office: &mut Office,
) -> Result<()> {
    if let Some(act) = act
        && successor::by_another(entity, act, matches, office)?
    {
        return Ok(());
    }
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let mut row = Row::new(entity);
    fields::fill(&mut row, matches, office)?;
    if let Some(act) = act {
        acts::say(&mut row, act, matches, office)?;
    }
    let mut links = links::typed(entity, matches);
    if let (Some(parent), Some(text)) = (entity.parent(), parent_typed(matches)) {
        let code = find(store.conn(), parent, text)?.map_err(|fault| Error::Refused(String::new(), fault))?;
        row.set_at(0, Value::Text(code));
    }
    // Whether something is missing is seen with the day of today filled in; a form asks for that day, too.
    let mut dated = row.clone();
    if let Some(act) = act {
        days::set_today(&mut dated, act, matches, office);
    }
    let mut missing = fields::missing(&dated);
    missing.extend(act.into_iter().flat_map(|act| acts::missing(&dated, act, matches)));
    // Where one of two fields is needed, a form asks for them.
    let either = |f: &Field| {
        let other = f.unless.filter(|other| row.get(other).is_null());
        other.is_some() && row.get(f.name).is_null()
    };
    let asked =
        !missing.is_empty() || office.may_ask() && act.is_some() && fields::fillable(entity).any(either);
    let mut create = matches.try_get_one::<bool>("create-partner").ok().flatten().is_some_and(|yes| *yes);
    if asked {
        if !office.may_ask() {
            return Err(fields::name_missing(&missing, act, lang).into());
        }
        // What was typed already is looked up before anybody answers a question in vain.
        if let Some((field, fault)) = resolve(store.conn(), &mut row)?.into_iter().next() {
            return Err(fields::refused(field, fault).into());
        }
        links::rows(&links, create, &store)?;
        create |= prompt::complete(&mut row, &mut links, act, &store, office)?;
    } else {
        row = dated;
    }
    if let Some((field, fault)) = resolve(store.conn(), &mut row)?.into_iter().next() {
        return Err(fields::refused(field, fault).into());
    }
    match act {
        Some(act) => days::refuse_ahead(&row, act, office)?,
        None if days::is_past(entity) => days::refuse_days_ahead(&row, office)?,
        None => {}
    }
    let mut children = links::rows(&links, create, &store)?;
    let same = asked.then(|| same::command(&row, &links, act, create));
    let today = office.today();
    let like = links::alike(&children, &store)?;
    let entry = office.entry();
    let dry = matches.get_flag("dry-run");
    let ((code, made), changes) = store.write(&entry, dry, |door| {
        let code = door.add(&mut row)?;
        if let Some(act) = act {
            acts::carry_out(door, &row, act, today)?;
        }
        let mut made = Vec::new();
        for child in &mut children {
            made.extend(child.write(door, &code)?);
        }
        Ok((code, made))
    })?;

    print_line(&code)?;
    tell_made(&made, &like, dry, office);
    if dry {
        office.tell(&say!(
            lang,
            "{} {} akan dicatat; tidak ada yang disimpan (--dry-run).",
            "{} {} would be recorded; nothing was saved (--dry-run).",
            entity.label.get(lang),
            code
        ));
        return Ok(());
    }
    tell_added(entity, &code, &changes, same.as_deref(), office);
    actors::tell_plain(actors::of(&row), &store, office)?;
    if let Some(act) = act {
        acts::tell_next(&row, act, office);
    }
    Ok(())
}

/// Says which partners were made on the way, and which they are like.
fn tell_made(made: &[String], like: &[String], dry: bool, office: &Office) {
    let lang = office.lang();
    for partner in made {
        let words = if dry {
            say!(lang, "Mitra {} akan dibuat.", "Partner {} would be made.", partner)
        } else {
            say!(
                lang,
                "Mitra {} dibuat; lengkapi: sinergi partner edit {}",
                "Partner {} made; complete it: sinergi partner edit {}",
                partner,
                partner
            )
        };
        office.tell(&words);
    }
    if !like.is_empty() {
        office.tell(&say!(
            lang,
            "Periksa: mirip dengan mitra yang sudah ada: {}",
            "Check: it is like a partner who is there already: {}",
            like.join(", ")
        ));
    }
}

/// Says what was recorded, and what that changed besides, such as a decision that an act carries out.
fn tell_added(entity: &'static Entity, code: &str, changes: &[Change], same: Option<&str>, office: &Office) {
    let lang = office.lang();
    office.tell(&say!(lang, "{} {} tercatat.", "{} {} recorded.", entity.label.get(lang), code));
    let besides: Vec<Change> =
        changes.iter().filter(|change| matches!(change, Change::Edited(..))).cloned().collect();
    edit::tell_changes(&besides, office);
    if let Some(same) = same {
        same::tell(same, office);
    }
    let command = entity.command();
    office.tell(&say!(
        lang,
        "Lihat: sinergi {} show {}   Batalkan: sinergi undo",
        "See it: sinergi {} show {}   Take it back: sinergi undo",
        command,
        code
    ));
}

/// An argument that only some registers have.
fn typed<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m String> {
    matches.try_get_one(name).ok().flatten()
}

/// The code that the argument of a command means.
pub(super) fn code_of(
    entity: &'static Entity,
    matches: &ArgMatches,
    store: &sinergi::store::Store,
) -> Result<String> {
    let text = matches.get_one::<String>("CODE").map(String::as_str).unwrap_or_default();
    Ok(find(store.conn(), entity, text)?.map_err(|fault: Fault| Error::Refused(String::new(), fault))?)
}

/// A flag that takes a value, or `yes` when it stands alone.
pub(super) fn switch_like(arg: Arg) -> Arg {
    arg.num_args(0..=1).default_missing_value("yes").allow_hyphen_values(false).action(ArgAction::Set)
}
