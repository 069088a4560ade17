use super::case_path::CasePath;
use super::decide::DecidedBy;
use super::decisions;
use super::error::CommandError;
use clap::Args;
use clew_engine::Case;
use jiff::Timestamp;
use std::process::ExitCode;

/// Take a decision back
///
/// Both stay in the case's log. Undoing is a decision too: undo that one, and the first stands again.
#[derive(Args)]
pub struct Undo {
    #[command(flatten)]
    case: CasePath,
    /// The decision's number, as `clew decisions` prints it
    #[arg(value_name = "N")]
    number: u32,
    #[command(flatten)]
    by: DecidedBy,
}

impl Undo {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let mut case = Case::open(&self.case.path())?;
        let undone = case.undo(self.number, &self.by.into(), Timestamp::now())?;
        decisions::tell(&case, undone.number)?;
        Ok(ExitCode::SUCCESS)
    }
}
