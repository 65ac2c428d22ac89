//! `import` and `export`: registers from and to files.

use std::io::Read;
use std::path::Path;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use sinergi::intake::{Import, Mapping, Outcome, Problems};
use sinergi::lang::label;
use sinergi::register::{self, Entity};
use sinergi::render::{Look, sink};
use sinergi::sheet::{Cell, Column, Foot, Head};
use sinergi::store::List;
use sinergi::value::Kind;
use sinergi::{Error, Lang, say};

use super::failure::Silent;
use super::office::Office;
use super::tree::{dry_run, examples, help};

/// Fills `import`.
pub(super) fn build_import(command: Command) -> Command {
    let text = |name: &'static str, value: &'static str, about: &'static str| {
        Arg::new(name).long(name).value_name(value).help(about)
    };
    command
        .arg(register_arg())
        .arg(Arg::new("FILE").required(true).help(help("berkas CSV, atau - untuk masukan baku", "a CSV file, or - for standard input")))
        .arg(
            text("map", "HEADING=FIELD", help("kolom ini mengisi bidang itu; - membuang kolom", "this column fills that field; - leaves it out"))
                .action(ArgAction::Append),
        )
        .arg(
            text("set", "FIELD=VALUE", help("isi untuk yang tidak disebut berkas", "a value for what the file does not say"))
                .action(ArgAction::Append),
        )
        .arg(text("date-order", "dmy|mdy|ymd", help("urutan hari dan bulan pada tanggal berangka", "order of day and month in dates of digits")))
        .arg(text("delimiter", "SIGN", help("pemisah kolom; biasanya ditemukan sendiri", "what parts the columns; usually found by itself")))
        .arg(text("partner-separator", "SIGN", help("pemisah beberapa mitra dalam satu isian", "what parts several partners in one cell")))
        .arg(text("create", "partners,departments", help("buat mitra atau OPD yang belum terdaftar", "make partners or departments that are not known yet")))
        .arg(text("mapping", "FILE", help("aturan dari berkas pemetaan", "rules from a mapping file")))
        .arg(text("save-mapping", "FILE", help("simpan aturan ini untuk dipakai lagi", "keep these rules to be used again")))
        .arg(dry_run())
        .after_help(examples("sinergi import agreements register.csv --set kind=ksdpk --set document=pks --create partners --dry-run"))
}

/// Fills `export`.
pub(super) fn build_export(command: Command) -> Command {
    command.arg(register_arg()).after_help(examples("sinergi export agreements -o kerja-sama.csv"))
}

fn register_arg() -> Arg {
    let names = register::ALL.iter().map(|e| e.plural).collect::<Vec<_>>().join(", ");
    Arg::new("REGISTER").required(true).help(names)
}

fn register_of(matches: &ArgMatches) -> Result<&'static Entity> {
    let word = matches.get_one::<String>("REGISTER").map(String::as_str).unwrap_or_default();
    let known = register::ALL.iter().map(|e| e.plural).collect::<Vec<_>>().join(", ");
    register::named(word).ok_or_else(|| {
        Error::usage(format!("register `{word}` tidak ada"), format!("there is no register `{word}`"))
            .with_hint(format!("pilih: {known}"), format!("choose one of: {known}"))
            .into()
    })
}

/// Runs `import REGISTER FILE`.
pub(super) fn import(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let entity = register_of(matches)?;
    let name = matches.get_one::<String>("FILE").map(String::as_str).unwrap_or_default();
    let mapping = mapping(matches, entity)?;
    let mut store = office.open_for_writing()?;
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
    let import = Import { entity, name, mapping: &mapping, lang: office.lang() };
    match import.run(&mut store, &office.entry(), dry, input)? {
        Ok(outcome) => {
            tell_outcome(&outcome, name, dry, office);
            if let Some(path) = matches.get_one::<String>("save-mapping") {
                let text = mapping.to_toml()?;
                std::fs::write(path, text).map_err(|e| Error::File(path.into(), e))?;
            }
            Ok(())
        }
        Err(problems) => {
            show_problems(&problems, name, office)?;
            Err(Silent(2).into())
        }
    }
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
        partner_separator: one("partner-separator"),
        ..Mapping::default()
    };
    if let Some(registers) = one("create") {
        typed.create = registers.split(',').map(|r| r.trim().to_owned()).collect();
        if let Some(word) = typed
            .create
            .iter()
            .find(|w| register::named(w).is_none_or(|e| !matches!(e.name, "partner" | "department")))
        {
            return Err(Error::usage(
                format!("`{word}` tidak dapat dibuat dari berkas"),
                format!("`{word}` cannot be made from a file"),
            )
            .with_hint("pilih partners, departments, atau keduanya", "choose partners, departments, or both")
            .into());
        }
    }
    for (flag, target) in [("map", &mut typed.map), ("set", &mut typed.set)] {
        for text in matches.get_many::<String>(flag).into_iter().flatten() {
            // A heading may hold an equals sign; a field never does.
            let parts = if flag == "map" { text.rsplit_once('=') } else { text.split_once('=') };
            let Some((left, right)) = parts else {
                return Err(Error::usage(
                    format!("`--{flag} {text}` tidak mempunyai tanda ="),
                    format!("`--{flag} {text}` has no = sign"),
                )
                .with_hint(
                    "contoh: --map \"Judul Kerjasama=title\", --set kind=ksdpk",
                    "for example: --map \"Judul Kerjasama=title\", --set kind=ksdpk",
                )
                .into());
            };
            target.insert(left.trim().to_owned(), right.trim().to_owned());
        }
    }
    mapping.overlay(typed);
    Ok(mapping)
}

