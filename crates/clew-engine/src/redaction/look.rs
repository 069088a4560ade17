//! A case looked at with protected people under other words, wherever they stand: what is made of it names none of them.

use super::Redaction;
use super::moved::Moved;
use crate::report::describes;
use crate::{Case, EngineError, EntityQuery};
use clew_model::{
    About, Annotation, CaseEvent, ClaimAt, CodePoints, Decision, Doubt, EventCount, EventMention, Filler, Filling,
    Finding, Identifier, IdentityHash, Knowledge, Matter, MentionedEvent, Note, NotedOn, Origin, Predicate, Quoted,
    QuotedClaim, QuotedEntity, Sha256, Span, Status, Verdict,
};
use clew_store::{CaseFile, NewClaim, NewEntity, NewPicture, Placed, RedactedDocument, RedactedText, SourceLine};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as NoPredicate, StrDeserializer};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

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
            let is_changed = self.text(&event.name) != event.name
                || event.documents.iter().any(|it| self.is_renamed(*it))
                || takes_part.into_iter().any(|id| self.hidden.ids.contains_key(id));
            given.extend(is_changed.then(|| (event.id.clone(), self.text(&event.name))));
        })?;
        case.each_mentioned(|event| {
            let is_changed =
                self.text(&event.name) != event.name || event.documents().iter().any(|it| self.is_renamed(*it));
            given.extend(is_changed.then(|| (event.id.clone(), self.text(&event.name))));
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

    /// The picture as it is shown.
    fn picture(&self, case: &Case) -> Result<NewPicture, EngineError> {
        let mut picture = NewPicture { claims: self.new_claims(case)?, ..NewPicture::default() };
        for entity in entities(case)? {
            picture.entities.push(NewEntity { id: self.id(&entity.id), names: self.names(&entity), ..entity });
        }
        case.each_doubt(|doubt| {
            let (first, second, why) = (self.id(&doubt.first), self.id(&doubt.second), self.text(&doubt.why));
            picture.doubts.push(Doubt { first, second, why, ..doubt });
        })?;
        case.each_event(|event| picture.events.push(self.event(event)))?;
        case.each_mentioned(|event| {
            let (id, name) = (self.id(&event.id), self.text(&event.name));
            picture.mentioned.push(MentionedEvent { id, name, mentions: self.mentions(&event.mentions) });
        })?;
        case.each_finding(|finding| picture.findings.extend(self.finding(finding)))?;
        case.each_knowledge(|known| picture.knowledge.extend(self.knowledge(known)))?;
        let mut statuses: Vec<(String, Vec<Status>)> = case.statuses()?.into_iter().collect();
        statuses.sort_by(|a, b| a.0.cmp(&b.0));
        picture.statuses = statuses.into_iter().map(|(id, steps)| (self.id(&id), self.steps(steps))).collect();
        for number in self.documents.keys() {
            picture.identifiers.extend(self.identifiers(case, *number)?.into_iter().map(|it| (*number, it)));
        }
        picture.sources = case.sources()?.iter().map(|source| self.source(source)).collect();
        in_key_order(&mut picture);
        Ok(picture)
    }

    fn new_claims(&self, case: &Case) -> Result<Vec<NewClaim>, EngineError> {
        let mut claims = Vec::new();
        for number in self.documents.keys() {
            let mut places: Vec<ClaimAt> =
                case.file.placed(*number)?.into_keys().map(|claim| ClaimAt { document: *number, claim }).collect();
            places.sort();
            for line in case.file.claim_lines(&places)? {
                let Some(at) = self.at(line.at) else { continue };
                let words: StrDeserializer<'_, NoPredicate> = line.predicate.as_str().into_deserializer();
                let Ok(predicate) = Predicate::deserialize(words) else { continue };
                let placed = Placed {
                    finding: line.placed.finding.filter(|id| !self.described.contains(id)).map(|id| self.id(&id)),
                    event: line.placed.event.map(|id| self.id(&id)),
                    origin: line.placed.origin.map(|origin| Arc::new(self.origin(&origin))),
                };
                let sentence = self.span(*number, line.span);
                let (polarity, certainty) = (line.polarity, line.certainty);
                claims.push(NewClaim { at, predicate, polarity, certainty, sentence, placed });
            }
        }
        Ok(claims)
    }

    fn mentions(&self, mentions: &[EventMention]) -> Vec<EventMention> {
        let moved = |mention: &EventMention| {
            let EventMention { document, span, claim } = *mention;
            let claim = claim.and_then(|claim| self.at(ClaimAt { document, claim })).map(|at| at.claim);
            EventMention { document, span: self.span(document, span), claim }
        };
        mentions.iter().map(moved).collect()
    }

    fn event(&self, event: CaseEvent) -> CaseEvent {
        let count =
            |count: &EventCount| EventCount { quantity: count.quantity.clone(), claims: self.claims(&count.claims) };
        CaseEvent {
            id: self.id(&event.id),
            name: self.text(&event.name),
            places: event.places.iter().map(|id| self.id(id)).collect(),
            participants: event.participants.iter().map(|(role, id)| (*role, self.id(id))).collect(),
            part_of: event.part_of.as_ref().map(|id| self.id(id)),
            counts: event.counts.iter().map(count).collect(),
            claims: self.claims(&event.claims),
            mentions: self.mentions(&event.mentions),
            ..event
        }
    }

    /// A finding as it is shown; nothing of one that is withheld.
    fn finding(&self, finding: Finding) -> Option<Finding> {
        if self.described.contains(&finding.id) {
            return None;
        }
        let told = |id: &&String| !self.described.contains(*id);
        Some(Finding {
            id: self.id(&finding.id),
            arguments: finding.arguments.iter().map(|(role, filling)| (*role, self.filling(filling))).collect(),
            claims: self.claims(&finding.claims),
            origins: finding.origins.iter().map(|origin| self.origin(origin)).collect(),
            against: finding.against.iter().filter(told).map(|id| self.id(id)).collect(),
            superseded_by: finding.superseded_by.as_ref().filter(told).map(|id| self.id(id)),
            why: self.text(&finding.why),
            ..finding
        })
    }

    fn knowledge(&self, known: Knowledge) -> Option<Knowledge> {
        let matter = match &known.matter {
            Matter::Finding(id) if self.described.contains(id) => return None,
            Matter::Finding(id) => Matter::Finding(self.id(id)),
            Matter::Event(id) => Matter::Event(self.id(id)),
            Matter::Words(words) => Matter::Words(self.text(words)),
        };
        Some(Knowledge { who: self.id(&known.who), matter, shown_by: self.at(known.shown_by)?, ..known })
    }

    fn steps(&self, steps: Vec<Status>) -> Vec<Status> {
        let told = steps.into_iter().filter(|status| !self.described.contains(&status.finding));
        let by = |who: &String| if self.hidden.ids.contains_key(who) { self.id(who) } else { self.text(who) };
        told.map(|status| Status {
            claims: self.claims(&status.claims),
            finding: self.id(&status.finding),
            by: status.by.iter().map(by).collect(),
            ..status
        })
        .collect()
    }

    /// Numbers, codes and addresses of a document that are not hidden.
    fn identifiers(&self, case: &Case, number: i64) -> Result<Vec<Identifier>, EngineError> {
        let moved = &self.documents[&number].moved;
        let found = case.file.identifiers_in(number)?.into_iter();
        let shown =
            found.filter(|(_, _, written, span)| !moved.hides(*span) && self.redaction.text(written) == *written);
        Ok(shown.map(|(kind, key, written, span)| Identifier { span: moved.span(span), kind, key, written }).collect())
    }

    fn source(&self, source: &SourceLine) -> SourceLine {
        let carried_by = source.carried_by.iter().map(|(name, n)| (self.text(name), *n)).collect();
        SourceLine { origin: self.origin(&source.origin), carried_by, ..source.clone() }
    }

    /// The log of decisions in the look's words, without those that say who is protected, and what took these back.
    fn decisions(&self, case: &Case) -> Result<Vec<Decision>, EngineError> {
        let mut left: BTreeSet<u32> = BTreeSet::new();
        let mut told = Vec::new();
        for decision in case.file.decisions()? {
            let is_left = match (&decision.verdict, &decision.about) {
                (Verdict::Protect(_), _) => true,
                (_, About::Decision { number }) => left.contains(number),
                _ => false,
            };
            if is_left {
                left.insert(decision.number);
                continue;
            }
            let verdict = match decision.verdict.clone() {
                Verdict::Rename(name) => Verdict::Rename(self.text(&name)),
                Verdict::Correct(mut correction) => {
                    let sha256 = original(&decision.about);
                    for argument in correction.argument.iter_mut() {
                        argument.was = self.quoted(case, sha256, &argument.was)?;
                        argument.is = self.quoted(case, sha256, &argument.is)?;
                    }
                    correction.name = correction.name.map(|name| self.text(&name));
                    Verdict::Correct(correction)
                }
                verdict => verdict,
            };
            let why = decision.why.as_ref().map(|why| self.text(why));
            told.push(Decision { verdict, about: self.about(case, &decision.about)?, why, ..decision });
        }
        Ok(told)
    }

    fn about(&self, case: &Case, about: &About) -> Result<About, EngineError> {
        Ok(match about {
            About::Claim(claim) => About::Claim(Box::new(self.quoted_claim(case, claim)?)),
            About::Entity(entity) => About::Entity(self.quoted_entity(case, entity)?),
            About::Pair { one, other } => {
                About::Pair { one: self.quoted_entity(case, one)?, other: self.quoted_entity(case, other)? }
            }
            About::Document { sha256, id } => About::Document { sha256: *sha256, id: self.document_id(*sha256, id) },
            About::Decision { number } => About::Decision { number: *number },
        })
    }

    fn document_id(&self, sha256: Sha256, id: &str) -> String {
        let of_original = self.by_original.get(&sha256).into_iter().flatten().filter_map(|it| self.documents.get(it));
        let found = of_original.into_iter().find(|document| document.was == id);
        found.map_or_else(|| self.text(id), |document| document.id.clone())
    }

    fn quoted_claim(&self, case: &Case, claim: &QuotedClaim) -> Result<QuotedClaim, EngineError> {
        let sha256 = Some(claim.sha256);
        let mut told = claim.clone();
        told.sentence = self.quoted(case, sha256, &claim.sentence)?;
        told.trigger = self.quoted(case, sha256, &claim.trigger)?;
        for argument in &mut told.arguments {
            argument.quoted = self.quoted(case, sha256, &argument.quoted)?;
        }
        Ok(told)
    }

    fn quoted_entity(&self, case: &Case, entity: &QuotedEntity) -> Result<QuotedEntity, EngineError> {
        let mut told = entity.clone();
        for mention in &mut told.mentions {
            mention.sentence = self.quoted(case, Some(mention.sha256), &mention.sentence)?;
            mention.mention = self.quoted(case, Some(mention.sha256), &mention.mention)?;
        }
        told.name = self.text(&entity.name);
        // Who is called by other words in every sentence is so in what the decision calls them.
        let label = told.mentions.iter().find_map(|mention| {
            let words = mention.mention.words.strip_prefix('[')?.strip_suffix(']')?;
            self.redaction.labels().values().find(|label| *label == words)
        });
        if let Some(label) = label {
            told.name.clone_from(label);
        }
        Ok(told)
    }

    /// Words of an original as they stand in the look.
    fn quoted(&self, case: &Case, sha256: Option<Sha256>, quoted: &Quoted) -> Result<Quoted, EngineError> {
        let number =
            sha256.and_then(|sha256| self.by_original.get(&sha256)?.iter().find(|it| self.documents.contains_key(it)));
        let Some((number, document)) = number.and_then(|number| Some((*number, self.documents.get(number)?))) else {
            return Ok(Quoted { words: self.text(&quoted.words), ..quoted.clone() });
        };
        let text = case.file.story(number)?.map(|(text, _)| text).unwrap_or_default();
        let n_points = CodePoints::new(&text).len();
        let span = quoted.span();
        if span.end > n_points || span.start > span.end {
            return Ok(Quoted { words: self.text(&quoted.words), ..quoted.clone() });
        }
        let moved = document.moved.span(span);
        // What begins within a name begins with the words in its place.
        let whole = Span::new(0, n_points);
        let shown = self.redaction.quote(&text, whole, &document.spans);
        Ok(Quoted::of(&CodePoints::new(&shown), moved))
    }

    fn notes(&self, case: &Case) -> Result<Vec<Note>, EngineError> {
        let mut notes = case.file.notes()?;
        for note in &mut notes {
            note.text = note.text.as_ref().map(|text| self.text(text));
            for quote in &mut note.quotes {
                quote.quoted = self.quoted(case, Some(quote.sha256), &quote.quoted)?;
                quote.document = self.document_id(quote.sha256, &quote.document);
            }
            note.on = match &note.on {
                NotedOn::Case => NotedOn::Case,
                NotedOn::Entity(entity) => NotedOn::Entity(self.quoted_entity(case, entity)?),
                NotedOn::Event(claim) => NotedOn::Event(Box::new(self.quoted_claim(case, claim)?)),
                NotedOn::Finding(claim) => NotedOn::Finding(Box::new(self.quoted_claim(case, claim)?)),
                NotedOn::Document { sha256, id } => {
                    NotedOn::Document { sha256: *sha256, id: self.document_id(*sha256, id) }
                }
            };
        }
        Ok(notes)
    }
}

/// The original that a decision on a claim is about.
fn original(about: &About) -> Option<Sha256> {
    match about {
        About::Claim(claim) => Some(claim.sha256),
        _ => None,
    }
}

/// Every entity of a case, with its chains.
fn entities(case: &Case) -> Result<Vec<NewEntity>, EngineError> {
    let all = EntityQuery { limit: u32::MAX, ..EntityQuery::default() };
    let named: BTreeSet<String> = case.entities(&all)?.items.into_iter().map(|line| line.id).collect();
    let mut lines = Vec::new();
    case.file.each_entity(|line| lines.push(line))?;
    let entity = |line: clew_store::EntityLine| {
        let chains = case.file.chains_of(&line.id)?;
        let is_named = named.contains(&line.id);
        let (thing, n_mentions) = (line.thing, line.n_mentions);
        Ok(NewEntity { id: line.id, thing, names: line.names, is_named, chains, n_mentions })
    };
    lines.into_iter().map(entity).collect()
}

/// The picture's rows in the order of their keys, each once: ids are others now, and two sources may be called alike.
fn in_key_order(picture: &mut NewPicture) {
    picture.entities.sort_by(|a, b| a.id.cmp(&b.id));
    picture.events.sort_by(|a, b| a.id.cmp(&b.id));
    picture.mentioned.sort_by(|a, b| a.id.cmp(&b.id));
    picture.findings.sort_by(|a, b| a.id.cmp(&b.id));
    picture.doubts.sort_by(|a, b| (&a.first, &a.second).cmp(&(&b.first, &b.second)));
    picture.knowledge.sort();
    picture.knowledge.dedup();
    let mut sources: BTreeMap<(String, Option<String>), SourceLine> = BTreeMap::new();
    for source in std::mem::take(&mut picture.sources) {
        let key = (source.origin.name.clone(), source.origin.entity.clone());
        match sources.get_mut(&key) {
            None => drop(sources.insert(key, source)),
            Some(known) => add(known, source),
        }
    }
    picture.sources = sources.into_values().collect();
}

/// Adds what rests on a source of the same name.
fn add(known: &mut SourceLine, source: SourceLine) {
    known.n_claims += source.n_claims;
    known.n_findings += source.n_findings;
    known.n_alone += source.n_alone;
    let documents: BTreeSet<i64> = known.origin.documents.iter().chain(&source.origin.documents).copied().collect();
    known.origin.documents = documents.into_iter().collect();
    for (publisher, n) in source.carried_by {
        match known.carried_by.iter_mut().find(|(name, _)| *name == publisher) {
            Some((_, sum)) => *sum += n,
            None => known.carried_by.push((publisher, n)),
        }
    }
}
