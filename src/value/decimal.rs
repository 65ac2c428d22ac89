//! Measured numbers: read from what people write, kept as exact decimal text, never as a float.

use crate::error::Fault;

/// How many digits may stand behind the decimal sign.
const PLACES: usize = 4;

/// How many units make one: numbers are counted in ten-thousandths.
pub const ONE: i64 = 10_000;

/// Reads `12`, `12,5`, `12.5`, `1.250`, `1.250,75` or `-3`. A comma is always the decimal sign; a dot is one unless three
/// digits follow it, which Indonesian writing groups. Returns the text that is kept.
pub fn parse(text: &str) -> Result<String, Fault> {
    let wrong = || Fault::NotADecimal(text.to_owned());
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (minus, digits) = match plain.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, plain.as_str()),
    };
    let (whole, fraction) = match digits.split_once(',') {
        Some((whole, fraction)) => (ungrouped(whole).ok_or_else(wrong)?, fraction.to_owned()),
        None => match digits.rsplit_once('.') {
            Some((whole, fraction)) if fraction.len() != 3 || whole.trim_start_matches('0').is_empty() => {
                (ungrouped(whole).ok_or_else(wrong)?, fraction.to_owned())
            }
            _ => (ungrouped(digits).ok_or_else(wrong)?, String::new()),
        },
    };
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let fraction_missing = fraction.is_empty() && digits.contains(',');
    if !number(&whole) || !number(&fraction) || whole.is_empty() || whole.len() > 12 || fraction_missing {
        return Err(wrong());
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > PLACES {
        return Err(wrong());
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let sign = if minus && !(whole == "0" && fraction.is_empty()) { "-" } else { "" };
    Ok(match fraction.len() {
        0 => format!("{sign}{whole}"),
        // Three digits behind a dot would read as a group of thousands.
        3 => format!("{sign}{whole}.{fraction}0"),
        _ => format!("{sign}{whole}.{fraction}"),
    })
}

/// The digits of a whole number, its groups of three joined.
pub(super) fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split('.');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let fine = rest.is_empty() || (1..=3).contains(&first.len()) && rest.iter().all(|g| g.len() == 3);
    fine.then(|| std::iter::once(first).chain(rest).collect())
}

/// A kept number in ten-thousandths; `None` where the text is none.
pub fn units(kept: &str) -> Option<i64> {
    let (minus, digits) = kept.strip_prefix('-').map_or((false, kept), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.len() > PLACES {
        return None;
    }
    let places = 10_i64.pow(u32::try_from(PLACES - fraction.len()).ok()?);
    let fraction = if fraction.is_empty() { 0 } else { fraction.parse::<i64>().ok()? * places };
    let units = whole.parse::<i64>().ok()?.checked_mul(ONE)?.checked_add(fraction)?;
    Some(if minus { -units } else { units })
}

/// Ten-thousandths as the text that is kept.
pub fn written(units: i64) -> String {
    let (sign, size) = (if units < 0 { "-" } else { "" }, units.unsigned_abs());
    let one = ONE.unsigned_abs();
    let fraction = format!("{:04}", size % one);
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{}", size / one),
        // Three digits behind a dot would read as a group of thousands.
        short if short.len() == 3 => format!("{sign}{}.{short}0", size / one),
        short => format!("{sign}{}.{short}", size / one),
    }
}

/// Reads a number with or without its unit behind it: `15 Dokumen`, `16.332,75 Ton`, `80%`, `4`. Gives back the text that is
/// kept and the unit.
pub fn with_unit(text: &str) -> Result<(String, Option<String>), Fault> {
    let trimmed = text.trim();
    let end = trimmed.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−')));
    let (number, unit) = trimmed.split_at(end.unwrap_or(trimmed.len()));
    // The number in words between brackets, as letters have it: 15 (lima belas) Dokumen.
    let unit = match unit.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((_, rest)) => rest,
        None => unit,
    };
    let wrong = || Fault::NotADecimal(text.to_owned());
    let (first, digits) = (unit.chars().next(), |unit: &str| unit.contains(|c: char| c.is_ascii_digit()));
    let word = match first {
        None | Some('%') => true,
        Some(c) if c.is_whitespace() => !unit.trim_start().starts_with(|c: char| c.is_ascii_digit()),
        // What follows the number at once is a word: `4x`, not `1e3`.
        Some(c) => c.is_alphabetic() && !digits(unit),
    };
    if !word {
        return Err(wrong());
    }
    let kept = parse(number).map_err(|_| wrong())?;
    let unit: Vec<&str> = unit.split_whitespace().collect();
    Ok((kept, (!unit.is_empty()).then(|| unit.join(" "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_is_the_decimal_sign_and_a_dot_where_it_cannot_be_a_group() {
        for (written, kept) in [
            ("12", "12"),
            ("12,5", "12.5"),
            ("12.5", "12.5"),
            ("1.250", "1250"),
            ("1.250,75", "1250.75"),
            ("0.125", "0.1250"),
            ("1,125", "1.1250"),
            ("1.1250", "1.1250"),
            ("00.125", "0.1250"),
            ("-3,0", "-3"),
            ("007", "7"),
            ("-0", "0"),
            ("98 ,6", "98.6"),
            ("1.234.567", "1234567"),
        ] {
            assert_eq!(parse(written).unwrap(), kept, "{written}");
        }
        for wrong in
            ["", "x", "1,", ",5", "1,2,3", "1.2.3", "1,23456", "12e3", "1234567890123", "--1", "12.34.567"]
        {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_kept_is_read_again_as_the_same_number() {
        arbtest::arbtest(|u| {
            let units_in = u.int_in_range(-99_999_999_999_i64..=99_999_999_999)?;
            let sign = if units_in < 0 { "-" } else { "" };
            let size = units_in.unsigned_abs();
            let written = format!("{sign}{},{:04}", size / 10_000, size % 10_000);
            let kept = parse(&written).unwrap();
            assert_eq!(units(&kept), Some(units_in), "{written} {kept}");
            assert_eq!(super::written(units_in), kept, "{written}");
            assert_eq!(parse(&kept).unwrap(), kept, "{written}");
            Ok(())
        });
    }

    #[test]
    fn a_number_may_carry_its_unit() {
        let read = |text: &str| {
            with_unit(text).map(|(number, unit)| format!("{number}|{}", unit.unwrap_or_default()))
        };
        for (written, kept) in [
            ("15 Dokumen", "15|Dokumen"),
            (" 396  Orang", "396|Orang"),
            ("16.332,75  Ton", "16332.75|Ton"),
            ("1 Unit  Kerja ", "1|Unit Kerja"),
            ("80%", "80|%"),
            ("4", "4|"),
            ("24 M³/Hari", "24|M³/Hari"),
            ("15 (lima belas) Dokumen", "15|Dokumen"),
            ("4x", "4|x"),
        ] {
            assert_eq!(read(written).unwrap(), kept, "{written}");
        }
        for wrong in [
            "105/14 Orang/bulan",
            "- Unit",
            "",
            "P 150m",
            "0.50/1 Liter/Detik",
            "24/1 M³/Hari",
            "1e3",
            "1 234 Orang",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
