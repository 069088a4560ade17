use super::case_path::CasePath;
use super::error::CommandError;
use super::report::id_of;
use super::words::counted;
use crate::site;
use clap::Args;
use clew_engine::report::ReportQuery;
use clew_engine::{Case, Hidden};
use clew_model::Checkpoint;
use jiff::civil::Date;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the case as a folder of plain pages, to hand to an editor or a lawyer
///
/// What the case amounts to, entities, events, accounts side by side, disputes, who knew what, sources, and each document that is cited,
/// with every statement beside the sentence it came from. No script, no request to anywhere: it opens from a folder, and from any web
/// server. Protected people (`clew decide CASE protect`) are called by other words.
#[derive(Args)]
pub struct Site {
    #[command(flatten)]
    case: CasePath,
    /// The folder: one that is not there, is empty, or holds nothing but an earlier site
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Tell only of this person, thing or event, by name or id; may be given often
    #[arg(long, value_name = "ENTITY|EVENT")]
    about: Vec<String>,
    /// Tell it as the case could be read at the end of this day: only from what was published by then
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    /// Name protected people
    #[arg(long)]
    unredacted: bool,
    /// Also tell what nothing but withdrawn documents shows; each such document says so
    #[arg(long)]
    with_retracted: bool,
    /// Say that it was made on this day; without it no day is said, and the same case gives the same bytes
    #[arg(long, value_name = "YYYY-MM-DD")]
    made_on: Option<Date>,
}

impl Site {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        let mut case = Case::open_to_read(&self.case.path())?;
        let checkpoint = case.verify_decisions(None)?.checkpoint;
        let names_protected = self.unredacted && !case.protected()?.is_empty();
        if let Some(day) = self.as_of {
            case.look_as_of(day)?;
        }
        let mut about = self.about.iter().map(|what| id_of(&case, what)).collect::<Result<Vec<_>, _>>()?;
        if !self.unredacted {
            case.look_redacted()?;
        }
        if let Some(hidden) = case.hidden() {
            about.iter_mut().for_each(|id| *id = hidden.id(id).to_owned());
        }
        let made = self.made(&case, checkpoint, names_protected);
        let Self { as_of, with_retracted, unredacted, .. } = self;
        let written =
            site::write(&case, &ReportQuery { about, as_of, with_retracted, unredacted }, made, &self.folder)?;
        let documents = counted(written.n_documents, "document");
        println!(
            "{}: {}, {documents} cited",
            self.folder.join("index.html").display(),
            counted(written.n_files, "file")
        );
        Ok(ExitCode::SUCCESS)
    }

    /// How the site was made, a sentence each.
    fn made(&self, case: &Case, checkpoint: Checkpoint, names_protected: bool) -> Vec<String> {
        let version = env!("CARGO_PKG_VERSION");
        let on = self.made_on.map(|day| format!(" on {}", site::day_in_words(day))).unwrap_or_default();
        let mut made = vec![format!(
            "Made{on} by clew {version} from the case “{}”, whose log of decisions stood at checkpoint {checkpoint}.",
            case.name()
        )];
        made.extend(self.as_of.map(|day| {
            let day = site::day_in_words(day);
            format!("It is told as the case could be read at the end of {day}: only from what was published by then.")
        }));
        made.extend(case.hidden().map(redacted));
        made.extend(
            names_protected.then(|| "Protected people are named here: it was asked for unredacted.".to_owned()),
        );
        made
    }
}

/// What is hidden, in the report's words.
fn redacted(hidden: &Hidden) -> String {
    let people =
        if hidden.n_people == 1 { "1 person is".to_owned() } else { format!("{} people are", hidden.n_people) };
    let described = counted(hidden.n_described, "finding");
    format!(
        "{people} protected: they are called by other words, in quotations in square brackets; {described} that describe them are \
         withheld, and so are telephone numbers and addresses told beside them. Pronouns are left as they are."
    )
}
