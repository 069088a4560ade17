//! Between the case file and the picture that analysis draws.

use crate::EngineError;
use crate::decide::Applied;
use crate::rebuild::in_threads;
use crate::sources::sources;
use clew_analysis::picture::{CaseDocument, Decided, Picture};
use clew_analysis::resolve::ResolvedEntity;
use clew_analysis::{Told, ToldClaim};
use clew_model::{ArgumentCorrection, Claim, ClaimAt, Correction, Filler, Verdict};
use clew_store::{CaseFile, NewClaim, NewEntity, NewPicture, Placed, ToldRow, unpack_told};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;

/// Every document of the case as the picture needs it, and what people decided; with `as_of`, the documents that could be read by the
/// end of that day.
pub(crate) fn case_documents(
    file: &CaseFile,
    copies: &[(i64, i64, f64)],
    as_of: Option<Date>,
) -> Result<(Vec<CaseDocument>, Decided), EngineError> {
    let copy_of: HashMap<i64, i64> = copies.iter().map(|(document, of, _)| (*document, *of)).collect();
    let document = |row: &ToldRow| {
        let told: Told = unpack_told(&row.told)?;
        // Not the number: it depends on the order of arrival.
        let identity = format!("{} {}", row.sha256, row.id);
        let copy_of = copy_of.get(&row.document).copied();
        Ok(CaseDocument { number: row.document, identity, copy_of, told })
    };
    let mut documents = Vec::new();
    file.each_told(|rows| {
        let unpacked = in_threads(&rows, document).into_iter().collect::<Result<Vec<_>, EngineError>>()?;
        documents.extend(unpacked);
        Ok::<_, EngineError>(())
    })?;
    let log = file.decisions()?;
    let applied = Applied::of(file, &log)?;
    let of_claims = applied.claims_by_document();
    for document in &mut documents {
        for (number, claim) in of_claims.get(&document.number).into_iter().flatten() {
            let decision = log.iter().find(|decision| decision.number == *number).expect("it is one of the log's");
            decide(&mut document.told, &decision.verdict, *claim);
        }
    }
    documents.retain(|document| as_of.is_none_or(|day| could_be_read(document, day)));
    Ok((documents, applied.decided))
}

fn decide(told: &mut Told, verdict: &Verdict, claim: u32) {
    match verdict {
        Verdict::Reject => told.claims.retain(|told| told.claim.id != claim),
        Verdict::Correct(correction) => {
            let corrected = told.claims.iter_mut().find(|told| told.claim.id == claim);
            corrected.into_iter().for_each(|told| correct(told, correction));
        }
        _ => {}
    }
}

