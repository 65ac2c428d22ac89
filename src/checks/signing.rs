//! Who signed what with whom, and what has to be there before.

use jiff::civil::{Date, date};

use super::subject::Subject;
use super::{Check, Level, Looks};
use crate::calendar::date::long;
use crate::error::Result;
use crate::lang::{choice_label, label};
use crate::register::{PLANNED_BELOW, SIGNER_ROLES};
use crate::rules::owed::is_umbrella;
use crate::rules::status::first_day;
use crate::say;

pub(super) static NOT_A_NEIGHBOUR: Check = Check {
    name: "not-a-neighbour",
    level: Level::Error,
    label: label(
        "KSDD wajib dengan daerah yang tidak berbatasan",
        "Mandatory cooperation with a region that is no neighbour",
    ),
    about: label(
        "Kerja sama wajib hanya dengan daerah yang berbatasan. Mitra yang belum diketahui berbatasan atau tidak dibiarkan.",
        "Mandatory cooperation is with bordering regions only. A partner of whom nobody has said whether it borders is left alone.",
    ),
    source: "law",
    cure: label(
        "perbaiki jenisnya: sinergi agreement edit KODE --kind ksdd-sukarela, atau mitranya: sinergi partner edit MITRA --neighbour yes",
        "mend the kind: sinergi agreement edit CODE --kind ksdd-sukarela, or the partner: sinergi partner edit PARTNER --neighbour yes",
    ),
    looks: Looks::Agreement(not_a_neighbour),
};

fn not_a_neighbour(one: &Subject<'_, '_>) -> Result<Option<String>> {
    if one.kind != "ksdd-wajib" || !one.is_alive() {
        return Ok(None);
    }
    one.scene.text(
        "SELECT p.name FROM party JOIN partner p ON p.code = party.partner \
         WHERE party.agreement = ?1 AND p.kind = 'region' AND p.neighbour = 0 ORDER BY party.position LIMIT 1",
        one.code,
    )
}

pub(super) static SIGNER: Check = Check {
    name: "signer",
    level: Level::Error,
    label: label(
        "Naskah yang harus ditandatangani kepala daerah, ditandatangani pejabat lain",
        "A document for the head of region, signed by another",
    ),
    about: label(
        "Kesepakatan bersama, nota kesepakatan, pernyataan kehendak dan naskah kerja sama luar negeri ditandatangani kepala daerah atau penjabatnya (Pj, Pjs, Plt, Plh). Yang tidak dicatat penanda tangannya dibiarkan.",
        "A memorandum, NK, letter of intent or foreign document is signed by the head of region or the acting one (Pj, Pjs, Plt, Plh). Where nobody recorded who signed, it is left alone.",
    ),
    source: "law",
    cure: label(
        "perbaiki perannya: sinergi agreement edit KODE --signer-role head, atau catat alasannya: sinergi check waive signer KODE --reason \"…\" --until TANGGAL",
        "mend the role: sinergi agreement edit CODE --signer-role head, or say why: sinergi check waive signer CODE --reason \"…\" --until DATE",
    ),
    looks: Looks::Agreement(|one| {
        let head = matches!(one.document, "kb" | "nk" | "loi" | "naskah");
        Ok(official(one).filter(|_| head && one.binds()))
    }),
};

/// Who signed, where that was neither the head of region nor the acting one.
fn official(one: &Subject<'_, '_>) -> Option<String> {
    let role = one.signer_role.filter(|role| !matches!(*role, "head" | "acting"))?;
    Some(choice_label(role, SIGNER_ROLES, one.lang()))
}

/// Whether the council's approval is on the path of an agreement, or of the one above it.
const COUNCIL_ANSWERED: &str = "SELECT 1 FROM agreement a JOIN movement m ON m.agreement IN (a.code, a.parent) \
     WHERE a.code = ?1 AND m.word IN ('done', 'deemed') AND m.moved_on <= min(coalesce(iif(length(a.signed_on) = 4, a.signed_on || '-12-31', a.signed_on), as_of()), as_of()) \
     AND m.step IN (SELECT code FROM step WHERE event = 'council')";

