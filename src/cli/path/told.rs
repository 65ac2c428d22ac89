//! Where a path stands, in words for the person who moved it.

use jiff::civil::Date;
use sinergi::Lang;
use sinergi::lang::choice_label;
use sinergi::register::entity;
use sinergi::rules::path::Path;
use sinergi::rules::procedure::{HOLDERS, Need, Sop};
use sinergi::say;
use sinergi::store::{Store, Travel, Traveller, read_row};

use crate::cli::office::Office;

/// Says where an agreement stands now, what that step needs and until when.
pub(super) fn stands(
    store: &Store,
    travel: &Travel<'_>,
    traveller: &Traveller,
    day: Date,
    office: &Office,
) -> sinergi::Result<()> {
    let lang = office.lang();
    let Some((sop, path)) = travel.path(traveller, day)? else { return Ok(()) };
    let code = &traveller.code;
    let (Some(step), Some(pass)) = (path.stands_in(&sop), path.standing()) else {
        office.tell(&say!(
            lang,
            "{} telah melewati semua langkah {}.",
            "{} has gone through every step of {}.",
            code,
            sop.code
        ));
        return Ok(());
    };
    let holder = path.holder.map_or("", |(who, _)| who);
    let until = pass.due(step, &travel.calendar);
    let until = until.map(|day| say!(lang, ", paling lambat {}", ", by {}", day)).unwrap_or_default();
    office.tell(&say!(
        lang,
        "Kini: langkah {} – menunggu {}{}",
        "Now: step {} – waiting on {}{}",
        step.spoken(lang),
        choice_label(holder, HOLDERS, lang),
        until
    ));
    if step.if_council && traveller.need() == Need::Unsaid {
        office.tell(&say!(
            lang,
            "Belum dikatakan apakah perlu persetujuan DPRD: sinergi agreement edit {} --council-approval yes|no",
            "Nobody has said whether council approval is needed: sinergi agreement edit {} --council-approval yes|no",
            code
        ));
    }
    let there = travel.papers(code)?;
    let missing = step.papers.iter().filter(|paper| there.stands(paper, day) != Some(false));
    let names = missing.map(|paper| paper_name(store, paper, lang)).collect::<sinergi::Result<Vec<_>>>()?;
    if let (false, Some(first)) = (names.is_empty(), step.papers.first()) {
        office.tell(&say!(
            lang,
            "Kelengkapan yang belum ada: {}. Tambah: sinergi document add {} BERKAS --kind {}",
            "Papers missing: {}. Add: sinergi document add {} FILE --kind {}",
            names.join(", "),
            code,
            step.papers.iter().find(|paper| there.stands(paper, day) != Some(false)).unwrap_or(first)
        ));
    }
    Ok(())
}

/// The steps of a version that a path has still to walk, in a line: `6, 7, 9`.
pub(super) fn numbers(sop: &Sop, places: impl Iterator<Item = usize>) -> String {
    places.map(|at| sop.steps[at].number.to_string()).collect::<Vec<_>>().join(", ")
}

/// What a kind of paper is called.
pub(super) fn paper_name(store: &Store, code: &str, lang: Lang) -> sinergi::Result<String> {
    let row = entity("paper").map(|e| read_row(store.conn(), e, code)).transpose()?.flatten();
    Ok(row.as_ref().and_then(|row| row.name_in(lang)).unwrap_or(code).to_owned())
}

/// How many working days the pass that was just left took, where that is known.
pub(super) fn took(path: &Path, step: usize, sop: &Sop, lang: Lang) -> String {
    let Some(pass) = path.last_pass(step).filter(|pass| pass.entered.is_some()) else { return String::new() };
    match sop.steps[step].time {
        Some(time) => {
            say!(
                lang,
                " ({} hari kerja; baku {})",
                " ({} working days; standard {})",
                pass.days,
                time.spoken(lang)
            )
        }
        None => say!(lang, " ({} hari kerja)", " ({} working days)", pass.days),
    }
}
