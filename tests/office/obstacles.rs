//! Obstacles and their solutions: the whole loop, the story it tells, and what is refused.

use crate::answer::rows;
use crate::office::Office;

/// An office with an agreement, an obstacle of it, and two solutions proposed.
fn hindered() -> Office {
    let office = Office::founded();
    office.types("agreement add --title Sampah --kind ksdpk --document pks --department DLH").succeeds();
    office
        .types("obstacle log --agreement KS-2025-0001 --title \"Pengangkutan sampah terlambat\" --category LAPANGAN --severity high --on 2025-01-02 --due 2025-01-31")
        .prints("K-0001\n");
    office
        .types("obstacle propose K-0001 --text \"Menambah truk\" --owner DLH --on 2025-01-03")
        .prints("K-0001/1\n");
    office
        .types("obstacle propose K-0001 --text \"Mengubah rute angkut\" --owner DLH --on 2025-01-03")
        .prints("K-0001/2\n");
    office
}

/// What a field of the obstacle is.
fn field(office: &Office, code: &str, field: &str, flags: &str) -> String {
    let answer = office.types(&format!("obstacle list --code {code} {flags} -O csv"));
    rows(&answer.stdout)[0][field].clone()
}

#[test]
fn an_obstacle_goes_from_being_logged_to_being_solved_and_is_open_again() {
    let office = hindered();
    assert_eq!(field(&office, "K-0001", "state", ""), "open");
    office.types("obstacle choose K-0001 2 --on 2025-01-04").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "being-solved");
    office.types("obstacle outcome K-0001 2 failed --on 2025-01-08 --note \"Jalan sempit\"").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "open", "what failed solves nothing");
    office.types("obstacle choose K-0001 1 --on 2025-01-09").succeeds();
    office.types("obstacle resolve K-0001 1 --worked --on 2025-01-12").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "solved");
    office.types("obstacle reopen K-0001 --on 2025-01-14").succeeds();
    // On each day it was what was known then.
    for (day, state) in [
        ("2025-01-01", "not-yet"),
        ("2025-01-03", "open"),
        ("2025-01-05", "being-solved"),
        ("2025-01-08", "open"),
        ("2025-01-10", "being-solved"),
        ("2025-01-13", "solved"),
        ("2025-01-15", "open"),
        ("2025-02-01", "overdue"),
    ] {
        let state_then = field(&office, "K-0001", "state", &format!("--as-of {day}"));
        assert_eq!(state_then, state, "{day}");
    }
    let story = office.types("obstacle show K-0001 --lang en").stdout;
    let order =
        ["2025-01-02", "2025-01-03", "2025-01-04", "2025-01-08", "2025-01-09", "2025-01-12", "2025-01-14"];
    let told = &story[story.rfind("2025-01-02").unwrap()..];
    let places: Vec<usize> =
        order.iter().map(|day| told.find(day).unwrap_or_else(|| panic!("{day}\n{story}"))).collect();
    assert!(places.is_sorted(), "{story}");
}

#[test]
fn one_breath_records_the_solution_its_outcome_and_the_end() {
    let office = hindered();
    office
        .types("obstacle resolve K-0001 --solution \"Menyewa truk\" --worked --on 2025-01-10")
        .prints("K-0001\n");
    assert_eq!(field(&office, "K-0001", "state", ""), "solved");
    let solutions = rows(&office.types("obstacle solution list -O csv").stdout);
    assert_eq!(solutions.len(), 3);
    assert_eq!(solutions[2]["proposal"], "Menyewa truk");
    assert_eq!(
        (solutions[2]["outcome"].as_str(), solutions[2]["outcome_on"].as_str()),
        ("worked", "2025-01-10")
    );
    // It is one change: taken back whole.
    office.types("undo").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "open");
    assert_eq!(rows(&office.types("obstacle solution list -O csv").stdout).len(), 2);
}

