//! The report of a semester to the governor: a recapitulation by kind, a list for each kind with the columns that the office
//! wants, how each agreement was carried out, what hindered, what follows, and what was left out. It looks at the last day
//! of the period.

mod lines;
mod lists;

use super::{Ask, LeftOut, OTHERS, Part, Report, TOTAL, Takes};
use crate::calendar::date::long;
use crate::calendar::period::{Period, last_ended};
use crate::error::Result;
use crate::lang::{Choice, Label, choice, label};
use crate::register::{ANSWERS, KINDS, OUTCOME_WORDS, SEVERITIES};
use crate::rules::counting::Count;
use crate::rules::obstacle;
use crate::rules::scoring::VERDICTS;
use crate::rules::status::{State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, facts};
use crate::value::Kind;

const RECAP: Part = Part {
    name: "recap",
    label: label("Rekapitulasi menurut jenis", "Recapitulation by kind"),
    columns: &[
        Column::new("kind", label("Kode", "Code"), Kind::Code).rank(2),
        Column::new("name", label("Jenis", "Kind"), Kind::Text),
        Column::new("signed", label("Ditandatangani", "Signed"), Kind::Count),
        Column::new("in_force", label("Berlaku", "In force"), Kind::Count),
        Column::new("ended", label("Berakhir", "Ended"), Kind::Count),
        Column::new("ending", label("Akan berakhir", "Ending"), Kind::Count),
    ],
};

/// The list of a kind; its columns are the office's setting.
const fn list(name: &'static str, id: &'static str, en: &'static str) -> Part {
    Part { name, label: Label { id, en }, columns: &[] }
}

const EXECUTION: Part = Part {
    name: "execution",
    label: label("Pelaksanaan", "Execution"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("carried_out", label("Dilaksanakan", "Carried out"), Kind::Choice(ANSWERS)),
        Column::new("score", label("Skor", "Score"), Kind::Percent).rank(1),
        Column::new("verdict", label("Simpulan", "Verdict"), Kind::Choice(VERDICTS)).rank(2),
        Column::new("provisional", label("Sementara", "Provisional"), Kind::YesNo).rank(3),
        Column::new("without_proof", label("Tanpa bukti", "Without proof"), Kind::Percent).rank(5),
        Column::new("result", label("Hasil terukur", "Measured result"), Kind::Text).rank(4),
    ],
};

const OBSTACLES: Part = Part {
    name: "obstacles",
    label: label("Kendala", "Obstacles"),
    columns: &[
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code).rank(1),
        Column::new("title", label("Kendala", "What hinders"), Kind::Text),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(2),
        Column::new("severity", label("Bobot", "Severity"), Kind::Choice(SEVERITIES)).rank(3),
        Column::new("state", label("Keadaan", "State"), Kind::Choice(obstacle::STATES)),
    ],
};

/// Where a next step comes from; the words stand in CSV and JSON.
const ORIGINS: &[Choice] =
    &[choice("decision", "keputusan", "decision"), choice("recommendation", "rekomendasi", "recommendation")];

const FOLLOW_UP: Part = Part {
    name: "follow-up",
    label: label("Tindak lanjut", "Follow-up"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("word", label("Tindak lanjut", "Next step"), Kind::Choice(OUTCOME_WORDS)),
        Column::new("origin", label("Berasal dari", "From"), Kind::Choice(ORIGINS)),
        Column::new("on", label("Tanggal", "Date"), Kind::Date).rank(1),
        Column::new("note", label("Catatan", "Note"), Kind::Text).rank(2),
    ],
};

/// What was counted and what was not; the words stand in CSV and JSON.
const COUNTED: &[Choice] = &[
    choice("register", "kerja sama di register", "agreements in the register"),
    choice("in-force", "berlaku dalam periode", "in force in the period"),
    choice("not-own", "tidak dihitung: diselenggarakan pihak lain", "left out: hosted by others"),
    choice("undated", "tidak dihitung: tanggalnya tidak diketahui", "left out: its day is unknown"),
    choice("without-score", "berlaku tanpa skor resmi", "in force without an official score"),
    choice(
        "nobody-said",
        "berlaku, belum ada yang menyatakan pelaksanaannya",
        "in force, and nobody has said whether it is carried out",
    ),
];

