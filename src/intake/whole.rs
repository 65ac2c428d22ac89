//! A whole file from its registers' CSVs, as `export all` wrote them: every record as it stands there, codes and all.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use crate::error::{Error, Fault, Result};
use crate::register::{ALL, Entity, Row};
use crate::store::{Door, Entry, Store};
use crate::value::{Kind, Value};

/// The file of counters beside those of the registers.
pub const COUNTERS: &str = "counters.csv";

/// The registers that every export has; those of later schemas may be missing from an older one.
const FIRST: &[&str] =
    &["setting", "affair", "department", "mandate", "partner", "agreement", "party", "involvement"];

/// Fills a new file from a folder of CSVs; returns how many records each register got. An export of an older version has no
/// files of the registers that came later: those get `None`.
pub fn import_all(
    store: &mut Store,
    entry: &Entry,
    folder: &Path,
    dry_run: bool,
) -> Result<Vec<(&'static Entity, Option<usize>)>> {
    if !store.operations(1)?.is_empty() || store.count("agreement")? > 0 {
        return Err(Error::usage("import all memerlukan berkas yang baru", "import all needs a new file")
            .with_hint(
                "buat dahulu: sinergi init --db BARU.db",
                "make one first: sinergi init --db NEW.db",
            ));
    }
    let (counts, _) = store.write(entry, dry_run, |door| {
        door.keep_no_list();
        let file = |entity: &Entity| folder.join(format!("{}.csv", entity.plural));
        // What an older version did not know keeps what every new file begins with.
        let there = |entity: &Entity| FIRST.contains(&entity.name) || file(entity).exists();
        door.empty_registers(&there)?;
        let mut counts = Vec::new();
        for entity in ALL.iter().copied() {
            let read = there(entity).then(|| register(door, entity, &file(entity)));
            counts.push((entity, read.transpose()?));
        }
        counters(door, &folder.join(COUNTERS))?;
        match door.dangling()? {
            Some(entity) => Err(bad(&folder.join(format!("{}.csv", entity.plural)), 1, Fault::Dangling)),
            None => Ok(counts),
        }
    })?;
    if !dry_run {
        // Like a restored copy, a file that was filled whole begins its history here.
        store.begin_history()?;
    }
    Ok(counts)
}

/// One register from its file.
fn register(door: &mut Door<'_>, entity: &'static Entity, path: &Path) -> Result<usize> {
    let mut count = 0;
    let mut places: Vec<Option<usize>> = Vec::new();
    each(path, |line, record, headings| {
        if places.is_empty() {
            places = entity.stored().map(|f| headings.iter().position(|h| h == f.name)).collect();
            if let Some(heading) = headings.iter().find(|h| entity.stored().all(|f| f.name != *h)) {
                return Err(bad(path, 1, Fault::NotACode(heading.to_owned())));
            }
        }
        let mut row = Row::new(entity);
        for (at, (field, place)) in entity.stored().zip(&places).enumerate() {
            let text = place.and_then(|place| record.get(place)).unwrap_or_default();
            row.set_at(at, value(field.kind, text).map_err(|fault| bad(path, line, fault))?);
        }
        door.put(&row).map_err(|error| match error {
            Error::Refused(field, fault) => {
                let place = format!("{}:{line}: {}", path.display(), field.trim_matches('`'));
                Error::Refused(place, fault)
            }
            other => other,
        })?;
        count += 1;
        Ok(())
    })?;
    Ok(count)
}

/// A value exactly as it was written out.
fn value(kind: Kind, text: &str) -> Result<Value, Fault> {
    if text.is_empty() {
        return Ok(Value::Null);
    }
    match kind {
        Kind::Count | Kind::Rupiah | Kind::Percent => {
            text.parse().map(Value::Int).map_err(|_| Fault::NotANumber(text.to_owned()))
        }
        Kind::YesNo => kind.read(text, &|t| Err(Fault::NotADate(t.to_owned()))),
        Kind::Code if crate::value::code(text).as_deref() != Ok(text) => {
            Err(Fault::NotACode(text.to_owned()))
        }
        _ => Ok(Value::Text(text.to_owned())),
    }
}

fn counters(door: &Door<'_>, path: &Path) -> Result<()> {
    each(path, |line, record, _| {
        let next = record.get(1).and_then(|text| text.parse::<i64>().ok());
        let next = next.ok_or_else(|| {
            bad(path, line, Fault::NotANumber(record.get(1).unwrap_or_default().to_owned()))
        })?;
        door.set_counter(record.get(0).unwrap_or_default(), next)
    })
}

/// Every record of a file, with its line and the headings.
fn each(path: &Path, mut take: impl FnMut(u64, &StringRecord, &StringRecord) -> Result<()>) -> Result<()> {
    let file = std::fs::File::open(path).map_err(|e| Error::File(path.to_owned(), e))?;
    let mut reader = ReaderBuilder::new().from_reader(file);
    let unreadable = |line: u64| {
        let place = path.display();
        Error::usage(
            format!("{place}: baris {line} tidak dapat dibaca"),
            format!("{place}: line {line} cannot be read"),
        )
    };
    let headings = reader.headers().map_err(|_| unreadable(1))?.clone();
    let mut record = StringRecord::new();
    loop {
        let more = reader.read_record(&mut record);
        let more = more.map_err(|e| unreadable(e.position().map_or(0, csv::Position::line)))?;
        if !more {
            return Ok(());
        }
        take(record.position().map_or(0, csv::Position::line), &record, &headings)?;
    }
}

fn bad(path: &Path, line: u64, fault: Fault) -> Error {
    Error::Refused(format!("{}:{line}", path.display()), fault)
}