#[test]
fn what_contradicts_the_record_is_refused_and_nothing_is_written() {
    let office = hindered();
    for (line, said) in [
        ("obstacle outcome K-0001 5 worked", "K-0001/5"),
        ("obstacle outcome K-0009 1 worked", "K-0009"),
        ("obstacle choose K-0001 1 --on 2025-01-01", "lies before 2025-01-03"),
        ("obstacle resolve K-0001 --on 2025-01-01", "2025-01-02"),
        ("obstacle resolve K-0001 --solution X --worked --on 2025-01-01", "2025-01-02"),
        ("obstacle resolve K-0001 --worked", "which solution"),
        ("obstacle resolve K-0001 --on 2025-03-01", "still ahead"),
        ("obstacle reopen K-0001", "open"),
        ("obstacle escalate K-0001", "--to"),
        ("obstacle propose K-0001 --text X --cost-from 5jt --cost-to 2jt", "less than"),
        ("obstacle log --title X --category LAPNGAN --general", "LAPANGAN"),
        ("obstacle log --title X --category LAPANGAN", "--general"),
        ("obstacle log --title X --category LAPANGAN --general --agreement KS-2025-0001", "general"),
        (
            "obstacle log --title X --category LAPANGAN --general --on 2025-01-05 --due 2025-01-04",
            "2025-01-05",
        ),
        ("obstacle similar", "similar to what"),
        ("obstacle resolve K-0001 --solution \"\" --worked", "`--solution`"),
        ("obstacle propose K-0001 --text X --on 2025-01-01", "lies before 2025-01-02"),
        ("obstacle propose K-0001 --text X --on 2025-02-01", "still ahead"),
        ("obstacle propose K-0001 --text X --outcome worked --outcome-on 2025-03-01", "still ahead"),
        ("obstacle handling add K-0001 --word solved --handled-on 2025-03-01", "still ahead"),
        ("obstacle log --title X --category SDM --general --on 2025-03-01", "still ahead"),
        ("obstacle similar K-0077", "K-0077"),
    ] {
        let answer = office.types_in_vain(&format!("{line} --lang en"));
        assert!(matches!(answer.code, Some(1 | 2)), "{line}\n{answer}");
        answer.says(said).prints("");
    }
}

#[test]
fn an_obstacle_of_an_ended_agreement_says_why_in_a_note() {
    let office = Office::founded();
    office.types("agreement add --title Sampah --kind ksdpk --document pks --department DLH").succeeds();
    office.types("agreement sign KS-2025-0001 --on 2024-01-10 --ends-on 2026-01-09").succeeds();
    office.types("agreement end KS-2025-0001 --on 2024-12-20 --ground agreed").succeeds();
    let line =
        "obstacle log --agreement KS-2025-0001 --title Sisa --category ANGGARAN --on 2025-01-05 --lang en";
    office.types_in_vain(line).exits(2).says("was ended on 2024-12-20").says("--note");
    office.types(&format!("{line} --note \"Tagihan belum dibayar\"")).prints("K-0001\n");
}

#[test]
fn what_is_closed_is_opened_again_before_it_is_closed_anew() {
    let office = hindered();
    office.types("obstacle escalate K-0001 --to Sekda --on 2025-01-10").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "escalated");
    office.types("obstacle accept K-0001 --note \"Di luar kewenangan\" --on 2025-01-11").succeeds();
    assert_eq!(field(&office, "K-0001", "state", ""), "accepted");
    office.types_in_vain("obstacle resolve K-0001 --lang en").says("open it again first");
    office.types("obstacle reopen K-0001 --on 2025-01-12").succeeds();
    office.types("obstacle resolve K-0001 --on 2025-01-13").succeeds();
}

