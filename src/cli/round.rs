//! Rounds: every department is asked how far it follows an SOP, step by step; by questions, by flags, or by a form that goes out
//! and comes back.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::calendar::date;
use sinergi::lang::{choice_label, label};
use sinergi::register::{self, Entity, RESULTS, Row};
use sinergi::render::Format;
use sinergi::rules::procedure::Step;
use sinergi::sheet::{Cell, Column, Foot, Head};
use sinergi::store::{Store, find, read_row, sop};
use sinergi::value::{Kind, Value, choose};
use sinergi::{Error, say};

use super::complete::by_code;
use super::days;
use super::fields::refused;
use super::generic::{code_arg, code_of};
use super::office::{Office, quoted};
use super::output::print_line;
use super::prompter::Prompter;
use super::tree::{dry_run, examples, help};

fn text(name: &'static str, value: &'static str, about: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).num_args(1).allow_hyphen_values(true).help(about)
}

fn known(arg: Arg, register: &str) -> Arg {
    match register::entity(register) {
        Some(entity) => by_code(arg, entity),
        None => arg,
    }
}

/// Fills `sop round open`.
pub(super) fn build_open(command: Command) -> Command {
    command
        .arg(known(
            text("sop", "CODE", help("SOP yang ditanyakan", "the SOP that is asked about")).required(true),
            "sop",
        ))
        .arg(text("period", "2025-S1", help("periode", "the period")).required(true))
        .arg(text(
            "departments",
            "DLH,DINKES",
            help(
                "OPD yang ditanya; tanpa ini semua OPD yang berlaku",
                "the departments asked; all that are valid where none is named",
            ),
        ))
        .arg(text(
            "on",
            "DATE",
            help("dibuka pada; tanpa ini hari ini", "opened on; today where it is not named"),
        ))
        .arg(text("due", "DATE", help("dijawab paling lambat", "to be answered by")))
        .arg(dry_run())
        .after_help(examples("sinergi sop round open --sop SOP-KSDPK.1 --period 2025-S1 --due 2025-08-31"))
}

/// Opens a round: an empty finding for every department and step.
pub(super) fn open(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let (Some(round), Some(finding), Some(sops)) =
        (register::entity("round"), register::entity("finding"), register::entity("sop"))
    else {
        return Ok(());
    };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let typed = |name: &str| matches.get_one::<String>(name).map(|text| text.trim());
    let code =
        find(store.conn(), sops, typed("sop").unwrap_or_default())?.map_err(|fault| refused("sop", fault))?;
    let day = |name: &str| -> Result<Option<Date>> {
        let read = |text| date::typed(text, office.today()).map_err(|fault| refused(name, fault));
        Ok(typed(name).map(read).transpose()?)
    };
    let on = day("on")?.unwrap_or_else(|| office.today());
    if let Some(fault) = days::not_yet(on, office) {
        return Err(refused("on", fault).into());
    }
    let due = day("due")?;
    let period = Kind::Period
        .parse(typed("period").unwrap_or_default(), office.today())
        .map_err(|fault| refused("period", fault))?;
    let version = sop(store.conn(), &code)?;
    if version.steps.is_empty() {
        return Err(Error::usage(format!("{code} belum mempunyai langkah"), format!("{code} has no steps"))
            .with_hint(
                format!("catat: sinergi sop step add {code}"),
                format!("record them: sinergi sop step add {code}"),
            )
            .into());
    }
    let (departments, exempt) = asked(&store, &code, typed("departments"), on)?;
    if departments.is_empty() {
        return Err(Error::usage("tidak ada OPD yang ditanya", "no department is asked").into());
    }
    let mut row = Row::new(round);
    row.set("sop", code.as_str());
    row.set("period", period);
    row.set("opened_on", on);
    row.set("due_on", due.map_or(Value::Null, Value::from));
    let made = row.joined().unwrap_or_default();
    if read_row(store.conn(), round, &made)?.is_some() {
        return Err(Error::usage(
            format!("putaran {made} sudah dibuka"),
            format!("the round {made} is open already"),
        )
        .with_hint(
            format!("lihat: sinergi sop round show {made}"),
            format!("see: sinergi sop round show {made}"),
        )
        .into());
    }
    let dry = matches.get_flag("dry-run");
    store.write(&office.entry(), dry, |door| {
        door.keep_no_list();
        let made = door.add(&mut row)?;
        for department in &departments {
            for step in &version.steps {
                let mut asked = Row::new(finding);
                asked.set("round", made.as_str());
                asked.set("department", department.as_str());
                asked.set("step", step.code.as_str());
                door.add_within(&mut asked)?;
            }
        }
        Ok(())
    })?;
    print_line(&made)?;
    if exempt > 0 {
        office.tell(&say!(
            lang,
            "Tidak ditanya: {} OPD yang dikecualikan dari {}.",
            "Not asked: {} departments that are exempt from {}.",
            exempt,
            code
        ));
    }
    office.tell(&if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else {
        say!(
            lang,
            "Putaran {} dibuka: {} OPD, {} langkah. Jawab: sinergi sop round answer {} {}   Formulir: sinergi sop round form {} -o putaran.csv",
            "The round {} is open: {} departments, {} steps. Answer: sinergi sop round answer {} {}   Form: sinergi sop round form {} -o round.csv",
            made,
            departments.len(),
            version.steps.len(),
            made,
            departments[0],
            made
        )
    });
    Ok(())
}

