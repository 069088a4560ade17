//! Texts and slides of office programs: Office Open XML (ECMA-376) and OpenDocument (ISO/IEC 26300), ZIP archives of
//! XML parts.
//!
//! Paragraphs are joined by blank lines, a table's row is a line with tabs between its cells. Headers, footers and
//! comments follow at the end, marked as furniture; notes follow as part of the text. What was deleted with changes
//! tracked is left out.

use super::properties;
use super::xml::{self, Element, Step};
use crate::Refusal;
use crate::encoding::decode;
use crate::language::language_of;
use clew_model::{CodePoints, Reading};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most bytes of one part; far above any real one, far below the memory limit.
const PART_BYTES: u64 = 64 << 20;

/// Reads a Word document.
pub(super) fn read_docx(bytes: &[u8]) -> Result<Reading, Refusal> {
    let mut parts = Parts::open(bytes)?;
    let mut flow = parts.flow(&["word/document.xml"], Dialect::Word);
    flow.extend(parts.flow(&["word/footnotes.xml", "word/endnotes.xml"], Dialect::Word));
    let around = parts.numbered("word/header", ".xml").chain(parts.numbered("word/footer", ".xml")).collect::<Vec<_>>();
    let mut furniture = parts.flow(&around, Dialect::Word);
    furniture.extend(parts.flow(&["word/comments.xml"], Dialect::Word));
    Ok(parts.reading(flow, furniture, "docProps/core.xml"))
}

/// Reads a PowerPoint presentation, slide by slide; slides in the order of their files' numbers.
pub(super) fn read_pptx(bytes: &[u8]) -> Result<Reading, Refusal> {
    let mut parts = Parts::open(bytes)?;
    let slides: Vec<String> = parts.numbered("ppt/slides/slide", ".xml").collect();
    let flow = parts.flow(&slides, Dialect::Slide);
    Ok(parts.reading(flow, Vec::new(), "docProps/core.xml"))
}

/// Reads an OpenDocument text or presentation.
pub(super) fn read_open_document(bytes: &[u8]) -> Result<Reading, Refusal> {
    let mut parts = Parts::open(bytes)?;
    if parts.text("META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Refusal::encrypted());
    }
    let flow = parts.flow(&["content.xml"], Dialect::OpenDocument);
    Ok(parts.reading(flow, Vec::new(), "meta.xml"))
}

/// The parts of a document, and what went wrong with them.
struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    missing: Vec<String>,
}

impl<'b> Parts<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| Refusal::failed(format!("is a damaged document: {error}")))?;
        Ok(Self { archive, missing: Vec::new() })
    }

    /// The text of a part; `None` where there is none such.
    fn text(&mut self, name: &str) -> Option<String> {
        let index = self.archive.index_for_name(name)?;
        let mut bytes = Vec::new();
        let read = self.archive.by_index(index).map_err(std::io::Error::other);
        let read = read.and_then(|part| part.take(PART_BYTES).read_to_end(&mut bytes));
        if read.is_err() || bytes.len() as u64 == PART_BYTES {
            self.missing.push(format!("a part of the document that is damaged ({name})"));
        }
        Some(decode(&bytes, Some("utf-8")).text)
    }

    /// Names of the parts `prefix`NUMBER`suffix`, by number.
    fn numbered(&self, prefix: &str, suffix: &str) -> impl Iterator<Item = String> + use<> {
        let number = |name: &str| name.strip_prefix(prefix)?.strip_suffix(suffix)?.parse::<u32>().ok();
        let mut found: Vec<(u32, String)> = self
            .archive
            .file_names()
            .flatten()
            .filter_map(|name| number(&name).map(|number| (number, name.into_owned())))
            .collect();
        found.sort();
        found.into_iter().map(|(_, name)| name)
    }

    fn flow(&mut self, names: &[impl AsRef<str>], dialect: Dialect) -> Vec<Paragraph> {
        let mut paragraphs = Vec::new();
        for name in names.iter().map(AsRef::as_ref) {
            let Some(text) = self.text(name) else { continue };
            let (more, is_whole) = Flow::of(&text, dialect);
            paragraphs.extend(more);
            if !is_whole && self.missing.is_empty() {
                self.missing.push(format!("the end of a part of the document that is damaged ({name})"));
            }
        }
        paragraphs
    }

    fn reading(mut self, flow: Vec<Paragraph>, furniture: Vec<Paragraph>, properties_part: &str) -> Reading {
        let titled = flow.iter().find(|paragraph| paragraph.is_title).map(|paragraph| paragraph.text.clone());
        let properties = self.text(properties_part).unwrap_or_default();
        let [title, initial, creator] = xml::fields(&properties, ["title", "initial-creator", "creator"]);
        let mut text = joined(&flow);
        let story_end = text.len();
        let around = joined(&furniture);
        let mut spans = Vec::new();
        if !around.is_empty() {
            text.push_str(if text.is_empty() { "" } else { "\n\n" });
            let start = text.len();
            text.push_str(&around);
            spans.push(CodePoints::new(&text).span(start..text.len()));
        }
        Reading {
            furniture: spans,
            title: titled.or_else(|| title.as_deref().and_then(properties::title)),
            authors: initial.or(creator).as_deref().and_then(properties::author).into_iter().collect(),
            language: language_of(&text[..story_end]),
            missing: self.missing,
            text,
            ..Reading::default()
        }
    }
}

