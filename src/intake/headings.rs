//! From headings to fields: by mapping, by English key, by label in either language, or by another usual word.

use super::Mapping;
use crate::error::{Error, Result};
use crate::register::{Entity, Field};

/// What a column of the file fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The stored field at this place.
    Field(usize),
    /// The names of the other parties.
    Partner,
    /// The first party's own number.
    PartnerNumber,
    /// The supporting departments.
    Supporting,
    /// Nothing, on purpose.
    Skip,
}

/// A column of the file.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Where it stands.
    pub(super) at: usize,
    /// Its heading, or `#3` where it has none.
    pub(super) heading: String,
    /// What it fills.
    pub(super) target: Target,
}

/// Headings of agreements that fill more than the agreement's own row.
const LINKED: &[(&str, Target, &[&str])] = &[
    (
        "partner",
        Target::Partner,
        &["partners", "mitra", "nama mitra", "pihak kedua", "mitra kerja sama", "pihak"],
    ),
    ("partner_number", Target::PartnerNumber, &["nomor mitra", "nomor pihak kedua", "dasar hukum mitra"]),
    ("supporting", Target::Supporting, &["opd pendukung", "opd terkait"]),
];

/// The columns of a file, and the headings that no field takes.
pub(super) fn recognise(
    entity: &'static Entity,
    headings: &[String],
    mapping: &Mapping,
) -> Result<(Vec<Column>, Vec<String>)> {
    let (mut columns, mut left_out) = (Vec::new(), Vec::new());
    let mut used = vec![false; mapping.map.len()];
    for (at, heading) in headings.iter().enumerate() {
        let positional = format!("#{}", at + 1);
        let same = headings[..at].iter().filter(|h| folded(h) == folded(heading)).count() + 1;
        let numbered = format!("{heading}#{same}");
        let mapped = mapping.map.iter().enumerate().find(|(_, (key, _))| {
            let key = key.trim();
            key == positional
                || folded(key) == folded(&numbered)
                || (same == 1 && folded(key) == folded(heading))
        });
        let target = match mapped {
            Some((place, (_, field))) => {
                used[place] = true;
                Some(named(entity, field.trim())?)
            }
            None if same > 1 => None,
            None => guess(entity, heading),
        };
        let heading = if heading.is_empty() { positional } else { heading.clone() };
        match target {
            Some(target) if target == Target::Skip || columns.iter().all(|c: &Column| c.target != target) => {
                columns.push(Column { at, heading, target });
            }
            Some(_) if mapped.is_some() => return Err(twice(&heading)),
            _ => left_out.push(heading),
        }
    }
    if let Some((_, (key, _))) = used.iter().zip(&mapping.map).find(|(used, _)| !**used) {
        let known = headings.iter().filter(|h| !h.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        return Err(Error::usage(
            format!("berkas tidak mempunyai kolom `{key}`"),
            format!("the file has no column `{key}`"),
        )
        .with_hint(format!("kolomnya: {known}"), format!("its columns are: {known}")));
    }
    Ok((columns, left_out))
}

/// Lower case, runs of blanks and underscores folded, a trailing colon or full stop dropped.
fn folded(heading: &str) -> String {
    let text = heading.to_lowercase().replace('_', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches([':', '.']).trim_end().to_owned()
}

/// The target that a mapping names.
fn named(entity: &'static Entity, name: &str) -> Result<Target> {
    if matches!(name, "-" | "") {
        return Ok(Target::Skip);
    }
    let plain = name.to_lowercase().replace('-', "_");
    if let Some(target) = linked(entity, |key, _| key == plain) {
        return Ok(target);
    }
    entity
        .stored()
        .position(|f| f.name == plain)
        .map(Target::Field)
        .ok_or_else(|| unknown_field(entity, name))
}

fn guess(entity: &'static Entity, heading: &str) -> Option<Target> {
    let text = folded(heading);
    if text.is_empty() {
        return None;
    }
    let is = |word: &str| folded(word) == text;
    let by = |test: &dyn Fn(&Field) -> bool| entity.stored().position(test).map(Target::Field);
    by(&|f| is(f.name))
        .or_else(|| linked(entity, |key, also| is(key) || also.iter().any(|w| is(w))))
        .or_else(|| by(&|f| is(f.label.id) || is(f.label.en)))
        .or_else(|| by(&|f| f.also.iter().any(|w| is(w))))
}

fn linked(entity: &Entity, test: impl Fn(&str, &[&str]) -> bool) -> Option<Target> {
    let own = entity.name == "agreement";
    LINKED.iter().find(|(key, _, also)| own && test(key, also)).map(|(_, target, _)| *target)
}

/// The refusal of a field that the register does not have.
pub(super) fn unknown_field(entity: &'static Entity, name: &str) -> Error {
    let known = entity.stored().map(|f| f.name).collect::<Vec<_>>().join(", ");
    let noun = entity.noun();
    Error::usage(
        format!("{} tidak mempunyai bidang `{name}`", noun.spoken(crate::Lang::Id)),
        format!("{} has no field `{name}`", noun.spoken(crate::Lang::En)),
    )
    .with_hint(format!("bidangnya: {known}"), format!("its fields are: {known}"))
}

fn twice(heading: &str) -> Error {
    Error::usage(
        format!("kolom `{heading}` mengisi bidang yang sudah diisi kolom lain"),
        format!("column `{heading}` fills a field that another column fills already"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::entity;

    fn targets(headings: &[&str], map: &[(&str, &str)]) -> Vec<(usize, Target)> {
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        let mut mapping = Mapping::default();
        mapping.map.extend(map.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
        let (columns, _) = recognise(entity("agreement").unwrap(), &headings, &mapping).unwrap();
        columns.into_iter().map(|c| (c.at, c.target)).collect()
    }

    fn field(name: &str) -> Target {
        Target::Field(entity("agreement").unwrap().stored().position(|f| f.name == name).unwrap())
    }

    #[test]
    fn headings_are_known_by_key_label_and_synonym_whatever_the_blanks() {
        let found = targets(&["title", "Nilai kerja sama (Rp)", "Tanggal  Mulai ", "MITRA"], &[]);
        assert_eq!(
            found,
            [(0, field("title")), (1, field("value")), (2, field("effective_on")), (3, Target::Partner)]
        );
    }

    #[test]
    fn the_word_status_of_a_register_is_kept_beside_ours() {
        assert_eq!(targets(&["Status"], &[]), [(0, field("source_status"))]);
    }

    #[test]
    fn nameless_and_double_headings_are_mapped_by_position() {
        let found =
            targets(&["Judul", "", "Nomor", "Nomor"], &[("#2", "note"), ("NOMOR#2", "request_number")]);
        assert_eq!(
            found,
            [(0, field("title")), (1, field("note")), (2, field("own_number")), (3, field("request_number"))]
        );
    }
}
