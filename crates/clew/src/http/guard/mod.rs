//! Who may ask: every request passes here before any other code sees it.
//!
//! The server binds loopback only, but every web page the user has open can send requests there. So the name it is
//! called by must be its own ([`own_name`]; DNS rebinding), no other origin may ask ([`own_origin`]; cross-site
//! requests), and the asker must know the token ([`token`]; other users of the machine).

mod headers;
mod own_name;
mod own_origin;
mod token;

pub use token::Token;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};

/// What requests are checked against.
#[derive(Debug, Clone)]
pub struct Guard {
    /// The port the server listens on.
    pub port: u16,
    /// What an asker must know.
    pub token: Token,
}

/// `routes` behind every check; headers are set on refusals too.
pub fn guarded(routes: Router, guard: &Guard) -> Router {
    let routes = routes.layer(from_fn_with_state(guard.clone(), token::check)).layer(from_fn(own_origin::check));
    named(routes, guard)
}

/// `routes` behind the check of the name alone: for what another program asks, and whose path nobody can guess.
pub fn named(routes: Router, guard: &Guard) -> Router {
    routes.layer(from_fn_with_state(guard.port, own_name::check)).layer(from_fn(headers::set))
}

#[cfg(test)]
mod tests;
