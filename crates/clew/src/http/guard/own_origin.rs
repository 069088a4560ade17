use crate::http::failure::Failure;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Refuses a request that another site's page sent; opening an address is no such request.
///
/// Runs after the check of the name, so that `Host` is one of our own here.
pub async fn check(request: Request, next: Next) -> Response {
    let ours = match request.method() {
        &Method::GET | &Method::HEAD => may_read(request.headers()),
        _ => may_change(request.headers()),
    };
    if ours {
        return next.run(request).await;
    }
    Failure::new(StatusCode::FORBIDDEN, "not-our-origin", "clew answers its own screens only, not other sites.")
        .with_hint("A program sends its token as `Authorization: Bearer` and no Origin header with GET.")
        .into_response()
}

/// Reading: no foreign origin, and no foreign page's script, picture or frame.
fn may_read(headers: &HeaderMap) -> bool {
    let site = headers.get(SEC_FETCH_SITE).map(|site| site.as_bytes());
    let opened = headers.get(SEC_FETCH_MODE).is_some_and(|mode| mode == "navigate");
    origin_is_ours(headers) != Some(false) && (opened || matches!(site, None | Some(b"same-origin" | b"none")))
}

/// Changing: the browser must vouch that our own page asks.
fn may_change(headers: &HeaderMap) -> bool {
    let same_origin = headers.get(SEC_FETCH_SITE).map(|site| site == "same-origin");
    match origin_is_ours(headers) {
        Some(ours) => ours && same_origin != Some(false),
        None => same_origin == Some(true),
    }
}

/// Whether `Origin` names the very address that the request was sent to; `None` without the header.
fn origin_is_ours(headers: &HeaderMap) -> Option<bool> {
    let host = headers.get(header::HOST)?.as_bytes();
    let mut origins = headers.get_all(header::ORIGIN).iter().peekable();
    origins.peek()?;
    Some(origins.all(|origin| origin.as_bytes().strip_prefix(b"http://") == Some(host)))
}
