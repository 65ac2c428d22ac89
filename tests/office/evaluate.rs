//! `evaluate`: answers, proofs, corrections and versions; the arithmetic; the questions one by one.

use crate::office::Office;

/// An office with an agreement in force since 2023.
fn in_force() -> Office {
    let office = Office::founded();
    office
        .types("agreement add --title Sampah --kind ksdpk --document pks --department DLH --signed-on 2023-01-01 --ends-on 2027-12-31")
        .prints("KS-2025-0001\n");
    office
}

/// The axes of the evaluation that counts, as `points/most answered/applicable verdict`.
fn axes(office: &Office, line: &str) -> Vec<String> {
    let axes = office.types(&format!("evaluate {line} --show --part axes -O csv")).rows();
    let told = |r: &crate::answer::Record| {
        format!(
            "{} {}/{} {}/{} {}",
            r["axis"], r["points"], r["most"], r["answered"], r["applicable"], r["verdict"]
        )
    };
    axes.iter().map(told).collect()
}

#[test]
fn an_evaluation_is_scored_as_one_would_by_hand() {
    let office = in_force();
    let answers = "EF1=all EF2=sebagian EF3=late EI1=na EI2=no BE1=Kuat";
    let answer = office.types(&format!("evaluate ks-2025-1 --as opd --answer {answers} --on 2025-01-10"));
    answer.succeeds().prints("KS-2025-0001/2024-S2/department\n");
    answer.says("efektif 68,8 % cukup").says("efisien 0,0 % belum dapat dinilai");
    // Effective 2×3 + 1×3 + 1×2 = 11 of 16. Efficient: one does not apply, one of two is answered, with nothing.
    // Benefit 2×3 of 2×3, one of three. All: 17 of 26, five of fifteen that apply.
    assert_eq!(
        axes(&office, "KS-2025-0001"),
        [
            "effective 11/16 3/3 fair",
            "efficient 0/4 1/2 cannot-say",
            "benefit 6/6 1/3 cannot-say",
            "orderly 0/0 0/4 cannot-say",
            "relevant 0/0 0/3 cannot-say",
            "total 17/26 5/15 cannot-say",
        ]
    );
    let shown = office.types("evaluate KS-2025-0001 --show");
    shown.shows("Sementara: sekretariat mempunyai kata terakhir.");
    shown
        .shows("Belum dijawab: EI3, BE2, BE3, OR1, OR2, OR3, OR4, RE1, RE2, RE3.")
        .shows("Tidak berlaku: EI1.");
    // 2×2 of 2×2, 3×1 of 3×1: an answer worth more than the others of its axis.
    office.types("evaluate KS-2025-0001 --as opd --answer OR1=complete OR2=regular OR4=very-good").succeeds();
    assert_eq!(axes(&office, "KS-2025-0001")[3], "orderly 11/11 3/4 good");
}

#[test]
fn each_line_of_the_arithmetic_is_open() {
    let office = in_force();
    office.types("evaluate KS-2025-0001 --answer EF1=partly OR4=good --proof EF1=laporan.pdf").succeeds();
    let lines = office.types("evaluate KS-2025-0001 --show --part answers --lang en -O csv").rows();
    assert_eq!(lines.len(), 16);
    let line = |code: &str| lines.iter().find(|r| r["question"] == code).unwrap().clone();
    let first = line("EF1");
    let cells = ["answer", "points", "most", "weight", "weighted", "proof"].map(|key| first[key].clone());
    assert_eq!(cells, ["partly", "1", "2", "3", "3", "laporan.pdf"]);
    office.types("evaluate KS-2025-0001 --show --lang en").shows("in part").shows("(not answered)");
    let fourth = line("OR4");
    assert_eq!([&fourth["points"], &fourth["most"], &fourth["weighted"]], ["2", "3", "2"]);
    let cells = ["answer", "points", "most", "weight"].map(|key| line("RE1")[key].clone());
    assert_eq!(cells, ["", "", "2", "3"], "what it could have been worth is told all the same");
    let axes = office.types("evaluate KS-2025-0001 --show --part axes -O csv").rows();
    assert_eq!(axes.last().unwrap()["without_proof"], "0.5", "one of two has a proof");
}

