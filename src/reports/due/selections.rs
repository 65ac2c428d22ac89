//! What the sources of due items select, where several select alike.

use crate::register::OBSTACLE_STATE;
use crate::reports::ends_between;

/// The evaluations that are owed, which are counted beforehand by a rule.
pub(super) fn evaluations(condition: &str) -> String {
    format!(
        "SELECT day, key, title, department AS lead, NULL AS detail, NULL AS agreement, department FROM \
         (SELECT value ->> 'day' AS day, value ->> 'key' AS key, value ->> 'title' AS title, \
          value ->> 'department' AS department FROM json_each(evaluations_owed())) \
         WHERE day <= :until AND {condition}"
    )
}

/// A selection of obstacles that nobody has closed.
pub(super) fn obstacles(day: &str, name: &str, condition: &str, state: &str) -> String {
    let owner = department_of("owner");
    format!(
        "SELECT {day} AS day, code || '/{name}' AS key, title, {owner} AS lead, owner AS detail, agreement, \
         coalesce(department, {owner}) AS department, code \
         FROM obstacle WHERE {condition} AND raised_on <= as_of() AND {OBSTACLE_STATE} {state} \
         AND {OBSTACLE_STATE} NOT IN ('solved', 'accepted')"
    )
}

/// The department that an actor is, if it is one.
pub(super) fn department_of(actor: &str) -> String {
    format!("iif({actor} LIKE 'department/%', substr({actor}, 12), NULL)")
}

/// A selection of agreements.
pub(super) fn selected(day: &str, name: &str, condition: &str) -> String {
    format!(
        "SELECT {day} AS day, code || '/{name}' AS key, NULL AS title, NULL AS lead, NULL AS detail, code AS agreement, NULL AS department \
         FROM agreement WHERE {condition}"
    )
}

/// A selection of foreign agreements, whose ends may lie behind the last day looked at. A letter of intent is followed by
/// an agreement, not extended.
pub(super) fn foreign(day: &str, name: &str) -> String {
    selected(
        day,
        name,
        &format!("kind IN ('ksdpl', 'ksdll') AND document <> 'loi' AND {}", ends_between(":since", ":late")),
    )
}
