//! Patterns laid on the words of a sentence: every claim that its grammar shows.

use super::candidates::{Found, PatternLine};
use super::classes::Class;
use super::fillers::is_of;
use super::frame::{frame, frame_of_state};
use super::function::{Function, Slot};
use super::happened;
use super::pattern::{Asked, Condition, FillerType, Lemma, Pattern, Phrase, Recall, WordKind};
use super::phrases::{PhraseFound, Phrases};
use super::predicate_file::{PredicateFile, RoleRule};
use super::sentence::Sentence;
use super::voice::is_passive;
use super::wording::{begins_with, has_other_particle, is_kind, rest};
use clew_model::{PartOfSpeech, Predicate, Relation, Role, ThingType};
use std::collections::HashMap;

/// Every predicate file, looked up by word.
#[derive(Debug, Clone, Default)]
pub struct Patterns {
    files: Vec<PredicateFile>,
    names: Vec<String>,
    /// Files from this one on are a person's own.
    first_own: usize,
    /// By lemma: file, pattern, lemma in the pattern.
    by_lemma: HashMap<String, Vec<(usize, usize, usize)>>,
}

impl Patterns {
    /// Makes ready the patterns of these files, each with its name ("arrest.txt").
    pub fn new<N: Into<String>>(files: impl IntoIterator<Item = (N, PredicateFile)>) -> Self {
        let mut patterns = Self::default();
        files.into_iter().for_each(|(name, file)| patterns.add(name.into(), file));
        patterns.first_own = patterns.files.len();
        patterns
    }

    /// These patterns with a person's own beside them.
    pub fn with<N: Into<String>>(&self, own: impl IntoIterator<Item = (N, PredicateFile)>) -> Self {
        let mut patterns = self.clone();
        own.into_iter().for_each(|(name, file)| patterns.add(name.into(), file));
        patterns
    }

    fn add(&mut self, name: String, file: PredicateFile) {
        for (nth_pattern, pattern) in file.patterns.iter().enumerate() {
            for (nth_lemma, lemma) in pattern.lemmas.iter().enumerate() {
                let here = (self.files.len(), nth_pattern, nth_lemma);
                self.by_lemma.entry(lemma.head.clone()).or_default().push(here);
            }
        }
        self.names.push(name);
        self.files.push(file);
    }

    /// The files with their names, in the order in which they were given.
    pub fn files(&self) -> impl Iterator<Item = (&str, &PredicateFile)> {
        self.names.iter().map(String::as_str).zip(&self.files)
    }

    /// What the words of a sentence state, in order of their triggers.
    pub(crate) fn read(&self, sentence: &Sentence) -> Vec<Found> {
        (0..sentence.len())
            .flat_map(|word| self.of_word(sentence, word).into_iter().chain(self.of_phrases(sentence, word)))
            .collect()
    }

