//! From headings to fields: by mapping, by English key, by label in either language, or by another usual word.

use super::Mapping;
use super::answers::{asked, mistaken};
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
    /// The stored field at this place of a child's register: `solution.proposal`.
    Child(&'static str, usize),
    /// The answer to the question at this place of those that there are.
    Answer(usize),
    /// A field of all answers of the row.
    ForAll(&'static str),
    /// Nothing, on purpose.
    Skip,
}

impl Target {
    /// The name of the field it fills, where it is one of the register's own.
    pub(super) fn field(self, entity: &'static Entity) -> Option<&'static str> {
        match self {
            Self::Field(at) => entity.stored().nth(at).map(|f| f.name),
            _ => None,
        }
    }
}

/// Where a column's text comes from.
#[derive(Clone, Debug)]
pub(super) enum From {
    /// One cell.
    At(usize),
    /// The first of these that is filled.
    First(Vec<usize>),
    /// Cells and words put together.
    Template(Vec<Piece>),
}

/// A piece of a template.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// Words as they stand.
    Text(String),
    /// The cell at this place.
    Cell(usize),
}

impl From {
    /// The cells it reads.
    pub(super) fn places(&self) -> Vec<usize> {
        match self {
            Self::At(at) => vec![*at],
            Self::First(places) => places.clone(),
            Self::Template(pieces) => {
                pieces.iter().filter_map(|p| if let Piece::Cell(at) = p { Some(*at) } else { None }).collect()
            }
        }
    }
}

/// A column of the file, or several that fill one field.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Where its text comes from.
    pub(super) from: From,
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

/// The columns of a file, and the headings that no field takes. What the mapping names comes first.
pub(super) fn recognise(
    entity: &'static Entity,
    headings: &[String],
    mapping: &Mapping,
    questions: &[String],
) -> Result<(Vec<Column>, Vec<String>)> {
    let mut columns: Vec<Column> = Vec::new();
    let mut used = vec![false; headings.len()];
    let mapped =
        mapping.map.iter().map(|(left, right)| self::mapped(entity, headings, left, right, questions));
    let id = mapping.id.iter().map(|name| self::mapped(entity, headings, name, "source_id", &[]));
    for column in mapped.chain(id) {
        let column = column?;
        for at in column.from.places() {
            used[at] = true;
        }
        if column.target != Target::Skip {
            match columns.iter().find(|c| c.target == column.target) {
                None => columns.push(column),
                // The id may be a column that is mapped already.
                Some(there) if there.from.places() == column.from.places() => {}
                Some(_) => return Err(twice(&column.heading)),
            }
        }
    }
    let mut left_out = Vec::new();
    // A file that carries our codes is one of ours: what is worked out in it is no word of another register.
    let code = Target::Field(0);
    let ours = headings.iter().any(|heading| guess(entity, heading) == Some(code));
    for (at, heading) in headings.iter().enumerate().filter(|(at, _)| !used[*at]) {
        let again = headings[..at].iter().any(|h| folded(h) == folded(heading));
        // What stands in brackets behind a heading explains it.
        let plain = heading.split_once(" [").map_or(heading.as_str(), |(plain, _)| plain);
        let target = guess(entity, heading).or_else(|| guess(entity, plain));
        let target = target.or_else(|| asked(entity, plain, questions)).filter(|target| {
            let derived = ours && matches!(target, Target::Field(_)) && is_derived(entity, heading);
            !again && !derived && columns.iter().all(|c| c.target != *target)
        });
        match target {
            Some(Target::Skip) => {}
            Some(target) => columns.push(Column { from: From::At(at), heading: heading.clone(), target }),
            None => match mistyped(entity, heading).or_else(|| mistaken(entity, plain, questions)) {
                Some(error) => return Err(error),
                None => left_out.push(shown(headings, at)),
            },
        }
    }
    Ok((columns, left_out))
}

/// One line of a mapping: `HEADING = field`, `A|B = field`, or `field = {A} words {B}`.
fn mapped(
    entity: &'static Entity,
    headings: &[String],
    left: &str,
    right: &str,
    questions: &[String],
) -> Result<Column> {
    if right.contains('{') {
        let from = From::Template(template(headings, right)?);
        return Ok(Column { from, heading: right.to_owned(), target: named(entity, left.trim())? });
    }
    let target = match asked(entity, right.trim(), questions) {
        Some(target) => target,
        None => named(entity, right.trim())?,
    };
    // A heading may hold the sign itself.
    if let Some(at) = place(headings, left) {
        return Ok(Column { from: From::At(at), heading: shown(headings, at), target });
    }
    let places = left.split('|').map(|name| place(headings, name).ok_or_else(|| no_column(headings, name)));
    let mut places = places.collect::<Result<Vec<_>>>()?;
    let from = if places.len() == 1 { From::At(places.remove(0)) } else { From::First(places) };
    Ok(Column { from, heading: left.trim().to_owned(), target })
}

/// The column of that heading: by its words, by `#3`, or the second of a double one by `NAME#2`.
fn place(headings: &[String], name: &str) -> Option<usize> {
    let name = name.trim();
    let numbered = |text: &str| text.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    if let Some(at) = name.strip_prefix('#').and_then(numbered) {
        return (at < headings.len()).then_some(at);
    }
    let mut same = headings.iter().enumerate().filter(|(_, h)| !h.is_empty() && folded(h) == folded(name));
    if let Some((at, _)) = same.next() {
        return Some(at);
    }
    let (stem, nth) = name.rsplit_once('#')?;
    let nth = numbered(nth)?;
    headings.iter().enumerate().filter(|(_, h)| folded(h) == folded(stem)).nth(nth).map(|(at, _)| at)
}

/// A template cut into words and cells.
fn template(headings: &[String], text: &str) -> Result<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        if !words.is_empty() {
            pieces.push(Piece::Text(words.to_owned()));
        }
        pieces.push(Piece::Cell(place(headings, name).ok_or_else(|| no_column(headings, name))?));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

/// A heading as it is named in messages.
fn shown(headings: &[String], at: usize) -> String {
    if headings[at].is_empty() { format!("#{}", at + 1) } else { headings[at].clone() }
}

fn no_column(headings: &[String], name: &str) -> Error {
    let known = headings.iter().filter(|h| !h.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    Error::usage(format!("berkas tidak mempunyai kolom `{name}`"), format!("the file has no column `{name}`"))
        .with_hint(format!("kolomnya: {known}"), format!("its columns are: {known}"))
}

/// Lower case, runs of blanks and underscores folded, a trailing colon or full stop dropped.
pub(super) fn folded(heading: &str) -> String {
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
    if let Some(error) = mistyped(entity, &plain) {
        return Err(error);
    }
    if let Some(target) = linked(entity, |key, _| key == plain).or_else(|| child(entity, &plain)) {
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
        .or_else(|| child(entity, &text.replace(' ', "_")))
        .or_else(|| linked(entity, |key, also| is(key) || also.iter().any(|w| is(w))))
        .or_else(|| by(&|f| is(f.label.id) || is(f.label.en)))
        .or_else(|| by(&|f| f.also.iter().any(|w| is(w))))
}

/// A field of a child, by the child's register and its own name: `solution.proposal`.
fn child(entity: &'static Entity, name: &str) -> Option<Target> {
    // The parties and departments of agreements come in by names of their own.
    let (register, field) = name.split_once('.').filter(|_| entity.name != "agreement")?;
    let child = entity.children().find(|child| child.name == register || child.plural == register)?;
    let own = child.stored().enumerate().skip(child.key.width());
    own.filter(|(_, f)| f.name == field).map(|(at, _)| Target::Child(child.name, at)).next()
}

/// What is wrong with a heading that names a child's register and no field of it: `solution.propsal`.
fn mistyped(entity: &'static Entity, heading: &str) -> Option<Error> {
    let text = folded(heading).replace(' ', "_");
    let (register, field) = text.split_once('.').filter(|_| entity.name != "agreement")?;
    let child = entity.children().find(|child| child.name == register || child.plural == register)?;
    child.stored().all(|f| f.name != field).then(|| unknown_field(child, field))
}

/// Whether a heading is the label of what is worked out from other fields.
fn is_derived(entity: &'static Entity, heading: &str) -> bool {
    let text = folded(heading);
    let is = |word: &str| folded(word) == text;
    entity.fields.iter().any(|f| f.derived.is_some() && (is(f.label.id) || is(f.label.en)))
}

fn linked(entity: &Entity, test: impl Fn(&str, &[&str]) -> bool) -> Option<Target> {
    let own = entity.name == "agreement";
    LINKED.iter().find(|(key, _, also)| own && test(key, also)).map(|(_, target, _)| *target)
}

/// The heading of a field's column, or its name where it has none.
pub(super) fn heading_of(entity: &'static Entity, columns: &[Column], field: &str) -> String {
    let column = columns.iter().find(|c| c.target.field(entity) == Some(field));
    column.map_or_else(|| field.to_owned(), |c| c.heading.clone())
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
        let (columns, _) = recognise(entity("agreement").unwrap(), &headings, &mapping, &[]).unwrap();
        columns.into_iter().map(|c| (c.from.places()[0], c.target)).collect()
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
            [(1, field("note")), (3, field("request_number")), (0, field("title")), (2, field("own_number"))]
        );
    }
}
