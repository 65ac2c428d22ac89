//! Lists: a filter for every field, an order, columns, a limit.

use sinergi::register;

use crate::office::Office;

/// The codes that a list of agreements with these flags shows.
fn codes(office: &Office, flags: &str) -> Vec<String> {
    office.types(&format!("agreement list {flags} --columns code -O csv")).column("code")
}

/// As many as the file itself says.
#[track_caller]
fn agree(office: &Office, flags: &str, test: &str) {
    let conn = office.conn();
    let mut statement =
        conn.prepare(&format!("SELECT code FROM agreement WHERE {test} ORDER BY code")).unwrap();
    let wanted: Vec<String> = statement.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(!wanted.is_empty(), "{test} finds nothing: no test");
    assert_eq!(codes(office, flags), wanted, "{flags}");
}

#[test]
fn words_codes_and_choices_filter() {
    let office = Office::sample();
    agree(&office, "--title RUJUKAN", "title LIKE '%rujukan%'");
    agree(&office, "--code KS-2015-0001,ks-2017-0002", "code IN ('KS-2015-0001', 'KS-2017-0002')");
    agree(&office, "--kind ksdpl", "kind = 'ksdpl'");
    agree(&office, "--kind \"Sinergi pusat–daerah\"", "kind = 'sinergi'");
    agree(&office, "--kind ksdpl,ksdll", "kind IN ('ksdpl', 'ksdll')");
    agree(&office, "--document mou", "document = 'kb'");
    agree(&office, "--department dlh", "department = 'DLH'");
    agree(&office, "--department DLH,dinkes", "department IN ('DLH', 'DINKES')");
    agree(
        &office,
        "--department \"Dinas Perdagangan, Koperasi, Usaha Kecil Menengah dan Perindustrian\"",
        "department = 'DPKUKMP'",
    );
    agree(&office, "--affair \"Lingkungan Hidup\"", "affair = '2.11'");
    agree(&office, "--parent 119/06/KB/TAPEM/2018", "parent = 'KS-2018-0001'");
}

#[test]
fn what_is_known_and_what_is_not_filter() {
    let office = Office::sample();
    agree(&office, "--department none", "department IS NULL");
    agree(&office, "--department kosong", "department IS NULL");
    agree(&office, "--ends-on any", "ends_on IS NOT NULL");
    agree(&office, "--value terisi", "value IS NOT NULL");
    agree(&office, "--mapped yes", "mapped = 1");
    agree(&office, "--supporting none", "code NOT IN (SELECT agreement FROM involvement)");
    agree(&office, "--supporting any", "code IN (SELECT agreement FROM involvement)");
}

#[test]
fn periods_and_money_filter_both_ends_included() {
    let office = Office::sample();
    agree(&office, "--ends-on 2025-S1", "ends_on BETWEEN '2025-01-01' AND '2025-06-30'");
    agree(&office, "--ends 2025-S1", "ends_on BETWEEN '2025-01-01' AND '2025-06-30'");
    agree(&office, "--ends-on \"Semester 1 2025\"", "ends_on BETWEEN '2025-01-01' AND '2025-06-30'");
    agree(&office, "--ends-on 2025-Q1", "ends_on BETWEEN '2025-01-01' AND '2025-03-31'");
    agree(&office, "--ends-on 2025-03", "ends_on BETWEEN '2025-03-01' AND '2025-03-31'");
    agree(&office, "--ends-on 2025-03-31", "ends_on = '2025-03-31'");
    agree(&office, "--ends-on 2026..2027", "ends_on BETWEEN '2026-01-01' AND '2027-12-31'");
    agree(&office, "--ends-on 2027..", "ends_on >= '2027-01-01'");
    agree(&office, "--ends-on ..2022", "ends_on <= '2022-12-31'");
    agree(&office, "--signed-on 2019", "substr(signed_on, 1, 4) = '2019'");
    agree(&office, "--signed-on 2017..2019", "substr(signed_on, 1, 4) BETWEEN '2017' AND '2019'");
    agree(&office, "--value 100jt..", "value >= 100000000");
    agree(&office, "--value 75jt..1M", "value BETWEEN 75000000 AND 1000000000");
    agree(&office, "--value ..1.250.000.000", "value <= 1250000000");
    agree(&office, "--term-months 60", "term_months = 60");
    agree(&office, "--term-months 61..", "term_months >= 61");
}

#[test]
fn partners_and_supporting_departments_filter_through_their_links() {
    let office = Office::sample();
    agree(&office, "--partner UPR", "code IN (SELECT agreement FROM party WHERE partner = 'UPR')");
    agree(
        &office,
        "--partner \"universitas palangka raya\"",
        "code IN (SELECT agreement FROM party WHERE partner = 'UPR')",
    );
    agree(
        &office,
        "--partner PROV-KALTENG,UPR",
        "code IN (SELECT agreement FROM party WHERE partner IN ('PROV-KALTENG', 'UPR'))",
    );
    agree(
        &office,
        "--supporting dinkes",
        "code IN (SELECT agreement FROM involvement WHERE department = 'DINKES')",
    );
    agree(
        &office,
        "--partner UPR --department DINKES",
        "department = 'DINKES' AND code IN (SELECT agreement FROM party WHERE partner = 'UPR')",
    );
}

