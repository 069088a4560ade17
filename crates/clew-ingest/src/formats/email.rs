//! One mail (RFC 5322, MIME): subject, blank line, body; who wrote it and when from its header; its attachments beside
//! it.

use super::quoted::{self, Standing};
use super::{Attachment, Parsed};
use crate::Refusal;
use crate::language::language_of;
use clew_model::{Basis, CodePoints, Interval, Published, Reading};
use jiff::civil::Date;
use mail_parser::{Address, DateTime, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// Reads a mail; parts that are no body are its attachments, mails among them.
pub(super) fn read(bytes: &[u8]) -> Result<Parsed, Refusal> {
    let bytes = apple_mail(bytes).unwrap_or(bytes);
    let message = MessageParser::default().parse(bytes).ok_or_else(|| Refusal::failed("has no mail header"))?;
    let subject = message.subject().map(|subject| subject.trim().to_owned()).filter(|subject| !subject.is_empty());
    let names_earlier = !matches!(message.in_reply_to(), HeaderValue::Empty);
    let body = body(&message);
    let authors = message.from().or(message.sender()).map(names).unwrap_or_default();
    let published = message.date().and_then(published);
    let mut missing = Vec::new();
    if message.parts.iter().any(|part| part.is_encoding_problem) {
        missing.push("a part of the mail that is wrongly encoded".to_owned());
    }
    let attachments = message.attachments().filter_map(|part| attachment(part, bytes)).collect();
    let reading = Letter { subject, body, names_earlier, authors, published, missing }.into_reading();
    Ok(Parsed { reading, attachments, ..Parsed::default() })
}

/// The mail in a file of Apple Mail: its length on a line before it, the program's notes after it.
fn apple_mail(bytes: &[u8]) -> Option<&[u8]> {
    let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(20)])?;
    let length: usize = std::str::from_utf8(&bytes[..end]).ok()?.trim().parse().ok()?;
    let mail = &bytes[end + 1..];
    Some(&mail[..length.min(mail.len())])
}

/// What every kind of mail file holds.
pub(super) struct Letter {
    pub subject: Option<String>,
    pub body: String,
    /// Whether its header names a mail that it answers.
    pub names_earlier: bool,
    pub authors: Vec<String>,
    pub published: Option<Published>,
    pub missing: Vec<String>,
}

impl Letter {
    pub(super) fn into_reading(self) -> Reading {
        let body = self.body.trim_end();
        let standing = Standing::of(self.subject.as_deref().unwrap_or_default(), self.names_earlier);
        let text = match &self.subject {
            Some(subject) => format!("{subject}\n\n{body}"),
            None => body.to_owned(),
        };
        let shift = text.len() - body.len();
        let points = CodePoints::new(&text);
        let furniture = quoted::furniture(body, standing)
            .into_iter()
            .map(|range| points.span(range.start + shift..range.end + shift))
            .collect();
        Reading {
            furniture,
            title: self.subject,
            authors: self.authors,
            published: self.published,
            language: language_of(&text),
            missing: self.missing,
            text,
            ..Reading::default()
        }
    }
}

/// The text bodies, or where there are none the pages that stand for them; line ends are `\n`.
fn body(message: &Message<'_>) -> String {
    let mut bodies: Vec<String> = Vec::new();
    for part in message.text_bodies() {
        let text = match &part.body {
            PartType::Text(text) => unfolded(part, text),
            PartType::Html(page) => crate::page::read_page(page.as_bytes(), Some("utf-8"), None).text,
            _ => continue,
        };
        if !text.trim().is_empty() {
            bodies.push(text.trim_end().to_owned());
        }
    }
    bodies.join("\n\n")
}

