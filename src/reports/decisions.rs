//! What is proposed for each agreement, and what became of it: the last recommendation that counts, the decision that
//! followed, and whether that was carried out.

use super::left::{NOT_OWN, left_out};
use super::proposals::{Last, Proposal};
use super::{Ask, OTHERS, Part, Report, Takes};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::register::{ENDS_ON, OUTCOME_WORDS, SUCCESSOR, carried_out_on};
use crate::rules::status::{STATES, State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, cell, facts};
use crate::value::Kind;

/// What became of a proposal; the words stand in CSV and JSON.
const FATES: &[Choice] = &[
    choice("nothing-proposed", "belum ada usulan", "nothing proposed"),
    choice("waiting", "menunggu keputusan", "waiting for a decision"),
    choice("decided", "belum dijalankan", "not carried out"),
    choice("carried-out", "sudah dijalankan", "carried out"),
    choice("decided-otherwise", "diputuskan lain", "decided otherwise"),
];

const PART: Part = Part {
    name: "decisions",
    label: label("Usulan dan keputusan", "Proposals and decisions"),
    columns: &[
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("status", label("Status", "Status"), Kind::Choice(STATES)).rank(4),
        Column::new("ends_on", label("Berakhir", "Ends on"), Kind::Date).rank(3),
        Column::new("proposed", label("Usulan", "Proposal"), Kind::Choice(OUTCOME_WORDS)),
        Column::new("period", label("Periode", "Period"), Kind::Period).rank(2),
        Column::new("provisional", label("Sementara", "Provisional"), Kind::YesNo).rank(5),
        Column::new("decided", label("Keputusan", "Decision"), Kind::Choice(OUTCOME_WORDS)).rank(1),
        Column::new("decided_on", label("Diputuskan pada", "Decided on"), Kind::Date).rank(2),
        Column::new("closed_on", label("Dilaksanakan pada", "Carried out on"), Kind::Date).rank(3),
        Column::new("fate", label("Tindak lanjut", "What became of it"), Kind::Choice(FATES)),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "decisions",
    also: &["keputusan"],
    label: PART.label,
    about: label(
        "Apa yang diusulkan bagi setiap kerja sama dan apa tindak lanjutnya",
        "What is proposed for each agreement and what became of it",
    ),
    command: false,
    takes: &[Takes::Only],
    parts: &[PART],
    example: "sinergi report decisions",
    run,
};

/// What was done with an agreement.
struct Acts<'r> {
    /// Whether another follows it.
    followed: bool,
    /// When it was last amended, and when its end was last moved.
    amended: Option<&'r str>,
    extended: Option<&'r str>,
}

/// Whether the facts already are what was proposed.
fn is_done(proposal: &Proposal, found: State, acts: &Acts<'_>) -> bool {
    let since = |day: Option<&str>| day.is_some_and(|day| day >= proposal.answered_on.as_str());
    match proposal.word.as_str() {
        "extend" | "continue" => acts.followed || since(acts.extended),
        "amend" | "widen" => since(acts.amended),
        "lapse" => found == State::Lapsed,
        "end" => found == State::Ended,
        _ => false,
    }
}

/// The day on which the last amendment that moved the end was signed.
const LAST_EXTENDED: &str = "(SELECT max(m.signed_on) FROM amendment m WHERE m.agreement = agreement.code AND m.signed_on <= as_of() \
     AND m.ends_on IS NOT NULL)";

