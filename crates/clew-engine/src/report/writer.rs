//! A report on its way: what was told, what was left out, and the order of its sections.

use super::about::Scope;
use super::citing::Citing;
use super::saying::{capitalised, day, list};
use super::words::{say, word};
use super::{Paragraph, Report, ReportQuery, Section, Sentence, SpeaksOf};
use crate::answer::{AddedClaim, Ratings};
use crate::{Case, EngineError, Redaction};
use clew_store::ClaimLine;
use std::collections::{BTreeMap, BTreeSet};

/// What is left out, by id.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Findings that describe protected people.
    pub described: BTreeSet<String>,
    /// Findings that withdrawn documents alone show.
    pub withdrawn: BTreeSet<String>,
    /// Notes that quote nothing.
    pub notes: u32,
}

/// Writes one report.
pub(super) struct Writer<'c> {
    pub case: &'c Case,
    pub query: &'c ReportQuery,
    pub citing: Citing<'c>,
    pub scope: Scope,
    /// The number of the last paragraph that tells each finding, by the finding's id.
    pub told: BTreeMap<String, u32>,
    pub n_paragraphs: u32,
    /// Whether what is told is part of a dispute, of which it is said at the end that not all can be right.
    pub is_in_dispute: bool,
    /// How people rated sources and claims.
    pub ratings: Ratings,
    /// The claims that people made by hand.
    pub added: Vec<AddedClaim>,
    /// Whether a claim's rating was told.
    pub told_ratings: bool,
    pub left: LeftOut,
}

impl<'c> Writer<'c> {
    pub fn new(case: &'c Case, query: &'c ReportQuery, redaction: Redaction) -> Result<Self, EngineError> {
        Ok(Self {
            case,
            query,
            citing: Citing::new(case, redaction)?,
            scope: Scope::of(case, &query.about)?,
            told: BTreeMap::new(),
            n_paragraphs: 0,
            is_in_dispute: false,
            ratings: case.ratings()?,
            added: case.added_claims()?,
            told_ratings: false,
            left: LeftOut::default(),
        })
    }

    pub fn write(mut self) -> Result<Report, EngineError> {
        let mut sections = Vec::new();
        self.happened(&mut sections)?;
        self.toll(&mut sections)?;
        self.proceedings(&mut sections)?;
        self.knew(&mut sections)?;
        self.ties(&mut sections)?;
        self.disputes(&mut sections)?;
        self.alone(&mut sections)?;
        self.withdrawn(&mut sections)?;
        self.rated(&mut sections)?;
        self.notes(&mut sections)?;
        let title = self.title();
        sections.insert(0, self.made()?);
        let (citations, documents) = self.citing.finish();
        Ok(Report { title, sections, citations, documents })
    }

    fn title(&self) -> String {
        let case = self.citing.plain(&self.case.name());
        let names: Vec<String> = self.scope.names.iter().map(|(id, name)| self.name(id, name)).collect();
        match names.as_slice() {
            [] => say("title", &[("case", &case)]),
            _ => say("title.about", &[("case", &case), ("about", &list(&names, 4))]),
        }
    }

    /// What an entity or event is called.
    pub fn name(&self, id: &str, name: &str) -> String {
        self.citing.redaction.label(id).map_or_else(|| self.citing.plain(name), str::to_owned)
    }

    /// A sentence about the case, with what shows it.
    pub fn sentence(&mut self, words: String, lines: &[&ClaimLine]) -> Result<Sentence, EngineError> {
        let citations = self.citing.cite(lines)?;
        Ok(Sentence { words: capitalised(&words), speaks_of: SpeaksOf::Case, citations })
    }

    /// Adds a section where it has paragraphs.
    pub fn section(&self, heading: &str, paragraphs: Vec<Paragraph>, sections: &mut Vec<Section>) {
        if !paragraphs.is_empty() {
            sections.push(Section { heading: word(heading).to_owned(), level: 1, paragraphs });
        }
    }

    /// How the report was made: last, when it is known what it left out.
    fn made(&self) -> Result<Section, EngineError> {
        let overview = self.case.overview()?;
        let published = match (overview.published_span.earliest, overview.published_span.latest) {
            (Some(first), Some(last)) => say("made.published", &[("first", &day(first)), ("last", &day(last))]),
            _ => String::new(),
        };
        let documents = counted(overview.n_documents as usize, "document");
        let n_cited = self.citing.n_documents().to_string();
        let mut said =
            vec![say("made.case", &[("documents", &documents), ("published", &published), ("cited", &n_cited)])];
        said.extend(self.query.as_of.map(|as_of| say("made.as_of", &[("day", &day(as_of))])));
        said.extend(["made.sentences", "made.standing", "made.accused"].map(|key| word(key).to_owned()));
        let mut paragraphs = vec![of_report(said)];
        paragraphs.extend(Some(of_report(self.left_out()?)).filter(|it| !it.sentences.is_empty()));
        Ok(Section { heading: word("heading.made").to_owned(), level: 1, paragraphs })
    }

    /// What was left out, and why.
    fn left_out(&self) -> Result<Vec<String>, EngineError> {
        let LeftOut { described, withdrawn, notes } = &self.left;
        let mut said = Vec::new();
        let shown = self.case.hidden();
        let n_protected = shown.map_or(self.citing.redaction.labels().len(), |hidden| hidden.n_people);
        let n_described = shown.map_or(described.len(), |hidden| hidden.n_described);
        if n_protected > 0 {
            let people = if n_protected == 1 { "1 person is".to_owned() } else { format!("{n_protected} people are") };
            let described = counted(n_described, "finding");
            said.push(say("made.redacted", &[("people", &people), ("described", &described)]));
        } else if self.query.unredacted && !self.case.protected()?.is_empty() {
            said.push(word("made.unredacted").to_owned());
        }
        let n_left = self.scope.findings.iter().filter(|id| !self.told.contains_key(*id)).count();
        let n_shortened = n_left.saturating_sub(described.len() + withdrawn.len());
        if n_shortened > 0 {
            said.push(say("made.shortened", &[("n", &n_shortened.to_string())]));
        }
        if !withdrawn.is_empty() {
            let n = if withdrawn.len() == 1 {
                "1 finding is".to_owned()
            } else {
                format!("{} findings are", withdrawn.len())
            };
            said.push(say("made.withheld", &[("n", &n)]));
        }
        if *notes > 0 {
            let n = if *notes == 1 { "1 note is".to_owned() } else { format!("{notes} notes are") };
            said.push(say("made.notes_left", &[("n", &n)]));
        }
        Ok(said)
    }
}

/// A paragraph about the report itself.
pub(super) fn of_report(said: Vec<String>) -> Paragraph {
    let sentence = |words| Sentence { words, speaks_of: SpeaksOf::Report, citations: Vec::new() };
    Paragraph { sentences: said.into_iter().map(sentence).collect(), ..Paragraph::default() }
}

/// "1 document", "2 documents".
pub(super) fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
