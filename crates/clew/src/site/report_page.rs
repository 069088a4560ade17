//! The report as a page of the site: each note leads to the sentence in its document.

use super::contents::Site;
use super::page::{Page, Text};
use crate::report::published;
use clew_engine::EngineError;
use clew_engine::report::{Paragraph, Report};
use std::fmt::Write;

impl Site<'_> {
    /// What the case amounts to, in sentences.
    pub fn report(&mut self) -> Result<Page, EngineError> {
        let report = self.report.clone();
        let mut page = Page::new("report.html", report.title.clone());
        page.head(
            "",
            &format!(
                "Every sentence about the case is followed by the numbers of the notes that show it; {} notes",
                report.citations.len()
            ),
        );
        for section in &report.sections {
            let level = section.level + 1;
            page.add(format_args!("<h{level}>{}</h{level}>\n", Text(&section.heading)));
            section.paragraphs.iter().for_each(|it| page.add(paragraph(it)));
        }
        let notes = self.notes(&page, &report)?;
        page.section("notes", "Notes to the text", &notes);
        Ok(page)
    }

    fn notes(&mut self, page: &Page, report: &Report) -> Result<String, EngineError> {
        let mut html = String::from("<ol class=\"notes\">\n");
        for (number, citation) in (1..).zip(&report.citations) {
            let document = &report.documents[citation.document];
            let path = self.place(document.number, citation.span)?;
            let sentence = self.sentence(document.number, citation.span)?;
            let place = page.link(&path, format_args!("document {}, sentence {sentence}", document.number));
            let origin =
                citation.origin.as_ref().map(|origin| format!("; on the word of {origin}")).unwrap_or_default();
            let publisher = document.publisher.as_deref().unwrap_or("publisher unknown");
            let said = format!("{}; {publisher}{origin}; {}", document.title, published(document));
            let withdrawn = self.withdrawn_mark(document.number);
            let _ = writeln!(
                html,
                "<li id=\"n{number}\"><q>{}</q> <bdi>{}</bdi>; {place}{withdrawn}</li>",
                Text(&citation.quote),
                Text(&said)
            );
        }
        Ok(html + "</ol>\n")
    }
}

fn paragraph(paragraph: &Paragraph) -> String {
    let mut html = String::from("<p class=\"sentences\">");
    if let Some(number) = paragraph.number {
        let _ = write!(html, "<a class=\"number\" id=\"p{number}\" href=\"#p{number}\">{number}</a> ");
    }
    if let Some(day) = &paragraph.day {
        let _ = write!(html, "<i>{}.</i> ", Text(day));
    }
    for sentence in &paragraph.sentences {
        let _ = write!(html, "{}", Text(&sentence.words));
        let notes: Vec<String> = sentence
            .citations
            .iter()
            .map(|at| at + 1)
            .map(|n| format!("<a href=\"#n{n}\" aria-label=\"note {n}\">{n}</a>"))
            .collect();
        if !notes.is_empty() {
            let _ = write!(html, "<sup>{}</sup>", notes.join(" "));
        }
        html.push(' ');
    }
    html + "</p>\n"
}
