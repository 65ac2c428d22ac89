//! Agreements (kerja sama): from a mere potential or a request to a document in force and its end.

use super::agreement_facts::{
    DAYS_LEFT, DEPARTMENT, ENDS_ON, PARTNER_KIND, PARTNERS, STATE, SUCCESSOR, SUPPORTING,
};
use super::complete::complete;
use super::confirmation::{ANSWER, ANSWERS};
use super::ground::GROUNDS;
use super::partner::KINDS as PARTNER_KINDS;
use super::{Act, Does, Entity, Field, Key};
use crate::lang::label;
use crate::rules::status::STATES;
use crate::value::{Choice, Kind, choice, choice_also};

/// Kinds of cooperation of the law on regional cooperation, and synergy with the central government.
pub const KINDS: &[Choice] = &[
    choice_also("ksdd-wajib", "KSDD wajib", "mandatory inter-regional (KSDD)", &["ksdd wajib", "wajib"]),
    choice_also("ksdd-sukarela", "KSDD sukarela", "voluntary inter-regional (KSDD)", &["ksdd", "sukarela"]),
    choice_also("ksdpk", "KSDPK", "third party (KSDPK)", &["pihak ketiga", "third party"]),
    choice_also("ksdpl", "KSDPL", "foreign local government (KSDPL)", &["sister city"]),
    choice_also("ksdll", "KSDLL", "foreign body (KSDLL)", &["lembaga di luar negeri"]),
    choice_also("sinergi", "Sinergi pusat–daerah", "central–local synergy", &["synergy"]),
    choice_also("unknown", "belum diketahui", "unknown", &["tidak diketahui"]),
];

/// Documents of cooperation.
pub const DOCUMENTS: &[Choice] = &[
    choice_also(
        "kb",
        "Kesepakatan Bersama",
        "Memorandum (KB)",
        &["mou", "memorandum of understanding", "nota kesepahaman", "kesepakatan"],
    ),
    choice_also(
        "pks",
        "Perjanjian Kerja Sama",
        "Operative agreement (PKS)",
        &["perjanjian kerjasama", "perjanjian", "kontrak", "moa"],
    ),
    choice_also("nk", "Nota Kesepakatan", "Note of agreement (NK)", &[]),
    choice_also("rk", "Rencana Kerja", "Plan annexed to a note (RK)", &[]),
    choice_also("loi", "Pernyataan Kehendak", "Letter of intent (LoI)", &["letter of intent"]),
    choice_also("naskah", "Naskah Kerja Sama", "Foreign agreement (naskah)", &["naskah kerjasama"]),
    choice_also("addendum", "Addendum", "Addendum", &["adendum", "amandemen", "amendment"]),
    choice_also("other", "lainnya", "other", &["lain-lain"]),
    choice_also("unknown", "belum diketahui", "unknown", &["tidak diketahui"]),
];

/// Whose cooperation it is.
const STANDINGS: &[Choice] = &[
    choice("own", "milik sendiri", "own"),
    choice("joined", "diikuti (milik provinsi atau pusat)", "joined (hosted elsewhere)"),
    choice("outside", "di luar daerah", "outside"),
];

/// Whether it is known to be signed.
const SIGNED: &[Choice] = &[
    choice_also("yes", "ya", "yes", &["sudah", "y", "1"]),
    choice_also("no", "belum", "no", &["tidak", "t", "n", "0"]),
    choice_also("unknown", "belum diketahui", "unknown", &["tidak diketahui"]),
];

/// How the end of an agreement is known.
const END_RULES: &[Choice] = &[
    choice("date", "tanggal tertulis", "a written date"),
    choice("from-signing", "dihitung dari penandatanganan", "counted from signing"),
    choice("from-effect", "dihitung dari mulai berlaku", "counted from taking effect"),
    choice("open-ended", "tanpa batas waktu", "open-ended"),
    choice("conditional", "bersyarat", "conditional"),
    choice("unknown", "belum diketahui", "unknown"),
];

