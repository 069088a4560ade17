//! Mentions that people made, and corrections of mentions.

use super::{LaidMention, Overlaid, at, moved};
use clew_model::{
    Annotation, Chain, CodePoints, Correction, Decision, Filler, Mention, MentionKind, QuotedEntity, QuotedMention,
    Span, ThingType, Verdict, on_one_line,
};
use std::cmp::Reverse;

/// Words that name nothing and refer to what was named.
const PRONOUNS: [&str; 18] = [
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they", "them", "their",
    "theirs", "who", "whom", "whose",
];

impl Overlaid {
    pub(super) fn lay_mention(&mut self, points: &CodePoints<'_>, decision: &Decision, mention: &QuotedMention) {
        let laid = match &decision.verdict {
            Verdict::AddMention { thing, entity } => self.add_mention(points, mention, *thing, entity.as_ref()),
            Verdict::Correct(correction) => self.correct_mention(points, mention, correction),
            Verdict::Reject => self.take_out(points, mention).map(|span| (span, None)),
            _ => return,
        };
        let laid = laid.map(|(span, chain)| LaidMention { decision: decision.number, span, chain });
        self.mentions.extend(laid);
    }

    /// A mention of what the document speaks of elsewhere; or else a chain of it alone: which entity that is, is for the picture.
    fn add_mention(
        &mut self,
        points: &CodePoints<'_>,
        quoted: &QuotedMention,
        thing: ThingType,
        entity: Option<&QuotedEntity>,
    ) -> Option<(Span, Option<u32>)> {
        let span = at(points, &quoted.mention, moved(points, &quoted.sentence)?)?;
        let chain = self.chain_for(points, quoted, thing, entity);
        let thing = self.annotation.chains[chain as usize].thing;
        // What clew reads there by now goes to what a person said.
        let known = self.annotation.mentions.iter().position(|mention| mention.span == span);
        match known {
            Some(place) => self.hand_over(points, place, Some(chain)),
            None => self.annotation.mentions.push(Mention { span, thing, kind: kind_of(points.slice(span)), chain }),
        }
        call(points, &mut self.annotation, chain);
        Some((span, Some(chain)))
    }

    fn correct_mention(
        &mut self,
        points: &CodePoints<'_>,
        quoted: &QuotedMention,
        correction: &Correction,
    ) -> Option<(Span, Option<u32>)> {
        let place = self.place_of(points, quoted)?;
        let was = self.annotation.mentions[place];
        if let Some(words) = &correction.words {
            let moved = i64::from(was.span.start) - i64::from(quoted.mention.start);
            let span = at(points, words, moved)?;
            let mention = &mut self.annotation.mentions[place];
            (mention.span, mention.kind) = (span, kind_of(points.slice(span)));
        }
        let mut chain = was.chain;
        if let Some(entity) = &correction.entity {
            chain = self.chain_for(points, quoted, entity.thing, Some(entity));
            self.hand_over(points, place, Some(chain));
        }
        if let Some(thing) = correction.thing {
            retype(&mut self.annotation, chain, thing);
        }
        call(points, &mut self.annotation, chain);
        Some((self.annotation.mentions[place].span, Some(chain)))
    }

    /// The chain of an entity that the document mentions elsewhere, else one of its own.
    fn chain_for(
        &mut self,
        points: &CodePoints<'_>,
        quoted: &QuotedMention,
        thing: ThingType,
        entity: Option<&QuotedEntity>,
    ) -> u32 {
        let mentions = entity.into_iter().flat_map(|entity| &entity.mentions);
        let mut elsewhere = mentions.filter(|other| other.sha256 == quoted.sha256 && *other != quoted);
        let known =
            elsewhere.find_map(|other| self.place_of(points, other)).map(|at| self.annotation.mentions[at].chain);
        known.unwrap_or_else(|| new_chain(&mut self.annotation, thing))
    }

    /// Words that are no mention.
    fn take_out(&mut self, points: &CodePoints<'_>, quoted: &QuotedMention) -> Option<Span> {
        let place = self.place_of(points, quoted)?;
        let span = self.annotation.mentions[place].span;
        self.hand_over(points, place, None);
        Some(span)
    }

    /// The place of the mention that was meant: of several with these words in this sentence the nearest.
    fn place_of(&self, points: &CodePoints<'_>, wanted: &QuotedMention) -> Option<usize> {
        let Annotation { mentions, sentences, .. } = &self.annotation;
        let is_it = |mention: &Mention| {
            points.slice(mention.span) == wanted.mention.words
                && QuotedMention::of(wanted.sha256, points, sentences, mention.span).is_the_same(wanted)
        };
        let same = mentions.iter().enumerate().filter(|(_, mention)| is_it(mention));
        same.min_by_key(|(_, mention)| mention.span.start.abs_diff(wanted.mention.start)).map(|(place, _)| place)
    }

