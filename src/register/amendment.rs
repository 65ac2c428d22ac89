//! Amendments: what changes a document in mid-term, be it an addendum or an extension. An amendment states the new end; the
//! old one stays where it was written, so that any day can be asked which of them held.

use jiff::civil::Date;

use super::decision::CONTINUED;
use super::{Act, Around, Entity, Field, Key, Row, Settings};
use crate::calendar::date::add_months;
use crate::error::Fault;
use crate::lang::{Choice, choice_also, label};
use crate::rules::status::first_day;
use crate::rules::term::end_of_term;
use crate::value::{Kind, Value};

/// What an amendment can be.
const WORDS: &[Choice] = &[
    choice_also("addendum", "Addendum", "Addendum", &["adendum", "perubahan", "amendment"]),
    choice_also("extension", "Perpanjangan", "Extension", &["extend"]),
];

/// The end that held until an amendment: that of the last one signed before it, else the one first agreed on.
const FORMER_END: &str = "coalesce((SELECT m.ends_on FROM amendment m WHERE m.agreement = amendment.agreement \
     AND m.ends_on IS NOT NULL AND (coalesce(m.signed_on, ''), m.position) \
         < (coalesce(amendment.signed_on, ''), amendment.position) \
     ORDER BY coalesce(m.signed_on, '') DESC, m.position DESC LIMIT 1), \
     (SELECT a.ends_on FROM agreement a WHERE a.code = amendment.agreement))";

