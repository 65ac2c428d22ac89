//! Which evaluations are owed, of what and by whom, and what came in time.

use crate::answer::Record;
use crate::office::Office;

/// An office with agreements of every sort that matters for what is owed.
pub(crate) fn owing() -> Office {
    let office = Office::founded();
    let term = "--signed-on 2023-01-01 --ends-on 2027-12-31";
    for line in [
        format!("--title Payung --document kb --department DLH {term}"),
        format!("--title Turunan --document pks --department DLH --parent KS-2025-0001 {term}"),
        format!("--title \"Payung lain\" --document kb --department DINKES {term}"),
        format!("--title Tamu --document pks --department DLH --standing joined {term}"),
        "--title Habis --document pks --department DLH --signed-on 2022-01-01 --ends-on 2024-06-30"
            .to_owned(),
        "--title Permohonan --document pks --department DLH --requested-on 2024-01-01".to_owned(),
        "--title Tanpa --document pks --signed-on 2024-12-31 --ends-on 2027-12-31".to_owned(),
    ] {
        office.types(&format!("agreement add --kind ksdpk {line}")).succeeds();
    }
    office
}

fn due(office: &Office, flags: &str) -> Vec<[String; 3]> {
    let rows = office.types(&format!("report evaluations-due --part departments {flags} -O csv")).rows();
    rows.into_iter().map(|r| ["department", "expected", "received"].map(|key| r[key].clone())).collect()
}

#[test]
fn operative_documents_owe_and_umbrellas_only_with_nothing_under_them() {
    let office = owing();
    let line = |a: &str, b: &str, c: &str| [a.to_owned(), b.to_owned(), c.to_owned()];
    // The one under the umbrella, the umbrella alone, and the one that nobody leads, signed on the last day.
    assert_eq!(due(&office, ""), [line("", "3", "0"), line("DINKES", "3", "0"), line("DLH", "3", "0")]);
    office
        .types("report evaluations-due --part departments --lang en")
        .shows("Left out: 1 (hosted by others).");
    assert_eq!(
        due(&office, "--period 2024-S1")[1],
        line("DLH", "6", "0"),
        "the lapsed one was in force then"
    );
    assert_eq!(
        due(&office, "--period 2024"),
        [line("", "3", "0"), line("DINKES", "6", "0"), line("DLH", "9", "0")]
    );
    assert!(due(&office, "--period 2025-S2").is_empty(), "it has not begun");
    office.types("setting edit evaluations_by_kind --value ksdpk=1").succeeds();
    assert_eq!(due(&office, "--period 2024")[1], line("DINKES", "3", "0"), "once a year");
    office.types("setting edit assessors_by_kind --value \"ksdpk=opd+sekretariat\"").succeeds();
    assert_eq!(due(&office, "--period 2024")[1], line("DINKES", "2", "0"));
    office.types("setting edit evaluations_by_kind --value ksdpk=0").succeeds();
    assert!(due(&office, "").is_empty());
    for (name, value) in [
        ("evaluations_a_year", "3"),
        ("evaluations_by_kind", "ksdpk=5"),
        ("assessors", "gubernur"),
        ("assessors_by_kind", "ksdpk"),
        ("semester_columns", "judul"),
        ("evaluation_days", "sebulan"),
    ] {
        office.types_in_vain(&format!("setting edit {name} --value {value}")).exits(2).says(value);
    }
}