/// The departments that a round asks, and how many are exempt from the whole SOP on its day.
fn asked(store: &Store, sop: &str, typed: Option<&str>, on: Date) -> Result<(Vec<String>, usize)> {
    let Some(entity) = register::entity("department") else { return Ok((Vec::new(), 0)) };
    let mut codes = BTreeSet::new();
    match typed {
        Some(list) => {
            for text in list.split(',').map(str::trim).filter(|text| !text.is_empty()) {
                codes.insert(
                    find(store.conn(), entity, text)?.map_err(|fault| refused("departments", fault))?,
                );
            }
        }
        None => codes.extend(store.departments_on(on)?),
    }
    let all = codes.len();
    let exempt = store.exempt_on(sop, on)?;
    codes.retain(|code| !exempt.contains(code));
    Ok((codes.iter().cloned().collect(), all - codes.len()))
}

/// Fills `sop round answer`.
pub(super) fn build_answer(command: Command) -> Command {
    let Some(round) = register::entity("round") else { return command };
    let pair = |name: &'static str, value: &'static str, about: &'static str| {
        text(name, value, about).action(ArgAction::Append)
    };
    command
        .arg(code_arg(round).required(true).num_args(1))
        .arg(known(
            Arg::new("DEPARTMENT")
                .value_name(help("OPD", "DEPARTMENT"))
                .required(true)
                .num_args(1)
                .help(help("OPD yang menjawab", "the department that answers")),
            "department",
        ))
        .arg(pair(
            "answer",
            "STEP=WORD",
            help(
                "jawaban: met, partly, not-met, na; dapat diulang",
                "an answer: met, partly, not-met, na; repeat it for several",
            ),
        ))
        .arg(pair("proof", "STEP=TEXT", help("bukti suatu langkah", "the proof of a step")))
        .arg(pair("note", "STEP=TEXT", help("catatan suatu langkah", "a note on a step")))
        .arg(text(
            "on",
            "DATE",
            help("dijawab pada; tanpa ini hari ini", "answered on; today where it is not named"),
        ))
        .arg(text("answered-by", "WHO", help("dijawab oleh", "answered by")))
        .arg(dry_run())
        .after_help(examples(
            "sinergi sop round answer SOP-KSDPK.2/2024-S2 DLH --answer MAP=met --answer OFFER=partly",
        ))
}

