//! What is made of evaluations: scores worked out once more by other code, what is owed, where assessors differ, what the
//! people got, what is proposed, and the reports to governor and Sekda.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::Record;
use crate::office::Office;

/// What one evaluation adds up to, by other code than the program's: axis → (points, most, answered, applicable).
type Sums = BTreeMap<String, (i64, i64, i64, i64)>;

/// Scores every evaluation of a file from its exported rows.
fn scores(office: &Office) -> BTreeMap<String, Sums> {
    let questions = office.types("export questions -O csv").rows();
    let mut given: BTreeMap<(String, String), String> = BTreeMap::new();
    for answer in office.types("export answers -O csv").rows() {
        given.insert((answer["evaluation"].clone(), answer["question"].clone()), answer["option"].clone());
    }
    let mut all = BTreeMap::new();
    for evaluation in office.types("export evaluations -O csv").rows() {
        let mut sums = Sums::new();
        for question in questions.iter().filter(|q| q["instrument"] == evaluation["instrument"]) {
            let points: BTreeMap<&str, i64> = question["options"]
                .split(';')
                .map(|option| {
                    let (word, rest) = option.trim().split_once('=').unwrap();
                    (word, rest.split(' ').next().unwrap().parse().unwrap())
                })
                .collect();
            let (most, weight) =
                (*points.values().max().unwrap(), question["weight"].parse::<i64>().unwrap());
            let answer = given.get(&(evaluation["code"].clone(), question["code"].clone()));
            for axis in [question["axis"].as_str(), "total"] {
                let sum = sums.entry(axis.to_owned()).or_default();
                match answer.map(String::as_str) {
                    Some("na") => {}
                    Some(word) => {
                        sum.0 += points[word] * weight;
                        sum.1 += most * weight;
                        sum.2 += 1;
                        sum.3 += 1;
                    }
                    None => sum.3 += 1,
                }
            }
        }
        all.insert(evaluation["code"].clone(), sums);
    }
    all
}

fn near(text: &str, share: f64) -> bool {
    text.parse::<f64>().is_ok_and(|found| (found - share).abs() < 1e-12)
}

#[expect(clippy::cast_precision_loss, reason = "points of a few questions")]
fn share((points, most, ..): (i64, i64, i64, i64)) -> f64 {
    points as f64 / most as f64
}

fn verdict((points, most, answered, applicable): (i64, i64, i64, i64)) -> &'static str {
    match () {
        () if most == 0 || answered * 10 < applicable * 6 => "cannot-say",
        () if points * 10 >= most * 8 => "good",
        () if points * 10 >= most * 6 => "fair",
        () => "poor",
    }
}

/// The sample city as it is in the middle of 2026.
fn sample() -> Office {
    Office::sample().env("SINERGI_NOW", "2026-06-30")
}

#[test]
fn the_sample_city_has_three_periods_evaluated_and_every_score_is_right() {
    let office = sample();
    let scores = scores(&office);
    let mut periods = BTreeSet::new();
    for period in ["2024-S2", "2025-S1", "2025-S2"] {
        let lines =
            office.types(&format!("report evaluation --period {period} --part agreements -O csv")).rows();
        assert!(lines.len() > 8, "{period}");
        for line in &lines {
            let code = |assessor: &str| format!("{}/{period}/{assessor}", line["agreement"]);
            // The secretariat's, else the department's.
            let (own, provisional) = if scores.contains_key(&code("secretariat")) {
                (code("secretariat"), "no")
            } else {
                (code("department"), "yes")
            };
            let sums = &scores[&own];
            assert_eq!(line["provisional"], provisional, "{own}");
            assert!(near(&line["score"], share(sums["total"])), "{own}: {}", line["score"]);
            assert_eq!(line["verdict"], verdict(sums["total"]), "{own}");
            for axis in ["effective", "efficient", "benefit", "orderly", "relevant"] {
                let sum = sums.get(axis).copied().unwrap_or_default();
                match verdict(sum) {
                    "cannot-say" => assert_eq!(line[axis], "", "{own} {axis}"),
                    _ => assert!(near(&line[axis], share(sum)), "{own} {axis}"),
                }
            }
            periods.insert(period);
        }
    }
    assert_eq!(periods.len(), 3);
    let verdicts: BTreeSet<&str> = scores.values().map(|sums| verdict(sums["total"])).collect();
    assert_eq!(verdicts.len(), 4, "every verdict occurs: {verdicts:?}");
}