/// A plain body with its soft line breaks taken back where it is declared to have them (RFC 3676).
fn unfolded(part: &MessagePart<'_>, text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let attribute = |name: &str| part.content_type().and_then(|content| content.attribute(name));
    if !attribute("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed")) {
        return text;
    }
    let drops_blank = attribute("delsp").is_some_and(|drops| drops.eq_ignore_ascii_case("yes"));
    let mut unfolded = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        // "-- " before a signature ends in a blank that is no soft break; quotations are left as they are.
        let is_soft = content.ends_with(' ') && content != "-- " && !content.starts_with('>');
        match (is_soft, drops_blank) {
            (false, _) => unfolded.push_str(line),
            (true, false) => unfolded.push_str(content),
            (true, true) => unfolded.push_str(&content[..content.len() - 1]),
        }
    }
    unfolded
}

fn names(address: &Address<'_>) -> Vec<String> {
    let shown = |name: &str| !name.trim().is_empty();
    let one = |addr: &mail_parser::Addr<'_>| {
        let name = addr.name.as_deref().filter(|name| shown(name)).or(addr.address.as_deref());
        name.map(|name| name.trim().to_owned())
    };
    address.iter().filter_map(one).collect()
}

/// The day in the mail's own time zone.
fn published(sent: &DateTime) -> Option<Published> {
    let day = Date::new(i16::try_from(sent.year).ok()?, i8::try_from(sent.month).ok()?, i8::try_from(sent.day).ok()?);
    Some(Published { interval: Interval::day(day.ok()?), basis: Basis::Metadata })
}

