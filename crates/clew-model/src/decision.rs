use crate::{Claim, CodePoints, Polarity, Predicate, Quantity, Role, Sha256, Span};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a person decided: appended to a case, never changed and never deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its number in the case, from 1, in order.
    pub number: u32,
    /// What was decided.
    pub verdict: Verdict,
    /// What it was decided of.
    pub about: About,
    /// Who decided, where they said so.
    pub who: Option<String>,
    /// The reason they gave.
    pub why: Option<String>,
    /// When it was put into the case.
    pub recorded_at: Timestamp,
    /// The number of the later decision that took it back and stands itself; worked out, not stored.
    pub undone_by: Option<u32>,
}

/// What can be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is as clew read it.
    Accept,
    /// The sentence does not say it.
    Reject,
    /// The sentence says something else.
    Correct(Correction),
    /// An earlier decision is taken back.
    Retract,
}

impl Verdict {
    /// The word for it, as printed and stored.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Correct(_) => "correct",
            Self::Retract => "retract",
        }
    }

    /// What is to stand instead, where it says so.
    pub fn correction(&self) -> Option<&Correction> {
        match self {
            Self::Correct(correction) => Some(correction),
            _ => None,
        }
    }

    /// The verdict with this word and correction, as [`word`](Self::word) and [`correction`](Self::correction) gave them.
    pub fn from_word(word: &str, correction: Option<Correction>) -> Option<Self> {
        match (word, correction) {
            ("accept", None) => Some(Self::Accept),
            ("reject", None) => Some(Self::Reject),
            ("correct", Some(correction)) => Some(Self::Correct(correction)),
            ("retract", None) => Some(Self::Retract),
            _ => None,
        }
    }
}

/// What a sentence says instead of what clew read; what is `None` was read right.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Correction {
    /// Another predicate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Predicate>,
    /// Another polarity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// Other words in a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub argument: Option<ArgumentCorrection>,
}

impl Correction {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Other words in a role of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArgumentCorrection {
    /// The role.
    pub role: Role,
    /// The words that clew took for it.
    pub was: Quoted,
    /// The words that fill it.
    pub is: Quoted,
}

/// What a decision is about. What clew worked out is named by the words it rests on: its number may change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum About {
    /// A claim.
    Claim(Box<QuotedClaim>),
    /// An earlier decision.
    Decision {
        /// Its number.
        number: u32,
    },
}

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

impl Decision {
    /// Marks in a log, which is in order, what later decisions took back; who takes back a retraction lets its decision stand again.
    pub fn mark_undone(log: &mut [Decision]) {
        for at in (0..log.len()).rev() {
            let (before, rest) = log.split_at_mut(at);
            let later = &rest[0];
            let About::Decision { number } = later.about else { continue };
            if later.verdict == Verdict::Retract
                && later.undone_by.is_none()
                && let Some(earlier) = before.iter_mut().find(|decision| decision.number == number)
            {
                earlier.undone_by = Some(later.number);
            }
        }
    }

    /// The claim it is about and its verdict, where it stands and is about one.
    pub fn standing_of_claim(&self) -> Option<&QuotedClaim> {
        match &self.about {
            About::Claim(claim) if self.undone_by.is_none() => Some(claim),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Argument, Certainty, Filler, Interval, Modality};

    const TEXT: &str = "Rain fell. Weil met Anders. Weil met Anders.";

    fn claim(sentence: u32) -> Claim {
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

    fn quoted(text: &str, claim: &Claim) -> QuotedClaim {
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
    fn what_a_decision_is_about_reads_back_from_its_json() {
        let about = About::Claim(Box::new(quoted(TEXT, &claim(1))));
        let json = serde_json::to_value(&about).expect("it has a JSON form");
        assert_eq!(
            (&json["kind"], &json["trigger"]["words"], &json["trigger"]["start"]),
            (&"claim".into(), &"met".into(), &16.into())
        );
        assert_eq!(serde_json::from_value::<About>(json).expect("it reads back"), about);
    }

    #[test]
    fn what_is_taken_back_twice_stands_again() {
        let decision = |number, verdict, about| Decision {
            number,
            verdict,
            about,
            who: None,
            why: None,
            recorded_at: Timestamp::UNIX_EPOCH,
            undone_by: None,
        };
        let retraction = |number, of| decision(number, Verdict::Retract, About::Decision { number: of });
        let mut log = vec![decision(1, Verdict::Reject, About::Claim(Box::new(quoted(TEXT, &claim(1)))))];
        let undone = |log: &mut Vec<Decision>| {
            log.iter_mut().for_each(|decision| decision.undone_by = None);
            Decision::mark_undone(log);
            log.iter().map(|decision| decision.undone_by).collect::<Vec<_>>()
        };
        log.push(retraction(2, 1));
        assert_eq!(undone(&mut log), [Some(2), None]);
        assert!(log[0].standing_of_claim().is_none());
        log.push(retraction(3, 2));
        assert_eq!(undone(&mut log), [None, Some(3), None]);
        log.push(retraction(4, 99));
        assert_eq!(undone(&mut log), [None, Some(3), None, None], "a number that is not there changes nothing");
    }
}
