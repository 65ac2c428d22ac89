//! `sop round answer`: what a department says of each step, by flags or by questions.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use sinergi::register::{self, RESULTS, Row};
use sinergi::rules::procedure::Step;
use sinergi::store::{find, read_row, sop};
use sinergi::value::{Value, choose};
use sinergi::{Error, say};

use super::{known, not_asked, text};
use crate::cli::fields::refused;
use crate::cli::generic::{code_arg, code_of};
use crate::cli::office::{Office, quoted};
use crate::cli::output::print_line;
use crate::cli::prompter::Prompter;
use crate::cli::tree::{dry_run, examples, help};
use crate::cli::{acts, days, same};

/// Fills `sop round answer`.
pub(in crate::cli) fn build_answer(command: Command) -> Command {
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
pub(in crate::cli) fn answer(matches: &ArgMatches, office: &mut Office) -> Result<()> {
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
        return Err(not_asked(&code, &who).into());
    }
    let on = days::typed_or_today("on", matches, office)?;
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
        same::tell(&command(&code, &who, &said, on), office);
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
    acts::tell_saved(changes.is_empty(), dry, office, lang);
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
fn command(code: &str, who: &str, said: &[Said], on: Date) -> String {
    let flags = said.iter().flat_map(|one| {
        one.fields.iter().map(|(name, value)| {
            let flag = if *name == "result" { "answer" } else { name };
            let text = format!("{}={}", one.step.code, value.text().unwrap_or_default());
            format!(" --{flag} {}", quoted(&text))
        })
    });
    format!("sinergi sop round answer {code} {who} --on {on}{}", flags.collect::<String>())
}
