//! Outlook messages ([MS-OXMSG]): properties of a mail as streams of a compound file.
//!
//! A reader of our own over `cfb`: what is needed is a dozen properties and the attachments.

use super::email::Letter;
use super::{Attachment, Parsed, rtf};
use crate::Refusal;
use crate::encoding::decode;
use cfb::CompoundFile;
use clew_model::{Basis, IdentityHash, Interval, Published};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::io::{Cursor, Read};

/// Property identifiers of [MS-OXPROPS].
mod property {
    pub(super) const SUBJECT: u16 = 0x0037;
    pub(super) const CLIENT_SUBMIT_TIME: u16 = 0x0039;
    pub(super) const SENT_REPRESENTING_NAME: u16 = 0x0042;
    pub(super) const TRANSPORT_HEADERS: u16 = 0x007d;
    pub(super) const SENDER_NAME: u16 = 0x0c1a;
    pub(super) const SENDER_ADDRESS: u16 = 0x0c1f;
    pub(super) const DELIVERY_TIME: u16 = 0x0e06;
    pub(super) const BODY: u16 = 0x1000;
    pub(super) const COMPRESSED_RTF: u16 = 0x1009;
    pub(super) const HTML: u16 = 0x1013;
    pub(super) const IN_REPLY_TO: u16 = 0x1042;
    pub(super) const ATTACH_BYTES: u16 = 0x3701;
    pub(super) const ATTACH_NAME: u16 = 0x3704;
    pub(super) const ATTACH_LONG_NAME: u16 = 0x3707;
    pub(super) const ATTACH_MEDIA_TYPE: u16 = 0x370e;
    pub(super) const ATTACH_CONTENT_ID: u16 = 0x3712;
    pub(super) const DISPLAY_NAME: u16 = 0x3001;
}

/// Reads a message; messages attached to it become mails, other attachments stay as they are.
pub(super) fn read(bytes: &[u8]) -> Result<Parsed, Refusal> {
    let file = CompoundFile::open(Cursor::new(bytes))
        .map_err(|error| Refusal::failed(format!("is a damaged message: {error}")))?;
    let mut message = Message { file, missing: Vec::new() };
    let letter = message.letter("");
    let attachments = message.attachments("");
    let mut reading = letter.into_reading();
    reading.missing.append(&mut message.missing);
    if reading.text.is_empty() && attachments.is_empty() {
        return Err(Refusal::skipped("holds no text"));
    }
    Ok(Parsed { reading, attachments, ..Parsed::default() })
}

struct Message<'b> {
    file: CompoundFile<Cursor<&'b [u8]>>,
    missing: Vec<String>,
}

