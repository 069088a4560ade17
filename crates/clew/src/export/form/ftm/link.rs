use super::super::super::ExportError;
use super::super::edge::pairs;
use super::super::lookup::Lookup;
use super::super::on_one_line;
use super::super::stated::{Stated, is_denied, marked};
use super::Proxy;
use super::entity::{Schemata, is_asset, is_body, is_legal};
use super::event::{add_documents, add_time};
use clew_engine::Case;
use clew_engine::answer::FindingView;
use clew_model::{Filling, Finding, Modality, Predicate, Role, Standing};
use std::collections::HashSet;

/// Ids of what somebody is said to own: an organization among them is a company.
pub fn owned_things(case: &Case) -> Result<HashSet<String>, ExportError> {
    let mut owned = HashSet::new();
    case.each_finding(|finding| {
        if finding.predicate == Predicate::Owns && finding.modality == Modality::Actual && !is_denied(&finding) {
            owned.extend(entity_in(&finding, Role::Thing).map(str::to_owned));
        }
    })?;
    Ok(owned)
}

fn entity_in(finding: &Finding, wanted: Role) -> Option<&str> {
    finding.arguments.iter().find_map(|(role, filling)| match filling {
        Filling::Entity(id) if *role == wanted => Some(id.as_str()),
        _ => None,
    })
}

fn words_in(finding: &Finding, wanted: Role) -> Option<&str> {
    finding.arguments.iter().find_map(|(role, filling)| match filling {
        Filling::Value(words) if *role == wanted => Some(words.as_str()),
        _ => None,
    })
}

/// The ties that a finding makes between two entities; or what it is, in the plural, where it has no place here.
pub fn of_finding(view: &FindingView, lookup: &Lookup, schemata: &Schemata) -> Result<Vec<Proxy>, &'static str> {
    let (finding, stated) = (&view.finding, Stated::of(view));
    match (is_denied(finding), finding.modality, finding.standing) {
        (true, ..) => return Err("findings that are denied"),
        (_, Modality::Planned | Modality::Conditional | Modality::Generic, _) => {
            return Err("findings that are not told as fact");
        }
        (.., Standing::Superseded) => return Err("findings that are superseded"),
        _ => {}
    }
    let mut proxies: Vec<Proxy> = Vec::new();
    if stated.is_flat() {
        proxies.extend(typed(finding, schemata));
    }
    if proxies.is_empty() {
        let pairs = pairs(&finding.arguments, |id| schemata.contains_key(id));
        let n_pairs = pairs.len();
        for (nth, (one, other)) in pairs.into_iter().enumerate() {
            let id = if n_pairs == 1 { finding.id.clone() } else { format!("{}-{}", finding.id, nth + 1) };
            proxies.push(unknown(id, finding, (one, other), &stated));
        }
    }
    if proxies.is_empty() {
        return Err("findings that tie no two things");
    }
    proxies.iter_mut().for_each(|proxy| describe(proxy, view, &stated, lookup));
    Ok(proxies)
}

fn unknown(id: String, finding: &Finding, (one, other): ((String, Role), (String, Role)), stated: &Stated) -> Proxy {
    let mut proxy = Proxy::new(id, "UnknownLink");
    let subtype = finding.subtype.as_ref().map(|subtype| format!(", {subtype}")).unwrap_or_default();
    proxy.add("role", format!("{}{subtype} ({} - {})", finding.predicate, one.1.word(), other.1.word()));
    proxy.add("status", stated.marks().join(", "));
    proxy.add("subject", one.0);
    proxy.add("object", other.0);
    proxy
}

/// The tie in a schema of its own, where FollowTheMoney has one whose sides these two can be.
fn typed(finding: &Finding, schemata: &Schemata) -> Option<Proxy> {
    let title = words_in(finding, Role::Title).or_else(|| words_in(finding, Role::Position)).unwrap_or_default();
    if finding.predicate == Predicate::Associate {
        return associates(finding, schemata);
    }
    let (schema, sides) = schema_of(finding, title)?;
    let mut proxy = Proxy::new(finding.id.as_str(), schema);
    for (property, role, fits) in sides {
        let side = entity_in(finding, role).filter(|id| schemata.get(*id).is_some_and(|schema| fits(schema)));
        proxy.add(property, side?);
    }
    match schema {
        "Family" => proxy.add_all("relationship", finding.subtype.as_deref()),
        "Payment" => proxy.add_all("purpose", words_in(finding, Role::Amount).map(on_one_line)),
        _ => proxy.add("role", on_one_line(title)),
    }
    Some(proxy)
}

