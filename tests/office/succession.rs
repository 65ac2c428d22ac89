//! Departments and partners through time: renamed, merged, split; old reports say what they said, and new ones can roll up.

use std::collections::BTreeMap;

use crate::answer::Record;
use crate::office::Office;

fn city() -> Office {
    Office::sample().env("SINERGI_NOW", "2026-06-30T09:00:00")
}

/// Every report that counts by department, as of a day, in every byte.
const REPORTS: [&str; 6] = ["map", "alignment", "paper-only", "compliance", "obstacles", "evaluation"];

fn reports(office: &Office, day: &str) -> Vec<String> {
    let of = |name: &&str| office.types(&format!("report {name} -O json --as-of {day}")).stdout;
    REPORTS.iter().map(of).collect()
}

/// The numbers of a department's line, by column.
fn line(office: &Office, report: &str, code: &str, flags: &str) -> BTreeMap<String, i64> {
    let rows = office.types(&format!("report {report} -O csv {flags}")).rows();
    let own = rows
        .into_iter()
        .filter(|row| ["code", "department"].iter().any(|k| row.get(*k).is_some_and(|c| c == code)));
    let number = |row: Record| row.into_iter().filter_map(|(key, text)| Some((key, text.parse().ok()?)));
    own.flat_map(number).collect()
}

fn added(a: &BTreeMap<String, i64>, b: &BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    let keys = a.keys().chain(b.keys());
    keys.map(|key| (key.clone(), a.get(key).unwrap_or(&0) + b.get(key).unwrap_or(&0))).collect()
}

/// DINKES has six agreements; three have the affair 1.02 and go to one heir, three go to the other with 1.06.
fn split() -> (Office, Vec<String>, BTreeMap<String, i64>) {
    let office = city();
    office.types("department mandate add DINKES --affair 1.06 --legal-basis Perda").succeeds();
    for code in ["KS-2020-0002", "KS-2023-0002", "KS-2025-0007"] {
        office.types(&format!("agreement edit {code} --affair 1.06")).succeeds();
    }
    let (before, sums) =
        (reports(&office, "2026-06-29"), line(&office, "map --part department", "DINKES", ""));
    assert_eq!(sums["total"], 6, "{sums:?}");
    office
        .types(
            "department split DINKES --into \"DINKES-A=Dinas Pelayanan Kesehatan\" --into \"DINKES-B=Dinas Kesejahteraan\" \
             --affairs DINKES-A=1.02 --affairs DINKES-B=1.06 --on 2026-06-30 --basis \"Perda 9/2026\"",
        )
        .succeeds()
        .prints("DINKES-A\nDINKES-B\n")
        .says("DINKES-A: urusan 1.02; kerja sama KS-2024-0005")
        .says("DINKES-B: urusan 1.06; kerja sama KS-2023-0002, KS-2025-0007");
    (office, before, sums)
}

#[test]
fn a_report_of_the_day_before_a_split_stays_the_same_to_the_byte_and_the_rolled_up_sums_are_equal() {
    let (office, before, sums) = split();
    for (name, (then, now)) in REPORTS.iter().zip(before.iter().zip(reports(&office, "2026-06-29"))) {
        assert_eq!(*then, now, "{name}");
    }
    let of = |code: &str, flags: &str| line(&office, "map --part department", code, flags);
    let rolled = added(&of("DINKES-A", "--roll-up"), &of("DINKES-B", "--roll-up"));
    assert_eq!((of("DINKES-A", "--roll-up")["total"], of("DINKES-B", "--roll-up")["total"]), (3, 3));
    assert_eq!(rolled, sums);
    assert!(of("DINKES", "--roll-up").is_empty());
    // Without it what was over stays with the one that led it.
    let apart = added(&added(&of("DINKES-A", ""), &of("DINKES-B", "")), &of("DINKES", ""));
    assert_eq!(apart, sums);
    assert_eq!(of("DINKES", "")["total"], 3);
    office.types("report map --part department --roll-up --lang en").shows("count with their successors");
}

#[test]
fn every_report_that_takes_it_rolls_up_and_adds_up_to_the_same() {
    let (office, ..) = split();
    for report in [
        "map --part department",
        "alignment --part departments",
        "paper-only --part departments",
        "obstacles --part department",
    ] {
        let of = |code: &str, flags: &str| line(&office, report, code, flags);
        let all = |flags: &str| {
            ["DINKES", "DINKES-A", "DINKES-B"]
                .map(|code| of(code, flags))
                .iter()
                .fold(BTreeMap::new(), |a, b| added(&a, b))
        };
        let (mut plain, mut rolled) = (all(""), all("--roll-up"));
        // A share and a median do not add up.
        for key in ["share", "median_days", "median_age", "age"] {
            plain.remove(key);
            rolled.remove(key);
        }
        assert_eq!(plain, rolled, "{report}");
        assert!(of("DINKES", "--roll-up").is_empty(), "{report}");
    }
    let of = |flags: &str| {
        office.types(&format!("report alignment --part agreements -O csv {flags}")).succeeds().lines().len()
    };
    assert!(of("--department DINKES-B --roll-up") >= of("--department DINKES-B"));
}

