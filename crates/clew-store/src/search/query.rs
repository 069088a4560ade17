//! A search as people type it, read into a tree.

use clew_model::{Interval, Standing, ThingType};
use jiff::civil::Date;

/// Parentheses inside parentheses; deeper ones are refused.
const DEEPEST: usize = 30;
/// Words, phrases and fields of one query.
const MOST_TERMS: usize = 200;

/// Words that make no query: what is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadQuery {
    /// Nothing to look for.
    #[error("there is no word to look for")]
    Empty,
    /// A quotation mark without its partner.
    #[error("a quotation mark is not closed")]
    OpenQuote,
    /// A parenthesis without its partner.
    #[error("a parenthesis has no partner")]
    Parenthesis,
    /// "OR" or "NOT" without something on both sides.
    #[error("{0} needs a word on both sides")]
    Dangling(&'static str),
    /// A field whose value is none that it can have.
    #[error("{field}: takes {takes}")]
    Field {
        /// The field.
        field: &'static str,
        /// What it takes.
        takes: &'static str,
    },
    /// More than anybody types.
    #[error("too many words or parentheses")]
    TooLong,
}

/// A search: words that must all occur, "phrases", "words close together"~10, beginnings*, OR between alternatives, NOT (or a minus)
/// before what must not occur, parentheses, and fields (`publisher:`, `date:`, `person:`). Everything else is a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordQuery {
    pub(super) tree: Node,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Every one of these.
    And(Vec<Node>),
    /// One of these at least.
    Or(Vec<Node>),
    Not(Box<Node>),
    /// An expression of FTS5, in the sentence or the text.
    Words(String),
    /// An expression of FTS5 in one of a document's columns.
    Column(&'static str, String),
    Field(Field),
}

/// What is asked of something else than its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    /// Stands in the path or id that a document came under.
    Id(String),
    /// Days on which a document can have been published.
    Published(Interval),
    /// Days on which what is claimed can have happened.
    Happened(Interval),
    /// Part of a name of an entity, of one sort or of any.
    Entity(Option<ThingType>, String),
    Standing(Standing),
    /// What is claimed, in any case.
    Predicate(String),
}

impl WordQuery {
    /// Reads a query as typed.
    pub fn parse(typed: &str) -> Result<Self, BadQuery> {
        let mut terms = terms(typed)?;
        if terms.len() > MOST_TERMS {
            return Err(BadQuery::TooLong);
        }
        terms.reverse();
        let tree = all_of(&mut terms, 0)?;
        if terms.pop().is_some() {
            return Err(BadQuery::Parenthesis);
        }
        Ok(Self { tree })
    }

    /// All of these words in one sentence, each as it begins; signs say nothing here. `None` where there is no word.
    pub fn of_beginnings(words: &str) -> Option<Self> {
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let tree: Vec<Node> = words.take(MOST_TERMS).map(|word| Node::Words(format!("\"{word}\"*"))).collect();
        (!tree.is_empty()).then_some(Self { tree: Node::And(tree) })
    }
}

enum Term {
    Is(Node),
    Or,
    Not,
    Opens,
    Closes,
}

/// Groups until the end or a closing parenthesis, which is left; `terms` are in reverse.
fn all_of(terms: &mut Vec<Term>, depth: usize) -> Result<Node, BadQuery> {
    let mut groups = Vec::new();
    while !matches!(terms.last(), None | Some(Term::Closes)) {
        groups.push(one_of(terms, depth)?);
    }
    match groups.len() {
        0 => Err(BadQuery::Empty),
        1 => Ok(groups.swap_remove(0)),
        _ => Ok(Node::And(groups)),
    }
}

/// Alternatives: OR binds closer than standing side by side.
fn one_of(terms: &mut Vec<Term>, depth: usize) -> Result<Node, BadQuery> {
    let mut alternatives = vec![single(terms, depth, "OR")?];
    while matches!(terms.last(), Some(Term::Or)) {
        terms.pop();
        alternatives.push(single(terms, depth, "OR")?);
    }
    Ok(if alternatives.len() == 1 { alternatives.swap_remove(0) } else { Node::Or(alternatives) })
}

