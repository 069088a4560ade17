//! What changed in a case since a person was last told of it.

use super::entities::marks_by_sentence;
use super::new_ties::new_ties;
use super::{quote, sentence_around};
use crate::answer::{Changes, Seen};
use crate::{Case, EngineError, EntityQuery};
use clew_analysis::fold;
use clew_model::{Annotation, CodePoints, Span};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Where a case stands: what has to be remembered once a person was told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchPoint {
    reading: i64,
    disputed: BTreeSet<String>,
}

/// Sentences by document and place, each with its marks.
type Sentences = BTreeMap<(i64, Span), Vec<Span>>;

impl Case {
    /// Where the case stands now, and what changed since a person was last told; no changes where nobody was told before.
    pub fn changes(&self) -> Result<(WatchPoint, Option<Changes>), EngineError> {
        let (reading, disputed) = (self.file.progress()?.drawn_through, self.file.disputed()?);
        let Some(told) = self.file.told_through()? else { return Ok((WatchPoint { reading, disputed }, None)) };
        let fresh: BTreeSet<i64> = self.file.read_since(told.reading, reading)?.into_iter().collect();
        let (mut settled, mut gone) = (Vec::new(), Vec::new());
        for id in told.disputed.difference(&disputed) {
            match self.file.finding(id)? {
                Some(finding) => settled.extend(self.finding_views(vec![finding])?),
                None => gone.push(id.clone()),
            }
        }
        let (mut opened, mut shown, mut read) = (Vec::new(), BTreeSet::new(), HashMap::new());
        for id in disputed.difference(&told.disputed) {
            let accounts = self.beside_one_another(vec![id.clone()], &mut read, &mut shown)?;
            opened.extend((!accounts.is_empty()).then(|| self.finding_views(accounts)).transpose()?);
        }
        let mut seen = Vec::new();
        for name in self.file.watched_names()? {
            seen.extend(self.seen(&name, &fresh, told.reading)?);
        }
        let (since, n_documents) = (told.at, fresh.len() as u32);
        let ties = new_ties(self, &fresh)?;
        // A rebuild that was stopped must not make what a person knows news again.
        let reading = reading.max(told.reading);
        let changes = Changes { since, n_documents, ties, opened, settled, gone, seen };
        Ok((WatchPoint { reading, disputed }, Some(changes)))
    }

    /// Remembers that a person was told of everything up to this point.
    pub fn told(&mut self, point: &WatchPoint, now: Timestamp) -> Result<(), EngineError> {
        let batch = self.file.batch(now)?;
        batch.told_everything(point.reading, &point.disputed)?;
        Ok(batch.commit()?)
    }

    /// Whether a person is told of changes in this case.
    pub fn is_watched(&self) -> Result<bool, EngineError> {
        Ok(self.file.told_through()?.is_some())
    }

    /// The names that are watched for, in order.
    pub fn watched_names(&self) -> Result<Vec<String>, EngineError> {
        Ok(self.file.watched_names()?)
    }

    /// Watches for a name from now on; whether it was not watched for before.
    pub fn watch(&mut self, name: &str, now: Timestamp) -> Result<bool, EngineError> {
        let batch = self.file.batch(now)?;
        let is_new = batch.watch(name)?;
        batch.commit()?;
        Ok(is_new)
    }

    /// Watches for a name no longer; whether it was watched for.
    pub fn unwatch(&mut self, name: &str, now: Timestamp) -> Result<bool, EngineError> {
        let batch = self.file.batch(now)?;
        let was_watched = batch.unwatch(name)?;
        batch.commit()?;
        Ok(was_watched)
    }

    /// Sentences of these documents that name somebody: by the name itself, or by another that the case knows for the same entity.
    fn seen(&self, name: &str, fresh: &BTreeSet<i64>, after: i64) -> Result<Vec<Seen>, EngineError> {
        let mut sentences = Sentences::new();
        for (document, chains) in self.chains_named(name, fresh)? {
            let annotation = self.mentioned(document)?;
            let marked = marks_by_sentence(&annotation.sentences, &annotation.mentions, &chains);
            sentences.extend(marked.into_iter().map(|(sentence, marks)| ((document, sentence), marks)));
        }
        for document in self.file.documents_with(name, after)?.into_iter().filter(|number| fresh.contains(number)) {
            let Some((text, furniture)) = self.file.story(document)? else { continue };
            let annotation = self.annotation_of(document)?.unwrap_or_default();
            for mark in spelled_out(&text, name) {
                let sentence = sentence_around(&annotation.sentences, mark);
                if !furniture.iter().any(|span| span.overlaps(mark)) {
                    sentences.entry((document, sentence)).or_insert_with(|| vec![mark]);
                }
            }
        }
        let mut seen = Vec::new();
        for ((document, sentence), marks) in sentences {
            seen.extend(self.seen_in(name, document, sentence, &marks)?);
        }
        Ok(seen)
    }

