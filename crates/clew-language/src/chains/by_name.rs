//! Which names of a document are the same thing's: by exact and partial match.
//!
//! Two people with different given names are never joined, and a bare surname that two people share goes to neither,
//! unless a title tells which: a wrong join invents a deed, a missing one only leaves a chain too many.

use crate::names::{Name, Strength, can_be_shortened, is_acronym, is_company_end};
use clew_model::{Chain, CodePoints, Mention, MentionKind, ThingType};
use std::collections::{HashMap, HashSet};

/// Mentions in order of start, and the chains they belong to; a name that is none by itself is left out.
pub(crate) fn chains(points: &CodePoints, names: &[Name]) -> (Vec<Mention>, Vec<Chain>) {
    let matching = Matching::of(points.text(), names);
    let mut numbers: HashMap<Key, u32> = HashMap::new();
    let mut fullest: Vec<(ThingType, &Name)> = Vec::new();
    let mut mentions = Vec::new();
    for name in names {
        let Some((key, thing)) = matching.key(name) else { continue };
        let chain = *numbers.entry(key).or_insert_with(|| {
            fullest.push((thing, name));
            fullest.len() as u32 - 1
        });
        let fuller = fullness(points, name) > fullness(points, fullest[chain as usize].1);
        if fuller {
            fullest[chain as usize].1 = name;
        }
        mentions.push(Mention { span: points.span(name.bytes.clone()), thing, kind: MentionKind::Name, chain });
    }
    let chain = |(id, (thing, name)): (usize, (ThingType, &Name))| {
        let words: Vec<_> = points.text()[name.bytes.clone()].split_whitespace().collect();
        Chain { id: id as u32, thing, name: words.join(" ") }
    };
    (mentions, fullest.into_iter().enumerate().map(chain).collect())
}

/// What makes one name of a thing fuller than another: its words, then small letters, then its length.
fn fullness(points: &CodePoints, name: &Name) -> (usize, bool, usize) {
    let has_small_letters = points.text()[name.bytes.clone()].contains(char::is_lowercase);
    (name.folded.split(' ').count(), has_small_letters, name.folded.len())
}

/// What the mentions of one chain have in common: the number of a full name, and a title where it is needed to tell
/// apart what a surname does not.
type Key = (usize, Option<String>);

/// The different names of a document, and which of them stand for which.
struct Matching<'n> {
    /// The different names, in order of their first mention.
    groups: Vec<Group<'n>>,
    number_of: HashMap<&'n str, usize>,
    /// For each group, the one whose name it is short for; itself where there is none.
    full: Vec<usize>,
    /// For a lone word, the people it can be a surname or a given name of.
    people_of: HashMap<&'n str, Vec<usize>>,
}

struct Group<'n> {
    words: Vec<&'n str>,
    thing: ThingType,
    strength: Strength,
    titles: HashSet<&'n str>,
    acronym: bool,
}

impl Group<'_> {
    /// A head word without its full form, or a lone word of which only its capital speaks for a name.
    fn is_unsupported(&self) -> bool {
        self.strength == Strength::Partial || self.strength == Strength::Guess && self.words.len() == 1
    }
}

impl<'n> Matching<'n> {
    fn of(text: &str, names: &'n [Name]) -> Self {
        let mut matching =
            Self { groups: Vec::new(), number_of: HashMap::new(), full: Vec::new(), people_of: HashMap::new() };
        for name in names {
            matching.add(text, name);
        }
        matching.full = (0..matching.groups.len()).collect();
        matching.join_people();
        matching.join_bodies();
        matching.join_bracketed(names);
        matching
    }

    fn add(&mut self, text: &str, name: &'n Name) {
        let number = *self.number_of.entry(&name.folded).or_insert_with(|| {
            self.groups.push(Group {
                words: name.folded.split(' ').collect(),
                thing: name.thing,
                strength: name.strength,
                titles: HashSet::new(),
                acronym: is_acronym(&text[name.bytes.clone()]),
            });
            self.groups.len() - 1
        });
        let group = &mut self.groups[number];
        group.titles.extend(name.title.as_deref());
        if name.strength > group.strength {
            (group.thing, group.strength) = (name.thing, name.strength);
        }
    }

    /// The chain of a mention and its sort of thing; `None` where nothing shows that it is a name.
    fn key(&self, name: &Name) -> Option<(Key, ThingType)> {
        let number = self.number_of[name.folded.as_str()];
        let full = self.full[number];
        let group = &self.groups[full];
        if full == number && group.is_unsupported() {
            return None;
        }
        let people = self.people_of.get(name.folded.as_str()).map_or(&[][..], Vec::as_slice);
        if group.thing != ThingType::Person || people.len() < 2 {
            return Some(((full, None), group.thing));
        }
        let titled =
            |person: &&usize| name.title.as_deref().is_some_and(|title| self.groups[**person].titles.contains(title));
        let mut meant = people.iter().filter(titled);
        match (meant.next(), meant.next()) {
            (Some(person), None) => Some(((*person, None), ThingType::Person)),
            _ => Some(((number, name.title.clone()), ThingType::Person)),
        }
    }

