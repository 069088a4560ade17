use super::super::ExportError;
use super::super::claim::claim_id;
use super::lookup::Lookup;
use super::on_one_line;
use super::stated::{Stated, claim_marks};
use super::{annotations, each_finding};
use clew_engine::Case;
use clew_engine::answer::DecisionView;
use clew_model::{ClaimAt, Sha256, Verdict};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// Writes where everything in a case comes from as PROV-JSON (<https://www.w3.org/submissions/prov-json/>): a finding was derived from
/// claims, a claim from a document, a document is attributed to its publisher; decisions are activities that persons took.
pub fn write_prov(case: &Case, out: &mut impl Write) -> Result<(), ExportError> {
    let lookup = Lookup::of(case)?;
    let decisions = case.decisions()?;
    write!(out, "{{\"prefix\":{}", json!({"clew": "urn:clew:prov:"}))?;
    let mut sections = Sections { out, case, lookup: &lookup, decisions: &decisions };
    sections.write("entity", entities)?;
    sections.write("agent", agents)?;
    sections.write("activity", activities)?;
    sections.write("wasDerivedFrom", derivations)?;
    sections.write("wasAttributedTo", attributions)?;
    sections.write("wasAssociatedWith", associations)?;
    sections.write("used", uses)?;
    sections.write("wasInvalidatedBy", invalidations)?;
    writeln!(out, "\n}}")?;
    Ok(())
}

struct Sections<'a, W> {
    out: &'a mut W,
    case: &'a Case,
    lookup: &'a Lookup,
    decisions: &'a [DecisionView],
}

/// Takes the records of one section.
type Put<'p> = &'p mut dyn FnMut(String, Value) -> Result<(), ExportError>;

impl<W: Write> Sections<'_, W> {
    fn write(
        &mut self,
        name: &str,
        fill: fn(&Case, &Lookup, &[DecisionView], Put<'_>) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        write!(self.out, ",\n{}:{{", json!(name))?;
        let (mut separator, out) = ("\n", &mut *self.out);
        fill(self.case, self.lookup, self.decisions, &mut |id, record| {
            write!(out, "{separator}{}:{record}", json!(id))?;
            separator = ",\n";
            Ok(())
        })?;
        write!(self.out, "}}")?;
        Ok(())
    }
}

fn entities(case: &Case, lookup: &Lookup, decisions: &[DecisionView], put: Put<'_>) -> Result<(), ExportError> {
    for (number, head) in lookup.documents() {
        let title = head.line.title.as_deref().map_or_else(|| head.line.id.clone(), on_one_line);
        let mut record =
            json!({"prov:type": "document", "prov:label": title, "clew:id": head.line.id, "clew:sha256": head.sha256});
        if let Some(number) = lookup.retracted_by(number) {
            record["clew:retracted_by"] = json!(number);
        }
        put(document(lookup, number), record)?;
        let Some(claims) = case.claims(number)? else { continue };
        for decided in &claims.claims {
            let claim = &decided.view.claim;
            let placed = claims.placed.get(&claim.id);
            let standing = placed.and_then(|placed| lookup.standing(placed.finding.as_deref()?));
            let marks = claim_marks(decided, standing, lookup.retracted_by(number).is_some());
            let record = json!({
                "prov:type": "claim", "prov:label": claim.predicate.to_string(), "clew:id": claim_id(&claims.id, claim.id),
                "clew:polarity": claim.polarity.word(), "clew:certainty": claim.certainty.level.word(),
                "clew:modality": super::stated::modality(claim.modality), "clew:marks": marks.join(", "), "clew:by": claim.by,
            });
            put(claim_name(lookup, ClaimAt { document: number, claim: claim.id }), record)?;
        }
    }
    each_finding(case, |view| {
        let (finding, stated) = (&view.finding, Stated::of(&view));
        let label = format!("{}: {}", finding.predicate, lookup.arguments(finding));
        let record = json!({
            "prov:type": "finding", "prov:label": label, "clew:standing": stated.standing.word(), "clew:polarity": stated.polarity,
            "clew:certainty": stated.certainty, "clew:modality": stated.modality, "clew:origins": stated.origins, "clew:why": finding.why,
        });
        put(format!("clew:finding-{}", finding.id), record)
    })?;
    let mut entities: BTreeMap<&str, &str> = BTreeMap::new();
    entities.extend(decisions.iter().flat_map(|view| &view.entities).map(|id| (id.as_str(), lookup.name(id))));
    entities.into_iter().try_for_each(|(id, name)| {
        put(format!("clew:entity-{id}"), json!({"prov:type": "entity", "prov:label": on_one_line(name)}))
    })
}

fn agents(_: &Case, lookup: &Lookup, decisions: &[DecisionView], put: Put<'_>) -> Result<(), ExportError> {
    let mut agents: BTreeMap<String, Value> = BTreeMap::new();
    for (_, head) in lookup.documents() {
        let kind = json!({"$": "prov:Organization", "type": "prov:QUALIFIED_NAME"});
        if let Some(name) = &head.line.publisher {
            agents.insert(agent("publisher", name), json!({"prov:type": kind, "prov:label": name}));
        }
    }
    for view in decisions {
        let kind = json!({"$": "prov:Person", "type": "prov:QUALIFIED_NAME"});
        let name = who(view);
        agents.insert(agent("person", name), json!({"prov:type": kind, "prov:label": name}));
    }
    agents.into_iter().try_for_each(|(id, record)| put(id, record))
}

