//! Bytes to text: which encoding, and what was lost.
//!
//! The order of trust is that of the WHATWG Encoding and HTML standards (byte order mark, declared label, `<meta>` of a
//! page, guess), with two departures, for archives mislabel more than live servers do: bytes that are well-formed UTF-8
//! beyond ASCII are UTF-8 whatever a single-byte label says, and a label that the bytes contradict loses to the guess.
//! Nothing but the encoding is changed: line endings, control characters and blanks stay as they are.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far into a page a `<meta>` is looked for, in bytes; saved pages put banners and comments before it.
const PRESCAN_BYTES: usize = 8 * 1024;

/// How much of a text the guess looks at, in bytes.
const GUESS_BYTES: usize = 1024 * 1024;

/// A text and how it was encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark; U+FFFD stands for what could not be decoded.
    pub text: String,
    /// The WHATWG name of the encoding: "UTF-8", "windows-1252".
    pub encoding: &'static str,
    /// Whether some bytes are no text in that encoding.
    pub had_errors: bool,
}

/// Decodes plain text; `declared` is the label that came with it (a MIME `charset`), if any.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, mark_length)) = Encoding::for_bom(bytes) {
        return decoded(encoding, &bytes[mark_length..]);
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match declared.or_else(|| utf_16_without_mark(bytes)) {
        Some(encoding) => decode_as_declared(encoding, bytes),
        None if std::str::from_utf8(bytes).is_ok() => decoded(UTF_8, bytes),
        None => decoded(guess(bytes), bytes),
    }
}

/// Decodes a page: as [`decode`], but where nothing was declared with it, what its `<meta>` declares.
pub fn decode_page(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let known = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes())).map(Encoding::name);
    decode(bytes, known.or_else(|| prescan(bytes)))
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), had_errors }
}

fn decode_as_declared(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    if encoding.is_single_byte() && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() {
        return decoded(UTF_8, bytes);
    }
    let as_declared = decoded(encoding, bytes);
    if !as_declared.had_errors || !mostly_wrong(&as_declared.text) {
        return as_declared;
    }
    let guessed = decoded(guess(bytes), bytes);
    if guessed.had_errors { as_declared } else { guessed }
}

