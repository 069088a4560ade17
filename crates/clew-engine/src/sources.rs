//! On whose word a case rests: what the claims and findings of a picture say of their origins, counted.

use clew_analysis::picture::CaseDocument;
use clew_analysis::reconcile::Reconciled;
use clew_model::Origin;
use clew_store::SourceLine;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Every source of a picture, by name; the claims of each are those that stand on its word, each counted once.
pub(crate) fn sources(documents: &[CaseDocument], reconciled: &Reconciled) -> Vec<SourceLine> {
    let mut sources: BTreeMap<Key<'_>, Counted<'_>> = BTreeMap::new();
    for (claim, origin) in &reconciled.claim_origins {
        let counted = sources.entry(key(origin)).or_insert_with(|| Counted::of(origin));
        counted.n_claims += 1;
        counted.documents.insert(claim.document);
    }
    for finding in &reconciled.findings {
        let of_finding: BTreeSet<Key<'_>> = finding.origins.iter().map(key).collect();
        for origin in &of_finding {
            let Some(counted) = sources.get_mut(origin) else { continue };
            counted.n_findings += 1;
            counted.n_alone += u32::from(of_finding.len() == 1);
        }
    }
    let told: HashMap<i64, &CaseDocument> = documents.iter().map(|document| (document.number, document)).collect();
    sources.into_values().map(|counted| counted.line(&told)).collect()
}

/// What makes an origin one and the same: its name and its entity.
type Key<'r> = (&'r str, Option<&'r str>);

fn key(origin: &Origin) -> Key<'_> {
    (&origin.name, origin.entity.as_deref())
}

struct Counted<'r> {
    origin: &'r Origin,
    documents: BTreeSet<i64>,
    n_claims: u32,
    n_findings: u32,
    n_alone: u32,
}

impl<'r> Counted<'r> {
    fn of(origin: &'r Origin) -> Self {
        Self { origin, documents: BTreeSet::new(), n_claims: 0, n_findings: 0, n_alone: 0 }
    }

    fn line(self, told: &HashMap<i64, &CaseDocument>) -> SourceLine {
        let Self { origin, documents, n_claims, n_findings, n_alone } = self;
        let publishers = documents.iter().filter_map(|number| told.get(number)?.told.publisher.as_deref());
        let mut n_documents: BTreeMap<&str, u32> = BTreeMap::new();
        publishers.for_each(|publisher| *n_documents.entry(publisher).or_default() += 1);
        let mut carried_by: Vec<(String, u32)> =
            n_documents.into_iter().map(|(name, n)| (name.to_owned(), n)).collect();
        carried_by.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let origin = Origin { documents: documents.into_iter().collect(), ..origin.clone() };
        SourceLine { origin, n_claims, n_findings, n_alone, carried_by }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_analysis::Told;
    use clew_model::{ClaimAt, OriginKind};
    use std::sync::Arc;

    #[test]
    fn a_source_has_as_many_claims_as_stand_on_its_word() {
        let document = |number: i64, publisher: &str| {
            let told = Told { publisher: Some(publisher.to_owned()), ..Told::default() };
            CaseDocument { number, identity: number.to_string(), copy_of: None, told }
        };
        let documents = [document(1, "Courier"), document(2, "Echo")];
        let origin = |name: &str, documents: &[i64]| {
            let (name, documents) = (name.to_owned(), documents.to_vec());
            Arc::new(Origin { name, kind: OriginKind::Named, entity: None, documents })
        };
        let at = |document, claim| ClaimAt { document, claim };
        // Both documents carry the Board's word; one of them twice in one sentence.
        let (board, mayor) = (origin("Board", &[1, 2]), origin("Mayor", &[2]));
        let claim_origins =
            vec![(at(1, 0), board.clone()), (at(1, 1), board.clone()), (at(2, 0), board), (at(2, 1), mayor)];
        let found = sources(&documents, &Reconciled { claim_origins, ..Reconciled::default() });
        let counted: Vec<_> = found.iter().map(|one| (one.origin.name.as_str(), one.n_claims)).collect();
        assert_eq!(counted, [("Board", 3), ("Mayor", 1)]);
        assert_eq!(found[0].carried_by, [("Courier".to_owned(), 1), ("Echo".to_owned(), 1)]);
        assert_eq!(found[1].origin.documents, [2]);
    }
}
