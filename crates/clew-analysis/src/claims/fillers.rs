//! What a head word stands for as a participant: the words that name it, what sort of thing they name, and what they refer to.

use super::classes::Class;
use super::frame::preposition;
use super::pattern::FillerType;
use super::sentence::Sentence;
use super::word_list::lines;
use clew_model::{Mention, MentionKind, PartOfSpeech, Relation, Span, ThingType};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Nouns by the sorts of things they name.
static THINGS: LazyLock<HashMap<&'static str, Vec<ThingType>>> = LazyLock::new(|| {
    let (mut found, mut kind) = (HashMap::<_, Vec<_>>::new(), ThingType::Thing);
    for line in lines(include_str!("../../words/things.txt")).filter(|line| !line.starts_with('+')) {
        match line.strip_prefix("kind ") {
            Some(name) => kind = ThingType::from_word(name).expect("things.txt names types of things"),
            None => line.split(',').for_each(|word| found.entry(word.trim()).or_default().push(kind)),
        }
    }
    found
});

/// Words and signs for units of money.
static CURRENCIES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../words/currencies.txt")).collect());

/// Whether what a word heads may fill a role of one of these types.
pub(crate) fn is_of(sentence: &Sentence, word: usize, types: &[FillerType]) -> bool {
    let named = thing(sentence, word);
    // "today's attack", "the fifth attack", "(words indistinct)": neither a day nor a quality does anything.
    if is_no_thing(sentence, word) || is_remark(sentence, word) {
        return types.iter().any(|filler| match filler {
            FillerType::Time => sentence.mention(word).is_none(),
            FillerType::Class(class) => sentence.class_word(*class, word).is_some(),
            FillerType::Word(wanted) => sentence.is_word(word, wanted),
            _ => false,
        });
    }
    types.iter().any(|filler| match filler {
        FillerType::Any => true,
        FillerType::Clause => is_clause(sentence, word),
        FillerType::Money => is_money(sentence, word),
        FillerType::Number => named == ThingType::Thing && is_number(sentence, word),
        FillerType::Class(class) => sentence.class_word(*class, word).is_some(),
        FillerType::Name => sentence.mention(word).is_some_and(|mention| mention.kind == MentionKind::Name),
        FillerType::Time => sentence.mention(word).is_none(),
        FillerType::Word(wanted) => sentence.is_word(word, wanted),
        FillerType::Thing(ThingType::Thing) => named == ThingType::Thing && !is_clause(sentence, word),
        FillerType::Thing(wanted) => named == *wanted,
    })
}

/// Whether a word names a time, or is an adjective before a noun that names no thing by itself.
fn is_no_thing(sentence: &Sentence, word: usize) -> bool {
    let is_quality = sentence.relation(word) == Relation::Amod
        && matches!(sentence.part(word), PartOfSpeech::Adjective | PartOfSpeech::Verb | PartOfSpeech::Adverb)
        && sentence.mention(word).is_none()
        && !THINGS.contains_key(sentence.lemma(word));
    sentence.is_time(word) || is_quality
}

/// Whether a word stands in the remark of one who wrote down what was said: "(words indistinct)", "[applause]".
fn is_remark(sentence: &Sentence, word: usize) -> bool {
    const REMARKS: [&str; 10] = [
        "indistinct",
        "inaudible",
        "unintelligible",
        "crosstalk",
        "applause",
        "laughter",
        "begin recording",
        "end recording",
        "break in reception",
        "unidentified speaker",
    ];
    let mut before = (0..word).rev().take(8).take_while(|at| !matches!(sentence.form(*at), ")" | "]"));
    let Some(opened) = before.find(|at| matches!(sentence.form(*at), "(" | "[")) else { return false };
    let mut after = (word..sentence.len()).take(8);
    let Some(closed) = after.find(|at| matches!(sentence.form(*at), ")" | "]")) else { return false };
    let inside = (opened + 1..closed).map(|at| sentence.form(at)).collect::<Vec<_>>().join(" ");
    REMARKS.iter().any(|remark| inside.contains(remark))
}

