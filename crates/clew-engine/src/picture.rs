//! Between the case file and the picture that analysis draws.

use crate::EngineError;
use crate::rebuild::in_threads;
use clew_analysis::picture::{CaseDocument, Picture};
use clew_analysis::resolve::ResolvedEntity;
use clew_analysis::{Told, ToldClaim};
use clew_model::{Claim, ClaimAt, Origin};
use clew_store::{CaseFile, NewClaim, NewEntity, NewPicture, Placed, ToldRow, unpack_told};
use jiff::civil::Date;
use std::collections::HashMap;

/// Every document of the case as the picture needs it; with `as_of`, those that could be read by the end of that day.
pub(crate) fn case_documents(
    file: &CaseFile,
    copies: &[(i64, i64, f64)],
    as_of: Option<Date>,
) -> Result<Vec<CaseDocument>, EngineError> {
    let copy_of: HashMap<i64, i64> = copies.iter().map(|(document, of, _)| (*document, *of)).collect();
    let rows = file.told()?;
    let document = |row: &ToldRow| {
        let told: Told = unpack_told(&row.told)?;
        // Not the number: it depends on the order of arrival.
        let identity = format!("{} {}", row.sha256, row.id);
        let copy_of = copy_of.get(&row.document).copied();
        Ok(CaseDocument { number: row.document, identity, copy_of, told })
    };
    let documents = in_threads(&rows, document).into_iter().collect::<Result<Vec<_>, EngineError>>()?;
    Ok(documents.into_iter().filter(|document| as_of.is_none_or(|day| could_be_read(document, day))).collect())
}

/// Whether a document was published by the end of a day; one whose date nobody knows is taken for later than any.
fn could_be_read(document: &CaseDocument, day: Date) -> bool {
    document.told.published.latest.is_some_and(|published| published <= day)
}

/// A picture of these documents as the case keeps it.
pub(crate) fn stored(documents: &[CaseDocument], picture: Picture) -> NewPicture {
    let Picture { resolved, events, reconciled, knowledge, statuses } = picture;
    let mut findings: HashMap<ClaimAt, &str> = HashMap::new();
    for finding in &reconciled.findings {
        finding.claims.iter().for_each(|claim| {
            findings.entry(*claim).or_insert(&finding.id);
        });
    }
    let origins: HashMap<ClaimAt, Origin> = reconciled.claim_origins.into_iter().collect();
    let mut claims = Vec::new();
    for document in documents {
        for told in &document.told.claims {
            let at = ClaimAt { document: document.number, claim: told.claim.id };
            let event = events.of_claim(at).map(|event| events.events[event].id.clone());
            let finding = findings.get(&at).map(|id| (*id).to_owned());
            let placed = Placed { finding, event, origin: origins.get(&at).cloned() };
            claims.push(new_claim(at, told, placed));
        }
    }
    NewPicture {
        claims,
        entities: resolved.entities.into_iter().map(new_entity).collect(),
        redirects: resolved.redirects,
        doubts: resolved.doubts,
        events: events.events,
        findings: reconciled.findings,
        knowledge,
        statuses,
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