fn joined(paragraphs: &[Paragraph]) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push_str(if paragraph.continues_table { "\n" } else { "\n\n" });
        }
        text.push_str(&paragraph.text);
    }
    text
}

/// Which vocabulary a part is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    /// WordprocessingML: words stand in `t` only.
    Word,
    /// DrawingML of a slide: the same names.
    Slide,
    /// OpenDocument: words stand in the paragraph itself.
    OpenDocument,
}

/// A paragraph, or a table's row.
#[derive(Debug, Default, PartialEq, Eq)]
struct Paragraph {
    text: String,
    is_title: bool,
    /// Whether it is a row and the row before it is of the same table.
    continues_table: bool,
}

/// Paragraphs as they are found. Text boxes and notes stand inside paragraphs: theirs come out first.
struct Flow {
    dialect: Dialect,
    done: Vec<Paragraph>,
    open: Vec<Paragraph>,
    /// Elements open whose words do not count.
    n_left_out: u32,
    /// Elements open whose words count (`t`).
    n_words: u32,
    /// Tables open; only the outermost makes rows.
    n_tables: u32,
    row: Vec<String>,
    rows_in_table: usize,
}

impl Flow {
    /// The paragraphs of a part, and whether it could be read to its end.
    fn of(text: &str, dialect: Dialect) -> (Vec<Paragraph>, bool) {
        let (done, open, row) = (Vec::new(), Vec::new(), Vec::new());
        let mut flow = Self { dialect, done, open, n_left_out: 0, n_words: 0, n_tables: 0, row, rows_in_table: 0 };
        let is_whole = xml::walk(text, |step| match step {
            Step::Start(element) => flow.start(element),
            Step::End(name) => flow.end(name),
            Step::Text(words) => flow.words(words),
        });
        while !flow.open.is_empty() {
            flow.end_paragraph();
        }
        flow.end_row();
        (flow.done, is_whole)
    }

    fn is_paragraph(&self, name: &str) -> bool {
        name == "p" || (name == "h" && self.dialect == Dialect::OpenDocument)
    }

