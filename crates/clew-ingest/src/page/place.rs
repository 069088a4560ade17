//! The parts of a page that its makers set apart from the story: navigation, footers, forms, and containers whose class
//! or id says what they hold.

use super::cues;
use dom_query::Element;
use html5ever::local_name;

/// Whether an element's name, role, class or id sets what stands in it apart from the story.
pub(super) fn sets_apart(element: &Element) -> bool {
    const ROLES: &[&str] =
        &["navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "tablist"];
    let named = |attribute| element.attr_ref(attribute).is_some_and(cues::names_furniture);
    matches!(&*element.name.local, "nav" | "footer" | "form" | "menu")
        || element.attr_ref(local_name!("role")).is_some_and(|role| ROLES.contains(&role))
        || named(local_name!("class"))
        || named(local_name!("id"))
}

/// Whether an element's class or id says that it shows words of the story once more.
pub(super) fn is_pull_quote(element: &Element) -> bool {
    let named = |attribute| element.attr_ref(attribute).is_some_and(cues::names_pull_quote);
    named(local_name!("class")) || named(local_name!("id"))
}

/// The places of one page that are set apart, each inside another.
#[derive(Debug)]
pub(super) struct Places {
    /// The place around each place; the page stands in itself.
    parents: Vec<usize>,
}

impl Default for Places {
    fn default() -> Self {
        Self { parents: vec![Self::PAGE] }
    }
}

impl Places {
    /// The page itself, in which every other place stands.
    pub(super) const PAGE: usize = 0;

    /// Adds a place inside `parent`.
    pub(super) fn open(&mut self, parent: usize) -> usize {
        self.parents.push(parent);
        self.parents.len() - 1
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.parents.len()
    }

    /// The places around a block, innermost first, without the page itself.
    pub(super) fn around(&self, innermost: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(innermost), |&at| Some(self.parents[at])).take_while(|&at| at != Self::PAGE)
    }
}
