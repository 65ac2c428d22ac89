//! Rounds over departments: opened, answered by flags, by questions or by a form, and the rate they give.

use crate::answer::Record;
use crate::office::Office;

const ROUND: &str = "SOP-SINERGI.1/2024-S2";

fn opened() -> Office {
    let office = Office::founded();
    office.types("sop round open --sop SOP-SINERGI.1 --period 2024-S2 --departments DLH,DINKES,BPKAD --on 2025-01-06").prints(&format!("{ROUND}\n"));
    office
}

fn matrix(office: &Office, flags: &str) -> Vec<Record> {
    office.types(&format!("report uniformity --part matrix -O csv {flags}")).rows()
}

#[test]
fn a_round_asks_every_department_about_every_step_and_knows_what_is_still_open() {
    let office = opened();
    assert_eq!(office.number("SELECT count(*) FROM finding WHERE result IS NULL"), 15);
    office.types_in_vain("sop round open --sop SOP-SINERGI.1 --period 2024-S2").is_refused("sudah dibuka");
    office.types_in_vain("sop round open --sop SOP-SINERGI.1 --period kapan").is_refused("kapan");
    office
        .types_in_vain(&format!("sop round answer {ROUND} DINSOS --answer LETTER=met"))
        .is_refused("tidak menanya DINSOS");
    office.types_in_vain(&format!("sop round answer {ROUND} DLH")).is_refused("--answer");
    office.types_in_vain(&format!("sop round answer {ROUND} DLH --answer LETTER")).is_refused("tanda =");
    office
        .types_in_vain(&format!("sop round answer {ROUND} DLH --answer TIADA=met"))
        .is_refused("`TIADA`")
        .says("LETTER");
    office
        .types_in_vain(&format!("sop round answer {ROUND} DLH --answer LETTER=entah"))
        .is_refused("entah")
        .says("partly");
    office
        .types_in_vain(&format!("sop round answer {ROUND} DLH --answer LETTER=met --on 2025-01-05"))
        .is_refused("mendahului dibukanya");
    office
        .types_in_vain(&format!("sop round form {ROUND} DINSOS -o form.csv"))
        .is_refused("tidak menanya DINSOS");
    let before = office.export();
    office
        .types("sop round open --sop SOP-KSDD.1 --period 2024-S2 --departments DLH --on 2025-01-06")
        .succeeds();
    office.types("undo").succeeds();
    assert_eq!(office.export(), before);
    let row = office.types("sop round list -O csv --columns departments,answered,asked").rows().remove(0);
    assert_eq!(["departments", "answered", "asked"].map(|k| row[k].as_str()), ["3", "0", "15"]);
}

#[test]
fn the_rate_is_met_and_half_partly_over_what_applies_and_was_answered() {
    let office = opened();
    let answer = |who: &str, flags: &str| {
        office.types(&format!("sop round answer {ROUND} {who} {flags} --on 2025-01-13")).succeeds();
    };
    answer(
        "DLH",
        "--answer LETTER=met --answer 2=partly --answer SIGN=na --answer RUN=not-met --proof LETTER=\"Surat 5\"",
    );
    answer(
        "DINKES",
        "--answer LETTER=terpenuhi --answer REVIEW=ya --answer SIGN=met --answer RUN=sebagian --answer REPORT=tidak",
    );
    let rows = matrix(&office, "");
    let told: Vec<String> = rows
        .iter()
        .map(|r| ["department", "rate", "counted", "open", "LETTER", "SIGN"].map(|k| r[k].as_str()).join(" "))
        .collect();
    // BPKAD answered nothing. DINKES: (3 + ½) ÷ 5 = 0.7. DLH: (1 + ½) ÷ 3 = 0.5.
    assert_eq!(told, ["BPKAD  0 5  ", "DINKES 0.7 5 0 met met", "DLH 0.5 3 1 met na"]);
    let steps = office.types("report uniformity --part steps -O csv").rows();
    // REVIEW: met and partly of two: 0.75.
    assert_eq!((steps[1]["code"].as_str(), steps[1]["rate"].as_str()), ("REVIEW", "0.75"));
    // All: (4 + 2 × ½) ÷ 8 = 0.625.
    office
        .types("report uniformity --lang en")
        .shows("62.5 %")
        .shows("Counted: 8; left out: 1 not applicable, 6 not answered, 0 waived");
    assert_eq!(matrix(&office, "--as-of 2025-01-12")[1]["rate"], "", "nothing was answered the day before");
    // A step that does not apply there any more is left out, not counted as not met.
    office.types("sop waive SOP-SINERGI.1 --department DLH --step RUN --reason x --approved-by Sekda --on 2025-01-06 --until 2025-12-31").succeeds();
    assert_eq!(matrix(&office, "--department DLH")[0]["rate"], "0.75");
    // The next round is compared with this one.
    office
        .types("sop round open --sop SOP-SINERGI.1 --period 2025-S1 --departments DLH --on 2025-01-14")
        .succeeds();
    office.types("sop round answer SOP-SINERGI.1/2025-S1 DLH --answer LETTER=met --answer REVIEW=met --on 2025-01-15").succeeds();
    let row = matrix(&office, "").remove(0);
    assert_eq!((row["rate"].as_str(), row["change"].as_str()), ("1", "25"));
    assert_eq!(matrix(&office, "--period 2024-S2").len(), 3);
}