#[test]
fn derived_fields_filter_and_follow_the_day() {
    let office = Office::sample();
    let ending = codes(&office, "--status \"segera berakhir\"");
    assert_eq!(ending, ["KS-2019-0002", "KS-2022-0002", "KS-2022-0003", "KS-2024-0001"]);
    let both = codes(&office, "--status berjalan,ending-soon");
    assert_eq!(both.len(), codes(&office, "--status running").len() + ending.len());
    assert!(codes(&office, "--status lapsed --as-of 2025-04-30").contains(&"KS-2022-0003".to_owned()));
    assert!(codes(&office, "--status ending-soon --as-of 2010-01-01").is_empty());
    assert_eq!(codes(&office, "--days-left 0..90"), ending);
    agree(
        &office,
        "--partner-kind foreign-region",
        "code IN (SELECT agreement FROM party JOIN partner p ON p.code = partner WHERE position = 1 AND p.kind = 'foreign-region')",
    );
}

#[test]
fn the_order_is_asked_for_and_settled_by_code() {
    let office = Office::sample();
    let ends = office
        .types("agreement list --ends-on any --sort -ends_on --columns ends_on -O csv")
        .column("ends_on");
    assert!(ends.is_sorted_by(|a, b| a >= b));
    let kinds = office.types("agreement list --sort kind,-code --columns kind,code -O csv").rows();
    let key = |r: &crate::answer::Record| (r["kind"].clone(), std::cmp::Reverse(r["code"].clone()));
    assert!(kinds.is_sorted_by_key(key));
    assert_eq!(
        office.types("agreement list --sort ends -O csv --columns code --limit 1").column("code").len(),
        1
    );
    office.types("agreement list --sort kapan").is_refused("`kapan`");
}

#[test]
fn columns_and_limit_are_asked_for() {
    let office = Office::sample();
    office
        .types("agreement list --columns title,code --limit 1 -O csv")
        .prints("title,code\nBangun guna serah Pasar Hapakat Pahandut,KS-2015-0001\n");
    let all = office.types("agreement list --columns all --limit 1 -O csv");
    assert_eq!(all.rows()[0].len(), register::entity("agreement").unwrap().fields.len());
    office
        .types("agreement list --columns cod")
        .is_refused("`cod`")
        .says("mungkin maksudnya code")
        .says("ends_on");
    office
        .types("agreement list --columns zzz --lang en")
        .is_refused("has no column `zzz`")
        .says("its columns are: code");
    office.types("agreement list --limit banyak").is_refused("--limit");
    office.types("agreement list --limit 0 -O csv --columns code").prints("code\n");
}

#[test]
fn an_unknown_filter_or_value_is_an_error_and_never_the_whole_list() {
    let office = Office::sample();
    office.types("agreement list --staus berjalan").is_refused("--staus").says("--status").prints("");
    office.types("agreement list --status aktip").is_refused("`--status`").says("running").prints("");
    office.types("agreement list --ends-on 2025-S3").is_refused("2025-S3").says("2025-S1").prints("");
    office.types("agreement list --value banyak").is_refused("`--value`").prints("");
    office.types("agreement list --department TIADA").is_refused("TIADA").prints("");
    office.types("agreement list --partner TIADA").is_refused("TIADA").prints("");
    office.types("agreement lst").is_refused("list").prints("");
    office.types("agrement list").is_refused("agreement").prints("");
}

#[test]
fn an_empty_list_is_no_failure() {
    let office = Office::founded();
    office.types("agreement list --columns code,title -O csv").succeeds().prints("code,title\n").is_quiet();
    office.types("agreement list -O json").succeeds().prints("[]\n").is_quiet();
    office.types("agreement list -O code").succeeds().prints("").is_quiet();
    assert_eq!(office.types("agreement list").lines().len(), 1);
}

#[test]
fn every_filter_that_help_offers_can_be_used() {
    let office = Office::sample();
    for entity in register::ALL.iter().filter(|e| e.key != register::Key::Link || e.flag.is_none()) {
        for field in entity.fields {
            let flag = field.name.replace('_', "-");
            let command = entity.command();
            let parent = entity.parent().is_some() && entity.key_fields()[0].name == field.name;
            for word in ["none", "any"] {
                let answer = office.types(&format!("{command} list --{flag} {word} -O code"));
                assert!(answer.code == Some(0) || parent, "{answer}");
            }
        }
    }
}
