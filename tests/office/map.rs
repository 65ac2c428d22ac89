//! The map of all cooperation: every way of counting adds up to the same number, and what is left out is said.

use crate::office::Office;

const WAYS: [&str; 5] = ["kind", "department", "affair", "partner_kind", "year"];
const STATES: [&str; 8] =
    ["mapped", "in_process", "signed", "running", "ending_soon", "unknown_term", "lapsed", "ended"];
const DAYS: [&str; 4] = ["2025-01-15", "2026-06-30", "2023-01-15", "2010-01-01"];

fn part(office: &Office, part: &str, day: &str) -> Vec<crate::answer::Record> {
    office.types(&format!("report map --part {part} -O csv --as-of {day}")).rows()
}

fn sum(rows: &[crate::answer::Record], column: &str) -> i64 {
    rows.iter().filter(|r| !r[column].is_empty()).map(|r| r[column].parse::<i64>().unwrap()).sum()
}

#[test]
fn every_way_of_counting_adds_up_to_the_register_less_what_is_left_out() {
    let office = Office::sample();
    let all = office.number("SELECT count(*) FROM agreement");
    for day in DAYS {
        let count = part(&office, "summary", day);
        let line = |at: usize| count[at]["records"].parse::<i64>().unwrap();
        let left_out: i64 = ["not-yet", "not-own", "not-signed", "outside-period", "undated"]
            .iter()
            .map(|what| {
                count
                    .iter()
                    .find(|row| row["what"] == **what)
                    .map_or(0, |row| row["records"].parse().unwrap())
            })
            .sum();
        let (register, counted) = (line(0), line(1));
        assert_eq!((register, counted + left_out), (all, all), "{day}");
        for way in WAYS {
            let rows = part(&office, way, day);
            assert_eq!(sum(&rows, "total"), counted, "{way} on {day}");
            for row in &rows {
                let states: i64 = STATES.iter().map(|s| row[*s].parse::<i64>().unwrap()).sum();
                assert_eq!(states.to_string(), row["total"], "{way} {} on {day}", row[way]);
            }
            for state in STATES {
                assert_eq!(
                    sum(&rows, state),
                    sum(&part(&office, "kind", day), state),
                    "{way} {state} on {day}"
                );
            }
            assert_eq!(sum(&rows, "value"), sum(&part(&office, "kind", day), "value"), "{way} on {day}");
        }
        let unknown = sum(&part(&office, "kind", day), "unknown_term");
        let said = count.iter().find(|row| row["what"] == "unknown-term").unwrap();
        assert_eq!(said["records"], unknown.to_string(), "{day}");
    }
}

#[test]
fn a_cell_of_the_map_is_the_length_of_its_list() {
    let office = Office::sample();
    for (way, flag) in [
        ("kind", "--kind"),
        ("department", "--department"),
        ("affair", "--affair"),
        ("partner_kind", "--partner-kind"),
    ] {
        for row in part(&office, way, "2025-01-15") {
            let key = if row[way].is_empty() { "none" } else { &row[way] };
            for state in ["running", "lapsed"] {
                let list = office.types(&format!("agreement list {flag} {key} --status {state} -O code"));
                assert_eq!(list.lines().len().to_string(), row[state], "{flag} {key} {state}");
            }
        }
    }
}

#[test]
fn the_value_of_the_map_is_the_value_of_what_it_counts() {
    let office = Office::sample();
    let not_yet = office.types("agreement list --status not-yet --columns value -O csv");
    let left_out = sum(&not_yet.rows(), "value");
    let all = office.number("SELECT sum(value) FROM agreement");
    assert_eq!(sum(&part(&office, "kind", "2025-01-15"), "value"), all - left_out);
}

#[test]
fn what_lapsed_and_what_ends_this_year_follow_the_day() {
    let office = Office::sample();
    let this_year = |day: &str| {
        let rows = part(&office, "this_year", day);
        (sum(&rows, "lapsed"), sum(&rows, "ending"))
    };
    assert_eq!(this_year("2025-01-15"), (0, 7));
    let (lapsed, ending) = this_year("2025-12-31");
    assert_eq!(lapsed + ending, 7, "what ended in the course of the year has only changed sides");
    assert!(lapsed > 0);
}

#[test]
fn csv_holds_one_part_and_says_which_there_are() {
    let office = Office::sample();
    let answer = office.types("report map -O csv --lang en");
    answer.is_refused("several parts").says("--part").prints("");
    for way in WAYS.into_iter().chain(["this_year", "summary"]) {
        answer.says(way);
    }
    office.types("report map --part jenis").is_refused("`jenis`").says("kind");
}

#[test]
fn json_holds_every_part_and_text_one_where_it_is_asked() {
    let office = Office::sample();
    let json = office.types("report map -O json").json();
    for way in WAYS.into_iter().chain(["this_year", "summary"]) {
        assert!(json.get(way).is_some(), "{way} is missing: {json:#}");
    }
    office.types("report map --part kind").shows("KSDPK").hides("Menurut OPD");
}

#[test]
fn another_day_gives_other_states_and_the_same_bytes_each_time() {
    let office = Office::sample();
    let now = office.types("report map");
    let then = office.types("report map --as-of 2023-01-15");
    assert_ne!(now.stdout, then.stdout);
    then.shows("15 Januari 2023").prints(&office.types("report map --as-of \"15 Januari 2023\"").stdout);
    let same = Office::sample();
    then.prints(&same.types("report map --as-of 2023-01-15").stdout);
}

#[test]
fn a_file_without_agreements_has_a_map_of_zeros() {
    let office = Office::founded();
    office.types("report map").succeeds();
    assert_eq!(part(&office, "kind", "2025-01-15").len(), 0);
    assert_eq!(part(&office, "summary", "2025-01-15")[0]["records"], "0");
}

#[test]
fn the_list_under_what_ends_this_year_is_as_long_as_its_figures() {
    let office = Office::sample();
    for day in ["2025-01-15", "2025-12-31", "2026-06-30", "2010-01-01"] {
        let rows = part(&office, "this_year", day);
        let text = office.types(&format!("report map --part this_year --as-of {day}"));
        let open = text.lines().into_iter().find_map(|l| l.strip_prefix("→ sinergi ")).expect("a command");
        let list = office.types(&format!("{open} -O csv")).rows();
        assert_eq!(i64::try_from(list.len()).unwrap(), sum(&rows, "lapsed") + sum(&rows, "ending"), "{open}");
    }
}
