//! The map of all cooperation: how many, by kind, department, affair, partner and year, in which state, worth how much.

use std::collections::BTreeMap;

mod tally;

use self::tally::Tally;
use super::names::{named, names_of};
use super::{Ask, LeftOut, OTHERS, Part, Report, TOTAL, Takes, UNKNOWN};
use crate::error::Result;
use crate::lang::{Choice, Label, choice, choice_label, label};
use crate::register::{DEPARTMENT, KINDS, PARTNER_KINDS};
use crate::rules::status::{State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, facts};
use crate::value::Kind;

/// The columns of a way of counting: what is counted by, the states, the sums. What a narrow screen hides is named.
macro_rules! columns {
    ($key:literal, $id:literal, $en:literal) => {
        &[
            Column::new($key, label("Kode", "Code"), Kind::Code).rank(9),
            Column::new("name", label($id, $en), Kind::Text),
            Column::new("mapped", label("Pot", "Map"), Kind::Count).rank(3),
            Column::new("in_process", label("Proses", "Proc"), Kind::Count).rank(2),
            Column::new("signed", label("TTD", "Sign"), Kind::Count).rank(5),
            Column::new("running", label("Jalan", "Run"), Kind::Count),
            Column::new("ending_soon", label("Segera", "Soon"), Kind::Count),
            Column::new("unknown_term", label("Tanpa", "None"), Kind::Count),
            Column::new("lapsed", label("Habis", "Laps"), Kind::Count),
            Column::new("ended", label("Usai", "End"), Kind::Count).rank(4),
            Column::new("total", label("Jumlah", "Total"), Kind::Count),
            Column::new("value", label("Nilai (Rp)", "Value (Rp)"), Kind::Rupiah).rank(6),
        ]
    };
}

const BY_KIND: Part = Part {
    name: "kind",
    label: label("Kerja sama menurut jenis", "Agreements by kind"),
    columns: columns!("kind", "Jenis", "Kind"),
};
const THIS_YEAR: Part = Part {
    name: "this_year",
    label: label("Habis dan berakhir tahun ini", "Lapsed and ending this year"),
    columns: &[
        Column::new("kind", label("Kode", "Code"), Kind::Code).rank(9),
        Column::new("name", label("Jenis", "Kind"), Kind::Text),
        Column::new("lapsed", label("Sudah habis", "Lapsed"), Kind::Count),
        Column::new("ending", label("Akan berakhir", "Ending"), Kind::Count),
    ],
};
const BY_DEPARTMENT: Part = Part {
    name: "department",
    label: label("Menurut OPD", "By department"),
    columns: columns!("department", "OPD", "Department"),
};
const BY_AFFAIR: Part = Part {
    name: "affair",
    label: label("Menurut urusan", "By affair"),
    columns: columns!("affair", "Urusan", "Affair"),
};
const BY_PARTNER: Part = Part {
    name: "partner_kind",
    label: label("Menurut jenis mitra pertama", "By kind of first partner"),
    columns: columns!("partner_kind", "Jenis mitra", "Kind of partner"),
};
const BY_YEAR: Part = Part {
    name: "year",
    label: label("Menurut tahun penandatanganan", "By year of signing"),
    columns: columns!("year", "Tahun", "Year"),
};
/// What the summary counts; the words stand in CSV and JSON.
const COUNTED: &[Choice] = &[
    choice("register", "kerja sama di register", "agreements in the register"),
    choice("counted", "dihitung di atas", "counted above"),
    choice("not-yet", "tidak dihitung: belum ada pada hari itu", "left out: not there yet on that day"),
    choice(
        "closed",
        "tidak dihitung: permohonan yang tidak dilanjutkan",
        "left out: requests that are not pursued",
    ),
    choice("not-own", "tidak dihitung: diselenggarakan pihak lain", "left out: hosted by others"),
    choice("not-signed", "tidak dihitung: belum ditandatangani", "left out: not signed"),
    choice("outside-period", "tidak dihitung: di luar periode", "left out: outside the period"),
    choice("undated", "tidak dihitung: tanggalnya tidak diketahui", "left out: its day is unknown"),
    choice("unknown-term", "masa tak diketahui", "term unknown"),
    choice("without-value", "tidak masuk jumlah nilai: nilai kosong", "not in the sum: no value"),
];

const SUMMARY: Part = Part {
    name: "summary",
    label: label("Hitungan", "The count"),
    columns: &[
        Column::new("what", label("Hal", "What"), Kind::Choice(COUNTED)),
        Column::new("records", label("Jumlah", "Records"), Kind::Count),
    ],
};

/// One way of counting: its part, the flag of `agreement list` that opens a line, and the word for an unknown key.
struct Way {
    part: &'static Part,
    /// What it counts by, in a statement over `agreement`.
    key: &'static str,
    flag: &'static str,
    none: Label,
}

