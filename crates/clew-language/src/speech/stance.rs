//! How a sentence commits itself to each of its words: denied, doubted, planned, conditional or plain.

use super::levels::{Effect, Place, effect};
use super::sentence::Sentence;
use clew_model::{Level, Modality, PartOfSpeech, Relation};

/// How a sentence commits itself to what one of its words states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Stance {
    /// Whether it is stated not to be so.
    pub is_denied: bool,
    /// How sure it sounds.
    pub level: Level,
    /// What sort of statement it is.
    pub modality: Modality,
    /// The word that set the level, where one did.
    pub cue: Option<usize>,
}

impl Stance {
    const UNSTATED: Self = Self { is_denied: false, level: Level::Unstated, modality: Modality::Actual, cue: None };
    const PLANNED: Self = Self { modality: Modality::Planned, ..Self::UNSTATED };

    /// What a word makes of a statement that is otherwise plain.
    fn of(effect: Effect, word: usize) -> Self {
        Self { is_denied: effect.denies, level: effect.level, modality: effect.modality, cue: Some(word) }
    }

    /// This stance inside another.
    fn inside(self, outer: Self) -> Self {
        let is_outer = doubt(outer.level) > doubt(self.level) || self.level == Level::Asserted && !self.is_denied;
        Self {
            is_denied: self.is_denied != outer.is_denied,
            level: if doubt(outer.level) > doubt(self.level) { outer.level } else { self.level },
            modality: if self.modality == Modality::Actual { outer.modality } else { self.modality },
            cue: if is_outer { outer.cue.or(self.cue) } else { self.cue },
        }
    }
}

/// How far a level is from a plain statement, either way.
fn doubt(level: Level) -> u8 {
    match level {
        Level::Asserted => 0,
        Level::AlmostCertain | Level::AlmostNoChance => 1,
        Level::VeryLikely | Level::VeryUnlikely => 2,
        Level::Likely | Level::Unlikely => 3,
        Level::Even => 4,
        Level::Unstated => 5,
    }
}

/// The stance towards every word of a sentence.
pub(crate) fn stances(sentence: &Sentence) -> Vec<Stance> {
    let mut found = vec![Stance::default(); sentence.len()];
    let mut around = found.clone();
    let mut open: Vec<usize> = (0..sentence.len()).filter(|word| sentence.head(*word).is_none()).collect();
    while let Some(word) = open.pop() {
        let outer = match sentence.head(word) {
            None => whole(sentence, word),
            Some(head) if sentence.relation(word) == Relation::Conj => match shares(sentence, word) {
                true => shared(sentence, word, found[head], around[head]),
                false => around[head],
            },
            Some(head) => match opener(sentence, word, head) {
                Some(verb) => below(sentence, word, verb, Stance::default()),
                None => below(sentence, word, head, found[head]),
            },
        };
        around[word] = outer;
        found[word] = beside(sentence, word).inside(outer);
        open.extend(sentence.dependents(word));
    }
    found
}

/// Of a sentence as a whole: questions and orders state nothing.
fn whole(sentence: &Sentence, root: usize) -> Stance {
    if is_question(sentence) || is_order(sentence, root) { Stance::PLANNED } else { Stance::default() }
}

/// A question that can be answered by yes or no.
fn is_question(sentence: &Sentence) -> bool {
    const ASKED: [&str; 9] = ["who", "what", "which", "when", "where", "why", "how", "whose", "whom"];
    let is_mark = |at: &usize| sentence.part(*at) == PartOfSpeech::Punctuation;
    let ends_asking = (0..sentence.len()).rev().take_while(is_mark).any(|at| sentence.form(at) == "?");
    ends_asking && !(0..sentence.len().min(3)).any(|at| ASKED.contains(&sentence.lemma(at).as_str()))
}

/// "Give it to me."
fn is_order(sentence: &Sentence, root: usize) -> bool {
    const BEFORE: [Relation; 8] = [
        Relation::Nsubj,
        Relation::Csubj,
        Relation::Expl,
        Relation::Aux,
        Relation::Cop,
        Relation::Ccomp,
        Relation::Mark,
        Relation::Obj,
    ];
    sentence.part(root) == PartOfSpeech::Verb
        && sentence.form(root).to_lowercase() == sentence.lemma(root)
        && !sentence.by(root, &BEFORE).any(|at| at < root)
}

/// Whether a joined verb shares the auxiliaries of the first one.
fn shares(sentence: &Sentence, word: usize) -> bool {
    sentence.first_by(word, &[Relation::Nsubj, Relation::Aux, Relation::Cop, Relation::Mark]).is_none()
}

