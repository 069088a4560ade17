//! What decisions apply to, in the documents as they are read now.

use crate::EngineError;
use crate::ask::{applied as claims_decided, quoted_claims};
use crate::by_hand::ByHand;
use clew_analysis::picture::{ChainAt, Decided, DecidedPair};
use clew_model::{About, Annotation, CodePoints, Correction, Decision, QuotedEntity, QuotedMention, Sha256, Verdict};
use clew_store::CaseFile;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the decisions of a log apply to; what is undone applies to nothing.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    /// Claims: the decision's number, the document's, the claim's; in order of decisions.
    pub claims: Vec<(u32, i64, u32)>,
    /// Chains that were decided upon as an entity's.
    pub chains: Vec<(u32, ChainAt)>,
    /// Documents.
    pub documents: Vec<(u32, i64)>,
    /// Chains of people who are protected: the decision's number, and the words that stand for them; in order of decisions.
    pub protected: Vec<(u32, ChainAt, Option<String>)>,
    /// What the picture has to keep.
    pub decided: Decided,
    /// Numbers of the decisions of which everything that they name is found.
    pub found: BTreeSet<u32>,
}

impl Applied {
    /// What a log's decisions apply to; `by_hand` is what people added to what they are about.
    pub fn of(file: &CaseFile, by_hand: &ByHand, log: &[Decision]) -> Result<Self, EngineError> {
        let standing: Vec<&Decision> = log.iter().filter(|decision| decision.undone_by.is_none()).collect();
        let originals: BTreeSet<Sha256> = standing.iter().flat_map(|decision| originals(decision)).collect();
        if originals.is_empty() {
            return Ok(Self::default());
        }
        let documents = file.documents_by_original()?;
        let mut applying =
            Applying { applied: Self::default(), chains: HashMap::new(), mentions: Vec::new(), laid: BTreeSet::new() };
        for original in originals {
            for document in documents.get(&original).into_iter().flatten() {
                applying.look_at((file, by_hand), *document, original, &standing)?;
            }
        }
        for decision in standing {
            applying.apply(file, decision, &documents)?;
        }
        Ok(applying.applied)
    }

    /// What is decided of the claims of each document: in the order of decisions, each with the claim's number.
    pub fn claims_by_document(&self) -> BTreeMap<i64, Vec<(u32, u32)>> {
        let mut found: BTreeMap<i64, Vec<(u32, u32)>> = BTreeMap::new();
        for (decision, document, claim) in &self.claims {
            found.entry(*document).or_default().push((*decision, *claim));
        }
        found
    }
}

/// The originals in which what a decision is about is named.
fn originals(decision: &Decision) -> Vec<Sha256> {
    let of_entity = |entity: &QuotedEntity| entity.mentions.iter().map(|mention| mention.sha256).collect::<Vec<_>>();
    match &decision.about {
        About::Mention(mention) => {
            let referred = referred_to(&decision.verdict).map(of_entity).unwrap_or_default();
            referred.into_iter().chain([mention.sha256]).collect()
        }
        About::Claim(claim) => vec![claim.sha256],
        About::Entity(entity) => of_entity(entity),
        About::Pair { one, other } => [of_entity(one), of_entity(other)].concat(),
        About::Source(source) => source.entity.iter().flat_map(of_entity).collect(),
        About::Document { sha256, .. } => vec![*sha256],
        About::Decision { .. } => Vec::new(),
    }
}

/// Mentions that decisions name, with the chains that hold them now.
struct Applying {
    applied: Applied,
    chains: HashMap<(Sha256, u32, String), Vec<ChainAt>>,
    /// The chains of mentions that people made or corrected, by the decision's number.
    mentions: Vec<(u32, ChainAt)>,
    /// Decisions on mentions that were found.
    laid: BTreeSet<u32>,
}

