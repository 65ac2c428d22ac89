//! Which column fills which field: fallbacks, templates, places, and the rules kept in a mapping file.

use crate::sheets::{agreements, import, office_with, taken};

#[test]
fn a_fallback_takes_the_first_cell_that_is_filled() {
    let rows = taken(
        "Judul,Tentang,Nama\nNOTA,Rujukan,x\nNOTA,  ,y\n,,Cadangan\n",
        "--map \"Tentang|Judul|Nama=title\"",
    );
    let titles: Vec<&str> = rows.iter().map(|row| row["title"].as_str()).collect();
    assert_eq!(titles, ["Rujukan", "NOTA", "Cadangan"]);
    let office = office_with("Judul\nA\n");
    office.types_in_vain(&import("--map \"Tentang|Judul=title\"")).is_refused("`Tentang`");
}

#[test]
fn a_heading_that_holds_the_sign_of_a_fallback_or_an_equals_sign_is_itself() {
    let rows = taken("A|B;C=D\nsatu;dua\n", "--delimiter ; --map \"A|B=title\" --map \"C=D=note\"");
    assert_eq!((rows[0]["title"].as_str(), rows[0]["note"].as_str()), ("satu", "dua"));
}

#[test]
fn a_template_puts_cells_and_words_together() {
    let rows = taken(
        "ID,Program,Durasi,Satuan\n7,Rujukan,5,Tahun\nB8,,,\n,,,\n",
        "--map \"title={ID} – {Program}\" --map \"term_text={Durasi} {Satuan}\"",
    );
    assert_eq!((rows[0]["title"].as_str(), rows[0]["term_text"].as_str()), ("7 – Rujukan", "5 Tahun"));
    assert_eq!(rows[0]["term_months"], "60");
    assert_eq!((rows.len(), rows[1]["title"].as_str()), (2, "B8 –"), "{rows:?}");
    let office = office_with("ID\n7\n");
    office.types_in_vain(&import("--map \"title={ID} {Nama}\"")).is_refused("`Nama`");
    office.types_in_vain(&import("--map \"titel={ID}\"")).is_refused("`titel`");
}

#[test]
fn nameless_and_double_headings_are_reached_by_their_place() {
    let sheet = "NOMOR,Judul,,NOMOR ,nomor\na/1,Rujukan,catatan,b/2,c/3\n";
    let rows = taken(sheet, "--map \"#3=note\" --map \"NOMOR#2=request_number\" --map \"#5=source_id\"");
    let row = &rows[0];
    assert_eq!((row["own_number"].as_str(), row["request_number"].as_str()), ("a/1", "b/2"));
    assert_eq!((row["note"].as_str(), row["source_id"].as_str()), ("catatan", "c/3"));
    let office = office_with(sheet);
    for (flag, named) in [("#6=note", "`#6`"), ("NOMOR#4=note", "`NOMOR#4`"), ("#0=note", "`#0`")] {
        office.types_in_vain(&import(&format!("--map \"{flag}\""))).is_refused(named);
    }
}

#[test]
fn columns_that_no_field_takes_are_named() {
    let office = office_with("Judul,Warna,,Judul\nA,merah,x,y\n");
    office.types(&import("")).succeeds().says("Columns not used: Warna, #3, Judul");
}

#[test]
fn a_saved_mapping_gives_the_same_import() {
    let sheet = "Judul|Tentang|Mitra|Tgl|Tgl|ID|Satuan\nNOTA||PT Satu; PT Dua|03/04/2024||9|5 tahun\n";
    let office = office_with(sheet);
    let flags = "--delimiter | --encoding utf-8 --date-order mdy --partner-separator ; --create partners \
                 --id ID --map \"Tentang|Judul=title\" --map \"Tgl=effective_on\" --map \"Tgl#2=ends_on\" \
                 --map \"note={ID}: {Satuan}\" --map Satuan=term_text";
    office.types(&import(&format!("{flags} --save-mapping m.toml"))).succeeds().says("1 new");
    let other = office_with(sheet);
    other.write("m.toml", office.read("m.toml"));
    other.types("import agreements r.csv --mapping m.toml").succeeds();
    assert_eq!(office.export(), other.export());
    let row = &agreements(&other)[0];
    assert_eq!((row["title"].as_str(), row["note"].as_str()), ("NOTA", "9: 5 tahun"));
    assert_eq!((row["effective_on"].as_str(), row["source_id"].as_str()), ("2024-03-04", "9"));
    // The saved one, saved again, is the same text; the command line wins over it.
    other.types_in_vain("import agreements r.csv --mapping m.toml --save-mapping n.toml").succeeds();
    assert_eq!(office.read("m.toml"), other.read("n.toml"));
    other.types("undo").succeeds();
    other.types("import agreements r.csv --mapping m.toml --date-order dmy --set kind=sinergi").succeeds();
    let row = &agreements(&other)[0];
    assert_eq!((row["effective_on"].as_str(), row["kind"].as_str()), ("2024-04-03", "sinergi"));
}

#[test]
fn a_mapping_is_saved_only_with_an_import_that_went_in() {
    let office = office_with("title,value\nA,banyak\n");
    office.types_in_vain(&import("--save-mapping m.toml")).exits(2);
    assert!(!office.files().contains(&"m.toml".to_owned()), "{:?}", office.files());
}
