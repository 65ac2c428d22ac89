//! Manual pages, one for each command, from the tree itself.

use std::path::Path;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use clap_mangen::Man;
use sinergi::{Error, say};

use super::office::Office;
use super::output::print_text;
use super::tree::{self, help};

/// Fills `man`.
pub(super) fn build(command: Command) -> Command {
    command
        .arg(
            Arg::new("FOLDER")
                .help(help("tulis semua halaman ke folder ini", "write every page to this folder")),
        )
        .after_help(tree::examples("sinergi man man1"))
}

/// Runs `man [FOLDER]`: the first page, or every page into a folder.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let mut root = tree::root();
    root.build();
    let Some(folder) = matches.get_one::<String>("FOLDER").map(Path::new) else {
        let mut page = Vec::new();
        Man::new(root).render(&mut page).map_err(Error::Io)?;
        return print_text(&String::from_utf8_lossy(&page));
    };
    std::fs::create_dir_all(folder).map_err(|e| Error::File(folder.to_owned(), e))?;
    let count = pages(&root, "sinergi", folder)?;
    let place = folder.display();
    office.tell(&say!(office.lang(), "{} halaman ditulis ke {}.", "{} pages written to {}.", count, place));
    Ok(())
}

/// Writes the page of a command and of everything under it.
fn pages(command: &Command, name: &str, folder: &Path) -> Result<usize> {
    let mut page = Vec::new();
    let path = folder.join(format!("{name}.1"));
    Man::new(command.clone().name(name.to_owned()).display_name(name.to_owned()))
        .render(&mut page)
        .map_err(Error::Io)?;
    std::fs::write(&path, page).map_err(|e| Error::File(path.clone(), e))?;
    let mut count = 1;
    for below in command.get_subcommands().filter(|c| c.get_name() != "help") {
        count += pages(below, &format!("{name}-{}", below.get_name()), folder)?;
    }
    Ok(count)
}
