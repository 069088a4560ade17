//! Which blocks of a page are its story; all others are furniture.
//!
//! The first word has Readability's algorithm (dom_smoothie), which finds the part of the page that reads like an
//! article and is generous with it. Its verdict is carried back to the rendered blocks by the marks that
//! [`render`](super::render) left, then corrected by what the page's makers called things and by what blocks say of
//! themselves. Nothing is cut: a page in which no story can be found has no furniture either.

use super::cues;
use super::place::Places;
use super::render::{Block, Kind, MARK};
use super::same_words;
use crate::byline::{is_byline, is_signature};
use dom_query::Document;

/// A named part that holds more than this share of the story is the story's own container, whatever it is called.
const CONTAINER_SHARE: f64 = 0.4;

/// Where less than one in so many bytes that were read stand outside of all named parts, names are no guide.
const FEWEST_OUTSIDE: usize = 5;

/// Less than so many bytes are too little for Readability to be sure of; its own threshold.
const SHORT_PAGE_BYTES: usize = 500;

/// A block of the story that is longer than a byline, standfirst or signature, in bytes.
pub(super) const PARAGRAPH_BYTES: usize = 120;

/// A block that tells of its author or asks for something is no longer than this, in bytes.
const LONGEST_COLOPHON: usize = 600;

