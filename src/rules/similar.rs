//! How like two texts are, by their words: Indonesian affixes taken off, stop words left out, words of one meaning counted as
//! one.

use super::words::{Word, each_word, key, meanings, telling};

/// The words of a text that is looked for, with those of the same meaning.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Each word as it was first written.
    words: Vec<String>,
    /// Word to its place in `words`, sorted.
    places: Vec<(Word, u8)>,
    /// Words that texts had, by their numbers, and their places in `words`.
    seen: Vec<(Word, Option<u8>)>,
}

impl Query {
    /// The words of these texts; of very many the first sixty.
    pub fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut query = Self::default();
        for text in texts {
            each_word(text.as_bytes(), |word, _| {
                let Some(word) = telling(word) else { return };
                let stem = key(&word);
                if place(&query.places, stem).is_some() || query.words.len() >= 60 {
                    return;
                }
                let place = u8::try_from(query.words.len()).unwrap_or(u8::MAX);
                query.words.push(word);
                query.places.extend(meanings(stem).chain([stem]).map(|stem| (stem, place)));
                query.places.sort_unstable();
                query.places.dedup_by_key(|(stem, _)| *stem);
            });
        }
        query
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The words, as they were written.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Which of the words a text has, as bits in their order.
    pub fn shared(&mut self, text: &[u8]) -> u64 {
        let mut bits = 0;
        let (seen, places) = (&mut self.seen, &self.places);
        if seen.is_empty() {
            seen.resize(SEEN, (0, None));
        }
        each_word(text, |word, number| {
            // The same words come again and again: what one means here is worked out once.
            #[expect(clippy::cast_possible_truncation, reason = "a place in the table")]
            let slot = &mut seen[number as usize % SEEN];
            if slot.0 != number {
                *slot = (number, telling(word).and_then(|word| place(places, key(&word))));
            }
            if let Some(place) = slot.1 {
                bits |= 1 << place;
            }
        });
        bits
    }
}

/// How many words are kept in mind; offices use some ten thousand.
const SEEN: usize = 1 << 14;

fn place(places: &[(Word, u8)], stem: Word) -> Option<u8> {
    places.binary_search_by_key(&stem, |(word, _)| *word).ok().map(|at| places[at].1)
}

/// How much each word of a query tells, by how many of so many texts have it: one that all have tells nothing, the rarest
/// most. One that no text has cannot tell any from another: it weighs a third of the rarest.
pub fn weights(counts: &[u32], texts: u32) -> Vec<f64> {
    let all = f64::from(texts.max(1));
    let weight = |count: &u32| match count {
        0 => (1.0 + all).ln() / 3.0,
        count => (1.0 + all / f64::from(*count)).ln(),
    };
    counts.iter().map(weight).collect()
}

/// How much of what is looked for a text has: 0 nothing, 1 everything.
pub fn likeness(shared: u64, weights: &[f64]) -> f64 {
    let total: f64 = weights.iter().sum();
    if total <= 0.0 {
        return 0.0;
    }
    let has = |at: usize| shared >> at & 1 == 1;
    weights.iter().enumerate().filter(|(at, _)| has(*at)).map(|(_, weight)| weight).sum::<f64>() / total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_finds_words_of_the_same_meaning_and_nothing_in_nonsense() {
        let mut query = Query::new(["Pengangkutan sampah terlambat karena dana kurang"]);
        assert_eq!(query.len(), 5);
        let all = query.shared(b"Anggaran untuk mengangkut limbah minim sehingga tertunda");
        assert_eq!(all.count_ones(), 5);
        assert_eq!(query.shared(b"zxcv qwer asdf"), 0);
        assert_eq!(query.shared(b"yang untuk dengan"), 0);
        assert!(Query::new(["yang dan di 2025"]).is_empty());
    }

    #[test]
    fn a_rare_word_tells_more_than_a_common_one() {
        let weights = weights(&[100, 1], 100);
        assert!(weights[1] > weights[0]);
        assert!(likeness(0b10, &weights) > likeness(0b01, &weights));
        assert!((likeness(0b11, &weights) - 1.0).abs() < 1e-9);
        assert!(likeness(0, &weights).abs() < 1e-9 && likeness(1, &[]).abs() < 1e-9);
    }
}
