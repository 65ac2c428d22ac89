//! One evaluation with its arithmetic open: what was answered, what that is worth, how it adds up, and what is missing.

mod answers;

use self::answers::{ANSWERS, answers};
use super::scores::{Wanted, each};
use super::{Ask, Part, UNKNOWN};
use crate::calendar::date::{iso, long};
use crate::calendar::period::of_name;
use crate::error::Result;
use crate::lang::{choice_label, label};
use crate::register::ASSESSORS;
use crate::rules::scoring::{AXES, AXES_AND_TOTAL, Bands, Scores, Tally, VERDICTS};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::Store;
use crate::value::Kind;

const AXES_PART: Part = Part {
    name: "axes",
    label: label("Skor tiap segi", "Scores by axis"),
    columns: &[
        Column::new("axis", label("Segi", "Axis"), Kind::Choice(AXES_AND_TOTAL)),
        Column::new("points", label("Nilai", "Points"), Kind::Count),
        Column::new("most", label("Tertinggi", "Most"), Kind::Count),
        Column::new("score", label("Skor", "Score"), Kind::Percent),
        Column::new("verdict", label("Simpulan", "Verdict"), Kind::Choice(VERDICTS)),
        Column::new("answered", label("Terjawab", "Answered"), Kind::Count),
        Column::new("applicable", label("Berlaku", "Applicable"), Kind::Count),
        Column::new("without_proof", label("Tanpa bukti", "Without proof"), Kind::Percent).rank(1),
    ],
};

/// The names of the parts.
pub const EVALUATED_PARTS: &[&str] = &[AXES_PART.name, ANSWERS.name];

/// Shows an evaluation and how it adds up.
pub fn evaluated(store: &Store, ask: &Ask, code: &str, sink: &mut dyn Sink) -> Result<()> {
    let mut found: Option<(Scores, Bands)> = None;
    each(store, ask, &Wanted::one(code), &mut |scored| {
        found = Some((scored.scores, scored.bands));
        Ok(())
    })?;
    let Some((scores, bands)) = found else { return Ok(()) };
    axes(store, ask, code, &scores, &bands, sink)?;
    if ask.wants(ANSWERS.name) {
        answers(store, ask, code, sink)?;
    }
    Ok(())
}

fn axes(
    store: &Store,
    ask: &Ask,
    code: &str,
    scores: &Scores,
    bands: &Bands,
    sink: &mut dyn Sink,
) -> Result<()> {
    if !ask.wants(AXES_PART.name) {
        return Ok(());
    }
    let lang = ask.lang;
    let sql = "SELECT e.agreement, e.period, e.assessor, e.instrument, e.answered_on, a.title, e.answered_by, e.entered_by \
               FROM evaluation e JOIN agreement a ON a.code = e.agreement WHERE e.code = ?1";
    let told: [Option<String>; 8] = store.conn().query_row(sql, [code], |r| {
        Ok([r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?, r.get(6)?, r.get(7)?])
    })?;
    let [agreement, period, assessor, version, on, title, by, entered_by] = told;
    let (period, assessor) = (period.unwrap_or_default(), assessor.unwrap_or_default());
    let days = of_name(&period).map_or_else(String::new, |p| p.spelled(lang));
    let who = by.map(|by| say!(lang, " oleh {}", " by {}", by)).unwrap_or_default();
    let entered = entered_by.map(|by| say!(lang, ", dicatat {}", ", entered by {}", by)).unwrap_or_default();
    let title = say!(
        lang,
        "{} {}\nPeriode {} ({}), penilai {}\nDijawab {}{}{}; instrumen {}",
        "{} {}\nPeriod {} ({}), assessor {}\nAnswered {}{}{}; instrument {}",
        agreement.unwrap_or_default(),
        title.unwrap_or_default(),
        period,
        days,
        choice_label(&assessor, ASSESSORS, lang),
        on.and_then(|on| iso(&on)).map_or_else(|| UNKNOWN.get(lang).to_owned(), |day| long(day, lang)),
        who,
        entered,
        version.unwrap_or_default()
    );
    AXES_PART.begin_titled(&title, ask, sink)?;
    let lines = scores.axes.iter().copied().zip(AXES).filter(|(tally, _)| tally.applicable > 0);
    for (tally, axis) in lines {
        sink.row(&cells(axis.word, &tally, bands))?;
    }
    sink.row(&cells("total", &scores.total(), bands))?;
    let mut notes = vec![say!(
        lang,
        "Skor: Σ(nilai × bobot) ÷ Σ(nilai tertinggi × bobot) dari yang dijawab dan berlaku; baik mulai {} %, cukup mulai {} %, dinilai bila {} % terjawab.",
        "Score: Σ(points × weight) ÷ Σ(most points × weight) of what is answered and applies; good from {} %, fair from {} %, a verdict where {} % is answered.",
        bands.good,
        bands.fair,
        bands.answered
    )];
    match assessor.as_str() {
        "department" => notes.push(say!(
            lang,
            "Sementara: sekretariat mempunyai kata terakhir.",
            "Provisional: the secretariat has the last word."
        )),
        "partner" => notes.push(say!(
            lang,
            "Penilaian mitra; tidak pernah menjadi skor resmi sendirian.",
            "The partner's view; it is never the official score alone."
        )),
        _ => {}
    }
    sink.end(&Foot { notes, ..Foot::default() })
}

fn cells(axis: &'static str, tally: &Tally, bands: &Bands) -> [Cell<'static>; 8] {
    [
        Cell::Text(axis),
        Cell::Int(tally.points),
        Cell::Int(tally.most),
        Cell::share(tally.score()),
        Cell::Text(tally.verdict(bands).word()),
        Cell::Int(tally.answered),
        Cell::Int(tally.applicable),
        Cell::share(tally.without_proof()),
    ]
}
