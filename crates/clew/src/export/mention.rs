use super::picture::{CaseIds, mention_id};
use clew_model::{Annotation, CaseEvent, Certainty, EventMention, MentionedEvent, Modality, Polarity, Predicate, Span};
use serde::Serialize;
use std::collections::HashMap;
use std::rc::Rc;

/// Of each document, by number, the mentions of events that make no claim, with the id of the event.
#[derive(Debug, Default)]
pub struct Mentions(HashMap<i64, Vec<(EventMention, Rc<str>)>>);

impl Mentions {
    /// Adds those of an event.
    pub fn add(&mut self, event: &CaseEvent) {
        self.add_all(&event.id, &event.mentions);
    }

    /// Adds those of one that is mentioned only.
    pub fn add_mentioned(&mut self, event: &MentionedEvent) {
        self.add_all(&event.id, &event.mentions);
    }

    fn add_all(&mut self, event: &str, mentions: &[EventMention]) {
        let event: Rc<str> = event.into();
        for mention in mentions.iter().filter(|mention| mention.claim.is_none()) {
            self.0.entry(mention.document).or_default().push((*mention, Rc::clone(&event)));
        }
    }

    /// The records of a document's, in order.
    pub fn take(&mut self, document: i64, annotation: &Annotation, ids: &CaseIds) -> Vec<MentionRecord> {
        let mut mentions = self.0.remove(&document).unwrap_or_default();
        mentions.sort_unstable();
        let record = |(mention, event): &(EventMention, Rc<str>)| MentionRecord::new(*mention, event, annotation, ids);
        mentions.iter().map(record).collect()
    }
}

/// `{"record": "claim", "predicate": null, ...}`: words that speak of an event, and of which clew makes no claim.
#[derive(Serialize)]
pub struct MentionRecord {
    record: &'static str,
    id: String,
    document: String,
    predicate: Option<Predicate>,
    trigger: Span,
    polarity: Option<Polarity>,
    certainty: Option<Certainty>,
    modality: Option<Modality>,
    attribution: Option<u32>,
    sentence: usize,
    event: String,
}

impl MentionRecord {
    fn new(mention: EventMention, event: &str, annotation: &Annotation, ids: &CaseIds) -> Self {
        let span = mention.span;
        let predication = annotation.predications.iter().find(|predication| predication.trigger == span);
        let after = annotation.sentences.partition_point(|sentence| sentence.start <= span.start);
        Self {
            record: "claim",
            id: mention_id(&mention, ids),
            document: ids.get(mention.document).to_owned(),
            predicate: None,
            trigger: span,
            polarity: predication.map(|predication| predication.polarity),
            certainty: predication.map(|predication| predication.certainty),
            modality: predication.map(|predication| predication.modality),
            attribution: attribution(annotation, span),
            sentence: after.saturating_sub(1),
            event: event.to_owned(),
        }
    }
}

/// The innermost attribution in whose content words stand.
fn attribution(annotation: &Annotation, span: Span) -> Option<u32> {
    let within = annotation.attributions.iter().flat_map(|attribution| {
        let content = attribution.content.iter().filter(|content| content.contains(span));
        content.map(|content| (content.end - content.start, attribution.id))
    });
    within.min().map(|(_, attribution)| attribution)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::{Act, Attribution, Predication, SourceKind};
    use serde_json::json;

    #[test]
    fn a_mention_says_how_sure_it_sounds_and_on_whose_word() {
        let attribution = |id, content| Attribution {
            id,
            source: None,
            cue: Vec::new(),
            content: vec![content],
            within: None,
            act: Act::Said,
            source_kind: SourceKind::None,
        };
        let predication = Predication {
            trigger: Span::new(25, 31),
            polarity: Polarity::Denied,
            certainty: Certainty::default(),
            modality: Modality::Planned,
        };
        let annotation = Annotation {
            sentences: vec![Span::new(0, 9), Span::new(10, 50)],
            attributions: vec![attribution(0, Span::new(10, 50)), attribution(1, Span::new(20, 40))],
            predications: vec![predication],
            ..Annotation::default()
        };
        let mention = |start, end, claim| EventMention { document: 7, span: Span::new(start, end), claim };
        let mentions = vec![mention(2, 5, None), mention(25, 31, None), mention(45, 48, Some(3))];
        let mut all = Mentions::default();
        all.add_mentioned(&MentionedEvent { id: "v1".to_owned(), name: "raid".to_owned(), mentions });
        let ids = CaseIds::new([(7, "a".to_owned())]);
        let records = serde_json::to_value(all.take(7, &annotation, &ids)).expect("a JSON form");
        let plain = json!({"record": "claim", "id": "a#2-5", "document": "a", "predicate": null, "trigger": [2, 5], "polarity": null,
            "certainty": null, "modality": null, "attribution": null, "sentence": 0, "event": "v1"});
        let stated = json!({"record": "claim", "id": "a#25-31", "document": "a", "predicate": null, "trigger": [25, 31],
            "polarity": "denied", "certainty": {"level": "asserted", "cue": null}, "modality": "planned", "attribution": 1,
            "sentence": 1, "event": "v1"});
        assert_eq!(records, json!([plain, stated]));
        assert!(all.take(7, &annotation, &ids).is_empty());
    }
}
