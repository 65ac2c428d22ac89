//! Which evaluation counts of an agreement in a period.

use super::{Scored, Wanted, each};
use crate::error::Result;
use crate::reports::Ask;
use crate::rules::scoring::{Bands, Scores};
use crate::store::Store;

/// Which assessor's word counts: the secretariat's before the department's, and the partner's last.
pub(in crate::reports) fn rank(assessor: &str) -> u8 {
    match assessor {
        "secretariat" => 2,
        "department" => 1,
        _ => 0,
    }
}

/// What counts of an agreement in a period: the secretariat's evaluation, else the department's, which is provisional; never
/// the partner's alone, and none in which nothing is answered.
#[derive(Clone, Debug, Default)]
pub(in crate::reports) struct Official {
    pub(in crate::reports) agreement: String,
    pub(in crate::reports) department: Option<String>,
    pub(in crate::reports) kind: String,
    pub(in crate::reports) title: String,
    pub(in crate::reports) period: String,
    pub(in crate::reports) scores: Scores,
    pub(in crate::reports) bands: Bands,
    pub(in crate::reports) provisional: bool,
}

/// Picks the official one out of the evaluations of an agreement in a period, which stand one after the other.
#[derive(Default)]
struct Picking {
    here: Official,
    /// The rank of the assessor who is picked so far; the partner's is that of nobody.
    rank: u8,
}

impl Picking {
    fn is_at(&self, scored: &Scored<'_>) -> bool {
        self.here.agreement == scored.agreement && self.here.period == scored.period
    }

    /// Goes to the next agreement and period; what it held is used again, so that no memory is asked for.
    fn go_to(&mut self, scored: &Scored<'_>) {
        let here = &mut self.here;
        scored.agreement.clone_into(&mut here.agreement);
        scored.period.clone_into(&mut here.period);
        scored.kind.clone_into(&mut here.kind);
        scored.title.clone_into(&mut here.title);
        match (scored.department, &mut here.department) {
            (Some(new), Some(old)) => new.clone_into(old),
            (new, old) => *old = new.map(str::to_owned),
        }
        self.rank = 0;
    }

    fn look_at(&mut self, scored: &Scored<'_>) {
        let rank = rank(scored.assessor);
        if rank > self.rank {
            self.rank = rank;
            (self.here.scores, self.here.bands) = (scored.scores, scored.bands);
            self.here.provisional = rank < 2;
        }
    }
}

/// Hands the official evaluation of every wanted agreement and period to `take`; returns how many have only the partner's.
pub(in crate::reports) fn official(
    store: &Store,
    ask: &Ask,
    wanted: &Wanted,
    take: &mut dyn FnMut(&Official) -> Result<()>,
) -> Result<i64> {
    let mut picking = Picking::default();
    let mut partner_only = 0;
    let mut close = |picking: &Picking| match (picking.rank, picking.here.agreement.is_empty()) {
        (_, true) => Ok(()),
        (0, _) => {
            partner_only += 1;
            Ok(())
        }
        _ => take(&picking.here),
    };
    each(store, ask, wanted, &mut |scored| {
        if scored.scores.total().answered == 0 {
            return Ok(());
        }
        if !picking.is_at(scored) {
            close(&picking)?;
            picking.go_to(scored);
        }
        picking.look_at(scored);
        Ok(())
    })?;
    close(&picking)?;
    Ok(partner_only)
}
