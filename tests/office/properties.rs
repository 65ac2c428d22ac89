//! What holds for any life of a file: below the terminal, through the store, with arbitrary records and orders.

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use sinergi::Lang;
use sinergi::intake::{Allow, Import, Mapping};
use sinergi::register::{Entity, Row, entity};
use sinergi::render::{Format, Look, sink};
use sinergi::sheet::{Column, Foot, Head};
use sinergi::store::{Entry, List, Store};

const WRITTEN: [&str; 4] = ["partner", "agreement", "party", "involvement"];

fn entry() -> Entry {
    Entry {
        at: "2025-01-15T10:41:00+00:00".to_owned(),
        year: 2025,
        actor: "uji".to_owned(),
        verb: "uji".to_owned(),
        command: "uji".to_owned(),
    }
}

fn export(store: &Store, entity: &'static Entity) -> String {
    let mut out = Vec::new();
    let columns: Vec<_> = entity.stored().collect();
    let heads: Vec<Column> = columns.iter().map(|f| f.column()).collect();
    let list = List { entity, columns, filters: Vec::new(), as_entered: true, sort: Vec::new(), limit: None };
    let mut renderer = sink(Format::Csv, &Look::default(), false, &mut out).unwrap();
    renderer
        .begin(&Head { part: entity.plural, title: "", columns: &heads, lang: Lang::Id, record: false })
        .unwrap();
    store.stream(&list, &mut *renderer).unwrap();
    renderer.end(&Foot::default()).unwrap();
    renderer.finish().unwrap();
    drop(renderer);
    String::from_utf8(out).unwrap()
}

fn whole(store: &Store) -> String {
    WRITTEN.iter().map(|name| export(store, entity(name).unwrap())).collect()
}

fn codes(store: &Store, table: &str) -> Vec<String> {
    let mut statement = store.conn().prepare(&format!("SELECT code FROM {table} ORDER BY code")).unwrap();
    statement.query_map([], |r| r.get(0)).unwrap().map(|code| code.unwrap()).collect()
}

fn text(u: &mut Unstructured<'_>) -> Result<String> {
    let pieces = [
        "Rujukan",
        " ",
        "\"",
        ",",
        ";",
        "\n",
        "\u{1b}[31m",
        "é",
        "静",
        "\u{202e}",
        "=1+1",
        "'",
        "%",
        "_",
        "0",
    ];
    let mut text = String::from("T");
    for _ in 0..u.int_in_range(0..=6)? {
        text.push_str(u.choose(&pieces)?);
    }
    Ok(format!("{text}."))
}

/// One arbitrary write; a refused one changes nothing and is no step.
fn step(u: &mut Unstructured<'_>, store: &mut Store) -> Result<()> {
    let (agreements, partners) = (codes(store, "agreement"), codes(store, "partner"));
    let title = text(u)?;
    let what = u.int_in_range(0..=5)?;
    let agreement = entity("agreement").unwrap();
    let partner = entity("partner").unwrap();
    let _ = match what {
        0 => store.write(&entry(), false, |door| {
            let mut row = Row::new(partner);
            row.set("name", title.as_str());
            row.set("kind", "company");
            door.add(&mut row).map(|_| ())
        }),
        1 | 2 => {
            let with = if partners.is_empty() { None } else { Some(u.choose(&partners)?.clone()) };
            store.write(&entry(), false, |door| {
                let mut row = Row::new(agreement);
                row.set("title", title.as_str());
                row.set("kind", "ksdpk");
                row.set("document", "pks");
                let code = door.add(&mut row)?;
                if let Some(with) = with {
                    let mut child = Row::new(entity("party").unwrap());
                    child.set("agreement", code.as_str());
                    child.set("partner", with.as_str());
                    door.add_within(&mut child)?;
                }
                Ok(())
            })
        }
        3 if !agreements.is_empty() => {
            let code = u.choose(&agreements)?.clone();
            store.write(&entry(), false, |door| {
                door.edit(agreement, &code, &[("title", title.as_str().into()), ("department", "DLH".into())])
                    .map(|_| ())
            })
        }
        4 if !agreements.is_empty() => {
            let code = u.choose(&agreements)?.clone();
            store.write(&entry(), false, |door| door.remove(agreement, &code))
        }
        5 if !partners.is_empty() => {
            let code = u.choose(&partners)?.clone();
            store.write(&entry(), false, |door| door.remove(partner, &code))
        }
        _ => return Ok(()),
    };
    Ok(())
}

#[test]
fn undo_walks_any_life_back_to_its_beginning_and_redo_forth_to_its_end() {
    arbtest(|u| {
        let mut store = Store::in_memory().unwrap();
        let mut states = vec![whole(&store)];
        for _ in 0..u.int_in_range(1..=8)? {
            step(u, &mut store)?;
            let now = whole(&store);
            if states.last() != Some(&now) {
                states.push(now);
            }
        }
        for state in states.iter().rev().skip(1) {
            store.undo(None, &entry(), false).unwrap();
            assert_eq!(whole(&store), *state);
        }
        assert!(store.undo(None, &entry(), false).is_err());
        for state in &states[1..] {
            store.redo(&entry(), false).unwrap();
            assert_eq!(whole(&store), *state);
        }
        assert!(store.redo(&entry(), false).is_err());
        Ok(())
    })
    .budget_ms(3_000);
}

#[test]
fn a_code_once_given_is_never_given_again() {
    arbtest(|u| {
        let mut store = Store::in_memory().unwrap();
        let mut given: Vec<String> = Vec::new();
        for _ in 0..8 {
            if u.ratio(1, 3)? {
                let _ = store.undo(None, &entry(), false);
                continue;
            }
            let before = codes(&store, "agreement");
            step(u, &mut store)?;
            for code in codes(&store, "agreement").into_iter().filter(|c| !before.contains(c)) {
                assert!(!given.contains(&code), "{code} was given twice");
                given.push(code);
            }
        }
        Ok(())
    })
    .budget_ms(2_000);
}

#[test]
fn what_leaves_as_csv_comes_in_as_it_was() {
    arbtest(|u| {
        let mut store = Store::in_memory().unwrap();
        for _ in 0..4 {
            step(u, &mut store)?;
        }
        let mut copy = Store::in_memory().unwrap();
        let mapping = Mapping::default();
        for name in WRITTEN {
            let entity = entity(name).unwrap();
            let sheet = export(&store, entity);
            let import = Import { entity, name: "r.csv", mapping: &mapping, allow: Allow::default() };
            assert!(import.run(&mut copy, &entry(), false, &mut sheet.as_bytes()).unwrap().taken);
            assert_eq!(export(&copy, entity), sheet);
            let again = import.run(&mut copy, &entry(), false, &mut sheet.as_bytes()).unwrap().outcome;
            assert_eq!((again.new, again.changed), (0, 0));
        }
        Ok(())
    })
    .budget_ms(2_000);
}
