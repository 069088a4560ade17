//! Where a page was: its own address, and the one a browser saved it from.

use crate::byline::dates::{Day, written_days};
use dom_query::{NodeData, TreeNode};
use jiff::civil::Date;

/// A longer path is no address of an article.
const LONGEST_PATH_BYTES: usize = 2_000;

/// The address the page gives as its own, or the one it was found at.
///
/// A canonical link to the front page, on a page found deeper, is a mistake of the site's and not believed.
pub(super) fn own_address(canonical: Option<&str>, og_url: Option<&str>, base: Option<&str>) -> Option<String> {
    let found_below = base.is_some_and(|base| !is_front_page(base));
    let given = [canonical, og_url].into_iter().flatten().filter_map(|address| absolute(address, base));
    let mut believable = given.filter(|address| !(found_below && is_front_page(address)));
    believable.next().or_else(|| base.map(str::to_owned))
}

/// `address` as a whole one, by the base it is relative to (RFC 3986, as far as a canonical link needs it).
pub(super) fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    let address = address.trim();
    let lower = address.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Some(address.to_owned());
    }
    let (scheme, rest) = base?.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    match address {
        "" => None,
        _ if address.starts_with("//") => Some(format!("{scheme}:{address}")),
        _ if address.starts_with('/') => Some(format!("{scheme}://{host}{address}")),
        _ => None,
    }
}

/// The day in an address: `https://gazette.example/2021/06/10/cracks`, `.../2021-06-10/cracks`.
pub(super) fn day_in(address: &str) -> Option<Date> {
    let (_, path) = address.split_once("://")?.1.split_once('/')?;
    let path = path.split(['?', '#']).next().filter(|path| path.len() < LONGEST_PATH_BYTES)?;
    written_days(path).into_iter().find_map(|written| match written.day {
        Day::Known(date) if path[written.bytes].starts_with(|c: char| c.is_ascii_digit()) => Some(date),
        _ => None,
    })
}

fn is_front_page(address: &str) -> bool {
    let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
    after_scheme.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

/// The address in the comment that a browser leaves in a page it saves:
/// `saved from url=(0042)https://...` (Chrome, Edge) or SingleFile's `url: https://...`.
pub(super) fn saved_from(node: &TreeNode) -> Option<String> {
    let NodeData::Comment { contents } = &node.data else { return None };
    let text: &str = contents;
    let after = match text.split_once("saved from url=(") {
        Some((_, rest)) => rest.split_once(')')?.1,
        None if text.trim_start().starts_with("Page saved with SingleFile") => text.split_once("url:")?.1,
        None => return None,
    };
    let address = after.split_whitespace().next()?;
    address.contains("://").then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(canonical: Option<&str>, og_url: Option<&str>, base: Option<&str>, expected: Option<&str>) {
        assert_eq!(own_address(canonical, og_url, base).as_deref(), expected);
    }

    #[test]
    fn a_page_knows_its_address_best() {
        let found = Some("https://mirror.example/a?from=feed");
        check(Some("https://gazette.example/a"), None, found, Some("https://gazette.example/a"));
        check(None, Some("https://gazette.example/a"), found, Some("https://gazette.example/a"));
        check(Some("/a"), None, found, Some("https://mirror.example/a"));
        check(Some("//gazette.example/a"), None, found, Some("https://gazette.example/a"));
        check(None, None, found, found);
    }

    #[test]
    fn a_link_to_the_front_page_is_not_believed() {
        check(
            Some("https://gazette.example/"),
            None,
            Some("https://gazette.example/a"),
            Some("https://gazette.example/a"),
        );
        check(Some("https://gazette.example/"), None, None, Some("https://gazette.example/"));
    }

    #[test]
    fn an_address_can_hold_the_day() {
        let day = Some(jiff::civil::date(2021, 6, 10));
        assert_eq!(day_in("https://gazette.example/2021/06/10/cracks"), day);
        assert_eq!(day_in("https://gazette.example/news/2021-06-10/cracks.html"), day);
        assert_eq!(day_in("https://gazette.example/2021/6/10/20948348/cracks"), day);
        assert_eq!(day_in("https://gazette.example/2021/06/cracks?seen=2021-06-10"), None);
        assert_eq!(day_in("https://gazette.example/may-10-2021"), None);
    }

    #[test]
    fn a_relative_link_needs_a_base() {
        check(Some("/a"), None, None, None);
        check(Some("javascript:void(0)"), None, Some("https://gazette.example/a"), Some("https://gazette.example/a"));
    }
}
