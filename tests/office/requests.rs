//! The real requests for cooperation of a city, and its departments.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::office::Office;
use crate::real::{are_counted, are_said, data, holds, import, sheet};
use crate::sheets::{Tally, agreements, findings, tally};

pub(crate) const CITY: &str = "Kota Samarinda";

/// An office of that city with its departments; the city's name is said or not.
fn samarinda(city: Option<&str>) -> Option<(Office, PathBuf)> {
    let (departments, requests) = (data("samarinda/opd.csv")?, data("samarinda/permohonan.csv")?);
    let office = Office::founded();
    if let Some(city) = city {
        office.types(&format!("setting edit city --value \"{city}\"")).succeeds();
    }
    let answer = office.types(&import("departments", &departments, "samarinda-opd.toml", ""));
    let tally = tally(answer.succeeds());
    assert_eq!((tally.rows, tally.new + tally.changed + tally.known), (145, 145), "{answer}");
    Some((office, requests))
}

fn requests(path: &Path, flags: &str) -> String {
    import("agreements", path, "samarinda-permohonan.toml", flags)
}

fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    name.strip_suffix(" kota samarinda").unwrap_or(&name).to_owned()
}

#[test]
fn sixty_three_requests_come_in_and_their_terms_are_read_or_kept() {
    let Some((office, path)) = samarinda(Some(CITY)) else { return };
    let before = office.export();
    let line = requests(&path, "--as-unknown");
    let answer = office.types(&line);
    assert_eq!(tally(answer.succeeds()), Tally { rows: 63, new: 63, ..Tally::default() });
    let stored = agreements(&office);
    let count = |field: &str| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &stored {
            *counts.entry(row[field].as_str()).or_default() += 1;
        }
        counts.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(count("end_rule"), [("date", 6), ("from-signing", 14), ("unknown", 43)]);
    assert_eq!(
        count("term_months"),
        [("", 17), ("12", 3), ("24", 3), ("36", 10), ("420", 1), ("60", 29)],
        "420 months are 35 years"
    );
    assert_eq!(count("signed"), [("no", 63)]);
    assert_eq!(count("source_status"), [("0", 5), ("1", 44), ("2", 9), ("3", 2), ("7", 3)]);
    for (row, record) in sheet(&path).iter().zip(&stored) {
        assert_eq!(record["source_id"], row["id"]);
        for (field, heading) in [
            ("request_number", "nomor_permohonan"),
            ("term_text", "jangka_waktu"),
            ("purpose", "maksud_tujuan"),
            ("scope", "ruang_lingkup"),
            ("place", "lokasi_kerjasama"),
            ("benefit", "manfaat"),
            ("funding", "pembiayaan"),
        ] {
            assert_eq!(record[field], row[heading].trim(), "{heading} of {}", row["id"]);
        }
        assert_eq!(record["requested_on"], row["created_at"][..10]);
        assert_eq!(record["effective_on"], row["tanggal_mulai"]);
    }
    let own = |term: &str| stored.iter().find(|row| row["term_text"] == term).unwrap();
    assert_eq!(own("Akan dibicarakan")["term_months"], "");
    assert_eq!(own("terlampir")["end_rule"], "unknown");
    assert_eq!(own("Sampai dengan Tahun 2024.")["ends_on"], "2024-12-31");
    holds(&office, &line, 63, &before);
}

#[test]
fn what_is_said_of_the_requests_is_exactly_this() {
    let Some((office, path)) = samarinda(None) else { return };
    let (_, found) = findings(&office, &requests(&path, "--as-unknown"));
    are_counted(
        &found,
        &[
            ("kategori", "affair does not exist", 4),
            ("tanggal_berakhir", "the end date lies before the start date", 1),
            ("label", "must be filled", 1),
        ],
    );
    are_said(
        &found,
        &[
            "186 kategori: affair `Bidang Perumahan Rakyat dan Kawasan Permukiman` does not exist",
            "290 label: `title` must be filled",
            "597 tanggal_berakhir: the end date 2026-05-20 lies before the start date 2026-05-21",
        ],
    );
}

#[test]
fn no_department_of_the_city_becomes_a_partner_not_even_from_the_partners_column() {
    makes_no_department_a_partner(None);
}

/// Takes the applicants for partners, as a careless clerk would.
#[track_caller]
pub(crate) fn makes_no_department_a_partner(city: Option<&str>) {
    let Some((office, path)) = samarinda(city) else { return };
    office.types(&requests(&path, "--as-unknown --map nama_instansi=partner --create partners")).succeeds();
    let name = |text: &str| if city.is_some() { plain(text) } else { text.to_lowercase() };
    let own: BTreeSet<String> =
        sheet(&data("samarinda/opd.csv").unwrap()).iter().map(|row| name(&row["nama"])).collect();
    let partners = office.types("export partners -O csv").column("name");
    assert!(partners.iter().any(|name| name == "Universitas Mulawarman"), "{partners:?}");
    let wrong: Vec<&String> = partners.iter().filter(|text| own.contains(&name(text))).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn applicants_that_are_departments_are_linked_with_the_suffix_of_the_city_too() {
    for (city, linked) in [(None, 21), (Some(CITY), 28)] {
        let Some((office, path)) = samarinda(city) else { return };
        office.types(&requests(&path, "--as-unknown")).succeeds();
        let sql = "SELECT count(*) FROM agreement WHERE applicant LIKE 'department/%'";
        assert_eq!(office.number(sql), linked, "{city:?}");
        assert_eq!(office.number("SELECT count(*) FROM agreement WHERE applicant IS NOT NULL"), 63);
        assert_eq!(office.number("SELECT count(*) FROM partner"), 0);
    }
}
