use super::asking::Asking;
use super::error::CommandError;
use super::words::{counted, one_line};
use crate::export::{CaseIds, SourceRecord, print};
use clap::Args;
use std::io::Write;
use std::process::ExitCode;

/// On whose word the case rests, and who relies on whom
///
/// Each origin with how many claims and findings rest on it, how many on it alone, and which publishers carry its word.
#[derive(Args)]
pub struct Sources {
    #[command(flatten)]
    asking: Asking,
}

impl Sources {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = self.asking.open()?;
        let sources = case.sources()?;
        let mut out = std::io::stdout().lock();
        if self.asking.json {
            let ids = CaseIds::of(&case)?;
            sources.iter().try_for_each(|source| print(&SourceRecord::new(source, &ids), &mut out))?;
            return Ok(ExitCode::SUCCESS);
        }
        for source in &sources {
            let claims = counted(source.n_claims as usize, "claim");
            writeln!(out, "{}: {claims}, {} on it alone", one_line(&source.origin.name), source.n_alone)?;
            let carried = source.carried_by.iter().map(|(publisher, n)| format!("{} ({n})", one_line(publisher)));
            writeln!(out, "    carried by {}", carried.collect::<Vec<_>>().join(", "))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