/// The day on which the last amendment was signed.
const LAST_AMENDED: &str = "(SELECT max(m.signed_on) FROM amendment m WHERE m.agreement = agreement.code AND m.signed_on <= as_of())";

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let lang = ask.lang;
    let notice = store.settings()?.notice_days();
    let mut proposals = Last::new(store, ask)?;
    PART.begin(ask, sink)?;
    // The decision that was taken first after the proposal; without one, the last that stands.
    let decisions = format!(
        "SELECT d.word, d.decided_on, {} FROM decision d JOIN agreement ON agreement.code = d.agreement \
         WHERE d.agreement = ?1 AND d.decided_on <= as_of()",
        carried_out_on()
    );
    let after = format!("{decisions} AND d.decided_on >= ?2 ORDER BY d.decided_on, d.position LIMIT 1");
    let last = format!("{decisions} ORDER BY d.decided_on DESC, d.position DESC LIMIT 1");
    let (mut after, mut last) = (store.conn().prepare(&after)?, store.conn().prepare(&last)?);
    let sql = format!(
        "SELECT code, title, {ENDS_ON}, {OTHERS}, {SUCCESSOR} IS NOT NULL, {LAST_AMENDED}, {LAST_EXTENDED}, {FACTS} \
         FROM agreement WHERE {} ORDER BY code",
        ask.only.sql()
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(ask.only.with(&[]).as_slice())?;
    let (mut counts, mut others) = ([0_i64; FATES.len()], 0);
    while let Some(row) = rows.next()? {
        let found = state(&facts(row, 7)?, ask.as_of, notice);
        let code = row.get_ref(0)?.as_str().unwrap_or_default();
        let over = matches!(found, State::Lapsed | State::Ended);
        if !found.in_force() && !over {
            continue;
        }
        let proposal = proposals.of(code)?;
        if proposal.is_none() && over {
            continue;
        }
        if row.get(3)? {
            others += 1;
            continue;
        }
        let mut decisions = match &proposal {
            Some(proposal) => after.query([code, &proposal.answered_on])?,
            None => last.query([code])?,
        };
        let decided = decisions.next()?;
        let text = |at: usize| match decided {
            Some(row) => row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default()),
            None => Ok(None),
        };
        let (word, on, closed) = (text(0)?, text(1)?, text(2)?);
        let signed = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        let acts = Acts { followed: row.get(4)?, amended: signed(5)?, extended: signed(6)? };
        let fate = match (&proposal, word) {
            (None, None) => 0,
            // What was proposed can be done without that anybody recorded a decision.
            (Some(proposal), None) if is_done(proposal, found, &acts) => 3,
            // One that was ended otherwise waits for nothing any more.
            (Some(_), None) if found == State::Ended => 4,
            (Some(_), None) => 1,
            (Some(proposal), Some(word)) if proposal.word != word => 4,
            (_, Some(_)) if closed.is_some() => 3,
            (_, Some(_)) => 2,
        };
        counts[fate] += 1;
        sink.row(&[
            cell(row, 0)?,
            cell(row, 1)?,
            Cell::Text(found.word()),
            cell(row, 2)?,
            proposal.as_ref().map(|p| p.word.as_str()).into(),
            proposal.as_ref().map(|p| p.period.as_str()).into(),
            proposal.as_ref().map(|p| i64::from(p.provisional)).into(),
            word.into(),
            on.into(),
            closed.into(),
            Cell::Text(FATES[fate].word),
        ])?;
    }
    let told: Vec<String> = FATES
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(fate, count)| format!("{}: {count}", fate.label.get(lang)))
        .collect();
    let mut notes = vec![if told.is_empty() {
        say!(lang, "Tidak ada kerja sama yang berjalan.", "No agreement is in force.")
    } else {
        format!("{}.", told.join("; "))
    }];
    notes.push(say!(
        lang,
        "Usulan: rekomendasi terakhir dari sekretariat, bila tidak ada dari OPD (sementara). Yang berjalan, dan yang habis atau diakhiri dengan usulan.",
        "Proposal: the last recommendation of the secretariat, else of the department (provisional). Those in force, and those that lapsed or were ended with a proposal."
    ));
    notes.extend(left_out(others, NOT_OWN, lang));
    sink.end(&Foot { notes, open: Some(ask.command("agreement decision list")), ..Foot::default() })
}
