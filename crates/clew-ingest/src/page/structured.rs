//! JSON-LD (schema.org): the page's own article among all that its scripts describe.
//!
//! A page describes itself, its site, its breadcrumbs, and often the articles it links to; broken JSON is common. What
//! cannot be attributed to the page itself is not taken.

use super::imprint::unescaped;
use serde_json::{Map, Value};

type Thing = Map<String, Value>;

/// Objects looked at in one page; a page that lists thousands of things describes none of them as itself.
const MAX_THINGS: usize = 2_000;

/// What JSON-LD says of an article; text is as given, but unescaped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Article {
    pub headline: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub created: Option<String>,
    pub url: Option<String>,
}

/// The article that the page itself is: the one of its address, else of its headline, else the only one.
pub(super) fn own_article(scripts: &[String], address: Option<&str>, headings: &[String]) -> Article {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut things = Vec::new();
    values.iter().for_each(|value| collect(value, &mut things));
    let articles: Vec<&Thing> = things.iter().copied().filter(|thing| is_a(thing, is_article)).collect();
    let by_address = || articles.iter().find(|article| address.is_some_and(|address| is_at(article, address)));
    let by_heading = || articles.iter().find(|article| headings.iter().any(|heading| is_headed(article, heading)));
    let only = || articles.first().filter(|first| articles.iter().all(|other| same_headline(first, other)));
    let page = || things.iter().find(|thing| articles.is_empty() && is_a(thing, |kind| kind == "WebPage"));
    let own = by_address().or_else(by_heading).or_else(only).or_else(page);
    let mut article = own.map(|own| describe(own, &things)).unwrap_or_default();
    if article.publisher.is_none() {
        let site = things.iter().find(|thing| is_a(thing, |kind| kind == "WebSite" || kind == "NewsMediaOrganization"));
        article.publisher = site.and_then(|site| text(site, "name"));
    }
    article
}

/// Reads one script, forgiving what sites get wrong: comment marks around it, line breaks inside strings, stray commas.
fn parse(script: &str) -> Option<Value> {
    let script =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script =
        script.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let on_one_line: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&on_one_line)
            .ok()
            .or_else(|| serde_json::from_str(&without_stray_commas(&on_one_line)).ok())
    })
}

/// Drops commas right before a closing bracket, outside of strings.
fn without_stray_commas(json: &str) -> String {
    let mut kept = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in json.chars() {
        if !in_string && matches!(c, '}' | ']') {
            kept.truncate(kept.trim_end_matches([' ', ',']).len());
        }
        if c == '"' && !escaped {
            in_string = !in_string;
        }
        escaped = in_string && c == '\\' && !escaped;
        kept.push(c);
    }
    kept
}

/// The things described at the top, in lists, and under the names that lead to the page's own subject.
fn collect<'v>(value: &'v Value, things: &mut Vec<&'v Thing>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, things)),
        Value::Object(thing) if things.len() < MAX_THINGS => {
            things.push(thing);
            for name in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(value) = thing.get(name) {
                    collect(value, things);
                }
            }
        }
        _ => {}
    }
}

fn is_a(thing: &Thing, wanted: impl Fn(&str) -> bool) -> bool {
    match thing.get("@type") {
        Some(Value::String(kind)) => wanted(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(wanted),
        _ => false,
    }
}

/// schema.org's `Article` and what is below it.
fn is_article(kind: &str) -> bool {
    let kind = kind.rsplit(['/', ':']).next().unwrap_or_default();
    kind.ends_with("Article")
        || kind.ends_with("BlogPosting")
        || kind.ends_with("Posting") && kind != "JobPosting"
        || kind == "Report"
}

fn is_at(thing: &Thing, address: &str) -> bool {
    let bare = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        rest.trim_start_matches("www.").to_ascii_lowercase()
    };
    let own = bare(address);
    !own.is_empty()
        && ["url", "@id", "mainEntityOfPage"]
            .iter()
            .filter_map(|name| reference(thing.get(*name)?))
            .any(|there| bare(there) == own)
}

/// An address, given as text or as the id of a thing.
fn reference(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("@id")?.as_str()).or_else(|| value.get("url")?.as_str())
}

fn is_headed(thing: &Thing, heading: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let heading = letters(heading);
    !heading.is_empty() && headline(thing).is_some_and(|headline| letters(&headline) == heading)
}

fn same_headline(one: &Thing, other: &Thing) -> bool {
    headline(one) == headline(other)
}

