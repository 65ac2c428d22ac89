//! A line of text typed in a terminal. `dialoguer`'s own input cannot be left with Esc; this one can, and looks the same.

use std::io;

use console::{Key, Style, Term, measure_text_width, truncate_str};

/// What has been typed so far, and where the cursor stands in it.
struct Line {
    chars: Vec<char>,
    at: usize,
}

/// Line breaks and tabs of a text that is edited, and the signs that stand for them in its one line.
const BREAKS: [(char, char); 2] = [('\n', '␊'), ('\t', '␉')];

impl Line {
    fn new(text: &str) -> Self {
        let mark = |c| BREAKS.iter().find(|(real, _)| *real == c).map_or(c, |(_, mark)| *mark);
        let chars: Vec<char> = text.chars().map(mark).filter(|c| !c.is_control()).collect();
        Self { at: chars.len(), chars }
    }

    /// The text, with its line breaks.
    fn text(&self) -> String {
        let real = |c: &char| BREAKS.iter().find(|(_, mark)| mark == c).map_or(*c, |(real, _)| *real);
        self.chars.iter().map(real).collect()
    }

    /// Takes one key that changes the line or moves in it.
    fn press(&mut self, key: &Key) {
        match key {
            // Ctrl-U, as in every shell.
            Key::Char('\u{15}') => {
                self.chars.drain(..self.at);
                self.at = 0;
            }
            Key::Char(c) if !c.is_control() => {
                self.chars.insert(self.at, *c);
                self.at += 1;
            }
            Key::Backspace if self.at > 0 => {
                self.at -= 1;
                self.chars.remove(self.at);
            }
            Key::Del if self.at < self.chars.len() => {
                self.chars.remove(self.at);
            }
            Key::ArrowLeft => self.at = self.at.saturating_sub(1),
            Key::ArrowRight => self.at = (self.at + 1).min(self.chars.len()),
            Key::Home => self.at = 0,
            Key::End => self.at = self.chars.len(),
            _ => {}
        }
    }

    /// The part that fits beside the prompt, before and after the cursor; `room` is in columns of the screen.
    fn window(&self, room: usize) -> (String, String) {
        let wide = |chars: &[char]| measure_text_width(&chars.iter().collect::<String>());
        let mut start = self.at;
        while start > 0 && wide(&self.chars[start - 1..self.at]) <= room {
            start -= 1;
        }
        let mut end = self.at;
        while end < self.chars.len() && wide(&self.chars[start..=end]) <= room {
            end += 1;
        }
        (self.chars[start..self.at].iter().collect(), self.chars[self.at..end].iter().collect())
    }
}

/// Whether more is typed already: what was pasted goes on, so that a line break in it is not the end of the answer.
#[cfg(unix)]
fn goes_on() -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = std::io::stdin();
    let mut typed = [PollFd::new(&stdin, PollFlags::IN)];
    poll(&mut typed, Some(&rustix::event::Timespec { tv_sec: 0, tv_nsec: 0 })).is_ok_and(|ready| ready > 0)
}

#[cfg(not(unix))]
fn goes_on() -> bool {
    false
}

/// Reads a line; `None` when it was left with Esc. Ctrl-C ends with `Interrupted`.
pub(super) fn read(term: &Term, prompt: &str, old: &str) -> io::Result<Option<String>> {
    let strong = Style::new().for_stderr().bold();
    let mark = Style::new().for_stderr().yellow();
    let faint = Style::new().for_stderr().bright().black();
    let prompt = truncate_str(prompt, usize::from(term.size().1).max(40) / 2, "…");
    let lead = format!("{} {} {} ", mark.apply_to("?"), strong.apply_to(prompt), faint.apply_to("›"));
    let mut line = Line::new(old);
    loop {
        let width = usize::from(term.size().1).max(20);
        let room = width.saturating_sub(measure_text_width(&lead) + 2).max(8);
        let (before, after) = line.window(room);
        term.clear_line()?;
        term.write_str(&format!("{lead}{before}{after}"))?;
        term.move_cursor_left(measure_text_width(&after))?;
        term.flush()?;
        // What follows an interruption begins on a line of its own.
        match term.read_key().inspect_err(|_| drop(term.write_line("")))? {
            Key::Enter if goes_on() => line.press(&Key::Char(BREAKS[0].1)),
            Key::Enter => break,
            Key::Escape => {
                term.write_line("")?;
                return Ok(None);
            }
            key => line.press(&key),
        }
    }
    term.clear_line()?;
    Ok(Some(line.text()))
}

/// Leaves the question and its answer on the screen, as far as one line holds them.
pub(super) fn answered(term: &Term, prompt: &str, text: &str) -> io::Result<()> {
    let done = Style::new().for_stderr().green();
    let strong = Style::new().for_stderr().bold();
    let faint = Style::new().for_stderr().bright().black();
    let lead = format!("{} {} {} ", done.apply_to("✔"), strong.apply_to(prompt), faint.apply_to("·"));
    let room = usize::from(term.size().1).max(20).saturating_sub(measure_text_width(&lead)).max(8);
    let shown = Line::new(text).chars.into_iter().collect::<String>();
    term.write_line(&format!("{lead}{}", done.apply_to(truncate_str(&shown, room, "…"))))
}

/// Says under the question what is wrong with an answer, and what to type; the question follows again.
pub(super) fn refused(term: &Term, what: &str, hint: &str) -> io::Result<()> {
    let wrong = Style::new().for_stderr().red();
    term.write_line(&format!("{} {}", wrong.apply_to("✘"), wrong.apply_to(what)))?;
    if hint.is_empty() { Ok(()) } else { term.write_line(&format!("  {hint}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(old: &str, keys: &[Key]) -> Line {
        let mut line = Line::new(old);
        for key in keys {
            line.press(key);
        }
        line
    }

    #[test]
    fn keys_change_the_line_where_the_cursor_stands() {
        let keys =
            [Key::Home, Key::Char('A'), Key::ArrowRight, Key::Del, Key::End, Key::Backspace, Key::Char('é')];
        let line = typed("abcd", &keys);
        assert_eq!(line.text(), "Aacé");
        assert_eq!(line.at, 4);
        let line = typed("abcd", &[Key::ArrowLeft, Key::Char('\u{15}')]);
        assert_eq!((line.text().as_str(), line.at), ("d", 0));
        let line = typed("", &[Key::Backspace, Key::Del, Key::ArrowLeft, Key::Char('\t')]);
        assert!(line.chars.is_empty() && line.at == 0);
    }

    #[test]
    fn a_text_of_several_lines_keeps_them() {
        assert_eq!(typed("a\nb\tc\u{1b}", &[Key::Char('!')]).text(), "a\nb\tc!");
    }

    #[test]
    fn a_line_longer_than_the_screen_shows_where_the_cursor_is() {
        let mut line = Line::new("0123456789");
        assert_eq!(line.window(4), ("6789".to_owned(), String::new()));
        line.press(&Key::Home);
        assert_eq!(line.window(4), (String::new(), "0123".to_owned()));
        line.press(&Key::ArrowRight);
        assert_eq!(line.window(4), ("0".to_owned(), "123".to_owned()));
    }

    #[test]
    fn what_takes_two_columns_or_none_is_counted_as_the_screen_does() {
        let mut line = Line::new("東京都との協力");
        assert_eq!(line.window(5), ("協力".to_owned(), String::new()));
        line.press(&Key::Home);
        assert_eq!(line.window(5), (String::new(), "東京".to_owned()));
        assert_eq!(Line::new("xe\u{301}").window(1), ("e\u{301}".to_owned(), String::new()));
    }
}