impl Message<'_> {
    /// The message whose properties stand in `storage`; the outermost one's is "".
    fn letter(&mut self, storage: &str) -> Letter {
        let subject = self.text(storage, property::SUBJECT).filter(|subject| !subject.is_empty());
        let author = [property::SENT_REPRESENTING_NAME, property::SENDER_NAME, property::SENDER_ADDRESS]
            .into_iter()
            .find_map(|name| self.text(storage, name).filter(|name| !name.is_empty()));
        let sent =
            self.time(storage, property::CLIENT_SUBMIT_TIME).or_else(|| self.time(storage, property::DELIVERY_TIME));
        let headers = self.text(storage, property::TRANSPORT_HEADERS).unwrap_or_default();
        let published = published_by_header(&headers).or_else(|| {
            let day = sent?.to_zoned(TimeZone::UTC).date();
            Some(Published { interval: Interval::day(day), basis: Basis::Metadata })
        });
        Letter {
            subject,
            body: self.body(storage),
            names_earlier: self.text(storage, property::IN_REPLY_TO).is_some(),
            authors: author.into_iter().collect(),
            published,
            missing: Vec::new(),
        }
    }

    /// The plain body, or what stands for it: the page, or the rich text.
    fn body(&mut self, storage: &str) -> String {
        let plain = self.text(storage, property::BODY).filter(|body| !body.trim().is_empty());
        if let Some(plain) = plain {
            return plain.replace("\r\n", "\n");
        }
        let page = self
            .bytes(storage, property::HTML, "0102")
            .or_else(|| self.text(storage, property::HTML).map(String::into_bytes));
        if let Some(page) = page {
            return crate::page::read_page(&page, None, None).text;
        }
        match self.bytes(storage, property::COMPRESSED_RTF, "0102").map(|packed| unpacked(&packed)) {
            Some(Some(rich)) => rtf::paragraphs(&rtf::words(&rich).body),
            Some(None) => {
                self.missing.push("a body that is damaged".to_owned());
                String::new()
            }
            None => String::new(),
        }
    }

    fn attachments(&mut self, storage: &str) -> Vec<Attachment> {
        (0..u32::MAX)
            .map(|nth| format!("{storage}/__attach_version1.0_#{nth:08X}"))
            .take_while(|attached| self.file.is_storage(attached))
            .collect::<Vec<_>>()
            .iter()
            .filter_map(|attached| self.attachment(attached))
            .collect()
    }

    fn attachment(&mut self, storage: &str) -> Option<Attachment> {
        let name = [property::ATTACH_LONG_NAME, property::ATTACH_NAME, property::DISPLAY_NAME]
            .into_iter()
            .find_map(|name| self.text(storage, name).filter(|name| !name.is_empty()))
            .unwrap_or_else(|| "attachment".to_owned());
        let media_type = self.text(storage, property::ATTACH_MEDIA_TYPE);
        if let Some(bytes) = self.bytes(storage, property::ATTACH_BYTES, "0102") {
            let is_shown = self.text(storage, property::ATTACH_CONTENT_ID).is_some();
            return Some(Attachment { name, bytes, media_type, charset: None, is_shown });
        }
        // A message inside the message has no bytes of its own: it is rendered as the text that it is.
        let inner = format!("{storage}/__substg1.0_{:04X}000D", property::ATTACH_BYTES);
        if !self.file.is_storage(&inner) {
            self.missing.push(format!("the attachment {name}"));
            return None;
        }
        let letter = self.letter(&inner);
        let bytes = as_mail(&letter, &self.attachments(&inner));
        let media_type = Some("message/rfc822".to_owned());
        Some(Attachment { name: format!("{name}.eml"), bytes, media_type, charset: None, is_shown: false })
    }

    /// A string, in Unicode or in the sender's code page.
    fn text(&mut self, storage: &str, property: u16) -> Option<String> {
        if let Some(bytes) = self.bytes(storage, property, "001F") {
            let text = decode(&bytes, Some("utf-16le")).text;
            return Some(text.trim_end_matches('\0').to_owned());
        }
        let bytes = self.bytes(storage, property, "001E")?;
        Some(decode(&bytes, None).text.trim_end_matches('\0').to_owned())
    }

    fn bytes(&mut self, storage: &str, property: u16, kind: &str) -> Option<Vec<u8>> {
        let path = format!("{storage}/__substg1.0_{property:04X}{kind}");
        let mut bytes = Vec::new();
        self.file.open_stream(path).ok()?.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// A time among the properties of fixed length: 100 nanoseconds since 1601.
    fn time(&mut self, storage: &str, property: u16) -> Option<Timestamp> {
        let mut table = Vec::new();
        self.file.open_stream(format!("{storage}/__properties_version1.0")).ok()?.read_to_end(&mut table).ok()?;
        let header = if storage.is_empty() { 32 } else { 24 };
        let tag = (u32::from(property) << 16 | 0x0040).to_le_bytes();
        let entry = table.get(header..)?.chunks_exact(16).find(|entry| entry[..4] == tag)?;
        let ticks = u64::from_le_bytes(entry[8..].try_into().ok()?);
        let since_1970 = i64::try_from(ticks / 10_000_000).ok()? - 11_644_473_600;
        Timestamp::from_second(since_1970).ok()
    }
}

