//! On what ground an agreement may be ended, by its kind. A change of the head of region is no ground of any kind.

use super::Row;
use crate::error::Fault;
use crate::lang::{Choice, choice_also};

/// Every ground. The law on regional cooperation names those of domestic kinds, the rules on foreign cooperation theirs.
pub(super) const GROUNDS: &[Choice] = &[
    choice_also("term-over", "jangka waktu berakhir", "term over", &["habis"]),
    choice_also("purpose-reached", "tujuan tercapai", "purpose reached", &["tercapai"]),
    choice_also("agreed", "kesepakatan para pihak", "the parties agree", &["sepakat", "kesepakatan"]),
    choice_also("change-of-law", "perubahan peraturan", "change of law", &["peraturan"]),
    choice_also("object-lost", "objek hilang", "object lost", &[]),
    choice_also("court-ruling", "putusan pengadilan tetap", "final court ruling", &["putusan pengadilan"]),
    choice_also("bankrupt", "pihak ketiga pailit", "third party bankrupt", &["pailit"]),
    choice_also(
        "agreed-procedure",
        "menurut prosedur yang disepakati",
        "by the agreed procedure",
        &["prosedur"],
    ),
    choice_also("replaced", "diganti kerja sama baru", "replaced by a new agreement", &["diganti"]),
];

const DOMESTIC: &[&str] = &["term-over", "purpose-reached", "agreed", "change-of-law", "object-lost"];
const THIRD_PARTY: &[&str] =
    &["term-over", "purpose-reached", "agreed", "change-of-law", "object-lost", "court-ruling", "bankrupt"];
const FOREIGN: &[&str] = &["agreed-procedure", "purpose-reached", "replaced"];

/// The grounds of a kind. Synergy with the central government has no list of its own and takes the one between regions;
/// of an unknown kind any ground may be right.
fn of_kind(kind: &str) -> Option<&'static [&'static str]> {
    match kind {
        "ksdd-wajib" | "ksdd-sukarela" | "sinergi" => Some(DOMESTIC),
        "ksdpk" => Some(THIRD_PARTY),
        "ksdpl" | "ksdll" => Some(FOREIGN),
        _ => None,
    }
}

/// Refuses a ground that the kind does not have, and one of an agreement that was not ended.
pub(super) fn refuse_strange(row: &Row) -> Result<(), (&'static str, Fault)> {
    let Some(ground) = row.text("end_ground") else { return Ok(()) };
    if row.get("ended_on").is_null() {
        return Err(("ended_on", Fault::Empty("ended_on")));
    }
    let kind = row.text("kind").unwrap_or_default();
    match of_kind(kind) {
        Some(grounds) if !grounds.contains(&ground) => {
            let list = grounds.join(", ");
            Err((
                "end_ground",
                Fault::Contradiction(
                    format!("`{ground}` bukan dasar pengakhiran jenis {kind}; dasarnya: {list}"),
                    format!("`{ground}` does not end an agreement of kind {kind}; its grounds: {list}"),
                ),
            ))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ground_of_a_kind_is_one_of_the_list_and_a_new_mayor_is_none() {
        for grounds in [DOMESTIC, THIRD_PARTY, FOREIGN] {
            assert!(grounds.iter().all(|g| GROUNDS.iter().any(|known| known.word == *g)));
        }
        assert!(GROUNDS.iter().all(|g| !g.label.en.contains("mayor") && !g.label.id.contains("kota")));
        assert_eq!(of_kind("unknown"), None);
    }
}
