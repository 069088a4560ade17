//! What one document tells, as far as the picture of a whole case needs it.
//!
//! The picture is drawn anew from all documents whenever one is added, so each is kept in this short form: no text, no trees, no
//! offsets but those that name a claim. Where words are needed they are here as strings; where texts are compared, as
//! hashes of stems.

use crate::corrected::{ToldCorrection, corrections};
use crate::identifiers::identifiers;
use crate::stems::stems;
use crate::triggers::ToldTriggers;
use clew_model::{
    Act, Annotation, Attribution, Chain, Claim, CodePoints, Filler, Identifier, Interval, MentionKind, Reading, Role,
    SourceKind, Span, ThingType, on_one_line,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What one document tells.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Told {
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it, or what it credits.
    pub authors: Vec<String>,
    /// When it was published, as read or inferred.
    pub published: Interval,
    /// How its story begins, at most [`OPENING`] code points: where a wire service is credited.
    pub opening: String,
    /// What it speaks of, by chain number; chains of pronouns alone and of `Thing`s are left out.
    pub chains: Vec<ToldChain>,
    /// On whose word it speaks, by number: `sources[i]` is attribution `i`.
    pub sources: Vec<ToldSource>,
    /// What it claims, in order of number; what a person rejected is left out.
    pub claims: Vec<ToldClaim>,
    /// Stems of the content words of its story, each once, in order.
    pub stems: Vec<u32>,
    /// Words that tell that something happens, claims' own among them.
    #[serde(default)]
    pub triggers: ToldTriggers,
    /// What it says was wrong in what was published earlier, in order.
    #[serde(default)]
    pub corrections: Vec<ToldCorrection>,
    /// Numbers, codes and addresses that its story gives, in order.
    #[serde(default)]
    pub identifiers: Vec<Identifier>,
}

/// One chain of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToldChain {
    /// Its number in the document.
    pub chain: u32,
    /// What sort of thing it is.
    pub thing: ThingType,
    /// Its fullest name, or its first words where it has none.
    pub name: String,
    /// The names it is mentioned by, each once, in order; empty where no mention is a name.
    pub names: Vec<String>,
    /// The descriptions it is mentioned by ("the city's chief engineer"), each once, in order.
    pub descriptions: Vec<String>,
    /// Numbers of the sentences that mention it, each once, in order.
    pub sentences: Vec<u32>,
    /// Where its first mention begins, in code points.
    pub first_mention: u32,
    /// How many mentions it has.
    pub n_mentions: u32,
    /// For a place on the map: latitude, longitude, GeoNames number.
    pub located: Option<(f64, f64, Option<u32>)>,
}

/// One attribution of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldSource {
    /// The words that name the source; `None` where there are none ("reportedly").
    pub words: Option<String>,
    /// The chain it refers to.
    pub chain: Option<u32>,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// How it says so.
    pub act: Act,
    /// The attribution in whose content this one stands.
    pub within: Option<u32>,
    /// The chain that is spoken or written to ("told Pal Hagen", "wrote to her").
    #[serde(default)]
    pub recipient: Option<u32>,
    /// When it is said, where the sentence tells so outside what is said; open otherwise.
    #[serde(default)]
    pub said: Interval,
}

/// One claim of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToldClaim {
    /// The claim itself, without what found it and what it is said to rest on: no picture is drawn of these.
    pub claim: Claim,
    /// Where its sentence stands.
    #[serde(default = "nowhere")]
    pub sentence: Span,
    /// The words of its trigger.
    pub trigger: String,
    /// The words of each of its arguments.
    pub arguments: Vec<String>,
    /// Stems of the content words of its sentence, each once, in order.
    pub stems: Vec<u32>,
}

/// How much of a story's beginning is kept, in code points.
pub const OPENING: usize = 160;

