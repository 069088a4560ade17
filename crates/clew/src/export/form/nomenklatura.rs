use super::super::ExportError;
use clew_engine::Case;
use clew_engine::answer::DecisionView;
use clew_model::{About, Verdict};
use std::io::Write;

/// Writes what was decided of pairs of entities, and the pairs that wait for it, as judgements in the form of nomenklatura's resolver
/// (<https://github.com/opensanctions/nomenklatura>): a line `[target, source, judgement, score, user, created_at]` each.
///
/// "negative" and "unsure" are decisions; a pair that clew only doubts is "no_judgement" with its score, which nomenklatura lists as
/// a suggestion. A merge is "positive" between the entity and what it was merged from, named by the mention by which the
/// decision knows it again: after the merge the case has one entity and one id.
pub fn write_nomenklatura(case: &Case, out: &mut impl Write) -> Result<(), ExportError> {
    let mut judged = Vec::new();
    for view in case.decisions()?.iter().filter(|view| view.decision.undone_by.is_none() && view.left.is_none()) {
        let Some((judgement, pair)) = judgement(view) else { continue };
        let decision = &view.decision;
        line(out, &pair, (judgement, None), decision.who.as_deref(), Some(decision.recorded_at.to_string()))?;
        judged.push(pair);
    }
    let mut done = Ok(());
    case.each_doubt(|doubt| {
        let pair = [doubt.first.clone(), doubt.second.clone()];
        if done.is_ok() && !judged.iter().any(|known| is_same(known, &pair)) {
            done = line(out, &pair, ("no_judgement", Some(doubt.score)), None, None);
        }
    })?;
    done
}

fn is_same(one: &[String; 2], other: &[String; 2]) -> bool {
    one == other || (&one[0], &one[1]) == (&other[1], &other[0])
}

fn judgement(view: &DecisionView) -> Option<(&'static str, [String; 2])> {
    let About::Pair { one, other } = &view.decision.about else { return None };
    match (&view.decision.verdict, &view.entities[..]) {
        (Verdict::Merge, [now]) => {
            // The one whose name the entity does not bear is what was merged into it.
            let mention = other.mentions.first().or(one.mentions.first())?;
            let at = format!("{}:{}-{}", mention.sha256, mention.mention.start, mention.mention.end);
            Some(("positive", [now.clone(), format!("mention:{at}")]))
        }
        (Verdict::Apart | Verdict::Split, [one, other]) => Some(("negative", [one.clone(), other.clone()])),
        (Verdict::Unsure, [one, other]) => Some(("unsure", [one.clone(), other.clone()])),
        _ => None,
    }
}

fn line(
    out: &mut impl Write,
    pair: &[String; 2],
    (judgement, score): (&str, Option<f32>),
    who: Option<&str>,
    recorded_at: Option<String>,
) -> Result<(), ExportError> {
    // nomenklatura puts the greater id first.
    let (target, source) = if pair[0] >= pair[1] { (&pair[0], &pair[1]) } else { (&pair[1], &pair[0]) };
    let score = score.map(|score| (f64::from(score) * 1e4).round() / 1e4);
    Ok(super::super::print(&(target, source, judgement, score, who, recorded_at), out)?)
}
