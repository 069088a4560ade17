use super::case_path::CasePath;
use super::error::CommandError;
use crate::export::write_case;
use clap::{Args, ValueEnum};
use clew_engine::Case;
use std::io::{BufWriter, Write};
use std::process::ExitCode;

/// Print the whole case for other programs
///
/// The form of the output is a promise (docs/output.md): one record a line, each with its kind in "record".
#[derive(Args)]
pub struct Export {
    #[command(flatten)]
    case: CasePath,
    /// The form of the output
    #[arg(long, value_name = "FORM")]
    format: ExportForm,
}

/// Forms in which a case is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportForm {
    /// One JSON object a line.
    Jsonl,
}

impl Export {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = Case::open_to_read(&self.case.path())?;
        let ExportForm::Jsonl = self.format;
        let mut out = BufWriter::new(std::io::stdout().lock());
        write_case(&case, &mut out)?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}
