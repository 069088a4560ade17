//! Commentary: judgements, questions and exclamations in a text's own voice are no reports of fact. The words are those of
//! words/opinion.txt.

use super::sentence::Sentence;
use super::word_list::lines;
use clew_model::{PartOfSpeech, Relation};

const OPINION: &str = include_str!("../../words/opinion.txt");

/// Words that judge what a clause says.
#[derive(Debug)]
pub(crate) struct Opinions {
    /// Anywhere in the clause: "shamefully".
    adverbs: Vec<Vec<String>>,
    /// Said of the clause or of its subject: "a disgrace".
    predicates: Vec<Vec<String>>,
}

impl Opinions {
    /// Reads the file that is compiled in.
    pub fn new() -> Self {
        let mut read = Self { adverbs: Vec::new(), predicates: Vec::new() };
        let mut is_opinion = false;
        for line in lines(OPINION) {
            let (place, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let entries = || rest.split(',').map(|entry| entry.split_whitespace().map(str::to_owned).collect());
            match place {
                "kind" => is_opinion = rest.trim() == "opinion",
                "adverb" if is_opinion => read.adverbs.extend(entries()),
                "predicate" if is_opinion => read.predicates.extend(entries()),
                _ => {}
            }
        }
        read
    }

    /// Whether a sentence comments instead of telling.
    pub fn comments(&self, sentence: &Sentence) -> bool {
        asks_or_exclaims(sentence) || self.has_adverb(sentence) || self.judges(sentence)
    }

    fn has_adverb(&self, sentence: &Sentence) -> bool {
        let is_adverbial = |at: usize, entry: &[String]| entry.len() > 1 || sentence.part(at) == PartOfSpeech::Adverb;
        (0..sentence.len())
            .any(|at| self.adverbs.iter().any(|entry| stands(sentence, at, entry) && is_adverbial(at, entry)))
    }

    /// "It is a disgrace that ...", "that was a farce".
    fn judges(&self, sentence: &Sentence) -> bool {
        let said = (0..sentence.len()).filter(|at| sentence.has(*at, &[Relation::Cop]));
        said.into_iter().any(|head| {
            self.predicates
                .iter()
                .any(|entry| head + 1 >= entry.len() && stands(sentence, head + 1 - entry.len(), entry))
        })
    }
}

fn asks_or_exclaims(sentence: &Sentence) -> bool {
    let marks = (0..sentence.len()).rev().map(|at| sentence.form(at));
    marks.take_while(|form| !form.chars().any(char::is_alphanumeric)).any(|form| matches!(form, "?" | "!"))
}

fn stands(sentence: &Sentence, at: usize, entry: &[String]) -> bool {
    at + entry.len() <= sentence.len() && entry.iter().enumerate().all(|(nth, word)| sentence.form(at + nth) == word)
}
