use crate::blocks::furniture_borders;
use crate::chains::{ChainReader, Stretch};
use crate::mentions::{Agreement, Candidate, candidates, names};
use crate::model::{Encoded, Model};
use crate::quotations::quotations;
use crate::sentences::sentence_bytes;
use crate::speech::{self, Heard, Speaking, Speech};
use crate::stretches::{Stretch as CutStretch, stretches_with};
use crate::tables::Tables;
use crate::times::recognise;
use crate::trees::trees;
use clew_model::{Annotation, Chain, CodePoints, EventCandidate, Interval, Mention, Span, ThingType, Tree};
use std::ops::Range;

/// A text as claims are made from it: what was read in it, and what it was read from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AnnotatedText {
    /// What clew keeps and prints.
    pub annotation: Annotation,
    /// The trees of the sentences of its story, in order; a sentence of more than 256 words has several.
    pub trees: Vec<Tree>,
    /// What may be events and relations, in order of their triggers.
    pub events: Vec<EventCandidate>,
}

/// Reads one text with the model that is compiled in, as [`annotate_with`] does.
pub fn annotate(text: &str, furniture: &[Span], published: Option<Interval>) -> Annotation {
    annotate_with(Model::embedded(), text, furniture, published)
}

/// Reads one text: sentences, quotations, mentions with their chains, times, attributions and predications.
///
/// `furniture` has sentences, and nothing else: it is marked, not read. `published` is when the text could first be
/// read, which relative times are counted from. Any text gives an annotation; the same arguments give the same one. However
/// long the text, no more than some 2,000 of its words are held with their scores at a time.
pub fn annotate_with(model: &Model, text: &str, furniture: &[Span], published: Option<Interval>) -> Annotation {
    read_story(model, text, furniture, published, |_| ())
}

/// Reads one text as [`annotate_with`] does, and keeps what claims are made from, about 100 bytes a word.
pub fn read(model: &Model, text: &str, furniture: &[Span], published: Option<Interval>) -> AnnotatedText {
    let (mut trees, mut events) = (Vec::new(), Vec::new());
    let annotation = read_story(model, text, furniture, published, |stretch| {
        events.extend(speech::events(stretch.points, &stretch.encoded, &stretch.candidates));
        trees.extend(stretch.trees);
    });
    AnnotatedText { annotation, trees, events }
}

/// Some consecutive sentences with all that is read in them by themselves.
pub(crate) struct ReadStretch<'a> {
    points: &'a CodePoints<'a>,
    encoded: Encoded<'a>,
    trees: Vec<Tree>,
    candidates: Vec<Candidate>,
}

impl ReadStretch<'_> {
    /// What chains are made of.
    pub(crate) fn for_chains(&self) -> Stretch<'_> {
        let Self { encoded, trees, candidates, .. } = self;
        Stretch { sentences: encoded.sentences(), trees, candidates, encoded }
    }
}

/// Reads a text stretch by stretch; `keep` is given each when all else is done with it.
fn read_story(
    model: &Model,
    text: &str,
    furniture: &[Span],
    published: Option<Interval>,
    mut keep: impl FnMut(ReadStretch),
) -> Annotation {
    let points = &CodePoints::new(text);
    let tables = tables(points, furniture);
    let mut quotations = quotations(points, furniture);
    quotations.retain(|quotation| !tables.touch(&(points.byte(quotation.start)..points.byte(quotation.end))));
    let mut chains = ChainReader::new(points, &quotations);
    let mut speech = Speech::default();
    let (sentences, story) = sentences(points, furniture, &tables);
    // Times are read first: what that needs for a while is let go before the rest is kept.
    let spans =
        |bytes: &[Range<usize>]| -> Vec<Span> { bytes.iter().map(|bytes| points.span(bytes.clone())).collect() };
    let times = recognise(points, &spans(&story), published);
    let sentences = spans(&sentences);
    read_tabled(model, points, &story, &tables, |mut stretch| {
        chains.read(stretch.for_chains());
        for (tree, words) in stretch.trees.iter_mut().zip(stretch.encoded.sentences()) {
            let heard = Heard::new(&stretch.encoded, words.clone());
            speech.hear(points, tree, &heard);
            speech::tell(&heard, tree);
        }
        keep(stretch);
    });
    let (mentions, chains) = without_lone_things(chains.finish());
    let speaking =
        Speaking { points, sentences: &sentences, quotations: &quotations, mentions: &mentions, chains: &chains };
    let (attributions, predications) = speech.finish(&speaking);
    Annotation { sentences, quotations, mentions, chains, times, attributions, predications, claims: Vec::new() }
}

