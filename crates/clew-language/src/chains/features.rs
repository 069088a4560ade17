//! What the scorer looks at: a few dozen properties of an anaphor, of an antecedent, and of the two together.
//!
//! Every property has one of a few values; `scorer.txt` gives each value its weights.

use super::facts::{Determiner, Facts, Number, Role};
use super::partition::Cluster;
use super::symbols::Symbols;
use super::words::{Gender, Pronoun, Sort, is};
use clew_model::ThingType;

/// A property and its values, as `scorer.txt` names them.
pub(crate) type Property = (&'static str, &'static [&'static str]);

/// What a candidate is by itself, whether it refers back or is referred back to.
pub(crate) const ALONE: [Property; 13] = [
    ("pronoun", &["none", "I", "we", "you", "he", "she", "it", "they", "this", "that", "these", "who", "anyone"]),
    (
        "determiner",
        &["pronoun", "name", "definite", "demonstrative", "possessive", "indefinite", "quantified", "numbered", "bare"],
    ),
    ("thing", &["unknown", "person", "body", "place", "event", "work", "other"]),
    ("number", &["one", "many", "unknown"]),
    ("gender", &["male", "female", "person", "thing", "unknown"]),
    (
        "role",
        &["subject", "passive", "object", "oblique", "possessor", "modifier", "part", "apposition", "root", "other"],
    ),
    ("length", &["0", "1", "2", "3", "4+"]),
    ("rest", &["0", "1-2", "3+"]),
    ("within", &["no", "yes"]),
    ("quoted", &["no", "yes"]),
    ("manner", &["plain", "reflexive", "predicate", "list", "empty"]),
    ("sort", &["other", "kin", "group", "person", "time", "portion", "matter"]),
    ("opening", &["no", "sentence", "paragraph"]),
];

/// What an anaphor finds before it.
pub(crate) const BEFORE: [Property; 3] =
    [("heads", &["none", "1", "2", "3-5", "6+"]), ("equals", &["none", "1", "2", "3-5", "6+"]), ("best", &NEURAL)];

/// What an anaphor and an antecedent are to one another.
pub(crate) const TOGETHER: [Property; 22] = [
    ("sentences", &["0", "1", "2", "3", "4-5", "6-9", "10-19", "20+"]),
    ("candidates", &["1", "2", "3", "4-5", "6-8", "9-14", "15-24", "25+"]),
    ("paragraphs", &["0", "1", "2", "3+"]),
    ("pronouns", &["neither", "equal", "you-I", "we-I", "other", "to-name", "to-nominal", "from-nominal"]),
    ("turns", &["none", "same 0", "same 1", "same 2", "same 3+", "other 0", "other 1", "other 2", "other 3+"]),
    ("things", &["equal", "different", "unknown"]),
    ("numbers", &["equal", "different", "unknown"]),
    ("genders", &["equal", "different", "compatible", "unknown"]),
    ("head", &["different", "equal", "in chain"]),
    ("words", &["different", "equal", "fewer", "more", "other", "equal in chain", "fewer in chain"]),
    ("rest", &["none", "equal", "shared", "different"]),
    ("governor", &["different", "equal"]),
    ("roles", &["different", "subjects", "equal", "subject here"]),
    ("quotation", &["neither", "same", "one", "two"]),
    ("chain", &["1", "2", "3-5", "6-10", "11+"]),
    ("latest", &["no", "yes"]),
    ("named", &["no", "yes", "conflict"]),
    ("neural", &NEURAL),
    ("neural of chain", &NEURAL),
    ("forms", &FORMS),
    ("owners", &["neither", "same", "different", "one"]),
    ("parting", &["neither", "same", "different", "anaphor", "antecedent"]),
];

/// How two nominals begin, the anaphor first.
const FORMS: [&str; 21] = [
    "none",
    "the-a",
    "the-the",
    "the-this",
    "the-own",
    "the-bare",
    "this-a",
    "this-the",
    "this-this",
    "this-own",
    "this-bare",
    "own-a",
    "own-the",
    "own-this",
    "own-own",
    "own-bare",
    "bare-a",
    "bare-the",
    "bare-this",
    "bare-own",
    "bare-bare",
];

/// Buckets of the encoder's own score; `none` where there is none.
const NEURAL: [&str; 14] = ["none", "-8", "-6", "-4", "-3", "-2", "-1", "0", "1", "2", "3", "4", "6", "8"];

/// The values of a candidate's own properties, in the order of [`ALONE`].
pub(crate) type Alone = [u8; ALONE.len()];

/// The values of a pair's properties, in the order of [`TOGETHER`].
pub(crate) type Together = [u8; TOGETHER.len()];

/// The value of a score of the encoder.
pub(crate) fn neural(score: Option<f32>) -> u8 {
    const BORDERS: [f32; 12] = [-7., -5., -3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5, 5., 7.];
    score.map_or(0, |score| 1 + BORDERS.iter().filter(|border| score >= **border).count() as u8)
}

/// What is counted up to a border falls into its bucket.
pub(crate) fn bucket(count: usize, borders: &[usize]) -> u8 {
    borders.iter().filter(|border| count > **border).count() as u8
}

/// The properties of a candidate; `before` is the one before it in the text.
pub(crate) fn alone(facts: &Facts, before: Option<&Facts>, symbols: &Symbols) -> Alone {
    let head = symbols.word(facts.head);
    let opening = match before {
        Some(before) if before.sentence == facts.sentence => 0,
        Some(before) if before.paragraph == facts.paragraph => 1,
        _ => 2,
    };
    [
        facts.pronoun.map_or(0, |pronoun| 1 + pronoun as u8),
        facts.determiner as u8,
        thing_value(facts.thing),
        facts.number as u8,
        facts.gender as u8,
        facts.role as u8,
        bucket(facts.core.len(), &[0, 1, 2, 3]),
        bucket(facts.rest.len(), &[0, 2]),
        u8::from(facts.is_within),
        u8::from(facts.quotation.is_some()),
        manner_value(facts),
        sort_value(head),
        opening,
    ]
}

fn thing_value(thing: ThingType) -> u8 {
    match thing {
        ThingType::Thing => 0,
        ThingType::Person => 1,
        ThingType::Organization | ThingType::PublicBody => 2,
        ThingType::Place | ThingType::Facility => 3,
        ThingType::Event => 4,
        ThingType::Work => 5,
        _ => 6,
    }
}

fn manner_value(facts: &Facts) -> u8 {
    match facts {
        _ if facts.expletive => 4,
        _ if facts.reflexive => 1,
        _ if facts.is_predicate => 2,
        _ if facts.coordinated => 3,
        _ => 0,
    }
}

fn sort_value(head: &str) -> u8 {
    match head {
        _ if is(head, Sort::Kin) => 1,
        _ if is(head, Sort::Group) => 2,
        _ if is(head, Sort::Person) || is(head, Sort::Male) || is(head, Sort::Female) => 3,
        _ if is(head, Sort::Time) => 4,
        _ if is(head, Sort::Portion) => 5,
        _ if is(head, Sort::Matter) => 6,
        _ => 0,
    }
}

/// An anaphor, an antecedent, and how far apart they are, in candidates.
pub(crate) struct Pair<'p> {
    pub anaphor: &'p Facts,
    pub antecedent: &'p Facts,
    pub candidates: usize,
    /// The value of the encoder's score of the two, and of its best score of the anaphor and one of the antecedent's cluster.
    pub neural: u8,
    pub neural_of_chain: u8,
    /// Whether whose they are is one, where both are somebody's.
    pub same_owner: Option<bool>,
    /// Whether no later candidate of the antecedent's cluster stands before the anaphor.
    pub latest: bool,
    pub cluster: &'p Cluster,
    /// The cluster's latest members.
    pub members: &'p [&'p Facts],
    pub own_cluster: &'p Cluster,
    pub symbols: &'p Symbols,
}

