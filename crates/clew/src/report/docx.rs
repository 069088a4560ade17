//! A word processor's document (Office Open XML, ECMA-376): headings, paragraphs, and real footnotes that renumber themselves.
//!
//! Written by hand, for it is five small parts in a ZIP file. Rejected: docx-rs (0.4.22), which cannot put a note's own mark into the
//! note, so that Word shows notes without numbers.

use super::note;
use clew_engine::report::{Paragraph, Report, Section};
use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

const CONTENT_TYPES: &str = include_str!("docx/content-types.xml");
const PACKAGE: &str = include_str!("docx/package.rels.xml");
const RELATIONS: &str = include_str!("docx/document.rels.xml");
const STYLES: &str = include_str!("docx/styles.xml");
/// The namespace of every part's words.
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A report as the bytes of a .docx file; the same bytes for the same report.
pub fn write(report: &Report) -> io::Result<Vec<u8>> {
    let mut parts = Parts { body: String::new(), notes: String::new(), n_notes: 0, report };
    parts.all();
    let Parts { body, notes, .. } = parts;
    let document = format!(
        "{HEAD}<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    );
    let footnotes = format!(
        "{HEAD}<w:footnotes xmlns:w=\"{NAMESPACE}\">\
         <w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\
         {notes}</w:footnotes>"
    );
    let core = format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title></cp:coreProperties>",
        text(&report.title)
    );
    pack(&[
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", PACKAGE),
        ("docProps/core.xml", &core),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/footnotes.xml", &footnotes),
    ])
}

fn pack(parts: &[(&str, &str)]) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Of one day for ever: a report has no clock.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, part) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

struct Parts<'r> {
    body: String,
    notes: String,
    n_notes: u32,
    report: &'r Report,
}

impl Parts<'_> {
    fn all(&mut self) {
        self.styled("Title", &self.report.title);
        self.report.sections.iter().for_each(|section| self.section(section));
        self.styled("Heading1", "Documents cited");
        for document in &self.report.documents {
            let publisher = document.publisher.as_deref().unwrap_or("publisher unknown");
            let withdrawn = document.withdrawn_by.map(|by| format!(" WITHDRAWN by decision {by}.")).unwrap_or_default();
            let (title, published, file) = (&document.title, note::published(document), &document.file);
            let said = format!("{title}. {publisher}, {published}.{withdrawn} {file}, SHA-256 {}", document.sha256);
            self.styled("Cited", &said);
        }
    }

    fn section(&mut self, section: &Section) {
        self.styled(if section.level == 1 { "Heading1" } else { "Heading2" }, &section.heading);
        section.paragraphs.iter().for_each(|paragraph| self.paragraph(paragraph));
    }

    fn styled(&mut self, style: &str, words: &str) {
        let _ = write!(self.body, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run("", words));
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.body.push_str("<w:p>");
        if let Some(number) = paragraph.number {
            self.body.push_str(&run("<w:b/>", &format!("{number} ")));
        }
        if let Some(day) = &paragraph.day {
            self.body.push_str(&run("<w:i/>", &format!("{day}. ")));
        }
        for (nth, sentence) in paragraph.sentences.iter().enumerate() {
            let blank = if nth == 0 { "" } else { " " };
            self.body.push_str(&run("", &format!("{blank}{}", sentence.words)));
            for (nth, at) in sentence.citations.iter().enumerate() {
                if nth > 0 {
                    self.body.push_str(&run("<w:vertAlign w:val=\"superscript\"/>", ", "));
                }
                self.note(*at);
            }
        }
        self.body.push_str("</w:p>");
    }

    /// A footnote: a word processor's notes are each referred to once, so what is cited twice is two notes.
    fn note(&mut self, at: usize) {
        self.n_notes += 1;
        let id = self.n_notes;
        let citation = &self.report.citations[at];
        let parts = note::parts(citation, &self.report.documents[citation.document]).join("; ");
        let _ = write!(
            self.body,
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
        );
        let _ = write!(
            self.notes,
            "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>\
             <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>{}</w:p></w:footnote>",
            run("", &format!(" “{}” {parts}.", citation.quote))
        );
    }
}

/// A stretch of words with these properties.
fn run(properties: &str, words: &str) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", text(words))
}

/// Words that are no markup, without what XML 1.0 cannot hold.
fn text(words: &str) -> String {
    let can_stand = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    super::html::text(&words.chars().filter(can_stand).collect::<String>())
}
