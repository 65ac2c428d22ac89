//! `init`: a new file, empty but for its seed, or filled with the sample city.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use sinergi::intake::{Allow, Import, Mapping};
use sinergi::register;
use sinergi::store::Store;
use sinergi::{Lang, say};

use super::office::{Office, flag_and_value, quoted};
use super::prompter::Prompter;
use super::report;
use super::same;
use super::tree::{examples, help};

/// The sample city, register by register, parents before children.
const SAMPLE: &[(&str, &str)] = &[
    ("setting", include_str!("../../examples/palangka-raya/settings.csv")),
    ("department", include_str!("../../examples/palangka-raya/departments.csv")),
    ("department_name", include_str!("../../examples/palangka-raya/department_names.csv")),
    ("department_succession", include_str!("../../examples/palangka-raya/department_successions.csv")),
    ("mandate", include_str!("../../examples/palangka-raya/mandates.csv")),
    ("partner", include_str!("../../examples/palangka-raya/partners.csv")),
    ("partner_name", include_str!("../../examples/palangka-raya/partner_names.csv")),
    ("partner_succession", include_str!("../../examples/palangka-raya/partner_successions.csv")),
    ("agreement", include_str!("../../examples/palangka-raya/agreements.csv")),
    ("party", include_str!("../../examples/palangka-raya/parties.csv")),
    ("involvement", include_str!("../../examples/palangka-raya/involvements.csv")),
    ("amendment", include_str!("../../examples/palangka-raya/amendments.csv")),
    ("lead", include_str!("../../examples/palangka-raya/leads.csv")),
    ("decision", include_str!("../../examples/palangka-raya/decisions.csv")),
    ("confirmation", include_str!("../../examples/palangka-raya/confirmations.csv")),
    ("obligation", include_str!("../../examples/palangka-raya/obligations.csv")),
    ("fulfilment", include_str!("../../examples/palangka-raya/fulfilments.csv")),
    ("holiday", include_str!("../../examples/palangka-raya/holidays.csv")),
    ("obstacle", include_str!("../../examples/palangka-raya/obstacles.csv")),
    ("solution", include_str!("../../examples/palangka-raya/solutions.csv")),
    ("handling", include_str!("../../examples/palangka-raya/handlings.csv")),
    ("benefit", include_str!("../../examples/palangka-raya/benefits.csv")),
    ("measurement", include_str!("../../examples/palangka-raya/measurements.csv")),
    ("funding", include_str!("../../examples/palangka-raya/fundings.csv")),
    ("evaluation", include_str!("../../examples/palangka-raya/evaluations.csv")),
    ("answer", include_str!("../../examples/palangka-raya/answers.csv")),
    ("sop", include_str!("../../examples/palangka-raya/sops.csv")),
    ("step", include_str!("../../examples/palangka-raya/steps.csv")),
    ("adoption", include_str!("../../examples/palangka-raya/adoptions.csv")),
    ("exemption", include_str!("../../examples/palangka-raya/exemptions.csv")),
    ("round", include_str!("../../examples/palangka-raya/rounds.csv")),
    ("finding", include_str!("../../examples/palangka-raya/findings.csv")),
    ("document", include_str!("../../examples/palangka-raya/documents.csv")),
    ("movement", include_str!("../../examples/palangka-raya/movements.csv")),
    ("team", include_str!("../../examples/palangka-raya/teams.csv")),
    ("member", include_str!("../../examples/palangka-raya/members.csv")),
    ("meeting", include_str!("../../examples/palangka-raya/meetings.csv")),
    ("attendance", include_str!("../../examples/palangka-raya/attendances.csv")),
    ("item", include_str!("../../examples/palangka-raya/items.csv")),
    ("activity", include_str!("../../examples/palangka-raya/activities.csv")),
    ("revision", include_str!("../../examples/palangka-raya/revisions.csv")),
    ("realisation", include_str!("../../examples/palangka-raya/realisations.csv")),
    ("waiver", include_str!("../../examples/palangka-raya/waivers.csv")),
];

