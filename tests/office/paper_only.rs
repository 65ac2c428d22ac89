//! Which agreements exist only on paper: shown to be alive, said to be dead, or nobody has said.

use crate::office::Office;

fn office() -> Office {
    Office::founded().env("SINERGI_NOW", "2026-06-30T09:00:00")
}

fn add(office: &Office, flags: &str) -> String {
    office.makes(&format!(
        "agreement add --kind ksdpk --title Uji --department DLH --ends-on 2029-12-31 {flags}"
    ))
}

fn lives(office: &Office, flags: &str) -> Vec<String> {
    let rows = office.types(&format!("report paper-only --part agreements -O csv {flags}")).rows();
    rows.iter().map(|row| format!("{} {} {}", row["agreement"], row["life"], row["recorded_on"])).collect()
}

#[test]
fn what_was_recorded_lately_shows_life_and_what_was_not_is_unsaid() {
    let office = office();
    let old = add(&office, "--document pks --signed-on 2022-03-01");
    let year = add(&office, "--document pks --signed-on 2024");
    let fresh = add(&office, "--document pks --signed-on 2026-02-02");
    let hindered = add(&office, "--document pks --signed-on 2022-03-01");
    office
        .types(&format!(
            "obstacle log --title Anggaran --category ANGGARAN --agreement {hindered} --on 2025-06-30"
        ))
        .succeeds();
    // The day a year before counts; of a signing whose day nobody knows nothing is said.
    assert_eq!(lives(&office, ""), [format!("{old} nobody-said 2022-03-01"), format!("{year} nobody-said ")]);
    let row = office.types("report paper-only --part departments -O csv").rows().remove(0);
    let keys = ["department", "agreements", "alive", "dead", "nobody_said"];
    assert_eq!(keys.map(|key| row[key].as_str()), ["DLH", "4", "2", "0", "2"]);
    // Six months are another question: the obstacle is too old for them.
    assert_eq!(lives(&office, "--months 6").len(), 3);
    assert!(!lives(&office, "--months 6").iter().any(|line| line.starts_with(&fresh)));
    office.types("report paper-only --months banyak").is_refused("--months");
}

#[test]
fn only_a_person_says_that_it_is_dead_and_a_record_later_shows_life_again() {
    let office = office();
    let code = add(&office, "--document pks --signed-on 2022-03-01");
    office.types(&format!("agreement confirm {code} no --on 2026-01-15 --by DLH")).succeeds();
    assert_eq!(lives(&office, ""), [format!("{code} dead 2022-03-01")]);
    office
        .types(&format!(
            "obstacle log --title Anggaran --category ANGGARAN --agreement {code} --on 2026-02-01"
        ))
        .succeeds();
    assert!(lives(&office, "").is_empty());
    // As of the day before, nobody had recorded it.
    assert_eq!(lives(&office, "--as-of 2026-01-31"), [format!("{code} dead 2022-03-01")]);
    assert_eq!(lives(&office, "--as-of 2026-01-14"), [format!("{code} nobody-said 2022-03-01")]);
}

#[test]
fn an_umbrella_with_nothing_signed_under_it_for_a_year_is_listed() {
    let office = office();
    let empty = add(&office, "--document kb --signed-on 2025-06-29");
    let young = add(&office, "--document kb --signed-on 2025-06-30");
    let carried = add(&office, "--document kb --signed-on 2024-01-10");
    add(&office, &format!("--document pks --parent {carried} --signed-on 2024-05-02"));
    let codes = |flags: &str| {
        office.types(&format!("report paper-only --part umbrellas -O csv {flags}")).column("agreement")
    };
    assert_eq!(codes(""), [empty.as_str()]);
    assert_eq!(codes("--as-of 2026-07-01"), [empty.as_str(), young.as_str()]);
    // Before anything was signed under it, the third was empty, but not for a year.
    assert!(!codes("--as-of 2025-05-01").contains(&carried));
}
