//! The folder of a site: nothing of anybody else's is overwritten in it, and what was not finished does not look whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file by which a folder is known to hold a site of clew: its files, a line each.
const LIST: &str = "clew-site.txt";
const HEAD: &str =
    "A site of clew. `clew site` replaces this folder as long as nothing else lies in it than this file and:";

/// Why a folder is not written to.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// It holds what is not clew's to replace.
    #[error("{folder} holds {found}, which is no part of a site of clew")]
    Occupied {
        /// The folder.
        folder: PathBuf,
        /// What lies in it.
        found: String,
    },
    /// It is none.
    #[error("{0} is no folder that a site can be written to")]
    NoFolder(PathBuf),
    /// It cannot be read or written.
    #[error("{path}: {error}")]
    Files {
        /// What was to be read or written.
        path: PathBuf,
        /// What went wrong.
        error: io::Error,
    },
}

/// A site on its way: it is written beside the folder, and takes its place once it is whole.
pub struct SiteFolder {
    to: PathBuf,
    unfinished: PathBuf,
    files: Vec<String>,
    is_finished: bool,
}

impl SiteFolder {
    /// Begins a site in a folder that is not there, is empty, or holds nothing but an earlier site.
    pub fn begin(folder: &Path) -> Result<Self, FolderError> {
        let to = fs::canonicalize(folder).or_else(|_| std::path::absolute(folder)).map_err(failed(folder))?;
        let Some(name) = to.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            return Err(FolderError::NoFolder(to));
        };
        check(&to)?;
        let unfinished = to.with_file_name(format!("{name}.unfinished"));
        if unfinished.exists() {
            if !is_site(&unfinished) {
                let found = "something by a name that an unfinished site needs".to_owned();
                return Err(FolderError::Occupied { folder: unfinished, found });
            }
            fs::remove_dir_all(&unfinished).map_err(failed(&unfinished))?;
        }
        fs::create_dir_all(&unfinished).map_err(failed(&unfinished))?;
        let begun = Self { to, unfinished, files: Vec::new(), is_finished: false };
        begun.list()?;
        Ok(begun)
    }

    /// Writes a file at a path within the site, with slashes.
    pub fn write(&mut self, path: &str, contents: &str) -> Result<(), FolderError> {
        let full = self.unfinished.join(path);
        let parent = full.parent().expect("it lies in the folder");
        fs::create_dir_all(parent).map_err(failed(parent))?;
        fs::write(&full, contents).map_err(failed(&full))?;
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Puts the site in its place: how many files it has.
    pub fn finish(mut self) -> Result<usize, FolderError> {
        self.files.sort();
        self.list()?;
        let replaced = self.unfinished.with_extension("replaced");
        let is_there = self.to.exists();
        if is_there {
            fs::rename(&self.to, &replaced).map_err(failed(&self.to))?;
        }
        fs::rename(&self.unfinished, &self.to).map_err(failed(&self.to))?;
        self.is_finished = true;
        if is_there {
            fs::remove_dir_all(&replaced).map_err(failed(&replaced))?;
        }
        Ok(self.files.len())
    }

    fn list(&self) -> Result<(), FolderError> {
        let path = self.unfinished.join(LIST);
        let lines: String = self.files.iter().map(|file| format!("{file}\n")).collect();
        fs::write(&path, format!("{HEAD}\n{lines}")).map_err(failed(&path))
    }
}

impl Drop for SiteFolder {
    fn drop(&mut self) {
        if !self.is_finished {
            // What cannot be cleared away now is cleared away by the next run.
            let _ = fs::remove_dir_all(&self.unfinished);
        }
    }
}

/// Whether a folder may be replaced: it is empty or an earlier site, to which nobody added anything.
fn check(folder: &Path) -> Result<(), FolderError> {
    if !folder.exists() {
        return Ok(());
    }
    if !folder.is_dir() {
        return Err(FolderError::NoFolder(folder.to_owned()));
    }
    let list = fs::read_to_string(folder.join(LIST)).unwrap_or_default();
    let mut lines = list.lines();
    let own: Vec<&str> = if lines.next() == Some(HEAD) { lines.chain([LIST]).collect() } else { Vec::new() };
    let mut found = Vec::new();
    files_in(folder, "", &mut found)?;
    match found.into_iter().find(|file| !own.contains(&file.as_str())) {
        Some(found) => Err(FolderError::Occupied { folder: folder.to_owned(), found }),
        None => Ok(()),
    }
}

fn is_site(folder: &Path) -> bool {
    fs::read_to_string(folder.join(LIST)).is_ok_and(|list| list.lines().next() == Some(HEAD))
}

/// Everything in a folder that is no folder itself, by its path within it; an empty folder counts.
fn files_in(folder: &Path, within: &str, found: &mut Vec<String>) -> Result<(), FolderError> {
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let entry = entry.map_err(failed(folder))?;
        let path = format!("{within}{}", entry.file_name().to_string_lossy());
        if entry.file_type().map_err(failed(folder))?.is_dir() {
            files_in(&entry.path(), &format!("{path}/"), found)?;
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(())
}

fn failed(path: &Path) -> impl Fn(io::Error) -> FolderError {
    move |error| FolderError::Files { path: path.to_owned(), error }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, pages: &[&str]) -> Result<usize, FolderError> {
        let mut site = SiteFolder::begin(folder)?;
        for page in pages {
            site.write(page, page)?;
        }
        site.finish()
    }

    #[test]
    fn a_site_replaces_a_site_and_nothing_else() {
        let around = tempfile::tempdir().expect("a folder");
        let folder = around.path().join("site");
        assert_eq!(write(&folder, &["index.html", "events/1.html"]).expect("written"), 2);
        assert_eq!(write(&folder, &["index.html"]).expect("replaced"), 1);
        assert!(!folder.join("events").exists());
        fs::write(folder.join("mine.txt"), "notes").expect("written");
        let refused = write(&folder, &["index.html"]).expect_err("something else lies there");
        assert!(refused.to_string().contains("mine.txt"), "{refused}");
        assert_eq!(fs::read_to_string(folder.join("mine.txt")).expect("still there"), "notes");
        let other = around.path().join("other");
        fs::create_dir(&other).expect("made");
        assert_eq!(write(&other, &["index.html"]).expect("an empty folder"), 1);
        assert_eq!(fs::read_dir(around.path()).expect("read").count(), 2, "nothing is left beside them");
    }

    #[test]
    fn what_was_not_finished_leaves_what_was_there() {
        let around = tempfile::tempdir().expect("a folder");
        let folder = around.path().join("site");
        write(&folder, &["index.html"]).expect("written");
        let mut second = SiteFolder::begin(&folder).expect("begun");
        second.write("other.html", "").expect("written");
        assert!(!folder.join("other.html").exists());
        // As after a power cut: nothing is cleared away.
        std::mem::forget(second);
        assert!(folder.join("index.html").exists());
        assert_eq!(write(&folder, &["index.html", "a.html"]).expect("goes on"), 2);
        fs::write(around.path().join("file"), "").expect("written");
        assert!(matches!(write(&around.path().join("file"), &[]), Err(FolderError::NoFolder(_))));
    }
}
