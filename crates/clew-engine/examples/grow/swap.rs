//! Other names, places and days in place of a document's own, so that a case can be grown out of few documents.
//!
//! A replica is all originals with one set of swaps: whoever is one person in two originals is one in two documents of the
//! replica, and whoever shares a surname there shares one here. Words are swapped for words of the same length, so that
//! every offset stays what it is. Given names and places are drawn from those of the originals, as the world has few of
//! them; all other names, and all other rare words, are spelt with other letters, vowels for vowels, so that names that were
//! alike still are, and two replicas' texts no more alike than two originals. Words that more than one original in a hundred
//! has stay: of Washington everybody speaks.

use crate::originals::Original;
use clew_analysis::Told;
use clew_model::{Annotation, CodePoints, Interval, Location, MentionKind, Reading, ThingType};
use jiff::ToSpan;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A word that stands in more than this share of the originals is left as it is.
const WELL_KNOWN: f64 = 0.01;
/// Weeks over which replicas are spread.
const N_WEEKS: u64 = 520;
/// Shorter words ("J", "St") are left as they are.
const SHORTEST: usize = 3;
const VOWELS: &[u8] = b"aeiou";
const CONSONANTS: &[u8] = b"bcdfghjklmnpqrstvwxyz";
/// Endings that are left as they are, so that the forms of one word stay forms of one word; longer ones first.
const ENDINGS: [&str; 9] = ["ments", "ment", "ions", "ing", "ers", "ion", "ed", "er", "s"];

/// What a word is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Given,
    Place,
    Other,
    /// No name.
    Plain,
}

/// The words of the originals that are swapped.
pub struct Names {
    kinds: HashMap<String, Kind>,
    /// Given names and places by length, in order.
    pools: BTreeMap<(Kind, usize), Vec<String>>,
    located: HashMap<String, Location>,
}

/// What stands for which word in one replica.
pub struct Swap<'n> {
    names: &'n Names,
    replica: u64,
    /// What each letter of a spelling is swapped for, from "a" on.
    letters: [u8; 26],
}

impl Names {
    /// The names that stand in these originals; a word that also stands there in lower case is no name.
    pub fn of(originals: &[Original]) -> Self {
        let (mut plain, mut votes, mut located) = (HashSet::new(), BTreeMap::new(), HashMap::new());
        let mut n_with: HashMap<String, usize> = HashMap::new();
        for original in originals {
            let text = &original.reading.text;
            let words: BTreeSet<&str> = words(text).filter(|word| word.len() >= SHORTEST).collect();
            plain.extend(
                words.iter().filter(|word| word.starts_with(char::is_lowercase)).map(|word| (*word).to_owned()),
            );
            for word in words.iter().map(|word| word.to_lowercase()).collect::<BTreeSet<_>>() {
                *n_with.entry(word).or_default() += 1;
            }
            vote(&original.annotation, &CodePoints::new(text), &mut votes);
            let placed =
                original.annotation.chains.iter().filter_map(|chain| Some((&chain.name, chain.place.as_ref()?)));
            located.extend(placed.map(|(name, place)| (name.clone(), place.clone())));
        }
        let most = (originals.len() as f64 * WELL_KNOWN) as usize;
        let is_rare = |word: &String| n_with.get(word).is_some_and(|n| *n <= most);
        let is_name = |word: &String| !plain.contains(word) && is_rare(word);
        let mut kinds: HashMap<String, Kind> = HashMap::new();
        let mut pools: BTreeMap<(Kind, usize), Vec<String>> = BTreeMap::new();
        for (word, kind) in most_voted(votes).filter(|(word, _)| is_name(word)) {
            if kind != Kind::Other {
                pools.entry((kind, word.chars().count())).or_default().push(word.clone());
            }
            kinds.insert(word, kind);
        }
        kinds.extend(plain.iter().filter(|word| is_rare(word)).map(|word| (word.clone(), Kind::Plain)));
        Self { kinds, pools, located }
    }

