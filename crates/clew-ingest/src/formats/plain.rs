//! Plain text and Markdown: the text is exactly what was given.

use crate::Refusal;
use crate::byline::read_head;
use crate::encoding::decode;
use crate::language::language_of;
use clew_model::{Reading, Span};

/// Reads a text file; `charset` is a WHATWG label.
pub(super) fn read(bytes: &[u8], charset: Option<&str>) -> Result<Reading, Refusal> {
    let mut reading = read_whole(bytes, charset)?;
    take_head(&mut reading);
    Ok(reading)
}

/// Reads a file of rows: a text without a head, whose days and names are what it lists.
pub(super) fn read_whole(bytes: &[u8], charset: Option<&str>) -> Result<Reading, Refusal> {
    let decoded = decode(bytes, charset);
    if decoded.text.trim().is_empty() {
        return Err(Refusal::empty());
    }
    let mut reading = Reading { language: language_of(&decoded.text), text: decoded.text, ..Reading::default() };
    if decoded.had_errors {
        reading.missing.push(format!("some characters are not {} text", decoded.encoding));
    }
    Ok(reading)
}

/// Fills what a reading does not say of itself with what the head of its text says: heading, publisher, byline, day;
/// marks what of head and foot is no story.
pub(crate) fn take_head(reading: &mut Reading) {
    let head = read_head(&reading.text);
    reading.title = reading.title.take().or(head.title);
    reading.publisher = reading.publisher.take().or(head.publisher);
    reading.published = reading.published.or(head.published);
    if reading.authors.is_empty() {
        reading.authors = head.authors;
    }
    reading.furniture = united(std::mem::take(&mut reading.furniture), head.furniture);
}

/// The spans of both, in order; those that overlap become one.
fn united(mut spans: Vec<Span>, others: Vec<Span>) -> Vec<Span> {
    spans.extend(others);
    spans.sort_unstable();
    let mut united: Vec<Span> = Vec::new();
    for span in spans {
        match united.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => united.push(span),
        }
    }
    united
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::Basis;

    #[test]
    fn the_text_is_exactly_what_was_given() {
        for text in ["One\r\ntwo\r\n", " a\u{a0}b\t\n\n\n", "né\u{301}"] {
            assert_eq!(read(text.as_bytes(), None).expect("text").text, text);
        }
        assert_eq!(read(b" \n\t", None), Err(Refusal::empty()));
    }

    #[test]
    fn the_head_says_when() {
        let reading = read(b"Published: Thursday 10 June 2021\n\nThe pump failed.\n", None).expect("text");
        let published = reading.published.expect("the first line says so");
        assert_eq!(published.interval.single_day(), Some(jiff::civil::date(2021, 6, 10)));
        assert_eq!(published.basis, Basis::Text);
    }

    #[test]
    fn head_and_foot_are_furniture_counted_in_code_points() {
        let reading =
            read("Köping Gazette\n10 June 2021\nPump fails\n\nIt broke.\n\n* * *\n".as_bytes(), None).expect("text");
        assert_eq!(reading.furniture, [Span::new(0, 27), Span::new(51, 56)]);
    }

    #[test]
    fn a_file_of_rows_has_no_head() {
        let rows = "Varn Gazette\n10 June 2021\nPump fails\n2021-06-09,Norden Press\n";
        assert!(read(rows.as_bytes(), None).expect("text").published.is_some());
        let reading = read_whole(rows.as_bytes(), None).expect("text");
        assert_eq!((reading.publisher, reading.published, reading.title), (None, None, None));
        assert_eq!((reading.furniture, reading.text.as_str()), (Vec::new(), rows));
    }

    #[test]
    fn spans_that_overlap_become_one() {
        let span = Span::new;
        assert_eq!(
            united(vec![span(4, 9), span(20, 21)], vec![span(0, 5), span(9, 12)]),
            [span(0, 9), span(9, 12), span(20, 21)]
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_named() {
        let reading = read(b"J\xC3\xB6rg \xE2\x80\x93 \xFF \xE2\x80\x93 K\xC5\x8Dbe", Some("utf-8")).expect("text");
        assert_eq!(reading.missing, ["some characters are not UTF-8 text"]);
    }
}
