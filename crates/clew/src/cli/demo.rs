use super::error::CommandError;
use super::progress::Progress;
use super::serve::HowToServe;
use super::{add, read_options};
use clap::Args;
use clew_engine::{Case, Given, Inputs, Interrupt};
use jiff::Timestamp;
use rust_embed::RustEmbed;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Read a fictional affair into a case and show it in the browser
///
/// Twenty-odd invented articles, papers and e-mails about a town whose water was poisoned after a warning. They are put
/// into a folder beside the case, so that you can look at what clew read.
#[derive(Args)]
pub struct Demo {
    /// Where to put the case; its documents go into a folder beside it
    #[arg(long, value_name = "CASE", default_value = "demo.clew")]
    case: PathBuf,
    /// Read the documents and stop there
    #[arg(long)]
    no_serve: bool,
    #[command(flatten)]
    how: HowToServe,
}

#[derive(RustEmbed)]
#[folder = "../../examples/case/"]
struct Documents;

impl Demo {
    pub fn run(self, interrupt: &Interrupt) -> Result<ExitCode, CommandError> {
        let folder = self.case.with_extension("documents");
        unpack(&folder)?;
        let mut case = Case::open_or_create(&self.case)?;
        let inputs = Inputs::under(&[folder], &self.case)?;
        let mut progress = Progress::of_inputs(inputs.n_total);
        let options = read_options(interrupt, None, Given::default())?;
        let added = case.add(inputs, Timestamp::now(), &options, &mut |step| progress.tell(step));
        progress.finish();
        eprintln!("{}: {}", self.case.display(), add::summary(&added?));
        drop(case);
        if self.no_serve { Ok(ExitCode::SUCCESS) } else { self.how.serve(self.case) }
    }
}

fn unpack(folder: &Path) -> std::io::Result<()> {
    for name in Documents::iter() {
        let file = Documents::get(&name).expect("the names come from the same place");
        let path = folder.join(name.as_ref());
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, file.data)?;
    }
    Ok(())
}
