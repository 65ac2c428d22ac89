//! `evaluate --next`: walks what is owed, agreement by agreement. Each that is answered is an operation of its own, so that
//! leaving loses nothing of those before.

use anyhow::Result;
use clap::ArgMatches;
use sinergi::calendar::period;
use sinergi::lang::choice_label;
use sinergi::register::{self, ASSESSORS};
use sinergi::reports::{Ask, Owed, owed};
use sinergi::store::{Store, find, read_row};
use sinergi::{Error, Lang, say};

use super::record::{self, Sitting};
use super::{Place, assessor};
use crate::cli::fields::refused;
use crate::cli::office::Office;
use crate::cli::prompter::Prompter;

/// Walks the queue of one assessor.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let who = assessor(matches)?.unwrap_or("secretariat");
    let queue = queue(who, matches, &store, office)?;
    let label = choice_label(who, ASSESSORS, lang);
    let Some(first) = queue.first() else {
        office.tell(&say!(
            lang,
            "Tidak ada evaluasi yang ditunggu dari {}.",
            "No evaluation is awaited of the {}.",
            label
        ));
        return Ok(());
    };
    if !office.may_ask() {
        let (agreement, period) = (&first.agreement, &first.period);
        return Err(Error::usage(
            "`evaluate --next` bertanya, dan di sini tidak ada yang dapat menjawab",
            "`evaluate --next` asks questions, and nobody can answer them here",
        )
        .with_hint(
            format!(
                "yang pertama dari {}: sinergi evaluate {agreement} --period {period} --as {who} --answer …",
                queue.len()
            ),
            format!(
                "the first of {}: sinergi evaluate {agreement} --period {period} --as {who} --answer …",
                queue.len()
            ),
        )
        .into());
    }
    let (count, mut saved) = (queue.len(), 0);
    for (at, one) in queue.iter().enumerate() {
        let Some(place) = place(&store, one)? else { continue };
        office.tell(&format!("\n{}/{count}  {}  {}  {}", at + 1, one.agreement, one.period, one.title));
        let items =
            [say!(lang, "Evaluasi", "Evaluate"), say!(lang, "Lewati", "Skip"), say!(lang, "Selesai", "Done")];
        let prompt = say!(lang, "{} berikutnya", "Next of the {}", label);
        let done = match Prompter::new(lang).pick(&prompt, &items, Some(0)) {
            Ok(0) => Sitting::open(&store, place, who, matches, office)
                .and_then(|sitting| record::run(&mut store, sitting, matches, office)),
            Ok(1) => continue,
            Ok(_) => break,
            Err(error) => Err(error),
        };
        if done.is_err() && saved > 0 {
            office.tell(&so_far(saved, count, lang));
        }
        saved += usize::from(done?);
    }
    office.tell(&so_far(saved, count, lang));
    Ok(())
}

fn so_far(saved: usize, count: usize, lang: Lang) -> String {
    say!(
        lang,
        "Selesai {} dari {}; yang sudah dijawab tersimpan.",
        "Done: {} of {}; what was answered is saved.",
        saved,
        count
    )
}

/// What is owed by one assessor, the longest due first.
fn queue(who: &str, matches: &ArgMatches, store: &Store, office: &Office) -> Result<Vec<Owed>> {
    let mut ask = Ask::new(office.as_of()?, office.lang());
    if let Some(text) = matches.get_one::<String>("period") {
        ask.period = period::parse(text, ask.as_of).map_err(|fault| refused("period", fault))?;
    }
    if let (Some(text), Some(entity)) =
        (matches.get_one::<String>("department"), register::entity("department"))
    {
        let code = find(store.conn(), entity, text)?.map_err(|fault| refused("department", fault))?;
        ask.only.department = Some(code);
    }
    let mut queue = Vec::new();
    owed(store, &ask, &mut |one| {
        if one.assessor == who && one.answered_on.is_none() {
            queue.push(one);
        }
        Ok(())
    })?;
    queue.sort_by_key(|one| one.due_on);
    Ok(queue)
}

fn place(store: &Store, owed: &Owed) -> Result<Option<Place>> {
    let entity = register::entity("agreement").unwrap_or(register::ALL[0]);
    let row = read_row(store.conn(), entity, &owed.agreement)?;
    let days = period::of_name(&owed.period);
    Ok(row.zip(days).map(|(agreement, days)| Place {
        agreement,
        code: owed.agreement.clone(),
        period: owed.period.clone(),
        days,
    }))
}
