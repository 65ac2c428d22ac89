//! A text about what is due, ready to be pasted into a message.

use crate::calendar::date::{iso, long};
use crate::error::Error;
use crate::lang::{Lang, choice_label};
use crate::say;
use crate::sheet::{Cell, Foot, Head, Sink};

use super::WHATS;

/// Gathers the lines of the report `due` into a message to one department.
#[derive(Debug)]
pub struct Message {
    lang: Lang,
    keys: Vec<&'static str>,
    lines: Vec<String>,
}

impl Message {
    /// An empty message.
    pub fn new(lang: Lang) -> Self {
        Self { lang, keys: Vec::new(), lines: Vec::new() }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The message: to whom, what as of when, and who sends it.
    pub fn text(&self, to: &str, as_of: jiff::civil::Date, from: &str) -> String {
        let lang = self.lang;
        let day = long(as_of, lang);
        let greeting = say!(lang, "Yth. {}\n\n", "To: {}\n\n", to);
        let body = if self.lines.is_empty() {
            say!(
                lang,
                "Per {} tidak ada kerja sama yang memerlukan tindak lanjut Saudara.\n",
                "As of {} no agreement needs your action.\n",
                day
            )
        } else {
            let head = say!(
                lang,
                "Keadaan kerja sama per {} yang memerlukan tindak lanjut Saudara:\n",
                "As of {}, these matters of cooperation need your action:\n",
                day
            );
            let lines =
                self.lines.iter().zip(1..).fold(head, |text, (line, at)| format!("{text}\n{at}. {line}\n"));
            lines
                + &say!(
                    lang,
                    "\nMohon tindak lanjut dan kabarnya.\n",
                    "\nPlease act on them and let us know.\n"
                )
        };
        format!("{greeting}{body}\n{from}\n")
    }
}

impl Sink for Message {
    fn begin(&mut self, head: &Head<'_>) -> Result<(), Error> {
        self.keys = head.columns.iter().map(|column| column.key).collect();
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        let lang = self.lang;
        let of = |key: &str| self.keys.iter().position(|k| *k == key).map_or(Cell::Empty, |at| cells[at]);
        let text = |key: &str| match of(key) {
            Cell::Text(text) => crate::render::visible(text).into_owned(),
            _ => String::new(),
        };
        let day = iso(&text("on")).map(|day| long(day, lang)).unwrap_or_default();
        let left = match of("days") {
            Cell::Int(0) => say!(lang, "hari ini", "today"),
            Cell::Int(1) => say!(lang, "besok", "tomorrow"),
            Cell::Int(-1) => say!(lang, "kemarin", "yesterday"),
            Cell::Int(days) if days > 0 => say!(lang, "{} hari lagi", "in {} days", days),
            Cell::Int(days) => say!(lang, "{} hari yang lalu", "{} days ago", -days),
            _ => String::new(),
        };
        let partner = match text("partner") {
            name if name.is_empty() => name,
            name => say!(lang, ", dengan {}", ", with {}", name),
        };
        let what = choice_label(&text("what"), WHATS, lang);
        // What is of no agreement is named by its own code.
        let (code, key) = (text("code"), text("key"));
        let own = super::is_item(&key).map_or("", |(_, record, _)| record);
        let code = if code.is_empty() { own } else { &code };
        self.lines.push(format!("{}{partner} ({code})\n   {day} ({left}): {what}", text("title")));
        Ok(())
    }

    fn end(&mut self, _: &Foot) -> Result<(), Error> {
        Ok(())
    }
}