#[test]
fn means_are_those_of_the_scores_that_can_be_said_and_say_what_they_leave_out() {
    let office = sample();
    let scores = scores(&office);
    let period = "2025-S2";
    let lines = office.types(&format!("report evaluation --period {period} --part agreements -O csv")).rows();
    let mut by_department: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for line in lines.iter().filter(|l| l["verdict"] != "cannot-say") {
        by_department.entry(line["department"].clone()).or_default().push(line["score"].parse().unwrap());
    }
    let departments =
        office.types(&format!("report evaluation --period {period} --part departments -O csv")).rows();
    for line in &departments {
        let own = by_department.get(&line["department"]).cloned().unwrap_or_default();
        assert_eq!(line["counted"], own.len().to_string(), "{line:?}");
        #[expect(clippy::cast_precision_loss, reason = "a few agreements")]
        let mean = own.iter().sum::<f64>() / own.len() as f64;
        assert!(own.is_empty() && line["mean"].is_empty() || near(&line["mean"], mean), "{line:?}");
    }
    let summary = office.types(&format!("report evaluation --period {period} --part summary -O csv")).rows();
    let number =
        |what: &str| summary.iter().find(|l| l["what"] == what).unwrap()["records"].parse::<usize>().unwrap();
    let of_period = |code: &&String| code.contains(&format!("/{period}/"));
    let places: BTreeSet<&str> =
        scores.keys().filter(of_period).map(|c| c.rsplit_once('/').unwrap().0).collect();
    assert_eq!(number("evaluated"), places.len());
    assert_eq!(number("evaluated"), number("in-mean") + number("cannot-say") + number("partner-only"));
    assert_eq!(number("in-mean") + number("cannot-say"), lines.len());
    // All periods at once, walked side by side, say the same as each looked up.
    let trend = office.types("report evaluation --part periods -O csv").rows();
    assert_eq!(
        trend.iter().map(|l| l["period"].as_str()).collect::<Vec<_>>(),
        ["2024-S2", "2025-S1", "2025-S2"]
    );
    for line in &trend {
        let one = format!("report evaluation --period {} --part periods -O csv", line["period"]);
        let same = office.types(&one).rows();
        assert_eq!(same.last(), Some(line));
    }
    let dlh = office.types("report evaluation --part agreements --department DLH -O csv").rows();
    assert!(!dlh.is_empty() && dlh.iter().all(|l| l["department"] == "DLH"));
}

#[test]
fn what_was_answered_later_is_not_there_yet() {
    let office = sample();
    let early =
        office.types("report evaluation --period 2024-S2 --part agreements --as-of 2025-01-10 -O csv").rows();
    let late = office.types("report evaluation --period 2024-S2 --part agreements -O csv").rows();
    assert!(!early.is_empty() && early.len() < late.len());
    let none =
        office.types("report evaluation --period 2025-S1 --part agreements --as-of 2025-06-30 -O csv").rows();
    assert!(none.is_empty());
}

