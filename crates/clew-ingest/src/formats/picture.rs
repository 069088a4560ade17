//! Pictures: documents without a text layer, until a program for it recognises their text.

use super::Parsed;
use crate::Refusal;
use crate::format::PictureKind;
use crate::recognition::without_text_layer;
use crate::wire::Pictures;
use clew_model::Reading;

/// Takes a picture as a document. It is not decoded here: the program that recognises text does that.
pub(super) fn read(bytes: &[u8], kind: PictureKind) -> Result<Parsed, Refusal> {
    if kind == PictureKind::Png && size_of_png(bytes).is_some_and(|(width, height)| width.max(height) < SMALLEST_PAGE) {
        return Err(Refusal::skipped("is too small a picture to hold text"));
    }
    let reading = Reading { missing: without_text_layer(1, 1).into_iter().collect(), ..Reading::default() };
    Ok(Parsed { reading, pictures: Some(Pictures::Whole), ..Parsed::default() })
}

/// Pixels along the longer side below which nothing can be read: icons and counting pixels.
const SMALLEST_PAGE: u32 = 64;

/// Width and height of a PNG (ISO/IEC 15948, 11.2.2).
fn size_of_png(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    Some((number(16)?, number(20)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    #[test]
    fn a_picture_is_a_document_without_text_and_an_icon_is_none() {
        let parsed = read(&png(1240, 1754), PictureKind::Png).expect("a page");
        assert_eq!((parsed.reading.text.as_str(), parsed.pictures), ("", Some(Pictures::Whole)));
        assert_eq!(parsed.reading.missing, ["no text layer"]);
        assert!(read(&png(16, 16), PictureKind::Png).is_err());
    }
}
