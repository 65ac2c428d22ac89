//! The twelve questions as parts of the brief, what their lines say, and how an answer is written.

use crate::error::Result;
use crate::lang::{Choice, Label, choice, label};
use crate::reports::{Ask, Part};
use crate::sheet::{Cell, Column, Foot, Sink};
use crate::value::{Kind, rupiah};

/// What the lines say; the words stand in CSV and JSON.
const LINES: &[Choice] = &[
    choice("alive", "terbukti hidup", "shown to be alive"),
    choice("dead", "dinyatakan tidak dilaksanakan", "said to be dead"),
    choice("nobody-said", "belum ada yang menyatakan", "nobody has said"),
    choice("still-carried-out", "masih dilaksanakan", "still carried out"),
    choice("stopped", "sudah tidak dilaksanakan", "carried out no more"),
    choice("most", "terbanyak", "the most"),
    choice("none", "OPD tanpa kerja sama", "departments without any"),
    choice("without-department", "kerja sama tanpa OPD", "agreements without a department"),
    choice("outside-mandate", "di luar urusan yang diampu OPD", "outside the mandate of the department"),
    choice("beneficiaries", "penerima manfaat", "beneficiaries"),
    choice("saved", "penghematan (Rp)", "saved (Rp)"),
    choice("earned", "pendapatan (Rp)", "earned (Rp)"),
    choice("reached", "indikator mencapai target", "indicators at their target"),
    choice("below", "indikator di bawah target", "indicators below their target"),
    choice("unmeasured", "indikator belum diukur", "indicators not measured"),
    choice("open", "kendala terbuka", "open obstacles"),
    choice("overdue", "lewat tenggat", "overdue"),
    choice("same-title", "judul hampir sama", "nearly one title"),
    choice("same-request", "permohonan sama", "one request"),
    choice("same-matter", "mitra, OPD, urusan sama", "one partner, department, affair"),
    choice("as-set", "langkah sesuai SOP", "steps done as the SOP says"),
    choice("least", "paling tidak patuh", "follows it least"),
    choice("slowest", "langkah paling lambat", "slowest step"),
    choice("stuck", "permohonan tersendat", "requests past their time"),
    choice("promised", "aktivitas pada triwulan ini", "activities of this quarter"),
    choice("done", "selesai", "done"),
    choice("late", "terlambat", "late"),
    choice("budget", "anggarannya setahun (Rp)", "their budget of the year (Rp)"),
    choice("spent", "terpakai pada triwulan ini (Rp)", "spent in this quarter (Rp)"),
    choice("to-do", "tugas Sekda dan kepala daerah", "tasks of the secretary and the head"),
    choice("next", "yang terdekat", "next"),
    choice("neighbours", "daerah tetangga", "neighbouring regions"),
    choice("in-place", "dengan kerja sama wajib yang berlaku", "with a mandatory agreement in force"),
    choice("lacking", "tanpa kerja sama wajib yang berlaku", "without a mandatory agreement in force"),
    choice("proposed", "diusulkan, menunggu keputusan", "proposed, waiting for a decision"),
    choice("nothing-proposed", "belum ada usulan", "nothing proposed"),
];

const ANSWER: &[Column] = &[
    Column::new("what", label("Jawaban", "Answer"), Kind::Choice(LINES)),
    Column::new("number", label("Jumlah", "Number"), Kind::Count),
    Column::new("detail", label("Rincian", "Detail"), Kind::Text).wraps(),
];

const fn question(name: &'static str, label: Label) -> Part {
    Part { name, label, columns: ANSWER }
}

