//! What was typed of the answers: `EF1=all`, `EF1=laporan.pdf`, or a text without a question that is for all.

use anyhow::Result;
use clap::ArgMatches;
use sinergi::Error;
use sinergi::rules::scoring::{Instrument, NOT_APPLICABLE, Question, looks_like_a_code};

use crate::cli::fields::refused;

/// What was said to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Reply {
    /// Nothing: what is known stays.
    #[default]
    Unsaid,
    /// That the answer is taken back.
    Back,
    /// The word of an answer.
    Word(String),
}

impl Reply {
    /// The word, where one was said.
    pub(super) fn word(&self) -> Option<&str> {
        if let Self::Word(word) = self { Some(word) } else { None }
    }
}

/// One answer as it will be kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    pub(super) question: String,
    pub(super) reply: Reply,
    pub(super) note: Option<String>,
    pub(super) proof: Option<String>,
    pub(super) proof_at: Option<String>,
    pub(super) carried_from: Option<String>,
}

/// The answers that were typed, and the note on the whole.
pub(super) fn typed(
    matches: &ArgMatches,
    instrument: &Instrument,
    last: Option<&str>,
) -> Result<(Vec<Given>, Option<String>)> {
    let texts = |name: &str| matches.get_many::<String>(name).into_iter().flatten();
    let mut given: Vec<Given> = Vec::new();
    for text in texts("answer") {
        let (code, word) = text.split_once('=').ok_or_else(|| without_sign(text))?;
        let question =
            instrument.question(code.trim()).ok_or_else(|| unknown("answer", code.trim(), instrument))?;
        let reply = match word.trim() {
            "" => Reply::Back,
            word => Reply::Word(question.read(word).map_err(|fault| refused("answer", fault))?),
        };
        let one = of(&mut given, question);
        if one.reply != Reply::Unsaid {
            let code = &question.code;
            return Err(Error::usage(
                format!("`--answer` menyebut {code} dua kali"),
                format!("`--answer` names {code} twice"),
            )
            .into());
        }
        one.reply = reply;
    }
    for code in texts("carried") {
        let question =
            instrument.question(code.trim()).ok_or_else(|| unknown("carried", code.trim(), instrument))?;
        let one = given.iter_mut().find(|g| g.question == question.code && g.reply.word().is_some());
        match (one, last) {
            (Some(one), Some(period)) => one.carried_from = Some(period.to_owned()),
            (None, _) => return Err(carried_nothing(&question.code).into()),
            (_, None) => return Err(nothing_before().into()),
        }
    }
    // What names its question comes first, so that a text for all passes over what has a proof of its own.
    let mut for_all = Vec::new();
    for name in ["note", "proof", "proof-at"] {
        for text in texts(name) {
            match own(name, text, instrument)? {
                Some((question, rest)) => set(of(&mut given, question), name, rest),
                None if for_all.iter().any(|(known, _)| *known == name) => {
                    return Err(twice_for_all(name).into());
                }
                None => for_all.push((name, text.trim().to_owned())),
            }
        }
    }
    let mut whole = None;
    let proves = |g: &Given| {
        let answers = g.reply.word().is_some_and(|word| word != NOT_APPLICABLE);
        answers && g.proof.is_none() && g.proof_at.is_none()
    };
    let unproved: Vec<usize> = (0..given.len()).filter(|at| proves(&given[*at])).collect();
    for (name, text) in for_all {
        if name == "note" {
            whole = Some(text);
            continue;
        }
        if unproved.is_empty() {
            return Err(for_nothing(name));
        }
        for at in &unproved {
            set(&mut given[*at], name, text.clone());
        }
    }
    Ok((given, whole))
}

/// The question that a text begins with, and the rest. What looks like the code of a question is one, so that a mistyped one is
/// not taken for a text.
fn own<'i>(name: &str, text: &str, instrument: &'i Instrument) -> Result<Option<(&'i Question, String)>> {
    let Some((code, rest)) = text.split_once('=') else { return Ok(None) };
    let code = code.trim();
    match instrument.question(code) {
        Some(question) => Ok(Some((question, rest.trim().to_owned()))),
        None if looks_like_a_code(code) => Err(unknown(name, code, instrument).into()),
        None => Ok(None),
    }
}

fn twice_for_all(name: &str) -> Error {
    Error::usage(
        format!("`--{name}` tanpa pertanyaan disebut dua kali"),
        format!("`--{name}` without a question is named twice"),
    )
    .with_hint(
        format!("sebutkan pertanyaannya: --{name} EF1=…"),
        format!("name the question: --{name} EF1=…"),
    )
}

fn of<'g>(given: &'g mut Vec<Given>, question: &Question) -> &'g mut Given {
    let at = given.iter().position(|g| g.question == question.code).unwrap_or_else(|| {
        given.push(Given { question: question.code.clone(), ..Given::default() });
        given.len() - 1
    });
    &mut given[at]
}

fn set(given: &mut Given, name: &str, text: String) {
    match name {
        "note" => given.note = Some(text),
        "proof" => given.proof = Some(text),
        _ => given.proof_at = Some(text),
    }
}

fn carried_nothing(code: &str) -> Error {
    Error::usage(
        format!("`--carried {code}` tanpa jawabannya di perintah ini"),
        format!("`--carried {code}` without its answer in this command"),
    )
    .with_hint(
        format!("sebutkan jawabannya: --answer {code}=…"),
        format!("name its answer: --answer {code}=…"),
    )
}

fn nothing_before() -> Error {
    Error::usage(
        "`--carried`: penilai ini tidak menjawab apa pun untuk periode sebelumnya",
        "`--carried`: this assessor answered nothing for the period before",
    )
}

fn without_sign(text: &str) -> Error {
    Error::usage(
        format!("`--answer {text}` tidak mempunyai tanda ="),
        format!("`--answer {text}` has no = sign"),
    )
    .with_hint("contoh: --answer EF1=all EF2=partly", "for example: --answer EF1=all EF2=partly")
}

fn for_nothing(name: &str) -> anyhow::Error {
    Error::usage(
        format!("`--{name}` tanpa pertanyaan berlaku untuk jawaban di perintah ini, dan tidak ada yang masih tanpa bukti"),
        format!("`--{name}` without a question is for the answers of this command, and none is without a proof"),
    )
    .with_hint(format!("sebutkan pertanyaannya: --{name} EF1=…"), format!("name the question: --{name} EF1=…"))
    .into()
}

/// The refusal of a question that the version does not have.
fn unknown(flag: &str, code: &str, instrument: &Instrument) -> Error {
    let known = instrument.in_order().iter().map(|q| q.code.as_str()).collect::<Vec<_>>().join(", ");
    let version = &instrument.code;
    Error::usage(
        format!("`--{flag}`: tidak ada pertanyaan `{code}` dalam {version}"),
        format!("`--{flag}`: there is no question `{code}` in {version}"),
    )
    .with_hint(
        format!("pertanyaannya: {known}; bunyinya: sinergi instrument show {version}"),
        format!("its questions: {known}; their wording: sinergi instrument show {version}"),
    )
}

/// The refusal where no version of the questions is in use.
pub(super) fn no_version() -> Error {
    Error::usage(
        "tidak ada versi pertanyaan yang berlaku pada akhir periode itu",
        "no version of the questions is in use at the end of that period",
    )
    .with_hint(
        "lihat versi dan berlakunya: sinergi instrument list; sebutkan satu dengan --instrument",
        "see the versions and from when they are valid: sinergi instrument list; name one with --instrument",
    )
}
