//! What each participant is to a word, grammatically, with voice and construction undone: in "the men arrested on
//! Monday", "they were arrested", "she had them arrested" and "arrested and charged", the same words are the object.

use super::function::{Function, Slot};
use super::meant::{self, is_relative_pronoun};
use super::sentence::Sentence;
use super::voice::{is_gerund, is_infinitive, is_participle, is_passive, is_verbal};
use super::word_list::lines;
use Relation::*;
use clew_model::{PartOfSpeech, Relation};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Verbs that hand their subject on to the noun that is their object: "carried out an attack".
static LIGHT_VERBS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../words/light-verbs.txt")).collect());
/// How far constructions are followed: "was said to have been seen to ...".
const DEPTH: usize = 4;

/// The participants of a word, each head once a function, those of the word's own dependents first.
pub(crate) fn frame(sentence: &Sentence, word: usize) -> Vec<Slot> {
    let mut slots = Vec::new();
    match sentence.part(word) {
        PartOfSpeech::Verb | PartOfSpeech::Auxiliary => verb(sentence, word, &mut slots),
        PartOfSpeech::Adjective => adjective(sentence, word, &mut slots),
        _ => noun(sentence, word, &mut slots),
    }
    each_once(sentence, word, slots)
}

/// The participants of an adjective that a tree can take for the participle of a verb: what "she was married" is said of is no object.
pub(crate) fn frame_of_state(sentence: &Sentence, word: usize) -> Vec<Slot> {
    let mut slots = Vec::new();
    match sentence.part(word) {
        PartOfSpeech::Verb => verb(sentence, word, &mut slots),
        _ => adjective(sentence, word, &mut slots),
    }
    let subjects = sentence.by(word, &[Nsubj, NsubjPass]);
    slots.extend(subjects.map(|subject| Slot { function: Function::Predicate, word: subject }));
    each_once(sentence, word, slots)
}

/// What each slot's word means, once.
fn each_once(sentence: &Sentence, word: usize, slots: Vec<Slot>) -> Vec<Slot> {
    let mut frame: Vec<Slot> = Vec::new();
    for Slot { function, word: filler } in slots {
        for part in meant::by(sentence, filler, &function) {
            let slot = Slot { function: function.clone(), word: part };
            // "two men dead and [a woman] hurt": who is named after it is of another word.
            let is_past = sentence.head(word) == Some(filler)
                && matches!(sentence.relation(word), Acl | Xcomp)
                && filler < word
                && word < part
                && sentence.relation(part) == Conj;
            if part != word && !is_past && !frame.contains(&slot) {
                frame.push(slot);
            }
        }
    }
    frame
}

fn verb(sentence: &Sentence, word: usize, slots: &mut Vec<Slot>) {
    let is_passive = is_passive(sentence, word);
    let objects: Vec<usize> = sentence.by(word, &[Obj]).filter(|at| !is_oblique(sentence, word, *at)).collect();
    for &at in sentence.dependents(word) {
        match participant(sentence, word, at, is_passive, &objects) {
            Some(function) => slots.push(Slot { function, word: at }),
            None => slots.extend(around(sentence, at, is_passive)),
        }
    }
    if !has_subject(sentence, word)
        && let Some(subject) = surface_subject(sentence, word, DEPTH)
    {
        let function = match (is_passive, objects.is_empty()) {
            (false, _) => Function::Subject,
            (true, false) => Function::Recipient,
            (true, true) => Function::Object,
        };
        slots.push(Slot { function, word: subject });
    }
    if !is_passive
        && objects.is_empty()
        && let Some(object) = relative_object(sentence, word).or_else(|| object_beside(sentence, word))
    {
        slots.push(Slot { function: Function::Object, word: object });
    }
    // "is on leave", taken for a verb.
    if sentence.has(word, &[Cop]) {
        let subjects = sentence.by(word, &[Nsubj]);
        slots.extend(subjects.map(|subject| Slot { function: Function::Predicate, word: subject }));
    }
}

