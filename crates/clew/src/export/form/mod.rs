//! A case in the forms that other programs read: tables, graphs, FollowTheMoney, STIX and so on (docs/output.md).
//!
//! Every form is written from the same two values: [`Lookup`], what a case calls its documents and entities, and [`Stated`], how a
//! finding is told. What is denied, superseded, disputed, unsure or not told as fact is marked as such where a form has a place for it,
//! and left out and counted ([`LeftOut`]) where it has none. Nothing is held in memory but names, heads and counts.

mod annotations;
mod edge;
mod ftm;
mod gexf;
mod graph_fields;
mod graphml;
mod left_out;
mod lookup;
mod nomenklatura;
mod prov;
mod sheet;
mod stated;
mod stix;
mod tables;
mod timesketch;

pub use annotations::write_annotations;
pub use ftm::{OriginalRecord, write_ftm, write_sidecar};
pub use gexf::write_gexf;
pub use graphml::write_graphml;
pub use left_out::LeftOut;
pub use nomenklatura::write_nomenklatura;
pub use prov::write_prov;
pub use stix::write_stix;
pub use tables::{Folder, write_tables};
pub use timesketch::write_timesketch;

use super::ExportError;
use clew_engine::Case;
use clew_engine::answer::FindingView;
use clew_model::{CaseEvent, on_one_line};

/// Goes through a case's findings, by id, with what shows each; after one failed no more is asked for.
fn each_finding(case: &Case, mut each: impl FnMut(FindingView) -> Result<(), ExportError>) -> Result<(), ExportError> {
    let mut done = Ok(());
    case.each_finding(|finding| {
        if done.is_ok() {
            done = case.finding_view(finding).map_err(ExportError::from).and_then(&mut each);
        }
    })?;
    done
}

/// Goes through a case's events, by id; after one failed no more is asked for.
fn each_event(case: &Case, mut each: impl FnMut(CaseEvent) -> Result<(), ExportError>) -> Result<(), ExportError> {
    let mut done = Ok(());
    case.each_event(|event| {
        if done.is_ok() {
            done = each(event);
        }
    })?;
    done
}
