use crate::Span;

/// How the words of one sentence hang together: a dependency tree as in Universal Dependencies, version 2.
///
/// Exactly one word is the root; every other word hangs below it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    /// The words of the sentence, in order.
    pub words: Vec<TreeWord>,
}

/// A word in its tree.
#[derive(Debug, Clone, PartialEq)]
pub struct TreeWord {
    /// Where it stands.
    pub span: Span,
    /// Its form in a dictionary: "be" of "was".
    pub lemma: Box<str>,
    /// Its part of speech.
    pub part_of_speech: PartOfSpeech,
    /// The number of the word it depends on, from 0 within the sentence; `None` for the root.
    pub head: Option<u32>,
    /// How it depends on it.
    pub relation: Relation,
    /// How sure the language engine is of what it takes the word for.
    pub sureness: WordSureness,
}

/// How sure the language engine is of a word: probabilities, 0..1. They weigh what claims are made of it, and are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WordSureness {
    /// That it speaks of an event or a relation.
    pub trigger: f32,
    /// That what it states is denied.
    pub denied: f32,
    /// That it names the source of some word of its sentence that ascribes, the likeliest; 0 where none does.
    pub source: f32,
    /// That it is part of what such a word ascribes.
    pub content: f32,
}

impl Tree {
    /// The number of the word that all others hang below; `None` in a tree without words.
    pub fn root(&self) -> Option<usize> {
        self.words.iter().position(|word| word.head.is_none())
    }

    /// The words that depend on `head`, in order.
    pub fn dependents(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        let depends = move |word: &TreeWord| word.head.is_some_and(|of| of as usize == head);
        self.words.iter().enumerate().filter(move |(_, word)| depends(word)).map(|(at, _)| at)
    }

    /// The words from `word` up to the root, `word` itself first.
    pub fn path(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        let above = |at: &usize| self.words[*at].head.map(|head| head as usize);
        std::iter::successors(Some(word), above).take(self.words.len())
    }
}

/// The parts of speech of Universal Dependencies (UPOS).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the words are those of Universal Dependencies
pub enum PartOfSpeech {
    Adjective,
    Adposition,
    Adverb,
    Auxiliary,
    CoordinatingConjunction,
    Determiner,
    Interjection,
    Noun,
    Numeral,
    Particle,
    Pronoun,
    ProperNoun,
    Punctuation,
    SubordinatingConjunction,
    Symbol,
    Verb,
    Other,
}

impl PartOfSpeech {
    /// Every part of speech.
    pub const ALL: [Self; 17] = [
        Self::Adjective,
        Self::Adposition,
        Self::Adverb,
        Self::Auxiliary,
        Self::CoordinatingConjunction,
        Self::Determiner,
        Self::Interjection,
        Self::Noun,
        Self::Numeral,
        Self::Particle,
        Self::Pronoun,
        Self::ProperNoun,
        Self::Punctuation,
        Self::SubordinatingConjunction,
        Self::Symbol,
        Self::Verb,
        Self::Other,
    ];

    /// Its tag: "PROPN".
    pub fn tag(self) -> &'static str {
        match self {
            Self::Adjective => "ADJ",
            Self::Adposition => "ADP",
            Self::Adverb => "ADV",
            Self::Auxiliary => "AUX",
            Self::CoordinatingConjunction => "CCONJ",
            Self::Determiner => "DET",
            Self::Interjection => "INTJ",
            Self::Noun => "NOUN",
            Self::Numeral => "NUM",
            Self::Particle => "PART",
            Self::Pronoun => "PRON",
            Self::ProperNoun => "PROPN",
            Self::Punctuation => "PUNCT",
            Self::SubordinatingConjunction => "SCONJ",
            Self::Symbol => "SYM",
            Self::Verb => "VERB",
            Self::Other => "X",
        }
    }

    /// The part of speech with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.tag() == tag)
    }

    /// Whether it names things: nouns, proper nouns and pronouns.
    pub fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::ProperNoun | Self::Pronoun)
    }
}

