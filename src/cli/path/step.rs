//! `agreement step`: the next step is done, passed over or answered by silence; it goes back; somebody else is to act.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::register::{self, Entity, Row};
use sinergi::rules::path::Word;
use sinergi::rules::procedure::Sop;
use sinergi::store::{Travel, Traveller, read_row};
use sinergi::{Error, say};

use super::begin::begin;
use super::next::{At, next};
use super::told::{stands, took};
use super::typed::{Move, Typed};
use crate::cli::complete::by_code;
use crate::cli::days;
use crate::cli::document::{self, Paper};
use crate::cli::fields::refused;
use crate::cli::generic::{code_arg, code_of};
use crate::cli::office::Office;
use crate::cli::output::print_line;
use crate::cli::tree::{dry_run, examples, help};

/// Fills `agreement step`.
pub(crate) fn build(command: Command) -> Command {
    let (Some(agreement), Some(sop)) = (register::entity("agreement"), register::entity("sop")) else {
        return command;
    };
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).num_args(1).help(about)
    };
    let switch = |name: &'static str, about: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(about)
    };
    let others = |arg: Arg, others: [&'static str; 3]| others.into_iter().fold(arg, Arg::conflicts_with);
    command
        .arg(code_arg(agreement).required(true).num_args(1))
        .arg(text(
            "step",
            "N",
            help(
                "langkah yang selesai; tanpa ini yang sedang dijalani",
                "the step that is done; without this the one it stands in",
            ),
        ))
        .arg(
            text(
                "on",
                "DATE",
                help("pada hari itu; tanpa ini hari ini", "on that day; today where it is not named"),
            )
            .allow_hyphen_values(true),
        )
        .arg(others(
            switch(
                "skip",
                help("langkah itu dilewati (dengan --reason)", "the step is passed over (with --reason)"),
            ),
            ["deemed", "return", "waiting-on"],
        ))
        .arg(others(
            switch(
                "deemed",
                help("dijawab dengan diam: waktunya lewat", "answered by silence: its time has passed"),
            ),
            ["skip", "return", "waiting-on"],
        ))
        .arg(others(
            switch(
                "return",
                help(
                    "dikembalikan ke langkah --to (dengan --reason)",
                    "sent back to the step --to (with --reason)",
                ),
            ),
            ["skip", "deemed", "waiting-on"],
        ))
        .arg(text("to", "N", help("langkah yang diulang", "the step that begins anew")).requires("return"))
        .arg(text(
            "waiting-on",
            "WHO",
            help(
                "yang kini ditunggu: department, partner, legal, council, governor, …",
                "who is to act now: department, partner, legal, council, governor, …",
            ),
        ))
        .arg(text("reason", "TEXT", help("alasannya", "why")).allow_hyphen_values(true))
        .arg(
            text(
                "paper",
                "[KIND=]FILE|REF",
                help("kelengkapan langkah itu; dapat diulang", "a paper of the step; repeat it for several"),
            )
            .action(ArgAction::Append),
        )
        .arg(by_code(
            text(
                "sop",
                "CODE",
                help("SOP yang dijalani, saat memulai", "the SOP it goes by, when it begins"),
            ),
            sop,
        ))
        .arg(dry_run())
        .after_help(examples(
            "sinergi agreement step KS-2024-0011\n  \
             sinergi agreement step KS-2024-0010 --return --to 1 --reason \"KAK belum lengkap\"\n  \
             sinergi agreement step KS-2024-0010 --waiting-on legal",
        ))
}

