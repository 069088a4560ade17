//! Days of incidents that a sentence of its own tells: "It happened on Friday", by the words of words/when.txt.

use super::context::Context;
use super::frame::frame;
use super::function::Function;
use super::sentence::Sentence;
use super::voice::is_passive;
use super::word_list::lines;
use clew_model::{Interval, PartOfSpeech, Relation};
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../words/when.txt");

static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(groups);

/// What is spoken of, and what it does.
#[derive(Debug, Default)]
struct Group {
    of: Vec<&'static str>,
    verbs: Vec<Vec<&'static str>>,
}

/// A day on which what was spoken of happened, with the number of the sentence that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ToldDay {
    pub sentence: u32,
    pub day: Interval,
}

fn groups() -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in lines(WORDS) {
        let Some((first, rest)) = line.split_once(char::is_whitespace) else { continue };
        let entries = || rest.split(',').map(str::trim);
        match (first, groups.last_mut()) {
            ("told", _) => groups.push(Group::default()),
            ("of", Some(group)) => group.of.extend(entries()),
            ("verb", Some(group)) => group.verbs.extend(entries().map(|entry| entry.split(' ').collect::<Vec<_>>())),
            _ => {}
        }
    }
    groups
}

/// Whether the words around an event's noun say no more than that there was one: "an explosion happened", "a fire that broke out",
/// "there was a blast at noon".
pub(crate) fn is_told_to_happen(sentence: &Sentence, word: usize) -> bool {
    use Relation::{Acl, AclRelcl, CompoundPrt, Expl, Nsubj, Obj};
    let has = |verb: usize, relation: Relation, form: &str| {
        sentence.by(verb, &[relation]).any(|at| sentence.form(at) == form)
    };
    let happens = |verb: usize| match sentence.lemma(verb) {
        "happen" | "occur" => true,
        "take" => has(verb, Obj, "place"),
        "break" => has(verb, CompoundPrt, "out"),
        _ => false,
    };
    let governor = sentence.head(word).filter(|_| sentence.relation(word) == Nsubj);
    // "There was a stampede to buy the shares": a figure.
    let is_there = |verb: usize| sentence.has(verb, &[Expl]) && !sentence.has(word, &[Acl]);
    sentence.is_noun(word)
        && (governor.is_some_and(|verb| happens(verb) || is_there(verb)) || sentence.by(word, &[AclRelcl]).any(happens))
}

/// The day that a sentence tells; `None` where it tells none.
pub(crate) fn told_day(sentence: &Sentence, context: &Context) -> Option<ToldDay> {
    let whole = sentence.whole()?;
    (0..sentence.len()).filter(|word| tells(sentence, *word)).find_map(|word| {
        let day = context.time(sentence, word, sentence.span_of(word)).filter(|day| day.single_day().is_some())?;
        Some(ToldDay { sentence: context.sentence_number(whole.start), day })
    })
}

/// Whether a verb says that the incident happened, or that somebody was called to it.
fn tells(sentence: &Sentence, word: usize) -> bool {
    if sentence.part(word) != PartOfSpeech::Verb {
        return false;
    }
    let is_verb = |words: &Vec<&str>| {
        sentence.is_word(word, words[0])
            && words[1..].iter().all(|rest| sentence.dependents(word).iter().any(|at| sentence.is_word(*at, rest)))
    };
    let slots = frame(sentence, word);
    // Who calls somebody is not called.
    let has_object = slots.iter().any(|slot| slot.function == Function::Object) && !is_passive(sentence, word);
    let is_about = |group: &Group| {
        slots.iter().any(|slot| {
            let is_party = matches!(slot.function, Function::Subject | Function::Object);
            is_party && group.of.iter().any(|of| is_named(sentence, slot.word, of))
        })
    };
    let is_light = |words: &Vec<&str>| words.len() > 1;
    GROUPS.iter().any(|group| {
        is_about(group) && group.verbs.iter().any(|words| is_verb(words) && (!has_object || is_light(words)))
    })
}

