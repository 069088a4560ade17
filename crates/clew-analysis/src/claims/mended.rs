//! Trees mended where they contradict what a clause of English can be: whose subject a noun is, whose object, of which noun a
//! participle is said. Each mend is of one construction, and leaves every other sentence as it was read.

mod loose;
#[cfg(test)]
mod tests;

use super::sentence::Sentence;
use Relation::*;
use clew_model::{PartOfSpeech, Relation};

const SUBJECTS: [Relation; 4] = [Nsubj, NsubjPass, Csubj, CsubjPass];

/// Mends what can be told to be wrong, clause by clause.
pub(crate) fn mend(sentence: &mut Sentence) {
    for verb in 0..sentence.len() {
        if sentence.is_noun(verb) {
            ends_of_noun(sentence, verb);
            predicate_of_name(sentence, verb);
        }
        if sentence.part(verb) != PartOfSpeech::Verb {
            continue;
        }
        teller_after_content(sentence, verb);
        subject_after_preposition(sentence, verb);
        subject_of_content(sentence, verb);
        subject_of_first_verb(sentence, verb);
        subject_of_second_clause(sentence, verb);
        part_of_first_clause(sentence, verb);
        predicate_after_verb(sentence, verb);
        agent_without_by(sentence, verb);
        subject_of_active(sentence, verb);
        subject_of_infinitive(sentence, verb);
        subject_before_auxiliary(sentence, verb);
        subject_without_preposition(sentence, verb);
        object_of_participle(sentence, verb);
        verb_beside_verb(sentence, verb);
        participle_of_noun(sentence, verb);
        loose::infinitive_of_order(sentence, verb);
        loose::clause_of_noun(sentence, verb);
        loose::part_before_clause(sentence, verb);
        loose::crime_of_accused(sentence, verb);
    }
    (0..sentence.len()).for_each(|word| loose::subject_called(sentence, word));
}

/// "a call from Ana to the mayor": what has two ends has both, wherever they hang.
fn ends_of_noun(sentence: &mut Sentence, noun: usize) {
    const TWO_ENDED: [&str; 14] = [
        "call", "letter", "message", "e-mail", "email", "telegram", "fax", "payment", "transfer", "shipment",
        "delivery", "flight", "trip", "journey",
    ];
    if !TWO_ENDED.contains(&sentence.lemma(noun)) || noun + 1 >= sentence.len() || sentence.form(noun + 1) != "from" {
        return;
    }
    let near = noun + 2..sentence.len().min(noun + 9);
    let Some(to) = near.clone().find(|at| sentence.form(*at) == "to") else { return };
    let is_end = |at: usize| sentence.is_noun(at) || sentence.part(at) == PartOfSpeech::Pronoun;
    if (near.start..to).any(|at| sentence.part(at) == PartOfSpeech::Verb) {
        return;
    }
    let is_free = |at: &usize| is_end(*at) && sentence.head(*at).is_none_or(|head| !(near.start..to).contains(&head));
    let first = (near.start..to).find(is_free);
    let second = sentence.head(to).filter(|at| *at > to && is_end(*at) && sentence.relation(to) == Case);
    if let (Some(first), Some(second)) = (first, second) {
        // The second may hang above the first: it goes first.
        sentence.hang(second, noun, Nmod);
        sentence.hang(first, noun, Nmod);
    }
}

/// "Divers found two bodies, [the coastguard said]": who tells it stands above it, though hung on it as a further clause.
fn teller_after_content(sentence: &mut Sentence, verb: usize) {
    let Some(content) = sentence.head(verb).filter(|head| *head < verb) else { return };
    let is_loose = matches!(sentence.relation(verb), Conj | Advcl | Parataxis | Cop);
    if !is_loose || !matches!(sentence.lemma(verb), "say" | "tell" | "report" | "add" | "announce") {
        return;
    }
    let has_content = sentence.has(verb, &[Mark, Cc, Ccomp, Xcomp, Parataxis])
        || sentence.lemma(verb) != "tell" && sentence.by(verb, &[Obj]).any(|at| at > verb);
    let Some(teller) = sentence.by(verb, &[Nsubj]).find(|at| *at < verb) else { return };
    let begins = sentence.subtree(teller).first().copied().unwrap_or(teller);
    let is_after_comma = begins > content && matches!(sentence.form(begins - 1), "," | "\"" | "”" | "'");
    if !has_content && is_after_comma {
        sentence.raise(verb, Ccomp);
    }
}

