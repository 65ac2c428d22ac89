//! Whether cooperation lies along the main tasks of the departments: what stands outside a mandate, what has no department or affair,
//! and where there is none at all.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::names::{named, names_of};
use super::{Ask, LeftOut, OTHERS, Part, Report, TOTAL, Takes, UNKNOWN};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::rules::alignment::{ALIGNMENTS, Alignment, alignment, is_valid};
use crate::rules::share::share;
use crate::rules::status::state;
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, facts};
use crate::value::Kind;

const DEPARTMENTS: Part = Part {
    name: "departments",
    label: label("Kesesuaian dengan urusan yang diampu", "Alignment with the mandates"),
    columns: &[
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text).rank(1),
        Column::new("agreements", label("Berlaku", "In force"), Kind::Count),
        Column::new("aligned", label("Sesuai", "Aligned"), Kind::Count),
        Column::new("outside", label("Di luar", "Outside"), Kind::Count),
        Column::new("unknown", label("Tak dapat dinilai", "Not judged"), Kind::Count),
        Column::new("share", label("Bagian sesuai", "Share aligned"), Kind::Percent),
    ],
};

const AGREEMENTS: Part = Part {
    name: "agreements",
    label: label("Yang tidak sesuai atau tidak dapat dinilai", "Outside a mandate, or not to be judged"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("affair", label("Urusan", "Affair"), Kind::Code),
        Column::new("alignment", label("Kesesuaian", "Alignment"), Kind::Choice(ALIGNMENTS)).rank(1),
        Column::new("held_by", label("Pengampu urusannya", "Who holds it"), Kind::Text).rank(2),
    ],
};

/// Where nothing is; the words stand in CSV and JSON.
const GAPS_KNOWN: &[Choice] = &[
    choice("no-cooperation", "urusan tanpa kerja sama", "affair without cooperation"),
    choice("no-agreement", "OPD tanpa kerja sama", "department without an agreement"),
    choice("shared", "urusan yang diampu bersama", "affair that several hold"),
    choice("without-lead", "urusan bersama tanpa pemimpin", "shared affair that none leads"),
];

const GAPS: Part = Part {
    name: "gaps",
    label: label(
        "Di mana belum ada, dan apa yang diampu bersama",
        "Where there is none, and what several hold",
    ),
    columns: &[
        Column::new("what", label("Hal", "What"), Kind::Choice(GAPS_KNOWN)),
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text),
        Column::new("held_by", label("Pengampu", "Held by"), Kind::Text).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "alignment",
    also: &["kesesuaian"],
    label: DEPARTMENTS.label,
    about: label(
        "Apakah kerja sama berada dalam urusan yang diampu OPD-nya, dan di mana belum ada",
        "Whether agreements lie within the mandates of their departments, and where there are none",
    ),
    command: false,
    takes: &[Takes::Only, Takes::RollUp],
    parts: &[DEPARTMENTS, AGREEMENTS, GAPS],
    example: "sinergi report alignment --department DLH",
    run,
};

/// Which affairs the departments hold on a day, and who holds each.
pub(crate) struct Mandates {
    of_department: HashMap<String, Vec<String>>,
    of_affair: BTreeMap<String, Vec<String>>,
    /// Who leads an affair that several hold.
    leads: HashMap<String, String>,
    /// The department that one stands under.
    parents: HashMap<String, String>,
}

impl Mandates {
    pub(crate) fn on(store: &Store, day: Date) -> Result<Self> {
        let sql = "SELECT m.department, m.affair, m.valid_from, m.valid_to, m.lead, d.parent \
                   FROM mandate m JOIN department d ON d.code = m.department ORDER BY m.affair, m.department";
        let mut statement = store.conn().prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut found = Self {
            of_department: HashMap::new(),
            of_affair: BTreeMap::new(),
            leads: HashMap::new(),
            parents: HashMap::new(),
        };
        while let Some(row) = rows.next()? {
            let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
            if !is_valid(text(2)?, text(3)?, day) {
                continue;
            }
            let (department, affair): (String, String) = (row.get(0)?, row.get(1)?);
            found.of_department.entry(department.clone()).or_default().push(affair.clone());
            if row.get::<_, Option<bool>>(4)? == Some(true) {
                found.leads.insert(affair.clone(), department.clone());
            }
            if let Some(parent) = row.get(5)? {
                found.parents.insert(department.clone(), parent);
            }
            found.of_affair.entry(affair).or_default().push(department);
        }
        Ok(found)
    }

