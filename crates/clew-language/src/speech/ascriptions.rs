//! Who says what inside one sentence, read from its tree with the words of `lexicon/cues.txt`.

use super::lexicon::{Frame, act_about, acts, ascribes_nothing};
use super::sentence::{Sentence, Words};
use super::subject::{agent, doer, feeler, is_passive};
use clew_model::{Act, PartOfSpeech, Relation};

/// A word that ascribes, with its source and content in the words of its sentence.
#[derive(Debug, Clone)]
pub(crate) struct Ascription {
    /// The word that ascribes.
    pub head: usize,
    /// Every word of the cue, `head` among them.
    pub cue: Words,
    /// The head word of the source.
    pub source: Option<usize>,
    /// What is ascribed.
    pub content: Words,
    /// What the source may be doing, likeliest first.
    pub acts: Vec<Act>,
    /// How the content hangs on the cue.
    pub frame: Frame,
    /// The words of the source, where they are more than what hangs on its head.
    pub source_words: Option<Words>,
    /// The head of the ascription that passes this one on, where its cue stands outside of that one's content.
    pub cited_by: Option<usize>,
}

impl Ascription {
    /// An ascription of which the tree tells the source's words.
    pub fn new(head: usize, cue: Words, source: Option<usize>, content: Words, acts: Vec<Act>, frame: Frame) -> Self {
        Self { head, cue, source, content, acts, frame, source_words: None, cited_by: None }
    }
}

/// Every ascription of a sentence, in order of its head.
pub(crate) fn ascriptions(sentence: &Sentence) -> Vec<Ascription> {
    (0..sentence.len()).filter_map(|word| ascription(sentence, word)).collect()
}

fn ascription(sentence: &Sentence, word: usize) -> Option<Ascription> {
    if sentence.form(word).eq_ignore_ascii_case("according") {
        return according(sentence, word);
    }
    match sentence.part(word) {
        PartOfSpeech::Verb => {
            let frames = [citing, clause, aside, plan, matter, about, passive, bare];
            frames.iter().find_map(|frame| frame(sentence, word))
        }
        PartOfSpeech::Noun => noun(sentence, word),
        PartOfSpeech::Adjective => adjective(sentence, word),
        PartOfSpeech::Adverb => adverb(sentence, word),
        _ => None,
    }
}

/// "The paper said, citing police, that the road was shut".
fn citing(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let acts = acts(&sentence.lemma(word), Frame::Citing);
    let outer = sentence.head(word)?;
    let is_participle = sentence.relation(word) == Relation::Advcl && sentence.form(word).ends_with("ing");
    if acts.is_empty() || !is_participle {
        return None;
    }
    // An object before a comma is taken for the subject of what follows now and then.
    let source = sentence.by(word, &[Relation::Obj, Relation::Nsubj]).find(|at| *at > word)?;
    let content = clause(sentence, outer).or_else(|| aside(sentence, outer))?.content;
    let found = Ascription::new(word, sentence.only(&[word]), Some(source), content, acts, Frame::Citing);
    Some(Ascription { cited_by: Some(outer), ..found })
}

/// "Police said that the road was shut", "'The road is shut,' police said".
fn clause(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let lemma = sentence.lemma(word);
    let acts = acts(&lemma, Frame::Clause);
    if ascribes_nothing(&lemma) || acts.is_empty() {
        return None;
    }
    let relations = [Relation::Ccomp, Relation::Parataxis, Relation::Csubj, Relation::Advcl];
    let heads: Vec<usize> = sentence
        .by(word, &relations)
        .filter(|at| is_told(sentence, word, *at))
        .filter(|at| !is_joined(sentence, word, *at))
        .collect();
    let first = *heads.first()?;
    let mut content = union(sentence, &heads);
    let cue = verb_group(sentence, word);
    let source = feeler(sentence, word).or_else(|| doer(sentence, word));
    if first < word {
        take_opening(sentence, &mut content, &cue, source);
    }
    Some(Ascription::new(word, cue, source, content, acts, Frame::Clause))
}

