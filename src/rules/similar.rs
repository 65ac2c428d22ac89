//! How like two texts are, by their words: Indonesian affixes taken off, stop words left out, words of one meaning counted as
//! one. Cheap on purpose: a word becomes a number without a copy, so that tens of thousands of texts can be looked through.

/// Words that say nothing about the matter, in the order of the alphabet.
const STOP: &[&str] = &[
    "a",
    "ada",
    "adalah",
    "agar",
    "akan",
    "an",
    "and",
    "antara",
    "are",
    "as",
    "at",
    "atas",
    "atau",
    "bagi",
    "bahwa",
    "baru",
    "be",
    "been",
    "belum",
    "bila",
    "bisa",
    "by",
    "daerah",
    "dalam",
    "dan",
    "dapat",
    "dari",
    "dengan",
    "di",
    "for",
    "from",
    "hal",
    "harus",
    "has",
    "have",
    "hingga",
    "in",
    "ini",
    "is",
    "it",
    "its",
    "itu",
    "jika",
    "juga",
    "karena",
    "ke",
    "kegiatan",
    "kepada",
    "kerja",
    "kerjasama",
    "kota",
    "lagi",
    "lain",
    "lebih",
    "maka",
    "masih",
    "mau",
    "mereka",
    "no",
    "not",
    "of",
    "oleh",
    "on",
    "or",
    "pada",
    "para",
    "perlu",
    "pihak",
    "saat",
    "saja",
    "sama",
    "sampai",
    "sangat",
    "saudara",
    "sebagai",
    "secara",
    "sehingga",
    "sejak",
    "seluruh",
    "semua",
    "sering",
    "serta",
    "setelah",
    "setiap",
    "sudah",
    "supaya",
    "tahun",
    "tak",
    "telah",
    "tentang",
    "terhadap",
    "tersebut",
    "tetap",
    "that",
    "the",
    "this",
    "tiap",
    "tidak",
    "to",
    "untuk",
    "was",
    "were",
    "which",
    "with",
    "yaitu",
    "yang",
];

/// Words of one meaning, by their stems.
const MEANINGS: &[&[&str]] = &[
    &["dana", "anggaran", "biaya", "uang", "apbd", "belanja", "modal"],
    &["pegawai", "sdm", "personel", "petugas", "staf", "tenaga", "aparatur"],
    &["lambat", "telat", "molor", "tunda", "mundur", "terlambat", "lamban"],
    &["kurang", "minim", "batas", "sedikit", "langka"],
    &["dokumen", "berkas", "naskah", "arsip", "surat"],
    &["aturan", "regulasi", "perda", "perwali", "hukum", "ketentuan"],
    &["sampah", "limbah"],
    &["rapat", "temu", "koordinasi", "komunikasi"],
    &["paham", "mengerti", "pengetahuan", "sosialisasi"],
    &["angkut", "bawa", "kirim", "antar"],
    &["alat", "sarana", "prasarana", "fasilitas", "mesin"],
    &["data", "informasi", "laporan"],
    &["wewenang", "kewenangan", "kuasa"],
    &["lahan", "tanah", "lokasi"],
    &["rusak", "hancur", "bocor", "macet"],
    &["sepakat", "setuju", "mufakat"],
    &["minat", "komitmen", "dukung", "serius"],
    &["ganti", "mutasi", "pindah", "ubah"],
    &["jaringan", "internet", "sinyal"],
    &["sakit", "kesehatan", "medis", "pasien"],
    &["sekolah", "didik", "siswa", "guru"],
    &["tagih", "bayar", "lunas", "setor"],
];

/// A word as a number: equal for words of one stem.
pub type Word = u64;

/// The words of a text that is looked for, with those of the same meaning.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Each word as it was first written.
    words: Vec<String>,
    /// Word to its place in `words`, sorted.
    places: Vec<(Word, u8)>,
}

