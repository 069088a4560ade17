use crate::{Claim, CodePoints, OriginKind, Polarity, Predicate, Quantity, Role, Sha256, Span, ThingType};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Words of a text, and where they stood (W3C Web Annotation: TextQuoteSelector and TextPositionSelector).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words, as they stand.
    pub words: String,
}

impl Quoted {
    /// The words of a span.
    pub fn of(points: &CodePoints<'_>, span: Span) -> Self {
        Self { start: span.start, end: span.end, words: points.slice(span).to_owned() }
    }

    /// Where it stood.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

/// A claim as it was decided upon: the words it rested on, and what it stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedClaim {
    /// The original of the document that makes it.
    pub sha256: Sha256,
    /// Its sentence.
    pub sentence: Quoted,
    /// The word or words that speak of it.
    pub trigger: Quoted,
    /// What it stated to happen or hold.
    pub predicate: Predicate,
    /// A narrower kind of it.
    pub subtype: Option<String>,
    /// Whether it stated it to be so.
    pub polarity: Polarity,
    /// How many, of a `Count`.
    pub quantity: Option<Quantity>,
    /// Who and what took part.
    pub arguments: Vec<QuotedArgument>,
}

/// A participant of a claim that was decided upon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedArgument {
    /// What it was to the predicate.
    pub role: Role,
    /// The words that named it.
    #[serde(flatten)]
    pub quoted: Quoted,
}

impl QuotedClaim {
    /// A claim of the document with this original; `sentences` are those of its annotation.
    pub fn of(sha256: Sha256, points: &CodePoints<'_>, sentences: &[Span], claim: &Claim) -> Self {
        let sentence = sentences.get(claim.sentence as usize).copied().unwrap_or(claim.trigger);
        let argument = |argument: &crate::Argument| QuotedArgument {
            role: argument.role,
            quoted: Quoted::of(points, argument.span),
        };
        Self {
            sha256,
            sentence: Quoted::of(points, sentence),
            trigger: Quoted::of(points, claim.trigger),
            predicate: claim.predicate,
            subtype: claim.subtype.clone(),
            polarity: claim.polarity,
            quantity: claim.quantity.clone(),
            arguments: claim.arguments.iter().map(argument).collect(),
        }
    }

    /// Whether both state the same with the same words of the same sentence, wherever in the text that sentence stands.
    ///
    /// Time, certainty and attribution are not compared: a person judged whether the sentence says this of these.
    pub fn states_the_same(&self, other: &Self) -> bool {
        let place = |claim: &Self, quoted: &Quoted| i64::from(quoted.start) - i64::from(claim.sentence.start);
        let same = |one: &Quoted, two: &Quoted| one.words == two.words && place(self, one) == place(other, two);
        let stated = |claim: &Self| (claim.sha256, claim.predicate, claim.polarity);
        stated(self) == stated(other)
            && self.subtype == other.subtype
            && self.quantity == other.quantity
            && self.sentence.words == other.sentence.words
            && same(&self.trigger, &other.trigger)
            && self.arguments.len() == other.arguments.len()
            && self.arguments.iter().zip(&other.arguments).all(|(a, b)| a.role == b.role && same(&a.quoted, &b.quoted))
    }
}

/// A mention as it was decided upon: its words, where they stood, and the sentence around them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedMention {
    /// The original of the document that holds it.
    pub sha256: Sha256,
    /// Its sentence.
    pub sentence: Quoted,
    /// The words that refer to the thing.
    pub mention: Quoted,
}

impl QuotedMention {
    /// A mention in the document with this original; `sentences` are those of its annotation.
    pub fn of(sha256: Sha256, points: &CodePoints<'_>, sentences: &[Span], mention: Span) -> Self {
        let after = sentences.partition_point(|sentence| sentence.start <= mention.start);
        let sentence = after.checked_sub(1).map_or(mention, |at| sentences[at]);
        Self { sha256, sentence: Quoted::of(points, sentence), mention: Quoted::of(points, mention) }
    }

    /// Whether these are the same words of the same sentence, wherever in the text that sentence stands.
    pub fn is_the_same(&self, other: &Self) -> bool {
        let place = |it: &Self| i64::from(it.mention.start) - i64::from(it.sentence.start);
        self.sha256 == other.sha256
            && self.mention.words == other.mention.words
            && self.sentence.words == other.sentence.words
            && place(self) == place(other)
    }
}