const SUMMARY: Part = Part {
    name: "left-out",
    label: label("Yang dihitung dan yang tidak", "What was counted and what was not"),
    columns: &[
        Column::new("what", label("Hal", "What"), Kind::Choice(COUNTED)),
        Column::new("records", label("Jumlah", "Records"), Kind::Count),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "semester",
    also: &["semesteran"],
    label: label("Laporan semester kerja sama daerah", "Semester report on regional cooperation"),
    about: label(
        "Laporan semester kepada gubernur: rekapitulasi, daftar, pelaksanaan, kendala, tindak lanjut",
        "The semester report to the governor: recapitulation, lists, execution, obstacles, follow-up",
    ),
    command: false,
    takes: &[Takes::Period],
    parts: &[
        RECAP,
        list("ksdd-wajib", "KSDD wajib", "Mandatory inter-regional (KSDD)"),
        list("ksdd-sukarela", "KSDD sukarela", "Voluntary inter-regional (KSDD)"),
        list("ksdpk", "KSDPK", "Third party (KSDPK)"),
        list("ksdpl", "KSDPL", "Foreign local government (KSDPL)"),
        list("ksdll", "KSDLL", "Foreign body (KSDLL)"),
        list("sinergi", "Sinergi pusat–daerah", "Central–local synergy"),
        list("unknown", "Jenis belum diketahui", "Kind unknown"),
        EXECUTION,
        OBSTACLES,
        FOLLOW_UP,
        SUMMARY,
    ],
    example: "sinergi report semester --period 2025-S1",
    run,
};

/// The numbers of a kind.
#[derive(Clone, Copy, Debug, Default)]
struct Numbers {
    signed: i64,
    in_force: i64,
    ended: i64,
    ending: i64,
}

impl Numbers {
    fn add(&mut self, other: &Self) {
        self.signed += other.signed;
        self.in_force += other.in_force;
        self.ended += other.ended;
        self.ending += other.ending;
    }

    fn cells<'a>(&self, code: Option<&'a str>, name: &'a str) -> [Cell<'a>; 6] {
        [
            code.into(),
            Cell::Text(name),
            Cell::Int(self.signed),
            Cell::Int(self.in_force),
            Cell::Int(self.ended),
            Cell::Int(self.ending),
        ]
    }
}

/// What the register says of the period: the numbers of each kind, the agreements in force in it, and what was left out.
#[derive(Default)]
struct Counted {
    kinds: [Numbers; KINDS.len()],
    /// The codes of those in force, in their order.
    in_force: Vec<String>,
    register: i64,
    left: LeftOut,
}

fn run(store: &Store, asked: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let mut ask = asked.clone();
    if ask.period.from.is_none() || ask.period.to.is_none() {
        ask.period = last_ended(6, ask.as_of).unwrap_or_default();
    }
    // What happened later is not of this semester, and what is not over yet is looked at as of today.
    let last = ask.period.until(ask.as_of);
    ask.today &= last == ask.as_of;
    ask.as_of = last;
    store.speak_as_of(last)?;
    let counted = count(store, &ask)?;
    recap(store, &ask, &counted, sink)?;
    for (kind, numbers) in KINDS.iter().zip(&counted.kinds) {
        let part = REPORT.parts.iter().find(|part| part.name == kind.word && ask.wants(part.name));
        // A kind that nobody recorded is told only where there are any, or where it is asked for.
        let told = numbers.in_force > 0 || kind.word != "unknown" || ask.part.is_some();
        if let Some(part) = part.filter(|_| told) {
            lists::write(store, &ask, part, numbers.in_force, &counted.in_force, sink)?;
        }
    }
    // The evaluations of a semester are answered after it: they are told as far as they were by the day that was asked about.
    let late = Ask { period: ask.period, ..asked.clone() };
    let told = lines::execution(store, &ask, &late, &counted.in_force, sink)?;
    lines::obstacles(store, &ask, sink)?;
    lines::follow_up(store, &ask, &late, sink)?;
    summary(&ask, &counted, &told, sink)
}

