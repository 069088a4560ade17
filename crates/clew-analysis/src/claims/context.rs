//! What surrounds a claim's words: how sure they sound, on whose word they stand, and when they speak of.

use super::sentence::Sentence;
use super::telling::Telling;
use clew_model::{
    Act, Annotation, Attribution, Modality, PartOfSpeech, Polarity, Predication, Relation, SourceKind, Span, ThingType,
    TimeExpression,
};
use std::sync::LazyLock;

static TELLING: LazyLock<Telling> = LazyLock::new(Telling::new);

/// Looks up what the language engine read around a word.
pub(crate) struct Context<'a> {
    annotation: &'a Annotation,
    contents: Vec<Content<'a>>,
}

/// A stretch of an attribution's content.
struct Content<'a> {
    span: Span,
    of: &'a Attribution,
    /// How much the whole content is: of two that hold a word, the one with less is further inside.
    n_points: u32,
    /// Where the furthest of this one and those before ends.
    furthest: u32,
}

impl<'a> Context<'a> {
    /// Over what was read in a document.
    pub fn new(annotation: &'a Annotation) -> Self {
        Self { annotation, contents: contents(&annotation.attributions) }
    }

    /// What was read in the document.
    pub fn annotation(&self) -> &'a Annotation {
        self.annotation
    }

    /// The times of the document, in order.
    pub fn times(&self) -> &'a [TimeExpression] {
        &self.annotation.times
    }

    /// How a word is stated to be so: as itself, or as the nearest word above it that states something.
    pub fn predication(&self, sentence: &Sentence, word: usize) -> Option<&'a Predication> {
        use Relation::{Acl, AclRelcl, Amod, Appos};
        // What "the injured" are, they are, whatever is hoped for them.
        let is_aside = |at: usize| matches!(sentence.relation(at), Acl | AclRelcl | Amod | Appos);
        let up = |at: &usize| sentence.head(*at).filter(|_| !is_aside(*at));
        let above = std::iter::successors(Some(word), up).take(4);
        above.into_iter().find_map(|at| self.predication_at(sentence.span_of(at)))
    }

    /// How an event is stated that its words take for granted: as the verb does whose object it is, or as "there was" does.
    /// "No group claimed responsibility for the blast" denies no blast.
    pub fn predication_of_known(&self, sentence: &Sentence, word: usize) -> Option<&'a Predication> {
        let governor = match (sentence.part(word), sentence.relation(word)) {
            (PartOfSpeech::Verb, _) => Some(word),
            (_, Relation::Obj) if is_definite(sentence, word) => return self.denied_at(sentence, sentence.head(word)?),
            (_, Relation::Obj | Relation::NsubjPass) => sentence.head(word),
            (_, Relation::Nsubj) => sentence.head(word).filter(|head| sentence.has(*head, &[Relation::Expl])),
            _ => None,
        };
        self.predication_at(sentence.span_of(governor?))
    }

    /// "Prevented the blast": what a word denies; "he may have planned the blast" leaves it as it is.
    fn denied_at(&self, sentence: &Sentence, word: usize) -> Option<&'a Predication> {
        self.predication_at(sentence.span_of(word)).filter(|one| one.polarity == Polarity::Denied)
    }

    /// How the telling itself is stated, where it is yet to come, open or denied: "she will say", "they did not say". What "we must say",
    /// we say.
    pub fn untold(&self, sentence: &Sentence, attribution: &Attribution) -> Option<&'a Predication> {
        let telling = attribution.cue.iter().find_map(|cue| self.predication_at(*cue))?;
        // "The page said no one was hurt": what is denied is not the saying.
        let is_denied = telling.polarity == Polarity::Denied && is_negated(sentence, telling.trigger);
        let is_told = telling.modality == Modality::Actual && !is_denied;
        // "It was possible to conclude that": so they did.
        let is_by_itself = telling.certainty.cue.is_none_or(|set| attribution.cue.iter().any(|cue| cue.contains(set)));
        let source = attribution.source.and_then(|source| sentence.word_at(source.span.start));
        let is_own = source.is_some_and(|word| matches!(sentence.form(word), "i" | "we"));
        Some(telling).filter(|_| !is_told && is_by_itself && !is_own)
    }

    fn predication_at(&self, span: Span) -> Option<&'a Predication> {
        let predications = &self.annotation.predications;
        let at = predications.partition_point(|predication| predication.trigger.end <= span.start);
        predications.get(at).filter(|predication| predication.trigger.overlaps(span))
    }

    /// The innermost attribution that tells what a word states; one that only denies it from elsewhere is no source of it.
    pub fn attribution(&self, sentence: &Sentence, word: usize, is_state: bool) -> Option<&'a Attribution> {
        let of = self.holding(sentence.span_of(word)).filter(|content| !is_other_denial(sentence, word, content.of));
        let of = of.filter(|content| {
            self.can_speak(sentence, content.of) && TELLING.tells(sentence, word, content.of, is_state)
        });
        of.min_by_key(|content| (content.n_points, content.of.id)).map(|content| content.of)
    }

    /// Those who deny what a word states, where the text states it itself or has it from others: "he is said to have met her, and denies this".
    pub fn denials(&self, sentence: &Sentence, word: usize) -> Vec<&'a Attribution> {
        let of = self.holding(sentence.span_of(word)).filter(|content| is_other_denial(sentence, word, content.of));
        let mut denials: Vec<&Attribution> = of.map(|content| content.of).collect();
        denials.sort_by_key(|denial| denial.id);
        denials.dedup_by_key(|denial| denial.id);
        denials
    }

    /// The stretches of contents that stand in a span, or the part of them that does, each with its attribution.
    pub fn contents_in(&self, span: Span) -> Vec<(Span, &'a Attribution)> {
        let begun = self.contents.partition_point(|content| content.span.start < span.end);
        let open = self.contents[..begun].iter().rev().take_while(|content| content.furthest > span.start);
        let inside = open.filter(|content| content.span.overlaps(span)).map(|content| {
            let part = Span::new(content.span.start.max(span.start), content.span.end.min(span.end));
            (part, content.of)
        });
        let mut inside: Vec<_> = inside.collect();
        inside.reverse();
        inside
    }

    /// Whether a source is one that can speak, write or show: somebody, or a document; not "the turnout".
    pub fn is_by_speaker(&self, attribution: &Attribution) -> bool {
        use ThingType::{Facility, Organization, Person, Place, PublicBody, Work};
        let Some(source) = &attribution.source else { return attribution.source_kind != SourceKind::Named };
        let chain = source.chain.and_then(|chain| self.annotation.chains.get(chain as usize));
        chain.is_some_and(|chain| matches!(chain.thing, Person | Organization | PublicBody | Place | Facility | Work))
    }

    /// Whether a source is not a thing that says nothing: "the clashes admitted".
    fn can_speak(&self, sentence: &Sentence, attribution: &Attribution) -> bool {
        let Some(source) = &attribution.source else { return true };
        // "Minister Weil" and "the coastguard" may be no mentions; "this" and "no one" are none either.
        let head = sentence.head_of(source.span).filter(|_| source.chain.is_none());
        let says = |at: usize| {
            let verb = sentence.head(at).filter(|_| sentence.relation(at) == Relation::Nsubj);
            sentence.part(at) == PartOfSpeech::Noun
                && verb.is_some_and(|verb| matches!(sentence.lemma(verb), "say" | "tell"))
        };
        let is_name = head.is_none_or(|head| sentence.part(head) == PartOfSpeech::ProperNoun || says(head));
        if is_listener(sentence, source.span) {
            return false;
        }
        attribution.source_kind == SourceKind::Document
            || self.is_by_speaker(attribution)
            || source.chain.is_none() && is_name
    }

    /// Whether the engine takes a word to state something.
    pub fn predicates(&self, span: Span) -> bool {
        self.predication_at(span).is_some()
    }

    /// The contents that hold a span.
    fn holding(&self, span: Span) -> impl Iterator<Item = &Content<'a>> {
        let begun = self.contents.partition_point(|content| content.span.start <= span.start);
        let open = self.contents[..begun].iter().rev().take_while(move |content| content.furthest >= span.end);
        open.filter(move |content| content.span.contains(span))
    }

    /// The polarity of what stands in an attribution's content.
    pub fn polarity(&self, sentence: &Sentence, stated: Polarity, attribution: Option<&Attribution>) -> Polarity {
        match (stated, attribution.map(|attribution| attribution.act)) {
            (Polarity::Asserted, Some(Act::Denied))
                if attribution.is_none_or(|of| self.untold(sentence, of).is_none()) =>
            {
                Polarity::Denied
            }
            _ => stated,
        }
    }

    /// The number of the sentence that holds a position.
    pub fn sentence_number(&self, position: u32) -> u32 {
        let after = self.annotation.sentences.partition_point(|sentence| sentence.start <= position);
        after.saturating_sub(1) as u32
    }
}