/// "The clerk was told [of the letter]": what follows a preposition after the verb is no subject of it.
fn subject_after_preposition(sentence: &mut Sentence, verb: usize) {
    let follows = |at: usize| sentence.by(at, &[Case]).any(|case| verb < case && case < at);
    let strayed: Vec<usize> = sentence.by(verb, &[Nsubj, NsubjPass]).filter(|at| follows(*at)).collect();
    for at in strayed {
        sentence.hang(at, verb, Obl);
    }
}

/// "[Nine] died and are buried here": of two verbs side by side the subject before both is the first one's.
fn subject_of_first_verb(sentence: &mut Sentence, verb: usize) {
    if sentence.has(verb, &SUBJECTS) || sentence.relation(verb) == Conj {
        return;
    }
    let before = |second: usize| sentence.by(second, &[Nsubj, NsubjPass]).find(|at| *at < verb);
    let Some(subject) = sentence.by(verb, &[Conj]).filter(|second| *second > verb).find_map(before) else { return };
    let relation = if sentence.has(verb, &[AuxPass]) { NsubjPass } else { Nsubj };
    sentence.hang(subject, verb, relation);
}

/// "She said [the clerk] was a suspect": what stands between a verb of saying and what is said to be is no second teller.
fn subject_of_content(sentence: &mut Sentence, verb: usize) {
    let Some(content) = sentence.by(verb, &[Ccomp]).find(|at| *at > verb && !sentence.has(*at, &SUBJECTS)) else {
        return;
    };
    let tellers: Vec<usize> = sentence.by(verb, &[Nsubj]).collect();
    let Some([first, second]) = tellers.first_chunk().copied() else { return };
    let is_finite = sentence.by(content, &[Cop, Aux, AuxPass]).any(|at| second < at && at < content);
    if first < verb && verb < second && second < content && is_finite {
        sentence.hang(second, content, if sentence.has(content, &[AuxPass]) { NsubjPass } else { Nsubj });
    }
}

/// "They noted the fault [last May] but ordered no repair": what stands before "but" is no part of what follows it.
fn part_of_first_clause(sentence: &mut Sentence, first: usize) {
    let seconds: Vec<usize> = sentence.by(first, &[Conj]).filter(|at| *at > first).collect();
    for second in seconds {
        let Some(and) = sentence.by(second, &[Cc]).find(|at| (first..second).contains(at)) else { continue };
        let is_part = |at: &usize| matches!(sentence.relation(*at), Obl | OblUnmarked | Obj | Advmod | NmodUnmarked);
        let strayed: Vec<usize> =
            sentence.dependents(second).iter().copied().filter(|at| (first..and).contains(at) && is_part(at)).collect();
        for at in strayed {
            sentence.hang(at, first, sentence.relation(at));
        }
    }
}

/// "who mended it and is [no relation] of hers": what has "is" before it is nobody's object.
fn predicate_after_verb(sentence: &mut Sentence, verb: usize) {
    let is_predicate = |at: &usize| *at > verb && sentence.has(*at, &[Cop]) && sentence.has(*at, &[Cc]);
    let strayed: Vec<usize> = sentence.by(verb, &[Obj, Obl]).filter(is_predicate).collect();
    for at in strayed {
        sentence.hang(at, verb, Conj);
    }
}

/// "The van is registered [to Weil]": only who follows "by" did it.
fn agent_without_by(sentence: &mut Sentence, verb: usize) {
    let is_by = |at: usize| sentence.by(at, &[Case]).any(|case| sentence.form(case) == "by");
    let strayed: Vec<usize> =
        sentence.by(verb, &[OblAgent]).filter(|at| sentence.has(*at, &[Case]) && !is_by(*at)).collect();
    for at in strayed {
        sentence.hang(at, verb, Obl);
    }
}

