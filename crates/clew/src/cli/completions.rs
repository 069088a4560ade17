use super::error::CommandError;
use clap::Args;
use clap_complete::Shell;
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
        clap_complete::generate(self.shell, command, "clew", &mut std::io::stdout());
        Ok(ExitCode::SUCCESS)
    }
}
