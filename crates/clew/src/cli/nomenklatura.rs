//! Judgements of nomenklatura, taken in as decisions.

use super::error::CommandError;
use super::words;
use clew_engine::{By, Case, EngineError, EntityVerdict};
use clew_model::Verdict;
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What somebody judged of two ids: a line of nomenklatura's resolver file.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    pair: [String; 2],
    word: Word,
    user: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Positive,
    Negative,
    Unsure,
    NoJudgement,
}

/// Whether a line is one of nomenklatura's: a list, where clew's own records are objects.
pub fn is_judgement(line: &str) -> bool {
    line.trim_start().starts_with('[')
}

/// Reads `[target, source, judgement, score, user, created_at]`; what comes after is left alone.
pub fn read_judgement(line: &str) -> Result<Judgement, String> {
    let all: Vec<serde_json::Value> = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let [target, source, word, rest @ ..] = &all[..] else { return Err("it is no judgement of two ids".to_owned()) };
    let id = |value: &serde_json::Value| value.as_str().map(str::to_owned).ok_or("an id is no string");
    let word = serde_json::from_value(word.clone()).map_err(|error| error.to_string())?;
    let user = rest.get(1).and_then(|user| user.as_str()).map(str::to_owned);
    Ok(Judgement { pair: [id(target)?, id(source)?], word, user })
}

/// What came of judgements.
#[derive(Debug, Default, PartialEq, Eq)]
struct Taken {
    n_new: usize,
    n_known: usize,
    n_elsewhere: usize,
}

/// Decides on a case's entities as these judgements do; what names none of them, and what was decided so before, changes nothing.
pub fn take_in(case: &mut Case, judgements: &[Judgement]) -> Result<(), CommandError> {
    let same = Same::of(judgements);
    let mut taken = Taken::default();
    for (first, other, user) in same.merges(case)? {
        taken.decide(case, &first, EntityVerdict::Merge(other), user.as_deref())?;
    }
    for Judgement { pair, word, user } in judgements {
        let verdict: fn(String) -> EntityVerdict = match word {
            Word::Negative => EntityVerdict::Apart,
            Word::Unsure => EntityVerdict::Unsure,
            Word::Positive | Word::NoJudgement => continue,
        };
        match (same.entity(case, &pair[0])?, same.entity(case, &pair[1])?) {
            (Some(one), Some(other)) => taken.decide(case, &one, verdict(other), user.as_deref())?,
            _ => taken.n_elsewhere += 1,
        }
    }
    let Taken { n_new, n_known, n_elsewhere } = taken;
    let known = if n_known > 0 { format!(", {n_known} known already") } else { String::new() };
    let elsewhere =
        if n_elsewhere > 0 { format!(", {n_elsewhere} of ids that this case does not have") } else { String::new() };
    eprintln!("{} taken in{known}{elsewhere}", words::counted(n_new, "decision"));
    Ok(())
}

