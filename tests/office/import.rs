//! A register comes in whole or not at all, comes in again without a trace, and goes out again by undo.

use crate::office::Office;

/// A register as a hospital keeps it: blanks behind headings, a nameless column, one heading twice, a blank row.
const SHEET: &str = "\
No.,Mitra,Judul Kerjasama,Nomor,Tanggal Mulai ,Tanggal Selesai,Nomor,Keterangan Kerjasama,
1,\"Dinas Kesehatan, KB dan Sosial Kota Contoh\",Pelayanan rujukan,445/1/2022,01 Januari 2022,31 Desember 2024,440/7/2022,Berlaku,URL
2,UPT Rehabilitasi Contoh,Pemakaian ambulans,\"445/          /102,9/2023\",1 Maret 2023,28 Februari 2025,,Tidak Diperpanjang,
,,,,,,,,
3,PT Asuransi Contoh Tbk,Pelayanan peserta,445/1/2022,2 Mei 2023,01 Mei 2026,PKS/9,Berlaku,arsip di map 3
";
const FLAGS: &str = "--set kind=ksdpk --set document=pks --create partners --map \"#9=note\" --map \"Nomor#2=partner_number\"";

fn office(sheet: &str) -> Office {
    let office = Office::founded();
    office.write("register.csv", sheet);
    office
}

fn import(flags: &str) -> String {
    format!("import agreements register.csv {flags}")
}

#[test]
fn a_register_comes_in_with_its_partners_and_numbers() {
    let office = office(SHEET);
    let answer = office.types(&import(FLAGS));
    answer.succeeds().prints("").says("4 baris: 3 baru, 0 berubah, 0 sudah ada, 1 kosong");
    answer.says("3 mitra baru dibuat").says("sinergi undo").says("Kolom yang tidak dipakai: No.");
    let rows = office.types("agreement list --columns all --sort effective_on -O csv").rows();
    let first = &rows[0];
    assert_eq!(first["partner"], "Dinas Kesehatan, KB dan Sosial Kota Contoh", "a comma is no separator");
    assert_eq!((first["effective_on"].as_str(), first["ends_on"].as_str()), ("2022-01-01", "2024-12-31"));
    assert_eq!((first["end_rule"].as_str(), first["signed"].as_str()), ("date", "unknown"));
    assert_eq!((first["source_status"].as_str(), first["note"].as_str()), ("Berlaku", "URL"));
    assert_eq!(rows[1]["own_number"], "445/          /102,9/2023");
    assert_eq!(office.types("agreement party list -O csv").column("number"), ["440/7/2022", "", "PKS/9"]);
    office.types("agreement show 445/1/2022").is_refused("445/1/2022").says("Pelayanan peserta");
}

#[test]
fn the_same_file_again_changes_nothing() {
    let office = office(SHEET);
    office.types(&import(FLAGS)).succeeds();
    let before = office.export();
    office
        .types_in_vain(&import(FLAGS))
        .succeeds()
        .says("0 baru, 0 berubah, 3 sudah ada")
        .says("Tidak ada yang berubah");
    assert_eq!(before, office.export());
    assert_eq!(office.number("SELECT count(*) FROM operation"), 1);
}

#[test]
fn a_corrected_file_changes_only_what_differs() {
    let office = office(SHEET);
    office.types(&import(FLAGS)).succeeds();
    let line = |text: &str, word: &str| {
        text.lines().filter(|l| l.contains(word)).map(str::to_owned).collect::<Vec<_>>()
    };
    let before = office.export();
    office.write(
        "register.csv",
        SHEET.replace("01 Mei 2026", "01 Mei 2028").replace("arsip di map 3", "arsip di map 4"),
    );
    office.types(&import(FLAGS)).succeeds().says("0 baru, 1 berubah, 2 sudah ada");
    let after = office.export();
    assert_eq!(before.lines().zip(after.lines()).filter(|(a, b)| a != b).count(), 1);
    assert_eq!(
        line(&after, "Pelayanan peserta")[0],
        line(&before, "Pelayanan peserta")[0].replace("2026-05-01", "2028-05-01").replace("map 3", "map 4")
    );
    office.types("history -O csv").shows("import agreements register.csv");
    assert_eq!(office.number("SELECT count(*) FROM change WHERE operation = 2"), 2);
}

#[test]
fn a_dry_run_tells_the_counts_and_writes_nothing() {
    let office = office(SHEET);
    office.types_in_vain(&import(&format!("{FLAGS} --dry-run"))).succeeds().says("3 baru").says("--dry-run");
}

#[test]
fn undo_takes_a_whole_import_back() {
    let office = office(SHEET);
    let before = office.export();
    office.types(&import(FLAGS)).succeeds();
    office.types("undo").succeeds().says("import agreements register.csv");
    assert_eq!(before, office.export());
    office.types(&import(FLAGS)).succeeds().says("3 baru");
    assert!(
        office.types("agreement list -O code").stdout.starts_with("KS-2025-0004\n"),
        "codes are not used again"
    );
}

