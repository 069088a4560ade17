//! The page of a person, a body, a place or a thing: all that is told of it, and never a judgement of it.

use super::contents::Site;
use super::page::{Page, Text};
use super::told::{caveat, standing_sign};
use super::words;
use clew_engine::EngineError;
use clew_engine::answer::{ClaimLine, Dossier, EntityDocument, EntityLine, FindingView, Quote};
use clew_model::{CodePoints, Filling, Polarity, Predicate, Standing, Status};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::rc::Rc;

/// Publishers that are named of those who use a name.
const MOST_PUBLISHERS: usize = 6;
/// Documents whose sentences are shown; findings, events and steps show theirs beside.
const MOST_DOCUMENTS: usize = 200;

impl Site<'_> {
    /// The page of an entity.
    pub fn entity(&mut self, line: &EntityLine) -> Result<Page, EngineError> {
        let path = self.page_of(&line.id).expect("an entity that is told has a page").to_owned();
        let mut page = Page::new(path, words::on_one_line(&line.name));
        let dossier = self.case.dossier(line.clone())?;
        let documents = self.mentioned_in(line)?;
        let n_mentions = documents.iter().flat_map(|it| &it.sentences).map(|quote| quote.marks.len()).sum::<usize>();
        let n_documents = words::counted(documents.len(), "document");
        let beneath = format!("{} in {n_documents}", words::counted(n_mentions, "mention"));
        page.head(&page.link("entities.html", words::one_of(line.thing)), &beneath);
        let findings = self.told_of(&dossier);
        let (disputed, others): (Vec<_>, Vec<_>) =
            findings.iter().cloned().partition(|view| view.finding.standing == Standing::Disputed);
        let html = self.names(&page, line, &documents)?;
        page.section("names", "Names", &html);
        let html = self.steps(&page, &dossier.statuses)?;
        page.section("statuses", "In proceedings, the latest first", &html);
        let html = self.ties(&page, &dossier);
        page.section("ties", "Tied to, by how the findings stand", &html);
        let html = self.findings_listed(&page, &disputed)?;
        page.section("disputed", "What is disputed", &html);
        let html = self.grouped_findings(&page, &others, &line.id)?;
        page.section("findings", "Findings, by what they state", &html);
        let html = self.events_of(&page, &line.id)?;
        page.section("events", "Events that are told of, by day", &html);
        let knowledge: Vec<_> = dossier.knowledge.iter().filter(|it| self.scope.has_knowledge(&it.knowledge)).collect();
        let html = self.known(&page, knowledge, false)?;
        page.section("knew", "What it knew", &html);
        let html = self.doubts(&page, &dossier);
        page.section("doubts", "May be the same as", &html);
        let html = self.mentions(&page, &documents)?;
        page.section("mentions", "Every mention, by date", &html);
        Ok(page)
    }

    /// Documents that mention an entity, with the sentences, as far as they are told.
    fn mentioned_in(&self, line: &EntityLine) -> Result<Vec<EntityDocument>, EngineError> {
        // Of what is no more than involved, the findings say what belongs here.
        if !self.scope.is_whole && !self.scope.entities.contains(&line.id) {
            return Ok(Vec::new());
        }
        let mut documents = self.case.entity(&line.id)?.map(|view| view.documents).unwrap_or_default();
        documents.retain(|document| self.is_told(document.line.number));
        Ok(documents)
    }

    /// The findings of a dossier that are told here.
    fn told_of(&self, dossier: &Dossier) -> Vec<Rc<FindingView>> {
        dossier.findings.iter().filter_map(|view| self.findings.get(&view.finding.id).cloned()).collect()
    }

    fn names(&mut self, page: &Page, line: &EntityLine, documents: &[EntityDocument]) -> Result<String, EngineError> {
        let (mut html, mut seen) = (String::new(), BTreeSet::new());
        for name in line.names.iter().filter(|name| seen.insert(folded(name))) {
            let uses: Vec<(&EntityDocument, &Quote)> = documents
                .iter()
                .flat_map(|document| document.sentences.iter().map(move |quote| (document, quote)))
                .filter(|(_, quote)| uses_name(quote, name))
                .collect();
            let publishers: BTreeSet<&str> = uses.iter().filter_map(|(it, _)| it.line.publisher.as_deref()).collect();
            let publishers: Vec<String> = publishers.into_iter().map(str::to_owned).collect();
            let by = words::listed(&publishers, MOST_PUBLISHERS);
            let told = match uses.len() {
                0 => String::new(),
                n => format!(
                    "in {}{}{}",
                    words::counted(n, "sentence"),
                    if by.is_empty() { "" } else { ": " },
                    Text(&by)
                ),
            };
            let _ =
                write!(html, "<li><strong class=\"serif\">{}</strong> <span class=\"quiet\">{told}</span>", Text(name));
            if let Some((document, quote)) = uses.first() {
                let _ = write!(html, "\n<p>{}</p>", self.quoted(page, document, quote)?);
            }
            html.push_str("</li>\n");
        }
        Ok(format!("<ul class=\"lines\">\n{html}</ul>\n"))
    }

    /// A sentence with what matters marked, and the way to it: HTML.
    fn quoted(&mut self, page: &Page, document: &EntityDocument, quote: &Quote) -> Result<String, EngineError> {
        let path = self.place(document.line.number, quote.span)?;
        let number = document.line.number;
        let sentence = self.sentence(number, quote.span)?;
        let place = page.link(&path, format_args!("document {number}, sentence {sentence}"));
        Ok(format!("<q>{}</q> <span class=\"quiet\">{place}</span>", marked(quote)))
    }

    /// Steps in proceedings, the latest first, those that one sentence tells in two ways only once.
    fn steps(&mut self, page: &Page, statuses: &[(Status, Vec<ClaimLine>)]) -> Result<String, EngineError> {
        let (mut html, mut seen) = (String::new(), BTreeSet::new());
        for (status, lines) in statuses {
            let Some(view) = self.findings.get(&status.finding).cloned() else { continue };
            let lines = self.standing(lines);
            let sentences: BTreeSet<_> = lines.iter().map(|line| (line.at.document, line.sentence.clone())).collect();
            let time = words::interval(status.time);
            if lines.is_empty() || !seen.insert((status.what.clone(), time.clone(), sentences)) {
                continue;
            }
            let caveats: String = words::caveats(&view.finding, &lines).iter().map(|it| caveat(it) + " ").collect();
            let told = self.claim_lines(page, &lines, usize::MAX, false)?;
            let _ = write!(
                html,
                "<li class=\"dated\"><p>{time}</p>\n<div><p><strong>{}</strong> {} {caveats}</p>\n{told}</div></li>\n",
                Text(&status.what),
                standing_sign(status.standing)
            );
        }
        let note = "<p class=\"quiet\">A step in proceedings says what was done to a person, never that the person did what they are \
                    suspected of.</p>\n";
        Ok(if html.is_empty() { html } else { format!("{note}<ol class=\"lines\">\n{html}</ol>\n") })
    }

    fn ties(&self, page: &Page, dossier: &Dossier) -> String {
        let mut html = String::new();
        for (other, places) in &dossier.ties {
            let told = places.iter().filter_map(|at| self.findings.get(&dossier.findings[*at].finding.id));
            let told: Vec<&Rc<FindingView>> = told.collect();
            let standings: Vec<String> = words::STANDING_ORDER
                .into_iter()
                .map(|standing| (standing, told.iter().filter(|view| view.finding.standing == standing).count()))
                .filter(|(_, n)| *n > 0)
                .map(|(standing, n)| format!("{n} {}", words::standing(standing).word))
                .collect();
            if standings.is_empty() {
                continue;
            }
            let what: BTreeSet<String> = told.iter().map(|view| tie_in_words(view)).collect();
            let what = what.into_iter().collect::<Vec<_>>().join(", ");
            let (name, standings) = (self.named(page, &other.id, &other.name), standings.join(", "));
            let _ = writeln!(html, "<li>{name} <span class=\"quiet\">{standings}: {}</span></li>", Text(&what));
        }
        if html.is_empty() { html } else { format!("<ul class=\"lines\">\n{html}</ul>\n") }
    }

    fn findings_listed(&mut self, page: &Page, findings: &[Rc<FindingView>]) -> Result<String, EngineError> {
        findings.iter().map(|view| self.finding(page, view)).collect()
    }

    /// Findings by predicate: those that tie the entity to others first, what is merely ascribed to it last.
    fn grouped_findings(&mut self, page: &Page, all: &[Rc<FindingView>], of: &str) -> Result<String, EngineError> {
        let mut groups: BTreeMap<String, Vec<&Rc<FindingView>>> = BTreeMap::new();
        for view in all {
            groups.entry(view.finding.predicate.to_string()).or_default().push(view);
        }
        let order = |standing: Standing| words::STANDING_ORDER.iter().position(|one| *one == standing);
        let mut groups: Vec<(String, Vec<&Rc<FindingView>>)> = groups.into_iter().collect();
        groups.sort_by_key(|(_, views)| {
            let is_statement = views[0].finding.predicate == Predicate::Statement;
            let ties = views.iter().any(|view| ties_to_another(view, of));
            let best = views.iter().filter_map(|view| order(view.finding.standing)).min();
            (is_statement, !ties, best, Reverse(views.len()))
        });
        let mut html = String::new();
        for (predicate, mut views) in groups {
            views.sort_by_key(|view| order(view.finding.standing));
            let n = words::grouped(views.len());
            let _ = writeln!(html, "<h3>{} <span class=\"quiet\">{n}</span></h3>", words::predicate(&predicate));
            for view in views {
                html.push_str(&self.finding(page, view)?);
            }
        }
        Ok(html)
    }

    fn events_of(&mut self, page: &Page, entity: &str) -> Result<String, EngineError> {
        let mut html = String::new();
        for event in self.events_with(entity) {
            html.push_str(&self.event_line(page, &event, Some(entity))?);
        }
        Ok(if html.is_empty() { html } else { format!("<ol class=\"lines\">\n{html}</ol>\n") })
    }

    fn doubts(&self, page: &Page, dossier: &Dossier) -> String {
        let mut html = String::new();
        for (doubt, other) in &dossier.doubts {
            if self.page_of(&other.id).is_some() {
                let name = self.named(page, &other.id, &other.name);
                let _ = write!(html, "<li>{name}\n<p class=\"quiet\">{}</p></li>\n", Text(&doubt.why));
            }
        }
        let note = "<p class=\"quiet\">clew keeps them apart until somebody decides.</p>\n";
        if html.is_empty() { html } else { format!("{note}<ul class=\"lines\">\n{html}</ul>\n") }
    }

    fn mentions(&mut self, page: &Page, documents: &[EntityDocument]) -> Result<String, EngineError> {
        let mut html = String::new();
        for document in documents.iter().take(MOST_DOCUMENTS) {
            let line = &document.line;
            let withdrawn = self.withdrawn_mark(line.number);
            let _ = write!(
                html,
                "<li><h3>{}</h3>\n<p class=\"quiet\">{}, {}{withdrawn}</p>\n<ul class=\"told\">\n",
                self.titled(page, line.number),
                words::published(line.published_at),
                Text(line.publisher.as_deref().unwrap_or(words::NO_PUBLISHER))
            );
            for quote in &document.sentences {
                let _ = writeln!(html, "<li>{}</li>", self.quoted(page, document, quote)?);
            }
            html.push_str("</ul></li>\n");
        }
        if documents.len() > MOST_DOCUMENTS {
            let more = words::counted(documents.len() - MOST_DOCUMENTS, "more document");
            let _ = writeln!(html, "<li class=\"quiet\">and in {more}</li>");
        }
        Ok(if html.is_empty() { html } else { format!("<ol class=\"lines\">\n{html}</ol>\n") })
    }
}