/// The object of a verb that a tree hangs on the noun before: "killing three people and injuring [scores more]".
fn object_beside(sentence: &Sentence, word: usize) -> Option<usize> {
    let head = sentence.head(word).filter(|_| sentence.relation(word) == Conj)?;
    let is_thing = |at: &usize| *at > word && !is_verbal(sentence, *at) && !sentence.has(*at, &[Cc]);
    let object = sentence.by(head, &[Conj]).find(|at| is_thing(at) && case(sentence, *at).is_none())?;
    (word + 1..object).all(|between| sentence.part(between) != PartOfSpeech::Verb).then_some(object)
}

/// What a dependent is to its verb as a participant; where the tree contradicts itself, what its words allow.
fn participant(sentence: &Sentence, word: usize, at: usize, is_passive: bool, objects: &[usize]) -> Option<Function> {
    Some(match sentence.relation(at) {
        Obj | Iobj if is_oblique(sentence, word, at) => return None,
        // "sixty sued the firm", both taken for objects; "handed the stranger an envelope", likewise.
        Obj if objects.len() > 1 && at == objects[0] && at < word && !has_subject(sentence, word) => Function::Subject,
        Obj if objects.len() > 1 && at == objects[0] => Function::Recipient,
        Nsubj | NsubjPass if is_second_subject(sentence, word, at) => return None,
        // "the homes they searched": the first of two is what they did it to.
        Nsubj | NsubjPass if !is_passive && objects.is_empty() && is_before_subject(sentence, word, at) => {
            Function::Object
        }
        Nsubj | NsubjOuter | NsubjPass | Csubj if !is_passive => Function::Subject,
        Nsubj | NsubjPass | CsubjPass if is_passive && objects.is_empty() => Function::Object,
        NsubjPass => Function::Recipient,
        Obj => Function::Object,
        Iobj if is_passive || !objects.is_empty() => Function::Recipient,
        Iobj => Function::Object,
        OblAgent => Function::Subject,
        Ccomp | Parataxis if is_finite_content(sentence, word, at) => Function::That,
        Xcomp => complement(sentence, at),
        // A thing right after a verb that has no object, taken for a time or a manner.
        Obl | OblUnmarked if !is_passive && objects.is_empty() && is_bare_thing(sentence, word, at) => Function::Object,
        _ => return None,
    })
}

/// A noun after a verb that has its subject before it is another clause's, and so is one before the word that opens the clause: "two
/// were killed, [sources] reported", "[he] added that they left".
fn is_second_subject(sentence: &Sentence, verb: usize, at: usize) -> bool {
    let opens = |at: usize| matches!(sentence.form(at), "that" | "when" | "because" | "while" | "after");
    let is_parted = |other: usize| at < other && other < verb && (at..other).any(opens);
    let mut subjects = sentence.by(verb, &[Nsubj, NsubjPass]);
    subjects.any(|other| other < verb && verb < at || is_parted(other))
}

/// Whether the next word is a pronoun that is the subject as well.
fn is_before_subject(sentence: &Sentence, verb: usize, at: usize) -> bool {
    let is_next = |next: &usize| *next == at + 1 && sentence.part(*next) == PartOfSpeech::Pronoun && *next < verb;
    sentence.by(verb, &[Nsubj, NsubjPass]).any(|next| is_next(&next) && !is_relative_pronoun(sentence, next))
}

/// What stands around a verb after a preposition.
fn around(sentence: &Sentence, at: usize, is_passive: bool) -> Vec<Slot> {
    match sentence.relation(at) {
        Advcl | Acl if is_participle(sentence, at) => {
            if case(sentence, at).is_some() {
                after(sentence, at)
            } else {
                Vec::new()
            }
        }
        Obj | Iobj | Obl | Nmod | OblUnmarked | Advcl => oblique(sentence, at, is_passive),
        _ => Vec::new(),
    }
}

/// "learned [of it]": whatever the tree calls it, what follows a preposition after the verb is no object; "at least nine" and
/// "up to nine" are.
pub(super) fn is_oblique(sentence: &Sentence, verb: usize, at: usize) -> bool {
    let is_preposition = |case: usize| {
        case > verb
            && !sentence.by(at, &[Nummod]).any(|number| number > case)
            && sentence.part(at) != PartOfSpeech::Numeral
    };
    at > verb && case(sentence, at).is_some_and(is_preposition)
}

