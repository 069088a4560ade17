use clew_engine::answer::{DecidedClaim, FindingView};
use clew_model::{Finding, Interval, Level, Modality, Polarity, Standing, Verdict};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How a finding is told: what no form may drop and still call the finding so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// What its claims do: "asserted", "denied" or "asserted; denied".
    pub polarity: String,
    /// How sure those that assert it sound (all of them, where none does), every degree once, the least sure first: "likely; asserted".
    pub certainty: String,
    /// Whether it is told as fact, plan, condition or rule.
    pub modality: &'static str,
    /// How it stands.
    pub standing: Standing,
    /// On whose word, each once: "police; the memo".
    pub origins: String,
    /// On how many words.
    pub n_origins: usize,
    /// In how many documents.
    pub n_documents: usize,
    /// From the first to the last publication that says so.
    pub published: Interval,
    is_flat: bool,
}

impl Stated {
    /// How a finding is told.
    pub fn of(view: &FindingView) -> Self {
        let FindingView { finding, claims, .. } = view;
        let polarities: BTreeSet<&str> = match claims.is_empty() {
            true => BTreeSet::from([finding.polarity.word()]),
            false => claims.iter().map(|line| line.polarity.word()).collect(),
        };
        let asserting: Vec<_> = claims.iter().filter(|line| line.polarity == Polarity::Asserted).collect();
        let telling = if asserting.is_empty() { claims.iter().collect() } else { asserting.clone() };
        let levels: BTreeSet<Level> = telling.iter().map(|line| line.certainty).collect();
        let words = |words: Vec<&str>| words.join("; ");
        let days = |end: fn(&Interval) -> Option<Date>| claims.iter().filter_map(move |line| end(&line.published));
        let is_flat = finding.modality == Modality::Actual
            && polarities == BTreeSet::from([Polarity::Asserted.word()])
            && levels.contains(&Level::Asserted)
            && matches!(finding.standing, Standing::Corroborated | Standing::SingleOrigin);
        Self {
            polarity: words(polarities.into_iter().collect()),
            certainty: words(levels.into_iter().map(Level::word).collect()),
            modality: modality(finding.modality),
            standing: finding.standing,
            origins: words(finding.origins.iter().map(|origin| origin.name.as_str()).collect()),
            n_origins: finding.origins.len(),
            n_documents: claims.iter().map(|line| line.at.document).collect::<BTreeSet<_>>().len(),
            published: Interval { earliest: days(|at| at.earliest).min(), latest: days(|at| at.latest).max() },
            is_flat,
        }
    }

    /// Whether somebody states it flatly as a fact, and nobody states otherwise.
    pub fn is_flat(&self) -> bool {
        self.is_flat
    }

    /// What keeps it from being read as a plain fact: "denied", "sounds likely", "planned", "disputed"; nothing of a flat one.
    pub fn marks(&self) -> Vec<String> {
        let mut marks = Vec::new();
        if self.polarity != Polarity::Asserted.word() {
            marks.push(self.polarity.replace("; ", " and "));
        }
        let level = Level::Asserted.word();
        if !self.certainty.is_empty() && !self.certainty.split("; ").any(|word| word == level) {
            marks.push(format!("sounds {}", self.certainty.replace("; ", " or ")));
        }
        if self.modality != modality(Modality::Actual) {
            marks.push(self.modality.to_owned());
        }
        if matches!(self.standing, Standing::Disputed | Standing::Superseded) {
            marks.push(self.standing.word().to_owned());
        }
        marks
    }
}

/// Whether all its claims deny it.
pub fn is_denied(finding: &Finding) -> bool {
    finding.polarity == Polarity::Denied
}

