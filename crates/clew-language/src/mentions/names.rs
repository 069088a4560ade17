//! Names from the tags of their words, the outermost ones and those inside them, and from the numbers that call somebody.

pub(super) mod designations;
mod edges;
mod wholes;

use super::agreement::Agreement;
use super::borders::trimmed;
use super::numbers::numbers;
use super::runs::{is_address, joined, parted};
use crate::bio::{Bio, Run};
use crate::model::{Encoded, TagSet};
use clew_model::ThingType;
use std::cmp::Reverse;
use std::ops::Range;

/// The label of names of what clew does not speak of. The sets it is learned from leave open which words those are, so that
/// what the model makes of it is no better than no name.
const OTHER: &str = "Other";

/// A name, as it stands in a stretch.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    /// Its words, by their numbers in the stretch; never empty, all of one sentence.
    pub words: Range<usize>,
    /// What it names.
    pub thing: ThingType,
    /// How sure its words are of that, 0 to 1.
    pub sureness: f32,
    /// The probability of each kind of name; empty where no model told it.
    pub shares: Vec<f32>,
    /// Whether it stands inside another name.
    pub is_inner: bool,
}

impl Name {
    /// Whether a rule told it that leaves no doubt: a cell's column, a code's noun.
    pub(super) fn is_told(&self) -> bool {
        self.shares.is_empty() && self.sureness == 1.0
    }
}

/// The names of a stretch, in order of their first word, longer first; `agreement` remembers the stretches before.
///
/// `told` says of some sentences, by their number, that they are cells of a table, and what they name: whatever the model makes
/// of their words, they are that.
pub(crate) fn names(
    text: &str,
    encoded: &Encoded,
    told: &[(usize, ThingType)],
    agreement: &mut Agreement,
) -> Vec<Name> {
    let levels = Levels::of(text, encoded);
    let told_of = |sentence| told.binary_search_by_key(&sentence, |(told, _)| *told).ok().map(|at| told[at].1);
    let of_sentence = |(nth, sentence): (usize, &Range<usize>)| match told_of(nth) {
        Some(thing) => levels.of_cell(sentence, thing),
        None => levels.of_sentence(sentence),
    };
    let mut found: Vec<Name> = encoded.sentences().iter().enumerate().flat_map(of_sentence).collect();
    levels.designate(&mut found);
    levels.project(&mut found);
    agreement.settle(&mut found, &levels.things, |name| levels.written(&name.words));
    for name in found.iter_mut().filter(|name| !name.is_inner) {
        levels.sort_by_head(name);
    }
    agreement.shorten(&found, |name| levels.written(&name.words));
    for sentence in encoded.sentences() {
        agreement.call(levels.bynames(sentence, &found));
    }
    let shortened: Vec<Name> =
        encoded.sentences().iter().flat_map(|sentence| levels.short(sentence, agreement)).collect();
    let is_free = |name: &Name| found.iter().all(|other| !overlap(&other.words, &name.words));
    let shortened: Vec<Name> = shortened.into_iter().filter(is_free).collect();
    found.extend(shortened);
    found.sort_by_key(|name| (name.words.start, Reverse(name.words.end)));
    found
}

/// The two levels of names, and what their kinds are.
struct Levels<'e> {
    text: &'e str,
    encoded: &'e Encoded<'e>,
    outer: Bio<'e>,
    inner: Bio<'e>,
    /// What each kind of outer name is; one that is unknown here names a `Thing`.
    things: Vec<ThingType>,
}

impl<'e> Levels<'e> {
    fn of(text: &'e str, encoded: &'e Encoded) -> Self {
        let [outer, inner] = [TagSet::Outer, TagSet::Inner].map(|set| Bio::without(encoded.labels(set), OTHER));
        let things = outer.kinds.iter().map(|kind| thing(kind)).collect();
        Self { text, encoded, outer, inner, things }
    }

