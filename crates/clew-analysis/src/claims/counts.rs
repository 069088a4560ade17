//! Counts: how many people were killed, hurt, arrested, and how much was paid, by the words of words/quantities.txt.

use super::amounts::{Amount, Amounts};
use super::frame::{Function, frame};
use super::sentence::Sentence;
use super::word_list::lines;
use clew_model::{PartOfSpeech, Quantity, Relation, Span, TimeExpression};

const QUANTITIES: &str = include_str!("../../words/quantities.txt");

/// A count as found: the words of its number, and the word that says what is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CountFound {
    pub number: Span,
    pub quantity: Quantity,
    /// The verb or noun that makes it a count of this kind.
    pub shown_by: usize,
}

/// What is counted, by the words that show it.
#[derive(Debug)]
pub(crate) struct Counts {
    amounts: Amounts,
    kinds: Vec<Kind>,
}

#[derive(Debug, Default)]
struct Kind {
    name: String,
    nouns: Vec<String>,
    objects: Vec<Vec<String>>,
    subjects: Vec<Vec<String>>,
}

impl Counts {
    /// Reads the file that is compiled in.
    pub fn new() -> Self {
        let mut kinds: Vec<Kind> = Vec::new();
        for line in lines(QUANTITIES) {
            let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let entries = || rest.split(',').map(|entry| entry.trim().to_lowercase()).filter(|entry| !entry.is_empty());
            let verbs = || entries().map(|entry| entry.split(' ').map(str::to_owned).collect());
            match (first, kinds.last_mut()) {
                ("kind", _) => kinds.push(Kind { name: rest.to_owned(), ..Kind::default() }),
                ("noun", Some(kind)) if !rest.starts_with("of ") => kind.nouns.extend(entries()),
                ("object", Some(kind)) => kind.objects.extend(verbs()),
                ("subject", Some(kind)) => kind.subjects.extend(verbs()),
                _ => {}
            }
        }
        Self { amounts: Amounts::new(), kinds }
    }

    /// The counts of a sentence, in order; numbers inside `times`, which are in order and disjoint, are none.
    pub fn read(&self, sentence: &Sentence, times: &[TimeExpression]) -> Vec<CountFound> {
        let words: Vec<&str> = (0..sentence.len()).map(|word| sentence.form(word)).collect();
        let amounts = self.amounts.read(&words).into_iter();
        amounts.filter_map(|amount| self.count(sentence, &amount, times)).collect()
    }

    fn count(&self, sentence: &Sentence, amount: &Amount, times: &[TimeExpression]) -> Option<CountFound> {
        let number = sentence.span_between(amount.number.start, amount.number.end - 1);
        let whole = sentence.span_between(amount.words.start, amount.words.end - 1);
        let next = times.partition_point(|time| time.span.end <= number.start);
        let is_time = times.get(next).is_some_and(|time| time.span.overlaps(number));
        // "12. Nine people died": the number of a paragraph.
        let is_numbering = amount.number.start == 0 && words_end_there(sentence, amount.number.end);
        // "one" and "no" count where something is said to have happened to them, and "a" never.
        if is_time || is_numbering || sentence.mention_holding(number).is_some_and(|mention| mention.span == number) {
            return None;
        }
        let said = sentence.head_of(whole)?;
        let noun = (sentence.relation(said) == Relation::Nummod).then(|| sentence.head(said)).flatten();
        let place = noun.unwrap_or(said);
        let counted = sentence.by(place, &[Relation::Nmod]).find(|_| noun.is_none()).unwrap_or(place);
        let (what, shown_by) = self.by_deed(sentence, place).or_else(|| self.by_noun(sentence, counted))?;
        let quantity = Quantity { what, low: amount.low, high: amount.high };
        Some(CountFound { number, quantity, shown_by })
    }

    /// What is said to have happened to what is counted: "killed nine people", "nine died", "nine dead".
    fn by_deed(&self, sentence: &Sentence, place: usize) -> Option<(String, usize)> {
        let first = std::iter::successors(Some(place), |at| {
            sentence.head(*at).filter(|_| sentence.relation(*at) == Relation::Conj)
        });
        let places: Vec<usize> = first.take(sentence.len()).collect();
        let deeds = places.iter().flat_map(|at| {
            let below = sentence.by(*at, &[Relation::Acl, Relation::AclRelcl, Relation::Amod, Relation::Xcomp]);
            sentence.head(*at).into_iter().chain(below)
        });
        deeds.filter(|deed| says_something(sentence, *deed)).find_map(|deed| {
            let slots = frame(sentence, deed);
            let slot = slots.iter().find(|slot| slot.word == place)?;
            let kind = self.kinds.iter().find(|kind| {
                let lists = match slot.function {
                    Function::Object => &kind.objects,
                    Function::Subject | Function::Predicate => &kind.subjects,
                    _ => return false,
                };
                lists.iter().any(|words| is_said(sentence, deed, words))
            })?;
            Some((kind.name.clone(), deed))
        })
    }

    fn by_noun(&self, sentence: &Sentence, counted: usize) -> Option<(String, usize)> {
        let lemma = sentence.lemma(counted);
        let kind = self.kinds.iter().find(|kind| kind.nouns.iter().any(|noun| noun == lemma))?;
        Some((kind.name.clone(), counted))
    }
}

impl Default for Counts {
    fn default() -> Self {
        Self::new()
    }
}

fn words_end_there(sentence: &Sentence, word: usize) -> bool {
    word < sentence.len() && matches!(sentence.form(word), "." | ")" | ":")
}

fn says_something(sentence: &Sentence, word: usize) -> bool {
    matches!(sentence.part(word), PartOfSpeech::Verb | PartOfSpeech::Adjective)
}

/// Whether a word and those around it say these: "kill", "be missing", "suffer injuries".
fn is_said(sentence: &Sentence, deed: usize, words: &[String]) -> bool {
    let (first, rest) = words.split_first().expect("an entry has words");
    if first == "be" && !rest.is_empty() {
        let is_state = sentence.has(deed, &[Relation::Cop, Relation::AuxPass])
            || matches!(sentence.relation(deed), Relation::Amod | Relation::Acl | Relation::Xcomp);
        return is_state && rest.len() == 1 && (sentence.form(deed) == rest[0] || sentence.lemma(deed) == rest[0]);
    }
    let below = |word: &String| {
        sentence
            .subtree(deed)
            .into_iter()
            .any(|at| at > deed && (sentence.lemma(at) == *word || sentence.form(at) == *word))
    };
    (sentence.lemma(deed) == *first || sentence.form(deed) == *first) && rest.iter().all(below)
}
