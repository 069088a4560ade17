use super::{quote, sentence_around};
use crate::answer::{DocumentLine, Page, TimelineCount, TimelineItem};
use crate::{Case, EngineError, TimelineQuery};
use clew_model::{Annotation, CodePoints, Interval};
use jiff::civil::Date;
use std::collections::HashMap;

struct Read {
    line: DocumentLine,
    text: String,
    annotation: Annotation,
}

impl Case {
    /// Each stretch of days that can touch those asked for, in order, with how often documents speak of it.
    pub fn timeline_counts(&self, query: &TimelineQuery) -> Result<Vec<TimelineCount>, EngineError> {
        Ok(self.file.timeline_counts(query)?)
    }

    /// Each stretch of days in which documents were published, by the end of a day where one is given, with how many were.
    pub fn published_counts(&self, by: Option<Date>) -> Result<Vec<(Interval, u32)>, EngineError> {
        Ok(self.file.published_counts(by)?)
    }

    /// Days and stretches of days that documents speak of, in order.
    pub fn timeline(&self, query: &TimelineQuery) -> Result<Page<TimelineItem>, EngineError> {
        let rows = self.file.timeline(query)?;
        let mut read: HashMap<i64, Read> = HashMap::new();
        let mut items = Vec::new();
        for row in rows.items {
            if !read.contains_key(&row.document)
                && let (Some(line), Some((text, _)), Some(annotation)) = (
                    self.file.document_line(row.document)?,
                    self.file.story(row.document)?,
                    self.annotation_of(row.document)?,
                )
            {
                read.insert(row.document, Read { line, text, annotation });
            }
            let Some(Read { line, text, annotation }) = read.get(&row.document) else { continue };
            let Some(time) = annotation.times.get(row.nth as usize) else { continue };
            let sentence = sentence_around(&annotation.sentences, time.span);
            items.push(TimelineItem {
                happened: row.happened,
                time: row.time,
                value: row.value,
                document: line.clone(),
                quote: quote(&CodePoints::new(text), sentence, &[time.span]),
            });
        }
        Ok(Page { n_total: rows.n_total, items })
    }
}
