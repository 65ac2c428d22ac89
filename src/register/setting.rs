//! Settings of the office: what differs from one city to the next and must not be in the program.

use super::{ASSESSORS, Around, Entity, Field, KINDS, Key, Row};
use crate::error::Fault;
use crate::lang::{Label, Lang, label};
use crate::value::{Choice, Kind, Value, choice, choose};

/// A setting that the program knows.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// What it is, for a person.
    pub label: Label,
    /// What its value must be.
    pub kind: Kind,
    /// Its value where the office has said nothing.
    pub default: &'static str,
}

/// How the last day of a term of whole months is counted.
const TERM_ENDS: &[Choice] = &[
    choice("day-before", "sehari sebelum tanggal yang sama", "the day before the same date"),
    choice("same-day", "pada tanggal yang sama", "on the same date"),
];

const LANGUAGES: &[Choice] = &[choice("id", "Indonesia", "Indonesian"), choice("en", "Inggris", "English")];

const fn known(name: &'static str, l: Label, kind: Kind, default: &'static str) -> Setting {
    Setting { name, label: l, kind, default }
}

/// Every setting that the program knows.
pub const SETTINGS: &[Setting] = &[
    known("city", label("Nama daerah", "Name of the region"), Kind::Text, ""),
    known("team", label("Nama tim", "Name of the team"), Kind::Text, "TKKSD"),
    known("secretariat", label("Sekretariat tim", "Secretariat of the team"), Kind::Text, ""),
    known(
        "notice_days",
        label("Hari peringatan sebelum berakhir", "Days of notice before an end"),
        Kind::Count,
        "90",
    ),
    known("notice_by_kind", label("Hari peringatan menurut jenis", "Days of notice by kind"), Kind::Text, ""),
    known(
        "escalate_days",
        label(
            "Hari sampai kendala diusulkan naik (0: tidak)",
            "Days until an obstacle is proposed for escalation (0: never)",
        ),
        Kind::Count,
        "90",
    ),
    known(
        "evaluations_a_year",
        label("Evaluasi dalam setahun (1, 2, 4, 12; 0: tidak)", "Evaluations a year (1, 2, 4, 12; 0: none)"),
        Kind::Count,
        "2",
    ),
    known(
        "evaluations_by_kind",
        label("Evaluasi dalam setahun menurut jenis", "Evaluations a year by kind"),
        Kind::Text,
        "",
    ),
    known("assessors", label("Penilai", "Assessors"), Kind::Text, "department, partner, secretariat"),
    known("assessors_by_kind", label("Penilai menurut jenis", "Assessors by kind"), Kind::Text, ""),
    known(
        "evaluation_days",
        label("Hari untuk evaluasi sesudah periode", "Days for evaluations after a period"),
        Kind::Count,
        "30",
    ),
    known(
        "semester_columns",
        label("Kolom daftar laporan semester", "Columns of the lists in the semester report"),
        Kind::Text,
        "code, own_number, title, partner, department, signed_on, ends_on, status",
    ),
    known("language", label("Bahasa keluaran", "Language of output"), Kind::Choice(LANGUAGES), "id"),
    known(
        "term_end",
        label("Hari terakhir suatu jangka waktu", "Last day of a term"),
        Kind::Choice(TERM_ENDS),
        "day-before",
    ),
];

/// The settings of one file, read once; what is not set has its default.
#[derive(Clone, Debug, Default)]
pub struct Settings(Vec<(String, String)>);

impl Settings {
    /// The settings of an office that has said nothing.
    pub const DEFAULT: Self = Self(Vec::new());

    /// Settings from the rows of the register.
    pub fn new(rows: Vec<(String, String)>) -> Self {
        Self(rows)
    }

    /// The value of a setting, or its default.
    pub fn get(&self, name: &str) -> &str {
        let set = self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
        set.or_else(|| SETTINGS.iter().find(|s| s.name == name).map(|s| s.default)).unwrap_or_default()
    }

    /// Days before an end from which it counts as ending soon; 90 by default, as the offices use it.
    pub fn notice_days(&self) -> i32 {
        self.get("notice_days").parse().unwrap_or(90)
    }

    /// Days before an end from which it is listed as due, for a kind that has days of its own.
    pub fn notice_days_of(&self, kind: &str) -> i32 {
        of_kind(self.get("notice_by_kind"), kind, days).unwrap_or_else(|| self.notice_days())
    }

    /// How many evaluations a year an agreement of a kind is to have: 1, 2, 4 or 12, 0 for none.
    pub fn evaluations_a_year(&self, kind: &str) -> i32 {
        let own = of_kind(self.get("evaluations_by_kind"), kind, a_year);
        own.or_else(|| a_year(self.get("evaluations_a_year")).ok()).unwrap_or(2)
    }

    /// The words of those who evaluate an agreement of a kind.
    pub fn assessors(&self, kind: &str) -> Vec<&'static str> {
        let own = of_kind(self.get("assessors_by_kind"), kind, assessors);
        own.or_else(|| assessors(self.get("assessors")).ok()).unwrap_or_default()
    }

    /// How many days after the end of a period its evaluations are on time.
    pub fn evaluation_days(&self) -> i32 {
        self.get("evaluation_days").parse().unwrap_or(30)
    }

    /// The columns of the lists in the semester report.
    pub fn semester_columns(&self) -> Vec<&str> {
        self.get("semester_columns").split(',').map(str::trim).filter(|name| !name.is_empty()).collect()
    }

    /// The longest notice that any kind has.
    pub fn longest_notice(&self) -> i32 {
        let own = by_kind(self.get("notice_by_kind"), days).unwrap_or_default();
        own.into_iter().map(|(_, days)| days).fold(self.notice_days(), i32::max)
    }

    /// Days after which an obstacle that nobody solved is proposed for escalation; `None` where the office wants none.
    pub fn escalate_days(&self) -> Option<i32> {
        self.get("escalate_days").parse().ok().filter(|days| *days > 0)
    }

    /// The team and its region, the region named once.
    pub fn team(&self) -> String {
        let (team, city) = (self.get("team"), self.get("city"));
        if team.contains(city) { team.to_owned() } else { format!("{team} {city}").trim().to_owned() }
    }

    /// The language the file asks for, where it asks.
    pub fn language(&self) -> Option<Lang> {
        self.0.iter().find(|(name, _)| name == "language").and_then(|(_, value)| Lang::read(value))
    }
}