fn correct(told: &mut ToldClaim, correction: &Correction) {
    let Correction { predicate, polarity, argument, .. } = correction;
    told.claim.predicate = predicate.unwrap_or(told.claim.predicate);
    told.claim.polarity = polarity.unwrap_or(told.claim.polarity);
    let Some(ArgumentCorrection { role, was, is }) = argument else { return };
    let mut arguments = told.claim.arguments.iter_mut().zip(&mut told.arguments);
    if let Some((argument, words)) =
        arguments.find(|(argument, _)| argument.role == *role && argument.span == was.span())
    {
        // Whom the words refer to is for language to read, and it read others.
        (argument.span, argument.filler) = (is.span(), Filler::Words);
        *words = is.words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

/// Whether a document was published by the end of a day; one whose date nobody knows is taken for later than any.
fn could_be_read(document: &CaseDocument, day: Date) -> bool {
    document.told.published.latest.is_some_and(|published| published <= day)
}

/// A picture of these documents as the case keeps it.
pub(crate) fn stored(documents: &[CaseDocument], picture: Picture) -> NewPicture {
    let Picture { resolved, events, reconciled, knowledge, statuses, identifiers } = picture;
    let sources = sources(documents, &reconciled);
    let origins = &reconciled.claim_origins;
    let origin = |at: ClaimAt| {
        let place = origins.binary_search_by_key(&at, |(other, _)| *other).ok()?;
        Some(Arc::clone(&origins[place].1))
    };
    let stated = reconciled.findings.iter().flat_map(|finding| finding.claims.iter().map(|at| (*at, &finding.id)));
    let finding_of: HashMap<ClaimAt, &String> = stated.collect();
    let mut claims = Vec::new();
    for document in documents {
        for told in &document.told.claims {
            let at = ClaimAt { document: document.number, claim: told.claim.id };
            let event = events.of_claim(at).map(|event| events.events[event].id.clone());
            let finding = finding_of.get(&at).map(|id| (*id).clone());
            claims.push(new_claim(at, told, Placed { finding, event, origin: origin(at) }));
        }
    }
    NewPicture {
        claims,
        identifiers,
        sources,
        entities: resolved.entities.into_iter().map(new_entity).collect(),
        redirects: resolved.redirects,
        doubts: resolved.doubts,
        events: events.events,
        mentioned: events.mentioned,
        findings: reconciled.findings,
        knowledge,
        statuses: statuses.into_iter().map(|history| (history.entity, history.history)).collect(),
    }
}

fn new_claim(at: ClaimAt, told: &ToldClaim, placed: Placed) -> NewClaim {
    let Claim { predicate, polarity, certainty, .. } = told.claim;
    NewClaim { at, predicate, polarity, certainty: certainty.level, sentence: told.sentence, placed }
}

fn new_entity(entity: ResolvedEntity<i64>) -> NewEntity {
    let ResolvedEntity { id, thing, name, mut names, is_named, chains, n_mentions } = entity;
    names.retain(|other| *other != name);
    names.insert(0, name);
    NewEntity { id, thing, names, is_named, chains, n_mentions }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_store::pack_told;

    /// A document of every sort of thing that is told, of each with what can be absent and without it.
    const TOLD: &str = r#"{
        "title": "Ferry sinks", "publisher": null, "authors": ["Ada Weil"],
        "published": {"earliest": "2021-06-07", "latest": "2021-06-08"}, "opening": "SKARNOY, June 7 (Nordhav) - A ferry",
        "chains": [
            {"chain": 0, "thing": "Place", "name": "Skarnoy", "names": ["Skarnoy"], "descriptions": [], "sentences": [0, 3],
             "first_mention": 0, "n_mentions": 2, "located": [59.5, -10.25, 7]},
            {"chain": 2, "thing": "PublicBody", "name": "the ministry", "names": [], "descriptions": ["the ministry"], "sentences": [1],
             "first_mention": 90, "n_mentions": 1, "located": null}],
        "sources": [{"words": "a clerk", "chain": null, "kind": "unnamed", "act": "said", "within": null}],
        "claims": [
            {"claim": {"id": 0, "predicate": "Count", "subtype": null, "trigger": [5, 9], "arguments": [
                {"role": "Victim", "span": [1, 4], "filler": {"chain": 2}}, {"role": "Time", "span": [1, 4], "filler": "words"},
                {"role": "Title", "span": [1, 4], "filler": {"value": "clerk"}}], "quantity": {"what": "killed", "low": 9, "high": null},
                "time": {"earliest": null, "latest": "2021-06-07"}, "polarity": "asserted",
                "certainty": {"level": "asserted", "cue": [1, 2]}, "modality": "actual", "opinion": false, "attribution": 0, "evidence": [],
                "event": 1, "carried_from": null, "sentence": 3, "by": "", "score": 0.5},
             "sentence": [0, 40], "trigger": "dead", "arguments": ["nine", "Monday", "clerk"], "stems": [4, 4000000000]},
            {"claim": {"id": 1, "predicate": "Launder", "subtype": "gold", "trigger": [5, 9], "arguments": [], "quantity": null,
                "time": {"earliest": null, "latest": null}, "polarity": "denied", "certainty": {"level": "asserted", "cue": null},
                "modality": "planned", "opinion": true, "attribution": null, "evidence": [], "event": null, "carried_from": 2,
                "sentence": 3, "by": "", "score": 1.0},
             "trigger": "laundered", "arguments": [], "stems": []}],
        "stems": [1, 2], "triggers": {"words": "sink", "at": [[10, 16, 0, 0, "p"]]},
        "identifiers": [{"span": [3, 9], "kind": "phone", "key": "+47", "written": "47"}]
    }"#;

    #[test]
    fn what_a_document_tells_is_read_as_it_was_packed() {
        let told: Told = serde_json::from_str(TOLD).expect("what a document tells");
        assert_eq!(told.claims.len() + told.chains.len() + told.triggers.iter().count() + told.identifiers.len(), 6);
        for told in [told, Told::default()] {
            assert_eq!(unpack_told::<Told>(&pack_told(&told)).expect("read"), told);
        }
    }
}
