//! Which agreements in force exist only on paper: shown to be alive, said to be dead, or nobody has said; those of which nothing was
//! recorded for long; and umbrellas under which nothing was agreed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::names::{named, names_of};
use super::{Ask, LeftOut, OTHERS, Part, Report, TOTAL, Takes, UNKNOWN};
use crate::calendar::date::{add_months, iso};
use crate::error::Result;
use crate::lang::label;
use crate::register::CARRIED_BELOW;
use crate::rules::life::{LIVES, Life, MONTHS, life, silent_days};
use crate::rules::owed::is_umbrella;
use crate::rules::status::{first_day, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, facts};
use crate::value::Kind;

const DEPARTMENTS: Part = Part {
    name: "departments",
    label: label("Hidup, mati, atau belum ada yang menyatakan", "Alive, dead, or nobody has said"),
    columns: &[
        Column::new("department", label("OPD", "Department"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text).rank(1),
        Column::new("agreements", label("Berlaku", "In force"), Kind::Count),
        Column::new("alive", label("Terbukti hidup", "Alive"), Kind::Count),
        Column::new("dead", label("Dinyatakan mati", "Said dead"), Kind::Count),
        Column::new("nobody_said", label("Belum dinyatakan", "Nobody said"), Kind::Count),
    ],
};

const AGREEMENTS: Part = Part {
    name: "agreements",
    label: label("Yang tidak terbukti hidup", "Those not shown to be alive"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(1),
        Column::new("life", label("Keadaan", "Life"), Kind::Choice(LIVES)),
        Column::new("recorded_on", label("Terakhir dicatat", "Last recorded"), Kind::Date),
        Column::new("silent_days", label("Hari tanpa catatan", "Silent days"), Kind::Count).rank(2),
    ],
};

const UMBRELLAS: Part = Part {
    name: "umbrellas",
    label: label("Naskah payung tanpa turunan", "Umbrellas with nothing under them"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(1),
        Column::new("signed_on", label("Ditandatangani pada", "Signed on"), Kind::DayOrYear),
        Column::new("days", label("Hari sejak itu", "Days since"), Kind::Count).rank(2),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "paper-only",
    also: &["di-atas-kertas", "sleeping", "tidur"],
    label: DEPARTMENTS.label,
    about: label(
        "Yang berlaku tetapi hanya di atas kertas: tanpa catatan setahun, atau payung tanpa turunan",
        "In force but only on paper: nothing recorded for a year, or an umbrella with nothing under it",
    ),
    command: false,
    takes: &[Takes::Months, Takes::Only, Takes::RollUp],
    parts: &[DEPARTMENTS, AGREEMENTS, UMBRELLAS],
    example: "sinergi report paper-only --months 6",
    run,
};

/// The last day on which anything was recorded of `agreement` by the day in question: its signing, a step, an amendment, a decision, a paper, an
/// obstacle and what was done about it, an evaluation, a measurement, a review of an obligation, work on an activity that came from it.
pub(crate) const RECORDED_ON: &str = "nullif(max(\
     coalesce(iif(length(signed_on) = 10 AND signed_on <= as_of(), signed_on, ''), ''), \
     coalesce((SELECT max(moved_on) FROM movement WHERE agreement = agreement.code AND moved_on <= as_of()), ''), \
     coalesce((SELECT max(signed_on) FROM amendment WHERE agreement = agreement.code AND signed_on <= as_of()), ''), \
     coalesce((SELECT max(decided_on) FROM decision WHERE agreement = agreement.code AND decided_on <= as_of()), ''), \
     coalesce((SELECT max(received_on) FROM document WHERE agreement = agreement.code AND received_on <= as_of()), ''), \
     coalesce((SELECT max(raised_on) FROM obstacle WHERE agreement = agreement.code AND raised_on <= as_of()), ''), \
     coalesce((SELECT max(h.handled_on) FROM obstacle o JOIN handling h ON h.obstacle = o.code \
               WHERE o.agreement = agreement.code AND h.handled_on <= as_of()), ''), \
     coalesce((SELECT max(answered_on) FROM evaluation WHERE agreement = agreement.code AND answered_on <= as_of()), ''), \
     coalesce((SELECT max(m.measured_on) FROM benefit b JOIN measurement m ON m.benefit = b.code \
               WHERE b.agreement = agreement.code AND m.measured_on <= as_of()), ''), \
     coalesce((SELECT max(f.reviewed_on) FROM obligation b JOIN fulfilment f ON f.obligation = b.code \
               WHERE b.agreement = agreement.code AND f.reviewed_on <= as_of()), ''), \
     coalesce((SELECT max(r.progressed_on) FROM activity a JOIN realisation r ON r.activity = a.code \
               WHERE a.origin = 'agreement/' || agreement.code AND r.progressed_on <= as_of()), '')), '')";

/// What somebody said last, as `yes 2026-03-31`.
pub(crate) const SAID: &str = "(SELECT c.carried_out || ' ' || c.confirmed_on FROM confirmation c WHERE c.agreement = agreement.code \
     AND c.confirmed_on <= as_of() ORDER BY c.confirmed_on DESC, c.position DESC LIMIT 1)";

/// How many agreements of a department are alive, said to be dead, and of which nobody has said.
type Tally = [i64; LIVES.len()];

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let months = ask.months.unwrap_or(MONTHS);
    let since = add_months(ask.as_of, -months).unwrap_or(Date::MIN);
    let notice = store.settings()?.notice_days();
    let sql = format!(
        "SELECT code, title, {}, document, signed_on, {RECORDED_ON}, {SAID}, {CARRIED_BELOW}, {OTHERS}, {FACTS} \
         FROM agreement WHERE {} ORDER BY code",
        ask.only.lead(),
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let mut departments = BTreeMap::<(bool, Option<String>), Tally>::new();
    let (mut quiet, mut umbrellas, mut left) = (Vec::new(), Vec::new(), LeftOut::default());
    while let Some(row) = rows.next()? {
        if !state(&facts(row, 9)?, ask.as_of, notice).in_force() {
            continue;
        }
        if row.get(8)? {
            left.not_own += 1;
            continue;
        }
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        let own = |text: Option<&str>| text.map(str::to_owned);
        let (code, title): (String, String) = (row.get(0)?, row.get(1)?);
        let (department, recorded) = (own(text(2)?), text(5)?.and_then(first_day));
        let said =
            text(6)?.and_then(|said| said.split_once(' ')).and_then(|(word, on)| Some((word, iso(on)?)));
        let found = life(recorded, said, since);
        departments.entry((department.is_none(), department.clone())).or_default()[found as usize] += 1;
        let signed = text(4)?.and_then(first_day);
        if text(3)?.is_some_and(is_umbrella) && !row.get::<_, bool>(7)? && signed.is_some_and(|on| on < since)
        {
            umbrellas.push((code.clone(), title.clone(), department.clone(), own(text(4)?), signed));
        }
        if found != Life::Alive {
            quiet.push((code, title, department, found, recorded));
        }
    }
    let spoken = Spoken { ask, months };
    if ask.wants(DEPARTMENTS.name) {
        spoken.departments(store, &departments, left, sink)?;
    }
    if ask.wants(AGREEMENTS.name) {
        AGREEMENTS.begin(ask, sink)?;
        for (code, title, department, found, recorded) in &quiet {
            let day = recorded.map(|day| day.to_string());
            sink.row(&[
                Cell::Text(code),
                Cell::Text(title),
                department.as_deref().into(),
                Cell::Text(found.word()),
                day.as_deref().into(),
                silent_days(*recorded, ask.as_of).into(),
            ])?;
        }
        sink.end(&Foot { open: Some(ask.command("report carried-out")), ..Foot::default() })?;
    }
    if ask.wants(UMBRELLAS.name) {
        UMBRELLAS.begin(ask, sink)?;
        for (code, title, department, written, signed) in &umbrellas {
            sink.row(&[
                Cell::Text(code),
                Cell::Text(title),
                department.as_deref().into(),
                written.as_deref().into(),
                silent_days(*signed, ask.as_of).into(),
            ])?;
        }
        let notes = vec![say!(
            ask.lang,
            "Ditandatangani lebih dari {} bulan lalu, dan belum ada naskah di bawahnya yang ditandatangani.",
            "Signed more than {} months ago, and nothing under it is signed yet.",
            months
        )];
        sink.end(&Foot {
            notes,
            open: Some(ask.command("agreement list --document kb,nk,loi")),
            ..Foot::default()
        })?;
    }
    Ok(())
}

/// What is asked, on its way to the page.
struct Spoken<'a> {
    ask: &'a Ask,
    months: i32,
}

impl Spoken<'_> {
    fn departments(
        &self,
        store: &Store,
        departments: &BTreeMap<(bool, Option<String>), Tally>,
        left: LeftOut,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        let lang = self.ask.lang;
        DEPARTMENTS.begin(self.ask, sink)?;
        let names = names_of(store, "department", self.ask)?;
        let cells = |tally: &Tally| {
            let [alive, dead, unsaid] = *tally;
            [Cell::Int(alive + dead + unsaid), Cell::Int(alive), Cell::Int(dead), Cell::Int(unsaid)]
        };
        let mut all = Tally::default();
        for ((_, code), tally) in departments {
            for (sum, number) in all.iter_mut().zip(tally) {
                *sum += number;
            }
            let mut row =
                vec![code.as_deref().into(), Cell::Text(named(&names, code.as_deref(), UNKNOWN.get(lang)))];
            row.extend(cells(tally));
            sink.row(&row)?;
        }
        let mut total = vec![Cell::Empty, Cell::Text(TOTAL.get(lang))];
        total.extend(cells(&all));
        let mut notes = vec![say!(
            lang,
            "Terbukti hidup: ada yang dicatat, atau dinyatakan dilaksanakan, dalam {} bulan terakhir. Tanpa catatan bukan bukti tidak dilaksanakan.",
            "Alive: something was recorded, or it was said to be carried out, in the last {} months. No record is no proof that it is not.",
            self.months
        )];
        notes.extend(self.ask.only.told(lang));
        notes.extend(left.notes(lang));
        sink.end(&Foot { total, notes, open: Some(self.ask.command("report paper-only --part agreements")) })
    }
}
