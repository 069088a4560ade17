use super::super::ExportError;
use super::super::claim::claim_id;
use super::lookup::Lookup;
use super::on_one_line;
use super::stated::{claim_marks, marked, modality};
use clew_engine::Case;
use clew_engine::answer::{DecidedClaim, DocumentClaims, DocumentView};
use clew_model::{CodePoints, Mention, Sha256, Span};
use serde_json::{Value, json};
use std::io::Write;

/// Code points of the text around a quotation that are given with it.
const AROUND: u32 = 32;

/// Writes every mention and claim of a case as W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>), one page of JSON-LD, an
/// annotation a line: a mention `identifying` what it refers to, a claim `describing` its sentence.
pub fn write_annotations(case: &Case, out: &mut impl Write) -> Result<(), ExportError> {
    let lookup = Lookup::of(case)?;
    let context = json!(["http://www.w3.org/ns/anno.jsonld", {"clew": "urn:clew:term:"}]);
    let collection = json!({"id": "urn:clew:annotations", "type": "AnnotationCollection", "label": case.name()});
    write!(
        out,
        "{{\"@context\":{context},\"id\":\"urn:clew:annotations:1\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"partOf\":{collection},\"items\":["
    )?;
    let mut separator = "\n";
    let mut print = |annotation: &Value| {
        write!(out, "{separator}{annotation}")?;
        separator = ",\n";
        Ok::<(), ExportError>(())
    };
    for (number, _) in lookup.documents() {
        let (Some(claims), Some(document)) = (case.claims(number)?, case.document(number)?) else { continue };
        let points = CodePoints::new(&document.text);
        let of = Annotated { document: &document, points: &points, lookup: &lookup, number };
        for mention in &document.annotation.mentions {
            print(&of.mention(mention))?;
        }
        for decided in &claims.claims {
            print(&of.claim(&claims, decided))?;
        }
    }
    writeln!(out, "\n]}}")?;
    Ok(())
}

/// A document whose annotations are written.
struct Annotated<'a> {
    document: &'a DocumentView,
    points: &'a CodePoints<'a>,
    lookup: &'a Lookup,
    number: i64,
}

impl Annotated<'_> {
    fn mention(&self, mention: &Mention) -> Value {
        let Span { start, end } = mention.span;
        let entity = self.document.entities.get(mention.chain as usize).and_then(Option::as_deref);
        let chain = self.document.annotation.chains.get(mention.chain as usize).map(|chain| chain.name.as_str());
        let name = entity.map(|id| self.lookup.name(id)).or(chain).unwrap_or_default();
        let value = on_one_line(name);
        let mut body = json!({"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": value});
        body["clew:type"] = json!(mention.thing.word());
        if let Some(entity) = entity {
            body["clew:entity"] = json!(entity);
        }
        json!({
            "id": self.id(&format!("mention:{start}-{end}-{}", mention.chain)),
            "type": "Annotation",
            "motivation": "identifying",
            "body": body,
            "target": self.target(mention.span),
        })
    }

    fn claim(&self, claims: &DocumentClaims, decided: &DecidedClaim) -> Value {
        let (view, claim) = (&decided.view, &decided.view.claim);
        let placed = claims.placed.get(&claim.id);
        let finding = placed.and_then(|placed| placed.finding.as_deref());
        let standing = finding.and_then(|finding| self.lookup.standing(finding));
        let marks = claim_marks(decided, standing, self.lookup.retracted_by(self.number).is_some());
        let words = view
            .arguments
            .iter()
            .map(|one| format!("{}: {}", one.role.word(), one.name.as_ref().unwrap_or(&one.words)));
        let stated = format!("{}: {}", claim.predicate, words.collect::<Vec<_>>().join("; "));
        let arguments = view.arguments.iter().map(|one| {
            json!({"clew:role": one.role.word(), "clew:start": one.span.start, "clew:end": one.span.end, "clew:words": one.words})
        });
        json!({
            "id": self.id(&format!("claim:{}", claim.id)),
            "type": "Annotation",
            "motivation": "describing",
            "body": {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": marked(&marks, &stated)},
            "target": self.target(view.sentence),
            "clew:claim": claim_id(&claims.id, claim.id),
            "clew:predicate": claim.predicate.to_string(),
            "clew:subtype": claim.subtype,
            "clew:trigger": self.points.slice(claim.trigger),
            "clew:arguments": arguments.collect::<Vec<_>>(),
            "clew:polarity": claim.polarity.word(),
            "clew:certainty": claim.certainty.level.word(),
            "clew:modality": modality(claim.modality),
            "clew:opinion": claim.opinion,
            "clew:standing": standing.map(|standing| standing.word()),
            "clew:origin": placed.and_then(|placed| placed.origin.as_ref()).map(|origin| &origin.name),
            "clew:finding": finding,
            "clew:decision": decided.decision.as_ref().map(|decision| decision.verdict.word()),
        })
    }

    fn id(&self, part: &str) -> String {
        format!("{}:{part}", source(&self.document.line.id, self.document.sha256))
    }

    /// The same words twice over: by where they stand, and by what stands around them.
    fn target(&self, span: Span) -> Value {
        let before = Span::new(span.start.saturating_sub(AROUND), span.start);
        let after = Span::new(span.end, (span.end + AROUND).min(self.points.len()).max(span.end));
        let mut source = json!({"id": source(&self.document.line.id, self.document.sha256), "type": "Text", "clew:document": self.document.line.id});
        if let Some(url) = &self.document.url {
            source["via"] = json!(url);
        }
        json!({
            "type": "SpecificResource",
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": self.points.slice(span),
                    "prefix": self.points.slice(before),
                    "suffix": self.points.slice(after),
                },
            ],
        })
    }
}

/// What a document is called where a name must be an IRI: two documents of one original have one each.
pub fn source(id: &str, sha256: Sha256) -> String {
    let named = Sha256::of(id.as_bytes()).to_string();
    format!("urn:clew:document:{sha256}:{}", &named[..16])
}
