//! The first movement of a path.

use std::sync::Arc;

use anyhow::Result;
use jiff::civil::Date;
use sinergi::rules::path::Word;
use sinergi::rules::procedure::{Sop, Walks};
use sinergi::store::{Connection, Travel, Traveller, find, read_row, sop_on};
use sinergi::{Error, register};

use super::typed::{Move, Typed, place, walked_elsewhere};
use crate::cli::fields::refused;

/// The first movement: which version it goes by, and the step at which the record begins.
pub(super) fn begin(
    typed: &Typed<'_>,
    traveller: &Traveller,
    travel: &Travel<'_>,
    signed: Option<Date>,
    on: Date,
) -> Result<(Arc<Sop>, Move)> {
    let code = &traveller.code;
    if let Some(flag) = ["skip", "deemed", "return"].into_iter().find(|flag| typed.says(flag)) {
        return Err(not_begun(code, &format!("--{flag}")).into());
    }
    if typed.text("waiting-on").is_some() {
        return Err(not_begun(code, "--waiting-on").into());
    }
    let conn = travel.conn();
    let named = match (typed.text("sop"), register::entity("sop")) {
        (Some(text), Some(entity)) => Some(find(conn, entity, text)?.map_err(|fault| refused("sop", fault))?),
        _ => sop_on(conn, &traveller.kind, on)?,
    };
    let sop = named.and_then(|code| travel.sop(&code)).filter(|sop| !sop.steps.is_empty()).ok_or_else(|| {
        Error::usage(
            format!("tidak ada SOP untuk jenis `{}` yang berlaku pada {on}", traveller.kind),
            format!("no SOP for the kind `{}` is valid on {on}", traveller.kind),
        )
        .with_hint(
            format!("lihat: sinergi sop list; perbaiki jenisnya: sinergi agreement edit {code} --kind ksdpk; atau sebutkan --sop"),
            format!("see: sinergi sop list; correct its kind: sinergi agreement edit {code} --kind ksdpk; or name --sop"),
        )
    })?;
    refuse_other_sop(conn, &sop.code, traveller)?;
    if let Some(day) = signed.filter(|_| typed.text("step").is_none()) {
        return Err(Error::usage(
            format!("{code} sudah ditandatangani pada {day}, jadi tidak mulai dari awal"),
            format!("{code} was signed on {day}, so it does not begin at the first step"),
        )
        .with_hint(
            format!("sebutkan langkah yang sedang dijalani: sinergi agreement step {code} --step N --reason \"…\"; langkahnya: sinergi sop show {}", sop.code),
            format!("name the step it stands in: sinergi agreement step {code} --step N --reason \"…\"; the steps: sinergi sop show {}", sop.code),
        )
        .into());
    }
    let walker = traveller.walker();
    let first = sop.steps.iter().position(|step| walker.walks(step) == Walks::Itself).ok_or_else(|| {
        Error::usage(
            format!("dokumen `{}` tidak menjalani langkah {} mana pun", traveller.document, sop.code),
            format!("the document `{}` walks no step of {}", traveller.document, sop.code),
        )
        .with_hint(
            format!("sebutkan dokumennya: sinergi agreement edit {code} --document pks"),
            format!("name its document: sinergi agreement edit {code} --document pks"),
        )
    })?;
    let step = match typed.text("step") {
        Some(text) => place(&sop, "step", text)?,
        None => first,
    };
    if walker.walks(&sop.steps[step]) != Walks::Itself {
        return Err(walked_elsewhere(&sop, step, traveller).into());
    }
    if step > first && typed.reason.is_none() {
        let (number, wanted) = (sop.steps[first].number, sop.steps[step].number);
        return Err(Error::usage(
            format!("{code} mulai dengan langkah {number}, bukan {wanted}"),
            format!("{code} begins with step {number}, not {wanted}"),
        )
        .with_hint(
            "bila langkah sebelumnya dijalani tanpa catatan: --reason \"…\"",
            "if the steps before were walked without a record: --reason \"…\"",
        )
        .into());
    }
    Ok((sop, Move { word: Word::Entered, step, waiting_on: None, reason: typed.reason.clone() }))
}

fn not_begun(code: &str, flag: &str) -> Error {
    Error::usage(
        format!("{code} belum memasuki SOP, jadi `{flag}` tidak berarti apa-apa"),
        format!("{code} has not entered an SOP yet, so `{flag}` means nothing"),
    )
    .with_hint(
        format!("mulai: sinergi agreement step {code} --on TANGGAL"),
        format!("begin: sinergi agreement step {code} --on DATE"),
    )
}

/// A version is walked by the kinds that it is made for, an own text by the agreements of its department.
fn refuse_other_sop(conn: &Connection, code: &str, traveller: &Traveller) -> Result<()> {
    let Some(row) = register::entity("sop").map(|e| read_row(conn, e, code)).transpose()?.flatten() else {
        return Ok(());
    };
    let kinds = row.text("kinds").unwrap_or_default();
    if !kinds.split(',').any(|kind| kind == traveller.kind) {
        return Err(Error::usage(
            format!("{code} bukan untuk jenis `{}`, melainkan {kinds}", traveller.kind),
            format!("{code} is not for the kind `{}` but for {kinds}", traveller.kind),
        )
        .into());
    }
    let agreement =
        register::entity("agreement").map(|e| read_row(conn, e, &traveller.code)).transpose()?.flatten();
    let own = agreement.as_ref().and_then(|row| row.text("department"));
    match row.text("department") {
        Some(owner) if own != Some(owner) => Err(Error::usage(
            format!("{code} adalah naskah milik {owner}"),
            format!("{code} is the own text of {owner}"),
        )
        .into()),
        _ => Ok(()),
    }
}
