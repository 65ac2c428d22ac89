//! How long an agreement runs, read from what registers hold: a figure, a sentence, a page. What two careful
//! readers could read differently stays unread.

mod ends;
mod length;
mod words;

use jiff::civil::Date;

pub use self::ends::range;
use self::length::Length;
use self::words::{is_in, is_led_aside, starts_with_number, without};
use super::date;

/// What a term counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The day of signing.
    Signing,
    /// The day of coming into effect.
    Effect,
    /// The text does not say.
    Unstated,
}

/// What a text says about how long an agreement runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// A number of whole months.
    Months {
        /// How many.
        months: u32,
        /// From when.
        from: Start,
    },
    /// The last day on which it holds.
    Until(Date),
    /// Without an end.
    OpenEnded,
    /// Until something happens that is no date.
    Conditional,
    /// Nothing that reads one way only.
    Unread,
}

/// Words before an event that ends it; `sd` is left out, for it is also a school.
const WHILE: &str = "sampai s/d s.d s.d. hingga until selama";
/// Words between those and the event.
const FILLERS: &str = "dengan akhir pada the end of";
/// After those, a calendar without a date, or the term itself: nothing that happens.
const NO_EVENT: &str = "tanggal tgl bulan tahun awal pertengahan ini jangka";
/// Words that say where a term starts.
const SINCE: &str = "sejak semenjak terhitung dihitung saat since from";
/// What ends a sentence.
const STOPS: &str = ". ;";
/// Ways to say that there is no end.
const ENDLESS: [&str; 13] = [
    "selamanya",
    "selama-lamanya",
    "seumur hidup",
    "tidak terbatas",
    "tak terbatas",
    "tidak dibatasi",
    "tanpa batas",
    "tidak ditentukan batas",
    "waktu yang tidak ditentukan",
    "indefinite",
    "indefinitely",
    "unlimited",
    "forever",
];

/// Reads a term.
///
/// A duration counts unless the words around it make it a notice ("satu bulan sebelum"), a frequency ("1
/// tahun sekali"), a limit ("paling lama") or an extension. Two that differ, a figure that its words
/// contradict, days, and budget years leave the text unread. Where an end is named beside a duration, a start
/// named with it must bear both out; then a full date is the end, while a bare year says less than the
/// duration does, which counts.
pub fn read(text: &str) -> Term {
    let lower = text.to_lowercase();
    let words = words::of(&lower);
    let (lengths, ends) = (length::all(&words), ends::all(&words));
    if lengths.iter().any(|other| other.months != lengths[0].months)
        || ends.iter().any(|e| e.last != ends[0].last)
    {
        return Term::Unread;
    }
    match (lengths.first().map(|length| length.months), ends.first(), is_endless(&words)) {
        (None, None, true) => Term::OpenEnded,
        (None, None, false) if is_conditional(&words) => Term::Conditional,
        (None, Some(end), false) => Term::Until(end.last.1),
        (Some(Some(months)), _, false) if !ends.iter().all(|end| end.agrees(months)) => Term::Unread,
        (Some(Some(_)), Some(end), false) if end.last.0 == end.last.1 => Term::Until(end.last.1),
        (Some(Some(months)), _, false) => Term::Months { months, from: start(&words, &lengths) },
        _ => Term::Unread,
    }
}

fn is_endless(words: &[&str]) -> bool {
    ENDLESS.iter().any(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let places = words.windows(phrase.len()).enumerate().filter(|(_, window)| *window == phrase);
        // "tidak terbatas pada" is a list that is not closed, "selama-lamanya 5 tahun" a limit.
        let means_it = |after: &[&str]| after.first() != Some(&"pada") && !starts_with_number(after);
        places
            .map(|(at, _)| at)
            .any(|at| means_it(&words[at + phrase.len()..]) && !is_led_aside(&words[..at]))
    })
}

/// Whether the first sentence has an event for an end; what follows it speaks of duties, not of the term.
fn is_conditional(words: &[&str]) -> bool {
    let sentence = words.split(|word| is_in(word, STOPS)).next().unwrap_or_default();
    sentence.iter().enumerate().any(|(at, word)| {
        let event = without(FILLERS, &sentence[at + 1..]);
        let happens = |word: &&str| {
            word.starts_with(char::is_alphabetic)
                && !is_in(word, NO_EVENT)
                && date::month_named(word).is_none()
        };
        is_in(word, WHILE)
            && !is_led_aside(&sentence[..at])
            && event.first().is_some_and(happens)
            && !starts_with_number(event)
    })
}