/// An office with agreements of every sort that matters for what is owed.
fn owing() -> Office {
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

#[test]
fn where_the_assessors_differ_the_widest_apart_stand_first() {
    let office = owing();
    for (who, answers) in [
        ("department", "EF1=all EF2=all EF3=on-time OR1=complete OR2=regular OR4=good"),
        ("partner", "EF1=all EF2=partly EF3=on-time OR1=no OR2=no OR4=good"),
        ("secretariat", "EF1=no EF2=no EF3=on-time OR1=complete OR2=regular OR4=good"),
    ] {
        office.types(&format!("evaluate KS-2025-0002 --as {who} --answer {answers}")).succeeds();
    }
    office.types("evaluate KS-2025-0003 --as department --answer EF1=all").succeeds();
    let lines = office.types("report disagreement --part scores -O csv").rows();
    let told: Vec<String> = lines
        .iter()
        .map(|r| {
            ["axis", "by_department", "by_partner", "by_secretariat"].map(|key| r[key].as_str()).join(" ")
        })
        .collect();
    // Orderly: 10 of 11 against 2 of 11. Effective: 16 of 16, 13 of 16, 4 of 16, which is wider.
    assert_eq!(told[0], "effective 1 0.8125 0.25");
    assert_eq!(told[1], "orderly 0.9090909090909091 0.18181818181818182 0.9090909090909091");
    assert_eq!(told.len(), 2, "the whole has too few answers to say");
    assert!(
        lines.is_sorted_by(|a, b| a["apart"].parse::<f64>().unwrap() >= b["apart"].parse::<f64>().unwrap())
    );
    let answers = office.types("report disagreement --part answers -O csv --lang en").rows();
    let told: Vec<[&str; 4]> = answers
        .iter()
        .map(|r| ["question", "by_department", "by_partner", "by_secretariat"].map(|key| r[key].as_str()))
        .collect();
    assert_eq!(told[0], ["EF1", "all", "all", "no"]);
    assert_eq!(told.len(), 4, "EF1, EF2, OR1, OR2");
    office
        .types("report disagreement --lang en")
        .shows("Not compared: 1 that one assessor alone has evaluated.");
    // On the sample the order holds, too.
    let lines = sample().types("report disagreement --part scores --period 2025 -O csv").rows();
    assert!(lines.len() > 20);
    assert!(
        lines.is_sorted_by(|a, b| a["apart"].parse::<f64>().unwrap() >= b["apart"].parse::<f64>().unwrap())
    );
}

#[test]
fn what_became_of_each_proposal_is_told() {
    let office = owing();
    office
        .types("agreement add --title Ketiga --kind ksdpk --document pks --signed-on 2023-01-01 --ends-on 2027-12-31")
        .succeeds();
    let fate = |code: &str| {
        let rows = office.types("report decisions -O csv").rows();
        let row = rows.into_iter().find(|r| r["agreement"] == code).unwrap();
        ["proposed", "decided", "fate"].map(|key| row[key].clone()).join(" ")
    };
    assert_eq!(fate("KS-2025-0002"), "  nothing-proposed");
    office
        .types("evaluate KS-2025-0002 --as mitra --answer EF1=all --recommend widen --on 2025-01-02")
        .succeeds();
    assert_eq!(fate("KS-2025-0002"), "  nothing-proposed", "the partner alone proposes nothing");
    office
        .types("evaluate KS-2025-0002 --as opd --answer EF1=all --recommend extend --on 2025-01-03")
        .succeeds();
    assert_eq!(fate("KS-2025-0002"), "extend  waiting");
    office.types("evaluate KS-2025-0002 --answer EF1=all --recommend amend --on 2025-01-04").succeeds();
    assert_eq!(fate("KS-2025-0002"), "amend  waiting", "the secretariat has the last word");
    office.types("agreement decide KS-2025-0002 amend --on 2025-01-06").succeeds();
    assert_eq!(fate("KS-2025-0002"), "amend amend decided");
    office.types("agreement amend KS-2025-0002 --on 2025-01-08").succeeds();
    assert_eq!(fate("KS-2025-0002"), "amend amend carried-out");
    office.types("evaluate KS-2025-0003 --answer EF1=all --recommend continue --on 2025-01-05").succeeds();
    office.types("agreement decide KS-2025-0003 end --on 2025-01-07").succeeds();
    assert_eq!(fate("KS-2025-0003"), "continue end decided-otherwise");
    // Done without that anybody recorded a decision.
    office.types("evaluate KS-2025-0008 --answer EF1=all --recommend extend --on 2025-01-05").succeeds();
    office.types("agreement extend KS-2025-0008 --on 2025-01-09 --ends-on 2029-12-31").succeeds();
    assert_eq!(fate("KS-2025-0008"), "extend  carried-out");
}

#[test]
fn the_semester_report_counts_what_the_reports_beside_it_list() {
    let office = sample();
    for period in ["2025-S1", "2025-S2", "2024"] {
        let recap = office.types(&format!("report semester --period {period} --part recap -O csv")).rows();
        for (column, report) in [("signed", "signed"), ("in_force", "in-force"), ("ended", "ending")] {
            for line in &recap {
                let list = format!("report {report} --period {period} --kind {} -O csv", line["kind"]);
                let day = if period == "2025-S1" {
                    "2025-06-30"
                } else if period == "2024" {
                    "2024-12-31"
                } else {
                    "2025-12-31"
                };
                let rows = office.types(&format!("{list} --as-of {day}")).rows();
                assert_eq!(line[column], rows.len().to_string(), "{list}");
                if column == "in_force" {
                    let part = format!("report semester --period {period} --part {} -O csv", line["kind"]);
                    let listed: Vec<String> = office.types(&part).column("code");
                    let wanted: Vec<String> = rows.iter().map(|r| r["code"].clone()).collect();
                    assert_eq!(listed, wanted, "{part}");
                }
            }
        }
        let in_force: usize = recap.iter().map(|l| l["in_force"].parse::<usize>().unwrap()).sum();
        let execution =
            office.types(&format!("report semester --period {period} --part execution -O csv")).rows();
        assert_eq!(execution.len(), in_force, "a line each");
        let left = office.types(&format!("report semester --period {period} --part left-out -O csv")).rows();
        let number = |what: &str| {
            left.iter().find(|l| l["what"] == what).unwrap()["records"].parse::<usize>().unwrap()
        };
        let unsaid = execution.iter().filter(|l| l["carried_out"] == "nobody-said").count();
        let unscored =
            execution.iter().filter(|l| l["verdict"].is_empty() || l["verdict"] == "cannot-say").count();
        assert_eq!((number("nobody-said"), number("without-score")), (unsaid, unscored));
    }
}

#[test]
fn the_columns_of_the_semester_lists_are_the_offices_own() {
    let office = sample();
    let heading = |office: &Office| {
        let list = office.types("report semester --period 2025-S1 --part ksdpk -O csv");
        list.lines()[0].to_owned()
    };
    assert_eq!(heading(&office), "code,own_number,title,partner,department,signed_on,ends_on,status");
    office.types("setting edit semester_columns --value \"title, place, value\"").succeeds();
    assert_eq!(heading(&office), "title,place,value");
    office
        .types("report semester --period 2025-S1 --lang en")
        .shows("Third party (KSDPK) (16)")
        .shows("Recapitulation");
    // Without a period it is the last semester that ended.
    office.types("report semester --part recap").shows("1 Juli 2025 – 31 Desember 2025");
}

#[test]
fn one_agreement_is_a_report_in_nine_parts() {
    let office = sample();
    let sheet = office.types("agreement sheet KS-2022-0005 -O json").json();
    let parts: Vec<&String> = sheet.as_object().unwrap().keys().collect();
    assert_eq!(
        parts,
        [
            "title",
            "background",
            "aims",
            "scope",
            "progress",
            "beneficiaries",
            "funding",
            "obstacles",
            "follow-up"
        ]
    );
    assert_eq!(sheet["title"]["department"], "DLH (Dinas Lingkungan Hidup)");
    assert_eq!(sheet["progress"].as_array().unwrap().len(), 7, "every measurement");
    assert_eq!(sheet["funding"].as_array().unwrap().len(), 4);
    let follow: Vec<&str> =
        sheet["follow-up"].as_array().unwrap().iter().map(|l| l["source"].as_str().unwrap()).collect();
    assert_eq!(follow.iter().filter(|s| **s == "evaluation").count(), 3, "three periods");
    let then = office.types("agreement sheet KS-2022-0005 -O json --as-of 2025-01-15").json();
    assert_eq!(then["progress"].as_array().unwrap().len(), 3, "what had been measured by then");
    assert!(
        office
            .types("agreement sheet KS-2025-0001 --lang en")
            .shows("Not recorded.")
            .stdout
            .contains("3. Aims")
    );
    office.types("agreement sheet KS-2022-0005 -O csv").exits(2).says("--part");
    office.types("agreement sheet KS-2022-0005 --part judul").exits(2).says("title, background");
    // On a narrow screen nothing of what was said is cut.
    let narrow = office.types("agreement sheet KS-2022-0005 --width 80 --part follow-up");
    assert!(!narrow.stdout.contains('…'), "{narrow}");
    assert!(narrow.lines().iter().all(|line| line.chars().count() <= 80), "{narrow}");
}
