//! The work plan: what is promised, by whom, when and with what money; how it stands on a day; what it came from; and how it comes
//! in from a plan that somebody else keeps.

use std::collections::BTreeMap;

use crate::answer::Record;
use crate::office::Office;
use crate::real::{data, sheet};
use crate::sheets::{goes_out_and_in_again, tally};

/// A later day than most of what these tests record: progress is of the past.
const LATER: &str = "2026-06-30T09:00:00";

fn later() -> Office {
    Office::founded().env("SINERGI_NOW", LATER)
}

/// The activities as a list shows them.
fn listed(office: &Office, flags: &str) -> Vec<Record> {
    office.types(&format!("activity list --columns all -O csv {flags}")).rows()
}

/// A field of one activity on a day.
#[track_caller]
fn on(office: &Office, code: &str, field: &str, day: &str) -> String {
    let rows = listed(office, &format!("--code {code} --as-of {day}"));
    rows.into_iter().next().unwrap_or_else(|| panic!("{code} on {day}")).remove(field).expect(field)
}

/// How an activity stands on each of some days.
#[track_caller]
fn stands(office: &Office, code: &str, days: &[(&str, &str)]) {
    for (day, state) in days {
        assert_eq!(on(office, code, "state", day), *state, "{code} on {day}");
    }
}

/// The keys of what is due on a day.
fn due(office: &Office, day: &str) -> Vec<String> {
    office.types(&format!("due --as-of {day} -O csv")).column("key")
}

/// The total of a column of a part of a report, summed over its rows by hand where the rows may be summed.
fn sum(rows: &[Record], column: &str) -> i64 {
    rows.iter().map(|row| row[column].parse::<i64>().unwrap_or(0)).sum()
}

/// The money of a report's line of totals as a screen shows it.
#[track_caller]
fn totals(office: &Office, line: &str) -> Vec<String> {
    let answer = office.types(line);
    answer.succeeds();
    let total = answer.stdout.lines().find(|l| l.trim_start().starts_with("Jumlah"));
    let total = total.unwrap_or_else(|| panic!("{answer}"));
    total.split_whitespace().skip(1).map(str::to_owned).collect()
}

// ---- what may be written ----

#[test]
fn a_target_is_typed_with_its_unit_wherever_one_is_named() {
    let office = Office::founded();
    let code = office.makes("activity add --year 2025 --title Fasilitasi --target \"15 Dokumen\"");
    let target = |code: &str| {
        let row = listed(&office, &format!("--code {code}")).remove(0);
        format!("{} {}", row["target"], row["unit"])
    };
    assert_eq!(target(&code), "15 Dokumen");
    office.types(&format!("activity edit {code} --target \"16 dokumen\"")).succeeds();
    assert_eq!(target(&code), "16 Dokumen", "the unit stays as it was first written");
    office.types(&format!("activity edit {code} --target 17")).succeeds();
    assert_eq!(target(&code), "17 Dokumen");
    office
        .types(&format!("activity progress {code} --quantity \"2 dokumen\""))
        .succeeds()
        .says(&format!("{code}: 2 dari 17 Dokumen (12 %)"));
    office
        .types(&format!("activity target {code} --to \"20 Dokumen\" --basis \"DPPA 2025\""))
        .prints(&format!("{code}/1\n"));
    assert_eq!(target(&code), "20 Dokumen");
    let tons = office.makes("activity add --year 2025 --title Sampah --target \"1.250,5 Ton\"");
    assert_eq!(target(&tons), "1250.5 Ton", "a dot parts thousands, a comma the fraction");
    office.types(&format!("activity progress {tons} --quantity \"0,5 ton\"")).succeeds();
    assert_eq!(listed(&office, &format!("--code {tons}"))[0]["realised"], "0.5");
    // Another unit is another thing.
    for (line, said) in [
        (
            format!("activity progress {code} --quantity \"2 Laporan\""),
            "`--quantity`: dihitung dalam Dokumen",
        ),
        (format!("activity target {code} --to \"8 Laporan\" --basis DPPA"), "`--to`: dihitung dalam Dokumen"),
        (format!("activity edit {code} --target \"18 Dokumen\" --unit Laporan"), "`--target`"),
        (
            "activity add --year 2025 --title X --target \"15 Dokumen\" --unit Laporan".to_owned(),
            "satuan lain daripada `Laporan`",
        ),
        ("activity add --year 2025 --title X --target \"lima belas\"".to_owned(), "`--target`"),
    ] {
        office.types_in_vain(&line).is_refused(said);
    }
    let bare = office.makes("activity add --year 2025 --title \"Tanpa satuan\" --target 3");
    office
        .types_in_vain(&format!("activity progress {bare} --quantity \"1 Laporan\""))
        .is_refused("--unit \"Laporan\"");
    office.types(&format!("activity edit {bare} --unit Laporan")).succeeds();
    office.types(&format!("activity progress {bare} --quantity \"1 Laporan\"")).succeeds();
}

#[test]
fn months_are_typed_as_people_say_them_and_kept_as_numbers() {
    let office = Office::founded();
    for (typed, kept, recurs) in [
        ("TW2", "4-6", ""),
        ("Januari-Maret", "1-3", ""),
        ("Januari s.d. Maret", "1-3", ""),
        ("1, 2, 3, 6", "1-3,6", ""),
        ("2025-Q1", "1-3", ""),
        ("2025-03..2025-06", "3-6", ""),
        ("bulanan", "1-12", "monthly"),
        ("triwulanan", "3,6,9,12", "quarterly"),
        ("semesteran", "6,12", "semester"),
    ] {
        let code =
            office.makes(&format!("activity add --year 2025 --title \"{typed}\" --months \"{typed}\""));
        let row = listed(&office, &format!("--code {code}")).remove(0);
        assert_eq!((row["months"].as_str(), row["recurs"].as_str()), (kept, recurs), "{typed}");
    }
    let said = office.makes("activity add --year 2025 --title X --months bulanan --recurs quarterly");
    assert_eq!(
        listed(&office, &format!("--code {said}"))[0]["recurs"],
        "quarterly",
        "who says both is heard"
    );
    for typed in ["2026-Q1", "13", "0", "6-3", "kapan-kapan"] {
        for line in [
            format!("activity add --year 2025 --title X --months \"{typed}\""),
            format!("activity edit {said} --months \"{typed}\""),
            format!("activity move {said} --months \"{typed}\" --reason x"),
        ] {
            office.types_in_vain(&line).is_refused("`--months`");
        }
    }
    office.types_in_vain("activity add --year 2025-Q1 --title X").is_refused("`--year`");
}

