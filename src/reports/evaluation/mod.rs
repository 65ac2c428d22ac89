//! The scores of a period: by agreement with every axis and verdict, by department, kind and partner, and from period to
//! period; how many were counted, and how many not.

mod groups;
mod tally;

use std::collections::BTreeMap;

use self::groups::{Line, group, summary, trend};
use self::tally::Tally;
use super::names::{named, names_of};
use super::proposals::Last;
use super::scores::{Official, Wanted, official};
use super::{Ask, Part, Report, Takes, UNKNOWN};
use crate::error::Result;
use crate::lang::{Choice, Label, Lang, choice, choice_label, label};
use crate::register::{KINDS, OUTCOME_WORDS};
use crate::rules::scoring::{VERDICTS, Verdict};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::Store;
use crate::value::Kind;

const AGREEMENTS: Part = Part {
    name: "agreements",
    label: label("Skor evaluasi", "Evaluation scores"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("period", label("Periode", "Period"), Kind::Period).rank(5),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("department", label("OPD", "Department"), Kind::Code).rank(3),
        Column::new("effective", label("Efektif", "Effective"), Kind::Percent).rank(2),
        Column::new("efficient", label("Efisien", "Efficient"), Kind::Percent).rank(2),
        Column::new("benefit", label("Manfaat", "Benefit"), Kind::Percent).rank(2),
        Column::new("orderly", label("Tertib", "Orderly"), Kind::Percent).rank(2),
        Column::new("relevant", label("Relevan", "Relevant"), Kind::Percent).rank(2),
        Column::new("score", label("Skor", "Score"), Kind::Percent),
        Column::new("verdict", label("Simpulan", "Verdict"), Kind::Choice(VERDICTS)),
        Column::new("provisional", label("Sementara", "Provisional"), Kind::YesNo).rank(1),
        Column::new("without_proof", label("Tanpa bukti", "Without proof"), Kind::Percent).rank(3),
        Column::new("recommendation", label("Rekomendasi", "Recommendation"), Kind::Choice(OUTCOME_WORDS))
            .rank(4),
    ],
};

/// The columns of the parts that group.
macro_rules! grouped {
    ($key:literal, $id:literal, $en:literal, $kind:expr) => {
        &[
            Column::new($key, label($id, $en), $kind),
            Column::new("name", label("Nama", "Name"), Kind::Text),
            Column::new("counted", label("Dihitung", "Counted"), Kind::Count),
            Column::new("mean", label("Rata-rata", "Mean"), Kind::Percent),
            Column::new("good", label("Baik", "Good"), Kind::Count),
            Column::new("fair", label("Cukup", "Fair"), Kind::Count),
            Column::new("poor", label("Kurang", "Poor"), Kind::Count),
            Column::new("cannot_say", label("Tanpa simpulan", "No verdict"), Kind::Count),
            Column::new("provisional", label("Sementara", "Provisional"), Kind::Count).rank(2),
        ]
    };
}

const DEPARTMENTS: Part = Part {
    name: "departments",
    label: label("Rata-rata menurut OPD", "Means by department"),
    columns: grouped!("department", "OPD", "Department", Kind::Code),
};

const KINDS_PART: Part = Part {
    name: "kinds",
    label: label("Rata-rata menurut jenis", "Means by kind"),
    columns: grouped!("kind", "Jenis", "Kind", Kind::Code),
};

const PARTNERS: Part = Part {
    name: "partners",
    label: label("Rata-rata menurut mitra", "Means by partner"),
    columns: grouped!("partner", "Mitra", "Partner", Kind::Code),
};

const PERIODS: Part = Part {
    name: "periods",
    label: label("Dari periode ke periode", "From period to period"),
    columns: &[
        Column::new("period", label("Periode", "Period"), Kind::Period),
        Column::new("counted", label("Dihitung", "Counted"), Kind::Count),
        Column::new("mean", label("Rata-rata", "Mean"), Kind::Percent),
        Column::new("effective", label("Efektif", "Effective"), Kind::Percent).rank(1),
        Column::new("efficient", label("Efisien", "Efficient"), Kind::Percent).rank(1),
        Column::new("benefit", label("Manfaat", "Benefit"), Kind::Percent).rank(1),
        Column::new("orderly", label("Tertib", "Orderly"), Kind::Percent).rank(1),
        Column::new("relevant", label("Relevan", "Relevant"), Kind::Percent).rank(1),
        Column::new("cannot_say", label("Tanpa simpulan", "No verdict"), Kind::Count),
    ],
};

