//! Findings and claims on a page: never what is stated without how it stands, how it is stated, on whose word, and its sentence.

use super::contents::{FEW_SENTENCES, Site};
use super::page::{Page, Text};
use super::words;
use clew_engine::EngineError;
use clew_engine::answer::{ClaimLine, FindingView};
use clew_model::{Filling, Finding, Origin, OriginKind, Polarity, Role, Standing};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A sentence shorter than this that ends another is no copy of it.
const SHORTEST_COPY: usize = 40;

/// How a finding stands: sign, word, and what that means.
pub fn standing_sign(standing: Standing) -> String {
    let words::StandingWords { word, sign, means } = words::standing(standing);
    let class = standing.word();
    format!("<span class=\"standing {class}\" title=\"{means}\"><span aria-hidden=\"true\">{sign}</span> {word}</span>")
}

/// How something is told, where that is less than flatly and as fact.
pub fn caveat(words: &str) -> String {
    format!("<strong class=\"caveat\">{}</strong>", Text(words))
}

/// What a finding is called: what it counts, or its predicate; with its kind.
pub fn what_is_stated(finding: &Finding) -> String {
    let what = match &finding.quantity {
        Some(quantity) => words::quantity(quantity),
        None => words::predicate(&finding.predicate.to_string()),
    };
    match &finding.subtype {
        Some(kind) => format!("{what}: {kind}"),
        None => what,
    }
}

