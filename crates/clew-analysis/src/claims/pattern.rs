//! Patterns of predicate files: which words begin one, what stands beside them, and how that is written.

use super::classes::Class;
use super::function::Function;
use super::template::Piece;
use clew_model::{Role, ThingType};

/// A sort of filler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FillerType {
    Thing(ThingType),
    Any,
    Clause,
    Money,
    Time,
    /// A number that stands for people: "injured [more than 260]".
    Number,
    /// A word of a class.
    Class(Class),
    /// A name, or words in quotation marks.
    Name,
    /// One word, in its dictionary form and in lower case.
    Word(String),
}

/// Words of one kind, and what each function beside them is to the predicate.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pattern {
    pub kind: WordKind,
    pub subtype: Option<String>,
    pub lemmas: Vec<Lemma>,
    pub slots: Vec<(Role, Vec<Asked>)>,
    /// Each of these needs one of its roles.
    pub needs: Vec<Vec<Role>>,
    /// All of these must be so.
    pub conditions: Vec<Condition>,
    /// Whether it speaks of events that other words of the document tell.
    pub recall: Recall,
    /// Its line in the file, from 1.
    pub line: usize,
}

/// A relation that is said without a verb.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Phrase {
    pub template: Vec<Piece>,
    pub subtype: Option<String>,
    /// Its line in the file, from 1.
    pub line: usize,
}

/// Whether a pattern speaks of events that other words of the document tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Recall {
    #[default]
    Never,
    /// Where it lacks what it needs.
    Bare,
    /// Always: by itself it states nothing.
    Only,
}

/// The kinds of words that patterns begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordKind {
    Verb,
    Noun,
    Adjective,
}

/// A word, what belongs to it, and what it must be said of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lemma {
    pub head: String,
    /// Words right before it: "bomb" of "bomb attack", "in" of "in custody".
    pub before: Vec<String>,
    /// Further words: "up" of "blow up".
    pub rest: Vec<String>,
    /// Whether it is said with "be": "be in custody".
    pub is_state: bool,
    /// The sense that is meant, told by what fills a function.
    pub narrowed: Option<Asked>,
}

/// A function, and what must fill it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    pub function: Function,
    /// Of one of these; empty where nothing is said.
    pub fillers: Vec<FillerType>,
}

/// What must be so beside a pattern's words, whatever fills its roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Something of this sort fills the function.
    Only(Asked),
    /// Nothing of this sort fills the function.
    No(Asked),
    /// The verb is passive, or it is not.
    Voice { is_passive: bool },
}

pub(crate) type Parsed<T> = Result<T, String>;

/// What stands between commas, outside parentheses.
pub(crate) fn parts(list: &str) -> Vec<&str> {
    let mut depth = 0;
    let is_border = |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ',' && depth == 0
    };
    list.split(is_border).map(str::trim).filter(|part| !part.is_empty()).collect()
}

pub(crate) fn filler_type(word: &str) -> Parsed<FillerType> {
    Ok(match word {
        "any" => FillerType::Any,
        "clause" => FillerType::Clause,
        "money" => FillerType::Money,
        "number" => FillerType::Number,
        "time" => FillerType::Time,
        "name" => FillerType::Name,
        _ if word.starts_with('"') => {
            let inside = word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|word| !word.is_empty());
            FillerType::Word(inside.ok_or("in quotation marks stands one word")?.to_lowercase())
        }
        _ if word.starts_with('<') => {
            FillerType::Class(Class::named(word).ok_or_else(|| format!("{word} is no class of words"))?)
        }
        _ => FillerType::Thing(ThingType::from_word(word).ok_or_else(|| format!("{word:?} is no type of thing"))?),
    })
}

