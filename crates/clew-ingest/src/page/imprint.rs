//! What a page's markup says of it: title, publisher, authors, publication day, address, language.
//!
//! Sources in order of trust: JSON-LD of the page's own article, `<meta>`, microdata, then the page's own title and
//! `<time>`. Modification dates are never taken for publication. Days are kept as the page writes them, in its own zone.

use super::address::{absolute, own_address};
use super::markup::Markup;
use super::structured::{self, Article};
use crate::byline::dates::{Day, Order, only_year_in, written_days};
use crate::byline::persons;
use clew_model::Interval;
use dom_query::Document;

/// What the markup states; what it does not is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Imprint {
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Stated>,
    pub url: Option<String>,
    pub language: Option<String>,
}

/// A publication day as the markup states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stated {
    pub interval: Interval,
    /// Whether it is a time of Greenwich, which need not be the page's own zone.
    pub in_greenwich: bool,
}

/// A value that gives a day does so in its first bytes.
const LONGEST_DAY_BYTES: usize = 120;

/// `<meta>` names for the publication day, most trusted first; none of them is ever the day of a revision.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "datepublished datecreated",
    "og:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "published_time_telegram",
    "article.published",
    "article_date_original",
    "published_at",
    "publish-date",
    "publish_date",
    "publication_date",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "datecreated",
    "pubdate",
    "pub_date",
    "pdate",
    "publishdate",
    "published",
    "dateissued",
    "date.release",
    "time.release",
    "sn-post-date",
    "date",
];

/// `<meta>` names for the publisher.
const PUBLISHER: &[&str] = &[
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "citation_publisher",
    "publisher",
    "site_name",
    "application-name",
];

/// `<meta>` names for the authors.
const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "article_author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
];

/// `<meta>` names for the title.
const TITLE: &[&str] = &[
    "og:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "headline",
    "twitter:title",
];

/// The imprint that `markup` holds, of a page found at `found_at`; `order` is how its text writes numeric dates.
pub(super) fn read(markup: &Markup, found_at: Option<&str>, order: Option<Order>) -> Imprint {
    let base = found_at.or(markup.saved_from.as_deref());
    let url = own_address(markup.canonical.as_deref(), markup.meta("og:url"), base);
    let article = structured::own_article(&markup.json_ld, url.as_deref(), &markup.headings);
    let publisher = markup.publisher(&article);
    let title = markup.title(&article, publisher.as_deref());
    Imprint {
        published: markup.published(&article, order),
        authors: markup.authors(&article),
        publisher: publisher.or_else(|| markup.publisher_in_title(title.as_deref())),
        language: markup.language(),
        url: url.or_else(|| article.url.as_deref().and_then(|url| absolute(url, base))),
        title,
    }
}

impl Markup {
    fn published(&self, article: &Article, order: Option<Order>) -> Option<Stated> {
        let metas = PUBLISHED.iter().filter_map(|name| self.meta(name));
        let stated = article.published.as_deref().into_iter().chain(metas).chain(self.times.iter().map(String::as_str));
        stated
            .chain(article.created.as_deref())
            .find_map(|value| Some(Stated { interval: day_of(value, order)?, in_greenwich: is_in_greenwich(value) }))
    }

    /// The site is the publisher; JSON-LD often names the agency instead, or the site more fully.
    fn publisher(&self, article: &Article) -> Option<String> {
        let site = self.first(PUBLISHER, |name| !is_address(name));
        let fuller = article.publisher.as_ref().filter(|name| {
            let is_domain = |site: &str| site.contains('.') && !site.contains(' ');
            site.as_ref().is_none_or(|site| is_domain(site) || letters(name).contains(&letters(site)))
        });
        fuller.cloned().or(site)
    }

    fn authors(&self, article: &Article) -> Vec<String> {
        let stated = if article.authors.is_empty() {
            let named =
                |name: &&&str| self.metas.iter().any(|(known, content)| known == **name && !is_address(content));
            let name = AUTHOR.iter().find(named).copied().unwrap_or_default();
            self.metas
                .iter()
                .filter(|(known, content)| known == name && !is_address(content))
                .map(|(_, content)| unescaped(content))
                .collect()
        } else {
            article.authors.clone()
        };
        let mut authors: Vec<String> = Vec::new();
        for author in stated.iter().flat_map(|stated| persons(stated)) {
            if !authors.contains(&author) {
                authors.push(author);
            }
        }
        authors
    }