/// Who signs for us.
pub const SIGNER_ROLES: &[Choice] = &[
    choice_also("head", "kepala daerah", "head of region", &["wali kota", "walikota", "bupati", "gubernur"]),
    choice_also("acting", "penjabat kepala daerah", "acting head", &["pj", "pjs", "plt", "plh"]),
    choice("deputy", "wakil kepala daerah", "deputy head"),
    choice_also("secretary", "sekretaris daerah", "regional secretary", &["sekda"]),
    choice_also(
        "department-head",
        "kepala perangkat daerah",
        "department head",
        &["kepala dinas", "kepala opd"],
    ),
    choice("other", "lainnya", "other"),
];

/// How a request was closed that will not be signed.
const CLOSINGS: &[Choice] = &[
    choice_also("declined", "ditolak", "declined", &["tolak"]),
    choice_also("withdrawn", "ditarik pemohon", "withdrawn", &["ditarik", "tarik"]),
    choice_also("joined", "digabung", "joined", &["gabung"]),
];

const EXCEPTIONS: &[Choice] = &[
    choice("emergency", "keadaan darurat", "emergency"),
    choice("national-programme", "program strategis nasional", "national programme"),
    choice("assistance-task", "tugas pembantuan", "assistance task"),
];

/// What closes a request that will not be signed.
const CLOSES: Act = Act {
    does: Does::Fills,
    fields: &["ended_on", "end_note"],
    required: &["end_note"],
    once: Some("ended_on"),
    short: &[("ended_on", "on"), ("end_note", "reason")],
    today: true,
    past: true,
    ..Act::NEW
};

