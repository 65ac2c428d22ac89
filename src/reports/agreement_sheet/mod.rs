//! One agreement as a report in nine parts, which the law has for foreign cooperation and which serves every kind: title,
//! background, aims, scope, progress and results, beneficiaries, funding, obstacles, analysis and follow-up. Gathered from
//! everything that is recorded by the day.

mod follow_up;
mod parts;

use super::{Ask, Part};
use crate::calendar::date::long;
use crate::error::Result;
use crate::lang::{Choice, choice, label};
use crate::register::{DOCUMENTS, KINDS, SEVERITIES};
use crate::rules::obstacle;
use crate::rules::status::STATES;
use crate::say;
use crate::sheet::{Column, Foot, Head, Sink};
use crate::store::Store;
use crate::value::Kind;

const TITLE: Part = Part {
    name: "title",
    label: label("1. Judul", "1. Title"),
    columns: &[
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("kind", label("Jenis", "Kind"), Kind::Choice(KINDS)),
        Column::new("document", label("Dokumen", "Document"), Kind::Choice(DOCUMENTS)),
        Column::new("own_number", label("Nomor", "Own number"), Kind::Text),
        Column::new("partners", label("Mitra", "Partners"), Kind::Note),
        Column::new("department", label("OPD", "Department"), Kind::Text),
        Column::new("supporting", label("OPD pendukung", "Supporting"), Kind::Text),
        Column::new("signed_on", label("Ditandatangani pada", "Signed on"), Kind::DayOrYear),
        Column::new("effective_on", label("Mulai berlaku", "Effective on"), Kind::Date),
        Column::new("ends_on", label("Berakhir", "Ends on"), Kind::Date),
        Column::new("status", label("Status", "Status"), Kind::Choice(STATES)),
    ],
};

const BACKGROUND: Part = Part {
    name: "background",
    label: label("2. Latar belakang", "2. Background"),
    columns: &[
        Column::new("parent", label("Induk", "Parent"), Kind::Text),
        Column::new("predecessor", label("Melanjutkan", "Follows on"), Kind::Text),
        Column::new("umbrella", label("Payung", "Umbrella"), Kind::Text),
        Column::new("affair", label("Urusan", "Affair"), Kind::Text),
        Column::new("programme", label("Program rencana", "Plan programme"), Kind::Text),
        Column::new("requested_on", label("Diajukan pada", "Requested on"), Kind::DayOrYear),
        Column::new("applicant", label("Pemohon", "Applicant"), Kind::Actor),
        Column::new("note", label("Catatan", "Note"), Kind::Note),
    ],
};

const AIMS: Part = Part {
    name: "aims",
    label: label("3. Maksud dan tujuan", "3. Aims"),
    columns: &[
        Column::new("purpose", label("Maksud dan tujuan", "Purpose"), Kind::Note),
        Column::new("benefit", label("Manfaat", "Benefit"), Kind::Note),
    ],
};

const SCOPE: Part = Part {
    name: "scope",
    label: label("4. Ruang lingkup", "4. Scope"),
    columns: &[
        Column::new("scope", label("Ruang lingkup", "Scope"), Kind::Note),
        Column::new("place", label("Lokasi", "Place"), Kind::Note),
    ],
};

/// What tells of progress, or of what follows; the words stand in CSV and JSON.
const SOURCES: &[Choice] = &[
    choice("confirmation", "konfirmasi", "confirmation"),
    choice("review", "tinjauan kewajiban", "review of an obligation"),
    choice("measurement", "pengukuran", "measurement"),
    choice("amendment", "perubahan", "amendment"),
    choice("evaluation", "evaluasi", "evaluation"),
    choice("findings", "catatan hasil", "findings"),
    choice("advice", "saran", "advice"),
    choice("recommendation", "rekomendasi", "recommendation"),
    choice("decision", "keputusan", "decision"),
];

/// The columns of what was told on a day.
const TOLD: &[Column] = &[
    Column::new("on", label("Tanggal", "Date"), Kind::Date),
    Column::new("source", label("Dari", "From"), Kind::Choice(SOURCES)),
    Column::new("text", label("Isi", "What it says"), Kind::Text).wraps(),
];

const PROGRESS: Part = Part {
    name: "progress",
    label: label("5. Kemajuan dan hasil", "5. Progress and results"),
    columns: TOLD,
};

