use super::case_path::CasePath;
use super::error::CommandError;
use clap::Args;
use clew_engine::Case;
use clew_engine::answer::{EntityLine, Named, NamedEvent};
use clew_model::CaseEvent;
use jiff::civil::Date;

/// What every command that asks the picture has alike.
#[derive(Args)]
pub struct Asking {
    #[command(flatten)]
    case: CasePath,
    /// Answer as the case could be read at the end of this day: only from what was published by then
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    /// Print records as JSON lines
    #[arg(long)]
    pub json: bool,
}

impl Asking {
    /// The case, to be asked.
    pub fn open(&self) -> Result<Case, CommandError> {
        let mut case = Case::open_to_read(&self.case.path())?;
        if let Some(day) = self.as_of {
            case.look_as_of(day)?;
        }
        case.hold()?;
        Ok(case)
    }
}

/// The entity of an id or a name; fails where there is none, and where several have that name.
pub fn entity(case: &Case, what: &str) -> Result<EntityLine, CommandError> {
    match case.named(what)? {
        Named::One(line) => Ok(line),
        Named::Nothing => Err(CommandError::not_found(
            format!("the case knows nobody and nothing by the name {what:?}"),
            "`clew search` finds documents by their words",
        )),
        Named::Several(lines) => {
            let names: Vec<_> = lines.iter().map(|line| format!("{} ({})", line.name, line.id)).collect();
            Err(CommandError::bad_request(
                format!("{what:?} can be several things"),
                format!("name one of them by its id: {}", names.join(", ")),
            ))
        }
    }
}

/// The event of an id or of words of its name; fails where there is none, and where several have them.
pub fn event(case: &Case, what: &str) -> Result<CaseEvent, CommandError> {
    match case.named_event(what)? {
        NamedEvent::One(event) => Ok(*event),
        NamedEvent::Nothing => {
            Err(CommandError::not_found(format!("the case has no event {what:?}"), "`clew timeline` lists its events"))
        }
        NamedEvent::Several(events) => {
            let names: Vec<_> = events.iter().map(|event| format!("{} ({})", event.name, event.id)).collect();
            Err(CommandError::bad_request(
                format!("{what:?} can be several events"),
                format!("name one of them by its id: {}", names.join(", ")),
            ))
        }
    }
}