    fn is_person(&self, number: usize) -> bool {
        self.groups[number].thing == ThingType::Person
    }

    /// "J. Weil" and "Jonas K. Weil" to "Jonas Weil"; "Weil" to the one Weil there is.
    fn join_people(&mut self) {
        let people: Vec<usize> =
            (0..self.groups.len()).filter(|n| self.is_person(*n) && self.groups[*n].words.len() > 1).collect();
        let mut by_surname: HashMap<&str, Vec<usize>> = HashMap::new();
        for &person in &people {
            by_surname.entry(surname(&self.groups[person].words)).or_default().push(person);
        }
        for &person in &people {
            let namesakes = &by_surname[surname(&self.groups[person].words)];
            self.full[person] = self.same_person(person, namesakes).unwrap_or(person);
        }
        for &person in &people {
            let (person, words) = (self.root(person), self.groups[person].words.clone());
            for word in [words[0], surname(&words)] {
                let people = self.people_of.entry(word).or_default();
                if !people.contains(&person) {
                    people.push(person);
                }
            }
        }
        for number in 0..self.groups.len() {
            let [word] = self.groups[number].words[..] else { continue };
            if let Some([person]) = self.people_of.get(word).map(Vec::as_slice).filter(|_| self.is_person(number)) {
                self.full[number] = *person;
            }
        }
        for number in 0..self.full.len() {
            self.full[number] = self.root(number);
        }
    }

    /// The fuller name of the same person, where just one namesake can be.
    fn same_person(&self, person: usize, namesakes: &[usize]) -> Option<usize> {
        const MANY: usize = 50;
        let own = &self.groups[person].words;
        let fuller = |other: &&usize| {
            let words = &self.groups[**other].words;
            let longer = (words.len(), words.concat().len(), std::cmp::Reverse(**other))
                > (own.len(), own.concat().len(), std::cmp::Reverse(person));
            longer && is_shortened(own, words)
        };
        let mut found = namesakes.iter().take(MANY).filter(fuller);
        let first = *found.next()?;
        found
            .all(|other| {
                is_shortened(&self.groups[*other].words, &self.groups[first].words)
                    || is_shortened(&self.groups[first].words, &self.groups[*other].words)
            })
            .then_some(first)
    }

    fn root(&self, mut number: usize) -> usize {
        while self.full[number] != number {
            number = self.full[number];
        }
        number
    }

    /// "the Post" to the one body whose name ends so, "Veldt" to "Veldt Ltd", "MSA" to the body
    /// with these initials.
    fn join_bodies(&mut self) {
        let mut short_forms: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, group) in self.groups.iter().enumerate() {
            if group.words.len() > 1 && can_be_shortened(group.thing) && group.strength > Strength::Partial {
                for form in forms(&group.words) {
                    short_forms.entry(form).or_default().push(number);
                }
            }
        }
        for number in 0..self.groups.len() {
            let group = &self.groups[number];
            let guessed = group.words.len() == 1 && group.strength <= Strength::Guess || can_be_shortened(group.thing);
            if self.full[number] != number || !guessed || group.thing == ThingType::Person && group.words.len() > 1 {
                continue;
            }
            let form = if group.acronym {
                format!("{} acronym", group.words.concat().replace('.', ""))
            } else {
                group.words.join(" ")
            };
            match short_forms.get(&form).map(Vec::as_slice) {
                Some([full]) if *full != number && self.full[*full] == *full => self.full[number] = *full,
                _ => {}
            }
        }
    }

    /// "World Health Organization (WHO)".
    fn join_bracketed(&mut self, names: &[Name]) {
        for pair in names.windows(2) {
            let [long, short] = [self.number_of[pair[0].folded.as_str()], self.number_of[pair[1].folded.as_str()]];
            let adjacent = pair[1].bracketed && pair[1].bytes.start - pair[0].bytes.end <= 3;
            let of_initials =
                forms(&self.groups[long].words).contains(&format!("{} acronym", self.groups[short].words.concat()));
            if adjacent && of_initials && self.full[short] == short && self.full[long] != short {
                self.full[short] = self.root(long);
                self.groups[short].strength = Strength::Strong;
            }
        }
        for number in 0..self.full.len() {
            self.full[number] = self.root(number);
        }
    }
}

