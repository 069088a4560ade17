use super::asking;
use super::by_hand::{AddClaim, AddMention, CorrectMention, RejectMention};
use super::case_path::CasePath;
use super::decisions;
use super::error::CommandError;
use clap::{Args, Subcommand};
use clew_engine::{By, Case, ClaimName, ClaimVerdict, EntityVerdict, NewArgument, SourceName};
use clew_model::{Credibility, Decision, Polarity, Reliability, Role, ThingType};
use jiff::Timestamp;
use std::process::ExitCode;

/// Decide on claims, mentions, entities, sources and documents; make claims and mentions by hand
///
/// What you decide is kept in the case for good, with the words that it rests on; `clew rebuild` leaves it alone, and
/// `clew undo` takes it back. Nothing that was read is changed or dropped: a rejected claim and a withdrawn document stay,
/// marked as such.
#[derive(Args)]
pub struct Decide {
    #[command(flatten)]
    case: CasePath,
    #[command(subcommand)]
    verdict: Verdict,
}

/// What can be decided. Claims are named as `clew show --claims` prints them, entities by id or name.
#[derive(Subcommand)]
enum Verdict {
    /// The sentence says what the claim states
    Accept(OfClaim),
    /// The sentence does not say it
    Reject(OfClaim),
    /// The sentence says something else
    Correct(Correct),
    /// Two entities are one
    Merge(OfPair),
    /// Two entities are not one, and no later document joins them
    Apart(OfPair),
    /// Whether two entities are one cannot be told: they stay apart, and the question is marked as looked at
    Unsure(OfPair),
    /// What was taken for one entity is two
    Split(Split),
    /// An entity goes by another name
    Rename(Rename),
    /// An entity is a thing of another type
    Retype(Retype),
    /// A person is protected: a report or an export that leaves the case calls them by other words
    Protect(Protect),
    /// Words of a document are a mention that clew did not read: of an entity, or of something new
    AddMention(AddMention),
    /// A mention has other words, or refers to somebody or something else
    CorrectMention(CorrectMention),
    /// What clew took for a mention refers to nothing
    RejectMention(RejectMention),
    /// A sentence states what clew did not read in it: a claim made by hand, marked as yours
    AddClaim(Box<AddClaim>),
    /// A source of information is as reliable as this: your word on it, from which nothing is worked out
    RateSource(RateSource),
    /// A claim is as credible as this, whoever makes it: your word on it, from which nothing is worked out
    RateClaim(RateClaim),
    /// A document is withdrawn: what rests on it stays, marked, and speaks for nothing any more
    Retract(Retract),
}

#[derive(Args)]
struct OfClaim {
    #[command(flatten)]
    claim: Named,
    #[command(flatten)]
    by: DecidedBy,
}

/// The claim that is decided upon.
#[derive(Args)]
struct Named {
    /// The claim: its document's id or number, and its number there, as `clew show --claims` prints it
    #[arg(value_name = "DOCUMENT#N")]
    claim: String,
}

#[derive(Args)]
struct Correct {
    #[command(flatten)]
    claim: Named,
    /// What the sentence states to happen or hold
    #[arg(long, value_name = "PREDICATE")]
    predicate: Option<String>,
    /// Whether it states it to be so
    #[arg(long, value_name = "POLARITY", value_parser = polarity)]
    polarity: Option<Polarity>,
    /// The role that other words fill
    #[arg(long, value_name = "ROLE", value_parser = role, requires = "words")]
    role: Option<Role>,
    /// The words that fill --role, as they stand in the claim's sentence
    #[arg(long, value_name = "WORDS", requires = "role")]
    words: Option<String>,
    /// The words that --role has now, where it has several
    #[arg(long, value_name = "WORDS", requires = "role")]
    instead_of: Option<String>,
    #[command(flatten)]
    by: DecidedBy,
}

#[derive(Args)]
struct OfPair {
    /// One of the two: its id, or a name that nothing else has
    #[arg(value_name = "ENTITY")]
    one: String,
    /// The other
    #[arg(value_name = "ENTITY")]
    other: String,
    #[command(flatten)]
    by: DecidedBy,
}

