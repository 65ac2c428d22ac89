//! A file of JSON as rows of CSV: a list of flat objects, or an object of them under keys, which become the column `key`.
//! Calendars of holidays are handed out so.

use csv::Writer;
use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// The rows, and how many entries were no records: those that lack the field that most have.
pub(super) struct Rows {
    pub(super) csv: Vec<u8>,
    pub(super) left_out: usize,
}

/// Whether a text may be JSON: its first sign opens a list or an object.
pub(super) fn may_be(start: &[u8]) -> bool {
    start.iter().find(|b| !b.is_ascii_whitespace()).is_some_and(|b| matches!(b, b'[' | b'{'))
}

/// Reads a text that may be JSON; `None` where it is none.
pub(super) fn read(text: &[u8], name: &str) -> Result<Option<Rows>> {
    let parsed: Value = match serde_json::from_slice(text) {
        Ok(parsed) => parsed,
        Err(error) if is_named(name) => {
            let (line, column) = (error.line(), error.column());
            return Err(Error::usage(
                format!("{name}: JSON rusak di baris {line}, kolom {column}"),
                format!("{name}: broken JSON in line {line}, column {column}"),
            ));
        }
        Err(_) => return Ok(None),
    };
    let entries: Vec<(Option<&str>, &Map<String, Value>)> = match &parsed {
        Value::Array(list) => list.iter().filter_map(|v| Some((None, v.as_object()?))).collect(),
        Value::Object(map) => {
            map.iter().filter_map(|(key, v)| Some((Some(key.as_str()), v.as_object()?))).collect()
        }
        _ => Vec::new(),
    };
    let keyed = entries.first().is_some_and(|(key, _)| key.is_some());
    let Some(usual) = most_frequent(entries.iter().flat_map(|(_, entry)| entry.keys())) else {
        return Err(Error::usage(
            format!("{name} tidak memuat daftar catatan"),
            format!("{name} holds no list of records"),
        )
        .with_hint(
            "bentuknya: [{\"date\": \"2026-08-17\", \"name\": \"…\"}, …]",
            "its form: [{\"date\": \"2026-08-17\", \"name\": \"…\"}, …]",
        ));
    };
    let all = match &parsed {
        Value::Array(list) => list.len(),
        Value::Object(map) => map.len(),
        _ => 0,
    };
    let records: Vec<_> = entries.iter().filter(|(_, entry)| entry.contains_key(usual)).collect();
    let mut headings: Vec<&str> = Vec::new();
    for key in records.iter().flat_map(|(_, entry)| entry.keys()) {
        if !headings.contains(&key.as_str()) {
            headings.push(key);
        }
    }
    let mut writer = Writer::from_writer(Vec::new());
    let broken = |_| Error::usage("JSON tidak terbaca", "the JSON cannot be read");
    writer
        .write_record(keyed.then_some("key").into_iter().chain(headings.iter().copied()))
        .map_err(broken)?;
    for (key, entry) in &records {
        let cells = headings.iter().map(|heading| entry.get(*heading).map(cell).unwrap_or_default());
        writer.write_record(key.map(str::to_owned).into_iter().chain(cells)).map_err(broken)?;
    }
    let csv = writer.into_inner().map_err(|e| Error::Io(e.into_error()))?;
    Ok(Some(Rows { csv, left_out: all - records.len() }))
}

/// The field that most entries have, the first of equals.
fn most_frequent<'a>(keys: impl Iterator<Item = &'a String>) -> Option<&'a str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for key in keys {
        match counts.iter_mut().find(|(known, _)| known == key) {
            Some((_, count)) => *count += 1,
            None => counts.push((key, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(key, _)| key)
}

fn is_named(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("json"))
}

/// A value as the text of a cell; several stand after each other.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(cell).collect::<Vec<_>>().join("; "),
        // Three digits behind the sign would read as a group of thousands in a cell.
        Value::Number(number) => match number.to_string() {
            text if text.rsplit_once('.').is_some_and(|(_, rest)| rest.len() == 3) => format!("{text}0"),
            text => text,
        },
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: &str) -> (String, usize) {
        let rows = read(text.as_bytes(), "h.json").unwrap().unwrap();
        (String::from_utf8(rows.csv).unwrap(), rows.left_out)
    }

    #[test]
    fn a_list_of_objects_and_an_object_of_them_are_rows() {
        let list = r#"[{"date":"2024-10-5","off":false},{"date":"2024-12-25","off":true,"name":"Natal"}]"#;
        assert_eq!(csv(list), ("date,off,name\n2024-10-5,false,\n2024-12-25,true,Natal\n".into(), 0));
        let map = r#"{"2026-01-01":{"holiday":true,"summary":["Tahun Baru","Libur"]},"info":{"author":"x"}}"#;
        let info_first =
            r#"{"info":{"author":"x"},"2026-01-01":{"holiday":true},"2026-01-02":{"holiday":false}}"#;
        assert_eq!(csv(info_first), ("key,holiday\n2026-01-01,true\n2026-01-02,false\n".into(), 1));
        assert_eq!(csv(map), ("key,holiday,summary\n2026-01-01,true,Tahun Baru; Libur\n".into(), 1));
    }

    #[test]
    fn what_is_no_json_is_left_to_others_unless_it_is_called_so() {
        assert!(may_be(b" \n[{") && !may_be(b"judul,kode"));
        assert!(read(b"[No],judul\n", "a.csv").unwrap().is_none());
        assert!(read(b"[{\"a\":1}", "a.json").is_err());
        assert!(read(b"[1,2]", "a.json").is_err());
    }
}
