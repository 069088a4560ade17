//! Words that ascribe, as `lexicon/cues.txt` lists them.

use crate::lexicon::classes;
use clew_model::Act;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub(crate) const CUES: &str = include_str!("../../lexicon/cues.txt");

pub(crate) const SOURCES: &str = include_str!("../../lexicon/sources.txt");

/// How what is ascribed hangs on the word that ascribes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// A clause or a quotation.
    Clause,
    /// The object.
    Matter,
    /// An infinitive.
    Plan,
    /// What follows a preposition that the entry names.
    About,
    /// A noun with its owner and its clause.
    Noun,
    /// A predicate adjective.
    Adjective,
    /// A word that ascribes to nobody named.
    Adverb,
    /// An infinitive after a passive, its believers not named.
    Passive,
    /// Its object is the source of what stands before: "the Post reported, citing police".
    Citing,
    /// After the source that it passes on, with "by": "a file seen by the Post".
    Carried,
    /// Who is told to be trusted, in a condition: "if the Post is to be believed".
    If,
    /// From whom the source of the clause is heard: "she heard from a driver that".
    From,
    /// In the present, what a paper tells and has from others.
    Press,
    /// The rest of a line, or a quotation before a dash; no word of the lexicon.
    Line,
}

/// What the lexicon knows of a lemma.
#[derive(Debug, Default)]
struct Entry {
    frames: Vec<(Frame, Act)>,
    /// The prepositions that go with the frame `About`.
    prepositions: Vec<(&'static str, Act)>,
    ascribes_nothing: bool,
}

static ENTRIES: LazyLock<HashMap<&'static str, Entry>> = LazyLock::new(|| {
    let mut entries: HashMap<&'static str, Entry> = HashMap::new();
    for class in classes(CUES) {
        let of_class = class_named(class.name);
        for words in class.entries {
            let (lemma, preposition) = words.split_once(' ').unwrap_or((words, ""));
            let entry = entries.entry(lemma).or_default();
            match of_class {
                None => entry.ascribes_nothing = true,
                Some((Frame::About, act)) => entry.prepositions.push((preposition, act)),
                Some(frame) => entry.frames.push(frame),
            }
        }
    }
    entries
});

static DOCUMENTS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| sources("document"));

static DATA: LazyLock<HashSet<&'static str>> = LazyLock::new(|| sources("data"));

fn sources(name: &str) -> HashSet<&'static str> {
    let class = classes(SOURCES).into_iter().find(|class| class.name == name);
    class.expect("sources.txt has the class").entries.into_iter().collect()
}

/// The frame and act that a class is named after; `None` for words that ascribe nothing.
fn class_named(name: &str) -> Option<(Frame, Act)> {
    let (act, frame) = name.split_once(' ').expect("a class of cues.txt is named by an act and a frame");
    let act = match act {
        "said" => Act::Said,
        "wrote" => Act::Wrote,
        "believed" => Act::Believed,
        "denied" => Act::Denied,
        "showed" => Act::Showed,
        "no" => return None,
        other => unreachable!("cues.txt has no act {other}"),
    };
    let frame = match frame {
        "clause" => Frame::Clause,
        "matter" => Frame::Matter,
        "plan" => Frame::Plan,
        "about" => Frame::About,
        "noun" => Frame::Noun,
        "adjective" => Frame::Adjective,
        "adverb" => Frame::Adverb,
        "passive" => Frame::Passive,
        "citing" => Frame::Citing,
        "carried" => Frame::Carried,
        "from" => Frame::From,
        "if" => Frame::If,
        "press" => Frame::Press,
        other => unreachable!("cues.txt has no frame {other}"),
    };
    Some((frame, act))
}

/// The acts that a lemma may be in a frame, in the order of the file.
pub(crate) fn acts(lemma: &str, frame: Frame) -> Vec<Act> {
    let frames = ENTRIES.get(lemma).map_or(&[][..], |entry| &entry.frames);
    frames.iter().filter(|(listed, _)| *listed == frame).map(|(_, act)| *act).collect()
}

/// The act of a verb with this preposition.
pub(crate) fn act_about(lemma: &str, preposition: &str) -> Option<Act> {
    let listed = &ENTRIES.get(lemma)?.prepositions;
    listed.iter().find(|(word, _)| *word == preposition).map(|(_, act)| *act)
}

/// Whether the lexicon says that a verb takes a clause and ascribes nothing by it.
pub(crate) fn ascribes_nothing(lemma: &str) -> bool {
    ENTRIES.get(lemma).is_some_and(|entry| entry.ascribes_nothing)
}

/// Whether a noun names a document, a record or data.
pub(crate) fn is_document(lemma: &str) -> bool {
    DOCUMENTS.contains(lemma) || is_data(lemma)
}

/// Whether a noun names what lets one see something and tells nothing: data, pictures, traces.
pub(crate) fn is_data(lemma: &str) -> bool {
    DATA.contains(lemma)
}
