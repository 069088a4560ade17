//! Resolve, first form: chains of different documents joined by equal names alone, one document after another.
//!
//! A person of two names or more, and anything else that is named, is one entity wherever its folded
//! name stands; a person of one name, and what has no name at all, stays an entity of its own document. That is
//! deliberately little: a wrong merge tells a reporter that one man did what two did, and joining "J. Weil" to "Jonas Weil"
//! takes reasons that a name alone does not give.

use super::entity::{ResolvedEntity, id_of_chain, id_of_name, is_known_everywhere};
use clew_model::{Annotation, CodePoints, MentionKind, ThingType};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What resolution needs to know of one chain of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainNames {
    /// The chain's number in its document.
    pub chain: u32,
    /// What sort of thing it is.
    pub thing: ThingType,
    /// Its fullest name.
    pub name: String,
    /// The names it is mentioned by, each once, in order; empty where no mention is a name.
    pub names: Vec<String>,
    /// Where its first mention begins, in code points.
    pub first_mention: u32,
    /// How many mentions it has.
    pub n_mentions: u32,
}

/// What resolution needs to know of one text's chains, by number; a mention whose chain does not exist is passed over, and
/// so are chains of `Thing`s, which no case has entities of, and chains of pronouns alone, which say nothing of anybody.
pub fn chain_names(text: &str, annotation: &Annotation) -> Vec<ChainNames> {
    let points = CodePoints::new(text);
    let empty = |chain: &clew_model::Chain| ChainNames {
        chain: chain.id,
        thing: chain.thing,
        name: one_line(&chain.name),
        names: Vec::new(),
        first_mention: u32::MAX,
        n_mentions: 0,
    };
    let mut chains: Vec<_> = annotation.chains.iter().map(empty).collect();
    let mut is_described = vec![false; chains.len()];
    for mention in &annotation.mentions {
        let Some(chain) = chains.get_mut(mention.chain as usize) else { continue };
        chain.first_mention = mention.span.start.min(chain.first_mention);
        chain.n_mentions += 1;
        is_described[mention.chain as usize] |= mention.kind != MentionKind::Pronoun;
        if mention.kind == MentionKind::Name {
            chain.names.push(one_line(points.slice(mention.span)));
        }
    }
    for chain in &mut chains {
        chain.names.sort();
        chain.names.dedup();
    }
    let mut is_described = is_described.into_iter();
    chains.retain(|chain| is_described.next() == Some(true) && chain.thing != ThingType::Thing);
    chains
}

/// Takes in chains one at a time, in any order, and keeps of each only its names. `D` is what the caller calls a document.
#[derive(Debug)]
pub struct Resolver<D> {
    entities: HashMap<String, Gathered<D>>,
}

/// An entity as far as it has been read.
#[derive(Debug)]
struct Gathered<D> {
    thing: ThingType,
    /// How many documents give it each full name.
    full_names: BTreeMap<String, u32>,
    names: BTreeSet<String>,
    is_named: bool,
    chains: Vec<(D, u32)>,
    n_mentions: u32,
}

impl<D: Ord> Default for Resolver<D> {
    fn default() -> Self {
        Self { entities: HashMap::new() }
    }
}

impl<D: Ord> Resolver<D> {
    /// Takes in a chain of `document`; `identity` names that document for good, whatever the caller calls it today.
    pub fn add(&mut self, document: D, identity: &str, chain: ChainNames) {
        let is_named = !chain.names.is_empty();
        let id = match is_named && is_known_everywhere(chain.thing, &chain.name) {
            true => id_of_name(chain.thing, &chain.name),
            false => id_of_chain(identity, chain.thing, &chain.name, chain.first_mention, chain.chain),
        };
        let entity = self.entities.entry(id).or_insert_with(|| Gathered {
            thing: chain.thing,
            full_names: BTreeMap::new(),
            names: BTreeSet::new(),
            is_named,
            chains: Vec::new(),
            n_mentions: 0,
        });
        *entity.full_names.entry(chain.name).or_default() += 1;
        entity.names.extend(chain.names);
        entity.chains.push((document, chain.chain));
        entity.n_mentions += chain.n_mentions;
    }

    /// The entities, in order of their ids; the same for the same documents in any order.
    pub fn finish(self) -> Vec<ResolvedEntity<D>> {
        let mut found: Vec<_> = self.entities.into_iter().map(|(id, gathered)| gathered.entity(id)).collect();
        found.sort_by(|a, b| a.id.cmp(&b.id));
        found
    }
}

impl<D: Ord> Gathered<D> {
    fn entity(mut self, id: String) -> ResolvedEntity<D> {
        let most_given = self.full_names.iter().max_by_key(|(name, n)| (**n, std::cmp::Reverse(*name)));
        let name = most_given.map(|(name, _)| name.clone()).unwrap_or_default();
        self.names.insert(name.clone());
        self.chains.sort();
        let Self { thing, names, is_named, chains, n_mentions, .. } = self;
        ResolvedEntity { id, thing, name, names: names.into_iter().collect(), is_named, chains, n_mentions }
    }
}

