//! A case looked at with protected people under other words, wherever they stand: what is made of it names none of them.

mod decided;
mod picture;

use super::Redaction;
use super::moved::Moved;
use crate::report::describes;
use crate::{Case, EngineError, EntityQuery};
use clew_model::{Annotation, ClaimAt, CodePoints, Filler, Filling, IdentityHash, Origin, Sha256, Span};
use clew_store::{CaseFile, EntityLine, NewEntity, RedactedDocument, RedactedText};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a look at a case hides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// What the case is called.
    pub name: String,
    /// How many people are called by other words.
    pub n_people: usize,
    /// How many findings that describe them are withheld.
    pub n_described: usize,
    /// Ids that are others in the look, for they could be made again from what is hidden: entities, events, findings.
    ids: HashMap<String, String>,
    /// Documents of which stretches are hidden, with the id that each has in the look.
    texts: BTreeSet<i64>,
}

impl Hidden {
    /// The id that an entity, event or finding has in the look.
    pub fn id<'i>(&'i self, id: &'i str) -> &'i str {
        self.ids.get(id).map_or(id, String::as_str)
    }

    /// Whether stretches of a document's text are hidden, so that positions in it are those of the text as it is shown.
    pub fn hides_in(&self, document: i64) -> bool {
        self.texts.contains(&document)
    }
}

impl Case {
    /// Answers every question from now on with protected people under other words, in this opening of the case alone: in documents,
    /// names, labels, file names, quotations, notes and decisions, and under other ids. Findings that describe them are left out, and so
    /// is the decision that protects them. Nothing is changed where nobody is protected.
    pub fn look_redacted(&mut self) -> Result<(), EngineError> {
        let redaction = self.redaction()?;
        if redaction.is_empty() {
            return Ok(());
        }
        let hiding = Hiding::of(self, redaction)?;
        let picture = hiding.picture(self)?;
        let (decisions, notes) = (hiding.decisions(self)?, hiding.notes(self)?);
        let documents: Vec<i64> = hiding.documents.keys().copied().collect();
        self.file.begin_look_at_words()?;
        for number in documents {
            self.file.replace_document(&hiding.document(&self.file, number)?)?;
        }
        self.file.end_look_at_words(&decisions, &notes)?;
        self.file.look_at(&picture)?;
        self.hidden = Some(hiding.hidden);
        Ok(())
    }

    /// What this look at the case hides; nothing where it shows everything.
    pub fn hidden(&self) -> Option<&Hidden> {
        self.hidden.as_ref()
    }
}

/// A document on its way into the look.
struct HiddenDocument {
    id: String,
    was: String,
    spans: Vec<(Span, String)>,
    moved: Moved,
    /// Claims that are told: their numbers of before and now.
    told: HashMap<u32, u32>,
}

/// What is hidden, and where everything is in the look.
struct Hiding {
    redaction: Redaction,
    hidden: Hidden,
    documents: BTreeMap<i64, HiddenDocument>,
    by_original: HashMap<Sha256, Vec<i64>>,
    /// Ids of documents in the look, and those that they had before.
    taken: HashMap<String, String>,
    /// Findings that are withheld.
    described: BTreeSet<String>,
}

impl Hiding {
    fn of(case: &Case, redaction: Redaction) -> Result<Self, EngineError> {
        let name = redaction.text(&case.name()).into_owned();
        let hidden = Hidden { name, n_people: redaction.labels().len(), ..Hidden::default() };
        let by_original = case.file.documents_by_original()?;
        let mut hiding = Self {
            redaction,
            hidden,
            documents: BTreeMap::new(),
            by_original,
            taken: HashMap::new(),
            described: BTreeSet::new(),
        };
        let mut withheld: BTreeSet<ClaimAt> = BTreeSet::new();
        case.each_finding(|finding| {
            if describes(finding.predicate) && finding.arguments.iter().any(|(_, filling)| hiding.is_protected(filling))
            {
                withheld.extend(&finding.claims);
                hiding.described.insert(finding.id);
            }
        })?;
        hiding.hidden.n_described = hiding.described.len();
        for number in case.document_numbers()? {
            hiding.find(case, number, &withheld)?;
        }
        hiding.give_ids(case)?;
        Ok(hiding)
    }

    fn is_protected(&self, filling: &Filling) -> bool {
        matches!(filling, Filling::Entity(id) if self.redaction.label(id).is_some())
    }