    /// The names of a sentence.
    fn of_sentence(&self, sentence: &Range<usize>) -> Vec<Name> {
        let outer = self.runs(TagSet::Outer, sentence);
        let is_inside = |run: &Run| outer.iter().any(|outer| contains(&outer.words, &run.words));
        let inner: Vec<Run> = self.runs(TagSet::Inner, sentence).into_iter().filter(is_inside).collect();
        let outer = outer.into_iter().flat_map(|run| self.parted(run)).collect();
        let outer = joined(outer, |one, next| self.body_of(one, next), |word| self.word(word));
        let mut names: Vec<Name> = outer.into_iter().map(|run| self.name(&self.outer, run, false)).collect();
        for run in inner {
            let name = self.name(&self.inner, run, true);
            if names.iter().all(|other| other.words != name.words) {
                names.push(name);
            }
        }
        edges::widen(sentence, &mut names, |word| if word < sentence.end { self.word(word) } else { "" });
        let numbers = self.numbered(sentence);
        let is_free = |name: &Name| numbers.iter().all(|number| !overlap(&name.words, &number.words));
        names.retain(|name| is_free(name) && !(name.words.len() == 1 && is_address(self.word(name.words.start))));
        names.extend(numbers);
        self.make_whole(sentence, &mut names);
        names.sort_by_key(|name| (name.words.start, Reverse(name.words.end)));
        names
    }

    /// The name that a cell of a table is.
    fn of_cell(&self, cell: &Range<usize>, thing: ThingType) -> Vec<Name> {
        let name = |words| Name { words, thing, sureness: 1.0, shares: Vec::new(), is_inner: false };
        let words = Some(cell.clone()).filter(|words| !words.is_empty());
        words.map(|words| name(trimmed(words, thing, |word| self.word(word)))).into_iter().collect()
    }

    /// The runs of a level in a sentence, in words of the stretch.
    fn runs(&self, set: TagSet, sentence: &Range<usize>) -> Vec<Run> {
        let tags = if set == TagSet::Outer { &self.outer } else { &self.inner };
        let scores: Vec<&[f32]> = sentence.clone().map(|word| self.encoded.scores(set, word)).collect();
        let runs = tags.runs(&scores, 0.0).into_iter();
        runs.map(|run| Run { words: sentence.start + run.words.start..sentence.start + run.words.end, ..run }).collect()
    }

    /// The people of a run that names several without a mark between them; any other run as it is.
    fn parted(&self, run: Run) -> Vec<Run> {
        if self.things[run.kind] != ThingType::Person {
            return vec![run];
        }
        let parts = parted(run.words.clone(), |word| self.word(word));
        parts.into_iter().map(|words| Run { words, ..run.clone() }).collect()
    }

    /// The kind of body that two names make with "&" between them; none where both are people's.
    fn body_of(&self, one: &Run, next: &Run) -> Option<usize> {
        let is_body = |run: &&Run| matches!(self.things[run.kind], ThingType::Organization | ThingType::PublicBody);
        let are_people = [one, next].iter().all(|run| self.things[run.kind] == ThingType::Person);
        let company = || self.things.iter().position(|thing| *thing == ThingType::Organization);
        let body = [one, next].into_iter().find(is_body).map(|run| run.kind);
        body.or_else(|| company().filter(|_| !are_people))
    }

    fn name(&self, tags: &Bio, run: Run, is_inner: bool) -> Name {
        let thing = thing(tags.kinds[run.kind]);
        let words = trimmed(run.words.clone(), thing, |word| self.word(word));
        Name { words, thing, sureness: run.sureness(), shares: run.shares, is_inner }
    }

    /// The telephones and accounts of a sentence that are told by their numbers.
    fn numbered(&self, sentence: &Range<usize>) -> Vec<Name> {
        let words: Vec<&str> = sentence.clone().map(|word| self.word(word)).collect();
        let name = |(run, thing): (Range<usize>, ThingType)| {
            let words = sentence.start + run.start..sentence.start + run.end;
            Name { words, thing, sureness: 1.0, shares: Vec::new(), is_inner: false }
        };
        numbers(&words).into_iter().map(name).collect()
    }

