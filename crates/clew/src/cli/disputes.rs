use super::asking::Asking;
use super::error::CommandError;
use super::evidence::print_finding;
use crate::export::{CaseIds, FindingRecord, print};
use clap::Args;
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
        let disputes = case.disputes(self.superseded)?;
        let mut out = std::io::stdout().lock();
        let ids = CaseIds::of(&case)?;
        for (nth, dispute) in (1..).zip(&disputes) {
            if !self.asking.json {
                writeln!(out, "{nth}.")?;
            }
            for view in dispute {
                match self.asking.json {
                    true => print(&FindingRecord::new(&view.finding, &ids), &mut out)?,
                    false => print_finding(view, &mut out)?,
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
