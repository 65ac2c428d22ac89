//! What was typed, as the question to a report.

use anyhow::Result;
use clap::ArgMatches;
use jiff::civil::Date;
use sinergi::calendar::date;
use sinergi::calendar::period::{self, Period};
use sinergi::register::{self, KINDS};
use sinergi::render::Format;
use sinergi::reports::{ACTORS, Ask, Only, Report, Takes};
use sinergi::rules::counting::{COUNTS, Count};
use sinergi::store::{Store, find};
use sinergi::value::{Kind, choose};
use sinergi::{Error, Fault, Lang};

use super::fields::refused;
use super::office::Office;

/// Whether a switch is on that only some reports have.
pub(super) fn switched(matches: &ArgMatches, flag: &str) -> bool {
    matches.try_get_one::<bool>(flag).ok().flatten().is_some_and(|on| *on)
}

/// What was typed, as the question to a report.
pub(super) fn asked(report: &Report, matches: &ArgMatches, store: &Store, office: &Office) -> Result<Ask> {
    let as_of = office.as_of()?;
    let names: Vec<&str> = report.parts.iter().map(|p| p.name).collect();
    let part = part(&names, matches, office)?;
    let text = |name: &str| matches.try_get_one::<String>(name).ok().flatten();
    let ask = Ask {
        as_of,
        today: !office.as_of_is_typed(),
        lang: office.lang(),
        people: office.output.format == Format::Text,
        until: text("within").map(|t| ahead(t, as_of)).transpose()?,
        since: text("since")
            .map(|t| date::typed(t, as_of).map_err(|fault| refused("since", fault)))
            .transpose()?,
        words: matches
            .try_get_many::<String>("words")
            .ok()
            .flatten()
            .map(|words| words.cloned().collect())
            .unwrap_or_default(),
        period: match text("period") {
            Some(words) => period::parse(words, as_of).map_err(|fault| refused("period", fault))?,
            None => Period::default(),
        },
        count: match (text("count"), text("period")) {
            (Some(word), _) => Count::of(choose(word, COUNTS).map_err(|fault| refused("count", fault))?.word),
            (None, Some(_)) if report.takes.contains(&Takes::Count) => Some(Count::InForce),
            (None, _) => None,
        },
        only: Only {
            department: department(matches, store)?,
            partner: text("partner").map(|t| code_of("partner", t, store)).transpose()?,
            kind: text("kind").map(|t| kind_of(t)).transpose()?,
            roll_up: switched(matches, "roll-up"),
        },
        year: text("year").map(|t| year_of(t)).transpose()?,
        months: months(matches)?,
        sop: text("sop").map(|t| code_of("sop", t, store)).transpose()?,
        who: text("for")
            .map(|t| t.split(',').map(|one| who_of(one.trim(), store)).collect::<Result<Vec<_>>>())
            .transpose()?
            .map(|all| all.join(",")),
        late: switched(matches, "late"),
        group: switched(matches, "group"),
        program: office.program(),
        part,
    };
    if let (Some(since), Some(until)) = (ask.since, ask.until)
        && since > until
    {
        return Err(Error::usage(
            format!("`--since {since}` lebih akhir daripada `--within {until}`"),
            format!("`--since {since}` is later than `--within {until}`"),
        )
        .with_hint("tukar keduanya", "swap the two")
        .into());
    }
    Ok(ask)
}

/// The code of the record that a filter means.
fn code_of(name: &'static str, text: &str, store: &Store) -> Result<String> {
    let Some(entity) = register::entity(name) else { return Ok(text.to_owned()) };
    Ok(find(store.conn(), entity, text)?.map_err(|fault| refused(name, fault))?)
}

/// Whose tasks are meant: a word of the list, or the code of a department.
fn who_of(text: &str, store: &Store) -> Result<String> {
    match choose(text, ACTORS) {
        Ok(actor) => Ok(actor.word.to_owned()),
        Err(fault) => {
            let Some(entity) = register::entity("department") else { return Ok(text.to_owned()) };
            Ok(find(store.conn(), entity, text)?.map_err(|unknown| {
                let (id, en) = (unknown.hint(Lang::Id), unknown.hint(Lang::En));
                Error::usage(
                    format!("`--for {text}` bukan OPD dan bukan yang bertindak"),
                    format!("`--for {text}` is neither a department nor one who acts"),
                )
                .with_hint(
                    format!("{}; {id}", fault.hint(Lang::Id)),
                    format!("{}; {en}", fault.hint(Lang::En)),
                )
            })?)
        }
    }
}

/// The code of the department that is asked about.
pub(super) fn department(matches: &ArgMatches, store: &Store) -> Result<Option<String>> {
    let text = matches.try_get_one::<String>("department").ok().flatten();
    text.map(|text| code_of("department", text, store)).transpose()
}

/// How many months are meant.
pub(super) fn months(matches: &ArgMatches) -> Result<Option<i32>> {
    let Some(text) = matches.try_get_one::<String>("months").ok().flatten() else { return Ok(None) };
    let months = text.trim().parse().ok().filter(|months| (1..=1200).contains(months));
    Ok(Some(months.ok_or_else(|| refused("months", Fault::NotANumber(text.to_owned())))?))
}

/// The year that a flag means.
fn year_of(text: &str) -> Result<i16> {
    let year = text.trim().parse().ok().filter(|year| (1900..=2200).contains(year));
    Ok(year.ok_or_else(|| {
        let fault = Fault::Contradiction(
            format!("`{text}` bukan tahun; tulis misalnya 2026"),
            format!("`{text}` is no year; write for example 2026"),
        );
        refused("year", fault)
    })?)
}

/// The word of the kind that a filter means.
fn kind_of(text: &str) -> Result<String> {
    let value = Kind::Choice(KINDS).parse(text, Date::MIN).map_err(|fault| refused("kind", fault))?;
    Ok(value.text().unwrap_or_default().to_owned())
}

/// The part that was asked for. A table of rows holds one part, so it must be named where there are several.
pub(super) fn part(parts: &[&str], matches: &ArgMatches, office: &Office) -> Result<Option<String>> {
    let names = parts.join(", ");
    match matches.try_get_one::<String>("part").ok().flatten() {
        Some(name) if parts.contains(&name.as_str()) => Ok(Some(name.clone())),
        Some(name) => Err(Error::usage(
            format!("laporan ini tidak mempunyai bagian `{name}`"),
            format!("this report has no part `{name}`"),
        )
        .with_hint(format!("bagiannya: {names}"), format!("its parts are: {names}"))
        .into()),
        None if parts.len() > 1 && matches!(office.output.format, Format::Csv | Format::Code) => {
            Err(Error::usage(
                "laporan ini terdiri atas beberapa bagian; bentuk ini memuat satu",
                "this report has several parts; this format holds one",
            )
            .with_hint(format!("tambahkan --part: {names}"), format!("add --part: {names}"))
            .into())
        }
        None => Ok(None),
    }
}

/// `90d`, `3m`, `90` or a date, counted from a day.
fn ahead(text: &str, from: Date) -> Result<Date> {
    let text = text.trim();
    let days = text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() && text.len() < 4;
    let spelled = match text.chars().next() {
        Some(c) if c.is_ascii_digit() && days => format!("+{text}d"),
        Some(c)
            if c.is_ascii_digit() && text.ends_with(|c: char| c.is_ascii_alphabetic()) && text.len() < 7 =>
        {
            format!("+{text}")
        }
        _ => text.to_owned(),
    };
    date::typed(&spelled, from).map_err(|_| refused("within", Fault::NotADate(text.to_owned())).into())
}
