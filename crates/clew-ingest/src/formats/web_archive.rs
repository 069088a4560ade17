//! WARC files (ISO 28500): pages as a crawler was served them; each record's address and time come with it.
//!
//! A reader of our own: the crate for it is built on old dependencies, and what is needed is the records' lengths. Only
//! successful responses of document types are documents; what else a crawl holds (pictures, scripts, redirects) is
//! counted in one line.

use crate::walk::{Content, Member, Trouble, Walk};
use crate::{Hints, Refusal};
use jiff::Timestamp;
use std::io::{self, BufRead, BufReader, Cursor, Read};

/// Walks the records of an archive, by the addresses they were served at.
pub(super) fn walk(walk: &mut Walk<'_>, member: &Member, from: &mut dyn Read) -> Result<(), Trouble> {
    let mut from = BufReader::new(from);
    let (mut n_records, mut n_left) = (0, 0);
    while let Some(record) = Record::next(&mut from).map_err(|error| walk.read_trouble(&error))? {
        if !record.is_response() {
            record.skip(&mut from).map_err(|error| walk.read_trouble(&error))?;
            continue;
        }
        n_records += 1;
        let Some(block) =
            record.block(&mut from, walk.limits.document_bytes).map_err(|error| walk.read_trouble(&error))?
        else {
            let most = walk.limits.document_bytes >> 20;
            walk.leave(&record.member(member), "", Refusal::skipped(format!("is larger than {most} MB")))?;
            continue;
        };
        let budget = walk.budget.clone();
        let served = record.served(&block, |body| budget.meter(body));
        match served.map_err(|error| walk.read_trouble(&error))? {
            Some(Served { media_type, charset, body }) if is_document(&media_type) => {
                let mut inside = record.member(member);
                inside.hints.media_type = Some(media_type);
                inside.hints.charset = charset;
                walk.member(inside, Content::Seekable(&mut Cursor::new(body)))?;
            }
            _ => n_left += 1,
        }
    }
    match n_left {
        0 => Ok(()),
        _ => {
            let what = "are no documents (pictures, scripts, redirects, errors)";
            Err(Refusal::skipped(format!("{n_left} of its {n_records} records {what}")).into())
        }
    }
}

/// A record's header.
struct Record {
    headers: Vec<(String, String)>,
    length: u64,
}

/// Most bytes of one record's header.
const HEADER_BYTES: u64 = 64 << 10;

impl Record {
    /// The next record's header; `None` at the end.
    fn next(from: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut line = Vec::new();
        let mut headers = from.by_ref().take(HEADER_BYTES);
        loop {
            line.clear();
            if headers.read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            if line.starts_with(b"WARC/") {
                break;
            }
            if !line.trim_ascii().is_empty() {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "a WARC record does not begin where it should"));
            }
        }
        let headers = header_fields(&mut headers)?;
        let length = value(&headers, "content-length").and_then(|length| length.parse().ok());
        let length = length.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "a WARC record has no length"))?;
        Ok(Some(Self { headers, length }))
    }

    fn value(&self, name: &str) -> Option<&str> {
        value(&self.headers, name)
    }

    fn is_response(&self) -> bool {
        matches!(self.value("warc-type"), Some("response" | "resource"))
    }

    fn skip(&self, from: &mut impl Read) -> io::Result<()> {
        io::copy(&mut from.take(self.length), &mut io::sink()).map(drop)
    }

    /// The record's content; `None`, and passed over, where it is larger than `most_bytes`.
    fn block(&self, from: &mut impl Read, most_bytes: u64) -> io::Result<Option<Vec<u8>>> {
        if self.length > most_bytes {
            return self.skip(from).map(|()| None);
        }
        let mut block = Vec::new();
        from.take(self.length).read_to_end(&mut block)?;
        Ok(Some(block))
    }

    fn member(&self, archive: &Member) -> Member {
        let address = self.value("warc-target-uri").unwrap_or("record").trim_matches(['<', '>']);
        let mut member = archive.inside(address);
        // An address is no file name: what follows its last slash may end in anything.
        member.name = String::new();
        let retrieved_at = self.value("warc-date").and_then(|at| at.parse::<Timestamp>().ok());
        member.hints = Hints { url: Some(address.to_owned()), retrieved_at, ..Hints::default() };
        member
    }

    /// What the server sent, where the request succeeded.
    fn served<'b, R: Read>(
        &self,
        block: &'b [u8],
        meter: impl Fn(Box<dyn Read + 'b>) -> R,
    ) -> io::Result<Option<Served>> {
        let own_type = self.value("content-type").unwrap_or_default();
        if !own_type.starts_with("application/http") {
            let (media_type, charset) = media_type(own_type);
            return Ok(Some(Served { media_type, charset, body: block.to_vec() }));
        }
        let mut rest = block;
        let mut status = Vec::new();
        rest.read_until(b'\n', &mut status)?;
        if !status.starts_with(b"HTTP/") || status.split(|&byte| byte == b' ').nth(1).is_none_or(|code| code != b"200")
        {
            return Ok(None);
        }
        let headers = header_fields(&mut rest)?;
        let (media_type, charset) = media_type(value(&headers, "content-type").unwrap_or_default());
        if !is_document(&media_type) {
            return Ok(None);
        }
        let is_chunked = value(&headers, "transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
        // Some crawlers take the chunks apart and keep the header that announces them.
        let whole = if is_chunked { unchunked(rest).unwrap_or_else(|| rest.to_vec()) } else { rest.to_vec() };
        let coded = Cursor::new(whole);
        let decoder: Box<dyn Read + 'b> = match value(&headers, "content-encoding").unwrap_or_default() {
            "gzip" | "x-gzip" => Box::new(flate2::read::MultiGzDecoder::new(coded)),
            "deflate" => Box::new(flate2::read::ZlibDecoder::new(coded)),
            "br" => Box::new(brotli::Decompressor::new(coded, 4096)),
            "zstd" => Box::new(zstd::Decoder::new(coded)?),
            _ => Box::new(coded),
        };
        let mut body = Vec::new();
        meter(decoder).read_to_end(&mut body)?;
        Ok(Some(Served { media_type, charset, body }))
    }
}

