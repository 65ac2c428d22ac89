//! Whether mandatory cooperation with each bordering region is in place, lapsed, on its way or missing.

use super::{Ask, OTHERS, PARTNER_NAME, Part, Report};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::register::ENDS_ON;
use crate::rules::status::{State, state};
use crate::say;
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::store::{FACTS, Store, facts};
use crate::value::Kind;

/// How mandatory cooperation with a neighbour stands, the better first; the words stand in CSV and JSON.
const PLACES: &[Choice] = &[
    choice("in-place", "ada dan berlaku", "in place"),
    choice("in-process", "dalam proses", "in process"),
    choice("lapsed", "habis atau diakhiri", "lapsed or ended"),
    choice("missing", "belum ada", "missing"),
];

const PART: Part = Part {
    name: "neighbours",
    label: label("Kerja sama wajib dengan daerah tetangga", "Mandatory cooperation with neighbours"),
    columns: &[
        Column::new("partner", label("Mitra", "Partner"), Kind::Code),
        Column::new("name", label("Daerah tetangga", "Neighbouring region"), Kind::Text),
        Column::new("place", label("Keadaan", "State"), Kind::Choice(PLACES)),
        Column::new("agreement", label("Kerja sama", "Agreement"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text).rank(2),
        Column::new("ends_on", label("Berakhir", "Ends on"), Kind::Date).rank(1),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "neighbours",
    also: &["tetangga"],
    label: PART.label,
    about: label(
        "Apakah kerja sama wajib dengan setiap daerah tetangga ada, habis, atau belum ada",
        "Whether mandatory cooperation with each neighbour is in place, lapsed or missing",
    ),
    command: false,
    takes: &[],
    parts: &[PART],
    example: "sinergi report neighbours",
    run,
};

/// How one agreement stands; the place among [`PLACES`].
fn place(found: State) -> Option<usize> {
    match found {
        _ if found.in_force() => Some(0),
        State::InProcess | State::Signed => Some(1),
        State::Lapsed | State::Ended => Some(2),
        _ => None,
    }
}

/// The best that there is with one neighbour.
struct Best {
    partner: String,
    name: String,
    place: usize,
    agreement: Option<(String, String, Option<String>)>,
}

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let notice = store.settings()?.notice_days();
    let sql = format!(
        "SELECT p.code, {PARTNER_NAME} AS name, agreement.code, agreement.title, {ENDS_ON}, {OTHERS}, {FACTS} FROM partner p \
         LEFT JOIN party ON party.partner = p.code \
         LEFT JOIN agreement ON agreement.code = party.agreement AND agreement.kind = 'ksdd-wajib' \
         WHERE p.neighbour = 1 ORDER BY 2, p.code, agreement.code"
    );
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut found: Vec<Best> = Vec::new();
    while let Some(row) = rows.next()? {
        let partner: String = row.get(0)?;
        if found.last().is_none_or(|last| last.partner != partner) {
            found.push(Best { partner, name: row.get(1)?, place: PLACES.len() - 1, agreement: None });
        }
        let (Some(best), Some(code)) = (found.last_mut(), row.get::<_, Option<String>>(2)?) else { continue };
        let state = state(&facts(row, 6)?, ask.as_of, notice);
        // What another hosts is mandatory all the same; the better one is told.
        if let Some(place) = place(state).filter(|place| *place < best.place) {
            best.place = place;
            best.agreement = Some((code, row.get(3)?, row.get(4)?));
        }
    }
    PART.begin(ask, sink)?;
    let mut counts = [0_i64; PLACES.len()];
    for best in &found {
        counts[best.place] += 1;
        let told = best.agreement.as_ref();
        sink.row(&[
            Cell::Text(&best.partner),
            Cell::Text(&best.name),
            Cell::Text(PLACES[best.place].word),
            told.map(|(code, ..)| code.as_str()).into(),
            told.map(|(_, title, _)| title.as_str()).into(),
            told.and_then(|(_, _, end)| end.as_deref()).into(),
        ])?;
    }
    let told: Vec<String> = PLACES
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(place, count)| format!("{}: {count}", place.label.get(ask.lang)))
        .collect();
    let notes = vec![if told.is_empty() {
        say!(
            ask.lang,
            "Tidak ada mitra yang ditandai sebagai tetangga (partner edit KODE --neighbour yes).",
            "No partner is marked as a neighbour (partner edit CODE --neighbour yes)."
        )
    } else {
        format!("{}.", told.join("; "))
    }];
    sink.end(&Foot { notes, open: Some(ask.command("agreement list --kind ksdd-wajib")), ..Foot::default() })
}
