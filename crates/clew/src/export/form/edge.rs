use super::super::ExportError;
use super::super::claim::claim_id;
use super::lookup::Lookup;
use super::stated::Stated;
use super::{each_finding, on_one_line};
use clew_engine::Case;
use clew_engine::answer::FindingView;
use clew_model::{Filling, Interval, Role};

/// Two entities that take part in one finding.
pub struct Edge {
    /// "FINDING.N", N counting the pairs of one finding from 1; the finding's id alone where it has one pair.
    pub id: String,
    /// The entity that acts, owns or gives, where one of them does; and what it is to the predicate.
    pub source: (String, Role),
    /// The other.
    pub target: (String, Role),
    /// Id of the finding.
    pub finding: String,
    /// What is stated, with its narrower kind: "Family: brother".
    pub label: String,
    /// How it is told.
    pub stated: Stated,
    /// When it happened or held.
    pub time: Interval,
    /// A sentence that shows it, on one line, and the id of its claim.
    pub shown_by: Option<(String, String)>,
    /// Why it stands so.
    pub why: String,
}

/// Roles of those who act, first to last: what an arrow starts from.
const ACTING: [Role; 12] = [
    Role::Agent,
    Role::Attacker,
    Role::Giver,
    Role::Owner,
    Role::Traveler,
    Role::Participant,
    Role::Person,
    Role::Entity,
    Role::Part,
    Role::Victim,
    Role::Relative,
    Role::Recipient,
];

/// Every pair of entities of every finding, by finding.
pub fn each_edge(
    case: &Case,
    lookup: &Lookup,
    mut each: impl FnMut(Edge) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    each_finding(case, |view| edges(&view, lookup).into_iter().try_for_each(&mut each))
}

fn edges(view: &FindingView, lookup: &Lookup) -> Vec<Edge> {
    let finding = &view.finding;
    let pairs = pairs(&finding.arguments, |id| lookup.entity(id).is_some());
    let stated = Stated::of(view);
    let label = match &finding.subtype {
        Some(subtype) => format!("{}: {subtype}", finding.predicate),
        None => finding.predicate.to_string(),
    };
    let shown_by = view
        .claims
        .first()
        .map(|line| (on_one_line(&line.sentence), claim_id(lookup.ids.get(line.at.document), line.at.claim)));
    let n_pairs = pairs.len();
    let edge = |(nth, (source, target)): (usize, (Participant, Participant))| Edge {
        id: if n_pairs == 1 { finding.id.clone() } else { format!("{}.{}", finding.id, nth + 1) },
        source,
        target,
        finding: finding.id.clone(),
        label: label.clone(),
        stated: stated.clone(),
        time: finding.time,
        shown_by: shown_by.clone(),
        why: finding.why.clone(),
    };
    pairs.into_iter().enumerate().map(edge).collect()
}

type Participant = (String, Role);

/// Each two different entities among arguments once, who acts first.
pub fn pairs(arguments: &[(Role, Filling)], is_known: impl Fn(&str) -> bool) -> Vec<(Participant, Participant)> {
    let mut entities: Vec<Participant> = Vec::new();
    for (role, filling) in arguments {
        let Filling::Entity(id) = filling else { continue };
        if is_known(id) && !entities.iter().any(|(known, _)| known == id) {
            entities.push((id.clone(), *role));
        }
    }
    entities.sort_by_key(|(_, role)| ACTING.iter().position(|acting| acting == role).unwrap_or(ACTING.len()));
    let mut pairs = Vec::new();
    for (nth, one) in entities.iter().enumerate() {
        pairs.extend(entities[nth + 1..].iter().map(|other| (one.clone(), other.clone())));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_acts_comes_first_and_nobody_is_tied_to_themselves() {
        let entity = |id: &str| Filling::Entity(id.to_owned());
        let arguments = [
            (Role::Amount, Filling::Value("900 crowns".to_owned())),
            (Role::Giver, entity("b")),
            (Role::Recipient, entity("a")),
            (Role::Recipient, entity("b")),
            (Role::Thing, entity("gone")),
        ];
        let found = pairs(&arguments, |id| id != "gone");
        assert_eq!(found, [(("b".to_owned(), Role::Giver), ("a".to_owned(), Role::Recipient))]);
    }
}
