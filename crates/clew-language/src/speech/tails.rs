//! Asides at a sentence's end, read from its words alone: "..., a driver told police, according to a file seen by the Post".
//!
//! A tree is least sure of what hangs on a long sentence's end; but there asides follow one another, each of few shapes, and each
//! passes on all that stands before it.

use super::ascriptions::Ascription;
use super::heard::HeardWord;
use super::lexicon::{Frame, acts, ascribes_nothing};
use super::sentence::Sentence;
use clew_model::{Act, PartOfSpeech, Relation};
use std::ops::Range;

/// A verb beside a name ascribes from this probability of being a cue on.
const LIKELY_CUE: f32 = 0.3;
/// The most stretches between commas that one aside has: a name, what it is, and the verb.
const MOST_PARTS: usize = 4;
/// The most words of "cited on Sunday by".
const MOST_BEFORE_BY: usize = 4;
/// What begins a place or a time after a name.
const AFTER_NAMES: [&str; 9] = ["on", "in", "at", "after", "during", "before", "late", "by", "to"];
/// What refers a carrier back to who tells of it.
const OWN: [&str; 9] = ["its", "their", "our", "this", "we", "us", "his", "her", "they"];

/// An aside with its words in the sentence.
#[derive(Debug)]
struct Aside {
    /// From the first word to past the last, without the commas around.
    words: Range<usize>,
    head: usize,
    cue: Range<usize>,
    source: Range<usize>,
    /// Whether the source names nobody: "it is claimed".
    is_empty: bool,
    acts: Vec<Act>,
    frame: Frame,
}

/// Puts the asides at a sentence's end in the place of what its tree makes of them.
pub(crate) fn take_tails(sentence: &Sentence, heard: &[HeardWord], found: &mut Vec<Ascription>) {
    let mut from = 0;
    while from < sentence.len() {
        let to = (from..sentence.len()).find(|at| sentence.form(*at) == ";").unwrap_or(sentence.len());
        let tails = tails(sentence, heard, from..to);
        if let Some(first) = tails.first() {
            let first = first.words.start;
            clear(sentence, found, first..to);
            let new = ascriptions(sentence, found, &tails, from);
            found.extend(new);
        }
        from = to + 1;
    }
    found.sort_by_key(|ascription| ascription.head);
}

/// The asides that end some words of a sentence, in order.
fn tails(sentence: &Sentence, heard: &[HeardWord], within: Range<usize>) -> Vec<Aside> {
    let mut found: Vec<Aside> = Vec::new();
    let mut end = within.end;
    loop {
        while end > within.start && is_mark(sentence, end - 1) {
            end -= 1;
        }
        let Some(aside) = last_aside(sentence, heard, within.start..end) else { break };
        end = aside.words.start;
        found.extend(cited_on(sentence, &aside));
        found.extend(carrier(sentence, &aside));
        found.push(aside);
    }
    found.reverse();
    found
}

/// The aside that ends some words, if anything is stated before it.
fn last_aside(sentence: &Sentence, heard: &[HeardWord], within: Range<usize>) -> Option<Aside> {
    let borders = within.clone().rev().filter(|at| is_border(sentence, *at)).take(MOST_PARTS);
    let is_after_statement = |words: &Range<usize>| (within.start..words.start).any(|word| sentence.is_predicate(word));
    let tried: Vec<Range<usize>> = borders.map(|border| border + 1..within.end).filter(is_after_statement).collect();
    let with_own_word =
        |words| according(sentence, words).or_else(|| citing(sentence, words)).or_else(|| trusted(sentence, words));
    let in_order = tried.iter().find_map(|words| with_own_word(words).or_else(|| told(sentence, heard, words)));
    in_order.or_else(|| tried.iter().find_map(|words| said_by(sentence, heard, words)))
}

