//! What shows a sentence: the words of documents, each cited once.

use super::saying::{on_one_line, within};
use super::words::{lists, say, word};
use super::{Citation, CitedDocument};
use crate::{Case, EngineError, Redaction};
use clew_model::{Basis, Origin, OriginKind, Span};
use clew_store::ClaimLine;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Citations of one sentence: of more nobody looks at all.
const MOST_CITED: usize = 5;
/// Characters of a quotation; sentences longer than this are lists.
const MOST_QUOTED: usize = 600;

/// The citations of a report, as they are asked for.
pub(super) struct Citing<'c> {
    case: &'c Case,
    pub redaction: Redaction,
    pub retracted: BTreeMap<i64, u32>,
    citations: Vec<Citation>,
    documents: Vec<CitedDocument>,
    place_of: HashMap<(i64, Span), usize>,
    document_at: HashMap<i64, usize>,
    withdrawn: HashMap<i64, Option<u32>>,
    hidden: HashMap<i64, Vec<(Span, String)>>,
}

impl<'c> Citing<'c> {
    pub fn new(case: &'c Case, redaction: Redaction) -> Result<Self, EngineError> {
        Ok(Self {
            case,
            redaction,
            retracted: case.retractions()?,
            citations: Vec::new(),
            documents: Vec::new(),
            place_of: HashMap::new(),
            document_at: HashMap::new(),
            withdrawn: HashMap::new(),
            hidden: HashMap::new(),
        })
    }

    /// The decision that withdrew a document, or the earlier one that it repeats.
    pub fn withdrawn_by(&mut self, document: i64) -> Result<Option<u32>, EngineError> {
        if self.retracted.is_empty() {
            return Ok(None);
        }
        if let Some(known) = self.withdrawn.get(&document) {
            return Ok(*known);
        }
        let own = self.retracted.get(&document).copied();
        let copied = || -> Result<Option<u32>, EngineError> {
            let line = self.case.file.document_line(document)?;
            let of = line.and_then(|line| line.copy_of).map(|copy| copy.number);
            Ok(of.and_then(|of| self.retracted.get(&of).copied()))
        };
        let by = if own.is_some() { own } else { copied()? };
        self.withdrawn.insert(document, by);
        Ok(by)
    }

