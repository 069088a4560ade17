use crate::http::adding::{Adding, Place, unwritten};
use crate::http::asked::{Named, Told};
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::body::{Body, HttpBody};
use axum::extract::State;
use axum::http::StatusCode;
use clew_ingest::Limits;
use std::future::poll_fn;
use std::pin::Pin;
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt;

/// Bytes that a listing may have: some hundred thousand files.
pub const LONGEST_LISTING: usize = 64 << 20;
/// Bytes of a path: no system names a file by more.
const LONGEST_PATH: usize = 4096;

/// Tell of files that are about to be handed over; the answer says which are wanted.
#[utoipa::path(
    post, path = "/api/v1/adding/files",
    request_body = wire::NewFiles,
    responses(
        (status = OK, body = wire::WantedFiles),
        (status = BAD_REQUEST, body = FailureBody),
        (status = CONFLICT, body = FailureBody),
    ),
)]
pub async fn tell_files(
    State(adding): State<Adding>,
    Told(wire::NewFiles { files }): Told<wire::NewFiles>,
) -> Result<Json<wire::WantedFiles>, Failure> {
    for file in &files {
        if file.path.len() > LONGEST_PATH {
            return Err(bad(format!("A file's path has {} bytes; {LONGEST_PATH} are allowed.", file.path.len())));
        }
        if file.n_bytes > Limits::default().total_bytes {
            return Err(bad(format!("{} is larger than anything that clew reads.", file.path))
                .with_hint("Leave it out, or split it."));
        }
    }
    let files: Vec<_> = files.into_iter().map(Into::into).collect();
    Ok(Json(wire::WantedFiles { numbers: adding.tell(&files)? }))
}

/// Hand over the bytes of a file that was told of.
#[utoipa::path(
    post, path = "/api/v1/adding/files/{number}",
    params(("number" = u32, Path, description = "The number under which it is wanted.")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = NO_CONTENT, description = "It has arrived, all of it."),
        (status = BAD_REQUEST, body = FailureBody),
        (status = NOT_FOUND, body = FailureBody),
        (status = CONFLICT, body = FailureBody),
        (status = INSUFFICIENT_STORAGE, body = FailureBody),
    ),
)]
pub async fn hand_over(
    State(adding): State<Adding>,
    Named(number): Named<u32>,
    body: Body,
) -> Result<StatusCode, Failure> {
    let place = adding.place(number)?;
    let written = write(body, &place).await;
    if written.is_err() {
        // It is written anew when it is handed over again; what is left is deleted with the spool.
        let _ = fs::remove_file(&place.path).await;
    }
    written?;
    adding.arrived(&place)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Writes what comes to its place, no more than was told of and no less.
async fn write(mut body: Body, place: &Place) -> Result<(), Failure> {
    let mut file = File::create(&place.path).await.map_err(unwritten)?;
    let mut n_left = place.n_bytes;
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(|why| bad(format!("The file did not arrive whole: {why}.")))?;
        let Ok(bytes) = frame.into_data() else { continue };
        n_left = n_left.checked_sub(bytes.len() as u64).ok_or_else(|| bad("The file is longer than was told."))?;
        file.write_all(&bytes).await.map_err(unwritten)?;
    }
    file.flush().await.map_err(unwritten)?;
    if n_left > 0 {
        return Err(bad(format!("The file is {n_left} bytes shorter than was told.")));
    }
    Ok(())
}

fn bad(what: impl Into<String>) -> Failure {
    Failure::new(StatusCode::BAD_REQUEST, "bad-question", what)
}