/// "[Weil], who was arrested on Monday, was still in custody": a name with "was" after it is no predicate, but has one.
fn predicate_of_name(sentence: &mut Sentence, name: usize) {
    let Some(copula) = sentence.by(name, &[Cop]).find(|at| *at > name) else { return };
    if sentence.part(name) != PartOfSpeech::ProperNoun || sentence.has(name, &SUBJECTS) {
        return;
    }
    let is_below = |at: &usize| {
        *at > copula
            && matches!(sentence.relation(*at), AclRelcl | Acl | Nmod | Obl | Advcl | Appos | Amod)
            && matches!(sentence.part(*at), PartOfSpeech::Noun | PartOfSpeech::Adjective)
    };
    let Some(predicate) = sentence.dependents(name).iter().copied().find(is_below) else { return };
    if (copula + 1..predicate).any(|at| sentence.part(at) == PartOfSpeech::Verb) {
        return;
    }
    sentence.raise(predicate, Nsubj);
    let of_predicate: Vec<usize> =
        sentence.dependents(name).iter().copied().filter(|at| (copula..predicate).contains(at)).collect();
    for at in of_predicate {
        sentence.hang(at, predicate, sentence.relation(at));
    }
}

/// "Nine people died and [forty] were hurt": what stands between "and" and the auxiliary after it is that clause's subject.
fn subject_of_second_clause(sentence: &mut Sentence, first: usize) {
    let seconds: Vec<usize> = sentence.by(first, &[Conj]).filter(|at| *at > first).collect();
    for second in seconds {
        let Some(and) = sentence.by(second, &[Cc]).find(|at| (first..second).contains(at)) else { continue };
        let helps = |at: &usize| *at > and && matches!(sentence.relation(*at), Aux | AuxPass | Cop);
        let Some(helper) = sentence.dependents(second).iter().copied().find(helps) else { continue };
        let is_inside = |at: usize| (and..helper).contains(&at);
        if sentence.by(second, &SUBJECTS).any(is_inside) {
            continue;
        }
        let is_strayed = |at: &usize| {
            let is_counted = sentence.part(*at) == PartOfSpeech::Numeral
                && matches!(sentence.relation(*at), Nummod | Nmod | Conj | Obj)
                && sentence.head(*at).is_none_or(|head| !is_inside(head));
            is_counted || is_free_nominal(sentence, *at, and, helper)
        };
        let Some(subject) = (and + 1..helper).find(is_strayed) else { continue };
        sentence.hang(subject, second, if sentence.has(second, &[AuxPass]) { NsubjPass } else { Nsubj });
    }
}

/// "They kidnapped", "who had shot", "the raid has killed": no passive, for nothing makes it one.
fn subject_of_active(sentence: &mut Sentence, verb: usize) {
    let Some(subject) = sentence.by(verb, &[NsubjPass]).find(|at| *at < verb) else { return };
    let helps = |at: &usize| matches!(sentence.relation(*at), Aux | AuxPass | Cop);
    let mut helpers = sentence.dependents(verb).iter().filter(|at| helps(at)).map(|at| sentence.form(*at)).peekable();
    let is_pronoun = matches!(sentence.form(subject), "i" | "he" | "she" | "we" | "they" | "who");
    // Its past is as its present, and hardly ever a participle.
    let is_bare = matches!(sentence.form(verb), "let" | "cost" | "burst" | "split" | "spread" | "quit");
    let is_perfect = matches!(helpers.peek(), Some(&("have" | "has" | "had" | "'ve" | "'d")));
    let makes_passive = |form: &str| {
        matches!(form, "be" | "am" | "is" | "are" | "was" | "were" | "been" | "being" | "'s" | "'re" | "'m")
            || form.starts_with("get")
            || form.starts_with("got")
    };
    if (is_pronoun || is_perfect || is_bare) && !helpers.any(makes_passive) && !is_next_to_be(sentence, verb) {
        sentence.hang(subject, verb, Nsubj);
    }
}

