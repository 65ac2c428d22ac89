//! `remove`: takes a record away, with what hangs under it, when that was confirmed.

use anyhow::Result;
use clap::{ArgMatches, Command};
use sinergi::register::Entity;
use sinergi::say;
use sinergi::store::Change;

use super::confirm;
use super::generic::{code_arg, code_of};
use super::office::Office;
use super::tree::{dry_run, examples, yes};

pub(super) fn build(entity: &'static Entity, command: Command) -> Command {
    command
        .arg(code_arg(entity).required(true).num_args(1))
        .arg(yes())
        .arg(dry_run())
        .after_help(examples(&format!("sinergi {} remove {}", entity.command(), entity.example_code)))
}

pub(super) fn run(entity: &'static Entity, matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(entity, matches, &store)?;
    let dry = matches.get_flag("dry-run");
    let noun = entity.label.get(lang);
    if !dry && !matches.get_flag("yes") {
        let question = say!(lang, "Hapus {} {}?", "Remove {} {}?", entity.noun().spoken(lang), code);
        confirm::ask(&question, office)?;
    }
    let entry = office.entry();
    let ((), changes) = store.write(&entry, dry, |door| door.remove(entity, &code))?;
    let words = if dry {
        say!(
            lang,
            "{} {} akan dihapus; tidak ada yang disimpan (--dry-run).",
            "{} {} would be removed; nothing was saved (--dry-run).",
            noun,
            code
        )
    } else {
        say!(
            lang,
            "{} {} dihapus. Batalkan: sinergi undo",
            "{} {} removed. Take it back: sinergi undo",
            noun,
            code
        )
    };
    debug_assert!(changes.iter().all(|c| matches!(c, Change::Removed(..))));
    office.tell(&words);
    Ok(())
}
