//! `activity progress`: an entry of what was done and spent, and how far the activity is with it.

use anyhow::Result;
use clap::{ArgMatches, Command};
use sinergi::register::{self, Act, Entity};
use sinergi::rules::plan::State;
use sinergi::rules::share::share;
use sinergi::store::{Activity, Store, find, outlined, overspent, read_row};
use sinergi::value::{decimal, rupiah};
use sinergi::{Lang, say};

use super::{activity, done};
use crate::cli::acts;
use crate::cli::generic::{self, parent_typed};
use crate::cli::office::Office;

fn entry() -> Option<(&'static Entity, &'static Act)> {
    let entity = register::entity("realisation")?;
    Some((entity, entity.acts.iter().find(|act| act.name == "progress")?))
}

/// Fills `activity progress`.
pub(in crate::cli) fn build(command: Command) -> Command {
    match entry() {
        Some((entity, act)) => generic::build_add(entity, Some(act), command),
        None => command,
    }
}

/// Records the entry and says how far the activity is, what is over its budget, and how what it came from is closed.
pub(in crate::cli) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let (Some((entity, act)), Some(activities)) = (entry(), activity()) else { return Ok(()) };
    generic::add(entity, Some(act), matches, office).map_err(|error| acts::by_its_flags(error, act))?;
    if matches.get_flag("dry-run") {
        return Ok(());
    }
    let store = office.open()?;
    let typed = parent_typed(matches).map_or("", String::as_str);
    let Ok(code) = find(store.conn(), activities, typed)? else { return Ok(()) };
    tell(&store, &code, office)
}

/// Says how far an activity is on this day, and what of it or above it costs more than its budget.
fn tell(store: &Store, code: &str, office: &Office) -> Result<()> {
    let (today, lang) = (office.today(), office.lang());
    store.speak_as_of(today)?;
    let Some(entity) = activity() else { return Ok(()) };
    let year = read_row(store.conn(), entity, code)?.and_then(|row| row.text("year")?.parse().ok());
    let all = store.activities(year)?;
    let place = |code: &str| all.iter().position(|one| one.code == code);
    let Some(at) = place(code) else { return Ok(()) };
    let one = &all[at];
    if let Some(words) = far(one, one.facts.realised(today), lang) {
        office.tell(&words);
    }
    let over = overspent(&all, &outlined(&all, today), today);
    let mut above = Some(at);
    while let Some(at) = above {
        if let Some(budget) = all[at].budget.filter(|_| over.contains(&at)) {
            office.tell(&say!(
                lang,
                "Perhatian: yang terpakai untuk {} melebihi anggarannya ({}).",
                "Mind: what is spent on {} is over its budget ({}).",
                all[at].code,
                rupiah::grouped(budget)
            ));
        }
        above = all[at].parent.as_deref().and_then(place);
    }
    if one.facts.done_on.is_none() && one.facts.state(today) == State::Done {
        office.tell(&say!(
            lang,
            "{} selesai: targetnya tercapai.",
            "{} is done: its target is reached.",
            code
        ));
        done::tell_origin(store, one.origin.as_deref(), office)?;
    }
    Ok(())
}

/// How much of the target is reached, and how much of the money is spent.
fn far(one: &Activity, realised: i64, lang: Lang) -> Option<String> {
    let number = |text: String| if lang == Lang::Id { text.replace('.', ",") } else { text };
    let unit = one.unit.as_deref().map_or_else(String::new, |unit| format!(" {unit}"));
    let percent =
        |share: Option<f64>| share.map_or_else(String::new, |share| format!(" ({:.0} %)", share * 100.0));
    let spent: i64 = one.spent.iter().map(|(_, amount)| amount).sum();
    let mut told = Vec::new();
    match &one.target {
        Some(target) => told.push(say!(
            lang,
            "{} dari {}{}{}",
            "{} of {}{}{}",
            number(decimal::written(realised)),
            number(target.clone()),
            unit,
            percent(one.facts.target.and_then(|target| share(realised, target)))
        )),
        None if realised > 0 => told.push(format!("{}{unit}", number(decimal::written(realised)))),
        None => {}
    }
    match one.budget {
        Some(budget) => told.push(say!(
            lang,
            "terpakai {} dari {}{}",
            "{} of {}{} spent",
            rupiah::grouped(spent),
            rupiah::grouped(budget),
            percent(share(spent, budget))
        )),
        None if spent > 0 => told.push(say!(lang, "terpakai {}", "{} spent", rupiah::grouped(spent))),
        None => {}
    }
    (!told.is_empty()).then(|| format!("{}: {}.", one.code, told.join("; ")))
}