#[test]
fn proof_and_notes_belong_to_an_answer_or_to_all() {
    let office = in_force();
    office
        .types("evaluate KS-2025-0001 --answer EF1=all EF2=all EF3=late OR1=na --proof berita-acara.pdf --proof EF2=foto.jpg --proof-at \"EF1=Ordner 3/2025\" --note EF1=lengkap --note \"Rapat daring\"")
        .succeeds();
    let answers = office.types("evaluation answer list -O csv").rows();
    let told: Vec<[&str; 5]> = answers
        .iter()
        .map(|r| ["question", "option", "proof", "proof_at", "note"].map(|key| r[key].as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ["EF1", "all", "", "Ordner 3/2025", "lengkap"],
            ["EF2", "all", "foto.jpg", "", ""],
            ["EF3", "late", "berita-acara.pdf", "", ""],
            ["OR1", "na", "", "", ""],
        ],
        "what does not apply is not proved, and a place is a proof"
    );
    assert_eq!(office.types("evaluation list -O csv").rows()[0]["code"], "KS-2025-0001/2024-S2/secretariat");
    office.types("evaluation show \"ks-2025-1/s2 2024/sekretariat\"").shows("Rapat daring");
    office.types_in_vain("evaluate KS-2025-0001 --as mitra --proof x.pdf").is_refused("--proof");
    office
        .types_in_vain("evaluate KS-2025-0001 --as mitra --proof EF1=x.pdf")
        .is_refused("EF1 belum dijawab");
}

#[test]
fn the_same_assessor_twice_is_an_edit_and_said_so() {
    let office = in_force();
    office.types("evaluate KS-2025-0001 --answer EF1=all EF2=all --recommend lanjut").succeeds();
    let again =
        office.types("evaluate KS-2025-0001 --answer EF1=no EF2= --recommend akhiri --findings Macet");
    again.succeeds().says("sudah dievaluasi sekretariat untuk 2024-S2 pada 2025-01-15; yang ini mengubahnya");
    again
        .says("all → no")
        .says("− jawaban KS-2025-0001/2024-S2/secretariat/EF2")
        .says("dilanjutkan → diakhiri");
    assert_eq!(office.number("SELECT count(*) FROM evaluation"), 1);
    assert_eq!(office.number("SELECT count(*) FROM answer"), 1);
    office.types("evaluate KS-2025-0001 --answer EF1=no").succeeds().says("Tidak ada yang berubah");
    office.types("undo").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM answer WHERE option = 'all'"), 2);
    office.types("undo").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM answer"), 0, "the answers go with their evaluation");
    office.types("redo").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM answer"), 2);
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let office = in_force();
    for (line, words) in [
        ("KS-2025-0001 --answer EF1=3", "`3` bukan jawaban untuk EF1"),
        (
            "KS-2025-0001 --answer EF1=3",
            "jawabannya: all (seluruhnya), partly (sebagian), no (belum sama sekali), na (tidak berlaku)",
        ),
        ("KS-2025-0001 --answer ZZ9=all", "tidak ada pertanyaan `ZZ9` dalam MONEV.1"),
        ("KS-2025-0001 --answer EF1", "tidak mempunyai tanda ="),
        ("KS-2025-0001 --answer EF1=all EF1=no", "menyebut EF1 dua kali"),
        ("KS-2025-0001 --period 2022-S2 --answer EF1=all", "tidak berlaku dalam 2022-S2 (mulai 2023-01-01"),
        ("KS-2025-0001 --period 2028-S1 --answer EF1=all", "`--on`"),
        ("KS-2025-0001 --period 2024 --on 2023-12-31 --answer EF1=all", "mendahului periodenya"),
        ("KS-2025-0001 --period 2024..2025 --answer EF1=all", "bukan tahun, semester, triwulan atau bulan"),
        ("KS-2025-0001 --on 2025-01-16 --answer EF1=all", "belum tiba"),
        ("KS-2025-0001 --as gubernur --answer EF1=all", "`gubernur` bukan pilihan"),
        ("KS-2025-0001 --answer EF1=all --recommend bubar", "`bubar` bukan pilihan"),
        ("KS-2025-0001 --instrument MONEV.7 --answer EF1=all", "instrumen `MONEV.7` tidak ada"),
        ("KS-2025-0009 --answer EF1=all", "`KS-2025-0009` tidak ada"),
        ("KS-2025-0001", "`--answer` harus disebutkan"),
        ("", "kerja sama mana"),
        ("KS-2025-0001 --show", "belum dievaluasi untuk 2024-S2"),
    ] {
        office.types_in_vain(&format!("evaluate {line}")).exits(2).says(words);
    }
    office.types_in_vain("evaluate KS-2025-0001 --answer EF1=all --dry-run").succeeds().says("--dry-run");
}

