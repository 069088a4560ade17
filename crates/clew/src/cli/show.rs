use super::asking;
use super::case_path::CasePath;
use super::error::CommandError;
use super::explain::Page;
use super::words;
use crate::export::{DocumentRecord, EntityRecord};
use clap::Args;
use clew_engine::Case;
use clew_engine::answer::{DecidedClaim, DocumentView, EntityView, Named};
use std::io::Write;
use std::process::ExitCode;

/// Show one document or one entity of a case
///
/// A document is named by its id (the path it came under) or its number; an entity by its id or any of its names. An
/// entity is shown with every sentence that mentions it, by date.
#[derive(Args)]
pub struct Show {
    #[command(flatten)]
    case: CasePath,
    /// A document's id or number, or an entity's id or name
    #[arg(value_name = "WHAT")]
    what: String,
    /// Print the record as JSON
    #[arg(long)]
    json: bool,
    /// Of a document: print each claim under its sentence, as `annotate --explain` does, and what was decided of it
    #[arg(long, conflicts_with = "json")]
    claims: bool,
}

impl Show {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = Case::open_to_read(&self.case.path())?;
        let mut out = std::io::stdout().lock();
        if let Some(number) = case.document_number(&self.what)? {
            if self.json {
                let record = DocumentRecord::of(&case, number)?;
                writeln!(out, "{}", serde_json::to_string(&record).expect("records have a JSON form"))?;
            } else if let Some(view) = case.document(number)? {
                let claims = if self.claims { case.claims(number)? } else { None };
                match claims {
                    Some(claims) => page(&view, claims.claims).print(&mut out)?,
                    None => print_document(&view, &mut out)?,
                }
            }
            return Ok(ExitCode::SUCCESS);
        }
        let line = match case.named(&self.what)? {
            Named::Nothing => None,
            _ => Some(asking::entity(&case, &self.what)?),
        };
        let Some(view) = line.map(|line| case.entity(&line.id)).transpose()?.flatten() else {
            return Err(CommandError::not_found(
                format!("the case has no document or entity {:?}", self.what),
                "`clew search` finds documents by their words",
            ));
        };
        if self.json {
            let record = EntityRecord::of(&view);
            writeln!(out, "{}", serde_json::to_string(&record).expect("records have a JSON form"))?;
        } else {
            print_entity(&view, &mut out)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn page(view: &DocumentView, claims: Vec<DecidedClaim>) -> Page<'_> {
    let line = &view.line;
    Page::new(&line.id, line.publisher.as_deref(), line.published_at, &view.text, claims)
}

fn print_document(view: &DocumentView, out: &mut impl Write) -> std::io::Result<()> {
    let line = &view.line;
    writeln!(out, "{}", line.title.as_deref().unwrap_or("(no title)"))?;
    let publisher = line.publisher.as_deref().unwrap_or("unknown publisher");
    writeln!(out, "{publisher}, {}", words::published(line.published_at))?;
    if !view.authors.is_empty() {
        writeln!(out, "by {}", view.authors.join(", "))?;
    }
    writeln!(out, "document {}, {}, {}", line.number, line.id, line.outcome)?;
    writeln!(out, "SHA-256 {}", view.sha256)?;
    if let Some(url) = &view.url {
        writeln!(out, "{url}")?;
    }
    for copy in &view.copies {
        let (from, to) = if copy.repeats_this { ("repeated by", "of that one") } else { ("repeats", "of this one") };
        writeln!(out, "{from} {} ({:.0} % {to})", copy.line.id, copy.share * 100.0)?;
    }
    writeln!(out, "\n{}", view.text)
}

fn print_entity(view: &EntityView, out: &mut impl Write) -> std::io::Result<()> {
    let line = &view.line;
    writeln!(out, "{} ({}, {})", line.name, line.thing.word(), line.id)?;
    if line.names.len() > 1 {
        writeln!(out, "also: {}", line.names[1..].join(", "))?;
    }
    let mentions = words::counted(line.n_mentions as usize, "mention");
    writeln!(out, "{mentions} in {}", words::counted(line.n_documents as usize, "document"))?;
    if let Some(place) = &view.place {
        writeln!(out, "{}", words::place(place))?;
    }
    for document in &view.documents {
        let head = &document.line;
        let publisher = head.publisher.as_deref().unwrap_or("unknown publisher");
        writeln!(out, "\n{}  {publisher}  [{}]", words::published(head.published_at), head.id)?;
        for sentence in &document.sentences {
            writeln!(out, "    {}", sentence.text.split_whitespace().collect::<Vec<_>>().join(" "))?;
        }
    }
    if !view.beside.is_empty() {
        let names: Vec<_> = view.beside.iter().map(|b| format!("{} ({})", b.entity.name, b.n_sentences)).collect();
        writeln!(out, "\nin the same sentences: {}", names.join(", "))?;
    }
    Ok(())
}