pub(super) fn is_bare_object(sentence: &Sentence, verb: usize, at: usize) -> bool {
    matches!(sentence.relation(at), Obj | Obl | OblUnmarked) && is_bare_thing(sentence, verb, at)
}

fn is_bare_thing(sentence: &Sentence, verb: usize, at: usize) -> bool {
    let is_thing = sentence.mention(at).is_some() || sentence.part(at) == PartOfSpeech::Numeral;
    at > verb && case(sentence, at).is_none() && is_thing
}

fn noun(sentence: &Sentence, word: usize, slots: &mut Vec<Slot>) {
    for &at in sentence.dependents(word) {
        match sentence.relation(at) {
            NmodPoss => slots.push(Slot { function: Function::Possessor, word: at }),
            Compound | Amod | NmodDesc => slots.push(Slot { function: Function::Compound, word: at }),
            Nmod | Obl | NmodUnmarked => {
                slots.extend(oblique(sentence, at, true));
                slots.extend(doer_after(sentence, at));
            }
            // "the murder of Weil", Weil taken for another name of the murder.
            Appos if case(sentence, at).is_some() => slots.extend(oblique(sentence, at, true)),
            Acl if is_infinitive(sentence, at) => slots.push(Slot { function: Function::ToDo, word: at }),
            Acl if is_participle(sentence, at) && case(sentence, at).is_some() => slots.extend(after(sentence, at)),
            Acl | Ccomp if is_finite_content(sentence, word, at) => {
                slots.push(Slot { function: Function::That, word: at })
            }
            // "X was behind the attack": the noun is what is said of X.
            Nsubj if preposition(sentence, word).as_deref() == Some("behind") => {
                slots.push(Slot { function: Function::Subject, word: at });
            }
            Nsubj if sentence.has(word, &[Cop]) => slots.extend(said_of(at)),
            _ => {}
        }
    }
    if let Some(named) = sentence.head(word).filter(|_| sentence.relation(word) == Appos) {
        slots.push(Slot { function: Function::Predicate, word: named });
    }
    // "He remains a suspect", "who left and is a suspect": said of him.
    let stays = |head: &usize| matches!(sentence.lemma(*head), "remain" | "stay" | "become");
    let stays_of = sentence.head(word).filter(stays);
    let is_of_other = sentence.relation(word) == Xcomp && stays_of.is_some();
    // "They remain in hospital"
    let is_next = |verb: usize| case(sentence, word).is_some_and(|case| case == verb + 1);
    if let Some(verb) = stays_of.filter(|verb| sentence.relation(word) == Obl && is_next(*verb)) {
        slots.extend(sentence.by(verb, &[Nsubj]).flat_map(said_of));
    }
    let is_beside = sentence.relation(word) == Conj && sentence.has(word, &[Cop]) && !has_subject(sentence, word);
    if is_of_other || is_beside {
        slots.extend(surface_subject(sentence, word, DEPTH).into_iter().flat_map(said_of));
    }
    slots.extend(right_after(sentence, word));
    from_light_verb(sentence, word, slots);
}

/// What follows a noun that is an object, and a preposition that mostly belongs to a noun, though hung on the verb: "saw the attack
/// [on the depot]".
fn right_after(sentence: &Sentence, noun: usize) -> Vec<Slot> {
    let Some(verb) = sentence.head(noun).filter(|_| sentence.relation(noun) == Obj) else { return Vec::new() };
    let is_of_noun = |at: &usize| {
        let is_next = case(sentence, *at).is_some_and(|case| case == noun + 1);
        is_next && matches!(sentence.form(noun + 1), "of" | "on" | "against" | "into" | "between" | "in")
    };
    let strayed = sentence.by(verb, &[Obl, Nmod]).find(is_of_noun);
    strayed.map_or_else(Vec::new, |at| oblique(sentence, at, true))
}