/// What was said of one step.
#[derive(Clone)]
struct Said {
    step: Step,
    fields: Vec<(&'static str, Value)>,
}

/// Answers for one department.
pub(super) fn answer(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let (Some(round), Some(finding), Some(department)) =
        (register::entity("round"), register::entity("finding"), register::entity("department"))
    else {
        return Ok(());
    };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let code = code_of(round, matches, &store)?;
    let who = matches.get_one::<String>("DEPARTMENT").map_or("", String::as_str);
    let who = find(store.conn(), department, who)?.map_err(|fault| Error::Refused(String::new(), fault))?;
    let steps = sop(store.conn(), code.split('/').next().unwrap_or_default())?.steps;
    let read = |step: &Step| read_row(store.conn(), finding, &format!("{code}/{who}/{}", step.code));
    let mut asked = Vec::new();
    for step in steps {
        if let Some(row) = read(&step)? {
            asked.push((step, row));
        }
    }
    if asked.is_empty() {
        return Err(Error::usage(
            format!("putaran {code} tidak menanya {who}"),
            format!("the round {code} does not ask {who}"),
        )
        .with_hint(
            format!("lihat: sinergi sop finding list --round {code}"),
            format!("see: sinergi sop finding list --round {code}"),
        )
        .into());
    }
    let on = match matches.get_one::<String>("on") {
        Some(text) => date::typed(text, office.today()).map_err(|fault| refused("on", fault))?,
        None => office.today(),
    };
    if let Some(fault) = days::not_yet(on, office) {
        return Err(refused("on", fault).into());
    }
    let by = matches.get_one::<String>("answered-by").map(String::as_str);
    let mut said = typed(matches, &asked)?;
    let by_questions = said.is_empty();
    if by_questions {
        if !office.may_ask() {
            let first = &asked[0].0.code;
            return Err(Error::usage(
                "`--answer` harus disebutkan bila tidak ada tanya jawab",
                "`--answer` is required when not running interactively",
            )
            .with_hint(
                format!("contoh: --answer {first}=met; kata: met, partly, not-met, na"),
                format!("for example: --answer {first}=met; the words: met, partly, not-met, na"),
            )
            .into());
        }
        said = ask(&asked, &who, &code, office)?;
    }
    let dry = matches.get_flag("dry-run");
    let ((), changes) = store.write(&office.entry(), dry, |door| {
        for one in &said {
            let mut fields = one.fields.clone();
            fields.push(("answered_on", on.into()));
            if let Some(by) = by {
                fields.push(("answered_by", by.into()));
            }
            door.edit(finding, &format!("{code}/{who}/{}", one.step.code), &fields)?;
        }
        Ok(())
    })?;
    print_line(&code)?;
    if by_questions && !said.is_empty() {
        super::same::tell(&same(&code, &who, &said, on), office);
    }
    let answers = said.iter().filter(|one| one.fields.iter().any(|(name, _)| *name == "result")).count();
    office.tell(&say!(
        lang,
        "{}: {} dari {} langkah dijawab kali ini. Lihat: sinergi report uniformity",
        "{}: {} of {} steps answered now. See: sinergi report uniformity",
        who,
        answers,
        asked.len()
    ));
    super::acts::tell_saved(changes.is_empty(), dry, office, lang);
    Ok(())
}

/// What the flags say, step by step.
fn typed(matches: &ArgMatches, asked: &[(Step, Row)]) -> Result<Vec<Said>> {
    let mut said: Vec<Said> = Vec::new();
    for (flag, field) in [("answer", "result"), ("proof", "proof"), ("note", "note")] {
        for text in matches.get_many::<String>(flag).into_iter().flatten() {
            let (word, value) = text.split_once('=').ok_or_else(|| {
                Error::usage(
                    format!("`--{flag} {text}` tidak mempunyai tanda ="),
                    format!("`--{flag} {text}` has no = sign"),
                )
                .with_hint("tulis LANGKAH=ISI", "write STEP=VALUE")
            })?;
            let number = word.trim().parse::<i64>().ok();
            let step = asked
                .iter()
                .map(|(step, _)| step)
                .find(|step| step.code.eq_ignore_ascii_case(word.trim()) || number == Some(step.number))
                .ok_or_else(|| unknown_step(flag, word, asked))?;
            let value = match field {
                "result" => choose(value, RESULTS).map_err(|fault| refused(flag, fault))?.word.into(),
                _ if value.trim().is_empty() => Value::Null,
                _ => Value::from(value.trim()),
            };
            match said.iter_mut().find(|one| one.step.code == step.code) {
                Some(one) => one.fields.push((field, value)),
                None => said.push(Said { step: step.clone(), fields: vec![(field, value)] }),
            }
        }
    }
    Ok(said)
}

fn unknown_step(flag: &str, word: &str, asked: &[(Step, Row)]) -> Error {
    let list: Vec<&str> = asked.iter().map(|(step, _)| step.code.as_str()).collect();
    let list = list.join(", ");
    Error::usage(
        format!("`--{flag}`: putaran ini tidak menanyakan langkah `{word}`"),
        format!("`--{flag}`: this round does not ask about the step `{word}`"),
    )
    .with_hint(format!("langkahnya: {list}"), format!("its steps: {list}"))
}

/// Asks step by step; nothing is written before the last answer.
fn ask(asked: &[(Step, Row)], who: &str, code: &str, office: &Office) -> Result<Vec<Said>> {
    let lang = office.lang();
    let prompter = Prompter::new(lang);
    office.tell(&format!("{code}  {who}"));
    office.tell(&prompter.way_out());
    let mut said = Vec::new();
    for (step, row) in asked {
        office.tell(&format!("\n{}", step.spoken(lang)));
        let mut items: Vec<String> = RESULTS.iter().map(|c| c.label.get(lang).to_owned()).collect();
        items.push(say!(lang, "(belum dijawab)", "(not answered)"));
        let old = row.text("result").and_then(|word| RESULTS.iter().position(|c| c.word == word));
        let picked = prompter.pick(&step.code, &items, Some(old.unwrap_or(RESULTS.len())))?;
        let result = RESULTS.get(picked);
        let mut fields = vec![("result", result.map_or(Value::Null, |c| c.word.into()))];
        if result.is_some_and(|c| c.word != "na") {
            for (name, about) in [
                ("proof", say!(lang, "Bukti (boleh kosong)", "Proof (may stay empty)")),
                ("note", say!(lang, "Catatan (boleh kosong)", "Note (may stay empty)")),
            ] {
                let text = prompter.text(&about, row.text(name).unwrap_or_default(), false, &|_| Ok(()))?;
                fields.push((
                    name,
                    if text.trim().is_empty() { Value::Null } else { Value::from(text.trim()) },
                ));
            }
        }
        fields.retain(|(name, value)| row.get(name) != value);
        if !fields.is_empty() {
            said.push(Said { step: step.clone(), fields });
        }
    }
    Ok(said)
}

/// The same answers as a command without questions.
fn same(code: &str, who: &str, said: &[Said], on: Date) -> String {
    let flags = said.iter().flat_map(|one| {
        one.fields.iter().map(|(name, value)| {
            let flag = if *name == "result" { "answer" } else { name };
            let text = format!("{}={}", one.step.code, value.text().unwrap_or_default());
            format!(" --{flag} {}", quoted(&text))
        })
    });
    format!("sinergi sop round answer {code} {who} --on {on}{}", flags.collect::<String>())
}

/// Fills `sop round form`.
pub(super) fn build_form(command: Command) -> Command {
    let Some(round) = register::entity("round") else { return command };
    command
        .arg(code_arg(round).required(true).num_args(1))
        .arg(known(
            Arg::new("DEPARTMENT")
                .value_name(help("OPD", "DEPARTMENT"))
                .num_args(1)
                .help(help("hanya bagi OPD ini", "for this department alone")),
            "department",
        ))
        .after_help(examples("sinergi sop round form SOP-KSDPK.2/2024-S2 DLH -o putaran.csv"))
}

/// Writes the form of a round: one row a department and step. Its filled copy comes back by `import findings`.
pub(super) fn form(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let (Some(round), Some(finding), Some(department)) =
        (register::entity("round"), register::entity("finding"), register::entity("department"))
    else {
        return Ok(());
    };
    if office.output.format != Format::Csv {
        return Err(super::evaluate::form_is_csv().into());
    }
    let store = office.open()?;
    let lang = office.lang();
    let code = code_of(round, matches, &store)?;
    let only = match matches.get_one::<String>("DEPARTMENT") {
        Some(text) => Some(
            find(store.conn(), department, text)?.map_err(|fault| Error::Refused(String::new(), fault))?,
        ),
        None => None,
    };
    let steps = sop(store.conn(), code.split('/').next().unwrap_or_default())?.steps;
    let columns = columns(finding, lang);
    let mut rows = 0;
    office.output.answer(&store, false, |sink| {
        let title = say!(lang, "Formulir putaran {}", "Form of the round {}", code);
        sink.begin(&Head { part: "form", title: &title, columns: &columns, lang, record: false })?;
        for who in store.asked_by(&code)? {
            if only.as_ref().is_some_and(|only| *only != who) {
                continue;
            }
            for step in &steps {
                let Some(row) = read_row(store.conn(), finding, &format!("{code}/{who}/{}", step.code))?
                else {
                    continue;
                };
                let field = |name: &str| row.text(name).map(str::to_owned);
                let result = field("result").map(|word| choice_label(&word, RESULTS, lang));
                let (on, by, proof, note) =
                    (field("answered_on"), field("answered_by"), field("proof"), field("note"));
                sink.row(&[
                    Cell::Text(&code),
                    Cell::Text(&who),
                    Cell::Text(&step.code),
                    Cell::Text(step.named(lang)),
                    result.as_deref().into(),
                    proof.as_deref().into(),
                    note.as_deref().into(),
                    on.as_deref().into(),
                    by.as_deref().into(),
                ])?;
                rows += 1;
            }
        }
        sink.end(&Foot::default())
    })?;
    let words: Vec<&str> = RESULTS.iter().map(|c| c.label.get(lang)).collect();
    office.tell(&say!(
        lang,
        "{} baris. Isi kolom Hasil dengan: {}. Setelah diisi: sinergi import findings FORM.csv; bila kolom Dijawab pada kosong: --set answered_on=TANGGAL",
        "Rows: {}. Fill the column Result with: {}. Once it is filled: sinergi import findings FORM.csv; where Answered on is empty: --set answered_on=DATE",
        rows,
        words.join(", ")
    ));
    Ok(())
}

/// The columns of the form: those of the register, and what the step is.
fn columns(finding: &'static Entity, lang: sinergi::Lang) -> Vec<Column> {
    let field = |name: &str| {
        let label = finding.field(name)?.label;
        Some(Column::new(label.get(lang), label, Kind::Text))
    };
    let activity = label("Kegiatan", "Activity");
    let mut columns: Vec<Column> = ["round", "department", "step"].into_iter().filter_map(field).collect();
    columns.push(Column::new(activity.get(lang), activity, Kind::Text));
    columns.extend(["result", "proof", "note", "answered_on", "answered_by"].into_iter().filter_map(field));
    columns
}
