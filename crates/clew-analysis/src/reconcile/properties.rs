//! What holds of every case: whatever the order, the numbers and the days.

use super::tests::{arrest, counts, denied, document, numbered, reconciled};
use crate::picture::CaseDocument;
use clew_model::{Interval, Standing};
use jiff::civil::date;
use proptest::prelude::*;

/// A document of a generated case.
fn generated(nth: usize, of: (u8, u8, u8, bool)) -> CaseDocument {
    let (paper, number, day, is_denied) = of;
    let document = document(
        &format!("document {nth}"),
        ["Varn Gazette", "Daily Post", "Orrin Echo"][paper as usize % 3],
        1 + (day % 20) as i8,
    );
    let source = [None, Some("Femi Okoro"), Some("a senior official")][number as usize % 3];
    let document = counts(document, source, "killed", 3 + u64::from(number % 4), None);
    let document = arrest(document, source);
    if is_denied { denied(document) } else { document }
}

proptest! {
    #[test]
    fn the_order_of_documents_makes_no_difference(
        cases in proptest::collection::vec((0..3_u8, 0..6_u8, 0..20_u8, any::<bool>()), 1..8), seed in 0..50_usize,
    ) {
        let documents: Vec<CaseDocument> = cases.iter().enumerate().map(|(nth, of)| generated(nth, *of)).collect();
        let mut turned = documents.clone();
        turned.rotate_left(seed % documents.len());
        turned.reverse();
        prop_assert_eq!(without_numbers(documents), without_numbers(turned));
    }
}

proptest! {
    #[test]
    fn a_toll_is_superseded_exactly_where_a_later_one_is_higher(
        lows in proptest::collection::hash_set(1..400_u64, 1..7), seed in any::<u64>(),
    ) {
        let mut lows: Vec<u64> = lows.into_iter().collect();
        lows.sort_by_key(|low| low.wrapping_mul(seed | 1));
        let paper = |(nth, low): (usize, &u64)| {
            let source = Some("Harbour Board of Varn");
            counts(document(&format!("day {nth}"), "Varn Gazette", 1 + nth as i8), source, "killed", *low, Some(*low))
        };
        let found = reconciled(&numbered(lows.iter().enumerate().map(paper).collect())).findings;
        // None is dropped, and none is left standing beside a later higher one.
        prop_assert_eq!(found.len(), lows.len());
        for finding in &found {
            let low = finding.quantity.as_ref().and_then(|quantity| quantity.low).expect("a count has a number");
            let nth = lows.iter().position(|other| *other == low).expect("it is one of them");
            let is_risen = lows[nth + 1..].iter().any(|later| *later > low);
            prop_assert_eq!(finding.standing == Standing::Superseded, is_risen);
        }
    }

    #[test]
    fn a_finding_is_of_the_days_that_all_its_claims_can_share(
        spans in proptest::collection::vec((1..20_i8, 0..10_i8), 1..6),
    ) {
        let time = |(first, n_days): &(i8, i8)| {
            Interval { earliest: Some(date(2021, 5, *first)), latest: Some(date(2021, 5, first + n_days)) }
        };
        let report = |(nth, span): (usize, &(i8, i8))| {
            let mut report = arrest(document(&format!("paper {nth}"), "Varn Gazette", 20), Some("Femi Okoro"));
            report.told.claims[0].claim.time = time(span);
            report
        };
        let documents = numbered(spans.iter().enumerate().map(report).collect());
        for finding in reconciled(&documents).findings {
            for at in &finding.claims {
                let of_claim = documents[at.document as usize - 1].told.claims[0].claim.time;
                prop_assert!(of_claim.earliest <= finding.time.earliest && finding.time.latest <= of_claim.latest);
            }
        }
    }
}

/// Findings by the identities of their documents, without ids.
fn without_numbers(documents: Vec<CaseDocument>) -> Vec<String> {
    let documents = numbered(documents);
    let identity = |number: i64| {
        documents.iter().find(|document| document.number == number).map(|document| document.identity.clone())
    };
    let line = |finding: &clew_model::Finding| {
        let mut claims: Vec<_> = finding.claims.iter().map(|at| (identity(at.document), at.claim)).collect();
        claims.sort();
        let origins: Vec<_> = finding.origins.iter().map(|origin| (&origin.name, origin.kind)).collect();
        format!("{claims:?} {origins:?} {:?} {:?} {}", finding.standing, finding.time, finding.why)
    };
    let mut lines: Vec<String> = reconciled(&documents).findings.iter().map(line).collect();
    lines.sort();
    lines
}
