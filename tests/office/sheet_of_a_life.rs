//! One record as it was on a day, its dated facts in their order, and the chain it stands in.

use crate::office::Office;

fn office() -> Office {
    let office = Office::founded();
    for line in [
        "agreement add --title Payung --kind ksdpk --document kb --department DISDIK --signed-on 2023-01-01 --ends-on 2027-12-31",
        "agreement add --title Pelaksanaan --kind ksdpk --document pks --department DLH --parent KS-2025-0001 --signed-on 2023-06-01 --ends-on 2024-12-31",
        "agreement add --title Lanjutan --kind ksdpk --document pks --department DLH --parent KS-2025-0001 --signed-on 2025-01-02 --ends-on 2026-12-31",
        "agreement extend KS-2025-0002 --successor KS-2025-0003",
        "agreement amend KS-2025-0002 --on 2024-02-01 --changes \"Lokasi ditambah\"",
        "agreement decide KS-2025-0002 continue --on 2024-03-01 --decided-by Sekda",
        "agreement hand-over KS-2025-0002 --to DINKES --on 2024-04-01",
        "agreement confirm KS-2025-0002 yes --on 2024-05-01 --confirmed-by DINKES",
        "obligation add --agreement KS-2025-0002 --title Laporan --owed-by DLH --due-on 2024-06-01",
        "obligation review KWJ-2025-0001 met --on 2024-07-01",
        "agreement end KS-2025-0002 --on 2024-08-01 --ground agreed --requested 2024-07-15",
    ] {
        office.types(line).succeeds();
    }
    office
}

#[test]
fn the_sheet_of_a_day_knows_nothing_that_happened_later() {
    let office = office();
    let show = |day: &str| office.types(&format!("agreement show KS-2025-0002 --as-of {day} -O json")).json();
    let then = show("2024-03-31");
    let now = show("2025-01-15");
    assert_eq!(
        (&then["agreement"]["status"], &now["agreement"]["status"]),
        (&"running".into(), &"ended".into())
    );
    assert_eq!(
        (&then["agreement"]["department"], &now["agreement"]["department"]),
        (&"DLH".into(), &"DINKES".into())
    );
    assert!(then["agreement"]["ended_on"].is_null() && then["agreement"]["end_ground"].is_null());
    assert_eq!(now["agreement"]["end_ground"], "agreed");
    assert_eq!(
        (&then["agreement"]["successor"], &now["agreement"]["successor"]),
        (&serde_json::Value::Null, &"KS-2025-0003".into())
    );
    let count = |sheet: &serde_json::Value, part: &str| sheet[part].as_array().unwrap().len();
    for (part, before, after) in
        [("amendments", 1, 1), ("decisions", 1, 1), ("leads", 0, 1), ("confirmations", 0, 1)]
    {
        assert_eq!((count(&then, part), count(&now, part)), (before, after), "{part}");
    }
    assert_eq!(then["obligations"][0]["state"], "never-reviewed");
    assert_eq!(now["obligations"][0]["state"], "met");
    office
        .types("agreement show KS-2025-0002 --as-of 2024-03-31")
        .shows("Yang terjadi sesudah hari itu tidak dimuat.")
        .shows("Keputusan (1)");
    // Before it was signed, its signing has not happened.
    let early = show("2023-05-31");
    assert!(early["agreement"]["signed_on"].is_null());
    assert_eq!(early["agreement"]["status"], "not-yet");
}

#[test]
fn the_timeline_has_every_dated_fact_in_its_order() {
    let office = office();
    let rows = office.types("agreement show KS-2025-0002 --timeline -O csv").rows();
    let days: Vec<&str> = rows.iter().map(|r| r["on"].as_str()).collect();
    assert!(days.is_sorted());
    let of = |day: &str| {
        rows.iter()
            .find(|r| r["on"] == day)
            .map(|r| format!("{} | {} | {}", r["what"], r["detail"], r["record"]))
    };
    for (day, fact) in [
        ("2023-06-01", "Ditandatangani pada |  | KS-2025-0002"),
        ("2024-02-01", "Perubahan: Ditandatangani pada | Addendum; Lokasi ditambah | KS-2025-0002/1"),
        ("2024-03-01", "Keputusan: Diputuskan pada | dilanjutkan; Sekda | KS-2025-0002/1"),
        ("2024-04-01", "Serah terima OPD: Diserahkan pada | DINKES | KS-2025-0002/1"),
        ("2024-05-01", "Konfirmasi: Dikonfirmasi pada | ya; DINKES | KS-2025-0002/1"),
        ("2024-06-01", "Kewajiban: Jatuh tempo | Laporan; DLH | KWJ-2025-0001"),
        ("2024-07-01", "Pemenuhan: Ditinjau pada | dipenuhi | KWJ-2025-0001/1"),
        ("2024-07-15", "Pengakhiran diminta pada |  | KS-2025-0002"),
        ("2024-08-01", "Diakhiri pada |  | KS-2025-0002"),
    ] {
        assert_eq!(of(day).as_deref(), Some(fact), "{day}");
    }
    let then = office.types("agreement show KS-2025-0002 --timeline --as-of 2024-03-31 -O csv").rows();
    assert!(then.len() < rows.len() && then.iter().all(|r| !r["what"].starts_with("Konfirmasi")));
    office
        .types("agreement show KS-2025-0002 --timeline --lang en")
        .shows("The course of KS-2025-0002")
        .shows("Ended on");
    office.types("partner show X --timeline").exits(2);
}

