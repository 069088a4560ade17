use super::claim::{Level, Modality, Polarity};
use super::decision::Unclear;
use super::{Decision, Span, ThingType};
use clew_engine::{self as engine, By, MentionOf, MentionVerdict, Words, answer};
use clew_model as model;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Words of a document, and where they stand: so that no others are taken for them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct WordsAt {
    /// First code point, and one past the last.
    pub span: (u32, u32),
    /// The words as they stand there.
    pub words: String,
}

/// A mention to be made by hand: of an entity, or of something of a type that the document's other words do not refer to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewMention {
    /// The words that refer to it.
    pub words: WordsAt,
    /// The id of the entity.
    #[serde(default)]
    pub entity: Option<String>,
    /// The type, of something new.
    #[serde(default, rename = "type")]
    pub thing: Option<ThingType>,
    /// Who decides.
    #[serde(default)]
    pub who: Option<String>,
    /// For what reason.
    #[serde(default)]
    pub why: Option<String>,
}

/// What is to be decided of a mention.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewMentionDecision {
    /// Its words.
    pub words: WordsAt,
    /// Whether they refer to nothing; then nothing else is said.
    #[serde(default)]
    pub reject: bool,
    /// Other words of the sentence that are the mention.
    #[serde(default)]
    pub is: Option<WordsAt>,
    /// The id of the entity that they refer to.
    #[serde(default)]
    pub entity: Option<String>,
    /// The type of what they refer to.
    #[serde(default, rename = "type")]
    pub thing: Option<ThingType>,
    /// Who decides.
    #[serde(default)]
    pub who: Option<String>,
    /// For what reason.
    #[serde(default)]
    pub why: Option<String>,
}

/// A claim to be made by hand, of one sentence.
#[derive(Debug, Clone, PartialEq, Deserialize, ToSchema)]
pub struct NewClaim {
    /// The words that speak of it.
    pub trigger: WordsAt,
    /// What the sentence states.
    pub predicate: String,
    /// Who and what take part.
    #[serde(default)]
    pub arguments: Vec<NewArgument>,
    /// How many, of a count.
    #[serde(default)]
    pub quantity: Option<NewQuantity>,
    /// Whether it is stated to be so.
    pub polarity: Polarity,
    /// Whether it is told as fact, plan, condition or rule.
    pub modality: Modality,
    /// How sure the source sounds.
    pub certainty: Level,
    /// The first day on which it can have happened or held.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub earliest: Option<Date>,
    /// The last.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub latest: Option<Date>,
    /// Who says so; the document itself where nobody is given.
    #[serde(default)]
    pub source: Option<WordsAt>,
    /// Who decides.
    #[serde(default)]
    pub who: Option<String>,
    /// For what reason.
    #[serde(default)]
    pub why: Option<String>,
}

/// Who or what takes part in a claim to be made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewArgument {
    /// What it is to the predicate.
    pub role: String,
    /// The words that name it.
    pub words: WordsAt,
}

/// How many, of a claim to be made; null is an open bound.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewQuantity {
    /// What is counted.
    pub what: String,
    /// The least.
    #[serde(default)]
    pub low: Option<u64>,
    /// The most.
    #[serde(default)]
    pub high: Option<u64>,
}

/// A claim that a person made.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AddedClaim {
    /// The number of its document.
    pub document: i64,
    /// Its number there.
    pub claim: u32,
    /// The decision that made it.
    pub decision: Decision,
}

/// A mention that a person made or corrected.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DecidedMention {
    /// Where it stands now.
    pub span: Span,
    /// The decision.
    pub decision: Decision,
}

impl From<WordsAt> for Words {
    fn from(WordsAt { span: (start, end), words }: WordsAt) -> Self {
        Self::At(model::Span { start, end }, words)
    }
}

impl NewMention {
    /// What is decided, in the engine's words.
    pub fn decided(self) -> Result<(Words, MentionOf, By), Unclear> {
        let Self { words, entity, thing, who, why } = self;
        let of = of(entity, thing)?;
        let of = of.ok_or_else(|| Unclear("A mention is of an `entity`, or of something of a `type`.".to_owned()))?;
        Ok((words.into(), of, By { who, why }))
    }
}

impl NewMentionDecision {
    /// What is decided, in the engine's words.
    pub fn decided(self) -> Result<(Words, MentionVerdict, By), Unclear> {
        let Self { words, reject, is, entity, thing, who, why } = self;
        let of = of(entity, thing)?;
        let verdict = match (reject, is, of) {
            (true, None, None) => MentionVerdict::Reject,
            (true, ..) => return Err(Unclear("What refers to nothing is not corrected.".to_owned())),
            (false, is, of) => MentionVerdict::Correct { words: is.map(Words::from), of },
        };
        Ok((words.into(), verdict, By { who, why }))
    }
}

/// Whom or what a mention is of; nobody where neither is given.
fn of(entity: Option<String>, thing: Option<ThingType>) -> Result<Option<MentionOf>, Unclear> {
    match (entity, thing) {
        (Some(_), Some(_)) => Err(Unclear("An `entity` has its type already.".to_owned())),
        (Some(entity), None) => Ok(Some(MentionOf::Entity(entity))),
        (None, thing) => Ok(thing.map(|thing| MentionOf::New(thing.into()))),
    }
}

impl NewClaim {
    /// What is decided, in the engine's words.
    pub fn decided(self) -> Result<(engine::NewClaim, By), Unclear> {
        let argument = |NewArgument { role, words }: NewArgument| {
            let known = model::Role::from_word(&role).ok_or_else(|| Unclear(format!("There is no role {role:?}.")))?;
            Ok((known, Words::from(words)))
        };
        let time = model::Interval { earliest: self.earliest, latest: self.latest };
        if matches!((time.earliest, time.latest), (Some(earliest), Some(latest)) if latest < earliest) {
            return Err(Unclear("The last day is before the first.".to_owned()));
        }
        let quantity = |NewQuantity { what, low, high }| model::Quantity { what, low, high };
        let claim = engine::NewClaim {
            trigger: self.trigger.into(),
            predicate: self.predicate,
            arguments: self.arguments.into_iter().map(argument).collect::<Result<_, _>>()?,
            quantity: self.quantity.map(quantity),
            polarity: self.polarity.into(),
            modality: self.modality.into(),
            certainty: self.certainty.into(),
            time,
            source: self.source.map(Words::from),
        };
        Ok((claim, By { who: self.who, why: self.why }))
    }
}

impl From<answer::AddedClaim> for AddedClaim {
    fn from(answer::AddedClaim { at, decision }: answer::AddedClaim) -> Self {
        Self { document: at.document, claim: at.claim, decision: decision.into() }
    }
}

impl From<answer::DecidedMention> for DecidedMention {
    fn from(answer::DecidedMention { span, decision }: answer::DecidedMention) -> Self {
        Self { span: span.into(), decision: decision.into() }
    }
}
