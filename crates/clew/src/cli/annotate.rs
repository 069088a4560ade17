use super::HowToRead;
use super::add::Form;
use super::error::{self, CommandError};
use super::explain::Page;
use super::predicates;
use super::progress::Progress;
use crate::export::{AnnotateError, AnnotatedDocument};
use clap::Args;
use clew_engine::answer::DecidedClaim;
use clew_engine::predicates::patterns;
use clew_engine::{Analysed, Annotated, Inputs, Interrupt, Patterns, annotate, explain};
use clew_model::{Outcome, Reading};
use serde::Serialize;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Read documents and print what clew reads in each, one JSON object a line; no case is needed
///
/// The form of the output is a promise (docs/output.md). A file or line that cannot be read gives an object with an
/// "error" in its place; the exit status is 1 when there was any. With --explain it prints the claims for people to read.
#[derive(Args)]
pub struct Annotate {
    /// Files and folders to read
    #[arg(required_unless_present = "from", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Read documents as JSON lines from standard input: {"id", "text", "date"?, "publisher"?, "title"?}
    #[arg(long, value_name = "FORM", conflicts_with = "files")]
    from: Option<Form>,
    /// Print each claim under its sentence, with the words it rests on, on whose word it stands and what found it
    #[arg(long)]
    explain: bool,
    /// Read claims by this predicate file, too (docs/predicates.md); may be given often
    #[arg(long, value_name = "FILE")]
    predicates: Vec<PathBuf>,
    #[command(flatten)]
    how: HowToRead,
}

impl Annotate {
    pub fn run(self, interrupt: &Interrupt) -> Result<ExitCode, CommandError> {
        let inputs = match self.from {
            Some(Form::Jsonl) => Inputs::lines(std::io::stdin().lock()),
            None => Inputs::under(&self.files, Path::new(""))?,
        };
        let options = self.how.options(interrupt)?;
        let patterns = patterns(&predicates::read(&self.predicates)?)?;
        let mut progress = Progress::of_inputs(inputs.n_total);
        let out = BufWriter::new(std::io::stdout().lock());
        let explains = self.explain.then(|| patterns.clone());
        let mut printer = Printer { out, explains, problem: None, n_failed: 0 };
        let shows_progress = !std::io::stdout().is_terminal();
        let done = annotate(
            inputs,
            &options,
            patterns,
            &mut |step| {
                if shows_progress {
                    progress.tell(step);
                }
            },
            &mut |annotated| {
                printer.print(annotated);
                if printer.problem.is_some() {
                    interrupt.raise();
                }
            },
        );
        progress.finish();
        if let Some(problem) = printer.problem {
            return Err(problem.into());
        }
        printer.out.flush()?;
        done?;
        Ok(if printer.n_failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(error::FAILED) })
    }
}

struct Printer<W> {
    out: W,
    /// For people, not programs: with the patterns whose lines are shown.
    explains: Option<Patterns>,
    /// What standard output answered, once it no longer took a line.
    problem: Option<std::io::Error>,
    n_failed: usize,
}

impl<W: Write> Printer<W> {
    fn print(&mut self, annotated: Annotated) {
        let Annotated { id, outcome, read, .. } = annotated;
        // Written as it is made: the line of a long document is many times its length.
        let written = match (&read, &self.explains) {
            (Some((reading, analysed)), Some(patterns)) => {
                explained(&id, reading, analysed, patterns).print(&mut self.out)
            }
            (Some((reading, analysed)), None) => {
                self.line(&AnnotatedDocument::new(&id, reading, analysed.published, &analysed.annotation))
            }
            (None, explains) => {
                self.n_failed += usize::from(!matches!(outcome, Outcome::Skipped(_)));
                match explains {
                    Some(_) => writeln!(self.out, "{id}\n{outcome}\n"),
                    None => self.line(&AnnotateError::new(&id, &outcome)),
                }
            }
        };
        self.problem = written.err();
    }

    fn line(&mut self, record: &impl Serialize) -> std::io::Result<()> {
        serde_json::to_writer(&mut self.out, record)?;
        writeln!(self.out)
    }
}

fn explained<'a>(id: &'a str, reading: &'a Reading, analysed: &Analysed, patterns: &Patterns) -> Page<'a> {
    let views = explain(&reading.text, &analysed.annotation, patterns).into_iter();
    let claims = views.map(|view| DecidedClaim { view, decision: None, rating: None }).collect();
    Page::new(id, reading.publisher.as_deref(), analysed.published, &reading.text, claims)
}
