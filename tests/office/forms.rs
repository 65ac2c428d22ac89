//! Forms that go out to departments and come back, and the form of a city.

use crate::answer::{Answer, rows};
use crate::office::Office;
use crate::real::{data, import};
use crate::sheets::tally;

/// The form of a department, filled by a rule, as it comes back.
fn filled(form: &str, fill: impl Fn(usize, &str) -> Option<&'static str>) -> String {
    let mut reader = csv::Reader::from_reader(form.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headings).unwrap();
    for (at, record) in reader.records().map(Result::unwrap).enumerate() {
        let cells = record
            .iter()
            .zip(&headings)
            .map(|(cell, heading)| fill(at, heading).map_or_else(|| cell.to_owned(), str::to_owned));
        writer.write_record(cells).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn a_form_goes_out_and_its_filled_copy_comes_back_in_both_languages() {
    for (lang, word, answered) in [("id", "seluruhnya", "Dijawab pada"), ("en", "in full", "Answered on")] {
        let office = Office::founded();
        for title in ["Rujukan", "Praktik klinik", "Vaksin"] {
            office
                .types(&format!("agreement add --title \"{title}\" --kind ksdpk --document pks --department DINKES --signed-on 2023-01-01 --ends-on 2027-12-31"))
                .succeeds();
        }
        office.types(&format!("evaluate --form DINKES -o form.csv --lang {lang}")).succeeds();
        let form = office.read("form.csv");
        let headings = form.lines().next().unwrap();
        assert!(headings.contains(&format!("[{word} / ")), "{headings}");
        assert_eq!(form.lines().count(), 4, "three agreements of DINKES");
        // The first is filled, the second has a wrong answer, the third is left as it is.
        let text = filled(&form, |at, heading| match (at, heading) {
            (0 | 1, heading) if heading == answered => Some("2025-01-14"),
            (0, heading) if heading.starts_with("EF1:") => Some(word),
            (0, heading) if heading.starts_with("OR1:") => Some("N/A"),
            (0, heading) if heading.starts_with("Rekomendasi") || heading.starts_with("Recommendation") => {
                Some("extend")
            }
            (1, heading) if heading.starts_with("EF1:") => Some("entah"),
            _ => None,
        });
        office.write("back.csv", &text);
        let before = office.number("SELECT count(*) FROM evaluation");
        office.types_in_vain("import evaluations back.csv --lang en").exits(2).says("entah");
        let back = office.types("import evaluations back.csv --skip-invalid --lang en");
        let tally = tally(back.succeeds());
        assert_eq!((tally.new, tally.changed, tally.known, tally.refused), (1, 0, 0, 1), "{back}");
        assert_eq!(office.number("SELECT count(*) FROM evaluation"), before + 1, "an empty row is no answer");
        let code = &rows(&text)[0][if lang == "id" { "Kerja sama" } else { "Agreement" }];
        let own = format!("{code}/2024-S2/department");
        let answers = office.types(&format!("evaluation answer list --evaluation {own} -O csv")).rows();
        let told: Vec<[&str; 2]> =
            answers.iter().map(|r| [r["question"].as_str(), r["option"].as_str()]).collect();
        assert_eq!(told, [["EF1", "all"], ["OR1", "na"]]);
        let list = office.types(&format!("evaluation list --code {own} -O csv --columns all")).rows();
        assert_eq!([&list[0]["recommendation"], &list[0]["instrument"]], ["extend", "MONEV.1"]);
        // The same again changes nothing; another answer is an edit.
        let again = office.types("import evaluations back.csv --skip-invalid --lang en");
        assert_eq!(self::tally(again.succeeds()).known, 1, "{again}");
        office.write("back.csv", text.replace(word, "partly").replace("entah", ""));
        let third = office.types("import evaluations back.csv --lang en");
        assert_eq!(self::tally(third.succeeds()).changed, 1, "{third}");
    }
}

fn tally_of(answer: &Answer) -> (usize, usize) {
    let tally = tally(answer);
    (tally.new, tally.refused)
}

/// What each heading of the city's own form is, said once more by hand.
const PAIRS: [(&str, &str); 11] = [
    ("sesuai dengan tujuan", "EF1"),
    ("rencana kerja/timeline", "EF3"),
    ("pihak mitra berkontribusi", "EI2"),
    ("tingkat koordinasi", "OR4"),
    ("indikator kinerja", "EF2"),
    ("dampak nyata", "BE1"),
    ("nilai tambah", "BE3"),
    ("dokumen administrasi yang lengkap", "OR1"),
    ("pelaporan berkala", "OR2"),
    ("masih relevan", "RE1"),
    ("dilanjutkan, diperluas", "recommendation"),
];

#[test]
fn the_columns_of_a_citys_form_are_questions_of_the_instrument() {
    let mapping = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/mappings/samarinda-form-monev.toml");
    let mapping = sinergi::intake::Mapping::open(mapping.as_ref()).unwrap();
    let office = Office::founded();
    let known = office.types("instrument question list -O csv").column("code");
    for (words, code) in PAIRS {
        let found: Vec<_> = mapping.map.iter().filter(|(heading, _)| heading.contains(words)).collect();
        assert_eq!(found.len(), 1, "{words}");
        assert_eq!(found[0].1, code, "{words}");
        assert!(code == "recommendation" || known.iter().any(|k| k == code), "{code}");
    }
    let Some(path) = data("samarinda/form_monev.csv") else { return };
    let text = std::fs::read_to_string(&path).unwrap();
    let headings = csv::Reader::from_reader(text.as_bytes()).headers().unwrap().clone();
    for heading in &headings {
        assert!(mapping.map.contains_key(heading), "{heading}");
    }
    // No agreement is called so: each row is refused by the name that it bears.
    let line = import("evaluations", &path, "samarinda-form-monev.toml", "--set period=2025-S2");
    let answer = office.types_in_vain(&line);
    answer.exits(2).says("4 refused");
    for name in ["teras samarinda", "asdas", "asd"] {
        answer.says(&format!("agreement `{name}` does not exist"));
    }
}

#[test]
fn a_form_of_that_shape_comes_in_all_but_its_wrong_rows() {
    let office = Office::founded();
    let mapping = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/mappings/samarinda-form-monev.toml");
    let known = sinergi::intake::Mapping::open(mapping.as_ref()).unwrap().map;
    for at in 1..=19 {
        office
            .types(&format!("agreement add --title \"Layanan {at}\" --kind ksdpk --document pks --signed-on 2023-01-01 --ends-on 2027-12-31"))
            .succeeds();
    }
    let answers = [
        ("sesuai dengan tujuan", "Ya seluruhnya"),
        ("rencana kerja/timeline", "Tepat waktu"),
        ("pihak mitra berkontribusi", "Ya sepenuhnya"),
        ("tingkat koordinasi", "Sangat baik"),
        ("indikator kinerja", "Tercapai seluruhnya"),
        ("dampak nyata", "Sangat berdampak"),
        ("nilai tambah", "Ya, signifikan"),
        ("dokumen administrasi", "Lengkap"),
        ("pelaporan berkala", "Rutin"),
        ("masih relevan", "Sangat relevan"),
        ("dilanjutkan, diperluas", "Dilanjutkan"),
        ("kendala dalam proses", "tidak ada"),
        ("Timestamp", "1/10/2025 9:12:02"),
    ];
    let headings: Vec<&String> = known.keys().collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headings).unwrap();
    for at in 1..=20 {
        let cell = |heading: &&String| -> String {
            let given =
                answers.iter().find(|(words, _)| heading.contains(words)).map_or("", |(_, text)| text);
            match (at, heading.as_str()) {
                // The twentieth names an agreement that is not there, the fifth answers what nobody offers.
                (_, "Nama Kerjasama") => format!("layanan {at}"),
                (5, heading) if heading.contains("tingkat koordinasi") => "lumayan".to_owned(),
                (7, "Timestamp") => "kemarin".to_owned(),
                _ => given.to_owned(),
            }
        };
        writer.write_record(headings.iter().map(cell)).unwrap();
    }
    office.write("form.csv", writer.into_inner().unwrap());
    let line = format!("import evaluations form.csv --mapping \"{mapping}\" --set period=2024-S2");
    let whole = office.types_in_vain(&line);
    whole.exits(2).says("lumayan").says("kemarin").says("`layanan 20` tidak ada");
    let some = office.types(&format!("{line} --skip-invalid --lang en"));
    assert_eq!(tally_of(some.succeeds()), (17, 3), "{some}");
    assert_eq!(office.number("SELECT count(*) FROM answer"), 17 * 10);
    let scored = office.types("report evaluation --part agreements --period 2024-S2 -O csv").rows();
    assert_eq!(scored.len(), 17);
    assert!(scored.iter().all(|r| r["score"] == "1" && r["verdict"] == "good" && r["provisional"] == "yes"));
}

/// An office in which DINKES owes evaluations of so many agreements.
fn owing(count: usize) -> Office {
    let office = Office::founded();
    for at in 1..=count {
        office
            .types(&format!("agreement add --title \"Layanan {at}\" --kind ksdpk --document pks --department DINKES --signed-on 2023-01-01 --ends-on 2027-12-31"))
            .succeeds();
    }
    office
}

#[test]
fn a_form_that_comes_back_changes_no_proof_and_proves_nothing_that_does_not_apply() {
    let office = owing(1);
    office
        .types("evaluate KS-2025-0001 --as opd --answer EF1=all EF2=no --proof EF1=lama.pdf --answered-by \"Bidang Pelayanan\" --on 2025-01-10")
        .succeeds();
    office.types("evaluate --form DINKES -o form.csv").succeeds();
    let form = office.read("form.csv");
    let line = rows(&form).remove(0);
    let cell = |begin: &str| line.iter().find(|(key, _)| key.starts_with(begin)).unwrap().1.as_str();
    assert_eq!(
        ["Penilai", "Dijawab pada", "Dijawab oleh", "EF1:", "EF2:", "EF3:"].map(cell),
        ["OPD", "2025-01-10", "Bidang Pelayanan", "seluruhnya", "tidak tercapai", ""],
        "what is answered already, in the words of people"
    );
    let text = filled(&form, |_, heading| match heading {
        "Bukti" => Some("baru.pdf"),
        heading if heading.starts_with("EF3:") => Some("tidak berlaku"),
        heading if heading.starts_with("OR1:") => Some("lengkap"),
        _ => None,
    });
    office.write("back.csv", &text);
    let back = office.types("import evaluations back.csv --lang en");
    assert_eq!(tally(back.succeeds()).changed, 1, "{back}");
    assert!(
        !back.stderr.contains("Judul") && !back.stderr.contains("Mitra"),
        "no column is left out: {back}"
    );
    let answers = office.types("evaluation answer list -O csv --columns all").rows();
    let told: Vec<String> = answers
        .iter()
        .map(|r| ["question", "option", "proof"].map(|key| r[key].as_str()).join(" "))
        .collect();
    assert_eq!(told, ["EF1 all lama.pdf", "EF2 no baru.pdf", "EF3 na ", "OR1 complete baru.pdf"]);
}

#[test]
fn a_form_asks_the_questions_of_its_period_and_comes_back_under_them() {
    let office = owing(2);
    office.types("evaluate KS-2025-0001 --as opd --answer EF1=all").succeeds();
    office.types("instrument revise MONEV.1 --valid-from 2024-07-01").prints("MONEV.2\n");
    office.types("instrument question remove MONEV.2/EF3 --yes").succeeds();
    // One was begun by the old version, which it keeps; the other is asked by the new one.
    let told = office.types("evaluate --form DINKES -o form.csv");
    told.succeeds().says("Tidak masuk formulir: 1 dengan versi pertanyaan lain");
    let form = office.read("form.csv");
    assert!(!form.contains("EF3:"));
    assert_eq!(rows(&form).iter().map(|r| r["Kerja sama"].as_str()).collect::<Vec<_>>(), ["KS-2025-0002"]);
    office.write("back.csv", filled(&form, |_, heading| heading.starts_with("EF1:").then_some("seluruhnya")));
    office.types_in_vain("import evaluations back.csv").exits(2).says("answered_on");
    // A column that is headed like a question which nobody asks is not passed over.
    office.write(
        "salah.csv",
        "Kerja sama,Periode,Penilai,Dijawab pada,EF1,EF19\nKS-2025-0002,2024-S2,OPD,2025-01-14,all,x\n",
    );
    office
        .types_in_vain("import evaluations salah.csv")
        .exits(2)
        .says("tidak ada pertanyaan `EF19`")
        .says("EF19=-");
    office.types("import evaluations back.csv --set answered_on=2025-01-14").succeeds();
    // A form of the old questions completes what was begun by them.
    office.write(
        "lama.csv",
        "Kerja sama,Periode,Penilai,Dijawab pada,EF3: Tepat waktu?\nKS-2025-0001,2024-S2,OPD,2025-01-14,tepat waktu\n",
    );
    office.types("import evaluations lama.csv").succeeds();
    let list = office.types("evaluation list -O csv --columns all").rows();
    let versions: Vec<&str> = list.iter().map(|r| r["instrument"].as_str()).collect();
    assert_eq!(versions, ["MONEV.1", "MONEV.2"]);
    assert_eq!(list[1]["entered_by"], list[0]["entered_by"], "who typed the command");
    assert_eq!(office.number("SELECT count(*) FROM answer WHERE question = 'EF3'"), 1);
}

#[test]
fn a_form_holds_for_each_kind_the_period_that_ended_last() {
    let office = owing(1);
    office
        .types("agreement add --title Rujukan --kind ksdd --document pks --department DINKES --signed-on 2023-01-01 --ends-on 2027-12-31")
        .succeeds();
    office.types("setting edit evaluations_by_kind --value ksdd=1").succeeds();
    office.types("evaluate --form DINKES -o form.csv").succeeds();
    let text = office.read("form.csv");
    let mut periods: Vec<String> = rows(&text).iter().map(|r| r["Periode"].clone()).collect();
    periods.sort();
    assert_eq!(periods, ["2024", "2024-S2"]);
    office.types_in_vain("evaluate --form DINKES").exits(2).says("-o FORM.csv");
    office
        .types_in_vain("evaluate --form DINKES --period 2022-S1 -o x.csv")
        .is_refused("tidak ada evaluasi yang diharapkan dari DINKES");
}

#[test]
fn a_code_of_a_question_may_hold_signs_that_headings_fold() {
    let office = owing(1);
    office.types("instrument add --code KITA.1 --name Kita --valid-from 2024-01-01").succeeds();
    for code in ["A-1", "A-1-B"] {
        office
            .types(&format!("instrument question add KITA.1 --code {code} --axis effective --wording X --options \"ya=1 ya; tidak=0 tidak\""))
            .succeeds();
    }
    office.write(
        "back.csv",
        "Kerja sama,Periode,Penilai,Dijawab pada,A-1: X,a-1-b\nKS-2025-0001,2024-S2,OPD,2025-01-14,ya,tidak\n",
    );
    office.types("import evaluations back.csv").succeeds();
    let answers = office.types("evaluation answer list -O csv").rows();
    let told: Vec<String> =
        answers.iter().map(|r| ["question", "option"].map(|key| r[key].as_str()).join(" ")).collect();
    assert_eq!(told, ["A-1 ya", "A-1-B tidak"]);
}
