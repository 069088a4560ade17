//! What the scores are scores of: the label sets in the header of the weights file.

use super::ModelError;
use serde::Deserialize;
use std::ops::Range;

/// A set of labels of which every word has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TagSet {
    /// The outermost name a word is part of (BIO).
    Outer,
    /// A name inside a name (BIO).
    Inner,
    /// The type of thing that a word is the head of a mention of.
    Mention,
    /// Universal part of speech.
    PartOfSpeech,
    /// The rule that turns a word into its lemma.
    Lemma,
    /// What happens or holds (BIO).
    Trigger,
    /// The words that ascribe (BIO by act).
    Cue,
    /// The kind of source, at a cue's first word.
    SourceKind,
    /// Asserted or denied, at a predicate.
    Polarity,
    /// Actual, planned, conditional or generic, at a predicate.
    Modality,
    /// How sure the source sounds, at a predicate.
    Certainty,
    /// One value, from -3 (did not happen) to 3 (happened), at a predicate; no labels to choose from.
    Factuality,
}

impl TagSet {
    /// Every tag set with its name in the file.
    pub(crate) const ALL: [(Self, &'static str); 12] = [
        (Self::Outer, "outer"),
        (Self::Inner, "inner"),
        (Self::Mention, "mention"),
        (Self::PartOfSpeech, "part_of_speech"),
        (Self::Lemma, "lemma"),
        (Self::Trigger, "trigger"),
        (Self::Cue, "cue"),
        (Self::SourceKind, "source_kind"),
        (Self::Polarity, "polarity"),
        (Self::Modality, "modality"),
        (Self::Certainty, "certainty"),
        (Self::Factuality, "factuality"),
    ];
}

/// The projections of a word's vector, in the order of this enumeration everywhere in this module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Projection {
    ArcDependent,
    ArcHead,
    RelationDependent,
    RelationHead,
    RolePredicate,
    RoleArgument,
    ChainAnaphor,
    ChainAntecedent,
}

impl Projection {
    const ALL: [&'static str; 8] = [
        "arc_dependent",
        "arc_head",
        "relation_dependent",
        "relation_head",
        "role_predicate",
        "role_argument",
        "chain_anaphor",
        "chain_antecedent",
    ];
}

/// The header's `labels` as they are written.
#[derive(Debug, Deserialize)]
struct Written {
    tag_sets: Vec<(String, Vec<String>)>,
    projections: Vec<(String, usize)>,
    relations: Vec<String>,
    roles: Vec<String>,
}

/// All labels, and which columns of the tag logits and of the projections belong to what.
#[derive(Debug)]
pub(super) struct Labels {
    tags: [(Vec<String>, Range<usize>); TagSet::ALL.len()],
    projections: [Range<usize>; Projection::ALL.len()],
    /// Number of tag logits of a word.
    pub n_tags: usize,
    /// Number of projected values of a word.
    pub n_projected: usize,
    pub relations: Vec<String>,
    pub roles: Vec<String>,
}

impl Labels {
    /// Reads the JSON of the header's `labels`.
    pub fn read(json: &str) -> Result<Self, ModelError> {
        let written: Written =
            serde_json::from_str(json).map_err(|error| ModelError::Header(format!("labels: {error}")))?;
        let missing = |name: &str| ModelError::Header(format!("labels: no `{name}`"));
        let mut tags = TagSet::ALL.map(|_| (Vec::new(), 0..0));
        let mut n_tags = 0;
        for (name, labels) in written.tag_sets {
            let columns = n_tags..n_tags + labels.len();
            n_tags = columns.end;
            if let Some(set) = TagSet::ALL.iter().position(|(_, known)| *known == name) {
                tags[set] = (labels, columns);
            }
        }
        if let Some(empty) = tags.iter().position(|(labels, _)| labels.is_empty()) {
            return Err(missing(TagSet::ALL[empty].1));
        }
        let mut projections = Projection::ALL.map(|_| 0..0);
        let mut n_projected = 0;
        for (name, width) in written.projections {
            let columns = n_projected..n_projected + width;
            n_projected = columns.end;
            if let Some(projection) = Projection::ALL.iter().position(|known| *known == name) {
                projections[projection] = columns;
            }
        }
        if let Some(empty) = projections.iter().position(Range::is_empty) {
            return Err(missing(Projection::ALL[empty]));
        }
        Ok(Self { tags, projections, n_tags, n_projected, relations: written.relations, roles: written.roles })
    }

    /// The labels of a set.
    pub fn of(&self, set: TagSet) -> &[String] {
        &self.tags[set as usize].0
    }

    /// The columns of a set among a word's tag logits.
    pub fn columns(&self, set: TagSet) -> Range<usize> {
        self.tags[set as usize].1.clone()
    }

    /// The columns of a projection among a word's projected values.
    pub fn projected(&self, projection: Projection) -> Range<usize> {
        self.projections[projection as usize].clone()
    }
}
