//! Templates laid on the words of a sentence: relations that are said without a verb.

use super::classes::{Class, ClassWord, Classes};
use super::fillers::is_of;
use super::pattern::FillerType;
use super::predicate_file::RoleRule;
use super::sentence::Sentence;
use super::template::Piece;
use clew_model::{MentionKind, PartOfSpeech, Role};

/// The most words of a gap, and of a noun phrase before its class word.
const GAP: usize = 5;
/// The most words of an apposition that is passed over.
const APPOSITION: usize = 12;

/// What a template was found to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PhraseFound {
    /// Head words of the fillers.
    pub arguments: Vec<(Role, usize)>,
    /// The word of a class, or the first plain word.
    pub trigger: Option<usize>,
    /// The class word and its meaning.
    pub class: Option<(Class, ClassWord)>,
}

/// Lays templates on one sentence.
pub(crate) struct Phrases<'s, 'a> {
    pub sentence: &'s Sentence<'a>,
    pub classes: &'s Classes,
    pub roles: &'s [RoleRule],
}

impl Phrases<'_, '_> {
    /// What a template says from a word on.
    pub fn at(&self, template: &[Piece], at: usize) -> Option<PhraseFound> {
        let mut found = PhraseFound::default();
        self.run(template, at, self.sentence.len(), &mut found)?;
        if let Some((_, word)) = &found.class {
            found.trigger = Some(word.words.end - 1);
        }
        found.trigger = found.trigger.or_else(|| found.arguments.last().map(|(_, word)| *word));
        Some(found)
    }

    /// Where the pieces end when they are laid on the words from `at` up to `limit`; `found` gets what they say.
    fn run(&self, pieces: &[Piece], at: usize, limit: usize, found: &mut PhraseFound) -> Option<usize> {
        let Some((piece, rest)) = pieces.split_first() else { return Some(at) };
        match piece {
            Piece::Words(forms) => forms.iter().find_map(|form| {
                let end = self.words(form, at, limit)?;
                self.going_on(rest, end, limit, found, |found| {
                    let longest = (at..end).max_by_key(|at| self.sentence.span_of(*at).len());
                    found.trigger =
                        found.trigger.into_iter().chain(longest).max_by_key(|at| self.sentence.span_of(*at).len());
                })
            }),
            // What may be missing shows nothing.
            Piece::Maybe(inside) if matches!(**inside, Piece::Words(_)) => {
                let Piece::Words(forms) = &**inside else { return None };
                let ends = forms.iter().filter_map(|form| self.words(form, at, limit));
                let with = ends.into_iter().find_map(|end| self.going_on(rest, end, limit, found, |_| ()));
                with.or_else(|| self.run(rest, at, limit, found))
            }
            Piece::Maybe(inside) => {
                let with: Vec<Piece> = std::iter::once((**inside).clone()).chain(rest.iter().cloned()).collect();
                self.going_on(&with, at, limit, found, |_| ()).or_else(|| self.run(rest, at, limit, found))
            }
            Piece::Comma => self.comma(rest, at, limit, found),
            // The last one reaches as far as it may.
            Piece::Gap if rest.is_empty() => {
                Some(at + (0..GAP).take_while(|n| at + n < limit && !self.is(at + n, ",")).count())
            }
            Piece::Gap => {
                let gaps = (0..=GAP).take_while(|n| at + n <= limit && (0..*n).all(|n| !self.is(at + n, ",")));
                gaps.into_iter().find_map(|n| self.going_on(rest, at + n, limit, found, |_| ()))
            }
            Piece::Class(class) => self.class(*class, at, limit).into_iter().find_map(|word| {
                let end = word.words.end;
                self.going_on(rest, end, limit, found, |found| _ = found.class.get_or_insert((*class, word.clone())))
            }),
            Piece::Name => {
                let begun = self.sentence.begun(at.min(self.sentence.len().checked_sub(1)?)).iter();
                let named = begun.filter(|(mention, _, end)| mention.kind == MentionKind::Name && *end <= limit);
                let end = named.map(|(_, _, end)| *end).max()?;
                self.run(rest, end, limit, found)
            }
            Piece::Role(role, inside) => self.role(*role, inside, rest, at, limit, found),
        }
    }

