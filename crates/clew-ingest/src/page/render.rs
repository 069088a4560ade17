//! A page's text: what its nodes would show, block by block, without a style sheet.
//!
//! Hidden nodes are left out (`hidden`, `display:none` written on the element, `<template>`, `<script>`, fallbacks for
//! browsers without scripts); everything else is kept, furniture included. `aria-hidden` hides nothing from the eye and
//! leaves nothing out. White space is collapsed but in `<pre>`, `<br>` is a line break, two of them end the block,
//! and each row of a table is a line.

use super::place::{Places, is_pull_quote, sets_apart};
use dom_query::{Element, NodeData, NodeRef};
use html5ever::local_name;

/// The attribute that ties an element of the tree to the block that begins in it.
pub(super) const MARK: &str = "data-clew-block";

/// One rendered block: a paragraph, a heading, a list item, a caption, a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Its words, white space collapsed; lines end in `\n`.
    pub text: String,
    /// Bytes of `text` that stand in links.
    pub link_bytes: usize,
    /// What it is, by the element that makes it one.
    pub kind: Kind,
    /// The innermost place it stands in that is set apart: an index into [`Places`].
    pub place: usize,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `<p>`, or words that stand in a container of their own accord.
    Paragraph,
    /// `<h1>` to `<h6>`.
    Heading(u8),
    /// `<li>`, `<dt>`, `<dd>`.
    Item,
    /// `<blockquote>` and what stands in it.
    Quote,
    /// `<figcaption>`, a table's `<caption>`, or words of the story shown once more.
    Caption,
    /// A table of words and figures.
    Table,
    /// `<pre>`.
    Preformatted,
    /// A button, label or choice of a form.
    Control,
}

/// Renders the page below `root`; marks each block's first element, and removes hidden elements from the tree.
pub(super) fn render(root: NodeRef<'_>) -> (Vec<Block>, Places) {
    let mut renderer = Renderer::default();
    renderer.children(root, Surroundings::default());
    renderer.close();
    let Renderer { blocks, places, firsts, hidden, forged, .. } = renderer;
    forged.iter().for_each(|node| node.remove_attr(MARK));
    firsts.iter().enumerate().for_each(|(block, first)| mark(*first, block));
    hidden.iter().for_each(NodeRef::remove_from_parent);
    (blocks, places)
}

/// What the elements around a node make of it.
#[derive(Debug, Clone, Copy)]
struct Surroundings {
    kind: Kind,
    place: usize,
    link: bool,
    preformatted: bool,
}

impl Default for Surroundings {
    fn default() -> Self {
        Self { kind: Kind::Paragraph, place: Places::PAGE, link: false, preformatted: false }
    }
}

/// The block being rendered.
#[derive(Default)]
struct Line<'t> {
    text: String,
    link_bytes: usize,
    /// White space was read and is shown once a word follows.
    gap: bool,
    /// Line breaks read since the last word.
    breaks: usize,
    around: Surroundings,
    first: Option<NodeRef<'t>>,
}

/// The tree stays as it is while it is walked: what is to change is noted.
#[derive(Default)]
struct Renderer<'t> {
    blocks: Vec<Block>,
    places: Places,
    open: Line<'t>,
    /// The text each block begins with.
    firsts: Vec<NodeRef<'t>>,
    hidden: Vec<NodeRef<'t>>,
    /// Elements that came with a mark of ours.
    forged: Vec<NodeRef<'t>>,
}

impl<'t> Renderer<'t> {
    fn children(&mut self, node: NodeRef<'t>, around: Surroundings) {
        for child in node.children_it(false) {
            self.node(child, around);
        }
    }

    fn node(&mut self, node: NodeRef<'t>, around: Surroundings) {
        if node.is_text() {
            node.query(|inner| {
                if let NodeData::Text { contents } = &inner.data {
                    self.open.words(contents, node, around);
                }
            });
        } else if node.is_element() {
            self.element(node, around);
        } else {
            self.hidden.push(node);
        }
    }

    fn element(&mut self, node: NodeRef<'t>, around: Surroundings) {
        let Some(element) = node.element_ref() else { return };
        let name = element.name.local.clone();
        if is_hidden(&element) {
            self.hidden.push(node);
            return;
        }
        let inside = self.inside(&element, around);
        if element.has_attr(MARK) {
            self.forged.push(node);
        }
        match &*name {
            "br" if around.preformatted => self.open.text.push('\n'),
            "br" => self.line_break(),
            "table" if !is_scaffolding(node) => self.block(node, Surroundings { kind: Kind::Table, ..inside }),
            "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" if around.kind == Kind::Table => {
                match &*name {
                    "tr" => self.open.end_row(),
                    "td" | "th" => self.open.end_cell(),
                    _ => {}
                }
                self.children(node, inside);
            }
            _ if is_inline(&name) => self.children(node, inside),
            _ => self.block(node, inside),
        }
    }

