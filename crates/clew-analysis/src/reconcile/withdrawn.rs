//! What rests on documents that a person withdrew: it stays, and speaks for and against nothing any more.

use super::draft::{Draft, Ground};
use std::collections::{BTreeSet, HashMap};

/// Marks what rests on withdrawn documents alone, and takes their word away from what rests on others too.
pub(super) fn withdraw(ground: &Ground<'_, '_>, drafts: &mut [Draft], retracted: &BTreeSet<i64>) {
    if retracted.is_empty() {
        return;
    }
    let stands = stands(ground, retracted);
    for draft in drafts.iter_mut() {
        let standing: Vec<usize> = draft.places.iter().copied().filter(&stands).collect();
        draft.is_withdrawn = standing.is_empty() && !draft.places.is_empty();
        if !draft.is_withdrawn && standing.len() < draft.places.len() {
            let of_standing = Draft::new(ground, standing);
            (draft.origins, draft.is_denied) = (of_standing.origins, of_standing.is_denied);
        }
    }
    let gone: BTreeSet<usize> = (0..drafts.len()).filter(|at| drafts[*at].is_withdrawn).collect();
    for draft in drafts {
        draft.against = if draft.is_withdrawn { BTreeSet::new() } else { &draft.against - &gone };
        draft.superseded_by = draft.superseded_by.filter(|by| !gone.contains(by));
    }
}

/// Whether the claim at a place still speaks: its document was not withdrawn, nor the one that it has it from word for word.
fn stands(ground: &Ground<'_, '_>, retracted: &BTreeSet<i64>) -> impl Fn(&usize) -> bool {
    let documents = &ground.case.documents;
    let place_of: HashMap<i64, usize> = documents.iter().zip(0..).map(|(document, at)| (document.number, at)).collect();
    move |place| {
        let document = &documents[ground.case.stated[*place].document];
        let original = document.copy_of.filter(|of| retracted.contains(of)).and_then(|of| place_of.get(&of));
        let is_copied = original.is_some_and(|of| ground.origins.of(*place) == ground.origins.own(*of));
        !retracted.contains(&document.number) && !is_copied
    }
}
