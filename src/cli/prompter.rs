//! How a question is put: with lists one moves in, or line by line for screen readers, plain terminals and tests.

use std::io::{BufRead, Write};

use anyhow::Result;
use console::{Key, Term, measure_text_width, truncate_str};
use dialoguer::theme::ColorfulTheme;
use dialoguer::{FuzzySelect, Select};
use sinergi::{Error, Lang, say};

use super::failure::Cancelled;
use super::leaving::{self, Asking};
use super::line;

/// The longest list that is shown whole.
const SHOWN: usize = 12;

/// What is wrong with an answer, and what to type instead.
pub(super) type Check<'a> = &'a dyn Fn(&str) -> Result<(), (String, String)>;

/// Puts questions and takes answers.
pub(super) enum Prompter {
    /// Lists one moves in, answers corrected in place.
    Lists(Lang),
    /// Numbered lines.
    Plain(Lang),
}

impl Prompter {
    /// The one for this terminal: plain where it is asked for or the terminal is dumb.
    pub(super) fn new(lang: Lang) -> Self {
        let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        let left = say!(lang, "dibatalkan: tidak ada yang disimpan", "cancelled: nothing was saved");
        if wants_plain() || dumb {
            let _ = ctrlc::set_handler(move || {
                let _ = writeln!(std::io::stderr(), "\n{left}");
                std::process::exit(130);
            });
            return Self::Plain(lang);
        }
        // With a handler in place, Ctrl-C ends the question instead of the process, so that the cursor can be shown again.
        leaving::hear(left);
        Self::Lists(lang)
    }

    /// How one leaves a form without saving.
    pub(super) fn way_out(&self) -> String {
        let lang = self.lang();
        match self {
            Self::Lists(_) => say!(
                lang,
                "Enter melewati yang boleh kosong; Esc atau Ctrl-C meninggalkan tanpa menyimpan.",
                "Enter skips what may stay empty; Esc or Ctrl-C leaves without saving."
            ),
            Self::Plain(_) => say!(
                lang,
                "Enter melewati yang boleh kosong; Ctrl-C atau Ctrl-D keluar tanpa menyimpan.",
                "Enter skips what may stay empty; Ctrl-C or Ctrl-D leaves without saving."
            ),
        }
    }

    /// A line of text, asked for until `check` has nothing against it. The check says what is wrong, and what to type.
    pub(super) fn text(&self, prompt: &str, old: &str, required: bool, check: Check<'_>) -> Result<String> {
        match self {
            Self::Lists(_) => self.typed(prompt, old, required, check),
            Self::Plain(lang) => loop {
                let nothing = say!(lang, "(kosong)", "(empty)");
                let shown = match (old.is_empty(), required) {
                    (true, _) => String::new(),
                    (_, true) => format!(" [{old}]"),
                    (_, false) => say!(lang, " [{}; {} mengosongkan]", " [{}; {} empties it]", old, nothing),
                };
                let line = asked(&format!("{prompt}{shown}: "))?;
                let text = match line {
                    line if line.is_empty() => old.to_owned(),
                    line if line == nothing && !required => String::new(),
                    line => line,
                };
                match check(&text) {
                    Ok(()) if required && text.is_empty() => {
                        said(&say!(lang, "harus diisi", "it must be filled"))?;
                    }
                    Ok(()) => return Ok(text),
                    Err((what, hint)) if hint.is_empty() => said(&what)?,
                    Err((what, hint)) => said(&format!("{what}; {hint}"))?,
                }
            },
        }
    }

    /// Asks in place, until the answer can be taken.
    fn typed(&self, prompt: &str, old: &str, required: bool, check: Check<'_>) -> Result<String> {
        let _asking = Asking::begin();
        let term = Term::stderr();
        let mut old = old.to_owned();
        loop {
            let text = line::read(&term, prompt, &old).map_err(|e| left(e.into()))?.ok_or(Cancelled)?;
            let text = text.trim().to_owned();
            let (what, hint) = match check(&text) {
                Ok(()) if required && text.is_empty() => {
                    (say!(self.lang(), "harus diisi", "it must be filled"), String::new())
                }
                Ok(()) => {
                    line::answered(&term, prompt, &text).map_err(Error::Io)?;
                    return Ok(text);
                }
                Err(wrong) => wrong,
            };
            let visible = |words: &str| sinergi::render::visible(words).into_owned();
            line::refused(&term, &visible(&what), &visible(&hint)).map_err(Error::Io)?;
            old = text;
        }
    }

    fn lang(&self) -> Lang {
        match self {
            Self::Lists(lang) | Self::Plain(lang) => *lang,
        }
    }

