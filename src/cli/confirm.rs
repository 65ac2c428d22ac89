//! Asking before something is removed: y, ya, t, tidak, n; without a terminal `--yes` must be said.

use anyhow::Result;
use sinergi::value::yes_no;
use sinergi::{Error, Fault, say};

use super::failure::Cancelled;
use super::office::Office;
use super::prompter::Prompter;

/// Asks a question that only a yes lets pass.
pub(super) fn ask(question: &str, office: &Office) -> Result<()> {
    let lang = office.lang();
    if !office.may_ask() {
        return Err(Error::usage(
            "perlu kepastian, dan tidak ada tanya jawab",
            "confirmation is needed, and nobody can be asked",
        )
        .with_hint(
            "tambahkan --yes, atau coba dahulu dengan --dry-run",
            "add --yes, or try it first with --dry-run",
        )
        .into());
    }
    let marks = say!(lang, "[y/T]", "[y/N]");
    let yes_or_no = |text: &str| match yes_no(text) {
        Err(_) if !text.is_empty() => Err((say!(lang, "tulis y atau t", "type y or n"), String::new())),
        _ => Ok(()),
    };
    let answer = Prompter::new(lang).text(&format!("{question} {marks}"), "", false, &yes_or_no)?;
    if yes_no(&answer) == Ok(true) { Ok(()) } else { Err(Cancelled.into()) }
}

/// Asks for a code once more, for what changes much at once; `typed` is one that was given beforehand.
pub(super) fn by_code(code: &str, typed: Option<&str>, office: &Office) -> Result<()> {
    let lang = office.lang();
    let same = |text: &str| text.trim().eq_ignore_ascii_case(code);
    let other = |text: &str| {
        Error::Refused(
            "`--confirm`".to_owned(),
            Fault::Contradiction(format!("`{text}` bukan {code}"), format!("`{text}` is not {code}")),
        )
    };
    match typed {
        Some(text) if same(text) => return Ok(()),
        Some(text) => return Err(other(text).into()),
        None => {}
    }
    if !office.may_ask() {
        return Err(Error::usage(
            "perlu kepastian, dan tidak ada tanya jawab",
            "confirmation is needed, and nobody can be asked",
        )
        .with_hint(
            format!("tambahkan --confirm {code}, atau coba dahulu dengan --dry-run"),
            format!("add --confirm {code}, or try it first with --dry-run"),
        )
        .into());
    }
    let question = say!(lang, "Ketik {} untuk melanjutkan", "Type {} to go on", code);
    let answer = Prompter::new(lang).text(&question, "", false, &|_| Ok(()))?;
    if same(&answer) { Ok(()) } else { Err(Cancelled.into()) }
}
