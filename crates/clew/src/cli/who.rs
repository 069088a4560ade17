use super::asking::{self, Asking};
use super::error::CommandError;
use super::evidence::{print_claim, print_event, print_finding};
use super::words::{counted, days, one_line};
use crate::export::{CaseIds, EntityRecord, EventRecord, FindingRecord, KnowledgeRecord, print};
use clap::Args;
use clew_engine::Case;
use clew_engine::answer::Dossier;
use std::io::{self, Write};
use std::process::ExitCode;

/// All that the case has of a person, organisation, place or thing
///
/// Its names, its steps in proceedings (the latest first), what is stated of it and how that stands, the events it took part in,
/// what it knew, and what may be the same thing under another name; each with the sentences that say so.
#[derive(Args)]
pub struct Who {
    #[command(flatten)]
    asking: Asking,
    /// A name, or an entity's id
    #[arg(value_name = "NAME")]
    name: String,
}

impl Who {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = self.asking.open()?;
        let entity = asking::entity(&case, &self.name)?;
        let mut out = std::io::stdout().lock();
        if self.asking.json {
            if let Some(view) = case.entity(&entity.id)? {
                print(&EntityRecord::of(&view), &mut out)?;
            }
            print_records(&case, &case.dossier(entity)?, &mut out)?;
        } else {
            print_dossier(&case.dossier(entity)?, &mut out)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print_records(case: &Case, dossier: &Dossier, out: &mut impl Write) -> Result<(), CommandError> {
    let ids = CaseIds::of(case)?;
    for view in &dossier.findings {
        print(&FindingRecord::new(&view.finding, &ids), out)?;
    }
    for view in &dossier.events {
        print(&EventRecord::new(&view.event, &ids), out)?;
    }
    for view in &dossier.knowledge {
        print(&KnowledgeRecord::new(&view.knowledge, &ids), out)?;
    }
    Ok(())
}

fn print_dossier(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    let line = &dossier.entity;
    writeln!(out, "{} ({}, {})", one_line(&line.name), line.thing.word(), line.id)?;
    if line.names.len() > 1 {
        writeln!(out, "also: {}", line.names[1..].iter().map(|name| one_line(name)).collect::<Vec<_>>().join(", "))?;
    }
    writeln!(out, "in {}", counted(line.n_documents as usize, "document"))?;
    for (doubt, other) in &dossier.doubts {
        writeln!(out, "may be {} ({}): {}", one_line(&other.name), other.id, doubt.why)?;
    }
    heading("In proceedings, the latest first", dossier.statuses.len(), out)?;
    for (status, claims) in &dossier.statuses {
        writeln!(out, "{}  {}  [{}]", days(status.time), status.what, status.standing.word())?;
        claims.iter().try_for_each(|claim| print_claim(claim, None, out))?;
    }
    heading("What is stated", dossier.findings.len(), out)?;
    dossier.findings.iter().try_for_each(|view| print_finding(view, out))?;
    heading("Events", dossier.events.len(), out)?;
    dossier.events.iter().try_for_each(|view| print_event(view, out))?;
    heading("What it knew", dossier.knowledge.len(), out)?;
    for view in &dossier.knowledge {
        let day = view.knowledge.no_later_than.map_or_else(|| "?".to_owned(), |day| day.to_string());
        writeln!(out, "no later than {day}: {}", one_line(&view.matter))?;
        view.shown_by.iter().try_for_each(|claim| print_claim(claim, None, out))?;
    }
    Ok(())
}

fn heading(words: &str, n: usize, out: &mut impl Write) -> io::Result<()> {
    if n > 0 { writeln!(out, "\n{words}\n") } else { Ok(()) }
}
