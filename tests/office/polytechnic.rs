//! The real register of a polytechnic. What its dates mean is worked out here once more from the sheet itself, by other
//! code than the program's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::Span;
use jiff::civil::Date;

use crate::answer::Record;
use crate::office::Office;
use crate::real::{are_counted, are_said, data, holds, import, sheet};
use crate::sheets::{Tally, agreements, findings, tally};

const DATES: [(&str, &str); 3] =
    [("signed_on", "Tanggal Penetapan"), ("effective_on", "Tanggal Mulai"), ("ends_on", "Tanggal Berakhir")];

/// A cell of digits read both ways.
#[derive(Clone, Copy, Default)]
struct BothWays {
    month_first: Option<Date>,
    day_first: Option<Date>,
}

impl BothWays {
    fn of(text: &str) -> Self {
        let parts: Vec<i16> = text.trim().split('/').filter_map(|part| part.parse().ok()).collect();
        let [first, second, year] = parts[..] else { return Self::default() };
        let day = |month: i16, day: i16| {
            Date::new(year, month.try_into().ok()?, day.try_into().ok()?)
                .ok()
                .filter(|d| (1900..=2200).contains(&d.year()))
        };
        Self { month_first: day(first, second), day_first: day(second, first) }
    }

    fn is_against(self) -> bool {
        self.month_first.is_none() && self.day_first.is_some()
    }

    fn is_ambiguous(self) -> bool {
        self.month_first.is_some() && self.day_first.is_some() && self.month_first != self.day_first
    }
}

/// What the three date cells of a row mean in a sheet that is mostly month first, by the rule for such sheets.
fn meant(row: &Record) -> [Option<Date>; 3] {
    let cells = DATES.map(|(_, heading)| BothWays::of(&row[heading]));
    let against = cells.iter().any(|cell| cell.is_against());
    let months = row["Durasi"].parse::<i32>().ok().and_then(|n| match row["Satuan"].as_str() {
        "TAHUN" => Some(n * 12),
        "BULAN" => Some(n),
        _ => None,
    });
    let [signed, start, end] = cells.map(|cell| cell.day_first.or(cell.month_first));
    let confirmed = months.zip(start.or(signed)).zip(end).is_some_and(|((months, start), end)| {
        let same_day = start.checked_add(Span::new().months(months)).unwrap();
        end == same_day || end == same_day.yesterday().unwrap()
    });
    let mut days = [None; 3];
    for (at, cell) in cells.iter().enumerate() {
        let same_as_start = at != 0 || row[DATES[0].1].trim() == row[DATES[1].1].trim();
        days[at] = if cell.is_ambiguous() && against {
            cell.day_first.filter(|_| confirmed && same_as_start)
        } else {
            cell.month_first.or(cell.day_first)
        };
    }
    // An end before its start is unknown.
    if let (Some(start), Some(end)) = (days[1].or(days[0]), days[2])
        && end < start
    {
        days[2] = None;
    }
    days
}

pub(crate) fn polnep(flags: &str) -> Option<(Office, String, PathBuf)> {
    let path = data("polnep/register_flat.csv")?;
    let line = import("agreements", &path, "polnep-register.toml", flags);
    Some((Office::founded(), line, path))
}

#[test]
fn every_row_of_the_polytechnic_but_the_blank_ones_goes_in() {
    let Some((office, line, path)) = polnep("--as-unknown") else { return };
    let before = office.export();
    let answer = office.types(&line);
    let wanted = Tally { rows: 849, new: 843, blank: 6, ..Tally::default() };
    assert_eq!(tally(answer.succeeds()), wanted);

    let said_something = |row: &Record| {
        row.iter().any(|(heading, cell)| heading != "No" && cell.chars().any(|c| !"; ".contains(c)))
    };
    let source = sheet(&path);
    let blank: Vec<&str> =
        source.iter().filter(|row| !said_something(row)).map(|row| row["No"].as_str()).collect();
    assert_eq!(blank, ["731", "732", "764", "770", "829", "836"], "only a number and separators");
    let wanted: Vec<&str> =
        source.iter().filter(|row| said_something(row)).map(|row| row["No"].as_str()).collect();
    let taken: Vec<String> = agreements(&office).into_iter().map(|row| row["source_id"].clone()).collect();
    assert_eq!(taken, wanted, "each once, in the order of the sheet");
    holds(&office, &line, 843, &before);
}

#[test]
fn no_date_of_the_polytechnic_is_read_the_wrong_way() {
    let Some((office, line, path)) = polnep("--as-unknown") else { return };
    office.types(&line).succeeds();
    let stored: BTreeMap<String, Record> =
        agreements(&office).into_iter().map(|row| (row["source_id"].clone(), row)).collect();
    let (mut against_rows, mut known, mut unknown) = (0, 0, 0);
    for row in sheet(&path) {
        let Some(record) = stored.get(&row["No"]) else { continue };
        let cells = DATES.map(|(_, heading)| BothWays::of(&row[heading]));
        against_rows += u32::from(cells.iter().any(|cell| cell.is_against()));
        for (at, (field, heading)) in DATES.iter().enumerate() {
            let (day, text) = (&record[*field], row[*heading].trim());
            let wanted = meant(&row)[at].map_or_else(String::new, |day| day.to_string());
            assert_eq!(*day, wanted, "{field} of {} `{text}`", row["No"]);
            if cells[at].is_against() {
                let right = cells[at].day_first.unwrap().to_string();
                assert_eq!(*day, right, "only reads day first: {} `{text}`", row["No"]);
            }
            if day.is_empty() && !text.is_empty() {
                assert!(record["unread"].contains(&format!("{heading}: {text}")), "{} {text}", row["No"]);
                unknown += 1;
            }
            known += u32::from(!day.is_empty());
        }
    }
    assert_eq!((against_rows, known, unknown), (107, 2421, 48));
    // By hand: the term confirms 1 July; nothing confirms 10 November, and the end is before its start.
    let days = |no: &str| DATES.map(|(field, _)| stored[no][field].clone());
    assert_eq!(days("717"), ["2024-07-01", "2024-07-01", "2025-06-30"]);
    assert_eq!(days("743"), ["2025-06-13", "2025-06-13", "2030-06-12"]);
    assert_eq!(days("761"), ["2025-11-07", "2025-11-07", ""]);
    assert_eq!(days("1"), ["2012-07-31", "2012-07-31", "2017-07-30"]);
}

