//! Damage in a PDF that its reader passes over: a broken stream gives less text there, and says nothing.

use flate2::bufread::ZlibDecoder;
use memchr::memmem;
use std::io::{self, Read};

/// Most bytes of one stream that are unpacked to look at it.
const LOOKED_AT_BYTES: u64 = 64 << 20;

/// What cannot be read of a file, in a reader's words; nothing where it is whole.
pub(super) fn damage(bytes: &[u8], is_encrypted: bool) -> Vec<String> {
    let mut found = Vec::new();
    let end = &bytes[bytes.len().saturating_sub(2048)..];
    if memmem::find(end, b"%%EOF").is_none() {
        found.push("the end of the file, which is cut off".to_owned());
    }
    // The streams of an encrypted file look like noise.
    let n_broken = if is_encrypted { 0 } else { packed_streams(bytes).filter(|stream| is_broken(stream)).count() };
    if n_broken > 0 {
        found.push(format!("{n_broken} damaged parts of the file"));
    }
    found
}

/// The file from each stream on that is packed with deflate (ISO 32000-1, 7.3.8 and 7.4.4), pictures left out.
fn packed_streams(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    memmem::find_iter(bytes, b"stream").filter_map(|at| {
        let dictionary = &bytes[at.saturating_sub(400)..at];
        let dictionary = &dictionary[memmem::rfind(dictionary, b" obj").unwrap_or(0)..];
        let content = bytes[at + 6..].strip_prefix(b"\r\n").or_else(|| bytes[at + 6..].strip_prefix(b"\n"))?;
        let is_packed = memmem::find(dictionary, b"FlateDecode").is_some() && is_zlib(content);
        (is_packed && memmem::find(dictionary, b"/Image").is_none()).then_some(content)
    })
}

/// Whether bytes begin as RFC 1950 has it: deflate, and a header divisible by 31.
fn is_zlib(content: &[u8]) -> bool {
    matches!(content, [first, second, ..] if first & 0xf == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

fn is_broken(stream: &[u8]) -> bool {
    io::copy(&mut ZlibDecoder::new(stream).take(LOOKED_AT_BYTES), &mut io::sink()).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn file(change: impl FnOnce(&mut Vec<u8>), kind: &str) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        let words: String = (0..200).map(|nth| format!("({nth} pumps) Tj ")).collect();
        encoder.write_all(words.as_bytes()).expect("memory");
        let mut packed = encoder.finish().expect("memory");
        change(&mut packed);
        let mut file = format!("%PDF-1.4\n1 0 obj << {kind} /Filter /FlateDecode >>\nstream\n").into_bytes();
        file.extend(packed);
        file.extend(b"\nendstream\nendobj\n%%EOF\n");
        file
    }

    #[test]
    fn a_broken_stream_is_found_and_a_picture_left() {
        let break_it = |packed: &mut Vec<u8>| packed[100] ^= 0x10;
        assert_eq!(damage(&file(|_| (), ""), false), Vec::<String>::new());
        assert_eq!(damage(&file(break_it, ""), false), ["1 damaged parts of the file"]);
        assert_eq!(damage(&file(break_it, "/Subtype /Image"), false), Vec::<String>::new());
        assert_eq!(damage(&file(break_it, ""), true), Vec::<String>::new());
    }

    #[test]
    fn a_file_that_is_cut_off_is_told() {
        let whole = file(|_| (), "");
        assert_eq!(damage(&whole[..whole.len() - 8], false), ["the end of the file, which is cut off"]);
    }
}