fn activities(_: &Case, _: &Lookup, decisions: &[DecisionView], put: Put<'_>) -> Result<(), ExportError> {
    decisions.iter().try_for_each(|view| {
        let decision = &view.decision;
        let at = decision.recorded_at.to_string();
        let mut record = json!({
            "prov:startTime": at, "prov:endTime": at, "prov:type": "decision", "prov:label": decision.verdict.word(),
        });
        if let Some(why) = &decision.why {
            record["clew:why"] = json!(why);
        }
        if let Some(number) = decision.undone_by {
            record["clew:undone_by"] = json!(number);
        }
        put(activity(decision.number), record)
    })
}

fn derivations(case: &Case, lookup: &Lookup, _: &[DecisionView], put: Put<'_>) -> Result<(), ExportError> {
    for (number, _) in lookup.documents() {
        let n_claims = case.annotation(number)?.claims.len() as u32;
        for claim in 0..n_claims {
            let at = ClaimAt { document: number, claim };
            let record =
                json!({"prov:generatedEntity": claim_name(lookup, at), "prov:usedEntity": document(lookup, number)});
            put(format!("_:c{number}.{claim}"), record)?;
        }
    }
    each_finding(case, |view| {
        let finding = format!("clew:finding-{}", view.finding.id);
        view.finding.claims.iter().enumerate().try_for_each(|(nth, at)| {
            let record = json!({"prov:generatedEntity": finding, "prov:usedEntity": claim_name(lookup, *at)});
            put(format!("_:f{}.{nth}", view.finding.id), record)
        })
    })
}

fn attributions(_: &Case, lookup: &Lookup, _: &[DecisionView], put: Put<'_>) -> Result<(), ExportError> {
    for (number, head) in lookup.documents() {
        if let Some(name) = &head.line.publisher {
            let record = json!({"prov:entity": document(lookup, number), "prov:agent": agent("publisher", name)});
            put(format!("_:a{number}"), record)?;
        }
    }
    Ok(())
}

fn associations(_: &Case, _: &Lookup, decisions: &[DecisionView], put: Put<'_>) -> Result<(), ExportError> {
    decisions.iter().try_for_each(|view| {
        let number = view.decision.number;
        let record = json!({"prov:activity": activity(number), "prov:agent": agent("person", who(view))});
        put(format!("_:w{number}"), record)
    })
}

fn uses(_: &Case, lookup: &Lookup, decisions: &[DecisionView], put: Put<'_>) -> Result<(), ExportError> {
    for view in decisions {
        for (nth, entity) in decided_on(view, lookup).into_iter().enumerate() {
            let record = json!({"prov:activity": activity(view.decision.number), "prov:entity": entity});
            put(format!("_:u{}.{nth}", view.decision.number), record)?;
        }
    }
    Ok(())
}

/// What a person withdrew or rejected is no more from then on.
fn invalidations(_: &Case, lookup: &Lookup, decisions: &[DecisionView], put: Put<'_>) -> Result<(), ExportError> {
    for view in decisions.iter().filter(|view| view.decision.undone_by.is_none() && view.left.is_none()) {
        if !matches!(view.decision.verdict, Verdict::Reject | Verdict::Retract) {
            continue;
        }
        let at = view.decision.recorded_at.to_string();
        for (nth, entity) in decided_on(view, lookup).into_iter().enumerate() {
            let record =
                json!({"prov:entity": entity, "prov:activity": activity(view.decision.number), "prov:time": at});
            put(format!("_:i{}.{nth}", view.decision.number), record)?;
        }
    }
    Ok(())
}

/// What a decision is about, as PROV entities.
fn decided_on(view: &DecisionView, lookup: &Lookup) -> Vec<String> {
    let numbers: BTreeMap<&str, i64> =
        lookup.documents().map(|(number, head)| (head.line.id.as_str(), number)).collect();
    let claims = view.claims.iter().filter_map(|(id, claim)| {
        let at = ClaimAt { document: *numbers.get(id.as_str())?, claim: *claim };
        Some(claim_name(lookup, at))
    });
    let documents = view.documents.iter().filter_map(|id| Some(document(lookup, *numbers.get(id.as_str())?)));
    claims.chain(documents).chain(view.entities.iter().map(|id| format!("clew:entity-{id}"))).collect()
}

fn who(view: &DecisionView) -> &str {
    view.decision.who.as_deref().unwrap_or("not named")
}

fn activity(number: u32) -> String {
    format!("clew:decision-{number}")
}

fn agent(kind: &str, name: &str) -> String {
    format!("clew:{kind}-{}", &Sha256::of(name.as_bytes()).to_string()[..16])
}

fn document(lookup: &Lookup, number: i64) -> String {
    let named = lookup.document(number).map(|head| annotations::source(&head.line.id, head.sha256));
    format!("clew:document-{}", named.unwrap_or_default().replace("urn:clew:document:", "").replace(':', "-"))
}

fn claim_name(lookup: &Lookup, at: ClaimAt) -> String {
    format!("{}-claim-{}", document(lookup, at.document), at.claim)
}
