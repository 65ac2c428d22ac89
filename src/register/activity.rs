//! Activities: everything that the team promises, be it from its work plan, a meeting, a solution or an evaluation. One list,
//! with an owner, a day and a result. Its state follows from its dated entries of progress.

use super::{Act, Does, Entity, FUNDING_SOURCES, Field, Key};
use crate::lang::label;
use crate::rules::plan::STATES;
use crate::rules::schedule::RECURS;
use crate::value::Kind;

/// A column as the last revision by the day in question left it, in a statement over `activity`.
macro_rules! revised {
    ($column:literal) => {
        concat!(
            "coalesce((SELECT r.",
            $column,
            " FROM revision r WHERE r.activity = activity.code AND r.",
            $column,
            " IS NOT NULL AND r.revised_on <= as_of() ORDER BY r.revised_on DESC, r.position DESC LIMIT 1), activity.",
            $column,
            ")"
        )
    };
}

/// What the rules of the plan must know of an activity: year, months, due day, turn, target, entries, done, dropped, agreed.
macro_rules! facts {
    () => {
        concat!(
            "activity.year, ",
            revised!("months"),
            ", ",
            revised!("due_on"),
            ", activity.recurs, ",
            revised!("target"),
            ", (SELECT group_concat(p.progressed_on || '=' || coalesce(p.quantity, iif(p.proof IS NULL, '', '*')), ' ') FROM realisation p \
               WHERE p.activity = activity.code AND p.progressed_on <= as_of()), activity.done_on, activity.dropped_on, activity.agreed_on"
        )
    };
}

/// The columns from which [`crate::rules::plan::Facts`] are read, in its order.
pub const ACTIVITY_FACTS: &str = facts!();

/// How an activity stands on the day in question; nothing, where nobody had promised it by then.
pub const ACTIVITY_STATE: &str =
    concat!("iif(activity.agreed_on > as_of(), NULL, activity_state(", facts!(), "))");

/// What its budget is on the day in question.
pub const ACTIVITY_BUDGET: &str = revised!("budget");

/// What its target is on the day in question.
pub const ACTIVITY_TARGET: &str = revised!("target");

