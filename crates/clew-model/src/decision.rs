use crate::{
    Credibility, Interval, Level, Modality, Polarity, Predicate, Quoted, QuotedClaim, QuotedEntity, QuotedMention,
    QuotedSource, Reliability, Role, Sha256, ThingType,
};
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
    /// Where it was first recorded, where it was brought from another case.
    pub brought_from: Option<OtherLog>,
    /// The number of the later decision that took it back and stands itself; worked out, not stored.
    pub undone_by: Option<u32>,
}

/// A place in another case's log of decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherLog {
    /// Its number there.
    pub number: u32,
    /// When it was put into that case.
    pub recorded_at: Timestamp,
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
    /// Two entities are one.
    Merge,
    /// Two entities are not one.
    Apart,
    /// Whether two entities are one cannot be told.
    Unsure,
    /// What was taken for one entity is two.
    Split,
    /// An entity goes by another name.
    Rename(String),
    /// An entity is a thing of another type.
    Retype(ThingType),
    /// A person is protected: what leaves the case calls them by these words, or by none of their own.
    Protect(Option<String>),
    /// A source of information is as reliable as this.
    RateSource(Reliability),
    /// A claim is as credible as this, whoever makes it.
    RateClaim(Credibility),
    /// Words are a mention of a thing of this type: of an entity, where one is named.
    AddMention {
        /// The type.
        thing: ThingType,
        /// The entity.
        entity: Option<QuotedEntity>,
    },
    /// A sentence makes a claim that clew did not read, stated so.
    AddClaim(Box<StatedByHand>),
    /// A document is withdrawn, or an earlier decision is taken back.
    Retract,
}

impl Verdict {
    /// The word for it, as printed and stored.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Correct(_) => "correct",
            Self::Merge => "merge",
            Self::Apart => "apart",
            Self::Unsure => "unsure",
            Self::Split => "split",
            Self::Rename(_) => "rename",
            Self::Retype(_) => "retype",
            Self::Protect(_) => "protect",
            Self::RateSource(_) => "rate-source",
            Self::RateClaim(_) => "rate-claim",
            Self::AddMention { .. } => "add-mention",
            Self::AddClaim(_) => "add-claim",
            Self::Retract => "retract",
        }
    }

    /// What is to stand instead, where it says so.
    pub fn correction(&self) -> Option<Correction> {
        match self {
            Self::Correct(correction) => Some(correction.clone()),
            Self::Rename(name) => Some(Correction { name: Some(name.clone()), ..Correction::default() }),
            Self::Retype(thing) => Some(Correction { thing: Some(*thing), ..Correction::default() }),
            Self::Protect(label) => {
                label.as_ref().map(|label| Correction { name: Some(label.clone()), ..Correction::default() })
            }
            Self::RateSource(reliability) => {
                Some(Correction { reliability: Some(*reliability), ..Correction::default() })
            }
            Self::RateClaim(credibility) => {
                Some(Correction { credibility: Some(*credibility), ..Correction::default() })
            }
            Self::AddMention { thing, entity } => {
                Some(Correction { thing: Some(*thing), entity: entity.clone(), ..Correction::default() })
            }
            Self::AddClaim(stated) => Some(Correction { stated: Some(stated.clone()), ..Correction::default() }),
            _ => None,
        }
    }

    /// Whether it is a person's rating: it stands beside what clew works out, and nothing is worked out from it.
    pub fn is_rating(&self) -> bool {
        matches!(self, Self::RateSource(_) | Self::RateClaim(_))
    }

    /// The verdict with this word and correction, as [`word`](Self::word) and [`correction`](Self::correction) gave them.
    pub fn from_word(word: &str, correction: Option<Correction>) -> Option<Self> {
        match (word, correction) {
            ("accept", None) => Some(Self::Accept),
            ("reject", None) => Some(Self::Reject),
            ("correct", Some(correction)) => Some(Self::Correct(correction)),
            ("merge", None) => Some(Self::Merge),
            ("apart", None) => Some(Self::Apart),
            ("unsure", None) => Some(Self::Unsure),
            ("split", None) => Some(Self::Split),
            ("rename", Some(correction)) => correction.name.map(Self::Rename),
            ("retype", Some(correction)) => correction.thing.map(Self::Retype),
            ("protect", None) => Some(Self::Protect(None)),
            ("protect", Some(correction)) => correction.name.map(|name| Self::Protect(Some(name))),
            ("rate-source", Some(correction)) => correction.reliability.map(Self::RateSource),
            ("rate-claim", Some(correction)) => correction.credibility.map(Self::RateClaim),
            ("add-mention", Some(Correction { thing: Some(thing), entity, .. })) => {
                Some(Self::AddMention { thing, entity })
            }
            ("add-claim", Some(correction)) => correction.stated.map(Self::AddClaim),
            ("retract", None) => Some(Self::Retract),
            _ => None,
        }
    }
}

/// What stands instead of what clew read; what is `None` was read right.
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
    /// Another name of an entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Another type of an entity.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub thing: Option<ThingType>,
    /// How reliable a source is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reliability: Option<Reliability>,
    /// How credible a claim is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility: Option<Credibility>,
    /// Other words that are a mention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Quoted>,
    /// The entity that a mention refers to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<QuotedEntity>,
    /// How a claim that a person made is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Box<StatedByHand>>,
}

/// How a claim that a person made is stated, beside what it states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedByHand {
    /// Whether it is told as fact, plan, condition or rule.
    pub modality: Modality,
    /// How sure the source sounds.
    pub certainty: Level,
    /// When it happened or held.
    pub time: Interval,
    /// Who says so; `None` for the text's own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Quoted>,
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
    /// A mention.
    Mention(QuotedMention),
    /// An entity.
    Entity(QuotedEntity),
    /// A source of information.
    Source(QuotedSource),
    /// Two entities; of a split the one that stays and the one that is taken out of it, each with all its mentions that were seen.
    Pair {
        /// One of them.
        one: QuotedEntity,
        /// The other.
        other: QuotedEntity,
    },
    /// A document.
    Document {
        /// Its original.
        sha256: Sha256,
        /// The id it had.
        id: String,
    },
    /// An earlier decision.
    Decision {
        /// Its number.
        number: u32,
    },
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

    /// The claim it is about, where it stands and is about one.
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
    use crate::quoted::tests::{TEXT, claim, quoted};

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
    fn a_verdict_reads_back_from_its_word_and_correction() {
        let label = Some("Witness A".to_owned());
        let ratings =
            [Verdict::RateSource(Reliability::UsuallyReliable), Verdict::RateClaim(Credibility::CannotBeJudged)];
        let stated = StatedByHand {
            modality: Modality::Planned,
            certainty: Level::Likely,
            time: Interval::open(),
            source: Some(quoted(TEXT, &claim(1)).trigger),
        };
        let added =
            [Verdict::AddMention { thing: ThingType::Person, entity: None }, Verdict::AddClaim(Box::new(stated))];
        let named = [Verdict::Protect(None), Verdict::Protect(label), Verdict::Rename("Weil".to_owned())];
        for verdict in named.into_iter().chain(ratings).chain(added) {
            assert_eq!(Verdict::from_word(verdict.word(), verdict.correction()), Some(verdict));
        }
        for word in ["protect", "rate-source", "rate-claim", "add-mention", "add-claim"] {
            assert_eq!(Verdict::from_word(word, Some(Correction::default())), None, "{word}");
        }
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
            brought_from: None,
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