#[test]
fn an_extension_makes_later_periods_ones_that_are_evaluated() {
    let office = Office::founded();
    office
        .types(
            "agreement add --title X --kind ksdpk --document pks --signed-on 2022-01-01 --ends-on 2023-12-31",
        )
        .succeeds();
    office.types_in_vain("evaluate KS-2025-0001 --answer EF1=all").is_refused("berakhir 2023-12-31");
    office.types("agreement extend KS-2025-0001 --on 2023-12-01 --ends-on 2025-12-31").succeeds();
    office.types("evaluate KS-2025-0001 --answer EF1=all").succeeds();
}

#[test]
fn a_new_version_of_the_questions_leaves_old_scores_as_they_were() {
    let office = in_force();
    office.types("evaluate KS-2025-0001 --answer EF1=all EF2=no EF3=late").succeeds();
    let before = axes(&office, "KS-2025-0001 --period 2024-S2");
    assert_eq!(before[0], "effective 8/16 3/3 poor");
    for line in [
        "instrument question edit MONEV.1/EF1 --weight 9",
        "instrument question edit MONEV.1/EF1 --options \"all=5 semua; no=0 tidak\"",
        "instrument question add MONEV.1 --code EF9 --axis effective --wording Apa --options \"a=1 a; b=0 b\"",
        "instrument question remove MONEV.1/EF1 --yes",
        "instrument edit MONEV.1 --good-from 50",
        "instrument edit MONEV.1 --valid-from 2026-07-01",
        "instrument remove MONEV.1 --yes",
    ] {
        office.types_in_vain(line).exits(2).says("instrument revise MONEV.1");
    }
    // Words may be corrected.
    office.types("instrument question edit MONEV.1/EF1 --english \"Was the purpose met?\"").succeeds();
    office.types("instrument revise MONEV.1 --valid-from 2025-01-01").prints("MONEV.2\n");
    office
        .types_in_vain("instrument revise MONEV.1 --valid-from 2025-01-01")
        .is_refused("MONEV.2 sudah berlaku");
    office.types("instrument question edit MONEV.2/EF1 --weight 9").succeeds();
    office.types("instrument question remove MONEV.2/EF3 --yes").succeeds();
    office.types("instrument edit MONEV.2 --good-from 50 --fair-from 40").succeeds();
    assert_eq!(axes(&office, "KS-2025-0001 --period 2024-S2"), before);
    office.types("evaluate KS-2025-0001 --period 2025-S1 --answer EF1=all EF2=no").succeeds();
    // 2×9 of 2×9 + 2×3: the new weight, and the new band.
    assert_eq!(axes(&office, "KS-2025-0001 --period 2025-S1")[0], "effective 18/24 2/2 good");
    office
        .types_in_vain("evaluate KS-2025-0001 --instrument MONEV.2 --period 2024-S2 --answer EF1=no")
        .is_refused("dibuat dengan MONEV.1");
    let versions: Vec<String> = office.types("evaluation list -O csv").column("instrument");
    assert_eq!(versions, ["MONEV.1", "MONEV.2"]);
    office
        .types_in_vain("evaluation edit KS-2025-0001/2024-S2/secretariat --instrument MONEV.2")
        .is_refused("dibuat dengan MONEV.1");
}