/// Fills `init`.
pub(super) fn build(command: Command) -> Command {
    command
        .arg(
            Arg::new("sample").long("sample").action(ArgAction::SetTrue).help(help(
                "isi dengan kota contoh untuk berlatih",
                "fill it with a sample city to practise on",
            )),
        )
        .arg(Arg::new("city").long("city").value_name("NAME").allow_hyphen_values(true).help(help(
            "nama daerah, misalnya \"Kota Palangka Raya\"",
            "name of the region, such as \"Kota Palangka Raya\"",
        )))
        .after_help(examples("sinergi init --sample --db contoh.db"))
}

/// Runs `init`.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let path = office.path()?;
    let lang = office.lang();
    let sample = matches.get_flag("sample");
    let mut city = matches.get_one::<String>("city").cloned();
    let asked = city.is_none() && !sample && office.may_ask() && !path.exists();
    if asked {
        city = ask_city(lang)?;
    }
    let mut store = Store::create(&path, lang)?;
    let named = if sample { fill(&mut store, office) } else { Ok(()) }
        .and_then(|()| match &city {
            Some(city) if !sample => name_city(&mut store, city, office),
            _ => Ok(()),
        })
        .and_then(|()| Ok(store.begin_history()?));
    if named.is_err() {
        // A file that is half of what was asked for is not left behind.
        drop(store);
        let _ = std::fs::remove_file(&path);
        return named;
    }
    drop(store);
    let place = quoted(&path.to_string_lossy());
    office.tell(&say!(lang, "Dibuat: {}", "Made: {}", place));
    let program = office.program();
    if sample {
        report::run_named("status", matches, office)?;
    } else {
        if let Some(city) = city.filter(|_| asked) {
            same::tell(&format!("sinergi init {}", flag_and_value("city", &city)), office);
        } else if matches.get_one::<String>("city").is_none() {
            office.tell(&say!(
                lang,
                "Sebutkan nama daerahnya, supaya OPD sendiri dikenali: {} setting edit city --value \"Kota …\"",
                "Say the region's name, so that its own departments are recognised: {} setting edit city --value \"Kota …\"",
                program
            ));
        }
        office.tell(&say!(
            lang,
            "Berikutnya:\n  {} department list --confirmed no   periksa daftar OPD\n  {} import agreements BERKAS.csv     bawa masuk register yang ada\n  {} agreement add                    catat kerja sama",
            "Next:\n  {} department list --confirmed no   check the list of departments\n  {} import agreements FILE.csv       bring in the register you have\n  {} agreement add                    record an agreement",
            program,
            program,
            program
        ));
    }
    Ok(())
}

/// Asks what the region is called; it may stay unsaid.
fn ask_city(lang: Lang) -> Result<Option<String>> {
    let prompt = say!(
        lang,
        "Nama daerah, misalnya Kota Palangka Raya (boleh kosong)",
        "Name of the region, such as Kota Palangka Raya (may stay empty)"
    );
    let city = Prompter::new(lang).text(&prompt, "", false, &|_| Ok(()))?;
    Ok(Some(city.trim().to_owned()).filter(|city| !city.is_empty()))
}

fn fill(store: &mut Store, office: &Office) -> Result<()> {
    let mapping = Mapping::default();
    for (name, csv) in SAMPLE {
        let Some(entity) = register::entity(name) else { continue };
        let import = Import { entity, name: entity.plural, mapping: &mapping, allow: Allow::default() };
        let mut entry = office.entry();
        entry.verb = "import".into();
        let report = import.run(store, &entry, false, &mut csv.as_bytes())?;
        let file = format!("{}.csv", entity.plural);
        let wrong = report.problems.listed.iter().find_map(|problem| problem.as_error(&file));
        if let Some(error) = wrong.filter(|_| !report.taken) {
            return Err(error.into());
        }
    }
    Ok(())
}

fn name_city(store: &mut Store, city: &str, office: &Office) -> Result<()> {
    let Some(entity) = register::entity("setting") else { return Ok(()) };
    store.write(&office.entry(), false, |door| door.edit(entity, "city", &[("value", city.into())]))?;
    Ok(())
}