    /// Runs the rest with `found` changed, and leaves it unchanged where that fails.
    fn going_on(
        &self,
        rest: &[Piece],
        at: usize,
        limit: usize,
        found: &mut PhraseFound,
        change: impl FnOnce(&mut PhraseFound),
    ) -> Option<usize> {
        let mut tried = found.clone();
        change(&mut tried);
        let end = self.run(rest, at, limit, &mut tried)?;
        *found = tried;
        Some(end)
    }

    fn role(
        &self,
        role: Role,
        inside: &[Piece],
        rest: &[Piece],
        at: usize,
        limit: usize,
        found: &mut PhraseFound,
    ) -> Option<usize> {
        let rule = self.roles.iter().find(|rule| rule.role == role)?;
        for filler in &rule.fillers {
            if let FillerType::Class(class) = filler {
                let made = self.class(*class, at, limit).into_iter().find_map(|word| {
                    let end = word.words.end;
                    self.going_on(rest, end, limit, found, |found| {
                        found.arguments.push((role, end - 1));
                        found.class.get_or_insert((*class, word.clone()));
                    })
                });
                if made.is_some() {
                    return made;
                }
            }
        }
        let start = at + usize::from(self.is_quote(at));
        let mut mentions: Vec<(usize, usize)> = self.mentions(start, limit, rule);
        mentions.sort_by_key(|(_, end)| *end);
        mentions.into_iter().find_map(|(head, end)| {
            let mut tried = found.clone();
            if !inside.is_empty() && self.run(inside, start, end, &mut tried)? != end {
                return None;
            }
            tried.arguments.push((role, head));
            if let Some(class) = self.class_of(rule, head) {
                tried.class.get_or_insert(class);
            }
            let after = end + usize::from(start > at && self.is_quote(end));
            let end = self.run(rest, after, limit, &mut tried)?;
            *found = tried;
            Some(end)
        })
    }

    /// The word of a class that a mention ends with, where its role is declared by one.
    fn class_of(&self, rule: &RoleRule, head: usize) -> Option<(Class, ClassWord)> {
        rule.fillers.iter().find_map(|filler| match filler {
            FillerType::Class(class) => Some((*class, self.sentence.class_word(*class, head)?)),
            _ => None,
        })
    }

    /// Heads and ends of the mentions that begin here and may fill a role.
    fn mentions(&self, at: usize, limit: usize, rule: &RoleRule) -> Vec<(usize, usize)> {
        if at >= limit {
            return Vec::new();
        }
        let begun = self.sentence.begun(at).iter();
        let fits = begun.filter(|(mention, head, end)| {
            let is_typed = rule.fillers.contains(&FillerType::Thing(mention.thing));
            *end <= limit && (is_typed || is_of(self.sentence, *head, &rule.fillers))
        });
        fits.map(|(_, head, end)| (*head, *end)).collect()
    }

    /// Whether no blank stands before a word or after it.
    fn touches(&self, at: usize) -> bool {
        let span = self.sentence.span_of(at);
        let before = self.sentence.span_of(at - 1).end == span.start;
        before && at + 1 < self.sentence.len() && self.sentence.span_of(at + 1).start == span.end
    }