/// A name with single blanks, as it may have been broken over lines.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::{Chain, Mention, Span};
    use proptest::prelude::*;

    /// Adds a document whose chains each have one mention, in this order.
    fn add(resolver: &mut Resolver<String>, document: &str, names: &[(ThingType, &str)]) {
        let text: String = names.iter().map(|(_, name)| format!("{name} ")).collect();
        let mut start = 0;
        let mut annotation = Annotation::default();
        for (id, (thing, name)) in (0..).zip(names) {
            let span = Span::new(start, start + name.chars().count() as u32);
            start = span.end + 1;
            annotation.chains.push(Chain { id, thing: *thing, name: (*name).to_owned(), place: None });
            annotation.mentions.push(Mention { span, thing: *thing, kind: MentionKind::Name, chain: id });
        }
        for chain in chain_names(&text, &annotation) {
            resolver.add(document.to_owned(), document, chain);
        }
    }

    /// The entities of these documents, one a line: its name, its names, where it stands.
    fn resolved(documents: &[(&str, &[(ThingType, &str)])]) -> Vec<String> {
        let mut resolver = Resolver::default();
        documents.iter().for_each(|(document, names)| add(&mut resolver, document, names));
        let line = |entity: ResolvedEntity<String>| {
            let documents: Vec<_> = entity.chains.into_iter().map(|(document, _)| document).collect();
            format!("{} = {} in {}", entity.name, entity.names.join(", "), documents.join(", "))
        };
        let mut lines: Vec<_> = resolver.finish().into_iter().map(line).collect();
        lines.sort();
        lines
    }

    use ThingType::{Organization, Person, Place};

    #[test]
    fn full_names_join_across_documents_whatever_their_case_and_accents() {
        assert_eq!(
            resolved(&[
                ("a", &[(Person, "Jonas Weil"), (Place, "Skarnøy")]),
                ("b", &[(Person, "JONAS WEIL"), (Place, "Skarnoy")]),
                ("c", &[(Person, "Jonas Weil")]),
            ]),
            ["Jonas Weil = JONAS WEIL, Jonas Weil in a, b, c", "Skarnoy = Skarnoy, Skarnøy in a, b"]
        );
    }

    #[test]
    fn a_lone_name_of_a_person_stays_in_its_document() {
        assert_eq!(
            resolved(&[("a", &[(Person, "Brekke")]), ("b", &[(Person, "Brekke"), (Person, "Lena Brekke")])]),
            ["Brekke = Brekke in a", "Brekke = Brekke in b", "Lena Brekke = Lena Brekke in b"]
        );
    }

    #[test]
    fn one_name_of_two_sorts_of_thing_is_two_entities() {
        assert_eq!(
            resolved(&[("a", &[(Place, "Orrin")]), ("b", &[(Organization, "Orrin")])]),
            ["Orrin = Orrin in a", "Orrin = Orrin in b"]
        );
    }

    #[test]
    fn a_chain_without_a_name_stays_in_its_document() {
        let mention = Mention { span: Span::new(0, 11), thing: Organization, kind: MentionKind::Nominal, chain: 0 };
        let annotation = Annotation {
            chains: vec![Chain { id: 0, thing: Organization, name: "the company".to_owned(), place: None }],
            mentions: vec![mention],
            ..Annotation::default()
        };
        let mut resolver = Resolver::default();
        for document in ["a", "b"] {
            for chain in chain_names("the company", &annotation) {
                resolver.add(document, document, chain);
            }
        }
        let found = resolver.finish();
        assert_eq!(
            found.iter().map(|entity| (entity.is_named, entity.n_mentions)).collect::<Vec<_>>(),
            [(false, 1); 2]
        );
    }

    #[test]
    fn things_of_no_type_and_lone_pronouns_are_left_out() {
        let chain = |id, thing| Chain { id, thing, name: "it".to_owned(), place: None };
        let mention = |chain, thing, kind| Mention { span: Span::new(0, 2), thing, kind, chain };
        let annotation = Annotation {
            chains: vec![chain(0, ThingType::Thing), chain(1, Organization), chain(2, Organization)],
            mentions: vec![
                mention(0, ThingType::Thing, MentionKind::Nominal),
                mention(1, Organization, MentionKind::Pronoun),
                mention(2, Organization, MentionKind::Pronoun),
                mention(2, Organization, MentionKind::Nominal),
            ],
            ..Annotation::default()
        };
        let found: Vec<_> =
            chain_names("it", &annotation).into_iter().map(|chain| (chain.chain, chain.n_mentions)).collect();
        assert_eq!(found, [(2, 2)]);
    }

    proptest! {
        #[test]
        fn the_order_of_documents_makes_no_difference(
            documents in proptest::collection::vec(proptest::collection::vec((0..3_usize, "[AÅaβ]{1,2}( [Bb]{1,2})?"), 0..5), 0..6),
            seed in 0..1_000_usize,
        ) {
            let things = [Person, Organization, Place];
            let keys: Vec<String> = (0..documents.len()).map(|n| format!("document {n}")).collect();
            let resolve = |order: &mut dyn Iterator<Item = usize>| {
                let mut resolver = Resolver::default();
                for n in order {
                    let names: Vec<_> = documents[n].iter().map(|(thing, name)| (things[*thing], name.as_str())).collect();
                    add(&mut resolver, &keys[n], &names);
                }
                resolver.finish()
            };
            let forward = resolve(&mut (0..documents.len()));
            let turned = resolve(&mut (0..documents.len()).map(|n| (n + seed) % documents.len()).rev());
            prop_assert_eq!(&forward, &turned);
            let n_chains: usize = forward.iter().map(|entity| entity.chains.len()).sum();
            prop_assert_eq!(n_chains, documents.iter().map(Vec::len).sum::<usize>());
        }
    }
}
