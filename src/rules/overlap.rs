//! Which agreements may do the same: titles that are nearly equal, and terms that overlap. Rules of this program: a pair that it
//! names is one to be looked at, no proof.

use std::collections::HashMap;

use jiff::civil::Date;

use super::words::{Word, each_word, key, telling};

/// What documents call themselves, and what every city's titles hold: it tells no matter from another.
const COMMON: &[&str] = &[
    "perjanjian",
    "nota",
    "kesepakatan",
    "kesepahaman",
    "bersama",
    "permohonan",
    "usulan",
    "penawaran",
    "surat",
    "naskah",
    "memorandum",
    "understanding",
    "agreement",
    "mou",
    "pks",
    "pemerintah",
    "pemkot",
    "pemkab",
    "pemprov",
    "kabupaten",
    "provinsi",
];

/// Numbers that tell one part of a matter from another: a phase, a class.
const ROMAN: &[&str] = &["i", "v", "x", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"];

/// How many telling words a title needs to be compared: one word is no matter yet.
const LEAST: usize = 2;

/// How much of the words of two titles together both must have, in hundredths, to be nearly equal. Chosen by hand, so that one
/// word of seven may differ.
const ALIKE: usize = 75;

/// What titles are read with: the words that say nothing here.
#[derive(Clone, Debug)]
pub struct Titles {
    common: Vec<Word>,
}

/// A title by its words and figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Title {
    words: Vec<Word>,
    figures: Vec<String>,
}

/// Whether a word is a number, or holds one.
fn is_figure(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
        || ROMAN.iter().any(|roman| word.eq_ignore_ascii_case(roman))
}

impl Titles {
    /// For the office of a region, whose own name tells nothing.
    pub fn of_region(name: &str) -> Self {
        let mut common: Vec<Word> = COMMON.iter().map(|word| key(word)).collect();
        each_word(name.as_bytes(), |word, _| common.extend(telling(word).map(|word| key(&word))));
        common.sort_unstable();
        Self { common }
    }

    /// Reads a title.
    pub fn read(&self, text: &str) -> Title {
        let mut title = Title::default();
        each_word(text.as_bytes(), |word, _| {
            if let Some(word) = telling(word).filter(|word| !is_figure(word)).map(|word| key(&word))
                && self.common.binary_search(&word).is_err()
            {
                title.words.push(word);
            }
        });
        title.words.sort_unstable();
        title.words.dedup();
        let parts = text.split(|c: char| !c.is_ascii_alphanumeric());
        title.figures = parts.filter(|part| is_figure(part)).map(str::to_lowercase).collect();
        title.figures.sort_unstable();
        title.figures.dedup();
        title
    }
}

impl Title {
    /// How much of both titles' words both have, in hundredths; nothing where their figures differ or they say too little.
    pub fn likeness(&self, other: &Self) -> usize {
        if self.figures != other.figures || self.words.len() < LEAST || other.words.len() < LEAST {
            return 0;
        }
        let both = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        both * 100 / (self.words.len() + other.words.len() - both)
    }

    /// Whether they are nearly equal.
    pub fn is_like(&self, other: &Self) -> bool {
        self.likeness(other) >= ALIKE
    }
}

/// Groups of titles that are nearly equal, each with the places of two or more; what is like one that is like another stands
/// with both. Only titles that share one of their rarest words are compared, so that many are looked through quickly.
pub fn alike(titles: &[&Title]) -> Vec<Vec<usize>> {
    let mut same: HashMap<&Title, Vec<usize>> = HashMap::new();
    for (at, title) in titles.iter().copied().enumerate().filter(|(_, title)| title.words.len() >= LEAST) {
        same.entry(title).or_default().push(at);
    }
    let mut distinct: Vec<(&Title, Vec<usize>)> = same.into_iter().collect();
    distinct.sort_by_key(|(_, places)| places[0]);
    let mut often: HashMap<Word, usize> = HashMap::new();
    for word in distinct.iter().flat_map(|(title, _)| &title.words) {
        *often.entry(*word).or_default() += 1;
    }
    let mut first_with: HashMap<Word, Vec<usize>> = HashMap::new();
    let mut group: Vec<usize> = (0..distinct.len()).collect();
    for at in 0..distinct.len() {
        let title = distinct[at].0;
        let mut rarest = title.words.clone();
        rarest.sort_unstable_by_key(|word| (often[word], *word));
        // Two that have so much in common share one of these.
        rarest.truncate(rarest.len() - (rarest.len() * ALIKE).div_ceil(100) + 1);
        for word in rarest {
            let others = first_with.entry(word).or_default();
            for other in others.iter().copied() {
                if title.is_like(distinct[other].0) {
                    join(&mut group, at, other);
                }
            }
            others.push(at);
        }
    }
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, (_, places)) in distinct.iter().enumerate() {
        groups.entry(root(&group, at)).or_default().extend(places);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|places| places.len() > 1).collect();
    for places in &mut groups {
        places.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

fn root(group: &[usize], mut at: usize) -> usize {
    while group[at] != at {
        at = group[at];
    }
    at
}

fn join(group: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(group, one), root(group, other));
    group[one.max(other)] = one.min(other);
}

