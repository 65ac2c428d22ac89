//! Words of Indonesian texts: which say nothing, which mean the same, and what is left of one without its affixes. Cheap on
//! purpose: a word becomes a number without a copy, so that hundreds of thousands of texts can be looked through.

/// A word as a number: equal for words of one stem.
pub(super) type Word = u64;

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
    &["lambat", "telat", "molor", "tunda", "terlambat", "lamban"],
    &["batal", "mundur", "undur", "keluar", "henti"],
    &["kurang", "minim", "batas", "sedikit", "langka"],
    &["dokumen", "berkas", "naskah", "arsip", "surat"],
    &["aturan", "regulasi", "perda", "perwali", "hukum", "ketentuan"],
    &["sampah", "limbah", "tpa", "tpst", "tps"],
    &["rapat", "temu", "koordinasi", "komunikasi"],
    &["paham", "mengerti", "pengetahuan", "sosialisasi"],
    &["latih", "bimtek", "diklat", "bimbing"],
    &["angkut", "bawa", "kirim", "antar"],
    &["alat", "sarana", "prasarana", "fasilitas", "mesin"],
    &["data", "informasi"],
    &["lapor", "rekap"],
    &["wewenang", "kewenangan", "kuasa"],
    &["lahan", "tanah", "lokasi", "bpn", "sertifikat"],
    &["rusak", "hancur", "bocor", "macet"],
    &["sepakat", "setuju", "mufakat", "mou", "nota", "kb", "nk"],
    &["janji", "pks", "kontrak"],
    &["tandatangan", "penandatanganan", "menandatangani", "ditandatangani", "teken"],
    &["minat", "komitmen", "dukung", "serius"],
    &["ganti", "mutasi", "pindah", "ubah"],
    &["jaringan", "internet", "sinyal"],
    &["sakit", "kesehatan", "medis", "pasien", "puskesmas"],
    &["sekolah", "didik", "siswa", "guru", "universitas", "kampus", "mahasiswa"],
    &["riset", "teliti", "kaji", "studi"],
    &["tagih", "bayar", "lunas", "setor"],
    &["pajak", "pbb", "retribusi"],
    &["warga", "masyarakat", "penduduk"],
    &["mitra", "investor", "swasta", "perusahaan"],
    &["wisata", "pariwisata", "destinasi"],
    &["sekretariat", "sekber"],
    &["banjir", "genang", "luap"],
    &["lintas", "antardaerah", "antarwilayah", "regional", "wilayah", "perbatasan"],
    &["rencana", "rpjmd", "rkpd", "renja", "renstra", "musrenbang"],
    &["kak", "kerangka", "acuan"],
    &["pangan", "beras", "sembako", "pokok"],
    &["pasok", "sedia", "stok"],
    &["pimpin", "kepala", "bupati", "walikota", "sekda"],
    &["habis", "akhir", "kedaluwarsa", "lewat"],
    &["lanjut", "tindaklanjut", "perpanjang", "panjang"],
    &["izin", "lisensi", "rekomendasi"],
    &["jalan", "jembatan"],
    &["tolak", "keberatan", "enggan"],
];

/// Abbreviations of two letters that say something: other words so short are left out.
const SHORT: &[&str] = &["kb", "nk"];

/// What may stand before a stem, longer ones first.
const PREFIXES: [&str; 16] = [
    "meng", "meny", "peng", "peny", "mem", "men", "pem", "pen", "per", "ber", "ter", "me", "pe", "di", "ke",
    "se",
];

/// The numbers of the words that mean what a stem means, itself among them; none where it stands alone.
pub(super) fn meanings(stem: Word) -> impl Iterator<Item = Word> {
    let group = MEANINGS.iter().find(|group| group.iter().any(|other| key(other) == stem));
    group.into_iter().flat_map(|group| group.iter().map(|other| key(other)))
}

/// Hands every word of a text to `take`, as it is written, with a number of its own whatever its case.
pub(super) fn each_word(text: &[u8], mut take: impl FnMut(&[u8], Word)) {
    let (mut begin, mut number) = (0, START);
    for (at, byte) in text.iter().enumerate() {
        match LETTERS[usize::from(*byte)] {
            0 => {
                if at > begin + 1 {
                    take(&text[begin..at], number);
                }
                (begin, number) = (at + 1, START);
            }
            letter => number = next(number, letter),
        }
    }
    if text.len() > begin + 1 {
        take(&text[begin..], number);
    }
}

/// Letters and figures in lower case; 0 for what stands between words.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            letters[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    letters
};

/// The word in lower case, where it says something: a stop word, a figure, two letters that are no known abbreviation, and
/// what is longer than any word do not.
pub(super) fn telling(word: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(word).ok().filter(|text| text.len() <= 32)?.to_ascii_lowercase();
    let says = text.len() > 2 || SHORT.contains(&text.as_str());
    let figure = text.bytes().all(|byte| byte.is_ascii_digit());
    (says && !figure && STOP.binary_search(&text.as_str()).is_err()).then_some(text)
}

/// Where the number of a word begins, and how a letter goes into it (FNV-1a).
const START: Word = 0xcbf2_9ce4_8422_2325;

fn next(number: Word, byte: u8) -> Word {
    (number ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The number of a word's stem.
pub(super) fn key(word: &str) -> Word {
    stem(word).bytes().fold(START, next)
}

/// A word without its affixes, and without the first letter that a prefix may have swallowed (`kirim`, `mengirim`: `irim`).
/// What is left has three letters or more.
fn stem(word: &str) -> &str {
    let mut rest = word;
    // `-kan` and `-an` after a k look alike: the k goes from every word.
    for ending in ["lah", "kah", "pun", "nya", "i", "an", "i", "k"] {
        if let Some(shorter) = rest.strip_suffix(ending).filter(|s| s.len() >= 4) {
            rest = shorter;
        }
    }
    // A short prefix, and a second one, leaves four letters: `serah` is no `se-rah`.
    for second in [false, true] {
        let without = PREFIXES.iter().find_map(|prefix| Some((prefix.len(), rest.strip_prefix(prefix)?)));
        match without.filter(|(length, left)| left.len() >= if second || *length == 2 { 4 } else { 3 }) {
            Some((_, shorter)) => rest = shorter,
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
            ("serah", "menyerahkan"),
            ("serah", "diserahkan"),
            ("janji", "perjanjian"),
            ("panjang", "diperpanjang"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}: {} {}", stem(a), stem(b));
        }
        for (a, b) in [("jalan", "jaminan"), ("pasar", "pasien"), ("kota", "kontrak"), ("sampah", "samping")]
        {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }
}