impl Taken {
    fn decide(
        &mut self,
        case: &mut Case,
        one: &str,
        verdict: EntityVerdict,
        user: Option<&str>,
    ) -> Result<(), CommandError> {
        if was_decided(case, one, &verdict)? {
            self.n_known += 1;
            return Ok(());
        }
        let by = By { who: user.map(str::to_owned), why: Some("a judgement of nomenklatura".to_owned()) };
        match case.decide_entity(one, &verdict, &by, Timestamp::now()) {
            Ok(_) => self.n_new += 1,
            // One already, or so already.
            Err(EngineError::Decide(_)) => self.n_known += 1,
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
}

/// Whether a decision of this pair that says so stands.
fn was_decided(case: &Case, one: &str, verdict: &EntityVerdict) -> Result<bool, CommandError> {
    let (other, wanted) = match verdict {
        EntityVerdict::Apart(other) => (other, Verdict::Apart),
        EntityVerdict::Unsure(other) => (other, Verdict::Unsure),
        _ => return Ok(false),
    };
    let mut pair = [one.to_owned(), other.clone()];
    pair.sort();
    let stands = |view: &clew_engine::answer::DecisionView| {
        view.decision.undone_by.is_none() && view.decision.verdict == wanted && view.entities == pair
    };
    Ok(case.decisions()?.iter().any(stands))
}

/// Ids that positive judgements put together: nomenklatura ties what is one to an id of its own ("NK-...").
struct Same<'j> {
    groups: Vec<(BTreeSet<&'j str>, Option<&'j str>)>,
    group_of: BTreeMap<&'j str, usize>,
}

impl<'j> Same<'j> {
    fn of(judgements: &'j [Judgement]) -> Self {
        let mut groups: Vec<(BTreeSet<&str>, Option<&str>)> = Vec::new();
        for Judgement { pair: [one, other], user, .. } in judgements.iter().filter(|one| one.word == Word::Positive) {
            let mut joined = (BTreeSet::from([one.as_str(), other.as_str()]), user.as_deref());
            groups.retain(|(ids, user)| {
                let is_apart = ids.is_disjoint(&joined.0);
                if !is_apart {
                    joined.0.extend(ids.iter().copied());
                    joined.1 = joined.1.or(*user);
                }
                is_apart
            });
            groups.push(joined);
        }
        let of = |(nth, (ids, _)): (usize, &(BTreeSet<&'j str>, Option<&'j str>))| {
            ids.iter().map(move |id| (*id, nth)).collect::<Vec<_>>()
        };
        let group_of = groups.iter().enumerate().flat_map(of).collect();
        Self { groups, group_of }
    }

    /// The first two entities of each group, then the first and the third, and so on, with who put them together.
    fn merges(&self, case: &Case) -> Result<Vec<(String, String, Option<String>)>, CommandError> {
        let mut merges = Vec::new();
        for (ids, user) in &self.groups {
            let mut entities = BTreeSet::new();
            for id in ids {
                entities.extend(case.entity_of_id(id)?.map(|line| line.id));
            }
            let mut entities = entities.into_iter();
            let Some(first) = entities.next() else { continue };
            merges.extend(entities.map(|other| (first.clone(), other, user.map(str::to_owned))));
        }
        Ok(merges)
    }

    /// The entity that an id stands for, itself or through what it is one with.
    fn entity(&self, case: &Case, id: &str) -> Result<Option<String>, CommandError> {
        if let Some(line) = case.entity_of_id(id)? {
            return Ok(Some(line.id));
        }
        let Some(group) = self.group_of.get(id) else { return Ok(None) };
        for id in &self.groups[*group].0 {
            if let Some(line) = case.entity_of_id(id)? {
                return Ok(Some(line.id));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_nomenklatura_is_read() {
        let line = r#"["NK-a", "p1", "positive", 0.9, "ada", "2024-01-01", null]"#;
        let judgement = read_judgement(line).expect("a judgement");
        assert_eq!(judgement.pair, ["NK-a", "p1"].map(str::to_owned));
        assert_eq!((judgement.word, judgement.user.as_deref()), (Word::Positive, Some("ada")));
        assert!(is_judgement(line) && !is_judgement("{}"));
        assert!(read_judgement(r#"["a", "b", "maybe"]"#).is_err());
        assert_eq!(read_judgement(r#"["a"]"#), Err("it is no judgement of two ids".to_owned()));
    }

    #[test]
    fn what_is_tied_through_an_id_of_nomenklaturas_own_is_one() {
        let lines = [
            r#"["NK-a", "p1", "positive"]"#,
            r#"["p3", "p2", "positive"]"#,
            r#"["p3", "NK-a", "positive"]"#,
            r#"["q", "p1", "negative"]"#,
        ];
        let judgements: Vec<Judgement> = lines.iter().map(|line| read_judgement(line).expect("a judgement")).collect();
        let same = Same::of(&judgements);
        assert_eq!(same.groups.len(), 1);
        assert_eq!(same.groups[0].0, BTreeSet::from(["NK-a", "p1", "p2", "p3"]));
    }
}