    /// Finds what is hidden in a document, and which of its claims are told.
    fn find(&mut self, case: &Case, number: i64, withheld: &BTreeSet<ClaimAt>) -> Result<(), EngineError> {
        let head = case.document_head(number)?;
        let spans = case.redacted_spans(&self.redaction, number)?;
        let annotation = case.annotation(number)?;
        let entities = case.file.entities_of(number)?;
        let is_protected = |filler: &Filler| match filler {
            Filler::Chain(chain) => {
                let entity = entities.get(*chain as usize).and_then(Option::as_deref);
                entity.is_some_and(|entity| self.redaction.label(entity).is_some())
            }
            _ => false,
        };
        let mut told = HashMap::new();
        for claim in &annotation.claims {
            let is_described = describes(claim.predicate) && claim.arguments.iter().any(|it| is_protected(&it.filler));
            if !is_described && !withheld.contains(&ClaimAt { document: number, claim: claim.id }) {
                told.insert(claim.id, told.len() as u32);
            }
        }
        let mut id = self.redaction.text(&head.line.id).into_owned();
        // Two documents that differ in the name alone stay two.
        while self.taken.get(&id).is_some_and(|by| *by != head.line.id) {
            id.push('~');
        }
        self.taken.insert(id.clone(), head.line.id.clone());
        if !spans.is_empty() {
            self.hidden.texts.insert(number);
        }
        let moved = Moved::by(&spans);
        let document = HiddenDocument { id, was: head.line.id, spans, moved, told };
        self.documents.insert(number, document);
        Ok(())
    }

    /// Whether a document goes by another id: what its id went into can be made again by who guesses it.
    fn is_renamed(&self, number: i64) -> bool {
        self.documents.get(&number).is_some_and(|document| document.id != document.was)
    }

    /// Gives other ids to whatever is called otherwise, or was called after something that is.
    fn give_ids(&mut self, case: &Case) -> Result<(), EngineError> {
        let mut given = Vec::new();
        for entity in entities(case)? {
            let is_changed =
                self.names(&entity) != entity.names || entity.chains.iter().any(|(it, _)| self.is_renamed(*it));
            if is_changed || self.redaction.label(&entity.id).is_some() {
                given.push((entity.id.clone(), self.names(&entity).join("\n")));
            }
        }
        self.give(given);
        let mut given = Vec::new();
        case.each_event(|event| {
            let takes_part = event.participants.iter().map(|(_, id)| id).chain(&event.places);
            let is_changed = self.redaction.event_name(&event.name) != event.name
                || event.documents.iter().any(|it| self.is_renamed(*it))
                || takes_part.into_iter().any(|id| self.hidden.ids.contains_key(id));
            given.extend(is_changed.then(|| (event.id.clone(), self.redaction.event_name(&event.name))));
        })?;
        case.each_mentioned(|event| {
            let is_changed = self.redaction.event_name(&event.name) != event.name
                || event.documents().iter().any(|it| self.is_renamed(*it));
            given.extend(is_changed.then(|| (event.id.clone(), self.redaction.event_name(&event.name))));
        })?;
        self.give(given);
        let mut given = Vec::new();
        case.each_finding(|finding| {
            let is_changed = finding.claims.iter().any(|at| self.is_renamed(at.document))
                || finding.arguments.iter().any(|(_, filling)| self.filling(filling) != *filling);
            given.extend(is_changed.then(|| (finding.id.clone(), finding.predicate.to_string())));
        })?;
        self.give(given);
        Ok(())
    }

    /// New ids, each after what is shown and its place among those shown alike; the order is that of the ids of before.
    fn give(&mut self, given: Vec<(String, String)>) {
        let mut n_alike: HashMap<String, u32> = HashMap::new();
        for (id, shown) in given {
            let nth = n_alike.entry(shown.clone()).or_default();
            let hash = IdentityHash::new().field(b"redacted").field(shown.as_bytes()).field(&nth.to_le_bytes());
            *nth += 1;
            self.hidden.ids.insert(id, hash.short());
        }
    }

    fn text(&self, words: &str) -> String {
        self.redaction.text(words).into_owned()
    }

    fn id(&self, id: &str) -> String {
        self.hidden.id(id).to_owned()
    }

    fn at(&self, at: ClaimAt) -> Option<ClaimAt> {
        let claim = *self.documents.get(&at.document)?.told.get(&at.claim)?;
        Some(ClaimAt { document: at.document, claim })
    }

