use super::super::lookup::Lookup;
use super::super::on_one_line;
use super::Proxy;
use super::entity::{Schemata, document_id, is_legal};
use clew_model::{CaseEvent, Interval, Modality, Polarity};

/// An event; `None` of one that is denied, or planned or supposed only: FollowTheMoney has no place to say so.
pub fn of_event(event: &CaseEvent, lookup: &Lookup, schemata: &Schemata) -> Option<Proxy> {
    if event.polarity == Polarity::Denied || event.modality != Modality::Actual {
        return None;
    }
    let mut proxy = Proxy::new(event.id.as_str(), "Event");
    proxy.add("name", on_one_line(&event.name));
    proxy.add("keywords", event.predicate.to_string());
    proxy.add("recordId", event.id.as_str());
    proxy.add_all("location", event.places.iter().map(|place| lookup.name(place)));
    proxy.add_all(
        "addressEntity",
        event.places.iter().filter(|place| schemata.get(*place) == Some(&"Address")).map(String::as_str),
    );
    let involved = event.participants.iter().filter(|(_, id)| schemata.get(id).is_some_and(|schema| is_legal(schema)));
    proxy.add_all("involved", involved.map(|(_, id)| id.as_str()));
    let roles = event.participants.iter().map(|(role, id)| format!("{}: {}", role.word(), lookup.name(id)));
    proxy.add("summary", roles.collect::<Vec<_>>().join("; "));
    add_time(&mut proxy, event.time);
    add_documents(&mut proxy, event.documents.iter().copied(), lookup);
    Some(proxy)
}

/// The days between which it can have been; one day is its `date`.
pub fn add_time(proxy: &mut Proxy, time: Interval) {
    match time.single_day() {
        Some(day) => proxy.add("date", day.to_string()),
        None => {
            proxy.add_all("startDate", time.earliest.map(|day| day.to_string()));
            proxy.add_all("endDate", time.latest.map(|day| day.to_string()));
        }
    }
}

/// Where it can be read: the documents, their publishers and addresses.
pub fn add_documents(proxy: &mut Proxy, documents: impl Iterator<Item = i64>, lookup: &Lookup) {
    for number in documents {
        let Some(head) = lookup.document(number) else { continue };
        proxy.add("proof", document_id(&head.line.id, head.sha256));
        proxy.add_all("publisher", head.line.publisher.as_deref());
        proxy.add_all("sourceUrl", head.url.as_deref().filter(|url| url.starts_with("http")));
    }
}
