//! Agreements (kerja sama): from a mere potential or a request to a document in force and its end.

use super::complete::complete;
use super::partner::KINDS as PARTNER_KINDS;
use super::{Entity, Field, Key};
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

const SIGNER_ROLES: &[Choice] = &[
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

const EXCEPTIONS: &[Choice] = &[
    choice("emergency", "keadaan darurat", "emergency"),
    choice("national-programme", "program strategis nasional", "national programme"),
    choice("assistance-task", "tugas pembantuan", "assistance task"),
];

const PARTNERS: &str = "(SELECT p.name || iif((SELECT count(*) FROM party n WHERE n.agreement = agreement.code) > 1, \
     ' +' || ((SELECT count(*) FROM party n WHERE n.agreement = agreement.code) - 1), '') \
     FROM party JOIN partner p ON p.code = party.partner WHERE party.agreement = agreement.code \
     ORDER BY party.position LIMIT 1)";

const PARTNER_KIND: &str = "(SELECT p.kind FROM party JOIN partner p ON p.code = party.partner \
     WHERE party.agreement = agreement.code ORDER BY party.position LIMIT 1)";

const SUPPORTING: &str = "(SELECT group_concat(department, ',') FROM involvement \
     WHERE involvement.agreement = agreement.code)";

/// The facts that [`crate::rules::status::Facts`] reads, in its order.
const STATE: &str =
    "state(signed, signed_on, mapped, requested_on, effective_on, ends_on, end_rule, ended_on)";

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
        Field::new("department", "OPD", "Department", Kind::Reference("department")).asked().rank(3).also(&[
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
        Field::new("effective_on", "Mulai berlaku", "Effective on", Kind::Date).also(&[
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
        Field::new("ends_on", "Berakhir", "Ends on", Kind::Date).rank(0).also(&[
            "tanggal selesai",
            "tanggal berakhir",
            "selesai",
            "end",
            "sampai dengan",
            "end date",
        ]),
        Field::new("days_left", "Sisa hari", "Days left", Kind::Count).derived("days_left(ends_on)").rank(2),
        Field::new("end_rule", "Dasar tanggal berakhir", "End rule", Kind::Choice(END_RULES)),
        Field::new("ended_on", "Diakhiri pada", "Ended on", Kind::Date).also(&["tanggal diakhiri"]),
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
    verb: None,
    check: Some(complete),
    example: "sinergi agreement add --title \"Rujukan pasien\" --kind ksdpk --document pks --department DINKES",
};
