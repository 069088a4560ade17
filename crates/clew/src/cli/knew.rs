use super::asking::{self, Asking};
use super::error::CommandError;
use super::evidence::print_knowledge;
use super::words::one_line;
use crate::export::{CaseIds, KnowledgeRecord, print};
use clap::Args;
use clew_engine::answer::NamedEvent;
use clew_engine::{Case, KnowingQuery, MatterQuery};
use jiff::civil::Date;
use std::io::Write;
use std::process::ExitCode;

/// Who knew what, no later than when, and the sentence that shows it
#[derive(Args)]
pub struct Knew {
    #[command(flatten)]
    asking: Asking,
    /// Only what this actor knew: a name, or an entity's id
    #[arg(long, value_name = "A")]
    who: Option<String>,
    /// Only matters told in these words, or of the event of this name or id
    #[arg(long, value_name = "TEXT|EVENT")]
    matter: Option<String>,
    /// Only what was known before a day, or before an event of this name or id
    #[arg(long, value_name = "DATE|EVENT")]
    before: Option<String>,
}

impl Knew {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = self.asking.open()?;
        let who = self.who.as_deref().map(|name| asking::entity(&case, name)).transpose()?;
        let before = self.before.as_deref().map(|when| day(&case, when)).transpose()?;
        let matter = self.matter.as_deref().map(|words| matter(&case, words)).transpose()?;
        let query = KnowingQuery { who: who.map(|line| line.id), matter, before, without_publishers: false };
        let known = case.knew(&query, 0, u32::MAX)?.items;
        let mut out = std::io::stdout().lock();
        if self.asking.json {
            let ids = CaseIds::of(&case)?;
            known.iter().try_for_each(|view| print(&KnowledgeRecord::new(&view.knowledge, &ids), &mut out))?;
            return Ok(ExitCode::SUCCESS);
        }
        for view in &known {
            write!(out, "{}, ", one_line(&view.who))?;
            print_knowledge(view, &mut out)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The event of an id; or what is told in these words, and the event that they name where they name one.
fn matter(case: &Case, words: &str) -> Result<MatterQuery, CommandError> {
    let NamedEvent::One(event) = case.named_event(words)? else {
        return Ok(MatterQuery { words: Some(words.to_owned()), event: None });
    };
    let is_id = event.id == words;
    if !is_id {
        eprintln!("told in these words, or of {} ({})", one_line(&event.name), event.id);
    }
    Ok(MatterQuery { words: (!is_id).then(|| words.to_owned()), event: Some(event.id) })
}

/// A day, or the day on which an event began.
fn day(case: &Case, when: &str) -> Result<Date, CommandError> {
    if let Ok(day) = when.parse() {
        return Ok(day);
    }
    let event = asking::event(case, when)?;
    event.time.earliest.or(event.time.latest).ok_or_else(|| {
        CommandError::bad_request(
            format!("nobody says when {:?} happened", event.name),
            "give a day instead: YYYY-MM-DD",
        )
    })
}
