use super::asking::Asking;
use super::error::CommandError;
use super::evidence::{print_claim, print_sentence};
use super::words::{counted, days, one_line};
use crate::export::{CaseIds, LinkRecord, print};
use clap::Args;
use clew_engine::answer::{Link as Shares, LinkedEvent, LinkedIncident, Shared, SharedBy};
use clew_model::IdentifierKind;
use std::io::{self, Write};
use std::process::ExitCode;

/// What separate incidents share: people, bodies, phones, addresses, vehicles, accounts
///
/// An incident is an attack or a disaster, with all that its reports tell of because of it; what belongs to none is separate from what it
/// is not told together with on one day. What the fewest incidents share comes first: it says most. Whether it is one thing in all of
/// them, or only one name, is said with each.
#[derive(Args)]
pub struct Link {
    #[command(flatten)]
    asking: Asking,
    /// How many shared things to print at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

/// Events shown of an incident; `--json` has all.
const N_EVENTS: usize = 4;
/// Sentences shown of an event; `clew timeline --sentences` and `--json` have all.
const N_SENTENCES: usize = 2;

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
        print_incident(incident, out)?;
    }
    writeln!(out)
}

fn print_incident(linked: &LinkedIncident, out: &mut impl Write) -> io::Result<()> {
    let LinkedIncident { incident, events } = linked;
    // An event that stands for itself needs no heading of the same name.
    if let Some(incident) = incident.as_ref().filter(|incident| events.iter().any(|one| one.event.id != incident.id)) {
        writeln!(out, "   of {}", one_line(&incident.name))?;
    }
    events.iter().take(N_EVENTS).try_for_each(|one| print_linked(one, out))?;
    match events.len().saturating_sub(N_EVENTS) {
        0 => Ok(()),
        n_more => writeln!(out, "  and {} of it", counted(n_more, "more event")),
    }
}

fn print_linked(linked: &LinkedEvent, out: &mut impl Write) -> io::Result<()> {
    let LinkedEvent { event, roles, claims, beside } = linked;
    let role = if roles.is_empty() { "named beside it".to_owned() } else { format!("as {}", roles.join(", ")) };
    writeln!(out, "  {}  {} ({}, {}): {role}", days(event.time), one_line(&event.name), event.predicate, event.id)?;
    for (line, standing) in claims.iter().take(N_SENTENCES) {
        print_claim(line, *standing, out)?;
    }
    for (line, quote) in beside.iter().take(N_SENTENCES.saturating_sub(claims.len())) {
        print_sentence(line, quote, out)?;
    }
    match (claims.len() + beside.len()).saturating_sub(N_SENTENCES) {
        0 => Ok(()),
        n_more => writeln!(out, "    and {}", counted(n_more, "more sentence")),
    }
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