    fn claims(&self, claims: &[ClaimAt]) -> Vec<ClaimAt> {
        claims.iter().filter_map(|at| self.at(*at)).collect()
    }

    fn span(&self, document: i64, span: Span) -> Span {
        self.documents.get(&document).map_or(span, |document| document.moved.span(span))
    }

    /// The names of an entity in the look.
    fn names(&self, entity: &NewEntity) -> Vec<String> {
        if let Some(label) = self.redaction.label(&entity.id) {
            return vec![label.to_owned()];
        }
        let mut names: Vec<String> = Vec::with_capacity(entity.names.len());
        for name in &entity.names {
            let name = self.text(name);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn filling(&self, filling: &Filling) -> Filling {
        match filling {
            Filling::Entity(id) => Filling::Entity(self.id(id)),
            Filling::Event(id) => Filling::Event(self.id(id)),
            Filling::Value(words) => Filling::Value(self.text(words)),
        }
    }

    fn origin(&self, origin: &Origin) -> Origin {
        let label = origin.entity.as_deref().and_then(|entity| self.redaction.label(entity));
        let own = origin.documents.first().and_then(|number| self.documents.get(number));
        // A document without a publisher is its own origin, under its id.
        let name = match (label, own.filter(|document| origin.name.ends_with(&document.was))) {
            (Some(label), _) => label.to_owned(),
            (None, Some(document)) => origin.name.replace(&document.was, &document.id),
            (None, None) => self.text(&origin.name),
        };
        let entity = origin.entity.as_ref().map(|entity| self.id(entity));
        Origin { name, entity, ..origin.clone() }
    }

    /// A document as it is shown.
    fn document(&self, file: &CaseFile, number: i64) -> Result<RedactedDocument, EngineError> {
        let document = &self.documents[&number];
        let found = file.document(number)?.ok_or(EngineError::NoSuchDocument(number))?;
        let reading = found.reading;
        let told_all = document.told.iter().all(|(was, is)| was == is);
        let mut annotation = file.annotation(number)?.unwrap_or_default();
        let is_same = document.moved.is_empty() && told_all && annotation.claims.len() == document.told.len();
        let text = (!is_same).then(|| {
            let whole = Span::new(0, CodePoints::new(&reading.text).len());
            self.name_chains(&mut annotation, &found.entities);
            RedactedText {
                text: self.redaction.quote(&reading.text, whole, &document.spans).into_owned(),
                furniture: reading.furniture.iter().map(|span| document.moved.span(*span)).collect(),
                annotation: document.moved.annotation(annotation, &document.told),
            }
        });
        Ok(RedactedDocument {
            number,
            id: document.id.clone(),
            title: found.line.title.map(|title| self.text(&title)),
            publisher: found.line.publisher.map(|publisher| self.text(&publisher)),
            authors: reading.authors.iter().map(|author| self.text(author)).collect(),
            url: reading.url.map(|url| self.text(&url)),
            why: found.line.outcome.why().map(|why| self.text(why)),
            text,
        })
    }

    fn name_chains(&self, annotation: &mut Annotation, entities: &[Option<String>]) {
        for chain in &mut annotation.chains {
            let entity = entities.get(chain.id as usize).and_then(Option::as_deref);
            let label = entity.and_then(|entity| self.redaction.label(entity));
            chain.name = label.map_or_else(|| self.text(&chain.name), str::to_owned);
        }
        for argument in annotation.claims.iter_mut().flat_map(|claim| &mut claim.arguments) {
            if let Filler::Value(words) = &mut argument.filler {
                *words = self.text(words);
            }
        }
    }
}

/// Every entity of a case, with its chains.
fn entities(case: &Case) -> Result<Vec<NewEntity>, EngineError> {
    let all = EntityQuery { limit: u32::MAX, ..EntityQuery::default() };
    let named: BTreeSet<String> = case.entities(&all)?.items.into_iter().map(|line| line.id).collect();
    let mut lines = Vec::new();
    case.file.each_entity(|line| lines.push(line))?;
    let entity = |line: EntityLine| {
        let chains = case.file.chains_of(&line.id)?;
        let is_named = named.contains(&line.id);
        let (thing, n_mentions) = (line.thing, line.n_mentions);
        Ok(NewEntity { id: line.id, thing, names: line.names, is_named, chains, n_mentions })
    };
    lines.into_iter().map(entity).collect()
}