/// "according to a file".
fn according(sentence: &Sentence, words: &Range<usize>) -> Option<Aside> {
    let is_to = words.len() > 2 && sentence.form(words.start + 1).eq_ignore_ascii_case("to");
    if !is_to || !sentence.form(words.start).eq_ignore_ascii_case("according") {
        return None;
    }
    let source = name(sentence, words.start + 2..words.end).filter(|source| ends(sentence, source, words))?;
    // "According to police, a column killed two": what follows the name is told, and no name.
    let is_subject =
        |at: usize| sentence.relation(at) == Relation::Nsubj && at > words.start + 2 && source.contains(&at);
    let tells = |verb: usize| {
        sentence.part(verb) == PartOfSpeech::Verb && sentence.by(verb, &[Relation::Nsubj]).any(is_subject)
    };
    if source.clone().any(|at| is_mark(sentence, at)) && source.clone().any(tells) {
        return None;
    }
    Some(Aside {
        words: words.clone(),
        head: words.start,
        cue: words.start..words.start + 2,
        source,
        is_empty: false,
        acts: vec![Act::Said, Act::Wrote],
        frame: Frame::Clause,
    })
}

/// "citing two officials".
fn citing(sentence: &Sentence, words: &Range<usize>) -> Option<Aside> {
    let acts = acts(&sentence.lemma(words.start), Frame::Citing);
    if acts.is_empty() || !sentence.form(words.start).ends_with("ing") {
        return None;
    }
    let source = name(sentence, words.start + 1..words.end).filter(|source| ends(sentence, source, words))?;
    let cue = words.start..words.start + 1;
    Some(Aside { words: words.clone(), head: words.start, cue, source, is_empty: false, acts, frame: Frame::Citing })
}

/// "if the Post is to be believed".
fn trusted(sentence: &Sentence, words: &Range<usize>) -> Option<Aside> {
    let head = words.end - 1;
    let acts = acts(&sentence.lemma(head), Frame::If);
    let is_auxiliary = |at: &usize| sentence.part(*at) == PartOfSpeech::Auxiliary;
    let from = words.clone().find(is_auxiliary).filter(|_| !acts.is_empty())?;
    let source =
        name(sentence, words.start + 1..from).filter(|_| sentence.form(words.start).eq_ignore_ascii_case("if"))?;
    Some(Aside { words: words.clone(), head, cue: from..words.end, source, is_empty: false, acts, frame: Frame::If })
}

/// "a driver told police", "Weil, 41, the engineer, said".
fn told(sentence: &Sentence, heard: &[HeardWord], words: &Range<usize>) -> Option<Aside> {
    let head = words.clone().find(|at| is_cue(sentence, heard, *at))?;
    let auxiliary = (words.start..head).find(|at| sentence.part(*at) == PartOfSpeech::Auxiliary);
    let from = auxiliary.unwrap_or(head);
    let source = words.start..(words.start..from).rev().find(|at| !is_mark(sentence, *at))? + 1;
    // "The owner, Weil, said": a name that a comma parts from its verb has a comma inside too.
    let is_cut = source.end < from && !source.clone().any(|at| is_border(sentence, at));
    let is_name = |at: usize| !is_clausal(sentence, at) || is_participle(sentence, at) && at > source.start;
    let has_name = source.clone().any(|at| is_nominal(sentence, at)) && source.clone().all(is_name);
    let is_group = (from..head).all(|at| sentence.part(at) != PartOfSpeech::Verb);
    let is_over = (head + 1..words.end).all(|at| !is_clausal(sentence, at));
    if is_cut || !has_name || !is_group || !is_over || is_opener(sentence, words.start) {
        return None;
    }
    let acts = acts(&sentence.lemma(head), Frame::Clause);
    let is_empty = sentence.lemma(words.start) == "it" && (from..head).any(|at| sentence.lemma(at) == "be");
    Some(Aside { words: words.clone(), head, cue: from..head + 1, source, is_empty, acts, frame: Frame::Clause })
}

/// "said his lawyer".
fn said_by(sentence: &Sentence, heard: &[HeardWord], words: &Range<usize>) -> Option<Aside> {
    let head = words.start;
    let has_subject = sentence.by(head, &[Relation::Nsubj]).any(|at| at < head);
    if !is_cue(sentence, heard, head) || has_subject || (head + 1..words.end).any(|at| is_clausal(sentence, at)) {
        return None;
    }
    let is_after = |at: &usize| {
        sentence.part(*at) == PartOfSpeech::Adposition && AFTER_NAMES.contains(&&*sentence.form(*at).to_lowercase())
    };
    let end = (head + 1..words.end).find(is_after).unwrap_or(words.end);
    let source = name(sentence, head + 1..end)?;
    let acts = acts(&sentence.lemma(head), Frame::Clause);
    Some(Aside { words: words.clone(), head, cue: head..head + 1, source, is_empty: false, acts, frame: Frame::Clause })
}

