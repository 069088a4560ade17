use super::asking::Asking;
use super::decisions;
use super::error::CommandError;
use super::evidence::origin_name;
use super::words::{counted, one_line};
use crate::export::{CaseIds, SourceRecord, print};
use clap::Args;
use clew_engine::SourceQuery;
use clew_engine::answer::{SourceLine, SourceRating};
use std::io::{self, Write};
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
        let sources = case.sources(&SourceQuery::default())?.items;
        let ratings = case.ratings()?;
        let mut out = std::io::stdout().lock();
        if self.asking.json {
            let ids = CaseIds::of(&case)?;
            sources.iter().try_for_each(|source| print(&SourceRecord::new(source, &ids), &mut out))?;
            return Ok(ExitCode::SUCCESS);
        }
        for source in &sources {
            print_source(source, ratings.of_source(&source.origin), &mut out)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// A source in two lines: what rests on it, and who carries its word; and how a person rated it, in a third.
fn print_source(source: &SourceLine, rating: Option<&SourceRating>, out: &mut impl Write) -> io::Result<()> {
    let SourceLine { origin, n_claims, n_findings, n_alone, carried_by } = source;
    let name = origin_name(origin);
    let (claims, findings) = (counted(*n_claims as usize, "claim"), counted(*n_findings as usize, "finding"));
    writeln!(out, "{name}: {claims}, {findings}, of which {n_alone} on it alone")?;
    let carried = carried_by.iter().map(|(publisher, n)| format!("{} ({n})", one_line(publisher)));
    let carried: Vec<String> = carried.collect();
    match carried.is_empty() {
        true => writeln!(out, "    in {}", counted(origin.documents.len(), "document"))?,
        false => writeln!(out, "    carried by {}", carried.join(", "))?,
    }
    let Some(SourceRating { decision, .. }) = rating else { return Ok(()) };
    let by = decision.who.as_ref().map_or_else(|| "rated by hand".to_owned(), |who| format!("rated by {who}"));
    let rated = decisions::rated(&decision.verdict).unwrap_or_default();
    writeln!(out, "    {rated}, {by} (decision {})", decision.number)
}