/// The sort of thing that a word names: its mention's, or the noun's own where the mention tells none, or takes a bomb for a person.
pub(crate) fn thing(sentence: &Sentence, word: usize) -> ThingType {
    use ThingType::{Facility, Organization, Person, Place, PublicBody, Thing, Weapon};
    // A noun before a noun is often taken for an adjective: "a dynamite attack".
    let is_common = sentence.part(word) == PartOfSpeech::Noun
        || sentence.part(word) == PartOfSpeech::Adjective
            && matches!(sentence.relation(word), Relation::Amod | Relation::Compound);
    let of_noun = THINGS.get(sentence.lemma(word)).filter(|_| is_common).map_or(&[][..], |kinds| kinds);
    let mention = sentence.mention(word).filter(|mention| mention.thing != Thing);
    let Some(told) = mention.map(|mention| mention.thing) else { return of_noun.last().copied().unwrap_or(Thing) };
    let is_animate = of_noun.iter().any(|noun| matches!(noun, Person | Organization | PublicBody));
    match of_noun.last() {
        _ if of_noun.contains(&told) => told,
        Some(Thing) if matches!(told, Place | Facility | Weapon) => Thing,
        Some(noun) if told == Person && !is_animate => *noun,
        // "the town": no building, whatever its mention was taken for.
        Some(Place) if told == Facility => Place,
        _ if of_noun.contains(&Weapon) => Weapon,
        _ => told,
    }
}

/// Whether a noun is a word for things of one of these sorts, whatever its mention was taken for.
pub(crate) fn is_word_for(sentence: &Sentence, word: usize, kinds: &[ThingType]) -> bool {
    THINGS.get(sentence.lemma(word)).is_some_and(|of_noun| of_noun.iter().any(|kind| kinds.contains(kind)))
}

/// Whether a word says that something happens, rather than naming a thing.
pub(crate) fn is_clause(sentence: &Sentence, word: usize) -> bool {
    sentence.part(word) == PartOfSpeech::Verb
        || sentence.has(word, &[Relation::Cop])
        || sentence.mention(word).is_some_and(|mention| mention.thing == ThingType::Event)
}

/// Whether a word stands for so many of what is spoken of: "killed [three]", "wounded [five more]", "[those] injured".
fn is_number(sentence: &Sentence, word: usize) -> bool {
    let is_counted = || sentence.has(word, &[Relation::Nummod]);
    match sentence.form(word) {
        "more" | "other" | "others" => is_counted(),
        "those" => true,
        _ => sentence.part(word) == PartOfSpeech::Numeral && !is_money(sentence, word) && !sentence.is_time(word),
    }
}

/// The name that stands right after a word that describes its bearer: of "former minister [Ada Obi]"; of "his cousin [Jan]" also where
/// the description was not seen.
pub(crate) fn name_after(sentence: &Sentence, word: usize) -> Option<usize> {
    let described = sentence.mention(word);
    if described.is_some_and(|mention| mention.kind != MentionKind::Nominal) {
        return None;
    }
    let beside = sentence.by(word, &[Relation::Appos, Relation::Flat]).find(|at| *at == word + 1);
    let named = beside.or_else(|| name_of_title(sentence, word))?;
    let name = sentence.mention(named).filter(|name| name.kind == MentionKind::Name)?;
    let is_relative = || name.thing == ThingType::Person && sentence.has(word, &[Relation::NmodPoss]);
    described.map_or_else(is_relative, |described| described.thing == name.thing).then_some(named)
}

/// The name that a title of one word stands before, wherever the tree hangs it: "Msgr [Romero]".
fn name_of_title(sentence: &Sentence, word: usize) -> Option<usize> {
    let title = sentence.mention(word)?;
    let is_one_word = title.span == sentence.span_of(word) && sentence.part(word) == PartOfSpeech::ProperNoun;
    let next = (word + 1 < sentence.len() && is_one_word).then(|| sentence.begun(word + 1))?;
    next.iter().find(|(mention, ..)| mention.kind == MentionKind::Name).map(|(_, head, _)| *head)
}