    pub(crate) fn of(&self, department: Option<&str>) -> &[String] {
        department.and_then(|code| self.of_department.get(code)).map_or(&[], Vec::as_slice)
    }

    /// The affairs that several hold and none leads, with those that hold them.
    pub(crate) fn without_lead(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.shared().filter(|(affair, _)| !self.leads.contains_key(*affair))
    }

    /// The affairs that several hold; a unit holds one together with the department that it stands under, as one.
    fn shared(&self) -> impl Iterator<Item = (&str, &[String])> {
        let alone = |code: &String, holders: &[String]| {
            self.parents.get(code).is_none_or(|parent| !holders.contains(parent))
        };
        self.of_affair
            .iter()
            .filter(move |(_, holders)| holders.iter().filter(|code| alone(code, holders)).count() > 1)
            .map(|(affair, holders)| (affair.as_str(), holders.as_slice()))
    }

    fn holders(&self, affair: &str) -> String {
        self.of_affair.get(affair).map(|holders| holders.join(", ")).unwrap_or_default()
    }
}

/// How the agreements of one department stand.
#[derive(Clone, Copy, Default)]
struct Tally {
    all: i64,
    aligned: i64,
    outside: i64,
}

impl Tally {
    fn add(&mut self, found: Alignment) {
        self.all += 1;
        self.aligned += i64::from(found == Alignment::Aligned);
        self.outside += i64::from(found == Alignment::Outside);
    }

