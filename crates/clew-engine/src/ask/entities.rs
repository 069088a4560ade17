use super::{quote, sentence_around};
use crate::answer::{AgreedPlace, Beside, EntityDocument, EntityLine, EntityView, Page};
use crate::{Case, EngineError, EntityQuery};
use clew_analysis::places::Agreement;
use clew_model::{Annotation, Chain, CodePoints, Location, Mention, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Entities listed beside another one.
const N_BESIDE: usize = 24;

/// Of what language read in a document what a page of an entity needs: who is mentioned where.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Mentioned {
    pub(super) sentences: Vec<Span>,
    pub(super) mentions: Vec<Mention>,
    chains: Vec<Chain>,
}

impl Case {
    /// Entities that a name refers to, those in most documents first.
    pub fn entities(&self, query: &EntityQuery) -> Result<Page<EntityLine>, EngineError> {
        Ok(self.file.entities(query)?)
    }

    /// Every entity, named or not, by id, with its mentions (document number and span, by document), and where it lies.
    pub fn each_entity(
        &self,
        mut each: impl FnMut(EntityLine, Vec<(i64, Span)>, Option<AgreedPlace>),
    ) -> Result<(), EngineError> {
        let mut mentions: HashMap<String, Vec<(i64, Span)>> = HashMap::new();
        let mut agreements: HashMap<String, Agreement> = HashMap::new();
        for number in self.file.document_numbers()? {
            let entities = self.file.entities_of(number)?;
            let annotation = self.mentioned(number)?;
            let mut places: HashMap<&String, Vec<&Location>> = HashMap::new();
            for (entity, chain) in entities.iter().zip(&annotation.chains) {
                if let (Some(entity), Some(place)) = (entity, &chain.place) {
                    places.entry(entity).or_default().push(place);
                }
            }
            for (entity, places) in places {
                agreements.entry(entity.clone()).or_default().add(places);
            }
            for mention in annotation.mentions {
                if let Some(Some(entity)) = entities.get(mention.chain as usize) {
                    mentions.entry(entity.clone()).or_default().push((number, mention.span));
                }
            }
        }
        self.file.each_entity(|line| {
            let found = mentions.remove(&line.id).unwrap_or_default();
            let place = agreements.remove(&line.id).and_then(Agreement::finish);
            each(line, found, place);
        })?;
        Ok(())
    }

    /// One entity, whole.
    pub fn entity(&self, id: &str) -> Result<Option<EntityView>, EngineError> {
        let redirected = self.file.redirect(id)?;
        let id = redirected.as_deref().unwrap_or(id);
        let Some(line) = self.file.entity(id)? else { return Ok(None) };
        let mut documents: Vec<(i64, HashSet<u32>)> = Vec::new();
        for (document, chain) in self.file.chains_of(id)? {
            match documents.last_mut() {
                Some((last, chains)) if *last == document => {
                    chains.insert(chain);
                }
                _ => documents.push((document, HashSet::from([chain]))),
            }
        }
        let statuses = self.file.statuses_of(id)?;
        let mut view = EntityView { line, place: None, statuses, documents: Vec::new(), beside: Vec::new() };
        let (mut n_beside, mut agreement) = (HashMap::new(), Agreement::default());
        for (number, chains) in documents {
            let annotation = self.mentioned(number)?;
            let of_entity = annotation.chains.iter().filter(|chain| chains.contains(&chain.id));
            agreement.add(of_entity.filter_map(|chain| chain.place.as_ref()));
            view.documents.extend(self.sentences_about(number, &annotation, &chains, &mut n_beside)?);
        }
        view.place = agreement.finish();
        view.beside = self.most_beside(n_beside)?;
        Ok(Some(view))
    }

    /// Who is mentioned where in a document; nobody, where nothing was read in it yet.
    pub(super) fn mentioned(&self, document: i64) -> Result<Mentioned, EngineError> {
        let by_hand = self.by_hand()?;
        if !by_hand.has(document) {
            return Ok(self.file.part_of_annotation(document)?.unwrap_or_default());
        }
        let Annotation { sentences, mentions, chains, .. } = by_hand.overlaid(&self.file, document)?.annotation;
        Ok(Mentioned { sentences, mentions, chains })
    }

    /// A document's sentences that mention one of the chains; counts the entities beside them.
    fn sentences_about(
        &self,
        number: i64,
        annotation: &Mentioned,
        chains: &HashSet<u32>,
        n_beside: &mut HashMap<String, u32>,
    ) -> Result<Option<EntityDocument>, EngineError> {
        let (Some(line), Some((text, _))) = (self.file.document_line(number)?, self.file.story(number)?) else {
            return Ok(None);
        };
        let by_sentence = marks_by_sentence(&annotation.sentences, &annotation.mentions, chains);
        let entities = self.file.entities_of(number)?;
        for sentence in by_sentence.keys() {
            let there: HashSet<u32> = annotation
                .mentions
                .iter()
                .filter(|mention| sentence.contains(mention.span))
                .map(|mention| mention.chain)
                .collect();
            for chain in there.difference(chains) {
                if let Some(Some(entity)) = entities.get(*chain as usize) {
                    *n_beside.entry(entity.clone()).or_default() += 1;
                }
            }
        }
        let points = CodePoints::new(&text);
        let sentences = by_sentence.iter().map(|(sentence, marks)| quote(&points, *sentence, marks)).collect();
        Ok(Some(EntityDocument { line, sentences }))
    }

    fn most_beside(&self, n_beside: HashMap<String, u32>) -> Result<Vec<Beside>, EngineError> {
        let mut counted: Vec<(String, u32)> = n_beside.into_iter().collect();
        counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut beside = Vec::new();
        for (id, n_sentences) in counted.into_iter().take(N_BESIDE) {
            beside.extend(self.file.entity(&id)?.map(|entity| Beside { entity, n_sentences }));
        }
        Ok(beside)
    }
}

/// The sentences that hold mentions of these chains, each with where these stand.
pub(super) fn marks_by_sentence(
    sentences: &[Span],
    mentions: &[Mention],
    chains: &HashSet<u32>,
) -> BTreeMap<Span, Vec<Span>> {
    let mut by_sentence: BTreeMap<Span, Vec<Span>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| chains.contains(&mention.chain)) {
        by_sentence.entry(sentence_around(sentences, mention.span)).or_default().push(mention.span);
    }
    by_sentence
}