    /// The swaps of a replica; the first is the originals themselves.
    pub fn swap(&self, replica: u64) -> Swap<'_> {
        let mut letters: [u8; 26] = std::array::from_fn(|at| b'a' + at as u8);
        for of_sort in [VOWELS, CONSONANTS] {
            let mut others = of_sort.to_vec();
            if replica > 0 {
                others.sort_by_key(|letter| hash((replica, *letter)));
            }
            of_sort.iter().zip(others).for_each(|(letter, other)| letters[usize::from(letter - b'a')] = other);
        }
        Swap { names: self, replica, letters }
    }
}

/// Counts for each word of a name what it is part of.
fn vote(annotation: &Annotation, points: &CodePoints<'_>, votes: &mut BTreeMap<String, BTreeMap<Kind, usize>>) {
    for mention in annotation.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
        let of_name: Vec<&str> = words(points.slice(mention.span)).collect();
        for (nth, word) in of_name.iter().enumerate().filter(|(_, word)| word.len() >= SHORTEST) {
            let kind = match mention.thing {
                ThingType::Person if nth == 0 && of_name.len() > 1 => Kind::Given,
                ThingType::Place => Kind::Place,
                _ => Kind::Other,
            };
            *votes.entry(word.to_lowercase()).or_default().entry(kind).or_default() += 1;
        }
    }
}

fn most_voted(votes: BTreeMap<String, BTreeMap<Kind, usize>>) -> impl Iterator<Item = (String, Kind)> {
    let most = |of: BTreeMap<Kind, usize>| of.into_iter().max_by_key(|(_, n)| *n).map(|(kind, _)| kind);
    votes.into_iter().filter_map(move |(word, of)| Some((word, most(of)?)))
}

impl Swap<'_> {
    /// A document of this replica: its id, what was read, and what was made of it.
    pub fn document(&self, original: &Original) -> (String, Reading, Annotation) {
        let id = format!("{}~{}", original.id, self.replica);
        let (mut reading, mut annotation) = (original.reading.clone(), original.annotation.clone());
        reading.text = self.text(&reading.text);
        reading.title = reading.title.map(|title| self.text(&title));
        if let Some(published) = &mut reading.published {
            published.interval = self.days(published.interval);
        }
        for chain in &mut annotation.chains {
            chain.name = self.text(&chain.name);
            if let Some(there) = chain.place.as_ref().and_then(|_| self.names.located.get(&chain.name)) {
                chain.place = Some(there.clone());
            }
        }
        annotation.times.iter_mut().for_each(|time| time.interval = self.days(time.interval));
        annotation.claims.iter_mut().for_each(|claim| claim.time = self.days(claim.time));
        (id, reading, annotation)
    }

    /// What a document of this replica tells.
    pub fn told(&self, original: &Original, reading: &Reading, annotation: &Annotation) -> Told {
        let published = reading.published.map(|published| published.interval).unwrap_or_default();
        let triggers = original.triggers.with_words(|word| self.word(word).unwrap_or_else(|| word.to_owned()));
        Told::of(reading, published, annotation, triggers)
    }

    /// A text with every name in it swapped, as long as before.
    pub fn text(&self, text: &str) -> String {
        let mut swapped = String::with_capacity(text.len());
        let mut from = 0;
        for word in words(text) {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            swapped.push_str(&text[from..start]);
            match self.word(&word.to_lowercase()) {
                Some(other) => swapped.extend(word.chars().zip(other.chars()).map(|(of, to)| in_case(of, to))),
                None => swapped.push_str(word),
            }
            from = start + word.len();
        }
        swapped.push_str(&text[from..]);
        swapped
    }

    /// What stands for a word in lower case; `None` for itself.
    fn word(&self, word: &str) -> Option<String> {
        let kind = *self.names.kinds.get(word).filter(|_| self.replica > 0)?;
        let n_letters = word.chars().count();
        if matches!(kind, Kind::Other | Kind::Plain) {
            let ending = ENDINGS.iter().find(|ending| kind == Kind::Plain && word.ends_with(**ending)).copied();
            let spelt = ending.and_then(|ending| word.strip_suffix(ending)).filter(|rest| rest.len() >= SHORTEST);
            let (spelt, ending) = spelt.map_or((word, ""), |spelt| (spelt, ending.unwrap_or_default()));
            return Some(spelt.chars().map(|letter| self.letter(letter)).chain(ending.chars()).collect());
        }
        let pool = &self.names.pools[&(kind, n_letters)];
        let at = pool.binary_search_by(|known| known.as_str().cmp(word)).ok()?;
        let shift = hash((self.replica, kind, n_letters)) % pool.len() as u64;
        Some(pool[(at + shift as usize) % pool.len()].clone())
    }

    fn letter(&self, letter: char) -> char {
        if letter.is_ascii_lowercase() { char::from(self.letters[usize::from(letter as u8 - b'a')]) } else { letter }
    }

    /// Other days, so far from these as all of the replica, on the same days of the week.
    fn days(&self, days: Interval) -> Interval {
        if self.replica == 0 {
            return days;
        }
        let weeks = (hash((self.replica, "weeks")) % N_WEEKS) as i64 - N_WEEKS as i64 / 2;
        let moved = |day: jiff::civil::Date| day.saturating_add(weeks.weeks());
        Interval { earliest: days.earliest.map(moved), latest: days.latest.map(moved) }
    }
}

