//! What can be wrong with one value that somebody typed or a file holds, in both languages, each with a hint.

use crate::lang::{Choice, Lang, Noun, word_list};
use crate::say;

/// What is wrong with one value that somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not a date in any spelling that is read.
    NotADate(String),
    /// A day that the calendar does not have, such as 31 February.
    NoSuchDay(String),
    /// `03/04/2025` without a rule saying which comes first.
    TwoWayDate(String),
    /// Reads two ways under the file's order, beside a date that only reads the other way.
    DoubtfulDate(String),
    /// Another cell of the row says another date.
    Contradicts {
        /// What stands here.
        text: String,
        /// What stands there.
        other: String,
    },
    /// Not a period.
    NotAPeriod(String),
    /// A span of days that is no year, semester, quarter or month.
    NotABlock(String),
    /// Not a decimal number.
    NotADecimal(String),
    /// Not whole rupiah.
    NotRupiah(String),
    /// Not a whole number.
    NotANumber(String),
    /// Neither yes nor no.
    NotYesNo(String),
    /// Not a code: letters, digits, `.`, `-` only.
    NotACode(String),
    /// Not one of the words that the field knows.
    NotAChoice {
        /// What was typed.
        text: String,
        /// The words that are known.
        choices: &'static [Choice],
    },
    /// Not one of the answers that a question knows.
    NotAnAnswer {
        /// What was typed.
        text: String,
        /// The code of the question.
        question: String,
        /// The words that are known, with what they are called in Indonesian and in English.
        words: [String; 2],
    },
    /// Not a list of answers with points.
    NotOptions(String),
    /// A code or name that no record of the register has.
    Unknown {
        /// The register that was searched.
        register: Noun,
        /// What was typed.
        text: String,
        /// The nearest records, as `CODE (name)`.
        near: Vec<String>,
    },
    /// A name or number that several records share.
    Several {
        /// The register that was searched.
        register: Noun,
        /// What was typed.
        text: String,
        /// The records that have it, as `CODE (name)`.
        all: Vec<String>,
    },
    /// A field that must be filled is empty.
    Empty(&'static str),
    /// The end lies before the start.
    EndBeforeStart {
        /// The end, ISO.
        end: String,
        /// The start, ISO.
        start: String,
    },
    /// Cells beyond the last heading.
    BeyondHeadings,
    /// A reference to a record that is not there.
    Dangling,
    /// A code that an earlier line of the same file has.
    Twice(u64),
    /// A number or text outside of what the field can be.
    OutOfBounds(String),
    /// A record that refers to itself.
    Itself,
    /// A record that would hang under one that hangs under it.
    Circle(String),
    /// Two values that contradict each other; the two texts say how, Indonesian and English.
    Contradiction(String, String),
}

