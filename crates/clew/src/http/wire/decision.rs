use super::{Polarity, Reliability, Span, ThingType};
use clew_engine::answer::Left;
use clew_engine::{self as engine, By, ClaimVerdict, EntityVerdict, NewArgument};
use clew_model as model;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a person decided.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Decision {
    /// Its number in the case.
    pub number: u32,
    /// What was decided.
    pub verdict: VerdictWord,
    /// What the sentence says instead.
    pub correction: Option<Correction>,
    /// How reliable a source is, of a rating of one.
    pub reliability: Option<Reliability>,
    /// How credible the claim is, 1 to 6, of a rating of one.
    #[schema(value_type = Option<u8>)]
    pub credibility: Option<model::Credibility>,
    /// The claim it is about, as it was decided upon; null of one that is about something else.
    pub claim: Option<QuotedClaim>,
    /// Who decided.
    pub who: Option<String>,
    /// For what reason.
    pub why: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub recorded_at: Timestamp,
}

/// What can be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum VerdictWord {
    Accept,
    Reject,
    Correct,
    Merge,
    Apart,
    Unsure,
    Split,
    Rename,
    Retype,
    Protect,
    RateSource,
    RateClaim,
    AddMention,
    AddClaim,
    Retract,
}

/// A decision in the log, with what it applies to now.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LoggedDecision {
    /// The decision.
    pub decision: Decision,
    /// What it was about, as it was decided upon: names and sentences.
    pub about: Vec<Decided>,
    /// The name or type that stands instead, of an entity's; of a mention whom or what its words refer to, or the words that it is.
    pub instead: Option<String>,
    /// The decision that this one takes back.
    pub takes_back: Option<u32>,
    /// The later decision that took it back and stands.
    pub undone_by: Option<u32>,
    /// Claims that it applies to now: document id and number.
    pub claims: Vec<(String, u32)>,
    /// Ids of the entities that it applies to now.
    pub entities: Vec<String>,
    /// Whether it stands and applies to nothing: the text is not there, or is read otherwise.
    pub is_left: bool,
    /// Whether a later decision says the contrary.
    pub is_overruled: bool,
}

/// What a decision was about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Decided {
    /// The entity's or source's name, the mention's words, the claim's predicate, or the document's id.
    pub name: String,
    /// A sentence that it rests on; null of a document, and of a source that no text mentions.
    pub sentence: Option<String>,
}

/// What is to be decided of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewEntityDecision {
    /// `merge`, `apart`, `unsure`, `split`, `rename`, `retype` or `protect`.
    pub verdict: VerdictWord,
    /// Id of the other entity, of the first three.
    #[serde(default)]
    pub other: Option<String>,
    /// Documents or names that are another thing's, of a split.
    #[serde(default)]
    pub parts: Vec<String>,
    /// The new name; of somebody who is protected the words that stand for them, where they are to be other than a number's.
    #[serde(default)]
    pub name: Option<String>,
    /// The new type.
    #[serde(default, rename = "type")]
    pub thing: Option<ThingType>,
    /// Who decides.
    #[serde(default)]
    pub who: Option<String>,
    /// For what reason.
    #[serde(default)]
    pub why: Option<String>,
}

/// What a sentence says instead of what clew read; what is null was read right.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Correction {
    /// Another predicate.
    pub predicate: Option<String>,
    /// Another polarity.
    pub polarity: Option<Polarity>,
    /// Other words in a role.
    pub argument: Option<ArgumentCorrection>,
}

/// Other words in a role of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ArgumentCorrection {
    /// The role.
    pub role: String,
    /// Where the words stand that clew took for it.
    pub was: Span,
    /// Where the words stand that fill it.
    pub is: Span,
    /// The words that fill it.
    pub words: String,
}

/// A claim as it was decided upon.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct QuotedClaim {
    /// What it stated.
    pub predicate: String,
    /// Its sentence.
    pub sentence: String,
    /// The words that spoke of it, counted from the beginning of the sentence.
    pub trigger: Span,
}

/// What is to be decided of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewDecision {
    /// The claim's number, and what it states and where: so that no other claim is decided on.
    pub claim: u32,
    /// What it states.
    pub predicate: String,
    /// Where its trigger stands.
    pub trigger: (u32, u32),
    /// What is decided: `accept`, `reject`, `correct` or `rate-claim`.
    pub verdict: VerdictWord,
    /// How credible the claim is, where it is `rate-claim`.
    #[serde(default)]
    #[schema(value_type = Option<u8>)]
    pub credibility: Option<model::Credibility>,
    /// What the sentence says instead, where it is `correct`.
    #[serde(default)]
    pub correction: Option<NewCorrection>,
    /// Who decides.
    #[serde(default)]
    pub who: Option<String>,
    /// For what reason.
    #[serde(default)]
    pub why: Option<String>,
}

