use super::event::Event;
use super::finding::{ClaimLine, Finding, Standing};
use super::{EntityLine, Interval, each};
use clew_engine::answer;
use clew_model as model;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// All that the case has of one entity; never a judgement of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Dossier {
    /// The entity.
    pub entity: EntityLine,
    /// Steps in proceedings, the latest first.
    pub statuses: Vec<Status>,
    /// Findings it takes part in, the best supported first.
    pub findings: Vec<Finding>,
    /// Events it takes part in, by day.
    pub events: Vec<Event>,
    /// What it knew, the earliest first.
    pub knowledge: Vec<Knowledge>,
    /// Entities that may be the same one.
    pub doubts: Vec<Doubt>,
}

/// A step of a person's in proceedings, as claims tell of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Status {
    /// What, in the words of the proceedings.
    pub what: String,
    /// When it began.
    pub time: Interval,
    /// How that stands.
    pub standing: Standing,
    /// The claims that say so.
    pub claims: Vec<ClaimLine>,
}

/// That an actor knew a matter no later than a day.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Knowledge {
    /// The actor's entity.
    pub who: String,
    /// The actor's name.
    pub who_name: String,
    /// The matter in words.
    pub matter: String,
    /// The finding that is the matter.
    pub finding: Option<String>,
    /// The event that is the matter.
    pub event: Option<String>,
    /// The last day on which it can have been learned; null where nothing tells.
    #[schema(value_type = Option<String>, format = Date)]
    pub no_later_than: Option<Date>,
    /// The claim that shows it.
    pub shown_by: Option<ClaimLine>,
}

/// Two entities that may be one: for a person to decide, and apart until then.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Doubt {
    /// The other one.
    pub other: EntityLine,
    /// How much speaks for one thing, 0 to 1.
    pub score: f32,
    /// What speaks for and against.
    pub why: String,
}

/// A way from one entity to another.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Path {
    /// Its steps, in order.
    pub steps: Vec<Step>,
}

/// A step of a path: two entities that take part in one finding or event.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Step {
    /// Where it begins.
    pub from: EntityLine,
    /// Where it leads.
    pub to: EntityLine,
    /// Id of the finding or event.
    pub by: String,
    /// How the finding stands; null of an event.
    pub standing: Option<Standing>,
    /// Why it bears less than it seems to.
    pub weak: Option<Weakness>,
    /// A claim that shows it.
    pub shown_by: Option<ClaimLine>,
}

/// Why a step of a path bears little: the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Weakness {
    /// Accounts contradict one another on it.
    Disputed,
    /// A later count or status replaced it.
    Superseded,
    /// Its sentence denies it.
    Denied,
    /// Its source does not sound sure.
    Unsure,
    /// Somebody who is not named says so, and nobody else.
    Unnamed,
    /// Both take part in one event, and no finding states the two together.
    EventOnly,
}

impl From<answer::Weakness> for Weakness {
    fn from(weak: answer::Weakness) -> Self {
        match weak {
            answer::Weakness::Disputed => Self::Disputed,
            answer::Weakness::Superseded => Self::Superseded,
            answer::Weakness::Denied => Self::Denied,
            answer::Weakness::Unsure(_) => Self::Unsure,
            answer::Weakness::Unnamed => Self::Unnamed,
            answer::Weakness::EventOnly => Self::EventOnly,
        }
    }
}

impl From<answer::Dossier> for Dossier {
    fn from(dossier: answer::Dossier) -> Self {
        let statuses = dossier.statuses.into_iter().map(|(status, claims)| Status::new(status, claims));
        Self {
            statuses: statuses.collect(),
            entity: dossier.entity.into(),
            findings: each(dossier.findings),
            events: each(dossier.events),
            knowledge: each(dossier.knowledge),
            doubts: each(dossier.doubts),
        }
    }
}

impl Status {
    fn new(status: model::Status, claims: Vec<answer::ClaimLine>) -> Self {
        let model::Status { what, time, standing, .. } = status;
        Self { what, time: time.into(), standing: standing.into(), claims: each(claims) }
    }
}

impl From<answer::KnowledgeView> for Knowledge {
    fn from(view: answer::KnowledgeView) -> Self {
        let answer::KnowledgeView { knowledge, who, matter, shown_by } = view;
        let (finding, event) = match knowledge.matter {
            model::Matter::Finding(id) => (Some(id), None),
            model::Matter::Event(id) => (None, Some(id)),
            model::Matter::Words(_) => (None, None),
        };
        let shown_by = shown_by.map(ClaimLine::from);
        let no_later_than = knowledge.no_later_than;
        Self { who: knowledge.who, who_name: who, matter, finding, event, no_later_than, shown_by }
    }
}

impl From<(model::Doubt, answer::EntityLine)> for Doubt {
    fn from((doubt, other): (model::Doubt, answer::EntityLine)) -> Self {
        Self { other: other.into(), score: doubt.score, why: doubt.why }
    }
}

impl From<answer::Path> for Path {
    fn from(path: answer::Path) -> Self {
        Self { steps: each(path.steps) }
    }
}

impl From<answer::Step> for Step {
    fn from(step: answer::Step) -> Self {
        let answer::Step { from, to, by, standing, weak, shown_by } = step;
        Self {
            from: from.into(),
            to: to.into(),
            by,
            standing: standing.map(Standing::from),
            weak: weak.map(Weakness::from),
            shown_by: shown_by.map(ClaimLine::from),
        }
    }
}
