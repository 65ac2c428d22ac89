//! Benefits in numbers: indicators with their targets, what was measured, and the money behind them.

use crate::office::Office;

fn office() -> Office {
    let office = Office::founded();
    office
        .types("agreement add --title Sampah --kind ksdpk --document pks --department DLH --signed-on 2023-01-01 --ends-on 2027-12-31")
        .succeeds();
    office
}

fn indicator(office: &Office, flags: &str) -> String {
    office.makes(&format!("benefit add --agreement KS-2025-0001 --name Uji --unit ton {flags}"))
}

#[test]
fn attainment_is_the_way_from_baseline_to_target_in_both_directions() {
    let office = office();
    let up = indicator(&office, "--baseline 20 --target 60 --better up");
    let down = indicator(&office, "--baseline 30 --target 14 --better down");
    let bare = indicator(&office, "--target 80 --better naik");
    for (code, value) in [(&up, "30"), (&down, "22"), (&bare, "60,5")] {
        office.types(&format!("benefit measure {code} {value} --on 2024-12-30")).succeeds();
    }
    let list = office.types("benefit list -O csv").rows();
    let told: Vec<[&str; 2]> =
        list.iter().map(|r| ["value", "attainment"].map(|key| r[key].as_str())).collect();
    assert_eq!(told, [["30", "25"], ["22", "50"], ["60.5", "76"]]);
    // A later measurement counts from its day on.
    office.types(&format!("benefit measure {up} 70 --on 2025-01-10")).prints(&format!("{up}/2\n"));
    let attained = |flags: &str| {
        office.types(&format!("benefit list --code {up} {flags} -O csv")).rows()[0]["attainment"].clone()
    };
    assert_eq!((attained("").as_str(), attained("--as-of 2025-01-09").as_str()), ("125", "25"));
    assert_eq!(attained("--as-of 2024-12-29"), "", "nothing was measured yet");
    office.types("benefit list").shows("60,5").shows("125 %");
    office.types("benefit list --lang en").shows("60.5");
    assert!(office.types("benefit list -O json").stdout.contains("\"value\": 60.5"));
}

#[test]
fn an_indicator_that_asks_for_nothing_is_refused_in_clear_words() {
    let office = office();
    for (flags, words) in [
        ("--baseline 60 --target 60 --better up", "target 60 sama dengan keadaan awal"),
        ("--baseline 60,0 --target 60 --better down", "sama dengan keadaan awal"),
        ("--baseline 60 --target 50 --better up", "bukan arah yang baik"),
        ("--baseline 50 --target 60 --better down", "bukan arah yang baik"),
        ("--baseline 1.2.3 --target 60 --better up", "`1.2.3` bukan bilangan"),
        ("--target banyak --better up", "`banyak` bukan bilangan"),
        ("--target 60 --better samping", "`samping` bukan pilihan"),
    ] {
        office
            .types_in_vain(&format!("benefit add --agreement KS-2025-0001 --name Uji --unit ton {flags}"))
            .exits(2)
            .says(words);
    }
    let code = indicator(&office, "--baseline 0 --target 60 --better up");
    office.types_in_vain(&format!("benefit edit {code} --target 0")).is_refused("sama dengan keadaan awal");
    office.types_in_vain(&format!("benefit measure {code} 5 --on 2025-01-16")).is_refused("belum tiba");
    office.types_in_vain(&format!("benefit measure {code} 5 --on 2025-01-10 --saved 1.5")).exits(2);
    office.types_in_vain(&format!("benefit measure {code}")).exits(2).says("--value");
    // What is measured hangs under it, and goes and comes with it.
    office.types(&format!("benefit measure {code} 5 --on 2025-01-10")).succeeds();
    office.types(&format!("benefit remove {code} --yes")).succeeds();
    office.types("undo").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM measurement"), 1);
    office.types_in_vain("agreement remove KS-2025-0001 --yes").exits(2).says("indikator manfaat (1)");
}