/// A few bad bytes are damage in the right encoding; where they outnumber the good characters beyond ASCII, the label
/// was wrong.
fn mostly_wrong(text: &str) -> bool {
    let bad = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let good = text.chars().filter(|&c| !c.is_ascii() && c != char::REPLACEMENT_CHARACTER).count();
    bad > good
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let looked_at = &bytes[..bytes.len().min(GUESS_BYTES)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(looked_at, looked_at.len() == bytes.len());
    detector.guess(None, Utf8Detection::Allow)
}

/// UTF-16 that lost its mark: text in a Latin script has zero in every other byte, and text never holds zero otherwise.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) / 2 * 2];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (in_even, in_odd) = (zeros(0), zeros(1));
    let most = head.len() / 2 * 7 / 10;
    match (in_even, in_odd) {
        (0, odd) if odd > most.max(1) => Some(UTF_16LE),
        (even, 0) if even > most.max(1) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a page's `<meta>` declares (HTML standard, "prescan a byte stream to determine its encoding").
fn prescan(bytes: &[u8]) -> Option<&'static str> {
    let mut rest = &bytes[..bytes.len().min(PRESCAN_BYTES)];
    while let Some(at) = memchr::memchr(b'<', rest) {
        rest = &rest[at..];
        if rest.starts_with(b"<!--") {
            rest = memchr::memmem::find(rest, b"-->").map_or(&[], |end| &rest[end..]);
        } else if rest.len() > 6 && rest[..5].eq_ignore_ascii_case(b"<meta") && rest[5].is_ascii_whitespace() {
            let tag = &rest[5..memchr::memchr(b'>', rest).unwrap_or(rest.len())];
            if let Some(encoding) = declared_by_meta(tag) {
                return Some(encoding.name());
            }
            rest = &rest[5..];
        } else {
            rest = &rest[1..];
        }
    }
    None
}

/// What one `<meta>` declares: `charset=LABEL`, bare or inside `content="text/html; charset=LABEL"`.
fn declared_by_meta(tag: &[u8]) -> Option<&'static Encoding> {
    let lower = tag.to_ascii_lowercase();
    let at = memchr::memmem::find(&lower, b"charset")?;
    let label = lower[at + b"charset".len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let label = label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label).trim_ascii_start();
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"';/".contains(byte);
    let length = label.iter().position(ends).unwrap_or(label.len());
    // A page whose `<meta>` could be read as ASCII is not UTF-16, whatever it says.
    Some(match Encoding::for_label(&label[..length])? {
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => UTF_8,
        encoding if encoding == X_USER_DEFINED => WINDOWS_1252,
        encoding => encoding,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], declared: Option<&str>, encoding: &str, text: &str) {
        let found = decode_page(bytes, declared);
        assert_eq!((found.encoding, found.text.as_str()), (encoding, text));
    }

    #[test]
    fn a_byte_order_mark_beats_every_label() {
        check(b"\xEF\xBB\xBFna\xC3\xAFve", Some("windows-1252"), "UTF-8", "naïve");
        check(b"\xFF\xFEa\0\xE9\0", Some("utf-8"), "UTF-16LE", "aé");
        check(b"\xFE\xFF\0a\0\xE9", None, "UTF-16BE", "aé");
    }

    #[test]
    fn a_label_is_believed_where_the_bytes_allow_it() {
        check(b"caf\xE9", Some("iso-8859-1"), "windows-1252", "café");
        check(b"\xD6\xC3", Some("KOI8-R"), "KOI8-R", "жц");
        check("café".as_bytes(), Some("iso-8859-1"), "UTF-8", "café");
        check("Málaga".as_bytes(), Some("no such label"), "UTF-8", "Málaga");
    }

    #[test]
    fn a_label_that_the_bytes_contradict_loses() {
        let latin = b"Le maire a d\xE9clar\xE9 que la d\xE9cision \xE9tait d\xE9j\xE0 prise.";
        check(latin, Some("utf-8"), "windows-1252", "Le maire a déclaré que la décision était déjà prise.");
    }

    #[test]
    fn one_bad_byte_is_damage_not_another_encoding() {
        let found = decode(b"na\xC3\xAFve caf\xC3\xA9 \xFF!", Some("utf-8"));
        assert_eq!((found.text.as_str(), found.had_errors), ("naïve café \u{FFFD}!", true));
    }

    #[test]
    fn a_page_declares_its_encoding_in_a_meta() {
        check(b"<meta charset=koi8-r>\xD6", None, "KOI8-R", "<meta charset=koi8-r>ж");
        let old = b"<META http-equiv=Content-Type content='text/html; charset=windows-1251'>\xE6";
        check(old, None, "windows-1251", "<META http-equiv=Content-Type content='text/html; charset=windows-1251'>ж");
        check(b"<!-- <meta charset=koi8-r> -->\xE9t\xE9", None, "windows-1252", "<!-- <meta charset=koi8-r> -->été");
        check(b"<meta charset=utf-16>a", None, "UTF-8", "<meta charset=utf-16>a");
        check(b"<meta charset=koi8-r>\xE9", Some("latin1"), "windows-1252", "<meta charset=koi8-r>é");
    }

    #[test]
    fn utf_16_is_known_without_its_mark() {
        let little: Vec<u8> = "Dear Sir, the bridge".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&little, None, "UTF-16LE", "Dear Sir, the bridge");
        let big: Vec<u8> = "Dear Sir, the bridge".encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&big, None, "UTF-16BE", "Dear Sir, the bridge");
    }

    proptest! {
        #[test]
        fn utf_8_comes_back_as_it_was(text in "\\PC{0,60}[\r\n\t]{0,3}\\PC{0,60}") {
            prop_assume!(!text.contains('\0') && !text.starts_with('\u{FEFF}'));
            prop_assert_eq!(decode(text.as_bytes(), Some("utf-8")).text, text);
        }

        #[test]
        fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..400), label in ".{0,12}") {
            let _ = decode(&bytes, Some(&label));
            let _ = decode_page(&bytes, None);
        }
    }
}
