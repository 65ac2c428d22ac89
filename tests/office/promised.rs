//! Edges of plans and meetings: money that is filtered, plans that come in again, what is said once, what was never done.

use crate::answer::Record;
use crate::office::Office;

fn office() -> Office {
    Office::founded().env("SINERGI_NOW", "2026-06-30T09:00:00")
}

/// A plan of three levels, each of another department: 100 million that pay for 40 and 5 million below.
fn three_levels(office: &Office) -> [String; 3] {
    let top = office.makes("activity add --year 2026 --title Induk --owner SETDA --budget 100jt");
    let middle = office.makes(&format!(
        "activity add --year 2026 --title Anak --owner DLH --budget 40jt --months 7-9 --parent {top}"
    ));
    let low = office.makes(&format!(
        "activity add --year 2026 --title Cucu --owner SETDA --budget 5jt --months 1 --parent {middle}"
    ));
    for (code, spent) in [(&middle, "17jt"), (&low, "6jt")] {
        office.types(&format!("activity progress {code} --spent {spent} --on 2026-05-04")).succeeds();
    }
    [top, middle, low]
}

#[test]
fn what_is_filtered_away_still_pays_for_what_is_shown() {
    let office = office();
    three_levels(&office);
    let total =
        |flags: &str| office.types(&format!("report plan --year 2026 --lang en {flags}")).stdout.clone();
    for (flags, budget, spent) in [
        ("", "100.000.000", "23.000.000"),
        ("--department SETDA", "100.000.000", "6.000.000"),
        // What SETDA pays for is not the money of DLH.
        ("--department DLH", " 0 ", "17.000.000"),
    ] {
        let text = total(flags);
        let line = text.lines().find(|line| line.contains("Total")).unwrap();
        assert!(format!("{line} ").contains(budget) && line.contains(spent), "{flags}: {line}");
    }
    // The money of a department is that of the budgets it holds: all 23 million were paid by SETDA's.
    let paid = |department: &str| -> Vec<String> {
        let rows = office
            .types(&format!("report budget --year 2026 --part sources --department {department} -O csv"))
            .rows();
        rows.iter().map(|row| format!("{} {}", row["revised"], row["spent"])).collect()
    };
    assert_eq!(paid("SETDA"), ["100000000 23000000"]);
    assert!(paid("DLH").is_empty());
}

#[test]
fn a_quarter_holds_what_was_done_in_it_whatever_its_plan() {
    let office = office();
    let late = office.makes("activity add --year 2025 --title Tertinggal --due-on 2025-11-30 --owner DLH");
    office.types(&format!("activity done {late} --on 2026-02-10")).succeeds();
    let codes = |period: &str| office.types(&format!("report plan --period {period} -O csv")).column("code");
    assert_eq!(codes("2026-Q1"), [late.as_str()]);
    assert_eq!(codes("2025-Q4"), [late.as_str()]);
    assert!(codes("2026-Q2").is_empty());
    assert_eq!(codes("2025-07..2026-06"), [late.as_str()]);
    // Before it was done nobody knew that it would be.
    assert!(office.types("report plan --period 2026-Q1 --as-of 2026-02-09 -O csv").rows().is_empty());
}

const SIPD: &str = "tahun,nama_sub_skpd,kode_sub_giat,nama_sub_giat,target_teks_output,pagu\n\
    2026,Sekretariat Daerah,4.01.02.2.04.0001,Fasilitasi Dalam Negeri,15 Dokumen,125000000\n\
    2026,Sekretariat Daerah,4.01.02.2.04.0003,Evaluasi Pelaksanaan,4 Laporan,110000000\n\
    2026,Kecamatan Pahandut,7.01.02.2.01.0001,Rapat Koordinasi,2 Laporan,10000000\n\
    2026,Kecamatan Rakumpit,7.01.02.2.01.0001,Rapat Koordinasi,1 Laporan,9000000\n";

