//! A movement of a path that has begun: the step is done, passed over, answered by silence; it goes back; somebody else acts.

use anyhow::Result;
use jiff::civil::Date;
use sinergi::register::Row;
use sinergi::rules::path::{Path, Word};
use sinergi::rules::procedure::{HOLDERS, Sop, Walks};
use sinergi::store::{Travel, Traveller};
use sinergi::value::choose;
use sinergi::{Error, Fault};

use super::told::numbers;
use super::typed::{Move, Typed, place, walked_elsewhere};
use crate::cli::fields::refused;

/// Where an agreement stands when it is moved.
pub(super) struct At<'a> {
    pub(super) sop: &'a Sop,
    /// As of today.
    pub(super) path: &'a Path,
    /// As of the day of the movement.
    pub(super) follow: &'a Path,
    pub(super) traveller: &'a Traveller,
    pub(super) on: Date,
}

/// A movement of a path that has begun.
pub(super) fn next(typed: &Typed<'_>, at: &At<'_>, agreement: &Row, travel: &Travel<'_>) -> Result<Move> {
    let (sop, code) = (at.sop, &at.traveller.code);
    if typed.text("sop").is_some() {
        return Err(Error::usage(
            format!("{code} sudah berjalan menurut {}", sop.code),
            format!("{code} goes by {} already", sop.code),
        )
        .into());
    }
    let current = match at.path.standing() {
        Some(pass) => pass.step,
        None if typed.says("return") => return back(typed, at, usize::MAX),
        None => {
            return Err(Error::usage(
                format!("{code} telah melewati semua langkah {}", sop.code),
                format!("{code} has gone through every step of {}", sop.code),
            )
            .with_hint(
                format!(
                    "kembalikan bila perlu: sinergi agreement step {code} --return --to N --reason \"…\""
                ),
                format!(
                    "send it back if need be: sinergi agreement step {code} --return --to N --reason \"…\""
                ),
            )
            .into());
        }
    };
    if typed.says("return") {
        return back(typed, at, current);
    }
    let step = match typed.text("step") {
        Some(text) => place(sop, "step", text)?,
        None => current,
    };
    if let Some(text) = typed.text("waiting-on") {
        let who = choose(text, HOLDERS).map_err(|fault| refused("waiting-on", fault))?;
        return Ok(Move {
            word: Word::Waiting,
            step: current,
            waiting_on: Some(who.word),
            reason: typed.reason.clone(),
        });
    }
    if sop.steps[step].is("execution") && typed.text("step").is_none() {
        let number = sop.steps[step].number;
        return Err(Error::usage(
            format!("{code} sedang dilaksanakan (langkah {number}); sebutkan langkah yang selesai"),
            format!("{code} is being carried out (step {number}); name the step that is done"),
        )
        .with_hint(
            format!("misalnya --step {}; bila pelaksanaannya selesai: --step {number}", number + 1),
            format!("such as --step {}; if it is carried out: --step {number}", number + 1),
        )
        .into());
    }
    refuse_second(at, step)?;
    if step != current {
        out_of_order(typed, at, step, current)?;
    }
    let word = match (typed.says("skip"), typed.says("deemed")) {
        (true, _) => Word::Skipped,
        (_, true) => silent(at, step, travel)?,
        _ => Word::Done,
    };
    if word == Word::Skipped && typed.reason.is_none() {
        return Err(refused("reason", Fault::Empty("reason")).into());
    }
    if word == Word::Done && sop.steps[step].is("signing") && agreement.text("signed") != Some("yes") {
        return Err(Error::usage(
            format!(
                "langkah {} selesai dengan penandatanganan, dan {code} belum ditandatangani",
                sop.steps[step].number
            ),
            format!("step {} is done by signing, and {code} is not signed", sop.steps[step].number),
        )
        .with_hint(
            format!("catat: sinergi agreement sign {code} --on TANGGAL; langkahnya ikut tercatat"),
            format!("record it: sinergi agreement sign {code} --on DATE; the step is recorded with it"),
        )
        .into());
    }
    Ok(Move { word, step, waiting_on: None, reason: typed.reason.clone() })
}