/// What a finding ties two by: "Arrest", "Arrest (denied)".
fn tie_in_words(view: &FindingView) -> String {
    let what = words::predicate(&view.finding.predicate.to_string());
    match words::caveats(&view.finding, &view.claims) {
        caveats if caveats.is_empty() => what,
        caveats => format!("{what} ({})", caveats.join("; ")),
    }
}

fn ties_to_another(view: &FindingView, of: &str) -> bool {
    view.finding.arguments.iter().any(|(_, filling)| matches!(filling, Filling::Entity(id) if id != of))
        && view.finding.polarity == Polarity::Asserted
}

/// Whether a sentence uses a name, without regard to capitals, line ends, and an owner's s.
fn uses_name(quote: &Quote, name: &str) -> bool {
    let points = CodePoints::new(&quote.text);
    quote.marks.iter().any(|mark| folded(points.slice(*mark)) == folded(name))
}

fn folded(name: &str) -> String {
    let name = words::on_one_line(name).to_lowercase();
    let bare = ["'s", "’s", "'", "’"].iter().find_map(|ending| name.strip_suffix(ending));
    bare.unwrap_or(&name).to_owned()
}

/// A sentence with its marks: HTML.
fn marked(quote: &Quote) -> String {
    let points = CodePoints::new(&quote.text);
    let (mut html, mut at) = (String::new(), 0);
    for mark in &quote.marks {
        let (start, end) = (points.byte(mark.start).max(at), points.byte(mark.end));
        if start < end {
            let _ = write!(html, "{}<mark>{}</mark>", Text(&quote.text[at..start]), Text(&quote.text[start..end]));
            at = end;
        }
    }
    let _ = write!(html, "{}", Text(&quote.text[at..]));
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::Span;

    #[test]
    fn marks_stand_in_their_words() {
        let marks = vec![Span::new(0, 4), Span::new(2, 6), Span::new(8, 9)];
        let quote = Quote { span: Span::new(0, 12), text: "Żan & Jo <b>".to_owned(), marks };
        assert_eq!(marked(&quote), "<mark>Żan </mark><mark>&amp; </mark>Jo<mark> </mark>&lt;b&gt;");
        let one = Quote { marks: vec![Span::new(0, 3)], ..quote };
        assert!(uses_name(&one, "żan") && !uses_name(&one, "Jo"));
        assert_eq!(folded("The\nBoard’s"), "the board");
    }
}
