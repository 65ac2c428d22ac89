//! Who stands for a department that came to an end: the one that took over all of it, or, after a split, the one that took the
//! affair in question. What nobody was given stays where it was.

use std::collections::HashMap;

use jiff::civil::Date;

/// One that took over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Successor {
    /// Its code.
    pub code: String,
    /// From which day.
    pub on: Date,
    /// The codes of the affairs that it took; none named is whatever no other took.
    pub affairs: Vec<String>,
}

/// The successors of each department.
#[derive(Clone, Debug, Default)]
pub struct Successions(HashMap<String, Vec<Successor>>);

impl Successions {
    /// Adds one.
    pub fn add(&mut self, department: String, successor: Successor) {
        self.0.entry(department).or_default().push(successor);
    }

    /// Who stands on a day for a department, in the matter of an affair; itself where nobody took over, or nobody can tell who.
    pub fn standing<'c>(&'c self, department: &'c str, affair: Option<&str>, day: Date) -> &'c str {
        let mut code = department;
        // A chain is no longer than there are departments that have successors.
        for _ in 0..=self.0.len() {
            match self.next(code, affair, day) {
                Some(next) => code = next,
                None => break,
            }
        }
        code
    }

    fn next(&self, department: &str, affair: Option<&str>, day: Date) -> Option<&str> {
        let taken: Vec<&Successor> =
            self.0.get(department).into_iter().flatten().filter(|s| s.on <= day).collect();
        let took = |s: &&Successor| affair.is_some_and(|affair| s.affairs.iter().any(|own| own == affair));
        // One that took named affairs beside others takes nothing else.
        let takes_rest = |s: &&Successor| taken.len() == 1 || s.affairs.is_empty();
        only(taken.iter().copied().filter(took)).or_else(|| only(taken.iter().copied().filter(takes_rest)))
    }
}

/// The code of the one that there is; of several nobody can tell.
fn only<'s>(mut found: impl Iterator<Item = &'s Successor>) -> Option<&'s str> {
    let first = found.next()?;
    found.next().is_none().then_some(first.code.as_str())
}

/// The codes in a list between commas.
pub fn codes(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', ';']).map(str::trim).filter(|code| !code.is_empty())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn known(rows: &[(&str, &str, i8, &str)]) -> Successions {
        let mut known = Successions::default();
        for (department, code, month, affairs) in rows {
            let affairs = codes(affairs).map(str::to_owned).collect();
            let on = date(2025, *month, 1);
            known.add((*department).to_owned(), Successor { code: (*code).to_owned(), on, affairs });
        }
        known
    }

    #[test]
    fn one_that_took_over_stands_for_all_from_its_day_on() {
        let known = known(&[("A", "B", 3, ""), ("B", "C", 6, "")]);
        assert_eq!(known.standing("A", None, date(2025, 2, 28)), "A");
        assert_eq!(known.standing("A", None, date(2025, 3, 1)), "B");
        assert_eq!(known.standing("A", Some("1.01"), date(2025, 6, 1)), "C");
        assert_eq!(known.standing("X", None, date(2025, 6, 1)), "X");
    }

    #[test]
    fn after_a_split_the_affair_tells_and_else_it_stays() {
        let known = known(&[("A", "B", 3, "1.01, 1.02"), ("A", "C", 3, "2.11")]);
        let day = date(2025, 3, 1);
        assert_eq!(known.standing("A", Some("1.02"), day), "B");
        assert_eq!(known.standing("A", Some("2.11"), day), "C");
        assert_eq!(known.standing("A", Some("2.12"), day), "A", "nobody took it");
        assert_eq!(known.standing("A", None, day), "A");
    }

    #[test]
    fn one_that_names_no_affair_takes_what_no_other_took() {
        let known = known(&[("A", "B", 3, "1.01"), ("A", "C", 3, "")]);
        let day = date(2025, 3, 1);
        assert_eq!(known.standing("A", Some("1.01"), day), "B");
        assert_eq!(known.standing("A", Some("2.11"), day), "C");
        assert_eq!(known.standing("A", None, day), "C");
    }

    #[test]
    fn a_circle_ends() {
        let known = known(&[("A", "B", 3, ""), ("B", "A", 3, "")]);
        assert!(["A", "B"].contains(&known.standing("A", None, date(2025, 4, 1))));
    }
}
