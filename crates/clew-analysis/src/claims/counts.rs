//! Counts: how many people were killed, hurt, arrested, and how much was paid, by the words of words/quantities.txt.

use super::amounts::{Amount, Amounts};
use super::fillers::thing;
use super::frame::frame;
use super::function::Function;
use super::sentence::Sentence;
use super::word_list::lines;
use clew_model::{EventCandidate, PartOfSpeech, Predicate, Quantity, Relation, Span, ThingType, TimeExpression};
use std::collections::HashSet;

const QUANTITIES: &str = include_str!("../../words/quantities.txt");

/// How sure the engine must be that a number counts something which no list names.
const COUNT_SURE: f32 = 0.65;

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
    /// Nouns for persons.
    persons: HashSet<String>,
}

#[derive(Debug, Default)]
struct Kind {
    name: String,
    nouns: Vec<String>,
    /// What alone is counted by its verbs; persons and all else where there are none.
    things: Vec<String>,
    /// Whether its verbs count anything, not persons alone.
    counts_all: bool,
    objects: Vec<Vec<String>>,
    subjects: Vec<Vec<String>>,
    /// Words around the number, which stands as "N".
    phrases: Vec<Vec<String>>,
}

impl Counts {
    /// Reads the file that is compiled in.
    pub fn new() -> Self {
        let mut kinds: Vec<Kind> = Vec::new();
        let mut persons = HashSet::new();
        for line in lines(QUANTITIES) {
            let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let entries = || rest.split(',').map(str::trim).filter(|entry| !entry.is_empty());
            let words = || entries().map(|entry| entry.split(' ').map(str::to_owned).collect());
            match (first, kinds.last_mut()) {
                ("kind", _) => kinds.push(Kind { name: rest.to_owned(), ..Kind::default() }),
                ("persons", _) => persons.extend(entries().map(str::to_owned)),
                ("noun", Some(kind)) if !rest.starts_with("of ") => kind.nouns.extend(entries().map(str::to_lowercase)),
                ("thing", Some(kind)) if rest.trim() == "any" => kind.counts_all = true,
                ("thing", Some(kind)) => kind.things.extend(entries().map(str::to_lowercase)),
                ("object", Some(kind)) => kind.objects.extend(words()),
                ("subject", Some(kind)) => kind.subjects.extend(words()),
                ("phrase", Some(kind)) => kind.phrases.extend(words()),
                _ => {}
            }
        }
        Self { amounts: Amounts::new(), kinds, persons }
    }

    /// The counts of a sentence, in order; numbers inside `times` are none, and what no list names is counted where the engine takes
    /// the number for a count. `times` and `candidates` are in order and disjoint.
    pub fn read(
        &self,
        sentence: &Sentence,
        times: &[TimeExpression],
        candidates: &[EventCandidate],
    ) -> Vec<CountFound> {
        let words: Vec<&str> = (0..sentence.len()).map(|word| sentence.form(word)).collect();
        let amounts = self.amounts.read(&words).into_iter();
        amounts.filter_map(|amount| self.count(sentence, &amount, times, candidates)).collect()
    }

