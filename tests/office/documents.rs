//! README, the manual and the walkthroughs, typed word for word: every command works where it stands, every excerpt is
//! what it prints. `SNAPSHOTS=overwrite` writes a walkthrough anew.

use crate::office::Office;

/// A fenced block: what follows the fence's opening, and its lines.
struct Block<'d> {
    kind: &'d str,
    lines: Vec<&'d str>,
}

fn blocks(document: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<Block<'_>> = None;
    for line in document.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(kind), None) => open = Some(Block { kind, lines: Vec::new() }),
            (None, Some(block)) => block.lines.push(line),
            (None, None) => {}
        }
    }
    blocks
}

/// The lines of a block that start the program, those that a `\` breaks made whole, without the program's name.
fn commands(block: &Block<'_>) -> Vec<String> {
    let whole = block.lines.join("\n").replace("\\\n", " ");
    whole.lines().filter_map(|line| line.strip_prefix("sinergi ")).map(str::to_owned).collect()
}

/// Types every command of a document in its order. Lines of an excerpt are looked for in what the block before printed.
#[track_caller]
fn holds(document: &str, lang: &str) {
    let office = Office::sample().env("SINERGI_NOW", "2026-06-30T08:00:00").env("SINERGI_LANG", lang);
    let (mut typed, mut printed) = (0, String::new());
    for block in blocks(document) {
        if let Some(name) = block.kind.strip_prefix("csv ") {
            office.write(name, block.lines.join("\n") + "\n");
        } else if block.kind == "text" {
            for line in block.lines {
                assert!(printed.lines().any(|p| p.trim_end() == line), "`{line}` is not in\n{printed}");
            }
        } else {
            printed.clear();
            for line in commands(&block) {
                let answer = office.types(&line);
                // The sample city has errors, and finding them is what `check` is for.
                if !line.starts_with("check") || answer.code != Some(3) {
                    answer.succeeds();
                }
                printed += &answer.stdout;
                printed += &answer.stderr;
                typed += 1;
            }
        }
    }
    assert!(typed > 10, "{typed} commands");
}

#[test]
fn readme_does_what_it_says() {
    holds(include_str!("../../README.md"), "id");
}

#[test]
fn the_manual_does_what_it_says() {
    holds(include_str!("../../docs/guide.md"), "id");
}

#[test]
fn the_manual_in_english_does_what_it_says() {
    holds(include_str!("../../docs/guide.en.md"), "en");
}

/// Both manuals have the same commands, but for words of the language.
#[test]
fn the_manuals_teach_the_same_commands() {
    let all = |document| -> Vec<String> { blocks(document).iter().flat_map(commands).collect() };
    let (id, en) = (all(include_str!("../../docs/guide.md")), all(include_str!("../../docs/guide.en.md")));
    assert_eq!(id.len(), en.len());
    for (id, en) in id.iter().zip(&en) {
        assert_eq!(&id.replace("berjalan", "running"), en);
    }
}

/// A transcript with every command typed again, in its order, and answered as it is now.
fn replayed(document: &str, lang: &str) -> String {
    let office = Office::new().env("SINERGI_NOW", "2026-06-30T08:00:00").env("SINERGI_LANG", lang);
    let office = office.env("SINERGI_DB", "tkksd.db");
    let mut out = String::new();
    let (mut console, mut file) = (false, None);
    for line in document.lines() {
        match line.strip_prefix("```") {
            Some("console") => console = true,
            Some(kind) => {
                console = false;
                if let Some((name, content)) = file.take() {
                    let content: String = content;
                    office.write(name, content);
                }
                file = kind.strip_prefix("csv ").map(|name| (name, String::new()));
            }
            None if console => {
                let Some(command) = line.strip_prefix("$ sinergi ") else { continue };
                let answer = office.types(command);
                out.push_str(line);
                for line in
                    [answer.stdout.trim_end(), answer.stderr.trim_end()].into_iter().flat_map(str::lines)
                {
                    out.push('\n');
                    out.push_str(line.trim_end());
                }
                out.push('\n');
                continue;
            }
            None => {
                if let Some((_, content)) = &mut file {
                    content.push_str(line);
                    content.push('\n');
                }
            }
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[test]
fn the_walkthrough_goes_as_it_was_written() {
    let document = include_str!("../../examples/walkthrough.md");
    snapbox::assert_data_eq!(replayed(document, "id"), snapbox::file!["../../examples/walkthrough.md"].raw());
}

#[test]
fn the_walkthrough_in_english_goes_as_it_was_written() {
    let document = include_str!("../../examples/walkthrough.en.md");
    snapbox::assert_data_eq!(
        replayed(document, "en"),
        snapbox::file!["../../examples/walkthrough.en.md"].raw()
    );
}
