//! The tables of the program itself: registers, fields, verbs and reports, walked whole.

use std::collections::HashSet;

use sinergi::Lang;
use sinergi::lang::Label;
use sinergi::register::{self, SETTINGS};
use sinergi::reports::{self, Takes};
use sinergi::value::Kind;

use crate::office::Office;

fn filled(label: Label, place: &str) {
    for lang in [Lang::Id, Lang::En] {
        assert!(!label.get(lang).trim().is_empty(), "{place} has no {} label", lang.code());
    }
}

#[track_caller]
fn once<'a>(words: impl IntoIterator<Item = &'a str>, place: &str) {
    let mut seen = HashSet::new();
    for word in words {
        assert!(seen.insert(word.to_lowercase()), "{place}: `{word}` stands twice");
    }
}

#[test]
fn a_word_reaches_one_register() {
    let words =
        register::ALL.iter().flat_map(|e| [e.name, e.plural].into_iter().chain(e.also.iter().copied()));
    once(words, "registers");
}

#[test]
fn a_register_names_its_fields_once_and_in_both_languages() {
    for entity in register::ALL {
        filled(entity.label, entity.name);
        once(entity.fields.iter().map(|f| f.name), entity.name);
        for field in entity.fields {
            let place = format!("{}.{}", entity.name, field.name);
            filled(field.label, &place);
            let plain = field.name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            assert!(plain, "{place} is no plain word");
            once(field.also.iter().copied(), &place);
        }
    }
}

#[test]
fn a_heading_means_one_field_of_a_register() {
    for entity in register::ALL {
        once(entity.fields.iter().flat_map(|f| f.also.iter().copied()), entity.name);
        once(entity.fields.iter().map(|f| f.label.id), &format!("{} labels", entity.name));
        once(entity.fields.iter().map(|f| f.label.en), &format!("{} English labels", entity.name));
    }
}

#[test]
fn a_choice_is_one_word_with_a_label_of_its_own() {
    let fields = register::ALL.iter().flat_map(|e| e.fields.iter().map(move |f| (e.name, f.name, f.kind)));
    let settings = SETTINGS.iter().map(|s| ("setting", s.name, s.kind));
    for (register, field, kind) in fields.chain(settings) {
        let Kind::Choice(choices) = kind else { continue };
        let place = format!("{register}.{field}");
        assert!(!choices.is_empty(), "{place}");
        once(choices.iter().map(|c| c.word), &place);
        once(choices.iter().map(|c| c.label.id), &place);
        once(choices.iter().map(|c| c.label.en), &place);
        for choice in choices {
            filled(choice.label, &format!("{place} = {}", choice.word));
        }
        // A word typed must mean one choice, whichever of its spellings it is.
        for choice in choices {
            for also in choice.also {
                let means = |c: &&sinergi::value::Choice| {
                    c.also.contains(also) || c.word == *also || c.label.id == *also || c.label.en == *also
                };
                assert_eq!(choices.iter().filter(means).count(), 1, "{place}: `{also}`");
            }
        }
    }
}

#[test]
fn every_setting_is_labelled_and_has_a_default_it_would_accept() {
    once(SETTINGS.iter().map(|s| s.name), "settings");
    let day = |_: &str| Err(sinergi::Fault::NotADate(String::new()));
    for setting in SETTINGS {
        filled(setting.label, setting.name);
        assert!(setting.kind.read(setting.default, &day).is_ok(), "{}", setting.name);
    }
}

#[test]
fn a_report_is_named_once_and_labelled_throughout() {
    once(reports::ALL.iter().map(|r| r.name), "reports");
    for report in reports::ALL {
        filled(report.label, report.name);
        filled(report.about, report.name);
        assert!(!report.parts.is_empty(), "{}", report.name);
        once(report.parts.iter().map(|p| p.name), report.name);
        for part in report.parts {
            let place = format!("{} {}", report.name, part.name);
            filled(part.label, &place);
            once(part.columns.iter().map(|c| c.key), &place);
            for column in part.columns {
                filled(column.label, &format!("{place} {}", column.key));
            }
        }
    }
}

#[test]
fn every_report_runs_on_a_new_file_and_on_the_sample_in_both_languages() {
    for office in [Office::founded(), Office::sample()] {
        for report in reports::ALL {
            let name =
                if report.command { report.name.to_owned() } else { format!("report {}", report.name) };
            let words = if report.takes.contains(&Takes::Words) { " rujukan" } else { "" };
            for lang in ["id", "en"] {
                let line = format!("{name}{words} --lang {lang}");
                let answer = office.types(&line);
                answer.succeeds().is_quiet();
                assert!(!answer.stdout.trim().is_empty(), "{answer}");
                office.types(&format!("{line} -O json")).json();
            }
        }
    }
}
