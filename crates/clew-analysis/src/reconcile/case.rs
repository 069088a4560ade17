//! The claims of a case, each with what the case knows of it.

use super::voices::{Voices, without_article};
use super::words::Words;
use crate::events::Events;
use crate::fold;
use crate::picture::{CaseDocument, Resolved};
use crate::quick;
use crate::resolve::ResolvedEntity;
use crate::stems::stems;
use crate::threads;
use crate::told::{ToldClaim, ToldSource};
use clew_model::{ClaimAt, Polarity, Predicate, Role, ThingType};
use jiff::civil::Date;

/// A claim, where it stands in the case.
pub(super) struct Stated<'a> {
    /// What names it in the case.
    pub at: ClaimAt,
    /// Its document, by place in [`Case::documents`].
    pub document: usize,
    /// The claim.
    pub told: &'a ToldClaim,
    /// The entity of each of its arguments, by place in the resolved entities.
    pub entities: Vec<Option<usize>>,
    /// Stems of the words of each of its arguments.
    pub words: Vec<Vec<u32>>,
    /// The event it tells of, by place in the events.
    pub event: Option<usize>,
}

/// A case's claims, in an order that does not depend on how its documents arrived.
pub(super) struct Case<'a> {
    /// The documents, by identity.
    pub documents: Vec<&'a CaseDocument>,
    /// Its entities.
    pub resolved: &'a Resolved,
    /// Its events.
    pub events: &'a Events,
    /// Its claims, by document and number.
    pub stated: Vec<Stated<'a>>,
    /// In how many documents each stem stands.
    n_documents: quick::Map<u32, u32>,
    /// What each of these stems weighs.
    weights: quick::Map<u32, f32>,
    /// The folded name of each person, by place; empty of all else.
    folded: Vec<String>,
    /// The place of each document, by number.
    places: quick::Map<i64, usize>,
}

impl<'a> Case<'a> {
    /// Documents, entities and events, with the claims in order.
    pub fn new(documents: &'a [CaseDocument], resolved: &'a Resolved, events: &'a Events) -> Self {
        let mut documents: Vec<&CaseDocument> = documents.iter().collect();
        documents.sort_by(|a, b| a.identity.cmp(&b.identity));
        let mut n_documents: quick::Map<u32, u32> = quick::Map::default();
        for stem in documents.iter().flat_map(|document| &document.told.stems) {
            *n_documents.entry(*stem).or_insert(0) += 1;
        }
        let of_document = |place: usize| -> Vec<Stated<'a>> {
            let told = documents[place].told.claims.iter();
            told.map(|told| stated(resolved, events, documents[place].number, place, told)).collect()
        };
        let mut stated = Vec::with_capacity(documents.iter().map(|document| document.told.claims.len()).sum());
        threads::each_number(documents.len(), of_document).into_iter().for_each(|claims| stated.extend(claims));
        let places = documents.iter().enumerate().map(|(place, document)| (document.number, place)).collect();
        let is_person = |entity: &ResolvedEntity<i64>| entity.is_named && entity.thing == ThingType::Person;
        let folded = threads::each(&resolved.entities, |entity| match is_person(entity) {
            true => fold(&entity.name),
            false => String::new(),
        });
        let weights = n_documents.iter().map(|(stem, n)| (*stem, weight(documents.len(), *n))).collect();
        Self { documents, resolved, events, stated, n_documents, weights, folded, places }
    }

    /// The document of a claim.
    pub fn document(&self, stated: &Stated<'a>) -> &'a CaseDocument {
        self.documents[stated.document]
    }

    /// The place of the document of this number.
    pub fn place_of(&self, number: i64) -> Option<usize> {
        self.places.get(&number).copied()
    }

    /// The last day on which its document can have come out.
    pub fn published(&self, stated: &Stated<'a>) -> Option<Date> {
        let published = self.document(stated).told.published;
        published.latest.or(published.earliest)
    }

    /// In how many documents a stem stands.
    pub fn n_documents(&self, stem: u32) -> u32 {
        self.n_documents.get(&stem).copied().unwrap_or(1)
    }

    /// How much a stem tells one text from another: the logarithm of how rare it is (idf; Sparck Jones 1972), smoothed.
    pub fn weight(&self, stem: u32) -> f32 {
        self.weights.get(&stem).copied().unwrap_or_else(|| weight(self.documents.len(), 1))
    }

    /// Whether an entity has a name.
    pub fn is_named(&self, entity: usize) -> bool {
        self.resolved.entities[entity].is_named
    }

    /// The named entity that a document calls so, folded: by name, by description, or by the office that it says somebody holds.
    pub fn chain_called(&self, document: &CaseDocument, folded: &str) -> Option<usize> {
        let told = &document.told;
        let named = |chain: u32| self.resolved.of_chain(document.number, chain).filter(|one| self.is_named(*one));
        let is_called = |words: &String| without_article(&fold(words)) == folded;
        let mut called =
            told.chains.iter().filter(|chain| chain.names.iter().chain(&chain.descriptions).any(is_called));
        called.find_map(|chain| named(chain.chain)).or_else(|| {
            let holders = told.claims.iter().filter(|claim| holds_office(claim, folded));
            let mut holders: Vec<usize> =
                holders.filter_map(|claim| named(claim.chain_of(claim.place_of(Role::Person)?)?)).collect();
            holders.sort_unstable();
            holders.dedup();
            matches!(holders[..], [_]).then(|| holders[0])
        })
    }

    /// Stems of all that a document calls what fills an argument: "it" is the valve that is named elsewhere.
    pub fn called(&self, stated: &Stated<'a>, argument: usize) -> Vec<u32> {
        let told = &self.document(stated).told;
        let chain = stated.told.chain_of(argument).and_then(|chain| told.chain(chain));
        let of_chain = chain.into_iter().flat_map(|chain| chain.names.iter().chain(&chain.descriptions));
        let mut called: Vec<u32> = of_chain.flat_map(|words| stems(words)).collect();
        called.extend(&stated.words[argument]);
        called.sort_unstable();
        called.dedup();
        called
    }

    /// Whether two entities are one, or may be: both persons, and all words of one's name are in the other's.
    pub fn is_alike(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.resolved.entities[a], &self.resolved.entities[b]);
        a == b
            || one.is_named && other.is_named && one.thing == other.thing && one.thing == ThingType::Person && {
                let is_in =
                    |short: &str, full: &str| short.split(' ').all(|word| full.split(' ').any(|other| other == word));
                let (one, other) = (&self.folded[a], &self.folded[b]);
                is_in(one, other) || is_in(other, one)
            }
    }

    /// The innermost source of a claim that has words.
    pub fn source(&self, stated: &Stated<'a>) -> Option<&'a ToldSource> {
        let told = &self.document(stated).told;
        told.sources_from(stated.told.claim.attribution).find(|source| says(source))
    }

    /// Stems of a claim's sentence without those that only say who says it.
    pub fn content(&self, stated: &Stated<'a>) -> Vec<u32> {
        let told = &self.document(stated).told;
        let mut saying: Vec<u32> = Vec::new();
        for source in told.sources_from(stated.told.claim.attribution) {
            saying.extend(source.words.iter().flat_map(|words| stems(words)));
        }
        let is_content = |stem: &u32| !saying.contains(stem) && !Voices::get().is_report(*stem);
        stated.told.stems.iter().copied().filter(is_content).collect()
    }

    /// How alike two sorted lists of stems are, rare ones counting more.
    pub fn likeness(&self, a: &[u32], b: &[u32]) -> Likeness {
        Words::of(self, a.to_vec()).likeness(&Words::of(self, b.to_vec()))
    }
}

