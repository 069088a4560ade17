//! Predicates that a person brings: files in the form of docs/predicates.md, tried by their examples, carried by a case.

use crate::{Case, EngineError, Interrupt, Step};
use clew_analysis::claims::{Patterns, PredicateFile, all_claims, seen};
use clew_language::{AnnotatedText, Model};
use clew_model::{Claim, CodePoints, IdentityHash, Predicate};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

pub use clew_analysis::claims::{Participant, SeenWord};
pub use clew_store::PredicateText;

/// The longest predicate file, in bytes: hundreds of times what a person writes.
const LONGEST: usize = 1 << 20;

/// What a case reads claims by.
pub(crate) struct OwnPatterns {
    /// clew's own and the case's.
    pub patterns: Patterns,
    /// Which files the case's are: see [`hash`].
    pub hash: String,
}

/// What a predicate file says, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The file's name: "launder.txt".
    pub name: String,
    /// What its claims state.
    pub predicate: String,
    /// Its roles; "!" after those without which there is no claim.
    pub roles: Vec<String>,
    /// Patterns and phrases.
    pub n_patterns: usize,
    /// Example sentences.
    pub n_examples: usize,
}

/// What came of one example of a predicate file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The file's name.
    pub file: String,
    /// The example's line, from 1.
    pub line: usize,
    /// The sentence, its marks taken off.
    pub sentence: String,
    /// Whether its author marked it as one that does not hold yet.
    pub is_open: bool,
    /// What is wrong with what was read in it; `None` where it holds.
    pub complaint: Option<String>,
    /// The lines that found its claims: "launder.txt:7".
    pub found_by: Vec<String>,
}

/// A sentence as patterns see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Its words, with what stands in which function to each.
    pub words: Vec<SeenWord>,
    /// What is claimed in it.
    pub claims: Vec<Claim>,
}

/// The patterns of these files beside those that clew brings; the first line that cannot be read is the error.
pub fn patterns(files: &[PredicateText]) -> Result<Patterns, EngineError> {
    Ok(Patterns::embedded().with(named(files)?))
}

/// The patterns of these files alone: for what their lines say.
pub(crate) fn own_lines(files: &[PredicateText]) -> Result<Patterns, EngineError> {
    Ok(Patterns::default().with(named(files)?))
}

fn named(files: &[PredicateText]) -> Result<Vec<(String, PredicateFile)>, EngineError> {
    files.iter().map(|file| Ok((file.name.clone(), parsed(file)?))).collect()
}

/// The predicate files that clew brings.
pub fn brought() -> Vec<Outline> {
    Patterns::embedded().files().map(|(name, file)| outline(name, file)).collect()
}

/// Whether what found a claim ("arrest.txt:12") is a line of a file that clew brings, and no person's own.
pub fn is_brought(by: &str) -> bool {
    let file = by.rsplit_once(':').map_or("", |(file, _)| file);
    Patterns::embedded().files().any(|(name, _)| name == file)
}

/// What a person's file says.
pub fn outline_of(file: &PredicateText) -> Result<Outline, EngineError> {
    Ok(outline(&file.name, &parsed(file)?))
}

/// Reads every example of these files with `patterns`, those of one file after those of another.
pub fn try_examples(
    files: &[PredicateText],
    patterns: &Patterns,
    interrupt: &Interrupt,
) -> Result<Vec<Trial>, EngineError> {
    let mut trials = Vec::new();
    for file in files {
        let PredicateText { name, .. } = file;
        let parsed = parsed(file)?;
        for example in &parsed.examples {
            interrupt.check()?;
            let found = read(&example.text, patterns).claims;
            let of_predicate = found.iter().filter(|claim| claim.predicate == parsed.predicate());
            trials.push(Trial {
                file: name.clone(),
                line: example.line,
                sentence: example.text.clone(),
                is_open: example.is_open,
                complaint: example.complaint(parsed.predicate(), &found),
                found_by: of_predicate.map(|claim| claim.by.clone()).collect(),
            });
        }
    }
    Ok(trials)
}

/// A sentence as patterns see it, and what they find in it.
pub fn see(sentence: &str, patterns: &Patterns) -> Seen {
    read(sentence, patterns)
}

