//! What an input is, told by its bytes first and its name second.

use crate::Refusal;

/// A format that clew reads, or unpacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    PlainText,
    Html,
    Mhtml,
    Pdf,
    Rtf,
    Docx,
    Pptx,
    Odt,
    Odp,
    Workbook(WorkbookKind),
    Email,
    OutlookMessage,
    Picture(PictureKind),
    /// A row of a table with a text column, or a line of JSON: read where it is walked.
    Record(RecordKind),
    // From here on containers, which hold documents and are none.
    Zip,
    Tar,
    Compressed(Compression),
    Mailbox,
    Feed,
    WebArchive,
    Table,
    JsonLines,
    /// An OLE compound file, to be looked into: an Outlook message, or an old office document.
    Compound,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PictureKind {
    Png,
    Jpeg,
    Tiff,
    Gif,
    Bmp,
    Webp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WorkbookKind {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordKind {
    FeedEntry,
    TableRow,
    JsonLine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compression {
    Gzip,
    Bzip2,
    Zstd,
}

impl Format {
    /// Tells from the first bytes, then the name, then what it was served as; refuses what clew does not read.
    pub(crate) fn of(head: &[u8], name: &str, media_type: Option<&str>) -> Result<Self, Refusal> {
        if head.is_empty() {
            return Err(Refusal::empty());
        }
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
        if let Some(what) = part_of_something(name, &extension) {
            return Err(Refusal::skipped(what));
        }
        match by_magic(head) {
            Some(found) => found.map_err(unread),
            None if is_binary(head) => Err(unread("an unknown kind of binary file")),
            None => of_text(head, &extension, media_type).map_err(unread),
        }
    }

    /// Whether it is a document that can hold others.
    pub(crate) fn has_attachments(self) -> bool {
        matches!(self, Self::Email | Self::OutlookMessage)
    }

    /// RFC 2045 media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::PlainText => "text/plain",
            Self::Html => "text/html",
            Self::Mhtml => "multipart/related",
            Self::Pdf => "application/pdf",
            Self::Rtf => "application/rtf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Workbook(kind) => kind.media_type(),
            Self::Email => "message/rfc822",
            Self::OutlookMessage => "application/vnd.ms-outlook",
            Self::Picture(kind) => kind.media_type(),
            Self::Record(RecordKind::FeedEntry) | Self::Feed => "application/xml",
            Self::Record(RecordKind::TableRow) | Self::Table => "text/csv",
            Self::Record(RecordKind::JsonLine) => "application/json",
            Self::JsonLines => "application/jsonl",
            Self::Zip => "application/zip",
            Self::Tar => "application/x-tar",
            Self::Compressed(Compression::Gzip) => "application/gzip",
            Self::Compressed(Compression::Bzip2) => "application/x-bzip2",
            Self::Compressed(Compression::Zstd) => "application/zstd",
            Self::Mailbox => "application/mbox",
            Self::WebArchive => "application/warc",
            Self::Compound => "application/x-ole-storage",
        }
    }
}

impl PictureKind {
    fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Tiff => "image/tiff",
            Self::Gif => "image/gif",
            Self::Bmp => "image/bmp",
            Self::Webp => "image/webp",
        }
    }
}

impl WorkbookKind {
    fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Xlsb => "application/vnd.ms-excel.sheet.binary.macroenabled.12",
            Self::Xls => "application/vnd.ms-excel",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }
}

fn unread(what: &str) -> Refusal {
    Refusal::skipped(format!("not a format clew reads ({what})"))
}

/// What a file is part of, where it is no document on its own: told by its name, because its bytes may well be text.
fn part_of_something(name: &str, extension: &str) -> Option<&'static str> {
    if matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini") || name.starts_with("._") {
        return Some("is a system's own file, not a document");
    }
    match extension {
        "css" | "js" | "mjs" | "map" | "svg" | "woff" | "woff2" | "ttf" | "otf" | "eot" | "ico" => {
            Some("is a part of a web page, not a document")
        }
        _ => None,
    }
}

