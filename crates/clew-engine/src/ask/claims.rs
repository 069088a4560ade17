use crate::answer::{
    AddedClaim, ArgumentView, ClaimView, DecidedClaim, DecidedMention, DocumentClaims, FoundBy, SourceView,
};
use crate::by_hand::{HAND, LaidMention, Overlaid};
use crate::predicates::own_lines;
use crate::{Case, EngineError};
use clew_analysis::claims::Patterns;
use clew_model::{
    Annotation, Attribution, Claim, ClaimAt, CodePoints, Decision, Filler, QuotedClaim, Sha256, Span, Verdict,
};

impl Case {
    /// Every claim of a document, with what was decided of it.
    pub fn claims(&self, document: i64) -> Result<Option<DocumentClaims>, EngineError> {
        let Some(found) = self.file.document(document)? else { return Ok(None) };
        let Overlaid { annotation, claims: added, mentions } = self.by_hand()?.overlaid(&self.file, document)?;
        let text = &found.reading.text;
        let log = self.file.decisions()?;
        let standing = standing_of(&log, found.sha256);
        // Most documents have no decision, and some have many claims.
        let quoted = if standing.is_empty() { Vec::new() } else { quoted_claims(found.sha256, text, &annotation) };
        let applied = applied_or_added(&standing, &quoted, &added);
        // What was decided of how a claim was read, and how it was rated, do not answer one another.
        let latest = |claim: usize, is_rating: bool| {
            let of_claim = applied.iter().rfind(|(one, to)| *to == claim && one.verdict.is_rating() == is_rating);
            of_claim.map(|(decision, _)| (*decision).clone())
        };
        let own = own_lines(&self.predicate_files()?)?;
        let views = explain(text, &annotation, &own).into_iter().enumerate();
        let decided = |(at, view)| DecidedClaim { view, decision: latest(at, false), rating: latest(at, true) };
        let claims = views.map(decided).collect();
        let is_left = |decision: &&&Decision| applied.iter().all(|(other, _)| other.number != decision.number);
        let without_claim = standing.iter().filter(is_left).map(|decision| (*decision).clone()).collect();
        let predicates = self.predicates()?;
        let mentions = decided_mentions(&mentions, &log);
        let sentences = annotation.sentences;
        let placed = self.file.placed(document)?;
        let (id, entities) = (found.line.id, found.entities);
        Ok(Some(DocumentClaims { id, sentences, claims, mentions, entities, predicates, placed, without_claim }))
    }
}

/// Each of these decisions with the place of the claim that it applies to, or that it `added`; in order.
fn applied_or_added<'d>(
    decisions: &[&'d Decision],
    claims: &[QuotedClaim],
    added: &[(u32, u32)],
) -> Vec<(&'d Decision, usize)> {
    let is_adding = |decision: &Decision| matches!(decision.verdict, Verdict::AddClaim(_));
    let (adding, judging): (Vec<&Decision>, Vec<&Decision>) = decisions.iter().copied().partition(|one| is_adding(one));
    let mut found = applied(&judging, claims);
    for decision in adding {
        let claim = added.iter().find(|(number, _)| *number == decision.number);
        found.extend(claim.map(|(_, claim)| (decision, *claim as usize)));
    }
    found.sort_by_key(|(decision, _)| decision.number);
    found
}

/// The mentions of a document that people made or corrected, each with the decision that did.
fn decided_mentions(mentions: &[LaidMention], log: &[Decision]) -> Vec<DecidedMention> {
    let decided = mentions.iter().filter_map(|laid| {
        let decision = log.iter().find(|decision| decision.number == laid.decision)?;
        Some(DecidedMention { span: laid.span, decision: decision.clone() })
    });
    decided.collect()
}

impl Case {
    /// The claims that people made by hand and that stand, by document, each with the decision that made it.
    pub fn added_claims(&self) -> Result<Vec<AddedClaim>, EngineError> {
        let by_hand = self.by_hand()?;
        let log = self.file.decisions()?;
        let mut documents: Vec<i64> = by_hand.documents().collect();
        documents.sort_unstable();
        let mut added = Vec::new();
        for document in documents {
            for (number, claim) in by_hand.overlaid(&self.file, document)?.claims {
                let decision = log.iter().find(|decision| decision.number == number).cloned();
                let at = ClaimAt { document, claim };
                added.extend(decision.map(|decision| AddedClaim { at, decision }));
            }
        }
        Ok(added)
    }
}

/// Decisions of a log that stand and are about claims of one original, in order.
pub(crate) fn standing_of(log: &[Decision], sha256: Sha256) -> Vec<&Decision> {
    let is_of = |decision: &&Decision| decision.standing_of_claim().is_some_and(|claim| claim.sha256 == sha256);
    log.iter().filter(is_of).collect()
}

