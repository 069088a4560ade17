//! Where the rules and the model's heads meet: which words ascribe, and what each ascribes.

use super::ascriptions::{Ascription, ascriptions, verb_group};
use super::beside::leave_out_beside;
use super::dateline::leave_out_dateline;
use super::heard::{Heard, RoleShares};
use super::lexicon::{Frame, ascribes_nothing};
use super::regions::region;
use super::relays::take_relays;
use super::sentence::{Sentence, Words};
use super::subject::doer;
use super::tails::take_tails;
use clew_model::{Act, PartOfSpeech};

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
    // "Warned in writing": that is how, not who says it.
    let is_manner = |word: &usize| *word > 0 && sentence.form(*word) == "writing" && sentence.form(*word - 1) == "in";
    let says_nothing = |word: &usize| ascribes_nothing(&sentence.lemma(*word));
    let is_silent =
        |word: &usize| says_nothing(word) || cue_verb(sentence, heard, *word).as_ref().is_some_and(says_nothing);
    let unknown: Vec<usize> =
        (0..sentence.len()).filter(begins).filter(is_new).filter(|word| !is_manner(word) && !is_silent(word)).collect();
    found.extend(unknown.into_iter().map(|word| by_heads(sentence, heard, word)));
    found.sort_by_key(|ascription| ascription.head);
    take_relays(sentence, &mut found);
    take_tails(sentence, &heard.words, &mut found);
    leave_out_dateline(sentence, &mut found);
    for ascription in &mut found {
        keep_to_aside(sentence, ascription);
        leave_out_beside(sentence, ascription);
    }
    take_denied(sentence, &mut found);
    found
}

/// "A paper which, Weil said, is not read", "(police say it was shut)": what an aside of a clause tells is that clause.
fn keep_to_aside(sentence: &Sentence, ascription: &mut Ascription) {
    let source = ascription.source.and_then(|source| sentence.below(source).first());
    let Some(start) = ascription.cue.first().into_iter().chain(source).min() else { return };
    let is_relative = |at: usize| matches!(&*sentence.form(at).to_lowercase(), "which" | "who" | "whom" | "whose");
    let of_relative = start.checked_sub(2).filter(|at| sentence.form(at + 1) == "," && is_relative(*at));
    let bracket = (0..start).rfind(|at| matches!(sentence.form(*at), "(" | ")"));
    let from = of_relative.into_iter().chain(bracket.filter(|at| sentence.form(*at) == "(")).max();
    if let Some(from) = from {
        ascription.content.remove(&sentence.only(&(0..from).collect::<Vec<_>>()));
    }
}

/// "Weil is said to have met her, and denies this": what is denied is what was told before.
fn take_denied(sentence: &Sentence, found: &mut [Ascription]) {
    for later in 1..found.len() {
        let is_pronoun =
            |at: usize| matches!(&*sentence.form(at).to_lowercase(), "this" | "it" | "that" | "these" | "both");
        let is_denial = found[later].acts.first() == Some(&Act::Denied);
        if is_denial && found[later].content.iter().all(is_pronoun) {
            let before = found[later - 1].content.clone();
            found[later].content.add(&before);
        }
    }
}

/// An ascription whose cue begins at `first`, as the heads hear it.
fn by_heads(sentence: &Sentence, heard: &Heard, first: usize) -> Ascription {
    let run: Vec<usize> = (first..sentence.len()).take_while(|word| heard.words[*word].cue >= SURE_CUE).collect();
    let head = cue_verb(sentence, heard, first).unwrap_or(first);
    let mut cue = sentence.only(&run);
    if sentence.part(head) == PartOfSpeech::Verb {
        cue.add(&verb_group(sentence, head));
    }
    let shares = heard.shares(first);
    let source = source(sentence, &shares).or_else(|| doer(sentence, head));
    let acts = vec![heard.words[first].act];
    let nothing = sentence.only(&[]);
    let mut ascription = Ascription::new(head, cue, source, nothing, acts, Frame::Clause);
    ascription.content = content(sentence, &shares, &ascription);
    ascription
}

