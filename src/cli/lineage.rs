//! `show --tree`: a record among those of its register that it hangs under, follows, or that hang under and follow it.

use std::collections::HashSet;

use sinergi::lang::label;
use sinergi::register::{Entity, Field};
use sinergi::sheet::{Cell, Column, Foot, Head, Sink};
use sinergi::store::{Store, read_row};
use sinergi::value::{Kind, Value};
use sinergi::{Error, Lang, say};

use super::life::Life;
use super::show::{borrowed, codes, own};
use super::taken::Take;

/// How two records of a chain belong together.
const LINK: Column = Column::new("link", label("Hubungan", "Link"), Kind::Text).rank(3);

/// A place in the tree.
struct Node {
    code: String,
    /// What stands before its name: the branches.
    branch: String,
    /// The field by which it hangs there.
    by: Option<&'static Field>,
}

/// Writes the tree, from the record at its root down.
pub(super) fn write(
    store: &Store,
    entity: &'static Entity,
    life: &Life<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let lang = life.lang;
    let shown: Vec<&'static Field> = entity.fields.iter().filter(|f| f.rank == Some(0)).collect();
    let mut columns: Vec<Column> = shown.iter().map(|f| f.column()).collect();
    columns.push(LINK);
    let title = say!(lang, "Rantai {}", "The chain of {}", life.code);
    sink.begin(&Head { part: "tree", title: &title, columns: &columns, lang, record: false })?;
    let naming = entity.naming().and_then(|n| shown.iter().position(|f| f.name == n.name));
    for node in nodes(store, entity, life.code)? {
        let mut taken = Take::default();
        store.stream(&own(entity, shown.clone(), &node.code), &mut taken)?;
        let mut cells = taken.0;
        if let Some(Value::Text(name)) = naming.and_then(|at| cells.get_mut(at)) {
            let mark = if node.code == life.code { "● " } else { "" };
            *name = format!("{}{mark}{name}", node.branch);
        }
        let mut row: Vec<Cell<'_>> = cells.iter().map(borrowed).collect();
        let link = links(store, entity, &node, lang)?;
        row.push(Some(link.as_str()).filter(|link| !link.is_empty()).into());
        sink.row(&row)?;
    }
    sink.end(&Foot::default())
}

/// How a record hangs where it stands, and which others it names besides.
fn links(store: &Store, entity: &'static Entity, node: &Node, lang: Lang) -> Result<String, Error> {
    let row = read_row(store.conn(), entity, &node.code)?;
    let named = |field: &'static Field| Some((field, row.as_ref()?.text(field.name)?.to_owned()));
    let words = entity.selves().filter_map(named).map(|(field, code)| {
        let label = field.label.get(lang);
        match node.by {
            Some(by) if by.name == field.name => label.to_owned(),
            _ => format!("{label} {code}"),
        }
    });
    Ok(words.collect::<Vec<_>>().join(", "))
}

/// The whole tree, each record once: from the root that the record leads up to, by the first of the fields that it fills.
fn nodes(store: &Store, entity: &'static Entity, code: &str) -> Result<Vec<Node>, Error> {
    let mut root = code.to_owned();
    let mut seen = HashSet::from([root.clone()]);
    while let Some(row) = read_row(store.conn(), entity, &root)? {
        let Some(above) = entity.selves().find_map(|f| row.text(f.name)) else { break };
        if !seen.insert(above.to_owned()) {
            break;
        }
        above.clone_into(&mut root);
    }
    let mut seen = HashSet::from([root.clone()]);
    let mut all = Vec::new();
    grow(store, entity, Node { code: root, branch: String::new(), by: None }, "", &mut seen, &mut all)?;
    Ok(all)
}

/// Adds a record and what hangs under it. `below` stands before the branches of what follows.
fn grow(
    store: &Store,
    entity: &'static Entity,
    node: Node,
    below: &str,
    seen: &mut HashSet<String>,
    all: &mut Vec<Node>,
) -> Result<(), Error> {
    let mut under: Vec<(String, &'static Field)> = Vec::new();
    for field in entity.selves() {
        // Taken at once: what stands here does not stand again under one of its neighbours.
        let found = codes(store, entity, field, &node.code)?;
        under.extend(found.into_iter().filter(|code| seen.insert(code.clone())).map(|code| (code, field)));
    }
    all.push(node);
    let last = under.len().saturating_sub(1);
    for (at, (code, field)) in under.into_iter().enumerate() {
        let (here, on) = if at == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let child = Node { code, branch: format!("{below}{here}"), by: Some(field) };
        grow(store, entity, child, &format!("{below}{on}"), seen, all)?;
    }
    Ok(())
}