/// Marks that formats begin with; an error names a format that is known and not read.
fn by_magic(head: &[u8]) -> Option<Result<Format, &'static str>> {
    let starts = |mark: &[u8]| head.starts_with(mark);
    let stands_at = |at: usize, mark: &[u8]| head.get(at..).is_some_and(|rest| rest.starts_with(mark));
    let picture = |kind| Some(Ok(Format::Picture(kind)));
    match () {
        () if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") || starts(b"PK\x07\x08") => Some(Ok(Format::Zip)),
        () if starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => Some(Ok(Format::Compound)),
        () if starts(b"\x1F\x8B") => Some(Ok(Format::Compressed(Compression::Gzip))),
        () if starts(b"BZh") && stands_at(4, b"\x31\x41\x59\x26\x53\x59") => {
            Some(Ok(Format::Compressed(Compression::Bzip2)))
        }
        () if starts(b"\x28\xB5\x2F\xFD") => Some(Ok(Format::Compressed(Compression::Zstd))),
        () if stands_at(257, b"ustar") => Some(Ok(Format::Tar)),
        () if starts(b"{\\rtf") => Some(Ok(Format::Rtf)),
        () if starts(b"WARC/") => Some(Ok(Format::WebArchive)),
        () if starts(b"\x89PNG\r\n\x1A\n") => picture(PictureKind::Png),
        () if starts(b"\xFF\xD8\xFF") => picture(PictureKind::Jpeg),
        () if starts(b"II*\0") || starts(b"MM\0*") => picture(PictureKind::Tiff),
        () if starts(b"GIF87a") || starts(b"GIF89a") => picture(PictureKind::Gif),
        () if starts(b"BM") && stands_at(6, b"\0\0\0\0") => picture(PictureKind::Bmp),
        () if starts(b"RIFF") && stands_at(8, b"WEBP") => picture(PictureKind::Webp),
        () if head[..head.len().min(1024)].windows(5).any(|window| window == b"%PDF-") => Some(Ok(Format::Pdf)),
        () => known_and_unread(head).map(Err),
    }
}

fn known_and_unread(head: &[u8]) -> Option<&'static str> {
    let starts = |mark: &[u8]| head.starts_with(mark);
    let stands_at = |at: usize, mark: &[u8]| head.get(at..).is_some_and(|rest| rest.starts_with(mark));
    match () {
        () if starts(b"7z\xBC\xAF\x27\x1C") => Some("a 7z archive"),
        () if starts(b"Rar!\x1A\x07") => Some("a RAR archive"),
        () if starts(b"\xFD7zXZ\0") => Some("an xz file"),
        () if starts(b"\x7FELF") || starts(b"MZ\x90") => Some("a program"),
        () if starts(b"SQLite format 3\0") => Some("a database"),
        () if stands_at(4, b"ftyp") || starts(b"\x1A\x45\xDF\xA3") => Some("a video or sound recording"),
        () if starts(b"RIFF") || starts(b"ID3") || starts(b"OggS") || starts(b"fLaC") => {
            Some("a video or sound recording")
        }
        () if starts(b"!BDN") => Some("an Outlook mailbox file, PST"),
        () if starts(b"%!PS") => Some("PostScript"),
        () => None,
    }
}

/// Whether bytes are no text in any encoding in use: control characters that no text has, outside UTF-16.
fn is_binary(head: &[u8]) -> bool {
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return false;
    }
    let n_zero = head.iter().filter(|&&byte| byte == 0).count();
    // Every other byte of western text in UTF-16 is zero, on the even or on the odd places.
    let n_zero_even = head.iter().step_by(2).filter(|&&byte| byte == 0).count();
    let in_pairs = n_zero_even.max(n_zero - n_zero_even) * 3 > head.len() && n_zero_even.min(n_zero - n_zero_even) == 0;
    if n_zero > 0 {
        return !in_pairs;
    }
    let n_control = head.iter().filter(|&&byte| byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12 | 27)).count();
    n_control * 100 > head.len()
}