/// What a sentence says instead of what clew read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(default)]
pub struct NewCorrection {
    /// Another predicate.
    pub predicate: Option<String>,
    /// Another polarity.
    pub polarity: Option<Polarity>,
    /// The role that other words fill.
    pub role: Option<String>,
    /// The words that stand in the role now.
    pub instead_of: Option<String>,
    /// The words that fill it, as they stand in the sentence.
    pub words: Option<String>,
}

/// Who takes a decision back, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewRetraction {
    /// Who.
    #[serde(default)]
    pub who: Option<String>,
    /// For what reason.
    #[serde(default)]
    pub why: Option<String>,
}

/// A word that names nothing clew knows, or a verdict that cannot be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclear(pub String);

impl NewDecision {
    /// The claim that is meant, of a document.
    pub fn name(&self, document: i64) -> engine::ClaimName {
        let (start, end) = self.trigger;
        let seen = Some((self.predicate.clone(), model::Span { start, end }));
        engine::ClaimName { document, claim: self.claim, seen }
    }

    /// What is decided, in the engine's words.
    pub fn decided(self) -> Result<(ClaimVerdict, By), Unclear> {
        let verdict = match (self.verdict, self.correction, self.credibility) {
            (VerdictWord::Accept, None, None) => ClaimVerdict::Accept,
            (VerdictWord::Reject, None, None) => ClaimVerdict::Reject,
            (VerdictWord::Correct, Some(correction), None) => correction.verdict()?,
            (VerdictWord::RateClaim, None, Some(credibility)) => ClaimVerdict::Rate(credibility),
            _ => {
                let what = "A verdict is accept, reject, correct with a correction, or rate-claim with a credibility.";
                return Err(Unclear(what.to_owned()));
            }
        };
        Ok((verdict, By { who: self.who, why: self.why }))
    }
}

impl NewEntityDecision {
    /// What is decided, in the engine's words.
    pub fn decided(self) -> Result<(EntityVerdict, By), Unclear> {
        let by = By { who: self.who, why: self.why };
        let verdict = match (self.verdict, self.other, self.name, self.thing) {
            (VerdictWord::Merge, Some(other), ..) => EntityVerdict::Merge(other),
            (VerdictWord::Apart, Some(other), ..) => EntityVerdict::Apart(other),
            (VerdictWord::Unsure, Some(other), ..) => EntityVerdict::Unsure(other),
            (VerdictWord::Split, ..) if !self.parts.is_empty() => EntityVerdict::Split(self.parts),
            (VerdictWord::Rename, _, Some(name), _) => EntityVerdict::Rename(name),
            (VerdictWord::Retype, _, _, Some(thing)) => EntityVerdict::Retype(thing.into()),
            (VerdictWord::Protect, _, label, _) => EntityVerdict::Protect(label),
            _ => {
                let what = "A verdict is merge, apart or unsure with `other`, split with `parts`, rename with `name`, \
                            retype with `type`, or protect.";
                return Err(Unclear(what.to_owned()));
            }
        };
        Ok((verdict, by))
    }
}

impl NewCorrection {
    fn verdict(self) -> Result<ClaimVerdict, Unclear> {
        let no_role = |word: &String| Unclear(format!("There is no role {word:?}."));
        let role = self.role.map(|word| model::Role::from_word(&word).ok_or_else(|| no_role(&word))).transpose()?;
        let argument = match (role, self.words) {
            (Some(role), Some(words)) => Some(NewArgument { role, instead_of: self.instead_of, words }),
            (None, None) => None,
            _ => return Err(Unclear("A role is corrected with its words.".to_owned())),
        };
        Ok(ClaimVerdict::Correct {
            predicate: self.predicate,
            polarity: self.polarity.map(model::Polarity::from),
            argument,
        })
    }
}

