use super::case_path::CasePath;
use super::decisions;
use super::error::CommandError;
use clap::{Args, ValueEnum};
use clew_engine::{Case, ClaimName, NewArgument, NewDecision, NewVerdict};
use clew_model::{Polarity, Role};
use jiff::Timestamp;
use std::process::ExitCode;

/// Accept, reject or correct a claim
///
/// What you decide is kept in the case for good, with the words that the claim rests on; `clew rebuild` leaves it alone,
/// and `clew undo` takes it back. A rejected claim stays visible, marked as rejected.
#[derive(Args)]
pub struct Decide {
    #[command(flatten)]
    case: CasePath,
    /// What you decide
    #[arg(value_name = "VERDICT")]
    verdict: VerdictWord,
    /// The claim: its document's id or number, and its number there, as `clew show --claims` prints it
    #[arg(value_name = "DOCUMENT#N")]
    claim: String,
    /// Correct: what the sentence states to happen or hold
    #[arg(long, value_name = "PREDICATE")]
    predicate: Option<String>,
    /// Correct: whether it states it to be so
    #[arg(long, value_name = "POLARITY", value_parser = polarity)]
    polarity: Option<Polarity>,
    /// Correct: the role that other words fill
    #[arg(long, value_name = "ROLE", value_parser = role, requires = "words")]
    role: Option<Role>,
    /// Correct: the words that fill --role, as they stand in the claim's sentence
    #[arg(long, value_name = "WORDS", requires = "role")]
    words: Option<String>,
    /// Correct: the words that --role has now, where it has several
    #[arg(long, value_name = "WORDS", requires = "role")]
    instead_of: Option<String>,
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

/// What can be decided of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum VerdictWord {
    /// The sentence says it.
    Accept,
    /// The sentence does not say it.
    Reject,
    /// The sentence says something else.
    Correct,
}

impl Decide {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let mut case = Case::open(&self.case.path())?;
        let name = self.name(&case)?;
        let new = NewDecision { verdict: self.verdict()?, who: self.by.who, why: self.by.why };
        let decided = case.decide(name, &new, Timestamp::now())?;
        decisions::tell(&case, decided.number)?;
        Ok(ExitCode::SUCCESS)
    }

    fn name(&self, case: &Case) -> Result<ClaimName, CommandError> {
        let parts = self.claim.rsplit_once('#').and_then(|(document, number)| Some((document, number.parse().ok()?)));
        let Some((document, claim)) = parts else {
            let hint = "a claim is named by its document and its number there: letters/7.txt#3";
            return Err(CommandError::bad_request(format!("{:?} names no claim", self.claim), hint));
        };
        match case.document_number(document)? {
            Some(document) => Ok(ClaimName { document, claim, seen: None }),
            None => Err(CommandError::not_found(
                format!("the case has no document {document:?}"),
                "`clew status` and `clew search` name documents",
            )),
        }
    }

    fn verdict(&self) -> Result<NewVerdict, CommandError> {
        let corrects = self.predicate.is_some() || self.polarity.is_some() || self.role.is_some();
        match self.verdict {
            VerdictWord::Correct => Ok(NewVerdict::Correct {
                predicate: self.predicate.clone(),
                polarity: self.polarity,
                argument: self.role.zip(self.words.clone()).map(|(role, words)| NewArgument {
                    role,
                    instead_of: self.instead_of.clone(),
                    words,
                }),
            }),
            _ if corrects => Err(CommandError::bad_request(
                "--predicate, --polarity and --role say what the sentence says instead",
                "the verdict that goes with them is `correct`",
            )),
            VerdictWord::Accept => Ok(NewVerdict::Accept),
            VerdictWord::Reject => Ok(NewVerdict::Reject),
        }
    }
}

fn role(word: &str) -> Result<Role, String> {
    let all = || Role::ALL.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ");
    Role::from_word(word).ok_or_else(|| format!("the roles are {}", all()))
}

fn polarity(word: &str) -> Result<Polarity, String> {
    Polarity::from_word(word).ok_or_else(|| "it is `asserted` or `denied`".to_owned())
}