    fn cells(self) -> [Cell<'static>; 5] {
        [
            Cell::Int(self.all),
            Cell::Int(self.aligned),
            Cell::Int(self.outside),
            Cell::Int(self.all - self.aligned - self.outside),
            // Of what can be judged.
            Cell::share(share(self.aligned, self.aligned + self.outside)),
        ]
    }
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let mandates = Mandates::on(store, ask.as_of)?;
    let notice = store.settings()?.notice_days();
    let sql = format!(
        "SELECT code, title, {}, affair, {OTHERS}, {FACTS} FROM agreement WHERE {} ORDER BY code",
        ask.only.lead(),
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let (mut departments, mut all, mut left) = (BTreeMap::new(), Tally::default(), LeftOut::default());
    let (mut lines, mut affairs) = (Vec::new(), BTreeSet::new());
    while let Some(row) = rows.next()? {
        if !state(&facts(row, 5)?, ask.as_of, notice).in_force() {
            continue;
        }
        if row.get(4)? {
            left.not_own += 1;
            continue;
        }
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        let (department, affair) = (text(2)?, text(3)?);
        let found = alignment(department, affair, mandates.of(department));
        affairs.extend(affair.map(str::to_owned));
        let key = (department.is_none(), department.map(str::to_owned));
        departments.entry(key).or_insert_with(Tally::default).add(found);
        all.add(found);
        if found != Alignment::Aligned && ask.wants(AGREEMENTS.name) {
            let own = |text: Option<&str>| text.map(str::to_owned);
            let (code, title): (String, String) = (row.get(0)?, row.get(1)?);
            lines.push((code, title, own(department), own(affair), found));
        }
    }
    if ask.wants(DEPARTMENTS.name) {
        by_department(store, ask, &departments, all, left, sink)?;
    }
    if ask.wants(AGREEMENTS.name) {
        AGREEMENTS.begin(ask, sink)?;
        for (code, title, department, affair, found) in &lines {
            let holders = affair.as_deref().map(|affair| mandates.holders(affair)).unwrap_or_default();
            sink.row(&[
                Cell::Text(code),
                Cell::Text(title),
                department.as_deref().into(),
                affair.as_deref().into(),
                Cell::Text(found.word()),
                if holders.is_empty() { Cell::Empty } else { Cell::Text(&holders) },
            ])?;
        }
        sink.end(&Foot { open: Some(ask.command("department mandate list")), ..Foot::default() })?;
    }
    if ask.wants(GAPS.name) {
        let with: BTreeSet<&str> = departments.keys().filter_map(|(_, code)| code.as_deref()).collect();
        gaps(store, ask, &mandates, &affairs, &with, sink)?;
    }
    Ok(())
}

type Departments = BTreeMap<(bool, Option<String>), Tally>;

fn by_department(
    store: &Store,
    ask: &Ask,
    departments: &Departments,
    all: Tally,
    left: LeftOut,
    sink: &mut dyn Sink,
) -> Result<()> {
    let lang = ask.lang;
    DEPARTMENTS.begin(ask, sink)?;
    let names = names_of(store, "department", ask)?;
    for ((_, code), tally) in departments {
        let name = named(&names, code.as_deref(), UNKNOWN.get(lang));
        let mut row = vec![code.as_deref().into(), Cell::Text(name)];
        row.extend(tally.cells());
        sink.row(&row)?;
    }
    let mut total = vec![Cell::Empty, Cell::Text(TOTAL.get(lang))];
    total.extend(all.cells());
    let mut notes = vec![say!(
        lang,
        "Yang berlaku saja. Bagian sesuai: dari yang dapat dinilai; tanpa OPD, urusan, atau urusan yang diampu tidak dinilai.",
        "Those in force only. Share aligned: of what can be judged; without a department, an affair or a mandate nothing is judged."
    )];
    notes.extend(ask.only.told(lang));
    notes.extend(left.notes(lang));
    sink.end(&Foot { total, notes, open: Some(ask.command("report alignment --part agreements")) })
}

/// Affairs and departments without cooperation, and affairs that several hold.
fn gaps(
    store: &Store,
    ask: &Ask,
    mandates: &Mandates,
    affairs: &BTreeSet<String>,
    with: &BTreeSet<&str>,
    sink: &mut dyn Sink,
) -> Result<()> {
    GAPS.begin(ask, sink)?;
    let (of_affairs, of_departments) = (names_of(store, "affair", ask)?, names_of(store, "department", ask)?);
    // A question about some agreements says nothing of where there are none.
    let everything = ask.only.department.is_none() && ask.only.partner.is_none() && ask.only.kind.is_none();
    let mut write = |what: &str, code: &str, name: &str, holders: &str| {
        let holders = if holders.is_empty() { Cell::Empty } else { Cell::Text(holders) };
        sink.row(&[Cell::Text(what), Cell::Text(code), Cell::Text(name), holders])
    };
    if everything {
        for (code, name) in of_affairs.iter().filter(|(code, _)| !affairs.contains(code)) {
            write("no-cooperation", code, name, &mandates.holders(code))?;
        }
        for code in store.departments_on(ask.as_of)?.iter().filter(|code| !with.contains(code.as_str())) {
            write("no-agreement", code, named(&of_departments, Some(code), code), "")?;
        }
    }
    for (code, holders) in mandates.shared() {
        let lead = mandates.leads.get(code);
        let marked = |holder: &String| match lead {
            Some(lead) if lead == holder => say!(ask.lang, "{} (memimpin)", "{} (leads)", holder),
            _ => holder.clone(),
        };
        let held: Vec<String> = holders.iter().map(marked).collect();
        let what = if lead.is_some() { "shared" } else { "without-lead" };
        write(what, code, named(&of_affairs, Some(code), code), &held.join(", "))?;
    }
    sink.end(&Foot { open: Some(ask.command("department mandate list")), ..Foot::default() })
}