/// A property of a tie, the role that fills it, and the schemata that can.
type Side = (&'static str, Role, fn(&str) -> bool);

fn schema_of(finding: &Finding, title: &str) -> Option<(&'static str, [Side; 2])> {
    let is_person = |schema: &str| schema == "Person";
    let body: Side = ("organization", Role::Organization, is_body);
    Some(match finding.predicate {
        Predicate::Family => ("Family", [("person", Role::Person, is_person), ("relative", Role::Relative, is_person)]),
        Predicate::Member => ("Membership", [("member", Role::Person, is_legal), body]),
        Predicate::Position if is_of_board(title) => ("Directorship", [("director", Role::Person, is_legal), body]),
        Predicate::Position => {
            ("Employment", [("employee", Role::Person, is_person), ("employer", Role::Organization, is_body)])
        }
        Predicate::Owns => ("Ownership", [("owner", Role::Owner, is_legal), ("asset", Role::Thing, is_asset)]),
        Predicate::Transfer if words_in(finding, Role::Amount).is_some() => {
            ("Payment", [("payer", Role::Giver, is_legal), ("beneficiary", Role::Recipient, is_legal)])
        }
        _ => return None,
    })
}

/// Both sides of an association are in one role.
fn associates(finding: &Finding, schemata: &Schemata) -> Option<Proxy> {
    let people = finding.arguments.iter().filter_map(|(_, filling)| match filling {
        Filling::Entity(id) if schemata.get(id) == Some(&"Person") => Some(id.as_str()),
        _ => None,
    });
    let [one, other] = people.collect::<Vec<_>>().try_into().ok()?;
    let mut proxy = Proxy::new(finding.id.as_str(), "Associate");
    proxy.add("person", one);
    proxy.add("associate", other);
    proxy.add("relationship", finding.subtype.as_deref().unwrap_or("associate"));
    Some(proxy)
}

/// Words of titles of those who direct a body, as Directorship means it; "Board spokeswoman" is none of theirs.
const DIRECTING: [&str; 7] = ["director", "directors", "chair", "chairman", "chairwoman", "chairperson", "chairs"];
const DIRECTING_PHRASES: [&str; 3] = ["chief executive", "board member", "member of the board"];

fn is_of_board(title: &str) -> bool {
    let title = title.to_lowercase();
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    words.any(|word| DIRECTING.contains(&word)) || DIRECTING_PHRASES.iter().any(|phrase| title.contains(phrase))
}

/// What shows a tie, and how it stands.
fn describe(proxy: &mut Proxy, view: &FindingView, stated: &Stated, lookup: &Lookup) {
    let finding = &view.finding;
    let marks = stated.marks();
    proxy.add("recordId", finding.id.as_str());
    let Stated { standing, polarity, certainty, modality, origins, .. } = stated;
    let told = format!("{}; {polarity}; sounds {certainty}; {modality}; on the word of {origins}", standing.word());
    proxy.add("summary", on_one_line(&format!("{told}. {}", finding.why)));
    proxy.add_all(
        "description",
        view.claims.iter().take(SENTENCES).map(|line| marked(&marks, &on_one_line(&line.sentence))),
    );
    add_time(proxy, finding.time);
    add_documents(proxy, view.claims.iter().map(|line| line.at.document), lookup);
}

/// Sentences that a tie is described by at most: the others are in the sidecar.
const SENTENCES: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_speaks_for_a_board_does_not_direct_it() {
        for (title, is) in [
            ("Operations Director", true),
            ("Chair", true),
            ("chief executive", true),
            ("a member of the board", true),
            ("Board spokeswoman", false),
            ("treasurer", false),
            ("directory clerk", false),
        ] {
            assert_eq!(is_of_board(title), is, "{title}");
        }
    }
}