#[test]
fn rules_are_kept_in_a_mapping_file() {
    let office = office(SHEET);
    office
        .types(&import(&format!("{FLAGS} --map No.=source_id --date-order dmy --save-mapping aturan.toml")))
        .succeeds();
    let saved = office.read("aturan.toml");
    for word in ["register = \"agreements\"", "date_order = \"dmy\"", "\"#9\" = \"note\"", "kind = \"ksdpk\""]
    {
        assert!(saved.contains(word), "{saved}");
    }
    let all = office.export();
    office.types("undo").succeeds();
    office.types(&import("--mapping aturan.toml")).succeeds().says("3 baru");
    let without_codes = |text: &str| text.replace("KS-2025-0001", "1").replace("KS-2025-0004", "1");
    assert_eq!(without_codes(&all).lines().count(), without_codes(&office.export()).lines().count());
    office.types("import partners register.csv --mapping aturan.toml").is_refused("`agreements`");
    office.write("salah.toml", "judul = 1\n");
    office.types(&import("--mapping salah.toml")).is_refused("salah.toml").says("judul");
    office.types(&import("--mapping tiada.toml")).exits(1).says("tiada.toml");
}

#[test]
fn a_heading_or_field_that_is_not_there_is_an_error() {
    let office = office(SHEET);
    let refused = |flags: &str| office.types_in_vain(&import(&format!("{FLAGS} {flags}")));
    refused("--map Mitr=title").is_refused("`Mitr`").says("Mitra");
    refused("--map \"#12=note\"").is_refused("`#12`");
    refused("--map Mitra=titel").is_refused("`titel`").says("title");
    refused("--set titel=x").is_refused("`titel`").says("title");
    refused("--set kind=apa").is_refused("apa").says("ksdpk");
    refused("--set kind").is_refused("=").says("--set kind=ksdpk");
    refused("--map \"Tanggal Mulai=title\" --map Mitra=title").is_refused("sudah diisi");
    refused("--date-order dym").is_refused("`dym`").says("mdy");
    refused("--delimiter ab").is_refused("`ab`").says("tab");
    office.types_in_vain(&import("--create affairs")).is_refused("`affairs`").says("partners");
}

#[test]
fn a_column_that_no_record_can_be_without_is_asked_for() {
    let office = office(SHEET);
    let answer = office.types_in_vain("import agreements register.csv --create partners");
    answer.is_refused("register.csv").says("`kind`, `document`").says("--set kind=");
    office.write("lain.csv", "a;b\n1;2\n");
    office.types_in_vain("import agreements lain.csv").is_refused("`title`");
}

#[test]
fn a_file_that_is_not_there_or_no_table_is_refused() {
    let office = office("");
    office.write("kosong.csv", " \n\n");
    office.write("judul.csv", "title,kind,document\n");
    office.write("gambar.csv", [0_u8, 1, 2, 0, 0, 0, 9, 0, 0, 0, 0, 1].repeat(50));
    office.write("latin.csv", b"title,kind,document\nKaf\xe9,ksdpk,pks\n");
    office.types_in_vain("import agreements tiada.csv --lang en").exits(1).says("tiada.csv: not found");
    office.types_in_vain("import agreements .").exits(1).says("folder");
    office.types_in_vain(&import("")).is_refused("kosong");
    office.types_in_vain("import agreements kosong.csv").is_refused("kosong.csv");
    office.types_in_vain("import agreements gambar.csv").is_refused("gambar.csv").says("CSV");
    office.types_in_vain("import agreements latin.csv").is_refused("latin.csv").says("UTF-8");
    office.types("import agreements judul.csv").succeeds().says("0 baris");
    assert_eq!(office.number("SELECT count(*) FROM operation"), 0);
    office.types_in_vain("import tiada judul.csv").is_refused("`tiada`").says("agreements");
}

#[test]
fn standard_input_is_a_file_too() {
    let office = office("");
    let answer = office.types_with(&format!("import agreements - {FLAGS}"), SHEET.as_bytes());
    answer.succeeds().says("3 baru");
}

#[test]
fn departments_and_partners_come_in_by_name_or_code() {
    let office = Office::founded();
    office.write("opd.csv", "Singkatan,Nama OPD,Jenis,OPD Induk\nPKM-1,Puskesmas Contoh,UPT,DINKES\n,Dinas Baru Sekali,dinas,\nANAK,Bagian Anak,bagian,INDUK\nINDUK,Dinas Induk,dinas,\n");
    office.types("import departments opd.csv").succeeds().says("4 baru");
    office.types("import departments opd.csv").succeeds().says("4 sudah ada");
    office
        .types("department list --columns code,parent --parent any -O csv")
        .shows("ANAK,INDUK\n")
        .shows("PKM-1,DINKES\n");
    office.types("department show DBS").succeeds().shows("Dinas Baru Sekali");
    office.write("mitra.csv", "Nama Instansi;Jenis Mitra;Alamat\nUniversitas Contoh;PTN;Sampit\n");
    office.types("import partners mitra.csv").succeeds().says("1 baru");
    office
        .types("partner list --columns code,name,kind,region -O csv")
        .prints("code,name,kind,region\nUC,Universitas Contoh,public-university,Sampit\n");
    office.write("salah.csv", "code,name,kind,parent\nX,Dinas X,dinas,TIADA\n");
    office.types_in_vain("import departments salah.csv").is_refused("salah.csv").says("TIADA");
}

#[test]
fn what_is_exported_comes_in_again_unchanged() {
    let office = Office::sample();
    let before = office.export();
    for register in [
        "departments",
        "partners",
        "agreements",
        "mandates",
        "parties",
        "involvements",
        "settings",
        "affairs",
    ] {
        office.types(&format!("export {register} -o {register}.csv")).succeeds();
        let answer = office.types(&format!("import {register} {register}.csv"));
        answer.succeeds().says("0 baru, 0 berubah");
    }
    assert_eq!(before, office.export());
}
