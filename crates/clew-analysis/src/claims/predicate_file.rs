//! Predicate files: which words and constructions make a claim of which predicate. The form is told in docs/predicates.md.

use super::example::Example;
use super::matching::Patterns;
use super::pattern::{
    FillerType, Parsed, Pattern, Phrase, Recall, WordKind, asked, condition, filler_type, lemma, parts,
};
use super::template::template;
use super::word_list::without_remark;
use clew_model::{OwnPredicate, Predicate, Role};

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

/// A line that is not as docs/predicates.md says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct PredicateFileError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl PredicateFile {
    /// What its claims state.
    pub fn predicate(&self) -> Predicate {
        self.predicate
    }

    /// Its roles, and whether a claim is nothing without it.
    pub fn roles(&self) -> impl Iterator<Item = (Role, bool)> + '_ {
        self.roles.iter().map(|rule| (rule.role, rule.is_needed))
    }

    /// How many patterns and phrases it has.
    pub fn n_patterns(&self) -> usize {
        self.patterns.len() + self.phrases.len()
    }

    /// Reads a file of a predicate of the glossary; the first line that cannot be read is the error.
    pub fn parse(file: &str) -> Result<Self, PredicateFileError> {
        Reader::default().read(file)
    }

    /// Reads a file that a person brings beside those of `brought`: it is of one of their predicates, whose roles it has without
    /// declaring them, or of one of its own.
    pub fn parse_beside(file: &str, brought: &Patterns) -> Result<Self, PredicateFileError> {
        Reader { brought: Some(brought), ..Reader::default() }.read(file)
    }
}

#[derive(Default)]
struct Reader<'p> {
    /// What a person's own file stands beside; `None` for a file that clew brings.
    brought: Option<&'p Patterns>,
    predicate: Option<Predicate>,
    subtype: Option<String>,
    roles: Vec<RoleRule>,
    patterns: Vec<Pattern>,
    phrases: Vec<Phrase>,
    lines: Vec<(usize, String)>,
    examples: Vec<Example>,
}