/// Reads a text's story, stretch by stretch.
pub(crate) fn read_stretches<'a>(
    model: &'a Model,
    points: &'a CodePoints<'a>,
    furniture: &[Span],
    keep: impl FnMut(ReadStretch<'a>),
) {
    let tables = tables(points, furniture);
    let (_, story) = sentences(points, furniture, &tables);
    read_tabled(model, points, &story, &tables, keep);
}

/// Reads the sentences of a story, stretch by stretch.
fn read_tabled<'a>(
    model: &'a Model,
    points: &'a CodePoints<'a>,
    story: &[Range<usize>],
    tables: &Tables,
    mut keep: impl FnMut(ReadStretch<'a>),
) {
    let mut agreement = Agreement::default();
    for CutStretch { sentences, told } in stretches_with(points.text(), story, tables) {
        let encoded = model.encode(points.text(), &sentences);
        let trees = trees(points, &encoded);
        let names = names(points.text(), &encoded, &told, &mut agreement);
        let candidates = candidates(points, &encoded, &trees, &names);
        keep(ReadStretch { points, encoded, trees, candidates });
    }
}

/// The sentences of a text, a table's row being one; and those of its story.
fn sentences(points: &CodePoints, furniture: &[Span], tables: &Tables) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let sentences = with_rows(points.text(), sentence_bytes(points, furniture), tables);
    let story = outside(points, furniture, &sentences);
    (sentences, story)
}

/// The tables of a text; no line of one holds a border of furniture.
fn tables(points: &CodePoints, furniture: &[Span]) -> Tables {
    let borders = furniture_borders(points, furniture);
    Tables::of(points.text(), |line| {
        let next = borders.partition_point(|border| *border <= line.start);
        borders.get(next).is_none_or(|border| line.end <= *border)
    })
}

/// The sentences with each row of a table as one: what rules for prose make of its lines is put aside.
fn with_rows(text: &str, sentences: Vec<Range<usize>>, tables: &Tables) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(sentences.len());
    let mut rows = tables.rows().peekable();
    let mut start = 0;
    for sentence in sentences {
        start = sentence.start.max(start);
        while let Some(row) = rows.next_if(|row| row.start < sentence.end) {
            push_without_space(text, start..row.start.max(start), &mut found);
            start = row.end;
            found.push(row);
        }
        push_without_space(text, start..sentence.end.max(start), &mut found);
    }
    found
}

fn push_without_space(text: &str, bytes: Range<usize>, found: &mut Vec<Range<usize>>) {
    let words = text[bytes.clone()].trim_start();
    let start = bytes.end - words.len();
    found.extend(Some(start..start + words.trim_end().len()).filter(|words| !words.is_empty()));
}

/// Leaves out what is of no type of its own and mentioned once: that something is spoken of says nothing. Where a phrase reaches
/// as far as another mention, the first one read stands for both.
fn without_lone_things((mut mentions, chains): (Vec<Mention>, Vec<Chain>)) -> (Vec<Mention>, Vec<Chain>) {
    mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    mentions.dedup_by_key(|mention| mention.span);
    let mut n_mentions = vec![0_u32; chains.len()];
    mentions.iter().for_each(|mention| n_mentions[mention.chain as usize] += 1);
    let mut kept: Vec<Chain> = Vec::with_capacity(chains.len());
    let mut numbers = Vec::with_capacity(chains.len());
    for chain in chains {
        let is_kept = n_mentions[chain.id as usize] > u32::from(chain.thing == ThingType::Thing);
        numbers.push(is_kept.then_some(kept.len() as u32));
        kept.extend(is_kept.then_some(Chain { id: kept.len() as u32, ..chain }));
    }
    mentions.retain_mut(|mention| match numbers[mention.chain as usize] {
        Some(number) => {
            mention.chain = number;
            true
        }
        None => false,
    });
    (mentions, kept)
}