    /// The headline; a search engine's shortened one gives way to a longer one that begins the same.
    fn title(&self, article: &Article, publisher: Option<&str>) -> Option<String> {
        let heading = self.headings.first().filter(|_| self.headings.len() == 1).cloned();
        let document = self.document_title.as_deref().map(unescaped);
        let candidates: Vec<String> = [article.headline.clone(), self.first(TITLE, |_| true), heading, document]
            .into_iter()
            .flatten()
            .map(|title| without_site(&title, publisher))
            .collect();
        let best = candidates.first()?.trim_end_matches(['.', '…', ' ']);
        let whole = candidates.iter().skip(1).find(|longer| longer.len() > best.len() && longer.starts_with(best));
        Some(if candidates[0].ends_with(['…', '.']) { whole.unwrap_or(&candidates[0]) } else { &candidates[0] }.clone())
    }

    /// "Inspectors warned of cracks | Varn Gazette": what the document's title says beyond the headline.
    fn publisher_in_title(&self, title: Option<&str>) -> Option<String> {
        let document = unescaped(self.document_title.as_deref()?);
        let rest = document.strip_prefix(title?)?.trim_start();
        let site = rest.strip_prefix(['|', '-', '–', '—', '·', '»'])?.trim();
        (!site.is_empty() && site.split_whitespace().count() <= 5 && !site.contains(['|', '»']))
            .then(|| site.to_owned())
    }
}

/// "2021-06-10T23:30:00Z", "Thu, 10 Jun 2021 23:30:00 GMT", seconds since 1970.
fn is_in_greenwich(value: &str) -> bool {
    let value = value.trim();
    value.bytes().all(|byte| byte.is_ascii_digit()) && matches!(value.len(), 10 | 13)
        || (value.contains(':')
            && ["Z", "+00:00", "+0000", "GMT", "UTC", "+00"].iter().any(|zone| value.ends_with(zone)))
}

/// The day that a value of metadata states.
fn day_of(value: &str, order: Option<Order>) -> Option<Interval> {
    let digits = value.trim();
    if digits.len() >= 8
        && digits.bytes().take(8).all(|byte| byte.is_ascii_digit())
        && !digits[8..].starts_with(|c: char| c.is_ascii_digit())
    {
        let dashed = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..8]);
        return written_days(&dashed).first()?.day.interval(order);
    }
    if matches!(digits.len(), 10 | 13) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let second: i64 = digits[..10].parse().ok()?;
        let instant = jiff::Timestamp::from_second(second).ok()?;
        return Some(Interval::day(instant.to_zoned(jiff::tz::TimeZone::UTC).date()));
    }
    match written_days(&value[..value.floor_char_boundary(LONGEST_DAY_BYTES)]).first()?.day {
        // "Mon Nov 18 20:28:55 UTC 2019"
        Day::Yearless { month, day } => {
            jiff::civil::Date::new(only_year_in(value)?, month, day).ok().map(Interval::day)
        }
        day => day.interval(order),
    }
}

/// The headline without the name of the site that follows or precedes it: "Cracks seen | The Gazette".
fn without_site(title: &str, publisher: Option<&str>) -> String {
    const SIGNS: &[char] = &['|', '-', '–', '—', '·', '»', ':', '•'];
    let title = title.trim();
    let Some(site) = publisher.map(letters).filter(|site| !site.is_empty()) else { return title.to_owned() };
    let parted = title.match_indices(SIGNS).map(|(at, sign)| (title[..at].trim(), title[at + sign.len()..].trim()));
    let headline =
        parted.filter(|(before, after)| !before.is_empty() && !after.is_empty()).find_map(|(before, after)| {
            (letters(after) == site).then_some(before).or((letters(before) == site).then_some(after))
        });
    headline.unwrap_or(title).to_owned()
}

/// Letters and digits in lower case, to compare names by.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A value that was escaped once too often: "Varn &amp; District".
pub(super) fn unescaped(value: &str) -> String {
    if value.contains('&') && value.contains(';') && !value.contains('<') {
        Document::fragment(value).text().to_string()
    } else {
        value.to_owned()
    }
}

