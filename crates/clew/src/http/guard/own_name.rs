use crate::http::failure::Failure;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses a request that calls the server by another name than its own (DNS rebinding).
pub async fn check(State(port): State<u16>, request: Request, next: Next) -> Response {
    match refusal(port, &request) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    }
}

fn refusal(port: u16, request: &Request) -> Option<Failure> {
    let hosts: Vec<&[u8]> = request.headers().get_all(header::HOST).iter().map(|host| host.as_bytes()).collect();
    let authority = request.uri().authority().map(|authority| authority.as_str().as_bytes());
    let [host] = hosts[..] else {
        return Some(Failure::new(StatusCode::BAD_REQUEST, "one-host", "A request needs exactly one Host header."));
    };
    let ours = |name: &[u8]| own_names(port).iter().any(|own| own.as_bytes() == name);
    (!ours(host) || authority.is_some_and(|name| !ours(name))).then(|| {
        Failure::new(StatusCode::MISDIRECTED_REQUEST, "not-our-name", "clew does not answer to that name.")
            .with_hint("Open the address that clew printed when it began to serve the case.")
    })
}

fn own_names(port: u16) -> [String; 3] {
    ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}"))
}
