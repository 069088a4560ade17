//! When what a word says was, by the times of its clause and of those that tell of the same moment.

use super::context::Context;
use super::frame::preposition;
use super::periods;
use super::sentence::Sentence;
use clew_model::{Interval, PartOfSpeech, Relation, Span, ThingType, TimeExpression};

impl Context<'_> {
    /// When the words below a word, or beside the verb that it hangs on, say that it happened; those of `trigger` say something else.
    pub fn time(&self, sentence: &Sentence, word: usize, trigger: Span) -> Option<Interval> {
        // "the raid began on Monday"; "held on Monday for the raid" says nothing of when that was.
        let is_noun = sentence.part(word) != PartOfSpeech::Verb;
        let is_core = matches!(
            sentence.relation(word),
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Xcomp | Relation::Advcl | Relation::Root
        );
        let is_state = sentence.has(word, &[Relation::Cop]);
        // "wrote about the leak on Monday": it cannot be told what was on Monday.
        if is_noun
            && sentence.relation(word) == Relation::Obl
            && preposition(sentence, word).as_deref() == Some("about")
        {
            return None;
        }
        let governor = (is_noun && (is_core || is_state)).then(|| governing_verb(sentence, word)).flatten();
        // "The trial will resume on Monday": it began before.
        let governor = governor.filter(|verb| !goes_on(sentence, *verb));
        let beside = |at: usize| self.times_in(sentence, at, trigger).next();
        let at_once = || at_once_with(sentence, word).into_iter().find_map(beside);
        let of_whole = || happening_of(sentence, word).and_then(beside);
        let of_first = || verb_before(sentence, word).and_then(beside).filter(|time| time.single_day().is_some());
        let counted_from = || periods::counted_from(sentence, self.times(), word);
        let told = || beside(word).or_else(|| governor.and_then(beside)).or_else(at_once).or_else(of_whole);
        counted_from().or_else(told).or_else(of_first)
    }

    /// Whether the words below a word say when, be the day known or not: "a Friday blast".
    pub fn is_dated(&self, sentence: &Sentence, word: usize) -> bool {
        let below = sentence.span_between(*sentence.subtree(word).first().unwrap_or(&word), word);
        let first = self.times().partition_point(|time| time.span.end <= below.start);
        self.times().get(first).is_some_and(|time| time.span.overlaps(below))
    }

    /// Whether an expression of time hangs on a word itself, and on no noun below it.
    pub fn is_dated_itself(&self, sentence: &Sentence, word: usize) -> bool {
        sentence.times().any(|time| sentence.head(time) == Some(word))
    }

    /// The times of a word's own clause, dated ones alone, in order.
    fn times_in<'s>(
        &'s self,
        sentence: &'s Sentence,
        word: usize,
        trigger: Span,
    ) -> impl Iterator<Item = Interval> + 's {
        let whole = sentence.whole().unwrap_or_default();
        let first = self.times().partition_point(|time| time.span.start < whole.start);
        let inside = self.times()[first..].iter().take_while(move |time| time.span.end <= whole.end);
        let times = &self.times()[first..first + inside.count()];
        let is_noun = sentence.head_of(trigger).is_some_and(|at| sentence.is_noun(at));
        let is_asked = move |time: &TimeExpression| !time.interval.is_open() && !time.span.overlaps(trigger);
        // What happened did so before the day as of which no more is known.
        let is_of_report = move |time: &TimeExpression| is_noun && periods::is_of_report(sentence, time.span);
        let is_asked = move |time: &TimeExpression| is_asked(time) && !is_of_report(time);
        (0..times.len()).filter(move |nth| is_asked(&times[*nth])).filter_map(move |nth| {
            let head = sentence.head_of(times[nth].span)?;
            let is_day = times[nth].interval.single_day().is_some();
            let is_of_word = is_of_clause(sentence, head, word) && !self.is_of_other(sentence, head, word, is_day);
            let is_of_another = || periods::is_of_a_life(sentence, times[nth].span, word);
            let is_when = is_of_word && !is_of_another() && !periods::is_compared_with(sentence, times[nth].span);
            is_when.then(|| periods::interval(sentence, times, nth))
        })
    }

    /// Whether a time below a word is that of somebody or of another event named with it: "the killing of the mayor [in 1984]", "his
    /// acquittal of the [1984] killing"; not of what it happened in, "killed during a raid [on Monday]", and no day: nobody is of one,
    /// "shot her brother [Friday night]".
    fn is_of_other(&self, sentence: &Sentence, below: usize, word: usize, is_day: bool) -> bool {
        let path = std::iter::successors(sentence.head(below), |at| sentence.head(*at)).take(sentence.len());
        let between = path.take_while(|at| *at != word).filter(|at| sentence.is_noun(*at));
        let is_setting = |at: usize| {
            preposition(sentence, at)
                .is_some_and(|words| matches!(words.as_str(), "in" | "during" | "at" | "on" | "amid"))
        };
        let is_person = |at: usize| sentence.mention(at).is_some_and(|mention| mention.thing == ThingType::Person);
        let is_event = |at: usize| self.predicates(sentence.span_of(at)) && !is_setting(at);
        // "charged over the killing [of 4 May]", "arrested after [Friday's] raid".
        let is_matter = |at: usize| {
            let words = preposition(sentence, at);
            let is_after = matches!(words.as_deref(), Some("after" | "following")) && follows(sentence, word);
            is_after || matches!(words.as_deref(), Some("for" | "over" | "about"))
        };
        let is_other = |at: usize| is_event(at) && (sentence.is_noun(word) || is_matter(at));
        between.into_iter().any(|at| !is_day && is_person(at) || is_other(at))
    }
}

