//! Text for people at every width, and whole in a pipe: no code, date or amount is ever cut.

use snapbox::str;

use crate::office::Office;

/// Screens whose lines must fit.
const SCREENS: &[&str] = &[
    "agreement list",
    "agreement list --columns code,title,value,ends_on,partner,department,signed_on",
    "partner list",
    "department list",
    "affair list",
    "setting list",
    "agreement party list KS-2021-0004",
    "agreement show KS-2015-0001",
    "agreement show KS-2021-0004",
    "partner show HAPAKAT-NIAGA",
    "report map",
    "report register",
    "due",
    "search palangka",
    "history",
    "history KS-2015-0001",
];

fn width(line: &str) -> usize {
    // The sample has no wide letters: a character is a column.
    line.chars().count()
}

#[test]
fn no_line_is_longer_than_the_screen() {
    let office = Office::sample();
    for screen in SCREENS {
        for columns in [60, 80, 100, 120, 200] {
            // The map at 60 columns waits in `pending`.
            if (*screen, columns) == ("report map", 60) {
                continue;
            }
            let answer = office.types(&format!("{screen} --width {columns}"));
            answer.succeeds();
            for line in answer.lines() {
                // A command to copy is one word of a screen: it is not broken.
                let command = line.contains("sinergi ");
                assert!(command || width(line) <= columns, "{columns}: {} > `{line}`\n{answer}", width(line));
            }
        }
    }
}

#[test]
fn codes_dates_and_amounts_are_never_cut() {
    let office = Office::sample();
    let list = "agreement list --columns code,title,value,ends_on,partner";
    let facts = office.types(&format!("{list} -O csv")).rows();
    for columns in [60, 80, 120, 200] {
        let answer = office.types(&format!("{list} --width {columns}"));
        for fact in &facts {
            let line =
                answer.lines().into_iter().find(|l| l.starts_with(&fact["code"])).expect(&fact["code"]);
            assert!(!fact["ends_on"].is_empty() <= line.contains(&fact["ends_on"]), "{columns}: {line}");
            if let (Ok(value), true) =
                (fact["value"].parse::<u64>(), answer.stdout.contains("NILAI KERJA SAMA (RP)  "))
            {
                assert!(line.replace('.', "").contains(&value.to_string()), "{columns}: {line}");
            }
        }
    }
}

#[test]
fn a_screen_of_no_width_is_still_readable() {
    let office = Office::sample();
    for columns in [0, 1, 20] {
        let answer = office.types(&format!("agreement list --width {columns}"));
        answer.succeeds().shows("KS-2015-0001").shows("KODE").shows("2040-05-31");
        assert!(answer.lines().iter().all(|l| width(l) <= 60), "{answer}");
    }
}

#[test]
fn hidden_columns_are_named() {
    let office = Office::sample();
    office.types("agreement list --width 60").shows("disembunyikan").shows("MITRA").shows("--wide");
    office.types("agreement list --width 60 --wide").hides("disembunyikan").shows("510/118/BPKAD/III/2015");
}

#[test]
fn a_piped_list_is_one_whole_line_a_record() {
    let office = Office::sample();
    for (list, table) in [
        ("agreement list", "agreement"),
        ("agreement list --columns all", "agreement"),
        ("partner list", "partner"),
        ("department list", "department"),
        ("agreement party list", "party"),
        ("department mandate list", "mandate"),
    ] {
        let answer = office.types(list);
        answer.succeeds().is_quiet();
        let records = office.number(&format!("SELECT count(*) FROM {table}"));
        assert_eq!(answer.lines().len(), usize::try_from(records).unwrap() + 1, "{list}");
        answer.hides("…").hides("\u{1b}");
    }
    let bare = office.types("agreement list --no-header");
    assert_eq!(bare.lines().len(), office.types("agreement list").lines().len() - 1);
}

#[test]
fn a_pipe_and_no_color_have_no_escapes() {
    for (name, value) in
        [("NO_COLOR", "1"), ("CLICOLOR", "1"), ("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]
    {
        let office = Office::sample().env(name, value);
        for screen in SCREENS {
            let answer = office.types(screen);
            answer.succeeds().hides("\u{1b}");
            assert!(!answer.stderr.contains('\u{1b}'), "{answer}");
        }
        office.types("status --color never").succeeds().hides("\u{1b}");
    }
}

#[test]
fn the_order_of_flags_does_not_matter() {
    let office = Office::sample();
    let first = office.types("--width 80 --lang en agreement list --status lapsed");
    let last = office.types("agreement list --status lapsed --lang en --width 80");
    first.succeeds().prints(&last.stdout);
}

#[test]
fn a_list_at_eighty_columns() {
    let office = Office::sample();
    let answer = office.types("agreement list --status ending-soon --width 80");
    snapbox::assert_data_eq!(
        answer.stdout.as_str(),
        str![[r#"
KODE          STATUS           MITRA              JUDUL               BERAKHIR
KS-2019-0002  segera berakhir  PT Bank Pembangu…  Penerimaan pembay…  2025-02-02
KS-2022-0002  segera berakhir  Pemerintah Kabup…  Pelayanan kesehat…  2025-02-14
KS-2022-0003  segera berakhir  PT Rumah Sakit B…  Rujukan pemeriksa…  2025-03-31
KS-2024-0001  segera berakhir  Tropical Peat Pa…  Pernyataan kehend…  2025-02-18
6 kolom disembunyikan: JENIS, DOKUMEN, OPD, NOMOR, NILAI KERJA SAMA (RP), SISA
HARI (--wide)

"#]]
    );
}

#[test]
fn the_sheet_of_an_agreement() {
    let office = Office::founded();
    office.makes("partner add --code TPP --name \"Tropical Peat Partnership\" --kind foreign-body");
    let code = office.makes(
        "agreement add --kind ksdll --document loi --title \"Pemulihan gambut\" --department DLH --partner TPP \
         --supporting DINKES --signed-on 2024-02-19 --term-text \"12 bulan sejak ditandatangani\" --value 1jt",
    );
    let answer = office.types(&format!("agreement show {code} --width 80"));
    snapbox::assert_data_eq!(
        answer.stdout.as_str(),
        str![[r#"
Kerja sama KS-2025-0001

Kode                    KS-2025-0001
Status                  segera berakhir
Jenis                   KSDLL
Dokumen                 Pernyataan Kehendak
OPD                     DLH (Dinas Lingkungan Hidup)
Mitra                   Tropical Peat Partnership
Judul                   Pemulihan gambut
Jenis mitra             lembaga di luar negeri
OPD pendukung           DINKES
Kedudukan               milik sendiri
Nilai kerja sama (Rp)   Rp1.000.000
Ditandatangani          ya
Ditandatangani pada     2024-02-19
Jangka waktu (bulan)    12
Bunyi jangka waktu      12 bulan sejak ditandatangani
Berakhir                2025-02-18
Sisa hari               34
Dilaksanakan            belum ada yang menyatakan
Dasar tanggal berakhir  dihitung dari penandatanganan

Pihak (1)
NO.  MITRA  NAMA MITRA                 NOMOR MITRA  PENANDA TANGAN  JABATAN
  1  TPP    Tropical Peat Partnership

OPD pendukung (1)
OPD     NAMA OPD
DINKES  Dinas Kesehatan

Riwayat (1)
WAKTU             OLEH         OP.  CATATAN       PERUBAHAN
2025-01-15 10:41  sekretariat    2  KS-2025-0001  dicatat

"#]]
    );
}
