//! Trees as a parser gets them wrong, and what is made of them.

use super::super::classes::Classes;
use super::super::sentence::Sentence;
use clew_model::{CodePoints, PartOfSpeech, Relation, Span, Tree, TreeWord, WordSureness};
use std::sync::LazyLock;

static CLASSES: LazyLock<Classes> = LazyLock::new(Classes::new);

/// A word as "form/lemma part relation head", its head a number from 0, or "-" for the root.
fn tree(words: &[(&str, PartOfSpeech, Relation, Option<u32>)]) -> (String, Tree) {
    let mut text = String::new();
    let mut read = Vec::new();
    for (word, part, relation, head) in words {
        let (form, lemma) = word.split_once('/').unwrap_or((word, word));
        let start = text.chars().count() as u32;
        text.push_str(form);
        read.push(TreeWord {
            span: Span::new(start, start + form.chars().count() as u32),
            lemma: lemma.into(),
            part_of_speech: *part,
            head: *head,
            relation: *relation,
            sureness: WordSureness::default(),
        });
        text.push(' ');
    }
    (text, Tree { words: read })
}

/// What the named word hangs on after mending, and how: "died Nsubj", or "- Root".
fn hangs(words: &[(&str, PartOfSpeech, Relation, Option<u32>)], wanted: &str) -> String {
    let (text, tree) = tree(words);
    let points = CodePoints::new(&text);
    let sentence = Sentence::new(&points, &tree, &[], &CLASSES);
    let at = (0..sentence.len()).find(|at| sentence.written(*at) == wanted).expect("the word is there");
    let head = sentence.head(at).map_or("-", |head| sentence.written(head));
    format!("{head} {:?}", sentence.relation(at))
}

use PartOfSpeech as P;
use Relation as R;

#[test]
fn what_stands_before_the_word_that_opens_a_clause_is_of_the_clause_before() {
    let words = [
        ("It/it", P::Pronoun, R::Nsubj, Some(1)),
        ("saw/see", P::Verb, R::Root, None),
        ("cracks/crack", P::Noun, R::Obj, Some(1)),
        ("in/in", P::Adposition, R::Case, Some(4)),
        ("May/May", P::ProperNoun, R::Obl, Some(8)),
        (",", P::Punctuation, R::Punct, Some(8)),
        ("as/as", P::SubordinatingConjunction, R::Mark, Some(8)),
        ("she/she", P::Pronoun, R::Nsubj, Some(8)),
        ("admitted/admit", P::Verb, R::Advcl, Some(1)),
    ];
    assert_eq!(hangs(&words, "May"), "saw Obl");
    // "It burst because in May they dug": behind that word it is the clause's own.
    let mut inside = words;
    inside.swap(3, 6);
    inside[3].3 = Some(8);
    inside[6].3 = Some(4);
    assert_eq!(hangs(&inside, "May"), "admitted Obl");
}

#[test]
fn who_was_hurt_before_a_clause_is_the_object_of_the_verb_before() {
    let words = [
        ("Guards/guard", P::Noun, R::Nsubj, Some(1)),
        ("hurt/hurt", P::Verb, R::Root, None),
        ("others/other", P::Noun, R::Obj, Some(5)),
        ("as/as", P::SubordinatingConjunction, R::Mark, Some(5)),
        ("they/they", P::Pronoun, R::Nsubj, Some(5)),
        ("barred/bar", P::Verb, R::Advcl, Some(1)),
        ("roads/road", P::Noun, R::Obj, Some(5)),
    ];
    assert_eq!(hangs(&words, "others"), "hurt Obj");
    assert_eq!(hangs(&words, "roads"), "barred Obj");
}

#[test]
fn what_somebody_is_accused_of_is_of_no_accuser() {
    let words = [
        ("He/he", P::Pronoun, R::NsubjPass, Some(2)),
        ("was/be", P::Auxiliary, R::AuxPass, Some(2)),
        ("accused/accuse", P::Verb, R::Root, None),
        ("by/by", P::Adposition, R::Case, Some(4)),
        ("guards/guard", P::Noun, R::Obl, Some(2)),
        ("of/of", P::Adposition, R::Mark, Some(6)),
        ("killing/kill", P::Verb, R::Acl, Some(7)),
        ("clerks/clerk", P::Noun, R::Nmod, Some(4)),
    ];
    assert_eq!(hangs(&words, "killing"), "accused Advcl");
    assert_eq!(hangs(&words, "clerks"), "killing Obj");
}

