//! Lists: the entities, the events, the sources and the documents of a site.

use super::contents::Site;
use super::page::{Page, Text};
use super::words;
use clew_engine::EngineError;
use clew_model::{CaseEvent, Origin, ThingType};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::rc::Rc;

/// Publishers that are named of those who carry a source.
const MOST_CARRIERS: usize = 4;

/// What rests on an origin's word.
#[derive(Default)]
struct Resting<'f> {
    origin: Option<&'f Origin>,
    n_claims: usize,
    n_findings: usize,
    n_alone: usize,
    carried_by: BTreeSet<&'f str>,
}

impl Site<'_> {
    /// Every entity that has a page, by type.
    pub fn entities_listed(&self) -> Page {
        let mut page = Page::new("entities.html", "Entities");
        let n = words::counted_as(self.entities.len(), "entity", "entities");
        page.head("", &format!("{n}, those in most documents first"));
        for thing in ThingType::ALL {
            let mut html = String::new();
            for line in self.of_type(thing) {
                let others = line.names.get(1..).unwrap_or_default();
                let others =
                    if others.is_empty() { String::new() } else { format!("also {}; ", words::listed(others, 5)) };
                let (name, n) = (self.named(&page, &line.id, &line.name), line.n_documents as usize);
                let n_documents = words::counted(n, "document");
                let _ = writeln!(html, "<li>{name} <span class=\"quiet\">{}{n_documents}</span></li>", Text(&others));
            }
            let html = if html.is_empty() { html } else { format!("<ul class=\"lines\">\n{html}</ul>\n") };
            page.section(&thing.word().to_lowercase(), words::many_of(thing), &html);
        }
        page
    }

    /// Every event by day, parts with what they are parts of.
    pub fn events_listed(&mut self) -> Result<Page, EngineError> {
        let mut page = Page::new("events.html", "Events");
        let wholes: Vec<_> = self.events.iter().filter(|event| self.is_whole(event)).cloned().collect();
        page.head("", &format!("{}, by day", words::counted(self.events.len(), "event")));
        page.add("<ol class=\"lines\">\n");
        for event in wholes {
            let html = self.event_line(&page, &event, None)?;
            page.add(html);
            for part in self.parts_within(&event) {
                let html = self.event_line(&page, &part, None)?.replacen("class=\"dated\"", "class=\"dated part\"", 1);
                page.add(html);
            }
        }
        page.add("</ol>\n");
        Ok(page)
    }

    /// The parts of an event, and theirs.
    fn parts_within(&self, event: &CaseEvent) -> Vec<Rc<CaseEvent>> {
        let (mut found, mut seen, mut at) = (self.parts_of(&event.id), BTreeSet::from([event.id.clone()]), 0);
        while let Some(part) = found.get(at).cloned() {
            at += 1;
            if seen.insert(part.id.clone()) {
                found.extend(self.parts_of(&part.id));
            }
        }
        seen.remove(&event.id);
        found.retain(|part| seen.remove(&part.id));
        found
    }

    /// Whether an event is a part of none that is told.
    pub fn is_whole(&self, event: &CaseEvent) -> bool {
        self.whole_of(event).id == event.id
    }

    /// The outermost event that one is a part of.
    fn whole_of<'e>(&'e self, event: &'e CaseEvent) -> &'e CaseEvent {
        let (mut whole, mut seen) = (event, BTreeSet::from([&event.id]));
        while let Some(next) = whole.part_of.as_ref().and_then(|id| self.event_of(id)) {
            if !seen.insert(&next.id) {
                return event;
            }
            whole = next;
        }
        whole
    }

    /// What rests on each origin's word.
    fn resting(&self) -> Vec<Resting<'_>> {
        let mut resting: BTreeMap<(&str, Option<&str>), Resting<'_>> = BTreeMap::new();
        for view in self.findings.values() {
            let key = |origin: &'_ Origin| (origin.name.clone(), origin.entity.clone());
            let is_alone = view.finding.origins.iter().map(key).collect::<BTreeSet<_>>().len() == 1;
            let mut counted = BTreeSet::new();
            for line in &view.claims {
                let Some(origin) = line.placed.origin.as_deref() else { continue };
                let key = (origin.name.as_str(), origin.entity.as_deref());
                let entry = resting.entry(key).or_default();
                entry.origin = Some(origin);
                entry.n_claims += 1;
                entry.carried_by.extend(line.publisher.as_deref());
                if counted.insert(key) {
                    entry.n_findings += 1;
                    entry.n_alone += usize::from(is_alone);
                }
            }
        }
        resting.into_values().collect()
    }

    /// On whose word what is told rests.
    pub fn sources(&self) -> Page {
        let mut page = Page::new("sources.html", "Sources");
        let mut resting = self.resting();
        resting.sort_by_key(|one| Reverse(one.n_claims));
        let n = words::counted(resting.len(), "origin");
        page.head(
            "",
            &format!("{n} on whose word the case rests: the innermost source of each claim, whoever printed it"),
        );
        let mut html = String::from(
            "<div class=\"scroll\" role=\"region\" aria-label=\"Sources\" tabindex=\"0\">\n<table>\n<thead><tr><th scope=\"col\">Source</th><th scope=\"col\">Claims</th><th scope=\"col\">Findings</th>\
             <th scope=\"col\">Findings on it alone</th><th scope=\"col\">Publishers that carry it</th></tr></thead>\n<tbody>\n",
        );
        for one in &resting {
            let carried: Vec<String> = one.carried_by.iter().map(|name| (*name).to_owned()).collect();
            let _ = writeln!(
                html,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td><bdi>{}</bdi></td></tr>",
                self.origin(&page, one.origin),
                words::grouped(one.n_claims),
                words::grouped(one.n_findings),
                words::grouped(one.n_alone),
                Text(&words::listed(&carried, MOST_CARRIERS))
            );
        }
        html.push_str("</tbody>\n</table>\n</div>\n");
        page.add(html);
        page
    }

    /// Every document that is cited; to be made last, when it is known which are.
    pub fn documents_listed(&mut self) -> Page {
        let mut page = Page::new("documents.html", "Documents");
        let numbers = self.cited_by_day();
        let n_others = self.heads.len().saturating_sub(numbers.len());
        let others =
            if n_others > 0 { format!("; {} of the case are not", words::grouped(n_others)) } else { String::new() };
        page.head(
            "",
            &format!("{} cited here, by day of publication{others}", words::counted(numbers.len(), "document")),
        );
        page.add("<ol class=\"lines\">\n");
        for number in numbers {
            let title = self.titled(&page, number);
            let withdrawn = self.withdrawn_mark(number);
            let head = &self.heads[&number];
            let html = format!(
                "<li><p>{title}{withdrawn}</p>\n<p class=\"quiet\">document {number}; {}, <bdi>{}</bdi>; file <bdi>{}</bdi>; SHA-256 \
                 <code>{}</code></p></li>\n",
                words::published(head.line.published_at),
                Text(head.line.publisher.as_deref().unwrap_or(words::NO_PUBLISHER)),
                Text(words::file_name(&head.line.id)),
                head.sha256
            );
            page.add(html);
        }
        page.add("</ol>\n");
        page
    }

    /// Numbers of the documents that are cited, in the order in which they could be read.
    pub fn cited_by_day(&self) -> Vec<i64> {
        let mut numbers: Vec<i64> =
            self.cited.keys().copied().filter(|number| self.heads.contains_key(number)).collect();
        numbers.sort_by_key(|number| {
            let published = self.heads[number].line.published_at.map(|at| at.interval).unwrap_or_default();
            let day = published.earliest.or(published.latest);
            (day.is_none(), day, *number)
        });
        numbers
    }

    /// A document by its title, or else its file's name, which leads to it; it is cited from now on. HTML.
    pub fn titled(&mut self, page: &Page, number: i64) -> String {
        let title = self.title_of(number);
        let title = format!("<bdi class=\"serif\">{}</bdi>", Text(&title));
        let path = format!("documents/{number}.html");
        if !self.heads.contains_key(&number) || path == page.path() {
            return title;
        }
        self.cited.entry(number).or_default();
        page.link(&path, title)
    }

    /// What a document is called.
    pub fn title_of(&self, number: i64) -> String {
        let Some(head) = self.heads.get(&number) else { return String::new() };
        let title = head.line.title.as_deref().map(words::on_one_line).filter(|title| !title.is_empty());
        title.unwrap_or_else(|| words::file_name(&head.line.id).to_owned())
    }
}
