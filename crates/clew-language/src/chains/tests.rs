//! Tests of the sieves, on trees and candidates written by hand.

use super::*;
use crate::lexicon::classes;
use crate::mentions::Candidate;
use crate::model::by_hand::ByHand;
use clew_model::{MentionKind, PartOfSpeech, Relation, ThingType, Tree, TreeWord, WordSureness};
use std::ops::Range;

/// Sentences of words parted by single spaces, as "form" or as "form/POS/head/relation" with heads counted from 1.
struct Story {
    text: String,
    sentences: Vec<Range<usize>>,
    trees: Vec<Tree>,
    quotations: Vec<Span>,
    plain: Vec<String>,
}

impl Story {
    fn of(marked: &[&str]) -> Self {
        let form = |word: &str| word.split('/').next().unwrap().to_owned();
        let plain: Vec<String> =
            marked.iter().map(|sentence| sentence.split(' ').map(form).collect::<Vec<_>>().join(" ")).collect();
        let text = plain.join(" ");
        let (mut start, mut first) = (0, 0);
        let (mut sentences, mut trees) = (Vec::new(), Vec::new());
        for sentence in marked {
            let words: Vec<TreeWord> = sentence.split(' ').map(|word| tree_word(word, &mut start)).collect();
            sentences.push(first..first + words.len());
            first += words.len();
            trees.push(Tree { words });
        }
        let marks = |mark: char| text.chars().enumerate().filter(move |(_, c)| *c == mark).map(|(at, _)| at as u32);
        let quotations = marks('“').zip(marks('”')).map(|(open, close)| Span::new(open + 1, close)).collect();
        Self { text, sentences, trees, quotations, plain }
    }

    /// The candidates written "words:Type:kind", in the order of the text.
    fn candidates(&self, points: &CodePoints, marked: &[&str]) -> Vec<Candidate> {
        let words: Vec<&TreeWord> = self.trees.iter().flat_map(|tree| &tree.words).collect();
        let head_of = |word: usize| {
            let sentence = self.sentences.iter().position(|sentence| sentence.contains(&word)).unwrap();
            words[word].head.map(|head| head as usize + self.sentences[sentence].start)
        };
        let mut from = 0;
        let mut candidate = |marked: &&str| {
            let [form, thing, kind] = marked.split(':').collect::<Vec<_>>()[..] else { panic!("{marked}") };
            let forms: Vec<&str> = form.split(' ').collect();
            let begins = |at: &usize| {
                let written = forms.iter().enumerate().map(|(nth, form)| (at + nth, form));
                written.into_iter().all(|(word, form)| points.slice(words[word].span) == *form)
            };
            let at = (from..=words.len() - forms.len()).find(begins).unwrap_or_else(|| panic!("{marked}"));
            // Nothing stands within a name; what is within another phrase may begin where it does.
            from = if kind == "name" || forms.len() == 1 { at + forms.len() } else { at };
            let range = at..at + forms.len();
            let outside = |word: &usize| head_of(*word).is_none_or(|head| !range.contains(&head));
            Candidate {
                head: range.clone().find(outside).unwrap(),
                bytes: points.byte(words[at].span.start)..points.byte(words[range.end - 1].span.end),
                words: range.clone(),
                thing: ThingType::from_word(thing).unwrap(),
                kind: match kind {
                    "name" => MentionKind::Name,
                    "nominal" => MentionKind::Nominal,
                    _ => MentionKind::Pronoun,
                },
                sureness: 1.,
            }
        };
        marked.iter().map(&mut candidate).collect()
    }
}

fn tree_word(marked: &str, start: &mut u32) -> TreeWord {
    let fields: Vec<&str> = marked.split('/').collect();
    let form = fields[0];
    let span = Span::new(*start, *start + form.chars().count() as u32);
    *start = span.end + 1;
    let guessed = if form.starts_with(char::is_uppercase) { "PROPN" } else { "X" };
    TreeWord {
        span,
        lemma: if form == "said" { "say" } else { form }.into(),
        part_of_speech: PartOfSpeech::from_tag(fields.get(1).unwrap_or(&guessed)).unwrap(),
        head: fields.get(2).and_then(|head| head.parse::<u32>().unwrap().checked_sub(1)),
        relation: Relation::from_tag(fields.get(3).unwrap_or(&"dep")).unwrap(),
        sureness: WordSureness::default(),
    }
}

/// Has a story's sentences and candidates read, and does something with their reader.
pub(super) fn with_reader<R>(
    sentences: &[&str],
    candidates: &[&str],
    look: impl FnOnce(&CodePoints, ChainReader) -> R,
) -> R {
    let story = Story::of(sentences);
    let points = CodePoints::new(&story.text);
    let plain: Vec<&str> = story.plain.iter().map(String::as_str).collect();
    let encoded = ByHand::of_sentences(&plain).encoded();
    let candidates = story.candidates(&points, candidates);
    let mut reader = ChainReader::new(&points, &story.quotations);
    reader.read(Stretch {
        sentences: &story.sentences,
        trees: &story.trees,
        candidates: &candidates,
        encoded: &encoded,
    });
    look(&points, reader)
}