/// Whom the source of an aside passes on: "citing the Post, WHICH QUOTED POLICE".
fn cited_on(sentence: &Sentence, aside: &Aside) -> Option<Aside> {
    let pronoun = (aside.source.end..aside.words.end).find(|at| !is_mark(sentence, *at))?;
    let verb = (pronoun + 1..aside.words.end).find(|at| sentence.part(*at) == PartOfSpeech::Verb)?;
    let acts = acts(&sentence.lemma(verb), Frame::Citing);
    if acts.is_empty() || !is_relative(sentence, pronoun) {
        return None;
    }
    let source = name(sentence, verb + 1..aside.words.end)?;
    let words = pronoun..aside.words.end;
    Some(Aside { words, head: verb, cue: verb..verb + 1, source, is_empty: false, acts, frame: Frame::Citing })
}

/// Who passes the source of an aside on: "a file SEEN BY THE POST".
fn carrier(sentence: &Sentence, aside: &Aside) -> Option<Aside> {
    let participle = aside.source.end;
    let acts = match participle < aside.words.end {
        true => acts(&sentence.lemma(participle), Frame::Carried),
        false => Vec::new(),
    };
    let by = (participle..aside.words.end).take(MOST_BEFORE_BY).find(|at| sentence.form(*at) == "by")?;
    let source = name(sentence, by + 1..aside.words.end)?;
    // "seen by its reporters": who tells it anyway.
    let is_own = source.clone().any(|at| OWN.contains(&&*sentence.lemma(at)));
    let aside = Aside {
        words: participle..aside.words.end,
        head: participle,
        cue: participle..by + 1,
        source,
        is_empty: false,
        acts,
        frame: Frame::Carried,
    };
    (!is_own && !aside.acts.is_empty()).then_some(aside)
}

/// Whether nothing follows a name in an aside but a description of it, or a place and a time.
fn ends(sentence: &Sentence, name: &Range<usize>, aside: &Range<usize>) -> bool {
    let next = (name.end..aside.end).find(|at| !is_mark(sentence, *at));
    next.is_none_or(|at| {
        is_relative(sentence, at)
            || sentence.part(at) == PartOfSpeech::Adposition
            || !acts(&sentence.lemma(at), Frame::Carried).is_empty()
    })
}

/// The words from the first on that name a source, without relative clauses and without who passes it on.
pub(super) fn name(sentence: &Sentence, words: Range<usize>) -> Option<Range<usize>> {
    let is_over = |at: &usize| {
        let is_after_comma = *at > words.start && is_mark(sentence, *at - 1);
        is_relative(sentence, *at)
            || matches!(sentence.part(*at), PartOfSpeech::Auxiliary | PartOfSpeech::SubordinatingConjunction)
            || sentence.part(*at) == PartOfSpeech::Verb && !acts(&sentence.lemma(*at), Frame::Carried).is_empty()
            || sentence.part(*at) == PartOfSpeech::Adposition && is_after_comma
    };
    let end = words.clone().find(is_over).unwrap_or(words.end);
    let end = (words.start..end).rev().find(|at| !is_mark(sentence, *at))? + 1;
    (words.start..end).any(|at| is_nominal(sentence, at)).then_some(words.start..end)
}

/// The main word of a name: the last of its first run of nouns.
pub(super) fn main_word(sentence: &Sentence, name: &Range<usize>) -> usize {
    let is_break = |at: &usize| {
        !sentence.form(*at).starts_with(['\'', '’'])
            && matches!(sentence.part(*at), PartOfSpeech::Adposition | PartOfSpeech::Verb | PartOfSpeech::Punctuation)
    };
    let first = name.clone().find(|at| is_nominal(sentence, *at)).unwrap_or(name.start);
    let end = (first..name.end).find(is_break).unwrap_or(name.end);
    (first..end).rev().find(|at| is_nominal(sentence, *at)).unwrap_or(first)
}

/// Takes out of what was found before whatever stands in some words.
fn clear(sentence: &Sentence, found: &mut Vec<Ascription>, words: Range<usize>) {
    let gone = sentence.only(&words.clone().collect::<Vec<_>>());
    found.retain(|ascription| !words.contains(&ascription.head));
    for ascription in found {
        ascription.content.remove(&gone);
        ascription.source = ascription.source.filter(|source| !words.contains(source));
    }
}

