//! What is decided about an agreement, and whether it is carried out: acts of their own, each a record under it.

use crate::office::Office;

#[test]
fn a_decision_and_a_confirmation_are_recorded_in_one_command() {
    let office = Office::sample();
    let before = office.export();
    let decide =
        "agreement decide KS-2015-0001 --word perpanjang --decided-on \"10 Januari 2025\" --decided-by Sekda";
    office.types(decide).succeeds().prints("KS-2015-0001/1\n").says("Keputusan KS-2015-0001/1 tercatat");
    let confirm =
        "kerja-sama konfirmasikan ks-2015-1 --carried-out sebagian --confirmed-on kemarin --confirmed-by dlh";
    office.types(confirm).succeeds().prints("KS-2015-0001/1\n");
    let row = office.types("agreement decision list KS-2015-0001 -O csv").rows().remove(0);
    assert_eq!((row["word"].as_str(), row["decided_on"].as_str()), ("extend", "2025-01-10"));
    let row = office.types("agreement confirmation list KS-2015-0001 -O csv").rows().remove(0);
    assert_eq!((row["carried_out"].as_str(), row["confirmed_on"].as_str()), ("partly", "2025-01-14"));
    assert_eq!(row["confirmed_by"], "department/DLH");
    office
        .types("agreement show KS-2015-0001")
        .shows("Keputusan (1)")
        .shows("Konfirmasi (1)")
        .shows("diperpanjang");
    office.types("undo").succeeds();
    office.types("undo").succeeds();
    assert_eq!(office.export(), before);
}

#[test]
fn by_says_who_decided_and_before_the_command_who_records() {
    let office = Office::sample();
    office.types("--by Notulis agreement decide KS-2015-0001 extend --on 2025-01-10 --by Sekda").succeeds();
    office.types("agreement confirm KS-2015-0001 yes --on 2025-01-10 --by dlh").succeeds();
    let row = office.types("agreement decision list KS-2015-0001 -O csv").rows().remove(0);
    assert_eq!(row["decided_by"], "Sekda");
    let row = office.types("agreement confirmation list KS-2015-0001 -O csv").rows().remove(0);
    assert_eq!(row["confirmed_by"], "department/DLH");
    let actors = "SELECT count(*) FROM operation WHERE actor IN ('Notulis', 'sekretariat') AND verb LIKE 'agreement %'";
    assert_eq!(office.number(actors), 2);
}

#[test]
fn what_is_missing_or_contradicts_is_refused_and_named() {
    let office = Office::sample();
    office.types_in_vain("agreement decide KS-2015-0001").is_refused("`--word`").says("`--on`");
    office.types_in_vain("agreement confirm KS-2015-0001").is_refused("`--carried-out`").says("`--on`");
    office.types_in_vain("agreement decide").exits(2);
    office
        .types_in_vain("agreement decide KS-2099-0001 --word extend --decided-on 2025-01-10")
        .is_refused("KS-2099-0001");
    office
        .types_in_vain("agreement decide KS-2015-0001 --word apa --decided-on 2025-01-10")
        .is_refused("apa")
        .says("extend");
    office
        .types_in_vain(
            "agreement decide KS-2015-0001 --word end --decided-on 2025-01-10 --closed-on 2025-01-09",
        )
        .is_refused("2025-01-09");
}

#[test]
fn an_agreement_takes_its_decisions_and_confirmations_with_it() {
    let office = Office::sample();
    office.types("agreement decide KS-2025-0003 --word end --decided-on 2025-01-10").succeeds();
    office.types("agreement confirm KS-2025-0003 --carried-out no --confirmed-on 2025-01-11").succeeds();
    let before = office.export();
    office.types("agreement remove KS-2025-0003 --yes").succeeds();
    office.types("agreement decision list -O code").prints("KS-2021-0004/1\nKS-2023-0001/1\n");
    office.types("undo").succeeds();
    assert_eq!(office.export(), before);
}

#[test]
fn a_confirmation_comes_in_as_a_form() {
    let office = Office::sample();
    office.write(
        "form.csv",
        "agreement,carried_out,confirmed_on,confirmed_by\nKS-2015-0001,ya,2025-01-10,DLH\nKS-2015-0002,tidak,2025-01-10,\n",
    );
    office.types("import confirmations form.csv").succeeds().says("2 baru");
    let rows = office
        .types("agreement confirmation list --confirmed-on 2025 --columns agreement,carried_out -O csv");
    rows.prints("agreement,carried_out\nKS-2015-0001,yes\nKS-2015-0002,no\n");
}
