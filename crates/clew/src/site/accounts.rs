//! The accounts of a matter side by side, and what accounts contradict one another on.

use super::contents::{Site, n_origins};
use super::page::{Page, Text};
use super::told::{caveat, each_side, in_order, standing_sign, what_is_stated};
use super::words;
use clew_engine::EngineError;
use clew_engine::answer::FindingView;
use clew_model::{Filling, Standing};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::rc::Rc;

/// Accounts of a dispute that are shown in the list of disputes.
const FEW_ACCOUNTS: usize = 4;

impl Site<'_> {
    /// The page of findings that stand beside one another.
    pub fn accounts(&mut self, group: &[Rc<FindingView>]) -> Result<Page, EngineError> {
        let path = self.page_of(&group[0].finding.id).expect("a group has a page").to_owned();
        let mut page = Page::new(path, matter(group));
        let beneath = match group.len() {
            1 => "One account; nothing in the case stands against it or replaces it".to_owned(),
            n => format!("{} that cannot all hold, or replace one another", words::counted(n, "account")),
        };
        page.head(&page.link("disputes.html", "Disputes"), &beneath);
        page.add(format_args!("<ol class=\"accounts{}\">\n", if group.len() == 1 { " alone" } else { "" }));
        for (nth, view) in (1..).zip(group) {
            let html = self.account(&page, view, group, nth)?;
            page.add(html);
        }
        page.add("</ol>\n");
        Ok(page)
    }

    fn account(
        &mut self,
        page: &Page,
        view: &FindingView,
        group: &[Rc<FindingView>],
        nth: usize,
    ) -> Result<String, EngineError> {
        let finding = &view.finding;
        let number =
            |id: &String| group.iter().position(|other| other.finding.id == *id).map(|at| (at + 1).to_string());
        let against: Vec<String> = finding.against.iter().filter_map(number).collect();
        let mut beside = Vec::new();
        if !against.is_empty() {
            let accounts = if against.len() == 1 { "account" } else { "accounts" };
            beside.push(format!("cannot hold beside {accounts} {}", words::listed(&against, against.len())));
        }
        beside.extend(finding.superseded_by.as_ref().and_then(number).map(|by| format!("replaced by account {by}")));
        let caveats: String =
            words::caveats(finding, &view.claims).iter().map(|it| format!(" {}", caveat(it))).collect();
        let when = if finding.time.is_open() {
            String::new()
        } else {
            format!("<p>When: {}</p>\n", words::interval(finding.time))
        };
        let since = in_order(&view.claims).first().map(|line| words::published_on(line.published)).unwrap_or_default();
        let numbered = if group.len() > 1 { format!("<span class=\"quiet\">{nth}</span> ") } else { String::new() };
        Ok(format!(
            "<li><article>\n<h2>{numbered}{}{caveats}</h2>\n<p>{}</p>\n<p>{}</p>\n<p class=\"quiet\">{}</p>\n{}{when}\
             <p>Said since: {since}</p>\n<h3>On whose word</h3>\n{}</article></li>\n",
            Text(&what_is_stated(finding)),
            standing_sign(finding.standing),
            Text(&finding.why),
            beside.join("; "),
            self.roles(page, view),
            self.voices(page, &view.claims, false)?
        ))
    }

    /// What accounts contradict one another on, those of most origins first.
    pub fn disputes(&mut self) -> Result<Page, EngineError> {
        let mut page = Page::new("disputes.html", "Disputes");
        let is_disputed =
            |group: &&Vec<Rc<FindingView>>| group.iter().any(|view| view.finding.standing == Standing::Disputed);
        let is_replaced =
            |group: &&Vec<Rc<FindingView>>| group.iter().any(|view| view.finding.standing == Standing::Superseded);
        let disputed: Vec<_> = self.groups.iter().filter(is_disputed).cloned().collect();
        let replaced: Vec<_> = self.groups.iter().filter(|it| !is_disputed(it) && is_replaced(it)).cloned().collect();
        let n = words::counted(disputed.len(), "matter");
        page.head("", &format!("{n} on which accounts contradict one another, those of most origins first"));
        if disputed.is_empty() {
            page.add("<p>No two accounts of the case contradict one another.</p>\n");
        }
        let html = self.disputes_listed(&page, &disputed)?;
        page.add(html);
        let html = self.disputes_listed(&page, &replaced)?;
        page.section("replaced", "What was replaced by something later", &html);
        Ok(page)
    }

    fn disputes_listed(&mut self, page: &Page, groups: &[Vec<Rc<FindingView>>]) -> Result<String, EngineError> {
        let mut html = String::new();
        for group in groups {
            let path = self.page_of(&group[0].finding.id).expect("a group has a page").to_owned();
            let title = page.link(&path, format_args!("<bdi class=\"serif\">{}</bdi>", Text(&matter(group))));
            let _ = write!(html, "<li><h3>{title}</h3>\n<ol>\n");
            for view in group.iter().take(FEW_ACCOUNTS) {
                html.push_str(&self.side(page, view)?);
            }
            let more = group.len().saturating_sub(FEW_ACCOUNTS);
            let more = if more > 0 { format!("and {}; ", words::counted(more, "more account")) } else { String::new() };
            let _ = write!(html, "</ol>\n<p class=\"quiet\">{more}{}</p></li>\n", Text(&group[0].finding.why));
        }
        Ok(if html.is_empty() { html } else { format!("<ol class=\"lines\">\n{html}</ol>\n") })
    }

    /// An account in a line, with a sentence of each side.
    fn side(&mut self, page: &Page, view: &FindingView) -> Result<String, EngineError> {
        let sides = each_side(&view.claims);
        let caveats: String =
            words::caveats(&view.finding, &view.claims).iter().map(|it| format!(" {}", caveat(it))).collect();
        let origins: Vec<String> = view.finding.origins.iter().map(|origin| words::origin(Some(origin))).collect();
        let mut html = format!(
            "<li><p>{} <strong>{}</strong>{caveats} <span class=\"quiet\">on the word of <bdi>{}</bdi></span></p>\n<ul class=\"told\">\n",
            standing_sign(view.finding.standing),
            Text(&what_is_stated(&view.finding)),
            Text(&words::listed(&origins, 3))
        );
        for line in &sides {
            let how = if sides.len() > 1 { format!(" {}", line.polarity.word()) } else { String::new() };
            let how = words::stated_briefly(line).map(|said| format!(" {}", caveat(&said))).unwrap_or(how);
            let sentence = words::on_one_line(&line.sentence);
            let cited = self.cite(page, line)?;
            let _ = write!(html, "<li><q>{}</q>\n<p class=\"quiet\">{cited}{how}</p></li>\n", Text(&sentence));
        }
        html.push_str("</ul></li>\n");
        Ok(html)
    }
}

