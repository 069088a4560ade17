use super::guard::{Guard, Token, guarded};
use super::{Served as State, action, routes};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use clew_engine::Case;
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

/// web/'s types are made from this file; CLEW_UPDATE=1 writes it anew.
#[test]
fn the_api_is_the_one_written_down() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/openapi.json");
    let api = written_api();
    if std::env::var_os("CLEW_UPDATE").is_some() {
        std::fs::write(&path, &api).expect("web/ can be written to");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == api,
        "web/openapi.json is stale: run this test with CLEW_UPDATE=1, then `npm run schema` in web/"
    );
}

fn written_api() -> String {
    let (_, api) = action::routes().split_for_parts();
    api.to_pretty_json().expect("a description is JSON") + "\n"
}

/// An empty case behind the guard; the folder goes when it is dropped.
struct Served {
    _folder: TempDir,
    routes: Router,
    token: Token,
}

fn served() -> Served {
    let folder = tempfile::tempdir().expect("a folder for the case");
    let path = folder.path().join("empty.clew");
    drop(Case::create(&path).expect("a new case"));
    let guard = Guard { port: 4747, token: Token::random().expect("the system has a generator") };
    let state = State::open(path, Arc::new(|| Command::new("none"))).expect("the case opens");
    let routes = guarded(routes(state), &guard);
    Served { _folder: folder, routes, token: guard.token }
}

impl Served {
    async fn ask(&self, path: &str, token: Option<&str>) -> (u16, Value) {
        let request = Request::builder().uri(path).header("host", "127.0.0.1:4747");
        let request =
            token.iter().fold(request, |request, token| request.header("authorization", format!("Bearer {token}")));
        self.answer_to(request.body(Body::empty()).expect("a request")).await
    }

