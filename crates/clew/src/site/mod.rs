//! A case as a folder of plain pages, to be handed to an editor or a lawyer: no script, no request to anywhere.
//!
//! What is told is what the screens and the report tell, in their words; each statement stands with how it stands, how it is stated,
//! on whose word, and its sentence, which leads to its place in the document's page. The same case gives the same bytes: pages are
//! numbered, and nothing here asks for the time. Rejected: one page for all, which no browser opens of a large case.

mod accounts;
mod contents;
mod document;
mod entity;
mod event;
mod folder;
mod index;
mod knew;
mod lists;
mod page;
mod report_page;
mod told;
mod words;

use clew_engine::report::ReportQuery;
use clew_engine::{Case, EngineError};
use contents::Site;
pub use folder::FolderError;
use folder::SiteFolder;
use page::{Frame, Page, STYLE};
use std::path::Path;
pub use words::day as day_in_words;

/// Why a site was not written.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The case.
    #[error(transparent)]
    Case(#[from] EngineError),
    /// The folder.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

/// How much was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files.
    pub n_files: usize,
    /// Documents among them.
    pub n_documents: usize,
}

/// Writes a site to a folder; `made` says how it was made, a sentence each. The case is to be looked at as it is told.
pub fn write(case: &Case, query: &ReportQuery, made: Vec<String>, folder: &Path) -> Result<Written, SiteError> {
    let mut folder = SiteFolder::begin(folder)?;
    let mut site = Site::of(case, query)?;
    let frame = Frame { case: case.name(), made };
    let mut put = |page: &Page| folder.write(page.path(), &page.html(&frame));
    put(&site.report()?)?;
    for line in site.entities.clone() {
        put(&site.entity(&line)?)?;
    }
    for event in site.events.clone() {
        put(&site.event(&event)?)?;
    }
    for group in site.groups.clone() {
        put(&site.accounts(&group)?)?;
    }
    for page in [site.events_listed()?, site.disputes()?, site.knew()?, site.sources(), site.entities_listed()] {
        put(&page)?;
    }
    let index = site.index(&frame.made)?;
    // A document's page can lead to the document that it repeats, which is then cited too.
    let mut n_documents = 0;
    let mut written = std::collections::BTreeSet::new();
    while let Some(number) = site.cited_by_day().into_iter().find(|number| !written.contains(number)) {
        put(&site.document(number)?)?;
        written.insert(number);
        n_documents += 1;
    }
    put(&site.documents_listed())?;
    folder.write("site.css", STYLE)?;
    folder.write(index.path(), &index.html(&frame))?;
    Ok(Written { n_files: folder.finish()?, n_documents })
}