/// Which format of text it is; everything that is text and nothing else is plain text.
fn of_text(head: &[u8], extension: &str, media_type: Option<&str>) -> Result<Format, &'static str> {
    let text = crate::encoding::decode(head, None).text;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let served_as = media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if let Some(format) = mail(text, extension, &served_as) {
        return Ok(format);
    }
    if text.starts_with('<') {
        return markup(text, extension, &served_as);
    }
    match (extension, served_as.as_str()) {
        (_, _) if BINARY_EXTENSIONS.contains(&extension) => Err("text, whatever its name says"),
        ("html" | "htm" | "xhtml", _) | (_, "text/html" | "application/xhtml+xml") => Ok(Format::Html),
        ("jsonl" | "ndjson", _) => Ok(Format::JsonLines),
        ("json", _) | (_, "application/json") => Err("a JSON file; JSON lines are read"),
        ("csv" | "tsv", _) | (_, "text/csv" | "text/tab-separated-values") => Ok(Format::Table),
        _ => Ok(Format::PlainText),
    }
}

/// Names of formats that are never plain text: a file so named that is text is damaged, or something else's part.
const BINARY_EXTENSIONS: &[&str] = &[
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "msg", "zip", "gz", "tgz", "bz2", "zst",
    "tar", "png", "jpg", "jpeg", "tif", "tiff", "gif", "bmp", "webp",
];

/// Mail, mailboxes and pages saved as mail. Typed memos begin with the same headers, so a name that says "text" needs a
/// header that only mail programs write.
fn mail(text: &str, extension: &str, served_as: &str) -> Option<Format> {
    // Apple Mail puts the mail's length on a line before it.
    let text = if extension == "emlx" { text.split_once('\n').map_or(text, |(_, mail)| mail) } else { text };
    let is_mailbox = text.starts_with("From ") && text.lines().nth(1).is_some_and(|line| header_name(line).is_some());
    if is_mailbox {
        return Some(Format::Mailbox);
    }
    let headers: Vec<String> = text.lines().map_while(header_or_continuation).flatten().collect();
    let has = |name: &str| headers.iter().any(|header| header == name);
    let by_program = ["received", "message-id", "mime-version", "return-path", "delivered-to", "dkim-signature"]
        .into_iter()
        .any(has);
    let by_hand = ["from", "to", "date", "subject", "cc", "sent"].into_iter().filter(|name| has(name)).count();
    let named_mail = matches!(extension, "eml" | "emlx" | "mht" | "mhtml") || served_as == "message/rfc822";
    let is_mail = (by_program && by_hand + headers.len() >= 3) || (named_mail && by_hand >= 1);
    if !is_mail {
        return None;
    }
    let is_page = has("snapshot-content-location") || matches!(extension, "mht" | "mhtml");
    Some(if is_page { Format::Mhtml } else { Format::Email })
}

/// The name of a header line in lower case; an empty list for a folded line, `None` after the headers.
fn header_or_continuation(line: &str) -> Option<Option<String>> {
    match header_name(line) {
        Some(name) => Some(Some(name)),
        None if line.starts_with([' ', '\t']) && !line.trim().is_empty() => Some(None),
        None => None,
    }
}

fn header_name(line: &str) -> Option<String> {
    let (name, _) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_name.then(|| name.to_ascii_lowercase())
}

fn markup(text: &str, extension: &str, served_as: &str) -> Result<Format, &'static str> {
    match root_element(text).as_deref() {
        Some("rss" | "feed" | "rdf:rdf") => Ok(Format::Feed),
        Some("html") => Ok(Format::Html),
        _ if matches!(extension, "html" | "htm" | "xhtml") || served_as.contains("html") => Ok(Format::Html),
        _ if text.starts_with("<?xml") || extension == "xml" || served_as.contains("xml") => {
            Err("an XML file that is neither a page nor a feed")
        }
        Some(
            "head" | "body" | "article" | "div" | "p" | "meta" | "title" | "script" | "main" | "section" | "table",
        ) => Ok(Format::Html),
        _ if BINARY_EXTENSIONS.contains(&extension) => Err("text, whatever its name says"),
        _ => Ok(Format::PlainText),
    }
}