fn count(store: &Store, ask: &Ask) -> Result<Counted> {
    let notice = store.settings()?.notice_days();
    let sql = format!("SELECT code, kind, signed_on, {OTHERS}, {FACTS} FROM agreement ORDER BY code");
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut counted = Counted::default();
    while let Some(row) = rows.next()? {
        let facts = facts(row, 4)?.known_on(ask.as_of);
        let signed_on = row.get_ref(2)?.as_str_or_null().unwrap_or_default();
        let signed = Count::Signed.holds(&facts, signed_on, &ask.period) == Some(true);
        let in_force = Count::InForce.holds(&facts, signed_on, &ask.period);
        // Ended is what has ended by the day; what ends later is still ahead.
        let passed = Period { to: Some(ask.as_of), ..ask.period };
        let ended = Count::Ending.holds(&facts, signed_on, &passed) == Some(true);
        let ending = !ended && state(&facts, ask.as_of, notice) == State::EndingSoon;
        counted.register += 1;
        if in_force.is_none() {
            counted.left.undated += 1;
        }
        if !signed && !ended && in_force != Some(true) {
            continue;
        }
        if row.get(3)? {
            counted.left.not_own += 1;
            continue;
        }
        let kind = row.get_ref(1)?.as_str().unwrap_or_default();
        let at = KINDS.iter().position(|k| k.word == kind).unwrap_or(KINDS.len() - 1);
        counted.kinds[at].add(&Numbers {
            signed: signed.into(),
            in_force: (in_force == Some(true)).into(),
            ended: ended.into(),
            ending: ending.into(),
        });
        if in_force == Some(true) {
            counted.in_force.push(row.get(0)?);
        }
    }
    Ok(counted)
}

fn recap(store: &Store, ask: &Ask, counted: &Counted, sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(RECAP.name) {
        return Ok(());
    }
    let lang = ask.lang;
    let settings = store.settings()?;
    let title = say!(
        lang,
        "Laporan semester kerja sama daerah\n{}, {}, keadaan per {}\n\n{}",
        "Semester report on regional cooperation\n{}, {}, as of {}\n\n{}",
        settings.team(),
        ask.period.spelled(lang),
        long(ask.as_of, lang),
        RECAP.label.get(lang)
    );
    RECAP.begin_titled(&title, ask, sink)?;
    let mut all = Numbers::default();
    for (kind, numbers) in KINDS.iter().zip(&counted.kinds) {
        // A kind that nobody recorded is told only where there are any.
        if kind.word == "unknown" && numbers.signed + numbers.in_force + numbers.ended == 0 {
            continue;
        }
        all.add(numbers);
        sink.row(&numbers.cells(Some(kind.word), kind.label.get(lang)))?;
    }
    let total = all.cells(None, TOTAL.get(lang)).to_vec();
    let notes = vec![say!(
        lang,
        "Ditandatangani, berlaku dan berakhir dalam periode sampai hari itu; akan berakhir dalam {} hari sesudahnya.",
        "Signed, in force and ended in the period until that day; ending in the {} days after it.",
        settings.notice_days()
    )];
    let open = Some(ask.command(&format!("report in-force{}", ask.period.flag("period"))));
    sink.end(&Foot { total, notes, open })
}

fn summary(ask: &Ask, counted: &Counted, told: &lines::Told, sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(SUMMARY.name) {
        return Ok(());
    }
    SUMMARY.begin_titled(SUMMARY.label.get(ask.lang), ask, sink)?;
    let in_force = i64::try_from(counted.in_force.len()).unwrap_or(i64::MAX);
    let numbers = [
        counted.register,
        in_force,
        counted.left.not_own,
        counted.left.undated,
        told.without_score,
        told.nobody_said,
    ];
    for (line, number) in COUNTED.iter().zip(numbers) {
        sink.row(&[Cell::Text(line.word), Cell::Int(number)])?;
    }
    sink.end(&Foot::default())
}