/// The first and last valid day, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The first; unknown is before every other.
    pub from: Option<Date>,
    /// The last; unknown or open is after every other.
    pub until: Option<Date>,
}

impl Term {
    /// Whether two terms have a day in common.
    pub fn meets(&self, other: &Self) -> bool {
        let before =
            |end: Option<Date>, start: Option<Date>| end.zip(start).is_some_and(|(end, start)| end < start);
        !before(self.until, other.from) && !before(other.until, self.from)
    }
}

/// Of the places of some terms, those that overlap, in groups of two or more.
pub fn overlapping(places: &[usize], term: impl Fn(usize) -> Term) -> Vec<Vec<usize>> {
    let mut order = places.to_vec();
    order.sort_by_key(|at| (term(*at).from, *at));
    let mut groups: Vec<(Vec<usize>, Option<Date>)> = Vec::new();
    for at in order {
        let Term { from, until } = term(at);
        match groups.last_mut() {
            Some((group, last)) if last.is_none_or(|last| from.is_none_or(|from| from <= last)) => {
                group.push(at);
                *last = last.zip(until).map(|(a, b)| a.max(b));
            }
            _ => groups.push((vec![at], until)),
        }
    }
    groups.into_iter().map(|(group, _)| group).filter(|group| group.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn titles(texts: &[&str]) -> Vec<Title> {
        let read = Titles::of_region("Kota Palangka Raya");
        texts.iter().map(|text| read.read(text)).collect()
    }

    #[test]
    fn a_title_is_its_telling_words_whatever_the_document_calls_itself() {
        let found = titles(&[
            "Perjanjian Kerja Sama Pengolahan Sampah Terpadu Kota Palangka Raya",
            "KERJASAMA PENGOLAHAN  SAMPAH TERPADU",
            "Nota Kesepakatan tentang Pengolahan Sampah Terpadu",
            "Pengolahan Air Bersih Terpadu",
            "Kerja Sama",
        ]);
        assert_eq!(found[0], found[1]);
        assert_eq!(found[0], found[2]);
        assert_eq!(found[0].likeness(&found[3]), 40, "two of five words");
        assert_eq!(alike(&found.iter().collect::<Vec<_>>()), [vec![0, 1, 2]]);
    }

    #[test]
    fn one_word_of_many_may_differ_and_a_figure_may_not() {
        let found = titles(&[
            "Pembangunan gedung rawat inap tahap 1",
            "Pembangunan gedung rawat inap tahap 2",
            "Pelaksanaan praktik klinik mahasiswa keperawatan angkatan baru",
            "Pelaksanaan praktik klinik mahasiswa kebidanan angkatan baru",
            "Penataan pasar tahap II",
            "Penataan pasar tahap III",
        ]);
        assert_eq!(found[0].likeness(&found[1]), 0);
        assert_eq!(found[2].likeness(&found[3]), 71, "five of seven");
        assert_eq!(alike(&found.iter().collect::<Vec<_>>()), Vec::<Vec<usize>>::new());
        let found = titles(&[
            "Pemungutan retribusi parkir di tepi jalan umum",
            "Pemungutan retribusi parkir tepi jalan",
        ]);
        assert_eq!(found[0].likeness(&found[1]), 83, "five of six");
        assert_eq!(alike(&found.iter().collect::<Vec<_>>()), [vec![0, 1]]);
    }

    #[test]
    fn one_word_alone_is_no_matter() {
        let found = titles(&["Pelatihan", "Pelatihan", "Kerja sama pelatihan"]);
        assert!(alike(&found.iter().collect::<Vec<_>>()).is_empty());
    }

    #[test]
    fn the_filter_by_rarest_words_loses_no_pair() {
        let words = ["pasar", "sampah", "parkir", "sekolah", "klinik", "jalan", "hutan", "banjir"];
        arbtest::arbtest(|u| {
            let count = u.int_in_range(2..=12)?;
            let mut texts = Vec::new();
            for _ in 0..count {
                let mut text = String::new();
                for word in words {
                    if u.int_in_range(0..=3)? > 0 {
                        text.push_str(word);
                        text.push(' ');
                    }
                }
                texts.push(text);
            }
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let found = titles(&texts);
            let groups = alike(&found.iter().collect::<Vec<_>>());
            let together = |a, b| groups.iter().any(|group| group.contains(&a) && group.contains(&b));
            for a in 0..found.len() {
                for b in 0..a {
                    assert!(!found[a].is_like(&found[b]) || together(a, b), "{} / {}", texts[a], texts[b]);
                }
            }
            Ok(())
        });
    }

    #[test]
    fn terms_overlap_from_the_first_common_day_on() {
        let day = |year| Some(date(year, 1, 1));
        let terms = [
            Term { from: day(2020), until: day(2022) },
            Term { from: day(2022), until: day(2023) },
            Term { from: day(2024), until: None },
            Term { from: day(2025), until: day(2026) },
            Term { from: day(2010), until: day(2011) },
        ];
        let found = overlapping(&[0, 1, 2, 3, 4], |at| terms[at]);
        assert_eq!(found, [vec![0, 1], vec![2, 3]], "the last day of one is the first of the other");
        let unknown = [Term::default(), terms[4]];
        assert_eq!(overlapping(&[0, 1], |at| unknown[at]), [vec![0, 1]], "what is not known may be");
    }
}
