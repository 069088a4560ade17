//! Who knew what when.

use crate::answer::{Knower, KnowingTable, KnowledgeView, Page};
use crate::{Case, EngineError, MatterQuery};
use clew_model::{ClaimAt, Knowledge, Matter, on_one_line};
use clew_store::{KnowledgeQuery, WordQuery};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Whose knowledge, of what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnowingQuery {
    /// Of this entity.
    pub who: Option<String>,
    /// Of this.
    pub matter: Option<MatterQuery>,
    /// Before this day.
    pub before: Option<Date>,
    /// Without publishers of the case, who know all that they print.
    pub without_publishers: bool,
}

/// Words that say nothing without the sentence they stand in.
const POINTING: [&str; 9] = ["it", "this", "that", "these", "those", "so", "them", "which", "such"];

impl Case {
    /// Who knew what, the earliest first.
    pub fn knew(&self, query: &KnowingQuery, offset: u32, limit: u32) -> Result<Page<KnowledgeView>, EngineError> {
        let found = self.file.knowledge(&self.selected(query)?, offset, limit)?;
        Ok(Page { n_total: found.n_total, items: self.knowledge_views(found.items)? })
    }

    /// So many actors, who knew most first, and so many matters, those that most of them knew, but of each actor something; with what
    /// shows that these knew those.
    pub fn knowing_table(
        &self,
        query: &KnowingQuery,
        n_actors: usize,
        n_matters: usize,
    ) -> Result<KnowingTable, EngineError> {
        let selected = self.selected(query)?;
        let knowers = self.file.knowers(&selected)?;
        let n_actors_in_all = knowers.len() as u32;
        let mut known = Vec::new();
        for (who, _) in knowers.into_iter().take(n_actors) {
            // It was chosen already: looking for the publishers again would cost more than its rows.
            let of_one = KnowledgeQuery { who: Some(who), without_publishers: false, ..selected.clone() };
            known.extend(self.file.knowledge(&of_one, 0, u32::MAX)?.items);
        }
        let mut known = self.knowledge_views(known)?;
        let actors = knowers_of(&known);
        let matters = matters_of(&known);
        let n_matters_in_all = matters.len() as u32;
        let shown = telling(matters, n_matters);
        known.retain(|view| shown.contains(&view.matter));
        let n_left_out = match selected.without_publishers {
            true => self.n_known(&selected, false)? - self.n_known(&selected, true)?,
            false => 0,
        };
        Ok(KnowingTable {
            actors,
            n_actors: n_actors_in_all,
            matters: shown,
            n_matters: n_matters_in_all,
            n_left_out,
            known,
        })
    }

    fn n_known(&self, query: &KnowledgeQuery, without_publishers: bool) -> Result<u32, EngineError> {
        let query = KnowledgeQuery { without_publishers, ..query.clone() };
        Ok(self.file.knowledge(&query, 0, 0)?.n_total)
    }

    fn selected(&self, query: &KnowingQuery) -> Result<KnowledgeQuery, EngineError> {
        let KnowingQuery { who, matter, before, without_publishers } = query.clone();
        let of = matter.map(|matter| self.told_of(&matter)).transpose()?;
        Ok(KnowledgeQuery { who, of, before, without_publishers })
    }

    /// What can be known of an event, or is told with some words; and the claims whose sentence has the words.
    fn told_of(&self, matter: &MatterQuery) -> Result<(Vec<Matter>, Vec<ClaimAt>), EngineError> {
        let mut matters = match &matter.event {
            Some(event) => self.matters_of(event)?,
            None => BTreeSet::new(),
        };
        let Some(words) = &matter.words else { return Ok((matters.into_iter().collect(), Vec::new())) };
        let has_words = |told: &String| super::has_words(told, words);
        let named = self.file.event_names()?.into_iter().filter(|(_, name)| has_words(name));
        matters.extend(named.map(|(id, _)| Matter::Event(id)));
        matters.extend(self.file.matters_in_words()?.into_iter().filter(has_words).map(Matter::Words));
        let claims = match WordQuery::of_beginnings(words) {
            Some(query) => self.file.search_claims(&query, 0, u32::MAX)?.items,
            None => Vec::new(),
        };
        // A finding is told with the sentence of its first claim.
        let with_words: BTreeSet<ClaimAt> = claims.iter().copied().collect();
        for id in self.file.findings_of(&claims)? {
            let first = self.file.finding(&id)?.and_then(|finding| finding.claims.first().copied());
            if first.is_some_and(|first| with_words.contains(&first)) {
                matters.insert(Matter::Finding(id));
            }
        }
        Ok((matters.into_iter().collect(), claims))
    }

