//! The person: command tree, prompts, output, exit codes. The only place that knows clap, dialoguer and the terminal.

mod actors;
mod acts;
mod asked;
mod attach;
mod check;
mod complete;
mod confirm;
mod days;
mod document;
mod due;
mod edit;
mod evaluate;
mod export;
mod failure;
mod fields;
mod filters;
mod findings;
mod form;
mod generic;
mod heirs;
mod import;
mod init;
mod journal;
mod leaving;
mod life;
mod line;
mod lineage;
mod links;
mod list;
mod man;
mod meeting;
mod merge;
mod noun_verbs;
mod numbers;
mod obstacle;
mod office;
mod output;
mod path;
mod plan;
mod prompt;
mod prompter;
mod queue;
mod remove;
mod report;
mod revise;
mod round;
mod same;
mod sheet;
mod show;
mod sop;
mod succession;
mod successor;
mod taken;
mod timeline;
mod topics;
mod traces;
mod tree;
mod verbs;
mod waive;

use std::process::ExitCode;

use office::{Office, early_language};

/// Runs the program on the process's arguments.
pub(crate) fn run() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    let lang = early_language(&args);
    tree::speak(lang);
    complete::answer();
    let mut root = tree::root();
    let parsed = root.try_get_matches_from_mut(args);
    // The process ends soon: to take the tree down piece by piece costs a tenth of a short command.
    std::mem::forget(root);
    let matches = match parsed {
        Ok(matches) => matches,
        Err(error) => return failure::of_clap(&error, lang),
    };
    let mut office = match Office::new(&matches, lang) {
        Ok(office) => office,
        Err(error) => return failure::report(&error, lang, None),
    };
    match tree::dispatch(&matches, &mut office) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failure::report(&error, office.lang(), Some(&office)),
    }
}
