//! Who does what a verb says, as far as its sentence tells.

use super::lexicon::{Frame, acts};
use super::sentence::Sentence;
use clew_model::Relation;

const SUBJECTS: &[Relation] = &[Relation::Nsubj];
const RELATIVE_PRONOUNS: [&str; 4] = ["who", "which", "that", "whom"];

/// The head word of who does what `word` says: its subject, the agent of a passive, the noun that a participle or a relative
/// clause describes, or the subject of the verb that it is joined to or depends on.
pub(crate) fn doer(sentence: &Sentence, word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..sentence.len() {
        if is_passive(sentence, at) {
            return if at == word { agent(sentence, at) } else { own_subject(sentence, at) };
        }
        if let Some(subject) = own_subject(sentence, at) {
            return Some(subject).filter(|subject| !is_empty_subject(sentence, *subject));
        }
        let head = sentence.head(at)?;
        match sentence.relation(at) {
            Relation::Acl if sentence.has(at, &[Relation::Mark], "to") => return None,
            // "Versions reported by the radio": what is reported does not report.
            Relation::Acl if at == word && is_past_participle(sentence, at) => return agent(sentence, at),
            Relation::Acl => return Some(head),
            Relation::Xcomp => match sentence.first_by(head, &[Relation::Obj, Relation::Iobj]) {
                Some(object) => return Some(object),
                None => at = head,
            },
            Relation::Conj | Relation::Advcl => at = head,
            _ => return None,
        }
    }
    None
}

fn is_past_participle(sentence: &Sentence, word: usize) -> bool {
    let form = sentence.form(word).to_lowercase();
    form != sentence.lemma(word) && !form.ends_with("ing") && sentence.exact_relation(word) != Relation::AclRelcl
}

/// Who is in the state that a passive form of a feeling names: "[Weil] was concerned that", "Weil was ill, and was convinced that".
pub(crate) fn feeler(sentence: &Sentence, word: usize) -> Option<usize> {
    let is_state = !acts(&sentence.form(word).to_lowercase(), Frame::Adjective).is_empty();
    let own = sentence.first_by(word, &[Relation::Nsubj]);
    let shared = || sentence.head(word).filter(|_| sentence.relation(word) == Relation::Conj);
    let subject = own.or_else(|| sentence.first_by(shared()?, SUBJECTS));
    subject.filter(|_| is_state && is_passive(sentence, word) && agent(sentence, word).is_none())
}

/// The subject that hangs on a word; for a relative pronoun, what it stands for. Of several, the one beside it: "'[A crowd] left,'
/// said [Weil]", "[he] is there, but [a clerk] told us".
fn own_subject(sentence: &Sentence, word: usize) -> Option<usize> {
    let subjects: Vec<usize> = sentence.by(word, SUBJECTS).collect();
    // What stands before an account is its own, and "which" is no name.
    let is_of_account = |at: usize| sentence.by(word, &[Relation::Ccomp]).any(|account| at < account && account < word);
    let is_astray = |at: usize| {
        sentence.relation(word) == Relation::Conj && RELATIVE_PRONOUNS.contains(&sentence.lemma(at).as_str())
    };
    let before = subjects.iter().rev().copied().find(|at| *at < word && !is_of_account(*at) && !is_astray(*at));
    let after = subjects.iter().copied().find(|at| *at > word);
    let subject = before.or(after).or_else(|| subjects.first().copied())?;
    let is_relative = sentence.exact_relation(word) == Relation::AclRelcl
        && RELATIVE_PRONOUNS.contains(&sentence.lemma(subject).as_str());
    if is_relative { sentence.head(word) } else { Some(subject) }
}

/// Whether a verb has a passive's subject or auxiliary.
pub(crate) fn is_passive(sentence: &Sentence, verb: usize) -> bool {
    let passive = [Relation::NsubjPass, Relation::AuxPass, Relation::CsubjPass];
    sentence.dependents(verb).iter().any(|at| passive.contains(&sentence.exact_relation(*at)))
}

/// "by X".
pub(crate) fn agent(sentence: &Sentence, verb: usize) -> Option<usize> {
    sentence.by(verb, &[Relation::Obl]).find(|at| sentence.preposition(*at).as_deref() == Some("by"))
}

/// "It is said that", "there is".
fn is_empty_subject(sentence: &Sentence, subject: usize) -> bool {
    sentence.lemma(subject) == "there"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::by_hand::tree;
    use clew_model::CodePoints;

    fn doer_of(written: &str, word: usize) -> Option<String> {
        let (text, tree) = tree(written);
        let points = CodePoints::new(&text);
        let sentence = Sentence::new(&points, &tree);
        doer(&sentence, word).map(|at| sentence.form(at).to_owned())
    }

    #[test]
    fn of_two_subjects_the_one_beside_the_verb_does_it() {
        let crowd =
            "Crowds=crowd/NOUN/nsubj>4 left=leave/VERB/ccomp>4 ,/PUNCT/punct>4 said=say/VERB/root>0 Weil/PROPN/nsubj>4";
        assert_eq!(doer_of(crowd, 3).as_deref(), Some("Weil"));
        let accused = "Weil/PROPN/nsubj>2 accused=accuse/VERB/root>0 Holm/PROPN/nsubj>2";
        assert_eq!(doer_of(accused, 1).as_deref(), Some("Weil"));
        let firm = "Varn/PROPN/nsubj>5 is=be/AUX/cop>4 Holm/PROPN/nsubj>5 which/PRON/nsubj>5 offered=offer/VERB/conj>2";
        assert_eq!(doer_of(firm, 4).as_deref(), Some("Holm"));
    }
}
