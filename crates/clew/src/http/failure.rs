use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// Why a request was not answered; sent as `{"error": {"code", "message", "hint"?}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The HTTP status it is sent with.
    pub status: StatusCode,
    /// What a program and a person are told.
    pub said: Said,
}

/// The words of a failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Said {
    /// A stable word for programs, in kebab case.
    pub code: String,
    /// What failed, on what.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// The body of every answer that is not a success.
#[derive(Debug, Serialize, ToSchema)]
pub struct FailureBody {
    /// What failed.
    pub error: Said,
}

impl Failure {
    /// A failure without a hint.
    pub fn new(status: StatusCode, code: &str, message: impl Into<String>) -> Self {
        Self { status, said: Said { code: code.to_owned(), message: message.into(), hint: None } }
    }

    /// The same, saying what to do.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.said.hint = Some(hint.into());
        self
    }

    /// The case holds no such thing: what.
    pub fn no_such(what: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", what)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(FailureBody { error: self.said })).into_response()
    }
}