    /// What the templates of phrases say from a word on.
    fn of_phrases(&self, sentence: &Sentence, at: usize) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (nth_file, file) in self.files.iter().enumerate().filter(|(_, file)| !file.phrases.is_empty()) {
            let phrases = Phrases { sentence, classes: sentence.classes(), roles: &file.roles };
            for phrase in &file.phrases {
                let by = PatternLine { file: nth_file, line: phrase.line };
                let made = phrases.at(&phrase.template, at).and_then(|made| of_phrase(file, phrase, made));
                let made = made.map(|made| self.found_by(by, made));
                found.extend(made.filter(|made| !found.iter().any(|other| states_the_same(other, made))));
            }
        }
        found
    }

    /// What one word states: of each file the pattern that accounts for most.
    fn of_word(&self, sentence: &Sentence, word: usize) -> Vec<Found> {
        let lemma = sentence.lemma(word);
        let classes = Class::BEGINNING.iter().filter(|(_, class)| sentence.class_word(*class, word).is_some());
        let keys = std::iter::once(lemma).chain(classes.map(|(name, _)| *name));
        let mut candidates: Vec<_> = keys.filter_map(|key| self.by_lemma.get(key)).flatten().copied().collect();
        candidates.extend(self.of_participle(sentence, word));
        let mut slots: Option<Vec<Slot>> = None;
        let mut found: Vec<Found> = Vec::new();
        for (nth_file, nth_pattern, nth_lemma) in candidates {
            let file = &self.files[nth_file];
            let pattern = &file.patterns[nth_pattern];
            if !is_kind(sentence, word, pattern.kind, &pattern.lemmas[nth_lemma]) {
                continue;
            }
            let slots = slots.get_or_insert_with(|| frame(sentence, word));
            let is_state = pattern.kind == WordKind::Adjective && pattern.lemmas[nth_lemma].head == sentence.form(word);
            let as_state = is_state.then(|| frame_of_state(sentence, word));
            let slots = as_state.as_ref().unwrap_or(slots);
            let by = PatternLine { file: nth_file, line: pattern.line };
            let lemma = &pattern.lemmas[nth_lemma];
            let Some(made) = apply(sentence, word, slots, file, pattern, lemma) else { continue };
            let made = self.found_by(by, made);
            match found.iter_mut().find(|other| other.by.is_some_and(|other| other.file == nth_file)) {
                Some(other) if weight(other) >= weight(&made) => {}
                Some(other) => *other = made,
                None => found.push(made),
            }
        }
        found
    }

    /// Patterns of adjectives for a participle that a tree takes for what a verb did: "she was married to him".
    fn of_participle(&self, sentence: &Sentence, word: usize) -> impl Iterator<Item = (usize, usize, usize)> {
        let form = sentence.form(word);
        let is_participle = form != sentence.lemma(word) && sentence.part(word) == PartOfSpeech::Verb;
        let of_form = self.by_lemma.get(form).filter(|_| is_participle).into_iter().flatten().copied();
        of_form.filter(|(file, pattern, _)| self.files[*file].patterns[*pattern].kind == WordKind::Adjective)
    }

    /// The line of a pattern with its file's name: "arrest.txt:12".
    pub(crate) fn told(&self, by: PatternLine) -> String {
        format!("{}:{}", self.names[by.file], by.line)
    }

    /// Says which pattern found something, and whether that is a person's own or one that clew brings.
    fn found_by(&self, by: PatternLine, made: Found) -> Found {
        let is_own = by.file >= self.first_own;
        Found { by: Some(by), is_own, is_brought: !is_own, ..made }
    }

    /// The first file of a predicate.
    pub(crate) fn file_of(&self, predicate: Predicate) -> Option<&PredicateFile> {
        self.files.iter().find(|file| file.predicate == predicate)
    }

    /// The line that [`Claim::by`](clew_model::Claim::by) names ("arrest.txt:12"), as its file has it; `None` where no
    /// pattern is named, or none of these.
    pub fn line(&self, by: &str) -> Option<&str> {
        let (name, number) = by.rsplit_once(':')?;
        let number: usize = number.parse().ok()?;
        let files = self.names.iter().zip(&self.files).filter(|(other, _)| *other == name);
        let mut lines = files.flat_map(|(_, file)| &file.lines);
        lines.find(|(other, _)| *other == number).map(|(_, line)| line.as_str())
    }

    /// What may fill a role of a predicate; `None` where the predicate does not have it.
    pub(crate) fn fillers(&self, predicate: Predicate, role: Role) -> Option<&[FillerType]> {
        self.file_of(predicate)?.roles.iter().find(|rule| rule.role == role).map(|rule| &rule.fillers[..])
    }

    /// Whether an event of a predicate can be spoken of without those who take part.
    pub(crate) fn recalls(&self, predicate: Predicate) -> bool {
        let recalls = |pattern: &Pattern| pattern.recall != Recall::Never;
        self.file_of(predicate).is_some_and(|file| file.patterns.iter().any(recalls))
    }

    /// Whether a pattern of a predicate begins with a word.
    pub(crate) fn know(&self, lemma: &str, predicate: Predicate) -> bool {
        let of_lemma = self.by_lemma.get(lemma).into_iter().flatten();
        of_lemma.into_iter().any(|(file, ..)| self.files[*file].predicate == predicate)
    }

    /// Whether patterns of a predicate have a word with others beside it alone: "shoot dead", never "shoot".
    pub(crate) fn know_with_others(&self, lemma: &str, predicate: Predicate) -> bool {
        let of_lemma = self.by_lemma.get(lemma).into_iter().flatten();
        let mut of_predicate = of_lemma.filter(|(file, ..)| self.files[*file].predicate == predicate).peekable();
        of_predicate.peek().is_some()
            && of_predicate.all(|&(file, pattern, lemma)| {
                let lemma = &self.files[file].patterns[pattern].lemmas[lemma];
                !lemma.rest.is_empty() || !lemma.before.is_empty()
            })
    }

    /// The roles without which a claim of a predicate is nothing.
    pub(crate) fn needed(&self, predicate: Predicate) -> impl Iterator<Item = Role> + '_ {
        self.file_of(predicate)
            .into_iter()
            .flat_map(|file| &file.roles)
            .filter(|rule| rule.is_needed)
            .map(|rule| rule.role)
    }
}

