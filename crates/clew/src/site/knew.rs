//! Who knew what, no later than when: each line with the sentence that shows it.

use super::contents::Site;
use super::page::{Page, Text};
use super::told::caveat;
use super::words;
use clew_engine::answer::KnowledgeView;
use clew_engine::{EngineError, KnowingQuery};
use clew_model::Matter;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Words that say nothing without the sentence they stand in.
const POINTING: [&str; 10] = ["it", "this", "that", "these", "those", "so", "them", "which", "what", "such"];

impl Site<'_> {
    /// Who knew what, by day; that a publisher knew what it printed is left out.
    pub fn knew(&mut self) -> Result<Page, EngineError> {
        let mut page = Page::new("knew.html", "Who knew what");
        let publishers: BTreeSet<String> = self
            .heads
            .values()
            .filter_map(|head| head.line.publisher.as_ref())
            .map(|name| name.to_lowercase())
            .collect();
        let all = self.case.knew(&KnowingQuery::default(), 0, u32::MAX)?.items;
        let all: Vec<&KnowledgeView> = all.iter().filter(|view| self.scope.has_knowledge(&view.knowledge)).collect();
        let n_all = all.len();
        let known: Vec<&KnowledgeView> =
            all.into_iter().filter(|view| !publishers.contains(&view.who.to_lowercase())).collect();
        let n_left = n_all - known.len();
        let left = match n_left {
            0 => String::new(),
            n => format!("; {} by which a publisher knew what it printed left out", words::counted(n, "line")),
        };
        page.head("", &format!("No later than when, as a sentence shows it{left}"));
        let html = self.known(&page, known, true)?;
        page.add(if html.is_empty() { "<p>No document tells who knew what.</p>\n".to_owned() } else { html });
        Ok(page)
    }

    /// What was known, the earliest first, what one sentence tells in one way once; `with_who` where it is of several: HTML.
    pub fn known(&mut self, page: &Page, known: Vec<&KnowledgeView>, with_who: bool) -> Result<String, EngineError> {
        let (mut html, mut seen) = (String::new(), BTreeSet::new());
        for view in known {
            let Some(line) = &view.shown_by else { continue };
            if self.standing(std::slice::from_ref(line)).is_empty() {
                continue;
            }
            let sentence = words::on_one_line(&line.sentence);
            let matter = matter_of(view, &sentence);
            let how = self.stated(line)?;
            if !seen.insert((
                view.knowledge.who.clone(),
                view.knowledge.no_later_than,
                matter.clone(),
                sentence.clone(),
                how.clone(),
            )) {
                continue;
            }
            let day = view.knowledge.no_later_than.map_or("no day known".to_owned(), words::day);
            let who = match with_who {
                true => format!("<strong>{}</strong> ", self.named(page, &view.knowledge.who, &view.who)),
                false => String::new(),
            };
            let origin = words::origin(line.placed.origin.as_deref());
            let how = if how == "asserted flatly" { how } else { caveat(&how) };
            let is_sentence = matter == sentence;
            let told = if is_sentence { String::new() } else { format!("<q>{}</q>\n", Text(&sentence)) };
            let _ = write!(
                html,
                "<li class=\"dated\"><p>{day}</p>\n<div><p>{who}<span class=\"quiet\">no later than that day, of this:</span> {}</p>\n{told}\
                 <p class=\"quiet\">{}, on the word of <bdi>{}</bdi>, {how}</p></div></li>\n",
                self.matter_known(page, &view.knowledge.matter, &matter, is_sentence),
                self.cite(page, line)?,
                Text(&origin)
            );
        }
        Ok(if html.is_empty() { html } else { format!("<ol class=\"lines\">\n{html}</ol>\n") })
    }

    fn matter_known(&self, page: &Page, of: &Matter, words: &str, is_sentence: bool) -> String {
        match of {
            _ if is_sentence => format!("<q>{}</q>", Text(words)),
            Matter::Finding(id) | Matter::Event(id) => self.named(page, id, words),
            Matter::Words(_) => format!("<bdi class=\"serif\">{}</bdi>", Text(words)),
        }
    }
}

/// What was known, in words; the sentence where they say nothing without it.
fn matter_of(view: &KnowledgeView, sentence: &str) -> String {
    let matter = words::on_one_line(&view.matter);
    if POINTING.contains(&matter.to_lowercase().as_str()) { sentence.to_owned() } else { matter }
}