    fn is_left_out(&self, name: &str) -> bool {
        match self.dialect {
            // A fallback repeats, for older programs, what stands beside it.
            Dialect::Word | Dialect::Slide => matches!(name, "moveFrom" | "del" | "Fallback"),
            Dialect::OpenDocument => matches!(name, "tracked-changes" | "annotation" | "note-citation"),
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let name = element.name;
        match name {
            _ if self.is_left_out(name) => self.n_left_out += 1,
            _ if self.is_paragraph(name) => self.open.push(Paragraph::default()),
            "tbl" | "table" => self.n_tables += 1,
            "tc" | "table-cell" if self.n_tables == 1 => self.row.push(String::new()),
            "t" => self.n_words += 1,
            "tab" => self.push("\t"),
            "br" | "cr" | "line-break" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "s" if self.dialect == Dialect::OpenDocument => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.push(&" ".repeat(count.min(80)));
            }
            "pStyle" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.is_title = element.attribute("val").is_some_and(|style| style == "Title");
                }
            }
            _ => {}
        }
        if self.dialect == Dialect::OpenDocument && self.is_paragraph(name) {
            let style = element.attribute("style-name");
            if let Some(paragraph) = self.open.last_mut() {
                paragraph.is_title = style.is_some_and(|style| style == "Title");
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            _ if self.is_left_out(name) => self.n_left_out = self.n_left_out.saturating_sub(1),
            _ if self.is_paragraph(name) => self.end_paragraph(),
            "t" => self.n_words = self.n_words.saturating_sub(1),
            "tr" | "table-row" if self.n_tables == 1 => self.end_row(),
            "tbl" | "table" => {
                self.n_tables = self.n_tables.saturating_sub(1);
                if self.n_tables == 0 {
                    self.rows_in_table = 0;
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        let counts = self.dialect == Dialect::OpenDocument || self.n_words > 0;
        if counts {
            // Line ends in the XML's layout are blanks, as everywhere in these formats.
            self.push(&words.replace(['\n', '\r'], " "));
        }
    }

    fn push(&mut self, words: &str) {
        if self.n_left_out == 0
            && let Some(paragraph) = self.open.last_mut()
        {
            paragraph.text.push_str(words);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.open.pop() else { return };
        paragraph.text = paragraph.text.trim().to_owned();
        if paragraph.text.is_empty() {
            return;
        }
        if self.n_tables == 0 {
            self.done.push(paragraph);
            return;
        }
        let words = paragraph.text.replace(['\n', '\t'], " ");
        match self.row.last_mut() {
            Some(cell) if cell.is_empty() => *cell = words,
            Some(cell) => *cell = format!("{cell} {words}"),
            None => self.row.push(words),
        }
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.row);
        let text = cells.join("\t").trim_end().to_owned();
        if !text.trim().is_empty() {
            let continues_table = self.rows_in_table > 0;
            self.done.push(Paragraph { text, is_title: false, continues_table });
            self.rows_in_table += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::Span;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("memory");
            writer.write_all(text.as_bytes()).expect("memory");
        }
        writer.finish().expect("memory").into_inner()
    }

    fn check_word(body: &str, expect: &str) {
        let reading =
            read_docx(&zipped(&[("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>"))]));
        assert_eq!(reading.expect("a document").text, expect, "{body}");
    }

    #[test]
    fn paragraphs_runs_tabs_and_breaks() {
        check_word(
            "<w:p><w:r><w:t>The pump</w:t></w:r><w:r><w:t xml:space='preserve'> failed &amp; leaked.</w:t></w:r></w:p>\n<w:p/><w:p><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r></w:p>",
            "The pump failed & leaked.\n\nA\tB\nC",
        );
    }

    #[test]
    fn what_was_deleted_is_left_out_and_what_was_inserted_is_not() {
        check_word(
            "<w:p><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins><w:r><w:t>told</w:t></w:r></w:ins></w:p>",
            "told",
        );
    }

    #[test]
    fn a_row_is_a_line() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
        let table =
            format!("<w:tbl>{}{}{}</w:tbl>", row("Date", "Event"), row("3 May", "Crack found"), row("", "Again"));
        check_word(
            &format!("<w:p><w:r><w:t>Log</w:t></w:r></w:p>{table}<w:p><w:r><w:t>End</w:t></w:r></w:p>"),
            "Log\n\nDate\tEvent\n3 May\tCrack found\n\tAgain\n\nEnd",
        );
    }

    #[test]
    fn headers_are_furniture_notes_are_text_and_properties_are_judged() {
        let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let title = "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Memo</w:t></w:r></w:p>";
        let reading = read_docx(&zipped(&[
            ("word/document.xml", &format!("<w:document>{title}{}</w:document>", paragraph("Body – text."))),
            ("word/footnotes.xml", &paragraph("A note.")),
            ("word/header1.xml", &paragraph("Varn Water")),
            ("docProps/core.xml", "<c><dc:title>memo.docx</dc:title><dc:creator>Mara Lind</dc:creator></c>"),
        ]))
        .expect("a document");
        assert_eq!(reading.text, "Memo\n\nBody – text.\n\nA note.\n\nVarn Water");
        assert_eq!(reading.furniture, [Span::new(29, 39)]);
        assert_eq!(reading.title.as_deref(), Some("Memo"));
        assert_eq!(reading.authors, ["Mara Lind"]);
        assert_eq!(reading.published, None);
    }

    #[test]
    fn slides_come_in_the_order_of_their_numbers() {
        let slide = |text: &str| format!("<p:sld><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>");
        let reading = read_pptx(&zipped(&[
            ("ppt/slides/slide10.xml", &slide("Ten")),
            ("ppt/slides/slide2.xml", &slide("Two")),
            ("ppt/slides/_rels/slide2.xml.rels", "<x/>"),
        ]));
        assert_eq!(reading.expect("a presentation").text, "Two\n\nTen");
    }

    #[test]
    fn open_documents_keep_spaces_and_leave_deletions_out() {
        let content = "<office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>Report</text:h><text:p>It<text:s text:c='2'/>leaked<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See log.</text:p></text:note-body></text:note>.</text:p></office:text>";
        let reading = read_open_document(&zipped(&[("content.xml", content)])).expect("a document");
        assert_eq!(reading.text, "Report\n\nSee log.\n\nIt  leaked.");
    }

    #[test]
    fn encryption_and_damage_are_told() {
        let manifest = "<manifest><manifest:encryption-data/></manifest>";
        let encrypted = read_open_document(&zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", "xyz")]));
        assert_eq!(encrypted, Err(Refusal::skipped("is encrypted")));
        let cut =
            read_docx(&zipped(&[("word/document.xml", "<w:p><w:r><w:t>Half a sen</w:t></w")])).expect("what is there");
        assert_eq!(cut.text, "Half a sen");
        assert_eq!(cut.missing, ["the end of a part of the document that is damaged (word/document.xml)"]);
    }
}
