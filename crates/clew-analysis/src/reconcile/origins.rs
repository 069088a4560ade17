//! On whose word each claim stands: the innermost source of its attribution chain, each person or body once.

use super::case::{Case, Stated, says};
use super::voices::{Voices, credited, signed, without_article};
use crate::fold;
use crate::picture::CaseDocument;
use crate::stems::stems;
use crate::told::{Told, ToldSource};
use crate::union::Sets;
use clew_model::{OriginKind, Polarity, Predicate, Role, SourceKind, ThingType};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What makes an origin itself, before those that are one are joined.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    /// A publisher, folded.
    Publisher(String),
    /// A document that has none.
    Document(String),
    /// A named entity, by place.
    Entity(usize),
    /// A described person, body or document, by its stems.
    Described(Vec<u32>),
    /// Somebody.
    Unnamed,
}

/// An origin of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Voice {
    /// What it is called.
    pub name: String,
    /// What sort it is.
    pub kind: OriginKind,
    /// The entity that it is, by place.
    pub entity: Option<usize>,
}

/// The origin of each claim.
pub(super) struct Origins {
    /// By place of the claim.
    of: Vec<usize>,
    /// The voice of each document, by place.
    own: Vec<usize>,
    /// The origins that each document names as sources, by place.
    named: Vec<BTreeSet<usize>>,
    voices: BTreeMap<usize, Voice>,
}

impl Origins {
    /// The origin of the claim at this place, by number.
    pub fn of(&self, stated: usize) -> usize {
        self.of[stated]
    }

    /// The voice in which the document at this place speaks for itself.
    pub fn own(&self, document: usize) -> usize {
        self.own[document]
    }

    /// The origins that the document at this place names as its sources, inner and outer.
    pub fn named_in(&self, document: usize) -> &BTreeSet<usize> {
        &self.named[document]
    }

    /// The origin of this number.
    pub fn voice(&self, origin: usize) -> &Voice {
        &self.voices[&origin]
    }

    /// The origins of all claims of a case.
    pub fn new(case: &Case<'_>) -> Self {
        let mut finding = Finding::new(case);
        let of: Vec<usize> = case.stated.iter().map(|stated| finding.of_claim(stated)).collect();
        let named: Vec<Vec<usize>> = (0..case.documents.len()).map(|place| finding.sources_of(place)).collect();
        finding.join_publishers();
        case.stated.iter().for_each(|stated| finding.join_told(stated));
        let of: Vec<usize> = of.into_iter().map(|key| finding.sets.find(key)).collect();
        let own = finding.own.clone().into_iter().map(|key| finding.sets.find(key)).collect();
        let named =
            named.into_iter().map(|keys| keys.into_iter().map(|key| finding.sets.find(key)).collect()).collect();
        Self { of, own, named, voices: finding.voices() }
    }
}

/// Origins as they are being found.
struct Finding<'c, 'a> {
    case: &'c Case<'a>,
    keys: HashMap<Key, usize>,
    sets: Sets,
    /// What each key is called, and what sort it is.
    called: Vec<(String, OriginKind)>,
    /// The words of each publisher's folded name, with the publishers that have them.
    publishers: BTreeMap<String, String>,
    /// The voice of each document, by place.
    own: Vec<usize>,
    /// Who wrote the document that a chain speaks of.
    written: HashMap<(i64, u32), usize>,
}

impl<'c, 'a> Finding<'c, 'a> {
    fn new(case: &'c Case<'a>) -> Self {
        let published = case.documents.iter().filter_map(|document| document.told.publisher.as_ref());
        let publishers = published.map(|name| (without_article(&fold(name)).to_owned(), name.clone())).collect();
        let written = case.stated.iter().filter_map(|stated| written(case, stated)).collect();
        let (keys, sets, called, own) = (HashMap::new(), Sets::new(0), Vec::new(), Vec::new());
        let mut finding = Self { case, keys, sets, called, publishers, own, written };
        finding.own = case.documents.iter().map(|document| finding.own_voice(document)).collect();
        finding
    }

    fn key(&mut self, key: Key, name: &str, kind: OriginKind) -> usize {
        if let Some(number) = self.keys.get(&key) {
            return *number;
        }
        let number = self.sets.add();
        self.keys.insert(key, number);
        self.called.push((name.to_owned(), kind));
        number
    }

