//! The page of an event, and events in lists: how surely each happened its sentences say, never its name alone.

use super::contents::Site;
use super::page::{Page, Text};
use super::told::{caveat, standing_sign, what_is_stated};
use super::words;
use clew_engine::EngineError;
use clew_engine::answer::{ClaimLine, FindingView};
use clew_model::{CaseEvent, ClaimAt, Modality, Polarity, Role};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::rc::Rc;

impl Site<'_> {
    /// The page of an event.
    pub fn event(&mut self, event: &CaseEvent) -> Result<Page, EngineError> {
        let path = self.page_of(&event.id).expect("an event that is told has a page").to_owned();
        let mut page = Page::new(path, words::as_heading(&event.name));
        let view = self.case.event_view(event.clone())?;
        let lines = self.standing(&view.claims);
        let name = |id: &String| view.names.get(id).cloned().unwrap_or_default();
        let mut above = page.link("events.html", words::predicate(&event.predicate.to_string()));
        if let Some(whole) = event.part_of.as_ref().and_then(|id| self.event_of(id)) {
            let _ = write!(above, ", a part of {}", self.named(&page, &whole.id, &whole.name));
        }
        let places: Vec<String> = event.places.iter().map(|id| self.named(&page, id, &name(id))).collect();
        let mut beneath = format!("{} {}", caveats(event), words::interval(event.time));
        if !places.is_empty() {
            let _ = write!(beneath, ", at {}", places.join(", "));
        }
        let n_documents = lines.iter().map(|line| line.at.document).collect::<BTreeSet<_>>().len();
        let (documents, claims) = (words::counted(n_documents, "document"), words::counted(lines.len(), "claim"));
        let _ = write!(beneath, "{}; told in {documents}, by {claims}; how surely, their sentences say", counts(event));
        page.head(&above, &beneath);
        let html = self.tolls(&page, &event.claims);
        page.section("toll", "The numbers as they grew", &html);
        let participants: Vec<(Role, String, String)> =
            event.participants.iter().map(|(role, id)| (*role, id.clone(), name(id))).collect();
        let html = self.participants(&page, &participants, &lines)?;
        page.section("taking-part", "Who is told to have taken part", &html);
        let parts = self.parts_of(&event.id);
        let html = parts.iter().map(|part| self.event_line(&page, part, None)).collect::<Result<String, _>>()?;
        let html = if html.is_empty() { html } else { format!("<ol class=\"lines\">\n{html}</ol>\n") };
        page.section("parts", "Its parts", &html);
        let html = if lines.is_empty() { String::new() } else { self.voices(&page, &lines, true)? };
        page.section("told", "Who tells of it", &html);
        let html = self.accounts_of(&page, &lines)?;
        page.section("findings", "Findings that rest on it, and how they stand", &html);
        Ok(page)
    }

    /// An event in a list: its days, its name, how it stands, and what an entity is to it where one is given; with a sentence.
    pub fn event_line(&mut self, page: &Page, event: &CaseEvent, of: Option<&str>) -> Result<String, EngineError> {
        let lines = self.standing(&self.case.event_view(event.clone())?.claims);
        let standings: BTreeSet<_> = lines
            .iter()
            .filter_map(|line| self.findings.get(line.placed.finding.as_ref()?))
            .map(|view| view.finding.standing)
            .collect();
        let signs: String = words::STANDING_ORDER
            .into_iter()
            .filter(|it| standings.contains(it))
            .map(|it| standing_sign(it) + " ")
            .collect();
        let roles: BTreeSet<&str> =
            event.participants.iter().filter(|(_, id)| Some(id.as_str()) == of).map(|(role, _)| role.word()).collect();
        let roles = if roles.is_empty() {
            String::new()
        } else {
            format!("as {} ", roles.into_iter().collect::<Vec<_>>().join(", "))
        };
        let n_documents = lines.iter().map(|line| line.at.document).collect::<BTreeSet<_>>().len();
        let shown = self.telling(event, lines, of)?;
        let name = self.named(page, &event.id, &words::as_heading(&event.name));
        Ok(format!(
            "<li class=\"dated\"><p>{}</p>\n<div><p>{name} {signs}{} <span class=\"quiet\">{roles}told in {}{}</span></p>\n{}</div></li>\n",
            words::interval(event.time),
            caveats(event),
            words::counted(n_documents, "document"),
            counts(event),
            self.claim_lines(page, &shown, 1, false)?
        ))
    }

    /// The sentence that tells most of an event: where somebody takes part, how they do; else what it is called after, the earliest.
    fn telling(
        &mut self,
        event: &CaseEvent,
        lines: Vec<ClaimLine>,
        of: Option<&str>,
    ) -> Result<Vec<ClaimLine>, EngineError> {
        let predicate = event.predicate.to_string();
        let mut ranked = Vec::with_capacity(lines.len());
        for line in lines {
            let detail = self.detail(line.at)?;
            let is_theirs = detail.is_some_and(|it| it.roles.iter().any(|(_, id)| Some(id.as_str()) == of));
            let day = line.published.earliest.or(line.published.latest);
            ranked.push(((!is_theirs, line.predicate != predicate, day.is_none(), day, line.at), line));
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        Ok(ranked.into_iter().take(1).map(|(_, line)| line).collect())
    }

    /// Every number that was given in claims, in the order in which it could be read: HTML.
    fn tolls(&self, page: &Page, claims: &[ClaimAt]) -> String {
        let counting = self.counting(claims);
        let mut by_what: BTreeMap<&str, Vec<(&Rc<FindingView>, clew_model::Interval)>> = BTreeMap::new();
        for view in &counting {
            let Some(quantity) = &view.finding.quantity else { continue };
            if let Some(since) = super::told::in_order(&view.claims).first().map(|line| line.published) {
                by_what.entry(&quantity.what).or_default().push((view, since));
            }
        }
        let mut html = String::new();
        for (what, mut steps) in by_what {
            steps.sort_by_key(|(view, since)| {
                let day = since.earliest.or(since.latest);
                (day.is_none(), day, view.finding.id.clone())
            });
            let _ = write!(
                html,
                "<div class=\"scroll\" role=\"region\" aria-label=\"Numbers given\" tabindex=\"0\">\n<table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">First read</th><th scope=\"col\">Number</th>\
                 <th scope=\"col\">On the word of</th><th scope=\"col\">Standing</th></tr></thead>\n<tbody>\n",
                Text(&words::as_heading(what))
            );
            steps.iter().for_each(|(view, since)| html.push_str(&self.toll_row(page, view, *since)));
            html.push_str("</tbody>\n</table>\n</div>\n");
        }
        html
    }

    fn toll_row(&self, page: &Page, view: &FindingView, since: clew_model::Interval) -> String {
        let number = Text(&what_is_stated(&view.finding)).to_string();
        let number = match self.page_of(&view.finding.id) {
            Some(path) => page.link(path, number),
            None => number,
        };
        let caveats: String =
            words::caveats(&view.finding, &view.claims).iter().map(|it| format!(" {}", caveat(it))).collect();
        let origins: Vec<String> = view.finding.origins.iter().map(|origin| words::origin(Some(origin))).collect();
        format!(
            "<tr><td>{}</td><td>{number}{caveats}</td><td><bdi>{}</bdi></td><td>{}</td></tr>\n",
            words::published_on(since),
            Text(&words::listed(&origins, 3)),
            standing_sign(view.finding.standing)
        )
    }

    /// The findings of claims, each once, in a line: HTML.
    fn accounts_of(&mut self, page: &Page, lines: &[ClaimLine]) -> Result<String, EngineError> {
        let ids: BTreeSet<&String> = lines.iter().filter_map(|line| line.placed.finding.as_ref()).collect();
        let views: Vec<Rc<FindingView>> = ids.into_iter().filter_map(|id| self.findings.get(id).cloned()).collect();
        views.iter().map(|view| self.finding(page, view)).collect()
    }
}

/// How an event is told, where that is not as fact: HTML.
pub fn caveats(event: &CaseEvent) -> String {
    let denied = (event.polarity == Polarity::Denied).then_some("denied");
    let told = denied.into_iter().chain(words::modality(event.modality));
    told.map(caveat).collect::<Vec<_>>().join(" ")
}

/// Whether an event is told as fact.
pub fn is_fact(event: &CaseEvent) -> bool {
    event.polarity == Polarity::Asserted && event.modality == Modality::Actual
}

/// What was counted of an event, with a comma before it: HTML.
pub fn counts(event: &CaseEvent) -> String {
    let counts: Vec<String> = event.counts.iter().map(|count| words::quantity(&count.quantity)).collect();
    if counts.is_empty() { String::new() } else { format!(", {}", Text(&counts.join(", "))) }
}
