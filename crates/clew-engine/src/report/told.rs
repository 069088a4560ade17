//! A finding in sentences: who says so, how sure they sound, who denies it, and how it stands.

use super::clause::{Filled, Stance, clause, is_several};
use super::saying::{day, figure, list, number, when, within};
use super::words::{begins, lists, say, say_of, word, word_of};
use super::writer::Writer;
use super::{Paragraph, Sentence};
use crate::EngineError;
use crate::answer::FindingView;
use clew_model::{Filling, Finding, Level, Modality, Polarity, Predicate, Role, Standing};
use clew_store::ClaimLine;
use std::collections::{BTreeMap, BTreeSet};

/// Origins named in one sentence.
const MOST_NAMED: usize = 4;
/// Words of who or what takes part: longer ones are clauses that were taken for a name.
const MOST_WORDS: usize = 8;
/// Words of a matter, which is quoted.
const MOST_MATTER: usize = 14;

/// The claims of a finding by what their sources do.
struct Voices<'l> {
    /// Say so flatly.
    flat: Vec<&'l ClaimLine>,
    /// Say how likely it is, or leave it open.
    hedged: BTreeMap<Level, Vec<&'l ClaimLine>>,
    /// Deny it.
    denying: Vec<&'l ClaimLine>,
}

impl<'l> Voices<'l> {
    fn of(finding: &Finding, lines: &[&'l ClaimLine]) -> Self {
        let mut voices = Self { flat: Vec::new(), hedged: BTreeMap::new(), denying: Vec::new() };
        for line in lines.iter().copied() {
            if line.polarity == Polarity::Denied && finding.polarity == Polarity::Asserted {
                voices.denying.push(line);
            } else if line.certainty == Level::Asserted {
                voices.flat.push(line);
            } else {
                voices.hedged.entry(line.certainty).or_default().push(line);
            }
        }
        voices
    }
}

impl Writer<'_> {
    /// A finding in a paragraph; nothing where it is not to be told.
    pub(super) fn finding(&mut self, view: &FindingView) -> Result<Option<Paragraph>, EngineError> {
        if self.describes_protected(&view.finding) {
            self.left.described.insert(view.finding.id.clone());
            return Ok(None);
        }
        let (lines, are_withdrawn) = self.citing.standing(&view.claims)?;
        if are_withdrawn && !self.query.with_retracted {
            self.left.withdrawn.insert(view.finding.id.clone());
            return Ok(None);
        }
        let mut sentences = Vec::new();
        let voices = Voices::of(&view.finding, &lines);
        let clause = self.clause(view);
        self.said(view, &voices, clause.as_deref(), &mut sentences)?;
        self.stands(view, &voices, &lines, &mut sentences)?;
        self.by_hand(&lines, &mut sentences)?;
        self.credibility(&lines, &mut sentences)?;
        if are_withdrawn {
            sentences.iter_mut().for_each(says_withdrawn);
        }
        if sentences.is_empty() {
            return Ok(None);
        }
        self.told.insert(view.finding.id.clone(), self.n_paragraphs + 1);
        self.n_paragraphs += 1;
        Ok(Some(Paragraph { number: Some(self.n_paragraphs), day: None, sentences }))
    }

    /// Who says so, how sure they sound, and who denies it.
    fn said(
        &mut self,
        view: &FindingView,
        voices: &Voices<'_>,
        clause: Option<&str>,
        sentences: &mut Vec<Sentence>,
    ) -> Result<(), EngineError> {
        if !voices.flat.is_empty() {
            let who = self.names(&voices.flat);
            let is_all = voices.hedged.is_empty() && voices.denying.is_empty();
            let manner = match (view.finding.standing, who.len()) {
                (Standing::Corroborated, 2..) if is_all => "together",
                (Standing::SingleOrigin, 1) if is_all => "only",
                _ => "any",
            };
            let keys = (format!("says.{manner}"), format!("quotes.{manner}"));
            let words = self.saying((&keys.0, &keys.1), &who, "", clause, voices.flat[0])?;
            sentences.push(self.sentence(words, &voices.flat)?);
        }
        for (level, lines) in &voices.hedged {
            let who = self.names(lines);
            let said = word_of("level", level.word());
            let kind = if said.is_some() { "likely" } else { "open" };
            let level = said.unwrap_or_default();
            let words = if sentences.is_empty() {
                let keys = (format!("{kind}.says"), format!("{kind}.quotes"));
                self.saying((&keys.0, &keys.1), &who, level, clause, lines[0])?
            } else {
                say_by(&format!("{kind}.too"), &who, &[("level", level)])
            };
            sentences.push(self.sentence(words, lines)?);
        }
        if !voices.denying.is_empty() {
            let who = self.names(&voices.denying);
            // Where nobody is left who asserts it, what is denied has to be said.
            let words = match sentences.is_empty() {
                true => self.saying(("denies.says", "quotes.any"), &who, "", clause, voices.denying[0])?,
                false => say_by("denies.too", &who, &[]),
            };
            sentences.push(self.sentence(words, &voices.denying)?);
        }
        Ok(())
    }