    /// The voice in which a document speaks for itself: who signs it, the agency it credits, its publisher.
    fn own_voice(&mut self, document: &CaseDocument) -> usize {
        let told = &document.told;
        let wire = told.authors.iter().find(|author| Voices::get().is_wire(author)).map(String::as_str);
        if let Some(writer) = signed(&told.opening) {
            return match self.case.chain_called(document, &fold(writer)) {
                Some(entity) => self.of_entity(entity),
                None => self.key(Key::Publisher(fold(writer)), writer, OriginKind::Named),
            };
        }
        let name = credited(&told.opening).or(wire).or(told.publisher.as_deref());
        match name.or(told.authors.first().map(String::as_str)) {
            Some(name) => self.of_publisher(name, told.publisher.as_deref()),
            None => {
                let name = told.title.clone().unwrap_or_else(|| beginning(&told.opening, &document.identity));
                self.key(Key::Document(document.identity.clone()), &name, OriginKind::Publisher)
            }
        }
    }

    fn of_publisher(&mut self, name: &str, own: Option<&str>) -> usize {
        let name = self.full_name(name, own);
        let folded = without_article(&fold(&name)).to_owned();
        self.key(Key::Publisher(folded), &name, OriginKind::Publisher)
    }

    /// A paper's name in full, where it is given in short: the document's own, or the only one that has these words.
    fn full_name(&self, name: &str, own: Option<&str>) -> String {
        let folded = fold(name);
        let short = without_article(&folded);
        if own.is_some_and(|own| has_words(without_article(&fold(own)), short)) {
            return own.unwrap_or(name).to_owned();
        }
        let mut fitting = self.publishers.iter().filter(|(full, _)| has_words(full, short));
        match (self.publishers.get(short), fitting.next(), fitting.next()) {
            (Some(full), ..) | (None, Some((_, full)), None) => full.clone(),
            _ => name.to_owned(),
        }
    }

    fn of_entity(&mut self, entity: usize) -> usize {
        let resolved = &self.case.resolved.entities[entity];
        let kind = if resolved.thing == ThingType::Work { OriginKind::Document } else { OriginKind::Named };
        let name = resolved.name.clone();
        self.key(Key::Entity(entity), &name, kind)
    }

    fn of_claim(&mut self, stated: &Stated<'a>) -> usize {
        match self.case.source(stated) {
            Some(source) => self.of_source(stated.document, source),
            None if stated.told.claim.attribution.is_some() => self.key(Key::Unnamed, "unnamed", OriginKind::Unnamed),
            None => self.own_of(stated),
        }
    }

    /// A text's own voice; what a copy has from its original is in the original's.
    fn own_of(&mut self, stated: &Stated<'a>) -> usize {
        let (mut place, mut steps) = (stated.document, 0);
        while let Some(original) = self.original(place).filter(|_| steps < self.case.documents.len()) {
            if !is_repeated(&stated.told.stems, &self.case.documents[original].told) {
                break;
            }
            (place, steps) = (original, steps + 1);
        }
        self.own[place]
    }

    fn original(&self, place: usize) -> Option<usize> {
        let number = self.case.documents[place].copy_of?;
        self.case.place_of(number)
    }

    fn sources_of(&mut self, place: usize) -> Vec<usize> {
        let sources = self.case.documents[place].told.sources.iter().filter(|source| says(source));
        sources.map(|source| self.of_source(place, source)).collect()
    }

    fn of_source(&mut self, place: usize, source: &ToldSource) -> usize {
        let document = self.case.documents[place];
        let words = source.words.as_deref().unwrap_or_default();
        if source.kind != SourceKind::Named && Voices::get().is_own_article(words) && is_correction(&document.told) {
            return self.own[place];
        }
        let chain = source.chain;
        if let Some(author) = chain.and_then(|chain| self.written.get(&(document.number, chain)).copied()) {
            return self.of_entity(author);
        }
        let entity = chain.and_then(|chain| self.case.resolved.of_chain(document.number, chain));
        if let Some(entity) = entity.filter(|entity| self.case.is_named(*entity)) {
            return self.of_entity(entity);
        }
        let folded = fold(words);
        let owner = Voices::get().owner(&folded).and_then(|owner| self.case.chain_called(document, owner));
        if let Some(owner) = owner {
            return self.of_entity(owner);
        }
        if let Some(body) = self.antecedent(place, source, &folded) {
            return self.of_entity(body);
        }
        self.of_description(source, words)
    }