#[test]
fn a_plan_that_comes_in_again_finds_its_rows_though_they_were_edited() {
    let office = office();
    office.write("renja.csv", SIPD);
    office.types("import activities renja.csv").succeeds().says("4 baru");
    let code = |title: &str| {
        office.types(&format!("activity list --title \"{title}\" -O code")).lines()[0].to_owned()
    };
    office.types(&format!("activity edit {} --owner BAG-TAPEM", code("Fasilitasi"))).succeeds();
    office.types(&format!("activity edit {} --title Monev", code("Evaluasi"))).succeeds();
    office.types("import activities renja.csv").succeeds().says("0 baru");
    assert_eq!(office.number("SELECT sum(budget) FROM activity"), 254_000_000);
    // The same title and number of two departments stay two, also where one row is gone.
    let without = SIPD.lines().filter(|line| !line.contains("Pahandut")).collect::<Vec<_>>().join("\n");
    office.write("renja.csv", without + "\n");
    office.types("import activities renja.csv").succeeds().says("0 baru").says("0 berubah");
    // The next year is another plan.
    office.write("renja.csv", SIPD.replace("2026,", "2027,"));
    office.types("import activities renja.csv").succeeds().says("4 baru");
}

#[test]
fn an_owner_who_comes_on_record_later_is_the_same_owner() {
    let office = office();
    let csv = "tahun,aktifitas,opd,biaya\n2026,Pelatihan,DINAS PERTANIAN DAN PANGAN KOTA,5000000\n";
    office.write("rencana.csv", csv);
    office.types("import activities rencana.csv").succeeds().says("1 baru");
    office
        .types("department add --code DPP --kind dinas --name \"Dinas Pertanian dan Pangan Kota\"")
        .succeeds();
    office.types("import activities rencana.csv").succeeds().says("0 baru");
}

#[test]
fn entries_with_their_unit_or_months_in_words_are_known_again() {
    let office = office();
    let code = office.makes("activity add --year 2026 --title Desk --target \"20 OPD\"");
    office.write(
        "realisasi.csv",
        format!("activity,progressed_on,quantity,proof\n{code},2026-05-04,4 OPD,Foto\n"),
    );
    office.write(
        "perubahan.csv",
        format!("activity,revised_on,months,target,basis\n{code},2026-05-04,Mei-Sep,30 OPD,DPPA\n"),
    );
    for (register, file) in [("realisations", "realisasi.csv"), ("revisions", "perubahan.csv")] {
        office.types(&format!("import {register} {file}")).succeeds().says("1 baru");
        office.types(&format!("import {register} {file}")).succeeds().says("0 baru").says("1 sudah ada");
    }
}

#[test]
fn meetings_and_decrees_of_one_name_are_told_apart_by_their_days() {
    let office = office();
    office.types("meeting add --title \"Rapat TKKSD\" --meets-on 2026-05-01").succeeds();
    office.write("rapat.csv", "title,meets_on\nRapat TKKSD,2026-08-12\nRapat TKKSD,2026-05-01\n");
    office.types("import meetings rapat.csv").succeeds().says("1 baru").says("1 sudah ada");
    office.types("team add --name TKKSD --decreed-on 2023-01-02").succeeds();
    office.write("tim.csv", "name,decreed_on\nTKKSD,2026-01-05\n");
    office.types("import teams tim.csv").succeeds().says("1 baru");
}

#[test]
fn what_came_of_an_item_is_said_once() {
    let office = office();
    let meeting = office.makes("meeting add --title Rapat --meets-on 2026-06-30");
    office.types(&format!("meeting item add {meeting} --topic other --title Jadwal")).succeeds();
    let result =
        format!("meeting result {meeting} 1 decided --resolution Menyusun --owner DLH --due 2026-07-31");
    office.types(&result).succeeds();
    office.types_in_vain(&result).is_refused("sudah dicatat").says("meeting item edit");
    assert_eq!(office.number("SELECT count(*) FROM activity"), 1);
    // A promise is kept after the meeting, and a meeting that is ahead was not held today.
    let next = office.makes("meeting add --title Lain --meets-on 2026-07-14");
    office.types(&format!("meeting item add {next} --topic other --title X")).succeeds();
    let line = format!("meeting result {next} 1 decided --resolution Y --owner DLH --due 2026-06-01");
    office.types_in_vain(&line).is_refused("2026-07-14").says("--on today");
    office.types_in_vain(&format!("{line} --on today")).is_refused("`--due`");
}

