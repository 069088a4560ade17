//! How people rate sources and claims, on the Admiralty scale.
//!
//! A rating is somebody's word about a source of information or about one claim. It stands beside what clew works out, and nothing is worked
//! out from it: no standing, no order, no score. Rejected: to weigh claims by the reliability of their sources, for a person's trust
//! would then come back to them as the case's.

use super::{Applied, By, DecideError};
use crate::answer::{ClaimRating, Ratings, SourceRating};
use crate::{Case, EngineError};
use clew_model::{About, ClaimAt, Decision, Origin, OriginKind, QuotedSource, Reliability, Verdict, on_one_line};
use jiff::Timestamp;

/// A source, as whoever rates it names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceName {
    /// By its name in any case, or by the id of the entity that it is.
    Words(String),
    /// Exactly.
    Exact {
        /// What it is called.
        name: String,
        /// What sort it is.
        kind: OriginKind,
        /// The id of the entity that it is.
        entity: Option<String>,
    },
}

impl Case {
    /// Rates a source of information; what was said of it before stays in the log, and the latest that stands counts.
    pub fn rate_source(
        &mut self,
        name: &SourceName,
        reliability: Reliability,
        by: &By,
        now: Timestamp,
    ) -> Result<Decision, EngineError> {
        let origin = self.source_named(name)?;
        if is_nobody(&origin) {
            return Err(DecideError::NobodyToRate.into());
        }
        let entity = match origin.entity.as_deref() {
            Some(id) => self.entity_of_id(id)?.map(|line| self.known_by(&line)).transpose()?,
            None => None,
        };
        let about = About::Source(QuotedSource { name: origin.name, kind: origin.kind, entity });
        self.append(Verdict::RateSource(reliability), about, by, now)
    }

    /// Every rating that stands and of which the source or the claim is there: of each the latest.
    pub fn ratings(&self) -> Result<Ratings, EngineError> {
        let mut log = self.file.decisions()?;
        log.retain(|decision| decision.undone_by.is_none() && decision.verdict.is_rating());
        let mut ratings = Ratings::default();
        if log.is_empty() {
            return Ok(ratings);
        }
        let applied = Applied::of(&self.file, &log)?;
        let decision = |number: u32| log.iter().find(|decision| decision.number == number).expect("it is of this log");
        for (number, origin) in self.sources_rated(&applied, &log)? {
            let decision = decision(number).clone();
            let Verdict::RateSource(reliability) = decision.verdict else { continue };
            ratings.sources.retain(|rated: &SourceRating| !is_one(&rated.origin, &origin));
            ratings.sources.push(SourceRating { origin, reliability, decision });
        }
        for (number, document, claim) in &applied.claims {
            let (decision, at) = (decision(*number).clone(), ClaimAt { document: *document, claim: *claim });
            let Verdict::RateClaim(credibility) = decision.verdict else { continue };
            ratings.claims.retain(|rated: &ClaimRating| rated.at != at);
            ratings.claims.push(ClaimRating { at, credibility, decision });
        }
        Ok(ratings)
    }

    /// The source that each of a log's ratings is of now, in order of decisions; those of which the source is not there are left out.
    pub(super) fn sources_rated(&self, applied: &Applied, log: &[Decision]) -> Result<Vec<(u32, Origin)>, EngineError> {
        let mut rated = Vec::new();
        let mut sources = None;
        for decision in log.iter().filter(|decision| decision.undone_by.is_none()) {
            let About::Source(source) = &decision.about else { continue };
            let sources = match &mut sources {
                Some(sources) => sources,
                none => none.insert(self.file.sources()?),
            };
            let chains =
                applied.chains.iter().filter(|(number, _)| *number == decision.number).map(|(_, chain)| *chain);
            let entities = self.entities_at(chains)?;
            let found = sources.iter().map(|line| &line.origin).find(|origin| is_meant(source, &entities, origin));
            rated.extend(found.map(|origin| (decision.number, origin.clone())));
        }
        Ok(rated)
    }