    fn count(
        &self,
        sentence: &Sentence,
        amount: &Amount,
        times: &[TimeExpression],
        candidates: &[EventCandidate],
    ) -> Option<CountFound> {
        let number = sentence.span_between(amount.number.start, amount.number.end - 1);
        let next = times.partition_point(|time| time.span.end <= number.start);
        // "8 out of 55 seats": a share, and not so many.
        let is_share = amount.low.is_none() && amount.high.is_none() && amount.number.len() > 2;
        let is_time = times.get(next).is_some_and(|time| time.span.overlaps(number));
        // "12. Nine people died": the number of a paragraph.
        let is_numbering = amount.number.start == 0 && words_end_there(sentence, amount.number.end);
        // "The toll stands at nine" looks like a time of day.
        let phrase = self.by_phrase(sentence, amount);
        if is_share
            || is_time && phrase.is_none()
            || is_numbering
            || is_pronoun(sentence, amount)
            || is_no_count(sentence, amount)
            || is_distance(sentence, amount)
        {
            return None;
        }
        let noun = noun(sentence, amount);
        let place = noun.or_else(|| amount.number.clone().find(|word| is_top(sentence, amount, *word)))?;
        let whole = sentence.by(place, &[Relation::Nmod]).find(|_| noun.is_none());
        let counted = whole.unwrap_or(place);
        let (what, shown_by) = self
            .by_verb_before(sentence, amount)
            .or_else(|| self.by_deed(sentence, amount, place, counted))
            .or(phrase)
            .or_else(|| self.by_noun(sentence, counted))
            .or_else(|| self.of_persons(sentence, noun?))
            .or_else(|| things(sentence, amount, noun?).filter(|_| is_heard(number, candidates)))
            .or_else(|| {
                let is_told = || is_part(sentence, amount, place) || is_heard(number, candidates);
                things(sentence, amount, whole?).filter(|_| is_told())
            })?;
        // Of measures and sums what is counted is the unit.
        let is_measured = matches!(what.as_str(), "quantity" | "money") || what == sentence.form(counted);
        let what = if is_measured { unit(sentence, amount, counted)? } else { what };
        let is_nothing = amount.high == Some(0) && !matches!(what.as_str(), "killed" | "injured" | "wounded");
        let quantity = Quantity { what, low: amount.low, high: amount.high };
        (!is_nothing).then_some(CountFound { number, quantity, shown_by })
    }

    /// What is said to have happened to what is counted: "killed nine people", "nine died".
    fn by_deed(&self, sentence: &Sentence, amount: &Amount, place: usize, counted: usize) -> Option<(String, usize)> {
        // "one of the two who were hurt": two were.
        let is_part = amount.number.clone().any(|at| sentence.form(at) == "of") && amount.number.len() > 2;
        let is_of_whole = |deed: usize| is_part && sentence.relation(deed) == Relation::AclRelcl;
        let first = std::iter::successors(Some(place), |at| {
            sentence.head(*at).filter(|_| sentence.relation(*at) == Relation::Conj)
        });
        let places: Vec<usize> = first.take(sentence.len()).collect();
        let deeds = places.iter().flat_map(|at| {
            let below = sentence.by(*at, &[Relation::Acl, Relation::AclRelcl, Relation::Amod, Relation::Xcomp]);
            sentence.head(*at).into_iter().chain(below)
        });
        deeds.filter(|deed| says_something(sentence, *deed) && !is_or(sentence, *deed) && !is_of_whole(*deed)).find_map(
            |deed| {
                let slots = frame(sentence, deed);
                let slot = slots.iter().find(|slot| slot.word == place)?;
                let kind = self.kinds.iter().find(|kind| {
                    let lists = match slot.function {
                        Function::Object => &kind.objects,
                        Function::Subject | Function::Predicate => &kind.subjects,
                        _ => return false,
                    };
                    let is_counted = match kind.things.is_empty() {
                        true => kind.counts_all || self.is_somebody(sentence, counted),
                        false => kind.things.iter().any(|thing| thing == sentence.lemma(place)),
                    };
                    is_counted && lists.iter().any(|words| is_said(sentence, deed, words))
                })?;
                Some((kind.name.clone(), deed))
            },
        )
    }

    /// Whether a noun names persons, or a number stands for them.
    fn is_somebody(&self, sentence: &Sentence, place: usize) -> bool {
        let is_person =
            || matches!(thing(sentence, place), ThingType::Person | ThingType::Organization | ThingType::PublicBody);
        !sentence.is_noun(place) || self.persons.contains(sentence.lemma(place)) || is_person()
    }

