//! Who passes on whom inside one clause: "the file quotes Weil as saying that", "she heard from a driver that".

use super::ascriptions::{Ascription, verb_group};
use super::lexicon::{Frame, acts};
use super::sentence::Sentence;
use super::subject::{doer, is_passive};
use clew_model::{Act, PartOfSpeech, Relation};

/// Puts what words pass on in the place of what the rest makes of the same words.
pub(crate) fn take_relays(sentence: &Sentence, found: &mut Vec<Ascription>) {
    for word in 0..sentence.len() {
        let new = match sentence.part(word) {
            PartOfSpeech::Verb => quoted_as(sentence, word).or_else(|| hearsay(sentence, word)),
            _ => None,
        };
        if let Some(new) = new {
            found.retain(|old| new.iter().all(|new| !new.cue.has(old.head) && !old.cue.has(new.head)));
            found.extend(new);
        }
    }
    found.sort_by_key(|ascription| ascription.head);
}

/// "The file quotes Weil as saying that he left", "Weil was quoted by the Post as saying that he left".
fn quoted_as(sentence: &Sentence, word: usize) -> Option<Vec<Ascription>> {
    let quoting = acts(&sentence.lemma(word), Frame::Citing);
    let is_border = |at: &usize| matches!(sentence.form(*at), ";" | ":" | "." | "?" | "!");
    let end = (word..sentence.len()).find(is_border).unwrap_or(sentence.len());
    let says = |at: &usize| {
        sentence.form(*at).eq_ignore_ascii_case("as")
            && at + 1 < end
            && sentence.form(at + 1).ends_with("ing")
            && !acts(&sentence.lemma(at + 1), Frame::Clause).is_empty()
    };
    let link = (word + 1..end).find(says).filter(|_| !quoting.is_empty())?;
    let is_passed = is_passive(sentence, word);
    let quoted = match is_passed {
        true => sentence.first_by(word, &[Relation::Nsubj]).map(|subject| sentence.below(subject)),
        false => Some(sentence.only(&(word + 1..link).collect::<Vec<_>>())),
    }?;
    let source = quoted.iter().find(|at| {
        let is_named =
            matches!(sentence.part(*at), PartOfSpeech::Noun | PartOfSpeech::ProperNoun | PartOfSpeech::Pronoun);
        is_named && !sentence.head(*at).is_some_and(|head| quoted.has(head))
    })?;
    let content = sentence.only(&(link + 2..end).collect::<Vec<_>>());
    let cue = sentence.only(&[link, link + 1]);
    let inner =
        Ascription::new(link + 1, cue, Some(source), content.clone(), vec![Act::Said, Act::Wrote], Frame::Clause);
    let inner = Ascription { source_words: Some(quoted.clone()), ..inner };
    let Some(outer) = doer(sentence, word) else { return Some(vec![inner]) };
    let mut passed = sentence.only(&(link..end).collect::<Vec<_>>());
    passed.add(&quoted);
    let outer = Ascription::new(word, verb_group(sentence, word), Some(outer), passed, quoting, Frame::Citing);
    Some(vec![outer, inner])
}

/// "She heard from a driver that the road was shut": what is heard, others say.
fn hearsay(sentence: &Sentence, word: usize) -> Option<Vec<Ascription>> {
    let acts = acts(&sentence.lemma(word), Frame::From);
    let clause = sentence.by(word, &[Relation::Ccomp, Relation::Advcl]).find(|at| *at > word)?;
    let is_from = |at: &usize| sentence.preposition(*at).as_deref() == Some("from") && (word..clause).contains(at);
    let source = sentence.by(word, &[Relation::Obl]).find(is_from).filter(|_| !acts.is_empty())?;
    let preposition = sentence.first_by(source, &[Relation::Case])?;
    let is_it = |at: &usize| sentence.lemma(*at) == "it" && (word..source).contains(at);
    let object = sentence.by(word, &[Relation::Obj]).find(is_it);
    // "Had it from": to have is no cue without its "it".
    if sentence.lemma(word) == "have" && object.is_none() {
        return None;
    }
    let mut cue = verb_group(sentence, word);
    let content = sentence.below(clause);
    let named: Vec<usize> = (preposition + 1..content.first()?).collect();
    // "From the director, who confided that": that clause is another's.
    if named.iter().any(|at| sentence.part(*at) == PartOfSpeech::Punctuation) {
        return None;
    }
    object.into_iter().chain([preposition]).for_each(|at| cue.insert(at));
    let found = Ascription::new(word, cue, Some(source), content, acts, Frame::Clause);
    Some(vec![Ascription { source_words: Some(sentence.only(&named)), ..found }])
}
