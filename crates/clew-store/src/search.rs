use crate::case_file::{CaseFile, StoreError};
use crate::rows::{DOCUMENT_LINE, DocumentLine, FROM_DOCUMENTS, Page, document_line};
use clew_model::Span;
use rusqlite::params;

/// Words that make no query: what is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadQuery {
    /// Nothing to look for.
    #[error("there is no word to look for")]
    Empty,
    /// A quotation mark without its partner.
    #[error("a quotation mark is not closed")]
    OpenQuote,
    /// "OR" or "NOT" without something on both sides.
    #[error("{0} needs a word on both sides")]
    Dangling(&'static str),
}

/// A search as people type it: words that must all occur, "phrases", beginnings*, OR between alternatives, and NOT
/// (or a minus) before what must not occur. Everything else is a word: no character breaks a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordQuery {
    /// The same query in the language of SQLite's FTS5.
    fts5: String,
}

/// What FTS5 puts around a hit: code points that Unicode sets aside for such private use within a program. A text that
/// holds them all the same is wrongly marked, no worse.
const HIT_BEGINS: char = '\u{FDD0}';
const HIT_ENDS: char = '\u{FDD1}';

enum Term {
    Word(String),
    Or,
    Not,
}

impl WordQuery {
    /// Reads a query as typed.
    pub fn parse(typed: &str) -> Result<Self, BadQuery> {
        let mut wanted: Vec<String> = Vec::new();
        let mut unwanted: Vec<String> = Vec::new();
        let (mut after_or, mut after_not) = (false, false);
        for term in terms(typed)? {
            match term {
                Term::Or if wanted.is_empty() || after_or => return Err(BadQuery::Dangling("OR")),
                Term::Or => after_or = true,
                Term::Not => after_not = true,
                Term::Word(word) if after_not => {
                    unwanted.push(word);
                    after_not = false;
                }
                Term::Word(word) if after_or => {
                    let before = wanted.pop().expect("OR was refused where nothing stood before it");
                    wanted.push(format!("{before} OR {word}"));
                    after_or = false;
                }
                Term::Word(word) => wanted.push(word),
            }
        }
        match (after_or, after_not, wanted.is_empty()) {
            (true, _, _) => return Err(BadQuery::Dangling("OR")),
            (_, true, _) => return Err(BadQuery::Dangling("NOT")),
            (_, _, true) if unwanted.is_empty() => return Err(BadQuery::Empty),
            (_, _, true) => return Err(BadQuery::Dangling("NOT")),
            _ => {}
        }
        let mut fts5 = wanted.iter().map(|group| format!("({group})")).collect::<Vec<_>>().join(" AND ");
        for word in unwanted {
            fts5 = format!("({fts5}) NOT {word}");
        }
        Ok(Self { fts5 })
    }
}

fn terms(typed: &str) -> Result<Vec<Term>, BadQuery> {
    let mut terms = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('-').filter(|after| after.starts_with(|c: char| !c.is_whitespace())) {
            terms.push(Term::Not);
            rest = after;
        }
        let quoted = ['"', '“', '”', '„'].iter().find_map(|mark| rest.strip_prefix(*mark));
        let (word, after, is_phrase) = match quoted {
            Some(inside) => {
                let end = inside.find(['"', '”', '“']).ok_or(BadQuery::OpenQuote)?;
                let closing = inside[end..].chars().next().map_or(0, char::len_utf8);
                (&inside[..end], &inside[end + closing..], true)
            }
            None => {
                let end = rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(rest.len());
                (&rest[..end], &rest[end..], false)
            }
        };
        match word {
            "OR" if !is_phrase => terms.push(Term::Or),
            "NOT" if !is_phrase => terms.push(Term::Not),
            "AND" if !is_phrase => {}
            word if word.chars().any(char::is_alphanumeric) => terms.push(Term::Word(quote(word))),
            _ => {}
        }
        rest = after.trim_start();
    }
    Ok(terms)
}

/// The query for words in a row, in the text alone.
pub(crate) fn phrase(words: &str) -> String {
    format!("text : {}", quote(words.trim_end_matches('*')))
}

/// A string of FTS5, which takes anything between its quotation marks; a final star stays a star.
fn quote(word: &str) -> String {
    let (stem, star) = word.strip_suffix('*').map_or((word, ""), |stem| (stem, "*"));
    // A quotation mark would end the string, and so would the code point 0, for SQLite reads the query as C does.
    format!("\"{}\"{star}", stem.replace(['"', '\0'], " "))
}

