//! One word for one thing, in both languages: what the glossary says is what every screen says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sinergi::checks;
use sinergi::lang::Label;
use sinergi::register;
use sinergi::reports;
use sinergi::value::Kind;

use crate::office::Office;

/// A key as it stands in files, and its Indonesian and English word.
type Term = (String, String, String);

/// Every word of the registers and reports: names, fields, columns, and the words of choices.
fn spoken() -> BTreeSet<Term> {
    let mut terms = BTreeSet::new();
    let mut take = |key: &str, label: Label| {
        terms.insert((key.to_owned(), label.id.to_owned(), label.en.to_owned()));
    };
    let choices = |kind: Kind| match kind {
        Kind::Choice(choices) => choices,
        _ => &[],
    };
    for entity in register::ALL {
        take(entity.name, entity.label);
        for field in entity.fields {
            take(field.name, field.label);
            for c in choices(field.kind) {
                take(c.word, c.label);
            }
        }
    }
    let reported = reports::ALL.iter().flat_map(|r| r.parts).flat_map(|p| p.columns);
    for column in reported.chain(checks::columns()) {
        take(column.key, column.label);
        for c in choices(column.kind) {
            take(c.word, c.label);
        }
    }
    for c in checks::SOURCES {
        take(c.word, c.label);
    }
    terms
}

/// The lines of the glossary's tables: a term, and what tells it apart where its key has several.
fn written() -> Vec<(Term, String)> {
    let mut terms = Vec::new();
    for line in include_str!("../../docs/glossary.md").lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [key, id, en, apart] = cells[..] else { panic!("{line}") };
        terms.push(((key.trim_matches('`').to_owned(), id.to_owned(), en.to_owned()), apart.to_owned()));
    }
    terms
}

#[test]
fn the_glossary_holds_every_word_of_registers_and_reports_and_no_other() {
    let spoken = spoken();
    let written: BTreeSet<Term> = written().into_iter().map(|(term, _)| term).collect();
    let missing: Vec<_> = spoken.difference(&written).collect();
    let stale: Vec<_> = written.difference(&spoken).collect();
    assert!(
        missing.is_empty() && stale.is_empty(),
        "not in the glossary: {missing:?}\nsaid nowhere: {stale:?}"
    );
}

#[test]
fn a_key_with_several_words_says_what_tells_them_apart() {
    let mut by_key: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for ((key, ..), apart) in written() {
        by_key.entry(key).or_default().push(apart);
    }
    for (key, apart) in by_key {
        let different: BTreeSet<&String> = apart.iter().collect();
        assert_eq!(different.len(), apart.len(), "`{key}` has a word twice for {apart:?}");
    }
}

#[test]
fn no_word_of_the_glossary_is_left_untranslated() {
    // Abbreviations, and words that both languages write alike.
    let alike = ["Status", "Addendum", "No.", "Target"];
    for ((key, id, en), _) in written() {
        assert!(!id.is_empty() && !en.is_empty(), "{key}");
        assert!(
            id != en || alike.contains(&id.as_str()) || id.to_uppercase() == id,
            "`{key}` is `{id}` twice"
        );
    }
}

/// Words that stand in almost every sentence of one language and in none of the other.
pub(crate) const INDONESIAN: &[&str] = &[
    "yang", "tidak", "dan", "dari", "untuk", "dengan", "adalah", "pada", "bukan", "sudah", "belum", "atau",
    "oleh",
];
pub(crate) const ENGLISH: &[&str] = &[
    "the", "is", "are", "not", "with", "of", "and", "was", "were", "has", "have", "which", "what", "or", "to",
];

pub(crate) fn speaks(text: &str, words: &[&str]) -> Option<String> {
    // What stands in backticks is typed, not said.
    let said: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    said.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
        .find(|word| words.contains(&word.to_lowercase().as_str()))
        .map(str::to_owned)
}