fn is_money(sentence: &Sentence, word: usize) -> bool {
    CURRENCIES.contains(sentence.lemma(word))
        || sentence.subtree(word).into_iter().any(|at| CURRENCIES.contains(sentence.form(at)))
}

/// The words that name what a word heads: its mention, or its phrase, without what is said of it beside.
pub(crate) fn span(sentence: &Sentence, word: usize) -> Span {
    match sentence.mention(word) {
        Some(mention) if mention.kind == MentionKind::Name => without_possessive(sentence, mention.span),
        Some(mention) => sentence.whole_word(without_possessive(sentence, named_alone(sentence, word, mention.span))),
        None => sentence.whole_word(named_alone(sentence, word, phrase(sentence, word))),
    }
}

/// The words of an office: its phrase without the name of whoever holds it, "coach" of "coach Ana Ruiz"; never less than the
/// whole of a title of several words.
pub(crate) fn title(sentence: &Sentence, word: usize) -> Span {
    let whole = span(sentence, word);
    let own = sentence.class_phrase(Class::Title, word).map_or(word..word + 1, |title| title.words);
    let own = sentence.span_between(own.start, own.end - 1);
    let is_name = |mention: &Mention| mention.kind == MentionKind::Name;
    let is_holder = |at: &usize| {
        sentence.mention(*at).is_some_and(is_name) && matches!(sentence.relation(*at), Relation::Appos | Relation::Flat)
    };
    let has_holder = sentence.dependents(word).iter().any(is_holder) || begins_name(sentence, own.end);
    if !whole.contains(sentence.span_of(word)) || whole.start > own.start {
        // Its widest mention is its holder's name.
        return own;
    }
    let own_start = sentence.word_at(own.start).unwrap_or(word);
    let start = sentence.span_of(first_of_title(sentence, own_start)).start.max(whole.start).min(own.start);
    Span::new(start, if has_holder { own.end } else { whole.end.max(own.end) })
}

/// The first word of the phrase that ends with a title: no subject, no other phrase before a comma or a preposition.
fn first_of_title(sentence: &Sentence, title: usize) -> usize {
    use PartOfSpeech::{
        Adjective, Adverb, CoordinatingConjunction, Determiner, Noun, Numeral, Particle, Pronoun, ProperNoun, Verb,
    };
    let is_adjective = |at: usize| at < sentence.len() && sentence.part(at) == Adjective;
    let is_before = |at: &usize| match sentence.part(*at) {
        Adjective | Adverb | Determiner | Noun | Numeral | Particle | ProperNoun => true,
        Pronoun => sentence.relation(*at) == Relation::NmodPoss,
        // "the acting mayor", "the most cited author"
        Verb => matches!(sentence.relation(*at), Relation::Amod | Relation::Compound),
        CoordinatingConjunction => is_adjective(at + 1) && at.checked_sub(1).is_some_and(is_adjective),
        _ => sentence.form(*at) == "-",
    };
    let mut first = title;
    while let Some(before) = first.checked_sub(1) {
        // A body's name is of the phrase whole: "the Council for Ports of Varn chairman".
        let named = (0..before).find(|at| {
            let ends =
                |(mention, _, end): &(&Mention, usize, usize)| mention.kind == MentionKind::Name && *end == first;
            sentence.begun(*at).iter().any(ends)
        });
        match named {
            Some(start) => first = start,
            None if is_before(&before) => first = before,
            None => break,
        }
    }
    first
}

/// Whether the name of a person stands right after a position.
fn begins_name(sentence: &Sentence, position: u32) -> bool {
    let next = sentence.word_at(position.saturating_sub(1)).map_or(sentence.len(), |last| last + 1);
    let is_person = |mention: &Mention| mention.kind == MentionKind::Name && mention.thing == ThingType::Person;
    next < sentence.len() && sentence.begun(next).iter().any(|(mention, ..)| is_person(mention))
}

