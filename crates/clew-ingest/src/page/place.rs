//! The parts of a page that its makers named: landmarks, and containers whose class or id says what they hold.

use super::cues;
use dom_query::Element;
use html5ever::local_name;

/// What an element's name, role, class or id makes of what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The page itself.
    Page,
    /// `<article>`, `<main>`, or what the markup calls the article's body.
    Story,
    /// `<header>`: the site's masthead, or the head of the article.
    Header,
    /// Never the story: navigation, footers, forms, and what a class or id calls furniture.
    Furniture,
    /// `<aside>`: often furniture, sometimes a box of the story.
    Aside,
}

impl Place {
    /// The place an element opens, if it is one.
    pub(super) fn of(element: &Element) -> Option<Self> {
        let role = element.attr_ref(local_name!("role")).unwrap_or_default();
        let by_name = match &*element.name.local {
            "nav" | "footer" | "form" | "menu" => Some(Self::Furniture),
            "header" => Some(Self::Header),
            "aside" => Some(Self::Aside),
            "article" | "main" => Some(Self::Story),
            _ => None,
        };
        let by_role = match role {
            "navigation" | "contentinfo" | "search" | "dialog" | "alertdialog" | "menu" | "menubar" | "tablist" => {
                Some(Self::Furniture)
            }
            "banner" => Some(Self::Header),
            "complementary" => Some(Self::Aside),
            "article" | "main" => Some(Self::Story),
            _ => None,
        };
        let named = || {
            let class = element.attr_ref(local_name!("class")).unwrap_or_default();
            let id = element.attr_ref(local_name!("id")).unwrap_or_default();
            cues::names_furniture(class) || cues::names_furniture(id)
        };
        let body = || element.attr_ref(local_name!("itemprop")).is_some_and(|property| property == "articleBody");
        if by_name == Some(Self::Furniture) || by_role == Some(Self::Furniture) || named() {
            return Some(Self::Furniture);
        }
        by_role.or(by_name).or_else(|| body().then_some(Self::Story))
    }
}

/// The places of one page, each inside another.
#[derive(Debug)]
pub(super) struct Places(Vec<Opened>);

#[derive(Debug)]
struct Opened {
    place: Place,
    parent: usize,
}

impl Default for Places {
    fn default() -> Self {
        Self(vec![Opened { place: Place::Page, parent: Self::PAGE }])
    }
}

impl Places {
    /// The page itself, in which every other place stands.
    pub(super) const PAGE: usize = 0;

    /// Adds a place inside `parent`.
    pub(super) fn open(&mut self, place: Place, parent: usize) -> usize {
        self.0.push(Opened { place, parent });
        self.0.len() - 1
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The places around a block, innermost first, without the page itself.
    pub(super) fn around(&self, innermost: usize) -> impl Iterator<Item = (usize, Place)> + '_ {
        let outward = |&at: &usize| Some(self.0[at].parent);
        std::iter::successors(Some(innermost), outward)
            .take_while(|&at| at != Self::PAGE)
            .map(|at| (at, self.0[at].place))
    }
}
