//! Meetings of the team: what becomes of them, the agenda that makes itself, what comes of its items, and who is there.

use crate::answer::{Record, rows};
use crate::office::Office;

/// What became of a meeting by a day.
#[track_caller]
fn state(office: &Office, code: &str, day: &str) -> String {
    office
        .types(&format!("meeting list --code {code} --columns state --as-of {day} -O csv"))
        .column("state")
        .remove(0)
}

/// An agenda as topic, record and where it was carried from, a line each.
fn agenda(office: &Office, flags: &str) -> Vec<String> {
    let rows = office.types(&format!("meeting agenda {flags} -O csv")).rows();
    rows.iter()
        .map(|row| ["topic", "record", "carried_from"].map(|key| row[key].as_str()).join(" "))
        .collect()
}

/// The items of a meeting.
fn items(office: &Office, meeting: &str) -> Vec<Record> {
    office.types(&format!("meeting item list {meeting} --columns all -O csv")).rows()
}

/// What is asked of the activities.
fn activities(office: &Office) -> Vec<String> {
    let rows = office.types("activity list --columns all -O csv").rows();
    let keys = ["code", "title", "owner", "due_on", "origin", "meeting", "agreed_on"];
    rows.iter().map(|row| keys.map(|key| row[key].as_str()).join("|")).collect()
}

/// The last operation's number.
fn operations(office: &Office) -> i64 {
    office.number("SELECT max(number) FROM operation")
}

// ---- what becomes of a meeting ----

#[test]
fn a_meeting_is_planned_unrecorded_held_postponed_or_cancelled_as_of_a_day() {
    let office = Office::founded().env("SINERGI_NOW", "2025-06-30T09:00:00");
    let held = office.makes("meeting add --title Satu --meets-on 2025-02-10");
    office.types(&format!("meeting hold {held} --on 2025-02-12 --chair Sekda")).succeeds();
    for (day, word) in [
        ("2025-02-01", "planned"),
        ("2025-02-10", "planned"),
        ("2025-02-11", "unrecorded"),
        ("2025-02-12", "held"),
        ("2025-06-30", "held"),
    ] {
        assert_eq!(state(&office, &held, day), word, "held, on {day}");
    }
    let put_off = office.makes("meeting add --title Dua --meets-on 2025-02-10");
    office
        .types(&format!("meeting postpone {put_off} --on 2025-02-07 --reason \"Ketua dinas luar\""))
        .succeeds();
    for (day, word) in [("2025-02-06", "planned"), ("2025-02-07", "postponed"), ("2025-06-30", "postponed")] {
        assert_eq!(state(&office, &put_off, day), word, "postponed, on {day}");
    }
    let moved = office.makes("meeting add --title Tiga --meets-on 2025-02-10");
    office
        .types(&format!("meeting postpone {moved} --on 2025-02-07 --to 2025-03-04 --reason Libur"))
        .succeeds();
    for (day, word) in [
        ("2025-02-06", "planned"),
        ("2025-02-11", "planned"),
        ("2025-03-04", "planned"),
        ("2025-03-05", "unrecorded"),
    ] {
        assert_eq!(state(&office, &moved, day), word, "postponed to a day, on {day}");
    }
    let called_off = office.makes("meeting add --title Empat --meets-on 2025-02-10");
    office.types(&format!("meeting cancel {called_off} --on 2025-02-11 --reason Digabung")).succeeds();
    for (day, word) in [("2025-02-10", "planned"), ("2025-02-11", "cancelled")] {
        assert_eq!(state(&office, &called_off, day), word, "cancelled, on {day}");
    }
    let codes = |word: &str| office.types(&format!("meeting list --state {word} -O code")).stdout;
    assert_eq!(codes("held,unrecorded"), format!("{held}\n{moved}\n"));
    assert_eq!(codes("dibatalkan"), format!("{called_off}\n"));
}

#[test]
fn what_contradicts_a_meeting_is_refused_and_nothing_is_written() {
    let office = Office::founded();
    let code = office.makes("meeting add --title Rapat --meets-on 2025-01-10");
    for (line, said) in [
        ("hold --on 2025-01-16", "`--on`"),
        ("postpone --on 2025-01-09", "`--reason`"),
        ("postpone --on 2025-01-09 --to 2025-01-08 --reason x", "`--to`"),
        ("cancel --on 2025-01-09", "`--reason`"),
        ("cancel --on 2025-01-16 --reason x", "`--on`"),
    ] {
        let (act, flags) = line.split_once(' ').unwrap();
        office.types_in_vain(&format!("meeting {act} {code} {flags}")).is_refused(said);
    }
    office.types(&format!("meeting hold {code} --on 2025-01-10")).succeeds();
    office.types_in_vain(&format!("meeting hold {code}")).is_refused("2025-01-10");
    office.types_in_vain(&format!("meeting cancel {code} --reason x")).is_refused("2025-01-10");
    let called_off = office.makes("meeting add --title Batal --meets-on 2025-01-14");
    office.types(&format!("meeting cancel {called_off} --reason Digabung")).succeeds();
    office.types(&format!("meeting item add {called_off} --topic other --title X")).succeeds();
    for line in ["agenda", "run"] {
        office
            .types_in_vain(&format!("meeting {line} {called_off}"))
            .is_refused("dibatalkan pada 2025-01-15");
    }
    office
        .types_in_vain(&format!("meeting result {called_off} 1 noted"))
        .is_refused("dibatalkan pada 2025-01-15");
    office
        .types_in_vain("meeting agenda --save")
        .is_refused("tidak ada rapat yang direncanakan")
        .says("meeting add");
}