/// Runs of letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

fn in_case(of: char, to: char) -> char {
    if of.is_uppercase() { to.to_uppercase().next().unwrap_or(to) } else { to }
}

/// The same on every run.
pub fn hash(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_analysis::ToldTriggers;
    use clew_model::{Chain, Mention, Span};

    fn original(text: &str, names: &[(&str, ThingType)]) -> Original {
        let mention = |(id, (name, thing)): (usize, &(&str, ThingType))| {
            let at = text[..text.find(name).expect("the name stands there")].chars().count() as u32;
            let span = Span::new(at, at + name.chars().count() as u32);
            Mention { span, thing: *thing, kind: MentionKind::Name, chain: id as u32 }
        };
        let chain = |(id, (name, thing)): (usize, &(&str, ThingType))| Chain {
            id: id as u32,
            thing: *thing,
            name: (*name).to_owned(),
            place: None,
        };
        let annotation = Annotation {
            mentions: names.iter().enumerate().map(mention).collect(),
            chains: names.iter().enumerate().map(chain).collect(),
            ..Annotation::default()
        };
        let reading = Reading { text: text.to_owned(), ..Reading::default() };
        Original { id: "a".to_owned(), reading, annotation, triggers: ToldTriggers::default(), copy_of: None }
    }

    /// Two hundred originals, so that a name of one is not known to all.
    fn originals() -> Vec<Original> {
        let mut all: Vec<Original> = (0..200).map(|_| original("It rained on the brown hills.", &[])).collect();
        let person = ThingType::Person;
        all[0] = original("Ada Weiß met Ivo WEISS and Brown.", &[("Ada Weiß", person), ("Ivo WEISS", person)]);
        all[1] = original("Ute Wells was in Orrin.", &[("Ute Wells", person), ("Orrin", ThingType::Place)]);
        all
    }

    #[test]
    fn a_swap_keeps_lengths_and_what_is_shared() {
        let all = originals();
        let names = Names::of(&all);
        let (_, reading, annotation) = names.swap(3).document(&all[0]);
        let before = &all[0].reading.text;
        assert_eq!(reading.text.chars().count(), before.chars().count());
        let points = CodePoints::new(&reading.text);
        let [one, other] = [0, 1].map(|nth| points.slice(annotation.mentions[nth].span).to_owned());
        assert_eq!(annotation.chains[0].name, one);
        let family = |name: &str| name.split(' ').next_back().map(str::to_lowercase);
        assert_ne!(family(&one).as_deref(), Some("weiß"), "spelt with other letters");
        assert_eq!(family(&one).map(|it| it[..3].to_owned()), family(&other).map(|it| it[..3].to_owned()));
        assert!(["Ada", "Ivo", "Ute"].contains(&&one[..3]), "a given name of the originals: {one}");
        assert!(reading.text.ends_with("Brown."), "a word that all know is left: {}", reading.text);
    }

    #[test]
    fn the_first_replica_is_the_originals() {
        let all = originals();
        let names = Names::of(&all);
        assert!(all.iter().all(|one| names.swap(0).document(one).1 == one.reading));
    }
}
