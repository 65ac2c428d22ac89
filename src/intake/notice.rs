//! What the reader of a file should know of a row that was taken, or left out because it is no record.

use crate::Lang;
use crate::say;

/// One thing worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A date that only reads against the file's order was taken as it is written.
    AgainstOrder(String),
    /// A date that reads two ways, beside one against the order, was settled by the term in the same row.
    ConfirmedByTerm(String),
    /// `MoU` was read as the document that it is under the row's kind.
    MouMeans(&'static str),
    /// A partner that is one of our own departments was not made a partner.
    OwnDepartment(String),
    /// The same title, partner and start stand on an earlier line.
    Twin(u32),
    /// The same number stands on an earlier line, with another partner or start.
    SameNumber(u32),
    /// The same number stands in this record, with another partner or start.
    SameNumberAs(String),
    /// The field was edited by hand since, and stays.
    EditedByHand(&'static str),
    /// The addendum of the row has become this amendment since.
    Attached(String),
    /// A target does not begin with a number of its unit; its words are kept.
    NoTarget,
    /// The row repeats the headings.
    Heading,
    /// The row is a sum of others.
    Total,
    /// The row is a title of a section.
    Section,
}

impl Notice {
    /// Says it in a sentence fragment.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::AgainstOrder(day) => {
                say!(lang, "hanya terbaca dengan urutan lain: {}", "reads only in the other order: {}", day)
            }
            Self::ConfirmedByTerm(day) => {
                say!(lang, "dipastikan oleh jangka waktu: {}", "confirmed by the term: {}", day)
            }
            Self::MouMeans(word) => say!(lang, "MoU dibaca sebagai {}", "MoU is read as {}", word),
            Self::OwnDepartment(code) => {
                say!(lang, "ini OPD sendiri ({}), bukan mitra", "our own department ({}), no partner", code)
            }
            Self::Twin(line) => say!(lang, "mungkin kembar baris {}", "perhaps a twin of line {}", line),
            Self::SameNumber(line) => say!(
                lang,
                "nomor sama dengan baris {}, mitra atau tanggal mulai lain",
                "the number of line {}, with another partner or start",
                line
            ),
            Self::SameNumberAs(code) => say!(
                lang,
                "nomor sama dengan {}, mitra atau tanggal mulai lain",
                "the number of {}, with another partner or start",
                code
            ),
            Self::EditedByHand(field) => {
                say!(lang, "`{}` sudah diubah dengan tangan; tetap", "`{}` was edited by hand; kept", field)
            }
            Self::Attached(code) => {
                say!(lang, "addendum ini sudah menjadi {}", "this addendum has become {}", code)
            }
            Self::NoTarget => say!(
                lang,
                "bukan bilangan dengan satuan; hanya bunyinya yang disimpan",
                "no number with a unit; its words alone are kept"
            ),
            Self::Heading => say!(lang, "judul kolom terulang; dilewati", "repeated headings; left out"),
            Self::Total => say!(lang, "baris jumlah; dilewati", "a row of totals; left out"),
            Self::Section => say!(lang, "judul bagian; dilewati", "a section title; left out"),
        }
    }

    /// Says what to do about it; empty where nothing is to be done.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::EditedByHand(_) => say!(lang, "--overwrite menggantinya", "--overwrite replaces it"),
            Self::Attached(code) => {
                say!(
                    lang,
                    "perubahannya dicatat di sana: sinergi agreement amendment edit {}",
                    "what changed is recorded there: sinergi agreement amendment edit {}",
                    code
                )
            }
            Self::Twin(_) | Self::SameNumber(_) | Self::SameNumberAs(_) => {
                say!(lang, "periksa keduanya", "look at both")
            }
            _ => String::new(),
        }
    }
}
