//! What keeps a document from being signed: papers that its steps need, and the council's approval. A memorandum or a letter of
//! intent binds nobody to anything yet and is never kept; everything else may be signed all the same for a reason.

use super::path::Path;
use super::procedure::{Need, Sop, Walker, Walks};

/// What is missing for the signing of an agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Kinds of paper that a step up to the signing needs and that are not there.
    pub papers: Vec<String>,
    /// Kinds of paper that are there and to be repaired.
    pub to_repair: Vec<String>,
    /// Whether the council has to approve and has not.
    pub council: bool,
    /// Whether nobody has said if the council has to approve, and nothing it has answered.
    pub council_unsaid: bool,
    /// The places of steps before the signing that are open.
    pub open: Vec<usize>,
}

impl Missing {
    /// Whether anything stands against the signing.
    pub fn keeps(&self) -> bool {
        !self.papers.is_empty() || !self.to_repair.is_empty() || self.council || !self.open.is_empty()
    }
}

/// Whether a document can be kept from being signed at all. Law: the council approves what burdens people or region, and that is
/// the operative document, never the memorandum.
pub fn can_be_kept(document: &str) -> bool {
    !matches!(document, "kb" | "loi")
}

/// The step in which a document is signed: the first of that event which it walks itself.
pub fn signing_step(sop: &Sop, walker: &Walker<'_>) -> Option<usize> {
    sop.steps.iter().position(|step| step.is("signing") && walker.walks(step) == Walks::Itself)
}

/// What is missing for the signing in a step. `above` is the path of the agreement above it; `papers` says of a kind whether it is
/// there and to be repaired.
pub fn missing(
    sop: &Sop,
    walker: &Walker<'_>,
    path: &Path,
    above: Option<&Path>,
    papers: &dyn Fn(&str) -> Option<bool>,
    signing: usize,
) -> Missing {
    let mut found = Missing::default();
    for (at, step) in sop.steps.iter().enumerate().take(signing + 1) {
        let walks = walker.walks(step);
        if walks == Walks::Not || at < path.start && walks == Walks::Itself {
            continue;
        }
        if step.is("council") {
            let own = path.left_as(at).is_some_and(super::path::Word::answers);
            let theirs = above.and_then(|path| path.left_as(at)).is_some_and(super::path::Word::answers);
            let answered = own || walks == Walks::Above && theirs;
            found.council |= !answered && walker.council == Need::Yes;
            found.council_unsaid |= !answered && walker.council == Need::Unsaid;
            continue;
        }
        // What the one above made is asked of it alone, where its own record says anything.
        if walks == Walks::Above && above.is_none_or(|path| at < path.start) {
            continue;
        }
        // What was passed over for a reason needs no papers.
        if path.left_as(at) == Some(super::path::Word::Skipped) {
            continue;
        }
        for paper in &step.papers {
            let list = match papers(paper) {
                None => &mut found.papers,
                Some(true) => &mut found.to_repair,
                Some(false) => continue,
            };
            if !list.contains(paper) {
                list.push(paper.clone());
            }
        }
    }
    found.open = path.open_before(sop, walker, signing).filter(|at| !sop.steps[*at].is("council")).collect();
    found
}