    /// "killing three and injuring more than 260 others": the verb right before the count, wherever the tree hangs it.
    fn by_verb_before(&self, sentence: &Sentence, amount: &Amount) -> Option<(String, usize)> {
        let verb = amount.words.start.checked_sub(1).filter(|at| sentence.part(*at) == PartOfSpeech::Verb)?;
        let is_said = |words: &Vec<String>| matches!(&words[..], [word] if word == sentence.lemma(verb));
        let is_of_persons = noun(sentence, amount).is_none_or(|noun| self.is_somebody(sentence, noun));
        let counts = |kind: &&Kind| kind.things.is_empty() && (kind.counts_all || is_of_persons);
        let kind = self.kinds.iter().find(|kind| counts(kind) && kind.objects.iter().any(is_said))?;
        Some((kind.name.clone(), verb))
    }

    /// What the words around a number say that it counts: "four dead", "the toll stands at nine".
    fn by_phrase(&self, sentence: &Sentence, amount: &Amount) -> Option<(String, usize)> {
        self.kinds.iter().find_map(|kind| {
            // "a town of 30 houses" tells not how many live there.
            let after = noun(sentence, amount).filter(|noun| *noun >= amount.number.end);
            let is_of_persons = || after.is_none_or(|noun| self.is_somebody(sentence, noun));
            let fits = |phrase: &&Vec<String>| phrase.last().is_some_and(|last| last != "N") || is_of_persons();
            let mut phrases = kind.phrases.iter().filter(fits);
            let shown_by = phrases.find_map(|phrase| around(sentence, amount, phrase))?;
            Some((kind.name.clone(), shown_by))
        })
    }

    fn by_noun(&self, sentence: &Sentence, counted: usize) -> Option<(String, usize)> {
        let lemma = sentence.lemma(counted);
        let kind = self.kinds.iter().find(|kind| kind.nouns.iter().any(|noun| noun == lemma))?;
        // A kind that only its nouns show is named by them: "125 seats".
        let has_deeds = !(kind.objects.is_empty() && kind.subjects.is_empty());
        let what = if has_deeds { kind.name.clone() } else { sentence.form(counted).to_owned() };
        Some((what, counted))
    }

    /// Persons whom nothing else counts, and whom the text has not counted before, are counted as what they are called: "three workers".
    fn of_persons(&self, sentence: &Sentence, noun: usize) -> Option<(String, usize)> {
        let is_plural = sentence.form(noun) != sentence.lemma(noun);
        let is_known = sentence.by(noun, &[Relation::Det, Relation::NmodPoss]).next().is_some();
        let takes_part = matches!(sentence.relation(noun), Relation::Nsubj | Relation::NsubjPass | Relation::Obj);
        let is_called = is_plural && !is_known && takes_part && self.persons.contains(sentence.lemma(noun));
        is_called.then(|| (sentence.form(noun).to_owned(), noun))
    }
}

/// Whether a number is an age, a height, a share or a telephone's: "a 12-year-old", "5-foot-11", "10 per cent", "a 911 call".
fn is_no_count(sentence: &Sentence, amount: &Amount) -> bool {
    let after = |nth: usize| (amount.number.end + nth < sentence.len()).then(|| sentence.form(amount.number.end + nth));
    let is_of_time = |word: &str| matches!(word, "year" | "month" | "week" | "day" | "hour" | "minute");
    let is_age = after(0) == Some("-") && after(1).is_some_and(is_of_time);
    let before = |nth: usize| amount.number.start.checked_sub(nth).map(|at| sentence.form(at));
    let is_foot = |word: Option<&str>| matches!(word, Some("foot" | "feet" | "ft" | "inch"));
    let is_height = after(0) == Some("-") && is_foot(after(1)) || before(1) == Some("-") && is_foot(before(2));
    let is_share = match after(0) {
        Some("per" | "percent" | "%" | "pct") => true,
        Some("in") => after(1).is_none_or(|word| word.parse::<u64>().is_ok()),
        Some("out") => after(1) == Some("of"),
        _ => false,
    };
    let is_emergency = matches!(sentence.form(amount.number.start), "911" | "999" | "112");
    let is_telephone = is_emergency && matches!(after(0), Some("call" | "operator" | "dispatcher"));
    is_age || is_height || is_share || is_telephone
}