impl Applying {
    /// Finds what decisions name in one document.
    fn look_at(
        &mut self,
        (file, by_hand): (&CaseFile, &ByHand),
        number: i64,
        sha256: Sha256,
        standing: &[&Decision],
    ) -> Result<(), EngineError> {
        let Some(found) = file.document(number)? else { return Ok(()) };
        let overlaid = by_hand.overlaid(file, number)?;
        let annotation = &overlaid.annotation;
        let is_standing =
            |number: &u32| standing.iter().any(|decision| decision.number == *number && is_laid(decision));
        self.applied
            .claims
            .extend(overlaid.claims.iter().filter(|(of, _)| is_standing(of)).map(|(of, claim)| (*of, number, *claim)));
        for laid in overlaid.mentions.iter().filter(|laid| is_standing(&laid.decision)) {
            self.laid.insert(laid.decision);
            self.mentions.extend(laid.chain.map(|chain| (laid.decision, (number, chain))));
        }
        let text = &found.reading.text;
        let of_claims: Vec<&Decision> = standing
            .iter()
            .filter(|decision| decision.standing_of_claim().is_some_and(|claim| claim.sha256 == sha256))
            .filter(|decision| !is_laid(decision))
            .copied()
            .collect();
        if !of_claims.is_empty() {
            let quoted = quoted_claims(sha256, text, annotation);
            let claims = claims_decided(&of_claims, &quoted).into_iter();
            self.applied.claims.extend(claims.map(|(decision, at)| (decision.number, number, at as u32)));
        }
        let points = CodePoints::new(text);
        for mention in standing.iter().flat_map(|decision| mentions(decision)).filter(|it| it.sha256 == sha256) {
            if let Some(chain) = chain_of(&points, annotation, mention) {
                self.chains.entry(key(mention)).or_default().push((number, chain));
            }
        }
        Ok(())
    }

    fn apply(
        &mut self,
        file: &CaseFile,
        decision: &Decision,
        documents: &HashMap<Sha256, Vec<i64>>,
    ) -> Result<(), EngineError> {
        let number = decision.number;
        match (&decision.about, &decision.verdict) {
            (About::Pair { one, other }, verdict) => self.apply_to_pair(number, verdict, one, other),
            (About::Entity(entity), verdict) => {
                let chains = self.chains(entity);
                let Some(first) = chains.first() else { return Ok(()) };
                match verdict {
                    Verdict::Rename(name) => self.applied.decided.names.push((*first, name.clone())),
                    Verdict::Retype(thing) => self.applied.decided.types.push((*first, *thing)),
                    // Every chain: where they are not one entity any more, each of them is protected.
                    Verdict::Protect(label) => {
                        self.applied.protected.extend(chains.iter().map(|chain| (number, *chain, label.clone())));
                    }
                    _ => {}
                }
                self.applied.chains.extend(chains.into_iter().map(|chain| (number, chain)));
                self.applied.found.insert(number);
            }
            (About::Document { sha256, id }, _) => {
                let meant = documents_named(file, documents, *sha256, id)?;
                self.applied.decided.retracted.extend(&meant);
                self.applied.found.extend((!meant.is_empty()).then_some(number));
                self.applied.documents.extend(meant.into_iter().map(|document| (number, document)));
            }
            (About::Mention(_), verdict) => self.apply_to_mention(number, verdict),
            // Which source that is now is looked up where ratings are asked for: the picture has nothing of them.
            (About::Source(source), _) => {
                let chains = source.entity.iter().flat_map(|entity| self.chains(entity)).collect::<Vec<_>>();
                self.applied.chains.extend(chains.into_iter().map(|chain| (number, chain)));
            }
            (About::Claim(_), _) => {
                let is_found = self.applied.claims.iter().any(|(other, ..)| *other == number);
                self.applied.found.extend(is_found.then_some(number));
            }
            (About::Decision { .. }, _) => {}
        }
        Ok(())
    }

    /// What a mention refers to that a person made or corrected: where that is an entity, it is one with it.
    fn apply_to_mention(&mut self, number: u32, verdict: &Verdict) {
        let of_decision = self.mentions.iter().filter(|(other, _)| *other == number);
        let own: Vec<ChainAt> = of_decision.map(|(_, chain)| *chain).collect();
        let entity = referred_to(verdict).map(|entity| self.chains(entity));
        // Of an entity that is not there any more nobody can tell whom the words refer to.
        if !self.laid.contains(&number) || entity.as_ref().is_some_and(Vec::is_empty) {
            return;
        }
        self.applied.found.insert(number);
        self.applied.chains.extend(own.iter().map(|chain| (number, *chain)));
        // In a document that mentions it elsewhere the words belong to its chain there already.
        let is_elsewhere = |other: &Vec<ChainAt>| own.iter().any(|chain| !other.contains(chain));
        if let Some(other) = entity.filter(is_elsewhere) {
            self.applied.decided.pairs.push(DecidedPair { number, one: own, other, are_one: true });
        }
    }