#[test]
fn days_that_contradict_the_plan_are_refused_by_the_flag_that_said_them() {
    let office = Office::founded();
    let add = "activity add --year 2025 --title X";
    office.types_in_vain(&format!("{add} --due-on 2024-12-31")).is_refused("`--due-on`").says("2025");
    let code = office.makes(&format!("{add} --due-on 2025-01-01"));
    office.types_in_vain(&format!("activity edit {code} --due-on 2024-12-31")).is_refused("`--due-on`");
    office.types(&format!("activity edit {code} --due-on 2026-01-31")).succeeds();
    let progress = format!("activity progress {code} --note x --on");
    office.types_in_vain(&format!("{progress} 2024-12-31")).is_refused("`--on`").says("(2025)");
    office.types_in_vain(&format!("{progress} 2025-01-16")).is_refused("`--on`").says("belum tiba");
    office.types_in_vain(&format!("activity progress {code} --on 2025-01-02")).is_refused("`--quantity`");
    office.types_in_vain(&format!("activity progress {code} --quantity -1")).is_refused("`--quantity`");
    office.types_in_vain(&format!("activity drop {code} --on 2025-01-10")).is_refused("`--reason`");
    office.types_in_vain(&format!("activity drop {code} --on 2025-01-16 --reason x")).is_refused("`--on`");
    office.types(&format!("activity drop {code} --on 2025-01-10 --reason Digabung")).succeeds();
    office.types_in_vain(&format!("{progress} 2025-01-11")).is_refused("`--on`").says("2025-01-10");
    office.types(&format!("{progress} 2025-01-10")).succeeds();
    office.types_in_vain(&format!("activity done {code}")).is_refused("2025-01-10");
    office.types_in_vain(&format!("activity drop {code} --reason y")).is_refused("2025-01-10");
    let done = office.makes(&format!("{add} --agreed-on 2025-01-06"));
    office.types_in_vain(&format!("activity done {done} --on 2024-12-31")).is_refused("`--on`");
    office.types_in_vain(&format!("activity done {done} --on 2025-01-16")).is_refused("`--on`");
    office.types(&format!("activity done {done} --on 2025-01-07")).succeeds();
    office.types_in_vain(&format!("activity done {done}")).is_refused("2025-01-07").says("--done-on");
    office.types_in_vain(&format!("activity drop {done} --reason x")).is_refused("2025-01-07");
}

#[test]
fn a_parent_is_of_the_same_year_and_hangs_under_nothing_of_its_own() {
    let office = Office::founded();
    let above = office.makes("activity add --year 2025 --title Induk");
    let under = office.makes(&format!("activity add --year 2025 --title Anak --parent {above}"));
    office
        .types_in_vain(&format!("activity add --year 2026 --title X --parent {above}"))
        .is_refused("`--parent`")
        .says("2025");
    office.types_in_vain(&format!("activity edit {above} --parent {above}")).is_refused("`--parent`");
    office.types_in_vain(&format!("activity edit {above} --parent {under}")).is_refused("`--parent`");
}

// ---- how it stands ----

#[test]
fn an_activity_stands_as_it_should_on_each_side_of_each_border() {
    let office = later();
    let two = office.makes("activity add --year 2025 --title Sosialisasi --target \"2 Kali\" --months 3-5");
    office.types(&format!("activity progress {two} --quantity 1 --on 2025-02-10")).succeeds();
    office.types(&format!("activity progress {two} --quantity 1 --on 2025-06-20")).succeeds();
    stands(
        &office,
        &two,
        &[
            ("2025-02-09", "not-due"),
            // Begun ahead of its first month.
            ("2025-02-10", "on-track"),
            ("2025-05-31", "on-track"),
            ("2025-06-01", "late"),
            ("2025-06-19", "late"),
            ("2025-06-20", "done"),
        ],
    );
    let none = office.makes("activity add --year 2025 --title \"Tanpa kemajuan\" --months 3-5");
    stands(
        &office,
        &none,
        &[
            ("2025-02-28", "not-due"),
            ("2025-03-01", "on-track"),
            ("2025-05-31", "on-track"),
            ("2025-06-01", "late"),
        ],
    );
    let day = office.makes("activity add --year 2025 --title Surat --due-on 2025-04-30");
    office.types(&format!("activity done {day} --on 2025-05-05 --outcome Dikirim")).succeeds();
    stands(
        &office,
        &day,
        &[
            ("2025-01-01", "on-track"),
            ("2025-04-30", "on-track"),
            ("2025-05-01", "late"),
            ("2025-05-04", "late"),
            ("2025-05-05", "done"),
        ],
    );
    assert_eq!(on(&office, &day, "outcome", "2025-05-04"), "", "what came of it nobody knew the day before");
    let dropped = office.makes("activity add --year 2025 --title Batal --due-on 2025-04-30");
    office.types(&format!("activity drop {dropped} --on 2025-05-02 --reason Digabung")).succeeds();
    stands(
        &office,
        &dropped,
        &[("2025-04-30", "on-track"), ("2025-05-01", "late"), ("2025-05-02", "dropped")],
    );
    let year = office.makes("activity add --year 2025 --title \"Sepanjang tahun\"");
    stands(
        &office,
        &year,
        &[
            ("2024-12-31", "not-due"),
            ("2025-01-01", "on-track"),
            ("2025-12-31", "on-track"),
            ("2026-01-01", "late"),
        ],
    );
    // What nobody had agreed to has no state, and stands in no report.
    let agreed =
        office.makes("activity add --year 2025 --title Janji --agreed-on 2025-03-10 --due-on 2025-03-31");
    stands(&office, &agreed, &[("2025-03-09", ""), ("2025-03-10", "on-track")]);
    let plan =
        |day: &str| office.types(&format!("report plan --year 2025 --as-of {day} -O csv")).column("code");
    assert!(!plan("2025-03-09").contains(&agreed) && plan("2025-03-10").contains(&agreed));
    office
        .types("report plan --year 2025 --as-of 2025-03-09")
        .shows("Tidak dihitung: 1 (belum disepakati pada hari itu)");
}