fn single(terms: &mut Vec<Term>, depth: usize, before: &'static str) -> Result<Node, BadQuery> {
    match terms.pop() {
        Some(Term::Is(node)) => Ok(node),
        Some(Term::Not) => {
            let node = single(terms, depth, "NOT")?;
            Ok(match node {
                Node::Not(twice) => *twice,
                node => Node::Not(Box::new(node)),
            })
        }
        Some(Term::Opens) if depth >= DEEPEST => Err(BadQuery::TooLong),
        Some(Term::Opens) => {
            let inside = all_of(terms, depth + 1)?;
            match terms.pop() {
                Some(Term::Closes) => Ok(inside),
                _ => Err(BadQuery::Parenthesis),
            }
        }
        Some(Term::Closes) if before == "OR" && depth == 0 => Err(BadQuery::Parenthesis),
        Some(Term::Or | Term::Closes) | None => Err(BadQuery::Dangling(before)),
    }
}

fn terms(typed: &str) -> Result<Vec<Term>, BadQuery> {
    let mut terms = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('-').filter(|after| after.starts_with(|c: char| !c.is_whitespace())) {
            terms.push(Term::Not);
            rest = after;
        }
        if let Some(after) = rest.strip_prefix('(') {
            terms.push(Term::Opens);
            rest = after.trim_start();
            continue;
        }
        if let Some(after) = rest.strip_prefix(')') {
            terms.push(Term::Closes);
            rest = after.trim_start();
            continue;
        }
        let written = Written::first_of(rest)?;
        match (written.field, written.value) {
            (None, "OR") if !written.is_quoted => terms.push(Term::Or),
            (None, "NOT") if !written.is_quoted => terms.push(Term::Not),
            (None, "AND") if !written.is_quoted => {}
            (Some(name), value) => terms.push(Term::Is(field(name, value, &written)?)),
            (None, value) if value.chars().any(char::is_alphanumeric) => {
                terms.push(Term::Is(Node::Words(written.expression())));
            }
            _ => {}
        }
        rest = written.rest.trim_start();
    }
    Ok(terms)
}

/// One word, phrase or field as typed.
struct Written<'t> {
    field: Option<&'static str>,
    value: &'t str,
    is_quoted: bool,
    /// The most words that may stand between those of a phrase.
    apart: Option<u16>,
    rest: &'t str,
}

const FIELDS: [&str; 13] = [
    "title",
    "publisher",
    "text",
    "id",
    "date",
    "happened",
    "person",
    "organization",
    "org",
    "place",
    "entity",
    "standing",
    "claim",
];

impl<'t> Written<'t> {
    fn first_of(typed: &'t str) -> Result<Self, BadQuery> {
        let field = FIELDS.into_iter().find(|field| {
            let after = typed.get(..field.len()).filter(|begins| begins.eq_ignore_ascii_case(field));
            let after = after.and_then(|_| typed[field.len()..].strip_prefix(':'));
            after.is_some_and(|after| after.starts_with(|c: char| !c.is_whitespace() && c != ')'))
        });
        let rest = field.map_or(typed, |field| &typed[field.len() + 1..]);
        let Some(inside) = ['"', '“', '”', '„'].iter().find_map(|mark| rest.strip_prefix(*mark)) else {
            let end = rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let word_alone = without_closing(word);
            let rest = if word_alone.len() < word.len() { &rest[word_alone.len()..] } else { after };
            return Ok(Self { field, value: word_alone, is_quoted: false, apart: None, rest });
        };
        let end = inside.find(['"', '”', '“']).ok_or(BadQuery::OpenQuote)?;
        let closing = inside[end..].chars().next().map_or(0, char::len_utf8);
        let (apart, rest) = how_far_apart(&inside[end + closing..]);
        Ok(Self { field, value: &inside[..end], is_quoted: true, apart, rest })
    }

    /// The words in the language of FTS5.
    fn expression(&self) -> String {
        match self.apart {
            None => quoted(self.value),
            Some(apart) => {
                let words: Vec<String> = self.value.split_whitespace().map(quoted).collect();
                format!("NEAR({}, {apart})", words.join(" "))
            }
        }
    }
}

/// A word without the parentheses that close after it; one that holds its own ("f(x)") keeps it.
fn without_closing(word: &str) -> &str {
    let n_open = word.matches('(').count();
    let n_closed = word.matches(')').count();
    let mut word = word;
    for _ in n_open..n_closed {
        match word.strip_suffix(')') {
            Some(shorter) => word = shorter,
            None => break,
        }
    }
    word
}

/// "~10" right after a phrase: its words stand in any order, with so many others between them at most.
fn how_far_apart(after: &str) -> (Option<u16>, &str) {
    let Some(number) = after.strip_prefix('~') else { return (None, after) };
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    match number[..end].parse() {
        Ok(apart) => (Some(apart), &number[end..]),
        Err(_) => (None, after),
    }
}

