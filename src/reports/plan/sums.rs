//! The sums of a plan: states, budgets that are counted once, what was spent; and what they leave out.

use jiff::civil::Date;

use crate::lang::Lang;
use crate::render::cell_text;
use crate::rules::outline::Line;
use crate::rules::plan::{STATES, State};
use crate::rules::share::share;
use crate::say;
use crate::sheet::Cell;
use crate::store::Activity;
use crate::value::{Kind, rupiah};

/// The sums of a plan, and what they leave out.
#[derive(Default)]
pub(in crate::reports) struct Sums {
    pub(in crate::reports) states: [i64; State::ALL.len()],
    pub(in crate::reports) budget: i64,
    pub(in crate::reports) spent: i64,
    held: i64,
    no_budget: i64,
}

impl Sums {
    pub(in crate::reports) fn add(
        &mut self,
        one: &Activity,
        line: &Line,
        state: State,
        from: Option<Date>,
        to: Date,
    ) {
        self.states[state as usize] += 1;
        self.spent += one.spent_between(from, to);
        match (one.budget, line.is_counted(), line.holder) {
            (Some(budget), true, _) => self.budget += budget,
            (Some(_), false, Some(_)) => self.held += 1,
            (None, _, None) => self.no_budget += 1,
            _ => {}
        }
    }

    pub(in crate::reports) fn notes(&self, lang: Lang) -> Vec<String> {
        let states: Vec<String> = STATES
            .iter()
            .zip(self.states)
            .filter(|(_, count)| *count > 0)
            .map(|(state, count)| format!("{}: {count}", state.label.get(lang)))
            .collect();
        let mut notes = vec![if states.is_empty() {
            say!(lang, "Tidak ada aktivitas.", "There are no activities.")
        } else {
            format!("{}.", states.join("; "))
        }];
        if self.held > 0 {
            notes.push(say!(
                lang,
                "Tidak dijumlahkan lagi: {} anggaran di bawah induk yang beranggaran.",
                "Not summed again: {} budgets under a parent that has one.",
                self.held
            ));
        }
        if self.no_budget > 0 {
            notes.push(say!(lang, "Tanpa anggaran: {}.", "Without a budget: {}.", self.no_budget));
        }
        if let Some(share) = share(self.spent, self.budget) {
            let share = cell_text(&Cell::Share(share), Kind::Percent, lang);
            notes.push(say!(
                lang,
                "Terpakai {} dari {} ({}).",
                "Spent {} of {} ({}).",
                rupiah::grouped(self.spent),
                rupiah::grouped(self.budget),
                share
            ));
        }
        notes
    }
}