    /// The body that "it" is where a text has just had its word: "the laboratory said. It said ...".
    fn antecedent(&self, place: usize, source: &ToldSource, folded: &str) -> Option<usize> {
        let document = self.case.documents[place];
        let nth =
            document.told.sources.iter().position(|other| std::ptr::eq(other, source)).filter(|_| folded == "it")?;
        let before = document.told.sources[..nth].last()?;
        let entity = self.case.resolved.of_chain(document.number, before.chain?)?;
        let thing = self.case.resolved.entities[entity].thing;
        let is_body = matches!(thing, ThingType::Organization | ThingType::PublicBody);
        (is_body && self.case.is_named(entity)).then_some(entity)
    }

    fn of_description(&mut self, source: &ToldSource, words: &str) -> usize {
        let (name, kind) = match source.kind {
            SourceKind::Document => (Voices::get().document(words), OriginKind::Document),
            SourceKind::Named => (words, OriginKind::Named),
            _ => return self.key(Key::Unnamed, "unnamed", OriginKind::Unnamed),
        };
        match stems(name) {
            described if described.is_empty() => self.key(Key::Unnamed, "unnamed", OriginKind::Unnamed),
            described => self.key(Key::Described(described), name, kind),
        }
    }

    /// A publisher that is an entity of the case is one origin with it.
    fn join_publishers(&mut self) {
        let entities: Vec<usize> = self.keys.keys().filter_map(Key::entity).collect();
        for entity in entities {
            let resolved = &self.case.resolved.entities[entity];
            if !matches!(
                resolved.thing,
                ThingType::Organization | ThingType::PublicBody | ThingType::Work | ThingType::Person
            ) {
                continue;
            }
            let publisher = resolved.names.iter().find_map(|name| self.publisher_called(name, resolved.thing));
            if let Some(publisher) = publisher.and_then(|name| self.keys.get(&Key::Publisher(name)).copied()) {
                let entity = self.of_entity(entity);
                self.sets.join(entity, publisher);
            }
        }
    }

    /// The folded publisher that an entity's name stands for.
    fn publisher_called(&self, name: &str, thing: ThingType) -> Option<String> {
        let full = match thing {
            ThingType::Person => name.to_owned(),
            _ => self.full_name(name, None),
        };
        let folded = without_article(&fold(&full)).to_owned();
        self.publishers.contains_key(&folded).then_some(folded)
    }

    /// A body and who speaks for it are one origin, where a text says that he does.
    fn join_told(&mut self, stated: &Stated<'a>) {
        let document = self.case.document(stated);
        if let Some((person, body)) = speaker(self.case, stated) {
            let (person, body) = (self.of_entity(person), self.of_entity(body));
            self.sets.join(person, body);
        }
        let Some(source) = self.case.source(stated) else { return };
        let Some(body) = source.words.as_deref().and_then(|words| Voices::get().body_of(words)) else { return };
        let body = self.body_called(document, &body);
        let person = source.chain.and_then(|chain| self.case.resolved.of_chain(document.number, chain));
        if let Some((body, person)) = body.zip(person.filter(|person| self.case.is_named(*person))) {
            let (body, person) = (self.of_entity(body), self.of_entity(person));
            self.sets.join(body, person);
        }
    }

    /// The body of a document whose name ends with these folded words.
    fn body_called(&self, document: &CaseDocument, folded: &str) -> Option<usize> {
        let is_body = |thing| matches!(thing, ThingType::Organization | ThingType::PublicBody);
        let ends =
            |name: &String| fold(name).strip_suffix(folded).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
        let mut bodies =
            document.told.chains.iter().filter(|chain| is_body(chain.thing) && chain.names.iter().any(ends));
        let entity = self.case.resolved.of_chain(document.number, bodies.next()?.chain)?;
        self.case.is_named(entity).then_some(entity)
    }

