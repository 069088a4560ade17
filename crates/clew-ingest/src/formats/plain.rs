//! Plain text and Markdown: the text is exactly what was given.

use crate::Refusal;
use crate::encoding::decode;
use crate::language::language_of;
use clew_model::Reading;

/// Reads a text file; `charset` is a WHATWG label.
pub(super) fn read(bytes: &[u8], charset: Option<&str>) -> Result<Reading, Refusal> {
    let decoded = decode(bytes, charset);
    if decoded.text.trim().is_empty() {
        return Err(Refusal::empty());
    }
    let mut reading = of_text(decoded.text);
    if decoded.had_errors {
        reading.missing.push(format!("some characters are not {} text", decoded.encoding));
    }
    Ok(reading)
}

/// A reading of text that says nothing of itself but in its own words.
pub(crate) fn of_text(text: String) -> Reading {
    Reading { language: language_of(&text), text, ..Reading::default() }
}
