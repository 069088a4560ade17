//! A document's claims for people to read: what each rests on, sentence by sentence.

use super::{decisions, words};
use clew_engine::answer::{ArgumentView, ClaimView, DecidedClaim, FoundBy, SourceView};
use clew_engine::predicates::is_brought;
use clew_model::{
    Act, Certainty, Claim, CodePoints, Decision, Filler, Level, Modality, Polarity, Published, Span, Verdict,
};
use std::io::{self, Write};

/// A document whose claims are printed.
pub struct Page<'a> {
    id: &'a str,
    publisher: &'a str,
    published: Option<Published>,
    points: CodePoints<'a>,
    claims: Vec<DecidedClaim>,
}

impl<'a> Page<'a> {
    /// The document of this text, which makes these claims.
    pub fn new(
        id: &'a str,
        publisher: Option<&'a str>,
        published: Option<Published>,
        text: &'a str,
        claims: Vec<DecidedClaim>,
    ) -> Self {
        let publisher = publisher.unwrap_or("unknown publisher");
        Self { id, publisher, published, points: CodePoints::new(text), claims }
    }

    /// Prints every claim under its sentence.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}\n{}, {}", self.id, self.publisher, words::published(self.published))?;
        if self.claims.is_empty() {
            writeln!(out, "\nno claims")?;
        }
        let mut last = None;
        for DecidedClaim { view, decision, rating } in &self.claims {
            if last != Some(view.sentence) {
                writeln!(out, "\n{}", self.words(view.sentence))?;
                last = Some(view.sentence);
            }
            self.claim(view, out)?;
            if let Some(decision) = decision {
                writeln!(out, "      {:<12}  {}", "decided", decided(decision))?;
            }
            if let Some(rating) = rating {
                writeln!(out, "      {:<12}  {}", "credibility", rated(rating))?;
            }
        }
        writeln!(out)
    }

    /// The words of a span on one line.
    fn words(&self, span: Span) -> String {
        self.points.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn quoted(&self, span: Span) -> String {
        format!("\"{}\"", self.words(span))
    }

    fn claim(&self, view: &ClaimView, out: &mut impl Write) -> io::Result<()> {
        let claim = &view.claim;
        let subtype = claim.subtype.iter().map(|subtype| format!(" ({subtype})")).collect::<String>();
        writeln!(out, "  #{}  {}{subtype}  {}", claim.id, claim.predicate, self.quoted(claim.trigger))?;
        let mut line = |what: &str, words: String| writeln!(out, "      {what:<12}  {words}");
        for (argument, view) in claim.arguments.iter().zip(&view.arguments) {
            line(argument.role.word(), filled(&argument.filler, view))?;
        }
        if let Some(quantity) = &claim.quantity {
            line("how many", words::quantity(quantity))?;
        }
        if !claim.time.is_open() {
            line("when", words::days(claim.time))?;
        }
        line("stated", self.stated(claim))?;
        for evidence in &claim.evidence {
            line("on evidence", format!("{} ({})", self.quoted(evidence.span), evidence.kind))?;
        }
        line("on the word", self.sources(&view.sources))?;
        if let Some(sentence) = view.carried_from {
            line("carried over", format!("from {}", self.quoted(sentence)))?;
        }
        if let Some(incident) = claim.event {
            line("incident", incident.to_string())?;
        }
        line("found by", found_by(&view.found_by))?;
        match view.found_by {
            FoundBy::Hand => Ok(()),
            _ => line("", how_often_right(&view.found_by, claim.score)),
        }
    }

    /// Polarity, certainty with its cue, and what else the claim is than a report of fact.
    fn stated(&self, claim: &Claim) -> String {
        let mut parts = vec![match claim.polarity {
            Polarity::Asserted => "asserted".to_owned(),
            Polarity::Denied => "denied".to_owned(),
        }];
        let Certainty { level, cue } = claim.certainty;
        let cue = cue.map(|cue| format!(" ({})", self.quoted(cue))).unwrap_or_default();
        match level {
            Level::Asserted if cue.is_empty() => {}
            _ => parts.push(format!("{}{cue}", words::level(level))),
        }
        match claim.modality {
            Modality::Actual => {}
            Modality::Planned => parts.push("planned".to_owned()),
            Modality::Conditional => parts.push("under a condition".to_owned()),
            Modality::Generic => parts.push("of things in general".to_owned()),
        }
        if claim.opinion {
            parts.push("a judgement, no report".to_owned());
        }
        parts.join(", ")
    }

    /// The attribution chain from the publisher inward: "Varn Gazette <- the Post <- an internal memo (shows)".
    fn sources(&self, sources: &[SourceView]) -> String {
        let inward = sources.iter().map(|source| {
            let words = match (&source.words, &source.name) {
                (Some(words), Some(name)) => format!("{words} ({name})"),
                (Some(words), None) => words.clone(),
                (None, _) => "nobody named".to_owned(),
            };
            let cue = source.cue.iter().map(|cue| self.words(*cue)).collect::<Vec<_>>().join(" … ");
            match source.act {
                _ if source.words.is_none() && !cue.is_empty() => format!("{words} (\"{cue}\")"),
                Act::Said | Act::Wrote => words,
                Act::Believed => format!("{words} (believes)"),
                Act::Denied => format!("{words} (denies)"),
                Act::Showed => format!("{words} (shows)"),
            }
        });
        std::iter::once(self.publisher.to_owned()).chain(inward).collect::<Vec<_>>().join(" <- ")
    }
}

