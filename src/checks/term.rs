//! Terms and days: too long, beyond the umbrella, over and still called running, and what a number says of its day.

use jiff::civil::Date;

use super::subject::Subject;
use super::{Check, Level, Looks};
use crate::calendar::date::{add_months, long};
use crate::error::Result;
use crate::lang::label;
use crate::rules::number::{Discord, discord};
use crate::rules::owed::is_umbrella;
use crate::rules::status::{Facts, STATES, State, first_day};
use crate::say;
use crate::value::choose;

/// The first day of an agreement, and how it is told. Of a year alone it is the last day that it can have been.
fn start(one: &Subject<'_, '_>) -> Option<(Date, String)> {
    match one.signed_on.filter(|signed| signed.len() == 4 && one.facts.effective_on.is_none()) {
        Some(year) => Some((Date::new(year.parse().ok()?, 12, 31).ok()?, year.to_owned())),
        None => one.facts.start().map(|day| (day, long(day, one.lang()))),
    }
}

/// The term as it was first agreed, where it is longer than so many months; an extension runs through the procedure again and is a term
/// of its own. What has no last day is longer once it has lasted so long.
fn longer_than(one: &Subject<'_, '_>, months: i32) -> Option<String> {
    let (first, told) = start(one).filter(|_| one.binds())?;
    let limit = add_months(first, months)?;
    match one.first_end {
        Some(end) => (end > limit).then(|| format!("{told} – {}", long(end, one.lang()))),
        None if one.facts.endless && one.scene.ask.as_of > limit => {
            Some(say!(one.lang(), "sejak {}, tanpa hari terakhir", "since {}, without a last day", told))
        }
        None => None,
    }
}

pub(super) static LOI_TERM: Check = Check {
    name: "loi-term",
    level: Level::Error,
    label: label("Pernyataan kehendak lebih dari satu tahun", "A letter of intent of more than a year"),
    about: label(
        "Pernyataan kehendak berlaku paling lama satu tahun. Yang tidak diketahui akhirnya dibiarkan; yang tanpa hari terakhir dinilai dari lamanya.",
        "A letter of intent is valid for a year at most. Where the end is unknown, it is left alone; what has no last day is judged by how long it lasts.",
    ),
    source: "law",
    cure: label(
        "perbaiki tanggalnya, atau akhiri: sinergi agreement end KODE",
        "mend the dates, or end it: sinergi agreement end CODE",
    ),
    looks: Looks::Agreement(|one| Ok(if one.document == "loi" { longer_than(one, 12) } else { None })),
};

pub(super) static NASKAH_TERM: Check = Check {
    name: "naskah-term",
    level: Level::Error,
    label: label(
        "Naskah kerja sama luar negeri lebih dari lima tahun",
        "A foreign document of more than five years",
    ),
    about: label(
        "Naskah kerja sama luar negeri berlaku paling lama lima tahun. Yang tidak diketahui akhirnya dibiarkan.",
        "A foreign document is valid for five years at most. Where the end is unknown, it is left alone.",
    ),
    source: "law",
    cure: label(
        "perbaiki tanggalnya, atau akhiri: sinergi agreement end KODE",
        "mend the dates, or end it: sinergi agreement end CODE",
    ),
    looks: Looks::Agreement(|one| Ok(if one.document == "naskah" { longer_than(one, 60) } else { None })),
};

pub(super) static LONG_TERM: Check = Check {
    name: "long-term",
    level: Level::Warning,
    label: label(
        "Lebih dari lima tahun tanpa dasar hukum khusus",
        "More than five years without a legal ground",
    ),
    about: label(
        "Kerja sama dalam negeri paling lama lima tahun kecuali undang-undang menentukan lain. Yang dasar hukumnya dicatat dibiarkan.",
        "Domestic cooperation is for five years at most unless a special law says otherwise. What has its legal ground on record is left alone.",
    ),
    source: "use",
    cure: label(
        "catat dasarnya: sinergi agreement edit KODE --legal-ground \"UU …\"",
        "record the ground: sinergi agreement edit CODE --legal-ground \"UU …\"",
    ),
    looks: Looks::Agreement(|one| {
        Ok(if one.is_domestic() && one.legal_ground.is_none() { longer_than(one, 60) } else { None })
    }),
};

pub(super) static END_BEFORE_START: Check = Check {
    name: "end-before-start",
    level: Level::Error,
    label: label("Berakhir sebelum ditandatangani atau berlaku", "Ends before it is signed or in force"),
    about: label(
        "Hari terakhir tidak mendahului hari penandatanganan atau hari pertama. Yang hanya tahunnya diketahui dibandingkan menurut tahun.",
        "The last day does not come before the day of signing or the first day. Of a year alone the year counts.",
    ),
    source: "ours",
    cure: label(
        "perbaiki tanggalnya: sinergi agreement edit KODE",
        "mend the days: sinergi agreement edit CODE",
    ),
    looks: Looks::Agreement(|one| {
        let Some(end) = one.facts.ends_on else { return Ok(None) };
        let start =
            [one.facts.signed_on, one.facts.effective_on].into_iter().flatten().find(|day| end < *day);
        Ok(start.map(|start| format!("{} < {}", long(end, one.lang()), long(start, one.lang()))))
    }),
};

/// The end of what hangs above a PKS, where that is an umbrella whose end is known.
fn umbrella(one: &Subject<'_, '_>) -> Result<Option<(String, Date)>> {
    let Some(parent) = one.parent.filter(|_| one.document == "pks" && one.binds()) else { return Ok(None) };
    let above = one.scene.above(parent)?.filter(|(document, _)| is_umbrella(document));
    let ended = |facts: Facts| match (facts.ended_on, facts.ends_on) {
        (Some(ended), Some(end)) => Some(ended.min(end)),
        (ended, end) => ended.or(end),
    };
    // What is to end it later is not known yet.
    let known = above.map(|(_, facts)| facts.known_on(one.scene.ask.as_of));
    Ok(known.and_then(ended).map(|end| (parent.to_owned(), end)))
}