#[test]
fn money_stands_by_year_source_and_side_once() {
    let office = office();
    let add = "funding add --agreement KS-2025-0001 --year 2024 --source apbd --side own";
    office.types(&format!("{add} --planned 250jt")).prints("KS-2025-0001/2024/apbd/own\n");
    office
        .types_in_vain(&format!("{add} --planned 300jt"))
        .exits(2)
        .says("sinergi funding edit KS-2025-0001/2024/apbd/own");
    office.types("funding edit ks-2025-1/2024/APBD/kota --revised 200jt --realised 150.000.000").succeeds();
    office.types_in_vain("funding edit KS-2025-0001/2024/apbd/own --year 2025").exits(2);
    for (flags, words) in [
        ("--year 2024-S1 --source apbd --side own --planned 1jt", "2024-S1 bukan tahun anggaran"),
        ("--year 2025 --source apbd --side own", "tidak ada jumlahnya"),
        ("--year 2025 --source kas --side own --planned 1jt", "`kas` bukan pilihan"),
        ("--year 2025 --source apbd --side own --planned 1,5", "rupiah"),
    ] {
        office.types_in_vain(&format!("funding add --agreement KS-2025-0001 {flags}")).exits(2).says(words);
    }
    let list = office.types("funding list -O csv").rows();
    assert_eq!(
        ["planned", "revised", "realised"].map(|key| list[0][key].as_str()),
        ["250000000", "200000000", "150000000"]
    );
    // A file with the same lines again changes what differs.
    office.write("f.csv", "agreement,year,source,side,realised\nKS-2025-0001,2024,apbd,own,160jt\nKS-2025-0001,2025,csr,mitra,5jt\n");
    let import = office.types("import fundings f.csv --lang en --overwrite");
    import.succeeds().says("1 new, 1 changed");
}

#[test]
fn the_report_of_benefits_adds_up_and_says_what_it_leaves_out() {
    let office = office();
    let code = indicator(&office, "--baseline 0 --target 60 --better up");
    let second = indicator(&office, "--target 4 --better down");
    let never = indicator(&office, "--target 9 --better up");
    for line in [
        format!("measure {code} 30 --on 2024-06-30 --beneficiaries 100 --saved 2jt"),
        format!("measure {code} 45 --on 2024-12-30 --beneficiaries 120 --saved 3jt --earned 1jt"),
        format!("measure {second} 8 --on 2024-12-30 --beneficiaries 90"),
    ] {
        office.types(&format!("benefit {line}")).succeeds();
    }
    let report =
        |flags: &str| office.types(&format!("report benefits --part indicators {flags} -O csv")).rows();
    let told = |rows: Vec<crate::answer::Record>| -> Vec<String> {
        rows.iter()
            .map(|r| ["benefit", "value", "attainment", "saved"].map(|key| r[key].as_str()).join(" "))
            .collect()
    };
    assert_eq!(
        told(report("")),
        [format!("{code} 45 0.75 5000000"), format!("{second} 8 0 "), format!("{never}   ")]
    );
    assert_eq!(told(report("--period 2024-S1"))[0], format!("{code} 30 0.5 2000000"));
    let text = office.types("report benefits --lang en --wide");
    text.shows("Indicators: 3; target reached: 0; not measured in that time: 1.");
    let total = text.lines().into_iter().find(|l| l.trim_start().starts_with("Total")).unwrap().to_owned();
    assert!(
        total.contains("120") && total.contains("5.000.000") && !total.contains("210"),
        "the most of an agreement: {total}"
    );
    for line in [
        "--year 2024 --source apbd --side own --planned 200jt --revised 160jt --realised 80jt",
        "--year 2024 --source partner --side partner --planned 40jt --realised 40jt",
        "--year 2025 --source apbd --side own --planned 100jt",
    ] {
        office.types(&format!("funding add --agreement KS-2025-0001 {line}")).succeeds();
    }
    let money = office.types("report benefits --part money -O csv").rows();
    let told = ["planned", "realised", "used", "unknown"].map(|key| money[0][key].as_str());
    assert_eq!(
        told,
        ["300000000", "120000000", "0.6", "1"],
        "all plans, all use; compared where both are known"
    );
    assert!(money[0]["of_partners"].starts_with("0.333333"));
}

#[test]
fn numbers_with_a_comma_are_kept_exactly_and_sorted_by_their_size() {
    let office = office();
    let code = indicator(&office, "--target 1000 --better up");
    for (value, day) in [("9,5", "01"), ("10", "02"), ("1.250,75", "03"), ("-3", "04"), ("0,125", "05")] {
        office.types(&format!("benefit measure {code} --value={value} --on 2025-01-{day}")).succeeds();
    }
    let list = office.types(&format!("benefit measurement list {code} --sort value -O csv"));
    assert_eq!(list.column("value"), ["-3", "0.1250", "9.5", "10", "1250.75"]);
    let before = office.export();
    office.types("export measurements -o m.csv").succeeds();
    office.types("import measurements m.csv").succeeds();
    assert!(before == office.export(), "out and in again");
    // As JSON, too: every digit that was typed.
    office.types("export measurements -o m.json").succeeds();
    office.types("import measurements m.json").succeeds();
    assert!(before == office.export(), "out and in again as JSON");
    // A number below nothing is a word like any other.
    office.types(&format!("benefit measure {code} -7,25 --on 2025-01-06")).succeeds();
    let values =
        office.types(&format!("benefit measurement list {code} --sort value -O csv")).column("value");
    assert_eq!(values[0], "-7.25");
}