/// Whether a source is somebody or something that says so: it has words, and they are not "nobody".
pub(super) fn says(source: &ToldSource) -> bool {
    source.words.as_deref().is_some_and(|words| !Voices::get().is_nobody(words))
}

fn stated<'a>(resolved: &Resolved, events: &Events, number: i64, document: usize, told: &'a ToldClaim) -> Stated<'a> {
    let at = ClaimAt { document: number, claim: told.claim.id };
    let entity = |argument| resolved.of_chain(number, told.chain_of(argument)?);
    let entities = (0..told.claim.arguments.len()).map(entity).collect();
    let words = told.arguments.iter().map(|words| stems(words)).collect();
    Stated { at, document, told, entities, words, event: events.of_claim(at) }
}

fn weight(n_documents: usize, n_with: u32) -> f32 {
    (1.0 + n_documents as f32 / n_with as f32).ln()
}

/// Whether a claim says that somebody holds the office that these folded words name: "Transport minister" is a minister.
fn holds_office(told: &ToldClaim, folded: &str) -> bool {
    let is_office = told.claim.predicate == Predicate::Position && told.claim.polarity == Polarity::Asserted;
    let title = told.place_of(Role::Title).map(|place| fold(&told.arguments[place]));
    is_office
        && title
            .is_some_and(|title| title.strip_suffix(folded).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
}

impl Stated<'_> {
    /// The places of its arguments in this role.
    pub fn in_role(&self, role: Role) -> impl Iterator<Item = usize> {
        let arguments = self.told.claim.arguments.iter().enumerate();
        arguments.filter(move |(_, argument)| argument.role == role).map(|(place, _)| place)
    }
}

/// How alike two texts are, by weight.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Likeness {
    /// How many stems they share.
    pub n_shared: usize,
    /// Share of the lighter text that is in both, 0..1.
    pub of_smaller: f32,
    /// Share of all that is in both, 0..1.
    pub of_both: f32,
}

impl Likeness {
    /// What `n_shared` stems come to that weigh so much, of two texts that weigh so much.
    pub fn of(n_shared: usize, of_shared: f32, of_a: f32, of_b: f32) -> Self {
        let share = |whole: f32| if whole > 0.0 { of_shared / whole } else { 0.0 };
        Self { n_shared, of_smaller: share(of_a.min(of_b)).min(1.0), of_both: share(of_a + of_b - of_shared) }
    }
}