/// The string literals of a source text, in order, with where each ends.
fn literals(source: &str) -> Vec<(usize, usize, String)> {
    let bytes = source.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(open) = source[at..].find('"').map(|n| at + n) {
        let mut end = open + 1;
        while bytes.get(end).is_some_and(|b| *b != b'"') {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let Some(text) = source.get(open + 1..end) else { break };
        found.push((open, end, text.to_owned()));
        at = end + 1;
    }
    found
}

pub(crate) fn sources(folder: &Path, all: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// A text in two languages is two literals after each other in `say!`, `label`, `help` or `choice`.
#[test]
fn every_text_of_the_source_is_indonesian_first_and_english_second() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut pairs = 0;
    for (path, source) in files {
        // Comments and quotes as characters are no texts.
        let source = source.split("#[cfg(test)]").next().unwrap().replace("'\"'", "' '");
        let code = |line: &&str| !line.trim_start().starts_with("//");
        let source = source.lines().filter(code).collect::<Vec<_>>().join("\n");
        let literals = literals(&source);
        for opening in ["say!(", "label(", "help(", "usage(", "with_hint("] {
            for (start, _) in source.match_indices(opening) {
                let after = literals.iter().position(|(open, ..)| *open > start);
                let Some([(open, end, id), (next, _, en)]) = after.and_then(|n| literals.get(n..n + 2))
                else {
                    continue;
                };
                let head = &source[start + opening.len()..*open];
                let between = source[end + 1..*next].trim();
                let head = head.replace("format!(", "");
                let between = between.replace("format!(", "").replace(".into()", "");
                // Between the two stand a comma, perhaps the first one's arguments, and the opening of the second.
                let parted = between.trim_end().ends_with(',') && !between.contains([';', '{', '}', '=']);
                if !parted || head.contains(['(', ')', ';', '{']) {
                    continue;
                }
                pairs += 1;
                let place = format!("{path}: `{id}` / `{en}`");
                assert!(!id.trim().is_empty() && !en.trim().is_empty(), "{place}");
                assert_eq!(speaks(id, ENGLISH), None, "English in Indonesian, {place}");
                assert_eq!(speaks(en, INDONESIAN), None, "Indonesian in English, {place}");
                let words = id.contains(' ') && id.chars().any(char::is_alphabetic);
                assert!(id != en || !words, "the same twice, {place}");
            }
        }
    }
    assert!(pairs > 300, "only {pairs} texts were found");
}

#[test]
fn every_command_of_the_glossary_is_reached_by_its_indonesian_words() {
    let office = Office::new();
    let commands = commands();
    for (english, indonesian) in &commands {
        let help = office.types(&format!("{english} --help"));
        office.types(&format!("{indonesian} --help")).succeeds().prints(&help.stdout);
        help.succeeds();
    }
    assert!(commands.len() > 20);
}

/// The commands of the glossary, with the Indonesian ones beside them.
fn commands() -> BTreeMap<&'static str, &'static str> {
    let table =
        include_str!("../../docs/glossary.md").split("\n## ").find(|s| s.starts_with("Commands")).unwrap();
    let rows = table.lines().filter(|l| l.starts_with("| ")).skip(1);
    let pair = |row: &'static str| row.trim_matches('|').split_once('|').unwrap();
    rows.map(pair).map(|(english, indonesian)| (english.trim(), indonesian.trim())).collect()
}

#[test]
fn what_the_glossary_does_not_translate_has_no_other_word() {
    let known = commands();
    let (mut lacking, mut looked) = (Vec::new(), 0);
    let mut look = |command: String, also: &[&str]| {
        looked += 1;
        let told = known.get(command.as_str()).and_then(|told| told.split(' ').next_back());
        if !also.is_empty() && told.is_none_or(|told| !also.contains(&told)) {
            lacking.push(format!("{command}: {}", also.join(", ")));
        }
    };
    for entity in register::ALL {
        // What is a flag of its parent is no command.
        if entity.flag.is_none() {
            look(entity.command(), entity.also);
        }
        for act in entity.acts {
            let noun = entity.parent().map_or_else(|| entity.command(), register::Entity::command);
            look(format!("{noun} {}", act.name), act.also);
        }
    }
    for report in reports::ALL {
        let above = if report.command { "" } else { "report " };
        look(format!("{above}{}", report.name), report.also);
    }
    assert!(lacking.is_empty() && looked > 100, "of {looked}, the glossary lacks:\n{}", lacking.join("\n"));
}