/// Says what became of the rows.
pub(super) fn tell_outcome(outcome: &Outcome, name: &str, dry: bool, office: &Office) {
    let lang = office.lang();
    let Outcome { rows, new, changed, known, blank, .. } = outcome;
    office.tell(&say!(
        lang,
        "{}: {} baris: {} baru, {} berubah, {} sudah ada; {} baris kosong dilewati.",
        "{}: {} rows: {} new, {} changed, {} known; {} blank rows skipped.",
        name,
        rows,
        new,
        changed,
        known,
        blank
    ));
    for (register, count) in &outcome.made {
        if let Some(entity) = register::entity(register) {
            let noun = entity.noun().spoken(lang);
            office.tell(&say!(lang, "{} {} baru dibuat.", "{} new records made: {}.", count, noun));
        }
    }
    if !outcome.left_out.is_empty() {
        let list = outcome.left_out.join(", ");
        office.tell(&say!(
            lang,
            "Kolom yang tidak dipakai: {} (--map \"KOLOM=bidang\").",
            "Columns not used: {} (--map \"HEADING=field\").",
            list
        ));
    }
    office.tell(&match (dry, new + changed) {
        (true, _) => say!(lang, "Tidak ada yang disimpan (--dry-run).", "Nothing was saved (--dry-run)."),
        (_, 0) => say!(lang, "Tidak ada yang berubah.", "Nothing changed."),
        _ => say!(
            lang,
            "Lihat: sinergi report map   Batalkan: sinergi undo",
            "See it: sinergi report map   Take it back: sinergi undo"
        ),
    });
}

const PROBLEMS: &[Column] = &[
    Column::new("line", label("Baris", "Line"), Kind::Count),
    Column::new("column", label("Kolom", "Column"), Kind::Text),
    Column::new("content", label("Isi", "Content"), Kind::Text),
    Column::new("problem", label("Masalah", "Problem"), Kind::Text),
    Column::new("suggestion", label("Saran", "Suggestion"), Kind::Text),
];

/// Shows every bad cell in one table, as talk beside an answer that there is not.
fn show_problems(problems: &Problems, name: &str, office: &Office) -> Result<()> {
    let lang = office.lang();
    let mut err = std::io::stderr().lock();
    let width = office.output.error_width();
    {
        let look = Look { width, wide: false, ..Look::default() };
        let mut table = sink(sinergi::render::Format::Text, &look, false, &mut err);
        table.begin(&Head { part: "problems", title: "", columns: PROBLEMS, lang, record: false })?;
        for p in &problems.listed {
            let (what, hint) = (p.fault.say(lang), p.fault.hint(lang));
            table.row(&[
                Cell::Int(i64::try_from(p.line).unwrap_or_default()),
                Cell::Text(&p.column),
                Cell::Text(&p.content),
                Cell::Text(&what),
                Cell::Text(&hint),
            ])?;
        }
        table.end(&Foot::default())?;
        table.finish()?;
    }
    drop(err);
    let (cells, rows) = (problems.count, problems.rows);
    let unlisted = cells - problems.listed.len();
    if unlisted > 0 {
        office.tell(&say!(lang, "… dan {} lagi.", "… and {} more.", unlisted));
    }
    let word = say!(lang, "galat", "error");
    let words = say!(
        lang,
        "{}: {}: {} isian bermasalah pada {} baris; tidak ada yang disimpan",
        "{}: {}: {} cells cannot be taken in {} rows; nothing was saved",
        word,
        name,
        cells,
        rows
    );
    let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{words}\n").as_bytes());
    Ok(())
}

/// Runs `export REGISTER`: every stored field, streamed.
pub(super) fn export(matches: &ArgMatches, office: &mut Office) -> Result<()> {
    let entity = register_of(matches)?;
    let store = office.open()?;
    let lang: Lang = office.lang();
    let columns: Vec<&'static register::Field> = entity.stored().collect();
    let heads: Vec<Column> = columns.iter().map(|f| f.column()).collect();
    let list = List { entity, columns, filters: Vec::new(), sort: Vec::new(), limit: None };
    office.output.answer(&store, false, |sink| {
        sink.begin(&Head { part: entity.plural, title: "", columns: &heads, lang, record: false })?;
        store.stream(&list, sink)?;
        sink.end(&Foot::default())
    })
}
