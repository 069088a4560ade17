use super::entity_ids;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::report::ReportForm;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use clew_engine::report::ReportQuery;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

/// What is to be told, and how.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReportAsked {
    /// Ids of the entities and events that it is about, with commas between; everything where there are none.
    #[serde(default)]
    about: String,
    /// `md`, `html` or `docx`; `md` where nothing is said.
    #[serde(default)]
    format: String,
    /// Only from what was published by the end of this day.
    #[param(value_type = Option<String>, format = Date)]
    as_of: Option<Date>,
    /// Names protected people.
    #[serde(default)]
    unredacted: bool,
    /// Also tells what withdrawn documents alone show; each such sentence says so.
    #[serde(default)]
    with_retracted: bool,
}

/// What the case amounts to, in sentences that cite the words they rest on: a file to be kept.
#[utoipa::path(
    get, path = "/api/v1/report",
    params(ReportAsked),
    responses(
        (status = OK, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = BAD_REQUEST, body = FailureBody),
        (status = NOT_FOUND, body = FailureBody),
        (status = CONFLICT, body = FailureBody),
    ),
)]
pub async fn report(State(cases): State<Cases>, Asked(asked): Asked<ReportAsked>) -> Result<Response, Failure> {
    let unclear = || Failure::new(StatusCode::BAD_REQUEST, "bad-question", "A report is md, html or docx.".to_owned());
    let form = ReportForm::named(&asked.format).ok_or_else(unclear)?;
    let ReportAsked { about, as_of, unredacted, with_retracted, .. } = asked;
    let query = ReportQuery { about: entity_ids(&about), as_of, with_retracted, unredacted };
    let report = cases.ask_as_of(as_of, move |case| case.report(&query)).await?;
    let broken = |error: std::io::Error| Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "broken", error.to_string());
    let headers = [
        (header::CONTENT_TYPE, form.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"report.{}\"", form.ending())),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, form.write(&report).map_err(broken)?).into_response())
}
