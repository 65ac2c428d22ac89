//! The kinds of value a field can hold: how each is read from what people write, and how it is shown and aligned.
//! References are read as text here; whether the record exists is the store's question.

pub mod decimal;
pub mod rupiah;

use jiff::civil::Date;

use crate::calendar::{date, period};
use crate::error::Fault;
pub use crate::lang::{Choice, choice, choice_also, choice_label, word_list};

/// What a field or column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Text of any length.
    Note,
    /// The permanent code of a record, upper case.
    Code,
    /// A code that is made of those of others: `KS-2025-0001/2025-S1/partner`. Beside the key it names another record of
    /// the same register.
    Path,
    /// A whole number.
    Count,
    /// Whole rupiah.
    Rupiah,
    /// A measured number, kept as exact decimal text.
    Decimal,
    /// The same, typed with or without its unit: `15 Dokumen`. The unit goes to the field of that name.
    Quantity,
    /// A share, shown in percent.
    Percent,
    /// A civil date.
    Date,
    /// A civil date, or only its year.
    DayOrYear,
    /// A year, semester, quarter or month: `2025-S1`.
    Period,
    /// One word of a closed list.
    Choice(&'static [Choice]),
    /// The code of a record in the named register.
    Reference(&'static str),
    /// A department, a partner, or plain text: `department/DLH`, `partner/BPJS-KES`, or as typed.
    Actor,
    /// Any record: `solution/K-0001/1`.
    Record,
    /// Yes or no.
    YesNo,
}

/// A value as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing is known.
    #[default]
    Null,
    /// A text, code, date or choice.
    Text(String),
    /// A number, an amount, or 0 and 1 for no and yes.
    Int(i64),
}

impl Value {
    /// The text, where there is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where there is one.
    pub fn int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether nothing is known.
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Text(day.to_string())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// The code of an actor who is on record; what is only written down stays as it is, whatever it holds.
pub fn actor_code(actor: &str) -> &str {
    actor.strip_prefix("department/").or_else(|| actor.strip_prefix("partner/")).unwrap_or(actor)
}

/// The code of a record, without its register.
pub fn record_code(record: &str) -> &str {
    record.split_once('/').map_or(record, |(_, code)| code)
}

/// Which side of the cell a value stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words and dates.
    Left,
    /// Numbers.
    Right,
}

impl Kind {
    /// Reads what a person typed. `today` is the day that `today` and `+90d` count from; empty text is [`Value::Null`].
    pub fn parse(self, text: &str, today: Date) -> Result<Value, Fault> {
        self.read(text, &|text| date::typed(text, today))
    }

    /// Reads a value, with dates read by the given rule (a register's columns have an order of their own).
    pub fn read(self, text: &str, day: &dyn Fn(&str) -> Result<Date, Fault>) -> Result<Value, Fault> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(Value::Null);
        }
        Ok(match self {
            Self::Text | Self::Note | Self::Actor | Self::Record | Self::Reference(_) | Self::Path => {
                Value::Text(trimmed.to_owned())
            }
            Self::Code => Value::Text(code(trimmed)?),
            Self::Count => Value::Int(count(trimmed)?),
            Self::Percent => Value::Int(count(trimmed.trim_end_matches('%').trim_end())?),
            Self::Rupiah => Value::Int(rupiah::parse(trimmed)?),
            Self::Decimal => Value::Text(decimal::parse(trimmed)?),
            Self::Quantity => {
                let (number, unit) = decimal::with_unit(trimmed)?;
                Value::Text(unit.map_or_else(|| number.clone(), |unit| format!("{number} {unit}")))
            }
            // Where no day is known, a period names its year.
            Self::Period => Value::Text(period::block(trimmed, day("today").ok())?),
            Self::Date => day(trimmed)?.into(),
            Self::DayOrYear => match year(trimmed) {
                Some(year) => Value::Text(format!("{year:04}")),
                None => day(trimmed)?.into(),
            },
            Self::Choice(choices) => Value::Text(choose(trimmed, choices)?.word.to_owned()),
            Self::YesNo => Value::Int(i64::from(yes_no(trimmed)?)),
        })
    }

    /// Which side numbers and words stand on.
    pub fn align(self) -> Align {
        match self {
            Self::Count | Self::Rupiah | Self::Percent | Self::Decimal | Self::Quantity => Align::Right,
            _ => Align::Left,
        }
    }

    /// Whether a cell may be shortened on a narrow screen; codes, dates and amounts never are.
    pub fn shortens(self) -> bool {
        matches!(self, Self::Text | Self::Note | Self::Actor)
    }
}

/// Finds the choice that a person means: its word, label or another spelling, whatever the case.
pub fn choose(text: &str, choices: &'static [Choice]) -> Result<&'static Choice, Fault> {
    let plain = |word: &str| word.to_lowercase().replace(['-', '_', '–'], " ");
    let typed = plain(text.trim());
    let same = |word: &str| plain(word) == typed;
    choices
        .iter()
        .find(|c| same(c.word) || same(c.label.id) || same(c.label.en) || c.also.iter().any(|w| same(w)))
        .ok_or_else(|| Fault::NotAChoice { text: text.to_owned(), choices })
}

/// Reads a code: upper case, made of letters, digits, `.`, `-` and `_`.
pub fn code(text: &str) -> Result<String, Fault> {
    let fine = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    if fine && !text.is_empty() && text.len() <= 40 {
        Ok(text.to_ascii_uppercase())
    } else {
        Err(Fault::NotACode(text.to_owned()))
    }
}

/// Reads y, ya, yes, 1, true, t, tidak, no, n, 0, false.
pub fn yes_no(text: &str) -> Result<bool, Fault> {
    match text.trim().to_lowercase().as_str() {
        "y" | "ya" | "yes" | "1" | "true" | "benar" | "ada" => Ok(true),
        "t" | "tidak" | "n" | "no" | "0" | "false" | "tdk" | "belum" => Ok(false),
        _ => Err(Fault::NotYesNo(text.to_owned())),
    }
}

/// Digits, also in groups of three: `1.200`.
fn count(text: &str) -> Result<i64, Fault> {
    let digits = decimal::ungrouped(text).and_then(|digits| digits.parse().ok());
    digits.filter(|n| *n >= 0).ok_or_else(|| Fault::NotANumber(text.to_owned()))
}

fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|y| (1900..=2200).contains(y))
}
