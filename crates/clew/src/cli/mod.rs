//! The command line: one file a command.

mod add;
mod annotate;
mod asking;
mod before;
mod by_hand;
mod case_path;
mod compare;
mod completions;
mod decide;
mod decisions;
mod demo;
mod disputes;
mod error;
mod evidence;
mod explain;
mod export;
mod ftm;
mod knew;
mod link;
mod mapped;
mod new;
mod nomenklatura;
mod note;
mod path;
mod predicates;
mod progress;
mod rebuild;
mod report;
mod search;
mod serve;
mod show;
mod site;
mod sources;
mod status;
mod timeline;
mod undo;
mod verify;
mod watch;
mod who;
mod words;

use clap::{Args, CommandFactory, Parser, Subcommand};
use clew_engine::{Given, Interrupt, ReadOptions};
use error::CommandError;
use jiff::civil::Date;
use std::process::{Command, ExitCode};
use std::sync::Arc;

/// The hidden command that runs the parsing child.
pub const PARSE_WORKER: &str = "parse-worker";

/// clew turns a pile of reports into one sourced picture.
///
/// A case is one file, NAME.clew. Put documents into it with `clew add`, look at it with `clew serve`, and ask it with
/// the other commands. clew works offline: it opens no connection, but for its own screens on this machine.
#[derive(Parser)]
#[command(name = "clew", version, max_term_width = 100, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Commands,
}

const EXAMPLES: &str = "\
Try it:
  clew demo                            a fictional affair, read and shown in the browser
  clew add flood.clew clippings/       every file of a folder into a case (made if it is not there)
  clew status flood.clew               what was read, what was not, and why
  clew search flood.clew 'dam OR levee'
  clew who flood.clew 'Hanna Wirth'     all that the case has of her
  clew knew flood.clew                  who knew what, no later than when
  clew serve flood.clew                look at it in the browser";

#[derive(Subcommand)]
enum Commands {
    New(new::New),
    Add(add::Add),
    Status(status::Status),
    Show(show::Show),
    Search(search::Search),
    Who(who::Who),
    Path(path::Path),
    Timeline(timeline::Timeline),
    Knew(knew::Knew),
    Before(before::Before),
    Disputes(disputes::Disputes),
    Sources(sources::Sources),
    Link(link::Link),
    Watch(watch::Watch),
    Serve(serve::Serve),
    Decide(decide::Decide),
    Undo(undo::Undo),
    Note(note::Note),
    Decisions(decisions::Decisions),
    Verify(verify::Verify),
    Export(export::Export),
    Report(report::Report),
    Site(site::Site),
    Rebuild(rebuild::Rebuild),
    Predicates(predicates::Predicates),
    Annotate(annotate::Annotate),
    Compare(compare::Compare),
    Demo(demo::Demo),
    Completions(completions::Completions),
    /// Reads one input in a process of its own (used by clew itself).
    #[command(name = PARSE_WORKER, hide = true)]
    ParseWorker,
}

/// Runs the command that was given; what goes wrong is said on standard error, with what to do about it.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let interrupt = listen_for_interrupt();
    let done = match arguments.command {
        Commands::New(command) => command.run(),
        Commands::Add(command) => command.run(&interrupt),
        Commands::Status(command) => command.run(),
        Commands::Show(command) => command.run(),
        Commands::Search(command) => command.run(),
        Commands::Who(command) => command.run(),
        Commands::Path(command) => command.run(),
        Commands::Timeline(command) => command.run(),
        Commands::Knew(command) => command.run(),
        Commands::Before(command) => command.run(),
        Commands::Disputes(command) => command.run(),
        Commands::Sources(command) => command.run(),
        Commands::Link(command) => command.run(),
        Commands::Watch(command) => command.run(),
        Commands::Serve(command) => command.run(),
        Commands::Decide(command) => command.run(),
        Commands::Undo(command) => command.run(),
        Commands::Note(command) => command.run(),
        Commands::Decisions(command) => command.run(),
        Commands::Verify(command) => command.run(&interrupt),
        Commands::Export(command) => command.run(),
        Commands::Report(command) => command.run(),
        Commands::Site(command) => command.run(),
        Commands::Rebuild(command) => command.run(&interrupt),
        Commands::Predicates(command) => command.run(&interrupt),
        Commands::Annotate(command) => command.run(&interrupt),
        Commands::Compare(command) => command.run(),
        Commands::Demo(command) => command.run(&interrupt),
        Commands::Completions(command) => command.run(&mut Arguments::command()),
        Commands::ParseWorker => Ok(ExitCode::FAILURE),
    };
    done.unwrap_or_else(|error: CommandError| error.report())
}

/// The first Ctrl-C asks to stop where everything can be kept; the second stops.
fn listen_for_interrupt() -> Interrupt {
    let interrupt = Interrupt::default();
    let heard = interrupt.clone();
    // Without a handler Ctrl-C stops at once, which loses no more than the documents under way.
    let _ = ctrlc::set_handler(move || {
        if heard.is_raised() {
            std::process::exit(error::INTERRUPTED.into());
        }
        heard.raise();
    });
    interrupt
}

/// What `add` and `annotate` ask alike.
#[derive(Args)]
struct HowToRead {
    /// The day the documents were published, where you know better than they do
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Who published them, where you know better than they do
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// How many inputs to read at a time [default: as many as there are processor cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

impl HowToRead {
    fn options<'a>(&self, interrupt: &'a Interrupt) -> Result<ReadOptions<'a>, CommandError> {
        read_options(interrupt, self.threads, Given { published_on: self.date, publisher: self.publisher.clone() })
    }
}

fn read_options(interrupt: &Interrupt, threads: Option<u16>, given: Given) -> Result<ReadOptions<'_>, CommandError> {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    Ok(ReadOptions { n_threads: threads.map_or_else(cores, usize::from), given, worker: worker()?, interrupt })
}

/// Starts parsing children: this program, by its hidden command.
fn worker() -> Result<Arc<dyn Fn() -> Command + Send + Sync>, CommandError> {
    let program = std::env::current_exe().map_err(CommandError::own_program)?;
    Ok(Arc::new(move || {
        let mut command = Command::new(&program);
        command.arg(PARSE_WORKER);
        command
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_flag_is_explained() {
        fn check(command: &clap::Command, path: &str) {
            let name = format!("{path} {}", command.get_name());
            assert!(command.get_about().is_some(), "{name} says nothing of itself");
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{name}: {} is not explained", argument.get_id());
            }
            command.get_subcommands().for_each(|inner| check(inner, &name));
        }
        let command = Arguments::command();
        command.clone().debug_assert();
        check(&command, "");
    }
}
