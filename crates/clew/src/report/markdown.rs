//! Markdown (CommonMark, with the footnotes that GitHub and Pandoc read).

use super::note;
use clew_engine::report::{Citation, Paragraph, Report, Section};
use std::fmt::Write;

/// A report in Markdown.
pub fn write(report: &Report) -> String {
    let mut out = format!("# {}\n", text(&report.title));
    report.sections.iter().for_each(|section| write_section(section, &mut out));
    out.push_str("\n## Documents cited\n\n");
    for document in &report.documents {
        let publisher = document.publisher.as_deref().unwrap_or("publisher unknown");
        let withdrawn = document.withdrawn_by.map(|by| format!("; WITHDRAWN by decision {by}")).unwrap_or_default();
        let said =
            format!("{}. {}, {}{withdrawn}. {}", document.title, publisher, note::published(document), document.file);
        let _ = writeln!(out, "- {}, SHA-256 `{}`", text(&said), document.sha256);
    }
    out.push('\n');
    for (number, citation) in (1..).zip(&report.citations) {
        write_note(number, citation, report, &mut out);
    }
    out
}

fn write_section(section: &Section, out: &mut String) {
    let marks = "#".repeat(usize::from(section.level) + 1);
    let _ = writeln!(out, "\n{marks} {}", text(&section.heading));
    section.paragraphs.iter().for_each(|paragraph| write_paragraph(paragraph, out));
}

fn write_paragraph(paragraph: &Paragraph, out: &mut String) {
    let number = paragraph.number.map(|number| format!("**{number}** ")).unwrap_or_default();
    let day = paragraph.day.as_ref().map(|day| format!("*{}.* ", text(day))).unwrap_or_default();
    let sentences: Vec<String> = paragraph
        .sentences
        .iter()
        .map(|sentence| {
            let notes: String = sentence.citations.iter().map(|at| format!("[^{}]", at + 1)).collect();
            text(&sentence.words) + &notes
        })
        .collect();
    let _ = writeln!(out, "\n{number}{day}{}", sentences.join(" "));
}

fn write_note(number: usize, citation: &Citation, report: &Report, out: &mut String) {
    let parts = note::parts(citation, &report.documents[citation.document]);
    let _ = writeln!(out, "[^{number}]: “{}” {}.", text(&citation.quote), text(&parts.join("; ")));
}

/// Words that are no markup: every sign that could be one is escaped.
fn text(words: &str) -> String {
    let mut said = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        let is_mark = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => true,
            // Only where a line could begin with it.
            '#' | '+' | '-' | '=' | '!' => at == 0,
            // "1. " at the beginning of a line is a list.
            '.' | ')' => at > 0 && words[..at].bytes().all(|b| b.is_ascii_digit()),
            // Addresses become links by themselves.
            ':' => words[at..].starts_with("://"),
            '@' => true,
            _ => false,
        };
        if is_mark {
            said.push('\\');
        }
        said.push(c);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_documents_are_no_markup() {
        for (words, expect) in [
            ("plain (words), 3-4 of #5!", "plain (words), 3-4 of #5!"),
            ("<script>[x](y)*", "\\<script\\>\\[x\\](y)\\*"),
            ("# no heading", "\\# no heading"),
            ("1. no list", "1\\. no list"),
            ("see http://x.example", "see http\\://x.example"),
            ("a@b.example [^1]", "a\\@b.example \\[^1\\]"),
        ] {
            assert_eq!(text(words), expect);
        }
    }
}