#[test]
fn an_obstacle_comes_in_with_its_solution_beside_it() {
    let office = Office::founded();
    office.write(
        "kendala.csv",
        "Masalah;Tahun;Usulan;Dari;Sampai\n\
         Jalan gelap;2024;Lampu jalan;7.642.000;10.000.000\n\
         Sungai kotor;2024;;;\n",
    );
    let map = "--map Masalah=title --map Tahun=raised_on --map Usulan=solution.proposal --map Dari=solution.cost_from \
               --map Sampai=solution.cost_to --set general=yes";
    let import = format!("import obstacles kendala.csv {map}");
    office.types(&import).succeeds().says("2 baru");
    let solutions = rows(&office.types("obstacle solution list -O csv").stdout);
    assert_eq!(solutions.len(), 1, "an empty cell is no solution");
    assert_eq!(
        (solutions[0]["obstacle"].as_str(), solutions[0]["proposal"].as_str()),
        ("K-0001", "Lampu jalan")
    );
    assert_eq!(
        (solutions[0]["cost_from"].as_str(), solutions[0]["cost_to"].as_str()),
        ("7642000", "10000000")
    );
    assert_eq!(field(&office, "K-0001", "raised_on", ""), "2024", "the year is all that is known");
    assert_eq!(field(&office, "K-0001", "category", ""), "", "no category is made up");
    office.types_in_vain(&import).succeeds().says("2 sudah ada");
    // A price that changed is no second solution.
    let changed = "Masalah;Tahun;Usulan;Dari;Sampai\nJalan gelap;2024;Lampu jalan;8.000.000;10.000.000\n";
    office.write("kendala.csv", changed);
    office.types(&import).succeeds().says("1 berubah");
    let solutions = rows(&office.types("obstacle solution list -O csv").stdout);
    assert_eq!((solutions.len(), solutions[0]["cost_from"].as_str()), (1, "8000000"));
}

#[test]
fn a_row_with_a_bad_solution_stays_out_whole() {
    let office = Office::founded();
    office.write(
        "kendala.csv",
        "title,raised_on,general,solution.proposal,solution.cost_from,solution.cost_to\n\
         Satu,2024,yes,Usul,5000,100\n\
         Dua,2024,yes,Usul,mahal,\n\
         Tiga,2024,yes,Usul,1,2\n",
    );
    let answer = office.types_in_vain("import obstacles kendala.csv --lang en");
    answer
        .exits(2)
        .says("2  solution.cost_to")
        .says("3  solution.cost_from")
        .says("1 new, 0 changed, 0 known, 2 refused");
    office.write("salah.csv", "title,raised_on,general,solution.propsal\nSatu,2024,yes,Usul\n");
    office
        .types_in_vain("import obstacles salah.csv --lang en")
        .exits(2)
        .says("no field `propsal`")
        .says("proposal");
    let map = "--map \"solution.proposal=solution.usul\"";
    office
        .types_in_vain(&format!("import obstacles kendala.csv {map} --lang en"))
        .exits(2)
        .says("no field `usul`");
    office.types("import obstacles kendala.csv --skip-invalid").exits(0);
    let titles = office.types("obstacle list -O csv").column("title");
    assert_eq!(titles, ["Tiga"]);
    assert_eq!(office.types("obstacle solution list -O csv").rows().len(), 1);
}

#[test]
fn due_lists_obstacles_solutions_and_proposes_escalation() {
    let office = hindered();
    office.types("obstacle choose K-0001 1 --on 2025-01-04 --due 2025-01-20").succeeds();
    office.types("obstacle log --title Umum --category SDM --general --on 2024-09-01 --owner DLH").succeeds();
    office.types("obstacle log --title Tahun --category SDM --general --on 2023").succeeds();
    let due = |flags: &str| office.types(&format!("due {flags} -O csv")).column("key");
    let all = ["K-0002/escalate", "K-0001/1/try", "K-0001/solve"];
    assert_eq!(due(""), all);
    assert_eq!(due("--department DLH"), all, "its own, and those of its agreements");
    assert_eq!(due("--for DLH"), all[1..], "the secretariat proposes to escalate");
    office.types("setting edit escalate_days --value 0").succeeds();
    assert_eq!(due(""), all[1..], "the office wants none proposed");
    office.types("setting edit escalate_days --value 10").succeeds();
    assert_eq!(
        due("--as-of 2025-01-12"),
        ["K-0002/escalate", "K-0001/escalate", "K-0001/1/try", "K-0001/solve"]
    );
    office.types("due ack K-0001/1/try --until +7d --reason Menunggu").succeeds();
    assert!(!due("").contains(&"K-0001/1/try".to_owned()));
    office.types("obstacle escalate K-0001 --to Sekda --on 2025-01-14").succeeds();
    assert_eq!(due(""), ["K-0002/escalate", "K-0001/solve"], "still to be solved, no more to be escalated");
    office.types("obstacle accept K-0001 --on 2025-01-15").succeeds();
    assert_eq!(due(""), ["K-0002/escalate"]);
    let status = office.types("status --part attention -O csv").rows();
    let open = status.iter().find(|row| row["what"] == "open-obstacles").unwrap();
    assert_eq!(open["records"], "2");
}

