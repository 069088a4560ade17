//! Harm that words only seem to tell of: left open, an accident, or still to come.

use super::candidates::Found;
use super::sentence::Sentence;
use clew_model::{Claim, PartOfSpeech, Predicate, Relation, ThingType};

/// Whether somebody died or was hurt, and which is left open: "were killed or wounded".
pub(crate) fn is_one_of_two(sentence: &Sentence, found: &Found) -> bool {
    let is_or = |at: usize| sentence.by(at, &[Relation::Cc]).any(|word| sentence.form(word) == "or");
    let is_other = |at: usize| is_or(at) && sentence.part(at) == PartOfSpeech::Verb;
    let is_later = sentence.relation(found.trigger) == Relation::Conj && is_other(found.trigger);
    let is_harm = matches!(found.predicate, Predicate::Die | Predicate::Injure);
    is_harm && (is_later || sentence.by(found.trigger, &[Relation::Conj]).any(is_other))
}

/// Whether somebody or something ran into another with nobody said to mean it: "the gun hit the ground", or "was hit by a car" where
/// the engine alone takes it for an attack.
pub(crate) fn is_mishap(sentence: &Sentence, found: &Found) -> bool {
    let is_blow = matches!(sentence.lemma(found.trigger), "hit" | "strike" | "struck" | "collide" | "crash");
    let is_vehicle = |at: usize| {
        sentence.mention(at).is_some_and(|mention| mention.thing == ThingType::Vehicle)
            || VEHICLES.contains(&sentence.lemma(at))
    };
    let by_vehicle = sentence.by(found.trigger, &[Relation::Obl, Relation::OblAgent, Relation::Nsubj]).any(is_vehicle);
    let mut objects = sentence.by(found.trigger, &[Relation::Obj, Relation::Obl]);
    let onto_ground = objects.any(|at| GROUNDS.contains(&sentence.lemma(at)) && !sentence.has(at, &[Relation::Case]));
    found.predicate == Predicate::Attack && is_blow && (onto_ground || found.by.is_none() && by_vehicle)
}

/// What things fall on.
const GROUNDS: [&str; 9] = ["ground", "floor", "wall", "tree", "road", "pole", "water", "curb", "fence"];

/// What runs into people.
const VEHICLES: [&str; 11] =
    ["car", "truck", "bus", "van", "lorry", "train", "tram", "suv", "motorcycle", "vehicle", "taxi"];

/// Whether somebody is dying, or is threatened with death, and so lives: "they are starving to death".
pub(crate) fn is_yet_to_come(sentence: &Sentence, found: &Found) -> bool {
    if found.predicate != Predicate::Die {
        return false;
    }
    let word = found.trigger;
    let is_under_way = sentence.part(word) == PartOfSpeech::Verb
        && sentence.form(word).ends_with("ing")
        && sentence.by(word, &[Relation::Aux]).any(|at| sentence.lemma(at) == "be")
        && matches!(sentence.lemma(word), "die" | "starve" | "bleed" | "burn" | "freeze" | "drown");
    let governor = sentence.head(word).filter(|_| sentence.relation(word) == Relation::Obl);
    is_under_way || governor.is_some_and(|verb| sentence.lemma(verb) == "threaten")
}

/// Whether words say no more of somebody than that he died, which may be long after he was hurt: "died", not "was killed".
pub(crate) fn is_death_alone(sentence: &Sentence, claim: &Claim) -> bool {
    let says_death =
        |at: usize| matches!(sentence.lemma(at), "die" | "death" | "dead" | "succumb" | "pass" | "perish" | "deceased");
    claim.predicate == Predicate::Die && sentence.head_of(claim.trigger).is_some_and(says_death)
}

#[cfg(test)]
mod tests {
    use clew_language::{AnnotatedText, Model, read};
    use clew_model::{CodePoints, Predicate};

    fn claimed(text: &str, predicate: Predicate) -> bool {
        let AnnotatedText { annotation, trees, events } = read(Model::embedded(), text, &[], None);
        let points = CodePoints::new(text);
        let patterns = crate::claims::Patterns::embedded();
        let claims = crate::claims::all_claims(&points, &annotation, &trees, &events, patterns);
        claims.iter().any(|claim| claim.predicate == predicate)
    }

    #[test]
    fn who_is_dying_has_not_died() {
        assert!(claimed("Nine peasants starved to death in the valley.", Predicate::Die));
        assert!(!claimed("The peasants are starving to death in the valley.", Predicate::Die));
        assert!(!claimed("The clerk has been threatened with death by a smuggler.", Predicate::Die));
    }

    #[test]
    fn what_a_car_runs_into_is_not_attacked() {
        assert!(!claimed("A widow was hit by a grey car when she crossed the road.", Predicate::Attack));
        assert!(!claimed("Two guards were hurt when a gun hit the ground.", Predicate::Attack));
        assert!(claimed("A widow was hit with a hammer by a burglar.", Predicate::Attack));
    }

    #[test]
    fn who_fired_was_not_dismissed() {
        assert!(!claimed("The guard hid in the office, where he fired several times.", Predicate::Dismiss));
        assert!(!claimed("He thought it was a deer when he fired, he said.", Predicate::Dismiss));
        assert!(claimed("The nurse was fired by the hospital.", Predicate::Dismiss));
    }
}