/// What findings that stand beside one another are about: their predicates, and whom they share.
pub fn matter(group: &[Rc<FindingView>]) -> String {
    let mut predicates: Vec<String> = Vec::new();
    let mut about: BTreeMap<&str, usize> = BTreeMap::new();
    for view in group {
        let finding = &view.finding;
        let quantity = finding.quantity.as_ref().map(|quantity| quantity.what.clone());
        let what = quantity.unwrap_or_else(|| words::predicate(&finding.predicate.to_string()));
        if !predicates.contains(&what) {
            predicates.push(what);
        }
        for (_, filling) in &finding.arguments {
            if let Filling::Entity(id) | Filling::Event(id) = filling {
                let name = view.names.get(id).map(String::as_str);
                name.into_iter().for_each(|name| *about.entry(name).or_default() += 1);
            }
        }
    }
    let mut names: Vec<(&str, usize)> = about.into_iter().collect();
    names.sort_by_key(|(_, n)| Reverse(*n));
    let names: Vec<String> = names.into_iter().take(2).map(|(name, _)| words::on_one_line(name)).collect();
    let what = words::as_heading(&words::listed(&predicates, 3).to_lowercase());
    if names.is_empty() { what } else { format!("{what}: {}", words::listed(&names, 2)) }
}

/// How many accounts stand beside one another, and on how many words: "3 accounts, 4 origins".
pub fn weight(group: &[Rc<FindingView>]) -> String {
    let accounts =
        if group.len() == 1 { "stated and denied".to_owned() } else { words::counted(group.len(), "account") };
    format!("{accounts}, {}", words::counted(n_origins(group), "origin"))
}