    fn apply_to_pair(&mut self, number: u32, verdict: &Verdict, one: &QuotedEntity, other: &QuotedEntity) {
        let (one, other) = (self.chains(one), self.chains(other));
        let is_parted = one.iter().all(|chain| !other.contains(chain));
        let are_one = *verdict == Verdict::Merge;
        // What language reads as one chain now, no decision can part.
        if one.is_empty() || other.is_empty() || !are_one && !is_parted {
            return;
        }
        self.applied.found.insert(number);
        self.applied.chains.extend(one.iter().chain(&other).map(|chain| (number, *chain)));
        if *verdict != Verdict::Unsure {
            self.applied.decided.pairs.push(DecidedPair { number, one, other, are_one });
        }
    }

    fn chains(&self, entity: &QuotedEntity) -> Vec<ChainAt> {
        let chains = entity.mentions.iter().filter_map(|mention| self.chains.get(&key(mention))).flatten();
        let chains: BTreeSet<ChainAt> = chains.copied().collect();
        chains.into_iter().collect()
    }
}

/// The documents of an original that came under an id; under another id it is the same document as long as there is no other.
pub(crate) fn documents_named(
    file: &CaseFile,
    documents: &HashMap<Sha256, Vec<i64>>,
    sha256: Sha256,
    id: &str,
) -> Result<Vec<i64>, EngineError> {
    let all = documents.get(&sha256).map(Vec::as_slice).unwrap_or_default();
    let mut of_id = Vec::new();
    for document in all {
        of_id.extend(file.document_line(*document)?.filter(|line| line.id == id).map(|_| *document));
    }
    Ok(if of_id.is_empty() && all.len() == 1 { all.to_vec() } else { of_id })
}

/// The entity that a mention is said to refer to.
fn referred_to(verdict: &Verdict) -> Option<&QuotedEntity> {
    match verdict {
        Verdict::AddMention { entity, .. } | Verdict::Correct(Correction { entity, .. }) => entity.as_ref(),
        _ => None,
    }
}

/// Whether a decision is laid over an annotation, and needs not to be looked for in it.
fn is_laid(decision: &Decision) -> bool {
    matches!(decision.about, About::Mention(_)) || matches!(decision.verdict, Verdict::AddClaim(_))
}

fn key(mention: &QuotedMention) -> (Sha256, u32, String) {
    (mention.sha256, mention.mention.start, mention.mention.words.clone())
}

fn mentions(decision: &Decision) -> Vec<&QuotedMention> {
    match &decision.about {
        About::Mention(_) => referred_to(&decision.verdict).into_iter().flat_map(|entity| &entity.mentions).collect(),
        About::Entity(entity) => entity.mentions.iter().collect(),
        About::Source(source) => source.entity.iter().flat_map(|entity| &entity.mentions).collect(),
        About::Pair { one, other } => one.mentions.iter().chain(&other.mentions).collect(),
        _ => Vec::new(),
    }
}

/// The chain that holds a mention now: of several places with these words the nearest to where it stood.
fn chain_of(points: &CodePoints<'_>, annotation: &Annotation, wanted: &QuotedMention) -> Option<u32> {
    let has_words = |mention: &&clew_model::Mention| points.slice(mention.span) == wanted.mention.words;
    let is_it = |mention: &&clew_model::Mention| {
        QuotedMention::of(wanted.sha256, points, &annotation.sentences, mention.span).is_the_same(wanted)
    };
    let same = annotation.mentions.iter().filter(has_words).filter(is_it);
    same.min_by_key(|mention| mention.span.start.abs_diff(wanted.mention.start)).map(|mention| mention.chain)
}