    async fn answer_to(&self, request: Request<Body>) -> (u16, Value) {
        let answer = self.routes.clone().oneshot(request).await.expect("routes do not fail");
        let status = answer.status().as_u16();
        let body = to_bytes(answer.into_body(), 1_000_000).await.expect("a short answer");
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    async fn answer(&self, path: &str) -> (u16, Value) {
        self.ask(path, Some(self.token.as_str())).await
    }
}

#[tokio::test]
async fn every_action_wants_the_token_and_answers_in_json() {
    let served = served();
    let api: Value = serde_json::from_str(&written_api()).expect("it was written as JSON");
    let paths = api["paths"].as_object().expect("an object of paths");
    assert_eq!(paths.len(), 47);
    for path in paths.iter().filter(|(_, methods)| methods["get"].is_object()).map(|(path, _)| path) {
        let path =
            ["{number}", "{first}", "{second}", "{id}"].iter().fold(path.clone(), |path, name| path.replace(name, "1"));
        assert_eq!(served.ask(&path, None).await.0, 401, "{path}");
        let (status, body) = served.answer(&path).await;
        assert!(matches!(status, 200 | 400 | 404), "{path}: {status}");
        assert_eq!(body["error"].is_object(), status != 200, "{path}: {body}");
    }
}

#[tokio::test]
async fn an_empty_case_says_so() {
    let served = served();
    let (status, overview) = served.answer("/api/v1/overview").await;
    assert_eq!((status, &overview["name"], &overview["n_documents"]), (200, &"empty".into(), &0.into()));
    assert_eq!(served.answer("/api/v1/documents?sort=title&descending=true").await.1["n_total"], 0);
    assert_eq!(served.answer("/api/v1/search?words=memo").await.1["items"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn what_cannot_be_answered_says_why() {
    let served = served();
    for (path, expect, code) in [
        ("/api/v1/documents/7", 404, "not-found"),
        ("/api/v1/documents/seven", 404, "not-found"),
        ("/api/v1/documents/1/comparison/2", 404, "not-found"),
        ("/api/v1/entities/none", 404, "not-found"),
        ("/api/v1/documents?sort=colour", 400, "bad-question"),
        ("/api/v1/documents?from=soon", 400, "bad-question"),
        ("/api/v1/search", 400, "bad-question"),
        ("/api/v1/search?words=%22open", 400, "bad-question"),
        ("/api/v1/search/claims?words=date%3Asoon", 400, "bad-question"),
        ("/api/v1/timeline?limit=-1", 400, "bad-question"),
        ("/api/v2/overview", 404, "not-found"),
    ] {
        let (status, body) = served.answer(path).await;
        assert_eq!((status, &body["error"]["code"]), (expect, &code.into()), "{path}");
        assert!(body["error"]["message"].as_str().is_some_and(|message| message.len() > 10), "{path}: {body}");
    }
    let (_, open_quote) = served.answer("/api/v1/search?words=%22open").await;
    assert!(open_quote["error"]["hint"].is_string());
}

impl Served {
    /// Sends a change, from our own page or another.
    async fn send(&self, path: &str, body: &str, token: Option<&str>, origin: &str) -> (u16, Value) {
        let request = Request::builder().method("POST").uri(path).header("host", "127.0.0.1:4747");
        let request = request.header("origin", origin).header("content-type", "application/json");
        let request =
            token.iter().fold(request, |request, token| request.header("authorization", format!("Bearer {token}")));
        self.answer_to(request.body(Body::from(body.to_owned())).expect("a request")).await
    }
}

const OWN: &str = "http://127.0.0.1:4747";

#[tokio::test]
async fn deciding_wants_our_own_page_and_the_token() {
    let served = served();
    let token = Some(served.token.as_str());
    for path in [
        "/api/v1/documents/1/decisions",
        "/api/v1/documents/1/retraction",
        "/api/v1/decisions/1/retraction",
        "/api/v1/entities/none/decisions",
        "/api/v1/sources/ratings",
        "/api/v1/documents/1/mentions",
        "/api/v1/documents/1/mentions/decisions",
        "/api/v1/notes/1",
        "/api/v1/notes/1/removal",
        "/api/v1/adding/files",
        "/api/v1/adding/files/1",
    ] {
        assert_eq!(served.send(path, "{}", None, OWN).await.0, 401, "{path}");
        assert_eq!(served.send(path, "{}", token, "http://evil.example").await.0, 403, "{path}");
        assert_eq!(served.ask(path, token).await.0, 405, "{path}: GET changes nothing");
    }
}

#[tokio::test]
async fn what_cannot_be_decided_says_why() {
    let served = served();
    let reject =
        |more: &str| format!(r#"{{"claim": 0, "predicate": "Arrest", "trigger": [0, 8], "verdict": "reject"{more}}}"#);
    let rate = |letter: &str| format!(r#"{{"name": "Courier", "kind": "publisher", "reliability": "{letter}"}}"#);
    let weil = r#"{"span": [0, 4], "words": "Weil"}"#;
    let mention = |more: &str| format!(r#"{{"words": {weil}, {more}}}"#);
    let claim = |predicate: &str, latest: &str| {
        format!(
            r#"{{"trigger": {weil}, "predicate": "{predicate}", "polarity": "asserted", "modality": "actual",
                "certainty": "asserted", "earliest": "2022-06-10", "latest": "{latest}"}}"#
        )
    };
    let mentions = "/api/v1/documents/1/mentions";
    let (decisions, ratings) = ("/api/v1/documents/1/decisions", "/api/v1/sources/ratings");
    for (path, body, status) in [
        (decisions, reject(""), 404),
        (decisions, reject(r#", "correction": {"predicate": "Meet"}"#), 400),
        (decisions, reject("").replace("reject", "correct"), 400),
        (decisions, reject("").replace("reject", "retract"), 400),
        (decisions, reject(r#", "correction": {"role": "nobody", "words": "x"}"#).replace("reject", "correct"), 400),
        (decisions, reject("").replace("[0, 8]", "[0, -8]"), 400),
        (decisions, "not JSON".to_owned(), 400),
        ("/api/v1/decisions/1/retraction", "{}".to_owned(), 404),
        ("/api/v1/documents/1/retraction", "{}".to_owned(), 404),
        ("/api/v1/entities/none/decisions", r#"{"verdict": "rename", "name": "Weil"}"#.to_owned(), 404),
        ("/api/v1/entities/none/decisions", r#"{"verdict": "merge"}"#.to_owned(), 400),
        ("/api/v1/entities/none/decisions", r#"{"verdict": "accept"}"#.to_owned(), 400),
        (decisions, reject(r#", "credibility": 3"#), 400),
        (decisions, reject("").replace("reject", "rate-claim"), 400),
        (decisions, reject(r#", "credibility": 7"#).replace("reject", "rate-claim"), 400),
        (decisions, reject(r#", "credibility": 3"#).replace("reject", "rate-claim"), 404),
        (mentions, mention(r#""type": "Person""#), 404),
        (mentions, mention(r#""who": "J. Doe""#), 400),
        (mentions, mention(r#""type": "Person", "entity": "e""#), 400),
        ("/api/v1/documents/1/mentions/decisions", mention(r#""reject": true, "type": "Person""#), 400),
        ("/api/v1/documents/1/claims", claim("Meet", "2022-06-09"), 400),
        ("/api/v1/documents/1/claims", claim("Nothing", "2022-06-11"), 400),
        (ratings, rate("B"), 404),
        (ratings, rate("G"), 400),
    ] {
        let (answered, said) = served.send(path, &body, Some(served.token.as_str()), OWN).await;
        assert_eq!((answered, said["error"]["code"].is_string()), (status, true), "{body}: {said}");
    }
}
