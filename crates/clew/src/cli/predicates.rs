use super::case_path::CasePath;
use super::error::CommandError;
use super::progress::Progress;
use super::words;
use crate::export::PredicateFileRecord;
use clap::{Args, Subcommand};
use clew_engine::predicates::{Outline, PredicateText, Seen, Trial, brought, outline_of, patterns, see, try_examples};
use clew_engine::{Case, Interrupt};
use clew_model::{Filler, PartOfSpeech, Span};
use jiff::Timestamp;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// List, try and keep predicate files of your own: what words make a claim of what
///
/// A predicate file says in plain lines which words and constructions make a claim, each beside sentences that test it.
/// docs/predicates.md shows how a sentence becomes a pattern. clew brings files for the predicates of its glossary; a
/// case can carry others, which add to those or make predicates of their own.
#[derive(Args)]
#[command(subcommand_negates_reqs = true)]
pub struct Predicates {
    /// The case file, NAME.clew (the ending may be left out)
    #[arg(value_name = "CASE", required_unless_present = "all")]
    case: Option<PathBuf>,
    /// List the files that clew brings, too
    #[arg(long)]
    all: bool,
    /// Print JSON lines: the case's files with their texts
    #[arg(long, conflicts_with = "all")]
    json: bool,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand)]
enum What {
    /// Put predicate files into the case and read the claims of all documents with them
    Add {
        /// Predicate files, NAME.txt
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Take a predicate file out of the case
    Remove {
        /// Its name, as `clew predicates CASE` lists it
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Try the example sentences of predicate files; no case is needed
    Test(Test),
}

/// `clew predicates test`
#[derive(Args)]
struct Test {
    /// Predicate files, NAME.txt
    #[arg(required_unless_present = "show", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Show how patterns see this sentence, and what is claimed in it
    #[arg(long, value_name = "SENTENCE")]
    show: Option<String>,
}

impl Predicates {
    pub fn run(self, interrupt: &Interrupt) -> Result<ExitCode, CommandError> {
        let Self { case, all, json, what } = self;
        let path = case.map(|case| CasePath::of(case).path());
        let of_case = || {
            path.clone().ok_or_else(|| {
                CommandError::bad_request(
                    "no case is named",
                    "clew predicates CASE add FILE..., clew predicates CASE remove NAME",
                )
            })
        };
        match what {
            None if path.is_none() && all => list(&[], None, true),
            None if json => print_json(&Case::open_to_read(&of_case()?)?),
            None => {
                let case = Case::open_to_read(&of_case()?)?;
                list(&case.predicate_files()?, Some(&case), all)
            }
            Some(What::Add { files }) => add(&of_case()?, &files, interrupt),
            Some(What::Remove { name }) => remove(&of_case()?, &name, interrupt),
            Some(What::Test(_)) if path.is_some() => {
                Err(CommandError::bad_request("`test` asks for no case", "clew predicates test FILE..."))
            }
            Some(What::Test(test)) => test.run(interrupt),
        }
    }
}

impl Test {
    fn run(self, interrupt: &Interrupt) -> Result<ExitCode, CommandError> {
        let files = read(&self.files)?;
        let patterns = patterns(&files)?;
        let trials = try_examples(&files, &patterns, interrupt)?;
        let mut out = std::io::stdout().lock();
        let holds = tell_trials(&files, &trials, &mut out)?;
        if let Some(sentence) = &self.show {
            show(sentence, &see(sentence, &patterns), &mut out)?;
        }
        Ok(if holds { ExitCode::SUCCESS } else { ExitCode::from(super::error::FAILED) })
    }
}

/// Reads predicate files from the disk.
pub fn read(paths: &[PathBuf]) -> Result<Vec<PredicateText>, CommandError> {
    let one = |path: &PathBuf| {
        let unreadable = |why: String| {
            CommandError::not_found(format!("{} cannot be read: {why}", path.display()), "it is to be a text in UTF-8")
        };
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(|| unreadable("its name".to_owned()))?;
        Ok(PredicateText { name: name.to_owned(), text })
    };
    let files = paths.iter().map(one).collect::<Result<Vec<_>, CommandError>>()?;
    let is_twice = |(at, file): (usize, &PredicateText)| files[..at].iter().any(|other| other.name == file.name);
    match files.iter().enumerate().find(|(at, file)| is_twice((*at, file))) {
        None => Ok(files),
        Some((_, PredicateText { name, .. })) => Err(CommandError::bad_request(
            format!("two files are called {name}"),
            "a claim says what found it by file and line: give one another name",
        )),
    }
}

fn add(path: &Path, files: &[PathBuf], interrupt: &Interrupt) -> Result<ExitCode, CommandError> {
    let new = read(files)?;
    let mut case = Case::open(path)?;
    let patterns = patterns(&case.predicate_files_with(&new)?)?;
    let trials = try_examples(&new, &patterns, interrupt)?;
    let mut out = std::io::stdout().lock();
    if !tell_trials(&new, &trials, &mut out)? {
        eprintln!("clew: not every example holds; the files are put in as they are");
    }
    let mut progress = Progress::of_inputs(None);
    let added = case.add_predicates(&new, Timestamp::now(), interrupt, &mut |step| progress.tell(step));
    progress.finish();
    let n_changed = added?;
    let n_claims = case.n_claims_by_file()?;
    for PredicateText { name, .. } in &new {
        let found = words::counted(n_claims.get(name).copied().unwrap_or_default(), "claim");
        writeln!(out, "{name} finds {found} in {}", case.path().display())?;
    }
    if n_changed == 0 {
        eprintln!("the case had just that before");
    }
    Ok(ExitCode::SUCCESS)
}

fn remove(path: &Path, name: &str, interrupt: &Interrupt) -> Result<ExitCode, CommandError> {
    let mut case = Case::open(path)?;
    let mut progress = Progress::of_inputs(None);
    let removed = case.remove_predicates(name, Timestamp::now(), interrupt, &mut |step| progress.tell(step));
    progress.finish();
    removed?;
    eprintln!("{name} is no longer in {}", case.path().display());
    Ok(ExitCode::SUCCESS)
}

/// Lists the case's files with how many claims each found, then those that clew brings.
fn list(own: &[PredicateText], case: Option<&Case>, all: bool) -> Result<ExitCode, CommandError> {
    let mut out = std::io::stdout().lock();
    let n_claims = case.map(Case::n_claims_by_file).transpose()?.unwrap_or_default();
    for file in own {
        let found = words::counted(n_claims.get(&file.name).copied().unwrap_or_default(), "claim");
        match outline_of(file) {
            Ok(outline) => writeln!(out, "{}; found {found}", told(&outline))?,
            Err(why) => writeln!(out, "{why}")?,
        }
    }
    if all {
        brought().iter().try_for_each(|outline| writeln!(out, "{}", told(outline)))?;
    } else if own.is_empty() {
        eprintln!("the case has no predicate files of its own");
        eprintln!("hint: `clew predicates CASE add FILE`; --all lists those that clew brings");
    }
    Ok(ExitCode::SUCCESS)
}

fn told(outline: &Outline) -> String {
    let Outline { name, predicate, roles, n_patterns, n_examples } = outline;
    let (patterns, examples) = (words::counted(*n_patterns, "pattern"), words::counted(*n_examples, "example"));
    format!("{name}  {predicate} ({}): {patterns}, {examples}", roles.join(", "))
}

fn print_json(case: &Case) -> Result<ExitCode, CommandError> {
    let mut out = std::io::stdout().lock();
    for file in case.predicate_files()? {
        let record = PredicateFileRecord::new(&file);
        writeln!(out, "{}", serde_json::to_string(&record).expect("records have a JSON form"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Says of every example whether it holds, and what found its claims; whether all hold that are to.
fn tell_trials(files: &[PredicateText], trials: &[Trial], out: &mut impl Write) -> Result<bool, CommandError> {
    for Trial { file, line, sentence, is_open, complaint, found_by } in trials {
        let verdict = match (complaint, is_open) {
            (None, false) => "holds",
            (None, true) => "holds now: its ? can go",
            (Some(_), true) => "does not hold yet",
            (Some(_), false) => "DOES NOT HOLD",
        };
        let by = if found_by.is_empty() { String::new() } else { format!(" (by {})", found_by.join(", ")) };
        writeln!(out, "{file}:{line}: {verdict}{}: {sentence}", if complaint.is_none() { by } else { String::new() })?;
        if let Some(what) = complaint.as_ref().filter(|_| !is_open) {
            writeln!(out, "    found: {what}")?;
        }
    }
    for PredicateText { name, .. } in files.iter().filter(|file| trials.iter().all(|trial| trial.file != file.name)) {
        eprintln!("clew: {name} has no example sentence: nothing tells whether it does what it should");
    }
    let tested: Vec<&Trial> = trials.iter().filter(|trial| !trial.is_open).collect();
    let n_held = tested.iter().filter(|trial| trial.complaint.is_none()).count();
    if !tested.is_empty() {
        writeln!(out, "{n_held} of {} examples hold", tested.len())?;
    }
    Ok(n_held == tested.len())
}

/// A line a word: as written, in the dictionary, what it is, and what stands beside it in which function.
fn show(sentence: &str, seen: &Seen, out: &mut impl Write) -> Result<(), CommandError> {
    let text: Vec<char> = sentence.chars().collect();
    let slice = |span: Span| text[span.start as usize..span.end as usize].iter().collect::<String>();
    let written: Vec<String> = seen.words.iter().map(|word| slice(word.span)).collect();
    let widest = |of: &dyn Fn(usize) -> usize| (0..written.len()).map(of).max().unwrap_or(0);
    let (w, l) = (widest(&|at| written[at].chars().count()), widest(&|at| seen.words[at].lemma.chars().count()));
    for (word, written) in seen.words.iter().zip(&written) {
        let mut beside: Vec<String> = word.classes.iter().map(|class| (*class).to_owned()).collect();
        beside.extend(word.is_passive.then(|| "passive".to_owned()));
        let participants = word.participants.iter();
        beside.extend(participants.map(|p| format!("{}: {} ({})", p.function, slice(p.span), p.thing.word())));
        let kind = kind(word.part);
        writeln!(out, "{}", format!("{written:w$}  {:l$}  {kind:9}  {}", word.lemma, beside.join("; ")).trim_end())?;
    }
    for claim in &seen.claims {
        let argument = |argument: &clew_model::Argument| match &argument.filler {
            Filler::Value(value) => format!("{:?} {value}", argument.role),
            _ => format!("{:?} {}", argument.role, slice(argument.span)),
        };
        let arguments: Vec<String> = claim.arguments.iter().map(argument).collect();
        writeln!(out, "claim: {} [{}] by {}", claim.predicate, arguments.join(", "), claim.by)?;
    }
    if seen.claims.is_empty() {
        writeln!(out, "no claim")?;
    }
    Ok(())
}

/// What kind of pattern a word can begin.
fn kind(part: PartOfSpeech) -> &'static str {
    match part {
        PartOfSpeech::Verb => "verb",
        PartOfSpeech::Noun | PartOfSpeech::ProperNoun => "noun",
        PartOfSpeech::Adjective => "adjective",
        _ => "",
    }
}
