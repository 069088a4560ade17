use crate::by_hand::ByHand;
use crate::{EngineError, Hidden, predicates};
use clew_store::CaseFile;
use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The version that derived tables are marked with: a later one may read more in the same text.
pub(crate) const CLEW: &str = env!("CARGO_PKG_VERSION");

/// How far the log and the documents went, and what people had added by then.
type Added = ((i64, i64), Arc<ByHand>);

/// One open case. One thread at a time; open it again for another.
pub struct Case {
    pub(crate) file: CaseFile,
    /// What a redacted look at it hides.
    pub(crate) hidden: Option<Hidden>,
    /// What people added to annotations, and how far the log and the documents went when that was looked up.
    pub(crate) added: RefCell<Option<Added>>,
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
        Self { file, hidden: None, added: RefCell::default() }
    }

    /// Opens a case to read and write, and makes it first where nothing is at that path.
    pub fn open_or_create(path: &Path) -> Result<Self, EngineError> {
        match path.metadata() {
            Ok(found) if found.len() > 0 => Self::open(path),
            _ => Self::create(path),
        }
    }

    /// Answers of one state of the case, whatever other programs write meanwhile; reading is quicker so.
    pub fn of_one_state<A, E: From<EngineError>>(&self, ask: impl FnOnce(&Self) -> Result<A, E>) -> Result<A, E> {
        self.hold()?;
        let answer = ask(self);
        self.file.release().map_err(EngineError::from)?;
        answer
    }

    /// Lets all answers from now on be of one state of the case; for a case opened to be asked once.
    pub fn hold(&self) -> Result<(), EngineError> {
        Ok(self.file.hold()?)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Its name: the file's without the ending, as the case is looked at.
    pub fn name(&self) -> String {
        if let Some(hidden) = &self.hidden {
            return hidden.name.clone();
        }
        self.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Whether all that was read is in the picture. It is not after a run that was stopped, under another version, with
    /// other predicate files, or where something was decided since.
    pub fn is_complete(&self) -> Result<bool, EngineError> {
        let own = predicates::hash(&self.file.predicate_files()?);
        Ok(self.is_drawn()? && self.file.progress()?.n_not_annotated == 0 && self.file.n_read_with_others(&own)? == 0)
    }

    /// Whether the picture was drawn last with all that was read and decided. Answered at once, where
    /// [`is_complete`](Self::is_complete) looks at every document.
    pub fn is_drawn(&self) -> Result<bool, EngineError> {
        let drawn = self.file.drawn()?;
        let own = predicates::hash(&self.file.predicate_files()?);
        Ok(drawn.is_complete(CLEW)
            && (drawn.last_reading == 0 || self.file.is_drawn_with(&own)? && self.file.is_drawn_decided()?))
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