/// Whether a clause of a verb is what it tells.
fn is_told(sentence: &Sentence, verb: usize, clause: usize) -> bool {
    let is_passive = is_passive(sentence, verb);
    let has_empty_subject = sentence.by(verb, &[Relation::Expl, Relation::Nsubj]).any(|at| sentence.lemma(at) == "it");
    match sentence.relation(clause) {
        // "He is believed to have met her": of believers who are not named, another frame tells.
        Relation::Ccomp if is_infinitive(sentence, clause) => {
            clause > verb && (!is_passive || acts(&sentence.lemma(verb), Frame::Passive).is_empty())
        }
        Relation::Ccomp => true,
        // Not itself a verb of saying; and "it must be handed in, there is no other way" tells nothing.
        Relation::Parataxis => {
            let is_of_somebody = !is_passive || has_empty_subject || agent(sentence, verb).is_some();
            clause > verb && acts(&sentence.lemma(clause), Frame::Clause).is_empty() && is_of_somebody
        }
        // "It was reported that the road was shut".
        Relation::Csubj => clause > verb && is_passive,
        Relation::Advcl => {
            let is_that = sentence.has(clause, &[Relation::Mark], "that");
            clause > verb && is_passive && has_empty_subject && is_that
        }
        _ => false,
    }
}

/// "I told the guard, and they left": what "and" joins to a verb is not told by it.
fn is_joined(sentence: &Sentence, verb: usize, clause: usize) -> bool {
    let opener = sentence.by(clause, &[Relation::Cc]).find(|at| (verb + 1..clause).contains(at));
    opener.is_some_and(|opener| sentence.below(clause).first() == Some(opener))
}

/// "The road, police said, is shut"; "as police said".
fn aside(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let acts = acts(&sentence.lemma(word), Frame::Clause);
    let head = sentence.head(word)?;
    let is_aside = match sentence.relation(word) {
        Relation::Parataxis | Relation::Discourse => true,
        Relation::Advcl => sentence.has(word, &[Relation::Mark, Relation::Advmod], "as"),
        _ => false,
    };
    if acts.is_empty() || !is_aside || sentence.first_by(word, &[Relation::Obj, Relation::Xcomp]).is_some() {
        return None;
    }
    let source = doer(sentence, word)?;
    let content = sentence.below_without(head, |at| at == word);
    Some(Ascription::new(word, verb_group(sentence, word), Some(source), content, acts, Frame::Clause))
}

/// "He vowed to leave", "they urged drivers to stay at home".
fn plan(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let acts = acts(&sentence.lemma(word), Frame::Plan);
    if acts.is_empty() || is_passive(sentence, word) {
        return None;
    }
    let plan = sentence
        .by(word, &[Relation::Xcomp, Relation::Ccomp, Relation::Advcl])
        .find(|at| is_infinitive(sentence, *at))?;
    let source = doer(sentence, word)?;
    let mut content = sentence.below(plan);
    if let Some(object) = sentence.first_by(word, &[Relation::Obj]) {
        content.add(&sentence.below(object));
    }
    Some(Ascription::new(word, verb_group(sentence, word), Some(source), content, acts, Frame::Plan))
}

fn is_infinitive(sentence: &Sentence, verb: usize) -> bool {
    sentence.has(verb, &[Relation::Mark], "to")
}

/// "She criticised the plan", "he called it a lie", "the plan was criticised by voters".
fn matter(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let acts = acts(&sentence.lemma(word), Frame::Matter);
    if acts.is_empty() {
        return None;
    }
    let source = doer(sentence, word)?;
    let object = match is_passive(sentence, word) {
        true => sentence.first_by(word, &[Relation::Nsubj])?,
        false => sentence.first_by(word, &[Relation::Obj])?,
    };
    let mut content = sentence.below(object);
    for complement in complements(sentence, word) {
        content.add(&sentence.below(complement));
    }
    Some(Ascription::new(word, verb_group(sentence, word), Some(source), content, acts, Frame::Matter))
}

