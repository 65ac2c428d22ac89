//! How a record is named: by code in any case or length, by official number, by a name that only one has.

use crate::office::Office;

const ADD: &str = "agreement add --kind ksdpk --document pks";

#[test]
fn a_code_is_found_in_any_case_and_shortened() {
    let office = Office::sample();
    for text in ["KS-2015-0001", "ks-2015-0001", "ks-2015-1", "2015-1", "KS-2015-001"] {
        office.types(&format!("agreement show {text}")).succeeds().shows("Kerja sama KS-2015-0001");
    }
    for text in ["DLH", "dlh", "dinas lingkungan hidup", "Dinas Lingkungan Hidup"] {
        office.types(&format!("department show \"{text}\"")).succeeds().shows("OPD DLH");
    }
    office.types("partner show bpjs-kes").succeeds().shows("Mitra BPJS-KES");
}

#[test]
fn an_official_number_names_an_agreement() {
    let office = Office::sample();
    office.types("agreement show 510/118/BPKAD/III/2015").succeeds().shows("KS-2015-0001");
    let code = office.makes(&format!("{ADD} --title Anak --parent 510/118/BPKAD/III/2015"));
    office.types(&format!("agreement show {code}")).shows("KS-2015-0001 (Bangun guna serah");
}

#[test]
fn a_number_that_two_agreements_share_lists_both() {
    let office = Office::founded();
    let first = office.makes(&format!("{ADD} --title Satu --own-number 445/7"));
    let second = office.makes(&format!("{ADD} --title Dua --own-number 445/7"));
    let answer = office.types("agreement show 445/7 --lang en");
    answer.is_refused("445/7").says(&format!("{first} (Satu)")).says(&format!("{second} (Dua)"));
    office.types_in_vain("agreement remove 445/7 --yes").is_refused(&second);
    office.types_in_vain(&format!("{ADD} --title Tiga --parent 445/7")).is_refused(&first);
}

#[test]
fn a_name_that_two_records_share_asks_for_the_code() {
    let office = Office::founded();
    office.makes("partner add --code A --name \"Bank Daerah\" --kind bumd");
    office.makes("partner add --code B --name \"bank daerah\" --kind bumd");
    office
        .types("partner show \"Bank Daerah\"")
        .is_refused("Bank Daerah")
        .says("A (Bank Daerah)")
        .says("B (bank daerah)");
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest() {
    let office = Office::sample();
    office
        .types("department show DINKSE --lang en")
        .is_refused("`DINKSE` does not exist")
        .says("did you mean DINKES");
    office
        .types("partner show \"universitas palangkaraya\"")
        .is_refused("tidak ada")
        .says("UPR (Universitas Palangka Raya)");
    office.types("agreement show KS-2015-0003").is_refused("KS-2015-0003").says("KS-2015-0001");
    office
        .types_in_vain(&format!("{ADD} --title X --department DINKSE"))
        .is_refused("`--department`")
        .says("DINKES");
    office.types_in_vain(&format!("{ADD} --title X --partner UPPR")).is_refused("`--partner`").says("UPR");
    office
        .types_in_vain(&format!("{ADD} --title X --supporting DLH,DINKSE"))
        .is_refused("`--supporting`")
        .says("DINKES");
    office.types_in_vain("agreement edit KS-2015-0001 --affair 2.111").is_refused("`--affair`").says("2.11");
    office.types("agreement show zzz").is_refused("zzz").says("sinergi agreement list");
}

#[test]
fn a_child_is_written_under_its_parent() {
    let office = Office::sample();
    office.types("agreement party show ks-2015-1/1").succeeds().shows("Pihak KS-2015-0001/1");
    office.types("department mandate show dlh/2.11").succeeds().shows("DLH/2.11");
    office.types("agreement party show KS-2015-0001/9").is_refused("tidak ada");
    office.types("agreement party show KS-2015-0001").is_refused("tidak ada");
    office.types("agreement party add KS-2099-0001 --partner UPR").is_refused("KS-2099-0001");
}

#[test]
fn a_number_with_slashes_names_the_parent_of_a_child_too() {
    let office = Office::sample();
    office.types("agreement party show 510/118/BPKAD/III/2015/1").succeeds().shows("Pihak KS-2015-0001/1");
    office.types("agreement party list 510/118/BPKAD/III/2015 -O csv").succeeds().shows("HAPAKAT-NIAGA");
}

#[test]
fn codes_are_kept_in_upper_case_and_made_of_letters_and_digits() {
    let office = Office::founded();
    assert_eq!(
        office.makes("partner add --code bpjs-kes --name \"BPJS Kesehatan\" --kind statutory"),
        "BPJS-KES"
    );
    office.types("partner add --code \"BPJS KES\" --name X --kind statutory").is_refused("`BPJS KES`");
    office
        .types("partner add --code bpjs-kes --name X --kind statutory")
        .is_refused("sudah ada")
        .says("edit BPJS-KES");
}

#[test]
fn a_code_left_out_is_made_from_initials_and_never_clashes() {
    let office = Office::founded();
    let add = "partner add --kind company --name";
    assert_eq!(office.makes(&format!("{add} \"PT Kapuas Hijau Lestari\"")), "PKHL");
    assert_eq!(office.makes(&format!("{add} \"PT Kahayan Huma Lestari\"")), "PKHL2");
    assert_eq!(office.makes(&format!("{add} Katingan")), "KATINGAN");
    office.types("partner remove PKHL2 --yes").succeeds();
    assert_eq!(office.makes(&format!("{add} \"PT Kota Hulu Lestari\"")), "PKHL3");
}

#[test]
fn a_number_is_never_used_again_after_remove_or_undo() {
    let office = Office::founded();
    let add = |title: &str| office.makes(&format!("{ADD} --title {title}"));
    assert_eq!(add("Satu"), "KS-2025-0001");
    office.types("agreement remove KS-2025-0001 --yes").succeeds();
    assert_eq!(add("Dua"), "KS-2025-0002");
    office.types("undo").succeeds();
    assert_eq!(add("Tiga"), "KS-2025-0003");
    office.types(&format!("{ADD} --title Empat --dry-run")).succeeds().prints("KS-2025-0004\n");
    assert_eq!(add("Lima"), "KS-2025-0004");
    let office = office.env("SINERGI_NOW", "2026-02-01T08:00:00");
    assert_eq!(office.makes(&format!("{ADD} --title Enam")), "KS-2026-0001");
}

#[test]
fn a_position_under_a_parent_is_never_used_again() {
    let office = Office::sample();
    let party =
        |partner: &str| office.makes(&format!("agreement party add KS-2015-0001 --partner {partner}"));
    assert_eq!(party("UPR"), "KS-2015-0001/2");
    office.types("agreement party remove KS-2015-0001/2 --yes").succeeds();
    assert_eq!(party("TPP"), "KS-2015-0001/3");
    office.types("undo").succeeds();
    assert_eq!(party("UMPR"), "KS-2015-0001/4");
}

#[test]
fn a_given_number_moves_the_counter_past_it() {
    let office = Office::founded();
    office.write("satu.csv", "code,title,kind,document\nKS-2025-0041,Uji,ksdpk,pks\n");
    office.types("import agreements satu.csv").succeeds();
    assert_eq!(office.makes(&format!("{ADD} --title Dua")), "KS-2025-0042");
}