#[test]
fn what_comes_back_is_due_turn_by_turn_in_list_due_and_grid() {
    let office = later();
    let four =
        office.makes("activity add --year 2025 --title Evaluasi --target \"4 Laporan\" --months triwulanan");
    office.types(&format!("activity progress {four} --quantity 1 --on 2025-03-20")).succeeds();
    office.types(&format!("activity progress {four} --quantity 1 --on 2025-07-02")).succeeds();
    // Turns end on 31 March, 30 June, 30 September and 31 December; the second was a quarter late by two days.
    stands(
        &office,
        &four,
        &[
            ("2025-02-28", "not-due"),
            ("2025-03-01", "on-track"),
            ("2025-06-30", "on-track"),
            ("2025-07-01", "late"),
            ("2025-07-02", "on-track"),
            ("2025-09-30", "on-track"),
            ("2025-10-01", "late"),
        ],
    );
    let key = format!("{four}/done");
    let next = |day: &str| {
        let rows = office.types(&format!("due --as-of {day} -O csv")).rows();
        rows.into_iter()
            .find(|row| row["key"] == key)
            .map(|row| format!("{} {} {}", row["on"], row["days"], row["what"]))
    };
    // A month ahead: 28 February is 31 days before 31 March, 1 March 30 days.
    assert_eq!(next("2025-02-28"), None);
    assert_eq!(next("2025-03-01").as_deref(), Some("2025-03-31 30 deliver"));
    assert_eq!(next("2025-03-20"), None, "the first turn is done, the second more than a month away");
    assert_eq!(next("2025-07-01").as_deref(), Some("2025-06-30 -1 deliver"));
    assert_eq!(next("2025-07-02"), None);
    assert_eq!(next("2025-10-01").as_deref(), Some("2025-09-30 -1 deliver"));
    let grid = |code: &str, day: &str| {
        let rows = office.types(&format!("report grid --year 2025 --as-of {day} -O csv")).rows();
        let row = rows.into_iter().find(|row| row["code"] == code).unwrap();
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        months.map(|month| row[month].chars().next().unwrap_or('.')).iter().collect::<String>()
    };
    assert_eq!(grid(&four, "2025-07-01"), "..d..l..p..p");
    // The entry of July made the second turn whole.
    assert_eq!(grid(&four, "2025-07-02"), "..d..d..p..p");
    assert_eq!(grid(&four, "2026-01-01"), "..d..d..l..l");
    // Without a target, an entry of something done is a turn; a note is none.
    let monthly = office.makes("activity add --year 2025 --title Register --months bulanan");
    for day in ["2025-01-31", "2025-02-28", "2025-04-02"] {
        office
            .types(&format!("activity progress {monthly} --proof Register --note Dicocokkan --on {day}"))
            .succeeds();
    }
    office.types(&format!("activity progress {monthly} --note \"Belum sempat\" --on 2025-04-10")).succeeds();
    stands(
        &office,
        &monthly,
        &[
            ("2025-01-01", "on-track"),
            ("2025-02-28", "on-track"),
            ("2025-03-31", "on-track"),
            ("2025-04-01", "late"),
            ("2025-04-02", "on-track"),
            ("2025-05-01", "late"),
        ],
    );
    assert_eq!(grid(&monthly, "2025-05-01"), "dddlpppppppp");
    let twice =
        office.makes("activity add --year 2025 --title Rapat --target 2 --months 1,7 --recurs semester");
    office.types(&format!("activity progress {twice} --quantity 1 --on 2025-02-03")).succeeds();
    office.types(&format!("activity progress {twice} --quantity 1 --on 2025-07-31")).succeeds();
    stands(
        &office,
        &twice,
        &[
            ("2024-12-31", "not-due"),
            ("2025-01-31", "on-track"),
            ("2025-02-01", "late"),
            ("2025-02-03", "on-track"),
            ("2025-07-30", "on-track"),
            ("2025-07-31", "done"),
        ],
    );
    assert_eq!(grid(&twice, "2025-02-03"), "d.....p.....");
    assert!(!due(&office, "2025-08-01").contains(&format!("{twice}/done")));
}

#[test]
fn turns_that_were_over_before_anybody_agreed_are_not_owed() {
    let office = later();
    let add =
        "activity add --year 2025 --title Evaluasi --target \"3 Laporan\" --months triwulanan --agreed-on";
    let code = office.makes(&format!("{add} 2025-04-10"));
    stands(&office, &code, &[("2025-04-09", ""), ("2025-06-30", "on-track"), ("2025-07-01", "late")]);
    assert!(due(&office, "2025-06-30").contains(&format!("{code}/done")));
    // What comes back is due by its months: it has no day of its own.
    office.types_in_vain(&format!("{add} 2025-01-02 --due-on 2025-12-31")).is_refused("`--due-on`");
    office.types_in_vain(&format!("activity edit {code} --due-on 2025-12-31")).is_refused("`--due-on`");
    office
        .types_in_vain(&format!("activity move {code} --to 2025-12-31 --reason x"))
        .exits(2)
        .says("--months");
}

#[test]
fn what_is_revised_holds_from_its_day_and_the_first_plan_is_kept() {
    let office = later();
    let code = office.makes(
        "activity add --year 2025 --title Evaluasi --target \"4 Laporan\" --budget 10jt --source apbd --months 3-5 --owner SETDA",
    );
    office
        .types(&format!("activity move {code} --months 9-10 --on 2025-04-10 --reason \"Menunggu APBD\""))
        .prints(&format!("{code}/1\n"));
    office
        .types(&format!("activity budget {code} --to 15jt --on 2025-07-01 --basis \"DPPA 2025\""))
        .prints(&format!("{code}/2\n"));
    office
        .types(&format!("activity target {code} --to \"6 Laporan\" --on 2025-07-01 --basis \"DPPA 2025\""))
        .prints(&format!("{code}/3\n"));
    for (field, day, value) in [
        ("months", "2025-04-09", "3-5"),
        ("months", "2025-04-10", "9,10"),
        ("budget", "2025-06-30", "10000000"),
        ("budget", "2025-07-01", "15000000"),
        ("target", "2025-06-30", "4"),
        ("target", "2025-07-01", "6"),
        ("unit", "2025-07-01", "Laporan"),
        ("state", "2025-04-09", "on-track"),
        ("state", "2025-04-10", "not-due"),
        ("state", "2025-06-01", "not-due"),
        ("state", "2025-11-01", "late"),
    ] {
        assert_eq!(on(&office, &code, field, day), value, "{field} on {day}");
    }
    // Of two on one day the later one holds.
    office.types(&format!("activity budget {code} --to 16jt --on 2025-07-01 --basis Ralat")).succeeds();
    assert_eq!(on(&office, &code, "budget", "2025-07-01"), "16000000");
    let first = office.types("export activities -O csv").rows().remove(0);
    assert_eq!(
        ["budget", "target", "months"].map(|field| first[field].as_str()),
        ["10000000", "4", "3-5"],
        "what was planned first stays"
    );
    let money = |day: &str| {
        let rows =
            office.types(&format!("report budget --year 2025 --part sources --as-of {day} -O csv")).rows();
        (rows[0]["planned"].clone(), rows[0]["revised"].clone())
    };
    assert_eq!(money("2025-06-30"), ("10000000".into(), "10000000".into()));
    assert_eq!(money("2025-07-01"), ("10000000".into(), "16000000".into()));
    // A due day is moved as well.
    let day = office.makes("activity add --year 2025 --title Surat --due-on 2025-04-30");
    office
        .types(&format!("activity move {day} --to 2025-06-30 --on 2025-04-28 --reason \"Permintaan mitra\""))
        .succeeds();
    stands(&office, &day, &[("2025-05-01", "on-track"), ("2025-06-30", "on-track"), ("2025-07-01", "late")]);
    assert_eq!(on(&office, &day, "due_on", "2025-04-27"), "2025-04-30");
    office.types_in_vain(&format!("activity move {day} --reason x")).is_refused("`--months`");
    office.types_in_vain(&format!("activity move {day} --to 2025-07-31")).is_refused("`--reason`");
    office.types_in_vain(&format!("activity budget {day} --to 1jt")).is_refused("`--basis`");
}

// ---- its money ----

