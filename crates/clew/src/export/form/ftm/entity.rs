use super::Proxy;
use clew_engine::answer::{AgreedPlace, DocumentView, EntityLine};
use clew_model::{Sha256, ThingType};
use std::collections::HashMap;

/// The schema that each entity of a case was given, by id.
pub type Schemata = HashMap<String, &'static str>;

/// Whether a schema is a kind of LegalEntity.
pub fn is_legal(schema: &str) -> bool {
    matches!(schema, "Person") || is_body(schema)
}

/// Whether a schema is a kind of Organization.
pub fn is_body(schema: &str) -> bool {
    matches!(schema, "Organization" | "PublicBody" | "Company")
}

/// Whether a schema is a kind of Asset.
pub fn is_asset(schema: &str) -> bool {
    matches!(schema, "Asset" | "Vehicle" | "RealEstate" | "Company")
}

/// The id of a document in FollowTheMoney: a hash of the id and the original that make it the one it is.
pub fn document_id(id: &str, sha256: Sha256) -> String {
    let named = format!("{}:{id}{sha256}", id.len());
    format!("doc-{}", &Sha256::of(named.as_bytes()).to_string()[..40])
}

/// A document with its text.
pub fn of_document(document: &DocumentView, retracted_by: Option<u32>) -> Proxy {
    let line = &document.line;
    let schema = if line.publisher.is_some() { "Article" } else { "Document" };
    let mut proxy = Proxy::new(document_id(&line.id, document.sha256), schema);
    let file = line.id.rsplit(['/', '!', '\\']).next().unwrap_or_default();
    proxy.add("fileName", file);
    proxy.add_all("title", line.title.as_deref().map(super::super::on_one_line));
    proxy.add_all("publisher", line.publisher.as_deref());
    proxy.add_all("author", document.authors.iter().map(String::as_str));
    proxy.add_all("sourceUrl", document.url.as_deref().filter(|url| is_url(url)));
    proxy.add_all("publishedAt", line.published_at.and_then(|at| at.interval.single_day()).map(|day| day.to_string()));
    proxy.add_all("retrievedAt", document.retrieved_at.map(|at| at.strftime("%Y-%m-%dT%H:%M:%S").to_string()));
    proxy.add_all("language", line.language.as_deref().and_then(language));
    proxy.add("mimeType", document.media_type.as_str());
    proxy.add("bodyText", document.text.as_str());
    proxy.add_all("notes", retracted_by.map(|number| format!("Retracted in the case by decision {number}.")));
    proxy
}

fn is_url(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// FollowTheMoney writes languages as ISO 639-3 does; clew analyses English.
fn language(code: &str) -> Option<&'static str> {
    Some(match code {
        "en" => "eng",
        "de" => "deu",
        "fr" => "fra",
        "es" => "spa",
        "it" => "ita",
        "pt" => "por",
        "nl" => "nld",
        "ru" => "rus",
        "uk" => "ukr",
        "ar" => "ara",
        "zh" => "zho",
        "pl" => "pol",
        "tr" => "tur",
        _ => return None,
    })
}

/// An entity; `None` of a thing that no schema is for.
pub fn of_entity(line: &EntityLine, place: Option<&AgreedPlace>, (is_owned, is_named): (bool, bool)) -> Option<Proxy> {
    let schema = schema(line, is_owned)?;
    let mut proxy = Proxy::new(line.id.as_str(), schema);
    if !is_named {
        proxy.add("notes", "Not named: these words describe it in one text.");
    }
    let mut names = std::iter::once(&line.name).chain(&line.names).map(|name| super::super::on_one_line(name));
    match schema {
        "UserAccount" => {
            proxy.add_all("service", ["phone"]);
            proxy.add_all("username", names);
        }
        "Address" => {
            proxy.add_all("name", names.next());
            proxy.add_all("alias", names.filter(|name| *name != line.name));
            add_place(&mut proxy, &line.name, place);
        }
        _ => {
            proxy.add_all("name", names.next());
            proxy.add_all("alias", names.filter(|name| *name != line.name));
        }
    }
    Some(proxy)
}

fn add_place(proxy: &mut Proxy, name: &str, place: Option<&AgreedPlace>) {
    proxy.add("full", name);
    let Some(AgreedPlace { location, .. }) = place else { return };
    proxy.add("latitude", location.latitude.to_string());
    proxy.add("longitude", location.longitude.to_string());
    proxy.add_all("region", location.region.as_deref());
    proxy.add("country", location.country_code.to_lowercase());
}

fn schema(line: &EntityLine, is_owned: bool) -> Option<&'static str> {
    Some(match line.thing {
        ThingType::Person => "Person",
        ThingType::Organization if is_owned || line.names.iter().any(|name| is_company(name)) => "Company",
        ThingType::Organization => "Organization",
        ThingType::PublicBody => "PublicBody",
        ThingType::Place => "Address",
        ThingType::Facility => "RealEstate",
        ThingType::Vehicle => "Vehicle",
        ThingType::Weapon | ThingType::Substance => "Asset",
        ThingType::Phone => "UserAccount",
        ThingType::Event | ThingType::Work | ThingType::Account | ThingType::Thing => return None,
    })
}

/// Last words of names that only companies bear, in lower case without dots.
const COMPANY: [&str; 16] =
    ["ltd", "limited", "inc", "corp", "plc", "llc", "llp", "gmbh", "ag", "sa", "srl", "spa", "bv", "nv", "oy", "ab"];

/// Whether a name says that it is a company's.
fn is_company(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let last = words.next_back().map(|word| word.replace(['.', ','], "").to_lowercase());
    words.next().is_some() && last.is_some_and(|last| COMPANY.contains(&last.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_one_that_says_so_or_is_owned() {
        for (name, is) in
            [("Weil Bau GmbH", true), ("Harbour Holdings, Ltd.", true), ("Ltd", false), ("The Post", false)]
        {
            assert_eq!(is_company(name), is, "{name}");
        }
        let line = |thing| EntityLine {
            id: "e".to_owned(),
            thing,
            name: "The Post".to_owned(),
            names: vec!["The Post".to_owned(), "Post".to_owned()],
            n_documents: 1,
            n_mentions: 1,
        };
        let schema = |thing, is_owned| of_entity(&line(thing), None, (is_owned, true)).map(|proxy| proxy.schema);
        assert_eq!(schema(ThingType::Organization, false), Some("Organization"));
        assert_eq!(schema(ThingType::Organization, true), Some("Company"));
        assert_eq!(schema(ThingType::Work, false), None);
        let proxy = of_entity(&line(ThingType::Person), None, (false, false)).expect("a person");
        assert!(proxy.properties["notes"][0].starts_with("Not named"));
        assert_eq!(
            (&proxy.properties["name"][..], &proxy.properties["alias"][..]),
            (&["The Post".to_owned()][..], &["Post".to_owned()][..])
        );
    }

    #[test]
    fn documents_of_one_original_have_ids_of_their_own() {
        let sha256 = Sha256::of(b"x");
        assert_ne!(document_id("a", sha256), document_id("b", sha256));
        assert_eq!(document_id("a", sha256), document_id("a", sha256));
    }
}