pub(super) static ENTITY: Entity = Entity {
    name: "amendment",
    label: label("Perubahan", "Amendment"),
    plural: "amendments",
    also: &["perubahan"],
    key: Key::Position,
    fields: &[
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement")).required().rank(0),
        Field::new("position", "No.", "No.", Kind::Count).rank(0),
        Field::new("word", "Bentuk", "Form", Kind::Choice(WORDS)).required().rank(0),
        Field::new("signed_on", "Ditandatangani pada", "Signed on", Kind::DayOrYear)
            .asked()
            .rank(0)
            .also(&["tanggal penandatanganan", "tanggal ttd"]),
        Field::new("number", "Nomor", "Number", Kind::Text).asked().rank(3),
        Field::new("old_ends_on", "Berakhir semula", "Former end", Kind::Date)
            .ahead()
            .derived(FORMER_END)
            .rank(2),
        Field::new("ends_on", "Berakhir baru", "New end", Kind::Date)
            .ahead()
            .asked()
            .rank(1)
            .also(&["tanggal berakhir baru"]),
        Field::new("term_months", "Tambahan waktu (bulan)", "Further term (months)", Kind::Count),
        Field::new("changes", "Yang diubah", "What changes", Kind::Note).asked().rank(4),
        Field::new("reason", "Alasan", "Reason", Kind::Note).asked().rank(5),
        Field::new("paper", "Naskah (berkas)", "Paper", Kind::Text),
        Field::new("source_id", "ID sumber", "Source id", Kind::Text),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[
        Act {
            name: "amend",
            also: &["adendum"],
            about: label(
                "Mencatat addendum: naskah yang sama diubah",
                "Records an addendum to the same document",
            ),
            sets: &[("word", "addendum")],
            required: &["signed_on"],
            short: &[("signed_on", "on")],
            carries_out: &["amend", "widen"],
            example: "sinergi agreement amend KS-2025-0001 --on 2026-01-15 --changes \"Ruang lingkup ditambah\"",
            ..Act::NEW
        },
        Act {
            name: "extend",
            also: &["perpanjang"],
            about: label(
                "Mencatat perpanjangan: hari terakhir yang baru",
                "Records an extension: a new last valid day",
            ),
            sets: &[("word", "extension")],
            required: &["signed_on"],
            short: &[("signed_on", "on")],
            carries_out: CONTINUED,
            instead: Some(("successor", "predecessor")),
            example: "sinergi agreement extend KS-2025-0001 --on 2026-01-15 --term-months 12",
            ..Act::NEW
        },
    ],
    check: Some(check),
    example_code: "KS-2025-0001/1",
    example: "sinergi agreement amendment add KS-2025-0001 --word addendum --signed-on 2026-01-15",
};

/// Fills the new end that a further term leads to; refuses what cannot follow on what was before.
fn check(row: &mut Row, before: Option<&Row>, around: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    let Some(parent) = around.parent else { return Ok(()) };
    let signed = row.text("signed_on").and_then(first_day);
    if parent.text("signed") == Some("no") {
        return Err(contradiction(
            "signed_on",
            "kerja sama ini belum ditandatangani".to_owned(),
            "this agreement is not signed yet".to_owned(),
        ));
    }
    // Of a year alone, its last day may still be after a signing in the same year.
    let latest =
        row.text("signed_on").map(|day| if day.len() == 4 { format!("{day}-12-31") } else { day.to_owned() });
    if let (Some(day), Some(text)) = (latest.as_deref().and_then(first_day), parent.text("signed_on"))
        && first_day(text).is_some_and(|first| day < first)
    {
        return Err(contradiction(
            "signed_on",
            format!("perubahan {day} mendahului penandatanganan {text}"),
            format!("the amendment of {day} lies before the signing of {text}"),
        ));
    }
    if let Some(ended) = parent.date("ended_on")
        && signed.is_none_or(|day| ended < day)
    {
        return Err(contradiction(
            "signed_on",
            format!("kerja sama ini sudah diakhiri pada {ended}"),
            format!("this agreement was ended on {ended}"),
        ));
    }
    let old = end_before(row, parent, around.siblings);
    settle_end(row, before, old, around.settings)?;
    refuse_disorder(row, around.siblings)?;
    refuse_early_end(row, old, parent)
}

/// An end whose day of signing nobody knows holds from the beginning: beside others that state an end it would say nothing.
/// And an extension that was signed later has the later end.
fn refuse_disorder(row: &Row, siblings: &[Row]) -> Result<(), (&'static str, Fault)> {
    let Some(end) = row.date("ends_on") else { return Ok(()) };
    let others = || siblings.iter().filter(|s| !s.get("ends_on").is_null());
    let Some(signed) = row.text("signed_on") else {
        return if others().next().is_some() {
            Err(("signed_on", Fault::Empty("signed_on")))
        } else {
            Ok(())
        };
    };
    // Of two in one year, one of which says no more than the year, nobody knows which came first.
    let unsure = |day: &str| (signed.len() == 4 || day.len() == 4) && day.get(..4) == signed.get(..4);
    if let Some(other) = others().find(|s| s.text("signed_on").is_some_and(unsure)) {
        let code = other.code();
        return Err(contradiction(
            "signed_on",
            format!("harinya harus diketahui: {code} juga dari tahun {}", &signed[..4]),
            format!("its day must be known: {code} is of {}, too", &signed[..4]),
        ));
    }
    let later = others().find(|s| {
        s.text("word") == Some("extension")
            && s.text("signed_on").is_some_and(|day| day > signed)
            && s.date("ends_on").is_some_and(|later| later <= end)
    });
    match later {
        Some(later) => Err(contradiction(
            "ends_on",
            format!(
                "perpanjangan {} yang ditandatangani kemudian tidak lebih lama daripada {end}",
                later.code()
            ),
            format!("the later extension {} is no longer than {end}", later.code()),
        )),
        None => Ok(()),
    }
}

/// The end that held until this amendment: that of the last one signed before it, else the one first agreed on. Of two
/// signed on one day the later number is the later one.
fn end_before(row: &Row, parent: &Row, siblings: &[Row]) -> Option<Date> {
    let order = |row: &Row| {
        (row.text("signed_on").unwrap_or_default().to_owned(), row.int("position").unwrap_or(i64::MAX))
    };
    let own = order(row);
    let earlier = siblings.iter().filter(|s| !s.get("ends_on").is_null() && order(s) < own);
    earlier.max_by_key(|s| order(s)).map_or_else(|| parent.date("ends_on"), |last| last.date("ends_on"))
}

/// A further term of whole months begins on the day after the former end.
fn settle_end(
    row: &mut Row,
    before: Option<&Row>,
    old: Option<Date>,
    settings: &Settings,
) -> Result<(), (&'static str, Fault)> {
    let Some(months) = row.int("term_months") else { return Ok(()) };
    let same = |name: &str| before.is_some_and(|b| b.get(name) == row.get(name));
    if before.is_some() && same("ends_on") && !same("term_months") {
        // What the end was computed from is corrected: so is the end.
        row.set("ends_on", Value::Null);
    }
    let Some(old) = old else {
        return match row.date("ends_on") {
            Some(_) => Ok(()),
            None => Err(contradiction(
                "ends_on",
                "hari terakhir yang lama tidak diketahui, jadi yang baru tidak dapat dihitung; sebutkan"
                    .to_owned(),
                "the former end is not known, so the new one cannot be computed; name it".to_owned(),
            )),
        };
    };
    let new = if settings.get("term_end") == "same-day" {
        i32::try_from(months).ok().and_then(|months| add_months(old, months))
    } else {
        old.tomorrow().ok().and_then(|start| end_of_term(start, months, false))
    };
    match (row.date("ends_on"), new) {
        (None, Some(new)) => {
            row.set("ends_on", new);
            Ok(())
        }
        (Some(typed), Some(new)) if typed != new => Err(contradiction(
            "ends_on",
            format!("hari terakhir {typed} tidak sama dengan hasil hitungan {new}"),
            format!("the last day {typed} is not the computed {new}"),
        )),
        (None, None) => Err(("term_months", Fault::OutOfBounds(months.to_string()))),
        _ => Ok(()),
    }
}

/// An extension has a later end than the former one; no amendment ends before its agreement began.
fn refuse_early_end(row: &Row, old: Option<Date>, parent: &Row) -> Result<(), (&'static str, Fault)> {
    let extension = row.text("word") == Some("extension");
    let Some(end) = row.date("ends_on") else {
        return if extension { Err(("ends_on", Fault::Empty("ends_on"))) } else { Ok(()) };
    };
    if let Some(old) = old.filter(|old| extension && end <= *old) {
        return Err(contradiction(
            "ends_on",
            format!("perpanjangan sampai {end} tidak lebih lama daripada {old}"),
            format!("an extension to {end} is no longer than {old}"),
        ));
    }
    let start = parent.date("effective_on").or_else(|| parent.text("signed_on").and_then(first_day));
    match start.filter(|start| end < *start) {
        Some(start) => {
            Err(("ends_on", Fault::EndBeforeStart { end: end.to_string(), start: start.to_string() }))
        }
        None => Ok(()),
    }
}

fn contradiction(field: &'static str, id: String, en: String) -> (&'static str, Fault) {
    (field, Fault::Contradiction(id, en))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::register::entity;

    /// The ends after each of so many renewals of some months, of a term of so many months from a day on.
    fn renewed(start: Date, term: i64, times: usize, months: i64, settings: &Settings) -> Vec<Date> {
        let mut parent = Row::new(entity("agreement").unwrap());
        parent.set("signed", "yes");
        parent.set("signed_on", start);
        let same_day = settings.get("term_end") == "same-day";
        parent.set("ends_on", end_of_term(start, term, same_day).unwrap());
        let mut siblings: Vec<Row> = Vec::new();
        for at in 0..times {
            let mut row = Row::new(&ENTITY);
            row.set("position", Value::Int(i64::try_from(at).unwrap() + 1));
            row.set("word", "extension");
            row.set("signed_on", add_months(start, i32::try_from(at).unwrap() + 1).unwrap());
            row.set("term_months", Value::Int(months));
            check(
                &mut row,
                None,
                &Around {
                    settings,
                    parent: Some(&parent),
                    siblings: &siblings,
                    read: &|_, _| None,
                    under: &|_, _| Vec::new(),
                },
            )
            .unwrap();
            siblings.push(row);
        }
        siblings.iter().map(|row| row.date("ends_on").unwrap()).collect()
    }

    fn conventions() -> [Settings; 2] {
        let same_day = vec![("term_end".to_owned(), "same-day".to_owned())];
        [Settings::DEFAULT, Settings::new(same_day)]
    }

    #[test]
    fn renewals_add_up_to_one_long_term_under_both_conventions() {
        for (settings, same_day) in conventions().iter().zip([false, true]) {
            arbtest::arbtest(|u| {
                let (year, month) = (u.int_in_range(2000..=2040_i16)?, u.int_in_range(1..=12_i8)?);
                // In every month there is such a day, so nothing is clamped on the way.
                let start = date(year, month, u.int_in_range(1..=28_i8)?);
                let (term, months) = (u.int_in_range(1..=60_i64)?, u.int_in_range(1..=24_i64)?);
                let ends = renewed(start, term, 4, months, settings);
                for (end, times) in ends.iter().zip(1..) {
                    assert_eq!(Some(*end), end_of_term(start, term + months * times, same_day));
                }
                Ok(())
            });
        }
    }

    #[test]
    fn a_renewal_from_the_last_day_of_february_stays_on_a_last_day() {
        let ends = renewed(date(2024, 2, 29), 12, 3, 12, &Settings::DEFAULT);
        assert_eq!(ends, [date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]);
    }
}