const WAYS: [Way; 5] = [
    Way { part: &BY_KIND, key: "kind", flag: "--kind", none: UNKNOWN },
    Way {
        part: &BY_DEPARTMENT,
        key: DEPARTMENT,
        flag: "--department",
        none: label("(tidak ada OPD)", "(no department)"),
    },
    Way {
        part: &BY_AFFAIR,
        key: "affair",
        flag: "--affair",
        none: label("(tidak ada urusan)", "(no affair)"),
    },
    Way {
        part: &BY_PARTNER,
        key: FIRST_PARTNER_KIND,
        flag: "--partner-kind",
        none: label("(tidak ada mitra)", "(no partner)"),
    },
    Way {
        part: &BY_YEAR,
        key: "substr(signed_on, 1, 4)",
        flag: "--signed-on",
        none: label("(tanggal tidak diketahui)", "(date unknown)"),
    },
];

pub(super) static REPORT: Report = Report {
    name: "map",
    also: &["peta"],
    label: label("Peta kerja sama", "Map of cooperation"),
    about: label(
        "Berapa kerja sama, menurut jenis, OPD, urusan, mitra dan tahun, dalam keadaan apa",
        "How many agreements, by kind, department, affair, partner and year, in which state",
    ),
    command: false,
    takes: &[Takes::Period, Takes::Count, Takes::RollUp],
    parts: &[BY_KIND, THIS_YEAR, BY_DEPARTMENT, BY_AFFAIR, BY_PARTNER, BY_YEAR, SUMMARY],
    example: "sinergi report map --part department -o peta.csv",
    run,
};

const FIRST_PARTNER_KIND: &str = "(SELECT p.kind FROM party JOIN partner p ON p.code = party.partner \
    WHERE party.agreement = agreement.code ORDER BY party.position LIMIT 1)";

/// The lines of one way: by code, unknown as `None`, which comes last.
type Lines = BTreeMap<(bool, Option<String>), Tally>;

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let notice = store.settings()?.notice_days();
    let mut ways: [Lines; WAYS.len()] = Default::default();
    let mut all = Tally::default();
    // What no wanted part is counted by is not looked up; this year's lines are those of the kinds.
    let wanted = |way: &Way| ask.wants(way.part.name) || way.part.name == "kind" && ask.wants(THIS_YEAR.name);
    let key = |way: &Way| match way.key {
        _ if !wanted(way) => "NULL".to_owned(),
        DEPARTMENT => ask.only.lead(),
        key => key.to_owned(),
    };
    let keys = WAYS.each_ref().map(key).join(", ");
    let sql = format!("SELECT {keys}, value, {OTHERS}, signed_on, {FACTS} FROM agreement");
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let facts = facts(row, 8)?;
        let state = state(&facts, ask.as_of, notice);
        let signed_on = row.get_ref(7)?.as_str_or_null().unwrap_or_default();
        if !ask.counts(&facts, state, signed_on, row.get(6)?, &mut all.left) {
            continue;
        }
        let end = facts.ends_on.map(jiff::civil::Date::year);
        let value = row.get_ref(5)?.as_i64_or_null().unwrap_or_default();
        for (at, lines) in ways.iter_mut().enumerate() {
            let key = row.get_ref(at)?.as_str_or_null().unwrap_or_default();
            count(lines, key).add(state, end, ask.as_of.year(), value);
        }
        all.add(state, end, ask.as_of.year(), value);
    }
    show(store, ask, sink, &ways, &all)?;
    summarise(ask, sink, &all)
}

/// The line of a key.
fn count<'l>(lines: &'l mut Lines, key: Option<&str>) -> &'l mut Tally {
    lines.entry((key.is_none(), key.map(str::to_owned))).or_default()
}