impl Reader<'_> {
    fn read(mut self, file: &str) -> Result<PredicateFile, PredicateFileError> {
        // Some editors begin every file with a byte order mark.
        let file = file.strip_prefix('\u{feff}').unwrap_or(file);
        for (at, line) in file.lines().enumerate() {
            let number = at + 1;
            let is_example = line.trim_start().starts_with(['+', '-', '?']);
            let said = if is_example { line.to_owned() } else { plain_marks(without_remark(line)) };
            let wrong = |what| PredicateFileError { line: number, what };
            self.line(said.trim_end(), number).map_err(wrong)?;
        }
        self.finish().map_err(|what| PredicateFileError { line: file.lines().count().max(1), what })
    }

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
            "predicate" => self.begin(rest)?,
            "subtype" => self.subtype = (!rest.is_empty()).then(|| rest.to_owned()),
            "role" => {
                let rule = role_rule(rest)?;
                self.roles.retain(|known| known.role != rule.role);
                self.roles.push(rule);
            }
            "verb" => self.pattern(WordKind::Verb, rest, number)?,
            "noun" => self.pattern(WordKind::Noun, rest, number)?,
            "phrase" => {
                let template = template(rest, &|name| declared(&self.roles, name))?;
                self.phrases.push(Phrase { template, subtype: self.subtype.clone(), line: number });
            }
            "adjective" => self.pattern(WordKind::Adjective, rest, number)?,
            _ => return Err(format!("a line cannot begin with {first:?}")),
        }
        Ok(())
    }

    /// The line that names the predicate; the roles of one that clew knows come with it.
    fn begin(&mut self, name: &str) -> Parsed<()> {
        if self.predicate.is_some() {
            return Err("a file is of one predicate".to_owned());
        }
        if !self.roles.is_empty() {
            return Err("the predicate is named before its roles".to_owned());
        }
        let predicate = match (Predicate::known(name), self.brought) {
            (Some(known), None) => known,
            (Some(known), Some(brought)) => {
                let file = brought.file_of(known).ok_or_else(|| format!("clew reads {name} without patterns"))?;
                self.roles.clone_from(&file.roles);
                known
            }
            (None, None) => return Err(format!("{name:?} is no predicate of the glossary")),
            (None, Some(_)) => Predicate::Own(own(name)?),
        };
        self.predicate = Some(predicate);
        Ok(())
    }

    fn pattern(&mut self, kind: WordKind, lemmas: &str, line: usize) -> Parsed<()> {
        let lemmas = parts(lemmas).into_iter().map(|part| lemma(part, kind)).collect::<Parsed<Vec<_>>>()?;
        if lemmas.is_empty() {
            return Err("a pattern has words".to_owned());
        }
        let (subtype, slots, needs, conditions) = (self.subtype.clone(), Vec::new(), Vec::new(), Vec::new());
        let recall = Recall::Never;
        self.patterns.push(Pattern { kind, subtype, lemmas, slots, needs, conditions, recall, line });
        Ok(())
    }

    /// A line under a pattern: a role with its functions, the roles that are needed, a condition, or that it recalls.
    fn slot(&mut self, first: &str, rest: &str) -> Parsed<()> {
        let roles = &self.roles;
        let pattern = self.patterns.last_mut().ok_or("it stands under no pattern")?;
        if first == "recalls" {
            pattern.recall = match rest {
                "" => Recall::Bare,
                "only" => Recall::Only,
                _ => return Err(format!("recalls {rest:?} means nothing")),
            };
            return Ok(());
        }
        if first == "needs" {
            let named =
                |names: &str| names.split_whitespace().map(|name| declared(roles, name)).collect::<Parsed<Vec<_>>>();
            let mut sides = rest.split('|').map(named).collect::<Parsed<Vec<_>>>()?;
            if sides.len() == 1 {
                pattern.needs.extend(sides.remove(0).into_iter().map(|role| vec![role]));
            } else {
                pattern.needs.push(sides.into_iter().flatten().collect());
            }
            return Ok(());
        }
        if let Some(condition) = condition(first, rest, pattern.kind)? {
            pattern.conditions.push(condition);
            return Ok(());
        }
        let role = declared(roles, first)?;
        let functions = parts(rest).into_iter().map(asked).collect::<Parsed<Vec<_>>>()?;
        if functions.is_empty() {
            return Err(format!("{first}: which function fills it is not said"));
        }
        pattern.slots.push((role, functions));
        Ok(())
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

/// A line with straight quotation marks and apostrophes, where a word processor made curly ones.
fn plain_marks(line: &str) -> String {
    line.replace(['“', '”'], "\"").replace('’', "'")
}

/// A role of a predicate with these; every predicate has Time and Place.
fn declared(roles: &[RoleRule], name: &str) -> Parsed<Role> {
    let role = role(name)?;
    let is_declared = matches!(role, Role::Time | Role::Place) || roles.iter().any(|rule| rule.role == role);
    is_declared.then_some(role).ok_or_else(|| format!("{name} is no role of this predicate"))
}

/// A predicate of one's own.
fn own(name: &str) -> Parsed<OwnPredicate> {
    let longest = OwnPredicate::LONGEST;
    OwnPredicate::named(name).ok_or_else(|| {
        format!(
            "{name:?} is no name of a predicate: up to {longest} letters and digits, the first a capital, as Launder"
        )
    })
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

#[cfg(test)]
mod tests {
    use super::super::function::Function;
    use super::super::pattern::{Asked, Condition};
    use super::*;
    use clew_model::ThingType;

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
        assert_eq!(pattern.lemmas[2].narrowed, Some(Asked { function: Function::Object, fillers: person }));
        let after = |words: &str| Asked { function: Function::After(words.into()), fillers: Vec::new() };
        assert_eq!(pattern.slots[2].1, [after("for"), after("on suspicion of")]);
        assert_eq!(pattern.needs, [[Role::Person, Role::Agent]]);
        assert_eq!(file.examples[0].text, "Guards arrested the driver on Monday #2.");
        assert_eq!(file.examples[0].claim.as_ref().map(Vec::len), Some(3));
        assert_eq!(file.examples[1].claim, None);
    }

    #[test]
    fn conditions_and_types_of_one_function_are_read() {
        let file = "\u{feff}predicate Arrest\r
role Person Person
verb stop (object \"car\" Vehicle)
    Person  object (Person Organization), of
    only    on suspicion of “fraud” clause
    no      object Place
    no      compound
    only    passive
";
        let file = PredicateFile::parse(file).expect("it is well formed");
        let asked = |function, fillers: &[FillerType]| Asked { function, fillers: fillers.to_vec() };
        let thing = FillerType::Thing;
        let word = |word: &str| FillerType::Word(word.to_owned());
        let after = |words: &str| Function::After(words.to_owned());
        let pattern = &file.patterns[0];
        let narrowed = asked(Function::Object, &[word("car"), thing(ThingType::Vehicle)]);
        assert_eq!(pattern.lemmas[0].narrowed, Some(narrowed));
        let of_object = asked(Function::Object, &[thing(ThingType::Person), thing(ThingType::Organization)]);
        assert_eq!(pattern.slots, [(Role::Person, vec![of_object, asked(after("of"), &[])])]);
        assert_eq!(
            pattern.conditions,
            [
                Condition::Only(asked(after("on suspicion of"), &[word("fraud"), FillerType::Clause])),
                Condition::No(asked(Function::Object, &[thing(ThingType::Place)])),
                Condition::No(asked(Function::Compound, &[])),
                Condition::Voice { is_passive: true },
            ]
        );
    }

    #[test]
    fn a_persons_file_has_the_roles_of_a_predicate_that_clew_knows() {
        let brought = Patterns::new([("arrest.txt", PredicateFile::parse(ARREST).expect("it is well formed"))]);
        let beside = |file| PredicateFile::parse_beside(file, &brought);
        let added = beside("predicate Arrest\nrole Crime clause\nverb nab\n    Person object").expect("well formed");
        assert_eq!(
            added.roles().collect::<Vec<_>>(),
            [(Role::Person, true), (Role::Agent, false), (Role::Crime, false)]
        );
        assert_eq!(added.roles[2].fillers, [FillerType::Clause], "its own word goes before clew's");
        let own = beside("predicate Launder\nrole Agent Person\nverb launder\n    Agent subject").expect("well formed");
        assert_eq!((own.predicate().to_string(), own.roles().count()), ("Launder".to_owned(), 1));
        for (file, what) in [
            ("predicate launder", "the first a capital"),
            ("predicate Count", "without patterns"),
            ("role Agent Person\npredicate Launder", "named before its roles"),
            ("predicate Launder\nrole Launderer Person", "no role of the glossary"),
        ] {
            let error = beside(file).expect_err(file);
            assert!(error.what.contains(what), "{file}: {}", error.what);
        }
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
            ("", 1, "names no predicate"),
            ("predicate Arrest\npredicate Arrest", 2, "of one predicate"),
            ("predicate Arrest\nverb", 2, "has words"),
            ("predicate Arrest\nnoun arrest\n    only passive", 3, "only a verb is passive"),
            ("predicate Arrest\nverb arrest\n    no", 3, "no function is named"),
            ("predicate Arrest\nverb arrest\n    no self", 3, "no function that something fills"),
            ("predicate Arrest\nverb arrest\n    only object person", 3, "no type of thing"),
            ("predicate Arrest\nverb arrest (object)", 2, "is not said"),
            ("predicate Arrest\nverb arrest (object Person", 2, "not closed"),
            ("predicate Arrest\nrole Person \"two words\"", 2, "one word"),
            ("predicate Arrest\nrole Person Person\n+ [Person ] fled.", 3, "a role and words"),
            ("predicate Arrest\nrole Person Person\nphrase [Person [Person [Person [Person [Person x]]]]]", 3, "deep"),
            (
                "predicate Arrest\nrole Person Person\nphrase ... a ... b ... c ... d ... e ... f ... g ... h ... i",
                3,
                "gaps",
            ),
        ] {
            let error = PredicateFile::parse(file).expect_err(file);
            assert_eq!(error.line, line, "{file}");
            assert!(error.what.contains(what), "{file}: {}", error.what);
        }
    }
}