/// The properties of a pair, in the order of [`TOGETHER`].
pub(crate) fn together(pair: &Pair) -> Together {
    let Pair { anaphor, antecedent, .. } = *pair;
    let sentences = anaphor.sentence.saturating_sub(antecedent.sentence) as usize;
    let paragraphs = anaphor.paragraph.saturating_sub(antecedent.paragraph) as usize;
    [
        bucket(sentences, &[0, 1, 2, 3, 5, 9, 19]),
        bucket(pair.candidates, &[1, 2, 3, 5, 8, 14, 24]),
        bucket(paragraphs, &[0, 1, 2]),
        pronouns_value(anaphor, antecedent),
        turns_value(anaphor, antecedent, paragraphs),
        match (anaphor.thing, antecedent.thing) {
            (ThingType::Thing, _) | (_, ThingType::Thing) => 2,
            (one, other) => u8::from(thing_value(one) != thing_value(other)),
        },
        match (anaphor.number, antecedent.number) {
            (Number::Unknown, _) | (_, Number::Unknown) => 2,
            (one, other) => u8::from(one != other),
        },
        genders_value(anaphor.gender, pair.cluster.gender),
        head_value(pair),
        words_value(pair),
        rest_value(pair),
        u8::from(anaphor.governor.is_some() && anaphor.governor.map(|g| g.1) == antecedent.governor.map(|g| g.1)),
        roles_value(anaphor, antecedent, sentences),
        match (anaphor.quotation, antecedent.quotation) {
            (None, None) => 0,
            (Some(one), Some(other)) if one == other => 1,
            (Some(_), Some(_)) => 3,
            _ => 2,
        },
        bucket(pair.cluster.members.len(), &[1, 2, 5, 10]),
        u8::from(pair.latest),
        match (pair.own_cluster.named, pair.cluster.named) {
            (true, true) => 2,
            (false, true) => 1,
            _ => 0,
        },
        pair.neural,
        pair.neural_of_chain,
        forms_value(anaphor, antecedent),
        owners_value(pair),
        parting_value(anaphor, antecedent),
    ]
}

