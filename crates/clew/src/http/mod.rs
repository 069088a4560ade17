//! The local server: the screens, and the API they ask.
//!
//! [`Server::bind`] takes a case and a port, [`Server::run`] answers until it is told to stop. A request passes
//! [`guard`] (its name for us, its origin, its token), then reaches one of [`action`]'s files, or [`screens`]; an
//! action asks the engine through [`cases`] and answers in [`wire`]'s words. `web/openapi.json` is this API, written
//! down by a test; the types of web/ are made from it. What the browser hands over is read by [`adding`]. Beside them, where asked for, stands [`reconcile`], which other programs ask.
//!
//! Nothing here reads the case file itself, listens anywhere but on loopback, or changes anything on GET. A TCP port
//! with a token, rather than a Unix socket, because a browser can open nothing else.

mod action;
mod adding;
mod asked;
mod cases;
mod failure;
mod guard;
mod reconcile;
mod screens;
mod wire;

use adding::{Adding, Worker};
use axum::Router;
use axum::extract::FromRef;
use cases::Cases;
use clew_engine::EngineError;
use guard::{Guard, Token};
use reconcile::Reconciling;
use std::future::Future;
use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use tokio::net::TcpListener;

/// Where clew listens unless told otherwise.
pub const DEFAULT_PORT: u16 = 4747;

/// A case about to be served.
pub struct Server {
    listener: TcpListener,
    routes: Router,
    adding: Adding,
    address: String,
    /// Where a spreadsheet is matched against the case, where that was asked for.
    reconcile_address: Option<String>,
}

/// Why a case cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The case could not be opened.
    #[error(transparent)]
    Case(#[from] EngineError),
    /// What was handed over earlier and waits beside the case cannot be read.
    #[error("what waits beside the case cannot be read: {0}")]
    Spool(io::Error),
    /// The port is taken or not allowed.
    #[error("cannot listen on 127.0.0.1:{port}: {source}")]
    Listen {
        /// The port asked for.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
    /// The system has no source of randomness for the token.
    #[error("the system gives no random numbers for the token: {0}")]
    Token(getrandom::Error),
    /// The listener broke.
    #[error("the server stopped: {0}")]
    Stopped(io::Error),
}

impl Server {
    /// Opens the case at `case` and listens on 127.0.0.1: on `port` (0: any free one), or, where `None`, on
    /// [`DEFAULT_PORT`] or any free one if that is taken. `reconciles`: with the service by which OpenRefine matches names.
    /// `worker` starts the parsing children of what is added.
    pub async fn bind(case: PathBuf, port: Option<u16>, reconciles: bool, worker: Worker) -> Result<Self, ServeError> {
        let reconciling = if reconciles { Some(Reconciling::new(&case)?) } else { None };
        let served = Served::open(case, worker)?;
        let adding = served.adding.clone();
        let listener = listen(port).await?;
        let port = listener.local_addr().map_err(ServeError::Stopped)?.port();
        let guard = Guard { port, token: Token::random().map_err(ServeError::Token)? };
        let own = format!("http://127.0.0.1:{port}");
        let address = format!("{own}/?token={}", guard.token.as_str());
        let mut routes = guard::guarded(routes(served), &guard);
        let mut reconcile_address = None;
        if let Some(reconciling) = reconciling {
            let path = format!("/reconcile/{}", Token::random().map_err(ServeError::Token)?.as_str());
            routes = routes.merge(guard::named(reconcile::routes(&path, &own, reconciling), &guard));
            reconcile_address = Some(own + &path);
        }
        Ok(Self { listener, routes, adding, address, reconcile_address })
    }

    /// The address to give to OpenRefine; who has it may ask which entities a name may be one of.
    pub fn reconcile_address(&self) -> Option<&str> {
        self.reconcile_address.as_deref()
    }

    /// The address to open, token and all; who has it may read the case.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Answers until `stop` is ready, then lets open requests end, and keeps what was read of what is being added.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
        let ended = axum::serve(self.listener, self.routes).with_graceful_shutdown(stop).await;
        self.adding.end();
        ended.map_err(ServeError::Stopped)
    }
}

async fn listen(port: Option<u16>) -> Result<TcpListener, ServeError> {
    let wanted = port.unwrap_or(DEFAULT_PORT);
    match TcpListener::bind((Ipv4Addr::LOCALHOST, wanted)).await {
        Err(_) if port.is_none() => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await,
        bound => bound,
    }
    .map_err(|source| ServeError::Listen { port: wanted, source })
}

/// What actions work on.
#[derive(Clone)]
struct Served {
    cases: Cases,
    adding: Adding,
}

impl Served {
    fn open(case: PathBuf, worker: Worker) -> Result<Self, ServeError> {
        let cases = Cases::open(case.clone())?;
        let adding = Adding::to(case, cases.clone(), worker).map_err(ServeError::Spool)?;
        Ok(Self { cases, adding })
    }
}

impl FromRef<Served> for Cases {
    fn from_ref(served: &Served) -> Self {
        served.cases.clone()
    }
}

impl FromRef<Served> for Adding {
    fn from_ref(served: &Served) -> Self {
        served.adding.clone()
    }
}

fn routes(served: Served) -> Router {
    let (actions, _) = action::routes().split_for_parts();
    actions.with_state(served).fallback(screens::answer)
}

#[cfg(test)]
mod tests;