    /// How it stands, where what was said does not say it yet, and as what it is told.
    fn stands(
        &mut self,
        view: &FindingView,
        voices: &Voices<'_>,
        lines: &[&ClaimLine],
        sentences: &mut Vec<Sentence>,
    ) -> Result<(), EngineError> {
        let finding = &view.finding;
        if finding.modality != Modality::Actual {
            let key = match finding.modality {
                Modality::Planned => "modality.planned",
                Modality::Conditional => "modality.conditional",
                _ => "modality.generic",
            };
            sentences.push(self.sentence(word(key).to_owned(), lines)?);
        }
        let n_origins = self.names(lines).len();
        let is_said = voices.hedged.is_empty() && voices.denying.is_empty();
        match finding.standing {
            Standing::Corroborated if !is_said || self.names(&voices.flat).len() < 2 => {
                let words = say("standing.corroborated", &[("n", &figure(finding.origins.len()))]);
                sentences.push(self.sentence(words, lines)?);
            }
            Standing::SingleOrigin if !is_said && n_origins == 1 => {
                sentences.push(self.sentence(word("standing.single-origin").to_owned(), lines)?);
            }
            // Who denies it was said.
            Standing::Disputed if finding.against.is_empty() && !voices.denying.is_empty() => {}
            Standing::Disputed if self.is_in_dispute => {}
            Standing::Disputed => self.disputed(finding, lines, sentences)?,
            Standing::Superseded => self.superseded(finding, lines, sentences)?,
            _ => {}
        }
        Ok(())
    }

    fn disputed(
        &mut self,
        finding: &Finding,
        lines: &[&ClaimLine],
        sentences: &mut Vec<Sentence>,
    ) -> Result<(), EngineError> {
        let mut against = Vec::new();
        for other in &finding.against {
            if let Some(other) = self.case.file.finding(other)? {
                against.extend(self.case.file.claim_lines(&other.claims)?);
            }
        }
        let (against, are_withdrawn) = self.citing.standing(&against)?;
        if against.is_empty() || are_withdrawn {
            sentences.push(self.sentence(word("standing.disputed").to_owned(), lines)?);
            return Ok(());
        }
        let words = say_by("standing.against", &self.names(&against), &[]);
        sentences.push(self.sentence(words, &against)?);
        Ok(())
    }

    pub(super) fn superseded(
        &mut self,
        finding: &Finding,
        lines: &[&ClaimLine],
        sentences: &mut Vec<Sentence>,
    ) -> Result<(), EngineError> {
        let later = match &finding.superseded_by {
            Some(id) => self.case.file.finding(id)?,
            None => None,
        };
        if let Some(later) = later {
            let view = self.case.finding_view(later)?;
            let (after, are_withdrawn) = self.citing.standing(&view.claims)?;
            let since = after.iter().filter_map(|line| line.published.earliest).min();
            if let Some(clause) = self.clause(&view).filter(|_| !are_withdrawn) {
                let when = since.map(|since| say("when.day", &[("day", &day(since))])).unwrap_or_default();
                let words = say("standing.superseded", &[("when", &when), ("why", &clause)]);
                sentences.push(self.sentence(words, &after)?);
                return Ok(());
            }
        }
        let why = self.citing.plain(&finding.why);
        sentences.push(self.sentence(say("standing.replaced", &[("why", &why)]), lines)?);
        Ok(())
    }

    /// A sentence of who says a clause, or else of who says what in their own words: the keys of both.
    fn saying(
        &mut self,
        (says, quotes): (&str, &str),
        who: &[String],
        level: &str,
        clause: Option<&str>,
        quoted: &ClaimLine,
    ) -> Result<String, EngineError> {
        if let Some(clause) = clause {
            return Ok(say_by(says, who, &[("what", clause), ("level", level)]));
        }
        let quote = self.citing.quote(quoted.at.document, quoted.span, &quoted.sentence)?;
        let publisher = quoted.publisher.as_ref().map(|publisher| self.citing.plain(publisher));
        // The words are the publisher's, whoever's word it tells.
        let publisher = publisher.filter(|publisher| !who.contains(publisher));
        let told_by = publisher.map(|publisher| say("quotes.as", &[("publisher", &publisher)]));
        let told_by = told_by.as_deref().unwrap_or_default();
        Ok(say_by(quotes, who, &[("quote", &quote), ("as", told_by), ("level", level)]))
    }