#[test]
fn what_a_cancelled_meeting_took_over_comes_back() {
    let office = office();
    let first = office.makes("meeting add --title Satu --meets-on 2026-06-01");
    for title in ["Ditunda", "Tak terbahas"] {
        office.types(&format!("meeting item add {first} --topic other --title \"{title}\"")).succeeds();
    }
    office.types(&format!("meeting result {first} 1 postponed --on 2026-06-01")).succeeds();
    let second = office.makes("meeting add --title Dua --meets-on 2026-07-14");
    office.types(&format!("meeting agenda {second} --save")).succeeds();
    let carried = |office: &Office| -> Vec<String> {
        let rows: Vec<Record> = office.types("meeting agenda -O csv").rows();
        rows.into_iter()
            .filter(|row| row["topic"] == "carried")
            .map(|row| row["carried_from"].clone())
            .collect()
    };
    office.types(&format!("meeting cancel {second} --reason Digabung")).succeeds();
    office.types("meeting add --title Tiga --meets-on 2026-08-14").succeeds();
    // The postponed one and the one that nobody came to.
    assert_eq!(carried(&office), [format!("{first}/1"), format!("{first}/2")]);
}

#[test]
fn a_note_alone_is_no_work() {
    let office = office();
    let code = office.makes("activity add --year 2026 --title Pemutakhiran --months bulanan --owner DLH");
    let state = |day: &str| {
        let answer =
            office.types(&format!("activity list --code {code} --columns state --as-of {day} -O csv"));
        answer.column("state").remove(0)
    };
    office.types(&format!("activity progress {code} --note \"Belum sempat\" --on 2026-01-30")).succeeds();
    assert_eq!(state("2026-02-01"), "late");
    office
        .types(&format!("activity progress {code} --proof \"Register Januari\" --note Ada --on 2026-02-02"))
        .succeeds();
    assert_eq!(state("2026-02-02"), "on-track");
    let grid = office.types("report grid --year 2026 --as-of 2026-03-01 -O csv").rows().remove(0);
    assert_eq!(["jan", "feb", "mar"].map(|month| grid[month].as_str()), ["done", "late", "planned"]);
}

#[test]
fn a_decision_of_a_meeting_is_carried_out_by_its_activity() {
    let office = office();
    let agreement = office.makes(
        "agreement add --kind ksdpk --document pks --title Uji --department DLH --signed yes --signed-on 2025-07-15 \
         --ends-on 2026-07-14",
    );
    let meeting = office.makes("meeting add --title Rapat --meets-on 2026-06-30 --chair Sekda");
    office
        .types(&format!("meeting item add {meeting} --topic ending --title Uji --record {agreement}"))
        .succeeds();
    office
        .types(&format!(
            "meeting result {meeting} 1 decided --resolution Diubah --decision amend --owner DLH --due 2026-07-10"
        ))
        .succeeds();
    let row = office.types("activity list --columns all -O csv").rows().remove(0);
    assert_eq!(row["origin"], format!("decision/{agreement}/1"));
    let code = &row["code"];
    office.types(&format!("activity done {code} --origin carried-out")).succeeds();
    let decision =
        office.types(&format!("agreement decision list {agreement} --columns all -O csv")).rows().remove(0);
    assert_eq!(
        (decision["closed_on"].as_str(), decision["meeting"].as_str()),
        ("2026-06-30", meeting.as_str())
    );
    // What names a decision names its register, as others have such codes.
    office
        .types_in_vain(&format!("agreement decision remove {agreement}/1 --yes"))
        .is_refused(&format!("activity list --origin decision/{agreement}/1"));
    office
        .types(&format!("activity list --origin decision/{agreement}/1 -O code"))
        .succeeds()
        .prints(&format!("{code}\n"));
}

#[test]
fn what_took_place_or_was_called_off_is_postponed_no_more() {
    let office = office();
    let held = office.makes("meeting add --title Satu --meets-on 2026-06-01");
    office.types(&format!("meeting hold {held} --on 2026-06-01")).succeeds();
    let off = office.makes("meeting add --title Dua --meets-on 2026-06-02");
    office.types(&format!("meeting cancel {off} --on 2026-06-01 --reason A")).succeeds();
    for code in [&held, &off] {
        office
            .types_in_vain(&format!("meeting postpone {code} --reason B"))
            .is_refused("`--on`")
            .says("2026-06-01");
    }
    office.types_in_vain(&format!("meeting hold {off}")).is_refused("`--on`");
}