#[test]
fn more_spent_than_budgeted_is_accepted_and_said() {
    let office = Office::founded();
    let above = office.makes("activity add --year 2025 --title Induk --budget 10jt");
    let one = office.makes(&format!("activity add --year 2025 --title Satu --parent {above} --budget 5jt"));
    let two = office.makes(&format!("activity add --year 2025 --title Dua --parent {above}"));
    let enough = office.types(&format!("activity progress {one} --spent 5jt"));
    enough.succeeds().says("terpakai 5.000.000 dari 5.000.000 (100 %)");
    assert!(!enough.stderr.contains("Perhatian"), "{enough}");
    office
        .types(&format!("activity progress {one} --spent 1jt"))
        .succeeds()
        .says("terpakai 6.000.000 dari 5.000.000 (120 %)")
        .says("Perhatian:")
        .says("melebihi anggaran");
    office.types("report plan --year 2025").shows(&format!("Terpakai melebihi anggaran: {one}."));
    // 6 + 4.5 under a budget of 10: what hangs under it is spent of it, too.
    office.types(&format!("activity progress {two} --spent 4.500.000")).succeeds();
    office.types("report plan --year 2025").shows(&format!("Terpakai melebihi anggaran: {above}, {one}."));
    office.types("report plan --year 2025 --lang en").shows("Spent over budget");
}

#[test]
fn a_budget_above_holds_those_under_it_in_every_total() {
    let office = later();
    let add = |flags: &str| office.makes(&format!("activity add --year 2025 {flags}"));
    let whole = add("--title A --sipd-code 4.01.02.2.04.0001 --owner SETDA --budget 100jt --source apbd");
    let part = add(&format!("--title A1 --parent {whole} --owner DLH --budget 30jt --source apbd"));
    let deep = add(&format!("--title A2 --parent {part} --owner DINKES"));
    let unbudgeted = add("--title B --sipd-code 4.01.02.2.04.0003 --owner SETDA");
    let paid = add(&format!("--title B1 --parent {unbudgeted} --owner DLH --budget 20jt --source csr"));
    let unpaid = add(&format!("--title B2 --parent {unbudgeted} --owner DISDIK"));
    let alone = add("--title C --owner DINKES --budget 5jt");
    let bare = add("--title D --owner DISDIK");
    let gone = add("--title E --owner DISDIK --budget 50jt --source apbn");
    for (code, spent) in
        [(&whole, 10), (&part, 40), (&deep, 3), (&paid, 4), (&unpaid, 6), (&alone, 5), (&bare, 1), (&gone, 2)]
    {
        office.types(&format!("activity progress {code} --spent {spent}jt --on 2025-02-03")).succeeds();
    }
    office.types(&format!("activity drop {gone} --on 2025-03-03 --reason Digabung")).succeeds();
    office.types(&format!("activity budget {whole} --to 120jt --on 2025-07-01 --basis DPPA")).succeeds();
    let plan = office.types("report plan --year 2025 -O csv").rows();
    let told: Vec<[&str; 3]> =
        plan.iter().map(|row| ["number", "title", "spent"].map(|key| row[key].as_str())).collect();
    // What hangs under it is spent of it: 10 + 40 + 3 under A, 40 + 3 under A1, 4 + 6 under B.
    assert_eq!(
        told,
        [
            ["1", "A", "53000000"],
            ["1.1", "A1", "43000000"],
            ["1.1.1", "A2", "3000000"],
            ["2", "B", "10000000"],
            ["2.1", "B1", "4000000"],
            ["2.2", "B2", "6000000"],
            ["3", "C", "5000000"],
            ["4", "D", "1000000"],
            ["5", "E", "2000000"],
        ]
    );
    // Budgets: A 120 (its part A1 is in it), B1 20, C 5; that of E was given up. Spent: 10 + 40 + 3 + 4 + 6 + 5 + 1 + 2 = 71.
    assert_eq!(totals(&office, "report plan --year 2025 --width 300"), ["145.000.000", "71.000.000"]);
    let shown = office.types("report plan --year 2025 --width 300");
    shown.shows("Tidak dijumlahkan lagi: 1 anggaran di bawah induk yang beranggaran.");
    // B, B2 and D; under A its budget pays.
    shown.shows("Tanpa anggaran: 3.").shows("Terpakai 71.000.000 dari 145.000.000 (49,0 %).");
    shown.shows(&format!("Terpakai melebihi anggaran: {part}."));
    let before = office.types("report plan --year 2025 --as-of 2025-03-02 --width 300");
    // The day before E was dropped, and before A was revised: 100 + 20 + 5 + 50.
    before.shows("Terpakai 71.000.000 dari 175.000.000");
    let sources = office.types("report budget --year 2025 --part sources -O csv").rows();
    let keys = ["source", "activities", "planned", "revised", "spent", "rest"];
    let told: Vec<[&str; 6]> = sources.iter().map(|row| keys.map(|key| row[key].as_str())).collect();
    assert_eq!(
        told,
        [
            // A pays for itself, A1 and A2.
            ["apbd", "1", "100000000", "120000000", "53000000", "67000000"],
            // What was spent on what was given up is spent all the same.
            ["apbn", "0", "0", "0", "2000000", "-2000000"],
            ["csr", "1", "20000000", "20000000", "4000000", "16000000"],
            // C with its 5, and what has no budget: B2 and D.
            ["", "1", "5000000", "5000000", "12000000", "-7000000"],
        ]
    );
    let owners = office.types("report budget --year 2025 --part departments -O csv").rows();
    let keys = ["owner", "activities", "planned", "revised", "spent", "rest"];
    let told: Vec<[&str; 6]> = owners.iter().map(|row| keys.map(|key| row[key].as_str())).collect();
    assert_eq!(
        told,
        [
            ["DINKES", "1", "5000000", "5000000", "5000000", "0"],
            ["DISDIK", "0", "0", "0", "9000000", "-9000000"],
            // B1 alone: A1 is paid by the secretariat's A.
            ["DLH", "1", "20000000", "20000000", "4000000", "16000000"],
            ["SETDA", "1", "100000000", "120000000", "53000000", "67000000"],
        ]
    );
    for (rows, part) in [(&sources, "sources"), (&owners, "departments")] {
        assert_eq!(
            ["activities", "planned", "revised", "spent", "rest"].map(|key| sum(rows, key)),
            [3, 125_000_000, 145_000_000, 71_000_000, 74_000_000],
            "{part}"
        );
        let shown = totals(&office, &format!("report budget --year 2025 --part {part} --width 300"));
        assert_eq!(shown[..5], ["3", "125.000.000", "145.000.000", "71.000.000", "74.000.000"], "{part}");
    }
    // B2, D and E.
    office.types("report budget --year 2025").shows("Terpakai tanpa anggaran: 3 aktivitas.");
}

// ---- how promises are kept ----

