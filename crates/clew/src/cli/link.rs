use super::asking::Asking;
use super::error::CommandError;
use super::evidence::print_claim;
use super::words::{counted, days, one_line};
use crate::export::{CaseIds, LinkRecord, print};
use clap::Args;
use clew_engine::answer::{Link as Shares, LinkedEvent, Shared, SharedBy};
use clew_model::IdentifierKind;
use std::io::{self, Write};
use std::process::ExitCode;

/// What separate incidents share: people, bodies, phones, addresses, vehicles, accounts
///
/// Events are separate where neither is part of the other and no document tells of both on one day. What the fewest incidents
/// share comes first: it says most. Whether it is one thing in all of them, or only one name, is said with each.
#[derive(Args)]
pub struct Link {
    #[command(flatten)]
    asking: Asking,
    /// How many shared things to print at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

impl Link {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = self.asking.open()?;
        let links = case.links(self.limit)?;
        let mut out = std::io::stdout().lock();
        if self.asking.json {
            let ids = CaseIds::of(&case)?;
            links.iter().try_for_each(|link| print(&LinkRecord::new(link, &ids), &mut out))?;
        } else {
            links.iter().zip(1..).try_for_each(|(link, nth)| print_link(link, nth, &mut out))?;
        }
        if links.is_empty() && !self.asking.json {
            eprintln!("no two separate incidents of the case share anything that has a name or a number");
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print_link(link: &Shares, nth: usize, out: &mut impl Write) -> io::Result<()> {
    let what = match &link.shared {
        Shared::Entity(line) => format!("{} ({}, {})", one_line(&line.name), line.thing.word(), line.id),
        Shared::Identifier { kind, written, .. } => {
            let written: Vec<String> = written.iter().map(|form| one_line(form)).collect();
            format!("{} {}", kind_in_words(*kind), written.join(" = "))
        }
    };
    writeln!(out, "{nth}. {what}, in {}", counted(link.incidents.len(), "separate incident"))?;
    writeln!(out, "   {}", by_in_words(link.by))?;
    for incident in &link.incidents {
        incident.iter().try_for_each(|linked| print_linked(linked, out))?;
    }
    writeln!(out)
}

fn print_linked(linked: &LinkedEvent, out: &mut impl Write) -> io::Result<()> {
    let LinkedEvent { event, roles, claims } = linked;
    let role = if roles.is_empty() { "named beside it".to_owned() } else { format!("as {}", roles.join(", ")) };
    writeln!(out, "   {}  {} ({}, {}): {role}", days(event.time), one_line(&event.name), event.predicate, event.id)?;
    for (line, standing) in claims {
        print_claim(line, *standing, out)?;
    }
    Ok(())
}

fn kind_in_words(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Phone => "telephone",
        IdentifierKind::Email => "e-mail",
        IdentifierKind::Account => "account",
        IdentifierKind::Registration => "registration",
        IdentifierKind::Address => "address",
    }
}

fn by_in_words(by: SharedBy) -> &'static str {
    match by {
        SharedBy::Identifier => "the same wherever it is written",
        SharedBy::Document => "one document tells of it in several of them",
        SharedBy::ShortForm => "written without its town or its code: another place can have the same",
        SharedBy::Name => "by a name alone: no document tells of it in two of them, and two can bear one name",
    }
}
