use super::case_path::CasePath;
use super::decisions;
use super::error::CommandError;
use super::words;
use crate::export::{CaseRecord, InputRecord};
use clap::Args;
use clew_engine::Case;
use std::io::Write;
use std::process::ExitCode;

/// Say what was read into a case, what was not, and why
#[derive(Args)]
pub struct Status {
    #[command(flatten)]
    case: CasePath,
    /// List every input with this outcome: added, partial, skipped or failed
    #[arg(long, value_name = "OUTCOME", value_parser = ["added", "partial", "skipped", "failed"])]
    outcome: Option<String>,
    /// Print JSON lines: the case, then its inputs
    #[arg(long)]
    json: bool,
}

/// Inputs read from the case at a time.
const PAGE: u32 = 1000;
/// Inputs of one outcome that are listed where not all are asked for.
const SOME: u32 = 20;

impl Status {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = Case::open_to_read(&self.case.path())?;
        let mut out = std::io::stdout().lock();
        if self.json {
            self.print_json(&case, &mut out)?
        } else {
            self.print(&case, &mut out)?
        }
        decisions::report_left(&case.decisions()?);
        if !case.is_complete()? {
            eprintln!("clew: the last run was stopped, or another version made this case");
            eprintln!(
                "hint: give the command that was stopped again, or `clew rebuild {}`",
                self.case.path().display()
            );
        }
        Ok(ExitCode::SUCCESS)
    }

    fn print_json(&self, case: &Case, out: &mut impl Write) -> Result<(), CommandError> {
        let overview = case.overview()?;
        let record = CaseRecord::new(&overview, case.is_complete()?);
        writeln!(out, "{}", serde_json::to_string(&record).expect("records have a JSON form"))?;
        let mut offset = 0;
        loop {
            let page = case.inputs(self.outcome.as_deref(), offset, PAGE)?;
            for input in &page.items {
                let record = InputRecord::new(input);
                writeln!(out, "{}", serde_json::to_string(&record).expect("records have a JSON form"))?;
            }
            offset += PAGE;
            if offset >= page.n_total {
                return Ok(());
            }
        }
    }

    fn print(&self, case: &Case, out: &mut impl Write) -> Result<(), CommandError> {
        let overview = case.overview()?;
        let documents = words::counted(overview.n_documents as usize, "document");
        let span = words::days(overview.published_span);
        writeln!(out, "{}: {documents}, published {span}", overview.name)?;
        for tally in &overview.outcomes {
            writeln!(out, "  {:>7}  {}", tally.n_documents, tally.what)?;
        }
        let attention = overview.attention;
        for (n, what) in [
            (attention.n_copies, "repeat an earlier document"),
            (attention.n_date_inferred, "have a date that was inferred"),
            (attention.n_undated, "have no date"),
            (attention.n_not_analysed, "are in a language that is not analysed"),
        ] {
            if n > 0 {
                writeln!(out, "  {n:>7}  {what}")?;
            }
        }
        match &self.outcome {
            Some(outcome) => self.list(case, outcome, u32::MAX, out),
            None => ["failed", "partial", "skipped"].iter().try_for_each(|word| self.list(case, word, SOME, out)),
        }
    }

    fn list(&self, case: &Case, outcome: &str, most: u32, out: &mut impl Write) -> Result<(), CommandError> {
        let mut offset = 0;
        loop {
            let page = case.inputs(Some(outcome), offset, PAGE.min(most - offset))?;
            if offset == 0 && !page.items.is_empty() {
                writeln!(out, "\n{outcome}:")?;
            }
            for input in &page.items {
                match input.outcome.why() {
                    Some(why) => writeln!(out, "  {}  {why}", input.id)?,
                    None => writeln!(out, "  {}", input.id)?,
                }
            }
            offset += page.items.len() as u32;
            if offset >= page.n_total || page.items.is_empty() {
                return Ok(());
            }
            if offset >= most {
                writeln!(out, "  … and {} more: --outcome {outcome} lists all", page.n_total - offset)?;
                return Ok(());
            }
        }
    }
}