fn is_address(value: &str) -> bool {
    value.contains("://") || value.starts_with("www.") || value.starts_with('@')
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn imprint(html: &str) -> Imprint {
        read(&Markup::gather(&super::super::tree::parse(html).tree), None, None)
    }

    fn check_day(html: &str, expected: Option<(i16, i8, i8)>) {
        let expected = expected.map(|(year, month, day)| Interval::day(date(year, month, day)));
        assert_eq!(imprint(html).published.map(|stated| stated.interval), expected, "{html}");
    }

    #[test]
    fn the_day_is_the_one_the_page_writes() {
        let day = Some((2021, 6, 10));
        check_day("<meta property=article:published_time content=2021-06-10T23:30:00-05:00>", day);
        check_day("<meta name=date content=20210610><meta name=lastmod content=20210612>", day);
        check_day("<meta name=pubdate content='Thu Jun 10 20:28:55 UTC 2021'>", day);
        check_day("<meta name=publish-date content=1623333900>", day);
        check_day("<span itemprop=datePublished content=2021-06-10>Thursday</span>", day);
        check_day("<time class=published datetime=2021-06-10T08:00>8am</time>", day);
    }

    #[test]
    fn a_revision_is_no_publication() {
        check_day("<meta property=article:modified_time content=2021-06-10>", None);
        check_day("<meta itemprop=dateModified content=2021-06-10><time class=updated datetime=2021-06-10>", None);
    }

    #[test]
    fn json_ld_goes_before_meta() {
        let html = r#"<meta property=article:published_time content=2021-06-11>
            <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-06-10", "headline": "Cracks",
            "author": [{"name": "Ann Lee"}, "Max Orr"], "publisher": {"name": "Varn Gazette"}}</script>"#;
        check_day(html, Some((2021, 6, 10)));
        let imprint = imprint(html);
        assert_eq!(imprint.authors, ["Ann Lee", "Max Orr"]);
        assert_eq!((imprint.title.as_deref(), imprint.publisher.as_deref()), (Some("Cracks"), Some("Varn Gazette")));
    }

    fn check_title(html: &str, title: &str, publisher: Option<&str>) {
        let imprint = imprint(html);
        assert_eq!((imprint.title.as_deref(), imprint.publisher.as_deref()), (Some(title), publisher), "{html}");
    }

    #[test]
    fn the_title_is_the_headline_without_its_site() {
        check_title(
            "<meta property=og:site_name content='Varn Gazette'><title>Cracks seen - Varn Gazette</title>",
            "Cracks seen",
            Some("Varn Gazette"),
        );
        check_title(
            "<title>Cracks seen | Varn Gazette</title><h1>Cracks seen</h1>",
            "Cracks seen",
            Some("Varn Gazette"),
        );
        check_title(
            "<meta property=og:title content='Cracks &amp;amp; floods'><h1>Other</h1>",
            "Cracks & floods",
            None,
        );
        check_title(
            "<meta property=og:title content='Cracks were seen...'><h1>Cracks were seen in April</h1>",
            "Cracks were seen in April",
            None,
        );
    }

    #[test]
    fn the_site_goes_before_the_agency_and_the_fuller_name_before_the_short_one() {
        let page = |site: &str, named: &str| {
            let json =
                format!(r#"{{"@type": "NewsArticle", "headline": "Cracks", "publisher": {{"name": "{named}"}}}}"#);
            imprint(&format!(
                "<meta property=og:site_name content='{site}'><script type=application/ld+json>{json}</script>"
            ))
            .publisher
        };
        assert_eq!(page("Varn Gazette", "Norden Press").as_deref(), Some("Varn Gazette"));
        assert_eq!(page("varn", "Varn Gazette").as_deref(), Some("Varn Gazette"));
        assert_eq!(page("gazette.example", "Varn Gazette").as_deref(), Some("Varn Gazette"));
    }

    #[test]
    fn a_page_of_an_agency_keeps_its_shown_day() {
        let page = |time: &str| {
            let html = format!(
                "<meta property=article:published_time content={time}><h1>Cracks seen in April</h1><p>June 9, 2021 11:03 PM<p>{}",
                "The bridge was cracking. ".repeat(40)
            );
            super::super::read_page(html.as_bytes(), None, None)
                .published
                .and_then(|published| published.interval.single_day())
        };
        assert_eq!(page("2021-06-10T03:03:00Z"), Some(date(2021, 6, 9)));
        assert_eq!(page("2021-06-10T03:03:00+02:00"), Some(date(2021, 6, 10)));
        assert_eq!(page("2021-06-14T03:03:00Z"), Some(date(2021, 6, 14)));
    }

    #[test]
    fn authors_are_persons_not_addresses() {
        let html = "<meta property=article:author content=https://social.example/annlee><meta name=author content='By Ann Lee and Max Orr'>";
        assert_eq!(imprint(html).authors, ["Ann Lee", "Max Orr"]);
    }
}