/// Whether words name who was told, and not who tells: "[the firm] was warned that".
fn is_listener(sentence: &Sentence, source: Span) -> bool {
    let Some(head) = sentence.head_of(source) else { return false };
    let told = sentence.head(head).filter(|_| sentence.relation(head) == Relation::NsubjPass);
    told.is_some_and(|verb| {
        let is_passive = sentence.has(verb, &[Relation::AuxPass]);
        is_passive && matches!(sentence.lemma(verb), "warn" | "tell" | "inform" | "notify" | "advise" | "alert")
    })
}

/// Whether a verb has a word of denial of its own, or nobody who does it; a verb of another sentence is taken to have one.
fn is_negated(sentence: &Sentence, verb: Span) -> bool {
    use Relation::{Advmod, Aux, Det, Nsubj, NsubjPass};
    let is_negation = |at: usize| {
        matches!(
            sentence.form(at),
            "not" | "n't" | "never" | "no" | "nobody" | "none" | "nothing" | "neither" | "nor" | "hardly" | "barely"
        )
    };
    let Some(verb) = sentence.head_of(verb) else { return true };
    let path = std::iter::successors(Some(verb), |at| {
        sentence.head(*at).filter(|_| matches!(sentence.relation(*at), Relation::Xcomp | Relation::Conj))
    });
    path.take(sentence.len()).any(|verb| {
        let mut of_verb = sentence.by(verb, &[Advmod, Aux, Nsubj, NsubjPass]);
        of_verb.any(|at| is_negation(at) || sentence.by(at, &[Det]).any(is_negation))
    }) || !matches!(sentence.lemma(verb), "say" | "tell" | "write" | "report" | "add" | "state")
}

