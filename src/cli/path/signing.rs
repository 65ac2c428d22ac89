//! What signing says to a path: it is kept back while papers or the council's approval are missing, and is the step done.

use clap::{Arg, ArgMatches};
use jiff::civil::Date;
use sinergi::register::{Act, Entity, Row, entity};
use sinergi::rules::procedure::Need;
use sinergi::rules::signing::{Missing, can_be_kept, missing, signing_step};
use sinergi::store::{Door, Store, Travel, Traveller, read_row};
use sinergi::{Error, Lang, say};

use super::step::refuse_closed;
use super::told::{numbers, paper_name, stands};
use crate::cli::fields::refused;
use crate::cli::office::Office;
use crate::cli::tree::help;

/// Whether an act is the signing of an agreement.
fn signs(entity: &Entity, act: &Act) -> bool {
    entity.name == "agreement" && act.sets.contains(&("signed", "yes"))
}

/// The flag by which one signs all the same.
pub(crate) fn flag(entity: &Entity, act: &Act) -> Option<Arg> {
    signs(entity, act).then(|| {
        Arg::new("override").long("override").value_name("REASON").num_args(1).help(help(
            "alasan tetap ditandatangani meskipun ada yang kurang; disimpan",
            "why it is signed though something is missing; it is kept",
        ))
    })
}

/// The movement that a signing records, where the agreement has a path.
pub(crate) struct Signing {
    movement: Option<Row>,
    /// The reason, where no movement keeps it.
    kept: Option<String>,
    traveller: Traveller,
}

/// Refuses a signing while something is missing that the document cannot be signed without; with a reason, it is kept.
pub(crate) fn refuse(
    entity_of: &'static Entity,
    act: &Act,
    code: &str,
    on: Date,
    matches: &ArgMatches,
    store: &Store,
    office: &Office,
) -> anyhow::Result<Option<Signing>> {
    if !signs(entity_of, act) {
        return Ok(None);
    }
    let Some(traveller) = Traveller::read(store.conn(), code)? else { return Ok(None) };
    if let Some(row) = read_row(store.conn(), entity_of, code)? {
        refuse_closed(&row)?;
    }
    let travel = Travel::new(store.conn(), store.calendar()?)?;
    // What was not there on that day did not make it ready, even if it is there now.
    let day = on;
    let (own, above) = (travel.path(&traveller, day)?, travel.path_above(&traveller, day)?);
    let reason = matches.get_one::<String>("override").map(|reason| reason.trim()).filter(|r| !r.is_empty());
    let Some((sop, path)) = &own else {
        refuse_unapproved(&traveller, &travel, day, reason)?;
        return Ok(reason.map(|reason| Signing { movement: None, kept: Some(reason.to_owned()), traveller }));
    };
    let walker = traveller.walker();
    let Some(step) = signing_step(sop, &walker).filter(|step| !path.is_left(*step)) else { return Ok(None) };
    let mut papers = travel.papers(code)?;
    if let Some((above, _)) = &traveller.above {
        papers = papers.and(travel.papers(above)?);
    }
    let there = |kind: &str| papers.stands(kind, day);
    let found = missing(sop, &walker, path, above.as_ref().map(|(_, path)| path), &there, step);
    if found.keeps() {
        let lines = [Lang::Id, Lang::En].map(|lang| spoken(&found, sop, store, lang));
        let [id, en] = lines;
        let (id, en) = (id?, en?);
        if can_be_kept(&traveller.document) && reason.is_none() {
            return Err(Error::usage(
                format!("{code} belum dapat ditandatangani: {id}"),
                format!("{code} cannot be signed yet: {en}"),
            )
            .with_hint(
                format!("lengkapi dahulu (sinergi agreement show {code} --path), atau tetap catat dengan alasan: --override \"…\""),
                format!("complete it first (sinergi agreement show {code} --path), or record it all the same with a reason: --override \"…\""),
            )
            .into());
        }
        office.tell(&say!(
            office.lang(),
            "Perhatian: {}",
            "Mind: {}",
            if office.lang() == Lang::Id { id } else { en }
        ));
    }
    if found.council_unsaid && can_be_kept(&traveller.document) {
        office.tell(&say!(
            office.lang(),
            "Belum dikatakan apakah perlu persetujuan DPRD: sinergi agreement edit {} --council-approval yes|no",
            "Nobody has said whether council approval is needed: sinergi agreement edit {} --council-approval yes|no",
            code
        ));
    }
    let movement = entity("movement").map(|entity| {
        let mut row = Row::new(entity);
        row.set("agreement", code);
        row.set("word", "done");
        row.set("sop", sop.code.as_str());
        row.set("step", sop.steps[step].code.as_str());
        row.set("moved_on", on);
        if let Some(reason) = reason.filter(|_| found.keeps()) {
            row.set("override", reason);
        }
        row
    });
    Ok(Some(Signing { movement, kept: None, traveller }))
}