/// "strike (object Person Place)". Of a verb the first word leads, or the first after an adverb in -ly ("fatally shoot"); of other kinds
/// the last one, or the one before a preposition.
pub(crate) fn lemma(part: &str, kind: WordKind) -> Parsed<Lemma> {
    const PREPOSITIONS: [&str; 9] = ["of", "for", "in", "on", "to", "at", "with", "from", "by"];
    let (words, narrowed) = part.split_once('(').map_or((part, None), |(words, sense)| (words, Some(sense)));
    let narrowed = narrowed.map(sense).transpose()?;
    let parted = words.replace('-', " - ").to_lowercase();
    let mut words: Vec<String> = parted.split_whitespace().map(str::to_owned).collect();
    let is_state = words.len() > 1 && words[0] == "be";
    if is_state {
        words.remove(0);
    }
    let last = words.len().checked_sub(1).ok_or("a pattern has words")?;
    let preposition = words.iter().skip(1).position(|word| PREPOSITIONS.contains(&word.as_str()));
    let n_adverbs = words.iter().take(last).take_while(|word| word.ends_with("ly")).count();
    let at = if kind == WordKind::Verb && !is_state { n_adverbs } else { preposition.unwrap_or(last) };
    let rest = words.split_off(at + 1);
    let head = words.pop().ok_or("a pattern has words")?;
    Ok(Lemma { head, before: words, rest, narrowed, is_state })
}

/// What stands in the parentheses of "strike (object Person Place)".
fn sense(sense: &str) -> Parsed<Asked> {
    let sense = sense.trim_end().strip_suffix(')').ok_or("a parenthesis is not closed")?;
    let asked = filled(sense)?;
    if asked.fillers.is_empty() { Err(format!("what fills {sense:?} is not said")) } else { Ok(asked) }
}

/// "of", "of (Person)": a function with what must fill it in parentheses.
pub(crate) fn asked(part: &str) -> Parsed<Asked> {
    let Some((words, inside)) = part.split_once('(') else {
        return Ok(Asked { function: function(part)?, fillers: Vec::new() });
    };
    let inside = inside.strip_suffix(')').ok_or("a parenthesis is not closed")?;
    let fillers = inside.split_whitespace().map(filler_type).collect::<Parsed<Vec<_>>>()?;
    if fillers.is_empty() {
        return Err("nothing stands in the parentheses".to_owned());
    }
    Ok(Asked { function: function(words.trim())?, fillers })
}

/// "object", "object Person Place", "on suspicion of \"fraud\"": a function, then what fills it.
pub(crate) fn filled(words: &str) -> Parsed<Asked> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let first = *words.first().ok_or("no function is named")?;
    let n_types = words[1..].iter().rev().take_while(|word| filler_type(word).is_ok()).count();
    let of_function =
        if matches!(function(first), Ok(Function::After(_))) || first == "to" { words.len() - n_types } else { 1 };
    let (named, types) = words.split_at(of_function);
    Ok(Asked {
        function: function(&named.join(" "))?,
        fillers: types.iter().map(|word| filler_type(word)).collect::<Parsed<_>>()?,
    })
}

/// "only object Person", "no compound \"police\"", "only passive"; `None` for a line that begins otherwise.
pub(crate) fn condition(first: &str, rest: &str, kind: WordKind) -> Parsed<Option<Condition>> {
    let condition = match (first, rest) {
        ("only", "passive" | "active") if kind != WordKind::Verb => {
            return Err(format!("only a verb is {rest}"));
        }
        ("only", "passive") => Condition::Voice { is_passive: true },
        ("only", "active") => Condition::Voice { is_passive: false },
        ("only", _) => Condition::Only(filled(rest)?),
        ("no", _) => Condition::No(filled(rest)?),
        _ => return Ok(None),
    };
    let asked = match &condition {
        Condition::Only(asked) | Condition::No(asked) => asked,
        Condition::Voice { .. } => return Ok(Some(condition)),
    };
    match asked.function {
        Function::Itself | Function::Other => Err(format!("{rest:?} is no function that something fills")),
        _ => Ok(Some(condition)),
    }
}

fn function(words: &str) -> Parsed<Function> {
    Ok(match words {
        "subject" => Function::Subject,
        "object" => Function::Object,
        "recipient" => Function::Recipient,
        "'s" => Function::Possessor,
        "compound" => Function::Compound,
        "predicate" => Function::Predicate,
        "self" => Function::Itself,
        "each" => Function::Other,
        "complement" => Function::Complement,
        "that" | "quote" => Function::That,
        "to do" => Function::ToDo,
        "doing" => Function::Doing,
        _ if words.chars().all(|c| c.is_lowercase() || c == ' ' || c == '-') => Function::After(words.to_owned()),
        _ => return Err(format!("{words:?} is no function")),
    })
}
