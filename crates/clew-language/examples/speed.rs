//! How fast a text is read: `speed WEIGHTS < TEXT`.
//!
//! Prints how long the weights take to load, how much is read a second on one core and on all of them, the share of the heads in
//! that, how near the encoder comes to what the processor can multiply at most, and the most memory that was ever held. Wall time
//! is slowed by whatever else runs; processor time is so by its share of caches and of a core's units only.
//!
//! The ceiling is measured in the same seconds: the innermost step of the product alone, on operands in the nearest cache.

use clew_language::{Amount, Model};
use std::io::Read;
use std::time::{Duration, Instant};

/// How long each measurement takes.
const SPAN: Duration = Duration::from_secs(5);

/// Pieces of an article of 700 words.
const ARTICLE: f64 = 915.0;

/// How often the ceiling's step is done between two readings: some ten milliseconds.
const STEPS: usize = 40_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let weights = std::fs::read(std::env::args().nth(1).ok_or("speed WEIGHTS < TEXT")?)?;
    let start = Stopwatch::start();
    let model = Model::from_bytes(weights)?;
    println!("load             {:8.0} ms, {:.0} of the processor", start.wall() * 1e3, start.processor() * 1e3);
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let cores = std::thread::available_parallelism()?.get();
    for n_threads in [1, cores] {
        print_rates(n_threads, &read_on(n_threads, &model, &text));
    }
    print_parts(&model, &text);
    if let Some(peak) = peak_megabytes() {
        println!("memory           {peak:8.0} MB at most");
    }
    Ok(())
}

/// What one thread read, and how long that took.
struct Reading {
    amount: Amount,
    wall: f64,
    processor: f64,
}

/// Each thread reads the whole text, again and again.
fn read_on(n_threads: usize, model: &Model, text: &str) -> Vec<Reading> {
    let read = || {
        let start = Stopwatch::start();
        let mut amount = Amount::default();
        while start.wall() < SPAN.as_secs_f64() {
            let own = model.read_and_forget(text);
            amount.words += own.words;
            amount.pieces += own.pieces;
        }
        Reading { amount, wall: start.wall(), processor: start.processor() }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(read)).collect();
        threads.into_iter().map(|thread| thread.join().expect("reading does not panic")).collect()
    })
}

fn print_rates(n_threads: usize, readings: &[Reading]) {
    let sum = |value: &dyn Fn(&Reading) -> f64| readings.iter().map(value).sum::<f64>();
    let walls = sum(&|reading| reading.amount.pieces as f64 / reading.wall);
    let words = sum(&|reading| reading.amount.words as f64 / reading.wall);
    let processors = sum(&|reading| reading.amount.pieces as f64 / reading.processor);
    println!(
        "{n_threads} of the cores   {walls:8.0} pieces ({words:.0} words, {:.1} articles) a second of wall time",
        walls / ARTICLE
    );
    println!(
        "                 {processors:8.0} pieces ({:.1} articles) a second of processor time",
        processors / ARTICLE
    );
}

/// Where the time of one thread goes, and how fast it could multiply in the same seconds.
fn print_parts(model: &Model, text: &str) {
    let (mut all, mut encoder, mut ceiling) = (0.0, 0.0, 0.0);
    let (mut n_pieces, mut operations) = (0.0, 0.0);
    let start = Instant::now();
    while start.elapsed() < 2 * SPAN {
        all += seconds(|| _ = model.read_and_forget(text));
        encoder += seconds(|| n_pieces += model.encode_and_forget(text).pieces as f64);
        ceiling += seconds(|| operations += model.multiply_in_cache(STEPS));
    }
    let most = operations / ceiling;
    let own = n_pieces * model.operations() as f64 / encoder;
    println!("heads            {:8.1} % of the time", 100.0 * (all - encoder) / all);
    println!("ceiling          {:8.0} GOP/s of int8 on one core", most / 1e9);
    println!("encoder          {:8.0} GOP/s, {:.0} % of the ceiling", own / 1e9, 100.0 * own / most);
    println!("with all heads   {:8.0} % of the ceiling", 100.0 * own / most * encoder / all);
}

/// Processor time of some work on this thread.
fn seconds(work: impl FnOnce()) -> f64 {
    let start = Stopwatch::start();
    work();
    start.processor()
}

/// Wall time, and processor time of this thread.
struct Stopwatch {
    wall: Instant,
    processor: Option<f64>,
}

impl Stopwatch {
    fn start() -> Self {
        Self { wall: Instant::now(), processor: thread_seconds() }
    }

    fn wall(&self) -> f64 {
        self.wall.elapsed().as_secs_f64()
    }

    /// Wall time where the system does not tell processor time.
    fn processor(&self) -> f64 {
        let now = thread_seconds();
        self.processor.zip(now).map_or_else(|| self.wall(), |(before, now)| now - before)
    }
}

/// Processor time of this thread so far, where the system tells (Linux).
fn thread_seconds() -> Option<f64> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}

/// The most resident memory of this process so far, where the system tells.
fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().split(' ').next()?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}
