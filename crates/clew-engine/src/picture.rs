//! Between the case file and the picture that analysis draws.

use crate::EngineError;
use crate::by_hand::ByHand;
use crate::decide::Applied;
use crate::rebuild::in_threads;
use crate::sources::sources;
use clew_analysis::picture::{CaseDocument, Decided, Picture};
use clew_analysis::resolve::ResolvedEntity;
use clew_analysis::{Told, ToldClaim};
use clew_model::{ArgumentCorrection, Claim, ClaimAt, Correction, Filler, Verdict};
use clew_store::{CaseFile, NewClaim, NewEntity, NewPicture, Placed, ToldRow, unpack_told};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
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
    let by_hand = ByHand::of(file, &log)?;
    for number in by_hand.documents() {
        let known = documents.iter_mut().find(|document| document.number == number);
        let (Some(known), Some((text, _)), Some(annotation)) =
            (known, file.story(number)?, by_hand.annotation(file, number)?)
        else {
            continue;
        };
        known.told.read_again(&text, &annotation);
    }
    let applied = Applied::of(file, &by_hand, &log)?;
    let of_claims = applied.claims_by_document();
    for document in &mut documents {
        let decisions = of_claims.get(&document.number).into_iter().flatten();
        let verdict = |number: &u32| {
            let decision = log.iter().find(|decision| decision.number == *number);
            &decision.expect("it is one of the log's").verdict
        };
        let read =
            decisions.map(|(number, claim)| (*claim, verdict(number))).filter(|(_, verdict)| !verdict.is_rating());
        // Of several on one claim the latest counts.
        let latest: BTreeMap<u32, &Verdict> = read.collect();
        latest.into_iter().for_each(|(claim, verdict)| decide(&mut document.told, verdict, claim));
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
