use super::add::Form;
use super::error::{self, CommandError};
use clap::Args;
use clew_engine::{Name, Verdict};
use clew_model::ThingType;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

/// Say of pairs of names whether they may be one thing's, and why; no case is needed
///
/// In: {"a", "b", "type"?} a line, the type Person, Organization or Place (or another that clew knows). Out, in order:
/// {"score", "verdict", "why"} a line. The form of the output is a promise (docs/output.md). A line that cannot be read gives
/// an object with an "error" in its place; the exit status is 1 when there was any.
#[derive(Args)]
pub struct Compare {
    /// Read pairs as JSON lines from standard input
    #[arg(long, value_name = "FORM")]
    from: Form,
}

/// A line of input.
#[derive(Deserialize)]
struct Pair {
    a: String,
    b: String,
    #[serde(rename = "type")]
    thing: Option<String>,
}

/// A line of output.
#[derive(Serialize)]
struct Answer {
    /// To four places: more would be noise.
    score: f64,
    verdict: Verdict,
    why: String,
}

impl Compare {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let Form::Jsonl = self.from;
        let mut out = BufWriter::new(std::io::stdout().lock());
        let mut n_failed = 0;
        for line in std::io::stdin().lock().split(b'\n') {
            let line = line?;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match answer(&line) {
                Ok(answer) => serde_json::to_writer(&mut out, &answer).map_err(std::io::Error::from)?,
                Err(message) => {
                    n_failed += 1;
                    let error = serde_json::json!({"error": {"code": "failed", "message": message}});
                    serde_json::to_writer(&mut out, &error).map_err(std::io::Error::from)?;
                }
            }
            writeln!(out)?;
        }
        out.flush()?;
        Ok(if n_failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(error::FAILED) })
    }
}

/// The answer to a line, or what is wrong with it.
fn answer(line: &[u8]) -> Result<Answer, String> {
    let pair: Pair = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let thing = match pair.thing.as_deref() {
        Some(word) => ThingType::from_word(word).ok_or_else(|| format!("no type is called {word}"))?,
        None => ThingType::Thing,
    };
    let (a, b) = (Name::parse(&pair.a, thing), Name::parse(&pair.b, thing));
    let found = a.compare(&b);
    let score = (f64::from(found.score) * 10_000.0).round() / 10_000.0;
    Ok(Answer { score, verdict: found.verdict, why: found.why() })
}