#[test]
fn a_split_moves_mandates_and_agreements_and_is_taken_back_whole() {
    let office = city();
    office.types("department mandate add DINKES --affair 2.14 --legal-basis Perda").succeeds();
    office.types("department mandate add DINKES --affair 1.05 --valid-from 2027-01-01").succeeds();
    let before = office.export();
    office
        .types("department split DINKES --into DINSOS --into \"DINKES-A=Dinas Kesehatan Masyarakat\" --affairs DINSOS=2.14 --on 2026-07-01 --basis Perda")
        .succeeds()
        .says("DINKES-A: urusan 1.02, 1.05; kerja sama KS-2023-0002, KS-2024-0005, KS-2025-0007");
    let held =
        |sql: &str| office.number(&format!("SELECT count(*) FROM mandate WHERE affair = '1.02' AND {sql}"));
    assert_eq!(held("department = 'DINKES' AND valid_to = '2026-06-30'"), 1);
    assert_eq!(held("department = 'DINKES-A' AND valid_from = '2026-07-01' AND legal_basis = 'Perda'"), 1);
    // What it was to hold only later goes over as it is.
    let later = "SELECT count(*) FROM mandate WHERE affair = '1.05' AND department = 'DINKES-A' AND valid_from = '2027-01-01'";
    assert_eq!(office.number(later), 1);
    assert_eq!(
        office.number("SELECT count(*) FROM mandate WHERE affair = '1.05' AND department = 'DINKES'"),
        0
    );
    let leads = office.types("agreement lead list KS-2025-0007 -O csv").rows();
    assert_eq!((leads[0]["department"].as_str(), leads[0]["handed_on"].as_str()), ("DINKES-A", "2026-07-01"));
    office.types("department show DINKES").shows("2026-06-30").shows("DINKES-A");
    office.types("undo").succeeds();
    assert_eq!(office.export(), before);
    office.types("redo").succeeds();
    office.types("undo").succeeds();
    assert_eq!(office.export(), before);
}

#[test]
fn what_no_successor_takes_stays_and_is_named_and_found_by_the_check() {
    let office = city();
    office.types("agreement edit KS-2025-0007 --affair 1.06").succeeds();
    for affair in ["2.07", "2.14"] {
        office.types(&format!("department mandate add DINKES --affair {affair}")).succeeds();
    }
    office
        .types("department split DINKES --into \"DINKES-A=Dinas Kesehatan Masyarakat\" --into DINSOS --affairs DINKES-A=1.02 --affairs DINSOS=2.07 --on 2026-06-30 --basis Perda --lang en")
        .succeeds()
        .says("Affairs that nobody takes: 2.14")
        .says("Nothing tells who takes these: 1 (KS-2025-0007)");
    let gone = office.types("check --name department-gone --part findings -O csv").rows();
    assert_eq!(gone.iter().map(|row| row["record"].as_str()).collect::<Vec<_>>(), ["KS-2025-0007"]);
}

#[test]
fn what_was_handed_back_later_than_a_merger_that_is_recorded_afterwards_is_named() {
    let office = city();
    office.types("agreement hand-over KS-2025-0003 --to DISDIK --on 2026-03-01").succeeds();
    office.types("agreement hand-over KS-2025-0003 --to DLH --on 2026-05-01").succeeds();
    office
        .types("department merge DLH --into DINSOS --on 2026-01-01 --basis Perda --lang en")
        .succeeds()
        .says("Nothing tells who takes these: 1 (KS-2025-0003)");
}

#[test]
fn several_departments_become_one() {
    let office = city();
    office
        .types("department merge DISPERKIM DPUPR --into \"DPUPRPKP=Dinas Pekerjaan Umum dan Perumahan\" --on 2026-06-30 --basis \"Perda 5/2026\"")
        .succeeds()
        .prints("DPUPRPKP\n");
    let founded = "SELECT count(*) FROM department WHERE code = 'DPUPRPKP' AND kind = 'dinas' AND valid_from = '2026-06-30'";
    assert_eq!(office.number(founded), 1);
    let of = |code: &str| line(&office, "map --part department", code, "--roll-up").get("total").copied();
    assert_eq!((of("DPUPRPKP"), of("DPUPR")), (Some(1), None));
    // The sample's own: DISPERINDAG went over to DPKUKMP in 2021.
    let rows = office.types("department succession list -O csv").rows();
    assert_eq!(rows.len(), 3);
}

