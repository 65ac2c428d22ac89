//! Who is named as a text and looks like a code: perhaps a department or partner was meant.

use anyhow::Result;
use sinergi::register::{Row, entity as register_of};
use sinergi::say;
use sinergi::store::{Store, near};
use sinergi::value::Kind;

use super::office::Office;

/// Says of each that no department or partner is called so, and which come near. The text stays as it was typed.
pub(super) fn tell_plain<'t>(
    actors: impl IntoIterator<Item = &'t str>,
    store: &Store,
    office: &Office,
) -> Result<()> {
    let code = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    for text in actors.into_iter().filter(|text| text.chars().all(code)) {
        let mut like = Vec::new();
        for register in ["department", "partner"] {
            if let Some(entity) = register_of(register) {
                like.extend(near(store.conn(), entity, text)?);
            }
        }
        let lang = office.lang();
        let meant = if like.is_empty() {
            String::new()
        } else {
            say!(lang, " Mungkin maksudnya {}.", " Did you mean {}?", like.join(", "))
        };
        office.tell(&say!(
            lang,
            "`{}` bukan OPD atau mitra yang terdaftar; dicatat sebagai teks.{}",
            "`{}` is no department or partner on record; it is kept as a text.{}",
            text,
            meant
        ));
    }
    Ok(())
}

/// The actors that a record names.
pub(super) fn of(row: &Row) -> impl Iterator<Item = &str> {
    row.pairs().filter(|(field, _)| field.kind == Kind::Actor).filter_map(|(_, value)| value.text())
}