pub(super) static ENTITY: Entity = Entity {
    name: "activity",
    label: label("Aktivitas", "Activity"),
    plural: "activities",
    also: &["plan", "aktivitas", "rencana", "rencana-aksi"],
    key: Key::Yearly("KEG"),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0),
        Field::new("state", "Keadaan", "State", Kind::Choice(STATES)).derived(ACTIVITY_STATE).rank(0),
        Field::new("year", "Tahun", "Year", Kind::Period).required().rank(3).also(&["tahun", "tahun rencana"]),
        Field::new("title", "Aktivitas", "Activity", Kind::Text).required().rank(0).also(&[
            "aktifitas",
            "aktivitas",
            "kegiatan",
            "nama kegiatan",
            "nama_sub_giat",
            "nama sub kegiatan",
            "rencana aksi",
            "uraian kegiatan",
        ]),
        Field::new("sipd_code", "Kode SIPD", "SIPD code", Kind::Code).rank(5).also(&[
            "kode_sub_giat",
            "kode sub kegiatan",
            "kode kegiatan",
            "kode rekening",
        ]),
        Field::new("parent", "Induk", "Parent", Kind::Reference("activity")).rank(6),
        Field::new("indicator", "Indikator keluaran", "Output indicator", Kind::Text).asked().also(&[
            "tolak_ukur_output",
            "tolok ukur",
            "indikator",
            "indikator output",
        ]),
        Field::new("target", "Target", "Target", Kind::Quantity)
            .asked()
            .as_of("revision", revised!("target"))
            .rank(2),
        Field::new("unit", "Satuan", "Unit", Kind::Text).rank(2).also(&["satuan", "satuan_output"]),
        Field::new("target_text", "Bunyi target", "Target as written", Kind::Text)
            .also(&["target_teks_output", "target teks", "volume"]),
        Field::new("months", "Bulan", "Months", Kind::Text)
            .asked()
            .as_of("revision", revised!("months"))
            .rank(3)
            .also(&["bulan", "jadwal", "waktu pelaksanaan"]),
        Field::new("recurs", "Berulang", "Recurs", Kind::Choice(RECURS)).rank(6).also(&["berulang"]),
        Field::new("due_on", "Jatuh tempo", "Due on", Kind::Date)
            .ahead()
            .as_of("revision", revised!("due_on"))
            .rank(1)
            .also(&["tenggat", "batas waktu"]),
        Field::new("owner", "Penanggung jawab", "Owner", Kind::Actor).asked().rank(1).also(&[
            "opd",
            "pj",
            "pelaksana",
            "nama_sub_skpd",
        ]),
        Field::new("budget", "Anggaran (Rp)", "Budget (Rp)", Kind::Rupiah)
            .asked()
            .as_of("revision", revised!("budget"))
            .rank(4)
            .also(&["pagu", "biaya", "anggaran"]),
        Field::new("source", "Sumber dana", "Source of money", Kind::Choice(FUNDING_SOURCES))
            .rank(6)
            .also(&["sumber dana", "sumber"]),
        Field::new("realised", "Realisasi", "Realised", Kind::Decimal)
            .derived(
                "(SELECT decimal(sum(units(p.quantity))) FROM realisation p WHERE p.activity = activity.code \
                 AND p.progressed_on <= as_of())",
            )
            .rank(3),
        Field::new("spent", "Terpakai (Rp)", "Spent (Rp)", Kind::Rupiah)
            .derived(
                "(SELECT sum(p.spent) FROM realisation p WHERE p.activity = activity.code AND p.progressed_on <= as_of())",
            )
            .rank(4),
        Field::new("support", "Pendukung", "Support", Kind::Text).also(&["pendukung", "dukungan"]),
        Field::new("origin", "Berasal dari", "Comes from", Kind::Record).rank(5),
        Field::new("meeting", "Rapat", "Meeting", Kind::Reference("meeting")).belongs().rank(6),
        Field::new("agreed_on", "Disepakati pada", "Agreed on", Kind::Date),
        Field::new("done_on", "Selesai pada", "Done on", Kind::Date)
            .as_of("activity", "iif(done_on <= as_of(), done_on, NULL)"),
        Field::new("outcome", "Hasil", "Outcome", Kind::Note)
            .as_of("activity", "iif(done_on <= as_of(), outcome, NULL)"),
        Field::new("dropped_on", "Dibatalkan pada", "Dropped on", Kind::Date)
            .as_of("activity", "iif(dropped_on <= as_of(), dropped_on, NULL)"),
        Field::new("drop_reason", "Alasan pembatalan", "Reason of dropping", Kind::Note)
            .as_of("activity", "iif(dropped_on <= as_of(), drop_reason, NULL)"),
        Field::new("source_id", "ID sumber", "Source id", Kind::Text).also(&["id"]),
        Field::new("note", "Catatan", "Note", Kind::Note),
    ],
    flag: None,
    under: None,
    acts: &[Act {
        name: "drop",
        also: &["batalkan"],
        about: label("Membatalkan aktivitas dengan alasan", "Drops an activity, for a reason"),
        does: Does::Fills,
        fields: &["dropped_on", "drop_reason"],
        required: &["dropped_on", "drop_reason"],
        once: Some("dropped_on"),
        short: &[("dropped_on", "on"), ("drop_reason", "reason")],
        today: true,
        past: true,
        example: "sinergi activity drop KEG-2025-0001 --reason \"Digabung dengan monev OPD\"",
        ..Act::NEW
    }],
    check: Some(super::planned::check),
    example_code: "KEG-2025-0001",
    example: "sinergi activity add --year 2025 --title \"Monev kerja sama\" --target \"4 Laporan\" --months triwulanan --owner SETDA",
};