    /// All that can be known of an event and of its parts: that they happened, and every finding of a claim that tells of them.
    fn matters_of(&self, event: &str) -> Result<BTreeSet<Matter>, EngineError> {
        let (mut waiting, mut matters) = (vec![event.to_owned()], BTreeSet::new());
        while let Some(id) = waiting.pop() {
            if !matters.insert(Matter::Event(id.clone())) {
                continue;
            }
            waiting.extend(self.file.parts_of(&id)?.into_iter().map(|part| part.id));
            let Some(event) = self.file.event(&id)? else { continue };
            matters.extend(self.file.findings_of(&event.claims)?.into_iter().map(Matter::Finding));
        }
        Ok(matters)
    }

    /// Knowledge in words, with the claims that show it; what several share is looked up once.
    pub(crate) fn knowledge_views(&self, known: Vec<Knowledge>) -> Result<Vec<KnowledgeView>, EngineError> {
        let claims: BTreeSet<ClaimAt> = known.iter().map(|one| one.shown_by).collect();
        let lines = self.file.claim_lines(&claims.into_iter().collect::<Vec<_>>())?;
        let lines: HashMap<ClaimAt, _> = lines.into_iter().map(|line| (line.at, line)).collect();
        let (mut names, mut matters) = (HashMap::new(), BTreeMap::new());
        let mut views = Vec::with_capacity(known.len());
        for knowledge in known {
            if !names.contains_key(&knowledge.who) {
                let name = self.file.entity(&knowledge.who)?.map_or_else(|| knowledge.who.clone(), |line| line.name);
                names.insert(knowledge.who.clone(), name);
            }
            if !matters.contains_key(&knowledge.matter) {
                matters.insert(knowledge.matter.clone(), self.matter_in_words(&knowledge.matter)?);
            }
            let shown_by = lines.get(&knowledge.shown_by).cloned();
            let sentence = shown_by.as_ref().map(|line| on_one_line(&line.sentence));
            let matter = matters[&knowledge.matter].clone();
            let matter = sentence.filter(|_| is_pointing(&matter)).unwrap_or(matter);
            views.push(KnowledgeView { who: names[&knowledge.who].clone(), matter, shown_by, knowledge });
        }
        Ok(views)
    }

    pub(crate) fn knowledge_view(&self, knowledge: Knowledge) -> Result<KnowledgeView, EngineError> {
        let mut views = self.knowledge_views(vec![knowledge])?;
        Ok(views.pop().expect("of each there is a view"))
    }

    fn matter_in_words(&self, matter: &Matter) -> Result<String, EngineError> {
        Ok(match matter {
            Matter::Words(words) => words.clone(),
            Matter::Event(id) => self.file.event(id)?.map_or_else(|| id.clone(), |event| event.name),
            Matter::Finding(id) => {
                let first: Vec<ClaimAt> = self.file.finding(id)?.into_iter().flat_map(|f| f.claims).take(1).collect();
                let line = self.file.claim_lines(&first)?.pop();
                line.map_or_else(|| id.clone(), |line| on_one_line(&line.sentence))
            }
        })
    }
}

fn is_pointing(matter: &str) -> bool {
    POINTING.contains(&matter.trim().to_lowercase().as_str())
}

/// Actors with how many matters each knew, most first.
fn knowers_of(known: &[KnowledgeView]) -> Vec<Knower> {
    let mut by_actor: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for view in known {
        by_actor.entry((&view.knowledge.who, &view.who)).or_default().insert(&view.matter);
    }
    let knower = |((who, name), knew): ((&str, &str), BTreeSet<&str>)| Knower {
        who: who.to_owned(),
        name: name.to_owned(),
        n_matters: knew.len() as u32,
    };
    let mut knowers: Vec<Knower> = by_actor.into_iter().map(knower).collect();
    knowers.sort_by(|a, b| (Reverse(a.n_matters), &a.name, &a.who).cmp(&(Reverse(b.n_matters), &b.name, &b.who)));
    knowers
}