/// The day by the header's own time zone, which the properties do not keep.
fn published_by_header(headers: &str) -> Option<Published> {
    let value = headers.lines().find_map(|line| line.strip_prefix("Date:"))?;
    let sent = jiff::fmt::rfc2822::DateTimeParser::new().parse_zoned(value.trim()).ok()?;
    Some(Published { interval: Interval::day(sent.date()), basis: Basis::Metadata })
}

/// A message inside another, which has no bytes of its own, as a mail with its attachments, in UTF-8.
fn as_mail(letter: &Letter, attachments: &[Attachment]) -> Vec<u8> {
    // A hash of all that stands in it does not stand in it.
    let hash = attachments
        .iter()
        .fold(IdentityHash::new().field(letter.body.as_bytes()), |hash, attachment| hash.field(&attachment.bytes));
    let boundary = hash.short();
    let one_line = |value: &str| value.replace(['\r', '\n', '"'], " ");
    let mut mail = format!("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary={boundary}\r\n");
    if let Some(author) = letter.authors.first() {
        mail.push_str(&format!("From: {}\r\n", one_line(author)));
    }
    if let Some(day) = letter.published.and_then(|published| published.interval.single_day()) {
        mail.push_str(&format!("Date: {}\r\n", day.strftime("%a, %d %b %Y 00:00:00 +0000")));
    }
    let subject = one_line(letter.subject.as_deref().unwrap_or_default());
    let plain = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit";
    mail.push_str(&format!("Subject: {subject}\r\n\r\n--{boundary}\r\n{plain}\r\n\r\n{}\r\n", letter.body));
    let mut mail = mail.into_bytes();
    for Attachment { name, bytes, media_type, is_shown, .. } in attachments {
        let media_type = one_line(media_type.as_deref().unwrap_or("application/octet-stream"));
        let place = if *is_shown {
            "Content-ID: <shown>\r\nContent-Disposition: inline"
        } else {
            "Content-Disposition: attachment"
        };
        let header =
            format!("--{boundary}\r\nContent-Type: {media_type}\r\n{place}; filename=\"{}\"\r\n", one_line(name));
        mail.extend(header.bytes().chain(*b"Content-Transfer-Encoding: binary\r\n\r\n"));
        mail.extend(bytes.iter().chain(b"\r\n"));
    }
    mail.extend(format!("--{boundary}--\r\n").bytes());
    mail
}

/// Most bytes of an unpacked rich text body.
const RICH_BYTES: usize = 32 << 20;