/// Whether a noun is this one, of one word or two: "fire brigade".
fn is_named(sentence: &Sentence, noun: usize, name: &str) -> bool {
    match name.rsplit_once(' ') {
        Some((before, last)) => noun > 0 && sentence.is_word(noun, last) && sentence.is_word(noun - 1, before),
        None => sentence.is_word(noun, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::CLASSES;
    use clew_language::{AnnotatedText, Model, read};
    use clew_model::CodePoints;
    use jiff::civil::date;

    fn day_told(text: &str) -> Option<Interval> {
        let published = Interval::day(date(2021, 6, 10));
        let AnnotatedText { annotation, trees, .. } = read(Model::embedded(), text, &[], Some(published));
        let points = CodePoints::new(text);
        let context = Context::new(&annotation);
        let mut sentences = trees
            .iter()
            .map(|tree| Sentence::new(&points, tree, &annotation.mentions, &CLASSES).with_times(&annotation.times));
        sentences.find_map(|sentence| told_day(&sentence, &context)).map(|told| told.day)
    }

    /// The time of the one claim of a predicate.
    fn time_of(text: &str, predicate: clew_model::Predicate) -> Interval {
        let published = Interval::day(date(2021, 6, 10));
        let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], Some(published));
        let points = CodePoints::new(text);
        let patterns = crate::claims::Patterns::embedded();
        let claims = crate::claims::all_claims(&points, &annotation, &trees, &events, patterns);
        let found = claims.iter().find(|claim| claim.predicate == predicate);
        found.map(|claim| claim.time).expect("the text has a claim of it")
    }

    #[test]
    fn clauses_of_one_moment_share_their_day() {
        use clew_model::Predicate::{
            Arrest, Attack, Die, Disaster, Discover, Investigate, Learn, Publish, Release, Transfer, Trial,
        };
        let on = |day| Interval::day(date(2021, 6, day));
        assert_eq!(time_of("The clerk was walking home on June 4 when a masked man stabbed him.", Attack), on(4));
        assert_eq!(time_of("The explosion that happened on June 4 was heard in Varn.", Disaster), on(4));
        assert_eq!(time_of("A gunman killed her brother Friday night in a bar.", Die), on(4));
        assert_eq!(time_of("A widow was killed in a fire that happened on June 4.", Die), on(4));
        assert_eq!(time_of("Police said the clerk was questioned and released on June 4.", Investigate), on(4));
        assert_eq!(time_of("The report, dated June 4, was written by Ida Falk, a clerk.", Publish), on(4));
        assert_eq!(time_of("The mayor was not told of the leak until after noon on June 4.", Learn), on(4));
        assert_eq!(time_of("The fever followed a burst main in Mill Lane on June 4.", Disaster), on(4));
        assert_eq!(time_of("The clerk was questioned on June 4 and let go.", Investigate), on(4));
        assert_eq!(time_of("Troopers questioned the clerk on June 4 and released him.", Release), on(4));
        assert_eq!(time_of("The auditor saw the leak on June 4, as his own clerk admitted.", Discover), on(4));
        assert_eq!(time_of("He was arrested on June 4, two days after a tank burst.", Disaster), on(2));
        assert_eq!(time_of("The call came on June 4, an hour after a tank burst.", Disaster), Interval::open());
        assert_eq!(
            time_of("The call came at 11.52 pm on June 4, an hour and twelve minutes after a tank burst.", Disaster),
            on(4)
        );
        assert_eq!(time_of("The trial of Ida Falk will resume on June 14.", Trial), Interval::open());
        assert_eq!(time_of("Troopers arrested a clerk for the June 4 stabbing in Varn.", Arrest), Interval::open());
        let long_ago = Interval { earliest: None, latest: Some(date(1991, 12, 31)) };
        assert_eq!(time_of("The clerk bought the mill more than thirty years ago.", Transfer), long_ago);
        let samples = "On June 4 the clerk took nine samples of water. Lead was found in two of them.";
        assert_eq!(time_of(samples, Discover), on(4));
        let treated = time_of("At this time, the stabbing is treated as an accident. A man was stabbed.", Attack);
        assert_eq!(treated, Interval::open());
    }

    #[test]
    fn every_group_has_its_examples_and_they_hold() {
        let mut n_examples = 0;
        for line in WORDS.lines() {
            if let Some(example) = line.strip_prefix("+ ") {
                let text = example.replace(['[', ']'], "");
                assert_eq!(day_told(&text), Some(Interval::day(date(2021, 6, 4))), "{text}");
                n_examples += 1;
            } else if let Some(text) = line.strip_prefix("- ") {
                assert_eq!(day_told(text), None, "{text}");
            }
        }
        assert!(n_examples >= 2 * GROUPS.len());
    }
}
