use super::asking;
use super::case_path::CasePath;
use super::error::CommandError;
use super::words::{counted, one_line};
use crate::export::{NoteRecord, print};
use clap::{Args, Subcommand};
use clew_engine::answer::{Named, NamedEvent, NoteView};
use clew_engine::{Case, NewQuote, NoteOn, NoteText};
use jiff::Timestamp;
use std::io::{self, Write};
use std::process::ExitCode;

/// Write down what you think, with the words of documents that make you think it
///
/// A note is on the case, an entity, an event, a finding or a document. Each change is a new version, and all are kept; `clew rebuild`
/// leaves notes alone. `clew report` tells those that quote something.
#[derive(Args)]
pub struct Note {
    #[command(flatten)]
    case: CasePath,
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Write a note
    Add(Add),
    /// Write a note anew: the earlier version is kept
    Edit(Edit),
    /// Take a note out of every list: its versions are kept
    Remove(Remove),
    /// List the notes
    List(List),
    /// Print every version of a note
    Show(Show),
}

#[derive(Args)]
struct Add {
    /// What it is on: a name, an id, or a document [default: the case]
    #[arg(long, value_name = "NAME|EVENT|FINDING|DOCUMENT")]
    on: Option<String>,
    #[command(flatten)]
    written: Written,
}

#[derive(Args)]
struct Edit {
    /// The note's number
    #[arg(value_name = "N")]
    number: u32,
    #[command(flatten)]
    written: Written,
}

/// What is written.
#[derive(Args)]
struct Written {
    /// What you write
    #[arg(value_name = "TEXT")]
    text: String,
    /// A document (by id or number) and words that stand in it; may be given often
    #[arg(long, num_args = 2, value_names = ["DOCUMENT", "WORDS"])]
    quote: Vec<String>,
    /// Who writes it, to be kept with it
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
}

#[derive(Args)]
struct Remove {
    /// The note's number
    #[arg(value_name = "N")]
    number: u32,
    /// Who removes it
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
}

#[derive(Args)]
struct List {
    /// Print records as JSON lines
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Show {
    /// The note's number
    #[arg(value_name = "N")]
    number: u32,
}

impl Note {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let path = self.case.path();
        match self.action {
            Action::List(List { json }) => list(&Case::open_to_read(&path)?, json)?,
            Action::Show(Show { number }) => show(&Case::open_to_read(&path)?, number)?,
            Action::Add(Add { on, written }) => {
                let mut case = Case::open(&path)?;
                let on = on.map_or(Ok(NoteOn::Case), |what| noted_on(&case, &what))?;
                let number = case.add_note(&on, &written.note(&case)?, Timestamp::now())?;
                tell(&case, number)?;
            }
            Action::Edit(Edit { number, written }) => {
                let mut case = Case::open(&path)?;
                case.edit_note(number, &written.note(&case)?, Timestamp::now())?;
                tell(&case, number)?;
            }
            Action::Remove(Remove { number, who }) => {
                Case::open(&path)?.remove_note(number, who.as_deref(), Timestamp::now())?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Written {
    fn note(&self, case: &Case) -> Result<NoteText, CommandError> {
        let mut quotes = Vec::new();
        for pair in self.quote.chunks_exact(2) {
            let document = super::decide::document(case, &pair[0])?;
            quotes.push(NewQuote { document, span: None, words: pair[1].clone() });
        }
        Ok(NoteText { text: self.text.clone(), quotes, who: self.who.clone() })
    }
}

/// What a note is to be on: a document, a finding, an entity or an event, whichever has that id or name.
fn noted_on(case: &Case, what: &str) -> Result<NoteOn, CommandError> {
    if let Some(number) = case.document_number(what)? {
        return Ok(NoteOn::Document(number));
    }
    if case.accounts(what)?.is_some() {
        return Ok(NoteOn::Finding(what.to_owned()));
    }
    match (case.named(what)?, case.named_event(what)?) {
        (Named::One(line), _) => Ok(NoteOn::Entity(line.id)),
        (_, NamedEvent::One(event)) => Ok(NoteOn::Event(event.id)),
        (Named::Nothing, NamedEvent::Several(_)) => Ok(NoteOn::Event(asking::event(case, what)?.id)),
        _ => Ok(NoteOn::Entity(asking::entity(case, what)?.id)),
    }
}

fn list(case: &Case, json: bool) -> Result<(), CommandError> {
    let mut out = std::io::stdout().lock();
    for view in case.notes()? {
        if json { print(&NoteRecord::new(&view), &mut out)? } else { write_note(&view, &mut out)? }
    }
    Ok(())
}

fn tell(case: &Case, number: u32) -> Result<(), CommandError> {
    let view = case.notes()?.into_iter().find(|view| view.note.number == number);
    view.iter().try_for_each(|view| write_note(view, &mut std::io::stdout().lock()))?;
    Ok(())
}

fn write_note(view: &NoteView, out: &mut impl Write) -> io::Result<()> {
    let note = &view.note;
    let about = view.name.as_deref().map_or_else(|| "the case".to_owned(), one_line);
    let left = if view.is_left { "  (not in the case any more, or read otherwise)" } else { "" };
    let who = note.who.as_deref().map(|who| format!("  {}", one_line(who))).unwrap_or_default();
    let versions =
        if note.n_versions > 1 { format!("  {}", counted(note.n_versions as usize, "version")) } else { String::new() };
    writeln!(out, "{}  on {about}{left}  {:.0}{who}{versions}", note.number, note.recorded_at)?;
    for line in note.text.iter().flat_map(|text| text.lines()) {
        writeln!(out, "   {}", one_line(line))?;
    }
    for quote in &view.quotes {
        let left = if quote.span.is_none() { "  (does not stand there now)" } else { "" };
        writeln!(out, "   > {}", one_line(&quote.quote.quoted.words))?;
        writeln!(out, "     {}{left}", one_line(&quote.quote.document))?;
    }
    Ok(())
}

fn show(case: &Case, number: u32) -> Result<(), CommandError> {
    let mut out = std::io::stdout().lock();
    for (nth, version) in (1..).zip(case.note_versions(number)?) {
        let who = version.who.as_deref().map(|who| format!("  {}", one_line(who))).unwrap_or_default();
        writeln!(out, "version {nth}  {:.0}{who}", version.recorded_at)?;
        match &version.text {
            None => writeln!(out, "   removed")?,
            Some(text) => text.lines().try_for_each(|line| writeln!(out, "   {}", one_line(line)))?,
        }
        for quote in &version.quotes {
            writeln!(out, "   > {}", one_line(&quote.quoted.words))?;
        }
    }
    Ok(())
}