fn is_definite(sentence: &Sentence, noun: usize) -> bool {
    let is_mark = |at: usize| {
        let is_article = matches!(sentence.form(at), "the" | "this" | "that" | "these" | "those");
        sentence.relation(at) == Relation::NmodPoss || is_article && sentence.relation(at) == Relation::Det
    };
    sentence.dependents(noun).iter().any(|at| is_mark(*at))
}

/// Whether a denial stands beside what it denies: its words do not govern the word.
fn is_other_denial(sentence: &Sentence, word: usize, attribution: &Attribution) -> bool {
    let is_cue = |at: usize| attribution.cue.iter().any(|cue| cue.contains(sentence.span_of(at)));
    // "Who is believed [to have met] her, denies this": an infinitive before a verb is not what it denies, whatever a tree says.
    let is_strayed = |below: usize, above: usize| {
        below < above && sentence.by(below, &[Relation::Mark]).any(|at| sentence.form(at) == "to")
    };
    let above: Vec<usize> = std::iter::successors(Some(word), |at| sentence.head(*at)).take(sentence.len()).collect();
    let is_governed = above.windows(2).any(|pair| is_cue(pair[1]) && !is_strayed(pair[0], pair[1]));
    attribution.act == Act::Denied && !is_cue(word) && !is_governed
}

/// The stretches of all contents, in order.
fn contents(attributions: &[Attribution]) -> Vec<Content<'_>> {
    let mut contents = Vec::new();
    for of in attributions {
        let n_points = of.content.iter().map(|span| span.len()).sum();
        contents.extend(of.content.iter().map(|&span| Content { span, of, n_points, furthest: span.end }));
    }
    contents.sort_by_key(|content| content.span);
    let mut furthest = 0;
    for content in &mut contents {
        furthest = content.span.end.max(furthest);
        content.furthest = furthest;
    }
    contents
}
