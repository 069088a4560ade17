//! Web pages: what a saved page shows, which of it is the story, and what the page says of itself.
//!
//! [`read_page`] never cuts: navigation, captions and sign-up boxes stay in the text and are marked as furniture. It
//! fetches nothing, runs no script, and any bytes give a reading.

mod address;
mod cues;
mod imprint;
mod markup;
mod mhtml;
mod place;
mod render;
mod story;
mod structured;
mod tree;

pub use mhtml::{SavedPage, read_mhtml};

use crate::byline;
use crate::encoding::decode_page;
use crate::language::language_of;
use clew_model::{Basis, Interval, Published, Reading, Span};
use imprint::Imprint;
use markup::Markup;
use render::{Block, Kind};

/// Blocks above the story that can hold its byline.
const HEAD_BLOCKS: usize = 12;

/// Reads an HTML page. `charset` is the label that came with it (HTTP, MIME), `url` where it was found; the address that
/// the page gives as its own goes before.
pub fn read_page(bytes: &[u8], charset: Option<&str>, url: Option<&str>) -> Reading {
    let decoded = decode_page(bytes, charset);
    let parsed = tree::parse(&decoded.text);
    let markup = Markup::gather(&parsed.tree);
    let (blocks, places) = render::render(parsed.tree.root());
    let text = join(&blocks);
    let order = byline::dates::order_in(&text).or_else(|| markup.order());
    let imprint = imprint::read(&markup, url, order);
    let title = imprint.title.as_deref();
    let story = story::find(parsed.tree, &blocks, &places, title.unwrap_or_default(), &imprint.authors);
    let head = head(&blocks, &story, title);
    let published = published(&imprint, byline::published_in(&head, order));
    let Imprint { title, publisher, authors, url, language, .. } = imprint;
    Reading {
        published,
        authors: if authors.is_empty() { byline::authors_in(&head) } else { authors },
        language: language_of(&words(&blocks, &story)).or(language),
        missing: parsed.cut.then(|| "the end of a page too large to read".to_owned()).into_iter().collect(),
        furniture: furniture(&blocks, &story),
        text,
        title,
        publisher,
        url,
    }
}

/// The day in the markup; where that is one of Greenwich, and readers are shown its neighbour or the address holds it,
/// that one. Without a day in the markup: the one shown, else the one in the address.
fn published(imprint: &Imprint, shown: Option<Published>) -> Option<Published> {
    let in_address = imprint.url.as_deref().and_then(address::day_in);
    let in_address = in_address.map(|day| Published { interval: Interval::day(day), basis: Basis::Metadata });
    let Some(stated) = &imprint.published else { return shown.or(in_address) };
    let is_neighbour = |other: &Published| match (stated.interval.single_day(), other.interval.single_day()) {
        (Some(stated), Some(other)) => (stated - other).get_days().abs() <= 1,
        _ => false,
    };
    let own_zone = shown.filter(is_neighbour).or(in_address.filter(is_neighbour)).filter(|_| stated.in_greenwich);
    let day = own_zone.map_or(stated.interval, |own| own.interval);
    Some(Published { interval: day, basis: Basis::Metadata })
}

/// The lines around the headline, down to the beginning of the story: where a byline stands.
fn head<'b>(blocks: &'b [Block], story: &[bool], title: Option<&str>) -> Vec<&'b str> {
    let is_headline =
        |block: &Block| block.kind == Kind::Heading(1) || title.is_some_and(|title| same_words(title, &block.text));
    let of_story = |at: &usize| story[*at] && !is_headline(&blocks[*at]);
    let Some(first) = (0..blocks.len()).find(of_story) else { return Vec::new() };
    let paragraph = (first..blocks.len())
        .filter(of_story)
        .find(|&at| blocks[at].text.len() > story::PARAGRAPH_BYTES)
        .unwrap_or(first);
    let above = first.saturating_sub(HEAD_BLOCKS);
    let headline = (above..first).rev().find(|&at| is_headline(&blocks[at]));
    let from = headline.map_or(first.saturating_sub(HEAD_BLOCKS / 2), |at| at.saturating_sub(2));
    let to = blocks.len().min(paragraph.min(first + HEAD_BLOCKS) + 3);
    blocks[from..to].iter().flat_map(|block| block.text.lines()).collect()
}

/// The words of the story.
fn words(blocks: &[Block], story: &[bool]) -> String {
    let of_story = blocks.iter().zip(story).filter(|(_, story)| **story);
    of_story.map(|(block, _)| block.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Whether two headlines are the same but for case, signs and blanks.
fn same_words(one: &str, other: &str) -> bool {
    let letters =
        |text: &'_ str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(one) == letters(other)
}

/// Between two blocks stands a blank line.
const BETWEEN: &str = "\n\n";

/// The text of the page.
fn join(blocks: &[Block]) -> String {
    blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(BETWEEN)
}

/// The stretches of the text that are not story; neighbours become one.
fn furniture(blocks: &[Block], story: &[bool]) -> Vec<Span> {
    let mut furniture: Vec<Span> = Vec::new();
    let mut start = 0;
    let mut follows_furniture = false;
    for (block, &story) in blocks.iter().zip(story) {
        let end = start + block.text.chars().count() as u32;
        match furniture.last_mut() {
            Some(last) if !story && follows_furniture => last.end = end,
            _ if !story => furniture.push(Span::new(start, end)),
            _ => {}
        }
        follows_furniture = !story;
        start = end + BETWEEN.len() as u32;
    }
    furniture
}

#[cfg(test)]
mod tests;
