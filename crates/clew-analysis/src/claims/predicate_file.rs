//! Predicate files: which words and constructions make a claim of which predicate. The form is told in docs/predicates.md.

use super::classes::Class;
use super::example::Example;
use super::frame::Function;
use super::template::{Piece, template};
use clew_model::{Predicate, Role, ThingType};

/// What one predicate file says.
#[derive(Debug, Clone, PartialEq)]
pub struct PredicateFile {
    pub(crate) predicate: Predicate,
    pub(crate) roles: Vec<RoleRule>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) phrases: Vec<Phrase>,
    /// The lines that begin patterns and phrases, as written, each with its number from 1.
    pub(crate) lines: Vec<(usize, String)>,
    /// Sentences with the claim that is to come of each, or none.
    pub examples: Vec<Example>,
}

/// What may fill a role.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RoleRule {
    pub role: Role,
    /// Whether the claim is nothing without it.
    pub is_needed: bool,
    pub fillers: Vec<FillerType>,
}

/// A sort of filler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FillerType {
    Thing(ThingType),
    Any,
    Clause,
    Money,
    Time,
    /// A word of a class.
    Class(Class),
    /// A name, or words in quotation marks.
    Name,
}

/// Words of one kind, and what each function beside them is to the predicate.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pattern {
    pub kind: WordKind,
    pub subtype: Option<String>,
    pub lemmas: Vec<Lemma>,
    pub slots: Vec<(Role, Vec<Function>)>,
    /// Each of these needs one of its roles.
    pub needs: Vec<Vec<Role>>,
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
    pub narrowed: Option<(Function, Vec<FillerType>)>,
}

/// A line that is not as docs/predicates.md says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct PredicateFileError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

type Parsed<T> = Result<T, String>;

impl PredicateFile {
    /// What its claims state.
    pub fn predicate(&self) -> Predicate {
        self.predicate
    }

    /// Reads a file; the first line that cannot be read is the error.
    pub fn parse(file: &str) -> Result<Self, PredicateFileError> {
        let mut reader = Reader::default();
        for (at, line) in file.lines().enumerate() {
            let line_number = at + 1;
            let content = if line.trim_start().starts_with(['+', '-', '?']) { line } else { without_remark(line) };
            let wrong = |what| PredicateFileError { line: line_number, what };
            reader.line(content.trim_end(), line_number).map_err(wrong)?;
        }
        reader.finish().map_err(|what| PredicateFileError { line: file.lines().count(), what })
    }
}

#[derive(Default)]
struct Reader {
    predicate: Option<Predicate>,
    subtype: Option<String>,
    roles: Vec<RoleRule>,
    patterns: Vec<Pattern>,
    phrases: Vec<Phrase>,
    lines: Vec<(usize, String)>,
    examples: Vec<Example>,
}

impl Reader {
    fn line(&mut self, line: &str, number: usize) -> Parsed<()> {
        let text = line.trim();
        if let Some(example) = Example::parse(text, number, &role)? {
            self.examples.push(example);
            return Ok(());
        }
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        if line.starts_with(char::is_whitespace) && !text.is_empty() {
            return self.slot(first, rest);
        }
        if matches!(first, "verb" | "noun" | "adjective" | "phrase") {
            self.lines.push((number, text.to_owned()));
        }
        match first {
            "" => {}
            "predicate" => self.predicate = Some(predicate(rest)?),
            "subtype" => self.subtype = (!rest.is_empty()).then(|| rest.to_owned()),
            "role" => self.roles.push(role_rule(rest)?),
            "verb" => self.pattern(WordKind::Verb, rest, number)?,
            "noun" => self.pattern(WordKind::Noun, rest, number)?,
            "phrase" => {
                let template = template(rest, &|name| self.declared(name))?;
                self.phrases.push(Phrase { template, subtype: self.subtype.clone(), line: number });
            }
            "adjective" => self.pattern(WordKind::Adjective, rest, number)?,
            _ => return Err(format!("a line cannot begin with {first:?}")),
        }
        Ok(())
    }