#[test]
fn what_was_changed_before_the_first_evaluation_is_not_taken_back_behind_it() {
    let office = in_force();
    office.types("instrument question edit MONEV.1/EF1 --weight 9").succeeds();
    office.types("instrument question remove MONEV.1/EF3 --yes").succeeds();
    let history = office.types("history -O csv").rows();
    let numbers: Vec<&str> = history
        .iter()
        .filter(|r| r["command"].contains("question"))
        .map(|r| r["operation"].as_str())
        .collect();
    assert_eq!(numbers.len(), 2);
    office.types("evaluate KS-2025-0001 --answer EF1=all EF2=no").succeeds();
    let before = axes(&office, "KS-2025-0001");
    for number in numbers {
        office.types_in_vain(&format!("undo {number}")).exits(2).says("MONEV.1");
    }
    assert_eq!(axes(&office, "KS-2025-0001"), before);
    // Once nothing is evaluated by it any more, it can.
    office.types("undo").succeeds();
    office.types("undo").succeeds();
    assert_eq!(office.number("SELECT count(*) FROM question WHERE code = 'EF3'"), 1);
}

#[test]
fn an_office_can_replace_the_questions_by_its_own() {
    let office = in_force();
    office
        .types("instrument add --code KITA.1 --name \"Pertanyaan kita\" --valid-from 2024-01-01")
        .succeeds();
    office.write(
        "q.csv",
        "instrument,code,axis,weight,wording,options\n\
         KITA.1,A1,efektif,2,Tercapai?,all=4 penuh; some=1 separuh; none=0 nihil\n\
         KITA.1,B1,manfaat,,Terasa?,ya=1 ya; tidak=0 tidak\n",
    );
    office.types("import questions q.csv").succeeds();
    office.types("evaluate KS-2025-0001 --answer A1=separuh B1=ya").succeeds();
    assert_eq!(
        axes(&office, "KS-2025-0001"),
        ["effective 2/8 1/1 poor", "benefit 1/1 1/1 good", "total 3/9 2/2 poor"]
    );
    office.types("instrument add --code KITA.2 --name \"Yang baru\"").succeeds();
    for (options, words) in [("all=0 a; none=0 b", "bukan daftar jawaban"), ("a", "bukan daftar jawaban")] {
        office
            .types_in_vain(&format!(
                "instrument question add KITA.2 --code C1 --axis effective --wording X --options \"{options}\""
            ))
            .is_refused(words);
    }
    office
        .types_in_vain("instrument add --code X.1 --name X --good-from 50 --fair-from 60")
        .is_refused("50 %");
    office.types_in_vain("instrument add --code X.1 --name X --good-from 150").is_refused("150");
}

#[test]
fn questions_line_by_line_make_the_evaluation_that_the_command_shown_makes() {
    let office = in_force().env("SINERGI_PROMPTER", "plain");
    // EF1 with a proof, EF2 does not apply, the rest is not answered; findings, no advice, to be extended.
    let input =
        format!("1\nberita acara.pdf\n4\n{}Lancar\n\n3\nBidang Kebersihan\n14-01-2025\n", "\n".repeat(14));
    let answer = office.types_with("evaluate KS-2025-0001 --as department", input.as_bytes());
    answer.exits(0).prints("KS-2025-0001/2024-S2/department\n").says("EFEKTIF").says("Seberapa jauh tujuan");
    let line = answer.stderr.lines().map(str::trim).find(|l| l.starts_with("sinergi evaluate")).unwrap();
    assert_eq!(
        line,
        "sinergi evaluate KS-2025-0001 --period 2024-S2 --as department --on 2025-01-14 --answered-by \"Bidang Kebersihan\" --answer EF1=all EF2=na --proof \"EF1=berita acara.pdf\" --findings Lancar --recommend extend"
    );
    let all = |office: &Office| {
        let parts = ["evaluation list -O csv --columns all", "evaluation answer list -O csv --columns all"];
        parts.map(|line| office.types(line).stdout)
    };
    let made = all(&office);
    let twin = in_force();
    twin.types(line.strip_prefix("sinergi ").unwrap()).succeeds();
    assert_eq!(made, all(&twin));
    // Leaving in the middle leaves nothing behind.
    let before = office.bytes();
    office.types_with("evaluate KS-2025-0001 --as mitra", b"1\n\n2\n").exits(130);
    assert!(office.bytes() == before);
    // What cannot be done is said before the first question.
    let refused = office.types_with("evaluate KS-2025-0001 --period 2020-S1", b"1\n");
    assert!(!refused.stderr.contains("EFEKTIF"), "{refused}");
    refused.exits(2);
}

