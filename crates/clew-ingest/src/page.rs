//! Web pages: what a saved page shows, which of it is the story, and what the page says of itself.
//!
//! [`read_page`] never cuts: navigation, captions and sign-up boxes stay in the text and are marked as furniture. It
//! fetches nothing, runs no script, and any bytes give a reading.

mod cues;
mod place;
mod render;
mod story;
mod tree;

use crate::encoding::decode_page;
use crate::language::language_of;
use clew_model::{Reading, Span};
use render::Block;

/// Reads an HTML page. `charset` is the label that came with it (HTTP, MIME), `url` where it was found; the address that
/// the page gives as its own goes before.
pub fn read_page(bytes: &[u8], charset: Option<&str>, url: Option<&str>) -> Reading {
    let html = decode_page(bytes, charset).text;
    let parsed = tree::parse(&html);
    let (blocks, places) = render::render(parsed.tree.root());
    let story = story::find(parsed.tree, &blocks, &places);
    let (text, furniture) = join(&blocks, &story);
    let words: String = blocks
        .iter()
        .zip(&story)
        .filter(|(_, story)| **story)
        .map(|(block, _)| block.text.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    Reading { text, furniture, language: language_of(&words), url: url.map(str::to_owned), ..Reading::default() }
}

/// The blocks joined by blank lines, and the stretches of it that are furniture; neighbours become one stretch.
fn join(blocks: &[Block], story: &[bool]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut furniture: Vec<Span> = Vec::new();
    let mut at = 0;
    let mut previous_is_furniture = false;
    for (block, &story) in blocks.iter().zip(story) {
        if !text.is_empty() {
            text.push_str("\n\n");
            at += 2;
        }
        let start = at;
        at += block.text.chars().count() as u32;
        text.push_str(&block.text);
        match furniture.last_mut() {
            Some(last) if !story && previous_is_furniture => last.end = at,
            _ if !story => furniture.push(Span::new(start, at)),
            _ => {}
        }
        previous_is_furniture = !story;
    }
    (text, furniture)
}
