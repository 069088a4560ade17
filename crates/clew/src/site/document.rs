//! The page of a document: its text with what is cited of it marked, and where it comes from.

use super::contents::Site;
use super::page::{Page, Text};
use super::words;
use clew_engine::EngineError;
use clew_engine::answer::DocumentView;
use clew_model::{CodePoints, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

impl Site<'_> {
    /// The page of a document that is cited.
    pub fn document(&mut self, number: i64) -> Result<Page, EngineError> {
        let view = self.case.document(number)?.ok_or(EngineError::NoSuchDocument(number))?;
        let mut page = Page::new(format!("documents/{number}.html"), self.title_of(number));
        page.head(
            &page.link("documents.html", "Documents"),
            &format!("document {number}{}", self.withdrawn_mark(number)),
        );
        let facts = self.facts(&page, &view);
        page.add(facts);
        let cited = self.cited.get(&number).cloned().unwrap_or_default();
        let mut anchors: BTreeMap<usize, u32> = BTreeMap::new();
        for span in &cited {
            let sentence = self.sentence(number, *span)?;
            let first = anchors.entry(sentence).or_insert(span.start);
            *first = span.start.min(*first);
        }
        let anchors = anchors.into_iter().map(|(sentence, start)| (start, sentence)).collect();
        page.add("<section class=\"text\" aria-labelledby=\"text\">\n<h2 id=\"text\">Its text</h2>\n");
        page.add("<p class=\"quiet\">Marked: what is cited. The numbers are those of its sentences.</p>\n");
        page.add(Marked::new(&view.text, &cited, &view.furniture, anchors).html());
        page.add("</section>\n");
        Ok(page)
    }

    fn facts(&mut self, page: &Page, view: &DocumentView) -> String {
        let line = &view.line;
        let mut facts: Vec<(&str, String)> = Vec::new();
        let publisher = line.publisher.as_deref().unwrap_or(words::NO_PUBLISHER);
        facts.push(("Publisher", Text(publisher).to_string()));
        let basis = line.published_at.map(|at| format!(" ({})", words::basis(at.basis))).unwrap_or_default();
        facts.push(("Published", format!("{}{basis}", words::published(line.published_at))));
        if !view.authors.is_empty() {
            facts.push(("By", Text(&view.authors.join(", ")).to_string()));
        }
        facts.push(("File", Text(words::file_name(&line.id)).to_string()));
        // Text, not a link: who reads a site asks nobody for anything by mistake.
        facts.extend(view.url.as_ref().map(|url| ("Address", Text(url).to_string())));
        facts.push(("SHA-256 of the original", format!("<code>{}</code>", view.sha256)));
        if let Some(copy) = line.copy_of.as_ref().filter(|copy| self.is_told(copy.number)) {
            let share = (copy.share * 100.0).round().clamp(1.0, 100.0);
            facts.push(("Repeats", format!("{}, {share} % of its words", self.titled(page, copy.number))));
        }
        let mut html = String::from("<dl>\n");
        for (what, said) in facts {
            let _ = writeln!(html, "<dt>{what}</dt><dd><bdi>{said}</bdi></dd>");
        }
        html + "</dl>\n"
    }
}

/// A text on its way to HTML: paragraphs, with stretches that are marked or no story, and anchors.
struct Marked<'t> {
    text: &'t str,
    marks: Vec<Range<usize>>,
    furniture: Vec<Range<usize>>,
    /// Where each sentence begins that is cited, in bytes, and its number.
    anchors: Vec<(usize, usize)>,
    html: String,
}

impl<'t> Marked<'t> {
    fn new(text: &'t str, cited: &BTreeSet<Span>, furniture: &[Span], anchors: BTreeMap<u32, usize>) -> Self {
        let points = CodePoints::new(text);
        let bytes = |span: &Span| points.byte(span.start)..points.byte(span.end);
        Self {
            text,
            marks: joined(cited.iter().map(bytes)),
            furniture: joined(furniture.iter().map(bytes)),
            anchors: anchors.into_iter().map(|(start, sentence)| (points.byte(start), sentence)).collect(),
            html: String::new(),
        }
    }