    fn pattern(&mut self, kind: WordKind, lemmas: &str, line: usize) -> Parsed<()> {
        let lemmas = parts(lemmas).into_iter().map(|part| lemma(part, kind)).collect::<Parsed<_>>()?;
        let subtype = self.subtype.clone();
        self.patterns.push(Pattern { kind, subtype, lemmas, slots: Vec::new(), needs: Vec::new(), line });
        Ok(())
    }

    /// A line under a pattern: a role with its functions, or the roles that are needed.
    fn slot(&mut self, first: &str, rest: &str) -> Parsed<()> {
        if self.patterns.is_empty() {
            return Err("it stands under no pattern".to_owned());
        }
        if first == "needs" {
            let roles =
                |names: &str| names.split_whitespace().map(|name| self.declared(name)).collect::<Parsed<Vec<_>>>();
            let sides = rest.split('|').map(roles).collect::<Parsed<Vec<_>>>()?;
            let needs = match <[Vec<Role>; 1]>::try_from(sides) {
                Ok([all]) => all.into_iter().map(|role| vec![role]).collect(),
                Err(sides) => vec![sides.into_iter().flatten().collect()],
            };
            self.patterns.iter_mut().next_back().into_iter().for_each(|pattern| pattern.needs.extend(needs.clone()));
            return Ok(());
        }
        let role = self.declared(first)?;
        let functions = parts(rest).into_iter().map(function).collect::<Parsed<Vec<_>>>()?;
        self.patterns
            .iter_mut()
            .next_back()
            .into_iter()
            .for_each(|pattern| pattern.slots.push((role, functions.clone())));
        Ok(())
    }

    /// A role of this predicate; every predicate has Time and Place.
    fn declared(&self, name: &str) -> Parsed<Role> {
        let role = role(name)?;
        let is_declared = matches!(role, Role::Time | Role::Place) || self.roles.iter().any(|rule| rule.role == role);
        is_declared.then_some(role).ok_or_else(|| format!("{name} is no role of this predicate"))
    }

    fn finish(self) -> Parsed<PredicateFile> {
        let predicate = self.predicate.ok_or("the file names no predicate")?;
        Ok(PredicateFile {
            predicate,
            roles: self.roles,
            patterns: self.patterns,
            phrases: self.phrases,
            lines: self.lines,
            examples: self.examples,
        })
    }
}

fn without_remark(line: &str) -> &str {
    line.split_once('#').map_or(line, |(before, _)| before)
}

/// What stands between commas, outside parentheses.
fn parts(list: &str) -> Vec<&str> {
    let mut depth = 0;
    let is_border = |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ',' && depth == 0
    };
    list.split(is_border).map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn predicate(name: &str) -> Parsed<Predicate> {
    Predicate::from_word(name).ok_or_else(|| format!("{name:?} is no predicate of the glossary"))
}

fn role(name: &str) -> Parsed<Role> {
    Role::from_word(name).ok_or_else(|| format!("{name:?} is no role of the glossary"))
}

fn role_rule(line: &str) -> Parsed<RoleRule> {
    let mut words = line.split_whitespace();
    let name = words.next().ok_or("a role has a name")?;
    let fillers = words.map(filler_type).collect::<Parsed<Vec<_>>>()?;
    if fillers.is_empty() {
        return Err(format!("{name}: what may fill it is not said"));
    }
    Ok(RoleRule { role: role(name.trim_end_matches('!'))?, is_needed: name.ends_with('!'), fillers })
}

fn filler_type(word: &str) -> Parsed<FillerType> {
    Ok(match word {
        "any" => FillerType::Any,
        "clause" => FillerType::Clause,
        "money" => FillerType::Money,
        "time" => FillerType::Time,
        "name" => FillerType::Name,
        _ if word.starts_with('<') => {
            FillerType::Class(Class::named(word).ok_or_else(|| format!("{word} is no class of words"))?)
        }
        _ => FillerType::Thing(ThingType::from_word(word).ok_or_else(|| format!("{word:?} is no type of thing"))?),
    })
}

