//! How fast a text is read: `speed WEIGHTS [THREADS] < TEXT`.
//!
//! Prints how long the weights take to load, pieces and words a second on each thread with all heads, pieces a second of processor
//! time (which other programs do not slow down) with the share of an encoder's int8 operations in what a core can do at most, and
//! the most memory that was ever held. Each thread reads the whole text, again and again for some seconds.

use clew_language::{Amount, Model};
use std::io::Read;
use std::time::{Duration, Instant};

/// How long is measured.
const SPAN: Duration = Duration::from_secs(5);

/// int8 operations of six layers on one piece: twice their weights, 384 * (1152 + 384 + 1536) + 1536 * 384 each.
const OPERATIONS: f64 = 6.0 * 2.0 * (384.0 * 3_072.0 + 1_536.0 * 384.0);

/// int8 operations a second of one Zen 5 core at most: the innermost loop of the product alone, on operands in its nearest cache.
const CEILING: f64 = 905e9;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let weights = std::fs::read(arguments.next().ok_or("speed WEIGHTS [THREADS] < TEXT")?)?;
    let threads: usize = arguments.next().map_or(Ok(1), |threads| threads.parse())?;
    let start = Instant::now();
    let model = Model::from_bytes(weights)?;
    println!("loaded in {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let before = processor_seconds();
    let rates: Vec<(Amount, f64)> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..threads).map(|_| scope.spawn(|| rate(&model, &text))).collect();
        started.into_iter().map(|thread| thread.join().expect("reading does not panic")).collect()
    });
    for (read, seconds) in &rates {
        let rate = |n: usize| n as f64 / seconds;
        println!("{:.0} pieces and {:.0} words a second", rate(read.pieces), rate(read.words));
    }
    if let (Some(before), Some(after)) = (before, processor_seconds()) {
        let rate = rates.iter().map(|(read, _)| read.pieces).sum::<usize>() as f64 / (after - before);
        let share = 100.0 * rate * OPERATIONS / CEILING;
        println!("{rate:.0} pieces a second of processor time, {share:.0} % of the ceiling");
    }
    if let Some(peak) = peak_megabytes() {
        println!("{peak:.0} MB at most");
    }
    Ok(())
}

/// What was read, and in how many seconds.
fn rate(model: &Model, text: &str) -> (Amount, f64) {
    let start = Instant::now();
    let mut read = Amount::default();
    while start.elapsed() < SPAN {
        let amount = model.read_and_forget(text);
        read.words += amount.words;
        read.pieces += amount.pieces;
    }
    (read, start.elapsed().as_secs_f64())
}

/// Processor time of this process so far, where the system tells; Linux counts it in hundredths.
fn processor_seconds() -> Option<f64> {
    let line = std::fs::read_to_string("/proc/self/stat").ok()?;
    let times = line.rsplit_once(") ")?.1.split(' ').skip(11).take(2);
    times.map(|ticks| ticks.parse::<f64>().ok()).sum::<Option<f64>>().map(|ticks| ticks / 100.0)
}

/// The most resident memory of this process so far, where the system tells.
fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().split(' ').next()?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}
