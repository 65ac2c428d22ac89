//! The order of the layers: every `crate::` in the library points downwards, and the library knows no terminal.

use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use: the layers of `src/lib.rs`, from the ground up.
const BELOW: &[(&str, &[&str])] = &[
    ("lang", &[]),
    ("error", &["lang"]),
    ("calendar", &["lang", "error"]),
    ("value", &["lang", "error", "calendar"]),
    ("sheet", &["lang", "error", "calendar", "value"]),
    ("rules", &["lang", "error", "calendar", "value"]),
    ("render", &["lang", "error", "calendar", "value", "sheet"]),
    ("register", &["lang", "error", "calendar", "value", "rules"]),
    ("store", &["lang", "error", "calendar", "value", "sheet", "rules", "register"]),
    ("reports", &["lang", "error", "calendar", "value", "sheet", "rules", "render", "register", "store"]),
    (
        "checks",
        &["lang", "error", "calendar", "value", "sheet", "rules", "render", "register", "store", "reports"],
    ),
    ("intake", &["lang", "error", "calendar", "value", "sheet", "rules", "render", "register", "store"]),
];

/// What only the binary may know.
const OUTSIDE: &[&str] = &[
    "clap",
    "dialoguer",
    "anyhow",
    "anstream",
    "terminal_size",
    "ctrlc",
    "std::env",
    "std::process",
    "println!",
    "eprintln!",
    "print!",
    "stdin(",
    "stdout(",
    "stderr(",
    "Timestamp::now",
    "Zoned::now",
];

/// What `crate::` may be followed by in any layer: re-exports of the ground.
const GROUND: &[&str] = &["Lang", "Label", "say"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Every line of code of the library: its module, its place, and the line without comments.
fn library() -> Vec<(String, String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut lines = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&src).unwrap();
        let first = inside.iter().next().unwrap().to_str().unwrap();
        let module = first.trim_end_matches(".rs");
        if matches!(module, "main" | "cli" | "lib") {
            continue;
        }
        // What stands under `#[cfg(test)]` serves the tests of the file, not the layer.
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (at, line) in code.lines().enumerate() {
            if !line.trim_start().starts_with("//") {
                lines.push((
                    module.to_owned(),
                    format!("src/{}:{}", inside.display(), at + 1),
                    line.to_owned(),
                ));
            }
        }
    }
    assert!(lines.len() > 2000, "the library was not found");
    lines
}

/// The names that follow `crate::` in a line, those between braces included.
fn used(line: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in line.split("crate::").skip(1) {
        let group = part.strip_prefix('{').map(|rest| rest.split('}').next().unwrap_or(rest));
        for item in group.unwrap_or(part).split(',') {
            let name: String = item.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !name.is_empty() {
                names.push(name);
            }
            if group.is_none() {
                break;
            }
        }
    }
    names
}

#[test]
fn a_layer_uses_only_what_stands_below_it() {
    let mut wrong = Vec::new();
    for (module, place, line) in library() {
        let Some((_, below)) = BELOW.iter().find(|(name, _)| *name == module) else {
            panic!("{module} has no place among the layers");
        };
        for name in used(&line) {
            let ground = GROUND.contains(&name.as_str()) || name == module;
            if !ground && !below.contains(&name.as_str()) {
                wrong.push(format!("{place}: {module} uses {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_reaches_a_sibling_layer_by_climbing() {
    for (module, place, line) in library() {
        let depth = place.matches('/').count();
        let climbs = line.split("super::super::super::").count() > 1 && depth < 4;
        assert!(!climbs, "{place}: {module} climbs out of its layer");
    }
}

#[test]
fn the_library_knows_neither_terminal_nor_clock() {
    let mut wrong = Vec::new();
    for (_, place, line) in library() {
        for word in OUTSIDE {
            let starts = line.match_indices(word).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            });
            let quoted = line.find('"').is_some_and(|q| line.find(word).is_some_and(|at| at > q));
            if starts && !quoted {
                wrong.push(format!("{place}: {}", line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_names_behind_crate_are_found_alone_and_in_braces() {
    assert_eq!(used("use crate::{error::Error, lang::Lang};"), ["error", "lang"]);
    assert_eq!(used("let x = crate::register::ALL; crate::say!()"), ["register", "say"]);
}
