//! Who holds an office, in what body, and by what words it is told: what patterns and the engine find beside a title, held against
//! how titles stand beside names.

use super::candidates::Found;
use super::classes::Class;
use super::fillers::{is_of, is_word_for, thing};
use super::frame::preposition;
use super::pattern::FillerType;
use super::sentence::Sentence;
use super::word_list::lines;
use clew_model::{Mention, MentionKind, PartOfSpeech, Predicate, Relation, Role, ThingType};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Titles by the groups of titles.txt that they stand in.
static GROUPS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let (mut groups, mut group) = (HashMap::<_, HashSet<_>>::new(), "");
    for line in lines(include_str!("../../words/titles.txt")).filter(|line| !line.starts_with(['+', '-'])) {
        match line.strip_prefix("group ") {
            Some(name) => group = name,
            None => line.split(',').for_each(|title| _ = groups.entry(title.trim()).or_default().insert(group)),
        }
    }
    groups
});

/// Words for peoples, in lower case.
static PEOPLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let entries = lines(include_str!("../../words/nationalities.txt")).filter(|line| !line.starts_with(['+', '-']));
    let words = entries.map(|line| line.split_once("->").map_or(line, |(words, _)| words));
    words.flat_map(|words| words.split([',', '|'])).map(|word| word.trim().to_lowercase()).collect()
});

/// The most words of a phrase before its title: "[the city's chief harbour] engineer".
const BEFORE: usize = 8;

/// The offices as they are held, one claim a title; what only looks like one is left out, and all else left as it is.
pub(crate) fn settle(sentence: &Sentence, found: Vec<Found>) -> Vec<Found> {
    let mut settled: Vec<Found> = Vec::new();
    for one in found {
        let title = title(sentence, &one);
        let Some(words) = title else {
            settled.push(one);
            continue;
        };
        let Some(held) = held(sentence, one, &words) else { continue };
        let same = |other: &&mut Found| other.predicate == held.predicate && other.trigger == held.trigger;
        match settled.iter_mut().find(same) {
            Some(other) if other.arguments.len() < held.arguments.len() => *other = held,
            Some(_) => {}
            None => settled.push(held),
        }
    }
    settled
}

/// Whether an office is said to be over, so that a time beside it is of something else: "in May the former mayor wrote".
pub(crate) fn is_past(sentence: &Sentence, found: &Found) -> bool {
    let Some(words) = title(sentence, found) else { return false };
    let is_over = |at: usize| matches!(sentence.form(at), "former" | "ex" | "retired" | "late" | "onetime");
    let is_border =
        |at: usize| sentence.form(at) == "," || sentence.begun(at).iter().any(|(mention, ..)| is_persons_name(mention));
    let before = (words.start.saturating_sub(BEFORE)..words.start).rev();
    before.take_while(|at| !is_border(*at)).any(is_over)
}

/// The words of the title that a Position rests on; `None` of everything else.
fn title(sentence: &Sentence, found: &Found) -> Option<Range<usize>> {
    let phrase = || sentence.class_phrase(Class::Title, found.trigger).map(|title| title.words);
    phrase().filter(|_| found.predicate == Predicate::Position && sentence.part(found.trigger) != PartOfSpeech::Verb)
}

/// A Position with its holder, its body and its whole title; `None` where the title is a name, or nobody is left to hold it.
fn held(sentence: &Sentence, found: Found, title: &Range<usize>) -> Option<Found> {
    if is_in_name(sentence, title) {
        return None;
    }
    let trigger = head_of(sentence, title);
    let of = |role: Role| found.arguments.iter().filter(move |(other, _)| *other == role).map(|(_, word)| *word);
    let holders = holders(sentence, &found, title, of(Role::Person).collect());
    let bodies = of(Role::Organization).filter(|body| !holders.contains(body) && is_body(sentence, *body, title));
    // One post is of one body: what is listed after it is mostly another post's.
    let body = bodies.take(1).collect::<Vec<_>>();
    let is_told_of_itself = holders.iter().all(|holder| title.contains(holder));
    if holders.is_empty() || is_told_of_itself && body.is_empty() && !is_of_group(sentence, title, &["office"]) {
        return None;
    }
    let mut arguments: Vec<(Role, usize)> = holders.into_iter().map(|holder| (Role::Person, holder)).collect();
    arguments.extend(body.into_iter().map(|body| (Role::Organization, body)));
    let is_other = |role: &Role| !matches!(role, Role::Person | Role::Organization | Role::Title);
    arguments.extend(found.arguments.iter().filter(|(role, _)| is_other(role)));
    arguments.push((Role::Title, trigger));
    Some(Found { trigger, arguments, ..found })
}

/// The word of a title that the others hang on: the "secretary" of "secretary of state", else the last.
fn head_of(sentence: &Sentence, title: &Range<usize>) -> usize {
    let of = title.clone().find(|at| sentence.form(*at) == "of").filter(|of| *of > title.start);
    of.map_or(title.end, |of| of) - 1
}