/// Whether a word hangs below another with no other verb between: "left [on Monday]", not "left after he was paid [on Monday]".
fn is_of_clause(sentence: &Sentence, below: usize, word: usize) -> bool {
    let path = std::iter::successors(Some(below), |at| sentence.head(*at)).take(sentence.len());
    for at in path {
        if at == word {
            return true;
        }
        // "were warned not to drink at noon": what is to be done is told with it.
        let is_told_with = sentence.relation(at) == Relation::Xcomp && sentence.head(at) == Some(word);
        // "is an actor and winner of the prize of 1984": of the prize alone.
        let is_of_other = sentence.relation(at) == Relation::Conj && sentence.has(word, &[Relation::Cop]);
        if at != below && sentence.part(at) == PartOfSpeech::Verb && !is_told_with || is_of_other {
            return false;
        }
    }
    false
}

/// Verbs of clauses that tell of the same moment: "he was walking home at noon [when he was hit]", "a shooting [that happened on Monday]".
fn at_once_with(sentence: &Sentence, word: usize) -> Vec<usize> {
    let is_when = |clause: &usize| {
        sentence.relation(*clause) == Relation::Advcl
            && sentence.by(*clause, &[Relation::Advmod, Relation::Mark]).any(|at| sentence.form(at) == "when")
    };
    let first = |at: &usize| sentence.head(*at).filter(|_| sentence.relation(*at) == Relation::Conj);
    let joined = std::iter::successors(Some(word), first).take(sentence.len());
    let above = joined.filter(is_when).filter_map(|clause| sentence.head(clause));
    let below = sentence.by(word, &[Relation::Advcl]).filter(is_when);
    let is_happening = |clause: &usize| matches!(sentence.lemma(*clause), "happen" | "occur" | "take" | "begin");
    // "killed in a fire that happened on Monday": when the fire was.
    let is_setting = |at: &usize| {
        preposition(sentence, *at).is_some_and(|words| matches!(words.as_str(), "in" | "during" | "by" | "after"))
    };
    let settings = sentence.by(word, &[Relation::Obl, Relation::OblAgent]).filter(is_setting);
    let nouns = settings.chain(std::iter::once(word).filter(|at| sentence.is_noun(*at)));
    let of_nouns = nouns.flat_map(|noun| sentence.by(noun, &[Relation::AclRelcl])).filter(is_happening);
    above.chain(below).chain(of_nouns).chain(verb_after(sentence, word)).collect()
}

