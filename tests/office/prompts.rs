//! Questions: line by line, and in a real terminal. Nothing is stored before the last answer, whatever way one leaves.

use crate::office::Office;

/// Questions line by line.
fn plain(office: Office) -> Office {
    office.env("SINERGI_PROMPTER", "plain")
}

/// The command without questions that was shown at the end.
fn same_command(said: &str) -> String {
    let line = said.lines().map(str::trim).find(|l| l.starts_with("sinergi ") && l.contains(" add "));
    line.unwrap_or_else(|| panic!("no command in\n{said}")).trim_start_matches("sinergi ").to_owned()
}

/// A record without its code, and without the history, which tells when it was made.
fn fields(office: &Office, register: &str, code: &str) -> String {
    let answer = office.types(&format!("{register} list --code {code} --columns all -O json"));
    answer.succeeds();
    answer.stdout.replace(code, "…")
}

#[test]
fn answers_line_by_line_make_the_record_that_the_command_shown_makes() {
    let office = plain(Office::sample());
    let input = [
        ("Judul", "\nMagang industri"),
        ("Jenis", "apa saja\n3"),
        ("Dokumen", "Perjanjian"),
        ("OPD", "lingkungan"),
        ("Diajukan pada", "31/02/2026\n15 Januari 2026"),
        ("Pemohon", "Forum RT"),
        ("Mitra", "palangka\n2"),
    ];
    let input: Vec<&str> = input.iter().map(|(_, typed)| *typed).collect();
    let answer = office.types_with("agreement add", (input.join("\n") + "\n").as_bytes());
    answer.says("harus diisi").says("tanggal `31/02/2026` tidak ada").says("tidak ada yang cocok");
    let code = "KS-2025-0008";
    answer.exits(0).prints(&format!("{code}\n"));
    let same = same_command(&answer.stderr);
    let twin = office.makes(&same);
    let made = fields(&office, "agreement", code);
    assert_eq!(made, fields(&office, "agreement", &twin), "{same}");
    assert!(made.contains("2026-01-15") && made.contains("Forum RT") && made.contains("DLH"), "{made}");
    let parties =
        |code: &str| office.types(&format!("agreement party list {code} -O csv")).stdout.replace(code, "…");
    assert_eq!(parties(code), parties(&twin));
    assert_eq!(parties(code).lines().count(), 2);
}

#[test]
fn a_partner_whom_nobody_recorded_is_made_with_the_agreement() {
    let office = plain(Office::sample());
    let answer = office.types_with("agreement add", "Uji\n3\n2\n\n\n\n+\nCV Sinar Baru\n".as_bytes());
    answer.exits(0).says("Mitra CSB dibuat").says("--partner \"CV Sinar Baru\" --create-partner");
    office.types("agreement party list KS-2025-0008 -O csv").shows("CV Sinar Baru");
    office.types("undo").succeeds();
    office.types("partner show CSB").exits(2);
    office.types(&same_command(&answer.stderr)).succeeds().says("Mitra CSB2 dibuat");
    let add = "agreement add --title X --kind ksdpk --document pks";
    let line = format!("{add} --partner");
    office.types_in_vain(&format!("{line} \"CV Lain\"")).exits(2);
    office
        .types_in_vain(&format!("{line} \"Dinas Kesehatan\" --create-partner"))
        .is_refused("OPD sendiri (DINKES)");
    office.types_in_vain(&format!("{line} \"CV Lain\" --create-partner --dry-run")).succeeds();
    office.types(&format!("{line} \"CV Lain\" --partner \"CV Lain\" --create-partner")).succeeds();
    assert_eq!(office.number("SELECT count(*) FROM partner WHERE name = 'CV Lain'"), 1);
    let twice = "--partner \"CV Tiga\" --partner \"cv  TIGA\" --create-partner";
    office.types(&format!("{add} {twice} --dry-run")).succeeds().says("Mitra CT akan dibuat");
    office.types(&format!("{add} {twice}")).succeeds();
    assert_eq!(office.number("SELECT count(*) FROM partner WHERE name LIKE 'CV%TIGA'"), 1);
    office.types_in_vain(&format!("{line} \"…\" --create-partner")).is_refused("bukan nama mitra");
    office
        .types(&format!("{line} \"Universitas Palangkaraya\" --create-partner"))
        .succeeds()
        .says("mirip dengan mitra yang sudah ada: UPR (Universitas Palangka Raya)");
}

#[test]
fn what_was_typed_wrongly_is_refused_before_the_first_question() {
    let office = plain(Office::sample());
    let answer = office.types_with("agreement add --partner \"PT Tak Ada\"", b"Uji\n3\n2\n\n\n\n");
    answer.exits(2).says("PT Tak Ada");
    assert!(!answer.stderr.contains("Judul"), "{answer}");
    let answer =
        office.types_with("agreement add", "Uji\n3\n2\n\n\n\n+\nDinas Kesehatan\nCV Baru\n".as_bytes());
    answer.exits(0).says("OPD sendiri (DINKES)").says("--partner \"CV Baru\"");
}