/// An entity as it was decided upon: how it was shown, and mentions by which it is known again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedEntity {
    /// What sort of thing it was taken for.
    #[serde(rename = "type")]
    pub thing: ThingType,
    /// The name it was shown by.
    pub name: String,
    /// Mentions of it: one a name, or one a chain of all that a split spoke of.
    pub mentions: Vec<QuotedMention>,
}

/// Words with single spaces, however a document breaks them over lines.
pub fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A source of information as it was decided upon: what it was called, and where it is somebody or something that texts mention, by what it
/// is known again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedSource {
    /// What it was called.
    pub name: String,
    /// What sort of source it was.
    #[serde(rename = "type")]
    pub kind: OriginKind,
    /// The entity that it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<QuotedEntity>,
}

/// Where words stand one after the other in a text, however either breaks lines: byte ranges, in order; none of no words.
pub fn places_of<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let first = words.split_whitespace().next();
    let places = first.into_iter().flat_map(|first| text.match_indices(first));
    places.filter_map(|(at, _)| Some(at..end_of(text, at, words.split_whitespace())?))
}

/// Where words end that stand one after the other from a place on, white space between them.
fn end_of<'a>(text: &str, start: usize, words: impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut at = start;
    for (nth, word) in words.enumerate() {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start().len();
        if (nth == 0) != (blank == 0) || !rest[blank..].starts_with(word) {
            return None;
        }
        at += blank + word.len();
    }
    Some(at)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{Argument, Certainty, Filler, Interval, Modality};

    pub(crate) const TEXT: &str = "Rain fell. Weil met Anders. Weil met Anders.";

    pub(crate) fn claim(sentence: u32) -> Claim {
        let from = [0, 11, 28][sentence as usize];
        let argument = |start, end| Argument {
            role: Role::Participant,
            span: Span::new(from + start, from + end),
            filler: Filler::Words,
        };
        Claim {
            id: 4,
            predicate: Predicate::Meet,
            subtype: None,
            trigger: Span::new(from + 5, from + 8),
            arguments: vec![argument(0, 4), argument(9, 15)],
            quantity: None,
            time: Interval::open(),
            polarity: Polarity::Asserted,
            certainty: Certainty::default(),
            modality: Modality::Actual,
            opinion: false,
            attribution: None,
            evidence: Vec::new(),
            event: None,
            carried_from: None,
            sentence,
            by: "engine".to_owned(),
            score: 0.8,
        }
    }

    pub(crate) fn quoted(text: &str, claim: &Claim) -> QuotedClaim {
        let sentences = [Span::new(0, 10), Span::new(11, 27), Span::new(28, 44)];
        QuotedClaim::of(Sha256::of(b"original"), &CodePoints::new(text), &sentences, claim)
    }

    #[test]
    fn a_claim_is_known_by_its_words_and_what_it_states() {
        let decided = quoted(TEXT, &claim(1));
        assert_eq!((decided.trigger.words.as_str(), decided.arguments[1].quoted.words.as_str()), ("met", "Anders"));
        let later = Claim { id: 0, score: 0.6, certainty: Certainty::default(), ..claim(1) };
        assert!(decided.states_the_same(&quoted(TEXT, &later)), "its number and score are no part of it");
        assert!(decided.states_the_same(&quoted(TEXT, &claim(2))), "the same sentence elsewhere");
        assert!(!decided.states_the_same(&quoted(&TEXT.replace("Rain", "Weil met"), &claim(1))), "other words");
        let denied = Claim { polarity: Polarity::Denied, ..claim(1) };
        let mut of_one = claim(1);
        of_one.arguments.pop();
        for other in [denied, of_one, Claim { predicate: Predicate::Contact, ..claim(1) }] {
            assert!(!decided.states_the_same(&quoted(TEXT, &other)), "{other:?}");
        }
    }

    #[test]
    fn a_mention_is_known_by_its_words_in_its_sentence() {
        let sentences = [Span::new(0, 10), Span::new(11, 27), Span::new(28, 44)];
        let mention = |text: &str, start: u32| {
            QuotedMention::of(Sha256::of(b"original"), &CodePoints::new(text), &sentences, Span::new(start, start + 4))
        };
        let first = mention(TEXT, 11);
        assert_eq!((first.mention.words.as_str(), first.sentence.words.as_str()), ("Weil", "Weil met Anders."));
        assert!(first.is_the_same(&mention(TEXT, 28)), "the same sentence elsewhere");
        assert!(!first.is_the_same(&mention(&TEXT.replace("Anders", "Arnold"), 11)), "another sentence");
        assert!(!first.is_the_same(&mention(TEXT, 12)), "other words");
    }
}