const BENEFICIARIES: Part = Part {
    name: "beneficiaries",
    label: label("6. Penerima manfaat", "6. Beneficiaries"),
    columns: &[
        Column::new("name", label("Indikator", "Indicator"), Kind::Text).wraps(),
        Column::new("beneficiaries", label("Penerima manfaat", "Beneficiaries"), Kind::Count),
        Column::new("beneficiary_group", label("Kelompok penerima", "Group of beneficiaries"), Kind::Text)
            .wraps()
            .rank(1),
        Column::new("place", label("Lokasi", "Place"), Kind::Text).rank(2).wraps(),
        Column::new("measured_on", label("Diukur pada", "Measured on"), Kind::Date),
        Column::new("attainment", label("Capaian", "Attainment"), Kind::Percent),
    ],
};

const FUNDING: Part = Part {
    name: "funding",
    label: label("7. Pembiayaan", "7. Funding"),
    columns: &[
        Column::new("year", label("Tahun", "Year"), Kind::Period),
        Column::new("source", label("Sumber", "Source"), Kind::Choice(crate::register::FUNDING_SOURCES)),
        Column::new("side", label("Pihak", "Side"), Kind::Choice(crate::register::FUNDING_SIDES)).rank(1),
        Column::new("planned", label("Rencana (Rp)", "Planned (Rp)"), Kind::Rupiah),
        Column::new("revised", label("Perubahan (Rp)", "Revised (Rp)"), Kind::Rupiah).rank(2),
        Column::new("realised", label("Realisasi (Rp)", "Realised (Rp)"), Kind::Rupiah),
    ],
};

const OBSTACLES: Part = Part {
    name: "obstacles",
    label: label("8. Kendala", "8. Obstacles"),
    columns: &[
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("title", label("Kendala", "What hinders"), Kind::Text).wraps(),
        Column::new("state", label("Keadaan", "State"), Kind::Choice(obstacle::STATES)),
        Column::new("severity", label("Bobot", "Severity"), Kind::Choice(SEVERITIES)).rank(2),
        Column::new("solution", label("Solusi", "Solution"), Kind::Text).rank(1).wraps(),
    ],
};

const FOLLOW_UP: Part = Part {
    name: "follow-up",
    label: label("9. Analisis dan rencana tindak lanjut", "9. Analysis and follow-up plan"),
    columns: TOLD,
};

/// How a part is written.
type Way = fn(&mut Sheet<'_>) -> Result<()>;

/// The nine parts, each with the way it is written.
const PARTS: [(&Part, Way); 9] = [
    (&TITLE, parts::title),
    (&BACKGROUND, parts::background),
    (&AIMS, parts::aims),
    (&SCOPE, parts::scope),
    (&PROGRESS, parts::progress),
    (&BENEFICIARIES, parts::beneficiaries),
    (&FUNDING, parts::funding),
    (&OBSTACLES, parts::obstacles),
    (&FOLLOW_UP, follow_up::follow_up),
];

/// The names of the nine parts.
pub const SHEET_PARTS: [&str; PARTS.len()] = {
    let mut names = [""; PARTS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = PARTS[at].0.name;
        at += 1;
    }
    names
};

/// A part that is being written: of which agreement, as of when, and where to.
struct Sheet<'a> {
    store: &'a Store,
    ask: &'a Ask,
    code: &'a str,
    part: &'a Part,
    sink: &'a mut dyn Sink,
}

/// Writes the nine parts of an agreement.
pub fn agreement_sheet(store: &Store, ask: &Ask, code: &str, sink: &mut dyn Sink) -> Result<()> {
    store.speak_as_of(ask.as_of)?;
    for (part, write) in PARTS.into_iter().filter(|(part, _)| ask.wants(part.name)) {
        write(&mut Sheet { store, ask, code, part, sink: &mut *sink })?;
    }
    Ok(())
}

impl Sheet<'_> {
    /// Begins the part, as a record or as a table.
    fn begin(&mut self, record: bool) -> Result<()> {
        let title = self.heading();
        let (part, lang) = (self.part, self.ask.lang);
        self.sink.begin(&Head { part: part.name, title: &title, columns: part.columns, lang, record })
    }

    /// The heading of the first part tells the agreement and the day.
    fn heading(&self) -> String {
        let lang = self.ask.lang;
        let own = self.part.label.get(lang);
        if self.part.name != TITLE.name {
            return own.to_owned();
        }
        say!(
            lang,
            "Laporan kerja sama {}, keadaan per {}\n\n{}",
            "Report on agreement {}, as of {}\n\n{}",
            self.code,
            long(self.ask.as_of, lang),
            own
        )
    }

    /// Ends the part; where nothing was said, that is said.
    fn end(&mut self, any: bool, mut notes: Vec<String>) -> Result<()> {
        if !any && notes.is_empty() {
            notes.push(say!(self.ask.lang, "Belum dicatat.", "Not recorded."));
        }
        self.sink.end(&Foot { notes, ..Foot::default() })
    }
}