/// The first element's name in lower case, after declarations and comments.
fn root_element(text: &str) -> Option<String> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) => ">",
            _ => break,
        };
        let is_page = rest.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html"));
        if is_page {
            return Some("html".to_owned());
        }
        rest = &rest[rest.find(end)? + end.len()..];
    }
    let name = rest.strip_prefix('<')?.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    Some(name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(head: &str, name: &str, expect: Format) {
        assert_eq!(Format::of(head.as_bytes(), name, None), Ok(expect), "{name}: {head:?}");
    }

    fn check_refused(head: &[u8], name: &str, expect: &str) {
        assert_eq!(Format::of(head, name, None), Err(Refusal::skipped(expect)), "{name}");
    }

    #[test]
    fn content_goes_before_the_name() {
        check("%PDF-1.7\n", "page.html", Format::Pdf);
        check("\n%PDF-1.4\n", "a.pdf", Format::Pdf);
        check("<!DOCTYPE html><p>x", "report.txt", Format::Html);
        check("{\\rtf1\\ansi x}", "letter.doc", Format::Rtf);
        check("WARC/1.0\r\n", "x", Format::WebArchive);
    }

    #[test]
    fn pages_and_feeds_are_told_by_their_root() {
        check("<?xml version='1.0'?>\n<!-- saved -->\n<rss version='2.0'>", "x.xml", Format::Feed);
        check("<feed xmlns='http://www.w3.org/2005/Atom'>", "x", Format::Feed);
        check("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html>", "x", Format::Html);
        check("<div>Saved fragment</div>", "x", Format::Html);
        check("<3 is how the note began", "note.txt", Format::PlainText);
        check_refused(
            b"<?xml version='1.0'?><gpx>",
            "x.xml",
            "not a format clew reads (an XML file that is neither a page nor a feed)",
        );
    }

    #[test]
    fn mail_is_told_from_a_memo_that_was_typed() {
        check("Received: from a\n by b\nFrom: a@example.org\nSubject: x\n\nHello", "x", Format::Email);
        check("From: A\nTo: B\nDate: 3 May\n\nHello", "memo.txt", Format::PlainText);
        check("From: A\nTo: B\n\nHello", "memo.eml", Format::Email);
        check("1234\nFrom: A\nTo: B\n\nHello", "1.emlx", Format::Email);
        check("From a@example.org Mon May 3 10:00:00 2021\nFrom: a@example.org\n\nHello", "x", Format::Mailbox);
        check("From Hallam to Varn\nthe road was closed", "x.txt", Format::PlainText);
        check(
            "From: <Saved>\nSnapshot-Content-Location: https://a.example\nSubject: x\nMIME-Version: 1.0\n\n",
            "x",
            Format::Mhtml,
        );
    }

    #[test]
    fn tables_and_json_lines_are_told_by_their_name() {
        check("id;title;text\n1;a,b,c,d;x\n", "x.csv", Format::Table);
        check("{\"id\":1}\n", "x.jsonl", Format::JsonLines);
    }

    #[test]
    fn what_is_not_read_is_named() {
        check_refused(b"", "x.txt", "is empty");
        check_refused(b"7z\xBC\xAF\x27\x1C\0\x04", "x.7z", "not a format clew reads (a 7z archive)");
        check_refused(b"\x00\x01\x02\x03\xff\xfe", "x", "not a format clew reads (an unknown kind of binary file)");
        check_refused(b"<x> broken off", "x.pdf", "not a format clew reads (text, whatever its name says)");
        check_refused(b"body { color: red }", "page_files/a.css", "is a part of a web page, not a document");
    }

    #[test]
    fn utf_16_is_text() {
        let little: Vec<u8> = "A letter".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Format::of(&little, "x.txt", None), Ok(Format::PlainText));
        let marked: Vec<u8> = "\u{feff}Письмо".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(Format::of(&marked, "x.txt", None), Ok(Format::PlainText));
    }

    proptest! {
        #[test]
        fn any_bytes_under_any_name_are_something(head in proptest::collection::vec(any::<u8>(), 0..600), name in "[a-z.]{0,12}") {
            let _ = Format::of(&head, &name, None);
        }

        #[test]
        fn any_text_is_something(head in "[<!?>:/a-zA-Zé \n-]{0,80}", name in "x\\.(txt|html|xml|eml|csv|json|pdf)") {
            let _ = Format::of(head.as_bytes(), &name, None);
        }
    }
}