/// Back to an earlier step, which begins anew.
fn back(typed: &Typed<'_>, at: &At<'_>, current: usize) -> Result<Move> {
    let Some(text) = typed.text("to") else {
        return Err(Error::usage("`--return` harus menyebut `--to`", "`--return` needs `--to`")
            .with_hint("langkah yang diulang: --to 3", "the step that begins anew: --to 3")
            .into());
    };
    let step = place(at.sop, "to", text)?;
    let walked = at.traveller.walker().walks(&at.sop.steps[step]);
    if walked != Walks::Itself {
        return Err(walked_elsewhere(at.sop, step, at.traveller).into());
    }
    if step > current {
        let (number, now) = (at.sop.steps[step].number, at.sop.steps[current].number);
        return Err(Error::usage(
            format!("langkah {number} belum dijalani; yang sedang dijalani langkah {now}"),
            format!("step {number} was not walked yet; it stands in step {now}"),
        )
        .into());
    }
    if typed.reason.is_none() {
        return Err(refused("reason", Fault::Empty("reason")).into());
    }
    Ok(Move { word: Word::Returned, step, waiting_on: None, reason: typed.reason.clone() })
}

/// A step is left once, unless it begins anew.
fn refuse_second(at: &At<'_>, step: usize) -> Result<()> {
    if !at.path.is_left(step) {
        return Ok(());
    }
    let (code, number) = (&at.traveller.code, at.sop.steps[step].number);
    let day = at
        .path
        .last_pass(step)
        .and_then(|pass| pass.left)
        .map(|(day, _)| day.to_string())
        .unwrap_or_default();
    Err(Error::usage(
        format!("langkah {number} sudah dicatat pada {day}"),
        format!("step {number} is recorded already, on {day}"),
    )
    .with_hint(
        format!("bila diulang: sinergi agreement step {code} --return --to {number} --reason \"…\""),
        format!("if it begins anew: sinergi agreement step {code} --return --to {number} --reason \"…\""),
    )
    .into())
}

/// Another step than the one it stands in is recorded only for a reason.
fn out_of_order(typed: &Typed<'_>, at: &At<'_>, step: usize, current: usize) -> Result<()> {
    let sop = at.sop;
    let walker = at.traveller.walker();
    if walker.walks(&sop.steps[step]) != Walks::Itself {
        return Err(walked_elsewhere(sop, step, at.traveller).into());
    }
    let (number, now) = (sop.steps[step].number, sop.steps[current].number);
    if step < at.path.start {
        return Err(Error::usage(
            format!("langkah {number} mendahului awal catatan (langkah {})", sop.steps[at.path.start].number),
            format!("step {number} lies before the record begins (step {})", sop.steps[at.path.start].number),
        )
        .into());
    }
    let open = numbers(sop, at.path.open_before(sop, &walker, step));
    if open.is_empty() || typed.reason.is_some() {
        return Ok(());
    }
    Err(Error::usage(
        format!("langkah {number} belum tiba gilirannya; yang sedang dijalani langkah {now}"),
        format!("step {number} is not next; it stands in step {now}"),
    )
    .with_hint(
        format!("masih terbuka: {open}; bila memang mendahului: --reason \"…\"; untuk melewati: --step {now} --skip --reason \"…\""),
        format!("still open: {open}; if it did go ahead: --reason \"…\"; to pass one over: --step {now} --skip --reason \"…\""),
    )
    .into())
}

/// Silence answers only what the SOP says it does, once the time has passed.
fn silent(at: &At<'_>, step: usize, travel: &Travel<'_>) -> Result<Word> {
    let one = &at.sop.steps[step];
    let Some(time) = one.time.filter(|_| one.silence) else {
        return Err(Error::usage(
            format!("dalam langkah {} diam tidak berarti setuju", one.number),
            format!("in step {} silence does not approve", one.number),
        )
        .into());
    };
    let pass = at.follow.standing().filter(|pass| pass.step == step);
    let passed = pass.map_or(0, |pass| pass.days);
    let left = time.working_days().unwrap_or_default().saturating_sub(passed);
    let over = match (time.working_days(), pass) {
        (Some(_), Some(_)) => left == 0,
        (None, Some(pass)) => pass.due(one, &travel.calendar).is_some_and(|due| at.on >= due),
        (_, None) => false,
    };
    if over {
        return Ok(Word::Deemed);
    }
    let day = match pass {
        Some(pass) if time.working_days().is_none() => pass.due(one, &travel.calendar),
        _ => travel.calendar.after(at.on, left),
    };
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let spoken = |lang| time.spoken(lang);
    Err(Error::usage(
        format!("{} belum lewat pada {}: baru {passed} hari kerja", spoken(sinergi::Lang::Id), at.on),
        format!("{} have not passed by {}: {passed} working days so far", spoken(sinergi::Lang::En), at.on),
    )
    .with_hint(format!("diam berarti setuju mulai {day}"), format!("silence approves from {day} on"))
    .into())
}
