//! PDF (ISO 32000): pages joined by a form feed, lines to paragraphs, running heads marked as furniture.
//!
//! Of the document's properties the title and the author are taken where they look like ones; its dates never are, as
//! `properties` says.

use super::lines::joined;
use super::{Parsed, pdf_damage, properties};
use crate::Refusal;
use crate::language::language_of;
use crate::recognition::without_text_layer;
use crate::wire::Pictures;
use clew_model::{CodePoints, Reading};
use pdf_oxide::PdfDocument;
use pdf_oxide::object::Object;
use std::collections::HashMap;
use std::ops::Range;

/// Reads a document that needs no password.
pub(super) fn read(bytes: &[u8]) -> Result<Parsed, Refusal> {
    let pdf = PdfDocument::from_bytes(bytes.to_vec()).map_err(|error| damaged(&error))?;
    if pdf.is_encrypted() && !pdf.is_authenticated() {
        return Err(Refusal::encrypted());
    }
    let n_pages = pdf.page_count().map_err(|error| damaged(&error))?;
    if n_pages == 0 {
        return Err(Refusal::failed("has no pages"));
    }
    let pages: Vec<Option<String>> = (0..n_pages).map(|page| pdf.extract_text(page).ok()).collect();
    let mut reading = laid_out(&pages);
    let [title, author] = ["Title", "Author"].map(|key| property(&pdf, key));
    reading.title = title.as_deref().and_then(properties::title);
    reading.authors = author.as_deref().and_then(properties::author).into_iter().collect();
    super::plain::take_head(&mut reading);
    reading.missing = pdf_damage::damage(bytes, pdf.is_encrypted());
    let n_unread = pages.iter().filter(|page| page.is_none()).count();
    if n_unread > 0 {
        reading.missing.push(format!("{n_unread} of {n_pages} pages that are damaged"));
    }
    let scanned = scanned(&pdf, &pages);
    reading.missing.extend(without_text_layer(scanned.len(), n_pages));
    let pictures = (!scanned.is_empty()).then_some(Pictures::Pages(scanned));
    Ok(Parsed { reading, pictures, ..Parsed::default() })
}

/// The pages without text that show pictures; all, where none has text.
fn scanned(pdf: &PdfDocument, pages: &[Option<String>]) -> Vec<usize> {
    let is_blank = |page: &usize| pages[*page].as_ref().is_some_and(|text| text.trim().is_empty());
    let blank: Vec<usize> = (0..pages.len()).filter(is_blank).collect();
    if blank.len() == pages.len() {
        return blank;
    }
    // A blank page here and there is just that.
    let shows_pictures = |page: &usize| pdf.page_image_handles(*page).is_ok_and(|pictures| !pictures.is_empty());
    blank.into_iter().filter(shows_pictures).collect()
}

fn damaged(error: &pdf_oxide::Error) -> Refusal {
    Refusal::failed(format!("is a damaged PDF: {error}"))
}

/// A text of the document's information dictionary.
fn property(pdf: &PdfDocument, key: &str) -> Option<String> {
    let information = match pdf.trailer().as_dict()?.get("Info")? {
        Object::Reference(reference) => pdf.load_object(*reference).ok()?,
        direct => direct.clone(),
    };
    let value = match information.as_dict()?.get(key)? {
        Object::Reference(reference) => pdf.load_object(*reference).ok()?,
        direct => direct.clone(),
    };
    let bytes = value.as_string()?;
    // Text strings are UTF-16 or UTF-8 by their mark, else PDFDocEncoding, whose letters are those of windows-1252.
    let label =
        if bytes.starts_with(b"\xFE\xFF") || bytes.starts_with(b"\xEF\xBB\xBF") { None } else { Some("windows-1252") };
    Some(crate::encoding::decode(bytes, label).text)
}

/// The text of all pages, and where its running heads are.
fn laid_out(pages: &[Option<String>]) -> Reading {
    let pages: Vec<Vec<&str>> =
        pages.iter().map(|page| page.as_deref().unwrap_or_default().lines().collect()).collect();
    let running = RunningHeads::of(&pages);
    let mut text = String::new();
    let mut furniture: Vec<Range<usize>> = Vec::new();
    for (nth, lines) in pages.iter().enumerate() {
        if nth > 0 {
            text.push('\u{c}');
        }
        append_page(&mut text, &mut furniture, lines, &running);
    }
    let points = CodePoints::new(&text);
    let furniture = furniture.into_iter().map(|range| points.span(range)).collect();
    Reading { furniture, language: language_of(&text), text, ..Reading::default() }
}

