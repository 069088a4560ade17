//! Pure functions from annotated texts to entities, events and findings.
//!
//! [`resolve`] joins the chains of many documents to entities. Nothing here reads a file, a clock or a case: what is
//! derived can be thrown away and made again from what was read, and comes out the same in whatever order documents come.

pub mod claims;
mod corrected;
pub mod events;
mod fnv;
mod fold;
pub mod identifiers;
pub mod knowledge;
pub mod names;
pub mod picture;
pub mod places;
mod quick;
pub mod reconcile;
pub mod resolve;
pub mod status;
mod stems;
mod threads;
mod told;
mod triggers;
mod union;

pub use corrected::ToldCorrection;
pub use fold::fold;
pub use stems::{n_shared, stems};
pub use told::{OPENING, Told, ToldChain, ToldClaim, ToldSource};
pub use triggers::{ToldAs, ToldTriggers, Trigger};
