//! Which departments took the SOPs over: a board of departments against the versions in force, and each case with its dates.

use std::collections::HashMap;

use jiff::civil::Date;

use super::names::{named, names_of};
use super::{Ask, Part, Report, Takes, on_day};
use crate::calendar::date::{add_months, iso};
use crate::error::Result;
use crate::lang::{Choice, choice, choice_label, label};
use crate::rules::conformity::conformity;
use crate::rules::procedure::{Sop, family};
use crate::rules::status::days_between;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Head, Sink};
use crate::store::{Store, in_force, sops};
use crate::value::Kind;

/// How a department stands to a version in force; the words stand in CSV and JSON.
const STANDS: &[Choice] = &[
    choice("adopted", "ditetapkan", "adopted"),
    choice("own-conform", "sendiri, sesuai", "own text, conforms"),
    choice("own-other", "sendiri, beda", "own text, differs"),
    choice("old-version", "versi lama", "old version"),
    choice("waived", "dikecualikan", "waived"),
    choice("not-yet", "belum", "not yet"),
];

/// After so many months without a look an SOP is old. Use: it is reviewed once a year.
const REVIEW_MONTHS: i32 = 12;

const BOARD: Part = Part {
    name: "board",
    label: label("Papan penetapan SOP", "Board of adoptions"),
    columns: &[
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text).rank(2),
    ],
};

const CASES: Part = Part {
    name: "cases",
    label: label("Penetapan satu per satu", "Adoptions one by one"),
    columns: &[
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("sop", label("SOP berlaku", "SOP in force"), Kind::Code),
        Column::new("stands", label("Keadaan", "State"), Kind::Choice(STANDS)),
        Column::new("adopted", label("Ditetapkan", "Adopted"), Kind::Code).rank(3),
        Column::new("adopted_on", label("Pada", "On"), Kind::Date),
        Column::new("number", label("Nomor penetapan", "Decree number"), Kind::Text).rank(2),
        Column::new("reviewed_on", label("Terakhir ditinjau", "Last reviewed"), Kind::Date).rank(3),
        Column::new("age_months", label("Umur (bulan)", "Age (months)"), Kind::Count).rank(1),
        Column::new("differs", label("Langkah beda", "Steps that differ"), Kind::Count).rank(2),
        Column::new("waived_until", label("Dikecualikan s.d.", "Waived until"), Kind::Date).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "adoption",
    also: &["penetapan"],
    label: BOARD.label,
    about: label(
        "OPD mana yang sudah menetapkan SOP yang berlaku, sesuai atau tidak",
        "Which departments took over the SOPs in force, and whether their texts conform",
    ),
    command: false,
    takes: &[Takes::Department, Takes::Sop],
    parts: &[BOARD, CASES],
    example: "sinergi report adoption",
    run,
};

/// How one department stands to one version in force.
#[derive(Clone, Default)]
struct Case {
    stands: &'static str,
    adopted: Option<String>,
    adopted_on: Option<String>,
    number: Option<String>,
    reviewed_on: Option<String>,
    age: Option<i64>,
    differs: Option<i64>,
    waived_until: Option<String>,
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let (mut versions, all) = (in_force(store.conn(), ask.as_of)?, sops(store.conn())?);
    versions.retain(|code| ask.wants_sop(code));
    let mut departments = store.departments_on(ask.as_of)?;
    departments.retain(|code| ask.only.department.as_ref().is_none_or(|only| only == code));
    let cases = cases(store, ask, &versions, &all)?;
    let none = Case { stands: "not-yet", ..Case::default() };
    let case = |department: &str, sop: &str| {
        cases.get(&(department.to_owned(), family(sop).to_owned())).unwrap_or(&none)
    };
    if ask.wants(BOARD.name) {
        board(store, ask, &versions, &departments, &case, sink)?;
    }
    if ask.wants(CASES.name) {
        CASES.begin(ask, sink)?;
        let mut old = 0;
        for department in &departments {
            for sop in &versions {
                let one = case(department, sop);
                old += i64::from(one.age.is_some_and(|age| age >= REVIEW_MONTHS.into()));
                sink.row(&[
                    Cell::Text(department),
                    Cell::Text(sop),
                    Cell::Text(one.stands),
                    one.adopted.as_deref().into(),
                    one.adopted_on.as_deref().into(),
                    one.number.as_deref().into(),
                    one.reviewed_on.as_deref().into(),
                    one.age.into(),
                    one.differs.into(),
                    one.waived_until.as_deref().into(),
                ])?;
            }
        }
        let notes = vec![say!(
            ask.lang,
            "Tidak ditinjau {} bulan atau lebih: {}.",
            "Not reviewed for {} months or more: {}.",
            REVIEW_MONTHS,
            old
        )];
        sink.end(&Foot { notes, ..Foot::default() })?;
    }
    Ok(())
}

fn board<'c>(
    store: &Store,
    ask: &Ask,
    versions: &[String],
    departments: &[String],
    case: &dyn Fn(&str, &str) -> &'c Case,
    sink: &mut dyn Sink,
) -> Result<()> {
    let lang = ask.lang;
    let mut columns = BOARD.columns.to_vec();
    columns.extend(versions.iter().map(|sop| Column::headed(sop.clone(), Kind::Code).rank(1)));
    let title = on_day(BOARD.label.get(lang), ask.as_of, lang);
    sink.begin(&Head { part: BOARD.name, title: &title, columns: &columns, lang, record: false })?;
    let names = names_of(store, "department", ask)?;
    let mut adopted = vec![0_i64; versions.len()];
    for department in departments {
        let words: Vec<String> = versions
            .iter()
            .zip(&mut adopted)
            .map(|(sop, adopted)| {
                let one = case(department, sop);
                *adopted += i64::from(matches!(one.stands, "adopted" | "own-conform"));
                if !ask.people {
                    return one.stands.to_owned();
                }
                let word = choice_label(one.stands, STANDS, lang);
                match (&one.waived_until, one.age) {
                    (Some(until), _) if one.stands == "waived" => format!("{word} {until}"),
                    (_, Some(age)) if age >= REVIEW_MONTHS.into() => {
                        say!(lang, "{} ({} bln)", "{} ({} mo)", word, age)
                    }
                    _ => word,
                }
            })
            .collect();
        let mut cells = vec![Cell::Text(department), Cell::Text(named(&names, Some(department), department))];
        cells.extend(words.iter().map(|word| Cell::Text(word)));
        sink.row(&cells)?;
    }
    let count = |(sop, adopted): (&String, &i64)| {
        say!(
            lang,
            "{}: {} dari {} OPD sesuai",
            "{}: departments that conform: {} of {}",
            sop,
            adopted,
            departments.len()
        )
    };
    let mut notes: Vec<String> = versions.iter().zip(&adopted).map(count).collect();
    if versions.is_empty() {
        notes.push(say!(
            lang,
            "Tidak ada SOP yang berlaku pada hari itu.",
            "No SOP is in force on that day."
        ));
    }
    let words = match &ask.only.department {
        Some(only) => format!("report adoption --part cases --department {only}"),
        None => "report adoption --part cases".to_owned(),
    };
    sink.end(&Foot { total: Vec::new(), notes, open: Some(ask.command(&words)) })
}