fn field(name: &'static str, value: &str, written: &Written) -> Result<Node, BadQuery> {
    let bad = |takes| BadQuery::Field { field: name, takes };
    const DAYS: &str = "a day, month or year (2021-06-07, 2021-06, 2021), or two of them with .. between";
    Ok(Node::Field(match name {
        "title" | "publisher" | "text" => return Ok(Node::Column(name, written.expression())),
        "id" => Field::Id(value.to_owned()),
        "date" => Field::Published(days(value).ok_or_else(|| bad(DAYS))?),
        "happened" => Field::Happened(days(value).ok_or_else(|| bad(DAYS))?),
        "person" => Field::Entity(Some(ThingType::Person), value.to_owned()),
        "organization" | "org" => Field::Entity(Some(ThingType::Organization), value.to_owned()),
        "place" => Field::Entity(Some(ThingType::Place), value.to_owned()),
        "entity" => Field::Entity(None, value.to_owned()),
        "standing" => Field::Standing(
            Standing::from_word(&value.to_lowercase())
                .ok_or_else(|| bad("corroborated, single-origin, disputed or superseded"))?,
        ),
        _ => Field::Predicate(value.to_owned()),
    }))
}

/// "2021", "2021-06", "2021-06-07", "A..B", "A..", "..B": both ends belong to it.
fn days(value: &str) -> Option<Interval> {
    let Some((from, to)) = value.split_once("..") else { return stretch(value) };
    let earliest = if from.is_empty() { None } else { stretch(from)?.earliest };
    let latest = if to.is_empty() { None } else { stretch(to)?.latest };
    let is_in_order = earliest.zip(latest).is_none_or(|(earliest, latest)| earliest <= latest);
    ((earliest.is_some() || latest.is_some()) && is_in_order).then_some(Interval { earliest, latest })
}

fn stretch(written: &str) -> Option<Interval> {
    let parts: Vec<i16> = written.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let small = |part: i16| i8::try_from(part).ok();
    let (earliest, latest) = match parts[..] {
        [year] => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
        [year, month] => {
            let first = Date::new(year, small(month)?, 1).ok()?;
            (first, first.last_of_month())
        }
        [year, month, day] => {
            let day = Date::new(year, small(month)?, small(day)?).ok()?;
            (day, day)
        }
        _ => return None,
    };
    Some(Interval { earliest: Some(earliest), latest: Some(latest) })
}