#[test]
fn a_meeting_and_its_decree_are_due_in_their_time() {
    let office = Office::founded().env("SINERGI_NOW", "2026-06-30T09:00:00");
    let due = |day: &str| {
        let rows = office.types(&format!("due --as-of {day} -O csv")).rows();
        rows.iter()
            .map(|row| ["on", "days", "key", "what", "who"].map(|key| row[key].as_str()).join(" "))
            .collect::<Vec<_>>()
    };
    let meeting = office.makes("meeting add --title Rapat --meets-on 2025-03-18");
    // Two weeks ahead: 4 March.
    assert!(due("2025-03-03").is_empty());
    assert_eq!(due("2025-03-04"), [format!("2025-03-18 14 {meeting}/hold hold secretariat")]);
    assert_eq!(due("2025-03-20"), [format!("2025-03-18 -2 {meeting}/hold hold secretariat")]);
    office
        .types(&format!("meeting postpone {meeting} --on 2025-03-17 --to 2025-04-08 --reason Libur"))
        .succeeds();
    assert!(due("2025-03-20").is_empty(), "the new day is more than two weeks away");
    assert_eq!(due("2025-04-01"), [format!("2025-04-08 7 {meeting}/hold hold secretariat")]);
    office.types(&format!("meeting hold {meeting} --on 2025-04-08")).succeeds();
    assert!(due("2025-04-08").is_empty());
    assert_eq!(due("2025-04-07").len(), 1, "the day before nobody knew that it would be held");
    let team = office.makes(
        "team add --name TKKSD --number 188.45/1/2025 --decreed-on 2025-01-02 --valid-until 2025-12-31",
    );
    // 90 days before the last of December: 2 October.
    assert!(due("2025-10-01").is_empty());
    assert_eq!(due("2025-10-02"), [format!("2025-12-31 90 {team}/decree decree secretariat")]);
    assert_eq!(due("2026-01-04"), [format!("2025-12-31 -4 {team}/decree decree secretariat")]);
    office
        .types(
            "team add --name TKKSD --number 188.45/2/2026 --decreed-on 2026-01-05 --valid-until 2027-12-31",
        )
        .succeeds();
    assert_eq!(due("2026-01-04").len(), 1, "the new decree was not there yet");
    assert!(due("2026-01-05").is_empty(), "another decree follows");
    office
        .types_in_vain("team add --name X --decreed-on 2026-02-01 --valid-until 2026-01-31")
        .is_refused("`--valid-until`");
}

// ---- the agenda ----

/// An office with one of everything that a meeting speaks of, and with one of each that it does not.
fn busy() -> Office {
    let office = Office::founded();
    let add = "agreement add --kind ksdpk --document pks";
    for line in [
        // KS-2025-0001 has lapsed, 2 ends in 44 days, 3 runs on, 4 is a request in its first step, 5 runs on and is silent.
        &*format!("{add} --title Habis --department DLH --signed-on 2024-01-02 --ends-on 2024-12-31"),
        &*format!("{add} --title Segera --department DINKES --signed-on 2024-12-03 --ends-on 2025-02-28"),
        &*format!("{add} --title Lama --department DINSOS --signed-on 2024-12-03 --ends-on 2027-12-02"),
        &*format!("{add} --title Permohonan --department DISDIK --requested-on 2024-11-04"),
        &*format!("{add} --title Diam --department DINSOS --signed-on 2024-12-03 --ends-on 2027-12-02"),
        "agreement step KS-2025-0004 --on 2024-11-04",
        "obstacle log --agreement KS-2025-0003 --title Lewat --category SDM --on 2024-12-02 --due 2025-01-14 --owner DINSOS",
        "obstacle log --general --title \"Hari ini\" --category SDM --on 2024-12-02 --due 2025-01-15 --owner DINSOS",
        "evaluate KS-2025-0003 --period 2024-S2 --as department --answer EF1=all --recommend amend --on 2025-01-10",
        "evaluate KS-2025-0002 --period 2024-S2 --as department --answer EF1=all --recommend extend --on 2025-01-10",
        "meeting add --title \"Rapat lalu\" --meets-on 2024-12-10 --held-on 2024-12-10",
        "meeting item add RPT-2025-0001 --topic other --title Ditunda",
        "meeting item add RPT-2025-0001 --topic other --title Dijanjikan",
        "meeting item add RPT-2025-0001 --topic other --title Dicatat",
        "meeting result RPT-2025-0001 1 postponed",
        "meeting result RPT-2025-0001 2 decided --resolution \"Menyusun surat\" --owner DLH --due 2025-03-31",
        "meeting result RPT-2025-0001 3 noted",
        // KEG-2025-0002 of the plan is late, 3 is not.
        "activity add --year 2024 --title Terlambat --due-on 2024-12-20 --owner DLH",
        "activity add --year 2025 --title Berjalan --due-on 2025-12-20 --owner DLH",
    ] {
        office.types(line).succeeds();
    }
    office
}