/// Bytes that compressed RTF may refer back to.
const RING: usize = 4096;
/// What stands in them at the start ([MS-OXRTFCP], 2.1.2.1).
const FILLED: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Unpacks compressed RTF ([MS-OXRTFCP]): LZ77 over a ring of 4,096 bytes that begins filled.
fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let content = packed.get(16..)?;
    match packed.get(8..12)? {
        b"MELA" => return Some(content.to_vec()),
        b"LZFu" => {}
        _ => return None,
    }
    let mut ring = [0; RING];
    ring[..FILLED.len()].copy_from_slice(FILLED);
    let mut write = FILLED.len();
    let mut out = Vec::new();
    let mut bytes = content.iter().copied();
    while let Some(control) = bytes.next() {
        for bit in 0..8 {
            if out.len() > RICH_BYTES {
                return None;
            }
            let Some(first) = bytes.next() else { return Some(out) };
            if control & (1 << bit) == 0 {
                out.push(first);
                ring[write] = first;
                write = (write + 1) % RING;
                continue;
            }
            let Some(second) = bytes.next() else { return Some(out) };
            let offset = usize::from(first) << 4 | usize::from(second) >> 4;
            if offset == write {
                return Some(out);
            }
            for nth in 0..usize::from(second & 0xf) + 2 {
                let byte = ring[(offset + nth) % RING];
                out.push(byte);
                ring[write] = byte;
                write = (write + 1) % RING;
            }
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::io::Write;

    /// A message with streams of the given names, and one time among its properties.
    fn message(streams: &[(&str, &[u8])], sent: u64) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
        let mut table = vec![0; 32];
        table.extend((0x0039_0040_u32).to_le_bytes());
        table.extend([6, 0, 0, 0]);
        table.extend(sent.to_le_bytes());
        file.create_stream("/__properties_version1.0").expect("memory").write_all(&table).expect("memory");
        for (path, bytes) in streams {
            if let Some((storage, _)) = path.rsplit_once('/').filter(|(storage, _)| !storage.is_empty()) {
                file.create_storage_all(storage).expect("memory");
            }
            file.create_stream(path).expect("memory").write_all(bytes).expect("memory");
        }
        file.into_inner().into_inner()
    }

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn subject_body_sender_day_and_attachments() {
        // 2021-06-10 12:00 UTC.
        let sent = (1_623_326_400 + 11_644_473_600) * 10_000_000;
        let bytes = message(
            &[
                ("/__substg1.0_0037001F", &wide("The pump")),
                ("/__substg1.0_1000001F", &wide("It has failed.\r\n\r\nJörg")),
                ("/__substg1.0_0C1A001F", &wide("Jörg Weil")),
                ("/__attach_version1.0_#00000000/__substg1.0_3707001F", &wide("plan.txt")),
                ("/__attach_version1.0_#00000000/__substg1.0_37010102", b"Come at ten."),
            ],
            sent,
        );
        let parsed = read(&bytes).expect("a message");
        assert_eq!(parsed.reading.text, "The pump\n\nIt has failed.\n\nJörg");
        assert_eq!(parsed.reading.authors, ["Jörg Weil"]);
        let day = Published { interval: Interval::day(date(2021, 6, 10)), basis: Basis::Metadata };
        assert_eq!(parsed.reading.published, Some(day));
        let plan = Attachment {
            name: "plan.txt".to_owned(),
            bytes: b"Come at ten.".to_vec(),
            media_type: None,
            charset: None,
            is_shown: false,
        };
        assert_eq!(parsed.attachments, [plan]);
    }

    #[test]
    fn a_message_inside_is_attached_as_mail() {
        let inner = "/__attach_version1.0_#00000000/__substg1.0_3701000D";
        let bytes = message(
            &[
                ("/__substg1.0_1000001F", &wide("See below.")),
                ("/__attach_version1.0_#00000000/__substg1.0_3001001F", &wide("Earlier")),
                (&format!("{inner}/__substg1.0_0037001F"), &wide("Crack")),
                (&format!("{inner}/__substg1.0_1000001F"), &wide("Pier 4 – again.")),
                (&format!("{inner}/__attach_version1.0_#00000000/__substg1.0_3707001F"), &wide("log.bin")),
                (&format!("{inner}/__attach_version1.0_#00000000/__substg1.0_37010102"), b"\0\r\n--x\xff\n"),
            ],
            0,
        );
        let attachments = read(&bytes).expect("a message").attachments;
        assert_eq!(attachments[0].name, "Earlier.eml");
        let inside = super::super::email::read(&attachments[0].bytes).expect("a mail");
        assert_eq!(inside.reading.text, "Crack\n\nPier 4 – again.");
        assert_eq!(inside.attachments[0].name, "log.bin");
        assert_eq!(inside.attachments[0].bytes, b"\0\r\n--x\xff\n");
    }

    #[test]
    fn rich_bodies_are_unpacked() {
        // The example of [MS-OXRTFCP], 4.1.1.
        let packed = [
            0x2d, 0, 0, 0, 0x2b, 0, 0, 0, b'L', b'Z', b'F', b'u', 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72,
            0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62,
            0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
        ];
        assert_eq!(unpacked(&packed).as_deref(), Some(b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n".as_slice()));
        let bytes = message(&[("/__substg1.0_10090102", &packed)], 0);
        assert_eq!(read(&bytes).expect("a message").reading.text, "hello world");
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        assert_eq!(unpacked(b"short"), None);
        assert_eq!(unpacked(b"________LZFu____\0ab"), Some(b"ab".to_vec()));
        assert!(read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").is_err());
    }
}
