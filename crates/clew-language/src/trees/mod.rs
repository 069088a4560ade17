//! Sentences as trees of Universal Dependencies: the best tree over the model's arc scores, its relations, parts of speech
//! and lemmas.
//!
//! Each is the best by itself: nothing here mends a tree by rule, so that what the model gets wrong shows where it is measured.

mod inflection;
mod lemma;
mod spanning;

use crate::bio::log_softmax;
use crate::model::{Encoded, Model, TagSet};
use clew_model::{CodePoints, PartOfSpeech, Relation, Tree, TreeWord, WordSureness};

/// The trees of the sentences of a stretch, in order; one without words for a sentence without words.
pub(crate) fn trees(points: &CodePoints, encoded: &Encoded) -> Vec<Tree> {
    let grammar = Grammar::of(encoded);
    (0..encoded.sentences().len()).map(|sentence| grammar.tree(points, sentence)).collect()
}

/// The trees of sentences whose words are given, with the spans of the words joined by single spaces; as treebanks are read.
///
/// Sentences that follow one another in a text are best given together, and the sentences of another text apart from them.
pub fn parse_with(model: &Model, sentences: &[Vec<String>]) -> Vec<Tree> {
    let words: Vec<&str> = sentences.iter().flatten().map(String::as_str).collect();
    trees(&CodePoints::new(&words.join(" ")), &model.encode_words(sentences))
}

/// What the model's labels mean.
struct Grammar<'e, 'm> {
    encoded: &'e Encoded<'m>,
    parts_of_speech: Vec<PartOfSpeech>,
    relations: Vec<Relation>,
}

impl<'e, 'm> Grammar<'e, 'm> {
    fn of(encoded: &'e Encoded<'m>) -> Self {
        let part_of_speech = |tag: &String| PartOfSpeech::from_tag(tag).unwrap_or(PartOfSpeech::Other);
        let relation = |tag: &String| Relation::from_tag(tag).unwrap_or(Relation::Dep);
        let parts_of_speech = encoded.labels(TagSet::PartOfSpeech).iter().map(part_of_speech).collect();
        Self { encoded, parts_of_speech, relations: encoded.model().relations().iter().map(relation).collect() }
    }

    fn tree(&self, points: &CodePoints, sentence: usize) -> Tree {
        let heads = best_heads(self.encoded, sentence);
        let relations = self.relations(sentence, &heads);
        let words = self.encoded.sentences()[sentence].clone();
        let tree_word = |((word, head), relation): ((usize, Option<usize>), Relation)| {
            let bytes = self.encoded.words()[word].bytes.clone();
            let part_of_speech = self.parts_of_speech[self.encoded.best(TagSet::PartOfSpeech, word).0];
            TreeWord {
                lemma: self.lemma(word, part_of_speech, &points.text()[bytes.clone()]),
                span: points.span(bytes),
                part_of_speech,
                head: head.map(|head| head as u32),
                relation,
                sureness: WordSureness::default(),
            }
        };
        Tree { words: words.zip(heads).zip(relations).map(tree_word).collect() }
    }

    /// The best relation of each word of a sentence to its head; the root's is always `Root`, and nothing else's is.
    fn relations(&self, sentence: usize, heads: &[Option<usize>]) -> Vec<Relation> {
        let first = self.encoded.sentences()[sentence].start;
        let pairs: Vec<_> =
            heads.iter().enumerate().map(|(word, head)| (first + word, head.map(|head| first + head))).collect();
        let scores = self.encoded.relation_scores_of(&pairs);
        let best = |scores: &[f32]| {
            let can_be = |(_, relation): &(&f32, &Relation)| **relation != Relation::Root;
            let scored = scores.iter().zip(&self.relations).filter(can_be);
            scored.max_by(|a, b| a.0.total_cmp(b.0)).map_or(Relation::Dep, |(_, relation)| *relation)
        };
        let rows = scores.chunks(self.relations.len().max(1));
        heads
            .iter()
            .zip(rows)
            .map(|(head, scores)| if head.is_none() { Relation::Root } else { best(scores) })
            .collect()
    }

