//! The evaluations that are owed, as items of the list: one for each department, and one for the secretariat.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::json;

use crate::calendar::period::Period;
use crate::error::Result;
use crate::reports::{Ask, owed};
use crate::say;
use crate::store::Store;

/// The items as JSON, which the statement of the list reads like a table.
///
/// What a department owes is its own evaluation and that of its partner, whom it asks; where no department leads, the
/// secretariat asks.
pub(super) fn items(store: &Store, ask: &Ask) -> Result<String> {
    let ask = &Ask { period: Period::default(), ..ask.clone() };
    let mut found: BTreeMap<(Option<String>, Date, String), usize> = BTreeMap::new();
    owed(store, ask, &mut |one| {
        if one.answered_on.is_none() {
            let who = one.department.filter(|_| one.assessor != "secretariat");
            *found.entry((who, one.due_on, one.period)).or_default() += 1;
        }
        Ok(())
    })?;
    let items = found.into_iter().map(|((department, due_on, period), count)| {
        let title = say!(ask.lang, "Evaluasi {}: {} belum masuk", "Evaluation {}: {} missing", period, count);
        let key = department.as_deref().unwrap_or("secretariat");
        json!({ "day": due_on.to_string(), "key": format!("{key}/evaluations"), "title": title, "department": department })
    });
    Ok(serde_json::Value::Array(items.collect()).to_string())
}