fn read(text: &str, patterns: &Patterns) -> Seen {
    let points = CodePoints::new(text);
    let AnnotatedText { annotation, trees, events } = clew_language::read(Model::embedded(), text, &[], None);
    Seen {
        words: seen(&points, &annotation, &trees),
        claims: all_claims(&points, &annotation, &trees, &events, patterns),
    }
}

fn parsed(file: &PredicateText) -> Result<PredicateFile, EngineError> {
    let PredicateText { name, text } = file;
    let bad_name = |why| EngineError::BadPredicateName { name: name.clone(), why };
    if !name.ends_with(".txt") || name.contains([':', '/', '\\']) || name.chars().any(char::is_control) {
        return Err(bad_name("its name ends in .txt and is one word of a path"));
    }
    if Patterns::embedded().files().any(|(brought, _)| brought == name) {
        return Err(bad_name("clew brings a file of that name"));
    }
    let bad = |line, what| EngineError::BadPredicates { name: name.clone(), line, what };
    if text.len() > LONGEST {
        return Err(bad(1, "the file is longer than a mebibyte".to_owned()));
    }
    PredicateFile::parse_beside(text, Patterns::embedded()).map_err(|error| bad(error.line, error.what))
}

fn outline(name: &str, file: &PredicateFile) -> Outline {
    Outline {
        name: name.to_owned(),
        predicate: file.predicate().to_string(),
        roles: file.roles().map(|(role, is_needed)| format!("{role:?}{}", if is_needed { "!" } else { "" })).collect(),
        n_patterns: file.n_patterns(),
        n_examples: file.examples.len(),
    }
}

/// Names and texts of predicate files in one word; "" for none.
pub(crate) fn hash(files: &[PredicateText]) -> String {
    if files.is_empty() {
        return String::new();
    }
    let add = |hash: IdentityHash, file: &PredicateText| hash.field(file.name.as_bytes()).field(file.text.as_bytes());
    files.iter().fold(IdentityHash::new(), add).short()
}

impl Case {
    /// The predicate files that it carries, in order of their names.
    pub fn predicate_files(&self) -> Result<Vec<PredicateText>, EngineError> {
        Ok(self.file.predicate_files()?)
    }

    /// The predicate files that it would carry with these, in place of those of the same names.
    pub fn predicate_files_with(&self, new: &[PredicateText]) -> Result<Vec<PredicateText>, EngineError> {
        let all = self.predicate_files()?.into_iter().chain(new.iter().cloned());
        let by_name: BTreeMap<String, PredicateText> = all.map(|file| (file.name.clone(), file)).collect();
        Ok(by_name.into_values().collect())
    }