/// Checks the chains of two mentions or more that the sieves make, as "words, words".
fn check(sentences: &[&str], candidates: &[&str], expected: &[&str]) {
    let found: Vec<String> = with_reader(sentences, candidates, |points, mut reader| {
        let partition = reader.sieved();
        let (mentions, chains) = printed::printed(points, &reader.facts, &partition);
        let words = |chain: &Chain| -> Vec<&str> {
            let own = mentions.iter().filter(|mention| mention.chain == chain.id);
            own.map(|mention| points.slice(mention.span)).collect()
        };
        chains.iter().map(words).filter(|words| words.len() > 1).map(|words| words.join(", ")).collect()
    });
    assert_eq!(found, expected, "{sentences:?}");
}

#[test]
fn compounds_and_titles_name_nothing_by_themselves() {
    let plan = "the/DET/3/det Master/PROPN/3/compound Plan/PROPN/4/nsubj failed/VERB/0/root";
    let twice = ["Master:Thing:nominal", "Master:Thing:nominal"];
    check(&[plan, plan], &twice, &[]);
    let spoke = "President/PROPN/2/nmod:desc Dahl/PROPN/3/nsubj spoke/VERB/0/root";
    let other = "President/PROPN/2/nmod:desc Brekke/PROPN/3/nsubj spoke/VERB/0/root";
    let people = ["President:Person:nominal", "Dahl:Person:name", "President:Person:nominal", "Brekke:Person:name"];
    check(&[spoke, other], &people, &[]);
    let lone = "Polaroid/PROPN/2/nsubj failed/VERB/0/root";
    check(&[lone, lone], &["Polaroid:Thing:nominal"; 2], &["Polaroid, Polaroid"]);
}

#[test]
fn a_surname_or_given_name_goes_to_the_one_who_bears_it() {
    check(
        &["Jonas Weil left .", "Weil denies it , and so does Jonas ."],
        &["Jonas Weil:Person:name", "Weil:Person:name", "Jonas:Person:name"],
        &["Jonas Weil, Weil, Jonas"],
    );
    check(
        &["A letter to J. Weil came .", "Jonas K. Weil left ."],
        &["J. Weil:Person:name", "Jonas K. Weil:Person:name"],
        &["J. Weil, Jonas K. Weil"],
    );
}

#[test]
fn a_surname_that_two_share_goes_to_neither_unless_a_title_tells() {
    let people = ["Tomas Brekke:Person:name", "Lena Brekke:Person:name", "Brekke:Person:name"];
    check(&["Tomas Brekke saw minister Lena Brekke .", "Brekke wept ."], &people, &[]);
    check(
        &["Tomas Brekke saw minister Lena Brekke .", "Then minister Brekke wept ."],
        &people,
        &["Lena Brekke, Brekke"],
    );
    check(&["Jonas Weil met Aron Weil ."], &["Jonas Weil:Person:name", "Aron Weil:Person:name"], &[]);
}

#[test]
fn of_two_surnames_either_may_be_left_out() {
    let people = ["Roberto Garcia Alvarado:Person:name", "Garcia Alvarado:Person:name", "Roberto Garcia:Person:name"];
    check(
        &["Roberto Garcia Alvarado left .", "Garcia Alvarado denies it , and so does Roberto Garcia ."],
        &people,
        &["Roberto Garcia Alvarado, Garcia Alvarado, Roberto Garcia"],
    );
    let siblings =
        ["Roberto Garcia Alvarado:Person:name", "Ilse Garcia Alvarado:Person:name", "Garcia Alvarado:Person:name"];
    check(&["Roberto Garcia Alvarado met Ilse Garcia Alvarado .", "Garcia Alvarado left ."], &siblings, &[]);
    check(&["Mary Ann Weil met Ann Weil ."], &["Mary Ann Weil:Person:name", "Ann Weil:Person:name"], &[]);
}

#[test]
fn bodies_are_known_by_parts_and_initials_of_their_names() {
    let post = ["Daily Post:Organization:name", "Post:Organization:name"];
    check(&["The Daily Post said so .", "A clerk told the Post more ."], &post, &["Daily Post, Post"]);
    check(
        &["Police of Hallam University came .", "They left Hallam ."],
        &["Hallam University:Organization:name", "Hallam:Place:name"],
        &[],
    );
    check(
        &["The Maritime Safety Agency met .", "They blame the MSA ."],
        &["Maritime Safety Agency:PublicBody:name", "MSA:PublicBody:name"],
        &["Maritime Safety Agency, MSA"],
    );
    check(
        &["He left Veldt Holdings .", "At Veldt they knew ."],
        &["Veldt Holdings:Organization:name", "Veldt:Organization:name"],
        &["Veldt Holdings, Veldt"],
    );
}