#[test]
fn every_report_adds_up_and_runs_where_nothing_is_recorded() {
    let empty = Office::founded();
    let sample = Office::sample();
    for report in ["obstacles", "solutions", "recurring", "mandatory-obstacles"] {
        for lang in ["id", "en"] {
            empty.types(&format!("report {report} --lang {lang}")).succeeds().is_quiet();
            sample.types(&format!("report {report} --lang {lang} --as-of 2026-06-30")).succeeds().is_quiet();
        }
    }
    for flags in ["--as-of 2026-06-30", "--as-of 2024-06-30", "--period 2024..2025 --as-of 2026-06-30"] {
        let report = sample.types(&format!("report obstacles {flags} -O json")).json();
        let records = |at: usize| report["summary"][at]["records"].as_u64().unwrap();
        assert_eq!(records(0), 28);
        assert_eq!(records(0), records(1) + records(2) + records(3), "{flags}");
        let sum = |part: &str, key: &str| -> u64 {
            report[part].as_array().unwrap().iter().map(|line| line[key].as_u64().unwrap()).sum()
        };
        for part in ["category", "department", "severity"] {
            assert_eq!(sum(part, "total"), records(1), "{flags} {part}");
            let states = ["open", "being_solved", "overdue", "escalated", "accepted", "solved"];
            assert_eq!(
                states.map(|state| sum(part, state)).iter().sum::<u64>(),
                records(1),
                "{flags} {part}"
            );
        }
        let open = ["open", "being_solved", "overdue", "escalated"].map(|state| sum("category", state));
        assert_eq!(sum("matrix", "records"), open.iter().sum::<u64>(), "{flags}");
    }
    // 34 proposals, of which 24 were tried: 18 worked, 3 in part, 3 not.
    let solutions = sample.types("report solutions --as-of 2026-06-30 -O csv").rows();
    let sum = |key: &str| -> u32 { solutions.iter().map(|row| row[key].parse::<u32>().unwrap()).sum() };
    assert_eq!(["proposed", "tried", "worked", "partly", "failed"].map(sum), [34, 24, 18, 3, 3]);
    let budget = solutions.iter().find(|row| row["category"] == "ANGGARAN").unwrap();
    // Solved after 425 days (2020-01-15 to 2021-03-15) and 224 (2024-02-12 to 2024-09-23): 324.5 between them.
    assert_eq!(
        (budget["worked"].as_str(), budget["tried"].as_str(), budget["days"].as_str()),
        ("2", "5", "325")
    );
}

#[test]
fn what_is_missing_is_named_and_the_day_is_today_where_none_is_said() {
    let office = hindered();
    office.types_in_vain("obstacle log --lang en").is_refused("`--title`").says("`--category`");
    office.types("obstacle log --title X --category anggaran --general").succeeds();
    assert_eq!(field(&office, "K-0002", "raised_on", ""), "2025-01-15", "today, where no day is said");
}

