use super::asking::{self, Asking};
use super::error::CommandError;
use super::evidence::print_claim;
use super::words::{level, one_line};
use crate::export::{CaseIds, PathsRecord, print};
use clap::Args;
use clew_engine::answer::{Path as Way, Weakness};
use std::io::{self, Write};
use std::process::ExitCode;

/// The ties that join two people or things
///
/// The best few ways from one to the other through findings and events, each step with how it stands and the sentence it rests on; a step
/// that bears less than it seems to is marked: disputed, denied, unsure, on no named word, or told of one event alone.
#[derive(Args)]
pub struct Path {
    #[command(flatten)]
    asking: Asking,
    /// A name, or an entity's id
    #[arg(value_name = "A")]
    from: String,
    /// Another
    #[arg(value_name = "B")]
    to: String,
    /// How many ways to print at most
    #[arg(long, value_name = "N", default_value_t = 3)]
    limit: usize,
}

impl Path {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = self.asking.open()?;
        let (from, to) = (asking::entity(&case, &self.from)?, asking::entity(&case, &self.to)?);
        let paths = case.paths(&from, &to, self.limit)?;
        let mut out = std::io::stdout().lock();
        if self.asking.json {
            print(&PathsRecord::new(&paths, &CaseIds::of(&case)?), &mut out)?;
        } else {
            paths.iter().zip(1..).try_for_each(|(path, nth)| print_path(path, nth, &mut out))?;
        }
        if paths.is_empty() && !self.asking.json {
            eprintln!("nothing in the case joins {} and {}", one_line(&from.name), one_line(&to.name));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print_path(path: &Way, nth: usize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{nth}.")?;
    for step in &path.steps {
        let standing = step.standing.map_or_else(String::new, |standing| format!("  [{}]", standing.word()));
        let what = step.shown_by.as_ref().map_or("", |line| line.predicate.as_str());
        let (from, to) = (one_line(&step.from.name), one_line(&step.to.name));
        writeln!(out, "{from} - {to}: {what} ({}){standing}", step.by)?;
        step.weak.iter().try_for_each(|weak| writeln!(out, "    weak: {}", in_words(*weak)))?;
        step.shown_by.iter().try_for_each(|line| print_claim(line, None, out))?;
    }
    Ok(())
}

fn in_words(weak: Weakness) -> String {
    match weak {
        Weakness::Disputed => "accounts contradict one another on it".to_owned(),
        Weakness::Superseded => "a later account replaced it".to_owned(),
        Weakness::Denied => "the sentence denies it".to_owned(),
        Weakness::Unsure(sure) => format!("its source leaves room for doubt ({})", level(sure)),
        Weakness::Unnamed => "only somebody who is not named says so".to_owned(),
        Weakness::EventOnly => "both take part in one event, no finding states the two together".to_owned(),
    }
}