/// What each of the asides that follow one another ascribes, in a stretch that begins at `from`.
fn ascriptions(sentence: &Sentence, found: &mut [Ascription], asides: &[Aside], from: usize) -> Vec<Ascription> {
    let range = |words: Range<usize>| sentence.only(&words.collect::<Vec<_>>());
    let mut made: Vec<Ascription> = Vec::new();
    for aside in asides {
        let start = aside.words.start;
        let mut content = range(from..start);
        let mut cited_by = None;
        let before = || found.iter().filter(|one| one.frame == Frame::Clause && (from..start).contains(&one.head));
        if aside.frame == Frame::Citing {
            let outer = made.last().or_else(|| before().next_back());
            cited_by = outer.map(|outer| outer.head);
            content = outer.map_or(content, |outer| outer.content.clone());
            if let Some(outer) = made.last_mut() {
                outer.content.add(&range(aside.words.clone()));
            }
        } else if made.is_empty()
            && let Some(at) = found.iter().position(|one| (from..start).contains(&one.head) && is_press(sentence, one))
        {
            content = range(found[at].content.first().unwrap_or(from)..start);
            found[at].content.add(&range(start..aside.words.end));
        }
        let source = (!aside.is_empty).then(|| main_word(sentence, &aside.source));
        made.push(Ascription {
            head: aside.head,
            cue: range(aside.cue.clone()),
            source,
            source_words: Some(range(aside.source.clone())),
            content,
            acts: aside.acts.clone(),
            frame: aside.frame,
            cited_by,
        });
    }
    made
}

/// "The Post writes that ..., according to a file": what a paper tells of now, it has from others.
fn is_press(sentence: &Sentence, ascription: &Ascription) -> bool {
    let is_present = sentence.form(ascription.head).ends_with('s');
    let follows = ascription.content.first().is_some_and(|first| first > ascription.head);
    is_present && follows && !acts(&sentence.lemma(ascription.head), Frame::Press).is_empty()
}

fn is_cue(sentence: &Sentence, heard: &[HeardWord], at: usize) -> bool {
    let lemma = sentence.lemma(at);
    sentence.part(at) == PartOfSpeech::Verb
        && heard[at].cue >= LIKELY_CUE
        && !sentence.form(at).ends_with("ing")
        && !ascribes_nothing(&lemma)
        && !acts(&lemma, Frame::Clause).is_empty()
}

/// Whether a word belongs to a clause: what neither a name nor a recipient or a time has.
fn is_clausal(sentence: &Sentence, at: usize) -> bool {
    let is_part = matches!(
        sentence.part(at),
        PartOfSpeech::Verb | PartOfSpeech::Auxiliary | PartOfSpeech::SubordinatingConjunction
    );
    is_part || is_relative(sentence, at)
}

fn is_relative(sentence: &Sentence, at: usize) -> bool {
    sentence.part(at) == PartOfSpeech::Pronoun
        && matches!(&*sentence.form(at).to_lowercase(), "who" | "which" | "that" | "whom" | "what" | "whose")
}

fn is_opener(sentence: &Sentence, at: usize) -> bool {
    use PartOfSpeech::{CoordinatingConjunction, SubordinatingConjunction};
    matches!(sentence.part(at), CoordinatingConjunction | SubordinatingConjunction)
}

fn is_participle(sentence: &Sentence, at: usize) -> bool {
    let is_modifier = matches!(sentence.relation(at), Relation::Acl | Relation::Amod);
    sentence.part(at) == PartOfSpeech::Verb && is_modifier && sentence.first_by(at, &[Relation::Nsubj]).is_none()
}

fn is_nominal(sentence: &Sentence, at: usize) -> bool {
    use PartOfSpeech::{Noun, Numeral, Pronoun, ProperNoun};
    matches!(sentence.part(at), Noun | Numeral | Pronoun | ProperNoun) || sentence.lemma(at) == "one"
}

fn is_mark(sentence: &Sentence, at: usize) -> bool {
    sentence.part(at) == PartOfSpeech::Punctuation
}

/// What parts an aside from what it stands beside.
fn is_border(sentence: &Sentence, at: usize) -> bool {
    is_mark(sentence, at)
        && matches!(sentence.form(at), "," | "–" | "—" | "\"" | "”" | "’" | "'" | "»" | "?" | "!" | "''")
}