#[test]
fn promises_kept_on_time_are_counted_by_hand() {
    let office = later();
    let add = |flags: &str| office.makes(&format!("activity add --year 2025 {flags}"));
    let kept = add("--title Tepat --owner DLH --due-on 2025-03-31");
    let over = add("--title Lewat --owner DLH --due-on 2025-03-31");
    let late = add("--title Terlambat --owner DLH --due-on 2025-05-31");
    let open = add("--title Nanti --owner DLH --due-on 2025-12-31");
    let gone = add("--title Batal --owner DLH --due-on 2025-03-31");
    let turns = add("--title Laporan --owner DINKES --months semesteran --target 2");
    let alone = add("--title \"Tanpa pemilik\" --due-on 2025-06-30");
    office.types(&format!("activity done {kept} --on 2025-03-31")).succeeds();
    office.types(&format!("activity done {over} --on 2025-04-01")).succeeds();
    office.types(&format!("activity drop {gone} --on 2025-02-03 --reason x")).succeeds();
    // Both turns by the last day of the last one.
    office.types(&format!("activity progress {turns} --quantity 1 --on 2025-07-10")).succeeds();
    office.types(&format!("activity progress {turns} --quantity 1 --on 2025-12-31")).succeeds();
    let owners = |day: &str| {
        let rows = office.types(&format!("report promises --part owners --as-of {day} -O csv")).rows();
        let keys = ["owner", "open", "late", "done_on_time", "done_late", "dropped"];
        // Three digits are enough to tell a third.
        let share = |row: &Record| row["share"].chars().take(5).collect::<String>();
        rows.iter()
            .map(|row| format!("{} {}", keys.map(|key| row[key].clone()).join(" "), share(row)))
            .collect::<Vec<_>>()
    };
    // DLH on 30 June: one on time of one on time, one late and one that is late still. DINKES' first turn ends on that day.
    assert_eq!(
        owners("2025-06-30"),
        ["department/DINKES 1 0 0 0 0 ", "department/DLH 2 1 1 1 1 0.333", " 1 0 0 0 0 "]
    );
    // The day after, DINKES is late with its first turn, and so is what nobody owns.
    assert_eq!(
        owners("2025-07-01"),
        ["department/DINKES 1 1 0 0 0 0", "department/DLH 2 1 1 1 1 0.333", " 1 1 0 0 0 0"]
    );
    assert_eq!(
        owners("2025-12-31"),
        ["department/DINKES 0 0 1 0 0 1", "department/DLH 2 1 1 1 1 0.333", " 1 1 0 0 0 0"]
    );
    // 2 on time of 2 on time, 1 late and 2 that are late still.
    let total = office.types("report promises --part owners --as-of 2025-12-31");
    total.shows("40,0 %");
    let promises =
        |flags: &str| office.types(&format!("report promises --part promises -O csv {flags}")).column("code");
    assert_eq!(promises("--as-of 2025-07-01"), [&*late, &turns, &alone, &open]);
    assert_eq!(promises("--as-of 2025-07-01 --late"), [&*late, &turns, &alone]);
    assert_eq!(promises("--as-of 2025-07-01 --department DLH"), [&*late, &open]);
}

// ---- the plan of the next year ----

#[test]
fn the_plan_of_a_year_is_copied_once_onto_an_empty_one_without_what_was_done() {
    let office = later();
    let add = |flags: &str| office.makes(&format!("activity add --year 2024 {flags}"));
    let above = add(
        "--title Induk --sipd-code 4.01.02.2.04.0001 --target \"12 Dokumen\" --budget 100jt --source apbd --owner SETDA",
    );
    let under = add(&format!(
        "--title Anak --parent {above} --due-on 2024-02-29 --budget 10jt --owner DLH --note Catatan"
    ));
    add(&format!("--title Cucu --parent {under} --months triwulanan --target \"4 Laporan\" --owner DLH"));
    let gone = add("--title Batal --owner DLH");
    office.types(&format!("activity drop {gone} --on 2024-05-01 --reason Digabung")).succeeds();
    let meeting = office.makes("meeting add --title Rapat --meets-on 2024-03-01");
    add(&format!("--title Janji --owner DLH --meeting {meeting}"));
    office.types(&format!("activity progress {under} --quantity 1 --spent 9jt --on 2024-02-20")).succeeds();
    office.types(&format!("activity budget {above} --to 120jt --on 2024-07-01 --basis DPPA")).succeeds();
    office.types(&format!("activity done {above} --on 2024-12-31 --outcome Baik")).succeeds();
    let before = office.export();
    office.types_in_vain("activity copy 2023 2025").is_refused("2023");
    office.types_in_vain("activity copy 2024 2024").is_refused("2024 sudah berisi");
    office.types_in_vain("activity copy 2024 2025 --dry-run").succeeds();
    let copied = office.types("activity copy 2024 2025");
    copied.succeeds().says("Tidak disalin: 2").says("Rencana 2025 berisi 3 aktivitas");
    let rows = listed(&office, "--year 2025");
    let codes: Vec<&str> = rows.iter().map(|row| row["code"].as_str()).collect();
    assert_eq!(copied.lines(), codes, "the answer is the codes");
    let keys = [
        "title", "parent", "due_on", "budget", "target", "months", "recurs", "owner", "realised", "spent",
        "note",
    ];
    let told: Vec<[&str; 11]> = rows.iter().map(|row| keys.map(|key| row[key].as_str())).collect();
    assert_eq!(
        told,
        [
            // Its budget as it was last revised.
            ["Induk", "", "", "120000000", "12", "", "", "department/SETDA", "", "", ""],
            // 29 February of a year that has none is the 28th.
            ["Anak", codes[0], "2025-02-28", "10000000", "", "", "", "department/DLH", "", "", ""],
            ["Cucu", codes[1], "", "", "4", "3,6,9,12", "quarterly", "department/DLH", "", "", ""],
        ]
    );
    assert_eq!((rows[0]["done_on"].as_str(), rows[0]["outcome"].as_str()), ("", ""));
    // Onto a full one nothing is copied, and nothing doubled.
    office.types_in_vain("activity copy 2024 2025").is_refused("rencana 2025 sudah berisi 3 aktivitas");
    assert_eq!(listed(&office, "--year 2025").len(), 3);
    office.types("undo").succeeds();
    assert!(before == office.export(), "undo left something behind");
}

#[test]
fn what_a_meeting_promised_besides_does_not_keep_a_year_from_being_planned() {
    let office = later();
    office.types("activity add --year 2025 --title Rencana").succeeds();
    let meeting = office.makes("meeting add --title Rapat --meets-on 2026-06-01");
    office.types(&format!("activity add --year 2026 --title Janji --meeting {meeting}")).succeeds();
    office.types("activity copy 2025 2026").succeeds();
    let titles: Vec<String> =
        listed(&office, "--year 2026").into_iter().map(|mut r| r.remove("title").unwrap()).collect();
    assert_eq!(titles, ["Janji", "Rencana"]);
}

// ---- what it comes from ----

/// An agreement with an obstacle of it, and two solutions proposed.
fn hindered() -> Office {
    let office = Office::founded();
    for line in [
        "agreement add --title Sampah --kind ksdpk --document pks --department DLH --signed-on 2024-03-01 --ends-on 2027-02-28",
        "obstacle log --agreement KS-2025-0001 --title \"Truk kurang\" --category LAPANGAN --on 2025-01-02 --due 2025-03-31 --owner DINKES",
        "obstacle propose K-0001 --text \"Menyewa truk\" --owner DLH --on 2025-01-03 --cost-from 40jt --cost-to 60jt --cost-source APBD",
        "obstacle propose K-0001 --text \"Mengubah rute\" --owner DLH --on 2025-01-03 --cost-from 5jt",
    ] {
        office.types(line).succeeds();
    }
    office
}