/// "strike (object Person Place)". Of a verb the first word leads, of other kinds the last one, or the one before a preposition.
fn lemma(part: &str, kind: WordKind) -> Parsed<Lemma> {
    const PREPOSITIONS: [&str; 9] = ["of", "for", "in", "on", "to", "at", "with", "from", "by"];
    let (words, narrowed) = part.split_once('(').map_or((part, None), |(words, sense)| (words, Some(sense)));
    let narrowed = narrowed.map(|sense| self::sense(sense.trim_end_matches(')'))).transpose()?;
    let parted = words.replace('-', " - ").to_lowercase();
    let mut words: Vec<String> = parted.split_whitespace().map(str::to_owned).collect();
    let is_state = words.len() > 1 && words[0] == "be";
    if is_state {
        words.remove(0);
    }
    let last = words.len().checked_sub(1).ok_or("a pattern has words")?;
    let preposition = words.iter().skip(1).position(|word| PREPOSITIONS.contains(&word.as_str()));
    let at = if kind == WordKind::Verb && !is_state { 0 } else { preposition.unwrap_or(last) };
    let rest = words.split_off(at + 1);
    let head = words.pop().ok_or("a pattern has words")?;
    Ok(Lemma { head, before: words, rest, narrowed, is_state })
}

fn sense(sense: &str) -> Parsed<(Function, Vec<FillerType>)> {
    let mut words = sense.split_whitespace();
    let function = function(words.next().ok_or("nothing stands in the parentheses")?)?;
    Ok((function, words.map(filler_type).collect::<Parsed<_>>()?))
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

#[cfg(test)]
mod tests {
    use super::*;

    const ARREST: &str = "\
# Someone is taken.
predicate Arrest
role Person!  Person
role Agent    PublicBody Organization   # who takes
role Crime    any

verb arrest, take into custody, stop (object Person)
    Agent   subject
    Person  object
    Crime   for, on suspicion of
    needs   Person | Agent

+ [Agent Guards] arrested [Person the driver] on [Crime Monday #2].
- The frost arrested growth.
";

    #[test]
    fn a_file_is_read_as_it_is_written() {
        let file = PredicateFile::parse(ARREST).expect("it is well formed");
        assert_eq!(file.predicate, Predicate::Arrest);
        assert_eq!(file.roles.iter().map(|rule| rule.is_needed).collect::<Vec<_>>(), [true, false, false]);
        let [pattern] = &file.patterns[..] else { panic!("one pattern") };
        assert_eq!(pattern.lemmas[1].rest, ["into", "custody"]);
        let person = vec![FillerType::Thing(ThingType::Person)];
        assert_eq!(pattern.lemmas[2].narrowed, Some((Function::Object, person)));
        assert_eq!(pattern.slots[2].1, [Function::After("for".into()), Function::After("on suspicion of".into())]);
        assert_eq!(pattern.needs, [[Role::Person, Role::Agent]]);
        assert_eq!(file.examples[0].text, "Guards arrested the driver on Monday #2.");
        assert_eq!(file.examples[0].claim.as_ref().map(Vec::len), Some(3));
        assert_eq!(file.examples[1].claim, None);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (file, line, what) in [
            ("predicate Nothing", 1, "no predicate"),
            ("predicate Arrest\nrole Person", 2, "what may fill it"),
            ("predicate Arrest\nverb arrest\n    Person object", 3, "no role of this predicate"),
            ("predicate Arrest\n    Person object", 2, "under no pattern"),
            ("predicate Arrest\nadverb soon", 2, "cannot begin"),
            ("predicate Arrest\n+ [Person him was arrested", 2, "not closed"),
            ("# nothing", 1, "names no predicate"),
        ] {
            let error = PredicateFile::parse(file).expect_err(file);
            assert_eq!(error.line, line, "{file}");
            assert!(error.what.contains(what), "{file}: {}", error.what);
        }
    }
}