/// What the agenda of [`busy`] holds, in the order of its topics.
const SPOKEN: [&str; 9] = [
    "carried  RPT-2025-0001/1",
    "promise activity/KEG-2025-0002 ",
    "promise activity/KEG-2025-0001 ",
    "lapsed agreement/KS-2025-0001 ",
    "ending agreement/KS-2025-0002 ",
    "stuck agreement/KS-2025-0004 ",
    "obstacle obstacle/K-0001 ",
    "evaluation  ",
    "proposal agreement/KS-2025-0003 ",
];

#[test]
fn the_agenda_holds_everything_that_waits_for_the_team_once() {
    let office = busy();
    assert_eq!(agenda(&office, ""), SPOKEN, "without a meeting they are points for the next one");
    let titles = office.types("meeting agenda --lang id -O csv").column("title");
    assert_eq!(titles[0], "Ditunda");
    assert_eq!(titles[1], "Terlambat (DLH): 2024-12-20, terlambat");
    assert_eq!(titles[2], "Menyusun surat (DLH): 2025-03-31");
    assert_eq!(titles[3], "Habis: 2024-12-31");
    // What is proposed for it is said where it stands, not in a point of its own.
    assert_eq!(titles[4], "Segera: 2025-02-28 (usulan: diperpanjang)");
    // From 4 November to 15 January are ten weeks and two days: 52 working days, where the step has ten.
    assert!(
        titles[5].starts_with("Permohonan: 1 ") && titles[5].ends_with("lewat 42 hari kerja"),
        "{}",
        titles[5]
    );
    assert_eq!(titles[6], "Lewat: 2025-01-14");
    // Of 1, 2, 3 and 5 each three are expected; two came in.
    assert_eq!(titles[7], "10 dari 12 evaluasi belum masuk: DINSOS 5, DLH 3, DINKES 2");
    assert_eq!(titles[8], "Lama: usulan diubah (addendum)");
    // As of the day before the last meeting nobody had postponed or promised anything there.
    let early = agenda(&office, "--as-of 2024-12-09");
    assert!(
        early.iter().all(|line| !line.starts_with("carried") && !line.starts_with("promise")),
        "{early:?}"
    );
}

#[test]
fn the_agenda_of_the_next_meeting_is_kept_once() {
    let office = busy();
    let later = office.makes("meeting add --title Nanti --meets-on 2025-02-19");
    let next = office.makes("meeting add --title Depan --meets-on 2025-01-22");
    office.types("meeting agenda").shows(&next).shows("9 butir belum tersimpan dalam agenda (--save)");
    let before = office.export();
    office.types_in_vain("meeting agenda --save --dry-run").succeeds();
    office.types("meeting agenda --save").prints(&format!("{next}\n")).says("9 butir");
    let kept = items(&office, &next);
    let told: Vec<String> = kept
        .iter()
        .map(|row| ["topic", "record", "carried_from"].map(|key| row[key].as_str()).join(" "))
        .collect();
    assert_eq!(told, SPOKEN);
    assert_eq!(
        kept.iter().map(|row| row["position"].as_str()).collect::<Vec<_>>(),
        ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
    );
    office.types_in_vain("meeting agenda --save").succeeds();
    assert_eq!(items(&office, &next).len(), 9);
    assert_eq!(agenda(&office, ""), SPOKEN, "the paper is the items");
    assert!(!office.types("meeting agenda").stdout.contains("--save"));
    // Something new is added to it, and only that.
    office.types("activity add --year 2025 --title Baru --due-on 2025-01-10 --owner DLH").succeeds();
    office.types("meeting agenda --save").says("1 butir");
    assert_eq!(items(&office, &next)[9]["record"], "activity/KEG-2025-0004");
    // The later one is asked for by its code.
    office.types(&format!("meeting agenda {later}")).shows(&later);
    // Each time is one operation.
    for _ in 0..3 {
        office.types("undo").succeeds();
    }
    assert!(before == office.export(), "undo left something behind");
}

#[test]
fn what_was_put_on_the_agenda_by_hand_is_not_put_there_again() {
    let office = busy();
    let next = office.makes("meeting add --title Depan --meets-on 2025-01-22");
    office
        .types(&format!(
            "meeting item add {next} --topic other --title \"Tentang Habis\" --record KS-2025-0001"
        ))
        .succeeds();
    let lines = agenda(&office, "");
    assert_eq!(lines[0], "other agreement/KS-2025-0001 ", "what is there comes first");
    assert_eq!(lines.iter().filter(|line| line.contains("KS-2025-0001 ")).count(), 1, "{lines:?}");
    assert_eq!(lines.len(), 9);
    office
        .types_in_vain(&format!("meeting item add {next} --topic other --title X --record K-0099"))
        .is_refused("K-0099");
    office.types_in_vain(&format!("meeting item add {next} --topic rahasia --title X")).is_refused("rahasia");
}

