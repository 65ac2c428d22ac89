//! How wide a text stands on a screen, and where to shorten it. Knows no tables.

use unicode_width::UnicodeWidthStr;

/// The columns of a screen that the text takes.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The text, cut so that it ends with `…` and stands in `room` columns.
pub(super) fn shorten(text: &str, room: usize) -> String {
    let space = room.saturating_sub(1);
    let fits = |end: &usize| width(&text[..*end]) <= space;
    let ends = text.char_indices().map(|(start, c)| start + c.len_utf8());
    let end = ends.take_while(fits).last().unwrap_or(0);
    format!("{}…", text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_and_combining_characters_are_measured_as_they_stand() {
        assert_eq!(["DLH", "静岡県", "e\u{301}", "…"].map(width), [3, 6, 1, 1]);
    }

    #[test]
    fn a_shortened_text_never_splits_a_character() {
        assert_eq!(shorten("Pengolahan sampah", 12), "Pengolahan…");
        assert_eq!(shorten("Pengolahan sampah", 14), "Pengolahan sa…");
        assert_eq!(shorten("静岡県の協定", 6), "静岡…");
        assert_eq!(shorten("cafe\u{301} baru", 5), "cafe\u{301}…");
        assert_eq!(shorten("静", 1), "…");
    }
}
