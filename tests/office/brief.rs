//! The Sekda's twelve questions about the sample city, against figures that were counted by hand from the sheets in
//! `examples/palangka-raya`, on the day of the first meeting and on the last day of June 2026.
//!
//! Counted are the city's own agreements: KS-2025-0004, where it only joined, and KS-2025-0005, which others made, are left out. The
//! state of each follows from its days: signed by the day, begun, and its last day not past; without a last day it is in force all the
//! same.

use crate::answer::Record;
use crate::office::Office;

/// The day of the meeting that asked for it all, and the last day that the sheets know.
const FIRST: &str = "2025-01-15";
const LAST: &str = "2026-06-30";

/// The twelve, in their order.
const PARTS: [&str; 12] = [
    "agreements",
    "paper",
    "lapsed",
    "departments",
    "benefits",
    "obstacles",
    "overlap",
    "sop",
    "plan",
    "signatures",
    "neighbours",
    "proposals",
];

fn city() -> Office {
    Office::sample().env("SINERGI_NOW", "2026-06-30T09:00:00")
}

/// The rows of one answer.
fn answer(part: &str, day: &str) -> Vec<Record> {
    city().types(&format!("report brief --part {part} --as-of {day} --lang en -O csv")).rows()
}

/// The lines of one answer: `what number detail`.
#[track_caller]
fn says(part: &str, day: &str, wanted: &[&str]) {
    let lines: Vec<String> = answer(part, day)
        .iter()
        .map(|row| ["what", "number", "detail"].map(|key| row[key].as_str()).join(" ").trim_end().to_owned())
        .collect();
    assert_eq!(lines, wanted, "{part} on {day}");
}

