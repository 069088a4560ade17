use super::{Guard, Token, guarded};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::get;
use tower::ServiceExt;

const HOST: (&str, &str) = ("host", "127.0.0.1:4747");

fn guard() -> Guard {
    Guard { port: 4747, token: Token::random().expect("the system has a generator") }
}

async fn ask(guard: &Guard, method: &str, uri: &str, headers: &[(&str, &str)]) -> Response {
    let routes = Router::new()
        .route("/", get(|| async { "the screens" }).post(|| async { "changed" }))
        .route("/api/v1/overview", get(|| async { "the case" }));
    let request =
        headers.iter().fold(Request::builder().method(method).uri(uri), |r, (name, value)| r.header(*name, *value));
    let request = request.body(Body::empty()).expect("a request");
    guarded(routes, guard).oneshot(request).await.expect("routes do not fail")
}

/// The status that a request with the right token and these further headers gets.
async fn status(method: &str, uri: &str, headers: &[(&str, &str)]) -> u16 {
    let guard = guard();
    let bearer = format!("Bearer {}", guard.token.as_str());
    let mut all = vec![("authorization", bearer.as_str())];
    all.extend(headers);
    ask(&guard, method, uri, &all).await.status().as_u16()
}

#[tokio::test]
async fn answers_to_its_own_names_only() {
    for host in ["127.0.0.1:4747", "localhost:4747", "[::1]:4747"] {
        assert_eq!(status("GET", "/", &[("host", host)]).await, 200, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:4747",
        "127.0.0.1",
        "127.0.0.1:4748",
        "localhost.:4747",
        "127.0.0.1:4747.evil.example",
        "",
    ] {
        assert_eq!(status("GET", "/", &[("host", host)]).await, 421, "{host}");
    }
    assert_eq!(status("GET", "/", &[]).await, 400);
    assert_eq!(status("GET", "/", &[HOST, ("host", "evil.example")]).await, 400);
    assert_eq!(status("GET", "http://evil.example/", &[HOST]).await, 421);
}

#[tokio::test]
async fn other_origins_may_not_read() {
    assert_eq!(status("GET", "/", &[HOST, ("origin", "http://127.0.0.1:4747")]).await, 200);
    for origin in
        ["http://evil.example", "null", "https://127.0.0.1:4747", "http://127.0.0.1:80", "http://localhost:4747", ""]
    {
        assert_eq!(status("GET", "/", &[HOST, ("origin", origin)]).await, 403, "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(
            status("GET", "/", &[HOST, ("sec-fetch-site", site), ("sec-fetch-mode", "no-cors")]).await,
            403,
            "{site}"
        );
        assert_eq!(
            status("GET", "/", &[HOST, ("sec-fetch-site", site), ("sec-fetch-mode", "navigate")]).await,
            200,
            "{site}"
        );
    }
}

#[tokio::test]
async fn changing_needs_our_own_page() {
    let own = ("origin", "http://127.0.0.1:4747");
    assert_eq!(status("POST", "/", &[HOST]).await, 403);
    assert_eq!(status("POST", "/", &[HOST, own]).await, 200);
    assert_eq!(status("POST", "/", &[HOST, ("sec-fetch-site", "same-origin")]).await, 200);
    assert_eq!(status("POST", "/", &[HOST, own, ("sec-fetch-site", "cross-site")]).await, 403);
    assert_eq!(
        status("POST", "/", &[HOST, ("origin", "http://evil.example"), ("sec-fetch-site", "same-origin")]).await,
        403
    );
    assert_eq!(status("DELETE", "/", &[HOST, ("sec-fetch-site", "none"), ("sec-fetch-mode", "navigate")]).await, 403);
}

#[tokio::test]
async fn the_token_in_the_address_becomes_a_cookie() {
    let guard = guard();
    let token = guard.token.as_str();
    let answer = ask(&guard, "GET", &format!("/?month=2021-06&token={token}"), &[HOST]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()["location"], "/?month=2021-06");
    let cookie = answer.headers()["set-cookie"].to_str().expect("text").to_owned();
    assert_eq!(cookie, format!("clew-4747={token}; Path=/; HttpOnly; SameSite=Strict"));

    let sent = format!("other=1; clew-4747={token}");
    assert_eq!(ask(&guard, "GET", "/", &[HOST, ("cookie", &sent)]).await.status(), 200);
    let of_another_port = format!("clew-4748={token}");
    assert_eq!(ask(&guard, "GET", "/", &[HOST, ("cookie", &of_another_port)]).await.status(), 401);
}

#[tokio::test]
async fn the_redirect_stays_on_this_server() {
    let guard = guard();
    let uri = format!("//evil.example/x?token={}", guard.token.as_str());
    assert_eq!(ask(&guard, "GET", &uri, &[HOST]).await.headers()["location"], "/evil.example/x");
}

#[tokio::test]
async fn without_the_right_token_nothing_is_read() {
    let guard = guard();
    let close = guard.token.as_str().chars().rev().collect::<String>();
    for (uri, headers) in [
        ("/".to_owned(), vec![HOST]),
        ("/?token=".to_owned(), vec![HOST]),
        (format!("/?token={close}"), vec![HOST]),
        ("/".to_owned(), vec![HOST, ("authorization", "Bearer ")]),
        ("/".to_owned(), vec![HOST, ("authorization", guard.token.as_str())]),
        ("/".to_owned(), vec![HOST, ("cookie", "clew-4747=")]),
    ] {
        let answer = ask(&guard, "GET", &uri, &headers).await;
        assert_eq!(answer.status(), 401, "{uri} {headers:?}");
        let page = to_bytes(answer.into_body(), 10_000).await.expect("a short page");
        assert!(String::from_utf8_lossy(&page).contains("whole address"));
    }
    let answer = ask(&guard, "GET", "/api/v1/overview", &[HOST]).await;
    assert_eq!(answer.status(), 401);
    assert_eq!(answer.headers()["content-type"], "application/json");
}

#[tokio::test]
async fn a_token_does_not_travel_with_a_change() {
    let guard = guard();
    let uri = format!("/?token={}", guard.token.as_str());
    let answer = ask(&guard, "POST", &uri, &[HOST, ("origin", "http://127.0.0.1:4747")]).await;
    assert_eq!(answer.status(), 401);
}

#[tokio::test]
async fn refusals_carry_the_headers_too() {
    let guard = guard();
    for headers in [vec![("host", "evil.example")], vec![HOST], vec![HOST, ("origin", "null")]] {
        let answer = ask(&guard, "GET", "/", &headers).await;
        let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
        assert!(
            header("content-security-policy").starts_with("default-src 'none'; script-src 'self'; style-src 'self';")
        );
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(header("cache-control"), "no-store");
    }
}

#[test]
fn tokens_are_128_random_bits_and_stay_out_of_logs() {
    let (one, other) = (guard().token, guard().token);
    assert_eq!(one.as_str().len(), 32);
    assert_ne!(one, other);
    assert!(!format!("{one:?}").contains(one.as_str()));
}