/// What the term counts from, as the sentence of the duration says behind it or before it.
fn start(words: &[&str], lengths: &[Length]) -> Start {
    let stated = |length: &Length| {
        let (before, after) = (&words[..length.from], &words[length.to..]);
        let before = before.rsplit(|word| is_in(word, STOPS)).next().unwrap_or_default();
        let after = after.split(|word| is_in(word, STOPS)).next().unwrap_or_default();
        since(after).or_else(|| signed_next(after)).or_else(|| since(before))
    };
    lengths.iter().find_map(stated).unwrap_or(Start::Unstated)
}

fn since(words: &[&str]) -> Option<Start> {
    let from = words.iter().position(|word| is_in(word, SINCE))?;
    (from..words.len()).find_map(|at| event(&words[at..]))
}

/// "2 tahun sjeak ditandatangani": the word for "since" may be misspelt where signing follows at once.
fn signed_next(words: &[&str]) -> Option<Start> {
    let near = words.iter().take(3).take_while(|word| !is_in(word, "dan and diperpanjang")).count();
    (0..near).find_map(|at| event(&words[at..]).filter(|event| *event == Start::Signing))
}

fn event(words: &[&str]) -> Option<Start> {
    let first = words.first()?;
    let parted = first.ends_with("tanda") && words.get(1).is_some_and(|next| next.starts_with("tangan"));
    if parted || *first == "ttd" || first.contains("andatangan") || first.starts_with("sign") {
        return Some(Start::Signing);
    }
    let effect = ["berlaku", "diberlakukan", "efektif", "effect"].iter().any(|word| first.starts_with(word));
    effect.then_some(Start::Effect)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn months(months: u32, from: Start) -> Term {
        Term::Months { months, from }
    }

    fn all_read(term: Term, texts: &[&str]) {
        for text in texts {
            assert_eq!(read(text), term, "{text}");
        }
    }

    #[test]
    fn a_duration_is_read_in_figures_and_words() {
        let five = "5 tahun|5 TAHUN|5 (lima) tahun|Lima (5) Tahun|5(lima)thn|lima tahun|(5 tahun )|\
            5 tahun (lima)|60 bulan|5 (lima tahun)|Masa kerja sama: 5 th.|5 years|5 tahun (60 bulan)|\
            kontrak 5 tahun, dapat diperbaharui|lama 5 tahun|\u{a0}5\u{a0}(Lima)\n Tahun";
        all_read(months(60, Start::Unstated), &five.split('|').collect::<Vec<_>>());
        all_read(months(420, Start::Unstated), &["35 (tiga puluh lima) tahun", "tiga puluh lima tahun"]);
        all_read(
            months(12, Start::Unstated),
            &["satu tahun", "selama setahun", "12 (dua belas) Bulan", "12 (duabelas) bln"],
        );
        all_read(
            months(30, Start::Unstated),
            &["2 (dua) Tahun 6 (enam) bulan", "2 tahun dan 6 bulan", "2 tahun, 6 bulan"],
        );
    }

    #[test]
    fn notices_frequencies_limits_and_extensions_are_not_the_term() {
        let four = "4 tahun dan akan diperpanjang|4 tahun, dapat diperpanjang 1 (satu) tahun|\
            4 tahun, dievaluasi setiap 6 bulan|\
            4 (empat) tahun; pemberitahuan paling lambat 3 (tiga) bulan sebelumnya|\
            4 tahun dan laporan 1 (satu) tahun sekali|4 tahun, rapat 2 kali dalam 1 tahun|\
            4 tahun. Pengakhiran diberitahukan 30 (tiga puluh) hari kerja sebelum berakhir|\
            4 tahun, perpanjangan diajukan dua bulan sebelum habis|\
            4 tahun sesuai Permendagri Nomor 22 Tahun 2020|\
            4 tahun, aset diserahkan 2 bulan setelah berakhirnya kerja sama|\
            4 tahun dan dapat diperpanjang sampai tahun 2040";
        all_read(months(48, Start::Unstated), &four.split('|').collect::<Vec<_>>());
        all_read(
            Term::Unread,
            &["paling lama 5 tahun", "setiap 2 tahun", "1 bulan sebelum berakhir", "5 tahun sekali"],
        );
    }

    #[test]
    fn the_start_is_read_where_it_is_stated() {
        let signing = "3 tahun sejak ditandatangani|\
            3 (tiga) tahun terhitung sejak tanggal penandatanganan naskah ini|3 tahun sjeak ditandatangani|\
            3 tahun sejak Nota ini\nditanda tangani|3 years from the date of signing|\
            Berlaku sejak ditandatangani untuk jangka waktu 3 tahun|3 tahun setelah tanggal ditandatangani|\
            3 tahun dan dapat diperpanjang kembali sejak ditandatangani para pihak";
        all_read(months(36, Start::Signing), &signing.split('|').collect::<Vec<_>>());
        let effect = "3 tahun sejak berlaku|3 tahun sejak tanggal efektif|3 years from the effective date|\
            terhitung sejak mulai berlakunya perjanjian yang ditandatangani kepala dinas, selama 3 tahun";
        all_read(months(36, Start::Effect), &effect.split('|').collect::<Vec<_>>());
        let unstated = "Perjanjian berlaku 3 tahun|mulai berlaku untuk jangka waktu 3 tahun|\
            3 tahun sejak 1 Mei 2024|3 tahun dan diubah dengan adendum yang ditandatangani|\
            3 tahun. Laporan dibuat sejak ditandatangani";
        all_read(months(36, Start::Unstated), &unstated.split('|').collect::<Vec<_>>());
    }

    #[test]
    fn a_named_end_is_a_day_and_a_year_means_its_last() {
        let end = "sampai dengan 31 Desember 2024|s/d Tahun 2024|Sampai dengan Tahun 2024.|until 2024|\
            s.d. 31-12-2024|s.d.Desember 2024|hingga akhir tahun 2024|sampai Desember 2024|\
            01 Januari 2022 s/d 31 Desember 2024|sd 31/12/2024|1 Januari 2022 - 31 Desember 2024|\
            berlaku sampai tanggal 2024-12-31|2022 – 2024|S.D Selasa, 31 Desember 2024|\
            3 (tiga) tahun, 1 Januari 2022 s.d. 31 Desember 2024|3 tahun sampai dengan 31 Desember 2024";
        all_read(Term::Until(date(2024, 12, 31)), &end.split('|').collect::<Vec<_>>());
        let unread = "sampai 31 Februari 2024|sampai 03/04/2025|sampai 2024 atau sampai 2026|\
            sampai tahun depan|sampai Mei|dapat diperpanjang sampai tahun 2030|\
            5 tahun sejak 1 Januari 2022 sampai 31 Desember 2024";
        all_read(Term::Unread, &unread.split('|').collect::<Vec<_>>());
    }

    #[test]
    fn a_bare_year_beside_a_duration_must_bear_it_out() {
        all_read(
            months(60, Start::Unstated),
            &["5 tahun terhitung 2022 sampai 2027", "5 tahun (2022 - 2026)"],
        );
        all_read(months(60, Start::Signing), &["5 tahun sejak ditandatangani, sampai 2027"]);
        all_read(Term::Unread, &["5 tahun, tahun 2022 sampai 2025", "5 tahun (2022 - 2028)"]);
    }

    #[test]
    fn no_end_and_an_end_on_condition_are_told_apart() {
        let open = "Selamanya|tidak terbatas|tanpa batas waktu|seumur hidup|indefinite|\
            waktunya tidak ditentukan batasnya dan tak terbatas|tidak ditentukan batas waktunya|\
            sampai batas waktu yang tidak ditentukan|berlaku selama-lamanya";
        all_read(Term::OpenEnded, &open.split('|').collect::<Vec<_>>());
        let conditional = "Sampai puskesmas terakreditasi|selama masa jabatan bupati|until the road is built|\
            s/d proyek selesai|hingga akhir masa jabatan|\
            sampai dengan terbitnya Peraturan Nomor 7 Tahun 2021";
        all_read(Term::Conditional, &conditional.split('|').collect::<Vec<_>>());
    }

    #[test]
    fn what_does_not_read_one_way_stays_unread() {
        let unread = "|-|terlampir|Akan dibahas|12 Hari|selama dua belas hari|5 (enam) tahun|5 tahun (enam)|\
            5 (enam tahun)|2 3 tahun|3 - 5 tahun|3-5 tahun|3 sampai 5 tahun|3 atau 5 tahun|1,5 tahun|\
            satu tahun anggaran|1 tahun ajaran|0 tahun|0|5|tahun|2 tahun 10 hari|\
            3 tahun untuk hibah dan 5 tahun untuk aset|Uji coba 3 Maret 2023|\
            Perda No.3 Tahun 2018 Pasal 4|tanggal lima bulan Januari tahun dua ribu dua puluh|\
            2024 tahun|5 (lima) tahun atau selamanya|5 (xyz) tahun|sampai|\
            termasuk namun tidak terbatas pada pelatihan|selama-lamanya 5 tahun|Renovasi SD Negeri 5|\
            terlampir. Selama kerja sama";
        all_read(Term::Unread, &unread.split('|').collect::<Vec<_>>());
    }

    #[test]
    fn no_text_makes_it_panic() {
        let bits = [
            "5", "(", "lima", ")", " ", "tahun", "bulan", "sampai", "s.d.", "-", "–", "2024", "İ", "ß",
            "sejak", ".", "é",
        ];
        arbtest::arbtest(|u| {
            let text: String =
                (0..u.int_in_range(0..=12)?).map(|_| u.choose(&bits).copied()).collect::<Result<_, _>>()?;
            for text in [&text, u.arbitrary::<&str>()?] {
                let _ = (read(text), range(text));
            }
            Ok(())
        });
    }
}