/// Moves the path of an agreement.
pub(crate) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let Some(entity) = register::entity("agreement") else { return Ok(()) };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(entity, matches, &store)?;
    let (Some(agreement), Some(traveller)) =
        (read_row(store.conn(), entity, &code)?, Traveller::read(store.conn(), &code)?)
    else {
        return Ok(());
    };
    refuse_closed(&agreement)?;
    let typed = Typed {
        matches,
        reason: matches.get_one::<String>("reason").map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()),
    };
    let on = days::typed("on", matches, office)?;
    let travel = Travel::new(store.conn(), store.calendar()?)?;
    let before = travel.path(&traveller, on.unwrap_or_else(|| office.today()).max(office.today()))?;
    let (sop, on, one) = match &before {
        None => {
            let asked = agreement
                .date("requested_on")
                .filter(|day| typed.text("step").is_none() && *day <= office.today());
            let on = on.or(asked).unwrap_or_else(|| office.today());
            let signed = agreement.date("signed_on").filter(|day| *day <= on);
            let (sop, one) = begin(&typed, &traveller, &travel, signed, on)?;
            (sop, on, one)
        }
        Some((sop, path)) => {
            // What was signed on a day is done on that day.
            let signed =
                agreement.date("signed_on").filter(|_| path.stands_in(sop).is_some_and(|s| s.is("signing")));
            let on = on.or(signed).unwrap_or_else(|| office.today());
            let follow = travel.path(&traveller, on)?.map_or_else(|| path.clone(), |(_, path)| path);
            let at = At { sop, path, follow: &follow, traveller: &traveller, on };
            (sop.clone(), on, next(&typed, &at, &agreement, &travel)?)
        }
    };
    days::refuse_day_ahead("on", on, office)?;
    let papers = papers(&typed, &sop, &one, &travel, &code, on, &store)?;
    let movement = register::entity("movement").map(|e| row(e, &code, &sop.code, &one, &sop, on));
    drop(travel);
    let (Some(mut movement), Some(kept)) = (movement, register::entity("document")) else { return Ok(()) };
    let dry = matches.get_flag("dry-run");
    let entry = office.entry();
    store
        .write(&entry, dry, |door| {
            for paper in &papers {
                door.add(&mut paper.row(kept, &code, on))?;
            }
            door.add(&mut movement)
        })
        .map_err(by_its_flag)?;
    print_line(&code)?;
    let travel = Travel::new(store.conn(), store.calendar()?)?;
    let step = sop.steps[one.step].spoken(lang);
    let path = travel.path(&traveller, on)?;
    let took = path.as_ref().filter(|_| one.word.leaves()).map(|(sop, path)| took(path, one.step, sop, lang));
    office.tell(&format!("{}{}.", moved(&one, &step, on, lang), took.unwrap_or_default()));
    if dry {
        office.tell(&say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run)."));
        return Ok(());
    }
    stands(&store, &travel, &traveller, on, office)?;
    office.tell(&say!(
        lang,
        "Lihat: sinergi agreement show {} --path   Batalkan: sinergi undo",
        "See it: sinergi agreement show {} --path   Take it back: sinergi undo",
        code
    ));
    Ok(())
}

/// The day has a shorter flag here than in its register.
fn by_its_flag(error: Error) -> Error {
    match error {
        Error::Refused(place, fault) if place == "`moved_on`" => refused("on", fault),
        other => other,
    }
}

fn moved(one: &Move, step: &str, on: Date, lang: sinergi::Lang) -> String {
    match one.word {
        Word::Entered => say!(lang, "Masuk langkah {} pada {}", "Entered step {} on {}", step, on),
        Word::Skipped => say!(lang, "Langkah {} dilewati pada {}", "Step {} passed over on {}", step, on),
        Word::Deemed => {
            say!(lang, "Langkah {} dianggap disetujui pada {}", "Step {} deemed approved on {}", step, on)
        }
        Word::Returned => say!(lang, "Kembali ke langkah {} pada {}", "Back to step {} on {}", step, on),
        Word::Waiting => say!(
            lang,
            "Langkah {}, menunggu pihak lain sejak {}",
            "Step {}, waiting on somebody else since {}",
            step,
            on
        ),
        _ => say!(lang, "Langkah {} selesai pada {}", "Step {} done on {}", step, on),
    }
}

/// A closed request and one that does not exist any more go nowhere.
pub(super) fn refuse_closed(agreement: &Row) -> Result<()> {
    let Some(on) = agreement.text("ended_on").filter(|_| !agreement.get("closed_as").is_null()) else {
        return Ok(());
    };
    let code = agreement.code();
    Err(Error::usage(
        format!("permohonan {code} sudah ditutup pada {on}"),
        format!("the request {code} was closed on {on}"),
    )
    .with_hint(
        format!("bila keliru: sinergi undo, atau sinergi agreement edit {code} --closed-as \"\" --ended-on \"\" --end-note \"\" --joined-into \"\""),
        format!("if that is wrong: sinergi undo, or sinergi agreement edit {code} --closed-as \"\" --ended-on \"\" --end-note \"\" --joined-into \"\""),
    )
    .into())
}

/// The papers that were named; one that says no kind is the only one that the step still needs.
fn papers(
    typed: &Typed<'_>,
    sop: &Sop,
    one: &Move,
    travel: &Travel<'_>,
    code: &str,
    on: Date,
    store: &sinergi::store::Store,
) -> Result<Vec<Paper>> {
    let there = travel.papers(code)?;
    let step = &sop.steps[one.step];
    let wanted: Vec<&str> =
        step.papers.iter().filter(|p| there.stands(p, on) != Some(false)).map(String::as_str).collect();
    let texts = typed.matches.get_many::<String>("paper").into_iter().flatten();
    texts.map(|text| document::paper(text, &wanted, store)).collect()
}

fn row(entity: &'static Entity, code: &str, version: &str, one: &Move, sop: &Sop, on: Date) -> Row {
    let mut row = Row::new(entity);
    row.set("agreement", code);
    row.set("word", one.word.word());
    row.set("sop", version);
    row.set("step", sop.steps[one.step].code.as_str());
    row.set("moved_on", on);
    if let Some(who) = one.waiting_on {
        row.set("waiting_on", who);
    }
    if let Some(reason) = &one.reason {
        row.set("reason", reason.as_str());
    }
    row
}
