//! The words of a text about a term, and what the ones before a duration make of it.

use crate::calendar::number;

/// Words that make the duration after them a notice, a frequency, a limit or an extension.
const ASIDE: &str = "paling selambat-lambatnya lambatnya sekurang-kurangnya kurangnya selama-lamanya minimal \
    minimum maksimal maksimum maximum max least most than within lebih kurang setiap tiap per every each \
    kali sekali once diperpanjang memperpanjang perpanjangan extended extend extension renewed renewable";
/// Words that may stand between those and the duration.
const FILLERS: &str = "untuk selama dalam jangka waktu masa kurun kembali lagi dengan dari sampai hingga \
    lama lambat sedikit cepat singkat for in a an of the period further another until up to (";

/// Parts a text in lower case into words, dates and figures (`31/12/2024`, `1,5`), parentheses, dashes and
/// full stops; "setahun" becomes "satu tahun".
pub(super) fn of(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, tail) = rest.split_at(word_length(rest, first));
        match word {
            "setahun" => words.extend(["satu", "tahun"]),
            "sebulan" => words.extend(["satu", "bulan"]),
            "(" | ")" | "." | ";" | "-" | "–" => words.push(word),
            _ if first.is_alphanumeric() => words.push(word),
            _ => {}
        }
        rest = tail.trim_start();
    }
    words
}

fn word_length(text: &str, first: char) -> usize {
    let until =
        ["s.d.", "s.d", "s/d"].into_iter().find(|until| text.starts_with(until) && ends(text, until.len()));
    if let Some(until) = until {
        until.len()
    } else if first.is_ascii_digit() {
        run(text, |c| c.is_ascii_digit(), &['.', ',', '/', '-'])
    } else if first.is_alphabetic() {
        run(text, char::is_alphabetic, &['-'])
    } else {
        first.len_utf8()
    }
}

/// Whether a word of the text ends at a place.
pub(super) fn ends(text: &str, at: usize) -> bool {
    text[..at].ends_with('.') || !text[at..].starts_with(char::is_alphabetic)
}

/// How far the letters go, over joints that have more of them behind.
fn run(text: &str, inside: impl Fn(char) -> bool, joints: &[char]) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joint = joints.contains(&c) && chars.peek().is_some_and(|(_, next)| inside(*next));
        if !inside(c) && !joint {
            return at;
        }
    }
    text.len()
}

/// Whether a list, written as one text, has the word.
pub(super) fn is_in(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// What is left of `words` after those at the start that the list has.
pub(super) fn without<'a, 'b>(list: &str, words: &'a [&'b str]) -> &'a [&'b str] {
    &words[words.iter().take_while(|word| is_in(word, list)).count()..]
}

/// Whether the words before a duration or an end make it something else than the term.
pub(super) fn is_led_aside(before: &[&str]) -> bool {
    before.iter().rev().find(|word| !is_in(word, FILLERS)).is_some_and(|word| is_in(word, ASIDE))
}

/// The number that `words` end with, in digits or words, and where it starts. Above 999 it is a year, or no
/// duration.
pub(super) fn last_number(words: &[&str]) -> Option<(usize, u32)> {
    if let Ok(figure) = words.last()?.parse() {
        return (figure < 1000).then_some((words.len() - 1, figure));
    }
    // "sembilan ratus sembilan puluh sembilan" is as long as they get.
    (1..=5).rev().find_map(|count| {
        let start = words.len().checked_sub(count)?;
        number::read(&words[start..].join(" ")).map(|number| (start, number))
    })
}

/// Whether `words` begin with a figure or a number word.
pub(super) fn starts_with_number(words: &[&str]) -> bool {
    words
        .first()
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()) || number::read(word).is_some())
}
