//! Whether agreements lie within the mandates of their departments, and where there are none.

use crate::office::Office;

/// Two departments with mandates of their own, and agreements in force of each.
fn office() -> Office {
    let office = Office::founded();
    for (department, affair, rest) in [
        ("DLH", "2.11", ""),
        ("DLH", "1.04", "--valid-to 2024"),
        ("DINKES", "1.02", ""),
        ("RSUD", "1.02", ""),
    ] {
        if department == "RSUD" {
            office.types("department add --code RSUD --kind upt --name \"RSUD Uji\"").succeeds();
        }
        let known = office.types(&format!("department mandate show {department}/{affair}"));
        if known.code == Some(0) {
            office
                .types(&format!(
                    "department mandate edit {department}/{affair} {}",
                    if rest.is_empty() { "--legal-basis Perda" } else { rest }
                ))
                .succeeds();
        } else {
            office.types(&format!("department mandate add {department} --affair {affair} {rest}")).succeeds();
        }
    }
    office
}

fn add(office: &Office, flags: &str) -> String {
    office.makes(&format!(
        "agreement add --kind ksdpk --document pks --title Uji --signed yes --signed-on 2024-03-01 --ends-on 2027-02-28 {flags}"
    ))
}

fn lines(office: &Office, flags: &str) -> Vec<String> {
    let rows = office.types(&format!("report alignment --part departments -O csv {flags}")).rows();
    let keys = ["department", "agreements", "aligned", "outside", "unknown", "share"];
    rows.iter().map(|row| keys.map(|key| row[key].as_str()).join(" ").trim_end().to_owned()).collect()
}

#[test]
fn what_a_department_was_given_is_judged_and_the_rest_is_said_to_be_unknown() {
    let office = office();
    add(&office, "--department DLH --affair 2.11");
    let housing = add(&office, "--department DLH --affair 1.04");
    let health = add(&office, "--department DLH --affair 1.02");
    let no_affair = add(&office, "--department DLH");
    let nobody = add(&office, "--affair 1.02");
    // Of four of DLH one is aligned, two are outside: 1 of 3 that can be judged. The mandate for housing ended with 2024.
    assert_eq!(lines(&office, ""), ["DLH 4 1 2 1 0.3333333333333333", " 1 0 0 1"]);
    let told = |flags: &str| -> Vec<String> {
        let rows = office.types(&format!("report alignment --part agreements -O csv {flags}")).rows();
        rows.iter()
            .map(|row| format!("{} {} {}", row["agreement"], row["alignment"], row["held_by"]))
            .collect()
    };
    assert_eq!(
        told(""),
        [
            format!("{housing} outside DISPERKIM"),
            format!("{health} outside DINKES, RSUD"),
            format!("{no_affair} no-affair "),
            format!("{nobody} no-department DINKES, RSUD"),
        ]
    );
    // On the last day of 2024 housing still was theirs.
    assert_eq!(lines(&office, "--as-of 2024-12-31"), ["DLH 4 2 1 1 0.6666666666666666", " 1 0 0 1"]);
    assert_eq!(lines(&office, "--department DLH"), ["DLH 4 1 2 1 0.3333333333333333"]);
}

#[test]
fn a_department_of_which_no_mandate_is_on_record_is_not_said_to_stand_outside_it() {
    let office = office();
    office.types("department add --code BARU --kind dinas --name \"Dinas Baru\"").succeeds();
    let code = add(&office, "--department BARU --affair 2.11");
    assert_eq!(lines(&office, "--department BARU"), ["BARU 1 0 0 1"]);
    let row = office.types("report alignment --part agreements --department BARU -O csv").rows().remove(0);
    assert_eq!((row["agreement"].as_str(), row["alignment"].as_str()), (code.as_str(), "no-mandate"));
}

