//! Names that are more than their tags say: after a possessive, in lower case to the end, or as they are written elsewhere in the
//! document; and what their last word says of their sort.

use super::super::borders::{Head, head};
use super::{Levels, Name, OTHER, contains, overlap};
use crate::bio::log_softmax;
use crate::chains::is_given_name;
use crate::model::TagSet;
use clew_model::ThingType;
use std::collections::HashMap;
use std::ops::Range;

/// The probability of a public body from which a body with the last word of an office is one.
const PUBLIC: f32 = 0.1;

/// The probability of a building from which a body with the last word of one is it.
const BUILT: f32 = 0.3;

/// The probability of a person from which two words are one, the first a given name.
const GIVEN: f32 = 0.05;

/// The probability of being named from which words in lower case go on with a name before them.
const GOES_ON: f32 = 0.35;

/// How sure a name must be for its words to be it wherever they stand.
const PROJECTED: f32 = 0.5;

impl Levels<'_> {
    /// Makes the names of a sentence whole.
    pub(super) fn make_whole(&self, sentence: &Range<usize>, names: &mut Vec<Name>) {
        for name in names.iter_mut().filter(|name| !name.is_inner) {
            self.lengthen(sentence, name);
        }
        let found: Vec<Name> = self.possessives(sentence, names).into_iter().chain(self.compounds(sentence)).collect();
        for name in found {
            replace(names, name);
        }
        names.retain(|name| name.words.len() > 1 || head(self.word(name.words.start)) != Some(Head::Day));
    }

    /// Takes the sort of a name that its last word tells, where the model leaves it open.
    pub(super) fn sort_by_head(&self, name: &mut Name) {
        let share = |thing| {
            let kinds = self.things.iter().zip(&name.shares).filter(|(other, _)| **other == thing);
            kinds.map(|(_, share)| share).sum::<f32>()
        };
        // "&" stands in the names of companies, and of nothing else that is no person.
        let has_and = name.words.clone().any(|word| self.word(word) == "&");
        if has_and && matches!(name.thing, ThingType::Place | ThingType::Facility) {
            name.thing = ThingType::Organization;
            return;
        }
        let last = self.word(name.words.end - 1);
        let is_long = name.words.len() > 1 && last.starts_with(char::is_uppercase);
        match (name.thing, head(last)) {
            (ThingType::Facility | ThingType::Organization, Some(Head::Street)) if is_long => {
                name.thing = ThingType::Place
            }
            (ThingType::Organization, Some(Head::Office)) if is_long && share(ThingType::PublicBody) >= PUBLIC => {
                name.thing = ThingType::PublicBody;
            }
            (ThingType::Organization, Some(Head::Building))
                if name.words.len() > 1 && (!is_long || share(ThingType::Facility) >= BUILT) =>
            {
                name.thing = ThingType::Facility;
            }
            (ThingType::Organization | ThingType::Place | ThingType::Facility, None)
                if name.words.len() == 2
                    && is_given_name(self.word(name.words.start))
                    && share(ThingType::Person) >= GIVEN =>
            {
                name.thing = ThingType::Person;
            }
            _ => {}
        }
    }

    /// Names that a possessive and one noun of place, building or office make: "Tanners' Row", "District Prosecutor's Office".
    fn possessives(&self, sentence: &Range<usize>, names: &[Name]) -> Vec<Name> {
        let is_mark = |word: &usize| matches!(self.word(*word), "'s" | "’s" | "'" | "’");
        let marks = (sentence.start + 1..sentence.end.saturating_sub(1)).filter(is_mark);
        marks.filter_map(|mark| self.possessive(sentence, mark, names)).collect()
    }

    fn possessive(&self, sentence: &Range<usize>, mark: usize, names: &[Name]) -> Option<Name> {
        let thing = match head(self.word(mark + 1))? {
            Head::Street => ThingType::Place,
            Head::Building => ThingType::Facility,
            Head::Office => ThingType::PublicBody,
            Head::Paper | Head::Day | Head::Element | Head::Compound => return None,
        };
        let is_capital = |word: usize| self.word(word).starts_with(char::is_uppercase);
        let goes_on = mark + 2 < sentence.end && is_capital(mark + 2);
        if goes_on || !is_capital(mark + 1) || !is_capital(mark - 1) || self.is_apart(mark - 1, mark) {
            return None;
        }
        let owner = names.iter().find(|name| !name.is_inner && name.words.contains(&(mark - 1)));
        if owner.is_some_and(|owner| owner.thing == ThingType::Person && owner.words.len() > 1) {
            return None;
        }
        let before = (sentence.start + 1..mark - 1).rev().take_while(|word| is_capital(*word)).last();
        let start = owner.map(|owner| owner.words.start).or(before).unwrap_or(mark - 1);
        Some(Name { words: start..mark + 2, thing, sureness: 0.5, shares: Vec::new(), is_inner: false })
    }

    /// Whether something stands between two words that follow one another.
    pub(super) fn is_apart(&self, one: usize, next: usize) -> bool {
        self.encoded.words()[one].bytes.end != self.encoded.words()[next].bytes.start
    }

    /// The substances of a sentence that are told by their words: "potassium chloride".
    fn compounds(&self, sentence: &Range<usize>) -> Vec<Name> {
        let is_compound = |word: &usize| {
            head(self.word(*word)) == Some(Head::Element) && head(self.word(word + 1)) == Some(Head::Compound)
        };
        let thing = ThingType::Substance;
        let name =
            |word: usize| Name { words: word..word + 2, thing, sureness: 0.5, shares: Vec::new(), is_inner: false };
        (sentence.start..sentence.end.saturating_sub(1)).filter(is_compound).map(name).collect()
    }

    /// Lets a name go on through nouns in lower case: always where it ends in lower case before them, else where their tags
    /// are in doubt.
    fn lengthen(&self, sentence: &Range<usize>, name: &mut Name) {
        if !matches!(name.thing, ThingType::Facility | ThingType::Organization | ThingType::Place) {
            return;
        }
        let is_lower = |word: usize| {
            let word = self.word(word);
            word.starts_with(char::is_lowercase) && word.chars().all(char::is_alphabetic)
        };
        let end = name.words.end;
        let runs_on = is_lower(end - 1) && name.words.len() > 1;
        for more in (1..=2).rev().filter(|more| end + more <= sentence.end) {
            let words = end..end + more;
            let doubt = words.clone().map(|word| self.named(word)).sum::<f32>() / more as f32;
            let is_owner = end + more < sentence.end && matches!(self.word(end + more), "'s" | "’s" | "'" | "’");
            let least = if runs_on { 0.0 } else { GOES_ON };
            let are_lower = words.clone().all(is_lower);
            let nouns = if runs_on { words.clone() } else { end + more - 1..end + more };
            if are_lower && !is_owner && doubt >= least && nouns.clone().all(|word| self.is_noun(word)) {
                name.words.end = end + more;
                return;
            }
        }
    }

    fn is_noun(&self, word: usize) -> bool {
        let label = self.encoded.best(TagSet::PartOfSpeech, word).0;
        self.encoded.labels(TagSet::PartOfSpeech).get(label).is_some_and(|label| label.starts_with("NOUN"))
    }

    /// The probability that a word is of a name.
    fn named(&self, word: usize) -> f32 {
        let logs = log_softmax(self.encoded.scores(TagSet::Outer, word));
        let labels = self.encoded.labels(TagSet::Outer).iter().zip(logs);
        let is_name = |label: &str| label != "O" && label.get(2..) != Some(OTHER);
        labels.filter(|(label, _)| is_name(label)).map(|(_, log)| log.exp()).sum()
    }

    /// What a capitalised word that stands alone after "the" names, whether or not it is named in full elsewhere: an office or a
    /// newspaper by the word, anything else by its tag's scores.
    pub(super) fn guessed(&self, word: usize) -> Option<ThingType> {
        let written = self.word(word);
        if !written.starts_with(char::is_uppercase) || !written.contains(char::is_lowercase) {
            return None;
        }
        match head(written) {
            Some(Head::Office) => Some(ThingType::PublicBody),
            Some(Head::Paper) => Some(ThingType::Organization),
            _ => self.guess(word).filter(|_| self.named(word) >= 0.5),
        }
    }

    /// What a word most likely names, however unlikely it is that it names anything.
    fn guess(&self, word: usize) -> Option<ThingType> {
        let logs = log_softmax(self.encoded.scores(TagSet::Outer, word));
        let mut shares: HashMap<&str, f32> = HashMap::new();
        for (label, log) in self.encoded.labels(TagSet::Outer).iter().zip(logs) {
            if let Some(kind) = label.get(2..).filter(|kind| *kind != OTHER) {
                *shares.entry(kind).or_default() += log.exp();
            }
        }
        let best = shares.into_iter().max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(one.0)))?;
        Some(super::thing(best.0))
    }

    /// Gives the names of a stretch their words wherever these stand: names of two words and more, the longest first.
    pub(super) fn project(&self, names: &mut Vec<Name>) {
        let least = PROJECTED;
        let mut by_first: HashMap<String, Vec<Name>> = HashMap::new();
        for name in names.iter().filter(|name| !name.is_inner && name.words.len() > 1 && name.sureness >= least) {
            by_first.entry(self.word(name.words.start).to_uppercase()).or_default().push(name.clone());
        }
        for known in by_first.values_mut() {
            known.sort_by(|one, other| {
                other.words.len().cmp(&one.words.len()).then(other.sureness.total_cmp(&one.sureness))
            });
        }
        for sentence in self.encoded.sentences() {
            for start in sentence.clone() {
                let Some(known) = by_first.get(&self.word(start).to_uppercase()) else { continue };
                let fits = |name: &&Name| start + name.words.len() <= sentence.end && self.is_same(&name.words, start);
                if let Some(name) = known.iter().find(fits) {
                    replace(names, Name { words: start..start + name.words.len(), ..name.clone() });
                }
            }
        }
    }

    /// Whether words are those from `start` on, letter by letter or in capitals.
    fn is_same(&self, words: &Range<usize>, start: usize) -> bool {
        words.clone().zip(start..).all(|(one, other)| {
            let [one, other] = [self.word(one), self.word(other)];
            one == other || !other.contains(char::is_lowercase) && one.to_uppercase() == other
        })
    }

    /// The words of a sentence that are said to be what somebody is called: "known as the Baker".
    pub(super) fn bynames(&self, sentence: &Range<usize>, names: &[Name]) -> Vec<String> {
        const WORDS: usize = 6;
        let is_person = |name: &Name| name.thing == ThingType::Person && overlap(&name.words, sentence);
        if !names.iter().any(is_person) {
            return Vec::new();
        }
        let calls = |word: usize| match self.word(word) {
            "nicknamed" | "dubbed" | "called" | "alias" => true,
            "as" => (word.saturating_sub(WORDS).max(sentence.start)..word).any(|word| self.word(word) == "known"),
            _ => false,
        };
        let is_byname = |word: &usize| {
            let mark = usize::from(matches!(self.word(word - 2), "\"" | "“" | "'" | "‘"));
            self.word(word - 1) == "the"
                && self.word(*word).starts_with(char::is_uppercase)
                && *word >= sentence.start + 3 + mark
                && calls(word - 2 - mark)
                && !(word + 1 < sentence.end && self.word(word + 1).starts_with(char::is_uppercase))
        };
        (sentence.start + 3..sentence.end).filter(is_byname).map(|word| self.word(word).to_owned()).collect()
    }
}

