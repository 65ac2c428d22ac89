//! Obstacles and their solutions: the whole loop, the story it tells, and what is refused.

use crate::answer::rows;
use crate::office::Office;

/// An office with an agreement, an obstacle of it, and two solutions proposed.
fn hindered() -> Office {
    let office = Office::founded();
    office.types("agreement add --title Sampah --kind ksdpk --document pks --department DLH").succeeds();
    office
        .types("obstacle log --agreement KS-2025-0001 --title \"Pengangkutan sampah terlambat\" --category LAPANGAN --severity high --on 2025-01-02 --due 2025-01-31")
        .prints("K-0001\n");
    office
        .types("obstacle propose K-0001 --text \"Menambah truk\" --owner DLH --on 2025-01-03")
        .prints("K-0001/1\n");
    office
        .types("obstacle propose K-0001 --text \"Mengubah rute angkut\" --owner DLH --on 2025-01-03")
        .prints("K-0001/2\n");
    office
}

/// What a field of the obstacle is.
fn field(office: &Office, code: &str, field: &str, flags: &str) -> String {
    let answer = office.types(&format!("obstacle list --code {code} {flags} -O csv"));
    rows(&answer.stdout)[0][field].clone()
}

#[test]
fn an_obstacle_goes_from_being_logged_to_being_solved_and_is_open_again() {
    let office = hindered();
    assert_eq!(field(&office, "K-0001", "state", ""), "open");
    office.types("obstacle choose K-0001 2 --on 2025-01-04").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "being-solved");
    office.types("obstacle outcome K-0001 2 failed --on 2025-01-08 --note \"Jalan sempit\"").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "open", "what failed solves nothing");
    office.types("obstacle choose K-0001 1 --on 2025-01-09").succeeds();
    office.types("obstacle resolve K-0001 1 --worked --on 2025-01-12").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "solved");
    office.types("obstacle reopen K-0001 --on 2025-01-14").succeeds();
    // On each day it was what was known then.
    for (day, state) in [
        ("2025-01-01", "not-yet"),
        ("2025-01-03", "open"),
        ("2025-01-05", "being-solved"),
        ("2025-01-08", "open"),
        ("2025-01-10", "being-solved"),
        ("2025-01-13", "solved"),
        ("2025-01-15", "open"),
        ("2025-02-01", "overdue"),
    ] {
        let state_then = field(&office, "K-0001", "state", &format!("--as-of {day}"));
        assert_eq!(state_then, state, "{day}");
    }
    let story = office.types("obstacle show K-0001 --lang en").stdout;
    let order =
        ["2025-01-02", "2025-01-03", "2025-01-04", "2025-01-08", "2025-01-09", "2025-01-12", "2025-01-14"];
    let told = &story[story.rfind("2025-01-02").unwrap()..];
    let places: Vec<usize> =
        order.iter().map(|day| told.find(day).unwrap_or_else(|| panic!("{day}\n{story}"))).collect();
    assert!(places.is_sorted(), "{story}");
}

#[test]
fn one_breath_records_the_solution_its_outcome_and_the_end() {
    let office = hindered();
    office
        .types("obstacle resolve K-0001 --solution \"Menyewa truk\" --worked --on 2025-01-10")
        .prints("K-0001\n");
    assert_eq!(field(&office, "K-0001", "state", ""), "solved");
    let solutions = rows(&office.types("obstacle solution list -O csv").stdout);
    assert_eq!(solutions.len(), 3);
    assert_eq!(solutions[2]["proposal"], "Menyewa truk");
    assert_eq!(
        (solutions[2]["outcome"].as_str(), solutions[2]["outcome_on"].as_str()),
        ("worked", "2025-01-10")
    );
    // It is one change: taken back whole.
    office.types("undo").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "open");
    assert_eq!(rows(&office.types("obstacle solution list -O csv").stdout).len(), 2);
}

#[test]
fn what_contradicts_the_record_is_refused_and_nothing_is_written() {
    let office = hindered();
    for (line, said) in [
        ("obstacle outcome K-0001 5 worked", "K-0001/5"),
        ("obstacle outcome K-0009 1 worked", "K-0009"),
        ("obstacle choose K-0001 1 --on 2025-01-01", "2025-01-02"),
        ("obstacle resolve K-0001 --on 2025-01-01", "2025-01-02"),
        ("obstacle resolve K-0001 --solution X --worked --on 2025-01-01", "2025-01-02"),
        ("obstacle resolve K-0001 --worked", "which solution"),
        ("obstacle resolve K-0001 --on 2025-03-01", "still ahead"),
        ("obstacle reopen K-0001", "open"),
        ("obstacle escalate K-0001", "--to"),
        ("obstacle propose K-0001 --text X --cost-from 5jt --cost-to 2jt", "less than"),
        ("obstacle log --title X --category LAPNGAN --general", "LAPANGAN"),
        ("obstacle log --title X --category LAPANGAN", "--general"),
        ("obstacle log --title X --category LAPANGAN --general --agreement KS-2025-0001", "general"),
        (
            "obstacle log --title X --category LAPANGAN --general --on 2025-01-05 --due 2025-01-04",
            "2025-01-05",
        ),
        ("obstacle similar", "similar to what"),
        ("obstacle similar K-0077", "K-0077"),
    ] {
        let answer = office.types_in_vain(&format!("{line} --lang en"));
        assert!(matches!(answer.code, Some(1 | 2)), "{line}\n{answer}");
        answer.says(said).prints("");
    }
}

#[test]
fn an_obstacle_of_an_ended_agreement_says_why_in_a_note() {
    let office = Office::founded();
    office.types("agreement add --title Sampah --kind ksdpk --document pks --department DLH").succeeds();
    office.types("agreement sign KS-2025-0001 --on 2024-01-10 --ends-on 2026-01-09").succeeds();
    office.types("agreement end KS-2025-0001 --on 2024-12-20 --ground agreed").succeeds();
    let line =
        "obstacle log --agreement KS-2025-0001 --title Sisa --category ANGGARAN --on 2025-01-05 --lang en";
    office.types_in_vain(line).exits(2).says("was ended on 2024-12-20").says("--note");
    office.types(&format!("{line} --note \"Tagihan belum dibayar\"")).prints("K-0001\n");
}

#[test]
fn what_is_closed_is_opened_again_before_it_is_closed_anew() {
    let office = hindered();
    office.types("obstacle escalate K-0001 --to Sekda --on 2025-01-10").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "escalated");
    office.types("obstacle accept K-0001 --note \"Di luar kewenangan\" --on 2025-01-11").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "accepted");
    office.types_in_vain("obstacle resolve K-0001 --lang en").says("open it again first");
    office.types("obstacle reopen K-0001 --on 2025-01-12").succeeds();
    office.types("obstacle resolve K-0001 --on 2025-01-13").succeeds();
}