#[test]
fn the_plan_of_the_next_year_takes_along_what_a_meeting_put_into_it() {
    let office = office();
    let meeting = office.makes("meeting add --title Rapat --meets-on 2026-01-15");
    let top =
        office.makes("activity add --year 2026 --title Induk --budget 100jt --sipd-code 4.01.02.2.04.0001");
    office
        .types(&format!(
            "activity add --year 2026 --title Anak --parent {top} --meeting {meeting} --agreed-on 2026-01-15"
        ))
        .succeeds();
    office
        .types(&format!("activity add --year 2026 --title Janji --meeting {meeting} --due-on 2026-02-01"))
        .succeeds();
    office.types("activity copy 2026 2027").succeeds().says("1");
    let rows = office.types("activity list --year 2027 --columns all -O csv").rows();
    let told: Vec<String> = rows.iter().map(|row| format!("{} {}", row["title"], row["meeting"])).collect();
    assert_eq!(told, ["Induk ", "Anak "]);
}

#[test]
fn a_day_of_its_own_moves_with_the_months_and_what_comes_back_has_none() {
    let office = office();
    let promise = office.makes("activity add --year 2026 --title Janji --due-on 2026-07-31");
    office.types(&format!("activity move {promise} --months 9-10 --reason Menunggu")).succeeds();
    let row = office
        .types(&format!("activity list --code {promise} --columns months,due_on -O csv"))
        .rows()
        .remove(0);
    assert_eq!((row["months"].as_str(), row["due_on"].as_str()), ("9,10", "2026-10-31"));
    let report = office.makes("activity add --year 2026 --title Laporan --months triwulanan");
    office
        .types_in_vain(&format!("activity move {report} --to 2026-09-30 --reason X"))
        .is_refused("--months");
    office.types_in_vain(&format!("activity edit {report} --due-on 2026-09-30")).is_refused("--months");
}

#[test]
fn what_is_counted_in_a_unit_keeps_it_and_what_is_done_is_not_dropped() {
    let office = office();
    let code = office.makes("activity add --year 2026 --title Desk --target \"2 OPD\"");
    office
        .types(&format!("activity progress {code} --quantity 2 --on 2026-05-04"))
        .succeeds()
        .says("targetnya tercapai");
    office.types_in_vain(&format!("activity edit {code} --unit Kali")).is_refused("OPD");
    office.types_in_vain(&format!("activity drop {code} --reason X")).is_refused("2026-05-04");
    office.types_in_vain("activity add --year 2026 --title X --target \"-3 OPD\"").is_refused("`--target`");
    office.types_in_vain(&format!("activity target {code} --to -1 --basis X")).is_refused("`--to`");
    office
        .types_in_vain(&format!("activity progress {code} --spent 9000000000000000000"))
        .is_refused("`--spent`");
}

#[test]
fn an_owner_who_is_only_written_down_keeps_the_slash_in_the_name() {
    let office = office();
    let owner = "Camat Pahandut/Rakumpit";
    office.makes(&format!(
        "activity add --year 2026 --title Surat --owner \"{owner}\" --due-on 2026-05-01 --budget 5jt"
    ));
    let first = |command: &str, column: &str| {
        office.types(&format!("{command} -O csv")).rows().remove(0)[column].clone()
    };
    let budget = "report budget --year 2026 --part departments";
    assert_eq!(first(budget, "owner"), owner);
    assert_eq!(first(budget, "name"), owner);
    assert_eq!(first("report promises --part owners", "name"), owner);
    office.types("meeting agenda").shows(&format!("Surat ({owner})"));
}

#[test]
fn what_a_later_meeting_took_over_is_not_removed_nor_undone() {
    let office = office();
    let first = office.makes("meeting add --title Satu --meets-on 2026-01-07 --held-on 2026-01-07");
    office.types(&format!("meeting item add {first} --topic other --title Jadwal")).succeeds();
    let second = office.makes("meeting add --title Dua --meets-on 2026-07-13");
    office.types(&format!("meeting agenda {second} --save")).says("1 butir");
    let list = format!("sinergi meeting item list --carried-from {first}");
    for line in [format!("meeting item remove {first}/1 --yes"), format!("meeting remove {first} --yes")] {
        office.types_in_vain(&line).is_refused(&list);
    }
    office.types(list.strip_prefix("sinergi ").unwrap()).shows(&second);
    // Operation 2 made the item; 4 is the agenda that took it over.
    office.types_in_vain("undo 2").is_refused("#4");
    // What took it over goes first.
    office.types(&format!("meeting item remove {second}/1 --yes")).succeeds();
    office.types(&format!("meeting remove {first} --yes")).succeeds();
}
