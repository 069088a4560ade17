//! A query as conditions of SQL, on a document or on a claim, and as one expression of FTS5 by which hits are ranked and marked.

use super::query::{Field, Node, WordQuery};
use clew_model::{Interval, ThingType};
use rusqlite::types::Value;

/// What is looked for, with the names that its SQL stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A row of `annotated` as `a`, with its `document` as `d`.
    Document,
    /// A row of `claim` as `c`, with the same of its document.
    Claim,
}

/// A condition of SQL with the values of its parameters, all unnumbered (`?`).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    pub sql: String,
    pub values: Vec<Value>,
}

impl WordQuery {
    /// What must hold of what is found.
    pub(super) fn condition(&self, of: Of) -> Condition {
        let mut values = Vec::new();
        let sql = condition(&self.tree, of, &mut values);
        Condition { sql, values }
    }

    /// An FTS5 expression that every document found matches, and whether only they do; `None` where there is none, as for
    /// fields alone.
    pub(super) fn ranking(&self) -> (Option<String>, bool) {
        ranking(&self.tree)
    }

    /// An FTS5 expression for every word that is wanted somewhere: what to mark in a document that is found.
    pub(super) fn marking(&self) -> Option<String> {
        let mut wanted = Vec::new();
        marking(&self.tree, &mut wanted);
        (!wanted.is_empty()).then(|| wanted.join(" OR "))
    }
}

fn condition(node: &Node, of: Of, values: &mut Vec<Value>) -> String {
    let mut each = |nodes: &[Node], between: &str| {
        let all: Vec<String> = nodes.iter().map(|node| condition(node, of, values)).collect();
        format!("({})", all.join(between))
    };
    match node {
        Node::And(nodes) => each(nodes, " AND "),
        Node::Or(nodes) => each(nodes, " OR "),
        Node::Not(node) => format!("NOT {}", condition(node, of, values)),
        Node::Words(words) => in_words(words.clone(), of, values),
        Node::Column("text", words) if of == Of::Claim => in_words(words.clone(), of, values),
        Node::Column(column, words) => in_words(format!("{column} : {words}"), Of::Document, values),
        Node::Field(field) => of_field(field, of, values),
    }
}

fn in_words(expression: String, of: Of, values: &mut Vec<Value>) -> String {
    values.push(Value::Text(expression));
    match of {
        Of::Document => "a.reading IN (SELECT rowid FROM words WHERE words MATCH ?)".to_owned(),
        Of::Claim => "((c.document << 32) | c.start) IN (SELECT rowid FROM said WHERE said MATCH ?)".to_owned(),
    }
}

fn of_field(field: &Field, of: Of, values: &mut Vec<Value>) -> String {
    let text = |values: &mut Vec<Value>, text: &str| values.push(Value::Text(text.to_owned()));
    match field {
        Field::Id(id) => {
            text(values, id);
            "instr(lower(d.id), lower(?)) > 0".to_owned()
        }
        Field::Published(days) => touches(days, "a.published_earliest", "a.published_latest", values),
        Field::Happened(days) => {
            let happened = touches(days, "f.earliest", "f.latest", values);
            of_claims(of, &format!("{SOME_FINDING} AND {happened})"))
        }
        Field::Entity(thing, name) => {
            text(values, name);
            let of_thing = thing.map_or(String::new(), |thing| format!(" AND e.thing = '{}'", ThingType::word(thing)));
            let named = format!("instr(lower(e.names), lower(?)) > 0{of_thing}");
            match of {
                Of::Document => format!(
                    "a.document IN (SELECT n.document FROM entity e JOIN chain n ON n.entity = e.id WHERE {named})"
                ),
                Of::Claim => format!(
                    "(c.finding IN (SELECT t.id FROM entity e JOIN tie t ON t.entity = e.id AND t.kind = 'finding' \
                     WHERE {named}))"
                ),
            }
        }
        Field::Standing(standing) => {
            text(values, standing.word());
            of_claims(of, &format!("{SOME_FINDING} AND f.standing = ?)"))
        }
        Field::Predicate(predicate) => {
            text(values, predicate);
            of_claims(of, "lower(c.predicate) = lower(?)")
        }
    }
}

const SOME_FINDING: &str = "EXISTS (SELECT 1 FROM finding f WHERE f.id = c.finding";

