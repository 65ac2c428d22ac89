//! What is said of an evaluation once it is recorded: what changed, what it adds up to, and the command that does without
//! questions.

use anyhow::Result;
use sinergi::calendar::period::ending_in;
use sinergi::lang::choice_label;
use sinergi::register::ASSESSORS;
use sinergi::reports::{Ask, verdicts};
use sinergi::say;
use sinergi::store::{Change, Store};

use super::record::Sitting;
use super::typed::{Given, Reply};
use crate::cli::edit::tell_changes;
use crate::cli::office::{Office, flag_and_value};

/// Says what was recorded, whether it changed an earlier one, and what it adds up to.
pub(super) fn tell(
    store: &Store,
    sitting: &Sitting,
    changes: &[Change],
    dry: bool,
    office: &Office,
) -> Result<()> {
    let lang = office.lang();
    let assessor = choice_label(sitting.row.text("assessor").unwrap_or_default(), ASSESSORS, lang);
    let (agreement, period) = (&sitting.place.code, &sitting.place.period);
    match sitting.before.as_ref().and_then(|row| row.text("answered_on")) {
        Some(day) => {
            office.tell(&say!(
                lang,
                "{} sudah dievaluasi {} untuk {} pada {}; yang ini mengubahnya.",
                "{} was evaluated by the {} for {} on {} already; this changes it.",
                agreement,
                assessor,
                period,
                day
            ));
            tell_changes(changes, office);
            if changes.is_empty() {
                office.tell(&say!(lang, "Tidak ada yang berubah.", "Nothing changed."));
            }
        }
        None => office.tell(&say!(
            lang,
            "Evaluasi {} untuk {} oleh {} tercatat.",
            "Evaluation of {} for {} by the {} recorded.",
            agreement,
            period,
            assessor
        )),
    }
    let times =
        store.settings()?.evaluations_a_year(sitting.place.agreement.text("kind").unwrap_or_default());
    let as_set =
        times > 0 && ending_in(&sitting.place.days, 12 / times, office.today()) == [sitting.place.days];
    if !as_set && sitting.before.is_none() {
        office.tell(&say!(
            lang,
            "Perhatian: {} bukan periode yang ditunggu; menurut pengaturan: {} kali setahun.",
            "Note: {} is not a period that is awaited; the setting says {} a year.",
            period,
            times
        ));
    }
    if dry {
        office.tell(&say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run)."));
        return Ok(());
    }
    let line = verdicts(store, &Ask::new(office.today(), lang), &sitting.code())?;
    office.tell(&line);
    Ok(())
}

/// The command that records the same without asking.
pub(super) fn command(sitting: &Sitting, given: &[Given], office: &Office) -> String {
    let row = &sitting.row;
    let mut words = vec![format!(
        "sinergi evaluate {} --period {} --as {}",
        sitting.place.code,
        sitting.place.period,
        row.text("assessor").unwrap_or_default()
    )];
    let today = office.today().to_string();
    let on = row.text("answered_on").filter(|day| *day != today);
    let version = Some(sitting.instrument.code.as_str()).filter(|_| sitting.named);
    for (flag, text) in [("instrument", version), ("on", on), ("answered-by", row.text("answered_by"))] {
        words.extend(text.map(|text| flag_and_value(flag, text)));
    }
    let codes = |of: &dyn Fn(&Given) -> Option<String>| given.iter().filter_map(of).collect::<Vec<_>>();
    let answers = codes(&|one| {
        (one.reply != Reply::Unsaid)
            .then(|| format!("{}={}", one.question, one.reply.word().unwrap_or_default()))
    });
    let carried = codes(&|one| one.carried_from.as_ref().map(|_| one.question.clone()));
    for (flag, list) in [("answer", answers), ("carried", carried)] {
        if !list.is_empty() {
            words.push(format!("--{flag} {}", list.join(" ")));
        }
    }
    for one in given {
        for (flag, text) in [("note", &one.note), ("proof", &one.proof), ("proof-at", &one.proof_at)] {
            let pair = text.as_deref().map(|text| format!("{}={text}", one.question));
            words.extend(pair.map(|pair| flag_and_value(flag, &pair)));
        }
    }
    for (flag, name) in [("findings", "findings"), ("advice", "advice"), ("recommend", "recommendation")] {
        words.extend(row.text(name).map(|text| flag_and_value(flag, text)));
    }
    words.join(" ")
}
