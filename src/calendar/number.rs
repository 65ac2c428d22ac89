//! Indonesian number words up to 999, as contracts repeat their figures in: "35 (tiga puluh lima)".

const UNITS: [&str; 9] = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];

/// Reads `satu`, `sebelas`, `tiga puluh lima` or `seratus dua puluh`, in any case and also written together
/// (`duabelas`); `None` for anything that is not exactly one number below a thousand.
pub fn read(text: &str) -> Option<u32> {
    let joined: String = text.split_whitespace().map(str::to_lowercase).collect();
    if joined == "nol" {
        return Some(0);
    }
    match hundreds(&joined) {
        Some((hundreds, "")) => Some(hundreds * 100),
        Some((hundreds, rest)) => Some(hundreds * 100 + below_hundred(rest)?),
        None => below_hundred(&joined),
    }
}

fn hundreds(text: &str) -> Option<(u32, &str)> {
    one_or_many(text, "ratus")
}

fn below_hundred(text: &str) -> Option<u32> {
    if let Some((ones, "")) = one_or_many(text, "belas") {
        return Some(10 + ones);
    }
    match one_or_many(text, "puluh") {
        Some((tens, "")) => Some(tens * 10),
        // Eleven to nineteen have words of their own: there is no "sepuluh satu".
        Some((tens, rest)) if tens > 1 => Some(tens * 10 + whole(rest)?),
        Some(_) => None,
        None => whole(text),
    }
}

/// A count of `noun`, where one is `se` + noun and never "satu" + noun, and what follows it.
fn one_or_many<'a>(text: &'a str, noun: &str) -> Option<(u32, &'a str)> {
    if let Some(rest) = text.strip_prefix("se").and_then(|rest| rest.strip_prefix(noun)) {
        return Some((1, rest));
    }
    let (count, rest) = unit(text)?;
    rest.strip_prefix(noun).filter(|_| count > 1).map(|rest| (count, rest))
}

fn whole(text: &str) -> Option<u32> {
    unit(text).filter(|(_, rest)| rest.is_empty()).map(|(count, _)| count)
}

fn unit(text: &str) -> Option<(u32, &str)> {
    UNITS.iter().zip(1..).find_map(|(word, count)| text.strip_prefix(word).map(|rest| (count, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(number: u32) -> String {
        let unit = |n: u32| UNITS[n as usize - 1];
        match number {
            0 => "nol".into(),
            10 => "sepuluh".into(),
            11 => "sebelas".into(),
            100 => "seratus".into(),
            1..10 => unit(number).into(),
            12..20 => format!("{} belas", unit(number - 10)),
            20..100 if number.is_multiple_of(10) => format!("{} puluh", unit(number / 10)),
            20..100 => format!("{} puluh {}", unit(number / 10), unit(number % 10)),
            101..200 => format!("seratus {}", words(number - 100)),
            _ if number.is_multiple_of(100) => format!("{} ratus", unit(number / 100)),
            _ => format!("{} ratus {}", unit(number / 100), words(number % 100)),
        }
    }

    #[test]
    fn every_number_below_a_thousand_is_read_back() {
        for number in 0..1000 {
            assert_eq!(read(&words(number)), Some(number), "{}", words(number));
            assert_eq!(read(&words(number).replace(' ', "").to_uppercase()), Some(number));
        }
    }

    #[test]
    fn words_that_are_no_number_are_not_read() {
        let wrong = "|satu puluh|satu belas|satu ratus|sepuluh satu|sebelas dua|dua tiga|lima tahun|seribu|5|\
            dua nol|se";
        for text in wrong.split('|') {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