#[test]
fn a_choice_that_must_be_made_is_not_made_by_enter() {
    let office = plain(Office::sample());
    let answer = office.types_with("agreement add", b"Uji\n\n7\n\n9\n\n\n\n\n");
    answer.exits(0).says("harus dipilih").says("--kind unknown --document unknown");
}

#[test]
fn a_field_is_emptied_line_by_line_too() {
    let office = plain(Office::sample());
    let answer = office.types_with("agreement edit KS-2015-0001", "Catatan\n(kosong)\nSelesai\n".as_bytes());
    answer.exits(0).says("→ (kosong)").says("--note \"\"");
    assert_eq!(office.number("SELECT note IS NULL FROM agreement WHERE code = 'KS-2015-0001'"), 1);
}

#[test]
fn the_command_shown_does_the_same_whatever_was_answered() {
    for title in [
        "=1+1",
        "-minus",
        "a \"b\" 'c'",
        "harga $5 `x`",
        "Ayo !maju",
        "titik; koma & dan | pipa",
        "garis\\miring",
        "~/x *",
    ] {
        let office = plain(Office::sample());
        let answer = office.types_with("agreement add", format!("{title}\n3\n2\n\n\n\n\n").as_bytes());
        answer.exits(0);
        let same = same_command(&answer.stderr);
        assert_eq!(in_a_shell(&same).last().map(String::as_str), Some(title), "{same}");
    }
}

/// The words that a shell makes of a line, the title's flag cut off; without a shell, those that the tests read.
fn in_a_shell(line: &str) -> Vec<String> {
    let script = format!("printf '%s\\0' {line}");
    let output = std::process::Command::new("sh").arg("-c").arg(script).output().unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    let words: Vec<String> = words.split_terminator('\0').map(str::to_owned).collect();
    let at = words.iter().position(|w| w.starts_with("--title")).unwrap_or_else(|| panic!("{words:?}"));
    match words[at].strip_prefix("--title=") {
        Some(title) => vec![title.to_owned()],
        None => vec![words[at + 1].clone()],
    }
}

#[test]
fn the_end_of_the_answers_leaves_and_nothing_is_stored() {
    let office = plain(Office::sample());
    let before = office.bytes();
    let all = "Judul\n3\n2\nDLH\n\n\n\n";
    let ends: Vec<usize> = all.match_indices('\n').map(|(at, _)| at + 1).collect();
    for end in std::iter::once(0).chain(ends[..ends.len() - 1].iter().copied()) {
        let answer = office.types_with("agreement add", &all.as_bytes()[..end]);
        answer.exits(130).prints("").says("dibatalkan: tidak ada yang disimpan");
        assert!(office.bytes() == before, "stored after {:?}\n{answer}", &all[..end]);
    }
    office.types_with("agreement add", all.as_bytes()).exits(0).prints("KS-2025-0008\n");
}

#[test]
fn every_register_can_be_added_to_by_answers() {
    for (line, input, made) in [
        ("partner add", "Koperasi Tani\nkoperasi\n\n\n", "KT\n"),
        ("department add", "Dinas Uji\ndinas\n\n\n\n", "DU\n"),
        ("agreement party add KS-2015-0001", "UPR\n\n\n\n", "KS-2015-0001/2\n"),
        ("department mandate add DLH", "1.02\n\n\n", "DLH/1.02\n"),
    ] {
        let office = plain(Office::sample());
        let answer = office.types_with(line, input.as_bytes());
        answer.exits(0).prints(made);
        let same = same_command(&answer.stderr);
        office.types("undo").succeeds();
        office.types(&same).succeeds();
    }
}

#[test]
fn fields_are_picked_and_changed_until_it_is_done() {
    let office = plain(Office::sample());
    let input = "Catatan\nSudah ditelepon\nBerakhir\nbesok lusa\n31 Desember 2030\nSelesai\n";
    let answer = office.types_with("agreement edit KS-2015-0001", input.as_bytes());
    answer.exits(0).says("`besok lusa` bukan tanggal").says("→ Sudah ditelepon").says("→ 2030-12-31");
    let before = office.bytes();
    office.types_with("agreement edit KS-2015-0001", b"Catatan\nLain\n").exits(130);
    assert!(office.bytes() == before, "an edit that was left is not stored");
}