#[test]
fn the_sheet_of_an_agreement_tells_its_obstacles_as_of_the_day() {
    let office = hindered();
    office.types("obstacle choose K-0001 2 --on 2025-01-04").succeeds();
    office.types("obstacle outcome K-0001 2 failed --on 2025-01-08 --note \"Jalan sempit\"").succeeds();
    office.types("agreement show KS-2025-0001 --lang en").shows("Obstacle (1)").shows("K-0001");
    office
        .types("agreement show KS-2025-0001 --timeline --lang en")
        .shows("Obstacle: Raised on")
        .shows("failed; Jalan sempit");
    let before = office.types("agreement show KS-2025-0001 --as-of 2025-01-01");
    assert!(!before.stdout.contains("K-0001"), "{before}");
    let early = office.types("obstacle show K-0001 --as-of 2025-01-07");
    assert!(!early.stdout.contains("gagal") && !early.stdout.contains("Jalan sempit"), "{early}");
    let story = office.types("obstacle show K-0001 -O json").json();
    let told: Vec<&str> =
        story["timeline"].as_array().unwrap().iter().filter_map(|f| f["detail"].as_str()).collect();
    assert!(told.contains(&"Menambah truk; DLH") && told.contains(&"gagal; Jalan sempit"), "{told:?}");
}

