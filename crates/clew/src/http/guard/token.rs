use super::Guard;
use crate::http::failure::Failure;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use std::fmt;
use std::hint::black_box;

/// 128 random bits in hexadecimal: who knows them may ask.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one from the system's generator; fails where the system has none.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits)?;
        Ok(Self(bits.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// The token as it stands in the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `offered` is this token, in a time that does not tell how much of it is right.
    fn is(&self, offered: &[u8]) -> bool {
        let own = self.0.as_bytes();
        own.len() == offered.len() && own.iter().zip(offered).fold(0, |differ, (a, b)| black_box(differ | (a ^ b))) == 0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)") // it must not reach a log
    }
}

/// Lets through who knows the token; an address that carries it is answered with a cookie and the address without it.
pub async fn check(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if let Some(offered) = in_address(request.uri()) {
        let opens = matches!(*request.method(), Method::GET | Method::HEAD) && guard.token.is(offered.as_bytes());
        return if opens { remember(&guard, request.uri()) } else { refuse(request.uri()) };
    }
    let known = in_headers(request.headers(), &cookie_name(guard.port)).any(|offered| guard.token.is(offered));
    if known { next.run(request).await } else { refuse(request.uri()) }
}

/// Cookies do not tell ports apart; the name has to, so that two cases can be served at once.
fn cookie_name(port: u16) -> String {
    format!("clew-{port}")
}

fn in_address(uri: &Uri) -> Option<&str> {
    uri.query()?.split('&').find_map(|field| field.strip_prefix("token="))
}

fn in_headers<'h>(headers: &'h HeaderMap, cookie: &'h str) -> impl Iterator<Item = &'h [u8]> {
    let bearer = headers.get_all(header::AUTHORIZATION).iter().filter_map(|value| {
        let (scheme, token) = value.as_bytes().split_at_checked("Bearer ".len())?;
        scheme.eq_ignore_ascii_case(b"Bearer ").then_some(token)
    });
    let cookies = headers.get_all(header::COOKIE).iter().flat_map(|value| value.as_bytes().split(|&byte| byte == b';'));
    let remembered = cookies.filter_map(|field| field.trim_ascii().strip_prefix(cookie.as_bytes())?.strip_prefix(b"="));
    bearer.chain(remembered)
}

fn remember(guard: &Guard, uri: &Uri) -> Response {
    let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", cookie_name(guard.port), guard.token.as_str());
    let headers = [(header::SET_COOKIE, cookie), (header::LOCATION, without_token(uri))];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// The same path and query without the token; one slash in front, for two would name another host.
fn without_token(uri: &Uri) -> String {
    let path = uri.path().trim_start_matches(['/', '\\']);
    let fields = uri.query().unwrap_or_default().split('&').filter(|field| !field.starts_with("token="));
    match fields.collect::<Vec<_>>().join("&") {
        query if query.is_empty() => format!("/{path}"),
        query => format!("/{path}?{query}"),
    }
}

fn refuse(uri: &Uri) -> Response {
    if uri.path().starts_with("/api/") {
        return Failure::new(StatusCode::UNAUTHORIZED, "token-wanted", "The token is missing or is not this server's.")
            .with_hint("Send `Authorization: Bearer TOKEN`; TOKEN is in the address that clew printed.")
            .into_response();
    }
    (StatusCode::UNAUTHORIZED, Html(include_str!("token-wanted.html"))).into_response()
}