#[test]
fn what_is_said_of_the_polytechnic_is_exactly_this() {
    let Some((office, line, _)) = polnep("--as-unknown") else { return };
    let (answer, found) = findings(&office, &line);
    answer.says("New records made: 590 (partner)").says("New records made: 53 (department)");
    are_counted(
        &found,
        &[
            ("", "perhaps a twin of line", 2),
            ("Jenis Dokumen", "MoU is read as kb", 387),
            ("Jenis Dokumen", "is not one of the choices", 45),
            ("Tanggal Berakhir", "confirmed by the term:", 1),
            ("Tanggal Berakhir", "reads as two different dates", 6),
            ("Tanggal Berakhir", "reads only in the other order:", 100),
            ("Tanggal Berakhir", "the end date lies before the start date", 1),
            ("Tanggal Mulai", "confirmed by the term:", 2),
            ("Tanggal Mulai", "is not a date", 1),
            ("Tanggal Mulai", "reads as two different dates", 22),
            ("Tanggal Mulai", "reads only in the other order:", 72),
            ("Tanggal Penetapan", "confirmed by the term:", 2),
            ("Tanggal Penetapan", "reads as two different dates", 18),
            ("Tanggal Penetapan", "reads only in the other order:", 76),
            ("Jenis Dokumen", "must be filled", 6),
            ("Nomor MoU Induk", "it refers to itself", 2),
            ("Tentang|Judul", "must be filled", 6),
        ],
    );
    are_said(
        &found,
        &[
            "2 Jenis Dokumen: MoU is read as kb",
            "341 Nomor MoU Induk: it refers to itself",
            "667 : perhaps a twin of line 666",
            "718 Tanggal Mulai: confirmed by the term: 2024-07-01",
            "718 Tanggal Berakhir: reads only in the other order: 2025-06-30",
            "762 Tanggal Berakhir: the end date 2025-10-11 lies before the start date 2025-11-07",
            "825 Tanggal Mulai: `01/12/0205` is not a date",
            "850 Tentang|Judul: `title` must be filled",
        ],
    );
    let lines: Vec<u64> = found.iter().map(|row| row["line"].parse().unwrap()).collect();
    assert!(lines.is_sorted(), "in the order of the sheet");
}

#[test]
fn the_polytechnic_without_leave_stays_out_and_loses_only_the_bad_rows_with_it() {
    let Some((office, line, _)) = polnep("--map \"Nomor MoU Induk=umbrella\"") else { return };
    let refused = office.types_in_vain(&line);
    let kept_out = tally(refused.is_refused("nothing was saved")).refused;
    assert_eq!(kept_out, 77, "{refused}");
    assert_eq!(loses_only_the_bad_rows(&office, &line), kept_out);
}

#[track_caller]
pub(crate) fn loses_only_the_bad_rows(office: &Office, line: &str) -> usize {
    let answer = office.types(&format!("{line} --skip-invalid"));
    let tally = tally(answer.succeeds());
    assert_eq!((tally.rows, tally.blank), (849, 6));
    assert_eq!(office.number("SELECT count(*) FROM agreement"), i64::try_from(tally.new).unwrap());
    assert_eq!(office.number("SELECT count(*) FROM agreement WHERE unread NOT LIKE 'Nomor MoU Induk: %'"), 0);
    tally.refused
}

#[test]
fn parents_and_many_partners_of_the_polytechnic_are_found() {
    let Some((office, line, path)) = polnep("--as-unknown") else { return };
    office.types(&line).succeeds();
    let source = sheet(&path);
    let of_number = |number: &str| source.iter().filter(|row| row["Nomor"] == number).count();
    let wanted = source
        .iter()
        .filter(|row| {
            let parent = row["Nomor MoU Induk"].trim();
            !parent.is_empty() && parent != row["Nomor"].trim() && of_number(parent) == 1
        })
        .count();
    let found = office.number("SELECT count(*) FROM agreement WHERE parent IS NOT NULL");
    assert_eq!(found, i64::try_from(wanted).unwrap());
    let stored: BTreeMap<String, Record> =
        agreements(&office).into_iter().map(|row| (row["source_id"].clone(), row)).collect();
    for row in &source {
        let parent = row["Nomor MoU Induk"].trim();
        let Some(record) = stored.get(&row["No"]).filter(|record| record["parent"].is_empty()) else {
            continue;
        };
        let kept = format!("{} {}", record["umbrella"], record["unread"]);
        assert!(kept.contains(parent), "what is not found is kept as it is written: {parent}");
    }
    let most = source
        .iter()
        .map(|row| {
            let names: BTreeSet<String> = row["Mitra"]
                .split(';')
                .map(|n| n.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
                .filter(|n| !n.is_empty())
                .collect();
            names.len()
        })
        .max()
        .unwrap();
    let most_stored =
        office.number("SELECT max(n) FROM (SELECT count(*) AS n FROM party GROUP BY agreement)");
    assert_eq!(most_stored, i64::try_from(most).unwrap());
}
