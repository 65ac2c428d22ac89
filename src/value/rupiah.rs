//! Whole rupiah, read and written the Indonesian way: a dot parts thousands and is never a decimal sign.

use crate::error::Fault;

/// Reads an amount: `1250000`, `1.250.000`, `Rp 1.250.000,00`, `1 250 000`, `100jt`, `1,5 miliar`.
///
/// A comma is a decimal sign, so whole rupiah bear only zeros after it unless a scale word follows. Nothing
/// is negative, and an amount in the English style (`1,250,000.00`) is refused rather than misread.
pub fn parse(text: &str) -> Result<i64, Fault> {
    read(&text.to_lowercase()).ok_or_else(|| Fault::NotRupiah(text.to_owned()))
}

fn read(lower: &str) -> Option<i64> {
    let text = bare(lower);
    let (number, scale) = text.split_at(text.find(char::is_alphabetic).unwrap_or(text.len()));
    let (whole, decimals) = number.trim_end().split_once(',').unwrap_or((number.trim_end(), "0"));
    // `1,000` is a thousand to whoever writes that: no amount needs more than two zeros.
    let fine = is_digits(decimals) && (decimals.len() <= 2 || decimals.bytes().any(|b| b != b'0'));
    let decimals = decimals.trim_end_matches('0');
    let power = power_of_ten(scale)?;
    let whole = ungrouped(whole)?;
    (fine && decimals.len() <= power).then(|| format!("{whole}{decimals:0<power$}").parse().ok())?
}

/// The amount without the currency before it and the `,-` or `rupiah` after it.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = match text.strip_prefix("rp") {
        Some(amount) => amount.strip_prefix('.').unwrap_or(amount),
        None => text.strip_prefix("idr").unwrap_or(text),
    };
    let text = text.strip_suffix("rupiah").unwrap_or(text).trim();
    text.strip_suffix(",-").unwrap_or(text)
}

fn power_of_ten(scale: &str) -> Option<usize> {
    match scale {
        "" => Some(0),
        "rb" | "ribu" => Some(3),
        "jt" | "juta" => Some(6),
        "m" | "miliar" | "milyar" => Some(9),
        "t" | "triliun" | "trilyun" => Some(12),
        _ => None,
    }
}