/// Whether a title is part of a name, and names no office: the "Miller" of "Ada Miller", the "general" of "the General Paz Battalion".
fn is_in_name(sentence: &Sentence, title: &Range<usize>) -> bool {
    let is_name = |at: usize, of: &[ThingType]| {
        let names = |(mention, _, end): &&(&Mention, usize, usize)| {
            mention.kind == MentionKind::Name && of.contains(&mention.thing) && *end >= title.end
        };
        sentence.begun(at).iter().find(names).map(|(_, _, end)| *end)
    };
    let from = title.start.saturating_sub(BEFORE);
    let is_in_persons = (from..=title.start).any(|at| is_name(at, &[ThingType::Person]).is_some());
    let is_before_noun = named_after(sentence, title.end).is_some_and(|(_, end)| names_body(sentence, end));
    is_in_persons || is_before_noun || is_matter_of_body(sentence, title)
}

/// Whether the words right after a name make it that of a body: "the General Paz Military School".
fn names_body(sentence: &Sentence, after: usize) -> bool {
    use PartOfSpeech::{Adjective, Noun, ProperNoun};
    let is_of_name = |at: &usize| matches!(sentence.part(*at), Adjective | Noun | ProperNoun);
    let last = (after..sentence.len())
        .take_while(is_of_name)
        .take_while(|at| sentence.begun(*at).iter().all(|(mention, ..)| mention.thing != ThingType::Person))
        .last();
    last.is_some_and(|last| {
        let is_named = |mention: &Mention| BODIES.contains(&mention.thing);
        is_word_for(sentence, last, &BODIES) || sentence.mention(last).is_some_and(is_named)
    })
}

/// "the court of justice": what a body is of, though the word for it is a title too.
fn is_matter_of_body(sentence: &Sentence, title: &Range<usize>) -> bool {
    let before = title.start.checked_sub(2).filter(|at| sentence.form(at + 1) == "of");
    sentence.form(title.start) == "justice" && before.is_some_and(|at| is_word_for(sentence, at, &BODIES))
}

/// Who holds it: of one post, one; whom the words right beside the title name goes before whom a tree hangs it on.
fn holders(sentence: &Sentence, found: &Found, title: &Range<usize>, told: Vec<usize>) -> Vec<usize> {
    let mut holders: Vec<usize> = Vec::new();
    for holder in told {
        // "Archbishop Msgr Ada Obi": the second title is no name.
        let named = sentence.class_phrase(Class::Title, holder).filter(|_| !title.contains(&holder));
        let is_title = named.is_some()
            && sentence.mention(holder).is_none_or(|mention| !is_longer_name(mention, sentence, holder));
        let holder = match named.filter(|_| is_title).map(|other| named_after(sentence, other.words.end)) {
            Some(None) => continue,
            Some(Some((name, _))) => name,
            None => holder,
        };
        let holder = name_right_after(sentence, holder).unwrap_or(holder);
        if !holders.contains(&holder) {
            holders.push(holder);
        }
    }
    if is_plural(sentence, title) {
        return holders;
    }
    let beside = named_after(sentence, title.end).map(|(name, _)| name);
    let is_described = matches!(sentence.relation(found.trigger), Relation::Appos | Relation::Conj | Relation::Flat);
    let before = || named_before(sentence, title.start).filter(|_| is_described && !holders.is_empty());
    let holder = beside.or_else(before).or_else(|| holders.first().copied());
    holder.into_iter().collect()
}

/// The name that follows one word for a person, itself taken for one: "Msgr Ada Obi".
fn name_right_after(sentence: &Sentence, word: usize) -> Option<usize> {
    let is_alone = sentence.mention(word).is_some_and(|mention| mention.span == sentence.span_of(word));
    named_after(sentence, word + 1).filter(|_| is_alone).map(|(head, _)| head)
}

/// Whether a mention is a name with more words than the one.
fn is_longer_name(mention: &Mention, sentence: &Sentence, word: usize) -> bool {
    mention.kind == MentionKind::Name && mention.span.len() > sentence.span_of(word).len()
}

/// The head and the end of the name of a person that begins at a word, or after a further title there: "Prince Regent Ada".
fn named_after(sentence: &Sentence, at: usize) -> Option<(usize, usize)> {
    if at >= sentence.len() {
        return None;
    }
    let names = sentence.begun(at).iter().filter(|(mention, ..)| is_persons_name(mention));
    let named = names.max_by_key(|(_, _, end)| *end).map(|(_, head, end)| (*head, *end));
    let further = sentence.class_phrase(Class::Title, at).filter(|title| title.words.start == at);
    let behind = further.and_then(|title| named_after(sentence, title.words.end));
    let is_title = |(_, end): &(usize, usize)| sentence.class_phrase(Class::Title, end - 1).is_some();
    match named {
        Some(named) if behind.is_none() || !is_title(&named) => Some(named),
        _ => behind,
    }
}

fn is_persons_name(mention: &Mention) -> bool {
    mention.kind == MentionKind::Name && mention.thing == ThingType::Person
}