pub(super) static ENTITY: Entity = Entity {
    name: "setting",
    label: label("Pengaturan", "Setting"),
    plural: "settings",
    also: &["pengaturan", "setelan"],
    key: Key::Typed,
    fields: &[
        Field::new("name", "Nama", "Name", Kind::Text).required().rank(0),
        Field::new("value", "Isi", "Value", Kind::Text).asked().rank(0),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "notice_days",
    example: "sinergi setting add --name city --value \"Kota Palangka Raya\"",
};

/// Reads `ksdpl=240, ksdd-wajib=180`: words of kinds, each with what `read` makes of the rest.
fn by_kind<T>(text: &str, read: fn(&str) -> Result<T, Fault>) -> Result<Vec<(&'static str, T)>, Fault> {
    let pair = |part: &str| {
        let (word, rest) = part.split_once('=').ok_or_else(|| Fault::OutOfBounds(part.trim().to_owned()))?;
        let whole = |fault| match fault {
            Fault::NotANumber(_) => Fault::NotANumber(part.trim().to_owned()),
            Fault::OutOfBounds(_) => Fault::OutOfBounds(part.trim().to_owned()),
            other => other,
        };
        Ok((choose(word, KINDS)?.word, read(rest.trim()).map_err(whole)?))
    };
    text.split([',', ';']).filter(|part| !part.trim().is_empty()).map(pair).collect()
}

/// What such a text says of one kind, if anything.
fn of_kind<T>(text: &str, kind: &str, read: fn(&str) -> Result<T, Fault>) -> Option<T> {
    by_kind(text, read).ok()?.into_iter().find(|(word, _)| *word == kind).map(|(_, value)| value)
}

fn days(text: &str) -> Result<i32, Fault> {
    let days = text.parse().ok().filter(|days| (0..=3650).contains(days));
    days.ok_or_else(|| Fault::NotANumber(text.to_owned()))
}

/// Evaluations are by year, semester, quarter or month, or there are none.
fn a_year(text: &str) -> Result<i32, Fault> {
    let times = text.parse().ok().filter(|n| matches!(n, 0 | 1 | 2 | 4 | 12));
    times.ok_or_else(|| Fault::OutOfBounds(text.to_owned()))
}

/// Reads `department, secretariat`; by kind they are joined by `+`.
fn assessors(text: &str) -> Result<Vec<&'static str>, Fault> {
    let words = text.split([',', ';', '+']).filter(|word| !word.trim().is_empty());
    let mut found: Vec<&'static str> = Vec::new();
    for word in words {
        let word = choose(word, ASSESSORS)?.word;
        if found.contains(&word) {
            return Err(Fault::OutOfBounds(text.trim().to_owned()));
        }
        found.push(word);
    }
    Ok(found)
}

/// The columns of agreements that a list may have: their fields, each once.
fn columns(text: &str) -> Result<(), Fault> {
    let agreement = &super::agreement::ENTITY;
    let mut seen = Vec::new();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        if agreement.field(name).is_none() || seen.contains(&name) {
            let known = agreement.fields.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
            return Err(Fault::Contradiction(
                format!("`{name}` bukan kolom kerja sama, atau disebut dua kali; yang ada: {known}"),
                format!("`{name}` is no column of agreements, or named twice; there are: {known}"),
            ));
        }
        seen.push(name);
    }
    Ok(())
}

/// Refuses a setting that the program does not know, and a value that the setting cannot have.
fn check(row: &mut Row, _before: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let name = row.text("name").unwrap_or_default().to_lowercase().replace('-', "_");
    let Some(known) = SETTINGS.iter().find(|s| s.name == name) else {
        let near = SETTINGS.iter().map(|s| s.name.to_owned()).collect();
        return Err(("name", Fault::Unknown { register: ENTITY.noun(), text: name, near }));
    };
    let text = row.text("value").unwrap_or_default().to_owned();
    let value = known.kind.read(&text, &|t| Err(Fault::NotADate(t.to_owned()))).map_err(|f| ("value", f))?;
    // More than ten years of notice, or of evaluations a year, is a slip of the finger.
    if value.int().is_some_and(|number| number > 3650) {
        return Err(("value", Fault::OutOfBounds(text)));
    }
    let fits = match name.as_str() {
        "notice_by_kind" => by_kind(&text, days).map(drop),
        "evaluations_by_kind" => by_kind(&text, a_year).map(drop),
        "assessors_by_kind" => by_kind(&text, assessors).map(drop),
        "evaluations_a_year" if !text.is_empty() => a_year(&text).map(drop),
        "assessors" => assessors(&text).map(drop),
        "semester_columns" => columns(&text),
        _ => Ok(()),
    };
    fits.map_err(|fault| ("value", fault))?;
    let stored = match value {
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text,
        Value::Null => String::new(),
    };
    row.set("name", name.as_str());
    row.set("value", if stored.is_empty() { Value::Null } else { Value::Text(stored) });
    Ok(())
}
