//! The file itself, what names records without a foreign key, and the papers that lie beside it.

use super::scene::Scene;
use super::{Check, Found, Level, Looks, Take, named};
use crate::error::Result;
use crate::lang::label;
use crate::reports::Paper;
use crate::say;

/// What stands for the file where a record is named.
const FILE: &str = "file";

/// A finding about the file as a whole.
fn of_file(code: &str, detail: String, take: Take<'_>) -> Result<()> {
    take(&Found::new(FILE, code, detail))
}

pub(super) static INTEGRITY: Check = Check {
    name: "integrity",
    level: Level::Error,
    label: label("Berkas basis data rusak", "The database file is damaged"),
    about: label(
        "Halaman dan isi berkas diperiksa oleh SQLite sendiri (quick_check).",
        "Pages and values of the file, as SQLite itself checks them (quick_check).",
    ),
    source: "ours",
    cure: label(
        "simpan salinannya, lalu pakai cadangan terakhir yang baik",
        "keep a copy of it, then go on with the last good backup",
    ),
    looks: Looks::Whole(|scene, take| {
        for line in scene.store.unsound()? {
            of_file("integrity", line, take)?;
        }
        Ok(())
    }),
};

pub(super) static FOREIGN_KEYS: Check = Check {
    name: "foreign-keys",
    level: Level::Error,
    label: label(
        "Catatan yang merujuk ke catatan yang tidak ada",
        "Records that refer to one that is not there",
    ),
    about: label(
        "Kunci asing dalam berkas. Hanya dapat rusak oleh program lain.",
        "The foreign keys of the file. Only another program can break them.",
    ),
    source: "ours",
    cure: label(
        "catat yang dirujuk, atau perbaiki dengan program yang mengubahnya",
        "record what is referred to, or mend it with the program that changed it",
    ),
    looks: Looks::Whole(|scene, take| {
        for (table, rows, parent) in scene.store.broken_keys()? {
            of_file(&table, say!(scene.lang(), "{} baris → {}", "{} rows → {}", rows, parent), take)?;
        }
        Ok(())
    }),
};

pub(super) static SCHEMA: Check = Check {
    name: "schema",
    level: Level::Error,
    label: label("Bentuk berkas tidak seperti skemanya", "The file does not have the shape of its schema"),
    about: label(
        "Tabel, kolom dan indeks menurut nama. Yang ditambahkan program lain dibiarkan.",
        "Tables, columns and indexes by name. What another program added is left alone.",
    ),
    source: "ours",
    cure: label(
        "ekspor semua (sinergi export all), lalu impor ke berkas baru",
        "export everything (sinergi export all), then import it into a new file",
    ),
    looks: Looks::Whole(|scene, take| {
        for name in scene.store.misshapen()?.0 {
            of_file(&name, say!(scene.lang(), "tidak ada", "missing"), take)?;
        }
        Ok(())
    }),
};

pub(super) static BESIDES_SCHEMA: Check = Check {
    name: "besides-schema",
    level: Level::Info,
    label: label("Yang ditambahkan program lain pada berkas", "What another program added to the file"),
    about: label(
        "Tabel, kolom dan indeks yang bukan bagian skema. Program ini tidak membaca, tidak mengekspor, dan tidak menghapusnya.",
        "Tables, columns and indexes that are no part of the schema. This program does not read, export or remove them.",
    ),
    source: "ours",
    cure: label(
        "pindahkan ke berkas lain bila masih diperlukan",
        "move it to a file of its own if it is still needed",
    ),
    looks: Looks::Whole(|scene, take| {
        for name in scene.store.misshapen()?.1 {
            of_file(&name, say!(scene.lang(), "bukan bagian skema", "not part of the schema"), take)?;
        }
        Ok(())
    }),
};

pub(super) static DANGLING: Check = Check {
    name: "dangling",
    level: Level::Error,
    label: label("Menyebut catatan yang tidak ada", "Names a record that is not there"),
    about: label(
        "Pelaku, asal aktivitas, butir agenda dan pengecualian menyebut catatan dengan kodenya. Yang hanya ditulis dengan kata dibiarkan.",
        "Owners, origins of activities, items of agendas and waivers name records by their codes. Who is only written down is left alone.",
    ),
    source: "ours",
    cure: label("perbaiki isiannya dengan edit", "mend the field with edit"),
    looks: Looks::Whole(|scene, take| {
        unknown_checks(scene, take)?;
        scene.store.dangling(&mut |one| {
            let detail = format!("{}: {}", one.field.label.get(scene.lang()), one.target);
            take(&Found::new(one.register, &one.code, detail))
        })
    }),
};

/// Waivers of checks that do not exist.
fn unknown_checks(scene: &Scene<'_>, take: Take<'_>) -> Result<()> {
    let mut statement = scene.store.conn().prepare("SELECT code, \"check\" FROM waiver ORDER BY code")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (code, name): (String, String) = (row.get(0)?, row.get(1)?);
        if named(&name).is_none() {
            let detail = say!(scene.lang(), "tidak ada pemeriksaan `{}`", "there is no check `{}`", name);
            take(&Found::new("waiver", &code, detail))?;
        }
    }
    Ok(())
}

pub(super) static PAPER_MISSING: Check = Check {
    name: "paper-missing",
    level: Level::Warning,
    label: label("Berkas dokumen yang hilang", "The file of a paper is missing"),
    about: label(
        "Dokumen yang dicatat dengan berkasnya harus ada di tempatnya. Rujukan tanpa berkas dibiarkan.",
        "A paper that was recorded with its file is to be where it was. A reference without a file is left alone.",
    ),
    source: "ours",
    cure: label(
        "kembalikan berkasnya, atau perbaiki: sinergi document edit KODE --path",
        "put the file back, or mend: sinergi document edit CODE --path",
    ),
    looks: Looks::Whole(|scene, take| papers(scene, Paper::Missing, take)),
};

pub(super) static PAPER_CHANGED: Check = Check {
    name: "paper-changed",
    level: Level::Warning,
    label: label(
        "Berkas dokumen yang berubah sejak dicatat",
        "The file of a paper changed since it was recorded",
    ),
    about: label(
        "Sidik jari berkas dibandingkan dengan yang dicatat.",
        "The fingerprint of the file is compared with the one on record.",
    ),
    source: "ours",
    cure: label(
        "periksa berkasnya; bila memang yang baru, catat lagi: sinergi document add",
        "look at the file; if the new one is right, record it again: sinergi document add",
    ),
    looks: Looks::Whole(|scene, take| papers(scene, Paper::Changed, take)),
};

/// Papers whose files changed, or are not there.
fn papers(scene: &Scene<'_>, state: Paper, take: Take<'_>) -> Result<()> {
    for paper in scene.wrong_papers()?.iter().filter(|paper| paper.state == state) {
        take(&Found {
            department: paper.department.as_deref(),
            title: Some(&paper.title),
            above: Some(&paper.agreement),
            ..Found::new("document", &paper.code, format!("{} ({})", paper.path, paper.agreement))
        })?;
    }
    Ok(())
}