#[test]
fn the_tree_goes_from_the_umbrella_down_and_marks_where_one_stands() {
    let office = office();
    let text = office.types("agreement show KS-2025-0003 --tree --width 100").stdout;
    for line in ["Rantai KS-2025-0003", "Payung", "├─ Pelaksanaan", "└─ ● Lanjutan"] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    for code in ["KS-2025-0001", "KS-2025-0002"] {
        let codes = office.types(&format!("agreement show {code} --tree -O code")).stdout;
        assert_eq!(codes, "KS-2025-0001\nKS-2025-0002\nKS-2025-0003\n", "each once, from any of them");
    }
    let rows = office.types("agreement show KS-2025-0001 --tree -O csv").rows();
    assert_eq!(rows[1]["link"], "Induk");
    office.types("agreement show KS-2025-0001 --tree --timeline").exits(2);
    office.types("department add --code UPT-X --name \"UPT X\" --kind upt --parent DLH").succeeds();
    office.types("department show DLH --tree").shows("└─ UPT X");
}

#[test]
fn the_missing_facts_are_asked_for_the_most_useful_first() {
    let office = Office::founded().env("SINERGI_PROMPTER", "plain");
    for flags in [
        "--signed-on 2024-01-01 --term-text terlampir --department DLH --affair 2.11 --partner-x",
        "--requested-on 2024-01-01 --affair 2.11",
        "--signed-on 2024-01-01",
    ] {
        let flags = flags.replace(" --partner-x", "");
        office.types(&format!("agreement add --title Uji --kind ksdpk --document pks {flags}")).succeeds();
    }
    office
        .types("partner add --code UPR --name \"Universitas Palangka Raya\" --kind public-university")
        .succeeds();
    let gaps = || -> Vec<String> {
        let rows = office.types("report missing -O csv").rows();
        rows.iter().map(|r| format!("{} {}", r["field"], &r["code"][8..])).collect()
    };
    assert_eq!(
        gaps(),
        [
            "ends_on 0003",
            "ends_on 0001",
            "department 0003",
            "department 0002",
            "partner 0003",
            "partner 0002",
            "partner 0001",
            "affair 0003"
        ]
    );
    assert_eq!(office.types("report missing -O csv").rows()[1]["source"], "terlampir");
    let before = office.export();
    // A day before the start is told at once and asked again; a term in words settles an end, too.
    let typed = "31/12/2020\n31 Desember 2026\n3 tahun sejak ditandatangani\nDLH\n\npalangka\n\n\n\n";
    let answer = office.types_with("complete", typed.as_bytes());
    answer.exits(0).says("sumbernya: terlampir").says("mendahului").says("Terisi: 4. Masih kosong: 4.");
    assert_eq!(gaps(), ["department 0002", "partner 0002", "partner 0001", "affair 0003"]);
    let rows = office
        .types("agreement list --columns code,ends_on,end_rule,term_text,department,partner -O csv")
        .rows();
    assert_eq!(
        (rows[0]["ends_on"].as_str(), rows[0]["end_rule"].as_str(), rows[0]["term_text"].as_str()),
        ("2026-12-31", "from-signing", "terlampir"),
        "the words of the source stay"
    );
    assert_eq!(
        (rows[2]["ends_on"].as_str(), rows[2]["partner"].as_str()),
        ("2026-12-31", "Universitas Palangka Raya")
    );
    office.types("undo").succeeds();
    assert_eq!(office.export(), before, "it is one operation");
    office.types_with("complete --limit 1", b"\n").exits(0).says("1/1").says("Tidak ada yang berubah");
    office.types_with("complete", b"").exits(130);
    assert_eq!(office.export(), before);
    let mute = office.env("SINERGI_PROMPTER", "");
    mute.types("complete").is_refused("complete").says("report missing");
}
