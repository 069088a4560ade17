use clew_engine::{Report, Step};
use std::time::{Duration, Instant};

/// What one run of reading has done so far.
#[derive(Debug, Clone)]
pub struct Run {
    /// How many inputs it was given.
    pub n_inputs: usize,
    /// How many of them are done with.
    pub n_done: usize,
    /// How many documents or refusals had each outcome.
    pub report: Report,
    /// The input that is waited for, and since when.
    pub now: Option<(String, Instant)>,
    /// The input that took longest, and how long.
    pub slowest: Option<(String, Duration)>,
    /// Which part of the picture is being drawn; steps done, steps in all.
    pub drawing: Option<(&'static str, usize, usize)>,
    /// Why the parsing children run with less than full isolation, where they do.
    pub reduced_isolation: Option<String>,
    /// When it began.
    pub began: Instant,
    /// How it ended, and after how long; nothing while it goes on.
    pub end: Option<(End, Duration)>,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Everything is read and drawn.
    Done,
    /// A person stopped it.
    Stopped,
    /// It could not go on: why, and what to do.
    Failed(String, Option<&'static str>),
}

impl Run {
    /// A run over so many inputs that begins now.
    pub fn of(n_inputs: usize) -> Self {
        Self {
            n_inputs,
            n_done: 0,
            report: Report::default(),
            now: None,
            slowest: None,
            drawing: None,
            reduced_isolation: None,
            began: Instant::now(),
            end: None,
        }
    }

    /// Takes in a step.
    pub fn tell(&mut self, step: Step<'_>) {
        match step {
            Step::ReducedIsolation(why) => self.reduced_isolation = Some(why.to_owned()),
            Step::Waiting { id } => self.now = Some((id.to_owned(), Instant::now())),
            Step::Recorded { outcome, .. } => self.report.count(outcome),
            Step::InputDone { id, took } => {
                self.n_done += 1;
                if self.slowest.as_ref().is_none_or(|(_, longest)| took > *longest) {
                    self.slowest = Some((id.to_owned(), took));
                }
            }
            Step::Drawing { part, n_done, n_total } => {
                self.now = None;
                self.drawing = Some((part, n_done, n_total));
            }
        }
    }

    /// Takes in how it ended.
    pub fn ended(&mut self, end: End) {
        (self.now, self.drawing) = (None, None);
        self.end = Some((end, self.began.elapsed()));
    }
}