/// A span without the preposition before it, and only up to what is told of the thing beside its name: "[the power pylon] in the
/// valley", "[two men] who shot at him", "[a unit], the Dawn Brigade".
fn named_alone(sentence: &Sentence, word: usize, span: Span) -> Span {
    let inside = |at: &usize| span.contains(sentence.span_of(*at));
    let is_told = |at: &usize| *at > word && is_told_beside(sentence, word, *at);
    let first_below = |at: usize| sentence.subtree(at).into_iter().find(|at| *at > word).unwrap_or(at);
    let cut = sentence.dependents(word).iter().copied().filter(is_told).map(first_below).min();
    let is_mark =
        |at: &usize| matches!(sentence.part(*at), PartOfSpeech::Punctuation | PartOfSpeech::CoordinatingConjunction);
    let last = cut.and_then(|cut| (word..cut).rev().find(|at| !is_mark(at)));
    let is_opening = |at: &usize| {
        let relation = sentence.relation(*at);
        sentence.head(*at) == Some(word) && matches!(relation, Relation::Case | Relation::Cc | Relation::Mark)
    };
    let first = (0..=word).filter(inside).find(|at| !is_opening(at));
    let start = first.map_or(span.start, |first| sentence.span_of(first).start);
    let end = last.map_or(span.end, |last| sentence.span_of(last).end.min(span.end));
    Span::new(start, end)
}

/// Whether a part of a noun's phrase tells of the thing rather than naming it: a clause, another name after a comma, what is
/// listed with it, where it is or when.
fn is_told_beside(sentence: &Sentence, word: usize, at: usize) -> bool {
    use Relation::*;
    match sentence.relation(at) {
        AclRelcl | Advcl | Parataxis | Conj | NmodUnmarked | OblUnmarked => true,
        Acl => !is_event(sentence, word),
        Appos => sentence.part(at - 1) == PartOfSpeech::Punctuation || sentence.has(at, &[Punct, Det]),
        Nmod | Obl => !is_event(sentence, word) && says_where(sentence, at),
        _ => false,
    }
}

fn is_event(sentence: &Sentence, word: usize) -> bool {
    sentence.mention(word).is_some_and(|mention| matches!(mention.thing, ThingType::Event | ThingType::Work))
}

/// Whether a word after its preposition says where or when: "in Odessa", "between six and seven".
fn says_where(sentence: &Sentence, at: usize) -> bool {
    const WHERE: [&str; 14] = [
        "in", "at", "near", "on", "outside", "inside", "around", "along", "between", "before", "after", "during",
        "since", "until",
    ];
    let is_where = preposition(sentence, at).is_some_and(|words| WHERE.contains(&words.as_str()));
    let is_place = matches!(thing(sentence, at), ThingType::Place | ThingType::Facility);
    is_where && (is_place || sentence.part(at) == PartOfSpeech::Numeral)
}

/// "the city's" without the ending that the next word asks for.
fn without_possessive(sentence: &Sentence, span: Span) -> Span {
    let last = sentence.word_at(span.end.saturating_sub(1)).filter(|last| matches!(sentence.form(*last), "'s" | "'"));
    match last.filter(|last| sentence.span_of(*last).start > span.start) {
        Some(last) => Span::new(span.start, sentence.span_of(last).start),
        None => span,
    }
}

/// From the first to the last word below a head, without relative clauses, appositions, prepositions before it and marks around it.
fn phrase(sentence: &Sentence, word: usize) -> Span {
    use Relation::*;
    let mut first = word;
    let mut last = word;
    let mut open = vec![word];
    while let Some(at) = open.pop() {
        first = first.min(at);
        last = last.max(at);
        let is_kept = |child: &usize| {
            let relation = sentence.relation(*child);
            let is_border = at == word
                && matches!(relation, Case | Mark | Cc | Conj | Parataxis | Cop | Nsubj if !is_clause(sentence, word));
            let is_opening = at == word && matches!(relation, Case | Mark | Cc);
            !(is_border || is_opening || matches!(relation, Punct | AclRelcl | Appos))
        };
        open.extend(sentence.dependents(at).iter().copied().filter(is_kept));
    }
    sentence.span_between(first, last)
}
