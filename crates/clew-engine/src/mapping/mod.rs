//! Documents that a person says how to read: tables by a mapping ([`TableMapping`]), entities of FollowTheMoney ([`ftm`]).
//!
//! A row becomes a readable line of text, and the line is the sentence that its claims stand in, so that what came from a table is
//! shown, doubted, decided on and exported like what came from a report. The language engine has no part in it: what is claimed is what
//! the mapping says and the cells hold. A row that does not fit is refused, each with an outcome of its own.

pub mod ftm;
mod stated_text;
mod table;
mod table_mapping;
mod template;

pub use table::read_table;
pub use table_mapping::{MappingError, TableMapping};
