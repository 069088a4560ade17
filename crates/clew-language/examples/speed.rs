//! How fast a text is read: `speed WEIGHTS [THREADS] < TEXT`.
//!
//! Prints how long the weights take to load, pieces and words a second on each thread with all heads, and the most memory that
//! was ever held. Each thread reads the whole text, again and again for some seconds.

use clew_language::{Amount, Model};
use std::io::Read;
use std::time::{Duration, Instant};

/// How long is measured.
const SPAN: Duration = Duration::from_secs(5);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let weights = std::fs::read(arguments.next().ok_or("speed WEIGHTS [THREADS] < TEXT")?)?;
    let threads: usize = arguments.next().map_or(Ok(1), |threads| threads.parse())?;
    let start = Instant::now();
    let model = Model::from_bytes(weights)?;
    println!("loaded in {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let rates: Vec<(f64, f64)> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..threads).map(|_| scope.spawn(|| rate(&model, &text))).collect();
        started.into_iter().map(|thread| thread.join().expect("reading does not panic")).collect()
    });
    for (pieces, words) in rates {
        println!("{pieces:.0} pieces and {words:.0} words a second");
    }
    if let Some(peak) = peak_megabytes() {
        println!("{peak:.0} MB at most");
    }
    Ok(())
}

/// Pieces and words a second.
fn rate(model: &Model, text: &str) -> (f64, f64) {
    let start = Instant::now();
    let mut read = Amount::default();
    while start.elapsed() < SPAN {
        let amount = model.read_and_forget(text);
        read.words += amount.words;
        read.pieces += amount.pieces;
    }
    let seconds = start.elapsed().as_secs_f64();
    (read.pieces as f64 / seconds, read.words as f64 / seconds)
}

/// The most resident memory of this process so far, where the system tells.
fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().split(' ').next()?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}