/// Whether a paper of a kind is there for an agreement, or for the one above it.
macro_rules! paper_of {
    ($kind:literal) => {
        concat!(
            "SELECT 1 FROM agreement a JOIN document d ON d.agreement IN (a.code, a.parent) WHERE a.code = ?1 AND d.kind = '",
            $kind,
            "' AND (d.received_on IS NULL OR d.received_on <= as_of())"
        )
    };
}

pub(super) static NO_COUNCIL: Check = Check {
    name: "no-council",
    level: Level::Error,
    label: label(
        "Ditandatangani tanpa persetujuan DPRD yang diperlukan",
        "Signed without the council's approval that it needs",
    ),
    about: label(
        "Yang membebani daerah atau masyarakat, atau belum dianggarkan, memerlukan persetujuan DPRD sebelum PKS atau naskah luar negeri ditandatangani; kesepakatan bersama tidak. Dianggap ada bila langkahnya selesai atau suratnya tercatat.",
        "What burdens the region or its people, or is not in the budget, needs the council's approval before the operative document is signed; a memorandum does not. It counts as given where its step is done or its paper is recorded.",
    ),
    source: "law",
    cure: label(
        "catat suratnya: sinergi document add KODE BERKAS --kind COUNCIL",
        "record the paper: sinergi document add CODE FILE --kind COUNCIL",
    ),
    looks: Looks::Agreement(|one| {
        if !one.council || !one.binds() || !matches!(one.document, "pks" | "naskah") {
            return Ok(None);
        }
        let there =
            one.scene.any(COUNCIL_ANSWERED, one.code)? || one.scene.any(paper_of!("COUNCIL"), one.code)?;
        Ok((!there).then(|| {
            say!(one.lang(), "tidak ada langkah atau surat persetujuan", "no step or paper of approval")
        }))
    }),
};

pub(super) static NO_POWER: Check = Check {
    name: "no-power",
    level: Level::Warning,
    label: label(
        "PKS ditandatangani pejabat tanpa surat kuasa",
        "An operative document signed by an official without a power",
    ),
    about: label(
        "PKS ditandatangani kepala daerah, atau pejabat dengan kuasa tertulis. Yang tidak dicatat penanda tangannya dibiarkan.",
        "An operative document is signed by the head of region, or by an official with a written power. Where nobody recorded who signed, it is left alone.",
    ),
    source: "law",
    cure: label(
        "catat kuasanya: sinergi agreement edit KODE --power NOMOR",
        "record it: sinergi agreement edit CODE --power NUMBER",
    ),
    looks: Looks::Agreement(|one| {
        let without = one.document == "pks" && one.binds() && one.power.is_none();
        Ok(official(one).filter(|_| without))
    }),
};

pub(super) static NO_STUDY: Check = Check {
    name: "no-study",
    level: Level::Warning,
    label: label(
        "Kerja sama pihak ketiga tanpa studi kelayakan",
        "Third-party cooperation without a feasibility study",
    ),
    about: label(
        "Kerja sama dengan pihak ketiga memerlukan studi kelayakan. Dianggap ada bila dokumennya tercatat pada naskahnya atau induknya.",
        "Cooperation with a third party needs a feasibility study. It counts as there where the paper is recorded with the document or the one above it.",
    ),
    source: "law",
    cure: label(
        "catat dokumennya: sinergi document add KODE BERKAS --kind STUDY",
        "record the paper: sinergi document add CODE FILE --kind STUDY",
    ),
    looks: Looks::Agreement(|one| {
        if one.kind != "ksdpk" || !one.binds() || !matches!(one.document, "kb" | "pks") {
            return Ok(None);
        }
        let there = one.scene.any(paper_of!("STUDY"), one.code)?;
        Ok((!there).then(|| say!(one.lang(), "tidak ada dokumen STUDY", "no paper STUDY")))
    }),
};

