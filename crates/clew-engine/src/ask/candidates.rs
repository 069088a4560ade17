use crate::answer::Candidate;
use crate::{Case, EngineError, EntityQuery};
use clew_analysis::names::{Name, Verdict};
use clew_model::ThingType;
use clew_store::EntityLine;
use std::collections::{BTreeSet, HashMap};

/// The names of a case's entities, taken apart: what a list from elsewhere is matched against.
///
/// Made once and asked often: taking a name apart costs a hundred times what comparing two does.
pub struct NameIndex {
    entities: Vec<(EntityLine, Vec<Name>)>,
    /// Which entities have a name with this key of [`Name::keys`].
    by_key: HashMap<u64, Vec<usize>>,
}

impl Case {
    /// The names of every named entity.
    pub fn name_index(&self) -> Result<NameIndex, EngineError> {
        let mut index = NameIndex { entities: Vec::new(), by_key: HashMap::new() };
        let all = EntityQuery { limit: u32::MAX, ..EntityQuery::default() };
        self.file.entities(&all)?.items.into_iter().for_each(|line| index.enter(line));
        Ok(index)
    }

    /// A number that changes whenever another program, or another handle, has changed the case.
    pub fn version(&self) -> Result<i64, EngineError> {
        Ok(self.file.version()?)
    }
}

impl NameIndex {
    fn enter(&mut self, line: EntityLine) {
        let names: Vec<Name> = line.names.iter().map(|name| Name::parse(name, line.thing)).collect();
        let keys: BTreeSet<u64> = names.iter().flat_map(Name::keys).collect();
        for key in keys {
            self.by_key.entry(key).or_default().push(self.entities.len());
        }
        self.entities.push((line, names));
    }

    /// Entities, of one sort or of any, whose name is or may be the given one; the likeliest first, then those of most documents.
    pub fn candidates(&self, name: &str, thing: Option<ThingType>, limit: usize) -> Vec<Candidate> {
        let mut asked: HashMap<ThingType, Name> = HashMap::new();
        let mut found: Vec<Candidate> = Vec::new();
        for at in self.near(name, thing) {
            let (line, names) = &self.entities[at];
            let asked = asked.entry(line.thing).or_insert_with(|| Name::parse(name, line.thing));
            let best = names.iter().map(|one| asked.compare(one)).max_by(|a, b| a.score.total_cmp(&b.score));
            let Some(best) = best.filter(|best| best.verdict != Verdict::Different) else { continue };
            found.push(Candidate { line: line.clone(), score: best.score, verdict: best.verdict, why: best.why() });
        }
        found.sort_by(|a, b| {
            let by_weight = || b.line.n_documents.cmp(&a.line.n_documents).then_with(|| a.line.id.cmp(&b.line.id));
            b.score.total_cmp(&a.score).then_with(by_weight)
        });
        found.truncate(limit);
        found
    }

    /// Entities that share a key with the name, each once, in order.
    fn near(&self, name: &str, thing: Option<ThingType>) -> BTreeSet<usize> {
        // A name falls into other words as a person's than as a body's.
        let things = thing.map_or_else(|| vec![ThingType::Person, ThingType::Organization], |thing| vec![thing]);
        let keys = things.into_iter().flat_map(|thing| Name::parse(name, thing).keys());
        let of_thing = |at: &usize| thing.is_none_or(|thing| self.entities[*at].0.thing == thing);
        keys.filter_map(|key| self.by_key.get(&key)).flatten().copied().filter(of_thing).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(entities: &[(&str, ThingType, &[&str])]) -> NameIndex {
        let mut index = NameIndex { entities: Vec::new(), by_key: HashMap::new() };
        for (id, thing, names) in entities {
            index.enter(EntityLine {
                id: (*id).to_owned(),
                thing: *thing,
                name: names[0].to_owned(),
                names: names.iter().map(|name| (*name).to_owned()).collect(),
                n_documents: 1,
                n_mentions: 1,
            });
        }
        index
    }

    #[test]
    fn names_find_whoever_may_bear_them_and_nobody_else() {
        use ThingType::{Organization, Person};
        let index = index(&[
            ("dolny", Person, &["Marek Dolny", "the Baker"]),
            ("havel", Person, &["Ines Havel"]),
            ("other", Person, &["Petra Havel"]),
            ("works", Organization, &["Havel Works Ltd"]),
        ]);
        let found = |name: &str, thing| -> Vec<(String, Verdict)> {
            index.candidates(name, thing, 5).into_iter().map(|one| (one.line.id, one.verdict)).collect()
        };
        assert_eq!(found("Dolny, Marek", Some(Person)), [("dolny".to_owned(), Verdict::Same)]);
        assert_eq!(found("Marek Dolný", None), [("dolny".to_owned(), Verdict::Same)]);
        assert_eq!(found("Ines Havel", Some(Person)), [("havel".to_owned(), Verdict::Same)], "not her namesake");
        assert_eq!(found("Havel Works", Some(Organization)), [("works".to_owned(), Verdict::Same)]);
        assert_eq!(found("Jonas Weil", None), []);
        assert_eq!(found("", None), []);
        let unsure = found("I. Havel", Some(Person));
        assert!(unsure.iter().all(|(id, _)| id == "havel"), "{unsure:?}");
    }
}