/// A string of FTS5, which takes anything between its quotation marks; a final star stays a star.
pub(super) fn quoted(word: &str) -> String {
    let (stem, star) = word.strip_suffix('*').map_or((word, ""), |stem| (stem, "*"));
    // A quotation mark would end the string, and so would the code point 0, for SQLite reads the query as C does.
    format!("\"{}\"{star}", stem.replace(['"', '\0'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expect: Result<&str, BadQuery>) {
        assert_eq!(WordQuery::parse(typed).map(|query| shown(&query.tree)), expect.map(str::to_owned), "{typed}");
    }

    /// The tree on one line.
    fn shown(node: &Node) -> String {
        let each = |nodes: &[Node], between: &str| nodes.iter().map(shown).collect::<Vec<_>>().join(between);
        match node {
            Node::And(nodes) => format!("[{}]", each(nodes, " & ")),
            Node::Or(nodes) => format!("({})", each(nodes, " | ")),
            Node::Not(node) => format!("!{}", shown(node)),
            Node::Words(words) => words.clone(),
            Node::Column(column, words) => format!("{column}:{words}"),
            Node::Field(Field::Id(id)) => format!("id={id}"),
            Node::Field(Field::Published(days)) => format!("published={}", ends(days)),
            Node::Field(Field::Happened(days)) => format!("happened={}", ends(days)),
            Node::Field(Field::Entity(thing, name)) => format!("{}={name}", thing.map_or("any", ThingType::word)),
            Node::Field(Field::Standing(standing)) => format!("standing={}", standing.word()),
            Node::Field(Field::Predicate(predicate)) => format!("claim={predicate}"),
        }
    }

    fn ends(days: &Interval) -> String {
        let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        format!("{}..{}", day(days.earliest), day(days.latest))
    }

    #[test]
    fn words_phrases_and_operators() {
        check("water valve", Ok(r#"["water" & "valve"]"#));
        check("water AND valve", Ok(r#"["water" & "valve"]"#));
        check(r#""water board" pois*"#, Ok(r#"["water board" & "pois"*]"#));
        check("“water board”", Ok(r#""water board""#));
        check("lead OR arsenic town", Ok(r#"[("lead" | "arsenic") & "town"]"#));
        check("lead OR arsenic OR zinc", Ok(r#"("lead" | "arsenic" | "zinc")"#));
        check("lead -copper", Ok(r#"["lead" & !"copper"]"#));
        check("NOT copper lead", Ok(r#"[!"copper" & "lead"]"#));
        check("-copper", Ok(r#"!"copper""#));
        check("(lead copper) OR (zinc -tin)", Ok(r#"(["lead" & "copper"] | ["zinc" & !"tin"])"#));
        check("-(lead OR copper) water", Ok(r#"[!("lead" | "copper") & "water"]"#));
    }

    #[test]
    fn words_close_together() {
        check(r#""valve warning"~10"#, Ok(r#"NEAR("valve" "warning", 10)"#));
        check(r#""valve warning"~10 lead"#, Ok(r#"[NEAR("valve" "warning", 10) & "lead"]"#));
        check(r#"title:"valve shut"~3"#, Ok(r#"title:NEAR("valve" "shut", 3)"#));
        check(r#""valve warning"~ lead"#, Ok(r#"["valve warning" & "lead"]"#));
    }

    #[test]
    fn fields() {
        check("publisher:Standard valve", Ok(r#"[publisher:"Standard" & "valve"]"#));
        check("date:2021-06", Ok("published=2021-06-01..2021-06-30"));
        check("date:2020..2021-02", Ok("published=2020-01-01..2021-02-28"));
        check("date:..2021-06-07", Ok("published=..2021-06-07"));
        check("happened:2020..", Ok("happened=2020-01-01.."));
        check(r#"person:"Marek Dolny" -place:Odessa"#, Ok("[Person=Marek Dolny & !Place=Odessa]"));
        check("ORG:customs OR entity:harbour", Ok("(Organization=customs | any=harbour)"));
        check("standing:Disputed claim:warn", Ok("[standing=disputed & claim=warn]"));
        check("(id:june-7.html)", Ok("id=june-7.html"));
    }

    #[test]
    fn what_a_field_cannot_be_says_what_it_takes() {
        let takes = |typed: &str| match WordQuery::parse(typed) {
            Err(BadQuery::Field { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(takes("date:June"), "date");
        assert_eq!(takes("date:2021-13"), "date");
        assert_eq!(takes("date:2021..2020"), "date", "the wrong way round");
        assert_eq!(takes("date:.."), "date");
        assert_eq!(takes("standing:likely"), "standing");
    }

    #[test]
    fn no_character_breaks_a_query() {
        check("a:b^2 {c}", Ok(r#"["a:b^2" & "{c}"]"#));
        check("f(x) (y)", Ok(r#"["f(x)" & "y"]"#));
        check("wa\0ter", Ok(r#""wa ter""#));
        check("O'Brien - 1", Ok(r#"["O'Brien" & "1"]"#));
        check("publisher: Standard", Ok(r#"["publisher:" & "Standard"]"#));
        check("dateline:Odessa", Ok(r#""dateline:Odessa""#));
    }

    #[test]
    fn what_makes_no_query_says_why() {
        check("", Err(BadQuery::Empty));
        check("?!", Err(BadQuery::Empty));
        check("()", Err(BadQuery::Empty));
        check("\"water", Err(BadQuery::OpenQuote));
        check("(water", Err(BadQuery::Parenthesis));
        check("water)", Err(BadQuery::Parenthesis));
        check("title:x) OR (", Err(BadQuery::Parenthesis));
        check("OR water", Err(BadQuery::Dangling("OR")));
        check("water OR", Err(BadQuery::Dangling("OR")));
        check("water NOT", Err(BadQuery::Dangling("NOT")));
        check(&"(".repeat(1000), Err(BadQuery::TooLong));
        check(&"a ".repeat(1000), Err(BadQuery::TooLong));
    }

    #[test]
    fn beginnings_are_words_whatever_signs_stand_among_them() {
        let shown_of = |words: &str| WordQuery::of_beginnings(words).map(|query| shown(&query.tree));
        assert_eq!(shown_of("valve corrod"), WordQuery::parse("valve* corrod*").ok().map(|query| shown(&query.tree)));
        assert_eq!(shown_of("person:\"(x"), WordQuery::parse("person* x*").ok().map(|query| shown(&query.tree)));
        assert_eq!(shown_of(" -- "), None);
    }
}