/// A document without a path of its own still rests on what the one above it asked of the council.
fn refuse_unapproved(
    traveller: &Traveller,
    travel: &Travel<'_>,
    day: Date,
    reason: Option<&str>,
) -> anyhow::Result<()> {
    let asks = can_be_kept(&traveller.document) && traveller.need() == Need::Yes && reason.is_none();
    if !asks {
        return Ok(());
    }
    let answered = match travel.path_above(traveller, day)? {
        Some((sop, path)) => {
            let council = sop.steps.iter().position(|step| step.is("council"));
            council.is_none_or(|at| path.left_as(at).is_some_and(sinergi::rules::path::Word::answers))
        }
        // Where nothing is recorded of the way here, the council's paper says it; only who said that it is needed is asked.
        None => {
            traveller.council != Some(true)
                || travel.papers(&traveller.code)?.stands("COUNCIL", day).is_some()
        }
    };
    if answered {
        return Ok(());
    }
    let code = &traveller.code;
    let above = traveller.above.as_ref().map_or(code.as_str(), |(code, _)| code.as_str());
    Err(Error::usage(
        format!("{code} belum dapat ditandatangani: DPRD belum menyetujui ({above})"),
        format!("{code} cannot be signed yet: the council has not approved ({above})"),
    )
    .with_hint(
        format!("catat persetujuannya: sinergi agreement step {above} --on TANGGAL atau sinergi document add {code} RUJUKAN --kind council, atau tetap catat dengan alasan: --override \"…\""),
        format!("record the approval: sinergi agreement step {above} --on DATE or sinergi document add {code} REFERENCE --kind council, or record it all the same with a reason: --override \"…\""),
    )
    .into())
}

/// What is missing, in a line.
fn spoken(
    found: &Missing,
    sop: &sinergi::rules::procedure::Sop,
    store: &Store,
    lang: Lang,
) -> sinergi::Result<String> {
    let named = |papers: &[String]| -> sinergi::Result<String> {
        let names: sinergi::Result<Vec<String>> =
            papers.iter().map(|paper| paper_name(store, paper, lang)).collect();
        Ok(names?.join(", "))
    };
    let mut parts = Vec::new();
    if found.council {
        parts.push(say!(lang, "DPRD belum menyetujui", "the council has not approved"));
    }
    if !found.papers.is_empty() {
        parts.push(say!(lang, "kelengkapan belum ada: {}", "papers missing: {}", named(&found.papers)?));
    }
    if !found.to_repair.is_empty() {
        parts.push(say!(lang, "perlu diperbaiki: {}", "to be repaired: {}", named(&found.to_repair)?));
    }
    if !found.open.is_empty() {
        parts.push(say!(
            lang,
            "langkah yang masih terbuka: {}",
            "steps still open: {}",
            numbers(sop, found.open.iter().copied())
        ));
    }
    Ok(parts.join("; "))
}

/// Writes the step that the signing is.
pub(crate) fn record(door: &mut Door<'_>, signing: Option<&mut Signing>) -> sinergi::Result<()> {
    let Some(signing) = signing else { return Ok(()) };
    if let (Some(reason), Some(agreement)) = (&signing.kept, entity("agreement")) {
        let code = &signing.traveller.code;
        let old = read_row(door.conn(), agreement, code)?.and_then(|row| row.text("note").map(str::to_owned));
        let note = old.map_or_else(|| reason.clone(), |old| format!("{old}\n{reason}"));
        door.edit(agreement, code, &[("note", note.as_str().into())])?;
    }
    if let Some(row) = signing.movement.as_mut() {
        // The day of the movement is that of the signing, and is named by its flag.
        door.add(row).map_err(|error| match error {
            Error::Refused(place, fault) if place == "`moved_on`" => refused("on", fault),
            other => other,
        })?;
    }
    Ok(())
}

impl Signing {
    /// Says where the agreement stands now.
    pub(crate) fn tell(&self, store: &Store, office: &Office) -> sinergi::Result<()> {
        let travel = Travel::new(store.conn(), store.calendar()?)?;
        stands(store, &travel, &self.traveller, office.today(), office)
    }
}