impl Told {
    /// What a reading tells, as it was annotated; `published` as read or inferred.
    pub fn of(reading: &Reading, published: Interval, annotation: &Annotation, triggers: ToldTriggers) -> Self {
        let points = CodePoints::new(&reading.text);
        let is_story = |sentence: &&Span| !reading.furniture.iter().any(|span| span.overlaps(**sentence));
        let story: Vec<&Span> = annotation.sentences.iter().filter(is_story).collect();
        let mut of_story: Vec<u32> = story.iter().flat_map(|sentence| stems(points.slice(**sentence))).collect();
        of_story.sort_unstable();
        of_story.dedup();
        let opening = story.first().map_or("", |first| {
            let text = points.slice(Span::new(first.start, points.len()));
            text.char_indices().nth(OPENING).map_or(text, |(end, _)| &text[..end])
        });
        Self {
            title: reading.title.clone(),
            publisher: reading.publisher.clone(),
            authors: reading.authors.clone(),
            published,
            opening: on_one_line(opening),
            chains: chains(&points, annotation),
            sources: sources(&points, annotation),
            claims: annotation.claims.iter().map(|claim| told_claim(&points, annotation, claim)).collect(),
            stems: of_story,
            triggers,
            corrections: corrections(reading, &points, annotation, published),
            identifiers: identifiers_of(reading, &points, annotation),
        }
    }

    /// The same document, as an annotation reads it to which people added: what it speaks of, on whose word, and what it claims.
    pub fn read_again(&mut self, text: &str, annotation: &Annotation) {
        let points = CodePoints::new(text);
        self.chains = chains(&points, annotation);
        self.sources = sources(&points, annotation);
        self.claims = annotation.claims.iter().map(|claim| told_claim(&points, annotation, claim)).collect();
    }

    /// The chain of this number.
    pub fn chain(&self, number: u32) -> Option<&ToldChain> {
        let at = self.chains.binary_search_by_key(&number, |chain| chain.chain).ok()?;
        self.chains.get(at)
    }

    /// The claim of this number.
    pub fn claim(&self, number: u32) -> Option<&ToldClaim> {
        let at = self.claims.binary_search_by_key(&number, |told| told.claim.id).ok()?;
        self.claims.get(at)
    }

    /// The attributions that lead to `innermost`, innermost first.
    pub fn sources_from(&self, innermost: Option<u32>) -> impl Iterator<Item = &ToldSource> {
        let at = |number: u32| self.sources.get(number as usize);
        let outward = std::iter::successors(innermost.and_then(at), move |source| source.within.and_then(at));
        // No chain is longer than all there are: a damaged one must not be followed for ever.
        outward.take(self.sources.len())
    }
}

impl ToldClaim {
    /// The place of its first argument in this role.
    pub fn place_of(&self, role: Role) -> Option<usize> {
        self.claim.arguments.iter().position(|argument| argument.role == role)
    }

    /// Whether the words of the argument of this number stand in another sentence than the claim.
    pub fn is_carried(&self, argument: usize) -> bool {
        let span = self.claim.arguments[argument].span;
        self.sentence.end > self.sentence.start && !self.sentence.overlaps(span)
    }

    /// The chain that fills the argument of this number.
    pub fn chain_of(&self, argument: usize) -> Option<u32> {
        match self.claim.arguments.get(argument)?.filler {
            Filler::Chain(chain) => Some(chain),
            _ => None,
        }
    }
}

fn chains(points: &CodePoints<'_>, annotation: &Annotation) -> Vec<ToldChain> {
    let mut told: Vec<ToldChain> = annotation.chains.iter().map(empty).collect();
    for mention in &annotation.mentions {
        let Some(chain) = told.get_mut(mention.chain as usize) else { continue };
        chain.first_mention = chain.first_mention.min(mention.span.start);
        chain.n_mentions += 1;
        let after = annotation.sentences.partition_point(|sentence| sentence.start <= mention.span.start);
        chain.sentences.push(after.saturating_sub(1) as u32);
        let words = on_one_line(points.slice(mention.span));
        match mention.kind {
            MentionKind::Name => chain.names.push(words),
            MentionKind::Nominal => chain.descriptions.push(words),
            MentionKind::Pronoun => {}
        }
    }
    told.retain(|chain| chain.thing != ThingType::Thing && !(chain.names.is_empty() && chain.descriptions.is_empty()));
    told.shrink_to_fit();
    for chain in &mut told {
        chain.names = std::mem::take(&mut chain.names).into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        chain.descriptions.sort();
        chain.descriptions.dedup();
        chain.sentences.sort_unstable();
        chain.sentences.dedup();
    }
    told
}

