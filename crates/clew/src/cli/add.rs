use super::case_path::CasePath;
use super::decisions;
use super::error::CommandError;
use super::progress::Progress;
use super::{HowToRead, ftm, mapped, words};
use clap::{Args, ValueEnum};
use clew_engine::{Brought, Case, Inputs, Interrupt, Report};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Read documents into a case, which is made if it is not there
///
/// Takes files and whole folders: text, web pages, PDF, office documents, e-mail, feeds, web archives, tables, and ZIP
/// or tar of any of these (docs/formats.md lists all). Another case, OTHER.clew, is joined to this one: its documents as it
/// read them, and what was decided of them. Each input gets an outcome, kept in the case: see `clew status`.
/// Adding the same thing twice changes nothing; a run that was stopped goes on when it is repeated.
#[derive(Args)]
pub struct Add {
    #[command(flatten)]
    case: CasePath,
    /// Files and folders to read
    #[arg(required_unless_present = "from", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Read documents as JSON lines from standard input: {"id", "text", "date"?, "publisher"?, "title"?, "url"?}
    #[arg(long, value_name = "FORM", conflicts_with = "files")]
    from: Option<Form>,
    /// Read the files as tables, their rows told in sentences as this mapping says (docs/formats.md)
    #[arg(long, value_name = "FILE.toml", conflicts_with = "from")]
    mapping: Option<PathBuf>,
    #[command(flatten)]
    how: HowToRead,
}

/// Forms in which documents can be given on standard input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// One JSON object a line.
    Jsonl,
}

impl Add {
    pub fn run(self, interrupt: &Interrupt) -> Result<ExitCode, CommandError> {
        let path = self.case.path();
        let (cases, files): (Vec<_>, Vec<_>) = self.files.iter().cloned().partition(|file| is_case(file));
        let (entities, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| ftm::is_ftm(file));
        let mapping = self.mapping.as_deref().map(mapped::mapping).transpose()?;
        let entities = entities.iter().map(|file| ftm::FtmFile::open(file)).collect::<Result<Vec<_>, _>>()?;
        let inputs = match (self.from, mapping) {
            (Some(Form::Jsonl), _) => Inputs::lines(std::io::stdin().lock()),
            (None, Some(mapping)) => mapped::tables(&files, mapping)?,
            (None, None) => Inputs::under(&files, &path)?,
        };
        let inputs = if entities.is_empty() { inputs } else { inputs.then(ftm::inputs(&entities)) };
        // Before this one is made: what is wrong with a command leaves nothing behind.
        let others = cases.iter().map(|other| Case::open_to_read(other)).collect::<Result<Vec<_>, _>>()?;
        let mut case = Case::open_or_create(&path)?;
        for other in &others {
            join(&mut case, other, interrupt)?;
        }
        if files.is_empty() && entities.is_empty() && !others.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
        let mut progress = Progress::of_inputs(inputs.n_total);
        let options = self.how.options(interrupt)?;
        ftm::bring_predicates(&mut case, &entities, interrupt)?;
        let added = case.add(inputs, Timestamp::now(), &options, &mut |step| progress.tell(step));
        progress.finish();
        let report = added?;
        eprintln!("{}", summary(&report));
        ftm::bring_decisions(&mut case, &entities)?;
        if report.n_added > 0 && case.is_watched()? {
            eprintln!("hint: `clew watch {}` says what they changed", path.display());
        }
        if report.n_partial + report.n_skipped + report.n_failed > 0 {
            eprintln!("hint: `clew status {}` says what and why", path.display());
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Whether a file is a case: by its ending, and never a folder of that name.
fn is_case(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "clew") && !file.is_dir()
}

fn join(case: &mut Case, other: &Case, interrupt: &Interrupt) -> Result<(), CommandError> {
    let mut progress = Progress::of_inputs(None);
    let joined = case.join(other, Timestamp::now(), interrupt, &mut |step| progress.tell(step));
    progress.finish();
    let joined = joined?;
    eprintln!("{}", summary(&joined.report));
    if joined.brought != Brought::default() {
        decisions::tell_brought(&joined.brought);
    }
    for name in &joined.predicates_left {
        eprintln!(
            "clew: this case has another predicate file {name}; that of {} was left there",
            other.path().display()
        );
    }
    Ok(())
}

/// "12 documents added, 3 were already there, 1 failed".
pub fn summary(report: &Report) -> String {
    let mut parts = vec![format!("{} added", words::counted(report.n_added, "document"))];
    for (n, what) in [
        (report.n_already_there, "already there"),
        (report.n_partial, "partial"),
        (report.n_skipped, "skipped"),
        (report.n_failed, "failed"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    }
    parts.join(", ")
}
