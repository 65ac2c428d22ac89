//! Running checks: those of agreements in one walk, the others one by one; what is waived is counted apart.

use super::parts::{CHECKS, FINDINGS, WAIVED, said};
use super::scene::Scene;
use super::spool::Spool;
use super::subject::Subject;
use super::waivers::{Waiver, Waivers};
use super::{ALL, Check, Found, Level, Looks, named};
use crate::error::Result;
use crate::lang::{Label, label};
use crate::reports::{Ask, Look, OTHERS};
use crate::rules::status::State;
use crate::say;
use crate::sheet::{Cell, Foot, Sink};
use crate::store::Store;

/// How many findings of one check a person is shown who asks for no check or level by name.
const SHOWN: i64 = 10;

/// Which checks are wanted; everything where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The levels.
    pub levels: Vec<Level>,
    /// The names.
    pub names: Vec<&'static str>,
    /// Whether a person looks at a screen, who is shown the first findings of each check.
    pub screen: bool,
}

impl Wanted {
    fn has(&self, check: &Check) -> bool {
        (self.levels.is_empty() || self.levels.contains(&check.level))
            && (self.names.is_empty() || self.names.contains(&check.name))
    }

    fn is_whole(&self) -> bool {
        self.levels.is_empty() && self.names.is_empty()
    }

    /// How many findings of a check are shown.
    fn shown(&self) -> i64 {
        if self.screen && self.is_whole() { SHOWN } else { i64::MAX }
    }
}

/// How many findings there are of each level, and how many are waived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By level: errors, warnings, infos.
    pub found: [i64; 3],
    /// Of all levels.
    pub waived: i64,
}

/// What one check found.
struct Heap {
    check: &'static Check,
    found: i64,
    waived: i64,
    findings: Spool,
    exempt: Spool,
}

/// Runs the wanted checks and shows what they found.
pub fn check(
    store: &Store,
    ask: &Ask,
    wanted: &Wanted,
    look: Look<'_>,
    sink: &mut dyn Sink,
) -> Result<Tally> {
    store.speak_as_of(ask.as_of)?;
    let scene = Scene::new(store, ask, look)?;
    let mut run = Run { ask, wanted, waivers: Waivers::on(store)?, heaps: Vec::new() };
    run.heaps.extend(ALL.iter().copied().filter(|check| wanted.has(check)).map(Heap::new));
    run.agreements(&scene)?;
    for at in 0..run.heaps.len() {
        if let Looks::Whole(look) = run.heaps[at].check.looks {
            look(&scene, &mut |found| run.take(at, found, store))?;
        }
    }
    run.show(sink)
}

struct Run<'a> {
    ask: &'a Ask,
    wanted: &'a Wanted,
    waivers: Waivers,
    heaps: Vec<Heap>,
}

impl Heap {
    fn new(check: &'static Check) -> Self {
        Self { check, found: 0, waived: 0, findings: Spool::new(), exempt: Spool::new() }
    }

    fn is_clean(&self) -> bool {
        self.found == 0 && self.waived == 0
    }
}