/// What is taken over from a record, as one line.
fn taken_over(office: &Office, code: &str) -> String {
    let row = listed(office, &format!("--code {code}")).remove(0);
    ["year", "title", "owner", "due_on", "budget", "source", "agreed_on", "origin"]
        .map(|key| row[key].as_str())
        .join("|")
}

#[test]
fn a_chosen_solution_becomes_an_activity_once() {
    let office = hindered();
    office
        .types_in_vain("activity from K-0001/1")
        .is_refused("K-0001/1 belum dipilih")
        .says("obstacle choose K-0001 1");
    office.types("obstacle choose K-0001 1 --on 2025-01-06 --due 2025-02-10").succeeds();
    office.types_in_vain("activity from K-0001/1 --dry-run").succeeds();
    let code = office.makes("activity from K-0001/1");
    assert_eq!(
        taken_over(&office, &code),
        "2025|Menyewa truk|department/DLH|2025-02-10|60000000|apbd|2025-01-06|solution/K-0001/1"
    );
    office.types_in_vain("activity from K-0001/1").is_refused(&code).says(&format!("activity show {code}"));
    office.types_in_vain("activity from solution/K-0001/1").is_refused(&code);
    // What was given up does not keep it from being promised anew; what is typed goes before what is taken over.
    office.types(&format!("activity drop {code} --reason Keliru")).succeeds();
    let again =
        office.makes("activity from K-0001/1 --owner DINKES --due-on 2025-02-20 --budget 55jt --title Truk");
    assert_eq!(
        taken_over(&office, &again),
        "2025|Truk|department/DINKES|2025-02-20|55000000|apbd|2025-01-06|solution/K-0001/1"
    );
    office.types("obstacle choose K-0001 2 --on 2025-01-07").succeeds();
    let plain = office.makes("activity from K-0001/2");
    assert_eq!(
        taken_over(&office, &plain),
        "2025|Mengubah rute|department/DLH||5000000||2025-01-07|solution/K-0001/2",
        "the lower price where there is no upper one"
    );
}

#[test]
fn an_evaluation_a_decision_and_an_obstacle_become_activities_once() {
    let office = hindered();
    office
        .types("evaluate KS-2025-0001 --period 2024-S2 --as department --answer EF1=all --recommend amend --advice \"Menambah truk\" --on 2025-01-10")
        .succeeds();
    office
        .types("evaluate KS-2025-0001 --period 2024-S2 --as secretariat --answer EF1=all --recommend amend --on 2025-01-13")
        .succeeds();
    office
        .types("agreement decide KS-2025-0001 amend --on 2025-01-14 --by Sekda --valid-until 2025-02-20")
        .succeeds();
    for (record, taken) in [
        (
            "KS-2025-0001/2024-S2/department",
            "2025|Menambah truk|department/DLH||||2025-01-10|evaluation/KS-2025-0001/2024-S2/department",
        ),
        (
            "KS-2025-0001/2024-S2/secretariat",
            "2025|Sampah: diubah (addendum)|department/DLH||||2025-01-13|evaluation/KS-2025-0001/2024-S2/secretariat",
        ),
        (
            "decision/KS-2025-0001/1",
            "2025|Sampah: diubah (addendum)|department/DLH|2025-02-20|||2025-01-14|decision/KS-2025-0001/1",
        ),
        ("K-0001", "2025|Truk kurang|department/DINKES|2025-03-31||||obstacle/K-0001"),
    ] {
        let code = office.makes(&format!("activity from {record}"));
        assert_eq!(taken_over(&office, &code), taken);
        office.types_in_vain(&format!("activity from {record}")).is_refused(&code);
    }
    for record in ["K-0009", "K-0001/7", "KS-2025-0001/9", "entah"] {
        office.types_in_vain(&format!("activity from {record}")).exits(2);
    }
}

#[test]
fn what_is_done_closes_what_it_came_from_in_one_operation() {
    let office = hindered();
    office.types("obstacle choose K-0001 1 --on 2025-01-06 --due 2025-02-10").succeeds();
    let code = office.makes("activity add --year 2025 --title \"Menyewa truk\" --origin K-0001/1");
    let solution = || office.types("obstacle solution list --columns all -O csv").rows().remove(0);
    let before = office.export();
    office
        .types_in_vain(&format!("activity done {code} --origin solved"))
        .is_refused("`--origin`")
        .says("worked");
    office
        .types(&format!("activity done {code} --on 2025-01-14 --outcome \"Truk disewa\" --origin worked"))
        .prints(&format!("{code}\n"));
    let closed = solution();
    assert_eq!(
        ["outcome", "outcome_on", "outcome_note"].map(|key| closed[key].as_str()),
        ["worked", "2025-01-14", &code]
    );
    assert_eq!(on(&office, &code, "state", "2025-01-14"), "done");
    // One operation: both come back.
    office.types("undo").succeeds();
    assert!(before == office.export(), "undo took back only a part");
    // Without a word about it, one is told by which command.
    let told = office.types(&format!("activity done {code}"));
    told.succeeds().says("sinergi obstacle outcome K-0001 1 worked");
    assert_eq!(solution()["outcome"], "");
    office.types("undo").succeeds();
    office.types("obstacle outcome K-0001 1 failed --on 2025-01-12").succeeds();
    office.types_in_vain(&format!("activity done {code} --origin worked")).is_refused(&code);
    let quiet = office.types(&format!("activity done {code}"));
    assert!(!quiet.succeeds().stderr.contains("obstacle outcome"), "{quiet}");
}

#[test]
fn a_decision_and_an_obstacle_are_closed_with_what_was_promised_for_them() {
    let office = hindered();
    office.types("agreement decide KS-2025-0001 amend --on 2025-01-13 --by Sekda").succeeds();
    let one = office.makes("activity add --year 2025 --title Addendum --origin decision/KS-2025-0001/1");
    let two = office.makes("activity add --year 2025 --title Truk --origin K-0001");
    office.types(&format!("activity done {one}")).says("agreement decision edit KS-2025-0001/1 --closed-on");
    office.types(&format!("activity edit {one} --done-on \"\"")).succeeds();
    office.types(&format!("activity done {one} --on 2025-01-14 --origin carried-out")).succeeds();
    assert_eq!(office.types("agreement decision list -O csv").rows()[0]["closed_on"], "2025-01-14");
    office.types(&format!("activity done {two} --on 2025-01-14 --origin solved")).succeeds();
    assert_eq!(office.types("obstacle list -O csv").rows()[0]["state"], "solved");
    office.types("undo").succeeds();
    assert_eq!(office.types("obstacle list -O csv").rows()[0]["state"], "open");
    // The target that is reached says the same.
    let three = office.makes("activity add --year 2025 --title Rute --origin K-0001/2 --target 2");
    office
        .types(&format!("activity progress {three} --quantity 2"))
        .says(&format!("{three} selesai: targetnya tercapai."))
        .says("sinergi obstacle outcome K-0001 2 worked");
}