impl Query {
    /// The words of these texts; of very many the first sixty.
    pub fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut query = Self::default();
        for text in texts {
            each_word(text, |word| {
                let stem = key(word);
                if query.place(stem).is_some() || query.words.len() >= 60 {
                    return;
                }
                let place = u8::try_from(query.words.len()).unwrap_or(u8::MAX);
                query.words.push(word.to_owned());
                let meaning = MEANINGS.iter().find(|group| group.iter().any(|other| key(other) == stem));
                let alike = meaning.into_iter().flat_map(|group| group.iter().map(|other| key(other)));
                query.places.extend(alike.chain([stem]).map(|stem| (stem, place)));
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

    fn place(&self, stem: Word) -> Option<u8> {
        self.places.binary_search_by_key(&stem, |(word, _)| *word).ok().map(|at| self.places[at].1)
    }

    /// Which of the words a text has, as bits in their order.
    pub fn shared(&self, text: &str) -> u64 {
        let mut bits = 0;
        each_word(text, |word| {
            if let Some(place) = self.place(key(word)) {
                bits |= 1 << place;
            }
        });
        bits
    }
}

/// How much each word of a query tells, by how many of so many texts have it: one that all have tells nothing.
pub fn weights(counts: &[u32], texts: u32) -> Vec<f64> {
    let all = f64::from(texts.max(1));
    counts.iter().map(|count| (1.0 + all / f64::from((*count).max(1))).ln()).collect()
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

/// Hands every word that says something to `take`, in lower case.
fn each_word(text: &str, mut take: impl FnMut(&str)) {
    let mut buffer = [0_u8; 32];
    let mut length = 0;
    let mut long = false;
    for byte in text.bytes().chain([b' ']) {
        if byte.is_ascii_alphanumeric() {
            if length < buffer.len() {
                buffer[length] = byte.to_ascii_lowercase();
                length += 1;
            } else {
                long = true;
            }
            continue;
        }
        let word = &buffer[..length];
        if length > 2
            && !long
            && !word.iter().all(u8::is_ascii_digit)
            && let Ok(word) = std::str::from_utf8(word)
            && STOP.binary_search(&word).is_err()
        {
            take(word);
        }
        (length, long) = (0, false);
    }
}

/// The number of a word's stem.
fn key(word: &str) -> Word {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in stem(word).bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

/// A word without its affixes, and without the first letter that a prefix may have swallowed (`kirim`, `mengirim`: `irim`).
/// What is left has three letters or more.
fn stem(word: &str) -> &str {
    let mut rest = word;
    // `-kan` and `-an` after a k look alike: the k goes from every word.
    for ending in ["lah", "kah", "pun", "nya", "an", "i", "k"] {
        if let Some(shorter) = rest.strip_suffix(ending).filter(|s| s.len() >= 4) {
            rest = shorter;
        }
    }
    for _ in 0..2 {
        let prefixes = [
            "meng", "meny", "peng", "peny", "mem", "men", "pem", "pen", "per", "ber", "ter", "me", "pe",
            "di", "ke", "se",
        ];
        match prefixes.iter().find_map(|prefix| rest.strip_prefix(prefix)).filter(|s| s.len() >= 3) {
            Some(shorter) => rest = shorter,
            None => break,
        }
    }
    let bytes = rest.as_bytes();
    let vowel = |at: usize| bytes.get(at).is_some_and(|b| matches!(b, b'a' | b'i' | b'u' | b'e' | b'o'));
    if rest.len() >= 4 && matches!(bytes[0], b'k' | b't' | b's' | b'p') && vowel(1) {
        &rest[1..]
    } else {
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stop_words_are_in_order() {
        assert!(STOP.is_sorted());
    }

    #[test]
    fn words_of_one_stem_are_one() {
        for (a, b) in [
            ("angkut", "pengangkutan"),
            ("angkut", "mengangkut"),
            ("kirim", "pengiriman"),
            ("kirim", "dikirimkan"),
            ("sewa", "penyewaan"),
            ("tolak", "penolakan"),
            ("pakai", "pemakaian"),
            ("lambat", "keterlambatan"),
            ("anggaran", "penganggaran"),
            ("bayar", "pembayaran"),
            ("rusak", "kerusakan"),
            ("data", "datanya"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}: {} {}", stem(a), stem(b));
        }
        for (a, b) in [("jalan", "jaminan"), ("pasar", "pasien"), ("kota", "kontrak"), ("sampah", "samping")]
        {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn a_query_finds_words_of_the_same_meaning_and_nothing_in_nonsense() {
        let query = Query::new(["Pengangkutan sampah terlambat karena dana kurang"]);
        assert_eq!(query.len(), 5);
        let all = query.shared("Anggaran untuk mengangkut limbah minim sehingga tertunda");
        assert_eq!(all.count_ones(), 5);
        assert_eq!(query.shared("zxcv qwer asdf"), 0);
        assert_eq!(query.shared("yang untuk dengan"), 0);
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