#[test]
fn first_how_many_are_in_force_lapsed_and_ending_this_year() {
    let told = |day: &str| {
        let keys = ["kind", "in_force", "lapsed", "ending"];
        let rows = answer("agreements", day);
        rows.iter().map(|row| keys.map(|key| row[key].as_str()).join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(
        told(FIRST),
        [
            // KS-2019-0001, KS-2022-0002; the latter ends on 14 February 2025.
            "ksdd-wajib 2 0 1",
            // KS-2021-0004; KS-2017-0002 lapsed in 2022.
            "ksdd-sukarela 1 1 0",
            // KS-2015-0001, 2019-0002, 2019-0003, 2021-0001, 2021-0002, 2022-0003, 2022-0005, 2023-0001, 2023-0002, 2023-0005,
            // 2023-0006, 2024-0002, 2024-0003, 2024-0005; lapsed are KS-2018-0001 and 2018-0002. Of those in force 2019-0002
            // (2 February), 2022-0003 (31 March), 2024-0002 (30 April) and 2023-0005 (31 December) end in 2025.
            "ksdpk 14 2 4",
            // KS-2022-0001; its letter of intent KS-2021-0003 lapsed.
            "ksdpl 1 1 0",
            // KS-2024-0001, until 18 February 2025.
            "ksdll 1 0 1",
            // KS-2017-0001, 2022-0004, 2023-0003, 2024-0004, 2024-0008; lapsed are KS-2020-0002 and 2023-0004; 2024-0008 ends on
            // 31 December. KS-2020-0001 was ended, 2024-0007 begins in February.
            "sinergi 5 2 1",
            // KS-2015-0002, of which nothing is known but that it exists.
            "unknown 1 0 0",
        ]
    );
    assert_eq!(
        told(LAST),
        [
            // KS-2019-0001, 2024-0013, 2025-0002; lapsed is KS-2022-0002.
            "ksdd-wajib 3 1 0",
            // KS-2021-0004, until 12 July 2026.
            "ksdd-sukarela 1 1 1",
            // Of the 14 above without 2019-0002, 2021-0001, 2022-0003, 2023-0005 and 2024-0002, which lapsed; with 2024-0006,
            // 2024-0009, 2025-0003 and 2025-0006. 2024-0005 (7 July), 2021-0002 (31 August), 2023-0002 (3 September) and
            // 2025-0003 (30 September) end in 2026.
            "ksdpk 13 7 4",
            "ksdpl 1 1 0",
            // KS-2024-0012; the letter of intent lapsed.
            "ksdll 1 1 0",
            // KS-2017-0001, 2022-0004, 2023-0003, 2025-0007; lapsed are five: the two above, 2024-0004, 2024-0007, 2024-0008.
            // 2023-0003 (8 October) and 2025-0007 (31 December) end in 2026; 2026-0005 begins in July.
            "sinergi 4 5 2",
            "unknown 1 0 0",
        ]
    );
    // 25 and 24 in force, 6 and 16 lapsed, 7 and 7 ending.
    for (day, totals) in [(FIRST, ["25", "6", "7"]), (LAST, ["24", "16", "7"])] {
        let shown = city().types(&format!("report brief --part agreements --as-of {day}"));
        let line = shown.stdout.lines().find(|l| l.trim_start().starts_with("Jumlah")).unwrap().to_owned();
        assert_eq!(line.split_whitespace().skip(1).collect::<Vec<_>>(), totals, "{day}");
    }
}

#[test]
fn second_which_exist_only_on_paper() {
    // By the last day of anything recorded of each (signing, steps, amendments, decisions, papers, obstacles and what was done about
    // them, evaluations, measurements, reviews, work on what came of it): 16 of 25 from 15 January 2024 on, 14 of 24 from 30 June
    // 2025 on; two of the latter were also confirmed in 2026. Nobody ever said no.
    says("paper", FIRST, &["alive 16", "dead 0", "nobody-said 9"]);
    says("paper", LAST, &["alive 14", "dead 0", "nobody-said 10"]);
}

#[test]
fn third_which_lapsed_ones_are_still_carried_out() {
    // Both confirmations are of agreements in force.
    says("lapsed", FIRST, &["still-carried-out 0", "stopped 0", "nobody-said 6"]);
    says("lapsed", LAST, &["still-carried-out 0", "stopped 0", "nobody-said 16"]);
    // A word about one that lapsed moves it.
    let office = city();
    office.types("agreement confirm KS-2023-0005 yes --on 2026-06-15 --by DINSOS").succeeds();
    let rows = office.types("report brief --part lapsed -O csv").rows();
    assert_eq!((rows[0]["number"].as_str(), rows[2]["number"].as_str()), ("1", "15"));
}

#[test]
fn fourth_which_department_has_most_and_which_none() {
    // In force by who leads: BAG-TAPEM KS-2019-0001, 2021-0004, 2022-0001, 2023-0001; DINKES KS-2022-0002, 2023-0002, 2024-0005,
    // 2024-0008; DLH KS-2022-0005, 2024-0001, 2024-0003. Of the 23 departments that hang under no other, these lead none. Nobody
    // leads KS-2015-0002.
    says(
        "departments",
        FIRST,
        &[
            "most 4 BAG-TAPEM",
            "most 4 DINKES",
            "most 3 DLH",
            "none 13 BAPPEDA, DISDIK, DISPERKIM, DPUPR, ITKO, KEC-BUKIT-BATU, KEC-JEKAN-RAYA, KEC-PAHANDUT, KEC-RAKUMPIT, \
             KEC-SABANGAU, SATPOLPP, SETDA, SETWAN",
            "without-department 1",
            // 1.05 is not of BAG-TAPEM, 2.10 not of BPKAD.
            "outside-mandate 2 KS-2021-0004, KS-2023-0003",
        ],
    );
    // BAG-TAPEM with KS-2025-0002; DLH KS-2022-0005, 2024-0003, 2024-0012, 2025-0003; DINKES KS-2023-0002, 2024-0005, 2025-0007.
    // SATPOLPP took KS-2019-0003 over in June 2025; DISDIK and DPUPR lead one now, DINSOS, DISKOMINFO and KESBANGPOL none any more.
    says(
        "departments",
        LAST,
        &[
            "most 5 BAG-TAPEM",
            "most 4 DLH",
            "most 3 DINKES",
            "none 13 BAPPEDA, DINSOS, DISKOMINFO, DISPERKIM, ITKO, KEC-BUKIT-BATU, KEC-JEKAN-RAYA, KEC-PAHANDUT, KEC-RAKUMPIT, \
             KEC-SABANGAU, KESBANGPOL, SETDA, SETWAN",
            "without-department 1",
            // Besides, 3.30 is not of SATPOLPP and 2.09 not of BAG-TAPEM; BAG-EKBANG has no mandate on record.
            "outside-mandate 4 KS-2019-0003, KS-2021-0004, KS-2023-0003, KS-2025-0002",
        ],
    );
}

#[test]
fn fifth_what_the_people_got() {
    let told = |day: &str| {
        let rows = answer("benefits", day);
        rows.iter().map(|row| format!("{} {}", row["what"], row["number"])).collect::<Vec<_>>()
    };
    // Measured by January 2025 are eight of thirteen indicators, none at its target: 43 of 60 tons, 9 complaints for 4, 71 of 112
    // plots, 31 of 35 children, 42 of 60 percent, 20 of 24 points, 9 refusals for 2, 82 minutes for 45. Saved: 378.56 + 411.424
    // million on waste and 57.6 on the internet.
    assert_eq!(told(FIRST)[1..], ["saved 847584000", "earned 0", "reached 0", "below 8", "unmeasured 5"]);
    // In June 2026 only the bridge is not measured; 38 children are more than 35, all others are below. Saved besides: 324.714 +
    // 354.016 + 28.8 million; earned 46.3 + 118.75 + 142.4 million by QR codes.
    assert_eq!(
        told(LAST)[1..],
        ["saved 1555114000", "earned 307450000", "reached 1", "below 11", "unmeasured 1"]
    );
}

#[test]
fn sixth_what_hinders_us_and_what_is_overdue() {
    // Raised by January 2025 and neither solved nor accepted: K-0019, which was escalated and is still to be solved.
    says(
        "obstacles",
        FIRST,
        &[
            "open 1",
            "overdue 1",
            "overdue  K-0019 Berkas tanah aset tidak lengkap untuk disertifikatkan (BPKAD, 2024-10-31)",
        ],
    );
    // K-0013, 0016, 0019, 0022, 0024, 0025, 0026, 0027, 0028; of these four are past their day.
    says(
        "obstacles",
        LAST,
        &[
            "open 9",
            "overdue 4",
            "overdue  K-0019 Berkas tanah aset tidak lengkap untuk disertifikatkan (BPKAD, 2024-10-31)",
            "overdue  K-0013 Penggantian biaya layanan warga perbatasan belum dibayar (DINKES, 2026-03-31)",
            "overdue  K-0022 Iuran pekerja rentan berhenti sesudah perjanjian habis (DINSOS, 2026-04-30)",
            "overdue  K-0024 Jembatan penghubung rusak sebelum pembagian biaya disepakati (DPUPR, 2026-05-31)",
        ],
    );
}

#[test]
fn seventh_whether_two_do_the_same() {
    // In force on both days, of DINKES with UPR in 1.02: KS-2023-0002 and KS-2024-0005. KS-2024-0011 and KS-2024-0017 ask for the same,
    // the latter from 15 July 2026 on. No two titles of one partner are nearly one.
    for day in [FIRST, LAST] {
        let wanted = ["same-title 0", "same-request 0", "same-matter 1 KS-2023-0002 + KS-2024-0005"];
        says("overlap", day, &wanted);
    }
    says(
        "overlap",
        "2026-07-15",
        &["same-title 0", "same-request 1 KS-2024-0011 + KS-2024-0017", "same-matter 0"],
    );
}

#[test]
fn eighth_which_department_does_not_follow_the_sop_and_where_time_is_lost() {
    // The steps that were due by January 2025, by working days without the closed days of the sheet, with the papers that had come by
    // the day on which a step was left. As set are: of KS-2023-0001 four of eight (MAP, STUDY, KB-SIGN, RECORD; the offer took 6 of 5
    // days, the draft 25 of 15, the report has no paper, the council was passed over); of KS-2023-0002 one of three (PKS-SIGN); of
    // KS-2024-0005 two of three (PKS-DRAFT, RECORD; the signing took 11 of 10); of KS-2024-0006 three of eight (MAP, STUDY, RECORD);
    // of KS-2024-0009 and 2024-0010 one of three each (MAP); of KS-2024-0001 and 2024-0012 none of three and of one. 12 of 32.
    // Slowest: EXPLORE took 41 of 20 days, PKS-DRAFT of the first version 32 (between 29 and 35) of 15, of the second 24 of 10. Past
    // their time: KS-2024-0009, 31 days for an offer of 5, and KS-2024-0010, 26 for a draft of 15.
    let lines = answer("sop", FIRST);
    let told: Vec<String> = lines
        .iter()
        .filter(|row| row["what"] != "least")
        .map(|row| ["what", "number", "detail"].map(|key| row[key].as_str()).join(" ").trim_end().to_owned())
        .collect();
    assert_eq!(
        told,
        [
            "as-set 12 of 32 that were due",
            "slowest 21 working days over: Explore and study (SOP-KSDLN.1)",
            "slowest 17 working days over: Draft the operative agreement with the partner (SOP-KSDPK.1)",
            "slowest 14 working days over: Draft the operative agreement with the partner (SOP-KSDPK.2)",
            "stuck 2",
        ]
    );
    let least = lines.iter().find(|row| row["what"] == "least").unwrap();
    assert_eq!(least["detail"], "DLH: 0 of 4");
    // By June 2026 besides: of KS-2024-0009 one more of five more (PKS-SIGN, 10 of 10 days), of KS-2024-0012 one of seven more (FORWARD),
    // of KS-2024-0013 none of two, of KS-2025-0006 none of six, of KS-2026-0002 none of two, of KS-2026-0003 none of one. 14 of 55.
    // PKS-DRAFT between regions took 51 of 15 days in two passes, SIGN abroad 45 of 10, OFFER between regions 35 of 5 in three.
    says(
        "sop",
        LAST,
        &[
            "as-set 14 of 55 that were due",
            "least  BAG-EKBANG: 0 of 6",
            "least  DISKOMINFO: 0 of 2",
            "least  DPUPR: 0 of 2",
            "slowest 36 working days over: Draft the operative agreement with the partner (SOP-KSDD.1)",
            "slowest 35 working days over: Sign the agreement (SOP-KSDLN.1)",
            "slowest 30 working days over: Send the offer with terms of reference and drafts (SOP-KSDD.1)",
            // KS-2024-0010 (247 of 15 days), KS-2026-0002 (64 of 10), KS-2026-0003 (19 of 10, parked since May).
            "stuck 3",
        ],
    );
}

#[test]
fn ninth_what_the_plan_promises_this_quarter_and_how_much_money() {
    // Of 2025, with a month in the first quarter or a day in it: KEG-2025-0001, 0002 (the whole year), 0003, 0004, 0006, 0009, 0010,
    // 0011, 0012; of the plan before it KEG-2024-0003 and 0007, of which the last report came on 10 January. That 0001 of that year was
    // closed on 31 January nobody knew yet. Done are 0011, of 6 January, and those two. Money: 125.4 + 45.6 + 68.25 million, and 64.75 of
    // 2024; what the others have is theirs.
    says("plan", FIRST, &["promised 11", "done 3", "late 0", "budget 304000000", "spent 0"]);
    // Of 2026: KEG-2026-0001, 0003, 0005, 0006, 0007, 0011, 0014, 0017. Done is 0014; late are 0006 (four of five months), 0011 (15 May)
    // and 0017 (24 June). Money: 127.8 + 72 million. Spent from April to June: 24.15 + 15.6 + 5.24 + 1.98 million.
    says("plan", LAST, &["promised 8", "done 1", "late 3", "budget 199800000", "spent 46970000"]);
}

#[test]
fn tenth_what_is_to_be_signed_or_sent_and_by_when() {
    // One lapsed within the year and nobody has decided.
    says(
        "signatures",
        FIRST,
        &[
            "to-do 1",
            "next  31 December 2024: decide (lapsed), Rencana kerja sertifikasi aset daerah tahun 2024 (KS-2023-0004/end)",
        ],
    );
    // Five that lapsed since June 2025, and KS-2021-0004, whose extension was decided and which the head of region signs.
    says(
        "signatures",
        LAST,
        &[
            "to-do 6",
            "next  31 December 2025: decide (lapsed), Rumah singgah dan rehabilitasi sosial anak terlantar (KS-2023-0005/end)",
            "next  31 December 2025: decide (lapsed), Cakupan kesehatan semesta tahun 2025 (KS-2024-0008/end)",
            "next  31 January 2026: decide (lapsed), Perlindungan jaminan sosial bagi pekerja rentan (KS-2024-0007/end)",
            "next  14 March 2026: decide (lapsed), Layanan kelistrikan dan penerangan jalan umum (KS-2021-0001/end)",
            "next  25 June 2026: decide (lapsed), Pencegahan dan pemberantasan penyalahgunaan narkotika (KS-2024-0004/end)",
        ],
    );
}

#[test]
fn eleventh_whether_the_mandatory_ones_with_the_neighbours_are_in_place() {
    // All three are parties of KS-2019-0001, whose term nobody knows.
    for day in [FIRST, LAST] {
        says(
            "neighbours",
            day,
            &[
                "neighbours 3",
                "in-place 3 Pemerintah Kabupaten Gunung Mas, Pemerintah Kabupaten Katingan, Pemerintah Kabupaten Pulang Pisau",
                "lacking 0",
            ],
        );
    }
    // Without it, only Katingan is left, by KS-2024-0013 of May 2025; Pulang Pisau's lapsed in February 2025.
    let office = city();
    office.types("agreement end KS-2019-0001 --on 2025-06-30 --ground agreed").succeeds();
    let rows = office.types("report brief --part neighbours -O csv").rows();
    assert_eq!(rows[1]["detail"], "Pemerintah Kabupaten Katingan");
    assert_eq!(rows[2]["detail"], "Pemerintah Kabupaten Gunung Mas, Pemerintah Kabupaten Pulang Pisau");
}

#[test]
fn twelfth_what_is_proposed_for_each() {
    // The last period's word of the secretariat, else of the department, that had come in by the day, of those in force and those that
    // lapsed. The secretariat's of January 24th and later are not there yet. Of the 25 in force, nine have one; KS-2023-0001 was decided
    // without; 15 have none.
    says(
        "proposals",
        FIRST,
        &[
            "proposed 7 continue: KS-2015-0001, KS-2021-0002, KS-2021-0004, KS-2022-0001, …",
            "proposed 2 extend: KS-2019-0002, KS-2023-0004",
            "proposed 1 let lapse: KS-2022-0003",
            "nothing-proposed 15",
        ],
    );
    // KS-2022-0003 and 2024-0002 lapsed as was proposed, KS-2021-0004 was decided. Of the 24 in force seven wait and 15 have nothing.
    says(
        "proposals",
        LAST,
        &[
            "proposed 2 continue: KS-2024-0006, KS-2024-0008",
            "proposed 7 extend: KS-2019-0002, KS-2021-0002, KS-2022-0002, KS-2023-0004, …",
            "proposed 3 amend: KS-2015-0001, KS-2022-0005, KS-2024-0013",
            "proposed 2 widen: KS-2022-0001, KS-2024-0009",
            "nothing-proposed 15",
        ],
    );
}

// ---- the whole ----

#[test]
fn all_twelve_stand_in_one_answer_with_a_command_that_opens_each() {
    let office = city();
    for day in [FIRST, LAST] {
        let whole = office.types(&format!("report brief --as-of {day} -O json")).json();
        let parts = whole.as_object().unwrap();
        assert_eq!(parts.len(), 12);
        for part in PARTS {
            assert!(!parts[part].as_array().unwrap().is_empty(), "{part} on {day}");
            // The part alone says the same as the part in the whole.
            let alone = answer(part, day);
            assert_eq!(alone.len(), parts[part].as_array().unwrap().len(), "{part} on {day}");
        }
        for lang in ["id", "en"] {
            let shown = office.types(&format!("report brief --as-of {day} --lang {lang}"));
            shown.succeeds().is_quiet();
            let opened: Vec<&str> =
                shown.stdout.lines().filter_map(|line| line.strip_prefix("→ sinergi ")).collect();
            assert_eq!(opened.len(), 12, "{shown}");
            for line in opened {
                office.types(line).succeeds().is_quiet();
            }
            let numbers = (1..=12)
                .filter(|n| shown.stdout.lines().any(|line| line.starts_with(&format!("{n}. "))))
                .count();
            assert_eq!(numbers, 12, "{shown}");
        }
    }
    office.types("report brief -O csv").is_refused("--part");
}

#[test]
fn what_a_command_opens_says_the_same_as_the_answer_above_it() {
    let office = city();
    let count = |line: &str, day: &str| {
        office.types(&format!("{line} --as-of {day} -O csv")).rows().len().to_string()
    };
    let number = |part: &str, what: &str, day: &str| {
        answer(part, day).into_iter().find(|row| row["what"] == what).unwrap().remove("number").unwrap()
    };
    for day in [FIRST, LAST] {
        let (open, late) = (
            "obstacle list --state open,being-solved,overdue,escalated",
            "report promises --part promises --late",
        );
        assert_eq!(number("obstacles", "open", day), count(open, day), "{day}");
        assert_eq!(number("signatures", "to-do", day), count("due --for sekda,head", day), "{day}");
        let quarter = if day == FIRST { "2025-Q1" } else { "2026-Q2" };
        let plan = office.types(&format!("report plan --period {quarter} --as-of {day} -O csv")).rows();
        assert_eq!(number("plan", "promised", day), plan.len().to_string());
        let spent: i64 = plan
            .iter()
            .filter(|row| !row["number"].contains('.'))
            .map(|row| row["spent"].parse::<i64>().unwrap_or(0))
            .sum();
        assert_eq!(number("plan", "spent", day), spent.to_string(), "{day}");
        let fates = office.types(&format!("report decisions --as-of {day} -O csv")).column("fate");
        let none = fates.iter().filter(|fate| *fate == "nothing-proposed").count();
        assert_eq!(number("proposals", "nothing-proposed", day), none.to_string(), "{day}");
        office.types(&format!("{late} --as-of {day}")).succeeds();
    }
}

#[test]
fn money_is_grouped_for_a_person_and_a_number_for_a_program() {
    let office = city();
    office.types("report brief --part plan").shows("199.800.000").shows("46.970.000").hides("199800000");
    let plan = office.types("report brief --part plan -O json").json();
    assert_eq!(plan[3]["number"].as_i64(), Some(199_800_000));
}

#[test]
fn an_empty_office_gets_twelve_answers_too() {
    let office = Office::founded();
    for lang in ["id", "en"] {
        office.types(&format!("report brief --lang {lang}")).succeeds().is_quiet();
    }
    let whole = office.types("report brief -O json").json();
    assert_eq!(whole.as_object().unwrap().len(), 12);
    let first = |part: &str| whole[part][0]["number"].as_i64();
    assert_eq!(
        ["lapsed", "benefits", "obstacles", "plan", "signatures", "neighbours"].map(first),
        [Some(0); 6]
    );
}