/// Who did what is named with its object: "the killing of nine [by soldiers]" is no nine by soldiers.
fn doer_after(sentence: &Sentence, object: usize) -> Option<Slot> {
    let is_of = preposition(sentence, object).is_some_and(|word| word == "of");
    let mut below = sentence.by(object, &[Nmod]).filter(|_| is_of);
    let doer = below.find(|at| preposition(sentence, *at).is_some_and(|word| word == "by"))?;
    Some(Slot { function: Function::After("by".to_owned()), word: doer })
}

/// An adjective is said of its subject.
fn said_of(word: usize) -> [Slot; 2] {
    [Function::Subject, Function::Predicate].map(|function| Slot { function, word })
}

fn adjective(sentence: &Sentence, word: usize, slots: &mut Vec<Slot>) {
    for &at in sentence.dependents(word) {
        match sentence.relation(at) {
            Nsubj | NsubjPass => slots.extend(said_of(at)),
            Obl | Nmod => slots.extend(oblique(sentence, at, false)),
            Ccomp => slots.push(Slot { function: Function::That, word: at }),
            Advcl if is_participle(sentence, at) => slots.extend(after(sentence, at)),
            _ => {}
        }
    }
    if sentence.has(word, &[Nsubj, NsubjPass]) {
        return;
    }
    let head = sentence.head(word);
    match (sentence.relation(word), head) {
        (Amod | Acl | AclRelcl | Appos, Some(noun)) => slots.extend(said_of(noun)),
        (Xcomp | Conj | Advcl, Some(_)) => {
            slots.extend(surface_subject(sentence, word, DEPTH).into_iter().flat_map(said_of));
        }
        _ => {}
    }
}

/// "They carried out the attack on X", "the attack carried out by them": its subject is theirs, and so is where they did it.
fn from_light_verb(sentence: &Sentence, word: usize, slots: &mut Vec<Slot>) {
    let is_object = match sentence.relation(word) {
        Obj | NsubjPass => true,
        Obl => case(sentence, word).is_none(),
        _ => false,
    };
    let governing = sentence.head(word).filter(|_| is_object);
    let verbs = governing.into_iter().chain(sentence.by(word, &[Acl, AclRelcl]));
    for verb in verbs.filter(|verb| LIGHT_VERBS.contains(sentence.lemma(*verb))) {
        let mut of_verb = Vec::new();
        self::verb(sentence, verb, &mut of_verb);
        slots.extend(of_verb.into_iter().filter(|slot| slot.word != word && slot.function != Function::Object));
    }
}

fn has_subject(sentence: &Sentence, word: usize) -> bool {
    sentence.has(word, &[Nsubj, NsubjPass, NsubjOuter, Csubj, CsubjPass])
}

/// The subject that a verb without one shares with the word it hangs on, as it stands on the surface.
fn surface_subject(sentence: &Sentence, word: usize, depth: usize) -> Option<usize> {
    let head = sentence.head(word).filter(|_| depth > 0)?;
    let of_head = |head| {
        sentence.by(head, &[Nsubj, NsubjPass, NsubjOuter]).next().or_else(|| surface_subject(sentence, head, depth - 1))
    };
    match sentence.relation(word) {
        // "He was stopped and searched", "before fleeing, he ..."
        Conj => of_head(head).filter(|_| is_verbal(sentence, head)),
        Advcl => of_head(head).filter(|_| is_verbal(sentence, head) && !has_clause_of_its_own(sentence, word)),
        // "They ordered him to leave": of him; "he wanted to leave", "he was seen to leave": of the subject.
        Xcomp => sentence.by(head, &[Obj, Iobj]).next().or_else(|| of_head(head)),
        // "She denies [meeting him]", "having met him": of the one who denies it.
        Ccomp if is_gerund(sentence, word) => of_head(head),
        // "the men arrested", "a man carrying ...": the noun.
        Acl | Amod if !is_infinitive(sentence, word) => Some(head),
        _ => None,
    }
}

