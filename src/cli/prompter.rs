//! How a question is put: with lists one moves in, or line by line for screen readers, plain terminals and tests.

use std::io::{BufRead, Write};

use anyhow::Result;
use dialoguer::theme::ColorfulTheme;
use dialoguer::{FuzzySelect, Input, Select};
use sinergi::{Error, Lang, say};

use super::failure::Cancelled;

/// The longest list that is shown whole.
const SHOWN: usize = 12;

/// What is wrong with an answer, and what to type instead.
pub(super) type Check<'a> = &'a dyn Fn(&str) -> Result<(), (String, String)>;

/// Puts questions and takes answers.
pub(super) enum Prompter {
    /// Lists one moves in, answers corrected in place.
    Lists,
    /// Numbered lines.
    Plain(Lang),
}

impl Prompter {
    /// The one for this terminal: plain where it is asked for or the terminal is dumb.
    pub(super) fn new(lang: Lang) -> Self {
        let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        if wants_plain() || dumb {
            return Self::Plain(lang);
        }
        // With a handler in place, Ctrl-C ends the question instead of the process, so that the cursor can be shown again.
        let _ = ctrlc::set_handler(|| {});
        Self::Lists
    }

    /// A line of text, asked for until `check` has nothing against it. The check says what is wrong, and what to type.
    pub(super) fn text(&self, prompt: &str, old: &str, required: bool, check: Check<'_>) -> Result<String> {
        match self {
            Self::Lists => Ok(Input::with_theme(&ColorfulTheme::default())
                .with_prompt(prompt)
                .with_initial_text(old)
                .allow_empty(!required)
                .validate_with(|text: &String| check(text).map_err(|(what, hint)| one_line(&what, &hint)))
                .interact_text()
                .map_err(left)?),
            Self::Plain(lang) => loop {
                let shown = if old.is_empty() { String::new() } else { format!(" [{old}]") };
                let line = asked(&format!("{prompt}{shown}: "))?;
                let text = if line.is_empty() { old.to_owned() } else { line };
                match check(&text) {
                    Ok(()) if required && text.is_empty() => {
                        said(&say!(lang, "harus diisi", "it must be filled"))?;
                    }
                    Ok(()) => return Ok(text),
                    Err((what, hint)) => said(&format!("{what}; {hint}"))?,
                }
            },
        }
    }

    /// One of a list, by its place; a long one is searched by a part of its words.
    pub(super) fn pick(&self, prompt: &str, items: &[String], at: usize) -> Result<usize> {
        match self {
            Self::Lists if items.len() <= SHOWN => Select::with_theme(&ColorfulTheme::default())
                .with_prompt(prompt)
                .items(fitted_all(items))
                .default(at)
                .interact_opt()
                .map_err(left)?
                .ok_or_else(|| Cancelled.into()),
            Self::Lists => FuzzySelect::with_theme(&ColorfulTheme::default())
                .with_prompt(prompt)
                .items(fitted_all(items))
                .default(at)
                .max_length(SHOWN)
                .interact_opt()
                .map_err(left)?
                .ok_or_else(|| Cancelled.into()),
            Self::Plain(lang) => pick_plainly(prompt, items, at, *lang),
        }
    }
}

/// Whether questions line by line are asked for.
pub(super) fn wants_plain() -> bool {
    std::env::var("SINERGI_PROMPTER").is_ok_and(|word| word == "plain")
}

/// Numbered lines; of a long list those that contain what is typed.
fn pick_plainly(prompt: &str, items: &[String], at: usize, lang: Lang) -> Result<usize> {
    let mut shown: Vec<usize> = if items.len() <= SHOWN { (0..items.len()).collect() } else { Vec::new() };
    said(prompt)?;
    loop {
        for (number, place) in shown.iter().enumerate() {
            said(&format!("  {}. {}", number + 1, items[*place]))?;
        }
        let how = match (shown.is_empty(), items.len() <= SHOWN) {
            (_, true) => say!(lang, "nomor", "number"),
            (true, _) => say!(lang, "ketik sebagian namanya", "type a part of its name"),
            (false, _) => say!(lang, "nomor, atau sebagian namanya", "number, or a part of its name"),
        };
        let line = asked(&format!("{how} [{}]: ", items[at]))?;
        if line.is_empty() {
            return Ok(at);
        }
        if let Some(place) = line.parse::<usize>().ok().and_then(|n| shown.get(n.checked_sub(1)?)) {
            return Ok(*place);
        }
        let part = line.to_lowercase();
        let found: Vec<usize> =
            (0..items.len()).filter(|at| items[*at].to_lowercase().contains(&part)).collect();
        match found.as_slice() {
            [] => said(&say!(lang, "tidak ada yang cocok", "nothing fits"))?,
            [only] => return Ok(*only),
            _ => shown = found.into_iter().take(SHOWN).collect(),
        }
    }
}

/// A line from the person; the end of input leaves.
fn asked(prompt: &str) -> Result<String> {
    let mut err = std::io::stderr().lock();
    write!(err, "{prompt}").and_then(|()| err.flush()).map_err(Error::Io)?;
    let mut line = String::new();
    if std::io::stdin().lock().read_line(&mut line).map_err(Error::Io)? == 0 {
        writeln!(err).map_err(Error::Io)?;
        return Err(Cancelled.into());
    }
    Ok(line.trim().to_owned())
}

fn said(words: &str) -> Result<()> {
    writeln!(std::io::stderr(), "{}", super::output::visible_lines(words)).map_err(|e| Error::Io(e).into())
}

fn fitted_all(items: &[String]) -> Vec<String> {
    items.iter().map(|item| fitted(item)).collect()
}

/// The first line of a text, as far as a terminal holds it: dialoguer loses count of lines when an item wraps.
fn fitted(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let line: String = line.chars().take(room()).collect();
    sinergi::render::visible(&line).into_owned()
}

/// What is wrong and what to type, or what is wrong alone where both do not fit.
fn one_line(what: &str, hint: &str) -> String {
    let both = format!("{what}; {hint}");
    fitted(if both.chars().count() <= room() { &both } else { what })
}

fn room() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)).saturating_sub(4).max(20)
}

/// The end of a question without an answer.
fn left(error: dialoguer::Error) -> anyhow::Error {
    let dialoguer::Error::IO(io) = error;
    let _ = std::io::stderr().write_all(b"\x1b[?25h");
    match io.kind() {
        std::io::ErrorKind::Interrupted => Cancelled.into(),
        _ => Error::Io(io).into(),
    }
}
