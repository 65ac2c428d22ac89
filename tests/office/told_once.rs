//! What is counted once, said once, and stays where it was: people, departments, points, turns and years.

use crate::office::Office;

fn typed(office: &Office, lines: &[&str]) {
    for line in lines {
        office.types(line).succeeds();
    }
}

#[test]
fn the_brief_counts_the_people_of_an_agreement_once() {
    let office = Office::sample().env("SINERGI_NOW", "2026-06-30T09:00:00");
    // 5200 + 37 + 63500 + max(31, 13) + 7900; 11400 + 15 + 64100 + max(38, 21) + 6850 + 312 + 58930 + 921 + 60815.
    for (day, people) in [("2025-01-15", "76668"), ("2026-06-30", "203381")] {
        let rows = office.types(&format!("report brief --part benefits --as-of {day} -O csv")).rows();
        assert_eq!(rows[0]["number"], people, "{day}");
    }
}

#[test]
fn the_brief_tells_departments_not_lines_of_an_sop() {
    let office = Office::sample().env("SINERGI_NOW", "2026-06-30T09:00:00");
    let rows = office.types("report brief --part sop --as-of 2025-01-15 --lang en -O csv").rows();
    let least: Vec<&str> =
        rows.iter().filter(|r| r["what"] == "least").map(|r| r["detail"].as_str()).collect();
    assert_eq!(least, ["DLH: 0 of 4", "DPKUKMP: 1 of 3", "DISDIK: 3 of 8"]);
}

#[test]
fn the_evaluations_that_are_owed_are_one_point() {
    let office = Office::founded();
    typed(
        &office,
        &[
            "agreement add --title Lama --kind ksdpk --document pks --department DINSOS --signed-on 2024-12-02 --ends-on 2027-12-01",
            "meeting add --title Rapat --meets-on 2025-01-22",
            "meeting agenda --save",
        ],
    );
    office.types("meeting agenda --save --lang en").says("everything already");
    typed(
        &office,
        &[
            "evaluate KS-2025-0001 --period 2024-S2 --as department --answer EF1=all --on 2025-01-10",
            "meeting agenda --save",
        ],
    );
    let topics = office.types("meeting item list -O csv").column("topic");
    assert_eq!(topics, ["evaluation"]);
}

#[test]
fn a_promise_is_moved_back_to_its_first_day() {
    let office = Office::founded();
    typed(
        &office,
        &[
            "activity add --year 2025 --title Surat --owner DLH --due-on 2025-02-10",
            "activity move KEG-2025-0001 --to 2025-03-31 --on 2025-01-10 --reason Libur",
            "meeting add --title Rapat --meets-on 2025-01-15",
            "meeting item add RPT-2025-0001 --topic promise --title Surat --record KEG-2025-0001",
            "meeting result RPT-2025-0001 1 decided --resolution Tetap --due 2025-02-10",
        ],
    );
    assert_eq!(office.types("activity list --columns due_on -O csv").column("due_on"), ["2025-02-10"]);
}

#[test]
fn the_year_of_a_parent_does_not_part_it_from_what_hangs_under_it() {
    let office = Office::founded();
    typed(
        &office,
        &[
            "activity add --year 2025 --title Induk",
            "activity add --year 2025 --title Anak --parent KEG-2025-0001",
        ],
    );
    let answer = office.types("activity edit KEG-2025-0001 --year 2026");
    if answer.code == Some(0) {
        office.types("activity edit KEG-2025-0002 --note x").succeeds();
    }
}

#[test]
fn an_item_is_carried_from_an_item_that_exists() {
    let office = Office::founded();
    office.types("meeting add --title Rapat --meets-on 2025-01-20").succeeds();
    office
        .types_in_vain(
            "meeting item add RPT-2025-0001 --topic carried --title X --carried-from RPT-2025-0009/3",
        )
        .exits(2);
}

#[test]
fn a_meeting_is_not_held_before_it_was_put_off() {
    let office = Office::founded();
    typed(
        &office,
        &[
            "meeting add --title Rapat --meets-on 2025-01-20",
            "meeting postpone RPT-2025-0001 --on 2025-01-14 --to 2025-02-12 --reason Libur",
        ],
    );
    office.types_in_vain("meeting hold RPT-2025-0001 --on 2025-01-10").exits(2);
}

#[test]
fn the_last_turn_that_stays_is_one_of_the_plan() {
    let office = Office::founded().env("SINERGI_NOW", "2026-06-30T09:00:00");
    typed(
        &office,
        &[
            "activity add --year 2025 --title X --months 1,7 --recurs semester --target 2 --agreed-on 2026-01-05",
        ],
    );
    let days = office.types("report promises --part promises -O csv").column("due_on");
    assert_eq!(days, ["2025-07-31"]);
}
