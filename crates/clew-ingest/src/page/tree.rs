//! HTML to a tree that is safe to walk: no deeper, and no larger, than a reader's page can be.
//!
//! html5ever builds what a browser would; between its tokenizer and its tree builder stands [`Bounds`], which leaves
//! out start tags that nest too deep. Without it, a hundred thousand nested `<div>` cost time quadratic in their number
//! and a walk by recursion its stack. The words inside them are kept, one level up.

use dom_query::Document;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};
use std::cell::RefCell;
use std::collections::HashMap;

/// Elements deeper than this are left out; browsers stop at 512, pages seldom reach 60, and some passes of the main-content library
/// cost the number of nodes for each level.
const MAX_DEPTH: usize = 128;

/// Formatting elements (`<b>`, `<font>`) open at once; the standard has each reopened in every paragraph that follows.
const MAX_OPEN_FORMATTING: usize = 16;

/// Tags after which the rest of a page is read as text only.
const MAX_TAGS: usize = 2_000_000;

/// Bytes of a page that are read.
const MAX_BYTES: usize = 24 * 1024 * 1024;

/// A parsed page, and whether its end was left out for its size.
pub(super) struct Parsed {
    pub tree: Document,
    pub cut: bool,
}

/// Parses `html` as the HTML standard has it, scripting off, within the bounds above.
pub(super) fn parse(html: &str) -> Parsed {
    let end = html.floor_char_boundary(MAX_BYTES);
    let builder =
        TreeBuilder::new(Document::default(), TreeBuilderOpts { scripting_enabled: false, ..Default::default() });
    let tokenizer = Tokenizer::new(Bounds::new(builder), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&html[..end]));
    // The tokenizer pauses at each `</script>` for a script to run; none ever does here.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let open = tokenizer.sink.open.into_inner();
    Parsed { tree: tokenizer.sink.builder.sink, cut: end < html.len() || open.n_tags >= MAX_TAGS }
}

/// Passes tokens on to the tree builder, but for start tags that nest too deep and the end tags that belong to them.
struct Bounds<Builder> {
    builder: Builder,
    open: RefCell<Open>,
}

/// The elements open now, as far as their own tags tell.
#[derive(Default)]
struct Open {
    elements: Vec<Element>,
    /// How many of each name are open, so that a stray end tag costs nothing.
    names: HashMap<LocalName, usize>,
    n_formatting: usize,
    n_tags: usize,
}

struct Element {
    name: LocalName,
    left_out: bool,
}

impl<Builder> Bounds<Builder> {
    fn new(builder: Builder) -> Self {
        Self { builder, open: RefCell::default() }
    }
}

impl<Builder: TokenSink> TokenSink for Bounds<Builder> {
    type Handle = Builder::Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Self::Handle> {
        match &token {
            Token::TagToken(tag) if !self.open.borrow_mut().admits(tag) => TokenSinkResult::Continue,
            Token::ParseError(_) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line_number),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Open {
    fn admits(&mut self, tag: &Tag) -> bool {
        self.n_tags += 1;
        if is_raw_text(&tag.name) {
            // The tokenizer takes its next state from these; what they hold is no markup.
            return true;
        }
        if self.n_tags > MAX_TAGS {
            return false;
        }
        match tag.kind {
            TagKind::StartTag if closes_by_itself(&tag.name) => true,
            TagKind::StartTag => self.start(tag.name.clone()),
            TagKind::EndTag => self.end(&tag.name),
        }
    }

    fn start(&mut self, name: LocalName) -> bool {
        let formatting = is_formatting(&name);
        let left_out = self.elements.len() >= MAX_DEPTH || (formatting && self.n_formatting >= MAX_OPEN_FORMATTING);
        self.n_formatting += usize::from(formatting && !left_out);
        *self.names.entry(name.clone()).or_default() += 1;
        self.elements.push(Element { name, left_out });
        !left_out
    }

    /// Closes the innermost element of that name and what stands open inside it.
    fn end(&mut self, name: &LocalName) -> bool {
        if self.names.get(name).is_none_or(|&n| n == 0) {
            return true;
        }
        while let Some(element) = self.elements.pop() {
            if let Some(n) = self.names.get_mut(&element.name) {
                *n -= 1;
            }
            if element.name == *name {
                // Formatting that only its parent's end closed is reopened by the builder, and stays counted.
                self.n_formatting -= usize::from(is_formatting(name) && !element.left_out);
                return !element.left_out;
            }
        }
        true
    }
}

fn is_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("title")
            | local_name!("textarea")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext")
    )
}

/// Void elements, and those whose end tag may be left out: a thousand unclosed `<p>` are no depth.
fn closes_by_itself(name: &LocalName) -> bool {
    const NAMES: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "html", "head", "body", "p", "li", "dd", "dt", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup",
        "caption", "option", "optgroup", "rp", "rt", "rb", "rtc",
    ];
    NAMES.contains(&&**name)
}

/// The standard's formatting elements.
fn is_formatting(name: &LocalName) -> bool {
    const NAMES: &[&str] =
        &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    NAMES.contains(&&**name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(html: &str) -> usize {
        let parsed = parse(html);
        let body = parsed.tree.body().expect("every page has a body");
        body.descendants_it().map(|node| node.ancestors_it(None).count()).max().unwrap_or(0)
    }

    #[test]
    fn nesting_is_bounded_and_words_are_kept() {
        let html = format!("{}deep{}<p>after", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert!(depth(&html) < MAX_DEPTH + 10);
        let text = parse(&html).tree.text();
        assert!(text.contains("deep") && text.contains("after"));
    }

    #[test]
    fn unclosed_formatting_does_not_multiply() {
        let fonts: String = (0..2_000).map(|n| format!("<font color={n}>")).collect();
        let html = format!("{fonts}{}", "<p>x".repeat(5_000));
        assert!(parse(&html).tree.tree.len() < 5_000 * 2 * (MAX_OPEN_FORMATTING + 2));
    }

    #[test]
    fn unclosed_paragraphs_are_no_depth() {
        let html = "<p>one of many ".repeat(3_000);
        assert_eq!(parse(&html).tree.select("p").length(), 3_000);
    }

    #[test]
    fn scripts_stay_out_of_the_text_however_deep_they_are() {
        let html = format!("{}<script>var a = '<b>';</script>seen", "<div>".repeat(400));
        assert_eq!(parse(&html).tree.select("script").length(), 1);
        assert_eq!(parse(&html).tree.select("b").length(), 0);
    }
}