/// A condition on a claim, as one on a document: that it has such a claim.
fn of_claims(of: Of, condition: &str) -> String {
    match of {
        Of::Claim => condition.to_owned(),
        Of::Document => format!("a.document IN (SELECT c.document FROM claim c WHERE {condition})"),
    }
}

/// That a stretch of time can touch these days; one without a known day touches none.
fn touches(days: &Interval, earliest: &str, latest: &str, values: &mut Vec<Value>) -> String {
    let mut all = vec![format!("coalesce({earliest}, {latest}) IS NOT NULL")];
    if let Some(first) = days.earliest {
        values.push(Value::Text(first.to_string()));
        all.push(format!("coalesce({latest}, '9999-12-31') >= ?"));
    }
    if let Some(last) = days.latest {
        values.push(Value::Text(last.to_string()));
        all.push(format!("coalesce({earliest}, '0000-01-01') <= ?"));
    }
    format!("({})", all.join(" AND "))
}

fn ranking(node: &Node) -> (Option<String>, bool) {
    match node {
        Node::Words(words) => (Some(words.clone()), true),
        Node::Column(column, words) => (Some(format!("{column} : {words}")), true),
        Node::Field(_) | Node::Not(_) => (None, false),
        Node::Or(nodes) => {
            let ranked: Vec<(Option<String>, bool)> = nodes.iter().map(ranking).collect();
            let is_exact = ranked.iter().all(|(_, is_exact)| *is_exact);
            let all: Option<Vec<String>> = ranked.into_iter().map(|(words, _)| words).collect();
            (all.map(|all| format!("({})", all.join(" OR "))), is_exact)
        }
        Node::And(nodes) => ranking_of_all(nodes),
    }
}

fn ranking_of_all(nodes: &[Node]) -> (Option<String>, bool) {
    let (mut wanted, mut unwanted, mut is_exact) = (Vec::new(), Vec::new(), true);
    for node in nodes {
        let (negated, inner) = match node {
            Node::Not(inner) => (true, &**inner),
            node => (false, node),
        };
        match (ranking(inner), negated) {
            ((Some(words), exact), false) => {
                wanted.push(words);
                is_exact &= exact;
            }
            // What is only known to hold of more than was meant must not be taken away.
            ((Some(words), true), true) => unwanted.push(words),
            _ => is_exact = false,
        }
    }
    if wanted.is_empty() {
        return (None, false);
    }
    let mut all = format!("({})", wanted.join(" AND "));
    for words in unwanted {
        all = format!("({all} NOT {words})");
    }
    (Some(all), is_exact)
}

fn marking(node: &Node, wanted: &mut Vec<String>) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| marking(node, wanted)),
        Node::Words(words) => wanted.push(words.clone()),
        Node::Column(column, words) => wanted.push(format!("({column} : {words})")),
        Node::Not(_) | Node::Field(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> WordQuery {
        WordQuery::parse(typed).expect("a query")
    }

    #[test]
    fn words_alone_are_ranked_by_the_very_query() {
        let check = |typed: &str, expect: &str| assert_eq!(parsed(typed).ranking(), (Some(expect.to_owned()), true));
        check("water valve*", r#"("water" AND "valve"*)"#);
        check("lead OR arsenic town", r#"(("lead" OR "arsenic") AND "town")"#);
        check("lead -copper", r#"(("lead") NOT "copper")"#);
        check(r#"title:lead "a b"~4"#, r#"(title : "lead" AND NEAR("a" "b", 4))"#);
    }

    #[test]
    fn with_fields_more_is_ranked_than_is_found() {
        assert_eq!(parsed("lead date:2021").ranking(), (Some(r#"("lead")"#.to_owned()), false));
        assert_eq!(parsed("lead -(copper date:2021)").ranking(), (Some(r#"("lead")"#.to_owned()), false));
        assert_eq!(parsed("lead OR date:2021").ranking(), (None, false));
        assert_eq!(parsed("date:2021 -lead").ranking(), (None, false));
        assert_eq!(parsed("-lead").ranking(), (None, false));
    }

    #[test]
    fn what_is_wanted_is_marked() {
        assert_eq!(parsed("lead -copper date:2021").marking(), Some(r#""lead""#.to_owned()));
        assert_eq!(parsed("lead OR title:tin").marking(), Some(r#""lead" OR (title : "tin")"#.to_owned()));
        assert_eq!(parsed("date:2021").marking(), None);
    }
}