/// What a joined verb shares of the stance towards the first one, itself and as it stands in what is around it: "he never returned
/// and died" denies one of two, "he did not return or call" both.
fn shared(sentence: &Sentence, word: usize, first: Stance, around: Stance) -> Stance {
    if first.is_denied == around.is_denied || is_denied_with(sentence, word) {
        return first;
    }
    Stance { is_denied: around.is_denied, cue: first.cue.filter(|_| first.level != Level::Asserted), ..first }
}

/// Whether what denies the first of two denies the other too.
fn is_denied_with(sentence: &Sentence, word: usize) -> bool {
    let Some(first) = sentence.head(word) else { return false };
    let joins = |words: &[&str]| sentence.by(word, &[Relation::Cc]).any(|at| words.contains(&&*sentence.lemma(at)));
    let is_bare = |at: usize| sentence.form(at).to_lowercase() == sentence.lemma(at);
    let has_auxiliary = sentence.first_by(first, &[Relation::Aux, Relation::Cop]).is_some();
    let by_subject = || sentence.by(first, &[Relation::Nsubj]).any(|at| negative(sentence, at).is_some());
    match sentence.part(word) {
        _ if joins(&["but", "yet"]) => false,
        _ if joins(&["or", "nor"]) => true,
        PartOfSpeech::Verb if has_auxiliary => is_bare(word) == is_bare(first),
        PartOfSpeech::Verb => by_subject(),
        _ => true,
    }
}

/// The verb whose infinitive stands right after it, where a tree hangs the infinitive on a later verb: "who is [believed] to have met
/// her, denies this".
fn opener(sentence: &Sentence, word: usize, head: usize) -> Option<usize> {
    let to = sentence.by(word, &[Relation::Mark]).find(|at| sentence.lemma(*at) == "to")?;
    let is_strayed = sentence.relation(word) == Relation::Ccomp && word < head;
    to.checked_sub(1).filter(|verb| is_strayed && sentence.part(*verb) == PartOfSpeech::Verb)
}

/// What the word above makes of a statement.
fn below(sentence: &Sentence, word: usize, head: usize, outer: Stance) -> Stance {
    if let Some(mark) =
        sentence.by(word, &[Relation::Mark, Relation::Advmod, Relation::Case]).find_map(|at| marked(sentence, at))
    {
        return mark;
    }
    if outer.level == Level::Unstated && is_when(sentence, word) {
        return Stance { modality: Modality::Conditional, ..Stance::UNSTATED };
    }
    let over = effect_of(sentence, head, Place::Over).or_else(|| {
        let has_subject = sentence.first_by(word, &[Relation::Nsubj, Relation::Expl]).is_some();
        let is_clause = has_subject && !sentence.has(word, &[Relation::Mark], "to");
        effect_of(sentence, head, Place::To).filter(|_| !is_clause)
    });
    let over = over.filter(|over| !(over.denies && is_going_on(sentence, word, head)));
    let held = |over: Effect| if over.is_fact() { Stance::default() } else { Stance::of(over, head).inside(outer) };
    let is_verb = sentence.part(word) == PartOfSpeech::Verb;
    match sentence.relation(word) {
        Relation::Ccomp | Relation::Csubj => match over {
            Some(over) => held(over),
            None if outer.is_denied || outer.level == Level::Unstated => Stance::UNSTATED,
            None => Stance::default(),
        },
        Relation::Xcomp => over.map_or(outer, held),
        Relation::Obj | Relation::Obl if !is_verb => match over {
            Some(over) if sentence.relation(word) == Relation::Obj || has_linking_preposition(sentence, word) => {
                held(over)
            }
            _ if sentence.relation(word) == Relation::Obj && !is_definite(sentence, word) => outer,
            _ => Stance::default(),
        },
        Relation::Nsubj if is_held(sentence, head) => outer,
        Relation::Nsubj if sentence.exact_relation(word) == Relation::NsubjPass && !is_definite(sentence, word) => {
            outer
        }
        Relation::Nmod if has_linking_preposition(sentence, word) => over.map_or(Stance::default(), held),
        Relation::Acl if sentence.has(word, &[Relation::Mark], "to") => over.map_or(Stance::PLANNED, held),
        Relation::Advcl if sentence.has(word, &[Relation::Mark], "to") => match over {
            Some(over) => held(over),
            None => Stance::PLANNED.inside(outer),
        },
        // "It is inconceivable that she left": trees take the clause for a circumstance now and then.
        Relation::Advcl | Relation::Acl
            if has_linking_preposition(sentence, word) || sentence.has(word, &[Relation::Mark], "that") =>
        {
            over.map_or(Stance::default(), held)
        }
        Relation::Obl if has_linking_preposition(sentence, word) => over.map_or(Stance::default(), held),
        _ => Stance::default(),
    }
}

