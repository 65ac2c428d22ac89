//! Where an answer goes: files by their extension, formats by name, pipes that close and disks that are full.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::answer::Answer;
use crate::office::Office;

#[test]
fn a_file_is_written_in_the_form_of_its_extension() {
    let office = Office::sample();
    for (name, form) in [("x.csv", "csv"), ("x.json", "json"), ("x.txt", "text"), ("X.CSV", "csv")] {
        let answer = office.types(&format!("agreement list -o {name}"));
        answer.succeeds().prints("");
        assert_eq!(office.read(name), office.types(&format!("agreement list -O {form}")).stdout, "{name}");
    }
    office.types("agreement list -o daftar.txt -O csv").succeeds();
    assert!(office.read("daftar.txt").starts_with("code,"));
    office.types("agreement list -o tanpa-ekstensi -O json").succeeds();
    assert!(office.read("tanpa-ekstensi").starts_with('['));
    office.types("report map -o peta.txt").succeeds();
    office.types("report map -o peta.json").succeeds();
    let json: serde_json::Value = serde_json::from_str(&office.read("peta.json")).unwrap();
    assert!(json.is_object());
}

#[test]
fn an_unknown_extension_or_form_names_the_known_ones_and_leaves_no_file() {
    let office = Office::sample();
    for name in ["x.xlsy", "laporan", "x."] {
        office
            .types(&format!("report map -o {name}"))
            .is_refused(name)
            .says(".txt")
            .says(".csv")
            .says(".json");
    }
    office.types("report map -O xyz").is_refused("xyz").says("csv").says("json");
    assert_eq!(office.files(), ["office.db"]);
}

#[test]
fn a_command_that_fails_leaves_the_old_file_whole() {
    let office = Office::sample();
    office.write("lama.csv", "isi lama\n");
    for line in [
        "report map",
        "report map --part tiada",
        "agreement list --columns tiada",
        "agreement show TIADA",
        "search \"\"",
        "status --db tiada.db",
    ] {
        let answer = office.types(&format!("{line} -o lama.csv"));
        assert_ne!(answer.code, Some(0), "{answer}");
        assert_eq!(office.read("lama.csv"), "isi lama\n", "{line}");
    }
    assert_eq!(office.files(), ["lama.csv", "office.db"], "no half file is left beside");
}

#[test]
fn a_file_that_exists_is_replaced_whole() {
    let office = Office::sample();
    office.write("x.csv", "x".repeat(1_000_000));
    office.types("department list -o x.csv").succeeds();
    assert!(office.read("x.csv").starts_with("code,name"));
    assert!(office.read("x.csv").len() < 100_000);
}

#[test]
fn a_missing_folder_is_named_and_not_made() {
    let office = Office::sample();
    let answer = office.types("agreement list -o tiada/x.csv --lang en");
    assert!(matches!(answer.code, Some(1 | 2)), "{answer}");
    answer.says("error: ").says("tiada");
    fs::create_dir(office.path("folder.csv")).unwrap();
    let answer = office.types("agreement list -o folder.csv");
    assert!(matches!(answer.code, Some(1 | 2)), "{answer}");
    answer.says("galat: ").says("folder.csv");
    assert_eq!(office.files(), ["folder.csv", "office.db"]);
}

#[test]
fn csv_holds_stored_values_under_english_keys_in_any_language() {
    let office = Office::sample();
    let list = "agreement list --columns kind,status,value,ends_on --code KS-2015-0001";
    let wanted = "kind,status,value,ends_on\nksdpk,running,48500000000,2040-05-31\n";
    office.types(&format!("{list} -O csv --lang id")).prints(wanted);
    office.types(&format!("{list} -O csv --lang en")).prints(wanted);
    office.types(&format!("{list} -O csv --width 60")).prints(wanted);
    let json = office.types(&format!("{list} -O json")).json();
    assert_eq!(json[0]["value"], 48_500_000_000_i64);
    assert_eq!(json[0]["status"], "running");
}

#[test]
fn codes_alone_feed_the_next_command() {
    let office = Office::sample();
    let codes = office.types("agreement list --status ending-soon -O code");
    codes.succeeds();
    for code in codes.lines() {
        office.types(&format!("agreement show {code}")).succeeds();
    }
    assert_eq!(codes.lines().len(), 4);
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let office = Office::sample();
    for line in
        ["agreement list --columns all", "agreement list -O json", "report map", "export affairs -O csv"]
    {
        let mut child = office.command(line).spawn().unwrap();
        let mut first = String::new();
        let mut reader = BufReader::new(child.stdout.take().unwrap());
        reader.read_line(&mut first).unwrap();
        drop(reader);
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        let status = child.wait().unwrap();
        assert!(!first.is_empty(), "{line}");
        assert_eq!(said, "", "{line}");
        assert!(matches!(status.code(), Some(0) | None), "{line}: {status}");
    }
}

#[test]
fn a_reader_who_was_never_there_is_no_failure() {
    let office = Office::sample();
    for line in ["agreement list --columns all", "report map", "--help", "status"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = office.command(line).stdout(writer).output().unwrap();
        let answer = Answer::new(line, output);
        answer.is_quiet();
        assert!(matches!(answer.code, Some(0) | None), "{answer}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_plain_error() {
    let office = Office::sample();
    for line in [
        "agreement list",
        "report map -O json",
        "status",
        "agreement show KS-2015-0001",
        "export agreements",
        "--help",
        "--version",
        "due --help",
        "help dates",
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let answer = Answer::new(
            line,
            office.command(&format!("{line} --lang en")).stdout(Stdio::from(full)).output().unwrap(),
        );
        answer.exits(1).says("error: cannot write: the disk is full");
        assert_eq!(answer.stderr.lines().count(), 1, "{answer}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_code_that_cannot_be_printed_is_an_error_that_says_so() {
    let office = Office::founded();
    let line = "agreement add --kind ksdpk --document pks --title X";
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let answer = Answer::new(line, office.command(line).stdout(Stdio::from(full)).output().unwrap());
    answer.exits(1).says("disk penuh");
}

#[test]
fn the_same_question_gets_the_same_bytes() {
    let office = Office::sample();
    for line in [
        "report map",
        "report map -O json",
        "report map --part kind -O csv",
        "report register",
        "due -O csv",
        "status -O json",
        "agreement list --columns all -O csv",
    ] {
        for day in ["2025-01-15", "2023-01-15"] {
            let asked = format!("{line} --as-of {day}");
            office.types(&asked).succeeds().prints(&office.types(&asked).stdout);
        }
    }
}
