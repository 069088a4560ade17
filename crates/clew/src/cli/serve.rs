use super::case_path::CasePath;
use super::error::CommandError;
use super::worker;
use crate::http::Server;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Look at a case in the browser
///
/// Listens on this machine only, on a port of its own, and answers only who has the address that it prints.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    case: CasePath,
    #[command(flatten)]
    how: HowToServe,
}

/// Where, and whether a browser is opened.
#[derive(Args)]
pub struct HowToServe {
    /// The port to listen on; 0 for any free one [default: 4747, or any free one]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Print the address only, open no browser
    #[arg(long)]
    no_open: bool,
    /// Let OpenRefine match a table's names against the case (Reconciliation API 0.2), at an address that is printed too
    #[arg(long)]
    reconcile: bool,
}

impl Serve {
    pub fn run(self) -> Result<ExitCode, CommandError> {
        self.how.serve(self.case.path())
    }
}

impl HowToServe {
    /// Serves the case until Ctrl-C.
    pub fn serve(&self, case: PathBuf) -> Result<ExitCode, CommandError> {
        let worker = worker()?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            let server = Server::bind(case, self.port, self.reconcile, worker).await?;
            writeln!(std::io::stdout(), "{}", server.address())?;
            if let Some(address) = server.reconcile_address() {
                eprintln!("for OpenRefine: {address}");
            }
            eprintln!("who has this address can read the case; Ctrl-C stops");
            if !self.no_open && has_desktop() {
                // The address is on the screen: nothing is lost where no browser starts.
                let _ = webbrowser::open(server.address());
            }
            server.run(stopped()).await?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

async fn stopped() {
    // Where the signal cannot be heard, the system's own handling of Ctrl-C ends the process.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Whether there is a screen to open a browser on.
fn has_desktop() -> bool {
    cfg!(target_os = "macos") || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some())
}
