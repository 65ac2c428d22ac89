//! What comes again: the same category of obstacle at the same department or partner more than once.

use super::{Ask, DEPARTMENT, Part, Report, Takes, category_name};
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::register::OBSTACLE_STATE;
use crate::reports::{DEPARTMENT_NAME, PARTNER_NAME};
use crate::rules::obstacle::State;
use crate::say;
use crate::sheet::{Column, Foot, Sink};
use crate::store::{Store, cell};
use crate::value::Kind;

/// Where it came again; the words stand in CSV and JSON.
const WHERE: &[Choice] = &[choice("department", "OPD", "department"), choice("partner", "mitra", "partner")];

const PART: Part = Part {
    name: "recurring",
    label: label("Kendala yang berulang", "Recurring obstacles"),
    columns: &[
        Column::new("category", label("Kategori", "Category"), Kind::Text),
        Column::new("at", label("Pada", "At"), Kind::Choice(WHERE)).rank(1),
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("name", label("Nama", "Name"), Kind::Text).rank(2),
        Column::new("records", label("Jumlah", "Records"), Kind::Count),
        Column::new("open", label("Buka", "Open"), Kind::Count),
        Column::new("first_on", label("Pertama", "First"), Kind::Date).rank(3),
        Column::new("last_on", label("Terakhir", "Last"), Kind::Date),
    ],
};

pub(super) static REPORT: Report = Report {
    name: "recurring",
    also: &["berulang"],
    label: PART.label,
    about: label(
        "Kategori kendala yang sama pada OPD atau mitra yang sama, lebih dari sekali",
        "The same category of obstacle at the same department or partner, more than once",
    ),
    command: false,
    takes: &[Takes::Period],
    parts: &[PART],
    example: "sinergi report recurring",
    run,
};

fn run(store: &Store, ask: &Ask, sink: &mut dyn Sink) -> Result<()> {
    let title = say!(
        ask.lang,
        "{}, muncul dalam {}",
        "{}, raised in {}",
        PART.label.get(ask.lang),
        ask.period.spelled(ask.lang)
    );
    PART.begin_on_day(&title, ask, sink)?;
    let name = category_name(ask.lang);
    let open = State::open_words();
    let sql = format!(
        "WITH o AS (SELECT obstacle.*, {OBSTACLE_STATE} AS state FROM obstacle \
                    WHERE raised_on <= as_of() AND raised_on BETWEEN :from AND :to), \
         at AS (SELECT o.category, 'department' AS place, coalesce(o.department, {DEPARTMENT}) AS code, o.state, o.raised_on \
                FROM o LEFT JOIN agreement ON agreement.code = o.agreement \
                UNION ALL SELECT o.category, 'partner', party.partner, o.state, o.raised_on \
                FROM o JOIN party ON party.agreement = o.agreement) \
         SELECT {name}, at.place, at.code, \
                coalesce((SELECT {DEPARTMENT_NAME} FROM department d WHERE at.place = 'department' AND d.code = at.code), \
                         (SELECT {PARTNER_NAME} FROM partner p WHERE at.place = 'partner' AND p.code = at.code)), \
                count(*), sum(instr(',{open},', ',' || at.state || ',') > 0), min(at.raised_on), max(at.raised_on) \
         FROM at JOIN category k ON k.code = at.category WHERE at.code IS NOT NULL \
         GROUP BY at.category, at.place, at.code HAVING count(*) > 1 ORDER BY 5 DESC, 6 DESC, 1, 2, 3"
    );
    let (from, to) = (ask.period.from.map(|d| d.to_string()), ask.period.to.map(|d| d.to_string()));
    // A year alone sorts before its first day.
    let from = from.map(|day| day.strip_suffix("-01-01").map(str::to_owned).unwrap_or(day));
    let (from, to) = (from.as_deref().unwrap_or(""), to.as_deref().unwrap_or("9999-12-31"));
    let mut statement = store.conn().prepare(&sql)?;
    let mut rows = statement.query(&[(":from", &from), (":to", &to)])?;
    let mut shown = 0;
    while let Some(row) = rows.next()? {
        shown += 1;
        let mut cells = [crate::sheet::Cell::Empty; 8];
        for (at, slot) in cells.iter_mut().enumerate() {
            *slot = cell(row, at)?;
        }
        sink.row(&cells)?;
    }
    let mut notes = vec![say!(ask.lang, "Berulang: {}.", "Recurring: {}.", shown)];
    let sql = "SELECT count(*) FROM obstacle WHERE category IS NULL AND raised_on <= as_of() AND raised_on BETWEEN ?1 AND ?2";
    let unknown: i64 = store.conn().query_row(sql, [from, to], |r| r.get(0))?;
    if unknown > 0 {
        notes.push(say!(
            ask.lang,
            "Tidak dihitung: {} tanpa kategori.",
            "Not counted: {} without a category.",
            unknown
        ));
    }
    sink.end(&Foot { notes, ..Foot::default() })
}