#[test]
fn where_there_is_no_cooperation_and_what_several_hold_is_listed() {
    let office = office();
    add(&office, "--department DLH --affair 2.11");
    let rows = office.types("report alignment --part gaps -O csv").rows();
    let of = |what: &str| -> Vec<&str> {
        rows.iter().filter(|row| row["what"] == what).map(|row| row["code"].as_str()).collect()
    };
    assert!(!of("no-cooperation").contains(&"2.11") && of("no-cooperation").contains(&"1.02"));
    assert!(!of("no-agreement").contains(&"DLH") && of("no-agreement").contains(&"DINKES"));
    assert!(of("without-lead").contains(&"1.02") && of("without-lead").contains(&"5.02"));
    // Of one department only what it shares is told: where there is none cannot be known from it.
    let rows = office.types("report alignment --part gaps --department DLH -O csv").rows();
    assert!(rows.iter().all(|row| row["what"] == "without-lead"));
    office.types("department mandate edit BPKAD/5.02 --lead yes").succeeds();
    let rows = office.types("report alignment --part gaps --lang en -O csv").rows();
    let led = rows.iter().find(|row| row["code"] == "5.02" && row["what"] == "shared").unwrap();
    assert_eq!(led["held_by"], "BPKAD (leads), BPPRD");
    // A unit holds an affair together with the department that it stands under.
    office.types("department edit RSUD --parent DINKES").succeeds();
    let rows = office.types("report alignment --part gaps -O csv").rows();
    assert!(rows.iter().all(|row| row["code"] != "1.02" || row["what"] == "no-cooperation"));
}

#[test]
fn the_sample_city_has_two_agreements_outside_a_mandate() {
    // KS-2021-0004 (1.05 by BAG-TAPEM) and KS-2023-0003 (2.10 by BPKAD): see mandates.csv.
    let office = Office::sample();
    let rows = office.types("report alignment --part agreements -O csv --as-of 2025-01-15").rows();
    let outside: Vec<&str> = rows
        .iter()
        .filter(|row| row["alignment"] == "outside")
        .map(|row| row["agreement"].as_str())
        .collect();
    assert_eq!(outside, ["KS-2021-0004", "KS-2023-0003"]);
}

#[test]
fn mandatory_cooperation_with_each_neighbour_is_in_place_on_its_way_lapsed_or_missing() {
    let office = Office::founded();
    let neighbour = |code: &str| {
        office
            .types(&format!(
                "partner add --code {code} --name \"Kabupaten {code}\" --kind region --neighbour yes"
            ))
            .succeeds();
    };
    for code in ["A", "B", "C", "D"] {
        neighbour(code);
    }
    office.types("partner add --code JAUH --name \"Kota Jauh\" --kind region --neighbour no").succeeds();
    let add = |partner: &str, flags: &str| {
        office.makes(&format!(
            "agreement add --kind ksdd-wajib --document kb --title Uji --department DLH --partner {partner} {flags}"
        ))
    };
    add("A", "--signed-on 2020-01-10 --ends-on 2022-01-09");
    let running = add("A", "--signed-on 2024-01-10 --ends-on 2026-01-09");
    let lapsed = add("B", "--signed-on 2020-01-10 --ends-on 2024-12-31");
    let asked = add("C", "--requested-on 2025-01-02");
    // Another kind is not mandatory.
    office.types("agreement add --kind ksdd-sukarela --document kb --title X --department DLH --partner D --signed-on 2024-01-10 --ends-on 2027-01-09").succeeds();
    let told = |flags: &str| -> Vec<String> {
        let rows = office.types(&format!("report neighbours -O csv {flags}")).rows();
        rows.iter().map(|row| format!("{} {} {}", row["partner"], row["place"], row["agreement"])).collect()
    };
    assert_eq!(
        told(""),
        [
            format!("A in-place {running}"),
            format!("B lapsed {lapsed}"),
            format!("C in-process {asked}"),
            "D missing ".to_owned(),
        ]
    );
    // On its last day it still is in place.
    assert_eq!(told("--as-of 2024-12-31")[1], format!("B in-place {lapsed}"));
}
