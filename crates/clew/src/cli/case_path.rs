use clap::Args;
use std::path::PathBuf;

/// The case a command is about.
#[derive(Args)]
pub struct CasePath {
    /// The case file, NAME.clew (the ending may be left out)
    #[arg(value_name = "CASE")]
    case: PathBuf,
}

impl CasePath {
    /// The case of a command that can do without one.
    pub fn of(case: PathBuf) -> Self {
        Self { case }
    }

    /// Its path, the ending put on where it was left out.
    pub fn path(&self) -> PathBuf {
        if self.case.extension().is_some_and(|ending| ending == "clew") || self.case.is_file() {
            return self.case.clone();
        }
        let mut path = self.case.clone().into_os_string();
        path.push(".clew");
        path.into()
    }
}
