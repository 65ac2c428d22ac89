//! What was measured and recorded, laid beside a question when it is asked: values, beneficiaries, money, obligations.

use rusqlite::types::ValueRef;

use super::Ask;
use super::benefits::sum;
use crate::error::Result;
use crate::lang::{Lang, choice_label};
use crate::register::{LAST_MEASURED, OBLIGATION_STATES};
use crate::render::cell_text;
use crate::rules::attainment::Money;
use crate::say;
use crate::sheet::Cell;
use crate::store::Store;
use crate::value::Kind;

/// One line of what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it says.
    pub text: String,
    /// Whether it is of the period that is asked about; what is older is told, and proves nothing of it.
    pub of_period: bool,
}

impl Evidence {
    fn of_period(text: String) -> Self {
        Self { text, of_period: true }
    }
}

/// The lines for a question of that evidence, known by the day that is asked about and up to the end of the period.
pub fn evidence(store: &Store, ask: &Ask, agreement: &str, what: &str) -> Result<Vec<Evidence>> {
    // What came after the period tells nothing of it; whoever asks goes on speaking of their own day.
    store.speak_as_of(ask.period.until(ask.as_of))?;
    let found = match what {
        "indicators" => indicators(store, ask, agreement),
        "beneficiaries" => beneficiaries(store, ask, agreement),
        "money" => money(store, ask, agreement),
        "savings" => savings(store, ask, agreement),
        "obligations" => obligations(store, ask, agreement),
        _ => Ok(Vec::new()),
    };
    store.speak_as_of(ask.as_of)?;
    found
}

/// The last measurement of each benefit by the day.
fn last() -> String {
    format!(
        "SELECT b.name, b.unit, b.target, m.value, m.measured_on, m.beneficiaries, m.beneficiary_group, m.place, \
         attainment(b.baseline, b.target, m.value, b.better) \
         FROM benefit b JOIN measurement m ON {LAST_MEASURED} WHERE b.agreement = ?1 ORDER BY b.code"
    )
}

fn indicators(store: &Store, ask: &Ask, agreement: &str) -> Result<Vec<Evidence>> {
    let lang = ask.lang;
    let mut statement = store.conn().prepare_cached(&last())?;
    let mut rows = statement.query([agreement])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let decimal = |at: usize| shown(row.get_ref(at), Kind::Decimal, lang);
        let reached: Option<i64> = row.get(8)?;
        let reached = reached
            .map_or_else(String::new, |percent| say!(lang, ", capaian {} %", ", {} % attained", percent));
        let on: String = row.get(4)?;
        let text = say!(
            lang,
            "{}: {} {} per {}, target {}{}",
            "{}: {} {} on {}, target {}{}",
            row.get::<_, String>(0)?,
            decimal(3),
            row.get::<_, String>(1)?,
            on,
            decimal(2),
            reached
        );
        lines.push(Evidence { text, of_period: on >= ask.period.since() });
    }
    Ok(lines)
}

fn beneficiaries(store: &Store, ask: &Ask, agreement: &str) -> Result<Vec<Evidence>> {
    let mut statement = store.conn().prepare_cached(&last())?;
    let mut rows = statement.query([agreement])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(count) = row.get::<_, Option<i64>>(5)? else { continue };
        let group = row.get::<_, Option<String>>(6)?;
        let place = row.get::<_, Option<String>>(7)?;
        let whom = [group, place].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let whom = if whom.is_empty() { String::new() } else { format!(" ({whom})") };
        let (name, on) = (row.get::<_, String>(0)?, row.get::<_, String>(4)?);
        let text =
            say!(ask.lang, "{}: {} penerima{} per {}", "{}: {} beneficiaries{} on {}", name, count, whom, on);
        lines.push(Evidence { text, of_period: on >= ask.period.since() });
    }
    Ok(lines)
}

/// The money of the years that the period touches.
fn money(store: &Store, ask: &Ask, agreement: &str) -> Result<Vec<Evidence>> {
    let [from, to] = ask.period.years();
    let sql = "SELECT planned, revised, realised, side FROM funding WHERE agreement = ?1 AND year BETWEEN ?2 AND ?3";
    let mut statement = store.conn().prepare_cached(sql)?;
    let mut rows = statement.query((agreement, from, to))?;
    let mut sum = Money::default();
    while let Some(row) = rows.next()? {
        sum.add(row.get(0)?, row.get(1)?, row.get(2)?, row.get_ref(3)?.as_str() == Ok("partner"));
    }
    let lang = ask.lang;
    let rupiah = |amount: i64| cell_text(&Cell::Int(amount), Kind::Rupiah, lang).into_owned();
    let percent = |share: f64| cell_text(&Cell::Share(share), Kind::Percent, lang).into_owned();
    let mut lines = Vec::new();
    if let (Some(used), Some((planned, realised))) = (sum.used(), sum.compared()) {
        lines.push(say!(
            lang,
            "Realisasi Rp{} dari rencana Rp{} ({})",
            "Rp{} used of Rp{} planned ({})",
            rupiah(realised),
            rupiah(planned),
            percent(used)
        ));
    }
    if let Some(share) = sum.of_partners().filter(|share| *share > 0.0) {
        lines.push(say!(lang, "Bagian mitra: {}", "The partners' part: {}", percent(share)));
    }
    Ok(lines.into_iter().map(Evidence::of_period).collect())
}

fn savings(store: &Store, ask: &Ask, agreement: &str) -> Result<Vec<Evidence>> {
    let from = ask.period.since();
    let sql = format!(
        "SELECT {}, {} FROM benefit b JOIN measurement m ON m.benefit = b.code \
         WHERE b.agreement = ?1 AND m.measured_on BETWEEN ?2 AND as_of()",
        sum("m.saved"),
        sum("m.earned")
    );
    let (saved, earned): (Option<i64>, Option<i64>) =
        store.conn().query_row(&sql, (agreement, from), |r| Ok((r.get(0)?, r.get(1)?)))?;
    let rupiah = |amount: i64| cell_text(&Cell::Int(amount), Kind::Rupiah, ask.lang).into_owned();
    let saved = saved.map(|sum| say!(ask.lang, "Penghematan: Rp{}", "Saved: Rp{}", rupiah(sum)));
    let earned = earned.map(|sum| say!(ask.lang, "Pendapatan: Rp{}", "Earned: Rp{}", rupiah(sum)));
    Ok(saved.into_iter().chain(earned).map(Evidence::of_period).collect())
}

fn obligations(store: &Store, ask: &Ask, agreement: &str) -> Result<Vec<Evidence>> {
    let sql = format!(
        "SELECT code, title, {} FROM obligation WHERE agreement = ?1 AND (due_on IS NULL OR due_on <= as_of()) ORDER BY code",
        crate::register::OBLIGATION_STATE
    );
    let mut statement = store.conn().prepare_cached(&sql)?;
    let rows = statement.query_map([agreement], |r| {
        let (code, title, state): (String, String, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
        Ok(format!("{code} {title}: {}", choice_label(&state, OBLIGATION_STATES, ask.lang)))
    })?;
    rows.map(|text| Ok(Evidence { text: text?, of_period: false })).collect()
}

fn shown(value: rusqlite::Result<ValueRef<'_>>, kind: Kind, lang: Lang) -> String {
    let text = value.ok().and_then(|v| v.as_str().ok()).unwrap_or_default();
    cell_text(&Cell::Text(text), kind, lang).into_owned()
}