fn pronouns_value(anaphor: &Facts, antecedent: &Facts) -> u8 {
    use Pronoun::{FirstPlural, FirstSingular, Second};
    match (anaphor.pronoun, antecedent.pronoun) {
        (Some(one), Some(other)) if one == other => 1,
        (Some(Second), Some(FirstSingular)) | (Some(FirstSingular), Some(Second)) => 2,
        (Some(FirstPlural), Some(FirstSingular)) | (Some(FirstSingular), Some(FirstPlural)) => 3,
        (Some(_), Some(_)) => 4,
        (Some(_), None) if antecedent.is_name() => 5,
        (Some(_), None) => 6,
        (None, Some(_)) => 7,
        (None, None) => 0,
    }
}

/// In talk paragraphs are turns: "I" two turns ago is the same speaker, "you" one turn ago was.
fn turns_value(anaphor: &Facts, antecedent: &Facts, paragraphs: usize) -> u8 {
    use Pronoun::{FirstPlural, FirstSingular, Second};
    let speaks = |facts: &Facts| match facts.pronoun {
        Some(FirstSingular | FirstPlural) => Some(true),
        Some(Second) => Some(false),
        _ => None,
    };
    let distance = paragraphs.min(3) as u8;
    match (speaks(anaphor), speaks(antecedent)) {
        (Some(one), Some(other)) if one == other => 1 + distance,
        (Some(_), Some(_)) => 5 + distance,
        _ => 0,
    }
}

fn genders_value(one: Gender, other: Gender) -> u8 {
    match (one, other) {
        (Gender::Unknown, _) | (_, Gender::Unknown) => 3,
        (one, other) if one == other => 0,
        (one, other) if one.agrees(other) => 2,
        _ => 1,
    }
}

fn head_value(pair: &Pair) -> u8 {
    let noun = |facts: &Facts| !facts.is_pronoun();
    if !noun(pair.anaphor) {
        return 0;
    }
    if noun(pair.antecedent) && pair.anaphor.head == pair.antecedent.head {
        return 1;
    }
    2 * u8::from(pair.members.iter().any(|member| noun(member) && member.head == pair.anaphor.head))
}