#[test]
fn the_answers_of_last_time_are_offered_and_marked_as_carried_over() {
    let office = in_force().env("SINERGI_PROMPTER", "plain");
    office
        .types("evaluate KS-2025-0001 --period 2024-S1 --answer EF1=all EF2=no --proof lama.pdf")
        .succeeds();
    // EF1 is taken over with Enter, EF2 answered anew.
    let input = format!("\n\n1\nbaru.pdf\n{}\n\n\n\n\n", "\n".repeat(14));
    let answer = office.types_with("evaluate KS-2025-0001 --period 2024-S2", input.as_bytes());
    answer.exits(0).says("Jawaban 2024-S1 ditawarkan").says("[seluruhnya]").says("[tidak tercapai]");
    let answers =
        office.types("evaluation answer list --evaluation KS-2025-0001/2024-S2/secretariat -O csv").rows();
    let told: Vec<[&str; 4]> = answers
        .iter()
        .map(|r| ["question", "option", "carried_from", "proof"].map(|key| r[key].as_str()))
        .collect();
    assert_eq!(
        told,
        [["EF1", "all", "2024-S1", ""], ["EF2", "all", "", "baru.pdf"]],
        "an old proof is not a new one"
    );
    let line = answer.stderr.lines().map(str::trim).find(|l| l.starts_with("sinergi evaluate")).unwrap();
    assert!(line.contains("--answer EF1=all EF2=all --carried EF1 --proof EF2=baru.pdf"), "{line}");
    office.types("undo").succeeds();
    office.types(line.strip_prefix("sinergi ").unwrap()).succeeds();
    assert_eq!(office.number("SELECT count(*) FROM answer WHERE carried_from = '2024-S1'"), 1);
    for (flags, words) in [
        ("--period 2024-S2 --answer EF1=all --carried EF2", "--carried EF2"),
        ("--period 2024-S2 --as mitra --answer EF1=all --carried EF1", "tidak menjawab apa pun"),
    ] {
        office.types_in_vain(&format!("evaluate KS-2025-0001 {flags}")).is_refused(words);
    }
    // Answered anew it is no longer carried over.
    office.types("evaluate KS-2025-0001 --period 2024-S2 --answer EF1=partly").succeeds();
    let sql = "SELECT count(*) FROM answer WHERE carried_from IS NOT NULL";
    assert_eq!(office.number(sql), 0);
}

#[test]
fn what_was_measured_is_laid_beside_the_question() {
    let office = in_force().env("SINERGI_PROMPTER", "plain");
    for line in [
        "benefit add --agreement KS-2025-0001 --name \"Sampah terolah\" --unit ton/hari --baseline 20 --target 60 --better up",
        "benefit measure MNF-2025-0001 32,5 --on 2024-12-30 --beneficiaries 400 --saved 5jt",
        "funding add --agreement KS-2025-0001 --year 2024 --source apbd --side own --planned 200jt --realised 150jt",
        "funding add --agreement KS-2025-0001 --year 2024 --source partner --side partner --planned 100jt --realised 50jt",
        "obligation add --agreement KS-2025-0001 --title \"Laporan tonase\" --due-on 2024-12-31",
    ] {
        office.types(line).succeeds();
    }
    // Only the second question is answered; its proof stands ready.
    let input = format!("\n2\n\n{}\n\n\n\n\n", "\n".repeat(14));
    let answer = office.types_with("evaluate KS-2025-0001", input.as_bytes());
    answer.exits(0).says("Sampah terolah: 32,5 ton/hari per 2024-12-30, target 60, capaian 31 %");
    answer.says("Realisasi Rp200.000.000 dari rencana Rp300.000.000 (66,7 %)").says("Bagian mitra: 25,0 %");
    answer
        .says("400 penerima")
        .says("Penghematan: Rp5.000.000")
        .says("Laporan tonase: belum pernah ditinjau");
    let proof = &office.types("evaluation answer list -O csv").rows()[0]["proof"];
    assert_eq!(proof, "Sampah terolah: 32,5 ton/hari per 2024-12-30, target 60, capaian 31 %");
}

