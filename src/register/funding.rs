//! Funding: the money of an agreement by year, source and side: planned, as revised, and as it was used.

use super::{Around, Entity, Field, Key, Row};
use crate::error::Fault;
use crate::lang::{Choice, choice, choice_also, label};
use crate::value::Kind;

/// Where money comes from.
pub const SOURCES: &[Choice] = &[
    choice("apbd", "APBD", "regional budget (APBD)"),
    choice("apbn", "APBN", "state budget (APBN)"),
    choice("partner", "mitra", "partner"),
    choice("csr", "TJSL", "social responsibility (CSR)"),
    choice("other", "lainnya", "other"),
];

/// Who spends it.
pub const SIDES: &[Choice] = &[
    choice_also("own", "pihak sendiri", "our side", &["ours", "kota"]),
    choice_also("partner", "mitra", "partner", &["theirs"]),
];

pub(super) static ENTITY: Entity = Entity {
    name: "funding",
    label: label("Pembiayaan", "Funding"),
    plural: "fundings",
    also: &["pembiayaan"],
    key: Key::Joined(4),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Path).rank(0),
        Field::new("agreement", "Kerja sama", "Agreement", Kind::Reference("agreement")).required().rank(4),
        Field::new("year", "Tahun", "Year", Kind::Period).required().rank(4),
        Field::new("source", "Sumber", "Source", Kind::Choice(SOURCES)).required().rank(1),
        Field::new("side", "Pihak", "Side", Kind::Choice(SIDES)).required().rank(1),
        Field::new("planned", "Rencana (Rp)", "Planned (Rp)", Kind::Rupiah).asked().rank(0),
        Field::new("revised", "Perubahan (Rp)", "Revised (Rp)", Kind::Rupiah).asked().rank(2),
        Field::new("realised", "Realisasi (Rp)", "Realised (Rp)", Kind::Rupiah).asked().rank(0),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[],
    check: Some(check),
    example_code: "KS-2025-0001/2025/apbd/own",
    example: "sinergi funding add --agreement KS-2025-0001 --year 2025 --source apbd --side own --planned 250jt",
};

/// Budgets are those of whole years, and a line says at least one amount.
fn check(row: &mut Row, _: Option<&Row>, _: &Around<'_>) -> Result<(), (&'static str, Fault)> {
    if let Some(year) = row.text("year").filter(|year| year.len() != 4) {
        return Err((
            "year",
            Fault::Contradiction(
                format!("{year} bukan tahun anggaran"),
                format!("{year} is not a budget year"),
            ),
        ));
    }
    if ["planned", "revised", "realised"].iter().all(|name| row.get(name).is_null()) {
        return Err((
            "planned",
            Fault::Contradiction(
                "tidak ada jumlahnya; sebutkan rencana, perubahan, atau realisasi".into(),
                "it has no amount; name what was planned, revised or realised".into(),
            ),
        ));
    }
    Ok(())
}
