//! However odd a text is, reading its claims and drawing a picture of it ends, and everything points into it.

use clew_analysis::claims::{Patterns, all_claims, claims};
use clew_analysis::picture::{CaseDocument, Decided, Picture};
use clew_analysis::{Told, ToldTriggers};
use clew_language::{AnnotatedText, Model, read};
use clew_model::{CodePoints, Interval, Reading};
use proptest::prelude::*;

/// Words that patterns, counts, times and speech look for, and what stands badly between them.
const PIECES: [&str; 40] = [
    "police",
    "said",
    "killed",
    "at least",
    "nine",
    "\"",
    "“",
    "”",
    "who",
    "Jonas Weil",
    "Weil",
    "his brother",
    "was",
    "not",
    "arrested",
    ",",
    ".",
    "\n\n",
    "on Monday",
    "2021",
    "-",
    "old",
    "(",
    ")",
    "according to",
    "the",
    "memo",
    "of",
    "Varn",
    "warned",
    "that",
    "and",
    "’s",
    "\u{200b}",
    "🜁",
    "e\u{301}",
    "Ünal",
    "DENIES",
    "$5 million",
    ";",
];

fn check(text: &str) {
    let points = CodePoints::new(text);
    let AnnotatedText { mut annotation, trees, events } = read(Model::embedded(), text, &[], None);
    all_claims(&points, &annotation, &trees, &events, Patterns::embedded());
    annotation.claims = claims(&points, &annotation, &trees, &events, Patterns::embedded());
    for claim in &annotation.claims {
        let spans = claim.arguments.iter().map(|argument| argument.span).chain([claim.trigger]);
        assert!(spans.into_iter().all(|span| span.start < span.end && span.end <= points.len()), "{text:?}: {claim:?}");
        assert!((claim.sentence as usize) < annotation.sentences.len(), "{text:?}: {claim:?}");
    }
    let reading = Reading { text: text.to_owned(), ..Reading::default() };
    let told = Told::of(&reading, Interval::open(), &annotation, ToldTriggers::of(&annotation, &trees));
    let document = |number: i64| CaseDocument {
        number,
        identity: number.to_string(),
        copy_of: (number > 1).then_some(1),
        told: told.clone(),
    };
    let picture = Picture::draw(&[document(1), document(2)], &Decided::default());
    assert!(picture.reconciled.findings.iter().all(|finding| !finding.claims.is_empty()), "{text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn pieces_in_any_order_are_read_to_the_end(
        pieces in proptest::collection::vec((0..PIECES.len(), any::<bool>()), 0..60),
    ) {
        let with_blank = |(piece, is_apart): &(usize, bool)| format!("{}{}", PIECES[*piece], if *is_apart { " " } else { "" });
        check(&pieces.iter().map(with_blank).collect::<String>());
    }

    #[test]
    fn any_characters_are_read_to_the_end(text in "\\PC{0,120}") {
        check(&text);
    }
}
