use clew_engine::Step;
use clew_model::Outcome;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What a long run shows on standard error: a bar on a terminal, nothing elsewhere.
pub struct Progress {
    bar: ProgressBar,
    n_documents: u64,
    n_troubled: u64,
    part: &'static str,
}

impl Progress {
    /// Of a run over so many inputs, where their number is known.
    pub fn of_inputs(n_total: Option<usize>) -> Self {
        let bar = match n_total {
            Some(n_total) => ProgressBar::new(n_total as u64).with_style(style("{bar:30} {pos}/{len} inputs, {msg}")),
            None => ProgressBar::new_spinner().with_style(style("{spinner} {pos} inputs, {msg}")),
        };
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        Self { bar, n_documents: 0, n_troubled: 0, part: "" }
    }

    /// Shows a step.
    pub fn tell(&mut self, step: Step<'_>) {
        match step {
            Step::ReducedIsolation(why) => {
                self.bar.suspend(|| eprintln!("clew: reduced isolation while parsing: {why}"));
            }
            Step::Recorded { outcome, .. } => {
                match outcome {
                    Outcome::Added | Outcome::AlreadyThere => self.n_documents += 1,
                    Outcome::Partial(_) => {
                        self.n_documents += 1;
                        self.n_troubled += 1;
                    }
                    Outcome::Skipped(_) | Outcome::Failed(_) => self.n_troubled += 1,
                }
                self.bar.set_message(self.counts());
            }
            Step::Waiting { .. } => {}
            Step::InputDone { .. } => self.bar.inc(1),
            Step::Drawing { part, n_done, n_total } => {
                if self.part != part {
                    self.part = part;
                    self.bar.set_style(style("{bar:30} {pos}/{len} {msg}"));
                    self.bar.set_message(part);
                }
                self.bar.set_length(n_total as u64);
                self.bar.set_position(n_done as u64);
            }
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn counts(&self) -> String {
        let documents = super::words::counted(self.n_documents as usize, "document");
        match self.n_troubled {
            0 => documents,
            n => format!("{documents}, {n} to look at"),
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates above are valid").progress_chars("=> ")
}