/// Whether the words of one are the words of the other, fewer, more, or different ones about the same head.
fn words_value(pair: &Pair) -> u8 {
    let anaphor = pair.anaphor;
    if anaphor.is_pronoun() {
        return 0;
    }
    let core = |facts: &Facts| pair.symbols.run(facts.core);
    let own = core(anaphor);
    let holds = |all: &[u32], some: &[u32]| !some.is_empty() && some.iter().all(|word| all.contains(word));
    let in_chain =
        |fits: &dyn Fn(&Facts) -> bool| pair.members.iter().any(|member| !member.is_pronoun() && fits(member));
    let beside = !pair.antecedent.is_pronoun();
    let other = core(pair.antecedent);
    match () {
        () if beside && own == other && !own.is_empty() => 1,
        () if in_chain(&|member| core(member) == own) => 5,
        () if beside && holds(other, own) => 2,
        () if beside && holds(own, other) => 3,
        () if in_chain(&|member| holds(core(member), own)) => 6,
        () if beside && anaphor.head == pair.antecedent.head => 4,
        () => 0,
    }
}

/// How two nominals begin, in the order of [`FORMS`].
fn forms_value(anaphor: &Facts, antecedent: &Facts) -> u8 {
    use Determiner::*;
    let form = |facts: &Facts| match facts.determiner {
        Indefinite | Quantified => Some(0),
        Definite => Some(1),
        Demonstrative => Some(2),
        Possessive => Some(3),
        Bare | Numbered => Some(4),
        Pronoun | Name => None,
    };
    match (form(anaphor), form(antecedent)) {
        (Some(anaphor @ 1..), Some(antecedent)) => 1 + 5 * (anaphor - 1) + antecedent,
        _ => 0,
    }
}

fn owners_value(pair: &Pair) -> u8 {
    match (pair.same_owner, pair.anaphor.owner, pair.antecedent.owner) {
        (Some(true), ..) => 1,
        (Some(false), ..) => 2,
        (None, None, None) => 0,
        _ => 3,
    }
}

fn parting_value(anaphor: &Facts, antecedent: &Facts) -> u8 {
    match (anaphor.parting, antecedent.parting) {
        (None, None) => 0,
        (Some(one), Some(other)) if one == other => 1,
        (Some(_), Some(_)) => 2,
        (Some(_), None) => 3,
        (None, Some(_)) => 4,
    }
}

fn rest_value(pair: &Pair) -> u8 {
    match (pair.symbols.run(pair.anaphor.rest), pair.symbols.run(pair.antecedent.rest)) {
        ([], []) => 0,
        (one, other) if one == other => 1,
        (one, other) if one.iter().any(|word| other.contains(word)) => 2,
        _ => 3,
    }
}

fn roles_value(anaphor: &Facts, antecedent: &Facts, sentences: usize) -> u8 {
    let is_subject = |facts: &Facts| matches!(facts.role, Role::Subject | Role::PassiveSubject);
    match () {
        () if is_subject(anaphor) && is_subject(antecedent) => 1,
        () if is_subject(antecedent) && sentences == 0 => 3,
        () if anaphor.role == antecedent.role => 2,
        () => 0,
    }
}

/// Whether a candidate is looked at as one that may refer back without being named.
pub(crate) fn may_refer_back(facts: &Facts) -> bool {
    let never = matches!(facts.pronoun, Some(Pronoun::Indefinite | Pronoun::Relative));
    let opens = matches!(facts.determiner, Determiner::Indefinite | Determiner::Quantified) && !facts.is_pronoun();
    !facts.is_name() && !never && !facts.expletive && !opens
}

/// Which properties of [`TOGETHER`] an anaphor's [`BEFORE`] sums up: heads, words, the encoder's scores.
pub(crate) const SUMMED: [usize; 3] = [8, 9, 17];