fn append_page(text: &mut String, furniture: &mut Vec<Range<usize>>, lines: &[&str], running: &RunningHeads) {
    let page_start = text.len();
    let mut append = |part: &str, is_furniture: bool| {
        if part.is_empty() {
            return;
        }
        if text.len() > page_start {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(part);
        match furniture.last_mut() {
            Some(last) if is_furniture && last.end + 2 == start && last.end > page_start => last.end = text.len(),
            _ if is_furniture => furniture.push(start..text.len()),
            _ => {}
        }
    };
    let mut body = String::new();
    for (nth, line) in lines.iter().enumerate() {
        if running.has(line, nth, lines) {
            append(&joined(&body), false);
            body.clear();
            append(line.trim(), true);
        } else {
            body.push_str(line);
            body.push('\n');
        }
    }
    append(&joined(&body), false);
}

/// Lines that stand at the top or bottom of most pages, but for their numbers.
struct RunningHeads {
    n_pages_with: HashMap<String, usize>,
    n_pages: usize,
}

/// Lines from the top and from the bottom of a page among which running heads are looked for.
const N_EDGE_LINES: usize = 3;

impl RunningHeads {
    fn of(pages: &[Vec<&str>]) -> Self {
        let mut n_pages_with: HashMap<String, usize> = HashMap::new();
        for lines in pages {
            let mut keys: Vec<String> = edges(lines).map(|nth| without_numbers(lines[nth])).collect();
            keys.sort();
            keys.dedup();
            keys.into_iter().for_each(|key| *n_pages_with.entry(key).or_default() += 1);
        }
        Self { n_pages_with, n_pages: pages.len() }
    }

    fn has(&self, line: &str, nth: usize, lines: &[&str]) -> bool {
        if line.trim().is_empty() || !edges(lines).any(|edge| edge == nth) {
            return false;
        }
        let key = without_numbers(line);
        let n_pages_with = self.n_pages_with.get(&key).copied().unwrap_or(0);
        is_page_number(&key) || (n_pages_with >= 2 && n_pages_with * 2 > self.n_pages && line.chars().count() <= 100)
    }
}

/// The places of a page's first and last lines that are not blank.
fn edges(lines: &[&str]) -> impl Iterator<Item = usize> {
    let filled: Vec<usize> = (0..lines.len()).filter(|&nth| !lines[nth].trim().is_empty()).collect();
    let n_top = filled.len().min(N_EDGE_LINES);
    let n_bottom = (filled.len() - n_top).min(N_EDGE_LINES);
    let bottom = filled[filled.len() - n_bottom..].to_vec();
    filled.into_iter().take(n_top).chain(bottom)
}

/// The line in lower case with `#` for each number.
fn without_numbers(line: &str) -> String {
    let mut key = String::new();
    for character in line.trim().chars().flat_map(char::to_lowercase) {
        match character {
            '0'..='9' if key.ends_with('#') => {}
            '0'..='9' => key.push('#'),
            other => key.push(other),
        }
    }
    key
}

fn is_page_number(key: &str) -> bool {
    matches!(key, "#" | "- # -" | "– # –" | "page #" | "page # of #" | "# / #" | "#/#" | "# of #")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pages: &[&str], expect: &str, expect_furniture: &[&str]) {
        let pages: Vec<Option<String>> = pages.iter().map(|page| Some((*page).to_owned())).collect();
        let reading = laid_out(&pages);
        assert_eq!(reading.text, expect);
        let points = CodePoints::new(&reading.text);
        let furniture: Vec<&str> = reading.furniture.iter().map(|&span| points.slice(span)).collect();
        assert_eq!(furniture, expect_furniture);
    }

    #[test]
    fn pages_are_joined_by_form_feeds_and_lines_to_paragraphs() {
        check(&["The pump\nfailed at\n\nVarn.\n", "It was old."], "The pump failed at\n\nVarn.\u{c}It was old.", &[]);
    }

    #[test]
    fn running_heads_and_page_numbers_are_furniture() {
        check(
            &[
                "Varn Gazette 12\nNo. 3\nThe pump failed.\nIt was\nold.\n\n\nPage 1",
                "Varn Gazette 13\nNo. 3\nIt leaked – twice.\nPage 2",
            ],
            "Varn Gazette 12\n\nNo. 3\n\nThe pump failed. It was old.\n\nPage 1\u{c}Varn Gazette 13\n\nNo. 3\n\nIt leaked – twice.\n\nPage 2",
            &["Varn Gazette 12\n\nNo. 3", "Page 1", "Varn Gazette 13\n\nNo. 3", "Page 2"],
        );
    }

    #[test]
    fn what_stands_on_one_page_of_many_is_no_running_head() {
        check(&["Yes.\nNo.", "Yes.\nPerhaps.", "Well.", "Hm."], "Yes. No.\u{c}Yes. Perhaps.\u{c}Well.\u{c}Hm.", &[]);
    }
}