/// Every claim of a text by its words, in order.
pub(crate) fn quoted_claims(sha256: Sha256, text: &str, annotation: &Annotation) -> Vec<QuotedClaim> {
    let points = CodePoints::new(text);
    let quoted = |claim| QuotedClaim::of(sha256, &points, &annotation.sentences, claim);
    annotation.claims.iter().map(quoted).collect()
}

/// Each of these decisions with the place among `claims` of the claim it applies to: of several that state the same the nearest to
/// where it was decided upon. Decisions that apply to none are left out.
pub(crate) fn applied<'d>(decisions: &[&'d Decision], claims: &[QuotedClaim]) -> Vec<(&'d Decision, usize)> {
    let place = |decided: &QuotedClaim| {
        let same = claims.iter().enumerate().filter(|(_, claim)| decided.states_the_same(claim));
        same.min_by_key(|(_, claim)| claim.trigger.start.abs_diff(decided.trigger.start)).map(|(at, _)| at)
    };
    decisions.iter().filter_map(|decision| Some((*decision, place(decision.standing_of_claim()?)?))).collect()
}

/// Every claim of a text with its words, sources and what found it, in order; `own` are the patterns that stand beside clew's.
pub fn explain(text: &str, annotation: &Annotation, own: &Patterns) -> Vec<ClaimView> {
    let points = CodePoints::new(text);
    annotation.claims.iter().map(|claim| explained(&points, annotation, own, claim)).collect()
}

fn explained(points: &CodePoints<'_>, annotation: &Annotation, own: &Patterns, claim: &Claim) -> ClaimView {
    let sentence = |number: u32| annotation.sentences.get(number as usize).copied();
    let arguments = claim.arguments.iter().map(|argument| {
        let chain = match argument.filler {
            Filler::Chain(chain) => Some(chain),
            _ => None,
        };
        let words = words(points, argument.span);
        ArgumentView { role: argument.role, span: argument.span, name: other_name(annotation, chain, &words), words }
    });
    let sources = attribution_chain(annotation, claim.attribution).into_iter();
    ClaimView {
        claim: claim.clone(),
        sentence: sentence(claim.sentence).unwrap_or(claim.trigger),
        carried_from: claim.carried_from.and_then(sentence),
        arguments: arguments.collect(),
        sources: sources.map(|attribution| source(points, annotation, attribution)).collect(),
        found_by: found_by(&claim.by, own),
    }
}

