//! Files that were handed over and are not read yet.

use clew_engine::{Input, Listed, sort_out};
use clew_ingest::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Which files were told of, one JSON object a line; what was done with them is appended.
const LISTING: &str = "listing";
/// How the name of a file ends that has not arrived whole.
const PART: &str = ".part";

/// The folder `NAME.clew-spool` beside a case: each file that has arrived lies in it under its number.
///
/// What a file is called where it comes from stands in the listing and names nothing here. The folder goes when all is
/// read; a server that was killed leaves it, and the next one goes on from it.
#[derive(Debug)]
pub struct Spool {
    folder: PathBuf,
    /// The case's file name.
    case: String,
    waiting: BTreeMap<u32, Waiting>,
    last_number: u32,
    n_places: u32,
}

/// A file that is about to be handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldFile {
    /// Where it lies in what was picked, `/` between its parts.
    pub path: String,
    /// How long it is.
    pub n_bytes: u64,
    /// When it was last written, milliseconds since 1970 in UTC.
    pub modified_at_ms: i64,
}

/// A file that was told of and is not read.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Waiting {
    number: u32,
    id: String,
    n_bytes: u64,
    modified_at_ms: i64,
    /// Why it is not wanted, where it is not.
    refusal: Option<Refusal>,
    #[serde(skip)]
    has_arrived: bool,
}

/// A line of the listing.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line {
    Told(Waiting),
    Done(u32),
}

/// Where the bytes of a file go while they come.
#[derive(Debug)]
pub struct Place {
    number: u32,
    /// The file to write.
    pub path: PathBuf,
    /// How many bytes it must have in the end.
    pub n_bytes: u64,
}

