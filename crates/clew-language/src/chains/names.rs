//! Names that are the same thing's: equal, shortened, by initials, in brackets.
//!
//! Two people with different given names are never joined, and a bare surname that two people share goes to neither,
//! unless a title tells which: a wrong join invents a deed, a missing one only leaves a chain too many.

use super::facts::{Facts, Role};
use super::partition::Partition;
use super::symbols::Symbols;
use super::words::{Gender, Sort, given_name, is};
use clew_model::ThingType;
use std::collections::HashMap;

/// Joins the names of one thing.
pub(crate) fn join_names(text: &str, symbols: &Symbols, facts: &[Facts], partition: &mut Partition) {
    let mut names = Names::of(text, symbols, facts);
    names.match_people();
    names.match_bodies();
    names.match_bracketed(text, facts);
    for number in 0..names.groups.len() {
        let full = names.root(number);
        if names.groups[number].shared {
            names.join_titled(number, partition);
            continue;
        }
        let first = names.groups[full].mentions[0];
        for mention in &names.groups[number].mentions {
            partition.join(first, *mention);
        }
    }
}

/// The mentions of one document that have the same words and can be the same sort of thing.
#[derive(Debug)]
struct Group<'n> {
    words: Vec<&'n str>,
    thing: ThingType,
    mentions: Vec<u32>,
    /// The title before each mention, "minister".
    titles: Vec<Option<String>>,
    acronym: bool,
    /// Whether several people bear this lone name.
    shared: bool,
    /// Those who bear this lone name.
    bearers: Vec<usize>,
}

struct Names<'n> {
    groups: Vec<Group<'n>>,
    /// For each group, the one whose name it is short for; itself where there is none.
    full: Vec<usize>,
}

/// Sorts of things whose names are confused with one another: a city and its government, a museum and its house.
fn family(thing: ThingType) -> u8 {
    match thing {
        ThingType::Person => 1,
        ThingType::Organization | ThingType::PublicBody | ThingType::Place | ThingType::Facility => 2,
        ThingType::Thing => 4,
        _ => 3,
    }
}

fn is_body(thing: ThingType) -> bool {
    matches!(thing, ThingType::Organization | ThingType::PublicBody | ThingType::Facility)
}

