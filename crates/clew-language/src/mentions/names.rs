//! Names from the tags of their words, the outermost ones and those inside them, and from the numbers that call somebody.

use super::agreement::Agreement;
use super::borders::trimmed;
use super::numbers::numbers;
use crate::bio::{Bio, Run};
use crate::model::{Encoded, TagSet};
use clew_model::ThingType;
use std::cmp::Reverse;
use std::ops::Range;

/// By how much the logarithm of O's probability is lowered to find doubtful names.
const LENIENCE: f32 = 2.0;

/// A name, as it stands in a stretch.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    /// Its words, by their numbers in the stretch; never empty, all of one sentence.
    pub words: Range<usize>,
    /// What it names; `None` where that is of no sort that clew speaks of ("Other").
    pub thing: Option<ThingType>,
    /// How sure its words are of that, 0 to 1.
    pub sureness: f32,
    /// The probability of each kind of name; empty where no model told it.
    pub shares: Vec<f32>,
    /// Whether it is a name only if the rest of the document says so.
    pub is_doubtful: bool,
    /// Whether it stands inside another name.
    pub is_inner: bool,
}

/// The names of a stretch, in order of their first word, longer first; `agreement` remembers the stretches before.
pub(crate) fn names(text: &str, encoded: &Encoded, agreement: &mut Agreement) -> Vec<Name> {
    let levels = Levels::of(text, encoded);
    let mut found: Vec<Name> = encoded.sentences().iter().flat_map(|sentence| levels.of_sentence(sentence)).collect();
    agreement.settle(&mut found, &levels.things, |name| levels.written(&name.words));
    found
}

/// The two levels of names, and what their kinds are.
struct Levels<'e> {
    text: &'e str,
    encoded: &'e Encoded<'e>,
    outer: Bio<'e>,
    inner: Bio<'e>,
    /// What each kind of outer name is.
    things: Vec<Option<ThingType>>,
}

impl<'e> Levels<'e> {
    fn of(text: &'e str, encoded: &'e Encoded) -> Self {
        let [outer, inner] = [TagSet::Outer, TagSet::Inner].map(|set| Bio::new(encoded.labels(set)));
        let things = outer.kinds.iter().map(|kind| thing(kind)).collect();
        Self { text, encoded, outer, inner, things }
    }

    /// The names of a sentence, doubtful ones among them.
    fn of_sentence(&self, sentence: &Range<usize>) -> Vec<Name> {
        let outer = self.runs(TagSet::Outer, sentence, 0.0);
        let is_apart = |run: &Run| !outer.iter().any(|outer| overlap(&outer.words, &run.words));
        let doubtful: Vec<Run> = self.runs(TagSet::Outer, sentence, LENIENCE).into_iter().filter(is_apart).collect();
        let is_inside = |run: &Run| outer.iter().any(|outer| contains(&outer.words, &run.words));
        let inner: Vec<Run> = self.runs(TagSet::Inner, sentence, 0.0).into_iter().filter(is_inside).collect();
        let mut names: Vec<Name> = outer.into_iter().map(|run| self.name(&self.outer, run)).collect();
        names.extend(doubtful.into_iter().map(|run| Name { is_doubtful: true, ..self.name(&self.outer, run) }));
        for run in inner {
            let name = Name { is_inner: true, ..self.name(&self.inner, run) };
            if names.iter().all(|other| other.words != name.words) {
                names.push(name);
            }
        }
        let numbers = self.numbered(sentence);
        names.retain(|name| numbers.iter().all(|number| !overlap(&name.words, &number.words)));
        names.extend(numbers);
        names.sort_by_key(|name| (name.words.start, Reverse(name.words.end)));
        names
    }

    /// The runs of a level in a sentence, in words of the stretch.
    fn runs(&self, set: TagSet, sentence: &Range<usize>, against: f32) -> Vec<Run> {
        let tags = if set == TagSet::Outer { &self.outer } else { &self.inner };
        let scores: Vec<&[f32]> = sentence.clone().map(|word| self.encoded.scores(set, word)).collect();
        let runs = tags.runs(&scores, against).into_iter();
        runs.map(|run| Run { words: sentence.start + run.words.start..sentence.start + run.words.end, ..run }).collect()
    }