/// The verb that "and" joins right behind another: "he was questioned [and released] on Monday" was both on Monday.
fn verb_after(sentence: &Sentence, verb: usize) -> Option<usize> {
    let second = sentence.by(verb, &[Relation::Conj]).find(|at| *at == verb + 2)?;
    let is_verb = |at: usize| sentence.part(at) == PartOfSpeech::Verb;
    (is_verb(verb) && is_verb(second) && sentence.form(verb + 1) == "and").then_some(second)
}

/// The verb of which "and" makes this one a further step, told as it is: "he was questioned on Monday [and let go]". Who was shot on
/// Monday may have died later.
fn verb_before(sentence: &Sentence, verb: usize) -> Option<usize> {
    use Relation::{Advmod, Aux, AuxPass, Conj, Mark, Nsubj, NsubjPass, Obl, OblUnmarked};
    let first = sentence.head(verb).filter(|first| sentence.relation(verb) == Conj && *first < verb)?;
    let is_joined = sentence.by(verb, &[Relation::Cc]).any(|at| sentence.form(at) == "and");
    let helper = |at: usize| sentence.by(at, &[Aux, AuxPass]).next().map(|at| sentence.form(at));
    let is_alike = helper(verb).is_none_or(|form| matches!(form, "was" | "were") && helper(first) == Some(form));
    let is_later = |at: usize| {
        sentence.is_time(at)
            || matches!(sentence.form(at), "later" | "since" | "then" | "now" | "eventually" | "subsequently" | "soon")
    };
    let is_itself = !sentence.has(verb, &[Nsubj, NsubjPass, Mark])
        && !sentence.by(verb, &[Advmod, Obl, OblUnmarked]).any(is_later)
        && !matches!(sentence.lemma(verb), "die" | "succumb");
    (is_past_verb(sentence, first) && is_past_verb(sentence, verb) && is_joined && is_alike && is_itself)
        .then_some(first)
}

/// Whether a verb tells of a step of proceedings, which comes some time after what it is about.
fn follows(sentence: &Sentence, verb: usize) -> bool {
    matches!(
        sentence.lemma(verb),
        "arrest"
            | "charge"
            | "detain"
            | "hold"
            | "question"
            | "jail"
            | "sentence"
            | "convict"
            | "accuse"
            | "indict"
            | "sue"
    )
}

/// Whether a word is a verb that is written as a past, or as a past's participle.
pub(crate) fn is_past_verb(sentence: &Sentence, word: usize) -> bool {
    let form = sentence.form(word);
    sentence.part(word) == PartOfSpeech::Verb && form != sentence.lemma(word) && !form.ends_with("ing")
}

/// Whether a verb says that something went on, or will at another time, that had begun before.
fn goes_on(sentence: &Sentence, verb: usize) -> bool {
    matches!(sentence.lemma(verb), "resume" | "continue" | "reopen" | "adjourn" | "postpone" | "delay" | "reschedule")
}

/// The verb that says that what a word before a noun describes came about: "the fever followed a [burst] main on Monday".
fn happening_of(sentence: &Sentence, word: usize) -> Option<usize> {
    let noun =
        sentence.head(word).filter(|_| matches!(sentence.relation(word), Relation::Amod | Relation::Compound))?;
    let verb = sentence.head(noun).filter(|_| matches!(sentence.relation(noun), Relation::Obj | Relation::Nsubj))?;
    matches!(
        sentence.lemma(verb),
        "follow" | "cause" | "trigger" | "happen" | "occur" | "begin" | "make" | "leave" | "kill" | "injure" | "flood"
    )
    .then_some(verb)
}

fn governing_verb(sentence: &Sentence, word: usize) -> Option<usize> {
    let above = std::iter::successors(sentence.head(word), |at| sentence.head(*at)).take(4);
    above.into_iter().find(|at| sentence.part(*at) == PartOfSpeech::Verb || sentence.has(*at, &[Relation::Cop]))
}