impl Site<'_> {
    /// A name that leads to its page, where it has one and this is another: HTML.
    pub fn named(&self, page: &Page, id: &str, name: &str) -> String {
        let name = format!("<bdi class=\"serif\">{}</bdi>", Text(&words::on_one_line(name)));
        match self.page_of(id).filter(|path| *path != page.path()) {
            Some(path) => page.link(path, name),
            None => name,
        }
    }

    /// Who or what fills the roles of a finding: HTML.
    pub fn roles(&self, page: &Page, view: &FindingView) -> String {
        let mut html = String::new();
        for (role, filling) in &view.finding.arguments {
            let words = match filling {
                Filling::Entity(id) | Filling::Event(id) => {
                    self.named(page, id, view.names.get(id).map_or("", String::as_str))
                }
                Filling::Value(words) => format!("<bdi class=\"serif\">{}</bdi>", Text(&words::on_one_line(words))),
            };
            let _ = writeln!(html, "<li><span class=\"quiet\">{}</span> {words}</li>", role.word());
        }
        if html.is_empty() { html } else { format!("<ul class=\"row\">\n{html}</ul>\n") }
    }

    /// One finding: how it stands, what is stated, its sentences and why it stands so: HTML.
    pub fn finding(&mut self, page: &Page, view: &FindingView) -> Result<String, EngineError> {
        let finding = &view.finding;
        let caveats: String = words::caveats(finding, &view.claims).iter().map(|it| caveat(it) + " ").collect();
        let when = if finding.time.is_open() { String::new() } else { words::interval(finding.time) };
        let lines = self.claim_lines(page, &view.claims, FEW_SENTENCES, false)?;
        let all = match self.page_of(&finding.id).filter(|path| *path != page.path()) {
            Some(path) => page.link(path, "Accounts side by side"),
            None => String::new(),
        };
        Ok(format!(
            "<article class=\"finding\">\n<p>{} <strong>{}</strong> {caveats}<span class=\"quiet\">{when}</span></p>\n{}{lines}\
             <p class=\"quiet\">{} {all}</p>\n</article>\n",
            standing_sign(finding.standing),
            Text(&what_is_stated(finding)),
            self.roles(page, view),
            Text(&finding.why),
        ))
    }

    /// Sentences of claims: each once, with every document that has it, on whose word, and how sure: HTML.
    pub fn claim_lines(
        &mut self,
        page: &Page,
        lines: &[ClaimLine],
        few: usize,
        says_what: bool,
    ) -> Result<String, EngineError> {
        let mut told: Vec<(String, Vec<&ClaimLine>)> = Vec::new();
        for line in lines {
            let sentence = words::on_one_line(&line.sentence);
            match told.iter_mut().find(|(known, _)| *known == sentence) {
                Some((_, of_it)) => of_it.push(line),
                None => told.push((sentence, vec![line])),
            }
        }
        let mut html = String::from("<ul class=\"told\">\n");
        for (sentence, of_it) in told.iter().take(few) {
            let _ = write!(html, "<li><q>{}</q>\n<ul class=\"quiet\">\n", Text(sentence));
            let mut seen = BTreeSet::new();
            for line in of_it {
                let what = says_what.then(|| format!("<strong>{}</strong> ", words::predicate(&line.predicate)));
                let printed = format!("<li>{}{}</li>\n", what.unwrap_or_default(), self.printed(page, line)?);
                if seen.insert(printed.clone()) {
                    html.push_str(&printed);
                }
            }
            html.push_str("</ul></li>\n");
        }
        html.push_str("</ul>\n");
        if told.len() > few {
            let more = words::counted(told.len() - few, "more sentence");
            let _ = writeln!(html, "<p class=\"quiet\">{more}, with all accounts of it</p>");
        }
        Ok(html)
    }

    /// Where a claim was printed, on whose word, and how it is told where not flatly: HTML.
    fn printed(&mut self, page: &Page, line: &ClaimLine) -> Result<String, EngineError> {
        let word = words::word_of(line).map(|word| format!(", <bdi>{}</bdi>", Text(&word))).unwrap_or_default();
        let stated = words::stated_briefly(line).map(|said| format!("; {}", caveat(&said))).unwrap_or_default();
        Ok(format!("{}{word}{stated}", self.cite(page, line)?))
    }

    /// A claim's document and day, which lead to its sentence, and that it was withdrawn: HTML.
    pub fn cite(&mut self, page: &Page, line: &ClaimLine) -> Result<String, EngineError> {
        let path = self.place(line.at.document, line.span)?;
        let place = self.place_in_words(line.at.document, line.span)?;
        let withdrawn = self.withdrawn_mark(line.at.document);
        Ok(format!(
            "<span>{}, {place}{withdrawn}</span>",
            page.link(&path, format!("<bdi>{}</bdi>", Text(&words::printed(line))))
        ))
    }

    /// "document 3, sentence 14": as it can be looked up on paper.
    fn place_in_words(&mut self, document: i64, span: clew_model::Span) -> Result<String, EngineError> {
        let sentence = self.sentence(document, span)?;
        Ok(format!("document {document}, sentence {sentence}"))
    }

    /// That a document was withdrawn: HTML; nothing of one that was not.
    pub fn withdrawn_mark(&self, document: i64) -> String {
        let by = self.withdrawn.get(&document);
        by.map(|number| format!(" {}", caveat(&format!("WITHDRAWN by decision {number}")))).unwrap_or_default()
    }

    /// An origin: its name, and what sort of source it is: HTML.
    pub fn origin(&self, page: &Page, origin: Option<&Origin>) -> String {
        let name = words::origin(origin);
        let kind = words::origin_kind(origin).filter(|_| name != words::UNNAMED);
        let kind = kind.map(|kind| format!("<span class=\"quiet\">, {kind}</span>")).unwrap_or_default();
        match origin.and_then(|origin| origin.entity.as_deref()) {
            Some(entity) => self.named(page, entity, &name) + &kind,
            None => format!("<bdi class=\"serif\">{}</bdi>{kind}", Text(&name)),
        }
    }

    /// Who says what: each origin with its sentences, how each is told, and the copies beneath: HTML. `says_what` where the claims
    /// are of several sorts.
    pub fn voices(&mut self, page: &Page, lines: &[ClaimLine], says_what: bool) -> Result<String, EngineError> {
        let mut html = String::from("<ol class=\"lines\">\n");
        for voice in voices(lines) {
            let first = voice[0];
            let since = if first.published.is_open() { "" } else { "since " };
            let n_documents = voice.iter().map(|line| line.at.document).collect::<BTreeSet<_>>().len();
            let _ = write!(
                html,
                "<li><p class=\"who\">{} <span class=\"quiet\">{since}{}, in {}</span></p>\n<ul class=\"told\">\n",
                self.origin(page, first.placed.origin.as_deref()),
                words::published_on(first.published),
                words::counted(n_documents, "document")
            );
            for saying in sayings(&voice) {
                html.push_str(&self.saying(page, &saying, says_what)?);
            }
            html.push_str("</ul></li>\n");
        }
        html.push_str("</ol>\n");
        Ok(html)
    }

    fn saying(&mut self, page: &Page, saying: &Saying<'_>, says_what: bool) -> Result<String, EngineError> {
        let first = saying.claims[0];
        let mut ways: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in &saying.claims {
            ways.entry(self.stated(line)?).or_default().insert(words::predicate(&line.predicate));
        }
        let mut html =
            format!("<li><q>{}</q>\n<p class=\"quiet row\">{}", Text(&saying.sentence), self.cite(page, first)?);
        for (how, what) in ways {
            let what = if says_what { what.into_iter().collect::<Vec<_>>().join(", ") + ": " } else { String::new() };
            let how = if how == "asserted flatly" { how } else { caveat(&how) };
            let _ = write!(html, " <span>{}{how}</span>", Text(&what));
        }
        html.push_str("</p>\n");
        if !saying.copies.is_empty() {
            let copies = saying.copies.iter().map(|line| self.cite(page, line)).collect::<Result<Vec<_>, _>>()?;
            let _ = writeln!(html, "<p class=\"quiet\">in the same words: {}</p>", copies.join("; "));
        }
        html.push_str("</li>\n");
        Ok(html)
    }

    /// How a claim's source states it: "asserted flatly", "denied; likely; planned or to come".
    pub fn stated(&mut self, line: &ClaimLine) -> Result<String, EngineError> {
        let detail = self.detail(line.at)?;
        let (modality, is_opinion) = detail.map(|detail| (detail.modality, detail.is_opinion)).unwrap_or_default();
        Ok(words::stated(line, modality, is_opinion))
    }

    /// How somebody is told to have taken part, on whose word, and where that stands first: HTML.
    fn taking_part(&mut self, page: &Page, how: &str, lines: &[&ClaimLine]) -> Result<String, EngineError> {
        let mut by: Vec<String> = Vec::new();
        for line in lines {
            let origin = words::origin(line.placed.origin.as_deref());
            if !by.contains(&origin) {
                by.push(origin);
            }
        }
        let how = if how == "asserted flatly" { how.to_owned() } else { caveat(how) };
        let sentence = words::on_one_line(&lines[0].sentence);
        let (by, cited) = (words::listed(&by, 3), self.cite(page, lines[0])?);
        Ok(format!("{how}, on the word of <bdi>{}</bdi>: <q>{}</q> {cited}", Text(&by), Text(&sentence)))
    }

    /// Who is told to have taken part, in which role, how that is told and on whose word: never the role alone. HTML.
    pub fn participants(
        &mut self,
        page: &Page,
        participants: &[(Role, String, String)],
        lines: &[ClaimLine],
    ) -> Result<String, EngineError> {
        let mut html = String::new();
        for (role, id, name) in participants {
            let mut ways: BTreeMap<String, Vec<&ClaimLine>> = BTreeMap::new();
            for line in lines {
                let detail = self.detail(line.at)?;
                if detail.is_some_and(|detail| detail.roles.iter().any(|(of, entity)| of == role && entity == id)) {
                    ways.entry(self.stated(line)?).or_default().push(line);
                }
            }
            let mut told: Vec<String> = Vec::new();
            for (how, theirs) in &ways {
                told.push(self.taking_part(page, how, theirs)?);
            }
            if told.is_empty() {
                told.push("tied to it by other claims of its documents".to_owned());
            }
            let name = self.named(page, id, name);
            let told = told.iter().map(|told| format!("<p class=\"quiet\">{told}</p>\n")).collect::<String>();
            let _ = write!(html, "<li><p><span class=\"quiet\">{}</span> {name}</p>\n{told}</li>\n", role.word());
        }
        Ok(if html.is_empty() { html } else { format!("<ul class=\"lines\">\n{html}</ul>\n") })
    }
}

