//! `sop round open`: an empty finding for every department and step.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::{ArgMatches, Command};
use jiff::civil::Date;
use sinergi::register::{self, Row};
use sinergi::store::{Store, find, read_row, sop};
use sinergi::value::{Kind, Value};
use sinergi::{Error, say};

use super::{known, text};
use crate::cli::days;
use crate::cli::fields::refused;
use crate::cli::office::Office;
use crate::cli::output::print_line;
use crate::cli::tree::{dry_run, examples, help};

/// Fills `sop round open`.
pub(in crate::cli) fn build_open(command: Command) -> Command {
    command
        .arg(known(
            text("sop", "CODE", help("SOP yang ditanyakan", "the SOP that is asked about")).required(true),
            "sop",
        ))
        .arg(text("period", "2025-S1", help("periode", "the period")).required(true))
        .arg(text(
            "departments",
            "DLH,DINKES",
            help(
                "OPD yang ditanya; tanpa ini semua OPD yang berlaku",
                "the departments asked; all that are valid where none is named",
            ),
        ))
        .arg(text(
            "on",
            "DATE",
            help("dibuka pada; tanpa ini hari ini", "opened on; today where it is not named"),
        ))
        .arg(text("due", "DATE", help("dijawab paling lambat", "to be answered by")))
        .arg(dry_run())
        .after_help(examples("sinergi sop round open --sop SOP-KSDPK.1 --period 2025-S1 --due 2025-08-31"))
}

/// Opens a round: an empty finding for every department and step.
pub(in crate::cli) fn open(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let (Some(round), Some(finding), Some(sops)) =
        (register::entity("round"), register::entity("finding"), register::entity("sop"))
    else {
        return Ok(());
    };
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    let typed = |name: &str| matches.get_one::<String>(name).map(|text| text.trim());
    let code =
        find(store.conn(), sops, typed("sop").unwrap_or_default())?.map_err(|fault| refused("sop", fault))?;
    let on = days::typed_or_today("on", matches, office)?;
    let due = days::typed("due", matches, office)?;
    let period = Kind::Period
        .parse(typed("period").unwrap_or_default(), office.today())
        .map_err(|fault| refused("period", fault))?;
    let version = sop(store.conn(), &code)?;
    if let Some(owner) =
        read_row(store.conn(), sops, &code)?.and_then(|row| row.text("department").map(str::to_owned))
    {
        return Err(Error::usage(
            format!("{code} adalah naskah milik {owner}; putaran menanyakan SOP seragamnya"),
            format!("{code} is the own text of {owner}; a round asks about the uniform SOP"),
        )
        .into());
    }
    if version.steps.is_empty() {
        return Err(Error::usage(format!("{code} belum mempunyai langkah"), format!("{code} has no steps"))
            .with_hint(
                format!("catat: sinergi sop step add {code}"),
                format!("record them: sinergi sop step add {code}"),
            )
            .into());
    }
    let (departments, exempt) = asked(&store, &code, typed("departments"), on)?;
    if departments.is_empty() {
        return Err(Error::usage("tidak ada OPD yang ditanya", "no department is asked").into());
    }
    let mut row = Row::new(round);
    row.set("sop", code.as_str());
    row.set("period", period);
    row.set("opened_on", on);
    row.set("due_on", due.map_or(Value::Null, Value::from));
    let made = row.joined().unwrap_or_default();
    if read_row(store.conn(), round, &made)?.is_some() {
        return Err(Error::usage(
            format!("putaran {made} sudah dibuka"),
            format!("the round {made} is open already"),
        )
        .with_hint(
            format!("lihat: sinergi sop round show {made}"),
            format!("see: sinergi sop round show {made}"),
        )
        .into());
    }
    let dry = matches.get_flag("dry-run");
    store.write(&office.entry(), dry, |door| {
        door.keep_no_list();
        let made = door.add(&mut row)?;
        for department in &departments {
            for step in &version.steps {
                let mut asked = Row::new(finding);
                asked.set("round", made.as_str());
                asked.set("department", department.as_str());
                asked.set("step", step.code.as_str());
                door.add(&mut asked)?;
            }
        }
        Ok(())
    })?;
    print_line(&made)?;
    if exempt > 0 {
        office.tell(&say!(
            lang,
            "Tidak ditanya: {} OPD yang dikecualikan dari {}.",
            "Not asked, because exempt from {1}: {0} (departments).",
            exempt,
            code
        ));
    }
    office.tell(&if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else {
        say!(
            lang,
            "Putaran {} dibuka: {} OPD, {} langkah. Jawab: sinergi sop round answer {} {}   Formulir: sinergi sop round form {} -o putaran.csv",
            "The round {} is open: {} departments, {} steps. Answer: sinergi sop round answer {} {}   Form: sinergi sop round form {} -o round.csv",
            made,
            departments.len(),
            version.steps.len(),
            made,
            departments[0],
            made
        )
    });
    Ok(())
}

/// The departments that a round asks, and how many are exempt from the whole SOP on its day.
fn asked(store: &Store, sop: &str, typed: Option<&str>, on: Date) -> Result<(Vec<String>, usize)> {
    let Some(entity) = register::entity("department") else { return Ok((Vec::new(), 0)) };
    let mut codes = BTreeSet::new();
    match typed {
        Some(list) => {
            for text in list.split(',').map(str::trim).filter(|text| !text.is_empty()) {
                codes.insert(
                    find(store.conn(), entity, text)?.map_err(|fault| refused("departments", fault))?,
                );
            }
        }
        None => codes.extend(store.departments_on(on)?),
    }
    let all = codes.len();
    let exempt = store.exempt_on(sop, on)?;
    codes.retain(|code| !exempt.contains(code));
    Ok((codes.iter().cloned().collect(), all - codes.len()))
}