#[derive(Args)]
struct Split {
    /// The entity: its id, or a name that nothing else has
    #[arg(value_name = "ENTITY")]
    entity: String,
    /// What is another thing: documents (by id or number) that speak of it, or names that it goes by
    #[arg(value_name = "PART", required = true)]
    parts: Vec<String>,
    #[command(flatten)]
    by: DecidedBy,
}

#[derive(Args)]
struct Rename {
    /// The entity: its id, or a name that nothing else has
    #[arg(value_name = "ENTITY")]
    entity: String,
    /// The name it is to be shown by; those that documents give it stay beside it
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    by: DecidedBy,
}

#[derive(Args)]
struct Retype {
    /// The entity: its id, or a name that nothing else has
    #[arg(value_name = "ENTITY")]
    entity: String,
    /// What sort of thing it is: Person, Organization, PublicBody, Place, ...
    #[arg(value_name = "TYPE", value_parser = thing)]
    thing: ThingType,
    #[command(flatten)]
    by: DecidedBy,
}

#[derive(Args)]
struct Protect {
    /// The person: their id, or a name that nobody else has
    #[arg(value_name = "PERSON")]
    person: String,
    /// What to call them [default: "protected person" and a number]
    #[arg(long = "as", value_name = "WORDS")]
    label: Option<String>,
    #[command(flatten)]
    by: DecidedBy,
}

#[derive(Args)]
struct RateSource {
    /// The source as `clew sources` prints it, or the id of the entity that it is
    #[arg(value_name = "SOURCE")]
    source: String,
    /// A completely reliable, B usually reliable, C fairly reliable, D not usually reliable, E unreliable, F reliability cannot be judged
    #[arg(value_name = "A-F", value_parser = reliability)]
    reliability: Reliability,
    #[command(flatten)]
    by: DecidedBy,
}

#[derive(Args)]
struct RateClaim {
    #[command(flatten)]
    claim: Named,
    /// 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 truth cannot be judged
    #[arg(value_name = "1-6", value_parser = credibility)]
    credibility: Credibility,
    #[command(flatten)]
    by: DecidedBy,
}

#[derive(Args)]
struct Retract {
    /// The document's id or number
    #[arg(value_name = "DOCUMENT")]
    document: String,
    #[command(flatten)]
    by: DecidedBy,
}

/// Who decides, and for what reason.
#[derive(Args)]
pub struct DecidedBy {
    /// The reason, to be kept with the decision
    #[arg(long, value_name = "REASON")]
    pub why: Option<String>,
    /// Who decides, to be kept with the decision
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
}

impl From<DecidedBy> for By {
    fn from(by: DecidedBy) -> Self {
        Self { who: by.who, why: by.why }
    }
}