#[test]
fn a_solution_that_is_promised_is_due_as_the_promise_alone() {
    let office = hindered();
    office.types("obstacle choose K-0001 1 --on 2025-01-06 --due 2025-02-10").succeeds();
    assert!(due(&office, "2025-01-15").contains(&"K-0001/1/try".to_owned()));
    let code = office.makes(
        "activity add --year 2025 --title \"Menyewa truk\" --origin K-0001/1 --due-on 2025-02-10 --owner DLH --agreed-on 2025-01-08",
    );
    let keys = due(&office, "2025-01-15");
    assert!(keys.contains(&format!("{code}/done")) && !keys.contains(&"K-0001/1/try".to_owned()), "{keys:?}");
    // The day before it was agreed on, the solution itself was due.
    let keys = due(&office, "2025-01-07");
    assert!(!keys.contains(&format!("{code}/done")) && keys.contains(&"K-0001/1/try".to_owned()), "{keys:?}");
    let row = office
        .types("due -O csv")
        .rows()
        .into_iter()
        .find(|row| row["key"] == format!("{code}/done"))
        .unwrap();
    assert_eq!(
        ["on", "days", "what", "who", "department"].map(|key| row[key].as_str()),
        ["2025-02-10", "26", "deliver", "DLH", "DLH"]
    );
    office.types(&format!("due ack {code}/done --until +7d --reason Menunggu")).succeeds();
    assert!(!due(&office, "2025-01-16").contains(&format!("{code}/done")));
    office.types("undo").succeeds();
    office.types(&format!("activity drop {code} --reason Keliru")).succeeds();
    let keys = due(&office, "2025-01-15");
    assert!(!keys.contains(&format!("{code}/done")) && keys.contains(&"K-0001/1/try".to_owned()), "{keys:?}");
}

#[test]
fn what_an_activity_or_an_agenda_names_is_not_removed_nor_undone() {
    let office = hindered();
    let code = office.makes("activity add --year 2025 --title \"Menyewa truk\" --origin K-0001/1");
    let meeting = office.makes("meeting add --title Rapat --meets-on 2025-01-20");
    office
        .types(&format!("meeting item add {meeting} --topic other --title Sampah --record KS-2025-0001"))
        .succeeds();
    office
        .types(&format!("meeting item add {meeting} --topic promise --title Truk --record {code}"))
        .succeeds();
    let promised = office.makes(&format!("activity add --year 2025 --title Janji --meeting {meeting}"));
    for (line, list, finds) in [
        ("obstacle solution remove K-0001/1 --yes", "sinergi activity list --origin K-0001/1", &code),
        ("obstacle remove K-0001 --yes", "sinergi activity list --origin K-0001", &code),
        ("agreement remove KS-2025-0001 --yes", "sinergi meeting item list --record KS-2025-0001", &meeting),
        (
            &*format!("activity remove {code} --yes"),
            &*format!("sinergi meeting item list --record {code}"),
            &meeting,
        ),
        (
            &*format!("meeting remove {meeting} --yes"),
            &*format!("sinergi activity list --meeting {meeting}"),
            &promised,
        ),
    ] {
        office.types_in_vain(line).is_refused(list);
        // The command that is named shows what is in the way.
        office.types(&format!("{} -O csv", list.strip_prefix("sinergi ").unwrap())).succeeds().shows(finds);
    }
    // Operations 1 to 4 are those of the hindered office; 5 is the activity, 6 the meeting, 7 and 8 its items, 9 the promise.
    for (made, later) in [(3, "#5"), (2, "#3"), (1, "#7"), (5, "#8"), (6, "#9")] {
        office.types_in_vain(&format!("undo {made}")).is_refused(later);
    }
    // The second solution is named by nothing: it goes.
    office.types("undo 4").succeeds();
    for back in [9, 8, 7, 6, 5, 3, 2, 1] {
        office.types(&format!("undo {back}")).succeeds();
    }
    assert_eq!(office.number("SELECT count(*) FROM agreement"), 0);
}

#[test]
fn the_sheet_of_a_record_tells_what_was_promised_for_it() {
    let office = hindered();
    let code = office
        .makes("activity add --year 2025 --title \"Menyewa truk\" --origin K-0001/1 --agreed-on 2025-01-08");
    let own = office.makes("activity add --year 2025 --title \"Menambah sopir\" --origin K-0001");
    let addendum = office.makes("activity add --year 2025 --title Addendum --origin KS-2025-0001");
    office.types("obstacle show K-0001").shows("Aktivitas (2)").shows(&code).shows(&own);
    office.types("agreement show KS-2025-0001").shows("Aktivitas").shows(&addendum);
    office.types(&format!("activity progress {code} --spent 1jt --note Uang muka")).exits(2);
    office.types(&format!("activity progress {code} --spent 1jt --note \"Uang muka\"")).succeeds();
    office
        .types(&format!("activity show {code}"))
        .shows("K-0001/1")
        .shows("Realisasi (1)")
        .shows("Uang muka")
        .shows("1.000.000");
}

// ---- what others plan ----

const SIPD: &str = "tahun,nama_sub_skpd,kode_sub_giat,nama_sub_giat,tolak_ukur_output,satuan_output,target_teks_output,pagu\n\
    2025,Sekretariat Daerah,4.01.02.2.04.0001,Fasilitasi Kerja Sama Dalam Negeri,Jumlah dokumen,Dokumen,15 Dokumen,125400000\n\
    2025,Sekretariat Daerah,4.01.02.2.04.0003,Evaluasi Pelaksanaan Kerja Sama,Jumlah laporan,Laporan,4 Laporan,68250000\n\
    2025,Dinas Kesehatan,1.02.01.2.08.0004,Penyediaan Jasa Pelayanan Umum,Jumlah orang,Orang/bulan,105/14 Orang/bulan,50000000\n\
    2025,Dinas Pendidikan,1.01.01.2.08.0004,Penyediaan Jasa Pelayanan Umum,Jumlah orang,Orang,\"1.250 Orang\",40000000\n\
    2025,Dinas Sosial,1.01.01.2.08.0004,Penyediaan Jasa Pelayanan Umum,Jumlah orang,Orang,9 Orang,30000000\n\
    2026,Sekretariat Daerah,4.01.02.2.04.0001,Fasilitasi Kerja Sama Dalam Negeri,Jumlah dokumen,Dokumen,20 Dokumen,130000000\n\
    2025,Sekretariat Daerah,4.01.02.2.041.0001,Yang lain,Jumlah dokumen,Dokumen,1 Dokumen,7000000\n";