#[test]
fn what_was_postponed_comes_back_in_the_next_agenda_and_both_say_so() {
    let office = Office::founded();
    let first = office.makes("meeting add --title Satu --meets-on 2025-01-07");
    for title in ["Ditunda", "Ditarik", "Dicatat"] {
        office.types(&format!("meeting item add {first} --topic other --title {title}")).succeeds();
    }
    office.types(&format!("meeting result {first} 1 postponed --on 2025-01-07")).succeeds();
    office.types(&format!("meeting result {first} 2 withdrawn")).succeeds();
    office.types(&format!("meeting result {first} 3 noted")).succeeds();
    let second = office.makes("meeting add --title Dua --meets-on 2025-01-13");
    office.types(&format!("meeting agenda {second} --save")).says("1 butir");
    let carried = items(&office, &second).remove(0);
    assert_eq!((carried["title"].as_str(), &*carried["carried_from"]), ("Ditunda", &*format!("{first}/1")));
    assert_eq!(items(&office, &first)[0]["carried_to"], format!("{second}/1"));
    office.types(&format!("meeting show {first}")).shows(&format!("{second}/1"));
    // It is on a later agenda already: it does not come again, until it is postponed there, too.
    let third = office.makes("meeting add --title Tiga --meets-on 2025-01-20");
    assert!(agenda(&office, &third).is_empty());
    office.types(&format!("meeting result {second} 1 postponed --on 2025-01-13")).succeeds();
    assert_eq!(agenda(&office, &third), [format!("carried  {second}/1")]);
    office.types("meeting agenda --save").prints(&format!("{third}\n"));
    assert_eq!(items(&office, &second)[0]["carried_to"], format!("{third}/1"));
    // Nothing is added to a meeting that is past.
    office.types_in_vain(&format!("meeting agenda {second} --save")).succeeds();
}

#[test]
fn what_nobody_came_to_comes_back_where_no_fact_brings_it_back() {
    let office = Office::founded();
    let first = office.makes("meeting add --title Satu --meets-on 2025-01-07 --held-on 2025-01-07");
    office.types("agreement add --title Sampah --kind unknown --document unknown").succeeds();
    for item in ["--topic other --title Sisa", "--topic ending --title Sampah --record KS-2025-0001"] {
        office.types(&format!("meeting item add {first} {item}")).succeeds();
    }
    // An agreement that ends stands on the agenda as long as it does; this one has no end.
    assert_eq!(agenda(&office, ""), [format!("carried  {first}/1")]);
    office.types(&format!("meeting result {first} 1 noted")).succeeds();
    assert!(agenda(&office, "").is_empty());
}

// ---- what comes of an item ----

/// An office with a meeting on its day and three items: an agreement, an activity, and neither.
fn called() -> Office {
    let office = Office::founded();
    for line in [
        "agreement add --title Sampah --kind ksdpk --document pks --department DLH --signed-on 2024-03-01 --ends-on 2025-02-28",
        "activity add --year 2025 --title \"Janji lama\" --due-on 2025-02-10 --owner DLH",
        "meeting add --title Rapat --meets-on 2025-01-14 --chair Sekda",
        "meeting item add RPT-2025-0001 --topic ending --title \"Sampah berakhir\" --record KS-2025-0001",
        "meeting item add RPT-2025-0001 --topic promise --title \"Janji lama\" --record KEG-2025-0001",
        "meeting item add RPT-2025-0001 --topic other --title Jadwal",
    ] {
        office.types(line).succeeds();
    }
    office
}

#[test]
fn what_is_decided_with_an_owner_becomes_an_activity_that_names_meeting_and_record() {
    let office = called();
    let before = office.export();
    office
        .types("meeting result RPT-2025-0001 1 decided --resolution \"Menyusun perpanjangan\" --owner DLH --due 2025-02-20 --on 2025-01-14")
        .prints("RPT-2025-0001/1\n")
        .says("KEG-2025-0002");
    let row = items(&office, "RPT-2025-0001").remove(0);
    assert_eq!((row["result"].as_str(), row["resolution"].as_str()), ("decided", "Menyusun perpanjangan"));
    assert_eq!(
        activities(&office)[1],
        "KEG-2025-0002|Menyusun perpanjangan|department/DLH|2025-02-20|agreement/KS-2025-0001|RPT-2025-0001|2025-01-14"
    );
    assert_eq!(state(&office, "RPT-2025-0001", "2025-01-14"), "held", "it was held on the day that is named");
    assert_eq!(state(&office, "RPT-2025-0001", "2025-01-13"), "planned");
    // One operation: item, activity and the day of the meeting.
    office.types("undo").succeeds();
    assert!(before == office.export(), "undo took back only a part");
    // Of nothing in particular, with a partner or with words for an owner, in another year.
    office.types("partner add --code MITRA --name \"PT Mitra\" --kind company").succeeds();
    office
        .types("meeting result RPT-2025-0001 3 decided --resolution Satu --owner MITRA --due 2026-02-20")
        .succeeds();
    let codes = activities(&office);
    assert_eq!(
        codes[1], "KEG-2025-0003|Satu|partner/MITRA|2026-02-20||RPT-2025-0001|2025-01-14",
        "agreed on the day of the meeting; a code is not used again"
    );
    assert_eq!(office.types("activity list --year 2026 -O code").stdout, "KEG-2025-0003\n");
    office.types("report promises").shows("Satu").shows("PT Mitra");
    // Decided, and nobody has to do anything.
    office.types("undo").succeeds();
    office.types("meeting result RPT-2025-0001 3 decided --resolution Setuju").succeeds();
    assert_eq!(activities(&office).len(), 1);
}

