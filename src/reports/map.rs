//! The map of all cooperation: how many, by kind, department, affair, partner and year, in which state, worth how much.

use std::collections::BTreeMap;

use super::{Ask, Part, Report};
use crate::calendar::date::long;
use crate::error::Result;
use crate::lang::{Choice, Label, choice, choice_label, label};
use crate::register::{self, DEPARTMENT, KINDS, PARTNER_KINDS};
use crate::rules::status::{State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, facts, names};
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
    /// What it counts by, in a statement over `agreement a`.
    key: &'static str,
    flag: &'static str,
    none: Label,
}

const WAYS: [Way; 5] = [
    Way { part: &BY_KIND, key: "kind", flag: "--kind", none: label("(tidak diketahui)", "(unknown)") },
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
    takes: &[],
    parts: &[BY_KIND, THIS_YEAR, BY_DEPARTMENT, BY_AFFAIR, BY_PARTNER, BY_YEAR, SUMMARY],
    example: "sinergi report map --part department -o peta.csv",
    run,
};

const FIRST_PARTNER_KIND: &str = "(SELECT p.kind FROM party JOIN partner p ON p.code = party.partner \
    WHERE party.agreement = agreement.code ORDER BY party.position LIMIT 1)";

/// The counts of one line.
#[derive(Clone, Default)]
struct Tally {
    states: [i64; State::ALL.len()],
    lapsed_this_year: i64,
    ending_this_year: i64,
    value: i64,
    without_value: i64,
    /// Not there yet on that day, and so in none of the other counts.
    not_yet: i64,
}

impl Tally {
    fn add(&mut self, state: State, end: Option<i16>, year: i16, value: Option<i64>) {
        self.states[state as usize] += 1;
        if end == Some(year) {
            self.lapsed_this_year += i64::from(state == State::Lapsed);
            self.ending_this_year += i64::from(state.in_force() || state == State::Signed);
        }
        match value {
            Some(value) => self.value = self.value.saturating_add(value),
            None => self.without_value += 1,
        }
    }

    /// Every state but `NotYet`, which is left out of the map.
    fn total(&self) -> i64 {
        self.states[..State::NotYet as usize].iter().sum()
    }

    fn cells<'a>(&self, key: Option<&'a str>, name: &'a str) -> [Cell<'a>; 12] {
        let s = |state: State| Cell::Int(self.states[state as usize]);
        [
            key.into(),
            Cell::Text(name),
            s(State::Mapped),
            s(State::InProcess),
            s(State::Signed),
            s(State::Running),
            s(State::EndingSoon),
            s(State::UnknownTerm),
            s(State::Lapsed),
            s(State::Ended),
            Cell::Int(self.total()),
            // A sum of nothing known is not zero.
            if self.without_value == self.total() { Cell::Empty } else { Cell::Int(self.value) },
        ]
    }
}

