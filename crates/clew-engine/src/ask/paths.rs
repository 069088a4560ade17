//! The ties that join two things: the cheapest ways through findings and events (Dijkstra 1959), where well supported ties cost
//! less, each way without the ties of those before it.

use crate::answer::{Path, Step, Weakness};
use crate::{Case, EngineError};
use clew_model::{Level, Origin, OriginKind, Polarity, Standing, ThingType};
use clew_store::{ClaimLine, EntityLine, Neighbour, TieTo};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::rc::Rc;

/// Steps of the longest path that is looked for.
const MOST_STEPS: u32 = 6;
/// Entities looked at before the search is given up: in a large case everything hangs together somehow.
const MOST_SEEN: usize = 20_000;

impl Case {
    /// The best ways from one entity to another, at most `n`, best first.
    pub fn paths(&self, from: &EntityLine, to: &EntityLine, n: usize) -> Result<Vec<Path>, EngineError> {
        let mut search = Search { case: self, known: HashMap::new(), used: HashSet::new() };
        let (mut paths, mut shown) = (Vec::new(), HashSet::new());
        while paths.len() < n {
            let Some(ties) = search.best(&from.id, &to.id)? else { break };
            search.used.extend(ties.iter().map(|(_, tie)| tie.by.clone()));
            let steps = ties.into_iter().map(|(from, tie)| self.step(&from, tie)).collect::<Result<Vec<_>, _>>()?;
            let steps: Vec<Step> = steps.into_iter().flatten().collect();
            // An event and the finding of it rest on the same sentences: shown once.
            let by = |step: &Step| step.shown_by.as_ref().map(|line| (step.to.id.clone(), line.at));
            let n_before = shown.len();
            shown.extend(steps.iter().map(by));
            if shown.len() > n_before {
                paths.push(Path { steps });
            }
        }
        Ok(paths)
    }

    fn step(&self, from: &str, tie: Neighbour) -> Result<Option<Step>, EngineError> {
        let (Some(from), Some(to)) = (self.file.entity(from)?, self.file.entity(&tie.entity)?) else { return Ok(None) };
        let (by, claims, origins) = match tie.by {
            TieTo::Finding(id) => {
                let finding = self.file.finding(&id)?;
                let (claims, origins) = finding.map(|finding| (finding.claims, finding.origins)).unwrap_or_default();
                (id, claims, origins)
            }
            TieTo::Event(id) => {
                let claims = self.file.event(&id)?.map(|event| event.claims).unwrap_or_default();
                (id, claims, Vec::new())
            }
        };
        let shown_by = most_telling(self.file.claim_lines(&claims)?, &from, &to);
        let weak = weakness(tie.standing, &origins, shown_by.as_ref());
        Ok(Some(Step { from, to, by, standing: tie.standing, weak, shown_by }))
    }
}

/// Of claims that tie two things the first of those whose sentences name most of the two.
pub(super) fn most_telling(lines: Vec<ClaimLine>, from: &EntityLine, to: &EntityLine) -> Option<ClaimLine> {
    let names = |entity: &EntityLine, line: &ClaimLine| entity.names.iter().any(|name| line.sentence.contains(name));
    let n_named = |line: &ClaimLine| u8::from(names(from, line)) + u8::from(names(to, line));
    // The last of those that are most is taken: from the end, so that it is the first.
    lines.into_iter().rev().max_by_key(n_named)
}

/// Why a tie bears less than it seems to.
pub(super) fn weakness(
    standing: Option<Standing>,
    origins: &[Origin],
    shown_by: Option<&ClaimLine>,
) -> Option<Weakness> {
    let is_unnamed = |origin: &Origin| origin.kind == OriginKind::Unnamed;
    match (standing, shown_by) {
        (Some(Standing::Disputed), _) => Some(Weakness::Disputed),
        (Some(Standing::Superseded), _) => Some(Weakness::Superseded),
        (_, Some(line)) if line.polarity == Polarity::Denied => Some(Weakness::Denied),
        (_, Some(line)) if line.certainty != Level::Asserted => Some(Weakness::Unsure(line.certainty)),
        (None, _) => Some(Weakness::EventOnly),
        _ => (!origins.is_empty() && origins.iter().all(is_unnamed)).then_some(Weakness::Unnamed),
    }
}

/// Looks for paths, remembering what hangs on what.
struct Search<'c> {
    case: &'c Case,
    known: HashMap<String, Rc<[Neighbour]>>,
    used: HashSet<TieTo>,
}

impl Search<'_> {
    /// The cheapest way that uses no tie used before: each tie with the entity it leads from.
    fn best(&mut self, from: &str, to: &str) -> Result<Option<Vec<(String, Neighbour)>>, EngineError> {
        let mut reached: HashMap<String, (String, Neighbour)> = HashMap::new();
        let mut done: HashSet<String> = HashSet::new();
        let mut waiting = BinaryHeap::from([(Reverse(0), Reverse(0), from.to_owned())]);
        let mut costs = HashMap::from([(from.to_owned(), 0)]);
        while let Some((Reverse(cost), Reverse(n_steps), entity)) = waiting.pop() {
            if entity == to {
                return Ok(Some(way(&reached, from, to)));
            }
            if n_steps == MOST_STEPS || done.len() == MOST_SEEN || !done.insert(entity.clone()) {
                continue;
            }
            for tie in self.neighbours(&entity)?.iter() {
                if self.used.contains(&tie.by) || is_passed_by(tie, to) {
                    continue;
                }
                let cost = cost + cost_of(tie);
                if costs.get(&tie.entity).is_none_or(|before| cost < *before) {
                    costs.insert(tie.entity.clone(), cost);
                    waiting.push((Reverse(cost), Reverse(n_steps + 1), tie.entity.clone()));
                    reached.insert(tie.entity.clone(), (entity.clone(), tie.clone()));
                }
            }
        }
        Ok(None)
    }

    fn neighbours(&mut self, entity: &str) -> Result<Rc<[Neighbour]>, EngineError> {
        if let Some(known) = self.known.get(entity) {
            return Ok(Rc::clone(known));
        }
        let found: Rc<[Neighbour]> = self.case.file.neighbours(entity)?.into();
        self.known.insert(entity.to_owned(), Rc::clone(&found));
        Ok(found)
    }
}

/// That two things happened in one town joins nobody: places are where a path ends, or not in it.
fn is_passed_by(tie: &Neighbour, to: &str) -> bool {
    tie.thing == ThingType::Place && tie.entity != to
}

/// What a tie costs: the less supported, the more.
fn cost_of(tie: &Neighbour) -> u32 {
    match tie.standing {
        Some(Standing::Corroborated) => 2,
        Some(Standing::SingleOrigin) => 3,
        // An event says no more than the findings of it, and not how they stand.
        None | Some(Standing::Disputed) => 4,
        Some(Standing::Superseded) => 5,
    }
}

fn way(reached: &HashMap<String, (String, Neighbour)>, from: &str, to: &str) -> Vec<(String, Neighbour)> {
    let mut ties = Vec::new();
    let mut at = to;
    while at != from {
        let Some((before, tie)) = reached.get(at) else { break };
        ties.push((before.clone(), tie.clone()));
        at = before;
    }
    ties.reverse();
    ties
}
