use super::case_path::CasePath;
use super::error::{CommandError, FAILED};
use super::words;
use clap::Args;
use clew_engine::{Case, Interrupt};
use clew_model::Checkpoint;
use std::process::ExitCode;

/// Check that a case is what clew made it: every original, and the log of what was decided
///
/// Prints a checkpoint of the log. Kept outside the case (in a notebook, in a mail to a colleague), it shows later whether what
/// was decided until then is still there, unchanged and in order, even to somebody who could change every byte of the file.
#[derive(Args)]
pub struct Verify {
    #[command(flatten)]
    case: CasePath,
    /// A checkpoint that `clew verify` printed earlier: the log has to go on from it
    #[arg(long, value_name = "SIZE:HASH")]
    checkpoint: Option<Checkpoint>,
}

impl Verify {
    pub fn run(self, interrupt: &Interrupt) -> Result<ExitCode, CommandError> {
        let case = Case::open_to_read(&self.case.path())?;
        let log = case.verify_decisions(self.checkpoint)?;
        let (n_originals, changed) = case.verify_originals(interrupt)?;
        log.faults.iter().chain(&changed).for_each(|fault| eprintln!("clew: {fault}"));
        println!("checkpoint {}", log.checkpoint);
        if !log.faults.is_empty() || !changed.is_empty() {
            eprintln!("hint: something else than clew wrote to this file; go back to a copy of it from before");
            return Ok(ExitCode::from(FAILED));
        }
        let goes_on = if self.checkpoint.is_some() { ", and goes on from the checkpoint given" } else { "" };
        eprintln!(
            "{} and {} are as they were written{goes_on}",
            words::counted(n_originals, "original"),
            words::counted(log.checkpoint.size as usize, "decision"),
        );
        Ok(ExitCode::SUCCESS)
    }
}
