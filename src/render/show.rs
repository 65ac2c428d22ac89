//! A cell as a person reads it, and text made harmless for a screen. Knows no widths and no columns.

use std::borrow::Cow;

use crate::lang::{Lang, label};
use crate::sheet::Cell;
use crate::value::{Kind, actor_code, record_code, rupiah};

/// The cell as a person reads it: labels for words, grouped rupiah, percent, yes and no. May hold control
/// characters; see [`visible`].
pub fn cell_text<'a>(cell: &Cell<'a>, kind: Kind, lang: Lang) -> Cow<'a, str> {
    match (*cell, kind) {
        (Cell::Empty, _) => Cow::Borrowed(""),
        (Cell::Int(0), Kind::YesNo) => label("tidak", "no").get(lang).into(),
        (Cell::Int(_), Kind::YesNo) => label("ya", "yes").get(lang).into(),
        (Cell::Int(amount), Kind::Rupiah) => rupiah::grouped(amount).into(),
        (Cell::Int(percent), Kind::Percent) => format!("{percent} %").into(),
        (Cell::Int(number), _) => number.to_string().into(),
        (Cell::Share(share), _) => percent(share, lang).into(),
        (Cell::Text(word), Kind::Choice(choices)) => {
            choices.iter().find(|c| c.word == word).map_or(word, |c| c.label.get(lang)).into()
        }
        (Cell::Text(actor), Kind::Actor) => actor_code(actor).into(),
        (Cell::Text(record), Kind::Record) => record_code(record).into(),
        (Cell::Text(number), Kind::Decimal | Kind::Quantity) if lang == Lang::Id => {
            number.replace('.', ",").into()
        }
        (Cell::Text(text), _) => text.into(),
    }
}

/// One decimal; a part is never rounded to nothing or to the whole.
fn percent(share: f64, lang: Lang) -> String {
    if !share.is_finite() {
        return String::new();
    }
    let exact = share * 100.0;
    let shown = format!("{:.1} %", if share > 0.0 && share < 1.0 { exact.clamp(0.1, 99.9) } else { exact });
    match lang {
        Lang::Id => shown.replace('.', ","),
        Lang::En => shown,
    }
}

/// The text with everything made visible that would move a cursor, turn a line around or hide.
pub fn visible(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| (b' '..0x7f).contains(&byte);
    if text.bytes().all(plain) || text.chars().all(|c| picture(c) == c) {
        Cow::Borrowed(text)
    } else {
        text.chars().map(picture).collect()
    }
}

fn picture(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7f' => '␡',
        // C1 controls, zero width blanks, marks of direction, line separators, invisible operators.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Choice, choice};

    const STATES: &[Choice] = &[choice("running", "berjalan", "running")];

    fn shown(cell: Cell<'_>, kind: Kind) -> [String; 2] {
        [Lang::Id, Lang::En].map(|lang| cell_text(&cell, kind, lang).into_owned())
    }

    #[test]
    fn cells_are_shown_in_the_readers_language() {
        assert_eq!(shown(Cell::Empty, Kind::Rupiah), ["", ""]);
        assert_eq!(shown(Cell::Int(1_250_000), Kind::Rupiah), ["1.250.000", "1.250.000"]);
        assert_eq!(shown(Cell::Int(2025), Kind::Count), ["2025", "2025"]);
        assert_eq!(shown(Cell::Share(0.875), Kind::Percent), ["87,5 %", "87.5 %"]);
        assert_eq!(shown(Cell::Int(40), Kind::Percent), ["40 %", "40 %"]);
        assert_eq!(shown(Cell::Int(1), Kind::YesNo), ["ya", "yes"]);
        assert_eq!(shown(Cell::Int(0), Kind::YesNo), ["tidak", "no"]);
        assert_eq!(shown(Cell::Text("running"), Kind::Choice(STATES)), ["berjalan", "running"]);
        assert_eq!(shown(Cell::Text("strange"), Kind::Choice(STATES)), ["strange", "strange"]);
        assert_eq!(shown(Cell::Text("2025-01-15"), Kind::Date), ["2025-01-15", "2025-01-15"]);
    }

    #[test]
    fn an_actor_is_shown_without_its_register() {
        assert_eq!(shown(Cell::Text("department/DLH"), Kind::Actor)[0], "DLH");
        assert_eq!(shown(Cell::Text("partner/BPJS-KES"), Kind::Actor)[0], "BPJS-KES");
        assert_eq!(shown(Cell::Text("Bagian Keuangan"), Kind::Actor)[0], "Bagian Keuangan");
        assert_eq!(shown(Cell::Text("departments"), Kind::Actor)[0], "departments");
    }

    #[test]
    fn a_part_is_never_shown_as_nothing_or_all() {
        let shown = |share| percent(share, Lang::En);
        assert_eq!([0.0, 0.0001, 0.9999, 1.0].map(shown), ["0.0 %", "0.1 %", "99.9 %", "100.0 %"]);
        assert_eq!(percent(f64::NAN, Lang::En), "");
    }

    #[test]
    fn harmless_text_is_borrowed() {
        for text in ["", "Pengolahan sampah", "静岡県", "e\u{301}", "👩\u{200d}🔬"] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_moves_hides_or_turns_is_made_visible() {
        assert_eq!(visible("a\nb\tc\rd"), "a␊b␉c␍d");
        assert_eq!(visible("\x1b[31m\0\x7f\u{9b}"), "␛[31m␀␡\u{fffd}");
        assert_eq!(visible("a\u{202e}b\u{2066}c\u{200b}d\u{feff}\u{200f}"), "a�b�c�d��");
    }
}