/// The relations of Universal Dependencies, with the subtypes of English; each is named as its tag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the words are those of Universal Dependencies
pub enum Relation {
    Acl,
    AclRelcl,
    Advcl,
    AdvclRelcl,
    Advmod,
    Amod,
    Appos,
    Aux,
    AuxPass,
    Case,
    Cc,
    CcPreconj,
    Ccomp,
    Clf,
    Compound,
    CompoundPrt,
    Conj,
    Cop,
    Csubj,
    CsubjOuter,
    CsubjPass,
    Dep,
    Det,
    DetPredet,
    Discourse,
    Dislocated,
    Expl,
    Fixed,
    Flat,
    Goeswith,
    Iobj,
    List,
    Mark,
    Nmod,
    NmodDesc,
    NmodPoss,
    NmodUnmarked,
    Nsubj,
    NsubjOuter,
    NsubjPass,
    Nummod,
    Obj,
    Obl,
    OblAgent,
    OblUnmarked,
    Orphan,
    Parataxis,
    Punct,
    Reparandum,
    Root,
    Vocative,
    Xcomp,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 52] = [
        Self::Acl,
        Self::AclRelcl,
        Self::Advcl,
        Self::AdvclRelcl,
        Self::Advmod,
        Self::Amod,
        Self::Appos,
        Self::Aux,
        Self::AuxPass,
        Self::Case,
        Self::Cc,
        Self::CcPreconj,
        Self::Ccomp,
        Self::Clf,
        Self::Compound,
        Self::CompoundPrt,
        Self::Conj,
        Self::Cop,
        Self::Csubj,
        Self::CsubjOuter,
        Self::CsubjPass,
        Self::Dep,
        Self::Det,
        Self::DetPredet,
        Self::Discourse,
        Self::Dislocated,
        Self::Expl,
        Self::Fixed,
        Self::Flat,
        Self::Goeswith,
        Self::Iobj,
        Self::List,
        Self::Mark,
        Self::Nmod,
        Self::NmodDesc,
        Self::NmodPoss,
        Self::NmodUnmarked,
        Self::Nsubj,
        Self::NsubjOuter,
        Self::NsubjPass,
        Self::Nummod,
        Self::Obj,
        Self::Obl,
        Self::OblAgent,
        Self::OblUnmarked,
        Self::Orphan,
        Self::Parataxis,
        Self::Punct,
        Self::Reparandum,
        Self::Root,
        Self::Vocative,
        Self::Xcomp,
    ];

    /// Its tag: "acl:relcl".
    pub fn tag(self) -> &'static str {
        match self {
            Self::Acl => "acl",
            Self::AclRelcl => "acl:relcl",
            Self::Advcl => "advcl",
            Self::AdvclRelcl => "advcl:relcl",
            Self::Advmod => "advmod",
            Self::Amod => "amod",
            Self::Appos => "appos",
            Self::Aux => "aux",
            Self::AuxPass => "aux:pass",
            Self::Case => "case",
            Self::Cc => "cc",
            Self::CcPreconj => "cc:preconj",
            Self::Ccomp => "ccomp",
            Self::Clf => "clf",
            Self::Compound => "compound",
            Self::CompoundPrt => "compound:prt",
            Self::Conj => "conj",
            Self::Cop => "cop",
            Self::Csubj => "csubj",
            Self::CsubjOuter => "csubj:outer",
            Self::CsubjPass => "csubj:pass",
            Self::Dep => "dep",
            Self::Det => "det",
            Self::DetPredet => "det:predet",
            Self::Discourse => "discourse",
            Self::Dislocated => "dislocated",
            Self::Expl => "expl",
            Self::Fixed => "fixed",
            Self::Flat => "flat",
            Self::Goeswith => "goeswith",
            Self::Iobj => "iobj",
            Self::List => "list",
            Self::Mark => "mark",
            Self::Nmod => "nmod",
            Self::NmodDesc => "nmod:desc",
            Self::NmodPoss => "nmod:poss",
            Self::NmodUnmarked => "nmod:unmarked",
            Self::Nsubj => "nsubj",
            Self::NsubjOuter => "nsubj:outer",
            Self::NsubjPass => "nsubj:pass",
            Self::Nummod => "nummod",
            Self::Obj => "obj",
            Self::Obl => "obl",
            Self::OblAgent => "obl:agent",
            Self::OblUnmarked => "obl:unmarked",
            Self::Orphan => "orphan",
            Self::Parataxis => "parataxis",
            Self::Punct => "punct",
            Self::Reparandum => "reparandum",
            Self::Root => "root",
            Self::Vocative => "vocative",
            Self::Xcomp => "xcomp",
        }
    }

    /// The relation with this tag; of an unknown subtype, the relation without it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let with = |tag: &str| Self::ALL.into_iter().find(|relation| relation.tag() == tag);
        with(tag).or_else(|| with(tag.split_once(':')?.0))
    }

    /// The relation without its subtype: `Acl` of `AclRelcl`.
    pub fn universal(self) -> Self {
        let tag = self.tag();
        Self::ALL.into_iter().find(|relation| tag.split(':').next() == Some(relation.tag())).unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree of words of one letter, each with its head.
    fn tree(heads: &[Option<u32>]) -> Tree {
        let word = |(at, head): (usize, &Option<u32>)| TreeWord {
            span: Span::new(2 * at as u32, 2 * at as u32 + 1),
            lemma: "a".into(),
            part_of_speech: PartOfSpeech::Noun,
            head: *head,
            relation: if head.is_none() { Relation::Root } else { Relation::Dep },
            sureness: WordSureness::default(),
        };
        Tree { words: heads.iter().enumerate().map(word).collect() }
    }

    #[test]
    fn a_tree_is_walked_up_and_down() {
        let tree = tree(&[Some(2), Some(0), None, Some(2)]);
        assert_eq!(tree.root(), Some(2));
        assert_eq!(tree.dependents(2).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(tree.path(1).collect::<Vec<_>>(), [1, 0, 2]);
        assert_eq!(Tree::default().root(), None);
    }

    #[test]
    fn tags_are_read_as_they_are_written() {
        assert!(PartOfSpeech::ALL.iter().all(|part| PartOfSpeech::from_tag(part.tag()) == Some(*part)));
        assert!(Relation::ALL.iter().all(|relation| Relation::from_tag(relation.tag()) == Some(*relation)));
        assert_eq!(PartOfSpeech::from_tag("propn"), None);
        assert_eq!(Relation::from_tag("nmod:tmod"), Some(Relation::Nmod));
        assert_eq!(Relation::from_tag("subject"), None);
        assert_eq!(Relation::AclRelcl.universal(), Relation::Acl);
        assert_eq!(Relation::NsubjPass.universal(), Relation::Nsubj);
        assert_eq!(Relation::Root.universal(), Relation::Root);
    }
}
