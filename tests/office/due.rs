//! What is due, what ends in a period, which terms are to be looked at, and what moved since the last report.

use crate::office::Office;
use crate::real::data;

/// The sample on the day of its figures.
fn office() -> Office {
    Office::sample().env("SINERGI_NOW", "2026-06-30T08:00:00")
}

#[test]
fn what_ends_in_a_period_takes_both_its_ends_and_is_as_long_as_its_list() {
    let office = office();
    let codes = office.types("report ending --period 2026-S2 -O csv").rows();
    let codes: Vec<&str> = codes.iter().map(|row| row["code"].as_str()).collect();
    assert_eq!(
        codes,
        [
            "KS-2024-0005",
            "KS-2021-0004",
            "KS-2021-0002",
            "KS-2023-0002",
            "KS-2025-0003",
            "KS-2023-0003",
            "KS-2025-0007"
        ]
    );
    let list = office.types("agreement list --ends-on 2026-07-01..2026-12-31 --sort ends_on -O code");
    assert_eq!(list.lines(), codes);
    // Its last day, and only it.
    for (period, rows) in
        [("2026-12-31", 1), ("2026-12-30", 0), ("2026-07-07..2026-07-12", 2), ("2026-07-08..", 0)]
    {
        let found = office.types(&format!("report ending --period {period} -O csv")).rows().len();
        assert!(
            if rows == 0 && period.ends_with("..") { found > 6 } else { found == rows },
            "{period}: {found}"
        );
    }
    office
        .types("report ending --period 2026-S2")
        .shows("1 Juli 2026 – 31 Desember 2026")
        .shows("7 kerja sama");
    office
        .types("report ending --period 2026-S2 --department DINKES -O code")
        .prints("KS-2024-0005\nKS-2023-0002\nKS-2025-0007\n");
    office.types("report ending --period 2026-S9").is_refused("2026-S9").says("2025-S1");
}

#[test]
fn what_has_no_end_never_reminds_and_is_listed_among_the_terms() {
    let office = office();
    let rows = office.types("report terms -O csv").rows();
    let of = |term: &str| -> Vec<&str> {
        rows.iter().filter(|row| row["term"] == term).map(|row| row["code"].as_str()).collect()
    };
    assert_eq!(
        of("unknown"),
        ["KS-2015-0002", "KS-2017-0001", "KS-2019-0001", "KS-2023-0006", "KS-2025-0005"]
    );
    assert_eq!(of("conditional"), ["KS-2019-0003"]);
    assert_eq!(of("open-ended"), ["KS-2022-0004"]);
    assert_eq!(of("long"), ["KS-2015-0001", "KS-2022-0005", "KS-2024-0003"]);
    let due = office.types("due --within 2099-12-31 --since 1900-01-01 -O csv").rows();
    for row in &rows {
        assert_eq!(row["ends_on"].is_empty(), !due.iter().any(|d| d["code"] == row["code"]), "{row:?}");
    }
    let text = office.types("report terms").stdout;
    assert!(
        text.contains("terlampir") && text.contains("akan dibicarakan"),
        "the words of the source\n{text}"
    );
    // 56 = 10 shown, and what is left out.
    assert!(text.contains("18 dengan jangka waktu biasa, 28 yang tidak berlaku"), "{text}");
    office.types("report terms --kind sinergi --lang en").succeeds().shows("unknown: ");
}

#[test]
fn due_can_be_asked_of_a_department_a_partner_and_a_kind() {
    let office = office();
    let codes = |flags: &str| {
        let answer = office.types(&format!("due --within 2026-12-31 {flags} -O code"));
        answer.succeeds();
        answer.lines().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let all = codes("");
    let dinkes = codes("--department dinkes");
    assert!(!dinkes.is_empty() && dinkes.len() < all.len() && dinkes.iter().all(|code| all.contains(code)));
    let list = office.types("agreement list --department DINKES -O code");
    assert!(dinkes.iter().all(|code| list.lines().contains(&code.as_str())));
    let partner = codes("--partner BPJS-KES");
    assert!(!partner.is_empty() && partner.iter().all(|code| all.contains(code)));
    assert!(codes("--kind ksdpk --department DINKES").len() <= dinkes.len());
    office.types("due --department DHL").is_refused("DHL").says("DLH");
    office.types("due --kind apa").is_refused("apa").says("ksdpk");
    office.types("due --since 2026-12-31 --within 2026-01-01").is_refused("--since 2026-12-31");
}

#[test]
fn the_exit_code_tells_only_where_it_is_asked_to() {
    let office = office();
    office.types("due").exits(0);
    office.types("due --exit-code").exits(3).is_quiet().shows("KS-2024-0005");
    office.types("due --exit-code -O csv").exits(3);
    let nothing = "due --department DLH --within 1d --since 2026-06-29";
    office.types(&format!("{nothing} --exit-code")).exits(0).shows("TANGGAL");
    office.types(&format!("{nothing} --exit-code --skip-empty")).exits(0).prints("").is_quiet();
    office.types(&format!("{nothing} --skip-empty -o due.csv")).exits(0).prints("");
    assert!(!office.path("due.csv").exists(), "nothing is due: no file");
    office.types("due --skip-empty --exit-code -o due.csv").exits(3);
    assert!(office.read("due.csv").contains("KS-2024-0005"));
}

#[test]
fn what_moved_since_a_day_leaves_out_what_was_taken_back() {
    let office = office();
    office.types("agreement edit KS-2015-0001 --value 5jt --note Diperiksa").succeeds();
    office.types("partner add --name \"CV Baru\" --kind company").succeeds();
    office.types("setting edit notice_days --value 30").succeeds();
    office.types("undo").succeeds();
    office.types("agreement remove KS-2025-0003 --yes").succeeds();
    let rows = office.types("report changes --since 2026-06-30 -O csv").rows();
    let said: Vec<String> = rows
        .iter()
        .map(|row| [&row["record"], &row["action"], &row["field"], &row["new"]].map(String::as_str).join(" "))
        .collect();
    assert_eq!(
        said,
        [
            "KS-2015-0001 edited value 5.000.000",
            "KS-2015-0001 edited note Diperiksa",
            "CB created  ",
            "KS-2025-0003 removed  "
        ]
    );
    office.types("report changes --since 2026-07-01").is_refused("2026-07-01");
    assert!(office.types("report changes --since 2026-06-29 --as-of 2026-06-29 -O csv").rows().is_empty());
    assert_eq!(office.types("report changes -O csv").rows().len(), 4, "the last month");
}

/// Every reminder of the hospital's register stands three calendar months before its end, the day clamped.
#[test]
fn three_months_before_an_end_is_what_a_real_register_says() {
    let Some(path) = data("soedono/klinis.csv") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| {
        heads.iter().position(|h| h.trim() == name).unwrap_or_else(|| panic!("{name}: {heads:?}"))
    };
    let (reminder, end) = (at("Reminder 3 Bulan"), at("Tanggal Selesai"));
    let day = |text: &str| sinergi::calendar::date::typed(text, jiff::civil::date(2025, 1, 1)).ok();
    let mut rows = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let (Some(reminder), Some(end)) = (day(&row[reminder]), day(&row[end])) else { panic!("{row:?}") };
        assert_eq!(sinergi::calendar::date::add_months(end, -3), Some(reminder), "{row:?}");
        rows += 1;
    }
    assert_eq!(rows, 98);
}