    /// What origins are called, each once, in the order in which their words could be read.
    pub(super) fn names(&self, lines: &[&ClaimLine]) -> Vec<String> {
        let mut lines = lines.to_vec();
        lines.sort_by_key(|line| (line.published.latest.is_none(), line.published.latest, line.at));
        let mut seen = BTreeSet::new();
        lines.iter().map(|line| self.citing.origin(line)).filter(|name| seen.insert(name.clone())).collect()
    }

    /// Whether a finding describes somebody who is protected: that tells who they are.
    fn describes_protected(&self, finding: &Finding) -> bool {
        let is_protected = |filling: &Filling| match filling {
            Filling::Entity(id) => self.citing.redaction.label(id).is_some(),
            _ => false,
        };
        describes(finding.predicate) && finding.arguments.iter().any(|(_, filling)| is_protected(filling))
    }

    /// A finding as a clause; nothing where none can be made that a reader could not misread.
    pub(super) fn clause(&self, view: &FindingView) -> Option<String> {
        let finding = &view.finding;
        let stance = Stance { polarity: finding.polarity, modality: finding.modality };
        if !matches!(finding.modality, Modality::Actual | Modality::Planned) {
            return None;
        }
        let time = when(finding.time);
        if finding.predicate == Predicate::Count {
            let quantity = finding.quantity.as_ref().filter(|_| finding.polarity == Polarity::Asserted)?;
            let what = word_of("toll", &quantity.what)?;
            return Some(say("toll.clause", &[("what", what), ("number", &number(quantity))]) + &time);
        }
        let mut roles: BTreeMap<Role, Vec<String>> = BTreeMap::new();
        let mut entities = BTreeSet::new();
        for (role, filling) in finding.arguments.iter().filter(|(role, _)| *role != Role::Time) {
            // "Weil and Weil are related": one of the two was taken for the other.
            if matches!(filling, Filling::Entity(id) if !entities.insert(id)) {
                return None;
            }
            roles.entry(*role).or_default().push(self.filling(*role, filling, view)?);
        }
        let roles = roles.into_iter().map(|(role, words)| {
            let several = words.len() > 1 || is_several(&words[0]);
            (role, (list(&words, MOST_NAMED), several))
        });
        let filled = Filled { roles: roles.collect(), kind: finding.subtype.as_ref().map(|kind| kind.to_lowercase()) };
        clause(finding.predicate, &filled, stance).map(|said| said + &time)
    }

    /// Who or what fills a role, in words; nothing where a reader could not tell what these words mean.
    fn filling(&self, role: Role, filling: &Filling, view: &FindingView) -> Option<String> {
        let (words, is_quoted) = match filling {
            Filling::Entity(id) => match self.citing.redaction.label(id) {
                Some(label) => return Some(label.to_owned()),
                None => (view.names.get(id)?, false),
            },
            Filling::Event(id) => (view.names.get(id)?, false),
            Filling::Value(words) => (words, lists("quoted", role.word())),
        };
        let words = self.citing.plain(words);
        let n_words = words.split(' ').count();
        let is_clear = n_words <= if is_quoted { MOST_MATTER } else { MOST_WORDS }
            && words.contains(char::is_alphanumeric)
            && !lists("unsaid", &words)
            && !begins("unsaid.first", &words)
            && !words.contains(['“', '”', '"']);
        is_clear.then(|| if is_quoted { format!("“{words}”") } else { within(&words) })
    }
}

/// Whether findings of a predicate describe somebody: that tells who they are.
pub(crate) fn describes(predicate: Predicate) -> bool {
    lists("describes", &predicate.to_string())
}

/// Words about what some origins say, their verbs as they stand after so many.
fn say_by(key: &str, who: &[String], slots: &[(&str, &str)]) -> String {
    let named = list(who, MOST_NAMED);
    let slots: Vec<_> = slots.iter().copied().chain([("who", named.as_str())]).collect();
    say_of(key, who.len() > 1 || is_several(&named), &slots)
}

/// Says in a sentence that it rests on a document that was withdrawn.
pub(super) fn says_withdrawn(sentence: &mut Sentence) {
    sentence.words = format!("{} {}", sentence.words, word("withdrawn.sentence"));
}
