//! Where the rules and the model's heads meet: which words ascribe, and what each ascribes.

use super::ascriptions::{Ascription, ascriptions, verb_group};
use super::heard::{Heard, RoleShares};
use super::lexicon::Frame;
use super::regions::region;
use super::sentence::{Sentence, Words};
use super::subject::doer;
use clew_model::PartOfSpeech;

/// A word that no rule knows ascribes from this probability on.
const SURE_CUE: f32 = 0.5;
/// A verb of saying whose content does not hang on it is given the content that the heads hear, from this probability on.
const LIKELY_CUE: f32 = 0.2;
/// A word belongs to a source from this probability on.
const SURE_SOURCE: f32 = 0.4;

/// The ascriptions of a sentence by its tree and by what the heads say of its words, in order of their heads.
pub(crate) fn listen(sentence: &Sentence, heard: &Heard) -> Vec<Ascription> {
    let mut found = ascriptions(sentence);
    for ascription in &mut found {
        if ascription.content.first().is_none() && heard.words[ascription.head].cue >= LIKELY_CUE {
            let shares = heard.shares(ascription.head);
            ascription.content = content(sentence, &shares, ascription);
        }
    }
    let is_new = |word: &usize| !found.iter().any(|known| known.cue.has(*word));
    let begins =
        |word: &usize| heard.words[*word].cue >= SURE_CUE && (*word == 0 || heard.words[*word - 1].cue < SURE_CUE);
    let unknown: Vec<usize> = (0..sentence.len()).filter(begins).filter(is_new).collect();
    found.extend(unknown.into_iter().map(|word| by_heads(sentence, heard, word)));
    found.sort_by_key(|ascription| ascription.head);
    found
}

/// An ascription whose cue begins at `first`, as the heads hear it.
fn by_heads(sentence: &Sentence, heard: &Heard, first: usize) -> Ascription {
    let run: Vec<usize> = (first..sentence.len()).take_while(|word| heard.words[*word].cue >= SURE_CUE).collect();
    let is_verb = |word: &usize| sentence.part(*word) == PartOfSpeech::Verb;
    let head = run.iter().copied().find(is_verb).unwrap_or(first);
    let mut cue = sentence.only(&run);
    if sentence.part(head) == PartOfSpeech::Verb {
        cue.add(&verb_group(sentence, head));
    }
    let shares = heard.shares(first);
    let source = source(sentence, &shares).or_else(|| doer(sentence, head));
    let acts = vec![heard.words[first].act];
    let nothing = sentence.only(&[]);
    let mut ascription = Ascription { head, cue, source, content: nothing, acts, frame: Frame::Clause };
    ascription.content = content(sentence, &shares, &ascription);
    ascription
}

/// The head of the words that are likely a source.
fn source(sentence: &Sentence, shares: &[RoleShares]) -> Option<usize> {
    let is_source = |word: usize| shares[word].source >= SURE_SOURCE;
    let is_top = |word: &usize| is_source(*word) && !sentence.head(*word).is_some_and(is_source);
    (0..sentence.len()).filter(is_top).max_by(|a, b| shares[*a].source.total_cmp(&shares[*b].source))
}

/// The branches that are likely content, without the cue and the source.
fn content(sentence: &Sentence, shares: &[RoleShares], ascription: &Ascription) -> Words {
    let scores: Vec<f32> = shares.iter().map(|shares| shares.content - 0.5).collect();
    let mut words = region(sentence, &scores);
    words.remove(&ascription.cue);
    if let Some(source) = ascription.source.filter(|source| shares[*source].content < 0.5) {
        words.remove(&sentence.below(source));
    }
    words
}
