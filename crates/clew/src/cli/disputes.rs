use super::asking::Asking;
use super::error::CommandError;
use super::evidence::print_finding;
use crate::export::{CaseIds, FindingRecord, print};
use clap::Args;
use clew_engine::DisputeQuery;
use std::io::Write;
use std::process::ExitCode;

/// What the accounts contradict one another on, side by side
#[derive(Args)]
pub struct Disputes {
    #[command(flatten)]
    asking: Asking,
    /// Also what a later count or status replaced
    #[arg(long)]
    superseded: bool,
}

impl Disputes {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = self.asking.open()?;
        let mut out = std::io::stdout().lock();
        if self.asking.json {
            let ids = CaseIds::of(&case)?;
            for finding in case.disputed(self.superseded)?.iter().flatten() {
                print(&FindingRecord::new(finding, &ids), &mut out)?;
            }
            return Ok(ExitCode::SUCCESS);
        }
        let query = DisputeQuery { with_superseded: self.superseded, ..DisputeQuery::default() };
        for (nth, dispute) in (1..).zip(case.disputes(&query)?.items) {
            writeln!(out, "{nth}.")?;
            dispute.iter().try_for_each(|view| print_finding(view, &mut out))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
