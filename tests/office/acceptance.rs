//! What `docs/acceptance.md` promises: the tests it names are there, and the lines that no other test holds.

use std::path::Path;

use sinergi::register;
use sinergi::reports;

use crate::glossary::{ENGLISH, INDONESIAN, sources, speaks};
use crate::office::Office;

#[test]
fn every_test_that_the_acceptance_list_names_is_there() {
    let mut files = Vec::new();
    for folder in ["src", "tests"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut files);
    }
    let code: String = files.into_iter().map(|(_, source)| source).collect();
    let list = include_str!("../../docs/acceptance.md");
    let named: Vec<&str> = list
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|w| w.contains('_') && !w.contains([' ', '=', '-']))
        .collect();
    let named: Vec<&str> = named.into_iter().filter(|w| w.chars().all(|c| !c.is_uppercase())).collect();
    assert!(named.len() > 50, "{named:?}");
    for test in named {
        let place = code.find(&format!("fn {test}()")).unwrap_or_else(|| panic!("there is no test `{test}`"));
        let before = code[..place].trim_end().lines().last().unwrap_or_default().trim();
        assert!(before.starts_with("#[test]"), "`{test}` is no test");
    }
    assert!(!code.contains(concat!("#[", "ignore")), "a test that is left out holds nothing");
    for number in 1..=30 {
        let head = format!("\n{number}. **");
        let line = list.split(&head).nth(1).unwrap_or_else(|| panic!("line {number} is missing"));
        let line = line.split(&format!("\n{}. **", number + 1)).next().unwrap();
        let reason = line.split_once("**:").unwrap_or_else(|| panic!("line {number} says no more")).1;
        let tested = reason.split('`').skip(1).step_by(2).any(|w| w.contains('_') && !w.contains(' '));
        let excused =
            ["yet", "cannot be", "not numbers", "no part of the tests"].iter().any(|w| reason.contains(w));
        assert!(tested || excused, "line {number} has neither a test nor a reason");
    }
}

/// Every command, with nobody to ask and nothing to read.
fn every_command() -> Vec<String> {
    let mut all: Vec<String> = [
        "init",
        "search",
        "import",
        "export",
        "history",
        "undo",
        "redo",
        "help",
        "completions",
        "man",
        "report",
    ]
    .map(str::to_owned)
    .to_vec();
    all.extend(
        reports::ALL.iter().map(|r| if r.command { r.name.to_owned() } else { format!("report {}", r.name) }),
    );
    for entity in register::ALL.iter().filter(|e| e.flag.is_none_or(|(flag, _)| flag == "partner")) {
        for verb in ["add", "list", "show", "edit", "remove"] {
            all.push(format!("{} {verb}", entity.command()));
        }
    }
    all
}

#[test]
fn every_command_ends_where_nobody_can_be_asked() {
    let office = Office::sample();
    for command in every_command() {
        let answer = office.types_in_vain(&command);
        assert!(matches!(answer.code, Some(0 | 2)), "{answer}");
        if answer.code == Some(2) {
            assert!(!answer.stderr.is_empty(), "{answer}");
        }
    }
    let answer = office.types("agreement add");
    answer.is_refused("`--title`").says("`--kind`").says("`--document`");
}

/// Words of English that `clap` itself says, and what is typed rather than said.
fn own_words(help: &str) -> String {
    let typed = |word: &&str| !word.starts_with("--") && !word.starts_with('<') && !word.starts_with('[');
    help.lines()
        .filter(|line| {
            !line.starts_with("Usage:") && !line.contains("[possible values") && !line.contains("sinergi ")
        })
        .map(|line| line.split(' ').filter(typed).collect::<Vec<_>>().join(" "))
        .filter(|line| !line.trim_start().starts_with("Print "))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn topics_of_either_language_have_no_word_of_the_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/topics");
    let mut pages = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (name, page) = (path.display().to_string(), std::fs::read_to_string(&path).unwrap());
        for line in page.lines() {
            assert!(line.chars().count() <= 80, "{name}: {line}");
        }
        let others = if name.ends_with(".id.txt") { ENGLISH } else { INDONESIAN };
        // "sampai dengan" is shown as what a document may say.
        let others: Vec<&str> = others.iter().copied().filter(|w| *w != "dengan").collect();
        assert_eq!(speaks(&own_words(&page), &others), None, "{name}");
        pages += 1;
    }
    assert_eq!(pages % 2, 0, "every page has its twin");
}

#[test]
fn help_of_either_language_has_no_word_of_the_other() {
    let office = Office::new();
    let mut commands = every_command();
    commands.retain(|c| c != "help");
    for command in commands {
        for (lang, others) in [("id", ENGLISH), ("en", INDONESIAN)] {
            let help = own_words(&office.types(&format!("{command} --help --lang {lang}")).stdout);
            assert_eq!(speaks(&help, others), None, "{command} --help --lang {lang}\n{help}");
        }
    }
}

/// Asks for the words that can stand at the end of a line, as the script of bash does.
fn completed(office: &Office, line: &str) -> Vec<String> {
    let words: Vec<&str> = line.split(' ').collect();
    let mut command = office.command("");
    command
        .env("COMPLETE", "bash")
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string());
    let output = command.arg("--").args(words).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{line}");
    String::from_utf8(output.stdout).unwrap().lines().map(|l| l.trim_end().to_owned()).collect()
}

#[test]
fn codes_are_completed_from_the_file() {
    let office = Office::sample();
    assert_eq!(completed(&office, "sinergi agreement show KS-2015"), ["KS-2015-0001", "KS-2015-0002"]);
    assert_eq!(completed(&office, "sinergi agreement list --department DIN"), ["DINKES", "DINSOS"]);
    assert!(completed(&office, "sinergi agreement add --kind ksd").contains(&"ksdd-wajib".to_owned()));
    assert!(completed(&office, "sinergi agr").contains(&"agreement".to_owned()));
    assert!(completed(&office, "sinergi kerja-sama lihat KS-2015").contains(&"KS-2015-0001".to_owned()));
    assert_eq!(completed(&office, "sinergi obstacle outcome K-0013 2 wo"), ["worked"]);
    assert_eq!(completed(&office, "sinergi report obstacles --part se"), ["severity"]);
    assert_eq!(completed(&office, "sinergi obstacle similar --part so"), ["solutions"]);
    let other = completed(&office, "sinergi --db none.db agreement show KS-2015");
    assert!(other.is_empty(), "{other:?}");
}

#[test]
fn completion_is_silent_where_there_is_no_file() {
    let office = Office::new();
    assert!(completed(&office, "sinergi agreement show KS").is_empty());
    assert!(office.files().is_empty());
    for shell in ["bash", "zsh", "fish", "powershell"] {
        office.types(&format!("completions {shell}")).succeeds().is_quiet().shows("COMPLETE");
    }
    office.types("completions tcsh").is_refused("tcsh").says("bash");
}
