use super::case_path::CasePath;
use super::error::CommandError;
use super::nomenklatura::{self, Judgement, read_judgement};
use super::words;
use crate::export::{DecisionRecord, claim_id, print as print_record, read_decision};
use clap::{Args, Subcommand};
use clew_engine::answer::{DecisionView, Left};
use clew_engine::{Brought, Case};
use clew_model::{
    About, Correction, Decision, Level, Modality, Polarity, QuotedClaim, QuotedEntity, StatedByHand, Verdict,
    on_one_line,
};
use jiff::Timestamp;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// List what was decided in a case, and what of it applies to nothing any more; move it between people
#[derive(Args)]
#[command(args_conflicts_with_subcommands = false)]
pub struct Decisions {
    #[command(flatten)]
    case: CasePath,
    /// Print the records as JSON lines
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    moved: Option<Moved>,
}

/// How decisions get from one case into another.
#[derive(Subcommand)]
enum Moved {
    /// Print every decision as JSON lines, for `import` into another case
    Export,
    /// Take in decisions that `export` printed, those that stand there and are not known here; or judgements of nomenklatura
    Import {
        /// The file; `-` is standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

impl Decisions {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        if let Some(Moved::Import { file }) = &self.moved {
            let mut case = Case::open(&self.case.path())?;
            match read_log(file)? {
                Log::Decisions(log) => tell_brought(&case.bring_decisions(&log, Timestamp::now())?),
                Log::Judgements(judgements) => nomenklatura::take_in(&mut case, &judgements)?,
            }
            report_left(&case.decisions()?);
            return Ok(ExitCode::SUCCESS);
        }
        let case = Case::open_to_read(&self.case.path())?;
        let views = case.decisions()?;
        let mut out = io::stdout().lock();
        let is_record = self.json || self.moved.is_some();
        for view in &views {
            match is_record {
                true => print_record(&DecisionRecord::new(view), &mut out)?,
                false => print(view, &mut out)?,
            }
        }
        if views.is_empty() && !is_record {
            eprintln!("nothing was decided in {} so far", case.path().display());
        }
        report_left(&views);
        Ok(ExitCode::SUCCESS)
    }
}

/// What a file to be taken in holds.
enum Log {
    Decisions(Vec<Decision>),
    Judgements(Vec<Judgement>),
}

fn read_log(file: &Path) -> Result<Log, CommandError> {
    let lines: Box<dyn BufRead> = match file.as_os_str() == "-" {
        true => Box::new(io::stdin().lock()),
        false => Box::new(BufReader::new(File::open(file).map_err(|e| cannot_read(file, &e.to_string()))?)),
    };
    let (mut log, mut judgements) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(lines.lines()) {
        let line = line.map_err(|e| cannot_read(file, &e.to_string()))?;
        let read = match line.trim().is_empty() {
            true => Ok(()),
            false if nomenklatura::is_judgement(&line) => read_judgement(&line).map(|one| judgements.push(one)),
            false => read_decision(&line).map(|one| log.extend(one)),
        };
        read.map_err(|why| cannot_read(file, &format!("line {number}: {why}")))?;
    }
    match (log.is_empty(), judgements.is_empty()) {
        (false, false) => Err(cannot_read(file, "it holds judgements of nomenklatura beside clew's own records")),
        (true, false) => Ok(Log::Judgements(judgements)),
        _ => Ok(Log::Decisions(log)),
    }
}

fn cannot_read(file: &Path, why: &str) -> CommandError {
    let message = format!("{} holds no decisions that can be read: {why}", file.display());
    CommandError::bad_request(
        message,
        "`clew decisions CASE export` prints decisions to be taken in; nothing was taken in now",
    )
}

/// Says on standard error what came of decisions that were brought from another case.
pub fn tell_brought(brought: &Brought) {
    let Brought { n_new, n_known, n_undone } = *brought;
    let known = if n_known > 0 { format!(", {n_known} known already") } else { String::new() };
    let undone = if n_undone > 0 { format!(", {n_undone} undone where they come from") } else { String::new() };
    eprintln!("{} taken in{known}{undone}", words::counted(n_new, "decision"));
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

/// Says on standard error how many decisions apply to nothing that clew reads now.
pub fn report_left(views: &[DecisionView]) {
    let n_left = views.iter().filter(|view| view.left == Some(Left::NotRead)).count();
    if n_left > 0 {
        let (counted, verb) = (words::counted(n_left, "decision"), if n_left == 1 { "applies" } else { "apply" });
        eprintln!(
            "clew: {counted} {verb} to nothing that clew reads now: the text is not in the case, or is read otherwise than before"
        );
        eprintln!(
            "hint: `clew decisions` marks what is meant; look at the sentence again, decide anew, and undo the old decision"
        );
    }
}

fn print(view: &DecisionView, out: &mut impl Write) -> io::Result<()> {
    let Decision { number, verdict, about, who, why, recorded_at, brought_from, undone_by } = &view.decision;
    let who = who.iter().map(|who| format!("  {who}")).collect::<String>();
    let undone = undone_by.iter().map(|by| format!("  (undone by {by})")).collect::<String>();
    writeln!(out, "{number}  {}  {}{who}{undone}", verdict.word(), recorded_at.strftime("%Y-%m-%d %H:%M UTC"))?;
    match about {
        About::Claim(claim) => print_claim(claim, out)?,
        About::Mention(mention) => {
            writeln!(out, "   {}", on_one_line(&mention.sentence.words))?;
            writeln!(out, "   \"{}\"", on_one_line(&mention.mention.words))?;
        }
        About::Entity(entity) => print_entity(entity, out)?,
        About::Source(source) => writeln!(out, "   the source {}", on_one_line(&source.name))?,
        About::Pair { one, other } => [one, other].into_iter().try_for_each(|entity| print_entity(entity, out))?,
        About::Document { id, .. } => writeln!(out, "   {id}")?,
        About::Decision { number } => writeln!(out, "   takes back decision {number}")?,
    }
    print_place(view, out)?;
    match (rated(verdict).or_else(|| added(verdict)), verdict.correction()) {
        (Some(said), _) => writeln!(out, "   {said}")?,
        (None, Some(correction)) => writeln!(out, "   instead: {}", corrected(&correction))?,
        (None, None) => {}
    }
    if let Some(why) = why {
        writeln!(out, "   because: {why}")?;
    }
    if let Some(from) = brought_from {
        let day = from.recorded_at.strftime("%Y-%m-%d %H:%M UTC");
        writeln!(out, "   brought from another case, where it is decision {} of {day}", from.number)?;
    }
    Ok(())
}

fn print_claim(claim: &QuotedClaim, out: &mut impl Write) -> io::Result<()> {
    let subtype = claim.subtype.iter().map(|subtype| format!(" ({subtype})")).collect::<String>();
    let arguments = claim
        .arguments
        .iter()
        .map(|argument| format!("{}: {}", argument.role.word(), on_one_line(&argument.quoted.words)));
    let denied = if claim.polarity == Polarity::Denied { ", denied" } else { "" };
    let stated = arguments.collect::<Vec<_>>().join("; ");
    writeln!(out, "   {}", on_one_line(&claim.sentence.words))?;
    writeln!(out, "   {}{subtype}{denied}  \"{}\"  {stated}", claim.predicate, on_one_line(&claim.trigger.words))
}

/// An entity as it was decided upon: its name and type, and a sentence that mentions it.
fn print_entity(entity: &QuotedEntity, out: &mut impl Write) -> io::Result<()> {
    let more = match entity.mentions.len() {
        0 | 1 => String::new(),
        n => format!(", {n} mentions"),
    };
    writeln!(out, "   {} ({}{more})", on_one_line(&entity.name), entity.thing.word())?;
    match entity.mentions.first() {
        Some(mention) => writeln!(out, "     {}", on_one_line(&mention.sentence.words)),
        None => Ok(()),
    }
}

/// What a decision applies to now, or why to nothing.
fn print_place(view: &DecisionView, out: &mut impl Write) -> io::Result<()> {
    let claims: Vec<String> = view.claims.iter().map(|(document, number)| claim_id(document, *number)).collect();
    match view.left {
        Some(Left::NotRead) => writeln!(out, "   applies to nothing any more"),
        Some(Left::Overruled) => writeln!(out, "   overruled by a later decision"),
        None if !claims.is_empty() => writeln!(out, "   claim {}", claims.join(", ")),
        None if !view.entities.is_empty() => writeln!(out, "   now {}", view.entities.join(", ")),
        None => Ok(()),
    }
}

/// What a rating says: "usually reliable (B)", "possibly true (3)"; nothing of another verdict.
pub fn rated(verdict: &Verdict) -> Option<String> {
    match verdict {
        Verdict::RateSource(one) => Some(format!("{} ({})", one.words(), one.letter())),
        Verdict::RateClaim(one) => Some(format!("{} ({})", one.words(), one.number())),
        _ => None,
    }
}

/// What is added by hand: a mention's entity or type; how a claim is stated, where that is not flatly and as fact.
fn added(verdict: &Verdict) -> Option<String> {
    match verdict {
        Verdict::AddMention { entity: Some(entity), .. } => {
            Some(format!("refers to {} ({})", on_one_line(&entity.name), entity.thing.word()))
        }
        Verdict::AddMention { thing, .. } => Some(format!("refers to something new: {}", thing.word())),
        Verdict::AddClaim(stated) => {
            let StatedByHand { modality, certainty, time, source } = &**stated;
            let source = source.iter().map(|source| format!("on the word of {}", on_one_line(&source.words)));
            let modality = (*modality != Modality::Actual).then(|| modality.word().to_owned());
            let certainty = (*certainty != Level::Asserted).then(|| words::level(*certainty).to_owned());
            let time = (!time.is_open()).then(|| words::days(*time));
            let said: Vec<String> = modality.into_iter().chain(certainty).chain(time).chain(source).collect();
            Some(["made by hand".to_owned()].into_iter().chain(said).collect::<Vec<_>>().join("; "))
        }
        _ => None,
    }
}

/// What a correction says instead: "Contact; denied; Person: Petra Anders (not: Weil)".
pub fn corrected(correction: &Correction) -> String {
    let predicate = correction.predicate.map(|predicate| predicate.to_string());
    let polarity = correction.polarity.map(|polarity| polarity.word().to_owned());
    let (name, thing) = (correction.name.clone(), correction.thing.map(|thing| thing.word().to_owned()));
    let argument = correction.argument.as_ref().map(|argument| {
        let (is, was) = (on_one_line(&argument.is.words), on_one_line(&argument.was.words));
        format!("{}: {is} (not: {was})", argument.role.word())
    });
    let words = correction.words.as_ref().map(|words| format!("\"{}\"", on_one_line(&words.words)));
    let entity = correction.entity.as_ref().map(|entity| format!("refers to {}", on_one_line(&entity.name)));
    [predicate, polarity, argument, words, entity, name, thing].into_iter().flatten().collect::<Vec<_>>().join("; ")
}
