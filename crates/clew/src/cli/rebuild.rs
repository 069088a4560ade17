use super::case_path::CasePath;
use super::decisions;
use super::error::CommandError;
use super::progress::Progress;
use clap::Args;
use clew_engine::{Case, Interrupt};
use jiff::Timestamp;
use std::process::ExitCode;

/// Delete what clew worked out and work it out again from what was read
///
/// Documents, originals, outcomes and decisions stay as they are. Gives an equal `clew export`, unless a new version of clew reads
/// more in the same texts.
#[derive(Args)]
pub struct Rebuild {
    #[command(flatten)]
    case: CasePath,
}

impl Rebuild {
    pub fn run(self, interrupt: &Interrupt) -> Result<ExitCode, CommandError> {
        let mut case = Case::open(&self.case.path())?;
        let mut progress = Progress::of_inputs(None);
        let done = case.rebuild(Timestamp::now(), interrupt, &mut |step| progress.tell(step));
        progress.finish();
        done?;
        eprintln!("{} is rebuilt", case.path().display());
        decisions::report_left(&case.decisions()?);
        Ok(ExitCode::SUCCESS)
    }
}