/// Puts a name in the place of the lesser ones that it holds; one that is held by another, or crosses one, is not put.
fn replace(names: &mut Vec<Name>, name: Name) {
    let stands = |other: &Name| {
        other.words == name.words && !other.is_inner
            || overlap(&other.words, &name.words) && !contains(&name.words, &other.words) && other.words != name.words
    };
    if names.iter().any(stands) {
        return;
    }
    names.retain(|other| !overlap(&other.words, &name.words));
    names.push(name);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::Agreement;
    use crate::mentions::names::tests::check;
    use crate::model::by_hand::ByHand;

    #[test]
    fn a_possessive_and_a_noun_of_place_are_a_name() {
        check("They met at Tanners' Row today.", &[], &["Tanners' Row: Place"]);
        check("She left St Mary's Hospital.", &[], &["St Mary's Hospital: Facility"]);
        check("It is the District Prosecutor's Office here.", &[], &["District Prosecutor's Office: PublicBody"]);
        let person = [(2, "B-Person"), (3, "I-Person")];
        check("It is Jonas Weil's Office here.", &person, &["Jonas Weil: Person"]);
        check("She read Weil's Office Handbook.", &[], &[]);
        check("She read Weil's office.", &[], &[]);
    }

    #[test]
    fn an_element_and_a_compound_are_a_substance() {
        check("They stored potassium chloride there.", &[], &["potassium chloride: Substance"]);
        check("They stored chloride and potassium there.", &[], &[]);
    }

    #[test]
    fn a_day_is_no_name_and_a_street_is_a_place() {
        check("He left Monday.", &[(2, "B-Place")], &[]);
        check("He left Mill Street.", &[(2, "B-Facility"), (3, "I-Facility")], &["Mill Street: Place"]);
        check("He left Street.", &[(2, "B-Facility")], &["Street: Facility"]);
    }

    #[test]
    fn words_that_are_a_name_once_are_it_wherever_they_stand() {
        let tags = [(0, "B-Facility"), (1, "I-Facility")];
        check("Orrin Dock burned. ORRIN DOCK is gone.", &tags, &["Orrin Dock: Facility", "ORRIN DOCK: Facility"]);
        check("Orrin Dock burned. The orrin dock is gone.", &tags, &["Orrin Dock: Facility"]);
    }

    #[test]
    fn who_is_known_as_the_baker_is_the_baker() {
        let text = "Tom Dahl, known as the Baker, left. They saw the Baker run.";
        let person = [(0, "B-Person"), (1, "I-Person")];
        check(text, &person, &["Tom Dahl: Person", "Baker: Person", "Baker: Person"]);
        check(text, &[], &[]);
    }

    #[test]
    fn offices_and_papers_need_no_full_name_after_the() {
        check("They called the Herald today.", &[], &["Herald: Organization"]);
        check("They called the Board today.", &[], &["Board: PublicBody"]);
        check("They called the HERALD Room a Board.", &[], &[]);
    }

    #[test]
    fn a_name_goes_on_through_nouns_in_lower_case() {
        let text = "The Orrin cold store burned.";
        let read = |last: &str| {
            let hand = ByHand::of_text(text)
                .tag(TagSet::Outer, 1, "B-Facility")
                .tag(TagSet::Outer, 2, "I-Facility")
                .tag(TagSet::Outer, 3, "O")
                .tag(TagSet::PartOfSpeech, 3, last);
            let hand = [0, 4, 5].into_iter().fold(hand, |hand, word| hand.tag(TagSet::Outer, word, "O"));
            let encoded = hand.tag_scored(TagSet::Inner, 0, "B-Place", 0.0).encoded();
            super::super::names(text, &encoded, &[], &mut Agreement::default()).remove(0).words
        };
        assert_eq!(read("NOUN"), 1..4);
        assert_eq!(read("VERB"), 1..3);
    }

    #[test]
    fn an_office_is_public_where_that_may_be() {
        let text = "The Audit Office met.";
        let read = |public: f32| {
            let hand = ByHand::of_text(text)
                .tag(TagSet::Outer, 1, "B-Organization")
                .tag(TagSet::Outer, 2, "I-Organization")
                .tag_scored(TagSet::Outer, 1, "B-PublicBody", public)
                .tag_scored(TagSet::Outer, 2, "I-PublicBody", public);
            let hand = [0, 3, 4].into_iter().fold(hand, |hand, word| hand.tag(TagSet::Outer, word, "O"));
            let encoded = hand.tag_scored(TagSet::Inner, 0, "B-Place", 0.0).encoded();
            super::super::names(text, &encoded, &[], &mut Agreement::default()).remove(0).thing
        };
        assert_eq!(read(7.0), ThingType::PublicBody);
        assert_eq!(read(0.0), ThingType::Organization);
    }
}