#[test]
fn the_national_planning_system_is_read_by_its_own_headings() {
    let office = Office::founded();
    office.write("renja.csv", SIPD);
    let before = office.export();
    let line = "import activities renja.csv --lang en";
    let answer = office.types(line);
    assert_eq!((tally(answer.succeeds()).rows, tally(&answer).new), (7, 7));
    let rows = listed(&office, "");
    let keys =
        ["year", "sipd_code", "title", "indicator", "target", "unit", "target_text", "owner", "budget"];
    let told: Vec<[&str; 9]> = rows.iter().map(|row| keys.map(|key| row[key].as_str())).collect();
    assert_eq!(
        told[0],
        [
            "2025",
            "4.01.02.2.04.0001",
            "Fasilitasi Kerja Sama Dalam Negeri",
            "Jumlah dokumen",
            "15",
            "Dokumen",
            "15 Dokumen",
            "department/SETDA",
            "125400000"
        ]
    );
    // What reads as no number stays as it was written, and the target is not known.
    assert_eq!(told[2][4..], ["", "Orang/bulan", "105/14 Orang/bulan", "department/DINKES", "50000000"]);
    assert_eq!(told[3][4..6], ["1250", "Orang"], "1.250 are twelve hundred and fifty");
    // One title, three departments; one title and code, two years.
    let of = |title: &str| rows.iter().filter(|row| row["title"] == title).count();
    assert_eq!((of("Penyediaan Jasa Pelayanan Umum"), of("Fasilitasi Kerja Sama Dalam Negeri")), (3, 2));
    // The same again: nothing new, nothing doubled, in whatever order.
    office.types_in_vain(line).succeeds();
    let mut lines: Vec<&str> = SIPD.lines().collect();
    lines[1..].reverse();
    office.write("balik.csv", lines.join("\n"));
    let again = office.types_in_vain("import activities balik.csv --lang en");
    assert_eq!((tally(again.succeeds()).known, listed(&office, "").len()), (7, 7));
    // A corrected budget changes its own row alone.
    office.write("renja.csv", SIPD.replace("9 Orang,30000000", "9 Orang,31000000"));
    assert_eq!(tally(&office.types(line)).changed, 1);
    let social = listed(&office, "--owner DINSOS");
    assert_eq!((social.len(), social[0]["budget"].as_str()), (1, "31000000"));
    // 125.4 + 68.25 + 50 + 40 + 31 + 7 = 321.65 of 2025.
    assert_eq!(totals(&office, "report plan --year 2025 --width 300")[0], "321.650.000");
    goes_out_and_in_again(&office);
    office.types("undo").succeeds();
    office.types("undo").succeeds();
    assert!(before == office.export(), "undo left something behind");
}

#[test]
fn only_the_rows_of_a_code_come_in_where_one_is_named() {
    let office = Office::founded();
    office.write("renja.csv", SIPD);
    // Three rows begin with the code; `4.01.02.2.041` is another.
    let answer = office.types("import activities renja.csv --code 4.01.02.2.04 --lang en");
    answer.succeeds().says("7 rows: 3 new, 0 changed, 0 known, 4 of other codes");
    let codes: Vec<String> =
        listed(&office, "").into_iter().map(|mut row| row.remove("sipd_code").unwrap()).collect();
    assert_eq!(codes, ["4.01.02.2.04.0001", "4.01.02.2.04.0003", "4.01.02.2.04.0001"]);
    // A code that is written with its last dot, or whole, is the same code.
    office.types_in_vain("import activities renja.csv --code 4.01.02.2.04. --lang en").says("3 known");
    office.types_in_vain("import activities renja.csv --code 4.01.02.2.04.0003 --lang en").says("1 known");
    office.types_in_vain("import activities renja.csv --code 4.01.02.2.0 --lang en").says("7 of other codes");
    office.write("tanpa.csv", "tahun,nama kegiatan\n2025,X\n");
    office.types_in_vain("import activities tanpa.csv --code 4.01").is_refused("sipd_code");
    // The rest comes in beside it.
    office.types("import activities renja.csv --lang en").says("4 new, 0 changed, 3 known");
}

#[test]
fn a_real_regional_plan_comes_in_whole_and_its_sums_are_those_of_the_file() {
    let Some(path) = data("bengkulu-utara/renja2026.csv") else { return };
    let office = Office::founded();
    let before = office.export();
    let line = format!("import activities \"{}\" --lang en", path.display());
    let answer = office.types(&line);
    assert_eq!((tally(answer.succeeds()).rows, tally(&answer).new), (2189, 2189));
    // The file itself, by other code than the program's: its budgets by SIPD code.
    let by_code = |rows: &[Record], code: &str, money: &str| {
        let mut sums: BTreeMap<String, (usize, i64)> = BTreeMap::new();
        for row in rows {
            let sum = sums.entry(row[code].trim().to_owned()).or_default();
            *sum = (sum.0 + 1, sum.1 + row[money].trim().parse::<i64>().unwrap_or(0));
        }
        sums
    };
    let wanted = by_code(&sheet(&path), "kode_sub_giat", "pagu");
    let stored = office.types("export activities -O csv").rows();
    assert_eq!(by_code(&stored, "sipd_code", "budget"), wanted);
    let whole: i64 = wanted.values().map(|(_, money)| money).sum();
    let plan = office.types("report plan --year 2026 -O csv").rows();
    assert_eq!((plan.len(), sum(&plan, "budget")), (2189, whole));
    for part in ["sources", "departments"] {
        let money = office.types(&format!("report budget --year 2026 --part {part} -O csv")).rows();
        assert_eq!((sum(&money, "activities"), sum(&money, "planned")), (2189, whole), "{part}");
    }
    // Every target that reads as a number and its unit was read: its digits are those of its words.
    for row in &stored {
        let (number, unit) = row["target_text"].trim().split_once(' ').unwrap_or((&row["target_text"], "x"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if digits(number) && unit.trim().chars().all(char::is_alphabetic) {
            assert_eq!(row["target"], number, "{}", row["target_text"]);
        }
    }
    let again = office.types_in_vain(&line);
    assert_eq!(tally(again.succeeds()).known, 2189);
    goes_out_and_in_again(&office);
    office.types("undo").succeeds();
    assert!(before == office.export(), "undo left something behind");
}

#[test]
fn the_section_of_cooperation_is_taken_out_of_a_real_plan() {
    let Some(path) = data("bengkulu-utara/renja2026.csv") else { return };
    let office = Office::founded();
    office
        .types(&format!("import activities \"{}\" --code 4.01.02.2.04 --lang en", path.display()))
        .succeeds()
        .says("2189 rows: 3 new, 0 changed, 0 known, 2186 of other codes");
    let rows = listed(&office, "");
    assert_eq!((rows.len(), sum(&rows, "budget")), (3, 310_000_000));
    assert_eq!(totals(&office, "report plan --year 2026 --width 300")[0], "310.000.000");
}

#[test]
fn a_real_list_of_activities_comes_in_by_its_own_headings() {
    let Some(path) = data("kulon-progo/activities.csv") else { return };
    let office = Office::founded();
    let before = office.export();
    let line = format!("import activities \"{}\" --lang en", path.display());
    let answer = office.types(&line);
    assert_eq!((tally(answer.succeeds()).rows, tally(&answer).new), (472, 472));
    let (source, stored) = (sheet(&path), office.types("export activities -O csv").rows());
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (row, record) in source.iter().zip(&stored) {
        assert_eq!(plain(&row["aktifitas"]), plain(&record["title"]));
        assert_eq!((&row["tahun"], &row["id"]), (&record["year"], &record["source_id"]));
    }
    assert_eq!(sum(&stored, "budget"), sum(&source, "biaya"));
    office.types_in_vain(&line).succeeds().says("472 known");
    goes_out_and_in_again(&office);
    office.types("undo").succeeds();
    assert!(before == office.export(), "undo left something behind");
}
