//! Words of one document that tell that something happens, whether or not a claim is made of them.
//!
//! Claims state what the glossary has a predicate for; reports tell of more. These are what events of a case are mentioned by, in
//! a form small enough to be kept for every document: a word's place, and its dictionary form once a document.

use clew_model::{Annotation, MentionKind, PartOfSpeech, Span, ThingType, Tree, TreeWord};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// A noun that the language engine takes for a trigger less surely than this (0..1) means no event.
const LEAST_SURE: f32 = 0.01;
/// One that it takes for a trigger as surely as this means one whatever else is stated.
const SURE: f32 = 0.05;

/// A word that tells that something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trigger<'t> {
    /// Where it stands.
    pub span: Span,
    /// The number of its sentence.
    pub sentence: u32,
    /// Its form in a dictionary, in small letters.
    pub word: &'t str,
    /// As what it is told.
    pub told_as: ToldAs,
}

/// As what a word tells that something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ToldAs {
    /// A predication.
    #[serde(rename = "p")]
    Predication,
    /// A predication that says who says something.
    #[serde(rename = "s")]
    Saying,
    /// A noun that states nothing and means an event: "the Oscars", "the playoffs".
    #[serde(rename = "e")]
    Event,
    /// A noun that means one where another sentence states the like: "the heist" where somebody robbed.
    #[serde(rename = "n")]
    Noun,
}

/// The triggers of one document, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ToldTriggers {
    /// Dictionary forms, each once, with a blank between two.
    words: String,
    at: Vec<At>,
}

/// Start and end, sentence, number of the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct At(u32, u32, u32, u16, ToldAs);

impl ToldTriggers {
    /// Those of a text: its predications, and nouns that the language engine half takes for triggers and that name no thing.
    pub fn of(annotation: &Annotation, trees: &[Tree]) -> Self {
        let predicated: Vec<Span> = annotation.predications.iter().map(|predication| predication.trigger).collect();
        let is_predicated = |span: Span| {
            let after = predicated.partition_point(|trigger| trigger.start <= span.start);
            predicated[after.saturating_sub(1)..].iter().take(2).any(|trigger| trigger.overlaps(span))
        };
        let words: BTreeMap<u32, &TreeWord> =
            trees.iter().flat_map(|tree| &tree.words).map(|word| (word.span.start, word)).collect();
        let things = ends(annotation, |thing| !matches!(thing, ThingType::Event | ThingType::Work | ThingType::Thing));
        let happenings = ends(annotation, |thing| thing == ThingType::Event);
        let is_noun = |word: &TreeWord| {
            let is_happening = || happenings.binary_search(&word.span.end).is_ok();
            matches!(word.part_of_speech, PartOfSpeech::Noun | PartOfSpeech::ProperNoun)
                && things.binary_search(&word.span.end).is_err()
                && (word.sureness.trigger >= LEAST_SURE || is_happening())
        };
        let noun = |word: &TreeWord| {
            let is_event = word.sureness.trigger >= SURE || happenings.binary_search(&word.span.end).is_ok();
            if is_event { ToldAs::Event } else { ToldAs::Noun }
        };
        let mut found: Vec<(Span, &TreeWord, ToldAs)> = Vec::new();
        for span in &predicated {
            let told_as = if is_cue(annotation, *span) { ToldAs::Saying } else { ToldAs::Predication };
            found.extend(words.range(span.start..span.end).next().map(|(_, word)| (*span, *word, told_as)));
        }
        let nouns = words.values().filter(|word| is_noun(word) && !is_predicated(word.span));
        found.extend(nouns.map(|word| (word.span, *word, noun(word))));
        found.sort_by_key(|(span, ..)| *span);
        Self::collected(annotation, &found)
    }

    fn collected(annotation: &Annotation, found: &[(Span, &TreeWord, ToldAs)]) -> Self {
        let (mut triggers, mut numbers) = (Self::default(), HashMap::new());
        for (span, word, told_as) in found {
            let after = annotation.sentences.partition_point(|sentence| sentence.start <= span.start);
            let lemma: String = word.lemma.to_lowercase().split_whitespace().collect();
            let next = numbers.len();
            let number = *numbers.entry(lemma.clone()).or_insert(next);
            // A text of more different words than that is no text; what follows in it is left out.
            let Ok(short) = u16::try_from(number) else { break };
            if number == next {
                triggers.words.extend((next > 0).then_some(' '));
                triggers.words.push_str(&lemma);
            }
            triggers.at.push(At(span.start, span.end, after.saturating_sub(1) as u32, short, *told_as));
        }
        triggers
    }

    /// Each, in order.
    pub fn iter(&self) -> impl Iterator<Item = Trigger<'_>> {
        let words: Vec<&str> = self.words.split(' ').collect();
        self.at.iter().filter_map(move |At(start, end, sentence, word, told_as)| {
            let word = words.get(usize::from(*word)).copied().filter(|word| !word.is_empty() && start < end)?;
            Some(Trigger { span: Span::new(*start, *end), sentence: *sentence, word, told_as: *told_as })
        })
    }

    /// The same with other words in place of these.
    pub fn with_words(&self, other: impl Fn(&str) -> String) -> Self {
        let words: Vec<String> = self.words.split(' ').map(other).collect();
        Self { words: words.join(" "), at: self.at.clone() }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }
}

