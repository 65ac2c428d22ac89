//! What the people got: each indicator's target against what was measured, whom it reached, the money saved or earned, and
//! the money that was planned and used for it.

use super::{Ask, Part, Report, TOTAL, Takes};
use crate::calendar::period::Period;
use crate::error::{Error, Result};
use crate::lang::label;
use crate::rules::attainment::{Money, attainment};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{Store, cell};
use crate::value::{Kind, decimal};

const INDICATORS: Part = Part {
    name: "indicators",
    label: label("Manfaat menurut indikator", "Benefits by indicator"),
    columns: &[
        Column::new("benefit", label("Kode", "Code"), Kind::Code).rank(4),
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("name", label("Indikator", "Indicator"), Kind::Text),
        Column::new("unit", label("Satuan", "Unit"), Kind::Text).rank(1),
        Column::new("baseline", label("Keadaan awal", "Baseline"), Kind::Decimal).rank(2),
        Column::new("target", label("Target", "Target"), Kind::Decimal),
        Column::new("value", label("Nilai terakhir", "Last value"), Kind::Decimal),
        Column::new("measured_on", label("Diukur pada", "Measured on"), Kind::Date).rank(3),
        Column::new("attainment", label("Capaian", "Attainment"), Kind::Percent),
        Column::new("beneficiaries", label("Penerima manfaat", "Beneficiaries"), Kind::Count),
        Column::new("saved", label("Penghematan (Rp)", "Saved (Rp)"), Kind::Rupiah).rank(3),
        Column::new("earned", label("Pendapatan (Rp)", "Earned (Rp)"), Kind::Rupiah).rank(3),
    ],
};

const MONEY: Part = Part {
    name: "money",
    label: label("Rencana dan realisasi pembiayaan", "Funding planned and used"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text).rank(1),
        Column::new("planned", label("Rencana (Rp)", "Planned (Rp)"), Kind::Rupiah),
        Column::new("realised", label("Realisasi (Rp)", "Realised (Rp)"), Kind::Rupiah),
        Column::new("used", label("Terpakai", "Used"), Kind::Percent),
        Column::new("of_partners", label("Bagian mitra", "The partners' part"), Kind::Percent).rank(2),
        Column::new("unknown", label("Belum diketahui", "Not known"), Kind::Count).rank(3),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "benefits",
    also: &["manfaat"],
    label: INDICATORS.label,
    about: label(
        "Apa yang diterima masyarakat: target dan capaian, penerima manfaat, uang",
        "What the people got: target and actual, beneficiaries, money",
    ),
    command: false,
    takes: &[Takes::Period, Takes::Only],
    parts: &[INDICATORS, MONEY],
    example: "sinergi report benefits --period 2025",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    indicators(store, ask, sink)?;
    money(store, ask, sink)
}

/// What the indicators add up to.
#[derive(Default)]
struct Sums {
    indicators: i64,
    unmeasured: i64,
    reached: i64,
    saved: i64,
    earned: i64,
    /// The people that every agreement reached: of each the most of an indicator, for those of several may be the same.
    people: i64,
    /// The agreement that is being read, and the most of its indicators so far.
    here: (String, i64),
}

impl Sums {
    fn reach(&mut self, agreement: &str, people: Option<i64>) {
        if self.here.0 != agreement {
            self.here = (agreement.to_owned(), 0);
        }
        let more = people.unwrap_or_default().saturating_sub(self.here.1).max(0);
        self.here.1 += more;
        self.people = self.people.saturating_add(more);
    }
}