/// A sentence of an origin's, and who else printed it.
struct Saying<'l> {
    sentence: String,
    /// All that the sentence claims where it could be read first: one claim of it may be denied and the next asserted.
    claims: Vec<&'l ClaimLine>,
    copies: Vec<&'l ClaimLine>,
}

/// Claims in the order in which they could be read.
pub fn in_order(lines: &[ClaimLine]) -> Vec<&ClaimLine> {
    let mut lines: Vec<&ClaimLine> = lines.iter().collect();
    lines.sort_by_key(|line| {
        let day = line.published.earliest.or(line.published.latest);
        (day.is_none(), day, line.at)
    });
    lines
}

/// An origin by its kind and name, where one is known, and the claims on its word.
type Voice<'v> = (Option<(OriginKind, &'v str)>, Vec<&'v ClaimLine>);

/// Claims by origin: those who spoke first come first.
fn voices(lines: &[ClaimLine]) -> Vec<Vec<&ClaimLine>> {
    let mut voices: Vec<Voice<'_>> = Vec::new();
    for line in in_order(lines) {
        let origin = line.placed.origin.as_deref();
        let key = origin.map(|origin| (origin.kind, origin.entity.as_deref().unwrap_or(&origin.name)));
        match voices.iter_mut().find(|(known, _)| *known == key) {
            Some((_, theirs)) => theirs.push(line),
            None => voices.push((key, vec![line])),
        }
    }
    voices.into_iter().map(|(_, theirs)| theirs).collect()
}

fn sayings<'l>(lines: &[&'l ClaimLine]) -> Vec<Saying<'l>> {
    let mut sayings: Vec<(String, Saying<'l>)> = Vec::new();
    for line in lines.iter().copied() {
        let bare = bare(&line.sentence);
        let Some((_, known)) = sayings.iter_mut().find(|(words, _)| is_same(words, &bare)) else {
            let sentence = words::on_one_line(&line.sentence);
            sayings.push((bare, Saying { sentence, claims: vec![line], copies: Vec::new() }));
            continue;
        };
        if line.at.document == known.claims[0].at.document {
            known.claims.push(line);
        } else if known.copies.iter().all(|copy| copy.at.document != line.at.document) {
            known.copies.push(line);
        }
    }
    sayings.into_iter().map(|(_, saying)| saying).collect()
}

/// A sentence's letters and digits: copies differ in quotation marks and spaces.
fn bare(sentence: &str) -> String {
    let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn is_same(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || short.len() >= SHORTEST_COPY && long.ends_with(short)
}

/// The first sentence that states something, and the first that denies it where some do.
pub fn each_side(lines: &[ClaimLine]) -> Vec<&ClaimLine> {
    let told = in_order(lines);
    let first = |polarity| told.iter().copied().find(move |line| line.polarity == polarity);
    let mut sides: Vec<&ClaimLine> = [Polarity::Asserted, Polarity::Denied].into_iter().filter_map(first).collect();
    sides.sort_by_key(|side| told.iter().position(|line| line.at == side.at));
    sides
}