#[test]
fn the_queue_walks_what_is_owed_and_each_answer_stays() {
    let office = in_force().env("SINERGI_PROMPTER", "plain");
    office
        .types("agreement add --title Lain --kind ksdpk --document pks --department DINKES --signed-on 2023-01-01 --ends-on 2027-12-31")
        .succeeds();
    let answered = format!("1\n1\n\n{}\n\n\n\n\n", "\n".repeat(15));
    let walk = office.types_with("evaluate --next", format!("{answered}3\n").as_bytes());
    walk.exits(0)
        .prints("KS-2025-0001/2024-S2/secretariat\n")
        .says("1/2  KS-2025-0001")
        .says("2/2  KS-2025-0002");
    office
        .types_with("evaluate --next --department DLH", b"")
        .exits(0)
        .says("Tidak ada evaluasi yang ditunggu");
    // Leaving in the second keeps the first.
    let walk = office.types_with("evaluate --next --as opd", format!("{answered}1\n1\n").as_bytes());
    walk.exits(130).says("Selesai 1 dari 2");
    assert_eq!(office.number("SELECT count(*) FROM evaluation"), 2);
    // Where nothing is answered, nothing is recorded.
    let walk = format!("1\n{}3\n", "\n".repeat(21));
    let walk = office.types_with("evaluate --next --as mitra", walk.as_bytes());
    walk.exits(0).says("Tidak ada yang dijawab").says("Selesai 0 dari 2");
    assert_eq!(office.number("SELECT count(*) FROM evaluation"), 2);
    let quiet = office.env("SINERGI_PROMPTER", "");
    quiet.types_in_vain("evaluate --next").exits(2).says("sinergi evaluate KS-2025-0002 --period 2024-S2");
}

#[test]
fn what_stands_beside_an_answer_is_never_mistaken_for_one_of_another() {
    let office = in_force();
    for (flags, words) in [
        ("--proof EF9=laporan.pdf", "`--proof`: tidak ada pertanyaan `EF9` dalam MONEV.1"),
        ("--note EF9=Baik", "`--note`: tidak ada pertanyaan `EF9`"),
        ("--proof satu.pdf --proof dua.pdf", "`--proof` tanpa pertanyaan disebut dua kali"),
    ] {
        office.types_in_vain(&format!("evaluate KS-2025-0001 --answer EF1=all {flags}")).is_refused(words);
    }
    for line in [
        "--show --answer EF1=all",
        "--next --answer EF1=all",
        "--form DLH",
        "--part axes",
        "--show --on kemarin",
    ] {
        office.types_in_vain(&format!("evaluate KS-2025-0001 {line}")).exits(2);
    }
    office
        .types_in_vain("evaluate KS-2025-0001 --answer EF1=na --proof EF1=laporan.pdf")
        .is_refused("`--proof`: EF1 tidak berlaku, jadi tidak ada yang dibuktikan");
    // What looks like no code of a question is a text.
    office.types("evaluate KS-2025-0001 --answer EF1=all --proof https://contoh.id/?berkas=7").succeeds();
    let proof = || office.types("evaluation answer list -O csv --columns all").rows()[0]["proof"].clone();
    assert_eq!(proof(), "https://contoh.id/?berkas=7");
    // The day alone corrects one that is there; what does not apply has no proof.
    office.types("evaluate KS-2025-0001 --on 2025-01-10").succeeds();
    assert_eq!(office.types("evaluation list -O csv").rows()[0]["answered_on"], "2025-01-10");
    office.types("evaluate KS-2025-0001 --answer EF1=na").succeeds();
    assert_eq!(proof(), "");
}
