//! Sentences that test a predicate file.

use clew_model::{Claim, CodePoints, Predicate, Role};

/// A sentence with the claim that is to come of it, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The sentence, without its marks.
    pub text: String,
    /// Roles with the words that fill them; `None` where no claim may come of it.
    pub claim: Option<Vec<(Role, String)>>,
    /// The words that the claim is to be read from, or that no claim may be read from, where the sentence says.
    pub trigger: Option<String>,
    /// Whether it is known not to hold yet: it shows what is to be reached, and tests nothing.
    pub is_open: bool,
    /// Its line in the file, from 1.
    pub line: usize,
}

impl Example {
    /// Reads "+ [Agent Guards] arrested [Person the driver].", "- The frost arrested growth." and, not to hold yet, "?+ ...";
    /// "[trigger attack]" says which word the claim is to be read from.
    /// `None` for a line that is no example.
    pub(crate) fn parse(
        line: &str,
        number: usize,
        role: &impl Fn(&str) -> Result<Role, String>,
    ) -> Result<Option<Self>, String> {
        let (is_open, marked) = line.strip_prefix('?').map_or((false, line), |rest| (true, rest));
        let Some(marked) = marked.strip_prefix("+ ").or_else(|| marked.strip_prefix("- ")) else { return Ok(None) };
        let is_claim = line.trim_start_matches('?').starts_with('+');
        let (mut text, mut marks) = (String::new(), Vec::new());
        unmark(marked.trim(), &mut text, &mut marks)?;
        let (triggers, marks): (Vec<_>, Vec<_>) = marks.into_iter().partition(|(name, _)| name == "trigger");
        let roles: Vec<_> =
            marks.into_iter().map(|(name, words)| Ok((role(&name)?, words))).collect::<Result<_, String>>()?;
        let trigger = triggers.into_iter().map(|(_, words)| words).next();
        Ok(Some(Self { text, claim: is_claim.then_some(roles), trigger, is_open, line: number }))
    }

    /// What is wrong with what was read in the sentence; `None` where the example holds.
    pub fn complaint(&self, predicate: Predicate, claims: &[Claim]) -> Option<String> {
        let points = CodePoints::new(&self.text);
        let is_there = |claim: &&Claim| {
            self.trigger.as_ref().is_none_or(|words| points.slice(claim.trigger).contains(words.as_str()))
        };
        let ours: Vec<&Claim> = claims.iter().filter(|claim| claim.predicate == predicate).filter(is_there).collect();
        let told = || ours.iter().map(|claim| told(&points, claim)).collect::<Vec<_>>().join("; ");
        let Some(expected) = &self.claim else {
            return (!ours.is_empty()).then(|| format!("no claim should come of it: {}", told()));
        };
        let is_in = |claim: &Claim, (role, words): &(Role, String)| {
            let is_it = |named: &str| named.contains(words.as_str()) || words.contains(named);
            claim.arguments.iter().any(|argument| argument.role == *role && is_it(points.slice(argument.span)))
        };
        let lacks = |claim: &&Claim| expected.iter().filter(|argument| !is_in(claim, argument)).collect::<Vec<_>>();
        let missing = ours.iter().map(lacks).min_by_key(Vec::len);
        match missing.as_deref() {
            None => Some("no claim".to_owned()),
            Some([]) => None,
            Some(missing) => {
                let missing = missing.iter().map(|(role, words)| format!("{role:?} {words}")).collect::<Vec<_>>();
                Some(format!("{}; not [{}]", told(), missing.join(", ")))
            }
        }
    }
}

/// Takes the brackets off a sentence: "[Role words [Role words]]".
fn unmark(marked: &str, text: &mut String, marks: &mut Vec<(String, String)>) -> Result<(), String> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['[', ']']) {
        *text += &rest[..at];
        if rest[at..].starts_with('[') {
            let (name, _) = rest[at + 1..].split_once(' ').ok_or("a bracket holds a role and words")?;
            open.push((name, text.len()));
            rest = &rest[at + name.len() + 2..];
        } else {
            let (name, start) = open.pop().ok_or("a bracket is closed that was not opened")?;
            if text[start..].trim().is_empty() {
                return Err("a bracket holds a role and words".to_owned());
            }
            marks.push((name.to_owned(), text[start..].to_owned()));
            rest = &rest[at + 1..];
        }
    }
    *text += rest;
    if open.is_empty() { Ok(()) } else { Err("a bracket is not closed".to_owned()) }
}

fn told(points: &CodePoints, claim: &Claim) -> String {
    let arguments =
        claim.arguments.iter().map(|argument| format!("{:?} {}", argument.role, points.slice(argument.span)));
    format!("{} [{}] ({})", points.slice(claim.trigger), arguments.collect::<Vec<_>>().join(", "), claim.by)
}
