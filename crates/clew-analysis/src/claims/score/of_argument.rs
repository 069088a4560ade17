//! Numbers that are asked of a claim's argument.

use super::Draft;
use super::atom::Atom;
use clew_model::{Argument, Filler, Mention, MentionKind};

/// A number that is asked of an argument.
type Number = fn(&OfArgument) -> f32;

/// Lengths and distances in words are no longer than this.
const LONGEST: usize = 40;
/// The distance of a mention before is no longer than this, in code points.
const FURTHEST: u32 = 1_000;
/// So many others are counted at most.
const MOST_OTHERS: usize = 10;

/// Every number by its name in weights files.
pub(super) const NUMBERS: [(&str, Number); 6] = [
    // Words between its head and the trigger, and heads between them in the tree.
    ("distance", |of| of.draft.found.trigger.abs_diff(of.head).min(LONGEST) as f32),
    ("steps", |of| of.steps() as f32),
    // Whether its thing was not spoken of before, and how far before otherwise, in hundreds of code points.
    ("first", |of| flag(of.mention.is_some() && of.before.is_none())),
    ("before-distance", |of| of.before_distance()),
    // Whether it is a description, or a pronoun, of a thing that has a name.
    ("named-elsewhere", |of| flag(of.is_named_elsewhere())),
    // Other things of its sort spoken of not far before.
    ("others", |of| of.mention.map_or(0.0, |mention| of.draft.mentions.rivals(mention).min(MOST_OTHERS) as f32)),
];

fn flag(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
}

/// An argument, with what it was read from.
pub(super) struct OfArgument<'o> {
    draft: &'o Draft<'o>,
    argument: &'o Argument,
    /// Its head word.
    head: usize,
    /// Its mention, where it refers to something.
    mention: Option<&'o Mention>,
    /// The mention before of the same chain.
    before: Option<&'o Mention>,
}

impl<'o> OfArgument<'o> {
    pub fn new(draft: &'o Draft<'o>, argument: &'o Argument) -> Self {
        let head = draft.sentence.head_of(argument.span).unwrap_or(draft.found.trigger);
        let Filler::Chain(chain) = argument.filler else {
            return Self { draft, argument, head, mention: None, before: None };
        };
        let mention = draft.mentions.at(chain, argument.span);
        Self { draft, argument, head, mention, before: draft.mentions.before(chain, argument.span.start) }
    }

    /// The product of what these ask of it and of its claim.
    pub fn product(&self, atoms: &[Atom]) -> f32 {
        atoms.iter().map(|atom| self.value(*atom)).product()
    }

    fn value(&self, atom: Atom) -> f32 {
        let is_so = match atom {
            Atom::Argument(number) => return NUMBERS[number].1(self),
            Atom::Role(role) => self.argument.role == role,
            Atom::Type(thing) => self.mention.is_some_and(|mention| mention.thing == thing),
            Atom::Mention(kind) => self.mention.is_some_and(|mention| mention.kind == kind),
            Atom::Before(kind) => self.before.is_some_and(|before| before.kind == kind),
            Atom::FillerRelation(relation) => self.draft.sentence.relation(self.head) == relation,
            of_claim => return self.draft.value(of_claim),
        };
        flag(is_so)
    }

    /// Heads from the filler and the trigger up to where they meet.
    fn steps(&self) -> usize {
        let sentence = self.draft.sentence;
        let up = |from: usize| -> Vec<usize> {
            std::iter::successors(Some(from), |at| sentence.head(*at)).take(sentence.len()).collect()
        };
        let (filler, trigger) = (up(self.head), up(self.draft.found.trigger));
        let shared = filler.iter().rev().zip(trigger.iter().rev()).take_while(|(one, other)| one == other).count();
        filler.len() + trigger.len() - 2 * shared
    }

    fn before_distance(&self) -> f32 {
        let distance = |before: &Mention| self.argument.span.start.saturating_sub(before.span.end).min(FURTHEST);
        self.before.map_or(0.0, |before| distance(before) as f32 / 100.0)
    }

    fn is_named_elsewhere(&self) -> bool {
        self.mention
            .is_some_and(|mention| mention.kind != MentionKind::Name && self.draft.mentions.is_named(mention.chain))
    }
}
