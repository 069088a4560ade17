//! What nodes and edges of GEXF and GraphML carry: the same fields in both.

use super::edge::Edge;
use clew_engine::answer::{AgreedPlace, EntityLine};

/// The types of fields, with their names in GEXF and GraphML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    Words,
    Whole,
    Real,
    Truth,
}

impl FieldType {
    pub fn in_gexf(self) -> &'static str {
        match self {
            Self::Words => "string",
            Self::Whole => "integer",
            Self::Real => "double",
            Self::Truth => "boolean",
        }
    }

    pub fn in_graphml(self) -> &'static str {
        match self {
            Self::Words => "string",
            Self::Whole => "int",
            Self::Real => "double",
            Self::Truth => "boolean",
        }
    }
}

use FieldType::{Real, Truth, Whole, Words};

/// Fields of nodes, which are entities.
pub const OF_NODES: [(&str, FieldType); 7] = [
    ("type", Words),
    ("is_named", Truth),
    ("names", Words),
    ("n_documents", Whole),
    ("n_mentions", Whole),
    ("latitude", Real),
    ("longitude", Real),
];

/// Fields of edges, which are two entities of a finding.
pub const OF_EDGES: [(&str, FieldType); 18] = [
    ("finding", Words),
    ("predicate", Words),
    ("source_role", Words),
    ("target_role", Words),
    ("standing", Words),
    ("polarity", Words),
    ("certainty", Words),
    ("modality", Words),
    ("n_origins", Whole),
    ("origins", Words),
    ("n_documents", Whole),
    ("earliest", Words),
    ("latest", Words),
    ("first_published", Words),
    ("last_published", Words),
    ("sentence", Words),
    ("claim", Words),
    ("why", Words),
];

/// The values of [`OF_NODES`], in its order; `None` where there is nothing to say.
pub fn of_node(line: &EntityLine, is_named: bool, place: Option<&AgreedPlace>) -> [Option<String>; OF_NODES.len()] {
    let degrees = |of: fn(&AgreedPlace) -> f64| place.map(|place| of(place).to_string());
    [
        Some(line.thing.word().to_owned()),
        Some(is_named.to_string()),
        Some(line.names.join("; ")),
        Some(line.n_documents.to_string()),
        Some(line.n_mentions.to_string()),
        degrees(|place| place.location.latitude),
        degrees(|place| place.location.longitude),
    ]
}

/// The values of [`OF_EDGES`], in its order; `None` where there is nothing to say.
pub fn of_edge(edge: &Edge) -> [Option<String>; OF_EDGES.len()] {
    let Edge { source, target, finding, label, stated, time, shown_by, why, .. } = edge;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let words = |words: &str| Some(words.to_owned());
    [
        words(finding),
        words(label),
        words(source.1.word()),
        words(target.1.word()),
        words(stated.standing.word()),
        words(&stated.polarity),
        words(&stated.certainty),
        words(stated.modality),
        Some(stated.n_origins.to_string()),
        words(&stated.origins),
        Some(stated.n_documents.to_string()),
        day(time.earliest),
        day(time.latest),
        day(stated.published.earliest),
        day(stated.published.latest),
        shown_by.as_ref().map(|(sentence, _)| sentence.clone()),
        shown_by.as_ref().map(|(_, claim)| claim.clone()),
        words(why),
    ]
}

/// Words as XML 1.0 can hold them, on one line: characters that it forbids even as references become U+FFFD.
pub fn xml_words(words: &str) -> String {
    let is_allowed = |c: char| c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}');
    super::on_one_line(words).chars().map(|c| if is_allowed(c) { c } else { '\u{fffd}' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_forbids_are_replaced() {
        assert_eq!(xml_words("a\u{0}b\u{1f}\tc\n d\u{ffff}"), "a\u{fffd}b\u{fffd} c d\u{fffd}");
        assert_eq!(xml_words("<&\"ż😀"), "<&\"ż😀", "escaping is the writer's");
    }
}
