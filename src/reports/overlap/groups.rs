//! Agreements put side by side: which have one partner and nearly one title, or one matter, at one time; and which requests are one.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::Row;

use crate::error::Result;
use crate::register::{DEPARTMENT, SUCCESSOR};
use crate::reports::{Ask, OTHERS};
use crate::rules::overlap::{Term, Title, Titles, alike, overlapping};
use crate::rules::owed::is_umbrella;
use crate::rules::status::{State, state};
use crate::store::{FACTS, Store, facts};

/// An agreement that is compared.
pub struct Member {
    /// Its code.
    pub code: String,
    pub(crate) title: String,
    pub(crate) department: Option<String>,
    pub(super) affair: Option<String>,
    kind: String,
    /// Umbrellas are compared with umbrellas, requests with requests, and what is carried out with what is carried out.
    sort: Sort,
    pub(crate) term: Term,
    read: Title,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Request,
    Umbrella,
    Operative,
}

/// Agreements that may do the same.
pub struct Group<'m> {
    /// Why it is thought so: a word of [`WHYS`].
    pub why: &'static str,
    /// The partner that they have in common.
    pub partner: Option<&'m str>,
    /// They, the earliest first.
    pub members: Vec<&'m Member>,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// Agreements and requests.
    All,
    /// Agreements that are signed.
    Agreements,
    /// Requests that are not.
    Requests,
}

/// Hands every group to `take`, partner by partner; then those of which only the applicant or the department is known.
pub fn each(
    store: &Store,
    ask: &Ask,
    alike: Alike,
    take: &mut dyn FnMut(&Group<'_>) -> Result<()>,
) -> Result<()> {
    let titles = Titles::of_region(store.settings()?.get("city"));
    let notice = store.settings()?.notice_days();
    let mut told = HashSet::new();
    for (statement, has_partner) in [(by_partner(alike), true), (by_applicant(alike), false)] {
        let mut statement = store.conn().prepare(&statement)?;
        let mut rows = statement.query([])?;
        let (mut block, mut key): (Vec<Member>, String) = (Vec::new(), String::new());
        let mut seen = Block { ask, has_partner, told: &mut told };
        while let Some(row) = rows.next()? {
            let next = row.get_ref(0)?.as_str().unwrap_or_default();
            if next != key {
                seen.compare(&key, &block, take)?;
                block.clear();
                next.clone_into(&mut key);
            }
            let facts = facts(row, 9)?;
            let Some(sort) = sort(row, state(&facts, ask.as_of, notice))?.filter(|sort| alike.has(*sort))
            else {
                continue;
            };
            // A request has no term yet.
            let term = match sort {
                Sort::Request => Term::default(),
                _ => Term { from: facts.start(), until: facts.ends_on },
            };
            block.push(Member { sort, term, ..member(row, &titles)? });
        }
        seen.compare(&key, &block, take)?;
    }
    Ok(())
}

impl Alike {
    fn has(self, sort: Sort) -> bool {
        self == Self::All || (self == Self::Requests) == (sort == Sort::Request)
    }

    /// What may be compared, in a statement over `agreement`: the rule then looks at each.
    fn sql(self) -> &'static str {
        match self {
            Self::Requests => {
                "agreement.code IN (SELECT code FROM agreement WHERE signed = 'no' AND ended_on IS NULL \
                 UNION ALL SELECT code FROM agreement WHERE signed_on > as_of() \
                 UNION ALL SELECT code FROM agreement WHERE closed_as IS NOT NULL AND ended_on > as_of())"
            }
            Self::All | Self::Agreements => {
                "(agreement.ends_on IS NULL OR agreement.ends_on >= as_of() OR agreement.code IN (SELECT agreement FROM amendment))"
            }
        }
    }
}

/// What is compared with what; nothing where it is over, not there yet, hosted by another, or followed by another.
fn sort(row: &Row<'_>, state: State) -> Result<Option<Sort>> {
    let document = row.get_ref(6)?.as_str_or_null().unwrap_or_default().unwrap_or_default();
    Ok(match state {
        _ if row.get(7)? || row.get(8)? || document == "addendum" || document == "rk" => None,
        // A register may call an addendum a PKS; its title tells.
        _ if row.get_ref(2)?.as_str().unwrap_or_default().to_lowercase().starts_with("addendum") => None,
        State::InProcess => Some(Sort::Request),
        _ if state.binds() => Some(if is_umbrella(document) { Sort::Umbrella } else { Sort::Operative }),
        _ => None,
    })
}

fn member(row: &Row<'_>, titles: &Titles) -> Result<Member> {
    let title: String = row.get(2)?;
    let read = titles.read(&title);
    Ok(Member {
        code: row.get(1)?,
        title,
        department: row.get(3)?,
        affair: row.get(4)?,
        kind: row.get(5)?,
        sort: Sort::Operative,
        term: Term::default(),
        read,
    })
}

