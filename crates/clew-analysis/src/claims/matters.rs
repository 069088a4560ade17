//! Claims that are the content of others: what was warned of, known, suspected; and what somebody was told, where only an
//! earlier sentence says what.

use clew_model::{Argument, Claim, Filler, Predicate, Role};

/// So many sentences after a matter was told, "he was informed" is still of it.
const REACH: u32 = 3;

/// Points each clause that fills a role at the claim that it makes. The claims are in order and numbered.
pub(crate) fn point_at_content(claims: &mut [Claim]) {
    for at in 0..claims.len() {
        for nth in 0..claims[at].arguments.len() {
            let argument = &claims[at].arguments[nth];
            if holds_content(argument)
                && let Some(content) = content(claims, at, argument)
            {
                claims[at].arguments[nth].filler = Filler::Claim(content);
            }
        }
    }
}

fn holds_content(argument: &Argument) -> bool {
    let is_clause = matches!(argument.filler, Filler::Words);
    is_clause && matches!(argument.role, Role::Matter | Role::Undertaking | Role::Crime | Role::Cause)
}

/// The first claim in the words of an argument that states an event or a state: of "that the valves, 40 years old, were corroded"
/// not the age.
fn content(claims: &[Claim], of: usize, argument: &Argument) -> Option<u32> {
    let is_aside = |claim: &Claim| {
        matches!(claim.predicate, Predicate::Count | Predicate::Age | Predicate::Position | Predicate::Family)
    };
    let first = claims.partition_point(|claim| claim.trigger.start < argument.span.start);
    let inside = claims[first..].iter().take_while(|claim| claim.trigger.start < argument.span.end);
    let stated = inside.filter(|claim| argument.span.contains(claim.trigger) && !is_aside(claim));
    stated.map(|claim| claim.id).find(|id| *id != claims[of].id)
}

/// Gives those who were told or knew, and of whom the sentence does not say what, the matter told last; where somebody called or
/// wrote shortly before, they learned what the call was of. A claim for which there is neither says nothing and is dropped. The claims are
/// in order.
pub(crate) fn carry_over(claims: Vec<Claim>) -> Vec<Claim> {
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    let mut told: Option<(u32, Argument)> = None;
    let mut called: Option<u32> = None;
    for mut claim in claims {
        if claim.predicate == Predicate::Contact {
            called = Some(claim.sentence);
            let topic = claim.arguments.iter().find(|argument| argument.role == Role::Topic);
            told = topic.map(|topic| (claim.sentence, Argument { role: Role::Matter, ..topic.clone() }));
        }
        let is_of_call =
            || called.is_some_and(|sentence| sentence < claim.sentence && claim.sentence - sentence <= REACH);
        if matches!(claim.predicate, Predicate::Warn | Predicate::Learn) {
            let matter = claim.arguments.iter().find(|argument| argument.role == Role::Matter);
            match (matter, &told) {
                (Some(matter), _) => told = Some((claim.sentence, matter.clone())),
                (None, Some((sentence, matter))) if claim.sentence - sentence <= REACH => {
                    claim.carried_from = Some(*sentence).filter(|from| *from != claim.sentence);
                    claim.arguments.push(matter.clone());
                    claim.arguments.sort_by_key(|argument| (argument.role, argument.span));
                }
                (None, _) if claim.predicate == Predicate::Learn && !is_of_call() => continue,
                (None, _) => {}
            }
        }
        kept.push(claim);
    }
    kept
}
