//! The first page: what the case amounts to, what needs attention, how to read a site, and how it was made.

use super::accounts::{matter, weight};
use super::contents::Site;
use super::event::is_fact;
use super::page::{Page, Text};
use super::told::standing_sign;
use super::words;
use clew_engine::EngineError;
use clew_model::{Basis, CaseEvent, Interval, Standing, ThingType};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::rc::Rc;

/// Events, disputes, and entities of a type on the first page.
const MAIN_EVENTS: usize = 10;
const MAIN_DISPUTES: usize = 8;
const MAIN_ENTITIES: usize = 12;
/// What papers do every day: it is told of often, and is what no case is about.
const EVERYDAY: &str = "Publish";

impl Site<'_> {
    /// The first page.
    pub fn index(&mut self, made: &[String]) -> Result<Page, EngineError> {
        let mut page = Page::new("index.html", self.case.name());
        page.head("", &self.amounts());
        if !self.scope.is_whole {
            let about: Vec<String> =
                self.scope.names.iter().map(|(id, name)| self.named(&page, id, &words::as_heading(name))).collect();
            page.add(format_args!("<p>Of this case, what belongs to {} is told here.</p>\n", about.join("; ")));
        }
        let html = self.main_events(&page)?;
        page.section("main-events", "Main events", &html);
        let html = self.main_disputes(&page);
        page.section("disputed", "What is disputed", &html);
        for (thing, others) in [
            (ThingType::Person, &[][..]),
            (ThingType::Organization, &[ThingType::PublicBody][..]),
            (ThingType::Place, &[ThingType::Facility][..]),
        ] {
            let html = self.most_named(&page, thing, others);
            page.section(&thing.word().to_lowercase(), words::many_of(thing), &html);
        }
        page.section("attention", "Needs attention", &self.attention());
        page.section("reading", "How to read it", &how_to_read());
        let made: String = made.iter().map(|said| format!("<p>{}</p>\n", Text(said))).collect();
        page.section("made", "How it was made", &made);
        Ok(page)
    }

    /// How much there is.
    fn amounts(&self) -> String {
        let publishers: BTreeSet<&str> =
            self.heads.values().filter_map(|head| head.line.publisher.as_deref()).collect();
        let spans = self.heads.values().filter_map(|head| head.line.published_at).map(|at| at.interval);
        let days: BTreeSet<_> = spans.flat_map(|span| [span.earliest, span.latest]).flatten().collect();
        let published = Interval { earliest: days.first().copied(), latest: days.last().copied() };
        let published =
            if published.is_open() { String::new() } else { format!(", published {}", words::interval(published)) };
        format!(
            "{} by {}{published}, naming {}",
            words::counted(self.heads.len(), "document"),
            words::counted(publishers.len(), "publisher"),
            words::counted_as(self.entities.len(), "entity", "entities")
        )
    }

    fn main_events(&mut self, page: &Page) -> Result<String, EngineError> {
        let is_main =
            |event: &&Rc<CaseEvent>| is_fact(event) && self.is_whole(event) && event.predicate.to_string() != EVERYDAY;
        let mut events: Vec<Rc<CaseEvent>> = self.events.iter().filter(is_main).cloned().collect();
        events.sort_by_key(|event| Reverse((event.documents.len(), event.claims.len())));
        events.truncate(MAIN_EVENTS);
        let mut html = String::new();
        for event in &events {
            html.push_str(&self.event_line(page, event, None)?);
        }
        let all = page.link("events.html", format_args!("{} in all", words::counted(self.events.len(), "event")));
        let listed = if html.is_empty() {
            "<p>No document tells of an event.</p>\n".to_owned()
        } else {
            format!("<ol class=\"lines\">\n{html}</ol>\n")
        };
        Ok(format!("{listed}<p class=\"quiet\">{all}</p>\n"))
    }

    fn main_disputes(&self, page: &Page) -> String {
        let is_disputed = |group: &&Vec<_>| {
            group.iter().any(|view: &Rc<clew_engine::answer::FindingView>| view.finding.standing == Standing::Disputed)
        };
        let disputed: Vec<_> = self.groups.iter().filter(is_disputed).collect();
        let mut html = String::new();
        for group in disputed.iter().take(MAIN_DISPUTES) {
            let path = self.page_of(&group[0].finding.id).expect("a group has a page");
            let link = page.link(path, format_args!("<bdi class=\"serif\">{}</bdi>", Text(&matter(group))));
            let _ = writeln!(html, "<li>{link} <span class=\"quiet\">{}</span></li>", weight(group));
        }
        let standings: Vec<String> = [Standing::Corroborated, Standing::SingleOrigin]
            .into_iter()
            .map(|standing| {
                let n = self.findings.values().filter(|view| view.finding.standing == standing).count();
                format!("{} {}", words::counted(n, "finding"), standing_sign(standing))
            })
            .collect();
        let all = page.link("disputes.html", format_args!("{} in all", words::counted(disputed.len(), "dispute")));
        let listed = if html.is_empty() {
            "<p>No two accounts contradict one another.</p>\n".to_owned()
        } else {
            format!("<ul class=\"lines\">\n{html}</ul>\n")
        };
        format!("{listed}<p class=\"quiet\">{all}; {}</p>\n", standings.join("; "))
    }

    fn most_named(&self, page: &Page, thing: ThingType, others: &[ThingType]) -> String {
        let lines = self.entities.iter().filter(|line| line.thing == thing || others.contains(&line.thing));
        let mut html = String::new();
        for line in lines.take(MAIN_ENTITIES) {
            let n = words::counted(line.n_documents as usize, "document");
            let _ =
                writeln!(html, "<li>{} <span class=\"quiet\">{n}</span></li>", self.named(page, &line.id, &line.name));
        }
        if html.is_empty() { html } else { format!("<ul class=\"columns\">\n{html}</ul>\n") }
    }

    /// What a person should look at, of the documents that are told of.
    fn attention(&self) -> String {
        let count = |has: &dyn Fn(&clew_engine::answer::DocumentHead) -> bool| {
            self.heads.values().filter(|head| has(head)).count()
        };
        let is_inferred = |head: &clew_engine::answer::DocumentHead| {
            head.line.published_at.is_some_and(|at| at.basis == Basis::Inferred)
        };
        let n_inferred = count(&is_inferred);
        let n_copies = count(&|head| head.line.copy_of.is_some());
        let matters = [
            (count(&|head| head.line.outcome.word() == "partial"), " read in part"),
            (count(&|head| head.line.published_at.is_none()), " without a date"),
            (
                n_inferred,
                if n_inferred == 1 { " dated only by what it mentions" } else { " dated only by what they mention" },
            ),
            (n_copies, if n_copies == 1 { " repeats an earlier one" } else { " repeat an earlier one" }),
            (self.withdrawn.len(), " withdrawn, or repeating what was withdrawn"),
        ];
        let mut html = String::new();
        for (n, said) in matters.into_iter().filter(|(n, _)| *n > 0) {
            let _ = writeln!(html, "<li>{}{said}</li>", words::counted(n, "document"));
        }
        if html.is_empty() { html } else { format!("<ul>\n{html}</ul>\n") }
    }
}

fn how_to_read() -> String {
    let mut html = String::from("<dl>\n");
    for standing in words::STANDING_ORDER {
        let _ = writeln!(html, "<dt>{}</dt><dd>{}</dd>", standing_sign(standing), words::standing(standing).means);
    }
    html + "</dl>\n<p>Every statement stands with the sentence it came from; its link leads to that sentence in the document. How sure a \
            source makes something sound (likely, denied, planned or to come) is the source's word and framed; where nothing is framed, \
            somebody states it flatly. A step in proceedings says what was done to a person, never that the person did what they are \
            suspected of.</p>\n"
}