    /// A comma, after which other appositions of the same mention may stand; at the end of a template any end of a phrase.
    fn comma(&self, rest: &[Piece], at: usize, limit: usize, found: &mut PhraseFound) -> Option<usize> {
        if rest.is_empty() {
            const ENDS: [&str; 10] = [",", ".", ";", ":", "(", ")", "–", "—", "-", "\""];
            // "a Czech-born Canadian": a hyphen inside a word ends nothing.
            let is_inside = at > 0 && at < limit && self.is(at, "-") && self.touches(at);
            let is_end = at >= limit || !is_inside && ENDS.iter().any(|end| self.is(at, end));
            return is_end.then_some(at);
        }
        if !self.is(at, ",") {
            return None;
        }
        let plain = self.going_on(rest, at + 1, limit, found, |_| ());
        if plain.is_some() || found.arguments.is_empty() {
            return plain;
        }
        let mut later = at + 1;
        for _ in 0..2 {
            let is_verb = |word: &usize| self.sentence.part(*word) == PartOfSpeech::Verb;
            let next = (later..limit.min(later + APPOSITION))
                .take_while(|word| !is_verb(word))
                .find(|word| self.is(*word, ","))?;
            later = next + 1;
            let made = self.going_on(rest, later, limit, found, |_| ());
            if made.is_some() {
                return made;
            }
        }
        None
    }

    /// The noun phrases from here that a word of the class ends.
    fn class(&self, class: Class, at: usize, limit: usize) -> Vec<ClassWord> {
        let is_before = |word: &usize| {
            use PartOfSpeech::{Adjective, Adverb, Determiner, Noun, Numeral, ProperNoun};
            let part = self.sentence.part(*word);
            matches!(part, Adjective | Adverb | Determiner | Noun | Numeral | ProperNoun) || self.is(*word, "-")
        };
        let mut found = Vec::new();
        for start in at..limit.min(at + GAP + 1) {
            let is_whole = |word: &ClassWord| word.words.end <= limit && !self.begins_longer_name(class, word);
            let word = self.classes.at(self.sentence, class, start).filter(is_whole);
            found.extend(word.filter(|word| class != Class::Age || !self.counts_what_follows(word, limit)));
            if class == Class::Age || !is_before(&start) {
                break;
            }
        }
        found
    }

    /// Whether a bare number counts what stands behind it: "two former clerks" are not two years old.
    fn counts_what_follows(&self, word: &ClassWord, limit: usize) -> bool {
        use PartOfSpeech::{Adjective, Noun, Numeral, ProperNoun};
        let next = word.words.end;
        let is_inside = limit < self.sentence.len();
        let is_counted = || matches!(self.sentence.part(next), Adjective | Noun | Numeral | ProperNoun);
        word.words.len() == 1 && next < self.sentence.len() && (is_counted() || is_inside && self.is(next, "."))
    }

    /// Whether a people's word is the first of a longer name: "the Polish Tug Company".
    fn begins_longer_name(&self, class: Class, word: &ClassWord) -> bool {
        let begun = self.sentence.begun(word.words.start).iter();
        let mut names = begun.filter(|(mention, ..)| mention.kind == MentionKind::Name);
        class == Class::Demonym && names.any(|(_, _, end)| *end > word.words.end)
    }

    /// Where a form ends that begins here; "'s" is also said by a possessive pronoun, which has it in itself.
    fn words(&self, form: &[String], at: usize, limit: usize) -> Option<usize> {
        if form == ["'s"] && at > 0 && is_possessive_pronoun(self.sentence.form(at - 1)) {
            return Some(at);
        }
        let end = at + form.len();
        let is_it = |(nth, word): (usize, &String)| {
            self.is(at + nth, word) || word == "\"" && self.is_quote(at + nth) || word == "'s" && self.is(at + nth, "'")
        };
        (end <= limit && form.iter().enumerate().all(is_it)).then_some(end)
    }

    fn is(&self, at: usize, word: &str) -> bool {
        at < self.sentence.len() && self.sentence.form(at) == word
    }

    fn is_quote(&self, at: usize) -> bool {
        at < self.sentence.len() && matches!(self.sentence.form(at), "\"" | "“" | "”" | "„" | "'" | "‘")
    }
}

fn is_possessive_pronoun(form: &str) -> bool {
    matches!(form, "his" | "her" | "its" | "their" | "my" | "our" | "your" | "whose")
}