/// Where mentions of some sorts of things end, in order.
fn ends(annotation: &Annotation, is_wanted: impl Fn(ThingType) -> bool) -> Vec<u32> {
    let mentions = annotation.mentions.iter();
    let wanted = mentions.filter(|mention| mention.kind != MentionKind::Pronoun && is_wanted(mention.thing));
    let mut ends: Vec<u32> = wanted.map(|mention| mention.span.end).collect();
    ends.sort_unstable();
    ends
}

fn is_cue(annotation: &Annotation, span: Span) -> bool {
    let mut cues = annotation.attributions.iter().flat_map(|attribution| &attribution.cue);
    cues.any(|cue| cue.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::{
        Act, Attribution, Certainty, Chain, Mention, Modality, Polarity, Predication, Relation, SourceKind,
        WordSureness,
    };

    /// Words of one sentence, each with its dictionary form, part of speech and how surely it is a trigger, a blank apart.
    fn tree(words: &[(&str, &str, PartOfSpeech, f32)]) -> Tree {
        let mut start = 0;
        let word = |(at, (form, lemma, part_of_speech, trigger)): (usize, &(&str, &str, PartOfSpeech, f32))| {
            let span = Span::new(start, start + form.chars().count() as u32);
            start = span.end + 1;
            TreeWord {
                span,
                lemma: (*lemma).into(),
                part_of_speech: *part_of_speech,
                head: (at > 0).then_some(0),
                relation: Relation::Dep,
                sureness: WordSureness { trigger: *trigger, ..WordSureness::default() },
            }
        };
        Tree { words: words.iter().enumerate().map(word).collect() }
    }

    fn predication(start: u32, end: u32) -> Predication {
        let trigger = Span::new(start, end);
        Predication {
            trigger,
            polarity: Polarity::Asserted,
            certainty: Certainty::default(),
            modality: Modality::Actual,
        }
    }

    fn mention(start: u32, end: u32, thing: ThingType) -> Mention {
        Mention { span: Span::new(start, end), thing, kind: MentionKind::Name, chain: 0 }
    }

    #[test]
    fn predications_and_nouns_of_happenings_are_triggers_and_things_are_none() {
        use PartOfSpeech::{Noun, ProperNoun, Verb};
        let trees = [tree(&[
            ("Vold", "Vold", ProperNoun, 0.3),
            ("said", "say", Verb, 0.9),
            ("Robbed", "rob", Verb, 0.9),
            ("heist", "heist", Noun, 0.02),
            ("van", "van", Noun, 0.2),
            ("door", "door", Noun, 0.0),
            ("Oscars", "Oscars", ProperNoun, 0.0),
        ])];
        let attribution = Attribution {
            id: 0,
            source: None,
            cue: vec![Span::new(5, 9)],
            content: vec![Span::new(10, 40)],
            within: None,
            act: Act::Said,
            source_kind: SourceKind::Named,
        };
        let annotation = Annotation {
            sentences: vec![Span::new(0, 40)],
            mentions: vec![
                mention(0, 4, ThingType::Person),
                mention(23, 26, ThingType::Vehicle),
                mention(32, 38, ThingType::Event),
            ],
            chains: vec![Chain { id: 0, thing: ThingType::Person, name: "Vold".to_owned(), place: None }],
            attributions: vec![attribution],
            predications: vec![predication(5, 9), predication(10, 16)],
            ..Annotation::default()
        };
        let triggers = ToldTriggers::of(&annotation, &trees);
        let found: Vec<_> = triggers.iter().map(|one| (one.word, one.span.start, one.told_as)).collect();
        let expected = [
            ("say", 5, ToldAs::Saying),
            ("rob", 10, ToldAs::Predication),
            ("heist", 17, ToldAs::Noun),
            ("oscars", 32, ToldAs::Event),
        ];
        assert_eq!(found, expected);
        assert!(ToldTriggers::of(&Annotation::default(), &[]).is_empty());
    }

    #[test]
    fn what_is_kept_is_read_as_it_was() {
        let json = r#"{"words":"rob heist","at":[[10,16,0,0,"p"],[17,22,0,1,"n"],[30,30,1,1,"n"],[40,41,1,7,"n"]]}"#;
        let triggers: ToldTriggers = serde_json::from_str(json).expect("triggers");
        // An empty stretch and a word that is not there are passed over.
        assert_eq!(
            triggers.iter().map(|one| (one.word, one.span.end)).collect::<Vec<_>>(),
            [("rob", 16), ("heist", 22)]
        );
        assert_eq!(serde_json::to_string(&triggers).expect("a JSON form"), json);
    }
}
