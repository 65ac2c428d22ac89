//! The two languages the program speaks, and a text in both. Knows nothing of where a text is shown.

/// Indonesian or English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Bahasa Indonesia, the language of the office.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// Reads `id`, `in`, `en` or a locale such as `id_ID.UTF-8`; `None` where it names neither language.
    pub fn read(text: &str) -> Option<Self> {
        let word = text.split(['_', '.', '-', '@']).next().unwrap_or_default();
        match word.to_ascii_lowercase().as_str() {
            "id" | "in" | "ind" | "indonesia" | "indonesian" => Some(Self::Id),
            "en" | "eng" | "english" | "inggris" => Some(Self::En),
            _ => None,
        }
    }

    /// The code under which the language is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }
}

/// A short text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// In Indonesian.
    pub id: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Label {
    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Id => self.id,
            Lang::En => self.en,
        }
    }
}

/// A label, Indonesian first.
pub const fn label(id: &'static str, en: &'static str) -> Label {
    Label { id, en }
}

/// One word of a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The stored word, English or the field's own abbreviation.
    pub word: &'static str,
    /// What a person reads.
    pub label: Label,
    /// Other spellings that are accepted.
    pub also: &'static [&'static str],
}

/// A choice without other spellings.
pub const fn choice(word: &'static str, id: &'static str, en: &'static str) -> Choice {
    Choice { word, label: Label { id, en }, also: &[] }
}

/// A choice with other spellings that are accepted.
pub const fn choice_also(
    word: &'static str,
    id: &'static str,
    en: &'static str,
    also: &'static [&'static str],
) -> Choice {
    Choice { word, label: Label { id, en }, also }
}

/// The label of a stored word; the word itself where the list does not know it.
pub fn choice_label(word: &str, choices: &[Choice], lang: Lang) -> String {
    choices.iter().find(|c| c.word == word).map_or_else(|| word.to_owned(), |c| c.label.get(lang).to_owned())
}

/// The words of a list, for messages and help.
pub fn word_list(choices: &[Choice]) -> String {
    choices.iter().map(|c| c.word).collect::<Vec<_>>().join(", ")
}

/// What a register is called in a message, and the words that reach it on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// What one record is called.
    pub label: &'static Label,
    /// The noun above it, empty for one that stands alone.
    pub above: &'static str,
    /// Its own noun.
    pub name: &'static str,
}

impl Noun {
    /// The name inside a sentence: its first letter lowered unless it is an abbreviation.
    pub fn spoken(&self, lang: Lang) -> String {
        let text = self.label.get(lang);
        let mut chars = text.chars();
        match (chars.next(), chars.clone().next()) {
            (Some(a), Some(b)) if a.is_uppercase() && b.is_lowercase() => {
                a.to_lowercase().chain(chars).collect()
            }
            _ => text.to_owned(),
        }
    }

    /// `agreement`, or `agreement party` for a child.
    pub fn command(&self) -> String {
        if self.above.is_empty() { self.name.to_owned() } else { format!("{} {}", self.above, self.name) }
    }
}

/// Formats one of two texts, Indonesian first: `say!(lang, "tidak ada {x}", "no {x}")`.
#[macro_export]
macro_rules! say {
    ($lang:expr, $id:literal, $en:literal $(, $arg:expr)* $(,)?) => {
        match $lang {
            $crate::lang::Lang::Id => format!($id $(, $arg)*),
            $crate::lang::Lang::En => format!($en $(, $arg)*),
        }
    };
}
