use super::sentence_around;
use crate::answer::{Page, Passage, SearchHit};
use crate::{Case, EngineError};
use clew_model::{CodePoints, Span};
use clew_store::{ClaimLine, Hit, StoreError, WordQuery};
use std::collections::BTreeMap;

/// Sentences shown of a document.
const N_PASSAGES: usize = 2;
/// Longest passage, in code points: longer sentences are cut around their hits.
const LONGEST: u32 = 320;

impl Case {
    /// Documents that a query finds, best first: words that must all occur, and all that [`WordQuery`] understands.
    pub fn search(&self, typed: &str, offset: u32, limit: u32) -> Result<Page<SearchHit>, EngineError> {
        let query = WordQuery::parse(typed).map_err(StoreError::from)?;
        let found = self.file.search(&query, offset, limit)?;
        let mut items = Vec::new();
        for hit in found.items {
            let sentences = self.annotation_of(hit.line.number)?.unwrap_or_default().sentences;
            let furniture = self.file.story(hit.line.number)?.map(|(_, furniture)| furniture).unwrap_or_default();
            let passages = passages(&hit, &sentences, &furniture);
            items.push(SearchHit { line: hit.line, passages });
        }
        Ok(Page { n_total: found.n_total, items })
    }

    /// Claims that the same query finds: the words stand in the claim's sentence, or name what its words refer to.
    pub fn search_claims(&self, typed: &str, offset: u32, limit: u32) -> Result<Page<ClaimLine>, EngineError> {
        let query = WordQuery::parse(typed).map_err(StoreError::from)?;
        let found = self.file.search_claims(&query, offset, limit)?;
        Ok(Page { n_total: found.n_total, items: self.file.claim_lines(&found.items)? })
    }
}

/// The sentences with most hits, in order of the text; those of the story before those of furniture.
fn passages(hit: &Hit, sentences: &[Span], furniture: &[Span]) -> Vec<Passage> {
    let mut by_sentence: BTreeMap<Span, Vec<Span>> = BTreeMap::new();
    for mark in &hit.marks {
        by_sentence.entry(sentence_around(sentences, *mark)).or_default().push(*mark);
    }
    let is_furniture = |sentence: &Span| furniture.iter().any(|span| span.overlaps(*sentence));
    let mut best: Vec<_> = by_sentence.into_iter().collect();
    best.sort_by_key(|(sentence, marks)| (is_furniture(sentence), std::cmp::Reverse(marks.len())));
    best.truncate(N_PASSAGES);
    best.sort();
    let text = CodePoints::new(&hit.text);
    best.iter().map(|(sentence, marks)| passage(&text, *sentence, marks)).collect()
}

/// A sentence with its hits, on one line; of a long one a stretch that begins shortly before its first hit.
fn passage(text: &CodePoints<'_>, sentence: Span, marks: &[Span]) -> Passage {
    // A text that is not analysed has no sentences: the hit is then shown with what stands around it.
    let is_known = marks.first() != Some(&sentence);
    let whole = if is_known { sentence } else { Span::new(0, text.len()) };
    let first = marks.first().map_or(whole.start, |mark| mark.start);
    let shown = match whole.len() > LONGEST {
        true => {
            let start = first.saturating_sub(LONGEST / 4).max(whole.start);
            Span::new(start, (start + LONGEST).min(whole.end))
        }
        false => whole,
    };
    let begins = if shown.start > whole.start { "…" } else { "" };
    let ends = if shown.end < whole.end { "…" } else { "" };
    let one_line: String = text.slice(shown).chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let shift = begins.chars().count() as u32;
    let inside = marks.iter().filter(|mark| shown.contains(**mark));
    let from_start = |mark: &Span| Span::new(mark.start - shown.start + shift, mark.end - shown.start + shift);
    Passage { text: format!("{begins}{one_line}{ends}"), marks: inside.map(from_start).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, sentence: Span, marks: &[Span], expect: &str) {
        let passage = passage(&CodePoints::new(text), sentence, marks);
        let mut shown = String::new();
        for (at, c) in (0..).zip(passage.text.chars()) {
            let opens = passage.marks.iter().any(|mark| mark.start == at);
            let closes = passage.marks.iter().any(|mark| mark.end == at + 1);
            shown.push_str(&format!("{}{c}{}", if opens { "[" } else { "" }, if closes { "]" } else { "" }));
        }
        assert_eq!(shown, expect);
    }

    #[test]
    fn a_sentence_is_shown_on_one_line_with_its_hits() {
        let text = "Home. Żaden valve\nwas shut.";
        check(text, Span::new(6, 27), &[Span::new(12, 17)], "Żaden [valve] was shut.");
    }

    #[test]
    fn a_long_sentence_is_cut_around_its_first_hit() {
        let text = format!("{}valve {}", "a ".repeat(200), "b ".repeat(200));
        let expect = format!("…{}[valve] {}…", "a ".repeat(40), "b ".repeat(117));
        check(&text, Span::new(0, 806), &[Span::new(400, 405)], &expect);
    }

    #[test]
    fn a_text_without_sentences_shows_what_stands_around_the_hit() {
        check("Das Ventil war zu.", Span::new(4, 10), &[Span::new(4, 10)], "Das [Ventil] war zu.");
    }
}
