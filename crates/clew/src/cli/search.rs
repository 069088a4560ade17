use super::case_path::CasePath;
use super::error::CommandError;
use super::evidence::print_claim;
use super::words;
use crate::export::{DocumentRecord, claim_id};
use clap::Args;
use clew_engine::Case;
use clew_engine::answer::Passage;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// Find documents, or claims, by words and fields
///
/// All words must occur, in any order and inflection. "A phrase" in quotation marks, "words near"~10, begin*, this OR that, NOT this,
/// parentheses. Fields: title: publisher: text: id: date: happened: person: org: place: entity: standing: claim:
#[derive(Args)]
pub struct Search {
    #[command(flatten)]
    case: CasePath,
    /// What to look for
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Find claims whose sentence has the words, instead of documents
    #[arg(long)]
    claims: bool,
    /// How many to print at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    /// Print records as JSON lines: documents, each with its passages, or claims
    #[arg(long)]
    json: bool,
}

impl Search {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = Case::open_to_read(&self.case.path())?;
        let typed = self.words.join(" ");
        let out = std::io::stdout().lock();
        let (n_total, what) = match self.claims {
            true => (self.claims(&case, &typed, out)?, "claim"),
            false => (self.documents(&case, &typed, out)?, "document"),
        };
        if !self.json {
            let n = words::counted(n_total as usize, what);
            let first = if self.claims { "first" } else { "best" };
            eprintln!("{n} found{}", if n_total > self.limit { format!(", the {first} shown") } else { String::new() });
        }
        Ok(ExitCode::SUCCESS)
    }

    fn documents(&self, case: &Case, typed: &str, mut out: impl Write) -> Result<u32, CommandError> {
        let found = case.search(typed, 0, self.limit)?;
        let marked = std::io::stdout().is_terminal();
        for hit in &found.items {
            if self.json {
                let mut record = DocumentRecord::of(case, hit.line.number)?;
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
        Ok(found.n_total)
    }

    fn claims(&self, case: &Case, typed: &str, mut out: impl Write) -> Result<u32, CommandError> {
        let found = case.search_claims(typed, 0, self.limit)?;
        for line in &found.items {
            match self.json {
                true => {
                    let claim = claim_id(&line.document, line.at.claim);
                    let record = serde_json::json!({"claim": claim, "predicate": line.predicate, "polarity": line.polarity,
                        "certainty": line.certainty, "published": line.published, "publisher": line.publisher,
                        "sentence": line.sentence, "finding": line.placed.finding});
                    writeln!(out, "{record}")?;
                }
                false => print_claim(line, None, &mut out)?,
            }
        }
        Ok(found.n_total)
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
