//! Goes through one input and everything nested in it, document by document, within one budget.
//!
//! Runs in the parsing child. Nothing is unpacked to disk, and no more than one document (or one archive inside an
//! archive) is held in memory at a time.

use crate::budget::Budget;
use crate::format::Format;
use crate::formats::{self, Attachment, Parsed};
use crate::wire::{Reply, Request};
use crate::{Hints, Limits, Refusal};
use clew_model::{Published, Reading};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes looked at to tell what an input is; a tar's mark stands at 257.
const HEAD_BYTES: u64 = 8192;

/// Why the walk ends before the input does.
pub(crate) enum Stop {
    /// The budget is spent: on what.
    OverBudget(String),
    /// The parent is gone.
    NoParent(io::Error),
}

/// What keeps a container from being walked, or from being walked further.
pub(crate) enum Trouble {
    /// It is the container's own.
    Refused(Refusal),
    /// It ends the whole walk.
    Stop(Stop),
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Stop> for Trouble {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

/// A document or container as its surroundings know it, before its bytes are looked at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Member {
    pub id: String,
    /// File name with extension, where it has one.
    pub name: String,
    pub hints: Hints,
    /// Containers around it.
    pub depth: u32,
}

impl Member {
    /// A member of this one, `place` being where in it.
    pub(crate) fn inside(&self, place: &str) -> Self {
        let name = place.rsplit('/').next().unwrap_or(place).to_owned();
        // What the outer was served as says nothing about the inner; when it was obtained and published does.
        let Hints { retrieved_at, carried_at, .. } = self.hints;
        let hints = Hints { retrieved_at, carried_at, ..Hints::default() };
        Self { id: format!("{}!{place}", self.id), name, hints, depth: self.depth + 1 }
    }

    /// What a compressed file holds, named without the compression's extension.
    pub(crate) fn unwrapped(&self) -> Self {
        let name = self.name.rsplit_once('.').map_or(self.name.as_str(), |(stem, _)| stem);
        Self { name: name.to_owned(), depth: self.depth + 1, ..self.clone() }
    }
}

/// Bytes that can be read from any place.
pub(crate) trait ReadSeek: Read + Seek {}
impl<R: Read + Seek> ReadSeek for R {}

/// Where the bytes of a member come from.
pub(crate) enum Content<'r> {
    /// A file, or memory.
    Seekable(&'r mut dyn ReadSeek),
    /// A decoder's output, to be had once.
    Stream(&'r mut dyn Read),
}

/// A walk over one input.
pub(crate) struct Walk<'a> {
    pub limits: &'a Limits,
    pub budget: Budget,
    request: &'a Request,
    /// Sends a reply with a body to the parent.
    send: &'a mut dyn FnMut(Reply, &[u8]) -> io::Result<()>,
    /// The number of the next item.
    next: u64,
    /// Hashes of all ids so far, so that no two are the same.
    ids: HashSet<u64>,
}

/// What a document carries with it, and when it was published itself.
#[derive(Default)]
struct Carried {
    published: Option<Published>,
    attachments: Vec<Attachment>,
}

impl Carried {
    fn of(published: Option<Published>, attachments: Vec<Attachment>) -> Self {
        // An attachment was sent when its mail was: the mail's date, where it has none of its own.
        let published = published.filter(|_| !attachments.is_empty());
        Self { published, attachments }
    }
}

/// What to do with an item, by its number.
enum Turn {
    /// Read it and answer.
    Answer,
    /// It was answered while a child before this one lived; only what is inside it is still wanted.
    Revisit,
}

impl<'a> Walk<'a> {
    /// Walks `file` and answers every item in it.
    pub(crate) fn input(
        request: &'a Request,
        limits: &'a Limits,
        file: &mut dyn ReadSeek,
        send: &'a mut dyn FnMut(Reply, &[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        let length = file.seek(io::SeekFrom::End(0)).and_then(|length| file.rewind().map(|()| length)).unwrap_or(0);
        let budget = Budget::new(limits, length);
        let mut walk = Self { limits, budget, request, send, next: 0, ids: HashSet::new() };
        let name = request.id.rsplit(['/', '!']).next().unwrap_or(&request.id).to_owned();
        let member = Member { id: request.id.clone(), name, hints: request.hints.clone(), ..Member::default() };
        match walk.member(member.clone(), Content::Seekable(file)) {
            Ok(()) => Ok(()),
            Err(Stop::NoParent(error)) => Err(error),
            Err(Stop::OverBudget(why)) => {
                let why = match walk.next {
                    0 => why,
                    n => format!("{why}; the rest was left after {n} items"),
                };
                match walk.leave(&member, "", Refusal::Failed(why)) {
                    Err(Stop::NoParent(error)) => Err(error),
                    Err(Stop::OverBudget(_)) | Ok(()) => Ok(()),
                }
            }
        }
    }

