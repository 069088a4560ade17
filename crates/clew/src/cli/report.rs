use super::asking;
use super::case_path::CasePath;
use super::error::CommandError;
use crate::report::ReportForm;
use clap::Args;
use clew_engine::Case;
use clew_engine::answer::{Named, NamedEvent};
use clew_engine::report::ReportQuery;
use jiff::civil::Date;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Tell what the case amounts to, in sentences that each cite the words they rest on
///
/// Events, tolls, proceedings, who knew what, what is disputed, what rests on one origin, what was withdrawn. Every sentence about the
/// case carries notes: the quotation, its document, who published it and when, and the SHA-256 of the original. Protected people
/// (`clew decide CASE protect`) are called by other words.
#[derive(Args)]
pub struct Report {
    #[command(flatten)]
    case: CasePath,
    /// Tell only of this person, thing or event, by name or id; may be given often
    #[arg(long, value_name = "ENTITY|EVENT")]
    about: Vec<String>,
    /// The form of the report
    #[arg(long, value_name = "FORM", default_value = "md")]
    format: ReportForm,
    /// Tell it as the case could be read at the end of this day: only from what was published by then
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    /// Name protected people
    #[arg(long)]
    unredacted: bool,
    /// Also tell what nothing but withdrawn documents shows; each such sentence says so
    #[arg(long)]
    with_retracted: bool,
    /// Write to this file [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Report {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let mut case = Case::open_to_read(&self.case.path())?;
        if let Some(day) = self.as_of {
            case.look_as_of(day)?;
        }
        let about = self.about.iter().map(|what| id_of(&case, what)).collect::<Result<_, _>>()?;
        let Self { as_of, with_retracted, unredacted, .. } = self;
        let report = case.report(&ReportQuery { about, as_of, with_retracted, unredacted })?;
        let written = self.format.write(&report)?;
        match &self.output {
            Some(path) => std::fs::write(path, written)?,
            None => {
                let mut out = std::io::stdout().lock();
                out.write_all(&written)?;
                out.flush()?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The id of an entity or, where none has the name, of an event.
pub(super) fn id_of(case: &Case, what: &str) -> Result<String, CommandError> {
    match (case.named(what)?, case.named_event(what)?) {
        (Named::One(line), _) => Ok(line.id),
        (_, NamedEvent::One(event)) => Ok(event.id),
        (Named::Several(_), _) => Ok(asking::entity(case, what)?.id),
        (Named::Nothing, NamedEvent::Several(_)) => Ok(asking::event(case, what)?.id),
        (Named::Nothing, NamedEvent::Nothing) => Err(CommandError::not_found(
            format!("the case knows nobody, nothing and no event by the name {what:?}"),
            "`clew search` finds documents by their words, `clew timeline` lists events",
        )),
    }
}