#[test]
fn an_item_about_an_activity_moves_it_and_makes_no_second() {
    let office = called();
    office
        .types("meeting result RPT-2025-0001 2 decided --resolution Diundur --owner DINKES --due 2025-03-31 --on 2025-01-14")
        .succeeds()
        .says("KEG-2025-0001");
    assert_eq!(activities(&office), ["KEG-2025-0001|Janji lama|department/DINKES|2025-03-31|||"]);
    let revision = office.types("activity revision list --columns all -O csv").rows().remove(0);
    assert_eq!(
        ["activity", "revised_on", "due_on", "basis", "note"].map(|key| revision[key].as_str()),
        ["KEG-2025-0001", "2025-01-14", "2025-03-31", "RPT-2025-0001", "Diundur"]
    );
    let then = office.types("activity list --columns due_on --as-of 2025-01-13 -O csv").column("due_on");
    assert_eq!(then, ["2025-02-10"], "the day before it was due as promised");
    office.types("activity show KEG-2025-0001").shows("RPT-2025-0001").shows("Diundur");
}

#[test]
fn a_decision_about_an_agreement_is_recorded_as_one() {
    let office = called();
    office
        .types("meeting result RPT-2025-0001 1 decided --resolution \"Diperpanjang dua tahun\" --decision extend --on 2025-01-14")
        .succeeds();
    let decision = office.types("agreement decision list --columns all -O csv").rows().remove(0);
    assert_eq!(
        ["agreement", "word", "decided_on", "decided_by", "meeting", "note"]
            .map(|key| decision[key].as_str()),
        ["KS-2025-0001", "extend", "2025-01-14", "Sekda", "RPT-2025-0001", "Diperpanjang dua tahun"]
    );
    assert_eq!(activities(&office).len(), 1, "nobody was named: it is no promise");
    office.types("agreement show KS-2025-0001").shows("diperpanjang").shows("RPT-2025-0001");
    // What is decided is to be carried out by the department whose operative agreement it is.
    let due = office.types("due -O csv").rows();
    let row = due.iter().find(|row| row["key"] == "KS-2025-0001/end").unwrap();
    assert_eq!((row["what"].as_str(), row["who"].as_str()), ("carry-out", "DLH"));
    office.types("undo").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM decision"), 0);
}

#[test]
fn results_that_contradict_themselves_are_refused_and_nothing_is_written() {
    let office = called();
    for (line, said) in [
        ("1 decided", "`--resolution`"),
        ("1 decided --resolution \" \"", "`--resolution`"),
        ("1 decided --owner DLH --due 2025-02-20", "`--resolution`"),
        ("3 noted --owner DLH", "hanya untuk yang diputuskan"),
        ("3 postponed --due 2025-02-20", "hanya untuk yang diputuskan"),
        ("1 withdrawn --decision extend", "hanya untuk yang diputuskan"),
        ("2 decided --resolution X --decision extend", "bukan tentang suatu kerja sama"),
        ("3 decided --resolution X --decision extend", "bukan tentang suatu kerja sama"),
        ("1 decided --resolution X --decision besok", "`--decision`"),
        ("1 decided --resolution X --owner DLH --due besok-lusa", "`--due`"),
        ("1 mungkin", "mungkin"),
        ("9 noted", "tidak mempunyai butir 9"),
        ("1 noted --on 2025-01-16", "`--on`"),
    ] {
        office.types_in_vain(&format!("meeting result RPT-2025-0001 {line}")).is_refused(said);
    }
    office.types_in_vain("meeting result RPT-2025-0009 1 noted").is_refused("RPT-2025-0009");
    let dry = "meeting result RPT-2025-0001 1 decided --resolution X --owner DLH --due 2025-02-20 --dry-run";
    office.types_in_vain(dry).succeeds();
}

#[test]
fn a_record_tells_which_meetings_spoke_of_it_and_what_they_promised() {
    let office = called();
    office
        .types("meeting result RPT-2025-0001 1 decided --resolution \"Menyusun perpanjangan\" --owner DLH --due 2025-02-20 --on 2025-01-14")
        .succeeds();
    office.types("meeting edit RPT-2025-0001 --attended DLH,DINKES").succeeds();
    office
        .types("agreement show KS-2025-0001")
        .shows("Butir agenda (1)")
        .shows("RPT-2025-0001")
        .shows("Aktivitas (1)")
        .shows("KEG-2025-0002");
    office.types("activity show KEG-2025-0001").shows("Butir agenda (1)").shows("Janji lama");
    office
        .types("meeting show RPT-2025-0001")
        .shows("Kehadiran (2)")
        .shows("Butir agenda (3)")
        .shows("Aktivitas (1)")
        .shows("Menyusun perpanjangan");
    // On the day before it was held nobody knew what it would come to.
    let before = office.types("meeting item list RPT-2025-0001 --as-of 2025-01-13 -O csv").rows();
    assert!(before.iter().all(|row| row["result"].is_empty() && row["resolution"].is_empty()), "{before:?}");
    office.types("meeting show RPT-2025-0001 --as-of 2025-01-13").hides("Menyusun perpanjangan");
}

// ---- in the room ----

/// An office on the day of a meeting, with an item by hand, a late promise and an agreement that ends.
fn in_the_room() -> Office {
    let office = Office::founded();
    for line in [
        "agreement add --title Sampah --kind ksdpk --document pks --department DLH --signed-on 2025-01-02 --ends-on 2025-02-28",
        "activity add --year 2025 --title Surat --due-on 2025-01-10 --owner DLH",
        "meeting add --title Rapat --meets-on 2025-01-15 --chair Sekda",
        "meeting item add RPT-2025-0001 --topic other --title Jadwal",
    ] {
        office.types(line).succeeds();
    }
    office.env("SINERGI_PROMPTER", "plain")
}