/// The name of the person that a title follows after a comma, an age between or not: "Ada Obi, 53, the city's chief engineer".
fn named_before(sentence: &Sentence, title: usize) -> Option<usize> {
    use PartOfSpeech::{Adjective, Determiner, Noun, Numeral, Particle, ProperNoun};
    let is_of_phrase = |at: &usize| matches!(sentence.part(*at), Adjective | Determiner | Noun | ProperNoun | Particle);
    let n_words = (title.saturating_sub(BEFORE)..title).rev().take_while(is_of_phrase).count();
    let comma = |at: usize| at.checked_sub(1).filter(|at| sentence.form(*at) == ",");
    let comma_before = comma(title - n_words)?;
    let age = comma_before.checked_sub(1).filter(|at| sentence.part(*at) == Numeral);
    let end = age.and_then(comma).unwrap_or(comma_before);
    let ends = |(mention, _, last): &&(&Mention, usize, usize)| {
        mention.kind == MentionKind::Name && mention.thing == ThingType::Person && *last == end
    };
    (end.saturating_sub(BEFORE)..end).find_map(|at| sentence.begun(at).iter().find(ends)).map(|(_, head, _)| *head)
}

/// Whether several hold it: "presidents".
fn is_plural(sentence: &Sentence, title: &Range<usize>) -> bool {
    let head = head_of(sentence, title);
    let is_entry = |word: &str| GROUPS.contains_key(word);
    sentence.form(head).ends_with('s') && !is_entry(sentence.form(head)) || sentence.form(head).ends_with("men")
}

/// Whether a title is of one of these groups of titles.txt, and not only of others.
fn is_of_group(sentence: &Sentence, title: &Range<usize>, groups: &[&str]) -> bool {
    let meaning = sentence.class_phrase(Class::Title, title.end - 1).map(|title| title.meaning);
    let of = meaning.as_deref().and_then(|title| GROUPS.get(title));
    of.is_some_and(|of| groups.iter().any(|group| of.contains(group)))
}

/// Whether a filler is a body in which the office can be held: no other title, no word of the title itself, no people or land before
/// a trade, and nothing that a common noun only calls one.
fn is_body(sentence: &Sentence, body: usize, title: &Range<usize>) -> bool {
    let mention = sentence.mention(body);
    let whole = mention.map_or(sentence.span_of(body), |mention| mention.span);
    let of_title = sentence.span_between(title.start, title.end - 1);
    let is_person = thing(sentence, body) == ThingType::Person;
    let has_title = sentence.class_word(Class::Title, body).is_some();
    let is_in_title = whole.overlaps(of_title) && !is_word_for(sentence, body, &[ThingType::PublicBody]);
    if is_in_title || has_title && !is_person {
        return false;
    }
    let is_trade = is_of_group(sentence, title, &["trade"]) && !is_of_group(sentence, title, &["office", "rank"]);
    let is_name = mention.is_some_and(|mention| mention.kind == MentionKind::Name);
    let is_land = thing(sentence, body) == ThingType::Place;
    if body < title.start && !is_owner(sentence, whole.end) {
        let is_capital = sentence.written(body).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        return match is_people(sentence, body) {
            true => is_of_group(sentence, title, &["office", "rank"]),
            false if is_name => is_capital && !is_person && !(is_land && is_trade),
            false => is_public_body(sentence, body) && !is_trade,
        };
    }
    let is_told =
        is_name || is_of(sentence, body, &BODIES.map(FillerType::Thing)) && is_word_for(sentence, body, &BODIES);
    let after = preposition(sentence, body);
    let is_where = is_land && matches!((after.as_deref(), is_trade), (Some("in"), true) | (Some("for"), _));
    let serves = is_of_group(sentence, title, &["bond"]) || !is_trade;
    !is_where && if is_person { serves && after.as_deref() != Some("with") } else { is_told || !is_trade }
}

const BODIES: [ThingType; 3] = [ThingType::Organization, ThingType::PublicBody, ThingType::Facility];

/// Whether a word is one for a people or its land, in capitals or not: "the SALVADORAN president".
fn is_people(sentence: &Sentence, word: usize) -> bool {
    let capitals =
        || PEOPLES.contains(sentence.form(word)) && sentence.written(word).chars().all(|c| !c.is_lowercase());
    sentence.class_word(Class::Demonym, word).is_some() || capitals()
}

/// "police", "the Foreign Office": a public body by its noun, or by a name that was taken for none.
fn is_public_body(sentence: &Sentence, body: usize) -> bool {
    let is_named =
        |mention: &Mention| mention.thing == ThingType::PublicBody && mention.span.len() > sentence.span_of(body).len();
    is_word_for(sentence, body, &[ThingType::PublicBody]) || sentence.mention(body).is_some_and(is_named)
}

/// Whether "'s" ends here, or follows.
fn is_owner(sentence: &Sentence, end: u32) -> bool {
    let last = sentence.word_at(end.saturating_sub(1));
    let is_possessive = |at: usize| at < sentence.len() && matches!(sentence.form(at), "'s" | "'");
    let is_pronoun = |at: usize| matches!(sentence.form(at), "his" | "her" | "their" | "its" | "my" | "our" | "whose");
    last.is_some_and(|last| is_possessive(last) || is_possessive(last + 1) || is_pronoun(last))
}