impl Spool {
    /// The spool beside a case, with what an earlier server left in it.
    pub fn beside(case: &Path) -> io::Result<Self> {
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = case.with_file_name(format!("{name}-spool"));
        let mut spool = Self { folder, case: name, waiting: BTreeMap::new(), last_number: 0, n_places: 0 };
        let listing = match fs::read(spool.listing()) {
            Ok(listing) => listing,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(spool),
            Err(why) => return Err(why),
        };
        // The last line of a server that was killed may be cut short: what it told of is told of again, or was not done.
        for line in listing.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()) {
            match line {
                Line::Told(told) => spool.wait_for(told),
                Line::Done(number) => drop(spool.waiting.remove(&number)),
            }
        }
        if listing.last().is_some_and(|byte| *byte != b'\n') {
            File::options().append(true).open(spool.listing())?.write_all(b"\n")?;
        }
        for file in spool.waiting.values_mut() {
            let here = spool.folder.join(file.number.to_string()).metadata();
            file.has_arrived = here.is_ok_and(|here| here.len() == file.n_bytes);
        }
        Ok(spool)
    }

    /// How many files wait to be read.
    pub fn n_waiting(&self) -> usize {
        self.waiting.len()
    }

    /// How many of them have not arrived.
    pub fn n_missing(&self) -> usize {
        self.waiting.values().filter(|file| file.refusal.is_none() && !file.has_arrived).count()
    }

    /// Takes up files that are about to be handed over: for each the number to hand it over under, `None` where it is here
    /// already or is passed over. Files that were told of before, under the same name, are those or are replaced.
    pub fn tell(&mut self, files: &[ToldFile]) -> io::Result<Vec<Option<u32>>> {
        make_private(&self.folder)?;
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let known: HashMap<String, u32> = self.waiting.values().map(|file| (file.id.clone(), file.number)).collect();
        let mut wanted = vec![None; files.len()];
        let mut lines = Vec::new();
        for listed in sort_out(&paths, &self.case) {
            let (id, nth, refusal) = match listed {
                Listed::File { id, nth } => (id, Some(nth), None),
                Listed::PassedOver { id, refusal } => (id, None, Some(refusal)),
            };
            let (n_bytes, modified_at_ms) = nth.map_or((0, 0), |nth| (files[nth].n_bytes, files[nth].modified_at_ms));
            let before = known.get(&id).and_then(|number| self.waiting.get(number));
            let same = before.filter(|file| (file.n_bytes, file.modified_at_ms) == (n_bytes, modified_at_ms));
            if let Some(file) = same {
                nth.filter(|_| !file.has_arrived).inspect(|nth| wanted[*nth] = Some(file.number));
                continue;
            }
            if let Some(number) = before.map(|file| file.number) {
                lines.push(Line::Done(number));
                self.forget(number)?;
            }
            let number = self.last_number + 1;
            nth.inspect(|nth| wanted[*nth] = Some(number));
            let told = Waiting { number, id, n_bytes, modified_at_ms, refusal, has_arrived: false };
            lines.push(Line::Told(told.clone()));
            self.wait_for(told);
        }
        self.append(&lines)?;
        Ok(wanted)
    }

    /// Where to write the file of a number; `None` where none of that number is wanted.
    pub fn place(&mut self, number: u32) -> Option<Place> {
        let file = self.waiting.get(&number).filter(|file| file.refusal.is_none() && !file.has_arrived)?;
        // One of its own for everybody who hands it over: two that write at once must not mix.
        self.n_places += 1;
        let path = self.folder.join(format!("{number}.{}{PART}", self.n_places));
        Some(Place { number, path, n_bytes: file.n_bytes })
    }

    /// Takes a file that was written to its place, all of it.
    pub fn arrived(&mut self, place: &Place) -> io::Result<()> {
        let Some(file) = self.waiting.get_mut(&place.number) else { return fs::remove_file(&place.path) };
        let millis = Duration::from_millis(file.modified_at_ms.unsigned_abs());
        let modified = match file.modified_at_ms {
            0.. => SystemTime::UNIX_EPOCH.checked_add(millis),
            _ => SystemTime::UNIX_EPOCH.checked_sub(millis),
        };
        // As obtained as where it comes from; a time that this system cannot keep is left out.
        if let Some(modified) = modified {
            let _ = File::options().write(true).open(&place.path)?.set_modified(modified);
        }
        fs::rename(&place.path, self.folder.join(place.number.to_string()))?;
        file.has_arrived = true;
        Ok(())
    }

    /// What waits, in the order in which it was told of, each with its number; what has not arrived is refused.
    pub fn inputs(&self) -> Vec<(u32, Input)> {
        let input = |file: &Waiting| match &file.refusal {
            Some(refusal) => Input::Refused { id: file.id.clone(), refusal: refusal.clone() },
            None if file.has_arrived => {
                Input::File { id: file.id.clone(), path: self.folder.join(file.number.to_string()) }
            }
            None => {
                let why = "did not arrive whole from the browser".to_owned();
                Input::Refused { id: file.id.clone(), refusal: Refusal::Failed(why) }
            }
        };
        self.waiting.values().map(|file| (file.number, input(file))).collect()
    }

    /// A file is read, and what became of it is kept.
    pub fn done(&mut self, number: u32) -> io::Result<()> {
        // In this order: killed between the two, it is not taken for one that never arrived.
        self.append(&[Line::Done(number)])?;
        self.forget(number)
    }

    /// Deletes all that waits, and the folder.
    pub fn clear(&mut self) -> io::Result<()> {
        self.waiting.clear();
        self.last_number = 0;
        let Ok(files) = fs::read_dir(&self.folder) else { return Ok(()) };
        for file in files {
            let path = file?.path();
            if path.file_name().is_some_and(|name| is_ours(&name.to_string_lossy())) {
                gone(fs::remove_file(path))?;
            }
        }
        gone(fs::remove_dir(&self.folder))
    }

    fn listing(&self) -> PathBuf {
        self.folder.join(LISTING)
    }

    fn wait_for(&mut self, file: Waiting) {
        self.last_number = self.last_number.max(file.number);
        self.waiting.insert(file.number, file);
    }

    fn append(&self, lines: &[Line]) -> io::Result<()> {
        let mut written = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut written, line)?;
            written.push(b'\n');
        }
        File::options().create(true).append(true).open(self.listing())?.write_all(&written)
    }

    fn forget(&mut self, number: u32) -> io::Result<()> {
        self.waiting.remove(&number);
        gone(fs::remove_file(self.folder.join(number.to_string())))
    }
}