fn of_phrase(file: &PredicateFile, phrase: &Phrase, made: PhraseFound) -> Option<Found> {
    let subtype = match phrase.subtype.as_deref() {
        Some(name) if Class::named(name).is_some() => Some(made.class.as_ref()?.1.meaning.clone()),
        other => other.map(str::to_owned),
    };
    let mut arguments = made.arguments;
    if let Some((class, word)) = &made.class {
        fill_by_class(&mut arguments, file, Some(*class), word.words.end - 1);
    }
    let is_twice = |(at, (_, word)): (usize, &(Role, usize))| arguments[..at].iter().any(|(_, other)| other == word);
    if arguments.iter().enumerate().any(is_twice) {
        return None;
    }
    Some(Found { subtype, ..Found::new(file.predicate, made.trigger?, arguments, None) })
}

fn states_the_same(one: &Found, other: &Found) -> bool {
    one.predicate == other.predicate && one.arguments == other.arguments
}

fn weight(found: &Found) -> (bool, usize, usize) {
    (!found.is_bare, found.rest.len(), found.arguments.len())
}

/// What a pattern makes of a word, where all that it asks for is there.
fn apply(
    sentence: &Sentence,
    word: usize,
    slots: &[Slot],
    file: &PredicateFile,
    pattern: &Pattern,
    lemma: &Lemma,
) -> Option<Found> {
    let mut rest = rest(sentence, word, &lemma.rest)?;
    if !begins_with(sentence, word, &lemma.before) || has_other_particle(sentence, word, &rest) {
        return None;
    }
    // What hangs on a fixed object belongs to the whole: "claimed the lives of nine".
    // "found [two men] dead": those who are dead did not find.
    let is_found = |slot: &Slot| {
        let is_object = |own: &Slot| own.word == slot.word && own.function == Function::Object;
        slot.function == Function::Subject && slots.iter().any(is_object)
    };
    let of_rest = rest.iter().filter(|at| has_own_frame(sentence, **at)).flat_map(|at| frame(sentence, *at));
    let of_rest: Vec<Slot> = of_rest.filter(|slot| !is_found(slot)).collect();
    let is_free = |slot: &&Slot| !rest.contains(&slot.word) || slot.function == Function::Object;
    let slots: Vec<&Slot> =
        slots.iter().filter(is_free).chain(of_rest.iter().filter(|slot| slot.word != word)).collect();
    rest.extend(word - lemma.before.len()..word);
    if !is_meant(sentence, word, &slots, pattern, lemma) {
        return None;
    }
    let mut arguments = arguments(sentence, word, &slots, file, pattern);
    fill_by_class(&mut arguments, file, Class::named(&lemma.head), word);
    if !arguments.iter().any(|(role, _)| *role == Role::Place) {
        arguments.extend(places(sentence, &slots, &arguments).into_iter().map(|place| (Role::Place, place)));
    }
    arguments.dedup();
    let subtype = subtype(sentence, word, pattern)?;
    let is_told = file.predicate == Predicate::Disaster
        && pattern.recall != Recall::Never
        && happened::is_told_to_happen(sentence, word);
    let is_bare = !is_told && is_bare(sentence, word, file, pattern, &arguments);
    let recalls = pattern.recall != Recall::Never && !is_of_something_else(sentence, word, &slots, &arguments);
    let is_whole = !is_bare || recalls;
    is_whole.then(|| Found { subtype, rest, is_bare, ..Found::new(file.predicate, word, arguments, None) })
}

