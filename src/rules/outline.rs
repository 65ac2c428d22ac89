//! A plan as an outline: what hangs under what, and whose money is counted. A budget that stands above holds what hangs under it,
//! so that sums never count both.

use std::collections::HashMap;

/// One activity as the outline sees it.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    /// Its code.
    pub code: &'a str,
    /// What it hangs under.
    pub parent: Option<&'a str>,
    /// Whether it has money of its own.
    pub budgeted: bool,
}

/// A line of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place among the nodes.
    pub at: usize,
    /// How deep it hangs.
    pub depth: usize,
    /// The place of the node whose budget pays for it: the highest above it that has one, or itself; `None` where none has.
    pub holder: Option<usize>,
}

impl Line {
    /// Whether its own budget is counted in a sum.
    pub fn is_counted(&self) -> bool {
        self.holder == Some(self.at)
    }
}

/// The nodes as an outline: each followed by what hangs under it, in the order in which they came. One whose parent is not among
/// them stands at the top.
pub fn outline(nodes: &[Node<'_>]) -> Vec<Line> {
    let places: HashMap<&str, usize> = nodes.iter().enumerate().map(|(at, node)| (node.code, at)).collect();
    let mut below: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut tops = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        match node.parent.and_then(|parent| places.get(parent)) {
            Some(parent) => below.entry(*parent).or_default().push(at),
            None => tops.push(at),
        }
    }
    let mut lines = Vec::with_capacity(nodes.len());
    let mut waiting: Vec<Line> = Vec::new();
    let line = |at: usize, depth: usize, above: Option<usize>| Line {
        at,
        depth,
        holder: above.or_else(|| nodes[at].budgeted.then_some(at)),
    };
    waiting.extend(tops.iter().rev().map(|at| line(*at, 0, None)));
    while let Some(next) = waiting.pop() {
        lines.push(next);
        let under = below.get(&next.at).into_iter().flatten().rev();
        waiting.extend(under.map(|at| line(*at, next.depth + 1, next.holder)));
    }
    lines
}

/// The lines of the nodes that are wanted: each hangs under the nearest wanted one above it, and is paid by the same budget as before.
pub fn visible(lines: &[Line], wanted: impl Fn(usize) -> bool) -> Vec<Line> {
    let mut above: Vec<usize> = Vec::new();
    let mut kept = Vec::new();
    for line in lines {
        while above.last().is_some_and(|depth| *depth >= line.depth) {
            above.pop();
        }
        if wanted(line.at) {
            kept.push(Line { depth: above.len(), ..*line });
            above.push(line.depth);
        }
    }
    kept
}

/// A line and all that hangs under it.
pub fn branch(lines: &[Line], at: usize) -> impl Iterator<Item = &Line> {
    let depth = lines[at].depth;
    std::iter::once(&lines[at]).chain(lines[at + 1..].iter().take_while(move |line| line.depth > depth))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node<'a>(code: &'a str, parent: Option<&'a str>, budgeted: bool) -> Node<'a> {
        Node { code, parent, budgeted }
    }

    #[test]
    fn what_hangs_under_a_budget_is_paid_by_it_and_not_counted_again() {
        let nodes = [
            node("A", None, true),
            node("B", None, false),
            node("A1", Some("A"), true),
            node("B1", Some("B"), true),
            node("A1a", Some("A1"), false),
            node("C", Some("gone"), false),
        ];
        let lines = outline(&nodes);
        let told: Vec<(&str, usize, Option<&str>)> =
            lines.iter().map(|l| (nodes[l.at].code, l.depth, l.holder.map(|at| nodes[at].code))).collect();
        assert_eq!(
            told,
            [
                ("A", 0, Some("A")),
                ("A1", 1, Some("A")),
                ("A1a", 2, Some("A")),
                ("B", 0, None),
                ("B1", 1, Some("B1")),
                ("C", 0, None),
            ]
        );
        let counted: Vec<&str> = lines.iter().filter(|l| l.is_counted()).map(|l| nodes[l.at].code).collect();
        assert_eq!(counted, ["A", "B1"]);
    }

    #[test]
    fn what_is_filtered_away_still_pays_for_what_hangs_under_it() {
        let nodes = [node("A", None, true), node("B", Some("A"), true), node("C", Some("B"), true)];
        let lines = outline(&nodes);
        let seen = visible(&lines, |at| at != 1);
        assert_eq!(
            seen,
            [Line { at: 0, depth: 0, holder: Some(0) }, Line { at: 2, depth: 1, holder: Some(0) }]
        );
        let seen = visible(&lines, |at| at == 2);
        assert_eq!(seen, [Line { at: 2, depth: 0, holder: Some(0) }]);
        assert!(!seen[0].is_counted());
        assert_eq!(branch(&lines, 0).count(), 3);
        assert_eq!(branch(&lines, 1).map(|line| line.at).collect::<Vec<_>>(), [1, 2]);
    }
}