pub(super) static NO_WORK_PLAN: Check = Check {
    name: "no-work-plan",
    level: Level::Warning,
    label: label("Nota kesepakatan tanpa rencana kerja", "An NK without its plan (RK)"),
    about: label(
        "Nota kesepakatan dengan pemerintah pusat dilengkapi rencana kerja: naskah RK di bawahnya, atau dokumen PLAN.",
        "An NK with the central government has a plan as its annex: a document RK under it, or a paper PLAN.",
    ),
    source: "use",
    cure: label(
        "catat RK-nya: sinergi agreement add --document rk --parent KODE",
        "record it: sinergi agreement add --document rk --parent CODE",
    ),
    looks: Looks::Agreement(|one| {
        if one.document != "nk" || !one.binds() {
            return Ok(None);
        }
        let under = format!("SELECT 1 FROM agreement WHERE code = ?1 AND {PLANNED_BELOW}");
        let there = one.scene.any(&under, one.code)? || one.scene.any(paper_of!("PLAN"), one.code)?;
        Ok((!there).then(|| say!(one.lang(), "tidak ada RK", "no RK")))
    }),
};

pub(super) static NO_UMBRELLA: Check = Check {
    name: "no-umbrella",
    level: Level::Warning,
    label: label("PKS tanpa kesepakatan bersama", "An operative document without its memorandum"),
    about: label(
        "PKS melaksanakan kesepakatan bersama: induknya, atau nomornya dalam teks, agar dicatat.",
        "A PKS carries out a memorandum: the one above it, or its number as text, is to be recorded.",
    ),
    source: "law",
    cure: label(
        "catat induknya: sinergi agreement edit KODE --parent INDUK, atau --umbrella \"nomornya\"",
        "record it: sinergi agreement edit CODE --parent PARENT, or --umbrella \"its number\"",
    ),
    looks: Looks::Agreement(|one| {
        let kind = matches!(one.kind, "ksdd-wajib" | "ksdd-sukarela" | "ksdpk");
        if one.document != "pks" || !kind || !one.binds() {
            return Ok(None);
        }
        let lang = one.lang();
        let Some(parent) = one.parent else {
            let without = one.umbrella.is_none();
            return Ok(without.then(|| say!(lang, "induk tidak tercatat", "nothing above it on record")));
        };
        Ok(match one.scene.above(parent)? {
            Some((document, facts)) if is_umbrella(&document) && one.scene.state(&facts).was_signed() => None,
            Some((document, _)) if is_umbrella(&document) => {
                Some(say!(lang, "induknya {} belum ditandatangani", "{} above it is not signed", parent))
            }
            _ => Some(say!(lang, "induknya {} bukan naskah payung", "{} above it is no umbrella", parent)),
        })
    }),
};

/// The last day on which a PKS with a central agency was still the form to use, as one city reads it.
const CENTRAL_UNTIL: Date = date(2018, 7, 13);

pub(super) static CENTRAL_PKS: Check = Check {
    name: "central-pks",
    level: Level::Warning,
    label: label(
        "PKS dengan instansi pusat sesudah 13 Juli 2018",
        "A PKS with a central agency after 13 July 2018",
    ),
    about: label(
        "Kerja sama dengan kementerian, instansi vertikal dan badan hukum publik dituangkan dalam NK dan RK, tidak lagi PKS. Begitu dibaca satu kota; praktik masih berbeda, maka hanya peringatan.",
        "Cooperation with ministries, vertical offices and statutory bodies takes the form of NK and RK, no longer a PKS. So one city reads it; practice still differs, so it is only a warning.",
    ),
    source: "use",
    cure: label(
        "pada perpanjangan pakai NK dan RK; bila memang PKS: sinergi check waive central-pks KODE --reason \"…\" --until TANGGAL",
        "use NK and RK when it is renewed; where a PKS is right: sinergi check waive central-pks CODE --reason \"…\" --until DATE",
    ),
    looks: Looks::Agreement(|one| {
        let signed = one.signed_on.and_then(first_day).filter(|day| *day > CENTRAL_UNTIL);
        let Some(signed) = signed.filter(|_| one.document == "pks" && one.binds()) else { return Ok(None) };
        let sql = "SELECT p.name FROM party JOIN partner p ON p.code = party.partner \
                   WHERE party.agreement = ?1 AND p.kind IN ('ministry', 'vertical', 'statutory') ORDER BY party.position LIMIT 1";
        let partner = one.scene.text(sql, one.code)?;
        Ok(partner.map(|name| format!("{name}, {}", long(signed, one.lang()))))
    }),
};
