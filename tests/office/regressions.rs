//! Mistakes that were made once and are not to come back.

use crate::office::{Office, words};

#[test]
fn a_refused_undo_names_the_operation_whose_party_rests_on_it() {
    let office = Office::founded();
    office.makes("partner add --code UPR --name \"Universitas Palangka Raya\" --kind ptn");
    office.makes("agreement add --kind ksdpk --document pks --title X --partner UPR");
    office.types_in_vain("undo 1 --lang en").is_refused("#2").says("hint: ");
}

#[test]
fn a_misspelt_field_of_set_is_named_before_what_it_leaves_missing() {
    let office = Office::founded();
    office.write("r.csv", "title\nA\n");
    office.types_in_vain("import agreements r.csv --set kin=ksdpk --set document=pks").is_refused("`kin`");
}

#[test]
fn a_number_out_of_bounds_is_refused_by_flag_and_by_cell() {
    let office = Office::sample();
    let add = "agreement add --kind ksdpk --document pks --title X --term-months";
    office.types_in_vain(&format!("{add} 0")).is_refused("term");
    office.types_in_vain(&format!("{add} -3")).is_refused("term");
    office.write("r.csv", "title,kind,document,term_months\nA,ksdpk,pks,0\nB,ksdpk,pks,-1\n");
    office.types_in_vain("import agreements r.csv").is_refused("2 isian").says("term_months");
    office.write("p.csv", "agreement,position,partner\nKS-2015-0001,0,UPR\n");
    office.types_in_vain("import parties p.csv").is_refused("1 isian").says("position");
}

#[test]
fn a_refused_undo_names_the_later_removal_of_what_it_would_refer_to() {
    let office = Office::founded();
    office.makes("partner add --code UPR --name \"Universitas Palangka Raya\" --kind ptn");
    let code = office.makes("agreement add --kind ksdpk --document pks --title X --partner UPR");
    office.types(&format!("agreement remove {code} --yes")).succeeds();
    office.types("partner remove UPR --yes").succeeds();
    office.types_in_vain("undo 3").is_refused("#4").says("sinergi undo 4");
}

#[test]
fn a_setting_that_makes_no_sense_is_refused() {
    let office = Office::sample();
    office.types_in_vain("setting edit notice_days --value -5").is_refused("-5");
    office.types_in_vain("setting edit notice_days --value 99999999999").is_refused("99999999999");
}

#[test]
fn a_partner_whose_code_is_its_name_is_known_again() {
    let office = Office::founded();
    office.write("r.csv", "title,kind,document,partner\nA,ksdpk,pks,PLN\nB,ksdpk,pks,KPU\n");
    office.types("import agreements r.csv --create partners").succeeds().says("2 mitra baru");
    office.types_in_vain("import agreements r.csv --create partners").succeeds().says("2 sudah ada");
}

#[test]
fn a_name_that_two_partners_share_lists_both_on_import() {
    let office = Office::founded();
    office.makes("partner add --code BD-1 --name \"Bank Daerah\" --kind bumd");
    office.makes("partner add --code BD-2 --name \"Bank Daerah\" --kind bumd");
    office.write("r.csv", "title,kind,document,partner\nA,ksdpk,pks,Bank Daerah\n");
    office.types_in_vain("import agreements r.csv").is_refused("BD-1").says("BD-2");
}

#[test]
fn an_import_that_says_nothing_of_a_signature_leaves_it_alone() {
    let office = Office::sample();
    office.write(
        "r.csv",
        "code,title,kind,document\nKS-2015-0001,Bangun guna serah Pasar Hapakat Pahandut,,\n",
    );
    let before = office.export();
    office
        .types("import agreements r.csv --set kind=ksdpk --set document=pks")
        .succeeds()
        .says("1 sudah ada");
    assert_eq!(before, office.export());
    office.write("n.csv", "own_number,title,kind,document,partner,effective_on,note\n510/118/BPKAD/III/2015,Bangun guna serah Pasar Hapakat Pahandut,ksdpk,pks,HAPAKAT-NIAGA,2015-06-01,Baru\n");
    office.types("import agreements n.csv").succeeds().says("1 berubah");
    assert_eq!(
        office.number("SELECT count(*) FROM agreement WHERE code = 'KS-2015-0001' AND signed = 'yes'"),
        1
    );
}

#[test]
fn the_map_fits_sixty_columns_and_keeps_its_names() {
    let office = Office::sample();
    let answer = office.types("report map --width 60");
    answer.succeeds().shows("KSDPK");
    for line in answer.lines().iter().filter(|l| !l.contains("sinergi ")) {
        assert!(line.chars().count() <= 60, "{line}\n{answer}");
    }
}

#[test]
fn the_list_that_a_part_of_the_map_offers_is_as_long_as_its_line() {
    let office = Office::sample();
    for (way, flag) in [("kind", "--kind"), ("department", "--department"), ("affair", "--affair")] {
        let text = office.types(&format!("report map --part {way}"));
        let open = text.lines().into_iter().find_map(|l| l.strip_prefix("→ sinergi ")).expect("a command");
        let key = words(open).into_iter().skip_while(|w| w != flag).nth(1).expect(flag);
        let rows = office.types(&format!("report map --part {way} -O csv")).rows();
        let line = rows.iter().find(|r| r[way] == key).expect("the line of the command");
        assert_eq!(
            office.types(&format!("{open} -O code")).lines().len().to_string(),
            line["total"],
            "{open}"
        );
    }
}

#[test]
fn a_hostile_file_name_is_shown_harmless() {
    let office = Office::founded();
    office.write("jahat\u{1b}[31m.csv", "title,kind,document\nA,apa,pks\n");
    let answer = office.types_in_vain("import agreements jahat\u{1b}[31m.csv");
    answer.is_refused("1 isian");
    assert!(!answer.stderr.contains('\u{1b}'), "{answer}");
}
