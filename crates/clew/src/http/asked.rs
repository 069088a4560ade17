use super::failure::Failure;
use axum::Json;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

/// What the query of the address asks; a failure in our own form where it cannot be read.
pub struct Asked<Q>(pub Q);

impl<Q: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<Q> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        match Query::from_request_parts(parts, state).await {
            Ok(Query(question)) => Ok(Self(question)),
            Err(unread) => Err(Failure::new(StatusCode::BAD_REQUEST, "bad-question", unread.body_text())),
        }
    }
}

/// What the path of the address names; not found where it cannot be read.
pub struct Named<N>(pub N);

impl<N: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<N> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(name)) => Ok(Self(name)),
            Err(unread) => Err(Failure::no_such(unread.body_text())),
        }
    }
}

/// What the body of a request tells, as JSON; a failure in our own form where it cannot be read.
pub struct Told<B>(pub B);

impl<B: DeserializeOwned, S: Send + Sync> FromRequest<S> for Told<B> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        match Json::from_request(request, state).await {
            Ok(Json(told)) => Ok(Self(told)),
            Err(unread) => Err(Failure::new(StatusCode::BAD_REQUEST, "bad-question", unread.body_text())),
        }
    }
}