impl<'n> Names<'n> {
    fn of(text: &'n str, symbols: &'n Symbols, facts: &[Facts]) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        let mut number_of: HashMap<(Vec<&str>, u8), usize> = HashMap::new();
        // "Master" in "the Master Plan" and "President" in "President Dahl" name nothing by themselves.
        let named = |fact: &Facts| fact.is_name() || fact.proper && fact.role != Role::Part;
        for (number, fact) in facts.iter().enumerate().filter(|(_, fact)| named(fact) && !fact.coordinated) {
            let mut words: Vec<&str> = symbols.run(fact.core).iter().map(|symbol| symbols.word(*symbol)).collect();
            let mut title = title_before(text, fact);
            if fact.is_person() {
                while words.len() > 1 && is_title(words[0]) {
                    title = Some(words.remove(0).trim_end_matches('.').to_owned());
                }
            }
            if words.is_empty() {
                continue;
            }
            let group = *number_of.entry((words.clone(), family(fact.thing))).or_insert_with(|| {
                let acronym = is_acronym(&text[fact.bytes.clone()]);
                groups.push(Group {
                    words,
                    thing: fact.thing,
                    mentions: Vec::new(),
                    titles: Vec::new(),
                    acronym,
                    shared: false,
                    bearers: Vec::new(),
                });
                groups.len() - 1
            });
            groups[group].mentions.push(number as u32);
            groups[group].titles.push(title);
        }
        Self { full: (0..groups.len()).collect(), groups }
    }

    fn root(&self, mut number: usize) -> usize {
        while self.full[number] != number {
            number = self.full[number];
        }
        number
    }

    /// "J. Weil" and "Jonas K. Weil" to "Jonas Weil"; "Weil" to the one Weil there is.
    fn match_people(&mut self) {
        let is_person = |names: &Self, number: usize| names.groups[number].thing == ThingType::Person;
        let full: Vec<usize> =
            (0..self.groups.len()).filter(|n| is_person(self, *n) && self.groups[*n].words.len() > 1).collect();
        let mut by_surname: HashMap<&str, Vec<usize>> = HashMap::new();
        for &person in &full {
            by_surname.entry(surname(&self.groups[person].words)).or_default().push(person);
        }
        for &person in &full {
            let namesakes = &by_surname[surname(&self.groups[person].words)];
            self.full[person] = self.same_person(person, namesakes).unwrap_or(person);
        }
        self.match_double_surnames(&full);
        let mut people_of: HashMap<&str, Vec<usize>> = HashMap::new();
        for &person in &full {
            let root = self.root(person);
            for word in lone_names(&self.groups[person].words) {
                let people = people_of.entry(word).or_default();
                if !people.contains(&root) {
                    people.push(root);
                }
            }
        }
        for number in 0..self.groups.len() {
            let [word] = self.groups[number].words[..] else { continue };
            match people_of.get(word).map(Vec::as_slice) {
                Some([person]) if is_person(self, number) => self.full[number] = *person,
                Some(people @ [_, _, ..]) if is_person(self, number) => {
                    self.groups[number].bearers = people.to_vec();
                    self.groups[number].shared = true;
                }
                _ => {}
            }
        }
    }

    /// "Garcia Alvarado" and "Roberto Garcia" to the one Roberto Garcia Alvarado: of two surnames either may be left out, and the
    /// given name.
    fn match_double_surnames(&mut self, people: &[usize]) {
        let mut by_part: HashMap<String, Vec<usize>> = HashMap::new();
        for &person in people {
            for part in parts_without_a_name(&self.groups[person].words) {
                by_part.entry(part.join(" ")).or_default().push(person);
            }
        }
        for &person in people {
            let Some(fuller) = by_part.get(&self.groups[person].words.join(" ")) else { continue };
            let first = self.root(fuller[0]);
            let is_one = fuller.iter().all(|other| self.root(*other) == first);
            if is_one && self.full[person] == person && first != person {
                self.full[person] = first;
            }
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
        let compatible = |other: &usize| {
            let [first, other] = [first, *other].map(|number| &self.groups[number].words);
            is_shortened(other, first) || is_shortened(first, other)
        };
        found.all(compatible).then_some(first)
    }

    /// "the Post" to the one body whose name ends so, "Veldt" to "Veldt Ltd", "MSA" to the body with these initials.
    fn match_bodies(&mut self) {
        let mut short_forms: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, group) in self.groups.iter().enumerate() {
            if group.words.len() > 1 && group.thing != ThingType::Person {
                for form in short_forms_of(&group.words, is_body(group.thing)) {
                    short_forms.entry(form).or_default().push(number);
                }
            }
        }
        for number in 0..self.groups.len() {
            let group = &self.groups[number];
            if self.full[number] != number || group.thing == ThingType::Person {
                continue;
            }
            let form = match (group.acronym, &group.words[..]) {
                (true, words) => acronym_form(words),
                (false, [word]) if is_body(group.thing) => format!("{word} alone"),
                (false, words) => words.join(" "),
            };
            if let Some([full]) = short_forms.get(&form).map(Vec::as_slice)
                && *full != number
                && self.root(*full) != number
            {
                self.full[number] = *full;
            }
        }
    }

    /// "World Health Organization (WHO)".
    fn match_bracketed(&mut self, text: &str, facts: &[Facts]) {
        let mut mentions: Vec<(u32, usize)> = Vec::new();
        for (number, group) in self.groups.iter().enumerate() {
            mentions.extend(group.mentions.iter().map(|mention| (*mention, number)));
        }
        mentions.sort_unstable();
        for pair in mentions.windows(2) {
            let [(long_mention, long), (short_mention, short)] = [pair[0], pair[1]];
            let between = facts[long_mention as usize].bytes.end..facts[short_mention as usize].bytes.start;
            let bracketed = text.get(between).is_some_and(|between| matches!(between.trim(), "(" | "[" | "(the"));
            let initials = short_forms_of(&self.groups[long].words, true);
            if bracketed
                && self.full[short] == short
                && self.root(long) != short
                && initials.contains(&acronym_form(&self.groups[short].words))
            {
                self.full[short] = long;
            }
        }
    }

    /// "Minister Brekke" to the one Brekke who is called minister; those without such a title stay apart.
    fn join_titled(&self, number: usize, partition: &mut Partition) {
        let group = &self.groups[number];
        let mut of_title: HashMap<Option<&str>, u32> = HashMap::new();
        for (mention, title) in group.mentions.iter().zip(&group.titles) {
            let titled = |bearer: &&usize| {
                title.is_some()
                    && (0..self.groups.len()).any(|n| self.root(n) == **bearer && self.groups[n].titles.contains(title))
            };
            let mut meant = group.bearers.iter().filter(titled);
            let first = match (meant.next(), meant.next()) {
                (Some(person), None) => self.groups[*person].mentions[0],
                _ => *of_title.entry(title.as_deref()).or_insert(*mention),
            };
            partition.join(first, *mention);
        }
    }
}

