//! Small sheets for the tests of all formats. Only for tests.

use super::{Format, Look, sink};
use crate::lang::{Choice, Lang, choice, label};
use crate::sheet::{Cell, Column, Foot, Head};
use crate::value::Kind;

const STATES: &[Choice] = &[
    choice("running", "berjalan", "running"),
    choice("ending-soon", "segera berakhir", "ending soon"),
    choice("lapsed", "lewat", "lapsed"),
];

pub(super) const COLUMNS: [Column; 10] = [
    Column::new("code", label("Kode", "Code"), Kind::Code),
    Column::new("state", label("Status", "State"), Kind::Choice(STATES)),
    Column::new("kind", label("Jenis", "Kind"), Kind::Text).rank(3),
    Column::new("department", label("OPD", "Dept"), Kind::Actor).rank(4),
    Column::new("partner", label("Mitra", "Partner"), Kind::Text).rank(1),
    Column::new("title", label("Judul", "Title"), Kind::Text),
    Column::new("ends_on", label("Berakhir", "Ends"), Kind::Date),
    Column::new("value", label("Nilai", "Value"), Kind::Rupiah).rank(2),
    Column::new("funded", label("Didanai", "Funded"), Kind::YesNo).rank(5),
    Column::new("share", label("Capaian", "Share"), Kind::Percent).rank(5),
];

/// A bare list of agreements.
pub(super) const HEAD: Head<'static> =
    Head { part: "agreement", title: "", columns: &COLUMNS, lang: Lang::Id, record: false };

pub(super) const ROWS: [[Cell<'static>; 10]; 3] = [
    [
        Cell::Text("KS-2025-0001"),
        Cell::Text("running"),
        Cell::Text("PKS"),
        Cell::Text("department/DLH"),
        Cell::Text("PT Kapuas Hijau Lestari"),
        Cell::Text("Pengolahan sampah terpadu TPA Km 14 Kelurahan Bukit Tunggal"),
        Cell::Text("2027-03-31"),
        Cell::Int(1_250_000_000),
        Cell::Int(1),
        Cell::Share(0.875),
    ],
    [
        Cell::Text("KS-2024-0019"),
        Cell::Text("ending-soon"),
        Cell::Text("PKS"),
        Cell::Text("Bagian Umum"),
        Cell::Text("BPJS Kesehatan Cabang Palangka Raya"),
        Cell::Text("Pemanfaatan data"),
        Cell::Text("2025-01-31"),
        Cell::Empty,
        Cell::Int(0),
        Cell::Empty,
    ],
    [
        Cell::Text("KS-2023-0014"),
        Cell::Text("lapsed"),
        Cell::Text("MoU"),
        Cell::Empty,
        Cell::Text("RS Siloam"),
        Cell::Text("Rujukan, pasien"),
        Cell::Text("2024-12-31"),
        Cell::Int(-45_000),
        Cell::Empty,
        Cell::Share(1.0),
    ],
];

/// A bare list of two texts a row.
pub(super) const TEXTS: Head<'static> = Head {
    part: "texts",
    title: "",
    columns: &[
        Column::new("name", label("Nama", "Name"), Kind::Text),
        Column::new("note", label("Catatan", "Note"), Kind::Text),
    ],
    lang: Lang::Id,
    record: false,
};

/// The three agreements.
pub(super) fn written(format: Format, look: &Look) -> String {
    of(format, look, &HEAD, &ROWS, &Foot::default())
}

/// Rows of two texts.
pub(super) fn of_texts(format: Format, look: &Look, texts: &[(String, String)]) -> String {
    let rows: Vec<_> = texts.iter().map(|(name, note)| [Cell::Text(name), Cell::Text(note)]).collect();
    of(format, look, &TEXTS, &rows, &Foot::default())
}

/// One part, whole.
pub(super) fn of<const N: usize>(
    format: Format,
    look: &Look,
    head: &Head<'_>,
    rows: &[[Cell<'_>; N]],
    foot: &Foot,
) -> String {
    let mut out = Vec::new();
    let mut sink = sink(format, look, false, &mut out).unwrap();
    sink.begin(head).unwrap();
    for row in rows {
        sink.row(row).unwrap();
    }
    sink.end(foot).unwrap();
    sink.finish().unwrap();
    drop(sink);
    String::from_utf8(out).unwrap()
}