    fn source_named(&self, name: &SourceName) -> Result<Origin, EngineError> {
        let is_named = |origin: &Origin| match name {
            SourceName::Exact { name, kind, entity } => {
                (&origin.name, origin.kind, &origin.entity) == (name, *kind, entity)
            }
            SourceName::Words(words) => {
                origin.entity.as_ref() == Some(words) || without_article(&origin.name) == without_article(words)
            }
        };
        let found = self.file.sources()?.into_iter().map(|line| line.origin).filter(is_named);
        let mut found: Vec<Origin> = found.collect();
        match found.len() {
            0 | 1 => found.pop().ok_or_else(|| {
                let (SourceName::Words(name) | SourceName::Exact { name, .. }) = name;
                DecideError::NoSuchSource(name.clone()).into()
            }),
            _ => Err(DecideError::SeveralSources(found.iter().map(in_short).collect()).into()),
        }
    }
}

/// Whether a source of the case is the one that was rated. What texts mention is known by its mentions and must be one entity still; what
/// they do not, and a publisher that they have come to mention or to mention no more, by its name.
fn is_meant(rated: &QuotedSource, entities: &[String], origin: &Origin) -> bool {
    match (entities, &rated.entity) {
        ([entity], _) => origin.entity.as_ref() == Some(entity),
        ([], None) => (&origin.name, origin.kind) == (&rated.name, rated.kind),
        ([], Some(_)) => {
            rated.kind == OriginKind::Publisher && (&origin.name, origin.kind) == (&rated.name, rated.kind)
        }
        _ => false,
    }
}

/// A name in small letters, without its article: "the Harbour Board" and "Harbour board" are one.
fn without_article(name: &str) -> String {
    let name = on_one_line(name).to_lowercase();
    name.strip_prefix("the ").map_or_else(|| name.clone(), str::to_owned)
}

/// Whether two are one source of a case.
fn is_one(one: &Origin, other: &Origin) -> bool {
    (&one.name, one.kind, &one.entity) == (&other.name, other.kind, &other.entity)
}

/// Whether it is everybody of whom a text says no more than that there is a source: many, and nobody knows who.
fn is_nobody(origin: &Origin) -> bool {
    origin.kind == OriginKind::Unnamed && origin.name == "unnamed"
}

/// A source as it is told from others of its name: "Courier (named, 3f2a...)".
fn in_short(origin: &Origin) -> String {
    let kind = match origin.kind {
        OriginKind::Publisher => "publisher",
        OriginKind::Named => "named",
        OriginKind::Document => "document",
        OriginKind::Unnamed => "unnamed",
    };
    let entity = origin.entity.as_ref().map(|entity| format!(", {entity}")).unwrap_or_default();
    format!("{} ({kind}{entity})", on_one_line(&origin.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::{QuotedEntity, ThingType};

    fn origin(name: &str, kind: OriginKind, entity: Option<&str>) -> Origin {
        Origin { name: name.to_owned(), kind, entity: entity.map(str::to_owned), documents: vec![1] }
    }

    #[test]
    fn a_rating_is_of_the_source_that_was_meant_and_of_no_other_of_its_name() {
        use OriginKind::{Named, Publisher};
        let quoted = QuotedEntity { thing: ThingType::Organization, name: "Echo".to_owned(), mentions: Vec::new() };
        let rated =
            |kind, entity: bool| QuotedSource { name: "Echo".to_owned(), kind, entity: entity.then(|| quoted.clone()) };
        let (one, two) = (["e1".to_owned()], ["e1".to_owned(), "e2".to_owned()]);
        for (rated, entities, origin, expect) in [
            (rated(Publisher, false), &[][..], origin("Echo", Publisher, None), true),
            (rated(Publisher, false), &[], origin("Echo", Publisher, Some("e9")), true),
            (rated(Publisher, false), &[], origin("Echo", Named, None), false),
            (rated(Named, true), &one, origin("The Echo", Named, Some("e1")), true),
            (rated(Named, true), &one, origin("Echo", Named, Some("e2")), false),
            // Two things by now: which of them was meant, nobody can tell.
            (rated(Named, true), &two, origin("Echo", Named, Some("e1")), false),
            (rated(Named, true), &[], origin("Echo", Named, None), false),
            (rated(Publisher, true), &[], origin("Echo", Publisher, None), true),
        ] {
            assert_eq!(is_meant(&rated, entities, &origin), expect, "{rated:?} {entities:?} {origin:?}");
        }
    }
}