fn headline(thing: &Thing) -> Option<String> {
    text(thing, "headline").or_else(|| text(thing, "name"))
}

fn describe(thing: &Thing, things: &[&Thing]) -> Article {
    let by = ["author", "creator"].iter().find_map(|name| thing.get(*name)).map(|value| names(value, things));
    let publishers = thing.get("publisher").map(|value| names(value, things)).unwrap_or_default();
    Article {
        headline: headline(thing),
        publisher: publishers.into_iter().next(),
        authors: by.unwrap_or_default(),
        published: text(thing, "datePublished").or_else(|| text(thing, "datepublished")),
        created: text(thing, "dateCreated"),
        url: reference(thing.get("url").unwrap_or(&Value::Null)).map(str::to_owned),
    }
}

/// The text of a field, or the first of its texts.
fn text(thing: &Thing, field: &str) -> Option<String> {
    let value = thing.get(field)?;
    let text = value.as_str().or_else(|| value.get(0)?.as_str())?;
    let words = unescaped(text).split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// The names of persons or bodies: text, a thing with a name, a reference to one, or a list of these.
fn names(value: &Value, things: &[&Thing]) -> Vec<String> {
    match value {
        Value::String(name) => {
            vec![unescaped(name.trim())].into_iter().filter(|name| !name.is_empty() && !name.contains("://")).collect()
        }
        Value::Array(values) => values.iter().flat_map(|value| names(value, things)).collect(),
        Value::Object(thing) => match (thing.get("name"), thing.get("@id")) {
            (Some(name), _) => names(name, things),
            (None, Some(id)) => {
                let meant =
                    things.iter().find(|other| other.get("@id") == Some(id)).and_then(|other| other.get("name"));
                meant.and_then(Value::as_str).map(unescaped).into_iter().collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> Article {
        own_article(&[script.to_owned()], Some("https://gazette.example/cracks"), &["Cracks seen in April".to_owned()])
    }

    #[test]
    fn the_own_article_is_the_one_of_this_address_or_headline() {
        let by_address = r#"[{"@type": "NewsArticle", "headline": "Other", "datePublished": "2021-01-01", "url": "https://gazette.example/other"},
            {"@type": "NewsArticle", "headline": "Cracks", "datePublished": "2021-06-10", "mainEntityOfPage": {"@id": "http://www.gazette.example/cracks/"}}]"#;
        assert_eq!(read(by_address).published.as_deref(), Some("2021-06-10"));
        let by_headline = r#"{"@graph": [{"@type": "Article", "headline": "Other"}, {"@type": ["Article"], "headline": "Cracks seen in April!", "dateCreated": "2021"}]}"#;
        assert_eq!(read(by_headline).created.as_deref(), Some("2021"));
    }

    #[test]
    fn articles_that_are_not_the_page_say_nothing_of_it() {
        let others = r#"[{"@type": "NewsArticle", "headline": "One", "datePublished": "2021-01-01"}, {"@type": "NewsArticle", "headline": "Two"}]"#;
        assert_eq!(read(others), Article::default());
        let listed = r#"{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "One", "datePublished": "2021-01-01"}]}"#;
        assert_eq!(read(listed), Article::default());
    }

    #[test]
    fn broken_json_is_mended_where_the_meaning_is_plain() {
        for script in [
            "<!-- {\"@type\": \"NewsArticle\", \"headline\": \"Cracks\"} -->",
            "{\"@type\": \"NewsArticle\", \"headline\": \"Cracks\", }",
            "{\"@type\": \"NewsArticle\", \"headline\": \"Cracks\n\", \"keywords\": [\"a,]\", \"b\",]};",
        ] {
            assert_eq!(read(script).headline.as_deref(), Some("Cracks"), "{script}");
        }
        assert_eq!(read("{\"@type\": \"NewsArticle\", \"headline\": "), Article::default());
    }

    #[test]
    fn names_are_found_behind_references() {
        let graph = r##"{"@graph": [{"@type": "Article", "headline": "Cracks", "author": {"@id": "#ann"}, "publisher": {"@id": "#site"}},
            {"@type": "Person", "@id": "#ann", "name": "Ann Lee"}, {"@type": "Organization", "@id": "#site", "name": "Varn &amp; District Gazette"}]}"##;
        let article = read(graph);
        assert_eq!(
            (article.authors, article.publisher.as_deref()),
            (vec!["Ann Lee".to_owned()], Some("Varn & District Gazette"))
        );
    }
}
