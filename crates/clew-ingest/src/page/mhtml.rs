//! Pages saved by a browser as one file (MHTML, RFC 2557): a MIME message whose root is the page.
//!
//! Only the root is read; frames, pictures and style sheets saved beside it are not. The message's date is when the page
//! was saved, never when it was published.

use super::read_page;
use clew_model::Reading;
use jiff::Timestamp;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders};

/// A page out of an MHTML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedPage {
    /// The page; its address is the one it was saved from where it gives none as its own.
    pub reading: Reading,
    /// When it was saved.
    pub retrieved_at: Option<Timestamp>,
}

/// Reads an MHTML file; `None` where it is no MIME message with a page in it.
pub fn read_mhtml(bytes: &[u8]) -> Option<SavedPage> {
    let message = MessageParser::default().parse(bytes)?;
    let root = root_page(&message)?;
    let html = decoded(root, bytes)?;
    let charset = root.content_type().and_then(|kind| kind.attribute("charset"));
    let saved_from = message.header("Snapshot-Content-Location").and_then(|value| value.as_text());
    let url = saved_from.or_else(|| root.content_location()).map(str::trim).filter(|url| url.contains("://"));
    let mut reading = read_page(&html, charset, url);
    reading.title = reading.title.or_else(|| message.subject().map(str::to_owned));
    let retrieved_at = message.date().and_then(|date| Timestamp::from_second(date.to_timestamp()).ok());
    Some(SavedPage { reading, retrieved_at })
}

/// The part that `start` names, else the first page.
fn root_page<'m>(message: &'m Message<'_>) -> Option<&'m MessagePart<'m>> {
    let bare = |id: &str| id.trim().trim_start_matches('<').trim_end_matches('>').to_owned();
    let start = message.content_type().and_then(|kind| kind.attribute("start")).map(bare);
    let is_page = |part: &&MessagePart<'m>| {
        part.content_type().is_some_and(|kind| {
            kind.subtype().is_some_and(|subtype| {
                subtype.eq_ignore_ascii_case("html") || subtype.eq_ignore_ascii_case("xhtml+xml")
            })
        })
    };
    let named = message.parts.iter().find(|part| start.is_some() && part.content_id().map(bare) == start);
    named.filter(is_page).or_else(|| message.parts.iter().find(is_page))
}

/// The bytes of a part as they were sent: the page's own `<meta>` has a say in what they mean.
fn decoded(part: &MessagePart<'_>, message: &[u8]) -> Option<Vec<u8>> {
    let sent = message.get(part.raw_body_offset() as usize..part.raw_end_offset() as usize)?;
    match part.encoding {
        Encoding::None => Some(sent.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(sent),
        Encoding::Base64 => base64_decode(sent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const SAVED: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://gazette.example/cracks\r\n\
        Subject: Cracks\r\nDate: Thu, 1 Jul 2021 09:30:00 -0000\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related; type=\"text/html\"; boundary=\"--b\"\r\n\r\n\
        ----b\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://gazette.example/cracks\r\n\r\n\
        <html><head><meta charset=3D\"windows-1252\"><meta property=3D\"article:published_time\" content=3D\"2021-06-10\"></head><body><p>Two insp=\r\n\
        ectors knew of it in the caf=E9.</p></body></html>\r\n\
        ----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: binary\r\n\r\n<p>A frame</p>\r\n----b--\r\n";

    #[test]
    fn the_root_is_the_page_and_the_date_is_when_it_was_saved() {
        let saved = read_mhtml(SAVED.as_bytes()).expect("a saved page");
        assert_eq!(saved.reading.text, "Two inspectors knew of it in the café.");
        assert_eq!(saved.reading.title.as_deref(), Some("Cracks"));
        assert_eq!(saved.reading.url.as_deref(), Some("https://gazette.example/cracks"));
        assert_eq!(
            saved.reading.published.and_then(|published| published.interval.single_day()),
            Some(date(2021, 6, 10))
        );
        assert_eq!(saved.retrieved_at.map(|at| at.to_string()).as_deref(), Some("2021-07-01T09:30:00Z"));
    }

    #[test]
    fn a_named_root_goes_before_the_first_page() {
        let named = SAVED
            .replace("type=\"text/html\"", "start=\"<frame-2@x>\"")
            .replace("Content-Transfer-Encoding: binary", "Content-ID: <frame-2@x>");
        assert_eq!(read_mhtml(named.as_bytes()).expect("a saved page").reading.text, "A frame");
    }

    #[test]
    fn a_message_without_a_page_is_none() {
        assert_eq!(read_mhtml(b"Subject: x\r\n\r\nPlain words"), None);
        assert_eq!(read_mhtml(b""), None);
    }

    proptest! {
        #[test]
        fn a_damaged_file_gives_a_page_or_none(at in 0..SAVED.len(), with in any::<u8>(), keep in 0..SAVED.len()) {
            let mut bytes = SAVED.as_bytes().to_vec();
            bytes[at] = with;
            let _ = read_mhtml(&bytes[..keep]);
            let _ = read_mhtml(&bytes);
        }
    }
}