/// What is asked of each agreement.
fn columns() -> String {
    format!(
        "agreement.code, title, {DEPARTMENT}, affair, kind, document, {OTHERS}, {SUCCESSOR} IS NOT NULL, {FACTS}"
    )
}

fn by_partner(alike: Alike) -> String {
    format!(
        "SELECT party.partner, {} FROM agreement CROSS JOIN party ON party.agreement = agreement.code WHERE {} \
         ORDER BY party.partner, party.agreement",
        columns(),
        alike.sql()
    )
}

/// Requests are put side by side by who asks, too, whether a partner is on record or not.
fn by_applicant(alike: Alike) -> String {
    format!(
        "SELECT lower(replace(coalesce(applicant, {DEPARTMENT}, ''), 'department/', '')), {} FROM agreement \
         WHERE {} AND (coalesce(agreement.signed, '') = 'no' OR NOT EXISTS (SELECT 1 FROM party WHERE party.agreement = agreement.code)) \
         ORDER BY 1, 2",
        columns(),
        alike.sql()
    )
}

/// Codes as a number: to know what was told without keeping it.
pub(crate) fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Compares what has one partner, or one applicant where no partner is known.
struct Block<'a> {
    ask: &'a Ask,
    has_partner: bool,
    /// Groups that were told: those of several partners would come again with each.
    told: &'a mut HashSet<u64>,
}

impl Block<'_> {
    fn compare(
        &mut self,
        key: &str,
        block: &[Member],
        take: &mut dyn FnMut(&Group<'_>) -> Result<()>,
    ) -> Result<()> {
        if block.len() < 2 || key.is_empty() {
            return Ok(());
        }
        let partner = Some(key).filter(|_| self.has_partner);
        let titles: Vec<&Title> = block.iter().map(|member| &member.read).collect();
        let term = |at: usize| block[at].term;
        for group in alike(&titles) {
            for sort in [Sort::Request, Sort::Umbrella, Sort::Operative] {
                let of: Vec<usize> = group.iter().copied().filter(|at| block[*at].sort == sort).collect();
                // A request has no term yet.
                let (why, groups) = match sort {
                    Sort::Request => ("same-request", if of.len() > 1 { vec![of] } else { Vec::new() }),
                    _ => ("same-title", overlapping(&of, term)),
                };
                for places in groups {
                    self.tell(why, partner, block, &places, take)?;
                }
            }
        }
        let mut matters: BTreeMap<(&str, &str, bool), Vec<usize>> = BTreeMap::new();
        for (at, member) in
            block.iter().enumerate().filter(|(_, m)| self.has_partner && m.sort != Sort::Request)
        {
            if let (Some(department), Some(affair)) = (&member.department, &member.affair) {
                matters.entry((department, affair, member.sort == Sort::Umbrella)).or_default().push(at);
            }
        }
        for places in matters.into_values().flat_map(|places| overlapping(&places, term)) {
            self.tell("same-matter", partner, block, &places, take)?;
        }
        Ok(())
    }

    fn tell(
        &mut self,
        why: &'static str,
        partner: Option<&str>,
        block: &[Member],
        places: &[usize],
        take: &mut dyn FnMut(&Group<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut members: Vec<&Member> = places.iter().map(|at| &block[*at]).collect();
        members.sort_by_key(|member| (member.term.from, &member.code));
        let only = &self.ask.only;
        let asked = |own: &Option<String>, wanted: &Option<String>| wanted.is_none() || own == wanted;
        let wanted = members.iter().any(|m| {
            asked(&m.department, &only.department) && only.kind.as_ref().is_none_or(|kind| *kind == m.kind)
        });
        if !wanted || only.partner.as_deref().is_some_and(|wanted| partner != Some(wanted)) {
            return Ok(());
        }
        let mut codes: Vec<&str> = members.iter().map(|m| m.code.as_str()).collect();
        codes.sort_unstable();
        if self.told.insert(hash(&codes)) {
            take(&Group { why, partner, members })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_is_not_looked_at_and_requests_are_found_by_their_index() {
        let store = Store::in_memory().unwrap();
        store.speak_as_of(jiff::civil::date(2026, 6, 30)).unwrap();
        let plan = |statement: String| {
            let mut statement = store.conn().prepare(&format!("EXPLAIN QUERY PLAN {statement}")).unwrap();
            let rows = statement.query_map([], |r| r.get::<_, String>(3)).unwrap();
            rows.map(std::result::Result::unwrap).collect::<Vec<_>>().join("\n")
        };
        let requests = plan(by_partner(Alike::Requests));
        for index in
            ["agreement_request", "agreement_signed_on (signed_on>?)", "agreement_closed (ended_on>?)"]
        {
            assert!(requests.contains(index), "{index}\n{requests}");
        }
        for alike in [Alike::All, Alike::Requests] {
            let plan = plan(by_partner(alike));
            assert!(plan.contains("SEARCH party USING PRIMARY KEY (agreement=?)"), "{plan}");
        }
    }
}
