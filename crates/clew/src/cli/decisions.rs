use super::case_path::CasePath;
use super::error::CommandError;
use super::words;
use crate::export::{DecisionRecord, claim_id};
use clap::Args;
use clew_engine::Case;
use clew_engine::answer::DecisionView;
use clew_model::{About, Correction, Decision, Polarity, QuotedClaim};
use std::io::{self, Write};
use std::process::ExitCode;

/// List what was decided in a case, and what of it applies to no claim any more
#[derive(Args)]
pub struct Decisions {
    #[command(flatten)]
    case: CasePath,
    /// Print the records as JSON lines
    #[arg(long)]
    json: bool,
}

impl Decisions {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = Case::open_to_read(&self.case.path())?;
        let views = case.decisions()?;
        let mut out = std::io::stdout().lock();
        for view in &views {
            if self.json {
                let record = DecisionRecord::new(view);
                writeln!(out, "{}", serde_json::to_string(&record).expect("records have a JSON form"))?;
            } else {
                print(view, &mut out)?;
            }
        }
        if views.is_empty() && !self.json {
            eprintln!("nothing was decided in {} so far", case.path().display());
        }
        report_left(&views);
        Ok(ExitCode::SUCCESS)
    }
}

/// Says on standard error what was just decided.
pub fn tell(case: &Case, number: u32) -> Result<(), CommandError> {
    let views = case.decisions()?;
    let decided = views.iter().filter(|view| view.decision.number == number);
    for view in decided {
        print(view, &mut io::stderr().lock())?;
    }
    Ok(())
}

/// Says on standard error how many decisions apply to no claim that clew reads now.
pub fn report_left(views: &[DecisionView]) {
    let n_left = views.iter().filter(|view| view.is_without_claim()).count();
    if n_left > 0 {
        let (counted, verb) = (words::counted(n_left, "decision"), if n_left == 1 { "applies" } else { "apply" });
        eprintln!(
            "clew: {counted} {verb} to no claim that clew reads now: the sentence is read otherwise, or not as before"
        );
        eprintln!(
            "hint: `clew decisions` marks what is meant; look at the sentence again, decide anew, and undo the old decision"
        );
    }
}

fn print(view: &DecisionView, out: &mut impl Write) -> io::Result<()> {
    let Decision { number, verdict, about, who, why, recorded_at, undone_by } = &view.decision;
    let who = who.iter().map(|who| format!("  {who}")).collect::<String>();
    let undone = undone_by.iter().map(|by| format!("  (undone by {by})")).collect::<String>();
    writeln!(out, "{number}  {}  {}{who}{undone}", verdict.word(), recorded_at.strftime("%Y-%m-%d %H:%M UTC"))?;
    match about {
        About::Claim(claim) => print_claim(view, claim, out)?,
        About::Decision { number } => writeln!(out, "   takes back decision {number}")?,
    }
    if let Some(correction) = verdict.correction() {
        writeln!(out, "   instead: {}", corrected(correction))?;
    }
    if let Some(why) = why {
        writeln!(out, "   because: {why}")?;
    }
    Ok(())
}

fn print_claim(view: &DecisionView, claim: &QuotedClaim, out: &mut impl Write) -> io::Result<()> {
    let subtype = claim.subtype.iter().map(|subtype| format!(" ({subtype})")).collect::<String>();
    let arguments = claim
        .arguments
        .iter()
        .map(|argument| format!("{}: {}", argument.role.word(), on_one_line(&argument.quoted.words)));
    let denied = if claim.polarity == Polarity::Denied { ", denied" } else { "" };
    let stated = arguments.collect::<Vec<_>>().join("; ");
    writeln!(out, "   {}", on_one_line(&claim.sentence.words))?;
    writeln!(out, "   {}{subtype}{denied}  \"{}\"  {stated}", claim.predicate, on_one_line(&claim.trigger.words))?;
    let ids: Vec<String> = view.claims.iter().map(|(document, number)| claim_id(document, *number)).collect();
    match (ids.is_empty(), view.is_without_claim()) {
        (false, _) => writeln!(out, "   claim {}", ids.join(", ")),
        (true, true) => writeln!(out, "   applies to no claim any more; original {}", claim.sha256),
        (true, false) => Ok(()),
    }
}

/// What a correction says instead: "Contact; denied; Person: Petra Anders (not: Weil)".
pub fn corrected(correction: &Correction) -> String {
    let predicate = correction.predicate.map(|predicate| predicate.to_string());
    let polarity = correction.polarity.map(|polarity| polarity.word().to_owned());
    let argument = correction.argument.as_ref().map(|argument| {
        let (is, was) = (on_one_line(&argument.is.words), on_one_line(&argument.was.words));
        format!("{}: {is} (not: {was})", argument.role.word())
    });
    [predicate, polarity, argument].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
