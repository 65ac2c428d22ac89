//! Files of every schema, stepped up or refused.

use super::*;

/// A file as the first schema made it.
fn of_schema_1(path: &Path) -> Connection {
    of_schema(path, FROZEN[0])
}

/// Every schema that a file in use may have, the oldest first; the last is today's.
const FROZEN: [&str; 7] = [
    include_str!("../../../tests/schemas/1.sql"),
    include_str!("../../../tests/schemas/2.sql"),
    include_str!("../../../tests/schemas/3.sql"),
    include_str!("../../../tests/schemas/4.sql"),
    include_str!("../../../tests/schemas/5.sql"),
    include_str!("../../../tests/schemas/6.sql"),
    include_str!("../../../tests/schemas/7.sql"),
];

fn of_schema(path: &Path, schema: &str) -> Connection {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(schema).unwrap();
    conn
}

/// Tables, columns and indexes by name, whatever their order.
fn shape(conn: &Connection) -> Vec<String> {
    let sql = "SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" FROM sqlite_schema t \
               JOIN pragma_table_info(t.name) c WHERE t.type = 'table' \
               UNION ALL SELECT name || ' ' || sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL \
               ORDER BY 1";
    let mut statement = conn.prepare(sql).unwrap();
    statement.query_map([], |r| r.get(0)).unwrap().map(std::result::Result::unwrap).collect()
}

#[test]
fn every_frozen_schema_steps_up_to_the_newest_and_keeps_its_records() {
    assert_eq!(FROZEN.len(), usize::try_from(SCHEMA_VERSION).unwrap());
    for (schema, version) in FROZEN.into_iter().zip(1..) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let conn = of_schema(&path, schema);
        conn.execute_batch("INSERT INTO setting (name, value) VALUES ('city', 'Kota Uji')").unwrap();
        drop(conn);
        let store = Store::open(&path, 1).unwrap();
        assert_eq!(stamps(&store.conn).unwrap(), (APPLICATION_ID, SCHEMA_VERSION));
        assert_eq!(shape(&store.conn), shape(&Store::in_memory().unwrap().conn), "{version}");
        let city = "SELECT value FROM setting WHERE name = 'city'";
        let city: String = store.conn.query_row(city, [], |r| r.get(0)).unwrap();
        assert_eq!(city, "Kota Uji");
        let copy = folder.path().join(format!("old.db.schema-{version}"));
        if version == SCHEMA_VERSION {
            assert!(!copy.exists(), "nothing was done");
            continue;
        }
        // What the seed of a newer schema brings is there as in a new file.
        for (since, table, rows) in [(3, "category", 13), (4, "instrument", 1), (4, "question", 16)] {
            let sql = format!("SELECT count(*) FROM {table}");
            let found: i64 = store.conn.query_row(&sql, [], |r| r.get(0)).unwrap();
            assert!(found == rows || version >= since, "{version}: {table}");
        }
        let copy = std::fs::metadata(copy).unwrap();
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&copy.permissions()) & 0o777, 0o600);
        assert!(copy.is_file());
    }
}

#[test]
fn an_older_schema_steps_up_once_and_leaves_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let mut conn = of_schema_1(&path);
    let steps = ["ALTER TABLE partner ADD COLUMN fax TEXT", "CREATE TABLE extra (code TEXT) STRICT"];
    step_up(&mut conn, &path, &steps).unwrap();
    assert_eq!(stamps(&conn).unwrap(), (APPLICATION_ID, 3));
    conn.prepare("SELECT fax FROM partner").unwrap();
    let copy = Connection::open(folder.path().join("old.db.schema-1")).unwrap();
    assert_eq!(stamps(&copy).unwrap().1, 1);
    step_up(&mut conn, &path, &steps).unwrap();
    assert_eq!(stamps(&conn).unwrap().1, 3);
}

#[test]
fn a_step_that_fails_leaves_the_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let mut conn = of_schema_1(&path);
    assert!(step_up(&mut conn, &path, &["CREATE TABLE a (b TEXT) STRICT", "no such statement"]).is_err());
    assert_eq!(stamps(&conn).unwrap().1, 1);
    assert!(conn.prepare("SELECT b FROM a").is_err());
}

#[test]
fn the_schema_carries_the_stamps_that_the_program_checks() {
    let store = Store::in_memory().unwrap();
    assert_eq!(stamps(&store.conn).unwrap(), (APPLICATION_ID, SCHEMA_VERSION));
    assert_eq!(SCHEMA_VERSION, newest(STEPS));
}

#[test]
fn a_newer_file_and_a_strange_one_are_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    drop(Store::create(&path, Lang::Id).unwrap());
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Store::open(&path, 1), Err(Error::Newer { found: 99, .. })));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let strange = folder.path().join("strange.db");
    Connection::open(&strange).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    assert!(matches!(Store::open(&strange, 1), Err(Error::NotOurs(_))));
    let text = folder.path().join("text.db");
    std::fs::write(&text, "halo").unwrap();
    assert!(matches!(Store::open(&text, 1), Err(Error::NotOurs(_))));
    assert!(matches!(Store::open(folder.path(), 1), Err(Error::NotOurs(_))));
    assert!(matches!(Store::open(&folder.path().join("none.db"), 1), Err(Error::NoDatabase(_))));
}
