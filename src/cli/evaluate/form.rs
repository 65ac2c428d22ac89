//! A form that goes out to a department: one row an agreement, one column a question with the answers that it knows. Its
//! filled copy comes back by `import evaluations`; an empty cell stays unanswered.

use anyhow::Result;
use clap::ArgMatches;
use sinergi::calendar::period;
use sinergi::lang::{Label, choice_label, label};
use sinergi::register::{self, ASSESSORS, Field, OUTCOME_WORDS, Row};
use sinergi::render::Format;
use sinergi::reports::{Ask, Owed, owed};
use sinergi::rules::scoring::{Instrument, Question};
use sinergi::sheet::{Cell, Column, Foot, Head};
use sinergi::store::{Store, find, instrument, instrument_on, of_register, read_row};
use sinergi::value::Kind;
use sinergi::{Error, Lang, say};

use super::typed::no_version;
use super::{assessor, entity, period_of};
use crate::cli::fields::refused;
use crate::cli::office::Office;

/// The fields of an evaluation that a form asks for beside the questions.
const BESIDE: [&str; 3] = ["findings", "advice", "recommendation"];

/// Writes the form of a department.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let store = office.open()?;
    let lang = office.lang();
    let assessor = assessor(matches)?.unwrap_or("department");
    let (Some(evaluation), Some(department)) = (entity(), register::entity("department")) else {
        return Ok(());
    };
    let text = matches.get_one::<String>("form").map(String::as_str).unwrap_or_default();
    let code = find(store.conn(), department, text)?.map_err(|fault| refused("form", fault))?;
    let mut ask = Ask::new(office.as_of()?, lang);
    let name = period_of(matches, &store, "", office)?;
    ask.period = period::of_name(&name).unwrap_or_default();
    ask.only.department = Some(code.clone());
    let last = ask.period.to.unwrap_or(ask.as_of);
    let version = instrument_on(store.conn(), last)?.ok_or_else(no_version)?;
    let version = instrument(store.conn(), &version)?.ok_or_else(no_version)?;
    let mut wanted: Vec<Owed> = Vec::new();
    owed(&store, &ask, &mut |one| {
        if one.assessor == assessor {
            wanted.push(one);
        }
        Ok(())
    })?;
    if wanted.is_empty() {
        let who = choice_label(assessor, ASSESSORS, lang);
        return Err(Error::usage(
            format!("tidak ada evaluasi {name} yang diharapkan dari {code} ({who})"),
            format!("no evaluation of {name} is expected of {code} ({who})"),
        )
        .with_hint(
            format!("lihat: sinergi report evaluations-due --period {name}"),
            format!("see: sinergi report evaluations-due --period {name}"),
        )
        .into());
    }
    if matches!(office.output.format, Format::Code) {
        return Err(
            Error::usage("formulir berbentuk csv, json atau teks", "a form is csv, json or text").into()
        );
    }
    let beside: Vec<&'static Field> = BESIDE.iter().filter_map(|name| evaluation.field(name)).collect();
    let columns = columns(&store, &version, &beside, lang)?;
    office.output.answer(&store, false, |sink| {
        let title = say!(lang, "Formulir evaluasi {} {}", "Evaluation form {} {}", code, name);
        sink.begin(&Head { part: "form", title: &title, columns: &columns, lang, record: false })?;
        for one in &wanted {
            let cells = Line::read(&store, one, &version)?;
            let shown: Vec<Cell<'_>> = cells.0.iter().map(|text| text.as_deref().into()).collect();
            sink.row(&shown)?;
        }
        sink.end(&Foot::default())
    })?;
    office.tell(&say!(
        lang,
        "{} kerja sama. Setelah diisi: sinergi import evaluations FORM.csv",
        "Agreements: {}. Once it is filled: sinergi import evaluations FORM.csv",
        wanted.len()
    ));
    Ok(())
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
        named(label("Penilai", "Assessor"), Kind::Choice(ASSESSORS), lang),
        named(label("Dijawab pada", "Answered on"), Kind::Date, lang),
    ];
    for question in version.in_order() {
        let wording = store.wording(&version.code, &question.code)?;
        let wording = wording.as_ref().map_or("", |w| w.get(lang));
        columns.push(headed(format!("{}: {wording} [{}]", question.code, words(question, lang))));
    }
    for field in beside {
        let mut heading = field.label.get(lang).to_owned();
        if field.name == "recommendation" {
            let words: Vec<&str> = OUTCOME_WORDS.iter().map(|c| c.label.get(lang)).collect();
            heading = format!("{heading} [{}]", words.join(" / "));
        }
        columns.push(headed(heading));
    }
    columns.push(named(label("Bukti", "Proof"), Kind::Text, lang));
    columns.push(named(label("Tempat bukti", "Place of proof"), Kind::Text, lang));
    Ok(columns)
}

fn words(question: &Question, lang: Lang) -> String {
    let labels = question.answers.iter().map(|a| a.label(lang));
    labels.chain([label("tidak berlaku", "not applicable").get(lang)]).collect::<Vec<_>>().join(" / ")
}

/// A column of a form has the heading that a person reads, in files too.
fn named(l: Label, kind: Kind, lang: Lang) -> Column {
    Column::new(l.get(lang), l, kind)
}

/// A heading that is data. As many as the instrument has questions stay for the rest of this command.
fn headed(heading: String) -> Column {
    let heading: &'static str = heading.leak();
    Column::new(heading, Label { id: heading, en: heading }, Kind::Text)
}

/// The cells of one agreement, with what is answered already.
struct Line(Vec<Option<String>>);

impl Line {
    fn read(store: &Store, owed: &Owed, version: &Instrument) -> sinergi::Result<Self> {
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
            Some(owed.assessor.to_owned()),
            field("answered_on"),
        ];
        for question in version.in_order() {
            let given: Option<&Row> =
                answers.iter().find(|a| a.text("question") == Some(question.code.as_str()));
            cells.push(given.and_then(|a| a.text("option")).map(str::to_owned));
        }
        cells.extend(BESIDE.into_iter().map(field));
        cells.extend([None, None]);
        Ok(Self(cells))
    }
}

fn partner(store: &Store, agreement: &str) -> sinergi::Result<Option<String>> {
    let sql = "SELECT group_concat(p.name, '; ') FROM party JOIN partner p ON p.code = party.partner WHERE agreement = ?1";
    Ok(store.conn().prepare_cached(sql)?.query_row([agreement], |r| r.get(0))?)
}