    /// The chains in these documents of every entity that bears a name.
    fn chains_named(&self, name: &str, fresh: &BTreeSet<i64>) -> Result<BTreeMap<i64, HashSet<u32>>, EngineError> {
        const MOST: u32 = 100;
        let query = EntityQuery { words: Some(name.to_owned()), limit: MOST, ..EntityQuery::default() };
        let is_named = |other: &String| fold(other) == fold(name);
        let mut chains: BTreeMap<i64, HashSet<u32>> = BTreeMap::new();
        for line in self.file.entities(&query)?.items.into_iter().filter(|line| line.names.iter().any(is_named)) {
            let all = self.file.chains_of(&line.id)?.into_iter();
            for (document, chain) in all.filter(|(document, _)| fresh.contains(document)) {
                chains.entry(document).or_default().insert(chain);
            }
        }
        Ok(chains)
    }

    fn seen_in(&self, name: &str, document: i64, sentence: Span, marks: &[Span]) -> Result<Option<Seen>, EngineError> {
        let (Some(line), Some((text, _))) = (self.file.document_line(document)?, self.file.story(document)?) else {
            return Ok(None);
        };
        let annotation = self.annotation_of(document)?.unwrap_or_default();
        let placed = self.file.placed(document)?;
        let mut ids: Vec<String> = Vec::new();
        for claim in annotation.claims.iter().filter(|claim| sentence_of(&annotation, claim.sentence) == Some(sentence))
        {
            let finding = placed.get(&claim.id).and_then(|placed| placed.finding.clone());
            ids.extend(finding.filter(|id| !ids.contains(id)));
        }
        let mut findings = Vec::new();
        for finding in ids.iter().map(|id| self.file.finding(id)).collect::<Result<Vec<_>, _>>()?.into_iter().flatten()
        {
            findings.push((finding.id, finding.predicate.to_string(), finding.standing));
        }
        let quote = quote(&CodePoints::new(&text), sentence, marks);
        Ok(Some(Seen { name: name.to_owned(), line, quote, findings }))
    }
}

fn sentence_of(annotation: &Annotation, number: u32) -> Option<Span> {
    annotation.sentences.get(number as usize).copied()
}

/// Where a text spells a name out, in any case, as whole words.
fn spelled_out(text: &str, name: &str) -> Vec<Span> {
    let points = CodePoints::new(text);
    let wanted: Vec<String> = name.split_whitespace().map(fold).collect();
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_of_word(c), start) {
            (true, None) => start = Some(at),
            (false, Some(begun)) => {
                words.push((begun, at));
                start = None;
            }
            _ => {}
        }
    }
    let is_word = |(start, end): &(usize, usize), wanted: &String| {
        let folded = fold(&text[*start..*end]);
        folded == *wanted || folded.strip_suffix("'s") == Some(wanted)
    };
    let stands = |window: &&[(usize, usize)]| window.iter().zip(&wanted).all(|(word, wanted)| is_word(word, wanted));
    let found = words.windows(wanted.len().max(1)).filter(stands);
    found.filter_map(|window| Some(points.span(window.first()?.0..window.last()?.1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_whole_words_in_any_case() {
        let found = |text: &str, name: &str| {
            let points = CodePoints::new(text);
            spelled_out(text, name).into_iter().map(|span| points.slice(span).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("Żaden: HANNA\nWirth’s brother, Hanna Wirthle.", "hanna wirth"), ["HANNA\nWirth’s"]);
        assert_eq!(found("The Marks and a mark.", "Mark"), ["mark"]);
        assert_eq!(found("", "Mark"), Vec::<String>::new());
    }
}