/// Whether a number says how far off or how long something is: "forty metres from the quay", "a wall two metres high".
fn is_distance(sentence: &Sentence, amount: &Amount) -> bool {
    const LENGTHS: [&str; 8] = ["metre", "meter", "kilometre", "kilometer", "mile", "yard", "foot", "inch"];
    const WHENCE: [&str; 22] = [
        "from",
        "away",
        "off",
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "down",
        "up",
        "upstream",
        "downstream",
        "inland",
        "long",
        "high",
        "wide",
        "tall",
        "deep",
        "apart",
    ];
    let unit = amount.number.end.max(amount.words.end);
    let is_near = || (unit + 1..sentence.len().min(unit + 4)).any(|at| WHENCE.contains(&sentence.form(at)));
    unit < sentence.len() && LENGTHS.contains(&sentence.lemma(unit)) && is_near()
}

/// Whether the engine takes a number for a count.
fn is_heard(number: Span, candidates: &[EventCandidate]) -> bool {
    let first = candidates.partition_point(|candidate| candidate.trigger.end <= number.start);
    let near = candidates[first..].iter().take_while(|candidate| candidate.trigger.start < number.end);
    near.into_iter().any(|candidate| candidate.predicate == Predicate::Count && candidate.score >= COUNT_SURE)
}

/// Whether several of more take part: "[three] of the firm's five mines were shut".
fn is_part(sentence: &Sentence, amount: &Amount, place: usize) -> bool {
    let takes_part =
        matches!(sentence.relation(place), Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::OblAgent);
    takes_part && amount.low.is_some_and(|low| low > 1)
}

/// Things in the plural, as they are called: "[9,000] homes", "each of the first [eleven] patients".
fn things(sentence: &Sentence, amount: &Amount, noun: usize) -> Option<(String, usize)> {
    const OF_TIME: [&str; 9] = ["second", "minute", "hour", "day", "night", "week", "month", "year", "decade"];
    let is_plural = sentence.form(noun) != sentence.lemma(noun) && sentence.part(noun) == PartOfSpeech::Noun;
    // "forty-one of [sixty] samples", "twenty crowns [a] day".
    let is_of_share = amount.number.start >= 2
        && sentence.form(amount.number.start - 1) == "of"
        && sentence.part(amount.number.start - 2) == PartOfSpeech::Numeral;
    let is_rate = noun + 1 < sentence.len() && matches!(sentence.form(noun + 1), "a" | "an" | "per" | "/");
    let is_called =
        is_plural && noun >= amount.number.end && !OF_TIME.contains(&sentence.lemma(noun)) && !is_of_share && !is_rate;
    is_called.then(|| (sentence.form(noun).to_owned(), noun))
}

/// The noun that a number stands before.
fn noun(sentence: &Sentence, amount: &Amount) -> Option<usize> {
    let is_before = |word: &usize| {
        let relation = sentence.relation(*word);
        let is_numeral = sentence.part(*word) == PartOfSpeech::Numeral;
        relation == Relation::Nummod
            || is_numeral && matches!(relation, Relation::Compound | Relation::Amod | Relation::Det)
    };
    let numbers = amount.number.clone().filter(is_before);
    let above = |word| std::iter::successors(sentence.head(word), |at| sentence.head(*at)).take(2);
    // "two more patients": what the number hangs on may be the word that bounds it.
    numbers.filter_map(|word| above(word).find(|at| !is_adjective(sentence, *at))).next()
}

fn is_adjective(sentence: &Sentence, word: usize) -> bool {
    sentence.part(word) == PartOfSpeech::Adjective
}

/// The words of a unit: "square miles"; none where more is written onto it, "acre·ft".
fn unit(sentence: &Sentence, amount: &Amount, counted: usize) -> Option<String> {
    let is_joined = counted + 1 < sentence.len()
        && sentence.span_of(counted + 1).start == sentence.span_of(counted).end
        && matches!(sentence.form(counted + 1), "·" | "/" | "*");
    let first = amount.number.end.max(amount.words.end);
    let is_of_unit =
        |at: usize| matches!(sentence.form(at), "square" | "cubic" | "metric" | "nautical" | "long" | "short");
    let before = (first..counted).filter(|at| is_of_unit(*at)).map(|at| sentence.form(at));
    let words: Vec<&str> = before.chain([sentence.form(counted)]).collect();
    (!is_joined && !sentence.form(counted).contains('·')).then(|| words.join(" "))
}

