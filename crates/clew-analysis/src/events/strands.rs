//! Strands: documents that tell of one affair, whatever each tells of it.
//!
//! Wider than an incident: a report of the trial and one of the burial are of one strand where they speak of the same people and
//! places, though they tell of no common happening.

use super::blocking::{Item, pairs};
use super::join::{Edge, join};
use super::telling::Story;
use super::weights::{Weights, Words};
use crate::threads;
use std::borrow::Cow;

/// So many of a document's rarest words are looked for elsewhere.
const RAREST: usize = 30;
/// From this likeness on (cosine by inverse document frequency, mean over members), documents are of one strand.
const LEAST: f64 = 0.1;

/// Of each story the number of its strand.
pub(super) fn strands(stories: &[Story], weights: &Weights) -> Vec<usize> {
    let words: Vec<Words> =
        threads::each(stories, |story| weights.vector(Cow::Borrowed(story.document.told.stems.as_slice())));
    let items = stories.iter().zip(&words).enumerate().map(|(at, (story, words))| Item {
        at,
        scope: 0,
        stems: &words.stems,
        keys: Vec::new(),
        day: story.published,
    });
    let likeness = |one: usize, other: usize| words[one].cosine(&words[other]);
    let edge = |(one, other): &(usize, usize)| Edge { one: *one, other: *other, score: likeness(*one, *other) };
    let edges = threads::each(&pairs(items, RAREST, weights), edge);
    let mut of_story = vec![0; stories.len()];
    for (number, strand) in join(stories.len(), edges, LEAST, likeness).into_iter().enumerate() {
        strand.into_iter().for_each(|story| of_story[story] = number);
    }
    of_story
}