    /// One key of several, by its place; Enter is none of them.
    pub(super) fn key(&self, keys: &[(char, String)], none: &str) -> Result<Option<usize>> {
        let words: Vec<String> = keys.iter().map(|(key, word)| format!("{key} {word}")).collect();
        let prompt = format!("[{} · {none}] ", words.join(" · "));
        let place = |typed: char| {
            let typed = typed.to_lowercase().next().unwrap_or(typed);
            keys.iter().position(|(key, _)| *key == typed)
        };
        match self {
            Self::Plain(_) => loop {
                let line = asked(&prompt)?;
                let Some(typed) = line.chars().next() else { return Ok(None) };
                if let Some(at) = place(typed) {
                    return Ok(Some(at));
                }
            },
            Self::Lists(_) => {
                let _asking = Asking::begin();
                let term = Term::stderr();
                term.write_str(&prompt).map_err(Error::Io)?;
                loop {
                    let at = match term.read_key().map_err(|e| left(e.into()))? {
                        Key::Enter => None,
                        Key::Escape | Key::CtrlC => return Err(Cancelled.into()),
                        Key::Char(typed) => match place(typed) {
                            Some(at) => Some(at),
                            None => continue,
                        },
                        _ => continue,
                    };
                    term.write_line(at.map_or("–", |at| keys[at].1.as_str())).map_err(Error::Io)?;
                    return Ok(at);
                }
            }
        }
    }

    /// One of a list, by its place; a long one is searched by a part of its words.
    pub(super) fn pick(&self, prompt: &str, items: &[String], at: Option<usize>) -> Result<usize> {
        let _asking = Asking::begin();
        match self {
            Self::Lists(_) if items.len() <= SHOWN => {
                let theme = ColorfulTheme::default();
                let select = Select::with_theme(&theme).with_prompt(prompt).items(fitted_all(prompt, items));
                // Without one to start on, Enter waits until something is picked.
                let select = match at {
                    Some(at) => select.default(at),
                    None => select,
                };
                select.interact_opt().map_err(left)?.ok_or_else(|| Cancelled.into())
            }
            Self::Lists(_) => FuzzySelect::with_theme(&ColorfulTheme::default())
                .with_prompt(prompt)
                .items(fitted_all(prompt, items))
                .default(at.unwrap_or(0))
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
fn pick_plainly(prompt: &str, items: &[String], at: Option<usize>, lang: Lang) -> Result<usize> {
    let mut shown: Vec<usize> = if items.len() <= SHOWN { (0..items.len()).collect() } else { Vec::new() };
    said(prompt)?;
    loop {
        for (number, place) in shown.iter().enumerate() {
            said(&format!("  {}. {}", number + 1, items[*place]))?;
        }
        let how = match (shown.is_empty(), items.len() <= SHOWN) {
            (_, true) => say!(lang, "nomor", "number"),
            (true, _) => say!(lang, "ketik sebagian namanya, ? semua", "type a part of its name, ? for all"),
            (false, _) => say!(lang, "nomor, atau sebagian namanya", "number, or a part of its name"),
        };
        let default = at.map_or_else(String::new, |at| format!(" [{}]", items[at]));
        let line = asked(&format!("{how}{default}: "))?;
        if line.is_empty() {
            match at {
                Some(at) => return Ok(at),
                None => said(&say!(lang, "harus dipilih", "one must be picked"))?,
            }
            continue;
        }
        if let Some(place) = line.parse::<usize>().ok().and_then(|n| shown.get(n.checked_sub(1)?)) {
            return Ok(*place);
        }
        if line == "?" {
            shown = (0..items.len()).collect();
            continue;
        }
        let part = line.to_lowercase();
        let mut found: Vec<usize> =
            (0..items.len()).filter(|at| items[*at].to_lowercase().contains(&part)).collect();
        // A name that was typed whole means that one, however many contain it.
        let whole = |at: &usize| {
            let rest = items[*at].to_lowercase().strip_prefix(&part).map(str::to_owned);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(": ") || rest.starts_with(" ("))
        };
        if let [only] = found.iter().copied().filter(whole).collect::<Vec<_>>()[..] {
            return Ok(only);
        }
        match found.as_slice() {
            [] => said(&say!(lang, "tidak ada yang cocok", "nothing fits"))?,
            [only] => return Ok(*only),
            _ => {
                let more = found.len().saturating_sub(SHOWN);
                found.truncate(SHOWN);
                shown = found;
                if more > 0 {
                    said(&say!(
                        lang,
                        "  … dan {} lagi; ketik lebih banyak",
                        "  … and {} more; type more of it",
                        more
                    ))?;
                }
            }
        }
    }
}

/// A line from the person; the end of input leaves.
fn asked(prompt: &str) -> Result<String> {
    // Not locked while it waits: Ctrl-C says something too.
    let mut err = std::io::stderr();
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

/// Items as far as the terminal holds them beside the question: dialoguer loses count of lines when an item wraps.
fn fitted_all(prompt: &str, items: &[String]) -> Vec<String> {
    let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
    let room = width.saturating_sub(measure_text_width(prompt) + 7).max(20);
    items.iter().map(|item| fitted(item, room)).collect()
}

/// The first line of a text in so many columns; a code in brackets at its end stays whole.
fn fitted(text: &str, room: usize) -> String {
    let line = sinergi::render::visible(text.lines().next().unwrap_or_default()).into_owned();
    if measure_text_width(&line) <= room {
        return line;
    }
    let code = line.rfind(" (").filter(|_| line.ends_with(')')).map_or("", |at| &line[at..]);
    let name = line.strip_suffix(code).unwrap_or(&line);
    let left = room.saturating_sub(measure_text_width(code)).max(8);
    format!("{}{code}", truncate_str(name, left, "…"))
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
