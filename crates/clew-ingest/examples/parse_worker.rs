//! The parsing child as a program of its own, for this crate's tests and for trying a file: what `clew parse-worker` is to clew.
//!
//!     parse_worker              answers a reader over standard input
//!     parse_worker FILE...      reads files through a child of itself; one line an item

use clew_ingest::{Hints, Limits, Reader, ReaderError, Source, serve_worker};
use std::fs::File;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        return serve_worker();
    }
    match read(&paths) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn read(paths: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let program = std::env::current_exe()?;
    let mut reader = Reader::start(move || Command::new(&program), Limits::default())?;
    eprintln!("isolation: {:?}", reader.isolation());
    for path in paths {
        let n_items = print_items(&mut reader, path, File::open(path)?)?;
        eprintln!("{path}: {n_items} items");
    }
    Ok(())
}

fn print_items(reader: &mut Reader, path: &str, file: File) -> Result<u64, ReaderError> {
    reader.read(path, Source::File(file), &Hints::default(), |item| {
        println!("{}\t{}\t{}", item.id, item.media_type, item.outcome());
        if let Ok(reading) = &item.result {
            println!("{}", serde_json::to_string_pretty(reading).expect("a reading is plain data"));
        }
    })
}
