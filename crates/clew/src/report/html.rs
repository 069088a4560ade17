//! One web page: no script, no request, readable from a file and on paper.

use super::note;
use clew_engine::report::{CitedDocument, Paragraph, Report, Section};
use std::collections::HashMap;
use std::fmt::Write;

const STYLE: &str = include_str!("report.css");

/// A report as a web page that holds all it needs.
pub fn write(report: &Report) -> String {
    let title = text(&report.title);
    let mut page = Page { out: String::new(), n_cited: HashMap::new() };
    let _ = write!(
        page.out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    report.sections.iter().for_each(|section| page.section(section));
    page.documents(&report.documents);
    page.notes(report);
    page.out.push_str("</main>\n</body>\n</html>\n");
    page.out
}

struct Page {
    out: String,
    /// How often each citation was referred to so far, by its place.
    n_cited: HashMap<usize, u32>,
}

impl Page {
    fn section(&mut self, section: &Section) {
        let level = section.level + 1;
        let _ = writeln!(self.out, "<h{level}>{}</h{level}>", text(&section.heading));
        section.paragraphs.iter().for_each(|paragraph| self.paragraph(paragraph));
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        match paragraph.number {
            Some(number) => {
                let _ = write!(
                    self.out,
                    "<p id=\"p{number}\" class=\"told\"><a class=\"number\" href=\"#p{number}\">{number}</a> "
                );
            }
            None => self.out.push_str("<p>"),
        }
        if let Some(day) = &paragraph.day {
            let _ = write!(self.out, "<span class=\"day\">{}.</span> ", text(day));
        }
        for (nth, sentence) in paragraph.sentences.iter().enumerate() {
            let blank = if nth == 0 { "" } else { " " };
            let _ = write!(self.out, "{blank}{}", text(&sentence.words));
            sentence.citations.iter().for_each(|at| self.reference(*at));
        }
        self.out.push_str("</p>\n");
    }

    fn reference(&mut self, at: usize) {
        let n_cited = self.n_cited.entry(at).or_default();
        *n_cited += 1;
        let number = at + 1;
        let _ = write!(
            self.out,
            "<sup><a id=\"r{number}-{n_cited}\" href=\"#n{number}\" aria-label=\"note {number}\">{number}</a></sup>"
        );
    }

    fn documents(&mut self, documents: &[CitedDocument]) {
        self.out.push_str("<h2>Documents cited</h2>\n<ul class=\"documents\">\n");
        for document in documents {
            let publisher = document.publisher.as_deref().unwrap_or("publisher unknown");
            let withdrawn = document.withdrawn_by.map(|by| format!(" WITHDRAWN by decision {by}.")).unwrap_or_default();
            let _ = writeln!(
                self.out,
                "<li><bdi>{}</bdi>. {}, {}.{withdrawn} <bdi>{}</bdi>, SHA-256 <code>{}</code></li>",
                text(&document.title),
                text(publisher),
                text(&note::published(document)),
                text(&document.file),
                document.sha256
            );
        }
        self.out.push_str("</ul>\n");
    }

    fn notes(&mut self, report: &Report) {
        self.out.push_str("<h2>Notes to the text</h2>\n<ol class=\"notes\">\n");
        for (at, citation) in report.citations.iter().enumerate() {
            let number = at + 1;
            let parts = note::parts(citation, &report.documents[citation.document]).join("; ");
            let back: Vec<String> = (1..=self.n_cited.get(&at).copied().unwrap_or_default())
                .map(|nth| format!("<a href=\"#r{number}-{nth}\" aria-label=\"back to the text, place {nth}\">↩</a>"))
                .collect();
            let _ = writeln!(
                self.out,
                "<li id=\"n{number}\"><q>{}</q> <bdi>{}</bdi>. {}</li>",
                text(&citation.quote),
                text(&parts),
                back.join(" ")
            );
        }
        self.out.push_str("</ol>\n");
    }
}

/// Words that are no markup.
pub fn text(words: &str) -> String {
    let mut said = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => said.push_str("&amp;"),
            '<' => said.push_str("&lt;"),
            '>' => said.push_str("&gt;"),
            '"' => said.push_str("&quot;"),
            '\'' => said.push_str("&#39;"),
            _ => said.push(c),
        }
    }
    said
}
