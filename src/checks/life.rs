//! Whether what is signed is lived: umbrellas without anything under them, silence, and evaluations that nobody made.

use super::scene::Scene;
use super::{Check, Found, Level, Looks, Take};
use crate::calendar::date::{iso, long};
use crate::error::Result;
use crate::lang::label;
use crate::register::CARRIED_BELOW;
use crate::reports::{Owed, RECORDED_ON, SAID, owed};
use crate::rules::life::{Life, life};
use crate::rules::owed::is_umbrella;
use crate::rules::status::first_day;
use crate::say;

pub(super) static UMBRELLA_UNUSED: Check = Check {
    name: "umbrella-unused",
    level: Level::Info,
    label: label("Naskah payung lama tanpa turunan", "An umbrella with nothing under it for long"),
    about: label(
        "Kesepakatan bersama, nota kesepakatan atau pernyataan kehendak yang sesudah dua belas bulan (--months) belum diikuti naskah pelaksana. Yang tidak diketahui hari penandatanganannya dibiarkan.",
        "A memorandum, NK or letter of intent that nothing operative followed in twelve months (--months). Where the day of signing is unknown, it is left alone.",
    ),
    source: "ours",
    cure: label(
        "lihat: sinergi report paper-only --part umbrellas",
        "see: sinergi report paper-only --part umbrellas",
    ),
    looks: Looks::Agreement(|one| {
        let signed = one.facts.signed_on.filter(|day| *day < one.scene.since);
        let Some(signed) = signed.filter(|_| is_umbrella(one.document) && one.state.in_force()) else {
            return Ok(None);
        };
        let below = format!("SELECT 1 FROM agreement WHERE code = ?1 AND {CARRIED_BELOW}");
        let used = one.scene.any(&below, one.code)?;
        Ok((!used).then(|| say!(one.lang(), "ditandatangani {}", "signed on {}", long(signed, one.lang()))))
    }),
};

pub(super) static SLEEPING: Check = Check {
    name: "sleeping",
    level: Level::Info,
    label: label("Berlaku tanpa catatan apa pun dalam waktu lama", "In force with nothing recorded for long"),
    about: label(
        "Tidak ada langkah, kendala, evaluasi, pengukuran, kewajiban atau aktivitas yang dicatat dalam dua belas bulan (--months), atau dinyatakan tidak dilaksanakan. Tanpa catatan bukan bukti tidak dilaksanakan.",
        "No step, obstacle, evaluation, measurement, obligation or activity recorded in twelve months (--months), or said not to be carried out. No record is no proof that it is not.",
    ),
    source: "ours",
    cure: label(
        "tanyakan, lalu: sinergi agreement confirm KODE yes|partly|no",
        "ask, then: sinergi agreement confirm CODE yes|partly|no",
    ),
    looks: Looks::Agreement(|one| {
        if !one.binds() || !one.state.in_force() {
            return Ok(None);
        }
        let sql = format!(
            "SELECT concat_ws(';', coalesce({RECORDED_ON}, ''), {SAID}) FROM agreement WHERE code = ?1"
        );
        let text = one.scene.text(&sql, one.code)?.unwrap_or_default();
        let (recorded, said) = text.split_once(';').unwrap_or((&text, ""));
        let said = said.split_once(' ').and_then(|(word, on)| Some((word, iso(on)?)));
        let recorded = first_day(recorded);
        let lang = one.lang();
        Ok(match life(recorded, said, one.scene.since) {
            Life::Alive => None,
            Life::Dead => Some(say!(lang, "dinyatakan tidak dilaksanakan", "said not to be carried out")),
            Life::NobodySaid => Some(match recorded {
                Some(day) => say!(lang, "terakhir dicatat {}", "last recorded on {}", long(day, lang)),
                None => say!(lang, "belum pernah dicatat", "nothing ever recorded"),
            }),
        })
    }),
};

pub(super) static NOT_EVALUATED: Check = Check {
    name: "not-evaluated",
    level: Level::Info,
    label: label(
        "Berlaku tanpa evaluasi pada periode terakhir",
        "In force, and not evaluated in the last period",
    ),
    about: label(
        "Yang berlaku dalam periode yang terakhir berakhir, masih berlaku, dan belum dievaluasi siapa pun. Naskah payung yang ada turunannya dibiarkan.",
        "What was in force in the period that ended last, still is, and nobody evaluated. An umbrella with something operative under it is left alone.",
    ),
    source: "use",
    cure: label("evaluasi: sinergi evaluate KODE", "evaluate it: sinergi evaluate CODE"),
    looks: Looks::Whole(not_evaluated),
};

fn not_evaluated(scene: &Scene<'_>, take: Take<'_>) -> Result<()> {
    // One agreement's evaluations come one after the other, an assessor each.
    let mut last: Option<(Owed, bool)> = None;
    let tell = |last: &Option<(Owed, bool)>, take: Take<'_>| match last {
        Some((one, false)) if scene.in_force(&one.agreement)? => take(&Found {
            department: one.department.as_deref(),
            title: Some(&one.title),
            ..Found::new("agreement", &one.agreement, one.period.clone())
        }),
        _ => Ok(()),
    };
    owed(scene.store, scene.ask, &mut |one| {
        let came = one.answered_on.is_some();
        match &mut last {
            Some((known, any)) if known.agreement == one.agreement => *any |= came,
            _ => {
                tell(&last, take)?;
                last = Some((one, came));
            }
        }
        Ok(())
    })?;
    tell(&last, take)
}
