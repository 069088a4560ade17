//! The screens as Vite built them, out of the binary.

use super::failure::Failure;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};

#[derive(Embed)]
#[folder = "../../web/dist/"]
struct Files;

/// Answers every path that is no action: a built file, or the page whose script draws the screen of that address.
pub async fn answer(method: Method, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if uri.path().starts_with("/api/") {
        return Failure::no_such(format!("There is no {} in this API.", uri.path())).into_response();
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    match Files::get(path) {
        Some(file) => built(path, file),
        None if path.rsplit('/').next().is_some_and(|last| last.contains('.')) => {
            (StatusCode::NOT_FOUND, "There is no such file.").into_response()
        }
        None => page(Files::get("index.html")),
    }
}

fn built(path: &str, file: EmbeddedFile) -> Response {
    // Vite names what lies in assets/ by its content, so a browser may keep it.
    let keep = if path.starts_with("assets/") { "private, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, media_type(path)), (header::CACHE_CONTROL, keep)], file.data.into_owned()).into_response()
}

fn page(index: Option<EmbeddedFile>) -> Response {
    match index {
        Some(file) => built("index.html", file),
        None => (StatusCode::SERVICE_UNAVAILABLE, Html(include_str!("screens-not-built.html"))).into_response(),
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn unknown_api_paths_and_files_are_not_screens() {
        let status = async |path: &'static str| answer(Method::GET, Uri::from_static(path)).await.status();
        assert_eq!(status("/api/v1/nothing").await, StatusCode::NOT_FOUND);
        assert_eq!(status("/assets/none.js").await, StatusCode::NOT_FOUND);
        assert_eq!(status("/../Cargo.toml").await, StatusCode::NOT_FOUND);
        assert_eq!(answer(Method::POST, Uri::from_static("/")).await.status(), StatusCode::METHOD_NOT_ALLOWED);
    }

    #[tokio::test]
    async fn a_binary_without_screens_says_how_to_build_them() {
        let response = page(None);
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.expect("a short page");
        assert!(String::from_utf8_lossy(&body).contains("make web"));
    }

    #[test]
    fn scripts_and_styles_have_the_types_that_nosniff_asks_for() {
        assert_eq!(media_type("assets/a-1b.js"), "text/javascript; charset=utf-8");
        assert_eq!(media_type("assets/a-1b.css"), "text/css; charset=utf-8");
        assert_eq!(media_type("index.html"), "text/html; charset=utf-8");
    }
}
