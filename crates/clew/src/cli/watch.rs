use super::case_path::CasePath;
use super::error::CommandError;
use super::evidence::{print_claim, print_finding, print_sentence};
use super::words::{counted, one_line};
use crate::export::{CaseIds, ChangeRecord, WatchedRecord, print};
use clap::Args;
use clew_engine::Case;
use clew_engine::answer::{Changes, NewTie, Seen};
use jiff::Timestamp;
use std::io::{self, Write};
use std::process::ExitCode;

/// What changed since the last time: new ties, disputes opened and settled, watched names seen
///
/// Give it after each `clew add`. The first time it is silent, and remembers where the case stands; from then on it tells what came
/// since it was last given: two things that the case knew before and that nothing tied, accounts that contradict one another now or no
/// longer, sentences that name somebody watched.
#[derive(Args)]
pub struct Watch {
    #[command(flatten)]
    case: CasePath,
    /// From now on, tell of sentences that name this person or thing
    #[arg(long, value_name = "NAME", conflicts_with_all = ["remove", "list"])]
    add: Option<String>,
    /// No longer
    #[arg(long, value_name = "NAME", conflicts_with = "list")]
    remove: Option<String>,
    /// List the names that are watched
    #[arg(long)]
    list: bool,
    /// Print records as JSON lines
    #[arg(long)]
    json: bool,
}

impl Watch {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        if self.list {
            return self.print_names();
        }
        let mut case = Case::open(&self.case.path())?;
        if let Some(name) = &self.add {
            return add(&mut case, name);
        }
        if let Some(name) = &self.remove {
            return remove(&mut case, name);
        }
        let (point, changes) = case.changes()?;
        match &changes {
            None => begin(&case)?,
            Some(changes) => self.print_changes(&case, changes)?,
        }
        // Last: what could not be printed is told the next time.
        case.told(&point, Timestamp::now())?;
        Ok(ExitCode::SUCCESS)
    }

    fn print_names(&self) -> Result<ExitCode, CommandError> {
        let mut out = std::io::stdout().lock();
        for name in Case::open_to_read(&self.case.path())?.watched_names()? {
            match self.json {
                true => print(&WatchedRecord::new(&name), &mut out)?,
                false => writeln!(out, "{}", one_line(&name))?,
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    fn print_changes(&self, case: &Case, changes: &Changes) -> Result<(), CommandError> {
        let mut out = std::io::stdout().lock();
        if self.json {
            let ids = CaseIds::of(case)?;
            ChangeRecord::all(changes, &ids).iter().try_for_each(|record| print(record, &mut out))?;
        } else {
            print_changes(changes, &mut out)?;
        }
        out.flush()?;
        let Changes { since, n_documents, gone, .. } = changes;
        if !gone.is_empty() {
            let disputes = counted(gone.len(), "disputed finding");
            eprintln!(
                "{disputes} of before: the case has none of their claims any longer, they were rejected or are read otherwise"
            );
        }
        let read = counted(*n_documents as usize, "document");
        let told = if changes.is_empty() { "nothing to tell" } else { "told everything" };
        eprintln!("{told} since {since:.0}; {read} read since then");
        Ok(())
    }
}

/// Watches for a name; where nobody watched before, from where the case stands now.
fn add(case: &mut Case, name: &str) -> Result<ExitCode, CommandError> {
    let name = named(name)?;
    let now = Timestamp::now();
    match case.watch(&name, now)? {
        true => eprintln!("watching for {name:?} from now on"),
        false => eprintln!("{name:?} is watched for already"),
    }
    if !case.is_watched()? {
        begin(case)?;
        let (point, _) = case.changes()?;
        case.told(&point, now)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn remove(case: &mut Case, name: &str) -> Result<ExitCode, CommandError> {
    let name = named(name)?;
    if !case.unwatch(&name, Timestamp::now())? {
        let hint = "`clew watch CASE --list` lists the names that are";
        return Err(CommandError::not_found(format!("{name:?} is not watched for"), hint));
    }
    eprintln!("no longer watching for {name:?}");
    Ok(ExitCode::SUCCESS)
}

/// A name on one line; fails where it has neither letter nor digit.
fn named(name: &str) -> Result<String, CommandError> {
    let name = one_line(name);
    match name.contains(char::is_alphanumeric) {
        true => Ok(name),
        false => Err(CommandError::bad_request("a name has letters", "give the name as documents write it")),
    }
}

fn begin(case: &Case) -> Result<(), CommandError> {
    let n_documents = case.overview()?.n_documents as usize;
    eprintln!("watching from now on: the case stands at {}", counted(n_documents, "document"));
    eprintln!("hint: add documents, then give `clew watch` again: it tells what they changed");
    Ok(())
}

fn print_changes(changes: &Changes, out: &mut impl Write) -> io::Result<()> {
    let Changes { ties, opened, settled, seen, .. } = changes;
    heading("New ties between things that were apart", ties.len(), out)?;
    ties.iter().try_for_each(|tie| print_tie(tie, out))?;
    heading("Disputes opened", opened.len(), out)?;
    for (nth, dispute) in (1..).zip(opened) {
        writeln!(out, "{nth}.")?;
        dispute.iter().try_for_each(|view| print_finding(view, out))?;
    }
    heading("Disputes settled", settled.len(), out)?;
    settled.iter().try_for_each(|view| print_finding(view, out))?;
    heading("Watched names seen", seen.len(), out)?;
    seen.iter().try_for_each(|seen| print_seen(seen, out))
}

fn print_tie(tie: &NewTie, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{} - {}", one_line(&tie.from.name), one_line(&tie.to.name))?;
    for step in &tie.steps {
        let Some(line) = &step.shown_by else { continue };
        let standing = step.standing.map_or("told of one event", |standing| standing.word());
        writeln!(out, "  {} ({})  [{standing}]", line.predicate, step.by)?;
        print_claim(line, None, out)?;
    }
    Ok(())
}

fn print_seen(seen: &Seen, out: &mut impl Write) -> io::Result<()> {
    let Seen { name, line, quote, findings } = seen;
    writeln!(out, "{}", one_line(name))?;
    print_sentence(line, quote, out)?;
    for (id, predicate, standing) in findings {
        writeln!(out, "    {predicate} ({id})  [{}]", standing.word())?;
    }
    Ok(())
}

fn heading(words: &str, n: usize, out: &mut impl Write) -> io::Result<()> {
    if n > 0 { writeln!(out, "\n{words}\n") } else { Ok(()) }
}