#[test]
fn an_apposition_is_who_it_explains() {
    check(
        &["Jonas/PROPN/6/nsubj Weil/PROPN/1/flat ,/PUNCT/4/punct the/DET/5/det engineer/NOUN/1/appos left/VERB/0/root"],
        &["Jonas Weil:Person:name", "the engineer:Person:nominal"],
        &["Jonas Weil, the engineer"],
    );
    check(
        &["Oslo/PROPN/4/nsubj ,/PUNCT/3/punct Norway/PROPN/1/appos burned/VERB/0/root"],
        &["Oslo:Place:name", "Norway:Place:name"],
        &[],
    );
}

#[test]
fn a_title_that_one_person_bears_is_that_person() {
    let key = "President/PROPN/2/nmod:desc Key/PROPN/3/nsubj left/VERB/0/root";
    let he = "The/DET/2/det president/NOUN/3/nsubj wept/VERB/0/root";
    check(&[key, he], &["Key:Person:name", "The president:Person:nominal"], &["Key, The president"]);
    let other = "President/PROPN/2/nmod:desc Dahl/PROPN/3/nsubj stayed/VERB/0/root";
    check(&[key, other, he], &["Key:Person:name", "Dahl:Person:name", "The president:Person:nominal"], &[]);
}

#[test]
fn i_in_a_quotation_is_its_speaker() {
    let said = "“ I/PRON/3/nsubj left/VERB/7/ccomp , ” Weil/PROPN/7/nsubj said/VERB/0/root";
    check(&[said], &["I:Person:pronoun", "Weil:Person:name"], &["I, Weil"]);
    let quoted = "“ He said/VERB/0/root I/PRON/5/nsubj left/VERB/3/ccomp ”";
    check(&[quoted], &["I:Person:pronoun"], &[]);
    let police = "“ We/PRON/3/nsubj left/VERB/7/ccomp , ” police/NOUN/7/nsubj said/VERB/0/root";
    check(&[police], &["We:Person:pronoun", "police:PublicBody:nominal"], &["We, police"]);
}

#[test]
fn a_reflexive_pronoun_is_its_subject_and_who_opens_a_clause_about_a_name() {
    check(
        &["Weil/PROPN/2/nsubj blamed/VERB/0/root himself/PRON/2/obj"],
        &["Weil:Person:name", "himself:Person:pronoun"],
        &["Weil, himself"],
    );
    check(
        &["Weil/PROPN/4/nsubj ,/PUNCT/4/punct who/PRON/4/nsubj left/VERB/1/acl:relcl ,/PUNCT/6/punct wept/VERB/0/root"],
        &["Weil:Person:name", "who:Person:pronoun"],
        &["Weil, who"],
    );
}

#[test]
fn words_of_the_lexicon_say_that_two_names_are_one() {
    for class in classes(ALIAS_WORDS) {
        for (text, expected) in class.examples {
            let spaced = text.replace(',', " ,").replace('.', " .");
            let (one, other) = expected.split_once(" = ").unwrap();
            let candidates = [format!("{one}:Person:name"), format!("{other}:Person:name")];
            let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
            check(&[&spaced], &candidates, &[&format!("{one}, {other}")]);
        }
    }
}

#[test]
fn what_encloses_something_is_not_that_thing() {
    let story = Story::of(&["his/PRON/2/nmod:poss brother/NOUN/3/nsubj left/VERB/0/root him/PRON/3/obj"]);
    let points = CodePoints::new(&story.text);
    let marked = ["his brother:Person:nominal", "his:Person:pronoun", "him:Person:pronoun"];
    let candidates = story.candidates(&points, &marked);
    let encoded = ByHand::of_sentences(&[story.plain[0].as_str()]).encoded();
    let mut reader = ChainReader::new(&points, &[]);
    reader.read(Stretch {
        sentences: &story.sentences,
        trees: &story.trees,
        candidates: &candidates,
        encoded: &encoded,
    });
    let partition = Partition::new(&reader.facts);
    let possible = |one, other| partition.can_join(&reader.facts, one, other);
    assert_eq!([possible(0, 1), possible(0, 2), possible(1, 2)], [false, false, true]);
}

#[test]
fn a_chain_is_called_by_its_fullest_name() {
    let story = ["Weil left Oslo .", "Jonas Weil denies it ."];
    let story = Story::of(&story);
    let points = CodePoints::new(&story.text);
    let candidates = story.candidates(&points, &["Weil:Person:name", "Oslo:Place:name", "Jonas Weil:Person:name"]);
    let plain: Vec<&str> = story.plain.iter().map(String::as_str).collect();
    let encoded = ByHand::of_sentences(&plain).encoded();
    let mut reader = ChainReader::new(&points, &[]);
    reader.read(Stretch {
        sentences: &story.sentences,
        trees: &story.trees,
        candidates: &candidates,
        encoded: &encoded,
    });
    let (_, chains) = reader.finish();
    assert_eq!(chains.iter().map(|chain| chain.name.as_str()).collect::<Vec<_>>(), ["Jonas Weil", "Oslo"]);
}