#[test]
fn an_umbrella_is_silenced_only_by_what_is_carried_out_under_it_in_that_period() {
    let office = Office::founded();
    let term = "--signed-on 2020-01-01 --ends-on 2027-12-31";
    for line in [
        format!("--title Payung --document kb --department DLH {term}"),
        // Over before the period, not carried out itself, not signed: none of them speaks for the umbrella.
        "--title Lama --document pks --parent KS-2025-0001 --signed-on 2020-01-01 --ends-on 2023-12-31"
            .to_owned(),
        format!("--title Niat --document loi --parent KS-2025-0001 {term}"),
        "--title Usul --document pks --parent KS-2025-0001 --requested-on 2024-01-01".to_owned(),
    ] {
        office.types(&format!("agreement add --kind ksdpk {line}")).succeeds();
    }
    assert_eq!(due(&office, "--department DLH")[0][1], "3", "the umbrella itself");
    office
        .types("agreement add --kind ksdpk --title Baru --document pks --department DLH --parent KS-2025-0001 --signed-on 2024-12-01 --ends-on 2027-12-31")
        .succeeds();
    let missing = |flags: &str| {
        let rows =
            office.types(&format!("report evaluations-due --part missing --department DLH {flags} -O csv"));
        let mut codes = rows.column("agreement");
        codes.dedup();
        codes
    };
    assert_eq!(missing(""), ["KS-2025-0005"]);
    assert_eq!(missing("--period 2024-S1"), ["KS-2025-0001"], "it was not there yet in the first half");
    // An evaluation in which nothing is answered is none that came.
    office
        .types("evaluation add --agreement KS-2025-0005 --period 2024-S2 --assessor department --instrument MONEV.1 --answered-on 2025-01-10")
        .succeeds();
    let received = |office: &Office| due(office, "--department DLH")[0][2].clone();
    assert_eq!(received(&office), "0");
    office.types("evaluate KS-2025-0005 --as opd --answer EF1=all").succeeds();
    assert_eq!(received(&office), "1");
}

#[test]
fn what_is_received_and_in_time_is_told_with_what_is_missing() {
    let office = owing();
    office.types("evaluate KS-2025-0002 --as opd --answer EF1=all --on 2025-01-10").succeeds();
    office.types("setting edit evaluation_days --value 5").succeeds();
    office.types("evaluate KS-2025-0002 --as mitra --answer EF1=all --on 2025-01-05").succeeds();
    let departments = office.types("report evaluations-due --part departments -O csv").rows();
    let dlh = departments.iter().find(|r| r["department"] == "DLH").unwrap();
    let numbers = ["expected", "received", "on_time", "missing"].map(|key| dlh[key].as_str());
    assert_eq!(numbers, ["3", "2", "1", "1"], "on time until 5 January");
    let missing = office.types("report evaluations-due --part missing --department DLH -O csv").rows();
    let told = ["agreement", "title", "period", "assessor", "due_on", "days_late"]
        .map(|key| missing[0][key].as_str());
    assert_eq!(told, ["KS-2025-0002", "Turunan", "2024-S2", "secretariat", "2025-01-05", "10"]);
    assert_eq!(missing.len(), 1);
    let reporting = office.types("report reporting -O csv").rows();
    let told: Vec<[&str; 3]> = reporting
        .iter()
        .map(|r| ["department", "missing", "agreements"].map(|key| r[key].as_str()))
        .collect();
    assert_eq!(told, [["DINKES", "1", "KS-2025-0003"]], "DLH has handed in its own");
}

#[test]
fn what_is_owed_stands_in_due_and_on_the_first_screen() {
    let office = owing();
    let items = |flags: &str| -> Vec<String> {
        let rows = office.types(&format!("due {flags} -O csv")).rows();
        let line = |r: &Record| ["on", "key", "title", "what", "who"].map(|key| r[key].as_str()).join(" ");
        rows.iter().filter(|r| r["what"] == "evaluate").map(line).collect()
    };
    assert_eq!(
        items(""),
        [
            "2025-01-30 DINKES/evaluations Evaluasi 2024-S2: 2 belum masuk evaluate DINKES",
            "2025-01-30 DLH/evaluations Evaluasi 2024-S2: 2 belum masuk evaluate DLH",
            "2025-01-30 secretariat/evaluations Evaluasi 2024-S2: 5 belum masuk evaluate secretariat",
        ],
        "a department owes its own and asks its partner"
    );
    assert_eq!(items("--for DLH").len(), 1);
    assert_eq!(items("--department DINKES").len(), 1);
    assert_eq!(items("--for secretariat").len(), 1);
    office.types("due --message DLH").shows("Evaluasi 2024-S2: 2 belum masuk");
    office.types("due ack dlh/evaluations --until +5d --reason Menunggu").succeeds();
    office.types("due ack secretariat/evaluations --until +5d --reason Menunggu").succeeds();
    assert_eq!(items("").len(), 1);
    assert_eq!(items("--as-of 2025-01-21").len(), 3);
    office
        .types_in_vain("due ack DISDIK/evaluations --until +5d --reason X")
        .is_refused("DISDIK/evaluations");
    let status = office.types("status --part attention -O csv").rows();
    let line = status.iter().find(|r| r["what"] == "evaluations-missing").unwrap();
    assert_eq!(line["records"], "9");
}