/// "Drivers must wait once the bell rings": when something that is no fact comes to be is no fact either.
fn is_when(sentence: &Sentence, word: usize) -> bool {
    const OPENERS: [&str; 8] = ["when", "whenever", "once", "upon", "after", "until", "till", "before"];
    let openers = [Relation::Mark, Relation::Advmod, Relation::Case];
    let is_opened = sentence.by(word, &openers).any(|at| at < word && OPENERS.contains(&&*sentence.lemma(at)));
    let form = sentence.form(word).to_lowercase();
    let is_past = form != sentence.lemma(word)
        && !form.ends_with(['s', 'g'])
        && sentence.first_by(word, &[Relation::Aux, Relation::Cop]).is_none();
    sentence.relation(word) == Relation::Advcl && sentence.part(word) == PartOfSpeech::Verb && is_opened && !is_past
}

/// "They stopped the raids": what is stopped was going on; "they stopped a raid" says that there was none.
fn is_going_on(sentence: &Sentence, word: usize, head: usize) -> bool {
    let is_stopped = matches!(&*sentence.lemma(head), "stop" | "halt" | "cancel");
    let is_plural = sentence.form(word).to_lowercase() != sentence.lemma(word);
    is_stopped && sentence.relation(word) == Relation::Obj && is_plural && is_definite(sentence, word)
}

/// Whether a verb says of its subject that it comes to be: "talks will begin", "the meeting will take place".
fn is_held(sentence: &Sentence, verb: usize) -> bool {
    let lemma = sentence.lemma(verb);
    let is_place = || sentence.has(verb, &[Relation::Obj], "place");
    let is_of_events = matches!(
        &*lemma,
        "begin" | "start" | "occur" | "happen" | "resume" | "convene" | "hold" | "stage" | "schedule"
    );
    is_of_events && (lemma != "hold" || sentence.first_by(verb, &[Relation::Obj]).is_none())
        || lemma == "take" && is_place()
}

/// "if", "without": what stands at the head of a clause.
fn marked(sentence: &Sentence, word: usize) -> Option<Stance> {
    // "He was instead taken to Oslo": so he was; "instead of leaving" he did not.
    let is_contrast = matches!(&*sentence.form(word).to_lowercase(), "instead" | "rather");
    let next = (word + 1 < sentence.len()).then(|| sentence.form(word + 1).to_lowercase());
    if is_contrast && !matches!(next.as_deref(), Some("of" | "than")) {
        return None;
    }
    let found = effect(Place::Before, &sentence.form(word).to_lowercase())?;
    Some(Stance::of(found, word))
}

/// "accused OF stealing", "prevented FROM leaving", "called FOR a strike".
fn has_linking_preposition(sentence: &Sentence, word: usize) -> bool {
    sentence.by(word, &[Relation::Case, Relation::Mark]).any(|at| {
        matches!(
            &*sentence.form(at).to_lowercase(),
            "of" | "from" | "for" | "about" | "on" | "against" | "in" | "at" | "to"
        )
    })
}

fn is_definite(sentence: &Sentence, noun: usize) -> bool {
    sentence.by(noun, &[Relation::Det, Relation::Nmod]).any(|at| {
        sentence.exact_relation(at) == Relation::NmodPoss
            || matches!(&*sentence.lemma(at), "the" | "this" | "that" | "these" | "those")
    })
}

/// What the words that hang on a statement make of it: "not", "may", "probably", "nobody".
fn beside(sentence: &Sentence, word: usize) -> Stance {
    const RELATIONS: [Relation; 8] = [
        Relation::Aux,
        Relation::Advmod,
        Relation::Det,
        Relation::Amod,
        Relation::Nsubj,
        Relation::Obj,
        Relation::Cc,
        Relation::Obl,
    ];
    let mut stance = Stance::default();
    for at in sentence.by(word, &RELATIONS).filter(|at| !is_not_only(sentence, *at)) {
        let carrier = match sentence.relation(at) {
            Relation::Nsubj | Relation::Obj | Relation::Obl => negative(sentence, at),
            _ => effect_of(sentence, at, Place::Beside),
        };
        if let Some(effect) = carrier {
            stance = Stance::of(settled(sentence, word, at, effect), at).inside(stance);
        }
    }
    stance
}

/// "not only repulsed but caught them": both happened.
fn is_not_only(sentence: &Sentence, word: usize) -> bool {
    let next = (word + 1 < sentence.len()).then(|| sentence.form(word + 1).to_lowercase());
    sentence.lemma(word) == "not" && matches!(next.as_deref(), Some("only" | "just" | "merely" | "simply"))
}

