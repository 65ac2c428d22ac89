//! `import`: a register from a file, with the rules that its columns and cells need.

use std::io::Read;
use std::path::Path;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use sinergi::intake::{Allow, Import, Mapping, import_all};
use sinergi::register::{self, Entity};
use sinergi::{Error, say};

use super::export::{register_arg, register_of};
use super::failure::Silent;
use super::findings;
use super::office::Office;
use super::output::{may_write, write_file};
use super::tree::{dry_run, examples, help};

/// Fills `import`.
pub(super) fn build(command: Command) -> Command {
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).help(about)
    };
    let switch = |name: &'static str, about: &'static str| {
        Arg::new(name).long(name).help(about).action(ArgAction::SetTrue)
    };
    command
        .arg(register_arg())
        .arg(Arg::new("FILE").required(true).help(help(
            "berkas CSV, atau - untuk masukan baku; untuk all: folder",
            "a CSV file, or - for standard input; for all: a folder",
        )))
        .arg(
            text(
                "map",
                "HEADING=FIELD",
                help(
                    "kolom ini mengisi bidang itu; \"A|B=bidang\", \"bidang={A} {B}\", \"A=-\" membuang",
                    "this column fills that field; \"A|B=field\", \"field={A} {B}\", \"A=-\" leaves it out",
                ),
            )
            .action(ArgAction::Append),
        )
        .arg(
            text("set", "FIELD=VALUE", help("isi untuk yang tidak disebut berkas", "a value for what the file does not say"))
                .action(ArgAction::Append),
        )
        .arg(text("date-order", "dmy|mdy|ymd", help("urutan hari dan bulan pada tanggal berangka", "order of day and month in dates of digits")))
        .arg(text("delimiter", "SIGN", help("pemisah kolom; biasanya ditemukan sendiri", "what parts the columns; usually found by itself")))
        .arg(text("encoding", "NAME", help("pengodean, misalnya windows-1252", "the encoding, such as windows-1252")))
        .arg(text("partner-separator", "SIGN", help("pemisah beberapa mitra dalam satu isian", "what parts several partners in one cell")))
        .arg(text("create", "partners,departments", help("buat mitra atau OPD yang belum terdaftar", "make partners or departments that are not known yet")))
        .arg(text("id", "HEADING", help("kolom pengenal baris", "the column by which a row is known again")))
        .arg(text("code", "4.01.02.2.04", help("hanya baris dengan kode SIPD ini dan turunannya", "only rows of this SIPD code and below")))
        .arg(text("mapping", "FILE", help("aturan dari berkas pemetaan", "rules from a mapping file")))
        .arg(text("save-mapping", "FILE", help("simpan aturan ini untuk dipakai lagi", "keep these rules to be used again")))
        .arg(switch("skip-invalid", help("tinggalkan baris yang bermasalah", "leave rows with bad cells out")))
        .arg(switch("as-unknown", help("terima barisnya; isian yang bermasalah menjadi tidak diketahui", "take the row; a bad cell is unknown, its text kept")))
        .arg(switch("clear", help("isian kosong mengosongkan bidangnya", "an empty cell makes its field unknown")))
        .arg(switch("overwrite", help("ganti juga yang sudah diubah dengan tangan", "replace what was edited by hand, too")))
        .arg(dry_run())
        .after_help(examples(
            "sinergi import agreements register.csv --set kind=ksdpk --set document=pks --create partners --dry-run",
        ))
}

/// Runs `import REGISTER FILE`.
pub(super) fn run(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let name = matches.get_one::<String>("FILE").map(String::as_str).unwrap_or_default();
    let Some(entity) = register_of(matches)? else {
        return whole(Path::new(name), matches.get_flag("dry-run"), office);
    };
    let mapping = mapping(matches, entity)?;
    let mut store = office.open_for_writing()?;
    // What could not be written at the end is refused before anything is saved.
    office.output.check(store.path())?;
    let kept = matches.get_one::<String>("save-mapping").map(Path::new);
    if let Some(path) = kept {
        may_write(path, store.path())?;
    }
    let (mut file, mut stdin);
    let input: &mut dyn Read = if name == "-" {
        stdin = std::io::stdin().lock();
        &mut stdin
    } else {
        let path = Path::new(name);
        let named = |e| Error::File(path.to_owned(), e);
        file = std::fs::File::open(path).map_err(named)?;
        if file.metadata().map_err(named)?.is_dir() {
            return Err(named(std::io::ErrorKind::IsADirectory.into()).into());
        }
        &mut file
    };
    let dry = matches.get_flag("dry-run");
    let allow = Allow {
        skip_invalid: matches.get_flag("skip-invalid"),
        as_unknown: matches.get_flag("as-unknown"),
        clear: matches.get_flag("clear"),
        overwrite: matches.get_flag("overwrite"),
        all_findings: office.output.to_a_file(),
    };
    let import = Import { entity, name, mapping: &mapping, allow };
    let report = import.run(&mut store, &office.entry(), dry, input)?;
    findings::show(&report, name, dry, allow, entity, &store, office)?;
    if !report.taken {
        return Err(Silent(2).into());
    }
    if let Some(path) = kept.filter(|_| !dry) {
        write_file(path, &mapping.to_toml()?)?;
    }
    Ok(())
}