    /// What each origin is called: a publisher before a body, a body before its speaker, a writer before the writing.
    fn voices(&mut self) -> BTreeMap<usize, Voice> {
        let mut best: BTreeMap<usize, (u8, Voice)> = BTreeMap::new();
        let mut keys: Vec<(Key, usize)> = self.keys.iter().map(|(key, number)| (key.clone(), *number)).collect();
        keys.sort_unstable_by_key(|(_, number)| *number);
        for (key, number) in keys {
            let (name, kind) = self.called[number].clone();
            let entity = key.entity();
            let rank = self.rank(&key);
            let root = self.sets.find(number);
            let found = (rank, Voice { name, kind, entity });
            let before = best.remove(&root);
            let kept = match before {
                Some(before) if (before.0, &before.1.name) <= (found.0, &found.1.name) => with_entity(before, &found),
                Some(before) => with_entity(found, &before),
                None => found,
            };
            best.insert(root, kept);
        }
        best.into_iter().map(|(root, (_, voice))| (root, voice)).collect()
    }

    fn rank(&self, key: &Key) -> u8 {
        let thing = key.entity().map(|entity| self.case.resolved.entities[entity].thing);
        match (key, thing) {
            (Key::Publisher(_), _) => 0,
            (_, Some(ThingType::Organization | ThingType::PublicBody)) => 1,
            (_, Some(ThingType::Person)) => 2,
            (_, Some(_)) => 3,
            _ => 4,
        }
    }
}

impl Key {
    fn entity(&self) -> Option<usize> {
        match self {
            Self::Entity(entity) => Some(*entity),
            _ => None,
        }
    }
}

/// A name keeps the entity of the other, where it has none of its own.
fn with_entity(mut kept: (u8, Voice), other: &(u8, Voice)) -> (u8, Voice) {
    kept.1.entity = kept.1.entity.or(other.1.entity);
    kept
}

/// How many code points of a text without a title name it.
const BEGINNING: usize = 60;

/// What a text is called that has neither publisher nor title: its first words; its identity, where it has none.
fn beginning(opening: &str, identity: &str) -> String {
    let mut words = String::new();
    for word in opening.split_whitespace() {
        if words.chars().count() + word.chars().count() > BEGINNING {
            words.push_str(" ...");
            break;
        }
        words.push_str(if words.is_empty() { "" } else { " " });
        words.push_str(word);
    }
    if words.is_empty() { identity.to_owned() } else { words }
}

/// Whether all words of a short name stand in a full one.
fn has_words(full: &str, short: &str) -> bool {
    !short.is_empty() && short.split(' ').all(|word| full.split(' ').any(|other| other == word))
}

/// Share of a sentence's stems that an original must have for the sentence to be taken from it.
const REPEATED: f32 = 0.85;

fn is_repeated(sentence: &[u32], original: &Told) -> bool {
    let n_there = sentence.iter().filter(|stem| original.stems.binary_search(stem).is_ok()).count();
    n_there as f32 >= REPEATED * sentence.len() as f32
}

fn is_correction(told: &Told) -> bool {
    !told.corrections.is_empty()
}

/// Who speaks for which body, where this claim says so.
fn speaker(case: &Case<'_>, stated: &Stated<'_>) -> Option<(usize, usize)> {
    let claim = &stated.told.claim;
    if claim.predicate != Predicate::Position || claim.polarity != Polarity::Asserted {
        return None;
    }
    let mut titles = stated.in_role(Role::Title).map(|place| stated.told.arguments[place].as_str());
    if !titles.any(|title| Voices::get().speaks(title)) {
        return None;
    }
    let named = |role| stated.in_role(role).find_map(|place| stated.entities[place].filter(|one| case.is_named(*one)));
    named(Role::Person).zip(named(Role::Organization)).filter(|(person, body)| person != body)
}

/// The document that a claim says somebody wrote, and who: "the memo was written by Ada Weil".
fn written(case: &Case<'_>, stated: &Stated<'_>) -> Option<((i64, u32), usize)> {
    let claim = &stated.told.claim;
    if claim.predicate != Predicate::Publish || claim.polarity != Polarity::Asserted {
        return None;
    }
    let place = stated.in_role(Role::Matter).next()?;
    let chain = stated.told.chain_of(place)?;
    let named = |place: usize| stated.entities[place].filter(|one| case.is_named(*one));
    let is_writing = case.document(stated).told.chain(chain).is_some_and(|chain| chain.thing == ThingType::Work);
    let author = stated.in_role(Role::Agent).find_map(named).filter(|_| is_writing)?;
    Some(((stated.at.document, chain), author))
}