/// Whether a word stands in the sense that a pattern asks for.
fn is_meant(sentence: &Sentence, word: usize, slots: &[&Slot], pattern: &Pattern, lemma: &Lemma) -> bool {
    let is_met = |condition: &Condition| match condition {
        Condition::Only(asked) => is_filled(sentence, slots, asked),
        Condition::No(asked) => !is_filled(sentence, slots, asked),
        Condition::Voice { is_passive: false } => !is_passive(sentence, word),
        // Shown by an auxiliary or by the noun that it qualifies, and not only shared with the verb before.
        Condition::Voice { .. } => {
            is_passive(sentence, word) && sentence.relation(word) != Relation::Conj
                || sentence.has(word, &[Relation::AuxPass])
        }
    };
    let is_narrowed = lemma.narrowed.as_ref().is_none_or(|asked| is_filled(sentence, slots, asked));
    is_narrowed && pattern.conditions.iter().all(is_met)
}

/// What fills the roles of a pattern, each word once.
fn arguments(
    sentence: &Sentence,
    word: usize,
    slots: &[&Slot],
    file: &PredicateFile,
    pattern: &Pattern,
) -> Vec<(Role, usize)> {
    let mut arguments: Vec<(Role, usize)> = Vec::new();
    for (role, functions) in &pattern.slots {
        let rule = rule(file, *role);
        let mut fillers = fillers_of(sentence, slots, functions, rule);
        fillers.retain(|filler| arguments.iter().all(|(_, taken)| taken != filler));
        if fillers.is_empty()
            && asks_for(functions, &Function::Itself)
            && rule.is_none_or(|rule| is_of(sentence, word, &rule.fillers))
        {
            fillers.push(word);
        }
        if fillers.is_empty() && asks_for(functions, &Function::Other) {
            fillers = others(&mut arguments);
        }
        arguments.extend(fillers.into_iter().map(|filler| (*role, filler)));
    }
    arguments
}

/// Whether something is missing that the predicate or the pattern needs.
fn is_bare(
    sentence: &Sentence,
    word: usize,
    file: &PredicateFile,
    pattern: &Pattern,
    arguments: &[(Role, usize)],
) -> bool {
    let n_filled = |role: Role| {
        arguments.iter().filter(|(filled, _)| *filled == role).map(|(_, word)| n_things(sentence, *word)).sum::<usize>()
    };
    let has_all = file.roles.iter().all(|rule| !rule.is_needed || n_filled(rule.role) > 0);
    let n_fillers = |role: Role| arguments.iter().filter(|(filled, _)| *filled == role).count();
    let n_needed = |role: Role| pattern.needs.iter().filter(|one_of| one_of[..] == [role]).count();
    let has_needs =
        pattern.needs.iter().all(|one_of| one_of.iter().any(|role| n_fillers(*role) >= n_needed(*role).max(1)));
    // A role on two lines is of two: "met" needs somebody else.
    let is_of_two = |role: Role| pattern.slots.iter().filter(|(other, _)| *other == role).count() > 1;
    let is_itself = |role: Role| arguments.iter().all(|(filled, filler)| *filled != role || *filler == word);
    let is_alone = |role: Role| is_of_two(role) && (n_filled(role) == 1 || is_itself(role));
    let has_other = !pattern.slots.iter().any(|(role, _)| is_alone(*role));
    !has_all || !has_needs || !has_other || pattern.recall == Recall::Only
}

/// Whether a noun is one of something that cannot take part: "the execution [of the plan]" recalls no death.
fn is_of_something_else(sentence: &Sentence, word: usize, slots: &[&Slot], arguments: &[(Role, usize)]) -> bool {
    let is_of = |slot: &&&Slot| slot.function == Function::After("of".to_owned()) && slot.word > word;
    let is_free = |slot: &Slot| {
        let is_one =
            sentence.part(slot.word) == PartOfSpeech::Noun && sentence.form(slot.word) == sentence.lemma(slot.word);
        is_one && !sentence.is_time(slot.word) && arguments.iter().all(|(_, filler)| *filler != slot.word)
    };
    sentence.is_noun(word) && slots.iter().filter(is_of).any(|slot| is_free(slot))
}