/// The lines of one way: by code, unknown as `None`, which comes last.
type Lines = BTreeMap<(bool, Option<String>), Tally>;

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let notice = store.settings()?.notice_days();
    let mut ways: [Lines; WAYS.len()] = Default::default();
    let mut all = Tally::default();
    // What no wanted part is counted by is not looked up; this year's lines are those of the kinds.
    let wanted = |way: &Way| ask.wants(way.part.name) || way.part.name == "kind" && ask.wants(THIS_YEAR.name);
    let keys = WAYS.each_ref().map(|way| if wanted(way) { way.key } else { "NULL" }).join(", ");
    let mut statement = store.conn().prepare(&format!("SELECT {keys}, value, {FACTS} FROM agreement"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let facts = facts(row, 6)?;
        let state = state(&facts, ask.as_of, notice);
        if state == State::NotYet {
            all.not_yet += 1;
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
    let departments = names_of(store, "department")?;
    let affairs = names_of(store, "affair")?;
    for (way, lines) in WAYS.iter().zip(ways) {
        let name = |key: Option<&str>| match (key, way.part.name) {
            (None, _) => way.none.get(ask.lang).to_owned(),
            (Some(code), "kind") => choice_label(code, KINDS, ask.lang),
            (Some(code), "partner_kind") => choice_label(code, PARTNER_KINDS, ask.lang),
            (Some(code), "department") => named(code, &departments).to_owned(),
            (Some(code), "affair") => named(code, &affairs).to_owned(),
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
            let total = all.cells(None, label("Jumlah", "Total").get(ask.lang)).to_vec();
            let most =
                lines.iter().max_by_key(|(.., tally)| tally.total()).map(|(key, ..)| key.unwrap_or("none"));
            // What was not there yet is left out of the figure, and so of the list that opens it.
            let there = if all.not_yet > 0 { " --status -not-yet" } else { "" };
            let open = most.map(|key| ask.command(&format!("agreement list {} {key}{there}", way.flag)));
            let legend = label(
                "Pot potensi, TTD ditandatangani dan belum berlaku, Segera akan berakhir, Tanpa masa tak diketahui, Usai diakhiri.",
                "Map mapped, Proc in process, Sign signed and not yet in force, Soon ending soon, None term unknown, Laps lapsed.",
            );
            let notes =
                if way.part.name == "kind" { vec![legend.get(ask.lang).to_owned()] } else { Vec::new() };
            sink.end(&Foot { total, notes, open })?;
        }
        if way.part.name == "kind" && ask.wants(THIS_YEAR.name) {
            this_year(ask, sink, &lines, all)?;
        }
    }
    Ok(())
}

fn this_year(
    ask: &Ask,
    sink: &mut dyn Sink,
    lines: &[(Option<&str>, String, &Tally)],
    all: &Tally,
) -> Result<()> {
    let year = ask.as_of.year();
    let title = say!(
        ask.lang,
        "Habis dan berakhir dalam tahun {}, keadaan per {}",
        "Lapsed and ending in {}, as of {}",
        year,
        long(ask.as_of, ask.lang)
    );
    THIS_YEAR.begin_titled(&title, ask, sink)?;
    for (key, name, tally) in lines {
        let (lapsed, ending) = (tally.lapsed_this_year, tally.ending_this_year);
        sink.row(&[(*key).into(), Cell::Text(name), Cell::Int(lapsed), Cell::Int(ending)])?;
    }
    let word = Cell::Text(label("Jumlah", "Total").get(ask.lang));
    let total = vec![Cell::Empty, word, Cell::Int(all.lapsed_this_year), Cell::Int(all.ending_this_year)];
    let open = Some(ask.command(&format!(
        "agreement list --ends-on {year} --status signed,running,ending-soon,lapsed --sort ends_on"
    )));
    sink.end(&Foot { total, notes: Vec::new(), open })
}

/// What was counted, what was left out and why, and what the sums do not know.
fn summarise(ask: &Ask, sink: &mut dyn Sink, all: &Tally) -> Result<()> {
    if !ask.wants(SUMMARY.name) {
        return Ok(());
    }
    SUMMARY.begin(ask, sink)?;
    let counted = all.total();
    let lines = [
        ("register", counted + all.not_yet),
        ("counted", counted),
        ("not-yet", all.not_yet),
        ("unknown-term", all.states[State::UnknownTerm as usize]),
        ("without-value", all.without_value),
    ];
    for (what, number) in lines {
        sink.row(&[Cell::Text(what), Cell::Int(number)])?;
    }
    sink.end(&Foot::default())
}

/// Codes and names of a small register, in the order of its codes.
fn names_of(store: &Store, register: &str) -> Result<Vec<(String, String)>> {
    register::entity(register).map_or_else(|| Ok(Vec::new()), |entity| names(store.conn(), entity))
}

fn named<'n>(code: &'n str, names: &'n [(String, String)]) -> &'n str {
    let found = names.binary_search_by_key(&code, |(known, _)| known.as_str());
    found.map_or(code, |at| names[at].1.as_str())
}
