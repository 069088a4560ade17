//! Trees written by hand, for tests.

use clew_model::{PartOfSpeech, Relation, Span, Tree, TreeWord, WordSureness};

/// The text and tree of words written as `form=lemma/TAG/relation>head`, heads counted from 1, 0 the root; `=lemma` may be left
/// out. Words are parted by spaces, as in the text they make.
pub(crate) fn tree(written: &str) -> (String, Tree) {
    let mut text = String::new();
    let mut words = Vec::new();
    for written in written.split_whitespace() {
        let [word, tag, arc] = written.splitn(3, '/').collect::<Vec<_>>()[..] else {
            panic!("{written} has no two slashes")
        };
        let (form, lemma) = word.split_once('=').unwrap_or((word, word));
        let (relation, head) = arc.split_once('>').expect("an arc has a head");
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.chars().count() as u32;
        text.push_str(form);
        words.push(TreeWord {
            span: Span::new(start, start + form.chars().count() as u32),
            lemma: lemma.to_lowercase().into(),
            part_of_speech: PartOfSpeech::from_tag(tag).expect("a tag of Universal Dependencies"),
            head: head.parse::<u32>().expect("a number").checked_sub(1),
            relation: Relation::from_tag(relation).expect("a relation of Universal Dependencies"),
            sureness: WordSureness::default(),
        });
    }
    (text, Tree { words })
}
