use super::asking::{self, Asking};
use super::error::CommandError;
use super::evidence::{origin_name, print_claim, print_event, print_finding, print_knowledge, print_sentence};
use super::words::{counted, days, one_line};
use crate::export::{
    AliasRecord, CaseIds, DoubtRecord, EntityRecord, EventRecord, FindingRecord, KnowledgeRecord, print,
};
use clap::Args;
use clew_engine::Case;
use clew_engine::answer::{Alias, Dossier};
use clew_model::Standing;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::process::ExitCode;

/// All that the case has of a person, organisation, place or thing
///
/// Its names, what may be the same thing under another, its steps in proceedings (the latest first), what is disputed, what ties it to
/// others, what else is stated of it, the events it took part in, what it knew, and on whose word; each with the sentences that say so.
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
    dossier.aliases.iter().try_for_each(|alias| print(&AliasRecord::new(&dossier.entity.id, alias), out))?;
    dossier.doubts.iter().try_for_each(|(doubt, _)| print(&DoubtRecord::new(doubt), out))?;
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
    print_names(dossier, out)?;
    heading("In proceedings, the latest first", dossier.statuses.len(), out)?;
    for (status, claims) in &dossier.statuses {
        let when = if status.time.is_open() { "no day given".to_owned() } else { days(status.time) };
        writeln!(out, "{when}  {}  [{}]", status.what, status.standing.word())?;
        claims.iter().try_for_each(|claim| print_claim(claim, None, out))?;
    }
    print_findings(dossier, out)?;
    heading("Events", dossier.events.len(), out)?;
    for view in &dossier.events {
        print_event(view, out)?;
        view.claims.first().into_iter().try_for_each(|claim| print_claim(claim, None, out))?;
    }
    heading("Knew", dossier.knowledge.len(), out)?;
    dossier.knowledge.iter().try_for_each(|view| print_knowledge(view, out))?;
    heading("On whose word", dossier.sources.len(), out)?;
    for (origin, n_claims) in &dossier.sources {
        writeln!(out, "{}: {}", origin_name(origin), counted(*n_claims as usize, "claim"))?;
    }
    Ok(())
}

fn print_names(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    let line = &dossier.entity;
    writeln!(out, "{} ({}, {})", one_line(&line.name), line.thing.word(), line.id)?;
    writeln!(out, "in {}", counted(line.n_documents as usize, "document"))?;
    for (doubt, other) in &dossier.doubts {
        writeln!(out, "may be {} ({}): {}", one_line(&other.name), other.id, doubt.why)?;
    }
    heading("Other names, each with a sentence that uses it", dossier.aliases.len(), out)?;
    for Alias { name, used_in } in &dossier.aliases {
        writeln!(out, "{}", one_line(name))?;
        used_in.iter().try_for_each(|(line, quote)| print_sentence(line, quote, out))?;
    }
    Ok(())
}

/// What is disputed, then what ties it to others, then the rest; each finding once.
fn print_findings(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    let findings = &dossier.findings;
    let is_disputed = |at: &usize| matches!(findings[*at].finding.standing, Standing::Disputed | Standing::Superseded);
    let disputed: Vec<usize> = (0..findings.len()).filter(is_disputed).collect();
    heading("Disputed, or replaced by later accounts", disputed.len(), out)?;
    disputed.iter().try_for_each(|at| print_finding(&findings[*at], out))?;
    let mut shown: BTreeSet<usize> = disputed.into_iter().collect();
    heading("Ties", dossier.ties.len(), out)?;
    for (other, of_other) in &dossier.ties {
        let (above, new): (Vec<usize>, Vec<usize>) = of_other.iter().partition(|at| !shown.insert(**at));
        writeln!(out, "- {} ({}, {})", one_line(&other.name), other.thing.word(), other.id)?;
        new.iter().try_for_each(|at| print_finding(&findings[*at], out))?;
        if !above.is_empty() {
            let above =
                above.iter().map(|at| format!("{} ({})", findings[*at].finding.predicate, findings[*at].finding.id));
            writeln!(out, "    see above: {}", above.collect::<Vec<_>>().join(", "))?;
        }
    }
    let rest: Vec<usize> = (0..findings.len()).filter(|at| !shown.contains(at)).collect();
    heading("Also stated", rest.len(), out)?;
    rest.iter().try_for_each(|at| print_finding(&findings[*at], out))
}

fn heading(words: &str, n: usize, out: &mut impl Write) -> io::Result<()> {
    if n > 0 { writeln!(out, "\n{words}\n") } else { Ok(()) }
}