/// Whether a form of "be" stands before a verb with nothing but adverbs between, wherever the tree hangs it.
fn is_next_to_be(sentence: &Sentence, verb: usize) -> bool {
    let before = (0..verb).rev().find(|at| sentence.part(*at) != PartOfSpeech::Adverb);
    before.is_some_and(|at| matches!(sentence.lemma(at), "be" | "get") || sentence.form(at) == "been")
}

/// "They cannot wait for [the guards] to open": the guards open.
fn subject_of_infinitive(sentence: &mut Sentence, verb: usize) {
    let Some(to) = sentence.by(verb, &[Mark]).find(|at| sentence.form(*at) == "to") else { return };
    let mut before = (0..to).rev().take(8).take_while(|at| sentence.part(*at) != PartOfSpeech::Verb);
    let Some(opening) = before.find(|at| sentence.form(*at) == "for") else { return };
    let is_near = |at: usize| sentence.head(at).is_some_and(|head| head == verb || sentence.head(verb) == Some(head));
    let subject = (opening + 1..to).find(|at| sentence.is_noun(*at) && is_near(*at));
    if let Some(subject) = subject.filter(|_| !sentence.has(verb, &SUBJECTS)) {
        sentence.hang(subject, verb, Nsubj);
    }
}

/// "He fell when [two hunters] were shot", "said that [an officer] of the guard has been held": the noun between the word that
/// opens a clause and its auxiliary is what the clause speaks of.
fn subject_before_auxiliary(sentence: &mut Sentence, verb: usize) {
    let is_helper = |at: usize| matches!(sentence.relation(at), Aux | AuxPass);
    let is_finite = |at: usize| {
        matches!(sentence.form(at), "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would" | "may")
    };
    let Some(first) = sentence.dependents(verb).iter().copied().find(|at| is_helper(*at)) else { return };
    if sentence.has(verb, &SUBJECTS) || !is_finite(first) || sentence.relation(verb) == Conj {
        return;
    }
    let Some(opening) = opening(sentence, verb, first) else { return };
    let Some(subject) = (opening + 1..first).find(|at| is_free_nominal(sentence, *at, opening, first)) else { return };
    let relation = if sentence.has(verb, &[AuxPass]) { NsubjPass } else { Nsubj };
    sentence.hang(subject, verb, relation);
}

/// The word that opens a verb's clause before its auxiliary: its own, or the nearest with no verb between.
fn opening(sentence: &Sentence, verb: usize, auxiliary: usize) -> Option<usize> {
    let opens = |at: usize| {
        matches!(
            sentence.form(at),
            "that" | "when" | "where" | "while" | "after" | "before" | "because" | "although" | "though" | "since"
        )
    };
    let own = sentence.by(verb, &[Mark, Advmod]).find(|at| *at < auxiliary && opens(*at));
    let first = sentence.head(verb).filter(|head| *head < auxiliary).map_or(0, |head| head + 1);
    let is_verb = |at: usize| matches!(sentence.part(at), PartOfSpeech::Verb | PartOfSpeech::Auxiliary);
    let near = || (first..auxiliary).rev().take_while(|at| !is_verb(*at)).find(|at| opens(*at));
    own.or_else(near)
}

/// Whether a noun between two words hangs on nothing between them and follows no preposition.
fn is_free_nominal(sentence: &Sentence, at: usize, after: usize, before: usize) -> bool {
    let is_nominal = sentence.is_noun(at) || matches!(sentence.part(at), PartOfSpeech::Pronoun | PartOfSpeech::Numeral);
    let is_outside = sentence.head(at).is_some_and(|head| head <= after || head >= before);
    let is_argument = matches!(
        sentence.relation(at),
        Nsubj | NsubjPass | Obj | Obl | OblUnmarked | Nmod | NmodUnmarked | Conj | Appos | Root
    );
    is_nominal && is_outside && is_argument && !sentence.by(at, &[Case]).any(|case| case > after)
}