/// Every department that said something about a family, by its code and the family.
fn cases(
    store: &Store,
    ask: &Ask,
    versions: &[String],
    all: &HashMap<String, Sop>,
) -> Result<HashMap<(String, String), Case>> {
    let mut found: HashMap<(String, String), Case> = HashMap::new();
    let current = |sop: &str| versions.iter().find(|version| family(version) == family(sop));
    // Of one family the later adoption counts: it stands after the earlier one.
    let sql = "SELECT department, sop, word, adopted_on, number, own FROM adoption WHERE adopted_on <= as_of() \
               ORDER BY adopted_on, word, sop, position";
    let mut statement = store.conn().prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (department, sop, word): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let Some(current) = current(&sop) else { continue };
        let on: String = row.get(3)?;
        let case = found.entry((department, family(&sop).to_owned())).or_default();
        if word == "reviewed" {
            if case.adopted.as_deref() == Some(sop.as_str()) {
                case.reviewed_on = Some(on);
            }
            continue;
        }
        let own: Option<String> = row.get(5)?;
        let compared = own.as_ref().and_then(|own| Some(conformity(all.get(current)?, all.get(own)?)));
        let differs =
            compared.as_ref().map(|c| c.missing.len() + c.added.len() + c.moved.len() + c.other_actor.len());
        *case = Case {
            stands: match &compared {
                _ if sop != *current => "old-version",
                None => "adopted",
                Some(compared) if compared.conforms() => "own-conform",
                Some(_) => "own-other",
            },
            adopted: Some(own.unwrap_or(sop)),
            adopted_on: Some(on),
            number: row.get(4)?,
            differs: differs.and_then(|count| i64::try_from(count).ok()),
            ..Case::default()
        };
    }
    for case in found.values_mut() {
        let last = case.reviewed_on.as_deref().or(case.adopted_on.as_deref()).and_then(iso);
        case.age = last.map(|day| months_between(day, ask.as_of));
    }
    let sql = "SELECT department, sop, max(valid_until) FROM exemption WHERE step IS NULL AND exempted_on <= as_of() \
               AND valid_until >= as_of() GROUP BY 1, 2";
    let mut statement = store.conn().prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let sop: String = row.get(1)?;
        if !versions.contains(&sop) {
            continue;
        }
        let case = found.entry((row.get(0)?, family(&sop).to_owned())).or_default();
        // Who adopted the version needs no leave any more.
        if matches!(case.stands, "" | "old-version") {
            (case.stands, case.waived_until) = ("waived", row.get(2)?);
        }
    }
    found.retain(|_, case| !case.stands.is_empty());
    Ok(found)
}

/// Whole months from one day to a later one.
fn months_between(from: Date, to: Date) -> i64 {
    let mut months = days_between(from, to).max(0) / 28;
    while months > 0 && add_months(from, months).is_none_or(|day| day > to) {
        months -= 1;
    }
    months.into()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::months_between;

    #[test]
    fn months_are_whole_ones() {
        assert_eq!(months_between(date(2025, 1, 31), date(2025, 2, 27)), 0);
        assert_eq!(months_between(date(2025, 1, 31), date(2025, 2, 28)), 1);
        assert_eq!(months_between(date(2025, 1, 15), date(2026, 1, 14)), 11);
        assert_eq!(months_between(date(2025, 1, 15), date(2026, 1, 15)), 12);
        assert_eq!(months_between(date(2026, 1, 15), date(2025, 1, 15)), 0);
    }
}
