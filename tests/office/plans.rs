//! How `SQLite` goes about the statements that an office with a hundred thousand records types all day.

use rusqlite::params_from_iter;
use sinergi::register::{Entity, Field, entity};
use sinergi::store::{Filter, List, Store, Test};
use sinergi::value::Value;

fn agreement() -> &'static Entity {
    entity("agreement").unwrap()
}

fn field(entity: &'static Entity, name: &str) -> &'static Field {
    entity.field(name).unwrap()
}

fn plan(store: &Store, sql: &str, values: &[Value]) -> String {
    let mut statement = store.conn().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let rows = statement.query_map(params_from_iter(values), |r| r.get::<_, String>(3)).unwrap();
    rows.map(Result::unwrap).collect::<Vec<_>>().join("\n")
}

/// The plan of a list of agreements with this condition, in the usual columns.
fn list(filter: Filter, sort: &[&str]) -> String {
    list_where(filter, sort, true)
}

/// The same, where amendments and hand-overs are there or not yet.
fn list_where(filter: Filter, sort: &[&str], empty: bool) -> String {
    let store = Store::in_memory().unwrap();
    store.speak_as_of(jiff::civil::date(2025, 1, 15)).unwrap();
    let entity = agreement();
    let (sql, values) = List {
        entity,
        columns: entity.fields.iter().filter(|f| f.rank.is_some()).collect(),
        filters: vec![filter],
        as_entered: false,
        sort: sort.iter().map(|name| (field(entity, name), false)).collect(),
        limit: Some(20),
    }
    .statement(&|_| empty);
    plan(&store, &sql, &values)
}

fn any(name: &str, value: &str) -> Filter {
    Filter::Field(field(agreement(), name), Test::Any(vec![value.into()]))
}

#[test]
fn one_agreement_is_found_by_its_key() {
    let plan = list(any("code", "KS-2025-0001"), &[]);
    assert!(plan.contains("SEARCH agreement USING INDEX sqlite_autoindex_agreement_1 (code=?)"), "{plan}");
}

#[test]
fn a_department_is_walked_by_its_index_in_order() {
    let plan = list(any("department", "DLH"), &[]);
    assert!(plan.contains("USING INDEX agreement_department (department=?)"), "{plan}");
    // Sorted is only what an amendment says, within its own agreement, and what a partner was called before.
    let sorted = |plan: &str| plan.matches("TEMP B-TREE").count();
    let within = ["SEARCH m USING PRIMARY KEY", "SEARCH f USING PRIMARY KEY"];
    assert_eq!(sorted(&plan), within.map(|own| plan.matches(own).count()).iter().sum::<usize>(), "{plan}");
}

#[test]
fn where_something_was_handed_over_the_index_is_still_used_and_the_order_needs_no_sorting() {
    let plan = list_where(any("department", "DLH"), &[], false);
    assert!(plan.contains("USING COVERING INDEX agreement_department (department=?)"), "{plan}");
    assert!(plan.contains("SEARCH agreement USING INDEX sqlite_autoindex_agreement_1 (code=?)"), "{plan}");
    assert!(!plan.starts_with("SCAN agreement"), "{plan}");
}

#[test]
fn a_period_of_ends_is_a_range_of_the_index() {
    let range = Test::Between(Some("2025-01-01".into()), Some("2025-06-30".into()));
    let filter = Filter::Field(field(agreement(), "ends_on"), range);
    let plan = list(filter.clone(), &[]);
    assert!(plan.contains("USING INDEX agreement_ends_on (ends_on>? AND ends_on<?)"), "{plan}");
    let sorted = list(filter, &["ends_on"]);
    assert!(sorted.contains("agreement_ends_on"), "{sorted}");
}

#[test]
fn a_partner_is_found_through_the_index_of_the_parties() {
    let party = entity("party").unwrap();
    let filter = Filter::Through(party, field(party, "partner"), Test::Any(vec!["UPR".into()]));
    let plan = list(filter, &[]);
    assert!(plan.contains("SEARCH party USING") && plan.contains("party_partner (partner=?)"), "{plan}");
    assert!(!plan.contains("SCAN agreement"), "{plan}");
}

#[test]
fn a_supporting_department_is_found_through_its_index() {
    let involvement = entity("involvement").unwrap();
    let test = Test::Any(vec!["DLH".into()]);
    let plan = list(Filter::Through(involvement, field(involvement, "department"), test), &[]);
    assert!(plan.contains("involvement_department (department=?)"), "{plan}");
    assert!(!plan.contains("SCAN agreement"), "{plan}");
}

#[test]
fn the_partner_of_a_row_is_looked_up_and_never_scanned() {
    let plan = list(any("department", "DLH"), &[]);
    assert!(
        !plan.contains("SCAN party") && !plan.contains("SCAN partner") && !plan.contains("SCAN p\n"),
        "{plan}"
    );
}

#[test]
fn an_official_number_is_found_by_its_index() {
    let store = Store::in_memory().unwrap();
    let sql = "SELECT \"code\", \"title\" FROM \"agreement\" WHERE \"own_number\" = ?1  ORDER BY 1 LIMIT 10";
    let plan = plan(&store, sql, &["445/7".into()]);
    assert!(plan.contains("agreement_own_number (own_number=?)"), "{plan}");
}

#[test]
fn the_history_of_one_record_is_one_range() {
    let store = Store::in_memory().unwrap();
    let sql = "SELECT * FROM change WHERE register = ?1 AND code = ?2";
    let plan = plan(&store, sql, &["agreement".into(), "KS-2025-0001".into()]);
    assert!(plan.contains("SEARCH change USING PRIMARY KEY (register=? AND code=?)"), "{plan}");
}

#[test]
fn what_came_from_a_record_and_where_it_was_spoken_of_is_found_by_its_index() {
    let store = Store::in_memory().unwrap();
    for (sql, index) in [
        ("SELECT code FROM activity WHERE origin = 'solution/K-0001/1'", "activity_origin"),
        ("SELECT * FROM item WHERE record = 'agreement/KS-2025-0001'", "item_record"),
        ("SELECT 1 FROM item WHERE carried_from = 'RPT-2025-0001/3'", "item_carried_from"),
        ("SELECT code FROM activity WHERE year = '2025'", "activity_year"),
        ("SELECT code FROM activity WHERE meeting = 'RPT-2025-0001'", "activity_meeting"),
    ] {
        let plan = plan(&store, sql, &[]);
        assert!(plan.contains(&format!("INDEX {index}")), "{sql}: {plan}");
    }
}