fn attachment(part: &MessagePart<'_>, mail: &[u8]) -> Option<Attachment> {
    let content = part.content_type();
    let media_type = content.map(|content| match content.subtype() {
        Some(subtype) => format!("{}/{subtype}", content.ctype()),
        None => content.ctype().to_owned(),
    });
    let bytes = match &part.body {
        PartType::Text(text) | PartType::Html(text) => text.as_bytes().to_vec(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
        PartType::Message(message) => nested(part, message, mail),
        PartType::Multipart(_) => return None,
    };
    // A text part was decoded by the mail parser already.
    let charset = matches!(part.body, PartType::Text(_) | PartType::Html(_)).then(|| "utf-8".to_owned());
    let name = part.attachment_name().map(str::to_owned).unwrap_or_else(|| default_name(&part.body).to_owned());
    let media_type =
        if matches!(part.body, PartType::Message(_)) { Some("message/rfc822".to_owned()) } else { media_type };
    let is_shown = part.content_id().is_some() && !part.content_disposition().is_some_and(|kind| kind.is_attachment());
    Some(Attachment { name, bytes, media_type, charset, is_shown })
}

/// The bytes of a mail inside a mail: as they stand in the outer one, unless they were encoded there.
fn nested(part: &MessagePart<'_>, message: &Message<'_>, mail: &[u8]) -> Vec<u8> {
    if !message.raw_message.is_empty() && !matches!(part.encoding, mail_parser::Encoding::None) {
        return message.raw_message.to_vec();
    }
    mail.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default().to_vec()
}

fn default_name(body: &PartType<'_>) -> &'static str {
    match body {
        PartType::Html(_) => "page.html",
        PartType::Text(_) => "text.txt",
        PartType::Message(_) => "message.eml",
        _ => "attachment",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn check(mail: &str, expect_text: &str) -> Parsed {
        let parsed = read(mail.replace('\n', "\r\n").as_bytes()).expect("a mail");
        assert_eq!(parsed.reading.text, expect_text);
        parsed
    }

    #[test]
    fn subject_blank_line_body_and_what_the_header_says() {
        let parsed = check(
            "From: =?utf-8?q?J=C3=B6rg_Weil?= <weil@varn.example>\nDate: Thu, 10 Jun 2021 23:30:00 -0500\nSubject: The pump\n\nIt has failed.\n\nJ.\n",
            "The pump\n\nIt has failed.\n\nJ.",
        );
        assert_eq!(parsed.reading.authors, ["Jörg Weil"]);
        assert_eq!(parsed.reading.title.as_deref(), Some("The pump"));
        let day = Published { interval: Interval::day(date(2021, 6, 10)), basis: Basis::Metadata };
        assert_eq!(parsed.reading.published, Some(day));
        assert_eq!(parsed.attachments, []);
    }

    #[test]
    fn quoted_lines_are_furniture_counted_in_code_points() {
        let parsed = check(
            "From: a@varn.example\nSubject: Re: Wärme\nContent-Type: text/plain; charset=utf-8\n\nJa – gut.\n\n> Kommst du?\n",
            "Re: Wärme\n\nJa – gut.\n\n> Kommst du?",
        );
        assert_eq!(parsed.reading.furniture, [clew_model::Span::new(22, 34)]);
    }

    #[test]
    fn apple_mail_files_hold_the_mail_and_more() {
        let mail = "Subject: Pump\n\nIt failed.";
        let file = format!("{}   \n{mail}<?xml version=\"1.0\"?><plist/>", mail.len());
        assert_eq!(read(file.as_bytes()).expect("a mail").reading.text, "Pump\n\nIt failed.");
    }

    #[test]
    fn soft_line_breaks_are_taken_back() {
        check(
            "From: a@varn.example\nContent-Type: text/plain; format=flowed\n\nThe pump has \nfailed.\n-- \nJ.\n",
            "The pump has failed.\n-- \nJ.",
        );
    }

    #[test]
    fn the_plain_body_goes_before_the_page_and_attachments_stand_beside() {
        let parsed = check(
            concat!(
                "From: a@varn.example\nSubject: Plan\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n",
                "--o\nContent-Type: multipart/alternative; boundary=i\n\n--i\nContent-Type: text/plain\n\nPlain.\n",
                "--i\nContent-Type: text/html\n\n<p>Page.</p>\n--i--\n",
                "--o\nContent-Type: text/csv; name=\"calls.csv\"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nYSxi\n",
                "--o\nContent-Type: message/rfc822\n\nSubject: Inner\nFrom: b@varn.example\n\nInside.\n--o--\n",
            ),
            "Plan\n\nPlain.",
        );
        let found: Vec<(&str, &str)> = parsed
            .attachments
            .iter()
            .map(|attachment| (attachment.name.as_str(), std::str::from_utf8(&attachment.bytes).expect("text")))
            .collect();
        assert_eq!(
            found,
            [("calls.csv", "a,b"), ("message.eml", "Subject: Inner\r\nFrom: b@varn.example\r\n\r\nInside.")]
        );
    }

    #[test]
    fn a_small_picture_that_the_page_shows_is_decoration() {
        let part = |header: &str| {
            format!(
                "From: a@varn.example\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=o\n\n--o\nContent-Type: text/html\n\n<p>Hello\n--o\nContent-Type: image/png\n{header}\n\nPNG\n--o--\n"
            )
        };
        let is_logo = |mail: String| check(&mail, "Hello").attachments[0].is_logo();
        assert!(is_logo(part("Content-ID: <logo>")));
        assert!(!is_logo(part("Content-ID: <logo>\nContent-Disposition: attachment; filename=\"letter.png\"")));
        assert!(!is_logo(part("Content-Disposition: inline; filename=\"letter.png\"")));
    }

    #[test]
    fn a_page_stands_for_a_body_where_there_is_no_other() {
        check(
            "From: a@varn.example\nSubject: Plan\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>It has <b>failed</b>.<p>Come.\n",
            "Plan\n\nIt has failed.\n\nCome.",
        );
    }

    proptest! {
        #[test]
        fn any_mail_is_read_and_its_furniture_lies_in_it(
            mail in "((From|Subject|Content-Type|Date|boundary|Content-Transfer-Encoding)[:=;] ?[a-z0-9/@=<>?é\" -]{0,30}\r?\n|\r?\n|--[a-z]{0,3}\r?\n|> [a-zé]{1,9}\n){0,25}",
        ) {
            if let Ok(parsed) = read(mail.as_bytes()) {
                let length = CodePoints::new(&parsed.reading.text).len();
                prop_assert!(parsed.reading.furniture.iter().all(|span| span.end <= length));
            }
        }
    }
}
