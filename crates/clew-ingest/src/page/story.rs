//! Which blocks of a page are its story; all others are furniture.
//!
//! The first word has Readability's algorithm (dom_smoothie), which finds the part of the page that reads like an
//! article and is generous with it. Its verdict is carried back to the rendered blocks by the marks that
//! [`render`](super::render) left, then corrected by what the page's makers called things and by what blocks say of
//! themselves. Nothing is cut: a page in which no story can be found has no furniture either.

use super::cues;
use super::place::{Place, Places};
use super::render::{Block, Kind, MARK};
use dom_query::Document;

/// A named part that holds more than this share of the story is the story's own container, whatever it is called.
const CONTAINER_SHARE: f64 = 0.4;

/// For each block, whether it belongs to the story.
pub(super) fn find(tree: Document, blocks: &[Block], places: &Places) -> Vec<bool> {
    let read = readable(tree, blocks.len());
    let share = shares(blocks, places, &read);
    let mut story: Vec<bool> =
        blocks.iter().zip(&read).map(|(block, &read)| read && is_story(block, places, &share)).collect();
    if !story.contains(&true) {
        story.fill(true);
    }
    story
}

/// The blocks that Readability keeps.
fn readable(tree: Document, n_blocks: usize) -> Vec<bool> {
    let mut kept = vec![false; n_blocks];
    let settings = dom_smoothie::Config { disable_json_ld: true, ..Default::default() };
    let article =
        dom_smoothie::Readability::with_document(tree, None, Some(settings)).and_then(|mut page| page.parse());
    if let Ok(article) = article {
        let pattern = format!("{MARK}=\"");
        for at in memchr::memmem::find_iter(article.content.as_bytes(), &pattern) {
            let digits = &article.content[at + pattern.len()..];
            let digits = &digits[..digits.find('"').unwrap_or(0)];
            if let Some(block) = digits.parse::<usize>().ok().and_then(|number| kept.get_mut(number)) {
                *block = true;
            }
        }
    }
    kept
}

/// What share of the words that were kept stands in each place.
fn shares(blocks: &[Block], places: &Places, read: &[bool]) -> Vec<f64> {
    let mut bytes = vec![0_usize; places.len()];
    for (block, _) in blocks.iter().zip(read).filter(|(_, read)| **read) {
        for (at, _) in places.around(block.place) {
            bytes[at] += block.text.len();
        }
        bytes[Places::PAGE] += block.text.len();
    }
    let all = bytes[Places::PAGE].max(1) as f64;
    bytes.into_iter().map(|bytes| bytes as f64 / all).collect()
}

fn is_story(block: &Block, places: &Places, share: &[f64]) -> bool {
    let in_furniture =
        places.around(block.place).any(|(at, place)| place == Place::Furniture && share[at] < CONTAINER_SHARE);
    let control = matches!(block.kind, Kind::Caption | Kind::Control);
    !in_furniture && !control && !cues::says_furniture(&block.text)
}
