//! The one statement behind the list: every source, joined to its agreement where it has one.

use super::sources::SOURCES;
use crate::register::{DEPARTMENT, ENDS_ON, OPEN_DECISION, SUCCESSOR};
use crate::reports::PARTNER_NAME;
use crate::reports::{Ask, FIRST_PARTNER, Only};
use crate::store::FACTS;

/// The columns that every line is made of: those of its source, then those of its agreement.
pub(super) fn statement(ask: &Ask) -> String {
    let union: Vec<String> = SOURCES
        .iter()
        .enumerate()
        .map(|(at, source)| {
            let columns = "day, key, title, lead, detail, agreement, department";
            // What is not shown ahead of its day is not looked at either, unless somebody looks ahead.
            let come = match source.ahead.filter(|_| ask.until.is_none()) {
                Some(days) => format!(" WHERE day <= date(as_of(), '+{days} days')"),
                None => String::new(),
            };
            format!("SELECT {at} AS source, {columns} FROM ({}){come}", (source.sql)())
        })
        .collect();
    // A decision from before the last amendment that moved the end is about the old end.
    let moved = "coalesce((SELECT max(m.signed_on) FROM amendment m WHERE m.agreement = agreement.code \
                 AND m.ends_on IS NOT NULL AND m.signed_on <= as_of()), '')";
    let decision = format!(
        "(SELECT d.word FROM decision d WHERE d.agreement = agreement.code AND d.decided_on >= {moved} \
         AND {OPEN_DECISION} ORDER BY d.decided_on DESC, d.position DESC LIMIT 1)"
    );
    // Put off is the item with its day; what was said last counts, so that it can be shortened.
    let put_off = "(SELECT r.put_off_to FROM reminder r WHERE r.item = u.key AND r.put_off_on <= as_of() \
                   AND (r.due_on IS NULL OR r.due_on = u.day) ORDER BY r.put_off_on DESC, r.code DESC LIMIT 1)";
    let partner = format!(
        "coalesce((SELECT {PARTNER_NAME} FROM partner p WHERE p.code = substr(u.detail, 9) AND u.detail LIKE 'partner/%'), \
         {FIRST_PARTNER})"
    );
    let passing: Vec<String> = SOURCES
        .iter()
        .enumerate()
        .filter(|(_, source)| source.passes || ask.since.is_some())
        .map(|(at, _)| at.to_string())
        .collect();
    // What names a department of its own is that department's, whoever leads the agreement.
    let of_agreement = ask.only.sql();
    let only = if ask.only.department.is_some() {
        let rest = Only { department: None, ..ask.only.clone() }.sql();
        format!(
            "(u.department IS NULL AND {of_agreement} OR u.department IS NOT NULL AND :department IN (u.department, u.lead) AND {rest})"
        )
    } else {
        of_agreement
    };
    let order = if ask.group { "department, day, key" } else { "day, key" };
    format!(
        "SELECT u.source, u.day AS day, u.key AS key, coalesce(u.title, agreement.title), u.lead, u.detail, agreement.code, agreement.kind, \
         agreement.document, {partner}, agreement.notice_days, coalesce(u.department, {DEPARTMENT}) AS department, {SUCCESSOR} IS NOT NULL, {decision}, \
         {put_off}, {ENDS_ON}, {FACTS} FROM ({}) u LEFT JOIN agreement ON agreement.code = u.agreement \
         WHERE u.day <= :until AND (u.day >= :since OR u.source NOT IN ({})) AND {only} ORDER BY {order}",
        union.join(" UNION ALL "),
        passing.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::spoken;
    use super::*;
    use crate::lang::Lang;
    use crate::reports::renewal::Renewal;
    use crate::store::{Store, Travel};

    /// How the statement of these questions is carried out.
    fn plan(ask: &Ask) -> String {
        let store = Store::in_memory().unwrap();
        store.speak_as_of(ask.as_of).unwrap();
        let travel = Travel::new(store.conn(), store.calendar().unwrap()).unwrap();
        let renewal = Renewal::new(&store, &travel, ask.as_of).unwrap();
        spoken::speak(&store, ask, &travel.calendar, "[]".to_owned(), renewal).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN {}", statement(ask));
        let mut statement = store.conn().prepare(&sql).unwrap();
        let rows = statement.query_map(["2025-01-01", "2025-06-30", "2026-02-28"], |r| r.get::<_, String>(3));
        let rows = rows.unwrap();
        rows.map(std::result::Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_is_due_is_ranges_of_indexes_and_nothing_of_a_line_is_scanned() {
        let ask = Ask::new(date(2025, 1, 15), Lang::Id);
        let plan = plan(&ask);
        for index in [
            "agreement_ends_on (ends_on>? AND ends_on<?)",
            "amendment_ends_on (ends_on>? AND ends_on<?)",
            "obligation_due_on (due_on<?)",
            "reminder_item (item=?)",
            "agreement_predecessor (predecessor=?)",
        ] {
            assert!(plan.contains(index), "{index}\n{plan}");
        }
        for table in ["SCAN party", "SCAN p\n", "SCAN m\n", "SCAN l\n", "SCAN r\n", "SCAN s\n"] {
            assert!(!plan.contains(table), "{table}\n{plan}");
        }
        // The open decisions are walked once, as a source; those of a line are looked up.
        assert_eq!(plan.matches("SCAN d\n").count(), 1, "{plan}");
        assert!(plan.contains("SEARCH d USING PRIMARY KEY (agreement=?)"), "{plan}");
    }
}