/// "when [somebody] was shot": a clause that a word opens and that has an auxiliary has a subject of its own, though none was seen.
fn has_clause_of_its_own(sentence: &Sentence, word: usize) -> bool {
    let is_finite = |at: usize| {
        matches!(sentence.form(at), "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would")
    };
    let opens = |at: usize| matches!(sentence.form(at), "when" | "where" | "that" | "because" | "after" | "before");
    // "after a man killed two": no participle follows these.
    let is_past = sentence.form(word) != sentence.lemma(word) && !sentence.form(word).ends_with("ing");
    let opens_finite = |at: usize| matches!(sentence.form(at), "because" | "after" | "before");
    sentence.by(word, &[Aux, AuxPass, Cop]).any(is_finite) && sentence.by(word, &[Mark, Advmod]).any(opens)
        || is_past && !sentence.has(word, &[Aux, AuxPass]) && sentence.by(word, &[Mark]).any(opens_finite)
}

/// The noun that a relative clause leaves out as its object: "the men (whom) they arrested".
fn relative_object(sentence: &Sentence, word: usize) -> Option<usize> {
    let noun = sentence.head(word).filter(|_| sentence.relation(word) == AclRelcl)?;
    let subject = sentence.by(word, &[Nsubj]).next()?;
    (!is_relative_pronoun(sentence, subject)).then_some(noun)
}

/// What follows a preposition, and what follows that: "on suspicion", "on suspicion of murder".
fn oblique(sentence: &Sentence, at: usize, is_passive: bool) -> Vec<Slot> {
    let Some(preposition) = preposition(sentence, at) else { return Vec::new() };
    let mut slots = Vec::new();
    if preposition == "by" && is_passive && sentence.relation(at) != Nmod {
        slots.push(Slot { function: Function::Subject, word: at });
    }
    for inner in sentence.by(at, &[Nmod, Acl, Obl]) {
        let Some(after) = self::preposition(sentence, inner) else { continue };
        for noun in [sentence.form(at), sentence.lemma(at)] {
            let function = Function::After(format!("{preposition} {noun} {after}"));
            slots.push(Slot { function, word: inner });
        }
    }
    slots.push(Slot { function: Function::After(preposition), word: at });
    slots
}

/// A participle after a preposition: what is done, and what stands after the preposition.
fn after(sentence: &Sentence, at: usize) -> Vec<Slot> {
    let preposition = preposition(sentence, at).map(|word| Slot { function: Function::After(word), word: at });
    preposition.into_iter().chain([Slot { function: Function::Doing, word: at }]).collect()
}

/// The preposition of a word with all words that belong to it: "along with".
pub(crate) fn preposition(sentence: &Sentence, word: usize) -> Option<String> {
    let first = case(sentence, word)?;
    let mut words = vec![first];
    words.extend(sentence.by(first, &[Fixed]));
    words.extend(sentence.by(word, &[Case]).filter(|at| *at == first + 1));
    words.sort_unstable();
    words.dedup();
    Some(words.into_iter().map(|at| sentence.form(at)).collect::<Vec<_>>().join(" "))
}

fn case(sentence: &Sentence, word: usize) -> Option<usize> {
    let is_case = |at: &usize| {
        sentence.relation(*at) == Case
            || sentence.relation(*at) == Mark
                && sentence.part(*at) != PartOfSpeech::Particle
                && sentence.form(*at) != "that"
    };
    sentence.dependents(word).iter().copied().find(is_case).filter(|at| sentence.form(*at) != "'s")
}

fn complement(sentence: &Sentence, at: usize) -> Function {
    if is_infinitive(sentence, at) {
        Function::ToDo
    } else if sentence.part(at) == PartOfSpeech::Verb && is_participle(sentence, at) {
        Function::Doing
    } else {
        Function::Complement
    }
}

/// Whether a clause is what a word says, knows or causes, and not an aside.
fn is_finite_content(sentence: &Sentence, word: usize, at: usize) -> bool {
    let has_that = sentence.by(at, &[Mark]).any(|mark| sentence.form(mark) == "that");
    match sentence.relation(at) {
        Ccomp => true,
        Acl => has_that && is_verbal(sentence, at),
        // "'The road is shut,' police said": the quotation stands beside the verb.
        Parataxis => has_subject(sentence, at) && at < word && sentence.has(word, &[Nsubj]),
        _ => false,
    }
}