/// What is asked in that room, and what is answered.
const TALK: &[(&str, &str)] = &[
    ("1/3  lain-lain: Jadwal", "p"),
    ("Putusannya", "Membuat jadwal"),
    ("Siapa yang mengerjakan", "DINKES"),
    ("Paling lambat", "31 Maret 2025"),
    ("2/3  tindak lanjut: Surat", "t"),
    ("3/3  segera berakhir: Sampah", "p"),
    ("Putusannya", "Diperpanjang dua tahun"),
    ("Keputusan atas kerja sama", "2"),
    ("Siapa yang mengerjakan", "DLH"),
    ("Paling lambat", "2025-02-10"),
    ("OPD yang hadir", "dlh, DINKES"),
    ("Jalannya rapat", "Rapat lancar"),
];

/// What is typed up to some answer, a line each.
fn typed(answers: usize) -> String {
    let lines: Vec<&str> = TALK[..answers].iter().map(|(_, typed)| *typed).collect();
    lines
        .iter()
        .flat_map(|line| {
            [
                *line, "
",
            ]
        })
        .collect()
}

/// What is in the file after that talk.
#[track_caller]
fn was_talked_of(office: &Office, before: &str, operation: i64) {
    let told: Vec<String> = items(office, "RPT-2025-0001")
        .iter()
        .map(|row| {
            ["position", "topic", "record", "result", "resolution"].map(|key| row[key].as_str()).join("|")
        })
        .collect();
    assert_eq!(
        told,
        [
            "1|other||decided|Membuat jadwal",
            "2|promise|activity/KEG-2025-0001|postponed|",
            "3|ending|agreement/KS-2025-0001|decided|Diperpanjang dua tahun",
        ]
    );
    assert_eq!(
        activities(office)[1..],
        [
            "KEG-2025-0002|Membuat jadwal|department/DINKES|2025-03-31||RPT-2025-0001|2025-01-15",
            "KEG-2025-0003|Diperpanjang dua tahun|department/DLH|2025-02-10|decision/KS-2025-0001/1|RPT-2025-0001|2025-01-15",
        ]
    );
    let decision = office.types("agreement decision list -O csv").rows().remove(0);
    assert_eq!((decision["word"].as_str(), decision["meeting"].as_str()), ("extend", "RPT-2025-0001"));
    let there = office.types("meeting list --columns all -O csv").rows().remove(0);
    assert_eq!(
        (there["state"].as_str(), there["held_on"].as_str(), there["attended"].as_str()),
        ("held", "2025-01-15", "2")
    );
    let notes: Vec<&str> = there["notes"].lines().collect();
    assert_eq!(notes.len(), 4, "{notes:?}");
    assert!(
        notes[0].starts_with("Jadwal – diputuskan: Membuat jadwal") && notes[0].contains("KEG-2025-0002"),
        "{notes:?}"
    );
    assert!(notes[1].starts_with("Surat") && notes[1].ends_with("ditunda"), "{notes:?}");
    assert_eq!(notes[3], "Rapat lancar");
    assert_eq!(operations(office), operation + 1, "the whole meeting is one operation");
    office.types("undo").succeeds();
    assert!(before == office.export(), "undo took back only a part");
}

#[test]
fn a_meeting_is_walked_through_and_written_as_one_operation() {
    let office = in_the_room();
    let (before, operation) = (office.export(), operations(&office));
    let walked = office.types_with("meeting run RPT-2025-0001", typed(TALK.len()).as_bytes());
    walked
        .exits(0)
        .prints("RPT-2025-0001\n")
        .says("diputuskan: 2; ditunda: 1")
        .says("KEG-2025-0002, KEG-2025-0003");
    let places: Vec<usize> = TALK.iter().filter_map(|(asked, _)| walked.stderr.find(asked)).collect();
    assert_eq!(places.len(), TALK.len(), "every question was put\n{walked}");
    was_talked_of(&office, &before, operation);
}

#[test]
fn leaving_the_room_early_writes_nothing() {
    let office = in_the_room();
    let before = office.bytes();
    for told in 0..TALK.len() {
        let answer = office.types_with("meeting run RPT-2025-0001", typed(told).as_bytes());
        answer.exits(130).prints("").says("dibatalkan: tidak ada yang disimpan");
        assert!(office.bytes() == before, "written after {told} answers\n{answer}");
    }
    office.types_with("meeting run RPT-2025-0001 --dry-run", typed(TALK.len()).as_bytes()).exits(0);
    assert!(office.bytes() == before, "--dry-run writes nothing");
}

#[test]
fn where_nobody_can_be_asked_one_is_told_what_to_type() {
    let office = in_the_room().env("SINERGI_PROMPTER", "");
    let refused = office.types_in_vain("meeting run RPT-2025-0001");
    refused
        .is_refused("terminal")
        .says("sinergi meeting agenda RPT-2025-0001 --save")
        .says("meeting result RPT-2025-0001 1 noted");
    // What it says can be typed, and does the same by and by.
    office.types("meeting agenda RPT-2025-0001 --save").succeeds();
    office.types("meeting result RPT-2025-0001 1 noted").succeeds();
    let office = in_the_room();
    office.types_in_vain("meeting run RPT-2025-0001 --no-input").is_refused("terminal");
    office.types_in_vain("meeting run RPT-2025-0001 --on 2025-01-16").is_refused("`--on`");
    office.types_in_vain("meeting run").exits(2);
}