/// For each block, whether it belongs to the story of this `title` by these `authors`.
pub(super) fn find(tree: Document, blocks: &[Block], places: &Places, title: &str, authors: &[String]) -> Vec<bool> {
    let mut read = readable(tree, blocks.len());
    read_short_page(blocks, places, &mut read);
    let own = own(blocks, places, &read);
    let mut story: Vec<bool> = read.iter().zip(&own).map(|(&read, &own)| read && own).collect();
    take_back_quotes(blocks, &own, &mut story);
    drop_links(blocks, &mut story);
    drop_head(blocks, title, &mut story);
    drop_tail(blocks, authors, &mut story);
    drop_empty_headings(blocks, &mut story);
    if is_index(blocks, &story) {
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

/// Readability needs some length to go by: of a page with a paragraph or two it may take the box beside them. Where it
/// finds no prose and there is some, the story is from the first such paragraph to the last.
fn read_short_page(blocks: &[Block], places: &Places, read: &mut [bool]) {
    let few_links = |block: &Block| block.link_bytes * 3 < block.text.len();
    let is_prose = |block: &Block| {
        let apart = places.around(block.place).next().is_some();
        block.text.len() >= PARAGRAPH_BYTES && few_links(block) && says_own(block) && !apart
    };
    let bytes_read: usize =
        blocks.iter().zip(&*read).filter(|(_, read)| **read).map(|(block, _)| block.text.len()).sum();
    let finds_prose = blocks.iter().zip(&*read).any(|(block, read)| *read && block.text.len() >= PARAGRAPH_BYTES);
    if bytes_read >= SHORT_PAGE_BYTES || finds_prose {
        return;
    }
    if let (Some(first), Some(last)) = (blocks.iter().position(is_prose), blocks.iter().rposition(is_prose)) {
        for (at, read) in read.iter_mut().enumerate() {
            *read = (first..=last).contains(&at) && few_links(&blocks[at]);
        }
    }
}

/// Whether nothing that a block is or says makes it furniture.
fn says_own(block: &Block) -> bool {
    !matches!(block.kind, Kind::Caption | Kind::Control) && !cues::says_furniture(&block.text)
}

/// The blocks that neither the page's makers nor their own words call furniture.
///
/// A part that holds much of what was read is the story's own container, whatever it is called; and where next to nothing
/// would be left, as of a thread of posts called comments, names are no guide.
fn own(blocks: &[Block], places: &Places, read: &[bool]) -> Vec<bool> {
    let mut bytes_in = vec![0_usize; places.len()];
    for (block, _) in blocks.iter().zip(read).filter(|(_, read)| **read) {
        places.around(block.place).chain([Places::PAGE]).for_each(|place| bytes_in[place] += block.text.len());
    }
    let container = (bytes_in[Places::PAGE] as f64 * CONTAINER_SHARE) as usize;
    let is_apart = |block: &Block| places.around(block.place).any(|place| bytes_in[place] <= container);
    let outside = blocks.iter().zip(read).filter(|(block, read)| **read && !is_apart(block));
    let names_guide =
        outside.map(|(block, _)| block.text.len()).sum::<usize>() * FEWEST_OUTSIDE > bytes_in[Places::PAGE];
    // A post quoted in a story stands in a box named for the network it is from.
    let named_furniture = |block: &Block| names_guide && block.kind != Kind::Quote && is_apart(block);
    blocks.iter().map(|block| !named_furniture(block) && says_own(block)).collect()
}

/// A quotation or table between paragraphs of the story is part of it, however little it reads like an article.
fn take_back_quotes(blocks: &[Block], own: &[bool], story: &mut [bool]) {
    let (Some(first), Some(last)) = (story.iter().position(|&is| is), story.iter().rposition(|&is| is)) else { return };
    for at in first..last {
        story[at] |= own[at] && matches!(blocks[at].kind, Kind::Quote | Kind::Table | Kind::Preformatted);
    }
}

/// A block that is nothing but links leads away from the story, unless that is what much of the story is made of.
fn drop_links(blocks: &[Block], story: &mut [bool]) {
    let is_link = |block: &Block| {
        block.link_bytes * 10 >= block.text.len() * 9 && !matches!(block.kind, Kind::Heading(_) | Kind::Table)
    };
    let bytes = |only_links: bool| -> usize {
        let chosen = blocks.iter().zip(story.iter()).filter(|(block, is)| **is && (!only_links || is_link(block)));
        chosen.map(|(block, _)| block.text.len()).sum()
    };
    if bytes(true) * 4 < bytes(false) {
        for (block, is) in blocks.iter().zip(story) {
            *is &= !is_link(block);
        }
    }
}

/// A page whose story would be little but links, or nothing, is a list of other pages: there is no story to tell apart.
fn is_index(blocks: &[Block], story: &[bool]) -> bool {
    let of_story = || blocks.iter().zip(story).filter(|(_, is)| **is).map(|(block, _)| block);
    let bytes: usize = of_story().map(|block| block.text.len()).sum();
    let link_bytes: usize = of_story().map(|block| block.link_bytes).sum();
    link_bytes * 4 >= bytes * 3
}

/// Above the first paragraph stand the headline, which is the document's title, and the byline.
fn drop_head(blocks: &[Block], title: &str, story: &mut [bool]) {
    for (block, is) in blocks.iter().zip(story).filter(|(_, is)| **is) {
        if same_words(&block.text, title) {
            *is = false;
        } else if block.text.len() > PARAGRAPH_BYTES {
            break;
        } else if block.text.lines().all(is_byline) {
            *is = false;
        }
    }
}

/// Below the last paragraph stand signatures, what is said of the authors, and requests.
fn drop_tail(blocks: &[Block], authors: &[String], story: &mut [bool]) {
    let story_bytes: usize =
        blocks.iter().zip(story.iter()).filter(|(_, is)| **is).map(|(block, _)| block.text.len()).sum();
    for (block, is) in blocks.iter().zip(story).rev().filter(|(_, is)| **is) {
        let of_author = authors.iter().any(|author| block.text.starts_with(author.as_str()));
        let is_short = block.text.len() < LONGEST_COLOPHON.min(story_bytes / 4);
        if is_short && (of_author || cues::says_colophon(&block.text) || block.text.lines().all(is_signature)) {
            *is = false;
        } else if block.text.len() > PARAGRAPH_BYTES {
            break;
        }
    }
}

/// A heading with nothing of the story under it, itself or under a lesser heading, introduces furniture.
fn drop_empty_headings(blocks: &[Block], story: &mut [bool]) {
    let mut words_follow = false;
    let mut next_level = None;
    for (block, is) in blocks.iter().zip(story).rev() {
        if let Kind::Heading(level) = block.kind {
            *is &= words_follow || next_level.is_some_and(|next| next > level);
            next_level = is.then_some(level).or(next_level);
            words_follow = false;
        } else {
            words_follow |= *is;
        }
    }
}