/// Whether a file in the folder has a name that is given here: nothing else is ever deleted.
fn is_ours(name: &str) -> bool {
    let numbers = name.strip_suffix(PART).unwrap_or(name);
    name == LISTING || numbers.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// What is not there need not be removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|why| if why.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(why) })
}

/// Makes a folder that nobody else on this machine can look into; fine where it is there.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, n_bytes: u64) -> ToldFile {
        ToldFile { path: path.to_owned(), n_bytes, modified_at_ms: 1_000 }
    }

    fn hand_over(spool: &mut Spool, number: u32, bytes: &[u8]) {
        let place = spool.place(number).expect("it is wanted");
        fs::write(&place.path, bytes).unwrap();
        spool.arrived(&place).unwrap();
    }

    fn ids(spool: &Spool) -> Vec<String> {
        spool.inputs().iter().map(|(_, input)| input.id().to_owned()).collect()
    }

    #[test]
    fn another_server_finds_what_waits() {
        let folder = tempfile::tempdir().unwrap();
        let case = folder.path().join("affair.clew");
        let mut spool = Spool::beside(&case).unwrap();
        assert_eq!(
            spool.tell(&[file("in/b.txt", 1), file("in/a.txt", 2), file("in/.x", 3)]).unwrap(),
            [Some(3), Some(2), None]
        );
        hand_over(&mut spool, 2, b"aa");
        spool.done(1).unwrap();
        // Killed while it wrote a line.
        let mut listing = File::options().append(true).open(spool.listing()).unwrap();
        listing.write_all(b"{\"done\":").unwrap();
        let mut spool = Spool::beside(&case).unwrap();
        assert_eq!(
            (spool.n_waiting(), spool.n_missing(), ids(&spool)),
            (2, 1, vec!["in/a.txt".into(), "in/b.txt".into()])
        );
        assert_eq!(spool.tell(&[file("in/a.txt", 2), file("in/b.txt", 1)]).unwrap(), [None, Some(3)]);
        assert!(spool.place(2).is_none() && spool.place(9).is_none());
        assert_ne!(spool.place(3).unwrap().path, spool.place(3).unwrap().path);
        spool.done(2).unwrap();
        assert_eq!(ids(&Spool::beside(&case).unwrap()), ["in/b.txt"]);
    }

    #[test]
    fn a_file_that_changed_takes_the_place_of_the_one_that_waited() {
        let folder = tempfile::tempdir().unwrap();
        let mut spool = Spool::beside(&folder.path().join("affair.clew")).unwrap();
        assert_eq!(spool.tell(&[file("a.txt", 1)]).unwrap(), [Some(1)]);
        hand_over(&mut spool, 1, b"a");
        assert_eq!(spool.tell(&[file("a.txt", 2)]).unwrap(), [Some(2)]);
        assert_eq!((spool.n_waiting(), spool.n_missing()), (1, 1));
        hand_over(&mut spool, 2, b"aa");
        let [(2, Input::File { path, .. })] = &spool.inputs()[..] else { panic!("one file") };
        assert_eq!(path.metadata().unwrap().modified().unwrap(), SystemTime::UNIX_EPOCH + Duration::from_secs(1));
    }

    #[test]
    fn only_what_was_put_into_the_folder_is_deleted_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut spool = Spool::beside(&folder.path().join("affair.clew")).unwrap();
        spool.tell(&[file("a.txt", 1), file("b.txt", 1)]).unwrap();
        hand_over(&mut spool, 1, b"a");
        fs::write(spool.place(2).unwrap().path, "cut short").unwrap();
        let own = spool.folder.join("my own.txt");
        fs::write(&own, "x").unwrap();
        assert!(spool.clear().is_err(), "the folder is not empty");
        assert_eq!(fs::read_dir(&spool.folder).unwrap().count(), 1);
        fs::remove_file(own).unwrap();
        spool.clear().unwrap();
        assert!(!spool.folder.exists());
        spool.clear().unwrap();
    }
}