/// What keeps a claim from being read as a plain fact; `standing` is its finding's.
pub fn claim_marks(decided: &DecidedClaim, standing: Option<Standing>, is_retracted: bool) -> Vec<String> {
    let claim = &decided.view.claim;
    let mut marks = Vec::new();
    if is_retracted {
        marks.push("document retracted".to_owned());
    }
    match decided.decision.as_ref().map(|decision| &decision.verdict) {
        Some(Verdict::Reject) => marks.push("rejected by a person".to_owned()),
        Some(Verdict::Correct(_)) => marks.push("corrected by a person".to_owned()),
        Some(Verdict::AddClaim(_)) => marks.push("made by a person".to_owned()),
        _ => {}
    }
    if claim.polarity == Polarity::Denied {
        marks.push(claim.polarity.word().to_owned());
    }
    if claim.certainty.level != Level::Asserted {
        marks.push(format!("sounds {}", claim.certainty.level.word()));
    }
    if claim.modality != Modality::Actual {
        marks.push(modality(claim.modality).to_owned());
    }
    if claim.opinion {
        marks.push("opinion".to_owned());
    }
    let standing = standing.filter(|one| matches!(one, Standing::Disputed | Standing::Superseded));
    marks.extend(standing.map(|standing| standing.word().to_owned()));
    marks
}

/// The word for it, as printed in records.
pub fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Actual => "actual",
        Modality::Planned => "planned",
        Modality::Conditional => "conditional",
        Modality::Generic => "generic",
    }
}

/// Marks before words: "[denied, disputed] Weil met Anders." The words alone where there are none.
pub fn marked(marks: &[String], words: &str) -> String {
    match marks {
        [] => words.to_owned(),
        _ => format!("[{}] {words}", marks.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_engine::answer::ClaimLine;
    use clew_model::{ClaimAt, Predicate, Span};

    fn line(polarity: Polarity, certainty: Level) -> ClaimLine {
        let at = ClaimAt { document: 1, claim: 0 };
        ClaimLine {
            at,
            predicate: "Meet".to_owned(),
            polarity,
            certainty,
            sentence: String::new(),
            span: Span::new(0, 0),
            placed: clew_engine::answer::Placed { finding: None, event: None, origin: None },
            document: "a".to_owned(),
            publisher: None,
            published: Interval::open(),
        }
    }

    fn stated(standing: Standing, modality: Modality, lines: &[(Polarity, Level)]) -> Stated {
        let finding = Finding {
            id: "f".to_owned(),
            predicate: Predicate::Meet,
            subtype: None,
            polarity: Polarity::Asserted,
            modality,
            arguments: Vec::new(),
            quantity: None,
            time: Interval::open(),
            claims: Vec::new(),
            origins: Vec::new(),
            standing,
            against: Vec::new(),
            superseded_by: None,
            why: String::new(),
        };
        let claims = lines.iter().map(|(polarity, level)| line(*polarity, *level)).collect();
        Stated::of(&FindingView { finding, names: Default::default(), claims })
    }

    #[test]
    fn what_is_suspected_is_never_flat() {
        use Level::{Asserted, Likely};
        use Polarity::Denied;
        let said = Polarity::Asserted;
        let check = |standing, modality, lines: &[(Polarity, Level)], marks: &[&str]| {
            let stated = stated(standing, modality, lines);
            assert_eq!(
                (stated.marks(), stated.is_flat()),
                (marks.iter().map(|mark| (*mark).to_owned()).collect(), marks.is_empty())
            );
        };
        check(Standing::SingleOrigin, Modality::Actual, &[(said, Asserted)], &[]);
        check(Standing::SingleOrigin, Modality::Actual, &[(said, Likely)], &["sounds likely"]);
        check(Standing::Corroborated, Modality::Actual, &[(said, Likely), (said, Asserted)], &[]);
        check(
            Standing::Disputed,
            Modality::Actual,
            &[(said, Asserted), (Denied, Asserted)],
            &["asserted and denied", "disputed"],
        );
        // How sure a denial sounds says nothing of how sure anybody is of what is denied.
        check(
            Standing::Disputed,
            Modality::Actual,
            &[(said, Likely), (Denied, Asserted)],
            &["asserted and denied", "sounds likely", "disputed"],
        );
        check(Standing::SingleOrigin, Modality::Planned, &[(said, Asserted)], &["planned"]);
        check(Standing::Superseded, Modality::Actual, &[(said, Asserted)], &["superseded"]);
    }
}