    /// The words of a sentence that stand after "the", before no other name's word, and for a body that is named elsewhere.
    fn short(&self, sentence: &Range<usize>, agreement: &Agreement) -> Vec<Name> {
        let goes_on = |word: usize| word < sentence.end && self.word(word).starts_with(char::is_uppercase);
        let after_the = (sentence.start + 1..sentence.end)
            .filter(|word| self.word(word - 1).eq_ignore_ascii_case("the") && !goes_on(word + 1));
        let name = |word: usize| {
            let thing = agreement.short_for(self.word(word)).or_else(|| self.guessed(word))?;
            Some(Name { words: word..word + 1, thing, sureness: 0.5, shares: Vec::new(), is_inner: false })
        };
        after_the.filter_map(name).collect()
    }

    fn word(&self, word: usize) -> &'e str {
        &self.text[self.encoded.words()[word].bytes.clone()]
    }

    /// Words as written, with single spaces.
    fn written(&self, words: &Range<usize>) -> String {
        words.clone().map(|word| self.word(word)).collect::<Vec<_>>().join(" ")
    }
}

/// What a kind of name is a name of.
fn thing(kind: &str) -> ThingType {
    ThingType::from_word(kind).unwrap_or(ThingType::Thing)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether a run of words lies in another and is less than it.
fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end && inner.len() < outer.len()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::by_hand::ByHand;

    /// Checks names, as "words: type", of tags "word tag"; inner tags begin with "/".
    pub(in crate::mentions) fn check(text: &str, tags: &[(usize, &str)], expected: &[&str]) {
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
            let inside = if name.is_inner { ", inside" } else { "" };
            format!("{}: {}{inside}", &text[first.start..last.end], name.thing.word())
        };
        let found: Vec<String> = names(text, &encoded, &[], &mut Agreement::default()).into_iter().map(read).collect();
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
        check("It was Norwegian.", &[(2, "B-Other")], &[]);
    }

    #[test]
    fn a_cell_is_what_its_column_says() {
        let text = "Dr. Orrin Varn. 417.";
        let encoded = ByHand::of_text(text)
            .tag(TagSet::Outer, 1, "B-Place")
            .tag(TagSet::Outer, 4, "B-Organization")
            .tag_scored(TagSet::Inner, 0, "B-Place", 0.0)
            .encoded();
        let told = [(0, ThingType::Person), (1, ThingType::Phone)];
        let found = names(text, &encoded, &told, &mut Agreement::default());
        let read: Vec<_> = found.iter().map(|name| (name.words.clone(), name.thing)).collect();
        assert_eq!(read, [(1..3, ThingType::Person), (4..5, ThingType::Phone)]);
    }

    #[test]
    fn runs_are_parted_and_joined_where_the_words_say_so() {
        let people = [(1, "B-Person"), (2, "I-Person"), (3, "I-Person"), (4, "I-Person")];
        check(
            "Regards, Debra Weil Tom Dahl",
            &people.map(|(at, tag)| (at + 1, tag)),
            &["Debra Weil: Person", "Tom Dahl: Person"],
        );
        let firm = [(0, "B-Organization"), (2, "B-Organization"), (3, "I-Organization")];
        check("Orrin & Veldt Water left", &firm, &["Orrin & Veldt Water: Organization"]);
        let seen_as_place = [(2, "B-Facility"), (3, "I-Facility"), (4, "I-Facility")];
        check("wells of Orrin & Veldt ran dry", &seen_as_place, &["Orrin & Veldt: Organization"]);
        let two_people = [(0, "B-Person"), (2, "B-Person")];
        check("Orrin & Veldt left", &two_people, &["Orrin: Person", "Veldt: Person"]);
        check("Write www.varn.example now", &[(1, "B-Organization")], &[]);
    }

    #[test]
    fn the_last_word_of_a_body_stands_for_it_after_the() {
        let tags = [(1, "B-PublicBody"), (2, "I-PublicBody"), (3, "I-PublicBody")];
        let whole = "Water Quality Board: PublicBody";
        check("The Water Quality Board met. They saw the Board go.", &tags, &[whole, "Board: PublicBody"]);
        check("The Water Quality Board met. A Board met the Board Room staff.", &tags, &[whole]);
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
