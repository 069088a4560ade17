use super::document::no_document;
use crate::http::asked::Named;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// The untouched original, to be kept as a file and never shown by the browser.
#[utoipa::path(
    get, path = "/api/v1/documents/{number}/original",
    params(("number" = i64, Path, description = "Its number in the case.")),
    responses(
        (status = OK, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = NOT_FOUND, body = FailureBody),
    ),
)]
pub async fn original(State(cases): State<Cases>, Named(number): Named<i64>) -> Result<Response, Failure> {
    let original = cases.ask(move |case| case.original(number)).await?;
    let (name, bytes) = original.ok_or_else(|| no_document(number))?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, attachment(&name)),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// `Content-Disposition` for a file of this name (RFC 6266; the exact name as RFC 8187 says, beside an ASCII stand-in).
fn attachment(name: &str) -> String {
    let last = name.rsplit(['/', '\\', '!']).next().unwrap_or_default();
    let last = last.trim_matches(|c: char| c.is_control() || c.is_whitespace() || c == '.');
    let last = if last.is_empty() { "original" } else { last };
    let plain: String =
        last.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", percent_encoded(last))
}

/// Every byte but RFC 8187's attr-char of letters, digits and `-._~` as `%XX`.
fn percent_encoded(name: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn names_cannot_leave_the_header_or_the_folder() {
        for (name, expect) in [
            ("report.pdf", "attachment; filename=\"report.pdf\"; filename*=UTF-8''report.pdf"),
            ("box.zip!letters/May 1.eml", "attachment; filename=\"May 1.eml\"; filename*=UTF-8''May%201.eml"),
            ("Żar.html", "attachment; filename=\"_ar.html\"; filename*=UTF-8''%C5%BBar.html"),
            (
                "a\"; x=\"\r\nb.txt",
                "attachment; filename=\"a__ x____b.txt\"; filename*=UTF-8''a%22%3B%20x%3D%22%0D%0Ab.txt",
            ),
            ("../..", "attachment; filename=\"original\"; filename*=UTF-8''original"),
            ("", "attachment; filename=\"original\"; filename*=UTF-8''original"),
        ] {
            assert_eq!(attachment(name), expect, "{name:?}");
        }
    }
}
