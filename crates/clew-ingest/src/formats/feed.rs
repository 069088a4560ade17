//! Feeds: RSS 0.9 to 2.0 and Atom (RFC 4287); an entry is a document, its content or summary the text.
//!
//! An original is the entry's own XML, as it stands in the feed.

use crate::Refusal;
use crate::encoding::decode_page;
use crate::format::{Format, RecordKind};
use crate::language::language_of;
use crate::page::read_page;
use crate::walk::{Member, Trouble, Walk};
use chrono::{DateTime, Utc};
use clew_model::{Basis, Interval, Published, Reading};
use feed_rs::model::{Entry, Feed, Person, Text};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::ops::Range;

/// Walks the entries of a feed; they go by their own ids where they have any, else by number.
pub(super) fn walk(walk: &mut Walk<'_>, member: &Member, bytes: Vec<u8>) -> Result<(), Trouble> {
    let parser = feed_rs::parser::Builder::new()
        .sanitize_content(false)
        .timestamp_parser(local_as_utc)
        .id_generator(|_, _, _| String::new())
        .build();
    let feed =
        parser.parse(bytes.as_slice()).map_err(|error| Refusal::failed(format!("is a damaged feed: {error}")))?;
    let xml = decode_page(&bytes, member.hints.charset.as_deref()).text;
    let elements = entry_elements(&xml);
    let publisher = feed.title.as_ref().map(|title| plain(&title.content)).filter(|title| !title.is_empty());
    for (nth, entry) in feed.entries.iter().enumerate() {
        let id = if entry.id.is_empty() { (nth + 1).to_string() } else { entry.id.clone() };
        let original = match elements.len() == feed.entries.len() {
            true => xml[elements[nth].clone()].as_bytes(),
            // Entries that the feed's reader left out make the count differ; then the whole feed is what there is.
            false => &bytes,
        };
        let made = reading(entry, &feed, publisher.clone());
        walk.record(member.inside(&id), Format::Record(RecordKind::FeedEntry), original, made)?;
    }
    Ok(())
}

fn reading(entry: &Entry, feed: &Feed, publisher: Option<String>) -> Result<Reading, Refusal> {
    let title = entry.title.as_ref().map(|title| plain(&title.content)).filter(|title| !title.is_empty());
    let body = body(entry);
    let text = [title.clone(), body]
        .into_iter()
        .flatten()
        .filter(|part| !part.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    if text.is_empty() {
        return Err(Refusal::empty());
    }
    let authors = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
    Ok(Reading {
        title,
        publisher,
        authors: authors
            .iter()
            .filter_map(|Person { name, .. }| name.as_deref().map(str::trim))
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        published: entry.published.or(entry.updated).and_then(published),
        url: entry
            .links
            .iter()
            .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
            .map(|link| link.href.clone()),
        language: language_of(&text),
        text,
        ..Reading::default()
    })
}

/// The content, or the summary that stands for it.
fn body(entry: &Entry) -> Option<String> {
    let content =
        entry.content.as_ref().and_then(|content| Some((content.body.as_ref()?, content.content_type.to_string())));
    let summary = entry.summary.as_ref().map(|Text { content, content_type, .. }| (content, content_type.to_string()));
    content.or(summary).map(|(body, media_type)| match media_type.starts_with("text/plain") && !body.contains("</") {
        true => body.clone(),
        false => page_text(body),
    })
}

fn page_text(html: &str) -> String {
    read_page(html.as_bytes(), Some("utf-8"), None).text
}

/// A title's words: feeds put markup into them.
fn plain(title: &str) -> String {
    let words = if title.contains(['<', '&']) { page_text(title) } else { title.to_owned() };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A time of a feed in its own zone, as if that were UTC, so that its day stays the day its publisher wrote.
fn local_as_utc(written: &str) -> Option<DateTime<Utc>> {
    let written = written.trim();
    let local = jiff::fmt::rfc2822::DateTimeParser::new()
        .relaxed_weekday(true)
        .parse_zoned(written)
        .map(|zoned| zoned.datetime());
    let local = local
        .or_else(|_| written.parse::<jiff::civil::DateTime>())
        .or_else(|_| written.parse::<Date>().map(Into::into))
        .ok()?;
    DateTime::from_timestamp(local.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second(), 0)
}

fn published(at: DateTime<Utc>) -> Option<Published> {
    let day = jiff::Timestamp::from_second(at.timestamp()).ok()?.to_zoned(TimeZone::UTC).date();
    Some(Published { interval: Interval::day(day), basis: Basis::Metadata })
}

/// Where the entries' elements stand in a feed.
fn entry_elements(xml: &str) -> Vec<Range<usize>> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let is_entry = |name: &str| matches!(name, "item" | "entry");
    let mut elements = Vec::new();
    let mut open: Option<usize> = None;
    loop {
        let start = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(tag)) if open.is_none() && is_entry(tag.local_name().as_ref()) => open = Some(start),
            Ok(Event::End(tag)) if is_entry(tag.local_name().as_ref()) => {
                let end = reader.buffer_position() as usize;
                elements.extend(open.take().filter(|_| xml.is_char_boundary(end)).map(|start| start..end));
            }
            Ok(Event::Eof) | Err(_) => return elements,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check_day(written: &str, expect: Option<Date>) {
        let day = local_as_utc(written).and_then(published).and_then(|published| published.interval.single_day());
        assert_eq!(day, expect, "{written}");
    }

    #[test]
    fn the_day_is_the_publishers_own() {
        check_day("Thu, 10 Jun 2021 23:30:00 -0500", Some(date(2021, 6, 10)));
        check_day("2021-06-10T23:30:00-05:00", Some(date(2021, 6, 10)));
        check_day("2021-06-10", Some(date(2021, 6, 10)));
        check_day("soon", None);
    }

    #[test]
    fn entries_are_found_where_they_stand() {
        let xml = "<rss><channel><title>é</title><item><title>a</title></item>\n<item>b</item></channel></rss>";
        let found: Vec<&str> = entry_elements(xml).into_iter().map(|range| &xml[range]).collect();
        assert_eq!(found, ["<item><title>a</title></item>", "<item>b</item>"]);
    }

    #[test]
    fn an_entry_is_its_title_and_content() {
        let xml = "<rss version='2.0'><channel><title>Varn Gazette</title><item><title>Pump &amp;amp; sluice</title><link>https://varn.example/1</link><guid>1</guid>\
            <pubDate>Thu, 10 Jun 2021 23:30:00 -0500</pubDate><author>Mara Lind</author><description>&lt;p&gt;It failed.&lt;/p&gt;&lt;p&gt;Again.&lt;/p&gt;</description></item></channel></rss>";
        let parser = feed_rs::parser::Builder::new().timestamp_parser(local_as_utc).sanitize_content(false).build();
        let feed = parser.parse(xml.as_bytes()).expect("a feed");
        let reading = reading(&feed.entries[0], &feed, Some("Varn Gazette".to_owned())).expect("an entry");
        assert_eq!(reading.text, "Pump & sluice\n\nIt failed.\n\nAgain.");
        assert_eq!(reading.url.as_deref(), Some("https://varn.example/1"));
        assert_eq!(reading.published.and_then(|published| published.interval.single_day()), Some(date(2021, 6, 10)));
    }
}