/// The last word of a person's name, "Jr" and the like left out.
fn surname<'n>(words: &[&'n str]) -> &'n str {
    let kept = words.iter().rev().find(|word| !matches!(word.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii"));
    kept.unwrap_or(&words[0])
}

/// Whether every word of a name stands, whole or by its initial, in the fuller one, first by first and last by last.
fn is_shortened(short: &[&str], full: &[&str]) -> bool {
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let stands_for = |short: &str, full: &str| {
        short == full || (initial(short) || initial(full)) && short.chars().next() == full.chars().next()
    };
    if !stands_for(short[0], full[0]) || surname(short) != surname(full) {
        return false;
    }
    let mut rest = full.iter();
    short.iter().all(|word| rest.any(|other| stands_for(word, other)))
}

/// The shorter forms that may stand for a body's name: its last word, what stands before "Ltd", its initials.
fn forms(words: &[&str]) -> Vec<String> {
    let core = words.iter().rposition(|word| !is_company_end(word)).map_or(words.len(), |last| last + 1);
    let initials = |skip_small: bool| -> String {
        let counted =
            words.iter().filter(|word| !(skip_small && matches!(**word, "of" | "for" | "the" | "and" | "de" | "&")));
        counted.filter_map(|word| word.chars().next()).collect()
    };
    let mut forms = vec![words[words.len() - 1].to_owned()];
    if core < words.len() {
        forms.push(words[..core].join(" "));
    }
    forms.extend(
        [true, false].map(initials).into_iter().filter(|letters| letters.len() > 1).map(|letters| letters + " acronym"),
    );
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::names;
    use crate::sentences::sentence_bytes;

    /// Checks the chains of two mentions or more, as "words, words".
    fn check(text: &str, expected: &[&str]) {
        let points = CodePoints::new(text);
        let (mentions, chains) = chains(&points, &names(text, &sentence_bytes(&points, &[])));
        let of_chain = |chain: &Chain| {
            let words =
                mentions.iter().filter(|mention| mention.chain == chain.id).map(|mention| points.slice(mention.span));
            words.collect::<Vec<_>>().join(", ")
        };
        let found: Vec<_> = chains.iter().map(of_chain).filter(|words| words.contains(',')).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_surname_or_given_name_goes_to_the_one_who_bears_it() {
        check("Jonas Weil, 41, left. Weil denies it, and so does Jonas.", &["Jonas Weil, Weil, Jonas"]);
        check("They blamed Hagen. Pal Hagen, 50, would not comment.", &["Hagen, Pal Hagen"]);
        check(
            "A letter to J. Weil came. Jonas K. Weil, 41, left. Jonas Weil denies it.",
            &["J. Weil, Jonas K. Weil, Jonas Weil"],
        );
    }

    #[test]
    fn a_surname_that_two_share_goes_to_neither_unless_a_title_tells() {
        let two = "Tomas Brekke, 58, died. Transport minister Lena Brekke, 49, flew home.";
        check(&format!("{two} They asked for Brekke to speak."), &[]);
        check(&format!("{two} Minister Brekke wept. Captain Brekke had not."), &["Lena Brekke, Brekke"]);
        check("Jonas Weil, 41, and Aron Weil, 38, left.", &[]);
        check("A note from J. Weil came to Jonas Weil, 41, and Julia Weil, 38.", &[]);
    }

    #[test]
    fn bodies_are_known_by_parts_and_initials_of_their_names() {
        check("The Daily Post said so. A clerk told the Post more.", &["Daily Post, Post"]);
        check("The Skarnoy Courier said so. It sank near Skarnoy.", &[]);
        check("The Daily Post and the Evening Post said so. A clerk told the Post more.", &[]);
        check(
            "The World Health Organization (WHO) met. On Friday the WHO left.",
            &["World Health Organization, WHO, WHO"],
        );
        check("The Maritime Safety Agency met. They blame the MSA.", &["Maritime Safety Agency, MSA"]);
        check("He left Veldt Holdings. At Veldt they knew.", &["Veldt Holdings, Veldt"]);
    }

    #[test]
    fn a_capital_alone_makes_no_name() {
        let text = "They sang of Stardust on the Veld.";
        let points = CodePoints::new(text);
        assert_eq!(chains(&points, &names(text, &sentence_bytes(&points, &[]))).0, []);
    }

    #[test]
    fn the_fullest_name_is_the_chains() {
        let text = "OSLO, May 3 - Weil left. Jonas  Weil, 41, denies it in Oslo.";
        let points = CodePoints::new(text);
        let (_, chains) = chains(&points, &names(text, &sentence_bytes(&points, &[])));
        assert_eq!(chains.iter().map(|chain| chain.name.as_str()).collect::<Vec<_>>(), ["Oslo", "Jonas Weil"]);
    }
}
