//! The parts of a page's markup that can say something of it, collected in one walk.

use super::address;
use super::imprint::unescaped;
use crate::byline::dates::Order;
use dom_query::{Document, Element, NodeRef};
use html5ever::local_name;

/// The parts of a page that can hold an imprint.
#[derive(Default)]
pub(super) struct Markup {
    /// Name in lower case, content; in document order.
    pub metas: Vec<(String, String)>,
    pub json_ld: Vec<String>,
    pub canonical: Option<String>,
    pub lang: Option<String>,
    pub document_title: Option<String>,
    pub headings: Vec<String>,
    /// `<time>` that says it is the publication.
    pub times: Vec<String>,
    pub saved_from: Option<String>,
}

impl Markup {
    /// Collects them, before rendering clears the tree of what is not shown.
    pub(super) fn gather(tree: &Document) -> Self {
        let mut markup = Self::default();
        for node in tree.root().descendants_it() {
            if let Some(element) = node.element_ref() {
                markup.element(&element, node);
            } else if node.is_comment() && markup.saved_from.is_none() {
                markup.saved_from = node.query(address::saved_from).flatten();
            }
        }
        markup
    }

    fn element(&mut self, element: &Element, node: NodeRef<'_>) {
        let attribute = |name| element.attr_ref(name).map(str::trim).filter(|value| !value.is_empty());
        match &*element.name.local {
            "meta" => self.meta_element(element),
            "link" if attribute(local_name!("rel")).is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = self.canonical.take().or_else(|| attribute(local_name!("href")).map(str::to_owned));
            }
            "script"
                if attribute(local_name!("type"))
                    .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/ld+json")) =>
            {
                self.json_ld.push(node.text().to_string());
            }
            "html" => self.lang = attribute(local_name!("lang")).map(str::to_owned),
            "title" if self.document_title.is_none() => self.document_title = words(&node.text()),
            "h1" => self.headings.extend(words(&node.text())),
            _ => self.microdata(element, node),
        }
    }

    fn meta_element(&mut self, element: &Element) {
        let Some(content) = element.attr_ref(local_name!("content")).and_then(words) else { return };
        for name in [local_name!("property"), local_name!("name"), local_name!("itemprop"), local_name!("http-equiv")] {
            if let Some(name) = element.attr_ref(name) {
                self.metas.push((name.trim().to_ascii_lowercase(), content.clone()));
            }
        }
    }

    /// `itemprop="datePublished"` on any element, and `<time pubdate>` or one of a class that says so.
    fn microdata(&mut self, element: &Element, node: NodeRef<'_>) {
        let property = element.attr_ref(local_name!("itemprop")).unwrap_or_default().to_ascii_lowercase();
        let is_time = &*element.name.local == "time";
        if !is_time && property.is_empty() {
            return;
        }
        let class = element.attr_ref(local_name!("class")).unwrap_or_default().to_ascii_lowercase();
        let says_so = property.contains("datepublished")
            || element.has_attr("pubdate")
            || (class.contains("publish") && !class.contains("update"));
        let value =
            element.attr_ref(local_name!("datetime")).or(element.attr_ref(local_name!("content"))).and_then(words);
        if says_so && (is_time || property.contains("datepublished")) {
            self.times.extend(value.or_else(|| words(&node.text())));
        }
    }

    /// The first content of that name, given in lower case.
    pub(super) fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(known, _)| known == name).map(|(_, content)| content.as_str())
    }

    /// The first content that fits, by the order of `names`.
    pub(super) fn first(&self, names: &[&str], fits: impl Fn(&str) -> bool) -> Option<String> {
        names.iter().filter_map(|name| self.meta(name)).find(|value| fits(value)).map(unescaped)
    }

    /// The language that the page says it is in, by its first subtag (BCP 47).
    pub(super) fn language(&self) -> Option<String> {
        let stated = self.lang.as_deref().or(self.meta("content-language")).or(self.meta("og:locale"))?;
        let code = stated.split(['-', '_', ',']).next()?.trim().to_ascii_lowercase();
        ((2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
    }

    /// How the page's region writes numeric dates: Americans the month first, nearly all others the day.
    pub(super) fn order(&self) -> Option<Order> {
        let stated = self.lang.as_deref().or(self.meta("og:locale"))?.to_ascii_lowercase().replace('_', "-");
        match stated.split_once('-') {
            Some(("en", "us")) => Some(Order::MonthFirst),
            Some(("en", region)) if region.len() == 2 && region != "ca" && region != "ph" => Some(Order::DayFirst),
            Some(_) => None,
            None => (stated != "en").then_some(Order::DayFirst),
        }
    }
}

/// The words of a value; `None` where it has none.
fn words(value: &str) -> Option<String> {
    let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markup(html: &str) -> Markup {
        Markup::gather(&super::super::tree::parse(html).tree)
    }

    #[test]
    fn the_region_tells_how_days_are_written() {
        let order = |html: &str| markup(html).order();
        assert_eq!(order("<html lang=en-GB>"), Some(Order::DayFirst));
        assert_eq!(order("<html lang=en-us>"), Some(Order::MonthFirst));
        assert_eq!(order("<html lang=fr>"), Some(Order::DayFirst));
        assert_eq!(order("<html lang=en>"), None);
    }

    #[test]
    fn the_language_is_the_first_part_of_the_tag() {
        let language = |html: &str| markup(html).language();
        assert_eq!(language("<html lang=de-AT>").as_deref(), Some("de"));
        assert_eq!(language("<html lang=''><meta property=og:locale content=en_US>").as_deref(), Some("en"));
        assert_eq!(language("<html lang=x1>").as_deref(), None);
    }
}