impl Decide {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let mut case = Case::open(&self.case.path())?;
        let decided = match self.verdict {
            Verdict::Accept(of) => of.claim.decide(&mut case, &ClaimVerdict::Accept, of.by),
            Verdict::Reject(of) => of.claim.decide(&mut case, &ClaimVerdict::Reject, of.by),
            Verdict::Correct(correct) => {
                let verdict = correct.verdict();
                correct.claim.decide(&mut case, &verdict, correct.by)
            }
            Verdict::Merge(pair) => pair.decide(&mut case, EntityVerdict::Merge),
            Verdict::Apart(pair) => pair.decide(&mut case, EntityVerdict::Apart),
            Verdict::Unsure(pair) => pair.decide(&mut case, EntityVerdict::Unsure),
            Verdict::Split(split) => of_entity(&mut case, &split.entity, &EntityVerdict::Split(split.parts), split.by),
            Verdict::Rename(rename) => {
                of_entity(&mut case, &rename.entity, &EntityVerdict::Rename(rename.name), rename.by)
            }
            Verdict::Retype(retype) => {
                of_entity(&mut case, &retype.entity, &EntityVerdict::Retype(retype.thing), retype.by)
            }
            Verdict::Protect(protect) => {
                of_entity(&mut case, &protect.person, &EntityVerdict::Protect(protect.label), protect.by)
            }
            Verdict::AddMention(mention) => mention.decide(&mut case),
            Verdict::CorrectMention(mention) => mention.decide(&mut case),
            Verdict::RejectMention(mention) => mention.decide(&mut case),
            Verdict::AddClaim(claim) => claim.decide(&mut case),
            Verdict::RateSource(RateSource { source, reliability, by }) => {
                let name = SourceName::Words(source);
                Ok(case.rate_source(&name, reliability, &by.into(), Timestamp::now())?)
            }
            Verdict::RateClaim(RateClaim { claim, credibility, by }) => {
                claim.decide(&mut case, &ClaimVerdict::Rate(credibility), by)
            }
            Verdict::Retract(retract) => {
                let document = document(&case, &retract.document)?;
                Ok(case.retract(document, &retract.by.into(), Timestamp::now())?)
            }
        }?;
        decisions::tell(&case, decided.number)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Named {
    fn decide(self, case: &mut Case, verdict: &ClaimVerdict, by: DecidedBy) -> Result<Decision, CommandError> {
        let parts = self.claim.rsplit_once('#').and_then(|(document, number)| Some((document, number.parse().ok()?)));
        let Some((id, claim)) = parts else {
            let hint = "a claim is named by its document and its number there: letters/7.txt#3";
            return Err(CommandError::bad_request(format!("{:?} names no claim", self.claim), hint));
        };
        let name = ClaimName { document: document(case, id)?, claim, seen: None };
        Ok(case.decide_claim(name, verdict, &by.into(), Timestamp::now())?)
    }
}

impl OfPair {
    fn decide(self, case: &mut Case, verdict: fn(String) -> EntityVerdict) -> Result<Decision, CommandError> {
        let other = asking::entity(case, &self.other)?;
        of_entity(case, &self.one, &verdict(other.id), self.by)
    }
}

fn of_entity(case: &mut Case, entity: &str, verdict: &EntityVerdict, by: DecidedBy) -> Result<Decision, CommandError> {
    let entity = asking::entity(case, entity)?;
    Ok(case.decide_entity(&entity.id, verdict, &by.into(), Timestamp::now())?)
}

pub(super) fn document(case: &Case, id_or_number: &str) -> Result<i64, CommandError> {
    case.document_number(id_or_number)?.ok_or_else(|| {
        CommandError::not_found(
            format!("the case has no document {id_or_number:?}"),
            "`clew status` and `clew search` name documents",
        )
    })
}

impl Correct {
    fn verdict(&self) -> ClaimVerdict {
        ClaimVerdict::Correct {
            predicate: self.predicate.clone(),
            polarity: self.polarity,
            argument: self.role.zip(self.words.clone()).map(|(role, words)| NewArgument {
                role,
                instead_of: self.instead_of.clone(),
                words,
            }),
        }
    }
}

pub(super) fn thing(word: &str) -> Result<ThingType, String> {
    let all = || ThingType::ALL.iter().map(|thing| thing.word()).collect::<Vec<_>>().join(", ");
    let is_it = |thing: &ThingType| thing.word().eq_ignore_ascii_case(word);
    ThingType::ALL.into_iter().find(is_it).ok_or_else(|| format!("the types are {}", all()))
}

pub(super) fn role(word: &str) -> Result<Role, String> {
    let all = || Role::ALL.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ");
    Role::from_word(word).ok_or_else(|| format!("the roles are {}", all()))
}

fn reliability(letter: &str) -> Result<Reliability, String> {
    let all = || Reliability::ALL.map(|one| format!("{} ({})", one.letter(), one.words())).join(", ");
    Reliability::from_letter(letter).ok_or_else(|| format!("a source is {}", all()))
}

fn credibility(number: &str) -> Result<Credibility, String> {
    let all = || Credibility::ALL.map(|one| format!("{} ({})", one.number(), one.words())).join(", ");
    number.parse().ok().and_then(Credibility::from_number).ok_or_else(|| format!("a claim is {}", all()))
}

pub(super) fn polarity(word: &str) -> Result<Polarity, String> {
    Polarity::from_word(word).ok_or_else(|| "it is `asserted` or `denied`".to_owned())
}