#[test]
fn what_solved_one_is_found_for_the_next_of_its_sort() {
    let office = hindered();
    for line in [
        "obstacle choose K-0001 2 --on 2025-01-04",
        "obstacle outcome K-0001 2 failed --on 2025-01-08",
        "obstacle choose K-0001 1 --on 2025-01-09",
        "obstacle outcome K-0001 1 worked --on 2025-01-11",
        "obstacle resolve K-0001 --on 2025-01-12",
        "obstacle log --general --title \"Truk telat mengangkut limbah pasar\" --category LAPANGAN --on 2025-01-14",
    ] {
        office.types(line).succeeds();
    }
    let found = office.types("obstacle similar K-0002 -O json --lang en").json();
    assert_eq!(found["similar"][0]["code"], "K-0001");
    let tried: Vec<(&str, &str)> = found["solutions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["outcome"].as_str().unwrap(), line["proposal"].as_str().unwrap()))
        .collect();
    assert_eq!(tried, [("worked", "Menambah truk"), ("failed", "Mengubah rute angkut")]);
    assert_eq!(found["solutions"][0]["days"], 9, "from 2 to 11 January");
}

#[test]
fn what_came_of_a_solution_is_said_once() {
    let office = hindered();
    office.types("obstacle choose K-0001 1 --on 2025-01-04").succeeds();
    office.types("obstacle outcome K-0001 1 failed --on 2025-01-08 --note \"Tidak menolong\"").succeeds();
    for (line, said) in [
        ("obstacle outcome K-0001 1 worked --on 2025-01-09", "recorded already"),
        ("obstacle choose K-0001 1 --on 2025-01-09", "recorded already"),
        ("obstacle resolve K-0001 1 --on 2025-01-09", "recorded already: failed"),
    ] {
        office
            .types_in_vain(&format!("{line} --lang en"))
            .exits(2)
            .says(said)
            .says("sinergi obstacle solution edit K-0001/1");
    }
    office.types("obstacle choose K-0001 2 --on 2025-01-09").succeeds();
    office.types("obstacle outcome K-0001 2 partly --on 2025-01-10").succeeds();
    office.types("obstacle resolve K-0001 2 --on 2025-01-12").succeeds();
    let solutions = office.types("obstacle solution list -O csv").rows();
    assert_eq!(
        (solutions[1]["outcome"].as_str(), solutions[1]["outcome_on"].as_str()),
        ("partly", "2025-01-10")
    );
    // As of a day before, nobody knew.
    let then = office.types("obstacle solution list -O csv --as-of 2025-01-07").rows();
    assert_eq!((then[0]["outcome"].as_str(), then[0]["chosen_on"].as_str()), ("", "2025-01-04"));
    assert_eq!(then[1]["chosen_on"], "");
    assert!(
        office.types("obstacle solution list -O csv --as-of 2025-01-02").rows().is_empty(),
        "proposed the day after"
    );
    assert!(office.types("obstacle handling list -O csv --as-of 2025-01-11").rows().is_empty());
    assert_eq!(office.types("obstacle handling list -O csv --as-of 2025-01-12").rows().len(), 1);
}

#[test]
fn a_row_of_a_known_obstacle_that_is_refused_changes_nothing_and_leaves_nothing_to_undo() {
    let office = hindered();
    office.write(
        "k.csv",
        "code,title,raised_on,general,solution.proposal,solution.chosen_on,handling.word,handling.handled_on\n\
         K-0001,Judul lain,2025-01-02,,P9,2023-02-03,,\n\
         ,Baru,2025-01-02,yes,P1,2025-01-05,solved,2024-12-01\n",
    );
    let before = office.export();
    let answer = office.types("import obstacles k.csv --skip-invalid --lang en");
    answer.succeeds().says("0 new, 0 changed, 0 known, 2 refused");
    assert_eq!(before, office.export());
    // The last operation is still the proposal of the second solution.
    office.types("undo").succeeds();
    assert_eq!(office.types("obstacle solution list -O csv").rows().len(), 1);
}

#[test]
fn a_proposal_that_was_reworded_by_hand_is_known_again() {
    let office = Office::founded();
    office.write("k.csv", "title,raised_on,general,solution.proposal\nJalan gelap,2024,yes,Lampu jalan\n");
    office.types("import obstacles k.csv").succeeds();
    office.types("obstacle solution edit K-0001/1 --proposal \"Lampu jalan tenaga surya\"").succeeds();
    office.types_in_vain("import obstacles k.csv").succeeds().says("1 sudah ada");
    assert_eq!(
        office.types("obstacle solution list -O csv").column("proposal"),
        ["Lampu jalan tenaga surya"]
    );
}

#[test]
fn similar_knows_on_a_day_what_was_known_then() {
    let sample = Office::sample();
    let tried = |day: &str| {
        let rows =
            sample.types(&format!("obstacle similar K-0013 --part solutions -O csv --as-of {day}")).rows();
        rows.into_iter().map(|row| (row["solution"].clone(), row["outcome"].clone())).collect::<Vec<_>>()
    };
    let pair = |code: &str, outcome: &str| (code.to_owned(), outcome.to_owned());
    assert_eq!(tried("2020-04-01"), [pair("K-0003/1", "")], "the second was proposed in September");
    assert_eq!(tried("2021-01-01"), [pair("K-0003/1", "failed"), pair("K-0003/2", "")]);
}

#[test]
fn what_is_late_is_late_though_it_was_escalated_and_each_record_counts_once() {
    let sample = Office::sample();
    let status = sample.types("status --part attention -O csv --as-of 2026-06-30").rows();
    let records = |what: &str| status.iter().find(|row| row["what"] == what).unwrap()["records"].clone();
    assert_eq!((records("open-obstacles"), records("overdue-obstacles")), ("9".to_owned(), "4".to_owned()));
    let late = sample.types("due -O csv --as-of 2026-06-30").rows();
    let late = late.iter().filter(|row| row["key"].ends_with("/solve") && row["days"].starts_with('-'));
    assert_eq!(late.count(), 4);
    let office = Office::founded();
    office.types("department add --code ZZZ --name \"Dinas Uji\" --kind dinas").succeeds();
    office.types("obstacle log --title X --category SDM --general --department ZZZ --owner ZZZ").succeeds();
    office.types_in_vain("department remove ZZZ --yes").exits(2).says("dipakai kendala (1)");
}

#[test]
fn a_form_asks_whether_it_is_general_and_shows_the_command_that_does_the_same() {
    let office = Office::founded().env("SINERGI_PROMPTER", "plain");
    // Title, day (today as it stands), category, no agreement, general, and the rest left open.
    let typed = "Anggaran kurang\n\nANGGARAN\n\nya\n\n\n\n\n\n\n\n";
    let answer = office.types_with("obstacle log", typed.as_bytes());
    answer.exits(0).prints("K-0001\n");
    let same = answer.stderr.lines().find(|line| line.contains("sinergi obstacle log ")).unwrap();
    assert!(same.contains("--general=yes") || same.contains("--general yes"), "{answer}");
    assert_eq!(field(&office, "K-0001", "raised_on", ""), "2025-01-15");
    office.types(same.trim().trim_start_matches("sinergi ")).prints("K-0002\n");
}

#[test]
fn a_category_is_named_in_either_language() {
    let office = Office::founded();
    office.types("obstacle log --title X --category budget --general").prints("K-0001\n");
    office.types("obstacle log --title Y --category anggaran --general").prints("K-0002\n");
    office.types("obstacle show K-0001 --lang en").shows("ANGGARAN (budget)");
    office.types("obstacle show K-0001").shows("ANGGARAN (anggaran)");
    office.types("category add --code CUACA --name \"cuaca dan bencana\"").succeeds();
    office.types("obstacle log --title Z --category cuaca --general").succeeds();
    office.types("obstacle show K-0003 --lang en").shows("CUACA (cuaca dan bencana)");
    let rows = office.types("report obstacles --part category -O csv --lang en").rows();
    assert_eq!(
        rows.iter().map(|row| row["name"].as_str()).collect::<Vec<_>>(),
        ["budget", "cuaca dan bencana"]
    );
}

#[test]
fn a_form_asks_what_its_act_needs_and_never_what_it_says_by_being_done() {
    let office = hindered().env("SINERGI_PROMPTER", "plain");
    // The day as it stands, then to whom.
    let answer = office.types_with("obstacle escalate K-0001", b"\nSekda\n\n");
    answer.exits(0).says("Dinaikkan kepada");
    assert_eq!(rows(&office.types("obstacle handling list -O csv").stdout)[0]["escalated_to"], "Sekda");
    office.types("obstacle resolve K-0001").succeeds();
    let before = office.bytes();
    let answer = office.types_with("obstacle escalate K-0001", b"\nSekda\n\n");
    answer.exits(2).says("K-0001 sudah ditutup").says("sinergi obstacle reopen K-0001");
    assert!(!answer.stderr.contains("Ditangani pada") && !answer.stderr.contains("--word"), "{answer}");
    assert!(office.bytes() == before);
    // A day ahead is told at once, and no other answer is lost.
    let typed = "Uji\n2031-01-01\n2025-01-10\nDATA\n\nya\n\n\n\n\n\n\n\n";
    office
        .types_with("obstacle log", typed.as_bytes())
        .exits(0)
        .says("2031-01-01 belum tiba")
        .prints("K-0002\n");
    // With title and category typed, the form still asks for the agreement, or whether it is general.
    let line = "obstacle log --title Uji --category DATA --on 2025-01-10";
    office.types_with(line, b"\nya\n\n\n\n\n\n\n\n\n").exits(0).says("Kendala umum");
}

#[test]
fn what_was_said_is_not_dropped_and_days_stay_in_order_when_edited() {
    let office = hindered();
    office.types("agreement sign KS-2025-0001 --on 2024-01-10 --ends-on 2026-01-09").succeeds();
    office.types("obstacle choose K-0001 1 --on 2025-01-04").succeeds();
    office.types("obstacle outcome K-0001 1 worked --on 2025-01-08").succeeds();
    for (line, said) in [
        ("obstacle resolve K-0001 1 --partly --on 2025-01-09", "recorded already: worked"),
        ("obstacle resolve K-0001 1 --on 2025-01-05", "became known only on 2025-01-08"),
        ("obstacle edit K-0001 --raised-on 2031-01-01", "still ahead"),
        ("obstacle solution edit K-0001/1 --outcome-on 2032-01-01", "still ahead"),
        ("obstacle propose K-0001 --text X --due 2020-01-01", "`--due`"),
        ("obstacle outcome K-0001 2 worked --on 2025-01-02", "`--on`"),
        ("obstacle reopen K-0001", "was open"),
    ] {
        let answer = office.types_in_vain(&format!("{line} --lang en"));
        answer.exits(2).says(said).prints("");
        assert!(!answer.stderr.contains("--word") && !answer.stderr.contains("--chosen-on"), "{answer}");
    }
    // The note that an ended agreement asks for cannot be taken away again, nor got round by another day.
    office.types("agreement end KS-2025-0001 --on 2025-01-10 --ground agreed").succeeds();
    let log = "obstacle log --agreement KS-2025-0001 --title Sisa --category DATA";
    office.types(&format!("{log} --on 2025-01-12 --note Tagihan")).prints("K-0002\n");
    office.types_in_vain("obstacle edit K-0002 --note \"\" --lang en").exits(2).says("say why in a note");
    office.types(&format!("{log} --on 2025-01-05")).prints("K-0003\n");
    office
        .types_in_vain("obstacle edit K-0003 --raised-on 2025-01-12 --lang en")
        .exits(2)
        .says("say why in a note");
}

#[test]
fn what_is_tried_after_a_reopening_is_being_tried() {
    let office = hindered();
    office.types("obstacle resolve K-0001 --solution Satu --worked --on 2025-01-10").succeeds();
    for line in [
        "obstacle reopen K-0001 --on 2025-01-12",
        "obstacle propose K-0001 --text Dua --on 2025-01-12",
        "obstacle choose K-0001 4 --on 2025-01-12",
        "obstacle outcome K-0001 4 partly --on 2025-01-12",
    ] {
        office.types(line).succeeds();
    }
    assert_eq!(field(&office, "K-0001", "state", ""), "being-solved");
}

#[test]
fn what_comes_next_follows_from_what_came_of_it() {
    let office = hindered();
    office
        .types("obstacle choose K-0001 1 --on 2025-01-04")
        .says("Berikutnya: sinergi obstacle outcome K-0001 1");
    let failed = office.types("obstacle outcome K-0001 1 failed --on 2025-01-08");
    failed.says("Berikutnya: sinergi obstacle propose K-0001");
    office.types("obstacle choose K-0001 2 --on 2025-01-09").succeeds();
    office
        .types("obstacle outcome K-0001 2 worked --on 2025-01-10")
        .says("Berikutnya: sinergi obstacle resolve K-0001");
    // An edit that another record contradicts names that record by what corrects it.
    let edit = office.types_in_vain("obstacle edit K-0001 --raised-on 2025-01-09");
    edit.exits(2).says("`obstacle solution edit K-0001/1 --proposed-on`");
}

#[test]
fn a_solution_has_a_state_on_every_day_and_status_counts_the_late_ones() {
    let office = hindered();
    office.types("obstacle choose K-0001 1 --on 2025-01-04 --due 2025-01-10").succeeds();
    office.types("obstacle outcome K-0001 1 partly --on 2025-01-14").succeeds();
    office.types("obstacle accept K-0001 --on 2025-01-15").succeeds();
    let states =
        |day: &str| office.types(&format!("obstacle solution list -O csv --as-of {day}")).column("state");
    assert_eq!(states("2025-01-03"), ["proposed", "proposed"]);
    assert_eq!(states("2025-01-10"), ["being-tried", "proposed"]);
    assert_eq!(states("2025-01-11"), ["overdue", "proposed"]);
    assert_eq!(states("2025-01-14"), ["partly", "proposed"]);
    assert_eq!(states("2025-01-15"), ["partly", "dropped"]);
    let late = |day: &str| {
        let rows = office.types(&format!("status --part attention -O csv --as-of {day}")).rows();
        rows.into_iter().find(|row| row["what"] == "overdue-solutions").map(|row| row["records"].clone())
    };
    assert_eq!(late("2025-01-11").as_deref(), Some("1"));
    assert_eq!(late("2025-01-14"), None);
    let due = |day: &str| office.types(&format!("due -O csv --as-of {day}")).column("key");
    assert!(due("2025-01-11").contains(&"K-0001/1/try".to_owned()));
    assert!(!due("2025-01-14").contains(&"K-0001/1/try".to_owned()));
}
