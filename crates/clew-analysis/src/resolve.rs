//! Resolve, first form: which chains of different documents are the same entity's.
//!
//! Equal names only. A person of two names or more, and anything else that is named, is one entity wherever its folded
//! name stands; a person of one name, and what has no name at all, stays an entity of its own document. That is
//! deliberately little: a wrong merge tells a reporter that one man did what two did, and joining "J. Weil" to "Jonas Weil"
//! takes reasons that a name alone does not give.

use crate::fold::fold;
use clew_model::{Chain, IdentityHash, Mention, MentionKind, Span, ThingType};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What chains of one or many documents refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedEntity {
    /// A hash of what makes it itself: its type and folded name, or its document and first mention.
    pub id: String,
    /// What sort of thing it is.
    pub thing: ThingType,
    /// The name that most of its documents give it in full.
    pub name: String,
    /// Every name it is mentioned by, each once, in order.
    pub names: Vec<String>,
    /// Its chains, in order of document and number.
    pub chains: Vec<ChainOf>,
}

/// One chain of one document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChainOf {
    /// The document's key, as given to [`Resolver::add`].
    pub document: String,
    /// The chain's number in it.
    pub chain: u32,
}

/// Takes in documents one at a time, in any order, and keeps of each only its chains' names.
#[derive(Debug, Default)]
pub struct Resolver {
    documents: Vec<String>,
    entities: HashMap<String, Gathered>,
}

/// An entity as far as it has been read.
#[derive(Debug)]
struct Gathered {
    thing: ThingType,
    /// How many documents give it each full name.
    full_names: BTreeMap<String, u32>,
    names: BTreeSet<String>,
    /// Numbers of documents with chains.
    chains: Vec<(u32, u32)>,
}

impl Resolver {
    /// A resolver that has read nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a document: its chains and mentions as annotated, and the way to a mention's words.
    ///
    /// `document` must not have been added before. A chain without mentions is taken by its name alone; a mention whose
    /// chain does not exist is passed over.
    pub fn add<'t>(&mut self, document: &str, chains: &[Chain], mentions: &[Mention], words: impl Fn(Span) -> &'t str) {
        let number = self.documents.len() as u32;
        self.documents.push(document.to_owned());
        let mut named = vec![(u32::MAX, BTreeSet::new()); chains.len()];
        for mention in mentions {
            let Some((first, names)) = named.get_mut(mention.chain as usize) else { continue };
            *first = mention.span.start.min(*first);
            if mention.kind == MentionKind::Name {
                names.insert(one_line(words(mention.span)));
            }
        }
        for (chain, (first, names)) in chains.iter().zip(named) {
            let nameless = names.is_empty() && first != u32::MAX;
            let id = match is_known_everywhere(chain) && !nameless {
                true => id_of_name(chain),
                false => id_of_chain(document, chain, first),
            };
            let entity = self.entities.entry(id).or_insert_with(|| Gathered::new(chain.thing));
            *entity.full_names.entry(one_line(&chain.name)).or_default() += 1;
            entity.names.extend(names);
            entity.chains.push((number, chain.id));
        }
    }

    /// The entities, in order of their ids; the same for the same documents in any order.
    pub fn finish(self) -> Vec<ResolvedEntity> {
        let Self { documents, entities } = self;
        let mut found: Vec<_> = entities.into_iter().map(|(id, gathered)| gathered.entity(id, &documents)).collect();
        found.sort_by(|a, b| a.id.cmp(&b.id));
        found
    }
}

impl Gathered {
    fn new(thing: ThingType) -> Self {
        Self { thing, full_names: BTreeMap::new(), names: BTreeSet::new(), chains: Vec::new() }
    }

    fn entity(self, id: String, documents: &[String]) -> ResolvedEntity {
        let most_given = self.full_names.iter().max_by_key(|(name, n)| (**n, std::cmp::Reverse(*name)));
        let name = most_given.map(|(name, _)| name.clone()).unwrap_or_default();
        let chain_of =
            |(document, chain): (u32, u32)| ChainOf { document: documents[document as usize].clone(), chain };
        let mut chains: Vec<_> = self.chains.into_iter().map(chain_of).collect();
        chains.sort();
        let mut names = self.names;
        names.insert(name.clone());
        ResolvedEntity { id, thing: self.thing, name, names: names.into_iter().collect(), chains }
    }
}

/// Whether a chain's name is enough to know the same thing by in another document.
fn is_known_everywhere(chain: &Chain) -> bool {
    match chain.thing {
        ThingType::Person => fold(&chain.name).split(' ').count() > 1,
        _ => !chain.name.trim().is_empty(),
    }
}

fn id_of_name(chain: &Chain) -> String {
    IdentityHash::new().field(b"name").field(chain.thing.word().as_bytes()).field(fold(&chain.name).as_bytes()).short()
}

fn id_of_chain(document: &str, chain: &Chain, first_mention: u32) -> String {
    let place = if first_mention == u32::MAX { chain.id } else { first_mention };
    let hash = IdentityHash::new().field(b"chain").field(chain.thing.word().as_bytes()).field(document.as_bytes());
    hash.field(fold(&chain.name).as_bytes()).field(&place.to_le_bytes()).short()
}

/// A name with single blanks, as it may have been broken over lines.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A document whose chains each have one mention, in this order.
    fn add(resolver: &mut Resolver, document: &str, names: &[(ThingType, &str)]) {
        let text: String = names.iter().map(|(_, name)| format!("{name} ")).collect();
        let mut start = 0;
        let (mut chains, mut mentions) = (Vec::new(), Vec::new());
        for (id, (thing, name)) in names.iter().enumerate() {
            let span = Span::new(start, start + name.chars().count() as u32);
            start = span.end + 1;
            chains.push(Chain { id: id as u32, thing: *thing, name: (*name).to_owned() });
            mentions.push(Mention { span, thing: *thing, kind: MentionKind::Name, chain: id as u32 });
        }
        let points = clew_model::CodePoints::new(&text);
        resolver.add(document, &chains, &mentions, |span| points.slice(span));
    }

    /// The names of the entities of these documents, an entity a line: its name, its names, where it stands.
    fn resolved(documents: &[(&str, &[(ThingType, &str)])]) -> Vec<String> {
        let mut resolver = Resolver::new();
        documents.iter().for_each(|(document, names)| add(&mut resolver, document, names));
        let line = |entity: ResolvedEntity| {
            let documents: Vec<_> = entity.chains.into_iter().map(|chain| chain.document).collect();
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
        let chains = [Chain { id: 0, thing: Organization, name: "the company".to_owned() }];
        let mention = Mention { span: Span::new(4, 15), thing: Organization, kind: MentionKind::Nominal, chain: 0 };
        let mut resolver = Resolver::new();
        for document in ["a", "b"] {
            resolver.add(document, &chains, &[mention], |_| "the company");
        }
        assert_eq!(resolver.finish().len(), 2);
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
                let mut resolver = Resolver::new();
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