impl From<model::Decision> for Decision {
    fn from(decision: model::Decision) -> Self {
        let correction = match &decision.verdict {
            model::Verdict::Correct(correction) => Some(correction.clone().into()),
            _ => None,
        };
        let verdict = (&decision.verdict).into();
        let rating = decision.verdict.correction().filter(|_| decision.verdict.is_rating()).unwrap_or_default();
        let (reliability, credibility) = (rating.reliability.map(Reliability::from), rating.credibility);
        let claim = match decision.about {
            model::About::Claim(claim) => Some((*claim).into()),
            _ => None,
        };
        let model::Decision { number, who, why, recorded_at, .. } = decision;
        Self { number, verdict, correction, reliability, credibility, claim, who, why, recorded_at }
    }
}

impl From<engine::answer::DecisionView> for LoggedDecision {
    fn from(view: engine::answer::DecisionView) -> Self {
        let engine::answer::DecisionView { decision, claims, entities, left, .. } = view;
        let instead = decision.verdict.correction().and_then(instead);
        let takes_back = match decision.about {
            model::About::Decision { number } => Some(number),
            _ => None,
        };
        Self {
            about: decided(&decision.about),
            instead,
            takes_back,
            undone_by: decision.undone_by,
            claims,
            entities,
            is_left: left == Some(Left::NotRead),
            is_overruled: left == Some(Left::Overruled),
            decision: decision.into(),
        }
    }
}

/// What a correction puts in another's place, in words.
fn instead(correction: model::Correction) -> Option<String> {
    let model::Correction { name, entity, words, thing, .. } = correction;
    let words = words.map(|words| words.words);
    name.or(entity.map(|entity| entity.name)).or(words).or(thing.map(|thing| thing.word().to_owned()))
}

fn decided(about: &model::About) -> Vec<Decided> {
    let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let of_entity = |entity: &model::QuotedEntity| Decided {
        name: entity.name.clone(),
        sentence: entity.mentions.first().map(|mention| one_line(&mention.sentence.words)),
    };
    match about {
        model::About::Claim(claim) => {
            vec![Decided { name: claim.predicate.to_string(), sentence: Some(one_line(&claim.sentence.words)) }]
        }
        model::About::Mention(mention) => {
            vec![Decided { name: one_line(&mention.mention.words), sentence: Some(one_line(&mention.sentence.words)) }]
        }
        model::About::Entity(entity) => vec![of_entity(entity)],
        model::About::Source(source) => vec![Decided {
            name: source.name.clone(),
            sentence: source.entity.as_ref().and_then(|entity| of_entity(entity).sentence),
        }],
        model::About::Pair { one, other } => vec![of_entity(one), of_entity(other)],
        model::About::Document { id, .. } => vec![Decided { name: id.clone(), sentence: None }],
        model::About::Decision { .. } => Vec::new(),
    }
}

impl From<&model::Verdict> for VerdictWord {
    fn from(verdict: &model::Verdict) -> Self {
        match verdict {
            model::Verdict::Accept => Self::Accept,
            model::Verdict::Reject => Self::Reject,
            model::Verdict::Correct(_) => Self::Correct,
            model::Verdict::Merge => Self::Merge,
            model::Verdict::Apart => Self::Apart,
            model::Verdict::Unsure => Self::Unsure,
            model::Verdict::Split => Self::Split,
            model::Verdict::Rename(_) => Self::Rename,
            model::Verdict::Retype(_) => Self::Retype,
            model::Verdict::Protect(_) => Self::Protect,
            model::Verdict::RateSource(_) => Self::RateSource,
            model::Verdict::RateClaim(_) => Self::RateClaim,
            model::Verdict::AddMention { .. } => Self::AddMention,
            model::Verdict::AddClaim(_) => Self::AddClaim,
            model::Verdict::Retract => Self::Retract,
        }
    }
}

impl From<model::Correction> for Correction {
    fn from(correction: model::Correction) -> Self {
        let model::Correction { predicate, polarity, argument, .. } = correction;
        Self {
            predicate: predicate.map(|predicate| predicate.to_string()),
            polarity: polarity.map(Polarity::from),
            argument: argument.map(|argument| ArgumentCorrection {
                role: argument.role.word().to_owned(),
                was: argument.was.span().into(),
                is: argument.is.span().into(),
                words: argument.is.words,
            }),
        }
    }
}

impl From<model::QuotedClaim> for QuotedClaim {
    fn from(claim: model::QuotedClaim) -> Self {
        let (sentence, trigger) = (claim.sentence.span(), claim.trigger.span());
        let from_start = |at: u32| at.saturating_sub(sentence.start);
        Self {
            predicate: claim.predicate.to_string(),
            trigger: model::Span { start: from_start(trigger.start), end: from_start(trigger.end) }.into(),
            sentence: claim.sentence.words,
        }
    }
}