    fn name(&self, tags: &Bio, run: Run) -> Name {
        let thing = thing(tags.kinds[run.kind]);
        let words = trimmed(run.words.clone(), thing, |word| self.word(word));
        Name { words, thing, sureness: run.sureness(), shares: run.shares, is_doubtful: false, is_inner: false }
    }

    /// The telephones and accounts of a sentence that are told by their numbers.
    fn numbered(&self, sentence: &Range<usize>) -> Vec<Name> {
        let words: Vec<&str> = sentence.clone().map(|word| self.word(word)).collect();
        let name = |(run, thing): (Range<usize>, ThingType)| {
            let words = sentence.start + run.start..sentence.start + run.end;
            let thing = Some(thing);
            Name { words, thing, sureness: 1.0, shares: Vec::new(), is_doubtful: false, is_inner: false }
        };
        numbers(&words).into_iter().map(name).collect()
    }

    fn word(&self, word: usize) -> &'e str {
        &self.text[self.encoded.words()[word].bytes.clone()]
    }

    /// Words as written, with single spaces.
    fn written(&self, words: &Range<usize>) -> String {
        words.clone().map(|word| self.word(word)).collect::<Vec<_>>().join(" ")
    }
}

/// What a kind of name is a name of; `None` for "Other".
fn thing(kind: &str) -> Option<ThingType> {
    ThingType::from_word(kind).filter(|thing| *thing != ThingType::Thing)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether a run of words lies in another and is less than it.
fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end && inner.len() < outer.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::by_hand::ByHand;

    /// Checks names, as "words: type", of tags "word tag"; inner tags begin with "/".
    fn check(text: &str, tags: &[(usize, &str)], expected: &[&str]) {
        let mut hand = ByHand::of_text(text).tag_scored(TagSet::Inner, 0, "B-Place", 0.0);
        for (word, tag) in tags {
            hand = match tag.strip_prefix('/') {
                Some(tag) => hand.tag(TagSet::Inner, *word, tag),
                None => hand.tag(TagSet::Outer, *word, tag),
            };
        }
        // What a test gives no tag is surely outside.
        let n = crate::tokens::raw_tokens(text, 0..text.len()).len();
        for word in 0..n {
            for (set, inner) in [(TagSet::Outer, false), (TagSet::Inner, true)] {
                if !tags.iter().any(|(at, tag)| *at == word && tag.starts_with('/') == inner) {
                    hand = hand.tag(set, word, "O");
                }
            }
        }
        let encoded = hand.encoded();
        let read = |name: Name| {
            let [first, last] = [name.words.start, name.words.end - 1].map(|word| encoded.words()[word].bytes.clone());
            let thing = name.thing.map_or("nothing", ThingType::word);
            format!("{}: {thing}{}", &text[first.start..last.end], if name.is_inner { ", inside" } else { "" })
        };
        let found: Vec<String> = names(text, &encoded, &mut Agreement::default()).into_iter().map(read).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_are_read_from_their_tags() {
        check(
            "Jonas Weil left Oslo.",
            &[(0, "B-Person"), (1, "I-Person"), (3, "B-Place")],
            &["Jonas Weil: Person", "Oslo: Place"],
        );
        check("The Courier said so.", &[(0, "B-Organization"), (1, "I-Organization")], &["Courier: Organization"]);
        let guessed = [(3, "B-Organization"), (4, "I-Organization")];
        check("Call the hotline 0800 555123.", &guessed, &["0800 555123: Phone"]);
        check("It was Norwegian.", &[(2, "B-Other")], &["Norwegian: nothing"]);
    }

    #[test]
    fn names_stand_inside_names_only() {
        let tags = [(1, "B-Event"), (2, "I-Event"), (3, "I-Event"), (1, "/B-Place"), (2, "/I-Place"), (5, "/B-Place")];
        check("the Port Orrin fire near Oslo.", &tags, &["Port Orrin fire: Event", "Port Orrin: Place, inside"]);
    }

    #[test]
    fn an_inner_name_that_is_all_that_is_left_of_the_outer_one_is_not_told_twice() {
        let tags = [(0, "B-Organization"), (1, "I-Organization"), (1, "/B-Organization")];
        check("the Courier", &tags, &["Courier: Organization"]);
    }
}
