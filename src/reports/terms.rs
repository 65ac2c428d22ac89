//! The terms that no reminder can rest on: longer than five years, open-ended, conditional, unknown, each with the words
//! of its source.

use super::{Ask, Part, Report, Takes};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::register::ENDS_ON;
use crate::rules::due::{limit, longest};
use crate::rules::status::{Facts, State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, cell, facts};
use crate::value::Kind;

/// What is to be asked of a term; the words stand in CSV and JSON.
const TERMS: &[Choice] = &[
    choice("unknown", "belum diketahui", "unknown"),
    choice("conditional", "bersyarat", "conditional"),
    choice("open-ended", "tanpa batas waktu", "open-ended"),
    choice("long", "melebihi batas", "beyond the limit"),
];

const PART: Part = Part {
    name: "terms",
    label: label("Jangka waktu yang perlu dilihat", "Terms to be looked at"),
    columns: &[
        Column::new("term", label("Hal", "What"), Kind::Choice(TERMS)),
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("effective_on", label("Mulai", "From"), Kind::DayOrYear).rank(3),
        Column::new("ends_on", label("Berakhir", "Ends on"), Kind::Date).rank(2),
        Column::new("term_text", label("Bunyi jangka waktu", "Term as written"), Kind::Text).rank(1),
        Column::new("legal_ground", label("Dasar jangka panjang", "Ground of a long term"), Kind::Text)
            .rank(4),
        Column::new("unread", label("Isi yang tidak terbaca", "Unread source text"), Kind::Text).rank(5),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "terms",
    also: &["jangka-waktu"],
    label: label("Jangka waktu yang perlu dilihat", "Terms to be looked at"),
    about: label(
        "Jangka waktu yang panjang, tidak diketahui, tanpa batas, atau bersyarat, dengan bunyi aslinya",
        "Long, unknown, open-ended and conditional terms, with the words of their source",
    ),
    command: false,
    takes: &[Takes::Only],
    parts: &[PART],
    example: "sinergi report terms --department DLH",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let notice = store.settings()?.notice_days();
    PART.begin(ask, sink)?;
    let sql = format!(
        "SELECT end_rule, term_months, code, title, coalesce(effective_on, signed_on), {ENDS_ON}, \
         term_text, legal_ground, unread, document, {FACTS} FROM agreement WHERE {} ORDER BY code",
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut counts = [0_i64; TERMS.len()];
    let (mut others, mut usual) = (0, 0);
    // One pass for each word keeps them together without gathering anything.
    for (at, word) in TERMS.iter().enumerate() {
        let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
        while let Some(row) = rows.next()? {
            let facts = facts(row, 10)?;
            let rule = row.get_ref(0)?.as_str_or_null().unwrap_or_default().unwrap_or_default();
            let months = row.get_ref(1)?.as_i64_or_null().unwrap_or_default();
            let found = state(&facts, ask.as_of, notice);
            if !found.in_force() && found != State::Signed {
                others += i64::from(at == 0);
                continue;
            }
            let document = row.get_ref(9)?.as_str_or_null().unwrap_or_default().unwrap_or_default();
            let term = of_term(rule, months, document, &facts);
            usual += i64::from(at == 0 && term.is_none());
            if term != Some(word.word) {
                continue;
            }
            counts[at] += 1;
            let mut cells = [Cell::Empty; 8];
            cells[0] = Cell::Text(word.word);
            for (place, slot) in cells.iter_mut().enumerate().skip(1) {
                *slot = cell(row, place + 1)?;
            }
            sink.row(&cells)?;
        }
    }
    let lang = ask.lang;
    let counted: Vec<String> =
        TERMS.iter().zip(counts).map(|(term, count)| format!("{}: {count}", term.label.get(lang))).collect();
    let notes = vec![
        say!(lang, "{}.", "{}.", counted.join(", ")),
        say!(
            lang,
            "Tidak dimuat: {} dengan jangka waktu biasa, {} yang tidak berlaku pada hari itu.",
            "Left out: {} with a usual term, {} not in force on that day.",
            usual,
            others
        ),
    ];
    sink.end(&Foot { notes, ..Foot::default() })
}

/// What is to be asked of a term, if anything. An end that is known is judged by its day, whatever the rule once said.
fn of_term(rule: &str, months: Option<i64>, document: &str, facts: &Facts) -> Option<&'static str> {
    match (facts.ends_on, rule) {
        (None, "open-ended") => Some("open-ended"),
        (None, "conditional") => Some("conditional"),
        (None, _) => Some("unknown"),
        (Some(end), _) => {
            let long = match facts.start() {
                Some(start) => limit(document, start, end).is_some(),
                None => months.is_some_and(|months| months > i64::from(longest(document))),
            };
            long.then_some("long")
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn five_years_are_not_long_by_either_way_of_counting_and_a_day_more_is() {
        let facts =
            |end| Facts { effective_on: Some(date(2020, 1, 1)), ends_on: Some(end), ..Facts::default() };
        assert_eq!(of_term("date", None, "pks", &facts(date(2024, 12, 31))), None);
        assert_eq!(of_term("date", None, "pks", &facts(date(2025, 1, 1))), None);
        assert_eq!(of_term("date", None, "pks", &facts(date(2025, 1, 2))), Some("long"));
        assert_eq!(of_term("date", None, "loi", &facts(date(2021, 1, 2))), Some("long"));
        let undated = Facts { ends_on: Some(date(2025, 1, 1)), ..Facts::default() };
        assert_eq!(of_term("date", Some(61), "pks", &undated), Some("long"));
        assert_eq!(of_term("date", Some(60), "pks", &undated), None);
        assert_eq!(of_term("unknown", None, "pks", &Facts::default()), Some("unknown"));
        assert_eq!(
            of_term("open-ended", None, "pks", &facts(date(2024, 1, 1))),
            None,
            "an addendum gave it an end"
        );
    }
}