/// What a word makes of a statement from its place: "most probably" with the word before it.
fn effect_of(sentence: &Sentence, word: usize, place: Place) -> Option<Effect> {
    let lemma = sentence.lemma(word);
    let before = word.checked_sub(1).map(|before| format!("{} {lemma}", sentence.form(before).to_lowercase()));
    before.and_then(|words| effect(place, &words)).or_else(|| effect(place, &lemma))
}

/// "nobody", "no call": what turns round the verb it hangs on.
fn negative(sentence: &Sentence, noun: usize) -> Option<Effect> {
    let own = std::iter::once(noun).chain(sentence.by(noun, &[Relation::Det]));
    own.filter_map(|at| effect(Place::Beside, &sentence.lemma(at))).find(|effect| effect.denies)
}

/// "must have left" says how sure, "must leave" what is to be; "would later leave" that it came to be.
fn settled(sentence: &Sentence, verb: usize, auxiliary: usize, effect: Effect) -> Effect {
    let is_perfect = sentence.by(verb, &[Relation::Aux]).any(|at| at > auxiliary && sentence.lemma(at) == "have");
    if sentence.lemma(auxiliary) == "must" && is_perfect {
        return Effect { denies: false, level: Level::VeryLikely, modality: Modality::Actual };
    }
    let is_would = matches!(&*sentence.lemma(auxiliary), "would" | "'d");
    let came = |at| matches!(&*sentence.lemma(at), "later" | "eventually" | "subsequently");
    if is_would && sentence.by(verb, &[Relation::Advmod]).any(came) {
        return Effect { denies: false, level: Level::Asserted, modality: Modality::Actual };
    }
    effect
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::by_hand::tree;
    use clew_model::CodePoints;

    /// Checks the stance towards the word whose form is given: "not" where denied, level, modality.
    fn check(written: &str, word: &str, expected: &str) {
        let (text, tree) = tree(written);
        let points = CodePoints::new(&text);
        let sentence = Sentence::new(&points, &tree);
        let at = (0..sentence.len()).find(|at| sentence.form(*at) == word).expect("the word stands there");
        let Stance { is_denied, level, modality, .. } = stances(&sentence)[at];
        let not = if is_denied { "not " } else { "" };
        assert_eq!(format!("{not}{level:?} {modality:?}"), expected, "{word} in {text}");
    }

    #[test]
    fn auxiliaries_and_adverbs_set_what_they_stand_beside() {
        check("He/PRON/nsubj>2 left=leave/VERB/root>0", "left", "Asserted Actual");
        check("He/PRON/nsubj>4 did=do/AUX/aux>4 not/PART/advmod>4 leave/VERB/root>0", "leave", "not Asserted Actual");
        check("Nobody/PRON/nsubj>2 left=leave/VERB/root>0", "left", "not Asserted Actual");
        check("He/PRON/nsubj>4 may/AUX/aux>4 have/AUX/aux>4 left=leave/VERB/root>0", "left", "Even Actual");
        check("He/PRON/nsubj>4 must/AUX/aux>4 have/AUX/aux>4 left=leave/VERB/root>0", "left", "VeryLikely Actual");
        check(
            "He/PRON/nsubj>3 will/AUX/aux>3 leave/VERB/root>0 or/CCONJ/cc>5 stay/VERB/conj>3",
            "stay",
            "Unstated Planned",
        );
        check("He/PRON/nsubj>3 probably/ADV/advmod>3 left=leave/VERB/root>0", "left", "Likely Actual");
    }

    #[test]
    fn words_above_set_what_hangs_on_them() {
        check("He/PRON/nsubj>2 hopes=hope/VERB/root>0 to/PART/mark>4 leave/VERB/xcomp>2", "leave", "Unstated Planned");
        check(
            "He/PRON/nsubj>2 failed=fail/VERB/root>0 to/PART/mark>4 leave/VERB/xcomp>2",
            "leave",
            "not Asserted Actual",
        );
        check(
            "He/PRON/nsubj>4 did=do/AUX/aux>4 not/PART/advmod>4 fail/VERB/root>0 to/PART/mark>6 leave/VERB/xcomp>4",
            "leave",
            "Asserted Actual",
        );
        check(
            "He/PRON/nsubj>4 did=do/AUX/aux>4 not/PART/advmod>4 know/VERB/root>0 she/PRON/nsubj>6 left=leave/VERB/ccomp>4",
            "left",
            "Asserted Actual",
        );
        check(
            "He/PRON/nsubj>4 did=do/AUX/aux>4 not/PART/advmod>4 say/VERB/root>0 she/PRON/nsubj>6 left=leave/VERB/ccomp>4",
            "left",
            "Unstated Actual",
        );
        check("They/PRON/nsubj>2 fear/VERB/root>0 an/DET/det>4 attack/NOUN/obj>2", "attack", "Likely Actual");
    }

    #[test]
    fn one_of_two_is_denied_alone() {
        let returned =
            "He/PRON/nsubj>3 never/ADV/advmod>3 returned=return/VERB/root>0 and/CCONJ/cc>5 died=die/VERB/conj>3";
        check(returned, "returned", "not Asserted Actual");
        check(returned, "died", "Asserted Actual");
        check(
            "It/PRON/nsubj>2 hurt/VERB/root>0 no/DET/det>4 guests=guest/NOUN/obj>2 but/CCONJ/cc>6 burned=burn/VERB/conj>2",
            "burned",
            "Asserted Actual",
        );
        check(
            "He/PRON/nsubj>4 did=do/AUX/aux>4 not/PART/advmod>4 call/VERB/root>0 and/CCONJ/cc>6 ask/VERB/conj>4",
            "ask",
            "not Asserted Actual",
        );
        check(
            "He/PRON/nsubj>3 never/ADV/advmod>3 called=call/VERB/root>0 or/CCONJ/cc>5 wrote=write/VERB/conj>3",
            "wrote",
            "not Asserted Actual",
        );
    }

    #[test]
    fn a_clause_that_is_told_is_no_order() {
        check(
            "He/PRON/nsubj>2 told=tell/VERB/root>0 us/PRON/obj>2 she/PRON/nsubj>5 left=leave/VERB/ccomp>2",
            "left",
            "Asserted Actual",
        );
        check(
            "He/PRON/nsubj>2 told=tell/VERB/root>0 us/PRON/obj>2 to/PART/mark>5 leave/VERB/xcomp>2",
            "leave",
            "Unstated Planned",
        );
    }

    #[test]
    fn what_is_stopped_or_instead_is_so() {
        check(
            "They/PRON/nsubj>2 stopped=stop/VERB/root>0 the/DET/det>4 raids=raid/NOUN/obj>2",
            "raids",
            "Asserted Actual",
        );
        check("They/PRON/nsubj>2 stopped=stop/VERB/root>0 a/DET/det>4 raid/NOUN/obj>2", "raid", "not Asserted Actual");
        check(
            "He/PRON/nsubj:pass>4 was=be/AUX/aux:pass>4 instead/ADV/advmod>4 taken=take/VERB/root>0",
            "taken",
            "Asserted Actual",
        );
        check("He/PRON/nsubj>4 would/AUX/aux>4 later/ADV/advmod>4 leave/VERB/root>0", "leave", "Asserted Actual");
    }

    #[test]
    fn what_is_yet_to_be_held_is_no_fact() {
        check("Talks=talk/NOUN/nsubj>3 will/AUX/aux>3 begin/VERB/root>0", "Talks", "Unstated Planned");
        let met = "Orlu/PROPN/nsubj>7 is=be/AUX/aux>3 believed=believe/VERB/acl:relcl>1 to/PART/mark>6 have/AUX/aux>6 met=meet/VERB/ccomp>7 denies=deny/VERB/root>0";
        check(met, "met", "Likely Actual");
        check(
            "Wait/VERB/root>0 once/SCONJ/mark>4 he/PRON/nsubj>4 leaves=leave/VERB/advcl>1",
            "leaves",
            "Unstated Conditional",
        );
    }

    #[test]
    fn conditions_questions_and_orders_state_nothing() {
        check(
            "If/SCONJ/mark>3 he/PRON/nsubj>3 leaves=leave/VERB/advcl>5 we/PRON/nsubj>5 stay/VERB/root>0",
            "leaves",
            "Unstated Conditional",
        );
        check("Did=do/AUX/aux>3 he/PRON/nsubj>3 leave/VERB/root>0 ?/PUNCT/punct>3", "leave", "Unstated Planned");
        check("Who/PRON/nsubj>2 left=leave/VERB/root>0 ?/PUNCT/punct>2", "left", "Asserted Actual");
        check("Give/VERB/root>0 it/PRON/obj>1 back/ADV/advmod>1", "Give", "Unstated Planned");
        check(
            "He/PRON/nsubj>2 left=leave/VERB/root>0 without/SCONJ/mark>4 paying=pay/VERB/advcl>2",
            "paying",
            "not Asserted Actual",
        );
    }
}
