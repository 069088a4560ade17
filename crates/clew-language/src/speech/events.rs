//! Candidates for events and relations: triggers by their tags, and what may fill their roles.

use super::labels::from_word;
use crate::bio::Bio;
use crate::mentions::Candidate;
use crate::model::{Encoded, TagSet};
use clew_model::{CodePoints, EventCandidate, Predicate, Role, RoleCandidate, Span};
use std::ops::Range;

/// What is less sure fills no role.
const LEAST_SURE: f32 = 0.3;
/// A time is no mention, and found by its words.
const TIME: Role = Role::Time;

/// The candidates of a stretch, in order of their triggers.
pub(crate) fn events(points: &CodePoints, encoded: &Encoded, mentions: &[Candidate]) -> Vec<EventCandidate> {
    let bio = Bio::new(encoded.labels(TagSet::Trigger));
    let fillers = Fillers { points, encoded, mentions, roles: roles(encoded) };
    let mut found = Vec::new();
    for sentence in encoded.sentences() {
        let scores: Vec<&[f32]> = sentence.clone().map(|word| encoded.scores(TagSet::Trigger, word)).collect();
        for run in bio.runs(&scores, 0.0) {
            let Some(predicate) = Predicate::known(bio.kinds[run.kind]) else { continue };
            let words = sentence.start + run.words.start..sentence.start + run.words.end;
            let trigger = span(points, encoded, &words);
            let roles = fillers.of(&words, sentence);
            found.push(EventCandidate { trigger, predicate, score: run.sureness(), roles });
        }
    }
    found
}

/// What the role labels stand for; `None` for no role, and for the parts of an attribution.
fn roles(encoded: &Encoded) -> Vec<Option<Role>> {
    encoded.model().roles().iter().map(|label| from_word(label)).collect()
}

/// What may fill the roles of the triggers of a stretch.
struct Fillers<'e> {
    points: &'e CodePoints<'e>,
    encoded: &'e Encoded<'e>,
    mentions: &'e [Candidate],
    roles: Vec<Option<Role>>,
}

impl Fillers<'_> {
    /// The fillers of a trigger's roles, of its own sentence, in order of their spans.
    fn of(&self, trigger: &Range<usize>, sentence: &Range<usize>) -> Vec<RoleCandidate> {
        let shares = self.shares(trigger.start, sentence);
        let first = self.mentions.partition_point(|mention| mention.words.start < sentence.start);
        let mentions = self.mentions[first..].iter().take_while(|mention| mention.words.start < sentence.end);
        let spans = mentions.map(|mention| mention.words.clone()).chain(self.times(&shares, sentence));
        let filled = spans.filter(|words| words.end <= sentence.end && words != trigger);
        let mut found: Vec<RoleCandidate> = filled.filter_map(|words| self.filler(&shares, &words, sentence)).collect();
        found.sort_by_key(|filler| (filler.span, filler.role));
        found
    }

    /// Of each word of the sentence, the probability of each role.
    fn shares(&self, predicate: usize, sentence: &Range<usize>) -> Vec<Vec<f32>> {
        let scores = self.encoded.role_scores(predicate, sentence.clone());
        scores
            .chunks(self.roles.len())
            .map(|scores| crate::bio::log_softmax(scores).into_iter().map(f32::exp).collect())
            .collect()
    }

    /// The role that the words of a mention have most of, all taken together.
    fn filler(&self, shares: &[Vec<f32>], words: &Range<usize>, sentence: &Range<usize>) -> Option<RoleCandidate> {
        let rows = &shares[words.start - sentence.start..words.end - sentence.start];
        let mean = |label: usize| rows.iter().map(|row| row[label]).sum::<f32>() / rows.len() as f32;
        let (label, score) =
            (0..self.roles.len()).map(|label| (label, mean(label))).max_by(|a, b| a.1.total_cmp(&b.1))?;
        let role = self.roles[label].filter(|_| score >= LEAST_SURE)?;
        Some(RoleCandidate { role, span: span(self.points, self.encoded, words), score })
    }

    /// Runs of words that are most likely a time.
    fn times(&self, shares: &[Vec<f32>], sentence: &Range<usize>) -> Vec<Range<usize>> {
        let Some(time) = self.roles.iter().position(|role| *role == Some(TIME)) else { return Vec::new() };
        let is_time = |row: &Vec<f32>| row[time] > 0.5;
        let mut found: Vec<Range<usize>> = Vec::new();
        for word in sentence.clone().zip(shares).filter(|(_, row)| is_time(row)).map(|(word, _)| word) {
            match found.last_mut().filter(|run| run.end == word) {
                Some(run) => run.end += 1,
                None => found.push(word..word + 1),
            }
        }
        found
    }
}

fn span(points: &CodePoints, encoded: &Encoded, words: &Range<usize>) -> Span {
    points.span(encoded.words()[words.start].bytes.start..encoded.words()[words.end - 1].bytes.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::by_hand::ByHand;
    use clew_model::{MentionKind, ThingType};

    fn mention(words: Range<usize>) -> Candidate {
        let head = words.end - 1;
        Candidate { words, head, bytes: 0..0, thing: ThingType::Person, kind: MentionKind::Name, sureness: 1.0 }
    }

    #[test]
    fn a_trigger_has_the_mentions_and_times_of_its_sentence_as_fillers() {
        let text = "Police arrested Jonas Weil on Monday. He wept.";
        let encoded = ByHand::of_text(text)
            .tag(TagSet::Trigger, 1, "B-Arrest")
            .role(1, 0, "Agent")
            .role(1, 2, "Person")
            .role(1, 3, "Person")
            .role(1, 5, "Time")
            .role(1, 7, "Person")
            .encoded();
        let points = CodePoints::new(text);
        let found = events(&points, &encoded, &[mention(0..1), mention(2..4), mention(7..8)]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].predicate, points.slice(found[0].trigger)), (Predicate::Arrest, "arrested"));
        let fillers: Vec<_> = found[0].roles.iter().map(|filler| (filler.role, points.slice(filler.span))).collect();
        assert_eq!(fillers, [(Role::Agent, "Police"), (Role::Person, "Jonas Weil"), (Role::Time, "Monday")]);
        assert!(found[0].roles.iter().all(|filler| filler.score > 0.9));
    }

    #[test]
    fn what_the_glossary_does_not_have_is_no_event() {
        let encoded = ByHand::of_text("Weil left.").tag(TagSet::Trigger, 1, "B-Nothing").encoded();
        assert_eq!(events(&CodePoints::new("Weil left."), &encoded, &[]), []);
    }
}
