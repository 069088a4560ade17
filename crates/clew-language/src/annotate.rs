use crate::blocks::furniture_borders;
use crate::chains::chains;
use crate::names::names;
use crate::quotations::quotations;
use crate::sentences::sentence_bytes;
use clew_model::{Annotation, CodePoints, Interval, Span};
use std::ops::Range;

/// Reads one text: sentences, quotations, names with their chains, and times.
///
/// `furniture` has sentences and times, and no names: it is marked, not read. `published` is when the text could first be
/// read, which relative times are counted from. Any text gives an annotation; the same arguments give the same one.
pub fn annotate(text: &str, furniture: &[Span], _published: Option<Interval>) -> Annotation {
    let points = CodePoints::new(text);
    let sentences = sentence_bytes(&points, furniture);
    let story = outside(&points, furniture, &sentences);
    let (mentions, chains) = chains(&points, &names(text, &story));
    let sentences: Vec<Span> = sentences.into_iter().map(|bytes| points.span(bytes)).collect();
    Annotation { quotations: quotations(&points, furniture), mentions, chains, times: Vec::new(), sentences }
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
