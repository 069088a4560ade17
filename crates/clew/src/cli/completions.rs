use super::error::CommandError;
use clap::Args;
use clap_complete::Shell;
use std::io::Write;
use std::process::ExitCode;

/// Print what a shell needs to complete clew's commands
///
/// For bash: clew completions bash > ~/.local/share/bash-completion/completions/clew
#[derive(Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub fn run(self, command: &mut clap::Command) -> Result<ExitCode, CommandError> {
        // Into memory first: the generator takes a closed pipe for a fault of its own.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, command, "clew", &mut script);
        std::io::stdout().write_all(&script)?;
        Ok(ExitCode::SUCCESS)
    }
}