    fn html(mut self) -> String {
        self.anchors.reverse();
        for paragraph in paragraphs(self.text) {
            let is_aside = self.furniture.iter().any(|one| one.start <= paragraph.start && paragraph.end <= one.end);
            self.html.push_str(if is_aside { "<p class=\"aside\">" } else { "<p>" });
            self.paragraph(paragraph);
            self.html.push_str("</p>\n");
        }
        // Of a sentence that stands in no paragraph.
        self.anchors_up_to(usize::MAX);
        self.html
    }

    fn paragraph(&mut self, bytes: Range<usize>) {
        let within = |ends: &[Range<usize>]| -> Vec<usize> {
            ends.iter().flat_map(|one| [one.start, one.end]).filter(|at| bytes.contains(at)).collect()
        };
        let mut cuts: BTreeSet<usize> = within(&self.marks).into_iter().chain(within(&self.furniture)).collect();
        cuts.extend(self.anchors.iter().map(|(at, _)| *at).filter(|at| bytes.contains(at)));
        cuts.extend([bytes.start, bytes.end]);
        let cuts: Vec<usize> = cuts.into_iter().collect();
        for pair in cuts.windows(2) {
            self.anchors_up_to(pair[0]);
            self.piece(pair[0]..pair[1]);
        }
    }

    fn piece(&mut self, bytes: Range<usize>) {
        let lies_in =
            |ranges: &[Range<usize>]| ranges.iter().any(|one| one.start <= bytes.start && bytes.end <= one.end);
        let tag = match (lies_in(&self.marks), lies_in(&self.furniture)) {
            (true, _) => Some(("<mark>", "</mark>")),
            (false, true) => Some(("<span class=\"furniture\">", "</span>")),
            (false, false) => None,
        };
        let (open, close) = tag.unwrap_or_default();
        let words = Text(&self.text[bytes]).to_string().replace('\n', "<br>");
        let _ = write!(self.html, "{open}{words}{close}");
    }

    fn anchors_up_to(&mut self, at: usize) {
        while let Some((_, sentence)) = self.anchors.pop_if(|(start, _)| *start <= at) {
            let _ = write!(
                self.html,
                "<a class=\"number\" id=\"s{sentence}\" href=\"#s{sentence}\" aria-label=\"sentence {sentence}\">{sentence}</a>"
            );
        }
    }
}

/// Stretches in order, those that overlap as one.
fn joined(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = ranges.filter(|range| !range.is_empty()).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// Paragraphs of a text: what stands between blank lines or ends of pages.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), 0);
    let mut end_of = |range: Range<usize>| {
        let words = &text[range.clone()];
        let from = range.start + words.len() - words.trim_start().len();
        if !words.trim().is_empty() {
            found.push(from..from + words.trim().len());
        }
    };
    let lines = text.split_inclusive(['\n', '\u{c}']);
    let mut at = 0;
    for line in lines {
        let next = at + line.len();
        if line.trim().is_empty() || line.ends_with('\u{c}') {
            end_of(start..next);
            start = next;
        }
        at = next;
    }
    end_of(start..text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_paragraphs_marks_and_anchors() {
        let text = "Photo: <Żan>\n\nThe dam broke. Nine died,\nsaid & wrote Żan.\u{c}  Page two.";
        let sentences = [Span::new(14, 28), Span::new(29, 57)];
        let cited = BTreeSet::from([sentences[1], Span::new(29, 40)]);
        let html = Marked::new(text, &cited, &[Span::new(0, 12)], BTreeMap::from([(29, 2)])).html();
        assert_eq!(
            html,
            "<p class=\"aside\"><span class=\"furniture\">Photo: &lt;Żan&gt;</span></p>\n<p>The dam broke. \
             <a class=\"number\" id=\"s2\" href=\"#s2\" aria-label=\"sentence 2\">2</a><mark>Nine died,<br>said &amp; wrote Żan.</mark></p>\n\
             <p>Page two.</p>\n"
        );
    }

    #[test]
    fn every_anchor_is_set_even_where_no_words_stand() {
        let html = Marked::new("A.\n\n\n", &BTreeSet::new(), &[], BTreeMap::from([(3, 1), (0, 0)])).html();
        assert!(html.contains("id=\"s0\"") && html.contains("id=\"s1\""), "{html}");
        assert!(Marked::new("", &BTreeSet::new(), &[], BTreeMap::new()).html().is_empty());
    }
}