    /// The claims of these that still speak; all of them where none does.
    pub fn standing<'l>(&mut self, lines: &'l [ClaimLine]) -> Result<(Vec<&'l ClaimLine>, bool), EngineError> {
        let mut standing = Vec::with_capacity(lines.len());
        for line in lines {
            if self.withdrawn_by(line.at.document)?.is_none() {
                standing.push(line);
            }
        }
        let are_withdrawn = standing.is_empty() && !lines.is_empty();
        Ok((if are_withdrawn { lines.iter().collect() } else { standing }, are_withdrawn))
    }

    /// What shows a sentence: of each origin the earliest words first, no words twice.
    pub fn cite(&mut self, lines: &[&ClaimLine]) -> Result<Vec<usize>, EngineError> {
        let mut lines = lines.to_vec();
        lines.sort_by_key(|line| (line.published.latest.is_none(), line.published.latest, line.at));
        let mut words = BTreeSet::new();
        lines.retain(|line| words.insert(on_one_line(&line.sentence, usize::MAX)));
        let mut origins = BTreeSet::new();
        let (first, more): (Vec<_>, Vec<_>) = lines
            .into_iter()
            .partition(|line| origins.insert(line.placed.origin.as_ref().map(|origin| origin.name.clone())));
        let mut cited = Vec::new();
        for line in first.into_iter().chain(more).take(MOST_CITED) {
            cited.push(self.citation(line)?);
        }
        Ok(cited)
    }

    fn citation(&mut self, line: &ClaimLine) -> Result<usize, EngineError> {
        let is_told = |origin: &&Origin| Some(&origin.name) != line.publisher.as_ref() && !is_own_voice(origin, line);
        let origin = line.placed.origin.as_deref().filter(is_told).map(|_| self.origin(line));
        self.words(line.at.document, line.span, &line.sentence, origin)
    }

    /// The place of a quotation among the citations.
    pub fn words(
        &mut self,
        document: i64,
        span: Span,
        words: &str,
        origin: Option<String>,
    ) -> Result<usize, EngineError> {
        if let Some(known) = self.place_of.get(&(document, span)) {
            return Ok(*known);
        }
        let quote = self.quote(document, span, words)?;
        let document_at = self.document(document)?;
        self.citations.push(Citation { quote, span, origin, document: document_at });
        self.place_of.insert((document, span), self.citations.len() - 1);
        Ok(self.citations.len() - 1)
    }

    /// Words of a document on one line, protected people hidden.
    pub fn quote(&mut self, document: i64, span: Span, words: &str) -> Result<String, EngineError> {
        if self.redaction.is_empty() {
            return Ok(on_one_line(words, MOST_QUOTED));
        }
        if !self.hidden.contains_key(&document) {
            self.hidden.insert(document, self.case.redacted_spans(&self.redaction, document)?);
        }
        Ok(on_one_line(&self.redaction.quote(words, span, &self.hidden[&document]), MOST_QUOTED))
    }

    /// How many documents are cited.
    pub fn n_documents(&self) -> usize {
        self.documents.len()
    }

    /// What the origin of a claim is called, within a sentence.
    pub fn origin(&self, line: &ClaimLine) -> String {
        let Some(origin) = &line.placed.origin else {
            return line.publisher.as_ref().map_or_else(unnamed, |publisher| self.plain(publisher));
        };
        if is_own_voice(origin, line) && line.publisher.is_none() {
            let file = line.document.rsplit(['/', '!', '\\']).next().unwrap_or_default();
            return say("who.document", &[("file", &self.plain(file))]);
        }
        // What reconciling calls a source that the text says nothing of; and one whose name a reader could not place.
        if origin.kind == OriginKind::Unnamed && origin.name == "unnamed" || lists("unsaid", &origin.name) {
            return unnamed();
        }
        let label = origin.entity.as_deref().and_then(|entity| self.redaction.label(entity));
        label.map_or_else(|| within(&self.plain(&origin.name)), str::to_owned)
    }

    /// Words that are no stretch of a document, on one line, protected people hidden.
    pub fn plain(&self, words: &str) -> String {
        on_one_line(&self.redaction.text(words), MOST_QUOTED)
    }

    fn document(&mut self, number: i64) -> Result<usize, EngineError> {
        if let Some(known) = self.document_at.get(&number) {
            return Ok(*known);
        }
        let found = self.case.file.document(number)?.ok_or(EngineError::NoSuchDocument(number))?;
        let line = found.line;
        let file = line.id.rsplit(['/', '!', '\\']).next().unwrap_or_default();
        let file = self.plain(file);
        let published = line.published_at;
        let cited = CitedDocument {
            number,
            title: line.title.as_deref().map_or_else(|| file.clone(), |title| self.plain(title)),
            publisher: line.publisher.as_deref().map(|publisher| self.plain(publisher)),
            published: published.map(|published| published.interval).unwrap_or_default(),
            is_day_inferred: published.is_some_and(|published| published.basis == Basis::Inferred),
            sha256: found.sha256,
            withdrawn_by: self.withdrawn_by(number)?,
            file,
        };
        self.documents.push(cited);
        self.document_at.insert(number, self.documents.len() - 1);
        Ok(self.documents.len() - 1)
    }

    /// The citations, and the documents in the order in which they could be read.
    pub fn finish(self) -> (Vec<Citation>, Vec<CitedDocument>) {
        let mut order: Vec<usize> = (0..self.documents.len()).collect();
        order.sort_by_key(|at| {
            let document = &self.documents[*at];
            (document.published.latest.is_none(), document.published.latest, document.number)
        });
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, old)| place[*old] = new);
        let citations = self.citations.into_iter().map(|it| Citation { document: place[it.document], ..it }).collect();
        let documents = order.iter().map(|at| self.documents[*at].clone()).collect();
        (citations, documents)
    }
}

/// Whether a document speaks in its own voice and nobody is known to have published it: its origin is then called by its hash and id.
fn is_own_voice(origin: &Origin, line: &ClaimLine) -> bool {
    origin.kind == OriginKind::Publisher && origin.name.ends_with(&line.document)
}

fn unnamed() -> String {
    word("who.unnamed").to_owned()
}
