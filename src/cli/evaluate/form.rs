//! A form that goes out to a department: one row an agreement, one column a question with the answers that it knows. Its
//! filled copy comes back by `import evaluations`; an empty cell stays unanswered.

use anyhow::Result;
use clap::ArgMatches;
use sinergi::calendar::period;
use sinergi::lang::{Label, choice_label, label};
use sinergi::register::{self, ASSESSORS, Field, OUTCOME_WORDS, Row};
use sinergi::render::Format;
use sinergi::reports::{Ask, Owed, owed};
use sinergi::rules::scoring::{Instrument, NOT_APPLICABLE_LABEL, Question};
use sinergi::sheet::{Cell, Column, Foot, Head};
use sinergi::store::{Store, find, instrument, instrument_on, of_register, read_row};
use sinergi::value::Kind;
use sinergi::{Error, Lang, say};

use super::typed::no_version;
use super::{assessor, entity};
use crate::cli::fields::refused;
use crate::cli::office::Office;

/// The fields of an evaluation that a form asks for beside the questions.
const BESIDE: [&str; 3] = ["findings", "advice", "recommendation"];

/// The refusal of a form in another format.
pub(in crate::cli) fn is_csv() -> Error {
    Error::usage("formulir ditulis sebagai csv", "a form is written as csv").with_hint(
        "tambahkan: -o FORM.csv; untuk Excel juga --excel",
        "add: -o FORM.csv; for Excel --excel, too",
    )
}

/// Writes the form of a department: for the period that was named, else for the last that ended of each kind.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    if office.output.format != Format::Csv {
        return Err(is_csv().into());
    }
    let store = office.open()?;
    let lang = office.lang();
    let assessor = assessor(matches)?.unwrap_or("department");
    let (Some(evaluation), Some(department)) = (entity(), register::entity("department")) else {
        return Ok(());
    };
    let text = matches.get_one::<String>("form").map(String::as_str).unwrap_or_default();
    let code = find(store.conn(), department, text)?.map_err(|fault| refused("form", fault))?;
    let mut ask = Ask::new(office.as_of()?, lang);
    if let Some(text) = matches.get_one::<String>("period") {
        let name = period::block(text, Some(ask.as_of)).map_err(|fault| refused("period", fault))?;
        ask.period = period::of_name(&name).unwrap_or_default();
    }
    ask.only.department = Some(code.clone());
    let mut wanted: Vec<Owed> = Vec::new();
    owed(&store, &ask, &mut |one| {
        if one.assessor == assessor {
            wanted.push(one);
        }
        Ok(())
    })?;
    if wanted.is_empty() {
        let who = choice_label(assessor, ASSESSORS, lang);
        let flag = ask.period.flag("period");
        return Err(Error::usage(
            format!("tidak ada evaluasi yang diharapkan dari {code} ({who}) untuk masa itu"),
            format!("no evaluation is expected of {code} ({who}) for that time"),
        )
        .with_hint(
            format!("lihat: sinergi report evaluations-due{flag}"),
            format!("see: sinergi report evaluations-due{flag}"),
        )
        .into());
    }
    let version = version(&store, &wanted)?.ok_or_else(no_version)?;
    let mut others = 0;
    let mut lines = Vec::new();
    for one in &wanted {
        match version_of(&store, one)? {
            Some(own) if own == version => lines.push(one),
            _ => others += 1,
        }
    }
    let version = instrument(store.conn(), &version)?.ok_or_else(no_version)?;
    let beside: Vec<&'static Field> = BESIDE.iter().filter_map(|name| evaluation.field(name)).collect();
    let columns = columns(&store, &version, &beside, lang)?;
    office.output.answer(&store, false, |sink| {
        let title = say!(lang, "Formulir evaluasi {}", "Evaluation form {}", code);
        sink.begin(&Head { part: "form", title: &title, columns: &columns, lang, record: false })?;
        for one in &lines {
            let cells = Line::read(&store, one, &version, lang)?;
            let shown: Vec<Cell<'_>> = cells.0.iter().map(|text| text.as_deref().into()).collect();
            sink.row(&shown)?;
        }
        sink.end(&Foot::default())
    })?;
    office.tell(&say!(
        lang,
        "{} kerja sama. Setelah diisi: sinergi import evaluations FORM.csv; bila kolom Dijawab pada kosong: --set answered_on=TANGGAL",
        "Agreements: {}. Once it is filled: sinergi import evaluations FORM.csv; where Answered on is empty: --set answered_on=DATE",
        lines.len()
    ));
    if others > 0 {
        office.tell(&say!(
            lang,
            "Tidak masuk formulir: {} dengan versi pertanyaan lain; sebutkan periodenya dengan --period.",
            "Not in the form: {} with another version of the questions; name their period with --period.",
            others
        ));
    }
    Ok(())
}