/// A matter, with the day on which it was known first and who knew it.
struct KnownMatter {
    words: String,
    first: (bool, Option<Date>),
    known_by: BTreeSet<String>,
}

/// What several findings say in one sentence is one matter to who reads it.
fn matters_of(known: &[KnowledgeView]) -> Vec<KnownMatter> {
    let mut matters: BTreeMap<&str, KnownMatter> = BTreeMap::new();
    for KnowledgeView { knowledge, matter, .. } in known {
        let first = (knowledge.no_later_than.is_none(), knowledge.no_later_than);
        let there = matters.entry(matter).or_insert_with(|| KnownMatter {
            words: matter.clone(),
            first,
            known_by: BTreeSet::new(),
        });
        there.first = there.first.min(first);
        there.known_by.insert(knowledge.who.clone());
    }
    matters.into_values().collect()
}

/// The matters that tell most: one after the other what most actors knew, an actor of whom nothing is shown yet counting twice; by day.
fn telling(mut matters: Vec<KnownMatter>, n_matters: usize) -> Vec<String> {
    matters.sort_by(|a, b| (a.first, &a.words).cmp(&(b.first, &b.words)));
    let mut is_shown = vec![false; matters.len()];
    let mut shown_of: BTreeSet<&str> = BTreeSet::new();
    for _ in 0..n_matters.min(matters.len()) {
        let weight = |matter: &KnownMatter| {
            let weights = matter.known_by.iter().map(|who| if shown_of.contains(who.as_str()) { 1 } else { 2 });
            weights.sum::<u32>()
        };
        let left = (0..matters.len()).filter(|at| !is_shown[*at]);
        let Some(best) = left.min_by_key(|at| Reverse(weight(&matters[*at]))) else { break };
        is_shown[best] = true;
        shown_of.extend(matters[best].known_by.iter().map(String::as_str));
    }
    matters.iter().zip(is_shown).filter(|(_, is_shown)| *is_shown).map(|(matter, _)| matter.words.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knew(who: &str, day: Option<&str>, matter: &str) -> KnowledgeView {
        let no_later_than = day.map(|day| day.parse().expect("a day"));
        let shown_by = ClaimAt { document: 1, claim: 0 };
        let knowledge =
            Knowledge { who: who.to_owned(), matter: Matter::Words(matter.to_owned()), no_later_than, shown_by };
        KnowledgeView { knowledge, who: who.to_uppercase(), matter: matter.to_owned(), shown_by: None }
    }

    fn six() -> [KnowledgeView; 6] {
        [
            knew("anna", Some("2031-05-03"), "the valve"),
            knew("anna", Some("2031-05-01"), "the valve"),
            knew("anna", Some("2031-05-02"), "the call"),
            knew("anna", None, "the letter"),
            knew("bert", Some("2031-05-04"), "the valve"),
            knew("cleo", Some("2031-05-05"), "the memo"),
        ]
    }

    #[test]
    fn who_knew_most_comes_first() {
        let knowers = knowers_of(&six());
        let told: Vec<(&str, u32)> = knowers.iter().map(|one| (one.name.as_str(), one.n_matters)).collect();
        assert_eq!(told, [("ANNA", 3), ("BERT", 1), ("CLEO", 1)]);
    }

    #[test]
    fn each_actor_has_something_of_what_is_shown_where_there_is_room() {
        assert_eq!(telling(matters_of(&six()), 2), ["the valve", "the memo"]);
        assert_eq!(
            telling(matters_of(&six()), 9),
            ["the valve", "the call", "the memo", "the letter"],
            "by day, without one last"
        );
        assert_eq!(telling(Vec::new(), 2), Vec::<String>::new());
    }

    #[test]
    fn words_that_only_point_are_no_matter() {
        assert!(is_pointing("It") && is_pointing(" this "));
        assert!(!is_pointing("the valve"));
    }
}