/// Fills a role that is declared by a class with the word of that class that the pattern began with: the Title of "mayor".
fn fill_by_class(arguments: &mut Vec<(Role, usize)>, file: &PredicateFile, class: Option<Class>, word: usize) {
    let Some(class) = class else { return };
    let is_declared = |rule: &&RoleRule| rule.fillers.contains(&FillerType::Class(class));
    for rule in file.roles.iter().filter(is_declared) {
        if arguments.iter().all(|(role, _)| *role != rule.role) {
            arguments.push((rule.role, word));
        }
    }
}

/// A pattern's subtype; of a class, what its word means.
fn subtype(sentence: &Sentence, word: usize, pattern: &Pattern) -> Option<Option<String>> {
    let Some(name) = &pattern.subtype else { return Some(None) };
    match Class::named(name) {
        Some(class) => sentence.class_word(class, word).map(|word| Some(word.meaning)),
        None => Some(Some(name.clone())),
    }
}

/// Takes the further fillers of the role that was filled last: of "Ada and Femi married", Femi.
fn others(arguments: &mut Vec<(Role, usize)>) -> Vec<usize> {
    let Some(&(role, _)) = arguments.last() else { return Vec::new() };
    let first = arguments.iter().position(|(other, _)| *other == role).unwrap_or_default();
    arguments.split_off(first + 1).into_iter().map(|(_, word)| word).collect()
}

fn rule(file: &PredicateFile, role: Role) -> Option<&RoleRule> {
    file.roles.iter().find(|rule| rule.role == role)
}

fn asks_for(functions: &[Asked], function: &Function) -> bool {
    functions.iter().any(|asked| asked.function == *function)
}

/// Whether something that is asked for fills a function.
fn is_filled(sentence: &Sentence, slots: &[&Slot], asked: &Asked) -> bool {
    let fits = |word: usize| asked.fillers.is_empty() || is_of(sentence, word, &asked.fillers);
    slots.iter().any(|slot| slot.function == asked.function && fits(slot.word))
}

/// The fillers of the first function that has any of the right type: that asked of the function, or of the role.
fn fillers_of(sentence: &Sentence, slots: &[&Slot], functions: &[Asked], rule: Option<&RoleRule>) -> Vec<usize> {
    let of_role = |word: usize| rule.is_none_or(|rule| is_of(sentence, word, &rule.fillers));
    let with = |asked: &Asked| -> Vec<usize> {
        let fits = |word: usize| match &asked.fillers[..] {
            [] => of_role(word),
            fillers => is_of(sentence, word, fillers),
        };
        let right = slots.iter().filter(|slot| slot.function == asked.function && fits(slot.word));
        let right: Vec<usize> = right.map(|slot| slot.word).collect();
        // "a petrol bomb attack": of nouns in a row the last is what the others describe.
        let is_described = |word: &usize| asked.function == Function::Compound && right.contains(&(word + 1));
        right.iter().copied().filter(|word| !is_described(word)).collect()
    };
    functions.iter().map(with).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Where it happened: places after a preposition of place that fill no other role.
fn places(sentence: &Sentence, slots: &[&Slot], arguments: &[(Role, usize)]) -> Vec<usize> {
    const WHERE: [&str; 14] = [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "on",
        "off",
        "around",
        "close to",
        "next to",
        "from inside",
        "along",
        "across",
        "throughout",
    ];
    let is_where = |function: &Function| matches!(function, Function::After(word) if WHERE.contains(&word.as_str()));
    let is_place = [FillerType::Thing(ThingType::Place), FillerType::Thing(ThingType::Facility)];
    let free = |word: usize| arguments.iter().all(|(_, filler)| *filler != word);
    slots
        .iter()
        .filter(|slot| is_where(&slot.function) && is_of(sentence, slot.word, &is_place) && free(slot.word))
        .map(|slot| slot.word)
        .collect()
}

fn has_own_frame(sentence: &Sentence, word: usize) -> bool {
    sentence.is_noun(word) || sentence.part(word) == PartOfSpeech::Adjective
}

/// How many a filler stands for: a plural for two and more.
fn n_things(sentence: &Sentence, word: usize) -> usize {
    let is_plural = sentence.is_noun(word) && sentence.form(word) != sentence.lemma(word)
        || matches!(sentence.form(word), "they" | "we" | "them" | "us" | "both");
    if is_plural { 2 } else { 1 }
}
