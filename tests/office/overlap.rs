//! Which agreements may do the same, and requests filed more than once.

use std::collections::BTreeMap;

use crate::office::Office;
use crate::real::{data, import};

fn office() -> Office {
    Office::founded().env("SINERGI_NOW", "2026-06-30T09:00:00")
}

/// Adds an agreement in force with UPR or another; gives its code.
fn signed(office: &Office, title: &str, flags: &str) -> String {
    office.makes(&format!(
        "agreement add --kind ksdpk --document pks --title \"{title}\" --signed yes --signed-on 2025-01-02 --ends-on 2027-01-01 \
         --partner UPR --create-partner --department DLH {flags}"
    ))
}

/// The groups: why, and the codes.
fn groups(office: &Office, flags: &str) -> Vec<(String, Vec<String>)> {
    let mut groups: BTreeMap<i64, (String, Vec<String>)> = BTreeMap::new();
    for row in office.types(&format!("report overlap -O csv {flags}")).rows() {
        let group = groups.entry(row["group"].parse().unwrap()).or_insert((row["why"].clone(), Vec::new()));
        group.1.push(row["agreement"].clone());
    }
    groups.into_values().collect()
}

fn group(why: &str, codes: &[&str]) -> (String, Vec<String>) {
    (why.to_owned(), codes.iter().map(|code| (*code).to_owned()).collect())
}

#[test]
fn one_partner_department_and_affair_at_one_time_is_an_overlap() {
    let office = office();
    let a = signed(&office, "Pengolahan sampah organik", "--affair 2.11");
    let b = signed(&office, "Pemantauan mutu air sungai", "--affair 2.11");
    assert_eq!(groups(&office, ""), [group("same-matter", &[&a, &b])]);
    assert_eq!(groups(&office, "--department DLH").len(), 1);
    assert!(groups(&office, "--department DINKES").is_empty());
    assert!(groups(&office, "--as-of 2027-01-02").is_empty(), "both are over");
    office.types(&format!("agreement edit {b} --affair 1.02")).succeeds();
    assert!(groups(&office, "").is_empty());
    // Without an affair nothing is compared by matter, and that is said.
    office.types(&format!("agreement edit {b} --affair \"\"")).succeeds();
    office.types("report overlap --lang en").shows("Not to be compared by matter: 1");
}

#[test]
fn terms_that_do_not_meet_umbrellas_and_what_has_a_successor_are_left_alone() {
    let office = office();
    let a = signed(&office, "Pengolahan sampah organik", "--affair 2.11");
    // It begins after the other has ended.
    let later = signed(&office, "Pemantauan mutu air", "--affair 2.11");
    office
        .types(&format!("agreement edit {later} --effective-on 2027-01-02 --ends-on 2028-01-01"))
        .succeeds();
    assert!(groups(&office, "").is_empty());
    // The memorandum above it has the same partner, department, affair and title.
    office.makes(
        "agreement add --kind ksdpk --document kb --title \"Pengolahan sampah organik\" --signed yes --signed-on 2024-01-02 \
         --ends-on 2028-01-01 --partner UPR --department DLH --affair 2.11",
    );
    assert!(groups(&office, "").is_empty());
    // What was renewed in time is no overlap with its own successor.
    signed(&office, "Pengolahan sampah organik", &format!("--affair 2.11 --predecessor {a}"));
    assert!(groups(&office, "").is_empty());
}

#[test]
fn nearly_one_title_with_one_partner_is_told_and_with_two_is_not() {
    let office = office();
    let a = signed(&office, "Perjanjian Kerja Sama Pemungutan Retribusi Parkir di Tepi Jalan", "");
    let b = signed(&office, "PEMUNGUTAN RETRIBUSI PARKIR TEPI JALAN", "");
    assert_eq!(groups(&office, ""), [group("same-title", &[&a, &b])]);
    office.types(&format!("agreement party remove {b}/1 --yes")).succeeds();
    office.types(&format!("agreement party add {b} --partner BRI --create-partner")).exits(2);
    office.types("partner add --code BRI --name BRI --kind bumn").succeeds();
    office.types(&format!("agreement party add {b} --partner BRI")).succeeds();
    assert!(groups(&office, "").is_empty());
    let phases = ["Pembangunan gedung rawat inap tahap I", "Pembangunan gedung rawat inap tahap II"];
    for title in phases {
        signed(&office, title, "--affair 1.02");
    }
    let found = groups(&office, "");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "same-matter", "a phase is another title, and still one matter");
}

#[test]
fn the_same_request_is_found_by_its_partner_or_else_its_applicant() {
    let office = office();
    let ask = |title: &str, flags: &str| {
        office.makes(&format!(
            "agreement add --kind unknown --document unknown --signed no --requested-on 2026-05-04 --title \"{title}\" {flags}"
        ))
    };
    let a = ask("Permohonan kerja sama pelatihan guru sekolah dasar", "--applicant \"Forum Guru\"");
    let b = ask("Pelatihan guru sekolah dasar", "--applicant \"Forum Guru\"");
    ask("Pelatihan guru sekolah dasar", "--applicant \"Forum Kepala Sekolah\"");
    assert_eq!(groups(&office, ""), [group("same-request", &[&a, &b])]);
    office.types(&format!("agreement withdraw {b} --on 2026-06-01 --reason Ganda")).succeeds();
    assert!(groups(&office, "").is_empty(), "what was withdrawn is none");
}

/// The city's web form: some requests stand in it two or three times, and no other pair is claimed that a person would not look at.
#[test]
fn requests_of_a_real_city_that_were_filed_twice_are_found() {
    let (Some(sheet), Some(departments)) = (data("samarinda/permohonan.csv"), data("samarinda/opd.csv"))
    else {
        return;
    };
    let office = office();
    office.types("setting edit city --value \"Kota Samarinda\"").succeeds();
    office.types(&import("departments", &departments, "samarinda-opd.toml", "")).succeeds();
    office.types(&import("agreements", &sheet, "samarinda-permohonan.toml", "--as-unknown")).succeeds();
    let ids: BTreeMap<String, String> = office
        .types("agreement list --columns code,source_id -O csv")
        .rows()
        .into_iter()
        .map(|mut row| (row.remove("code").unwrap(), row.remove("source_id").unwrap()))
        .collect();
    let mut found: Vec<Vec<u32>> = groups(&office, "")
        .into_iter()
        .map(|(why, codes)| {
            assert_eq!(why, "same-request");
            let mut own: Vec<u32> = codes.iter().map(|code| ids[code].parse().unwrap()).collect();
            own.sort_unstable();
            own
        })
        .collect();
    found.sort();
    for wanted in [vec![37, 38], vec![66, 67, 68], vec![77, 78, 79]] {
        assert!(found.contains(&wanted), "{wanted:?} in {found:?}");
    }
    let tolerable = [vec![46, 47], vec![61, 62], vec![54, 72], vec![9, 54, 72], vec![57, 60]];
    found.retain(|group| ![vec![37, 38], vec![66, 67, 68], vec![77, 78, 79]].contains(group));
    assert!(found.iter().all(|group| tolerable.contains(group)), "{found:?}");
}
