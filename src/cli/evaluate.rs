//! `evaluate`: one assessor's answers for an agreement and a period, by flags or one by one; with `--show`, the arithmetic.

mod ask;
mod form;

pub(super) use self::form::is_csv as form_is_csv;
mod next;
mod record;
mod told;
mod typed;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use sinergi::calendar::period::{self, Period};
use sinergi::register::{self, ASSESSORS, Entity, Field, Row};
use sinergi::render::Format;
use sinergi::reports::{Ask, EVALUATED_PARTS, evaluated, official_code};
use sinergi::store::{Store, read_row};
use sinergi::value::choose;
use sinergi::{Error, Fault};

use self::record::Sitting;
use super::complete::{by_code, by_name};
use super::fields;
use super::generic::{code_arg, code_of};
use super::office::Office;
use super::sheet::part;
use super::tree::{dry_run, examples, help};

/// Fills `evaluate`.
pub(super) fn build(command: Command) -> Command {
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).help(about).allow_hyphen_values(true)
    };
    let many = |name, value, about| text(name, value, about).action(ArgAction::Append);
    let switch = |name: &'static str, about: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(about)
    };
    let Some(agreement) = register::entity("agreement") else { return command };
    let words = ASSESSORS.iter().map(|c| c.word).collect();
    command
        .arg(code_arg(agreement).num_args(1))
        .arg(text("period", "2025-S1", help("periode; tanpa ini yang terakhir selesai", "the period; the last one that ended where it is not named")))
        .arg(by_name(text("as", "WORD", help("penilai: department, partner, secretariat", "the assessor: department, partner, secretariat")), words))
        .arg(many("answer", "EF1=all", help("jawaban; ulangi untuk beberapa, EF1= menghapusnya", "an answer; repeat it for several, EF1= takes it back")).num_args(1..).allow_hyphen_values(false))
        .arg(many("note", "EF1=TEXT", help("catatan satu jawaban, atau seluruhnya", "a note on an answer, or on the whole")))
        .arg(many("proof", "EF1=FILE", help("bukti satu jawaban, atau semua jawaban di perintah ini", "the proof of an answer, or of all in this command")))
        .arg(many("proof-at", "EF1=TEXT", help("tempat bukti, misalnya \"Ordner 3/2025\"", "where the proof lies, such as \"Ordner 3/2025\"")))
        .arg(
            many("carried", "EF1", help("jawaban yang terbawa dari periode lalu", "answers that were taken over from the period before"))
                .num_args(1..)
                .allow_hyphen_values(false),
        )
        .args(described().map(fields::flag))
        .arg(text("recommend", "WORD", help("rekomendasi: continue, extend, amend, widen, end, lapse", "recommendation: continue, extend, amend, widen, end, lapse")))
        .arg(text("on", "DATE", help("hari dijawab; tanpa ini hari ini", "the day it was answered; today where it is not named")))
        .arg(text("instrument", "CODE", help("versi pertanyaan; tanpa ini yang berlaku", "the version of the questions; the one in use where it is not named")))
        .arg(switch("show", help("tunjukkan jawaban dan hitungannya", "show the answers and the arithmetic")).conflicts_with_all(TYPED).conflicts_with_all(["on", "instrument"]))
        .arg(by_name(text("part", "NAME", help("hanya satu bagian: axes, answers", "one part only: axes, answers")), EVALUATED_PARTS.to_vec()).requires("show"))
        .arg(switch("next", help("evaluasi yang ditunggu, satu per satu", "what is awaited, one after the other")).conflicts_with_all(TYPED).conflicts_with_all(["CODE", "show"]))
        .arg(department("department", help("dengan --next: hanya OPD ini", "with --next: only this department")).requires("next"))
        .arg(department(
            "form",
            help("formulir kosong untuk OPD ini; tulis dengan -o FORM.csv", "an empty form for this department; write it with -o FORM.csv"),
        ).conflicts_with_all(TYPED).conflicts_with_all(["CODE", "show", "next", "on", "instrument", "dry-run"]))
        .arg(dry_run())
        .after_help(examples("sinergi evaluate KS-2025-0001 --period 2025-S1 --as department --answer EF1=all EF2=partly --recommend continue"))
}

/// What is said of an evaluation; where it is only shown, or asked for, nothing is.
const TYPED: [&str; 9] =
    ["answer", "note", "proof", "proof-at", "carried", "answered_by", "findings", "advice", "recommend"];

/// A flag that names a department.
fn department(name: &'static str, about: &'static str) -> Arg {
    let arg = Arg::new(name).long(name).value_name("OPD").help(about);
    match register::entity("department") {
        Some(entity) => by_code(arg, entity),
        None => arg,
    }
}

