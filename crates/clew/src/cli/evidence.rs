//! How findings, events and the sentences they rest on are printed for a reader.

use super::words::{days, level, one_line, published, quantity};
use clew_engine::answer::{ClaimLine, DocumentLine, EventView, FindingView, KnowledgeView, Quote};
use clew_model::{Filling, Level, Modality, Origin, OriginKind, Polarity, Standing};
use std::collections::HashMap;
use std::io::{self, Write};

/// A finding: what it states, how it stands and why, and each sentence that says so.
pub fn print_finding(view: &FindingView, out: &mut impl Write) -> io::Result<()> {
    let finding = &view.finding;
    let mut parts: Vec<String> = Vec::new();
    for (role, filling) in &finding.arguments {
        let words = match filling {
            Filling::Entity(id) | Filling::Event(id) => name(&view.names, id),
            Filling::Value(words) => one_line(words),
        };
        parts.push(format!("{} {words}", role.word()));
    }
    parts.extend(finding.quantity.as_ref().map(quantity));
    let kind = finding.subtype.as_ref().map(|subtype| format!(" ({subtype})")).unwrap_or_default();
    let when = if finding.time.is_open() { String::new() } else { format!("  {}", days(finding.time)) };
    let standing = finding.standing.word();
    writeln!(out, "{}{kind}: {}{when}  [{standing}]", finding.predicate, parts.join(", "))?;
    writeln!(out, "    {}", finding.why)?;
    if finding.standing == Standing::Disputed && !finding.against.is_empty() {
        writeln!(out, "    against: {}", finding.against.join(", "))?;
    }
    view.claims.iter().try_for_each(|claim| print_claim(claim, None, out))
}

/// An event: its name, day, places and who took part, and the sentences that tell of it.
pub fn print_event(view: &EventView, out: &mut impl Write) -> io::Result<()> {
    let event = &view.event;
    let told = match (event.polarity, event.modality) {
        (Polarity::Denied, _) => "denied: ".to_owned(),
        (_, Modality::Actual) => String::new(),
        (_, Modality::Planned) => "planned: ".to_owned(),
        (_, Modality::Conditional) => "under a condition: ".to_owned(),
        (_, Modality::Generic) => "of things in general: ".to_owned(),
    };
    writeln!(out, "{}  {told}{} ({}, {})", days(event.time), event.name, event.predicate, event.id)?;
    let places: Vec<String> = event.places.iter().map(|id| name(&view.names, id)).collect();
    if !places.is_empty() {
        writeln!(out, "    at {}", places.join(", "))?;
    }
    let took_part = event.participants.iter().map(|(role, id)| format!("{} {}", role.word(), name(&view.names, id)));
    let took_part: Vec<String> = took_part.collect();
    if !took_part.is_empty() {
        writeln!(out, "    {}", took_part.join(", "))?;
    }
    let counts: Vec<String> = event.counts.iter().map(|count| quantity(&count.quantity)).collect();
    if !counts.is_empty() {
        writeln!(out, "    {}", counts.join(", "))?;
    }
    Ok(())
}

/// A claim: when it could be read, where, on whose word, how sure, how its finding stands where that was not said before; and its
/// sentence.
pub fn print_claim(line: &ClaimLine, standing: Option<Standing>, out: &mut impl Write) -> io::Result<()> {
    let publisher = line.publisher.as_deref().unwrap_or("unknown publisher");
    let mut about = vec![format!("{}  {} [{}]", days(line.published), one_line(publisher), one_line(&line.document))];
    if let Some(origin) = line.placed.origin.as_ref().filter(|origin| Some(&origin.name) != line.publisher.as_ref()) {
        about.push(format!("on the word of {}", origin_name(origin)));
    }
    if line.polarity == Polarity::Denied {
        about.push("denied".to_owned());
    }
    if line.certainty != Level::Asserted {
        about.push(level(line.certainty).to_owned());
    }
    let standing = standing.map(|standing| format!("  [{}]", standing.word())).unwrap_or_default();
    writeln!(out, "    {}{standing}", about.join("; "))?;
    writeln!(out, "        {}", one_line(&line.sentence))
}

/// What a source is called.
pub fn origin_name(origin: &Origin) -> String {
    // What reconciling calls a source that the text says nothing of.
    let is_nobody = origin.kind == OriginKind::Unnamed && origin.name == "unnamed";
    if is_nobody { "somebody who is not named".to_owned() } else { one_line(&origin.name) }
}

/// What somebody knew: since when at the latest, and the sentence that shows it; a matter that is this sentence is not said twice.
pub fn print_knowledge(view: &KnowledgeView, out: &mut impl Write) -> io::Result<()> {
    let day = view
        .knowledge
        .no_later_than
        .map_or_else(|| "nobody says when".to_owned(), |day| format!("no later than {day}"));
    let matter = one_line(&view.matter);
    let is_sentence = view.shown_by.as_ref().is_some_and(|line| one_line(&line.sentence) == matter);
    writeln!(out, "{day}{}{}", if is_sentence { "" } else { ": " }, if is_sentence { "" } else { &matter })?;
    view.shown_by.iter().try_for_each(|claim| print_claim(claim, None, out))
}

/// A sentence that no claim was made of: when it could be read, where; and its words.
pub fn print_sentence(line: &DocumentLine, quote: &Quote, out: &mut impl Write) -> io::Result<()> {
    let publisher = line.publisher.as_deref().unwrap_or("unknown publisher");
    writeln!(out, "    {}  {} [{}]", published(line.published_at), one_line(publisher), one_line(&line.id))?;
    writeln!(out, "        {}", one_line(&quote.text))
}

fn name(names: &HashMap<String, String>, id: &str) -> String {
    one_line(names.get(id).map_or(id, String::as_str))
}