/// What completes "blamed him FOR THE FIRE", "called it A LIE", "urged them TO LEAVE".
fn complements<'s>(sentence: &'s Sentence, verb: usize) -> impl Iterator<Item = usize> + 's {
    const PREPOSITIONS: [&str; 9] = ["for", "as", "of", "about", "over", "with", "against", "from", "to"];
    let is_complement = move |at: &usize| match sentence.relation(*at) {
        Relation::Xcomp => true,
        Relation::Obl | Relation::Advcl => {
            let mark = sentence.first_by(*at, &[Relation::Case, Relation::Mark]);
            mark.is_some_and(|mark| PREPOSITIONS.contains(&sentence.form(mark).to_lowercase().as_str()))
        }
        _ => false,
    };
    sentence.dependents(verb).iter().copied().filter(move |at| *at > verb).filter(is_complement)
}

/// "They called for a pause", "she spoke of a mistake".
fn about(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let lemma = sentence.lemma(word);
    let with_act = |at: usize| {
        let preposition = sentence.first_by(at, &[Relation::Case, Relation::Mark])?;
        Some((at, preposition, act_about(&lemma, &sentence.form(preposition).to_lowercase())?))
    };
    let relations = [Relation::Obl, Relation::Advcl, Relation::Ccomp];
    let (matter, preposition, act) = sentence.by(word, &relations).find_map(with_act)?;
    let source = doer(sentence, word)?;
    let mut content = sentence.below_without(matter, |at| at == preposition);
    for infinitive in sentence.by(word, &[Relation::Xcomp, Relation::Advcl]).filter(|at| is_infinitive(sentence, *at)) {
        content.add(&sentence.below(infinitive));
    }
    let mut cue = verb_group(sentence, word);
    cue.insert(preposition);
    Some(Ascription::new(word, cue, Some(source), content, vec![act], Frame::About))
}

/// "He is believed to have left"; "a man believed to have left" believes nothing either.
fn passive(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let acts = acts(&sentence.lemma(word), Frame::Passive);
    let is_passive = is_passive(sentence, word);
    let is_described = sentence.relation(word) == Relation::Acl && sentence.form(word).to_lowercase().ends_with('d');
    let is_participle = is_described && !is_passive;
    if acts.is_empty() || !is_passive && !is_participle {
        return None;
    }
    let hung = sentence.by(word, &[Relation::Xcomp, Relation::Ccomp]).find(|at| is_infinitive(sentence, *at));
    let infinitive = hung.or_else(|| infinitive_after(sentence, word))?;
    let mut content = sentence.below(infinitive);
    if let Some(subject) = sentence.first_by(word, &[Relation::Nsubj]) {
        content.add(&sentence.below(subject));
    }
    let source = if is_participle { agent(sentence, word) } else { doer(sentence, word) };
    Some(Ascription::new(word, verb_group(sentence, word), source, content, acts, Frame::Passive))
}

/// The infinitive whose "to" follows a word at once, whatever a tree hangs it on: "who is believed [to have met] her, denies this".
fn infinitive_after(sentence: &Sentence, word: usize) -> Option<usize> {
    let to = (word + 1 < sentence.len() && sentence.lemma(word + 1) == "to").then_some(word + 1)?;
    sentence.head(to).filter(|verb| *verb > to && sentence.relation(to) == Relation::Mark)
}

/// "His claim that the road was shut".
fn noun(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let acts = acts(&sentence.lemma(word), Frame::Noun);
    if acts.is_empty() {
        return None;
    }
    let is_clause = |at: &usize| {
        sentence.exact_relation(*at) != Relation::AclRelcl && sentence.first_by(*at, &[Relation::Mark]).is_some()
    };
    let clause = sentence.by(word, &[Relation::Acl, Relation::Ccomp]).find(is_clause);
    let is_owner = |at: &usize| {
        sentence.exact_relation(*at) == Relation::NmodPoss
            || sentence.preposition(*at).is_some_and(|word| word == "by" || word == "from")
    };
    let owner = sentence.by(word, &[Relation::Nmod]).find(is_owner).or_else(|| giver(sentence, word));
    let is_matter = |at: &usize| {
        sentence.preposition(*at).is_some_and(|word| matches!(&*word, "of" | "about" | "on" | "for" | "against"))
    };
    let matter = owner.and_then(|_| sentence.by(word, &[Relation::Nmod]).find(is_matter));
    let content = sentence.below(clause.or(matter)?);
    Some(Ascription::new(word, sentence.only(&[word]), owner, content, acts, Frame::Noun))
}