    /// Verbs and common nouns by rule, everything else by the model's best script.
    fn lemma(&self, word: usize, part: PartOfSpeech, written: &str) -> Box<str> {
        let is_word = |word: &str| self.encoded.model().is_word(word);
        let form = || written.to_lowercase().replace('’', "'");
        match part {
            PartOfSpeech::Verb => inflection::verb(&form(), is_word).into(),
            PartOfSpeech::Noun => inflection::noun(&form(), is_word).into(),
            PartOfSpeech::Auxiliary
            | PartOfSpeech::Determiner
            | PartOfSpeech::Pronoun
            | PartOfSpeech::Adjective
            | PartOfSpeech::Adverb
                if let Some(lemma) = inflection::listed(&form()) =>
            {
                lemma.into()
            }
            _ => {
                let script = self.encoded.best(TagSet::Lemma, word).0;
                lemma::apply(&self.encoded.labels(TagSet::Lemma)[script], written).into()
            }
        }
    }
}

/// The heads of the best tree of a sentence, each word's scores taken as probabilities of its heads.
fn best_heads(encoded: &Encoded, sentence: usize) -> Vec<Option<usize>> {
    let n = encoded.sentences()[sentence].len();
    let scores = encoded.arc_scores(sentence);
    let mut logs = Vec::with_capacity(scores.len());
    for (dependent, row) in scores.chunks(n + 1).enumerate() {
        let mut row = row.to_vec();
        row[dependent] = f32::NEG_INFINITY;
        logs.extend(log_softmax(&row));
    }
    spanning::best_tree(n, &logs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::by_hand::ByHand;

    #[test]
    fn a_sentence_has_its_best_tree() {
        let text = "Weil left Oslo. He wept.";
        let encoded = ByHand::of_text(text)
            .arc(0, Some(1), "nsubj")
            .arc(1, None, "root")
            .arc(2, Some(1), "obj")
            .arc(3, Some(1), "punct")
            .arc(4, Some(5), "nsubj")
            .arc(5, None, "root")
            .arc(6, Some(5), "punct")
            .tag(TagSet::PartOfSpeech, 0, "PROPN")
            .tag(TagSet::PartOfSpeech, 1, "VERB")
            .tag(TagSet::Lemma, 0, "keep")
            .tag(TagSet::Lemma, 1, "=leave")
            .encoded();
        let points = CodePoints::new(text);
        let trees = trees(&points, &encoded);
        let read = |tree: &Tree| -> Vec<(String, Option<u32>, &str)> {
            let word = |word: &TreeWord| (points.slice(word.span).to_owned(), word.head, word.relation.tag());
            tree.words.iter().map(word).collect()
        };
        let word = |word: &str, head, relation| (word.to_owned(), head, relation);
        let first = [word("Weil", Some(1), "nsubj"), word("left", None, "root"), word("Oslo", Some(1), "obj")];
        assert_eq!(read(&trees[0])[..3], first);
        assert_eq!(read(&trees[1])[..2], [word("He", Some(1), "nsubj"), word("wept", None, "root")]);
        assert_eq!(trees[0].words[1].part_of_speech, PartOfSpeech::Verb);
        assert_eq!([0, 1, 2].map(|at: usize| &*trees[0].words[at].lemma), ["Weil", "leave", "oslo"]);
    }

    #[test]
    fn only_the_root_is_one() {
        let encoded = ByHand::of_text("He wept .").arc(0, None, "root").arc(1, Some(0), "root").encoded();
        let tree = trees(&CodePoints::new("He wept ."), &encoded).remove(0);
        assert_eq!(tree.words.iter().filter(|word| word.head.is_none()).count(), 1);
        assert_eq!(tree.words.iter().filter(|word| word.relation == Relation::Root).count(), 1);
    }
}