fn show(
    store: &Store,
    ask: &Ask,
    sink: &mut dyn Sink,
    ways: &[Lines; WAYS.len()],
    all: &Tally,
) -> Result<()> {
    let departments = names_of(store, "department", ask)?;
    let affairs = names_of(store, "affair", ask)?;
    for (way, lines) in WAYS.iter().zip(ways) {
        let name = |key: Option<&str>| match (key, way.part.name) {
            (None, _) => way.none.get(ask.lang).to_owned(),
            (Some(code), "kind") => choice_label(code, KINDS, ask.lang),
            (Some(code), "partner_kind") => choice_label(code, PARTNER_KINDS, ask.lang),
            (Some(code), "department") => named(&departments, Some(code), code).to_owned(),
            (Some(code), "affair") => named(&affairs, Some(code), code).to_owned(),
            (Some(code), _) => code.to_owned(),
        };
        let mut lines: Vec<(Option<&str>, String, &Tally)> =
            lines.iter().map(|((_, key), tally)| (key.as_deref(), name(key.as_deref()), tally)).collect();
        if way.part.name == "kind" {
            // The kinds stand in the order of the law, not of their abbreviations.
            lines.sort_by_key(|(key, ..)| KINDS.iter().position(|k| Some(k.word) == *key));
        }
        if ask.wants(way.part.name) {
            way.part.begin(ask, sink)?;
            for (key, name, tally) in &lines {
                sink.row(&tally.cells(*key, name))?;
            }
            let total = all.cells(None, TOTAL.get(ask.lang)).to_vec();
            let most =
                lines.iter().max_by_key(|(.., tally)| tally.total()).map(|(key, ..)| key.unwrap_or("none"));
            // What was not there yet is left out of the figure, and so of the list that opens it.
            let open = most.map(|key| opening(ask, way, key, &all.left));
            let legend = label(
                "Pot potensi, TTD ditandatangani dan belum berlaku, Segera akan berakhir, Tanpa masa tak diketahui, Usai diakhiri.",
                "Map mapped, Proc in process, Sign signed and not yet in force, Soon ending soon, None term unknown, Laps lapsed.",
            );
            let notes = match way.part.name {
                "kind" => vec![legend.get(ask.lang).to_owned()],
                "department" => ask.only.told(ask.lang).into_iter().collect(),
                _ => Vec::new(),
            };
            sink.end(&Foot { total, notes, open })?;
        }
        if way.part.name == "kind" && ask.wants(THIS_YEAR.name) {
            this_year(ask, sink, &lines, all)?;
        }
    }
    Ok(())
}

/// The command that shows the records of a line. What is left out of the figure is left out of the list.
fn opening(ask: &Ask, way: &Way, key: &str, left: &LeftOut) -> String {
    if let Some(count) = ask.count {
        let only = if matches!(way.part.name, "kind" | "department") {
            format!(" {} {key}", way.flag)
        } else {
            String::new()
        };
        return ask.command(&format!("report {}{}{only}", count.word(), ask.period.flag("period")));
    }
    let mut list = format!("agreement list {} {key}", way.flag);
    match (left.not_yet > 0, left.closed > 0) {
        (true, false) => list.push_str(" --status -not-yet"),
        (false, true) => list.push_str(" --status -closed"),
        (true, true) => list.push_str(" --status -not-yet,closed"),
        (false, false) => {}
    }
    if left.not_own > 0 {
        list.push_str(" --standing own");
    }
    ask.command(&list)
}

fn this_year(
    ask: &Ask,
    sink: &mut dyn Sink,
    lines: &[(Option<&str>, String, &Tally)],
    all: &Tally,
) -> Result<()> {
    let year = ask.as_of.year();
    let title = say!(ask.lang, "Habis dan berakhir dalam tahun {}", "Lapsed and ending in {}", year);
    THIS_YEAR.begin_on_day(&title, ask, sink)?;
    for (key, name, tally) in lines {
        let (lapsed, ending) = (tally.lapsed_this_year, tally.ending_this_year);
        sink.row(&[(*key).into(), Cell::Text(name), Cell::Int(lapsed), Cell::Int(ending)])?;
    }
    let word = Cell::Text(TOTAL.get(ask.lang));
    let total = vec![Cell::Empty, word, Cell::Int(all.lapsed_this_year), Cell::Int(all.ending_this_year)];
    let own = if all.left.not_own > 0 { " --standing own" } else { "" };
    let open = Some(ask.command(&format!(
        "agreement list --ends-on {year} --status signed,running,ending-soon,lapsed{own} --sort ends_on"
    )));
    // No list asks for what a period counts and for the year besides.
    sink.end(&Foot { total, notes: Vec::new(), open: open.filter(|_| ask.count.is_none()) })
}

/// What was counted, what was left out and why, and what the sums do not know.
fn summarise(ask: &Ask, sink: &mut dyn Sink, all: &Tally) -> Result<()> {
    if !ask.wants(SUMMARY.name) {
        return Ok(());
    }
    SUMMARY.begin(ask, sink)?;
    let counted = all.total();
    let lines = [
        ("register", counted + all.left.total()),
        ("counted", counted),
        ("not-yet", all.left.not_yet),
        ("closed", all.left.closed),
        ("not-own", all.left.not_own),
        ("not-signed", all.left.not_signed),
        ("outside-period", all.left.outside),
        ("undated", all.left.undated),
        ("unknown-term", all.states[State::UnknownTerm as usize]),
        ("without-value", all.without_value),
    ];
    for (what, number) in lines {
        sink.row(&[Cell::Text(what), Cell::Int(number)])?;
    }
    sink.end(&Foot::default())
}