/// The fields of an evaluation that keep their own flags here.
fn described() -> impl Iterator<Item = &'static Field> {
    let names = ["answered_by", "findings", "advice"];
    entity().into_iter().flat_map(move |e| names.into_iter().filter_map(|name| e.field(name)))
}

fn entity() -> Option<&'static Entity> {
    register::entity("evaluation")
}

/// Runs `evaluate`.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    if matches.contains_id("form") {
        return form::run(matches, office);
    }
    if matches.get_flag("next") {
        return next::run(matches, office);
    }
    if matches.get_flag("show") {
        return show(matches, office);
    }
    let mut store = office.open_for_writing()?;
    let place = place(matches, &store, office)?;
    let assessor = assessor(matches)?.unwrap_or("secretariat");
    let sitting = Sitting::open(&store, place, assessor, matches, office)?;
    record::run(&mut store, sitting, matches, office).map(drop)
}

/// The agreement and the period that are meant.
pub(super) struct Place {
    pub(super) agreement: Row,
    pub(super) code: String,
    pub(super) period: String,
    pub(super) days: Period,
}

fn place(matches: &ArgMatches, store: &Store, office: &Office) -> Result<Place> {
    let entity = register::entity("agreement").unwrap_or(register::ALL[0]);
    if !matches.contains_id("CODE") {
        return Err(Error::usage("kerja sama mana yang dievaluasi?", "which agreement is evaluated?")
            .with_hint(
                "sebutkan kodenya: sinergi evaluate KS-2025-0001",
                "name its code: sinergi evaluate KS-2025-0001",
            )
            .into());
    }
    let code = code_of(entity, matches, store)?;
    let Some(agreement) = read_row(store.conn(), entity, &code)? else {
        let noun = entity.noun();
        let fault = Fault::Unknown { register: noun, text: code, near: Vec::new() };
        return Err(Error::Refused(String::new(), fault).into());
    };
    let kind = agreement.text("kind").unwrap_or_default();
    let period = period_of(matches, store, kind, office)?;
    let Some(days) = period::of_name(&period) else {
        return Err(fields::refused("period", Fault::NotABlock(period)).into());
    };
    Ok(Place { agreement, code, period, days })
}

/// The period that was typed, or the last one that had ended, as long as the kind's evaluations a year make it.
fn period_of(matches: &ArgMatches, store: &Store, kind: &str, office: &Office) -> Result<String> {
    if let Some(text) = matches.get_one::<String>("period") {
        return Ok(
            period::block(text, Some(office.as_of()?)).map_err(|fault| fields::refused("period", fault))?
        );
    }
    let months = 12 / store.settings()?.evaluations_a_year(kind).max(1);
    let last = period::last_ended(months, office.as_of()?).and_then(|p| p.name());
    Ok(last.unwrap_or_default())
}

fn assessor(matches: &ArgMatches) -> Result<Option<&'static str>> {
    let Some(text) = matches.get_one::<String>("as") else { return Ok(None) };
    Ok(Some(choose(text, ASSESSORS).map_err(|fault| fields::refused("as", fault))?.word))
}

/// Shows the evaluation of the assessor that is named, else the one that counts.
fn show(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let store = office.open()?;
    let place = place(matches, &store, office)?;
    let mut ask = Ask::new(office.as_of()?, office.lang());
    let code = match assessor(matches)? {
        Some(word) => Some(format!("{}/{}/{word}", place.code, place.period)),
        None => official_code(&store, &ask, &place.code, &place.period)?,
    };
    let known = entity().zip(code).map(|(e, code)| read_row(store.conn(), e, &code)).transpose()?.flatten();
    // One that was answered later is not there yet on the day that is asked about.
    let known = known.filter(|row| row.date("answered_on").is_none_or(|day| day <= ask.as_of));
    let Some(row) = known else {
        let (code, period) = (&place.code, &place.period);
        return Err(Error::usage(
            format!("{code} belum dievaluasi untuk {period}"),
            format!("{code} is not evaluated for {period}"),
        )
        .with_hint(
            format!("evaluasi: sinergi evaluate {code} --period {period}, atau lihat: sinergi evaluation list --agreement {code}"),
            format!("evaluate it: sinergi evaluate {code} --period {period}, or see: sinergi evaluation list --agreement {code}"),
        )
        .into());
    };
    ask.people = office.output.format == Format::Text;
    ask.part = part(matches, office, EVALUATED_PARTS)?;
    office.output.only(ask.part.clone());
    office.output.answer(&store, true, |sink| evaluated(&store, &ask, &row.code(), sink))
}
