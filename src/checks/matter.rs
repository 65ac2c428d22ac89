//! Whose matter it is: departments, affairs, mandates and the plan.

use super::scene::Scene;
use super::{Check, Found, Level, Looks, Take};
use crate::error::Result;
use crate::lang::label;
use crate::rules::alignment::{Alignment, alignment};
use crate::say;

pub(super) static OUTSIDE_PLAN: Check = Check {
    name: "outside-plan",
    level: Level::Warning,
    label: label(
        "Di luar rencana pembangunan dan tanpa pengecualian",
        "Outside the development plan, and no exception",
    ),
    about: label(
        "Objek kerja sama termuat dalam rencana pembangunan, atau satu dari tiga pengecualian: darurat, program nasional, tugas pembantuan.",
        "The object stands in the development plan, or is one of three exceptions: emergency, national programme, assistance task.",
    ),
    source: "law",
    cure: label(
        "catat programnya: sinergi agreement edit KODE --programme \"…\", atau --exception",
        "record the programme: sinergi agreement edit CODE --programme \"…\", or --exception",
    ),
    looks: Looks::Agreement(|one| {
        let without = one.binds() && one.programme.is_none() && one.exception.is_none();
        Ok(without.then(|| say!(one.lang(), "program tidak tercatat", "no programme on record")))
    }),
};

pub(super) static NO_DEPARTMENT: Check = Check {
    name: "no-department",
    level: Level::Warning,
    label: label("Tanpa OPD", "Without a department"),
    about: label("Setiap kerja sama dipimpin satu OPD.", "Each agreement is led by a department."),
    source: "use",
    cure: label(
        "catat: sinergi agreement edit KODE --department OPD",
        "record it: sinergi agreement edit CODE --department DEPARTMENT",
    ),
    looks: Looks::Agreement(|one| {
        let without = one.is_alive() && one.department.is_none();
        Ok(without.then(|| say!(one.lang(), "OPD tidak tercatat", "no department on record")))
    }),
};

pub(super) static NO_AFFAIR: Check = Check {
    name: "no-affair",
    level: Level::Warning,
    label: label("Tanpa urusan", "Without an affair"),
    about: label(
        "Setiap kerja sama berada dalam satu urusan pemerintahan.",
        "Each agreement lies in one affair of government.",
    ),
    source: "use",
    cure: label(
        "catat: sinergi agreement edit KODE --affair URUSAN",
        "record it: sinergi agreement edit CODE --affair AFFAIR",
    ),
    looks: Looks::Agreement(|one| {
        let without = one.is_alive() && one.affair.is_none();
        Ok(without.then(|| say!(one.lang(), "urusan tidak tercatat", "no affair on record")))
    }),
};

pub(super) static OUTSIDE_MANDATE: Check = Check {
    name: "outside-mandate",
    level: Level::Warning,
    label: label("Di luar urusan yang diampu OPD-nya", "Outside the mandate of its department"),
    about: label(
        "OPD bekerja sama dalam urusan yang diampunya. OPD yang urusannya tidak tercatat dibiarkan.",
        "A department cooperates in the affairs that it holds. One whose mandate nobody recorded is left alone.",
    ),
    source: "use",
    cure: label(
        "serahkan: sinergi agreement hand-over KODE --to OPD, atau catat: sinergi department mandate add OPD --affair URUSAN",
        "hand it over: sinergi agreement hand-over CODE --to DEPARTMENT, or record: sinergi department mandate add DEPARTMENT --affair AFFAIR",
    ),
    looks: Looks::Agreement(|one| {
        let found = alignment(one.department, one.affair, one.scene.mandates.of(one.department));
        let outside = one.is_alive() && found == Alignment::Outside;
        let (department, affair) = (one.department.unwrap_or_default(), one.affair.unwrap_or_default());
        Ok(outside
            .then(|| say!(one.lang(), "{} tidak mengampu {}", "{} does not hold {}", department, affair)))
    }),
};