/// The digits without the dots or blanks that part them in threes.
fn ungrouped(text: &str) -> Option<String> {
    let groups: Vec<&str> = if text.contains('.') {
        text.split('.').collect()
    } else {
        text.split(char::is_whitespace).collect()
    };
    let (first, rest) = groups.split_first()?;
    let grouped = rest.is_empty() || (first.len() <= 3 && !first.starts_with('0'));
    let fine = is_digits(first) && grouped && rest.iter().all(|group| group.len() == 3 && is_digits(group));
    fine.then(|| groups.concat())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Reads `100jt..`, `..1M`, `100jt..500jt` or a single amount, which is both ends.
pub fn range(text: &str) -> Result<(Option<i64>, Option<i64>), Fault> {
    let Some((low, high)) = text.split_once("..") else {
        let amount = parse(text)?;
        return Ok((Some(amount), Some(amount)));
    };
    let end = |side: &str| if side.trim().is_empty() { Ok(None) } else { parse(side).map(Some) };
    match (end(low)?, end(high)?) {
        (None, None) => Err(Fault::NotRupiah(text.to_owned())),
        (Some(low), Some(high)) if low > high => Err(Fault::NotRupiah(text.to_owned())),
        ends => Ok(ends),
    }
}

/// Writes the digits with dots between thousands: `1.250.000`.
pub fn grouped(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut written = String::with_capacity(27);
    if amount < 0 {
        written.push('-');
    }
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    written
}

/// Writes an amount as letters do: `Rp1.250.000`, and `-Rp5` for a difference below nothing.
pub fn show(amount: i64) -> String {
    let digits = grouped(amount);
    digits.strip_prefix('-').map_or_else(|| format!("Rp{digits}"), |digits| format!("-Rp{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_every_spelling() {
        let spellings = "1250000|1.250.000|Rp 1.250.000,00|Rp1.250.000,-|Rp. 1.250.000|IDR 1.250.000|\
             1 250 000|1\u{a0}250\u{a0}000|Rp.1.250.000|1,25 juta|1.250rb|1.250 ribu|RP\u{a0}1.250.000,0|\
             1.250.000 rupiah| 1,250jt ";
        for text in spellings.split('|') {
            assert_eq!(parse(text), Ok(1_250_000), "{text}");
        }
    }

    #[test]
    fn scale_words_multiply() {
        let scaled = [
            ("100jt", 100_000_000),
            ("100 juta", 100_000_000),
            ("1,5 miliar", 1_500_000_000),
            ("1,5M", 1_500_000_000),
            ("1,5 milyar", 1_500_000_000),
            ("2 triliun", 2_000_000_000_000),
            ("2T", 2_000_000_000_000),
            ("Rp 500rb", 500_000),
            ("500 Ribu", 500_000),
            ("1,0005 ribu rupiah", -1),
            ("0,5jt", 500_000),
            ("0", 0),
        ];
        for (text, amount) in scaled {
            assert_eq!(parse(text).unwrap_or(-1), amount, "{text}");
        }
    }

    #[test]
    fn an_amount_that_may_mean_two_things_is_refused() {
        let wrong = "|1.25|1250000.50|1,250,000|Rp 1,250,000.00|1.250,50|1,000|-5|Rp -5|-Rp5|1.5 miliar|\
             1..250|12 50|0.125|1 250.000|1250.000|1,|,5 juta|1,-jt|juta|Rp|5 lusin|99999999999999999999|\
             10.000.000 triliun|٣|1.250.000,000";
        for text in wrong.split('|') {
            assert_eq!(parse(text), Err(Fault::NotRupiah(text.to_owned())));
        }
    }

    #[test]
    fn a_range_may_be_open_but_not_backwards() {
        assert_eq!(range("100jt.."), Ok((Some(100_000_000), None)));
        assert_eq!(range("..1M"), Ok((None, Some(1_000_000_000))));
        assert_eq!(range("100jt .. 500jt"), Ok((Some(100_000_000), Some(500_000_000))));
        assert_eq!(range("1.250"), Ok((Some(1250), Some(1250))));
        for text in ["..", "", "2jt..1jt", "1jt...2jt", "x..1jt"] {
            assert!(range(text).is_err(), "{text}");
        }
    }

    #[test]
    fn amounts_are_written_in_groups_of_three() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(-1_250_000), "-1.250.000");
        assert_eq!(grouped(i64::MIN), "-9.223.372.036.854.775.808");
        assert_eq!(show(1_250_000), "Rp1.250.000");
        assert_eq!(show(-5), "-Rp5");
    }

    #[test]
    fn what_is_shown_is_read_back() {
        arbtest::arbtest(|u| {
            let amount = u.int_in_range(0..=i64::MAX)?;
            assert_eq!(parse(&show(amount)), Ok(amount));
            assert_eq!(parse(&grouped(amount)), Ok(amount));
            assert_eq!(parse(&format!("Rp {},-", grouped(amount))), Ok(amount));
            Ok(())
        });
    }

    #[test]
    fn no_text_makes_it_panic() {
        let bits = ["rp", "İ", "1", "250", ".", ",", "..", "jt", "ß", "\u{a0}", " ", "-", "€", "rupiah", "m"];
        arbtest::arbtest(|u| {
            let text: String =
                (0..u.int_in_range(0..=8)?).map(|_| u.choose(&bits).copied()).collect::<Result<_, _>>()?;
            let _ = (range(&text), range(u.arbitrary()?), parse(u.arbitrary()?));
            Ok(())
        });
    }
}