/// Who gives or makes what a noun of saying names, or holds what one of believing does: "[Weil] gave assurances that the road was safe".
fn giver(sentence: &Sentence, noun: usize) -> Option<usize> {
    const HOLDING: [&str; 7] = ["have", "hold", "express", "voice", "share", "repeat", "reiterate"];
    const GIVING: [&str; 11] =
        ["give", "make", "issue", "offer", "deliver", "raise", "lodge", "publish", "release", "send", "level"];
    let verb = sentence.head(noun).filter(|_| sentence.relation(noun) == Relation::Obj)?;
    let (lemma, noun_lemma) = (sentence.lemma(verb), sentence.lemma(noun));
    let is_said = acts(&noun_lemma, Frame::Noun).iter().any(|act| *act != Act::Believed);
    let is_light = HOLDING.contains(&lemma.as_str()) || is_said && GIVING.contains(&lemma.as_str());
    let denies = sentence.by(noun, &[Relation::Det]).any(|at| sentence.lemma(at) == "no");
    doer(sentence, verb).filter(|_| is_light && !denies)
}

/// "She is sure that he left", "they are worried about the drought".
fn adjective(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let acts = acts(&sentence.lemma(word), Frame::Adjective);
    if acts.is_empty() {
        return None;
    }
    let source = doer(sentence, word)?;
    let is_content = |at: &usize| match sentence.relation(*at) {
        Relation::Ccomp | Relation::Xcomp => true,
        Relation::Advcl => is_infinitive(sentence, *at) || sentence.has(*at, &[Relation::Mark], "that"),
        Relation::Obl => {
            sentence.preposition(*at).is_some_and(|word| matches!(&*word, "of" | "about" | "with" | "over" | "at"))
        }
        _ => false,
    };
    let heads: Vec<usize> =
        sentence.dependents(word).iter().copied().filter(|at| *at > word).filter(is_content).collect();
    heads.first()?;
    let content = union(sentence, &heads);
    Some(Ascription::new(word, verb_group(sentence, word), Some(source), content, acts, Frame::Adjective))
}

/// "He allegedly left".
fn adverb(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let acts = acts(&sentence.lemma(word), Frame::Adverb);
    let head = sentence.head(word)?;
    if acts.is_empty() {
        return None;
    }
    let content = sentence.below_without(head, |at| {
        at == word || at > head && matches!(sentence.relation(at), Relation::Conj | Relation::Parataxis)
    });
    Some(Ascription::new(word, sentence.only(&[word]), None, content, acts, Frame::Adverb))
}

/// "According to police, the road was shut".
fn according(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let (source, branch) = match sentence.relation(word) {
        Relation::Case | Relation::Mark => (sentence.head(word)?, sentence.head(word)?),
        _ => (sentence.first_by(word, &[Relation::Obl, Relation::Nmod, Relation::Obj])?, word),
    };
    let content = sentence.below_without(sentence.head(branch)?, |at| at == branch);
    let mut cue = sentence.below_without(word, |at| at == source);
    if word + 1 < sentence.len() && sentence.form(word + 1).eq_ignore_ascii_case("to") {
        cue.insert(word + 1);
    }
    Some(Ascription::new(word, cue, Some(source), content, vec![Act::Said], Frame::Clause))
}

/// "He went on:": a verb of saying whose content does not hang on it; a quotation may stand beside it.
fn bare(sentence: &Sentence, word: usize) -> Option<Ascription> {
    let acts = acts(&sentence.lemma(word), Frame::Clause);
    if acts.is_empty() || ascribes_nothing(&sentence.lemma(word)) {
        return None;
    }
    let source = doer(sentence, word)?;
    let content = sentence.only(&[]);
    Some(Ascription::new(word, verb_group(sentence, word), Some(source), content, acts, Frame::Clause))
}