    fn block(&mut self, node: NodeRef<'t>, inside: Surroundings) {
        self.close();
        self.children(node, inside);
        self.close();
    }

    fn inside(&mut self, element: &Element, around: Surroundings) -> Surroundings {
        let name = &*element.name.local;
        let kind = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading(name.as_bytes()[1] - b'0'),
            "li" | "dt" | "dd" => Kind::Item,
            _ if is_pull_quote(element) => Kind::Caption,
            "blockquote" if around.kind != Kind::Caption => Kind::Quote,
            "figcaption" | "caption" => Kind::Caption,
            "pre" => Kind::Preformatted,
            "button" | "label" | "select" | "option" | "legend" => Kind::Control,
            _ => around.kind,
        };
        Surroundings {
            kind,
            place: if sets_apart(element) { self.places.open(around.place) } else { around.place },
            link: around.link || (name == "a" && element.has_attr("href")),
            preformatted: around.preformatted || name == "pre" || name == "listing",
        }
    }

    /// One break ends a line, a second one the block.
    fn line_break(&mut self) {
        self.open.breaks += 1;
        if self.open.breaks >= 2 {
            self.close();
        }
    }

    fn close(&mut self) {
        let line = std::mem::take(&mut self.open);
        let text = if line.around.preformatted { line.text.trim_matches('\n') } else { line.text.trim() };
        if text.trim().is_empty() {
            return;
        }
        self.firsts.extend(line.first);
        let Surroundings { kind, place, .. } = line.around;
        let text = text.to_owned();
        self.blocks.push(Block { link_bytes: line.link_bytes.min(text.len()), text, kind, place });
    }
}

impl<'t> Line<'t> {
    fn words(&mut self, contents: &str, node: NodeRef<'t>, around: Surroundings) {
        let blank = contents.chars().all(char::is_whitespace);
        if self.first.is_none() && !blank {
            self.first = Some(node);
            self.around = around;
        }
        if around.preformatted {
            self.text.push_str(contents);
            return;
        }
        let before = self.text.len();
        for (nth, word) in contents.split(collapses).enumerate() {
            self.gap |= nth > 0;
            if !word.is_empty() {
                self.separate();
                self.text.push_str(word);
            }
        }
        if around.link {
            self.link_bytes += self.text.len() - before;
        }
    }

    fn separate(&mut self) {
        if self.breaks > 0 && !self.text.is_empty() {
            self.text.push('\n');
        } else if self.gap && !self.text.is_empty() && !self.text.ends_with(['\n', '\t']) {
            self.text.push(' ');
        }
        (self.gap, self.breaks) = (false, 0);
    }

    fn end_row(&mut self) {
        self.text.truncate(self.text.trim_end_matches('\t').len());
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        (self.gap, self.breaks) = (false, 0);
    }

    fn end_cell(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\t');
        }
        (self.gap, self.breaks) = (false, 0);
    }
}

/// White space that HTML collapses; a no-break space is a blank to a reader and becomes one.
fn collapses(c: char) -> bool {
    c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}'
}

/// Ties the block to a new `<span>` around the text it begins with: a block's own element would not do, for
/// Readability puts another in place of some.
fn mark(text: NodeRef<'_>, block: usize) {
    let span = text.tree.new_element("span");
    span.set_attr(MARK, &block.to_string());
    text.wrap_node(&span);
}

fn is_inline(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small",
        "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "math", "mi", "mn", "mo",
        "mrow",
    ];
    NAMES.contains(&name)
}

/// Whether a reader never sees the element, scripts or not.
fn is_hidden(element: &Element) -> bool {
    const NAMES: &[&str] = &[
        "script", "style", "template", "noscript", "head", "title", "meta", "link", "base", "svg", "iframe", "object",
        "embed", "audio", "video", "canvas", "map", "textarea", "noembed", "noframes", "datalist", "input", "param",
    ];
    NAMES.contains(&&*element.name.local)
        || element.attr_ref(local_name!("hidden")).is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || element.attr_ref(local_name!("style")).is_some_and(shows_nothing)
        || (&*element.name.local == "dialog" && !element.has_attr("open"))
}

/// Whether a `style` attribute says `display: none`.
fn shows_nothing(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        property.trim().eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
    })
}

/// A table whose cells hold only words is one block; one whose cells hold blocks of their own is scaffolding.
fn is_scaffolding(table: NodeRef<'_>) -> bool {
    const PARTS: &[&str] = &["tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup", "col", "br"];
    let is_block = |node: NodeRef<'_>| {
        node.qual_name_ref().is_some_and(|name| !PARTS.contains(&&*name.local) && !is_inline(&name.local))
    };
    let blank_line =
        |node: NodeRef<'_>| node.has_name("br") && node.next_element_sibling().is_some_and(|n| n.has_name("br"));
    table.descendants_it().any(|node| (node.is_element() && is_block(node)) || blank_line(node))
}
