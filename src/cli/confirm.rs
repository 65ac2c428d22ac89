//! Asking before something is removed: y, ya, t, tidak, n; without a terminal `--yes` must be said.

use std::io::{BufRead, Write};

use anyhow::Result;
use sinergi::value::yes_no;
use sinergi::{Error, say};

use super::failure::Cancelled;
use super::office::Office;

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
    let leave = say!(lang, "dibatalkan: tidak ada yang disimpan", "cancelled: nothing was saved");
    let _ = ctrlc::set_handler(move || {
        let _ = writeln!(std::io::stderr(), "\n{leave}");
        std::process::exit(130);
    });
    let mut err = std::io::stderr();
    loop {
        let marks = say!(lang, "[y/T]", "[y/N]");
        write!(err, "{question} {marks} ").and_then(|()| err.flush()).map_err(Error::Io)?;
        let mut line = String::new();
        let read = std::io::stdin().lock().read_line(&mut line).map_err(Error::Io)?;
        match yes_no(&line) {
            Ok(true) => return Ok(()),
            Err(_) if read > 0 && !line.trim().is_empty() => {
                let words = say!(lang, "tulis y atau t", "type y or n");
                writeln!(err, "{words}").map_err(Error::Io)?;
            }
            _ => return Err(Cancelled.into()),
        }
    }
}