#[test]
fn a_change_that_contradicts_another_field_is_told_and_loses_nothing() {
    let office = plain(Office::sample());
    let input = "Catatan\nSudah ditelepon\nBerakhir\n2010-01-01\nSelesai\n";
    let answer = office.types_with("agreement edit KS-2015-0001", input.as_bytes());
    answer.exits(0).says("mendahului").says("→ Sudah ditelepon");
    let same = "agreement edit KS-2015-0001 --note \"Sudah ditelepon\"";
    answer.says(&format!("tanpa pertanyaan:\n  sinergi {same}"));
    office.types("undo").succeeds();
    office.types(same).succeeds().says("→ Sudah ditelepon");
}

#[test]
fn a_long_list_is_shown_whole_when_it_is_asked_for() {
    let office = plain(Office::sample());
    let answer = office.types_with("agreement edit KS-2015-0001", b"?\n1\n");
    answer.exits(0).says("1. Selesai").says("Catatan: ").says("Judul: ");
}

#[test]
fn a_removal_takes_yes_and_no_in_either_language() {
    for (word, removed) in [
        ("y", true),
        ("ya", true),
        ("yes", true),
        ("1", true),
        ("t", false),
        ("tidak", false),
        ("n", false),
        ("", false),
    ] {
        let office = plain(Office::sample());
        let answer = office.types_with("agreement remove KS-2017-0002", format!("apa\n{word}\n").as_bytes());
        answer.exits(if removed { 0 } else { 130 }).says("tulis y atau t");
        assert_eq!(
            office.types("agreement list -O code").lines().contains(&"KS-2017-0002"),
            !removed,
            "{word}"
        );
    }
}

#[test]
fn a_new_file_asks_what_the_region_is_called() {
    let office = plain(Office::new());
    office.types_with("init", b"").exits(130);
    assert!(office.files().is_empty(), "leaving makes no file");
    office.types_with("init", b"Kota Uji\n").exits(0).says("sinergi init --city \"Kota Uji\"");
    office.types("setting show city -O csv").shows("Kota Uji");
    office.types_with("init", b"Kota Lain\n").exits(2).hides("Nama daerah");
    let office = plain(Office::new());
    office.types_with("init", b"\n").exits(0).says("setting edit city");
}

/// In a terminal of its own; nothing here waits longer than it must.
#[cfg(unix)]
mod terminal {
    use std::process::{Command, Stdio};

    use rexpect::session::{PtySession, spawn_command};

    use super::plain;
    use crate::office::Office;

    const PATIENCE: Option<u64> = Some(20_000);

    fn starts(office: &Office, line: &str) -> PtySession {
        let mut command = office.command(line);
        command.env("TERM", "xterm-256color");
        command.stdin(Stdio::inherit()).stdout(Stdio::inherit()).stderr(Stdio::inherit());
        spawn_command(command, PATIENCE).unwrap()
    }

    /// The prompts up to the one that is left, and what is typed at each.
    const FORM: &[(&str, &str)] = &[
        ("Judul", "Uji coba\r"),
        ("Jenis", "\u{1b}[B\r"),
        ("Dokumen", "\u{1b}[B\r"),
        ("OPD", "lingk\r"),
        ("Diajukan pada", "\r"),
        ("Pemohon", "\r"),
        ("Mitra", "\r"),
    ];

    /// How the program ended, and that the cursor is shown again wherever it was hidden.
    #[track_caller]
    fn left(mut session: PtySession, seen: &str, place: &str) {
        let rest = session.exp_eof().unwrap_or_else(|e| panic!("{place}: {e}"));
        let status = format!("{:?}", session.process().wait().unwrap());
        assert!(status.ends_with(", 130)"), "{place}: {status}\n{rest}");
        let all = format!("{seen}{rest}");
        assert!(all.contains("tidak ada yang disimpan"), "{place}: {all}");
        let (hidden, shown) = (all.rfind("\u{1b}[?25l"), all.rfind("\u{1b}[?25h"));
        assert!(hidden.is_none() || shown > hidden, "{place}: the cursor stays hidden");
    }

    #[test]
    fn every_question_can_be_left_and_leaves_nothing_behind() {
        let office = Office::sample();
        let before = office.bytes();
        for (last, (question, _)) in FORM.iter().enumerate() {
            for (key, name) in [('c', "Ctrl-C"), ('[', "Esc")] {
                let mut session = starts(&office, "agreement add");
                let mut seen = String::new();
                for (at, (prompt, typed)) in FORM.iter().enumerate().take(last + 1) {
                    seen += &session.exp_string(prompt).unwrap_or_else(|e| panic!("{prompt}: {e}"));
                    if at < last {
                        session.send(typed).unwrap();
                        session.flush().unwrap();
                    }
                }
                session.send_control(key).unwrap();
                left(session, &seen, &format!("{name} at {question}"));
                assert!(office.bytes() == before);
            }
        }
    }