/// What is counted, and what is not.
const LINES: &[Choice] = &[
    choice("evaluated", "kerja sama dan periode yang dievaluasi", "agreements and periods evaluated"),
    choice("in-mean", "masuk rata-rata", "in the mean"),
    choice("provisional", "di antaranya sementara, dari OPD", "of them provisional, by the department"),
    choice("cannot-say", "tidak dihitung: terlalu sedikit terjawab", "not counted: too little answered"),
    choice("partner-only", "tidak dihitung: hanya mitra yang menilai", "not counted: the partner alone"),
    choice("answers", "jawaban dalam evaluasi itu", "answers in these evaluations"),
    choice("without-proof", "di antaranya tanpa bukti", "of them without proof"),
];

const SUMMARY: Part = Part {
    name: "summary",
    label: label("Yang dihitung", "What was counted"),
    columns: &[
        Column::new("what", label("Hal", "What"), Kind::Choice(LINES)),
        Column::new("records", label("Jumlah", "Records"), Kind::Count),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "evaluation",
    also: &["evaluasi"],
    label: AGREEMENTS.label,
    about: label(
        "Skor dan simpulan: per kerja sama, OPD, jenis, mitra, dan dari periode ke periode",
        "Scores and verdicts: by agreement, department, kind, partner, and from period to period",
    ),
    command: false,
    takes: &[Takes::Period, Takes::Only, Takes::RollUp],
    parts: &[AGREEMENTS, DEPARTMENTS, KINDS_PART, PARTNERS, PERIODS, SUMMARY],
    example: "sinergi report evaluation --period 2025-S1",
    run,
};

/// What the walk adds up.
#[derive(Default)]
struct Groups {
    departments: BTreeMap<Option<String>, Tally>,
    kinds: BTreeMap<String, Tally>,
    partners: BTreeMap<Option<String>, Tally>,
    all: Tally,
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    store.speak_as_of(ask.as_of)?;
    let listed = ask.wants(AGREEMENTS.name);
    let wanted = Wanted::asked(ask).with_agreements().with_proofs(listed || ask.wants(SUMMARY.name));
    if listed {
        AGREEMENTS.begin_of_period(ask, sink)?;
    }
    let mut groups = Groups::default();
    let grouped = [&DEPARTMENTS, &KINDS_PART, &PARTNERS, &SUMMARY].iter().any(|part| ask.wants(part.name));
    let partner_only = if listed || grouped {
        gather(store, ask, &wanted, &mut groups, listed.then_some(&mut *sink))?
    } else {
        0
    };
    if listed {
        let mut notes = vec![say!(
            lang,
            "Skor resmi: sekretariat, bila tidak ada OPD (sementara), tidak pernah mitra sendirian.",
            "The official score: the secretariat's, else the department's (provisional), never the partner's alone."
        )];
        notes.push(say!(
            lang,
            "Segi yang kosong: terlalu sedikit terjawab, atau tidak berlaku.",
            "An axis that is empty: too little answered, or not applicable."
        ));
        notes.extend(left_out(&groups.all, partner_only, lang));
        let open = Some(ask.command(&format!("evaluation list{}", ask.period.flag("period"))));
        sink.end(&Foot { notes, open, ..Foot::default() })?;
    }
    let by_code = |map: BTreeMap<Option<String>, Tally>, register: &str| -> Result<Vec<Line>> {
        let names = names_of(store, register, ask)?;
        let line = |(code, tally): (Option<String>, Tally)| {
            let name = match &code {
                Some(code) => named(&names, Some(code), code).to_owned(),
                None => UNKNOWN.get(lang).to_owned(),
            };
            Line { code, name, tally }
        };
        Ok(map.into_iter().map(line).collect())
    };
    group(&DEPARTMENTS, &by_code(groups.departments, "department")?, &groups.all, ask, sink)?;
    let kinds = groups.kinds.into_iter().map(|(word, tally)| {
        let name = choice_label(&word, KINDS, lang);
        Line { code: Some(word), name, tally }
    });
    group(&KINDS_PART, &kinds.collect::<Vec<_>>(), &groups.all, ask, sink)?;
    // An agreement of several partners counts with each, so that these add up to no total.
    group(&PARTNERS, &by_code(groups.partners, "partner")?, &Tally::default(), ask, sink)?;
    trend(store, ask, sink)?;
    summary(&groups.all, partner_only, ask, sink)
}

/// Walks the official evaluations once, adds them up, and writes each where a sink is given.
fn gather(
    store: &Store,
    ask: &Ask,
    wanted: &Wanted,
    groups: &mut Groups,
    mut sink: Option<&mut dyn Sink>,
) -> Result<i64> {
    let mut partners = store.conn().prepare("SELECT DISTINCT partner FROM party WHERE agreement = ?1")?;
    let mut proposals = Last::new(store, ask)?;
    let with_partners = ask.wants(PARTNERS.name);
    official(store, ask, wanted, &mut |one| {
        groups.all.add(one);
        match groups.departments.get_mut(&one.department) {
            Some(tally) => tally.add(one),
            None => groups.departments.entry(one.department.clone()).or_default().add(one),
        }
        match groups.kinds.get_mut(&one.kind) {
            Some(tally) => tally.add(one),
            None => groups.kinds.entry(one.kind.clone()).or_default().add(one),
        }
        if with_partners {
            let found = partners.query_map([&one.agreement], |r| r.get::<_, String>(0))?;
            let found: Vec<Option<String>> =
                found.map(|code| code.map(Some)).collect::<rusqlite::Result<_>>()?;
            let found = if found.is_empty() { vec![None] } else { found };
            for code in found {
                groups.partners.entry(code).or_default().add(one);
            }
        }
        match &mut sink {
            Some(sink) => write(one, &mut proposals, *sink),
            None => Ok(()),
        }
    })
}

fn write(one: &Official, proposals: &mut Last<'_>, sink: &mut dyn Sink) -> Result<()> {
    let proposal = proposals.of_period(&one.agreement, &one.period)?;
    let total = one.scores.total();
    // An axis of which nothing can be said has no score either.
    let axis = |at: usize| {
        let tally = &one.scores.axes[at];
        Cell::share(tally.score().filter(|_| tally.verdict(&one.bands) != Verdict::CannotSay))
    };
    sink.row(&[
        Cell::Text(&one.agreement),
        Cell::Text(&one.period),
        Cell::Text(&one.title),
        one.department.as_deref().into(),
        axis(0),
        axis(1),
        axis(2),
        axis(3),
        axis(4),
        Cell::share(total.score()),
        Cell::Text(total.verdict(&one.bands).word()),
        Cell::Int(one.provisional.into()),
        Cell::share(total.without_proof()),
        proposal.as_ref().map(|p| p.word.as_str()).into(),
    ])
}

fn left_out(all: &Tally, partner_only: i64, lang: Lang) -> Vec<String> {
    let cannot_say = all.verdicts[Verdict::CannotSay as usize];
    let reasons: [(i64, Label); 2] = [
        (cannot_say, label("terlalu sedikit terjawab", "too little answered")),
        (partner_only, label("hanya mitra yang menilai", "the partner alone")),
    ];
    let told = reasons.into_iter().filter(|(number, _)| *number > 0);
    let told = told.map(|(number, why)| {
        say!(lang, "Tidak masuk rata-rata: {} ({}).", "In no mean: {} ({}).", number, why.get(lang))
    });
    let unproved = (all.answered > 0).then(|| {
        say!(
            lang,
            "Tanpa bukti: {} dari {} jawaban.",
            "Without proof: {} of {} answers.",
            all.unproved,
            all.answered
        )
    });
    told.chain(unproved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::scoring::AXES;

    #[test]
    fn the_columns_of_axes_stand_in_their_order() {
        let keys: Vec<&str> = AGREEMENTS.columns.iter().map(|c| c.key).collect();
        let first = keys.iter().position(|key| *key == AXES[0].word).unwrap();
        let words: Vec<&str> = AXES.iter().map(|c| c.word).collect();
        assert_eq!(keys[first..first + AXES.len()], words);
    }
}
