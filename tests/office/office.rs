//! An office to test in: a folder of its own with its own home and file, a fixed clock, and the real program.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use rusqlite::Connection;
use tempfile::TempDir;

use crate::answer::Answer;

/// The registers, by the words that `export` takes.
pub(crate) const REGISTERS: [&str; 49] = [
    "settings",
    "affairs",
    "departments",
    "department-names",
    "department-successions",
    "mandates",
    "partners",
    "partner-names",
    "partner-successions",
    "agreements",
    "parties",
    "involvements",
    "amendments",
    "leads",
    "decisions",
    "confirmations",
    "obligations",
    "fulfilments",
    "reminders",
    "holidays",
    "categories",
    "obstacles",
    "solutions",
    "handlings",
    "instruments",
    "questions",
    "benefits",
    "measurements",
    "fundings",
    "evaluations",
    "answers",
    "papers",
    "documents",
    "sops",
    "steps",
    "adoptions",
    "exemptions",
    "rounds",
    "findings",
    "movements",
    "teams",
    "members",
    "meetings",
    "attendances",
    "items",
    "activities",
    "revisions",
    "realisations",
    "waivers",
];

/// An office: an empty folder, and the surroundings that the program sees.
pub(crate) struct Office {
    folder: TempDir,
    env: BTreeMap<String, String>,
}

impl Office {
    /// An office without a file.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        fs::create_dir(&home).unwrap();
        let place = |path: &Path| path.to_str().unwrap().to_owned();
        let mut env = BTreeMap::new();
        for (name, below) in [
            ("XDG_DATA_HOME", ".local/share"),
            ("XDG_CONFIG_HOME", ".config"),
            ("XDG_CACHE_HOME", ".cache"),
            ("XDG_STATE_HOME", ".local/state"),
        ] {
            env.insert(name.to_owned(), place(&home.join(below)));
        }
        env.insert("HOME".to_owned(), place(&home));
        env.insert("PATH".to_owned(), std::env::var("PATH").unwrap_or_default());
        env.insert("RUST_BACKTRACE".to_owned(), "1".to_owned());
        env.insert("SINERGI_DB".to_owned(), place(&folder.path().join("office.db")));
        env.insert("SINERGI_LANG".to_owned(), "id".to_owned());
        env.insert("SINERGI_NOW".to_owned(), "2025-01-15T10:41:00".to_owned());
        env.insert("SINERGI_USER".to_owned(), "sekretariat".to_owned());
        Self { folder, env }
    }

    /// An office with a new file: its seed and nothing else.
    pub(crate) fn founded() -> Self {
        static FILE: OnceLock<Vec<u8>> = OnceLock::new();
        Self::with_file(FILE.get_or_init(|| made_by("init")))
    }

    /// An office with the sample city.
    pub(crate) fn sample() -> Self {
        static FILE: OnceLock<Vec<u8>> = OnceLock::new();
        Self::with_file(FILE.get_or_init(|| made_by("init --sample")))
    }

    fn with_file(bytes: &[u8]) -> Self {
        let office = Self::new();
        fs::write(office.db(), bytes).unwrap();
        office
    }

    /// Sets a variable of the surroundings; empty takes it away.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        if value.is_empty() {
            self.env.remove(name);
        } else {
            self.env.insert(name.to_owned(), value.to_owned());
        }
        self
    }

    /// The office's file.
    pub(crate) fn db(&self) -> PathBuf {
        self.path("office.db")
    }

    /// A place in the office's folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    /// Reads a file of the folder.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The bytes of the office's file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        fs::read(self.db()).unwrap()
    }

    /// The names of what stands in the folder, the home left out.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|e| e.unwrap().file_name().into_string().unwrap()).filter(|n| n != "home").collect();
        names.sort();
        names
    }

    /// The file, opened past the program.
    pub(crate) fn conn(&self) -> Connection {
        Connection::open(self.db()).unwrap()
    }

    /// One number out of the file.
    pub(crate) fn number(&self, sql: &str) -> i64 {
        self.conn().query_row(sql, [], |r| r.get(0)).unwrap()
    }

    /// The program with the words of a line, ready to be started in the folder.
    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sinergi"));
        command.args(words(line)).env_clear().envs(&self.env).current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Types a line after `sinergi` and looks at the answer.
    pub(crate) fn types(&self, line: &str) -> Answer {
        Answer::new(line, self.command(line).output().unwrap())
    }

    /// Types a line with something on standard input.
    pub(crate) fn types_with(&self, line: &str, input: &[u8]) -> Answer {
        let mut child = self.command(line).stdin(Stdio::piped()).spawn().unwrap();
        // A program that reads nothing has closed its end; that is its right.
        let _ = child.stdin.take().unwrap().write_all(input);
        Answer::new(line, child.wait_with_output().unwrap())
    }

    /// Types a line that must succeed and print one code.
    pub(crate) fn makes(&self, line: &str) -> String {
        let answer = self.types(line);
        answer.succeeds();
        let code = answer.stdout.trim_end().to_owned();
        assert!(!code.is_empty() && !code.contains(char::is_whitespace), "{answer}");
        code
    }

    /// Every register as CSV, one after the other. What counts new codes is left out: it is never turned back.
    pub(crate) fn export(&self) -> String {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("all");
        self.types(&format!("export all \"{}\"", place.display())).succeeds();
        let mut all = String::new();
        for register in REGISTERS {
            all += &fs::read_to_string(place.join(format!("{register}.csv"))).unwrap();
            all.push('\n');
        }
        all
    }

    /// Types a line that must not change a byte of the file.
    #[track_caller]
    pub(crate) fn types_in_vain(&self, line: &str) -> Answer {
        let before = self.bytes();
        let answer = self.types(line);
        assert!(self.bytes() == before, "the file was changed\n{answer}");
        answer
    }
}

fn made_by(line: &str) -> Vec<u8> {
    let office = Office::new();
    office.types(line).succeeds();
    office.bytes()
}

/// The words of a line as a shell would part them: blanks part, quotes of either sort hold together.
pub(crate) fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut begun) = (Vec::new(), String::new(), None, false);
    for c in line.chars() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                begun = true;
            }
            (None, ' ') => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            _ => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

#[test]
fn a_line_is_parted_like_in_a_shell() {
    assert_eq!(
        words("agreement add --title \"Rujukan pasien\"  --note ''"),
        ["agreement", "add", "--title", "Rujukan pasien", "--note", ""]
    );
}
