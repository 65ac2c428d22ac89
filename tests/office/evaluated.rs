//! What is made of evaluations: scores worked out once more by other code, where assessors differ, what the
//! people got, what is proposed, and the reports to governor and Sekda.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::Record;
use crate::office::Office;
use crate::owed::owing;

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

#[test]
fn a_list_of_evaluations_holds_for_a_year_what_reports_count_in_it() {
    let office = sample();
    let list = |period: &str| office.types(&format!("evaluation list --period {period} -O csv")).rows().len();
    assert_eq!(list("2025"), list("2025-S1") + list("2025-S2"));
    assert_eq!(list("2025..2026"), list("2025") + list("2026"));
    assert_eq!(list("..2024") + list("2025.."), office.types("evaluation list -O csv").rows().len());
    assert!(list("2025-S1") > 0 && list("2025-03") == 0);
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
fn what_time_or_an_act_has_done_is_carried_out_and_nothing_else() {
    let office = sample();
    let fate = |code: &str| {
        let rows = office.types("report decisions -O csv").rows();
        rows.into_iter().find(|r| r["agreement"] == code).unwrap()["fate"].clone()
    };
    // An addendum that moves no end extends nothing.
    assert_eq!(fate("KS-2021-0002"), "waiting");
    office.types("agreement amend KS-2021-0002 --on 2026-06-01 --changes \"Perubahan alamat\"").succeeds();
    assert_eq!(fate("KS-2021-0002"), "waiting");
    office.types("agreement extend KS-2021-0002 --on 2026-06-02 --ends-on 2028-08-31").succeeds();
    assert_eq!(fate("KS-2021-0002"), "carried-out");
    // What was decided to lapse and has lapsed waits for nobody.
    assert_eq!(fate("KS-2022-0003"), "carried-out");
    office.types("agreement decision add KS-2022-0003 --word lapse --decided-on 2025-03-20").succeeds();
    assert_eq!(fate("KS-2022-0003"), "carried-out");
    office.types("agreement sheet KS-2022-0003 --part follow-up").shows("dilaksanakan 2025-03-31");
}

#[test]
fn the_semester_report_knows_nothing_of_later_days_but_the_evaluations_of_its_period() {
    let office = sample();
    for part in ["obstacles", "execution", "follow-up"] {
        let rows = office.types(&format!("report semester --period 2025-S2 --part {part} -O csv")).rows();
        let then = office
            .types(&format!("report semester --period 2025-S2 --part {part} --as-of 2025-12-31 -O csv"))
            .rows();
        let key = if part == "obstacles" { "code" } else { "agreement" };
        let told = |rows: &[Record]| -> BTreeSet<String> {
            let own = rows.iter().filter(|r| r.get("origin").is_none_or(|origin| origin == "decision"));
            own.map(|r| {
                let rest = ["state", "carried_out", "result", "on"]
                    .map(|key| r.get(key).cloned().unwrap_or_default());
                format!("{} {}", r[key], rest.join(" "))
            })
            .collect()
        };
        assert_eq!(told(&rows), told(&then), "{part}");
    }
    let obstacles = office.types("report semester --period 2025-S2 --part obstacles -O csv").column("code");
    assert!(!obstacles.is_empty());
    for code in obstacles {
        let raised = office.types(&format!("obstacle list --code {code} -O csv --columns all")).rows();
        assert!(raised[0]["raised_on"].as_str() <= "2025-12-31", "{code}");
    }
    // A year that a department evaluates besides takes no place of the secretariat's half-year.
    let line = |office: &Office| {
        let rows = office.types("report semester --period 2025-S2 --part execution -O csv").rows();
        let row = rows.into_iter().find(|r| r["agreement"] == "KS-2022-0005").unwrap();
        ["score", "provisional"].map(|key| row[key].clone())
    };
    let before = line(&office);
    office
        .types("evaluate KS-2022-0005 --period 2025 --as department --answer EF1=all EF2=all EF3=on-time BE1=strong RE1=very --on 2026-06-01")
        .succeeds()
        .says("2025 bukan periode yang ditunggu");
    assert_eq!(line(&office), before);
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
