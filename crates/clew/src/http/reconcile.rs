//! Matching a table's names against the case, as OpenRefine and its like ask for it.
//!
//! The Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group, final report of 2023-04-10): a manifest, and
//! batches of names with a type. What comes back is a list to choose from; `match` only where one entity alone has the same name.
//! Nothing of the case changes by it.

use super::cases::aside;
use super::failure::Failure;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use clew_engine::answer::Candidate;
use clew_engine::{Case, EngineError, NameIndex, Verdict};
use clew_model::ThingType;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Candidates given where a query does not say how many.
const SOME: usize = 5;
/// Candidates given at most.
const MOST: usize = 50;
/// Whoever knows the path may read what it answers, from a page of another program's too.
const ANYBODY: (HeaderName, &str) = (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");

/// What answers: a handle of its own, and the case's names as they stood when it last looked.
pub struct Reconciling(Mutex<Looked>);

struct Looked {
    case: Case,
    version: i64,
    index: Arc<NameIndex>,
}

#[derive(Clone)]
struct Service {
    reconciling: Arc<Reconciling>,
    manifest: Arc<serde_json::Value>,
}

impl Reconciling {
    /// Takes the names of the case apart.
    pub fn new(path: &Path) -> Result<Self, EngineError> {
        let case = Case::open_to_read(path)?;
        let (version, index) = (case.version()?, Arc::new(case.name_index()?));
        Ok(Self(Mutex::new(Looked { case, version, index })))
    }

    /// The case's names as they stand now.
    fn index(&self) -> Result<Arc<NameIndex>, EngineError> {
        let mut looked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let version = looked.case.version()?;
        if version != looked.version {
            looked.index = Arc::new(looked.case.name_index()?);
            looked.version = version;
        }
        Ok(looked.index.clone())
    }
}

/// The service at `path` of the server at `own` ("http://127.0.0.1:4747").
pub fn routes(path: &str, own: &str, reconciling: Reconciling) -> Router {
    let service = Service { reconciling: Arc::new(reconciling), manifest: Arc::new(manifest(own)) };
    Router::new().route(path, get(by_get).post(by_post)).with_state(service)
}

fn manifest(own: &str) -> serde_json::Value {
    let types: Vec<TypeOf> =
        ThingType::ALL.into_iter().filter(|thing| *thing != ThingType::Thing).map(TypeOf::new).collect();
    serde_json::json!({
        "versions": ["0.2"],
        "name": "clew",
        "identifierSpace": format!("{own}/entities/"),
        "schemaSpace": format!("{own}/entities?thing="),
        "defaultTypes": types,
        "view": {"url": format!("{own}/entities/{{{{id}}}}")},
    })
}

/// A batch of queries, as JSON within a form or an address.
#[derive(Deserialize)]
struct Batch {
    queries: Option<String>,
}

#[derive(Deserialize)]
struct Asked {
    query: String,
    #[serde(rename = "type")]
    thing: Option<OneOrMore>,
    limit: Option<usize>,
}

/// A type, or the first of several: a clew entity has one.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Serialize)]
struct TypeOf {
    id: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct Found {
    id: String,
    name: String,
    description: String,
    #[serde(rename = "type")]
    types: [TypeOf; 1],
    /// Of the names' likeness, 0 to 100.
    score: f32,
    r#match: bool,
}

#[derive(Serialize)]
struct Candidates {
    result: Vec<Found>,
}

impl TypeOf {
    fn new(thing: ThingType) -> Self {
        Self { id: thing.word(), name: thing.word() }
    }
}

async fn by_get(State(service): State<Service>, Query(batch): Query<Batch>) -> Response {
    answer(service, batch).await
}

async fn by_post(State(service): State<Service>, batch: Result<Form<Batch>, FormRejection>) -> Response {
    match batch {
        Ok(Form(batch)) => answer(service, batch).await,
        Err(problem) => bad(&problem.to_string()),
    }
}

async fn answer(service: Service, batch: Batch) -> Response {
    let Some(queries) = batch.queries else { return ([ANYBODY], Json(service.manifest.as_ref())).into_response() };
    let asked: BTreeMap<String, Asked> = match serde_json::from_str(&queries) {
        Ok(asked) => asked,
        Err(problem) => return bad(&problem.to_string()),
    };
    let found = aside(move || {
        let index = service.reconciling.index()?;
        Ok(asked.into_iter().map(|(key, asked)| (key, candidates(&index, &asked))).collect::<BTreeMap<_, _>>())
    });
    match found.await {
        Ok(found) => ([ANYBODY], Json(found)).into_response(),
        Err(failure) => failure.into_response(),
    }
}

fn bad(problem: &str) -> Response {
    let message = format!("the queries cannot be read: {problem}");
    Failure::new(StatusCode::BAD_REQUEST, "bad-question", message)
        .with_hint("Send `queries`, a JSON object of {\"query\", \"type\"?, \"limit\"?}, in a form or in the address.")
        .into_response()
}

fn candidates(index: &NameIndex, asked: &Asked) -> Candidates {
    let word = match &asked.thing {
        Some(OneOrMore::One(word)) => Some(word),
        Some(OneOrMore::More(words)) => words.first(),
        None => None,
    };
    let limit = asked.limit.unwrap_or(SOME).min(MOST);
    let found = match word.map(|word| ThingType::from_word(word)) {
        Some(None) => Vec::new(),
        Some(thing) => index.candidates(&asked.query, thing, MOST),
        None => index.candidates(&asked.query, None, MOST),
    };
    let n_same = found.iter().filter(|one| one.verdict == Verdict::Same).count();
    Candidates { result: found.into_iter().take(limit).map(|one| Found::new(one, n_same == 1)).collect() }
}

impl Found {
    /// A candidate; it is a match only where no other has the same name.
    fn new(candidate: Candidate, is_alone: bool) -> Self {
        let Candidate { line, score, verdict, why } = candidate;
        Self {
            id: line.id,
            name: line.name,
            description: why,
            types: [TypeOf::new(line.thing)],
            score: (score * 1000.0).round() / 10.0,
            r#match: is_alone && verdict == Verdict::Same,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use serde_json::Value;
    use tower::ServiceExt;

    async fn ask(request: Request<Body>) -> (u16, Value) {
        let folder = tempfile::tempdir().expect("a folder for the case");
        let path = folder.path().join("empty.clew");
        drop(Case::create(&path).expect("a new case"));
        let service = routes("/reconcile/x", "http://127.0.0.1:4747", Reconciling::new(&path).expect("it opens"));
        let answer = service.oneshot(request).await.expect("routes do not fail");
        let status = answer.status().as_u16();
        let body = to_bytes(answer.into_body(), 100_000).await.expect("a short answer");
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    fn posted(form: &str) -> Request<Body> {
        let request = Request::post("/reconcile/x").header("content-type", "application/x-www-form-urlencoded");
        request.body(Body::from(form.to_owned())).expect("a request")
    }

    #[tokio::test]
    async fn the_manifest_says_what_the_specification_asks_for() {
        let (status, manifest) = ask(Request::get("/reconcile/x").body(Body::empty()).expect("a request")).await;
        assert_eq!(status, 200);
        assert_eq!(manifest["versions"], serde_json::json!(["0.2"]));
        for key in ["name", "identifierSpace", "schemaSpace"] {
            assert!(manifest[key].is_string(), "{key}");
        }
        assert_eq!(manifest["view"]["url"], "http://127.0.0.1:4747/entities/{{id}}");
    }

    #[tokio::test]
    async fn every_query_of_a_batch_has_an_answer() {
        let (status, found) = ask(posted("queries=%7B%22q0%22%3A%7B%22query%22%3A%22Weil%22%7D%7D")).await;
        assert_eq!((status, &found["q0"]["result"]), (200, &serde_json::json!([])));
        let (status, found) = ask(posted("queries=%7Bx")).await;
        assert_eq!((status, &found["error"]["code"]), (400, &"bad-question".into()));
    }
}