pub(super) static OUTLIVES_UMBRELLA: Check = Check {
    name: "outlives-umbrella",
    level: Level::Warning,
    label: label(
        "PKS yang melampaui kesepakatan bersamanya",
        "An operative document that outlives its memorandum",
    ),
    about: label(
        "PKS melaksanakan kesepakatan bersama dan tidak berlaku lebih lama daripadanya. Induk yang tidak diketahui akhirnya dibiarkan.",
        "A PKS carries out a memorandum and is not valid for longer. Where the end above is unknown, it is left alone.",
    ),
    source: "ours",
    cure: label(
        "perpanjang induknya: sinergi agreement extend INDUK",
        "extend the one above it: sinergi agreement extend PARENT",
    ),
    looks: Looks::Agreement(|one| {
        let Some((parent, last)) = umbrella(one)? else { return Ok(None) };
        let end = one.facts.ends_on.filter(|end| *end > last);
        Ok(end.map(|end| {
            say!(
                one.lang(),
                "{} > {} ({})",
                "{} > {} ({})",
                long(end, one.lang()),
                long(last, one.lang()),
                parent
            )
        }))
    }),
};

pub(super) static AFTER_UMBRELLA: Check = Check {
    name: "after-umbrella",
    level: Level::Warning,
    label: label(
        "PKS ditandatangani sesudah kesepakatan bersamanya berakhir",
        "An operative document signed after its memorandum ended",
    ),
    about: label(
        "PKS ditandatangani selagi kesepakatan bersamanya berlaku. Induk yang tidak diketahui akhirnya dibiarkan.",
        "A PKS is signed while its memorandum is in force. Where the end above is unknown, it is left alone.",
    ),
    source: "ours",
    cure: label(
        "perbaiki induknya: sinergi agreement edit KODE --parent INDUK",
        "mend the one above it: sinergi agreement edit CODE --parent PARENT",
    ),
    looks: Looks::Agreement(|one| {
        let Some((parent, last)) = umbrella(one)? else { return Ok(None) };
        let signed = one.facts.signed_on.filter(|signed| *signed > last);
        Ok(signed.map(|day| format!("{} > {} ({parent})", long(day, one.lang()), long(last, one.lang()))))
    }),
};

/// Whether a register's word says that something runs, as the states are called, with or without "still" before it.
fn says_running(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    let bare = ["masih ", "sedang ", "still "].iter().find_map(|before| word.strip_prefix(before));
    choose(bare.unwrap_or(&word), STATES).is_ok_and(|state| state.word == State::Running.word())
}

pub(super) static STALE_STATUS: Check = Check {
    name: "stale-status",
    level: Level::Warning,
    label: label(
        "Sudah berakhir tetapi register menyebutnya berlaku",
        "Over, and the register still calls it running",
    ),
    about: label(
        "Kata status dari register asal tidak berubah sendiri. Keadaan dihitung dari tanggalnya.",
        "The word of the register that it came from does not change by itself. The state follows from the dates.",
    ),
    source: "ours",
    cure: label(
        "putuskan: sinergi agreement decide KODE, lalu kosongkan katanya: sinergi agreement edit KODE --source-status \"\"",
        "decide: sinergi agreement decide CODE, then clear the word: sinergi agreement edit CODE --source-status \"\"",
    ),
    looks: Looks::Agreement(|one| {
        let over = matches!(one.state, State::Lapsed | State::Ended);
        let word = one.source_status.filter(|word| over && says_running(word));
        let end = one.facts.ended_on.or(one.facts.ends_on);
        Ok(word.map(|word| {
            let end = end.map_or_else(String::new, |end| long(end, one.lang()));
            say!(one.lang(), "`{}`, berakhir {}", "`{}`, ended {}", word, end)
        }))
    }),
};

pub(super) static NUMBER_DATE: Check = Check {
    name: "number-date",
    level: Level::Warning,
    label: label(
        "Nomor dan tanggal penandatanganan tidak cocok",
        "The number and the day of signing disagree",
    ),
    about: label(
        "Bulan romawi dan tahun dalam nomor dibandingkan dengan tanggal penandatanganan; bila cocok sesudah hari dan bulan ditukar, hal itu dikatakan. Nomor tanpa bulan dan tahun dibiarkan.",
        "The Roman month and the year in the number are compared with the day of signing; where swapping day and month cures it, that is said. A number with neither is left alone.",
    ),
    source: "ours",
    cure: label(
        "periksa naskahnya, lalu: sinergi agreement edit KODE --signed-on TANGGAL",
        "look at the paper, then: sinergi agreement edit CODE --signed-on DATE",
    ),
    looks: Looks::Agreement(|one| {
        let by_then = |day: &&str| first_day(day).is_some_and(|day| day <= one.scene.ask.as_of);
        let Some((number, signed)) = one.own_number.zip(one.signed_on.filter(by_then)) else {
            return Ok(None);
        };
        let lang = one.lang();
        Ok(discord(number, signed).map(|found| match found {
            Discord::Swapped(day) => say!(
                lang,
                "{}: {}; hari dan bulan mungkin tertukar, seharusnya {}",
                "{}: {}; day and month may be swapped, it may be {}",
                number,
                signed,
                day
            ),
            Discord::Other(stamp) => {
                say!(
                    lang,
                    "{}: nomornya {}, ditandatangani {}",
                    "{}: the number says {}, signed {}",
                    number,
                    stamp,
                    signed
                )
            }
        }))
    }),
};
