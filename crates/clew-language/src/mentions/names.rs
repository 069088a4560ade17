//! Names from the tags of their words: the outermost ones and those inside them.

use super::borders::trimmed;
use crate::bio::{Bio, Run};
use crate::model::{Encoded, TagSet};
use clew_model::ThingType;
use std::ops::Range;

/// A name, as it stands in a stretch.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    /// Its words, by their numbers in the stretch; never empty, all of one sentence.
    pub words: Range<usize>,
    /// What it names; `None` where that is of no sort that clew speaks of ("Other").
    pub thing: Option<ThingType>,
    /// How sure its words are of that, 0 to 1.
    pub sureness: f32,
    /// Whether it stands inside another name.
    pub is_inner: bool,
}

/// The names of a stretch, in order of their first word, longer first.
pub(crate) fn names(text: &str, encoded: &Encoded) -> Vec<Name> {
    let tags = [TagSet::Outer, TagSet::Inner].map(|set| Bio::new(encoded.labels(set)));
    let mut found = Vec::new();
    for sentence in encoded.sentences() {
        let [outer, inner] = [0, 1].map(|level| runs(encoded, &tags[level], level, sentence));
        let mut names: Vec<Name> = outer.iter().map(|run| name(text, encoded, &tags[0], run, false)).collect();
        let is_inside = |run: &Run| outer.iter().any(|outer| contains(&outer.words, &run.words));
        let inner = inner.iter().filter(|run| is_inside(run)).map(|run| name(text, encoded, &tags[1], run, true));
        let inner: Vec<Name> = inner.filter(|name| names.iter().all(|outer| outer.words != name.words)).collect();
        names.extend(inner);
        names.sort_by_key(|name| (name.words.start, std::cmp::Reverse(name.words.end)));
        found.extend(names);
    }
    found
}

/// Whether a run of words lies in another and is less than it.
fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end && inner.len() < outer.len()
}

/// The runs of a level of names in a sentence, in words of the stretch.
fn runs(encoded: &Encoded, tags: &Bio, level: usize, sentence: &Range<usize>) -> Vec<Run> {
    let set = [TagSet::Outer, TagSet::Inner][level];
    let scores: Vec<&[f32]> = sentence.clone().map(|word| encoded.scores(set, word)).collect();
    let in_stretch = |run: Run| Run { words: sentence.start + run.words.start..sentence.start + run.words.end, ..run };
    tags.runs(&scores, 0.0).into_iter().map(in_stretch).collect()
}

fn name(text: &str, encoded: &Encoded, tags: &Bio, run: &Run, is_inner: bool) -> Name {
    let thing = ThingType::from_word(tags.kinds[run.kind]).filter(|thing| *thing != ThingType::Thing);
    let words = trimmed(run.words.clone(), thing, |word| &text[encoded.words()[word].bytes.clone()]);
    Name { words, thing, sureness: run.sureness, is_inner }
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
        let found: Vec<String> = names(text, &encoded).into_iter().map(read).collect();
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
