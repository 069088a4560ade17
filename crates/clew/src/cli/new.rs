use super::case_path::CasePath;
use super::error::CommandError;
use clap::Args;
use clew_engine::Case;
use std::process::ExitCode;

/// Make a new, empty case
#[derive(Args)]
pub struct New {
    #[command(flatten)]
    case: CasePath,
}

impl New {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = Case::create(&self.case.path())?;
        eprintln!(
            "{} is ready: put documents into it with `clew add`, or drop them on the page that `clew serve` opens",
            case.path().display()
        );
        Ok(ExitCode::SUCCESS)
    }
}