#[test]
fn a_new_name_holds_from_its_day_and_the_old_one_is_still_understood() {
    let office = city();
    office.types("department rename DLH --to \"Dinas Lingkungan dan Kehutanan\" --on 2026-03-01 --basis \"Perda 2/2026\"").succeeds();
    let name = |day: &str| {
        let rows = office.types(&format!("report map --part department -O csv --as-of {day}")).rows();
        rows.iter().find(|row| row["department"] == "DLH").unwrap()["name"].clone()
    };
    assert_eq!(name("2026-02-28"), "Dinas Lingkungan Hidup");
    assert_eq!(name("2026-03-01"), "Dinas Lingkungan dan Kehutanan");
    office.types("department list --code DLH --as-of 2026-02-28").shows("Dinas Lingkungan Hidup");
    office
        .types("department show \"dinas lingkungan hidup\" -O json")
        .shows("Dinas Lingkungan dan Kehutanan");
    office.write("r.csv", "title,kind,document,department\nUji,ksdpk,pks,Dinas Lingkungan Hidup\n");
    office.types("import agreements r.csv").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM agreement WHERE title = 'Uji' AND department = 'DLH'"), 1);

    office
        .types("partner rename UPR --to \"Universitas Palangka Raya Isen Mulang\" --on 2026-01-01")
        .succeeds();
    let partner = |day: &str| office.types(&format!("report in-force --as-of {day} -O csv")).stdout;
    assert!(
        partner("2025-12-31").contains("Universitas Palangka Raya,")
            && !partner("2025-12-31").contains("Isen Mulang Isen")
    );
    assert!(partner("2026-01-01").contains("Universitas Palangka Raya Isen Mulang"));
    // The sample's own: the ministry was called otherwise until 20 October 2024.
    office
        .types("partner list --code KOMDIGI --as-of 2024-10-20")
        .shows("Kementerian Komunikasi dan Informatika");
    office
        .types("partner list --code KOMDIGI --as-of 2024-10-21")
        .shows("Kementerian Komunikasi dan Digital");
    office.types("search Informatika").succeeds().shows("KS-2026-0002");
}

#[test]
fn a_partner_goes_over_to_several() {
    let office = city();
    office
        .types("partner split BETANG-DIGITAL --into \"BETANG-DATA=CV Betang Data\" --into ENERGI-LESTARI --on 2026-06-01")
        .succeeds()
        .prints("BETANG-DATA\n");
    office
        .types("partner show BETANG-DIGITAL")
        .shows("2026-05-31")
        .shows("ENERGI-LESTARI")
        .shows("BETANG-DATA");
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_written() {
    let office = city();
    let refused = |line: &str, words: &str| {
        office.types_in_vain(&format!("{line} --lang en")).is_refused(words);
    };
    let basis = "--basis Perda --on 2026-06-30";
    refused(&format!("department split DLH --into DLH {basis}"), "refers to itself");
    refused(&format!("department split DLH --into DINKES --into dinkes {basis}"), "DINKES is named twice");
    refused(&format!("department split DLH --into NOPE {basis}"), "department `NOPE` does not exist");
    refused(&format!("department split DLH --into \"DINKES=Dinas\" {basis}"), "DINKES is there already");
    refused(&format!("department split DLH --into \"BARU=\" {basis}"), "must be filled");
    refused(
        &format!("department split DLH --into DINKES --affairs BPKAD=2.11 {basis}"),
        "none of those that take over",
    );
    refused(
        &format!("department split DLH --into DINKES --affairs DINKES=9.99 {basis}"),
        "affair `9.99` does not exist",
    );
    refused(
        &format!("department split DISPERINDAG --into DINKES {basis}"),
        "DISPERINDAG went over to DPKUKMP on 2021-01-04",
    );
    refused(
        "department split RSUD --into DINKES --basis Perda --on 2018-01-01",
        "RSUD is there only since 2019",
    );
    refused(
        &format!("department merge DPKUKMP --into DISPERINDAG {basis}"),
        "DISPERINDAG does not exist on 2026-06-30",
    );
    refused(
        "department split DLH --into DINKES --into \"BARU=Dinas Baru\" --basis Perda",
        "only one takes the rest",
    );
    refused(
        "department split DISPERKIM --into DPUPR --into DLH --affairs DPUPR=1.04 --affairs DLH=1.04 --basis Perda",
        "1.04 is named for two",
    );
    refused(
        &format!("department split DISPERKIM --into DPUPR --affairs DPUPR=1.01 {basis}"),
        "DISPERKIM does not hold 1.01",
    );
    refused(
        "agreement hand-over KS-2023-0006 --to DISPERINDAG --on 2026-06-01",
        "DISPERINDAG came to an end on 2020-12-31",
    );
    refused(
        "department rename DISPERINDAG --to Lain --on 2026-06-01",
        "DISPERINDAG came to an end on 2020-12-31",
    );
    refused(
        "department succession add DPKUKMP --successor DISPERINDAG --succeeded-on 2026-06-01",
        "went over to DPKUKMP",
    );
    refused("department rename DLH --to \"Dinas Lingkungan Hidup\"", "has the name");
    refused("department rename DLH --to \"\"", "must be filled");
    refused("department rename DISKOMINFO --to Lain --on 2020-01-01", "renamed on 2021-01-04 already");
    refused("department mandate add DLH --affair 9.99", "affair `9.99` does not exist");
    let answer = office.types_in_vain("department split DLH --into DINKES --lang en");
    assert_ne!(answer.code, Some(0), "a split needs its decree\n{answer}");
    office
        .types_in_vain(&format!("department split DLH --into DINKES {basis} --dry-run"))
        .succeeds()
        .says("--dry-run");
}