    /// Puts predicate files into the case, in place of those of the same names, and reads the claims of all documents with
    /// them; how many of them are new or changed.
    ///
    /// Nothing is put in where a file cannot be read. Stopped on the way, the same call again goes on.
    pub fn add_predicates(
        &mut self,
        new: &[PredicateText],
        now: Timestamp,
        interrupt: &Interrupt,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<usize, EngineError> {
        patterns(&self.predicate_files_with(new)?)?;
        let batch = self.file.batch(now)?;
        let mut n_changed = 0;
        for file in new {
            n_changed += usize::from(batch.predicate_file(&file.name, Some(&file.text))?);
        }
        batch.commit()?;
        self.complete(now, interrupt, tell)?;
        Ok(n_changed)
    }

    /// Takes a predicate file out of the case, and reads the claims of all documents without it.
    pub fn remove_predicates(
        &mut self,
        name: &str,
        now: Timestamp,
        interrupt: &Interrupt,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<(), EngineError> {
        let is_there = self.predicate_files()?.iter().any(|file| file.name == name);
        // Taken out by a run that was stopped: what is left of it is done.
        if !is_there && self.is_complete()? {
            return Err(EngineError::NoSuchPredicates(name.to_owned()));
        }
        let batch = self.file.batch(now)?;
        batch.predicate_file(name, None)?;
        batch.commit()?;
        self.complete(now, interrupt, tell)
    }

    /// Every predicate that its claims can state: the glossary's, then its own by name.
    pub fn predicates(&self) -> Result<Vec<Predicate>, EngineError> {
        let files = self.predicate_files()?;
        let own = files.iter().map(|file| parsed(file).map(|parsed| parsed.predicate()));
        let own = own.collect::<Result<BTreeSet<Predicate>, _>>()?;
        Ok(Predicate::KNOWN.into_iter().chain(own.into_iter().filter(|predicate| predicate.is_own())).collect())
    }

    /// How many claims each of its predicate files found, by the file's name.
    pub fn n_claims_by_file(&self) -> Result<BTreeMap<String, usize>, EngineError> {
        let mut counts: BTreeMap<String, usize> =
            self.predicate_files()?.into_iter().map(|file| (file.name, 0)).collect();
        if counts.is_empty() {
            return Ok(counts);
        }
        self.file.each_annotation(|_, annotation| {
            for claim in annotation.claims {
                let file = claim.by.rsplit_once(':').map_or("", |(file, _)| file);
                if let Some(count) = counts.get_mut(file) {
                    *count += 1;
                }
            }
        })?;
        Ok(counts)
    }

    /// What it reads claims by.
    pub(crate) fn own_patterns(&self) -> Result<OwnPatterns, EngineError> {
        let files = self.predicate_files()?;
        Ok(OwnPatterns { patterns: patterns(&files)?, hash: hash(&files) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::Reading;
    use clew_store::{NewDocument, Original};

    const N_DOCUMENTS: usize = 70;

    /// A case of more documents than are read between two commits.
    fn case(folder: &tempfile::TempDir) -> Case {
        let mut case = Case::create(&folder.path().join("affair.clew")).expect("a new case");
        let batch = case.file.batch(Timestamp::UNIX_EPOCH).expect("a batch");
        for nth in 0..N_DOCUMENTS {
            let text = format!("Ines Havel laundered the money in week {nth}.");
            let reading = Reading { text, ..Reading::default() };
            let original = Original::pack(reading.text.as_bytes());
            let (id, media_type) = (&nth.to_string(), "text/plain");
            let new = NewDocument { id, original: &original, media_type, retrieved_at: None, reading: &reading };
            batch.document(&new).expect("appended");
        }
        batch.commit().expect("durable");
        case.complete(Timestamp::UNIX_EPOCH, &Interrupt::default(), &mut |_| ()).expect("annotated");
        case
    }

    fn launder() -> [PredicateText; 1] {
        let text = "predicate Launder\nrole Thing any\nverb launder\n    Thing object\n";
        [PredicateText { name: "launder.txt".into(), text: text.into() }]
    }

    fn n_found(case: &Case) -> usize {
        case.n_claims_by_file().expect("asked")["launder.txt"]
    }

    #[test]
    fn reading_claims_again_is_stopped_and_goes_on_to_the_same_end() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut case = case(&folder);
        let interrupt = Interrupt::default();
        let mut stop = |_: Step<'_>| interrupt.raise();
        let stopped = case.add_predicates(&launder(), Timestamp::UNIX_EPOCH, &interrupt, &mut stop);
        assert!(matches!(stopped, Err(EngineError::Interrupted)), "{stopped:?}");
        assert!(!case.is_complete().expect("asked"));
        let n_before = n_found(&case);
        assert!((1..N_DOCUMENTS).contains(&n_before), "{n_before} documents were read");
        let again = case.add_predicates(&launder(), Timestamp::UNIX_EPOCH, &Interrupt::default(), &mut |_| ());
        assert_eq!(again.expect("it goes on"), 0, "the file was there");
        assert!(case.is_complete().expect("asked"));
        assert_eq!(n_found(&case), N_DOCUMENTS);
        let annotations = |case: &Case| {
            let mut found = Vec::new();
            case.file.each_annotation(|_, annotation| found.push(annotation)).expect("asked");
            found
        };
        let read_again = annotations(&case);
        case.rebuild(Timestamp::UNIX_EPOCH, &Interrupt::default(), &mut |_| ()).expect("rebuilt");
        assert!(annotations(&case) == read_again, "a rebuild reads the same");
    }

    #[test]
    fn a_file_that_cannot_be_read_changes_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut case = Case::create(&folder.path().join("affair.clew")).expect("a new case");
        let bad = PredicateText { name: "bad.txt".into(), text: "predicate launder".into() };
        let [good] = launder();
        let added = case.add_predicates(&[good, bad], Timestamp::UNIX_EPOCH, &Interrupt::default(), &mut |_| ());
        assert!(matches!(added, Err(EngineError::BadPredicates { line: 1, .. })), "{added:?}");
        assert_eq!(case.predicate_files().expect("asked"), []);
    }
}
