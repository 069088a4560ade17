use clew_model::{
    Annotation, Argument, Certainty, Chain, Claim, Filler, Interval, Level, Mention, MentionKind, Modality, Polarity,
    Predicate, Quantity, Role, Span, ThingType, TimeExpression, TimeType,
};
use jiff::civil::Date;
use std::collections::HashMap;

/// A text that is written together with what it states, sentence by sentence.
#[derive(Debug, Default)]
pub struct StatedText {
    text: String,
    /// Length of `text` in code points.
    n_chars: u32,
    annotation: Annotation,
    chains: HashMap<(ThingType, String), u32>,
}

/// A stretch of a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Piece<'a> {
    /// Words that stand as they are.
    Words(&'a str),
    /// Words that speak of what is claimed.
    Trigger(&'a str),
    /// Words that name a thing; the same words name the same thing of a type wherever they stand in the text.
    Thing(&'a str, ThingType),
    /// A day, as it is written.
    Day(&'a str, Date),
    /// Any other value.
    Value(&'a str),
}

/// What a sentence states.
#[derive(Debug, Clone, PartialEq)]
pub struct Stating<'a> {
    /// What happens or holds.
    pub predicate: Predicate,
    /// A narrower kind of it.
    pub subtype: Option<&'a str>,
    /// Who and what takes part: roles, and the numbers of the pieces that fill them.
    pub roles: &'a [(Role, usize)],
    /// When.
    pub time: Interval,
    /// How many.
    pub quantity: Option<Quantity>,
    /// Whether it is stated to be so.
    pub polarity: Polarity,
    /// How sure.
    pub level: Level,
    /// Whether it is told as fact.
    pub modality: Modality,
    /// What says how it was read.
    pub by: &'a str,
}

impl StatedText {
    /// Adds a sentence; its pieces hold no line's end.
    pub fn sentence(&mut self, pieces: &[Piece<'_>], stating: Option<&Stating<'_>>) {
        if self.n_chars > 0 {
            let separator = if self.text.ends_with('\n') { "" } else { " " };
            self.push(separator);
        }
        let (start, mut trigger, mut filled) = (self.n_chars, None, Vec::with_capacity(pieces.len()));
        for piece in pieces {
            let (span, filler) = self.piece(piece);
            if matches!(piece, Piece::Trigger(_)) {
                trigger.get_or_insert(span);
            }
            filled.push((span, filler));
        }
        let sentence = Span::new(start, self.n_chars);
        self.annotation.sentences.push(sentence);
        if let Some(stating) = stating {
            self.claim(stating, trigger.unwrap_or(sentence), &filled);
        }
    }

    /// Ends a line; blank ones are none.
    pub fn end_line(&mut self) {
        if self.n_chars > 0 && !self.text.ends_with('\n') {
            self.push("\n");
        }
    }

    /// The text, and what it states.
    pub fn finish(self) -> (String, Annotation) {
        (self.text, self.annotation)
    }

    fn push(&mut self, words: &str) -> Span {
        let start = self.n_chars;
        self.text.push_str(words);
        self.n_chars += words.chars().count() as u32;
        Span::new(start, self.n_chars)
    }

    fn piece(&mut self, piece: &Piece<'_>) -> (Span, Filler) {
        match *piece {
            Piece::Words(words) | Piece::Trigger(words) => (self.push(words), Filler::Words),
            Piece::Value(words) => (self.push(words), Filler::Value(words.to_owned())),
            Piece::Day(words, day) => {
                let span = self.push(words);
                let interval = Interval::day(day);
                let time = TimeExpression { span, time: TimeType::Date, value: day.to_string(), interval };
                self.annotation.times.push(time);
                (span, Filler::Value(words.to_owned()))
            }
            Piece::Thing(words, thing) => {
                let (span, chain) = (self.push(words), self.chain(words, thing));
                self.annotation.mentions.push(Mention { span, thing, kind: MentionKind::Name, chain });
                (span, Filler::Chain(chain))
            }
        }
    }

    fn chain(&mut self, name: &str, thing: ThingType) -> u32 {
        let chains = &mut self.annotation.chains;
        *self.chains.entry((thing, name.to_owned())).or_insert_with(|| {
            let id = chains.len() as u32;
            chains.push(Chain { id, thing, name: name.to_owned(), place: None });
            id
        })
    }

    fn claim(&mut self, stating: &Stating<'_>, trigger: Span, filled: &[(Span, Filler)]) {
        let mut arguments: Vec<Argument> = stating
            .roles
            .iter()
            .filter_map(|(role, piece)| {
                let (span, filler) = filled.get(*piece)?.clone();
                Some(Argument { role: *role, span, filler })
            })
            .collect();
        arguments.sort_by_key(|argument| (argument.role, argument.span));
        let claims = &mut self.annotation.claims;
        claims.push(Claim {
            id: claims.len() as u32,
            predicate: stating.predicate,
            subtype: stating.subtype.map(str::to_owned),
            trigger,
            arguments,
            quantity: stating.quantity.clone(),
            time: stating.time,
            polarity: stating.polarity,
            certainty: Certainty { level: stating.level, cue: None },
            modality: stating.modality,
            opinion: false,
            attribution: None,
            evidence: Vec::new(),
            event: None,
            carried_from: None,
            sentence: self.annotation.sentences.len() as u32 - 1,
            by: stating.by.to_owned(),
            // A person said how to read it: the reading is as right as the table.
            score: 1.0,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::CodePoints;

    #[test]
    fn a_claim_points_at_the_words_of_its_sentence() {
        let mut text = StatedText::default();
        let roles = [(Role::Participant, 2), (Role::Participant, 0)];
        let stating = Stating {
            predicate: Predicate::Contact,
            subtype: Some("phone"),
            roles: &roles,
            time: Interval::open(),
            quantity: None,
            polarity: Polarity::Asserted,
            level: Level::Asserted,
            modality: Modality::Actual,
            by: "calls.toml:1",
        };
        for other in ["Petra Ånders", "Aron"] {
            let pieces = [
                Piece::Thing("Zoë 😀", ThingType::Person),
                Piece::Trigger(" rang "),
                Piece::Thing(other, ThingType::Person),
                Piece::Words("."),
            ];
            text.sentence(&pieces, Some(&stating));
            text.end_line();
        }
        let (text, annotation) = text.finish();
        assert_eq!(text, "Zoë 😀 rang Petra Ånders.\nZoë 😀 rang Aron.\n");
        let points = CodePoints::new(&text);
        let words = |span| points.slice(span);
        let claim = &annotation.claims[1];
        assert_eq!(words(annotation.sentences[claim.sentence as usize]), "Zoë 😀 rang Aron.");
        assert_eq!(claim.arguments.iter().map(|one| words(one.span)).collect::<Vec<_>>(), ["Zoë 😀", "Aron"]);
        assert_eq!(claim.arguments[0].filler, Filler::Chain(0), "the same name is the same person");
        assert_eq!(annotation.chains.len(), 3);
    }
}
