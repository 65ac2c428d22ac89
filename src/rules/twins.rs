//! Which names may be of the same body, written twice: another case or punctuation, a legal form more or less, a slip of the finger, a
//! branch or region at the end. Rules of this program, chosen by hand: a pair is one to be looked at.

use std::collections::HashMap;

/// Forms of enterprise, which lists write or leave out at will; and words between.
const FORMS: &[&str] = &[
    "pt",
    "cv",
    "ud",
    "tbk",
    "persero",
    "perseroda",
    "perum",
    "ltd",
    "inc",
    "dan",
    "and",
    "pemerintah",
    "the",
];

/// Words that are written short.
const SHORT: &[(&str, &str)] = &[
    ("kab", "kabupaten"),
    ("pemkab", "kabupaten"),
    ("pemkot", "kota"),
    ("pemprov", "provinsi"),
    ("prov", "provinsi"),
    ("propinsi", "provinsi"),
    ("univ", "universitas"),
    ("kementrian", "kementerian"),
    ("kemenkes", "kementerian kesehatan"),
];

/// What a region is; two of one name and another rank are two regions.
const RANKS: &[&str] = &["kota", "kabupaten", "provinsi"];

/// Words from which on a name says only where: `BPJS Kesehatan Cabang Palangka Raya`.
const WHERE: &[&str] =
    &["kantor", "cabang", "kc", "kcu", "kcp", "kanwil", "wilayah", "perwakilan", "regional", "di"];

const ROMAN: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/// The least score that is told.
pub const LEAST: i64 = 80;

/// What each slip of the finger takes from the score of 100.
const SLIP: i64 = 6;

/// What a place that only one of them names takes.
const PLACE: i64 = 5;

/// How many names may share the beginning of a word that is looked up: what more have tells nothing.
const MANY: usize = 400;

/// A name as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The words that say who it is, sorted.
    words: Vec<String>,
    /// What kind of region it is.
    rank: Option<&'static str>,
    /// Numbers, which are never slips.
    figures: Vec<String>,
    /// Where it is, when the name ends so.
    place: String,
}

impl Name {
    /// Reads a name.
    pub fn read(text: &str) -> Self {
        let mut name = Self::default();
        let text = outside_brackets(text).to_lowercase().replace('&', " dan ");
        let words: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .flat_map(|word| {
                SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long).split(' ')
            })
            .filter(|word| !FORMS.contains(word))
            .collect();
        for (at, word) in words.iter().enumerate() {
            let rank = RANKS.iter().find(|rank| *rank == word);
            if at > 0 && (rank.is_some() || WHERE.contains(word)) && !name.words.is_empty() {
                name.place = words[at..]
                    .iter()
                    .filter(|w| !WHERE.contains(w) && !RANKS.contains(w))
                    .copied()
                    .collect();
                break;
            }
            match rank {
                Some(rank) => name.rank = Some(rank),
                None if ROMAN.contains(word) || word.bytes().any(|b| b.is_ascii_digit()) => {
                    name.figures.push((*word).to_owned());
                }
                None => name.words.push((*word).to_owned()),
            }
        }
        name.words.sort_unstable();
        name.figures.sort_unstable();
        name
    }

    /// How likely two names are of one body: 100 for the same, nothing where they cannot be.
    pub fn likeness(&self, other: &Self) -> i64 {
        let ranks = self.rank.zip(other.rank).is_some_and(|(a, b)| a != b);
        let places = !self.place.is_empty() && !other.place.is_empty() && self.place != other.place;
        if ranks || places || self.figures != other.figures || self.words.is_empty() {
            return 0;
        }
        let Some(slips) = self.slips(other) else { return 0 };
        let one_place = self.place != other.place || self.rank != other.rank;
        (100 - SLIP * slips - if one_place { PLACE } else { 0 }).max(0)
    }

    /// How many slips of the finger make the words of one those of the other; nothing where more than slips differ.
    fn slips(&self, other: &Self) -> Option<i64> {
        let own: Vec<&String> = self.words.iter().filter(|w| !other.words.contains(w)).collect();
        let mut theirs: Vec<&String> = other.words.iter().filter(|w| !self.words.contains(w)).collect();
        if own.len() != theirs.len() {
            // Words that one runs together: `palangkaraya`.
            let joined = |words: &[&String]| words.iter().map(|w| w.as_str()).collect::<String>();
            let same = self.words.concat() == other.words.concat()
                || joined(&own) == joined(&theirs) && !own.is_empty();
            return same.then_some(0);
        }
        let mut all = 0;
        for word in own {
            let near =
                theirs.iter().enumerate().map(|(at, other)| (strsim::osa_distance(word, other), at)).min()?;
            // A slip in four letters is another word.
            let (slips, at) = near;
            let may = match word.chars().count().min(theirs[at].chars().count()) {
                0..=4 => 0,
                5..=7 => 1,
                _ => 2,
            };
            if slips > may {
                return None;
            }
            theirs.swap_remove(at);
            all += i64::try_from(slips).unwrap_or(i64::MAX);
        }
        Some(all)
    }
}