    /// Gives a mention, and what rests on its words, to another chain; to none where it is no mention.
    fn hand_over(&mut self, points: &CodePoints<'_>, place: usize, to: Option<u32>) {
        let Mention { span, chain: from, .. } = self.annotation.mentions[place];
        match to {
            Some(chain) => {
                let thing = self.annotation.chains[chain as usize].thing;
                let mention = &mut self.annotation.mentions[place];
                (mention.chain, mention.thing) = (chain, thing);
            }
            None => drop(self.annotation.mentions.remove(place)),
        }
        let arguments = self.annotation.claims.iter_mut().flat_map(|claim| &mut claim.arguments);
        for argument in arguments.filter(|one| one.span == span && one.filler == Filler::Chain(from)) {
            argument.filler = to.map_or(Filler::Words, Filler::Chain);
        }
        let sources = self.annotation.attributions.iter_mut().filter_map(|attribution| attribution.source.as_mut());
        sources.filter(|source| source.span == span && source.chain == Some(from)).for_each(|source| source.chain = to);
        match self.annotation.mentions.iter().any(|mention| mention.chain == from) {
            true => call(points, &mut self.annotation, from),
            // Chains keep their numbers; one of nothing is of no entity.
            false => retype(&mut self.annotation, from, ThingType::Thing),
        }
    }
}

fn new_chain(annotation: &mut Annotation, thing: ThingType) -> u32 {
    let id = annotation.chains.len() as u32;
    annotation.chains.push(Chain { id, thing, name: String::new(), place: None });
    id
}

fn retype(annotation: &mut Annotation, chain: u32, thing: ThingType) {
    let Some(known) = annotation.chains.get_mut(chain as usize) else { return };
    if known.thing != thing {
        (known.thing, known.place) = (thing, None);
    }
    annotation.mentions.iter_mut().filter(|mention| mention.chain == chain).for_each(|mention| mention.thing = thing);
}

/// Calls a chain by its fullest name, or by its first words where it has none.
fn call(points: &CodePoints<'_>, annotation: &mut Annotation, chain: u32) {
    let of_chain = || annotation.mentions.iter().filter(move |mention| mention.chain == chain);
    let fullness = |mention: &&Mention| {
        let words = points.slice(mention.span);
        (words.split_whitespace().count(), words.chars().count(), Reverse(mention.span.start))
    };
    let name = of_chain().filter(|mention| mention.kind == MentionKind::Name).max_by_key(fullness);
    let called = name.or_else(|| of_chain().min_by_key(|mention| (mention.kind == MentionKind::Pronoun, mention.span)));
    let words = called.map(|mention| on_one_line(points.slice(mention.span)));
    if let (Some(chain), Some(words)) = (annotation.chains.get_mut(chain as usize), words) {
        chain.name = words;
    }
}

/// How words refer that a person took for a mention: a name has a capital or a digit behind its article.
fn kind_of(words: &str) -> MentionKind {
    let lower = words.to_lowercase();
    if PRONOUNS.contains(&lower.as_str()) {
        return MentionKind::Pronoun;
    }
    let rest = ["the ", "a ", "an "].iter().find_map(|article| lower.strip_prefix(article).map(|_| article.len()));
    let named =
        words[rest.unwrap_or_default()..].chars().any(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    // Writings without capitals name without them.
    let has_case = words.chars().any(|letter| letter.is_lowercase() || letter.is_uppercase());
    if named || !has_case { MentionKind::Name } else { MentionKind::Nominal }
}

/// Whether words refer only to what was named or described elsewhere.
pub(crate) fn is_pronoun(words: &str) -> bool {
    kind_of(words) == MentionKind::Pronoun
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_for_what_they_look_like() {
        for (words, expect) in [
            ("Jonas Weil", MentionKind::Name),
            ("the Lamp", MentionKind::Name),
            ("MV Skarnoy", MentionKind::Name),
            ("al-Qassam", MentionKind::Name),
            ("محمد", MentionKind::Name),
            ("the chief engineer", MentionKind::Nominal),
            ("A driver", MentionKind::Nominal),
            ("two inspectors", MentionKind::Nominal),
            ("She", MentionKind::Pronoun),
            ("whose", MentionKind::Pronoun),
        ] {
            assert_eq!(kind_of(words), expect, "{words:?}");
        }
    }
}