/// The version of the questions that a form asks: that of its last period.
fn version(store: &Store, wanted: &[Owed]) -> sinergi::Result<Option<String>> {
    let last = wanted.iter().max_by_key(|one| one.due_on);
    last.map(|one| version_of(store, one)).transpose().map(Option::flatten)
}

/// The version by which an evaluation was made, or will be.
fn version_of(store: &Store, owed: &Owed) -> sinergi::Result<Option<String>> {
    let code = format!("{}/{}/{}", owed.agreement, owed.period, owed.assessor);
    if let Some(known) = entity().map(|e| read_row(store.conn(), e, &code)).transpose()?.flatten() {
        return Ok(known.text("instrument").map(str::to_owned));
    }
    let last = period::of_name(&owed.period).and_then(|p| p.to);
    Ok(last.map(|day| instrument_on(store.conn(), day)).transpose()?.flatten())
}

/// The columns: what is known of the agreement, the questions with their answers, and what is said beside them.
fn columns(
    store: &Store,
    version: &Instrument,
    beside: &[&'static Field],
    lang: Lang,
) -> sinergi::Result<Vec<Column>> {
    let mut columns = vec![
        named(label("Kerja sama", "Agreement"), Kind::Code, lang),
        named(label("Judul", "Title"), Kind::Text, lang),
        named(label("Mitra", "Partner"), Kind::Text, lang),
        named(label("Periode", "Period"), Kind::Period, lang),
        named(label("Penilai", "Assessor"), Kind::Text, lang),
        named(label("Dijawab pada", "Answered on"), Kind::Date, lang),
        named(label("Dijawab oleh", "Answered by"), Kind::Text, lang),
    ];
    for question in version.in_order() {
        let wording = store.wording(&version.code, &question.code)?;
        let wording = wording.as_ref().map_or("", |w| w.get(lang));
        columns.push(Column::headed(
            format!("{}: {wording} [{}]", question.code, words(question, lang)),
            Kind::Text,
        ));
    }
    for field in beside {
        let mut heading = field.label.get(lang).to_owned();
        if field.name == "recommendation" {
            let words: Vec<&str> = OUTCOME_WORDS.iter().map(|c| c.label.get(lang)).collect();
            heading = format!("{heading} [{}]", words.join(" / "));
        }
        columns.push(Column::headed(heading, Kind::Text));
    }
    columns.push(named(label("Bukti", "Proof"), Kind::Text, lang));
    columns.push(named(label("Tempat bukti", "Place of proof"), Kind::Text, lang));
    Ok(columns)
}

fn words(question: &Question, lang: Lang) -> String {
    let labels = question.answers.iter().map(|a| a.label(lang));
    labels.chain([NOT_APPLICABLE_LABEL.get(lang)]).collect::<Vec<_>>().join(" / ")
}

/// A column of a form has the heading that a person reads, in files too.
fn named(l: Label, kind: Kind, lang: Lang) -> Column {
    Column::new(l.get(lang), l, kind)
}

/// The cells of one agreement, with what is answered already.
struct Line(Vec<Option<String>>);

impl Line {
    fn read(store: &Store, owed: &Owed, version: &Instrument, lang: Lang) -> sinergi::Result<Self> {
        let code = format!("{}/{}/{}", owed.agreement, owed.period, owed.assessor);
        let (Some(evaluation), Some(answer)) = (entity(), register::entity("answer")) else {
            return Ok(Self(Vec::new()));
        };
        let known = read_row(store.conn(), evaluation, &code)?;
        let answers = of_register(store.conn(), answer, &code)?;
        let field = |name: &str| known.as_ref().and_then(|row| row.text(name)).map(str::to_owned);
        let mut cells = vec![
            Some(owed.agreement.clone()),
            Some(owed.title.clone()),
            partner(store, &owed.agreement)?,
            Some(owed.period.clone()),
            Some(choice_label(owed.assessor, ASSESSORS, lang)),
            field("answered_on"),
            field("answered_by"),
        ];
        for question in version.in_order() {
            let given: Option<&Row> =
                answers.iter().find(|a| a.text("question") == Some(question.code.as_str()));
            let word = given.and_then(|a| a.text("option"));
            cells.push(word.map(|word| question.label(word, lang).unwrap_or(word).to_owned()));
        }
        cells.extend(BESIDE.into_iter().map(|name| match name {
            "recommendation" => field(name).map(|word| choice_label(&word, OUTCOME_WORDS, lang)),
            _ => field(name),
        }));
        cells.extend([None, None]);
        Ok(Self(cells))
    }
}

fn partner(store: &Store, agreement: &str) -> sinergi::Result<Option<String>> {
    let sql = "SELECT group_concat(p.name, '; ') FROM party JOIN partner p ON p.code = party.partner WHERE agreement = ?1";
    Ok(store.conn().prepare_cached(sql)?.query_row([agreement], |r| r.get(0))?)
}
