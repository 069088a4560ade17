//! A text's words with the marks around them: identifiers are told by both.

use std::ops::Range;

/// A word between white space, without the marks before and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// Its letters and digits, with the marks among them: "KX-4471".
    pub(super) text: &'t str,
    /// Where it stands, in bytes.
    pub(super) bytes: Range<usize>,
    /// The marks right before it.
    pub(super) before: &'t str,
    /// The marks right after it.
    pub(super) after: &'t str,
}

impl Word<'_> {
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether the next word goes on without a mark between.
    pub(super) fn runs_on(&self) -> bool {
        self.after.is_empty()
    }
}

/// Every word of a text, in order; what has neither letter nor digit is none.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    for chunk in text.split_whitespace() {
        let start = at + text[at..].find(chunk).expect("chunks stand in order");
        at = start + chunk.len();
        let is_mark = |c: char| !c.is_alphanumeric();
        let inner = chunk.trim_start_matches(is_mark);
        if inner.is_empty() {
            continue;
        }
        let begins = chunk.len() - inner.len();
        let trimmed = inner.trim_end_matches(is_mark);
        // The apostrophe of "Netmakers' Row" belongs to the name.
        let ends = match inner[trimmed.len()..].chars().next() {
            Some(mark @ ('\'' | '’')) => trimmed.len() + mark.len_utf8(),
            _ => trimmed.len(),
        };
        let bytes = start + begins..start + begins + ends;
        words.push(Word { text: &inner[..ends], before: &chunk[..begins], after: &inner[ends..], bytes });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_the_marks_among_them_and_lose_those_around() {
        let shown: Vec<String> = words("A van (KX-4471),\n— 7 Netmakers' Row.")
            .iter()
            .map(|w| format!("{}|{}|{}", w.before, w.text, w.after))
            .collect();
        assert_eq!(shown, ["|A|", "|van|", "(|KX-4471|),", "|7|", "|Netmakers'|", "|Row|."]);
        assert!(words(" — ").is_empty());
    }
}