/// A document that a query finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The document.
    pub line: DocumentLine,
    /// Its text.
    pub text: String,
    /// Where in the text the words of the query stand, in order.
    pub marks: Vec<Span>,
}

impl CaseFile {
    /// Documents that the query finds, best first (BM25; a word in the title counts five times, in the publisher twice).
    pub fn search(&self, query: &WordQuery, offset: u32, limit: u32) -> Result<Page<Hit>, StoreError> {
        let n_total = self.connection.query_row(
            "SELECT count(*) FROM words JOIN annotated a ON a.reading = words.rowid WHERE words MATCH ?1",
            [&query.fts5],
            |row| row.get(0),
        )?;
        // Ranked first, joined and marked after: marking costs as much as reading the document again.
        let sql = format!(
            "WITH found AS (SELECT rowid AS reading, rank FROM words WHERE words MATCH ?1 AND rank MATCH 'bm25(5.0, 2.0, 1.0)' \
               ORDER BY rank, rowid LIMIT ?2 OFFSET ?3) \
             SELECT {DOCUMENT_LINE}, (SELECT highlight(words, 2, ?4, ?5) FROM words \
               WHERE words MATCH ?1 AND rowid = found.reading), found.rank FROM found {joins} ORDER BY found.rank, d.number",
            joins = FROM_DOCUMENTS.replace("FROM annotated a", "JOIN annotated a ON a.reading = found.reading"),
        );
        let mut listed = self.connection.prepare_cached(&sql)?;
        let marks = (HIT_BEGINS.to_string(), HIT_ENDS.to_string());
        let items = listed.query_map(params![query.fts5, limit, offset, marks.0, marks.1], |row| {
            let (text, marks) = unmark(&row.get::<_, String>(14)?);
            Ok(Hit { line: document_line(row)?, text, marks })
        })?;
        Ok(Page { n_total, items: items.collect::<Result<_, _>>()? })
    }
}

/// The text without the marks, and where they stood, in code points.
fn unmark(marked: &str) -> (String, Vec<Span>) {
    let mut text = String::with_capacity(marked.len());
    let (mut hits, mut at, mut begun) = (Vec::new(), 0u32, None);
    for c in marked.chars() {
        match c {
            HIT_BEGINS => begun = Some(at),
            HIT_ENDS => hits.extend(begun.take().map(|start| Span::new(start, at))),
            _ => {
                text.push(c);
                at += 1;
            }
        }
    }
    (text, hits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expect: Result<&str, BadQuery>) {
        assert_eq!(WordQuery::parse(typed).map(|query| query.fts5), expect.map(str::to_owned), "{typed}");
    }

    #[test]
    fn words_phrases_and_operators() {
        check("water valve", Ok(r#"("water") AND ("valve")"#));
        check("water AND valve", Ok(r#"("water") AND ("valve")"#));
        check(r#""water board" pois*"#, Ok(r#"("water board") AND ("pois"*)"#));
        check("“water board”", Ok(r#"("water board")"#));
        check("lead OR arsenic town", Ok(r#"("lead" OR "arsenic") AND ("town")"#));
        check("lead OR arsenic OR zinc", Ok(r#"("lead" OR "arsenic" OR "zinc")"#));
        check("lead -copper", Ok(r#"(("lead")) NOT "copper""#));
        check("NOT copper lead", Ok(r#"(("lead")) NOT "copper""#));
    }

    #[test]
    fn no_character_breaks_a_query() {
        check("title:x) OR (", Err(BadQuery::Dangling("OR")));
        check("a:b^2 {c}", Ok(r#"("a:b^2") AND ("{c}")"#));
        check("wa\0ter", Ok(r#"("wa ter")"#));
        check("O'Brien - 1", Ok(r#"("O'Brien") AND ("1")"#));
    }

    #[test]
    fn what_makes_no_query_says_why() {
        check("", Err(BadQuery::Empty));
        check("?!", Err(BadQuery::Empty));
        check("\"water", Err(BadQuery::OpenQuote));
        check("OR water", Err(BadQuery::Dangling("OR")));
        check("water OR", Err(BadQuery::Dangling("OR")));
        check("-water", Err(BadQuery::Dangling("NOT")));
        check("water NOT", Err(BadQuery::Dangling("NOT")));
    }

    #[test]
    fn marks_become_spans_of_code_points() {
        let (passage, hits) = unmark("…Żó \u{FDD0}woda\u{FDD1} i \u{FDD0}wodą\u{FDD1}");
        assert_eq!(passage, "…Żó woda i wodą");
        assert_eq!(hits, [Span::new(4, 8), Span::new(11, 15)]);
    }
}