/// "after [army patrols] killed three": the clause has no other subject, and the noun no preposition.
fn subject_without_preposition(sentence: &mut Sentence, verb: usize) {
    let is_clause = sentence.has(verb, &[Mark]) && !sentence.form(verb).ends_with("ing");
    let is_infinitive = sentence.by(verb, &[Mark]).any(|at| sentence.form(at) == "to");
    if !is_clause || is_infinitive || sentence.has(verb, &SUBJECTS) || sentence.has(verb, &[AuxPass]) {
        return;
    }
    let is_subject = |at: &usize| *at < verb && sentence.is_noun(*at) && !sentence.has(*at, &[Case]);
    let is_next = |at: &usize| sentence.subtree(*at).last().is_some_and(|last| last + 1 == verb);
    let subject = sentence.by(verb, &[Obl]).find(|at| is_subject(at) && is_next(at));
    if let Some(subject) = subject {
        sentence.hang(subject, verb, Nsubj);
    }
}

/// "a group of soldiers murdered [17 fishermen] will not ...": of two nouns before a verb the one that a participle stands right
/// before is that participle's object.
fn object_of_participle(sentence: &mut Sentence, verb: usize) {
    let subjects: Vec<usize> = sentence.by(verb, &[Nsubj, NsubjPass]).filter(|at| *at < verb).collect();
    let Some([first, second]) = subjects.last_chunk().copied() else { return };
    let begins = sentence.subtree(second).first().copied().unwrap_or(second);
    let Some(participle) = begins.checked_sub(1).filter(|at| *at > first) else { return };
    let is_participle = sentence.part(participle) == PartOfSpeech::Verb && sentence.relation(participle) == Acl;
    if is_participle && sentence.subtree(first).contains(&participle) && !sentence.has(participle, &[Obj]) {
        sentence.hang(second, participle, Obj);
    }
}

/// "killed nine people and [injured] scores": after "and" and with no article a participle after an active verb's object is a
/// verb like the one before.
fn verb_beside_verb(sentence: &mut Sentence, verb: usize) {
    let Some(and) = verb.checked_sub(1).filter(|at| sentence.relation(*at) == Cc) else { return };
    let Some(object) = sentence.head(verb).filter(|at| sentence.relation(verb) == Amod && *at > verb) else { return };
    let governor = match sentence.relation(object) {
        Obj | Obl => sentence.head(object),
        Conj => sentence.head(object).filter(|at| sentence.relation(*at) == Obj).and_then(|at| sentence.head(at)),
        _ => None,
    };
    let Some(governor) = governor.filter(|at| *at < and && sentence.part(*at) == PartOfSpeech::Verb) else { return };
    let is_active = !sentence.has(governor, &[AuxPass, NsubjPass]);
    let is_past = |at: usize| sentence.form(at) != sentence.lemma(at) && !sentence.form(at).ends_with("ing");
    let opens = sentence.subtree(object).first().is_some_and(|first| *first >= and);
    if is_active && is_past(verb) && is_past(governor) && opens {
        sentence.hang(verb, governor, Conj);
        sentence.hang(object, verb, Obj);
        sentence.hang(and, verb, Cc);
    }
}

/// "They identified the body of the clerk [murdered] on Monday": said of the noun right before it, and not of those who identified.
fn participle_of_noun(sentence: &mut Sentence, verb: usize) {
    let Some(noun) = verb.checked_sub(1).filter(|at| sentence.is_noun(*at)) else { return };
    let is_participle = sentence.form(verb) != sentence.lemma(verb) && !sentence.form(verb).ends_with("ing");
    let head = sentence.head(verb).filter(|head| *head < noun);
    let is_past_verb = || head.is_some_and(|head| (head..noun).any(|at| sentence.part(at) == PartOfSpeech::Verb));
    let is_loose = matches!(sentence.relation(verb), Advcl | Acl)
        && is_past_verb()
        && !sentence.has(verb, &[Mark, Aux, AuxPass, Advmod, Obj])
        && !sentence.has(verb, &SUBJECTS);
    if is_participle && is_loose && !matches!(sentence.relation(noun), Nsubj | NsubjPass) {
        sentence.hang(verb, noun, Acl);
    }
}
