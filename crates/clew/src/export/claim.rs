use super::picture::{CaseIds, OriginRecord};
use super::rating::CredibilityRecord;
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
    event: Option<EventId<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_in_document: Option<Option<u32>>,
    carried_from: Option<u32>,
    sentence: u32,
    by: &'a str,
    score: f32,
    /// On whose word; `None` outside a case.
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Option<OriginRecord>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<Option<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Option<DecidedRecord>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credibility: Option<CredibilityRecord>,
}

/// An event's number in its document, or its id in a case.
#[derive(Serialize)]
#[serde(untagged)]
enum EventId<'a> {
    Number(u32),
    InCase(&'a str),
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
struct DecidedRecord {
    number: u32,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    correction: Option<Correction>,
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
            event: event.map(EventId::Number),
            event_in_document: None,
            carried_from: claim.carried_from,
            sentence: claim.sentence,
            by: &claim.by,
            score: claim.score,
            origin: None,
            finding: None,
            decision: None,
            credibility: None,
        }
    }

    /// The record of a claim of a case's document; `ids` are the documents' ids by number.
    pub fn of_case(document: &'a DocumentClaims, decided: &'a DecidedClaim, ids: &CaseIds) -> Self {
        let claim = &decided.view.claim;
        let placed = document.placed.get(&claim.id);
        let origin = placed.and_then(|placed| placed.origin.as_ref()).map(|origin| OriginRecord::new(origin, ids));
        let arguments = claim.arguments.iter().map(|argument| argument_in_case(document, argument));
        Self {
            record: Some("claim"),
            id: ClaimId::InCase(claim_id(&document.id, claim.id)),
            document: Some(&document.id),
            arguments: arguments.collect(),
            event: placed.and_then(|placed| placed.event.as_deref()).map(EventId::InCase),
            event_in_document: Some(claim.event),
            origin: Some(origin),
            finding: Some(placed.and_then(|placed| placed.finding.as_deref())),
            decision: Some(decided.decision.as_ref().map(decision)),
            credibility: decided.rating.as_ref().and_then(CredibilityRecord::new),
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

fn decision(decision: &Decision) -> DecidedRecord {
    let Decision { number, verdict, .. } = decision;
    DecidedRecord { number: *number, verdict: verdict.word(), correction: verdict.correction() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_engine::answer::{ClaimView, FoundBy, Placed};
    use clew_model::{Origin, OriginKind};
    use serde_json::{Value, json};
    use std::collections::HashMap;

    fn claim(arguments: Vec<Argument>) -> Claim {
        Claim {
            id: 3,
            predicate: Predicate::Learn,
            subtype: None,
            trigger: Span::new(4, 8),
            arguments,
            quantity: None,
            time: Interval::open(),
            polarity: Polarity::Asserted,
            certainty: Certainty::default(),
            modality: Modality::Actual,
            opinion: false,
            attribution: None,
            evidence: Vec::new(),
            event: Some(2),
            carried_from: None,
            sentence: 0,
            by: "engine".to_owned(),
            score: 0.5,
        }
    }

    #[test]
    fn in_a_case_every_reference_is_the_cases_own() {
        let argument = |role, filler| Argument { role, span: Span::new(0, 3), filler };
        let fillers =
            [(Role::Person, Filler::Chain(1)), (Role::Agent, Filler::Chain(0)), (Role::Matter, Filler::Claim(4))];
        let claim = claim(fillers.map(|(role, filler)| argument(role, filler)).to_vec());
        let view = ClaimView {
            claim,
            sentence: Span::new(0, 9),
            carried_from: None,
            arguments: Vec::new(),
            sources: Vec::new(),
            found_by: FoundBy::Engine,
        };
        let decided = DecidedClaim { view, decision: None, rating: None };
        let origin = Origin { name: "Zoe".to_owned(), kind: OriginKind::Named, entity: None, documents: vec![7] };
        let document = DocumentClaims {
            sentences: Vec::new(),
            mentions: Vec::new(),
            id: "a!b".to_owned(),
            claims: Vec::new(),
            entities: vec![None, Some("e1".to_owned())],
            predicates: Vec::new(),
            placed: HashMap::from([(
                3,
                Placed { finding: None, event: Some("v1".to_owned()), origin: Some(origin.into()) },
            )]),
            without_claim: Vec::new(),
        };
        let ids = CaseIds::new([(7, "a!b".to_owned())]);
        let of_case =
            serde_json::to_value(ClaimRecord::of_case(&document, &decided, &ids)).expect("a record has a JSON form");
        assert_eq!(
            (&of_case["id"], &of_case["event"], &of_case["event_in_document"], &of_case["finding"]),
            (&json!("a!b#3"), &json!("v1"), &json!(2), &Value::Null)
        );
        assert_eq!(of_case["origin"], json!({"name": "Zoe", "kind": "named", "entity": null, "documents": ["a!b"]}));
        assert_eq!(
            of_case["arguments"][0],
            json!({"role": "Person", "start": 0, "end": 3, "chain": 1, "entity": "e1"})
        );
        assert_eq!(of_case["arguments"][1], json!({"role": "Agent", "start": 0, "end": 3, "chain": 0, "entity": null}));
        assert_eq!(of_case["arguments"][2], json!({"role": "Matter", "start": 0, "end": 3, "claim": "a!b#4"}));
        let alone = serde_json::to_value(ClaimRecord::new(&decided.view.claim)).expect("a record has a JSON form");
        assert_eq!((&alone["id"], &alone["event"], &alone["arguments"][2]["claim"]), (&json!(3), &json!(2), &json!(4)));
        assert_eq!(["record", "document", "event_in_document", "decision"].map(|field| alone.get(field)), [None; 4]);
    }
}
