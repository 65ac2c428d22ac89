//! One agreement as the checks see it: what was recorded of it, how it stands on the day, and what can be asked besides.

use jiff::civil::Date;
use rusqlite::Row;

use super::scene::Scene;
use crate::calendar::date::iso;
use crate::error::Result;
use crate::lang::Lang;
use crate::rules::status::{Facts, State};
use crate::store::{FACTS, facts};

/// One agreement.
pub(super) struct Subject<'r, 's> {
    pub(super) scene: &'r Scene<'s>,
    pub(super) code: &'r str,
    pub(super) title: Option<&'r str>,
    pub(super) department: Option<&'r str>,
    pub(super) affair: Option<&'r str>,
    pub(super) kind: &'r str,
    pub(super) document: &'r str,
    pub(super) parent: Option<&'r str>,
    pub(super) umbrella: Option<&'r str>,
    pub(super) own_number: Option<&'r str>,
    pub(super) programme: Option<&'r str>,
    pub(super) exception: Option<&'r str>,
    pub(super) signed_on: Option<&'r str>,
    pub(super) signer_role: Option<&'r str>,
    pub(super) power: Option<&'r str>,
    pub(super) legal_ground: Option<&'r str>,
    pub(super) source_status: Option<&'r str>,
    pub(super) unread: Option<&'r str>,
    /// Whether somebody said that the council has to approve.
    pub(super) council: bool,
    /// The last day as it was first agreed.
    pub(super) first_end: Option<Date>,
    pub(super) facts: Facts,
    pub(super) state: State,
}

impl<'r, 's> Subject<'r, 's> {
    /// The columns that one is read from, in a statement over `agreement` that is told who leads it.
    pub(super) fn columns(lead: &str) -> String {
        format!(
            "code, title, {lead}, affair, kind, document, parent, umbrella, own_number, programme, exception, signed_on, \
             signer_role, power, legal_ground, source_status, unread, council_approval, agreement.ends_on, {FACTS}"
        )
    }

    pub(super) fn read(scene: &'r Scene<'s>, row: &'r Row<'_>) -> Result<Self> {
        let text = |at: usize| row.get_ref(at).map(|v| v.as_str_or_null().unwrap_or_default());
        let facts = facts(row, 19)?;
        Ok(Self {
            scene,
            code: text(0)?.unwrap_or_default(),
            title: text(1)?,
            department: text(2)?,
            affair: text(3)?,
            kind: text(4)?.unwrap_or_default(),
            document: text(5)?.unwrap_or_default(),
            parent: text(6)?,
            umbrella: text(7)?,
            own_number: text(8)?,
            programme: text(9)?,
            exception: text(10)?,
            signed_on: text(11)?,
            signer_role: text(12)?,
            power: text(13)?,
            legal_ground: text(14)?,
            source_status: text(15)?,
            unread: text(16)?,
            council: row.get_ref(17)?.as_i64_or_null().unwrap_or_default() == Some(1),
            first_end: text(18)?.and_then(iso),
            state: scene.state(&facts),
            facts,
        })
    }

    pub(super) fn lang(&self) -> Lang {
        self.scene.lang()
    }

    /// Whether it stands for itself: an addendum is judged with what it changes.
    fn is_own(&self) -> bool {
        self.document != "addendum"
    }

    /// Whether it is signed and not over.
    pub(super) fn binds(&self) -> bool {
        self.is_own() && self.state.binds()
    }

    /// Whether it is not over: it binds, or is asked for.
    pub(super) fn is_alive(&self) -> bool {
        self.is_own() && self.state.is_alive()
    }

    /// Whether it is of a domestic kind.
    pub(super) fn is_domestic(&self) -> bool {
        matches!(self.kind, "ksdd-wajib" | "ksdd-sukarela" | "ksdpk" | "sinergi")
    }
}