#[test]
fn who_stops_early_keeps_what_was_said_and_goes_on_later() {
    let office = in_the_room();
    // Noted, then stopped: nobody speaks of the rest.
    let stopped = office.types_with("meeting run RPT-2025-0001", "c\ns\nDINSOS\nBersambung\n".as_bytes());
    stopped.exits(0).says("dicatat: 1");
    let results = |office: &Office| {
        let rows = items(office, "RPT-2025-0001");
        rows.iter().map(|row| row["result"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(results(&office), ["noted", "", ""], "the agenda is kept with it");
    // Only what is open is asked again; Enter keeps who was there.
    let rest = office.types_with("meeting run RPT-2025-0001", "k\nc\n\nSelesai\n".as_bytes());
    rest.exits(0).says("1/2  tindak lanjut: Surat").says("2/2  segera berakhir: Sampah");
    assert_eq!(results(&office), ["noted", "withdrawn", "noted"]);
    let notes = office.types("meeting list --columns notes -O csv").column("notes").remove(0);
    assert!(notes.contains("Bersambung") && notes.ends_with("Selesai"), "{notes}");
    assert_eq!(office.types("export attendances -O csv").column("department"), ["DINSOS"]);
    // Answers that cannot be taken are asked for again, and lose nothing.
    let office = in_the_room();
    let typed = "x\np\n\nMembuat jadwal\nDLH\nkapan-kapan\n2025-03-31\ns\nENTAH\nDLH\n\n";
    let again = office.types_with("meeting run RPT-2025-0001", typed.as_bytes());
    again.exits(0).says("harus diisi").says("`kapan-kapan` bukan tanggal").says("ENTAH");
    assert_eq!(activities(&office).len(), 2);
}

#[test]
fn the_minutes_say_in_the_language_of_the_room_what_came_of_it() {
    let office = in_the_room().env("SINERGI_LANG", "en");
    office
        .types_with("meeting run RPT-2025-0001", "d\nMake a calendar\nDLH\n2025-03-31\nn\ns\n\n\n".as_bytes())
        .exits(0)
        .says("decided: 1; noted: 1");
    let notes = office.types("meeting list --columns notes -O csv").column("notes").remove(0);
    assert!(
        notes.starts_with("Jadwal – decided: Make a calendar (DLH, 2025-03-31, KEG-2025-0002)"),
        "{notes}"
    );
}

// ---- who is there ----

#[test]
fn attendance_is_counted_by_hand() {
    let office = Office::founded().env("SINERGI_NOW", "2026-06-30T09:00:00");
    let team = office.makes(
        "team add --name TKKSD --number 188.45/1/2025 --decreed-on 2025-01-02 --valid-until 2025-12-31",
    );
    for (role, department) in [
        // Two offices of one department are one; one of none is nobody's.
        ("chair", "--department SETDA"),
        ("vice", "--department SETDA"),
        ("member", "--department DLH"),
        ("member", "--department DINKES --valid-from 2025-03-01"),
        ("member", "--department DINSOS --valid-to 2025-02-28"),
        ("expert", ""),
    ] {
        office
            .types(&format!("team member add {team} --office Kepala --role {role} {department}"))
            .succeeds();
    }
    let members = |day: &str| {
        office.types(&format!("team list --columns members --as-of {day} -O csv")).column("members").remove(0)
    };
    assert_eq!((members("2025-02-28").as_str(), members("2025-03-01").as_str()), ("5", "5"));
    for (day, flags) in [
        ("2025-02-04", "--attended SETDA,DINSOS,DISDIK"),
        ("2025-03-04", "--attended SETDA,DLH,DINKES"),
        // Nobody noted who came.
        ("2025-04-01", ""),
        // After the decree had ended.
        ("2026-02-03", "--attended SETDA,DLH"),
    ] {
        office
            .types(&format!("meeting add --title Rapat --meets-on {day} --held-on {day} {flags}"))
            .succeeds();
    }
    let planned = office.makes("meeting add --title Nanti --meets-on 2026-07-14 --attended DLH");
    let meetings = office.types("report attendance --part meetings -O csv").rows();
    let keys = ["held_on", "expected", "present", "guests", "absent"];
    let told: Vec<[&str; 5]> = meetings.iter().map(|row| keys.map(|key| row[key].as_str())).collect();
    assert_eq!(
        told,
        [
            // Expected: SETDA, DLH, DINSOS; of the education department nobody sits in the team.
            ["2025-02-04", "3", "2", "1", "DLH"],
            ["2025-03-04", "3", "3", "0", ""],
            ["2026-02-03", "0", "0", "2", ""],
        ]
    );
    assert!(meetings.iter().all(|row| row["meeting"] != planned), "what was not held is not counted");
    let departments = office.types("report attendance --part departments -O csv").rows();
    let keys = ["department", "expected", "present", "share", "last_on"];
    let told: Vec<[&str; 5]> = departments.iter().map(|row| keys.map(|key| row[key].as_str())).collect();
    assert_eq!(
        told,
        [
            ["DINKES", "1", "1", "1", "2025-03-04"],
            ["DINSOS", "1", "1", "1", "2025-02-04"],
            ["DLH", "2", "1", "0.5", "2025-03-04"],
            ["SETDA", "2", "2", "1", "2025-03-04"],
        ]
    );
    // 5 of 6.
    office
        .types("report attendance --part departments")
        .shows("83,3 %")
        .shows("Tidak dihitung: 1 (rapat tanpa daftar hadir)")
        .shows("Tidak dihitung: 1 (rapat tanpa SK tim yang berlaku)");
    let of = |flags: &str| {
        office.types(&format!("report attendance --part meetings {flags} -O csv")).column("held_on")
    };
    assert_eq!(of("--period 2025-Q1"), ["2025-02-04", "2025-03-04"]);
    assert_eq!(of("--as-of 2025-02-28"), ["2025-02-04"]);
    let only = office.types("report attendance --part departments --department DLH -O csv").rows();
    assert_eq!((only.len(), only[0]["expected"].as_str(), only[0]["present"].as_str()), (1, "2", "1"));
}

#[test]
fn who_was_there_can_be_corrected_and_comes_in_from_a_sheet() {
    let office = Office::founded();
    let code = office.makes("meeting add --title Rapat --meets-on 2025-01-10 --held-on 2025-01-10 --attended DLH,\"Dinas Kesehatan\"");
    let there = |office: &Office| office.types("export attendances -O csv").column("department");
    assert_eq!(there(&office), ["DINKES", "DLH"]);
    office.types(&format!("meeting edit {code} --attended DLH,DINSOS")).succeeds();
    assert_eq!(there(&office), ["DINSOS", "DLH"]);
    office.types_in_vain(&format!("meeting edit {code} --attended ENTAH")).is_refused("ENTAH");
    office.write(
        "hadir.csv",
        format!("meeting,department,office\n{code},DINKES,Kepala Dinas\n{code},DLH,Sekretaris\n"),
    );
    office.types("import attendances hadir.csv").succeeds();
    let all = rows(&office.types("export attendances -O csv").stdout);
    let told: Vec<String> =
        all.iter().map(|row| format!("{} {}", row["department"], row["office"])).collect();
    assert_eq!(told, ["DINKES Kepala Dinas", "DINSOS ", "DLH Sekretaris"]);
    office.types_in_vain("import attendances hadir.csv").succeeds();
    assert_eq!(office.types("meeting list --columns attended -O csv").column("attended"), ["3"]);
}

/// In a terminal of its own.
#[cfg(unix)]
mod terminal {
    use std::process::Stdio;

    use rexpect::session::{PtySession, spawn_command};

    use super::{TALK, in_the_room, operations, was_talked_of};
    use crate::office::Office;

    fn starts(office: &Office, line: &str) -> PtySession {
        let mut command = office.command(line);
        command.env("TERM", "xterm-256color");
        command.stdin(Stdio::inherit()).stdout(Stdio::inherit()).stderr(Stdio::inherit());
        spawn_command(command, Some(20_000)).unwrap()
    }

    #[test]
    fn a_meeting_is_walked_through_line_by_line_in_a_terminal() {
        let office = in_the_room();
        let (before, operation) = (office.export(), operations(&office));
        let mut session = starts(&office, "meeting run RPT-2025-0001");
        for (asked, typed) in TALK {
            session.exp_string(asked).unwrap_or_else(|e| panic!("{asked}: {e}"));
            session.send_line(typed).unwrap();
        }
        session.exp_string("KEG-2025-0002, KEG-2025-0003").unwrap();
        session.exp_eof().unwrap();
        was_talked_of(&office, &before, operation);
    }

    #[test]
    fn the_end_of_input_leaves_the_room_and_writes_nothing() {
        let office = in_the_room();
        let before = office.bytes();
        for last in [0, 3, 7, TALK.len() - 1] {
            for key in ['d', 'c'] {
                let mut session = starts(&office, "meeting run RPT-2025-0001");
                for (at, (asked, typed)) in TALK.iter().enumerate().take(last + 1) {
                    session.exp_string(asked).unwrap_or_else(|e| panic!("{asked}: {e}"));
                    if at < last {
                        session.send_line(typed).unwrap();
                    }
                }
                session.send_control(key).unwrap();
                session.exp_string("tidak ada yang disimpan").unwrap();
                session.exp_eof().unwrap();
                let status = format!("{:?}", session.process().wait().unwrap());
                assert!(status.ends_with(", 130)"), "{last} {key}: {status}");
                assert!(office.bytes() == before, "{last} {key}");
            }
        }
    }

    #[test]
    fn one_key_says_what_came_of_an_item() {
        let office = in_the_room().env("SINERGI_PROMPTER", "");
        let before = office.bytes();
        let mut session = starts(&office, "meeting run RPT-2025-0001");
        session.exp_string("Enter melewati]").unwrap();
        session.send_control('[').unwrap();
        session.exp_string("tidak ada yang disimpan").unwrap();
        session.exp_eof().unwrap();
        assert!(office.bytes() == before);
        let mut session = starts(&office, "meeting run RPT-2025-0001");
        for (asked, key) in [("Jadwal", "c"), ("Surat", "k"), ("Sampah", "t")] {
            session.exp_string(asked).unwrap();
            session.exp_string("Enter melewati]").unwrap();
            session.send(key).unwrap();
            session.flush().unwrap();
        }
        for asked in ["OPD yang hadir", "Jalannya rapat"] {
            session.exp_string(asked).unwrap();
            session.send("\r").unwrap();
            session.flush().unwrap();
        }
        session.exp_eof().unwrap();
        let results = office.types("meeting item list RPT-2025-0001 -O csv").column("result");
        assert_eq!(results, ["noted", "withdrawn", "postponed"]);
    }
}
