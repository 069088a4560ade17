//! The publisher of a document, who is the outermost source of everything in it and is no link of its chains.

use clew_model::{Annotation, Attribution, CodePoints};

/// Takes out the links by which a document names its own publisher as who passes others on: "a file seen by the Courier" in the
/// Courier. What stood within them is outermost then.
pub fn leave_out_publisher(points: &CodePoints, annotation: &mut Annotation, publisher: &str) {
    let Annotation { attributions, chains, .. } = annotation;
    let held: Vec<u32> = attributions.iter().filter_map(|attribution| attribution.within).collect();
    let is_own = |attribution: &Attribution| {
        let Some(source) = attribution.source else { return false };
        let chain = source.chain.and_then(|chain| chains.get(chain as usize));
        let named = chain.map_or("", |chain| &chain.name);
        attribution.within.is_none()
            && held.contains(&attribution.id)
            && [points.slice(source.span), named].iter().any(|name| is_name_of(name, publisher))
    };
    let out: Vec<bool> = attributions.iter().map(is_own).collect();
    let number = |id: u32| id - out[..id as usize].iter().filter(|out| **out).count() as u32;
    for attribution in attributions.iter_mut() {
        attribution.within = attribution.within.filter(|outer| !out[*outer as usize]).map(number);
    }
    attributions.retain(|attribution| !out[attribution.id as usize]);
    (0u32..).zip(attributions).for_each(|(id, attribution)| attribution.id = id);
}

/// Whether a name is a publisher's or the end of it: "the Courier" of the Skarnoy Courier.
fn is_name_of(name: &str, publisher: &str) -> bool {
    let words = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (name, publisher) = (words(name), words(publisher));
    let name = name.strip_prefix(&["the".to_owned()][..]).unwrap_or(&name);
    !name.is_empty() && publisher.ends_with(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate;

    /// The chains of a text of the Skarnoy Courier, each attribution as its sources from the outermost on.
    fn chains(text: &str) -> Vec<String> {
        let points = CodePoints::new(text);
        let mut annotation = annotate(text, &[], None);
        leave_out_publisher(&points, &mut annotation, "Skarnoy Courier");
        let attributions = &annotation.attributions;
        let source = |one: &Attribution| one.source.map_or("", |source| points.slice(source.span)).to_owned();
        let chain = |one: &Attribution| {
            let mut links = vec![source(one)];
            let mut outer = one.within;
            while let Some(id) = outer {
                links.insert(0, source(&attributions[id as usize]));
                outer = attributions[id as usize].within;
            }
            links.join(" < ")
        };
        assert!((0u32..).zip(attributions).all(|(id, attribution)| attribution.id == id));
        attributions.iter().map(chain).collect()
    }

    #[test]
    fn a_paper_is_no_link_of_its_own_chains() {
        assert_eq!(chains("The valves leaked, according to an audit seen by the Courier."), ["an audit"]);
        let others = chains("The valves leaked, according to an audit seen by the Post.");
        assert_eq!(others, ["the Post < an audit", "the Post"]);
        // What a paper says alone stays as it was read.
        assert_eq!(chains("The valves leaked, the Courier said."), ["the Courier"]);
    }

    #[test]
    fn an_end_of_a_name_is_a_name() {
        for (name, expected) in [
            ("the Skarnoy Courier", true),
            ("The Courier", true),
            ("Skarnoy", false),
            ("the courier's office", false),
            ("the", false),
            ("", false),
        ] {
            assert_eq!(is_name_of(name, "Skarnoy Courier"), expected, "{name}");
        }
    }
}
