//! What is one identifier in different documents.

use crate::picture::CaseDocument;
use clew_model::{Identifier, IdentifierKind};
use std::collections::{BTreeSet, HashMap};

/// Every identifier of a case with its document's number, in order; those that two documents write with more and with less have one key.
///
/// A telephone number without a country's code is one with it, and an address without a town one with it, where the case
/// has no other that it could be. How each is written stays, so that the reader sees what was taken for one.
pub fn of_case(documents: &[CaseDocument]) -> Vec<(i64, Identifier)> {
    let longer = Longer::of(documents.iter().flat_map(|document| &document.told.identifiers));
    let agreed = |one: &Identifier| {
        let key = longer.only(one).unwrap_or(&one.key).to_owned();
        Identifier { key, ..one.clone() }
    };
    let all = documents.iter().flat_map(|document| document.told.identifiers.iter().map(|one| (document.number, one)));
    let mut found: Vec<(i64, Identifier)> = all.map(|(document, one)| (document, agreed(one))).collect();
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    found
}

/// The keys that say more than shorter ones, by those.
struct Longer<'c>(HashMap<(IdentifierKind, String), BTreeSet<&'c str>>);

impl<'c> Longer<'c> {
    fn of(all: impl Iterator<Item = &'c Identifier>) -> Self {
        let mut longer: HashMap<_, BTreeSet<&str>> = HashMap::new();
        for Identifier { kind, key, .. } in all {
            for shorter in shorter(*kind, key) {
                longer.entry((*kind, shorter)).or_default().insert(key);
            }
        }
        Self(longer)
    }

    /// The one key that this identifier's can be short for.
    fn only(&self, identifier: &Identifier) -> Option<&'c str> {
        let Identifier { kind, key, .. } = identifier;
        let short = match kind {
            IdentifierKind::Phone if key.starts_with('0') => key.trim_start_matches('0').to_owned(),
            IdentifierKind::Address => key.clone(),
            _ => return None,
        };
        let mut can_be = self.0.get(&(*kind, short))?.iter();
        can_be.next().copied().filter(|_| can_be.next().is_none())
    }
}

/// What a key may be shortened to: a number without its country's code of one to three digits (ITU-T E.164), an address
/// without its town.
fn shorter(kind: IdentifierKind, key: &str) -> Vec<String> {
    const LEAST_DIGITS: usize = 7;
    match kind {
        IdentifierKind::Phone => {
            let Some(digits) = key.strip_prefix('+') else { return Vec::new() };
            (1..=3)
                .filter_map(|n| digits.get(n..))
                .filter(|rest| rest.len() >= LEAST_DIGITS)
                .map(str::to_owned)
                .collect()
        }
        IdentifierKind::Address => key.split_once(", ").map(|(street, _)| street.to_owned()).into_iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Told;
    use clew_model::Span;

    fn keys(written: &[(IdentifierKind, &str)]) -> Vec<String> {
        let document = |(number, (kind, key)): (i64, &(IdentifierKind, &str))| {
            let one = Identifier { span: Span::new(0, 1), kind: *kind, key: (*key).to_owned(), written: String::new() };
            let told = Told { identifiers: vec![one], ..Told::default() };
            CaseDocument { number, identity: String::new(), copy_of: None, told }
        };
        let documents: Vec<CaseDocument> = (1..).zip(written).map(document).collect();
        of_case(&documents).into_iter().map(|(_, one)| one.key).collect()
    }

    #[test]
    fn what_is_written_with_less_is_one_with_the_only_one_that_says_more() {
        use IdentifierKind::{Address, Phone};
        let (london, oslo) = ("+442079460018", "+472079460018");
        assert_eq!(keys(&[(Phone, "02079460018"), (Phone, london)]), [london, london]);
        assert_eq!(keys(&[(Phone, "02079460018"), (Phone, london), (Phone, oslo)]), ["02079460018", london, oslo]);
        assert_eq!(keys(&[(Phone, "2079460018"), (Phone, london)]), ["2079460018", london], "no trunk prefix");
        let (varn, skarnoy) = ("14 high street, varn", "14 high street, skarnoy");
        assert_eq!(keys(&[(Address, "14 high street"), (Address, varn)]), [varn, varn]);
        assert_eq!(
            keys(&[(Address, "14 high street"), (Address, varn), (Address, skarnoy)]),
            ["14 high street", varn, skarnoy]
        );
    }
}
