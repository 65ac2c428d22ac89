//! Whether a department's own text of an SOP is the uniform one: the same steps, in the same order, by the same actors.

use super::procedure::Sop;

/// In what an own text differs, by the codes of steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conformity {
    /// Steps that it leaves out.
    pub missing: Vec<String>,
    /// Steps that it adds.
    pub added: Vec<String>,
    /// Steps that stand elsewhere in the order.
    pub moved: Vec<String>,
    /// Steps that somebody else carries out.
    pub other_actor: Vec<String>,
}

impl Conformity {
    /// Whether nothing differs.
    pub fn conforms(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares an own text with the uniform SOP. Of steps in another order, those are named that would have to be moved least: all
/// but a longest run that keeps its order.
pub fn conformity(uniform: &Sop, own: &Sop) -> Conformity {
    let place = |sop: &Sop, code: &str| sop.steps.iter().position(|step| step.code == code);
    let mut found = Conformity::default();
    let mut shared = Vec::new();
    for step in &uniform.steps {
        match place(own, &step.code) {
            None => found.missing.push(step.code.clone()),
            Some(at) => {
                shared.push(at);
                if own.steps[at].actor != step.actor {
                    found.other_actor.push(step.code.clone());
                }
            }
        }
    }
    let added = own.steps.iter().filter(|step| place(uniform, &step.code).is_none());
    found.added.extend(added.map(|step| step.code.clone()));
    let kept = longest_rising(&shared);
    found.moved =
        shared.iter().filter(|at| !kept.contains(at)).map(|at| own.steps[*at].code.clone()).collect();
    found
}

/// A longest part of some numbers that rises, in their order.
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let before = (0..at).filter(|other| numbers[*other] < *number).max_by_key(|other| runs[*other].len());
        let mut run = before.map(|other| runs[other].clone()).unwrap_or_default();
        run.push(*number);
        runs.push(run);
    }
    runs.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::procedure::Step;

    fn sop(steps: &[(&str, &'static str)]) -> Sop {
        let step = |(at, (code, actor)): (usize, &(&str, &'static str))| Step {
            code: (*code).to_owned(),
            number: i64::try_from(at).unwrap() + 1,
            stage: None,
            activity: String::new(),
            english: String::new(),
            actor,
            time: None,
            papers: Vec::new(),
            documents: Vec::new(),
            shared: false,
            if_council: false,
            event: None,
            silence: false,
        };
        Sop { code: "S".into(), steps: steps.iter().enumerate().map(step).collect() }
    }

    #[test]
    fn the_same_steps_order_and_actors_conform_and_everything_else_is_named() {
        let uniform = sop(&[("A", "department"), ("B", "team"), ("C", "head"), ("D", "head")]);
        assert!(conformity(&uniform, &uniform).conforms());
        let own = sop(&[("C", "head"), ("A", "department"), ("X", "legal"), ("B", "legal")]);
        let found = conformity(&uniform, &own);
        assert_eq!(found.missing, ["D"]);
        assert_eq!(found.added, ["X"]);
        assert_eq!(found.moved, ["C"]);
        assert_eq!(found.other_actor, ["B"]);
    }
}