pub(super) static DEPARTMENT_GONE: Check = Check {
    name: "department-gone",
    level: Level::Warning,
    label: label(
        "Dipimpin OPD yang tidak ada pada hari itu",
        "Led by a department that does not exist on the day",
    ),
    about: label(
        "OPD yang berakhir menyerahkan kerja samanya kepada penerusnya.",
        "A department that came to an end hands its agreements over to those that take over.",
    ),
    source: "ours",
    cure: label(
        "serahkan: sinergi agreement hand-over KODE --to OPD",
        "hand it over: sinergi agreement hand-over CODE --to DEPARTMENT",
    ),
    looks: Looks::Agreement(|one| {
        let gone = one.department.filter(|code| one.is_alive() && !one.scene.departments.contains(*code));
        Ok(gone.map(str::to_owned))
    }),
};

pub(super) static NO_LIAISON: Check = Check {
    name: "no-liaison",
    level: Level::Warning,
    label: label("OPD tanpa penghubung (PPKSD)", "A department without a liaison (PPKSD)"),
    about: label(
        "Setiap OPD menunjuk penghubung kerja sama. Hanya OPD yang memimpin kerja sama; unit di bawah OPD lain dijawab OPD itu.",
        "Each department names a liaison. Only those that lead an agreement; a unit under another answers through it.",
    ),
    source: "use",
    cure: label(
        "catat jabatannya: sinergi department edit OPD --liaison \"…\"",
        "record the office: sinergi department edit DEPARTMENT --liaison \"…\"",
    ),
    looks: Looks::Whole(no_liaison),
};

fn no_liaison(scene: &Scene<'_>, take: Take<'_>) -> Result<()> {
    let sql = "SELECT code, name FROM department WHERE liaison IS NULL AND parent IS NULL ORDER BY code";
    let mut statement = scene.store.conn().prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (code, name): (String, String) = (row.get(0)?, row.get(1)?);
        if !scene.departments.contains(&code) || !scene.leads(&code)? {
            continue;
        }
        let detail = say!(scene.lang(), "penghubung tidak tercatat", "no liaison on record");
        let (department, title) = (Some(code.as_str()), Some(name.as_str()));
        take(&Found { department, title, ..Found::new("department", &code, detail) })?;
    }
    Ok(())
}

pub(super) static SHARED_AFFAIR: Check = Check {
    name: "shared-affair",
    level: Level::Info,
    label: label(
        "Urusan yang diampu bersama tanpa yang memimpin",
        "An affair that several hold, and none leads",
    ),
    about: label(
        "Urusan yang diampu beberapa OPD sebaiknya mempunyai satu yang memimpin.",
        "Of the departments that hold an affair together one is to lead.",
    ),
    source: "ours",
    cure: label(
        "tunjuk satu: sinergi department mandate edit OPD/URUSAN --lead yes",
        "name one: sinergi department mandate edit DEPARTMENT/AFFAIR --lead yes",
    ),
    looks: Looks::Whole(|scene, take| {
        let mut statement = scene.store.conn().prepare("SELECT name FROM affair WHERE code = ?1")?;
        for (affair, holders) in scene.mandates.without_lead() {
            let name: String = statement.query_row([affair], |r| r.get(0))?;
            take(&Found { title: Some(&name), ..Found::new("affair", affair, holders.join(", ")) })?;
        }
        Ok(())
    }),
};

pub(super) static UNREAD: Check = Check {
    name: "unread",
    level: Level::Info,
    label: label(
        "Isi register asal yang belum terbaca",
        "Text of the source register that could not be read",
    ),
    about: label(
        "Yang tidak terbaca pada impor disimpan apa adanya, agar dilengkapi.",
        "What an import could not read is kept as it stands, to be completed.",
    ),
    source: "ours",
    cure: label("lengkapi satu per satu: sinergi complete", "complete them one by one: sinergi complete"),
    looks: Looks::Agreement(|one| Ok(one.unread.map(str::to_owned))),
};
