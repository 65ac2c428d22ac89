//! Two languages: flag, then environment, then the file, then the locale; and letters of every script anywhere.

use crate::office::Office;

#[test]
fn the_flag_chooses_the_language_of_headings_words_and_errors() {
    let office = Office::sample();
    let list = "agreement list --code KS-2015-0001";
    office.types(&format!("{list} --lang id")).shows("KODE").shows("BERAKHIR").shows("berjalan");
    office.types(&format!("{list} --lang en")).shows("CODE").shows("ENDS ON").shows("running");
    office.types("agreement show X --lang id").says("galat: ").says("saran: ");
    office.types("agreement show X --lang en").says("error: ").says("hint: ");
    office.types("report map --lang en").shows("Agreements by kind, as of 15 January 2025");
    office.types("report map --lang id").shows("Kerja sama menurut jenis, keadaan per 15 Januari 2025");
}

#[test]
fn the_environment_comes_after_the_flag_and_before_the_file() {
    let office = Office::sample().env("SINERGI_LANG", "en");
    office.types("agreement list").shows("CODE");
    office.types("agreement list --lang id").shows("KODE");
    office.types("setting edit language --value id").succeeds();
    office.types("agreement list").shows("CODE");
}

#[test]
fn the_file_speaks_its_own_language_where_nobody_says_otherwise() {
    let office = Office::sample().env("SINERGI_LANG", "").env("LANG", "en_GB.UTF-8");
    office.types("agreement list").shows("KODE");
    office.types("setting edit language --value Inggris").succeeds();
    office.types("agreement list").shows("CODE");
    office.types("agreement show X").says("error: ");
    let office = office.env("LANG", "id_ID.UTF-8");
    office.types("due").shows("as of").hides("keadaan per");
}

#[test]
fn a_new_file_takes_the_language_it_was_made_in() {
    let office = Office::new();
    office.types("init --lang en").succeeds().says("Made: ");
    let office = office.env("SINERGI_LANG", "");
    office.types("setting list -O csv").shows("language,en");
    office.types("department list --limit 1").shows("CODE");
}

#[test]
fn letters_of_every_script_pass_through_an_empty_environment() {
    let office = Office::sample();
    let title = "Kafé 静岡県 – «Naïve» 𝄞 Ł";
    office.types(&format!("agreement edit KS-2015-0001 --title \"{title}\"")).succeeds().says(title);
    let mut command =
        office.command("--db office.db agreement list --columns title --code KS-2015-0001 -O csv");
    let output = command.env_clear().output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("title\n{title}\n"));
    assert_eq!(output.status.code(), Some(0));
    let mut command = office.command("--db office.db report map --lang en");
    let output = command.env_clear().output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
    for locale in ["C", "POSIX", "id_ID.ISO-8859-1"] {
        let mut command = office.command("agreement show KS-2015-0001");
        let output = command.env("LC_ALL", locale).output().unwrap();
        assert!(String::from_utf8(output.stdout).unwrap().contains(title), "{locale}");
    }
}

#[test]
fn no_english_heading_is_left_in_an_indonesian_screen() {
    let office = Office::sample();
    for screen in
        ["agreement list", "report map", "report register", "due", "status", "history", "partner list"]
    {
        let answer = office.types(&format!("{screen} --lang id"));
        answer.succeeds();
        for word in
            ["CODE", "TITLE", "DEPARTMENT", "VALUE (RP)", "ENDS ON", "as of", "Total", "columns hidden"]
        {
            answer.hides(word);
        }
    }
}
