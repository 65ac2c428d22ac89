//! What is waived on the day: checks that were switched off for a record, or for all that is agreed with a partner.

use std::collections::HashMap;

use super::Found;
use crate::error::Result;
use crate::store::Store;

/// A waiver that stands on the day.
#[derive(Clone, Debug)]
pub(super) struct Waiver {
    pub(super) code: String,
    pub(super) reason: String,
    pub(super) valid_until: String,
}

/// The waivers that stand on the day, by check and record.
#[derive(Debug, Default)]
pub(super) struct Waivers {
    by_record: HashMap<(String, String), Waiver>,
    /// By check, those of a partner.
    by_partner: HashMap<String, Vec<(String, Waiver)>>,
}

impl Waivers {
    /// Those that stand on the day that statements speak of.
    pub(super) fn on(store: &Store) -> Result<Self> {
        let sql = "SELECT \"check\", record, code, reason, valid_until FROM waiver \
                   WHERE waived_on <= as_of() AND valid_until >= as_of() ORDER BY code";
        let mut statement = store.conn().prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut found = Self::default();
        while let Some(row) = rows.next()? {
            let (check, record): (String, String) = (row.get(0)?, row.get(1)?);
            let waiver = Waiver { code: row.get(2)?, reason: row.get(3)?, valid_until: row.get(4)? };
            if let Some(partner) = record.strip_prefix("partner/") {
                found.by_partner.entry(check.clone()).or_default().push((partner.to_owned(), waiver.clone()));
            }
            found.by_record.insert((check, record), waiver);
        }
        Ok(found)
    }

    /// The waiver of what a check found: that of the record, of the agreement that it belongs to, or of a partner of that.
    pub(super) fn of(&self, check: &str, found: &Found<'_>, store: &Store) -> Result<Option<&Waiver>> {
        if self.by_record.is_empty() {
            return Ok(None);
        }
        let agreement = if found.register == "agreement" { Some(found.code) } else { found.above };
        let own = [
            Some(format!("{}/{}", found.register, found.code)),
            agreement.map(|code| format!("agreement/{code}")),
        ];
        for record in own.into_iter().flatten() {
            if let Some(waiver) = self.by_record.get(&(check.to_owned(), record)) {
                return Ok(Some(waiver));
            }
        }
        let (Some(of_partners), Some(agreement)) = (self.by_partner.get(check), agreement) else {
            return Ok(None);
        };
        let mut statement =
            store.conn().prepare_cached("SELECT 1 FROM party WHERE agreement = ?1 AND partner = ?2")?;
        for (partner, waiver) in of_partners {
            if statement.exists([agreement, partner])? {
                return Ok(Some(waiver));
            }
        }
        Ok(None)
    }
}