pub(super) static ENTITY: Entity = Entity {
    name: "agreement",
    label: label("Kerja sama", "Agreement"),
    plural: "agreements",
    also: &["kerja-sama", "kerjasama", "ks", "ag"],
    key: Key::Yearly("KS"),
    fields: &[
        Field::new("code", "Kode", "Code", Kind::Code).rank(0),
        Field::new("status", "Status", "Status", Kind::Choice(STATES)).derived(STATE).rank(0),
        Field::new("kind", "Jenis", "Kind", Kind::Choice(KINDS))
            .required()
            .rank(4)
            .also(&["jenis kerja sama", "jenis kerjasama"]),
        Field::new("document", "Dokumen", "Document", Kind::Choice(DOCUMENTS)).required().rank(6).also(&[
            "jenis dokumen",
            "bentuk",
            "naskah",
            "document type",
        ]),
        Field::new("department", "OPD", "Department", Kind::Reference("department"))
            .asked()
            .as_of("lead", DEPARTMENT)
            .rank(3)
            .also(&[
                "opd pelaksana",
                "perangkat daerah",
                "opd pemrakarsa",
                "skpd",
                "unit kerja",
                "unit terkait",
            ]),
        Field::new("partner", "Mitra", "Partner", Kind::Text).derived(PARTNERS).rank(1),
        Field::new("title", "Judul", "Title", Kind::Text).required().rank(0).also(&[
            "judul kerja sama",
            "judul kerjasama",
            "tentang",
            "perihal",
            "nama kerja sama",
        ]),
        Field::new("affair", "Urusan", "Affair", Kind::Reference("affair"))
            .also(&["bidang", "kategori", "urusan"]),
        Field::new("partner_kind", "Jenis mitra", "Kind of partner", Kind::Choice(PARTNER_KINDS))
            .derived(PARTNER_KIND),
        Field::new("supporting", "OPD pendukung", "Supporting", Kind::Text).derived(SUPPORTING),
        Field::new("parent", "Induk", "Parent", Kind::Reference("agreement")).also(&["dokumen induk"]),
        Field::new("predecessor", "Melanjutkan", "Follows on", Kind::Reference("agreement"))
            .also(&["pendahulu"]),
        Field::new("successor", "Dilanjutkan oleh", "Followed by", Kind::Code).derived(SUCCESSOR),
        Field::new("umbrella", "Payung", "Umbrella", Kind::Text)
            .also(&["nomor mou induk", "dasar kerja sama"]),
        Field::new("standing", "Kedudukan", "Standing", Kind::Choice(STANDINGS)),
        Field::new("mapped", "Hanya dipetakan", "Only mapped", Kind::YesNo),
        Field::new("requested_on", "Diajukan pada", "Requested on", Kind::DayOrYear).asked().also(&[
            "tanggal permohonan",
            "tanggal pengajuan",
            "created at",
        ]),
        Field::new("request_number", "Nomor permohonan", "Request number", Kind::Text)
            .also(&["no permohonan"]),
        Field::new("applicant", "Pemohon", "Applicant", Kind::Actor)
            .asked()
            .also(&["pengusul", "pemrakarsa"]),
        Field::new("source_id", "ID sumber", "Source id", Kind::Text),
        Field::new("own_number", "Nomor", "Own number", Kind::Text).rank(7).also(&[
            "nomor dokumen",
            "no dokumen",
            "nomor naskah",
            "number",
            "nomor kerja sama",
            "nomor pks",
        ]),
        Field::new("programme", "Program rencana", "Plan programme", Kind::Text).also(&["program"]),
        Field::new("exception", "Pengecualian rencana", "Plan exception", Kind::Choice(EXCEPTIONS)),
        Field::new("purpose", "Maksud dan tujuan", "Purpose", Kind::Note).also(&["tujuan", "maksud tujuan"]),
        Field::new("scope", "Ruang lingkup", "Scope", Kind::Note).also(&["ruang lingkup kerja sama"]),
        Field::new("place", "Lokasi", "Place", Kind::Note).also(&[
            "lokasi kerjasama",
            "lokasi kerja sama",
            "tempat",
        ]),
        Field::new("benefit", "Manfaat", "Benefit", Kind::Note),
        Field::new("funding", "Pembiayaan", "Funding", Kind::Note)
            .also(&["sumber dana", "sumber pembiayaan"]),
        Field::new("value", "Nilai kerja sama (Rp)", "Value (Rp)", Kind::Rupiah).rank(8).also(&[
            "nilai",
            "anggaran",
            "nilai kerja sama",
            "nilai kontrak",
        ]),
        Field::new("signed", "Ditandatangani", "Signed", Kind::Choice(SIGNED)),
        Field::new("signed_on", "Ditandatangani pada", "Signed on", Kind::DayOrYear).also(&[
            "tanggal penandatanganan",
            "tanggal ttd",
            "tanggal tanda tangan",
            "tanggal penetapan",
        ]),
        Field::new("signer_role", "Peran penanda tangan", "Signer's role", Kind::Choice(SIGNER_ROLES)),
        Field::new("signer_office", "Jabatan penanda tangan", "Signer's office", Kind::Text),
        Field::new("power", "Surat kuasa", "Power of attorney", Kind::Text).also(&["kuasa"]),
        Field::new("signed_at", "Tempat penandatanganan", "Place of signing", Kind::Text),
        Field::new("paper", "Naskah (berkas)", "Paper", Kind::Text).also(&["berkas", "link dokumen"]),
        Field::new("effective_on", "Mulai berlaku", "Effective on", Kind::Date).ahead().also(&[
            "tanggal mulai",
            "mulai",
            "start",
            "tmt",
            "berlaku mulai",
            "start date",
        ]),
        Field::new("term_months", "Jangka waktu (bulan)", "Term (months)", Kind::Count),
        Field::new("term_text", "Bunyi jangka waktu", "Term as written", Kind::Note).also(&[
            "jangka waktu",
            "masa berlaku",
            "term",
            "durasi",
        ]),
        Field::new("ends_on", "Berakhir", "Ends on", Kind::Date)
            .ahead()
            .as_of("amendment", ENDS_ON)
            .rank(0)
            .also(&["tanggal selesai", "tanggal berakhir", "selesai", "end", "sampai dengan", "end date"]),
        Field::new("days_left", "Sisa hari", "Days left", Kind::Count).derived(DAYS_LEFT).rank(2),
        Field::new("carried_out", "Dilaksanakan", "Carried out", Kind::Choice(ANSWERS)).derived(ANSWER),
        Field::new("end_rule", "Dasar tanggal berakhir", "End rule", Kind::Choice(END_RULES)),
        Field::new("notice_days", "Hari peringatan", "Days of notice", Kind::Count),
        Field::new("end_requested_on", "Pengakhiran diminta pada", "End requested on", Kind::Date),
        Field::new("ended_on", "Diakhiri pada", "Ended on", Kind::Date).also(&["tanggal diakhiri"]),
        Field::new("end_ground", "Dasar pengakhiran", "Ground of the end", Kind::Choice(GROUNDS)),
        Field::new("end_note", "Catatan pengakhiran", "Note on the end", Kind::Note),
        Field::new("closed_as", "Permohonan ditutup", "Request closed", Kind::Choice(CLOSINGS)),
        Field::new("joined_into", "Digabung ke", "Joined into", Kind::Reference("agreement")),
        Field::new("legal_ground", "Dasar jangka panjang", "Ground of a long term", Kind::Text),
        Field::new("council_approval", "Perlu persetujuan DPRD", "Council approval needed", Kind::YesNo),
        Field::new("source_status", "Status menurut register", "Status in the source", Kind::Text).also(&[
            "status",
            "keterangan kerjasama",
            "keterangan kerja sama",
        ]),
        Field::new("unread", "Isi yang tidak terbaca", "Unread source text", Kind::Note),
        Field::new("note", "Catatan", "Note", Kind::Note).also(&[
            "keterangan",
            "notes",
            "catatan kerja sama",
        ]),
    ],
    flag: None,
    under: None,
    acts: &[
        Act {
            name: "sign",
            also: &["tandatangani"],
            about: label("Mencatat penandatanganan", "Records the signing"),
            does: Does::Fills,
            fields: &[
                "signed_on",
                "own_number",
                "signer_role",
                "signer_office",
                "power",
                "effective_on",
                "term_text",
                "term_months",
                "end_rule",
                "ends_on",
                "legal_ground",
                "signed_at",
                "paper",
            ],
            required: &["signed_on"],
            sets: &[("signed", "yes")],
            before: &[("signed", "no"), ("end_rule", "unknown")],
            once: Some("signed_on"),
            short: &[("signed_on", "on"), ("own_number", "number"), ("term_text", "term")],
            example: "sinergi agreement sign KS-2025-0012 --on 2026-01-15 --number 119/12/2026 --term \"3 tahun sejak ditandatangani\"",
            ..Act::NEW
        },
        Act {
            name: "end",
            also: &["akhiri"],
            about: label("Mencatat pengakhiran sebelum waktunya", "Records that it was ended"),
            does: Does::Fills,
            fields: &["ended_on", "end_ground", "end_requested_on", "end_note"],
            required: &["ended_on", "end_ground"],
            once: Some("ended_on"),
            short: &[
                ("ended_on", "on"),
                ("end_ground", "ground"),
                ("end_requested_on", "requested"),
                ("end_note", "note"),
            ],
            carries_out: &["end"],
            example: "sinergi agreement end KS-2025-0001 --on 2026-01-15 --ground agreed",
            ..Act::NEW
        },
        Act {
            name: "decline",
            also: &["tolak"],
            about: label("Menolak permohonan", "Declines a request"),
            sets: &[("closed_as", "declined")],
            example: "sinergi agreement decline KS-2024-0011 --reason \"Di luar kewenangan kota\"",
            ..CLOSES
        },
        Act {
            name: "withdraw",
            also: &["tarik"],
            about: label(
                "Mencatat bahwa pemohon menarik permohonan",
                "Records that the applicant withdraws a request",
            ),
            sets: &[("closed_as", "withdrawn")],
            example: "sinergi agreement withdraw KS-2024-0011 --reason \"Anggaran mitra dialihkan\"",
            ..CLOSES
        },
        Act {
            name: "join",
            also: &["gabung"],
            about: label(
                "Menggabungkan permohonan ke permohonan lain, dengan pihak dan berkasnya",
                "Joins a request into another, with its parties and papers",
            ),
            fields: &["ended_on", "joined_into", "end_note"],
            required: &["joined_into"],
            sets: &[("closed_as", "joined")],
            short: &[("ended_on", "on"), ("joined_into", "into"), ("end_note", "reason")],
            example: "sinergi agreement join KS-2024-0011 --into KS-2024-0009",
            ..CLOSES
        },
    ],
    check: Some(complete),
    example_code: "KS-2025-0001",
    example: "sinergi agreement add --title \"Rujukan pasien\" --kind ksdpk --document pks --department DINKES",
};
