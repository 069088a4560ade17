use crate::by_hand::ByHand;
use crate::{EngineError, predicates};
use clew_store::CaseFile;
use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The version that derived tables are marked with: a later one may read more in the same text.
pub(crate) const CLEW: &str = env!("CARGO_PKG_VERSION");

/// One open case. One thread at a time; open it again for another.
pub struct Case {
    pub(crate) file: CaseFile,
    /// What people added to annotations, and how far the log and the documents went when that was looked up.
    pub(crate) added: RefCell<Option<((i64, i64), Arc<ByHand>)>>,
}

impl Case {
    /// Makes a new, empty case; fails where a file is there already.
    pub fn create(path: &Path) -> Result<Self, EngineError> {
        Ok(Self::of(CaseFile::create(path)?))
    }

    /// Opens a case to read and write.
    pub fn open(path: &Path) -> Result<Self, EngineError> {
        Ok(Self::of(CaseFile::open(path)?))
    }

    /// Opens a case to ask it.
    pub fn open_to_read(path: &Path) -> Result<Self, EngineError> {
        Ok(Self::of(CaseFile::open_to_read(path)?))
    }

    fn of(file: CaseFile) -> Self {
        Self { file, added: RefCell::default() }
    }

    /// Opens a case to read and write, and makes it first where nothing is at that path.
    pub fn open_or_create(path: &Path) -> Result<Self, EngineError> {
        match path.metadata() {
            Ok(found) if found.len() > 0 => Self::open(path),
            _ => Self::create(path),
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Its name: the file's without the ending.
    pub fn name(&self) -> String {
        self.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Whether all that was read is in the picture. It is not after a run that was stopped, under another version, with
    /// other predicate files, or where something was decided since.
    pub fn is_complete(&self) -> Result<bool, EngineError> {
        let progress = self.file.progress()?;
        let own = predicates::hash(&self.file.predicate_files()?);
        Ok(progress.is_complete(CLEW)
            && self.file.n_read_with_others(&own)? == 0
            && (progress.last_reading == 0 || self.file.is_drawn_with(&own)? && self.file.is_drawn_decided()?))
    }
}

/// A person's wish to stop: shared with whoever hears Ctrl-C.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Asks to stop as soon as what is done can be kept.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether stopping was asked for.
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Fails once stopping was asked for.
    pub(crate) fn check(&self) -> Result<(), EngineError> {
        if self.is_raised() { Err(EngineError::Interrupted) } else { Ok(()) }
    }
}