#[test]
fn a_form_goes_out_and_its_filled_copy_comes_back() {
    let office = opened();
    office.types(&format!("sop round form {ROUND} DLH -o form.csv")).succeeds();
    let form = office.read("form.csv");
    assert_eq!(form.lines().count(), 6);
    let filled: String = form
        .lines()
        .map(|line| {
            let line = match line {
                line if line.contains(",LETTER,") => line.replacen(",,,,", ",sebagian,Surat 7,,", 1),
                line if line.contains(",SIGN,") => line.replacen(",,,,", ",Tidak berlaku,,,", 1),
                line => line.to_owned(),
            };
            line + "\n"
        })
        .collect();
    office.write("form.csv", &filled);
    office.types("import findings form.csv").is_refused("form.csv");
    office.types("import findings form.csv --set answered_on=2025-01-10").succeeds();
    let row = matrix(&office, "--department DLH").remove(0);
    assert_eq!(
        ["rate", "counted", "open", "LETTER", "SIGN"].map(|k| row[k].as_str()),
        ["0.5", "1", "3", "partly", "na"]
    );
    assert_eq!(
        office.types(&format!("sop round form {ROUND} DLH -O csv")).stdout.matches("2025-01-10").count(),
        2
    );
    office.types(&format!("sop round form {ROUND}")).is_refused("csv");
    office.types("undo").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM finding WHERE result IS NOT NULL"), 0);
}

#[test]
fn questions_are_asked_step_by_step_and_the_same_answers_are_a_command() {
    let office = opened().env("SINERGI_PROMPTER", "plain");
    let answers = "1\nSurat 5\n\n2\n\n\n4\n\n5\n";
    let answer =
        office.types_with(&format!("sop round answer {ROUND} DLH --on 2025-01-13"), answers.as_bytes());
    answer.succeeds();
    let row = matrix(&office, "--department DLH").remove(0);
    assert_eq!(["LETTER", "REVIEW", "SIGN"].map(|k| row[k].as_str()), ["met", "partly", "na"], "{answer}");
    let line =
        answer.stderr.lines().find(|l| l.contains("round answer")).unwrap_or_else(|| panic!("{answer}"));
    let typed = &line[line.find("sop round").unwrap()..];
    let again = opened();
    again.types(typed).succeeds();
    assert_eq!(again.types("export findings -O csv").stdout, office.types("export findings -O csv").stdout);
}

#[test]
fn a_department_that_is_exempt_is_not_asked_and_all_valid_ones_are() {
    let office = Office::sample();
    office.types("sop round open --sop SOP-KSDPK.2 --period 2025-S1").says("1 OPD yang dikecualikan");
    assert_eq!(
        office.number("SELECT count(DISTINCT department) FROM finding WHERE round = 'SOP-KSDPK.2/2025-S1'"),
        22
    );
    assert!(
        office.number("SELECT count(DISTINCT department) FROM finding WHERE round = 'SOP-KSDPK.2/2024-S2'")
            >= 12
    );
}