pub(super) const AGREEMENTS: Part = Part {
    name: "agreements",
    label: label(
        "1. Berapa kerja sama menurut jenis: berlaku, habis, berakhir tahun ini?",
        "1. How many, by kind: in force, lapsed, ending this year?",
    ),
    columns: &[
        Column::new("kind", label("Kode", "Code"), Kind::Code).rank(1),
        Column::new("name", label("Jenis", "Kind"), Kind::Text),
        Column::new("in_force", label("Berlaku", "In force"), Kind::Count),
        Column::new("lapsed", label("Habis", "Lapsed"), Kind::Count),
        Column::new("ending", label("Akan berakhir", "Ending"), Kind::Count),
    ],
};
pub(super) const PAPER: Part =
    question("paper", label("2. Mana yang hanya ada di atas kertas?", "2. Which exist only on paper?"));
pub(super) const LAPSED: Part = question(
    "lapsed",
    label(
        "3. Mana yang sudah habis tetapi masih dilaksanakan?",
        "3. Which lapsed ones are still carried out?",
    ),
);
pub(super) const DEPARTMENTS: Part = question(
    "departments",
    label("4. OPD mana yang terbanyak, mana yang tidak punya?", "4. Which department has most, which none?"),
);
pub(super) const BENEFITS: Part =
    question("benefits", label("5. Apa yang diterima masyarakat?", "5. What did the people get?"));
pub(super) const HINDRANCES: Part = question(
    "obstacles",
    label(
        "6. Apa yang menghambat, siapa yang harus menyelesaikan?",
        "6. What hinders us, and who must solve it?",
    ),
);
pub(super) const OVERLAP: Part = question(
    "overlap",
    label("7. Adakah dua kerja sama yang sama isinya?", "7. Do two agreements do the same?"),
);
pub(super) const SOP: Part = question(
    "sop",
    label(
        "8. OPD mana yang tidak mengikuti SOP, di langkah mana waktu hilang?",
        "8. Which department does not follow the SOP, where do we lose time?",
    ),
);
pub(super) const PLAN: Part = question(
    "plan",
    label(
        "9. Apa janji rencana kerja triwulan ini, apa yang selesai, berapa uangnya?",
        "9. What does the plan promise this quarter, what is done, how much money?",
    ),
);
pub(super) const SIGNATURES: Part = question(
    "signatures",
    label(
        "10. Apa yang harus saya tandatangani atau kirim, paling lambat kapan?",
        "10. What must I sign or send, and by when?",
    ),
);
pub(super) const NEIGHBOURS: Part = question(
    "neighbours",
    label(
        "11. Apakah kerja sama wajib dengan tetangga sudah ada?",
        "11. Are the mandatory ones with our neighbours in place?",
    ),
);
pub(super) const PROPOSALS: Part = question(
    "proposals",
    label("12. Apa usulan kita untuk setiap kerja sama?", "12. What do we propose for each?"),
);

/// The lines of an answer.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) lines: Vec<(&'static str, Option<i64>, Option<String>)>,
    pub(super) notes: Vec<String>,
}

impl Answer {
    pub(super) fn count(&mut self, what: &'static str, number: usize) {
        self.lines.push((what, i64::try_from(number).ok(), None));
    }

    pub(super) fn number(&mut self, what: &'static str, number: i64) {
        self.lines.push((what, Some(number), None));
    }

    pub(super) fn detail(&mut self, what: &'static str, number: Option<i64>, detail: String) {
        self.lines.push((what, number, Some(detail)));
    }

    /// Rupiah: grouped for a person, a number for a program.
    pub(super) fn money(&mut self, what: &'static str, amount: i64, people: bool) {
        if people {
            self.lines.push((what, None, Some(rupiah::grouped(amount))));
        } else {
            self.number(what, amount);
        }
    }

    pub(super) fn write(self, part: &Part, ask: &Ask, open: &str, sink: &mut dyn Sink) -> Result<()> {
        part.begin_titled(part.label.get(ask.lang), ask, sink)?;
        for (what, number, detail) in &self.lines {
            sink.row(&[Cell::Text(what), (*number).into(), detail.as_deref().into()])?;
        }
        sink.end(&Foot { notes: self.notes, open: Some(ask.command(open)), ..Foot::default() })
    }
}