/// A verb or adjective with its auxiliaries and its particle, and the adverbs and "not" between them.
pub(super) fn verb_group(sentence: &Sentence, word: usize) -> Words {
    let is_particle = |at: usize| sentence.exact_relation(at) == Relation::CompoundPrt;
    let is_auxiliary = |at: usize| matches!(sentence.relation(at), Relation::Aux | Relation::Cop) && at < word;
    let dependents = sentence.dependents(word);
    let first = dependents.iter().copied().find(|at| is_auxiliary(*at)).unwrap_or(word);
    let last = dependents.iter().copied().rfind(|at| is_particle(*at)).unwrap_or(word);
    let is_between = |at: &usize| (first..last).contains(at) && sentence.relation(*at) == Relation::Advmod;
    let group = dependents.iter().copied().filter(|at| is_auxiliary(*at) || is_particle(*at) || is_between(at));
    sentence.only(&group.chain([word]).collect::<Vec<_>>())
}

fn union(sentence: &Sentence, heads: &[usize]) -> Words {
    let mut words = sentence.only(&[]);
    for head in heads {
        words.add(&sentence.below(*head));
    }
    words
}

/// Adds what stands before a content that comes first: "But the road is shut, police said".
fn take_opening(sentence: &Sentence, content: &mut Words, cue: &Words, source: Option<usize>) {
    let Some(first) = content.first() else { return };
    let source = source.map(|source| sentence.below(source));
    let is_free = |at: &usize| !cue.has(*at) && !source.as_ref().is_some_and(|source| source.has(*at));
    if (0..first).all(|at| is_free(&at)) {
        (0..first).for_each(|at| content.insert(at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::by_hand::tree;
    use clew_model::CodePoints;

    /// Checks the ascriptions of a tree, each as "source head | cue | content".
    fn check(written: &str, expected: &[&str]) {
        let (text, tree) = tree(written);
        let points = CodePoints::new(&text);
        let sentence = Sentence::new(&points, &tree);
        let words = |words: &Words| words.iter().map(|at| sentence.form(at)).collect::<Vec<_>>().join(" ");
        let with_content = ascriptions(&sentence).into_iter().filter(|found| found.content.first().is_some());
        let found = with_content.map(|found| {
            let source = found.source.map_or("", |source| sentence.form(source));
            format!("{source} | {} | {}", words(&found.cue), words(&found.content))
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_verb_ascribes_its_clause() {
        check(
            "Police/NOUN/nsubj>2 said=say/VERB/root>0 that/SCONJ/mark>6 roads/NOUN/nsubj>6 were=be/AUX/cop>6 shut/ADJ/ccomp>2",
            &["Police | said | that roads were shut"],
        );
        check(
            "But/CCONJ/cc>6 roads/NOUN/nsubj>4 were=be/AUX/cop>4 shut/ADJ/ccomp>6 police/NOUN/nsubj>6 said=say/VERB/root>0",
            &["police | said | But roads were shut"],
        );
        check(
            "Roads/NOUN/nsubj>6 ,/PUNCT/punct>4 police/NOUN/nsubj>4 said=say/VERB/parataxis>6 ,/PUNCT/punct>4 closed=close/VERB/root>0",
            &["police | said | Roads closed"],
        );
    }

    #[test]
    fn the_source_is_who_does_it() {
        check(
            "Weil/PROPN/nsubj>2 rang=ring/VERB/root>0 ,/PUNCT/punct>4 saying=say/VERB/advcl>2 he/PRON/nsubj>6 left=leave/VERB/ccomp>4",
            &["Weil | saying | he left"],
        );
        check(
            "A/DET/det>2 memo/NOUN/root>0 saying=say/VERB/acl>2 he/PRON/nsubj>5 left=leave/VERB/ccomp>3",
            &["memo | saying | he left"],
        );
        check(
            "The/DET/det>2 plan/NOUN/nsubj:pass>4 was=be/AUX/aux:pass>4 criticised=criticise/VERB/root>0 by/ADP/case>6 voters/NOUN/obl:agent>4",
            &["voters | was criticised | The plan"],
        );
        check(
            "It/PRON/nsubj:pass>3 was=be/AUX/aux:pass>3 said=say/VERB/root>0 he/PRON/nsubj>5 left=leave/VERB/ccomp>3",
            &[" | was said | he left"],
        );
    }

    #[test]
    fn plans_matters_and_prepositions_have_frames_of_their_own() {
        check(
            "They/PRON/nsubj>2 urged=urge/VERB/root>0 drivers/NOUN/obj>2 to/PART/mark>5 stay/VERB/xcomp>2",
            &["They | urged | drivers to stay"],
        );
        check(
            "They/PRON/nsubj>2 called=call/VERB/root>0 for/ADP/case>5 a/DET/det>5 strike/NOUN/obl>2",
            &["They | called for | a strike"],
        );
        check(
            "Weil/PROPN/nsubj>2 called=call/VERB/root>0 it/PRON/obj>2 a/DET/det>5 lie/NOUN/xcomp>2",
            &["Weil | called | it a lie"],
        );
        check(
            "She/PRON/nsubj>3 is=be/AUX/cop>3 sure/ADJ/root>0 he/PRON/nsubj>5 left=leave/VERB/ccomp>3",
            &["She | is sure | he left"],
        );
    }

    #[test]
    fn words_beside_a_statement_ascribe_too() {
        check("He/PRON/nsubj>3 allegedly/ADV/advmod>3 left=leave/VERB/root>0", &[" | allegedly | He left"]);
        check(
            "According=accord/VERB/case>3 to/ADP/fixed>1 police/NOUN/obl>5 he/PRON/nsubj>5 left=leave/VERB/root>0",
            &["police | According to | he left"],
        );
        check(
            "His/PRON/nmod:poss>2 claim/NOUN/nsubj>6 that/SCONJ/mark>5 it/PRON/nsubj>5 held=hold/VERB/acl>2 failed=fail/VERB/root>0",
            &["His | claim | that it held"],
        );
    }

    #[test]
    fn what_is_reported_is_of_nobody_or_of_its_agent() {
        check(
            "It/PRON/expl>3 was=be/AUX/aux:pass>3 reported=report/VERB/root>0 that/SCONJ/mark>6 he/PRON/nsubj>6 left=leave/VERB/csubj:pass>3",
            &[" | was reported | that he left"],
        );
        check(
            "Who/PRON/nsubj:pass>3 is=be/AUX/aux:pass>3 believed=believe/VERB/acl:relcl>6 to/PART/mark>5 leave/VERB/ccomp>6 denies=deny/VERB/root>0",
            &[" | is believed | Who to leave"],
        );
        check(
            "Versions=version/NOUN/nsubj>7 reported=report/VERB/acl>1 by/ADP/case>4 radio/NOUN/obl:agent>2 that/SCONJ/mark>6 burned=burn/VERB/ccomp>2 vanished=vanish/VERB/root>0",
            &["radio | reported | that burned"],
        );
    }

    #[test]
    fn who_gives_what_a_noun_says_is_its_source() {
        check(
            "Weil/PROPN/nsubj>2 gave=give/VERB/root>0 assurances=assurance/NOUN/obj>2 that/SCONJ/mark>6 it/PRON/nsubj>6 held=hold/VERB/acl>3",
            &["Weil | assurances | that it held"],
        );
        check(
            "Weil/PROPN/nsubj>2 had=have/VERB/root>0 no/DET/det>4 doubt/NOUN/obj>2 that/SCONJ/mark>7 it/PRON/nsubj>7 held=hold/VERB/acl>4",
            &[" | doubt | that it held"],
        );
    }

    #[test]
    fn what_says_nothing_ascribes_nothing() {
        check("They/PRON/nsubj>2 made=make/VERB/root>0 him/PRON/nsubj>4 leave/VERB/ccomp>2", &[]);
    }
}