/// Whether a verb is one of two that are left open: "killed or wounded".
fn is_or(sentence: &Sentence, deed: usize) -> bool {
    let has_or = |at: usize| sentence.by(at, &[Relation::Cc]).any(|word| sentence.form(word) == "or");
    let is_later = sentence.relation(deed) == Relation::Conj && has_or(deed);
    is_later || sentence.by(deed, &[Relation::Conj]).any(|at| sentence.part(at) == PartOfSpeech::Verb && has_or(at))
}

/// Whether a word of a number hangs on none of its others.
fn is_top(sentence: &Sentence, amount: &Amount, word: usize) -> bool {
    let is_word = !matches!(sentence.part(word), PartOfSpeech::Punctuation | PartOfSpeech::Adposition);
    is_word && sentence.head(word).is_none_or(|head| !amount.number.contains(&head))
}

/// Whether an amount only stands for somebody: "one said so", "nobody came".
fn is_pronoun(sentence: &Sentence, amount: &Amount) -> bool {
    let last = amount.number.end - 1;
    matches!(sentence.form(last), "one" | "nobody" | "none") && noun(sentence, amount).is_none()
}

/// Where the words of a phrase stand around a number, the first of them: "toll ... at N" has up to four words for its dots.
fn around(sentence: &Sentence, amount: &Amount, phrase: &[String]) -> Option<usize> {
    const GAP: usize = 4;
    let number = phrase.iter().position(|piece| piece == "N")?;
    let mut at = amount.number.start;
    let mut pieces = phrase[..number].iter().rev().peekable();
    // Words of a bound may stand between: "the toll stood at about nine".
    if pieces.peek().is_some_and(|piece| at == 0 || !sentence.is_word(at - 1, piece)) {
        at = amount.words.start;
    }
    while let Some(piece) = pieces.next() {
        let reach = if piece == "..." { GAP } else { 0 };
        let wanted = if piece == "..." { pieces.next()? } else { piece };
        let found = (0..=reach).filter_map(|gap| at.checked_sub(gap + 1)).find(|at| sentence.is_word(*at, wanted))?;
        at = found;
    }
    let before = at;
    let after = &phrase[number + 1..];
    let stands = |from: usize| {
        after.iter().enumerate().all(|(nth, piece)| from + nth < sentence.len() && sentence.is_word(from + nth, piece))
    };
    let end = [amount.words.end, amount.number.end].into_iter().find(|end| stands(*end))?;
    Some(if number > 0 { before } else { end })
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
    matches!(sentence.part(word), PartOfSpeech::Verb | PartOfSpeech::Adjective) || sentence.has(word, &[Relation::Cop])
}

/// Whether a word and those around it say these: "kill", "be missing", "suffer injuries".
fn is_said(sentence: &Sentence, deed: usize, words: &[String]) -> bool {
    let (first, rest) = words.split_first().expect("an entry has words");
    if let ("be", Some((last, before))) = (first.as_str(), rest.split_last()) {
        let is_state = sentence.has(deed, &[Relation::Cop, Relation::AuxPass])
            || matches!(sentence.relation(deed), Relation::Amod | Relation::Acl | Relation::Xcomp);
        let stand_before = deed >= before.len()
            && before.iter().zip(deed - before.len()..).all(|(word, at)| sentence.is_word(at, word));
        return is_state && sentence.is_word(deed, last) && stand_before;
    }
    let below = |word: &String| {
        let stands_next = deed + 1 < sentence.len() && sentence.is_word(deed + 1, word);
        stands_next || sentence.subtree(deed).into_iter().any(|at| at > deed && sentence.is_word(at, word))
    };
    sentence.is_word(deed, first) && rest.iter().all(below)
}