impl Fault {
    /// Says what is wrong: lower case, the value in backticks.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::NotADate(t) => say!(lang, "`{}` bukan tanggal", "`{}` is not a date", t),
            Self::NoSuchDay(t) => say!(lang, "tanggal `{}` tidak ada", "there is no day `{}`", t),
            Self::TwoWayDate(t) | Self::DoubtfulDate(t) => {
                say!(lang, "`{}` dapat dibaca sebagai dua tanggal", "`{}` reads as two different dates", t)
            }
            Self::NotAPeriod(t) => say!(lang, "`{}` bukan periode", "`{}` is not a period", t),
            Self::NotABlock(t) => say!(
                lang,
                "`{}` bukan tahun, semester, triwulan atau bulan",
                "`{}` is not a year, semester, quarter or month",
                t
            ),
            Self::NotADecimal(t) => say!(lang, "`{}` bukan bilangan", "`{}` is not a number", t),
            Self::NotRupiah(t) => {
                say!(lang, "`{}` bukan rupiah yang dikenali", "`{}` is not an amount of rupiah", t)
            }
            Self::NotANumber(t) => say!(lang, "`{}` bukan bilangan bulat", "`{}` is not a whole number", t),
            Self::NotYesNo(t) => say!(lang, "`{}` bukan ya atau tidak", "`{}` is neither yes nor no", t),
            Self::NotACode(t) => say!(lang, "`{}` bukan kode", "`{}` is not a code", t),
            Self::NotAChoice { text, .. } => {
                say!(lang, "`{}` bukan pilihan yang dikenal", "`{}` is not one of the choices", text)
            }
            Self::NotAnAnswer { text, question, .. } => {
                say!(lang, "`{}` bukan jawaban untuk {}", "`{}` is no answer to {}", text, question)
            }
            Self::NotOptions(t) => {
                say!(lang, "`{}` bukan daftar jawaban bernilai", "`{}` is no list of answers with points", t)
            }
            Self::Unknown { register, text, .. } => {
                let name = register.spoken(lang);
                say!(lang, "{} `{}` tidak ada", "{} `{}` does not exist", name, text)
            }
            Self::Several { register, text, all } => {
                let name = register.spoken(lang);
                let n = all.len();
                say!(
                    lang,
                    "`{}` dipakai {} {}",
                    "`{}` is the name or number of {} records: {}",
                    text,
                    n,
                    name
                )
            }
            Self::Empty(field) => {
                say!(lang, "`{}` harus diisi", "`{}` must be filled", field)
            }
            Self::EndBeforeStart { end, start } => say!(
                lang,
                "tanggal berakhir {} mendahului tanggal mulai {}",
                "the end date {} lies before the start date {}",
                end,
                start
            ),
            Self::Contradicts { text, other } => {
                say!(
                    lang,
                    "`{}` berbeda dengan `{}` di baris itu",
                    "`{}` differs from `{}` in the same row",
                    text,
                    other
                )
            }
            Self::BeyondHeadings => {
                say!(lang, "isian di luar judul kolom", "a cell beyond the last heading")
            }
            Self::Dangling => {
                say!(
                    lang,
                    "ada rujukan ke catatan yang tidak ada",
                    "it refers to a record that does not exist"
                )
            }
            Self::Twice(line) => say!(lang, "sudah ada di baris {}", "line {} has it already", line),
            Self::OutOfBounds(t) => say!(lang, "`{}` di luar batas", "`{}` is out of bounds", t),
            Self::Circle(code) => {
                say!(lang, "{} sudah berada di bawahnya", "{} hangs under it already", code)
            }
            Self::Itself => say!(lang, "menunjuk dirinya sendiri", "it refers to itself"),
            Self::Contradiction(id, en) => match lang {
                Lang::Id => id.clone(),
                Lang::En => en.clone(),
            },
        }
    }

    /// Says what to type instead; empty where there is nothing to add.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NotADate(_) | Self::NoSuchDay(_) => say!(
                lang,
                "tulis 2025-01-15, 15/01/2025 atau \"15 Januari 2025\"",
                "write 2025-01-15, 15/01/2025 or \"15 January 2025\""
            ),
            Self::TwoWayDate(_) => say!(
                lang,
                "sebutkan urutannya: --date-order dmy, mdy atau ymd",
                "say the order: --date-order dmy, mdy or ymd"
            ),
            Self::DoubtfulDate(_) => say!(
                lang,
                "tanggal lain di baris ini hanya terbaca dengan urutan lain; tulis tanggal ini dengan nama bulan",
                "another date of this row reads only in the other order; write this one with the month's name"
            ),
            Self::NotAPeriod(_) => say!(
                lang,
                "contoh: 2025, 2025-S1, TW2 2025, 2025-03, 2025-01..2025-06, semester-lalu",
                "for example: 2025, 2025-S1, 2025-Q2, 2025-03, 2025-01..2025-06, last-semester"
            ),
            Self::NotABlock(_) => say!(
                lang,
                "contoh: 2025, 2025-S1, 2025-Q2, 2025-03",
                "for example: 2025, 2025-S1, 2025-Q2, 2025-03"
            ),
            Self::NotADecimal(_) => say!(
                lang,
                "tulis 12 atau 12,5 atau 1.250,75; paling banyak empat angka di belakang koma",
                "write 12 or 12,5 or 1.250,75; at most four digits behind the comma"
            ),
            Self::NotRupiah(_) => say!(
                lang,
                "tulis 1250000, 1.250.000, Rp1.250.000,00 atau 1,25 juta; titik bukan tanda desimal",
                "write 1250000, 1.250.000, Rp1.250.000,00 or 1,25 juta; a dot is never a decimal sign"
            ),
            Self::NotANumber(_) => {
                say!(lang, "tulis angka saja, misalnya 36", "write digits only, such as 36")
            }
            Self::NotYesNo(_) => say!(lang, "tulis ya atau tidak", "write yes or no"),
            Self::NotACode(_) => say!(
                lang,
                "pakai huruf, angka, titik dan tanda hubung, misalnya DLH atau BPJS-KES",
                "use letters, digits, dots and hyphens, such as DLH or BPJS-KES"
            ),
            Self::NotAChoice { choices, text } => choices_of(text, choices, lang),
            Self::NotAnAnswer { words: [id, en], .. } => match lang {
                Lang::Id => format!("jawabannya: {id}"),
                Lang::En => format!("its answers are: {en}"),
            },
            Self::NotOptions(_) => say!(
                lang,
                "tulis kata=nilai label, dipisah titik koma: \"all=2 penuh; some=1 separuh; none=0 nihil\"",
                "write word=points label between semicolons: \"all=2 penuh; some=1 separuh; none=0 nihil\""
            ),
            Self::Unknown { near, register, .. } if near.is_empty() => {
                let list = register.command();
                say!(lang, "lihat daftarnya: sinergi {} list", "see them all: sinergi {} list", list)
            }
            Self::Unknown { near, .. } => {
                say!(lang, "mungkin maksudnya {}", "did you mean {}?", near.join(", "))
            }
            Self::Several { all, .. } => {
                say!(lang, "sebutkan kodenya: {}", "give the code: {}", all.join(", "))
            }
            Self::Contradicts { .. } => {
                say!(
                    lang,
                    "perbaiki salah satunya, atau --as-unknown",
                    "correct one of them, or --as-unknown"
                )
            }
            Self::BeyondHeadings => say!(
                lang,
                "periksa tanda kutip dan pemisah pada baris itu",
                "look at the quotes and delimiters of that line"
            ),
            Self::EndBeforeStart { .. } => {
                say!(lang, "perbaiki salah satu tanggalnya", "correct one of the two dates")
            }
            Self::Itself | Self::Circle(_) => {
                say!(lang, "sebutkan catatan lain, atau kosongkan", "name another record, or leave it empty")
            }
            Self::Empty(_)
            | Self::OutOfBounds(_)
            | Self::Dangling
            | Self::Twice(_)
            | Self::Contradiction(..) => String::new(),
        }
    }

    /// The cause in a word or two, Indonesian and English, for counting.
    pub fn cause(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotADate(_) | Self::NoSuchDay(_) => ("tanggal tidak dikenali", "no date"),
            Self::TwoWayDate(_) | Self::DoubtfulDate(_) => {
                ("tanggal dapat dibaca dua cara", "a date that reads two ways")
            }
            Self::NotAPeriod(_) | Self::NotABlock(_) => ("periode tidak dikenali", "no period"),
            Self::NotADecimal(_) => ("bilangan tidak dikenali", "no decimal number"),
            Self::NotRupiah(_) => ("rupiah tidak dikenali", "no amount"),
            Self::NotANumber(_) => ("bukan bilangan", "no number"),
            Self::NotYesNo(_) => ("bukan ya atau tidak", "neither yes nor no"),
            Self::NotACode(_) => ("bukan kode", "no code"),
            Self::NotAChoice { .. } => ("bukan pilihan", "no choice"),
            Self::NotAnAnswer { .. } => ("bukan jawaban", "no answer"),
            Self::NotOptions(_) => ("bukan daftar jawaban", "no list of answers"),
            Self::Unknown { .. } => ("tidak terdaftar", "not registered"),
            Self::Several { .. } => ("lebih dari satu", "more than one"),
            Self::Empty(_) => ("kosong", "empty"),
            Self::EndBeforeStart { .. } => ("berakhir sebelum mulai", "the end before the start"),
            Self::Contradicts { .. } => ("dua tanggal yang berbeda", "two dates that differ"),
            Self::BeyondHeadings => ("di luar judul kolom", "beyond the headings"),
            Self::Dangling => ("rujukan kosong", "a dangling reference"),
            Self::Twice(_) => ("kembar dalam berkas", "twice in the file"),
            Self::OutOfBounds(_) => ("di luar batas", "out of bounds"),
            Self::Circle(_) => ("berputar", "in a circle"),
            Self::Itself => ("menunjuk dirinya sendiri", "refers to itself"),
            Self::Contradiction(..) => ("saling bertentangan", "a contradiction"),
        }
    }
}

/// The words to choose from, with the one that was meant.
fn choices_of(text: &str, choices: &'static [Choice], lang: Lang) -> String {
    let list = word_list(choices);
    match nearest_word(text, choices, lang) {
        Some(near) => {
            say!(lang, "mungkin maksudnya {}; pilihan: {}", "did you mean {}? choices: {}", near, list)
        }
        None => say!(lang, "pilihan: {}", "choices: {}", list),
    }
}

fn nearest_word(text: &str, choices: &[Choice], lang: Lang) -> Option<&'static str> {
    let typed = text.to_lowercase();
    let best = choices
        .iter()
        .flat_map(|c| [c.word, c.label.get(lang)])
        .map(|word| (strsim::jaro_winkler(&typed, &word.to_lowercase()), word))
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.8).then_some(best.1)
}