    /// Walks one member: a document is answered, a container walked in turn.
    pub(crate) fn member(&mut self, mut member: Member, content: Content<'_>) -> Result<(), Stop> {
        self.make_unique(&mut member);
        self.unwrapped(&member, content)
    }

    /// Walks what a compressed file holds, which goes by the file's own id.
    pub(crate) fn unwrapped(&mut self, member: &Member, content: Content<'_>) -> Result<(), Stop> {
        self.budget.member().map_err(Stop::OverBudget)?;
        if self.is_deadly(member)? {
            return Ok(());
        }
        match self.open(member, content) {
            Ok(()) => Ok(()),
            Err(Trouble::Stop(stop)) => Err(stop),
            Err(Trouble::Refused(refusal)) => self.leave(member, "", refusal),
        }
    }

    /// Archives may hold one name twice; the second and later ones are numbered.
    pub(crate) fn make_unique(&mut self, member: &mut Member) {
        let hash = |id: &str| {
            let mut hasher = DefaultHasher::new();
            id.hash(&mut hasher);
            hasher.finish()
        };
        let mut id = member.id.clone();
        let mut number = 1;
        while !self.ids.insert(hash(&id)) {
            number += 1;
            id = format!("{}#{number}", member.id);
        }
        member.id = id;
    }

    /// Whether this member brought a child down; then it is passed over with all that is in it.
    fn is_deadly(&mut self, member: &Member) -> Result<bool, Stop> {
        let Some(deadly) = self.request.deadly.iter().find(|deadly| deadly.id == member.id) else { return Ok(false) };
        self.next += deadly.n_items;
        self.reply(Reply::Passed { n_items: deadly.n_items }, &[])?;
        Ok(true)
    }

    fn open(&mut self, member: &Member, content: Content<'_>) -> Result<(), Trouble> {
        match content {
            Content::Seekable(file) => {
                let head = self.head(&mut *file)?;
                file.rewind().map_err(|error| unreadable(&error))?;
                match self.format(member, &head)? {
                    Format::Zip => self.inside(member, |walk| formats::zip::walk(walk, member, file)),
                    format => self.stream(member, format, file),
                }
            }
            Content::Stream(stream) => {
                let head = self.head(&mut *stream)?;
                let format = self.format(member, &head)?;
                self.stream(member, format, &mut head.as_slice().chain(stream))
            }
        }
    }

    /// Does `walk` within a container, so that the parent knows what to blame should it bring the child down.
    fn inside(&mut self, member: &Member, walk: impl FnOnce(&mut Self) -> Result<(), Trouble>) -> Result<(), Trouble> {
        self.reply(Reply::Enter { id: member.id.clone() }, &[])?;
        let walked = walk(self);
        self.reply(Reply::Exit, &[])?;
        walked
    }

    fn head(&self, mut from: impl Read) -> Result<Vec<u8>, Trouble> {
        let mut head = Vec::new();
        from.by_ref().take(HEAD_BYTES).read_to_end(&mut head).map_err(|error| self.read_trouble(&error))?;
        Ok(head)
    }

    fn format(&mut self, member: &Member, head: &[u8]) -> Result<Format, Trouble> {
        let format = Format::of(head, &member.name, member.hints.media_type.as_deref())?;
        if member.depth > self.limits.depth {
            return Err(Refusal::skipped(format!("is nested more than {} deep", self.limits.depth)).into());
        }
        Ok(format)
    }

    /// Walks or reads a member whose bytes need no seeking, or that fits into memory.
    fn stream(&mut self, member: &Member, format: Format, mut from: &mut dyn Read) -> Result<(), Trouble> {
        if let Some(walk) = formats::streamed(format) {
            return self.inside(member, |this| walk(this, member, from));
        }
        let bytes = self.load(&mut from)?;
        match formats::loaded(format) {
            Some(walk) => self.inside(member, |this| walk(this, member, bytes)),
            None => Ok(self.document(member, format, &bytes)?),
        }
    }

    /// The whole of a document, where it is not too large.
    pub(crate) fn load(&self, from: &mut dyn Read) -> Result<Vec<u8>, Trouble> {
        let mut bytes = Vec::new();
        let most = self.limits.document_bytes;
        from.take(most + 1).read_to_end(&mut bytes).map_err(|error| self.read_trouble(&error))?;
        match bytes.len() as u64 > most {
            true => Err(Refusal::skipped(format!("is larger than {} MB", most >> 20)).into()),
            false => Ok(bytes),
        }
    }

