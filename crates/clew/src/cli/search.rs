use super::case_path::CasePath;
use super::error::CommandError;
use super::words;
use crate::export::DocumentRecord;
use clap::Args;
use clew_engine::Case;
use clew_engine::answer::Passage;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// Find documents by their words
///
/// All words must occur, in any order and inflection. "A phrase" in quotation marks, begin*, this OR that, NOT this.
#[derive(Args)]
pub struct Search {
    #[command(flatten)]
    case: CasePath,
    /// What to look for
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// How many documents to print at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    /// Print document records as JSON lines, each with its passages
    #[arg(long)]
    json: bool,
}

impl Search {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = Case::open_to_read(&self.case.path())?;
        let found = case.search(&self.words.join(" "), 0, self.limit)?;
        let mut out = std::io::stdout().lock();
        let marked = std::io::stdout().is_terminal();
        for hit in &found.items {
            if self.json {
                let mut record = DocumentRecord::of(&case, hit.line.number)?;
                record.passages = hit.passages.iter().map(Into::into).collect();
                writeln!(out, "{}", serde_json::to_string(&record).expect("records have a JSON form"))?;
                continue;
            }
            let title = hit.line.title.as_deref().unwrap_or("(no title)");
            let publisher = hit.line.publisher.as_deref().unwrap_or("unknown publisher");
            writeln!(out, "{}  {title}", hit.line.number)?;
            writeln!(out, "    {publisher}, {}  [{}]", words::published(hit.line.published_at), hit.line.id)?;
            for passage in &hit.passages {
                writeln!(out, "    {}", if marked { bold(passage) } else { words::one_line(&passage.text) })?;
            }
        }
        if !self.json {
            let n = words::counted(found.n_total as usize, "document");
            eprintln!("{n} found{}", if found.n_total > self.limit { ", the best shown" } else { "" });
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The passage with its hits in bold, for a terminal; control characters of the document's own are left out.
fn bold(passage: &Passage) -> String {
    let mut shown = String::new();
    for (at, c) in (0u32..).zip(passage.text.chars()) {
        if passage.marks.iter().any(|mark| mark.start == at) {
            shown.push_str("\x1b[1m");
        }
        shown.extend(if c.is_whitespace() { Some(' ') } else { Some(c).filter(|c| !c.is_control()) });
        if passage.marks.iter().any(|mark| mark.end == at + 1) {
            shown.push_str("\x1b[0m");
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::Span;

    #[test]
    fn hits_are_bold_and_a_document_cannot_steer_the_terminal() {
        let passage = Passage { text: "Lead in\nthe \x1b[2Jwater".into(), marks: vec![Span::new(0, 4)] };
        assert_eq!(bold(&passage), "\x1b[1mLead\x1b[0m in the [2Jwater");
    }
}
