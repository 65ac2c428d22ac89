//! Descriptions and tables say the same thing twice; this holds them together, and the schema to its version.

use std::collections::BTreeMap;

use rusqlite::Connection;
use sinergi::register::{self, Entity, Field};
use sinergi::store::{APPLICATION_ID, List, SCHEMA, SCHEMA_VERSION, Store};
use sinergi::value::Kind;

struct Column {
    name: String,
    kind: String,
    not_null: bool,
}

fn made(schema: &str) -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(schema).unwrap();
    conn
}

fn columns(conn: &Connection, table: &str) -> Vec<Column> {
    let sql = "SELECT name, type, \"notnull\" FROM pragma_table_info(?1) ORDER BY cid";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement
        .query_map([table], |r| Ok(Column { name: r.get(0)?, kind: r.get(1)?, not_null: r.get(2)? }))
        .unwrap();
    rows.map(Result::unwrap).collect()
}

fn tables(conn: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |r| r.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn sql_of(conn: &Connection, table: &str) -> String {
    conn.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [table], |r| r.get(0)).unwrap()
}

/// The words of `x = 'a' OR x = 'b'` in a table's own text.
fn words_checked(sql: &str, field: &str) -> Vec<String> {
    let mut words = Vec::new();
    for name in [field.to_owned(), format!("\"{field}\"")] {
        for (at, _) in sql.match_indices(&format!("{name} = '")) {
            let before = sql[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '"') {
                continue;
            }
            let rest = &sql[at + name.len() + 4..];
            words.push(rest.split('\'').next().unwrap().to_owned());
        }
    }
    words
}

fn each(mut look: impl FnMut(&Connection, &'static Entity, &'static Field)) {
    let conn = made(SCHEMA);
    for entity in register::ALL {
        for field in entity.stored() {
            look(&conn, entity, field);
        }
    }
}

#[test]
fn every_stored_field_is_a_column_in_the_same_order() {
    let conn = made(SCHEMA);
    for entity in register::ALL {
        let described: Vec<&str> = entity.stored().map(|f| f.name).collect();
        let kept: Vec<String> = columns(&conn, entity.name).into_iter().map(|c| c.name).collect();
        let (mut a, mut b) = (described.clone(), kept.iter().map(String::as_str).collect::<Vec<_>>());
        a.sort_unstable();
        b.sort_unstable();
        assert_eq!(a, b, "{}", entity.name);
        assert_eq!(described, kept, "{}: the order", entity.name);
    }
}

#[test]
fn a_column_has_the_type_of_its_kind_and_is_filled_where_it_must_be() {
    each(|conn, entity, field| {
        let place = format!("{}.{}", entity.name, field.name);
        let column = columns(conn, entity.name).into_iter().find(|c| c.name == field.name).expect(&place);
        let wanted = match field.kind {
            Kind::Count | Kind::Rupiah | Kind::Percent | Kind::YesNo => "INTEGER",
            _ => "TEXT",
        };
        assert_eq!(column.kind, wanted, "{place}");
        let key = entity.key_fields().iter().any(|f| f.name == field.name);
        assert_eq!(column.not_null, field.required || key, "{place}: NOT NULL");
    });
}

#[test]
fn the_words_of_a_choice_are_the_words_that_the_table_lets_in() {
    each(|conn, entity, field| {
        let Kind::Choice(choices) = field.kind else { return };
        let described: Vec<&str> = choices.iter().map(|c| c.word).collect();
        let checked = words_checked(&sql_of(conn, entity.name), field.name);
        assert_eq!(described, checked, "{}.{}", entity.name, field.name);
    });
}

#[test]
fn a_yes_or_no_is_one_or_zero_and_a_date_is_a_day() {
    each(|conn, entity, field| {
        let sql = sql_of(conn, entity.name);
        let (name, place) = (field.name, format!("{}.{}", entity.name, field.name));
        match field.kind {
            Kind::YesNo => assert!(sql.contains(&format!("{name} IN (0, 1)")), "{place}"),
            Kind::Date | Kind::DayOrYear => {
                assert!(sql.contains(&format!("date({name}) IS {name}")), "{place}");
                let year = sql.contains(&format!("{name} GLOB '[0-9][0-9][0-9][0-9]'"));
                assert_eq!(year, field.kind == Kind::DayOrYear, "{place}: a year alone");
            }
            _ => {}
        }
    });
}

#[test]
fn a_reference_is_a_foreign_key_and_every_foreign_key_a_reference() {
    let conn = made(SCHEMA);
    for entity in register::ALL {
        let sql = "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)";
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([entity.name], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        let kept: BTreeMap<String, String> = rows.map(Result::unwrap).collect();
        let described: BTreeMap<String, String> = entity
            .stored()
            .filter_map(|f| match f.kind {
                Kind::Reference(other) => Some((f.name.to_owned(), other.to_owned())),
                _ => None,
            })
            .collect();
        assert_eq!(described, kept, "{}", entity.name);
    }
}

#[test]
fn every_table_is_strict_and_described_or_one_of_the_three_of_the_journal() {
    let conn = made(SCHEMA);
    for table in tables(&conn) {
        let strict: bool =
            conn.query_row("SELECT strict FROM pragma_table_list(?1)", [&table], |r| r.get(0)).unwrap();
        assert!(strict, "{table}");
        let journal = ["operation", "change", "counter"].contains(&table.as_str());
        assert!(journal || register::entity(&table).is_some(), "{table} is described nowhere");
    }
    for entity in register::ALL {
        assert!(tables(&conn).iter().any(|t| t == entity.name), "{} has no table", entity.name);
    }
}

#[test]
fn every_derived_field_can_be_read() {
    let store = Store::in_memory().unwrap();
    store.speak_as_of(jiff::civil::date(2025, 1, 15)).unwrap();
    for entity in register::ALL.iter().copied() {
        let columns: Vec<_> = entity.fields.iter().collect();
        let sort = columns.iter().map(|f| (*f, true)).collect();
        let (sql, _) = List { entity, columns, filters: Vec::new(), as_entered: true, sort, limit: Some(1) }
            .statement(&|_| false);
        let prepared = store.conn().prepare(&sql);
        assert!(prepared.is_ok(), "{}: {:?}", entity.name, prepared.err());
    }
}

#[test]
fn the_schema_in_plain_sqlite_carries_our_stamps() {
    let conn = made(SCHEMA);
    let stamp = |name: &str| -> i64 { conn.pragma_query_value(None, name, |r| r.get(0)).unwrap() };
    assert_eq!(stamp("application_id"), APPLICATION_ID);
    assert_eq!(stamp("user_version"), SCHEMA_VERSION);
}

/// A schema that was given out is kept for ever under its number; a change of it is a new number and a migration.
#[test]
fn a_changed_schema_has_a_new_version() {
    let path = format!("{}/tests/schemas/{SCHEMA_VERSION}.sql", env!("CARGO_MANIFEST_DIR"));
    let frozen = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let (then, now) = (made(&frozen), made(SCHEMA));
    assert_eq!(tables(&then), tables(&now));
    for table in tables(&now) {
        let by_name = |conn: &Connection| -> BTreeMap<String, (String, bool)> {
            columns(conn, &table).into_iter().map(|c| (c.name, (c.kind, c.not_null))).collect()
        };
        assert_eq!(by_name(&then), by_name(&now), "{table} changed without a new schema version");
    }
}
