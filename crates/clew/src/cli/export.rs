use super::case_path::CasePath;
use super::error::CommandError;
use super::words::counted;
use crate::export::form::{
    Folder, LeftOut, write_annotations, write_ftm, write_gexf, write_graphml, write_nomenklatura, write_prov,
    write_sidecar, write_stix, write_tables, write_timesketch,
};
use crate::export::{ExportError, write_case};
use clap::{Args, ValueEnum};
use clew_engine::Case;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Print the whole case for other programs
///
/// The forms are told in docs/output.md; that of jsonl is a promise: one record a line, each with its kind in "record". What is denied, disputed,
/// superseded or unsure is marked so in every form that has a place for it, and left out and counted where it has none.
#[derive(Args)]
pub struct Export {
    #[command(flatten)]
    case: CasePath,
    /// The form of the output
    #[arg(long, value_name = "FORM")]
    format: ExportForm,
    /// Where to write it: a new file; for csv a new folder or a new .zip file [default: standard output]
    #[arg(long, value_name = "PATH", required_if_eq("format", "csv"))]
    out: Option<PathBuf>,
    /// Name protected people
    #[arg(long)]
    unredacted: bool,
}

/// Forms in which a case is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportForm {
    /// Everything, one JSON object a line.
    Jsonl,
    /// Tables for a spreadsheet: documents, entities, mentions, claims, findings, events, knowledge.
    Csv,
    /// A graph for Gephi, with times (GEXF 1.3).
    Gexf,
    /// A graph for any other program (GraphML).
    Graphml,
    /// FollowTheMoney for Aleph and its like; with --out, what it cannot hold goes into a file beside it.
    Ftm,
    /// A timeline for Timesketch.
    Timesketch,
    /// Mentions and claims as W3C Web Annotations.
    Annotations,
    /// A STIX 2.1 bundle.
    Stix,
    /// Where everything comes from, as PROV-JSON.
    Prov,
    /// What was decided of pairs of entities, for nomenklatura.
    Nomenklatura,
}

impl Export {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let mut case = Case::open_to_read(&self.case.path())?;
        self.redact(&mut case)?;
        let left_out = match &self.out {
            Some(path) if self.format == ExportForm::Csv => {
                write_tables(&case, Folder::create(path).map_err(|error| cannot_make(path, &error))?)?;
                LeftOut::default()
            }
            Some(path) => {
                let left_out = write_file(path, |out| self.write(&case, out))?;
                // What the sidecar is for, the originals, names whom they name.
                if self.format == ExportForm::Ftm && case.hidden().is_none() {
                    write_file(&beside(path), |out| write_sidecar(&case, out))?;
                }
                left_out
            }
            None => {
                let mut out = BufWriter::new(io::stdout().lock());
                let left_out = self.write(&case, &mut out)?;
                out.flush()?;
                left_out
            }
        };
        self.tell(&left_out, &case);
        Ok(ExitCode::SUCCESS)
    }

    /// Calls protected people by other words unless they are to be named; refuses the form that has no place for that.
    fn redact(&self, case: &mut Case) -> Result<(), CommandError> {
        if self.unredacted {
            return Ok(());
        }
        if self.format == ExportForm::Annotations && !case.protected()?.is_empty() {
            return Err(CommandError::bad_request(
                "the case has protected people, and annotations point at words of the originals, which name them",
                "--unredacted exports them, for your own machine; every other form calls protected people by other words",
            ));
        }
        case.look_redacted()?;
        if let Some(hidden) = case.hidden() {
            let (people, described) = (counted_people(hidden.n_people), counted(hidden.n_described, "finding"));
            eprintln!(
                "{people} called by other words, {described} that describe them left out; --unredacted names them"
            );
        }
        Ok(())
    }

    fn write(&self, case: &Case, out: &mut impl Write) -> Result<LeftOut, ExportError> {
        match self.format {
            ExportForm::Ftm => return write_ftm(case, out),
            ExportForm::Stix => return write_stix(case, out),
            ExportForm::Jsonl => write_case(case, out),
            ExportForm::Gexf => write_gexf(case, out),
            ExportForm::Graphml => write_graphml(case, out),
            ExportForm::Timesketch => write_timesketch(case, out),
            ExportForm::Annotations => write_annotations(case, out),
            ExportForm::Prov => write_prov(case, out),
            ExportForm::Nomenklatura => write_nomenklatura(case, out),
            ExportForm::Csv => unreachable!("clap asks for --out with csv"),
        }?;
        Ok(LeftOut::default())
    }

    fn tell(&self, left_out: &LeftOut, case: &Case) {
        if left_out.is_empty() {
            return;
        }
        eprintln!("left out, for the form has no place for them: {left_out}");
        match (&self.out, self.format) {
            (_, ExportForm::Ftm) if case.hidden().is_some() => {}
            (Some(path), ExportForm::Ftm) => eprintln!("hint: {} has them", beside(path).display()),
            (None, ExportForm::Ftm) => eprintln!("hint: with --out FILE they are written beside it"),
            _ => {}
        }
    }
}

fn counted_people(n: usize) -> String {
    if n == 1 { "1 protected person is".to_owned() } else { format!("{n} protected people are") }
}

/// The file of what FollowTheMoney cannot hold: "flood.ftm.json" has "flood.clew.jsonl" beside it.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = [".ftm.json", ".ftm.jsonl", ".jsonl", ".json", ".ftm"].iter().find_map(|end| name.strip_suffix(end));
    path.with_file_name(format!("{}.clew.jsonl", stem.unwrap_or(&name)))
}

fn write_file<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, ExportError>,
) -> Result<T, CommandError> {
    let mut out = BufWriter::new(File::create_new(path).map_err(|error| cannot_make(path, &error))?);
    let written = write(&mut out)?;
    out.flush()?;
    Ok(written)
}

fn cannot_make(path: &Path, error: &io::Error) -> CommandError {
    CommandError::bad_request(format!("{} cannot be made: {error}", path.display()), "give --out a path that is free")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sidecar_is_named_after_the_file() {
        for (file, expected) in [
            ("out/flood.ftm.json", "out/flood.clew.jsonl"),
            ("flood.json", "flood.clew.jsonl"),
            ("flood", "flood.clew.jsonl"),
        ] {
            assert_eq!(beside(Path::new(file)), Path::new(expected));
        }
    }
}