/// Runs `import all FOLDER`.
fn whole(folder: &Path, dry: bool, office: &mut Office) -> Result<()> {
    let mut store = office.open_for_writing()?;
    let lang = office.lang();
    for (entity, count) in import_all(&mut store, &office.entry(), folder, dry)? {
        let label = entity.label.get(lang);
        office.tell(&match count {
            Some(count) => format!("  {count:>7}  {label}"),
            None => say!(
                lang,
                "        –  {} (tidak ada {}.csv)",
                "        –  {} (there is no {}.csv)",
                label,
                entity.plural
            ),
        });
    }
    office.tell(&if dry {
        say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run).")
    } else {
        say!(lang, "Lihat: sinergi status", "See it: sinergi status")
    });
    Ok(())
}

/// The rules for this file: those of the mapping file, then those of the command line.
fn mapping(matches: &ArgMatches, entity: &'static Entity) -> Result<Mapping> {
    let one = |name: &str| matches.get_one::<String>(name).cloned();
    let mut mapping = match one("mapping") {
        Some(path) => Mapping::open(Path::new(&path))?,
        None => Mapping::default(),
    };
    if let Some(other) = mapping.register.as_deref()
        && register::named(other).is_none_or(|e| e.name != entity.name)
    {
        return Err(Error::usage(
            format!("pemetaan ini untuk register `{other}`, bukan `{}`", entity.plural),
            format!("this mapping is for the register `{other}`, not `{}`", entity.plural),
        )
        .into());
    }
    let mut typed = Mapping {
        register: Some(entity.plural.to_owned()),
        date_order: one("date-order"),
        delimiter: one("delimiter"),
        encoding: one("encoding"),
        partner_separator: one("partner-separator"),
        id: one("id"),
        code: one("code"),
        ..Mapping::default()
    };
    if let Some(registers) = one("create") {
        typed.create = registers.split(',').map(|r| r.trim().to_owned()).collect();
    }
    for (flag, target) in [("map", &mut typed.map), ("set", &mut typed.set)] {
        for text in matches.get_many::<String>(flag).into_iter().flatten() {
            let (left, right) = pair(flag, text)?;
            target.insert(left.trim().to_owned(), right.to_owned());
        }
    }
    mapping.overlay(typed);
    creatable(&mapping.create)?;
    Ok(mapping)
}

/// Refuses registers in which a file may make nothing.
fn creatable(registers: &[String]) -> Result<(), Error> {
    let may = |w: &&String| register::named(w).is_some_and(|e| matches!(e.name, "partner" | "department"));
    match registers.iter().find(|w| !may(w)) {
        None => Ok(()),
        Some(word) => Err(Error::usage(
            format!("`{word}` tidak dapat dibuat dari berkas"),
            format!("`{word}` cannot be made from a file"),
        )
        .with_hint("pilih partners, departments, atau keduanya", "choose partners, departments, or both")),
    }
}

/// The two sides of `--map` or `--set`. A heading may hold an equals sign; a field never does.
fn pair<'t>(flag: &str, text: &'t str) -> Result<(&'t str, &'t str), Error> {
    let template = text.split_once('=').filter(|(_, right)| right.contains('{'));
    let parts =
        if flag == "map" && template.is_none() { text.rsplit_once('=') } else { text.split_once('=') };
    parts.map(|(left, right)| (left, right.trim())).ok_or_else(|| {
        let example = "--map \"Judul Kerjasama=title\", --set kind=ksdpk";
        Error::usage(
            format!("`--{flag} {text}` tidak mempunyai tanda ="),
            format!("`--{flag} {text}` has no = sign"),
        )
        .with_hint(format!("contoh: {example}"), format!("for example: {example}"))
    })
}
