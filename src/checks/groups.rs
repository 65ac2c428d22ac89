//! What is there twice: agreements that may do the same, requests, numbers and partners.

use std::collections::HashSet;

use super::scene::Scene;
use super::{Check, Found, Level, Looks, Take};
use crate::error::Result;
use crate::lang::label;
use crate::register::DEPARTMENT;
use crate::reports::{Alike, hash, overlaps, twins};
use crate::say;
use crate::store::FACTS;

pub(super) static OVERLAP: Check = Check {
    name: "overlap",
    level: Level::Warning,
    label: label("Mungkin tumpang tindih dengan kerja sama lain", "May overlap another agreement"),
    about: label(
        "Mitra, OPD dan urusan yang sama, atau mitra yang sama dan judul yang hampir sama, dalam masa berlaku yang beririsan. Naskah payung dibandingkan dengan naskah payung. Yang paling awal dibiarkan.",
        "One partner, department and affair, or one partner and nearly one title, with terms that overlap. Umbrellas are compared with umbrellas. The earliest is left alone.",
    ),
    source: "ours",
    cure: label("bandingkan: sinergi report overlap", "compare them: sinergi report overlap"),
    looks: Looks::Whole(|scene, take| grouped(scene, Alike::Agreements, take)),
};

pub(super) static TWIN_REQUEST: Check = Check {
    name: "twin-request",
    level: Level::Warning,
    label: label("Permohonan yang mungkin diajukan dua kali", "A request that may have been filed twice"),
    about: label(
        "Mitra atau pemohon yang sama dan judul yang hampir sama, keduanya masih diproses. Yang paling awal dibiarkan.",
        "One partner or applicant and nearly one title, both in process. The earliest is left alone.",
    ),
    source: "ours",
    cure: label(
        "gabungkan: sinergi agreement join KODE --into KODE",
        "join them: sinergi agreement join CODE --into CODE",
    ),
    looks: Looks::Whole(|scene, take| grouped(scene, Alike::Requests, take)),
};

/// Every member of a group that an earlier one may do the same as, once, with the code of that one.
fn grouped(scene: &Scene<'_>, alike: Alike, take: Take<'_>) -> Result<()> {
    let mut told = HashSet::new();
    overlaps(scene.store, scene.ask, alike, &mut |group| {
        for (at, member) in group.members.iter().enumerate().skip(1) {
            // A group is held together from one to the next: the first need not meet the last.
            let first = group.members[..at].iter().find(|other| other.term.meets(&member.term));
            let Some(first) = first.filter(|_| told.insert(hash(&member.code))) else { continue };
            let detail = format!("{} ({})", first.code, first.title);
            let (department, title) = (member.department.as_deref(), Some(member.title.as_str()));
            take(&Found { department, title, ..Found::new("agreement", &member.code, detail) })?;
        }
        Ok(())
    })
}

pub(super) static NUMBER_TWICE: Check = Check {
    name: "number-twice",
    level: Level::Info,
    label: label("Nomor yang dipakai lebih dari satu kerja sama", "A number that several agreements have"),
    about: label(
        "Register nyata memakai satu nomor dua kali; program ini membiarkannya dan menunjukkannya. Yang paling awal dicatat dibiarkan.",
        "Real registers use a number twice; this program lets them and shows it. The first on record is left alone.",
    ),
    source: "use",
    cure: label("periksa: sinergi agreement show NOMOR", "look: sinergi agreement show NUMBER"),
    looks: Looks::Whole(number_twice),
};

fn number_twice(scene: &Scene<'_>, take: Take<'_>) -> Result<()> {
    let sql = format!(
        "SELECT code, {DEPARTMENT}, title, agreement.own_number \
         FROM (SELECT own_number FROM agreement WHERE own_number IS NOT NULL GROUP BY own_number HAVING count(*) > 1) n \
         JOIN agreement ON agreement.own_number = n.own_number WHERE state({FACTS}) <> 'not-yet' ORDER BY agreement.own_number, code"
    );
    let mut statement = scene.store.conn().prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut first: Option<(String, String)> = None;
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        let (code, number) = (text(0)?.unwrap_or_default(), text(3)?.unwrap_or_default());
        match &first {
            Some((known, first)) if known == number => {
                let detail = format!("{number}: {first}");
                let found = Found::new("agreement", code, detail);
                take(&Found { department: text(1)?, title: text(2)?, ..found })?;
            }
            _ => first = Some((number.to_owned(), code.to_owned())),
        }
    }
    Ok(())
}

pub(super) static PARTNER_TWINS: Check = Check {
    name: "partner-twins",
    level: Level::Info,
    label: label("Mitra yang mungkin tercatat dua kali", "A partner that may be recorded twice"),
    about: label(
        "Nama yang sama kecuali huruf besar, tanda baca, bentuk badan hukum, salah ketik, atau tempat di akhirnya. Yang lebih banyak kerja samanya dibiarkan.",
        "Names that are the same but for case, punctuation, legal form, slips, or a place at the end. The one with more agreements is left alone.",
    ),
    source: "ours",
    cure: label(
        "gabungkan: sinergi partner merge KODE --into KODE",
        "merge them: sinergi partner merge CODE --into CODE",
    ),
    looks: Looks::Whole(|scene, take| {
        for pair in twins(scene.store)? {
            let score = say!(scene.lang(), "mirip {}", "likeness {}", pair.score);
            let detail = format!("{} ({}), {score}", pair.one.0, pair.one.1);
            take(&Found { title: Some(&pair.twin.1), ..Found::new("partner", &pair.twin.0, detail) })?;
        }
        Ok(())
    }),
};
