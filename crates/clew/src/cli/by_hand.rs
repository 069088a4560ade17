//! Mentions and claims made by hand, from words of a document.

use super::asking;
use super::decide::{DecidedBy, document, polarity, role, thing};
use super::error::CommandError;
use clap::Args;
use clew_engine::{Case, MentionOf, MentionVerdict, NewClaim, Words};
use clew_model::{Decision, Interval, Level, Modality, Polarity, Quantity, Role, ThingType};
use jiff::Timestamp;
use jiff::civil::Date;

/// Words of a document.
#[derive(Args)]
struct OfWords {
    /// The document's id or number
    #[arg(value_name = "DOCUMENT")]
    document: String,
    /// Words of it, as they stand there
    #[arg(value_name = "WORDS")]
    words: String,
    /// Words around them, where they stand several times: their sentence, or a part of it
    #[arg(long = "in", value_name = "WORDS")]
    within: Option<String>,
}

impl OfWords {
    fn find(&self, case: &Case) -> Result<(i64, Words), CommandError> {
        let words = Words::Said { words: self.words.clone(), within: self.within.clone() };
        Ok((document(case, &self.document)?, words))
    }
}

/// Whom or what words refer to.
#[derive(Args)]
struct Referred {
    /// The entity that they refer to: its id, or a name that nothing else has
    #[arg(long, value_name = "ENTITY", conflicts_with = "thing")]
    entity: Option<String>,
    /// What sort of thing they refer to: Person, Organization, PublicBody, Place, ...
    #[arg(long = "type", value_name = "TYPE", value_parser = thing)]
    thing: Option<ThingType>,
}

impl Referred {
    fn of(&self, case: &Case) -> Result<Option<MentionOf>, CommandError> {
        match (&self.entity, self.thing) {
            (Some(name), _) => Ok(Some(MentionOf::Entity(asking::entity(case, name)?.id))),
            (None, thing) => Ok(thing.map(MentionOf::New)),
        }
    }
}

#[derive(Args)]
pub struct AddMention {
    #[command(flatten)]
    words: OfWords,
    #[command(flatten)]
    referred: Referred,
    #[command(flatten)]
    by: DecidedBy,
}

#[derive(Args)]
pub struct CorrectMention {
    #[command(flatten)]
    words: OfWords,
    /// The words of its sentence that are the mention
    #[arg(long = "words", value_name = "WORDS")]
    is: Option<String>,
    #[command(flatten)]
    referred: Referred,
    #[command(flatten)]
    by: DecidedBy,
}

#[derive(Args)]
pub struct RejectMention {
    #[command(flatten)]
    words: OfWords,
    #[command(flatten)]
    by: DecidedBy,
}

#[derive(Args)]
pub struct AddClaim {
    #[command(flatten)]
    words: OfWords,
    /// What the sentence states to happen or hold
    #[arg(value_name = "PREDICATE")]
    predicate: String,
    /// Who or what takes part, in words of the sentence; several times
    #[arg(long = "role", value_name = "ROLE=WORDS", value_parser = argument)]
    arguments: Vec<(Role, String)>,
    /// Whether it is stated to be so
    #[arg(long, value_name = "POLARITY", value_parser = polarity, default_value = "asserted")]
    polarity: Polarity,
    /// As what it is told: actual, planned, conditional or generic
    #[arg(long, value_name = "MODALITY", value_parser = modality, default_value = "actual")]
    modality: Modality,
    /// How sure the source sounds: a level of ICD 203 (likely, ...), asserted, or unstated
    #[arg(long, value_name = "LEVEL", value_parser = level, default_value = "asserted")]
    certainty: Level,
    /// The first day on which it can have happened or held
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,
    /// The last
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<Date>,
    /// Who says so, in words of the document; the document itself where nobody is given
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
    /// What is counted, of a Count
    #[arg(long, value_name = "WHAT")]
    count: Option<String>,
    /// The least that it can be
    #[arg(long, value_name = "N", requires = "count")]
    least: Option<u64>,
    /// The most
    #[arg(long, value_name = "N", requires = "count")]
    most: Option<u64>,
    #[command(flatten)]
    by: DecidedBy,
}

impl AddMention {
    pub fn decide(self, case: &mut Case) -> Result<Decision, CommandError> {
        let (document, words) = self.words.find(case)?;
        let Some(of) = self.referred.of(case)? else {
            let hint = "say of whom or what: --entity NAME, or --type Person";
            return Err(CommandError::bad_request("a mention refers to somebody or something".to_owned(), hint));
        };
        Ok(case.add_mention(document, &words, &of, &self.by.into(), Timestamp::now())?)
    }
}

impl CorrectMention {
    pub fn decide(self, case: &mut Case) -> Result<Decision, CommandError> {
        let (document, words) = self.words.find(case)?;
        let is = self.is.map(|words| Words::Said { words, within: None });
        let verdict = MentionVerdict::Correct { words: is, of: self.referred.of(case)? };
        Ok(case.decide_mention(document, &words, &verdict, &self.by.into(), Timestamp::now())?)
    }
}

impl RejectMention {
    pub fn decide(self, case: &mut Case) -> Result<Decision, CommandError> {
        let (document, words) = self.words.find(case)?;
        Ok(case.decide_mention(document, &words, &MentionVerdict::Reject, &self.by.into(), Timestamp::now())?)
    }
}

impl AddClaim {
    pub fn decide(self, case: &mut Case) -> Result<Decision, CommandError> {
        let (document, trigger) = self.words.find(case)?;
        let said = |words: String| Words::Said { words, within: None };
        if matches!((self.from, self.to), (Some(from), Some(to)) if to < from) {
            let hint = "give the first day with --from and the last with --to";
            return Err(CommandError::bad_request("the last day is before the first".to_owned(), hint));
        }
        let claim = NewClaim {
            trigger,
            predicate: self.predicate,
            arguments: self.arguments.into_iter().map(|(role, words)| (role, said(words))).collect(),
            quantity: self.count.map(|what| Quantity { what, low: self.least, high: self.most }),
            polarity: self.polarity,
            modality: self.modality,
            certainty: self.certainty,
            time: Interval { earliest: self.from, latest: self.to },
            source: self.source.map(said),
        };
        Ok(case.add_claim(document, &claim, &self.by.into(), Timestamp::now())?)
    }
}

/// "Person=Aron Weil".
fn argument(given: &str) -> Result<(Role, String), String> {
    let (name, words) = given.split_once('=').ok_or("a role and its words have = between them: Person=Aron Weil")?;
    Ok((role(name)?, words.to_owned()))
}

fn modality(word: &str) -> Result<Modality, String> {
    Modality::from_word(word).ok_or_else(|| "it is `actual`, `planned`, `conditional` or `generic`".to_owned())
}

fn level(word: &str) -> Result<Level, String> {
    let all = || Level::ALL.iter().map(|level| level.word()).collect::<Vec<_>>().join(", ");
    Level::from_word(word).ok_or_else(|| format!("the levels are {}", all()))
}