fn empty(chain: &Chain) -> ToldChain {
    ToldChain {
        chain: chain.id,
        thing: chain.thing,
        name: on_one_line(&chain.name),
        names: Vec::new(),
        descriptions: Vec::new(),
        sentences: Vec::new(),
        first_mention: u32::MAX,
        n_mentions: 0,
        located: chain.place.as_ref().map(|place| (place.latitude, place.longitude, place.geonames)),
    }
}

/// The identifiers of a story: those of menus and sign-up boxes join nothing.
fn identifiers_of(reading: &Reading, points: &CodePoints<'_>, annotation: &Annotation) -> Vec<Identifier> {
    let places = annotation.mentions.iter().filter(|mention| mention.thing == ThingType::Place);
    let places: Vec<Span> = places.map(|mention| mention.span).collect();
    let mut found = identifiers(points, &places);
    found.retain(|one| !reading.furniture.iter().any(|span| span.overlaps(one.span)));
    found
}

fn sources(points: &CodePoints<'_>, annotation: &Annotation) -> Vec<ToldSource> {
    let told = |attribution: &Attribution| ToldSource {
        words: attribution.source.map(|source| on_one_line(points.slice(source.span))),
        chain: attribution.source.and_then(|source| source.chain),
        kind: attribution.source_kind,
        act: attribution.act,
        within: attribution.within,
        recipient: recipient(points, annotation, attribution),
        said: said(annotation, attribution),
    };
    annotation.attributions.iter().map(told).collect()
}

/// Who is spoken to: the person or body that stands right after the words that ascribe, or after "to".
fn recipient(points: &CodePoints<'_>, annotation: &Annotation, attribution: &Attribution) -> Option<u32> {
    let cue = attribution.cue.last()?;
    let is_source = |span: Span| attribution.source.is_some_and(|source| source.span.overlaps(span));
    let stands_after = |span: Span| {
        span.start > cue.end && span.start <= cue.end + 8 && {
            let between = points.slice(Span::new(cue.end, span.start));
            between.trim().split(' ').all(|word| matches!(word, "" | "to" | "the"))
        }
    };
    let is_actor =
        |thing: ThingType| matches!(thing, ThingType::Person | ThingType::Organization | ThingType::PublicBody);
    let after = annotation.mentions.iter().filter(|mention| is_actor(mention.thing) && stands_after(mention.span));
    after.filter(|mention| !is_source(mention.span)).map(|mention| mention.chain).next()
}

/// The day that the sentence names outside what is said.
fn said(annotation: &Annotation, attribution: &Attribution) -> Interval {
    let Some(cue) = attribution.cue.first() else { return Interval::open() };
    let Some(sentence) = annotation.sentences.iter().find(|sentence| sentence.overlaps(*cue)) else {
        return Interval::open();
    };
    let is_content = |span: Span| attribution.content.iter().any(|content| content.overlaps(span));
    let named = annotation.times.iter().filter(|time| sentence.contains(time.span) && !is_content(time.span));
    named.map(|time| time.interval).find(|interval| !interval.is_open()).unwrap_or_default()
}

fn told_claim(points: &CodePoints<'_>, annotation: &Annotation, claim: &Claim) -> ToldClaim {
    let sentence = annotation.sentences.get(claim.sentence as usize).copied().unwrap_or(claim.trigger);
    ToldClaim {
        sentence,
        trigger: on_one_line(points.slice(claim.trigger)),
        arguments: claim.arguments.iter().map(|argument| on_one_line(points.slice(argument.span))).collect(),
        stems: stems(points.slice(sentence)),
        claim: Claim { by: String::new(), evidence: Vec::new(), ..claim.clone() },
    }
}

/// Told by a clew that did not keep it.
fn nowhere() -> Span {
    Span::new(0, 0)
}