/// The sentences that are no part of furniture; none lies on a border of it.
fn outside(points: &CodePoints, furniture: &[Span], sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    let borders = furniture_borders(points, furniture);
    let mut depths = vec![0_i32; borders.len() + 1];
    for span in furniture {
        let at = |code_point| borders.partition_point(|border| *border < points.byte(code_point));
        depths[at(span.start)] += 1;
        depths[at(span.end)] -= 1;
    }
    let mut depth = 0;
    let depths: Vec<i32> = depths
        .into_iter()
        .map(|step| {
            depth += step;
            depth
        })
        .collect();
    let depth_at =
        |byte: usize| borders.partition_point(|border| *border <= byte).checked_sub(1).map_or(0, |at| depths[at]);
    sentences.iter().filter(|sentence| depth_at(sentence.start) == 0).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::MentionKind;
    use proptest::prelude::*;

    #[test]
    fn a_report_is_read_as_a_whole() {
        let text = "By Marta Lunde\n\nTransport minister Lena Brekke flew home from Oslo. \"We will see,\" Brekke told the Courier.";
        let annotation = annotate(text, &[Span::new(0, 14)], None);
        let points = CodePoints::new(text);
        let words = |spans: &[Span]| spans.iter().map(|span| points.slice(*span).to_owned()).collect::<Vec<_>>();
        assert_eq!(annotation.sentences.len(), 3);
        assert_eq!(words(&annotation.quotations), ["We will see,"]);
        let is_named = |words: &str, thing: ThingType| {
            let is = |mention: &&Mention| points.slice(mention.span) == words && mention.kind == MentionKind::Name;
            annotation.mentions.iter().find(is).filter(|mention| mention.thing == thing).map(|mention| mention.chain)
        };
        assert!(is_named("Oslo", ThingType::Place).is_some());
        let minister = is_named("Lena Brekke", ThingType::Person);
        assert!(minister.is_some() && minister == is_named("Brekke", ThingType::Person));
    }

    #[test]
    fn names_in_a_list_of_calls_are_told_by_their_columns() {
        let text = "Exhibit 2\nfrom,to,seconds,\"mast\"\n417,902,61,\"Pier Road\"\n902,355,95,Lowgate\n\nAll were made in May.";
        let annotation = annotate(text, &[], None);
        let points = CodePoints::new(text);
        let sentences: Vec<_> = annotation.sentences.iter().map(|span| points.slice(*span)).collect();
        let lines: Vec<_> = text.split('\n').filter(|line| !line.is_empty()).collect();
        assert_eq!(sentences, lines);
        assert_eq!(annotation.quotations, []);
        let in_rows = |mention: &&Mention| mention.kind == MentionKind::Name && mention.span.start > 32;
        let names = annotation.mentions.iter().filter(in_rows);
        let names: Vec<_> = names.map(|mention| (points.slice(mention.span), mention.thing, mention.chain)).collect();
        let things: Vec<_> = names.iter().map(|(words, thing, _)| (*words, *thing)).collect();
        let [phone, place] = [ThingType::Phone, ThingType::Place];
        let expected = [("417", phone), ("902", phone), ("Pier Road", place)];
        assert_eq!(things[..3], expected);
        assert_eq!(things[3..], [("902", phone), ("355", phone), ("Lowgate", place)]);
        assert_eq!(names[1].2, names[3].2);
        check_invariants(text, &[], &annotation);
        let furniture = [Span::new(0, 12)];
        check_invariants(text, &furniture, &annotate(text, &furniture, None));
    }

    #[test]
    fn rows_stand_in_the_place_of_what_rules_for_prose_made_of_them() {
        let text = "The calls:\ncaller,called\n417,Dr. Weil. Then\n902,355\nEnd.";
        let points = CodePoints::new(text);
        let tables = tables(&points, &[]);
        let read = |sentences: Vec<Range<usize>>| -> Vec<&str> {
            with_rows(text, sentences, &tables).into_iter().map(|bytes| &text[bytes]).collect()
        };
        let lines: Vec<&str> = text.split('\n').collect();
        let whole = 0..text.len();
        assert_eq!(read(vec![whole]), lines);
        assert_eq!(read(vec![0..14, 15..39, 40..text.len()]), lines);
    }

    #[test]
    fn furniture_has_sentences_and_no_names() {
        let text = "Lena Brekke left. Read more from Tomas Dahl here. Pal Hagen stayed.";
        let annotation = annotate(text, &[Span::new(18, 49)], None);
        let points = CodePoints::new(text);
        let names = annotation.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        let names: Vec<_> = names.map(|mention| points.slice(mention.span)).collect();
        assert_eq!(names, ["Lena Brekke", "Pal Hagen"]);
        assert_eq!(annotation.sentences.len(), 3);
    }

    #[test]
    fn a_paragraph_without_end_is_read_in_stretches() {
        let story =
            "Mr. Jonas Weil of the Daily Post, 41, told 'em \"no ... and A. B. C.-Dahl de la O'Neill of the Bank of ";
        for pattern in [story, "A", "Aa-", "\"'", "«", ". ", "Ab of the ", "\u{301}", "U.S.", "(", "The J. ", "al-"] {
            // More than a stretch of the story; of the rest, more than the longest sentence.
            let length = if pattern == story { 30_000 } else { 4_500 };
            let text = pattern.repeat(length / pattern.len());
            check_invariants(&text, &[], &annotate(&text, &[], None));
        }
    }

    #[test]
    fn things_of_no_type_are_kept_where_they_are_mentioned_twice() {
        let chain = |id, thing| Chain { id, thing, name: id.to_string(), place: None };
        let chains = vec![chain(0, ThingType::Thing), chain(1, ThingType::Person), chain(2, ThingType::Thing)];
        let mention = |chain: u32, start| Mention {
            span: Span::new(start, start + 1),
            thing: chains[chain as usize].thing,
            kind: MentionKind::Nominal,
            chain,
        };
        let mentions = vec![mention(0, 0), mention(1, 2), mention(2, 4), mention(2, 6)];
        let (mentions, chains) = without_lone_things((mentions, chains.clone()));
        assert_eq!(
            chains.iter().map(|chain| (chain.id, chain.name.as_str())).collect::<Vec<_>>(),
            [(0, "1"), (1, "2")]
        );
        assert_eq!(mentions.iter().map(|mention| mention.chain).collect::<Vec<_>>(), [0, 1, 1]);
    }

    fn check_invariants(text: &str, furniture: &[Span], annotation: &Annotation) {
        let length = text.chars().count() as u32;
        assert!(annotation.sentences.iter().all(|span| !span.is_empty() && span.end <= length));
        assert!(annotation.sentences.is_sorted_by(|a, b| a.end <= b.start));
        let crosses = |sentence: &Span| {
            let inside = |border: u32| sentence.start < border && border < sentence.end;
            furniture
                .iter()
                .any(|span| !span.is_empty() && (inside(span.start.min(length)) || inside(span.end.min(length))))
        };
        assert!(!annotation.sentences.iter().any(crosses));
        assert!(annotation.quotations.iter().all(|span| !span.is_empty() && span.end <= length));
        assert!(annotation.quotations.is_sorted_by(|a, b| a.start < b.start || a.start == b.start && a.end > b.end));
        assert!(
            annotation.chains.iter().enumerate().all(|(nth, chain)| chain.id as usize == nth && !chain.name.is_empty())
        );
        for mention in &annotation.mentions {
            assert!(
                !mention.span.is_empty() && annotation.sentences.iter().any(|sentence| sentence.contains(mention.span))
            );
            assert_eq!(annotation.chains[mention.chain as usize].thing, mention.thing);
            assert!(!furniture.iter().any(|span| span.overlaps(mention.span)));
        }
        assert!(annotation.times.iter().all(|time| !time.span.is_empty() && time.span.end <= length));
        assert!(annotation.times.is_sorted_by(|a, b| a.span.end <= b.span.start));
        let order = |a: &Mention, b: &Mention| (a.span.start, b.span.end) < (b.span.start, a.span.end);
        assert!(annotation.mentions.is_sorted_by(order));
    }

    /// Scraps that the rules look at, and anything else.
    fn text() -> impl Strategy<Value = String> {
        let scraps = [
            "Jonas Weil",
            "Dr.",
            "the Daily Post",
            "U.S.",
            "\n\n",
            "\n",
            " ",
            "\"",
            "“",
            "”",
            "'",
            "’s",
            "...",
            "? ",
            "of",
            "van der",
            "al-",
            "WHO",
            "(",
            ")",
            "said",
            "in",
            "Oslo",
            "Ministry of",
            "and",
            "Jan. 5",
            "\ncaller,called\n417,\"902\"\n902,355\n",
            "e\u{301}",
            "😀",
            "漢。",
            "&",
            "-yan",
        ];
        let scrap = prop_oneof![4 => proptest::sample::select(scraps.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => any::<String>()];
        proptest::collection::vec((scrap, any::<bool>()), 0..40).prop_map(|scraps| {
            scraps.into_iter().map(|(scrap, spaced)| if spaced { scrap + " " } else { scrap }).collect()
        })
    }

    proptest! {
        #[test]
        fn any_text_and_furniture_give_an_annotation_that_holds(
            text in text(),
            furniture in proptest::collection::vec((0..200_u32, 0..40_u32), 0..4),
        ) {
            let furniture: Vec<Span> = furniture.into_iter().map(|(start, length)| Span::new(start, start + length)).collect();
            let annotation = annotate(&text, &furniture, None);
            check_invariants(&text, &furniture, &annotation);
            prop_assert_eq!(&annotation, &annotate(&text, &furniture, None));
        }

        #[test]
        fn tokens_cover_a_text_but_its_white_space(text in text()) {
            let points = CodePoints::new(&text);
            let tokens = crate::tokens(&points, Span::new(0, points.len()));
            prop_assert!(tokens.is_sorted_by(|a, b| a.span.end <= b.span.start));
            let read: String = tokens.iter().map(|token| points.slice(token.span)).collect();
            let expected: String = text.split_whitespace().collect();
            prop_assert_eq!(read, expected);
        }
    }
}