/// The words of a span on one line.
fn words(points: &CodePoints<'_>, span: Span) -> String {
    points.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a chain, where it is not what the words say already.
fn other_name(annotation: &Annotation, chain: Option<u32>, words: &str) -> Option<String> {
    let name = annotation.chains.get(chain? as usize)?.name.split_whitespace().collect::<Vec<_>>().join(" ");
    (bare(&name) != bare(words)).then_some(name)
}

/// Words without what tells no two names apart: article, possessive ending, capitals.
fn bare(words: &str) -> String {
    let words = words.to_lowercase().replace('’', "'");
    let words = ["a ", "an ", "the "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(&words);
    words.strip_suffix("'s").unwrap_or(words).to_owned()
}

/// The attributions that lead to `innermost`, outermost first.
fn attribution_chain(annotation: &Annotation, innermost: Option<u32>) -> Vec<&Attribution> {
    let at = |id: u32| annotation.attributions.get(id as usize);
    let inward = std::iter::successors(innermost.and_then(at), |attribution| attribution.within.and_then(at));
    // No chain is longer than all there are: a damaged one must not be followed for ever.
    let mut chain: Vec<_> = inward.take(annotation.attributions.len()).collect();
    chain.reverse();
    chain
}

fn source(points: &CodePoints<'_>, annotation: &Annotation, attribution: &Attribution) -> SourceView {
    let words = attribution.source.map(|source| words(points, source.span));
    let chain = attribution.source.and_then(|source| source.chain);
    SourceView {
        span: attribution.source.map(|source| source.span),
        name: words.as_ref().and_then(|words| other_name(annotation, chain, words)),
        words,
        kind: attribution.source_kind,
        act: attribution.act,
        cue: attribution.cue.clone(),
    }
}

fn found_by(by: &str, own: &Patterns) -> FoundBy {
    match by {
        HAND => FoundBy::Hand,
        "engine" => FoundBy::Engine,
        "count" => FoundBy::Count,
        "attribution" => FoundBy::Attribution,
        _ => {
            let line = Patterns::embedded().line(by).or_else(|| own.line(by));
            FoundBy::Pattern { at: by.to_owned(), line: line.map(str::to_owned) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::{About, Act, Polarity, Predicate, Quoted, Source, SourceKind, Verdict};

    fn attribution(id: u32, within: Option<u32>) -> Attribution {
        let source = Some(Source { span: Span::new(id * 2, id * 2 + 1), chain: None });
        let (act, source_kind) = (Act::Said, SourceKind::Unnamed);
        Attribution { id, source, cue: Vec::new(), content: Vec::new(), within, act, source_kind }
    }

    #[test]
    fn sources_go_from_the_publisher_inward_and_end_even_in_a_circle() {
        let ids = |attributions: Vec<Attribution>, innermost: u32| -> Vec<u32> {
            let annotation = Annotation { attributions, ..Annotation::default() };
            attribution_chain(&annotation, Some(innermost)).iter().map(|attribution| attribution.id).collect()
        };
        let nested = vec![attribution(0, Some(2)), attribution(1, None), attribution(2, None)];
        assert_eq!(ids(nested.clone(), 0), [2, 0]);
        assert_eq!(ids(nested, 1), [1]);
        assert_eq!(ids(vec![attribution(0, Some(1)), attribution(1, Some(0))], 0).len(), 2);
        assert_eq!(ids(Vec::new(), 7), [0; 0]);
    }

    #[test]
    fn a_decision_applies_to_the_nearest_of_equal_claims_and_to_no_other() {
        let text = "Weil fled. Rain fell. Weil fled.";
        let of = |start: u32, predicate: Predicate| {
            let quoted = |from: u32, to: u32| Quoted::of(&CodePoints::new(text), Span::new(start + from, start + to));
            QuotedClaim {
                sha256: Sha256::of(text.as_bytes()),
                sentence: quoted(0, 10),
                trigger: quoted(5, 9),
                predicate,
                subtype: None,
                polarity: Polarity::Asserted,
                quantity: None,
                arguments: Vec::new(),
            }
        };
        let claims = [of(0, Predicate::Escape), of(22, Predicate::Escape), of(22, Predicate::Travel)];
        let decisions = [of(22, Predicate::Escape), of(0, Predicate::Leave), of(0, Predicate::Escape)].map(|claim| {
            let (verdict, recorded_at) = (Verdict::Reject, jiff::Timestamp::UNIX_EPOCH);
            let about = About::Claim(Box::new(claim));
            Decision {
                number: 1,
                verdict,
                about,
                who: None,
                why: None,
                recorded_at,
                brought_from: None,
                undone_by: None,
            }
        });
        let decisions: Vec<&Decision> = decisions.iter().collect();
        let places = applied(&decisions, &claims).into_iter().map(|(_, place)| place);
        assert_eq!(places.collect::<Vec<_>>(), [1, 0], "the one of another predicate applies to none");
    }

    #[test]
    fn a_name_is_shown_beside_words_that_do_not_say_it() {
        let chains = ["Jonas Weil", "the city's"].iter().enumerate();
        let chain = |(id, name): (usize, &&str)| clew_model::Chain {
            id: id as u32,
            thing: clew_model::ThingType::Person,
            name: (*name).to_owned(),
            place: None,
        };
        let annotation = Annotation { chains: chains.map(chain).collect(), ..Annotation::default() };
        let shown = |chain, words| other_name(&annotation, chain, words);
        assert_eq!(shown(Some(0), "his brother").as_deref(), Some("Jonas Weil"));
        assert_eq!(shown(Some(0), "Weil").as_deref(), Some("Jonas Weil"));
        assert_eq!(shown(Some(0), "Jonas Weil’s"), None);
        assert_eq!(shown(Some(1), "The city"), None);
        assert_eq!((shown(None, "he"), shown(Some(9), "he")), (None, None));
    }

    #[test]
    fn a_pattern_is_shown_by_its_line() {
        let found_by = |by: &str| found_by(by, &Patterns::default());
        let shown = (1..).map(|number| format!("arrest.txt:{number}")).map(|by| (found_by(&by), by)).take(100);
        let first = shown.into_iter().find_map(|(found, by)| match found {
            FoundBy::Pattern { at, line: Some(line) } => Some((at == by, line)),
            _ => None,
        });
        assert!(first.is_some_and(|(is_there, line)| is_there && line.starts_with("verb ")));
        assert_eq!(found_by("no-such.txt:1"), FoundBy::Pattern { at: "no-such.txt:1".to_owned(), line: None });
        assert_eq!((found_by("engine"), found_by("count")), (FoundBy::Engine, FoundBy::Count));
        assert_eq!(found_by("attribution"), FoundBy::Attribution);
    }
}
