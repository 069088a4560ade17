//! Who is meant by a word that takes part: what a relative pronoun stands for, who is coordinated with it, who of several is named.

use super::fillers::thing;
use super::frame::preposition;
use super::function::Function;
use super::sentence::Sentence;
use super::voice::is_verbal;
use clew_model::{PartOfSpeech, Relation, ThingType};

/// The heads of all that a filler of a function means, itself or what it stands for first.
pub(crate) fn by(sentence: &Sentence, filler: usize, function: &Function) -> Vec<usize> {
    let filler = whole(sentence, antecedent(sentence, filler));
    let mut meant = with_conjuncts(sentence, filler);
    if matches!(function, Function::Subject | Function::Object | Function::Recipient) {
        meant.extend(members(sentence, filler).into_iter().flatten());
    }
    meant
}

/// Those of whom "each" or "some" is said: "each of [the patients]"; any other word itself.
fn whole(sentence: &Sentence, word: usize) -> usize {
    let is_share =
        matches!(sentence.form(word), "each" | "all" | "some" | "many" | "most" | "several" | "both" | "half");
    let is_of = |at: &usize| preposition(sentence, *at).as_deref() == Some("of");
    let mut of_whom = sentence.by(word, &[Relation::Nmod]).filter(is_of).filter(|_| sentence.mention(word).is_none());
    of_whom.next().filter(|_| is_share).unwrap_or(word)
}

/// What a relative pronoun stands for; any other word for itself.
fn antecedent(sentence: &Sentence, word: usize) -> usize {
    if !is_relative_pronoun(sentence, word) {
        return word;
    }
    let clause = std::iter::successors(Some(word), |at| sentence.head(*at))
        .take(sentence.len())
        .find(|at| matches!(sentence.relation(*at), Relation::AclRelcl | Relation::Acl));
    // A clause hung on the last word of a name is of the whole name: "Quay Holdings, [which] supplies the town".
    let is_part = |at: &usize| sentence.relation(*at) == Relation::Flat;
    let whole = |at: usize| {
        let above = |at: &usize| sentence.head(*at).filter(|_| is_part(at));
        std::iter::successors(Some(at), above).take(sentence.len()).last()
    };
    let named = clause.and_then(|at| sentence.head(at)).and_then(whole);
    let of_clause = named.or_else(|| noun_before(sentence, word)).unwrap_or(word);
    person_before(sentence, word).filter(|person| is_past_verb(sentence, of_clause, *person)).unwrap_or(of_clause)
}

/// The person named right before "who", a comma between or not.
fn person_before(sentence: &Sentence, who: usize) -> Option<usize> {
    let is_comma = |at: &usize| sentence.form(*at) == ",";
    let last = who.checked_sub(1).map(|at| if is_comma(&at) { at.saturating_sub(1) } else { at });
    let last = last.filter(|_| matches!(sentence.form(who), "who" | "whom"))?;
    let mut above = std::iter::successors(Some(last), |at| sentence.head(*at)).take(4);
    let is_person = |at: &usize| sentence.mention(*at).is_some_and(|mention| mention.thing == ThingType::Person);
    let ends_there =
        |at: &usize| sentence.mention(*at).is_some_and(|mention| mention.span.end == sentence.span_of(last).end);
    above.find(|at| is_person(at) && ends_there(at))
}

/// Whether a verb stands between a noun and a later one: what follows the later is not said of the first, "[workers] of a farm owned
/// by Weil, who was shot".
fn is_past_verb(sentence: &Sentence, first: usize, later: usize) -> bool {
    first < later && (first..later).any(|at| sentence.part(at) == PartOfSpeech::Verb)
}

/// The noun right before a pronoun and its comma, where a tree has lost the clause: "[Weil], who is believed to have left".
fn noun_before(sentence: &Sentence, pronoun: usize) -> Option<usize> {
    let is_comma = |at: &usize| sentence.form(*at) == ",";
    // Of the clause, its infinitive is left, hung on the verb after it.
    let verb = sentence.head(pronoun).filter(|verb| sentence.relation(*verb) == Relation::Ccomp)?;
    sentence.head(verb).filter(|after| *after > verb)?;
    let noun = (0..pronoun).rev().find(|at| !is_comma(at)).filter(|at| pronoun - at <= 2 && sentence.is_noun(*at))?;
    let is_part = |at: &usize| matches!(sentence.relation(*at), Relation::Flat | Relation::Compound);
    std::iter::successors(Some(noun), |at| sentence.head(*at).filter(|_| is_part(at))).take(sentence.len()).last()
}

/// Whether a word joins a clause to a noun: "who".
pub(crate) fn is_relative_pronoun(sentence: &Sentence, word: usize) -> bool {
    matches!(sentence.form(word), "who" | "whom" | "which" | "that" | "whose")
        && matches!(
            sentence.part(word),
            PartOfSpeech::Pronoun | PartOfSpeech::Determiner | PartOfSpeech::SubordinatingConjunction
        )
}

/// Those of several who are named: "leftists were arrested, including [Eva Orlu] and [Lidia Paz]", wherever a tree hangs them.
fn members(sentence: &Sentence, several: usize) -> Option<Vec<usize>> {
    if let Some(member) = member_among(sentence, several) {
        return Some(vec![member]);
    }
    let is_plural = |at: usize| sentence.is_noun(at) && sentence.form(at) != sentence.lemma(at);
    let including = (several + 1..sentence.len()).find(|at| sentence.form(*at) == "including")?;
    let is_nearest = is_plural(several) && !(several + 1..including).any(is_plural);
    let first =
        sentence.head(including).filter(|at| is_nearest && *at > including && sentence.mention(*at).is_some())?;
    Some(with_conjuncts(sentence, first))
}

/// "questioned five others, [Eva Orlu] among them".
fn member_among(sentence: &Sentence, several: usize) -> Option<usize> {
    let is_among = |at: &usize| sentence.form(*at) == "among" && sentence.form(at + 1) == "them";
    let among = (several + 1..sentence.len().saturating_sub(1)).find(is_among)?;
    let mut named = sentence.by(several, &[Relation::Appos]).filter(|at| *at < among);
    let ends_there =
        |at: &usize| sentence.mention(*at).is_some_and(|mention| mention.span.end == sentence.span_of(among - 1).end);
    named.find(ends_there)
}

/// "attacked the depots in the capital and [other cities]": a place after a place is listed with that.
fn is_of_place_before(sentence: &Sentence, word: usize, listed: usize) -> bool {
    let is_place = |at: usize| thing(sentence, at) == ThingType::Place;
    let and = sentence.by(listed, &[Relation::Cc]).next().filter(|and| *and > word + 1);
    let before = and.map(|and| and - 1).filter(|before| sentence.is_noun(*before));
    let of_phrase = before.map(|before| {
        if sentence.relation(before) == Relation::Flat { sentence.head(before).unwrap_or(before) } else { before }
    });
    let follows_place = of_phrase.is_some_and(|at| is_place(at) && preposition(sentence, at).is_some());
    follows_place && is_place(listed) && !is_place(word) && preposition(sentence, listed).is_none()
}

/// A word and what is coordinated with it.
fn with_conjuncts(sentence: &Sentence, word: usize) -> Vec<usize> {
    // After a verb that a tree hangs on a noun, what follows is that verb's: "three people and injured [scores]".
    let is_thing = |at: &usize| !is_verbal(sentence, *at);
    let listed = sentence.by(word, &[Relation::Conj]).take_while(is_thing);
    std::iter::once(word).chain(listed.filter(|at| !is_of_place_before(sentence, word, *at))).collect()
}