/// "reject: another Weil (decision 1)".
fn decided(decision: &Decision) -> String {
    let correction = match &decision.verdict {
        Verdict::Correct(correction) => Some(format!(" to {}", decisions::corrected(correction))),
        _ => None,
    };
    let why = decision.why.as_ref().map(|why| format!(": {why}"));
    let (correction, why) = (correction.unwrap_or_default(), why.unwrap_or_default());
    format!("{}{correction}{why} (decision {})", decision.verdict.word(), decision.number)
}

/// "possibly true (3), rated by A. Reader: no second source (decision 4)".
fn rated(rating: &Decision) -> String {
    let by = rating.who.as_ref().map_or_else(|| "rated by hand".to_owned(), |who| format!("rated by {who}"));
    let why = rating.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    let words = decisions::rated(&rating.verdict).unwrap_or_default();
    format!("{words}, {by}{why} (decision {})", rating.number)
}

fn filled(filler: &Filler, view: &ArgumentView) -> String {
    let name = view.name.iter().map(|name| format!(" ({name})")).collect::<String>();
    match filler {
        Filler::Claim(number) => format!("{}{name}  #{number}", view.words),
        _ => format!("{}{name}", view.words),
    }
}

fn found_by(found: &FoundBy) -> String {
    match found {
        FoundBy::Pattern { at, line: Some(line) } => format!("{at}  {line}"),
        FoundBy::Pattern { at, line: None } => at.clone(),
        FoundBy::Engine => "the language model alone".to_owned(),
        FoundBy::Count => "the reader of numbers".to_owned(),
        FoundBy::Attribution => "the reader of what is ascribed to whom".to_owned(),
        FoundBy::Hand => "a person, who made it by hand".to_owned(),
    }
}

/// How many of the claims found in this way are right, as far as anybody has counted.
fn how_often_right(found: &FoundBy, score: f32) -> String {
    match found {
        FoundBy::Pattern { at, .. } if !is_brought(at) => {
            "a pattern of your own: how often claims found like this are right, nobody has counted".to_owned()
        }
        _ => format!("about {:.0} % of claims found like this are right", score * 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::{Quantity, SourceKind};

    #[test]
    fn quantities_are_said_with_their_bounds() {
        let what = || "killed".to_owned();
        for (low, high, expect) in [
            (Some(9), Some(9), "9 killed"),
            (Some(9), None, "9 killed or more"),
            (None, Some(9), "9 killed or fewer"),
            (Some(200), Some(350), "200 to 350 killed"),
            (None, None, "killed, a number that is not given"),
        ] {
            assert_eq!(words::quantity(&Quantity { what: what(), low, high }), expect);
        }
    }

    #[test]
    fn sources_are_named_from_the_publisher_inward() {
        let text = "He reportedly fled.";
        let page = Page::new("a.txt", Some("Gazette"), None, text, Vec::new());
        let named = |words: &str, name: Option<&str>, act| SourceView {
            span: Some(Span::new(0, 2)),
            words: Some(words.to_owned()),
            name: name.map(str::to_owned),
            kind: SourceKind::Named,
            act,
            cue: Vec::new(),
        };
        let nobody = SourceView {
            span: None,
            words: None,
            name: None,
            kind: SourceKind::None,
            act: Act::Said,
            cue: vec![Span::new(3, 13)],
        };
        let chain = [named("the Post", None, Act::Said), named("he", Some("Jonas Weil"), Act::Denied), nobody];
        let expect = "Gazette <- the Post <- he (Jonas Weil) (denies) <- nobody named (\"reportedly\")";
        assert_eq!(page.sources(&chain), expect);
        assert_eq!(page.sources(&[]), "Gazette");
    }
}