fn indicators(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(INDICATORS.name) {
        return Ok(());
    }
    INDICATORS.begin_of_period(ask, sink)?;
    let (from, to) = (ask.period.since(), ask.period.until(ask.as_of).to_string());
    let sql = format!(
        "SELECT b.code, b.agreement, b.name, b.unit, b.baseline, b.target, m.value, m.measured_on, b.better, m.beneficiaries, \
         {}, {} \
         FROM benefit b JOIN agreement ON agreement.code = b.agreement \
         LEFT JOIN measurement m ON m.benefit = b.code AND m.position = \
           (SELECT n.position FROM measurement n WHERE n.benefit = b.code AND n.measured_on BETWEEN :from AND :to \
            ORDER BY n.measured_on DESC, n.position DESC LIMIT 1) \
         WHERE {} ORDER BY b.agreement, b.code",
        sum_of("saved"),
        sum_of("earned"),
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[(":from", &from), (":to", &to)]).as_slice())?;
    let mut sums = Sums::default();
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        let units = |at: usize| Ok::<_, Error>(text(at)?.and_then(decimal::units));
        let (baseline, target, value) = (units(4)?, units(5)?, units(6)?);
        let share = target.zip(value).and_then(|(target, value)| {
            attainment(baseline, target, value, text(8).ok().flatten() == Some("down"))
        });
        let people: Option<i64> = row.get(9)?;
        sums.indicators += 1;
        sums.unmeasured += i64::from(value.is_none());
        sums.reached += i64::from(share.is_some_and(|share| share >= 1.0));
        sums.saved = sums.saved.saturating_add(row.get::<_, Option<i64>>(10)?.unwrap_or_default());
        sums.earned = sums.earned.saturating_add(row.get::<_, Option<i64>>(11)?.unwrap_or_default());
        sums.reach(text(1)?.unwrap_or_default(), people);
        sink.row(&[
            cell(row, 0)?,
            cell(row, 1)?,
            cell(row, 2)?,
            cell(row, 3)?,
            cell(row, 4)?,
            cell(row, 5)?,
            cell(row, 6)?,
            cell(row, 7)?,
            Cell::share(share),
            people.into(),
            cell(row, 10)?,
            cell(row, 11)?,
        ])?;
    }
    let mut total = vec![Cell::Empty; INDICATORS.columns.len()];
    total[2] = Cell::Text(TOTAL.get(ask.lang));
    total[9] = Cell::Int(sums.people);
    total[10] = Cell::Int(sums.saved);
    total[11] = Cell::Int(sums.earned);
    let notes = vec![
        say!(
            ask.lang,
            "Indikator: {}; target tercapai: {}; tidak diukur dalam masa itu: {}.",
            "Indicators: {}; target reached: {}; not measured in that time: {}.",
            sums.indicators,
            sums.reached,
            sums.unmeasured
        ),
        say!(
            ask.lang,
            "Capaian dihitung dari keadaan awal ke target; penerima manfaat dari pengukuran terakhir, per kerja sama yang terbanyak; orang yang sama dapat terhitung di beberapa kerja sama.",
            "Attainment is the way from baseline to target; beneficiaries are those of the last measurement, the most of each agreement; the same people may stand in several agreements."
        ),
    ];
    let open = Some(ask.command("benefit list"));
    sink.end(&Foot { total, notes, open })
}

/// What amounts add up to in SQL, NULL where there are none: exact up to nine quadrillion rupiah, beyond which no budget
/// reaches, and no error beyond.
pub(super) fn sum(column: &str) -> String {
    format!("iif(count({column}) > 0, CAST(total({column}) AS INTEGER), NULL)")
}

fn sum_of(column: &str) -> String {
    let sum = sum(&format!("s.{column}"));
    format!(
        "(SELECT {sum} FROM measurement s WHERE s.benefit = b.code AND s.measured_on BETWEEN :from AND :to)"
    )
}

fn money(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    if !ask.wants(MONEY.name) {
        return Ok(());
    }
    MONEY.begin_of_period(ask, sink)?;
    // A budget year that has not begun on the day is not there yet.
    let [from, to] = Period { to: Some(ask.period.until(ask.as_of)), ..ask.period }.years();
    let sql = format!(
        "SELECT agreement.code, agreement.title, f.planned, f.revised, f.realised, f.side FROM funding f \
         JOIN agreement ON agreement.code = f.agreement WHERE f.year BETWEEN :from AND :to AND {} ORDER BY f.code",
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[(":from", &from), (":to", &to)]).as_slice())?;
    let (mut here, mut all) = ((String::new(), String::new(), Money::default()), Money::default());
    while let Some(row) = rows.next()? {
        let code = row.get_ref(0)?.as_str().unwrap_or_default();
        if here.0 != code {
            write_money(&here, sink)?;
            here = (code.to_owned(), row.get(1)?, Money::default());
        }
        let partner = row.get_ref(5)?.as_str() == Ok("partner");
        for sum in [&mut here.2, &mut all] {
            sum.add(row.get(2)?, row.get(3)?, row.get(4)?, partner);
        }
    }
    write_money(&here, sink)?;
    let mut total = cells("", TOTAL.get(ask.lang), &all).to_vec();
    total[0] = Cell::Empty;
    let notes = vec![say!(
        ask.lang,
        "Tahun anggaran yang tersentuh periode; rencana yang diubah menggantikan yang pertama. Tidak masuk bagian terpakai (rencana atau realisasinya tidak diketahui): {}.",
        "Budget years that the period touches; a revised plan stands for the first. Not in the share used (plan or use not known): {}.",
        all.unknown
    )];
    sink.end(&Foot { total, notes, open: Some(ask.command("funding list")) })
}

fn write_money((code, title, sum): &(String, String, Money), sink: &mut dyn Sink) -> Result<()> {
    if code.is_empty() { Ok(()) } else { sink.row(&cells(code, title, sum)) }
}

fn cells<'a>(code: &'a str, title: &'a str, sum: &Money) -> [Cell<'a>; 7] {
    [
        Cell::Text(code),
        Cell::Text(title),
        sum.planned.into(),
        sum.realised.into(),
        Cell::share(sum.used()),
        Cell::share(sum.of_partners()),
        Cell::Int(sum.unknown),
    ]
}
