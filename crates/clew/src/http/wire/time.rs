use super::{DocumentLine, Quote, TimeType};
use clew_engine::answer;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// Days from `earliest` to `latest`, both included; null is an open end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Interval {
    /// The first day it can be.
    #[schema(value_type = Option<String>, format = Date)]
    pub earliest: Option<Date>,
    /// The last day it can be.
    #[schema(value_type = Option<String>, format = Date)]
    pub latest: Option<Date>,
}

/// Days that a document speaks of.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TimelineItem {
    /// The days it can speak of.
    pub happened: Interval,
    /// TIMEX3 type of the expression.
    #[serde(rename = "type")]
    pub time: TimeType,
    /// TIMEX3 value of the expression.
    pub value: String,
    /// The document that speaks of it.
    pub document: DocumentLine,
    /// The sentence, the expression marked.
    pub quote: Quote,
}

/// How often documents speak of one stretch of days.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TimelineCount {
    /// The days.
    pub happened: Interval,
    /// How many expressions of time speak of exactly these.
    pub n_expressions: u32,
}

/// How many documents were published in one stretch of days.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PublishedCount {
    /// The days.
    pub published: Interval,
    /// How many documents were published in exactly these.
    pub n_documents: u32,
}

impl From<(clew_model::Interval, u32)> for PublishedCount {
    fn from((published, n_documents): (clew_model::Interval, u32)) -> Self {
        Self { published: published.into(), n_documents }
    }
}

impl From<answer::TimelineCount> for TimelineCount {
    fn from(count: answer::TimelineCount) -> Self {
        Self { happened: count.happened.into(), n_expressions: count.n_expressions }
    }
}

impl From<clew_model::Interval> for Interval {
    fn from(interval: clew_model::Interval) -> Self {
        Self { earliest: interval.earliest, latest: interval.latest }
    }
}

impl From<answer::TimelineItem> for TimelineItem {
    fn from(item: answer::TimelineItem) -> Self {
        Self {
            happened: item.happened.into(),
            time: item.time.into(),
            value: item.value,
            document: item.document.into(),
            quote: item.quote.into(),
        }
    }
}