/// The words by which a person may be called alone: the given name and the surname.
fn lone_names<'n>(words: &[&'n str]) -> Vec<&'n str> {
    let mut names = vec![words[0], surname(words)];
    names.extend(&words[1..words.len() - 1]);
    names.retain(|word| !is_initial(word) && !is(word, Sort::Particle));
    names.sort_unstable();
    names.dedup();
    names
}

/// What is left of a name with two surnames without the second one, or without what is given: "Roberto Garcia" and "Garcia
/// Alvarado" of "Roberto Garcia Alvarado"; no part that begins or ends as another person's name would ("Ann Weil" of "Mary Ann Weil").
fn parts_without_a_name<'w, 'n>(words: &'w [&'n str]) -> impl Iterator<Item = &'w [&'n str]> {
    let is_given = |word: &str| given_name(word).is_some();
    let is_small = |word: &str| is_initial(word) || is(word, Sort::Particle);
    let first = (2..words.len()).map(|end| &words[..end]).filter(move |part| !is_given(part[part.len() - 1]));
    let last = (1..words.len().saturating_sub(1)).map(|start| &words[start..]).filter(move |part| !is_given(part[0]));
    first.chain(last).filter(move |part| !is_small(part[0]) && !is_small(part[part.len() - 1]))
}

/// The last word of a person's name, "Jr" and the like left out.
fn surname<'n>(words: &[&'n str]) -> &'n str {
    let kept = words.iter().rev().find(|word| !matches!(word.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii"));
    kept.unwrap_or(&words[0])
}

fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

/// Whether every word of a name stands, whole or by its initial, in the fuller one, first by first and last by last.
fn is_shortened(short: &[&str], full: &[&str]) -> bool {
    let stands_for = |short: &str, full: &str| {
        short == full || (is_initial(short) || is_initial(full)) && short.chars().next() == full.chars().next()
    };
    if !stands_for(short[0], full[0]) || surname(short) != surname(full) {
        return false;
    }
    let mut rest = full.iter();
    short.iter().all(|word| rest.any(|other| stands_for(word, other)))
}

/// Whether a word before a name is a title; "Grace" and the like, given names too, are none.
fn is_title(word: &str) -> bool {
    [Sort::Title, Sort::TitleMale, Sort::TitleFemale].into_iter().any(|sort| is(word, sort))
        && !matches!(given_name(word.trim_end_matches('.')), Some(Gender::Male | Gender::Female))
}

/// The title or role that stands right before a name.
pub(crate) fn title_before(text: &str, fact: &Facts) -> Option<String> {
    const LONGEST: usize = 30;
    let before = text[..fact.bytes.start].trim_end_matches(' ');
    let in_word = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let length: usize = before.chars().rev().take(LONGEST).take_while(in_word).map(char::len_utf8).sum();
    let word = &before[before.len() - length..];
    let word = super::words::folded(word);
    let word = word.trim_end_matches('.');
    let known = is_title(word) || is(word, Sort::Person) || is(word, Sort::Male) || is(word, Sort::Female);
    (!word.is_empty() && known && !is(word, Sort::Particle)).then(|| word.to_owned())
}

/// "MSA", "U.S.", "NATO".
fn is_acronym(written: &str) -> bool {
    let letters = || written.chars().filter(|c| c.is_alphabetic());
    (2..=8).contains(&letters().count()) && letters().all(char::is_uppercase) && !written.contains(' ')
}

fn acronym_form(words: &[&str]) -> String {
    format!("{} acronym", words.concat().replace('.', ""))
}

/// The shorter forms that may stand for a name: a body's last word or the one before "of", what
/// stands before "Ltd", its initials.
fn short_forms_of(words: &[&str], is_body: bool) -> Vec<String> {
    let core = words.iter().rposition(|word| !is(word, Sort::CompanyEnd)).map_or(words.len(), |last| last + 1);
    let initials = |skip_small: bool| -> String {
        let counted =
            words.iter().filter(|word| !(skip_small && matches!(**word, "of" | "for" | "the" | "and" | "de" | "&")));
        counted.filter_map(|word| word.chars().next()).collect()
    };
    let mut forms = Vec::new();
    if is_body {
        let first = words.iter().position(|word| *word == "of").and_then(|of| words[..of].last());
        forms.extend(first.or(words.last()).map(|word| format!("{word} alone")));
    }
    if core < words.len() {
        forms.push(words[..core].join(" "));
        forms.push(format!("{} alone", words[..core].join(" ")));
    }
    let initials = [true, false].map(initials).into_iter().filter(|letters| letters.len() > 1);
    forms.extend(initials.map(|letters| letters + " acronym"));
    forms.sort();
    forms.dedup();
    forms
}