#[test]
fn who_tells_at_the_end_stands_above_what_is_told() {
    let words = [
        ("Crews/crew", P::Noun, R::Nsubj, Some(1)),
        ("found/find", P::Verb, R::Root, None),
        ("two/two", P::Numeral, R::Obj, Some(1)),
        (",", P::Punctuation, R::Punct, Some(5)),
        ("officials/official", P::Noun, R::Nsubj, Some(5)),
        ("said/say", P::Verb, R::Conj, Some(1)),
    ];
    assert_eq!(hangs(&words, "found"), "said Ccomp");
    assert_eq!(hangs(&words, "said"), "- Root");
    // "and officials said nothing" is a clause of its own.
    let mut beside = words;
    beside[3] = ("and", P::CoordinatingConjunction, R::Cc, Some(5));
    assert_eq!(hangs(&beside, "said"), "found Conj");
}

#[test]
fn what_follows_a_preposition_is_no_subject() {
    let words = [
        ("Clerks/clerk", P::Noun, R::NsubjPass, Some(2)),
        ("were/be", P::Auxiliary, R::AuxPass, Some(2)),
        ("told/tell", P::Verb, R::Root, None),
        ("of", P::Adposition, R::Case, Some(4)),
        ("letters/letter", P::Noun, R::NsubjPass, Some(2)),
    ];
    assert_eq!(hangs(&words, "letters"), "told Obl");
    assert_eq!(hangs(&words, "Clerks"), "told NsubjPass");
}

#[test]
fn two_clauses_have_each_its_own_subject() {
    let words = [
        ("Nine/nine", P::Numeral, R::Nummod, Some(1)),
        ("clerks/clerk", P::Noun, R::NsubjPass, Some(6)),
        ("died/die", P::Verb, R::Root, None),
        ("and", P::CoordinatingConjunction, R::Cc, Some(6)),
        ("forty", P::Numeral, R::Nummod, Some(1)),
        ("were/be", P::Auxiliary, R::AuxPass, Some(6)),
        ("hurt", P::Verb, R::Conj, Some(2)),
    ];
    assert_eq!(hangs(&words, "clerks"), "died Nsubj");
    assert_eq!(hangs(&words, "forty"), "hurt NsubjPass");
}

#[test]
fn what_is_said_to_be_has_its_own_subject() {
    let words = [
        ("Orlu", P::ProperNoun, R::Nsubj, Some(1)),
        ("said/say", P::Verb, R::Root, None),
        ("Costa", P::ProperNoun, R::Nsubj, Some(1)),
        ("was/be", P::Auxiliary, R::Cop, Some(5)),
        ("a", P::Determiner, R::Det, Some(5)),
        ("suspect", P::Noun, R::Ccomp, Some(1)),
    ];
    assert_eq!(hangs(&words, "Costa"), "suspect Nsubj");
    assert_eq!(hangs(&words, "Orlu"), "said Nsubj");
}

#[test]
fn what_stands_before_but_is_no_part_of_what_follows() {
    let words = [
        ("They/they", P::Pronoun, R::Nsubj, Some(1)),
        ("noted/note", P::Verb, R::Root, None),
        ("faults/fault", P::Noun, R::Obj, Some(1)),
        ("in", P::Adposition, R::Case, Some(4)),
        ("May", P::ProperNoun, R::Obl, Some(7)),
        ("but", P::CoordinatingConjunction, R::Cc, Some(7)),
        ("had/have", P::Auxiliary, R::Aux, Some(7)),
        ("waited/wait", P::Verb, R::Conj, Some(1)),
    ];
    assert_eq!(hangs(&words, "May"), "noted Obl");
}

#[test]
fn only_who_follows_by_did_it() {
    let words = [
        ("Vans/van", P::Noun, R::NsubjPass, Some(2)),
        ("are/be", P::Auxiliary, R::AuxPass, Some(2)),
        ("sold/sell", P::Verb, R::Root, None),
        ("to", P::Adposition, R::Case, Some(4)),
        ("Costa", P::ProperNoun, R::OblAgent, Some(2)),
    ];
    assert_eq!(hangs(&words, "Costa"), "sold Obl");
    let mut by = words;
    by[3] = ("by", P::Adposition, R::Case, Some(4));
    assert_eq!(hangs(&by, "Costa"), "sold OblAgent");
}

