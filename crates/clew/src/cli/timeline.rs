use super::asking::Asking;
use super::error::CommandError;
use super::evidence::{print_claim, print_event};
use crate::export::{CaseIds, EventRecord, print};
use clap::Args;
use clew_model::Interval;
use jiff::civil::Date;
use std::process::ExitCode;

/// Events of the case in the order in which they happened
#[derive(Args)]
pub struct Timeline {
    #[command(flatten)]
    asking: Asking,
    /// Only what can have happened on this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,
    /// Only what can have happened on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
    /// Each event with every sentence that tells of it
    #[arg(long)]
    sentences: bool,
}

impl Timeline {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let case = self.asking.open()?;
        let time = Interval::new(self.from, self.until).map_err(|error| {
            CommandError::bad_request(error.to_string(), "give the earlier day to --from, the later one to --until")
        })?;
        let ids = CaseIds::of(&case)?;
        let mut out = std::io::stdout().lock();
        let n_shown = if self.sentences { usize::MAX } else { 1 };
        for event in case.events_in(time)? {
            if self.asking.json {
                print(&EventRecord::new(&event?, &ids), &mut out)?;
                continue;
            }
            let view = case.event_view_of(event?, n_shown)?;
            print_event(&view, &mut out)?;
            view.claims.iter().try_for_each(|claim| print_claim(claim, None, &mut out))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
