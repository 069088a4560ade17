use clew_engine::answer::{DecidedClaim, DocumentClaims};
use clew_model::{
    Argument, Certainty, Claim, Correction, Decision, Evidence, Filler, Interval, Modality, Polarity, Predicate,
    Quantity, Role, Span,
};
use serde::Serialize;

/// A claim, as `clew annotate` prints it; with what its case adds, as `clew export` does.
#[derive(Serialize)]
pub struct ClaimRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'static str>,
    id: ClaimId,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    predicate: Predicate,
    subtype: Option<&'a str>,
    trigger: Span,
    arguments: Vec<ArgumentRecord<'a>>,
    quantity: Option<&'a Quantity>,
    time: Interval,
    polarity: Polarity,
    certainty: Certainty,
    modality: Modality,
    opinion: bool,
    attribution: Option<u32>,
    evidence: Vec<EvidenceRecord<'a>>,
    /// In a document its number there; in a case the event's id, once events are resolved across documents.
    event: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_in_document: Option<Option<u32>>,
    carried_from: Option<u32>,
    sentence: u32,
    by: &'a str,
    score: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Option<DecidedRecord<'a>>>,
}

/// A claim's number in its document, or DOCUMENT#N in a case.
#[derive(Serialize)]
#[serde(untagged)]
enum ClaimId {
    Number(u32),
    InCase(String),
}

/// What every reference to a claim of a case uses: "DOCUMENT#N".
pub fn claim_id(document: &str, number: u32) -> String {
    format!("{document}#{number}")
}

#[derive(Serialize)]
struct ArgumentRecord<'a> {
    role: Role,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    chain: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<Option<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<ClaimId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
}

#[derive(Serialize)]
struct EvidenceRecord<'a> {
    kind: &'a str,
    start: u32,
    end: u32,
}

/// What was decided of a claim.
#[derive(Serialize)]
struct DecidedRecord<'a> {
    number: u32,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    correction: Option<&'a Correction>,
}

impl<'a> ClaimRecord<'a> {
    /// The record of a claim of a document.
    pub fn new(claim: &'a Claim) -> Self {
        let Claim { id, predicate, trigger, time, polarity, certainty, modality, opinion, attribution, event, .. } =
            *claim;
        Self {
            record: None,
            id: ClaimId::Number(id),
            document: None,
            predicate,
            subtype: claim.subtype.as_deref(),
            trigger,
            arguments: claim.arguments.iter().map(argument).collect(),
            quantity: claim.quantity.as_ref(),
            time,
            polarity,
            certainty,
            modality,
            opinion,
            attribution,
            evidence: claim.evidence.iter().map(evidence).collect(),
            event,
            event_in_document: None,
            carried_from: claim.carried_from,
            sentence: claim.sentence,
            by: &claim.by,
            score: claim.score,
            decision: None,
        }
    }

    /// The record of a claim of a case's document.
    pub fn of_case(document: &'a DocumentClaims, decided: &'a DecidedClaim) -> Self {
        let claim = &decided.view.claim;
        let arguments = claim.arguments.iter().map(|argument| argument_in_case(document, argument));
        Self {
            record: Some("claim"),
            id: ClaimId::InCase(claim_id(&document.id, claim.id)),
            document: Some(&document.id),
            arguments: arguments.collect(),
            event: None,
            event_in_document: Some(claim.event),
            decision: Some(decided.decision.as_ref().map(decision)),
            ..Self::new(claim)
        }
    }
}

fn argument(argument: &Argument) -> ArgumentRecord<'_> {
    let Argument { role, span, filler } = argument;
    let (chain, claim, value) = match filler {
        Filler::Chain(chain) => (Some(*chain), None, None),
        Filler::Claim(claim) => (None, Some(ClaimId::Number(*claim)), None),
        Filler::Value(value) => (None, None, Some(value.as_str())),
        Filler::Words => (None, None, None),
    };
    ArgumentRecord { role: *role, start: span.start, end: span.end, chain, entity: None, claim, value }
}

fn argument_in_case<'a>(document: &'a DocumentClaims, of: &'a Argument) -> ArgumentRecord<'a> {
    let entity_of = |chain: u32| document.entities.get(chain as usize).and_then(Option::as_deref);
    let record = argument(of);
    match of.filler {
        Filler::Chain(chain) => ArgumentRecord { entity: Some(entity_of(chain)), ..record },
        Filler::Claim(claim) => {
            ArgumentRecord { claim: Some(ClaimId::InCase(claim_id(&document.id, claim))), ..record }
        }
        _ => record,
    }
}

fn evidence(evidence: &Evidence) -> EvidenceRecord<'_> {
    EvidenceRecord { kind: &evidence.kind, start: evidence.span.start, end: evidence.span.end }
}

fn decision(decision: &Decision) -> DecidedRecord<'_> {
    let Decision { number, verdict, .. } = decision;
    DecidedRecord { number: *number, verdict: verdict.word(), correction: verdict.correction() }
}