/// What was served at an address.
#[derive(Debug, PartialEq, Eq)]
struct Served {
    media_type: String,
    charset: Option<String>,
    body: Vec<u8>,
}

fn is_document(media_type: &str) -> bool {
    ["text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rtf", "application/msword"]
        .contains(&media_type)
        || media_type.starts_with("application/vnd.openxmlformats-officedocument")
        || media_type.starts_with("application/vnd.oasis.opendocument")
}

fn media_type(header: &str) -> (String, Option<String>) {
    let mut parts = header.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        part.to_ascii_lowercase().strip_prefix("charset=").map(|label| label.trim_matches('"').to_owned())
    });
    (media_type, charset)
}

/// Header lines up to a blank one; names in lower case.
fn header_fields(from: &mut impl BufRead) -> io::Result<Vec<(String, String)>> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        if from.read_until(b'\n', &mut line)? == 0 || line.trim_ascii().is_empty() {
            return Ok(fields);
        }
        let text = String::from_utf8_lossy(&line);
        match (text.split_once(':'), fields.last_mut()) {
            (_, Some(last)) if text.starts_with([' ', '\t']) => last.1 = format!("{} {}", last.1, text.trim()),
            (Some((name, value)), _) => fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            (None, _) => {}
        }
    }
}

fn value<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

/// A body out of its chunks (RFC 9112, 7.1); `None` where it is in none.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..size)?);
        rest = rest[size..].strip_prefix(b"\r\n").or_else(|| rest[size..].strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(response: &str) -> Option<Served> {
        let headers = vec![("content-type".to_owned(), "application/http; msgtype=response".to_owned())];
        let record = Record { headers, length: response.len() as u64 };
        record.served(response.as_bytes(), |body| body).expect("no decoder is at work")
    }

    #[test]
    fn records_follow_one_another() {
        let archive = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: <https://varn.example/a>\r\nWARC-Date: 2021-06-10T08:00:00Z\r\nContent-Length: 2\r\n\r\nde\r\n\r\n";
        let mut from = archive.as_bytes();
        let first = Record::next(&mut from).expect("memory").expect("a record");
        assert!(!first.is_response());
        first.skip(&mut from).expect("memory");
        let second = Record::next(&mut from).expect("memory").expect("a record");
        let member = second.member(&Member { id: "x.warc".to_owned(), ..Member::default() });
        assert_eq!(member.id, "x.warc!https://varn.example/a");
        assert_eq!(member.hints.retrieved_at, "2021-06-10T08:00:00Z".parse().ok());
        assert_eq!(second.block(&mut from, 10).expect("memory").as_deref(), Some(b"de".as_slice()));
        assert!(Record::next(&mut from).expect("memory").is_none());
    }

    #[test]
    fn only_what_succeeded_and_is_a_document_is_served() {
        let page =
            Served { media_type: "text/html".to_owned(), charset: Some("utf-8".to_owned()), body: b"<p>x".to_vec() };
        assert_eq!(served("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n<p>x"), Some(page));
        assert_eq!(served("HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>x"), None);
        assert_eq!(served("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n<p>x"), None);
    }

    #[test]
    fn chunks_are_put_together() {
        assert_eq!(unchunked(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n").as_deref(), Some(b"abcde".as_slice()));
        assert_eq!(unchunked(b"<html>"), None);
        assert_eq!(unchunked(b"ffffffffffffffff\r\nabc"), None);
    }
}