#[test]
fn a_name_is_no_predicate() {
    let words = [
        ("Costa", P::ProperNoun, R::Root, None),
        ("was/be", P::Auxiliary, R::Cop, Some(0)),
        ("still", P::Adverb, R::Advmod, Some(0)),
        ("in", P::Adposition, R::Case, Some(4)),
        ("custody", P::Noun, R::AclRelcl, Some(0)),
    ];
    assert_eq!(hangs(&words, "Costa"), "custody Nsubj");
    assert_eq!(hangs(&words, "was"), "custody Cop");
    assert_eq!(hangs(&words, "custody"), "- Root");
}

#[test]
fn what_has_is_before_it_is_nobodys_object() {
    let words = [
        ("who", P::Pronoun, R::Nsubj, Some(1)),
        ("mended/mend", P::Verb, R::Root, None),
        ("it", P::Pronoun, R::Obj, Some(1)),
        ("and", P::CoordinatingConjunction, R::Cc, Some(5)),
        ("is/be", P::Auxiliary, R::Cop, Some(5)),
        ("kin", P::Noun, R::Obj, Some(1)),
    ];
    assert_eq!(hangs(&words, "kin"), "mended Conj");
}

#[test]
fn a_participle_before_a_noun_is_said_of_it() {
    let words = [
        ("A/a", P::Determiner, R::Det, Some(2)),
        ("burst", P::Verb, R::Compound, Some(2)),
        ("pipe", P::Noun, R::Nsubj, Some(3)),
        ("leaked/leak", P::Verb, R::Root, None),
    ];
    assert_eq!(hangs(&words, "burst"), "pipe Amod");
}

#[test]
fn who_is_called_before_a_form_of_be_is_its_subject() {
    let words = [
        ("Falk", P::ProperNoun, R::Vocative, Some(5)),
        (",", P::Punctuation, R::Punct, Some(2)),
        ("34", P::Numeral, R::Parataxis, Some(0)),
        (",", P::Punctuation, R::Punct, Some(0)),
        ("is/be", P::Auxiliary, R::Cop, Some(5)),
        ("leave", P::Verb, R::Root, None),
    ];
    assert_eq!(hangs(&words, "Falk"), "leave Nsubj");
    // "Falk, he is ill" speaks to Falk.
    let mut spoken = words;
    spoken[2] = ("he", P::Pronoun, R::Nsubj, Some(5));
    assert_eq!(hangs(&spoken, "Falk"), "leave Vocative");
}

#[test]
fn what_is_ordered_is_no_purpose() {
    let words = [
        ("They/they", P::Pronoun, R::Nsubj, Some(1)),
        ("ordered/order", P::Verb, R::Root, None),
        ("the", P::Determiner, R::Det, Some(3)),
        ("valve", P::Noun, R::Obj, Some(1)),
        ("to", P::Particle, R::Mark, Some(6)),
        ("be", P::Auxiliary, R::AuxPass, Some(6)),
        ("shut", P::Verb, R::Advcl, Some(1)),
    ];
    assert_eq!(hangs(&words, "shut"), "ordered Xcomp");
    let mut opened = words;
    opened[1] = ("opened/open", P::Verb, R::Root, None);
    assert_eq!(hangs(&opened, "shut"), "opened Advcl");
}

#[test]
fn a_clause_right_after_a_noun_is_of_the_noun() {
    let words = [
        ("killed/kill", P::Verb, R::Root, None),
        ("in", P::Adposition, R::Case, Some(3)),
        ("a", P::Determiner, R::Det, Some(3)),
        ("fire", P::Noun, R::Obl, Some(0)),
        ("that", P::Pronoun, R::Nsubj, Some(5)),
        ("happened/happen", P::Verb, R::Advcl, Some(0)),
    ];
    assert_eq!(hangs(&words, "happened"), "fire AclRelcl");
    let mut after = words;
    after[4] = ("nobody", P::Pronoun, R::Nsubj, Some(5));
    assert_eq!(hangs(&after, "happened"), "killed Advcl");
}