/// The verb of the cue that the heads hear from `first` on.
fn cue_verb(sentence: &Sentence, heard: &Heard, first: usize) -> Option<usize> {
    let mut run = (first..sentence.len()).take_while(|word| heard.words[*word].cue >= SURE_CUE);
    run.find(|word| sentence.part(*word) == PartOfSpeech::Verb)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TagSet;
    use crate::model::by_hand::ByHand;
    use crate::speech::by_hand::tree;
    use clew_model::CodePoints;

    /// The ascriptions of a tree, as "SOURCE | CUE | CONTENT"; the cue of the heads is word `cue`, with these roles of words.
    fn read(written: &str, cue: Option<usize>, roles: &[(usize, &str)]) -> Vec<String> {
        let (text, tree) = tree(written);
        let points = CodePoints::new(&text);
        let sentence = Sentence::new(&points, &tree);
        let mut hand = ByHand::of_sentences(&[&text]);
        for word in 0..sentence.len() {
            hand = hand.tag(TagSet::Cue, word, if cue == Some(word) { "B-believed" } else { "O" });
        }
        // Labels are known by being used.
        hand = hand.role(0, 0, "Source").role(0, 0, "Content");
        for (word, role) in roles {
            hand = hand.role(cue.expect("roles are a cue's"), *word, role);
        }
        let encoded = hand.encoded();
        let heard = Heard::new(&encoded, 0..sentence.len());
        let words = |words: &Words| words.iter().map(|word| sentence.form(word)).collect::<Vec<_>>().join(" ");
        let print = |found: Ascription| {
            let source = found.source.map_or("", |source| sentence.form(source));
            format!("{source} | {} | {} | {:?}", words(&found.cue), words(&found.content), found.acts)
        };
        listen(&sentence, &heard).into_iter().map(print).collect()
    }

    const MOANED: &str = "Weil/PROPN/nsubj>3 had=have/AUX/aux>3 moaned=moan/VERB/root>0 the/DET/det>5 road/NOUN/nsubj>7 was=be/AUX/aux>7 shut/ADJ/ccomp>3";

    #[test]
    fn a_word_that_only_the_heads_know_ascribes_what_they_hear() {
        let content = [(3, "Content"), (4, "Content"), (5, "Content"), (6, "Content")];
        let with_source = [&[(0, "Source")][..], &content].concat();
        let expected = ["Weil | had moaned | the road was shut | [Believed]"];
        assert_eq!(read(MOANED, Some(2), &with_source), expected);
        // Without a source that is heard, who does it is the source.
        assert_eq!(read(MOANED, Some(2), &content), expected);
        assert_eq!(read(MOANED, None, &[]), [""; 0]);
    }

    #[test]
    fn an_aside_of_a_clause_tells_that_clause() {
        let paper = "Papers=paper/NOUN/nsubj>2 sold=sell/VERB/ccomp>7 which/PRON/nsubj>9 ,/PUNCT/punct>7 Weil/PROPN/nsubj>7 had=have/AUX/aux>7 said=say/VERB/root>0 ,/PUNCT/punct>7 lied=lie/VERB/acl:relcl>2";
        assert_eq!(read(paper, None, &[]), ["Weil | had said | which lied | [Said, Wrote]"]);
    }

    #[test]
    fn what_is_denied_is_what_was_told_before() {
        let met = "Weil/PROPN/nsubj:pass>3 is=be/AUX/aux:pass>3 said=say/VERB/root>0 to/PART/mark>5 leave/VERB/xcomp>3 and/CCONJ/cc>7 denies=deny/VERB/conj>3 this/PRON/obj>7";
        let expected = [" | is said | Weil to leave | [Said]", "Weil | denies | Weil to leave this | [Denied]"];
        assert_eq!(read(met, None, &[]), expected);
    }

    #[test]
    fn a_word_that_the_rules_know_is_heard_once() {
        let said = MOANED.replace("moaned=moan", "said=say");
        let by_rules = read(&said, None, &[]);
        assert_eq!(by_rules.len(), 1);
        assert!(by_rules[0].starts_with("Weil | had said | the road was shut"), "{by_rules:?}");
        // What the rules found stays, whatever the heads hear beside it.
        assert_eq!(read(&said, Some(2), &[(0, "Content")]), by_rules);
    }
}
