//! Which agreements may do the same: one partner, department and affair at one time; one partner and nearly one title at one time;
//! and the same request filed more than once.

mod groups;

use std::collections::{BTreeMap, HashSet};

pub(crate) use self::groups::hash;
pub use self::groups::{Alike, each};
use super::names::names_of;
use super::{Ask, DEPARTMENT, OTHERS, Part, Report, Takes};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::rules::status::state;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, facts};
use crate::value::Kind;

/// Why agreements are thought to do the same; the words stand in CSV and JSON.
pub(super) const WHYS: &[Choice] = &[
    choice("same-title", "judul hampir sama", "nearly one title"),
    choice("same-request", "permohonan sama", "one request"),
    choice("same-matter", "mitra, OPD, urusan sama", "one partner, department, affair"),
];

const PART: Part = Part {
    name: "overlap",
    label: label("Kerja sama yang mungkin tumpang tindih", "Agreements that may overlap"),
    columns: &[
        Column::new("group", label("No.", "No."), Kind::Count),
        Column::new("why", label("Alasan", "Because"), Kind::Choice(WHYS)),
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("partner", label("Mitra", "Partner"), Kind::Text).rank(2),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(3),
        Column::new("affair", label("Urusan", "Affair"), Kind::Code).rank(4),
        Column::new("from", label("Sejak", "From"), Kind::Date).rank(1),
        Column::new("until", label("Sampai", "Until"), Kind::Date).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "overlap",
    also: &["tumpang-tindih"],
    label: PART.label,
    about: label(
        "Kerja sama yang mungkin berisi sama, dan permohonan yang diajukan dua kali",
        "Agreements that may do the same, and requests that were filed twice",
    ),
    command: false,
    takes: &[Takes::Only],
    parts: &[PART],
    example: "sinergi report overlap --department DLH",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    PART.begin(ask, sink)?;
    let names: BTreeMap<String, String> = names_of(store, "partner", ask)?.into_iter().collect();
    let (mut number, mut members) = (0_i64, HashSet::new());
    each(store, ask, Alike::All, &mut |group| {
        number += 1;
        for member in &group.members {
            members.insert(hash(&member.code));
            let (from, until) =
                (member.term.from.map(|d| d.to_string()), member.term.until.map(|d| d.to_string()));
            let partner = group.partner.map(|code| names.get(code).map_or(code, String::as_str));
            sink.row(&[
                Cell::Int(number),
                Cell::Text(group.why),
                Cell::Text(&member.code),
                Cell::Text(&member.title),
                partner.into(),
                member.department.as_deref().into(),
                member.affair.as_deref().into(),
                from.as_deref().into(),
                until.as_deref().into(),
            ])?;
        }
        Ok(())
    })?;
    let unknown = uncompared(store, ask)?;
    let lang = ask.lang;
    let mut notes = vec![say!(
        lang,
        "{} kelompok, {} kerja sama: patut diperiksa, belum tentu tumpang tindih. Naskah payung dibandingkan dengan naskah payung; yang sudah ada penggantinya tidak dihitung.",
        "Groups: {}; agreements: {}. To be looked at, not proven to overlap. Umbrellas are compared with umbrellas; what has a successor is not counted.",
        number,
        members.len()
    )];
    if unknown > 0 {
        notes.push(say!(
            lang,
            "Tidak dapat dibandingkan menurut isi: {} (tanpa mitra, OPD atau urusan).",
            "Not to be compared by matter: {} (without partner, department or affair).",
            unknown
        ));
    }
    let open = ask.command("agreement list --columns code,partner,department,affair,ends_on,title");
    sink.end(&Foot { notes, open: Some(open), ..Foot::default() })
}

/// How many agreements in force cannot be compared in their matter.
fn uncompared(store: &Store, ask: &Ask) -> Result<i64> {
    let notice = store.settings()?.notice_days();
    let sql = format!(
        "SELECT {FACTS} FROM agreement WHERE NOT {OTHERS} AND document NOT IN ('addendum', 'rk') AND (affair IS NULL \
         OR {DEPARTMENT} IS NULL OR NOT EXISTS (SELECT 1 FROM party WHERE party.agreement = agreement.code)) AND {}",
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        count += i64::from(state(&facts(row, 0)?, ask.as_of, notice).in_force());
    }
    Ok(count)
}