impl Run<'_> {
    /// Walks our own agreements once for all checks that look at each.
    fn agreements(&mut self, scene: &Scene<'_>) -> Result<()> {
        let looks = self.heaps.iter().enumerate().filter_map(|(at, heap)| match heap.check.looks {
            Looks::Agreement(look) => Some((at, look)),
            Looks::Whole(_) => None,
        });
        let looks: Vec<_> = looks.collect();
        if looks.is_empty() {
            return Ok(());
        }
        let only = &self.ask.only;
        let sql = format!(
            "SELECT {} FROM agreement WHERE NOT {OTHERS} AND {} ORDER BY code",
            Subject::columns(&only.lead()),
            only.sql()
        );
        let mut statement = scene.store.conn().prepare(&sql)?;
        let mut rows = statement.query(only.with(&[]).as_slice())?;
        while let Some(row) = rows.next()? {
            let one = Subject::read(scene, row)?;
            // What is not there yet on the day is not looked at.
            if one.state == State::NotYet {
                continue;
            }
            for (at, look) in &looks {
                if let Some(detail) = look(&one)? {
                    let (department, title) = (one.department, one.title);
                    let found = Found { department, title, ..Found::new("agreement", one.code, detail) };
                    self.take(*at, &found, scene.store)?;
                }
            }
        }
        Ok(())
    }

    /// Counts a finding, and keeps it where it is to be shown.
    fn take(&mut self, at: usize, found: &Found<'_>, store: &Store) -> Result<()> {
        let wanted = self.ask.only.department.as_deref();
        if wanted.is_some_and(|wanted| found.department != Some(wanted)) {
            return Ok(());
        }
        let heap = &mut self.heaps[at];
        let waiver = self.waivers.of(heap.check.name, found, store)?;
        if let Some(Waiver { code, reason, valid_until }) = waiver {
            heap.waived += 1;
            if self.ask.wants(WAIVED.name) {
                let record = found.written();
                let cells = [Some(&*record), found.department, Some(code), Some(valid_until), Some(reason)];
                heap.exempt.push(&cells)?;
            }
            return Ok(());
        }
        heap.found += 1;
        if self.ask.wants(FINDINGS.name) && heap.found <= self.wanted.shown() {
            let record = found.written();
            let cells = [Some(&*record), found.department, found.title, Some(found.detail.as_str())];
            heap.findings.push(&cells)?;
        }
        Ok(())
    }

    fn show(self, sink: &mut dyn Sink) -> Result<Tally> {
        let mut tally = Tally::default();
        for heap in &self.heaps {
            tally.found[heap.check.level as usize] += heap.found;
            tally.waived += heap.waived;
        }
        let (ask, all) = (self.ask, tally.found.iter().sum::<i64>());
        if ask.wants(CHECKS.name) {
            self.checks(&tally, sink)?;
        }
        // A person is not shown a part in which nothing stands.
        let (wanted, mut findings, mut exempt) = (self.wanted, Vec::new(), Vec::new());
        for heap in self.heaps {
            exempt.push((heap.check, heap.exempt));
            findings.push((heap.check, heap.found, heap.findings));
        }
        if ask.wants(FINDINGS.name) && (!ask.people || all > 0) {
            show_findings(ask, wanted, findings, sink)?;
        }
        if ask.wants(WAIVED.name) && (!ask.people || tally.waived > 0) {
            WAIVED.begin(ask, sink)?;
            for (check, spool) in exempt {
                pour(spool, &[Cell::Text(check.name)], sink)?;
            }
            sink.end(&Foot { open: Some(ask.command("waiver list")), ..Foot::default() })?;
        }
        Ok(tally)
    }

    /// How much each check found; a person is not shown what found nothing, a program is told of each.
    fn checks(&self, tally: &Tally, sink: &mut dyn Sink) -> Result<()> {
        let (ask, lang) = (self.ask, self.ask.lang);
        CHECKS.begin(ask, sink)?;
        for heap in self.heaps.iter().filter(|heap| !ask.people || !heap.is_clean()) {
            sink.row(&[
                Cell::Text(heap.check.level.word()),
                Cell::Text(heap.check.name),
                Cell::Text(heap.check.label.get(lang)),
                Cell::Int(heap.found),
                Cell::Int(heap.waived),
            ])?;
        }
        let clean = self.heaps.iter().filter(|heap| heap.is_clean()).count();
        let notes = vec![said(tally, self.heaps.len(), clean, lang)];
        let first = self.heaps.iter().find(|heap| heap.found > 0);
        let open = first.map(|heap| ask.command(&format!("check --name {}", heap.check.name)));
        sink.end(&Foot { notes, open, ..Foot::default() })
    }
}

/// What was found, check by check; of one check alone also what to type against it.
fn show_findings(
    ask: &Ask,
    wanted: &Wanted,
    findings: Vec<(&'static Check, i64, Spool)>,
    sink: &mut dyn Sink,
) -> Result<()> {
    let (lang, limit, mut more) = (ask.lang, wanted.shown(), Vec::new());
    FINDINGS.begin(ask, sink)?;
    for (check, found, spool) in findings {
        if found > limit {
            more.push(format!("{} +{}", check.name, found - limit));
        }
        pour(spool, &[Cell::Text(check.level.word()), Cell::Text(check.name)], sink)?;
    }
    let mut notes = Vec::new();
    if !more.is_empty() {
        notes.push(say!(lang, "Tidak ditampilkan: {}.", "Not shown: {}.", more.join(", ")));
    }
    let one = if let [one] = wanted.names[..] { named(one) } else { None };
    notes.extend(one.map(|check| say!(lang, "Perbaikan: {}", "What to type: {}", check.cure.get(lang))));
    let name = one.map_or_else(|| NAME.get(lang), |check| check.name);
    let explain = format!("{} check --explain {name}", ask.program);
    sink.end(&Foot { notes, open: Some(explain), ..Foot::default() })
}

/// Hands what waited to a sheet, each row after these cells.
fn pour(spool: Spool, before: &[Cell<'_>], sink: &mut dyn Sink) -> Result<()> {
    spool.each(&mut |cells| {
        let mut row = before.to_vec();
        row.extend(cells.iter().map(|cell| Cell::from(cell.as_deref())));
        sink.row(&row)
    })
}

/// What stands for the name of a check.
const NAME: Label = label("NAMA", "NAME");