    #[test]
    fn a_form_filled_in_a_terminal_is_stored() {
        let office = Office::sample();
        let mut session = starts(&office, "agreement add");
        for (prompt, typed) in FORM {
            session.exp_string(prompt).unwrap();
            session.send(typed).unwrap();
            session.flush().unwrap();
        }
        session.exp_string("KS-2025-0008").unwrap();
        session.exp_string("--title \"Uji coba\"").unwrap();
        session.exp_eof().unwrap();
        office.types("agreement show KS-2025-0008").shows("DLH (Dinas Lingkungan Hidup)");
    }

    #[test]
    fn a_confirmation_can_be_left() {
        let office = Office::sample();
        let before = office.bytes();
        for office in [plain(Office::sample()), office] {
            // Both kinds of question.
            let mut session = starts(&office, "agreement remove KS-2015-0001");
            let seen = session.exp_string("[y/T]").unwrap();
            session.send_control('c').unwrap();
            left(session, &seen, "confirmation");
            assert!(office.bytes() == before);
        }
        let office = Office::sample();
        let mut session = starts(&office, "agreement remove KS-2015-0001");
        let seen = session.exp_string("[y/T]").unwrap();
        session.send_control('[').unwrap();
        left(session, &seen, "Esc at the confirmation");
        assert!(office.bytes() == before);
    }

    #[test]
    fn a_piped_answer_in_a_terminal_does_not_hang() {
        let office = Office::sample();
        let program = office.command("");
        let program = program.get_program().to_str().unwrap();
        let line = format!("echo y | '{program}' agreement remove KS-2015-0001");
        let mut command = office.command("");
        let env: Vec<_> = command.get_envs().map(|(k, v)| (k.to_owned(), v.unwrap().to_owned())).collect();
        let folder = command.get_current_dir().unwrap().to_owned();
        command = Command::new("/bin/sh");
        command.arg("-c").arg(line).env_clear().envs(env).current_dir(folder);
        let mut session = spawn_command(command, PATIENCE).unwrap();
        session.exp_string("--yes").unwrap();
        session.exp_eof().unwrap();
        office.types("agreement list -O code").shows("KS-2015-0001");
    }

    #[test]
    fn a_terminal_of_no_columns_shows_whole_lines() {
        let office = Office::sample();
        // A new terminal has neither rows nor columns until somebody says how many.
        let mut session = starts(&office, "agreement list --limit 3");
        let all = session.exp_eof().unwrap();
        let line = all.lines().find(|l| l.contains("KS-2015-0001")).unwrap_or_else(|| panic!("{all}"));
        assert!(line.trim_end().chars().count() > 40, "{all}");
    }

    #[test]
    fn a_line_break_that_is_pasted_does_not_answer_the_next_question() {
        let office = Office::sample();
        let mut session = starts(&office, "agreement add");
        session.exp_string("Judul").unwrap();
        session.send("baris satu\rbaris dua\r").unwrap();
        session.flush().unwrap();
        session.exp_string("Jenis").unwrap();
        session.send_control('c').unwrap();
        session.exp_eof().unwrap();
        let mut session = starts(&office, "agreement add");
        session.exp_string("Judul").unwrap();
        session.send("baris satu\rbaris dua\r").unwrap();
        session.flush().unwrap();
        for (prompt, typed) in &FORM[1..] {
            session.exp_string(prompt).unwrap();
            session.send(typed).unwrap();
            session.flush().unwrap();
        }
        session.exp_eof().unwrap();
        let stored = office.types("agreement list --code KS-2025-0008 --columns title -O json");
        stored.shows("baris satu\\nbaris dua");
    }

    #[test]
    fn the_other_forms_can_be_left_too() {
        let office = Office::sample();
        let before = office.bytes();
        for key in ['c', '['] {
            let mut session = starts(&office, "agreement edit KS-2015-0001");
            let mut seen = session.exp_string("Ubah apa").unwrap();
            session.send("Catatan\r").unwrap();
            session.flush().unwrap();
            seen += &session.exp_string("boleh kosong").unwrap();
            session.send_control(key).unwrap();
            left(session, &seen, "a field of edit");
            let mut session = starts(&office, "agreement edit KS-2015-0001");
            let seen = session.exp_string("Ubah apa").unwrap();
            session.send_control(key).unwrap();
            left(session, &seen, "the fields of edit");
            let mut session = starts(&office, "partner add");
            let seen = session.exp_string("Nama mitra").unwrap();
            session.send_control(key).unwrap();
            left(session, &seen, "partner add");
            let new = Office::new();
            let mut session = starts(&new, "init");
            let seen = session.exp_string("Nama daerah").unwrap();
            session.send_control(key).unwrap();
            left(session, &seen, "init");
            assert!(new.files().is_empty());
        }
        assert!(office.bytes() == before);
    }
}