    /// What an error while reading means: the budget's end, or something wrong with the bytes.
    pub(crate) fn read_trouble(&self, error: &io::Error) -> Trouble {
        match self.budget.over() {
            Some(why) => Trouble::Stop(Stop::OverBudget(why)),
            None => Trouble::Refused(unreadable(error)),
        }
    }

    /// Answers one document, and walks what is attached to it.
    pub(crate) fn document(&mut self, member: &Member, format: Format, bytes: &[u8]) -> Result<(), Stop> {
        let read = || read(format, bytes, &member.hints);
        if self.is_deadly(member)? {
            return Ok(());
        }
        let Carried { published, attachments } = match self.turn()? {
            Turn::Revisit if !format.has_attachments() => Carried::default(),
            Turn::Revisit => {
                read().map(|parsed| Carried::of(parsed.reading.published, parsed.attachments)).unwrap_or_default()
            }
            Turn::Answer => self.answer(member, format, bytes, read)?,
        };
        for (nth, attachment) in attachments.into_iter().enumerate() {
            self.budget.bytes(attachment.bytes.len()).map_err(Stop::OverBudget)?;
            let place = format!("{}-{}", nth + 1, attachment.name.replace(['/', '!', '\\'], "_"));
            let mut inside = member.inside(&place);
            if attachment.is_logo() {
                self.leave(&inside, "", Refusal::skipped("is a small picture that the mail's page shows"))?;
                continue;
            }
            inside.hints.media_type = attachment.media_type;
            inside.hints.charset = attachment.charset;
            inside.hints.carried_at = published.or(inside.hints.carried_at);
            self.member(inside, Content::Seekable(&mut io::Cursor::new(attachment.bytes)))?;
        }
        Ok(())
    }

    fn answer(
        &mut self,
        member: &Member,
        format: Format,
        bytes: &[u8],
        read: impl FnOnce() -> Result<Parsed, Refusal>,
    ) -> Result<Carried, Stop> {
        let (id, media_type) = (member.id.clone(), format.media_type().to_owned());
        self.reply(Reply::Begin { id, media_type, retrieved_at: member.hints.retrieved_at }, bytes)?;
        match read() {
            Ok(Parsed { mut reading, retrieved_at, pictures, attachments }) => {
                if reading.url.is_none() {
                    reading.url.clone_from(&member.hints.url);
                }
                reading.published = reading.published.or(member.hints.carried_at);
                let carried = Carried::of(reading.published, attachments);
                self.reply(Reply::Read { reading: Box::new(reading), retrieved_at, pictures }, &[])?;
                Ok(carried)
            }
            Err(refusal) => self.reply(Reply::Refused(refusal), &[]).map(|()| Carried::default()),
        }
    }

    /// Answers one record of a container that was read with it: a row, an entry, a line.
    pub(crate) fn record(
        &mut self,
        mut member: Member,
        format: Format,
        original: &[u8],
        made: Result<Reading, Refusal>,
    ) -> Result<(), Stop> {
        self.budget.member().map_err(Stop::OverBudget)?;
        self.make_unique(&mut member);
        match self.turn()? {
            Turn::Revisit => Ok(()),
            Turn::Answer => self.answer(&member, format, original, || made.map(Parsed::from)).map(drop),
        }
    }

    /// Answers a member that is not taken in.
    pub(crate) fn leave(&mut self, member: &Member, media_type: &str, refusal: Refusal) -> Result<(), Stop> {
        match self.turn()? {
            Turn::Answer => {
                let (id, media_type) = (member.id.clone(), media_type.to_owned());
                self.reply(Reply::Left { id, media_type, refusal }, &[])
            }
            Turn::Revisit => Ok(()),
        }
    }

    fn turn(&mut self) -> Result<Turn, Stop> {
        crate::isolation::allow_processor_time(self.limits);
        let number = self.next;
        self.next += 1;
        if number >= self.request.n_answered {
            return Ok(Turn::Answer);
        }
        self.reply(Reply::Passed { n_items: 1 }, &[])?;
        Ok(Turn::Revisit)
    }

    fn reply(&mut self, reply: Reply, body: &[u8]) -> Result<(), Stop> {
        (self.send)(reply, body).map_err(Stop::NoParent)
    }
}

fn unreadable(error: &io::Error) -> Refusal {
    Refusal::failed(format!("cannot be unpacked: {error}"))
}

/// Parses one document; a panic in a parser is that document's failure.
fn read(format: Format, bytes: &[u8], hints: &Hints) -> Result<Parsed, Refusal> {
    catch_unwind(AssertUnwindSafe(|| formats::read(format, bytes, hints)))
        .unwrap_or_else(|_| Err(Refusal::failed("the parser crashed")))
}
