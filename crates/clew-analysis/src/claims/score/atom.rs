//! What a line of a weights file can ask for: numbers, and words that are 1 where they are so and 0 elsewhere.

use super::Draft;
use super::of_argument::{self, OfArgument};
use super::of_claim;
use clew_model::{Act, Argument, MentionKind, Modality, PartOfSpeech, Predicate, Relation, Role, ThingType};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

/// One thing to ask of a claim or of its argument.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Atom {
    /// A number of [`of_claim::NUMBERS`].
    Claim(usize),
    /// A number of [`of_argument::NUMBERS`].
    Argument(usize),
    /// "predicate Attack".
    Predicate(Predicate),
    /// "with Agent": some argument has this role.
    With(Role),
    /// "by phrase": what found it.
    By(By),
    /// "act believed": what its source does.
    Act(Act),
    /// "modality planned".
    Modality(Modality),
    /// "relation obj": how its trigger hangs in the tree.
    Relation(Relation),
    /// "tag NOUN": the trigger's part of speech.
    Tag(PartOfSpeech),
    /// "role Title": the argument's.
    Role(Role),
    /// "type Person": the sort of thing that the argument's mention names.
    Type(ThingType),
    /// "mention pronoun": the kind of the argument's mention.
    Mention(MentionKind),
    /// "before nominal": the kind of the mention before it in its chain.
    Before(MentionKind),
    /// "filler-relation nsubj": how the argument's head hangs in the tree.
    FillerRelation(Relation),
}

/// What finds claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum By {
    Verb,
    Noun,
    Adjective,
    Phrase,
    Engine,
    Count,
    Attribution,
}

impl Atom {
    /// The one with this name.
    pub fn parse(name: &str) -> Option<Self> {
        let Some((key, word)) = name.split_once(' ') else {
            let of_claim = named(&of_claim::NUMBERS, name).map(Self::Claim);
            return of_claim.or_else(|| named(&of_argument::NUMBERS, name).map(Self::Argument));
        };
        match key {
            "predicate" => Predicate::known(word).map(Self::Predicate),
            "with" => Role::from_word(word).map(Self::With),
            "by" => read(word).map(Self::By),
            "act" => read(word).map(Self::Act),
            "modality" => read(word).map(Self::Modality),
            "relation" => relation(word).map(Self::Relation),
            "tag" => PartOfSpeech::from_tag(word).map(Self::Tag),
            "role" => Role::from_word(word).map(Self::Role),
            "type" => ThingType::from_word(word).map(Self::Type),
            "mention" => read(word).map(Self::Mention),
            "before" => read(word).map(Self::Before),
            "filler-relation" => relation(word).map(Self::FillerRelation),
            _ => None,
        }
    }

    /// Whether it can only be asked of an argument.
    pub fn is_of_argument(self) -> bool {
        use Atom::{Before, FillerRelation, Mention, Type};
        matches!(self, Self::Argument(_) | Self::Role(_) | Type(_) | Mention(_) | Before(_) | FillerRelation(_))
    }
}

/// Which of some numbers has this name.
fn named<T>(numbers: &[(&str, T)], name: &str) -> Option<usize> {
    numbers.iter().position(|(other, _)| *other == name)
}

/// A word of the glossary.
fn read<'w, T: Deserialize<'w>>(word: &'w str) -> Option<T> {
    T::deserialize(IntoDeserializer::<Error>::into_deserializer(word)).ok()
}

/// The relation with exactly this tag.
fn relation(tag: &str) -> Option<Relation> {
    Relation::from_tag(tag).filter(|relation| relation.tag() == tag)
}

impl Draft<'_> {
    /// The product of what these ask of the claim.
    pub(super) fn product(&self, atoms: &[Atom]) -> f32 {
        atoms.iter().map(|atom| self.value(*atom)).product()
    }

    /// What is asked of the claim; 0 for what can only be asked of an argument.
    pub(super) fn value(&self, atom: Atom) -> f32 {
        let is_so = match atom {
            Atom::Claim(number) => return of_claim::NUMBERS[number].1(self),
            Atom::Predicate(predicate) => self.found.predicate == predicate,
            Atom::With(role) => self.claim.arguments.iter().any(|argument| argument.role == role),
            Atom::By(by) => self.by() == by,
            Atom::Act(act) => self.attribution().is_some_and(|attribution| attribution.act == act),
            Atom::Modality(modality) => self.claim.modality == modality,
            Atom::Relation(relation) => self.sentence.relation(self.found.trigger) == relation,
            Atom::Tag(tag) => self.sentence.part(self.found.trigger) == tag,
            _ => false,
        };
        f32::from(u8::from(is_so))
    }

    /// An argument of the claim, to be asked of.
    pub(super) fn of<'o>(&'o self, argument: &'o Argument) -> OfArgument<'o> {
        OfArgument::new(self, argument)
    }
}
