use super::asking::{self, Asking};
use super::error::CommandError;
use super::evidence::print_claim;
use super::words::{days, one_line};
use crate::export::claim_id;
use clap::Args;
use std::io::Write;
use std::process::ExitCode;

/// What was said before an event of those who were later tied to it
///
/// Claims about an earlier time, or published before the event, that name people, places or things which take part in it; in the
/// order in which they could be read, with who had them.
#[derive(Args)]
pub struct Before {
    #[command(flatten)]
    asking: Asking,
    /// An event's id, or words of its name
    #[arg(value_name = "EVENT")]
    event: String,
}

impl Before {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = self.asking.open()?;
        let event = asking::event(&case, &self.event)?;
        let found = case.before(&event)?;
        let mut out = std::io::stdout().lock();
        if !self.asking.json {
            writeln!(out, "Before {}, {}\n", one_line(&event.name), days(event.time))?;
        }
        for (entity, line) in &found {
            if self.asking.json {
                let claim = claim_id(&line.document, line.at.claim);
                let record = serde_json::json!({"entity": entity.id, "claim": claim, "published": line.published,
                    "publisher": line.publisher, "sentence": line.sentence});
                writeln!(out, "{record}")?;
            } else {
                writeln!(out, "{} ({})", one_line(&entity.name), line.predicate)?;
                print_claim(line, None, &mut out)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