/// A text without what stands in brackets: an abbreviation, a form of enterprise.
fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// The pairs of names that may be of one body, with their scores: the likest first, then in the order of the names.
pub fn pairs(names: &[Name]) -> Vec<(usize, usize, i64)> {
    let mut with: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let mut keys: Vec<String> = name.words.iter().map(|word| word.chars().take(4).collect()).collect();
        keys.push(format!("={}", name.words.concat().chars().take(8).collect::<String>()));
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            with.entry(key).or_default().push(at);
        }
    }
    let mut found: HashMap<(usize, usize), i64> = HashMap::new();
    for places in with.values().filter(|places| places.len() <= MANY) {
        for (n, one) in places.iter().enumerate() {
            for other in &places[..n] {
                let score = names[*one].likeness(&names[*other]);
                if score >= LEAST {
                    found.insert((*other, *one), score);
                }
            }
        }
    }
    let mut found: Vec<(usize, usize, i64)> =
        found.into_iter().map(|((a, b), score)| (a, b, score)).collect();
    found.sort_by_key(|(a, b, score)| (-score, *a, *b));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(one: &str, other: &str) -> i64 {
        Name::read(one).likeness(&Name::read(other))
    }

    #[test]
    fn case_punctuation_and_legal_forms_do_not_tell_bodies_apart() {
        assert_eq!(score("PT. Bank Kalteng (Persero) Tbk", "bank kalteng"), 100);
        assert_eq!(score("Universitas Palangka Raya (UPR)", "UNIVERSITAS PALANGKA RAYA"), 100);
        assert_eq!(score("Univ. Palangkaraya", "Universitas Palangka Raya"), 100);
        assert_eq!(score("Kab. Katingan", "Pemerintah Kabupaten Katingan"), 100);
    }

    #[test]
    fn a_slip_of_the_finger_and_a_place_take_from_the_score() {
        assert_eq!(score("BPJS Kesehatanan", "BPJS Kesehatan"), 88, "two letters");
        assert_eq!(score("BPJS Kesehatan Cabang Palangka Raya", "BPJS Kesehatan"), 95);
        assert_eq!(score("BNN Kota Palangka Raya", "BNN"), 95);
        assert_eq!(score("Universitas Mulawarmn", "Universitas Mulawarman"), 94);
    }

    #[test]
    fn other_regions_places_numbers_and_words_are_other_bodies() {
        assert_eq!(score("Kota Bogor", "Kabupaten Bogor"), 0);
        assert_eq!(score("BNN Kota Bogor", "BNN Kota Depok"), 0);
        assert_eq!(score("SMP Negeri 1", "SMP Negeri 2"), 0);
        assert_eq!(score("BPJS Kesehatan", "BPJS Ketenagakerjaan"), 0);
        assert_eq!(score("Universitas Negeri Malang", "Universitas Islam Malang"), 0);
        assert_eq!(score("Bank A", "Bank B"), 0);
        assert_eq!(score("", ""), 0);
    }

    #[test]
    fn of_many_names_each_pair_comes_once_the_likest_first() {
        let names: Vec<Name> =
            ["BPJS Kesehatan", "PT Telkom", "Telkom", "BPJS Kesehatn", "BPJS Ketenagakerjaan"]
                .into_iter()
                .map(Name::read)
                .collect();
        assert_eq!(pairs(&names), [(1, 2, 100), (0, 3, 94)]);
    }
}
