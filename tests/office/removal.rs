//! Taking a record away: only when it is said twice and nobody refers to it; and trying things without doing them.

use crate::office::Office;

#[test]
fn removing_wants_a_yes_where_nobody_can_be_asked() {
    let office = Office::sample();
    for line in
        ["agreement remove KS-2025-0003", "partner remove BPD-KALTENG", "department mandate remove DLH/2.11"]
    {
        office.types_in_vain(line).is_refused("perlu kepastian").says("--yes").prints("");
    }
    office.types("agreement remove KS-2025-0003 -y").succeeds();
}

#[test]
fn what_others_refer_to_stays_and_it_is_said_who() {
    let office = Office::sample();
    let refuses = |line: &str| office.types_in_vain(&format!("{line} --yes --lang en"));
    let answer = refuses("partner remove HAPAKAT-NIAGA");
    answer.is_refused("`HAPAKAT-NIAGA` cannot be removed").says("part");
    let used = office.number("SELECT count(*) FROM party WHERE partner = 'HAPAKAT-NIAGA'");
    answer.says(&used.to_string());
    refuses("department remove DLH").is_refused("agreement").says("hint: ");
    refuses("department remove SETDA").is_refused("department");
    refuses("affair remove 2.11").is_refused("mandate");
    let parent: String = office
        .conn()
        .query_row("SELECT parent FROM agreement WHERE parent IS NOT NULL LIMIT 1", [], |r| r.get(0))
        .unwrap();
    refuses(&format!("agreement remove {parent}")).is_refused("agreement");
}

#[test]
fn an_agreement_takes_its_parties_and_links_with_it() {
    let office = Office::sample();
    office.types("agreement remove KS-2025-0003 --yes").succeeds();
    for table in ["party", "involvement"] {
        assert_eq!(
            office.number(&format!("SELECT count(*) FROM {table} WHERE agreement = 'KS-2025-0003'")),
            0
        );
    }
    assert_eq!(office.number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

#[test]
fn a_dry_run_of_any_write_changes_no_byte() {
    let office = Office::sample();
    office.write("mitra.csv", "name,kind\nPT Baru,company\n");
    office.types("setting edit notice_days --value 60").succeeds();
    office.types("setting edit notice_days --value 30").succeeds();
    office.types("undo").succeeds();
    for line in [
        "agreement add --kind ksdpk --document pks --title X --partner UPR --supporting DLH",
        "agreement edit KS-2015-0001 --note X --supporting DLH",
        "agreement remove KS-2025-0003",
        "agreement party add KS-2015-0001 --partner UPR",
        "agreement party remove KS-2015-0001/1",
        "department mandate add DLH --affair 1.01",
        "partner add --name X --kind company",
        "setting edit city --value X",
        "import partners mitra.csv",
        "undo",
        "redo",
    ] {
        office.types_in_vain(&format!("{line} --dry-run")).succeeds().says("--dry-run");
        office.types_in_vain(&format!("{line} -n --lang en")).succeeds().says("--dry-run");
    }
    assert_eq!(office.files(), ["mitra.csv", "office.db"]);
}

#[test]
fn a_dry_run_shows_what_would_come_and_refuses_what_would_be_refused() {
    let office = Office::sample();
    office.types("agreement edit KS-2015-0001 --note Baru --dry-run").says("Catatan: ").says("→ Baru");
    office.types("partner remove HAPAKAT-NIAGA --dry-run").is_refused("tidak dapat dihapus");
    office
        .types("agreement add --kind ksdpk --document pks --title X --partner TIADA --dry-run")
        .is_refused("TIADA");
}

#[test]
fn nothing_is_its_own_parent() {
    let office = Office::sample();
    office.types_in_vain("agreement edit KS-2015-0001 --parent KS-2015-0001").is_refused("--parent");
    office.types_in_vain("department edit DLH --parent DLH").is_refused("--parent");
    office.types_in_vain("partner edit UPR --merged-into UPR").exits(2);
}

#[test]
fn what_uses_a_record_is_listed_by_the_command_that_the_refusal_names() {
    let office = Office::founded();
    office.types("agreement add --title A --kind sinergi --document nk --supporting DINSOS").succeeds();
    let refused = office.types("department remove DINSOS --yes --lang en");
    refused.is_refused("agreement list --supporting DINSOS");
    office.types("agreement list --supporting DINSOS -O code").succeeds().prints("KS-2025-0001\n");
}
